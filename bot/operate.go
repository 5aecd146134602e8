package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

// A Correction is what was taken back or corrected after it was posted, for
// the log that can be published.
type Correction struct {
	ID    string // unlike every other's
	Story StoryID
	Title string // the story's, as it was posted first
	URL   string // the article; empty: none
	Mark  Mark
}

// Operations are what those who run newsdigest need of a store.
type Operations interface {
	// Retry plans and queues a delivery that Failed or is Uncertain as if it
	// had never been sent. ErrNotFound: there is none. ErrStale: it is neither.
	Retry(ctx context.Context, k Key, now time.Time) error
	// Count is how many deliveries there are of each state.
	Count(ctx context.Context) (map[State]int, error)
	// LastEdition is the channel's last that was due then or before, or ErrNotFound.
	LastEdition(ctx context.Context, c ChannelID, due time.Time) (Edition, error)
	// Correct keeps c, makes a the story's article where it is not nil, and
	// plans and queues the changes of posts that are there, and the notes.
	// ErrStale: one of the posts is being sent; nothing is kept.
	Correct(ctx context.Context, c Correction, a *article.Article, changes, notes []Post) error
	// Corrections are the story's, oldest first; of an empty story: all.
	Corrections(ctx context.Context, id StoryID) ([]Correction, error)
	// Forget deletes the texts of articles that were seen before the first
	// time, what people asked before the second, with the answers, and what was
	// kept by Admit before the third.
	Forget(ctx context.Context, articles, questions, asked time.Time) error
	// ForgetUser deletes what one person asked, with the answers, and says of
	// how many. answer gives an answer's key.
	ForgetUser(ctx context.Context, user string, answer func(ChannelID, QuestionID) Key) (int, error)
}

// ForgetUser deletes what one person asked, as their service names them, with
// the answers, and says how many questions it was.
func ForgetUser(ctx context.Context, s Store, user string) (int, error) {
	return s.ForgetUser(ctx, user, answerKey)
}

// MarkSent settles a delivery that Failed or is Uncertain as being there. The
// message may be empty where nobody knows its name.
func MarkSent(ctx context.Context, s interface {
	Delivery(ctx context.Context, k Key) (Delivery, error)
	Move(ctx context.Context, was, now Delivery) error
}, k Key, message MessageID) error {
	d, err := s.Delivery(ctx, k)
	if err != nil {
		return err
	}
	if d.State != Failed && d.State != Uncertain {
		return fmt.Errorf("delivery %s is %s: %w", k, d.State, ErrStale)
	}
	return s.Move(ctx, d, d.sent(message))
}

// Withdraw takes a story back in every channel: what was posted of it, and
// what was answered from it, shows only that and the reason any more. It
// returns how many posts are changed.
func (b *Bot) Withdraw(ctx context.Context, id StoryID, reason string) (int, error) {
	return b.mark(ctx, id, Mark{Withdrawn: true, At: b.now(), Reason: reason}, nil)
}

// Correct replaces a story's article in every channel: what was posted of it
// is digested anew and marked; answers that cite words which do not stand
// there any more are marked. It returns how many posts are changed.
func (b *Bot) Correct(ctx context.Context, id StoryID, a article.Article, reason string) (int, error) {
	if strings.TrimSpace(a.Text) == "" {
		return 0, errors.New("the corrected article has no text")
	}
	return b.mark(ctx, id, Mark{At: b.now(), Reason: reason}, &a)
}

// markTries is how often, a second apart, a post that is being sent is waited for.
const markTries = 30

func (b *Bot) mark(ctx context.Context, id StoryID, m Mark, a *article.Article) (int, error) {
	for try := 1; ; try++ {
		n, err := b.markOnce(ctx, id, m, a)
		if !errors.Is(err, ErrStale) || try == markTries || !nap(ctx, time.Second) {
			return n, err
		}
	}
}

func (b *Bot) markOnce(ctx context.Context, id StoryID, m Mark, a *article.Article) (int, error) {
	story, err := b.store.Story(ctx, id)
	if err != nil {
		return 0, err
	}
	told, err := b.store.Deliveries(ctx, Filter{Story: id, Limit: maxMarked})
	if err != nil {
		return 0, err
	}
	var digested render.Post
	if a != nil {
		a.ID = article.ID(id)
		if digested, err = guard(func() (render.Post, error) { return render.Arrange(digest.New(*a, b.digest)), nil }); err != nil {
			return 0, err
		}
	}
	c := Correction{ID: hash("correction", string(id), m.At.Format(time.RFC3339Nano)), Story: id, Title: story.Article.Title, URL: story.Article.URL, Mark: m}
	var changes, notes []Post
	for _, d := range told {
		p, ok := marked(d, m, a, digested)
		if !ok {
			continue
		}
		changes = append(changes, p)
		if p.Story == nil || d.Message == "" {
			continue
		}
		if c.Title == "" {
			c.Title = d.Post.Story.Digest.Title()
		}
		notes = append(notes, Post{
			Key: noticeKey(p.Channel, c.ID, string(d.Post.Key)), Channel: p.Channel,
			Notice: &NoticePost{Lines: []Line{{Text: m.Words()}}, Thread: Thread{Channel: p.Channel, Root: d.Message}},
		})
		heads, err := b.headsOf(ctx, d, m, digested)
		if err != nil {
			return 0, err
		}
		changes = append(changes, heads...)
	}
	if err := b.store.Correct(ctx, c, a, changes, notes); err != nil {
		return 0, err
	}
	return len(changes), nil
}

// maxMarked is how many posts of one story are changed at most.
const maxMarked = 100000

// marked is what a delivery is to show now; false: what it shows.
func marked(d Delivery, m Mark, a *article.Article, digested render.Post) (Post, bool) {
	p := d.Post
	there := d.Message != ""
	if d.State == Failed || d.State == Removed || d.State == Uncertain {
		return p, false
	}
	switch {
	case p.Story != nil && !there && m.Withdrawn:
		p.Removed = true
		return p, true
	case p.Story != nil:
		if there {
			p.Mark = &m
		}
		if a != nil {
			p.Story = &StoryPost{ID: p.Story.ID, Digest: digested, Mention: p.Story.Mention, Leads: p.Story.Leads}
		}
		return p, true
	case p.Answer != nil:
		cited := p.Answer.Answer.Cited
		if near := p.Answer.Answer.Nearest; near != nil {
			cited = append(slices.Clip(cited), *near)
		}
		gone := func(c render.Passage) bool { return a == nil || !strings.Contains(a.Text, c.Text) }
		if !slices.ContainsFunc(cited, gone) {
			return p, false
		}
		p.Mark = &m
		return p, true
	}
	return p, false
}

// headsOf are the lists of d's edition as they are to be now.
func (b *Bot) headsOf(ctx context.Context, d Delivery, m Mark, digested render.Post) ([]Post, error) {
	if d.Edition == "" {
		return nil, nil
	}
	all, err := b.store.DeliveriesOf(ctx, d.Edition)
	if err != nil {
		return nil, err
	}
	var out []Post
	for _, h := range all {
		if h.Post.Edition == nil || h.Message == "" {
			continue
		}
		p, e := h.Post, *h.Post.Edition
		e.Stories = slices.Clone(e.Stories)
		for i, line := range e.Stories {
			switch {
			case line.Story != d.Post.Story.ID:
			case m.Withdrawn:
				e.Stories[i] = Headline{Story: line.Story, Text: "Withdrawn"}
			default:
				e.Stories[i].Text = digested.Headline
			}
		}
		p.Edition = &e
		out = append(out, p)
	}
	return out, nil
}

// withdrawn is the mark of a story that was taken back; nil: it was not.
func (b *Bot) withdrawn(ctx context.Context, id StoryID) (*Mark, error) {
	all, err := b.store.Corrections(ctx, id)
	for _, c := range slices.Backward(all) {
		if c.Mark.Withdrawn {
			return &c.Mark, err
		}
	}
	return nil, err
}

// lateAfter is when an edition that is not out is late.
const lateAfter = 10 * time.Minute

// Late says which editions are not out ten minutes after they were due, each
// in words; empty: none. One that a person paused is not late.
func (b *Bot) Late(ctx context.Context) ([]string, error) {
	limit := b.now().Add(-lateAfter)
	cursors, err := b.store.Cursors(ctx)
	if err != nil {
		return nil, err
	}
	pauses, err := b.store.Pauses(ctx)
	if err != nil {
		return nil, err
	}
	var late []string
	for _, c := range b.channels {
		if _, ok := pauses[c.ID]; ok {
			continue
		}
		if at, ok := cursors[c.ID]; ok && at.Schedule == c.Schedule && at.Next.At.Before(limit) {
			late = append(late, fmt.Sprintf("%s: the edition of %s is not planned", c.ID, at.Next.Slot))
		}
		e, err := b.store.LastEdition(ctx, c.ID, limit)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		switch e.State {
		case EditionDue:
			late = append(late, fmt.Sprintf("%s: the edition of %s is not made", c.ID, e.Slot))
		case EditionMissed:
			late = append(late, fmt.Sprintf("%s: the edition of %s was missed: %s", c.ID, e.Slot, e.Reason))
		case EditionSettled:
			ds, err := b.store.DeliveriesOf(ctx, e.ID)
			if err != nil {
				return nil, err
			}
			switch {
			case slices.ContainsFunc(ds, func(d Delivery) bool { return !d.State.Settled() && d.Message == "" }):
				late = append(late, fmt.Sprintf("%s: the edition of %s is not posted whole", c.ID, e.Slot))
			case len(ds) > 0 && !slices.ContainsFunc(ds, func(d Delivery) bool { return d.State != Failed }):
				late = append(late, fmt.Sprintf("%s: nothing of the edition of %s was posted: %s", c.ID, e.Slot, ds[0].Reason))
			}
		}
	}
	return late, nil
}

// Leads reports whether this replica is the one that looks at the schedules.
func (b *Bot) Leads() bool { return b.store.Lead() }

// forget drops what is older than it is to be kept.
func (b *Bot) forget(ctx context.Context) error {
	var before [2]time.Time
	for i, keep := range b.kept {
		if keep > 0 {
			before[i] = b.now().Add(-keep)
		}
	}
	return b.store.Forget(ctx, before[0], before[1], b.now().Add(-questionTime))
}

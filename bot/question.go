package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"newsdigest/digest"
	"newsdigest/digest/render"
)

const (
	maxQuestion = 2000 // code points of a question that are read
	maxTurns    = 10   // earlier questions of a thread that a question may lean on
	maxDigests  = 32   // digests kept in memory
)

// Ask is described at Inbox.
func (b *Bot) Ask(ctx context.Context, q Question) error {
	whole := strings.TrimSpace(q.Text)
	q.Text = asText(q.Text)
	if q.Text == "" {
		return nil
	}
	if tooLong(whole) {
		return ErrTooLong
	}
	if q.Asked.IsZero() {
		q.Asked = b.now()
	}
	if !b.rules.mayAsk(q.User, q.Roles) {
		return ErrMayNotAsk
	}
	err := b.admit(ctx, q.Thread.Channel.Platform(), q.User, true, &q)
	if err != nil && Refusal(err) == "" {
		err = fmt.Errorf("question %s in %s: %w", q.ID, q.Thread.Channel, err)
	}
	return err
}

// tooLong reports whether not all of a question would be read.
func tooLong(s string) bool { return utf8.RuneCountInString(s) > maxQuestion }

// asText is what is read of a person's words.
func asText(s string) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
	if r := []rune(s); len(r) > maxQuestion {
		s = string(r[:maxQuestion])
	}
	return s
}

// Revise is described at Inbox.
func (b *Bot) Revise(ctx context.Context, q Question) error {
	text := asText(q.Text)
	if long := tooLong(strings.TrimSpace(q.Text)); long || text == "" {
		err := b.Retract(ctx, q.Thread.Channel, q.ID)
		if long && (err == nil || errors.Is(err, ErrNotFound)) {
			err = ErrTooLong
		}
		return err
	}
	if err := b.store.ReviseQuestion(ctx, q.Thread.Channel, q.ID, text); err != nil {
		return fmt.Errorf("question %s in %s: %w", q.ID, q.Thread.Channel, err)
	}
	return nil
}

// Retract is described at Inbox.
func (b *Bot) Retract(ctx context.Context, c ChannelID, id QuestionID) error {
	if err := b.store.ReviseQuestion(ctx, c, id, ""); err != nil {
		return fmt.Errorf("question %s in %s: %w", id, c, err)
	}
	return nil
}

// inFlight is how long a question waits whose story, or whose earlier answer,
// is being sent.
const inFlight = 250 * time.Millisecond

// Answer plans the post that answers a question.
func (w *worker) Answer(ctx context.Context, c ChannelID, id QuestionID, last bool) (time.Duration, error) {
	b := w.bot
	q, open, err := b.store.Question(ctx, c, id)
	if err != nil || !open {
		return 0, err
	}
	log := b.log.With("channel", c, "question", id)
	settle := func(post *Post, reason string) (time.Duration, error) {
		err := b.store.SettleQuestion(ctx, q, post, reason, b.now())
		if errors.Is(err, ErrStale) {
			return inFlight, nil
		}
		return 0, err
	}
	if q.Text == "" {
		return settle(&Post{Key: answerKey(c, id), Channel: c, Removed: true,
			Answer: &AnswerPost{Thread: q.Thread, Question: id}}, "its question was taken back")
	}
	storyID, head, may, err := b.storyOf(ctx, q)
	if may {
		return inFlight, nil
	}
	if errors.Is(err, ErrNoStory) {
		log.Info("a question is dropped", "reason", err)
		return settle(nil, err.Error())
	}
	if err != nil {
		return 0, err
	}
	post, err := b.answer(ctx, q, storyID)
	if err != nil {
		if !last {
			return 0, err
		}
		log.Error("a question is dropped", "reason", err)
		return settle(nil, clip(err))
	}
	q.Story = storyID
	if post.Answer != nil {
		post.Answer.Unseen = q.Unseen
		post.Answer.About = head
	}
	return settle(&post, "")
}

// storyOf is what a question is about. head is its headline where the
// question's thread is not under its message; may: it is not known yet.
func (b *Bot) storyOf(ctx context.Context, q Question) (id StoryID, head *Headline, may bool, err error) {
	if q.Story != "" {
		rooted, _, err := b.store.StoryIn(ctx, q.Thread)
		if err == nil && rooted == q.Story && len(q.Among) == 0 {
			return q.Story, nil, false, nil
		}
		head, err := b.headline(ctx, q.Story)
		return q.Story, head, false, err
	}
	id, may, err = b.store.StoryIn(ctx, q.Thread)
	if may || !errors.Is(err, ErrNoStory) || len(q.Among) == 0 {
		return id, nil, may, err
	}
	id, _, err = b.best(ctx, q.Among, q.Text)
	if err != nil {
		return "", nil, false, err
	}
	head, err = b.headline(ctx, id)
	return id, head, false, err
}

func (b *Bot) headline(ctx context.Context, id StoryID) (*Headline, error) {
	d, err := b.digestOf(ctx, id)
	if err != nil {
		return nil, err
	}
	return &Headline{Story: id, Text: d.HeadlineText(), URL: d.Article.URL}, nil
}

// maxAmong is how many of the channels' last stories a question is held to.
const maxAmong = 20

// best is the story that answers a question best, of the channels' last ones;
// where none answers, the newest of those that come nearest.
func (b *Bot) best(ctx context.Context, among []ChannelID, question string) (StoryID, Delivery, error) {
	recent, err := b.store.Recent(ctx, among, maxAmong)
	if err != nil {
		return "", Delivery{}, err
	}
	if len(recent) == 0 {
		return "", Delivery{}, ErrNoStory
	}
	best, found := -1, digest.Answer{}
	for i, r := range recent {
		if r.Post.Mark != nil && r.Post.Mark.Withdrawn {
			continue
		}
		d, err := b.digestOf(ctx, r.Post.About())
		if errors.Is(err, ErrNotFound) {
			continue // its article is not kept any more
		}
		if err != nil {
			return "", Delivery{}, err
		}
		a, err := guard(func() (digest.Answer, error) { return d.Ask(essence(question), nil), nil })
		if err != nil {
			b.log.Error("a story could not be asked", "story", r.Post.About(), "error", err)
			continue
		}
		if best < 0 || a.Answered() && !found.Answered() || a.Answered() == found.Answered() && a.Score > found.Score {
			best, found = i, a
		}
	}
	if best < 0 {
		return "", Delivery{}, ErrNoStory
	}
	return recent[best].Post.About(), recent[best], nil
}

// digestOf is the story's digest; ErrNotFound: the story is not known.
func (b *Bot) digestOf(ctx context.Context, id StoryID) (*digest.Digest, error) {
	s, err := b.store.Story(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("story %s: %w", id, err)
	}
	return b.digested(s)
}

// digested is the story's digest, made once for many who want it.
func (b *Bot) digested(s Story) (*digest.Digest, error) {
	// Its article may be corrected, by another process too, or its text dropped.
	a := s.Article
	version := StoryID(hash(append([]string{string(s.ID), a.Title, a.Text, a.URL, a.Outlet, a.Published.String(), a.Modified.String()}, a.Byline...)...))
	return b.digests.get(version, func() (*digest.Digest, error) {
		return guard(func() (*digest.Digest, error) { return digest.New(s.Article, b.digest), nil })
	})
}

const textGone = "The article's text is not kept any more, so nothing can be looked up in it."

func (b *Bot) answer(ctx context.Context, q Question, id StoryID) (Post, error) {
	earlier, err := b.store.Earlier(ctx, q)
	if err != nil {
		return Post{}, err
	}
	earlier = slices.DeleteFunc(earlier, func(e Question) bool { return e.Story != "" && e.Story != id })
	notice := func(words string) Post {
		return Post{Key: answerKey(q.Thread.Channel, q.ID), Channel: q.Thread.Channel, Notice: &NoticePost{Lines: []Line{{Text: words}}, Thread: q.Thread}}
	}
	if m, err := b.withdrawn(ctx, id); err != nil || m != nil {
		if err != nil {
			return Post{}, err
		}
		return notice(m.Words()), nil
	}
	d, err := b.digestOf(ctx, id)
	if err != nil {
		return Post{}, err
	}
	if d.Article.Text == "" {
		return notice(textGone), nil
	}
	b.thinking <- struct{}{}
	defer func() { <-b.thinking }()
	return guard(func() (Post, error) {
		return Post{
			Key:     answerKey(q.Thread.Channel, q.ID),
			Channel: q.Thread.Channel,
			Answer: &AnswerPost{
				Story:    id,
				Thread:   q.Thread,
				Question: q.ID,
				Asked:    q.Text,
				Answer:   render.ArrangeAnswer(d, converse(d, earlier, q.Text)),
			},
		}, nil
	})
}

// converse asks the thread's last questions again, so that the new one is
// understood as it was there.
func converse(d *digest.Digest, earlier []Question, question string) digest.Answer {
	var turns []digest.Turn
	for _, e := range earlier[max(0, len(earlier)-maxTurns):] {
		asked := essence(e.Text)
		turns = append(turns, digest.Turn{Question: asked, Answer: d.Ask(asked, turns)})
	}
	return d.Ask(essence(question), turns)
}

// digests keeps those that were wanted last.
type digests struct {
	mu   sync.Mutex
	kept map[StoryID]*digested
	used []StoryID // the last one used last
}

// A digested is made once, however many ask for it meanwhile.
type digested struct {
	once sync.Once
	d    *digest.Digest
	err  error
}

func (ds *digests) get(id StoryID, make func() (*digest.Digest, error)) (*digest.Digest, error) {
	e := ds.entry(id)
	e.once.Do(func() { e.d, e.err = make() })
	return e.d, e.err
}

func (ds *digests) entry(id StoryID) *digested {
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if ds.kept == nil {
		ds.kept = map[StoryID]*digested{}
	}
	e, ok := ds.kept[id]
	if !ok {
		e = &digested{}
		ds.kept[id] = e
	}
	if i := slices.Index(ds.used, id); i >= 0 {
		ds.used = slices.Delete(ds.used, i, i+1)
	}
	ds.used = append(ds.used, id)
	if len(ds.used) > maxDigests {
		delete(ds.kept, ds.used[0])
		ds.used = ds.used[1:]
	}
	return e
}

package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

// collectors is how many of an edition's sources are read at a time.
const collectors = 4

// maxReason bounds what is kept of why a thing went wrong, in bytes.
const maxReason = 2000

// MakeEdition turns a due edition into planned posts. A source, or a story,
// that goes wrong does not stop the others.
func (w *worker) MakeEdition(ctx context.Context, id EditionID, last bool) error {
	b := w.bot
	e, err := b.store.Edition(ctx, id)
	if err != nil {
		return err
	}
	if e.State != EditionDue {
		return nil
	}
	log := b.log.With("channel", e.Channel, "slot", e.Slot)
	miss := func(reason string) error {
		log.Warn("an edition was missed", "reason", reason)
		e.State, e.Reason = EditionMissed, reason
		if err := b.settleEdition(ctx, e, nil, nil); err != nil {
			return err
		}
		b.tell(ctx, fmt.Sprintf("Missed %s's edition of %s: %s.", b.told(ctx, e.Channel), e.Slot, reason), "missed", string(e.ID))
		return nil
	}
	c, ok := b.channel(e.Channel)
	if !ok {
		return miss("the channel is not in the configuration any more")
	}
	pauses, err := b.store.Pauses(ctx)
	if err != nil {
		return err
	}
	if p, ok := pauses[c.ID]; ok {
		return miss(p.words())
	}
	if b.now().Sub(e.Due) > b.limits.grace {
		return miss(fmt.Sprintf("it could not be made within %v; %s", b.limits.grace, cmp.Or(e.Reason, "newsdigest did not run")))
	}

	articles, failed := b.collect(ctx, c.Sources, e.Due)
	if err := ctx.Err(); err != nil {
		return err
	}
	complaint := errors.Join(failed...)
	if len(articles) == 0 && complaint != nil {
		if !last && !w.once {
			return fmt.Errorf("edition of %s for %s: %w", e.Slot, e.Channel, complaint)
		}
		return miss("none of its sources could be read: " + clip(complaint))
	}
	for _, err := range failed {
		log.Warn("a source could not be read", "error", err)
	}

	e.State = EditionSettled
	for {
		posted, err := b.store.Posted(ctx, c.ID, storyIDs(articles))
		if err != nil {
			return err
		}
		stories := pick(articles, posted, b.now())
		stories, posts, broken := b.compose(e, c, stories, b.layout(ctx, c.ID))
		for _, err := range broken {
			log.Error("a story could not be digested", "error", err)
		}
		e.Reason = clip(errors.Join(append(failed, broken...)...))
		switch err := b.settleEdition(ctx, e, stories, posts); {
		case errors.Is(err, ErrStale):
			if now, err := b.store.Edition(ctx, id); err != nil || now.State != EditionDue {
				return err
			}
			continue // another edition has planned one of the stories meanwhile
		case err != nil:
			return err
		}
		log.Info("an edition is made", "stories", len(stories), "posts", len(posts))
		return nil
	}
}

func (b *Bot) settleEdition(ctx context.Context, e Edition, stories []Story, posts []Post) error {
	if err := b.store.SettleEdition(ctx, e, stories, posts, b.now()); err != nil {
		return err
	}
	b.changed()
	return nil
}

// collect reads the sources as they were after then, and gives their
// articles in the sources' order.
func (b *Bot) collect(ctx context.Context, sources []string, then time.Time) ([]article.Article, []error) {
	found, notes, errs := b.gather(ctx, sources, then)
	if len(notes) > 0 && ctx.Err() == nil {
		if err := b.store.NoteSources(ctx, notes); err != nil {
			b.log.Error("how the sources did could not be kept", "error", err)
		}
	}
	return slices.Concat(found...), present(errs)
}

// present leaves out what is nil.
func present(errs []error) []error {
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

// gather reads the sources: for each its articles, and what went wrong. The
// notes are of those that were read now, and for this call.
func (b *Bot) gather(ctx context.Context, sources []string, then time.Time) (found [][]article.Article, notes []SourceNote, errs []error) {
	found = make([][]article.Article, len(sources))
	errs = make([]error, len(sources))
	tried := b.now()
	var mu sync.Mutex // guards notes
	var wg sync.WaitGroup
	free := make(chan struct{}, collectors)
	for i, s := range sources {
		wg.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			var mine bool
			found[i], mine, errs[i] = b.readings.read(ctx, s, then, b.now(), func() ([]article.Article, error) {
				return guard(func() ([]article.Article, error) { return b.collector.Collect(ctx, s) })
			})
			if errs[i] != nil {
				errs[i] = fmt.Errorf("source %s: %w", s, errs[i])
			}
			if mine {
				mu.Lock()
				defer mu.Unlock()
				notes = append(notes, SourceNote{Source: s, Tried: tried, Worked: tried, Articles: len(found[i]), Trouble: clip(errs[i])})
			}
		})
	}
	wg.Wait()
	return found, notes, errs
}

// guard makes of a panic an error, so that one hostile text costs one story.
func guard[T any](f func() (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return f()
}

// storyOf is the story an article tells: today each its own.
func storyOf(a article.Article) Story {
	if a.ID == "" {
		a.ID = article.NewID(a.URL, a.Text)
	}
	return Story{ID: StoryID(a.ID), Article: a}
}

func storyIDs(articles []article.Article) []StoryID {
	ids := make([]StoryID, len(articles))
	for i, a := range articles {
		ids[i] = storyOf(a).ID
	}
	return ids
}

// pick makes stories of the articles: each once, none that was posted, none
// without text, newest first. One without a date, or with one to come, counts
// as new now; where times are equal the articles' order stays.
func pick(articles []article.Article, posted map[StoryID]bool, now time.Time) []Story {
	var stories []Story
	seen := map[StoryID]bool{}
	for _, a := range articles {
		s := storyOf(a)
		if posted[s.ID] || seen[s.ID] || strings.TrimSpace(a.Text) == "" {
			continue
		}
		seen[s.ID] = true
		stories = append(stories, s)
	}
	since := func(s Story) time.Time {
		if p := s.Article.Published; !p.IsZero() && p.Before(now) {
			return p
		}
		return now
	}
	slices.SortStableFunc(stories, func(a, b Story) int { return since(b).Compare(since(a)) })
	return stories
}

// A layout says whether an edition of several stories has a head of its own.
type layout int

const (
	headed    layout = iota
	shelved          // the channel holds posts under titles: it has none
	undecided        // that cannot be told now; it is decided when the head is sent
)

// compose makes the edition's posts of the first stories that can be digested,
// as many as the channel wants: where they are several, first the edition's
// own, then each story's.
func (b *Bot) compose(e Edition, c Channel, stories []Story, l layout) (used []Story, posts []Post, broken []error) {
	head := EditionPost{ID: e.ID, Due: e.Due.In(b.schedules[c.ID].loc), Mention: c.Mention}
	for _, s := range stories {
		if len(used) == c.Stories {
			break
		}
		p, err := guard(func() (render.Post, error) {
			d, err := b.digested(s)
			if err != nil {
				return render.Post{}, err
			}
			return render.Arrange(d), nil
		})
		if err != nil {
			broken = append(broken, fmt.Errorf("story %s (%s): %w", s.ID, s.Article.URL, err))
			continue
		}
		used = append(used, s)
		head.Stories = append(head.Stories, Headline{Story: s.ID, Text: p.Headline, URL: p.URL})
		posts = append(posts, Post{Key: storyKey(c.ID, s.ID), Channel: c.ID, Story: &StoryPost{ID: s.ID, Digest: p}})
	}
	switch {
	case len(posts) == 1, len(posts) > 1 && l == shelved:
		posts[0].Story.Mention = c.Mention
	case len(posts) > 1:
		if l == undecided {
			posts[0].Story.Leads = c.Mention
		}
		posts = append([]Post{{Key: editionKey(e), Channel: c.ID, Edition: &head}}, posts...)
	}
	return used, posts, broken
}

// layout is how editions are laid out in that channel.
func (b *Bot) layout(ctx context.Context, c ChannelID) layout {
	s, ok := b.platforms[c.Platform()].(Shelver)
	if !ok {
		return headed
	}
	switch shelf, err := s.Shelves(ctx, c); {
	case err != nil:
		b.log.Warn("what kind of channel it is cannot be told yet", "channel", c, "error", err)
		return undecided
	case shelf:
		return shelved
	}
	return headed
}

// clip makes a reason of err that fits.
func clip(err error) string {
	if err == nil {
		return ""
	}
	s := strings.ReplaceAll(err.Error(), "\n", "; ")
	if len(s) > maxReason {
		s = strings.ToValidUTF8(s[:maxReason], "") + "…"
	}
	return s
}

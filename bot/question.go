package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"newsdigest/digest"
	"newsdigest/digest/render"
)

const (
	maxQuestion = 2000 // code points of a question that are read
	maxTurns    = 10   // earlier questions of a thread that a question may lean on
	maxDigests  = 16   // digests kept in memory for questions
)

// Ask is the Inbox of every platform.
func (b *Bot) Ask(ctx context.Context, q Question) error {
	q.Text = strings.TrimSpace(strings.ToValidUTF8(q.Text, "\uFFFD"))
	if q.Text == "" {
		return nil
	}
	if r := []rune(q.Text); len(r) > maxQuestion {
		q.Text = string(r[:maxQuestion])
	}
	if q.Asked.IsZero() {
		q.Asked = b.now()
	}
	if err := b.store.AddQuestion(ctx, q); err != nil {
		return fmt.Errorf("question %s in %s: %w", q.ID, q.Thread.Channel, err)
	}
	return nil
}

// Answer plans the post that answers a question.
func (w *worker) Answer(ctx context.Context, c ChannelID, id QuestionID, last bool) (time.Duration, error) {
	b := w.bot
	q, open, err := b.store.Question(ctx, c, id)
	if err != nil || !open {
		return 0, err
	}
	log := b.log.With("channel", c, "question", id)
	storyID, may, err := b.store.StoryIn(ctx, q.Thread)
	if may {
		return 250 * time.Millisecond, nil
	}
	if errors.Is(err, ErrNoStory) {
		log.Info("a question is dropped", "reason", err)
		return 0, b.store.SettleQuestion(ctx, q, nil, err.Error(), b.now())
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
		return 0, b.store.SettleQuestion(ctx, q, nil, clip(err), b.now())
	}
	return 0, b.store.SettleQuestion(ctx, q, &post, "", b.now())
}

func (b *Bot) answer(ctx context.Context, q Question, id StoryID) (Post, error) {
	earlier, err := b.store.Earlier(ctx, q)
	if err != nil {
		return Post{}, err
	}
	d, err := b.digests.get(id, func() (*digest.Digest, error) {
		s, err := b.store.Story(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("story %s: %w", id, err)
		}
		return guard(func() (*digest.Digest, error) { return digest.New(s.Article, b.digest), nil })
	})
	if err != nil {
		return Post{}, err
	}
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
		turns = append(turns, digest.Turn{Question: e.Text, Answer: d.Ask(e.Text, turns)})
	}
	return d.Ask(question, turns)
}

// digests keeps those that were asked about last.
type digests struct {
	mu   sync.Mutex
	kept map[StoryID]*digest.Digest
	used []StoryID // the last one used last
}

func (ds *digests) get(id StoryID, make func() (*digest.Digest, error)) (*digest.Digest, error) {
	ds.mu.Lock()
	d, ok := ds.kept[id]
	ds.mu.Unlock()
	if !ok {
		var err error
		if d, err = make(); err != nil {
			return nil, err
		}
	}
	ds.mu.Lock()
	defer ds.mu.Unlock()
	if ds.kept == nil {
		ds.kept = map[StoryID]*digest.Digest{}
	}
	ds.kept[id] = d
	for i, u := range ds.used {
		if u == id {
			ds.used = append(ds.used[:i], ds.used[i+1:]...)
			break
		}
	}
	ds.used = append(ds.used, id)
	if len(ds.used) > maxDigests {
		delete(ds.kept, ds.used[0])
		ds.used = ds.used[1:]
	}
	return d, nil
}

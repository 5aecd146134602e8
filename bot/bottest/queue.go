package bottest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
)

// A funcWorker is a bot.Worker of functions. What is nil does nothing.
type funcWorker struct {
	make    func(ctx context.Context, id bot.EditionID, last bool) error
	answer  func(ctx context.Context, c bot.ChannelID, id bot.QuestionID, last bool) (time.Duration, error)
	deliver func(ctx context.Context, c bot.ChannelID, l bot.Lane) (time.Duration, error)
}

func (w funcWorker) MakeEdition(ctx context.Context, id bot.EditionID, last bool) error {
	if w.make == nil {
		return nil
	}
	return w.make(ctx, id, last)
}

func (w funcWorker) Answer(ctx context.Context, c bot.ChannelID, id bot.QuestionID, last bool) (time.Duration, error) {
	if w.answer == nil {
		return 0, nil
	}
	return w.answer(ctx, c, id, last)
}

func (w funcWorker) Deliver(ctx context.Context, c bot.ChannelID, l bot.Lane) (time.Duration, error) {
	if w.deliver == nil {
		return 0, nil
	}
	return w.deliver(ctx, c, l)
}

// drain makes each of a lane's deliveries sent.
func drain(ctx context.Context, s bot.Store, c bot.ChannelID, l bot.Lane, each func(bot.Delivery)) error {
	for {
		d, any, err := s.Head(ctx, c, l)
		if err != nil || !any {
			return err
		}
		done := d
		done.State, done.Message = bot.Sent, bot.MessageID("m-"+d.Post.Key)
		if err := s.Move(ctx, d, done); err != nil {
			return err
		}
		each(d)
	}
}

func testWork(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	thread := post(t, s, "0", story(0))
	must(t, s.AddQuestion(ctx, bot.Question{ID: "q", Thread: thread, User: "ann", Text: "Who?", Asked: now}))
	must(t, s.AddEditions(ctx, edition(here, "1"), edition(there, "1")))
	settle(t, s, edition(there, "2"), story(1))

	var mu sync.Mutex
	left := map[string]bool{
		"make test:here1": true, "make test:there1": true, "answer q in test:here": true, "deliver editions of test:there": true,
	}
	done := make(chan struct{})
	did := func(what string) {
		mu.Lock()
		defer mu.Unlock()
		if !left[what] {
			return
		}
		delete(left, what)
		if len(left) == 0 {
			close(done)
		}
	}
	work(t, s, funcWorker{
		make: func(_ context.Context, id bot.EditionID, _ bool) error { did(fmt.Sprint("make ", id)); return nil },
		answer: func(_ context.Context, c bot.ChannelID, id bot.QuestionID, _ bool) (time.Duration, error) {
			did(fmt.Sprintf("answer %s in %s", id, c))
			q, _, err := s.Question(ctx, c, id)
			if err != nil {
				return 0, err
			}
			return 0, s.SettleQuestion(ctx, q, nil, "tried", now)
		},
		deliver: func(ctx context.Context, c bot.ChannelID, l bot.Lane) (time.Duration, error) {
			return 0, drain(ctx, s, c, l, func(bot.Delivery) { did(fmt.Sprintf("deliver %s of %s", l, c)) })
		},
	}, done)
	if len(left) > 0 {
		t.Errorf("never done: %v", left)
	}
}

func testRetry(t *testing.T, s StoreUnderTest) {
	must(t, s.AddEditions(t.Context(), edition(here, "1")))
	settle(t, s, edition(there, "1"), story(0))
	var mu sync.Mutex
	made, delivered, open := 0, 0, 2
	done := make(chan struct{})
	end := func() {
		if open--; open == 0 {
			close(done)
		}
	}
	work(t, s, funcWorker{
		make: func(context.Context, bot.EditionID, bool) error {
			mu.Lock()
			defer mu.Unlock()
			if made++; made == 2 {
				end()
			}
			if made < 2 {
				return errors.New("not now")
			}
			return nil
		},
		deliver: func(ctx context.Context, c bot.ChannelID, l bot.Lane) (time.Duration, error) {
			mu.Lock()
			defer mu.Unlock()
			if delivered++; delivered < 3 {
				return 10 * time.Millisecond, nil
			}
			return 0, drain(ctx, s, c, l, func(bot.Delivery) { end() })
		},
	}, done)
}

// Posts are planned while the lane's worker ends its job. None may be left
// without a job, the lane has one worker at a time, and the order stays.
func testWakeUps(t *testing.T, s StoreUnderTest) {
	const channels, rounds = 4, 12
	var mu sync.Mutex
	busy := map[bot.ChannelID]bool{}
	got := map[bot.ChannelID][]bot.EditionID{}
	n := 0
	done := make(chan struct{})
	begun := make(chan struct{}, channels*rounds)
	var planners sync.WaitGroup
	for i := range channels {
		c := bot.NewChannelID("test", fmt.Sprint(i))
		planners.Go(func() {
			for r := range rounds {
				st := bot.Story{ID: bot.StoryID(fmt.Sprintf("%s-%d", c, r)), Article: Articles(1)[0]}
				e := edition(c, bot.Slot(fmt.Sprintf("%03d", r)))
				posts := []bot.Post{StoryPost(c, bot.Key(st.ID), st.ID)}
				e.State = bot.EditionDue
				if err := s.AddEditions(t.Context(), e); err != nil {
					t.Error(err)
					return
				}
				e.State = bot.EditionSettled
				if err := s.SettleEdition(t.Context(), e, nil, posts, now); err != nil {
					t.Error(err)
					return
				}
				// The next is planned about when this one's job ends.
				<-begun
			}
		})
	}
	work(t, s, funcWorker{
		deliver: func(ctx context.Context, c bot.ChannelID, l bot.Lane) (time.Duration, error) {
			mu.Lock()
			if busy[c] {
				t.Errorf("two workers on %s", c)
			}
			busy[c] = true
			mu.Unlock()
			err := drain(ctx, s, c, l, func(d bot.Delivery) {
				mu.Lock()
				got[c] = append(got[c], d.Edition)
				n++
				if n == channels*rounds {
					close(done)
				}
				mu.Unlock()
				begun <- struct{}{}
			})
			mu.Lock()
			busy[c] = false
			mu.Unlock()
			return 0, err
		},
	}, done)
	if n < channels*rounds {
		t.Fatalf("%d of %d posts were delivered; the others lost their wake-up", n, channels*rounds)
	}
	planners.Wait()
	for c, ids := range got {
		for r, id := range ids {
			if want := edition(c, bot.Slot(fmt.Sprintf("%03d", r))).ID; id != want {
				t.Errorf("%s: number %d is of %s, want %s", c, r, id, want)
			}
		}
	}
}

func testSweep(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	must(t, s.AddEditions(ctx, edition(here, "1")))
	// A worker that does nothing ends the edition's job, but not the edition.
	makeOnce := func() {
		t.Helper()
		made := make(chan struct{})
		times := 0
		work(t, s, funcWorker{make: func(context.Context, bot.EditionID, bool) error {
			if times++; times == 1 {
				close(made)
			}
			return nil
		}}, made)
		if times != 1 {
			t.Errorf("the edition was made %d times, want once", times)
		}
	}
	makeOnce()
	for range 2 {
		must(t, s.Sweep(ctx))
	}
	makeOnce()
}

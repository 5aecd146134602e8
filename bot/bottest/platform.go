package bottest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
)

// A PlatformUnderTest is what the suite Platform is given: a platform on a service
// of its own that is reachable and empty.
type PlatformUnderTest struct {
	Platform bot.Platform
	Channel  bot.ChannelID // exists
	Nowhere  bot.ChannelID // does not exist; empty: the service makes each channel that is posted to

	// Shown is what a person reads of a message: its text, after the service
	// has shown it. nil: it cannot be read back.
	Shown func(t *testing.T, id bot.MessageID) string
	// Ask has a person ask in a thread. nil: the platform hears no questions.
	Ask func(t *testing.T, in bot.Thread, question string)
}

// Platform tests what every bot.Platform must do. open is called once a test.
func Platform(t *testing.T, open func(t *testing.T) PlatformUnderTest) {
	t.Run("NameIsTheChannelsPrefix", func(t *testing.T) {
		p := open(t)
		if got, want := p.Platform.Name(), p.Channel.Platform(); got != want || got == "" {
			t.Errorf("Name() = %q, its channel is %s", got, p.Channel)
		}
	})

	t.Run("SendShowsEachKind", func(t *testing.T) {
		p := open(t)
		ids := map[bot.MessageID]bool{}
		show := func(post bot.Post) bot.MessageID {
			id, err := p.Platform.Send(t.Context(), post)
			if err != nil || id == "" || ids[id] {
				t.Fatalf("Send(%s) = %q, %v; want a name of its own", post.Key, id, err)
			}
			ids[id] = true
			if p.Shown == nil {
				return id
			}
			shown := p.Shown(t, id)
			for _, words := range passages(post) {
				if !strings.Contains(shown, words) {
					t.Errorf("post %s does not show %q unbroken; it shows:\n%s", post.Key, words, shown)
				}
			}
			return id
		}
		if !shelves(t, p) {
			show(EditionPost(p.Channel, "aaaaaaaaaaaaaaaaaaaaaaa1"))
		}
		root := show(StoryPost(p.Channel, "aaaaaaaaaaaaaaaaaaaaaaa2", "s1"))
		show(AnswerPost(bot.Thread{Channel: p.Channel, Root: root}, "aaaaaaaaaaaaaaaaaaaaaaa3", "s1"))
		show(NoticePost(p.Channel, "aaaaaaaaaaaaaaaaaaaaaaa4"))
		under := NoticePost(p.Channel, "aaaaaaaaaaaaaaaaaaaaaaa5")
		under.Notice.Thread = bot.Thread{Channel: p.Channel, Root: root}
		show(under)
	})

	t.Run("EditTakesThePlace", func(t *testing.T) {
		p := open(t)
		e, ok := p.Platform.(bot.Editor)
		if !ok {
			t.Log("this platform cannot change what it posted")
			return
		}
		post := StoryPost(p.Channel, "eeeeeeeeeeeeeeeeeeeeeee1", "s1")
		id, err := p.Platform.Send(t.Context(), post)
		if err != nil {
			t.Fatal(err)
		}
		words := passages(post)
		mark := bot.Mark{At: time.Date(2026, 3, 2, 9, 5, 0, 0, time.UTC), Reason: "the year was *wrong*, says <@U1>"}
		for _, withdrawn := range []bool{false, true} {
			mark.Withdrawn = withdrawn
			post.Mark = &mark
			for range 2 {
				if err := e.Edit(t.Context(), id, post); err != nil {
					t.Fatalf("Edit: %v", err)
				}
			}
			if p.Shown == nil {
				continue
			}
			shown := p.Shown(t, id)
			if !strings.Contains(shown, mark.Words()) {
				t.Errorf("withdrawn %v: %q is not shown; shown is:\n%s", withdrawn, mark.Words(), shown)
			}
			for _, w := range words {
				if strings.Contains(shown, w) == withdrawn {
					t.Errorf("withdrawn %v: whether %q is shown is wrong; shown is:\n%s", withdrawn, w, shown)
				}
			}
		}
		if f, ok := p.Platform.(bot.Finder); ok {
			if got, found, err := f.Find(t.Context(), post, time.Now().Add(-time.Hour)); err != nil || !found || got != id {
				t.Errorf("after it was changed Find = %q, %v, %v; want %q", got, found, err, id)
			}
		}
		for range 2 {
			if err := e.Remove(t.Context(), id, post); err != nil {
				t.Errorf("Remove: %v", err)
			}
		}
		if err := e.Edit(t.Context(), id, post); err == nil {
			t.Error("a message that is not there was changed")
		}
	})

	t.Run("SendEndsWithItsContext", func(t *testing.T) {
		p := open(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if id, err := p.Platform.Send(ctx, StoryPost(p.Channel, "bbbbbbbbbbbbbbbbbbbbbbb1", "s1")); err == nil {
			// It may be there all the same; then it must have said where.
			if id == "" {
				t.Error("Send under an ended context: no name and no error")
			}
			return
		}
	})

	t.Run("SendToNowhereIsRefused", func(t *testing.T) {
		p := open(t)
		if p.Nowhere == "" {
			t.Log("every channel exists on this platform")
			return
		}
		_, err := p.Platform.Send(t.Context(), StoryPost(p.Nowhere, "ccccccccccccccccccccccc1", "s1"))
		se, ok := errors.AsType[*bot.SendError](err)
		if !ok || se.Outcome != bot.Refused && se.Outcome != bot.Barred || se.Reason == "" {
			t.Errorf("Send to %s: %v; want a *bot.SendError that is Refused or Barred and says why", p.Nowhere, err)
		}
	})

	t.Run("FindKnowsWhatIsThere", func(t *testing.T) {
		p := open(t)
		f, ok := p.Platform.(bot.Finder)
		if !ok {
			t.Log("this platform cannot look posts up: lost answers leave deliveries uncertain")
			return
		}
		began := time.Now().Add(-time.Minute)
		one := StoryPost(p.Channel, "ddddddddddddddddddddddd1", "s1")
		two := StoryPost(p.Channel, "ddddddddddddddddddddddd2", "s2")
		find := func(post bot.Post, want bot.MessageID) {
			t.Helper()
			id, found, err := f.Find(t.Context(), post, began)
			if err != nil || found != (want != "") || found && id != want {
				t.Errorf("Find(%s) = %q, %v, %v; want %q", post.Key, id, found, err, want)
			}
		}
		find(one, "")
		root, err := p.Platform.Send(t.Context(), one)
		if err != nil {
			t.Fatal(err)
		}
		find(one, root)
		find(two, "")
		answer := AnswerPost(bot.Thread{Channel: p.Channel, Root: root}, "ddddddddddddddddddddddd3", "s1")
		find(answer, "")
		id, err := p.Platform.Send(t.Context(), answer)
		if err != nil {
			t.Fatal(err)
		}
		find(answer, id)
		last := EditionPost(p.Channel, "ddddddddddddddddddddddd4")
		if shelves(t, p) {
			last = StoryPost(p.Channel, "ddddddddddddddddddddddd4", "s4")
		}
		if id, err = p.Platform.Send(t.Context(), last); err != nil {
			t.Fatal(err)
		}
		find(last, id)

		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, found, err := f.Find(ended, two, began); err == nil && found {
			t.Error("Find under an ended context found what was never sent")
		}
	})

	t.Run("ListenHandsQuestionsOn", func(t *testing.T) {
		p := open(t)
		l, ok := p.Platform.(bot.Listener)
		if !ok {
			t.Log("this platform hears no questions")
			return
		}
		root, err := p.Platform.Send(t.Context(), StoryPost(p.Channel, "eeeeeeeeeeeeeeeeeeeeeee1", "s1"))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		box := &inbox{heard: make(chan bot.Question, 10)}
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := l.Listen(ctx, box); err != nil {
				t.Errorf("Listen: %v; want nil when its context ends", err)
			}
		})
		thread := bot.Thread{Channel: p.Channel, Root: root}
		if p.Ask != nil {
			seen := map[bot.QuestionID]bool{}
			for _, text := range []string{"How long did they wait?", "And who <disagreed> & why?"} {
				p.Ask(t, thread, text)
				select {
				case q := <-box.heard:
					if q.Thread != thread || q.Text != text || q.ID == "" || seen[q.ID] {
						t.Errorf("heard %+v; want %q in %+v under a name of its own", q, text, thread)
					}
					seen[q.ID] = true
				case <-time.After(20 * time.Second):
					t.Fatalf("the question %q was not heard", text)
				}
			}
		}
		cancel()
		wg.Wait()
	})
}

// shelves reports whether editions have no heads in the platform's channel, and
// if so whether it refuses one.
func shelves(t *testing.T, p PlatformUnderTest) bool {
	t.Helper()
	s, ok := p.Platform.(bot.Shelver)
	if !ok {
		return false
	}
	shelf, err := s.Shelves(t.Context(), p.Channel)
	if err != nil {
		t.Fatal(err)
	}
	if shelf {
		_, err := p.Platform.Send(t.Context(), EditionPost(p.Channel, "fffffffffffffffffffffffe"))
		if se, ok := errors.AsType[*bot.SendError](err); !ok || se.Outcome != bot.Refused {
			t.Errorf("an edition's head where it has none: %v; want a *bot.SendError that is Refused", err)
		}
	}
	return shelf
}

// An inbox takes questions; a suite that has something else done panics.
type inbox struct {
	bot.Inbox
	heard chan bot.Question
}

func (i *inbox) Ask(_ context.Context, q bot.Question) error {
	i.heard <- q
	return nil
}

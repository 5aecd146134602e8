package slack_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/slack"
	"newsdigest/bot/slack/slacktest"
)

// An inbox keeps what it is asked; err says what it answers to the n-th, from 1.
type inbox struct {
	bot.Inbox
	mu    sync.Mutex
	asked []bot.Question
	err   func(n int) error
	heard chan bot.Question
}

// Do does nothing.
func (i *inbox) Do(context.Context, bot.Command) bot.Reply { return bot.Reply{} }

// Revise knows no question.
func (i *inbox) Revise(context.Context, bot.Question) error { return bot.ErrNotFound }

// Retract knows no question.
func (i *inbox) Retract(context.Context, bot.ChannelID, bot.QuestionID) error {
	return bot.ErrNotFound
}

func (i *inbox) Ask(_ context.Context, q bot.Question) error {
	i.mu.Lock()
	i.asked = append(i.asked, q)
	n := len(i.asked)
	i.mu.Unlock()
	if i.err != nil {
		if err := i.err(n); err != nil {
			return err
		}
	}
	i.heard <- q
	return nil
}

// listening starts a platform on s that hands its questions to the inbox, and
// waits for its link.
func listening(t *testing.T, s *slacktest.Server, box *inbox) (root string) {
	t.Helper()
	box.heard = make(chan bot.Question, 1000)
	p := platform(t, s, nil)
	id, err := p.Send(t.Context(), bottest.StoryPost(desk, "k1", "s1"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Listen(ctx, box) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Listen: %v", err)
		}
	})
	await(t, s, "the link", func() bool { return s.Links() == 1 })
	return string(id)
}

func (i *inbox) next(t *testing.T) bot.Question {
	t.Helper()
	select {
	case q := <-i.heard:
		return q
	case <-time.After(patience):
		t.Fatal("no question was heard")
		return bot.Question{}
	}
}

// A question has its receipt once it is kept, and what is not, has it at once.
func TestReceiptsWaitForTheStore(t *testing.T) {
	s := workspace(t)
	asked, goOn := make(chan struct{}), make(chan struct{})
	box := &inbox{err: func(int) error { close(asked); <-goOn; return nil }}
	root := listening(t, s, box)
	s.Ask("U0ANN", "C0DESK", root, "How long did they wait?")
	<-asked
	s.Say("U0ANN", "C0DESK", root, "no question, just talk")
	await(t, s, "one receipt", func() bool { return len(s.AckedIn()) == 1 })
	if n := len(s.Unacked()); n != 1 {
		t.Errorf("%d things have no receipt, want the question", n)
	}
	close(goOn)
	await(t, s, "every receipt", func() bool { return len(s.Unacked()) == 0 })
}

func TestEveryRecordedPayloadIsAcknowledged(t *testing.T) {
	s := workspace(t)
	box := &inbox{}
	root := listening(t, s, box)
	n := 0
	for name, payload := range slacktest.Payloads() {
		kind := "events_api"
		switch {
		case name == "socket_hello" || name == "socket_disconnect" || strings.HasSuffix(name, "hello_socket_mode"):
			if strings.HasPrefix(name, "socket_0") {
				break
			}
			continue // no envelopes
		case strings.HasPrefix(name, "socket_"):
			var e struct {
				ID string `json:"envelope_id"`
			}
			if err := json.Unmarshal(payload, &e); err != nil {
				t.Fatal(err)
			}
			s.DeliverRaw(payload)
			await(t, s, name, func() bool { return s.Acked(e.ID) == 1 })
			n++
			continue
		case strings.HasPrefix(name, "slash"):
			kind = "slash_commands"
		case strings.HasPrefix(name, "block_"), strings.HasPrefix(name, "view_"), strings.HasPrefix(name, "shortcut_"):
			kind = "interactive"
		}
		s.Deliver(kind, payload)
		n++
	}
	await(t, s, "every receipt", func() bool { return len(s.Unacked()) == 0 })
	t.Logf("%d recorded payloads, each with its receipt", n)
	if n != 31 {
		t.Errorf("%d payloads were sent, want 31", n)
	}
	s.Ask("U0ANN", "C0DESK", root, "How long did they wait?")
	heard := map[string]bool{}
	for len(heard) < 2 { // one of the payloads is a question to the app, in a direct message
		heard[box.next(t).Text] = true
	}
	if !heard["How long did they wait?"] || !heard["When Slack was released?"] {
		t.Errorf("heard %v", heard)
	}
}

func TestUnknownAndMalformedAreAcknowledged(t *testing.T) {
	s := workspace(t)
	box := &inbox{}
	root := listening(t, s, box)
	s.Deliver("events_api", slacktest.Event(map[string]any{"type": "never_heard_of", "channel": map[string]any{"id": 5}}, "Ev1"))
	s.Deliver("events_api", "a string")
	s.Deliver("events_api", []int{1})
	s.Deliver("events_api", nil)
	s.Deliver("of_another_kind", map[string]any{"x": 1})
	s.Deliver("interactive", 7)
	s.DeliverRaw([]byte(`{"type":`))
	s.DeliverRaw([]byte(`"text"`))
	// A block that the library does not read is no reason to miss the question.
	s.Deliver("events_api", slacktest.Event(map[string]any{"type": "message", "user": "U0ANN", "channel": "C0DESK",
		"ts": "1700000000.000100", "thread_ts": root, "text": "How long did they wait?", "blocks": []any{map[string]any{"type": 5}}}, "Ev2"))
	await(t, s, "every receipt", func() bool { return len(s.Unacked()) == 0 })
	if q := box.next(t); q.Text != "How long did they wait?" {
		t.Errorf("heard %+v", q)
	}
}

func TestRefreshedLinkLosesNothing(t *testing.T) {
	s := workspace(t)
	box := &inbox{}
	root := listening(t, s, box)
	var want []string
	for i, reason := range []string{"warning", "refresh_requested", "warning"} {
		before := s.Openings()
		s.Refresh(reason)
		for j := range 5 {
			text := fmt.Sprintf("How long did gate %d%d wait?", i, j)
			want = append(want, text)
			s.Ask("U0ANN", "C0DESK", root, text)
		}
		await(t, s, "the next link", func() bool { return s.Openings() > before && s.Links() == 1 && len(s.Unacked()) == 0 })
	}
	var got []string
	for range want {
		got = append(got, box.next(t).Text)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("heard %q, want %q", got, want)
	}
}

func TestWhoIsHeard(t *testing.T) {
	s := workspace(t)
	s.Twice = true
	box := &inbox{err: func(n int) error {
		if n == 1 {
			return errors.New("the store is busy")
		}
		return nil
	}}
	root := listening(t, s, box)
	mention := "<@" + slacktest.BotUser + "> "
	for _, quiet := range []map[string]any{
		{"bot_id": "B999"}, {"user": slacktest.BotUser}, {"user": "USLACKBOT"}, {"user": ""}, {"subtype": "bot_message"},
		{"subtype": "message_changed"}, {"subtype": "message_deleted"}, {"thread_ts": ""}, {"text": "I see."}, {"ts": ""},
		{"text": "<@U0BOB> who said it?"}, {"text": "<!here> who said it?"},
	} {
		e := map[string]any{"type": "message", "user": "U0ANN", "channel": "C0DESK", "ts": "1700000000.000100", "thread_ts": root, "text": "Who said it?"}
		for k, v := range quiet {
			e[k] = v
		}
		s.Deliver("events_api", slacktest.Event(e, "Ev1"))
	}
	ts := s.Say("U0ANN", "C0DESK", root, mention+"tell me about the gate &amp; &lt;!channel&gt;")
	q := box.next(t)
	if q.Text != "tell me about the gate & <!channel>" || string(q.ID) != "C0DESK:"+ts || q.User != "U0ANN" || q.Thread != (bot.Thread{Channel: desk, Root: bot.MessageID(root)}) || q.Asked.IsZero() {
		t.Errorf("heard %+v", q)
	}
	s.Ask("U0ANN", "C0DESK", root, "How long did they wait?")
	box.next(t)
	await(t, s, "every receipt", func() bool { return len(s.Unacked()) == 0 })
	box.mu.Lock()
	defer box.mu.Unlock()
	if len(box.asked) != 3 || box.asked[0].ID != box.asked[1].ID {
		t.Errorf("asked %+v; want the first twice, since the store was busy, and one more", box.asked)
	}
}

func TestDirectMessagesAreToldWhereToAsk(t *testing.T) {
	s := workspace(t)
	box := &inbox{}
	listening(t, s, box)
	s.Say("U0ANN", "D0ANN", "", "hello")
	await(t, s, "the hint", func() bool { return len(s.Whispers()) == 1 })
	if w := s.Whispers()[0]; w.Channel != "D0ANN" || w.User != "U0ANN" || !strings.Contains(w.Text, "thread") {
		t.Errorf("whispered %+v", w)
	}
	box.mu.Lock()
	defer box.mu.Unlock()
	if len(box.asked) != 0 {
		t.Errorf("asked %+v", box.asked)
	}
}

func TestListenSaysWhyItEnds(t *testing.T) {
	s := workspace(t)
	s.Refuse = func(method string) string {
		if method == "apps.connections.open" {
			return "invalid_auth"
		}
		return ""
	}
	err := platform(t, s, nil).Listen(t.Context(), &inbox{})
	if err == nil || !strings.Contains(err.Error(), "xapp-") || !strings.Contains(err.Error(), "invalid_auth") {
		t.Errorf("Listen: %v; want what to do about the app token", err)
	}
}

// TestReceiptsAreQuick holds the figure: 200 events at once.
func TestReceiptsAreQuick(t *testing.T) {
	s := workspace(t)
	box := &inbox{}
	root := listening(t, s, box)
	began := time.Now()
	for i := range 200 {
		s.Ask("U0ANN", "C0DESK", root, fmt.Sprintf("How long did gate %d wait?", i))
	}
	await(t, s, "every receipt", func() bool { return len(s.Unacked()) == 0 })
	t.Logf("200 events sent and acknowledged in %v", time.Since(began).Round(time.Millisecond))
	for range 200 {
		box.next(t)
	}
}

// TestTwoLinks holds two: while one is opened again the other hears, and what
// comes over either is taken once.
func TestTwoLinks(t *testing.T) {
	s := workspace(t)
	p := platform(t, s, nil)
	slack.SetApart(p, time.Millisecond)
	box := &inbox{heard: make(chan bot.Question, 1000)}
	root, err := p.Send(t.Context(), bottest.StoryPost(desk, "k1", "s1"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- p.Listen(ctx, box) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Listen: %v", err)
		}
	})
	await(t, s, "two links", func() bool { return s.Links() == 2 })
	s.Twice = true
	heard := map[string]int{}
	for i := range 20 {
		if i == 10 {
			s.Refresh("warning")
		}
		s.Ask("U0ANN", "C0DESK", string(root), fmt.Sprintf("How long did gate %d wait?", i))
	}
	for range 20 {
		heard[box.next(t).Text]++
	}
	await(t, s, "every receipt", func() bool { return len(s.Unacked()) == 0 })
	if len(heard) != 20 || len(box.asked) != 20 {
		t.Errorf("%d questions were taken %d times; want 20, each once", len(heard), len(box.asked))
	}
}

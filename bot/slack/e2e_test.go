package slack_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/slack"
	"newsdigest/bot/slack/slacktest"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

// A child runs the bot until it is killed.
const (
	childStore = "NEWSDIGEST_TEST_SLACK_STORE"
	childURL   = "NEWSDIGEST_TEST_SLACK_URL"
)

func open(ctx context.Context, path, url string) (*bot.Bot, *store.Store, error) {
	kept, err := store.Open(ctx, path, nil)
	if err != nil {
		return nil, nil, err
	}
	p := slack.New(slack.Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: url,
		Channels: []bot.ChannelID{desk}, Rest: time.Millisecond})
	b, err := bot.New(kept, bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(3), nil }},
		[]bot.Platform{p}, []bot.Channel{{ID: desk, Sources: []string{"news"}, Schedule: bot.Schedule{Expr: "0 8 * * *"}, Stories: 5, AtOnce: true}},
		bot.Options{Backoff: time.Millisecond, Read: read, Admin: "slack:#ops", Rules: bot.Rules{PerMinute: perMinute}})
	return b, kept, err
}

// read gives an article that the channel has no source for; another address is refused.
func read(ctx context.Context, address string) ([]article.Article, error) {
	switch address {
	case "https://news.example/0007":
		return bottest.Articles(8)[7:], nil
	case "https://slow.example/":
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return nil, errors.New("private address")
}

func child() int {
	ctx := context.Background()
	b, kept, err := open(ctx, os.Getenv(childStore), os.Getenv(childURL))
	if err == nil {
		defer kept.Close()
		err = b.Run(ctx)
	}
	if err != nil {
		slog.Error("child", "error", err)
		return 1
	}
	return 0
}

// run runs the bot on a store; the function it returns ends it.
func run(t *testing.T, path string, s *slacktest.Server) (stop func()) {
	t.Helper()
	b, kept, err := open(t.Context(), path, s.APIURL())
	if err != nil {
		t.Fatal(err)
	}
	return runBot(t, b, kept)
}

func runBot(t *testing.T, b *bot.Bot, kept *store.Store) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(stop)
	return stop
}

// perMinute is how much one person may ask in a minute.
const perMinute = 60

const patience = 30 * time.Second

func posts(s *slacktest.Server) (channel, threads []slacktest.Message) {
	for _, m := range s.Messages("C0DESK") {
		switch {
		case m.BotID == "":
		case m.ThreadTS == "":
			channel = append(channel, m)
		default:
			threads = append(threads, m)
		}
	}
	return channel, threads
}

func await(t *testing.T, s *slacktest.Server, what string, ok func() bool) {
	t.Helper()
	if !s.Until(patience, ok) {
		channel, threads := posts(s)
		t.Fatalf("%s: not within %v; %d posts, %d answers", what, patience, len(channel), len(threads))
	}
}

// leads reports whether the edition's headlines lead to its stories' messages.
func leads(channel []slacktest.Message) bool {
	var want []string
	for _, m := range channel[1:] {
		want = append(want, "https://ostwick.slack.example/archives/C0DESK/p"+strings.ReplaceAll(m.TS, ".", ""))
	}
	return slices.Equal(channel[0].Links(), want)
}

// TestEndToEnd posts an edition while the service goes wrong, and answers
// questions in its threads, each once.
func TestEndToEnd(t *testing.T) {
	s := workspace(t)
	s.Twice = true
	faults := map[int]slacktest.Fault{1: slacktest.CutAfter, 2: slacktest.ErrorAfter, 3: slacktest.ErrorBefore, 5: slacktest.Garbled, 7: slacktest.CutAfter}
	s.Fault = func(method string, n int) slacktest.Fault {
		if method == "chat.postMessage" {
			return faults[n]
		}
		return slacktest.None
	}
	path := filepath.Join(t.TempDir(), "news.db")
	stop := run(t, path, s)
	await(t, s, "the edition", func() bool { c, _ := posts(s); return len(c) == 4 && s.Links() == 1 })
	channel, _ := posts(s)
	head, story := channel[0], channel[1]
	await(t, s, "the headlines' links", func() bool { c, _ := posts(s); return leads(c) })
	if linked, _ := posts(s); linked[0].Shown() != head.Shown() || string(linked[0].Metadata) != string(head.Metadata) {
		t.Errorf("with its links the edition became %+v", linked[0])
	}
	if !strings.Contains(head.Shown(), "Ostwick opens gate 0000") || !strings.Contains(story.Shown(), "Ostwick opens gate") {
		t.Errorf("posted %q, %q", head.Shown(), story.Shown())
	}

	answers := func(n int) func() bool {
		return func() bool { _, a := posts(s); return len(a) == n }
	}
	s.Ask("U0ANN", "C0DESK", story.TS, "Who opened the gate?")
	await(t, s, "the first answer", answers(1))
	s.Say("U0ANN", "C0DESK", story.TS, "nice work everybody")
	s.Say("U0ANN", "C0DESK", story.TS, "<@U0BOB> did the mayor come?")
	s.Say("U0ANN", "C0DESK", head.TS, "Who opened the gate?") // the edition's thread is no story's
	s.Say("U0ANN", "C0DESK", story.TS, "<@"+slacktest.BotUser+"> tell me about the mayor")
	await(t, s, "the answer to a mention", answers(2))
	_, got := posts(s)
	for _, a := range got {
		if a.ThreadTS != story.TS || len(a.Live()) > 0 {
			t.Errorf("an answer in %q, live %q", a.ThreadTS, a.Live())
		}
	}
	s.Say("U0ANN", "C0DESK", head.TS, "<@"+slacktest.BotUser+"> who waited 3 years?") // under no story: the last ones are asked
	await(t, s, "the answer to a mention under no story", answers(3))
	if _, a := posts(s); a[2].ThreadTS != head.TS || !strings.Contains(a[2].Shown(), "About: Ostwick opens gate 0001") || !strings.Contains(a[2].Text, "About: Ostwick opens gate 0001") {
		t.Errorf("a mention under no story is answered %q in %s", a[2].Shown(), a[2].ThreadTS)
	}
	s.Say("U0ANN", "C0DESK", head.TS, "<@"+slacktest.BotUser+"> hello")
	await(t, s, "the hint where nothing is asked", func() bool { return len(s.Whispers()) == 1 })
	await(t, s, "every receipt", func() bool { return len(s.Unacked()) == 0 })
	if w := s.Whispers(); len(w) != 1 || w[0].User != "U0ANN" {
		t.Errorf("whispered: %+v", w)
	}
	stop()
	s.Ask("U0ANN", "C0DESK", story.TS, "When did the gate open?") // nobody hears it; Slack tells it again
	run(t, path, s)
	await(t, s, "the answer after a restart", answers(4))
	if c, a := posts(s); len(c) != 4 || len(a) != 4 {
		t.Errorf("%d posts and %d answers, want 4 and 4", len(c), len(a))
	}
}

// TestKilledBetweenSendAndAnswer kills the program when Slack has a message
// whose answer never came: the next start finds it by its metadata.
func TestKilledBetweenSendAndAnswer(t *testing.T) {
	for _, at := range []int{1, 3, 5} { // the edition, its second story, an answer
		t.Run(fmt.Sprint("request ", at), func(t *testing.T) {
			s := workspace(t)
			hung := make(chan struct{}, 1)
			s.Hung = func() { hung <- struct{}{} }
			s.Fault = func(method string, n int) slacktest.Fault {
				if method == "chat.postMessage" && n == at {
					return slacktest.HangAfter
				}
				return slacktest.None
			}
			path := filepath.Join(t.TempDir(), "news.db")
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(self, "-test.run=^$")
			cmd.Env = append(os.Environ(), childStore+"="+path, childURL+"="+s.APIURL())
			cmd.Stderr = os.Stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if at == 5 {
				await(t, s, "the edition", func() bool { c, _ := posts(s); return len(c) == 4 && s.Links() == 1 })
				channel, _ := posts(s)
				s.Ask("U0ANN", "C0DESK", channel[1].TS, "Who opened the gate?")
			}
			select {
			case <-hung:
			case <-time.After(patience):
				t.Error("the request did not come")
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err == nil {
				t.Error("the child ended by itself")
			}
			run(t, path, s)
			await(t, s, "the whole edition", func() bool { c, _ := posts(s); return len(c) == 4 && s.Links() == 1 })
			channel, _ := posts(s)
			s.Ask("U0ANN", "C0DESK", channel[2].TS, "Who opened the gate?")
			want := 1
			if at == 5 {
				want = 2
			}
			await(t, s, "the answers", func() bool { _, a := posts(s); return len(a) >= want })
			await(t, s, "the headlines' links", func() bool { c, _ := posts(s); return leads(c) })
			seen := map[string]bool{}
			channel, threads := posts(s)
			for _, m := range append(channel, threads...) {
				if seen[string(m.Metadata)] {
					t.Errorf("twice: %s", m.Metadata)
				}
				seen[string(m.Metadata)] = true
			}
			if len(channel) != 4 || len(threads) != want {
				t.Errorf("%d posts, %d answers; want 4 and %d", len(channel), len(threads), want)
			}
		})
	}
}

// TestOnceLinksTheHeadlines runs one edition and ends: it is whole then.
func TestOnceLinksTheHeadlines(t *testing.T) {
	s := workspace(t)
	b, kept, err := open(t.Context(), filepath.Join(t.TempDir(), "news.db"), s.APIURL())
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	r, err := b.Once(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Deliveries {
		if d.State != bot.Sent {
			t.Errorf("%s is %s: %s", d.Post.Key, d.State, d.Reason)
		}
	}
	if c, _ := posts(s); len(c) != 4 || !leads(c) {
		t.Errorf("%d posts; the headlines lead to %q", len(c), c[0].Links())
	}
}

package discord

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

func openStore(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newBot(t *testing.T, s *store.Store, p *Platform, channel string, n int) *bot.Bot {
	t.Helper()
	news := bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(n), nil }}
	b, err := bot.New(s, news, []bot.Platform{p}, []bot.Channel{newsChannel(channel)}, bot.Options{Backoff: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func newsChannel(id string) bot.Channel {
	return bot.Channel{ID: channelID(id), Sources: []string{"news"}, Schedule: bot.Schedule{Expr: "0 8 * * *"}, Stories: 3, Mention: "998877665544332211"}
}

// settled fails where the report holds trouble.
func settled(t *testing.T, b *bot.Bot) {
	t.Helper()
	r, err := b.Once(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if trouble := r.Trouble(); len(trouble) > 0 {
		t.Fatalf("trouble: %s", strings.Join(trouble, "\n"))
	}
}

// whole is what an edition of three stories must look like, whatever happened.
func whole(t *testing.T, s *discordtest.Server, channel string) []discordtest.Message {
	t.Helper()
	got := s.Posted(channel)
	if len(got) != 4 {
		t.Fatalf("%d messages, want an edition and three stories", len(got))
	}
	for i, m := range got {
		want := "Ostwick opens gate 000" + fmt.Sprint(max(i-1, 0))
		if !strings.Contains(m.Shown(), want) {
			t.Errorf("message %d does not show %q:\n%s", i, want, m.Shown())
		}
		name, threaded := s.Thread(m.ID)
		if threaded != (i > 0) || threaded && name != want {
			t.Errorf("message %d: thread %q, %v", i, name, threaded)
		}
		if isSilent := m.Flags&silent != 0; isSilent != (i > 0) {
			t.Errorf("message %d: silent %v", i, isSilent)
		}
	}
	if pings := s.Pings(); len(pings) != 1 || pings[0] != "998877665544332211" {
		t.Errorf("pinged %q, want the one role once", pings)
	}
	return got
}

// An edition is posted, a question in a thread answered once, and both are
// there once although answers are lost on the way.
func TestEndToEnd(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"calm":           discordtest.None,
		"cut after":      discordtest.CutAfter,
		"500 after":      discordtest.ErrorAfter,
		"429":            discordtest.Limited,
		"cut before":     discordtest.CutBefore,
		"gateway errors": discordtest.GatewayAfter,
	} {
		t.Run(name, func(t *testing.T) {
			s := discordtest.New(t)
			id := s.Channel("news")
			s.Fault = func(request string, n int) discordtest.Fault {
				if strings.HasPrefix(request, "POST ") && n%2 == 1 {
					return fault // each first request to a channel, a thread and a thread's start
				}
				return discordtest.None
			}
			p, _ := open(t, s, func(o *Options) { o.Channels = []bot.Channel{newsChannel(id)} })
			b := newBot(t, openStore(t, filepath.Join(t.TempDir(), "news.db")), p, id, 3)
			settled(t, b)
			story := whole(t, s, id)[1]
			settled(t, b)
			whole(t, s, id)

			ctx, cancel := context.WithCancel(t.Context())
			var wg sync.WaitGroup
			wg.Go(func() {
				if err := b.Run(ctx); err != nil {
					t.Error(err)
				}
			})
			s.Until("the bot listens", func() bool { return s.Connected() > 0 })
			asked := s.Say(story.ID, discordtest.Ada, "How many years did they wait?", "")
			s.Say(story.ID, discordtest.Tom, "I remember that.", "")
			s.Until("the answer", func() bool { return len(s.Posted(story.ID)) > 0 })
			s.Say(story.ID, discordtest.Ada, "Who is the harbour master?", "")
			s.Until("the second answer", func() bool { return len(s.Posted(story.ID)) > 1 })
			cancel()
			wg.Wait()
			answers := s.Posted(story.ID)
			if len(answers) != 2 {
				t.Fatalf("%d answers, want 2", len(answers))
			}
			first := answers[0]
			if first.Reference == nil || first.Reference.Message != asked || !strings.Contains(first.Shown(), "We waited 2 years for this") {
				t.Errorf("the answer replies to %+v and reads\n%s", first.Reference, first.Shown())
			}
			if !strings.Contains(answers[1].Shown(), "Ada Brandt") {
				t.Errorf("the second answer reads\n%s", answers[1].Shown())
			}
		})
	}
}

const (
	childAPI     = "NEWSDIGEST_TEST_DISCORD"
	childStore   = "NEWSDIGEST_TEST_DISCORD_STORE"
	childChannel = "NEWSDIGEST_TEST_DISCORD_CHANNEL"
)

// child makes one edition in a process of its own, which is killed meanwhile.
func child() int {
	ctx := context.Background()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	s, err := store.Open(ctx, os.Getenv(childStore), log)
	if err != nil {
		log.Error("open", "error", err)
		return 1
	}
	defer s.Close()
	p, err := New(Options{Token: discordtest.Token, APIURL: os.Getenv(childAPI), Logger: log})
	if err != nil {
		log.Error("new", "error", err)
		return 1
	}
	news := bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(3), nil }}
	b, err := bot.New(s, news, []bot.Platform{p}, []bot.Channel{newsChannel(os.Getenv(childChannel))}, bot.Options{Logger: log})
	if err == nil {
		_, err = b.Once(ctx)
	}
	if err != nil {
		log.Error("once", "error", err)
		return 1
	}
	return 0
}

// A process that is killed between the moment Discord keeps a post and the
// moment it answers leaves a post that the next process finds, even when the
// nonce is long forgotten.
func TestKilledBetweenStoreAndAnswer(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for kill := 1; kill <= 4; kill++ {
		t.Run(fmt.Sprint("message ", kill), func(t *testing.T) {
			s := discordtest.New(t)
			id := s.Channel("news")
			started := make(chan *os.Process, 1)
			kept := 0
			s.Set(func() {
				s.NonceFor = 0
				s.Kept = func(discordtest.Message) {
					if kept++; kept == kill {
						_ = (<-started).Kill() // it waits for this answer, so it is there
					}
				}
			})
			path := filepath.Join(t.TempDir(), "news.db")
			cmd := exec.CommandContext(t.Context(), self)
			cmd.Env = append(os.Environ(), childAPI+"="+s.URL, childStore+"="+path, childChannel+"="+id)
			out := &strings.Builder{}
			cmd.Stderr = out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			started <- cmd.Process
			if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != -1 {
				t.Fatalf("the child was not killed (%v):\n%s", err, out)
			}
			if n := len(s.Posted(id)); n != kill {
				t.Fatalf("%d messages before the second start, want %d", n, kill)
			}
			p, _ := open(t, s)
			settled(t, newBot(t, openStore(t, path), p, id, 3))
			whole(t, s, id)
		})
	}
}

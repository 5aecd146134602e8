package bot_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

var loadChannels = flag.Int("load.channels", 40, "channels of the load test; 1000 for its figures")

// A limited service takes a post a second from each channel.
type limited struct {
	mu   sync.Mutex
	last map[bot.ChannelID]time.Time
	kept map[bot.ChannelID][]bot.Key
	n    int
	all  int
	done chan struct{}
	free bool         // it limits nobody
	read atomic.Int32 // how often the channels' source was read

	story    chan bot.MessageID // of the channel that questions are asked in
	answered chan struct{}
}

const askedIn = "test:asked"

func (*limited) Name() string { return "test" }

func (l *limited) Send(_ context.Context, p bot.Post) (bot.MessageID, error) {
	if p.Channel == askedIn {
		if p.Story != nil {
			l.story <- bot.MessageID(p.Key)
		} else if p.Answer != nil {
			l.answered <- struct{}{}
		}
		return bot.MessageID(p.Key), nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if wait := time.Second - time.Since(l.last[p.Channel]); wait > 0 && !l.free {
		return "", &bot.SendError{Outcome: bot.Delayed, RetryAfter: wait, Reason: "slow down"}
	}
	l.last[p.Channel] = time.Now()
	l.kept[p.Channel] = append(l.kept[p.Channel], p.Key)
	if l.n++; l.n == l.all {
		close(l.done)
	}
	return bot.MessageID(p.Key), nil
}

// ask asks one question after the other until all is posted, and returns how
// long each took from its being handed over to its answer's.
func (l *limited) ask(t *testing.T, b *bot.Bot) (took []time.Duration) {
	root := <-l.story
	for i := 0; ; i++ {
		began := time.Now()
		q := bot.Question{ID: bot.QuestionID(fmt.Sprint(i)), Thread: bot.Thread{Channel: askedIn, Root: root}, Text: "How long did they wait?"}
		if err := b.Ask(t.Context(), q); err != nil {
			t.Error(err)
		}
		select {
		case <-l.answered:
			took = append(took, time.Since(began))
		case <-time.After(3 * time.Minute):
			t.Error("no answer")
			return took
		}
		select {
		case <-l.done:
			slices.Sort(took)
			return took
		default:
		}
	}
}

// load is that many channels, beside the one that questions are asked in.
func load(t *testing.T, channels int) (*limited, []bot.Channel, bottest.Collector) {
	l := &limited{last: map[bot.ChannelID]time.Time{}, kept: map[bot.ChannelID][]bot.Key{}, all: 6 * channels,
		done: make(chan struct{}), story: make(chan bot.MessageID, 1), answered: make(chan struct{}, 1)}
	cs := []bot.Channel{channel("asked", 1, "one")}
	for i := range channels {
		cs = append(cs, channel(fmt.Sprint("c", i), 5, "news"))
	}
	for i := range cs {
		cs[i].AtOnce = true
	}
	news := func() ([]article.Article, error) { l.read.Add(1); return bottest.Articles(5), nil }
	return l, cs, bottest.Collector{"news": news, "one": articles(bottest.Articles(1)...)}
}

// Many channels come due in one second, each limited to a post a second: none
// waits for another, and who asks a question waits for none of them.
func TestManyChannelsAtOnce(t *testing.T) {
	for _, c := range []struct {
		name    string
		address func(t *testing.T) string
	}{
		{"SQLite", func(t *testing.T) string { return filepath.Join(t.TempDir(), "news.db") }},
		{"Postgres", func(t *testing.T) string { return bottest.Postgres(t) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := store.Open(t.Context(), c.address(t), nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			l, channels, from := load(t, *loadChannels)
			b := newBot(t, s, from, []bot.Platform{l}, channels, bot.Options{})
			began := time.Now()
			running(t, b)
			var took []time.Duration
			var asking sync.WaitGroup
			asking.Go(func() { took = l.ask(t, b) })
			select {
			case <-l.done:
			case <-time.After(3 * time.Minute):
				t.Fatalf("%d of %d posts after 3 minutes", l.n, l.all)
			}
			all := time.Since(began)
			asking.Wait()
			at := func(percent int) time.Duration { return took[len(took)*percent/100].Round(time.Millisecond) }
			t.Logf("%d channels, %d posts: %v; %d questions meanwhile: half within %v, 99 %% within %v; at most %s of memory",
				*loadChannels, l.all, all.Round(100*time.Millisecond), len(took), at(50), at(99), peak(t))
			if n := l.read.Load(); n != 1 {
				t.Errorf("the source that all share was read %d times", n)
			}
			for id, keys := range l.kept {
				if len(keys) != 6 {
					t.Errorf("%s has %d posts, want 6", id, len(keys))
				}
			}
		})
	}
}

// peak is the most memory that this process had so far.
func peak(t *testing.T) string {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "an unknown amount"
	}
	if m := regexp.MustCompile(`VmHWM:\s*(.*)`).FindSubmatch(b); m != nil {
		return string(m[1])
	}
	return "an unknown amount"
}

var loadReplicas = flag.Int("load.replicas", 2, "replicas that share the load on one Postgres")

// Replicas share the work on one database; nothing is posted twice.
func TestReplicasShareTheLoad(t *testing.T) {
	address := bottest.Postgres(t)
	l, channels, from := load(t, *loadChannels)
	l.free = true
	began := time.Now()
	for range *loadReplicas {
		s, err := store.Open(t.Context(), address, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		running(t, newBot(t, s, from, []bot.Platform{l}, channels, bot.Options{}))
	}
	select {
	case <-l.done:
	case <-time.After(3 * time.Minute):
		t.Fatalf("%d of %d posts after 3 minutes", l.n, l.all)
	}
	took := time.Since(began)
	t.Logf("%d replicas: %d posts in %v, %.0f a second", *loadReplicas, l.all, took.Round(100*time.Millisecond), float64(l.all)/took.Seconds())
	for id, keys := range l.kept {
		if len(keys) != 6 {
			t.Errorf("%s has %d posts, want 6", id, len(keys))
		}
	}
}

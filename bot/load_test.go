package bot_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"
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
}

func (*limited) Name() string { return "test" }

func (l *limited) Send(_ context.Context, p bot.Post) (bot.MessageID, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if wait := time.Second - time.Since(l.last[p.Channel]); wait > 0 {
		return "", &bot.SendError{Outcome: bot.Delayed, RetryAfter: wait, Reason: "slow down"}
	}
	l.last[p.Channel] = time.Now()
	l.kept[p.Channel] = append(l.kept[p.Channel], p.Key)
	if l.n++; l.n == l.all {
		close(l.done)
	}
	return bot.MessageID(p.Key), nil
}

// Many channels come due in one second, each limited to a post a second: none
// waits for another.
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
			var channels []bot.Channel
			for i := range *loadChannels {
				ch := channel(fmt.Sprint("c", i), 5, "news")
				ch.AtOnce = true
				channels = append(channels, ch)
			}
			l := &limited{last: map[bot.ChannelID]time.Time{}, kept: map[bot.ChannelID][]bot.Key{}, all: 6 * len(channels), done: make(chan struct{})}
			news := bottest.Articles(5)
			b := newBot(t, s, bottest.Collector{"news": func() ([]article.Article, error) { return news, nil }}, []bot.Platform{l}, channels, bot.Options{})
			began := time.Now()
			running(t, b)
			select {
			case <-l.done:
			case <-time.After(3 * time.Minute):
				t.Fatalf("%d of %d posts after 3 minutes", l.n, l.all)
			}
			t.Logf("%d channels, %d posts: %v; at most %s of memory", len(channels), l.all, time.Since(began).Round(100*time.Millisecond), peak(t))
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

package web

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"newsdigest/bot"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	founding = "testdata/founding.txt"
	examples = "cmd/newsdigest/example"
)

// shelf is a Collector of articles at hand.
type shelf []article.Article

func (s shelf) Collect(context.Context, string) ([]article.Article, error) { return s, nil }

// example reads the articles of the built-in example, the founding one first.
func example(t testing.TB) shelf {
	t.Helper()
	var out shelf
	for _, name := range []string{"founding", "floodwall", "manager", "lake-ice", "kettles"} {
		b, err := os.ReadFile(filepath.Join("..", "..", examples, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, parseExample(t, string(b)))
	}
	return out
}

func parseExample(t testing.TB, s string) article.Article {
	t.Helper()
	a := article.Article{Language: "en"}
	if head, ok := strings.CutPrefix(s, "---\n"); ok {
		var body string
		head, body, _ = strings.Cut(head, "---\n")
		for line := range strings.Lines(head) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "title":
				a.Title = value
			case "outlet":
				a.Outlet = value
			case "byline":
				a.Byline = strings.Split(value, ", ")
			case "language":
				a.Language = value
			case "published":
				at, err := time.Parse(time.RFC3339, value)
				if err != nil {
					t.Fatal(err)
				}
				a.Published = at
			}
		}
		s = body
	}
	a.Text = s
	a.ID = article.NewID("", s)
	return a
}

// A chat is the page over the real store, with the real bot behind it.
type chat struct {
	t        testing.TB
	p        *Platform
	bot      *bot.Bot
	store    *store.Store
	channels []bot.Channel
	log      *logBook
	url      string // with the final slash
	stop     func() // ends the server
}

// morning is when the chat of a test takes place.
var morning = time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)

type setup struct {
	articles shelf
	options  func(*Options)
	platform func(*Platform)
	quiet    bool // nobody listens: questions cannot be asked
	alone    bool // no second channel, which nothing is posted to
}

func newChat(t testing.TB, s setup) *chat {
	t.Helper()
	c := &chat{t: t, log: &logBook{}}
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "chat.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	c.store = st
	daily := bot.Schedule{Expr: "0 8 * * *", Zone: "UTC"}
	c.channels = []bot.Channel{
		{ID: "web:demo", Sources: []string{"shelf"}, Schedule: daily},
		{ID: "web:empty", Sources: []string{"none"}, Schedule: daily},
	}
	if s.alone {
		c.channels = c.channels[:1]
	}
	o := Options{Log: st, Channels: c.channels, Logger: slog.New(slog.NewTextHandler(c.log, nil))}
	if s.options != nil {
		s.options(&o)
	}
	c.p = New(o)
	c.p.now = func() time.Time { return morning.Add(30 * time.Minute) }
	c.p.beat = time.Hour // what is seen is seen because the stream was told
	if s.platform != nil {
		s.platform(c.p)
	}
	c.bot, err = bot.New(st, s.articles, []bot.Platform{c.p}, c.channels[:1], bot.Options{Clock: func() time.Time { return morning }})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.articles) > 0 {
		if _, err := c.bot.Once(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	c.serve()
	if !s.quiet {
		c.run()
	}
	return c
}

// run lets the bot answer until the test ends.
func (c *chat) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.bot.Run(ctx) }()
	<-c.p.Ready()
	c.t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			c.t.Error(err)
		}
	})
}

func (c *chat) serve() {
	ln, err := Listen("127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	c.url = URL(ln.Addr())
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.p.Serve(ctx, ln) }()
	c.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			c.t.Error(err)
		}
	})
	c.t.Cleanup(c.stop)
}

// root is the first story's message whose title holds the words.
func (c *chat) root(words string) bot.Message {
	c.t.Helper()
	list, err := c.store.Messages(c.t.Context(), "web:demo", bot.Page{})
	if err != nil {
		c.t.Fatal(err)
	}
	for _, m := range list {
		if m.Post != nil && m.Post.Story != nil && strings.Contains(m.Post.Story.Digest.Title(), words) {
			return m
		}
	}
	c.t.Fatalf("no story is titled with %q among %d messages", words, len(list))
	return bot.Message{}
}

func (c *chat) links(words string) links { return linksTo(c.channels[0], c.root(words).ID) }

// client follows no redirect and keeps no connection.
var client = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// do sends a request and reads the whole answer.
func (c *chat) do(method, path, body string, header ...string) (*http.Response, string) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(c.url, "/")+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		} else {
			r.Header.Set(header[i], header[i+1])
		}
	}
	resp, err := client.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp, string(b)
}

func (c *chat) get(path string) string {
	c.t.Helper()
	resp, body := c.do("GET", path, "")
	if resp.StatusCode != http.StatusOK {
		c.t.Fatalf("GET %s: %s\n%s", path, resp.Status, body)
	}
	return body
}

// logBook is a log that many may write to.
type logBook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

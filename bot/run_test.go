package bot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

func openStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), slog.New(slog.NewTextHandler(t.Output(), nil)))
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

func serve(t *testing.T, s *bottest.Service) *bottest.Client {
	t.Helper()
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	return &bottest.Client{URL: srv.URL}
}

func channel(name string, stories int, sources ...string) bot.Channel {
	return bot.Channel{ID: bot.NewChannelID("test", name), Sources: sources, Schedule: bot.Schedule{Expr: "0 8 * * *"}, Stories: stories}
}

func articles(as ...article.Article) func() ([]article.Article, error) {
	return func() ([]article.Article, error) { return as, nil }
}

func newBot(t *testing.T, s bot.Store, from bot.Collector, ps []bot.Platform, cs []bot.Channel, o bot.Options) *bot.Bot {
	t.Helper()
	if o.Backoff == 0 {
		o.Backoff = time.Millisecond
	}
	b, err := bot.New(s, from, ps, cs, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func once(t *testing.T, b *bot.Bot) bot.Report {
	t.Helper()
	r, err := b.Once(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// shown is what a service has, a line a post.
func shown(s *bottest.Service) []string {
	var out []string
	for _, p := range s.Posted() {
		out = append(out, strings.TrimSpace(fmt.Sprint(p.Channel.Name(), " ", p.Kind, " ", p.Text)))
	}
	return out
}

func TestOncePostsWhatIsNewAndNothingTwice(t *testing.T) {
	as := bottest.Articles(6)
	undated, empty := bottest.Articles(8)[7], bottest.Articles(9)[8]
	undated.Published, empty.Text = time.Time{}, " \n"
	var mu sync.Mutex
	news := []article.Article{as[3], as[1], as[1], empty, undated}
	from := bottest.Collector{
		"news": func() ([]article.Article, error) { mu.Lock(); defer mu.Unlock(); return news, nil },
		"down": func() ([]article.Article, error) { return nil, errors.New("no such host") },
	}
	service := &bottest.Service{}
	s := openStore(t)
	both := channel("both", 5, "down", "news")
	both.Mention = "editors"
	b := newBot(t, s, from, []bot.Platform{serve(t, service)}, []bot.Channel{both, channel("one", 1, "news")}, bot.Options{})

	report := once(t, b)
	if trouble := report.Trouble(); len(trouble) > 0 {
		t.Errorf("trouble: %q", trouble)
	}
	for _, e := range report.Editions {
		if (e.Reason != "") != (e.Channel == both.ID) || e.State != bot.EditionSettled {
			t.Errorf("%s: %v, %q; want the source that is down in the reason", e.Channel, e.State, e.Reason)
		}
	}
	if d := report.Deliveries[0]; d.Post.Edition == nil || d.Post.Edition.Mention != "editors" {
		t.Errorf("the first post is %+v; want the edition's own, with its mention", d.Post)
	}
	want := []string{
		"both edition", "both story Ostwick opens gate 0007", "both story Ostwick opens gate 0001", "both story Ostwick opens gate 0003",
		"one story Ostwick opens gate 0007",
	}
	got := shown(service)
	slices.SortStableFunc(got, func(a, b string) int { return strings.Compare(a[:3], b[:3]) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}

	mu.Lock()
	news = []article.Article{as[1], as[3], undated}
	mu.Unlock()
	once(t, b) // the second channel gets what its first edition had no room for
	mu.Lock()
	news = append(news, as[0])
	mu.Unlock()
	report = once(t, b)
	want = append(want, "one story Ostwick opens gate 0001", "both story Ostwick opens gate 0000", "one story Ostwick opens gate 0000")
	got = shown(service)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("posted after three editions (-want +got):\n%s", diff)
	}
	for _, d := range report.Deliveries {
		if d.Post.Channel == both.ID && (d.Post.Story == nil || d.Post.Story.Mention != "editors") {
			t.Errorf("an edition of one story posts %+v; want the mention on the story", d.Post)
		}
	}
}

func TestOnceReportsTrouble(t *testing.T) {
	for _, c := range []struct {
		name  string
		from  func() ([]article.Article, error)
		fault func(int) bottest.Fault
		want  string
	}{
		{"no source can be read", func() ([]article.Article, error) { return nil, errors.New("no such host") }, nil, "no such host"},
		{"a source panics", func() ([]article.Article, error) { panic("bad feed") }, nil, "bad feed"},
		{"refused", articles(bottest.Articles(1)...), func(int) bottest.Fault { return bottest.Forbidden }, "not in channel"},
		{"not in time", articles(bottest.Articles(1)...), func(int) bottest.Fault { return bottest.Limited }, "asks to wait"},
		{"never there", articles(bottest.Articles(1)...), func(int) bottest.Fault { return bottest.CutBefore }, "20 times"},
	} {
		t.Run(c.name, func(t *testing.T) {
			service := &bottest.Service{Fault: c.fault}
			limit := 30 * time.Second
			if c.name == "not in time" {
				limit = 3 * time.Second
			}
			pause := time.Millisecond
			b := newBot(t, openStore(t), bottest.Collector{"news": c.from}, []bot.Platform{serve(t, service)},
				[]bot.Channel{channel("c", 5, "news")}, bot.Options{OnceLimit: limit, Backoff: pause, Pause: pause})
			trouble := once(t, b).Trouble()
			if len(trouble) != 1 || !strings.Contains(trouble[0], c.want) || !strings.Contains(trouble[0], "test:c") {
				t.Errorf("trouble: %q; want one line on test:c with %q", trouble, c.want)
			}
			if len(service.Posted()) != 0 {
				t.Errorf("posted: %v", shown(service))
			}
		})
	}
}

func TestLostAnswersAreLookedUp(t *testing.T) {
	faults := []bottest.Fault{bottest.CutAfter, bottest.CutBefore, bottest.ErrorAfter, bottest.ErrorBefore, bottest.Limited}
	service := &bottest.Service{Fault: func(n int) bottest.Fault {
		if n%2 == 1 && n/2 < len(faults) {
			return faults[n/2]
		}
		return bottest.None
	}}
	b := newBot(t, openStore(t), bottest.Collector{"news": articles(bottest.Articles(6)...)}, []bot.Platform{serve(t, service)},
		[]bot.Channel{channel("c", 6, "news")}, bot.Options{})
	if trouble := once(t, b).Trouble(); len(trouble) > 0 {
		t.Errorf("trouble: %q", trouble)
	}
	want := []string{"c edition"}
	for i := range 6 {
		want = append(want, fmt.Sprintf("c story Ostwick opens gate %04d", i))
	}
	if diff := cmp.Diff(want, shown(service)); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
}

// blind is a platform that cannot look posts up.
type blind struct{ bot.Platform }

func TestWhatCannotBeLookedUpIsUncertain(t *testing.T) {
	service := &bottest.Service{Fault: func(n int) bottest.Fault {
		if n == 2 {
			return bottest.CutAfter
		}
		return bottest.None
	}}
	var log strings.Builder
	b := newBot(t, openStore(t), bottest.Collector{"news": articles(bottest.Articles(2)...)}, []bot.Platform{blind{serve(t, service)}},
		[]bot.Channel{channel("c", 5, "news")}, bot.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	trouble := once(t, b).Trouble()
	if len(trouble) != 1 || !strings.Contains(trouble[0], "gate 0000") || !strings.Contains(trouble[0], "uncertain") {
		t.Errorf("trouble: %q; want the first story uncertain", trouble)
	}
	want := []string{"c edition", "c story Ostwick opens gate 0000", "c story Ostwick opens gate 0001"}
	once(t, b)
	if diff := cmp.Diff(want, shown(service)); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
	if !strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("the log does not say it aloud:\n%s", log.String())
	}
}

// A heard platform hands questions on as they are put into it.
type heard struct {
	bot.Platform
	questions chan bot.Question
}

func (h heard) Listen(ctx context.Context, in bot.Inbox) error {
	for {
		select {
		case q := <-h.questions:
			if err := in.Ask(ctx, q); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

func TestRunPostsAtOnceAndAnswers(t *testing.T) {
	posted := make(chan bottest.Posted, 100)
	service := &bottest.Service{Kept: func(p bottest.Posted) { posted <- p }}
	p := heard{serve(t, service), make(chan bot.Question)}
	c := channel("c", 5, "news")
	c.AtOnce = true
	s := openStore(t)
	from := bottest.Collector{"news": articles(bottest.Articles(2)...)}
	b := newBot(t, s, from, []bot.Platform{p}, []bot.Channel{c}, bot.Options{})

	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	next := func() bottest.Posted {
		select {
		case p := <-posted:
			return p
		case <-time.After(20 * time.Second):
			t.Fatalf("nothing more is posted; so far: %q", shown(service))
		case err := <-ended:
			t.Fatalf("Run ended: %v", err)
		}
		panic("unreachable: each case above returns or ends the test")
	}
	next()
	story := next()
	next()
	ask := func(id bot.QuestionID, text string, root bot.MessageID) {
		p.questions <- bot.Question{ID: id, Thread: bot.Thread{Channel: c.ID, Root: root}, User: "ann", Text: text}
	}
	ask("q1", "How long did they wait?", story.ID)
	if a := next(); a.Kind != "answer" || a.Text != "How long did they wait?" {
		t.Errorf("the answer is %+v", a)
	}
	ask("q1", "How long did they wait?", story.ID)
	ask("q2", "  And why?\n", story.ID)
	if a := next(); a.Kind != "answer" || a.Text != "And why?" {
		t.Errorf("the second answer is %+v; a question that comes twice is answered once", a)
	}
	if err := b.Ask(ctx, bot.Question{ID: "q3", Thread: bot.Thread{Channel: c.ID, Root: "elsewhere"}, Text: "Who?"}); !errors.Is(err, bot.ErrNoStory) {
		t.Errorf("a question in no story's thread: %v, want ErrNoStory", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("Run: %v, want nil when its context ends", err)
	}

	// A second start posts nothing twice.
	b = newBot(t, s, from, []bot.Platform{p}, []bot.Channel{c}, bot.Options{})
	before := len(service.Posted())
	if _, err := b.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := once(t, b); len(r.Deliveries) != 0 || len(service.Posted()) != before {
		t.Errorf("a second start posted %v", shown(service)[before:])
	}
}

func TestTickMakesOneEditionEachDay(t *testing.T) {
	now := time.Date(2026, 3, 6, 12, 0, 0, 0, time.UTC)
	from := bottest.Collector{"news": articles(bottest.Articles(1)...)}
	c := channel("c", 5, "news")
	c.Schedule.Zone = "America/New_York"
	service, log := &bottest.Service{}, &openLog{t: t}
	s := openStore(t)
	b := newBot(t, s, from, []bot.Platform{serve(t, service)}, []bot.Channel{c},
		bot.Options{Clock: func() time.Time { return now }, Logger: slog.New(slog.NewTextHandler(log, nil))})
	next, err := b.Tick(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var due []string
	for range 3 { // over a change of the clocks
		now = next
		due = append(due, now.UTC().Format("02 15:04Z"))
		for range 2 {
			if next, err = b.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if diff := cmp.Diff([]string{"06 13:00Z", "07 13:00Z", "08 12:00Z"}, due); diff != "" {
		t.Errorf("due (-want +got):\n%s", diff)
	}
	// The first two are too late to be made by now; the last is made.
	running(t, b)
	allSent(t, s, c.ID, 1)
	until(t, "two are missed", func() bool { return log.count("an edition was missed") == 2 })
	if got := len(service.Posted()); got != 1 {
		t.Errorf("posted: %q; want one story", shown(service))
	}
}

func TestNewRefuses(t *testing.T) {
	p := &bottest.Client{}
	for name, cs := range map[string][]bot.Channel{
		"slack":       {{ID: "slack:#x"}},
		"comes twice": {channel("c", 1), channel("c", 1)},
		"@never":      {{ID: "test:c", Schedule: bot.Schedule{Expr: "@never"}}},
		"Nowhere":     {{ID: "test:c", Schedule: bot.Schedule{Expr: "@daily", Zone: "Nowhere"}}},
	} {
		if _, err := bot.New(nil, nil, []bot.Platform{p}, cs, bot.Options{}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("New of %v: %v, want an error with %q", cs, err, name)
		}
	}
}

func TestAnAnswerDoesNotWaitForAnEdition(t *testing.T) {
	posted := make(chan bottest.Posted, 100)
	service := &bottest.Service{
		Kept: func(p bottest.Posted) { posted <- p },
		Fault: func(n int) bottest.Fault {
			if n == 2 {
				return bottest.HangAfter
			}
			return bottest.None
		},
	}
	srv := httptest.NewServer(service)
	t.Cleanup(srv.Close)
	var mu sync.Mutex
	n := 1
	from := bottest.Collector{"news": func() ([]article.Article, error) {
		mu.Lock()
		defer mu.Unlock()
		n++
		return bottest.Articles(n)[n-2:], nil
	}}
	c := channel("c", 1, "news")
	s := openStore(t)
	b := newBot(t, s, from, []bot.Platform{&bottest.Client{URL: srv.URL}}, []bot.Channel{c}, bot.Options{})
	once(t, b)
	story := <-posted

	ended := make(chan error, 1)
	go func() { // its post is kept, and the client left without an answer
		_, err := b.Once(t.Context())
		ended <- err
	}()
	<-posted
	if err := b.Ask(t.Context(), bot.Question{ID: "q", Thread: bot.Thread{Channel: c.ID, Root: story.ID}, Text: "How long did they wait?"}); err != nil {
		t.Fatal(err)
	}
	if a := <-posted; a.Kind != "answer" {
		t.Errorf("while an edition is being sent, %+v is posted; want the answer", a)
	}
	left, err := s.Unsettled(t.Context(), c.ID)
	if err != nil || len(left) == 0 || left[0].State != bot.Sending {
		t.Errorf("the edition's post is %+v, %v; want it still being sent", left, err)
	}
	srv.CloseClientConnections()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := len(service.Posted()); got != 3 {
		t.Errorf("posted: %q; want two stories and an answer", shown(service))
	}
}

// A deaf platform posts like another, and is shut out when it listens.
type deaf struct {
	*bottest.Client
	name string
}

func (d deaf) Name() string { return d.name }

func (d deaf) Listen(context.Context, bot.Inbox) error {
	return &bot.ShutError{Reason: d.name + " refuses the token; copy it anew"}
}

// A service that has shut the bot out is asked no second time. Where none is
// left it ends, with what to do; else the others go on, and it says so.
func TestShutOut(t *testing.T) {
	service := &bottest.Service{}
	client := serve(t, service)
	from := bottest.Collector{"news": articles(bottest.Articles(1)...)}
	lost := bot.Channel{ID: bot.NewChannelID("lost", "c"), Sources: []string{"news"}, Schedule: bot.Schedule{Expr: "0 8 * * *"}}

	b := newBot(t, openStore(t), from, []bot.Platform{client, deaf{client, "lost"}}, []bot.Channel{lost}, bot.Options{})
	if err := b.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "lost refuses the token; copy it anew") {
		t.Errorf("Run: %v", err)
	}

	ops := bot.NewChannelID("test", "ops")
	told := make(chan bottest.Posted, 10)
	service.Kept = func(p bottest.Posted) { told <- p }
	b = newBot(t, openStore(t), from, []bot.Platform{client, deaf{client, "lost"}}, []bot.Channel{lost, channel("c", 1, "news")}, bot.Options{Admin: ops})
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	if p := <-told; p.Channel != ops || !strings.Contains(p.Text, "lost refuses the token") {
		t.Errorf("told %+v", p)
	}
	if err := b.Shut(); err == nil || !strings.Contains(err.Error(), "lost refuses the token") {
		t.Errorf("Shut: %v", err)
	}
	cancel()
	wg.Wait()
}

package bot_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

var (
	crashKills = flag.Int("crash.kills", 24, "how often the crash test kills its child at least")
	crashSeed  = flag.Uint64("crash.seed", 1, "what decides where the crash test kills and what goes wrong")
)

const (
	crashChannels = 3
	crashArticles = 14 // of each channel
	crashStories  = 4  // an edition
)

// A child reads how it is to run, and die, from its environment.
const (
	childStore = "NEWSDIGEST_TEST_STORE"
	childURL   = "NEWSDIGEST_TEST_URL"
	childPoint = "NEWSDIGEST_TEST_POINT" // at which point it kills itself, from 1; 0: at none
	childBlind = "NEWSDIGEST_TEST_BLIND"
	childMore  = "NEWSDIGEST_TEST_ARTICLES"
)

// points kills its process at one of the moments that lie around each step.
type points struct{ left atomic.Int64 }

func (p *points) pass() {
	if p.left.Add(-1) == 0 {
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		panic(fmt.Sprintf("still alive: %v", err))
	}
}

type dyingStore struct {
	*store.Store
	at *points
}

func (s dyingStore) Move(ctx context.Context, was, now bot.Delivery) error {
	s.at.pass()
	defer s.at.pass()
	return s.Store.Move(ctx, was, now)
}

func (s dyingStore) AddEditions(ctx context.Context, e ...bot.Edition) error {
	s.at.pass()
	defer s.at.pass()
	return s.Store.AddEditions(ctx, e...)
}

func (s dyingStore) SettleEdition(ctx context.Context, e bot.Edition, st []bot.Story, p []bot.Post, now time.Time) error {
	s.at.pass()
	defer s.at.pass()
	return s.Store.SettleEdition(ctx, e, st, p, now)
}

type dyingClient struct {
	*bottest.Client
	at *points
}

func (c dyingClient) Send(ctx context.Context, p bot.Post) (bot.MessageID, error) {
	c.at.pass()
	defer c.at.pass()
	return c.Client.Send(ctx, p)
}

func crashChannelsOf() []bot.Channel {
	var cs []bot.Channel
	for i := range crashChannels {
		cs = append(cs, bot.Channel{
			ID: bot.NewChannelID("test", fmt.Sprint("c", i)), Sources: []string{"news"},
			Schedule: bot.Schedule{Expr: "@daily"}, Stories: crashStories,
		})
	}
	return cs
}

// child makes one edition of each channel; it may be killed at any moment.
func child() (code int) {
	ctx := context.Background()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	s, err := store.Open(ctx, os.Getenv(childStore), log)
	if err != nil {
		log.Error("open", "error", err)
		return 1
	}
	defer s.Close()
	at := &points{}
	n, _ := strconv.ParseInt(os.Getenv(childPoint), 10, 64)
	at.left.Store(n)
	more, _ := strconv.Atoi(os.Getenv(childMore))
	b, err := bot.New(dyingStore{s, at},
		bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(more), nil }},
		[]bot.Platform{dyingClient{&bottest.Client{URL: os.Getenv(childURL), Blind: os.Getenv(childBlind) != ""}, at}},
		crashChannelsOf(), bot.Options{Logger: log, Backoff: time.Millisecond})
	if err != nil {
		log.Error("new", "error", err)
		return 1
	}
	report, err := b.Once(ctx)
	if trouble := report.Trouble(); err != nil || len(trouble) > 0 {
		log.Error("once", "error", err, "trouble", trouble)
		return 1
	}
	return 0
}

// crash runs children against a service that goes wrong, and kills them, until
// kills have happened and then until everything is posted. It returns the service.
func crash(t *testing.T, kills int, articles int, blind bool) *bottest.Service {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(*crashSeed, 7))
	var mu sync.Mutex // guards r and running
	var running *os.Process
	killed := 0
	kill := func() {
		mu.Lock()
		defer mu.Unlock()
		if running != nil {
			running.Kill() // an error says that it has ended: the next look at its end says so too
		}
	}
	service := &bottest.Service{
		Hung: kill,
		Fault: func(int) bottest.Fault {
			mu.Lock()
			defer mu.Unlock()
			if killed >= kills || r.IntN(3) > 0 {
				return bottest.None
			}
			return []bottest.Fault{
				bottest.CutBefore, bottest.CutAfter, bottest.ErrorBefore, bottest.ErrorAfter, bottest.Limited, bottest.HangAfter,
			}[r.IntN(6)]
		},
	}
	srv := httptest.NewServer(service)
	t.Cleanup(srv.Close)
	path := filepath.Join(t.TempDir(), "news.db")

	began := time.Now()
	for runs, quiet := 0, 0; quiet < 2; runs++ {
		if runs > 20*kills+200 {
			t.Fatalf("%d runs and no end; %d posts", runs, len(service.Posted()))
		}
		mu.Lock()
		done := killed >= kills
		point, after := 0, time.Duration(0)
		switch r.IntN(3) {
		case 0:
			after = time.Duration(r.IntN(120)) * time.Millisecond
		default:
			point = 1 + r.IntN(40)
		}
		mu.Unlock()
		cmd := exec.Command(self, "-test.run=^$")
		cmd.Env = append(os.Environ(), childStore+"="+path, childURL+"="+srv.URL, childMore+"="+strconv.Itoa(articles))
		if blind {
			cmd.Env = append(cmd.Env, childBlind+"=1")
		}
		if !done && point > 0 {
			cmd.Env = append(cmd.Env, childPoint+"="+strconv.Itoa(point))
		}
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		before := len(service.Posted())
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		mu.Lock()
		running = cmd.Process
		mu.Unlock()
		if !done && after > 0 {
			stop := time.AfterFunc(after, kill)
			defer stop.Stop()
		}
		err := cmd.Wait()
		mu.Lock()
		running = nil
		ended := cmd.ProcessState.Exited()
		if !ended {
			killed++
		}
		mu.Unlock()
		switch {
		case ended && err != nil:
			t.Fatalf("the child ended with %v:\n%s", err, stderr.String())
		case ended && done && len(service.Posted()) == before:
			quiet++
		case ended:
			quiet = 0
		}
	}
	posts := service.Posted()
	t.Logf("%d kills, %d posts, %v", killed, len(posts), time.Since(began).Round(time.Millisecond))
	return service
}

// faultsOf counts, over all channels, what was lost, came twice, or came in
// another order than planned.
func faultsOf(service *bottest.Service, articles int) (lost, twice, disorder int) {
	want := bottest.Articles(articles)
	at := map[string]int{}
	for i, a := range want {
		at[a.Title] = i
	}
	seen := map[bot.Key]int{}
	last := map[bot.ChannelID]int{}
	stories := 0
	for _, p := range service.Posted() {
		seen[p.Key]++
		if seen[p.Key] > 1 {
			twice++
			continue
		}
		if p.Kind != "story" {
			continue
		}
		stories++
		if i := at[p.Text] + 1; i > last[p.Channel] {
			last[p.Channel] = i
		} else {
			disorder++
		}
	}
	return crashChannels*articles - stories, twice, disorder
}

func TestCrashPostsEachOnceInOrder(t *testing.T) {
	articles := max(crashArticles, *crashKills/2)
	lost, twice, disorder := faultsOf(crash(t, *crashKills, articles, false), articles)
	if lost != 0 || twice != 0 || disorder != 0 {
		t.Errorf("after %d kills: %d lost, %d twice, %d out of order; want none", *crashKills, lost, twice, disorder)
	}
}

// A program that sends again what it has no answer for must fail the same
// test, or the test shows nothing.
func TestCrashTestCatchesPlainRetry(t *testing.T) {
	const most = 5 // where the kills fall is chance
	for range most {
		_, twice, _ := faultsOf(crash(t, *crashKills, crashArticles, true), crashArticles)
		t.Logf("%d posts came twice", twice)
		if twice > 0 {
			return
		}
	}
	t.Errorf("plain retry posted nothing twice in %d kills", most**crashKills)
}

package discord

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/digest/article"
)

var cuts = flag.Int("cuts", 12, "how often TestCutUnderLoad cuts the gateway; the figure is of 200")

// Questions come in several threads of a channel and a forum all the while, and
// the gateway is cut at random in every way that it can be: each question is
// answered once.
func TestCutUnderLoad(t *testing.T) {
	s := discordtest.New(t)
	channels := []bot.Channel{newsChannel(s.Channel("news")), newsChannel(s.Forum("forum"))}
	p, log := open(t, s, func(o *Options) { o.Channels = channels })
	news := bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(3), nil }}
	b, err := bot.New(openStore(t, filepath.Join(t.TempDir(), "news.db")), news, []bot.Platform{p}, channels, bot.Options{Backoff: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	settled(t, b)
	var threads []string
	for _, c := range channels {
		threads = append(threads, s.Topics(c.ID.Name())...)
	}
	if len(threads) != 6 {
		t.Fatalf("%d threads, want six", len(threads))
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	s.Until("the bot listens", func() bool { return s.Connected() > 0 })

	r := rand.New(rand.NewPCG(1, 2))
	ways := []func(){
		s.CutGateway, s.CutGateway, s.AskToReconnect, s.ForgetSessions,
		func() { s.Invalidate(true) }, func() { s.Invalidate(false) }, func() { s.CloseGateway(4000) }, func() { s.CloseGateway(4009) },
	}
	asked := map[string][]string{} // by thread
	n := 0
	ask := func() {
		in := threads[r.IntN(len(threads))]
		// Each asks but once: how much one person may ask is limited.
		id := s.Say(in, fmt.Sprint(200000000000000000+n), fmt.Sprintf("How many years did they wait, and who was number %d?", n), "")
		asked[in] = append(asked[in], id)
		n++
	}
	answered := func() int {
		sum := 0
		for _, in := range threads {
			sum += len(answers(s, in))
		}
		return sum
	}
	for range *cuts {
		for range 1 + r.IntN(4) {
			ask()
		}
		s.Until("the bot listens", func() bool { return s.Connected() > 0 })
		ways[r.IntN(len(ways))]()
		ask() // nobody may be listening now
		// A part of them is waited for, so that cuts fall into all that is done about one.
		want := n - r.IntN(min(n, 12))
		s.Until(fmt.Sprintf("%d answers of %d", want, n), func() bool { return answered() >= want })
	}
	s.Until(fmt.Sprintf("all %d answers", n), func() bool { return answered() >= n })
	cancel()
	running.Wait()
	for _, in := range threads {
		got := answers(s, in)
		slices.Sort(got)
		slices.Sort(asked[in])
		if !slices.Equal(got, asked[in]) {
			t.Errorf("thread %s: answered are\n%s\nasked were\n%s\nlog:\n%s", in, strings.Join(got, " "), strings.Join(asked[in], " "), log)
		}
	}
	begun, resumed := s.Sessions()
	t.Logf("%d cuts, %d sessions begun, %d resumed: %d questions, each answered once", *cuts, begun, resumed, n)
}

// answers are the questions that what was posted into a thread replies to.
func answers(s *discordtest.Server, thread string) []string {
	var out []string
	for _, m := range s.Posted(thread) {
		if m.Reference != nil {
			out = append(out, m.Reference.Message)
		}
	}
	return out
}

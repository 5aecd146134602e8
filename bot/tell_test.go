package bot_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
)

// running runs b until the test ends.
func running(t *testing.T, b *bot.Bot) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { cancel(); wg.Wait() })
}

// A channel that is lost pauses with all its posts; other channels go on; it
// goes on by itself when it is given back, and both are said once.
func TestLostChannelPausesAndGoesOn(t *testing.T) {
	var mu sync.Mutex
	lost := true
	kept := make(chan bottest.Posted, 100)
	service := &bottest.Service{
		In: func(c bot.ChannelID) bottest.Fault {
			mu.Lock()
			defer mu.Unlock()
			if lost && c == "test:gone" {
				return bottest.Lost
			}
			return bottest.None
		},
		Kept: func(p bottest.Posted) { kept <- p },
	}
	s := openStore(t)
	gone, fine := channel("gone", 5, "news"), channel("fine", 5, "news")
	gone.AtOnce, fine.AtOnce = true, true
	b := newBot(t, s, bottest.Collector{"news": articles(bottest.Articles(2)...)}, []bot.Platform{serve(t, service)},
		[]bot.Channel{gone, fine}, bot.Options{Admin: "test:ops", Pause: 20 * time.Millisecond})
	running(t, b)

	await := func(what string, n int, ok func(bottest.Posted) bool) {
		t.Helper()
		limit := time.After(20 * time.Second)
		for n > 0 {
			select {
			case p := <-kept:
				if ok(p) {
					n--
				}
			case <-limit:
				t.Fatalf("not within 20 s: %s; posted %q", what, shown(service))
			}
		}
	}
	notices, posts := 0, 0
	await("the pause is said, the other channel is served", 4, func(p bottest.Posted) bool {
		switch {
		case p.Kind == "notice" && strings.Contains(p.Text, "Paused gone: the app is not a member"):
			notices++
		case p.Channel == "test:fine":
			posts++
		default:
			t.Errorf("posted %+v", p)
		}
		return true
	})
	if notices != 1 || posts != 3 {
		t.Errorf("%d notices and %d posts, want 1 and 3", notices, posts)
	}
	paused, err := s.Bars(t.Context())
	if err != nil || len(paused) != 1 || paused[0].Channel != "test:gone" || paused[0].Reason != "the app is not a member" {
		t.Errorf("paused: %+v, %v", paused, err)
	}
	mu.Lock()
	lost = false
	mu.Unlock()
	await("the channel goes on", 4, func(p bottest.Posted) bool {
		return p.Channel == "test:gone" || p.Kind == "notice" && strings.Contains(p.Text, "gone goes on")
	})
	if paused, err := s.Bars(t.Context()); err != nil || len(paused) != 0 {
		t.Errorf("still paused: %+v, %v", paused, err)
	}
	all := shown(service)
	slices.Sort(all)
	if len(slices.Compact(slices.Clone(all))) != len(all) {
		t.Errorf("something was posted twice: %q", all)
	}
}

// What is uncertain is said with the commands that end it.
func TestUncertainIsSaid(t *testing.T) {
	kept := make(chan bottest.Posted, 100)
	service := &bottest.Service{
		In: func(c bot.ChannelID) bottest.Fault {
			if c == "test:c" {
				return bottest.CutAfter
			}
			return bottest.None
		},
		Kept: func(p bottest.Posted) { kept <- p },
	}
	c := channel("c", 5, "news")
	c.AtOnce = true
	s := openStore(t)
	b := newBot(t, s, bottest.Collector{"news": articles(bottest.Articles(1)...)},
		[]bot.Platform{struct{ bot.Platform }{serve(t, service)}}, []bot.Channel{c}, bot.Options{Admin: "test:ops"})
	running(t, b)
	for p := range kept {
		if p.Kind != "notice" {
			continue
		}
		ds, err := s.Deliveries(t.Context(), bot.Filter{States: []bot.State{bot.Uncertain}})
		if err != nil || len(ds) != 1 {
			t.Fatalf("uncertain: %+v, %v", ds, err)
		}
		if !strings.Contains(p.Text, "newsdigest deliveries sent "+string(ds[0].Post.Key)) || !strings.Contains(p.Text, " in c may or may not be there. Its answer was lost") {
			t.Errorf("said %q", p.Text)
		}
		return
	}
}

// A named platform is one whose ids say nothing to people.
type named struct{ *bottest.Client }

func (named) Name() string { return "far" }

func (named) Called(_ context.Context, _ bot.ChannelID, here bool) string {
	if here {
		return "1122"
	}
	return "#news"
}

// On another service a channel is told of by the name that it has on its own.
func TestTroubleNamesTheChannel(t *testing.T) {
	service := &bottest.Service{In: func(c bot.ChannelID) bottest.Fault {
		if c.Platform() == "far" {
			return bottest.Lost
		}
		return bottest.None
	}}
	client := serve(t, service)
	far := bot.Channel{ID: bot.NewChannelID("far", "1122"), Sources: []string{"news"}, Schedule: bot.Schedule{Expr: "0 8 * * *"}}
	b := newBot(t, openStore(t), bottest.Collector{"news": articles(bottest.Articles(1)...)}, []bot.Platform{client, named{client}}, []bot.Channel{far},
		bot.Options{Admin: bot.NewChannelID("test", "ops")})
	told := make(chan bottest.Posted, 10)
	service.Kept = func(p bottest.Posted) { told <- p }
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if _, err := b.Once(ctx); err != nil && ctx.Err() == nil { // the notice may come before its end
			t.Error(err)
		}
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	if p := <-told; !strings.HasPrefix(p.Text, "Paused #news on Far: the app is not a member.") {
		t.Errorf("told %q", p.Text)
	}
	cancel()
	wg.Wait()
}

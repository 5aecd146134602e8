package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsdigest/bot/slack/slacktest"
)

var figures = flag.Bool("figures", false, "hold the speed on Slack to its goals, on a machine that does nothing else")

// A newsroom is the real program with its config, on a workspace of its own.
type newsroom struct {
	*slacktest.Server
	t   *testing.T
	dir string // of the config
}

func openNewsroom(t *testing.T, delay time.Duration, rules string) *newsroom {
	t.Helper()
	s := slacktest.New(slacktest.Channel{ID: "C0DESK", Name: "nato-desk", Member: true}, slacktest.Channel{ID: "C0OPS", Name: "ops", Member: true})
	s.Delay = delay
	t.Cleanup(func() {
		s.Close()
		for _, p := range s.Problems() {
			t.Errorf("a request broke the contract: %s", p)
		}
	})
	dir := t.TempDir()
	founding, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("founding.txt", string(founding))
	write("newsdigest.yaml", fmt.Sprintf(`sources: {drafts: {file: "*.txt"}}
channels: [{slack: "#nato-desk", sources: [drafts], schedule: "0 8 1 1 *"}]
slack: {bot_token: %s, app_token: %s, api_url: %q}
admin: {slack: "#ops"}
commands: {%s}
web: {listen: "127.0.0.1:0"}
`, slacktest.BotToken, slacktest.AppToken, s.APIURL(), rules))
	if once, _ := start(t, dir, "run", "--once"); once.Wait() != nil {
		t.Fatalf("run --once: %v", once.ProcessState)
	}
	if _, address := start(t, dir, "run"); address == "" {
		t.Fatal("run prints no address")
	}
	n := &newsroom{s, t, dir}
	n.await("the link", func() bool { return s.Links() > 0 })
	return n
}

func (n *newsroom) await(what string, ok func() bool) {
	n.t.Helper()
	if !n.Until(30*time.Second, ok) {
		n.t.Fatalf("%s: not within 30 seconds", what)
	}
}

// told waits until a person sees those words.
func (n *newsroom) told(talk slacktest.Talk, words string) (m slacktest.Message) {
	n.t.Helper()
	n.await(words, func() bool {
		shown := talk.Shown()
		if len(shown) == 0 {
			return false
		}
		m = shown[len(shown)-1]
		return strings.Contains(m.Shown(), words)
	})
	return m
}

// TestSlackDesk works with the real program as a team does.
func TestSlackDesk(t *testing.T) {
	n := openNewsroom(t, 0, "allow: [example.org], pause: [U0ANN], limit: 8")
	story := n.Messages("C0DESK")[0]
	if !strings.Contains(story.Shown(), "Rutte") || len(story.Buttons()) != 3 {
		t.Fatalf("posted: %s", story.Shown())
	}
	n.Ask("U0ANN", "C0DESK", story.TS, "What did Macron say?")
	n.await("the answer", func() bool {
		m := n.Messages("C0DESK")
		return len(m) == 3 && m[2].ThreadTS == story.TS && strings.Contains(m[2].Shown(), "Macron")
	})
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", "next"), "The next edition comes on")
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", "sources"), "drafts: 1 article")
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", "https://nato.int/x"), "only pages of example.org")
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", "http://10.0.0.7/x"), "only pages of example.org")
	n.told(n.Slash("U0BOB", "C0DESK", "/digest", "pause"), "You may not pause")
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", "pause quiet week"), "No more editions")
	n.told(n.Slash("U0CYD", "C0DESK", "/ask", "Who disputed it?"), "About:")
	n.Press("U0ANN", story, story.Buttons()[1], false)
	n.await("all quotes", func() bool { return len(n.Views()) == 1 })
	n.Press("U0EVE", story, story.Buttons()[2], false)
	n.await("the form", func() bool { return len(n.Views()) == 2 })
	n.Submit(n.Views()[1], map[string]string{"quote": "0", "words": "He never said so."})
	n.await("the notice", func() bool { return len(n.Messages("C0OPS")) == 1 })
	if _, line := start(t, n.dir, "complaints", "--format", "json"); !strings.Contains(line, `"says":"He never said so."`) || !strings.Contains(line, `"channel":"slack:#nato-desk"`) {
		t.Errorf("complaints: %s", line)
	}
	n.OpenHome("U0ANN")
	n.await("the home", func() bool { _, ok := n.Home("U0ANN"); return ok })
	if home, _ := n.Home("U0ANN"); !strings.Contains(home.Shown(), "quiet week") {
		t.Errorf("the home: %s", home.Shown())
	}
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", "next"), "Paused by u0ann")
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", "next"), "more than 8 questions and commands in a minute")
	if len(n.Messages("C0DESK")) != 3 {
		t.Error("what is for one person stands in the channel")
	}
}

// TestSlackTypedAddressesAreGuarded asks for an address on this machine.
func TestSlackTypedAddressesAreGuarded(t *testing.T) {
	n := openNewsroom(t, 0, "limit: 10")
	n.told(n.Slash("U0ANN", "C0DESK", "/digest", n.APIURL()), "private address")
}

// TestSlackSpeed measures the real program: how soon Slack has its receipt for
// 200 things at once, and how soon a question is answered where Slack takes 50 ms.
func TestSlackSpeed(t *testing.T) {
	n := openNewsroom(t, 50*time.Millisecond, "limit: 1000")
	story := n.Messages("C0DESK")[0]
	took := make([]time.Duration, 0, 60)
	for i := range cap(took) {
		began := time.Now()
		n.Ask("U0ANN", "C0DESK", story.TS, fmt.Sprintf("What did Macron say about point %d?", i))
		n.await("the answer", func() bool { return len(n.Messages("C0DESK")) == 1+2*(i+1) })
		took = append(took, time.Since(began))
	}
	for i := range 200 {
		switch i % 4 {
		case 0:
			n.Slash("U0ANN", "C0DESK", "/digest", "next")
		case 1:
			n.Say("U0ANN", "C0DESK", story.TS, "no question, just talk")
		case 2:
			n.Press("U0ANN", story, story.Buttons()[1], false)
		default:
			n.Ask("U0BOB", "C0DESK", story.TS, "How many troops were sent?")
		}
	}
	n.await("every receipt", func() bool { return len(n.Unacked()) == 0 })
	acks := n.AckedIn()
	acks = acks[len(acks)-200:]
	slices.Sort(took)
	slices.Sort(acks)
	at := func(list []time.Duration, p int) time.Duration {
		return list[(len(list)-1)*p/100].Round(time.Millisecond)
	}
	t.Logf("question to answer, Slack taking 50 ms: p50 %v, p99 %v; receipts of 200 at once: p50 %v, p99 %v, longest %v",
		at(took, 50), at(took, 99), at(acks, 50), at(acks, 99), at(acks, 100))
	if *figures && (at(took, 50) > 250*time.Millisecond || at(took, 99) > time.Second || at(acks, 99) > 100*time.Millisecond || at(acks, 100) > time.Second) {
		t.Error("slower than the goals: answers p50 250 ms, p99 1 s; receipts p99 100 ms, none over 1 s")
	}
}

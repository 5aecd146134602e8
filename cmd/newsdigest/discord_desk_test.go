package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newsdigest/bot/discord/discordtest"
)

// A guild is the real program with its config, on a server of its own.
type guild struct {
	*discordtest.Server
	t         *testing.T
	news, ops string
	story     discordtest.Message
}

func openGuild(t *testing.T, delay time.Duration, rules string) *guild {
	t.Helper()
	s := discordtest.New(t)
	s.Delay = delay
	g := &guild{Server: s, t: t, news: s.Channel("news"), ops: s.Channel("ops")}
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
channels: [{discord: %q, sources: [drafts], schedule: "0 8 1 1 *"}]
discord: {token: %q, api_url: %q}
admin: {discord: %q}
commands: {%s}
web: {listen: "127.0.0.1:0"}
`, g.news, discordtest.Token, s.URL, g.ops, rules))
	if once, _ := start(t, dir, "run", "--once"); once.Wait() != nil {
		t.Fatalf("run --once: %v", once.ProcessState)
	}
	if _, address := start(t, dir, "run"); address == "" {
		t.Fatal("run prints no address")
	}
	s.Until("the program listens", func() bool { return s.Connected() > 0 })
	g.story = s.Posted(g.news)[0]
	return g
}

// told waits until who asked sees those words.
func (g *guild) told(talk discordtest.Talk, words string) (m discordtest.Message) {
	g.t.Helper()
	g.Until(words, func() bool {
		var ok bool
		m, ok = talk.Shown()
		return ok && strings.Contains(m.Shown(), words)
	})
	return m
}

func (g *guild) form(talk discordtest.Talk) {
	g.t.Helper()
	g.Until("a form", func() bool { _, ok := talk.Form(); return ok })
}

// TestDiscordDesk works with the real program as a team does.
func TestDiscordDesk(t *testing.T) {
	g := openGuild(t, 0, "allow: [example.org], limit: 12")
	if !strings.Contains(g.story.Shown(), "Rutte") {
		t.Fatalf("posted: %s", g.story.Shown())
	}
	g.told(g.Slash(discordtest.Ada, g.news, "digest next"), "The next edition comes on")
	g.told(g.Slash(discordtest.Ada, g.news, "digest sources"), "drafts: 1 article")
	g.told(g.Slash(discordtest.Ada, g.news, "digest url", "url", "https://nato.int/x"), "only pages of example.org")
	g.told(g.Slash(discordtest.Ada, g.news, "digest pause"), "only those may who can manage this channel")
	g.told(g.Press(discordtest.Ada, g.story, "All quotes"), "Rutte")
	g.told(g.Slash(discordtest.Ada, g.news, "ask", "question", "Who disputed it?"), "About:")
	talk := g.Press(discordtest.Ada, g.story, "Ask")
	g.form(talk)
	g.told(g.Submit(talk, map[string]string{"words": "What did Macron say?"}), "The answer comes in the thread")
	g.Until("the answer", func() bool {
		m := g.Posted(g.story.ID)
		return len(m) == 1 && strings.Contains(m[0].Shown(), "Macron")
	})
	for range 3 {
		g.told(g.Slash(discordtest.Ada, g.news, "ask", "question", "Who disputed it?"), "About:")
	}
	g.told(g.Slash(discordtest.Ada, g.news, "ask", "question", "Who disputed it?"), "more than 5 questions in 10 minutes")
	g.Allow(discordtest.Tom, discordtest.SendMessages|discordtest.ManageChannels)
	g.told(g.Slash(discordtest.Tom, g.news, "digest pause", "reason", "quiet week"), "No more editions")
	g.told(g.Slash(discordtest.Tom, g.news, "digest next"), "quiet week")
	talk = g.Press(discordtest.Tom, g.story, "Wrong quote?")
	g.form(talk)
	g.told(g.Submit(talk, map[string]string{"quote": "0", "words": "Somebody else said it."}), "told")
	g.Until("the report", func() bool { return len(g.Posted(g.ops)) == 1 })
	if n := len(g.Posted(g.news)); n != 1 {
		t.Errorf("%d posts: what is for one person stands in the channel", n)
	}
}

// TestDiscordTypedAddressesAreGuarded asks for an address on this machine.
func TestDiscordTypedAddressesAreGuarded(t *testing.T) {
	g := openGuild(t, 0, "limit: 10")
	g.told(g.Slash(discordtest.Ada, g.news, "digest url", "url", g.URL), "private address")
}

// TestDiscordSpeed measures the real program: how soon 200 interactions at once
// have their first answer, and how soon a question is answered where Discord
// takes 50 ms.
func TestDiscordSpeed(t *testing.T) {
	g := openGuild(t, 50*time.Millisecond, "limit: 1000, questions: 1000")
	took := make([]time.Duration, 0, 60)
	for i := range cap(took) {
		began := time.Now()
		g.Say(g.story.ID, discordtest.Ada, fmt.Sprintf("What did Macron say about point %d?", i), "")
		g.Until("the answer", func() bool { return len(g.Posted(g.story.ID)) == i+1 })
		took = append(took, time.Since(began))
	}
	g.Set(func() { g.Delay = 0 })
	talks := make([]discordtest.Talk, 200)
	for i := range talks {
		switch i % 5 {
		case 0:
			talks[i] = g.Slash(discordtest.Ada, g.news, "digest next")
		case 1:
			talks[i] = g.Press(discordtest.Ada, g.story, "Ask")
		case 2:
			talks[i] = g.Press(discordtest.Tom, g.story, "All quotes")
		case 3:
			talks[i] = g.Type(discordtest.Tom, g.news, "ask", "story", "a")
		default:
			talks[i] = g.Press(discordtest.Tom, g.story, "Wrong quote?")
		}
	}
	answers := make([]time.Duration, len(talks))
	g.Until("every first answer", func() bool {
		for i, k := range talks {
			var ok bool
			if answers[i], ok = k.Took(); !ok {
				return false
			}
		}
		return true
	})
	slices.Sort(took)
	slices.Sort(answers)
	at := func(list []time.Duration, p int) time.Duration {
		return list[(len(list)-1)*p/100].Round(time.Millisecond)
	}
	t.Logf("question to answer, Discord taking 50 ms: p50 %v, p99 %v; first answers to 200 interactions at once: p50 %v, p99 %v, longest %v",
		at(took, 50), at(took, 99), at(answers, 50), at(answers, 99), at(answers, 100))
	if longest := at(answers, 100); longest >= 3*time.Second {
		t.Errorf("a first answer took %v", longest)
	}
	if *figures && (at(took, 50) > 250*time.Millisecond || at(took, 99) > time.Second || at(answers, 99) > 100*time.Millisecond || at(answers, 100) > time.Second) {
		t.Error("slower than the goals: answers p50 250 ms, p99 1 s; first answers p99 100 ms, none over 1 s")
	}
}

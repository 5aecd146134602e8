package discord

import (
	"strings"
	"testing"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
)

func TestCheck(t *testing.T) {
	s := discordtest.New(t)
	fine, poor, blind, forum, voice := s.Channel("fine"), s.Channel("poor"), s.Channel("blind"), s.Forum("forum"), s.Voice("voice")
	s.Deny(forum, discordtest.CreateThreads) // which a forum's posts do not need
	s.Deny(poor, discordtest.SendInThreads|discordtest.ReadHistory)
	s.Deny(blind, discordtest.ViewChannel)
	p, _ := open(t, s)
	thread, err := p.Send(t.Context(), bottest.StoryPost(channelID(s.Channel("other")), key, "s1"))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		string(thread):       "it is a thread",
		fine:                 "",
		poor:                 "Send Messages in Threads, Read Message History",
		blind:                "View Channel",
		forum:                "",
		voice:                "no text channel",
		"123456789012345678": "no such channel",
		"#news":              "channel's id",
	} {
		err := p.Check(t.Context(), channelID(id))
		if want == "" {
			if err != nil {
				t.Errorf("%s: %v", id, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), id) {
			t.Errorf("%s: %v; want %q", id, err, want)
		}
	}
	_, err = p.Send(t.Context(), bottest.StoryPost(channelID(voice), key, "s1"))
	refusedAs(t, err, bot.Refused, "no text channel")
	if n := len(s.Posted(fine)); n > 0 {
		t.Errorf("a check posted %d messages", n)
	}
}

func TestCheckNamesTheIntent(t *testing.T) {
	s := discordtest.New(t)
	s.NoContent = true
	id := s.Channel("news")
	p, _ := open(t, s)
	if err := p.Check(t.Context(), channelID(id)); err == nil || !strings.Contains(err.Error(), "Message Content Intent") {
		t.Errorf("%v", err)
	}
}

// The channel that is told of trouble has no threads, and nobody is heard there.
func TestCheckOfWhereTroubleIsTold(t *testing.T) {
	s := discordtest.New(t)
	s.NoContent = true
	ops, shut := s.Channel("ops"), s.Channel("shut")
	s.Deny(ops, discordtest.CreateThreads|discordtest.SendInThreads)
	s.Deny(shut, discordtest.ReadHistory)
	p, _ := open(t, s, func(o *Options) { o.Channels = []bot.Channel{{ID: channelID(s.Channel("news"))}} })
	if err := p.Check(t.Context(), channelID(ops)); err != nil {
		t.Error(err)
	}
	if err := p.Check(t.Context(), channelID(shut)); err == nil || !strings.HasSuffix(err.Error(), "there: Read Message History") {
		t.Error(err)
	}
}

func TestInvite(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	app, err := p.Application(t.Context())
	if err != nil || app != discordtest.App {
		t.Fatalf("%q, %v", app, err)
	}
	got, err := InviteURL(app)
	const bits = "309237730304" // View Channel, Send Messages, Embed Links, Read Message History, Create Public Threads, Send Messages in Threads
	if want := "https://discord.com/oauth2/authorize?client_id=" + app + "&scope=bot%20applications.commands&permissions=" + bits; err != nil || got != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := InviteURL("newsdigest&scope=admin"); err == nil {
		t.Error("an invitation for what is no id")
	}
}

// A role that cannot be mentioned would notify nobody, and nothing would say so.
func TestCheckLooksAtTheRole(t *testing.T) {
	s := discordtest.New(t)
	id := s.Channel("news")
	s.AddRole("501", true)
	s.AddRole("502", false)
	for role, want := range map[string]string{"": "", "501": "", "502": "anyone may mention", "503": "no role 503"} {
		p, _ := open(t, s, func(o *Options) { o.Channels = []bot.Channel{{ID: channelID(id), Mention: role}} })
		err := p.Check(t.Context(), channelID(id))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("role %q: %v; want %q", role, err, want)
		}
	}
}

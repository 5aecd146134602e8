package slack

import (
	"context"
	"strings"
	"time"

	"newsdigest/bot"
)

// A typed command is a slash command, as Slack tells it:
// https://docs.slack.dev/interactivity/implementing-slash-commands
type typed struct {
	Command     string `json:"command"`
	Text        string `json:"text"`
	User        string `json:"user_id"`
	Name        string `json:"user_name"`
	Channel     string `json:"channel_id"`
	ResponseURL string `json:"response_url"`
	TriggerID   string `json:"trigger_id"`
}

// The commands that the manifest names.
const (
	commandDigest = "/digest"
	commandAsk    = "/ask"
)

// hearCommand has a slash command done.
func (e *ear) hearCommand(ctx context.Context, t typed, first func() bool) bool {
	c, unknown := commandOf(t)
	to := e.quick
	if slow(c.Verb) {
		to = e.slow
	}
	return put(ctx, to, func(ctx context.Context) {
		if !first() {
			return
		}
		d := &desk{p: e.p, url: t.ResponseURL, channel: t.Channel, user: t.User}
		if c.Verb == bot.Help {
			d.reply(ctx, drawHelp(unknown))
			return
		}
		c.Channel = e.p.place(ctx, t.Channel)
		e.answer(ctx, d, c)
	})
}

// slow reports whether a command reads pages or feeds.
func slow(v bot.Verb) bool { return v == bot.DigestURLs || v == bot.WhatIsNew || v == bot.WhyNot }

// commandOf reads what was typed. unknown: the word that is no command.
func commandOf(t typed) (c bot.Command, unknown string) {
	c = bot.Command{Verb: bot.Help, User: t.User, Name: t.Name}
	text := strings.TrimSpace(t.Text)
	// A team may give the commands other names in the manifest.
	if strings.HasSuffix(strings.ToLower(t.Command), strings.TrimPrefix(commandAsk, "/")) {
		if text != "" {
			c.Verb = bot.AskAbout
			c.Text, _ = said(text, "")
		}
		return c, ""
	}
	word, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch strings.ToLower(word) {
	case "", "new":
		c.Verb = bot.WhatIsNew
	case "help":
	case "next":
		c.Verb = bot.NextUp
	case "sources":
		c.Verb = bot.ListSources
	case "why":
		c.Verb, c.Addresses = bot.WhyNot, addresses(rest)
	case "pause":
		c.Verb = bot.PauseHere
		c.Text, _ = said(rest, "")
	case "resume":
		c.Verb = bot.ResumeHere
	default:
		if c.Addresses = addresses(text); len(c.Addresses) == 0 {
			return c, word
		}
		c.Verb = bot.DigestURLs
	}
	return c, ""
}

// addresses are the web addresses in a text: as Slack marks them, or typed.
func addresses(text string) []string {
	return bot.Addresses(unescape.Replace(token.ReplaceAllStringFunc(text, func(s string) string {
		address, _, _ := strings.Cut(s[1:len(s)-1], "|")
		if strings.Contains(address, "://") {
			return " " + address + " "
		}
		return " "
	})))
}

// A command that takes longer says that it is at work.
const patience = time.Second

// answer does a command and shows what came of it.
func (e *ear) answer(ctx context.Context, d *desk, c bot.Command) {
	offered := d.shown // what was pressed goes only where it is done
	done := make(chan bot.Reply, 1)
	go func() { done <- e.inbox.Do(ctx, c) }()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	var r bot.Reply
	select {
	case r = <-done:
	case <-wait.C:
		if !offered {
			d.reply(ctx, drawLines([]bot.Line{{Text: atWork(c)}}, nil))
		}
		r = <-done
	}
	if offered && r.Failed {
		d.shown = false
	}
	d.reply(ctx, e.p.drawReply(d.channel, c, r))
}

// atWork says what takes long.
func atWork(c bot.Command) string {
	switch {
	case c.Verb == bot.DigestURLs && len(c.Addresses) == 1:
		return "Reading " + c.Addresses[0] + " …"
	case c.Verb == bot.DigestURLs:
		return "Reading the pages …"
	case slow(c.Verb):
		return "Reading this channel's sources …"
	}
	return "Looking it up …"
}

package discord

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// What our commands are called.
const (
	commandDigest = "digest"
	commandAsk    = "ask"
	commandLinks  = "Digest the links"

	optionURL      = "url"
	optionReason   = "reason"
	optionQuestion = "question"
	optionStory    = "story"
)

// Limits of commands: https://docs.discord.com/developers/interactions/application-commands
const (
	maxChoice  = 100 // of a choice's name, in characters
	maxChoices = 25
)

// Limits of our own, in characters. A question must fit into the author of the
// embed that shows it, from where it is read again when it is posted.
const (
	maxQuestion = 240
	maxReason   = 200
	maxAddress  = 2000
)

// onCommand does a command.
func (d *desk) onCommand(ctx context.Context, s *sitting) {
	if !s.later(ctx, false) {
		return
	}
	i := s.i
	if i.Guild == "" {
		s.say(ctx, "This works in a server's channels.")
		return
	}
	at := d.place(ctx, i)
	switch i.Data.Name {
	case commandDigest:
		if len(i.Data.Options) != 1 {
			break
		}
		sub := i.Data.Options[0]
		verb, ok := subcommands[sub.Name]
		if !ok || verb == bot.Help {
			break
		}
		c := i.command(verb, at)
		c.Near = d.ours(i.Guild)
		switch verb {
		case bot.DigestURLs, bot.WhyNot:
			c.Addresses = bot.Addresses(option(sub.Options, optionURL))
			if len(c.Addresses) == 0 {
				s.say(ctx, "This is no web address: "+fit(plain(option(sub.Options, optionURL)), maxChoice)+". One begins with https://")
				return
			}
		case bot.PauseHere:
			c.Text = option(sub.Options, optionReason)
		}
		s.answer(ctx, c)
		return
	case commandAsk:
		c := i.command(bot.AskAbout, at)
		c.Text = option(i.Data.Options, optionQuestion)
		if named := option(i.Data.Options, optionStory); named != "" {
			id, ok := d.named(ctx, c.Channel, named)
			if !ok {
				s.say(ctx, "None of this channel's last stories is called "+fit(plain(named), maxChoice)+". Choose one of those that are offered while you type.")
				return
			}
			c.Stories = []bot.StoryID{id}
		}
		s.answer(ctx, c)
		return
	case commandLinks:
		c := i.command(bot.DigestURLs, at)
		if m, ok := i.Data.Resolved.Messages[i.Data.Target]; ok {
			c.Addresses = links(m.Content, m.Embeds)
		}
		if len(c.Addresses) == 0 {
			s.say(ctx, "There is no link in this message.")
			return
		}
		s.answer(ctx, c)
		return
	}
	s.end(ctx, drawHelp())
}

var subcommands = map[string]bot.Verb{
	"url": bot.DigestURLs, "new": bot.WhatIsNew, "next": bot.NextUp, "sources": bot.ListSources, "why": bot.WhyNot,
	"pause": bot.PauseHere, "resume": bot.ResumeHere, "help": bot.Help,
}

// address is one in a message's text, with what may stand around it.
var address = regexp.MustCompile(`https?://[^\s<>]+`)

// links are those of a message: in its words, and what its embeds show.
func links(content string, embeds []said) []string {
	var out []string
	add := func(text string) {
		// The words of a masked link may be an address themselves.
		for _, a := range address.FindAllString(strings.ReplaceAll(text, "](", " "), -1) {
			a = bare(a)
			if u, err := url.Parse(a); err == nil && u.Host != "" && !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
	}
	add(content)
	for _, e := range embeds {
		add(e.URL)
		add(e.Description)
	}
	return out
}

// bare is an address without what a sentence or Markdown puts behind it.
func bare(a string) string {
	for {
		was := a
		a = strings.TrimRight(a, ".,;:!?'\"”’*_~|`]")
		if strings.HasSuffix(a, ")") && strings.Count(a, ")") > strings.Count(a, "(") {
			a = strings.TrimSuffix(a, ")")
		}
		if a == was {
			return a
		}
	}
}

// A listing is what a channel had last.
type listing struct {
	once sync.Once
	at   time.Time
	list []bot.Headline
	err  error
}

const (
	listingTime = 2 * time.Second // people type faster than stories come
	maxListings = 1000
)

// stories are those that a channel had last.
func (d *desk) stories(ctx context.Context, c bot.ChannelID) ([]bot.Headline, error) {
	now := d.p.now()
	d.mu.Lock()
	l, ok := d.listed[c]
	if !ok || now.Sub(l.at) > listingTime {
		if len(d.listed) >= maxListings {
			clear(d.listed)
		}
		l = &listing{at: now}
		d.listed[c] = l
	}
	d.mu.Unlock()
	l.once.Do(func() { l.list, l.err = d.inbox.Recent(context.WithoutCancel(ctx), c) })
	return l.list, l.err
}

// onTyping completes the name of a story.
func (d *desk) onTyping(ctx context.Context, s *sitting) {
	type choice struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	choices := []choice{}
	typed := option(s.i.Data.Options, optionStory)
	ctx, cancel := context.WithTimeout(ctx, firstTime/2)
	defer cancel()
	list, err := d.stories(ctx, bot.NewChannelID(Name, d.near(s.i).channel))
	if err != nil {
		d.p.log.Error("stories could not be offered", "platform", Name, "error", err)
	}
	for _, h := range list {
		name := fit(titleOf(h), maxChoice)
		if len(choices) < maxChoices && len(h.Story) <= maxChoice && holds(titleOf(h), typed) {
			choices = append(choices, choice{name, string(h.Story)})
		}
	}
	s.first(ctx, withCompletion, struct {
		Choices []choice `json:"choices"`
	}{choices})
}

// holds reports whether a headline has all those words, or their beginnings.
func holds(headline, words string) bool {
	headline = strings.ToLower(headline)
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(headline, w) {
			return false
		}
	}
	return true
}

// named is the story that was chosen, or whose headline was typed.
func (d *desk) named(ctx context.Context, c bot.ChannelID, words string) (bot.StoryID, bool) {
	list, err := d.stories(ctx, c)
	if err != nil {
		d.p.log.Error("stories could not be looked up", "platform", Name, "error", err)
	}
	for _, h := range list {
		if string(h.Story) == words {
			return h.Story, true
		}
	}
	for _, h := range list {
		if holds(titleOf(h), strings.TrimRight(words, cutTail)) {
			return h.Story, true
		}
	}
	return "", false
}

// titleOf is a headline in one line, never empty.
func titleOf(h bot.Headline) string {
	if t := strings.Join(strings.Fields(plain(h.Text)), " "); t != "" {
		return t
	}
	return render.Untitled
}

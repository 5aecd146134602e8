package discord

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
)

// How an interaction is answered first:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const (
	withMessage    = 4
	laterMessage   = 5
	laterChange    = 6
	withCompletion = 8
	withForm       = 9
)

// Flags of messages.
const ephemeral = 1 << 6 // for who asked alone

// Codes of Discord's errors about interactions:
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
const (
	unknownWebhook     = 10015
	unknownInteraction = 10062
	answeredAlready    = 40060
	tokenOver          = 50027
)

// Discord waits three seconds for the first answer, and takes others for
// fifteen minutes:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
const (
	firstTime = 2500 * time.Millisecond
	lifeTime  = 14 * time.Minute
	showTime  = 20 * time.Second // for one of the others
	byeTime   = 5 * time.Second  // for the last, where newsdigest ends
	patience  = time.Second      // what takes longer says that it is at work
)

// A whisper is a message that one person sees.
type whisper struct {
	Content         string                    `json:"content"`
	Embeds          []*discordgo.MessageEmbed `json:"embeds"`
	Components      []part                    `json:"components"`
	AllowedMentions mentions                  `json:"allowed_mentions"`
	Flags           int                       `json:"flags,omitempty"`
}

// A sitting is one interaction being answered.
type sitting struct {
	p     *Platform
	inbox bot.Inbox
	i     *interaction
	began time.Time
	open  bool // it was answered first
	there bool // what comes of it takes the place of the message whose button was pressed
	rush  *rush
	calm  bool // it is no part of the rush any more
	from  int  // of all quotes, the first that is shown
}

// settle takes it out of the rush.
func (s *sitting) settle() {
	if !s.calm {
		s.calm = true
		s.rush.leave()
	}
}

// first gives the first answer; false: nothing more is to be done, since it
// came too late or another newsdigest has the interaction.
func (s *sitting) first(ctx context.Context, kind int, data any) bool {
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), s.began.Add(firstTime))
	defer cancel()
	defer s.settle()
	in := struct {
		Type int `json:"type"`
		Data any `json:"data,omitempty"`
	}{kind, data}
	path := "interactions/" + s.i.ID + "/" + string(s.i.Token) + "/callback"
	for vain := 0; ; vain++ {
		err := s.p.rest.reply(ctx, http.MethodPost, path, in)
		if err == nil || vain > 0 && codeOf(err) == answeredAlready { // by the try whose answer was lost
			s.open = true
			return true
		}
		wait := 50 * time.Millisecond << min(vain, 4)
		f, ok := errors.AsType[*failure](err)
		if ok && f.outcome == bot.Delayed {
			wait = max(wait, f.after)
		}
		if !ok || f.outcome == bot.Refused || !nap(ctx, wait) {
			if codeOf(err) != answeredAlready {
				s.p.log.Warn("an interaction was not answered", "platform", Name, "type", s.i.Type, "after", time.Since(s.began).Round(time.Millisecond), "error", err)
			}
			return false
		}
	}
}

// later says that an answer for who asked alone comes; there: in place of the
// message whose button was pressed.
func (s *sitting) later(ctx context.Context, there bool) bool {
	s.there = there
	if there {
		return s.first(ctx, laterChange, nil)
	}
	return s.first(ctx, laterMessage, struct {
		Flags int `json:"flags"`
	}{ephemeral})
}

// showTries is how often a reply is sent where Discord does not take it.
const showTries = 5

// show shows m in place of what was shown before. false: Discord does not take it.
func (s *sitting) show(ctx context.Context, m whisper) bool {
	return s.tell(ctx, http.MethodPatch, "/messages/@original", m)
}

// aside shows m beside what was shown before, to who asked alone. false:
// Discord does not take it.
func (s *sitting) aside(ctx context.Context, m whisper) bool {
	m.Flags = ephemeral
	return s.tell(ctx, http.MethodPost, "", m)
}

func (s *sitting) tell(ctx context.Context, method, where string, m whisper) bool {
	limit := showTime
	if ctx.Err() != nil {
		limit = byeTime
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	defer cancel()
	if m.Embeds == nil {
		m.Embeds = []*discordgo.MessageEmbed{}
	}
	if m.Components == nil {
		m.Components = []part{}
	}
	m.AllowedMentions = mentions{Parse: []string{}}
	path := "webhooks/" + s.i.App + "/" + string(s.i.Token) + where
	for vain := 1; ; vain++ {
		err := s.p.rest.reply(ctx, method, path, m)
		if err == nil {
			return true
		}
		f, ok := errors.AsType[*failure](err)
		if ok {
			switch f.code {
			case unknownMessage, unknownWebhook, unknownInteraction, tokenOver:
				s.p.log.Info("a reply is not wanted any more", "platform", Name, "error", err)
				return true
			}
		}
		wait := 100 * time.Millisecond << min(vain, 5)
		if ok && f.outcome == bot.Delayed {
			wait = max(wait, f.after)
		}
		if !ok || f.outcome == bot.Refused || vain == showTries || !nap(ctx, wait) {
			s.p.log.Error("a person was not answered", "platform", Name, "error", err)
			return false
		}
	}
}

// say tells who asked something, in words, whether it was answered yet or not.
func (s *sitting) say(ctx context.Context, words string) { s.end(ctx, inWords(words)) }

// fail says why nothing came of it. What a button is under stays as it is, so
// that it can be pressed again.
func (s *sitting) fail(ctx context.Context, words string) {
	if s.there && s.open {
		s.aside(ctx, inWords(words))
		return
	}
	s.say(ctx, words)
}

func inWords(s string) whisper { return drawLines("", []bot.Line{{Text: s}}) }

const notShown = "This could not be shown here. Whoever runs newsdigest finds the reason in its log."

// end shows the last reply. What Discord does not take is said in words.
func (s *sitting) end(ctx context.Context, m whisper) {
	if m.Content == "" && len(m.Embeds) == 0 {
		m = drawHelp() // Discord shows no empty message
	}
	if !s.open {
		m.AllowedMentions, m.Flags = mentions{Parse: []string{}}, ephemeral
		s.first(ctx, withMessage, m)
		return
	}
	if s.show(ctx, m) {
		return
	}
	if s.there {
		s.aside(ctx, inWords(notShown))
		return
	}
	s.show(ctx, inWords(notShown))
}

// answer does a command and shows what came of it.
func (s *sitting) answer(ctx context.Context, c bot.Command) {
	s.rush.wait(ctx)
	life, cancel := context.WithDeadline(ctx, s.began.Add(lifeTime))
	defer cancel()
	done := make(chan bot.Reply, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				s.p.log.Error("a command could not be done", "platform", Name, "command", c.Verb, "panic", r)
				done <- bot.Reply{Failed: true, Lines: []bot.Line{{Text: wentWrong}}}
			}
		}()
		done <- s.inbox.Do(life, c)
	}()
	wait := time.NewTimer(patience)
	defer wait.Stop()
	var r bot.Reply
	select {
	case r = <-done:
	case <-wait.C:
		if !s.there { // what stands there would be lost
			s.show(ctx, inWords(atWork(c)))
		}
		r = <-done // within life
	}
	if ctx.Err() != nil {
		r = bot.Reply{Failed: true, Lines: []bot.Line{{Text: "newsdigest was stopped meanwhile. Ask again when it is back."}}}
	}
	m := s.draw(c, r)
	m.Content = s.p.linked(m.Content, s.i.Guild, maxContent)
	if r.Failed && s.there {
		s.aside(ctx, m)
		return
	}
	s.end(ctx, m)
}

const wentWrong = "Something went wrong here. Whoever runs newsdigest finds the reason in its log."

// atWork says what takes long.
func atWork(c bot.Command) string {
	switch {
	case c.Verb == bot.DigestURLs && len(c.Addresses) == 1:
		return "Reading " + c.Addresses[0] + " …"
	case c.Verb == bot.DigestURLs:
		return "Reading the pages …"
	case c.Verb == bot.WhatIsNew || c.Verb == bot.WhyNot:
		return "Reading this channel's sources …"
	}
	return "Looking it up …"
}

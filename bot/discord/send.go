package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"

	"newsdigest/bot"
)

// Send implements bot.Platform.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageID, error) {
	in, err := place(post)
	if err != nil {
		return "", err
	}
	if in != post.Channel.Name() {
		return p.answer(ctx, post, in)
	}
	r, err := p.room(ctx, in)
	if err != nil {
		return "", p.unsent(ctx, in, err)
	}
	if r.isForum() {
		return p.sendToForum(ctx, post, r)
	}
	id, err := p.create(ctx, in, p.drawn(post))
	if err != nil {
		return "", p.sendError(ctx, "post", in, err, toPost)
	}
	if post.Story != nil && !p.late[in] {
		if err := p.openStory(ctx, post, id); err != nil {
			return "", &bot.SendError{Reason: "the story is posted, its thread not opened yet", Err: err}
		}
	}
	return bot.MessageID(id), nil
}

// unsent is sendError of what was asked before anything was sent.
func (p *Platform) unsent(ctx context.Context, channel string, err error) *bot.SendError {
	out := p.sendError(ctx, "look into", channel, err, toPost)
	if out.Outcome == bot.Unknown {
		out.Outcome = bot.Delayed
	}
	return out
}

// place is the id of the channel or thread that the post goes to.
func place(post bot.Post) (string, error) {
	id := post.Channel.Name()
	switch {
	case post.Answer != nil:
		id = string(post.Answer.Thread.Root)
	case post.Notice != nil && post.Notice.Thread.Root != "":
		id = string(post.Notice.Thread.Root)
	}
	if !isID(id) {
		return "", &bot.SendError{Outcome: bot.Refused,
			Reason: fmt.Sprintf("discord channel %q: that is no channel's id; copy it in Discord (Developer Mode on, right click on the channel, Copy Channel ID)", id)}
	}
	return id, nil
}

// answer posts into a thread, which is opened or woken for it. One that was
// locked or deleted is left as it is.
func (p *Platform) answer(ctx context.Context, post bot.Post, thread string) (bot.MessageID, error) {
	if r, ok := p.known(thread); ok && r.Metadata.Locked && p.locked(ctx, thread) {
		return "", &bot.SendError{Outcome: bot.Refused, Reason: fmt.Sprintf("discord thread %s: %s", thread, closedThread)}
	}
	var id string
	send := func() (err error) {
		id, err = p.create(ctx, thread, p.drawn(post))
		return err
	}
	err := p.awake(ctx, thread, send)
	if codeOf(err) == unknownChannel {
		// The message has no thread: none was wanted before, or nobody was allowed to open it.
		name, headed := "", (*message)(nil)
		if headed, err = p.head(ctx, post.Channel.Name(), thread); err == nil {
			if headed.Flags&hasThread != 0 || p.deleted.has(thread) {
				return "", &bot.SendError{Outcome: bot.Refused, Reason: fmt.Sprintf("discord thread %s: it was deleted there", thread)}
			}
			name = headed.title()
		}
		if name == "" && post.Answer != nil {
			name = post.Answer.Asked
		}
		if err == nil {
			err = p.open(ctx, post.Channel.Name(), thread, name)
		}
		if err != nil {
			out := p.sendError(ctx, "open the thread under the story", post.Channel.Name(), err, toOpen)
			if out.Outcome == bot.Unknown {
				out.Outcome = bot.Delayed // the answer was not sent
			}
			return "", unbarred(out, err)
		}
		err = send()
	}
	if err != nil {
		failed := p.sendError(ctx, "post", thread, err, toAnswer)
		if codeOf(err) == unknownChannel {
			failed.Outcome = bot.Refused // a thread is gone, not the channel
		}
		return "", unbarred(failed, err)
	}
	return bot.MessageID(id), nil
}

// unbarred is out of what was to stand in a thread. What the bot may not do
// there it may do in the channel, where editions go on; and answers in other
// threads are not to wait for this one.
func unbarred(out *bot.SendError, err error) *bot.SendError {
	if codeOf(err) == missingPermission {
		out.Outcome = bot.Refused
	}
	return out
}

// locked reports whether a thread that was locked still is.
func (p *Platform) locked(ctx context.Context, thread string) bool {
	r, err := p.look(ctx, thread)
	return err == nil && r.Metadata.Locked
}

// hasThread is the flag of a message that a thread was started from, be it there or not.
const hasThread = 1 << 5

// head is the message that a thread hangs under, or is to.
func (p *Platform) head(ctx context.Context, channel, id string) (*message, error) {
	var m message
	err := p.rest.patiently(ctx, http.MethodGet, "channels/"+channel+"/messages/"+id, nil, &m)
	return &m, err
}

// title is a story's headline, as its message shows it; empty: it is none's.
func (m message) title() string {
	if len(m.Embeds) == 0 {
		return ""
	}
	return escapes.ReplaceAllString(m.Embeds[0].Title, "$1")
}

var escapes = regexp.MustCompile(`\\([^\pL\pN\s])`)

// awake does something in a channel or thread. Where that thread is archived,
// it is woken, and the thing done again. A locked one stays as it is.
func (p *Platform) awake(ctx context.Context, in string, do func() error) error {
	err := do()
	if codeOf(err) != archivedThread {
		return err
	}
	r, lookErr := p.look(ctx, in)
	if lookErr != nil || !r.isThread() || r.Metadata.Locked {
		return err
	}
	woken := struct {
		Archived bool `json:"archived"`
	}{false}
	if err := p.rest.patiently(ctx, http.MethodPatch, "channels/"+in, woken, nil); err != nil {
		f, ok := errors.AsType[*failure](err)
		if ok && f.outcome == bot.Unknown {
			f.outcome = bot.Delayed // only the waking is in doubt
		}
		return err
	}
	return do()
}

// create posts one message and returns its id.
func (p *Platform) create(ctx context.Context, channel string, m create) (string, error) {
	var made struct {
		ID     string `json:"id"`
		Embeds []any  `json:"embeds"`
	}
	if err := p.rest.do(ctx, http.MethodPost, "channels/"+channel+"/messages", m, &made); err != nil {
		if codeOf(err) == unknownMessage {
			// The nonce is known, and its message gone: a moderator was quicker.
			f, _ := errors.AsType[*failure](err)
			f.words = "it was posted, and then deleted there"
		}
		return "", err
	}
	if !isID(made.ID) {
		return "", &failure{status: http.StatusOK, words: "Discord's answer names no message"}
	}
	if len(made.Embeds) == 0 && len(m.Embeds) > 0 {
		p.log.Warn("a post is shown empty: give the bot the permission Embed Links there", "platform", Name, "channel", channel)
	}
	return made.ID, nil
}

// standing is where a post's message is: the channel or thread that it stands in.
func (p *Platform) standing(ctx context.Context, id bot.MessageID, post bot.Post) (string, error) {
	in, err := place(post)
	if err != nil || in != post.Channel.Name() {
		return in, err
	}
	r, err := p.room(ctx, in)
	if err != nil {
		return "", p.unsent(ctx, in, err)
	}
	if r.isForum() {
		return string(id), nil // a forum's post is a thread with the id of its first message
	}
	return in, nil
}

// Edit implements bot.Editor.
func (p *Platform) Edit(ctx context.Context, id bot.MessageID, post bot.Post) error {
	in, err := p.standing(ctx, id, post)
	if err != nil {
		return err
	}
	m := p.drawn(post)
	body := edit{Content: m.Content, Embeds: m.Embeds, Components: append([]part{}, m.Components...), AllowedMentions: mentions{Parse: []string{}}}
	path := "channels/" + in + "/messages/" + string(id)
	err = p.awake(ctx, in, func() error { return p.rest.do(ctx, http.MethodPatch, path, body, nil) })
	if err != nil {
		return p.changeError(ctx, "change what was posted", in, err)
	}
	return nil
}

// Remove implements bot.Editor.
func (p *Platform) Remove(ctx context.Context, id bot.MessageID, post bot.Post) error {
	in, err := p.standing(ctx, id, post)
	if err != nil {
		return err
	}
	path := "channels/" + in + "/messages/" + string(id)
	err = p.awake(ctx, in, func() error { return p.rest.do(ctx, http.MethodDelete, path, nil, nil) })
	if code := codeOf(err); code == unknownMessage || code == unknownChannel && in != post.Channel.Name() {
		return nil
	}
	if err != nil {
		return p.changeError(ctx, "take away what was posted", in, err)
	}
	return nil
}

// changeError is sendError of a change. That a thread is gone bars no channel.
func (p *Platform) changeError(ctx context.Context, what, in string, err error) *bot.SendError {
	out := p.sendError(ctx, what, in, err, toPost)
	if out.Outcome == bot.Barred && codeOf(err) == unknownChannel {
		out.Outcome = bot.Refused
	}
	return out
}

// Address implements bot.Addresser.
func (p *Platform) Address(ctx context.Context, c bot.ChannelID, id bot.MessageID) string {
	r, err := p.room(ctx, c.Name())
	if err != nil || r.Guild == "" {
		return ""
	}
	address := "https://discord.com/channels/" + r.Guild + "/"
	if r.isForum() {
		return address + string(id)
	}
	return address + r.ID + "/" + string(id)
}

// archiveAfter is how long a thread stays listed after its last message, in minutes.
const archiveAfter = 3 * 24 * 60

// open starts the thread under a message; that it is there already is fine.
func (p *Platform) open(ctx context.Context, channel, message, headline string) error {
	path := "channels/" + channel + "/messages/"
	in := struct {
		Name    string `json:"name"`
		Archive int    `json:"auto_archive_duration"`
	}{name(headline), archiveAfter}
	err := p.rest.patiently(ctx, http.MethodPost, path+message+"/threads", in, nil)
	if codeOf(err) == threadExists {
		return nil
	}
	return err
}

// openStory opens the thread under a story. An error: it is to be tried again
// later. Where the thread is refused the story stands without one, and that is said.
func (p *Platform) openStory(ctx context.Context, post bot.Post, id string) error {
	err := p.open(ctx, post.Channel.Name(), id, post.Story.Digest.Title())
	f, ok := errors.AsType[*failure](err)
	if err == nil || ok && f.outcome != bot.Refused {
		return err
	}
	p.log.Warn("a story has no thread", "platform", Name, "channel", post.Channel, "message", id,
		"error", p.sendError(ctx, "open a thread", post.Channel.Name(), err, toOpen))
	return nil
}

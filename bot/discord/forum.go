package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// requiresTag is the flag of a forum whose posts need a tag; maxTags is how
// many a post may have: https://docs.discord.com/developers/resources/channel#channel-object-channel-flags
const (
	requiresTag = 1 << 4
	maxTags     = 5
)

// A topic is the body of Start Thread in Forum Channel. It has no nonce.
type topic struct {
	Name    string   `json:"name"`
	Archive int      `json:"auto_archive_duration"`
	Tags    []string `json:"applied_tags,omitempty"`
	Message create   `json:"message"`
}

// sendToForum posts to a forum: a post there is a thread with its first message.
func (p *Platform) sendToForum(ctx context.Context, post bot.Post, forum room) (bot.MessageID, error) {
	if post.Edition != nil {
		return "", &bot.SendError{Outcome: bot.Refused, Reason: fmt.Sprintf("discord channel %s: a forum has no lists of editions", forum.ID)}
	}
	tags, err := fitting(forum, post)
	if err != nil {
		return "", err
	}
	t := topic{Name: name(headline(post)), Archive: archiveAfter, Tags: tags, Message: p.drawn(post)}
	t.Message.Nonce, t.Message.EnforceNonce = "", false
	var made struct {
		ID string `json:"id"`
	}
	if err := p.rest.do(ctx, http.MethodPost, "channels/"+forum.ID+"/threads", t, &made); err != nil {
		if code := codeOf(err); code == unknownTag || code == tagRequired {
			p.forget(forum.ID) // its tags have changed: it is looked at again
			f := p.sendError(ctx, "post", forum.ID, err, toPost)
			f.Outcome = bot.Delayed
			return "", f
		}
		return "", p.sendError(ctx, "post", forum.ID, err, toPost)
	}
	if !isID(made.ID) {
		return "", &bot.SendError{Reason: fmt.Sprintf("discord channel %s: Discord's answer names no post", forum.ID)}
	}
	return bot.MessageID(made.ID), nil
}

// Shelves implements bot.Shelver.
func (p *Platform) Shelves(ctx context.Context, c bot.ChannelID) (bool, error) {
	in, err := place(bot.Post{Channel: c})
	if err != nil {
		return false, err
	}
	r, err := p.room(ctx, in)
	if err != nil {
		return false, p.unsent(ctx, in, err)
	}
	return r.isForum(), nil
}

// headline is what a post in a forum is called.
func headline(p bot.Post) string {
	switch {
	case p.Story != nil:
		return p.Story.Digest.Title()
	case p.Notice != nil && len(p.Notice.Lines) > 0:
		return p.Notice.Lines[0].Text
	}
	return ""
}

// fitting are the tags whose names stand in the headline, or are its outlet's,
// a speaker's or a part of either's. Where the forum wants one and none fits, it
// is the first.
func fitting(forum room, post bot.Post) ([]string, error) {
	var words string
	if post.Story != nil {
		words = about(post.Story.Digest)
	}
	var fit []string
	first := ""
	for _, t := range forum.Tags {
		if t.Moderated || !isID(t.ID) {
			continue
		}
		if first == "" {
			first = t.ID
		}
		if name := asWords(t.Name); len(fit) < maxTags && name != "  " && strings.Contains(words, name) {
			fit = append(fit, t.ID)
		}
	}
	if len(fit) > 0 || forum.Flags&requiresTag == 0 {
		return fit, nil
	}
	if first == "" {
		return nil, &bot.SendError{Outcome: bot.Barred,
			Reason: fmt.Sprintf("discord channel %s: the forum wants a tag on each post, and has none that the bot may give; add one that is not for moderators alone", forum.ID)}
	}
	return []string{first}, nil
}

// about is what a story's tags are held against.
func about(p render.Post) string {
	all := []string{p.Title()}
	for _, s := range p.Sources {
		all = append(all, s.Outlet)
	}
	for _, q := range p.Quotes {
		all = append(all, q.Who, q.Role)
	}
	for _, r := range p.Reactions {
		all = append(all, r.Who, r.Role)
	}
	for i, s := range all {
		all[i] = asWords(s)
	}
	return strings.Join(all, "|")
}

// asWords are the words of s in small letters, each between blanks.
func asWords(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	return " " + strings.Join(words, " ") + " "
}

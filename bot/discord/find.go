package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"newsdigest/bot"
)

// pageSize and maxPages bound how far back a channel is read for one post.
const (
	pageSize = 100
	maxPages = 10
)

// searchBefore is how much earlier than asked a search begins: ids are given by
// Discord's clock, which ours may be ahead of.
const searchBefore = 10 * time.Minute

// Find implements bot.Finder: it reads what the channel was told since then.
func (p *Platform) Find(ctx context.Context, post bot.Post, since time.Time) (bot.MessageID, bool, error) {
	channel, err := place(post)
	if err != nil {
		return "", false, err
	}
	me, err := p.self(ctx)
	if err != nil {
		return "", false, p.sendError(ctx, "ask who the bot is", channel, err, nil)
	}
	there, err := p.look(ctx, channel)
	if err != nil {
		if post.Answer != nil && codeOf(err) == unknownChannel {
			return "", false, nil // no thread, no answer in it
		}
		return "", false, p.findError(ctx, "look into", channel, err)
	}
	after := snowflake(since.Add(-searchBefore))
	if there.isForum() {
		return p.findInForum(ctx, post, there, me, number(after))
	}
	said := number(there.Last) > number(after) // or it is not told
	seen := 0
	for range maxPages {
		var page []message
		path := "channels/" + channel + "/messages"
		query := "?limit=" + strconv.Itoa(pageSize) + "&after=" + after
		if err := p.rest.patiently(ctx, http.MethodGet, path+query, nil, &page); err != nil {
			return "", false, p.findError(ctx, "read what was posted to", channel, err)
		}
		for _, m := range page {
			if number(m.ID) > number(after) {
				after = m.ID
			}
			if m.Author.ID != me || !m.carries(post.Key) {
				continue
			}
			if post.Story != nil && !p.late[channel] {
				// Its sender may have ended between the two requests.
				if err := p.openStory(ctx, post, m.ID); err != nil {
					if f, ok := errors.AsType[*failure](err); ok && f.outcome == bot.Delayed {
						return "", false, p.sendError(ctx, "open a thread", channel, err, toOpen)
					}
					p.log.Warn("a story has no thread yet; a first answer will open it", "platform", Name, "channel", channel, "error", err)
				}
			}
			return bot.MessageID(m.ID), true, nil
		}
		seen += len(page)
		if len(page) < pageSize {
			if seen > 0 || !said {
				return "", false, nil
			}
			// Without Read Message History Discord gives an empty list.
			if has, err := p.permissions(ctx, channel); err != nil || has&history.bit == 0 {
				return "", false, &bot.SendError{Reason: fmt.Sprintf("discord channel %s: something was posted since, and cannot be read; give the bot the permission Read Message History there", channel)}
			}
			return "", false, nil
		}
	}
	return "", false, &bot.SendError{Reason: fmt.Sprintf("discord channel %s: too much was posted since to read it through", channel)}
}

// findInForum looks for the post among the forum's that we began since then,
// those that were closed meanwhile too.
func (p *Platform) findInForum(ctx context.Context, post bot.Post, forum room, me string, after uint64) (bot.MessageID, bool, error) {
	get := func(path string, out any) error { return p.rest.patiently(ctx, http.MethodGet, path, nil, out) }
	var active struct {
		Threads []room `json:"threads"`
	}
	err := get("guilds/"+forum.Guild+"/threads/active", &active)
	if err != nil {
		return "", false, p.findError(ctx, "read the posts of", forum.ID, err)
	}
	closed, err := archived(forum.ID, timeOf(strconv.FormatUint(after, 10)), get)
	if err != nil {
		return "", false, p.findError(ctx, "read the posts of", forum.ID, err)
	}
	for _, t := range append(active.Threads, closed...) {
		if t.Parent != forum.ID || t.Owner != me || number(t.ID) <= after {
			continue
		}
		m, err := p.head(ctx, t.ID, t.ID)
		if code := codeOf(err); code == unknownMessage || code == unknownChannel {
			continue // deleted
		}
		if err != nil {
			return "", false, p.findError(ctx, "read the posts of", forum.ID, err)
		}
		if m.Author.ID == me && m.carries(post.Key) {
			return bot.MessageID(t.ID), true, nil
		}
	}
	return "", false, nil
}

// carries reports whether the message is the post with that key.
func (m message) carries(k bot.Key) bool {
	for _, e := range m.Embeds {
		if e.Footer.Text == ref(k) || strings.HasSuffix(e.Footer.Text, " · "+ref(k)) {
			return true
		}
	}
	return false
}

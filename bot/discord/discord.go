// Package discord posts digests to Discord and hears the questions asked in
// the threads under them.
//
// A [Platform] stands behind [bot.Platform]. A story is one message, an embed,
// with a thread of its own; whatever is asked there is answered there. Each
// post carries its key twice: as a nonce, under which Discord keeps a message
// once for some minutes, and at the end of the embed's footer, where it is
// found in the channel's history at any time later.
//
//	p, err := discord.New(discord.Options{Token: token, Channels: channels, Logger: log})
//
// # Harmless
//
// All words that are not ours stand in embeds, where nothing pings and no
// address gets a preview, and are escaped so that they are words and nothing
// else. Beside that every message says that nobody is to be pinged, but for
// the one role that an edition names.
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"newsdigest/bot"
)

// Name is the part of this platform's channel ids before the colon.
const Name = "discord"

// Options are what a Platform is made of.
type Options struct {
	Token    string        // the bot's, without "Bot " before it
	APIURL   string        // the versioned base with its final slash; empty: Discord's own
	Channels []bot.Channel // questions are heard in the threads of these, others are left out; nil: of all
	Logger   *slog.Logger  // nil: nothing is logged
	Shard    Shard         // the one that is heard; zero: as many as Discord advises
}

// A Shard is one of the parts into which a bot's servers are divided: Number,
// from 0, of Count.
type Shard struct{ Number, Count int }

// A Platform is Discord, as one bot sees it.
type Platform struct {
	rest     *rest
	token    func() string   // a function, since printing a Platform must not show it
	channels map[string]bool // nil: all
	shard    Shard
	log      *slog.Logger
	now      func() time.Time
	reach    reach

	mu    sync.Mutex
	me    string          // our user's id; empty: not asked yet
	mute  bool            // the message-content intent was refused
	rooms map[string]room // by id: what is known of channels and threads
}

var (
	_ bot.Platform = (*Platform)(nil)
	_ bot.Finder   = (*Platform)(nil)
	_ bot.Rester   = (*Platform)(nil)
	_ bot.Listener = (*Platform)(nil)
	_ bot.Editor   = (*Platform)(nil)
	_ bot.Checker  = (*Platform)(nil)
)

// New makes a Platform. Nothing is asked of Discord yet. An error says what to
// write instead, and nothing of the token.
func New(o Options) (*Platform, error) {
	token := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(o.Token), "Bot "))
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("discord.token is no token: copy it from the developer portal (Bot, Reset Token)")
	}
	base := o.APIURL
	if base == "" {
		base = defaultAPI
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("discord.api_url is no address: write one as http://host:port/api/v10/")
	}
	if !strings.HasSuffix(base, "/") {
		base += "/"
	}
	if s := o.Shard; s.Count < 0 || s.Number < 0 || s.Count > 0 && s.Number >= s.Count || s.Count == 0 && s.Number > 0 {
		return nil, fmt.Errorf("discord.shard: there is no shard %d of %d; the first of two is 0/2", s.Number, s.Count)
	}
	p := &Platform{
		token: func() string { return token },
		shard: o.Shard,
		log:   o.Logger,
		now:   time.Now,
		reach: usualReach,
		rooms: map[string]room{},
	}
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	if o.Channels != nil {
		p.channels = map[string]bool{}
		for _, c := range o.Channels {
			if c.ID.Platform() == Name {
				p.channels[c.ID.Name()] = true
			}
		}
	}
	p.rest = &rest{
		base: base,
		client: &http.Client{
			Transport:     transport(),
			Timeout:       requestTime,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		auth:    func() string { return "Bot " + token },
		now:     func() time.Time { return p.now() },
		buckets: map[string]string{},
		limits:  map[string]limit{},
	}
	return p, nil
}

// transport keeps as many connections as are used when many people ask at a time.
func transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = maxIdle, maxIdle
	return t
}

const maxIdle = 100

// requestTime bounds one request.
const requestTime = 12 * time.Second

// Name implements bot.Platform.
func (p *Platform) Name() string { return Name }

// Rest implements bot.Rester. Discord may still carry out a request whose
// answer was lost; that it is sent again too soon does no harm, since the nonce
// keeps the message once.
func (p *Platform) Rest() time.Duration { return p.reach.rest }

// Close ends idle connections.
func (p *Platform) Close() { p.rest.client.CloseIdleConnections() }

// Send implements bot.Platform.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageID, error) {
	channel, err := place(post)
	if err != nil {
		return "", err
	}
	id, err := p.create(ctx, channel, draw(post))
	if post.Answer != nil && codeOf(err) == unknownChannel {
		// The story has no thread: nobody was allowed to open it, or it was deleted.
		if err := p.open(ctx, post.Channel.Name(), channel, post.Answer.Asked); err != nil {
			return "", p.sendError(ctx, "open the thread under the story", channel, err, toOpen)
		}
		id, err = p.create(ctx, channel, draw(post))
	}
	if err != nil {
		need := toPost
		if channel != post.Channel.Name() {
			need = toAnswer
		}
		failed := p.sendError(ctx, "post", channel, err, need)
		if codeOf(err) == unknownChannel && channel != post.Channel.Name() {
			failed.Outcome = bot.Refused // a thread is gone, not the channel
		}
		return "", failed
	}
	if post.Story != nil {
		if err := p.openStory(ctx, post, id); err != nil {
			return "", &bot.SendError{Reason: "the story is posted, its thread not opened yet", Err: err}
		}
	}
	return bot.MessageID(id), nil
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

// create posts one message and returns its id.
func (p *Platform) create(ctx context.Context, channel string, m create) (string, error) {
	var made struct {
		ID     string `json:"id"`
		Embeds []any  `json:"embeds"`
	}
	path := "channels/" + channel + "/messages"
	if err := p.rest.do(ctx, http.MethodPost, path, m, &made); err != nil {
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

// Edit implements bot.Editor.
func (p *Platform) Edit(ctx context.Context, id bot.MessageID, post bot.Post) error {
	channel, err := place(post)
	if err != nil {
		return err
	}
	m := draw(post)
	path := "channels/" + channel + "/messages/"
	body := edit{Content: m.Content, Embeds: m.Embeds, Components: append([]part{}, m.Components...), AllowedMentions: mentions{Parse: []string{}}}
	if err := p.rest.do(ctx, http.MethodPatch, path+string(id), body, nil); err != nil {
		return p.sendError(ctx, "change what was posted", channel, err, toPost)
	}
	return nil
}

// Remove implements bot.Editor.
func (p *Platform) Remove(ctx context.Context, id bot.MessageID, post bot.Post) error {
	channel, err := place(post)
	if err != nil {
		return err
	}
	path := "channels/" + channel + "/messages/"
	err = p.rest.do(ctx, http.MethodDelete, path+string(id), nil, nil)
	if code := codeOf(err); code == unknownMessage || code == unknownChannel {
		return nil
	}
	if err != nil {
		return p.sendError(ctx, "take away what was posted", channel, err, toPost)
	}
	return nil
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
	err := p.rest.do(ctx, http.MethodPost, path+message+"/threads", in, nil)
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

// pageSize and maxPages bound how far back a channel is read for one post.
const (
	pageSize = 100
	maxPages = 10
)

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
	var there struct {
		Last string `json:"last_message_id"`
	}
	if err := p.rest.do(ctx, http.MethodGet, "channels/"+channel, nil, &there); err != nil {
		if post.Answer != nil && codeOf(err) == unknownChannel {
			return "", false, nil // no thread, no answer in it
		}
		return "", false, p.findError(ctx, "look into", channel, err)
	}
	after := snowflake(since)
	if number(there.Last) <= number(after) {
		return "", false, nil // nobody has said anything since
	}
	seen := 0
	for range maxPages {
		var page []message
		path := "channels/" + channel + "/messages"
		query := "?limit=" + strconv.Itoa(pageSize) + "&after=" + after
		if err := p.rest.do(ctx, http.MethodGet, path+query, nil, &page); err != nil {
			return "", false, p.findError(ctx, "read what was posted to", channel, err)
		}
		for _, m := range page {
			if number(m.ID) > number(after) {
				after = m.ID
			}
			if m.Author.ID != me || !m.carries(post.Key) {
				continue
			}
			if post.Story != nil {
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
			if seen == 0 {
				// Without Read Message History Discord gives an empty list.
				return "", false, &bot.SendError{Reason: fmt.Sprintf("discord channel %s: something was posted since, and cannot be read; give the bot the permission Read Message History there", channel)}
			}
			return "", false, nil
		}
	}
	return "", false, &bot.SendError{Reason: fmt.Sprintf("discord channel %s: too much was posted since to read it through", channel)}
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

// self is our user's id.
func (p *Platform) self(ctx context.Context) (string, error) {
	p.mu.Lock()
	me := p.me
	p.mu.Unlock()
	if me != "" {
		return me, nil
	}
	var user struct {
		ID string `json:"id"`
	}
	if err := p.rest.do(ctx, http.MethodGet, "users/@me", nil, &user); err != nil {
		return "", err
	}
	if !isID(user.ID) {
		return "", &failure{status: http.StatusOK, words: "Discord's answer names no user"}
	}
	p.mu.Lock()
	p.me = user.ID
	p.mu.Unlock()
	return user.ID, nil
}

// isID reports whether s is one of Discord's ids: a number of 64 bits.
func isID(s string) bool { return number(s) > 0 }

// number is an id's; 0: it is none.
func number(id string) uint64 {
	if id == "" || id[0] < '1' || id[0] > '9' {
		return 0
	}
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// epoch is where Discord's ids begin, in milliseconds:
// https://docs.discord.com/developers/reference#snowflakes
const epoch = 1420070400000

// snowflake is the largest id before that millisecond.
func snowflake(t time.Time) string {
	return strconv.FormatInt(max((t.UnixMilli()-epoch)<<22-1, 0), 10)
}

// timeOf is when an id was given, to the millisecond.
func timeOf(id string) time.Time { return time.UnixMilli(int64(number(id)>>22) + epoch).UTC() }

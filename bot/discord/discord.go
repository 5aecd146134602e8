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
	token    func() string     // a function, since printing a Platform must not show it
	channels map[string]bool   // nil: all
	mention  map[string]string // the role that an edition there names; empty: none
	late     map[string]bool   // those whose threads are opened only when somebody asks
	shard    Shard
	log      *slog.Logger
	now      func() time.Time
	reach    reach
	starts   starts // over all goes at listening
	deleted  recent // threads of which the gateway told so

	mu    sync.Mutex
	me    string            // our user's id; empty: not asked yet
	mute  bool              // the message-content intent was refused
	ours  map[string]bool   // our own roles: each server has one that is managed for us
	names map[string]string // of our channels, with their servers': kept where the bot is removed
	rooms map[string]heard  // by id: what is known of channels and threads
	told  uint64            // how often the gateway told of one
}

var (
	_ bot.Platform  = (*Platform)(nil)
	_ bot.Finder    = (*Platform)(nil)
	_ bot.Rester    = (*Platform)(nil)
	_ bot.Listener  = (*Platform)(nil)
	_ bot.Addresser = (*Platform)(nil)
	_ bot.Checker   = (*Platform)(nil)
	_ bot.Shelver   = (*Platform)(nil)
	_ bot.Namer     = (*Platform)(nil)
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
		ours:  map[string]bool{},
		names: map[string]string{},
		rooms: map[string]heard{},
	}
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	if o.Channels != nil {
		p.channels, p.late, p.mention = map[string]bool{}, map[string]bool{}, map[string]string{}
		for _, c := range o.Channels {
			if c.ID.Platform() == Name {
				p.channels[c.ID.Name()] = true
				p.late[c.ID.Name()] = c.LateThreads
				p.mention[c.ID.Name()] = c.Mention
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
// answer was lost, or show late what it did; that it is sent again too soon does
// no harm while the nonce keeps the message once.
func (p *Platform) Rest() time.Duration { return p.reach.rest }

// Close ends idle connections.
func (p *Platform) Close() { p.rest.client.CloseIdleConnections() }

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

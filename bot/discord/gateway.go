package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"newsdigest/bot"
)

// reach says how long Discord is waited for.
type reach struct {
	rest  time.Duration // see Rest
	hello time.Duration // a gateway that is silent so long before it is ready is left
	wait  time.Duration // after a first connection that was cut early; doubled after each further
	most  time.Duration // the longest such wait
	apart time.Duration // between two sessions' beginnings, as Discord asks
	back  time.Duration // a first connection reads back so far what was asked meanwhile
}

var usualReach = reach{
	rest:  5 * time.Second,
	hello: 20 * time.Second,
	wait:  time.Second,
	most:  time.Minute,
	apart: 5 * time.Second, // https://docs.discord.com/developers/events/gateway#session-start-limit-object
	back:  6 * time.Hour,   // as long as a post may be late
}

const (
	intents        = discordgo.IntentGuilds | discordgo.IntentGuildMessages
	contentIntent  = discordgo.IntentMessageContent
	contentRefused = "plain questions in threads are not heard, only those that mention the bot or reply to it: " +
		"switch on the Message Content Intent in the developer portal (Bot, Privileged Gateway Intents), and start newsdigest again"
)

// Listen implements bot.Listener: it holds as many connections to the gateway
// as Discord advises, or the one that it was told, and opens each again
// whenever it is cut. An error is a *bot.ShutError: Discord does not let us in.
func (p *Platform) Listen(ctx context.Context, inbox bot.Inbox) error {
	e := newEar(p, inbox)
	for shards := 0; ; {
		advice, err := p.advised(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return &bot.ShutError{Reason: tokenRefused}
		}
		if advice.Shards <= shards {
			return &bot.ShutError{Reason: "Discord's gateway asks for more connections than Discord advises (4011); start newsdigest again later"}
		}
		shards = advice.Shards
		err = p.shards(ctx, e, advice)
		if ctx.Err() != nil {
			return nil
		}
		if !errors.Is(err, errSharding) {
			return err
		}
		if p.shard.Count > 0 {
			return &bot.ShutError{Reason: fmt.Sprintf("Discord's gateway asks for more connections than %d (4011): divide discord.shard into more parts, Discord advises %d", p.shard.Count, advice.Shards)}
		}
	}
}

// errSharding: Discord asks for more connections.
var errSharding = errors.New("Discord's gateway asks for more connections (4011)")

// shards holds the connections until ctx ends or one of them is refused.
func (p *Platform) shards(ctx context.Context, e *ear, a advice) error {
	list, count := make([]int, a.Shards), a.Shards
	for i := range list {
		list[i] = i
	}
	if p.shard.Count > 0 {
		list, count = []int{p.shard.Number}, p.shard.Count
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make([]error, len(list))
	var wg sync.WaitGroup
	for i, number := range list {
		l := &line{p: p, ear: e, shard: [2]int{number, count}, gateway: a}
		wg.Go(func() {
			defer cancel()
			ended[i] = l.keep(ctx)
		})
	}
	wg.Wait()
	e.finish()
	for _, err := range ended {
		if err != nil {
			return err
		}
	}
	return nil
}

// An advice is how Discord wants to be connected to.
type advice struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Limit  struct {
		Total     int   `json:"total"`
		Remaining int   `json:"remaining"`
		After     int64 `json:"reset_after"` // in milliseconds
		AtATime   int   `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

// advise asks for it. An error is a *failure.
func (p *Platform) advise(ctx context.Context) (advice, error) {
	var a advice
	if err := p.rest.do(ctx, http.MethodGet, "gateway/bot", nil, &a); err != nil {
		return a, err
	}
	if a.Limit.Total > 0 && a.Limit.Remaining <= 0 {
		// One more would have Discord reset the token.
		return a, &failure{outcome: bot.Delayed, after: time.Duration(a.Limit.After) * time.Millisecond, words: "the bot has connected as often as Discord allows in a day"}
	}
	if err := p.trusted(a.URL); err != nil {
		return a, &failure{words: "Discord's gateway cannot be used", err: err}
	}
	a.Shards, a.Limit.AtATime = max(a.Shards, 1), max(a.Limit.AtATime, 1)
	return a, nil
}

// advised asks until it is told, or the token refused.
func (p *Platform) advised(ctx context.Context) (advice, error) {
	for vain := 1; ; vain++ {
		a, err := p.advise(ctx)
		if err == nil || ctx.Err() != nil {
			return a, err
		}
		wait := p.pause(vain)
		if f, ok := errors.AsType[*failure](err); ok {
			if f.status == http.StatusUnauthorized {
				return a, err
			}
			wait = max(wait, f.after)
		}
		p.log.Warn("questions are not heard: Discord does not say where its gateway is", "platform", Name, "error", err, "again_in", wait)
		if !nap(ctx, wait) {
			return a, ctx.Err()
		}
	}
}

// trusted refuses an address to which the token must not be sent.
func (p *Platform) trusted(address string) error {
	if strings.HasPrefix(address, "wss://") || strings.HasPrefix(address, "ws://") && strings.HasPrefix(p.rest.base, "http://") {
		return nil
	}
	return errors.New("its address is no wss:// one")
}

// pause is how long to wait after the n-th vain try, from 1, a little longer or
// shorter so that many who were cut off at a time do not come back at a time.
func (p *Platform) pause(n int) time.Duration {
	wait := p.reach.wait
	for range min(n-1, 30) {
		wait = min(2*wait, p.reach.most)
	}
	return wait*3/4 + time.Duration(rand.Int64N(int64(wait)/2+1))
}

// nap waits; false: ctx has ended.
func nap(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (p *Platform) muted() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.mute
}

// setMuted does without the content of messages from now on; false: it did already.
func (p *Platform) setMuted() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.mute
	p.mute = true
	return !was
}

// starts keep the beginnings of sessions apart.
type starts struct {
	mu   sync.Mutex
	last map[int]time.Time // by the remainder of the shard's number
}

// turn waits until that shard may begin a session, apart from the one before; false: ctx has ended.
func (s *starts) turn(ctx context.Context, shard, atATime int, apart time.Duration) bool {
	for {
		s.mu.Lock()
		group := shard % atATime
		wait := apart - time.Since(s.last[group])
		if wait <= 0 {
			if s.last == nil {
				s.last = map[int]time.Time{}
			}
			s.last[group] = time.Now()
			s.mu.Unlock()
			return ctx.Err() == nil
		}
		s.mu.Unlock()
		if !nap(ctx, wait) {
			return false
		}
	}
}

// A line is one shard's session with the gateway, over any number of connections.
type line struct {
	p       *Platform
	ear     *ear
	shard   [2]int // its number, of how many
	gateway advice
	session session
	asked   discordgo.Intent // of the session that was begun last
	ready   bool             // the last connection was
	caught  map[string]bool  // servers whose events are told from the session's beginning on, or were read back
}

// maxResumes is how often a session is tried to be resumed in vain.
const maxResumes = 3

// keep holds one connection after the other until ctx ends. An error, errSharding
// or a *bot.ShutError: Discord does not let us in.
func (l *line) keep(ctx context.Context) error {
	p := l.p
	for vain := 0; ; {
		began := time.Now()
		l.ready = false
		err := l.hold(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if vain++; l.ready && time.Since(began) >= p.reach.wait {
			vain = 0 // it was a good one: the next may come at once
		}
		if !l.ready && vain > maxResumes {
			l.session = session{}
		}
		wait := time.Duration(0)
		if vain > 0 {
			wait = p.pause(vain)
		}
		switch f, _ := errors.AsType[*failure](err); {
		case f != nil && f.status == http.StatusUnauthorized:
			return &bot.ShutError{Reason: tokenRefused}
		case f != nil:
			wait = max(wait, p.reach.wait, f.after)
		case errors.Is(err, errInvalid), errors.Is(err, errNotNow):
			if errors.Is(err, errInvalid) {
				l.session = session{}
			}
			wait = max(wait, p.reach.wait+time.Duration(rand.Int64N(int64(4*p.reach.wait)))) // one to five seconds, as documented
		}
		if c, ok := errors.AsType[*websocket.CloseError](err); ok {
			switch c.Code {
			case closeToken:
				p.rest.deny()
				return &bot.ShutError{Reason: tokenRefused}
			case closeForbidden:
				if l.asked == intents {
					return &bot.ShutError{Reason: "Discord's gateway refuses what the bot asks to hear (4014); a newer newsdigest may be needed"}
				}
				if p.setMuted() {
					p.log.Warn(contentRefused, "platform", Name)
				}
				l.session = session{}
				continue
			case closeSharding:
				return errSharding
			case closeShard:
				return &bot.ShutError{Reason: fmt.Sprintf("Discord's gateway knows no shard %d of %d (4010): set discord.shard right, and start newsdigest again", l.shard[0], l.shard[1])}
			case closeVersion, closeIntents:
				return &bot.ShutError{Reason: fmt.Sprintf("Discord's gateway refuses the bot (%d); a newer newsdigest may be needed", c.Code)}
			case closeUnknown, closeSequence, closeTimeout:
				l.session = session{}
			}
		}
		p.log.Info("the connection to Discord's gateway was cut", "platform", Name, "shard", l.shard[0], "error", err, "again_in", wait)
		if !nap(ctx, wait) {
			return nil
		}
	}
}

// hold opens a connection and returns why it has ended.
func (l *line) hold(ctx context.Context) error {
	p := l.p
	address := l.session.url
	if l.session.id == "" {
		var err error
		if l.gateway, err = p.advise(ctx); err != nil {
			return err
		}
		if !l.p.starts.turn(ctx, l.shard[0], l.gateway.Limit.AtATime, l.p.reach.apart) {
			return ctx.Err()
		}
		l.asked = intents | contentIntent
		if p.muted() { // another shard may be told so meanwhile
			l.asked = intents
		}
	}
	if address == "" {
		address = l.gateway.URL
	}
	w, interval, err := connect(ctx, address, p.reach.hello)
	if err != nil {
		return err
	}
	// The API takes the token with and without "Bot "; its clients send it so.
	me := identity{Token: "Bot " + p.token(), Properties: properties(), Compress: true, Shard: l.shard, Intents: int(l.asked)}
	return w.run(ctx, interval, p.reach.hello, &l.session, me, func(f frame) { l.event(ctx, f) })
}

// event takes what the gateway tells. What cannot be read is left out.
func (l *line) event(ctx context.Context, f frame) {
	p, e := l.p, l.ear
	switch f.Type {
	case "READY":
		var r struct {
			User    struct{ ID string } `json:"user"`
			Session string              `json:"session_id"`
			URL     string              `json:"resume_gateway_url"`
			Guilds  []struct{ ID string }
			App     struct{ ID string } `json:"application"`
		}
		if l.unread(f, &r) {
			return
		}
		l.ready = true
		l.session = session{id: r.Session}
		if p.trusted(r.URL) == nil {
			l.session.url = r.URL
		}
		if isID(r.User.ID) {
			p.mu.Lock()
			p.me = r.User.ID
			p.mu.Unlock()
		}
		e.doing.Go(func() { e.desk.register(ctx, r.App.ID) })
		// A new session: what came since the last one's end is not sent again.
		l.caught = map[string]bool{}
		for _, g := range r.Guilds {
			l.catchUp(ctx, g.ID)
		}
	case "RESUMED":
		l.ready = true
	case "GUILD_CREATE":
		var g struct {
			ID, Name          string
			Channels, Threads []room
			Roles             []guildRole
		}
		if l.unread(f, &g) {
			return
		}
		for _, r := range g.Roles {
			p.learnRole(r)
		}
		for _, list := range [][]room{g.Channels, g.Threads} {
			for _, r := range list {
				r.Guild = g.ID
				p.learn(r)
				p.name(r, g.Name)
			}
		}
		l.catchUp(ctx, g.ID) // it was out of reach, or is new
	case "GUILD_DELETE":
		var g struct {
			ID          string
			Unavailable bool
		}
		if l.unread(f, &g) {
			return
		}
		delete(l.caught, g.ID)
		if !g.Unavailable {
			p.log.Warn("the bot was removed from a server", "platform", Name, "server", g.ID)
			p.leave(g.ID)
		}
	case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE":
		var r struct{ Role guildRole }
		if !l.unread(f, &r) {
			p.learnRole(r.Role)
		}
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE":
		var r room
		if !l.unread(f, &r) {
			p.learn(r)
		}
	case "CHANNEL_DELETE", "THREAD_DELETE":
		var r room
		if !l.unread(f, &r) {
			p.deleted.first(r.ID)
			p.forget(r.ID)
		}
	case "THREAD_LIST_SYNC":
		var s struct {
			Guild   string `json:"guild_id"`
			Threads []room
		}
		if l.unread(f, &s) {
			return
		}
		for _, r := range s.Threads {
			r.Guild = s.Guild
			p.learn(r)
		}
	case "INTERACTION_CREATE":
		var i interaction
		if !l.unread(f, &i) {
			e.doing.Go(func() { e.desk.serve(ctx, &i) })
		}
	case "MESSAGE_CREATE", "MESSAGE_UPDATE":
		var m message
		if l.unread(f, &m) {
			return
		}
		take := e.hear
		if f.Type == "MESSAGE_UPDATE" {
			take = e.hearChange
		}
		e.put(ctx, m.Guild, func(ctx context.Context, s *server) { take(ctx, s, m) })
	case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		var m struct {
			ID      string
			IDs     []string
			Channel string `json:"channel_id"`
			Guild   string `json:"guild_id"`
		}
		if l.unread(f, &m) {
			return
		}
		e.put(ctx, m.Guild, func(ctx context.Context, _ *server) {
			for _, id := range append(m.IDs, m.ID) {
				e.hearDeletion(ctx, m.Channel, id)
			}
		})
	}
}

// catchUp hears what was said in a server while it was not told.
func (l *line) catchUp(ctx context.Context, guild string) {
	if l.caught[guild] || !isID(guild) {
		return
	}
	l.caught[guild] = true
	l.ear.put(ctx, guild, func(ctx context.Context, s *server) { l.ear.readBack(ctx, s, guild) })
}

// unread reads an event; true: it cannot be read.
func (l *line) unread(f frame, out any) bool {
	err := json.Unmarshal(f.Data, out)
	if err != nil {
		l.p.log.Warn("Discord tells something that cannot be read", "platform", Name, "event", f.Type, "error", err)
	}
	return err != nil
}

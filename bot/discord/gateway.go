package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"newsdigest/bot"
)

// reach says how long Discord is waited for.
type reach struct {
	rest  time.Duration // see Rest
	hello time.Duration // a gateway that is silent so long before it is ready is left
	idle  time.Duration // …and so long afterwards; heartbeats are 41 s apart
	wait  time.Duration // after a first connection that was cut; doubled after each further
	most  time.Duration // the longest such wait
	long  time.Duration // a connection that held so long was a good one
	back  time.Duration // a first connection reads back so far what was asked meanwhile
}

var usualReach = reach{
	rest:  2 * time.Second,
	hello: 20 * time.Second,
	idle:  75 * time.Second,
	wait:  time.Second,
	most:  time.Minute,
	long:  time.Minute,
	back:  6 * time.Hour, // as long as a post may be late
}

// Codes with which the gateway ends a connection for good:
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
const (
	closeToken     = 4004
	closeShards    = 4011
	closeVersion   = 4012
	closeIntents   = 4013
	closeForbidden = 4014
)

const (
	intents        = discordgo.IntentGuilds | discordgo.IntentGuildMessages
	contentIntent  = discordgo.IntentMessageContent
	contentRefused = "plain questions in threads are not heard, only those that mention the bot or reply to it: " +
		"switch on the Message Content Intent in the developer portal (Bot, Privileged Gateway Intents), and start newsdigest again"
)

// Listen implements bot.Listener: it holds a connection to the gateway and
// opens it again whenever it is cut.
func (p *Platform) Listen(ctx context.Context, inbox bot.Inbox) error {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	ear := newEar(p, inbox)
	wg.Go(func() { ear.listen(ctx) })
	l := p.dial(ctx, ear)
	for vain := 1; ; vain++ {
		began := p.now()
		err := l.hold(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if p.now().Sub(began) > p.reach.long {
			vain = 1
		}
		wait := p.reach.wait
		for range min(vain-1, 30) {
			wait = min(2*wait, p.reach.most)
		}
		if f, ok := errors.AsType[*failure](err); ok {
			if f.status == http.StatusUnauthorized {
				return f
			}
			wait = max(wait, f.after)
		}
		if c, ok := errors.AsType[*websocket.CloseError](err); ok {
			switch c.Code {
			case closeToken:
				p.rest.deny()
				return errors.New(tokenRefused)
			case closeForbidden:
				if p.muted() {
					return errors.New("Discord's gateway refuses what the bot asks to hear (4014)")
				}
				p.setMuted()
				p.log.Warn(contentRefused, "platform", Name)
				l = p.dial(ctx, ear)
				continue
			case closeShards, closeVersion, closeIntents:
				return fmt.Errorf("Discord's gateway refuses the bot: %w; a newer newsdigest may be needed", err)
			}
		}
		p.log.Info("the connection to Discord's gateway was cut", "platform", Name, "error", err, "again_in", wait)
		if !nap(ctx, wait) {
			return nil
		}
	}
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

func (p *Platform) setMuted() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mute = true
}

// A line is one session with the gateway, over any number of connections.
type line struct {
	session *discordgo.Session
	cut     chan struct{} // holds one where the connection has ended

	mu   sync.Mutex
	conn *watched // the last one
}

// dial prepares a session. The library speaks the gateway's protocol; when to
// connect, how long to wait and where to is said here.
func (p *Platform) dial(ctx context.Context, e *ear) *line {
	s, err := discordgo.New("Bot " + p.token())
	if err != nil {
		panic(err) // unreachable: New has no errors
	}
	l := &line{session: s, cut: make(chan struct{}, 1)}
	s.LogLevel = -1 // it would log to the standard logger, tokens among it
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.StateEnabled = false
	s.SyncEvents = true // else events overtake each other
	s.Identify.Intents = intents | contentIntent
	if p.muted() {
		s.Identify.Intents = intents
	}
	s.Client = &http.Client{Transport: door{p.rest, ctx}}
	dialer := *s.Dialer
	dialer.HandshakeTimeout = p.reach.hello
	dialer.NetDialContext = func(_ context.Context, network, addr string) (net.Conn, error) {
		d := net.Dialer{Timeout: p.reach.hello}
		c, err := d.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		w := &watched{Conn: c}
		w.patience.Store(int64(p.reach.hello))
		l.mu.Lock()
		l.conn = w
		l.mu.Unlock()
		return w, nil
	}
	s.Dialer = &dialer
	ready := func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.conn.patience.Store(int64(p.reach.idle))
	}
	s.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) {
		select {
		case l.cut <- struct{}{}:
		default:
		}
	})
	s.AddHandler(func(_ *discordgo.Session, r *discordgo.Ready) {
		ready()
		if r.User != nil {
			p.mu.Lock()
			p.me = r.User.ID
			p.mu.Unlock()
		}
		// A new session: what came since the last one's end is not sent again.
		for _, g := range r.Guilds {
			e.put(heard{guild: g.ID})
		}
	})
	s.AddHandler(func(_ *discordgo.Session, _ *discordgo.Resumed) { ready() })
	s.AddHandler(func(_ *discordgo.Session, g *discordgo.GuildCreate) {
		for _, c := range slices.Concat(g.Channels, g.Threads) {
			p.learn(c)
		}
	})
	s.AddHandler(func(_ *discordgo.Session, c *discordgo.ChannelCreate) { p.learn(c.Channel) })
	s.AddHandler(func(_ *discordgo.Session, c *discordgo.ThreadCreate) { p.learn(c.Channel) })
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { e.put(heard{message: m.Message}) })
	return l
}

var errCut = errors.New("cut")

// hold opens a connection and returns when it has ended.
func (l *line) hold(ctx context.Context) error {
	select {
	case <-l.cut: // of the connection before
	default:
	}
	// Open waits for the gateway without a limit or a context.
	stop := context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.conn != nil {
			_ = l.conn.Close()
		}
	})
	err := l.session.Open()
	stop()
	if err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		_ = l.session.Close()
		return nil
	case <-l.cut:
		return errCut
	}
}

// A watched connection ends when nothing comes for too long.
type watched struct {
	net.Conn
	patience atomic.Int64 // a time.Duration
}

func (w *watched) Read(b []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(time.Duration(w.patience.Load()))); err != nil {
		return 0, err
	}
	return w.Conn.Read(b)
}

// A door lets the library ask for the gateway's address, and nothing else, on
// the one path that our requests take.
type door struct {
	rest *rest
	ctx  context.Context // the Listen's: the library passes none
}

// RoundTrip implements http.RoundTripper.
func (d door) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet || !strings.HasSuffix(req.URL.Path, "/gateway") {
		return nil, fmt.Errorf("%s %s: the library asks by itself", req.Method, req.URL.Path)
	}
	var g struct {
		URL   string `json:"url"`
		Limit struct {
			Total     int   `json:"total"`
			Remaining int   `json:"remaining"`
			After     int64 `json:"reset_after"` // in milliseconds
		} `json:"session_start_limit"`
	}
	if err := d.rest.do(d.ctx, http.MethodGet, "gateway/bot", "GET gateway/bot", nil, &g); err != nil {
		return nil, err
	}
	if g.Limit.Total > 0 && g.Limit.Remaining <= 0 {
		// One more would have Discord reset the token.
		return nil, &failure{outcome: bot.Delayed, after: time.Duration(g.Limit.After) * time.Millisecond, words: "the bot has connected as often as Discord allows in a day"}
	}
	b, err := json.Marshal(map[string]string{"url": g.URL})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(b))), Request: req,
	}, nil
}

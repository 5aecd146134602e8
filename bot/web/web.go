// Package web is the local chat: a page that shows channels, the digests
// posted to them, and the threads in which questions are asked.
//
// A [Platform] is a chat service like the others, except that it keeps the
// chat itself, in a [bot.ChatLog]. What is written there is the truth: pages
// are made from it, and a page that is open is told to read on, so that a
// reader who was cut off misses nothing.
//
//	p := web.New(web.Options{Log: store, Channels: channels})
//	ln, err := web.Listen("")
//	…
//	err = p.Serve(ctx, ln)
//
// Pages need no script: reading, asking and reporting are links and forms.
// With script they are live and can be used from the keyboard.
package web

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"newsdigest/bot"
)

// Name is the part of this platform's channel ids before the colon.
const Name = "web"

// asker is what the person at the page is called.
const asker = "you"

// Options are what a Platform is made of.
type Options struct {
	Log      bot.ChatLog
	Channels []bot.Channel // those of this platform, in the order they are listed; the first is the start page
	People   []string      // as digest.Options.People

	// Next says when a channel's next edition is due, in the zone in which
	// that is to be shown; zero: not known. Nil: its schedule says.
	Next func(bot.ChannelID) time.Time

	// Hosts are names, beside localhost and addresses in figures, under which
	// a browser may ask for the page. Any other is refused: a foreign page
	// whose name was pointed at this machine would else read along. A port is
	// passed over, so that the address to listen on can be given as it is.
	Hosts []string

	// Outbox is what the page of deliveries shows; nil: there is none.
	Outbox Outbox

	// Health says why all is not well, in words that whoever asks may read; nil:
	// all is. Left out, it always is.
	Health func() error

	Logger *slog.Logger // for what the person who runs the bot is to see; nil: nothing is logged
}

// A Platform is the local chat.
type Platform struct {
	log      bot.ChatLog
	channels []bot.Channel
	zones    map[bot.ChannelID]*time.Location
	people   []string
	next     func(bot.ChannelID) time.Time
	hosts    map[string]bool
	outbox   Outbox
	health   func() error
	logger   *slog.Logger
	now      func() time.Time
	beat     time.Duration // of an open stream's heart
	hub      *hub
	kept     digests

	asking sync.RWMutex // held to read while a question is handed over
	inbox  bot.Inbox    // nil: nobody listens
	heard  sync.Once
	ready  chan struct{}
}

var (
	_ bot.Platform = (*Platform)(nil)
	_ bot.Finder   = (*Platform)(nil)
	_ bot.Listener = (*Platform)(nil)
	_ bot.Editor   = (*Platform)(nil)
)

// New makes the chat. Channels of other platforms are left out.
func New(o Options) *Platform {
	p := &Platform{
		log:    o.Log,
		zones:  make(map[bot.ChannelID]*time.Location),
		people: o.People,
		next:   o.Next,
		hosts:  make(map[string]bool),
		outbox: o.Outbox,
		health: o.Health,
		logger: o.Logger,
		now:    time.Now,
		beat:   15 * time.Second,
		hub:    newHub(),
		ready:  make(chan struct{}),
	}
	if p.logger == nil {
		p.logger = slog.New(slog.DiscardHandler)
	}
	for _, c := range o.Channels {
		if c.ID.Platform() != Name {
			continue
		}
		zone, err := time.LoadLocation(c.Schedule.Zone)
		if err != nil {
			zone = time.UTC // the schedule itself says what is wrong with it
		}
		p.channels = append(p.channels, c)
		p.zones[c.ID] = zone
	}
	for _, h := range o.Hosts {
		if name := hostName(h); name != "" {
			p.hosts[name] = true
		}
	}
	return p
}

// Name implements bot.Platform.
func (p *Platform) Name() string { return Name }

// Send implements bot.Platform: it adds the post to the chat, where a post
// with that key is kept once.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageID, error) {
	if _, ok := p.zones[post.Channel]; !ok {
		return "", &bot.SendError{Outcome: bot.Refused, Reason: "the page has no channel " + post.Channel.Name()}
	}
	m := bot.Message{Channel: post.Channel, Posted: p.now(), Post: &post}
	if post.Notice != nil {
		m.Thread = post.Notice.Thread.Root
	}
	if a := post.Answer; a != nil {
		m.Thread = a.Thread.Root
		// Whoever asked may have been cut off before the question was kept.
		q := bot.Message{
			ID:      bot.MessageID(a.Question),
			Channel: post.Channel,
			Thread:  a.Thread.Root,
			Posted:  m.Posted,
			User:    asker,
			Text:    a.Asked,
		}
		if _, _, err := p.log.AddMessage(ctx, q); err != nil {
			return "", sendError("keep the question", err)
		}
	}
	id, _, err := p.log.AddMessage(ctx, m)
	if err != nil {
		return "", sendError("keep the post", err)
	}
	p.hub.wake(post.Channel)
	return id, nil
}

// Edit implements bot.Editor.
func (p *Platform) Edit(ctx context.Context, id bot.MessageID, post bot.Post) error {
	err := p.log.ChangeMessage(ctx, id, post)
	if errors.Is(err, bot.ErrNotFound) {
		return &bot.SendError{Outcome: bot.Refused, Reason: "the message is not there any more", Err: err}
	}
	if err != nil {
		return &bot.SendError{Outcome: bot.Unknown, Reason: "change the post", Err: err}
	}
	p.hub.wake(post.Channel)
	return nil
}

// Remove implements bot.Editor.
func (p *Platform) Remove(ctx context.Context, id bot.MessageID, post bot.Post) error {
	if err := p.log.RemoveMessage(ctx, id); err != nil {
		return &bot.SendError{Outcome: bot.Unknown, Reason: "take the post away", Err: err}
	}
	p.hub.wake(post.Channel)
	return nil
}

func sendError(what string, err error) error {
	if errors.Is(err, bot.ErrNotFound) {
		return &bot.SendError{Outcome: bot.Refused, Reason: "the thread is not in the chat", Err: err}
	}
	return &bot.SendError{Outcome: bot.Unknown, Reason: what, Err: err}
}

// Find implements bot.Finder. It is sure.
func (p *Platform) Find(ctx context.Context, post bot.Post, _ time.Time) (bot.MessageID, bool, error) {
	m, found, err := p.log.MessageByKey(ctx, post.Channel, post.Key)
	return m.ID, found, err
}

// Listen implements bot.Listener. Before it is called and after it returned,
// the page asks to try again in a moment.
func (p *Platform) Listen(ctx context.Context, inbox bot.Inbox) error {
	p.setInbox(inbox)
	p.heard.Do(func() { close(p.ready) })
	<-ctx.Done()
	p.setInbox(nil) // waits for the questions that are being handed over
	return nil
}

// Ready is closed once questions are heard.
func (p *Platform) Ready() <-chan struct{} { return p.ready }

func (p *Platform) setInbox(inbox bot.Inbox) {
	p.asking.Lock()
	defer p.asking.Unlock()
	p.inbox = inbox
}

// channel is the configured channel of that name.
func (p *Platform) channel(name string) (bot.Channel, bool) {
	for _, c := range p.channels {
		if c.ID.Name() == name {
			return c, true
		}
	}
	return bot.Channel{}, false
}

// due is when c's next edition comes, in the zone to show it in; zero: not known.
func (p *Platform) due(c bot.Channel) time.Time {
	if p.next != nil {
		return p.next(c.ID)
	}
	t, err := c.Schedule.Next(p.now())
	if err != nil {
		return time.Time{}
	}
	return t.In(p.zones[c.ID])
}

package slack

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

// idForm is how Slack's ids of channels look.
var idForm = regexp.MustCompile(`^[CGD][A-Z0-9]+$`)

// A directory keeps which channel is behind a configured name.
type directory struct {
	mu     sync.Mutex
	ids    map[bot.ChannelID]string
	rooms  map[string]room
	listed sync.Mutex // held while the workspace's channels are read
	listing
}

func (d *directory) id(c bot.ChannelID) (string, bool) {
	if name := c.Name(); idForm.MatchString(name) {
		return name, true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	id, ok := d.ids[c]
	return id, ok
}

func (d *directory) keep(c bot.ChannelID, id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ids == nil {
		d.ids = map[bot.ChannelID]string{}
	}
	d.ids[c] = id
}

// forget drops what is kept of c where err says that the channel is gone: one
// of that name may be made anew.
func (d *directory) forget(c bot.ChannelID, err error) {
	r, ok := errors.AsType[slackapi.SlackErrorResponse](err)
	if !ok || r.Err != "channel_not_found" && r.Err != "is_archived" {
		return
	}
	d.listed.Lock()
	d.listing = listing{}
	d.listed.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.ids, c)
}

// by is the configured channel behind an id, as far as it was looked up.
func (p *Platform) by(id string) (bot.ChannelID, bool) {
	for _, c := range p.configured {
		if known, ok := p.channels.id(c); ok && known == id {
			return c, true
		}
	}
	p.channels.mu.Lock()
	defer p.channels.mu.Unlock()
	for c, known := range p.channels.ids {
		if known == id {
			return c, true
		}
	}
	return "", false
}

// What is known of a channel holds so long: it may be renamed, or made private.
const (
	knownTime = 10 * time.Minute
	maxKnown  = 1000
)

// A room is what is known of a channel by its id.
type room struct {
	name    string // without "#"; empty: it has none, or it is not known
	private bool   // not everybody in the workspace sees it
	since   time.Time
}

// room asks Slack about a channel, unless that was done of late. What Slack
// does not tell counts as private.
func (p *Platform) room(ctx context.Context, id string) room {
	d := &p.channels
	d.mu.Lock()
	r, ok := d.rooms[id]
	d.mu.Unlock()
	if ok && time.Since(r.since) < knownTime {
		return r
	}
	r = room{private: true, since: time.Now()}
	info, err := p.api.GetConversationInfoContext(ctx, &slackapi.GetConversationInfoInput{ChannelID: id})
	switch {
	case err == nil:
		r.name, r.private = info.Name, info.IsPrivate || info.IsIM || info.IsMpIM
	case ctx.Err() != nil:
		return r
	default:
		p.log.Info("a channel is not known", "channel", id, "error", p.cover(err))
		r.since = r.since.Add(time.Minute - knownTime) // asked again soon
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.rooms == nil || len(d.rooms) >= maxKnown {
		d.rooms = map[string]room{}
	}
	d.rooms[id] = r
	return r
}

// place is a channel under the name that the configuration gives it, else
// under its id.
func (p *Platform) place(ctx context.Context, id string) bot.ChannelID {
	if c, ok := p.by(id); ok {
		return c
	}
	if strings.HasPrefix(id, "D") {
		return bot.NewChannelID(Name, id)
	}
	if r := p.room(ctx, id); r.name != "" {
		for _, c := range p.configured {
			if strings.EqualFold(strings.TrimPrefix(c.Name(), "#"), r.name) {
				p.channels.keep(c, id)
				return c
			}
		}
	}
	return bot.NewChannelID(Name, id)
}

// among are the channels whose stories a person who speaks to us may be
// answered from: this one's, and where this one gets no editions those of the
// channels that everybody in the workspace sees.
func (p *Platform) among(ctx context.Context, here bot.ChannelID) []bot.ChannelID {
	out := []bot.ChannelID{here}
	for _, c := range p.configured {
		if c == here {
			return out[:1]
		}
		if id, err := p.resolve(ctx, c); err == nil && !p.room(ctx, id).private {
			out = append(out, c)
		}
	}
	return out
}

// listPage is how many channels are asked for at a time: Slack recommends no
// more than 200, and allows up to 1,000.
// https://docs.slack.dev/reference/methods/conversations.list
const listPage = 200

// resolve finds the id behind a channel's name. An error is a *bot.SendError.
func (p *Platform) resolve(ctx context.Context, c bot.ChannelID) (string, error) {
	if _, err := p.whoami(ctx); err != nil {
		return "", err
	}
	if id, ok := p.channels.id(c); ok {
		p.channels.keep(c, id)
		return id, nil
	}
	p.channels.listed.Lock()
	defer p.channels.listed.Unlock()
	if id, ok := p.channels.id(c); ok {
		return id, nil
	}
	ch, err := p.look(ctx, strings.TrimPrefix(c.Name(), "#"))
	switch {
	case err != nil:
		return "", p.beforeSend(c, err)
	case ch.id == "":
		err = slackapi.SlackErrorResponse{Err: "channel_not_found"}
	case ch.archived:
		err = slackapi.SlackErrorResponse{Err: "is_archived"}
	default:
		p.channels.keep(c, ch.id)
		return ch.id, nil
	}
	return "", p.beforeSend(c, err)
}

// A listing is how far the workspace's channels were read: where Slack asks to
// wait, in a workspace of thousands, the next look goes on from there.
type listing struct {
	since  time.Time         // it holds for knownTime
	cursor string            // of the next page
	whole  bool              // there is none
	seen   map[string]listed // by the name in small letters
}

type listed struct {
	id       string
	archived bool
}

// look finds a channel by its name; without an id: there is none. One that is
// archived is given only where no other has its name. It is called with listed held.
func (p *Platform) look(ctx context.Context, name string) (listed, error) {
	l := &p.channels.listing
	name = strings.ToLower(name)
	if ch := l.seen[name]; time.Since(l.since) > knownTime || l.whole && (ch.id == "" || ch.archived) {
		*l = listing{since: time.Now(), seen: map[string]listed{}}
	}
	for {
		if ch := l.seen[name]; ch.id != "" && !ch.archived {
			return ch, nil
		}
		list, next, err := p.api.GetConversationsContext(ctx, &slackapi.GetConversationsParameters{
			Types: []string{"public_channel", "private_channel"}, Limit: listPage, Cursor: l.cursor,
		})
		if r, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && r.Err == "invalid_cursor" {
			*l = listing{} // what was read is too old to go on from
		}
		if err != nil {
			return listed{}, err
		}
		for _, ch := range list {
			n := strings.ToLower(ch.Name)
			if l.seen[n].id == "" || !ch.IsArchived {
				l.seen[n] = listed{ch.ID, ch.IsArchived}
			}
		}
		if next == "" || next == l.cursor {
			l.whole = true
			return l.seen[name], nil
		}
		l.cursor = next
	}
}

// Called implements bot.Namer: a configured name as it stands, an id by its channel's.
func (p *Platform) Called(ctx context.Context, c bot.ChannelID, _ bool) string {
	if id := c.Name(); idForm.MatchString(id) {
		if r := p.room(ctx, id); r.name != "" {
			return "#" + r.name
		}
	}
	return ""
}

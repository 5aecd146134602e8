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
var idForm = regexp.MustCompile(`^[CGD][A-Z0-9]{2,}$`)

// A directory keeps which channel is behind a configured name.
type directory struct {
	mu      sync.Mutex
	ids     map[bot.ChannelID]string
	foreign map[string]time.Time // ids that no configured name is for, and since when that is known
	listed  sync.Mutex           // held while the workspace's channels are read
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

// What is known of a channel that is not in the configuration holds so long:
// it may be renamed to one that is.
const (
	foreignTime = 10 * time.Minute
	maxForeign  = 1000
)

// named is the configured channel behind an id; empty: there is none.
func (p *Platform) named(ctx context.Context, id string) (bot.ChannelID, error) {
	if c, ok := p.by(id); ok {
		return c, nil
	}
	d := &p.channels
	d.mu.Lock()
	since, ok := d.foreign[id]
	d.mu.Unlock()
	if ok && time.Since(since) < foreignTime {
		return "", nil
	}
	info, err := p.api.GetConversationInfoContext(ctx, &slackapi.GetConversationInfoInput{ChannelID: id})
	if err != nil {
		return "", p.findError(bot.NewChannelID(Name, id), err)
	}
	for _, c := range p.configured {
		if info.Name != "" && strings.TrimPrefix(c.Name(), "#") == info.Name {
			d.keep(c, id)
			return c, nil
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.foreign == nil || len(d.foreign) >= maxForeign {
		d.foreign = map[string]time.Time{}
	}
	d.foreign[id] = time.Now()
	return "", nil
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
	want := strings.TrimPrefix(c.Name(), "#")
	archived := false
	cursor := ""
	for {
		list, next, err := p.api.GetConversationsContext(ctx, &slackapi.GetConversationsParameters{
			Types: []string{"public_channel", "private_channel"}, Limit: listPage, Cursor: cursor,
		})
		if err != nil {
			return "", p.beforeSend(c, err)
		}
		for _, ch := range list {
			switch {
			case ch.Name != want:
			case ch.IsArchived:
				archived = true
			default:
				p.channels.keep(c, ch.ID)
				return ch.ID, nil
			}
		}
		if next == "" || next == cursor {
			break
		}
		cursor = next
	}
	gone := slackapi.SlackErrorResponse{Err: "channel_not_found"}
	if archived {
		gone.Err = "is_archived"
	}
	return "", &bot.SendError{Outcome: bot.Barred, Reason: p.words(c, gone)}
}

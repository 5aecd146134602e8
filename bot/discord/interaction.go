package discord

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
)

// An interaction is a command that somebody gives, a button they press, a form
// they send, or a text that is to be completed, as the gateway tells it:
// https://docs.discord.com/developers/interactions/receiving-and-responding
type interaction struct {
	ID        string `json:"id"`
	App       string `json:"application_id"`
	Type      int    `json:"type"`
	Token     secret `json:"token"`
	Guild     string `json:"guild_id"`
	ChannelID string `json:"channel_id"`
	Channel   room   `json:"channel"`
	Member    *struct {
		User  person   `json:"user"`
		Nick  string   `json:"nick"`
		Roles []string `json:"roles"`
		May   *bits    `json:"permissions"` // in the channel; nil: it is not told
	} `json:"member"` // nil: it is not in a server
	User   person  `json:"user"`
	BotMay *bits   `json:"app_permissions"` // in the channel; nil: it is not told
	Data   request `json:"data"`

	Message struct {
		ID         string `json:"id"`
		Embeds     []said `json:"embeds"`
		Components []part `json:"components"`
		Thread     room   `json:"thread"`
	} `json:"message"` // that the button is on
}

// Types of interactions.
const (
	commandGiven = 2
	pressed      = 3
	typing       = 4
	formSent     = 5
)

// A request is what somebody asks for.
type request struct {
	Name     string  `json:"name"` // of a command
	Type     int     `json:"type"`
	Options  []given `json:"options"`
	Target   string  `json:"target_id"` // of a message's menu
	Resolved struct {
		Messages map[string]struct {
			Content string `json:"content"`
			Embeds  []said `json:"embeds"`
		} `json:"messages"`
	} `json:"resolved"`

	Custom     string   `json:"custom_id"` // of a button or a form
	Values     []string `json:"values"`    // that were chosen
	Components []part   `json:"components"`
}

// A given is an option of a command, or a subcommand.
type given struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []given         `json:"options"`
}

// words are an option's value, where that is a text.
func (g given) words() string {
	var s string
	if json.Unmarshal(g.Value, &s) != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

// option is the option of that name.
func option(list []given, name string) string {
	for _, g := range list {
		if g.Name == name {
			return g.words()
		}
	}
	return ""
}

// A person is a user.
type person struct {
	ID     string `json:"id"`
	Name   string `json:"username"`
	Global string `json:"global_name"`
}

// A said is what is read of an embed.
type said struct {
	URL         string `json:"url"`
	Description string `json:"description"`
	Author      struct {
		Name string `json:"name"`
	} `json:"author"`
}

// A secret is an interaction's token: who has it can speak in our name.
type secret string

// String hides the token.
func (secret) String() string { return "…" }

// GoString hides the token.
func (secret) GoString() string { return "…" }

// bits are permissions. They come as a number in a string.
type bits uint64

// UnmarshalJSON reads none from what is no such number.
func (b *bits) UnmarshalJSON(text []byte) error {
	n, err := strconv.ParseUint(strings.Trim(string(text), `"`), 10, 64)
	if err == nil {
		*b = bits(n)
	}
	return nil
}

func (b bits) has(p int64) bool {
	return b&(bits(p)|discordgo.PermissionAdministrator) != 0
}

// who gave it, by id and by the name that people know.
func (i *interaction) who() (id, name string) {
	if i.Member == nil {
		return i.User.ID, i.User.called()
	}
	if i.Member.Nick != "" {
		return i.Member.User.ID, i.Member.Nick
	}
	return i.Member.User.ID, i.Member.User.called()
}

func (p person) called() string {
	if p.Global != "" {
		return p.Global
	}
	return p.Name
}

// may reports whether who gave it has that permission in the channel.
func (i *interaction) may(permission int64) bool {
	return i.Member == nil || i.Member.May == nil || i.Member.May.has(permission)
}

// lacks names those of the permissions that the bot has not got in the channel.
func (i *interaction) lacks(need []permission) string {
	var out []string
	for _, n := range need {
		if i.BotMay != nil && !i.BotMay.has(n.bit) {
			out = append(out, n.name)
		}
	}
	return strings.Join(out, ", ")
}

// A spot is where something was asked.
type spot struct {
	channel string // the thread's, where it is one
	thread  string // empty: in the channel itself
	locked  bool   // nothing can be written in the thread
}

// place finds out where it was given. It may ask Discord, so a first answer
// does not wait for it.
func (d *desk) place(ctx context.Context, i *interaction) spot {
	if r := i.Channel; !isID(r.ID) || r.isThread() && !isID(r.Parent) {
		if known, err := d.p.room(ctx, i.ChannelID); err == nil {
			i.Channel = known
		}
	}
	return d.near(i)
}

// near is place by what is known already.
func (d *desk) near(i *interaction) spot {
	r := i.Channel
	if known, ok := d.p.known(i.ChannelID); ok && (!isID(r.ID) || !isID(r.Parent)) {
		r = known
	}
	if r.isThread() && isID(r.Parent) {
		return spot{channel: r.Parent, thread: i.ChannelID, locked: r.Metadata.Locked}
	}
	return spot{channel: i.ChannelID}
}

// command begins a command of who gave it, there.
func (i *interaction) command(v bot.Verb, at spot, stories ...bot.StoryID) bot.Command {
	c := bot.Command{Verb: v, Channel: bot.NewChannelID(Name, at.channel), Thread: bot.MessageID(at.thread), Stories: stories}
	c.User, c.Name = i.who()
	if i.Member != nil {
		c.Roles = i.Member.Roles
		c.Standing = bot.Member
		if i.Member.May != nil && i.Member.May.has(discordgo.PermissionManageChannels) {
			c.Standing = bot.Manager
		}
	}
	return c
}

// ours names the channels of a server that get editions, which its people may know of.
func (d *desk) ours(guild string) []bot.ChannelID {
	out := []bot.ChannelID{}
	for id := range d.p.channels {
		if r, ok := d.p.known(id); ok && r.Guild == guild {
			out = append(out, bot.NewChannelID(Name, id))
		}
	}
	slices.Sort(out)
	return out
}

// A desk answers interactions.
type desk struct {
	p     *Platform
	inbox bot.Inbox
	taken recent
	rush  rush

	mu         sync.Mutex
	app        string // our application's id; empty: not known yet
	registered bool
	listed     map[bot.ChannelID]*listing
	quoted     map[bot.StoryID]*quoting
}

func newDesk(p *Platform, inbox bot.Inbox) *desk {
	return &desk{p: p, inbox: inbox, listed: map[bot.ChannelID]*listing{}, quoted: map[bot.StoryID]*quoting{}}
}

// serve answers an interaction; that which comes again is left to the first.
func (d *desk) serve(ctx context.Context, i *interaction) {
	if !isID(i.App) {
		d.mu.Lock()
		i.App = d.app
		d.mu.Unlock()
	}
	if !isID(i.ID) || i.Token == "" || !d.taken.first(i.ID) {
		return
	}
	s := &sitting{p: d.p, inbox: d.inbox, i: i, began: time.Now(), rush: &d.rush}
	d.rush.enter()
	defer s.settle()
	defer func() {
		if r := recover(); r != nil {
			d.p.log.Error("an interaction could not be served", "platform", Name, "type", i.Type, "panic", r)
			s.fail(ctx, wentWrong)
		}
	}()
	switch i.Type {
	case commandGiven:
		d.onCommand(ctx, s)
	case typing:
		d.onTyping(ctx, s)
	case pressed:
		d.onPress(ctx, s)
	case formSent:
		d.onForm(ctx, s)
	}
}

// A rush is the interactions that have no first answer yet. What takes longer
// waits for them, since Discord gives a first answer little time.
type rush struct {
	mu   sync.Mutex
	n    int
	over chan struct{} // closed where n falls to none
}

func (r *rush) enter() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.n++; r.n == 1 {
		r.over = make(chan struct{})
	}
}

func (r *rush) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.n--; r.n == 0 {
		close(r.over)
	}
}

// maxRush is how long a rush is waited for.
const maxRush = 250 * time.Millisecond

// wait returns when there is no rush, or it takes too long.
func (r *rush) wait(ctx context.Context) {
	r.mu.Lock()
	n, over := r.n, r.over
	r.mu.Unlock()
	if n == 0 {
		return
	}
	t := time.NewTimer(maxRush)
	defer t.Stop()
	select {
	case <-over:
	case <-t.C:
	case <-ctx.Done():
	}
}

// recent remembers what was taken last, by its name.
type recent struct {
	mu    sync.Mutex
	taken map[string]bool
	order []string
}

const maxRecent = 4096

// first reports whether that one is taken for the first time.
func (r *recent) first(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.taken[name] {
		return false
	}
	if r.taken == nil {
		r.taken = map[string]bool{}
	}
	r.taken[name] = true
	if r.order = append(r.order, name); len(r.order) > maxRecent {
		delete(r.taken, r.order[0])
		r.order = r.order[1:]
	}
	return true
}

// has reports whether that one was taken.
func (r *recent) has(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.taken[name]
}

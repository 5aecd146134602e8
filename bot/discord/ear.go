package discord

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
)

// A work is what is to be done about something that was heard.
type work func(ctx context.Context, s *server)

// An ear hands on what the gateway tells, without holding the gateway up: each
// server's in its order, those of several servers at a time.
type ear struct {
	p       *Platform
	inbox   bot.Inbox
	desk    *desk
	refused recent // whom was told lately that they are not answered
	doing   sync.WaitGroup

	mu      sync.Mutex
	servers map[string]*server // by id; empty: of no server
}

// A server is what is heard in one.
type server struct {
	// The ear's:
	waiting []work
	busy    bool // somebody is at it

	// Of who is at it:
	last   uint64          // the newest message that was heard
	asked  map[string]bool // messages that were handed on lately: what is read back may come by the gateway too
	oldest []string        // the same, in order
}

func newEar(p *Platform, inbox bot.Inbox) *ear {
	return &ear{p: p, inbox: inbox, desk: newDesk(p, inbox), servers: map[string]*server{}}
}

// put has w done after all that was put for that server before.
func (e *ear) put(ctx context.Context, guild string, w work) {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.servers[guild]
	if s == nil {
		s = &server{last: number(snowflake(e.p.now().Add(-e.p.reach.back))), asked: map[string]bool{}}
		e.servers[guild] = s
	}
	s.waiting = append(s.waiting, w)
	if !s.busy {
		s.busy = true
		e.doing.Go(func() { e.work(ctx, s) })
	}
}

// work does what waits, until nothing does.
func (e *ear) work(ctx context.Context, s *server) {
	for {
		e.mu.Lock()
		list := s.waiting
		s.waiting = nil
		if len(list) == 0 || ctx.Err() != nil {
			s.busy = false
			e.mu.Unlock()
			return
		}
		e.mu.Unlock()
		for _, w := range list {
			if ctx.Err() == nil {
				e.do(ctx, s, w)
			}
		}
	}
}

// do does w; what goes wrong in it costs that one.
func (e *ear) do(ctx context.Context, s *server, w work) {
	defer func() {
		if r := recover(); r != nil {
			e.p.log.Error("what was heard could not be done", "platform", Name, "panic", r)
		}
	}()
	w(ctx, s)
}

// finish returns when nobody is at work any more. Nothing may be put meanwhile.
func (e *ear) finish() { e.doing.Wait() }

// readMargin is how much of what was heard before is read back too: Discord's
// ids are not quite in the order in which it tells.
const readMargin = time.Minute

// readBack hears what was said in a server since the last that was heard.
// What had been heard already is known by its id, and asked no second time.
func (e *ear) readBack(ctx context.Context, s *server, guild string) {
	p := e.p
	since := number(snowflake(timeOf(strconv.FormatUint(s.last, 10)).Add(-readMargin)))
	var active struct {
		Threads []room `json:"threads"`
	}
	asked := p.asking()
	if err := p.read(ctx, "guilds/"+guild+"/threads/active", &active); err != nil {
		p.unread(ctx, "server "+guild, err)
	}
	for _, t := range active.Threads {
		t.Guild = guild
		p.answered(t, asked)
		if (t.Last == "" || number(t.Last) > since) && p.serves(t.Parent) && (p.channels != nil || t.Owner == p.user()) {
			e.readRoom(ctx, s, t.ID, since)
		}
	}
	for id := range p.channels {
		r, err := p.room(ctx, id)
		if err != nil || r.Guild != guild {
			continue
		}
		if !r.isForum() { // a reply to a story, or a mention, in the channel itself
			e.readRoom(ctx, s, id, since)
		}
		e.readArchived(ctx, s, r, since)
	}
}

// readArchived hears what was said in threads that were archived since. In one
// that was locked too nothing is answered.
func (e *ear) readArchived(ctx context.Context, s *server, in room, since uint64) {
	asked := e.p.asking()
	list, err := archived(in.ID, timeOf(strconv.FormatUint(since, 10)), func(path string, out any) error { return e.p.read(ctx, path, out) })
	if err != nil {
		e.p.unread(ctx, "archived threads of channel "+in.ID, err)
	}
	for _, t := range list {
		t.Guild = in.Guild
		e.p.answered(t, asked)
		if (t.Last == "" || number(t.Last) > since) && !t.Metadata.Locked {
			e.readRoom(ctx, s, t.ID, since)
		}
	}
}

func (e *ear) readRoom(ctx context.Context, s *server, id string, since uint64) {
	for after := since; ctx.Err() == nil; {
		var page []message
		query := "?limit=" + strconv.Itoa(pageSize) + "&after=" + strconv.FormatUint(after, 10)
		if err := e.p.read(ctx, "channels/"+id+"/messages"+query, &page); err != nil {
			e.p.unread(ctx, "channel "+id, err)
			return
		}
		slices.SortFunc(page, func(a, b message) int { return cmp.Compare(number(a.ID), number(b.ID)) })
		was := after
		for _, m := range page {
			m.Channel = id
			e.hear(ctx, s, m)
			if m.Edited != "" {
				e.hearChange(ctx, s, m)
			}
			if m.answersNothing(e.p.user()) {
				e.hearDeletion(ctx, id, m.Reference.Message)
			}
			after = max(after, number(m.ID))
		}
		if len(page) < pageSize || after == was {
			return
		}
	}
}

// read asks until it is answered, refused, or has failed too often. It serves
// the listener alone, which has nothing else to do meanwhile.
func (p *Platform) read(ctx context.Context, path string, out any) error {
	for vain := 1; ; vain++ {
		err := p.rest.patiently(ctx, http.MethodGet, path, nil, out)
		f, ok := errors.AsType[*failure](err)
		if err == nil || !ok || f.outcome == bot.Refused || vain > maxReads || !nap(ctx, p.pause(vain)) {
			return err
		}
	}
}

const maxReads = 5

func (p *Platform) unread(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		p.log.Warn("what was asked while the bot was away could not be read back", "platform", Name, "where", what, "error", err)
	}
}

// hear hands a message on where it asks us something.
func (e *ear) hear(ctx context.Context, s *server, m message) {
	s.last = max(s.last, number(m.ID))
	if s.asked[m.ID] {
		return
	}
	q, ok := e.p.question(ctx, m)
	if !ok {
		return
	}
	s.asked[m.ID] = true
	if s.oldest = append(s.oldest, m.ID); len(s.oldest) > maxAsked {
		delete(s.asked, s.oldest[0])
		s.oldest = s.oldest[1:]
	}
	err := e.p.keep(ctx, func() error { return e.inbox.Ask(ctx, q) })
	if errors.Is(err, bot.ErrMayNotAsk) && m.Member == nil {
		q.Roles = e.p.roles(ctx, m)
		err = e.p.keep(ctx, func() error { return e.inbox.Ask(ctx, q) })
	}
	e.kept("a question could not be kept", q.ID, err)
	// Who said it to nobody in particular is not told that they may not ask.
	if why := bot.Refusal(err); why != "" && (q.Among != nil || !errors.Is(err, bot.ErrMayNotAsk)) {
		e.refuse(ctx, m, why)
	}
}

// roles are those of who wrote the message; none where Discord does not say.
func (p *Platform) roles(ctx context.Context, m message) []string {
	r, err := p.room(ctx, m.Channel)
	var of member
	if err == nil {
		err = p.read(ctx, "guilds/"+r.Guild+"/members/"+m.Author.ID, &of)
	}
	if err != nil {
		p.unread(ctx, "the roles of a person in channel "+m.Channel, err)
	}
	return of.Roles
}

// refuseTime is how long a person is told no second time that they are not answered.
const refuseTime = 10 * time.Minute

// refuse tells a person why their question is not taken. Only a message can, for
// all to see: so it is said once in a while, and silently.
func (e *ear) refuse(ctx context.Context, m message, why string) {
	kind, _, _ := strings.Cut(why, ";") // before how long is to be waited
	if !e.refused.first(m.Author.ID + " " + kind + e.p.now().Truncate(refuseTime).String()) {
		return
	}
	_, err := e.p.create(ctx, m.Channel, create{
		Content: escapeLine("Not asked: " + why + "."), AllowedMentions: mentions{Parse: []string{}}, Flags: silent,
		Embeds: []*discordgo.MessageEmbed{}, Reference: &reference{Message: m.ID}, Nonce: "no" + m.ID, EnforceNonce: true,
	})
	if err != nil {
		e.p.log.Info("a person was not told that they ask too much", "platform", Name, "channel", m.Channel, "error", err)
	}
}

// maxAsked is how many questions are remembered as handed on. One that is
// forgotten and comes again is known by its id to the inbox.
const maxAsked = 4096

// hearChange follows a message that was edited.
func (e *ear) hearChange(ctx context.Context, s *server, m message) {
	if m.Author.ID == "" { // only what changed was told
		path := "channels/" + m.Channel + "/messages/" + m.ID
		if !isID(m.ID) || !isID(m.Channel) || !e.p.serves(e.p.channelOf(ctx, m.Channel)) || e.p.read(ctx, path, &m) != nil {
			return
		}
	}
	if m.Content == "" || !m.written(e.p.user()) {
		return // what was said is not for us to read
	}
	q, ok := e.p.question(ctx, m)
	if !ok {
		e.hearDeletion(ctx, m.Channel, m.ID)
		return
	}
	err := e.p.keep(ctx, func() error {
		err := e.inbox.Revise(ctx, q)
		if errors.Is(err, bot.ErrNotFound) {
			err = e.inbox.Ask(ctx, q)
		}
		return err
	})
	e.kept("an edited question could not be kept", q.ID, err)
	if errors.Is(err, bot.ErrTooLong) {
		e.refuse(ctx, m, bot.Refusal(err))
	}
}

// hearDeletion takes back what that message asked, if it asked anything.
func (e *ear) hearDeletion(ctx context.Context, in, id string) {
	channel := e.p.channelOf(ctx, in)
	if !isID(id) || channel == "" || !e.p.serves(channel) {
		return
	}
	e.kept("a question could not be taken back", bot.QuestionID(id), e.p.keep(ctx, func() error {
		return e.inbox.Retract(ctx, bot.NewChannelID(Name, channel), bot.QuestionID(id))
	}))
}

// keepTries is how often, with longer and longer waits, something is kept while
// the store is in trouble: Discord does not tell it again.
const keepTries = 6

// keep does what keeps something, until it is kept or refused.
func (p *Platform) keep(ctx context.Context, do func() error) error {
	for vain := 1; ; vain++ {
		err := do()
		if err == nil || errors.Is(err, bot.ErrNoStory) || errors.Is(err, bot.ErrNotFound) || bot.Refusal(err) != "" || vain == keepTries || !nap(ctx, p.pause(vain)/4) {
			return err
		}
	}
}

// kept says what came of it, where that is trouble.
func (e *ear) kept(trouble string, q bot.QuestionID, err error) {
	switch why := bot.Refusal(err); {
	case err == nil, errors.Is(err, bot.ErrNoStory), errors.Is(err, bot.ErrNotFound), errors.Is(err, context.Canceled):
	case why != "":
		e.p.log.Info("a question is not taken", "platform", Name, "question", q, "reason", why)
	default:
		e.p.log.Error(trouble, "platform", Name, "question", q, "error", err)
	}
}

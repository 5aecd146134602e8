package discord

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
)

// places says of a channel's id whether it is a thread, and of what: empty, it is none.
type places map[string]string

// maxPlaces bounds what is remembered; what is forgotten is asked again.
const maxPlaces = 20_000

func (p *Platform) learn(c *discordgo.Channel) {
	if c == nil || !isID(c.ID) {
		return
	}
	parent := ""
	if c.IsThread() {
		parent = c.ParentID
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.places) >= maxPlaces {
		for id := range p.places {
			delete(p.places, id)
			break
		}
	}
	p.places[c.ID] = parent
}

// parent is the channel that the thread id is in; empty: id is no thread.
func (p *Platform) parent(ctx context.Context, id string) (string, error) {
	p.mu.Lock()
	parent, ok := p.places[id]
	p.mu.Unlock()
	if ok {
		return parent, nil
	}
	var c discordgo.Channel
	if err := p.read(ctx, "channels/"+id, "GET channels/"+id, &c); err != nil {
		return "", err
	}
	p.learn(&c)
	if !c.IsThread() {
		return "", nil
	}
	return c.ParentID, nil
}

// read asks until it is answered, refused, or has failed too often. It serves
// the listener alone, which has nothing else to do meanwhile.
func (p *Platform) read(ctx context.Context, path, route string, out any) error {
	for vain := 1; ; vain++ {
		err := p.rest.do(ctx, http.MethodGet, path, route, nil, out)
		f, ok := errors.AsType[*failure](err)
		if err == nil || !ok || f.outcome == bot.Refused || vain > 5 {
			return err
		}
		wait := p.reach.wait
		if f.outcome == bot.Delayed {
			wait = max(wait, f.after)
		}
		if !nap(ctx, wait) {
			return err
		}
	}
}

// A heard is what the gateway told: a message, or that what a server was told
// since the last message is to be read back.
type heard struct {
	message *discordgo.Message
	guild   string
}

// An ear hands on what the gateway tells, in its order, without holding the
// gateway up.
type ear struct {
	p     *Platform
	inbox bot.Inbox
	wake  chan struct{}

	// The listener's own:
	last   uint64          // the newest message that was heard
	asked  map[string]bool // messages that were handed on lately: what is read back may come by the gateway too
	oldest []string        // the same, in order

	mu      sync.Mutex
	waiting []heard
}

func newEar(p *Platform, inbox bot.Inbox) *ear {
	return &ear{
		p: p, inbox: inbox, wake: make(chan struct{}, 1),
		last: number(snowflake(p.now().Add(-p.reach.back))), asked: map[string]bool{},
	}
}

func (e *ear) put(h heard) {
	e.mu.Lock()
	e.waiting = append(e.waiting, h)
	e.mu.Unlock()
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

func (e *ear) listen(ctx context.Context) {
	for {
		e.mu.Lock()
		list := e.waiting
		e.waiting = nil
		e.mu.Unlock()
		// Servers that are to be read back are read from the same moment on.
		since := e.last
		for _, h := range list {
			if ctx.Err() != nil {
				return
			}
			if h.message == nil {
				e.readBack(ctx, h.guild, since)
				continue
			}
			e.hear(ctx, h.message)
		}
		if len(list) > 0 {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
		}
	}
}

// readBack hears what was said in a server's threads since that message. What
// had been heard already is known by its id, and asked no second time.
func (e *ear) readBack(ctx context.Context, guild string, since uint64) {
	var active struct {
		Threads []*discordgo.Channel `json:"threads"`
	}
	p := e.p
	path := "guilds/" + guild + "/threads/active"
	if err := p.read(ctx, path, "GET "+path, &active); err != nil {
		p.unread(ctx, "server "+guild, err)
		return
	}
	for _, t := range active.Threads {
		p.learn(t)
		if number(t.LastMessageID) <= since || !p.serves(t.ParentID) || p.channels == nil && t.OwnerID != p.user() {
			continue
		}
		path := "channels/" + t.ID + "/messages"
		for after := since; ; {
			var page []*discordgo.Message
			query := "?limit=" + strconv.Itoa(pageSize) + "&after=" + strconv.FormatUint(after, 10)
			if err := p.read(ctx, path+query, "GET "+path, &page); err != nil {
				p.unread(ctx, "thread "+t.ID, err)
				break
			}
			slices.SortFunc(page, func(a, b *discordgo.Message) int {
				switch x, y := number(a.ID), number(b.ID); {
				case x < y:
					return -1
				case x > y:
					return 1
				}
				return 0
			})
			for _, m := range page {
				e.hear(ctx, m)
				after = max(after, number(m.ID))
			}
			if len(page) < pageSize || ctx.Err() != nil {
				break
			}
		}
	}
}

func (p *Platform) unread(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		p.log.Warn("what was asked while the bot was away could not be read back", "platform", Name, "where", what, "error", err)
	}
}

func (p *Platform) user() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.me
}

// serves reports whether questions are heard in the threads of that channel.
func (p *Platform) serves(channel string) bool { return p.channels == nil || p.channels[channel] }

// hear hands a message on where it is a question.
func (e *ear) hear(ctx context.Context, m *discordgo.Message) {
	if e.asked[m.ID] {
		return
	}
	if q, ok := e.p.question(ctx, m); ok {
		e.ask(ctx, q)
		e.asked[m.ID] = true
		if e.oldest = append(e.oldest, m.ID); len(e.oldest) > maxAsked {
			delete(e.asked, e.oldest[0])
			e.oldest = e.oldest[1:]
		}
	}
	e.last = max(e.last, number(m.ID))
}

// maxAsked is how many questions are remembered as handed on. One that is
// forgotten and comes again is known by its id to the inbox.
const maxAsked = 4096

// maxAsks is how often a question is handed on where it cannot be kept.
const maxAsks = 5

func (e *ear) ask(ctx context.Context, q bot.Question) {
	for vain := 1; ; vain++ {
		err := e.inbox.Ask(ctx, q)
		if err == nil || errors.Is(err, bot.ErrNoStory) || ctx.Err() != nil {
			return
		}
		if busy, ok := errors.AsType[*bot.BusyError](err); ok {
			e.p.log.Info("a person asks too much", "platform", Name, "question", q.ID, "limit", busy.Limit)
			return
		}
		if vain == maxAsks {
			e.p.log.Error("a question could not be kept", "platform", Name, "question", q.ID, "error", err)
			return
		}
		if !nap(ctx, time.Duration(vain)*e.p.reach.wait) {
			return
		}
	}
}

// question is the question that m asks; false: it asks us none.
func (p *Platform) question(ctx context.Context, m *discordgo.Message) (bot.Question, bool) {
	me := p.user()
	if m.Author == nil || m.Author.Bot || m.Author.ID == me || m.WebhookID != "" || !isID(m.ID) ||
		m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return bot.Question{}, false
	}
	words := strings.TrimSpace(strings.NewReplacer("<@"+me+">", "", "<@!"+me+">", "").Replace(m.Content))
	if words == "" {
		return bot.Question{}, false
	}
	// Whom it is said to: us, others, or nobody in particular.
	toUs, toOthers := false, m.MentionEveryone || len(m.MentionRoles) > 0
	for _, u := range m.Mentions {
		toUs, toOthers = toUs || u.ID == me, toOthers || u.ID != me
	}
	root := ""
	if r := m.ReferencedMessage; r != nil && r.Author != nil {
		ours := r.Author.ID == me
		toUs, toOthers = toUs || ours, toOthers || !ours
		if ours {
			root = r.ID
		}
	}
	if !toUs && (toOthers || !asks(words)) {
		return bot.Question{}, false
	}
	parent, err := p.parent(ctx, m.ChannelID)
	if err != nil {
		p.unread(ctx, "channel "+m.ChannelID, err)
		return bot.Question{}, false
	}
	channel := parent
	switch {
	case parent != "":
		root = m.ChannelID // a thread has the id of the message that it hangs under
	case root != "":
		channel = m.ChannelID // a reply to the story in the channel itself
	default:
		return bot.Question{}, false
	}
	if !p.serves(channel) {
		return bot.Question{}, false
	}
	return bot.Question{
		ID:     bot.QuestionID(m.ID),
		Thread: bot.Thread{Channel: bot.NewChannelID(Name, channel), Root: bot.MessageID(root)},
		User:   m.Author.ID,
		Text:   words,
		Asked:  timeOf(m.ID),
	}, true
}

// openers begin a question that may lack its mark.
var openers = set("who whom whose what when where which why how did does do is are was were has have had can could will would should")

func set(words string) map[string]bool {
	return maps.Collect(func(yield func(string, bool) bool) {
		for w := range strings.FieldsSeq(words) {
			if !yield(w, true) {
				return
			}
		}
	})
}

// asks reports whether words that are said to nobody in particular are a
// question: they end a sentence with a question mark, or begin as one.
func asks(words string) bool {
	fields := strings.Fields(words)
	first := ""
	if len(fields) > 0 {
		first = strings.ToLower(strings.TrimFunc(fields[0], func(r rune) bool { return !unicode.IsLetter(r) }))
	}
	opens := openers[first]
	for _, f := range fields {
		end := strings.TrimRight(f, `"'”’»)*_!`)
		if strings.Contains(f, "://") {
			continue // an address's query
		}
		if strings.HasSuffix(end, "?") || strings.HasSuffix(end, "？") || strings.HasSuffix(end, "؟") {
			// One word alone is mostly talk: "Really?"
			return len(fields) > 1 || opens && first != "what" || strings.HasSuffix(end, "？")
		}
	}
	return opens && len(fields) >= 3
}

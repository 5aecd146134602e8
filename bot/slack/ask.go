package slack

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

// A note is a message that somebody wrote, as Slack's events tell it.
type note struct {
	Type        string `json:"type"` // message or app_mention
	Subtype     string `json:"subtype"`
	Text        string `json:"text"`
	User        string `json:"user"`
	BotID       string `json:"bot_id"`
	TS          string `json:"ts"`
	ThreadTS    string `json:"thread_ts"`
	Channel     string `json:"channel"`
	ChannelType string `json:"channel_type"`
	Tab         string `json:"tab"` // of the app's home, with app_home_opened

	Message  *note  `json:"message"`          // as it is, with message_changed
	Previous *note  `json:"previous_message"` // as it was, with message_changed and message_deleted
	Deleted  string `json:"deleted_ts"`
}

// slackbot is the user that speaks for Slack itself.
const slackbot = "USLACKBOT"

// written reports whether a person wrote the message, and just now.
func (n note) written(self identity) bool {
	switch n.Subtype {
	case "", "thread_broadcast", "file_share":
	default:
		return false // changed, deleted, joined, a bot's, …
	}
	return (n.Type == "message" || n.Type == "app_mention") &&
		n.BotID == "" && n.User != "" && n.User != self.user && n.User != slackbot && n.TS != "" && n.Channel != ""
}

// take hands a message on where it asks us something, and follows what
// becomes of it. false: that could not be kept, and should be told again. What
// is told again changes nothing: a question that is known is kept as it is.
func (p *Platform) take(ctx context.Context, inbox bot.Inbox, self identity, n note) bool {
	switch n.Subtype {
	case "message_changed":
		return p.takeChange(ctx, inbox, self, n)
	case "message_deleted":
		if n.Deleted == "" {
			return true
		}
		p.heard.first(n.Channel + ":" + n.Deleted) // should it be told of only now
		return p.retract(ctx, inbox, n.Channel, n.Deleted)
	}
	if !n.written(self) {
		return true
	}
	q, direct, ok := p.question(ctx, self, n)
	if !ok && !direct || !p.heard.first(n.Channel+":"+n.TS) {
		return true
	}
	if !ok {
		p.whisper(ctx, n, greeting)
		return true
	}
	err := p.keep(ctx, func(ctx context.Context) error { return inbox.Ask(ctx, q) })
	switch why := bot.Refusal(err); {
	case err == nil:
	case !direct && errors.Is(err, bot.ErrMayNotAsk): // nothing that was said to us
	case why != "":
		p.whisper(ctx, n, "Not asked: "+why+".")
	case errors.Is(err, bot.ErrNoStory):
		if direct {
			p.whisper(ctx, n, noStory)
		}
	default:
		p.log.Error("a question could not be kept", "channel", n.Channel, "message", n.TS, "error", p.cover(err))
		p.heard.forget(n.Channel + ":" + n.TS)
		return false
	}
	return true
}

// What is said to us in a thread need not look like a question, where it is
// more than "thanks".
const fewWords = 3

// question is what a message asks. direct: it speaks to us; ok: it asks something.
func (p *Platform) question(ctx context.Context, self identity, n note) (q bot.Question, direct, ok bool) {
	words, to := said(n.Text, self.user)
	direct = to.us || n.ChannelType == "im" || strings.HasPrefix(n.Channel, "D")
	replies := n.ThreadTS != "" && n.ThreadTS != n.TS
	switch {
	case words == "":
		return q, direct, false
	case direct && replies && len(strings.Fields(words)) >= fewWords:
	case direct && !bot.IsRequest(words):
		return q, direct, false
	case !direct && (!replies || to.others || !bot.IsQuestion(words)):
		return q, direct, false
	}
	q = bot.Question{
		ID:     bot.QuestionID(n.Channel + ":" + n.TS),
		Thread: bot.Thread{Channel: p.place(ctx, n.Channel), Root: bot.MessageID(n.ThreadTS)},
		User:   n.User, Text: words, Asked: instant(n.TS),
	}
	if n.ThreadTS == "" {
		q.Thread.Root = bot.MessageID(n.TS) // the answer opens a thread
	}
	if direct {
		q.Among = p.among(ctx, q.Thread.Channel)
	}
	return q, direct, true
}

// takeChange follows a message that was edited, or whose words are gone.
func (p *Platform) takeChange(ctx context.Context, inbox bot.Inbox, self identity, n note) (kept bool) {
	if n.Message == nil {
		return true
	}
	now := *n.Message
	now.Channel, now.ChannelType = n.Channel, n.ChannelType
	if now.Subtype == "tombstone" {
		return p.retract(ctx, inbox, n.Channel, now.TS)
	}
	if now.Type == "" {
		now.Type = "message"
	}
	if !now.written(self) || n.Previous != nil && n.Previous.Text == now.Text {
		return true // a preview came, a reply was counted
	}
	q, _, ok := p.question(ctx, self, now)
	if !ok {
		return p.retract(ctx, inbox, n.Channel, now.TS)
	}
	err := p.keep(ctx, func(ctx context.Context) error {
		err := inbox.Revise(ctx, q)
		if errors.Is(err, bot.ErrNotFound) {
			err = inbox.Ask(ctx, q)
		}
		return err
	})
	if errors.Is(err, bot.ErrTooLong) {
		p.whisper(ctx, now, "Not asked: "+err.Error()+".")
		return
	}
	if err != nil && bot.Refusal(err) == "" && !errors.Is(err, bot.ErrNoStory) {
		p.log.Error("an edited question could not be kept", "channel", n.Channel, "message", now.TS, "error", p.cover(err))
		return false
	}
	return true
}

// retract takes back what that message asked, if it asked anything.
func (p *Platform) retract(ctx context.Context, inbox bot.Inbox, channel, ts string) (kept bool) {
	err := p.keep(ctx, func(ctx context.Context) error {
		return inbox.Retract(ctx, p.place(ctx, channel), bot.QuestionID(channel+":"+ts))
	})
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		p.log.Error("a question could not be taken back", "channel", channel, "message", ts, "error", p.cover(err))
		return false
	}
	return true
}

// A question is kept again and again so often, with longer and longer waits,
// while the store is in trouble. Slack tells three times more of what it has no
// receipt for, the last time five minutes later.
const (
	askTries = 6
	askWait  = 250 * time.Millisecond
)

// keep does what keeps something, until it is kept or refused.
func (p *Platform) keep(ctx context.Context, do func(context.Context) error) error {
	wait := askWait
	for try := 1; ; try++ {
		err := do(ctx)
		if err == nil || errors.Is(err, bot.ErrNoStory) || errors.Is(err, bot.ErrNotFound) || bot.Refusal(err) != "" || try == askTries || !nap(ctx, wait) {
			return err
		}
		wait *= 2
	}
}

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

const (
	noStory  = "I know of no story here that could answer. Ask in the thread under a digest that I posted, or type /digest and an article's address."
	greeting = "Ask me about a story: in the thread under its digest, here, or with /ask. /digest help says what else there is."
)

// whisper tells who wrote to us something, in words that nobody else sees.
func (p *Platform) whisper(ctx context.Context, n note, words string) {
	options := []slackapi.MsgOption{slackapi.MsgOptionText(words, true)}
	if n.ThreadTS != "" {
		options = append(options, slackapi.MsgOptionTS(n.ThreadTS))
	}
	if _, err := p.api.PostEphemeralContext(ctx, n.Channel, n.User, options...); err != nil {
		p.log.Info("a person was not told where to ask", "channel", n.Channel, "error", p.cover(err))
	}
}

// recent remembers the messages that were taken last: Slack tells of one twice
// where it mentions us, and again where it missed our receipt.
type recent struct {
	mu    sync.Mutex
	taken map[string]bool
	order []string
}

const maxRecent = 2000

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
	r.order = append(r.order, name)
	if len(r.order) > maxRecent {
		delete(r.taken, r.order[0])
		r.order = r.order[1:]
	}
	return true
}

// forget makes the next one of that name the first.
func (r *recent) forget(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.taken[name] {
		delete(r.taken, name)
		r.order = slices.DeleteFunc(r.order, func(o string) bool { return o == name })
	}
}

// addressed says whom a message names.
type addressed struct {
	us     bool
	others bool // a person, a group, or everybody
}

// token is what stands between pointed brackets in a message's text:
// https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
var token = regexp.MustCompile(`<([^<>]*)>`)

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// said is a message's text as words, without our own name, and whom it names.
func said(markup, us string) (words string, to addressed) {
	words = token.ReplaceAllStringFunc(markup, func(s string) string {
		s = s[1 : len(s)-1]
		s, label, _ := strings.Cut(s, "|")
		switch {
		case s == "@"+us:
			to.us = true
			return " "
		case strings.HasPrefix(s, "@"):
			to.others = true
			return at(label)
		case strings.HasPrefix(s, "#"):
			if label == "" {
				return ""
			}
			return "#" + label
		case strings.HasPrefix(s, "!date"):
			return label
		case strings.HasPrefix(s, "!"):
			to.others = true
			return at(label)
		case label != "":
			return label
		}
		return s
	})
	if to.us {
		words = strings.TrimLeft(words, " \t,:;")
	}
	return strings.TrimSpace(unescape.Replace(words)), to
}

func at(label string) string {
	if label == "" {
		return ""
	}
	return "@" + strings.TrimPrefix(label, "@")
}

// instant is a message's time; zero where ts is none.
func instant(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	var s, us int64
	for _, r := range seconds {
		if r < '0' || r > '9' || s > 1<<40 {
			return time.Time{}
		}
		s = s*10 + int64(r-'0')
	}
	for i := range 6 {
		us *= 10
		if i < len(micros) && micros[i] >= '0' && micros[i] <= '9' {
			us += int64(micros[i] - '0')
		}
	}
	if s == 0 {
		return time.Time{}
	}
	return time.Unix(s, us*1000).UTC()
}

// timestamp is t as Slack writes times.
func timestamp(t time.Time) string {
	return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000)
}

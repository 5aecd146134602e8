// Package slack posts digests to Slack and hears the questions asked under them.
//
// A [Platform] sends each post once, in Slack's rich_text and plain_text
// elements alone, where an article's words cannot be markup. A post carries its
// key as message metadata, by which [Platform.Find] knows it again after a lost
// answer. Questions come in over Socket Mode, so that no public address is needed.
//
//	p := slack.New(slack.Options{BotToken: bot, AppToken: app, Channels: channels})
//
// A channel is named as in the configuration, "slack:#nato-desk" or
// "slack:C0123456789"; the adapter finds the one behind a name. The app must be
// a member of every channel it posts to: without that Slack lets it neither
// look its own posts up nor hear what is asked.
//
// Nothing is tried twice in here. Every error of Send and Find is a
// [bot.SendError] that says whether the post may be there.
package slack

import (
	"context"
	"errors"
	"io"
	"log"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

// Name is the part of this platform's channel ids before the colon.
const Name = "slack"

// Options are what a Platform is made of. The tokens are needed; the rest has
// a default.
type Options struct {
	BotToken string // "xoxb-…"
	AppToken string // "xapp-…", for Socket Mode

	// Channels are those that the configuration names. Questions from a channel
	// are handed on under the name it has here. Other platforms' are left out.
	Channels []bot.ChannelID

	APIURL     string       // the methods' prefix with its final slash; empty: Slack's own
	HTTPClient *http.Client // nil: one with a time limit that follows no redirect
	Logger     *slog.Logger // for what the person who runs the bot is to see; nil: nothing is logged

	// Links is how many links are held at a time. Zero: 2.
	Links int

	// Rest is how long Slack may still carry out a request whose answer was
	// lost, and a post not be found yet. Zero: 10 seconds.
	Rest time.Duration
}

// A Platform is a workspace.
type Platform struct {
	api        *slackapi.Client
	configured []bot.ChannelID
	secrets    []string
	log        *slog.Logger
	rest       time.Duration
	links      int
	apart      time.Duration // between their openings
	prefix     string        // of the methods' addresses
	client     *http.Client  // for methods
	plain      *http.Client  // for what is none: response_url
	hooks      hosts         // that a response_url may be on

	self     selfCache
	channels directory
	heard    recent

	checking sync.Mutex
	checked  bool // the tokens were found good
}

var (
	_ bot.Platform  = (*Platform)(nil)
	_ bot.Finder    = (*Platform)(nil)
	_ bot.Rester    = (*Platform)(nil)
	_ bot.Listener  = (*Platform)(nil)
	_ bot.Namer     = (*Platform)(nil)
	_ bot.Addresser = (*Platform)(nil)
)

// New makes a Platform. It reaches nobody yet: what is wrong with a token is
// said by the first Send, Find or Listen.
func New(o Options) *Platform {
	client := http.Client{Timeout: 30 * time.Second}
	if o.HTTPClient != nil {
		client = *o.HTTPClient
	}
	// The bot token is in the body: it must not follow an answer elsewhere.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	plain := client
	client.Transport = &wire{next: client.Transport, token: o.BotToken}
	silent := log.New(io.Discard, "", 0)
	options := []slackapi.Option{
		slackapi.OptionHTTPClient(&client),
		slackapi.OptionAppLevelToken(o.AppToken),
		slackapi.OptionLog(silent),
	}
	prefix := slackapi.APIURL
	if o.APIURL != "" {
		prefix = strings.TrimSuffix(o.APIURL, "/") + "/"
	}
	options = append(options, slackapi.OptionAPIURL(prefix))
	p := &Platform{
		api:     slackapi.New(o.BotToken, options...),
		prefix:  prefix,
		secrets: []string{o.BotToken, o.AppToken},
		log:     o.Logger,
		rest:    o.Rest,
		links:   o.Links,
		apart:   usualApart,
		client:  &client,
		plain:   &plain,
		hooks:   hostsOf(o.APIURL),
	}
	if p.links <= 0 {
		p.links = usualLinks
	}
	for _, c := range o.Channels {
		if c.Platform() == Name {
			p.configured = append(p.configured, c)
		}
	}
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	if p.rest <= 0 {
		p.rest = 10 * time.Second
	}
	return p
}

// Name implements bot.Platform.
func (p *Platform) Name() string { return Name }

// Rest implements bot.Rester.
func (p *Platform) Rest() time.Duration { return p.rest }

// Send implements bot.Platform.
func (p *Platform) Send(ctx context.Context, post bot.Post) (bot.MessageID, error) {
	channel, err := p.resolve(ctx, post.Channel)
	if err != nil {
		return "", err
	}
	m := draw(post)
	options := append(m.options(post.Key), slackapi.MsgOptionDisableMarkdown(),
		slackapi.MsgOptionDisableLinkUnfurl(), slackapi.MsgOptionDisableMediaUnfurl())
	root := rootOf(post)
	if root != "" {
		options = append(options, slackapi.MsgOptionTS(root))
	}
	_, ts, posted, err := p.api.PostMessageWithResponseContext(ctx, channel, options...)
	if err != nil {
		p.channels.forget(post.Channel, err)
		return "", p.sendError(post.Channel, err)
	}
	if ts == "" {
		return "", &bot.SendError{Outcome: bot.Unknown, Reason: "Slack's answer does not say where the post is"}
	}
	if root != "" && posted.ThreadTimestamp == "" && p.strays(ctx, channel, root, ts) {
		return "", p.takeBack(ctx, channel, ts)
	}
	return bot.MessageID(ts), nil
}

// strays reports whether a reply came to stand in the channel itself. Not every
// answer of Slack's holds the message, so it is looked for where it should be.
func (p *Platform) strays(ctx context.Context, channel, root, ts string) bool {
	in, err := p.read(ctx, reading{channel: channel, root: root, oldest: ts, inclusive: true, limit: searchPage})
	if r, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok {
		return r.Err == "thread_not_found" || r.Err == "message_not_found"
	}
	there := func(m found) bool { return m.TS == ts }
	return err == nil && !in.more() && !slices.ContainsFunc(in.Messages, there)
}

// Address implements bot.Addresser.
func (p *Platform) Address(ctx context.Context, c bot.ChannelID, id bot.MessageID) string {
	channel, err := p.resolve(ctx, c)
	if err != nil {
		return ""
	}
	return p.permalink(channel, id)
}

// permalink is a message's address in the workspace; empty: not known.
// https://docs.slack.dev/reference/methods/chat.getPermalink
func (p *Platform) permalink(channel string, id bot.MessageID) string {
	self, ok := p.self.get()
	if !ok || self.url == "" || channel == "" {
		return ""
	}
	return self.url + "archives/" + channel + "/p" + strings.ReplaceAll(string(id), ".", "")
}

// Edit implements bot.Editor.
func (p *Platform) Edit(ctx context.Context, id bot.MessageID, post bot.Post) error {
	channel, err := p.resolve(ctx, post.Channel)
	if err != nil {
		return err
	}
	if _, _, _, err := p.api.UpdateMessageContext(ctx, channel, string(id), draw(post).options(post.Key)...); err != nil {
		return p.sendError(post.Channel, err)
	}
	return nil
}

// Remove implements bot.Editor.
func (p *Platform) Remove(ctx context.Context, id bot.MessageID, post bot.Post) error {
	channel, err := p.resolve(ctx, post.Channel)
	if err != nil {
		return err
	}
	_, _, err = p.api.DeleteMessageContext(ctx, channel, string(id))
	if r, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && r.Err == "message_not_found" {
		return nil
	}
	if err != nil {
		return p.sendError(post.Channel, err)
	}
	return nil
}

// rootOf is the message under which the post stands; empty: none.
func rootOf(post bot.Post) string {
	switch {
	case post.Answer != nil:
		return string(post.Answer.Thread.Root)
	case post.Notice != nil:
		return string(post.Notice.Thread.Root)
	}
	return ""
}

// takeBack removes an answer that came to stand in the channel itself: Slack
// puts it there where the message it answers was deleted.
func (p *Platform) takeBack(ctx context.Context, channel, ts string) error {
	const reason = "the story's message was deleted, and its thread with it"
	if _, _, err := p.api.DeleteMessageContext(ctx, channel, ts); err != nil {
		return &bot.SendError{Outcome: bot.Refused, Err: p.cover(err),
			Reason: reason + "; the answer stands in the channel and could not be taken back"}
	}
	return &bot.SendError{Outcome: bot.Refused, Reason: reason}
}

// metadataType is the event_type of our posts' metadata. Every app and member
// of the workspace can read it; the key under it tells them nothing.
const (
	metadataType = "newsdigest_post"
	metadataKey  = "key"
)

// options are what m is posted with, beside where.
func (m message) options(key bot.Key) []slackapi.MsgOption {
	return []slackapi.MsgOption{
		slackapi.MsgOptionText(m.text, true),
		slackapi.MsgOptionBlocks(m.blocks...),
		slackapi.MsgOptionMetadata(slackapi.SlackMetadata{
			EventType:    metadataType,
			EventPayload: map[string]any{metadataKey: string(key)},
		}),
	}
}

const (
	// searchBefore is how much earlier than asked a search begins: a post's
	// time is Slack's clock, which ours may be ahead of.
	searchBefore = time.Hour
	searchPage   = 200
	searchPages  = 20
)

// Find implements bot.Finder: it reads the channel, or the thread, for a
// message of this app with the post's key.
func (p *Platform) Find(ctx context.Context, post bot.Post, since time.Time) (bot.MessageID, bool, error) {
	self, err := p.whoami(ctx)
	if err != nil {
		return "", false, err
	}
	channel, err := p.resolve(ctx, post.Channel)
	if err != nil {
		return "", false, err
	}
	r := reading{channel: channel, root: rootOf(post), oldest: timestamp(since.Add(-searchBefore)), limit: searchPage}
	for range searchPages {
		in, err := p.read(ctx, r)
		if err != nil {
			return "", false, p.findError(post.Channel, err)
		}
		for _, m := range in.Messages {
			if m.by(self) && m.Metadata.EventType == metadataType && m.key() == string(post.Key) {
				return bot.MessageID(m.TS), true, nil
			}
		}
		if !in.more() {
			return "", false, nil
		}
		if in.Next.Cursor == "" || in.Next.Cursor == r.cursor {
			return "", false, &bot.SendError{Outcome: bot.Unknown, Reason: "Slack says that there is more in " + post.Channel.Name() + ", and not where"}
		}
		r.cursor = in.Next.Cursor
	}
	return "", false, &bot.SendError{Outcome: bot.Unknown,
		Reason: "more was written to " + post.Channel.Name() + " since than can be read in one go"}
}

// An identity is who we are in the workspace.
type identity struct {
	user, bot string // ids; bot is empty where Slack does not say
	name      string // of the app's user, as people type it behind "@"
	url       string // of the workspace, with its final slash
}

type selfCache struct {
	asking sync.Mutex // held while Slack is asked
	mu     sync.Mutex
	known  *identity
}

func (s *selfCache) get() (identity, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		return identity{}, false
	}
	return *s.known, true
}

// whoami asks Slack once who the bot token stands for.
func (p *Platform) whoami(ctx context.Context) (identity, error) {
	p.self.asking.Lock()
	defer p.self.asking.Unlock()
	if self, ok := p.self.get(); ok {
		return self, nil
	}
	r, err := p.api.AuthTestContext(ctx)
	if err != nil {
		return identity{}, p.beforeSend("", err)
	}
	if strings.HasPrefix(p.secrets[0], "xoxp-") {
		return identity{}, &bot.SendError{Outcome: bot.Refused,
			Reason: "the bot token is a person's; take the Bot User OAuth Token, which begins with xoxb-"}
	}
	if r.UserID == "" {
		return identity{}, &bot.SendError{Outcome: bot.Delayed, Reason: "Slack does not say whose the bot token is; is slack.api_url right?"}
	}
	self := identity{user: r.UserID, bot: r.BotID, name: r.User}
	if r.URL != "" {
		self.url = strings.TrimSuffix(r.URL, "/") + "/"
	}
	p.self.mu.Lock()
	defer p.self.mu.Unlock()
	p.self.known = &self
	return self, nil
}

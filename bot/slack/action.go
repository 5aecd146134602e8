package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

// A click is what a person did with a button, a form or a shortcut:
// https://docs.slack.dev/reference/interaction-payloads
type click struct {
	Type string `json:"type"` // block_actions, view_submission, message_action, …
	User struct {
		ID       string `json:"id"`
		Username string `json:"username"`
		Name     string `json:"name"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		MessageTS string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
		ChannelID string `json:"channel_id"`
	} `json:"container"`
	TriggerID   string   `json:"trigger_id"`
	ResponseURL string   `json:"response_url"`
	CallbackID  string   `json:"callback_id"` // of a shortcut
	Actions     []action `json:"actions"`
	Message     struct {
		Text     string `json:"text"`
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	View struct {
		ID         string `json:"id"`
		Hash       string `json:"hash"`
		CallbackID string `json:"callback_id"`
		Private    string `json:"private_metadata"`
		State      struct {
			Values map[string]map[string]field `json:"values"`
		} `json:"state"`
	} `json:"view"`
}

type action struct {
	ID    string `json:"action_id"`
	Value string `json:"value"`
	TS    string `json:"action_ts"`
}

// A field is what was put into a form.
type field struct {
	Value    string `json:"value"`
	Selected struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

// What our buttons, forms and shortcuts are called.
const (
	actionAsk    = "ask"
	actionQuotes = "quotes"
	actionPage   = "page" // of all quotes
	actionWrong  = "wrong"
	actionShow   = "show"
	actionPost   = "post"
	actionAnswer = "post_answer"

	formAsk    = "ask_form"
	formQuotes = "quotes_list"
	formWrong  = "wrong_form"

	shortcutLinks = "digest_links"
)

func (c click) who() (id, name string) {
	name = c.User.Name
	if name == "" {
		name = c.User.Username
	}
	return c.User.ID, name
}

func (c click) channel() string {
	if c.Channel.ID != "" {
		return c.Channel.ID
	}
	return c.Container.ChannelID
}

// root is the message that heads the thread of what was clicked.
func (c click) root() string {
	return cmp.Or(c.thread(), c.Container.MessageTS, c.Message.TS)
}

// thread is the root of the thread that the message is in; empty: of none.
func (c click) thread() string {
	return cmp.Or(c.Container.ThreadTS, c.Message.ThreadTS)
}

// hearClick has a click done.
func (e *ear) hearClick(ctx context.Context, c click, first func() bool) bool {
	var do work
	to := e.quick
	switch c.Type {
	case "block_actions":
		if len(c.Actions) != 1 || c.User.ID == "" {
			return true
		}
		do = e.onAction(c, c.Actions[0])
	case "view_submission":
		do = e.onForm(c)
	case "message_action":
		if c.CallbackID == shortcutLinks {
			to, do = e.slow, e.onShortcut(c)
		}
	}
	if do == nil {
		return true
	}
	return put(ctx, to, func(ctx context.Context) {
		if first() {
			do(ctx)
		}
	})
}

// onAction is what a press on a button does; nil: nothing.
func (e *ear) onAction(c click, a action) work {
	stories := storyIDs(a.Value)
	switch a.ID {
	case actionAsk:
		return func(ctx context.Context) {
			e.open(ctx, c, askForm(formNote{Channel: c.channel(), Root: c.root(), Story: a.Value}))
		}
	case actionQuotes, actionWrong:
		return func(ctx context.Context) { e.onQuotes(ctx, c, a.ID, stories) }
	case actionPage:
		return func(ctx context.Context) { e.onPage(ctx, c, a.Value) }
	case actionShow:
		return func(ctx context.Context) {
			e.answer(ctx, e.deskOf(c), e.command(ctx, c, bot.ShowStory, stories))
		}
	case actionPost:
		return func(ctx context.Context) {
			d := e.deskOf(c)
			if why := e.p.keepsOut(ctx, c.channel()); why != "" {
				d.reply(ctx, drawLines([]bot.Line{{Text: why}}, nil))
				return
			}
			d.shown = true
			e.answer(ctx, d, e.command(ctx, c, bot.PostHere, stories))
		}
	case actionAnswer:
		var n formNote
		if json.Unmarshal([]byte(a.Value), &n) != nil {
			return nil
		}
		return func(ctx context.Context) {
			n.Channel = c.channel()
			d := e.deskOf(c)
			d.shown = true
			e.askUnseen(ctx, d, n, bot.UnseenID(n.Channel, n.Root, c.User.ID, n.Question), c.User.ID, n.Question, "It is posted in the story's thread.")
		}
	}
	return nil
}

func (e *ear) deskOf(c click) *desk {
	return &desk{p: e.p, url: c.ResponseURL, channel: c.channel(), user: c.User.ID, thread: c.thread()}
}

func (e *ear) command(ctx context.Context, c click, v bot.Verb, stories []bot.StoryID) bot.Command {
	id, name := c.who()
	return bot.Command{Verb: v, Channel: e.p.place(ctx, c.channel()), User: id, Name: name, Stories: stories}
}

// storyIDs reads a button's value.
func storyIDs(value string) []bot.StoryID {
	var out []bot.StoryID
	for id := range strings.SplitSeq(value, ",") {
		if id != "" {
			out = append(out, bot.StoryID(id))
		}
	}
	return out
}

// joinIDs writes what storyIDs reads.
func joinIDs(ids []bot.StoryID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return strings.Join(out, ",")
}

// open shows a form. A trigger lives for three seconds.
func (e *ear) open(ctx context.Context, c click, v slackapi.ModalViewRequest) {
	if _, err := e.p.api.OpenViewContext(ctx, c.TriggerID, v); err != nil {
		e.p.log.Warn("a form could not be opened", "form", v.CallbackID, "error", e.p.cover(err))
		e.deskOf(c).reply(ctx, drawLines([]bot.Line{{Text: "That took too long. Press the button again."}}, nil))
	}
}

// onQuotes opens the list of all quotes, or the form to report one.
func (e *ear) onQuotes(ctx context.Context, c click, what string, stories []bot.StoryID) {
	r := e.inbox.Do(ctx, e.command(ctx, c, bot.AllQuotes, stories))
	if r.Quotes == nil {
		e.deskOf(c).reply(ctx, e.p.drawReply(c.channel(), bot.Command{}, r))
		return
	}
	if what == actionQuotes {
		e.open(ctx, c, quotesView(*r.Quotes, 0))
		return
	}
	e.open(ctx, c, wrongForm(formNote{Channel: c.channel(), Root: c.root(), Story: string(r.Quotes.Story)}, *r.Quotes))
}

// onPage turns a page of the list of all quotes.
func (e *ear) onPage(ctx context.Context, c click, value string) {
	story, at, _ := strings.Cut(value, ":")
	from, err := strconv.Atoi(at)
	if err != nil || from < 0 {
		return
	}
	id, _ := c.who()
	r := e.inbox.Do(ctx, bot.Command{Verb: bot.AllQuotes, Channel: bot.NewChannelID(Name, ""), User: id, Stories: storyIDs(story)})
	if r.Quotes == nil {
		return
	}
	if _, err := e.p.api.UpdateViewContext(ctx, quotesView(*r.Quotes, from), "", c.View.Hash, c.View.ID); err != nil {
		e.p.log.Info("a page of quotes could not be shown", "error", e.p.cover(err))
	}
}

// onForm is what sending a form does; nil: nothing.
func (e *ear) onForm(c click) work {
	var n formNote
	if json.Unmarshal([]byte(c.View.Private), &n) != nil || n.Channel == "" {
		return nil
	}
	id, name := c.who()
	d := &desk{p: e.p, channel: n.Channel, user: id, thread: n.Root}
	words := c.View.State.Values[blockWords][fieldWords].Value
	switch c.View.CallbackID {
	case formAsk:
		return func(ctx context.Context) {
			e.askUnseen(ctx, d, n, bot.UnseenID(n.Channel, n.Root, c.View.ID, id, words), id, words, "")
		}
	case formWrong:
		at, err := strconv.Atoi(c.View.State.Values[blockQuote][fieldQuote].Selected.Value)
		if err != nil {
			at = -1
		}
		return func(ctx context.Context) {
			e.answer(ctx, d, bot.Command{Verb: bot.WrongQuote, Channel: e.p.place(ctx, n.Channel), User: id, Name: name,
				Stories: storyIDs(n.Story), Quote: at, Text: words})
		}
	}
	return nil
}

// askUnseen asks what no message of the thread shows.
func (e *ear) askUnseen(ctx context.Context, d *desk, n formNote, id bot.QuestionID, user, words, done string) {
	err := e.p.keep(ctx, func(ctx context.Context) error {
		return e.inbox.Ask(ctx, bot.Question{
			ID: id, Thread: bot.Thread{Channel: e.p.place(ctx, n.Channel), Root: bot.MessageID(n.Root)},
			User: user, Text: words, Asked: time.Now().UTC(), Unseen: true, Story: bot.StoryID(n.Story),
		})
	})
	if words := e.p.refusal(err); words != "" {
		done, d.shown = words, false // what was pressed stays
	}
	if done != "" {
		d.reply(ctx, drawLines([]bot.Line{{Text: done}}, nil))
	}
}

// refusal says to a person why a question was not taken; empty: it was.
func (p *Platform) refusal(err error) string {
	if err == nil {
		return ""
	}
	if why := bot.Refusal(err); why != "" {
		return "Not asked: " + why + "."
	}
	if errors.Is(err, bot.ErrNoStory) {
		return "This story is not kept any more, so nothing can be asked about it."
	}
	p.log.Error("a question could not be kept", "error", p.cover(err))
	return "Something went wrong here, and the question was not taken. Whoever runs newsdigest finds the reason in its log."
}

// onShortcut digests the links of a message.
func (e *ear) onShortcut(c click) work {
	return func(ctx context.Context) {
		d := &desk{p: e.p, url: c.ResponseURL, channel: c.channel(), user: c.User.ID}
		list := addresses(c.Message.Text)
		if len(list) == 0 {
			d.reply(ctx, drawLines([]bot.Line{{Text: "There is no link in this message."}}, nil))
			return
		}
		command := e.command(ctx, c, bot.DigestURLs, nil)
		command.Addresses = list
		e.answer(ctx, d, command)
	}
}

// keepsOut says what keeps the app from posting in a channel; empty: nothing is known to.
func (p *Platform) keepsOut(ctx context.Context, id string) string {
	if strings.HasPrefix(id, "D") {
		return "" // who writes to the app directly can be answered
	}
	c := bot.NewChannelID(Name, id)
	info, err := p.api.GetConversationInfoContext(ctx, &slackapi.GetConversationInfoInput{ChannelID: id})
	if err == nil {
		if info.Name != "" {
			c = bot.NewChannelID(Name, "#"+info.Name)
		}
		err = p.barred(ctx, id, info)
	}
	if r, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && barring[r.Err] && r.Err != "missing_scope" {
		return p.words(c, r)
	}
	return "" // the post itself will tell
}

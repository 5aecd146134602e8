package slack_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"newsdigest/bot"
	"newsdigest/bot/slack/slacktest"
)

// A team has the edition posted, and works with it.
type team struct {
	*slacktest.Server
	t    *testing.T
	head slacktest.Message
	root slacktest.Message // the first story's
}

func newTeam(t *testing.T) *team {
	t.Helper()
	s := workspace(t)
	run(t, filepath.Join(t.TempDir(), "news.db"), s)
	await(t, s, "the edition", func() bool { c, _ := posts(s); return len(c) == 4 && s.Links() == 1 })
	c, _ := posts(s)
	return &team{Server: s, t: t, head: c[0], root: c[1]}
}

func (w *team) await(what string, ok func() bool) { w.t.Helper(); await(w.t, w.Server, what, ok) }

// slash types a command and returns what is shown when that holds words.
func (w *team) slash(channel, command, text, words string) (slacktest.Talk, slacktest.Message) {
	w.t.Helper()
	talk := w.Slash("U0ANN", channel, command, text)
	return talk, w.told(talk, command+" "+text, words)
}

func (w *team) told(talk slacktest.Talk, what, words string) (m slacktest.Message) {
	w.t.Helper()
	holds := func() bool {
		shown := talk.Shown()
		if len(shown) == 0 {
			return false
		}
		m = shown[len(shown)-1]
		return strings.Contains(m.Shown(), words)
	}
	if !w.Until(patience, holds) {
		w.t.Fatalf("%s: shows\n%s\nwant %q", what, m.Shown(), words)
	}
	if len(m.Live()) > 0 {
		w.t.Errorf("%s: live %q", what, m.Live())
	}
	return m
}

func (w *team) button(m slacktest.Message, words string) slacktest.Button {
	w.t.Helper()
	return pick(w.t, m.Buttons(), words)
}

func pick(t *testing.T, list []slacktest.Button, words string) slacktest.Button {
	t.Helper()
	for _, b := range list {
		if b.Text == words {
			return b
		}
	}
	t.Fatalf("no button %q among %+v", words, list)
	return slacktest.Button{}
}

// answered waits for an answer with those words in a thread.
func (w *team) answered(root, words string) (m slacktest.Message) {
	w.t.Helper()
	w.await("the answer "+words, func() bool {
		_, answers := posts(w.Server)
		for _, a := range answers {
			if a.ThreadTS == root && strings.Contains(a.Shown(), words) {
				m = a
				return true
			}
		}
		return false
	})
	return m
}

func (w *team) view(callback string) (v slacktest.View) {
	w.t.Helper()
	w.await("the form "+callback, func() bool {
		views := w.Views()
		if len(views) == 0 {
			return false
		}
		v = views[len(views)-1]
		return v.Callback == callback
	})
	return v
}

func TestDigestCommandStaysPrivateUntilPosted(t *testing.T) {
	w := newTeam(t)
	talk, m := w.slash("C0DESK", "/digest", "<https://news.example/0007|news.example>", "Ostwick opens gate 0007")
	w.slash("C0DESK", "/digest", "https://10.0.0.1/x http://router/", "private address")
	w.slash("C0DESK", "/digest", "10.0.0.1/x", "private address")
	if c, _ := posts(w.Server); len(c) != 4 {
		t.Fatalf("a private digest is in the channel: %d posts", len(c))
	}
	w.told(w.Press("U0ANN", m, w.button(m, "Post"), true), "post", "Posting 1 story.")
	w.await("the post", func() bool { c, _ := posts(w.Server); return len(c) == 5 })
	posted, _ := posts(w.Server)
	if !strings.Contains(posted[4].Shown(), "Ostwick opens gate 0007") || len(posted[4].Buttons()) != 3 {
		t.Errorf("posted %q", posted[4].Shown())
	}
	w.told(w.Press("U0ANN", m, w.button(m, "Post"), true), "post again", "in the channel already")
	if talk.Uses() != 1 {
		t.Errorf("the response_url was used %d times", talk.Uses())
	}
	w.Ask("U0ANN", "C0DESK", posted[4].TS, "How long did they wait?") // it has a thread like any other
	w.answered(posted[4].TS, "We waited 9 years")

	// What keeps it from being posted takes nothing away.
	if gone := w.told(w.Press("U0ANN", m, slacktest.Button{Action: "post", Value: "none"}, true), "post what is not kept", "not kept any more"); gone.Replaced {
		t.Error("a digest that could not be posted is gone")
	}

	_, m = w.slash("C0OUT", "/digest", "https://news.example/0007", "Ostwick opens gate 0007")
	w.told(w.Press("U0ANN", m, w.button(m, "Post"), true), "post where the app is not", "type /invite @newsdigest there")
	// A direct message is a place like any other.
	_, m = w.slash("D0ANN", "/digest", "https://news.example/0007", "Ostwick opens gate 0007")
	w.Press("U0ANN", m, w.button(m, "Post"), true)
	w.await("the direct post", func() bool { return len(w.Messages("D0ANN")) == 1 })
	root := w.Messages("D0ANN")[0].TS
	w.Ask("U0ANN", "D0ANN", root, "tell me how long they waited")
	w.await("the direct answer", func() bool {
		list := w.Messages("D0ANN")
		return len(list) == 3 && strings.Contains(list[2].Shown(), "We waited 9 years")
	})
}

func TestCommands(t *testing.T) {
	w := newTeam(t)
	for _, c := range [][2]string{
		{"", "Nothing new for #nato-desk."},
		{"new", "Nothing new"},
		{"next", "The next edition comes on"},
		{"sources", "news: 3 articles"},
		{"why https://news.example/0001", "and was posted"},
		{"why <https://news.example/none|x>", "None of this channel's sources (news) has"},
		{"why", "Give its address"},
		{"resume", "Editions are not paused here."},
		{"pause too <loud> & early", "No more editions for #nato-desk"},
		{"help", "/digest sources"},
		{"dance", "“dance” is neither an address nor a command."},
		{"<!channel> *x*", "neither an address nor a command"},
	} {
		w.slash("C0DESK", "/digest", c[0], c[1])
	}
	_, m := w.slash("C0DESK", "/digest", "why https://news.example/0001", "and was posted")
	if links := m.Links(); len(links) != 1 || !strings.HasPrefix(links[0], "https://ostwick.slack.example/archives/C0DESK/p") {
		t.Errorf("why leads to %q", links)
	}
	w.slash("C0DESK", "/digest", "next", "Paused by u0ann on")
	w.slash("C0PRIV", "/digest", "next", "This channel gets no editions. These do: #nato-desk.")
	w.slash("C0DESK", "/ask", "", "a question about the stories")
	_, m = w.slash("C0DESK", "/ask", "Who waited 3 years?", "We waited 3 years")
	w.told(w.Press("U0ANN", m, w.button(m, "Post in the story's thread"), true), "post the answer", "It is posted in the story's thread.")
	channel, _ := posts(w.Server)
	a := w.answered(channel[2].TS, "Asked: “Who waited 3 years?”")
	if strings.Contains(a.Shown(), "About:") {
		t.Errorf("in its own thread the story is named again: %q", a.Shown())
	}
	w.Press("U0ANN", m, w.button(m, "Post in the story's thread"), true) // pressed twice
	w.slash("C0DESK", "/digest", "next", "Paused")
	if _, answers := posts(w.Server); len(answers) != 1 {
		t.Errorf("%d answers, want the one", len(answers))
	}
	w.await("every receipt", func() bool { return len(w.Unacked()) == 0 })
	if n := len(channel); n != 4 {
		t.Errorf("%d posts: a command's reply is for everybody", n)
	}
}

func TestProgressIsShown(t *testing.T) {
	w := newTeam(t)
	talk, _ := w.slash("C0DESK", "/digest", "https://slow.example/", "Reading https://slow.example/ …")
	if w.Acked(talk.Envelope) != 1 {
		t.Error("acknowledged only when it is done")
	}
}

func TestStoryButtons(t *testing.T) {
	w := newTeam(t)
	for _, b := range w.root.Buttons() {
		if !strings.Contains(b.Label, "Ostwick opens gate 0000") {
			t.Errorf("button %q does not say what it is about: %q", b.Text, b.Label)
		}
	}
	w.Press("U0ANN", w.root, w.button(w.root, "Ask"), false)
	form := w.view("ask_form")
	w.Submit(form, map[string]string{"words": "How long did they wait? <!channel>"})
	w.Submit(form, map[string]string{"words": "How long did they wait? <!channel>"}) // sent twice
	a := w.answered(w.root.TS, "Asked: “How long did they wait? <!channel>”")
	if !strings.Contains(a.Shown(), "We waited 2 years") || len(a.Live()) > 0 {
		t.Errorf("answered %q", a.Shown())
	}

	w.Press("U0ANN", w.root, w.button(w.root, "All quotes"), false)
	all := w.view("quotes_list")
	if !strings.Contains(all.Shown(), "Ada Brandt") || !strings.Contains(all.Shown(), "“We waited 2 years for this,”") {
		t.Errorf("all quotes: %q", all.Shown())
	}

	w.Press("U0ANN", w.root, w.button(w.root, "Wrong quote?"), false)
	form = w.view("wrong_form")
	w.Submit(form, map[string]string{"quote": "0", "words": "It was <@U0BOB>."})
	w.await("the report", func() bool { return len(w.Messages("C0OPS")) == 1 && len(w.Whispers()) == 1 })
	report := w.Messages("C0OPS")[0]
	for _, words := range []string{"by u0ann in #nato-desk", "Ostwick opens gate 0000", "“We waited 2 years for this,”", "It was <@U0BOB>.", "newsdigest withdraw"} {
		if !strings.Contains(report.Shown(), words) {
			t.Errorf("the report lacks %q: %s", words, report.Shown())
		}
	}
	if len(report.Live()) > 0 || !strings.Contains(w.Whispers()[0].Text, "told") {
		t.Errorf("live %q, whispered %q", report.Live(), w.Whispers()[0].Text)
	}
	w.await("every receipt", func() bool { return len(w.Unacked()) == 0 })
	if _, answers := posts(w.Server); len(answers) != 1 {
		t.Errorf("%d answers, want one: a form may be sent twice", len(answers))
	}
}

func TestShortcutDigestsTheLinks(t *testing.T) {
	w := newTeam(t)
	ts := w.Say("U0BOB", "C0DESK", "", "look: <https://news.example/0007|this> &amp; <https://secret.example/>, not <@U0ANN> or <#C0DESK|desk>")
	m := message(t, w.Server, bot.MessageID(ts))
	talk := w.Shortcut("U0ANN", "digest_links", m)
	w.told(talk, "the shortcut", "Ostwick opens gate 0007")
	w.told(talk, "the shortcut", "Not read: https://secret.example/: private address")
	w.told(w.Shortcut("U0ANN", "digest_links", slacktest.Message{Channel: "C0DESK", Text: "no link"}), "a message without links", "There is no link")
}

func TestQuestionsAreFollowed(t *testing.T) {
	w := newTeam(t)
	ts := w.Ask("U0ANN", "C0DESK", w.root.TS, "How long did they wait?")
	first := w.answered(w.root.TS, "We waited 2 years")
	w.Edit("C0DESK", ts, "Who opened the gate &amp; when?")
	var now slacktest.Message
	w.await("the changed answer", func() bool {
		_, a := posts(w.Server)
		if len(a) == 1 {
			now = a[0]
		}
		return len(a) == 1 && string(now.Blocks) != string(first.Blocks)
	})
	if now.TS != first.TS || string(now.Metadata) != string(first.Metadata) {
		t.Errorf("changed: %+v, was %+v", now, first)
	}
	w.Unsay("C0DESK", ts)
	w.await("the answer's end", func() bool { _, a := posts(w.Server); return len(a) == 0 })

	// Talk that becomes a question is answered; a question that becomes talk is not any more.
	ts = w.Say("U0ANN", "C0DESK", w.root.TS, "how long")
	w.Edit("C0DESK", ts, "How long did they wait?")
	w.answered(w.root.TS, "We waited 2 years")
	w.Edit("C0DESK", ts, "never mind")
	w.await("the answer's end", func() bool { _, a := posts(w.Server); return len(a) == 0 })

	// A mention in the channel opens a thread; taken back, it leaves a stone there.
	ts = w.Say("U0ANN", "C0DESK", "", "<@"+slacktest.BotUser+"> who waited 4 years?")
	w.answered(ts, "About: Ostwick opens gate 0002")
	w.Ask("U0BOB", "C0DESK", ts, "And who said that?") // the thread has a story now
	w.answered(ts, "Ada Brandt")
	w.Unsay("C0DESK", ts)
	w.await("the first answer's end", func() bool { _, a := posts(w.Server); return len(a) == 1 })
	w.await("every receipt", func() bool { return len(w.Unacked()) == 0 })
}

func TestHome(t *testing.T) {
	w := newTeam(t)
	w.slash("C0DESK", "/digest", "pause", "No more editions")
	w.OpenHome("U0ANN")
	var home slacktest.View
	w.await("the home", func() bool { v, ok := w.Home("U0ANN"); home = v; return ok })
	for _, words := range []string{"Subscriptions", "#nato-desk: Paused by u0ann", "from news", "All could be read", "/digest next", "mention @newsdigest"} {
		if !strings.Contains(home.Shown(), words) {
			t.Errorf("the home lacks %q:\n%s", words, home.Shown())
		}
	}
	if n := len(w.Messages("D0ANN")) + len(w.Whispers()); n > 0 {
		t.Errorf("%d messages nobody asked for", n)
	}
}

// TestClicksThatSayLittle are ones that a program, or a later version, may make.
func TestClicksThatSayLittle(t *testing.T) {
	w := newTeam(t)
	for _, payload := range []any{
		map[string]any{"type": "block_actions", "user": map[string]any{"id": "U0ANN"}, "actions": []any{map[string]any{"action_id": "ask"}}},
		map[string]any{"type": "block_actions", "user": map[string]any{"id": "U0ANN"}, "actions": []any{map[string]any{"action_id": "post_answer", "value": "{"}}},
		map[string]any{"type": "block_actions", "user": map[string]any{"id": "U0ANN"}, "actions": []any{map[string]any{"action_id": "page", "value": "x:-1"}}, "trigger_id": "1"},
		map[string]any{"type": "block_actions", "user": map[string]any{"id": "U0ANN"}, "actions": []any{}},
		map[string]any{"type": "block_actions", "user": 7},
		map[string]any{"type": "view_submission", "view": map[string]any{"callback_id": "ask_form", "private_metadata": "no JSON"}},
		map[string]any{"type": "view_submission", "view": map[string]any{"id": "V9", "callback_id": "ask_form", "private_metadata": `{"c":"C0DESK","r":"1.2","s":"none"}`}},
		map[string]any{"type": "view_closed", "view": map[string]any{"callback_id": "ask_form"}},
		map[string]any{"type": "message_action", "callback_id": "digest_links", "response_url": "https://evil.example/hook", "channel": map[string]any{"id": "C0DESK"}, "user": map[string]any{"id": "U0ANN"}},
	} {
		w.Deliver("interactive", payload)
	}
	w.Deliver("slash_commands", map[string]any{"command": "/other", "channel_id": "C0DESK", "user_id": "U0ANN", "response_url": "http://127.0.0.1:1/elsewhere"})
	w.Deliver("slash_commands", json.RawMessage(`{"text":5}`))
	w.await("every receipt", func() bool { return len(w.Unacked()) == 0 })
	w.slash("C0DESK", "/digest", "next", "The next edition")
}

// A long question is one all the same; one that is longer than what is read is
// said to be, where it is put to the app.
func TestLongQuestions(t *testing.T) {
	w := newTeam(t)
	root := w.root.TS
	w.Ask("U0ANN", "C0DESK", root, strings.Repeat("The gate of Ostwick was shut all winter. ", 20)+"How many years did they wait?")
	w.answered(root, "We waited 2 years")
	long := strings.Repeat("The gate of Ostwick was shut all winter. ", 60) + "How many years did they wait?"
	w.Ask("U0BOB", "C0DESK", root, long)
	w.Say("U0ANN", "C0DESK", root, "<@"+slacktest.BotUser+"> "+long)
	w.await("why not", func() bool { return len(w.Whispers()) > 0 })
	if list := w.Whispers(); len(list) != 1 || list[0].User != "U0ANN" || !strings.Contains(list[0].Text, "at most 2,000 characters") {
		t.Errorf("whispered %+v", list)
	}
}

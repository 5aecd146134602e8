package discord

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/digest/article"
)

// A team has an edition of three stories posted, and works with it.
type team struct {
	*discordtest.Server
	t        *testing.T
	bot      *bot.Bot
	log      *logBook
	news     string
	ops      string
	posts    []discordtest.Message
	slow     chan struct{} // closed: slow.example answers
	stop     func()
	everyone int64
}

func newTeam(t *testing.T, rules bot.Rules) *team {
	t.Helper()
	s := discordtest.New(t)
	w := &team{Server: s, t: t, news: s.Channel("news"), ops: s.Channel("ops"), slow: make(chan struct{})}
	w.everyone = discordtest.ViewChannel | discordtest.SendMessages | discordtest.SendInThreads
	channels := []bot.Channel{newsChannel(w.news)}
	p, log := open(t, s, func(o *Options) {
		o.Channels = append(slices.Clone(channels), bot.Channel{ID: channelID(w.ops)})
	})
	w.log = log
	read := func(ctx context.Context, address string) ([]article.Article, error) {
		if address == "https://slow.example/" {
			select {
			case <-w.slow:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		for _, a := range bottest.Articles(20) {
			if a.URL == address {
				return []article.Article{a}, nil
			}
		}
		if address == "https://broken.example/" {
			return nil, errors.New("fetch https://broken.example/: it answered 404 Not Found")
		}
		return nil, errors.New("private address")
	}
	from := bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(3), nil }}
	b, err := bot.New(openStore(t, filepath.Join(t.TempDir(), "news.db")), from, []bot.Platform{p}, channels,
		bot.Options{Backoff: time.Millisecond, Admin: channelID(w.ops), Read: read, Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	w.bot = b
	settled(t, b)
	w.posts = s.Posted(w.news)
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	w.stop = sync.OnceFunc(func() { cancel(); wg.Wait() })
	t.Cleanup(w.stop)
	s.Until("the bot listens", func() bool { return s.Connected() > 0 })
	return w
}

// shows waits until who asked sees those words.
func (w *team) shows(talk discordtest.Talk, words string) (m discordtest.Message) {
	w.t.Helper()
	w.Until("the words "+words, func() bool {
		var ok bool
		m, ok = talk.Shown()
		return ok && strings.Contains(m.Shown(), words)
	})
	for _, md := range read(m) {
		md.Mentions = slices.DeleteFunc(md.Mentions, func(s string) bool { return s == "<#"+w.news+">" })
		if len(md.Mentions)+len(md.Bare) > 0 {
			w.t.Errorf("live %q, %q in %s", md.Mentions, md.Bare, m.Shown())
		}
	}
	return m
}

// aside waits until who pressed is told those words beside what the button is
// under, which stays as it is.
func (w *team) aside(talk discordtest.Talk, words string) {
	w.t.Helper()
	w.Until("the words "+words+" aside", func() bool {
		list := talk.Asides()
		return len(list) == 1 && strings.Contains(list[0].Shown(), words)
	})
	if m, ok := talk.Shown(); ok {
		w.t.Errorf("%q stands in place of what was posted from", m.Shown())
	}
}

// read is what a client makes of all Markdown of a message.
func read(m discordtest.Message) []discordtest.Reading {
	out := []discordtest.Reading{discordtest.Read(m.Content)}
	for _, e := range m.Embeds {
		out = append(out, discordtest.Read(e.Title), discordtest.Read(e.Description))
	}
	return out
}

func (w *team) slash(user, command string, words string, options ...string) (discordtest.Talk, discordtest.Message) {
	w.t.Helper()
	talk := w.Slash(user, w.news, command, options...)
	return talk, w.shows(talk, words)
}

// answered waits for an answer with those words in a story's thread.
func (w *team) answered(root, words string) (m discordtest.Message) {
	w.t.Helper()
	w.Until("the answer "+words, func() bool {
		for _, a := range w.Posted(root) {
			if strings.Contains(a.Shown(), words) {
				m = a
				return true
			}
		}
		return false
	})
	return m
}

func (w *team) form(talk discordtest.Talk) (f discordtest.Form) {
	w.t.Helper()
	w.Until("a form", func() bool { var ok bool; f, ok = talk.Form(); return ok })
	return f
}

func TestDigestStaysPrivateUntilPosted(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	_, m := w.slash(discordtest.Ada, "digest url", "Ostwick opens gate 0007", "url", "https://news.example/0007")
	w.slash(discordtest.Ada, "digest url", "private address", "url", "https://10.0.0.1/x")
	w.slash(discordtest.Ada, "digest url", "private address", "url", "10.0.0.1/x")
	w.slash(discordtest.Ada, "digest url", "404 Not Found", "url", "https://broken.example/")
	w.slash(discordtest.Ada, "digest url", "This is no web address: @everyone", "url", "@everyone <@&1> `x`")
	if n := len(w.Posted(w.news)); n != 4 {
		t.Fatalf("a private digest is in the channel: %d posts", n)
	}
	// Whoever may not write there does not post.
	w.Allow(discordtest.Tom, discordtest.ViewChannel)
	w.aside(w.Press(discordtest.Tom, m, "Post"), "You may not write in this channel")
	w.shows(w.Press(discordtest.Ada, m, "Post"), "Posting 1 story.")
	w.Until("the post", func() bool { return len(w.Posted(w.news)) == 5 })
	posted := w.Posted(w.news)[4]
	if !strings.Contains(posted.Shown(), "Ostwick opens gate 0007") || len(posted.Parts) != 1 || len(posted.Parts[0].Components) != 3 {
		t.Errorf("posted %q with %+v", posted.Shown(), posted.Parts)
	}
	w.shows(w.Press(discordtest.Ada, m, "Post"), "in the channel already")
	_, m = w.slash(discordtest.Ada, "digest url", "Ostwick opens gate 0001", "url", "https://news.example/0001")
	again := w.shows(w.Press(discordtest.Ada, m, "Post"), "in the channel already")
	if links := read(again)[2].Links; len(links) != 1 || links[0].URL != "https://discord.com/channels/"+discordtest.Guild+"/"+w.news+"/"+w.posts[2].ID {
		t.Errorf("links %+v", links)
	}
	w.Deny(w.ops, discordtest.SendMessages|discordtest.EmbedLinks)
	talk := w.Slash(discordtest.Ada, w.ops, "digest url", "url", "https://news.example/0008")
	w.aside(w.Press(discordtest.Ada, w.shows(talk, "Ostwick opens gate 0008"), "Post"), "lacks Send Messages, Embed Links")
}

// What keeps a digest from being posted is said beside it: the button stays, and
// works when it is pressed again.
func TestFailedPressKeepsTheDigest(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 3})
	_, m := w.slash(discordtest.Ada, "digest url", "Ostwick opens gate 0007", "url", "https://news.example/0007")
	w.slash(discordtest.Ada, "digest next", "The next edition")
	w.slash(discordtest.Ada, "digest next", "The next edition")
	w.aside(w.Press(discordtest.Ada, m, "Post"), "That is more than 3 questions and commands in a minute")
	w.slash(discordtest.Tom, "digest next", "The next edition")
	w.shows(w.Press(discordtest.Tom, m, "Post"), "Posting 1 story.")
	w.Until("the post", func() bool { return len(w.Posted(w.news)) == 5 })
}

func TestCommands(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	w.Allow(discordtest.Tom, w.everyone|discordtest.ManageChannels)
	for _, c := range []struct{ user, command, words string }{
		{discordtest.Ada, "digest new", "Nothing new for <#" + w.news + ">."},
		{discordtest.Ada, "digest next", "The next edition comes on"},
		{discordtest.Ada, "digest sources", "news: 3 articles"},
		{discordtest.Ada, "digest help", "/digest sources"},
		{discordtest.Ada, "digest pause", "only those may who can manage this channel"},
		{discordtest.Tom, "digest resume", "Editions are not paused here."},
		{discordtest.Tom, "digest pause", "No more editions"},
		{discordtest.Ada, "digest next", "Paused by user-" + discordtest.Tom},
		{discordtest.Ada, "digest resume", "You may not pause or resume"},
		{discordtest.Tom, "digest resume", "The next edition comes on"},
	} {
		talk, m := w.slash(c.user, c.command, c.words)
		if m.Flags&64 == 0 {
			t.Errorf("%s is for everybody", c.command)
		}
		if took, _ := talk.Took(); took > time.Second {
			t.Errorf("%s: first answered after %v", c.command, took)
		}
	}
	w.slash(discordtest.Tom, "digest pause", "No more editions", "reason", "too *loud* @everyone")
	w.slash(discordtest.Ada, "digest next", "too *loud* @everyone")
	_, m := w.slash(discordtest.Ada, "digest why", "and was posted", "url", "https://news.example/0001")
	if links := read(m)[2].Links; len(links) != 1 || !strings.HasSuffix(links[0].URL, w.posts[2].ID) {
		t.Errorf("why leads to %+v", links)
	}
	w.slash(discordtest.Ada, "digest why", "None of this channel's sources", "url", "https://news.example/none")
	w.shows(w.Slash(discordtest.Ada, w.ops, "digest next"), "This channel gets no editions. These do: <#"+w.news+">.")
	if n := len(w.Posted(w.news)); n != 4 {
		t.Errorf("%d posts: a command's reply is for everybody", n)
	}
}

func TestAskIsCompletedAndPosted(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	offered := func(words string) (list []discordtest.Choice) {
		talk := w.Type(discordtest.Ada, w.news, "ask", "story", words)
		w.Until("what is offered", func() bool { var ok bool; list, ok = talk.Choices(); return ok })
		return list
	}
	if list := offered(""); len(list) != 3 {
		t.Errorf("offered %+v", list)
	}
	if list := offered("nothing like it"); len(list) != 0 {
		t.Errorf("offered %+v", list)
	}
	list := offered("GATE 0001")
	if len(list) != 1 || list[0].Name != "Ostwick opens gate 0001" {
		t.Fatalf("offered %+v", list)
	}
	w.slash(discordtest.Ada, "ask", "We waited 3 years", "question", "How long did they wait?", "story", list[0].Value)
	w.slash(discordtest.Ada, "ask", "We waited 4 years", "question", "How long did they wait?", "story", "gate 0002")
	w.slash(discordtest.Ada, "ask", "None of this channel's last stories", "question", "How long?", "story", "[x](https://evil.example)")
	_, m := w.slash(discordtest.Ada, "ask", "We waited 3 years", "question", "Who waited 3 years? @everyone")
	root := w.posts[2].ID
	w.shows(w.Press(discordtest.Ada, m, "Post in the story's thread"), "The answer comes in the thread")
	a := w.answered(root, "Asked: Who waited 3 years? @everyone")
	if strings.Contains(a.Shown(), "About:") || !strings.Contains(a.Shown(), "We waited 3 years") {
		t.Errorf("posted %q", a.Shown())
	}
	w.shows(w.Press(discordtest.Ada, m, "Post in the story's thread"), "The answer comes in the thread") // pressed twice
	w.Allow(discordtest.Tom, discordtest.ViewChannel|discordtest.SendMessages)
	w.aside(w.Press(discordtest.Tom, m, "Post in the story's thread"), "You may not write in threads here")
	// In a story's thread it is that story that is asked about.
	w.shows(w.Slash(discordtest.Ada, root, "ask", "question", "How long did they wait?"), "We waited 3 years")
	if n := len(w.Posted(root)); n != 1 {
		t.Errorf("%d answers, want the one", n)
	}
}

func TestStoryButtons(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	story := w.posts[1]
	talk := w.Press(discordtest.Ada, story, "Ask")
	w.form(talk)
	asked := w.Submit(talk, map[string]string{"words": "How long did they wait? @everyone"})
	w.shows(asked, "The answer comes in the thread")
	asked.Again()
	a := w.answered(story.ID, "We waited 2 years")
	if !strings.Contains(a.Shown(), "Asked: How long did they wait? @everyone") {
		t.Errorf("answered %q", a.Shown())
	}
	// Nothing but blanks is told so, and told to nobody else.
	for button, told := range map[string]string{"Ask": "Ask something", "Wrong quote?": "Choose a quote"} {
		talk := w.Press(discordtest.Ada, story, button)
		w.form(talk)
		in := map[string]string{"words": "   "}
		if button != "Ask" {
			in["quote"] = "-1" // something else
		}
		w.shows(w.Submit(talk, in), told)
	}
	// Who may not write in threads is answered in private.
	w.Allow(discordtest.Tom, discordtest.ViewChannel)
	talk = w.Press(discordtest.Tom, story, "Ask")
	w.form(talk)
	w.shows(w.Submit(talk, map[string]string{"words": "How long did they wait?"}), "We waited 2 years")

	w.shows(w.Press(discordtest.Ada, story, "All quotes"), "“We waited 2 years for this,”")

	talk = w.Press(discordtest.Ada, story, "Wrong quote?")
	w.form(talk)
	w.shows(w.Submit(talk, map[string]string{"quote": "0", "words": "It was <@100000000000000012>."}), "told")
	w.Until("the report", func() bool { return len(w.Posted(w.ops)) == 1 })
	report := w.Posted(w.ops)[0]
	for _, words := range []string{"by user-" + discordtest.Ada + " in <#" + w.news + ">.", "Ostwick opens gate 0000", "“We waited 2 years for this,”", "It was <@100000000000000012>.", "newsdigest withdraw"} {
		if !strings.Contains(report.Shown(), words) {
			t.Errorf("the report lacks %q: %s", words, report.Shown())
		}
	}
	if n := len(w.Posted(story.ID)); n != 1 {
		t.Errorf("%d answers, want one: what is told again is done once", n)
	}
}

// Where a moderator locked or deleted the thread, nobody is promised an answer
// there: it is given in private.
func TestNoAnswerIsPromisedInAShutThread(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	for story, shut := range map[int]struct {
		do    func(string)
		words string
	}{1: {w.Lock, "the thread is closed"}, 2: {w.DeleteThread, "was deleted"}} {
		m := w.posts[story]
		shut.do(m.ID)
		talk := w.Press(discordtest.Ada, m, "Ask")
		w.form(talk)
		answer := w.shows(w.Submit(talk, map[string]string{"words": "How long did they wait?"}), "We waited")
		w.aside(w.Press(discordtest.Ada, answer, "Post in the story's thread"), shut.words)
	}
	if list := w.Posted(w.ops); len(list) != 0 {
		t.Errorf("those who run it are told %q", list[0].Shown())
	}
}

func TestSeveralStoriesAreShownAndPosted(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	id := w.Say(w.news, discordtest.Tom, "look: [this](https://news.example/0007), <https://news.example/0008>. And **https://10.0.0.1/x**!", "")
	talk := w.Menu(discordtest.Ada, "Digest the links", id)
	m := w.shows(talk, "Not read: https://10.0.0.1/x: private address")
	if !strings.Contains(m.Shown(), "Ostwick opens gate 0007") || !strings.Contains(m.Shown(), "Ostwick opens gate 0008") {
		t.Fatalf("shown %q", m.Shown())
	}
	var second string
	for _, r := range m.Parts {
		if o := r.Components[0].Options; len(o) == 2 {
			second = o[1].Value
		}
	}
	one := w.shows(w.Press(discordtest.Ada, m, "show", second), "Ostwick opens gate 0008")
	if strings.Contains(one.Shown(), "gate 0007") {
		t.Errorf("one story: %q", one.Shown())
	}
	w.shows(w.Press(discordtest.Ada, m, "Post all 2"), "Posting 2 stories.")
	w.Until("the posts", func() bool { return len(w.Posted(w.news)) == 6 })
	plain := w.Say(w.news, discordtest.Tom, "no link here", "")
	w.shows(w.Menu(discordtest.Ada, "Digest the links", plain), "There is no link")
}

func TestWhoMayAskOnDiscord(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100, Askers: []string{"100000000000000077"}, Questions: map[string]int{Name: 2}})
	w.slash(discordtest.Tom, "ask", "You may not ask questions here", "question", "Who waited 3 years?")
	w.Allow(discordtest.Ada, w.everyone, "100000000000000077")
	for range 2 {
		w.slash(discordtest.Ada, "ask", "We waited 3 years", "question", "Who waited 3 years?")
	}
	w.slash(discordtest.Ada, "ask", "more than 2 questions in 10 minutes", "question", "Who waited 3 years?")
	talk := w.Press(discordtest.Ada, w.posts[1], "Ask")
	w.form(talk)
	w.shows(w.Submit(talk, map[string]string{"words": "How long did they wait?"}), "Not asked: that is more than 2 questions in 10 minutes")
	// In a thread a person is told once, and who may not ask is told where they speak to the bot.
	root := w.posts[1].ID
	w.Say(root, discordtest.Tom, "How long did they wait?", "")
	for range 3 {
		w.Say(root, discordtest.Ada, "How long did they wait?", "")
	}
	w.Say(root, discordtest.Tom, "<@"+discordtest.Bot+"> How long did they wait?", "")
	w.answered(root, "Not asked: you may not ask questions here")
	if told := w.Posted(root); len(told) != 2 || !strings.Contains(told[0].Shown(), "Not asked: that is more than 2 questions in 10 minutes") || told[0].Reference == nil {
		t.Errorf("told %+v", told)
	}
}

// A long question is one all the same; one that is longer than what is read is
// said to be, where it is put to the bot.
func TestLongQuestions(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	root := w.posts[1].ID
	w.Say(root, discordtest.Ada, strings.Repeat("The gate of Ostwick was shut all winter. ", 20)+"How many years did they wait?", "")
	w.answered(root, "We waited 2 years")
	long := strings.Repeat("The gate of Ostwick was shut all winter. ", 60) + "How many years did they wait?"
	w.Say(root, discordtest.Ada, long, "")
	w.Say(root, discordtest.Tom, "<@"+discordtest.Bot+"> "+long, "")
	w.answered(root, "Not asked: a question may have at most 2,000 characters")
	id := w.Say(root, discordtest.Ada, "Who is the harbour master?", "")
	w.Until("the third", func() bool { return len(w.Posted(root)) == 3 })
	a := w.Posted(root)[2]
	w.Rewrite(id, "<@"+discordtest.Bot+"> "+long)
	w.Until("its answer is taken away, and why is said", func() bool {
		_, there := w.Message(a.ID)
		return !there && len(w.Posted(root)) == 3
	})
}

// Asked in the channel itself, it answers in a thread that it opens: under the
// question, or under the story that was replied to.
func TestAskedInTheChannel(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	id := w.Say(w.news, discordtest.Ada, "<@"+discordtest.Bot+"> who waited 3 years?", "")
	if a := w.answered(id, "We waited 3 years"); a.Reference != nil {
		t.Errorf("the answer replies to %+v, which is not in the thread", a.Reference)
	}
	story := w.posts[1].ID
	w.Say(w.news, discordtest.Ada, "How long did they wait?", story)
	if a := w.answered(story, "We waited 2 years"); a.Reference != nil {
		t.Errorf("the answer replies to %+v, which is not in the thread", a.Reference)
	}
}

// What takes long says that it is at work, and ends in words where newsdigest ends.
func TestProgressAndEnd(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	talk, _ := w.slash(discordtest.Ada, "digest url", "Reading https://slow.example/ …", "url", "https://slow.example/")
	if took, ok := talk.Took(); !ok || took > time.Second {
		t.Errorf("first answered after %v", took)
	}
	w.stop()
	w.shows(talk, "newsdigest was stopped meanwhile. Ask again")
}

func TestSlowPagesEndInWords(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	talk, _ := w.slash(discordtest.Ada, "digest url", "Reading", "url", "https://slow.example/")
	close(w.slow)
	w.shows(talk, "Not read: https://slow.example/: private address")
}

// An answer whose receipt is lost, an interaction that another newsdigest has,
// one that is over, and a server in trouble.
func TestInteractionsInTrouble(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	for name, fault := range map[string]discordtest.Fault{
		"cut after": discordtest.CutAfter, "500 after": discordtest.ErrorAfter, "cut before": discordtest.CutBefore,
		"500 before": discordtest.ErrorBefore, "429": discordtest.Limited,
	} {
		w.Set(func() {
			w.Fault = func(request string, n int) discordtest.Fault {
				if n == 1 && (strings.HasPrefix(request, "POST interactions/") || strings.HasPrefix(request, "PATCH webhooks/")) {
					return fault
				}
				return discordtest.None
			}
		})
		if _, m := w.slash(discordtest.Ada, "digest next", "The next edition"); m.Content == "" {
			t.Errorf("%s: %+v", name, m)
		}
	}
	w.Set(func() { w.Fault = nil })
	if strings.Contains(w.log.String(), "not-a-secret") {
		t.Errorf("a token is in the log:\n%s", w.log)
	}
}

// TestCommandsAreRegisteredOnce: what Discord holds already is not sent again.
func TestCommandsAreRegisteredOnce(t *testing.T) {
	s := discordtest.New(t)
	listen := func(held func() bool) {
		p, _ := open(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := p.Listen(ctx, nil); err != nil {
				t.Error(err)
			}
		})
		s.Until("the commands", held)
		cancel()
		wg.Wait()
	}
	kept := func() bool { list, _ := s.Commands(); return len(list) == 3 }
	listen(kept)
	listen(func() bool { return s.Count("GET applications/"+discordtest.App+"/commands") == 2 })
	list, changes := s.Commands()
	if changes != 1 || len(list) != 3 {
		t.Fatalf("overwritten %d times: %+v", changes, list)
	}
	// Another's are replaced, but for the one that Discord does not let go.
	s.HoldCommands(map[string]any{"id": "1", "type": 4, "name": "launch", "description": "x", "handler": 2}, map[string]any{"id": "2", "type": 1, "name": "old", "description": "x"}, map[string]any{"id": "3", "type": 1, "name": "older", "description": "x"})
	listen(func() bool { _, changes := s.Commands(); return changes == 2 })
	if list, _ = s.Commands(); len(list) != 4 || list[3].Name != "launch" {
		t.Errorf("held: %+v", list)
	}
}

// Buttons and forms of another version, and what no client sends.
func TestInteractionsThatSayLittle(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	story := w.posts[1]
	w.shows(w.PressOf(discordtest.Ada, story, 2, "dance:1"), "does nothing any more")
	w.shows(w.PressOf(discordtest.Ada, story, 2, "quotes:none"), "not kept any more")
	w.shows(w.PressOf(discordtest.Ada, story, 2, "wrong:none"), "not kept any more")
	w.aside(w.PressOf(discordtest.Ada, story, 2, "post"), "not known any more")
	w.aside(w.PressOf(discordtest.Ada, story, 2, "answer:1:none"), "not known any more")
	w.aside(w.PressOf(discordtest.Ada, story, 2, "page:x:none"), "not kept any more")
	talk := w.PressOf(discordtest.Ada, story, 2, "ask:none")
	w.form(talk)
	w.shows(w.Submit(talk, map[string]string{"words": "Who?"}), "")
	w.Until("nothing is left unanswered", func() bool { _, ok := talk.Took(); return ok })
}

// Those who run the bot read channels' names, not ids, and nobody is pinged by them.
func TestTroubleNamesTheChannel(t *testing.T) {
	w := newTeam(t, bot.Rules{PerMinute: 100})
	_, m := w.slash(discordtest.Ada, "digest url", "Ostwick opens gate 0007", "url", "https://news.example/0007")
	w.Set(func() {
		w.Fault = func(request string, _ int) discordtest.Fault {
			if request == "POST channels/"+w.news+"/messages" {
				return discordtest.Forbidden
			}
			return discordtest.None
		}
	})
	w.shows(w.Press(discordtest.Ada, m, "Post"), "Posting 1 story.")
	w.Until("the notice", func() bool { return len(w.Posted(w.ops)) == 1 })
	if told := w.Posted(w.ops)[0].Shown(); !strings.HasPrefix(told, "Paused <#"+w.news+">: post: ") || strings.Contains(told, "discord channel") {
		t.Errorf("told %q", told)
	}
}

package bot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

// A desk is a bot whose commands are tested, at a clock that is set.
type desk struct {
	*bot.Bot
	store   *store.Store
	service *bottest.Service
	mu      sync.Mutex
	now     time.Time
	news    []article.Article
	broken  error
}

const ops = bot.ChannelID("test:ops")

func newDesk(t *testing.T, o bot.Options, channels ...bot.Channel) *desk {
	t.Helper()
	d := &desk{service: &bottest.Service{}, store: openStore(t), now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o.Clock = func() time.Time { d.mu.Lock(); defer d.mu.Unlock(); return d.now }
	if o.Read == nil {
		o.Read = func(_ context.Context, address string) ([]article.Article, error) {
			for _, a := range bottest.Articles(20) {
				if a.URL == address {
					return []article.Article{a}, nil
				}
			}
			return nil, errors.New("private address")
		}
	}
	if len(channels) == 0 {
		channels = []bot.Channel{channel("c", 2, "news", "down")}
	}
	from := bottest.Collector{
		"news": func() ([]article.Article, error) { d.mu.Lock(); defer d.mu.Unlock(); return d.news, d.broken },
		"down": func() ([]article.Article, error) { return nil, errors.New("no such host") },
	}
	d.Bot = newBot(t, d.store, from, []bot.Platform{serve(t, d.service)}, channels, o)
	return d
}

func (d *desk) later(by time.Duration) { d.mu.Lock(); d.now = d.now.Add(by); d.mu.Unlock() }

func (d *desk) has(as ...article.Article) { d.mu.Lock(); d.news = as; d.mu.Unlock() }

func words(r bot.Reply) string {
	var out []string
	for _, l := range r.Lines {
		out = append(out, l.Text)
	}
	return strings.Join(out, "\n")
}

// says does a command and expects those words in its reply.
func (d *desk) says(t *testing.T, c bot.Command, want ...string) bot.Reply {
	t.Helper()
	if c.Channel == "" {
		c.Channel = "test:c"
	}
	if c.User == "" {
		d.mu.Lock()
		c.User = fmt.Sprint("somebody at ", d.now.UnixNano())
		d.now = d.now.Add(time.Millisecond)
		d.mu.Unlock()
	}
	r := d.Do(t.Context(), c)
	for _, w := range want {
		if !strings.Contains(words(r), w) {
			t.Errorf("%v: says %q, want %q in it", c.Verb, words(r), w)
		}
	}
	return r
}

func TestDigestOfAnAddress(t *testing.T) {
	as := bottest.Articles(3)
	d := newDesk(t, bot.Options{Rules: bot.Rules{Hosts: []string{"news.example"}}})
	r := d.says(t, bot.Command{Verb: bot.DigestURLs, Addresses: []string{as[1].URL}})
	if r.Story == nil || r.Story.Digest.Headline != as[1].Title || len(r.Post) != 1 || r.Stories != nil {
		t.Fatalf("one address: %+v", r)
	}
	r = d.says(t, bot.Command{Verb: bot.DigestURLs, Addresses: []string{as[0].URL, as[2].URL, as[0].URL, "https://news.example/none", "https://other.example/", "ftp://x", "https://u:p@news.example/"}},
		"The first 5 of 7", "Not read: https://news.example/none: private address", "only pages of news.example")
	if r.Story != nil || len(r.Stories) != 2 || len(r.Post) != 2 || r.Stories[0].Text != as[0].Title {
		t.Errorf("several addresses: %+v", r)
	}
	d.says(t, bot.Command{Verb: bot.DigestURLs, Addresses: []string{"ftp://x", "https://u:p@news.example/", "https://evilnews.example/"}},
		"ftp://x: this is no web address", "no web address", "only pages of news.example")
	d.says(t, bot.Command{Verb: bot.DigestURLs}, "no address")

	// What was digested in private is posted when somebody says so, once.
	d.says(t, bot.Command{Verb: bot.PostHere, Stories: r.Post}, "Posting 2 stories.")
	d.says(t, bot.Command{Verb: bot.PostHere, Stories: r.Post}, "in the channel already")
	once(t, d.Bot)
	d.says(t, bot.Command{Verb: bot.PostHere, Stories: r.Post}, "in the channel already")
	if diff := cmp.Diff([]string{"c story " + as[0].Title, "c story " + as[2].Title}, shown(d.service)); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
	if r := d.says(t, bot.Command{Verb: bot.PostHere, Stories: r.Post}); len(r.Lines) != 2 || r.Lines[0].Message == "" {
		t.Errorf("a story that is there: %+v; want where", r.Lines)
	}
	d.says(t, bot.Command{Verb: bot.ShowStory, Stories: []bot.StoryID{"gone"}}, "not kept any more")
}

func TestWhatIsNew(t *testing.T) {
	as := bottest.Articles(15)
	d := newDesk(t, bot.Options{})
	d.says(t, bot.Command{Verb: bot.WhatIsNew}, "Not read: source down: no such host", "Nothing new for c.")
	d.has(as[:2]...)
	once(t, d.Bot)
	d.has(as[:3]...)
	r := d.says(t, bot.Command{Verb: bot.WhatIsNew})
	if r.Story == nil || r.Story.Digest.Headline != as[2].Title {
		t.Errorf("new: %+v", r)
	}
	d.has(as...)
	r = d.says(t, bot.Command{Verb: bot.WhatIsNew}, "The newest 10 of 13 stories")
	if len(r.Stories) != 10 {
		t.Errorf("%d stories are listed", len(r.Stories))
	}
	d.says(t, bot.Command{Verb: bot.WhatIsNew, Channel: "test:elsewhere"}, "gets no editions. These do: c.")
}

func TestNextSourcesAndWhy(t *testing.T) {
	as := bottest.Articles(5)
	d := newDesk(t, bot.Options{})
	d.says(t, bot.Command{Verb: bot.NextUp}, "Tuesday, 3 March 2026, 08:00 UTC", "2 stories from news, down")
	d.says(t, bot.Command{Verb: bot.ListSources}, "news: not read yet.", "down: not read yet.")
	d.has(as...)
	once(t, d.Bot)
	d.says(t, bot.Command{Verb: bot.ListSources}, "news: 5 articles on Monday, 2 March 2026", "down: in trouble, and never read so far.", "no such host")
	d.mu.Lock()
	d.broken = errors.New("out of order")
	d.mu.Unlock()
	d.later(time.Hour)
	d.says(t, bot.Command{Verb: bot.WhyNot, Addresses: []string{"https://news.example/none"}}, "None of this channel's sources (news, down)")
	d.says(t, bot.Command{Verb: bot.ListSources}, "news: in trouble; last read on Monday, 2 March 2026, 09:00 UTC. On Monday, 2 March 2026, 10:00 UTC: source news: out of order")

	why := func(address string) bot.Command { return bot.Command{Verb: bot.WhyNot, Addresses: []string{address}} }
	r := d.says(t, why(as[0].URL+"/#frag"), "part of the edition of Monday, 2 March 2026, 09:00 UTC, and was posted")
	if r.Lines[0].Message == "" {
		t.Error("it does not lead to the post")
	}
	d.says(t, why(as[2].URL), "among the newest: it comes with the next edition, on Tuesday")
	d.says(t, why(as[4].URL), "2 stories are newer")
	d.says(t, bot.Command{Verb: bot.WhyNot}, "Give its address")
}

func TestPauseAndResume(t *testing.T) {
	as := bottest.Articles(3)
	d := newDesk(t, bot.Options{Rules: bot.Rules{Pausers: []string{"ann", "role-1"}}})
	d.has(as...)
	d.says(t, bot.Command{Verb: bot.PauseHere, User: "bo"}, "You may not pause", "commands: {pause: […]}")
	d.says(t, bot.Command{Verb: bot.ResumeHere, User: "ann"}, "not paused")
	d.says(t, bot.Command{Verb: bot.PauseHere, User: "ann", Name: "Ann", Text: "too loud"}, "No more editions for c")
	d.says(t, bot.Command{Verb: bot.PauseHere, User: "ann"}, "paused by Ann on Monday, 2 March 2026, 09:00 UTC: too loud already")
	d.says(t, bot.Command{Verb: bot.NextUp}, "Paused by Ann")
	if _, err := d.store.Bar(t.Context(), bot.Bar{Channel: "test:c", Since: d.now, Reason: "it is archived"}); err != nil {
		t.Fatal(err)
	}
	o, err := d.Overview(t.Context(), "test")
	if err != nil || len(o.Channels) != 1 || o.Channels[0].Pause == nil || o.Channels[0].Bar != "it is archived" || o.Channels[0].Next.IsZero() {
		t.Errorf("overview %+v, %v", o, err)
	}
	if _, err := d.store.Unbar(t.Context(), "test:c"); err != nil {
		t.Fatal(err)
	}
	trouble := once(t, d.Bot).Trouble()
	if len(trouble) != 1 || !strings.Contains(trouble[0], "paused by Ann") || len(d.service.Posted()) > 0 {
		t.Errorf("a paused channel: %q, posted %v", trouble, shown(d.service))
	}
	d.says(t, bot.Command{Verb: bot.WhyNot, Addresses: []string{as[0].URL}}, "editions are paused by Ann")
	d.says(t, bot.Command{Verb: bot.ResumeHere, User: "bo", Roles: []string{"role-1"}}, "The next edition comes on Tuesday")
	once(t, d.Bot)
	if n := len(d.service.Posted()); n != 3 {
		t.Errorf("%d posts after it was resumed", n)
	}
	d.says(t, bot.Command{Verb: bot.PauseHere, Channel: "test:elsewhere"}, "gets no editions")
}

func TestAskAbout(t *testing.T) {
	as := bottest.Articles(4)
	d := newDesk(t, bot.Options{})
	d.says(t, bot.Command{Verb: bot.AskAbout, Text: "How long did they wait?"}, "no story yet")
	d.has(as[:3]...)
	once(t, d.Bot)
	r := d.says(t, bot.Command{Verb: bot.AskAbout, Text: "Who waited 3 years?"})
	if r.Answer == nil || !r.Answer.Answer.Said || r.Answer.About == nil || r.Answer.Thread.Root == "" || !r.Answer.Unseen {
		t.Fatalf("answer: %+v", r)
	}
	if got := r.Answer.Answer.Cited[0].Text; !strings.Contains(got, "3 years") || r.Answer.About.Text != as[1].Title {
		t.Errorf("answered %q about %q", got, r.Answer.About.Text)
	}
	d.says(t, bot.Command{Verb: bot.AskAbout}, "Ask something")

	// One story may be asked about: by its name, or in its thread.
	recent, err := d.Recent(t.Context(), "test:c")
	if err != nil || len(recent) != 2 || recent[0].Text != as[1].Title && recent[1].Text != as[1].Title {
		t.Fatalf("recent: %+v, %v", recent, err)
	}
	for _, h := range recent {
		r := d.says(t, bot.Command{Verb: bot.AskAbout, Text: "How long did they wait?", Stories: []bot.StoryID{h.Story}})
		if r.Answer == nil || r.Answer.Story != h.Story || r.Answer.Thread.Root == "" {
			t.Fatalf("about %s: %+v", h.Text, r)
		}
		r = d.says(t, bot.Command{Verb: bot.AskAbout, Text: "How long did they wait?", Thread: r.Answer.Thread.Root})
		if r.Answer == nil || r.Answer.Story != h.Story {
			t.Fatalf("in the thread of %s: %+v", h.Text, r)
		}
	}
}

func TestWrongQuoteIsToldToTheAdmin(t *testing.T) {
	as := bottest.Articles(2)
	d := newDesk(t, bot.Options{Admin: ops}, channel("c", 2, "news"), channel("ops", 1, "down"))
	d.has(as...)
	once(t, d.Bot)
	told := make(chan bottest.Posted, 10)
	d.service.Kept = func(p bottest.Posted) { told <- p }
	d.running(t)
	c := bot.Command{Verb: bot.AllQuotes, Stories: []bot.StoryID{bot.StoryID(as[0].ID)}}
	r := d.says(t, c)
	if r.Quotes == nil || len(r.Quotes.Quotes) != 1 || r.Quotes.Quotes[0].Who != "Ada Brandt" || r.Quotes.Quotes[0].Passages[0].Text != "We waited 2 years for this," {
		t.Fatalf("quotes: %+v", r.Quotes)
	}
	c.Verb, c.User, c.Name, c.Text = bot.WrongQuote, "U1", "Ann", "It was not her.\n<!channel>"
	for range 2 { // a form may be sent twice
		d.says(t, c, "Those who run newsdigest are told")
	}
	d.says(t, bot.Command{Verb: bot.WrongQuote, User: "U2", Quote: -1, Stories: c.Stories}, "Those who run newsdigest are told")
	first, second := <-told, <-told
	if first.Channel != ops || first.Kind != "notice" || second.Kind != "notice" || first.Key == second.Key {
		t.Fatalf("notices: %+v, %+v", first, second)
	}
	for _, w := range []string{"by Ann in c", as[0].Title, "Ada Brandt: “We waited 2 years for this,”", "It was not her.", "newsdigest withdraw " + string(as[0].ID)} {
		if !strings.Contains(first.Text, w) {
			t.Errorf("the notice lacks %q:\n%s", w, first.Text)
		}
	}
	if d := newDesk(t, bot.Options{}); true {
		d.says(t, bot.Command{Verb: bot.DigestURLs, Addresses: []string{as[0].URL}})
		d.says(t, c, "It is noted for whoever runs")
	}
}

func TestPeopleAreLimited(t *testing.T) {
	d := newDesk(t, bot.Options{Rules: bot.Rules{PerMinute: 3}})
	next := bot.Command{Verb: bot.NextUp, User: "ann"}
	for range 3 {
		d.says(t, next, "The next edition")
	}
	d.later(20 * time.Second)
	d.says(t, next, "more than 3 questions and commands in a minute; ask again in 41 seconds")
	d.says(t, bot.Command{Verb: bot.NextUp, User: "bo"}, "The next edition")
	err := d.Ask(t.Context(), bot.Question{ID: "q", Thread: bot.Thread{Channel: "test:c", Root: "?"}, User: "ann", Text: "Who?"})
	if busy, ok := errors.AsType[*bot.BusyError](err); !ok || busy.Limit != 3 {
		t.Errorf("a question over the limit: %v", err)
	}
	d.later(41 * time.Second)
	d.says(t, next, "The next edition")
	// A question that is handed over again counts once, and nobody in particular is not counted.
	for range 20 {
		if err := d.Ask(t.Context(), bot.Question{ID: "q", Thread: bot.Thread{Channel: "test:c", Root: "?"}, User: "cy", Text: "Who?"}); !errors.Is(err, bot.ErrNoStory) {
			t.Fatalf("again: %v", err)
		}
		if err := d.Ask(t.Context(), bot.Question{ID: "q2", Thread: bot.Thread{Channel: "test:c", Root: "?"}, Text: "Who?"}); !errors.Is(err, bot.ErrNoStory) {
			t.Fatalf("without a name: %v", err)
		}
	}
}

func TestQuestionsAreLimited(t *testing.T) {
	d := newDesk(t, bot.Options{Rules: bot.Rules{Questions: map[string]int{"test": 2}}})
	ask := func(id, user string) error {
		return d.Ask(t.Context(), bot.Question{ID: bot.QuestionID(id), Thread: bot.Thread{Channel: "test:c", Root: "?"}, User: user, Text: "Who?"})
	}
	about := bot.Command{Verb: bot.AskAbout, User: "ann", Text: "Who?"}
	d.says(t, about, "no story yet")
	d.later(2 * time.Minute)
	for range 2 { // handed over again it counts once
		if err := ask("q", "ann"); !errors.Is(err, bot.ErrNoStory) {
			t.Errorf("the second question: %v", err)
		}
	}
	d.says(t, about, "more than 2 questions in 10 minutes; ask again in 9 minutes")
	d.says(t, bot.Command{Verb: bot.NextUp, User: "ann"}, "The next edition") // is no question
	if err := ask("q2", "bo"); !errors.Is(err, bot.ErrNoStory) {
		t.Errorf("somebody else's: %v", err)
	}
	d.later(8*time.Minute + time.Second)
	d.says(t, about, "no story yet")
	d.says(t, about, "more than 2 questions in 10 minutes")
}

func TestWhoMayAskAndPause(t *testing.T) {
	d := newDesk(t, bot.Options{Rules: bot.Rules{Askers: []string{"ann", "role-1"}}})
	for _, c := range []struct {
		user, role string
		may        bool
	}{{"ann", "", true}, {"bo", "role-1", true}, {"bo", "role-2", false}, {"", "", true}} {
		err := d.Ask(t.Context(), bot.Question{ID: "q", Thread: bot.Thread{Channel: "test:c", Root: "?"}, User: c.user, Roles: []string{c.role}, Text: "Who?"})
		if may := !errors.Is(err, bot.ErrMayNotAsk); may != c.may {
			t.Errorf("%q with role %q: %v", c.user, c.role, err)
		}
	}
	d.says(t, bot.Command{Verb: bot.AskAbout, User: "bo", Text: "Who?"}, "You may not ask questions here")
	d.says(t, bot.Command{Verb: bot.PauseHere, Standing: bot.Member}, "only those may who can manage this channel")
	d.says(t, bot.Command{Verb: bot.PauseHere, Standing: bot.Manager}, "No more editions")
}

// running runs the bot until the test ends.
func (d *desk) running(t *testing.T) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// TestQuestionsAreRevised follows a question through an edit, a second story
// and its end.
func TestQuestionsAreRevised(t *testing.T) {
	changes := make(chan bottest.Posted, 100)
	d := newDesk(t, bot.Options{Logger: slog.New(slog.NewTextHandler(t.Output(), nil))})
	d.service.Kept = func(p bottest.Posted) {
		if p.Kind == "answer" {
			changes <- p
		}
	}
	d.service.Fault = func(n int) bottest.Fault {
		return map[int]bottest.Fault{5: bottest.CutAfter, 6: bottest.ErrorBefore}[n] // the first edit, twice
	}
	as := bottest.Articles(2)
	d.has(as...)
	once(t, d.Bot)
	roots := d.service.Posted()
	d.running(t)
	next := func() bottest.Posted {
		t.Helper()
		select {
		case p := <-changes:
			return p
		case <-time.After(30 * time.Second):
			t.Fatal("no answer")
			return bottest.Posted{}
		}
	}
	q := bot.Question{ID: "q1", Thread: bot.Thread{Channel: "test:c", Root: roots[1].ID}, User: "ann", Text: "Who waited?"}
	if err := d.Ask(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	first := next()
	if first.Text != "Who waited?" {
		t.Errorf("first: %+v", first)
	}
	settled := func(want bot.State) {
		t.Helper()
		for range 200 {
			got, err := d.store.Delivery(t.Context(), first.Key)
			if err != nil {
				t.Fatal(err)
			}
			if got.State == want {
				return
			}
			d.await(t)
		}
		t.Fatalf("the answer is not %v", want)
	}
	settled(bot.Sent)
	if err := d.Revise(t.Context(), q); err != nil { // the same words
		t.Fatal(err)
	}
	q.Text = "How long did they wait?"
	if err := d.Revise(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	second := next()
	for second.Text == first.Text {
		second = next()
	}
	if second.ID != first.ID || second.Text != q.Text {
		t.Errorf("revised: %+v, want the answer at %s changed", second, first.ID)
	}
	settled(bot.Sent)
	if err := d.Retract(t.Context(), "test:c", "q1"); err != nil {
		t.Fatal(err)
	}
	settled(bot.Removed)
	for _, p := range d.service.Posted() {
		if p.Kind == "answer" {
			t.Errorf("still there: %+v", p)
		}
	}
	for _, err := range []error{d.Retract(t.Context(), "test:c", "none"), d.Revise(t.Context(), bot.Question{ID: "none", Thread: q.Thread, Text: "Who?"})} {
		if !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("an unknown question: %v", err)
		}
	}

	// In a thread of no story the channels' last stories are asked, and then that story.
	free := bot.Thread{Channel: "test:elsewhere", Root: "m7"}
	ask := bot.Question{ID: "q2", Thread: free, Text: "Who waited 3 years?"}
	if err := d.Ask(t.Context(), ask); !errors.Is(err, bot.ErrNoStory) {
		t.Errorf("among none: %v", err)
	}
	ask.Among = []bot.ChannelID{"test:c"}
	if err := d.Ask(t.Context(), ask); err != nil {
		t.Fatal(err)
	}
	p := next()
	for p.Key == first.Key {
		p = next()
	}
	got, err := d.store.Delivery(t.Context(), p.Key)
	if err != nil || got.Post.Answer.About == nil || got.Post.Answer.About.Text != as[1].Title {
		t.Errorf("answered %+v, %v", got.Post.Answer, err)
	}
	if err := d.Ask(t.Context(), bot.Question{ID: "q3", Thread: free, Text: "And who said so?", Unseen: true}); err != nil {
		t.Fatal(err)
	}
	p = next()
	got, err = d.store.Delivery(t.Context(), p.Key)
	if err != nil || got.Post.Answer.About != nil || got.Post.Answer.Story != bot.StoryID(as[1].ID) || !got.Post.Answer.Unseen {
		t.Errorf("followed up %+v, %v", got.Post.Answer, err)
	}
	if err := d.Ask(t.Context(), bot.Question{ID: "q4", Thread: free, Story: "none", Text: "Who?"}); !errors.Is(err, bot.ErrNoStory) {
		t.Errorf("about an unknown story: %v", err)
	}
}

// await lets the queue go on: what it does is seen in the store alone.
func (d *desk) await(t *testing.T) {
	t.Helper()
	select {
	case <-time.After(20 * time.Millisecond):
		d.later(time.Second)
	case <-t.Context().Done():
	}
}

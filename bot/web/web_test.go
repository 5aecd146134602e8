package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

func storyPost(key, title string) bot.Post {
	return bot.Post{
		Key:     bot.Key(key),
		Channel: "web:demo",
		Story:   &bot.StoryPost{ID: bot.StoryID("s" + key), Digest: render.Post{Headline: title}},
	}
}

func TestSendOnce(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	post := storyPost("k1", "A bridge opens")
	if _, found, err := c.p.Find(t.Context(), post, morning); found || err != nil {
		t.Fatalf("before it is sent: found %v, error %v", found, err)
	}
	first, err := c.p.Send(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	second, err := c.p.Send(t.Context(), post)
	if err != nil || second != first {
		t.Errorf("sent again it is %q (%v), want %q", second, err, first)
	}
	if id, found, err := c.p.Find(t.Context(), post, morning); id != first || !found || err != nil {
		t.Errorf("found %q, %v (%v), want %q", id, found, err, first)
	}
	if n := strings.Count(c.get("/"), `<h2 class="headline">A bridge opens</h2>`); n != 1 {
		t.Errorf("the page shows the story %d times", n)
	}
}

func TestSendRefuses(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	elsewhere := storyPost("k1", "A bridge opens")
	elsewhere.Channel = "web:nowhere"
	lost := bot.Post{Key: "k2", Channel: "web:demo", Answer: &bot.AnswerPost{
		Thread:   bot.Thread{Channel: "web:demo", Root: "gone"},
		Question: "q-1",
		Asked:    "Who?",
	}}
	for _, post := range []bot.Post{elsewhere, lost} {
		_, err := c.p.Send(t.Context(), post)
		send, ok := errors.AsType[*bot.SendError](err)
		if !ok || send.Outcome != bot.Refused || send.Reason == "" {
			t.Errorf("post %s: %#v, want a refusal with a reason", post.Key, err)
		}
	}
}

// An answer whose question was not kept, as its asker was cut off, brings it along.
func TestAnswerBringsItsQuestion(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	root, err := c.p.Send(t.Context(), storyPost("k1", "A bridge opens"))
	if err != nil {
		t.Fatal(err)
	}
	thread := bot.Thread{Channel: "web:demo", Root: root}
	answer := bot.Post{Key: "k2", Channel: "web:demo", Answer: &bot.AnswerPost{
		Story: "sk1", Thread: thread, Question: "q-1", Asked: "Which bridge?", Answer: render.Answer{Said: true, Short: "The old one"},
	}}
	for range 2 {
		if _, err := c.p.Send(t.Context(), answer); err != nil {
			t.Fatal(err)
		}
	}
	list, err := c.store.Replies(t.Context(), thread)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Text != "Which bridge?" || list[0].User != "you" || list[1].Post == nil {
		t.Fatalf("the thread holds %+v, want the question and its answer", list)
	}
	page := c.get(linksTo(c.channels[0], root).Thread)
	// The story's article is not kept, so the answer is shown without it.
	holdsAll(t, "the thread", page, "Which bridge?", "The old one")
	if strings.Contains(page, "Looking it up") {
		t.Error("an answered question is still looked up")
	}
}

// asked is an Inbox that keeps what it is asked, and fails with err.
type asked struct {
	bot.Inbox
	questions []bot.Question
	err       error
}

func (a *asked) Ask(_ context.Context, q bot.Question) error {
	a.questions = append(a.questions, q)
	return a.err
}

func TestListen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(Options{})
		r := httptest.NewRequest("POST", "/", nil)
		if err := p.handOver(r, bot.Question{}); !errors.Is(err, errNotListening) {
			t.Errorf("before Listen: %v", err)
		}
		inbox := &asked{}
		ctx, cancel := context.WithCancel(t.Context())
		returned := false
		go func() {
			if err := p.Listen(ctx, inbox); err != nil {
				t.Error(err)
			}
			returned = true
		}()
		synctest.Wait()
		if err := p.handOver(r, bot.Question{ID: "q-1"}); err != nil || len(inbox.questions) != 1 {
			t.Errorf("while it listens: %v, handed over %+v", err, inbox.questions)
		}
		cancel()
		synctest.Wait()
		if err := p.handOver(r, bot.Question{}); !returned || !errors.Is(err, errNotListening) {
			t.Errorf("after the end: returned %v, %v", returned, err)
		}
	})
}

func (c *chat) ask(l links, form url.Values, header ...string) (*http.Response, string) {
	c.t.Helper()
	return c.do("POST", l.Ask, form.Encode(), header...)
}

func TestAsk(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	root, err := c.p.Send(t.Context(), storyPost("k1", "A bridge opens"))
	if err != nil {
		t.Fatal(err)
	}
	l := linksTo(c.channels[0], root)
	id := newID(questionPrefix)
	form := url.Values{"id": {id}, "question": {"  Which bridge?\r\nAnd when?\x00 "}}

	resp, page := c.ask(l, form)
	if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(page, "starting or stopping") {
		t.Errorf("while nobody listens: %s", resp.Status)
	}
	holdsAll(t, "the page that refuses", page, "And when?</textarea>", `value="`+id+`"`)

	inbox := &asked{}
	c.p.setInbox(inbox)
	for range 2 { // a form may be sent twice
		resp, _ = c.ask(l, form)
		if got, want := resp.Header.Get("Location"), l.Thread+"#m-"+id; resp.StatusCode != http.StatusSeeOther || got != want {
			t.Fatalf("asked: %s to %q, want %q", resp.Status, got, want)
		}
	}
	if len(inbox.questions) != 2 || cmp.Diff(inbox.questions[0], inbox.questions[1]) != "" {
		t.Fatalf("handed over: %+v, want the same question twice", inbox.questions)
	}
	q := inbox.questions[0]
	want := bot.Question{ID: bot.QuestionID(id), Thread: bot.Thread{Channel: "web:demo", Root: root}, Text: "Which bridge?\nAnd when?", Asked: c.p.now()}
	if diff := cmp.Diff(want, q); diff != "" {
		t.Errorf("handed over (-want +got):\n%s", diff)
	}
	page = c.get(l.Thread)
	if n := strings.Count(page, "Which bridge?"); n != 1 {
		t.Errorf("the thread shows the question %d times", n)
	}
	holdsAll(t, "the thread", page, "Looking it up…", `<noscript><meta http-equiv="refresh"`)

	if resp, body := c.ask(l, url.Values{"question": {"From a script"}}, "X-Newsdigest", "script"); resp.StatusCode != http.StatusNoContent || body != "" {
		t.Errorf("asked by script: %s %q", resp.Status, body)
	}
	last := inbox.questions[len(inbox.questions)-1]
	if !isID(questionPrefix, string(last.ID)) {
		t.Errorf("a question without an id is called %q", last.ID)
	}

	handed := len(inbox.questions)
	for _, test := range []struct {
		name, text, says string
		status           int
	}{
		{"nothing", " \n ", "Write a question first.", http.StatusUnprocessableEntity},
		{"too long", strings.Repeat("ä", 501), "A question may have at most 500 characters; this one has 501.", http.StatusUnprocessableEntity},
		{"a book", strings.Repeat("a", 20<<10), "That is too long: at most 500 characters can be sent.", http.StatusRequestEntityTooLarge},
	} {
		resp, page := c.ask(l, url.Values{"question": {test.text}})
		if resp.StatusCode != test.status || !strings.Contains(page, test.says) {
			t.Errorf("%s: %s, want %d and %q", test.name, resp.Status, test.status, test.says)
		}
		resp, line := c.ask(l, url.Values{"question": {test.text}}, "X-Newsdigest", "script")
		if resp.StatusCode != test.status || strings.TrimSpace(line) != test.says {
			t.Errorf("%s by script: %s %q, want %d and %q", test.name, resp.Status, line, test.status, test.says)
		}
	}
	if len(inbox.questions) != handed {
		t.Error("a refused question was handed over")
	}
	inbox.err = bot.ErrNoStory
	before := c.get(l.Thread)
	if resp, page := c.ask(l, url.Values{"question": {"Who?"}}); resp.StatusCode != http.StatusConflict || !strings.Contains(page, "story is not known") {
		t.Errorf("of an unknown story: %s", resp.Status)
	}
	if after := c.get(l.Thread); strings.Count(after, "data-id") != strings.Count(before, "data-id") {
		t.Error("a question that nobody takes stands in the thread")
	}
	c.p.setInbox(nil)
	if resp, _ := c.ask(l, url.Values{"question": {"Who?"}}); resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("after Listen has returned: %s", resp.Status)
	}
}

func TestReport(t *testing.T) {
	c := newChat(t, setup{articles: example(t)[:1], quiet: true})
	l := c.links("Donald Trump")
	_, page, _ := strings.Cut(c.get(l.Quotes), "<aside")
	_, rest, _ := strings.Cut(page, "technically inaccurate")
	_, rest, _ = strings.Cut(rest, `href="`)
	_, rest, _ = strings.Cut(rest, `href="`) // the first leads into the article
	at, _, _ := strings.Cut(rest, `"`)
	form := c.get(at)
	if n := strings.Count(form, `name="quote"`); n < 10 {
		t.Errorf("%d quotes can be chosen", n)
	}
	_, index, _ := strings.Cut(at, "quote=")
	if !strings.Contains(form, `value="`+index+`" required checked>`) {
		t.Errorf("%s does not have the quote chosen", at)
	}
	id := newID(reportPrefix)
	for _, test := range []struct {
		form url.Values
		says string
	}{
		{url.Values{"reason": {"words"}}, "Choose the quote that is wrong."},
		{url.Values{"quote": {"999"}, "reason": {"words"}}, "Choose the quote that is wrong."},
		{url.Values{"quote": {index}}, "Choose what is wrong with it."},
		{url.Values{"quote": {index}, "reason": {"words"}, "note": {strings.Repeat("x", 501)}}, "A note may have at most 500 characters"},
	} {
		resp, page := c.do("POST", l.Report, test.form.Encode())
		if resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, test.says) {
			t.Errorf("%v: %s, want %q", test.form, resp.Status, test.says)
		}
	}
	resp, _ := c.do("POST", l.Report, url.Values{"id": {id}, "quote": {index}, "reason": {"speaker"}, "note": {"It was his deputy."}}.Encode())
	if resp.StatusCode != http.StatusSeeOther {
		t.Fatalf("reported: %s", resp.Status)
	}
	thread := c.get(l.Thread)
	holdsAll(t, "the thread", thread, "Wrong quote: “technically inaccurate.”", "Shown as said by Nicholas Szechenyi. Somebody else said it.", "It was his deputy.")
	if strings.Contains(thread, "Looking it up") {
		t.Error("a report is taken for a question")
	}
	holdsAll(t, "the log", c.log.String(), "level=WARN", "a quote is wrong", `speaker="Nicholas Szechenyi"`, `note="It was his deputy."`)
}

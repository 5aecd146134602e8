package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/digest/article"
)

// posted makes an edition of two stories in two channels, with one answer, and
// returns the bot that did, its service, and the first story.
func posted(t *testing.T) (*bot.Bot, bot.Store, *bottest.Service, bot.StoryID) {
	t.Helper()
	kept := make(chan bottest.Posted, 100)
	service := &bottest.Service{Kept: func(p bottest.Posted) { kept <- p }}
	s := openStore(t)
	one, two := channel("one", 5, "news"), channel("two", 5, "news")
	b := newBot(t, s, bottest.Collector{"news": articles(bottest.Articles(2)...)}, []bot.Platform{serve(t, service)}, []bot.Channel{one, two}, bot.Options{})
	once(t, b)
	id := bot.StoryID(bottest.Articles(2)[0].ID)
	for len(kept) > 0 {
		<-kept
	}
	running(t, b)
	ds, err := s.Deliveries(t.Context(), bot.Filter{Story: id, Channel: one.ID})
	if err != nil || len(ds) != 1 {
		t.Fatalf("%+v, %v", ds, err)
	}
	for id, text := range map[bot.QuestionID]string{"q1": "How long did they wait?", "unsaid": "Who repaired the gate's hinges last winter?"} {
		q := bot.Question{ID: id, Thread: bot.Thread{Channel: one.ID, Root: ds[0].Message}, User: "ann", Text: text}
		if err := b.Ask(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		if a := <-kept; a.Kind != "answer" {
			t.Fatalf("posted %+v", a)
		}
	}
	return b, s, service, id
}

// settled waits until nothing is open in both channels.
func settled(t *testing.T, s bot.Store) {
	t.Helper()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for limit := time.After(20 * time.Second); ; {
		open := 0
		for _, c := range []bot.ChannelID{"test:one", "test:two"} {
			ds, err := s.Unsettled(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			open += len(ds)
		}
		if open == 0 {
			return
		}
		select {
		case <-look.C:
		case <-limit:
			t.Fatal("something is open after 20 s")
		}
	}
}

func marks(t *testing.T, s bot.Store) (stories, answers int) {
	t.Helper()
	ds, err := s.Deliveries(t.Context(), bot.Filter{States: []bot.State{bot.Sent}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		switch {
		case d.Post.Mark == nil:
		case d.Post.Story != nil:
			stories++
		case d.Post.Answer != nil:
			answers++
		}
	}
	return stories, answers
}

func TestWithdraw(t *testing.T) {
	b, s, service, id := posted(t)
	before := len(service.Posted())
	n, err := b.Withdraw(t.Context(), id, "the outlet took it back")
	if err != nil || n != 6 {
		t.Fatalf("Withdraw = %d, %v; want 2 stories, 2 lists, 2 answers", n, err)
	}
	settled(t, s)
	if stories, answers := marks(t, s); stories != 2 || answers != 2 {
		t.Errorf("%d stories and %d answers are marked, want 2 and 2", stories, answers)
	}
	notes := 0
	for _, p := range service.Posted()[before:] {
		if p.Kind == "notice" && strings.Contains(p.Text, "the outlet took it back") {
			notes++
		}
	}
	if notes != 2 || len(service.Posted()) != before+2 {
		t.Errorf("%d notes, and %d posts beside; want one note in each thread and no more", notes, len(service.Posted())-before-notes)
	}
	all, err := s.Corrections(t.Context(), "")
	if err != nil || len(all) != 1 || !all[0].Mark.Withdrawn || all[0].Story != id || all[0].Title == "" {
		t.Errorf("the log: %+v, %v", all, err)
	}
	// It is neither posted anywhere again, nor answered from.
	has, err := s.Posted(t.Context(), "test:new", []bot.StoryID{id})
	if err != nil || !has[id] {
		t.Errorf("a new channel would get it: %v, %v", has, err)
	}
	ds, err := s.Deliveries(t.Context(), bot.Filter{Story: id, Channel: "test:two"})
	if err != nil {
		t.Fatal(err)
	}
	q := bot.Question{ID: "q2", Thread: bot.Thread{Channel: "test:two", Root: ds[0].Message}, User: "ann", Text: "Who?"}
	if err := b.Ask(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	settledAnswer(t, s, "test:two", "Withdrawn on")
}

// settledAnswer waits for a notice in the channel that holds those words.
func settledAnswer(t *testing.T, s bot.Store, c bot.ChannelID, words string) {
	t.Helper()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for limit := time.After(20 * time.Second); ; {
		ds, err := s.Deliveries(t.Context(), bot.Filter{Channel: c, States: []bot.State{bot.Sent}, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if n := ds[0].Post.Notice; n != nil && n.Thread.Root != "" && strings.Contains(n.Lines[0].Text, words) {
			return
		}
		select {
		case <-look.C:
		case <-limit:
			t.Fatalf("no answer with %q; the last is %+v", words, ds[0].Post)
		}
	}
}

func TestCorrect(t *testing.T) {
	b, s, service, id := posted(t)
	a := bottest.Articles(2)[0]
	a.Title, a.Text = "Ostwick opens another gate", "Another gate was opened on Tuesday. “I am glad,” said Ada Brandt, the master."
	n, err := b.Correct(t.Context(), id, a, "it was another gate")
	if err != nil || n != 6 {
		t.Fatalf("Correct = %d, %v; want 6", n, err)
	}
	settled(t, s)
	if stories, answers := marks(t, s); stories != 2 || answers != 2 {
		t.Errorf("%d stories and %d answers are marked, want 2 and 2", stories, answers)
	}
	changed := 0
	for _, p := range service.Posted() {
		if p.Kind == "story" && p.Text == a.Title {
			changed++
		}
	}
	if changed != 2 {
		t.Errorf("%d posts have the new headline, want 2", changed)
	}
	kept, err := s.Story(t.Context(), id)
	if err != nil || kept.Article.Text != a.Text {
		t.Errorf("kept is %q, %v", kept.Article.Text, err)
	}
	if _, err := b.Correct(t.Context(), "nothing", a, "why"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a story that is not there: %v", err)
	}
}

func TestForget(t *testing.T) {
	b, s, _, id := posted(t)
	settled(t, s)
	ds, err := s.Deliveries(t.Context(), bot.Filter{Story: id, Channel: "test:two"})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := bot.ForgetUser(t.Context(), s, "bo"); n != 0 || err != nil {
		t.Errorf("nobody: %d, %v", n, err)
	}
	if n, err := bot.ForgetUser(t.Context(), s, "ann"); n != 2 || err != nil {
		t.Errorf("ForgetUser = %d, %v; want 2", n, err)
	}
	if _, _, err := s.Question(t.Context(), "test:one", "q1"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("the question is still there: %v", err)
	}
	if ds, err := s.Deliveries(t.Context(), bot.Filter{Story: id}); err != nil || len(ds) != 2 {
		t.Errorf("%d deliveries of the story, %v; want 2 without the answers", len(ds), err)
	}

	later := time.Now().Add(time.Hour)
	if err := s.Forget(t.Context(), later, later, later); err != nil {
		t.Fatal(err)
	}
	kept, err := s.Story(t.Context(), id)
	if err != nil || kept.Article.Text != "" || kept.Article.Title == "" {
		t.Errorf("kept of the story: %+v, %v; want all but its text", kept.Article, err)
	}
	q := bot.Question{ID: "q9", Thread: bot.Thread{Channel: "test:two", Root: ds[0].Message}, User: "ann", Text: "Who?"}
	if err := b.Ask(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	settledAnswer(t, s, "test:two", "not kept any more")
}

func TestRetryAndMarkSent(t *testing.T) {
	service := &bottest.Service{Fault: func(n int) bottest.Fault {
		if n <= 3 {
			return bottest.Forbidden
		}
		return bottest.None
	}}
	s := openStore(t)
	b := newBot(t, s, bottest.Collector{"news": articles(bottest.Articles(2)...)}, []bot.Platform{serve(t, service)},
		[]bot.Channel{channel("one", 5, "news")}, bot.Options{})
	if trouble := once(t, b).Trouble(); len(trouble) != 3 {
		t.Fatalf("trouble %q, want 3", trouble)
	}
	failed, err := s.Deliveries(t.Context(), bot.Filter{States: []bot.State{bot.Failed}})
	if err != nil || len(failed) != 3 {
		t.Fatalf("failed: %+v, %v", failed, err)
	}
	if err := bot.MarkSent(t.Context(), s, failed[0].Post.Key, "m7"); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Delivery(t.Context(), failed[0].Post.Key); err != nil || d.State != bot.Sent || d.Message != "m7" {
		t.Errorf("marked as sent it is %+v, %v", d, err)
	}
	if err := s.Retry(t.Context(), failed[0].Post.Key, time.Now()); !errors.Is(err, bot.ErrStale) {
		t.Errorf("to retry one that is there: %v, want ErrStale", err)
	}
	if err := s.Retry(t.Context(), "nothing", time.Now()); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("to retry what is not there: %v, want ErrNotFound", err)
	}
	if err := s.Retry(t.Context(), failed[1].Post.Key, time.Now()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := b.Once(ctx); err != nil {
		t.Fatal(err)
	}
	if d, err := s.Delivery(t.Context(), failed[1].Post.Key); err != nil || d.State != bot.Sent {
		t.Errorf("tried again it is %v, %v", d.State, err)
	}
	counts, err := s.Count(t.Context())
	if err != nil || counts[bot.Sent] < 2 {
		t.Errorf("counts: %v, %v", counts, err)
	}
}

func TestLate(t *testing.T) {
	s := openStore(t)
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	c := channel("one", 5, "news")
	refused, n := false, 0
	service := &bottest.Service{Fault: func(int) bottest.Fault {
		if refused {
			return bottest.Forbidden
		}
		return bottest.None
	}}
	from := bottest.Collector{"news": func() ([]article.Article, error) { n++; return bottest.Articles(n)[n-1:], nil }}
	b := newBot(t, s, from, []bot.Platform{serve(t, service)},
		[]bot.Channel{c}, bot.Options{Clock: func() time.Time { return now }})
	late := func(want string) {
		t.Helper()
		got, err := b.Late(t.Context())
		if err != nil || (len(got) > 0) != (want != "") || want != "" && !strings.Contains(got[0], want) {
			t.Errorf("at %v late are %q, %v; want %q", now, got, err, want)
		}
	}
	if _, err := b.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	late("")
	now = now.Add(24*time.Hour + 9*time.Minute)
	late("")
	now = now.Add(2 * time.Minute)
	late("is not planned")
	if _, err := b.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	late("is not made")
	now = now.Add(7 * time.Hour)
	if _, err := b.Once(t.Context()); err != nil { // it is too late for the other one
		t.Fatal(err)
	}
	late("was missed")
	now = now.Add(11 * time.Minute) // the edition of Once is the last
	late("")
	refused = true
	if _, err := b.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	now = now.Add(11 * time.Minute)
	late("was posted: the service refused")
}

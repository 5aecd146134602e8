package bottest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/bot"
)

// A StoreUnderTest keeps all that a bot and a chat of our own need kept.
type StoreUnderTest interface {
	bot.Store
	bot.ChatLog
}

// now is a time as a store keeps it.
var now = time.Date(2026, 3, 2, 8, 0, 0, 123e6, time.UTC)

const (
	here  bot.ChannelID = "test:here"
	there bot.ChannelID = "test:there"
)

// Store tests what every bot.Store and bot.ChatLog must do. open gives an
// empty store, once a test, and closes it when the test ends.
func Store(t *testing.T, open func(t *testing.T) StoreUnderTest) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s StoreUnderTest)
	}{
		{"Advance", testAdvance},
		{"Editions", testEditions},
		{"Outbox", testOutbox},
		{"FailedStoryIsPlannedAgain", testPlannedAgain},
		{"Questions", testQuestions},
		{"Revisions", testRevisions},
		{"Desk", testDesk},
		{"Messages", testMessages},
		{"TextsThatPostgresRefuses", testOddTexts},
		{"PlannedAtATime", testTogether},
		{"Bars", testBars},
		{"Deliveries", testDeliveries},
		{"Pages", testPages},
		{"WorkDoesWhatIsQueued", testWork},
		{"WorkTriesAgain", testRetry},
		{"NoWakeUpIsLost", testWakeUps},
		{"SweepQueuesAgain", testSweep},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func edition(c bot.ChannelID, slot bot.Slot) bot.Edition {
	return bot.Edition{ID: bot.EditionID(string(c) + string(slot)), Channel: c, Slot: slot, Due: now}
}

func story(i int) bot.Story {
	a := Articles(i + 1)[i]
	return bot.Story{ID: bot.StoryID(a.ID), Article: a}
}

// settle makes the edition with a post of each story.
func settle(t *testing.T, s StoreUnderTest, e bot.Edition, stories ...bot.Story) []bot.Post {
	t.Helper()
	must(t, s.AddEditions(t.Context(), e))
	var posts []bot.Post
	for _, st := range stories {
		posts = append(posts, StoryPost(e.Channel, bot.Key(string(e.Channel)+string(st.ID)), st.ID))
	}
	e.State = bot.EditionSettled
	must(t, s.SettleEdition(t.Context(), e, stories, posts, now))
	return posts
}

func testAdvance(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	cursor := func(slot bot.Slot) bot.Cursor {
		return bot.Cursor{Schedule: bot.Schedule{Expr: "0 8 * * *", Zone: "Asia/Kathmandu"}, Next: bot.Due{Slot: slot, At: now}}
	}
	one, two := cursor("2026-03-02T08:00"), cursor("2026-03-03T08:00")
	must(t, s.Advance(ctx, here, nil, one, nil))
	if err := s.Advance(ctx, here, nil, two, nil); !errors.Is(err, bot.ErrStale) {
		t.Errorf("a second beginning: %v, want ErrStale", err)
	}
	due, missed := edition(here, "2026-03-02T08:00"), edition(here, "2026-03-01T08:00")
	missed.State, missed.Reason = bot.EditionMissed, "off"
	must(t, s.Advance(ctx, here, &one, two, []bot.Edition{missed, due}))
	late := edition(here, "late")
	if err := s.Advance(ctx, here, &one, two, []bot.Edition{late}); !errors.Is(err, bot.ErrStale) {
		t.Errorf("a replica that comes too late: %v, want ErrStale", err)
	}
	if _, err := s.Edition(ctx, late.ID); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("the edition of an advance that was stale: %v, want ErrNotFound", err)
	}
	got, err := s.Cursors(ctx)
	must(t, err)
	same(t, "cursors", map[bot.ChannelID]bot.Cursor{here: two}, got)
	for _, want := range []bot.Edition{due, missed} {
		got, err := s.Edition(ctx, want.ID)
		must(t, err)
		same(t, "edition", want, got)
	}
}

func testEditions(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	first, second := story(0), story(1)
	posts := settle(t, s, edition(here, "1"), first)
	posted, err := s.Posted(ctx, here, []bot.StoryID{first.ID, second.ID})
	must(t, err)
	same(t, "posted", map[bot.StoryID]bool{first.ID: true}, posted)
	posted, err = s.Posted(ctx, there, []bot.StoryID{first.ID})
	must(t, err)
	same(t, "posted elsewhere", map[bot.StoryID]bool{}, posted)

	kept, err := s.Story(ctx, first.ID)
	must(t, err)
	same(t, "story", first, kept)
	if _, err := s.Story(ctx, second.ID); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a story that is not there: %v, want ErrNotFound", err)
	}

	// An edition is settled once, and a post planned once: else nothing of it is kept.
	again := edition(here, "1")
	again.State = bot.EditionSettled
	if err := s.SettleEdition(ctx, again, nil, nil, now); !errors.Is(err, bot.ErrStale) {
		t.Errorf("settled again: %v, want ErrStale", err)
	}
	other := edition(here, "2")
	must(t, s.AddEditions(ctx, other, other))
	other.State = bot.EditionSettled
	fresh := StoryPost(here, "fresh", second.ID)
	if err := s.SettleEdition(ctx, other, []bot.Story{second}, []bot.Post{fresh, posts[0]}, now); !errors.Is(err, bot.ErrStale) {
		t.Errorf("a post that is planned already: %v, want ErrStale", err)
	}
	if _, err := s.Delivery(ctx, "fresh"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a post beside one that was planned already: %v, want ErrNotFound", err)
	}
	if e, err := s.Edition(ctx, other.ID); err != nil || e.State != bot.EditionDue {
		t.Errorf("its edition is %v, %v; want it due", e.State, err)
	}
}

func testOutbox(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	if _, any, err := s.Head(ctx, here, bot.Editions); any || err != nil {
		t.Errorf("the head of nothing: %v, %v", any, err)
	}
	e := edition(here, "1")
	must(t, s.AddEditions(ctx, e))
	head := EditionPost(here, "head")
	posts := []bot.Post{head, StoryPost(here, "z", story(0).ID), StoryPost(here, "a", story(1).ID)}
	e.State = bot.EditionSettled
	must(t, s.SettleEdition(ctx, e, []bot.Story{story(0), story(1)}, posts, now))

	got, any, err := s.Head(ctx, here, bot.Editions)
	must(t, err)
	if !any {
		t.Fatal("nothing is at the head")
	}
	if !got.Post.Edition.Due.Equal(head.Edition.Due) || got.Post.Edition.Due.Location().String() != "Europe/Brussels" {
		t.Errorf("the edition is due at %v, want %v", got.Post.Edition.Due, head.Edition.Due)
	}
	want := bot.Delivery{Post: head, Edition: e.ID, Made: now}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
		t.Errorf("the head (-want +got):\n%s", diff)
	}

	// The second overtakes in no way while the first is not settled.
	sending := got
	sending.State, sending.Started, sending.Attempts = bot.Sending, now.Add(time.Second), 1
	must(t, s.Move(ctx, got, sending))
	if err := s.Move(ctx, got, sending); !errors.Is(err, bot.ErrStale) {
		t.Errorf("begun twice: %v, want ErrStale", err)
	}
	zombie := sending
	zombie.Started = now
	if err := s.Move(ctx, zombie, sending); !errors.Is(err, bot.ErrStale) {
		t.Errorf("moved by one that began at another time: %v, want ErrStale", err)
	}
	for _, state := range []bot.State{bot.Unsure, bot.Planned, bot.Sending} {
		next := sending
		next.State = state
		next.NotUntil, next.Lookups, next.Reason = now.Add(time.Minute), 2, "why"
		must(t, s.Move(ctx, sending, next))
		if got, any, err = s.Head(ctx, here, bot.Editions); err != nil || !any || got.Post.Key != "head" || got.State != state || !got.NotUntil.Equal(next.NotUntil) || got.Lookups != 2 || got.Reason != "why" {
			t.Fatalf("the head is %v %+v, %v; want %+v", any, got, err, next)
		}
		sending = next
	}
	var order []bot.Key
	for range 3 {
		d, any, err := s.Head(ctx, here, bot.Editions)
		must(t, err)
		if !any {
			break
		}
		done := d
		done.State, done.Message = bot.Sent, bot.MessageID("m-"+d.Post.Key)
		must(t, s.Move(ctx, d, done))
		order = append(order, d.Post.Key)
	}
	same(t, "the order", []bot.Key{"head", "z", "a"}, order)
	left, err := s.Unsettled(ctx, here)
	must(t, err)
	same(t, "unsettled", 0, len(left))
	all, err := s.DeliveriesOf(ctx, e.ID)
	must(t, err)
	for i, d := range all {
		if d.State != bot.Sent || d.Message != "m-"+bot.MessageID(order[i]) {
			t.Errorf("%s is %v as %q", d.Post.Key, d.State, d.Message)
		}
	}
	same(t, "the edition's deliveries", 3, len(all))
}

func testPlannedAgain(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	posts := settle(t, s, edition(here, "1"), story(0), story(1))
	d, _, err := s.Head(ctx, here, bot.Editions)
	must(t, err)
	failed := d
	failed.State, failed.Reason, failed.Attempts = bot.Failed, "no permission", 3
	must(t, s.Move(ctx, d, failed))
	posted, err := s.Posted(ctx, here, []bot.StoryID{story(0).ID, story(1).ID})
	must(t, err)
	same(t, "posted", map[bot.StoryID]bool{story(1).ID: true}, posted)
	settle(t, s, edition(here, "2"), story(0))
	left, err := s.Unsettled(ctx, here)
	must(t, err)
	if len(left) != 2 || left[0].Post.Key != posts[1].Key || left[1].Post.Key != posts[0].Key {
		t.Fatalf("unsettled: %+v; want the one that failed behind the other", left)
	}
	again := left[1]
	if again.State != bot.Planned || again.Attempts != 0 || again.Reason != "" || again.Edition != edition(here, "2").ID {
		t.Errorf("planned again it is %+v", again)
	}
}

// post settles the story's post as sent and returns its thread.
func post(t *testing.T, s StoreUnderTest, slot bot.Slot, st ...bot.Story) bot.Thread {
	t.Helper()
	settle(t, s, edition(here, slot), st...)
	d, _, err := s.Head(t.Context(), here, bot.Editions)
	must(t, err)
	done := d
	done.State, done.Message = bot.Sent, bot.MessageID("root-"+slot)
	must(t, s.Move(t.Context(), d, done))
	return bot.Thread{Channel: here, Root: done.Message}
}

func testQuestions(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	thread := post(t, s, "1", story(0))
	q := bot.Question{ID: "q1", Thread: thread, User: "ann", Text: "Who?", Asked: now}
	for _, bad := range []bot.Thread{{Channel: here, Root: "?"}, {Channel: there, Root: thread.Root}, {Channel: here}} {
		lost := q
		lost.Thread = bad
		if err := s.AddQuestion(ctx, lost); !errors.Is(err, bot.ErrNoStory) {
			t.Errorf("a question in %+v: %v, want ErrNoStory", bad, err)
		}
	}
	must(t, s.AddQuestion(ctx, q))
	changed := q
	changed.Text = "Other words"
	must(t, s.AddQuestion(ctx, changed))
	got, open, err := s.Question(ctx, here, "q1")
	must(t, err)
	if !open {
		t.Error("the question is not open")
	}
	same(t, "question", q, got)
	if id, may, err := s.StoryIn(ctx, thread); id != story(0).ID || may || err != nil {
		t.Errorf("StoryIn = %q, %v, %v", id, may, err)
	}

	q2 := bot.Question{ID: "q2", Thread: thread, User: "bo", Text: "And why?", Asked: now}
	must(t, s.AddQuestion(ctx, q2))
	earlier, err := s.Earlier(ctx, q2)
	must(t, err)
	same(t, "earlier", []bot.Question{q}, earlier)

	answer := AnswerPost(thread, "answer", story(0).ID)
	must(t, s.SettleQuestion(ctx, q2, &answer, "", now))
	must(t, s.SettleQuestion(ctx, q2, &answer, "", now))
	d, any, err := s.Head(ctx, here, bot.Threads)
	must(t, err)
	if !any {
		t.Fatal("the answer is not planned")
	}
	same(t, "the answer", bot.Delivery{Post: answer, Made: now}, d)
	must(t, s.SettleQuestion(ctx, q, nil, "no", now))
	if _, open, err := s.Question(ctx, here, "q1"); open || err != nil {
		t.Errorf("a dropped question is open: %v, %v", open, err)
	}
	if _, _, err := s.Question(ctx, there, "q1"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a question of another channel: %v, want ErrNotFound", err)
	}

	// A post whose answer is awaited may be what the question is under.
	settle(t, s, edition(here, "2"), story(1))
	d, _, err = s.Head(ctx, here, bot.Editions)
	must(t, err)
	flying := d
	flying.State, flying.Started = bot.Sending, now
	must(t, s.Move(ctx, d, flying))
	early := bot.Question{ID: "q3", Thread: bot.Thread{Channel: here, Root: "root-2"}, User: "ann", Text: "Who?", Asked: now}
	must(t, s.AddQuestion(ctx, early))
	if _, may, err := s.StoryIn(ctx, early.Thread); !may || !errors.Is(err, bot.ErrNoStory) {
		t.Errorf("StoryIn while the post is sent: %v, %v", may, err)
	}
	done := flying
	done.State, done.Message = bot.Sent, "root-2"
	must(t, s.Move(ctx, flying, done))
	if id, _, err := s.StoryIn(ctx, early.Thread); id != story(1).ID || err != nil {
		t.Errorf("StoryIn after it was sent: %q, %v", id, err)
	}
}

func testMessages(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	p := StoryPost(here, "key", "s1")
	root, added, err := s.AddMessage(ctx, bot.Message{Channel: here, Posted: now, Post: &p})
	if err != nil || !added || root == "" {
		t.Fatalf("AddMessage = %q, %v, %v", root, added, err)
	}
	if id, added, err := s.AddMessage(ctx, bot.Message{Channel: here, Posted: now, Post: &p}); id != root || added || err != nil {
		t.Errorf("the same post again = %q, %v, %v; want %q, not added", id, added, err, root)
	}
	elsewhere := StoryPost(there, "key", "s1")
	if id, added, err := s.AddMessage(ctx, bot.Message{Channel: there, Posted: now, Post: &elsewhere}); id == root || !added || err != nil {
		t.Errorf("the same key in another channel = %q, %v, %v; want one of its own", id, added, err)
	}
	m, found, err := s.MessageByKey(ctx, here, "key")
	if err != nil || !found {
		t.Fatalf("MessageByKey = %v, %v", found, err)
	}
	same(t, "message", bot.Message{ID: root, Channel: here, Posted: now, Post: &p}, m)
	if _, found, err := s.MessageByKey(ctx, here, "other"); found || err != nil {
		t.Errorf("another key: %v, %v", found, err)
	}

	thread := bot.Thread{Channel: here, Root: root}
	ask := bot.Message{ID: "mine", Channel: here, Thread: root, Posted: now, User: "ann", Text: "Who, and why? 🙂"}
	for i, want := range []bool{true, false} {
		if id, added, err := s.AddMessage(ctx, ask); id != "mine" || added != want || err != nil {
			t.Errorf("a person's message, time %d = %q, %v, %v", i, id, added, err)
		}
	}
	answer := AnswerPost(thread, "answer", "s1")
	if _, _, err := s.AddMessage(ctx, bot.Message{Channel: here, Thread: root, Posted: now, Post: &answer}); err != nil {
		t.Fatal(err)
	}
	replies, err := s.Replies(ctx, thread)
	must(t, err)
	if len(replies) != 2 || replies[0].ID != "mine" || replies[1].Post == nil {
		t.Fatalf("replies: %+v", replies)
	}
	same(t, "a person's message", ask, replies[0])
	same(t, "the answer", answer, *replies[1].Post)
	one, err := s.Message(ctx, "mine")
	must(t, err)
	same(t, "by its name", ask, one)
	if _, err := s.Message(ctx, "nobody's"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("no such message: %v, want ErrNotFound", err)
	}
	for _, bad := range []bot.Message{{Channel: here, Thread: "?"}, {Channel: there, Thread: root}, {Channel: here, Thread: "mine"}} {
		bad.Posted, bad.User, bad.Text = now, "ann", "hello"
		if _, _, err := s.AddMessage(ctx, bad); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("a message in thread %q of %s: %v, want ErrNotFound", bad.Thread, bad.Channel, err)
		}
	}
	list, err := s.Messages(ctx, here, bot.Page{})
	must(t, err)
	if len(list) != 1 || list[0].ID != root || list[0].Replies != 2 {
		t.Errorf("the channel's messages: %+v; want the root with two replies", list)
	}
}

// What an article or a person wrote may hold anything.
func testOddTexts(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	const odd, kept = "a\x00b\xffc\u2028d", "a\uFFFDb\uFFFDc\u2028d"
	st := story(0)
	st.Article.Title, st.Article.Text, st.Article.Byline = odd, odd, []string{odd}
	e := edition(here, "1")
	must(t, s.AddEditions(ctx, e))
	p := StoryPost(here, "odd", st.ID)
	p.Story.Digest.Headline = odd
	e.State, e.Reason = bot.EditionSettled, odd
	must(t, s.SettleEdition(ctx, e, []bot.Story{st}, []bot.Post{p}, now))
	got, err := s.Story(ctx, st.ID)
	must(t, err)
	same(t, "title", kept, got.Article.Title)
	same(t, "text", kept, got.Article.Text)
	made, err := s.Edition(ctx, e.ID)
	must(t, err)
	same(t, "reason", kept, made.Reason)
	if _, _, err := s.Head(ctx, here, bot.Editions); err != nil {
		t.Errorf("a post with odd words: %v", err)
	}
	_, _, err = s.AddMessage(ctx, bot.Message{ID: "m", Channel: here, Posted: now, User: odd, Text: odd})
	must(t, err)
	m, err := s.Message(ctx, "m")
	must(t, err)
	same(t, "a person's words", kept, m.Text)
}

// Editions of a channel, questions and messages that come at one time wait for
// each other; none is refused.
func testTogether(t *testing.T, s StoreUnderTest) {
	const many = 20
	ctx := t.Context()
	thread := post(t, s, "0", story(0))
	var wg sync.WaitGroup
	do := func(what string, f func(i int) error) {
		for i := range many {
			wg.Go(func() {
				if err := f(i); err != nil {
					t.Errorf("%s %d: %v", what, i, err)
				}
			})
		}
	}
	do("edition", func(i int) error {
		e := edition(here, bot.Slot(fmt.Sprint("t", i)))
		if err := s.AddEditions(ctx, e); err != nil {
			return err
		}
		e.State = bot.EditionSettled
		return s.SettleEdition(ctx, e, nil, []bot.Post{StoryPost(here, bot.Key(fmt.Sprint("k", i)), bot.StoryID(fmt.Sprint("s", i)))}, now)
	})
	do("question", func(i int) error {
		return s.AddQuestion(ctx, bot.Question{ID: bot.QuestionID(fmt.Sprint(i)), Thread: thread, User: "ann", Text: "Who?", Asked: now})
	})
	do("message", func(i int) error {
		_, _, err := s.AddMessage(ctx, bot.Message{Channel: here, Posted: now, User: "ann", Text: "x"})
		return err
	})
	wg.Wait()
	left, err := s.Unsettled(ctx, here)
	must(t, err)
	same(t, "planned", many, len(left))
	last, _, err := s.Question(ctx, here, "0")
	must(t, err)
	if _, err := s.Earlier(ctx, last); err != nil {
		t.Error(err)
	}
}

func testPages(t *testing.T, s StoreUnderTest) {
	for i := range 7 {
		_, _, err := s.AddMessage(t.Context(), bot.Message{ID: bot.MessageID(fmt.Sprint(i)), Channel: here, Posted: now, User: "ann", Text: "x"})
		must(t, err)
	}
	for _, c := range []struct {
		page bot.Page
		want string
	}{
		{bot.Page{}, "0123456"},
		{bot.Page{Limit: 3}, "456"},
		{bot.Page{Before: "4", Limit: 3}, "123"},
		{bot.Page{Before: "1", Limit: 3}, "0"},
		{bot.Page{After: "2", Limit: 3}, "345"},
		{bot.Page{After: "6"}, ""},
		{bot.Page{After: "?"}, ""},
		{bot.Page{Before: "?"}, ""},
	} {
		list, err := s.Messages(t.Context(), here, c.page)
		must(t, err)
		got := ""
		for _, m := range list {
			got += string(m.ID)
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.page, got, c.want)
		}
	}
}

// work runs the queue until done is closed or the test has run too long.
func work(t *testing.T, s bot.Store, w bot.Worker, done <-chan struct{}) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := s.Work(ctx, w); err != nil {
			t.Errorf("Work: %v", err)
		}
	})
	select {
	case <-done:
	case <-ctx.Done():
		t.Error("what was queued was not done in time")
	}
	cancel()
	wg.Wait()
}

func testBars(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	b := bot.Bar{Channel: here, Since: now, Reason: "no right to post"}
	for _, want := range []bool{true, false} {
		if added, err := s.Bar(ctx, b); added != want || err != nil {
			t.Errorf("Bar = %v, %v; want %v", added, err, want)
		}
	}
	got, err := s.Bars(ctx)
	must(t, err)
	same(t, "bars", []bot.Bar{b}, got)
	for _, want := range []bool{true, false} {
		if ended, err := s.Unbar(ctx, here); ended != want || err != nil {
			t.Errorf("Unbar = %v, %v; want %v", ended, err, want)
		}
	}
}

func testDeliveries(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	notice := func(k bot.Key) bot.Post {
		p := NoticePost(here, k)
		p.Notice.Thread = bot.Thread{Channel: here, Root: "r"}
		p.Mark = &bot.Mark{Withdrawn: true, At: now, Reason: "wrong"}
		return p
	}
	must(t, s.Plan(ctx, []bot.Post{notice("one"), notice("two")}, now))
	must(t, s.Plan(ctx, []bot.Post{notice("one"), notice("three")}, now.Add(time.Hour)))
	d, any, err := s.Head(ctx, here, bot.Threads)
	must(t, err)
	if !any {
		t.Fatal("nothing is planned")
	}
	same(t, "the first", bot.Delivery{Post: notice("one"), Made: now}, d)
	failed := d
	failed.State, failed.Reason = bot.Failed, "no"
	must(t, s.Move(ctx, d, failed))
	keys := func(f bot.Filter) (out string) {
		ds, err := s.Deliveries(ctx, f)
		must(t, err)
		for _, d := range ds {
			out += string(d.Post.Key) + " "
		}
		return out
	}
	for _, c := range []struct {
		filter bot.Filter
		want   string
	}{
		{bot.Filter{}, "three two one "},
		{bot.Filter{States: []bot.State{bot.Failed, bot.Uncertain}}, "one "},
		{bot.Filter{Since: now.Add(time.Minute)}, "three "},
		{bot.Filter{Limit: 2}, "three two "},
		{bot.Filter{Channel: there}, ""},
		{bot.Filter{Story: "s"}, ""},
	} {
		same(t, fmt.Sprintf("%+v", c.filter), c.want, keys(c.filter))
	}
}

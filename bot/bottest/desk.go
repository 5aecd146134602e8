package bottest

import (
	"errors"
	"testing"
	"time"

	"newsdigest/bot"
)

// testRevisions follows a question whose words change.
func testRevisions(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	thread := post(t, s, "1", story(0))
	q := bot.Question{ID: "q1", Thread: thread, User: "ann", Text: "Who?", Asked: now}
	must(t, s.AddQuestion(ctx, q))
	answer := AnswerPost(thread, "answer", story(0).ID)
	q.Story = story(0).ID
	must(t, s.SettleQuestion(ctx, q, &answer, "", now))
	head := func(want bot.Delivery) {
		t.Helper()
		d, any, err := s.Head(ctx, here, bot.Threads)
		must(t, err)
		if !any {
			t.Fatal("nothing is planned")
		}
		same(t, "the head", want, d)
	}
	head(bot.Delivery{Post: answer, Made: now})
	revise := func(words string) {
		t.Helper()
		must(t, s.ReviseQuestion(ctx, here, "q1", words))
		q.Text = words
		got, open, err := s.Question(ctx, here, "q1")
		must(t, err)
		if !open {
			t.Errorf("a question that was given other words is not open")
		}
		same(t, "question", q, got)
	}

	// Before it is sent, only the plan changes; who read the old one is told.
	revise("And why?")
	stale := q
	stale.Text = "Who?"
	must(t, s.SettleQuestion(ctx, stale, &answer, "", now)) // an answer to the old words
	if _, open, err := s.Question(ctx, here, "q1"); !open || err != nil {
		t.Errorf("an answer to older words settles the question: %v", err)
	}
	second := answer
	second.Answer = &bot.AnswerPost{Story: story(0).ID, Thread: thread, Question: "q1", Asked: "And why?", Unseen: true, About: &bot.Headline{Story: "s", Text: "H"}}
	must(t, s.SettleQuestion(ctx, q, &second, "", now))
	planned := bot.Delivery{Post: second, Made: now.Add(time.Millisecond)}
	head(planned)
	old := planned
	old.Made = now
	sending := old
	sending.State, sending.Started = bot.Sending, now
	if err := s.Move(ctx, old, sending); !errors.Is(err, bot.ErrStale) {
		t.Errorf("what was planned anew is moved: %v", err)
	}

	// While it is sent nothing changes.
	sending.Made = planned.Made
	must(t, s.Move(ctx, planned, sending))
	revise("When?")
	if err := s.SettleQuestion(ctx, q, &answer, "", now); !errors.Is(err, bot.ErrStale) {
		t.Errorf("changed while it is sent: %v", err)
	}
	sent := sending
	sent.State, sent.Message = bot.Sent, "m9"
	must(t, s.Move(ctx, sending, sent))
	later := now.Add(time.Minute)
	must(t, s.SettleQuestion(ctx, q, &answer, "", later))
	head(bot.Delivery{Post: answer, Made: later, Started: now, Message: "m9"})

	// What was sent is changed once; who read it before that is told.
	must(t, s.Move(ctx, bot.Delivery{Post: answer, Made: later, Started: now}, bot.Delivery{State: bot.Sent, Started: now, Message: "m9"}))
	was, err := s.Delivery(ctx, answer.Key)
	must(t, err)
	must(t, s.Change(ctx, was, second, later))
	if err := s.Change(ctx, was, answer, later); !errors.Is(err, bot.ErrStale) {
		t.Errorf("changed twice: %v", err)
	}
	later = later.Add(time.Millisecond)
	head(bot.Delivery{Post: second, Made: later, Started: now, Message: "m9"})

	// Taken back, it is taken away; a question that was never answered leaves nothing.
	revise("")
	gone := bot.Post{Key: answer.Key, Channel: here, Removed: true, Answer: &bot.AnswerPost{Thread: thread, Question: "q1"}}
	must(t, s.SettleQuestion(ctx, q, &gone, "taken back", later))
	head(bot.Delivery{Post: gone, Made: later.Add(time.Millisecond), Started: now, Message: "m9"})
	must(t, s.AddQuestion(ctx, bot.Question{ID: "q2", Thread: thread, Text: "Who?", Asked: now}))
	must(t, s.ReviseQuestion(ctx, here, "q2", ""))
	never := bot.Post{Key: "never", Channel: here, Removed: true, Answer: &bot.AnswerPost{Thread: thread, Question: "q2"}}
	must(t, s.SettleQuestion(ctx, bot.Question{ID: "q2", Thread: thread}, &never, "taken back", now))
	if _, err := s.Delivery(ctx, "never"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a delivery of nothing: %v", err)
	}
	earlier, err := s.Earlier(ctx, bot.Question{ID: "q2", Thread: thread})
	must(t, err)
	if len(earlier) != 0 {
		t.Errorf("a question that was taken back is leant on: %+v", earlier)
	}
	for _, err := range []error{s.ReviseQuestion(ctx, there, "q1", "x"), s.ReviseQuestion(ctx, here, "none", "x")} {
		if !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("an unknown question: %v", err)
		}
	}
	must(t, s.ReviseQuestion(ctx, here, "q1", ""))
	if _, open, err := s.Question(ctx, here, "q1"); open || err != nil {
		t.Errorf("the same words open it again: %v", err)
	}

	// Elsewhere a question needs a story, or channels that had one.
	free := bot.Question{ID: "q9", Thread: bot.Thread{Channel: there, Root: "x"}, Text: "Who?", Asked: now, Among: []bot.ChannelID{there}}
	if err := s.AddQuestion(ctx, free); !errors.Is(err, bot.ErrNoStory) {
		t.Errorf("among none: %v", err)
	}
	free.Among = []bot.ChannelID{there, here}
	must(t, s.AddQuestion(ctx, free))
	free.Story = story(0).ID
	second.Key, second.Channel = "elsewhere", there
	must(t, s.SettleQuestion(ctx, free, &second, "", now))
	if id, may, err := s.StoryIn(ctx, free.Thread); id != story(0).ID || may || err != nil {
		t.Errorf("StoryIn after an answer = %q, %v, %v", id, may, err)
	}
	got, _, err := s.Question(ctx, there, "q9")
	must(t, err)
	same(t, "question", free, got)
	if err := s.AddQuestion(ctx, bot.Question{ID: "q8", Thread: bot.Thread{Channel: there, Root: "y"}, Story: "none", Text: "Who?"}); !errors.Is(err, bot.ErrNoStory) {
		t.Errorf("about an unknown story: %v", err)
	}
}

// testDesk keeps what commands need.
func testDesk(t *testing.T, s StoreUnderTest) {
	ctx := t.Context()
	p := bot.Pause{By: "Ann", Since: now, Reason: "loud"}
	must(t, s.SetPause(ctx, here, &bot.Pause{By: "Bo", Since: now.Add(-time.Hour)}))
	must(t, s.SetPause(ctx, here, &p))
	must(t, s.SetPause(ctx, there, &p))
	must(t, s.SetPause(ctx, there, nil))
	pauses, err := s.Pauses(ctx)
	must(t, err)
	same(t, "pauses", map[bot.ChannelID]bot.Pause{here: p}, pauses)

	must(t, s.KeepStory(ctx, story(5), now))
	must(t, s.KeepStory(ctx, story(5), now))
	kept, err := s.Story(ctx, story(5).ID)
	must(t, err)
	same(t, "story", story(5), kept)
	at, err := s.StoriesAt(ctx, story(5).Article.URL)
	must(t, err)
	same(t, "stories there", []bot.StoryID{story(5).ID}, at)
	if at, err := s.StoriesAt(ctx, "https://news.example/none"); len(at) > 0 || err != nil {
		t.Errorf("stories at an unknown address: %v, %v", at, err)
	}

	notes := []bot.SourceNote{{Source: "a", Tried: now, Worked: now, Articles: 3}, {Source: "b", Tried: now, Trouble: "down"}}
	must(t, s.NoteSources(ctx, notes))
	must(t, s.NoteSources(ctx, []bot.SourceNote{{Source: "a", Tried: now.Add(time.Hour), Trouble: "broken"}}))
	got, err := s.SourceNotes(ctx)
	must(t, err)
	notes[0].Tried, notes[0].Trouble = now.Add(time.Hour), "broken"
	same(t, "sources", notes, got)

	// What people asked lately is counted over all; older requests go.
	ask := func(name string, at time.Time, keep bool) (earlier []bot.Request) {
		t.Helper()
		r := bot.Request{Person: "slack:U1", Name: name, Question: name != "", At: at}
		must(t, s.Admit(ctx, r, at.Add(-time.Minute), nil, func(e []bot.Request) (bool, error) { earlier = e; return keep, nil }))
		return earlier
	}
	if e := ask("q1", now, true); len(e) > 0 {
		t.Errorf("before the first request: %+v", e)
	}
	ask("q2", now, false)
	same(t, "requests", []bot.Request{{Person: "slack:U1", Name: "q1", Question: true, At: now}}, ask("", now.Add(time.Minute), true))
	same(t, "requests", []bot.Request{{Person: "slack:U1", At: now.Add(time.Minute)}}, ask("", now.Add(2*time.Minute-time.Second), false))

	must(t, s.Admit(ctx, bot.Request{Person: "slack:AU1", At: now.Add(time.Hour)}, now, nil, func([]bot.Request) (bool, error) { return true, nil }))
	// A question is kept with its request; where it has no story, the request is.
	about := bot.Question{ID: "qa", Thread: bot.Thread{Channel: here, Root: "none"}, User: "U9", Text: "Who?", Asked: now, Story: story(5).ID}
	lost := about
	lost.ID, lost.Story = "qb", "none"
	refused := errors.New("too much")
	for _, c := range []struct {
		q    bot.Question
		say  error
		want error
	}{{about, nil, nil}, {about, nil, nil}, {lost, nil, bot.ErrNoStory}, {lost, refused, refused}} {
		r := bot.Request{Person: "slack:U9", Name: string(c.q.ID), Question: true, At: now}
		if err := s.Admit(ctx, r, now, &c.q, func([]bot.Request) (bool, error) { return true, c.say }); !errors.Is(err, c.want) {
			t.Errorf("Admit of %s = %v, want %v", c.q.ID, err, c.want)
		}
	}
	if q, open, err := s.Question(ctx, here, "qa"); err != nil || !open || q.Text != "Who?" {
		t.Errorf("the question is %+v, %v, %v", q, open, err)
	}
	if _, _, err := s.Question(ctx, here, "qb"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a question without a story: %v", err)
	}
	asked := func(person string) (earlier []bot.Request) {
		t.Helper()
		must(t, s.Admit(ctx, bot.Request{Person: person}, now, nil, func(e []bot.Request) (bool, error) { earlier = e; return false, nil }))
		return earlier
	}
	if e := asked("slack:U9"); len(e) != 3 {
		t.Errorf("kept of one who asked three times: %+v", e)
	}
	_, err = s.ForgetUser(ctx, "U1", func(bot.ChannelID, bot.QuestionID) bot.Key { return "" })
	must(t, err)
	if e := asked("slack:U1"); len(e) > 0 {
		t.Errorf("of a person who was forgotten there are still %+v", e)
	}
	if e := asked("slack:AU1"); len(e) != 1 {
		t.Errorf("of another person there are %+v, want one", e)
	}
	must(t, s.Forget(ctx, time.Time{}, time.Time{}, now.Add(2*time.Hour)))
	if e := asked("slack:AU1"); len(e) > 0 {
		t.Errorf("after its time there are still %+v", e)
	}

	complaints := []bot.Complaint{
		{ID: "b", Story: "s1", Title: "Gate", URL: "https://news.example/1", Quote: "Ada: “x”", Says: "it was Bo", Channel: here, User: "U1", Name: "ann", At: now.Add(time.Second)},
		{ID: "a", Story: "s1", Channel: there, User: "U2", At: now},
	}
	for _, c := range []bot.Complaint{complaints[1], complaints[0], {ID: "b", Story: "other", At: now.Add(time.Hour)}} {
		must(t, s.AddComplaint(ctx, c))
	}
	noted, err := s.Complaints(ctx, 9)
	must(t, err)
	same(t, "complaints", complaints, noted)
	_, err = s.ForgetUser(ctx, "U2", func(bot.ChannelID, bot.QuestionID) bot.Key { return "" })
	must(t, err)
	noted, err = s.Complaints(ctx, 9)
	must(t, err)
	same(t, "complaints without one person's", complaints[:1], noted)
	must(t, s.Forget(ctx, time.Time{}, now.Add(time.Minute), time.Time{}))
	if noted, err = s.Complaints(ctx, 9); len(noted) > 0 || err != nil {
		t.Errorf("complaints of old: %+v, %v", noted, err)
	}

	notice := NoticePost(here, "notice1")
	must(t, s.Plan(ctx, []bot.Post{notice, StoryPost(here, "story5", story(5).ID)}, now))
	must(t, s.Plan(ctx, []bot.Post{NoticePost(here, "notice1")}, now.Add(time.Hour)))
	d, any, err := s.Head(ctx, here, bot.Threads)
	must(t, err)
	if !any {
		t.Fatal("the notice is not planned")
	}
	same(t, "notice", bot.Delivery{Post: notice, Made: now}, d)
	recent, err := s.Recent(ctx, []bot.ChannelID{here}, 9)
	must(t, err)
	if len(recent) > 0 {
		t.Errorf("recent before anything was sent: %+v", recent)
	}
	d, _, err = s.Head(ctx, here, bot.Editions)
	must(t, err)
	sent := d
	sent.State, sent.Message = bot.Sent, "m5"
	must(t, s.Move(ctx, d, sent))
	post(t, s, "1", story(1), story(2))
	recent, err = s.Recent(ctx, []bot.ChannelID{there, here}, 9)
	must(t, err)
	var ids []bot.StoryID
	for _, r := range recent {
		ids = append(ids, r.Post.About())
	}
	same(t, "recent", []bot.StoryID{story(1).ID, story(5).ID}, ids) // story 2 is not sent yet
	if recent, err := s.Recent(ctx, []bot.ChannelID{here}, 1); len(recent) != 1 || err != nil {
		t.Errorf("the last one: %+v, %v", recent, err)
	}
}

package bottest

import (
	"time"

	"newsdigest/bot"
	"newsdigest/digest/render"
	"newsdigest/digest/text"
)

// EditionPost is an edition's head of two stories.
func EditionPost(c bot.ChannelID, key bot.Key) bot.Post {
	zone := time.FixedZone("", 0)
	if l, err := time.LoadLocation("Europe/Brussels"); err == nil {
		zone = l
	}
	return bot.Post{Key: key, Channel: c, Edition: &bot.EditionPost{
		ID:  "edition-" + bot.EditionID(key),
		Due: time.Date(2026, 3, 2, 8, 0, 0, 0, zone),
		Stories: []bot.Headline{
			{Story: "s1", Text: "Ostwick opens its harbour", URL: "https://news.example/harbour?a=1&b=2"},
			{Story: "s2", Text: "Mill at Low Fen <closed> & sold"},
		},
	}}
}

// StoryPost is a story's digest with every part that a digest can have. Its
// words would ping, link and mark up, were they not shown as words.
func StoryPost(c bot.ChannelID, key bot.Key, id bot.StoryID) bot.Post {
	n := -1
	quoted := func(s string) render.Passage {
		n++
		return render.Passage{Text: s, Span: text.Span{Start: 10, End: 10 + len(s)}, Open: "“", Close: "”", Quote: n}
	}
	return bot.Post{Key: key, Channel: c, Story: &bot.StoryPost{ID: id, Digest: render.Post{
		Headline: "Ostwick opens its harbour, master says",
		URL:      "https://news.example/harbour?a=1&b=2",
		Summary:  []render.Passage{{Text: "The harbour of Ostwick opened on Monday.", Span: text.Span{Start: 0, End: 40}, Quote: -1}},
		Quotes: []render.Speech{{
			Who: "Ada Brandt", Role: "the harbour master", When: "on Monday", On: "the gate",
			Passages: []render.Passage{quoted("We waited ten years for this, and *now* it is here <b>at last</b>"), quoted("thank you @everyone")},
		}},
		Reactions: []render.Reaction{{
			Who: "Tom Reed", Role: "a fisherman",
			Words:    &render.Passage{Text: "Tom Reed, a fisherman, disagreed.", Span: text.Span{Start: 90, End: 123}, Quote: -1},
			Passages: []render.Passage{quoted("Nobody asked us")},
		}},
		Earlier: []render.Reaction{{Who: "Ida Voss", When: "last week", Passages: []render.Passage{quoted("It will open")}}},
		Sources: []render.Source{{Outlet: "The Ostwick Bell", URL: "https://news.example/harbour?a=1&b=2",
			Published: time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)}, {Outlet: "Fen Courier"}},
		Shown: 4, All: 7,
	}}}
}

// AnswerPost answers a question in a thread.
func AnswerPost(t bot.Thread, key bot.Key, id bot.StoryID) bot.Post {
	return bot.Post{Key: key, Channel: t.Channel, Answer: &bot.AnswerPost{
		Story: id, Thread: t, Question: "q-" + bot.QuestionID(key), Asked: "How long did they wait?",
		Answer: render.Answer{Said: true, Short: "ten years", Cited: []render.Passage{
			{Text: "We waited ten years for this, and *now* it is here <b>at last</b>", Span: text.Span{Start: 10, End: 74}, Quote: -1},
		}},
	}}
}

// NoticePost tells those who run the bot of something.
func NoticePost(c bot.ChannelID, key bot.Key) bot.Post {
	return bot.Post{Key: key, Channel: c, Notice: &bot.NoticePost{Lines: []bot.Line{
		{Text: "A quote was reported as wrong."}, {Text: "Ada Brandt: “thank you @everyone <!channel>”", URL: "https://news.example/harbour?a=1&b=2"},
	}}}
}

// passages are the words of p that a reader must find as they are.
func passages(p bot.Post) []string {
	var out []string
	add := func(ps ...render.Passage) {
		for _, p := range ps {
			out = append(out, p.Text)
		}
	}
	switch {
	case p.Edition != nil:
		for _, h := range p.Edition.Stories {
			out = append(out, h.Text)
		}
	case p.Story != nil:
		out = append(out, p.Story.Digest.Headline)
		add(p.Story.Digest.Summary...)
		for _, q := range p.Story.Digest.Quotes {
			add(q.Passages...)
		}
		for _, r := range p.Story.Digest.Reactions {
			add(r.Passages...)
		}
	case p.Answer != nil:
		add(p.Answer.Answer.Cited...)
	case p.Notice != nil:
		for _, l := range p.Notice.Lines {
			out = append(out, l.Text)
		}
	}
	return out
}

package web

import (
	"context"
	"errors"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"newsdigest/bot"
	"newsdigest/digest/render"
	"newsdigest/digest/text"
)

// A when is a time as it is shown.
type when struct {
	ISO  string // empty: not known
	Day  string // "Thursday 26 November 2026"
	Time string // "08:00"
	Zone string // "UTC"
}

func whenOf(t time.Time) when {
	if t.IsZero() {
		return when{}
	}
	return when{
		ISO:  t.Format(time.RFC3339),
		Day:  t.Format("Monday 2 January 2006"),
		Time: t.Format("15:04"),
		Zone: t.Format("MST"),
	}
}

func (p *Platform) dueView(c bot.Channel) when { return whenOf(p.due(c)) }

// date is the day that m stands under in its channel.
func (p *Platform) date(m bot.Message) string {
	return p.posted(m).Format(time.DateOnly)
}

func (p *Platform) posted(m bot.Message) time.Time {
	zone, ok := p.zones[m.Channel]
	if !ok {
		zone = time.UTC
	}
	return m.Posted.In(zone)
}

// An item is one message of a channel.
type item struct {
	ID      string
	Date    string // 2026-11-26
	NewDay  bool   // the first of its day
	Posted  when
	Open    bool // its thread is the one beside it
	Newest  bool // where reading begins: the last edition, or the last message where there is none
	Edition *editionView
	Story   *storyView
	Note    []string // a person's lines
}

type editionView struct {
	Due     when
	Stories []headline
}

type headline struct {
	Text   string
	Anchor string // of the story in the same channel
}

type storyView struct {
	Mark    string // that it was withdrawn or corrected; empty: neither
	Anchor  string
	Title   string
	Digest  template.HTML
	Links   links
	Replies int
}

// items are the messages as they stand in the channel after a message of the
// day before; that is empty before the first.
func (p *Platform) items(c bot.Channel, list []bot.Message, before string) []item {
	out := make([]item, 0, len(list))
	for _, m := range list {
		it := item{ID: string(m.ID), Date: p.date(m), Posted: whenOf(p.posted(m))}
		it.NewDay = it.Date != before
		before = it.Date
		switch {
		case m.Post == nil:
			it.Note = lines(m.Text)
		case m.Post.Edition != nil:
			it.Edition = edition(m.Post.Edition)
		case m.Post.Story != nil:
			s := p.story(c, m)
			it.Story = &s
		case m.Post.Notice != nil:
			for _, l := range m.Post.Notice.Lines {
				it.Note = append(it.Note, lines(l.Text)...)
			}
		default:
			continue // an answer stands in its thread
		}
		out = append(out, it)
	}
	return out
}

func newest(list []item) int {
	for i, it := range slices.Backward(list) {
		if it.Edition != nil {
			return i
		}
	}
	return len(list) - 1
}

func edition(e *bot.EditionPost) *editionView {
	v := &editionView{Due: whenOf(e.Due)}
	for _, h := range e.Stories {
		title := h.Text
		if title == "" {
			title = render.Untitled
		}
		v.Stories = append(v.Stories, headline{Text: title, Anchor: anchor(h.Story)})
	}
	return v
}

// anchor is the story's place in its channel's page.
func anchor(s bot.StoryID) string { return "story-" + string(s) }

func (p *Platform) story(c bot.Channel, m bot.Message) storyView {
	post := m.Post.Story
	l := linksTo(c, m.ID)
	v := storyView{
		Anchor: anchor(post.ID),
		Title:  post.Digest.Title(),
		Digest: render.HTMLWithin(post.Digest, func(line []render.Passage) string {
			spans := make([]text.Span, len(line))
			for i, passage := range line {
				spans[i] = passage.Span
			}
			return citeURL(l, spans)
		}),
		Links:   l,
		Replies: m.Replies,
	}
	if mark := m.Post.Mark; mark != nil {
		v.Mark = mark.Words()
		if mark.Withdrawn {
			v.Title, v.Digest = "Withdrawn", ""
		}
	}
	return v
}

// A reply is one message of a thread.
type reply struct {
	ID       string
	Posted   when
	Question string // the id of the question it is or answers; empty: neither
	Person   string // whose; empty: ours
	Lines    []string
	Pending  bool   // a question without an answer yet
	Stale    bool   // …which has been waited for longer than it takes
	Asked    string // the question, where another message stands between it and its answer
	Answer   *answerView
}

// staleAfter is how long an answer takes at most, if one comes.
const staleAfter = 2 * time.Minute

// replies are the messages of a thread from that index on.
func (p *Platform) replies(ctx context.Context, c bot.Channel, list []bot.Message, from int) ([]reply, error) {
	answered := make(map[bot.MessageID]bool)
	for _, m := range list {
		if m.Post != nil && m.Post.Answer != nil {
			answered[bot.MessageID(m.Post.Answer.Question)] = true
		}
	}
	out := make([]reply, 0, len(list)-from)
	for i := from; i < len(list); i++ {
		m := list[i]
		v := reply{ID: string(m.ID), Posted: whenOf(p.posted(m))}
		switch {
		case m.Post == nil:
			v.Person, v.Lines = m.User, lines(m.Text)
			if strings.HasPrefix(v.ID, questionPrefix) {
				v.Question = v.ID
				v.Pending = !answered[m.ID]
				v.Stale = v.Pending && p.now().Sub(m.Posted) > staleAfter
			}
		case m.Post.Notice != nil:
			for _, l := range m.Post.Notice.Lines {
				v.Lines = append(v.Lines, lines(l.Text)...)
			}
		case m.Post.Answer != nil:
			a := m.Post.Answer
			if m.Post.Mark != nil {
				v.Lines = lines(m.Post.Mark.Words())
				if m.Post.Mark.Withdrawn {
					v.Question = string(a.Question)
					break
				}
			}
			v.Question = string(a.Question)
			if i == 0 || string(list[i-1].ID) != v.Question {
				v.Asked = a.Asked
			}
			view, err := p.answer(ctx, c, a)
			if err != nil {
				return nil, err
			}
			v.Answer = view
		default:
			continue // only answers stand in threads
		}
		out = append(out, v)
	}
	return out, nil
}

// An answerView shows an answer's passages inside their sentences.
type answerView struct {
	Said     bool
	Short    string // where no passage shows it marked
	Passages []passageView
	Whole    template.HTML // in place of the rest, where the article is gone
}

type passageView struct {
	Runs  []run
	URL   string // where the article shows it
	Where string // "paragraph 8"
}

// A run is a stretch of words that are shown alike.
type run struct {
	Text   string
	Cited  bool
	Strong bool   // the few words that answer
	ID     string // of its first run, what a link may lead to
	Kind   string // of the quote it belongs to, as quote.Kind says it; empty: none
	Note   string // the id of what says whose words they are
}

func (p *Platform) answer(ctx context.Context, c bot.Channel, a *bot.AnswerPost) (*answerView, error) {
	v := &answerView{Said: a.Answer.Said}
	story, err := p.log.Story(ctx, a.Story)
	if errors.Is(err, bot.ErrNotFound) {
		v.Whole = render.AnswerHTML(a.Answer)
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	doc := text.Parse(story.Article.Text)
	passages := a.Answer.Cited
	if !a.Answer.Said && a.Answer.Nearest != nil {
		passages = []render.Passage{*a.Answer.Nearest}
	}
	l := linksTo(c, a.Thread.Root)
	marked := false
	for _, passage := range passages {
		if !stands(doc.Text, passage) {
			v.Whole = render.AnswerHTML(a.Answer) // the article has changed since
			return v, nil
		}
		pv := passageView{URL: citeURL(l, []text.Span{passage.Span})}
		if i := text.At(doc.Paragraphs, passage.Span.Start); i >= 0 {
			pv.Where = "paragraph " + strconv.Itoa(i+1)
		}
		short := text.Span{}
		if i := strings.Index(passage.Text, a.Answer.Short); a.Answer.Short != "" && i >= 0 && !marked {
			short = text.Span{Start: passage.Span.Start + i, End: passage.Span.Start + i + len(a.Answer.Short)}
			marked = true
		}
		pv.Runs = inSentence(doc, passage.Span, short, a.Answer.Said)
		v.Passages = append(v.Passages, pv)
	}
	if !marked {
		v.Short = a.Answer.Short
	}
	return v, nil
}

// stands reports whether the passage's words are where it says.
func stands(t string, passage render.Passage) bool {
	s := passage.Span
	return s.Start >= 0 && s.Start <= s.End && s.End <= len(t) && s.Of(t) == passage.Text
}

// A sentence of more words is not shown around a citation.
const maxContext = 60

// inSentence is the cited span with the rest of its first and last sentence.
func inSentence(doc *text.Doc, cited, short text.Span, mark bool) []run {
	whole := cited
	for _, at := range []int{cited.Start, cited.End - 1} {
		s := doc.SentenceAt(at)
		grown := text.Span{Start: min(whole.Start, s.Start), End: max(whole.End, s.End)}
		if !s.Empty() && len(doc.WordsIn(grown)) <= maxContext {
			whole = grown
		}
	}
	cuts := []int{whole.Start, cited.Start, cited.End, whole.End}
	if !short.Empty() {
		cuts = append(cuts, short.Start, short.End)
	}
	return runs(doc.Text, cuts, func(s text.Span) run {
		return run{Cited: mark && cited.Contains(s), Strong: short.Contains(s)}
	})
}

// runs cuts t at the offsets, and has each piece described.
func runs(t string, cuts []int, describe func(text.Span) run) []run {
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []run
	for i := 1; i < len(cuts); i++ {
		s := text.Span{Start: cuts[i-1], End: cuts[i]}
		r := describe(s)
		r.Text = render.Plain(s.Of(t))
		out = append(out, r)
	}
	return out
}

// lines are a person's words, a line each, without what steers a screen.
func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		out = append(out, render.Plain(strings.TrimRight(line, "\r\n")))
	}
	return out
}

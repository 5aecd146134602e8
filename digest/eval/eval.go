// Package eval measures quote.Find against articles whose quotations,
// speakers and reactions people have marked.
//
// An [Article] holds a text and its marks; [Load] reads a folder of them.
// [Predict] runs the engine and [Measure] compares, in these words:
//
//   - A view says what counts as one unit. "marks": the words between double
//     quotation marks that stand inside an attribution, fragment by fragment;
//     "quoted": attributions that hold such words; "speech": all attributions
//     by a word of speech; "all": those of thought and intention too.
//   - A rule says when a predicted unit is a marked one: iou, overlap by union;
//     ggt, overlap by the marked length; exact, the same but for edges.
//   - A speaker is right when the words of one name are all among the other's.
//   - joint: the words and the speaker right. misattributed: predicted units
//     with a wrong name, of all predicted units.
//
// Offsets are code points here, as in the marked files.
package eval

import (
	"strings"
	"time"
	"unicode/utf8"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// An Article is a text with what people marked in it.
type Article struct {
	ID        string
	About     string // its field and style, in a line; empty: not said
	Title     string
	Published time.Time // zero: not said
	Text      string
	Scored    string // Text, but with double marks where Text has single ones; as long as it in code points
	Quotes    []Quote
	Reactions []Reaction
	Reacting  bool     // whether reactions were marked at all
	Key       []string // beginnings of the quotes that an editor would show, best first
}

// A Quote is a stretch that is given as somebody's words, by a marker or by
// the engine. Offsets are code points; empty strings: none.
type Quote struct {
	Start, End int
	Segments   [][2]int // of a prediction in several pieces: each counts as a unit, instead of Start and End
	Speaker    string   // as the text has it, or a prediction's name
	Ref        string   // the full name; in marks only
	Mention    *[2]int  // the words that name the speaker
	Role       string
	Verb       string
	Type       string // direct, mixed, indirect
	Thought    bool   // wants, believes, plans: no speech

	// Of predictions alone.
	Confidence float64
	Key        bool
	Rule       string
	Index      int // in Found.Quotes
}

// name is the fullest name there is.
func (q *Quote) name() string {
	if q.Ref != "" {
		return q.Ref
	}
	return q.Speaker
}

// A Reaction is who does what about the main actor's words.
type Reaction struct{ Who, Kind string }

// A Prediction is what the engine gives of one article.
type Prediction struct {
	ID          string
	Quotes      []Quote
	Reactions   []Reaction
	NotVerbatim int // spans that do not lie in the text: zero, or the engine is broken
	Invented    int // speakers whose name the text does not hold: likewise
}

// Predict runs the engine over an article. A partial quote that stands within
// another is given only by that one.
func Predict(a Article, o quote.Options) Prediction {
	f := quote.Find(article.Article{Title: a.Title, Published: a.Published, Text: a.Text}, o)
	at := func(s text.Span) [2]int {
		start := utf8.RuneCountInString(a.Text[:s.Start])
		return [2]int{start, start + utf8.RuneCountInString(a.Text[s.Start:s.End])}
	}
	p := Prediction{ID: a.ID}
	place := make([]int, len(f.Quotes)) // in p.Quotes
	for i, q := range f.Quotes {
		place[i] = -1
		for _, part := range q.Parts {
			if part.Start < 0 || part.End > len(a.Text) || part.Empty() {
				p.NotVerbatim++
			}
		}
		if s := q.Speaker; s != nil && !strings.Contains(a.Text, s.Name) {
			p.Invented++
		}
		if q.Within >= 0 {
			continue
		}
		out := Quote{Confidence: q.Confidence, Rule: q.Rule, Key: q.Key, Index: i, Verb: q.Verb.Of(a.Text), Type: q.Kind.String()}
		whole := at(q.Span())
		out.Start, out.End = whole[0], whole[1]
		if len(q.Parts) > 1 {
			for _, part := range q.Parts {
				out.Segments = append(out.Segments, at(part))
			}
		}
		if s := q.Speaker; s != nil {
			m := at(s.Mention)
			out.Speaker, out.Role, out.Mention = s.Name, s.Role, &m
		}
		place[i] = len(p.Quotes)
		p.Quotes = append(p.Quotes, out)
	}
	for i, q := range f.Quotes {
		if q.Key && place[i] < 0 && place[q.Within] >= 0 {
			p.Quotes[place[q.Within]].Key = true
		}
	}
	for _, r := range f.Reactions {
		p.Reactions = append(p.Reactions, Reaction{r.By.Name, r.Kind.String()})
	}
	return p
}

// Package answer answers questions about one article with its own words, or
// says that the article does not say.
//
//	asker := answer.New(found)
//	first := asker.Ask("What did Macron say?", nil)
//	then := asker.Ask("And Rutte?", []answer.Turn{{Question: "What did Macron say?", Answer: first}})
package answer

import (
	"slices"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// Limits of what an answer cites, in words.
const (
	MaxCitationWords = 60
	MaxAnswerWords   = 90 // all citations of an answer together
)

// An Answer cites the words it rests on. All spans index Article.Text in bytes.
type Answer struct {
	Question  string
	Citations []text.Span // best first; empty: the article does not say
	Further   int         // how many of them, from the last, are only the next best places: the answer rests on the others
	Nearest   text.Span   // where it does not say: the nearest passage; empty where no passage is near
	Short     text.Span   // the few words that answer, inside a citation; empty: none surer than the citation
	Score     float64     // how sure, 0 to 1
}

// Answered reports whether the article says.
func (a Answer) Answered() bool { return len(a.Citations) > 0 }

// Rest are the citations that the answer rests on.
func (a Answer) Rest() []text.Span { return a.Citations[:len(a.Citations)-a.Further] }

// A Turn is an earlier question of the same conversation and what was answered.
type Turn struct {
	Question string
	Answer   Answer
}

// An Asker answers questions about one article. It may be used by many goroutines.
type Asker struct {
	found  *quote.Found
	ix     *index
	voices []voice
}

// New prepares an article for questions.
func New(f *quote.Found) *Asker {
	ix := newIndex(f.Doc)
	for _, p := range f.People {
		ix.mentioned = append(ix.mentioned, p.Mentions...)
	}
	slices.SortFunc(ix.mentioned, func(a, b text.Span) int { return a.Start - b.Start })
	return &Asker{found: f, ix: ix, voices: voices(f)}
}

// Ask answers one question; earlier holds the conversation's turns before it, oldest first.
func (a *Asker) Ask(q string, earlier []Turn) Answer {
	out := Answer{Question: q}
	asked, thread := a.follow(q, earlier)
	hits := a.ix.rank(asked)
	if len(asked.terms) == 0 || len(hits) == 0 {
		return out // nothing is asked: "Thanks"
	}
	d := a.ix.doubts(asked, hits)
	r := a.rule(asked, thread, hits)
	switch {
	case d.strangers > 0 && (r == nil || !r.denied):
		r = &ruling{denied: true}
	case r == nil && d.unanswered(asked, len(a.ix.words)):
		r = &ruling{denied: true}
	case r == nil:
		r = a.ranked(asked, hits, d)
	}
	if r.denied {
		out.Nearest = r.nearest
		if hits[0].base > 0 && (out.Nearest.Empty() || !fits(out.Nearest.Of(a.ix.doc.Text))) {
			out.Nearest = a.ix.cite(hits[0].sentence, hits[0].best.span)
		}
		return out
	}
	cited := sheaf{t: a.ix.doc.Text}
	rests := 0
	for i, s := range r.cited {
		cited.add(a.uncut(s))
		if i < r.rests || r.rests == 0 {
			rests = len(cited.spans)
		}
	}
	out.Citations = cited.spans
	for _, c := range cited.spans {
		if !r.short.Empty() && c.Contains(r.short) {
			out.Short = r.short
		}
	}
	if !out.Short.Empty() && out.Citations[0].Contains(out.Short) {
		rests = 1 // the words that answer stand there
	}
	out.Further = len(out.Citations) - rests
	out.Score = r.score
	return out
}

// uncut adds to a citation the sentences before and after it whose quotation it
// would cut in two, where that is within the limits.
func (a *Asker) uncut(s text.Span) text.Span {
	whole := s
	d := a.ix.doc
	for i := range a.found.Quotes {
		if a.found.Quotes[i].Kind == quote.Indirect {
			continue
		}
		for _, p := range a.found.Quotes[i].Parts {
			if p.Start < s.Start && s.Start < p.End {
				whole.Start = min(whole.Start, d.SentenceAt(p.Start).Start)
			}
			if p.Start < s.End && s.End < p.End {
				whole.End = max(whole.End, d.SentenceAt(p.End-1).End)
			}
		}
	}
	if whole.Len() > maxCitationBytes || !fits(whole.Of(d.Text)) {
		return s
	}
	return whole
}

// Where the best sentence lacks less than surelyHeld of the question, further
// ones are cited only from this share of its score on.
var (
	surelyHeld = 0.2
	alsoCited  = 0.5
	restsOn    = 0.9 // and the answer rests on these
)

// surelyFits is from when on a candidate is shown as the short answer.
const surelyFits = 0.7

// ranked answers with the best sentences.
func (a *Asker) ranked(q *question, hits []hit, d doubt) *ruling {
	r := ruling{rests: 1, score: min(1, max(0.05, 0.7*(1-d.away)+0.3*hits[0].fit))}
	for i, h := range hits[:min(2*maxCitations, len(hits))] {
		if i > 0 && d.away < surelyHeld && (h.base == 0 || h.score < alsoCited*hits[0].score) {
			break
		}
		c := a.ix.cite(h.sentence, h.best.span)
		if i == 0 {
			c = a.ix.rooted(h.sentence, c)
		}
		if i == r.rests && h.base > 0 && h.score >= restsOn*hits[0].score {
			r.rests++
		}
		r.cited = append(r.cited, c)
	}
	switch q.kind {
	case why, say, whatIs, whoIs:
	case who:
		r.short = a.ix.doer(q, hits[0])
	default:
		if hits[0].best.fit >= surelyFits {
			r.short = hits[0].best.span
		}
	}
	return &r
}

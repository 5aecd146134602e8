package render

import (
	"slices"
	"strings"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// A step takes one more thing into the post.
type step struct {
	kind  stepKind
	index int // in Digest.Summary, Found.Quotes or Found.Reactions
}

type stepKind int

const (
	takeSummary  stepKind = iota
	growQuote             // one more unit of the quote
	takeReaction          // the line, with the first unit of its best quote
	takeBare              // the line without a quote, where there was no room for one
	takeClause            // beside a reaction's quote: the words that say what it answers
)

// steps lists all that could be taken in, most important first.
func (a *arranger) steps() []step {
	d := a.d
	var clauses []step
	byRank, growing := map[rank][]step{}, map[rank][]step{}
	for _, r := range a.lines {
		k := a.rank(d.Reactions[r])
		byRank[k] = append(byRank[k], step{takeReaction, r})
		if q, ok := a.best(r); ok {
			byRank[k] = append(byRank[k], step{takeBare, r})
			clauses = append(clauses, step{takeClause, r})
			growing[k] = append(growing[k], step{growQuote, q})
		}
	}

	// Key quotes outside reactions: the first of each voice and topic, then the rest.
	var asked, actorFirst, actorTopics, others, rest []step
	type voice struct{ name, topic string }
	heard := map[voice]bool{}
	for _, q := range a.quotes {
		if _, reacts := a.in[q]; reacts || !a.showable(q) {
			continue
		}
		s := d.Quotes[q].Speaker
		v := voice{topic: a.topics[q]}
		if s != nil {
			v.name = s.Name
		}
		grow := step{growQuote, q}
		switch {
		case s != nil && a.asked(s) && !heard[v]:
			asked = append(asked, grow)
		case heard[v]:
			rest = append(rest, grow)
		case a.isActor(s) && len(actorFirst) == 0:
			actorFirst = append(actorFirst, grow)
		case a.isActor(s):
			actorTopics = append(actorTopics, grow)
		default:
			others = append(others, grow)
		}
		heard[v] = true
	}

	var summary []step
	for i := range d.Summary {
		summary = append(summary, step{takeSummary, i})
	}
	first := min(1, len(summary))
	second := min(2, len(summary))
	steps := slices.Concat(byRank[askedFor], asked, summary[:first], actorFirst,
		byRank[takesStand], byRank[hadSpoken], byRank[saysNothing], actorTopics, summary[first:second], others, clauses, byRank[background], rest, summary[second:])

	// What was left out of the quotes comes back a unit at a time.
	for level := 1; ; level++ {
		more := false
		for _, s := range slices.Concat(growing[askedFor], asked, growing[takesStand], actorFirst, growing[hadSpoken], actorTopics, others, rest) {
			if s.kind == growQuote && a.excerpts[s.index] != nil && len(a.excerpts[s.index].order) > level {
				steps = append(steps, s)
				more = true
			}
		}
		if !more {
			return steps
		}
	}
}

// A rank says how soon a reaction is taken in.
type rank int

const (
	askedFor rank = iota
	takesStand
	hadSpoken
	saysNothing
	background // what others had done before, without their words
)

func (a *arranger) rank(r quote.Reaction) rank {
	switch {
	case a.asked(&r.By):
		return askedFor
	case r.Kind == quote.Earlier && len(r.Quotes) == 0:
		return background
	case r.Kind == quote.Earlier:
		return hadSpoken
	case len(r.Quotes) > 0, r.Kind == quote.Responds, r.Kind == quote.Disputes, r.Kind == quote.Supports:
		return takesStand
	}
	return saysNothing
}

// best is the quote that a reaction is shown with: the first key one, else the
// first. A partial one is in the reaction's own words already.
func (a *arranger) best(reaction int) (int, bool) {
	found := -1
	for _, q := range a.d.Reactions[reaction].Quotes {
		if a.in[q] != reaction || !a.showable(q) {
			continue
		}
		if a.d.Quotes[q].Key {
			return q, true
		}
		if found < 0 {
			found = q
		}
	}
	return found, found >= 0
}

func (a *arranger) showable(q int) bool {
	if e := a.excerpts[q]; e != nil {
		return len(e.order) > 0
	}
	_, ok := a.clauses[q]
	return ok
}

// asked reports whether the reader asked for s by name.
func (a *arranger) asked(s *quote.Speaker) bool {
	return slices.ContainsFunc(a.d.Options.People, func(name string) bool {
		return strings.EqualFold(name, s.Name) || s.Named && holdsWord(s.Name, name)
	})
}

// take applies s and reports whether that changed anything.
func (a *arranger) take(s step) bool {
	switch s.kind {
	case takeSummary:
		span := a.d.Summary[s.index]
		if a.headline.Span.Contains(span) || a.longQuoteIn(span) || a.tellsReaction(span) {
			return false
		}
		a.summary[s.index] = true
	case takeReaction:
		a.reactions[s.index] = true
		if q, ok := a.best(s.index); ok && a.excerpts[q] != nil {
			a.excerpts[q].level = 1
		}
	case takeBare:
		if a.reactions[s.index] {
			return false
		}
		a.reactions[s.index] = true
	case takeClause:
		a.withWords[s.index] = true
	case growQuote:
		if r, reacts := a.in[s.index]; reacts && !a.reactions[r] {
			return false
		}
		if e := a.excerpts[s.index]; e != nil {
			if e.level == len(e.order) {
				return false
			}
			e.level++
			return true
		}
		if a.partials[s.index] {
			return false
		}
		a.partials[s.index] = true
	}
	return true
}

func (a *arranger) giveBack(s step) {
	switch s.kind {
	case takeSummary:
		a.summary[s.index] = false
	case takeReaction:
		a.reactions[s.index] = false
		if q, ok := a.best(s.index); ok && a.excerpts[q] != nil {
			a.excerpts[q].level = 0
		}
	case takeBare:
		a.reactions[s.index] = false
	case takeClause:
		a.withWords[s.index] = false
	case growQuote:
		if e := a.excerpts[s.index]; e != nil {
			e.level--
		} else {
			a.partials[s.index] = false
		}
	}
}

// tellsReaction reports whether a sentence of the summary tells no more than a
// reaction does, which stands under its own heading.
func (a *arranger) tellsReaction(span text.Span) bool {
	return slices.ContainsFunc(a.lines, func(r int) bool { return a.d.Reactions[r].At.Contains(span) })
}

package answer

import (
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// deed is what q asks who did: the word behind "who" and an auxiliary.
func (q *question) deed() (wanted, string) {
	if q.kind != who || len(q.words) < 2 || q.words[0].lower != "who" {
		return wanted{}, ""
	}
	i := 1
	for i < len(q.words)-1 && (auxiliaries[q.words[i].lower] || q.words[i].lower == "been") {
		i++
	}
	w := q.words[i]
	if w.stop || w.capital || q.named(w.term) || !q.has(w.term) {
		return wanted{}, ""
	}
	return q.wanted(w.term), w.lower
}

func (q *question) isDeed(t string) bool {
	deed, _ := q.deed()
	return deed.term == t || slices.Contains(deed.kin, t)
}

// makers are the nouns for who did what is told in few words: an article that
// names none of these doers does not say who it was.
var makers = map[string]string{
	"built": "builder", "designed": "designer", "invented": "inventor", "founded": "founder",
	"composed": "composer", "painted": "painter", "constructed": "constructor",
}

// maker answers "Who built the tunnel?": with who stands before the deed, behind
// its "by", or beside the noun for who did it. Nobody who merely stands near
// is taken; nil: q asks something else.
func (a *Asker) maker(q *question, hits []hit) *ruling {
	deed, verb := q.deed()
	noun, ok := makers[verb]
	if !ok {
		return nil
	}
	ix := a.ix
	var nearest text.Span
	made := slices.DeleteFunc(slices.Clone(q.terms), func(t wanted) bool { return t.term == deed.term || t.weight < 1 })
	if len(made) > 0 && !slices.ContainsFunc(made, func(t wanted) bool { return !t.absent }) {
		return &ruling{denied: true} // nothing is told of what was made
	}
	for _, h := range hits {
		in := ix.looked(h.sentence)
		for k := in.Start; k < in.End; k++ {
			t := ix.termAt(k)
			isNoun := strings.ToLower(ix.raw(k, in)) == noun
			if t == "" || !isNoun && t != deed.term && !slices.Contains(deed.kin, t) {
				continue
			}
			if nearest.Empty() {
				nearest = ix.cite(h.sentence, ix.doc.Words[k])
			}
			for _, c := range ix.people(q, h.sentence) {
				if ix.does(q, c.span, k, isNoun, in) {
					return &ruling{cited: []text.Span{ix.cite(h.sentence, c.span)}, short: c.span, score: 0.8}
				}
			}
		}
	}
	return &ruling{denied: true, nearest: nearest}
}

// Bounds, in words, of how far who did it may stand from what tells it.
const (
	subjectReach = 6
	nounReach    = 4
	byReach      = 4
)

// does reports whether s is who did the deed at word k of a sentence.
func (ix *index) does(q *question, s text.Span, k int, noun bool, in text.Span) bool {
	from, to := text.Within(ix.doc.Words, s)
	switch {
	case !ix.mayDo(q, in, s):
		return false
	case noun:
		return to <= k && k-to <= nounReach || from > k && from-k <= nounReach
	case to <= k: // before the deed, and the deed is not done to it: "was built", "built by"
		passive := slices.ContainsFunc(ix.doc.Words[max(to, k-2):k], func(w text.Span) bool {
			return beingDone[strings.ToLower(w.Of(ix.doc.Text))]
		}) || strings.ToLower(ix.raw(k+1, in)) == "by"
		return k-to <= subjectReach && !passive
	}
	for by := from - 1; by > k && from-by <= byReach; by-- {
		switch strings.ToLower(ix.raw(by, in)) {
		case "by":
			return true
		case "of", "in", "on", "at", "with":
			return false // "by vote of the Council"
		}
	}
	return false
}

var beingDone = wordSet("was were is are be been being to")

// doer is the short answer to "who": the best candidate of the passage, or, where
// that stands as a place or in front of the thing that is asked about ("the
// Morland tunnel"), the best that does not. Empty: none.
func (ix *index) doer(q *question, h hit) text.Span {
	in := ix.words[h.sentence]
	switch {
	case h.best.fit < surelyFits:
		return text.Span{}
	case ix.mayDo(q, in, h.best.span):
		return h.best.span
	}
	var best candidate
	for _, c := range ix.people(q, h.sentence) {
		c.fit += tuned.close * ix.closeness(q, h.sentence, c)
		if c.fit >= surelyFits && c.fit > best.fit && ix.mayDo(q, in, c.span) {
			best = c
		}
	}
	return best.span
}

// mayDo reports whether the words s can be who did something.
func (ix *index) mayDo(q *question, in, s text.Span) bool {
	from, to := text.Within(ix.doc.Words, s)
	if from > in.Start && inPlaces[strings.ToLower(ix.raw(from-1, in))] {
		return false
	}
	if to >= in.End || ix.gap(to-1) != " " {
		return true
	}
	next := ix.termAt(to)
	return next == "" || !q.has(next) || q.named(next) || q.isDeed(next)
}

var inPlaces = wordSet("in at near along outside inside across around")

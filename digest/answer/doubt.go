package answer

import (
	"regexp"
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// A doubt is what speaks against a passage as the answer to a question.
type doubt struct {
	strangers int     // names and numbers of the question that stand nowhere in the article
	absent    float64 // share of the question's weight whose terms the article does not hold
	uncovered float64 // share that neither the passage nor the sentences beside it hold
	away      float64 // share that the passage itself does not hold
	owed      float64 // share of the weight of its own words, those of earlier turns left out, that the passage does not hold
	opposed   int     // words whose opposite, not themselves, stand in the passage
	unfit     bool    // the passage holds nothing of the kind that is asked for
	negated   bool    // the question denies and the passage does not
	swapped   bool    // a name of the question stands elsewhere, not in or beside the passage
	inner     bool    // asks what somebody thinks or feels, and the passage tells no words
	future    bool    // the passage tells of nothing to come
	theirs    bool    // what the passage counts is another's: "130,000 NATO troops" for "How many troops did France send?"
	another   bool    // asks who holds an office of a body, and that body stands elsewhere: another's officer
	unheard   bool    // what was done, or not, is told nowhere: "Why did he resign?"
}

func (ix *index) doubts(q *question, hits []hit) doubt {
	var d doubt
	h := hits[0]
	total, own := 0.0, 0.0
	lower := strings.ToLower
	office := q.asksOfficeOf()
	for _, t := range q.terms {
		w := t.rarity * t.weight
		total += w
		here, beside, anywhere := ix.stands(t, h.sentence), 0.0, ix.has(t.term)
		if !anywhere && len(t.kin) == 0 {
			d.absent += w
			if (t.name && len(t.term) > 2 || t.number && isYear(t.term)) && t.weight == 1 {
				d.strangers++
			}
		} else if !anywhere {
			d.absent += w / 2
		}
		for k := h.sentence - 1; k <= h.sentence+1; k += 2 {
			if k >= 0 && k < len(ix.words) {
				beside = max(beside, ix.stands(t, k))
			}
		}
		d.away += w * (1 - here)
		if t.weight == 1 {
			own += w
			d.owed += w * (1 - here)
		}
		d.uncovered += w * (1 - max(here, beside))
		if here == 0 {
			for _, o := range opposites[t.term] {
				if ix.holds(o, h.sentence) {
					d.opposed++
				}
			}
			for _, o := range contraries(t.term) {
				if ix.holds(o, h.sentence) {
					d.opposed++
				}
			}
			if extremes[t.term] {
				d.opposed++
			}
			if t.name && t.weight == 1 && anywhere && beside == 0 && !ix.pronoun[h.sentence] {
				d.swapped = true
			}
			if office && t.name && t.weight == 1 && anywhere && beside == 0 {
				d.another = true
			}
		}
	}
	if total > 0 {
		d.absent /= total
		d.uncovered /= total
		d.away /= total
	}
	if own > 0 {
		d.owed /= own
	}
	switch q.kind {
	case howMany, howMuch, howOld, howLong, share, when:
		d.unfit = true
		for _, o := range hits[:min(len(hits), 3)] {
			d.unfit = d.unfit && o.best.fit == 0
		}
	}
	passage := lower(ix.part(h.sentence))
	d.negated = q.negated && !reDenies.MatchString(passage)
	d.inner = q.inner() && !reOpinion.MatchString(passage)
	d.future = !reToCome.MatchString(passage)
	d.theirs = q.kind == howMany && ix.countsOthers(q, h)
	d.unheard = ix.unheard(q)
	return d
}

// countsOthers reports whether the number that h holds counts what belongs to
// a name that the question does not hold, while the question asks after
// another name's, which h does not hold or which stands before what it counts.
func (ix *index) countsOthers(q *question, h hit) bool {
	if h.best.fit == 0 || len(q.names) == 0 {
		return false
	}
	in := ix.looked(h.sentence)
	k, _ := text.Within(ix.doc.Words, text.Span{Start: h.best.span.End, End: len(ix.doc.Text)})
	owner, thing := ix.termAt(k), ix.termAt(k+1)
	if k+1 >= in.End || !capitalised(ix.raw(k, in)) || owner == "" || q.has(owner) || thing == "" || !q.asksOf(thing) {
		return false
	}
	for i, w := range q.words {
		if !q.named(w.term) {
			continue
		}
		if i+1 < len(q.words) && q.asksOf(thing, q.words[i+1].term) || ix.stands(q.wanted(w.term), h.sentence) == 0 {
			return true
		}
	}
	return false
}

// asksOf reports whether t, or a word it may stand for, is a term of q; given
// others, one of those.
func (q *question) asksOf(t string, only ...string) bool {
	return slices.ContainsFunc(q.terms, func(w wanted) bool {
		return (w.term == t || slices.Contains(w.kin, t)) && (len(only) == 0 || slices.Contains(only, w.term))
	})
}

// unheard reports whether q asks whether or why something was done, and the
// article holds none of its words beside names, nor of their kin.
func (ix *index) unheard(q *question) bool {
	doing := slices.IndexFunc(q.words, func(w word) bool { return doings[w.lower] })
	if doing < 0 || doing > 0 && q.words[doing-1].lower != "why" || q.kind != why && q.kind != yesNo {
		return false
	}
	any := false
	for _, t := range q.terms {
		if t.name || t.number || t.weight < 1 || vagueTerms[t.term] {
			continue
		}
		if !t.absent {
			return false
		}
		any = true
	}
	return any
}

var (
	mental    = wordSet("think thinks thought feel feels felt believe believes like likes enjoy enjoys love loves opinion favorite favourite prefer")
	extremes  = wordSet("smallest fewest least lowest shortest worst weakest slowest youngest")
	reOpinion = regexp.MustCompile(`\b(thinks?|thought|feels?|felt|believes?|believed|likes?|enjoys?|loves?|opinion|views?|considers?|considered|called|calls|favou?rite|hopes?|hoped|wants?)\b`)
	reDenies  = regexp.MustCompile(`n't\b|n’t\b|\b(not|never|no|nor|none|nobody|nothing|neither|cannot|without|non|fail(s|ed|ing)?|refus(es?|ed|ing)|lack(s|ed|ing)?|den(y|ies|ied|ying)|unable|hardly|barely|few|rather|instead|only|except|unless|await(s|ing)?|yet|avoid(s|ed)?|prevent(s|ed)?|reject(s|ed)?)\b`)
	reToCome  = regexp.MustCompile(`\b(will|won't|would|to be|going to|plan|plans|planned|planning|expect|expects|expected|due|scheduled|set to|next|may|could|intend|intends|hope|hopes|future|until|upcoming|tomorrow)\b`)
)

// Limits of doubt, as shares of a question's weight. A short text says little,
// so a question's word that its passage lacks tells more there.
const (
	shortText, longText = 6, 12 // sentences
	mayLackShort        = 0.45
	mayLackLong         = 0.95
	mayLackManyTerms    = 0.8 // of a question of manyTerms terms or more
	manyTerms           = 4
	mayLackYesNo        = 0.45
	mayLackFuture       = 0.3
	mayLackSwapped      = 0.4 // in a short text
)

// unanswered decides whether the article leaves the question open.
func (d doubt) unanswered(q *question, sentences int) bool {
	short := 1 - min(1, max(0, float64(sentences-shortText)/(longText-shortText)))
	mayLack := mayLackLong - short*(mayLackLong-mayLackShort)
	if len(q.terms) < 2 && q.points() || q.vague() {
		mayLack = 1
	}
	return d.opposed > 0 || d.negated || d.inner || d.unfit || d.theirs ||
		d.unheard || d.another ||
		q.future && (d.future || q.kind == yesNo) && d.uncovered > mayLackFuture ||
		d.swapped && d.away > mayLackSwapped && short > 0.5 ||
		d.uncovered > mayLackManyTerms && len(q.terms) >= manyTerms ||
		d.owed > mayLackYesNo && q.kind == yesNo ||
		d.away > mayLack
}

// asksOfficeOf reports whether q asks who is something of somebody's: "Who is the director of Brix Bread?"
func (q *question) asksOfficeOf() bool {
	if len(q.words) < 5 || q.words[0].lower != "who" && q.words[0].lower != "who's" {
		return false
	}
	be := q.words[0].lower == "who's" || q.words[1].lower == "is" || q.words[1].lower == "was"
	return be && slices.ContainsFunc(q.words[2:], func(w word) bool { return w.lower == "of" || w.lower == "at" })
}

var doings = wordSet("did does do has have had will")

// inner reports whether q asks what somebody thinks or feels.
func (q *question) inner() bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return mental[w.lower] })
}

// vague reports whether q asks about no more than that something happened.
func (q *question) vague() bool {
	return !slices.ContainsFunc(q.terms, func(t wanted) bool { return !vagueTerms[t.term] })
}

var vagueTerms = wordSet("happen occur go do place event thing take suspect time happening know detail main point gist summari summar key matter news true match game incident probabl infer")

// contraries are the forms of t with a prefix that denies, put on or taken off.
func contraries(t string) []string {
	var out []string
	for _, p := range []string{"un", "in", "im", "ir", "dis", "non", "mis", "anti"} {
		if len(t) > len(p)+3 && strings.HasPrefix(t, p) {
			out = append(out, t[len(p):])
		} else if len(t) > 3 {
			out = append(out, p+t)
		}
	}
	return out
}

// part is a sentence, the first bytes of it where it is very long.
func (ix *index) part(sentence int) string {
	s := ix.doc.Sentences[sentence].Of(ix.doc.Text)
	return s[:min(len(s), 4*maxCitationBytes)]
}

// stands is how surely a sentence holds t: 1 itself, a half by a kindred word.
func (ix *index) stands(t wanted, sentence int) float64 {
	if ix.holds(t.term, sentence) {
		return 1
	}
	for _, k := range t.kin {
		if ix.holds(k, sentence) {
			return 0.5
		}
	}
	return 0
}

func isYear(t string) bool { return len(t) == 4 && isDigits(t) && (t[0] == '1' || t[0] == '2') }

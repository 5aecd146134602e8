package quote

import (
	"sort"
	"strings"

	"newsdigest/digest/text"
)

// A statement is a sentence of the reporter's: a quotation in it is one unit,
// however many sentences the quoted words are.
type statement struct {
	text.Span
	para    int
	units   []unit
	cues    []cue
	topic   int     // the person it is about, its first subject; -1: not known
	voices  []voice // of its cues
	speaker int     // entity that speaks in it, the last one; -1: none
}

// A unit is a token outside quotation marks, or a whole fragment.
type unit struct {
	tok  int // index in toks; for a fragment that of its first mark
	frag int // index in frags; -1: a token
}

// longestStatement bounds a statement, in units: what is longer is read in
// pieces, cut before a name and never in it, so that the cost stays linear
// whatever the text.
const longestStatement = 400

// findStatements joins the sentences that a fragment crosses, and collapses
// the fragments.
func (an *analysis) findStatements() {
	d := an.doc
	ti, fi := 0, 0
	an.statements = make([]statement, 0, len(d.Sentences))
	units := spareUnits.get(len(an.toks)) // never grows
	begin := func(s text.Span, para int) statement {
		return statement{Span: s, para: para, units: units[len(units):], topic: -1, speaker: -1}
	}
	end := func(st statement) {
		n := len(st.units)
		units = units[:len(units)+n]
		st.units = st.units[:n:n]
		an.statements = append(an.statements, st)
	}
	for pi, p := range d.Paragraphs {
		if isFurniture(p.Of(d.Text)) && !strings.ContainsAny(p.Of(d.Text), "“\"«„") {
			continue
		}
		from, to := text.Within(d.Sentences, p)
		for s := from; s < to; {
			span := d.Sentences[s]
			s++
			for fi < len(an.frags) && an.frags[fi].outer.End <= span.Start {
				fi++
			}
			farthest := 0 // where the fragments end that begin in the span
			for k := fi; s < to; {
				for ; k < len(an.frags) && an.frags[k].outer.Start < span.End; k++ {
					farthest = max(farthest, an.frags[k].outer.End)
				}
				if farthest <= span.End && !an.calledOut(span, d.Sentences[s]) && !an.signature(span, d.Sentences[s]) {
					break
				}
				span.End = d.Sentences[s].End
				s++
			}
			st := begin(span, pi)
			for ti < len(an.toks) && an.toks[ti].Start < span.Start {
				ti++
			}
			for ti < len(an.toks) && an.toks[ti].Start < span.End {
				if t := &an.toks[ti]; len(st.units) >= longestStatement && (t.name < 0 || an.mentions[t.name].from == ti) {
					whole := st.End
					st.End = an.tok(ti - 1).End
					end(st)
					st = begin(text.Span{Start: an.toks[ti].Start, End: whole}, pi)
				}
				if f := int(an.toks[ti].frag); f >= 0 {
					st.units = append(st.units, unit{tok: ti, frag: f})
					for ti < len(an.toks) && int(an.toks[ti].frag) == f {
						ti++
					}
					continue
				}
				st.units = append(st.units, unit{tok: ti, frag: -1})
				ti++
			}
			end(st)
		}
	}
	an.units = units
}

var callsOut = wordSet("ask shout yell scream cry wonder chant write post respond answer call")

// calledOut reports whether the sentence a is a quotation that ends in a mark
// of its own (“Really?”) and b only says whose: Clinton said to reporters.
func (an *analysis) calledOut(a, b text.Span) bool {
	whole := a.Of(an.doc.Text)
	body := strings.TrimRight(whole, "\"'”’»“")
	cut := strings.HasSuffix(strings.TrimRight(body, "."), "…")
	if body == whole || !strings.HasSuffix(body, "!") && !strings.HasSuffix(body, "?") && !cut {
		return body != whole && strings.HasSuffix(body, ".") && an.bareTag(b)
	}
	lo := an.tokenFrom(b.Start)
	named := false // “…?” Roe, a retired worker, said
	for k := lo; k < len(an.toks) && (k-lo < 12 || named && k-lo < 24) && an.toks[k].Start < b.End; k++ {
		tok := &an.toks[k]
		named = named || tok.word == "," && k > lo && an.tok(k-1).name >= 0 && k-lo < 10
		if tok.frag >= 0 || tok.is(cAux) || tok.punct() && k-lo < 2 && !named {
			return false
		}
		if (begins.has(tok.word) || calling(tok)) && k > lo && (an.tok(k-1).name >= 0 || an.tok(k-1).is(cPronoun)) && (an.tok(k+1).punct() || an.tok(k+2).punct() && (an.tok(k+1).word == "up" || an.tok(k+1).word == "off")) {
			return true // “…?” Roe began; “…!” Roe sobbed
		}
		if cut || !tok.is(cSpeech) || tok.name >= 0 || k == lo && tok.caps && an.toks[k].word != "said" {
			continue
		}
		v := verbs[tok.word]
		if !v.strong && !callsOut.has(v.lemma) {
			return false
		}
		n := k + 1
		if n+1 < len(an.toks) && !v.strong && (an.tok(n).word == "," || an.tok(n).word == ":") && an.tok(n+1).frag >= 0 {
			return false // He answered, “…”
		}
		if k == lo && n < len(an.toks) && an.tok(n).name >= 0 {
			return true // “…?” asked Roe
		}
		if verbs[tok.word].obj && n < len(an.toks) && !an.tok(n).is(cAux|cSub) {
			return true // “…?” Roe told reporters
		}
		return n >= len(an.toks) || an.tok(n).Start >= b.End || an.tok(n).punct() || an.tok(n).is(cPrep|cDay|cTime|cAdverb) && (!an.tok(n).is(cSub) || an.tok(n).word == "as") || an.tok(n).word == "online" || an.tok(n).frag >= 0
	}
	return false
}

// calling reports whether a token may be the past of a verb that tells how somebody said what ends in “…!” or “…?”.
func calling(t *token) bool {
	v := verbs[t.word]
	return !t.caps && strings.HasSuffix(t.word, "ed") && !moves.has(t.word) && (anyPast(t) || v.form == past && !v.weak && v.lemma != "" && t.name < 0)
}

var moves = wordSet("walked turned stopped paused departed arrived entered died resigned waited moved retired returned")

// bareTag reports whether a sentence only tells by name who said something, though a full stop ends the quotation before it:
// “We are late.” Ms. Roe told the paper.
func (an *analysis) bareTag(b text.Span) bool {
	k := an.tokenFrom(b.Start)
	for k < len(an.toks) && an.toks[k].name < 0 && an.toks[k].caps && (an.toks[k].is(cHonor|cRole|cPreRole) || an.toks[k-1].is(cHonor) && an.toks[k].word == ".") {
		k++
	}
	if k >= len(an.toks) || an.toks[k].name < 0 || an.toks[k].poss {
		return false
	}
	for name := an.toks[k].name; k < len(an.toks) && an.toks[k].name == name; {
		k++
	}
	if v := verbs[an.tok(k).word]; k >= len(an.toks) || an.toks[k].Start >= b.End || !v.strong || v.form != past {
		return false
	}
	if t := an.tok(k + 1); t.word == "," || t.word == ":" || !verbs[an.tok(k).word].obj && !t.punct() && !t.is(cPrep|cDay|cTime|cAdverb) {
		return false // Roe said nothing; Roe said, “…”
	}
	n := 0
	for k++; k < len(an.toks) && an.toks[k].Start < b.End; k++ {
		t := &an.toks[k]
		if t.frag >= 0 {
			if p := an.tok(k - 1); p.word == "," || p.word == ":" {
				return false // Roe said of it, “…”
			}
			continue
		}
		if n++; n > 9 || t.is(cAux|cSpeech|cRelative) && t.name < 0 || t.is(cPronoun) && !t.is(cDet) || t.is(cSub) && !t.is(cPrep) || t.word == "to" || t.name < 0 && strings.HasSuffix(t.word, "ed") {
			return false
		}
	}
	return n > 0
}

// signature reports whether b, after the quotation a, only signs it: — Jane Roe.
func (an *analysis) signature(a, b text.Span) bool {
	i := an.tokenFrom(b.Start)
	if i == 0 || i+1 >= len(an.toks) || an.tok(i-1).frag < 0 || !strings.Contains("—–―-", an.toks[i].word) {
		return false
	}
	if an.toks[i].word == "-" && an.toks[i+1].word == "-" {
		i++ // -- Jane Roe
	}
	if an.tok(i+1).name < 0 {
		return false
	}
	m := &an.mentions[an.tok(i+1).name]
	return m.to >= len(an.toks) || an.tok(m.to).Start >= b.End || an.tok(m.to).punct()
}

// tokenFrom is the first token that starts at the byte offset or after it.
func (an *analysis) tokenFrom(offset int) int {
	return sort.Search(len(an.toks), func(i int) bool { return an.toks[i].Start >= offset })
}

// at returns the token of unit i, nowhere for a fragment and outside the statement.
func (an *analysis) at(st *statement, i int) *token {
	if i < 0 || i >= len(st.units) || st.units[i].frag >= 0 {
		return nowhere
	}
	return &an.toks[st.units[i].tok]
}

// tok returns token i of the text, nowhere outside it.
func (an *analysis) tok(i int) *token {
	if i < 0 || i >= len(an.toks) {
		return nowhere
	}
	return &an.toks[i]
}

func (st *statement) quoted(i int) bool {
	return i >= 0 && i < len(st.units) && st.units[i].frag >= 0
}

// mentionAt returns the mention that unit i is part of, or nil.
func (an *analysis) mentionAt(st *statement, i int) *mention {
	if t := an.at(st, i); t != nowhere && t.name >= 0 {
		return &an.mentions[t.name]
	}
	return nil
}

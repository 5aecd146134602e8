package quote

import "strings"

// toDo are words after which "to say" does not tell that it was said.
var toDo = wordSet("yet refuse refuses refused refusing decline declines declined declining want wants wanted wanting plan plans planned planning expect expected expects likely unlikely going hope hopes hoped hoping need needs needed able unable fail failed failing ready willing reluctant unwilling afraid supposed intend intends intended like love loved try tries trying agree agreed prepared pressed asked told urged encouraged required forced due scheduled set hesitant careful about how whether easy hard difficult impossible possible important wrong right fair enough allowed permitted free only time not")

// awaited are those of them with which a speech is told that has been given out before.
var awaited = wordSet("expected due scheduled set")

// doubtful are words that take back what a clause after them tells.
var doubtful = wordSet("untrue deny denies denied denying evidence falsely false reject rejects rejected refute refuted fabricated hoax doctored hope hopes wish wishes imagine imagines suppose")

// unsaid reports whether a cue tells words that were not spoken, or perhaps
// not: denied, wished for, supposed.
func (an *analysis) unsaid(st *statement, c *cue) bool {
	for k := c.unit - 1; k >= 0 && c.unit-k < 6; k-- {
		t := an.at(st, k)
		if t == nowhere || t.name >= 0 || !t.is(cAux|cAdverb) {
			if t != nowhere && t.word == "to" && verbs[an.at(st, c.unit).word].form == base {
				p := an.at(st, k-1)
				if c.verb.strong && p != nowhere && (awaited.has(p.word) && (an.quotedIn(st, c.end, len(st.units)) || an.quotedBefore(st, c.unit) && an.endsClause(st, c.end)) || p.is(cAux) && an.colonAfter(st, c.unit)) {
					return false // Roe is expected to say: “…”
				}
				return p == nowhere || toDo.has(p.word) || p.is(cAux) || (p.name >= 0 || p.is(cPronoun)) && an.wanted(st, k-1)
			}
			break
		}
		switch t.word {
		case "not", "never", "might", "may", "could", "should", "must", "shall":
			return true
		}
		if strings.HasSuffix(t.word, "n't") {
			return true
		}
	}
	if called := an.at(st, c.end); c.src.kind == aName && !c.inverted && called.name < 0 && naming.has(verbs[called.word].lemma) && verbs[called.word].form != ing && an.anyWord(st, an.nameStart(st, c.src.from)-1, c.src.from, "which", "who") {
		return true // the panel, which Roe noted called it “late”
	}
	from := c.unit
	if c.src.kind != noSource && c.src.kind != sameSubject {
		from = min(from, c.src.from)
	}
	if c.src.kind == aName && !c.inverted && an.beforeOffice(st, c.src.to-1).word == "as" {
		return false // Doe rejected it, as Roe tweeted
	}
	if !c.inverted && an.anyWord(st, from-1, from, "does", "do", "did") && an.anyWord(st, len(st.units)-1, len(st.units), "?") {
		return true // Does she think
	}
	if t, p := an.at(st, from-1), an.at(st, from-2); t != nowhere && (t.word == "had" || t.word == "should") && c.src.kind != noSource && c.src.kind != sameSubject && !c.inverted && (p == nowhere || p.word == ",") {
		return true // Had Roe said
	}
	if t := an.at(st, from-1); t != nowhere && t.word == "," && an.endsClause(st, c.end) && from > 0 && c.src.kind != noSource && c.src.kind != sameSubject && !st.quoted(from-2) {
		return false // The judge does not deny it, Roe said.
	}
	if p, t := an.at(st, from-1), an.at(st, c.src.from); c.src.kind == aPronoun && from == c.src.from && p != nowhere && t != nowhere && (p.word == "criticism" || p.word == "accusations" || p.word == "speculation" || p.word == "suggestions") {
		return true // prompt criticism he was seeking to
	}
	if c.verb.form == ing && c.src.kind == sameSubject && an.anyWord(st, c.unit-1, c.unit, ",") && !an.anyWord(st, 0, c.unit, "if", "unless", "whether", "neither", "nobody", "without") {
		return false // Roe denied it, saying
	}
	for k := from; k >= 0 && k > from-12; k-- {
		t := an.at(st, k)
		if t == nowhere || t.word == ";" || t.word == ":" || t.word == "but" && k < from {
			break
		}
		switch t.word {
		case "if", "unless", "whether":
			if c.inverted && c.verb.strong && c.verb.form == past && an.anyWord(st, c.unit-1, c.unit, ",") {
				return false // “…” if Doe rose, said Roe
			}
			return k >= from-4 && !(c.src.kind == aName && !c.inverted && c.verb.form == past && an.beforeOffice(st, c.src.to-1).word == "," && !an.auxBetween(st, c.src.to, c.unit)) // if elected, Roe called it
		case "neither", "nobody", "without":
			if n := an.at(st, k+1); t.word != "without" || n == nowhere || !n.caps {
				return true
			}
		}
		if k < from && doubtful.has(t.word) && !(t.word == "evidence" && !an.noBefore(st, k)) {
			return true
		}
	}
	return false
}

// wanted reports whether a word after which "to say" tells nothing governs the
// noun at unit i: "wanted Roe to say".
func (an *analysis) wanted(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 6; k-- {
		if t := an.at(st, k); t == nowhere || t.punct() {
			return false
		} else if toDo.has(t.word) {
			return true
		}
	}
	return false
}

// auxBetween reports whether an auxiliary stands in units [from,to).
func (an *analysis) auxBetween(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if t := an.at(st, i); t != nowhere && t.is(cAux) {
			return true
		}
	}
	return false
}

func (an *analysis) noBefore(st *statement, i int) bool {
	p := an.at(st, i-1)
	return p != nowhere && (p.word == "no" || p.word == "without" || p.word == "little")
}

package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// issuer returns who issued the tweet or report that src is, where "by" tells
// it: "a memo posted online by Roe", "a tweet on Monday by Roe". Else src.
func (an *analysis) issuer(st *statement, src source) source {
	if src.kind != aDescriber || !an.anyMedium(st, src) {
		return src
	}
	for i := src.to; i < len(st.units) && i-src.to < 5; i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() {
			break
		}
		if t.word != "by" {
			continue
		}
		if seenBy.has(an.at(st, i-1).word) {
			break // a document seen by KBRX
		}
		if by := an.sourceRight(st, i+1); by.kind == aName || by.kind == aDescriber && an.humanPhrase(st, by.from, by.to) {
			return by
		}
		break
	}
	return src
}

var views = wordSet("view opinion words telling phrase estimation eyes judgment judgement parlance account")

// fromCue reads "a statement from the king:" before words between marks.
func (an *analysis) fromCue(st *statement, i int) (cue, bool) {
	t, n := an.at(st, i), an.at(st, i+1)
	if !t.is(cMedium|cWords) || t.caps || t.poss || n == nowhere || n.word != "from" && n.word != "by" {
		return cue{}, false
	}
	if src := an.sourceRight(st, i+2); src.kind == aName && !an.place(&an.mentions[src.mention]) || src.kind == aDescriber && an.onePerson(an.spanOf(st, src.from, src.to)) && !t.is(cMedium) {
		if that := an.at(st, src.to); that != nowhere && that.word == "that" {
			return cue{unit: i, end: src.to + 1, verb: verb{lemma: "state", strong: true, form: past}, src: src, noun: true}, true // a promise by Roe that
		}
	}
	src := an.sourceRight(st, i+2)
	if c := an.at(st, src.to); src.kind != aName && src.kind != aDescriber || c == nowhere || c.word != ":" || !st.quoted(src.to+1) {
		return cue{}, false
	}
	return cue{unit: i, end: src.to, verb: verb{lemma: "state", strong: true, form: past}, src: src}, true
}

// verdictCue reads "“…” was Roe's verdict": the possessive is the source.
func (an *analysis) verdictCue(st *statement, i int) (cue, bool) {
	if !verdicts.has(an.at(st, i).word) {
		return cue{}, false
	}
	k := i - 1
	for k > i-3 && !an.at(st, k).caps && !an.at(st, k).poss && !owners.has(an.at(st, k).word) && an.at(st, k).name < 0 && !an.at(st, k).punct() {
		k-- // Roe's blunt verdict
	}
	p, src := an.at(st, k), source{}
	switch {
	case p.poss && p.name >= 0:
		src = source{kind: aName, from: an.nameStart(st, k), to: k + 1, mention: int(p.name)}
	case p.poss && p.is(cRole|cGroup|cKin):
		src = source{kind: aDescriber, from: an.nounPhrase(st, k), to: k + 1}
	case p.word == "his" || p.word == "her":
		src = source{kind: aPronoun, from: k, to: k + 1}
	default:
		return cue{}, false
	}
	at := src.from
	for at > src.from-3 && an.at(st, at-1).is(cRole|cPreRole|cHonor|cDet) {
		at-- // manager Jane Roe's
	}
	if !an.anyWord(st, at-1, at, "was", "is") {
		return cue{}, false
	}
	if at--; an.anyWord(st, at-1, at, ",") {
		at--
	}
	return cue{unit: k + 1, end: i + 1, inverted: true, verb: verb{lemma: "state", strong: true, form: past}, src: src}, at > 0 && st.quoted(at-1)
}

var verdicts = wordSet("verdict assessment answer reply response retort summary conclusion message advice reaction description view explanation motto comment")

// viewCue reads "in Roe's view", "in the minister's words": the possessive is the source.
func (an *analysis) viewCue(st *statement, i int) (cue, bool) {
	t, p := an.at(st, i), an.at(st, i-1)
	if !views.has(t.word) {
		return cue{}, false
	}
	if (p.word == "his" || p.word == "her") && an.anyWord(st, i-2, i-1, "in") && (t.word == "view" || t.word == "eyes" || t.word == "opinion") && an.anyWord(st, i+1, i+2, ",") {
		return cue{unit: i, end: i + 1, according: true, verb: verb{lemma: "according", strong: true, form: past}, src: source{kind: aPronoun, from: i - 1, to: i}}, true
	}
	if p == nowhere || !p.poss {
		return cue{}, false
	}
	k := i - 1
	for k > 0 && i-k < 7 {
		if o := an.at(st, k-1); o == nowhere || o.punct() || o.word == "in" {
			break
		}
		k--
	}
	if o := an.at(st, k-1); o == nowhere || o.word != "in" {
		return cue{}, false
	}
	c := cue{unit: i, end: i + 1, according: true, inverted: false, verb: verb{lemma: "according", strong: true, form: past}}
	switch {
	case p.name >= 0:
		c.src = source{kind: aName, from: k - 1, to: i, mention: int(p.name)}
	case p.is(cRole | cGroup | cMedium | cOrg):
		c.src = source{kind: aDescriber, from: k, to: i}
	default:
		return cue{}, false
	}
	return c, true
}

// issued are verbs whose subject speaks in what it issues: "issued a statement calling".
var issued = wordSet("hold carry wave holding held carrying carried waving waved issued issuing released releasing sent sending published publishing posted posting wrote writing signed signing tweeted emailed circulated filed filing delivered gave read fired blasted put")

// medium reads the noun phrase of a statement or report that ends with unit k,
// or who issued it.
func (an *analysis) medium(st *statement, k int) source {
	start := an.nounPhrase(st, k)
	verb := start - 1
	if t := an.at(st, verb); t != nowhere && t.name < 0 && t.word == "with" {
		for q := verb - 1; q > 0 && verb-q < 6; q-- {
			if v := an.at(st, q); v == nowhere || v.punct() {
				break
			} else if v.word == "followed" || v.word == "responded" || v.word == "replied" || v.word == "answered" {
				if src := an.sourceLeft(st, an.pastAdverbs(st, q)); src.kind != noSource {
					return src // followed it with a tweet saying
				}
			}
		}
	}
	if t := an.at(st, verb); t != nowhere && (t.word == "out" || t.word == "off") {
		verb--
	}
	if t := an.at(st, verb); t != nowhere && issued.has(t.word) && t.name < 0 {
		if src := an.sourceLeft(st, an.pastAdverbs(st, verb)); src.kind != noSource {
			return src
		}
	}
	return source{kind: aDescriber, from: start, to: k + 1}
}

// afterWhom returns the unit after the name or pronoun at unit i; 0: neither stands there.
func (an *analysis) afterWhom(st *statement, i int) int {
	if m := an.mentionAt(st, i); m != nil {
		return i + m.to - m.from
	}
	if an.anyWord(st, i, i+1, "him", "her", "them") {
		return i + 1
	}
	return 0
}

// ownedBefore reports whether the noun at unit i is somebody's: "Roe's call".
func (an *analysis) ownedBefore(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 4; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.is(cPrep) {
			return false
		}
		if t.poss {
			return t.name >= 0 || t.is(cGroup|cRole) && an.anyWord(st, i, i+1, "call")
		}
	}
	return false
}

// onePaper reports whether words are of one statement or report: "a memo", which "they" is not.
func (an *analysis) onePaper(s text.Span) bool {
	i := an.tokenFrom(s.End) - 1
	return !s.Empty() && i >= 0 && an.toks[i].is(cMedium) && !an.toks[i].is(cOrg|cGroup|cRole) && !strings.HasSuffix(an.toks[i].word, "s")
}

// nounPhrase returns where the noun phrase begins whose noun is unit k: at its
// article or possessive, k itself where it has none.
func (an *analysis) nounPhrase(st *statement, k int) int {
	for j := k - 1; j >= 0 && k-j < 6; j-- {
		t := an.at(st, j)
		if t == nowhere || t.punct() || t.is(cPrep|cAux|cConj) || t.is(cPronoun) && !t.is(cDet) || issued.has(t.word) {
			break
		}
		if t.is(cDet) || t.poss {
			return j
		}
	}
	return k
}

// callNouns lead in what somebody wants done: "Roe's call for “…”".
var callNouns = wordSet("call calls demand push plea proposal plan threat vow pledge promise")

// nounCue reads "Trump's claim that", "her remarks about".
func (an *analysis) nounCue(st *statement, i int) (cue, bool) {
	t := an.at(st, i)
	if !t.is(cWords|cMedium) && !callNouns.has(t.word) || t.caps || t.poss {
		return cue{}, false
	}
	n := an.at(st, i+1)
	for k := i + 1; k < i+4 && t.is(cWords) && (n.is(cTime|cDay) || n.word == "earlier" || n.word == "on" || n.word == "last") && n.name < 0; k++ {
		n = an.at(st, k+1) // his comment hours earlier that
	}
	if n != nowhere && n.word == "," && !st.quoted(i+2) {
		return cue{}, false // asked about Roe's complaint, he shrugged
	}
	np := an.nounPhrase(st, i)
	if t := an.at(st, np-1); t != nowhere && t.is(cDet) {
		np--
	}
	if p := an.at(st, np-1); p != nowhere && p.word == "in" && len(st.cues) > 0 && st.cues[len(st.cues)-1].verb.strong && n != nowhere && (n.word == "that" || n.word == "," && st.cues[len(st.cues)-1].verb.lemma == "put") {
		return cue{}, false // Roe asserted in the group's statement that
	}
	if n == nowhere && an.anyWord(st, np-1, np, "rated", "graded", "judged", "deemed", "ruled", "found", "rates", "branded") {
		return cue{}, false // the desk rated Roe's claim “half true”
	}
	if c := len(st.cues) - 1; n == nowhere && c >= 0 && st.cues[c].verb.strong && !st.cues[c].inverted && (st.cues[c].end == np || st.cues[c].end == np-1 && an.anyWord(st, np-1, np, "that")) {
		return cue{}, false // saying her words “hurt us”
	}
	if c := len(st.cues) - 1; n != nowhere && n.word == ":" && c >= 0 && st.cues[c].verb.strong && st.cues[c].end < np+1 && !an.quotedIn(st, st.cues[c].end, i) && an.anyWord(st, st.cues[c].end, st.cues[c].end+1, "of", "about") {
		return cue{}, false // She added of Roe's remarks: “…”
	}
	medium := t.is(cMedium) && n != nowhere && n.word == ":"
	calls := callNouns.has(t.word) && (n.word == "for" || n.word == "to" && st.quoted(i+2)) && an.ownedBefore(st, i)
	if !t.is(cWords) && !medium && !calls || !medium && an.namedBefore(st, i) {
		return cue{}, false
	}
	if n == nowhere {
		if !st.quoted(i + 1) {
			return cue{}, false
		}
	} else if to := an.afterWhom(st, i+2); n.word == "for" && to > 0 && an.ownedBefore(st, i) && an.anyWord(st, to, to+1, "to") && st.quoted(to+1) {
		// answered Roe's call for Doe to “…”
	} else if (n.word == "for" || n.word == "to") && an.ownedBefore(st, i) && (st.quoted(i+2) || an.at(st, i+2) != nowhere && an.at(st, i+2).is(cDet) && st.quoted(i+3)) {
		// condemned Roe's call for “…”
	} else if n.is(cPronoun) && (t.word == "claim" || t.word == "assertion" || t.word == "contention" || t.word == "belief" || t.word == "allegation") && an.ownedBefore(st, i) {
		// Roe's claim he “…”
	} else if n.word != "that" && n.word != "of" && n.word != "about" && n.word != ":" && n.word != "," && n.word != "on" && n.word != "was" && n.word != "is" {
		return cue{}, false
	}
	if n != nowhere && (n.word == "was" || n.word == "is") && an.anyWord(st, i+2, i+4, "because", "important", "significant") {
		return cue{}, false // Roe's statement is significant because
	}
	if c := len(st.cues) - 1; c >= 0 && n != nowhere && (n.word == "was" || n.word == "is") && st.cues[c].verb.strong && !st.cues[c].noun && !st.cues[c].inverted {
		return cue{}, false // Roe said the minister's claim was “…”
	}
	k := i - 1
	for k >= 0 && i-k < 4 {
		p := an.at(st, k)
		if p == nowhere || p.punct() {
			return cue{}, false
		}
		if p.poss && p.name < 0 && (p.is(cRole|cGroup|cKin|cOrg|cMedium) || p.word == "camp") && (n == nowhere || n.word == "that" || n.word == "was" || n.word == "is" || n.word == "to" && st.quoted(i+2)) {
			return cue{unit: i, end: i + 1, noun: true, verb: verb{lemma: t.word, form: past}, src: source{kind: aDescriber, from: an.nounPhrase(st, k), to: k + 1}}, true
		}
		if b := an.before(st, k); p.poss && p.name >= 0 && b != nowhere && b.word == "at" {
			return cue{}, false // Roe bristled at Doe's remark: “…”
		}
		if b := an.before(st, k); p.poss && p.name >= 0 && t.word == "word" && b.is(cPrep) {
			return cue{}, false // a blind faith in Roe's word:
		}
		if b := an.before(st, k); p.poss && p.name >= 0 && n != nowhere && n.word == ":" && b != nowhere && b.word == "to" && an.anyWord(st, an.nameStart(st, k)-2, an.nameStart(st, k)-1, "responded", "replied", "reacted", "responding", "reacting", "replying") {
			return cue{}, false // Roe responded to Doe's remarks: “…”
		}
		if p.poss && p.name >= 0 && n == nowhere && t.word == "response" && k < i-1 {
			return cue{}, false // reviewed the agency's flood response “soon”
		}
		if p.poss && p.name >= 0 {
			return cue{unit: i, end: i + 1, noun: true, verb: verb{lemma: t.word, form: past}, src: source{kind: aName, from: k, to: k + 1, mention: int(p.name)}}, true
		}
		if m := an.mentionAt(st, k); k == i-1 && an.person(m) && t.is(cWords) && n != nowhere && (n.word == "that" || an.at(st, i+3).word == "that") && an.beforeOffice(st, k).is(cDet) {
			return cue{unit: i, end: i + 1, noun: true, verb: verb{lemma: t.word, form: past}, src: source{kind: aName, from: k, to: k + 1, mention: int(p.name)}}, true // a Roe claim that
		}
		if p.word == "his" || p.word == "her" {
			return cue{unit: i, end: i + 1, noun: true, verb: verb{lemma: t.word, form: past}, src: source{kind: aPronoun, from: k, to: k + 1}}, true
		}
		if o := an.includedIn(st, k); o > 0 {
			return cue{unit: i, end: i + 1, noun: true, verb: verb{lemma: t.word, form: past}, src: source{kind: aName, from: o, to: o + 1, mention: int(an.at(st, o).name)}}, true
		}
		if p.is(cDet|cPrep|cAux|cConj|cPronoun) || p.poss {
			return cue{}, false
		}
		k--
	}
	return cue{}, false
}

// includedIn returns the unit of the owner of the words that hold those whose article stands at unit k: "Roe's remarks,
// which have included the suggestion". 0: it is no such thing.
func (an *analysis) includedIn(st *statement, k int) int {
	if !an.at(st, k).is(cDet) || !includes.has(an.at(st, k-1).word) {
		return 0
	}
	for k -= 2; an.at(st, k).is(cAux); k-- {
	}
	if !an.anyWord(st, k, k+1, "which", "that") {
		return 0
	}
	if k--; an.anyWord(st, k, k+1, ",") {
		k--
	}
	if t := an.at(st, k); !t.is(cWords|cMedium) && classes[strings.TrimSuffix(t.word, "s")]&(cWords|cMedium) == 0 {
		return 0
	}
	for o := k - 1; o > k-4 && o >= 0; o-- {
		if t := an.at(st, o); t == nowhere || t.punct() {
			return 0
		} else if t.poss && t.name >= 0 {
			return max(o, 0)
		}
	}
	return 0
}

var includes = wordSet("include includes included contain contains contained featured carried")

// namedBefore reports whether a verb of naming governs the noun at unit i:
// "called Trump's remarks “…”".
func (an *analysis) namedBefore(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 9; k-- {
		t := an.at(st, k)
		if t == nowhere {
			return false
		}
		if t.is(cSpeech) && !t.is(cWords) {
			return st.quoted(i+1) || naming.has(verbs[t.word].lemma)
		}
	}
	return false
}

// paperFrom reads who, without a name, has written what a participle behind unit k goes on with: "a statement from her doctor
// declaring". None where no paper is from anybody.
func (an *analysis) paperFrom(st *statement, k int) source {
	t := an.at(st, k)
	if t == nowhere || t.name >= 0 || t.caps || !t.is(cRole|cKin|cSpokes|cGroup) {
		return source{}
	}
	np := an.nounPhrase(st, k)
	if np == k || !an.anyWord(st, np-1, np, "from", "by") || !an.at(st, np-2).is(cMedium) {
		return source{}
	}
	return source{kind: aDescriber, from: np, to: k + 1}
}

// paperFirst reads the paper that a statement begins with and a participle, cue c, goes on with behind a comma, where nobody else says
// anything before: "The letter released on Monday took Roe to task, saying". None where it begins otherwise.
func (an *analysis) paperFirst(st *statement, c *cue) source {
	if c.verb.form != ing || !an.anyWord(st, c.unit-1, c.unit, ",") || !an.anyWord(st, 0, 1, "the", "a", "an") || c != &st.cues[0] {
		return source{}
	}
	for k := 1; k < 4; k++ {
		t, n := an.at(st, k), an.at(st, k+1)
		if t == nowhere || t.punct() || t.name >= 0 || t.poss {
			break
		}
		if t.is(cMedium) && n != nowhere && n.name < 0 && (strings.HasSuffix(n.word, "ed") || pasts.has(n.word) || n.is(cAux)) && !an.personBetween(st, k+1, k+3) {
			return source{kind: aDescriber, from: 0, to: k + 1}
		}
	}
	return source{}
}

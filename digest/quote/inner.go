package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// inner returns whose the words between marks at unit ui are where the clause of a cue before them tells what another
// said: "criticized Roe for calling it “late”", "pointed to Roe's calling it “late”". The zero voice where it tells no such thing.
func (an *analysis) inner(si, ui int, c *cue) (voice, bool) {
	st := &an.statements[si]
	if c.noun || c.unsaid {
		return nobody, false
	}
	for k := ui - 1; k > c.end && ui-k < 12; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.word == "and" || t.word == "but" {
			break
		}
		v := verbs[t.word]
		if t.name >= 0 || v.form != ing || !v.strong && !naming.has(v.lemma) && v.lemma != "refer" {
			continue
		}
		if an.anyWord(st, k-1, k, "for") {
			if !judging.has(c.verb.lemma) && !blames.has(c.verb.lemma) || c.inverted || an.usesWord(st, k, ui) || an.anyWord(st, k-2, k-1, "apologize", "apologise") {
				break
			}
			src := an.sourceLeft(st, k-1)
			if m := an.mentionAt(st, k-2); m != nil && m.entity >= 0 && !an.tok(m.to-1).poss && k-2-(m.to-m.from) >= c.unit {
				return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75, rule: "object"}, true
			} else if src.kind == aDescriber && src.from >= c.end && src.to == k-1 && an.humanPhrase(st, src.from, src.to) {
				return an.describer(si, &cue{unit: k, src: src}).scaled("object", 0.85), true
			}
			return nobody, true
		}
		if !naming.has(v.lemma) && v.lemma != "refer" && v.lemma != "say" {
			continue // Roe's warning that
		}
		at := an.pastAdverbs(st, k) - 1
		if an.anyWord(st, at, at+1, "once", "repeatedly", "earlier", "previously") {
			at--
		}
		if m := an.mentionAt(st, at); an.person(m) && an.tok(m.to-1).poss && at > c.unit {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "owner"}, true
		}
	}
	return nobody, false
}

// holy are names of whom no reporter has heard say anything.
var holy = wordSet("jesus christ allah")

// usesWord reports whether a participle at unit k only tells that words were used: "for using the word “thief”".
func (an *analysis) usesWord(st *statement, k, ui int) bool {
	return an.anyWord(st, k, ui, "using", "uttering", "word", "words", "phrase", "term")
}

// tellsOf reports whether what a cue tells is the clause of the next one: "noting that Roe said so".
func (an *analysis) tellsOf(st *statement, c, next *cue) bool {
	return c.unit > 1 && an.anyWord(st, c.end, c.end+1, "that") && next.src.kind != sameSubject && next.src.from > c.end && !an.anyWord(st, c.end, next.src.from, ",")
}

// listedSaying reads the subject of "saying" in a list of who said what: "there was Roe saying so, Minister Doe saying no, and".
func (an *analysis) listedSaying(st *statement, ci int) source {
	c := &st.cues[ci]
	if c.verb.form != ing || an.mentionAt(st, c.unit-1) == nil {
		return source{}
	}
	for i := ci - 1; i >= 0; i-- {
		if o := &st.cues[i]; o.verb == c.verb && o.src.kind == aName && o.src.to == o.unit {
			return an.sourceLeft(st, c.unit)
		}
	}
	return source{}
}

// didAndSaid reads the subject of "and said" where it is named right before another verb, behind a comma: "When told so, Roe
// smiled and said".
func (an *analysis) didAndSaid(st *statement, c *cue) source {
	if joined := c.verb.form == past && an.anyWord(st, c.unit-1, c.unit, "and"); joined {
		for k := c.unit - 2; k > 0 && c.unit-k < 22; k-- {
			if t := an.at(st, k); t == nowhere || t.word == ";" {
				break
			} else if t.word == "," {
				i := an.pastOffice(st, k+1)
				m := an.mentionAt(st, i)
				if m != nil {
					v := an.at(st, i+m.to-m.from)
					if an.person(m) && !an.tok(m.to-1).poss && v.name < 0 && (pasts.has(v.word) || strings.HasSuffix(v.word, "ed")) && k > 2 {
						return an.sourceLeft(st, i+m.to-m.from) // The day that Doe left, Roe sat down and said
					}
				}
			} else if an.anyWord(st, k, k+1, "after", "before", "when") && k > 2 {
				return an.clauseSubject(st, k+1, c.unit-1) // fled after the man stopped him and asked
			}
		}
	}
	did := an.at(st, c.unit-2)
	if c.verb.form != past || !an.anyWord(st, c.unit-1, c.unit, "and") || did.name >= 0 || !strings.HasSuffix(did.word, "ed") && !pasts.has(did.word) {
		return source{}
	}
	if m := an.mentionAt(st, c.unit-3); !an.person(m) || an.tok(m.to-1).poss {
		return source{}
	}
	if src := an.sourceLeft(st, c.unit-2); src.kind == aName && an.anyWord(st, src.from-1, src.from, ",") {
		return src
	}
	return source{}
}

// nameAlone returns the person whose name alone, with office and party, ends the statement that words between marks begin:
// “We will,” Rep. Jane Roe (D-Ohio). Nil: none.
func (an *analysis) nameAlone(st *statement, ui int) *mention {
	if ui > 0 || !strings.HasSuffix(an.frags[st.units[ui].frag].Of(an.doc.Text), ",") {
		return nil
	}
	k := an.pastOffice(st, 1)
	m := an.mentionAt(st, k)
	if !an.person(m) || an.tok(m.to-1).poss || m.to-m.from < 2 && k == 1 {
		return nil
	}
	open, aside := false, false
	for k += m.to - m.from; k < len(st.units); k++ {
		switch t := an.at(st, k); {
		case t == nowhere || aside && t.name < 0 && !t.is(cRole) && (t.is(cAux|cSpeech|cRelative) || strings.HasSuffix(t.word, "ed")):
			return nil
		case aside:
		case !open && t.word == "," && an.tok(st.units[k-1].tok).word == ")" && an.at(st, k+1).is(cDet|cPreRole):
			aside = true // , the vice chairman of the caucus
		case t.word == "(":
			open = true
		case t.word == ")":
			open = false
		case !open && t.word != ".":
			return nil
		}
	}
	return m
}

// judged returns the person whom a verb of blame has for its object right before the "after" that ends at unit k, or whom
// somebody asks "about when". Nil: none.
func (an *analysis) judged(st *statement, k int) *mention {
	if !an.anyWord(st, k-1, k, "after", "when", "because", "how", "why") {
		return nil
	}
	about := an.anyWord(st, k-2, k-1, "about")
	if about {
		k--
	}
	if m := an.mentionAt(st, k-3); an.anyWord(st, k-2, k-1, ",") && an.anyWord(st, k-1, k, "when") && an.person(m) && !an.tok(m.to-1).poss && an.beforeOffice(st, k-3).word == "with" {
		return m // their meeting with Roe, when he said
	}
	m := an.mentionAt(st, k-2)
	if !an.person(m) || an.tok(m.to-1).poss {
		return nil
	}
	at := k - 2 - (m.to - m.from)
	for t := an.at(st, at); t != nowhere && t.caps && t.is(cHonor|cRole|cPreRole); t = an.at(st, at) {
		at--
	}
	if v := an.at(st, at); v == nowhere || about && verbs[v.word].lemma != "ask" && verbs[v.word].lemma != "press" || !about && !blames.has(verbs[v.word].lemma) && !blames.has(v.word) {
		return nil
	}
	return m
}

// leadsColon returns the person who does something right before a colon, where the last cue stands in a clause before: "When
// Doe asked about it, Roe had a line ready: “…”". Nil: none.
func (an *analysis) leadsColon(st *statement, ui int, c *cue) *mention {
	if !an.anyWord(st, ui-1, ui, ":") || !an.anyWord(st, 0, c.unit, "when", "after", "as", "once", "asked") {
		return nil
	}
	for k := ui - 2; k > max(c.end, an.sourceEnd(c)) && ui-k < 14; k-- {
		if !an.anyWord(st, k, k+1, ",") {
			continue
		}
		i := an.pastOffice(st, k+1)
		m := an.mentionAt(st, i)
		if !an.person(m) || an.tok(m.to-1).poss || st.quoted(k-1) {
			return nil
		}
		v := an.at(st, i+m.to-m.from)
		if v.is(cAdverb) {
			v = an.at(st, i+m.to-m.from+1)
		}
		if pasts.has(v.word) || v.is(cAux) || v.name < 0 && strings.HasSuffix(v.word, "ed") {
			return m
		}
		return nil
	}
	return nil
}

// barred reports whether the words at unit ui are a law's for whom it bars: "sanction any individual who “imports it”".
func (an *analysis) barred(st *statement, ui int, c *cue) bool {
	return an.anyWord(st, ui-1, ui, "who", "that", "which") && an.anyWord(st, ui-4, ui-1, "any", "anyone", "anybody") && ui-c.end > 5
}

// policyTerm reports whether the words at unit ui are only what a policy or a movement is called, one word before its noun:
// a “stop-and-frisk” policy, the “birther” movement; or a yes or no to somebody: saying “yes” to.
func (an *analysis) policyTerm(st *statement, ui int) bool {
	fr := &an.frags[st.units[ui].frag]
	w := strings.Trim(fr.Of(an.doc.Text), " ,.")
	if an.directLike(fr) || strings.ContainsAny(w, " \n") {
		return false
	}
	if w == "yes" || w == "no" {
		return an.anyWord(st, ui+1, ui+2, "to") && an.anyWord(st, ui-1, ui, "saying", "say", "says", "said")
	}
	n := an.at(st, ui+1)
	return movements.has(n.word) && n.name < 0 || an.at(st, ui+2) != nowhere && movements.has(an.at(st, ui+2).word) && n.class == 0 && !n.punct() && strings.HasSuffix(n.word, "ing")
}

// movements are what a term between marks may name.
var movements = wordSet("movement movements policing policy policies tactic tactics doctrine laws")

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

// dashedWho returns the person of whom a participle at unit ui tells behind a dash: "Roe – who went on a tear declaring". Nil: none.
func (an *analysis) dashedWho(st *statement, ui int) *mention {
	for k := ui - 1; k > 1 && ui-k < 9; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() {
			return nil
		}
		if t.word != "who" {
			continue
		}
		if d := an.at(st, k-1); d == nowhere || !an.dash(d) {
			return nil
		}
		if m := an.mentionAt(st, k-2); an.person(m) && !an.tok(m.to-1).poss {
			return m
		}
		return nil
	}
	return nil
}

// bracketed returns the person before brackets that end at unit k, and the unit of these, where a clause begins with them: "and
// Sen. Jane Roe (D-Ohio), said". Nil: none.
func (an *analysis) bracketed(st *statement, k int) (*mention, int) {
	if !an.anyWord(st, k, k+1, ")") {
		return nil, 0
	}
	j := k - 1
	for ; j > 0 && k-j < 9 && !an.anyWord(st, j, j+1, "("); j-- {
	}
	m := an.mentionAt(st, j-1)
	if !an.anyWord(st, j, j+1, "(") || !an.person(m) || an.tok(m.to-1).poss || !an.anyWord(st, j+1, k, "-", "D", "R", "I") && !an.at(st, j+1).caps {
		return nil, 0
	}
	if b := an.beforeOffice(st, j-1); b.word == "and" || b.word == "but" || b.word == "while" {
		return m, j
	}
	return nil, 0
}

// tagless reports whether a verb after words between marks, cue c, has an object of its own, so that it is no tag of the words that
// end the clause before: "as Roe calls it a “hunt,” the board downplayed the charges".
func (an *analysis) tagless(st *statement, ui int, c *cue) bool {
	if an.directLike(&an.frags[st.units[ui].frag]) || c.inverted || c.verb.strong && !c.verb.obj || !an.anyWord(st, 0, 3, "as", "when", "while", "after", "although", "though") {
		return false
	}
	n := an.at(st, c.end)
	return (n.is(cDet) && !n.is(cPronoun) || n.name >= 0) && !an.endsClause(st, c.end+1)
}

// sameHe returns whom "he" at unit k means where the clause that somebody is told to have said has the same "he" for its subject, as
// "when" leads on: "Roe said he meant no harm when he called it". -1: nobody.
func (an *analysis) sameHe(st *statement, ci int, before []voice) int {
	c := &st.cues[ci]
	if !an.anyWord(st, c.src.from-1, c.src.from, "when", "because", "if", "as", "before", "after") {
		return -1
	}
	for i := ci - 1; i >= 0; i-- {
		o, v := &st.cues[i], before[i]
		if !o.verb.strong || o.inverted || o.unsaid || o.src.kind != aName || v.entity < 0 || !an.entities[v.entity].person || !an.fits(v.entity, an.at(st, c.src.from).word) {
			continue
		}
		for k := o.end; k < o.end+4 && k < c.src.from; k++ {
			if an.at(st, k).word == an.at(st, c.src.from).word {
				return v.entity
			}
		}
	}
	return -1
}

// phraseStart is the unit where the source of a cue begins, its name and office whole.
func (an *analysis) phraseStart(st *statement, c *cue) int {
	return an.officeStart(st, an.nameStart(st, c.src.from))
}

// asksOnly are verbs for what somebody wishes, which others may tell.
var asksOnly = wordSet("ask want seek consider hope offer discuss")

// toWhom returns the person to whom what a statement says seems so: "To Roe, the bill “grabs power”". Nil: none.
func (an *analysis) toWhom(st *statement, ui int) *mention {
	if !an.anyWord(st, 0, 1, "to", "for") || an.directLike(&an.frags[st.units[ui].frag]) && an.opensUpper(&an.frags[st.units[ui].frag]) {
		return nil
	}
	i := an.pastOffice(st, 1)
	m := an.mentionAt(st, i)
	if !an.person(m) || an.tok(m.to-1).poss || !an.anyWord(st, i+m.to-m.from, i+m.to-m.from+1, ",", "(") {
		return nil
	}
	for k := i + m.to - m.from; k < ui; k++ {
		if o := an.mentionAt(st, k); st.quoted(k) || o != nil && o.entity != m.entity && an.person(o) {
			return nil
		}
	}
	return m
}

// aimedFor returns the person who is told to have gone for another right before "for" and words between marks: "Roe took aim at
// the networks for “bias”". Nil: none.
func (an *analysis) aimedFor(st *statement, ui int) *mention {
	if !an.anyWord(st, ui-1, ui, "for") || st.topic < 0 || !an.entities[st.topic].person || an.directLike(&an.frags[st.units[ui].frag]) && an.opensUpper(&an.frags[st.units[ui].frag]) {
		return nil
	}
	for k := ui - 3; k > 1 && ui-k < 14; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.word == "and" {
			return nil
		}
		if an.anyWord(st, k, k+1, "took", "takes", "taking") && an.anyWord(st, k+1, k+2, "aim") || an.anyWord(st, k, k+1, "went", "lashed", "hit", "tore", "laid", "ripped", "lit") && an.anyWord(st, k+1, k+2, "after", "out", "into") {
			for j := k - 1; j >= 0; j-- {
				if m := an.mentionAt(st, j); m != nil && m.entity == st.topic && !an.tok(m.to-1).poss {
					return m
				}
			}
			return nil
		}
	}
	return nil
}

// bothInFull is where the article names the two of a joint subject in full, one right behind the other; empty: nowhere.
func (an *analysis) bothInFull(a, b int) text.Span {
	if a < 0 || b < 0 {
		return text.Span{}
	}
	for _, mi := range an.entities[a].mentions[:min(len(an.entities[a].mentions), 8)] {
		m := &an.mentions[mi]
		if m.to-m.from < 2 || mi+1 >= len(an.mentions) || m.to >= len(an.toks) || an.tok(m.to).word != "and" {
			continue
		}
		if n := &an.mentions[mi+1]; n.entity == b && n.from == m.to+1 && n.to-n.from > 1 && an.toks[n.from].para == an.toks[m.from].para {
			return text.Span{Start: an.nameSpan(m).Start, End: an.nameSpan(n).End}
		}
	}
	return text.Span{}
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

// stillSpeaks returns who spoke last where "he" at a cue's source means that one: nothing but words between marks, over a paragraph's
// end, stands since. The zero voice where something does.
func (an *analysis) stillSpeaks(si int, c *cue, last speaking) voice {
	st := &an.statements[si]
	if !last.heard || last.voice.entity < 0 || !an.entities[last.voice.entity].person || si-last.st > 3 || si-last.st < 2 || !st.quoted(0) || c.src.from != 1 ||
		!an.fits(last.voice.entity, an.at(st, c.src.from).word) {
		return nobody
	}
	for s := last.st + 1; s < si; s++ {
		for i := range an.statements[s].units {
			if t := an.at(&an.statements[s], i); t != nowhere && !t.punct() {
				return nobody
			}
		}
		if strings.HasSuffix(strings.TrimRight(an.statements[s].Of(an.doc.Text), "\"”’"), "?") && s == si-1 {
			return nobody // one asks, the other answers
		}
	}
	return last.voice
}

// whoSaidLast returns the person of whom the statement before, in the same paragraph, tells at its end who said what: "It drew the ire of
// Roe who said it was late. “…,” he said". -1: nobody.
func (an *analysis) whoSaidLast(si, ci int) int {
	if si == 0 || ci > 0 || an.statements[si-1].para != an.statements[si].para || !an.statements[si].quoted(0) {
		return -1
	}
	st := &an.statements[si-1]
	n := len(st.cues) - 1
	for ; n > 0 && st.cues[n].src.kind == aPronoun; n-- { // who said that he was cross
	}
	if n < 0 {
		return -1
	}
	c, v := &st.cues[n], st.voices[n]
	if c.src.who == 0 || !c.verb.strong || c.unsaid || c.src.from < 4 || v.entity < 0 || !an.entities[v.entity].person || an.anyWord(st, c.src.who-1, c.src.who, ",") || an.personBetween(st, c.end, len(st.units)) {
		return -1
	}
	return v.entity
}

// mainAfterLead returns the person who does something behind the last comma of what leads a statement in, where that names another
// only as who did something before: "One day before Doe left, Roe said". -1: nobody.
func (an *analysis) mainAfterLead(st *statement) int {
	first := 0
	for an.at(st, first).is(cConj) {
		first++
	}
	if t := an.at(st, first); t.name >= 0 || !t.is(cPrep|cAdverb|cTime|cNumber) && t.word != "perhaps" {
		return -1
	}
	other := false
	for i := first + 1; i < len(st.units)-1 && i < 60; i++ {
		t := an.at(st, i)
		if t == nowhere || t.word == ";" {
			return -1
		}
		m := an.mentionAt(st, i)
		if m == nil || !an.person(m) || an.nameStart(st, i) != i {
			continue
		}
		b := an.officeStart(st, i) - 1
		v := an.at(st, i+m.to-m.from)
		acts := v.name < 0 && (pasts.has(v.word) || strings.HasSuffix(v.word, "ed") || v.is(cSpeech) && verbs[v.word].form == past)
		if an.tok(m.to - 1).poss {
			continue
		}
		if an.anyWord(st, b, b+1, ",") && acts && other {
			for ci := range st.cues {
				if c := &st.cues[ci]; c.unit < i && c.src.kind == sameSubject {
					return -1 // after Doe sat down and agreed that, Roe went on
				}
			}
			return m.entity
		}
		if !other && (!an.anyWord(st, b, b+1, "before", "after", "when", "as", "since", "while", "until", "did", "with")) {
			return -1
		}
		other = true
	}
	return -1
}

// officeStart is the unit where the words of office before the name at unit i begin.
func (an *analysis) officeStart(st *statement, i int) int {
	for i > 0 && an.at(st, i-1).name < 0 && an.at(st, i-1).is(cHonor|cRole|cPreRole) {
		i--
	}
	return i
}

// nameInAside reads the person whose name stands between commas before unit k, behind the noun phrase that the statement begins with,
// whatever that is: "The surgeon on call that night, Dr Jane Roe, said". None where a verb or another name stands in it.
func (an *analysis) nameInAside(st *statement, k int) source {
	m := an.mentionAt(st, k-1)
	if !an.person(m) || an.tok(m.to-1).poss || !an.at(st, 0).is(cDet) || !an.at(st, 0).first {
		return source{}
	}
	from := an.officeStart(st, k-(m.to-m.from))
	if !an.anyWord(st, from-1, from, ",") || from < 3 || m.to-m.from < 2 && from == k-1 {
		return source{}
	}
	for i := 1; i < from-1; i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() && t.word != "-" || t.name >= 0 && an.person(an.mentionAt(st, i)) || t.name < 0 && (t.is(cAux) && !t.is(cDet) || verbs[t.word].form == past && verbs[t.word].lemma != "" || pasts.has(t.word)) {
			return source{}
		}
	}
	return source{kind: aName, from: from, to: k, mention: int(an.toks[m.from].name)}
}

// addsOn returns who spoke in the statement before, by a word that is also a title, where "he added" goes on with it: “…,” King
// said. “…,” he added. The zero voice elsewhere.
func (an *analysis) addsOn(si int, c *cue, last speaking) voice {
	if c.verb.lemma != "add" && c.verb.lemma != "continue" || !last.heard || si-last.st != 1 || last.voice.entity >= 0 || !an.statements[si].quoted(0) {
		return nobody
	}
	if w := last.voice.words; an.tokenFrom(w.End)-an.tokenFrom(w.Start) != 1 || !an.tok(an.tokenFrom(w.Start)).caps || !an.tok(an.tokenFrom(w.Start)).is(cRole) {
		return nobody
	}
	return last.voice
}

// rebuts reports whether the words at unit ui stand in what somebody only speaks against: "she rebutted a report that it was “late”".
func (an *analysis) rebuts(st *statement, ui int, c *cue) bool {
	for k := ui - 1; k >= c.end-1 && ui-k < 18; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() {
			return false
		}
		if !refuting.has(t.word) {
			continue
		}
		for j := k + 1; j < k+4; j++ {
			if n := an.at(st, j); n.is(cMedium|cWords) && n.name < 0 && !an.ownedBefore(st, j) {
				return an.anyWord(st, j+1, ui, "that") && an.at(st, k+1).is(cDet)
			}
		}
		return false
	}
	return false
}

var refuting = wordSet("rebutted refuted disputed denied rejected rebut refute dispute deny reject rebutting refuting disputing denying rejecting")

// lastDoer returns the person who is the subject of the last clause of the statement before, in the same paragraph, where another is
// that of its first: "Doe broke the rules, and Roe expressed puzzlement. “…,” he said". -1: nobody.
func (an *analysis) lastDoer(si, ci int) int {
	if si == 0 || ci > 0 || an.statements[si-1].para != an.statements[si].para || !an.statements[si].quoted(0) || an.quotedIn(&an.statements[si-1], 0, len(an.statements[si-1].units)) {
		return -1
	}
	st := &an.statements[si-1]
	for k := len(st.units) - 1; k > 3 && len(st.units)-k < 18; k-- {
		m := an.mentionAt(st, k)
		if m == nil || !an.person(m) {
			continue
		}
		from := an.officeStart(st, an.nameStart(st, k))
		v := an.at(st, k+1)
		if v.is(cAdverb) {
			v = an.at(st, k+2)
		}
		if an.tok(m.to-1).poss || !an.anyWord(st, from-1, from, "and", "but", "while") || !an.anyWord(st, from-2, from-1, ",") || v.name >= 0 || verbs[v.word].form != past && !strings.HasSuffix(v.word, "ed") && !pasts.has(v.word) || verbs[v.word].strong {
			return -1
		}
		if an.anyWord(st, from-1, from, "while") && len(st.cues) > 0 && st.cues[0].verb.strong && !st.cues[0].inverted && st.cues[0].unit < from {
			return -1 // Doe said it was late, while Roe liked it
		}
		return m.entity
	}
	return -1
}

// oneOf reports whether a source in capitals is one of many: "An RA said".
func (an *analysis) oneOf(st *statement, src source, before *token) bool {
	first := an.at(st, src.from)
	return first.word == "an" || first.word == "a" || before.word == "an" || before.word == "a"
}

// anyDone reports whether a verb stands in units [from,to).
func (an *analysis) anyDone(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if t := an.at(st, i); t.name < 0 && (t.is(cAux) && !t.is(cDet) || pasts.has(t.word) || verbs[t.word].lemma != "" && verbs[t.word].form != ing || strings.HasSuffix(t.word, "ed")) {
			return true
		}
	}
	return false
}

// jobAhead returns the unit where somebody's full name begins behind two or three plain words from unit i on, whatever they are:
// "point guard Jane Roe". i: none does.
func (an *analysis) jobAhead(st *statement, i int) int {
	for k := i; k < i+4; k++ {
		t := an.at(st, k)
		if m := an.mentionAt(st, k); m != nil {
			last := an.at(st, k-1).word
			if k-i < 2 || m.to-m.from < 2 || m.body || !an.given(m.from) || st.units[k].tok != m.from || strings.HasSuffix(last, "s") || strings.HasSuffix(last, "ed") || pasts.has(last) {
				return i
			}
			return k
		}
		if t == nowhere || t.punct() || t.caps || t.poss || t.is(cPrep|cAux|cPronoun|cDet|cConj|cSub|cRelative|cAdverb) && !jobWords.has(t.word) || pasts.has(t.word) && t.word != "left" || verbs[t.word].form == past && verbs[t.word].lemma != "" || verbs[t.word].form == third || k == i && strings.HasSuffix(t.word, "ed") && !jobWords.has(t.word) {
			return i
		}
	}
	return i
}

// jobWords are participles and the like that begin what somebody is.
var jobWords = wordSet("designated registered certified retired outside left back right")

// jobBetween reports whether only a name, of a team or a place, and what somebody is stand from unit j up to the name of a source.
func (an *analysis) jobBetween(st *statement, j int, src source) bool {
	i := j
	if an.at(st, i).is(cDet) {
		i++
	}
	for from := i; an.at(st, i).name >= 0 && i-from < 6; i++ {
		if an.at(st, i).poss {
			return false
		}
	}
	m := an.mentionOf(src)
	return m != nil && i > j && an.jobAhead(st, i) == src.to-(m.to-m.from)
}

// modifies reports whether the word at unit i, after a name, is a noun before
// another name: "Ohio dentist Jane Roe".
func (an *analysis) modifies(st *statement, i int) bool {
	t := an.at(st, i)
	if t.class != 0 || t.caps || strings.HasSuffix(t.word, "ed") || pasts.has(t.word) {
		return false // Roe thanked Doe
	}
	n := an.at(st, i+1)
	return n != nowhere && n.name >= 0 && !n.is(cPlace|cDay)
}

// overheard reads the noun phrase right before a verb without a time: "heard
// Tong say", "recalled him saying", "accused Park of saying". It is none where
// a comma or a conjunction leads the verb in.
func (an *analysis) overheard(st *statement, k int) source {
	t := an.at(st, k)
	if t == nowhere || t.punct() || t.poss {
		return source{}
	}
	if t.word == "him" || t.word == "her" || t.word == "them" {
		return source{kind: aPronoun, from: k, to: k + 1}
	}
	if t.name < 0 {
		return source{}
	}
	start := k
	for start > 0 && an.at(st, start-1) != nowhere && an.at(st, start-1).name == t.name {
		start--
	}
	return source{kind: aName, from: start, to: k + 1, mention: int(t.name)}
}

package quote

import "strings"

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

// tagless reports whether a verb after words between marks, cue c, has an object of its own, so that it is no tag of the words that
// end the clause before: "as Roe calls it a “hunt,” the board downplayed the charges".
func (an *analysis) tagless(st *statement, ui int, c *cue) bool {
	if an.directLike(&an.frags[st.units[ui].frag]) || c.inverted || c.verb.strong && !c.verb.obj || !an.anyWord(st, 0, 3, "as", "when", "while", "after", "although", "though") {
		return false
	}
	n := an.at(st, c.end)
	return (n.is(cDet) && !n.is(cPronoun) || n.name >= 0) && !an.endsClause(st, c.end+1)
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

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
	open := false
	for k += m.to - m.from; k < len(st.units); k++ {
		switch t := an.at(st, k); {
		case t == nowhere:
			return nil
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

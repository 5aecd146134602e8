package quote

import "strings"

// byDoing returns the person who is the subject of what is told before "by saying", cue ci: "aides say that Roe harmed
// himself by saying". Nil: the teller, or nobody by name.
func (an *analysis) byDoing(st *statement, ci int) *mention {
	c := &st.cues[ci]
	if c.verb.form != ing || !an.anyWord(st, c.unit-1, c.unit, "by") {
		return nil
	}
	for k := c.unit - 2; k > 0 && c.unit-k < 9; k-- {
		m := an.mentionAt(st, k)
		if m == nil {
			continue
		}
		if v := an.beforeOffice(st, k); an.person(m) && !an.tok(m.to-1).poss && v.name < 0 && hearing.has(v.word) && v.word != "had" && v.word != "made" && an.at(st, k+1).class&^cSpeech == 0 && !an.at(st, k+1).caps {
			return m // watches Roe thrill them by saying
		}
		break
	}
	if ci == 0 || st.cues[ci-1].inverted {
		return nil
	}
	k := st.cues[ci-1].end
	if !an.anyWord(st, k, k+1, "that") {
		return nil
	}
	k = an.pastOffice(st, k+1)
	m := an.mentionAt(st, k)
	if !an.person(m) || an.tok(m.to-1).poss {
		return nil
	}
	if v := an.at(st, k+m.to-m.from); v == nowhere || !v.is(cAux|cSpeech) && !strings.HasSuffix(v.word, "ed") && !pasts.has(v.word) {
		return nil
	}
	return m
}

// afterLeadIn returns the person who does what a participle at a statement's start leads in with, right behind its words: "After calling it “…,” Roe
// left". Nil: none.
func (an *analysis) afterLeadIn(st *statement, c *cue) *mention {
	if c.unit > 2 || c.verb.form != ing {
		return nil
	}
	for q := c.end; q < c.end+12; q++ {
		if !st.quoted(q) {
			if an.at(st, q) == nowhere || an.at(st, q).punct() {
				return nil
			}
			continue
		}
		k := q + 1
		if !strings.HasSuffix(an.frags[st.units[q].frag].Of(an.doc.Text), ",") && !an.anyWord(st, k, k+1, ",") {
			return nil
		}
		for an.anyWord(st, k, k+1, ",") || an.at(st, k).name < 0 && an.at(st, k).caps && an.at(st, k).is(cHonor|cRole|cPreRole) {
			k++
		}
		if m := an.mentionAt(st, k); m != nil && an.somePerson(m) && !an.tok(m.to-1).poss && m.entity >= 0 && (an.at(st, k+m.to-m.from).is(cAux|cSpeech|cAdverb) || an.acts(st, k+m.to-m.from)) {
			return m
		}
		return nil
	}
	return nil
}

// forDoing returns the person whom somebody treats so "for" what a participle at unit ui tells: "scolded Roe for calling it". Nil: none.
func (an *analysis) forDoing(st *statement, ui int) *mention {
	m := an.mentionAt(st, ui-2)
	if m == nil || m.entity < 0 || !an.somePerson(m) || an.tok(m.to-1).poss || !an.anyWord(st, ui-1, ui, "for") {
		return nil
	}
	if v := an.beforeOffice(st, ui-2); v.name < 0 && !v.punct() && (strings.HasSuffix(v.word, "ed") || pasts.has(v.word)) && an.nameStart(st, ui-2) > 1 {
		return m
	}
	return nil
}

// takenToTask reads who is told to have met with something "for" what a participle at unit ui tells: "was fined for
// calling it", "came under fire for saying".
func (an *analysis) takenToTask(st *statement, ui int) source {
	if !an.anyWord(st, ui-1, ui, "for") {
		return source{}
	}
	for q := ui - 2; q > 0 && ui-q < longestOffice; q-- {
		t := an.at(st, q)
		if t == nowhere || t.punct() {
			break
		}
		if (strings.HasSuffix(t.word, "ed") || pasts.has(t.word)) && an.isPassive(st, q) {
			for q > 0 && an.at(st, q-1).is(cAux|cAdverb) {
				q--
			}
			return an.sourceLeft(st, q)
		}
		if an.anyWord(st, q, q+1, "came", "faced", "drew", "got") && an.anyWord(st, q+1, q+4, "fire", "criticism", "flak", "anger", "backlash", "rebuke", "censure") {
			return an.sourceLeft(st, an.pastAdverbs(st, q))
		}
	}
	return source{}
}

// asDid returns the person by whom a body did what a participle tells: "insisting, as press secretary Roe did on Tuesday, that". Nil: none.
func (an *analysis) asDid(st *statement, c *cue) *mention {
	if c.verb.form != ing || !an.anyWord(st, c.end, c.end+1, ",") || !an.anyWord(st, c.end+1, c.end+2, "as") {
		return nil
	}
	for k := c.end + 2; k < c.end+14; k++ {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.word == "that" {
			return nil
		}
		if m := an.mentionAt(st, k-1); t.word == "did" && an.person(m) {
			return m
		}
	}
	return nil
}

// reportedOf returns the person of whom a newspaper reports what a participle, cue ci, goes on with: "KBRX reported
// that Roe had written, saying". Nil: none.
func (an *analysis) reportedOf(st *statement, ci int, before []voice) *mention {
	for i := ci - 1; i >= 0; i-- {
		o := &st.cues[i]
		if o.verb.lemma != "report" || o.inverted || !an.broadcaster(before[i]) {
			continue
		}
		k := o.end
		for an.anyWord(st, o.end, o.end+1, ",") && k < o.end+12 && an.at(st, k).word != "that" {
			k++ // reported, in an article on Monday, that
		}
		if an.at(st, k).word != "that" {
			continue
		}
		k++
		k = an.pastOffice(st, k)
		if m := an.mentionAt(st, k); m != nil && an.somePerson(m) && !an.tok(m.to-1).poss && (an.at(st, k+m.to-m.from).is(cAux) || an.acts(st, k+m.to-m.from)) {
			return m
		}
	}
	return nil
}

// ownerFirst returns the name that begins the statement and owns what its subject is: "Ms Roe's action". Nil: none does.
func (an *analysis) ownerFirst(st *statement) *mention {
	for i := 0; i < 4 && i < len(st.units); i++ {
		if m := an.mentionAt(st, i); m != nil {
			k := i + m.to - m.from
			for n := k; n < k+3; n++ {
				if t := an.at(st, n); t.is(cKin | cRole | cOrg | cSpokes | cGroup) {
					return nil
				}
			}
			if an.tok(m.to-1).poss && an.at(st, k).name < 0 {
				return m
			}
			return nil
		}
		if t := an.at(st, i); t == nowhere || !t.is(cHonor|cRole|cPreRole|cDet) {
			return nil
		}
	}
	return nil
}

// onlyObject reports whether the statement names the entity, and never as who does something.
func (an *analysis) onlyObject(st *statement, e int) bool {
	named := false
	for i := 0; i < len(st.units); i++ {
		m := an.mentionAt(st, i)
		if m == nil || m.entity != e {
			continue
		}
		end := i
		for end < len(st.units) && an.mentionAt(st, end) == m {
			end++
		}
		if an.acts(st, end) || an.anyWord(st, end, end+1, ",") {
			return false
		}
		named, i = true, end
	}
	return named
}

// doesLast returns the person who is the subject of the last of several clauses before unit end: "they booed and Roe went on:". Nil: none such.
func (an *analysis) doesLast(st *statement, end int) *mention {
	for k := end - 1; k > 1 && end-k < 8; k-- {
		m := an.mentionAt(st, k)
		if m == nil {
			continue
		}
		and, v := an.beforeOffice(st, k), an.at(st, k+1)
		if !an.person(m) || an.tok(m.to-1).poss || and.word != "and" && and.word != "but" && and.word != "(" || !pasts.has(v.word) && !v.is(cAux) && !strings.HasSuffix(v.word, "ed") || an.nameStart(st, k) < 3 {
			return nil
		}
		return m
	}
	return nil
}

// lastSubject returns the person who is the subject of the clause that a participle, cue ci, goes on with, where that
// clause is not the statement's first and says nothing: "… and yet Roe stayed, claiming". Nil: none such.
func (an *analysis) lastSubject(st *statement, ci int) *mention {
	c := &st.cues[ci]
	joined := c.verb.form == past && an.anyWord(st, c.unit-1, c.unit, "and") // as Roe rose and said
	if !joined && (c.verb.form != ing || !an.anyWord(st, c.unit-1, c.unit, ",")) {
		return nil
	}
	from := 0
	if ci > 0 {
		from = max(st.cues[ci-1].end, an.sourceEnd(&st.cues[ci-1]))
	}
	for k := c.unit - 2; k > from && c.unit-k < 20; k-- {
		m := an.mentionAt(st, k)
		if !an.person(m) || an.tok(m.to-1).poss {
			continue
		}
		v := an.at(st, k+1)
		if v != nowhere && v.is(cAdverb) {
			v = an.at(st, k+2)
		}
		p := k - (m.to - m.from)
		for p > 0 && an.at(st, p) != nowhere && an.at(st, p).is(cHonor|cRole|cPreRole|cAdverb|cDemonym) && !an.at(st, p).is(cConj|cSub) {
			p--
		}
		and := an.at(st, p)
		if and == nowhere || v == nowhere {
			continue
		}
		if (strings.HasSuffix(v.word, "ed") || pasts.has(v.word)) && (and.word == "as" || and.word == "while" || and.word == "when" || and.word == "after") && joined {
			return m
		}
		if (strings.HasSuffix(v.word, "ed") || pasts.has(v.word)) && and.word == "as" && !joined && an.ownerFirst(st) != nil {
			return m // Doe's words came as Roe turned it down, saying
		}
		if yet := and.word == "yet" || and.word == "but"; !joined && (yet || and.word == "and" && an.anyWord(st, p-1, p, ",")) && (strings.HasSuffix(v.word, "ed") || pasts.has(v.word) || v.is(cAux)) && p > from {
			return m
		}
	}
	return nil
}

// withDoing returns the person in "with Roe marching up to him, saying", "while Roe used it to declare",
// "prompting Roe to stand and say", before unit ui.
func (an *analysis) withDoing(st *statement, ui int) *mention {
	for k := ui - 1; k > 0 && ui-k < 16; k-- {
		t := an.at(st, k)
		if t == nowhere {
			return nil
		}
		if m := an.mentionAt(st, k); m != nil && m.entity >= 0 && (an.entities[m.entity].person || an.outlet(an.entities[m.entity].name.Of(an.doc.Text), voice{entity: m.entity})) && !an.tok(m.to-1).poss {
			from := k - (m.to - m.from)
			if the := an.at(st, from); the != nowhere && the.word == "the" {
				from--
			}
			for t := an.at(st, from); t != nowhere && (t.caps && t.is(cHonor|cRole|cPreRole) || t.is(cRole) && an.at(st, from-1).name >= 0 || t.name >= 0 && an.at(st, from+1).is(cRole)) && from > 0; t = an.at(st, from) {
				from--
			}
			with, doing := an.at(st, from), an.at(st, k+1)
			if with == nowhere || doing == nowhere {
				continue
			}
			switch {
			case with.word == "with" && strings.HasSuffix(doing.word, "ing"), prompting.has(with.word) && doing.word == "to":
				return m
			case with.word == "while" && from > 0 && (strings.HasSuffix(doing.word, "ed") || pasts.has(doing.word)) && !an.anyWord(st, k+1, ui, ","):
				return m
			}
		}
	}
	return nil
}

var prompting = wordSet("prompting leading forcing causing allowing pushing")

// pictured reports whether the participle at unit ui belongs to whom a picture shows: "The poster shows Roe, saying".
func (an *analysis) pictured(st *statement, ui int) bool {
	for k := ui - 1; k > 0 && ui-k < 30; k-- {
		t, p := an.at(st, k), an.at(st, k-1)
		if t != nowhere && p != nowhere && (t.word == "shows" || t.word == "showed" || t.word == "showing" || t.word == "depicts" || t.word == "depicting") && (p.word == "poster" || p.word == "ad" || p.word == "video" || p.word == "clip" || p.word == "footage" || p.word == "cartoon" || p.word == "advert" || p.word == "picture" || p.word == "image" || p.word == "mural") {
			return true
		}
	}
	return false
}

// afterWho returns the person in "that Roe, who was cross, insisting", where unit ui is the participle.
func (an *analysis) afterWho(st *statement, ui int) *mention {
	if m := an.dashedWho(st, ui); m != nil {
		return m
	}
	if c := an.at(st, ui-1); c == nowhere || c.word != "," {
		return nil
	}
	again := false
	for k := ui - 2; k > 2 && ui-k < 30; k-- {
		t := an.at(st, k)
		if t == nowhere || t.word == "," {
			return nil
		}
		if t.word != "who" {
			continue
		}
		if an.anyWord(st, k-1, k, "and") && !again {
			again = true // Roe, who sang and who danced, saying
			continue
		}
		m := an.mentionAt(st, k-2)
		if !an.person(m) || an.at(st, k-1) == nowhere || an.at(st, k-1).word != "," {
			return nil
		}
		if again || an.anyWord(st, k-2-(m.to-m.from), k-1-(m.to-m.from), "that") {
			return m
		}
		return nil
	}
	return nil
}

// thoughElse reports whether "though" and a subject of its own, but for a pronoun, stand in units [from,to): "though the board rejects".
func (an *analysis) thoughElse(st *statement, from, to int) bool {
	for i := from; i+2 < to; i++ {
		if an.anyWord(st, i, i+1, "though", "although", "whereas") && an.anyWord(st, i-1, i, ",") {
			n := an.at(st, i+1)
			return n.name >= 0 || n.is(cDet) && !n.is(cPronoun)
		}
	}
	return false
}

// beyondBrackets returns the unit after the brackets at unit i; i where none begin there.
func (an *analysis) beyondBrackets(st *statement, i int) int {
	if !an.anyWord(st, i, i+1, "(") {
		return i
	}
	for k := i + 1; k < i+6; k++ {
		if an.anyWord(st, k, k+1, ")") {
			return k + 1
		}
	}
	return i
}

// denies returns the person whom somebody blames in statement si, right after the verb, where unit ui begins with a pronoun that
// denies it: "Roe accused Doe of theft. She denied it." Nil: none.
func (an *analysis) denies(si int, st *statement, ui int) *mention {
	v := ui + 1
	for an.at(st, v).is(cAux | cAdverb) {
		v++
	}
	if si < 0 || ui > 1 || !denials.has(an.at(st, v).word) {
		return nil
	}
	near := &an.statements[si]
	for k := 1; k < len(near.units) && k < 14; k++ {
		m := an.mentionAt(near, k)
		if m == nil || !an.somePerson(m) || an.tok(m.to-1).poss {
			continue
		}
		if b := an.beforeOffice(near, k); accuses.has(b.word) && an.mentionAt(near, 0) != nil {
			return m
		}
	}
	return nil
}

var (
	denials = wordSet("denied denies rejected rejects disputed disputes refuted apologized apologised pleaded resigned")
	accuses = wordSet("accused accuses blamed blames sued sues charged denounced suspended fired dismissed")
)

// proveKin takes for people who stand by name beside a word of kinship: "her father, Ismail,".
func (an *analysis) proveKin() {
	for i := range an.mentions {
		m := &an.mentions[i]
		f := m.from
		if m.entity < 0 || f < 2 || m.to-f == 1 && an.toks[f].is(cPlace|cDemonym|cOrg) {
			continue
		}
		kin, e := &an.toks[f-1], &an.entities[m.entity]
		switch owner := &an.toks[f-2]; {
		case kin.word == "," && an.tok(m.to).word == ",":
			kin = owner // his nephew, Ben, said
		case owner.poss || owners.has(owner.word): // Roe's nephew Ben
		default:
			continue
		}
		if !kin.is(cKin) || kin.caps || e.body {
			continue
		}
		e.person = true
		if e.gender == unknownGender && kin.is(cFemale) != kin.is(cMale) {
			if e.gender = male; kin.is(cFemale) {
				e.gender = female
			}
		}
	}
}

// questionTo reports whether a question between marks ends statement si, “Why?” a reporter asked Roe, and of whom by name it is asked.
func (an *analysis) questionTo(si int) (*mention, bool) {
	if si < 0 || len(an.statements[si].cues) == 0 {
		return nil, false
	}
	st := &an.statements[si]
	c := &st.cues[len(st.cues)-1]
	if l := c.verb.lemma; l != "ask" && l != "shout" && l != "yell" || c.unsaid || !an.isQuestion(st, min(c.unit, c.src.from)-1) {
		return nil, false
	}
	k := max(c.end, an.sourceEnd(c))
	if an.anyWord(st, k, k+1, "at", "to") {
		k++ // shouted at Roe
	}
	k = an.pastOffice(st, k)
	m := an.mentionAt(st, k)
	if m == nil || m.entity < 0 || !an.somePerson(m) {
		return nil, c.verb.lemma == "ask"
	}
	return m, true
}

// asStranger reports whether "as a guide walks in," and nothing else stands in units [from,to), so that a participle after it may be of either.
func (an *analysis) asStranger(st *statement, from, to int) bool {
	if !an.anyWord(st, from, from+1, "as", "while") || !an.anyWord(st, from+1, from+2, "a", "an", "one", "another") || !an.anyWord(st, to-1, to, ",") {
		return false
	}
	for i := from + 2; i < to-1; i++ {
		if t := an.at(st, i); t == nowhere || t.punct() {
			return false
		}
	}
	return true
}

// signedBelow returns the person whose name and office or paper alone stand behind the fragment at unit ui, or in the paragraph under
// it: "Jane Roe, Editor, Brix Review". Nil: none.
func (an *analysis) signedBelow(si, ui int) *mention {
	st := &an.statements[si]
	if last := len(st.units) - 1; si+1 >= len(an.statements) || ui != last && (ui != last-1 || !an.at(st, last).punct()) {
		return nil
	}
	below := &an.statements[si+1]
	m := an.mentionAt(below, 0)
	above := an.frags[st.units[ui].frag].para
	if below.para != above+1 && below.para != above || m == nil || m.entity < 0 || m.to-m.from < 2 || m.body || len(below.units) > 20 || !an.anyWord(below, m.to-m.from, m.to-m.from+1, ",") || si+2 < len(an.statements) && an.statements[si+2].para == below.para {
		return nil
	}
	for i := m.to - m.from + 1; i < len(below.units); i++ {
		if t := an.at(below, i); t == nowhere || !t.caps && !strings.Contains(",&-.", t.word) && t.word != "the" && t.word != "of" && t.word != "and" && t.word != "for" && t.word != "at" {
			return nil
		}
	}
	return m
}

// interviewed returns the person to whom whoever writes the text talks in statement si: "I spoke to Roe on Monday". Nil: none.
func (an *analysis) interviewed(si int) *mention {
	if si < 0 {
		return nil
	}
	st := &an.statements[si]
	k := 2
	switch {
	case !an.anyWord(st, 0, 1, "i", "we"):
		return nil
	case an.anyWord(st, 1, 2, "spoke", "talked", "chatted") && an.anyWord(st, 2, 3, "to", "with"):
		k = 3
	case !an.anyWord(st, 1, 2, "asked", "interviewed", "called", "phoned", "met", "emailed"):
		return nil
	}
	k = an.pastOffice(st, k)
	if m := an.mentionAt(st, k); m != nil && m.entity >= 0 && an.somePerson(m) && !an.tok(m.to-1).poss {
		return m
	}
	return nil
}

// actingAt returns the person whose name begins at unit k as the subject of a verb, and the unit before their words of office. Nil: none.
func (an *analysis) actingAt(st *statement, k int) (*mention, int) {
	m := an.mentionAt(st, k)
	if m == nil || m.entity < 0 || !an.somePerson(m) || an.tok(m.to-1).poss || st.units[k].tok != m.from || !an.acts(st, k+m.to-m.from) {
		return nil, 0
	}
	j := k - 1
	for an.at(st, j).name < 0 && an.at(st, j).is(cHonor|cRole|cPreRole) {
		j--
	}
	return m, j
}

// actsBetween returns the person who is a subject, behind a comma, in units [from,to). Nil: none.
func (an *analysis) actsBetween(st *statement, from, to int) *mention {
	for k := from; k < to; k++ {
		if m, j := an.actingAt(st, k); m != nil && an.anyWord(st, j, j+1, ",") {
			return m
		}
	}
	return nil
}

// espousing returns the unit of the "who" or "that" of a clause in which the name that a phrase ends with is only whom somebody is for or
// against: "a group that backs Roe", or of the participle: "the man accused of killing Roe". 0: none.
func (an *analysis) espousing(st *statement, src source) int {
	if src.kind != aName || src.first > 0 {
		return 0
	}
	k := an.nameStart(st, src.to-1) - 1
	if v := an.at(st, k); k > 1 && strings.HasSuffix(v.word, "ing") && v.name < 0 && !v.caps {
		if p, of, n := k-2, an.at(st, k-1).word, an.at(st, k-3); (of == "of" || of == "with" || of == "in") && charged.has(an.at(st, p).word) && (n.is(cRole|cGroup) || n.word == "suspect") && n.name < 0 {
			return p
		}
		np, n := an.nounPhrase(st, k-1), an.at(st, k-1)
		if np < k-1 && an.at(st, np).is(cDet) && (np == 0 || an.at(st, np-1).punct()) && v.class&^cSpeech == 0 && n.name < 0 && !n.poss && !n.punct() {
			return k // The panel investigating Roe said
		}
	}
	if k < 2 || !espoused.has(an.at(st, k).word) {
		return 0
	}
	for k--; k > 1 && an.at(st, k).is(cAux|cAdverb) && an.at(st, k).name < 0; {
		k--
	}
	noun := an.at(st, k-1)
	if k < 1 || !an.anyWord(st, k, k+1, "who", "that", "which") || noun == nowhere || noun.punct() || noun.poss || noun.name >= 0 || noun.class&^cSpeech == 0 && noun.word != "pac" {
		return 0
	}
	return k
}

var charged = wordSet("accused charged convicted suspected imprisoned jailed")

var espoused = wordSet("accuse accuses accused sued shot killed back backs backed backing support supports supported supporting oppose opposes opposed opposing endorse endorses endorsed endorsing promote promotes promoted promoting represent represents represented representing defend defends defended defending attack attacks attacked attacking praise praises praised favor favors favored favour favours favoured know knows knew advise advises advised interviewed met")

// turnsAway returns the person whom the clause that leads to the quotation at a unit begins with, where the cue that ends before unit
// from has one of its own: "Roe called it “late,” and Doe used it as proof of “haste”". Nil: none.
func (an *analysis) turnsAway(st *statement, from, ui int) *mention {
	for k := ui - 2; k > from && !st.quoted(k); k-- {
		if m, j := an.actingAt(st, k); m != nil && an.anyWord(st, j, j+1, "and", "while") && st.quoted(j-1) && !an.at(st, k+m.to-m.from).is(cPrep) && !an.anyWord(st, k+m.to-m.from, k+m.to-m.from+1, "is", "was", "are", "were") {
			return m
		}
	}
	return nil
}

// turnsTo returns the person whom a clause with "but" between two units begins with: "Doe hailed it, but Roe stood and said". Nil: none.
func (an *analysis) turnsTo(st *statement, from, to int) *mention {
	for k := to - 2; k > max(from, to-longestTurn) && an.anyWord(st, to-1, to, "and"); k-- {
		if m, j := an.actingAt(st, k); m != nil && an.anyWord(st, j, j+1, "but", "while") && an.anyWord(st, j-1, j, ",") {
			return m
		}
	}
	return nil
}

// turning are words that begin a clause with another subject; those of adjoined need a comma before them.
var (
	turning  = wordSet("while though although whereas")
	adjoined = wordSet("and but yet so while though although whereas")
)

// lastClause reads the subject of the clause that a participle, or a verb behind "and", cue ci, goes on with, where another clause
// stands before it: "Doe said it would wait, and the board walked out, saying". None where there is no such clause.
func (an *analysis) lastClause(st *statement, ci int) source {
	c := &st.cues[ci]
	joined := c.verb.form == past && an.anyWord(st, c.unit-1, c.unit, "and") // …, and the board rose and said
	if !joined && (c.verb.form != ing || c.verb.lemma == "add" || c.verb.lemma == "continue" || !an.anyWord(st, c.unit-1, c.unit, ",")) {
		return source{}
	}
	from := 0
	if ci > 0 {
		from = max(st.cues[ci-1].end, an.sourceEnd(&st.cues[ci-1]))
	}
	for b := c.unit - 3; b > from && c.unit-b < longestTurn; b-- {
		t := an.at(st, b)
		if t == nowhere || t.word != ";" && !(adjoined.has(t.word) && (an.anyWord(st, b-1, b, ",") || turning.has(t.word))) {
			continue
		}
		return an.clauseSubject(st, b+1, c.unit-1)
	}
	if lead := an.leadClause(st); an.leadsIn(st) && (ci > 0 && st.cues[ci-1].unit < lead || ci == 0 && joined) && lead > 0 && lead < c.unit {
		return an.clauseSubject(st, lead+1, c.unit-1) // After Doe said it would wait, the board walked out, saying
	}
	return source{}
}

// joinedTo reads the subject of the statement's only clause, which a verb of the past goes on with behind "and" or "to":
// "Residents met Roe and said". None where there is another clause or no such verb.
func (an *analysis) joinedTo(st *statement, c *cue) source {
	if (c.verb.form != past || !an.anyWord(st, c.unit-1, c.unit, "and", "but")) && (!c.verb.strong || c.verb.form != base || !an.anyWord(st, c.unit-1, c.unit, "to")) {
		return source{}
	}
	if an.leadsIn(st) {
		return source{}
	}
	for k := 0; k < c.unit-1; k++ {
		if t := an.at(st, k); t == nowhere || t.word == ";" || t.is(cRelative) && !t.is(cDet) || adjoined.has(t.word) {
			return source{}
		}
	}
	return an.clauseSubject(st, 0, c.unit-1)
}

// clauseSubject reads who, with or without a name, is the subject of the clause in units [from,to). None where it is no person
// and no body, or where its verb is none of the past.
func (an *analysis) clauseSubject(st *statement, from, to int) source {
	for v := from + 1; v < to && v-from < 14; v++ {
		t := an.at(st, v)
		if t == nowhere || t.punct() && t.word != "," || t.is(cRelative) && !t.is(cDet) {
			return source{}
		}
		if t.name >= 0 || !t.is(cAux) && !pasts.has(t.word) && !(strings.HasSuffix(t.word, "ed") && t.class&^cSpeech == 0 && !an.at(st, v-1).is(cDet)) {
			continue
		}
		end := v
		for end > from+1 && an.at(st, end-1).is(cAdverb) && an.at(st, end-1).name < 0 {
			end--
		}
		src := an.sourceLeft(st, end)
		m := an.mentionOf(src)
		if src.from < from || src.kind == aPronoun && !an.anyWord(st, src.from, src.to, "he", "she", "they") || m != nil && an.place(m) ||
			src.kind == aDescriber && !an.humanPhrase(st, src.from, src.to) && !many(an.at(st, src.to-1)) && !an.at(st, src.to-1).is(cOrg|cGroup) || src.kind == sameSubject {
			return source{}
		}
		return src
	}
	return source{}
}

// longestTurn bounds how far before a verb the clause of another subject begins, in units.
const longestTurn = 60

// writtenBy returns the person whose letter a participle at unit ui tells of, whatever aside stands between: "an email from Roe, the
// mayor, saying". Nil: none.
func (an *analysis) writtenBy(st *statement, ui int) *mention {
	if !an.anyWord(st, ui-1, ui, ",") {
		return nil
	}
	for k := ui - 2; k > 1 && ui-k < 20; k-- {
		m := an.mentionAt(st, k)
		if m == nil || m.entity < 0 || !an.somePerson(m) {
			continue
		}
		at := k - (m.to - m.from)
		for at > 1 && an.at(st, at).name < 0 && an.at(st, at).is(cHonor|cRole|cPreRole) {
			at--
		}
		if an.anyWord(st, at, at+1, "from", "by") && an.at(st, at-1).is(cMedium) && !an.auxBetween(st, k, ui) {
			return m
		}
	}
	return nil
}

// ownsBefore returns the person whose speech or letter stands before the "in which" that ends at unit k: "Roe's speech, in which he".
func (an *analysis) ownsBefore(st *statement, k int) *mention {
	if !(an.anyWord(st, k-1, k, "which") && an.anyWord(st, k-2, k-1, "in")) && !(an.anyWord(st, k-1, k, "when") && an.anyWord(st, k-2, k-1, ",")) {
		return nil
	}
	for i := k - 3; i > 1 && k-i < 5; i-- {
		if m := an.mentionAt(st, i-1); an.anyWord(st, i, i+1, "about", "over") && an.person(m) && !an.tok(m.to-1).poss {
			return m // questioned Roe about messages in which he
		}
	}
	for i := k - 3; i > 1 && k-i < 8 && (an.at(st, k-3).is(cMedium|cWords) || an.at(st, k-3).word == "speech" || an.at(st, k-3).word == "interview"); i-- {
		if m := an.mentionAt(st, i-2); an.anyWord(st, i-1, i, "about", "over", "for", "on") && an.anyWord(st, i, i+1, "his", "her", "their") && an.person(m) && !an.tok(m.to-1).poss {
			return m // hammered Roe over his comment in which he
		}
	}
	for i := k - 3; i > 0 && k-i < 16; i-- {
		t := an.at(st, i)
		if t == nowhere || t.is(cRelative) {
			return nil
		}
		if m := an.mentionAt(st, i); an.person(m) && an.tok(m.to-1).poss {
			for j := i + 1; j < i+7; j++ {
				if n := an.at(st, j); n != nowhere && (n.is(cMedium|cWords) || n.word == "speech" || n.word == "address" || n.word == "interview") {
					return m
				}
			}
			return nil
		}
	}
	return nil
}

// ownerBefore returns the person who stands right before the preposition before "his statement that".
func (an *analysis) ownerBefore(st *statement, c *cue) *mention {
	his, with := an.at(st, c.src.from), an.at(st, c.src.from-1)
	if !c.noun || his.word != "his" && his.word != "her" || with == nowhere || with.word != "with" && with.word != "about" && with.word != "over" && with.word != "on" && with.word != "for" {
		return nil
	}
	m := an.mentionAt(st, c.src.from-2)
	if !an.person(m) || !an.fits(m.entity, his.word) || c.src.from-2-(m.to-m.from) < 0 {
		return nil
	}
	return m
}

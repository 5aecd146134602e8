package quote

import "strings"

// leadsIn are words that begin a clause of time or a concession.
var leadsIn = wordSet("when as after while before though although if because since once")

// mainSpeaker is the person who speaks in the statement itself, not in a
// clause that it reports or begins with; -1 where nobody does.
func (an *analysis) mainSpeaker(st *statement) int {
	lead := an.leadClause(st)
	who, sure := -1, false
	for ci := range st.cues {
		c, v := &st.cues[ci], st.voices[ci]
		if v.entity < 0 || c.noun || c.unsaid || !an.entities[v.entity].person || v.score <= unsure {
			continue
		}
		if s := c.verb.strong && c.unit >= lead; who < 0 || s && !sure {
			who, sure = v.entity, s
		}
	}
	return who
}

// leadClause returns the unit of the comma that ends what the statement leads
// in with, "When Roe noted that …,", "In a letter announcing it,"; 0 where it
// leads in with nothing.
func (an *analysis) leadClause(st *statement) int {
	first := 0
	for t := an.at(st, first); t != nowhere && (t.is(cConj) || t.word == "even" || t.word == "just"); t = an.at(st, first) {
		first++
	}
	t := an.at(st, first)
	if t == nowhere || t.name >= 0 || !t.is(cPrep) && !leadsIn.has(t.word) && !an.participle(st, first) {
		return 0
	}
	dash := 0
	for i := first; i < len(st.units); i++ {
		t := an.at(st, i)
		if st.quoted(i) && i > first+1 && strings.HasSuffix(strings.TrimRight(an.frags[st.units[i].frag].Of(an.doc.Text), " "), ",") {
			return i // After calling it “late,” Roe
		}
		if t == nowhere {
			continue
		}
		if t.word == "," {
			return max(an.pastOwned(st, i), dash)
		}
		if i > first+1 && t.punct() && an.dash(t) && an.participle(st, first) {
			if dash > 0 {
				return i // Joining Roe — and hours after the vote — Doe
			}
			dash = i
		}
	}
	return 0
}

// pastOwned returns the comma that ends "Roe's nominee" right after the comma at unit i, which stands beside
// a name: "the hearings for Jane Doe, Roe's nominee, …"; i where it does not.
func (an *analysis) pastOwned(st *statement, i int) int {
	if an.mentionAt(st, i-1) == nil {
		return i
	}
	owned := false
	for k := i + 1; k < i+9; k++ {
		t := an.at(st, k)
		switch {
		case t.word == "," && owned:
			return k
		case t == nowhere || t.punct() || t.name < 0 && t.is(cAux|cPrep|cSub|cDet|cPronoun):
			return i
		case t.poss && t.name >= 0:
			owned = true
		case !owned && t.name < 0:
			return i
		}
	}
	return i
}

// participle reports whether the word at unit i begins a clause without a
// subject: "Filling in for Roe, Doe …", "Asked later, …".
func (an *analysis) participle(st *statement, i int) bool {
	t := an.at(st, i)
	if !t.first && !(i == 1 && an.at(st, 0).first && an.at(st, 0).is(cConj) && strings.HasSuffix(t.word, "ing")) || t.name >= 0 || t.is(cRole|cGroup|cMedium|cWords|cOrg|cPrep) {
		return false
	}
	n := an.at(st, i+1)
	return len(t.word) > 4 && (strings.HasSuffix(t.word, "ing") || t.word == "asked" || t.word == "pressed" || t.word == "told") && n != nowhere && (n.is(cPrep|cDet|cPronoun|cAdverb|cTime|cSub) || n.word == "back" || n.word == "ahead" || n.name >= 0 || n.caps && n.is(cRole|cHonor|cPreRole))
}

// topic is the entity that the statement is about: the person who is its
// first subject, by name or pronoun; -1 where that is not known.
func (an *analysis) topic(si int, last speaking) int {
	st := &an.statements[si]
	first := 0
	if an.at(st, 0).is(cConj) {
		first = 1
	}
	if t := an.at(st, first); t != nowhere && an.participle(st, first) {
		if lead := an.leadClause(st); lead > 0 && !an.at(st, lead-1).is(cKin) {
			if e := an.subjectFrom(si, lead+1, last); e >= 0 {
				return e
			}
		} else if len(st.cues) > 0 && (t.word == "asked" || t.word == "pressed") {
			if c := &st.cues[len(st.cues)-1]; c.src.kind == aName && !c.inverted && c.src.from > 1 && an.at(st, c.src.from-1) != nowhere && an.dash(an.at(st, c.src.from-1)) {
				if e := an.mentions[c.src.mention].entity; an.entities[e].person {
					return e // Pressed on it — an old claim — Roe said
				}
			}
		}
	}
	if f, m := an.at(st, 0), an.mentionAt(st, 1); f != nowhere && f.word == "for" && an.person(m) && !an.tok(m.to-1).poss && an.anyWord(st, 1+m.to-m.from, 2+m.to-m.from, ",") {
		return m.entity // For Roe, a retiree, it is a chance
	}
	if lead := an.leadClause(st); lead > 0 && an.leadsIn(st) && !st.quoted(lead+1) && !an.at(st, lead-1).is(cKin) {
		i := lead + 1
		for an.at(st, i).name < 0 && an.at(st, i).is(cHonor) {
			i++
		}
		if m := an.mentionAt(st, i); an.person(m) && !an.tok(m.to-1).poss && !an.modified(st, i+m.to-m.from) {
			return m.entity // When Roe asked him, Doe said
		}
	}
	if m := an.isWho(st); m != nil {
		return m.entity
	}
	if e := an.mainAfterLead(st); e >= 0 {
		return e
	}
	return an.subjectFrom(si, 0, last)
}

// isWho returns the person who ends a statement that asks the reader who it is: "One who stays is Jane Roe." Nil: it is none.
func (an *analysis) isWho(st *statement) *mention {
	k := len(st.units) - 2
	if m := an.mentionAt(st, k); m != nil && an.somePerson(m) && an.anyWord(st, 0, 1, "one", "among", "another", "perhaps") {
		if is := an.beforeOffice(st, k); is.is(cAux) {
			return m
		}
	}
	return nil
}

// subjectFrom looks for the topic from unit from on.
func (an *analysis) subjectFrom(si, from int, last speaking) int {
	st := &an.statements[si]
	for i := from; i < len(st.units); i++ {
		t := an.at(st, i)
		if t == nowhere {
			if i > 0 && !an.title(&an.frags[st.units[i].frag]) {
				break
			}
			continue
		}
		if i-from > 25 {
			break
		}
		if t.is(cPronoun) && (t.word == "he" || t.word == "she" || (t.word == "him" || t.word == "her" && !an.at(st, i+1).is(cRole|cWords|cGroup|cKin)) && i < 6 && an.anyWord(st, 0, 1, "what")) {
			if e := an.mainName(st, i); e >= 0 && an.fits(e, t.word) {
				return e // The day he left, Roe …
			}
			if p := an.at(st, i-1); from == 0 && i > 4 && p != nowhere && p.name < 0 && (pasts.has(p.word) || p.word == "found") && an.anyWord(st, i-2, i-1, "that", "which") {
				return -1 // inquiries that found he …
			}
			e, sure := an.pronoun(si, i, t, -1)
			if sure < unsure+0.02 {
				return -1
			}
			return e
		}
		m := an.mentionAt(st, i)
		if m == nil {
			if n := an.at(st, i+1); i < 8 && t.is(cGroup|cRole|cOrg) && (!t.caps || i == 0 && t.first && t.is(cGroup) && strings.HasSuffix(t.word, "s")) && !t.poss && n != nowhere && n.name < 0 && (n.is(cAux|cSpeech) || strings.HasSuffix(n.word, "ed") || pasts.has(n.word)) && !n.is(cRole|cGroup) && !an.byPrep(st, i) {
				return -1 // several groups granted Roe an extension
			}
			if p := an.at(st, i-1); t.is(cRelative) && !t.is(cSub) || t.word == "where" && p != nowhere && p.word == "," {
				return -1 // a mayor who beat Roe; the vote, where Roe lost
			}
			if p := an.at(st, i-1); t.word == "the" && (p == nowhere || !p.is(cPrep)) {
				if head, owns := an.anotherName(st, i); head > 0 {
					if e := an.namedAside(st, head); e >= 0 && an.anyWord(st, head+1, head+2, ",") {
						return e // The mayor's manager, Jane Roe, tried
					}
					if t := an.at(st, head); t.is(cKin) {
						return an.kin(si, t)
					}
					if e, _ := an.byRole(si, i, head); e >= 0 {
						return e
					}
					if e := an.topicBefore(si); e >= 0 && strings.HasSuffix(an.at(st, head).word, "-year-old") && an.besideOther(si-1, e) {
						return -1
					}
					if e := an.topicBefore(si); i < 2 && !owns && e >= 0 && !an.elseInOffice(e, head, st) {
						return e
					}
					if e := last.voice.entity; i < 2 && !owns && e >= 0 && si-last.st <= 3 && !an.elseInOffice(e, head, st) {
						return e
					}
				}
			}
			continue
		}
		if an.toks[m.from].Start != t.Start {
			continue
		}
		if an.besideTopic(m) {
			continue
		}
		if an.tok(m.to - 1).poss {
			if n := an.at(st, i+m.to-m.from); (i == 0 || an.offices(st, i)) && n != nowhere && (n.is(cWords) || n.word == "thoughts" || n.word == "mind") && an.person(m) {
				return m.entity // Roe's answer was that …
			}
			continue
		}
		if c, n, d := an.at(st, i+m.to-m.from), an.at(st, i+m.to-m.from+1), an.at(st, i+m.to-m.from+2); i == 1 && an.leadsIn(st) && an.person(m) && c != nowhere && n != nowhere && d != nowhere && c.word == "," && n.is(cNumber) && d.word == "," {
			return m.entity // As Jane Roe, 60, stood there
		}
		if p := an.beforeOffice(st, i); p != nowhere && p.is(cPrep) && !p.is(cSub) || p.word == "whether" || an.interviewer(m) || an.ledIn(st, i, i+m.to-m.from) {
			continue
		}
		if an.modifiedBy(st, i+m.to-m.from) {
			return -1 // one pastor supporting Roe
		}
		if c, p := an.at(st, i+m.to-m.from), an.beforeOffice(st, i); i > 1 && c != nowhere && c.word == "," && p != nowhere && p.word == "," && an.at(st, 0) != nowhere && an.at(st, 0).is(cPrep) {
			k := i + m.to - m.from + 1
			for an.at(st, k) != nowhere && an.at(st, k).is(cHonor|cRole) && an.at(st, k).caps {
				k++
			}
			if o := an.mentionAt(st, k); o != nil && o.entity >= 0 && o.entity != m.entity && an.entities[o.entity].person {
				if v := an.at(st, k+o.to-o.from); v != nowhere && v.is(cAux|cSpeech) {
					return o.entity // On another baker, Doe, Mr. Roe was asked
				}
			}
		}
		if n := an.at(st, i+m.to-m.from); an.anyWord(st, i-1, i, "the") && n.class == 0 && n != nowhere && !n.punct() && !n.caps && n.name < 0 && !strings.HasSuffix(n.word, "ed") && !pasts.has(n.word) && an.namedAside(st, i+m.to-m.from) < 0 {
			continue // after the Roe nightclub shooting
		}
		if next := i + m.to - m.from; an.modified(st, next) || i < 3 && an.at(st, i-1).is(cDet) && an.at(st, next).class == 0 && !an.at(st, next).caps && an.namedAside(st, next) >= 0 {
			if lead := an.leadClause(st); lead > i && an.byPrep(st, i) && an.at(st, 0).is(cPrep) {
				i = lead // With the Roe administration at its end, Doe …
				continue
			}
			return an.namedAside(st, next)
		} else if an.namesAfter(st, next) {
			continue // "McConnell spokesman Don Stewart": not McConnell
		}
		if v, a := an.beforeOffice(st, i), an.at(st, an.nameStart(st, i)-2); i > 2 && strings.HasSuffix(v.word, "ed") && v.class&^cSpeech == 0 && v.name < 0 && !v.caps && !stative.has(v.word) && a.is(cAux) {
			return -1 // The paper has disparaged Roe
		}
		if an.person(m) {
			return m.entity
		}
		if m.entity >= 0 && an.acts(st, i+m.to-m.from) {
			return -1 // Ostra banned Roe
		}
	}
	return -1
}

// offices reports whether nothing but words of office stands in a statement before unit end: "Ostra Sen." Roe.
func (an *analysis) offices(st *statement, end int) bool {
	for i := range end {
		if t := an.at(st, i); t == nowhere || !t.caps || t.is(cPrep|cSub|cAdverb|cConj) {
			return false
		}
	}
	return true
}

// ledIn reports whether the name in units [i,end) ends the words that lead the statement in, after a
// preposition and words of office: "In a letter to mill chief Jane Roe, …".
func (an *analysis) ledIn(st *statement, i, end int) bool {
	if first := an.at(st, 0); first == nowhere || !first.is(cPrep) || first.name >= 0 || !an.anyWord(st, end, end+1, ",") {
		return false
	}
	for i--; i > 0; i-- {
		t := an.at(st, i)
		if t == nowhere || t.punct() {
			return false
		}
		if t.is(cPrep) && t.name < 0 {
			return i > 1
		}
		if t.name < 0 && !t.caps && !t.is(cRole|cOrg) {
			return false
		}
	}
	return false
}

// mainName returns the person who is the subject after the words that lead the
// statement in, where unit i stands among these; -1 else.
func (an *analysis) mainName(st *statement, i int) int {
	first := an.at(st, 0)
	if first == nowhere || !first.is(cPrep|cDay|cTime|cMonth) && !leadsIn.has(first.word) && first.word != "the" || i == 0 {
		return -1
	}
	for k := i + 1; k < len(st.units)-1; k++ {
		t := an.at(st, k)
		if t == nowhere {
			return -1
		}
		if t.word != "," {
			continue
		}
		for k++; k < len(st.units); k++ {
			if t := an.at(st, k); t == nowhere || t.name < 0 && !(t.caps && t.is(cHonor|cRole|cPreRole)) {
				return -1
			}
			if m := an.mentionAt(st, k); m != nil {
				if an.person(m) && !an.tok(m.to-1).poss && !an.modified(st, k+m.to-m.from) {
					return m.entity
				}
				return -1
			}
		}
	}
	return -1
}

// anotherName returns the unit of the noun, in the noun phrase at unit i, that
// stands for somebody named before: "The Wisconsin Republican", "The senator".
// owns: what it has is the subject, "the senator's answer". 0: it is none.
func (an *analysis) anotherName(st *statement, i int) (head int, owns bool) {
	for k := i + 1; k < i+5; k++ {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.is(cPrep|cAux|cConj) {
			return 0, false
		}
		n := an.at(st, k+1)
		for j := k + 1; n != nowhere && j < k+5 && (n.is(cDay|cTime|cMonth|cNumber) && n.name < 0 || n.word == "on" || n.word == "last" || n.word == "this" || n.word == "late" || n.word == "early" || n.word == "earlier"); j++ {
			n = an.at(st, j+1) // the president on Tuesday defended
		}
		if t.poss {
			if n != nowhere && t.is(cRole|cGroup) && !t.is(cOrg) && n.is(cWords|cMedium) {
				return k, true
			}
			return 0, false
		}
		if who := an.at(st, k+2); i < 2 && who != nowhere && who.word == "who" && n != nowhere && n.word == "," && t.is(cRole) && !t.is(cOrg) && !strings.HasSuffix(t.word, "s") {
			return k, false // The minister, who faces a vote, was
		}
		if in := an.at(st, k+2); i < 2 && n.word == "," && t.is(cRole) && !t.is(cOrg) && !strings.HasSuffix(t.word, "s") && (in.word == "in" || in.word == "at" || in.word == "during" || in.word == "speaking" || in.word == "on") {
			return k, false // The president, in a letter to Roe, was
		}
		if natives.has(t.word) && k == i+1 && n != nowhere && n.word == "," {
			return k, false // The Briton, running
		}
		if (t.is(cRole|cGroup|cDemonym) || natives.has(t.word)) && !t.is(cOrg) && !strings.HasSuffix(t.word, "s") && n != nowhere && n.name < 0 && (n.is(cAux|cSpeech|cAdverb) || strings.HasSuffix(n.word, "ed") || pasts.has(n.word) || seeming.has(n.word) || t.is(cDemonym) && t.caps && n.class == 0 && !n.caps && strings.HasSuffix(n.word, "s")) && !n.is(cRole|cGroup) {
			return k, false
		}
	}
	return 0, false
}

var seeming = wordSet("appears seems remains looks wants plans intends hopes faces has is")

// elseInOffice reports whether an entity has an office other than that of state at unit head: the
// president is no campaign manager.
func (an *analysis) elseInOffice(e, head int, st *statement) bool {
	office := officeOf(an.at(st, head).word)
	ent := &an.entities[e]
	for i := an.tokenFrom(ent.role.Start); i < len(an.toks) && an.toks[i].Start < ent.role.End; i++ {
		if candidacies.has(an.toks[i].word) {
			return false
		}
	}
	if candidacies.has(an.at(st, head).word) && office != "leader" && an.speaksOf(ent.role, bystanders) {
		return true // the nominee is no pollster
	}
	return stateOffices.has(office) && (!an.anyWord(st, head-3, head, "former") || an.speaksOf(ent.role, staff)) && !ent.role.Empty() && an.inOffice(ent) && !an.holdsOffice(ent.role, office)
}

// staff are words for who serves somebody else.
var staff = wordSet("manager spokesman spokeswoman spokesperson aide adviser advisor strategist secretary staffer")

// officeFirst returns the unit of the office that stands for somebody as a statement's first subject: "Although the president". 0: none does.
func (an *analysis) officeFirst(st *statement) int {
	i := 0
	for an.at(st, i).is(cConj) || leadsIn.has(an.at(st, i).word) {
		i++
	}
	if !an.anyWord(st, i, i+1, "the") {
		return 0
	}
	head, owns := an.anotherName(st, i)
	if owns || !stateOffices.has(officeOf(an.at(st, max(head, 0)).word)) {
		return 0
	}
	return head
}

// bystanders are words for who comments on those who run for office.
var bystanders = wordSet("director professor analyst economist spokesman spokeswoman spokesperson adviser advisor strategist pollster lawyer attorney scholar expert fellow researcher consultant manager")

// besideOther reports whether statement si names somebody of an entity's sex besides it: "Coach Doe dropped Roe. The 24-year-old was cross."
func (an *analysis) besideOther(si, e int) bool {
	if si < 0 {
		return false
	}
	st := &an.statements[si]
	for k := range st.units {
		if m := an.mentionAt(st, k); m != nil && m.entity != e && m.entity >= 0 && an.somePerson(m) && an.fits(m.entity, "he") == an.fits(e, "he") {
			return true
		}
	}
	return false
}

// heldElse reports whether statement si begins with an office of state, "the former president", that is nobody's by name and not
// the entity's.
func (an *analysis) heldElse(si, e int) bool {
	st := &an.statements[si]
	if st.topic >= 0 {
		return false
	}
	i := 0
	if lead := an.leadClause(st); lead > 0 {
		i = lead + 1
	} else if an.at(st, 0).is(cConj) {
		i++
	}
	if !an.anyWord(st, i, i+1, "the") {
		return false
	}
	if strings.HasSuffix(an.at(st, i+1).word, "-year-old") && an.besideOther(si-1, e) {
		return true
	}
	head, owns := an.anotherName(st, i)
	if head == 0 || owns {
		return false
	}
	office := officeOf(an.at(st, head).word)
	return an.elseInOffice(e, head, st) || an.anyWord(st, i+1, head, "former") && stateOffices.has(office) && !an.holdsOffice(an.entities[e].role, office)
}

// candidacies are words for who seeks an office, whatever else they hold.
var candidacies = wordSet("candidate nominee contender hopeful frontrunner front-runner winner runner-up rival opponent leader politician lawmaker republican democrat democratic former")

// topicBefore returns the person whom the statement before si, of the same paragraph or the end
// of the one before, is about; -1: none.
func (an *analysis) topicBefore(si int) int {
	if si == 0 {
		return -1
	}
	if e := an.statements[si-1].topic; e >= 0 && an.entities[e].person {
		return e
	}
	return -1
}

// byPrep reports whether a preposition leads in the noun at unit i.
func (an *analysis) byPrep(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 5; k-- {
		if t := an.at(st, k); t == nowhere || t.punct() {
			return false
		} else if t.is(cPrep) {
			return true
		}
	}
	return false
}

// modified reports whether what stands at unit i is a noun that the name
// before it only modifies, without a name of its own: "the Clinton campaign".
func (an *analysis) modified(st *statement, i int) bool {
	n := an.at(st, i)
	return n != nowhere && (!n.caps && n.is(cRole|cGroup|cSpokes|cOrg|cMedium|cWords|cKin) && !n.is(cSpeech) || an.modifies(st, i)) && !an.namesAfter(st, i)
}

// namedAside returns the person whose name stands after the comma that ends the noun
// phrase at unit i: "South Korean president, Jane Roe, …"; -1: none.
func (an *analysis) namedAside(st *statement, i int) int {
	for k := i; k < i+6; k++ {
		t := an.at(st, k)
		if t == nowhere || t.is(cAux|cSub|cRelative|cPronoun) && !t.is(cPrep) || t.punct() && t.word != "," {
			return -1
		}
		if t.word != "," {
			continue
		}
		m := an.mentionAt(st, k+1)
		if !an.person(m) || m.to-m.from < 2 || an.tok(m.to-1).poss || st.units[k+1].tok != m.from {
			return -1
		}
		if n := an.at(st, k+1+m.to-m.from); n != nowhere && (n.word == "," || n.is(cAux|cSpeech) || strings.HasSuffix(n.word, "ed")) {
			return m.entity
		}
		return -1
	}
	return -1
}

// namesAfter reports whether unit i begins the words of office of another
// name: "spokesman Don Stewart", "communication director Jane Roe".
func (an *analysis) namesAfter(st *statement, i int) bool {
	office := false
	for k := i; k < i+5; k++ {
		t := an.at(st, k)
		switch {
		case t == nowhere || t.punct() || t.poss:
			return false
		case t.name >= 0:
			return office
		case t.word == "of" && office && an.at(st, k+1) != nowhere && !an.at(st, k+1).caps && an.at(st, k+1).class == 0:
			k++ // director of sport Jane Roe
			continue
		case t.caps || t.is(cPrep|cAux|cPronoun|cDet|cConj|cSub):
			return false
		case k == i && !t.is(cRole|cPreRole|cSpokes|cKin) && (t.is(cSpeech) && verbs[t.word].form != base || pasts.has(t.word) || strings.HasSuffix(t.word, "ed")):
			return false // Roe accused mayor Jane Doe
		}
		office = t.is(cRole | cSpokes | cKin)
	}
	return false
}

// leadsIn reports whether the statement begins with a clause of its own: "But even as Roe claimed …".
func (an *analysis) leadsIn(st *statement) bool {
	i := 0
	for t := an.at(st, i); t != nowhere && (t.is(cConj) || t.word == "even" || t.word == "just"); t = an.at(st, i) {
		i++
	}
	t := an.at(st, i)
	return t != nowhere && leadsIn.has(t.word)
}

// leads reports whether the mention is the first in its statement that no
// preposition leads in.
func (an *analysis) leads(st *statement, m *mention) bool {
	for i := range st.units {
		o := an.mentionAt(st, i)
		if o == nil || o.entity >= 0 && !an.entities[o.entity].person {
			continue
		}
		if p := an.at(st, i-1); o != m && p != nowhere && p.is(cPrep) {
			continue
		}
		p := an.at(st, i-1)
		return o == m && (p == nowhere || !p.is(cPrep))
	}
	return false
}

// tagged returns the person whose tag ends the statement, so that all before it is theirs, -1 for
// somebody without a name: "The party's government was late, argued Roe". tag: one does.
func (an *analysis) tagged(st *statement) (who int, tag bool) {
	if len(st.cues) == 0 {
		return -1, false
	}
	c, v := &st.cues[len(st.cues)-1], st.voices[len(st.cues)-1]
	if first, n := &st.cues[0], an.at(st, st.cues[0].end); first.src.kind == aPronoun && !first.inverted && n != nowhere && n.word == "," && an.tag(st, first.src.from) && st.voices[0].entity >= 0 {
		return st.voices[0].entity, true // Nobody, he claimed, could
	}
	start, end := c.unit, max(c.end, an.sourceEnd(c))
	if !c.inverted {
		start = c.src.from
	}
	comma := an.at(st, start-1)
	for i, m := range st.cues {
		if v := st.voices[i]; m.src.kind == aName && !m.inverted && m.verb.strong && !m.unsaid && m.src.from > 2 && an.anyWord(st, an.nameStart(st, m.src.from)-1, m.src.from, ",") && an.anyWord(st, m.end, m.end+1, ",") && an.anyWord(st, m.end+1, m.end+2, "but", "and") && v.entity >= 0 && an.entities[v.entity].person && !an.quotedIn(st, 0, len(st.units)) {
			return v.entity, true // Roe should run, Doe said, but
		}
	}
	if c.unsaid || c.according || !c.verb.strong && !(c.src.kind == aName && !c.verb.weak && (c.inverted || an.endsClause(st, c.end))) || c.src.kind == noSource || c.src.kind == sameSubject || start < 2 || comma == nowhere || comma.word != "," || len(st.units)-end > 6 {
		return -1, false
	}
	if t := an.at(st, end); !c.inverted && !t.is(cSub|cPrep) && an.auxBetween(st, end, len(st.units)) {
		return -1, false // but even so, he said there was hope
	}
	for i := end; i < len(st.units)-1; i++ {
		if st.quoted(i) && !c.inverted && an.title(&an.frags[st.units[i].frag]) && an.at(st, i-1).poss {
			continue // Roe said on CNN's “The Town Room”
		}
		if c.inverted && an.anyWord(st, i, i+1, ",") && an.at(st, i+1).is(cDet) && !an.auxBetween(st, i, len(st.units)) {
			break // argued Roe, the party's leader
		}
		if t := an.at(st, i); t == nowhere || t.punct() || t.word == "that" {
			return -1, false
		}
	}
	if v.entity < 0 || !an.entities[v.entity].person {
		return -1, c.src.kind == aDescriber && an.humanPhrase(st, c.src.from, c.src.to) && !an.at(st, c.src.to-1).is(cKin)
	}
	return v.entity, true
}

// mainPerson returns the person whom the text names thrice as often as anybody
// else, and five times at least: whom it is about. -1: nobody.
func (an *analysis) mainPerson() int {
	who, most, next := -1, 4, 0
	for e := range an.entities {
		ent := &an.entities[e]
		switch n := len(ent.mentions); {
		case !ent.person:
		case n > most:
			who, most, next = e, n, most
		case n > next:
			next = n
		}
	}
	if who >= 0 && most < 3*next && next > 4 || who >= 0 && next <= 4 && most < 2*next {
		return -1
	}
	return who
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

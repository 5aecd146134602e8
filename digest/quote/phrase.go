package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// phrase reads the source in units [from,to), a whole noun phrase with what
// may stand before it.
func (an *analysis) phrase(st *statement, from, to int) source {
	for i := from; i < to; i++ {
		if an.at(st, i) == nowhere {
			return source{} // a quotation stands in it
		}
	}
	// "On Thursday Macron", "In a statement the ministry": the phrase is the last one.
	for from < to {
		t := an.at(st, from)
		if leadsClause.has(t.word) && from+1 < to {
			from++
			continue
		}
		if t.is(cPrep) || t.is(cAdverb) && !t.is(cDet) || t.is(cConj) {
			next := an.afterLead(st, from, to)
			if next <= from || next >= to {
				if t.is(cAdverb | cConj) {
					from++
					continue
				}
				return an.lastPhrase(st, from, to)
			}
			from = next
			continue
		}
		break
	}
	if t, w, d := an.at(st, from), an.at(st, min(from+1, to-1)), an.at(st, min(from+2, to-1)); from+3 < to && (t.word == "this" || t.word == "last" || t.word == "next") && w.is(cTime|cDay|cMonth) && d.is(cDet) {
		from += 2 // This week a judge
	}
	if t := an.at(st, from); from+1 < to && t.word == "close" && t.allUp {
		from++ // a film's button
	}
	if t := an.at(st, from); from+1 < to && (t.word == "carrying" || t.word == "holding" || t.word == "waving" || t.word == "wearing" || t.word == "bearing") {
		from++ // carrying signs that read
	}
	if t := an.at(st, from); from+1 < to && !t.caps && t.name < 0 && strings.HasSuffix(t.word, "ing") && t.class == 0 && len(t.word) > 5 && an.at(st, from+1).is(cDet) {
		return source{} // ending his report
	}
	if from+2 < to && partOf.has(an.at(st, from).word) && an.at(st, from+1).word == "of" {
		from += 2 // part of the statement
	}
	if from >= to {
		return source{}
	}
	head := to
	for i := from; i < to; i++ {
		t := an.at(st, i)
		noun := i
		if noun > from+1 && an.at(st, noun-1).is(cAdverb) {
			noun-- // a book just published
		}
		filed := noun > from+1 && t.name < 0 && issued.has(t.word) && an.at(st, noun-1).is(cMedium)
		if p := an.at(st, i-1); i > from && i+1 < to && nearTo.has(t.word) && an.at(st, i+1).is(cPrep) && (p.is(cGroup|cRole|cOrg|cSpokes) || p.word == "those") {
			head = i // people familiar with the talks
			break
		}
		going := i > from && t.name < 0 && t.class == 0 && strings.HasSuffix(t.word, "ing") && an.at(st, i-1).is(cGroup) // protesters marching
		if i > from && t.name < 0 && t.is(cPrep) && !(i == from+1 && (t.word == "outside" || t.word == "inside" || t.word == "opposite") && an.at(st, from).is(cDet)) || filed || going {
			if head = i; filed {
				head = noun
			}
			if filed && i+1 == to {
				to = i // court documents filed Tuesday
			}
			break
		}
	}
	if open := an.beforeBrackets(st, head); open > from && head < to {
		head = open // Sen. Jane Roe (R) of Ohio
	}
	if f, n, l := an.at(st, min(head, to-1)), an.at(st, min(head+1, to-1)), an.at(st, to-1); head+2 < to && f.word == "for" && n.caps && l.is(cRole) && !l.caps && l.name < 0 {
		head = to // Roe for America campaign manager
	}
	if m := an.mentionAt(st, to-1); m != nil && head < to && !an.tok(m.to-1).poss && an.toks[m.from].para == an.tok(m.to-1).para {
		if h := an.at(st, head-1); !m.role.Empty() && m.role.Start <= h.Start && m.role.End < an.toks[m.from].Start {
			return source{kind: aName, from: from, to: to, mention: int(an.at(st, to-1).name)} // Secretary of State Jane Roe
		}
		if h := an.at(st, to-1-(m.to-m.from)); h != nowhere && m.person && m.to-m.from > 1 && h.is(cOrg) && h.caps && h.name < 0 {
			return source{kind: aName, from: from, to: to, mention: int(an.at(st, to-1).name)} // Brix Chamber of Commerce Jane Roe
		}
		if end := to - (m.to - m.from); an.officeOver(st, head, end) && m.to-m.from > 1 && !m.body && (m.person || an.unlisted(m.from, m.to)) {
			e := &an.entities[max(m.entity, 0)]
			if m.entity >= 0 {
				m.person, e.person = true, true
			}
			if !m.role.Empty() && m.entity >= 0 && e.role == m.role {
				m.role, e.role = text.Span{}, text.Span{} // Interior
			}
			an.giveRole(m, an.spanOf(st, from, end))
			return source{kind: aName, from: from, to: to, mention: int(an.at(st, to-1).name)} // the leader of the opposition Jane Roe
		}
		if k := an.roleBeyond(st, head); k > head && k == to-1-(m.to-m.from) && an.at(st, head-1).name >= 0 && m.person && !an.given(an.mentions[an.at(st, head-1).name].from) {
			return source{kind: aName, from: from, to: to, mention: int(an.at(st, to-1).name)} // Bakers United for Change President Jane Roe
		}
		if h := an.at(st, to-1-(m.to-m.from)); h != nowhere && h.is(cHonor) && to-1-(m.to-m.from) > head && !an.at(st, to-2-(m.to-m.from)).is(cConj|cPrep) {
			return source{kind: aName, from: from, to: to, mention: int(an.at(st, to-1).name)} // Minister for Culture Shri Roe
		}
	}
	last := an.at(st, head-1)
	if of, n := an.at(st, head), an.at(st, head+1); head+1 < to && last.name >= 0 && of.word == "of" && !n.caps && n.class == 0 && strings.HasSuffix(n.word, "ing") {
		return source{} // accusing Roe of making claims
	}
	if last.is(cPronoun) && head-from == 1 {
		if last.word == "i" || last.word == "we" || last.word == "you" {
			return source{}
		}
		return source{kind: aPronoun, from: from, to: head}
	}
	if last.name >= 0 && !last.poss && an.joinsBody(st, from, head) {
		return source{kind: aDescriber, from: from, to: head} // the union and Nordkorn
	}
	if last.name >= 0 && !last.poss {
		if an.anyWord(st, from-1, from, "or") && an.at(st, from-2).name >= 0 {
			return source{} // Roe or Doe
		}
		src := source{kind: aName, from: from, to: head, mention: int(last.name), first: an.joint(st, from, head)}
		return an.withPlaces(st, src, to)
	}
	if last.word == "most" && an.at(st, from).word == "the" {
		return source{} // the most derided lines
	}
	if p := an.at(st, head-2); last.word == "one" && head-from > 1 && p != nowhere && (p.word == "last" || p.word == "first" || p.word == "only" || p.word == "latest" || p.word == "next") {
		return source{} // the last one posted
	}
	if n := an.at(st, to); last.word == "one" && n != nowhere && n.is(cTime) {
		return source{} // might one day boast
	}
	if f := an.at(st, from); to-from == 2 && f.word == "a" && ordinals.has(last.word) && an.endsClause(st, to) {
		return source{kind: aDescriber, from: from, to: to} // read a third
	}
	if last.is(cNumber|cTime|cDay|cMonth) && !last.is(cGroup) {
		return source{}
	}
	if !an.speaks(st, from, head, to) || to-from > longestSource || an.at(st, to-1).poss {
		return source{}
	}
	for i := from; i < to; i++ {
		if t := an.at(st, i); !t.caps && t.name < 0 && (acts.has(t.word) && !t.poss && !(t.word == "leading" && i > from && an.at(st, i-1).is(cDet)) || i > from && i+1 < to && strings.HasSuffix(t.word, "ed") && t.class&^cSpeech == 0 && (an.at(st, i+1).is(cDet) && !an.at(st, i+1).is(cNumber)) || strings.HasSuffix(t.word, "ed") && t.class == 0 && !stative.has(t.word) && i > from && (an.at(st, i-1).name >= 0 && !an.at(st, i-1).poss || i == from+1 && (an.at(st, from).word == "this" || an.at(st, from).word == "that"))) {
			return source{} // a clause, not a noun phrase
		}
	}
	if f, n := an.at(st, from), an.at(st, min(from+1, to-1)); from+1 < to && f.class == 0 && f.name < 0 && strings.HasSuffix(f.word, "s") && n.class == 0 && strings.HasSuffix(n.word, "ing") {
		return source{} // means enrolling people
	}
	if to-2 > from && an.at(st, to-1).is(cTime) && an.anyWord(st, to-2, to-1, "for") {
		to -= 2 // Republicans for months
	}
	for t := an.at(st, to-1); to > head && t.name < 0 && t.is(cDet|cPrep) && !t.is(cGroup|cRole); t = an.at(st, to-1) {
		to-- // a friend of the
	}
	for i := head; i+2 < to; i++ {
		if n := an.at(st, to-1); an.at(st, i).word == "in" && n.is(cMedium) && an.at(st, i+1).is(cDet) {
			to = i // the campaign in a statement
		}
	}
	if t := an.at(st, from); from+1 < to && t.name < 0 && !t.caps && (t.word == "heard" || t.word == "saw" || t.word == "watched") {
		from++ // heard the mayor tell
	}
	return source{kind: aDescriber, from: from, to: to}
}

// nearTo are words for what somebody has to do with a thing: "people familiar with it".
var nearTo = wordSet("familiar close aware knowledgeable loyal privy present sympathetic opposed critical supportive")

// officeOver reports whether an office ends at unit head and what it is over, a thing, goes on to unit end: "leader | of the opposition |".
func (an *analysis) officeOver(st *statement, head, end int) bool {
	h := an.at(st, head-1)
	if !h.is(cRole) && h.word != "man" && h.word != "woman" || h.is(cKin|cSpokes) || strings.HasSuffix(h.word, "s") || !an.anyWord(st, head, head+1, "of", "in") {
		return false
	}
	i := head + 1
	if an.at(st, i).is(cDet) {
		i++
	}
	for k := i; k < end; k++ {
		if t := an.at(st, k); t.name >= 0 || t.punct() || t.poss || t.class&^(cOrg|cMedium|cWords|cPreRole|cGroup|cTime) != 0 && t.word != "interior" && t.word != "chief" {
			return false
		}
	}
	return i < end
}

var partOf = wordSet("part parts some most much all half rest")

// newClause are words that no noun phrase of a subject reaches over.
var newClause = wordSet("after before since until because while")

// leadsClause are words that stand before a subject, though they are prepositions too.
var leadsClause = wordSet("after before since until as than")

// joinsBody reports whether units [from,to) are a body without a name and a
// name: "the union and Nordkorn".
func (an *analysis) joinsBody(st *statement, from, to int) bool {
	first := an.at(st, from)
	if !first.is(cDet) || first.is(cPronoun) {
		return false
	}
	for i := from + 1; i+1 < to; i++ {
		if t := an.at(st, i); t.word == "and" {
			p, n := an.at(st, i-1), an.at(st, i+1)
			return p.name < 0 && p.is(cOrg|cGroup) && n.name >= 0 && !p.poss
		}
	}
	return false
}

func (an *analysis) firstToken(st *statement, unit int) int { return st.units[unit].tok }

// longestSource bounds a noun phrase that is shown as a speaker, in tokens.
const longestSource = 18

// speaks reports whether a noun phrase without a name can be a source.
func (an *analysis) speaks(st *statement, from, head, to int) bool {
	last := an.at(st, head-1)
	if last.is(cRole|cGroup|cMedium|cOrg|cKin|cSpokes) || natives.has(last.word) || native(last) && head-from == 2 && an.anyWord(st, from, from+1, "the") || last.name >= 0 || strings.HasSuffix(last.word, "-year-old") {
		return true
	}
	if last.word == "those" && head-from == 1 && nearTo.has(an.at(st, head).word) {
		return true // those close to Roe
	}
	if u := an.at(st, head-2); u != nowhere && head-from > 1 && (u.word == "user" || u.word == "username") {
		return true // Twitter user redsky99
	}
	if last.word == "media" && head-from == 2 && !last.caps {
		return true // state media
	}
	if strings.HasSuffix(last.word, "-year") {
		return false
	}
	first := an.at(st, from)
	longest := 4
	if first.word == "a" || first.word == "an" {
		longest = 5
	}
	for i := from + 1; i < head; i++ {
		if t := an.at(st, i); t.name >= 0 && an.at(st, i-1).name == t.name {
			longest++ // a name counts as one word
		}
	}
	if !first.is(cDet) || last.is(cAux|cPrep|cSub|cAdverb|cDemonym|cDet) || head-from > longest || head-from < 2 {
		return false
	}
	return last.class&^(cSpeech|cWords) == 0 || institutions.has(last.word) && !last.caps || governed.has(last.word) && !last.caps && first.word == "the" && head-from == 2 && !an.anyWord(st, from-1, from, "half", "all", "of")
}

// governed are places and sides that stand for who speaks for them: "the state said".
var governed = wordSet("city county state town village province district kingdom opposition defense defence majority minority assembly station")

func (an *analysis) humanPhrase(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if t := an.at(st, i); t.is(cRole | cGroup | cKin | cSpokes | cOrg) {
			return true
		}
	}
	return false
}

// afterLead returns where the noun phrase begins after the words that lead it
// in at from: after "On Thursday", "In Ohio".
func (an *analysis) afterLead(st *statement, from, to int) int {
	for i := from + 1; i < to; i++ {
		t := an.at(st, i)
		if p := an.at(st, i-1); i > from+2 && t.word == "the" && !p.is(cPrep|cDet|cConj|cAdverb|cAux) && p.is(cMedium|cWords|cTime|cDay) {
			return i // In his New Year message the Ostra leader
		}
		if i > from+1 && an.at(st, i-1).is(cDay|cMonth|cTime|cNumber) && !t.is(cPrep|cDay|cMonth|cTime|cNumber) && !(t.is(cMedium|cWords) && i+2 < to) && !an.at(st, i-1).poss {
			return i
		}
		if t.is(cPronoun) && !t.is(cDet) {
			return i
		}
		if p := an.at(st, i-1); i > from+2 && t.name >= 0 && t.poss && i+1 < to && p.name < 0 && !p.caps && !p.poss && !p.is(cDet|cPrep|cConj|cAdverb|cRole|cPreRole) {
			return i // Outside the court Roe's mother
		}
	}
	return from
}

// lastPhrase reads the name or pronoun that ends [from,to).
func (an *analysis) lastPhrase(st *statement, from, to int) source {
	last := an.at(st, to-1)
	if last.is(cPronoun) && last.word != "i" && last.word != "we" {
		return source{kind: aPronoun, from: to - 1, to: to}
	}
	if last.name >= 0 && !last.poss {
		start := to - 1
		for start > from && an.at(st, start-1).name == last.name {
			start--
		}
		if p := an.at(st, start-1); p != nowhere && p.is(cPrep) && start > from && !leadsClause.has(p.word) {
			return source{}
		}
		return source{kind: aName, from: start, to: to, mention: int(last.name)}
	}
	return source{}
}

// bodyNext reports whether plain words at unit i end in one for a body: "the Commons education select committee".
func (an *analysis) bodyNext(st *statement, i int) bool {
	for k := i; k < i+4; k++ {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.caps || t.name >= 0 || t.is(cPrep|cAux|cConj|cDet|cPronoun) {
			return false
		}
		if k > i && t.is(cOrg) {
			return true
		}
	}
	return false
}

// roleNext reports whether an office stands at unit i and ends the clause: "the Spurs sporting director".
func (an *analysis) roleNext(st *statement, i int) bool {
	t := an.at(st, i)
	return t != nowhere && t.is(cRole) && !t.caps && an.endsClause(st, i+1)
}

// houseOf returns the unit after "and Young's", which stands at unit i before another name; i where none does.
func (an *analysis) houseOf(st *statement, i int) int {
	and, m := an.at(st, i), an.mentionAt(st, i+1)
	if and == nowhere || and.word != "and" || m == nil || !an.tok(m.to-1).poss {
		return i
	}
	if n := an.mentionAt(st, i+1+m.to-m.from); n == nil || n.to-n.from < 2 || an.tok(n.to-1).poss {
		return i
	}
	return i + 1 + m.to - m.from
}

// roleNamed reports whether an office and a person's name begin at unit i.
func (an *analysis) roleNamed(st *statement, i int) bool {
	t, n := an.at(st, i), an.at(st, i+1)
	return t != nowhere && n != nowhere && t.is(cRole) && !t.caps && n.name >= 0
}

// joinsNames reports whether the conjunction at unit i joins two noun phrases
// of one subject rather than two clauses.
func (an *analysis) joinsNames(st *statement, i, end int) bool {
	if an.at(st, i).word != "and" {
		return false
	}
	l := an.at(st, i-1)
	if m := an.mentionAt(st, i-1); m != nil && an.place(m) && an.roleNamed(st, i+1) {
		return false // at Brix and manager Jane Roe said
	}
	return l != nowhere && !l.punct() && (l.name >= 0 || l.is(cGroup|cRole) || classes[strings.TrimSuffix(l.word, "s")]&cRole != 0) && !l.is(cAux|cSpeech|cDay)
}

// roleBeyond returns the word of office that ends a few words from unit i on,
// where a person's name follows it: after "Ohio", "peach and plum farmer Jane Roe",
// after "Bakers United", "for Change President Jane Roe"; i: none.
func (an *analysis) roleBeyond(st *statement, i int) int {
	for k := i; k < i+9; k++ {
		t, n := an.at(st, k), an.at(st, k+1)
		if m := an.mentionAt(st, k+1); (t.is(cRole) || t.word == "member") && m != nil && m.person && m.to-m.from > 1 && t.name != n.name {
			return k
		}
		small := (n.caps || n.word == "the" && an.at(st, k+2).caps) && (t.word == "of" || t.word == "for" || t.word == "on" || t.word == "and" || t.word == "at") || t.word == "the" && n.caps && k > i
		if t == nowhere || t.punct() || !t.caps && !small && (t.name >= 0 || t.class&^(cRole|cGroup|cConj|cMedium|cWords|cCommon|cOrg|cPreRole) != 0 && !governed.has(t.word)) {
			return i
		}
	}
	return i
}

// accordingTo reports whether "according to" stands before the name that ends before unit end.
func (an *analysis) accordingTo(st *statement, end int) bool {
	k := an.nameStart(st, end-1)
	for an.at(st, k-1).is(cHonor) {
		k--
	}
	return an.anyWord(st, k-1, k, "to") && an.anyWord(st, k-2, k-1, "according")
}

// nounBefore reports whether the word at unit i, a verb of speech elsewhere, is a noun here before what somebody is: "a | fire | official".
func (an *analysis) nounBefore(st *statement, i int) bool {
	p, n := an.at(st, i-1), an.at(st, i+1)
	return (verbs[an.at(st, i).word].form == base || an.at(st, i).word == "cast") && n.name < 0 && n.is(cRole|cGroup|cOrg) && !n.is(cDet) &&
		(i == 0 || p.name < 0 && (p.punct() && !st.quoted(i-1) || p.is(cDet) && !p.is(cPronoun) || p.class&^cPreRole == 0 && !p.caps && an.at(st, i-2).is(cDet) && !an.at(st, i-2).is(cPronoun)))
}

// endsRange reports whether a name ends "from X to Y".
func (an *analysis) endsRange(st *statement, s source) bool {
	i := s.from
	for i < s.to && st.units[i].tok != an.mentions[s.mention].from {
		i++
	}
	for i--; i > s.from-4 && an.at(st, i) != nowhere && an.at(st, i).is(cDet|cRole|cPreRole|cHonor); i-- {
	}
	if t := an.at(st, i); t == nowhere || t.word != "to" {
		return false
	}
	for k := i - 1; k > 0 && i-k < 8 && an.at(st, k) != nowhere && !an.at(st, k).punct(); k-- {
		if an.at(st, k).word == "from" {
			return true
		}
	}
	return false
}

// fromBody reads the person whose name begins right after words between marks, or the statement, and of whom units up to end
// tell, one comma or none around it, from where they are: “…,” Jane Roe from the Brix Institute, said. None where another stands there.
func (an *analysis) fromBody(st *statement, end int) source {
	start := end - 1
	for start > 0 && end-start < 20 && !st.quoted(start-1) {
		start--
	}
	m := an.mentionAt(st, start)
	if m == nil || m.entity < 0 || m.body || an.place(m) || m.to-m.from < 2 || an.tok(m.to-1).poss {
		return source{}
	}
	k := an.pastMark(st, start+m.to-m.from)
	if !an.anyWord(st, k, k+1, "from", "of", "at", "with") || an.auxBetween(st, k, end) {
		return source{}
	}
	for i := k + 1; i < end; i++ {
		if t := an.at(st, i); t == nowhere || t.punct() && !strings.Contains("()&-'’", t.word) || t.is(cSpeech|cPronoun) && !t.is(cDet) && t.name < 0 {
			return source{}
		}
	}
	return source{kind: aName, from: start, to: end, mention: int(an.toks[m.from].name)}
}

// afterMarks reads the person whose name ends before the comma at unit k, where only what they are stands between words between
// marks and the name: “…,” shop owner Jane Roe, told us; “…,” hunt master, Captain Otto Roe, said. None where anything else does.
func (an *analysis) afterMarks(st *statement, k int) source {
	m := an.mentionAt(st, k-1)
	if m == nil || m.entity < 0 || m.body || an.place(m) || m.to-m.from < 2 || an.tok(m.to-1).poss {
		return source{}
	}
	start := k - (m.to - m.from)
	for i := start - 1; i >= 0 && start-i < 7; i-- {
		if st.quoted(i) {
			return source{kind: aName, from: i + 1, to: k, mention: int(an.toks[m.from].name)}
		}
		if t := an.at(st, i); t.name >= 0 || t.punct() && t.word != "," || t.is(cAux|cSpeech|cSub|cConj) && !t.is(cRole|cPreRole|cPrep) || t.is(cPronoun) && !t.is(cDet) {
			return source{}
		}
	}
	return source{}
}

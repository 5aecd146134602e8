package quote

import "strings"

// beforeAside reads the subject before the aside that the comma at k closes.
func (an *analysis) beforeAside(st *statement, k int) source {
	commas := 0
	aside := source{}
	if src := an.namedWhose(st, k); src.kind != noSource {
		return src
	}
	if src := an.beforeRelative(st, k); src.kind != noSource {
		return src
	}
	if m, at := an.beforeWhose(st, k); m != nil {
		return source{kind: aName, from: at, to: at + m.to - m.from, mention: int(an.toks[m.from].name)}
	}
	for j := k - 1; j > 0 && k-j < 16; j-- {
		if t := an.at(st, j); t == nowhere || t.word == ";" {
			break
		} else if t.word == "including" && an.anyWord(st, j-1, j, ",") {
			if src := an.phraseLeft(st, j-1); src.kind == aDescriber && an.humanPhrase(st, src.from, src.to) {
				return src // leagues, including the NCB and the NBL, said
			}
			break
		}
	}
	for j := k - 1; j >= 0 && commas < 5; j-- {
		if st.quoted(j) {
			continue
		}
		t := an.at(st, j)
		if t.word == ";" || t.word == ":" {
			break
		}
		if t.word != "," {
			continue
		}
		if age, own := an.at(st, j+1), an.nameStart(st, j-1)-1; commas == 0 && j+2 == k && age.is(cNumber) && age.word[0] <= '9' && an.anyWord(st, own, own+1, ",") && an.at(st, own-1).is(cKin) {
			k = j // Roe's sister, Jane Doe, 23, said
			continue
		}
		commas++
		if n := an.at(st, j+1); n != nowhere && (n.word == "which" || n.word == "where") && an.whoBefore(st, j) {
			continue // "Roe, a lawyer who heads the panel, which oversees banks, said"
		}
		// "Trump's attorney, Alan Garten, said": the aside is the name.
		if commas == 1 {
			m := an.asideName(st, j, k)
			office := an.phraseLeft(st, an.beforeBrackets(st, j))
			human := office.kind == aDescriber && (an.humanPhrase(st, office.from, office.to) || partisans.has(an.at(st, office.to-1).word)) || an.foreignOffice(st, office) || an.ownedOne(st, office, m)
			body := office.kind == aDescriber && bodily(an.at(st, office.to-1).word)
			if m == nil && (human || body) {
				m = an.onlyNamed(st, j+1, k) // Brix's rival, Payloom, said; the airline, Payloom, said
			}
			human = human || body && m != nil && !m.person
			if m != nil {
				if human || office.kind == aName && an.modifiedBy(st, j) {
					first := an.joint(st, j+1, k)
					if first == 0 && human {
						an.giveRole(m, an.spanOf(st, office.from, office.to))
					}
					if with, apart := an.besideKin(st, office.from, j); apart && human {
						return office // a lawyer for Roe and her husband, Ben Doe, said
					} else if with > 0 && first == 0 {
						first = with // Roe and her husband, Ben Doe, said
					}
					return source{kind: aName, from: j + 1, to: k, mention: int(an.toks[m.from].name), first: first}
				}
			}
		}
		if w := an.at(st, j-1); w != nowhere && w.word == "who" {
			return an.sourceLeft(st, j) // "Roe, who, on Friday, criticized"
		}
		end := an.beforeBrackets(st, j)
		if t := an.at(st, end-1); t != nowhere && (t.word == "has" || t.word == "have" || t.word == "had") {
			end-- // "The ministry has, in a statement, called"
		}
		src := an.phraseLeft(st, end)
		if src.kind == aName && (an.anyWord(st, src.from-1, src.from+1, "a", "an") || an.at(st, j+1).name >= 0 && strings.HasSuffix(an.at(st, j+2).word, "-based")) {
			continue // Roe, a Falls Church, Va.-based lawyer, said
		}
		if m := an.mentionOf(src); m != nil && m.to-m.from == 1 && !m.person && !m.body && !an.entities[m.entity].person && an.anyWord(st, src.from-1, src.from, ",") && an.personBetween(st, 0, src.from) {
			continue // Roe, head of the panel on Crime, Terrorism and Salt, said
		}
		if m, p := an.mentionOf(src), an.at(st, src.from-1); m != nil && p != nowhere && (an.place(m) && (p.is(cPrep|cConj) || p.word == ",") || an.ledByPrep(st, src.from) && m.to-m.from > 1 && !m.person && !m.body && !an.entities[m.entity].person) {
			continue // after the attacks in Brix and Doe Bay, argued
		}
		if ing := an.at(st, src.from); src.kind == aName && ing.name < 0 && !ing.caps && strings.HasSuffix(ing.word, "ing") && ing.class&^cSpeech == 0 && an.anyWord(st, src.from-1, src.from, ",") && src.from > 2 {
			continue // Roe, representing Nordkorn, a mill, told
		}
		for ci := range st.cues {
			if c := &st.cues[ci]; src.kind == aName && c.verb.obj && !c.inverted && c.end == src.from {
				return source{kind: sameSubject, from: k, to: k} // Roe told CNN, but, on that, added
			}
		}
		if src.kind == aName || src.kind == aPronoun {
			return src
		}
		// "…, a spokesman, said": a describer that begins the clause
		if src.kind == aDescriber && (an.humanPhrase(st, src.from, src.to) || an.anyMedium(st, src)) && (src.from == 0 || an.boundary(st, src.from-1)) {
			if p := an.at(st, src.from-1); p == nowhere || p.word != "," {
				return src
			}
			if aside.kind == noSource {
				aside = src // may itself stand beside a name
			}
		}
	}
	return aside
}

// namedWhose reads the name in an aside that the comma at unit k closes, beside what "whose" leads
// in: Doe in "Roe, whose deputy, Jane Doe, said".
func (an *analysis) namedWhose(st *statement, k int) source {
	j := k - 1
	for j > 2 && k-j < 10 && !an.anyWord(st, j, j+1, ",") {
		j--
	}
	if !an.at(st, j-1).is(cRole|cKin|cSpokes) || !an.anyWord(st, j-5, j-1, "whose") {
		return source{}
	}
	if m := an.asideName(st, j, k); m != nil {
		return source{kind: aName, from: j + 1, to: k, mention: int(an.toks[m.from].name)}
	}
	return source{}
}

// beforeWhose returns the name, and its unit, that begins the statement or its main clause before an aside that the comma at
// unit k closes and that holds a clause of its own: Roe in "Roe, a group whose members met Doe in May, said". Nil: none.
func (an *analysis) beforeWhose(st *statement, k int) (*mention, int) {
	for j := k - 2; j > 3 && k-j < 2*longestAside; j-- {
		t := an.at(st, j)
		if t == nowhere || t.word == ";" || t.word == ":" {
			return nil, 0
		}
		if t.word != "whose" {
			continue
		}
		for i := j - 1; i > 0 && j-i < 9; i-- {
			c, d := an.at(st, i), an.at(st, i+1)
			if c == nowhere || c.punct() && c.word != "," {
				return nil, 0
			}
			if c.word != "," {
				continue
			}
			m := an.mentionAt(st, i-1)
			if m == nil || m.entity < 0 || an.tok(m.to-1).poss || !d.is(cDet) {
				return nil, 0
			}
			at := i - (m.to - m.from)
			if p := an.at(st, at-1); at > 0 && (p == nowhere || p.word != "the" && p.word != ",") {
				return nil, 0
			}
			return m, at
		}
	}
	return nil, 0
}

// ledByPrep reports whether a preposition leads in the name at unit i, whatever article or capitals stand between.
func (an *analysis) ledByPrep(st *statement, i int) bool { return an.governor(st, i).is(cPrep) }

// governor is the token before the name at unit i, whatever article or capitals stand between.
func (an *analysis) governor(st *statement, i int) *token {
	for i--; i > 0; i-- {
		if t := an.at(st, i); t == nowhere || t.is(cPrep) || !t.is(cDet) && !t.caps {
			return t
		}
	}
	return nowhere
}

// mentionOf is the mention that a source is; nil where it is none.
func (an *analysis) mentionOf(s source) *mention {
	if s.kind != aName || an.mentions[s.mention].entity < 0 {
		return nil
	}
	return &an.mentions[s.mention]
}

// modifiedBy reports whether the name that ends before unit k only tells about
// a noun before it: "One pastor supporting Roe".
func (an *analysis) modifiedBy(st *statement, k int) bool {
	for j := k - 1; j > 0 && k-j < 6; j-- {
		t := an.at(st, j)
		if t == nowhere || t.punct() {
			return false
		}
		if t.name < 0 && !t.caps && strings.HasSuffix(t.word, "ing") {
			p := an.at(st, j-1)
			return p != nowhere && (p.is(cRole|cGroup|cKin) || sides.has(t.word) && an.at(st, an.nounPhrase(st, j-1)).is(cDet))
		}
	}
	return false
}

// whoBefore reports whether a clause with "who" ends at unit k that no comma leads in.
func (an *analysis) whoBefore(st *statement, k int) bool {
	for j := k - 1; j > 0 && k-j < 15; j-- {
		t := an.at(st, j)
		if t == nowhere || t.punct() {
			return false
		}
		if t.word == "who" {
			return true
		}
	}
	return false
}

// asideName returns the name that the aside between the commas at units j and k
// is: "Alan Garten", "former mayor Alan Garten", "Alan Garten of Garten House in
// Brix". Nil where it is none.
func (an *analysis) asideName(st *statement, j, k int) *mention {
	i := j + 1
	for ; i < k; i++ {
		t := an.at(st, i)
		if t == nowhere {
			return nil
		}
		if t.name >= 0 && !t.is(cPlace) {
			if m := &an.mentions[t.name]; m.from == st.units[i].tok && !m.body {
				break
			}
		}
		if n := an.at(st, i+1); t.word == "the" && i == j+1 && n != nowhere && (n.is(cHonor|cRole|cPreRole|cDemonym) || n.word == "rt" || n.word == "right" || n.word == "very" || n.word == "most" || an.plainBefore(st, i+1)) {
			continue // the Rt Rev Jane Roe, the Ostran Jane Roe, the grandmaster Jane Roe
		}
		if i == j+1 && called.has(t.word) && an.anyWord(st, i+1, i+2, "as") {
			i++
			continue // their commander, known as Red
		}
		if by := an.at(st, i+2); i == j+1 && t.word == "who" && by.word == "by" && an.anyWord(st, i+1, i+2, "goes", "went") {
			for i += 2; i+1 < k && an.at(st, i+1).name < 0; i++ {
			}
			continue // who goes by the name Abu Layth
		}
		if t.word == "(" && an.anyWord(st, i+1, i+2, "retd", "ret", "retired", "rtd") && an.anyWord(st, i+2, i+3, ")") {
			i += 2
			continue // Lt Col (retd) Jane Roe
		}
		if t.word == "very" || t.word == "most" || an.anyWord(st, j+1, i, "the") && an.plainBefore(st, i) {
			continue
		}
		if !t.is(cRole|cPreRole|cHonor|cDemonym|cOrg|cPlace) && t.word != "rt" && t.name < 0 && !an.leadsOffice(st, i, k) {
			return nil
		}
	}
	m := an.mentionAt(st, i)
	if i >= k || k-j > 14 || m == nil || m.body || an.tok(m.to-1).poss {
		return nil
	}
	if n := an.at(st, i+1); m.to-m.from < 2 && !an.at(st, i-1).is(cHonor|cRole) && !an.anyWord(st, i-1, i, "as") && (n == nowhere || n.word != "and") {
		return nil
	}
	if end := i + m.to - m.from; end < k {
		if t := an.at(st, end); t == nowhere || !t.is(cPrep) {
			// "Jane Roe and John Doe"
			if t == nowhere || t.word != "and" {
				return nil
			}
			last := an.mentionAt(st, k-1)
			if last == nil || last.body || last.to-last.from < 2 || an.tok(last.to-1).poss || st.units[k-1].tok != last.to-1 {
				return nil
			}
			return last
		}
	}
	return m
}

// plainBefore reports whether unit i is a plain word right before the full name of a person.
func (an *analysis) plainBefore(st *statement, i int) bool {
	t, m := an.at(st, i), an.mentionAt(st, i+1)
	return t != nowhere && !t.caps && t.class == 0 && m != nil && m.from == st.units[i+1].tok && m.to-m.from > 1 && an.somePerson(m)
}

// ownedOne reports whether a phrase is some noun of somebody's, "the film's maker", "her Labour shadow", beside the full name of a person.
func (an *analysis) ownedOne(st *statement, src source, m *mention) bool {
	if src.kind != aDescriber || m == nil || m.to-m.from < 2 || !an.somePerson(m) {
		return false
	}
	head := an.at(st, src.to-1)
	owned := owners.has(an.at(st, src.from).word)
	for i := src.from; i < src.to-1 && !owned; i++ {
		owned = an.at(st, i).poss
	}
	return owned && !head.caps && head.class == 0 && head.name < 0
}

// onlyNamed returns the mention that units [from,to) are, all but a place's.
func (an *analysis) onlyNamed(st *statement, from, to int) *mention {
	if an.anyWord(st, from, from+1, "the") {
		from++
	}
	m := an.mentionAt(st, from)
	if m == nil || m.entity < 0 || m.to-m.from != to-from || st.units[from].tok != m.from || an.tok(m.to-1).poss || an.place(m) {
		return nil
	}
	return m
}

// leadsOffice reports whether the plain word at unit i stands before an office
// and a name: "civil engineering professor Jane Roe".
func (an *analysis) leadsOffice(st *statement, i, k int) bool {
	for ; i < k; i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() || t.name >= 0 || t.word != "and" && t.is(cAux|cDet|cPrep|cConj|cSub|cRelative|cPronoun|cSpeech) {
			return false
		}
		if n := an.at(st, i+1); t.is(cRole) && n != nowhere && n.name >= 0 {
			return true
		}
	}
	return false
}

// foreignOffice reports whether a phrase is an office in another tongue: "the Taoiseach", "the Iyaloja of the market".
func (an *analysis) foreignOffice(st *statement, src source) bool {
	if src.kind == noSource {
		return false
	}
	the, of := src.from, src.from+2
	if !an.anyWord(st, the, the+1, "the") {
		the, of = the-1, of-1
	}
	t := an.at(st, the+1)
	return an.anyWord(st, the, the+1, "the") && t.caps && !t.allUp && !t.poss && t.class == 0 && (of == src.to || an.anyWord(st, of, of+1, "of"))
}

// beforeBrackets returns the unit where the brackets begin that end before
// unit end, "(D-Md.)"; end where none do.
func (an *analysis) beforeBrackets(st *statement, end int) int {
	if t := an.at(st, end-1); t == nowhere || t.word != ")" && t.word != "]" {
		return end
	}
	for k := end - 2; k > 0 && end-k < 24; k-- {
		if o := an.at(st, k); o != nowhere && (o.word == "(" || o.word == "[") {
			return k
		}
	}
	return end
}

// beforeOwnAside reads the name before the aside that the comma before "who" at
// unit k closes: Roe in "led by Roe, a chemist at IBX, who said".
func (an *analysis) beforeOwnAside(st *statement, k int) source {
	if c := an.at(st, k-1); c == nowhere || c.word != "," {
		return source{}
	}
	for j := k - 2; j > 0 && k-j < 16; j-- {
		t := an.at(st, j)
		if t == nowhere || t.word == ";" || t.word == ":" {
			return source{}
		}
		if t.word != "," {
			continue
		}
		m, n := an.mentionAt(st, j-1), an.at(st, j+1)
		if m == nil || m.body || !an.person(m) || n == nowhere || !n.is(cDet|cRole|cPreRole) {
			return source{}
		}
		return source{kind: aName, from: j - (m.to - m.from), to: j, mention: int(an.at(st, j-1).name), who: k}
	}
	return source{}
}

// relativeOf reports whether a noun phrase is somebody's relative, friend or the like: "an uncle of Roe".
func (an *analysis) relativeOf(st *statement, src source) bool {
	for i := src.from + 1; i+1 < src.to; i++ {
		if of := an.at(st, i+1); of.word == "of" || of.word == "to" || of.word == "for" {
			return an.at(st, i).is(cRole | cGroup | cKin | cSpokes)
		}
	}
	return false
}

// beforeRelative reads the name before the clause that the comma at k closes:
// Roe in "Roe, whose hometown, Miami, is flooded, argues". It is none where no
// such clause stands there.
func (an *analysis) beforeRelative(st *statement, k int) source {
	for j := k - 1; j > 1 && k-j < 60; j-- {
		t := an.at(st, j)
		if t == nowhere {
			continue
		}
		if t.word == ";" || t.word == ":" {
			break
		}
		if t.word != "who" && t.word != "whose" {
			continue
		}
		if c := an.at(st, j-1); c == nowhere || c.word != "," {
			continue
		}
		name := an.beforeBrackets(st, j-1) - 1
		m := an.mentionAt(st, name)
		if m == nil || an.tok(m.to-1).poss {
			continue
		}
		if src := an.memberBefore(st, name-(m.to-m.from)+1); src.kind != noSource || m.body {
			if src.kind != noSource {
				return src
			}
			continue
		}
		for i := j + 1; i < k; i++ {
			// a second speaker in the clause: "who, the police said, …"
			if o := an.at(st, i); o != nowhere && verbs[o.word].strong && an.at(st, i+1) != nowhere && an.at(st, i+1).word == "," {
				return source{}
			}
		}
		for i := name - 1; i > 1 && name-i < 9 && !an.at(st, i).punct(); i-- {
			if ing := an.at(st, i); strings.HasSuffix(ing.word, "ing") && ing.class&^cSpeech == 0 && an.modifiedBy(st, i+1) {
				return an.phraseLeft(st, i) // prosecutors working for Roe, who heads it, said
			}
		}
		start := name
		for start > 0 && an.at(st, start-1) != nowhere && an.at(st, start-1).name == an.at(st, name).name {
			start--
		}
		if b := an.at(st, start-1); b != nowhere && !b.punct() && b.name < 0 && !b.is(cSpeech|cAux|cConj|cHonor) {
			// "Captain Roe of the trawler Brix, who died, wrote": Roe
			src := an.phraseLeft(st, name+1)
			if src.kind == aName && src.mention != int(an.at(st, name).name) || src.kind == aDescriber && an.relativeOf(st, src) {
				return src
			}
		}
		if src := an.lastPhrase(st, start, name+1); src.kind == aName {
			return src
		}
	}
	return source{}
}

// memberBefore reads the person of whom the name at unit i only tells where they work or live: Roe in
// "Roe, of the Museum of Brix in Ostra, who read it, said".
func (an *analysis) memberBefore(st *statement, i int) source {
	j := i - 1
	for j > 1 && i-j < longestOffice && an.at(st, j).word != "," {
		if t := an.at(st, j); t == nowhere || t.punct() && t.word != "'" && t.word != "’" && t.word != "&" {
			return source{}
		}
		j--
	}
	m := an.mentionAt(st, j-1)
	if !an.anyWord(st, j, j+1, ",") || !an.anyWord(st, j+1, j+2, "of", "from", "at", "with") || m == nil || m.entity < 0 || m.body || m.to-m.from < 2 || an.place(m) || an.tok(m.to-1).poss {
		return source{}
	}
	return source{kind: aName, from: j - (m.to - m.from), to: j, mention: int(an.toks[m.from].name)}
}

// ownsWhich returns the one person named before "his law, which" that ends at unit k: whose the law is. Nil: none, or of several.
func (an *analysis) ownsWhich(st *statement, k int) *mention {
	if !an.anyWord(st, k-1, k, "which") || !an.anyWord(st, k-2, k-1, ",") {
		return nil
	}
	for j := k - 3; j > 0 && k-j < 10; j-- {
		if !an.anyWord(st, j, j+1, "his", "her") {
			continue
		}
		var who *mention
		for i := range j {
			if m := an.mentionAt(st, i); an.person(m) && (who == nil || who.entity == m.entity) {
				who = m
			} else if an.person(m) {
				return nil
			}
		}
		return who
	}
	return nil
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

package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// sourceLeft reads the subject that ends before unit end.
func (an *analysis) sourceLeft(st *statement, end int) source {
	k := end - 1
	t := an.at(st, k)
	if st.quoted(k) && k > 1 && an.title(&an.frags[st.units[k].frag]) && strings.HasSuffix(an.frags[st.units[k].frag].Of(an.doc.Text), ",") {
		return an.beforeAside(st, k) // "Roe, author of “Red Sky,” said"
	}
	if t == nowhere {
		return source{}
	}
	if p := an.at(st, k-1); t.word == "," && (p.word == "%" || p.word == "percent") && an.at(st, k-2).is(cNumber) {
		return source{kind: aDescriber, from: k - 2, to: k} // one-fourth, 24%, said
	}
	if p := an.at(st, k-1); t.word == "10" && (p.word == "no" || p.word == "number") && p.caps {
		return source{kind: aDescriber, from: k - 1, to: k + 1} // No 10
	}
	if from := an.shareLeft(st, k); from >= 0 {
		return source{kind: aDescriber, from: from, to: k + 1}
	}
	switch {
	case t.word == "but" && an.anyWord(st, k-1, k, "all"):
		return source{} // all but called it
	case t.is(cConj) && (t.word == "and" || t.word == "but" || t.word == "or") || t.word == "then":
		return source{kind: sameSubject, from: k, to: k}
	case t.word == ",":
		if m, j := an.bracketed(st, k-1); m != nil {
			return source{kind: aName, from: j - (m.to - m.from), to: j, mention: int(an.toks[m.from].name)}
		}
		src := an.beforeAside(st, k)
		if src.kind == noSource {
			src = an.fromBody(st, k)
		}
		if src.kind == noSource && k+1 < len(st.units) && an.at(st, k+1).is(cSpeech) {
			src = an.afterMarks(st, k)
		}
		if src.kind == noSource {
			src = an.nameInAside(st, k)
		}
		return src
	case t.word == ")" || t.word == "]":
		for k >= 0 {
			if o := an.at(st, k); o != nowhere && (o.word == "(" || o.word == "[") {
				return an.sourceLeft(st, k)
			}
			k--
		}
		return source{}
	case an.dash(t):
		for k > 0 && an.at(st, k-1) != nowhere && an.dash(an.at(st, k-1)) {
			k--
		}
		for j := k - 1; j > 0; j-- {
			if o := an.at(st, j); o != nowhere && o.punct() && an.dash(o) {
				for j > 0 && an.at(st, j-1) != nowhere && an.dash(an.at(st, j-1)) {
					j--
				}
				return an.sourceLeft(st, j)
			}
		}
		return source{}
	case t.punct():
		return source{}
	case t.word == "that":
		if v := an.at(st, end); v != nowhere && (verbs[v.word].lemma == "read" || verbs[v.word].lemma == "say" && an.leadsQuote(st, end+1)) {
			for j := k - 1; j > 0 && k-j < 9; j-- {
				o := an.at(st, j)
				if o == nowhere || o.punct() {
					break
				}
				if o.is(cMedium) && o.name < 0 && !o.poss && !(printedOn.has(o.word) && verbs[v.word].lemma == "say") {
					return source{kind: aDescriber, from: an.nounPhrase(st, j), to: j + 1} // a sign outside the shop that read
				}
			}
		}
		if p, m := an.at(st, k-1), an.mentionAt(st, k-2); m != nil && p.is(cMedium|cWords) && p.name < 0 && an.somePerson(m) && !an.tok(m.to-1).poss && strings.HasSuffix(p.word, "s") {
			return source{kind: aName, from: an.nameStart(st, k-2), to: k - 1, mention: int(an.toks[m.from].name)} // two Roe tweets that called
		}
		if p := an.at(st, k-1); p != nowhere && p.is(cMedium) && !p.poss {
			return an.phraseLeft(st, k)
		}
		return source{}
	case t.is(cRelative):
		j := k - 1
		if o := an.at(st, j); o != nowhere && o.word == "," {
			j--
		} else if o != nowhere && an.dash(o) {
			dash := j
			for q := j - 1; q > 1 && j-q < 10; q-- {
				if d := an.at(st, q); d == nowhere {
					break
				} else if an.dash(d) {
					j = q - 1 // his mother — an old nun — who told him
					break
				}
			}
			for j == dash && j > 0 && an.at(st, j) != nowhere && an.dash(an.at(st, j)) {
				j, dash = j-1, dash-1 // critics — who call it
			}
		}

		for q := j - 1; (an.at(st, j).word == "and" || an.at(st, j).word == "but") && q > 1 && j-q < 14; q-- {
			if p := an.at(st, q); p == nowhere {
				break
			} else if p.word == "who" {
				return an.sourceLeft(st, q+1) // officers who are unnamed and who
			}
		}
		if o := an.at(st, j); o.word == "those" && t.word == "who" {
			return source{kind: aDescriber, from: j, to: j + 1, who: k} // criticism on Twitter from those who
		}
		if o := an.at(st, j); o != nowhere && o.name >= 0 {
			if not := an.nameStart(st, j) - 1; not > 1 && an.anyWord(st, not, not+1, "not") && an.anyWord(st, not-1, not, ",") {
				return an.phraseLeft(st, not-1) // it was Roe, not Doe, who said
			}
			if m := &an.mentions[o.name]; m.body && t.word == "which" && j < k-1 && an.at(st, k+1).is(cAux|cAdverb|cSpeech) {
				return source{kind: aName, from: an.nameStart(st, j), to: j + 1, mention: int(o.name), who: k} // Brix Council, which did not respond
			} else if m.body || m.to-m.from == 1 && o.allUp {
				src := an.beforeOwnAside(st, k) // "a professor at GT, who said": not the body
				if b := an.nameStart(st, j) - 1; src.kind == noSource && m.body && t.word == "who" && j < k-1 && (an.at(st, b).is(cSpeech) || !an.at(st, b-1).is(cRole|cGroup)) && !(an.at(st, b).is(cDet) && an.at(st, b-1).is(cPrep) && an.at(st, b-2).is(cRole|cGroup)) {
					src = source{kind: aName, from: an.nameStart(st, j), to: j + 1, mention: int(o.name), who: k} // met the Tarn Group, who said
				}
				return src
			}
			start := j
			for start > 0 && an.at(st, start-1) != nowhere && an.at(st, start-1).name == o.name {
				start--
			}
			comma := 0
			if an.anyWord(st, start-2, start-1, ",") {
				comma = 1
			}
			if who := an.mentionAt(st, start-2-comma); an.person(who) && !an.tok(who.to-1).poss && an.place(&an.mentions[o.name]) && an.anyWord(st, start-1, start, "of", "from") {
				start, j = start-1-comma-(who.to-who.from), start-2-comma // Jane Roe of Ohio, who said
			}
			if m := &an.mentions[o.name]; an.anyWord(st, start-1, start, "from", "in", "at", "near") && m.to-m.from == 1 && !m.person {
				if src := an.phraseLeft(st, start-1); src.kind == aDescriber && an.humanPhrase(st, src.from, src.to) {
					src.to, src.who = j+1, k
					return src // a nurse from Brix who asked
				}
			}
			if src := an.lastPhrase(st, start, j+1); src.kind == aName {
				src.who = k
				return src
			}
		}
		if o := an.at(st, j); o != nowhere && o.is(cMedium) && !o.poss && t.word != "who" {
			src := an.medium(st, j)
			if src.kind == aDescriber && j < k-1 {
				src.who = k // the study — which notes
			}
			return src
		}
		src := an.phraseLeft(st, j+1)
		if m := an.mentionAt(st, src.from-2); src.kind == aDescriber && src.from > 1 && an.person(m) && !an.tok(m.to-1).poss && an.anyWord(st, src.from-1, src.from, ",") && an.anyWord(st, src.from, src.from+1, "a", "an", "the") {
			return source{kind: aName, from: src.from - 1 - (m.to - m.from), to: j + 1, mention: int(an.toks[m.from].name), who: k} // Roe, a vicar, who
		}
		if o := an.at(st, j); src.kind == noSource && o != nowhere && o.is(cGroup|cRole) && !o.poss {
			src = source{kind: aDescriber, from: an.nounPhrase(st, j), to: j + 1} // rebuked critics who say
		}
		for q := j - 1; q > 0 && src.kind == noSource && j-q < 6; q-- {
			if p := an.at(st, q); p == nowhere || p.punct() {
				break
			} else if p.is(cPrep) {
				src = an.phrase(st, q+1, j+1) // "the support of a general who suggested"
				if t.word == "who" && src.kind == aDescriber && !an.humanPhrase(st, src.from, src.to) {
					src = source{} // officials on the scene, who
				}
			}
		}
		src.who = k
		for i := j - 1; src.kind == aDescriber && i > src.from; i-- {
			if v := an.at(st, i); !v.caps && v.name < 0 && (v.class == 0 || v.class&^cSpeech == 0) && (strings.HasSuffix(v.word, "ed") && an.at(st, i-1).name >= 0 || strings.HasSuffix(v.word, "ing") && (an.at(st, i-1).word == "started" || an.at(st, i-1).word == "began" || an.at(st, i-1).word == "kept")) {
				src.from = i + 1 // Roe denounced voices who; began citing doctors who
			}
		}
		return src
	}
	src := an.phraseLeft(st, end)
	if m := an.mentionOf(src); m != nil && !m.person || src.kind == noSource {
		if who := an.fromBody(st, end); who.kind != noSource {
			return who
		}
	}
	if src.kind == noSource || src.kind == aDescriber && an.anyMedium(st, src) {
		for j := end - 1; j > 1 && end-j < 6; j-- {
			t := an.at(st, j)
			if t == nowhere || t.punct() {
				break
			}
			if p := an.at(st, j-1); t.is(cPrep) && t.word != "of" && p != nowhere && (p.word == "and" || p.word == "but") {
				return source{kind: sameSubject, from: j, to: j} // "and in a statement credited"
			}
		}
	}
	return src
}

// boundary reports whether unit i parts clauses, so that a noun phrase cannot reach over it.
func (an *analysis) boundary(st *statement, i int) bool {
	t := an.at(st, i)
	if t == nowhere {
		return true
	}
	if t.punct() {
		return t.name < 0 && !strings.Contains("-/&'’", t.word) || an.dash(t)
	}
	if p := an.at(st, i-1); t.word == "that" && (p.word == "of" || p.word == "from" || p.word == "in" || p.word == "for" || p.word == "at") {
		return false // a producer from that network
	}
	return t.is(cSub|cRelative) && !t.is(cPrep) || newClause.has(t.word)
}

// dash reports whether a mark parts clauses as a dash does: "—", " - ".
func (an *analysis) dash(t *token) bool {
	return t.word == "—" || t.word == "–" || t.word == "―" || t.word == "-" && t.Start > 0 && strings.ContainsAny(an.doc.Text[t.Start-1:t.Start], " -")
}

// phraseLeft reads the noun phrase that ends before unit end.
func (an *analysis) phraseLeft(st *statement, end int) source {
	whole := end
	for end > 0 {
		t := an.at(st, end-1)
		if t == nowhere {
			if p := an.at(st, end-2); st.quoted(end-1) && p != nowhere && (p.word == "of" || p.word == "from" || p.word == "at") && an.title(&an.frags[st.units[end-1].frag]) {
				end -= 2 // Roe of “Red Sky”
				continue
			}
			return source{}
		}
		if (t.word == "both" || t.word == "each" || t.word == "jointly" || t.word == "together" || t.word == "all" && an.mentionAt(st, end-2) != nil) && end > 1 {
			end--
			continue
		}
		if end > 5 && an.anyWord(st, end-4, end-3, "for") && an.anyWord(st, end-3, end-2, "the") && an.anyWord(st, end-2, end-1, "first") && t.word == "time" {
			end -= 4 // Roe for the first time acknowledged
			continue
		}
		if k := an.beforeWhen(st, end); k < end {
			end = k
			continue
		}
		if p := an.at(st, end-2); t.word == "times" && p != nowhere && p.is(cNumber|cDet) && end > 2 {
			end -= 2 // Roe several times chides
			continue
		}
		if t.word == "himself" || t.word == "herself" || t.word == "themselves" || t.word == "itself" {
			end--
			continue
		}
		if p := an.at(st, end-2); t.is(cTime) && t.name < 0 && p != nowhere && p.is(cDay) {
			end-- // Tuesday night
			continue
		}
		if t.is(cDay) || t.word == "yesterday" || t.word == "today" {
			end--
			if p := an.at(st, end-1); p != nowhere && (p.word == "later" || p.word == "earlier" || p.word == "late" || p.word == "early") {
				end--
			}
			if p := an.at(st, end-1); p != nowhere && (p.word == "on" || p.word == "last" || p.word == "this") {
				end--
			}
			continue
		}
		break
	}
	last := an.at(st, end-1)
	if last != nowhere && last.word == "," && end < whole {
		return an.beforeAside(st, end-1) // "Roe, the treasurer, on Tuesday called"
	}
	if last == nowhere || last.punct() || last.poss {
		return source{}
	}
	for k := end - 2; k > 0 && end-k < 8; k-- {
		// "an official speaking to Fox News said": the official
		t := an.at(st, k)
		if t == nowhere || an.boundary(st, k) {
			break
		}
		if t.word == "speaking" || t.word == "talking" || t.word == "writing" || t.word == "explaining" || t.word == "announcing" {
			if p := an.at(st, k-1); p != nowhere && !p.punct() && !p.is(cPrep|cAux|cConj) {
				return an.phraseLeft(st, k)
			}
			break
		}
	}
	for k := end - 2; k > 1 && end-k < 10; k-- {
		// "Roe in relaying the news said": Roe
		t, p := an.at(st, k), an.at(st, k-1)
		if t == nowhere || p == nowhere || an.boundary(st, k) {
			break
		}
		if t.name < 0 && strings.HasSuffix(t.word, "ing") && t.class&^cSpeech == 0 && (p.word == "in" || p.word == "while" || p.word == "when" || p.word == "upon" || p.word == "by") {
			if b := an.at(st, k-2); b != nowhere && b.name >= 0 && !b.poss {
				return an.phraseLeft(st, k-1)
			}
			break
		}
	}
	if w := last.word; w == "he" || w == "she" || w == "they" {
		return source{kind: aPronoun, from: end - 1, to: end}
	}
	start := end
	for start > 0 && end-start < 30 {
		t := an.at(st, start-1)
		if n := an.at(st, start); t != nowhere && (t.word == ")" || t.word == "]") && start < end && n != nowhere && (n.word == "and" || n.is(cPrep)) {
			if open := an.beforeBrackets(st, start); open < start {
				start = open // the institute (IBX) and the University of Brix
				continue
			}
		}
		if t == nowhere || an.boundary(st, start-1) {
			break
		}
		if m := an.mentionAt(st, start); m != nil && start < end && (t.word == "called" || t.word == "named") && st.units[start].tok == m.from {
			if p := an.at(st, start-2); p != nowhere && (p.is(cRole|cGroup) || p.word == "user") {
				return source{kind: aName, from: start, to: end, mention: int(an.at(st, start).name)} // a user called Jane Roe
			}
		}
		if t.is(cAux|cSpeech) && t.name < 0 && t.word != "state" && !(start < end && sides.has(t.word) && an.at(st, start).name >= 0) && !(start < end && an.nounBefore(st, start-1)) && !(an.anyWord(st, start-2, start-1, "the", "those", "these") && (verbs[t.word].form == third || verbs[t.word].form == base)) && !t.is(cRole|cPreRole|cMedium) && !(start < end && an.at(st, start-1).is(cMedium)) && !(start < end && verbs[t.word].form == ing && an.at(st, start-2).word == "the" && an.at(st, start).name < 0 && !an.at(st, start).is(cDet|cPrep|cPronoun|cConj|cSub)) {
			break
		}
		if t.is(cConj) && !an.joinsNames(st, start-1, end) {
			break
		}
		if n, p := an.at(st, start), an.at(st, start-2); start < end && t.word == "as" && p != nowhere && !p.punct() && (n.name >= 0 || n.is(cDet) && !n.is(cPronoun) || n.caps && n.is(cHonor|cRole)) && !likened.has(p.word) && (p.class&^cSpeech == 0 || p.is(cPrep|cAdverb)) && (strings.HasSuffix(p.word, "ed") || pasts.has(p.word) || p.is(cPrep|cAdverb)) {
			break // Doe smiled as Roe called
		}
		if n := an.at(st, start); start < end && (n.word == "many" || n.word == "some" || n.word == "most" || n.word == "several") && t.name < 0 && !t.caps && t.is(cGroup|cOrg|cRole|cMedium) {
			break // a group many reporters described
		}
		if n := an.at(st, start); start < end && (n.word == "the" || n.word == "a" || n.word == "an") && n.name < 0 && (t.word == "one" || n.word == "the" && end-start == 2 && last.is(cMedium) && t.class == 0 && t.name < 0 && !t.caps && !strings.HasSuffix(t.word, "ing") && !strings.HasSuffix(t.word, "ed") || t.word == "thing" || t.word == "move" || t.word == "decision" || t.word == "step" || t.word == "claim" || t.word == "something" || t.word == "question" || t.word == "way" || t.word == "reason" || n.word == "the" && t.name < 0 && !t.caps && t.is(cGroup|cRole|cOrg) && t.class&cSpeech == 0) {
			break // the question is one the president asked
		}
		if t.is(cPronoun) && !t.is(cDet) && start < end || newClause.has(t.word) {
			break
		}
		if n := an.at(st, start); start < end && t.name >= 0 && n.name < 0 && n.is(cDet) && an.accordingTo(st, start) {
			break // according to Roe | the president said
		}
		start--
	}
	if a := an.at(st, start); end-start > 3 && (a.word == "a" || a.word == "an") && (last.word == "authorities" || last.word == "prosecutors") && an.at(st, end-2).is(cDemonym) {
		start = end - 2 // a man Ostran authorities say
	} else if end-start > 2 && (a.word == "a" || a.word == "an") && last.is(cGroup) && strings.HasSuffix(last.word, "s") && an.at(st, end-2).class == 0 && !an.at(st, end-2).caps && !an.anyWord(st, start, end, "of", "at", "in", "for", "from") {
		start = end - 1 // a provision Republicans decry
	}
	src := an.phrase(st, start, end)
	if src.kind == aName && src.from > 1 && an.place(&an.mentions[src.mention]) {
		// "Roe of the University of Brix, Ohio said"
		if c, p := an.at(st, src.from-1), an.at(st, src.from-2); c != nowhere && c.word == "," && p != nowhere && p.name >= 0 && !p.poss {
			if before := an.phraseLeft(st, src.from-1); before.kind == aName || before.kind == aDescriber {
				return before
			}
		}
	}
	if m := an.mentionOf(src); m != nil && m.body && src.from > 3 && m.to-m.from > 2 && (schools.has(an.tok(m.from+1).word) || schools.has(an.tok(m.to-1).word)) {
		// "Jane Roe of the University of Brix, Dover School of Law said"
		if c, o := an.at(st, src.from-1), an.mentionAt(st, src.from-2); c.word == "," && o != nil && o.body && an.ledByPrep(st, an.nameStart(st, src.from-2)) {
			if who := an.mentionOf(an.phraseLeft(st, src.from-1)); an.person(who) {
				return an.phraseLeft(st, src.from-1)
			}
		}
	}
	if last.name < 0 && !last.caps && strings.HasSuffix(last.word, "ed") && src.kind == noSource {
		// "Protesters the paper interviewed said"
		if m := an.mentionAt(st, end-2); m != nil && end-1-(m.to-m.from) > start {
			if who := an.phrase(st, start, end-1-(m.to-m.from)); who.kind == aDescriber && an.humanPhrase(st, who.from, who.to) {
				return who
			}
		}
	}
	if m := an.mentionAt(st, end-1); src.kind == noSource && m != nil && m.to-m.from > 1 && an.person(m) && !an.tok(m.to-1).poss && an.leadsIn(st) && !an.anyWord(st, 0, end, ",") {
		if b := an.at(st, end-1-(m.to-m.from)); b != nowhere && !b.is(cPrep|cConj|cDet) {
			return source{kind: aName, from: end - (m.to - m.from), to: end, mention: int(an.at(st, end-1).name)} // As he was taken to hospital Jane Roe shouted
		}
	}
	if src.kind == aName && src.first == 0 {
		// a lawyer representing Roe said
		name := an.nameStart(st, src.to-1)
		for k := name; k > start && name-k < 3; k-- {
			v, p := an.at(st, k-1), an.at(st, k-2)
			if m := an.mentionAt(st, k-2); k == name && m != nil && !p.poss && (an.place(m) || an.toks[m.to-1].is(cPlace) && !an.given(m.from)) && strings.HasSuffix(v.word, "ing") && v.class == 0 && !sides.has(v.word) {
				return source{} // Ostra picking Roe announced
			}
			if v != nowhere && p != nowhere && k-2 >= start && !v.caps && strings.HasSuffix(v.word, "ing") && v.class&^cSpeech == 0 && (p.is(cRole|cGroup) && !p.caps || k == name && p.name >= 0 && !p.poss || k == name && sides.has(v.word) && an.at(st, an.nounPhrase(st, k-2)).is(cDet)) {
				return an.phraseLeft(st, k-1)
			}
		}
	}
	if src.kind == aName {
		src = an.withOthers(st, src)
	}
	if src.kind == aName && an.endsRange(st, src) {
		return source{} // every expert from Roe to Doe
	}
	for start > 1 && src.kind == aName && an.at(st, start-1) != nowhere && an.at(st, start-1).is(cAux) {
		start-- // who had represented Roe had said
	}
	if who, v := an.at(st, start-1), an.at(st, start); src.kind == aName && start > 1 && who != nowhere && who.word == "who" && st.units[start].tok != an.mentions[src.mention].from && v != nowhere && !v.caps && !v.is(cPrep|cDet|cRole|cPreRole|cTime|cDay|cNumber|cPronoun|cConj|cAdverb) {
		return an.sourceLeft(st, start) // Roe, who presents Red Sky, says
	}
	if k := an.espousing(st, src); k > 0 {
		return an.phraseLeft(st, k) // a group that backs Roe said
	}
	if m := an.beforeComma(st, src); m != nil {
		from := src.from
		for from > 0 && st.units[from].tok != m.from {
			from--
		}
		an.giveRole(m, an.spanOf(st, min(from+m.to-m.from+1, src.from), src.to))
		return source{kind: aName, from: from, to: src.to, mention: int(an.toks[m.from].name)}
	}
	if v := an.at(st, start-1); (src.kind == aDescriber || src.kind == aName) && an.anyWord(st, start-2, start-1, "who") && v.is(cSpeech) && verbs[v.word].form == past && !an.anyWord(st, start-3, start-2, ",") {
		return an.phraseLeft(st, start-2) // people who described the letter said
	}
	if w, v := an.at(st, start-1), an.at(st, start); src.kind == aDescriber && w.word == "who" && !v.caps && (pasts.has(v.word) || strings.HasSuffix(v.word, "ed") && v.class == 0 && !stative.has(v.word)) {
		src = source{} // students who attended school with Roe said
	}
	if w := an.at(st, start-1); src.kind == noSource && w != nowhere && w.word == "who" {
		if p := an.at(st, start-2); p == nowhere || p.word == "," || start == end {
			if f := an.at(st, start); f != nowhere && f.is(cPrep) {
				return an.sourceLeft(st, start) // "Roe, who in 2010 said"
			}
			return src
		}
		return an.phraseLeft(st, start-1) // "voters who watched the debate said"
	}
	return src
}

// sourceRight reads the noun phrase that begins at unit i.
func (an *analysis) sourceRight(st *statement, i int) source {
	t := an.at(st, i)
	if t == nowhere || t.punct() {
		return source{}
	}
	if t.is(cPronoun) && !t.is(cDet) {
		if t.word == "i" || t.word == "we" || t.word == "you" || t.is(cRelative) {
			return source{}
		}
		return source{kind: aPronoun, from: i, to: i + 1}
	}
	if a := strings.IndexAny(t.word, "'’"); t.is(cPrep|cSub|cConj|cAux) && !t.is(cDet) && t.name < 0 || a > 0 && classes[t.word[:a]]&cPronoun != 0 {
		return source{} // insists he'll make Ostra pay
	}
	end := i
	named := -1
	for end < len(st.units) && end-i < 30 {
		u := an.at(st, end)
		if u == nowhere {
			break
		}
		if u.name >= 0 && named != int(u.name) {
			if named >= 0 && an.at(st, end-1).name >= 0 && !an.at(st, end-1).poss {
				break
			}
			named = int(u.name)
			m := &an.mentions[named]
			last := end
			for last+1 < len(st.units) && st.units[last+1].frag < 0 && st.units[last+1].tok < m.to {
				last++
			}
			end = last + 1
			if to := an.houseOf(st, end); to > end {
				end = to // Ernst and Young's Jane Roe
				continue
			}
			if k := an.jobAhead(st, end); k > end && !m.person && !an.given(m.from) && !an.at(st, last).poss {
				end, named = k, -1 // Brix United point guard Jane Roe
				continue
			}
			if k := an.roleBeyond(st, end); k > end && !m.person && !an.given(m.from) && !an.at(st, last).poss {
				end, named = k, -1 // Ohio peach and plum farmer Jane Roe
				continue
			}
			if !an.at(st, last).poss {
				// a name ends the phrase, unless it only modifies: "NATO spokesperson", "Clinton adviser"
				n := an.at(st, end)
				if n != nowhere && strings.Contains("'‘’", n.word) && an.at(st, end+1).is(cNumber) && (an.modifies(st, end+2) || an.at(st, end+2).is(cRole|cGroup)) {
					end++
					continue // former Obama '08 staffer Jane Roe
				}
				if n != nowhere && n.is(cNumber) && an.namesAfter(st, end+1) {
					continue // former Obama 2008 campaign spokesman Jane Roe
				}
				if an.joinsNext(st, end) {
					continue // said Roe and Doe
				}
				if k := an.stateBeyond(st, end); k > 0 && t.is(cDet) {
					end, named = k, -1
					continue // the Salem, Ohio, resident
				}
				if strings.HasPrefix(n.word, "-") && n.Start == an.at(st, last).End && !an.dash(n) {
					if named = -1; n.word == "-" {
						end++
					}
					end++
					continue // a D.C.-based lobbyist
				}
				if n.word == "at" && m.body && an.anyOf(m, schools) && an.roleBeyond(st, end+1) > end+1 {
					end++
					continue // University of Ohio at Brix law professor Jane Roe
				}
				if n == nowhere || n.punct() || !n.is(cRole|cGroup|cSpokes|cOrg|cMedium|cPreRole) && !an.modifies(st, end) && !(n.class&^cSpeech == 0 && !n.caps && (an.namesAfter(st, end) || n.class == 0 && t.is(cDet) && an.endsClause(st, end+1) && !strings.HasSuffix(n.word, "ed") || n.class == 0 && t.is(cDet) && an.roleNext(st, end+1) || an.bodyNext(st, end))) {
					break
				}
			}
			continue
		}
		if u.punct() && (!strings.Contains("'’-&/", u.word) || an.dash(u)) {
			break
		}
		if end > i && (u.word == "expect" || u.word == "expects") {
			break
		}
		if end > i && seenBy.has(u.word) && an.anyWord(st, end+1, end+2, "by") {
			break // a document seen by KBRX
		}
		if end > i && an.anyWord(st, end+1, end+2, "anonymity") {
			break // an aide granted anonymity
		}
		if end > i && named < 0 && called.has(u.word) {
			break // the chief known as Bob
		}
		if end > i+1 && named < 0 && t.is(cDet) && u.class == 0 && strings.HasSuffix(u.word, "ing") && an.at(st, end+1).name >= 0 {
			break // the call targeting Roe
		}
		if u.is(cDay) && end == i+1 && t.is(cDet) {
			end++ // "a Wednesday editorial"
			continue
		}
		if u.is(cAux|cSub|cRelative|cDay) && !u.is(cPrep) {
			break
		}
		if p := an.at(st, end-1); u.word == "to" && p != nowhere && p.word == "close" {
			end++ // a person close to Roe
			continue
		}
		if p := an.at(st, end-1); u.word == "to" && relational.has(strings.TrimSuffix(p.word, "s")) && (an.at(st, end+1).caps || an.at(st, end+1).word == "the" && an.at(st, end+2).is(cRole)) {
			end++ // an adviser to Roe
			continue
		}
		if u.is(cPrep) && u.word != "of" && u.word != "for" && u.word != "at" && u.word != "with" && u.word != "from" && u.word != "in" && u.word != "close" {
			break
		}
		if u.is(cPrep) && u.word == "in" && named >= 0 {
			break
		}
		if u.is(cConj) && !an.joinsNames(st, end, len(st.units)) && !an.anyWord(st, end+1, end+2, "means") {
			break
		}
		if n := an.at(st, end+1); u.is(cSpeech) && !u.caps && end > i && !an.at(st, end-1).is(cDet) && !(nounForms.has(u.word) && n != nowhere && n.punct() && an.at(st, end-1).word == "news") && !((verbs[u.word].form == ing || verbs[u.word].form == base) && n != nowhere && n.is(cRole)) && !u.is(cRole|cPreRole|cMedium|cGroup) && (verbs[u.word].form != base || named >= 0) {
			break
		}
		if n := an.at(st, end+1); u.is(cAdverb) && end > i && !u.is(cPreRole) && !(end == i+1 && t.is(cDet) && n != nowhere && !n.punct() && !n.is(cSpeech|cAux|cPrep|cDet)) {
			break // but "a slightly baffled tripper"
		}
		if n := an.at(st, end+1); end > i && u.class == 0 && !u.caps && strings.HasSuffix(u.word, "ed") && !stative.has(u.word) && n != nowhere && (n.name >= 0 && !(end == i+1 && (t.word == "a" || t.word == "an" || t.word == "one")) || n.is(cDet|cHonor)) {
			break // several groups granted Roe
		}
		if n, p := an.at(st, end+1), an.at(st, end-1); end > i && u.class == 0 && !u.caps && strings.HasSuffix(u.word, "s") && !strings.HasSuffix(u.word, "ss") && n != nowhere && n.is(cDet) && p != nowhere && p.is(cKin|cRole|cSpokes) && !strings.HasSuffix(p.word, "s") {
			break // my aunt sends a note
		}
		if n, p := an.at(st, end+1), an.at(st, end-1); end > i && u.class == 0 && !u.caps && strings.HasSuffix(u.word, "ed") && !stative.has(u.word) && n != nowhere && (n.is(cPrep) && p.is(cGroup) || n.word == "to" || n.word == "off" || n.word == "aside" || n.word == "back") && p != nowhere && p.is(cRole|cSpokes|cGroup|cKin) {
			break // the spokesman declined to, brushed off
		}
		end++
	}
	if end == i {
		return source{}
	}
	if t, as := an.at(st, end), an.at(st, end+1); t != nowhere && as != nowhere && called.has(t.word) && as.word == "as" {
		if m := an.mentionAt(st, end+2); m != nil && !an.tok(m.to-1).poss {
			return source{kind: aName, from: i, to: end + 2 + m.to - m.from, mention: int(an.toks[m.from].name)}
		}
	}
	src := an.phrase(st, i, end)
	if state := an.at(st, src.to+1); src.kind == aName && src.to == i+1 && state != nowhere && state.caps && an.anyWord(st, src.to, src.to+1, ",") {
		// says Brix, Md., analyst Jane Roe
		k := src.to + 2
		if an.anyWord(st, k, k+1, ".") {
			k++
		}
		if an.anyWord(st, k, k+1, ",") && an.namesAfter(st, k+1) {
			return an.sourceRight(st, k+1)
		}
	}
	if src.kind == aName && an.anyWord(st, src.to, src.to+1, "(") {
		for k := src.to + 1; k < src.to+5; k++ {
			if o := an.at(st, k+1); an.anyWord(st, k, k+1, ")") && o != nowhere && (an.namesAfter(st, k+1) || o.caps && o.is(cRole|cOrg|cPreRole)) {
				return an.sourceRight(st, k+1) // said Brix County (Md.) chief Jane Roe
			}
		}
	}
	// "said the bureau's director, Jane Roe,": the aside is the name.
	if t := an.at(st, end); src.kind == aDescriber && t != nowhere && t.word == "," && (an.humanPhrase(st, src.from, src.to) || partisans.has(an.at(st, src.to-1).word) || bodily(an.at(st, src.to-1).word) || an.plainOne(st, src)) {
		at := end + 1
		for t := an.at(st, at); t != nowhere && t.name < 0 && (t.is(cHonor|cRole) || at == end+1 && t.word == "the" || !t.caps && (t.is(cPreRole|cDemonym) || t.class == 0 && agent(t.word) || strings.HasSuffix(t.word, "-year-old"))); t = an.at(st, at) {
			at++
		}
		if m := an.mentionAt(st, at); m != nil && (m.to-m.from >= 2 || at > end+1 || an.at(st, src.to-1).is(cKin) || bodily(an.at(st, src.to-1).word) && !an.somePerson(m) && !an.place(m)) && (!m.body || bodily(an.at(st, src.to-1).word)) && !an.tok(m.to-1).poss && an.toks[m.from].Start == an.tok(st.units[at].tok).Start {
			last := at + m.to - m.from
			if p, n := an.at(st, last), an.at(st, last+1); p != nowhere && p.word == "of" && n != nowhere && n.caps {
				last += 2 // Lady Roe of Brix
				for an.at(st, last).name >= 0 && an.at(st, last).name == n.name {
					last++
				}
			}
			if an.endsClause(st, last) {
				an.giveRole(m, an.spanOf(st, src.from, src.to))
				return source{kind: aName, from: i, to: last, mention: int(an.toks[m.from].name)}
			}
		}
	}
	return src
}

// plainOne reports whether a phrase is one of no known role right before the full name of a person, "the vet, Jane Roe".
func (an *analysis) plainOne(st *statement, src source) bool {
	head, m := an.at(st, src.to-1), an.mentionAt(st, src.to+1)
	return an.anyWord(st, src.from, src.from+1, "the") && head.class == 0 && head.name < 0 && !head.caps && !things.has(head.word) &&
		m != nil && m.from == st.units[src.to+1].tok && m.to-m.from > 1 && an.somePerson(m)
}

// stateBeyond returns the unit after ", Ohio," where a noun goes on behind the town that ends before unit i: "the Salem, Ohio, resident"; 0: none does.
func (an *analysis) stateBeyond(st *statement, i int) int {
	m := an.mentionAt(st, i+1)
	if !an.anyWord(st, i, i+1, ",") || m == nil || !an.place(m) {
		return 0
	}
	k := i + 1 + m.to - m.from
	if n := an.at(st, k+1); an.anyWord(st, k, k+1, ",") && n != nowhere && n.is(cRole|cGroup) && n.name < 0 {
		return k + 1
	}
	return 0
}

// joinsNext reports whether "and" at unit i joins the person named before it to another whose name ends the clause: "said Roe and Doe".
func (an *analysis) joinsNext(st *statement, i int) bool {
	first, k := an.mentionAt(st, i-1), i+1
	if !an.anyWord(st, i, i+1, "and") || first == nil {
		return false
	}
	if an.anyWord(st, k, k+1, "the") && an.at(st, k+1).is(cRole) {
		k++
	}
	k = an.pastOffice(st, k)
	m := an.mentionAt(st, k)
	return m != nil && an.somePerson(first) && an.somePerson(m) && !an.tok(m.to-1).poss && an.endsClause(st, k+m.to-m.from)
}

// person reports whether a mention, which may be nil, is of somebody whom the text takes for a person.
func (an *analysis) person(m *mention) bool {
	return m != nil && m.entity >= 0 && an.entities[m.entity].person
}

// somePerson reports whether a mention is taken for a person's.
func (an *analysis) somePerson(m *mention) bool {
	return !m.body && (m.person || an.person(m))
}

// seenBy are participles before who only read a paper.
var seenBy = wordSet("seen obtained reviewed viewed uncovered unearthed discovered found dug")

// likened are words before an "as" that begins no clause.
var likened = wordSet("known such well same far soon long described served worked used seen regarded viewed named elected appointed hired billed cast dubbed labeled labelled portrayed touted treated installed nominated sworn quoted identified listed")

// relational are offices that are held to somebody.
var relational = wordSet("adviser advisor aide assistant ambassador envoy counsel deputy secretary")

// anyOf reports whether one of a name's words is in a set.
func (an *analysis) anyOf(m *mention, set *wordset) bool {
	for i := m.from; i < m.to; i++ {
		if set.has(an.toks[i].word) {
			return true
		}
	}
	return false
}

// schools are parts of a university.
var schools = wordSet("university school college institute center centre faculty department law medicine")

// sides are participles before whom a body is for or against: "a fund supporting Roe".
var sides = wordSet("supporting backing opposing representing promoting attacking")

// spanOf is the place of units [from,to).
func (an *analysis) spanOf(st *statement, from, to int) text.Span {
	return text.Span{Start: an.tok(st.units[from].tok).Start, End: an.tok(st.units[to-1].tok).End}
}

package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// sourceLeft reads the subject that ends before unit end.
func (an *analysis) sourceLeft(st *statement, end int) source {
	k := end - 1
	t := an.at(st, k)
	if t == nil {
		return source{}
	}
	switch {
	case t.is(cConj) && (t.word == "and" || t.word == "but" || t.word == "or") || t.word == "then":
		return source{kind: sameSubject, from: k, to: k}
	case t.word == ",":
		return an.beforeAside(st, k)
	case t.word == ")" || t.word == "]":
		for k >= 0 {
			if o := an.at(st, k); o != nil && (o.word == "(" || o.word == "[") {
				return an.sourceLeft(st, k)
			}
			k--
		}
		return source{}
	case t.word == "—" || t.word == "–":
		for j := k - 1; j > 0; j-- {
			if o := an.at(st, j); o != nil && o.word == t.word {
				return an.sourceLeft(st, j)
			}
		}
		return source{}
	case t.punct():
		return source{}
	case t.word == "that":
		if p := an.at(st, k-1); p != nil && p.is(cMedium) && !p.poss {
			return an.phraseLeft(st, k)
		}
		return source{}
	case t.is(cRelative):
		j := k - 1
		if o := an.at(st, j); o != nil && o.word == "," {
			j--
		}
		if o := an.at(st, j); o != nil && o.name >= 0 {
			if m := &an.mentions[o.name]; m.body || m.to-m.from == 1 && o.allUp {
				return source{} // "a professor at GT, who said": not the body
			}
			start := j
			for start > 0 && an.at(st, start-1) != nil && an.at(st, start-1).name == o.name {
				start--
			}
			if src := an.lastPhrase(st, start, j+1); src.kind == aName {
				return src
			}
		}
		return an.phraseLeft(st, j+1)
	}
	return an.phraseLeft(st, end)
}

// beforeAside reads the subject before the aside that the comma at k closes.
func (an *analysis) beforeAside(st *statement, k int) source {
	commas := 0
	aside := source{}
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
		commas++
		// "Trump's attorney, Alan Garten, said": the aside is the name.
		if commas == 1 {
			if m := an.mentionAt(st, k-1); m != nil && k-j < 8 && st.units[k-1].tok == m.to-1 && !an.toks[m.to-1].poss && !m.body && m.to-m.from >= 2 && an.toks[m.from].Start >= an.toks[st.units[j].tok].Start {
				if office := an.phraseLeft(st, j); office.kind == aDescriber && an.humanPhrase(st, office.from, office.to) {
					an.giveRole(m, an.spanOf(st, office.from, office.to))
					return source{kind: aName, from: j + 1, to: k, mention: int(an.toks[m.from].name)}
				}
			}
		}
		src := an.phraseLeft(st, j)
		if src.kind == aName || src.kind == aPronoun {
			return src
		}
		// "…, a spokesman, said": a describer that begins the clause
		if src.kind == aDescriber && an.humanPhrase(st, src.from, src.to) && (src.from == 0 || an.boundary(st, src.from-1)) {
			if p := an.at(st, src.from-1); p == nil || p.word != "," {
				return src
			}
			if aside.kind == noSource {
				aside = src // may itself stand beside a name
			}
		}
	}
	return aside
}

// boundary reports whether unit i parts clauses, so that a noun phrase cannot reach over it.
func (an *analysis) boundary(st *statement, i int) bool {
	t := an.at(st, i)
	if t == nil {
		return true
	}
	if t.punct() {
		return !strings.Contains("-/&'’", t.word)
	}
	return t.is(cSub|cRelative) && !t.is(cPrep)
}

// phraseLeft reads the noun phrase that ends before unit end.
func (an *analysis) phraseLeft(st *statement, end int) source {
	for end > 0 {
		t := an.at(st, end-1)
		if t == nil {
			return source{}
		}
		if t.is(cDay) || t.word == "yesterday" || t.word == "today" {
			end--
			if p := an.at(st, end-1); p != nil && (p.word == "on" || p.word == "last" || p.word == "this") {
				end--
			}
			continue
		}
		break
	}
	last := an.at(st, end-1)
	if last == nil || last.punct() || last.poss {
		return source{}
	}
	start := end
	for start > 0 && end-start < 30 {
		t := an.at(st, start-1)
		if t == nil || an.boundary(st, start-1) {
			break
		}
		if t.is(cAux|cSpeech) && t.name < 0 && !t.is(cRole|cPreRole|cMedium) && !(start < end && an.at(st, start-1).is(cMedium)) {
			break
		}
		if t.is(cConj) && !an.joinsNames(st, start-1, end) {
			break
		}
		if t.is(cPronoun) && !t.is(cDet) && start < end {
			break
		}
		start--
	}
	return an.phrase(st, start, end)
}

// joinsNames reports whether the conjunction at unit i joins two noun phrases
// of one subject rather than two clauses.
func (an *analysis) joinsNames(st *statement, i, end int) bool {
	if an.at(st, i).word != "and" {
		return false
	}
	l := an.at(st, i-1)
	return l != nil && !l.punct() && (l.name >= 0 || l.is(cGroup|cRole)) && !l.is(cAux|cSpeech|cDay)
}

// phrase reads the source in units [from,to), a whole noun phrase with what
// may stand before it.
func (an *analysis) phrase(st *statement, from, to int) source {
	// "On Thursday Macron", "In a statement the ministry": the phrase is the last one.
	for from < to {
		t := an.at(st, from)
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
	if from >= to {
		return source{}
	}
	head := to
	for i := from; i < to; i++ {
		t := an.at(st, i)
		if i > from && t.is(cPrep) && t.name < 0 {
			head = i
			break
		}
	}
	last := an.at(st, head-1)
	if last.is(cPronoun) && head-from == 1 {
		if last.word == "i" || last.word == "we" || last.word == "you" {
			return source{}
		}
		return source{kind: aPronoun, from: from, to: head}
	}
	if last.name >= 0 && !last.poss {
		return source{kind: aName, from: from, to: head, mention: int(last.name)}
	}
	if last.is(cNumber|cTime|cDay|cMonth) && !last.is(cGroup) {
		return source{}
	}
	if !an.speaks(st, from, head, to) || to-from > longestSource || an.at(st, to-1).poss {
		return source{}
	}
	for i := from; i < to; i++ {
		if t := an.at(st, i); !t.caps && t.name < 0 && (acts[t.word] || strings.HasSuffix(t.word, "ed") && t.class == 0 && !stative[t.word] && i > from && an.at(st, i-1).name >= 0) {
			return source{} // a clause, not a noun phrase
		}
	}
	return source{kind: aDescriber, from: from, to: to}
}

// longestSource bounds a noun phrase that is shown as a speaker, in tokens.
const longestSource = 14

// speaks reports whether a noun phrase without a name can be a source.
func (an *analysis) speaks(st *statement, from, head, to int) bool {
	last := an.at(st, head-1)
	if last.is(cRole|cGroup|cMedium|cOrg|cKin|cSpokes) || last.name >= 0 {
		return true
	}
	first := an.at(st, from)
	if !first.is(cDet) || last.is(cAux|cPrep|cSub|cAdverb|cDemonym|cDet) || head-from > 4 || head-from < 2 {
		return false
	}
	return last.class&^cSpeech == 0
}

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
		if i > from+1 && an.at(st, i-1).is(cDay|cMonth|cTime|cNumber) && !t.is(cPrep|cDay|cMonth|cTime|cNumber) && !an.at(st, i-1).poss {
			return i
		}
		if t.is(cPronoun) && !t.is(cDet) {
			return i
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
		if p := an.at(st, start-1); p != nil && p.is(cPrep) && start > from && p.word != "as" {
			return source{}
		}
		return source{kind: aName, from: start, to: to, mention: int(last.name)}
	}
	return source{}
}

// sourceRight reads the noun phrase that begins at unit i.
func (an *analysis) sourceRight(st *statement, i int) source {
	t := an.at(st, i)
	if t == nil || t.punct() {
		return source{}
	}
	if t.is(cPronoun) && !t.is(cDet) {
		if t.word == "i" || t.word == "we" || t.word == "you" || t.is(cRelative) {
			return source{}
		}
		return source{kind: aPronoun, from: i, to: i + 1}
	}
	if t.is(cPrep|cSub|cConj|cAux) && !t.is(cDet) {
		return source{}
	}
	end := i
	named := -1
	for end < len(st.units) && end-i < 30 {
		u := an.at(st, end)
		if u == nil {
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
			if !an.at(st, last).poss {
				// a name ends the phrase, unless it only modifies: "NATO spokesperson", "Clinton adviser"
				n := an.at(st, end)
				if n == nil || n.punct() || !n.is(cRole|cGroup|cSpokes|cOrg|cMedium|cPreRole) && !an.modifies(st, end) {
					break
				}
			}
			continue
		}
		if u.punct() && !strings.Contains("'’-&", u.word) {
			break
		}
		if u.is(cAux|cSub|cRelative|cDay) && !u.is(cPrep) {
			break
		}
		if u.is(cPrep) && u.word != "of" && u.word != "for" && u.word != "at" && u.word != "with" && u.word != "from" && u.word != "in" && u.word != "close" {
			break
		}
		if u.is(cPrep) && u.word == "in" && named >= 0 {
			break
		}
		if u.is(cConj) && !an.joinsNames(st, end, len(st.units)) {
			break
		}
		if u.is(cSpeech) && end > i && !u.is(cRole|cPreRole|cMedium|cGroup) {
			break
		}
		if u.is(cAdverb) && end > i && !u.is(cPreRole) {
			break
		}
		end++
	}
	if end == i {
		return source{}
	}
	src := an.phrase(st, i, end)
	// "said the bureau's director, Jane Roe,": the aside is the name.
	if t := an.at(st, end); src.kind == aDescriber && t != nil && t.word == "," && an.humanPhrase(st, src.from, src.to) {
		if m := an.mentionAt(st, end+1); m != nil && m.to-m.from >= 2 && !m.body && !an.toks[m.to-1].poss && an.toks[m.from].Start == an.toks[st.units[end+1].tok].Start {
			if last := end + m.to - m.from; an.endsClause(st, last+1) {
				an.giveRole(m, an.spanOf(st, src.from, src.to))
				return source{kind: aName, from: i, to: last + 1, mention: int(an.toks[m.from].name)}
			}
		}
	}
	return src
}

// modifies reports whether the word at unit i, after a name, is a noun before
// another name: "Ohio dentist Jane Roe".
func (an *analysis) modifies(st *statement, i int) bool {
	t := an.at(st, i)
	if t.class != 0 || t.caps {
		return false
	}
	n := an.at(st, i+1)
	return n != nil && n.name >= 0 && !n.is(cPlace|cDay)
}

// spanOf is the place of units [from,to).
func (an *analysis) spanOf(st *statement, from, to int) text.Span {
	return text.Span{Start: an.toks[st.units[from].tok].Start, End: an.toks[st.units[to-1].tok].End}
}

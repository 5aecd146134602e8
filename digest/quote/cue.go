package quote

import (
	"strings"

	"newsdigest/digest/text"
)

type sourceKind int

const (
	noSource    sourceKind = iota
	aPronoun               // he, she, they
	aName                  // a mention
	aDescriber             // "a senior official", "the White House"
	sameSubject            // the subject of the clause before: "…, adding"
)

// A source is the noun phrase whose words a cue gives.
type source struct {
	kind    sourceKind
	from    int // its units
	to      int
	mention int // with aName: index in mentions
}

// A cue is words that give somebody's words: "said", "according to".
type cue struct {
	unit      int // the verb, or "according"
	end       int // unit after the verb, or after "to"
	verb      verb
	according bool
	inverted  bool // the source stands after the verb
	passive   bool
	noun      bool // "Trump's claim that"
	unsaid    bool // the words were not spoken, or it is not known: "did not say", "if he says"
	src       source
}

// findCues fills st.cues.
func (an *analysis) findCues(st *statement) {
	for i := range st.units {
		t := an.at(st, i)
		if t == nil || t.punct() {
			continue
		}
		if t.word == "according" {
			if n := an.at(st, i+1); n != nil && n.word == "to" {
				if src := an.sourceRight(st, i+2); src.kind != noSource {
					st.cues = append(st.cues, cue{unit: i, end: i + 2, according: true, inverted: true, src: src, verb: verb{lemma: "according", strong: true, form: past}})
				}
			}
			continue
		}
		if c, ok := an.nounCue(st, i); ok {
			st.cues = append(st.cues, c)
			continue
		}
		if !t.is(cSpeech) || t.name >= 0 || t.caps && !t.first {
			continue
		}
		v := verbs[t.word]
		if c, ok := an.cueAt(st, i, v); ok {
			c.unsaid = c.unsaid || an.unsaid(st, &c)
			st.cues = append(st.cues, c)
		}
	}
}

var hearing = wordSet("hear hears heard see saw watch watched let made make had")

// before is the token before the name that ends at unit k.
func (an *analysis) before(st *statement, k int) *token {
	t := an.at(st, k)
	for k > 0 && t != nil && t.name >= 0 && an.at(st, k-1) != nil && an.at(st, k-1).name == t.name {
		k--
	}
	return an.at(st, k-1)
}

// goOn are words after which "to say" tells what was said.
var goOn = wordSet("on continued proceeded began started rose used quick back")

// doubtful are words that take back what a clause after them tells.
var doubtful = wordSet("deny denies denied denying evidence falsely fake false reject rejects rejected refute refuted fabricated hoax doctored")

// unsaid reports whether a cue tells words that were not spoken, or perhaps
// not: denied, wished for, supposed.
func (an *analysis) unsaid(st *statement, c *cue) bool {
	for k := c.unit - 1; k >= 0 && c.unit-k < 6; k-- {
		t := an.at(st, k)
		if t == nil || !t.is(cAux|cAdverb) {
			if t != nil && t.word == "to" && verbs[an.at(st, c.unit).word].form == base {
				p := an.at(st, k-1)
				return p == nil || !goOn[p.word]
			}
			break
		}
		switch t.word {
		case "not", "never", "might", "may", "could", "should", "must", "shall":
			return true
		}
		if strings.HasSuffix(t.word, "n't") || strings.HasSuffix(t.word, "n’t") {
			return true
		}
	}
	from := c.unit
	if c.src.kind != noSource && c.src.kind != sameSubject {
		from = min(from, c.src.from)
	}
	for k := from; k >= 0 && k > from-12; k-- {
		t := an.at(st, k)
		if t == nil || t.word == ";" {
			break
		}
		switch t.word {
		case "if", "unless", "whether":
			return k >= from-4
		case "neither", "nobody", "without":
			return true
		}
		if k < from && doubtful[t.word] && !(t.word == "evidence" && !an.noBefore(st, k)) {
			return true
		}
	}
	return false
}

func (an *analysis) noBefore(st *statement, i int) bool {
	p := an.at(st, i-1)
	return p != nil && (p.word == "no" || p.word == "without" || p.word == "little")
}

// overheard reads the noun phrase right before a verb without a time: "heard
// Tong say", "recalled him saying", "accused Park of saying". It is none where
// a comma or a conjunction leads the verb in.
func (an *analysis) overheard(st *statement, k int) source {
	t := an.at(st, k)
	if t == nil || t.punct() || t.poss {
		return source{}
	}
	if t.word == "him" || t.word == "her" || t.word == "them" {
		return source{kind: aPronoun, from: k, to: k + 1}
	}
	if t.name < 0 {
		return source{}
	}
	start := k
	for start > 0 && an.at(st, start-1) != nil && an.at(st, start-1).name == t.name {
		start--
	}
	return source{kind: aName, from: start, to: k + 1, mention: int(t.name)}
}

// nounCue reads "Trump's claim that", "her remarks about".
func (an *analysis) nounCue(st *statement, i int) (cue, bool) {
	t := an.at(st, i)
	n := an.at(st, i+1)
	medium := t.is(cMedium) && n != nil && n.word == ":"
	if !t.is(cWords) && !medium || t.caps || t.poss {
		return cue{}, false
	}
	if n == nil {
		if !st.quoted(i+1) || an.namedBefore(st, i) {
			return cue{}, false
		}
	} else if n.word != "that" && n.word != "of" && n.word != "about" && n.word != ":" && n.word != "," && n.word != "on" {
		return cue{}, false
	}
	k := i - 1
	for k >= 0 && i-k < 4 {
		p := an.at(st, k)
		if p == nil || p.punct() {
			return cue{}, false
		}
		if p.poss && p.name >= 0 {
			return cue{unit: i, end: i + 1, noun: true, verb: verb{lemma: t.word, form: past}, src: source{kind: aName, from: k, to: k + 1, mention: int(p.name)}}, true
		}
		if p.word == "his" || p.word == "her" {
			return cue{unit: i, end: i + 1, noun: true, verb: verb{lemma: t.word, form: past}, src: source{kind: aPronoun, from: k, to: k + 1}}, true
		}
		if p.is(cDet|cPrep|cAux|cConj|cPronoun) || p.poss {
			return cue{}, false
		}
		k--
	}
	return cue{}, false
}

// namedBefore reports whether a verb of naming governs the noun at unit i:
// "called Trump's remarks “…”".
func (an *analysis) namedBefore(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 9; k-- {
		t := an.at(st, k)
		if t == nil {
			return false
		}
		if t.is(cSpeech) && !t.is(cWords) {
			return true
		}
	}
	return false
}

// cueAt reads the verb at unit i with its source.
func (an *analysis) cueAt(st *statement, i int, v verb) (cue, bool) {
	c := cue{unit: i, end: i + 1, verb: v}
	k, be, modal := i-1, false, false
	for ; k >= 0; k-- {
		t := an.at(st, k)
		if t == nil || t.punct() || !t.is(cAux|cAdverb) {
			break
		}
		switch t.word {
		case "was", "were", "is", "are", "been", "be", "being", "am":
			be = true
		case "has", "have", "had":
		default:
			modal = modal || t.is(cAux)
		}
	}
	prev := an.at(st, k)
	if v.form == past && be {
		c.passive = true
		// described by X as "…"
		if n := an.at(st, i+1); n != nil && n.word == "by" && v.lemma != "quote" && v.lemma != "cite" {
			if src := an.sourceRight(st, i+2); src.kind != noSource {
				c.src, c.inverted = src, true
				return c, true
			}
		}
		return c, false
	}
	if (v.form == base || v.form == third) && prev != nil && !modal {
		if prev.is(cDet|cPrep) && !prev.is(cPronoun) && prev.word != "to" || prev.poss {
			return c, false // a noun: "the report", "Trump's remarks"
		}
	}
	if v.form == ing && v.strong && prev != nil && !be {
		if prev.word == "of" {
			if src := an.overheard(st, k-1); src.kind != noSource {
				c.src, c.unsaid = src, true // accused of saying: not known to have been said
				return c, true
			}
		}
		if src := an.overheard(st, k); src.kind != noSource && k == i-1 {
			c.src = src
			return c, true
		}
	}
	if v.form == ing && prev != nil && prev.is(cMedium) && !prev.poss && k == i-1 {
		c.src = an.phraseLeft(st, i)
		if c.src.kind != aDescriber {
			c.src = source{kind: aDescriber, from: k, to: k + 1}
		}
		return c, true
	}
	if v.form == base && v.strong && prev != nil && k == i-1 && !modal {
		if b := an.before(st, k); b != nil && hearing[b.word] {
			if src := an.overheard(st, k); src.kind != noSource {
				c.src = src
				return c, true
			}
		}
	}
	if v.form == ing {
		if prev != nil && (prev.is(cDet) || prev.poss || prev.word == "of" || prev.word == "for") {
			return c, false
		}
		if prev != nil && !v.strong && !be && prev.word != "," && prev.word != "by" && prev.word != "and" && prev.word != "before" && prev.word != "after" && !st.quoted(i+1) {
			return c, false
		}
		if be && k < i-1 {
			c.src = an.sourceLeft(st, k+1)
			return c, c.src.kind != noSource
		}
		c.src = source{kind: sameSubject, from: i, to: i}
		if prev != nil && prev.word == "as" {
			// The paper quoted X as saying
			for q := k - 1; q >= 0; q-- {
				if t := an.at(st, q); t != nil && (t.word == "quoted" || t.word == "quotes" || t.word == "cited") {
					if b := an.at(st, q-1); b != nil && b.is(cAux) {
						// was quoted [by the paper] as saying
						for q > 0 && an.at(st, q-1) != nil && an.at(st, q-1).is(cAux|cAdverb) {
							q--
						}
						if src := an.sourceLeft(st, q); src.kind != noSource {
							c.src = src
						}
						break
					}
					if src := an.sourceRight(st, q+1); src.kind != noSource {
						c.src = src
					}
					break
				}
			}
		}
		return c, true
	}
	if prev != nil && prev.word == "to" && v.form == base {
		if !v.strong {
			return c, false
		}
		c.src = source{kind: sameSubject, from: i, to: i}
		return c, true
	}
	// “…,” said X / , reported officials,
	if k < 0 || st.quoted(k) || prev != nil && prev.word == "," && (k == 0 || st.quoted(k-1) || !an.opensAside(st, k)) || prev != nil && strings.Contains("”\"»’", prev.word) {
		if k == i-1 || v.strong {
			if src := an.sourceRight(st, i+1); src.kind != noSource && (v.strong && st.quotedBefore(k, an) || an.endsInverted(st, src)) && (v.strong || src.kind != aDescriber || an.humanPhrase(st, src.from, src.to)) && (v.form == past || v.form == third) && !(v.obj && !an.endsClause(st, src.to)) {
				c.src, c.inverted = src, true
				return c, true
			}
		}
	}
	c.src = an.sourceLeft(st, k+1)
	if c.src.kind == aDescriber && (v.form != past && !v.strong || modal) && !an.headSpeaks(st, c.src) {
		return c, false
	}
	if c.src.kind == aDescriber && v.form == past && naming[v.lemma] && !an.humanPhrase(st, c.src.from, c.src.to) {
		if n := an.at(st, i+1); n == nil || n.is(cDet) {
			return c, false // "a group called the “…”"
		}
	}
	if c.src.kind == noSource || v.weak && c.src.kind == aDescriber && !an.humanPhrase(st, c.src.from, c.src.to) {
		return c, false
	}
	if v.form == base && c.src.kind == aName {
		return c, modal || an.plural(st, c.src)
	}
	return c, true
}

var naming = map[string]bool{"call": true, "dub": true, "label": true, "describe": true}

// headSpeaks reports whether the word before the verb is one for who can speak.
func (an *analysis) headSpeaks(st *statement, s source) bool {
	t := an.at(st, s.to-1)
	return t != nil && t.is(cRole|cGroup|cMedium|cOrg|cKin|cSpokes)
}

// plural reports whether a source may take a verb without -s.
func (an *analysis) plural(st *statement, s source) bool {
	for i := s.from; i < s.to; i++ {
		if t := an.at(st, i); t != nil && (t.word == "and" || strings.HasSuffix(t.word, "s")) {
			return true
		}
	}
	return false
}

// opensAside reports whether the comma at unit k closes an aside after a noun
// phrase: "X, a lawyer, said".
func (an *analysis) opensAside(st *statement, k int) bool {
	for j := k - 1; j > 0; j-- {
		t := an.at(st, j)
		if t == nil {
			return false
		}
		if t.word == "," {
			return j > 0
		}
		if t.word == ";" || t.word == ":" {
			return false
		}
	}
	return false
}

// quotedBefore reports whether unit k, or the one before the comma that it is, is a fragment.
func (st *statement) quotedBefore(k int, an *analysis) bool {
	if t := an.at(st, k); t != nil && t.word == "," {
		k--
	}
	return st.quoted(k)
}

// endsInverted reports whether what follows a source after its verb lets the clause end there.
func (an *analysis) endsInverted(st *statement, src source) bool {
	t := an.at(st, src.to)
	return t == nil || t.punct() || t.is(cPrep|cRelative|cDay|cAdverb|cSub) && t.word != "as" && t.word != "that"
}

func (an *analysis) endsClause(st *statement, i int) bool {
	t := an.at(st, i)
	return i >= len(st.units) || t == nil || t.punct()
}

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
	if !an.speaks(st, from, head, to) {
		return source{}
	}
	return source{kind: aDescriber, from: from, to: to}
}

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

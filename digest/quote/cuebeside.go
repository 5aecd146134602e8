package quote

import "strings"

// isQuestion reports whether unit k is a fragment that ends in a question mark.
func (an *analysis) isQuestion(st *statement, k int) bool {
	return st.quoted(k) && strings.HasSuffix(an.frags[st.units[k].frag].Of(an.doc.Text), "?")
}

// begins are verbs that give words only right after them, where nothing else follows: “…,” Roe began.
var begins = wordSet("began begins started followed texted emailed e-mailed blogged ventured seethed thundered deadpanned")

// joining are such verbs with "in", "up", "on" or "back": “…,” Roe weighed in.
var joining = wordSet("cut burst followed summed piped weighed chimed went hit spoke butted jumped began started goes sums pipes weighs chimes butts jumps")

// tagAlone reads such a verb at unit i, with its source before or after it.
func (an *analysis) tagAlone(st *statement, i int) (cue, bool) {
	t, end := an.at(st, i), i+1
	if !st.quoted(0) {
		if !anyPast(t) || !an.anyWord(st, end, end+1, ",") || !st.quoted(end+1) {
			return cue{}, false
		}
		fr := &an.frags[st.units[end+1].frag] // Roe shrugged, “We will not go.”
		c := cue{unit: i, end: end, verb: verb{lemma: "begin", strong: true, form: past}, src: an.sourceLeft(st, an.pastAdverbs(st, i))}
		return c, an.somebodyLeft(st, c.src) && c.src.from < 3 && an.directLike(fr) && an.opensUpper(fr) && strings.ContainsAny(fr.Of(an.doc.Text)[fr.End-fr.Start-1:], ".!?")
	}
	if joining.has(t.word) && an.anyWord(st, end, end+1, "up", "in", "on", "back", "off", "out") {
		end++
	} else if !begins.has(t.word) && !anyPast(t) && !anyPresent(t) {
		return cue{}, false
	}
	tags := func(at int) bool { // a quotation ends before unit at
		if an.anyWord(st, at-1, at, ",") {
			at--
		}
		if at == 0 || !st.quoted(at-1) {
			return false
		}
		fr := &an.frags[st.units[at-1].frag]
		if anyPresent(t) && !an.directLike(fr) {
			return false
		}
		return begins.has(t.word) || (at == 1 || an.opensUpper(fr)) && an.ended(fr) && (calling(t) || strings.HasSuffix(fr.Of(an.doc.Text), ",") || anyPresent(t) && at == 1)
	}
	c := cue{unit: i, end: end, verb: verb{lemma: "begin", strong: true, form: past}}
	if tags(i) {
		c.src, c.inverted = an.sourceRight(st, end), true
		return c, an.somebodyLeft(st, c.src) && an.endsClause(st, c.src.to)
	}
	if who := an.sourceRight(st, end); anyPast(t) && !an.endsClause(st, end) && who.kind != noSource && an.endsClause(st, an.pastTime(st, who.to)) && (who.kind == aName || who.kind == aDescriber && an.humanPhrase(st, who.from, who.to)) {
		end = an.pastTime(st, who.to) // “…,” Roe texted the minister.
	}
	if !an.endsClause(st, end) && !(an.anyWord(st, end, end+1, "on", "in", "at", "during", "via", "after", "from") && anyPast(t) && strings.HasSuffix(t.word, "ed") && !moves.has(t.word) && !an.auxBetween(st, end, len(st.units)) && !an.quotedIn(st, end, len(st.units))) {
		return cue{}, false // but “…,” Roe raged on her site
	}
	c.src = an.sourceLeft(st, an.pastAdverbs(st, i))
	return c, an.somebodyLeft(st, c.src) && tags(c.src.from)
}

// hitsBack returns the unit of the colon before words between marks with which somebody at unit i hits back at another: "Roe hit back
// at Doe: “…”". 0: none.
func (an *analysis) hitsBack(st *statement, i int) int {
	if !strikes.has(an.at(st, i).word) || !an.anyWord(st, i+1, i+2, "back", "out") || !an.anyWord(st, i+2, i+3, "at") {
		return 0
	}
	for k := i + 3; k < i+14; k++ {
		if an.anyWord(st, k, k+1, ":") && st.quoted(k+1) {
			return k
		}
	}
	return 0
}

var strikes = wordSet("hit hits fired fires shot shoots lashed lashes struck strikes punched")

// foundTag reads the tag of a paper or a body that ends a clause right after words between marks: had “too much”, the report found.
func (an *analysis) foundTag(st *statement, i int) (cue, bool) {
	if t := an.at(st, i); !finds.has(t.word) || !an.endsClause(st, i+1) {
		return cue{}, false
	}
	src := an.sourceLeft(st, an.pastAdverbs(st, i))
	if src.kind != aDescriber || !an.anyMedium(st, src) && !many(an.at(st, src.to-1)) {
		return cue{}, false
	}
	k := src.from
	if an.anyWord(st, k-1, k, ",") {
		k--
	}
	return cue{unit: i, end: i + 1, verb: verb{lemma: "find", strong: true, form: past}, src: src}, k > 0 && st.quoted(k-1)
}

var finds = wordSet("found finds show shows showed")

// somebodyLeft reports whether a source is a name, a pronoun or people: Roe, he, the crowd.
func (an *analysis) somebodyLeft(st *statement, s source) bool {
	return s.kind == aName || s.kind == aPronoun || s.kind == aDescriber && (an.humanPhrase(st, s.from, s.to) || s.from == 0 && s.to == 1 && an.anyWord(st, 0, 1, "another"))
}

// anyPast reports whether a token may be the past of a verb that is in no list of speech: “…,” Roe sniffed.
func anyPast(t *token) bool {
	return !t.caps && t.name < 0 && t.class&^cSpeech == 0 && (len(t.word) > 4 && strings.HasSuffix(t.word, "ed") || pasts.has(t.word)) && verbs[t.word].lemma == ""
}

// anyPresent reports whether a token may be the present of such a verb: “…,” grins Roe.
func anyPresent(t *token) bool {
	return !t.caps && t.name < 0 && t.class&^cSpeech == 0 && len(t.word) > 4 && strings.HasSuffix(t.word, "s") && !strings.HasSuffix(t.word, "ss") && (verbs[t.word].lemma == "" || verbs[t.word].lemma == "remember" || t.word == "commands" || t.word == "continues")
}

// recalling are verbs of who tells what another said.
var recalling = wordSet("recall remember testify recount overhear")

// causes are verbs whose object does what "to" leads in.
var causes = wordSet("prompted prompting prompts led leading leads forced forcing caused causing drove inspired moved compelled")

// quotedAs reports whether "quoted" or "cited" stands in the clause before unit k.
func (an *analysis) quotedAs(st *statement, k int) bool {
	for k--; k >= 0; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() && t.word != "," {
			return false
		}
		if v := verbs[t.word].lemma; v == "quote" || v == "cite" {
			return true
		}
	}
	return false
}

// beforeReceiver returns the unit before "to supporters", "to the official Jane Roe", where that ends at
// unit k; else k.
func (an *analysis) beforeReceiver(st *statement, k int) int {
	t, far := an.at(st, k), 4
	if t == nowhere || !t.is(cGroup) && t.name < 0 {
		return k
	}
	if t.name >= 0 {
		far = 9
	}
	for j := k - 1; j > 0 && k-j < far; j-- {
		if t := an.at(st, j); t == nowhere || t.punct() || t.name < 0 && (t.is(cPrep) && t.word != "to" || t.is(cAux|cSub)) {
			return k
		} else if t.word == "to" {
			return j - 1
		}
	}
	return k
}

// beforePlace returns the unit of the name before "of Ohio", where that ends at
// unit k; else k.
func (an *analysis) beforePlace(st *statement, k int) int {
	for j := k; j > 1 && k-j < 4; j-- {
		if t, p := an.at(st, j), an.at(st, j-1); t == nowhere || t.punct() {
			return k
		} else if t.word == "of" && p != nowhere && p.name >= 0 && !p.poss {
			return j - 1
		}
	}
	return k
}

// mediumBefore reports whether a letter, an order or a statement stands before
// the "by" or "from" of the name that ends at unit k: "an order by Roe directing".
func (an *analysis) mediumBefore(st *statement, k int) bool {
	t := an.at(st, k)
	for t != nowhere && k > 0 && t.word != "by" && t.word != "from" {
		k--
		t = an.at(st, k)
	}
	m := an.at(st, k-1)
	return t != nowhere && m != nowhere && (m.is(cMedium|cWords) || classes[strings.TrimSuffix(m.word, "s")]&cWords != 0)
}

// goesOnWith reports whether the last cue is of the form "with Roe calling", so
// that "and Doe calling" goes on with it.
func (an *analysis) goesOnWith(st *statement) bool {
	if len(st.cues) == 0 {
		return false
	}
	c := &st.cues[len(st.cues)-1]
	if c.verb.form != ing || c.src.kind != aName {
		return false
	}
	b := an.beforeOffice(st, c.src.to-1)
	return b != nowhere && b.word == "with"
}

// beforeTime returns the unit of the auxiliary before the words of time that
// end at unit k, "has in the past described"; k where there are none.
func (an *analysis) beforeTime(st *statement, k int) int {
	t := an.at(st, k)
	if t == nowhere || !t.is(cTime|cDay|cMonth|cNumber) && t.word != "past" {
		return k
	}
	for j := k - 1; j >= 0 && k-j < 4; j-- {
		o := an.at(st, j)
		if o == nowhere || !o.is(cPrep|cDet|cTime|cNumber|cMonth) {
			return k
		}
		if a := an.at(st, j-1); o.is(cPrep) && a != nowhere && a.is(cAux) {
			return j - 1
		}
	}
	return k
}

// nounForms look like verbs and are nouns at least as often.
var nounForms = wordSet("attacks states tweets claims promises pledges vows stresses posts reports comments notes calls demands")

// judges are verbs that never stand before their subject: who or what follows is judged.
var judges = wordSet("criticize criticise accuse slam blast condemn denounce praise hail applaud dismiss characterize characterise attack defend reject")

var naming = wordSet("call dub label describe")

// headSpeaks reports whether the word before the verb is one for who can speak.
func (an *analysis) headSpeaks(st *statement, s source) bool {
	t := an.at(st, s.to-1)
	return t != nowhere && t.is(cRole|cGroup|cMedium|cOrg|cKin|cSpokes)
}

// inOfficeHead reports whether the head of a source without a name is an office: a spokesman for the group, no group.
func (an *analysis) inOfficeHead(st *statement, s source) bool {
	for i := s.from + 1; i <= s.to; i++ {
		if t := an.at(st, i); i == s.to || t.name < 0 && t.is(cPrep) {
			h := an.at(st, i-1)
			return h.is(cRole | cSpokes | cKin)
		}
	}
	return false
}

// judgesName reports whether a name at unit i stands right before words between marks: "called Roe “a fool”".
func (an *analysis) judgesName(st *statement, i int) bool {
	m := an.mentionAt(st, i)
	return m != nil && st.quoted(i+m.to-m.from)
}

// judgesThing reports whether a plain noun at unit i, with its article, stands right before words between marks: "called the plan “odd”".
func (an *analysis) judgesThing(st *statement, i int) bool {
	k := i + 1
	for t := an.at(st, k); k < i+4 && t != nowhere && t.name < 0 && !t.caps && !t.punct() && !t.is(cPrep|cAux|cRelative|cSpeech); t = an.at(st, k) {
		k++
	}
	return an.at(st, i).is(cDet) && k > i+1 && st.quoted(k)
}

func (an *analysis) anyMedium(st *statement, s source) bool {
	for i := s.from; i < s.to; i++ {
		if t := an.at(st, i); t != nowhere && t.is(cMedium) && !t.poss {
			return true
		}
	}
	return false
}

// sayings are verbs for what is said whose form without -s is no noun.
var sayings = wordSet("say insist argue admit deny maintain announce")

// asMany reports whether a cue's source is a body that takes a verb without -s, as in Britain, at the start of a clause: Labour say.
func (an *analysis) asMany(st *statement, c *cue) bool {
	m := an.mentionOf(c.src)
	if m == nil || c.src.to != c.unit || m.person || an.given(m.from) || an.place(m) || an.tok(m.to-1).poss || an.soundsPersonal(&an.entities[m.entity]) {
		return false
	}
	p := an.at(st, c.src.from-1)
	return c.src.from == 0 || p.is(cSub|cConj) || p.word == ","
}

// plural reports whether a source may take a verb without -s.
func (an *analysis) plural(st *statement, s source) bool {
	for i := s.from; i < s.to; i++ {
		if t := an.at(st, i); t != nowhere && (t.word == "and" || strings.HasSuffix(t.word, "s") && !t.is(cDet)) {
			return true
		}
	}
	return false
}

// singular reports whether the noun of a source is one person or thing.
func (an *analysis) singular(st *statement, s source) bool {
	first := an.at(st, s.from)
	if !first.is(cDet) || first.is(cNumber) {
		return false
	}
	for i := s.from + 1; i < s.to; i++ {
		t, n := an.at(st, i), an.at(st, i+1)
		if t.word == "and" {
			return false
		}
		if n != nowhere && n.is(cPrep) && i+1 < s.to {
			return t.is(cRole|cSpokes) && !strings.HasSuffix(t.word, "s")
		}
	}
	return false
}

// opensAside reports whether the comma at unit k closes an aside after a noun
// phrase: "X, a lawyer, said".
func (an *analysis) opensAside(st *statement, k int) bool {
	for j := k - 1; j > 0; j-- {
		t := an.at(st, j)
		if t == nowhere {
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
	if t := an.at(st, k); t != nowhere && t.word == "," {
		k--
	}
	return st.quoted(k)
}

// hasVerb reports whether what seems to be a source after its verb has a verb of
// its own: "Roe, whom many like, said the vote was", "Roe, a baker, said Doe's move harmed local shops".
func (an *analysis) hasVerb(st *statement, src source) bool {
	if src.kind != aDescriber {
		return false
	}
	for k, owned := src.from, false; k+1 < src.to; k++ {
		t := an.at(st, k)
		if owned && t.class == 0 && !t.caps && t.name < 0 && strings.HasSuffix(t.word, "ed") && an.at(st, k-1).name < 0 && !an.at(st, k-1).is(cAdverb|cDet) && !strings.HasSuffix(an.at(st, k-1).word, "ly") && !an.at(st, k-1).poss {
			return true // said Roe's move harmed local voices
		}
		owned = owned || t.poss
	}
	t := an.at(st, src.to)
	return !an.humanPhrase(st, src.from, src.to) && t != nowhere && t.is(cAux)
}

// endsInverted reports whether what follows a source after its verb lets the clause end there.
func (an *analysis) endsInverted(st *statement, src source) bool {
	t, n := an.at(st, src.to), an.at(st, src.to+1)
	switch {
	case t == nowhere || t.punct() || t.word == "ahead":
		return true
	case t.word == "as":
		return n.is(cPronoun) && n.word != "it" // as she left
	case t.word == "last" || t.word == "this" || t.word == "next":
		return n.is(cTime | cDay | cMonth)
	case countedTime.has(t.word):
		return an.anyWord(st, src.to+1, src.to+3, "after", "before", "later", "earlier", "ago")
	}
	return t.is(cPrep|cRelative|cDay|cAdverb|cSub) && t.word != "that"
}

// trailsOff reports whether what follows a source after its verb says when, where or how alone: no words of theirs.
func (an *analysis) trailsOff(st *statement, src source) bool {
	if !an.endsInverted(st, src) {
		return false
	}
	for i := src.to; i < len(st.units) && i < src.to+longestSource; i++ {
		if t := an.at(st, i); st.quoted(i) || t.word == ":" || t.word == "that" || t.word == "to" && i == src.to {
			return false
		}
	}
	return true
}

func (an *analysis) endsClause(st *statement, i int) bool {
	t := an.at(st, i)
	return i >= len(st.units) || t == nowhere || t.punct()
}

// firstWord is the unit before end where the word stands first; -1: nowhere.
func (an *analysis) firstWord(st *statement, end int, word string) int {
	for i := range end {
		if an.anyWord(st, i, i+1, word) {
			return i
		}
	}
	return -1
}

// colonAfter reports whether a colon leads in words between marks within a few units of unit i, no other mark before it.
func (an *analysis) colonAfter(st *statement, i int) bool {
	for k := i + 1; k < i+10; k++ {
		t := an.at(st, k)
		if t == nowhere {
			return false
		}
		if t.word == ":" {
			return st.quoted(k + 1)
		}
		if t.punct() && t.word != "," || verbs[t.word].strong {
			return false
		}
	}
	return false
}

// lastTag reports whether a source at unit i ends its statement: ", said Roe."
func (an *analysis) lastTag(st *statement, i int) bool {
	src, n := an.sourceRight(st, i), len(st.units)
	return (src.kind == aName || src.kind == aDescriber && an.humanPhrase(st, src.from, src.to)) && n-src.to < 2 && an.endsClause(st, src.to)
}

// pastTime is the unit after the words of time at unit i: "on Monday".
func (an *analysis) pastTime(st *statement, i int) int {
	for an.anyWord(st, i, i+1, "on", "last", "late", "earlier") || an.at(st, i).is(cDay|cTime) {
		i++
	}
	return i
}

// leadsQuote reports whether words between marks follow unit i, a comma or a colon and words of time aside.
func (an *analysis) leadsQuote(st *statement, i int) bool {
	i = an.pastTime(st, i)
	return st.quoted(i) || an.anyWord(st, i, i+1, ",", ":") && st.quoted(i+1)
}

// pastOffice is the unit after the words of office at unit i: "Press Secretary | Jane Roe".
func (an *analysis) pastOffice(st *statement, i int) int {
	for an.at(st, i).name < 0 && an.at(st, i).is(cHonor|cRole|cPreRole) {
		i++
	}
	return i
}

// onlyMarks reports whether nothing but marks stands in units [from,to).
func (an *analysis) onlyMarks(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if t := an.at(st, i); t == nowhere || !t.punct() {
			return false
		}
	}
	return true
}

// quotedFirst reports whether the comma at unit k closes an aside about somebody named right behind a quotation: “…,” Roe, the chair,
// warned Doe.
func (an *analysis) quotedFirst(st *statement, k int) bool {
	src := an.beforeAside(st, k)
	return src.kind == aName && st.quoted(src.from-1)
}

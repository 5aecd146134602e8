package quote

import (
	"strings"
	"unicode/utf8"
)

// asideEnds reports whether a cue stands in an aside that ends before unit ui:
// "a plan, which Roe thinks costs millions, would “…”".
func (an *analysis) asideEnds(st *statement, c *cue, ui int) bool {
	if an.relativeEnds(st, c, ui) || an.dashesEnd(st, c, ui) {
		return true
	}
	if p := an.at(st, c.src.who-1); c.src.who > 0 && p != nowhere && p.word == "," && an.at(st, c.src.who).word == "who" {
		for k := c.end; k+1 < ui; k++ {
			if t, n := an.at(st, k), an.at(st, k+1); t != nowhere && n != nowhere && t.word == "," && n.word == "that" {
				return true // told Roe, who asked, that …
			}
		}
	}
	if c.src.from > 2 && ui-c.end > 2 && len(st.cues) > 0 && st.cues[0].unit < c.unit && an.anyWord(st, c.end, ui, "was", "were", "is", "had") && an.anyWord(st, c.src.from-1, c.src.from, "which") && an.anyWord(st, c.src.from-2, c.src.from-1, "in") {
		return true // said his speech in which he mocked a man was “…”
	}
	if w, p := an.at(st, c.src.from-1), an.at(st, c.src.from-2); c.src.kind == noSource || c.src.kind == sameSubject || w == nowhere || w.word != "which" || p == nowhere || p.word != "," {
		return false
	}
	for k := c.end; k < ui; k++ {
		if t := an.at(st, k); t != nowhere && t.word == "," {
			return true
		}
	}
	return false
}

// reportedBy returns the "according to" that cue ci is or stands within: "according to a post by Roe"; -1: none.
func (an *analysis) reportedBy(st *statement, ci int) int {
	for k := ci; k >= 0 && ci-k < 2; k-- {
		if st.cues[k].according && st.cues[ci].unit-st.cues[k].end < 5 {
			return k
		}
	}
	return -1
}

// dashesEnd reports whether a cue stands between two dashes before unit ui: "papers — which Roe calls
// fake — say “…”".
func (an *analysis) dashesEnd(st *statement, c *cue, ui int) bool {
	if c.inverted || c.src.kind == noSource || c.src.kind == sameSubject {
		return false
	}
	k := max(c.src.from, c.src.who) - 1
	for k >= 0 && c.src.from-k < longestAside && (st.quoted(k) || !an.dash(an.at(st, k))) {
		k--
	}
	if t := an.at(st, k); t == nowhere || !an.dash(t) {
		return false
	}
	for i := c.end; i < ui-1 && i-k < 2*longestAside; i++ {
		if t := an.at(st, i); t != nowhere && an.dash(t) {
			return true
		}
	}
	return false
}

// relativeEnds reports whether a cue stands in a relative clause with words of
// its own that end before the main verb, and that verb before unit ui: "Doe, whom
// Roe called “…”, had been “…”".
func (an *analysis) relativeEnds(st *statement, c *cue, ui int) bool {
	if c.src.kind == noSource || c.src.kind == sameSubject || c.inverted {
		return false
	}
	if f, the, n := c.src.from-1, an.at(st, c.src.from-2), an.at(st, c.end); st.quoted(f) && the != nowhere && the.is(cDet) && n != nowhere && (n.word == "," || !c.verb.strong && !naming.has(c.verb.lemma)) {
		if w := an.frags[st.units[f].frag].Of(an.doc.Text); w != "" && !strings.ContainsAny(w[len(w)-1:], ",.?!") {
			return true // the “bonfire” Roe had promised, there was “…”
		}
	}
	relative := false
	for k := c.src.from - 1; k >= 0 && c.src.from-k < 8 && !st.quoted(k) && !relative; k-- {
		t := an.at(st, k)
		relative = t.word == "who" || t.word == "whom" || t.word == "which"
	}
	if an.anyWord(st, c.unit-1, c.unit, "who") && an.anyWord(st, c.unit-2, c.unit-1, ",") {
		for k := c.end; k+1 < ui && !st.quoted(k); k++ {
			if an.anyWord(st, k, k+1, ",") && an.at(st, k+1).is(cAux) {
				return true // Doe, who said he was well, was “…”
			}
		}
	}
	for k := c.end; relative && k < ui; k++ {
		if !st.quoted(k) {
			continue
		}
		n := k + 1
		if t := an.at(st, n); t != nowhere && t.word == "," {
			n++
		}
		if t := an.at(st, n); t != nowhere && t.is(cAux) && n < ui {
			return true
		}
	}
	return false
}

// leadsTo reports whether a colon or "as" stands right before unit ui.
func (an *analysis) leadsTo(st *statement, ui int) bool {
	t := an.at(st, ui-1)
	if t != nowhere && (t.word == "a" || t.word == "an") {
		t = an.at(st, ui-2)
	}
	return t != nowhere && (t.word == ":" || t.word == "as")
}

// inTurn returns the person who alone stands between the fragment at unit ui and the
// one before, so that the verb before goes for both: "Roe spoke of “…”, Doe of “…”".
func (an *analysis) inTurn(st *statement, ui int) *mention {
	k := ui - 1
	if t := an.at(st, k); t != nowhere && (t.is(cPrep) || t.word == "a" || t.word == "an" || t.word == ",") {
		k--
	}
	m := an.mentionAt(st, k)
	if !an.person(m) || an.tok(m.to-1).poss {
		return nil
	}
	k -= m.to - m.from
	if st.quoted(k) && k < ui-2 && strings.HasSuffix(an.frags[st.units[k].frag].Of(an.doc.Text), ",") {
		return m // called it “early,” Doe a “late bus”
	}
	if t := an.at(st, k); t == nowhere || t.word != "," && t.word != ";" && t.word != "and" && t.word != "while" {
		return nil
	}
	for k > 0 && an.at(st, k) != nowhere && an.at(st, k).is(cConj|cSub) {
		k--
	}
	if t := an.at(st, k); t != nowhere && (t.word == "," || t.word == ";") {
		k--
	}
	if !st.quoted(k) {
		return nil
	}
	return m
}

// cueBeside returns the cue that ends right before unit ui and keeps it from
// the cue after it: “When Till shouted “…,” Fry replied”, “what Fry calls “…,” Till said”.
func (an *analysis) cueBeside(st *statement, ui int) int {
	for ci := range st.cues {
		c := &st.cues[ci]
		end := c.end
		for t := an.at(st, end); ci == 0 && t != nowhere && end < c.end+3 && (t.is(cDay|cTime) || t.word == "on" || t.word == "last"); t = an.at(st, end) {
			end++
		}
		if t := an.at(st, end); t != nowhere && (t.word == "," || t.word == "that") {
			end++
		}
		if t := an.at(st, ui-1); t != nowhere && t.word == ":" && !c.inverted && end < ui && an.lastCue(st, ui) == ci && an.nextHasOwn(st, ui) {
			return ci // The father comments to her: “…” Roe replies: “…”
		}
		if c.passive && c.inverted && end == ui {
			return ci // called “…” by Roe
		}
		if end != ui || c.inverted {
			continue
		}
		if naming.has(c.verb.lemma) || ci == 0 && an.leadsIn(st) || an.nextHasOwn(st, ui) || c.verb.lemma == "read" && c.src.kind == aDescriber && an.anyMedium(st, c.src) && an.leadsNext(st, ui) {
			return ci // a sign that read “…,” Roe said, “…”
		}
	}
	return -1
}

// ended reports whether a mark ends the words of a fragment, as before “…,” she said.
func (an *analysis) ended(fr *fragment) bool {
	end, _ := utf8.DecodeLastRuneInString(fr.Of(an.doc.Text))
	return strings.ContainsRune(".,;:?!…—–-", end)
}

// lastCue is the last cue before unit ui; -1: none.
func (an *analysis) lastCue(st *statement, ui int) int {
	last := -1
	for ci := range st.cues {
		if st.cues[ci].end <= ui {
			last = ci
		}
	}
	return last
}

// pastUnsaid is the cue before ci where that only tells what its speaker did not do and the words at unit ui stand
// in a clause of their own: "Roe said she could not comment but took it “seriously”"; ci where it does not.
func (an *analysis) pastUnsaid(st *statement, ci, ui int) int {
	if ci > 0 && st.cues[ci].unsaid && st.cues[ci].src.kind == aPronoun && st.cues[ci-1].verb.strong && !st.cues[ci-1].unsaid && an.anyWord(st, st.cues[ci].end, ui, "but", "and") {
		return ci - 1
	}
	return ci
}

// cueInLead returns the cue of the clause that leads the statement in and holds
// the few words at unit ui: "While the ministry calls it an “act of war”, Roe says …"; -1: none.
func (an *analysis) cueInLead(st *statement, ui int) int {
	if fr := &an.frags[st.units[ui].frag]; !an.leadsIn(st) && !an.anyWord(st, 0, 1, "despite") && !an.anyWord(st, 1, 2, "despite") || an.directLike(fr) && an.opensUpper(fr) {
		return -1
	}
	for i := 0; i < ui; i++ {
		if t := an.at(st, i); t == nowhere || t.word == "," {
			return -1
		}
	}
	for ci := len(st.cues) - 1; ci >= 0; ci-- {
		if c := &st.cues[ci]; c.end <= ui && !c.inverted && !(c.unsaid && ci > 0) && c.src.kind != sameSubject && c.src.kind != noSource {
			return ci
		}
	}
	return -1
}

// nextHasOwn reports whether the fragment at unit ui is a whole sentence and
// the cue after it leads in the next one: Roe said, “…?” Doe said, “…”.
func (an *analysis) nextHasOwn(st *statement, ui int) bool {
	if end, _ := utf8.DecodeLastRuneInString(an.frags[st.units[ui].frag].Of(an.doc.Text)); !strings.ContainsRune(".?!", end) {
		return false
	}
	return an.leadsNext(st, ui)
}

// leadsNext reports whether the cue after the fragment at unit ui leads in the next one.
func (an *analysis) leadsNext(st *statement, ui int) bool {
	ci := an.cueAfter(st, ui)
	if ci < 0 {
		return false
	}
	end := an.sourceEnd(&st.cues[ci])
	if t := an.at(st, end); t != nowhere && t.is(cAdverb) {
		end++
	}
	if t := an.at(st, end); t != nowhere && (t.word == "," || t.word == ":") {
		end++
	}
	return st.quoted(end)
}

// signed returns the name that signs the fragment at unit ui: “…” — Jane Roe.
func (an *analysis) signed(st *statement, ui int) *mention {
	t := an.at(st, ui+1)
	if t == nowhere || !strings.Contains("—–―-", t.word) {
		return nil
	}
	at := ui + 2
	if t.word == "-" && an.anyWord(st, at, at+1, "-") {
		at++ // “…” -- Jane Roe
	}
	m := an.mentionAt(st, at)
	if m == nil || m.entity < 0 || m.body {
		return nil
	}
	for i := at; i < len(st.units); i++ {
		if o := an.mentionAt(st, i); o == nil {
			if e := an.at(st, i); e == nowhere || !e.punct() || an.auxBetween(st, i, len(st.units)) {
				return nil // “…” — Roe, in a speech, has said so
			}
			break
		}
	}
	return m
}

func (an *analysis) sourceEnd(c *cue) int {
	if c.inverted {
		return c.src.to
	}
	return c.end
}

// ledByThing reports whether a plain noun stands in a cue's source before its name.
func (an *analysis) ledByThing(st *statement, c *cue) bool {
	for i := c.src.from; i < c.src.to; i++ {
		t := an.at(st, i)
		if t == nowhere || t.name >= 0 {
			return false
		}
		if t.class == 0 && !t.caps && i > c.src.from && an.at(st, i+1) != nowhere && an.at(st, i+1).name >= 0 {
			return an.at(st, i-1).is(cDet)
		}
	}
	return false
}

// cueAfter returns the cue that stands right after unit ui: “…,” he said.
func (an *analysis) cueAfter(st *statement, ui int) int {
	j := ui + 1
	for j < len(st.units) {
		t := an.at(st, j)
		if t == nowhere || !(t.punct() && strings.Contains(",—–-'’", t.word)) {
			break
		}
		j++
	}
	for ci := range st.cues {
		c := &st.cues[ci]
		if c.unit < j {
			continue
		}
		start := c.unit
		if !c.inverted && c.src.kind != sameSubject {
			start = c.src.from
		}
		for k := start; k > j; k-- {
			if t, n := an.at(st, k-1), an.at(st, k); t != nowhere && n != nowhere && k-1 > j && t.class == 0 && !t.caps && t.name < 0 && n.is(cRole) && start-k < 4 {
				start = k - 1 // the IBX planetary scientist Jane Roe
				continue
			}
			if t := an.at(st, k-1); t == nowhere || t.word == "that" && k-1 == j || !t.is(cAdverb|cAux|cDet|cRole|cPreRole|cDemonym) && t.name < 0 {
				break
			} else {
				start = k - 1
			}
		}
		if start > j && !c.inverted && c.src.kind == aName && an.jobBetween(st, j, c.src) {
			start = j // “…,” Brix point guard Jane Roe said
		}
		if d := an.at(st, ui-1); start == j && j == ui+1 && !c.inverted && d != nowhere && d.is(cDet) && !d.is(cPronoun) && !an.ended(&an.frags[st.units[ui].frag]) {
			return -1 // a “well known” preacher warned
		}
		if start == j && c.src.kind == aName && !c.inverted && an.ledByThing(st, c) {
			return -1 // “invade” the money Ostra wanted
		}
		if start == j && c.src.kind != sameSubject {
			return ci
		}
		return -1
	}
	return -1
}

var deciding = wordSet("agree discuss consider debate")

// outerGoesOn reports whether the words at unit ui belong to what outer tells, in whose clause inner only stands: "Roe said that Doe had
// called it late and that “…”", "Roe said that when Doe asked him, it was “…”".
func (an *analysis) outerGoesOn(st *statement, outer, inner *cue, ui int) bool {
	start := an.nameStart(st, inner.src.from)
	if !outer.verb.strong || outer.unsaid || outer.inverted || inner.inverted || inner.src.kind == sameSubject || start < outer.end || an.quotedIn(st, outer.end, start) && !an.anyWord(st, outer.end, start, "that") {
		return false
	}
	if deciding.has(inner.verb.lemma) && an.anyWord(st, outer.end, start, "that") && an.anyWord(st, inner.end, ui, "to", "forming", "on") {
		return true // Roe said that Doe and Poe had agreed to form “a unit”
	}
	for k := ui - 2; k >= inner.end; k-- {
		if an.anyWord(st, k, k+1, "and", "but") && an.anyWord(st, k+1, k+2, "that") && an.anyWord(st, outer.end, start, "that") && !an.anyWord(st, inner.end, k, "that") {
			return true
		}
		if an.anyWord(st, k, k+1, ",") && an.anyWord(st, start-1, start, "when", "after", "if", "once") && start-1-outer.end < 2 && an.auxBetween(st, k, ui) {
			return true
		}
	}
	return false
}

// wasAsked reports whether the question at unit ui is what somebody was asked, by whom is not told: Asked, “…?” Roe laughed.
func (an *analysis) wasAsked(st *statement, ui int) bool {
	k := ui - 1
	if an.anyWord(st, k, k+1, ",", ":") {
		k--
	}
	return an.anyWord(st, k, k+1, "asked") && (k == 0 || an.anyWord(st, k-1, k, "was", "were", "been", "being", "is", "are", "when", "get", "got", "gets"))
}

// timeBetween reports whether a clause of time begins between units from and to, with
// no "that" before it: "told them before getting word of the “…”".
func (an *analysis) timeBetween(st *statement, from, to int) bool {
	for k := from; k < to; k++ {
		t := an.at(st, k)
		if t == nowhere || t.word == "that" || t.word == "to" || t.word == ":" || t.is(cAux) {
			return false
		}
		if t.word == "before" || t.word == "after" || t.word == "while" {
			for i := k + 2; i < to; i++ {
				if t := an.at(st, i); t.word == "that" || t.is(cPronoun) && !t.is(cDet) && an.at(st, i+1).is(cAux) && !an.at(st, i-1).is(cSub|cConj|cAux|cRelative) {
					return false // but told them after the vote that it was, it was “…”
				}
			}
			return true
		}
	}
	return false
}

// authorSays reports whether whoever writes the text says the words at unit ui: "I asked him, “…”".
func (an *analysis) authorSays(st *statement, ui int) bool {
	said := false
	if i, v := an.at(st, ui+1), an.at(st, ui+2); i != nowhere && v != nowhere && (i.word == "i" || i.word == "we") && (verbs[v.word].strong || v.word == "asked") {
		return true // “…,” I said
	}
	for k := ui - 1; k >= 0 && ui-k < 8; k-- {
		t := an.at(st, k)
		if t == nowhere {
			return false
		}
		if said && (t.word == "i" || t.word == "we") {
			return true
		}
		if verbs[t.word].strong || t.word == "asked" {
			said = true
		} else if and := an.at(st, k-2); said && t.word == "and" && and != nowhere && (and.word == "i" || and.word == "we") {
			return true // I laughed and said
		} else if said && !t.is(cAux|cAdverb) {
			return false
		}
	}
	if my, c := an.at(st, ui-3), an.at(st, ui-1); my != nowhere && c != nowhere && c.word == ":" && my.word == "my" && an.at(st, ui-2) != nowhere && (an.at(st, ui-2).is(cWords) || announces.has(an.at(st, ui-2).word)) {
		return true // I had to change my answer: “…”
	}
	return false
}

// broadcaster reports whether a voice is a newspaper or a station, of call letters too: KBXA.
func (an *analysis) broadcaster(v voice) bool {
	if v.entity < 0 {
		return false
	}
	w := an.entities[v.entity].words
	if len(w) == 1 && (w[0][0] == 'k' || w[0][0] == 'w') && (len(w[0]) == 3 || len(w[0]) == 4) {
		return an.tok(an.mentions[an.entities[v.entity].mentions[0]].from).allUp
	}
	if len(w) == 1 && w[0] == "hill" && an.tok(max(an.mentions[an.entities[v.entity].mentions[0]].from-1, 0)).word == "the" {
		return true // The Hill
	}
	return an.outlet(an.entities[v.entity].name.Of(an.doc.Text), v)
}

// longestAside bounds what stands between a name and the end of its aside, in tokens.
const longestAside = 20

// beforeWhen returns the unit where words of time begin that end before unit end,
// after a name or an office: "Roe earlier in the week told"; end where there are none.
func (an *analysis) beforeWhen(st *statement, end int) int {
	k := end
	timed := false
	for k > 0 && end-k < 6 {
		t := an.at(st, k-1)
		if t == nowhere || t.name >= 0 || !t.is(cTime|cNumber|cDay|cMonth) && !whenWords.has(t.word) {
			break
		}
		timed = timed || t.is(cTime)
		k--
	}
	if t := an.at(st, k-1); timed && t != nowhere && !t.poss && (t.name >= 0 || t.is(cRole|cGroup|cOrg|cSpokes) && !t.is(cTime)) {
		return k
	}
	return end
}

var whenWords = wordSet("earlier later last this in the past a few several ago that late early previous recent over")

// beforeComma returns the name that begins the clause of a noun phrase without
// one, and whose aside that phrase ends: "Roe, the guru who founded it wrote";
// "Roe, the Brix County, Ohio, party chairman told". Nil else.
func (an *analysis) beforeComma(st *statement, src source) *mention {
	if src.kind != aDescriber || an.anyWord(st, src.to+1, src.to+2, ",") && an.at(st, src.to+2).is(cAux) {
		return nil // Roe, the mayor said, was late
	}
	c, d := an.at(st, src.from-1), an.at(st, src.from)
	if c == nowhere || c.word != "," || !d.is(cDet) && !an.roleEnds(st, src) {
		return nil
	}
	k := src.from - 1
	for k > 0 && src.from-k < longestAside {
		m := an.mentionAt(st, k-1)
		if m != nil && an.at(st, k).word == "," && !m.body && m.to-m.from >= 2 && !an.tok(m.to-1).poss && (m.person || an.person(m)) {
			return an.beginsHere(st, m, k-(m.to-m.from))
		}
		t := an.at(st, k-1)
		if t == nowhere || t.name < 0 && t.word != "," && (t.punct() || t.is(cAux|cSpeech|cPronoun|cSub|cConj) && !t.is(cRole|cOrg|cDet)) {
			return nil
		}
		k--
	}
	return nil
}

// roleEnds reports whether the last word of a noun phrase before any preposition is one of office.
func (an *analysis) roleEnds(st *statement, src source) bool {
	ends := false
	for i := src.from; i < src.to; i++ {
		t := an.at(st, i)
		if n := an.at(st, i+1); t.name < 0 && t.is(cPrep) && !(t.word == "for" && n.caps) {
			break // but Roe for America campaign manager
		}
		ends = t.is(cRole|cGroup|cSpokes) && !t.poss && !strings.HasSuffix(t.word, "s")
	}
	return ends
}

// beginsHere returns m where it, standing at unit first, begins the clause; nil else.
func (an *analysis) beginsHere(st *statement, m *mention, first int) *mention {
	for first > 0 && an.at(st, first-1) != nowhere && an.at(st, first-1).is(cHonor|cRole|cPreRole) {
		first--
	}
	if first > 0 && !st.quoted(first-1) {
		if p := an.at(st, first-1); p == nowhere || p.word != "," && p.word != ";" || !st.quoted(first-2) && p.word != ";" {
			return nil
		}
	}
	return m
}

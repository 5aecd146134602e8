package quote

import (
	"slices"
	"strings"
	"unicode"
)

// passiveBy says who speaks the fragment at unit ui where a passive or a noun before it leads to
// whom it names after it: was told to “go” by Roe, dismissed as “a” and “b” by critics, a call
// to “go” from Roe. told: a passive verb stands there without anybody after it, so that whoever else
// the sentence names only heard the words.
func (an *analysis) passiveBy(si, ui int) (v voice, told bool) {
	st := &an.statements[si]
	end := ui
	for k := ui + 1; k < ui+8 && k < len(st.units); k++ {
		if st.quoted(k) && !an.listed(st, k) {
			break
		} else if st.quoted(k) {
			end = k
		}
	}
	if n := an.at(st, end+1); n != nowhere && n.name < 0 && !n.punct() && !n.caps && n.class&^(cWords|cMedium|cOrg) == 0 {
		if v, by := an.at(st, end+2), an.at(st, end+3); v != nowhere && by != nowhere && by.word == "by" && held.has(v.word) {
			if src := an.sourceRight(st, end+4); src.kind == aName && an.entities[an.mentions[src.mention].entity].person {
				m := &an.mentions[src.mention]
				return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "by/name"}, true // the “bread first” policy championed by Roe
			}
		}
	}
	if as := an.pastMark(st, end+1); an.anyWord(st, as, as+1, "as") && verbs[an.at(st, as+1).word].form == past && an.at(st, as+1).is(cSpeech) && an.anyWord(st, as+2, as+3, "by") {
		if src := an.sourceRight(st, as+3); src.kind == aName && an.entities[an.mentions[src.mention].entity].person {
			m := &an.mentions[src.mention]
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.85 * an.sureness(m), rule: "by/name"}, true // is a “hunt,” as stated by Roe
		}
	}
	by := an.at(st, end+1)
	from := by != nowhere && by.word == "from"
	first, found := ui, false
	for k := ui - 1; k >= 0 && ui-k < 12; k-- {
		t := an.at(st, k)
		if t == nowhere {
			if !an.listed(st, first) {
				break
			}
			first = k // as “a” and “b”
			continue
		}
		if t.punct() && t.word != "," || t.word == "," && ui-k > 3 || t.is(cRelative) {
			break
		}
		if and := an.at(st, k-1); t.word == "told" && and != nowhere && and.word == "and" && ui-k < 3 {
			found, told = true, true
			break
		}
		if p := an.at(st, k-1); from && calls.has(t.word) || treated.has(t.word) && (an.isPassive(st, k) || by != nowhere && by.word == "by" && p != nowhere && p.name < 0 && p.class&^(cWords|cMedium|cOrg) == 0) {
			found = true
			told = !from && (verbs[t.word].lemma == "tell" || verbs[t.word].lemma == "warn" || t.word == "informed" || t.word == "assured")
			break
		}
		if t.is(cSpeech) && t.name < 0 && verbs[t.word].strong {
			break
		}
	}
	if w := an.lastWord(st, ui); !found && by != nowhere && by.word == "by" && end == ui && strings.HasSuffix(w, "ed") && an.lastCue(st, ui) < 0 && !st.accordingTo() && an.anyWord(st, ui-1, ui, "and", "was", "were", "been", "being") {
		found = true // was fined and “severely reprimanded” by Roe
	}
	if n := an.at(st, end+2); found && by != nowhere && by.word == "by" && n != nowhere && n.name < 0 && !n.caps && n.is(cMedium|cWords) && strings.HasSuffix(n.word, "s") {
		return nobody, false // was “deeply troubled” by texts Roe sent
	}
	if !found || by == nowhere || by.word != "by" && !from {
		return nobody, told && found
	}
	src := an.sourceRight(st, end+2)
	switch {
	case src.kind == aName && !an.place(&an.mentions[src.mention]):
		m := &an.mentions[src.mention]
		if e := &an.entities[m.entity]; e.person || e.body || !from {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.85 * an.sureness(m), rule: "by/name"}, true
		}
	case src.kind == aDescriber && (an.humanPhrase(st, src.from, src.to) || an.anyMedium(st, src)):
		return an.describer(si, &cue{unit: src.to, src: src}).scaled("by", 0.9), true
	}
	return nobody, told
}

// accordingTo reports whether the statement tells whom it has what it says from.
func (st *statement) accordingTo() bool {
	return slices.ContainsFunc(st.cues, func(c cue) bool { return c.according })
}

// pastMark is the unit after the comma at unit i, i where there is none.
func (an *analysis) pastMark(st *statement, i int) int {
	if an.anyWord(st, i, i+1, ",") {
		return i + 1
	}
	return i
}

// announcedBy says who owns the words that a phrase from unit from on announces before the colon at
// ui-1: "His message to voters was:", "Roe's answer:". Nobody where it announces none.
func (an *analysis) announcedBy(si, from, ui int) voice {
	st := &an.statements[si]
	t := an.at(st, from)
	if t == nowhere {
		return nobody
	}
	his := t.word == "his" || t.word == "her"
	m := an.mentionAt(st, from)
	noun := from + 1
	if m != nil {
		noun = from + m.to - m.from
	}
	for ; noun < ui-1 && noun < from+6; noun++ {
		if n := an.at(st, noun); n == nowhere || n.punct() || n.is(cAux|cPrep) {
			return nobody
		} else if n.is(cWords) || announces.has(n.word) {
			break
		}
	}
	if n := an.at(st, noun); n == nowhere || !n.is(cWords) && !announces.has(n.word) {
		return nobody
	}
	switch {
	case his:
		e, sure := an.pronoun(si, from, t, -1)
		return voice{entity: e, mention: t.Span, score: 0.95 * sure, rule: "colon/pronoun"}
	case m != nil && m.entity >= 0 && an.tok(m.to-1).poss && !an.place(m):
		return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.9 * an.sureness(m), rule: "colon/name"}
	}
	return nobody
}

var announces = wordSet("advice verdict view reply motto plea question reaction thoughts take assessment appeal slogan mantra post tweet caption summary")

// othersCall reports whether the fragment at unit ui is in calls or claims that are turned down, and so in
// nobody's words who is named: rejected calls to “pause”.
func (an *analysis) othersCall(st *statement, ui int) bool {
	for k := ui - 1; k >= 0 && ui-k < 8; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.is(cPronoun) && !t.is(cDet) && !an.anyWord(st, k-1, k, "that") {
			return false
		}
		if t.word == "as" && ui-k < 3 {
			return false // rejected the claims as “lies”
		}
		if calls.has(t.word) {
			return an.rejected(st, k)
		}
		if chanted.has(t.word) && k == ui-2 && an.anyWord(st, ui-1, ui, "of") {
			return !an.anyWord(st, k-5, k, "led", "leading", "into", "in", "started", "began", "with", "joined", "'s", "their") // sorry about the chants of “go home”
		}
	}
	return false
}

// rejected reports whether the calls or claims at unit i are turned down in the same clause.
func (an *analysis) rejected(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 4; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() {
			return false
		}
		if turnedDown.has(t.word) {
			return true
		}
	}
	return false
}

// lastWord is the last word inside the fragment at unit ui.
func (an *analysis) lastWord(st *statement, ui int) string {
	w := strings.TrimRightFunc(an.frags[st.units[ui].frag].Of(an.doc.Text), unicode.IsSpace)
	return strings.TrimRight(lower(strings.TrimLeftFunc(w[max(0, strings.LastIndexFunc(w, unicode.IsSpace)):], unicode.IsSpace)), ",.")
}

// held are participles before who holds the view that a noun tells.
var held = wordSet("expounded espoused championed touted pushed promoted advocated proposed promised pledged preached coined used popularized popularised")

var chanted = wordSet("chant chants cries shouts boos jeers cheers")

var turnedDown = wordSet("rejected rejects reject rejecting dismissed dismisses resisted resists ignored ignores defied rebuffed spurned")

// borne are participles of what words stand on.
var borne = wordSet("emblazoned stamped embroidered inscribed adorned")

// asSaid returns the cue of the clause that a statement begins with, "As Roe wrote on Monday,"; -1: it begins with none.
func (an *analysis) asSaid(st *statement) int {
	if !an.anyWord(st, 0, 1, "as") || len(st.cues) == 0 || st.cues[0].src.kind != aName || st.cues[0].inverted || an.mentions[st.cues[0].src.mention].from > st.units[0].tok+4 {
		return -1
	}
	return 0
}

// promisedBy returns whose words they are that a clause behind them tells: "the “big,” “phenomenal” plan that Roe has promised".
func (an *analysis) promisedBy(st *statement, ui int) voice {
	k := ui + 1
	for st.quoted(k) || an.anyWord(st, k, k+1, ",", "and") && st.quoted(k+1) {
		k++
	}
	n := k
	for t := an.at(st, k); k < n+3 && t != nowhere && !t.punct() && t.name < 0 && t.class&^(cWords|cMedium|cOrg|cCommon) == 0 && t.word != "that"; t = an.at(st, k) {
		k++
	}
	if k == n || !an.anyWord(st, k, k+1, "that", "which") {
		return nobody
	}
	at := an.pastOffice(st, k+1)
	m := an.mentionAt(st, at)
	if !an.person(m) || an.tok(m.to-1).poss {
		return nobody
	}
	v := at + m.to - m.from
	for an.at(st, v).is(cAux | cAdverb) {
		v++
	}
	if !promised.has(an.at(st, v).word) {
		return nobody
	}
	return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75 * an.sureness(m), rule: "promised/name"}
}

var promised = wordSet("promised promises touted touts pledged proposed announced described unveiled")

// lineOf returns the person whose remark the words at unit ui are, where the verb before them is another's: "criticized Roe for
// her “late bus” comment", "the “late bus” remark by Roe". Nil: none.
func (an *analysis) lineOf(st *statement, ui int) *mention {
	if k := ui - 2; an.anyWord(st, ui-1, ui, "as") && an.person(an.mentionAt(st, k)) {
		m := an.mentionAt(st, k)
		for k -= m.to - m.from; an.at(st, k).name < 0 && an.at(st, k).is(cRole|cHonor|cPreRole|cDet); {
			k--
		}
		if an.anyWord(st, k, k+1, "by") && an.anyWord(st, k-1, k, "identified", "known", "introduced") {
			return m // the man identified by Roe as “PJ”
		}
	}
	if !lines.has(an.at(st, ui+1).word) || an.directLike(&an.frags[st.units[ui].frag]) {
		return nil
	}
	if an.anyWord(st, ui+2, ui+3, "by", "from") {
		k := ui + 3
		for an.at(st, k).is(cRole|cPreRole|cHonor|cDet) && an.at(st, k).name < 0 {
			k++
		}
		if m := an.mentionAt(st, k); an.person(m) && !an.tok(m.to-1).poss {
			return m
		}
	}
	if p := an.at(st, ui-1); (p.word == "his" || p.word == "her") && an.anyWord(st, ui-2, ui-1, "for", "over", "about") {
		if m := an.mentionAt(st, ui-3); an.person(m) && !an.tok(m.to-1).poss && an.fits(m.entity, p.word) && ui-3 > m.to-m.from {
			return m
		}
	}
	return nil
}

var (
	treated = wordSet("greeted met received welcomed told warned informed assured urged asked ordered advised accused dismissed hailed branded condemned described called labelled labeled dubbed criticised criticized praised attacked denounced blasted slammed mocked ridiculed rejected characterized characterised portrayed depicted commended lauded deemed judged considered")
	calls   = wordSet("call calls demand demands plea pleas warning warnings claim claims accusation accusations criticism complaint complaints praise request requests suggestion suggestions response reply charge charges cries shouts chants pressure allegations jibe jibes")
)

// beforeNouns stand before "claims" and "calls" that are nouns.
var beforeNouns = wordSet("latest recent new such these those various false baseless earlier previous similar wild repeated fresh")

var (
	lines  = wordSet("policy agenda doctrine platform attack jab jibe gibe claim remark remarks comment comments slur taunt quip insult line quote tweet promise pledge threat slogan mantra gaffe speech rhetoric joke jokes moniker nickname")
	jibes  = wordSet("attack jibe gibe claim remark comment comments slur taunt quip insult")
	asking = wordSet("asked questioned pressed quizzed challenged")
)

// nested are verbs that hardly give words inside what somebody else says.
var nested = wordSet("offer want seek need deliver face speak advise pledge believe consider think feel view regard know expect intend discuss find remind support back oppose favor favour continue")

// agreeing are verbs whose passive hardly gives words: Roe said it was agreed by doctors “in June”.
var agreeing = wordSet("agree approve back reject support order recommend")

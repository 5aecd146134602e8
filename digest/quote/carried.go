package quote

import "strings"

// What "he", and a word that goes on, take over from who spoke or did something before.

// goingOn are verbs of who has spoken already.
var goingOn = wordSet("add continue conclude")

// goesOnAlone reports whether cue ci has nobody of its own and goes on with who spoke last: "Adding: “…”", or “…,” he said. “…,” adding that.
func (an *analysis) goesOnAlone(si, ci int, last speaking) bool {
	st := &an.statements[si]
	c := &st.cues[ci]
	if c.verb.form != ing || !goingOn.has(c.verb.lemma) || !last.heard {
		return false
	}
	if c.unit == 0 && an.anyWord(st, 1, 2, ":") {
		return si-last.st <= 2
	}
	return ci == 0 && c.unit <= 2 && st.quoted(0) && last.st == si-1 && last.voice.somebody() && an.statements[last.st].para == st.para
}

// stillSpeaks returns who spoke last where "he" at a cue's source means that one: nothing but words between marks, over a paragraph's
// end, stands since. The zero voice where something does.
func (an *analysis) stillSpeaks(si int, c *cue, last speaking) voice {
	st := &an.statements[si]
	if !last.heard || last.voice.entity < 0 || !an.entities[last.voice.entity].person || si-last.st > 3 || si-last.st < 2 || !st.quoted(0) || c.src.from != 1 ||
		!an.fits(last.voice.entity, an.at(st, c.src.from).word) {
		return nobody
	}
	for s := last.st + 1; s < si; s++ {
		for i := range an.statements[s].units {
			if t := an.at(&an.statements[s], i); t != nowhere && !t.punct() {
				return nobody
			}
		}
		if strings.HasSuffix(strings.TrimRight(an.statements[s].Of(an.doc.Text), "\"”’"), "?") && s == si-1 {
			return nobody // one asks, the other answers
		}
	}
	return last.voice
}

// addsOn returns who spoke in the statement before, by a word that is also a title, where "he added" goes on with it: “…,” King
// said. “…,” he added. The zero voice elsewhere.
func (an *analysis) addsOn(si int, c *cue, last speaking) voice {
	if c.verb.lemma != "add" && c.verb.lemma != "continue" || !last.heard || si-last.st != 1 || last.voice.entity >= 0 || !an.statements[si].quoted(0) {
		return nobody
	}
	if w := last.voice.words; an.tokenFrom(w.End)-an.tokenFrom(w.Start) != 1 || !an.tok(an.tokenFrom(w.Start)).caps || !an.tok(an.tokenFrom(w.Start)).is(cRole) {
		return nobody
	}
	return last.voice
}

// sameHe returns whom "he" at unit k means where the clause that somebody is told to have said has the same "he" for its subject, as
// "when" leads on: "Roe said he meant no harm when he called it". -1: nobody.
func (an *analysis) sameHe(st *statement, ci int, before []voice) int {
	c := &st.cues[ci]
	if !an.anyWord(st, c.src.from-1, c.src.from, "when", "because", "if", "as", "before", "after") {
		return -1
	}
	for i := ci - 1; i >= 0; i-- {
		o, v := &st.cues[i], before[i]
		if !o.verb.strong || o.inverted || o.unsaid || o.src.kind != aName || v.entity < 0 || !an.entities[v.entity].person || !an.fits(v.entity, an.at(st, c.src.from).word) {
			continue
		}
		for k := o.end; k < o.end+4 && k < c.src.from; k++ {
			if an.at(st, k).word == an.at(st, c.src.from).word {
				return v.entity
			}
		}
	}
	return -1
}

// whoSaidLast returns the person of whom the statement before, in the same paragraph, tells at its end who said what: "It drew the ire of
// Roe who said it was late. “…,” he said". -1: nobody.
func (an *analysis) whoSaidLast(si, ci int) int {
	if si == 0 || ci > 0 || an.statements[si-1].para != an.statements[si].para || !an.statements[si].quoted(0) {
		return -1
	}
	st := &an.statements[si-1]
	n := len(st.cues) - 1
	for ; n > 0 && st.cues[n].src.kind == aPronoun; n-- { // who said that he was cross
	}
	if n < 0 {
		return -1
	}
	c, v := &st.cues[n], st.voices[n]
	if c.src.who == 0 || !c.verb.strong || c.unsaid || c.src.from < 4 || v.entity < 0 || !an.entities[v.entity].person || an.anyWord(st, c.src.who-1, c.src.who, ",") || an.personBetween(st, c.end, len(st.units)) {
		return -1
	}
	return v.entity
}

// lastDoer returns the person who is the subject of the last clause of the statement before, in the same paragraph, where another is
// that of its first: "Doe broke the rules, and Roe expressed puzzlement. “…,” he said". -1: nobody.
func (an *analysis) lastDoer(si, ci int) int {
	if si == 0 || ci > 0 || an.statements[si-1].para != an.statements[si].para || !an.statements[si].quoted(0) || an.quotedIn(&an.statements[si-1], 0, len(an.statements[si-1].units)) {
		return -1
	}
	st := &an.statements[si-1]
	for k := len(st.units) - 1; k > 3 && len(st.units)-k < 18; k-- {
		m := an.mentionAt(st, k)
		if m == nil || !an.person(m) {
			continue
		}
		from := an.officeStart(st, an.nameStart(st, k))
		v := an.at(st, k+1)
		if v.is(cAdverb) {
			v = an.at(st, k+2)
		}
		if an.tok(m.to-1).poss || !an.anyWord(st, from-1, from, "and", "but", "while") || !an.anyWord(st, from-2, from-1, ",") || v.name >= 0 || verbs[v.word].form != past && !strings.HasSuffix(v.word, "ed") && !pasts.has(v.word) || verbs[v.word].strong {
			return -1
		}
		if an.anyWord(st, from-1, from, "while") && len(st.cues) > 0 && st.cues[0].verb.strong && !st.cues[0].inverted && st.cues[0].unit < from {
			return -1 // Doe said it was late, while Roe liked it
		}
		return m.entity
	}
	return -1
}

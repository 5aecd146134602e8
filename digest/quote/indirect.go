package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// mostClauses bounds the clauses that one statement is taken to report.
const mostClauses = 12

// indirect adds the clauses that are reported without marks.
func (an *analysis) indirect(f *Found) {
	for si := range an.statements {
		st := &an.statements[si]
		for ci := range min(len(st.cues), mostClauses) {
			c := &st.cues[ci]
			if parts := an.clause(st, ci); len(parts) > 0 {
				q := Quote{Parts: parts, Kind: Indirect, Within: -1}
				an.describe(&q, &spoken{st: si, voice: st.voices[ci].scaled("clause", 0.97), cue: c})
				f.Quotes = append(f.Quotes, q)
			}
		}
	}
}

// finite reports whether an auxiliary or a verb of speech stands between unit from and the next mark.
func (an *analysis) finite(st *statement, from int) bool {
	for i := from; i < len(st.units); i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() && !strings.Contains("'’-", t.word) {
			return false
		}
		if t.is(cAux|cSpeech) && t.name < 0 {
			return true
		}
	}
	return false
}

// predicate reports whether a verb of any kind stands between unit from and the next mark.
func (an *analysis) predicate(st *statement, from int) bool {
	for i := from; i < len(st.units); i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() && !strings.Contains("'’-", t.word) {
			return false
		}
		if t.name < 0 && (t.is(cAux) || contracted(t.word) || t.is(cSpeech) && !t.is(cRole|cWords|cMedium) || i > from && (pasts.has(t.word) || t.class == 0 && strings.HasSuffix(t.word, "ed"))) {
			return true
		}
	}
	return false
}

// bare are verbs that mean no speech where a thing alone is their object.
var bare = wordSet("maintain claim boast add assure pledge explain")

// stating are verbs, beside those of nothing but speech, of what a whole clause tells: "The line, Roe noted, would close".
var stating = wordSet("note confirm suggest reveal report estimate recall disclose conclude indicate repeat write agree observe")

// clause returns the words that cue ci of st reports without marks, or nil.
func (an *analysis) clause(st *statement, ci int) []text.Span {
	c := &st.cues[ci]
	posted := (c.verb.lemma == "post" || c.verb.lemma == "write") && (outlets.has(an.at(st, c.end+1).word) || an.at(st, c.end+1).word == "social") && !an.quotedIn(st, c.end, len(st.units)) && !an.colonAfter(st, c.unit)
	if c.passive || c.noun || c.verb.weak && !posted || c.unsaid {
		return nil
	}
	n := len(st.units)
	from := c.end
	if c.inverted {
		from = c.src.to
	}
	if !c.according && (c.inverted || c.src.kind == sameSubject) && !c.verb.strong && c.inverted {
		return nil
	}
	if c.according || c.inverted {
		start := min(c.unit, c.src.from)
		if both := an.around(st, ci, start, an.pastAside(st, c.src.to)); both != nil && c.verb.strong {
			return both
		}
		if before := an.clauseBefore(st, start); before != nil || !c.according {
			return before
		}
		if c.unit == 0 && ci+1 < len(st.cues) && an.saysIt(st, &st.cues[ci+1]) {
			return nil // According to the agency, Roe said …: Roe's words
		}
		from := max(c.end, c.src.to)
		for k := from; c.unit == 0 && k < from+12 && !(an.at(st, k).is(cAux|cRelative) && an.at(st, k).name < 0); k++ {
			if an.anyWord(st, k, k+1, ",") {
				from = k // According to the officer in charge of it that night,
				break
			}
		}
		return an.clauseAfter(st, from)
	}
	// “…,” he said. / The clause, he said, is …
	rest := from
	for rest < n {
		t := an.at(st, rest)
		if t == nowhere || !t.is(cAdverb|cDay|cTime) && !(t.word == "on" && rest+1 < n && an.at(st, rest+1) != nowhere && an.at(st, rest+1).is(cDay)) {
			break
		}
		rest++
	}
	if d := an.at(st, rest); d.punct() && an.dash(d) {
		for k := rest + 1; k < n && k < rest+12; k++ {
			if d := an.at(st, k); d.punct() && an.dash(d) && an.anyWord(st, k+1, k+2, "that") {
				rest = k + 1 // said — on Monday — that
				break
			}
		}
	}
	t := an.at(st, rest)
	if t == nowhere && rest < n || t != nowhere && t.word == ":" {
		return nil // the words are quoted
	}
	if c.src.kind != sameSubject && c.src.kind != noSource {
		start := c.src.from
		as := an.at(st, start-1)
		aside := as != nowhere && as.word == "as"
		if aside {
			start--
		}
		p := an.at(st, start-1)
		lead := an.at(st, 0)
		closes := p != nowhere && p.word == "," && (c.verb.strong || posted) && lead != nowhere && !lead.is(cPrep)
		switch {
		case rest < n && t.word == "," && lead != nowhere && lead.is(cPrep) && st.quoted(rest+1) && an.directLike(&an.frags[st.units[rest+1].frag]):
			return nil // In a statement, Roe said, “…”
		case rest >= n || t.punct():
			if both := an.around(st, ci, start, rest); both != nil && (c.verb.strong || stating.has(c.verb.lemma)) && !aside {
				return both
			}
			if an.anyWord(st, start-1, start, "but", "while", "though", "whereas") {
				return nil // It is late, Doe said, but Roe disagreed
			}
			if before := an.clauseBefore(st, start); before != nil && !(aside && rest < n) {
				return before
			}
			if n := an.at(st, rest+1); t.word == "," && (st.quoted(rest+1) || (n.is(cPrep) && !n.is(cSub) || an.quotedBefore(st, start)) && !an.predicate(st, rest+1)) {
				return nil // he said, “…”; he said, with a smile
			} else if t.word == "," && n.name < 0 && (strings.HasSuffix(n.word, "ing") || st.quoted(start-1) && (n.word == "but" || n.word == "and" || n.is(cSub))) {
				return nil // he says, pulling on his coat; “…,” he said, but nobody came
			}
			return an.clauseAfter(st, rest)
		case closes && (t.is(cPrep) && t.word != "that" && !takes(c.verb.lemma, t.word) || afterSaid.has(t.word)):
			return an.clauseBefore(st, start) // “…, Roe said in an interview”
		case c.verb.obj && closes && an.addresseeEnds(st, rest):
			return an.clauseBefore(st, start) // “…, Roe told the paper”
		}
		if afterSaid.has(t.word) && an.quotedBefore(st, start) {
			return nil // “…,” Roe said as she left
		}
	} else if rest >= n || t.punct() {
		return nil
	}
	if an.anyWord(st, rest, rest+1, "last") && an.at(st, rest+1).is(cTime) && !an.finite(st, rest) || t.is(cConj) && an.quotedBefore(st, c.unit) {
		return nil // as Roe said last week in Brix; “…,” she said and hung up
	}
	if bare.has(c.verb.lemma) && t.is(cDet|cNumber) && !t.is(cPronoun) && t.word != "that" && !an.predicate(st, rest) {
		return nil // claimed the nomination, maintains a program
	}
	if c.verb.lemma == "write" && t.is(cDet|cNumber) && t.word != "that" && !an.finite(st, rest) {
		return nil // who wrote the software, was
	}
	if an.anyWord(st, rest, rest+1, "the") && an.anyWord(st, rest+1, rest+2, "same") && (an.at(st, rest+2).punct() || an.anyWord(st, rest+2, rest+3, "of", "about", "thing", "for", "to", "in", "on")) {
		return nil // said the same thing
	}
	if (c.verb.lemma == "ask" || c.verb.lemma == "apologise" || c.verb.lemma == "apologize") && t.word == "for" {
		return nil // asked for help
	}
	if c.verb.lemma == "ask" && t.word == "not" && an.anyWord(st, rest+1, rest+4, "named", "identified") {
		return nil // who asked not to be named
	}
	// X said [that] …
	end := n
	next := ci + 1
	if next < len(st.cues) && st.cues[next].src.kind == sameSubject && st.cues[next].unit > rest {
		end = st.cues[next].unit
		for end > rest {
			p := an.at(st, end-1)
			if p == nowhere || !p.punct() && !p.is(cConj|cAdverb|cAux) && p.word != "by" {
				break
			}
			end--
		}
	}
	if lead := an.leadClause(st); (an.leadsIn(st) || c.unit == 0 && c.verb.form == ing) && lead > rest+2 && lead < end {
		end = lead // When Roe said at a rally that he was late, he lied; saying it was late, Roe left
	}
	for i := rest + 2; c.src.who > 0 && an.anyWord(st, c.src.who-1, c.src.who, ",") && i < end; i++ {
		if n := an.at(st, i+1); an.anyWord(st, i, i+1, ",") && (n.is(cAux) || pasts.has(n.word) || n.class == 0 && strings.HasSuffix(n.word, "ed")) {
			end = i // Roe, who said it was late, left
		}
	}
	for k := ci + 1; k < len(st.cues) && k < ci+4; k++ {
		// When Roe noted that …, Doe replied, “…”
		d := &st.cues[k]
		if p := an.at(st, d.unit-1); !d.inverted && !d.according && (d.src.kind == aName || d.src.kind == aDescriber) && d.src.to <= c.unit && p != nowhere && p.word == "," && d.unit-1 > rest {
			end = min(end, d.unit-1) // "Roe, who advised the mayor on health, said"
			continue
		}
		if with := an.withBefore(st, d); with > rest {
			end = with
			break
		}
		if d.inverted || d.according || d.src.kind == sameSubject || d.src.from <= rest+2 || d.src.from >= end {
			continue
		}
		if p := an.at(st, d.src.from-1); p != nowhere && (p.word == "after" || p.word == "when") && an.quotedIn(st, d.end, end) && (judging.has(c.verb.lemma) || !an.quotedIn(st, rest, d.src.from)) {
			end = d.src.from - 1 // Roe called it a farce after Doe said “…”
			break
		}
		if p := an.at(st, d.src.from-1); p != nowhere && p.word == "and" && c.verb.form == ing && d.verb.form == ing {
			end = d.src.from - 1 // with Roe calling it “…” and Doe calling it “…”
			break
		} else if p == nowhere || p.word != "," && !an.dash(p) {
			continue
		}
		if an.leadClause(st) > rest && d.src.from > an.leadClause(st) {
			end = d.src.from - 1
			break
		}
		if q := an.at(st, d.end); st.quoted(d.end) || q != nowhere && (q.word == "," || q.word == ":") && st.quoted(d.end+1) {
			end = d.src.from - 1
			break
		}
	}
	for i := rest + 1; i < end && ci+1 == len(st.cues); i++ {
		if an.anyWord(st, i, i+1, ";") && an.saidAfterWords(st, i) {
			end = i // …; four self-identified “bakers” said
		}
	}
	for i := rest + 1; i < end && ci+1 < len(st.cues); i++ {
		// …, while Doe called it “…”
		if t := an.at(st, i); t != nowhere && t.word == ";" && st.cues[len(st.cues)-1].unit > i {
			end = i
		} else if (t != nowhere && t.word == "," || st.quoted(i) && strings.HasSuffix(an.frags[st.units[i].frag].Of(an.doc.Text), ",")) && i+1 < end {
			if w := an.at(st, i+1); w != nowhere && judging.has(c.verb.lemma) && (w.word == "which" || w.word == "who") {
				end = i
			} else if w != nowhere && w.word == "and" && (st.quoted(i) || judging.has(c.verb.lemma)) && an.named(st, ci+1, i+2) {
				end = i // …,” and Doe said
			} else if w != nowhere && (w.word == "while" || w.word == "but" || w.word == "whereas") && st.cues[len(st.cues)-1].unit > i {
				end = i
			}
		}
	}
	if c.verb.obj || c.verb.lemma == "warn" {
		begin := an.afterAddressee(st, rest, end)
		if begin == rest && c.verb.strong && c.verb.obj && !an.beginsWithClause(st, rest) {
			return nil // told the paper
		}
		rest = begin
	}
	that := false
	if an.anyWord(st, rest, rest+1, "is", "was") && an.anyWord(st, rest+1, rest+2, "that") {
		rest++ // What Roe said is that
	}
	for i := rest; i < end && i < rest+1; i++ {
		if w := an.at(st, i); w != nowhere && w.word == "that" {
			rest, that = i+1, true
		}
	}
	if k := an.pastWhere(st, rest, end); !that && k > 0 && !takes(c.verb.lemma, an.at(st, rest).word) {
		rest, that = k, true
	}
	if w := an.at(st, rest); w != nowhere && !that && w.is(cPrep) && (!w.is(cSub|cDet) || newClause.has(w.word)) && !takes(c.verb.lemma, w.word) {
		return nil
	}
	if w := an.at(st, rest); !that && !c.verb.strong && !c.verb.obj && !judging.has(c.verb.lemma) && !an.beginsClause(st, rest, end) && !(w != nowhere && takes(c.verb.lemma, w.word)) {
		return nil
	}
	for end > rest {
		if p := an.at(st, end-1); p == nowhere || !p.punct() {
			break
		}
		end--
	}
	if end-rest < 3 && !(end-rest == 2 && contracted(an.at(st, rest).word)) {
		return nil
	}
	if c.verb.lemma == "deny" && !that {
		return nil // denied the theft
	}
	if judging.has(c.verb.lemma) && !that && an.onlyJudges(st, rest, end) {
		return nil // called it “a disaster”: the marked words say it all
	}
	if st.quoted(rest) && an.directLike(&an.frags[st.units[rest].frag]) {
		return nil
	}
	return []text.Span{an.stretch(st, rest, end)}
}

// around is the clause that a tag at units [start,rest) parts: "The bus, Doe said,
// is late", "If it rains, Doe said, the bus is late"; nil where the tag parts none.
func (an *analysis) around(st *statement, ci, start, rest int) []text.Span {
	p, first := an.at(st, start-1), an.at(st, rest+1)
	if !an.anyWord(st, rest, rest+1, ",") || p.word != "," || start < 2 || first == nowhere || an.aheadOf(st, ci) {
		return nil
	}
	end := an.beforePunct(st, rest+1)
	for k := ci + 1; k < len(st.cues); k++ {
		if c := &st.cues[k]; c.unit == rest+1 || c.unit < rest && c.unit > start {
			continue
		} else if c.src.kind != sameSubject || c.unit <= rest {
			return nil
		} else if c.unit < end && (an.at(st, c.unit-1).punct() || an.at(st, c.unit-1).is(cConj)) {
			for end = c.unit; end > rest+1 && (an.at(st, end-1).punct() || an.at(st, end-1).is(cConj|cAdverb|cAux)); {
				end--
			}
		}
	}
	for i := range st.units {
		if st.quoted(i) && an.directLike(&an.frags[st.units[i].frag]) || an.anyWord(st, i, i+1, ";") && i < start {
			return nil
		}
	}
	lead := an.at(st, 0)
	leads := an.leadsIn(st) || lead.is(cPrep|cSub|cAdverb|cConj) || strings.HasSuffix(lead.word, "ing")
	verb := false // a verb stands before the tag
	for i := 0; i < start; i++ {
		t := an.at(st, i)
		verb = verb || t.name < 0 && (t.is(cAux|cSpeech) && !t.is(cRole|cWords) || contracted(t.word) || i > 0 && (pasts.has(t.word) || strings.HasSuffix(t.word, "ed")))
	}
	whole := verb && (!leads || lead.is(cPrep) && !lead.is(cSub) && !leadsIn.has(lead.word)) // a clause of their own
	both := true
	switch p := an.at(st, start-2); {
	case (p.is(cAux) || p.is(cPrep) && !p.is(cAdverb)) && p.name < 0 && end-rest > 2: // Six of them were, according to Roe, new
	case end-rest < 3 && !(end-rest == 2 && first.is(cAux)):
		return nil
	case whole && (subjoined.has(first.word) || first.is(cAux) && !an.at(st, rest+2).is(cPronoun|cDet)):
	case whole:
		return nil
	case leads && !first.is(cRelative) && (!strings.HasSuffix(first.word, "ing") || an.finite(st, rest+2)):
		both = itsOwnLead.has(lead.word) || lead.is(cAdverb) // not when and where it was said
	case !verb && start < 10 && (first.is(cAux) || pasts.has(first.word) || strings.HasSuffix(first.word, "ed") || strings.HasSuffix(first.word, "s") && first.class == 0 && !first.caps):
	default:
		return nil
	}
	if !both {
		return []text.Span{an.stretch(st, rest+1, end)}
	}
	return []text.Span{an.stretch(st, 0, start-1), an.stretch(st, rest+1, end)}
}

// pastAside returns the comma that ends what is told of somebody whose name ends
// before unit i: "said Roe, who leads it, …"; the unit itself where nothing is.
func (an *analysis) pastAside(st *statement, i int) int {
	if n := an.at(st, i+1); an.anyWord(st, i, i+1, ",") && (n.word == "a" || n.word == "an" || n.word == "the" || n.word == "who" || n.word == "whose" || n.is(cRole|cPreRole) && n.name < 0) {
		for k := i + 2; k < len(st.units) && k < i+20; k++ {
			if an.anyWord(st, k, k+1, ",") {
				return k
			}
		}
	}
	return i
}

// aheadOf reports whether a cue with a source of its own stands before cue ci.
func (an *analysis) aheadOf(st *statement, ci int) bool {
	for k := range ci {
		if c := &st.cues[k]; c.src.kind != noSource && !c.noun {
			return true
		}
	}
	return false
}

// contracted reports whether a word holds a verb: "it's", "they’re".
func contracted(w string) bool {
	i := strings.IndexAny(w, "'’")
	return i > 0 && classes[w[:i]]&cPronoun != 0
}

// itsOwnLead are words that begin what somebody says, rather than when and where they do.
var itsOwnLead = wordSet("if even though although because unless rather given without but and so yet otherwise too still now often perhaps instead for despite to whatever whether once until nor or besides regardless")

// subjoined are words with which a clause goes on after its tag: "It is late, Roe said, because …".
var subjoined = wordSet("because so to until that since if unless though although")

// beforePunct returns the end of the units from unit from on without the marks that end the statement.
func (an *analysis) beforePunct(st *statement, from int) int {
	end := len(st.units)
	for end > from && an.at(st, end-1) != nowhere && an.at(st, end-1).punct() {
		end--
	}
	return end
}

// pastWhere returns the unit after "that" which follows where, when or to whom words
// were said: "in an interview with the paper that the bus is late"; 0: unit i begins no such words.
func (an *analysis) pastWhere(st *statement, i, end int) int {
	if w := an.at(st, i); !w.is(cPrep) || w.is(cSub) && !afterSaid.has(w.word) {
		return 0
	}
	for k := i + 1; k+2 < end && k-i < 14; k++ {
		t := an.at(st, k)
		if st.quoted(k) && !an.directLike(&an.frags[st.units[k].frag]) {
			continue
		}
		if t == nowhere || t.punct() && t.word != "'" && t.word != "’" && t.word != "-" || t.is(cAux) && t.name < 0 {
			return 0
		}
		if n := an.at(st, k+1); t.word == "that" && n != nowhere {
			// not "a rally that drew hundreds"
			if n.name >= 0 || n.caps || n.is(cDet|cNumber|cSub|cPrep) || n.is(cPronoun) || !n.punct() && !n.is(cAux|cSpeech|cAdverb) && !pasts.has(n.word) && !strings.HasSuffix(n.word, "ed") && an.finite(st, k+2) {
				return k + 1
			}
			return 0
		}
	}
	return 0
}

// saidAfterWords reports whether words between marks after unit i are told to say something.
func (an *analysis) saidAfterWords(st *statement, i int) bool {
	for ; i < len(st.units); i++ {
		if st.quoted(i) && verbs[an.at(st, i+1).word].strong {
			return true
		}
	}
	return false
}

// withBefore returns the unit of the "with" that leads in a cue's clause: "with
// the union calling it “…”"; -1 where none does.
func (an *analysis) withBefore(st *statement, d *cue) int {
	if d.verb.form != ing || d.src.kind != aName || d.inverted {
		return -1
	}
	k := an.nameStart(st, d.src.to-1) - 1
	if t := an.at(st, k); t != nowhere && t.word == "the" {
		k--
	}
	if t := an.at(st, k); t != nowhere && t.word == "with" {
		return k
	}
	return -1
}

// named reports whether one of the statement's cues, the ones from ci on, has a
// name for its source that stands at unit i or an office before it.
func (an *analysis) named(st *statement, ci, i int) bool {
	for ; ci < len(st.cues); ci++ {
		c := &st.cues[ci]
		if c.src.kind != aName || c.inverted || c.src.from < i {
			continue
		}
		for i < c.src.from && an.at(st, i) != nowhere && an.at(st, i).is(cRole|cHonor|cPreRole|cDemonym) {
			i++
		}
		return i == c.src.from
	}
	return false
}

// saysIt reports whether somebody with a name says what a cue tells.
func (an *analysis) saysIt(st *statement, c *cue) bool {
	return c.src.kind == aName && c.verb.strong && !c.inverted && !c.according && c.src.who == 0 && !an.mentions[c.src.mention].body
}

// judging are verbs whose whole object is what somebody says of it: "called
// the plan a “disaster”".
var judging = wordSet("call label dub describe brand characterize characterise accuse criticize criticise praise blast slam mock dismiss condemn denounce hail applaud ridicule decry lambast lambaste deride urge ask")

// onlyJudges reports whether units [rest,end) are a name or two for what is
// judged and the marked words that judge it.
func (an *analysis) onlyJudges(st *statement, rest, end int) bool {
	words, marked := 0, 0
	for i := rest; i < end; i++ {
		if st.quoted(i) {
			marked++
		} else if t := an.at(st, i); !t.punct() {
			words++
		}
	}
	return marked == 1 && words < 5
}

// afterSaid are words that say when or how words were said.
var afterSaid = wordSet("as when while after before during since")

// quotedBefore reports whether a quotation stands before unit end.
func (an *analysis) quotedBefore(st *statement, end int) bool { return an.quotedIn(st, 0, end) }

// addresseeEnds reports whether who is told at unit i is all that follows.
func (an *analysis) addresseeEnds(st *statement, i int) bool {
	for ; i < len(st.units); i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() {
			return true
		}
		if t.is(cAux|cRelative|cSpeech) && t.name < 0 || t.is(cPronoun) && !t.is(cDet) {
			return false
		}
	}
	return true
}

// beginsWithClause reports whether what is told begins at unit i without anybody being addressed.
func (an *analysis) beginsWithClause(st *statement, i int) bool {
	t := an.at(st, i)
	return t == nowhere || t.word == "that" || t.word == "to" || t.is(cPronoun) && !t.is(cDet) || contracted(t.word)
}

// clauseAfter is the clause that follows a source and its comma at unit from:
// "According to Roe, …".
func (an *analysis) clauseAfter(st *statement, from int) []text.Span {
	if t := an.at(st, from); t == nowhere || t.word != "," {
		return nil
	}
	from++
	end := len(st.units)
	for end > from {
		if p := an.at(st, end-1); p == nowhere || !p.punct() {
			break
		}
		end--
	}
	words := 0
	for i := from; i < end; i++ {
		t := an.at(st, i)
		if t != nowhere && !t.punct() {
			words++
		}
		if st.quoted(i) && an.directLike(&an.frags[st.units[i].frag]) {
			return nil
		}
		if t.word == ";" {
			end = i
		}
	}
	if words < 3 {
		return nil
	}
	return []text.Span{an.stretch(st, from, end)}
}

// reported says which prepositions lead in what a verb reports.
var reported = map[string]string{
	"warn": "of against about", "complain": "of about that", "promise": "to", "pledge": "to", "vow": "to", "threaten": "to", "urge": "to",
	"testify": "to about", "boast": "of about", "brag": "of about", "speak": "of", "admit": "to", "confess": "to", "demand": "to", "ask": "for to",
	"propose": "to", "agree": "to", "decline": "to", "refuse": "to", "swear": "to", "call": "for on", "apologize": "for", "apologise": "for",
	"predict": "", "hint": "at that", "insist": "on", "object": "to", "allude": "to", "accuse": "", "say": "", "add": "",
}

func takes(lemma, word string) bool {
	for w := range strings.FieldsSeq(reported[lemma]) {
		if w == word {
			return true
		}
	}
	return false
}

// stretch is the place of units [from,to), a fragment's marks included.
func (an *analysis) stretch(st *statement, from, to int) text.Span {
	s := an.spanOf(st, from, to)
	if st.quoted(from) {
		s.Start = an.frags[st.units[from].frag].outer.Start
	}
	if st.quoted(to - 1) {
		s.End = an.frags[st.units[to-1].frag].outer.End
	}
	return s
}

// clauseBefore is the clause that a cue at unit end closes: “…”, X said.
func (an *analysis) clauseBefore(st *statement, end int) []text.Span {
	from := 0
	if lead := st.cues[0]; an.leadsIn(st) && lead.end < end && !lead.inverted && lead.src.kind != sameSubject && st.quoted(end-1) && end-lead.end < 4 {
		return nil // When somebody shouted, “Bread,” Roe joked
	}
	for i := 0; i < end; i++ {
		if t := an.at(st, i); t != nowhere && t.word == ";" {
			from = i + 1
		}
	}
	for end > from {
		p := an.at(st, end-1)
		if p == nowhere || !p.punct() {
			break
		}
		end--
	}
	words := 0
	for i := from; i < end; i++ {
		if t := an.at(st, i); t != nowhere && !t.punct() {
			words++
		}
	}
	if p := an.at(st, end-1); words < 3 || end <= from || p.is(cAux) && !p.caps && p.name < 0 {
		return nil
	}
	for i := from; i < end; i++ {
		if st.quoted(i) && an.directLike(&an.frags[st.units[i].frag]) {
			return nil
		}
	}
	return []text.Span{an.stretch(st, from, end)}
}

// afterAddressee skips who is told: "told reporters in the Oval Office on Thursday he …".
func (an *analysis) afterAddressee(st *statement, from, end int) int {
	if asked := an.at(st, from); asked.word == "to" || asked.is(cSub) && !asked.is(cPrep) || questions.has(asked.word) {
		return from // promised to buy it; asked whether it is late
	}
	for i := from; i < end && i-from < 14; i++ {
		t := an.at(st, i)
		if t == nowhere {
			if an.anyWord(st, i+1, i+2, "that") {
				return i + 1 // told CNN's “New Day” that
			}
			return i
		}
		if i > from && contracted(t.word) {
			return i
		}
		if t.word == "that" {
			return i
		}
		if n := an.at(st, i+1); i > from && t.word == "to" && n != nowhere && n.class == 0 && n.name < 0 && !n.caps {
			return i // urged the crowd to stay
		}
		if i > from && (t.is(cPronoun) && !t.is(cDet) && t.word != "him" && t.word != "them" && t.word != "her" && t.word != "me" && t.word != "us") {
			return i
		}
		if i > from && t.is(cDet) && !an.at(st, i-1).is(cPrep|cDet) && !an.at(st, i-1).punct() {
			return i
		}
		if t.is(cAux) && i > from+1 {
			break
		}
	}
	return from
}

var questions = wordSet("whether if what why how who when where which")

// beginsClause reports whether a subject with its verb begins at unit i.
func (an *analysis) beginsClause(st *statement, i, end int) bool {
	t := an.at(st, i)
	if t == nowhere {
		return false
	}
	if t.is(cPronoun) && !t.is(cDet) && t.word != "him" && t.word != "them" && t.word != "me" && t.word != "us" || contracted(t.word) {
		return true
	}
	if t.is(cPrep|cConj) && !t.is(cDet) {
		return false
	}
	for k := i; k < end && k-i < 8; k++ {
		u := an.at(st, k)
		if u == nowhere || u.is(cPrep) {
			return false
		}
		if u.is(cAux) {
			return k > i
		}
	}
	return false
}

package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// A voice is who is taken to speak, before it is shown to anybody.
type voice struct {
	entity  int       // index in entities; -1: none
	words   text.Span // with no entity: the noun phrase; empty: nobody
	mention text.Span // the words near the quote that say who
	score   float64   // how sure, 0 to 1
	rule    string
}

func (v voice) somebody() bool { return v.entity >= 0 || !v.words.Empty() }

var nobody = voice{entity: -1}

// scaled returns v found by a rule that is right in that share of cases.
func (v voice) scaled(rule string, by float64) voice {
	if !strings.Contains("/"+v.rule, "/"+rule+"/") {
		v.rule = rule + "/" + v.rule
	}
	v.score *= by
	return v
}

// A spoken is a fragment with what was found about it.
type spoken struct {
	frag   int
	st     int
	voice  voice
	cue    *cue // nil: none in its statement
	none   bool // nobody's speech: a title, irony
	float  bool // its speaker stands in another statement
	author bool // who writes the text
	aside  bool // of somebody by the way, who speaks no further
}

// A speaking is what the reader has in mind while reading on.
type speaking struct {
	voice voice // who spoke last
	st    int   // in which statement
	heard bool  // whether anything was spoken yet
}

// attribute fills f from the parts of an.
func (an *analysis) attribute(f *Found) {
	said := make([]spoken, 0, len(an.frags))
	last := speaking{voice: nobody, st: -1}
	for si := an.lead; si < len(an.statements); si++ { // a heading's own words are nobody's
		st := &an.statements[si]
		an.findCues(st)
		an.provePeople(st)
	}
	an.proveKin()
	an.learnSexes()
	an.findHolders()
	an.dominant = an.mainPerson()
	an.findWorks()
	for si := range an.statements {
		st := &an.statements[si]
		st.topic = an.topic(si, last)
		if m := an.ownerFirst(st); m != nil && m.entity >= 0 && an.entities[m.entity].person && st.topic >= 0 && st.topic != m.entity && an.onlyObject(st, st.topic) {
			st.topic = -1 // Roe's plan comes after many watched Doe
		}
		voices := make([]voice, len(st.cues))
		st.voices = voices
		for ci := range st.cues {
			voices[ci] = an.resolve(si, ci, voices[:ci], last)
			if st.cues[ci].unsaid {
				voices[ci].score, voices[ci].rule = 0, "not said"
			}
		}
		for ci := len(voices) - 2; ci >= 0; ci-- {
			// "Calling it a mistake, the bishop said": the subject comes after.
			if st.cues[ci].src.kind == sameSubject && (st.cues[ci].verb.form != past || st.cues[ci].unit < 2) && !voices[ci].somebody() && voices[ci+1].somebody() && !an.tellsOf(st, &st.cues[ci], &st.cues[ci+1]) {
				voices[ci] = voices[ci+1].scaled("later subject", 0.9)
			}
		}
		if len(voices) > 0 && st.topic >= 0 && voices[0].entity < 0 && voices[0].somebody() && st.cues[0].src.kind == aDescriber && st.cues[0].src.from == 0 && !st.cues[0].inverted && !st.cues[0].unsaid && !an.at(st, st.cues[0].src.to-1).is(cRole) {
			st.topic = -1 // The man said: nobody named
		}
		if e, tag := an.tagged(st); tag {
			st.topic = e
		}
		if st.speaker = an.mainSpeaker(st); strings.HasSuffix(st.Of(an.doc.Text), "?") {
			st.speaker = -1 // the reporter asks, as Roe once did
		}
		first := len(said)
		for ui := range st.units {
			if !st.quoted(ui) {
				continue
			}
			s := an.speakerOf(si, ui, voices, last, said[first:])
			s.frag, s.st = st.units[ui].frag, si
			if n := len(said); s.cue != nil && s.cue.noun && n > first && !said[n-1].none && said[n-1].voice.entity != s.voice.entity {
				s.aside = true // “…,” Roe said, referring to Doe's claim that “…”
			}
			said = append(said, s)
			if s.voice.somebody() && !s.none && !s.aside && s.voice.score > 0 {
				if len(st.cues) == 0 {
					st.speaker = s.voice.entity
				}
				last = speaking{voice: s.voice, st: si, heard: true}
			} else if an.frags[s.frag].continues || s.author {
				last.heard = false // whose words go on is not known
			}
		}
		if first == len(said) && !strings.HasSuffix(st.Of(an.doc.Text), "?") {
			for ci := range st.cues {
				if v := voices[ci]; v.somebody() && st.cues[ci].verb.strong && !st.cues[ci].unsaid && !((st.cues[ci].according || st.cues[ci].src.who > 0 || an.inReduced(st, &st.cues[ci]) || st.cues[ci].src.kind == aDescriber && an.anyWord(st, st.cues[ci].src.from-1, st.cues[ci].src.from, ",")) && st.topic >= 0) {
					last = speaking{voice: v, st: si, heard: true}
				}
			}
		}
	}
	for i := len(said) - 1; i > 0; i-- {
		if s, n := &said[i-1], &said[i]; an.frags[s.frag].continues && n.frag == s.frag+1 && s.cue == nil && (strings.HasPrefix(s.voice.rule, "topic") || strings.HasPrefix(s.voice.rule, "goes on/topic")) && n.voice.somebody() && !n.none {
			s.voice, s.none = n.voice, false // “…” ¶ “…,” said Roe
		} else if an.frags[s.frag].continues && n.frag == s.frag+1 && s.float && s.voice.entity >= 0 && n.voice.entity >= 0 && n.voice.entity != s.voice.entity {
			s.voice = nobody // “…,” said Roe. “… ¶ “…,” said Doe: a mark is missing
		}
	}
	an.quotes(f, said)
}

// provePeople takes for people whom the statement lets speak.
func (an *analysis) provePeople(st *statement) {
	for ci := range st.cues {
		c := &st.cues[ci]
		if c.src.kind != aName || c.according || c.verb.form == base && c.src.to == c.unit {
			continue
		}
		m := &an.mentions[c.src.mention]
		if m.entity < 0 || m.body || m.to-m.from == 1 && camel(an.toks[m.from].Of(an.doc.Text)) || shows.has(an.tok(m.to-1).word) || outlets.has(an.tok(m.to-1).word) && m.to-m.from < 3 || an.anyIs(m.from, m.to, cMedium|cWords|cTime) || an.toks[m.from].is(cPlace|cDemonym|cOrg) || an.toks[m.from].allUp || an.place(m) {
			continue
		}
		e := &an.entities[m.entity]
		if !e.body {
			e.person = true
			if e.gender == unknownGender {
				e.gender = an.sexByName(e)
			}
		}
	}
}

// speakerOf says who speaks the fragment at unit ui. voices are those of the
// statement's cues; earlier are the statement's fragments before it.
func (an *analysis) speakerOf(si, ui int, voices []voice, last speaking, earlier []spoken) spoken {
	st := &an.statements[si]
	fr := &an.frags[st.units[ui].frag]
	if fr.labelled {
		return an.labelled(st, ui)
	}
	if st.units[ui].frag > 0 && an.frags[st.units[ui].frag-1].continues && an.frags[st.units[ui].frag-1].para >= fr.para-1 && last.heard {
		if ci := an.cueAfter(st, ui); ci >= 0 && voices[ci].somebody() && (strings.HasPrefix(last.voice.rule, "topic") || strings.HasPrefix(last.voice.rule, "goes on/topic")) {
			return spoken{voice: voices[ci].scaled("after", 0.97), cue: &st.cues[ci]} // nobody was told to say what it goes on from
		}
		if ci := an.cueAfter(st, ui); ci >= 0 && st.cues[ci].src.kind == aName && voices[ci].entity != last.voice.entity {
			return spoken{voice: voices[ci].scaled("after", 0.95), cue: &st.cues[ci]} // the mark before was only forgotten
		}
		return spoken{voice: last.voice.scaled("goes on", 0.98), float: true}
	}
	if an.authorSays(st, ui) {
		return spoken{voice: nobody, author: true}
	}
	if v := an.inlineLabel(st, ui); v.somebody() {
		return spoken{voice: v}
	}
	if n := len(earlier); n > 0 && !earlier[n-1].none && an.listed(st, ui) {
		return spoken{voice: earlier[n-1].voice, cue: earlier[n-1].cue, float: earlier[n-1].float} // “…” and a “…”
	}
	if n := len(earlier); an.onlyName(st, ui) || an.work(st, ui) || an.works[an.called(fr)] || n > 0 && earlier[n-1].none && (an.listed(st, ui) || st.quoted(ui-1)) {
		return spoken{voice: nobody, none: true}
	}
	m := an.signed(st, ui)
	if m == nil {
		m = an.signedBelow(si, ui)
	}
	if m == nil {
		m = an.nameAlone(st, ui)
	}
	if m != nil {
		return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.95, rule: "signed"}}
	}
	if n := len(earlier); n > 0 && !earlier[n-1].none && earlier[n-1].cue != nil {
		if m := an.inTurn(st, ui); m != nil && m.entity != earlier[n-1].voice.entity {
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "in turn/name"}, cue: earlier[n-1].cue}
		}
	}
	if c := an.asSaid(st); c >= 0 && an.mentionAt(st, ui-1) != nil && an.at(st, ui-1).poss {
		return spoken{voice: voices[c].scaled("before", 0.95), cue: &st.cues[c]} // As Roe wrote, this was Doe's “bad day” speech
	}
	if m, n := an.mentionAt(st, ui-1), an.at(st, ui+1); an.person(m) && n != nowhere && (jibes.has(n.word) && !an.tok(m.to-1).poss || an.tok(m.to-1).poss && strings.Contains(fr.Of(an.doc.Text), " ") && (lines.has(n.word) || n.name < 0 && an.at(st, ui+2) != nowhere && !n.punct() && lines.has(an.at(st, ui+2).word) && !n.is(cAux|cSpeech|cPrep|cConj))) {
		return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "jibe/name"}, aside: true} // the Roe “mongrel” attack
	}
	if m := an.lineOf(st, ui); m != nil {
		return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "jibe/name"}, aside: true}
	}
	if t := an.at(st, ui-1); t.poss && t.name < 0 && !t.is(cPronoun|cDet) && lines.has(an.at(st, ui+1).word) && !an.directLike(fr) {
		return spoken{voice: nobody} // bakers' “bread first” mantra
	}
	for k := ui - 1; k >= 0 && ui-k < 6; k-- {
		if t := an.at(st, k); t == nowhere || t.punct() {
			break
		} else if borne.has(t.word) {
			return spoken{voice: nobody} // a hat emblazoned with the words “…”
		}
	}
	if an.anyWord(st, ui-2, ui-1, "to") && an.anyWord(st, ui-3, ui-2, "asked") && an.anyWord(st, ui-1, ui, "define", "explain", "name", "describe", "spell", "translate") && !an.directLike(fr) {
		return spoken{voice: nobody} // laughed when asked to define “bread”
	}
	if v := an.promisedBy(st, ui); v.somebody() {
		return spoken{voice: v, aside: true}
	}
	if t := an.at(st, ui-1); stated.has(t.word) && (an.at(st, ui-2).poss || an.at(st, ui-3).poss) {
		return spoken{voice: nobody} // Roe's stated “goal”
	}
	if t := an.at(st, ui-1); t != nowhere && (t.word == "slogan" || t.word == "motto" || t.word == "catchphrase" || t.word == "mantra") {
		for k := ui - 2; k >= 0 && ui-k < 5; k-- {
			if m := an.mentionAt(st, k); an.person(m) && an.tok(m.to-1).poss {
				return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "owner/name"}, aside: true} // mocked Roe's campaign slogan “…”
			}
		}
	}
	if n := an.beyondBrackets(st, ui+1); an.anyWord(st, ui-1, ui, "his", "her", "their") && an.anyWord(st, ui-2, ui-1, "and") && an.anyWord(st, n, n+1, "slogan", "motto", "catchphrase", "hashtag") {
		return spoken{voice: nobody} // mocked the mayor and his “Bread for All” slogan
	}
	if r, _ := utf8.DecodeRuneInString(fr.Of(an.doc.Text)); unicode.IsUpper(r) && (an.speaksOf(fr.Span, firstPerson) || an.directLike(fr) && an.isQuestion(st, ui)) {
		k := ui - 1
		if t := an.at(st, k); t != nowhere && t.name < 0 && t.class == 0 && !t.caps {
			k--
		}
		if m := an.mentionAt(st, k); an.person(m) && an.tok(m.to-1).poss {
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "owner/name"}, aside: true} // Roe's unlucky “I am no baker”
		}
	}
	if first := an.at(st, 0); first != nowhere && asking.has(first.word) && an.lastCue(st, ui) < 1 && len(st.cues) > 0 && st.cues[len(st.cues)-1].unit > ui && !an.isQuestion(st, ui) && !(an.anyWord(st, ui-1, ui, ",") && an.cueAfter(st, ui) >= 0) && !an.anyWord(st, 1, ui, ",") {
		return spoken{voice: nobody} // Asked if it was “fair”, Roe replied
	}
	if an.leadsIn(st) && an.anyWord(st, ui-1, ui, "whether", "if") && an.lastCue(st, ui) < 0 && an.cueAfter(st, ui) >= 0 && !an.anyWord(st, 0, ui, ",") {
		return spoken{voice: nobody} // When Roe pressed Doe on whether “…,” others said
	}
	if k := ui + 1; an.anyWord(st, k, k+1, ",") || an.anyWord(st, k, k+1, "as") {
		if an.anyWord(st, k, k+1, ",") {
			k++
		}
		for ci := range st.cues {
			if c := &st.cues[ci]; an.anyWord(st, k, k+1, "as") && !c.inverted && c.src.from == k+1 && (naming.has(c.verb.lemma) && an.anyWord(st, c.end, c.end+1, "it", "them", "him", "her", "this") || c.verb.strong && c.verb.lemma != "say" && an.endsClause(st, c.end) && !an.directLike(fr)) {
				return spoken{voice: voices[ci].scaled("after", 0.9), cue: c, aside: true} // the “bread tax,” as critics call it
			}
		}
	}
	by, told := an.passiveBy(si, ui)
	if by.somebody() || an.othersCall(st, ui) || told && an.anyWord(st, ui-3, ui, "told") && an.anyWord(st, ui-4, ui-1, "and") {
		return spoken{voice: by} // said she was shouted at and told, “…”
	}
	if ci := an.cueBeside(st, ui); ci >= 0 {
		return spoken{voice: voices[ci].scaled("before", 0.97), cue: &st.cues[ci]}
	}
	if ci := an.cueInLead(st, ui); ci >= 0 && !voices[ci].somebody() && ui-st.cues[ci].end < 5 {
		return spoken{voice: nobody, cue: &st.cues[ci]}
	} else if ci >= 0 && voices[ci].somebody() {
		return spoken{voice: voices[ci].scaled("before", 0.95), cue: &st.cues[ci]}
	}
	if an.anyWord(st, 0, 1, "to", "on", "asked", "in") && an.anyWord(st, 1, 4, "question", "questions") && an.lastCue(st, ui) < 0 && !an.directLike(fr) {
		return spoken{voice: nobody} // To a question on the “tax”, Roe said
	}
	if an.anyWord(st, ui-1, ui, "saying", "reading", "declaring") && an.anyWord(st, ui-2, ui-1, "one") && an.anyWord(st, ui-3, ui-2, "including") {
		return spoken{voice: nobody} // rejected several ads, including one saying “…”
	}
	if an.anyWord(st, ui+1, ui+2, "in") && (an.anyWord(st, ui+2, ui+3, "quotation") || an.anyWord(st, ui+2, ui+3, "quotes")) {
		return spoken{voice: nobody} // put “raid” in quotation marks
	}
	if v, ok := an.askedBy(si, ui); ok {
		return spoken{voice: v}
	}
	if an.isQuestion(st, ui) && (an.anyWord(st, ui-3, ui, "asked") && an.lastCue(st, ui) < 0 && an.nextHasOwn(st, ui) || an.wasAsked(st, ui)) {
		return spoken{voice: nobody} // When asked, “…?” Roe replied, “…”
	}
	if k, ci := an.whereUsed(st, ui), an.cueAfter(st, ui); k > 0 && ci >= 0 && !an.directLike(fr) {
		if src := an.sourceLeft(st, an.pastAdverbs(st, k)); src.kind == aName && an.mentions[src.mention].entity >= 0 && an.mentions[src.mention].entity != voices[ci].entity {
			m := &an.mentions[src.mention]
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "used/name"}} // Roe uses the word “bread,” Doe said
		}
	}
	if ci, k := an.cueAfter(st, ui), an.lastCue(st, ui); ci > k && k >= 0 && (st.cues[ci].verb.weak && ui-st.cues[k].end < 2 || !st.cues[ci].verb.strong && !st.cues[ci].inverted && ui-st.cues[k].end < 6 && !an.directLike(fr) && !an.endsClause(st, st.cues[ci].end) && !an.quotedIn(st, st.cues[k].end, ui)) && st.cues[k].verb.strong && !st.cues[k].inverted && !st.cues[k].unsaid && voices[k].somebody() {
		return spoken{voice: voices[k].scaled("before", 0.97), cue: &st.cues[k]} // He said “if so”, Ostra would consider it
	}
	if k := an.lastCue(st, ui); k >= 0 && an.anyWord(st, ui-1, ui, ":") && an.anyWord(st, st.cues[k].end, ui, "(") && !an.anyWord(st, st.cues[k].end, ui, ")") {
		if m := an.doesLast(st, ui-1); m != nil {
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.85 * an.sureness(m), rule: "colon/name"}, aside: true} // asked Doe about it (Doe took umbrage: “…”)
		}
	}
	if ci := an.cueAfter(st, ui); ci >= 0 && !an.tagless(st, ui, &st.cues[ci]) {
		if k := an.lastCue(st, ui); k >= 0 && k < ci && naming.has(st.cues[k].verb.lemma) && ui-st.cues[k].end < 3 && voices[k].somebody() && voices[k].entity != voices[ci].entity && an.anyWord(st, st.cues[ci].end, st.cues[ci].end+1, ":") {
			return spoken{voice: voices[k].scaled("before", 0.9), cue: &st.cues[k]} // Told that Roe called him “…”, Doe said: “…”
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && an.leadsIn(st) && !an.directLike(fr) && !st.cues[k].inverted && an.leadsQuote(st, st.cues[ci].end) && voices[k].entity != voices[ci].entity && st.cues[ci].unit > ui {
			return spoken{voice: voices[k].scaled("before", 0.8), cue: &st.cues[k]} // When Roe asked him about one who “lies,” Doe replied, “…”
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && an.participle(st, 0) && st.cues[k].src.kind == aName && st.cues[k].src.from > 1 && naming.has(st.cues[k].verb.lemma) && ui-st.cues[k].end < 5 && voices[k].somebody() && !an.directLike(fr) && st.cues[ci].unit > ui {
			return spoken{voice: voices[k].scaled("before", 0.9), cue: &st.cues[k]} // Noting that Roe had called it a “hunt,” Doe warned
		}
		if k := an.lastCue(st, ui); k >= 0 && st.cues[ci].src.kind == aPronoun && st.cues[k].src.kind == aName && ui-st.cues[k].end < 2 && voices[k].entity >= 0 && an.fits(voices[k].entity, an.at(st, st.cues[ci].src.from).word) && an.anyWord(st, ui-1, ui, ":") {
			return spoken{voice: voices[k].scaled("before", 0.97), cue: &st.cues[k]} // Roe said: “…,” he said
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && st.cues[k].noun && voices[k].somebody() && !an.directLike(fr) && an.anyWord(st, st.cues[ci].end, st.cues[ci].end+1, ":") && an.at(st, 0).first && (an.at(st, 0).is(cPrep) || strings.HasSuffix(an.at(st, 0).word, "ing") || asking.has(an.at(st, 0).word)) ||
			k >= 0 && k < ci && st.cues[k].noun && st.cues[k].src.kind == aPronoun && an.anyWord(st, 0, 1, "asked", "pressed") && !an.directLike(fr) && ui-st.cues[k].end < 5 {
			return spoken{voice: voices[k].scaled("before", 0.9), cue: &st.cues[k]} // Regarding Roe's claim that it was a “hunt”, Doe said: “…”
		}
		if c := &st.cues[ci]; c.src.kind == aPronoun && st.topic >= 0 && voices[ci].entity != st.topic && an.namedIn(st, st.topic, ui) && an.anyWord(st, ui-1, ui, ":") && (an.lastCue(st, ui) < 0 || voices[an.lastCue(st, ui)].entity == st.topic) && an.fits(st.topic, an.at(st, c.src.from).word) && an.doesLast(st, ui-1) == nil {
			return spoken{voice: voice{entity: st.topic, mention: an.at(st, c.src.from).Span, score: 0.85, rule: "after/pronoun"}, cue: c} // Roe sat by: “…,” he told us
		}
		if n := ci + 1; n < len(st.cues) && recalling.has(st.cues[ci].verb.lemma) && !st.cues[ci].inverted && st.cues[n].verb.form != past && st.cues[n].src.kind != sameSubject && st.cues[n].src.from >= st.cues[ci].end && st.cues[n].src.from-st.cues[ci].end < 4 && voices[n].somebody() {
			return spoken{voice: voices[n].scaled("after", 0.95), cue: &st.cues[n]} // “…,” an aide recalled Roe saying
		}
		for k := ci - 1; k >= 0 && recalling.has(st.cues[ci].verb.lemma); k-- {
			o := &st.cues[k]
			if o.end > ui || o.unsaid || o.inverted || an.directLike(fr) && an.opensUpper(fr) && (ui-o.end > 1 || o.verb.weak) {
				continue // The officer yelled, “…” Roe recalled
			}
			if v := voices[k]; v.entity >= 0 && o.verb.strong && v.entity != voices[ci].entity && an.entities[v.entity].person || v.entity < 0 && v.somebody() && an.onePerson(v.words) {
				return spoken{voice: voices[k].scaled("before", 0.9), cue: o} // Roe said he hoped to “…,” Doe testified
			}
		}
		if n := ci + 1; (st.cues[ci].verb.lemma == "quote" || st.cues[ci].verb.lemma == "cite") && n < len(st.cues) && an.anyWord(st, st.cues[n].unit-1, st.cues[n].unit, "as") {
			ci = n // “…,” the paper quoted Roe as saying
		} else if m := an.mentionAt(st, st.cues[ci].end); st.cues[ci].verb.lemma == "quote" && an.person(m) && !st.cues[ci].inverted {
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.93, rule: "after/name"}, cue: &st.cues[ci]}
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && st.cues[k].src.who > 0 && !st.cues[k].inverted && !an.directLike(fr) && ui-st.cues[k].end < 6 && voices[k].entity != voices[ci].entity && !an.anyWord(st, st.cues[k].end, ui, ",") {
			return spoken{voice: voices[k].scaled("before", 0.95), cue: &st.cues[k]} // after meeting engineers who feared “collapse,” Roe left
		}
		if as := an.at(st, ui-1); as != nowhere && (as.word == "as" || as.is(cDet)) && ci > 0 && (st.cues[ci].according || as.word == "as" && !an.directLike(fr)) && naming.has(st.cues[ci-1].verb.lemma) && voices[ci-1].somebody() {
			return spoken{voice: voices[ci-1].scaled("before", 0.95), cue: &st.cues[ci-1]} // Roe described it as “…,” according to reports; “…,” prompting Doe to say
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && !st.cues[ci].according && !st.cues[ci].inverted && voices[ci].entity < 0 && an.anyMedium(st, st.cues[ci].src) && ui-st.cues[k].end < 2 && st.cues[k].verb.strong && !st.cues[k].unsaid && voices[k].entity >= 0 {
			return spoken{voice: voices[k].scaled("before", 0.95), cue: &st.cues[k]} // Roe stated that “…,” the complaint says
		}
		if c := &st.cues[ci]; c.according && an.directLike(fr) && an.broadcaster(voices[ci]) && an.speaksOf(fr.Span, firstPerson) {
			return spoken{voice: nobody, cue: c} // “I resign,” according to the Brix Times
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && st.cues[ci].verb.lemma == "report" && an.broadcaster(voices[ci]) {
			for ; k >= 0; k-- {
				if c := &st.cues[k]; c.verb.strong && !c.unsaid && !c.according && !c.noun && voices[k].entity >= 0 && an.entities[voices[k].entity].person && (!an.directLike(fr) || ui-c.end < 2 || ui-c.end < 4 && an.anyWord(st, ui-1, ui, ",", ":")) {
					return spoken{voice: voices[k].scaled("before", 0.9), cue: c} // Roe said: “…”, the Brix Times reported
				}
			}
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && st.cues[ci].verb.lemma == "report" && (voices[ci].entity >= 0 && !an.entities[voices[ci].entity].person || an.speaksOf(voices[ci].words, outlets)) && voices[k].somebody() && !st.cues[k].verb.weak && !st.cues[k].unsaid && !st.cues[k].according && (!an.directLike(fr) || !an.opensUpper(fr)) {
			return spoken{voice: voices[k].scaled("before", 0.9), cue: &st.cues[k]} // Roe said that “…” and that “…,” the Brix Times reported
		}
		if k := an.lastCue(st, ui); k >= 0 && k < ci && st.cues[ci].according && (!(voices[ci].entity >= 0 && an.entities[voices[ci].entity].person) || voices[ci].rule == "owner" && ui-st.cues[k].end < 2) && (an.broadcaster(voices[ci]) || ui-st.cues[k].end < 5 || st.cues[k].verb.strong && voices[ci].entity < 0 && (an.anyWord(st, st.cues[ci].src.from, st.cues[ci].src.to, "sources", "source", "people", "officials", "aides", "attendees") || an.anyMedium(st, st.cues[ci].src))) && voices[k].entity >= 0 && an.entities[voices[k].entity].person && !st.cues[k].unsaid && !st.cues[k].noun && !an.quotedIn(st, st.cues[k].end, ui) {
			return spoken{voice: voices[k].scaled("before", 0.93), cue: &st.cues[k]} // Roe hoped “it would grow,” according to the Brix Times
		}
		if next := ci + 1; next < len(st.cues) && !st.cues[ci].inverted && st.cues[ci].verb.lemma == "say" {
			if c := &st.cues[next]; c.src.kind == aName && !c.inverted && c.verb.strong && !c.unsaid && an.nameStart(st, c.src.from) == st.cues[ci].end && voices[next].entity >= 0 && an.entities[voices[next].entity].person {
				return spoken{voice: voices[next].scaled("after", 0.9), cue: c} // “…,” Roe said Doe told them
			}
		}
		return spoken{voice: voices[ci].scaled("after", 0.99), cue: &st.cues[ci]}
	}
	if an.at(st, ui+1).is(cAux) && an.anyWord(st, ui+2, ui+3, "how", "what") {
		for ci := range st.cues {
			if c := &st.cues[ci]; c.unit > ui && !c.inverted && !c.unsaid && voices[ci].somebody() {
				return spoken{voice: voices[ci].scaled("later", 0.92), cue: c} // “…” was how Roe put it
			}
		}
	}
	if n := len(st.cues) - 1; n >= 0 && st.cues[n].verb.lemma == "put" && st.cues[n].unit > ui && voices[n].somebody() && an.anyWord(st, st.cues[n].src.from-1, st.cues[n].src.from, "as") && (an.endsClause(st, st.cues[n].end) || an.at(st, st.cues[n].end).is(cPrep)) && (!an.directLike(fr) || !an.opensUpper(fr)) && !an.quotedIn(st, ui+1, st.cues[n].unit) {
		return spoken{voice: voices[n].scaled("later", 0.92), cue: &st.cues[n]} // said it was “fine” with it, as Roe put it
	}
	if n := len(st.cues) - 1; n >= 0 && !an.directLike(fr) && st.cues[n].unit > ui && !st.cues[n].inverted && (st.cues[n].verb.lemma == "claim" || st.cues[n].verb.lemma == "allege" || st.cues[n].verb.lemma == "contend") && voices[n].somebody() && an.anyWord(st, an.phraseStart(st, &st.cues[n])-1, st.cues[n].src.from, "as") && an.endsClause(st, st.cues[n].end) && !an.quotedIn(st, ui+1, st.cues[n].unit) {
		return spoken{voice: voices[n].scaled("later", 0.92), cue: &st.cues[n]} // not to “end” it, as Roe claims
	}
	if k := an.whereUsed(st, ui); k > 0 && !an.directLike(fr) {
		switch src := an.sourceLeft(st, an.pastAdverbs(st, k)); src.kind {
		case aName:
			m := &an.mentions[src.mention]
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "used/name"}} // why Roe used the phrase “…”
		case aDescriber:
			return spoken{voice: an.describer(si, &cue{unit: k, src: src}).scaled("used", 0.9)}
		}
	}
	if d, m := an.at(st, ui-1), an.mentionAt(st, ui-2); d != nowhere && an.dash(d) && an.directLike(fr) {
		if m == nil && an.at(st, ui-2) != nowhere && an.dash(an.at(st, ui-2)) {
			m = an.mentionAt(st, ui-3)
		}
		if an.person(m) && !an.tok(m.to-1).poss && m.to-m.from > 1 && an.tok(max(m.from-1, 0)).frag < 0 {
			for k := ui - 3; k > 0 && ui-k < 12; k-- {
				if t := an.at(st, k); t == nowhere || t.punct() && !an.dash(t) {
					break
				} else if t.word == "including" {
					return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.85, rule: "before/name"}} // including Jane Roe — “…”
				}
			}
		}
	}
	for ci := range st.cues {
		if c := &st.cues[ci]; an.anyWord(st, ui+1, ui+2, "that") && !c.inverted && c.verb.strong && c.src.from == ui+2 && an.endsClause(st, c.end) && voices[ci].somebody() && !an.directLike(fr) {
			return spoken{voice: voices[ci].scaled("after", 0.85), cue: c} // the dreaded “spiral” that critics have predicted
		}
	}
	if n, that := an.at(st, ui+1), an.at(st, ui+2); n != nowhere && that != nowhere && n.name < 0 && !n.caps && !n.punct() && !n.is(cPrep|cConj|cAux|cDet|cSub) && verbs[n.word].form != ing && (that.word == "that" || that.word == "which") && !an.directLike(fr) {
		for ci := range st.cues {
			if c := &st.cues[ci]; c.src.kind == aName && !c.inverted && c.verb.strong && an.nameStart(st, c.src.from) == ui+3 && voices[ci].somebody() {
				return spoken{voice: voices[ci].scaled("after", 0.85), cue: c} // among the “poisoned” clauses that Roe said
			}
		}
	}
	left, embedded := -1, !an.directLike(fr) || !an.opensUpper(fr)
	for ci := range st.cues {
		c := &st.cues[ci]
		if c.end > ui || c.inverted && an.sourceEnd(c) > ui || !voices[ci].somebody() || an.asideEnds(st, c, ui) {
			continue
		}
		if lead := an.leadClause(st); embedded && c.unit < lead && lead < ui && an.anyWord(st, 0, 2, "although", "though", "while", "whereas") && !an.quotedIn(st, 0, ui) {
			continue // Although she says it is late, the “raid” goes on
		}
		if c.verb.lemma == "want" && st.topic >= 0 && ui-c.end > 3 && an.anyWord(st, ui-1, ui, ":") && an.anyWord(st, c.src.to, c.src.to+1, "who", "that") {
			continue // Roe has little for those who want it: “…”
		}
		if c.according && left >= 0 && st.cues[left].verb.strong && an.anyWord(st, c.unit-1, c.unit, ",") && an.anyWord(st, an.sourceEnd(c), an.sourceEnd(c)+1, ",") && an.anyWord(st, an.sourceEnd(c)+1, an.sourceEnd(c)+2, "that") {
			continue // He said, according to another report, that …
		}
		if left >= 0 && an.anyWord(st, an.nameStart(st, c.src.from)-1, c.src.from, "what") && an.at(st, c.end).is(cAux) && !st.cues[left].noun && voices[left].somebody() {
			continue // Roe said what Doe said was “…”
		}
		if l := max(left, 0); left >= 0 && c.verb.weak && st.cues[l].verb.strong && !st.cues[l].inverted && c.src.to <= st.cues[l].src.from && c.unit >= st.cues[l].end && an.anyWord(st, st.cues[l].src.from-1, st.cues[l].src.from, ",") && an.anyWord(st, st.cues[l].end, st.cues[l].end+1, ",") {
			continue // Doe, Roe said, was speaking for “…”
		}
		if left >= 0 && !st.cues[left].verb.weak && voices[left].somebody() && (c.verb.lemma == "deny" && ui-c.end > 1 && c.src.from >= st.cues[left].end || c.src.kind == aDescriber && c.src.to-c.src.from == 1 && an.anyWord(st, c.src.from, c.src.to, "someone", "somebody", "anyone", "anybody") && c.verb.form != past) {
			continue // noting that Roe denied the theft “and is eager …”; asked that someone explain “…”
		}
		if left >= 0 && st.cues[left].verb.strong && an.anyWord(st, c.src.from-1, c.src.from, "while", "although", "though") && an.anyWord(st, c.src.from-2, c.src.from-1, "that") && an.anyWord(st, ui-1, ui, ",") {
			continue // Roe said that while Doe claims it is late, “…”
		}
		if left >= 0 && !st.cues[left].verb.weak && !st.cues[left].inverted && an.anyWord(st, st.cues[left].end, st.cues[left].end+1, "that") && an.anyWord(st, st.cues[left].end+1, st.cues[left].end+2, "while", "although", "though") && an.anyWord(st, ui-1, ui, ",") && !an.quotedIn(st, st.cues[left].end, ui) {
			continue // Roe noted that while in the past Doe warned of it, “…”
		}
		if left >= 0 && an.outerGoesOn(st, &st.cues[left], c, ui) && voices[left].somebody() {
			continue // Roe said that Doe had called it late and that “…”
		}
		if left == 0 && st.cues[0].according && st.cues[0].unit == 0 && voices[0].entity >= 0 && an.entities[voices[0].entity].person && !c.verb.strong && !naming.has(c.verb.lemma) && !(voices[ci].entity >= 0 && an.entities[voices[ci].entity].person) && embedded {
			continue // According to Roe, the board offered “no reason”
		}
		if c.according && left >= 0 && st.cues[left].verb.strong && c.unit-st.cues[left].end < 2 && voices[ci].entity < 0 && an.anyMedium(st, c.src) && voices[left].entity >= 0 {
			continue // Roe will say, according to the testimony, “…”
		}
		if c.noun && left >= 0 && an.anyWord(st, an.nameStart(st, c.src.from)-1, c.src.from, "despite", "amid", "after", "with", "over", "about") && an.anyWord(st, c.end, ui, ",") && !an.anyWord(st, ui-2, ui-1, "that") {
			continue // Roe added that, despite Doe's words on it, “…”
		}
		if c.noun && left >= 0 && an.anyWord(st, ui-1, ui, "as") && (judging.has(st.cues[left].verb.lemma) || st.cues[left].verb.lemma == "reject") && an.beforeOffice(st, c.src.from) == an.at(st, st.cues[left].unit) {
			continue // dismissed Roe's claim that he met it as “a myth”
		}
		if c.noun && left >= 0 && st.cues[left].verb.strong && an.anyWord(st, ui-1, ui, "is", "was", "are", "were") && ui-c.end > 3 && an.anyDone(st, c.end+1, ui-1) {
			continue // said that Roe's claim that he met it is “a myth”
		}
		if c.noun && left >= 0 && ui-c.end > 4 && (an.at(st, an.nameStart(st, c.src.from)-1).word == "comparing" || an.at(st, an.nameStart(st, c.src.from)-1).word == "likening") {
			continue // accused him of haste, comparing his claim to arguments “…”
		}
		if left >= 0 && st.cues[left].verb.strong && c.verb.weak && c.src.kind == aPronoun && c.src.from == st.cues[left].end+1 && an.anyWord(st, c.src.from-1, c.src.from, "that") && an.anyWord(st, c.src.from, c.src.to, "it", "this", "they") && voices[left].somebody() {
			continue // adding that it reflected “malice”
		}
		if c.passive && left >= 0 && st.cues[left].verb.strong && c.inverted && an.sourceEnd(c) == ui && c.src.from > st.cues[left].end && !an.at(st, c.unit-1).is(cAux) {
			continue // said the talks described by Doe “break the law”
		}
		if left >= 0 && st.cues[left].noun && c.verb.weak && c.src.kind == aPronoun && c.src.from >= st.cues[left].end {
			continue // Roe's claim that he had deemed her “true”
		}
		if c.noun && left >= 0 && !st.cues[left].verb.weak && an.anyWord(st, c.end, c.end+1, "about", "on") && an.auxBetween(st, c.end, ui) && !an.anyWord(st, ui-1, ui, "having", "being") {
			continue // told him that Roe's remark about it was “…”
		}
		if of := an.at(st, c.end); c.noun && of != nowhere && of.word == "of" && ui-c.end > 4 && !an.leadsTo(st, ui) {
			continue // his assertion of a right over papers on the “raid”
		}
		if left >= 0 && c.verb.weak && !st.cues[left].verb.weak && !(st.cues[left].src.who > 0 && c.src.kind == sameSubject && voices[ci].entity != voices[left].entity) && !an.anyWord(st, st.cues[left].end, c.unit, ";") && (ui-max(c.end, an.sourceEnd(c)) > 3 && !((naming.has(c.verb.lemma) || c.verb.lemma == "refer" || c.verb.lemma == "portray" && an.anyWord(st, ui-1, ui, "as")) && (c.src.kind == aName || c.src.kind == aDescriber) && an.leadsTo(st, ui)) || voices[ci].entity == voices[left].entity) {
			continue
		}
		if left >= 0 && st.cues[left].verb.strong && voices[left].entity >= 0 && (c.unsaid && c.verb.weak || !c.verb.strong && voices[ci].entity < 0 && voices[ci].score < 0.5) && c.src.from >= st.cues[left].end && !an.quotedIn(st, st.cues[left].end, c.unit) {
			continue // Roe said the news signaled “progress”
		}
		if left >= 0 && st.cues[left].verb.strong && voices[left].entity >= 0 && an.entities[voices[left].entity].person && voices[ci].entity < 0 && c.src.kind == aDescriber && c.src.from >= st.cues[left].end && !an.humanPhrase(st, c.src.from, c.src.to) && !an.quotedIn(st, st.cues[left].end, c.unit) && !an.anyWord(st, st.cues[left].end, c.unit, ",", ";", "and", "but") && embedded {
			continue // Roe said that the paper revealed a wish to “rule”
		}
		if left >= 0 && c.verb.weak && !naming.has(c.verb.lemma) && c.verb.lemma != "refer" && c.src.kind == aName && st.cues[left].verb.strong && !st.cues[left].unsaid && !st.cues[left].noun && voices[left].somebody() && embedded && c.src.from >= st.cues[left].end && c.src.from-st.cues[left].end < 5 && !an.anyWord(st, st.cues[left].end, ui, ",", ";", "and", "but") {
			continue // Roe said Doe supports an “urgent need”
		}
		if left >= 0 && (nested.has(c.verb.lemma) || !c.verb.strong && voices[ci].entity < 0 && c.src.kind == aDescriber && st.cues[left].verb.strong && !naming.has(c.verb.lemma) && embedded) && !st.cues[left].verb.weak && c.src.from >= st.cues[left].end && (voices[left].entity >= 0 && an.entities[voices[left].entity].person || voices[left].entity < 0 && voices[left].somebody()) && !an.anyWord(st, st.cues[left].end, c.unit, ",", ";", "and", "but") {
			continue // Roe told members the party offered “…”
		}
		if left >= 0 && an.willDo(st, c) && st.cues[left].verb.strong && !st.cues[left].unsaid && voices[left].somebody() {
			continue // Roe said her ministry will announce a tax, and “…”
		}
		if left >= 0 && c.src.kind == aName && an.place(&an.mentions[c.src.mention]) && ui-c.end > 2 && (voices[left].entity >= 0 && an.entities[voices[left].entity].person || voices[left].entity < 0 && an.onePerson(voices[left].words)) && !st.cues[left].noun {
			continue // Roe said the US had agreed after “…”
		}
		left = an.pastUnsaid(st, ci, ui)
	}
	if left >= 0 && !st.cues[left].noun {
		if m := an.turnsAway(st, st.cues[left].end, ui); m != nil {
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.7, rule: "subject"}} // Roe called it “late,” and Doe used it as proof of “haste”
		}
	}
	if left > 0 && st.cues[left].src.kind == aDescriber && an.anyWord(st, st.cues[left].src.to, st.cues[left].src.to+1, "that", "which", "who") && !an.directLike(fr) && ui-st.cues[left].end == 1 && an.anyWord(st, ui-1, ui, "it", "him", "her", "them") {
		if n := &st.cues[left-1]; naming.has(n.verb.lemma) && st.cues[left].src.from == n.end && voices[left-1].somebody() && !n.unsaid {
			return spoken{voice: voices[left-1].scaled("before", 0.9), cue: n} // called a paper that noted it “dumb”
		}
	}
	if left >= 0 && st.cues[left].src.who > 0 && st.cues[left].src.kind == aDescriber {
		c := &st.cues[left]
		one := c.src.to-c.src.from == 1 && an.anyWord(st, c.src.from, c.src.to, "someone", "somebody", "anyone", "anybody")
		answers := ui-c.end > 1 && an.anyWord(st, ui-1, ui, ",") && an.anyWord(st, c.src.from-2, c.src.from, "responding", "replying", "response")
		for ci := left - 1; ci >= 0 && (one || answers); ci-- {
			if !st.cues[ci].unsaid && !st.cues[ci].noun && voices[ci].somebody() {
				return spoken{voice: voices[ci].scaled("before", 0.9), cue: &st.cues[ci]} // said he is somebody who says, “…”
			}
		}
		if answers && st.topic >= 0 {
			return spoken{voice: voice{entity: st.topic, mention: an.nearest(si, st.topic), score: 0.75, rule: "topic"}} // joked in answer to a man who had asked, “…”
		}
	}
	if left >= 0 && st.cues[left].unsaid && st.cues[left].src.kind == sameSubject {
		// Roe said that by not saying “…” they were cowards: Roe's words.
		for ci := left - 1; ci >= 0; ci-- {
			if !st.cues[ci].unsaid && !st.cues[ci].noun && !st.cues[ci].verb.weak && voices[ci].somebody() {
				return spoken{voice: voices[ci].scaled("before", 0.8), cue: &st.cues[ci]}
			}
		}
	}
	if left >= 0 && !an.directLike(fr) && an.quotedBefore(st, st.cues[left].unit) && an.anyWord(st, st.cues[left].end, ui, "referring", "alluding", "reference") && !an.anyWord(st, ui-1, ui, "as") {
		return spoken{voice: nobody} // “…,” Roe said, referring to the “raid”
	}
	if left >= 0 && !an.directLike(fr) && an.anyWord(st, st.cues[left].end, ui, "hearing", "learning") && an.anyWord(st, st.cues[left].end, ui, "after", "upon") && !an.anyWord(st, st.cues[left].end, ui, ",", "that") {
		return spoken{voice: nobody} // said after hearing it could be a “raid”
	}
	if left >= 0 && !an.directLike(fr) && !st.cues[left].verb.strong && an.thoughElse(st, st.cues[left].end, ui) {
		return spoken{voice: nobody} // Roe repeated his call, though the board rejects a “tax”
	}
	if n, p := an.at(st, ui+1), an.at(st, ui-1); left >= 0 && judging.has(st.cues[left].verb.lemma) && !st.cues[left].inverted && p.poss && !p.is(cDet|cPronoun) && n != nowhere && n.class&^(cWords|cMedium|cOrg|cGroup) == 0 && !n.punct() && !an.directLike(fr) && ui-st.cues[left].end < 7 {
		return spoken{voice: nobody} // criticized Roe's “austerity” measures
	}
	if left >= 0 && an.rebuts(st, ui, &st.cues[left]) {
		return spoken{voice: nobody} // rebutted a report that it was “late”
	}
	if left >= 0 && (an.termOf(st, ui, &st.cues[left]) || an.policyTerm(st, ui) || an.barred(st, ui, &st.cues[left])) {
		return spoken{voice: nobody, none: true}
	}
	if n := len(st.cues) - 1; left >= 0 && n > left && thinking.has(st.cues[left].verb.lemma) && voices[n].somebody() && st.cues[n].src.kind != aPronoun && voices[n].entity != voices[left].entity {
		if _, tag := an.tagged(st); tag && st.cues[n].unit > ui {
			return spoken{voice: voices[n].scaled("later", 0.9), cue: &st.cues[n]} // Roe wants to “run” because he can, an aide said
		}
	}
	if left >= 0 && !an.directLike(fr) && an.anyWord(st, st.cues[left].end, ui, "for") && an.anyWord(st, ui-4, ui, "referring", "using", "uttering") {
		return spoken{voice: nobody} // rebuked him for using the word “thief”
	}
	if n := len(st.cues) - 1; left >= 0 && n > left && asksOnly.has(st.cues[left].verb.lemma) && st.cues[n].verb.lemma == "say" && !st.cues[n].inverted && voices[n].somebody() && an.anyWord(st, an.phraseStart(st, &st.cues[n])-1, st.cues[n].src.from, ",") && (an.endsClause(st, st.cues[n].end) || an.at(st, st.cues[n].end).is(cPrep|cDay|cTime)) && !an.quotedIn(st, ui+1, st.cues[n].unit) && !an.directLike(fr) {
		return spoken{voice: voices[n].scaled("later", 0.92), cue: &st.cues[n]} // Roe asked Doe to seek “options,” the board said
	}
	if left >= 0 {
		if v, ok := an.inner(si, ui, &st.cues[left]); ok {
			return spoken{voice: v}
		}
		if m := an.leadsColon(st, ui, &st.cues[left]); m != nil {
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.85 * an.sureness(m), rule: "colon/name"}}
		}
	}
	for k := ui - 1; left >= 0 && k > st.cues[left].end && ui-k < 9; k-- {
		if m := an.mentionAt(st, k-2); (an.at(st, k).word == "apologize" || an.at(st, k).word == "apologise") && an.anyWord(st, k+1, k+2, "for") && an.anyWord(st, k-1, k, "to") && an.person(m) && !an.tok(m.to-1).poss {
			return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.78, rule: "object"}} // called on Roe to apologize for saying “…”
		}
	}
	if v := an.at(st, ui-1); left >= 0 && st.cues[left].verb.weak && treated.has(v.word) && an.isPassive(st, ui-1) {
		return spoken{voice: nobody} // wants those who were deemed “unfit”
	}
	if left >= 0 && st.cues[left].verb.lemma == "deny" && !an.directLike(fr) {
		v := voices[left]
		v.score, v.rule = 0, "denied"
		return spoken{voice: v, cue: &st.cues[left]} // denied calling them “sheep”
	}
	if k := an.reportedBy(st, left); k > 0 && an.directLike(fr) && st.cues[k-1].verb.lemma == "say" && !st.cues[k-1].inverted && st.cues[k].unit-st.cues[k-1].end < 7 && !an.quotedBefore(st, st.cues[k].unit) && voices[k-1].entity >= 0 && an.anyWord(st, ui-1, ui, ":") {
		left = k - 1 // saying in a letter, according to a post by Doe: “…”
	}
	if left > 0 && st.cues[left].according && an.directLike(fr) && an.broadcaster(voices[left]) && an.anyWord(st, ui-1, ui, ":") {
		for ci := left - 1; ci >= 0; ci-- {
			if v := voices[ci]; v.entity >= 0 && an.entities[v.entity].person && !st.cues[ci].unsaid {
				left = ci // Roe called it a shame, according to KBXA: “…”
				break
			}
		}
	}
	if left >= 0 {
		c := &st.cues[left]
		by := 0.9
		gap := ui - max(c.end, an.sourceEnd(c))
		if gap <= 1 {
			by = 0.98
		} else if an.directLike(fr) {
			by = 0.93
		}
		beside := len(earlier) > 0 && earlier[len(earlier)-1].cue == c && !earlier[len(earlier)-1].none && earlier[len(earlier)-1].voice.score > 0.7
		switch {
		case c.verb.obj && gap > 2 && !an.directLike(fr) && an.timeBetween(st, max(c.end, an.sourceEnd(c)), ui):
			by = 0.4
		case beside && gap > 6:
			by = 0.85
		case c.verb.weak && gap > 10 && !an.leadsTo(st, ui), an.willDo(st, c) && embedded:
			by = 0.5
		case !c.verb.strong && gap > 6 && voices[left].entity < 0 && c.src.kind == aDescriber && !(judging.has(c.verb.lemma) && an.anyWord(st, ui-1, ui, "as")):
			by = 0.5
		case !c.verb.strong && gap > 6:
			by -= 0.1
		}
		return spoken{voice: voices[left].scaled("before", by), cue: c}
	}
	if m := an.toWhom(st, ui); m != nil && len(st.cues) == 0 {
		return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75 * an.sureness(m), rule: "to/name"}}
	}
	if m := an.aimedFor(st, ui); m != nil {
		return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75 * an.sureness(m), rule: "judges/name"}}
	}
	if told {
		return spoken{voice: nobody} // Told that he was “mad”, Roe left
	}
	if ui == 0 && an.directLike(fr) && last.heard && si-last.st == 1 && an.statements[last.st].para == st.para && an.anyWord(st, 1, 2, "but", "and", "while") {
		return spoken{voice: last.voice.scaled("floating", 0.9), float: true} // “…” but the other side said so too
	}
	if an.participle(st, 0) && an.title(fr) && strings.Contains(fr.Of(an.doc.Text), " ") && an.anyWord(st, ui-1, ui, "the") && !an.anyWord(st, 0, ui, ",") {
		return spoken{voice: nobody, none: true} // Harking back to the “Long Game,” he says
	}
	for ci := range st.cues {
		c := &st.cues[ci]
		start := min(c.unit, c.src.from)
		if start <= ui {
			continue
		}
		if strings.HasSuffix(fr.Of(an.doc.Text), ";") {
			break
		}
		p := an.at(st, start-1)
		if (an.askedIf(st, ui) || an.tagless(st, ui, c)) && !c.according {
			break // asked if it was “late,” Roe denied it
		}
		if c.according || p != nowhere && p.word == "," || st.quoted(start-1) {
			by := 0.9
			if c.src.kind == sameSubject && !an.directLike(fr) && strings.HasSuffix(voices[ci].rule, "subject") {
				by = 0.6 // Roe made public the “playbooks”, describing how
			}
			return spoken{voice: voices[ci].scaled("later", by), cue: c}
		}
		if c.src.kind == sameSubject {
			continue // “…” to call it torture, she said
		}
		break
	}
	if len(earlier) > 0 {
		if e := earlier[len(earlier)-1]; !e.none {
			return spoken{voice: e.voice.scaled("beside", 0.85), cue: e.cue, float: true}
		}
	}
	return an.floating(si, ui, last)
}

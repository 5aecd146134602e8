package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// listed reports whether only a conjunction and an article stand between unit ui
// and the fragment before it.
func (an *analysis) listed(st *statement, ui int) bool {
	joined := false
	for i := ui - 1; i >= 0 && ui-i < 4; i-- {
		if st.quoted(i) {
			return joined && !an.directLike(&an.frags[st.units[ui].frag])
		}
		t := an.at(st, i)
		switch {
		case t.word == "and" || t.word == "or":
			joined = true
		case t.word == "by" && an.anyWord(st, i-1, i, "followed"):
			return true
		case t.word != "a" && t.word != "an" && t.word != "the" && t.word != ",":
			return false
		}
	}
	return false
}

// namingBefore reports whether a token is a verb by which somebody calls a thing what follows.
func namingBefore(t *token) bool {
	return t != nowhere && (t.word == "as" || naming.has(verbs[t.word].lemma))
}

// terms are what words that are only spoken of are called.
var terms = wordSet("words terms phrases word term phrase labels buzzwords slogans")

var modals = wordSet("should must may might can could would will shall is was are were has had do does did not and or")

// longestTerm bounds the words between marks that are counted as a term, in bytes.
const longestTerm = 30

// findWorks fills an.works and an.repeated: what is told once to be a work's name is one wherever it stands.
func (an *analysis) findWorks() {
	an.works, an.repeated = map[string]bool{}, map[string]int{}
	for i := range an.frags {
		w := strings.Trim(an.frags[i].Of(an.doc.Text), ".,:; ")
		if len(w) > longestTerm {
			continue
		}
		if w = lower(w); len(w) < longestTerm {
			an.repeated[w]++
		}
	}
	for si := range an.statements {
		st := &an.statements[si]
		for ui := range st.units {
			if st.quoted(ui) && (an.work(st, ui) || an.onlyName(st, ui)) {
				an.works[an.called(&an.frags[st.units[ui].frag])] = true
			}
		}
	}
	delete(an.works, "")
}

// called is what a fragment of two words or more names, where it may be the name of a work; else empty.
func (an *analysis) called(fr *fragment) string {
	s := strings.TrimRight(lower(fr.Of(an.doc.Text)), ".,;:!? ")
	if !strings.Contains(s, " ") || !an.title(fr) {
		return ""
	}
	return s
}

// work reports whether the fragment at unit ui is what a film, show or book is
// called, wherever a cue stands: “…,” Roe said on Brix TV's “The Morning Hour”.
func (an *analysis) work(st *statement, ui int) bool {
	if of, author := an.at(st, ui-1), an.at(st, ui-2).word; of.word == "of" && (author == "author" || author == "co-author" || author == "authors") {
		return true // the author of “Red Sky: How Bakers Rise”
	}
	if !an.title(&an.frags[st.units[ui].frag]) {
		return false
	}
	if n := an.at(st, ui+1); n != nowhere && (screened.has(n.word) || works.has(n.word) || printedOn.has(n.word)) || strings.HasSuffix(strings.TrimRight(an.frags[st.units[ui].frag].Of(an.doc.Text), ",."), " Act") {
		return true // the “Red Sky” star; her bill, the “No Bread Act”
	}
	if a, b := an.at(st, ui-1), an.at(st, ui-2); a.word == "," && (papersBy.has(b.word) || works.has(b.word) || b.word == "ship" || b.word == "vessel" || b.word == "essay" || b.word == "piece" || an.anyWord(st, ui-6, ui-3, "piece", "essay", "paper")) && strings.Contains(an.frags[st.units[ui].frag].Of(an.doc.Text), " ") {
		return true // in a paper, “Bread and Work,” Roe argued
	}
	if n := an.at(st, ui+1); an.anyWord(st, ui-1, ui, "new", "proposed") && n != nowhere && n.class == 0 && !n.caps && !n.punct() && strings.Contains(an.frags[st.units[ui].frag].Of(an.doc.Text), " ") {
		return true // a proposed “Lawful Baker Card” scheme
	}
	if n := an.at(st, ui+1); n != nowhere && watching.has(n.word) && strings.Contains(an.frags[st.units[ui].frag].Of(an.doc.Text), " ") {
		return true // told “Red Morning” viewers
	}
	if n := an.at(st, ui+1); (bearers.has(n.word) || bearers.has(strings.TrimSuffix(n.word, "s")) || n.is(cPreRole) && screened.has(an.at(st, ui+2).word)) && an.lastCueFar(st, ui) {
		return true // a “Bread to Brix” bus tour
	}
	if an.anyWord(st, ui-1, ui, "on") && an.anyWord(st, ui-2, ui-1, "ads", "ad", "commercials", "spots", "advertisements") {
		return true // buy ads on “Red Morning”
	}
	words := strings.Fields(strings.TrimRight(lower(an.frags[st.units[ui].frag].Of(an.doc.Text)), ",."))
	if p := an.at(st, ui-1); len(words) > 1 && p != nowhere {
		switch last := words[len(words)-1]; {
		case (last == "show" || last == "tonight" || last == "hour" || last == "podcast") && !p.is(cSpeech):
			return true // “The Late Show”
		case (last == "morning" || last == "today" || last == "sunday" || last == "nation" || last == "press") && p.word == "on":
			return true // defended it on “Brix This Morning,” saying
		case p.word == "headlined" || p.word == "titled" || p.word == "entitled" || p.word == "stamped" || p.word == "marked":
			return true // in a piece headlined “Red Sky”
		case p.word == "in" && ui == 1 && an.mentionAt(st, ui+1) != nil:
			return true // In “Red Sky,” Roe argues
		case performed.has(p.word):
			return true // danced “Harbour Style”
		case p.poss && an.outletOf(an.mentionAt(st, ui-1)), p.word == "on" && an.lastCueFar(st, ui):
			return true // on ONN's “Red Morning”; asked Roe about it on “Red Morning”
		case p.word == "on" && (an.at(st, ui+1).is(cDay|cTime) || an.anyWord(st, ui+1, ui+2, "on") && an.at(st, ui+2).is(cDay)):
			return true // spoke on “Brix Reporting” Monday
		case p.word == "in" && (verbs[an.at(st, ui-2).word].lemma == "write" || an.at(st, ui-2).word == "published"), p.word == "with" && strings.HasPrefix(an.at(st, ui-2).word, "interview"):
			return true // wrote in “The Red Sky”
		case p.word == "air" || p.word == "airs" || p.word == "watch" || p.word == "watches" || p.word == "watching" || p.word == "host" || p.word == "hosts" || p.word == "stream":
			return true // will air “The Last Hour”
		case verbs[p.word].lemma == "read" && (an.personBetween(st, ui-2, ui-1) || an.anyWord(st, ui-2, ui-1, "he", "she", "they", "i", "we")):
			return true // Roe read “The Red Sky”
		case (p.word == "his" || p.word == "her" || p.word == "its" || p.word == "their") && an.lastCueFar(st, ui) && an.at(st, ui+1) != nowhere && !an.at(st, ui+1).punct():
			return true // to carry his “Salute to Brix” live
		}
	}
	if c, by := an.at(st, ui+1), an.at(st, ui+2); c != nowhere && by != nowhere && by.word == "by" && c.word == "," {
		return true // “Red Sky,” by Roe
	}
	if told, that := an.at(st, ui-1), an.at(st, ui+1); told != nowhere && verbs[told.word].lemma == "tell" && that != nowhere && (that.word == "that" || that.is(cTime|cDay|cPronoun) || that.word == "on" || that.name >= 0 && !an.ended(&an.frags[st.units[ui].frag])) {
		return true // told “Brix Sunday” that
	}
	if told := an.at(st, ui-1); told != nowhere && (told.word == "told" || told.word == "tells") && !an.isPassive(st, ui-1) && !strings.Contains(strings.TrimSpace(an.frags[st.units[ui].frag].Of(an.doc.Text)), " ") && an.quotedBefore(st, ui) {
		return true // “…,” Roe told “Hannity.”
	}
	if to, spoke := an.at(st, ui-1), an.at(st, ui-2); to != nowhere && spoke != nowhere && (to.word == "to" || to.word == "with") && verbs[spoke.word].lemma == "speak" {
		return true // spoke to “Variety”
	}
	if s := an.frags[st.units[ui].frag].Of(an.doc.Text); strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "’s") {
		return true // “Red Sky's” Jane Roe
	}
	if the, is := an.at(st, ui-1), an.at(st, ui+1); the != nowhere && is != nowhere && the.word == "the" && is.is(cAux) {
		return true // the “Brix Bullet” is late
	}
	if the := an.at(st, ui+1); the != nowhere && the.is(cDet) && strings.HasSuffix(an.frags[st.units[ui].frag].Of(an.doc.Text), ",") {
		for k := ui + 2; k < ui+5; k++ {
			if t := an.at(st, k); t == nowhere || t.is(cSpeech|cAux|cPrep) {
				break
			} else if works.has(t.word) {
				return true // “Red Sky,” the long-running series
			}
		}
	}
	if t, who := an.at(st, ui-1), an.at(st, ui-2); t != nowhere && who != nowhere && who.word == "who" && (t.word == "wrote" || t.word == "writes") {
		return true // Roe, who wrote “Red Sky,”
	}
	i := ui - 1
	if t := an.at(st, i); t != nowhere && (t.word == "the" || t.word == "a" || t.word == "an" || t.word == "'" || t.word == "’") {
		i--
	}
	t := an.at(st, i)
	for k := i - 1; t != nowhere && t.word == "," && k >= 0 && i-k < 6; k-- {
		if p := an.at(st, k); p == nowhere || p.punct() || p.is(cAux|cSpeech) && !works.has(p.word) {
			break
		} else if works.has(p.word) {
			return true // in a book on war, “Red Sky,”
		}
	}
	if t == nowhere || t.punct() {
		return false
	}
	for ci := range st.cues {
		if c := &st.cues[ci]; i <= c.end && i >= c.unit && !(t.word == "on" && c.verb.strong) && !(t.poss && c.verb.obj) {
			return false // called it “Fox News Lite”; warned of “Armageddon”
		}
	}
	if t.poss && (t.is(cDay|cTime) || t.name >= 0 && !an.entities[an.mentions[t.name].entity].person) {
		return true // Brix TV's “The Morning Hour”
	}
	if t.word == "on" || t.word == "in" || t.word == "from" || t.word == "of" || t.word == "with" {
		p := an.at(st, i-1)
		return p == nowhere && t.word == "on" || p != nowhere && (p.is(cSpeech) || p.name >= 0 || p.is(cTime|cDay) || t.word == "on" && (p.word == "me" || p.word == "us" || p.word == "him" || p.word == "her") || screened.has(p.word) || works.has(p.word) || t.word == "on" && p.is(cAdverb))
	}
	return false
}

// lastCueFar reports whether no verb of speech stands within three units before unit ui.
func (an *analysis) lastCueFar(st *statement, ui int) bool {
	ci := an.lastCue(st, ui)
	return ci < 0 || ui-st.cues[ci].end > 2
}

// printedOn are things that bear words: a “Red Sky” T-shirt.
var printedOn = wordSet("logo logos flag flags sign signs banner banners placard placards sticker stickers t-shirt t-shirts shirt shirts hat hats cap caps button buttons poster posters mug mugs tattoo bumper")

// screened are words for what people do or are in a work.
var screened = wordSet("tv television tape tapes fan fans aired airs airing broadcast show podcast film movie franchise album singer bandmate star stars starred starring appearance interview interviewed appeared appearing appears role host hosts hosted cast episode edition season finale creator director writer author anchor producer character roles winner actor actress sequel premiere version adaptation")

// floating says who speaks a fragment whose statement has no cue.
func (an *analysis) floating(si, ui int, last speaking) spoken {
	st := &an.statements[si]
	fr := &an.frags[st.units[ui].frag]
	bare := true
	for i := range st.units {
		if t := an.at(st, i); t != nowhere && !t.punct() && !(i == 0 && t.is(cAdverb|cConj)) {
			bare = false
			break
		}
	}
	if !bare {
		// A fragment in the reporter's own sentence: a title, irony, or the words of whom the sentence is about.
		if an.title(fr) {
			return spoken{voice: nobody, none: true}
		}
		if p := an.at(st, ui-1); p != nowhere && (p.word == ":" || (p.word == "-" || p.word == "—" || p.word == "–") && an.directLike(fr)) {
			// The mayor went further: “…”
			if m := an.mentionAt(st, ui-2); p.word == ":" && an.person(m) && !an.tok(m.to-1).poss {
				if by := an.beforeOffice(st, ui-2); by != nowhere && by.word == "by" && an.anyOfWords(st, an.nameStart(st, ui-2)-7, ui-2) {
					return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75, rule: "colon"}} // the promise given by Roe: “…”
				}
			}
			if t := an.at(st, ui-2); t != nowhere && p.word == ":" && (t.word == "asked" || t.word == "told" || t.word == "warned") && an.isPassive(st, ui-2) {
				return spoken{voice: nobody} // Roe was asked: “…”
			}
			if an.at(st, ui-2).is(cMedium) && an.anyWord(st, ui-5, ui-2, "found", "saw", "received", "got", "noticed", "finds", "sees") {
				return spoken{voice: nobody} // Roe found this notice: “…”
			}
			if v := an.wordsOf(si, ui); p.word == ":" && v.somebody() {
				return spoken{voice: v}
			}
			first := an.firstPhrase(st, ui-1)
			if v := an.announcedBy(si, first.from, ui); p.word == ":" && v.somebody() {
				return spoken{voice: v}
			}
			if h := an.at(st, 0); p.word == ":" && (h.word == "on" || h.word == "about" || h.word == "describing") && !an.auxBetween(st, 0, ui) {
				return spoken{voice: nobody} // On her rival, Jane Roe: “…”
			}
			if st.topic >= 0 {
				return spoken{voice: voice{entity: st.topic, mention: an.nearest(si, st.topic), score: 0.75, rule: "colon"}}
			}
			src := an.issuer(st, first)
			if src.kind == aName && p.word == ":" {
				if m := &an.mentions[src.mention]; m.entity >= 0 && (an.entities[m.entity].body || first.kind == aDescriber) {
					return spoken{voice: voice{entity: m.entity, mention: an.nameSpan(m), score: 0.7, rule: "colon"}}
				}
			}
			if src.kind == aDescriber && (an.humanPhrase(st, src.from, src.to) || an.anyMedium(st, src) || many(an.at(st, src.to-1))) && an.headCan(st, src) && p.word == ":" {
				tmp := cue{unit: src.to, src: src}
				return spoken{voice: an.describer(si, &tmp).scaled("colon", 0.8)}
			}
		}
		if st.topic >= 0 && an.usedWord(st, ui) {
			return spoken{voice: voice{entity: st.topic, mention: an.nearest(si, st.topic), score: 0.7, rule: "topic"}}
		}
		if ui == 0 && an.directLike(fr) && last.heard && si-last.st == 1 && an.statements[last.st].para == st.para {
			return spoken{voice: last.voice.scaled("floating", 0.85), float: true} // “…” to the rest of the country
		}
		if st.topic >= 0 {
			by := 0.4
			if an.directLike(fr) {
				by = 0.48
			} else if a, as := an.at(st, ui-1), an.at(st, ui-2); a != nowhere && as != nowhere && (a.word == "a" || a.word == "an") && as.word == "as" {
				if m := an.mentionAt(st, ui-3); (m == nil || m.entity != st.topic) && !an.isPassive(st, ui-3) {
					by = 0.6 // has gone after him as a “con artist”
				}
			}
			return spoken{voice: voice{entity: st.topic, mention: an.nearest(si, st.topic), score: by, rule: "topic"}}
		}
		if si > 0 && an.statements[si-1].para == st.para && an.statements[si-1].topic >= 0 && an.directLike(fr) {
			e := an.statements[si-1].topic
			return spoken{voice: voice{entity: e, mention: an.nearest(si-1, e), score: 0.45, rule: "topic before"}, float: true}
		}
		if last.heard && last.st >= 0 && an.statements[last.st].para == st.para {
			return spoken{voice: last.voice.scaled("paragraph", 0.45), float: true}
		}
		return spoken{voice: nobody, none: !an.directLike(fr)}
	}
	if v, ok := an.announced(si); ok {
		return spoken{voice: v, float: true}
	}
	if v := an.justIssued(si); v.somebody() {
		return spoken{voice: v, float: true}
	}
	if m, asks := an.questionTo(si - 1); asks && !an.isQuestion(st, ui) && (m != nil || last.voice.entity < 0 && an.onePerson(last.voice.words)) {
		return spoken{voice: nobody} // “Why?” a reporter asked Roe. “…”
	}
	if last.heard && last.st >= 0 {
		same := an.statements[last.st].para == st.para
		switch {
		case same && si-last.st == 1:
			return spoken{voice: last.voice.scaled("floating", 0.97), float: true}
		case same: // the reporter's own sentence stands between
			by := 0.5
			if last.voice.entity >= 0 && an.statements[si-1].topic == last.voice.entity {
				by = 0.85
			}
			return spoken{voice: last.voice.scaled("floating", by), float: true}
		case si-last.st == 1 && !strings.HasSuffix(last.voice.rule, "signed"): // a signature ends what is somebody's
			return spoken{voice: last.voice.scaled("next paragraph", 0.88), float: true}
		}
	}
	if si > 0 {
		if e := an.statements[si-1].topic; e >= 0 {
			by := 0.45
			if an.statements[si-1].para == st.para {
				by = 0.55
			}
			return spoken{voice: voice{entity: e, mention: an.nearest(si-1, e), score: by, rule: "topic before"}, float: true}
		}
	}
	return spoken{voice: nobody, float: true}
}

// anyOfWords reports whether one of units [from,to) is what words are given in: promise, letter, verdict.
func (an *analysis) anyOfWords(st *statement, from, to int) bool {
	for i := max(from, 0); i < to; i++ {
		if t := an.at(st, i); t.name < 0 && (t.is(cWords|cMedium) || announces.has(t.word) || verdicts.has(t.word)) {
			return true
		}
	}
	return false
}

// wordsOf says whose words stand behind the colon before unit ui, where a noun for them tells: "The verdict of Roe was blunt: “…”",
// "This brought a reply from the union: “…”". Nobody where none does.
func (an *analysis) wordsOf(si, ui int) voice {
	st := &an.statements[si]
	for k := ui - 2; k > 0 && ui-k < 16; k-- {
		if !an.anyWord(st, k, k+1, "of", "from", "by") || !an.anyOfWords(st, k-1, k) {
			continue
		}
		switch src := an.sourceRight(st, k+1); {
		case src.to > ui-1:
		case src.kind == aName && an.mentions[src.mention].entity >= 0 && !an.place(&an.mentions[src.mention]):
			m := &an.mentions[src.mention]
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8 * an.sureness(m), rule: "colon/name"}
		case src.kind == aDescriber && (an.humanPhrase(st, src.from, src.to) || many(an.at(st, src.to-1))):
			return an.describer(si, &cue{unit: src.to, src: src}).scaled("colon", 0.8)
		}
		break
	}
	return nobody
}

// headCan reports whether the noun of a noun phrase can speak: not "the implications of his study".
func (an *analysis) headCan(st *statement, s source) bool {
	for i := s.from + 1; i < s.to; i++ {
		if an.at(st, i).word == "of" {
			return an.at(st, i-1).is(cRole | cGroup | cKin | cSpokes | cOrg | cMedium | cWords)
		}
	}
	return true
}

// usedWord reports whether the fragment at unit ui is a phrase that somebody is
// told to have used: "Roe used the phrase “…”".
func (an *analysis) usedWord(st *statement, ui int) bool { return an.whereUsed(st, ui) > 0 }

// whereUsed returns the unit of the verb with which somebody is told to have used the fragment at unit ui; 0: none.
func (an *analysis) whereUsed(st *statement, ui int) int {
	t := an.at(st, ui-1)
	if t == nowhere || !phrases.has(t.word) {
		return 0
	}
	for k := ui - 2; k >= 0 && ui-k < 6; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() {
			return 0
		}
		if uses.has(t.word) {
			if b := an.at(st, an.pastAdverbs(st, k)-1); b != nowhere && !an.isPassive(st, k) && (b.name >= 0 || b.is(cPronoun|cRole|cConj)) {
				return k
			}
			return 0
		}
	}
	return 0
}

var (
	phrases = wordSet("phrase term word words expression epithet slur slogan mantra line description label moniker nickname")
	uses    = wordSet("used uses using uttered coined repeated invoked employed deployed")
)

// justIssued says who issued the statement or letter that the paragraph before
// statement si ends with, where it gives none of its words: "The ministry issued a statement."
func (an *analysis) justIssued(si int) voice {
	if si == 0 || an.statements[si-1].para == an.statements[si].para {
		return nobody
	}
	st := &an.statements[si-1]
	for k := range st.units {
		t := an.at(st, k)
		if t == nowhere {
			return nobody
		}
		if !letters.has(t.word) || t.name >= 0 || t.poss {
			continue
		}
		src := an.medium(st, k)
		if src.to == k+1 {
			continue
		}
		switch src.kind {
		case aName:
			m := &an.mentions[src.mention]
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75, rule: "issued"}
		case aDescriber:
			tmp := cue{unit: src.to, src: src}
			return an.describer(si-1, &tmp).scaled("issued", 0.8)
		}
	}
	return nobody
}

// inlineLabel returns the name that alone stands before the colon that leads in the
// fragment at unit ui: Roe: “…” Doe: “…”.
func (an *analysis) inlineLabel(st *statement, ui int) voice {
	if c := an.at(st, ui-1); c == nowhere || c.word != ":" || an.title(&an.frags[st.units[ui].frag]) {
		return nobody
	}
	m := an.mentionAt(st, ui-2)
	if m == nil || m.entity < 0 || an.tok(m.to-1).poss || m.to-m.from == 1 && alerts.has(an.toks[m.from].word) {
		return nobody
	}
	k := ui - 2 - (m.to - m.from)
	for t := an.at(st, k); t != nowhere && t.caps && t.name < 0 && t.is(cHonor|cRole); t = an.at(st, k) {
		k--
	}
	if t := an.at(st, k); k >= 0 && !st.quoted(k) && !(t != nowhere && an.dash(t)) {
		return nobody
	}
	return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.9, rule: "label"}
}

var alerts = wordSet("claim fact verdict new breaking watch read update updated exclusive live alert just")

// announced says who speaks a quotation that is a statement of its own where
// the paragraph before ends in a colon: The paper reported: ¶ “…”.
func (an *analysis) announced(si int) (voice, bool) {
	if si == 0 || an.statements[si-1].para == an.statements[si].para {
		return nobody, false
	}
	st := &an.statements[si-1]
	n := len(st.units)
	if t := an.at(st, n-1); t == nowhere || t.word != ":" {
		return nobody, false
	}
	for ci := len(st.voices) - 1; ci >= 0; ci-- {
		if v := st.voices[ci]; v.somebody() && !st.cues[ci].unsaid {
			return v.scaled("colon", 0.95), true
		}
	}
	if st.topic >= 0 {
		return voice{entity: st.topic, mention: an.nearest(si-1, st.topic), score: 0.7, rule: "colon"}, true
	}
	switch src := an.firstPhrase(st, n-1); src.kind {
	case aName:
		m := &an.mentions[src.mention]
		return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.7, rule: "colon"}, m.entity >= 0
	case aDescriber:
		if t := an.at(st, src.from); t.first && t.is(cSpeech) && verbs[t.word].form == base {
			break // Ask anybody, and it will go like this:
		}
		tmp := cue{unit: src.to, src: src}
		return an.describer(si-1, &tmp).scaled("colon", 0.75), true
	}
	return nobody, false
}

// directLike reports whether a fragment is a clause of its own rather than a
// few words inside the reporter's.
func (an *analysis) directLike(fr *fragment) bool {
	s := fr.Of(an.doc.Text)
	words := 0
	for i := fr.first; i < fr.last; i++ {
		if !an.toks[i].punct() {
			words++
		}
	}
	r, _ := utf8.DecodeRuneInString(s)
	end, _ := utf8.DecodeLastRuneInString(s)
	return words >= 3 && (unicode.IsUpper(r) || words > 7) && strings.ContainsRune(".,?!…—-", end) || words > 9
}

// title reports whether a fragment looks like the name of a work: each longer
// word has a capital, and nothing ends it.
func (an *analysis) title(fr *fragment) bool {
	if fr.last-fr.first > 40 {
		return false
	}
	words, caps := 0, 0
	for i := fr.first; i < fr.last; i++ {
		t := &an.toks[i]
		if t.punct() || t.is(cPrep|cDet|cConj) && !t.caps {
			continue
		}
		words++
		if t.caps || t.is(cNumber) {
			caps++
		}
		if words > caps || words > 12 {
			return false
		}
	}
	return words > 0
}

// outletOf reports whether a mention, which may be nil, is of who broadcasts or prints: ONN, the Brix Times.
func (an *analysis) outletOf(m *mention) bool {
	return m != nil && !an.somePerson(m) && (outlets.has(an.tok(m.to-1).word) || an.tok(m.from).allUp && strings.HasSuffix(an.tok(m.to-1).word, "n"))
}

// termOf reports whether the words at unit ui are a term that the verb of a cue only has to do with: "delivered a “prebuttal”",
// "support for a “Green Bread Deal”", "consider a “normal” level".
func (an *analysis) termOf(st *statement, ui int, c *cue) bool {
	if p := an.at(st, ui-1); c.verb.weak && c.src.kind == sameSubject && p.poss && !p.is(cPronoun|cDet) && p.name < 0 && !an.directLike(&an.frags[st.units[ui].frag]) {
		return true // outlining the board's “talking points”
	}
	if c.verb.lemma == "paint" && c.verb.form == past && ui == c.end {
		return true // painted “Bread Now” on a street
	}
	if !c.verb.weak || c.inverted || ui-c.end > 4 || !an.at(st, ui-1).is(cDet) || an.at(st, ui-1).is(cPronoun) {
		return false
	}
	fr := &an.frags[st.units[ui].frag]
	switch n := an.at(st, ui+1); c.verb.lemma {
	case "deliver":
		return ui == c.end+1 && !an.directLike(fr)
	case "consider":
		return ui == c.end+1 && !an.directLike(fr) && n.class == 0 && n != nowhere && !n.punct()
	case "express", "support", "back", "endorse", "oppose", "introduce", "hope", "want":
		return an.title(fr) && strings.Contains(strings.TrimSpace(fr.Of(an.doc.Text)), " ")
	}
	return false
}

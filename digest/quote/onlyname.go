package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// called are participles before what somebody or something is called.
var called = wordSet("released known nicknamed titled entitled dubbed billed identified codenamed code-named styled")

var works = wordSet("exercise exercises operation spoof comedy thriller parody anthem sketch trilogy history biography autobiography thesis draft manuscript documentary film movie book novel song album show series play poem painting opera musical sitcom hit single program programme spin-off spinoff sequel prequel miniseries podcast memoir bestseller best-seller ballad anthem blockbuster thriller soap drama comedy ad ads advert commercial")

// onlyName reports whether the fragment at unit ui is what something is called
// by nobody in particular: "known as “fursonas”", "nicknamed the “king”".
func (an *analysis) onlyName(st *statement, ui int) bool {
	i := ui - 1
	for t := an.at(st, i); t != nowhere && (t.word == "the" || t.word == "a" || t.word == "an" || t.word == "as" || t.word == "only" || t.word == "simply"); t = an.at(st, i) {
		i--
	}
	t := an.at(st, i)
	if an.remarked(st, ui) {
		return true
	}
	if t.word == "to" && an.anyWord(st, i+1, i+2, "as") && an.anyWord(st, i-1, i, "referred") && (an.anyWord(st, i-2, i-1, ",") || an.at(st, i-2).is(cAdverb)) {
		return true // a price tag, referred to as a “score,”
	}
	for k := i - 1; an.anyWord(st, i+1, i+2, "as") && k > i-6 && !an.at(st, k).punct(); k-- {
		if an.anyWord(st, k, k+1, "known") {
			i, t = k, an.at(st, k) // known inside the ministry as the “paint file”
		}
	}
	if q := an.at(st, ui-2); an.anyWord(st, ui-1, ui, ":") && works.has(q.word) && an.title(&an.frags[st.units[ui].frag]) {
		return true // in Roe's book: “Red Sky”
	}
	if told := an.at(st, ui-1); an.title(&an.frags[st.units[ui].frag]) && an.severalWords(st, ui) && (verbs[told.word].lemma == "tell" || told.poss && told.name >= 0 && verbs[an.before(st, ui-1).word].lemma == "tell") {
		return true // told “Brix This Morning”, told KBRX's “New Day”
	}
	if t != nowhere && works.has(t.word) && i == ui-1 && an.title(&an.frags[st.units[ui].frag]) {
		return true // the film “Red Sky”
	}
	if p := an.at(st, i-1); t != nowhere && (t.word == "called" || t.word == "named") && p != nowhere && !p.caps && p.name < 0 && p.is(cGroup|cOrg|cRole) && an.at(st, an.nounPhrase(st, i-1)).is(cDet) && an.title(&an.frags[st.units[ui].frag]) {
		return true // a group called “We the Bakers”
	}
	if p := an.at(st, i-1); t != nowhere && (t.word == "called" || t.word == "named") && p != nowhere && !p.caps && p.name < 0 && p.class&^(cMedium|cWords) == 0 {
		return bearers.has(p.word) || !an.directLike(&an.frags[st.units[ui].frag]) || an.title(&an.frags[st.units[ui].frag]) // a plan called “Build”
	}
	if p := an.at(st, i-1); p != nowhere && (p.name >= 0 && !p.poss || p.is(cPronoun) && !p.is(cDet|cRelative)) {
		return false // whom Roe dubbed “Fox”
	}
	return t != nowhere && called.has(t.word) && (!an.directLike(&an.frags[st.units[ui].frag]) || an.title(&an.frags[st.units[ui].frag])) && !an.anyWord(st, ui+1, ui+2, "by")
}

// keyed are verbs for what is done to a key or a link.
var keyed = wordSet("hit hits hitting press presses pressed pressing click clicks clicked clicking tap taps tapped tapping ticked swiped")

// keys are what is on keys and buttons.
var keys = wordSet("reply forward send delete enter like share pause play stop record mute submit buy order print save subscribe snooze escape refresh cancel accept continue install download unsubscribe unfollow follow block search start close open publish post retweet")

// remarked reports whether the marks of the fragment at unit ui only set off a word of the reporter's:
// 'Latin for “truth”', 'what it “should” be', 'seen as his “turf”', 'so-called “drinks”'.
func (an *analysis) remarked(st *statement, ui int) bool {
	w := strings.Trim(lower(an.frags[st.units[ui].frag].Of(an.doc.Text)), ".,:; ")
	p, q := an.at(st, ui-1), an.at(st, ui-2)
	if m := an.mentionAt(st, ui+1); m != nil && m.to-m.from > 1 && an.given(m.from) && st.units[ui+1].tok == m.from && an.title(&an.frags[st.units[ui].frag]) && !strings.Contains(w, " ") && !strings.HasSuffix(an.frags[st.units[ui].frag].Of(an.doc.Text), ",") && !strings.ContainsAny(w, "!?") {
		return true // “Dirty” Den Roe
	}
	fr := &an.frags[st.units[ui].frag]
	n := an.at(st, ui+1)
	if v := an.at(st, ui+1).word; (p.word == "vote" || p.word == "voted" || p.word == "voting" || v == "vote" || v == "votes") && (w == "yes" || w == "no" || w == "present" || w == "aye" || w == "nay") {
		return true
	}
	if p != nowhere && q != nowhere && p.word == "for" && (q.is(cDemonym) || q.word == "latin" || q.word == "arabic" || q.word == "hebrew") && q.caps {
		return true // Latin for “of the salt”
	}
	if _, last, _ := strings.Cut(w, " "); p.name >= 0 && bearers.has(last) && an.byPrepTo(st, ui) {
		return true // At a Brix Party “unity rally”
	}
	if (p.word == "phrase" || p.word == "saying") && an.anyWord(st, ui-5, ui, "play", "pun", "riff", "twist") || p.word == "username" || p.word == "pseudonym" || p.word == "alias" || p.word == "expression" || p.word == "proverb" || p.word == "idiom" || p.word == "adage" {
		return !an.anyWord(st, ui-5, ui, "used", "uses", "using", "use", "coined", "repeated", "invoked", "cited", "quoted")
	}
	if (p.word == "slogan" || p.word == "banner" || p.word == "motto") && q.is(cDet) && an.anyWord(st, ui-3, ui-2, "under", "with", "on", "behind") {
		return true // ran under the slogan “Bread for all”
	}
	if p != nowhere && p.word == "the" && n != nowhere && (n.word == "question" || n.word == "label" || n.word == "issue" || n.word == "factor" || n.word == "debate") && !an.directLike(fr) {
		return true // asked the “too salty” question
	}
	if an.title(fr) && !strings.Contains(w, " ") && (malware.has(n.word) || malware.has(an.at(st, ui+2).word)) && p.is(cDet) || p.word == "answered" && q.word == "who" {
		return true // the “Moonrat” cyber attack; whoever answered “no”
	}
	if an.title(fr) && strings.Contains(w, " ") && p.word == "to" && an.anyWord(st, ui-4, ui-1, "compared", "likened", "compares", "likens", "comparing", "likening") {
		return true // compared it to “Game of Cakes”
	}
	if (p.word == "word" || p.word == "phrase" || p.word == "term") && q.is(cDet) && an.anyWord(st, ui-4, ui-2, "used", "use", "said", "uttered", "using") && an.anyWord(st, ui-6, ui-3, "never", "not", "without") {
		return true // had never used the word “fraud”
	}
	if (keyed.has(p.word) || p.word == "on" && keyed.has(q.word)) && keys.has(w) {
		return true // hit “reply”
	}
	if d := an.at(st, ui-2); p.word == "the" && d.punct() && n.punct() && (an.dash(d) && an.dash(n) || d.word == "(" && n.word == ")") && strings.Count(w, " ") < 3 && !an.directLike(fr) {
		return true // House Bill 2 — the “bread bill” — which
	}
	if strings.HasPrefix(w, "http") || strings.HasPrefix(w, "www.") {
		return true
	}
	if an.title(fr) && strings.Contains(w, " ") && p.word == "like" && (q.word == "reads" || q.word == "sounds" || q.word == "looks" || q.word == "feels" || q.word == "read") {
		return true // reads like “Red Sky”
	}
	if d := an.at(st, ui+2); n != nowhere && an.dash(n) && !an.ended(fr) && strings.Count(w, " ") < 2 && (d.word == "the" || d.word == "a" || d.word == "an" || d.is(cGroup)) && !an.directLike(fr) && !p.is(cSpeech) {
		return true // easy for “navigators” — the groups that help
	}
	if strings.Count(w, " ") < 2 && an.repeated[w] > 2 && an.lastCueFar(st, ui) && !an.ended(fr) {
		return true // the “nones” rose, many “nones” are
	}
	if verbs[p.word].lemma == "describe" && n.word == "as" {
		return true // describes “the Fox” as a friend
	}
	if v := an.at(st, ui+2); p.word == "phrase" && q.is(cDet) && (n.is(cAux) && (v.word == "used" || v.word == "coined") || n.word == "appeared" || n.word == "appears" || n.word == "occurs") {
		return true // The phrase “game changer” was used
	}
	if (n.word == "law" || n.word == "laws" || n.word == "statute" || n.word == "amendment" || n.word == "provision") && !an.directLike(fr) && !p.poss && !p.is(cSpeech|cPronoun) && an.lastCueFar(st, ui) {
		return true // the “stand your ground” law
	}
	if d := an.at(st, ui+2); n != nowhere && an.dash(n) && d.is(cDet) && p.is(cDet) && an.title(fr) {
		for k := ui + 3; k < ui+7; k++ {
			if an.at(st, k).is(cOrg | cGroup) {
				return true // the “White Helmets” – a volunteer organization
			}
		}
	}
	if p.word == "meaning" && (q.word == "phrase" || q.word == "word" || q.word == "term" || q.word == "expression" || q.word == "name") {
		return true // a Latin phrase meaning “so it is”
	}
	if p != nowhere && (p.word == "means" || p.word == "meaning") && an.anyWord(st, ui-3, ui-1, "which", ",") && !an.directLike(fr) {
		return true // Brix, which means “truth of the sea”
	}
	if !namingBefore(p) && (coined[w] || strings.HasPrefix(w, "gang of ") || p != nowhere && strings.HasSuffix(w, "gate") && len(w) > 6 && an.title(fr) && !strings.Contains(w, " ")) {
		return true // groups called “super PACs”
	}
	if len(w) == 1 && w != "i" {
		return true // an “R” next to the name
	}
	if raw := fr.Of(an.doc.Text); !strings.Contains(w, " ") && an.title(fr) && (firstNameSex(w) != unknownGender || classes[w]&(cMale|cFemale) != 0) && classes[w]&^(cMale|cFemale) == 0 && !strings.ContainsAny(raw, "!?") && p != nowhere && !p.punct() && !p.is(cSpeech) {
		return true // a girl by the name of “Jane”
	}
	if p != nowhere && !p.is(cSpeech) && strings.Count(w, " ") < 2 && strings.HasSuffix(fr.Of(an.doc.Text), ",") && n != nowhere && (n.word == "who" || n.word == "which" && !strings.Contains(w, " ") && an.lastCueFar(st, ui)) && (p.class&^cSpeech == 0 || p.is(cDet) || q != nowhere && q.is(cDet) && p.class == 0) {
		return true // the young “invincibles,” who must
	}
	if p != nowhere && (p.word == "word" || p.word == "term" || p.word == "nickname" || p.word == "moniker") && q != nowhere && q.is(cDet) && !an.usedWord(st, ui) && !an.directLike(fr) {
		return true // came down to the word “other”
	}
	if p != nowhere && (p.word == "a" || p.word == "an" || p.word == "the") && n != nowhere && n.class == 0 && !n.caps && (strings.HasSuffix(n.word, "ed") || pasts.has(n.word)) && an.lastCueFar(st, ui) && strings.Count(w, " ") < 3 {
		return true // when a “gang” banded together
	}
	if p != nowhere && q != nowhere && (p.word == "with" && (q.word == "charged" || q.word == "indicted") || p.word == "of" && (q.word == "convicted" || q.word == "guilty" || q.word == "instead")) {
		return true // charged with “conspiring to defraud”
	}
	switch {
	case p == nowhere || strings.Count(w, " ") > 2:
		return false
	case modals.has(w):
		return true
	case p.word == "so-called" || p.word == "self-identified":
		return true
	case q != nowhere && terms.has(q.word) && (p.word == "like" || p.word == ":"), q != nowhere && p.word == "as" && q.word == "such" && an.anyWord(st, ui-3, ui-2, "words", "terms", "phrases"):
		return true
	case terms.has(p.word) && an.anyWord(st, ui-4, ui-1, "feature", "features", "bear", "bears", "bore", "contain", "contains", "carry", "carries", "include", "includes", "included"):
		return true
	case p.word == "the" && q != nowhere && q.word == "," && an.at(st, ui+1) != nowhere && !an.at(st, ui+1).punct() && !an.at(st, ui+1).caps && an.at(st, ui+1).class&^(cWords|cMedium|cOrg|cMale|cFemale) == 0 && !strings.ContainsAny(w, " "):
		return true // the Road Act, the “fast-track” bill
	case (p.word == "was" || p.word == "is" || p.word == "were" || p.word == "are") && an.wordWas(st, ui-1):
		return true // the first word for her was “thief”
	case an.anyWord(st, ui+1, ui+2, "meant", "means") && !an.directLike(&an.frags[st.units[ui].frag]):
		return true
	}
	if an.anyWord(st, ui-3, ui, "been", "become") && an.anyWord(st, ui-3, ui, "called", "dubbed", "termed", "known") && an.anyWord(st, ui-6, ui-2, "what", "what's", "which") && !an.anyWord(st, ui+1, ui+2, "by") {
		return true // what's been called the “dark web”
	}
	switch {
	case strings.HasSuffix(w, "ly") && !strings.Contains(w, " ") && p.is(cSpeech) && !verbs[p.word].strong:
		return true
	}
	for k := ui - 1; k > 0 && ui-k < 5; k-- {
		if t, s := an.at(st, k), an.at(st, k-1); t != nowhere && s != nowhere && t.word == "as" && (s.word == "seen" || s.word == "regarded" || s.word == "viewed") {
			return !an.anyWord(st, ui+1, ui+2, "by")
		}
	}
	return false
}

// stated are participles before what somebody has called a thing of theirs.
var stated = wordSet("stated declared professed avowed self-declared")

var malware = wordSet("virus worm malware ransomware cyberattack cyber botnet")

var watching = wordSet("viewers listeners readers audience audiences correspondent crew")

// wordWas reports whether a word or phrase is the subject of the verb at unit i: "the top word for her was".
func (an *analysis) wordWas(st *statement, i int) bool {
	for k := i - 1; k > 0 && i-k < 7; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.is(cSub|cAux) && !t.is(cPrep) {
			return false
		}
		if t.word == "word" || t.word == "term" || t.word == "phrase" {
			return !an.anyWord(st, k-1, k, "his", "her", "their", "whose", "exact", "own") && !an.at(st, k-1).poss
		}
	}
	return false
}

// byPrepTo reports whether "at a" or the like leads in the words before unit ui.
func (an *analysis) byPrepTo(st *statement, ui int) bool {
	for k := ui - 1; k >= 0 && ui-k < 7; k-- {
		if t := an.at(st, k); t == nowhere || t.punct() || t.is(cAux|cSpeech) && t.name < 0 {
			return false
		} else if t.word == "at" || t.word == "after" || t.word == "during" {
			return an.at(st, k+1).is(cDet)
		}
	}
	return false
}

var performed = wordSet("danced dance dancing sang sing sings singing performed performing hummed strummed covered covering")

// bearers are things that have a name of their own: a “Bread to Brix” tour.
var bearers = wordSet("campaign platform event seminar panel lecture webinar tour bus rally initiative program programme conference summit project scheme fund exercise drill exhibition exhibit workshop gala contest competition tournament")

// coined are terms that the press sets between marks, whoever used them first.
var coined = map[string]bool{
	"super pac": true, "super pacs": true, "fiscal cliff": true, "sanctuary city": true, "sanctuary cities": true, "gang of six": true, "gang of eight": true, "dreamers": true,
	"birther": true, "birthers": true, "nuclear option": true, "dark money": true, "public option": true, "doughnut hole": true, "state of the union": true, "brexit": true, "war room": true, "cease and desist": true, "officer-involved shooting": true,
}

var (
	generations = wordSet("younger older elder")

	children = wordSet("son daughter grandson granddaughter nephew niece stepson stepdaughter")
	parents  = wordSet("father mother grandfather grandmother uncle aunt stepfather stepmother")
)

// ofGeneration is whom "the younger Roe", or the elder, means: of two bearers of the name the one who is said to be the
// other's child or parent; else nobody with a name, in those words.
func (an *analysis) ofGeneration(m *mention) voice {
	young := an.tok(m.from-1).word == "younger"
	surname, other := an.toks[m.from].word, -1
	n, who := 0, -1
	for e := range an.entities[:min(len(an.entities), mostSpelled)] {
		ent := &an.entities[e]
		if !ent.person || len(ent.words) < 2 || ent.words[len(ent.words)-1] != surname {
			continue
		}
		if n++; n > 2 {
			break
		}
		first := &an.mentions[ent.mentions[0]]
		child, parent := ent.suffix == "jr", ent.suffix == "sr"
		for k := first.from - 1; k >= 0 && first.from-k < 4; k-- {
			child = child || children.has(an.toks[k].word)
			parent = parent || parents.has(an.toks[k].word)
		}
		switch {
		case child && young, parent && !young:
			who = e
		case !child && !parent:
			other = e
		}
	}
	v := voice{entity: -1, words: text.Span{Start: an.tok(m.from - 2).Start, End: an.nameSpan(m).End}, mention: an.nameSpan(m), score: 0.8, rule: "name"}
	if who < 0 && n == 2 && other >= 0 {
		who = other
	}
	if n == 2 && who >= 0 {
		v.entity, v.words = who, text.Span{}
	}
	return v
}

// namesake returns the other bearer of a surname, in full the first word of a statement before si in its paragraph, where e,
// whom the bare surname means elsewhere, is not named: "Ann Roe spoke outside. Roe said". -1: none.
func (an *analysis) namesake(si, e int, surname string) int {
	for s := si - 1; s >= 0 && si-s <= 4 && an.statements[s].para == an.statements[si].para; s-- {
		st := &an.statements[s]
		if o := st.topic; o >= 0 && o != e && an.entities[o].person && len(an.entities[o].words) > 1 && an.entities[o].words[len(an.entities[o].words)-1] == surname && an.namedFirst(s, o) {
			return o
		}
		if an.namedIn(st, e, len(st.units)) {
			return -1
		}
	}
	return -1
}

// law reports whether a name is, or begins, that of a bill or a treaty: "the Prevention of Crime Bill".
func (an *analysis) law(m *mention) bool {
	i := m.to
	for i < len(an.toks) && i-m.to < 6 && (an.toks[i].caps || an.toks[i].word == "of" || an.toks[i].word == "and") && !an.toks[i].first {
		i++
	}
	w := an.tok(i - 1).word
	return (w == "bill" || w == "act" || w == "treaty") && (i > m.to || m.to-m.from > 1)
}

// namedFirst reports whether statement si begins with an entity's full name, its words of office aside.
func (an *analysis) namedFirst(si, e int) bool {
	st := &an.statements[si]
	for i := 0; i < 6 && i < len(st.units); i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() || !t.caps || t.is(cDet) {
			return false
		}
		if m := an.mentionAt(st, i); m != nil {
			return m.entity == e && m.to-m.from > 1 && !an.tok(m.to-1).poss
		}
	}
	return false
}

// kinOnly reports whether a person is named in full once, as whose kin another is, or as dead: "son of Otto Roe", "the late Otto Roe".
func (an *analysis) kinOnly(e int) bool {
	n, kin := 0, false
	for _, mi := range an.entities[e].mentions {
		m := &an.mentions[mi]
		if m.to-m.from < 2 {
			continue
		}
		if n > 0 && kin && m.from > 0 && an.tok(m.from-1).word == "and" && an.toks[m.from-min(m.from, 2)].name >= 0 {
			continue // Otto Roe and Ann Roe, after "his wife, Ann Roe"
		}
		if own, k := an.tok(m.from-min(m.from, 3)), an.tok(m.from-min(m.from, 2)); n == 0 && m.from > 2 && an.tok(m.from-1).word == "," && k.is(cKin) && owners.has(own.word) && an.tok(m.from-min(m.from, 4)).word == "and" {
			kin = true // Otto Roe and his wife, Ann Roe,
		}
		if n++; n > 1 {
			return false
		}
		for k := m.from - 1; k >= 0 && m.from-k < 8 && an.toks[k].para == an.toks[m.from].para && an.toks[k].name < 0 && an.toks[k].word != "."; k-- {
			if t := &an.toks[k]; t.is(cKin) && !t.poss && an.tok(k+1).word == "of" || t.word == "late" && an.tok(k-min(k, 1)).word != "of" && an.tok(k-min(k, 1)).is(cDet|cPrep) {
				kin = true
			}
		}
	}
	return n == 1 && kin
}

// farthestSubject bounds how many words back who has kin is looked for.
const farthestSubject = 40

// kinLater reports whether the one bearer of a surname is first named in full as kin of him or her whom the
// bare surname, which stands as mention bare or apart before, means: "Mr Roe spoke. He wrote to his father, Otto Roe".
func (an *analysis) kinLater(e int, bare *mention, apart bool, surname string) bool {
	if _, known := calledBy[surname]; known || len(an.entities[e].words) < 2 || len(an.entities[e].mentions) == 0 {
		return false
	}
	m := &an.mentions[an.entities[e].mentions[0]]
	if !apart && m.from < bare.from || m.from < 3 || m.to-m.from < 2 || an.tok(m.from-1).word != "," || !an.tok(m.from-2).is(cKin) {
		return false
	}
	if own := an.tok(m.from - 3).word; own != "his" && own != "her" {
		return false
	}
	for k := m.from - 4; k >= max(m.from-farthestSubject, 0) && an.toks[k].word != "." && an.toks[k].para == an.toks[m.from].para; k-- {
		if an.toks[k].name >= 0 {
			return false // Ann Roe wrote to her father, Otto Roe
		}
	}
	return true
}

// severalWords reports whether the fragment at unit ui is of two words or more.
func (an *analysis) severalWords(st *statement, ui int) bool {
	return strings.Contains(strings.TrimSpace(an.frags[st.units[ui].frag].Of(an.doc.Text)), " ")
}

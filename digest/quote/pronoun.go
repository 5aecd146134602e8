package quote

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// fits reports whether he or she may mean the entity.
func (an *analysis) fits(e int, word string) bool {
	ent := &an.entities[e]
	if ent.body && !ent.person || holy.has(ent.words[0]) {
		return false
	}
	switch word {
	case "he", "him", "his":
		return ent.gender != female
	case "she", "her":
		return ent.gender != male
	}
	return true
}

// reach bounds how far back a pronoun looks, in mentions and in statements.
const (
	reachMentions   = 60
	reachStatements = 14
)

// What each sign adds to a mention's weight of 1, or multiplies it by: chosen
// by 161 pronouns of Wikinews marked by hand, and by our own articles.
const (
	isTopic      = 4.0
	speaks       = 1.0
	speaksLast   = 4.0 // in the statement before, beside whom it is about
	speaksOn     = 4.0 // "…, Roe said. …, he added", or where nobody else was the subject
	spokenTo     = 0.1 // "Speaking to Roe, he …"
	isSubject    = 4.0
	introduced   = 1.0 // by full name, just now, to be heard
	apposed      = 3.0
	ownsIt       = 3.0 // "Roe's position has changed."
	quotedName   = 0.15
	sexKnown     = 1.2
	otherSex     = 0.3 // where one pronoun beside the name is of the other sex
	unproven     = 0.85
	modifies     = 0.3 // "Roe aides"
	oneWord      = 0.5 // perhaps no person's name at all: Payloom
	perStatement = 0.35
	perParagraph = 0.65
)

// goesOn are verbs of somebody who has spoken just now.
var goesOn = wordSet("added adds continued continues concluded")

// A field is the people whom a pronoun may mean, with the weight of each.
type field struct {
	who    [reachMentions]int
	weight [reachMentions]float64
	n      int
}

func (f *field) add(e int, w float64) {
	i := 0
	for i < f.n && f.who[i] != e {
		i++
	}
	if i == len(f.who) {
		return
	}
	if i == f.n {
		f.who[i], f.weight[i] = e, 0
		f.n++
	}
	f.weight[i] += w
}

// best is the heaviest, -1 where there is none, and how sure that is by the next.
func (f *field) best() (int, float64) {
	who, first, second := -1, 0.0, 0.0
	for i := range f.n {
		switch w := f.weight[i]; {
		case w > first:
			first, second, who = w, first, f.who[i]
		case w > second:
			second = w
		}
	}
	if who < 0 {
		return -1, 0
	}
	if first < faint {
		return who, unsure
	}
	return who, 0.50 + 0.45*(first-second)/(first+second+0.01)
}

// pronoun says whom he or she at a unit means, other than the entity but, and how sure that is. Each
// person named before is weighed by nearness, by being what its sentence is
// about or who speaks in it, and by sex; one whom the quoted words beside the
// pronoun name is hardly their speaker.
func (an *analysis) pronoun(si, ui int, t *token, but int) (int, float64) {
	st := &an.statements[si]
	pos := t.Start
	lo, hi := 0, len(an.mentions)
	for lo < hi {
		if mid := (lo + hi) / 2; an.tok(an.mentions[mid].from).Start < pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if e := an.onlyBearer(si-1, t.word); e >= 0 && e != but {
		return e, 0.75
	}
	if m := an.denies(si-1, st, ui); m != nil && m.entity >= 0 && m.entity != but && an.fits(m.entity, t.word) {
		return m.entity, 0.8
	}
	var f field
	inside, after, tagged := an.namedInside(st, lo), an.namedAfter(st, ui), an.tag(st, ui)
	add := func(e, s int, w float64) {
		ent := &an.entities[e]
		if w *= decay(si-s, st.para-an.statements[s].para); ent.gender != unknownGender {
			w *= sexKnown
		} else if lean := an.leans[e]; lean != unknownGender && t.is(cFemale) != (lean == female) {
			w *= otherSex
		} else if !ent.proven {
			if w *= unproven; len(ent.words) == 1 {
				w *= oneWord
			}
		}
		if slices.Contains(inside, e) {
			w *= quotedName
		}
		f.add(e, w)
	}
	opening, inClause, turned := an.opensParticiple(st), an.subjectBefore(st, ui), an.butWho(si-1)
	if v := an.at(st, ui+1); goesOn.has(v.word) {
		turned = nil
	}
	able := func(e int) bool {
		return e >= 0 && e != but && !slices.Contains(after, e) && an.entities[e].person && an.fits(e, t.word)
	}
	s := si
	for k := lo - 1; k >= 0 && lo-k <= reachMentions; k-- {
		m := &an.mentions[k]
		at := an.toks[m.from].Start
		for s >= 0 && si-s <= reachStatements && an.statements[s].Start > at {
			s--
		}
		if s < 0 || si-s > reachStatements {
			break
		}
		if !able(m.entity) {
			continue
		}
		near := &an.statements[s]
		w := 1.0
		switch {
		case an.toks[m.from].frag >= 0 || m.from > 0 && an.tok(m.from-1).word == "not":
			w = 0.15
		case an.tok(m.to - 1).poss:
			if w = 0.5; si-s <= 1 && an.ownsSubject(near, m) {
				w = ownsIt
			}
			if o := an.tok(m.to); o.name >= 0 && an.place(&an.mentions[o.name]) {
				w = 0.15 // Roe's Ostra
			}
			if n := m.to; n < len(an.toks) && an.tok(n).is(cWords|cMedium) {
				if w = 4; near.topic >= 0 && near.topic != m.entity && able(near.topic) {
					w = 1 // Doe shot down Roe's argument
				}
			}
		}
		if before := an.beforeMention(m); s < si && an.toks[m.from].frag < 0 && (naming.has(verbs[before.word].lemma) || blames.has(verbs[before.word].lemma)) && before.is(cSpeech) && verbs[before.word].form != ing {
			w *= spokenTo // He called Roe a liar
		}
		if n := an.tok(m.to); an.tok(m.from-min(m.from, 1)).word == "the" && m.from > 0 && n.class == 0 && !n.caps && !n.punct() && n.name < 0 && !an.tok(m.to-1).poss {
			continue // after the Roe nightclub shooting
		}
		if with := an.withKin(m); with {
			w *= spokenTo // Doe came with her cousin, Jane Roe
		}
		if n := an.tok(m.to); !n.caps && n.is(cRole|cGroup|cSpokes) && n.class&cSpeech == 0 && n.name < 0 && an.tok(m.to+1).name < 0 && !an.tok(m.to-1).poss && n.frag == an.toks[m.from].frag {
			w *= modifies // Roe aides
			add(m.entity, s, w)
			continue
		}
		if s < si && strings.HasSuffix(near.Of(an.doc.Text), "?") || an.dead(m) {
			w *= spokenTo // But what if Roe wins?
		}
		if s == si && an.wordBefore(m, "whether", "if") && m.from > 0 && !an.anyWord(st, ui-1, ui, "which") {
			w *= spokenTo // Asked whether Roe had seen it, he
		}
		spoken := s == si && opening
		if spoken || an.interviewer(m) || s == si && an.besideTopic(m) {
			w *= spokenTo
		}
		leads := s == si && !spoken && an.leads(st, m) && !an.wordBefore(m, "whether")
		if first := an.at(st, 0); s == si && st.topic >= 0 && (an.leadsIn(st) || first != nowhere && first.is(cPrep) && an.namedIn(st, st.topic, ui)) {
			leads = m.entity == st.topic // While Doe looked on, Roe smiled
		}
		if leads || s == si && m == inClause {
			w += isSubject
		}
		if s == si && m == inClause {
			w += isSubject // nearer than whom the statement is about
		}
		if s == si && an.tok(m.to-1).poss && st.topic >= 0 && st.topic != m.entity && able(st.topic) && an.namedIn(st, st.topic, ui) {
			w = min(w, 0.5) // Roe's order barred it, but Doe could sell it, and he
		}
		if tagged && s == si {
			w = min(w, quotedName) // Roe's task was to wait, he said
		}
		if m == turned {
			w += isTopic + isSubject // Doe was cross, but Jane Roe sees hope
		}
		if ent := &an.entities[m.entity]; ent.mentions[0] == k && si-s <= 3 && st.para-near.para <= 1 && m.to-m.from > 1 && (leads || near.topic == m.entity) {
			w += introduced
		}
		if ent := &an.entities[m.entity]; ent.mentions[0] == k && s == si-1 && m.to-m.from > 1 && !m.role.Empty() && m.role.Start > an.toks[m.from].Start {
			w += apposed // "… concerns Jane Roe, the treasurer."
		}
		if n := an.tok(m.to); s == si-1 && (an.dash(n) || strings.HasSuffix(n.word, "ing") && n.name < 0) && an.beforeMention(m).word == "with" && !an.interviewer(m) {
			w += speaksLast // it has grown, with Roe — who is rich — calling for it
		}
		if s < si && an.unended(near) {
			w *= spokenTo // … what they read Jane Roe, senator
		}
		add(m.entity, s, w)
	}
	for s := si - 1; s >= 0 && si-s <= reachStatements; s-- {
		near := &an.statements[s]
		if able(near.topic) {
			w := isTopic
			if s == si-1 && turned != nil && turned.entity != near.topic {
				w *= 0.25
			}
			if strings.HasSuffix(near.Of(an.doc.Text), "?") || an.died(near) || an.unended(near) {
				w *= spokenTo
			}
			add(near.topic, s, w)
		}
		if able(near.speaker) {
			w := speaks
			if v := an.at(st, ui+1); s == si-1 && (v != nowhere && goesOn.has(v.word) || near.topic < 0 || !an.entities[near.topic].person) {
				w = speaksOn
			}
			if s == si-1 && near.para == st.para && near.topic != near.speaker && an.quotedIn(near, len(near.units)-2, len(near.units)) {
				w = speaksOn + isTopic // “…,” Roe said of Doe, “…” He added
			}
			add(near.speaker, s, w)
		}
		if n := len(near.voices); n > 1 && s == si-1 {
			if e := near.voices[n-1].entity; e != near.topic && able(e) && near.cues[n-1].src.kind == aName && !near.cues[n-1].unsaid {
				add(e, s, speaksLast)
			}
		}
	}
	who, sure := f.best()
	if who >= 0 && an.oneOfTwo(si, lo, who, able) {
		sure = min(sure, unsure)
	}
	if who >= 0 && si > 0 && an.campOf(&an.statements[si-1]) == who {
		sure = min(sure, unsure) // Roe's camp made it clear. “…,” he said
	}
	if who >= 0 && si > 0 && an.eitherBearer(&an.statements[si-1], t.word) {
		sure = min(sure, unsure) // Roe, of two Roes, …
	}
	if who >= 0 && sure >= tellsSex && an.entities[who].gender == unknownGender {
		// Who is surely "she" here is no "he" further on.
		an.entities[who].gender = male
		if t.is(cFemale) {
			an.entities[who].gender = female
		}
	}
	return who, sure
}

// newcomer reports whether the paragraph of statement si, before words, brings in whom they mean: "the woman" of "a cashier".
func (an *analysis) newcomer(si int, words text.Span) bool {
	head, _ := an.headOf(words)
	if head == nowhere {
		return false
	}
	from := si
	for from > 0 && si-from < 8 && an.statements[from-1].para == an.statements[si].para {
		from--
	}
	for i := an.tokenFrom(words.Start) - 1; i > 0 && an.toks[i].Start >= an.statements[from].Start; i-- {
		t := &an.toks[i]
		if t.word != head.word && !(head.is(cFemale|cMale) && agent(t.word)) || t.frag >= 0 || t.poss || t.name >= 0 {
			continue
		}
		for k := i - 1; k >= 0 && i-k < 4 && !an.toks[k].punct(); k-- {
			if w := an.toks[k].word; w == "a" || w == "an" || w == "another" {
				return true
			}
		}
	}
	return false
}

// otherSexed returns the person whom the statement before si, of its paragraph, brings in by their full name and is about, and
// nobody else is named: whom its he or she means where only their second given name is of that sex, Mai Ahmad Fati. -1: none.
func (an *analysis) otherSexed(si, ci int) int {
	if si == 0 || ci > 0 || an.statements[si-1].para != an.statements[si].para {
		return -1
	}
	st, e := &an.statements[si-1], an.statements[si-1].topic
	if e < 0 || !an.entities[e].person || !an.namedIn(st, e, len(st.units)) || an.entities[e].gender != an.sexByName(&an.entities[e]) {
		return -1
	}
	m := &an.mentions[an.entities[e].mentions[0]]
	if m.gender != unknownGender || an.toks[m.from].Start < st.Start {
		return -1
	}
	other := false // whether a second given name is of the other sex
	for k := m.from + 1; k < m.to-1; k++ {
		g := firstNameSex(an.toks[k].word)
		other = other || g != unknownGender && g != an.entities[e].gender
	}
	if !other {
		return -1
	}
	for i := an.mentionFrom(st.Start); i < len(an.mentions) && an.toks[an.mentions[i].from].Start < an.statements[si].End; i++ {
		if o := an.mentions[i].entity; o != e && o >= 0 && an.entities[o].person {
			return -1
		}
	}
	return e
}

// heads are who leads a body: nobody who is said to be one is "the president" or "the judge".
var heads = wordSet("director commissioner judge justice attorney president chairman chairwoman")

// officeElse reports whether words mean who holds an office of state, and the entity is said to hold another: "the president", a mayor.
func (an *analysis) officeElse(words text.Span, e int) bool {
	head, _ := an.headOf(words)
	if e < 0 || head == nowhere || !an.speaksOf(an.entities[e].role, posts) && !an.speaksOf(an.entities[e].role, heads) {
		return false
	}
	office := officeOf(head.word)
	prime := office == "minister" && an.tok(an.tokenFrom(head.Start)-1).word == "prime"
	return (stateOffices.has(office) || office == "premier" || office == "judge" || office == "chief" || prime) && !an.holdsOffice(an.entities[e].role, office)
}

// butWho returns the full name, new to the text, that is the subject of the last clause of statement si, behind "but". Nil: none.
func (an *analysis) butWho(si int) *mention {
	if si < 0 {
		return nil
	}
	st := &an.statements[si]
	for b := len(st.units) - 3; b > 2 && len(st.units)-b < longestTurn; b-- {
		if !an.anyWord(st, b, b+1, "but") {
			continue
		}
		at := an.pastOffice(st, b+1)
		m := an.mentionAt(st, at)
		if !an.person(m) || an.tok(m.to-1).poss || !an.acts(st, at+m.to-m.from) {
			return nil
		}
		if n := len(st.voices) - 1; (m.to-m.from < 2 || &an.mentions[an.entities[m.entity].mentions[0]] != m) && (n < 0 || st.voices[n].entity != m.entity || st.cues[n].unit < b) {
			return nil // named before, and says nothing here
		}
		return m
	}
	return nil
}

// subjectBefore returns the name that is the subject of the clause which "when he", at unit ui, goes on with: "much like
// his rival, Jane Roe, was hurt when she said". Nil: none is told.
func (an *analysis) subjectBefore(st *statement, ui int) *mention {
	if !an.anyWord(st, ui-1, ui, "when", "because", "after", "where") {
		return nil
	}
	for k := ui - 2; k > 0 && ui-k < 18; k-- {
		t := an.at(st, k)
		if t == nowhere || t.is(cRelative) || t.word == ";" {
			return nil
		}
		m := an.mentionAt(st, k)
		if m == nil || m.entity < 0 || an.tok(m.to-1).poss {
			continue
		}
		n := an.at(st, k+1)
		if n != nowhere && n.word == "," {
			n = an.at(st, k+2)
		}
		if n == nowhere || !n.is(cAux) || !an.entities[m.entity].person {
			return nil
		}
		return m
	}
	return nil
}

// unended reports whether no mark ends a statement, as under a picture.
func (an *analysis) unended(st *statement) bool {
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(st.Of(an.doc.Text), " \n"))
	return unicode.IsLetter(end) || unicode.IsDigit(end)
}

// besideTopic reports whether a mention is the subject of what is told by the way of a thing: "On Ostra, a country that Roe has seen, he".
func (an *analysis) besideTopic(m *mention) bool {
	i := m.from - 1
	for i > 0 && an.toks[i].caps && an.toks[i].is(cRole|cHonor) {
		i--
	}
	if i < 3 || an.toks[i].word != "that" && an.toks[i].word != "which" && an.toks[i].word != "whom" {
		return false
	}
	return an.tok(i-2).is(cDet) && an.tok(i-3).word == "," && an.tok(i-1).name < 0
}

// beforeMention is the token before a name and its words of office.
func (an *analysis) beforeMention(m *mention) *token {
	i := m.from - 1
	for i > 0 && an.toks[i].is(cHonor|cRole|cPreRole) && an.toks[i].class&cSpeech == 0 {
		i--
	}
	return an.tok(i)
}

// wordBefore reports whether one of some words stands right before a name and its words of office.
func (an *analysis) wordBefore(m *mention, words ...string) bool {
	return slices.Contains(words, an.beforeMention(m).word)
}

// withKin reports whether a mention is of whose company somebody keeps: "with her cousin, Jane Roe".
func (an *analysis) withKin(m *mention) bool {
	i := m.from - 1
	if an.tok(i).word == "," {
		i--
	}
	if !an.tok(i).is(cKin) {
		return false
	}
	if an.tok(i-1).word == "whose" || an.tok(i-1).word == "while" && i == m.from-1 {
		return true // Roe, whose son Doe; while wife Ann
	}
	for i--; i > m.from-5; i-- {
		if an.tok(i).word == "with" {
			return true
		}
	}
	return false
}

// interviewer reports whether a mention is of whom somebody talked with: "in a conversation with Roe".
func (an *analysis) interviewer(m *mention) bool {
	for i := m.from - 1; i > 0 && m.from-i < 9 && (!an.toks[i].punct() || strings.Contains("'’", an.toks[i].word)); i-- {
		if w := an.tok(i - 1).word; an.toks[i].word == "by" && asking.has(w) {
			return true // pressed by Roe
		}
		if w := an.tok(i - 1).word; an.toks[i].word == "with" {
			return w == "interview" || w == "conversation" || w == "chat"
		}
	}
	return false
}

// opensParticiple reports whether a statement opens with a participle: "But standing next to Roe he said".
func (an *analysis) opensParticiple(st *statement) bool {
	if t := an.at(st, 0); t != nowhere && an.participle(st, 0) {
		return true
	}
	c, t, n := an.at(st, 0), an.at(st, 1), an.at(st, 2)
	return c != nowhere && t != nowhere && n != nowhere && c.is(cConj) && len(t.word) > 4 && strings.HasSuffix(t.word, "ing") && t.class&^cSpeech == 0 && t.name < 0 && (n.is(cPrep|cDet|cPronoun|cAdverb|cTime) || n.name >= 0)
}

// tag reports whether unit ui begins a tag, so that all before it in its statement is reported:
// "…, he said".
func (an *analysis) tag(st *statement, ui int) bool {
	c, v := an.at(st, ui-1), an.at(st, ui+1)
	if v == nowhere || !v.is(cSpeech) || c == nowhere && !st.quoted(ui-1) || c != nowhere && c.word != "," {
		return false
	}
	if an.anyWord(st, ui-2, ui-1, "who") {
		return false // Roe blamed crews who, he said, came late
	}
	if n := an.at(st, ui+2); n != nowhere && n.word == "," && c != nowhere && !slices.ContainsFunc(st.cues, func(c cue) bool { return c.unit < ui && !c.verb.weak }) {
		return true // Roe has failed, he claimed, saying
	}
	for i := ui + 2; i < len(st.units); i++ {
		if t := an.at(st, i); t == nowhere || t.word == ":" || t.word == "that" {
			return false
		}
	}
	return len(st.units)-ui < 9 && (an.at(st, ui+2).is(cSub|cPrep) || !an.auxBetween(st, ui+2, len(st.units)))
}

// ownsSubject reports whether the statement begins with the mention and what it owns:
// "President Jane Roe's position has changed".
func (an *analysis) ownsSubject(st *statement, m *mention) bool {
	for i := 0; i < len(st.units) && i < 6; i++ {
		t := an.at(st, i)
		if t == nowhere {
			return false
		}
		if t.name >= 0 {
			for k := i + m.to - m.from; k < i+m.to-m.from+4; k++ {
				if n := an.at(st, k); n == nowhere || n.punct() || n.is(cAux|cPrep) {
					break
				} else if n.is(cRole | cSpokes | cKin) {
					return false // Roe's official spokesman
				}
			}
			return &an.mentions[t.name] == m
		}
		if !t.caps || !t.is(cRole|cPreRole|cHonor|cDemonym|cPlace) {
			return false
		}
	}
	return false
}

// eitherBearer reports whether a statement begins with a bare surname that may mean two people
// of the pronoun's sex.
func (an *analysis) eitherBearer(st *statement, word string) bool {
	m := an.mentionAt(st, 0)
	if m == nil || m.entity < 0 || m.to-m.from > 1 || an.toks[m.from].poss || !an.entities[m.entity].person || an.sureness(m) >= 0.5 {
		return false
	}
	n := 0
	for e := range an.entities[:min(len(an.entities), mostKin)] {
		if w := an.entities[e].words; an.entities[e].person && w[len(w)-1] == an.toks[m.from].word && an.fits(e, word) {
			n++
		}
	}
	return n > 1
}

// onlyBearer returns the one of a pronoun's sex of those whose bare surname speaks last in statement si or begins it: "McRoe said".
// -1: none, or it is no such name.
func (an *analysis) onlyBearer(si int, word string) int {
	if si > 0 && len(an.statements[si].cues) == 0 && an.statements[si].quoted(0) {
		si-- // “…,” McRoe said. “…”
	}
	if si < 0 {
		return -1
	}
	st, only := &an.statements[si], -1
	m := an.mentionAt(st, 0)
	if n := len(st.cues) - 1; n >= 0 && st.cues[n].src.kind == aName && st.cues[n].src.first == 0 {
		m = &an.mentions[st.cues[n].src.mention]
	}
	if m == nil || m.entity < 0 || m.to-m.from > 1 || an.tok(m.to-1).poss || an.sureness(m) >= 0.5 {
		return -1
	}
	for e := range an.entities[:min(len(an.entities), mostKin)] {
		ent := &an.entities[e]
		if ent.person && ent.words[len(ent.words)-1] == an.toks[m.from].word && an.fits(e, word) {
			if only >= 0 || ent.gender == unknownGender || len(ent.words) < 2 {
				return -1
			}
			only = e
		}
	}
	return only
}

// faint is the weight below which nobody is who is meant.
const faint = 0.04

// unsure is how sure it is whom "he" means of two who came together.
const unsure = 0.45

// oneOfTwo reports whether the entity was last named, in the statement before si, in one breath
// with another whom the pronoun fits, "Roe and Doe came", before mention lo.
func (an *analysis) oneOfTwo(si, lo, who int, able func(int) bool) bool {
	k := lo - 1
	for k >= 0 && lo-k <= 3 && an.mentions[k].entity != who {
		k--
	}
	if si == 0 || k < 0 || lo-k > 3 || an.tok(an.mentions[k].from).frag >= 0 || an.tok(an.mentions[k].from).Start < an.statements[si-1].Start {
		return false
	}
	for _, o := range [2]int{k - 1, k + 1} {
		if o < 0 || o >= lo {
			continue
		}
		a, b := &an.mentions[min(k, o)], &an.mentions[max(k, o)]
		from := b.from
		for from > 0 && an.tok(from-1).is(cRole|cPreRole|cHonor) {
			from--
		}
		if e := an.mentions[o].entity; e != who && able(e) && (from == a.to+1 && an.tok(a.to).word == "and" || an.listedPeople(a, b)) && (an.genderOf(e) == an.genderOf(who) || an.genderOf(e) == unknownGender) {
			return true
		}
	}
	return false
}

// listedPeople reports whether only commas, brackets and offices stand between two names: Roe (R-Ohio), Rep. Doe and.
func (an *analysis) listedPeople(a, b *mention) bool {
	comma, open := false, false
	for i := a.to; i < b.from; i++ {
		switch t := &an.toks[i]; {
		case t.word == "," && !open:
			comma = true
		case t.word == "(":
			open = true
		case t.word == ")":
			open = false
		case !open && !t.is(cHonor|cRole|cPreRole) && !t.punct() || b.from-a.to > 12:
			return false
		}
	}
	return comma && b.to < len(an.toks) && (an.tok(b.to).word == "and" || an.tok(b.to).word == "(" || an.tok(b.to).word == ",") && an.tok(b.from-1).is(cHonor|cRole)
}

// mostInside bounds the people in quoted words that are remembered.
const mostInside = 8

// namedInside returns the entities that the statement's quoted words name;
// mention mi is the first after its pronoun.
func (an *analysis) namedInside(st *statement, mi int) []int {
	for mi > 0 && an.tok(an.mentions[mi-1].from).Start >= st.Start {
		mi--
	}
	var out []int
	for ; mi < len(an.mentions) && len(out) < mostInside; mi++ {
		switch m := &an.mentions[mi]; {
		case an.toks[m.from].Start >= st.End:
			return out
		case m.entity >= 0 && an.toks[m.from].frag >= 0 && !slices.Contains(out, m.entity):
			out = append(out, m.entity)
		}
	}
	return out
}

// namedAfter returns the entities that the clause of the pronoun at unit ui names after it, or whom it tells of, none of whom is
// the pronoun: "he thanked Roe", "Roe, whom he thanked". A pronoun that leads a clause in may be anybody.
func (an *analysis) namedAfter(st *statement, ui int) (out []int) {
	if lead := an.leadClause(st); ui < lead {
		return nil
	}
	if an.anyWord(st, ui-1, ui, "whom") {
		k := ui - 2
		if an.anyWord(st, k, k+1, ",") {
			k--
		}
		if m := an.mentionAt(st, k); m != nil && m.entity >= 0 {
			out = append(out, m.entity) // Roe, whom he called
		}
	}
	for i := ui + 1; i < len(st.units) && len(out) < mostInside; i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() && strings.Contains(",;:.—–()", t.word) || t.is(cSub|cRelative) && !t.is(cPrep) {
			break
		}
		if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && !slices.Contains(out, m.entity) {
			out = append(out, m.entity)
		}
	}
	return out
}

// tellsSex is how sure a pronoun must be to tell a name's sex.
const tellsSex = 0.7

// decay is how the weight of a mention fades over statements and paragraphs.
func decay(statements, paragraphs int) float64 {
	return math.Pow(perStatement, float64(statements)) * math.Pow(perParagraph, float64(paragraphs))
}

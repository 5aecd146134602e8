package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// roleEnd returns where the name begins in a run that leads with an office or
// a title: after "U.S. President" in "U.S. President Donald Trump".
func (an *analysis) roleEnd(from, to int) int {
	cut := from
	if p := from - 1; p > 0 && (an.tok(p).word == "to" || an.tok(p).word == "for" || an.tok(p).word == "from") && an.tok(p-1).is(cRole) && an.tok(p-1).caps && !an.given(from) && from+2 < to {
		if an.given(from + 1) {
			return from + 1 // Ambassador to Ostra Jane Roe
		}
		if at := an.nameAfterPlace(from, to); at < to {
			return at
		}
	}
	for i := from; i < to; i++ {
		t := &an.toks[i]
		switch {
		case t.poss:
			return cut
		case t.is(cRole|cHonor) && !(an.given(i) && cut == from):
			if t.is(cOrg) && !t.is(cHonor) {
				continue
			}
			// "General Motors", "Chancellor House": a body follows.
			if i+1 < to && an.tok(i+1).is(cOrg) && !an.given(i+1) && !an.tok(i+1).is(cRole|cPreRole) {
				return from
			}
			if i+1 == to && i > cut && an.given(cut) {
				return cut // Howard Dean, Foreign Minister Julie Bishop
			}
			if i+1 == to && i == from+1 && t.caps && (byHonor.has(an.tok(from).word) || surnamesToo.has(t.word) && (an.tok(from).is(cHonor) && !an.tok(from).is(cRole) || an.fullLast[t.word] && strings.HasSuffix(an.tok(from).Of(an.doc.Text), "."))) {
				return i // Ms King
			}
			if i+1 == to && i == cut+1 && surnamesToo.has(t.word) && an.tok(cut).class == 0 && !an.lower[an.tok(cut).word] && !(cut == from && an.tok(cut).first) {
				return cut // specialist Turi King
			}
			cut = i + 1
			if cut < to && (an.tok(cut).word == "of" || an.tok(cut).word == "for") {
				end := cut + 1
				for end < to && !an.given(end) {
					end++
				}
				if end >= to-1 { // Scott is given too
					end = min(end, an.nameAfterPlace(cut+1, to))
				}
				cut = end
				i = end - 1
			}
		case cut == i && i+2 < to && described(t.word):
			if cut = i + 1; an.tok(cut).is(cMale|cFemale) && cut+2 == to {
				return cut // Father-of-three Dean Roe
			}
		case (t.is(cDemonym|cPreRole|cPlace) || t.allUp && len(t.word) > 2 && !strings.Contains(t.word, ".")) && !an.given(i) && cut == i && i+2 < to && an.given(i+1):
			cut = i + 1
		case t.is(cPreRole) && cut == i && i+3 < to && !an.given(i) && !an.tok(i+1).is(cOrg|cMale|cFemale) && an.given(i+2):
			cut, i = i+2, i+1 // District Collector Jane Roe
		case cut == i && i == from && t.first && i+2 < to && !t.allUp && t.class&^(cSpeech|cAdverb|cGroup) == 0 && (classes[t.word+"s"]&cGroup != 0 && (an.given(i+1) || i+3 == to && an.unlisted(i+1, to)) || agent(t.word) && an.given(i+1)):
			cut = i + 1 // Voter Jane Roe
		case t.is(cKin) && cut == i && i+2 < to && an.unlisted(i+1, to):
			cut = i + 1 // Grandmother Jane Roe
		case t.is(cDemonym|cPlace) && cut == i && i+3 < to && partisans.has(an.tok(i+1).word) && an.given(i+2):
			cut, i = i+2, i+1 // Texas Republican Jane Roe
		}
	}
	return cut
}

// nameAfterPlace returns where somebody's name in no list of ours begins in a run of capitals [from,to)
// after "President of": "Estonia Kersti Roe"; "Brix Kersti Roe" where the text has Roe alone too or no article stands
// before the office. to: nowhere.
func (an *analysis) nameAfterPlace(from, to int) int {
	start, placed := from, false
	for i := from; i < to; i++ {
		if t := &an.toks[i]; t.is(cPlace|cOrg|cDemonym|cPrep|cDet) || regions.has(t.word) || policies.has(t.word) || governed.has(t.word) || t.word == "staff" {
			start, placed = i+1, true
		}
	}
	if !placed {
		if !an.tok(from - min(from, 1)).is(cPrep) {
			return to // Secretary of Health Kersti Maria Roe
		}
		start = max(to-2, from+1)
	}
	titled := to-from == 3 && an.tok(start).class&cParticle == 0 && !saints.has(an.tok(start).word) // Mayor of Brix Kersti Roe
	for k := from - 2; titled && k >= 0 && k > from-6 && !an.newLine(k+1) && !an.tok(k).is(cSpeech|cPrep|cConj); k-- {
		titled = !an.tok(k).is(cDet) && !an.tok(k).punct() // but the mayor of Rio Grande Valley; Roe, sales head for Brix Life Sciences
	}
	if n := to - start; n < 2 || n > 3 || !placed && !titled && !an.seenAlone[an.tok(to-1).word] {
		return to
	}
	if !an.unlisted(start, to) {
		return to
	}
	return start
}

// unlisted reports whether the tokens [from,to) could be a person's name that is in no list of ours.
func (an *analysis) unlisted(from, to int) bool {
	for i := from; i < to; i++ {
		if t := &an.toks[i]; !t.caps || t.allUp || t.class&^(cMale|cFemale|cSpeech|cParticle|cAdverb) != 0 && !(i == to-1 && i > from && surnamesToo.has(t.word)) {
			return false
		}
	}
	return to-from < 4
}

// regions end the names of parts of a country.
var regions = wordSet("state province county city district region territory island islands republic kingdom union kong verde coast")

// surnamesToo are words of office that are as often a surname.
var surnamesToo = wordSet("king bishop dean pope duke judge driver farmer singer priest ranger warden painter prince marshal baron")

// described reports whether a word before a name says how old or whose parent somebody is.
func described(word string) bool {
	return strings.HasSuffix(word, "-year-old") || strings.HasPrefix(word, "father-of-") || strings.HasPrefix(word, "mother-of-") || strings.HasPrefix(word, "grandfather-of-") || strings.HasPrefix(word, "grandmother-of-")
}

// longestOffice bounds an office before a name whose own words hold small ones, in tokens.
const longestOffice = 10

// afterOffice returns where the name begins in a run of capitals [from,to) that ends an
// office of several words, and that office: "Minister for Women and Equalities Jane
// Roe". from: the run is no such thing.
func (an *analysis) afterOffice(from, to int) (int, text.Span) {
	at := from + 1
	for at < to && !an.given(at) {
		at++
	}
	if at >= to-1 {
		at = min(at, an.nameAfterPlace(from, to))
	}
	if an.given(from) || to-at < 2 || to-at > 3 || an.anyIs(at, to, cOrg|cRole|cPlace|cDemonym) {
		return from, text.Span{}
	}
	for k := from - 1; k >= 0 && from-k < longestOffice; k-- {
		t := &an.toks[k]
		if t.punct() || t.poss || t.frag != an.tok(from).frag || an.newLine(k+1) || t.is(cAux|cPronoun|cSub|cRelative|cDay|cSpokes|cGroup) && !t.is(cPrep|cDet) {
			break
		}
		small := an.tok(k + 1).word
		if t.is(cRole) && (small == "of" || small == "for" || small == "to" || small == "from") {
			start := t.Start
			if wide := an.leftRole(k, k+1); !wide.Empty() {
				start = wide.Start
			}
			return at, text.Span{Start: start, End: an.tok(at - 1).End}
		}
		if !t.caps && !t.is(cPrep|cDet|cConj) && (t.class != 0 || strings.HasSuffix(t.word, "ed")) {
			break
		}
	}
	return from, text.Span{}
}

// leftRole returns the words of office that end where the tokens [from,to) do,
// with what stands before them in the same noun phrase.
func (an *analysis) leftRole(from, to int) text.Span {
	start := from
	for start > 0 && from-start < 8 {
		p := an.tok(start - 1)
		if p.frag != an.tok(start).frag || an.newLine(start) {
			break
		}
		if p.punct() {
			break
		}
		if p.word == "first" && p.caps && an.tok(start).is(cRole) {
			start-- // First Minister
			continue
		}
		if (p.word == "for" || p.word == "of" || p.word == "to" || p.word == "from") && start > 1 && an.tok(start-2).is(cRole) && an.tok(start-2).caps && an.tok(start).caps && !an.newLine(start-1) {
			start -= 2 // Minister for Culture
			continue
		}
		if from == to && start == from && an.ofOffice(start-1) {
			start -= 3 // chief of staff Jane Roe
			continue
		}
		if o := an.tok(start - 2); p.word == "and" && start > 1 && o.is(cRole) && !o.poss && (!o.is(cGroup) && an.tok(start).is(cRole) || start < to && !strings.HasSuffix(o.word, "s") && an.bareOffice(start-2)) && o.frag == p.frag && !an.newLine(start-1) {
			start -= 2 // co-founder and CEO Jane Roe
			continue
		}
		if i := apostrophe(p.Of(an.doc.Text)); i > 0 && classes[lower(p.Of(an.doc.Text)[:i])]&cPronoun != 0 {
			break // You're
		}
		if p.is(cDet|cPrep|cConj|cAux|cPronoun|cSub|cRelative|cTime|cDay|cNumber) && !(p.is(cRole|cPreRole) && !p.is(cPrep)) {
			break
		}
		if from < to && !p.caps && p.class == 0 && an.tok(start).caps && !an.tok(start).is(cDemonym) && !an.tok(start).poss {
			break // in a way FBI Director Roe did
		}
		if p.is(cSpeech|cAdverb) && !p.is(cRole|cPreRole|cOrg) || !p.caps && p.class == 0 && start > 1 && an.tok(start-2).word == "to" {
			break // to remove Mayor Roe
		}
		if p.first && p.is(cCommon) && !(p.word == "new" && an.tok(start).is(cPlace)) || strings.HasSuffix(p.word, "ed") && start > 1 && an.tok(start-2).is(cAux) {
			break
		}
		start--
	}
	end := to
	for end > start+1 && an.tok(end-1).is(cHonor) && !an.tok(end-1).is(cRole) {
		end--
	}
	for end > start+1 && strings.HasSuffix(an.tok(end-1).Of(an.doc.Text), ".") && an.tok(end-1).is(cRole|cHonor) && an.anyIs(start, end-1, cRole|cSpokes) {
		if ranks.has(an.tok(end-2).word) && !an.anyIs(start, end-2, cRole|cSpokes) {
			break // Lt. Gen.
		}
		end-- // Pentagon spokesman Rear Adm.
		if end > start+1 && ranks.has(an.tok(end-1).word) {
			end--
		}
	}
	if from == to {
		// Lower-case words before the name: they need an office as their last word.
		if start == from {
			return text.Span{}
		}
	}
	return an.office(start, end)
}

// ranks are the first halves of ranks.
var ranks = wordSet("rear vice lt maj brig")

// ofOffice reports whether an office ends with token i that goes on over "of": "chief of staff".
func (an *analysis) ofOffice(i int) bool {
	t, post := an.tok(i), an.tok(i-2)
	return ministries.has(t.word) && (!t.caps || post.caps) && t.frag == post.frag && (an.tok(i-1).word == "of" || an.tok(i-1).word == "for" && post.word == "minister") && post.is(cRole|cPreRole) && !an.newLine(i) && !an.newLine(i-1)
}

var ministries = wordSet("staff state defense defence education health police agriculture energy labor labour transportation commerce treasury justice interior communications operations security research marketing policy")

// office is the place of tokens [start,end) without a clause's end that stands
// before the words of office: "showed" in "showed U.S. President". Empty where
// they hold no office.
func (an *analysis) office(start, end int) text.Span {
	held := false
	for i := start; i < end; i++ {
		t := &an.toks[i]
		if !t.caps && (acts.has(t.word) || strings.HasSuffix(t.word, "ed") && !stative.has(t.word) && t.class == 0) {
			start, held = i+1, false
		}
		held = held || t.is(cRole|cPreRole|cHonor|cGroup|cKin|cDemonym)
	}
	if start >= end || !held || an.tok(end-1).is(cDet|cPrep|cConj) && !an.tok(end-1).is(cRole) {
		return text.Span{}
	}
	return text.Span{Start: an.tok(start).Start, End: an.tok(end - 1).End}
}

var (
	acts    = wordSet("led paid met won lost beat held took made gave became shows show led leads leading attends stuck went came got saw left sent put kept ran fell rose grew drew threw broke chose fought flew rode sold spent stood struck swore taught wore built bought brought caught felt hit hurt laid lost")
	stative = wordSet("retired elected appointed registered certified convicted accused suspected decorated renowned acclaimed distinguished chartered disgraced exiled jailed self-described so-called unelected")
)

// longestRole bounds an apposition that is taken for a role, in tokens.
const longestRole = 28

// bareOffice reports whether the words of an office that end at token i have no article, so that another after "and"
// is the same one's: "said party chairman and Brix mayor Jane Roe", but "met the chairman and Brix mayor Jane Roe".
func (an *analysis) bareOffice(i int) bool {
	for k := i; k > 0 && i-k < 6; k-- {
		switch p := an.tok(k - 1); {
		case p.frag != an.tok(i).frag || an.newLine(k):
			return true
		case p.punct() || p.is(cSpeech) && !p.caps && !p.is(cRole|cOrg) || p.word == "by":
			return true
		case an.tok(k).first:
			return true
		case !p.caps && p.class&^(cRole|cPreRole|cOrg|cMedium|cMale|cFemale) != 0 || strings.HasSuffix(p.word, "ed"):
			return false
		}
	}
	return false
}

// appositive returns the words of office after a name that ends at token i:
// ", a law professor at the University of Pittsburgh,". Empty where there are none.
func (an *analysis) appositive(i int) text.Span {
	if i+2 >= len(an.toks) || an.toks[i].word != "," || an.tok(i-1).poss {
		return text.Span{}
	}
	if age := an.tok(i + 1); age.is(cNumber) && len(age.word) < 4 && an.tok(i+2).word == "," && an.tok(i+3).is(cDet) && an.tok(i+3).frag == an.toks[i].frag {
		i += 2 // Jane Roe, 46, a baker
	}
	frag := an.toks[i].frag
	office, end := false, i+1
	for ; end < len(an.toks) && end-i <= longestRole; end++ {
		t := an.tok(end)
		if t.frag != frag || an.newLine(end) {
			break
		}
		if t.punct() {
			if strings.Contains("'’-/&", t.word) {
				continue
			}
			break
		}
		if end == i+1 && t.is(cRelative|cConj|cSub|cPrep|cAux|cPronoun|cNumber|cDay|cMonth) && !t.is(cRole) {
			return text.Span{}
		}
		if end == i+1 && !t.is(cRole|cPreRole) && (t.is(cSpeech) || pasts.has(t.word) || !t.caps && (strings.HasSuffix(t.word, "ing") || strings.HasSuffix(t.word, "ed") && t.class == 0 && !stative.has(t.word))) {
			return text.Span{}
		}
		if end == i+1 && (t.word == "this" || t.word == "last" || t.word == "next" || t.word == "late") && an.tok(end+1).is(cTime|cDay|cMonth) {
			return text.Span{} // Roe, this week, accused
		}
		if end == i+1 && (t.word == "also" || t.word == "along" || t.word == "alongside" || t.word == "together") || end == i+2 && an.tok(i+1).is(cDet) && t.is(cRole|cGroup) && !t.poss && strings.HasSuffix(t.word, "s") && !strings.HasSuffix(t.word, "ss") && !an.tok(end+1).is(cRole) || office && an.tok(end-1).is(cAdverb) && strings.HasSuffix(t.word, "ed") {
			return text.Span{} // Roe, along with his crew; of Roe, the producers finally decided
		}
		if office && (t.is(cRelative) || (called.has(t.word) || t.word == "called") && end > i+2) {
			break // the founder of a group called Brix; a glaciologist who was not involved
		}
		if t.is(cAux) || t.is(cRelative) && t.word != "that" || office && t.is(cSpeech) && !t.caps && !t.is(cRole|cPreRole|cWords) {
			return text.Span{} // …, his daughter said he died
		}
		if t.is(cRole|cGroup|cKin) && !t.poss || t.word == "fellow" && an.tok(end+1).is(cPrep) {
			office = true // a senior fellow at Brix
		}
		if t.caps && end == i+1 && !t.is(cRole|cPreRole|cDemonym|cOrg) && !t.poss || end == i+2 && an.given(end) && an.tok(i+1).caps && an.tok(i+1).is(cRole|cHonor) {
			return text.Span{} // a list of names
		}
	}
	if end-i > 3 && strings.HasSuffix(an.tok(end-1).word, "ing") && an.tok(end-2).is(cPrep) {
		for end -= 2; end-i > 2 && (an.tok(end-1).is(cPrep) || an.tok(end-1).word == "charge"); {
			end-- // a judge in charge of determining whether …
		}
	}
	if !office || end == i+1 || end-i > longestRole {
		return text.Span{}
	}
	return text.Span{Start: an.tok(i + 1).Start, End: an.tok(end - 1).End}
}

// asideRole returns the office of whom a name is the aside: "The mayor, Jane Roe, met". Empty: it is no such aside.
func (an *analysis) asideRole(m *mention) text.Span {
	o, n := m.from-2, an.tok(m.to)
	if o < 1 || an.tok(m.from-1).word != "," || an.newLine(m.from) || n.word != "," && n.word != "." || an.tok(m.to+1).word == "and" {
		return text.Span{}
	}
	t := an.tok(o)
	if !t.is(cRole) || t.caps || t.poss || strings.HasSuffix(t.word, "s") || t.is(cGroup) || t.frag != an.tok(m.from).frag {
		return text.Span{}
	}
	start := o
	for start > 0 && o-start < 6 && !an.newLine(start) && !an.tok(start-1).punct() && !an.tok(start-1).is(cPrep|cAux|cConj|cSub|cRelative|cDet|cSpeech) {
		start--
	}
	if d := an.tok(start - 1); start < 1 || an.newLine(start) || d.word != "the" && d.word != "its" && d.word != "their" {
		return text.Span{}
	}
	return text.Span{Start: an.tok(start).Start, End: t.End}
}

// bureau reports whether the run of capitals [from,to) is the office of who holds
// one: "Attorney General's Office", "Governor's Office".
func (an *analysis) bureau(from, to int) bool {
	if to-from < 2 || an.tok(to-1).word != "office" && an.tok(to-1).word != "department" {
		return false
	}
	held := false
	for i := from; i < to-1; i++ {
		t := an.tok(i)
		if held = held || t.is(cRole); t.poss {
			return held && (t.is(cRole) || t.word == "general" || t.word == "inspector")
		}
	}
	return false
}

// holdsOffice reports whether words of office hold the word, abbreviated or whole.
func (an *analysis) holdsOffice(role text.Span, office string) bool {
	for i, n := an.tokenFrom(role.Start), 0; i < len(an.toks) && an.toks[i].Start < role.End && n < mostOffices; i, n = i+1, n+1 {
		if officeOf(an.toks[i].word) == office {
			return true
		}
	}
	return false
}

// officeOf is one word for all that name an office: "sen", "senator".
func officeOf(w string) string {
	if o, ok := offices[w]; ok {
		return o
	}
	return w
}

var offices = map[string]string{
	"sen": "senator", "gov": "governor", "rep": "representative", "congressman": "representative", "congresswoman": "representative",
	"gen": "general", "adm": "admiral", "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "maj": "major",
	"prof": "professor", "dr": "doctor", "rev": "reverend", "atty": "attorney", "cllr": "councillor", "councilor": "councillor",
	"supt": "superintendent", "insp": "inspector", "det": "detective", "cmdr": "commander", "premier": "premier", "pm": "minister",
}

// officeStart is the unit where the words of office before the name at unit i begin.
func (an *analysis) officeStart(st *statement, i int) int {
	for i > 0 && an.at(st, i-1).name < 0 && an.at(st, i-1).is(cHonor|cRole|cPreRole) {
		i--
	}
	return i
}

// jobAhead returns the unit where somebody's full name begins behind two or three plain words from unit i on, whatever they are:
// "point guard Jane Roe". i: none does.
func (an *analysis) jobAhead(st *statement, i int) int {
	for k := i; k < i+4; k++ {
		t := an.at(st, k)
		if m := an.mentionAt(st, k); m != nil {
			last := an.at(st, k-1).word
			if k-i < 2 || m.to-m.from < 2 || m.body || !an.given(m.from) || st.units[k].tok != m.from || strings.HasSuffix(last, "s") || strings.HasSuffix(last, "ed") || pasts.has(last) {
				return i
			}
			return k
		}
		if t == nowhere || t.punct() || t.caps || t.poss || t.is(cPrep|cAux|cPronoun|cDet|cConj|cSub|cRelative|cAdverb) && !jobWords.has(t.word) || pasts.has(t.word) && t.word != "left" || verbs[t.word].form == past && verbs[t.word].lemma != "" || verbs[t.word].form == third || k == i && strings.HasSuffix(t.word, "ed") && !jobWords.has(t.word) {
			return i
		}
	}
	return i
}

// jobBetween reports whether only a name, of a team or a place, and what somebody is stand from unit j up to the name of a source.
func (an *analysis) jobBetween(st *statement, j int, src source) bool {
	i := j
	if an.at(st, i).is(cDet) {
		i++
	}
	for from := i; an.at(st, i).name >= 0 && i-from < 6; i++ {
		if an.at(st, i).poss {
			return false
		}
	}
	m := an.mentionOf(src)
	return m != nil && i > j && an.jobAhead(st, i) == src.to-(m.to-m.from)
}

// jobWords are participles and the like that begin what somebody is.
var jobWords = wordSet("designated registered certified retired outside left back right")

package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// credits lead in who took a picture.
var credits = wordSet("photo photos photograph credit image illustration graphic")

// companyForms end the names of companies and are none of their own: Roe for Mayor, Inc.
var companyForms = wordSet("inc ltd llc plc gmbh")

// ordinal reports whether a word is an ordinal in digits: 7th.
func ordinal(w string) bool {
	return len(w) > 2 && w[0] <= '9' && w[len(w)-3] <= '9' && (strings.HasSuffix(w, "th") || strings.HasSuffix(w, "st") || strings.HasSuffix(w, "nd") || strings.HasSuffix(w, "rd"))
}

// hosting reports whether the word at i before a name is a verb: "Brix host Ostra".
func (an *analysis) hosting(i int, m *mention) bool {
	return i > 0 && an.toks[i].word == "host" && an.tok(i-1).caps && !an.tok(i-1).poss && m.to-m.from == 1 && !an.given(m.from)
}

// addName parts the run of capitals [from,to) into role and name.
func (an *analysis) addName(from, to int) {
	for i := from; i+1 < to; i++ {
		if _, how, ok := strings.Cut(an.toks[i].word, "-"); ok && origins.has(how) {
			from = i + 1 // Brix-based Nordkorn
		}
	}
	if an.versus(from, to) || to-from == 1 && companyForms.has(an.tok(from).word) {
		return
	}
	if from > 1 && an.tok(from-1).word == ":" && credits.has(an.tok(from-2).word) {
		return // (Photo: Jane Roe, AP)
	}
	if an.tok(from).word == "jim" && an.tok(to-1).word == "crow" {
		return // the days of Jim Crow
	}
	if miss := from > 0 && (an.tok(from-1).word == "miss" || strings.HasSuffix(an.tok(from-1).word, "-miss")); to-from == 1 && miss && pageants.has(an.tok(from).word) || to-from == 2 && an.tok(from).word == "miss" && pageants.has(an.tok(from+1).word) {
		return // the former Miss Universe
	}
	if from+2 < to && an.tok(from).is(cDemonym) && !an.tok(from).is(cMale|cFemale|cPlace|cOrg) && !an.given(from) && (an.given(from+1) || to-from == 3 && to < len(an.toks) && an.tok(to).word == "," && an.unlisted(from+1, to) || from > 0 && !an.tok(from-1).is(cDet) && to-from == 3 && to < len(an.toks) && (an.tok(to).is(cSpeech) || an.tok(to).word == ",") && !an.anyIs(from+1, to, cRole|cPlace)) && !an.anyIs(from+1, to, cOrg) {
		from++ // Australian Jane Roe
	}
	for from+2 < to && from > 0 && (pageants.has(an.tok(from).word) && (an.tok(from-1).word == "miss" || strings.HasSuffix(an.tok(from-1).word, "-miss")) || an.tok(from).word == "miss" && pageants.has(an.tok(from+1).word)) {
		from++ // Miss Universe Jane Roe
	}
	madeBody := from+1 < to && an.tok(from).first && bodyLeads.has(an.tok(from).word) && !an.given(from+1)
	if madeBody {
		from++ // Carmaker Brixon
	}
	if an.tok(from).word == "class" && from+1 < to && from > 0 && an.tok(from-1).is(cNumber) {
		from++ // Specialist 3rd Class Jane Roe
	}
	for from+2 < to && ofParty.has(an.tok(from).word) && !an.anyIs(from, to, cOrg) && (an.tok(from+1).word != "dem" && an.tok(from+1).word != "democrat" || from+3 < to) || from+2 < to && (an.tok(from).word == "tories" || an.tok(from).word == "dems") && an.given(from+1) {
		from++ // Fellow Lib Dem Jane Roe
	}
	for from+2 < to && (an.tok(from).word == "senate" || an.tok(from).word == "house") && (an.tok(from+1).word == "majority" || an.tok(from+1).word == "minority") && an.given(from+2) {
		from += 2 // Senate Majority Jane Roe, where a word is left out
	}
	if from+2 < to && natives.has(an.tok(from).word) && !an.anyIs(from, to, cOrg) && !an.headsBody(from, to) && !an.tok(from).is(cMale|cFemale) {
		from++ // Spaniard Ana Roe
	}
	if from+2 < to && from > 0 && an.tok(from-1).word == "the" && an.tok(from).is(cTime) && an.given(from+1) {
		from++ // Coach of the Year Jane Roe
	}
	if from+2 < to && from > 0 && an.tok(from-1).word == "fellow" && strings.HasSuffix(an.tok(from).word, "an") && an.given(from+1) {
		from++ // Fellow Arizonan Jane Roe
	}
	if t := an.tok(from - min(from, 1)); from > 1 && ordinal(t.word) && an.tok(from-2).word == "the" && an.tok(from-min(from, 3)).word != "on" && (an.anyIs(from, to, cOrg) || an.tok(from).word == "circuit") && !an.tok(from).is(cRole|cPreRole|cHonor) && t.frag == an.tok(from).frag && !an.newLine(from) {
		from-- // the 7th Circuit
	}
	if t := an.tok(from); from+2 < to && t.first && (t.word == "image" || t.word == "photo" || t.word == "caption") {
		for from++; from+1 < to && an.tok(from).is(cDet); { // Image A Jane Roe supporter
			from++
		}
	}
	if from+1 < to && an.tok(from).word == "per" && an.tok(from).first && an.tok(from+1).allUp {
		from++ // Per CNN:
	}
	if t := an.tok(from); from+2 < to && t.allUp && (t.word == "pc" || t.word == "wpc" || t.word == "dc" || t.word == "ds" || t.word == "di" || t.word == "dci") && an.given(from+1) {
		from++ // PC Jane Roe
	}
	if t := an.tok(from); from+1 < to && t.word == "close" && t.allUp && !an.tok(from+1).allUp && an.newLineOrFirst(from) {
		from++ // the button on a film
	}
	if from+2 < to && (an.tok(from).word == "story" && an.tok(from+1).word == "highlights" || an.tok(from).allUp && (an.tok(from+1).word == "watched" || an.tok(from+1).word == "watch")) {
		from += 2
	}
	for from+1 < to && heldWhen.has(an.tok(from).word) && !an.tok(from+1).is(cRole|cPreRole|cOrg) {
		from++ // Former Roe strategist
	}
	if t := an.tok(from); from+2 < to && t.first && verbs[t.word].form == ing && verbs[t.word].lemma != "" && !an.given(from) {
		from++ // Praising Roe
	}
	if from+2 < to && from > 0 && an.tok(from-1).word == "and" && policies.has(an.tok(from).word) && an.given(from+1) {
		from++ // Minister for Children and Families Jane Roe
	}
	if to-from > 1 && an.ofOffice(from) {
		from++ // Chief of Staff Jane Roe
	}
	if n := to; to-from == 1 && adjectives.has(an.tok(from).word) && n < len(an.toks) && !an.tok(n).caps && !an.tok(n).punct() && (an.tok(n).class&^(cRole|cGroup|cWords|cMedium) == 0 || from > 0 && an.tok(from-1).is(cDet) && an.tok(n).is(cSpeech) && verbs[an.tok(n).word].form == base) {
		return // the Tory challenge
	}
	if w := strings.TrimSuffix(an.tok(from).word, "s"); to-from == 1 && w != an.tok(from).word && natives.has(w) {
		return // Latinos
	}
	if an.tok(to-1).name < 0 && to-from == 2 && strings.HasSuffix(an.tok(to-1).word, "man") && natives.has(an.tok(to-1).word) && (natives.has(an.tok(from).word) || an.tok(from).is(cDemonym)) {
		return // a Muslim Frenchwoman
	}
	m := mention{from: from, to: to, entity: -1}
	if to-from > 1 && an.tok(to-1).word == "saying" {
		to-- // JANE ROE SAYING:
		m.to = to
	}
	cut, bureau := an.roleEnd(from, to), an.bureau(from, to)
	if p := an.tok(from - min(from, 1)); cut > from && cut < to && from > 0 && p.word == "group" && !p.caps && !an.given(cut) {
		cut = from // passenger group Commuter Voice
	}
	if bureau {
		cut, m.body = from, true
	}
	if (cut == to-1 || cut == to-2 && an.tok(cut).word == ",") && cut > from && an.tok(to-1).is(cJunior) {
		for cut = from; cut < to-2 && an.tok(cut).is(cHonor); { // Rev. Martin Luther King III
			cut++
		}
	}
	if at := to - 2; at-cut > 1 && !an.given(cut) && an.given(at) && an.anyIs(cut, at, cOrg) && !an.anyIs(at, to, cOrg|cPlace|cRole) && to < len(an.toks) && an.tok(to).is(cSpeech|cAux) {
		cut = at // Brix Chamber Jane Roe said
	}
	if at := to - 2; at-cut > 1 && an.given(at) && edifices.has(an.tok(at-1).word) && !an.anyIs(at, to, cOrg|cPlace) {
		cut = at // General Manager of the Old Brix Bridge Jane Roe
	}
	rest := m
	rest.from = cut
	if cut > from && cut < to {
		m = rest
		m.person = true
		for i := from; i < cut; i++ {
			switch {
			case !an.toks[i].is(cHonor | cRole | cKin | cGroup | cSpokes): // Madison Mayor Roe
			case an.toks[i].is(cFemale) && !an.toks[i].is(cMale):
				m.gender = female
			case an.toks[i].is(cMale) && !an.toks[i].is(cFemale):
				m.gender = male
			}
		}
		roleFrom := from
		for roleFrom < cut && an.tok(roleFrom).is(cHonor) {
			roleFrom++
		}
		if roleFrom < cut {
			m.role = an.leftRole(roleFrom, cut)
		} else if p := an.tok(from - min(from, 1)); from > 0 && p.is(cRole) && !p.is(cSpokes) && !p.caps && !p.poss && !p.punct() && p.frag == an.tok(from).frag && !an.newLine(from) {
			m.role = an.leftRole(from, from) // tax specialist Dr Jane Roe
		}
	} else if at, role := an.afterOffice(from, to); cut == from && at > from && !bureau {
		m.from, m.role, m.person = at, role, true
	} else if cut == to && !(to-from == 1 && an.fullLast[an.tok(from).word] && !an.tok(from).is(cHonor)) {
		return // an office without a name: "the Secretary of State"
	}
	if m.to-m.from == 1 && cut == from && an.toks[m.from].is(cDemonym) && !an.toks[m.from].is(cMale|cFemale|cPlace|cOrg) && !an.usedAsSurname(m.from) {
		return // "the French"
	}
	if m.to-m.from <= 3 && m.to-m.from > 1 && cut == from && partisans.has(an.tok(m.to-1).word) && (an.tok(m.to-2).is(cPlace|cDemonym) || an.tok(m.to-2).word == "senate" || an.tok(m.to-2).word == "house") {
		return // a New Hampshire Republican
	}
	if m.to-m.from == 2 && an.tok(from+1).word == "zealander" {
		return // "the New Zealander"
	}
	if m.to-m.from == 1 && cut == from && natives.has(an.tok(from).word) && from > 0 && (an.tok(from-1).is(cDet) || from > 1 && an.tok(from-2).is(cDet) && an.tok(from-1).name < 0) {
		return // "the Spaniard"
	}
	m.body = (an.anyIs(m.from, m.to, cOrg) || m.to-m.from > 1 && (printed.has(an.tok(m.to-1).word) || bodyEnds.has(an.tok(m.to-1).word) || an.headsBody(m.from, m.to) || members.has(an.tok(m.from).word)) || parties.has(an.tok(m.to-1).word) && !m.person) && !(m.to-m.from <= 3 && an.given(m.from) && !(printed.has(an.tok(m.to-1).word) && an.tok(m.from-1).word == "the"))
	if p := m.from - 1; p > 0 && !m.person && !an.newLine(m.from) && calledBodies.has(an.tok(p).word) && !an.tok(p).caps && !an.tok(p).poss && an.tok(p).frag == an.toks[m.from].frag && !an.given(m.from) && !an.fullLast[an.toks[m.from].word] && !an.toks[m.from].is(cPlace|cDay|cMonth) {
		m.body = true // the militant group Al-Shabaab
	}
	m.body = m.body || !m.person && (madeBody || an.companyBefore(m.from) && !an.given(m.from))
	if !m.person && m.from > 0 && !an.newLine(m.from) {
		prev := an.tok(m.from - 1)
		if (prev.is(cRole) && prev.word != "police" && !prev.caps || an.ofOffice(m.from-1)) && !an.hosting(m.from-1, &m) && !prev.punct() && !(an.toks[m.from].allUp && m.to-m.from == 1) && prev.frag == an.toks[m.from].frag && !m.body && !prev.poss {
			m.person = true
			m.role = an.leftRole(m.from, m.from)
			for i := m.from - 1; i >= 0 && an.toks[i].Start >= m.role.Start && !m.role.Empty(); i-- {
				if an.toks[i].is(cFemale) && !an.toks[i].caps {
					m.gender = female
				} else if an.toks[i].is(cMale) && !an.toks[i].caps {
					m.gender = male
				}
			}
		}
	}
	show := m.to-m.from > 1 && shows.has(an.tok(m.to-1).word)
	if !m.person && !m.body && !show && m.to-m.from >= 2 && !placeEnds.has(an.tok(m.to-1).word) && (an.given(m.from) || an.toks[m.from].class == 0 && initialled(an.toks[m.from].word) || m.to-m.from == 2 && hyphenated(an.tok(m.to-1).Of(an.doc.Text))) {
		m.person = true
	}
	if m.role.Empty() && !m.body && m.to-m.from > 1 && (m.person || an.unlisted(m.from, m.to)) {
		m.role = an.asideRole(&m)
		m.person = m.person || !m.role.Empty()
	}
	role := an.appositive(m.to)
	if !role.Empty() && an.bodyOffice(role) && !m.person {
		m.body = true // Xinhua, the official news agency
	}
	if !role.Empty() && !m.body && m.to-m.from <= 5 && !an.place(&m) && !(m.from > 0 && an.tok(m.from-1).word == "the") {
		if m.role.Empty() {
			m.role = role
		}
		if m.to-m.from >= 2 {
			m.person = true
		}
	}
	if m.gender == unknownGender && m.person {
		m.gender = an.sexOfAside(m.to)
	}
	if n := an.tok(m.to); m.gender == unknownGender && n.frag == an.toks[m.from].frag && (n.word == "herself" || n.word == "himself") {
		if m.gender = male; n.word == "herself" {
			m.gender = female
		}
	}
	for i := m.from; i < m.to; i++ {
		an.toks[i].name = int32(len(an.mentions))
	}
	if m.to-m.from > 1 && m.person {
		an.fullLast[an.tok(m.to-1).word] = true
		if an.tok(m.to - 1).is(cJunior) {
			last := m.to - 2
			if an.tok(last).word == "," && last > m.from {
				last--
			}
			an.fullLast[an.tok(last).word] = true // Martin Luther King Jr.
		}
	}
	an.mentions = append(an.mentions, m)
}

// sexOfAside is the sex that an aside behind a name tells: "Jane Roe, the mayor's former wife,".
func (an *analysis) sexOfAside(i int) gender {
	if an.tok(i).word != "," {
		return unknownGender
	}
	for k := i + 1; k < i+8; k++ {
		t, n := an.tok(k), an.tok(k+1)
		if t.punct() || t.is(cPrep|cAux|cSpeech|cRelative) && !t.is(cDet) {
			return unknownGender
		}
		if (n.word == "," || n.word == "of" || n.word == ".") && t.name < 0 && !t.caps && !t.poss && t.is(cMale) != t.is(cFemale) && t.is(cKin|cRole|cGroup|cSpokes) && t.word != "dean" {
			if t.is(cMale) {
				return male
			}
			return female
		}
	}
	return unknownGender
}

// bodyLeads begin a sentence before the name of a body, and are no part of it.
var bodyLeads = wordSet("carmaker automaker chipmaker drugmaker planemaker shipbuilder housebuilder airline retailer supermarket broadcaster publisher insurer lender bookmaker startup start-up charity chain brewer")

// edifices end the names of what has a head.
var edifices = wordSet("bridge airport tower hospital library stadium museum zoo theater theatre station prison jail port")

// heldWhen are words before a name that tell when its office was or will be held.
var heldWhen = wordSet("top senior key leading former ex current incoming outgoing longtime onetime one-time long-time late")

// hyphenated reports whether a word is like the given names of Korea and China: "Geun-hye".
func hyphenated(w string) bool {
	a, b, ok := strings.Cut(w, "-")
	return ok && len(a) > 1 && len(a) < 7 && len(b) > 1 && len(b) < 6 && b == lower(b) && classes[b]&^(cMonth|cDotted|cMale|cFemale|cCommon) == 0 && classes[lower(a)] == 0
}

// bodyOffice reports whether words beside a name say that it is a body's: their
// noun, before any preposition, is a word for one.
func (an *analysis) bodyOffice(s text.Span) bool {
	body := false
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		t := &an.toks[i]
		if p := an.tok(i - 1); t.word == "of" && p.is(cOrg) && p.caps && an.tok(i+1).caps {
			continue // a University of Brix chemist
		}
		if t.is(cPrep|cRelative|cSub) || t.punct() {
			break
		}
		body = t.is(cOrg) && !t.is(cRole|cGroup|cKin|cSpokes)
	}
	return body
}

// companyBefore reports whether the name at token i tells which body is meant: "to a hotel company, Skerrow Stays".
func (an *analysis) companyBefore(i int) bool {
	if i < 4 || an.tok(i-1).word != "," || !calledBodies.has(an.tok(i-2).word) || an.newLine(i) {
		return false
	}
	k := i - 3
	for k > 1 && i-k < 6 && !an.tok(k).is(cDet|cPrep) && !an.tok(k).punct() && !an.tok(k).poss {
		k--
	}
	from := an.tok(k - 1).word // an owner of a company, Roe
	return (an.tok(k).word == "a" || an.tok(k).word == "an") && from != "of" && from != "at" && from != "for" && from != "from"
}

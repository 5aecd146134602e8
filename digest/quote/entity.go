package quote

import (
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// makeEntities joins the mentions of one name.
func (an *analysis) makeEntities() {
	byLast := map[string][]int{}
	byFirst := map[string][]int{}
	inner := map[string][]int{} // surnames before the last: Vázquez of Wanda Vázquez Garced
	one := map[string]int{}
	exact := map[string]int{}
	// Full names first, so that a surname before its full name finds it.
	for mi := range an.mentions {
		m := &an.mentions[mi]
		words := an.nameWords(m)
		if len(words) < 2 {
			continue
		}
		last, suffix := words[len(words)-1], an.suffix(m)
		key := strings.Join(words, " ") + "|" + suffix
		if e, ok := exact[key]; ok {
			m.entity = e
		} else if e := an.lettersAndMore(mi, words); e >= 0 {
			m.entity, exact[key] = e, e
		} else if e := an.ampersand(m); e >= 0 {
			m.entity, exact[key] = e, e
		}
		for _, e := range byLast[last][:min(len(byLast[last]), mostBearers)] {
			first, known := calledBy[last]
			if s := an.entities[e].suffix; s != suffix && (suffix != "" || known && strings.HasPrefix(words[0], first[:2])) {
				continue // Jane Roe, and then her daughter Jane Roe Jr.; Donald Trump
			}
			if m.entity < 0 && !m.body && !an.entities[e].body && wordBefore(words, an.entities[e].words) {
				m.entity = e // Incumbent Jane Roe
			} else if m.entity < 0 && !m.body && !an.entities[e].body && wordBefore(an.entities[e].words, words) {
				if m.entity = e; an.tok(an.mentions[an.entities[e].mentions[0]].from).first {
					an.entities[e].words, an.entities[e].name = words, an.nameSpan(m)
				}
			} else if m.entity < 0 && (sameName(an.entities[e].words, words) || an.bornAs(m, e) || tailOf(words, an.entities[e].words) && !m.body && !an.entities[e].body) {
				m.entity = e
			} else if m.entity < 0 && an.calledShort(e, m, words) {
				if m.entity = e; petNames[an.entities[e].words[0]+" "+words[0]] {
					an.entities[e].words, an.entities[e].name = words, an.nameSpan(m) // James, whom it called Jim before
				}
			} else if m.entity < 0 && !m.body && !an.entities[e].body && tailOf(an.entities[e].words, words) {
				m.entity = e
				an.entities[e].words, an.entities[e].name = words, an.nameSpan(m)
			}
		}
		if m.entity < 0 {
			m.entity = len(an.entities)
			exact[key] = m.entity
			an.entities = append(an.entities, entity{words: words, name: an.nameSpan(m), suffix: suffix})
			if !slices.Contains(words, "of") {
				byLast[last] = append(byLast[last], m.entity) // the Office of Brix is not Brix
			}
			byFirst[words[0]] = append(byFirst[words[0]], m.entity)
			if (firstNameSex(words[0]) != unknownGender || an.unlisted(m.from, m.to)) && !m.body && len(words) < 6 && !shows.has(last) && !(m.from > 0 && an.tok(m.from-1).word == "the") {
				for _, w := range words[1 : len(words)-1] {
					if classes[w] == 0 {
						inner[w] = append(inner[w], m.entity)
					}
				}
			}
		}
		an.join(mi)
	}
	for _, bearers := range byLast {
		for _, e := range bearers {
			an.entities[e].onlyKin = len(bearers) > 1 && an.kinOnly(e)
		}
	}
	an.acronyms = map[string]int{}
	for mi := range an.mentions {
		// "All Elite Wrestling (AEW)"
		m := &an.mentions[mi]
		if m.entity < 0 {
			continue
		}
		short := ""
		switch {
		case m.to+2 < len(an.toks) && an.tok(m.to).word == "(" && an.tok(m.to+2).word == ")":
			short = an.tok(m.to + 1).word
		case m.from > 1 && m.to < len(an.toks) && an.tok(m.from-1).word == "(" && an.tok(m.to).word == ")":
			short = an.tok(m.from - 2).word // AEW (All Elite Wrestling)
		}
		if a := an.alsoCalled(m); short == "" && a != "" {
			short = a
		}
		if w := an.entities[m.entity].words; short != "" && (lettersOf(short, w) || short == acronym(w) || short == initials(w, 0)) {
			an.acronyms[short] = m.entity
			an.entities[m.entity].body = true
		} else if start := an.spelled(m.to-1, short); m.to < len(an.toks) && an.tok(m.to).word == "(" && start >= 0 && start < m.from {
			// the Bishops' Conference of Ostra (BCO)
			an.acronyms[short] = m.entity
			e := &an.entities[m.entity]
			e.body, e.name = true, text.Span{Start: an.tok(start).Start, End: an.nameSpan(m).End}
		}
	}
	guessed := map[string]int{} // letters that nobody spells out: RFS after the Rural Fire Service
	for e := range an.entities {
		ent := &an.entities[e]
		if !ent.body && (an.soundsPersonal(ent) || an.given(an.mentions[ent.mentions[0]].from)) {
			continue
		}
		for _, short := range shortNames(ent.words) {
			if _, ok := guessed[short]; ok {
				guessed[short] = -1 // of two bodies
			} else {
				guessed[short] = e
			}
		}
	}
	for short, e := range guessed {
		if _, ok := an.acronyms[short]; !ok && e >= 0 {
			an.acronyms[short] = e
		}
	}
	slips, letters := mostSlips, 0
	royal := map[string]bool{} // given names of who are called by them: Prince Charles
	for mi := range an.mentions {
		if m := &an.mentions[mi]; m.to-m.from == 1 && m.from > 0 && royals.has(an.tok(m.from-1).word) && an.tok(m.from-1).caps {
			royal[an.toks[m.from].word] = true
		}
	}
	for mi := range an.mentions {
		if m := &an.mentions[mi]; m.to-m.from > 1 && m.from > 0 && royals.has(an.tok(m.from-1).word) {
			delete(royal, an.toks[m.from].word) // Prince Saud Al-Faisal
		}
	}
	alone := map[string]int{}  // how often a word stands as a name by itself
	speaks := map[string]int{} // by a word that stands so: above 0 where one says something and none tells where it is
	for mi := range an.mentions {
		if m := &an.mentions[mi]; m.to-m.from == 1 {
			w := an.toks[m.from].word
			alone[w]++
			if p := an.tok(m.from - 1).word; p == "in" || p == "near" || p == "at" {
				speaks[w] -= len(an.toks)
			} else if m.to < len(an.toks) && tells(an.toks[m.to].word) {
				speaks[w]++
			}
		}
	}
	an.knownBy = map[string]bool{}
	for mi := range an.mentions {
		if m := &an.mentions[mi]; m.to-m.from == 1 && bareNames[an.toks[m.from].word] != unknownGender && (m.gender == bareNames[an.toks[m.from].word] || !m.role.Empty() && stateOffices.has(officeOf(an.tok(an.tokenFrom(m.role.End)-1).word))) {
			an.knownBy[an.toks[m.from].word] = true
		}
	}
	ownName := map[string]bool{} // words that have stood for somebody or something of their own
	numbered := map[string]int{} // given name of a king or pope: the entity named by it with a number, and 1
	latest := map[string]int{}   // word for a body: the body last named in full that has it
	an.surnames = map[string]int{}
	recent := map[string]int{}                                  // surname: the entity last named in full
	seen := make([]int, len(an.entities), 2*len(an.entities))   // how often each was named so far, but for by the given name alone
	called := make([]int, len(an.entities), 2*len(an.entities)) // how often by any name
	for mi := range an.mentions {
		m := &an.mentions[mi]
		if m.entity >= 0 {
			seen[m.entity]++
			called[m.entity]++
			w := an.entities[m.entity].words
			if _, named := recent[w[len(w)-1]]; !named || !an.spokenOf(m) && (an.toks[m.from].frag < 0 && !an.toks[m.to-1].poss || seen[m.entity] > 1) {
				recent[w[len(w)-1]] = m.entity // but not "the reign of George Roe" that Roe spoke of, nor Bill Roe's past
			}
			for _, word := range w {
				if m.body && classes[word]&cOrg != 0 && (word != "house" || seated.has(w[len(w)-1])) {
					latest[word] = m.entity
				}
			}
			continue
		}
		words := an.nameWords(m)
		if len(words) == 0 {
			continue
		}
		w := words[0]
		honored := m.from > 0 && byHonor.has(an.tok(m.from-1).word)
		junior := m.to-m.from == 2 && an.tok(m.to-1).is(cJunior)
		switch {
		case junior: // Roe Jr. is no other Roe
			for _, e := range byLast[w][:min(len(byLast[w]), mostBearers)] {
				if an.entities[e].suffix == an.tok(m.to-1).word {
					m.entity = e
				}
			}
			w += " " + an.tok(m.to-1).word
		case w == "house": // no White House
		case an.firstOfKin(m): // her husband, Radu: no Mayor Ana Radu
		case len(byLast[w]) == 1 && an.kinLater(byLast[w][0], m, one[w] > 0, w): // Mr Roe is not who is called "his father, Otto Roe" later
		case len(byLast[w]) > 0:
			m.entity = an.choose(byLast[w], seen, recent, w, m)
		case len(byLast["al-"+w]) > 0: // Assad, of Bashar al-Assad
			m.entity = an.choose(byLast["al-"+w], seen, recent, w, m)
		case len(byLast["el-"+w]) > 0:
			m.entity = an.choose(byLast["el-"+w], seen, recent, w, m)
		case numbered[w] > 0:
			m.entity = numbered[w] - 1 // Charles, of King Charles III
		case royal[w]: // Prince Charles is not Charles Kennedy
		case len(byFirst[w]) > 0 && !(honored && firstNameSex(w) != unknownGender && !an.familyFirst(byFirst[w], alone)) && (an.given(m.from) || len(byFirst[w]) == 1 && (honored || an.hyphenedAfter(byFirst[w][0]) || !an.toks[m.from].is(cPlace|cDemonym|cOrg|cRole))):
			m.entity = an.choose(byFirst[w], called, recent, w, m)
			if m.entity >= 0 && !an.entities[m.entity].person && !an.soundsPersonal(&an.entities[m.entity]) && !an.given(m.from) && !(an.entities[m.entity].body && speaks[w] > 0 && !ownName[w] && an.toks[m.from].class == 0 && seen[m.entity] > 0) {
				m.entity = -1
			}
		case len(inner[w]) == 1 && !an.toks[m.from].allUp:
			m.entity = an.choose(inner[w], seen, recent, w, m)
		}
		family := m.from > 0 && an.tok(m.from-1).word == "the" && strings.HasSuffix(w, "s") // the Roes are no one Roe
		if m.entity < 0 && one[w] == 0 && alone[w] < 2 && !an.toks[m.from].allUp && !family {
			if last := misspelt(byLast, w, &slips); last != "" {
				m.entity = an.choose(byLast[last], seen, recent, last, m)
			}
		}
		if e, ok := an.acronyms[w]; ok && m.entity < 0 && (an.toks[m.from].allUp || w == "fed") {
			m.entity = e
		}
		if _, ok := one[w]; !ok && m.entity < 0 && an.toks[m.from].allUp && letters < mostLetters {
			letters++
			if m.entity = an.unletter(w); m.entity >= 0 {
				an.acronyms[w] = m.entity
			}
		}
		if e, ok := latest[w]; ok && m.entity < 0 && len(words) == 1 && m.from > 0 && an.tok(m.from-1).word == "the" {
			m.entity = e // the Department
		}
		if m.entity < 0 {
			e, ok := one[w]
			ownName[w] = true
			if !ok {
				e = len(an.entities)
				one[w] = e
				an.entities = append(an.entities, entity{words: words, name: an.nameSpan(m)})
				seen, called = append(seen, 0), append(called, 0)
			}
			m.entity = e
			if junior {
				numbered[words[0]] = e + 1
			}
		}
		called[m.entity]++
		if last, given := an.byGiven(m, w); !given {
			seen[m.entity]++
		} else if recent[last] == m.entity {
			delete(recent, last)
		}
		an.join(mi)
	}
	for i := range an.entities {
		e := &an.entities[i]
		slices.Sort(e.mentions)
		an.ennoble(e)
		e.person = e.person && !(len(e.words) == 2 && partsOfPlaces.has(e.words[0]) && classes[e.words[1]]&cPlace != 0) || an.soundsPersonal(e)
		e.proven = e.person
		if e.gender == unknownGender && e.person {
			e.gender = an.sexByName(e)
		}
		if e.person && len(e.words) > 1 {
			an.surnames[e.words[len(e.words)-1]]++
		}
	}
	for _, bearers := range byLast {
		if len(bearers) > 1 {
			an.markPlain(bearers)
		}
	}
}

// alsoCalled returns the letters that a name is said to be known by: "the Armed
// Forces of Ostra, or FAO,". Empty where there are none.
func (an *analysis) alsoCalled(m *mention) string {
	i := m.to
	if i+2 >= len(an.toks) || an.toks[i].word != "," {
		return ""
	}
	i++
	for i+1 < len(an.toks) && i-m.to < 6 && (an.toks[i].word == "also" || an.toks[i].word == "commonly" || an.toks[i].word == "better" || an.toks[i].word == "known" || an.toks[i].word == "as" || an.toks[i].word == "or" || an.toks[i].word == "the" || an.toks[i].word == "by") {
		i++
	}
	if t := &an.toks[i]; i > m.to+1 && t.allUp && len(t.word) > 2 && len(t.word) < 7 {
		return t.word
	}
	return ""
}

// firstOfKin reports whether a mention is a given name beside a word of kinship:
// "her husband, Radu, said", or of somebody who keeps the rest of it back.
func (an *analysis) firstOfKin(m *mention) bool {
	for i := m.to; m.to-m.from == 1 && i < m.to+20 && an.tok(m.to).word == "," && an.tok(i).word != "."; i++ {
		if t := an.tok(i).word; (t == "last" || t == "full" || t == "family") && an.tok(i+1).word == "name" {
			return true // Larry, a resident who declined to give his last name
		}
	}
	k := m.from - 1
	if k > 0 && an.toks[k].word == "," {
		k--
	}
	return k > 0 && an.toks[k].is(cKin) && !an.toks[k].caps && (owners.has(an.tok(k-1).word) || an.tok(k-1).poss && an.tok(k-1).caps)
}

// familyFirst reports whether the one of a first name may bear it as surname, "Mr Xi", for nobody is called by the last word.
func (an *analysis) familyFirst(among []int, alone map[string]int) bool {
	e := &an.entities[among[0]]
	return len(among) == 1 && alone[e.words[len(e.words)-1]] == 0
}

// byGiven returns the surname of whom a mention calls by the given name alone, as kin of the one are
// whom the surname means: "Freddy", the brother of Mr. Roe.
func (an *analysis) byGiven(m *mention, w string) (surname string, is bool) {
	e := &an.entities[m.entity]
	return e.words[len(e.words)-1], m.to-m.from == 1 && len(e.words) > 1 && e.words[0] == w
}

// soundsPersonal reports whether a name of two or three words that are in no
// list of ours is likelier a person's than a place's or a body's.
func (an *analysis) soundsPersonal(e *entity) bool {
	if e.body || len(e.words) < 2 || len(e.words) > 5 || len(e.words) > 4 && !slices.ContainsFunc(e.words, func(w string) bool { return classes[w]&cParticle != 0 }) || shows.has(e.words[len(e.words)-1]) {
		return false
	}
	if w := e.words[len(e.words)-1]; placeEnds.has(w) || natives.has(w) || w == "international" || w == "global" || w == "worldwide" || w == "initiative" || w == "prep" || w == "elementary" || e.words[0] == "san" || e.words[0] == "santa" || e.words[0] == "las" || e.words[0] == "los" {
		return false // Pacific Islander
	}
	for _, w := range e.words {
		if classes[w]&^(cMale|cFemale|cSpeech|cParticle|cAdverb) != 0 {
			return false
		}
	}
	outside := false
	for _, mi := range e.mentions[:min(len(e.mentions), 30)] {
		m := &an.mentions[mi]
		outside = outside || an.toks[m.from].frag < 0
		if m.to-m.from == 1 {
			continue // a Roe supporter, faith in Roe
		}
		if an.toks[m.from].allUp && !initialled(an.toks[m.from].word) || m.from > 0 && an.tok(m.from-1).is(cDet) {
			return false
		}
		if an.tok(m.to-1).poss && m.to+1 < len(an.toks) && an.tok(m.to).name >= 0 && an.tok(m.to+1).name == an.tok(m.to).name {
			return false // Red Sky Revival's Jane Roe
		}
		if p := an.tok(m.from - min(m.from, 1)); m.from > 0 && p.poss && !p.is(cPlace) && !an.given(m.from) {
			return false // the mayor's Resolute Desk
		}
		if m.from > 0 && whereWords.has(an.tok(m.from-1).word) && !towards.has(an.tok(max(m.from-2, 0)).word) {
			return false // in Palo Alto
		}
	}
	return outside // “Fifty Roses”
}

var whereWords = wordSet("in at near outside across")

// towards are words before an "in" or "at" that tells of whom: faith in Roe, a jab at Roe.
var towards = wordSet("faith confidence trust belief believe believes believed interest interested invested confided disappointed angry anger furious mad yelled yelling shouted shouting screamed laughed laughing looked looking stared smiled fired lashed hit swung barked snapped aimed directed swipe swipes shot shots jab jabs dig digs glance")

// giveRole keeps words of office that were found for a mention, unless better
// ones are known.
func (an *analysis) giveRole(m *mention, role text.Span) {
	for i := an.tokenFrom(role.Start) + 1; i+1 < len(an.toks) && an.tok(i+1).Start < role.End; i++ {
		if an.toks[i].word == "and" && an.tok(i-1).name >= 0 && owners.has(an.tok(i+1).word) {
			role.Start = an.tok(i + 1).Start // "Roe and his wife, Doe"
		}
	}
	switch first, rest, _ := strings.Cut(role.Of(an.doc.Text), " "); lower(first) {
	case "its", "his", "her", "their", "the":
		role.Start = role.End - len(rest)
	}
	role = an.office(an.tokenFrom(role.Start), an.tokenFrom(role.End))
	if role.Empty() || !m.role.Empty() {
		return
	}
	m.role = role
	if m.entity >= 0 && an.entities[m.entity].role.Empty() {
		an.entities[m.entity].role = role
	}
}

var owners = wordSet("its his her their")

// join adds what a mention shows to its entity.
func (an *analysis) join(mi int) {
	m := &an.mentions[mi]
	e := &an.entities[m.entity]
	e.mentions = append(e.mentions, mi)
	if words := an.nameWords(m); len(words) > len(e.words) && words[0] == e.words[0] {
		e.words, e.name = words, an.nameSpan(m)
	}
	if e.role.Empty() || e.role.Len() < 6 && m.role.Len() > e.role.Len() && !partisanOnly[lower(m.role.Of(an.doc.Text))] {
		e.role = m.role
	}
	if e.gender == unknownGender {
		e.gender = m.gender
	}
	e.person = e.person || m.person && !m.body
	e.body = e.body || m.body
}

// reigns are what is called by the full name of who led it: the Otto Roe administration.
var reigns = wordSet("administration years era presidency campaign government white")

// mostBearers bounds how many people of one name are told apart.
const mostBearers = 32

// markPlain says of each of several bearers of a surname whether the bare
// surname means that one: the article uses it so before it names another
// bearer, or names that one far more often.
func (an *analysis) markPlain(bearers []int) {
	const never = int(^uint(0) >> 1)
	first, second := never, never // the earliest full mentions of two bearers
	all, kin := 0, 0              // how often all are named in full; of these, who are only said to be somebody's kin, or dead
	told := 0                     // how often all are, but for between marks and as an owner: Bill Roe's past
	full := make([]int, len(bearers))
	plainly := make([]int, len(bearers))
	begin := make([]int, len(bearers))
	for i, e := range bearers {
		begin[i] = never
		for _, mi := range an.entities[e].mentions {
			if m := &an.mentions[mi]; m.to-m.from > 1 || m.gender != unknownGender {
				full[i]++
				if an.toks[m.from].frag < 0 && !an.toks[m.to-1].poss && !reigns.has(an.tok(m.to).word) {
					plainly[i]++
				}
				begin[i] = min(begin[i], mi)
			}
		}
		all += full[i]
		told += plainly[i]
		if an.entities[e].onlyKin {
			kin += full[i]
		}
		if begin[i] < first {
			first, second = begin[i], first
		} else {
			second = min(second, begin[i])
		}
	}
	for i, e := range bearers {
		other, far, others := first, 6, all-full[i]
		if begin[i] == first {
			other, far, others = second, 3, told-plainly[i]
		}
		alone := 0
		for _, mi := range an.entities[e].mentions {
			if m := &an.mentions[mi]; m.to-m.from == 1 && mi < other {
				alone++
			}
		}
		an.entities[e].plain = full[i] > 0 && (alone >= 2 || full[i] >= far*others || all-kin == full[i] && !an.entities[e].onlyKin)
	}
}

// spelled returns the token where the words begin whose first letters, up to
// token last, make short; -1: none. Small words need not count.
func (an *analysis) spelled(last int, short string) int {
	i := len(short) - 1
	for k := last; k >= 0 && last-k < 12 && i >= 0; k-- {
		t := &an.toks[k]
		switch {
		case t.para != an.tok(last).para || t.frag != an.tok(last).frag:
			return -1
		case t.punct():
		case t.word[0] == short[i]:
			if i--; i < 0 && t.caps {
				return k
			}
		case t.caps:
			return -1
		}
	}
	return -1
}

// bornAs reports whether a mention is the name that an entity was born with:
// "Ginger Roe was born Peter Edward Roe".
func (an *analysis) bornAs(m *mention, e int) bool {
	if m.from == 0 || an.tok(m.from-1).word != "born" {
		return false
	}
	ms := an.entities[e].mentions
	return len(ms) > 0 && m.from-an.mentions[ms[len(ms)-1]].to < 4
}

// choose picks which of several bearers of a surname a bare surname means:
// the only one; the one of the title's sex; the one last named in full, unless
// another is the article's own by far. seen: how often each entity was named before.
func (an *analysis) choose(among, seen []int, recent map[string]int, w string, m *mention) int {
	if len(among) == 1 {
		e := &an.entities[among[0]]
		if e.gender == unknownGender && len(e.words) > 1 && e.words[0] == w && m.from > 0 && byHonor.has(an.tok(m.from-1).word) {
			e.gender = m.gender // Park in "Ms Park" is no given name
		}
		g := an.genderOf(among[0])
		if m.gender != unknownGender && g != unknownGender && g != m.gender {
			return -1 // "Mr. Obama" where only Michelle Obama is named in full
		}
		first, known := calledBy[w]
		if b := bareNames[w]; (m.gender == unknownGender && g != unknownGender && b != unknownGender && b != g || known && m.gender != female && (!strings.HasPrefix(an.entities[among[0]].words[0], first[:2]) || an.entities[among[0]].suffix == "jr" && w == "trump")) && (seen[among[0]] == 0 || an.knownBy[w]) {
			return -1 // "President Trump", before Ivanka Trump is named
		}
		if !m.role.Empty() && !e.role.Empty() && an.otherOffice(m.role, e.role) {
			return -1 // "President Obama", where she is the first lady
		}
		return among[0]
	}
	best, score := among[0], -1.0
	for _, e := range among[:min(len(among), mostBearers)] {
		ent, g := &an.entities[e], an.genderOf(e)
		s := float64(seen[e])
		if m.gender != unknownGender && g != unknownGender && g != m.gender {
			s -= 1000
		}
		if r, ok := recent[w]; ok && r == e {
			s += 1.5
		}
		if first, ok := calledBy[w]; ok && strings.HasPrefix(ent.words[0], first[:2]) && ent.suffix != "jr" {
			s += 2
		}
		if m.from > 0 && an.tok(m.from-1).word == "mr" && an.knighted(ent) {
			s -= 1000 // Mr Blair is not Sir Ian Blair
		}
		if !ent.person && !an.soundsPersonal(ent) || ent.onlyKin || an.kinLater(e, m, false, w) {
			s -= 3
		}
		if !m.role.Empty() && !ent.role.Empty() && an.holdsOffice(ent.role, officeOf(an.tok(an.tokenFrom(m.role.End)-1).word)) {
			s += 4 // President Roe is not his wife
		}
		if s > score || score == -1 {
			best, score = e, s
		}
	}
	return best
}

// knighted reports whether one of an entity's first names in the text has "Sir" before it.
func (an *analysis) knighted(e *entity) bool {
	for _, mi := range e.mentions[:min(len(e.mentions), 4)] {
		if m := &an.mentions[mi]; m.from > 0 && an.tok(m.from-1).word == "sir" {
			return true
		}
	}
	return false
}

// otherOffice reports whether two words of office before names are no one
// person's: both are offices of state, and share no word.
func (an *analysis) otherOffice(a, b text.Span) bool {
	head := func(s text.Span) *token { return an.tok(max(an.tokenFrom(s.End)-1, 0)) }
	x, y := head(a), head(b)
	return stateOffices.has(officeOf(x.word)) && (stateOffices.has(officeOf(y.word)) || y.word == "lady") && !an.holdsOffice(b, officeOf(x.word))
}

var stateOffices = wordSet("president senator governor chancellor mayor king queen pope")

// genderOf is an entity's sex by title or given name.
func (an *analysis) genderOf(e int) gender {
	if g := an.entities[e].gender; g != unknownGender {
		return g
	}
	return an.sexByName(&an.entities[e])
}

// sexByName is the sex that an entity's given name tells.
func (an *analysis) sexByName(e *entity) gender {
	if len(e.words) == 1 || e.body {
		if g, ok := bareNames[e.words[0]]; ok {
			return g
		}
		return givenGender(e.words[0])
	}
	g := firstNameSex(e.words[0])
	if g == unknownGender && len(e.words) > 2 && classes[e.words[0]]&(cMale|cFemale) != 0 {
		g = givenGender(e.words[1]) // Lynn Jennifer Roe
	}
	return g
}

// bareNames are surnames that articles use for one well-known person without saying who that is.
var bareNames = map[string]gender{
	"obama": male, "trump": male, "biden": male, "putin": male, "netanyahu": male, "erdogan": male, "erdoğan": male, "macron": male, "modi": male, "trudeau": male,
	"pence": male, "romney": male, "mccain": male, "rubio": male, "kasich": male, "assad": male, "zelensky": male, "zelenskyy": male, "orban": male, "orbán": male,
	"hollande": male, "sarkozy": male, "berlusconi": male, "sunak": male, "starmer": male, "gorbachev": male, "lukashenko": male, "bolsonaro": male, "maduro": male,
	"merkel": female, "thatcher": female, "pelosi": female, "meloni": female, "ardern": female, "rousseff": female,
}

// calledBy are the given names of some of them.
var calledBy = map[string]string{"obama": "barack", "trump": "donald", "biden": "joe", "putin": "vladimir", "romney": "mitt", "mccain": "john", "netanyahu": "benjamin"}

func givenGender(w string) gender {
	c := classes[w]
	switch {
	case c&cFemale != 0 && c&cMale == 0:
		return female
	case c&cMale != 0 && c&cFemale == 0:
		return male
	}
	return unknownGender
}

// sameName reports whether two full names are one person's: first and last
// words agree, whatever stands between them.
func sameName(a, b []string) bool {
	if a[len(a)-1] != b[len(b)-1] {
		return false
	}
	if len(a) > 2 && len(b) > 2 && a[0] == b[0] && a[1][0] != b[1][0] && classes[a[1]]&cParticle == 0 && classes[b[1]]&cParticle == 0 {
		return false // George P. Roe, George Herbert Walker Roe
	}
	return a[0] == b[0] || strings.HasPrefix(a[0], b[0]) && len(b[0]) >= 3 || strings.HasPrefix(b[0], a[0]) && len(a[0]) >= 3
}

// wordBefore reports whether a name is another of two words or more after one word
// that is no given name, as at the beginning of a sentence.
func wordBefore(long, short []string) bool {
	return len(short) > 1 && len(long) == len(short)+1 && slices.Equal(long[1:], short) && firstNameSex(long[0]) == unknownGender && classes[long[0]]&(cMale|cFemale|cParticle) == 0 && classes[short[0]]&cParticle == 0
}

// tailOf reports whether two words or more are the end of a longer name that begins with a given one, as they do
// not, or is in no list of ours: "Rosselló Nevares" of Ricardo Rosselló Nevares, "Suu Kyi".
func tailOf(words, all []string) bool {
	if len(all) <= len(words) || len(all) > 6 || firstNameSex(words[0]) != unknownGender || !slices.Equal(all[len(all)-len(words):], words) {
		return false
	}
	listed := func(w string) bool { return classes[w]&^(cParticle|cPlace|cDotted) != 0 }
	return classes[all[0]]&(cMale|cFemale) != 0 && classes[all[0]]&(cPlace|cDemonym|cOrg) == 0 || !slices.ContainsFunc(all, listed)
}

// suffix is what tells a mention's bearer from a parent of the same name, "jr"; empty where it has none.
func (an *analysis) suffix(m *mention) string {
	for i := m.to - 1; i > m.from+1; i-- {
		if t := &an.toks[i]; t.is(cJunior) {
			return t.word
		}
	}
	return ""
}

// nameWords are the words of a mention that make the name: without "Jr.".
func (an *analysis) nameWords(m *mention) []string {
	var out []string
	for i := m.from; i < an.withoutLetters(m); i++ {
		if t := &an.toks[i]; !t.punct() && !(t.is(cJunior) && i > m.from) {
			out = append(out, t.word)
		}
	}
	return out
}

// ennoble lets the name of who has none but a given name, or of a peer who has none, begin with their title: Queen Ann, Lord Roe.
func (an *analysis) ennoble(e *entity) {
	if len(e.words) != 1 || e.body {
		return
	}
	for _, mi := range e.mentions {
		m := &an.mentions[mi]
		t := m.from - 1
		if t < 0 || !an.tok(t).caps || an.tok(t).para != an.toks[m.from].para || m.to-m.from > 1 && !an.tok(m.from+1).is(cJunior) {
			continue
		}
		role := lower(e.role.Of(an.doc.Text))
		if w := an.tok(t).word; peers.has(w) || royals.has(w) && role == w {
			e.name = text.Span{Start: an.tok(t).Start, End: an.nameSpan(m).End}
			switch {
			case peers.has(role):
				e.role = text.Span{}
			case peers.has(w) && e.role.Start < an.tok(t).Start && e.role.End == an.tok(t).End:
				e.role.End = an.tok(t - 1).End // President Earl Roe
			}
			return
		}
	}
}

var royals = wordSet("prince princess king queen pope")

var peers = wordSet("lord lady baroness baron viscount viscountess earl countess")

// withoutLetters is where a mention ends without letters after it: Jane Roe QC.
func (an *analysis) withoutLetters(m *mention) int {
	to := m.to
	for to-m.from > 2 && postnominals.has(an.tok(to-1).word) && an.tok(to-1).allUp {
		to--
	}
	return to
}

func (an *analysis) nameSpan(m *mention) text.Span {
	to := an.withoutLetters(m)
	end := an.tok(to - 1).End
	if an.tok(to - 1).poss {
		if i := apostrophe(an.tok(to - 1).Of(an.doc.Text)); i > 0 {
			end = an.tok(to-1).Start + i
		}
	}
	return text.Span{Start: an.toks[m.from].Start, End: end}
}

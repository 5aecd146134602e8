package quote

import (
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// A party is the main actor of a story with what it did.
type party struct {
	voice                 // an entity, or the words of a body without a name: "A court"
	names map[string]bool // the words of its name, and its letters: who bears one in a role speaks for it
	act   text.Span       // the sentence that tells the act
	event map[string]bool // what the act is told by, each word cut to its stem
	kind  actKind
	dead  bool         // the actor has died
	with  map[int]bool // who did it with the actor: "Roe and Doe sued"
}

// An actKind says what a story's act is, since nobody disputes a death.
type actKind int

const (
	decided  actKind = iota // somebody said, ruled or did it
	died                    // the actor is who died or was hurt
	happened                // a fire, a flood, a crime: hardly anybody answers it
)

var (
	deaths    = wordSet("died dies dead death obituary deceased tributes mourn mourns dying")
	dying     = wordSet("died dies dead death obituary")
	killings  = wordSet("killed stabbed shot murdered assassinated injured wounded slain")
	accidents = wordSet("fire fires blaze crash crashes crashed flood floods flooding flooded earthquake quake storm hurricane typhoon cyclone tornado rain snow explosion landslide derails derailed derailment outbreak collapse collapsed collapses wildfire wildfires avalanche eruption")
)

// party says whose words or act the article is about: whom its first sentence
// is about, else who is named there and most. ok: there is somebody.
func (an *analysis) party(title string) (p party, ok bool) {
	if len(an.statements) == 0 {
		return p, false
	}
	p.voice = nobody
	lead := an.leadVoice(&an.statements[an.lead])
	if e := lead.entity; e >= 0 && !an.entities[e].person && !an.entities[e].body && len(an.entities[e].words) == 1 && classes[an.entities[e].words[0]]&(cDemonym|cPlace) == cDemonym {
		lead = nobody // four Ostrans were killed
	}
	if first := &an.statements[an.lead]; lead.entity < 0 && lead.somebody() {
		for i := range min(len(first.units), 12) {
			if killings.has(an.at(first, i).word) && an.isPassive(first, i) {
				lead = nobody // four Ostran soldiers were killed
			}
		}
	}
	titled, before := an.titled(title)
	if titled >= 0 && lead.entity >= 0 && !slices.ContainsFunc(an.entities[titled].words, func(w string) bool { return !slices.Contains(an.entities[lead.entity].words, w) }) {
		titled = lead.entity // the House, of the House of Representatives
	}
	sentencing, author := an.sentencing(), an.leadAuthor()
	most := an.mostNamed(func(e *entity) bool { return e.person })
	if most < 0 {
		most = an.mostNamed(func(e *entity) bool { return e.body })
	}
	switch {
	case titled >= 0 && lead.entity != titled && !an.inTitle(title, lead.entity) && (lead.entity < 0 && an.entities[titled].person && !(before > 0 && lead.somebody()) || lead.entity >= 0) && an.namedEarly(titled):
		p.voice = voice{entity: titled}
	case lead.entity >= 0 && !an.entities[lead.entity].person && most >= 0 && an.speaksFirst(most):
		p.voice = voice{entity: most}
	case lead.entity >= 0 && an.entities[lead.entity].person && most >= 0 && most != lead.entity && an.weight(most) > 2*an.weight(lead.entity) && (an.inTitle(title, lead.entity) || !an.officeInTitle(title, lead.entity)):
		p.voice = voice{entity: most}
	case lead.somebody():
		p.voice = lead
	case sentencing >= 0:
		p.voice = voice{entity: sentencing}
	case most >= 0 && (an.inTitle(title, most) || an.namedEarly(most)):
		p.voice = voice{entity: most}
	case author >= 0:
		p.voice = voice{entity: author}
	default:
		return p, false
	}
	if an.isThing(p.voice) {
		return p, false
	}
	p.names, p.with = an.partyNames(p.voice), an.joined(&an.statements[an.lead], p.entity)
	p.act = an.act(p.voice)
	p.event = an.eventWords(p.act, title)
	first := an.statements[an.lead].Span
	p.kind = an.actKind(first, title, lead.somebody() || p.entity >= 0 && p.entity == sentencing, p.entity)
	p.dead = p.kind == died && (an.speaksOf(first, dying) || slices.ContainsFunc(strings.Fields(lower(title)), func(w string) bool { return dying.has(w) }))
	return p, true
}

var sentences = wordSet("jailed imprisoned convicted sentenced fined acquitted cleared disqualified")

// sentencing is the court or the judge of an article that begins with who was
// jailed or acquitted, where nobody is named there: "A baker was jailed"; -1: none.
func (an *analysis) sentencing() int {
	first := &an.statements[an.lead]
	passive := false
	for i := range first.units {
		if t := an.at(first, i); sentences.has(t.word) && an.isPassive(first, i) {
			passive = true
		}
	}
	for si := an.lead; passive && si < min(an.lead+4, len(an.statements)); si++ {
		st := &an.statements[si]
		for i := range st.units {
			m := an.mentionAt(st, i)
			if m == nil || m.entity < 0 {
				continue
			}
			if e := &an.entities[m.entity]; e.body && (slices.Contains(e.words, "court") || slices.Contains(e.words, "tribunal")) || e.person && an.holdsOffice(e.role, officeOf("judge")) {
				return m.entity
			}
		}
	}
	return -1
}

// leadAuthor is who wrote the study that an article begins with; -1: none.
func (an *analysis) leadAuthor() int {
	first := &an.statements[an.lead]
	if !an.speaksOf(first.Span, studies) {
		return -1
	}
	for si := an.lead; si < min(an.lead+8, len(an.statements)); si++ {
		st := &an.statements[si]
		for i := range st.units {
			if m := an.mentionAt(st, i); an.person(m) && (an.speaksOf(an.entities[m.entity].role, authors) || m.to-m.from > 1 && an.speaksOf(st.Span, leading) && !an.speaksOf(st.Span, apart)) {
				return m.entity
			}
		}
	}
	return -1
}

var (
	studies = wordSet("study research paper analysis survey researchers scientists astronomers archaeologists paleontologists palaeontologists biologists geologists physicists chemists")
	leading = wordSet("led author co-author team colleagues")
	apart   = wordSet("involved not but")
	authors = wordSet("author co-author researcher")
)

// speaksFirst reports whether the article begins with what the person said.
func (an *analysis) speaksFirst(e int) bool {
	st := &an.statements[an.lead]
	return st.speaker == e && st.topic == e
}

func (an *analysis) weight(e int) int { return len(an.entities[e].mentions) }

// namedEarly reports whether the first two statements name the entity.
func (an *analysis) namedEarly(e int) bool {
	for si := an.lead; si < min(an.lead+2, len(an.statements)); si++ {
		if an.namesIn(an.statements[si].Span, e) {
			return true
		}
	}
	return false
}

// leadVoice is the subject of a statement: its first name that no preposition
// leads in, or the noun of somebody before it; nobody where it has none.
func (an *analysis) leadVoice(st *statement) voice {
	i := an.leadClause(st)
	if first := an.at(st, 0); i == 0 && first != nowhere && first.is(cTime|cDay) && first.name < 0 {
		for k := 1; k < len(st.units) && k < 14; k++ {
			if t := an.at(st, k); t != nowhere && t.word == "," {
				i = k // Today at 10:30 (09:30 UTC), …
				break
			}
		}
	}
	if t := an.at(st, i); t != nowhere && t.word == "," {
		i++
	}
	// A date line: "PORT SALLOW —".
	for k := i; k < len(st.units) && k < i+14; k++ {
		if t := an.at(st, k); t != nowhere && (k < i+8 || an.capitals(st, k-4, k)) && (an.dash(t) && t.punct() || t.word == ":") {
			i = k + 1
			break
		}
	}
	begin := i
	for ; i < len(st.units) && i < begin+16; i++ {
		t := an.at(st, i)
		if t == nowhere || t.is(cAux) && t.name < 0 {
			break
		}
		if m := an.mentionAt(st, i); m != nil {
			last := i + m.to - m.from - 1
			if m.entity < 0 || an.toks[m.from].Start != t.Start || last >= len(st.units) || t.is(cPrep) && last == i {
				continue
			}
			e := &an.entities[m.entity]
			if an.tok(m.to-1).poss || an.byPrep(st, i) || an.modified(st, last+1) {
				i = last
				continue
			}
			if e.person || e.body || an.acts(st, last+1) {
				role := e.role.Of(an.doc.Text)
				if r := an.at(st, last+1); r != nowhere && r.is(cSpeech) && last+2 < len(st.units) && (an.outlet(e.name.Of(an.doc.Text), voice{entity: -1, words: e.name}) || outlets.has(an.at(st, i-1).word) || outlets.has(role[strings.LastIndexByte(role, ' ')+1:])) {
					begin, i = last+2, last+1 // Fars reported Iran issued …
					continue
				}
				return voice{entity: m.entity}
			}
			i = last
			continue
		}
		if t.punct() && t.word != "'" && t.word != "’" && t.word != "-" && t.word != "," {
			break
		}
		if t.is(cRole|cGroup|cOrg|cSpokes) && !t.is(cDet) && !t.poss && i < begin+8 && (!an.byPrep(st, i) || an.amountOf(st, begin, i)) && i > begin-1 {
			n := an.at(st, i+1)
			if m := an.titledBy(st, i); m != nil {
				return voice{entity: m.entity} // television star Jane Roe
			}
			if n != nowhere && (n.name >= 0 || n.is(cRole|cGroup|cOrg|cSpokes) || n.word == "and" || !t.is(cOrg) && joinsNoun(n)) {
				continue
			}
			end := i + 1
			if n != nowhere && n.word == "of" {
				for end < len(st.units) && end < i+5 && an.at(st, end) != nowhere && (an.at(st, end).name >= 0 || an.at(st, end).is(cPrep|cDet)) {
					end++
				}
				for end > i+1 && an.at(st, end-1).name < 0 {
					end--
				}
			}
			if m := an.mentionAt(st, end+1); an.person(m) && an.anyWord(st, end, end+1, ",") {
				return voice{entity: m.entity} // The governor of Ostra, Jane Roe,
			}
			if plural := strings.HasSuffix(t.word, "s"); !plural && !t.is(cOrg) {
				if e := an.namedByRole(t.word); e >= 0 {
					return voice{entity: e}
				}
				if t.word != "police" {
					return nobody
				}
			}
			from := i
			for from > begin {
				if o := an.at(st, from-1); o == nowhere || o.punct() && o.word != "-" && o.word != "'" && o.word != "’" || o.is(cPrep|cAux|cSub) && !o.is(cDet) {
					break
				}
				from--
			}
			s := an.spanOf(st, from, end)
			return voice{entity: -1, words: s}
		}
		if i > begin && !t.caps && strings.HasSuffix(t.word, "ed") && !t.is(cRole|cGroup) {
			break
		}
	}
	return nobody
}

// joinsNoun reports whether a word may go on with a noun phrase, since it is no verb that we know: "migrant rescue".
func joinsNoun(t *token) bool {
	verb := verbs[t.word].lemma != "" || pasts.has(t.word) || strings.HasSuffix(t.word, "ed") || strings.HasSuffix(t.word, "ing") || strings.HasSuffix(t.word, "s")
	return t.class&^(cMale|cFemale) == 0 && !t.caps && !t.punct() && !verb
}

// capitals reports whether a word that is all capitals stands in units [from,to): the place of a date line
// behind a byline, "Jane Roe Special for the Mail PORT SALLOW, Ostra —".
func (an *analysis) capitals(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if t := an.at(st, i); t.allUp && len(t.word) > 3 {
			return true
		}
	}
	return false
}

// titledBy returns the person whose name follows the office at unit i over a few
// other words of it: "wrestler and television star Jane Roe". Nil: none.
func (an *analysis) titledBy(st *statement, i int) *mention {
	for k := i + 1; k < i+6; k++ {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.name < 0 && (t.is(cAux|cDet|cPrep|cSub|cRelative|cSpeech) && !t.is(cRole) || strings.HasSuffix(t.word, "ed") || strings.HasSuffix(t.word, "s")) {
			return nil
		}
		if m := an.mentionAt(st, k); m != nil {
			if m.entity >= 0 && !an.entities[m.entity].body && !an.tok(m.to-1).poss && m.to-m.from > 1 {
				return m
			}
			return nil
		}
	}
	return nil
}

var amounts = wordSet("thousands hundreds dozens tens scores number group groups assembly coalition team panel majority crowd crowds series")

// amountOf reports whether the noun at unit i is what the clause that begins at
// begin counts: "thousands of protesters".
func (an *analysis) amountOf(st *statement, begin, i int) bool {
	if an.anyWord(st, begin, begin+2, "than") && an.anyWord(st, begin, begin+1, "more", "fewer", "less") {
		return true // More than 3,000 drivers
	}
	if an.anyWord(st, begin, begin+1, "about", "around", "over", "nearly", "almost", "some", "roughly") && an.at(st, begin+1).is(cNumber) {
		return true // About 250 students
	}
	for k := begin; k+1 < i && k < begin+3; k++ {
		if t, n := an.at(st, k), an.at(st, k+1); t != nowhere && n != nowhere && amounts.has(t.word) && n.word == "of" {
			return true
		}
	}
	return false
}

// acts reports whether a verb stands at unit i, adverbs and time aside.
func (an *analysis) acts(st *statement, i int) bool {
	for ; i < len(st.units); i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() {
			return false
		}
		if t.is(cAdverb|cDay|cTime) || t.word == "on" {
			continue
		}
		return t.is(cAux|cSpeech) || strings.HasSuffix(t.word, "ed") || pasts.has(t.word) || strings.HasSuffix(t.word, "s") && !t.caps
	}
	return false
}

var pasts = wordSet("drove ran stood sat rode flew grew drew threw wore ate drank slept kept caught taught brought fought paid stole swore tore fled fed got hung knelt rang sang sank shook slid spent spun stuck strode swam swept swung understood overcame undertook withdrew forgot forgave awoke learnt heard knew felt became won lost beat began cut put set met held led left made went took gave came fell rose sent sued shot struck hit quit struck built bought sold broke chose wept arose bore bent blew bled clung crept dealt dug flung forbade froze hid laid leapt lent lit meant saw sought shone shrank sped sprang stung upheld withstood woke")

// namedByRole is the person whose words of office in the next statements are
// the noun that the article begins with: "A judge …" and then "Judge Roe"; -1: none.
func (an *analysis) namedByRole(word string) int {
	for si := an.lead; si < min(an.lead+6, len(an.statements)); si++ {
		st := &an.statements[si]
		for i := range st.units {
			m := an.mentionAt(st, i)
			if an.person(m) && an.holdsOffice(an.entities[m.entity].role, officeOf(word)) {
				return m.entity
			}
		}
	}
	return -1
}

func (an *analysis) mostNamed(among func(*entity) bool) int {
	best, who := 0.0, -1
	for e := range an.entities {
		ent := &an.entities[e]
		if !among(ent) {
			continue
		}
		w := 0.0
		for _, mi := range ent.mentions {
			if an.tok(an.mentions[mi].from).frag < 0 {
				w++
			}
		}
		for si := an.lead; si < min(an.lead+3, len(an.statements)); si++ {
			st := &an.statements[si]
			if st.topic == e || st.speaker == e {
				w += 4 / float64(1+si-an.lead)
			}
		}
		if w > best {
			best, who = w, e
		}
	}
	if best < 3 {
		return -1
	}
	return who
}

// act is the statement that first tells what the actor said or did.
func (an *analysis) act(v voice) text.Span {
	if v.entity < 0 {
		return an.statements[an.lead].Span
	}
	if l := an.leadVoice(&an.statements[an.lead]); l.entity == v.entity {
		return an.statements[an.lead].Span
	}
	for si := range an.statements {
		if st := &an.statements[si]; st.topic == v.entity || st.speaker == v.entity {
			return st.Span
		}
	}
	for si := range an.statements {
		if an.namesIn(an.statements[si].Span, v.entity) {
			return an.statements[si].Span
		}
	}
	return text.Span{}
}

// isThing reports whether a name is a storm's or a house's, which does nothing that one answers.
func (an *analysis) isThing(v voice) bool {
	if v.entity < 0 {
		return false
	}
	words := an.entities[v.entity].words
	return accidents.has(words[0]) || houses.has(words[len(words)-1])
}

var houses = wordSet("airport hotel station cathedral bridge stadium tower")

// actKind says what the first sentence and the title tell of.
func (an *analysis) actKind(first text.Span, title string, lead bool, actor int) actKind {
	accident, death := false, false
	for i := an.tokenFrom(first.Start); i < len(an.toks) && an.toks[i].Start < first.End; i++ {
		t := &an.toks[i]
		death = death || deaths.has(t.word) || killings.has(t.word) && i > 0 && an.tok(i-1).is(cAux)
		accident = accident || accidents.has(t.word)
	}
	for w := range strings.FieldsSeq(lower(title)) {
		death = death || deaths.has(strings.Trim(w, ",.:;"))
	}
	switch {
	case death && actor >= 0 && an.entities[actor].person:
		return died
	case accident && !lead:
		return happened
	}
	return decided
}

// partyNames are the words by which a role or another's name tells that it
// belongs to the actor: "Vale United captain", "WHO Director-General".
func (an *analysis) partyNames(v voice) map[string]bool {
	m := map[string]bool{}
	if v.entity >= 0 {
		e := &an.entities[v.entity]
		if e.person {
			m[e.words[len(e.words)-1]] = true
			return m
		}
		for _, w := range e.words {
			if classes[w]&(cPrep|cDet|cOrg|cConj|cPlace) == 0 || len(e.words) == 1 {
				m[w] = true // but the mayor of Brix speaks for no Bakers Union of Brix
			}
		}
		if a := acronym(e.words); a != "" {
			m[a] = true
		}
		return m
	}
	for i := an.tokenFrom(v.words.Start); i < len(an.toks) && an.toks[i].Start < v.words.End; i++ {
		if t := &an.toks[i]; t.is(cOrg | cGroup | cRole) {
			m[strings.TrimSuffix(t.word, "s")] = true
		}
	}
	return m
}

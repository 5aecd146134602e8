package quote

import (
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// speaksOfOffice reports whether a statement speaks of "the" one in an office, outside of marks.
func (an *analysis) speaksOfOffice(st *statement, office string) bool {
	for i := range st.units {
		if an.anyWord(st, i, i+1, "the") && an.at(st, i+1).word == office && !an.at(st, i+1).caps && an.at(st, i+2).name < 0 {
			return true
		}
	}
	return false
}

// epithet returns the person who spoke in the statement before, or whom it or else
// the whole text is about, and whom the noun
// phrase with that head calls by what else they are, as reporters do for variety: "the former
// store clerk", "the ex-president"; and how sure that is. -1 where somebody else may be meant.
func (an *analysis) epithet(si int, s source, head, owner int) (who int, sure float64) {
	st := &an.statements[si]
	h := an.at(st, head)
	if h.caps && !h.allUp && h.name < 0 && an.at(st, head-1).caps && !partisans.has(h.word) && !natives.has(h.word) && h.word != "lady" {
		return -1, 0 // the Brix Information Commissioner
	}
	if e := an.namedNext(si, s, head); e >= 0 {
		return e, 0.65
	}
	if si == 0 || owner >= 0 || an.at(st, s.from).word != "the" || s.to-head > 1 && !an.fromPlace(st, head+1, s.to) || h.name >= 0 || head == s.from {
		return -1, 0
	}
	if who := an.at(st, s.to); who != nowhere && who.word == "who" {
		return -1, 0 // the lawyer who represented Roe
	}
	office, former := officeOf(h.word), false
	if w, ok := strings.CutPrefix(h.word, "ex-"); ok {
		office, former = officeOf(w), true
	}
	for i := s.from + 1; i < head; i++ {
		w := an.at(st, i).word
		if strings.HasPrefix(w, "then-") || w == "lead" {
			return -1, 0 // the then-nominee; the lead investigator
		}
		former = former || w == "former" || w == "ex" || w == "longtime" || w == "onetime" || w == "one-time" || w == "veteran" || w == "retired" || strings.HasSuffix(w, "-year-old") || strings.HasSuffix(w, "-old")
	}
	c := classes[office]
	if c&(cRole|cGroup) == 0 && !callings(office) && !native(h) && !strings.HasSuffix(office, "-year-old") || c&(cOrg|cMedium|cSpokes|cKin) != 0 || strings.HasSuffix(office, "s") || strings.HasSuffix(office, "men") || strangers.has(office) || !former && servants.has(office) {
		return -1, 0
	}
	before := &an.statements[si-1]
	e, sure := before.speaker, 0.7
	if e >= 0 && before.topic < 0 && an.byTheWay(before, e) {
		e = -1
	}
	if e >= 0 && before.topic >= 0 && before.topic != e {
		return -1, 0
	}
	if e < 0 || !an.entities[e].person {
		e, sure = before.topic, 0.65
	}
	if e < 0 || !an.entities[e].person {
		e, sure = an.onlyOwner(before), 0.6 // More troubling was Roe's silence. The businessman
	}
	if e < 0 || !an.entities[e].person {
		e, sure = an.dominant, 0.6
	}
	for k := s.to + 1; k < s.to+4 && an.at(st, s.to).is(cSpeech); k++ {
		if m := an.mentionAt(st, k); m != nil && m.entity == e {
			return -1, 0 // the comedian asked Roe
		}
	}
	if e < 0 || !an.sexOf(h, e) || slices.Contains(an.namedInside(st, an.mentionFrom(st.Start)), e) {
		return -1, 0 // “Roe is my number one,” said the former captain
	}
	for b := si - 1; stateOffices.has(office) && !former && b >= 0 && si-b < 8; b-- {
		if o := &an.statements[b]; an.namedIn(o, e, len(o.units)) && an.speaksOfOffice(o, h.word) {
			return -1, 0 // Roe accused the president
		}
	}
	for i := 0; i < s.to; i++ {
		t := an.at(st, i)
		if t == nowhere {
			continue
		}
		if m := an.mentionAt(st, i); i < s.from && m != nil && m.entity >= 0 && m.entity != e && an.entities[m.entity].person && !an.tok(m.to-1).poss && an.byRelative(st, s.from) {
			return -1, 0 // Roe said Doe was late, to which the mogul responded
		}
		if m := an.mentionAt(st, i); i < s.from && m != nil && m.entity == e && (an.before(st, i).word == "with" || an.before(st, i).word == "alongside" || an.before(st, i).word == "beside") && an.anyWord(st, s.from-1, s.from, ",") {
			return -1, 0 // At a dinner with Roe, the governor said
		}
		if m := an.mentionAt(st, i); i < s.from && m != nil && m.entity == e && !an.tok(m.to-1).poss && an.anyWord(st, i, s.from, "and", "but") {
			return -1, 0 // Roe denied it, and before he left the chancellor said
		}
		if his := t.word == "his" || t.word == "he"; i < s.from && (his || t.word == "her" || t.word == "she") && !an.fits(e, t.word) {
			return -1, 0 // in her tweets, the nominee
		}
		if i > s.from && i < head && partisans.has(t.word) && e == an.dominant && e != before.topic && (an.entities[e].role.Empty() || !an.holdsOffice(an.entities[e].role, t.word)) {
			return -1, 0 // the Republican nominee, where two parties have one
		}
	}
	if office == "leader" {
		if who := an.leaderOf(st, s.from, head); who >= -1 {
			return who, 0.75
		}
	}
	r := an.entities[e].role
	if an.wantsDeputy(r, st, s.from, head) && an.holdsOffice(r, office) {
		return -1, 0 // the vice mayor is not the mayor
	}
	if an.holdsOffice(r, "co-"+office) || !r.Empty() && an.holdsOffice(r, office) && an.onlyDeputy(r, st, s.from, head) {
		return -1, 0 // the pilot is not the co-pilot
	}
	for i := s.from + 1; i < head; i++ {
		if m := an.mentionAt(st, i); m != nil && heldIn.has(office) && !former && !an.place(m) && m.entity >= 0 && !an.entities[m.entity].person && !an.holdsOffice(r, office) && e != an.dominant {
			return -1, 0 // the Nordkorn director
		}
		if t := an.at(st, i); an.holdsOffice(r, office) && an.otherPortfolio(r, t, office) {
			return -1, 0 // the health minister is not the Civil Aviation Minister
		} else if t.caps && !t.is(cPreRole|cDemonym) && an.holdsOffice(r, office) && !an.holdsOffice(r, t.word) && an.ofElsewhere(r) {
			return -1, 0 // the Brix mayor is not the Ostra one
		}
	}
	for n, o := range an.holders[office] {
		if o != e && (former || office == "leader") && an.tok(an.mentions[an.entities[o].mentions[0]].from).Start > st.End {
			continue // who is not named yet
		}
		if n > 3 || o != e && !an.onlyDeputy(an.entities[o].role, st, s.from, head) {
			return -1, 0
		}
	}
	if w := an.at(st, s.to); w != nowhere && w.word == "meanwhile" {
		return -1, 0 // the chancellor meanwhile insisted: somebody else
	}
	if !former && (stateOffices.has(office) || posts.has(office) && office != "leader" && (office != "minister" || an.at(st, head-1).word == "prime")) && !an.entities[e].role.Empty() && an.inOffice(&an.entities[e]) && !an.holdsOffice(an.entities[e].role, office) ||
		!former && an.otherPost(e, before.speaker, office, an.at(st, head-1).word == "prime") {
		return -1, 0
	}
	if an.introducedAs(h) {
		return -1, 0
	}
	if ent := &an.entities[e]; !former && ent.post == "" && (posts.has(office) || stateOffices.has(office)) {
		ent.post, ent.prime = office, an.at(st, head-1).word == "prime"
	}
	return e, sure
}

// heldIn are offices of a body, which a name before them tells.
var heldIn = wordSet("director manager chief boss chairman chairwoman captain coach editor executive founder owner president head")

// byTheWay reports whether an entity speaks only in a clause that "where" leads in.
func (an *analysis) byTheWay(st *statement, e int) bool {
	for ci := range st.cues {
		if c := &st.cues[ci]; ci < len(st.voices) && st.voices[ci].entity == e {
			w := an.at(st, c.src.from-1)
			return c.src.kind == aName && w != nowhere && w.word == "where"
		}
	}
	return false
}

// otherPost reports whether an entity holds a post that whoever is called by office, prime: a
// prime minister, does not, or is without one unless the text is about them or they spoke just now: the home secretary is neither "the prime minister" nor "the Tory leader".
func (an *analysis) otherPost(e, spoke int, office string, prime bool) bool {
	r := an.entities[e].role
	if !posts.has(office) && !stateOffices.has(office) {
		return false
	}
	if r.Empty() {
		post := an.entities[e].post
		return e != an.dominant && e != spoke || post != "" && post != office && office != "leader" && post != "leader" || post != "" && prime != an.entities[e].prime && office == post
	}
	first := an.holdsOffice(r, "prime")
	if an.holdsOffice(r, office) {
		return prime && !first
	}
	for p := range posts.words {
		if !an.holdsOffice(r, p) || office == "leader" && first || office == "minister" && p == "secretary" && !prime {
			continue
		}
		return true
	}
	return false
}

// posts are offices of which one person holds one at a time.
var posts = wordSet("minister secretary leader chancellor governor mayor premier commissioner senator")

// namedNext returns the person whom the second statement of a text begins with, where the
// first names nobody and calls its speaker by party or office: “…,” the Ohio Republican said. ¶ Roe …
func (an *analysis) namedNext(si int, s source, head int) int {
	st := &an.statements[si]
	if si > 0 || len(an.statements) < 2 || an.at(st, s.from).word != "the" || s.to-head > 1 || head-s.from < 2 || !partisans.has(an.at(st, head).word) && !an.at(st, head).is(cRole) {
		return -1
	}
	for i := range s.from {
		if m := an.mentionAt(st, i); an.person(m) {
			return -1
		}
	}
	m := an.mentionAt(&an.statements[1], 0)
	if !an.person(m) || an.tok(m.to-1).poss || an.modified(&an.statements[1], m.to-m.from) {
		return -1
	}
	return m.entity
}

// leaderOf returns who is the president, king or the like of the people that the words in units
// [from,to) name, "the South Korean leader"; -1 where the text names none, -2 where no word names a people.
func (an *analysis) leaderOf(st *statement, from, to int) int {
	people := -1
	for i := from; i < to; i++ {
		if an.at(st, i).is(cDemonym) {
			people = i
		}
	}
	if people < 0 {
		return -2
	}
	for e := range an.entities[:min(len(an.entities), mostKin)] {
		ent := &an.entities[e]
		if !ent.person || ent.role.Empty() || !an.holdsOffice(ent.role, an.at(st, people).word) {
			continue
		}
		for o := range stateOffices.words {
			if an.holdsOffice(ent.role, o) {
				return e
			}
		}
		for _, o := range [2]string{"minister", "leader"} {
			if an.holdsOffice(ent.role, o) && (o == "leader" || an.holdsOffice(ent.role, "prime")) {
				return e
			}
		}
	}
	return -1
}

// byRelative reports whether a "which" or "when" leads in the clause that begins at unit i.
func (an *analysis) byRelative(st *statement, i int) bool {
	t := an.at(st, i-1)
	return t != nowhere && (t.word == "which" || t.word == "whom" || t.word == "when" || t.word == "and" || t.word == "but")
}

// fromPlace reports whether units [from,to) are "from Illinois".
func (an *analysis) fromPlace(st *statement, from, to int) bool {
	p, m := an.at(st, from), an.mentionAt(st, from+1)
	return p.word == "from" && from+1 < to && (m != nil && st.units[to-1].tok == m.to-1 && !an.somePerson(m) || to == from+2 && an.at(st, from+1).is(cPlace))
}

// sexOf reports whether a noun that tells a sex fits a person: no "actress" of a man.
func (an *analysis) sexOf(h *token, e int) bool {
	g := an.genderOf(e)
	return g == unknownGender || h.is(cMale) == h.is(cFemale) || h.is(cFemale) == (g == female)
}

// native reports whether a word with a capital is who comes from somewhere: the Finn, the Brazilian.
func native(t *token) bool {
	return t.caps && (natives.has(t.word) || t.is(cDemonym) && !t.is(cPlace|cOrg))
}

// callings reports whether a word that no list of ours has ends like one for what somebody does.
func callings(w string) bool {
	for _, end := range []string{"man", "woman", "ist", "ician", "aire", "keeper"} {
		if strings.HasSuffix(w, end) && len(w) > len(end)+2 {
			return true
		}
	}
	return w == "mogul" || w == "magnate" || w == "tycoon" || w == "star" || w == "heir" || w == "heiress" || w == "actor" || w == "actress" || w == "incumbent" || w == "newcomer"
}

// strangers are words for people whom an article means to leave without a name.
var strangers = wordSet("narrator announcer person official source adviser advisor aide insider witness man woman boy girl child victim suspect caller reporter interviewer crowd audience someone somebody police several many some other another voter resident judge jury moderator host executive regulator broadcaster developer publisher ombudsman distributor contractor")

// servants are people whom an article meets by the way.
var servants = wordSet("owner manager clerk driver bartender waiter waitress guard guide neighbour neighbor passenger worker employee customer shopper nurse dispatcher operator trooper cashier janitor housekeeper nanny landlord tenant homeowner")

// introducedSince reports whether the text before names somebody by the same word as new after the
// entity was named last: "one Republican said", then "the Republican".
func (an *analysis) introducedSince(h *token, e int) bool {
	all := an.entities[e].mentions
	at := an.tokenFrom(h.Start)
	last := 0
	for _, mi := range all {
		if an.mentions[mi].from < at {
			last = an.mentions[mi].to
		}
	}
	for i := at - 1; i > last && at-i < 160; i-- {
		if r := an.entities[e].role; an.toks[i].word != h.word || an.toks[i].Start >= r.Start && an.toks[i].Start < r.End {
			continue
		}
		for k := i - 1; k > last && i-k < 4 && !an.toks[k].punct(); k-- {
			if w := an.toks[k].word; w == "a" || w == "an" || w == "one" || w == "another" {
				return true
			}
		}
	}
	return false
}

// introducedAs reports whether the text before names somebody by the same word as new: "a teacher".
func (an *analysis) introducedAs(h *token) bool {
	at := an.tokenFrom(h.Start)
	for i := at - 1; i >= 0 && at-i < farthest; i-- {
		if an.toks[i].word != h.word {
			continue
		}
		for k := i - 1; k >= 0 && i-k < 5 && !an.toks[k].punct(); k-- {
			if w := an.toks[k].word; w == "a" || w == "an" || w == "one" || w == "another" {
				return true
			}
		}
	}
	return false
}

// onlyOwner returns the one person whom a statement names outside of marks, where it tells of what they have: "Roe's silence". -1: none.
func (an *analysis) onlyOwner(st *statement) int {
	who, owns := -1, false
	for i := range st.units {
		m := an.mentionAt(st, i)
		if m == nil || m.entity < 0 || !an.somePerson(m) {
			continue
		}
		if who >= 0 && m.entity != who {
			return -1
		}
		who, owns = m.entity, owns || an.tok(m.to-1).poss
	}
	if !owns {
		return -1
	}
	return who
}

// stranger returns who, without a name, an office or a relation, says what statement si tells: "The man said". Nobody else.
func (an *analysis) stranger(si int) voice {
	st := &an.statements[si]
	if len(st.cues) == 0 || len(st.voices) == 0 {
		return nobody
	}
	c, v := &st.cues[0], st.voices[0]
	if c.src.kind != aDescriber || c.src.from != 0 || c.inverted || c.unsaid || !c.verb.strong || v.entity >= 0 || c.src.to-c.src.from != 2 || !an.anyWord(st, 1, 2, "man", "woman", "boy", "girl", "caller", "gunman", "stranger") {
		return nobody
	}
	return v
}

// relative returns the relation of somebody's, without a name, whom statement si begins with and he or she may mean: "The
// boy's mother wept". Empty: none.
func (an *analysis) relative(si int, pronoun string) text.Span {
	st := &an.statements[si]
	for i := 1; i < 6; i++ {
		t, n := an.at(st, i), an.at(st, i+1)
		if t == nowhere || t.punct() || t.is(cAux|cConj|cPrep) {
			break
		}
		owner := an.at(st, i-1)
		if acts := n.is(cAux) || pasts.has(n.word) || n.class&^cSpeech == 0 && strings.HasSuffix(n.word, "ed"); st.topic < 0 && t.is(cRole) && !t.is(cOrg|cMedium|cKin) && !t.caps && t.name < 0 && acts && an.anyWord(st, 0, 1, "a", "an") && an.onePerson(an.spanOf(st, 0, i+1)) {
			return an.spanOf(st, 0, i+1) // A driver shook his head. “…,” he said
		}
		if !t.is(cKin) || t.poss || strings.HasSuffix(t.word, "s") || !owner.poss && !owners.has(owner.word) {
			continue
		}
		words := an.spanOf(st, 0, i+1)
		if n == nowhere || n.punct() || n.caps || n.name >= 0 || n.is(cConj|cPrep) || !an.at(st, 0).is(cDet) && !an.at(st, 0).caps || !an.sexFits(words, pronoun) {
			break
		}
		return words
	}
	return text.Span{}
}

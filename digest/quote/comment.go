package quote

import (
	"fmt"
	"slices"
	"strings"

	"newsdigest/digest/article"
	"newsdigest/digest/text"
)

// outlets are words of a newspaper's or a station's name; what these report is no answer.
var outlets = wordSet("news times post journal tribune herald gazette magazine newspaper weekly monthly radio tv television broadcaster agency press bbc cnn nbc abc cbs npr ap afp reuters guardian telegraph independent politico bloomberg fox msnbc jazeera variety wikinews forbes media twitter facebook instagram youtube reddit snapchat")

// outlet reports whether a voice is a newspaper, a station, a study or a paper.
func (an *analysis) outlet(name string, v voice) bool {
	words := strings.Fields(lower(name))
	if len(words) == 0 {
		return true
	}
	if somePeople.has(words[0]) || v.entity < 0 && (words[0] == "users" || words[0] == "fans") {
		return false // many on social media
	}
	if outlets.has(strings.Trim(words[len(words)-1], ",.'’")) {
		return true
	}
	if v.entity >= 0 && an.entities[v.entity].person {
		return false
	}
	for _, w := range words {
		w = strings.Trim(w, ",.'’")
		if outlets.has(w) || classes[w]&cMedium != 0 && classes[w]&(cOrg|cRole) == 0 {
			return true
		}
	}
	return false
}

// reporter reports whether somebody is told to be of a newspaper's or a station's: "Jane Roe of the Brix Times".
func (an *analysis) reporter(entity int, role string) bool {
	for w := range strings.FieldsSeq(lower(role)) {
		if reporting.has(strings.Trim(w, ",.'’")) {
			return true
		}
	}
	if entity < 0 {
		return false
	}
	m := &an.mentions[an.entities[entity].mentions[0]]
	if w := an.tok(m.to).word; w != "of" && w != "from" {
		return false
	}
	at := m.to + 1
	if an.tok(at).is(cDet) {
		at++
	}
	of := an.tok(at).name
	return of >= 0 && outlets.has(an.tok(an.mentions[of].to-1).word)
}

var reporting = wordSet("reporter correspondent")

// longestAnswerer bounds the words that stand for somebody without a name.
const longestAnswerer = 10

// nonPerson reports whether a voice without a name is nothing that can answer:
// "the black hole", "ten", half a clause.
func (an *analysis) nonPerson(v voice) bool {
	if v.entity >= 0 {
		return false
	}
	head, words := -1, 0
	for i := an.tokenFrom(v.words.Start); i < len(an.toks) && an.toks[i].Start < v.words.End; i++ {
		t := &an.toks[i]
		if t.is(cAux) || t.name < 0 && t.class&cSpeech != 0 && t.class&^cSpeech == 0 && !(head >= 0 && an.tok(head).is(cDet) && verbs[t.word].form == base) || t.is(cAdverb) && t.class&^cAdverb == 0 && t.name < 0 {
			return true
		}
		words++
		if t.is(cPrep) && t.name < 0 && head >= 0 && !an.tok(head).is(cPrep) && t.word != "than" && !(t.word == "of" && (amounts.has(an.tok(head).word) || an.tok(head).is(cNumber))) {
			break // but "hundreds of residents"
		}
		head = i
	}
	if head < 0 || words > longestAnswerer {
		return true
	}
	h := an.tok(head)
	if h.name < 0 && (deeds.has(h.word) || h.is(cMedium|cWords) && !h.is(cRole|cGroup|cOrg)) {
		return true // these findings
	}
	return !(h.is(cRole|cGroup|cOrg|cKin|cSpokes) || governed.has(h.word) || collectives.has(h.word) || somePeople.has(h.word) || h.name >= 0 || h.class == 0 && strings.HasSuffix(h.word, "s"))
}

// aboutActor reports whether a stretch names the actor, or says "the president" of one who is.
func (an *analysis) aboutActor(p *party, s text.Span) bool {
	if p.entity >= 0 && an.namesIn(s, p.entity) {
		return true
	}
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		t := &an.toks[i]
		if t.name >= 0 || t.caps || !t.is(cOrg|cGroup|cRole) || i == 0 {
			continue
		}
		if p.entity < 0 && p.names[strings.TrimSuffix(t.word, "s")] {
			return true
		}
		if p.entity >= 0 && an.tok(i-1).word == "the" && (t.is(cRole) && an.holdsOffice(an.entities[p.entity].role, officeOf(t.word)) || t.is(cOrg) && slices.Contains(an.entities[p.entity].words, t.word)) {
			return true
		}
	}
	return false
}

// aboutEvent counts the words of the act in a stretch, "the decision" twice.
func (an *analysis) aboutEvent(p *party, s text.Span) (n int) {
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		t := &an.toks[i]
		if t.name >= 0 || t.punct() {
			continue
		}
		if deeds.has(t.word) && i > 0 && (an.tok(i-1).word == "the" || an.tok(i-1).word == "this" || an.tok(i-1).poss || an.tok(i-1).is(cAux)) {
			n += 2
		} else if p.event[stem(t.word)] {
			n++
		}
	}
	return n
}

// leadsAnswer reads what leads a remark in as an answer: "Reacting to the
// ruling,", "After the verdict,", "asked about the plan".
func (an *analysis) leadsAnswer(p *party, st *statement) bool {
	for i := range min(len(st.units), 10) {
		t := an.at(st, i)
		if t == nowhere {
			return false
		}
		switch t.word {
		case "reacting", "responding", "replying":
			return true
		case "response", "reply", "reaction":
			return i > 0 && an.at(st, i-1) != nowhere && an.at(st, i-1).word == "in"
		case "after", "following", "asked", "commenting":
			return an.concerns(st, p, i+1, i+6)
		}
	}
	return false
}

var stakeholders = wordSet("opposition union federation association league lawyer solicitor attorney barrister analyst economist minister mayor leader spokesman spokeswoman spokesperson campaigner activist charity professor expert senator mp member director prosecutor president governor rival critic critics chamber alliance campaign relative relatives victim mother father council society agent pastor priest bishop archbishop rabbi imam neighbour family supporters fans regulator officials councillor councilor councilman councilwoman lawmaker legislator assemblyman assemblywoman alderman")

// A remark is what one speaker says in an article, as far as it may be an answer to the act.
type remark struct {
	by             Speaker
	has            [signs]bool // of any of the quotes, or of all where the sign says so
	stance, points float64
	at, word, when text.Span
	si, quotes     int
	verb           int  // where the verb that gives it begins
	refuses        bool // says “no comment”
	refers         bool // says that it is a question for somebody else
	none           bool // the actor's own, or a newspaper's
}

// comments adds those who are told to speak of the actor or the act, where no
// verb says that they answer.
func (an *analysis) comments(f *Found, p *party, topics map[int]bool) {
	answered := map[string]bool{}
	for _, r := range f.Reactions {
		if r.Kind != Earlier && r.Kind != Declines && r.Kind != NoResponse {
			answered[r.By.Name] = true
		}
	}
	told := map[int][]Reaction{} // by the statement that tells them
	for _, r := range f.Reactions {
		si := an.statementAt(r.At.Start)
		told[si] = append(told[si], r)
	}
	for _, s := range an.remarks(f, p) {
		if sideOf(s.by.Name) != 0 && len(told[s.si]) > 0 {
			continue // "critics, such as Roe, said"
		}
		if s.refuses {
			f.Reactions = append(f.Reactions, Reaction{By: s.by, To: f.Actor.Name, Kind: Declines, At: s.at, When: s.when, Rule: "says “no comment”", told: true})
			continue
		}
		if answered[s.by.Name] || !s.answers() && !an.angrilyLed(s.si) && !an.outsider(s.si) && !an.ledAsAnswer(p, s) && (sideOf(s.by.Name) == 0 || p.kind != decided) {
			continue
		}
		if len(an.statements) > aLongStory && !s.touches() {
			continue
		}
		if slices.ContainsFunc(told[s.si], func(r Reaction) bool { return (r.Kind == Declines || r.Kind == NoResponse) && r.By.Name == s.by.Name }) {
			continue
		}
		r := Reaction{By: s.by, To: f.Actor.Name, Kind: Responds, At: s.at, When: s.when, Rule: "what is said"}
		for i, h := range s.has {
			if h && signWeights[i] > 0 {
				r.Rule += ", " + signNames[i]
			}
		}
		if an.opposes(&s.by) {
			s.stance--
		}
		switch {
		case s.refers:
			r.Kind = Refers
		case sideOf(s.by.Name) != 0 && p.kind == decided:
			r.Kind = sideOf(s.by.Name)
		case s.stance < -0.4, s.stance < 0.4 && an.angrilyLed(s.si):
			r.Kind = Disputes
		case s.stance > 0.4:
			r.Kind = Supports
		}
		if r.Kind != Responds && !s.word.Empty() {
			r.Rule += fmt.Sprintf(", “%s”", s.word.Of(an.doc.Text))
		}
		an.attach(f, &r, topics, s.si)
		f.Reactions = append(f.Reactions, r)
	}
}

// angrilyLed reports whether the sentence before statement si tells that the
// act was answered in anger: "The decision drew an angry reply."
func (an *analysis) angrilyLed(si int) bool {
	if si == 0 || an.statements[si-1].para != an.statements[si].para {
		return false
	}
	s := an.statements[si-1].Span
	return an.speaksOf(s, anger) && an.speaksOf(s, replies)
}

var (
	anger   = wordSet("angry anger angrily fury furious outrage criticism condemnation backlash dismay")
	replies = wordSet("reply replies reaction reactions response responses reacted responded drew met sparked provoked prompted")
)

// bySide are who is named by the side they take.
var bySide = map[string]ReactionKind{"critics": Disputes, "opponents": Disputes, "detractors": Disputes, "supporters": Supports, "backers": Supports, "proponents": Supports}

// aLongStory bounds, in statements, a story in which whoever speaks answers its act; a longer one has other voices too.
const aLongStory = 30

// touches reports whether a remark speaks of the actor or of the act.
func (s *remark) touches() bool {
	return s.has[namesActor] || s.has[ledIn] || s.has[mourns]
}

// sideOf is the side by which somebody is named, "some critics"; 0: none.
func sideOf(name string) ReactionKind {
	words := strings.Fields(lower(name))
	if len(words) == 0 || len(words) > 2 || len(words) == 2 && classes[words[0]]&cPronoun != 0 {
		return 0
	}
	return bySide[words[len(words)-1]]
}

// ledAsAnswer reports whether the statement of a remark begins as an answer: "In response, …", "Asked about the ruling, …".
func (an *analysis) ledAsAnswer(p *party, s *remark) bool {
	st := &an.statements[s.si]
	if end := an.leadClause(st); an.at(st, end).Start > s.verb {
		return false
	}
	return an.anyWord(st, 0, 1, "responding", "reacting", "replying") || an.anyWord(st, 0, 1, "asked", "questioned", "pressed") && an.anyWord(st, 1, 2, "about", "on", "whether", "if") && an.concerns(st, p, 2, 8) || an.anyWord(st, 0, 1, "in") && an.anyWord(st, 1, 2, "response", "reply", "reaction")
}

// outsider reports whether statement si says that its speaker had no part in the
// act: "who was not involved in the study".
func (an *analysis) outsider(si int) bool {
	st := &an.statements[si]
	for i := range st.units {
		switch an.at(st, i).word {
		case "involved":
			if an.anyWord(st, i-3, i, "not", "wasn't") {
				return true
			}
		case "authors", "author", "team", "study", "research":
			if an.anyWord(st, i-8, i, "who") && an.anyWord(st, i-6, i, "not", "wasn't") {
				return true // who was not one of the study's authors
			}
		}
	}
	return false
}

// A Remark is a speaker with what speaks for and against their answering the
// main actor, for fitting the weights of these signs to marked articles.
type Remark struct {
	Speaker string
	Signs   []bool // in the order of signWeights; the same length for each
	Stance  float64
}

// Remarks finds the speakers of an article who are told by no verb to answer,
// in the order of the text; nil where it has no main actor.
func Remarks(a article.Article) []Remark {
	f, an := find(a, Options{})
	p, ok := an.party(f.title())
	if !ok {
		return nil
	}
	answered := map[string]bool{}
	for _, r := range f.Reactions {
		if !strings.HasPrefix(r.Rule, "what is said") {
			answered[r.By.Name] = true
		}
	}
	var out []Remark
	for _, s := range an.remarks(f, &p) {
		if !answered[s.by.Name] {
			out = append(out, Remark{s.by.Name, s.has[:], s.stance})
		}
	}
	return out
}

// answers reports whether the signs say that a remark is an answer.
func (s *remark) answers() bool {
	points := enough
	for i, h := range s.has {
		if h {
			points += signWeights[i]
		}
	}
	return points > 0
}

// remarks gathers what each speaker but the actor says after the act, in the
// order of the text.
func (an *analysis) remarks(f *Found, p *party) []*remark {
	entity := map[string]int{}
	for si := range an.statements {
		for _, v := range an.statements[si].voices {
			if v.entity >= 0 {
				entity[an.entities[v.entity].name.Of(an.doc.Text)] = v.entity
			}
		}
	}
	all := map[string]*remark{}
	var order []*remark
	asking := f.interviewers()
	for qi := range f.Quotes {
		q := &f.Quotes[qi]
		if q.Speaker == nil || q.Confidence < commentLine || q.Parts[0].Start < p.act.End || q.Within >= 0 {
			continue
		}
		name := q.Speaker.Name
		e, known := entity[name]
		if !known {
			e = -1
		}
		s := all[name]
		if s == nil {
			s = &remark{by: *q.Speaker}
			v := voice{entity: e}
			if e < 0 {
				v.words = q.Speaker.Mention
			}
			s.none = asking[name] || an.itsOwn(p, e, name, q.Speaker.Role) || an.outlet(name, v) || an.reporter(e, q.Speaker.Role) || !q.Speaker.Named && an.nonPerson(v)
			all[name] = s
		}
		si := an.statementAt(q.Parts[0].Start)
		st := &an.statements[si]
		if s.none || verbs[lower(q.Verb.Of(an.doc.Text))].lemma == "deny" && !an.aboutActor(p, beside(an.statementsOver(q.Span()), q.Span())) || p.kind == died && an.anyWord(st, 0, len(st.units), "once") || an.trial(st) || an.longAgo(st) || an.saidBefore(st, q) || an.monthsAgo(st, q) || an.actUndated && an.dated(st) {
			continue
		}
		whole := f.besideOthers(qi, beside(an.statementsOver(q.Span()), q.Span()))
		sum, word := an.stance(an.ownWords(q, whole), p.event)
		if p.kind == died {
			sum, word = 0, text.Span{}
			if !p.dead && an.speaksOf(whole, praying) {
				sum = 1
			}
		}
		if grudging.has(verbs[lower(q.Verb.Of(an.doc.Text))].lemma) && p.kind == decided {
			sum--
		}
		s.stance += sum
		if s.word.Empty() {
			s.word = word
		}
		has := an.signsOf(f, p, st, q, e, whole, sum)
		points := 0.0
		for i, h := range has {
			if h {
				points += signWeights[i]
			}
			if s.quotes == 0 || !ofAll[i] {
				s.has[i] = s.has[i] || h
			} else {
				s.has[i] = s.has[i] && h
			}
		}
		s.refuses, s.refers = s.refuses || an.saysNothing(st, q), s.refers || an.passesOn(q)
		if s.quotes++; s.quotes == 1 {
			order = append(order, s)
		}
		s.has[twice] = s.quotes > 1
		if s.at.Empty() || points > s.points {
			s.points, s.at, s.when, s.si, s.verb = points, text.Span{Start: st.Start, End: st.End}, q.When, si, q.Verb.Start
		}
	}
	return order
}

// saysNothing reports whether a quote is a refusal to say more: “No comment”, he had “nothing to add to that”.
func (an *analysis) saysNothing(st *statement, q *Quote) bool {
	s := q.Span()
	w := lower(strings.Trim(s.Of(an.doc.Text), ".,”\""))
	if w == "no comment" && q.Kind != Indirect {
		return !st.quotedAfter(an, q.Parts[0].End)
	}
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End && s.Len() < longestRefusal; i++ {
		if t := &an.toks[i]; t.word == "nothing" && (an.tok(i+1).word == "to" && (an.tok(i+2).word == "add" || an.tok(i+2).word == "say") || an.tok(i+1).word == "further" || an.tok(i+1).word == "more") && !st.quotedAfter(an, s.End) {
			return true
		}
	}
	return false
}

// passesOn reports whether a quote says that it is for others to answer: "that was a question for the board".
func (an *analysis) passesOn(q *Quote) bool {
	s := q.Span()
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End && s.Len() < 3*longestRefusal; i++ {
		if w := an.toks[i].word; (w == "question" || w == "matter" || w == "questions") && an.tok(i+1).word == "for" && (an.tok(i-1).word == "a" || an.tok(i-1).is(cAux)) {
			return true
		}
	}
	return false
}

// longestRefusal bounds the words that are read as a refusal to say more, in bytes.
const longestRefusal = 60

// quotedAfter reports whether the statement goes on with more words between marks after an offset.
func (st *statement) quotedAfter(an *analysis, offset int) bool {
	for i := range st.units {
		if st.quoted(i) && an.frags[st.units[i].frag].Start > offset {
			return true
		}
	}
	return false
}

// signWeights were fitted by newsdigest eval fit, to our own marked articles and
// articles of Wikinews, then rounded; a sign too rare for that has what reading
// suggests.
var signWeights = [signs]float64{
	namesActor: 0.7, namesHim: 0.5, namesAct: 0.2, stakeholder: 0.6, firstHand: -0.4, feels: 0.4, takesSide: 0.6, between: 0.9,
	according: -1.1, elsewhere: -1.5, investigates: -0.6, numbers: -0.8, unnamed: -1, aDeath: 0.2, anAccident: -0.8,
	twice: -0.5, inTitle: -0.5, inLead: 0.2, published: 0.2, expert: -0.3, inOffice: 0.6, actorSpeaks: 0.2, sameTrade: -0.4, mourns: 0.4, late: 0.5,
}

const (
	commentLine = 0.7  // how sure the speaker of a comment must be
	enough      = -1.3 // what the weights of a remark must outweigh
)

// anySpokes reports whether words are for who speaks for another: a spokesman for the union.
func (an *analysis) anySpokes(s text.Span) bool {
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		if an.toks[i].is(cSpokes) {
			return true
		}
	}
	return false
}

// farthest bounds how much of a statement, in bytes before and after a quote's
// first word, is read as what its speaker says.
const farthest = 2000

func beside(whole, q text.Span) text.Span {
	return text.Span{Start: max(whole.Start, q.Start-farthest), End: min(whole.End, q.Start+farthest)}
}

// besideOthers is whole without what others say in it before and after quote qi: "“It is wrong,” said Roe; Doe
// called it “right”".
func (f *Found) besideOthers(qi int, whole text.Span) text.Span {
	q := &f.Quotes[qi]
	for i := quoteFrom(f, whole.Start); i < len(f.Quotes) && f.Quotes[i].Parts[0].Start < whole.End; i++ {
		o := &f.Quotes[i]
		switch {
		case o.Speaker == nil || o.Speaker.Name == q.Speaker.Name || o.Within >= 0:
		case o.Span().End <= q.Span().Start:
			whole.Start = max(whole.Start, o.Span().End)
		case o.Speaker.Mention.Start >= q.Span().End && o.Speaker.Mention.Start > q.Speaker.Mention.End:
			whole.End = min(whole.End, o.Speaker.Mention.Start, o.Span().Start)
		}
	}
	return whole
}

// ownWords is the stretch that a quote's speaker says in a statement.
func (an *analysis) ownWords(q *Quote, whole text.Span) text.Span {
	if q.Kind == Indirect {
		return beside(q.Span(), q.Span())
	}
	return whole
}

// saidBefore reports whether the verb of a quote is one of an earlier time.
func (an *analysis) saidBefore(st *statement, q *Quote) bool {
	for ci := range st.cues {
		c := &st.cues[ci]
		if an.tok(st.units[c.unit].tok).Start == q.Verb.Start {
			return an.earlier(st, c, q.When)
		}
	}
	return false
}

// monthsAgo reports whether words of a month stand beside the verb of a quote:
// "said in May".
func (an *analysis) monthsAgo(st *statement, q *Quote) bool {
	for ci := range st.cues {
		c := &st.cues[ci]
		if an.tok(st.units[c.unit].tok).Start != q.Verb.Start {
			continue
		}
		for i := c.end; i < c.end+7; i++ {
			t, n := an.at(st, i), an.at(st, i+1)
			if t == nowhere || n == nowhere {
				return false
			}
			if t.word == "in" && n.is(cMonth) && n.caps || t.word == "last" && (n.word == "year" || n.word == "month") {
				return true
			}
		}
	}
	return false
}

// speaksOf reports whether the stretch holds one of the words; the US is not us.
func (an *analysis) speaksOf(s text.Span, words *wordset) bool {
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		if t := &an.toks[i]; words.has(t.word) && t.Of(an.doc.Text) != "US" {
			return true
		}
	}
	return false
}

// A sign is something about a quote that speaks for or against its being an answer to the act.
type sign int

const (
	ledIn        sign = iota // "Reacting to the ruling,"
	namesActor               // in the words or beside them
	namesHim                 // he or she may be the actor
	namesAct                 // "the decision", or two of its own words
	hintsAct                 // one of its words
	stakeholder              // a minister, a union, a lawyer
	firstHand                // I, we
	feels                    // "said she was relieved"
	takesSide                // against or for
	willDo                   // "would appeal"
	between                  // given between marks
	according                // "according to Roe": information
	informs                  // "confirmed that"
	elsewhere                // "Speaking about the film,", which is not the act
	investigates             // police, doctors: information
	numbers                  // the words hold a number: information
	unnamed
	aDeath
	anAccident
	twice       // more than one quote
	inTitle     // who speaks is named in the title
	inLead      // or in the first sentence
	published   // a tweet, a statement, a letter
	expert      // a professor, an analyst
	inOffice    // a minister, a senator
	aBody       // a body speaks
	actorSpeaks // the article quotes the actor
	sameTrade   // an author beside the author
	mourns      // "condolences", "a loss"
	late        // in the second half of the text
	afterActor  // the statement before is the actor's or names the actor
	signs
)

// ofAll are the signs that count where all that is said bears them.
var ofAll = [signs]bool{according: true, informs: true, elsewhere: true, numbers: true}

var signNames = [signs]string{
	"led in as an answer", "names the actor", "he or she may be the actor", "names the act", "a word of the act", "a stakeholder", "I or we", "tells a feeling", "takes a side",
	"tells an intention", "between marks", "according to", "informs", "speaks about something else", "investigates", "a number", "no name", "a death", "an accident",
	"more than one quote", "in the title", "in the first sentence", "published", "an expert", "in office", "a body", "the actor speaks too", "of the same trade", "mourns", "in the second half", "follows the actor",
}

// SignNames are the signs of a Remark, in order.
func SignNames() []string { return signNames[:] }

// signsOf says which signs a quote of somebody has.
func (an *analysis) signsOf(f *Found, p *party, st *statement, q *Quote, speaker int, whole text.Span, side float64) (out [signs]bool) {
	out[ledIn] = an.leadsAnswer(p, st)
	out[namesActor] = an.aboutActor(p, whole)
	out[namesHim] = !out[namesActor] && p.entity >= 0 && an.entities[p.entity].person && an.pronounFor(p, q, speaker)
	n := an.aboutEvent(p, whole)
	out[namesAct], out[hintsAct] = n >= 2, n == 1
	for w := range strings.FieldsSeq(lower(q.Speaker.Role + " " + q.Speaker.Name)) {
		w = strings.Trim(w, ",.’'")
		out[stakeholder] = out[stakeholder] || stakeholders.has(w)
		out[investigates] = out[investigates] || investigators.has(w)
	}
	out[firstHand] = q.Kind != Indirect && an.speaksOf(q.Span(), firstPerson)
	out[feels] = an.speaksOf(whole, feeling)
	out[takesSide] = side >= 0.7 || side <= -0.7
	out[willDo] = q.Kind == Indirect && an.speaksOf(q.Span(), intentions)
	out[between] = q.Kind != Indirect
	if t := an.at(st, 0); t != nowhere && (t.word == "speaking" || t.word == "talking") {
		n := an.at(st, 1)
		out[elsewhere] = n != nowhere && (n.word == "about" || n.word == "of" || n.word == "on") && !an.concerns(st, p, 2, 6)
	}
	out[informs] = informing.has(verbs[lower(q.Verb.Of(an.doc.Text))].lemma)
	out[according] = strings.EqualFold(q.Verb.Of(an.doc.Text), "according")
	for i := an.tokenFrom(q.Span().Start); i < len(an.toks) && an.toks[i].Start < q.Span().End; i++ {
		out[numbers] = out[numbers] || an.toks[i].is(cNumber) || counts.has(an.toks[i].word)
	}
	out[unnamed] = !q.Speaker.Named && !(side != 0 && an.anySpokes(q.Speaker.Mention))
	si := an.statementAt(q.Parts[0].Start)
	out[inTitle] = speaker >= 0 && an.inTitle(f.title(), speaker)
	out[inLead] = speaker >= 0 && an.namesIn(an.statements[an.lead].Span, speaker)
	out[published] = an.speaksOf(whole, publishing)
	for w := range strings.FieldsSeq(lower(q.Speaker.Role + " " + q.Speaker.Name)) {
		w = strings.Trim(w, ",.'’")
		out[expert] = out[expert] || experts.has(w)
		out[inOffice] = out[inOffice] || officials.has(w)
		out[sameTrade] = out[sameTrade] || trades.has(w)
	}
	out[aBody] = speaker >= 0 && !an.entities[speaker].person
	out[actorSpeaks] = len(an.answerable) > 0
	out[mourns] = an.speaksOf(whole, mourning)
	out[late] = st.Start > len(an.doc.Text)/2
	if si > 0 {
		out[afterActor] = p.entity >= 0 && (an.statements[si-1].speaker == p.entity || an.statements[si-1].topic == p.entity)
	}
	out[aDeath], out[anAccident] = p.kind == died, p.kind == happened
	return out
}

// counts are numbers in words that nobody uses but to tell how many.
var counts = wordSet("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens")

var grudging = wordSet("complain fume grumble protest object scoff")

var informing = wordSet("announce confirm report reveal estimate disclose ask testify recall detail recount")

var investigators = wordSet("police sheriff detective inspector constable superintendent fire hospital doctor physician dr coroner investigator investigators authorities")

var (
	publishing = wordSet("tweeted tweet twitter statement posted post facebook instagram letter wrote writing")
	experts    = wordSet("professor analyst researcher scientist expert economist historian academic lecturer fellow university institute")
	officials  = wordSet("president minister senator governor mayor chancellor premier secretary congressman congresswoman representative mp leader chairman commissioner ambassador councillor councilor councilman councilwoman lawmaker legislator assemblyman assemblywoman alderman")
	trades     = wordSet("co-author author researcher co-founder colleague teammate")
	mourning   = wordSet("condolence condolences loss sad sadness saddened legacy memory mourn mourning friend remember remembered missed tribute grief sorrow")
)

var intentions = wordSet("would will should must intends plans wants hopes")

var firstPerson = wordSet("i we our my us me")

// pronounFor reports whether he or she in the words may be the actor, and is not the speaker.
func (an *analysis) pronounFor(p *party, q *Quote, speaker int) bool {
	for _, part := range q.Parts {
		for i := an.tokenFrom(part.Start); i < len(an.toks) && an.toks[i].Start < part.End; i++ {
			switch w := an.toks[i].word; w {
			case "he", "him", "his", "she", "her":
				if an.fits(p.entity, w) && speaker != p.entity {
					return true
				}
			}
		}
	}
	return false
}

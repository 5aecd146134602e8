package quote

import (
	"maps"
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// reactions fills f.Reactions, f.Actor and f.Act.
func (an *analysis) reactions(f *Found) {
	topics := an.topics()
	an.quoteTopics(f, topics)
	p, ok := an.party(f.title())
	if !ok {
		p.voice = nobody
		an.eachWord(func(si, i int, t *token) { an.silenceAt(f, &p, topics, si, i, t) })
		f.Reactions = onePerKind(f.Reactions)
		return
	}
	if p.entity >= 0 {
		p.mention = an.entities[p.entity].name
	} else {
		p.mention = p.words
	}
	f.Actor, f.Act = an.speaker(p.voice), p.act
	an.ruled = an.courtly(&p)
	an.actDay, an.today, an.actUndated = an.weekdayIn(p.act), 0, !an.dated(&an.statements[an.statementAt(p.act.Start)])
	if at := f.Article.Published; !at.IsZero() {
		an.today = (int(at.Weekday())+6)%7 + 1
	}
	for qi := 0; qi < len(f.Quotes) && len(an.answerable) < mostAnswerable; qi++ {
		if q := &f.Quotes[qi]; q.Speaker != nil && q.Speaker.Name == f.Actor.Name && q.Kind != Partial {
			over := an.statementsOver(f.Quotes[qi].Span())
			e, _ := an.topicIn(topics, over)
			an.answerable, an.answerTopic, an.answerNames = append(an.answerable, qi), append(an.answerTopic, e), append(an.answerNames, an.bodiesIn(over))
		}
	}
	an.eachWord(func(si, i int, t *token) {
		an.answerAt(f, &p, topics, si, i, t)
		an.silenceAt(f, &p, topics, si, i, t)
		an.deedAt(f, &p, topics, si, i, t)
	})
	an.earlierWords(f, &p, topics)
	an.comments(f, &p, topics)
	f.Reactions = an.namedInstead(onePerKind(f.Reactions))
}

// namedInstead drops a reaction of several people without a name, "politicians of all parties mourned her",
// where the next in its paragraph is the like of somebody with one.
func (an *analysis) namedInstead(all []Reaction) []Reaction {
	keep := all[:0]
	for i, r := range all {
		if i+1 < len(all) && !r.By.Named && all[i+1].By.Named && all[i+1].Kind == r.Kind && an.statements[an.statementAt(r.At.Start)].para == an.statements[an.statementAt(all[i+1].At.Start)].para {
			if h, _ := an.headOf(r.By.Mention); strings.HasSuffix(h.word, "s") && !h.is(cOrg) && !an.namesAny(r.By.Mention) {
				continue
			}
		}
		keep = append(keep, r)
	}
	return keep
}

// namesAny reports whether a name stands in a stretch.
func (an *analysis) namesAny(s text.Span) bool {
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		if an.toks[i].name >= 0 {
			return true
		}
	}
	return false
}

// eachWord calls do for each unit i of a statement si that is a word of the text's
// own, names aside, from the first sentence on.
func (an *analysis) eachWord(do func(si, i int, t *token)) {
	for si := an.lead; si < len(an.statements); si++ {
		st := &an.statements[si]
		for i := range st.units {
			if t := an.at(st, i); t != nowhere && !t.punct() && t.name < 0 {
				do(si, i, t)
			}
		}
	}
}

// onePerKind keeps of each one's reactions the first of a kind, one of those for
// and against, and where one
// says that they are for or against, not also that they respond. In the order of the text.
func onePerKind(all []Reaction) []Reaction {
	slices.SortStableFunc(all, func(a, b Reaction) int { return a.At.Start - b.At.Start })
	type key struct {
		name string
		kind ReactionKind
	}
	seen := map[key]bool{}
	for _, r := range all {
		if r.Kind == Disputes || r.Kind == Supports {
			seen[key{r.By.Name, -1}] = true
		}
	}
	return slices.DeleteFunc(all, func(r Reaction) bool {
		k := key{r.By.Name, r.Kind}
		if seen[k] || r.Kind == Disputes && seen[key{r.By.Name, Supports}] || r.Kind == Supports && seen[key{r.By.Name, Disputes}] || r.Kind == Responds && !r.told && seen[key{r.By.Name, -1}] {
			return true
		}
		seen[k] = true
		return false
	})
}

// opposes reports whether who speaks is of the opposition.
func (an *analysis) opposes(s *Speaker) bool {
	return strings.Contains(lower(s.Role+" "+s.Name), "opposition")
}

// itself returns the noun phrase of src for v where that phrase has a word that
// fits neither name nor office of whom it was taken to mean: "the science ministry".
func (an *analysis) itself(st *statement, src source, v voice) voice {
	if src.kind != aDescriber || v.entity < 0 {
		return v
	}
	e := &an.entities[v.entity]
	for i := src.from; i < src.to-1; i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() || t.is(cDet|cPrep) || t.name >= 0 {
			continue
		}
		if !slices.Contains(e.words, t.word) && !an.holdsOffice(e.role, officeOf(t.word)) {
			s := an.spanOf(st, src.from, src.to)
			return voice{entity: -1, words: s, mention: s, score: 0.9, rule: "describer"}
		}
	}
	return v
}

// telling are all words at which answerAt may find one.
var telling = setOf(maps.Keys(answers), maps.Keys(idioms), maps.Keys(moods), maps.Keys(receptions), maps.Keys(voicing.words), maps.Keys(terming.words), slices.Values([]string{"referred"}))

// ownVoice reports whether a statement speaks of who says it or hears it, outside of marks: "my parents accepted it".
func (an *analysis) ownVoice(st *statement) bool {
	for i := range st.units {
		switch t := an.at(st, i); t.word {
		case "i", "we", "my", "you", "your":
			return !t.allUp || t.word == "i"
		}
	}
	return false
}

// answerAt adds the reaction that the word at unit i tells, if it does.
func (an *analysis) answerAt(f *Found, p *party, topics map[int]bool, si, i int, t *token) {
	if !telling.has(t.word) {
		return
	}
	st := &an.statements[si]
	if an.ownVoice(st) {
		return // an answer in an interview, not the reporter's words
	}
	a, ok := answers[t.word]
	ok = ok && !an.referredAs(st, i)
	kind, from, at := a.kind, i, text.Span{}
	var v voice
	var c *cue
	told, met, urging := false, false, false // urging: with what somebody is urged to do to the act
	if idiom, end := an.idiomAt(st, i); idiom != nil && !an.isPassive(st, i) {
		if v, c = an.subject(si, an.actingVerb(st, i)); c != nil && idiom.alone {
			c.end = end
		}
		urging = len(idiom.rest) > 1 && idiom.rest[1] == "to"
		kind, a, ok = idiom.kind, answering{kind: idiom.kind, lemma: idiom.lemma, alone: idiom.alone, base: idiom.base, past: !idiom.base && !strings.HasSuffix(t.word, "s") && !strings.HasSuffix(t.word, "ing")}, true
	} else if an.inMood(st, p, i) {
		be := i
		if an.anyWord(st, i-1, i, "in") {
			be--
		}
		v, c = an.subject(si, be)
		kind, a, ok = moods[t.word], answering{kind: moods[t.word], lemma: t.word, past: true}, true
	} else if r, src, is := an.received(st, p, i); is {
		c = &cue{unit: i, end: i + 1, src: src, inverted: true, passive: true}
		v = an.resolveHere(si, *c)
		kind, a, ok, met = r, answering{kind: r, lemma: t.word, past: true}, true, true
		at = text.Span{Start: an.tok(st.units[0].tok).Start, End: st.End}
	} else {
		switch {
		case ok && a.past && an.isPassive(st, i):
			by := i + 1
			for by < i+8 && !an.at(st, by).punct() && !an.at(st, by).is(cAux) && an.at(st, by).word != "by" {
				by++ // accused of lying by Roe
			}
			if !an.anyWord(st, by, by+1, "by") || an.asked(st, i) || a.kind == Refers || !an.concerns(st, p, 0, i) && !an.namesParty(st, p, 0, i) && !(p.entity >= 0 && an.at(st, 0).is(cPronoun) && an.fits(p.entity, an.at(st, 0).word)) {
				return
			}
			src := an.sourceRight(st, by+1)
			if src.kind == noSource {
				return
			}
			c = &cue{unit: i, end: i + 1, src: src, inverted: true, passive: true}
			v = an.resolveHere(si, *c)
			at = text.Span{Start: an.tok(st.units[0].tok).Start, End: st.End}
		case ok:
			u := an.actingVerb(st, i)
			if v, c = an.subject(si, u); u != i && c != nil {
				own := *c
				own.end, c = i+1, &own
				a.past, a.base, told = true, false, true
			}
		case voicing.has(t.word):
			n := an.feelingAfter(st, i+1)
			if n < 0 {
				return
			}
			if e := an.at(st, n+1); e != nowhere && !e.punct() && !(p.kind != decided && consoling.has(an.at(st, n).word)) && !an.concerns(st, p, n+1, n+8) && !an.aboutActor(p, st.Span) {
				return
			}
			kind = feelings[an.at(st, n).word]
			v, c = an.subject(si, i)
			a = answering{kind: kind, lemma: t.word, alone: true, past: true}
			ok = true
		case terming.has(t.word), t.word == "referred" && an.referredAs(st, i):
			if self := an.at(st, i+1).word; strings.HasSuffix(self, "self") || strings.HasSuffix(self, "selves") {
				return
			}
			v, c = an.subject(si, i)
		default:
			return
		}
	}
	if src := an.amongThose(st, i); ok && src.kind != noSource {
		if p.kind != died && !an.concerns(st, p, i+1, i+9) {
			return
		}
		c = &cue{unit: i, end: i + 1, src: src, inverted: true, passive: true}
		v, a.past, a.base = an.resolveHere(si, *c), true, false
		at = text.Span{Start: an.tok(st.units[0].tok).Start, End: st.End}
	}
	if c == nil {
		return
	}
	each := an.examples(st, c.src)
	if each == nil && met {
		each = an.listRight(st, c.src.from) // criticism from Roe and Doe
	}
	if each == nil && !c.inverted {
		each = an.paired(st, c.unit, "both", "and")
	}
	if each != nil {
		v = an.resolveHere(si, cue{unit: c.unit, end: c.end, src: each[0]})
	}
	if !v.somebody() || v.score < an.line || c.noun || ok && !a.past && an.nounHere(st, i) {
		return
	}
	sp := an.speaker(v)
	if an.itsOwn(p, v.entity, sp.Name, sp.Role) || an.outlet(sp.Name, v) || an.nonPerson(v) {
		return
	}
	if si <= an.lead && (c.src.from < 2 || c.src.who > 0 && v.entity < 0) && !c.inverted {
		return // who begins the story acts, and answers nobody; Roe lashed out at users who mocked her
	}
	if a.base && an.anyWord(st, i-2, i, "has", "have", "had") {
		a.base = false // has come to her defence
	}
	if an.anyWord(st, i-2, i, "once") && (p.kind == died || !a.past || a.lemma == t.word) {
		return // once dismissed her books, once was furious at him
	}
	if a.lemma == "file" && p.kind == decided && (p.event["lawsui"] || p.event["suit"] || p.event["petiti"]) {
		return // whose lawsuit the ruling answers
	}
	if a.lemma == "back" && an.anyWord(st, i+1, i+2, "off", "away", "down", "out", "into", "where", "to", "in", "on", "from", "at", "when", "home") || a.lemma != "distance" && an.anyWord(st, i+1, i+2, "each", "themselves", "himself", "herself", "itself") || a.lemma == "accuse" && an.anyWord(st, i+1, i+2, "of") && !an.isPassive(st, i) || a.lemma == "back" && an.anyWord(st, i+1, i+2, "up") && owners.has(an.at(st, i+2).word) || a.lemma == "welcome" && a.base && an.isPassive(st, i) {
		return
	}
	switch not := an.negated(st, from) || c.unit != i && refusing.has(an.at(st, c.unit).word); {
	case not && kind == Supports && ok && !c.passive && !a.alone && !an.anyWord(st, c.unit-3, c.unit, "could", "couldn't", "cannot"):
		kind, a.base = Disputes, false // does not back it
	case not || c.unsaid && a.lemma != "appeal" && a.lemma != "reject" && a.lemma != "dismiss" && a.lemma != "dispute" || a.base && a.lemma != "appeal" && an.asked(st, from):
		return
	}
	end := an.clauseEnd(st, &cue{unit: max(i, c.unit), end: c.end})
	if at.Empty() {
		at = an.answerSpan(st, c)
	}
	switch {
	case !ok && v.entity < 0 && (verbs[t.word].form == base || verbs[t.word].form == third) && terming.has(t.word):
		return // doctors call it “the polite illness”
	case !ok: // called it “short-sighted”
		if n := an.at(st, i+1); !an.concerns(st, p, c.end, end) || n.name < 0 && !n.caps && !n.is(cDet|cPronoun|cPrep) && !an.quotedIn(st, c.end, end) || p.kind == died && an.anyWord(st, i+1, i+2, "it") {
			return
		}
		at.Start = an.tok(st.units[i].tok).Start
		if m := an.mentionAt(st, i+1); m != nil && an.at(st, i+1+m.to-m.from).is(cDay|cTime) {
			return // called Roe on Friday, by telephone
		}
		if n := an.at(st, i+1); n.word == "for" || n.word == "on" {
			kind = Responds // called for an inquiry into it
			if an.anyWord(st, i+2, i+9, undone...) {
				kind = Disputes
			}
			break
		}
		kind = an.polarity(st, p, c.end, end)
		if kind == Responds && p.kind == decided && an.quotedIn(st, c.end, end) {
			kind = Disputes // who praises says so in plain words
		}
	case c.passive:
	case kind == Refers:
		n := an.at(st, c.end)
		asked := false
		for k := c.end; k < c.end+4; k++ {
			asked = asked || referred.has(an.at(st, k).word)
		}
		if n == nowhere || !asked && (n.word != "to" || a.lemma == "direct" || !an.words(st, c.end, end)) || asked && (a.lemma == "point" || !an.anyWord(st, c.end+1, c.end+7, "to")) {
			return
		}
	case a.alone && kind == Responds:
		if a.base && an.anyWord(st, i-2, i, "would", "could", "might", "may", "should", "will", "to") {
			return // could not say how Roe would react
		}
		if n := an.at(st, c.end); a.lemma != "react" && a.lemma != "pay" && a.lemma != "lead" && !voicing.has(a.lemma) && (n.word != "to" && !an.followsActor(p, si) && !an.concerns(st, p, c.end, end) || n.word == "to" && an.mentionAt(st, c.end+1) != nil && !an.concerns(st, p, c.end+1, end)) {
			return // answered somebody else
		}
		if n := an.at(st, c.end); c.src.kind == sameSubject || n != nowhere && n.word != "to" && n.word != "by" && n.word != "with" && !n.punct() && a.lemma != "reply" && !voicing.has(t.word) {
			return
		}
		told = true
		if n := an.feelingAfter(st, c.end); n >= 0 {
			kind, told = feelings[an.at(st, n).word], false
		} else if an.anyWord(st, i-2, i+3, "angrily", "furiously", "bitterly") {
			kind = Disputes
		} else if an.opposes(sp) {
			kind = Disputes
		} else if sum, _ := an.stance(st.Span, p.event); p.kind == decided && sum < -0.4 {
			kind, told = Disputes, false // responded: “I reject it”
		}
	case a.lemma == "appeal":
		if !an.willAppeal(st, i) || p.kind != decided {
			return
		}
	case a.lemma == "deny":
		if an.trial(st) || !an.aboutActor(p, st.Span) && !an.followsActor(p, si) || !an.anyWord(st, c.end, c.end+5, "allegation", "allegations", "accusation", "accusations", "claim", "claims", "charge", "charges", "that", "having", "wrongdoing", "it", "report", "reports") {
			return
		}
	case a.lemma == "urge" && !urging:
		if !an.anyWord(st, c.end, c.end+4, "both", "two", "restraint", "calm", "sides", "parties") && !an.concerns(st, p, c.end, c.end+3) {
			return
		}
	case a.lemma == "defend" && owners.has(an.at(st, c.end).word):
		return // defended his own decision
	case a.lemma == "blame":
		if !an.concerns(st, p, c.end, c.end+9) {
			return
		}
		if p.kind == decided && an.concerns(st, p, c.end, c.end+3) && !an.anyWord(st, c.end, c.end+10, "on") {
			kind = Disputes
		}
	case a.lemma == "echo" || a.lemma == "stand" || a.lemma == "stick":
		if !an.namesParty(st, p, c.end, c.end+6) && !an.anyWord(st, c.end+1, c.end+2, "him", "them") {
			return
		}
	case a.lemma == "accept" || a.lemma == "respect":
		if !an.anyWord(st, c.end, c.end+5, "decision", "ruling", "verdict", "resignation", "result", "results", "outcome", "apology", "fine", "defeat", "offer", "judgment", "judgement", "independence", "sentence") {
			return
		}
	case a.lemma == "agree":
		if n := an.at(st, c.end); n == nowhere || n.word != "with" || !an.concerns(st, p, c.end, end) {
			return
		}
	case a.alone:
		if a.base || si <= an.lead || strings.HasSuffix(t.word, "ing") {
			return
		}
	default:
		if m := an.mentionAt(st, c.end); m != nil && an.tok(m.to-1).poss && m.entity >= 0 && m.entity != p.entity && an.entities[m.entity].person && !an.namedIn(st, p.entity, len(st.units)) {
			return // dismissed Roe's argument, who is not the actor
		}
		if a.base && !an.plural(st, c.src) {
			return
		}
		if n := an.at(st, c.end); !an.concerns(st, p, c.end, min(end, c.end+10)) && !(differing.has(a.lemma) && si > an.lead && n.punct()) {
			return
		}
	}
	when := an.when(st, c)
	r := Reaction{By: *sp, To: f.Actor.Name, Kind: kind, At: at, When: when, told: told}
	r.Rule = "verb “" + t.Of(an.doc.Text) + "”"
	if an.earlier(st, c, when) {
		about := an.aboutActor(p, st.Span)
		if v.entity < 0 && !about || !sameDay(when.Of(an.doc.Text)) && !about && an.aboutEvent(p, st.Span) < 2 {
			return
		}
		r.Kind = Earlier
	} else if p.kind == decided && kind == Disputes && p.event["resign"] && an.anyWord(st, i, i+9, "resign", "resignation") {
		r.Kind = Earlier // who called for the resignation that came
	} else if at.Start < p.act.Start {
		return
	}
	if p.entity >= 0 && (r.Kind == Disputes && p.kind == died || r.Kind == Supports && p.dead) {
		r.Kind = Responds
	}
	by := []voice{v}
	if each != nil {
		by = by[:0]
		for _, src := range each {
			by = append(by, an.resolveHere(si, cue{unit: c.unit, end: c.end, src: src}))
		}
	}
	for _, v := range by {
		if sp := an.speaker(v); !an.itsOwn(p, v.entity, sp.Name, sp.Role) {
			r := r
			r.By = *sp
			an.attach(f, &r, topics, si)
			f.Reactions = append(f.Reactions, r)
		}
	}
}

var (
	differing = wordSet("disagree object agree concur")
	refusing  = wordSet("refused refuses declined declines")
	referred  = wordSet("questions reporters correspondent inquiries enquiries calls journalists requests comment")
	terming   = wordSet("call called calling calls described describing labelled labeled branded dubbed termed terming")
	consoling = wordSet("condolence condolences sympathy sympathies grief sorrow sadness")
)

// referredAs reports whether the verb at unit i, which is "referred", has what
// it gives a name to: "referred to the vote as “a hoax”".
func (an *analysis) referredAs(st *statement, i int) bool {
	for k := i + 2; k < i+9 && an.anyWord(st, i+1, i+2, "to"); k++ {
		if t := an.at(st, k); t == nowhere || t.punct() {
			return false
		} else if t.word == "as" {
			return st.quoted(k+1) || an.at(st, k+1).is(cDet)
		}
	}
	return false
}

// nounHere reports whether the word at unit i, a verb by its form, is a noun
// or begins nothing new: "some questions", "students protesting".
func (an *analysis) nounHere(st *statement, i int) bool {
	prev := an.at(st, i-1)
	if prev == nowhere || prev.punct() {
		return false
	}
	if strings.HasSuffix(an.at(st, i).word, "ing") {
		return !prev.is(cConj|cAux|cAdverb) && prev.word != "by"
	}
	return prev.is(cDet|cNumber|cPrep) && !prev.is(cPronoun) || prev.class == 0 && prev.name < 0 && !strings.HasSuffix(prev.word, "s")
}

func (an *analysis) quotedIn(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if st.quoted(i) {
			return true
		}
	}
	return false
}

// isPassive reports whether a form of "be" stands right before unit i.
func (an *analysis) isPassive(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 4; k-- {
		t := an.at(st, k)
		if t == nowhere || !t.is(cAux|cAdverb) {
			return false
		}
		switch t.word {
		case "was", "were", "is", "are", "been", "be", "being":
			return true
		}
	}
	return false
}

func (an *analysis) feelingAfter(st *statement, i int) int {
	for k := i; k < i+6; k++ {
		t := an.at(st, k)
		if t == nowhere || t.punct() || t.is(cSub) && !t.is(cPrep) {
			return -1
		}
		if _, ok := feelings[t.word]; ok {
			return k
		}
	}
	return -1
}

func (an *analysis) willAppeal(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 3; k-- {
		t := an.at(st, k)
		if t == nowhere {
			return false
		}
		switch t.word {
		case "to", "would", "will", "may":
			n := an.at(st, i+1)
			return n == nowhere || n.word != "for" && n.word != "to"
		}
	}
	return false
}

var trials = wordSet("testified testimony trial hearing initially originally")

func (an *analysis) trial(st *statement) bool {
	for i := range st.units {
		if t := an.at(st, i); t != nowhere && trials.has(t.word) {
			return true
		}
	}
	return false
}

func (an *analysis) anyWord(st *statement, from, to int, words ...string) bool {
	for i := max(0, from); i < to && i < len(st.units); i++ {
		if t := an.at(st, i); t != nowhere && slices.Contains(words, t.word) {
			return true
		}
	}
	return false
}

// clauseEnd is the unit where the clause of a cue ends: where the next
// speaker's begins.
func (an *analysis) clauseEnd(st *statement, c *cue) int {
	for ci := range st.cues {
		if n := &st.cues[ci]; n.unit > c.unit && n.src.kind != sameSubject && !n.noun {
			if n.src.from <= c.end {
				return max(c.end, n.unit)
			}
			return max(c.end, min(n.unit, n.src.from))
		}
	}
	return len(st.units)
}

// answerSpan is the stretch that shows an answer: its statement, or from its
// own clause on where another stands before.
func (an *analysis) answerSpan(st *statement, c *cue) text.Span {
	at := text.Span{Start: an.tok(st.units[0].tok).Start, End: st.End}
	first := len(st.cues) == 0 || st.cues[0].unit >= c.unit
	if c.src.kind == sameSubject {
		if !first {
			at.Start = an.tok(st.units[min(c.unit, max(c.src.from, 0))].tok).Start
		}
		return at
	}
	if !first || c.src.from > 0 && an.at(st, c.src.from-1) != nowhere && an.at(st, c.src.from-1).word != "," {
		at.Start = an.tok(st.units[min(c.unit, max(c.src.from, 0))].tok).Start
	}
	return at
}

// clauseSpan is the reporter's own words around a cue: from its source or verb
// to the next fragment or the statement's end.
func (an *analysis) clauseSpan(st *statement, c *cue) text.Span {
	from, to := c.unit, c.end
	if c.src.kind != sameSubject && c.src.kind != noSource {
		from, to = min(from, c.src.from), max(to, c.src.to)
	}
	for from > 0 {
		t := an.at(st, from-1)
		if t == nowhere || t.punct() || !(t.is(cRole|cPreRole|cDemonym|cDet) || t.name >= 0) {
			break
		}
		from--
	}
	for to < len(st.units) && !st.quoted(to) {
		to++
	}
	return an.spanOf(st, from, to)
}

// eventWords are the nouns and verbs of the sentence that tells the act, and of
// the title, cut to their stems: what a remark on it is likely to name again.
func (an *analysis) eventWords(act text.Span, title string) map[string]bool {
	out := map[string]bool{}
	for i := an.tokenFrom(act.Start); i < len(an.toks) && an.toks[i].Start < act.End; i++ {
		t := &an.toks[i]
		if t.name >= 0 || t.punct() || t.is(cSpeech|cAux|cDet|cPrep|cSub|cConj|cPronoun|cTime|cDay|cMonth|cNumber|cAdverb|cRole|cGroup|cOrg|cDemonym|cPlace) && !deeds.has(t.word) || len(t.word) < 4 && !deeds.has(t.word) {
			continue
		}
		out[stem(t.word)] = true
	}
	for w := range strings.FieldsSeq(title) {
		w = lower(strings.Trim(w, ",.:;?!'‘’“”\""))
		if deeds.has(w) || len(w) > 4 && an.lower[w] && classes[w]&^cCommon == 0 {
			out[stem(w)] = true
		}
	}
	return out
}

// stem cuts a word so that "attacked" and "attacks" agree.
func stem(w string) string {
	if len(w) > 6 {
		w = w[:6]
	}
	return strings.TrimSuffix(strings.TrimSuffix(w, "s"), "e")
}

func (an *analysis) words(st *statement, from, to int) bool {
	for i := from; i < to && i-from < 10; i++ {
		if t := an.at(st, i); t != nowhere && t.is(cWords|cMedium) {
			return true
		}
	}
	return false
}

func (an *analysis) negated(st *statement, unit int) bool {
	for k := unit - 1; k >= 0 && unit-k < 4; k-- {
		t := an.at(st, k)
		if t == nowhere || !t.is(cAux|cAdverb) {
			return false
		}
		if t.word == "not" || t.word == "never" || strings.HasSuffix(t.word, "n't") {
			return true
		}
	}
	return false
}

// asked reports whether the verb at unit i is only wished for: "should accept".
func (an *analysis) asked(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 3; k-- {
		t := an.at(st, k)
		if t == nowhere || !t.is(cAux|cAdverb) {
			return false
		}
		if t.word == "should" || t.word == "must" || t.word == "could" || t.word == "might" || t.word == "may" {
			return true
		}
	}
	return false
}

// polarity says from the words used whether somebody speaks against or for it.
func (an *analysis) polarity(st *statement, p *party, from, to int) ReactionKind {
	hi := st.End
	if to < len(st.units) {
		hi = an.tok(st.units[to].tok).Start
	}
	said := text.Span{Start: an.tok(st.units[from-1].tok).End, End: hi}
	sum, _ := an.stance(said, p.event)
	switch {
	case sum < 0:
		return Disputes
	case sum > 0 || sum == 0 && an.speaksOf(said, praise):
		return Supports
	}
	return Responds
}

package quote

import (
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// findActor says whose words or act the article is about: the person, or else
// the body, that is named most, those in the lead before others.
func (an *analysis) findActor() int {
	lead := an.leadSubject()
	if lead >= 0 && an.entities[lead].body {
		// A court ruled, a parliament voted: the people come after.
		if st := &an.statements[0]; st.speaker < 0 || st.speaker == lead {
			return lead
		}
	}
	if who := an.mostNamed(func(e *entity) bool { return e.person }); who >= 0 {
		return who
	}
	if who := an.mostNamed(func(e *entity) bool { return e.body }); who >= 0 {
		return who
	}
	return lead
}

// leadSubject is the person or body that is the subject of the article's first
// statement: its first name that no preposition leads in; -1 where it has none.
func (an *analysis) leadSubject() int {
	if len(an.statements) == 0 {
		return -1
	}
	st := &an.statements[0]
	for i := 0; i < len(st.units) && i < 16; i++ {
		m := an.mentionAt(st, i)
		if m == nil {
			if t := an.at(st, i); t != nil && (t.is(cAux) || verbs[t.word].strong) {
				return -1
			}
			continue
		}
		if m.entity < 0 || an.toks[m.from].Start != an.toks[st.units[i].tok].Start {
			continue
		}
		if e := &an.entities[m.entity]; !e.person && !e.body || an.toks[m.to-1].poss || an.byPrep(st, i) || an.modified(st, i+m.to-m.from) {
			continue
		}
		return m.entity
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
			if an.toks[an.mentions[mi].from].frag < 0 {
				w++
			}
		}
		for si := range min(3, len(an.statements)) {
			st := &an.statements[si]
			if st.topic == e || st.speaker == e {
				w += 4 / float64(1+si)
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
func (an *analysis) act(actor int) text.Span {
	if an.leadSubject() == actor {
		return an.statements[0].Span
	}
	for si := range an.statements {
		if st := &an.statements[si]; st.topic == actor || st.speaker == actor {
			return st.Span
		}
	}
	for si := range an.statements {
		if an.namesIn(an.statements[si].Span, actor) {
			return an.statements[si].Span
		}
	}
	return text.Span{}
}

// topics finds the names that an article turns to after its lead and stays
// with: what else its actor speaks of. The result is indexed by entity.
func (an *analysis) topics() map[int]bool {
	out := map[int]bool{}
	lead := len(an.doc.Paragraphs) / 3
	for e := range an.entities {
		ent := &an.entities[e]
		if ent.person || len(ent.mentions) < 4 {
			continue
		}
		first := an.toks[an.mentions[ent.mentions[0]].from].Start
		if p := an.para(first); p > lead && p > 1 {
			out[e] = true
		}
	}
	return out
}

// topicIn returns the first mention in span of an entity among topics.
func (an *analysis) topicIn(topics map[int]bool, span text.Span) (int, text.Span) {
	for mi := an.mentionFrom(span.Start); mi < len(an.mentions); mi++ {
		m := &an.mentions[mi]
		if an.toks[m.from].Start >= span.End {
			break
		}
		if topics[m.entity] {
			return m.entity, an.nameSpan(m)
		}
	}
	return -1, text.Span{}
}

func (an *analysis) mentionFrom(offset int) int {
	i, _ := slices.BinarySearchFunc(an.mentions, offset, func(m mention, o int) int { return an.toks[m.from].Start - o })
	return i
}

// quoteTopics fills Quote.Topic.
func (an *analysis) quoteTopics(f *Found, topics map[int]bool) {
	if len(topics) == 0 {
		return
	}
	for i := range f.Quotes {
		q := &f.Quotes[i]
		span := q.Span()
		if _, t := an.topicIn(topics, an.statementsOver(span)); !t.Empty() {
			q.Topic = t
		} else if i > 0 && q.Speaker != nil && f.Quotes[i-1].Speaker != nil && f.Quotes[i-1].Speaker.Name == q.Speaker.Name && q.Verb.Empty() {
			q.Topic = f.Quotes[i-1].Topic
		}
	}
}

// statementsOver is the stretch of the statements that span lies in.
func (an *analysis) statementsOver(span text.Span) text.Span {
	out := span
	for i := an.statementAt(span.Start); i < len(an.statements) && an.statements[i].Start < span.End; i++ {
		if an.statements[i].Start < out.Start {
			out.Start = an.statements[i].Start
		}
		out.End = max(out.End, an.statements[i].End)
	}
	return out
}

func (an *analysis) statementAt(offset int) int {
	i, ok := slices.BinarySearchFunc(an.statements, offset, func(s statement, o int) int { return s.Start - o })
	if !ok && i > 0 {
		i--
	}
	return i
}

// reactions fills f.Reactions, f.Actor and f.Act.
func (an *analysis) reactions(f *Found) {
	topics := an.topics()
	an.quoteTopics(f, topics)
	actor := an.findActor()
	if actor < 0 {
		return
	}
	f.Actor = an.speaker(voice{entity: actor, mention: an.entities[actor].name})
	f.Act = an.act(actor)
	for si := range an.statements {
		st := &an.statements[si]
		for ci := range st.cues {
			an.reactionAt(f, actor, topics, si, ci)
		}
		an.silence(f, actor, topics, si)
	}
	an.remarks(f, actor, topics)
	slices.SortStableFunc(f.Reactions, func(a, b Reaction) int { return a.At.Start - b.At.Start })
	f.Reactions = slices.CompactFunc(f.Reactions, func(a, b Reaction) bool {
		return a.By.Name == b.By.Name && a.Kind == b.Kind
	})
}

// reactionAt adds the reaction that cue ci of statement si tells, if any.
func (an *analysis) reactionAt(f *Found, actor int, topics map[int]bool, si, ci int) {
	st := &an.statements[si]
	c, v := &st.cues[ci], st.voices[ci]
	if !v.somebody() || v.entity == actor || v.score < an.line || c.noun || c.passive {
		return
	}
	kind, at, ok := an.reactionKind(st, ci, actor)
	when := an.when(st, c)
	before := strings.HasPrefix(strings.ToLower(when.Of(an.doc.Text)), "earlier")
	switch {
	case before && ok:
		kind = Earlier
	case before && c.verb.strong && v.entity >= 0:
		kind, at = Earlier, an.clauseSpan(st, c)
	case !ok:
		return
	}
	r := Reaction{By: *an.speaker(v), To: f.Actor.Name, Kind: kind, At: at, When: when}
	an.attach(f, &r, topics, si)
	f.Reactions = append(f.Reactions, r)
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
		if t == nil || t.punct() || !(t.is(cRole|cPreRole|cDemonym|cDet) || t.name >= 0) {
			break
		}
		from--
	}
	for to < len(st.units) && !st.quoted(to) {
		to++
	}
	s := an.spanOf(st, from, to)
	return s
}

// reactionKind says what kind of answer to the actor cue ci tells, and the
// words that show it.
func (an *analysis) reactionKind(st *statement, ci, actor int) (ReactionKind, text.Span, bool) {
	c := &st.cues[ci]
	end := len(st.units)
	if ci+1 < len(st.cues) && st.cues[ci+1].src.kind != sameSubject {
		end = max(c.end, min(st.cues[ci+1].unit, st.cues[ci+1].src.from))
	}
	at := text.Span{Start: an.toks[st.units[0].tok].Start, End: st.End}
	if ci > 0 || c.src.from > 0 && an.at(st, c.src.from-1) != nil && an.at(st, c.src.from-1).word != "," && c.src.kind != sameSubject {
		at.Start = an.toks[st.units[min(c.unit, max(c.src.from, 0))].tok].Start
	}
	if c.verb.lemma == "call" || c.verb.lemma == "describe" || c.verb.lemma == "dismiss" || c.verb.lemma == "label" {
		if !an.concerns(st, c.end, end, actor) {
			return 0, at, false
		}
		at.Start = an.toks[st.units[c.unit].tok].Start
		return an.polarity(st, c.end, end), at, true
	}
	if !c.verb.reacts {
		return 0, at, false
	}
	switch c.verb.lemma {
	case "refer", "point":
		n := an.at(st, c.end)
		if n == nil || n.word != "to" || !an.words(st, c.end, end) {
			return 0, at, false
		}
		return Refers, at, true
	case "respond", "reply", "react", "answer":
		if n := an.at(st, c.end); c.src.kind == sameSubject || n != nil && n.word != "to" && n.word != "by" && n.word != "with" && !n.punct() && c.verb.lemma != "reply" {
			return 0, at, false
		}
		if an.negated(st, c.unit) {
			return 0, at, false
		}
		return Responds, at, true
	case "agree":
		return Supports, at, an.concerns(st, c.end, end, actor)
	}
	if an.negated(st, c.unit) || !an.concerns(st, c.end, end, actor) {
		return 0, at, false
	}
	return c.verb.react, at, true
}

// remarks adds those who are quoted on the actor or on what was done, where
// the article does not say by its verb that they answer.
func (an *analysis) remarks(f *Found, actor int, topics map[int]bool) {
	answered := map[string]bool{f.Actor.Name: true}
	event := an.eventWords(f.Act)
	for _, r := range f.Reactions {
		answered[r.By.Name] = true
	}
	for qi := range f.Quotes {
		q := &f.Quotes[qi]
		if q.Speaker == nil || !q.Speaker.Named || q.Kind == Indirect || q.Confidence < keyLine || answered[q.Speaker.Name] || q.Parts[0].Start < f.Act.End {
			continue
		}
		si := an.statementAt(q.Parts[0].Start)
		st := &an.statements[si]
		whole := an.statementsOver(q.Span())
		if !an.namesIn(whole, actor) && !an.speaksOf(whole, event) || !an.isPerson(f, q.Speaker.Name) {
			continue
		}
		answered[q.Speaker.Name] = true
		r := Reaction{By: *q.Speaker, To: f.Actor.Name, Kind: an.stance(whole), At: text.Span{Start: st.Start, End: st.End}, When: q.When}
		an.attach(f, &r, topics, si)
		f.Reactions = append(f.Reactions, r)
	}
}

// isPerson reports whether a name is a person's, not a body's or an outlet's.
func (an *analysis) isPerson(f *Found, name string) bool {
	return slices.ContainsFunc(f.People, func(p Person) bool { return p.Name == name })
}

// eventWords are the nouns and verbs of the sentence that tells the act, by
// their first letters: what a remark on it is likely to name again.
func (an *analysis) eventWords(act text.Span) map[string]bool {
	out := map[string]bool{}
	for i := an.tokenFrom(act.Start); i < len(an.toks) && an.toks[i].Start < act.End; i++ {
		t := &an.toks[i]
		if t.name >= 0 || t.punct() || t.is(cSpeech|cAux|cDet|cPrep|cSub|cConj|cPronoun|cTime|cDay|cMonth|cNumber|cAdverb) && !deeds[t.word] || len(t.word) < 5 && !deeds[t.word] {
			continue
		}
		out[stem(t.word)] = true
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

// speaksOf reports whether the stretch holds one of the words.
func (an *analysis) speaksOf(s text.Span, words map[string]bool) bool {
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		if t := &an.toks[i]; t.name < 0 && (words[stem(t.word)] || deeds[t.word] && i > 0 && (an.toks[i-1].is(cDet) || an.toks[i-1].poss)) {
			return true
		}
	}
	return false
}

// namesIn reports whether the entity, or by its surname alone, is named in the stretch.
func (an *analysis) namesIn(s text.Span, e int) bool {
	for mi := an.mentionFrom(s.Start); mi < len(an.mentions) && an.toks[an.mentions[mi].from].Start < s.End; mi++ {
		if an.mentions[mi].entity == e {
			return true
		}
	}
	return false
}

// concerns reports whether units [from,to) are about the actor or something said or done.
func (an *analysis) concerns(st *statement, from, to, actor int) bool {
	for i := from; i < to && i-from < 12; i++ {
		if m := an.mentionAt(st, i); m != nil && m.entity == actor {
			return true
		}
		if t := an.at(st, i); t != nil && (t.is(cWords) || deeds[t.word] || t.is(cRole) && an.holdsOffice(an.entities[actor].role, officeOf(t.word))) {
			return true
		}
	}
	return false
}

func (an *analysis) words(st *statement, from, to int) bool {
	for i := from; i < to && i-from < 10; i++ {
		if t := an.at(st, i); t != nil && t.is(cWords|cMedium) {
			return true
		}
	}
	return false
}

func (an *analysis) negated(st *statement, unit int) bool {
	for k := unit - 1; k >= 0 && unit-k < 4; k-- {
		t := an.at(st, k)
		if t == nil || !t.is(cAux|cAdverb) {
			return false
		}
		if t.word == "not" || t.word == "never" || strings.HasSuffix(t.word, "n't") || strings.HasSuffix(t.word, "n’t") {
			return true
		}
	}
	return false
}

// deeds are words for what somebody can react to.
var deeds = wordSet("decision ruling move plan plans announcement proposal bill law policy verdict vote deal agreement measure measures order speech interview attack attacks strike strikes judgment judgement report findings idea changes reform reforms cuts ban tariffs sanctions resignation appointment nomination election victory death news result results figures method study finding wall scheme project design budget contract")

var (
	negative = wordSet("inaccurate wrong false mistake mistaken aggression disgrace disgraceful dangerous racist outrageous absurd ridiculous irresponsible nonsense unlawful illegal shameful reckless unfair misleading unacceptable disappointing insult insulting failure disaster disastrous terrible awful cruel lie lies liar unconstitutional cynical hypocritical hypocrisy bad worse worst unwise unjust unnecessary betrayal blow catastrophe catastrophic chaotic flawed hollow inadequate insufficient meaningless naive pathetic premature provocation scandal sexist shocking silly stunt stupid troubling unfounded unhelpful untrue useless vague weak worrying baseless bizarre bigoted un-american textbook")
	positive = wordSet("welcome justified swift decisive forceful right brave historic great good excellent important courageous sensible wise victory breakthrough fair fantastic overdue positive progress strong success triumph encouraging necessary correct true honest")
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	opposing = wordSet("against wrong illegal unlawful unconstitutional disappointed disappointing disappointment unacceptable shame shameful disgrace disgraceful outrageous outrage absurd ridiculous nonsense irresponsible reckless misleading false untrue inaccurate lie lies mistake mistaken aggression betrayal oppose opposes opposed reject rejects rejected condemn condemns condemned unfair unjust insult insulting appeal undemocratic hypocrisy hypocritical cynical undermine undermines unfounded baseless worse worst infanticide fear fears scandal mess")
	backing  = wordSet("welcome welcomes welcomed relieved glad delighted pleased thrilled congratulate congratulations applaud praise support supports supported justified vindicated vindication grateful thank thanks prayers pray praying solidarity overdue")
)

// stance says from a remark's words whether it is for or against what was
// done; Responds where they do not tell.
func (an *analysis) stance(s text.Span) ReactionKind {
	n := 0
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		v := 0
		switch w := an.toks[i].word; {
		case opposing[w]:
			v = -1
		case backing[w]:
			v = 1
		default:
			continue
		}
		for k := i - 1; k >= 0 && i-k <= 3; k-- {
			if w := an.toks[k].word; w == "not" || w == "never" || w == "no" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
				v = -v
				break
			}
		}
		n += v
	}
	switch {
	case n < 0:
		return Disputes
	case n > 0:
		return Supports
	}
	return Responds
}

// polarity says from the words used whether somebody speaks against or for it.
func (an *analysis) polarity(st *statement, from, to int) ReactionKind {
	lo, hi := st.units[from-1].tok, an.tokenFrom(st.End)
	if to < len(st.units) {
		hi = st.units[to].tok
	}
	for i := lo; i < hi; i++ {
		switch w := an.toks[i].word; {
		case negative[w]:
			return Disputes
		case positive[w]:
			return Supports
		}
	}
	return Responds
}

// silence adds what the statement tells of who did not answer or declined to.
func (an *analysis) silence(f *Found, actor int, topics map[int]bool, si int) {
	st := &an.statements[si]
	for i := range st.units {
		t := an.at(st, i)
		if t == nil || t.punct() || st.quoted(i) {
			continue
		}
		kind, from := NoResponse, -1
		switch t.word {
		case "respond", "reply", "return", "comment", "answer":
			if !an.negated(st, i) {
				continue
			}
			if t.word == "comment" {
				kind = Declines // would not comment
			}
			from = i
		case "responded", "replied", "returned", "commented":
			if !an.negated(st, i) {
				continue
			}
			from = i
		case "declined", "refused":
			n, m := an.at(st, i+1), an.at(st, i+2)
			if n == nil || n.word != "to" && n.word != "comment" || n.word == "to" && (m == nil || !wordsOfAnswer[m.word]) {
				continue
			}
			kind, from = Declines, i
		case "reached", "available":
			if p := an.at(st, i-1); p == nil || !an.negatedNear(st, i) {
				continue
			}
			from = i
		default:
			continue
		}
		k := from
		for k > 0 && an.at(st, k-1) != nil && an.at(st, k-1).is(cAux|cAdverb) {
			k--
		}
		src := an.sourceLeft(st, k)
		if src.kind == noSource || src.kind == sameSubject {
			continue
		}
		c := cue{unit: from, end: from + 1, src: src}
		st.cues = append(st.cues, c)
		v := an.resolve(si, len(st.cues)-1, st.voices, speaking{voice: nobody, st: -1})
		st.cues = st.cues[:len(st.cues)-1]
		if !v.somebody() {
			continue
		}
		end := from + 1
		for end < len(st.units) {
			n := an.at(st, end)
			if n == nil || n.punct() && n.word != "'" && n.word != "’" && n.word != "-" {
				break
			}
			end++
		}
		r := Reaction{By: *an.speaker(v), To: f.Actor.Name, Kind: kind, At: an.spanOf(st, src.from, end)}
		if v.entity >= 0 && v.entity == actor {
			continue
		}
		an.attach(f, &r, topics, si)
		f.Reactions = append(f.Reactions, r)
	}
}

var wordsOfAnswer = wordSet("comment say answer respond discuss elaborate speak give provide confirm")

func (an *analysis) negatedNear(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 6; k-- {
		if t := an.at(st, k); t == nil || t.punct() {
			return false
		} else if t.word == "not" || strings.HasSuffix(t.word, "n't") || strings.HasSuffix(t.word, "n’t") {
			return true
		}
	}
	return false
}

// mostAnswerable bounds how many of the actor's statements a reaction is held against.
const mostAnswerable = 50

func quoteFrom(f *Found, offset int) int {
	i, _ := slices.BinarySearchFunc(f.Quotes, offset, func(q Quote, o int) int { return q.Parts[0].Start - o })
	return i
}

// attach fills in what r says, and which of the actor's statements it answers.
func (an *analysis) attach(f *Found, r *Reaction, topics map[int]bool, si int) {
	st := &an.statements[si]
	next := text.Span{}
	if si+1 < len(an.statements) {
		next = an.statements[si+1].Span
	}
	for qi := quoteFrom(f, st.Start-longestFragment); qi < len(f.Quotes); qi++ {
		q := &f.Quotes[qi]
		if q.Parts[0].Start >= max(st.End, next.End) {
			break
		}
		if q.Kind == Indirect || q.Speaker == nil || q.Speaker.Name != r.By.Name {
			continue
		}
		if q.Span().Overlaps(st.Span) || q.Span().Overlaps(next) {
			r.Quotes = append(r.Quotes, qi)
		}
	}
	if r.Kind == Earlier {
		return
	}
	where := r.At
	if where.Start > st.Start && !topicsHere(an, topics, r.At) {
		where = text.Span{Start: st.Start, End: st.End}
	}
	topic, place := an.topicIn(topics, where)
	best, seen := -1.0, 0
	for qi := 0; qi < len(f.Quotes) && seen < mostAnswerable; qi++ {
		q := &f.Quotes[qi]
		if q.Speaker == nil || q.Speaker.Name != f.Actor.Name || q.Kind == Partial {
			continue
		}
		seen++
		w := an.shared(q.Span(), where)
		if topic >= 0 {
			if e, _ := an.topicIn(topics, an.statementsOver(q.Span())); e == topic {
				w += 10
			}
		} else if !q.Topic.Empty() {
			w -= 5
		}
		if q.Span().Start > r.At.Start {
			w--
		}
		if q.Kind != Indirect {
			w += 0.5
		}
		if w > best {
			best, r.About = w, q.Span()
		}
	}
	if topic >= 0 && !r.About.Empty() {
		r.Topic = place
	}
}

func topicsHere(an *analysis, topics map[int]bool, s text.Span) bool {
	e, _ := an.topicIn(topics, s)
	return e >= 0
}

// shared counts the names that stand in both stretches.
func (an *analysis) shared(a, b text.Span) float64 {
	a = an.statementsOver(a)
	in := map[int]bool{}
	for mi := an.mentionFrom(a.Start); mi < len(an.mentions) && an.toks[an.mentions[mi].from].Start < a.End; mi++ {
		in[an.mentions[mi].entity] = true
	}
	n := 0.0
	for mi := an.mentionFrom(b.Start); mi < len(an.mentions) && an.toks[an.mentions[mi].from].Start < b.End; mi++ {
		if e := an.mentions[mi].entity; in[e] && !an.entities[e].person {
			n++
			delete(in, e)
		}
	}
	return n
}

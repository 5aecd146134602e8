package quote

import "strings"

type sourceKind int

const (
	noSource    sourceKind = iota
	aPronoun               // he, she, they
	aName                  // a mention
	aDescriber             // "a senior official", "the White House"
	sameSubject            // the subject of the clause before: "…, adding"
)

// A source is the noun phrase whose words a cue gives.
type source struct {
	kind    sourceKind
	from    int // its units
	to      int
	mention int // with aName: index in mentions
	who     int // unit of the "who" that stands for it; 0: none
	first   int // with aName: the mention that begins a joint subject, "Roe and Doe", plus one; 0: one speaker
}

// A cue is words that give somebody's words: "said", "according to".
type cue struct {
	unit      int // the verb, or "according"
	end       int // unit after the verb, or after "to"
	verb      verb
	according bool
	inverted  bool // the source stands after the verb
	passive   bool
	noun      bool // "Trump's claim that"
	unsaid    bool // the words were not spoken, or it is not known: "did not say", "if he says"
	src       source
}

// findCues fills st.cues.
func (an *analysis) findCues(st *statement) {
	for i := range st.units {
		t := an.at(st, i)
		if t == nowhere || t.punct() {
			continue
		}
		if t.word == "according" {
			if n := an.at(st, i+1); n != nowhere && n.word == "to" {
				if src := an.issuer(st, an.sourceOrThing(st, i+2)); src.kind != noSource && !an.theirs(st, src) {
					st.cues = append(st.cues, cue{unit: i, end: i + 2, according: true, inverted: true, src: src, verb: verb{lemma: "according", strong: true, form: past}})
				}
			}
			continue
		}
		if of := i + 1; t.word == "words" && an.anyWord(st, i-2, i-1, "in") && an.anyWord(st, of, of+1, "of") || t.word == "quote" && i == 1 && an.anyWord(st, 0, 1, "to") {
			if t.word == "quote" {
				of = i
			}
			if src := an.sourceRight(st, of+1); src.kind == aName && an.anyWord(st, src.to, src.to+1, ",", ":", ".") {
				st.cues = append(st.cues, cue{unit: i, end: of + 1, according: true, inverted: true, src: src, verb: verb{lemma: "according", strong: true, form: past}})
				continue // In the words of Roe, to quote Roe
			}
		}
		if p := an.at(st, i-1); t.word == "per" && i > 0 && (p == nowhere || p.word == ",") {
			if src := an.sourceRight(st, i+1); src.kind == aName || src.kind == aDescriber && (an.humanPhrase(st, src.from, src.to) || an.anyMedium(st, src)) {
				st.cues = append(st.cues, cue{unit: i, end: i + 1, according: true, inverted: true, src: src, verb: verb{lemma: "according", strong: true, form: past}})
				continue
			}
		}
		if c, ok := an.nounCue(st, i); ok {
			st.cues = append(st.cues, c)
			continue
		}
		if c, ok := an.fromCue(st, i); ok {
			st.cues = append(st.cues, c)
			continue
		}
		if c, ok := an.viewCue(st, i); ok {
			st.cues = append(st.cues, c)
			continue
		}
		if c, ok := an.verdictCue(st, i); ok {
			st.cues = append(st.cues, c)
			continue
		}
		if n := an.at(st, i+1); (t.word == "put" || t.word == "puts" || (t.word == "characterized" || t.word == "characterised" || t.word == "described" || t.word == "phrased") && an.anyWord(st, 0, i, "as") && n.word == "it") && n != nowhere && (n.word == "it" || n.word == "things") {
			// As Roe put it, “…”
			src := an.sourceLeft(st, an.pastAdverbs(st, i))
			if who := an.firstWord(st, i, "who"); an.anyWord(st, 0, 1, "as") && who > 1 && !an.anyWord(st, 1, who, ",") && src.kind != sameSubject {
				src = an.sourceLeft(st, who) // As one who knows Doe put it
			}
			if src.kind != noSource && src.kind != sameSubject {
				st.cues = append(st.cues, cue{unit: i, end: i + 2, verb: verb{lemma: "put", strong: true, form: past}, src: src})
			}
			continue
		}
		if (t.word == "went" || t.word == "goes" || t.word == "droned") && an.anyWord(st, i+1, i+2, "on") && an.anyWord(st, i+2, i+3, "about") && st.quoted(i+3) {
			if src := an.sourceLeft(st, an.pastAdverbs(st, i)); src.kind != noSource {
				st.cues = append(st.cues, cue{unit: i, end: i + 3, verb: verb{lemma: "speak", form: past}, src: src})
			}
			continue // went on about “…”
		}
		if c, ok := an.tagAlone(st, i); ok || begins.has(t.word) {
			if ok {
				st.cues = append(st.cues, c)
			}
			continue
		}
		if end := an.hitsBack(st, i); end > 0 {
			if src := an.sourceLeft(st, an.pastAdverbs(st, i)); src.kind != noSource {
				st.cues = append(st.cues, cue{unit: i, end: end, verb: verb{lemma: "reply", strong: true, form: past}, src: src})
			}
			continue
		}
		if c, ok := an.foundTag(st, i); ok {
			st.cues = append(st.cues, c)
			continue
		}
		if (t.word == "held" || t.word == "holds") && an.anyWord(st, i+1, i+2, "that") {
			if src := an.sourceLeft(st, an.pastAdverbs(st, i)); src.kind == aName || src.kind == aDescriber {
				st.cues = append(st.cues, cue{unit: i, end: i + 1, verb: verb{lemma: "rule", strong: true, form: past}, src: src})
			}
			continue // the court held that
		}
		if n := an.at(st, i+2); (t.word == "made" || t.word == "makes") && n != nowhere && (n.word == "point" || n.word == "case" || n.word == "argument") {
			if src := an.sourceLeft(st, an.pastAdverbs(st, i)); src.kind != noSource {
				st.cues = append(st.cues, cue{unit: i, end: i + 3, verb: verb{lemma: "argue", strong: true, form: past}, src: src})
			}
			continue
		}
		if addresses.has(t.word) && an.colonAfter(st, i) {
			if src := an.sourceLeft(st, an.pastAdverbs(st, i)); src.kind == aName || src.kind == aPronoun || src.kind == aDescriber && an.humanPhrase(st, src.from, src.to) {
				st.cues = append(st.cues, cue{unit: i, end: i + 1, verb: verb{lemma: "address", strong: true, form: past}, src: src})
			}
			continue // Roe addressed reporters in Brix: “…”
		}
		if !t.is(cSpeech) || t.name >= 0 || t.caps && !t.first {
			continue
		}
		v := verbs[t.word]
		if c, ok := an.cueAt(st, i, v); ok {
			if v.lemma == "read" && !c.inverted && c.src.kind == aDescriber && an.humanPhrase(st, c.src.from, c.src.to) {
				for j := c.src.from - 1; j > 0 && c.src.from-j < 5; j-- {
					if an.at(st, j).is(cMedium) && an.anyWord(st, j+1, c.src.from+1, "to", "for") {
						c.src = an.medium(st, j) // a message to the victim's wife which read
						break
					}
				}
			}
			c.src = an.ofPlace(st, c.src)
			if m := an.mentionOf(c.src); c.verb.form == ing && m != nil && !an.person(m) && an.before(st, c.unit-1).word == "of" && an.at(st, c.unit-1).name >= 0 {
				c.src = source{kind: sameSubject, from: c.unit, to: c.unit} // a notice came to the office of Brix declaring
			}
			c.unsaid = c.unsaid || an.unsaid(st, &c) || rebutting.has(v.lemma) && an.anyWord(st, c.end, c.end+2, "suggestions", "suggestion", "rumors", "rumours", "speculation")
			st.cues = append(st.cues, c)
		}
	}
}

// cries are verbs that whoever stands right before them does: at the hands of a man shouting, “…”.
var cries = wordSet("shout yell chant scream cry sing")

// willDo reports whether a cue tells what somebody has yet to say: "Roe will call for".
func (an *analysis) willDo(st *statement, c *cue) bool {
	return !c.inverted && c.verb.form == base && an.anyWord(st, max(c.src.to, c.unit-3), c.unit, "will", "shall")
}

var addresses = wordSet("addressed addresses greeted greets corrected cautioned admonished serenaded")

// pastAdverbs returns the unit where the adverbs and auxiliaries begin that end before i.
func (an *analysis) pastAdverbs(st *statement, i int) int {
	for i > 0 {
		if p := an.at(st, i-1); p == nowhere || !p.is(cAdverb|cAux) {
			break
		}
		i--
	}
	return i
}

// rebutting are verbs of who does not say what the suggestions are that they speak of.
var rebutting = wordSet("rebut refute reject dismiss dispute counter")

var keeps = wordSet("kept keeps began started begins starts")

// perceived are participles before what somebody does on a picture or a recording.
var perceived = wordSet("seen shown filmed recorded caught videotaped overheard pictured photographed")

var hearing = wordSet("shows showed showing hear hears heard see sees saw watch watches watched let made make had")

// theirs reports whether a source is a thing that somebody has: "according to their value".
func (an *analysis) theirs(st *statement, s source) bool {
	t := an.at(st, s.from)
	return s.kind == aDescriber && t != nowhere && (t.word == "their" || t.word == "its" || t.word == "his" || t.word == "her") && !an.humanPhrase(st, s.from, s.to) && !an.anyMedium(st, s)
}

// before is the token before the name that ends at unit k.
func (an *analysis) before(st *statement, k int) *token { return an.at(st, an.nameStart(st, k)-1) }

// nameStart is the unit where the name begins that ends at unit k.
func (an *analysis) nameStart(st *statement, k int) int {
	t := an.at(st, k)
	for k > 0 && t != nowhere && t.name >= 0 && an.at(st, k-1) != nowhere && an.at(st, k-1).name == t.name {
		k--
	}
	return k
}

// beforeOffice is the token before the name that ends at unit k and its office:
// "with" in "with her deputy Jane Roe".
func (an *analysis) beforeOffice(st *statement, k int) *token {
	for k = an.nameStart(st, k) - 1; k > 0; k-- {
		if t, o := an.at(st, k), an.at(st, k-1); t.word == "of" && o.is(cRole) && o.caps && an.at(st, k+1).caps {
			continue // Secretary of State Jane Roe
		}
		if t := an.at(st, k); t == nowhere || t.punct() || !t.is(cRole|cPreRole|cHonor|cGroup|cKin|cDemonym|cPlace) && !owners.has(t.word) && !(t.caps && departments.has(t.word)) {
			break
		}
	}
	return an.at(st, k)
}

// departments are what there is a secretary of.
var departments = wordSet("state treasury energy agriculture commerce education transportation labor veterans homeland")

// cueAt reads the verb at unit i with its source.
func (an *analysis) cueAt(st *statement, i int, v verb) (cue, bool) {
	c, word := cue{unit: i, end: i + 1, verb: v}, an.at(st, i)
	if n := an.at(st, i+1); v.lemma == "point" && n != nowhere && n.word == "out" {
		c.verb, c.end = verb{lemma: "say", strong: true, form: v.form}, i+2
		v = c.verb
	}
	if back := an.at(st, i+1); (v.lemma == "fire" || v.lemma == "shoot" || word.word == "hit" || word.word == "snapped") && v.form != ing && back.word == "back" && an.leadsQuote(st, i+2) {
		c.verb, c.end = verb{lemma: "reply", strong: true, form: v.form}, an.pastTime(st, i+2)
		v = c.verb
	}
	if v.lemma == "welcome" && v.form == base && an.anyWord(st, i-1, i, "be", "is", "was", "are", "were", "been", "most", "more", "not", "always", "very") {
		return c, false // would be welcome
	}
	if and, n := an.at(st, i-1), an.at(st, i+1); v.lemma == "tell" && v.form == past && and != nowhere && and.word == "and" && (st.quoted(i+1) || n != nowhere && (n.word == "," || n.word == ":") && st.quoted(i+2)) {
		return c, false // was shouted at and told, “…”
	}
	if n := an.at(st, i+1); v.lemma == "continue" && n != nowhere && (n.word == "to" || n.name < 0 && strings.HasSuffix(n.word, "ing")) {
		return c, false // would continue to “act”
	}
	if n := an.at(st, i+1); v.lemma == "call" && n != nowhere && st.quoted(i+2) && (n.word == "many" || n.word == "several" || n.word == "more" || n.word == "other" || n.word == "such") {
		return c, false // has called many “star” witnesses
	}
	if a := an.at(st, i-2).word; st.quoted(i-1) && (a == "a" || a == "an" || a == "one" || a == "another") && !an.ended(&an.frags[st.units[i-1].frag]) {
		return c, false // A “former official” said
	}
	if v.form != past && i > 0 && an.at(st, i-1).name >= 0 && an.jobAhead(st, i) > i+1 {
		return c, false // Brix point guard Jane Roe
	}
	if v.lemma == "order" && an.at(st, i-1).word == "executive" {
		return c, false
	}
	if n := an.at(st, i+1); v.lemma == "add" && n.is(cNumber) && !n.is(cDet) && strings.ContainsAny(n.word, "0123456789") {
		return c, false // employers added 223,000 jobs
	}
	if v.lemma == "sing" && !an.quotedBefore(st, i) {
		return c, false // sang “Red Sky”
	}
	k, be, modal, has := i-1, false, false, false
	for ; k >= 0; k-- {
		t := an.at(st, k)
		if j := an.beforeTime(st, k); j < k {
			k = j + 1
			continue
		}
		if t == nowhere || t.punct() || t.name >= 0 || !t.is(cAux|cAdverb) && t.word != "long" && !(v.form == ing && k == i-1 && keeps.has(t.word)) {
			break
		}
		switch t.word {
		case "was", "were", "is", "are", "been", "be", "being", "am":
			be = true
		case "has", "have", "had":
			has = true
		case "kept", "keeps", "began", "started", "begins", "starts":
			be = true
		default:
			modal = modal || t.is(cAux)
		}
	}
	prev0 := an.at(st, i-1)
	if n := an.at(st, i+1); v.lemma == "figure" && v.form == third && !st.quoted(i+1) && n.word != "that" && !n.is(cPronoun|cDet) {
		return c, false // criticism of party figures
	}
	if has && v.form == third {
		return c, false // had questions
	}
	if v.form == ing && prev0.word == "to" && an.anyWord(st, i-2, i-1, "taken", "took") {
		c.src = an.sourceLeft(st, an.pastAdverbs(st, i-2))
		return c, c.src.kind != noSource // has taken to calling it
	}
	if m := an.mentionAt(st, i-2); v.form == ing && prev0.word == "," && an.person(m) && !an.tok(m.to-1).poss {
		at := i - 1 - (m.to - m.from)
		from := an.nounPhrase(st, at-2)
		if an.anyWord(st, at-1, at, ",") && an.at(st, at-2).is(cRole) && an.at(st, at-2).name < 0 && (an.anyWord(st, from-1, from, "with") || an.anyWord(st, from-1, from, ",") && owners.has(an.at(st, from).word)) {
			c.src = source{kind: aName, from: at, to: i - 1, mention: int(an.toks[m.from].name)}
			return c, true // with its chairman, Jane Roe, saying
		}
	}
	if from := an.nounPhrase(st, i-1); v.lemma == "say" && v.form == ing && from > 1 && prev0.name < 0 && an.humanPhrase(st, from, i) && an.anyWord(st, from-1, from, "from", "by") && (an.at(st, from-2).is(cMedium|cWords) || requests.has(an.at(st, from-2).word)) {
		c.src = source{kind: aDescriber, from: from, to: i}
		return c, true // a text from his daughter saying
	}
	if !v.weak && v.form == ing && !be && !prev0.punct() {
		for w := i - 2; w > 1 && i-w < 9 && !an.at(st, w).punct() && an.at(st, w) != nowhere; w-- {
			if src := an.phraseLeft(st, w); an.anyWord(st, w, w+1, "who") && src.kind == aDescriber && w+1 < i-1 {
				c.src = src
				return c, true // protesters who marched through Brix chanting
			}
		}
	}
	if v.strong && v.form != ing && !be {
		if src := an.thoseWho(st, i); src.kind != noSource {
			c.src = src
			return c, true // people who know her say
		}
	}
	if prev0.word == "of" && v.form == past && prev0.name < 0 {
		return c, false // a number of alleged “lies”
	}
	if prev0.word == "no" && v.form == base {
		return c, false // had no comment
	}
	if n := an.at(st, i+1); nounForms.has(word.word) && prev0 != nowhere && prev0.name < 0 && !prev0.is(cPronoun|cRole|cGroup|cMedium|cOrg|cKin|cSpokes|cRelative|cAdverb|cAux) && !prev0.punct() && n != nowhere && !n.punct() && n.word != "that" {
		return c, false // swing states
	}
	if n := an.at(st, i+1); n != nowhere && (v.form == base || v.form == third) && (!n.caps && n.name < 0 && n.is(cRole) && v.form == base && !v.obj || nounForms.has(word.word) && prev0 != nowhere && (beforeNouns.has(prev0.word) || prev0.name >= 0 && (n.word == "on" || n.word == "of" || n.word == "about" || n.word == "as"))) {
		return c, false // credit analysts; the latest claims; Ostra promises on
	}
	if n := an.at(st, i+1); v.form == third && n != nowhere && !n.punct() && n.name < 0 && verbs[n.word].form == past && n.is(cSpeech) || word.word == "orders" && prev0 != nowhere && prev0.word == "court" {
		return c, false // court orders allowed
	}
	if to, be := an.at(st, i+1), an.at(st, i+2); v.lemma == "report" && v.form == past && to != nowhere && to.word == "to" && be != nowhere && (be.word == "have" || be.word == "be") {
		return c, false // widely reported to have gone
	}
	if v.lemma == "report" && (v.form == base || v.form == third) && prev0 != nowhere && prev0.word == "news" {
		return c, false
	}
	if n := an.at(st, i+1); v.lemma == "find" && v.form == past && an.quotedBefore(st, i) && n != nowhere && !n.punct() && !n.is(cPrep|cAdverb|cTime|cDay|cSub) && n.word != "that" {
		return c, false // As for the “tax,” Roe found it fair
	}
	if v.lemma == "find" && an.at(st, i+1).is(cDet) && an.at(st, i+2).is(cMedium) && an.anyWord(st, i+3, i+4, ":") {
		return c, false // he found this notice:
	}
	if v.form == past && naming.has(v.lemma) && (prev0.word == "one" && st.quoted(i+1) || prev0.word == "something") {
		return c, false // sheets of paper, one labeled “The Plans”
	}
	if v.lemma == "dub" && an.anyWord(st, i+1, i+2, "themselves", "himself", "herself", "itself") {
		return c, false
	}
	if v.lemma == "express" && an.anyWord(st, i+1, i+4, "interest") {
		return c, false
	}
	if n := an.at(st, i+1); v.form == third && nounForms.has(word.word) && n != nowhere && n.is(cAux) {
		return c, false // the Brix attacks would
	}
	if prev0 != nowhere && prev0.is(cNumber) && (v.form == third || v.form == base) && !prev0.punct() {
		return c, false // by 20 points
	}
	if p := an.at(st, i-1); word.word == "state" && p != nowhere && !strings.HasSuffix(p.word, "s") && !p.is(cPronoun|cGroup|cRole|cMedium|cAux|cAdverb) && p.word != "to" {
		return c, false // the reclusive state
	}
	if n := an.at(st, i+1); word.word == "states" && !st.quoted(i+1) && !(prev0.is(cMedium) && prev0.name < 0) && (n == nowhere || n.word != "that" && n.word != "," && n.word != ":" && !(n.word == "." && an.quotedBefore(st, i))) {
		return c, false // many states voting
	}
	prev := an.at(st, k)
	if by := an.at(st, i+2); v.form == past && naming.has(v.lemma) && st.quoted(i+1) && by != nowhere && by.word == "by" {
		if src := an.sourceRight(st, i+3); src.kind != noSource {
			c.src, c.inverted, c.passive = src, true, true
			return c, true // called “…” by Roe
		}
	}
	if with := an.at(st, i+1); v.lemma == "credit" && v.form == past && with != nowhere && (with.word == "with" || with.word == "by") && prev != nowhere && prev.name < 0 && !prev.is(cPronoun) {
		return c, false // the man credited with it
	}
	if n := an.at(st, i+1); v.form == past && !be && naming.has(v.lemma) && n != nowhere && n.word == "by" {
		if src := an.sourceRight(st, i+2); src.kind != noSource {
			c.src, c.inverted, c.passive = src, true, true
			return c, true // plans described by Roe as
		}
	}
	if n := an.at(st, i+1); v.form == past && v.weak && n != nowhere && (n.word == "by" || n.word == "up" && an.anyWord(st, i+2, i+3, "by")) {
		return c, false // evidence backed up by
	}
	if v.lemma == "introduce" && v.form == past && an.anyWord(st, i+1, i+2, "by") {
		return c, false
	}
	if n := an.at(st, i+1); v.lemma == "quote" && n != nowhere && n.word == "from" {
		if src := an.sourceRight(st, i+2); src.kind != noSource {
			c.src, c.inverted = src, true
			return c, true // His letter quotes from a handbook
		}
	}
	if (v.lemma == "quote" || v.lemma == "cite") && !be && v.form != ing {
		// quotes a student: “…”; quotes Roe (“…”)
		src := an.sourceRight(st, i+1)
		if t := an.at(st, src.to); (src.kind == aName || src.kind == aDescriber && an.humanPhrase(st, src.from, src.to)) && t != nowhere && (t.word == ":" || t.word == "(") && st.quoted(src.to+1) {
			c.src, c.inverted = src, true
			return c, true
		}
	}
	if v.form == past && be {
		c.passive = true
		// described by X as "…"
		if n := an.at(st, i+1); n != nowhere && n.word == "by" && v.lemma != "quote" && v.lemma != "cite" && !(len(st.cues) > 0 && agreeing.has(v.lemma)) {
			if src := an.sourceRight(st, i+2); src.kind != noSource {
				c.src, c.inverted = src, true
				return c, true
			}
		}
		return c, false
	}
	if v.form == ing && naming.has(v.lemma) && prev.poss && prev.name >= 0 && k == i-1 && an.anyWord(st, i+1, i+2, "of") {
		c.src, c.noun = source{kind: aName, from: k, to: i, mention: int(prev.name)}, true
		return c, true // Roe's labeling of it as
	}
	if prev != nowhere && prev.poss && !(prev.is(cPronoun) && v.form == ing) {
		return c, false // "May's proposed deal"
	}
	if v.form == base && !v.strong && owners.has(prev.word) && !hearing.has(an.at(st, k-1).word) {
		return c, false // echoed her point
	}
	if v.form == third && (owners.has(prev.word) || prev.word == "my" || prev.word == "our" || prev.word == "your") {
		return c, false // for her comments
	}
	if (v.form == base || v.form == third) && prev != nowhere && !modal {
		if v.form == third && !v.weak && (prev.word == "one" || prev.word == "another") && k == 0 && an.leadsQuote(st, i+1) {
			c.src = source{kind: aDescriber, from: k, to: i} // Another says, “…”
			return c, true
		}
		if b := an.before(st, k); v.form == base && prev.name >= 0 && (b.word == "a" || b.word == "an") {
			return c, false // a Roe claim
		}
		if prev.is(cDet|cPrep) && !prev.is(cPronoun) && prev.word != "to" || prev.poss {
			return c, false // a noun: "the report", "Trump's remarks"
		}
	}
	if v.form == ing && v.strong && prev != nowhere && !be {
		if like := an.before(st, k); like.word == "like" && prev.name >= 0 && v.lemma == "say" {
			c.src, c.unsaid = an.overheard(st, k), true
			return c, c.src.kind != noSource // it is like Roe saying, “…”
		}
		if prev.word == "of" {
			if src := an.overheard(st, k-1); src.kind != noSource {
				c.src, c.unsaid = src, true // accused of saying: not known to have been said
				return c, true
			}
		}
		n, b := an.at(st, i+1), an.before(st, k)
		if b != nowhere && b.is(cHonor) {
			b = an.beforeOffice(st, k)
		}
		if src := an.overheard(st, k); src.kind != noSource && k == i-1 && v.lemma != "add" && an.governor(st, an.nameStart(st, k)).word != "to" && !an.at(st, an.beforeReceiver(st, k)).is(cMedium) && !(src.kind == aName && an.place(&an.mentions[src.mention])) && (n == nowhere || n.punct() || n.word == "that" || n.is(cPronoun) || b != nowhere && (hearing.has(b.word) || b.word == "of" || b.word == ";" || an.dash(b) || b.word == "," && len(st.cues) > 0 && st.cues[len(st.cues)-1].verb.form == ing && st.cues[len(st.cues)-1].src.kind == aName)) {
			c.src = src
			return c, true
		}
	}
	if b := an.before(st, k); v.form == ing && !v.weak && !be && prev != nowhere && prev.name >= 0 && b != nowhere && b.word == "of" && k == i-1 {
		if n := an.at(st, i+1); st.quoted(i+1) || n != nowhere && (n.word == "," || n.word == ":") && st.quoted(i+2) {
			c.src = an.overheard(st, k) // footage of Roe asking, “…”
			return c, c.src.kind != noSource
		}
	}
	if as := an.at(st, k-1); v.form == ing && v.strong && prev.word == "as" && k == i-1 && as.name < 0 && as.is(cGroup|cRole) && an.quotedAs(st, k) {
		from := k - 1
		for p := an.at(st, from-1); from > 0 && p != nowhere && !p.punct() && !p.is(cSpeech|cPrep|cConj|cAux); p = an.at(st, from-1) {
			from--
		}
		if !an.anyWord(st, from-1, from, "by") {
			c.src = source{kind: aDescriber, from: from, to: k}
			return c, true // quoting focus groups as saying
		}
	}
	if v.form == ing && !v.weak && !be && k == i-1 && prev.name < 0 && prev.is(cGroup|cOrg|cSpokes|cKin|cRole) {
		np := an.nounPhrase(st, k)
		if an.at(st, np-1).is(cDet) {
			np--
		}
		shown := an.anyWord(st, np-1, np, "of") && (an.at(st, np-2).is(cMedium) || cries.has(v.lemma)) && an.leadsQuote(st, i+1) // a clip of Roe's daughter saying, “…”
		if an.at(st, np).name >= 0 {
			np = an.nameStart(st, np)
		}
		each := an.anyWord(st, np-1, np, "and") && v.strong && st.quoted(np-2) && an.leadsQuote(st, i+1) // a paper asking “…” and a lawyer claiming, “…”
		if lemma := verbs[an.at(st, np-1).word].lemma; shown || each || an.anyWord(st, np-1, np, "with") || lemma == "quote" || lemma == "cite" {
			c.src = source{kind: aDescriber, from: np, to: i}
			return c, true // with critics calling it, with the company saying
		}
	}
	day := k
	if prev.is(cDay) {
		day--
	}
	if v.form == ing && !v.weak && an.mentionAt(st, day) != nil && !be {
		who := an.beforePlace(st, day)
		b := an.beforeOffice(st, who)
		if b != nowhere && b.word == "the" {
			b = an.at(st, an.nameStart(st, who)-2) // with the Confederation of Ostra calling
		}
		if b != nowhere && (b.word == "with" || b.word == "and" && an.goesOnWith(st) || (b.word == "by" || b.word == "from") && an.mediumBefore(st, who)) {
			c.src = an.overheard(st, who)
			return c, c.src.kind != noSource
		}
	}
	if v.form == ing && !v.weak && k == i-1 {
		for q := k; q > 0 && k-q < 8 && an.at(st, q) != nowhere && !an.at(st, q).punct(); q-- {
			if an.at(st, q).word == "quoted" && an.isPassive(st, q) {
				c.src = an.sourceLeft(st, an.pastAdverbs(st, q)) // was quoted in the paper saying
				return c, c.src.kind != noSource
			}
		}
		m := k
		for m > 0 && an.at(st, m) != nowhere && (an.at(st, m).is(cTime|cDay) || an.at(st, m).word == "this" || an.at(st, m).word == "last" || an.at(st, m).word == "on") {
			m--
		}
		if site, its, on := an.at(st, m), an.at(st, m-1), an.at(st, m-2); site != nowhere && its != nowhere && on != nowhere && m > 3 && site.is(cMedium) && its.is(cDet) && on.word == "on" {
			m -= 3 // a statement on its website
		}
		if from := an.nounPhrase(st, k); an.anyWord(st, k, k+1, "calls", "voicemails") && v.strong {
			for from > 0 && an.at(st, from-1).class == 0 && !an.at(st, from-1).punct() && !pasts.has(an.at(st, from-1).word) {
				from--
			}
			c.src = source{kind: aDescriber, from: from, to: i}
			return c, true // received threatening phone calls saying
		}
		if d := an.nounPhrase(st, k); k > 1 && an.at(st, k) != nowhere && an.at(st, k).is(cMedium) && an.at(st, d) != nowhere && an.at(st, d).is(cDet) && an.at(st, d-1) != nowhere && an.at(st, d-1).is(cSpeech) && verbs[an.at(st, d-1).word].form == past && !verbs[an.at(st, d-1).word].strong {
			c.src = source{kind: sameSubject, from: i, to: i}
			return c, true // Roe dismissed the figures insisting
		}
		if s := an.paperFrom(st, k); s.kind != noSource {
			c.src = s
			return c, true
		}
		if j := an.beforeReceiver(st, m); an.at(st, j) != nowhere && (an.at(st, j).is(cMedium) || classes[strings.TrimSuffix(an.at(st, j).word, "s")]&cMedium != 0) && an.at(st, j).name < 0 && !an.at(st, j).poss && !an.anyWord(st, j-1, j, "on", "via", "by", "over") {
			c.src = an.medium(st, j)
			return c, true
		}
		for t := an.at(st, m); m > 0 && t != nowhere && (t.is(cNumber|cTime|cDay|cMonth) || t.word == "in" || t.word == "on"); t = an.at(st, m) {
			m--
		}
		if t, o := an.at(st, m), an.at(st, m-1); t != nowhere && o != nowhere && t.is(cWords) && o.poss && o.name >= 0 {
			c.src = source{kind: aName, from: m - 1, to: m, mention: int(o.name)} // "Roe's remark in 2008 describing"
			return c, true
		}
	}
	if v.form == base && v.strong && prev != nowhere && k == i-1 && !modal {
		if b := an.before(st, k); b != nowhere && hearing.has(b.word) {
			if src := an.overheard(st, k); src.kind != noSource {
				c.src = src
				return c, true
			}
		}
	}
	if v.form == ing && prev != nowhere && prev.poss && (prev.word == "he" || prev.word == "she" || prev.word == "it") && !v.weak {
		c.src = source{kind: aPronoun, from: k, to: k + 1} // he's predicting
		return c, true
	}
	if v.form == ing {
		if c.src = an.takenToTask(st, i); c.src.kind != noSource && (v.strong || naming.has(v.lemma)) {
			return c, true
		}
		if prev != nowhere && (prev.is(cDet) || prev.poss || prev.word == "of" || prev.word == "for" && (!v.strong && !naming.has(v.lemma) || an.forDoing(st, i) == nil)) {
			return c, false
		}
		if prev != nowhere && (prev.word == "heard" || perceived.has(prev.word) && an.isPassive(st, k)) && k == i-1 {
			c.src = an.sourceLeft(st, an.pastAdverbs(st, k)) // was heard shouting, were shown chanting
			return c, c.src.kind != noSource
		}
		if prev != nowhere && !v.strong && !be && prev.word != "," && prev.word != "by" && prev.word != "and" && prev.word != "before" && prev.word != "after" && prev.word != "for" && !(prev.word == "as" && an.quotedAs(st, k)) && !st.quoted(i+1) {
			return c, false
		}
		if be && k < i-1 {
			c.src = an.sourceLeft(st, k+1)
			return c, c.src.kind != noSource
		}
		c.src = source{kind: sameSubject, from: i, to: i}
		if prev != nowhere && prev.word == "as" {
			// The paper quoted X as saying
			for q := k - 1; q >= 0; q-- {
				if t := an.at(st, q); t != nowhere && (t.word == "quoted" || t.word == "quotes" || t.word == "cited") {
					if b := an.at(st, q-1); b != nowhere && b.is(cAux) {
						// was quoted [by the paper] as saying
						for q > 0 && an.at(st, q-1) != nowhere && an.at(st, q-1).is(cAux|cAdverb) {
							q--
						}
						if src := an.sourceLeft(st, q); src.kind != noSource {
							c.src = src
						}
						break
					}
					if src := an.sourceRight(st, q+1); src.kind != noSource {
						c.src = src
					}
					break
				}
			}
		}
		return c, true
	}
	if prev != nowhere && prev.word == "to" && (v.form == base || v.lemma == word.word) {
		if answers := an.colonAfter(st, i); !v.strong && !judging.has(v.lemma) {
			for j := k - 1; answers && j > 0 && k-j < 20; j-- {
				if t := an.at(st, j); t == nowhere || t.is(cAux|cRelative) {
					break
				} else if causes.has(t.word) {
					c.src = an.sourceLeft(st, k)
					return c, c.src.kind == aName // prompted Roe to fire back: “…”
				}
			}
			return c, false
		}
		if it := 2; an.anyWord(st, 0, 1, "it") && an.anyWord(st, 1, 2, "fell", "falls", "took", "takes") {
			if an.anyWord(st, 2, 3, "to") {
				it++
			}
			if src := an.sourceRight(st, it); src.to == k || src.to == k-1 && an.anyWord(st, k-1, k, ",") {
				c.src = src
				return c, src.kind == aName || src.kind == aDescriber // It fell to Roe to say
			}
		}
		if p := an.at(st, k-1); awaited.has(p.word) && v.strong && an.quotedBefore(st, i) && an.endsClause(st, i+1) {
			c.src = an.sourceLeft(st, an.pastAdverbs(st, k-1)) // “…,” Roe is expected to say
			return c, c.src.kind != noSource
		}
		if used := an.at(st, k-1); used != nowhere && (used.word == "used" || used.word == "began" || used.word == "started" || used.word == "continued") {
			c.src = an.sourceLeft(st, k-1) // she used to say, began to criticize
			return c, c.src.kind != noSource
		}
		if heard := an.at(st, k-1); heard != nowhere && heard.word == "heard" {
			c.src = an.sourceLeft(st, an.pastAdverbs(st, k-1)) // was heard to say
			return c, c.src.kind != noSource
		}
		if seems := an.at(st, k-1); v.strong && seems != nowhere && (seems.word == "appeared" || seems.word == "seemed" || seems.word == "appears" || seems.word == "seems") {
			c.src = an.sourceLeft(st, k-1) // the graffiti appeared to say
			return c, c.src.kind != noSource
		}
		c.src = source{kind: sameSubject, from: i, to: i}
		for j := k - 1; (v.strong || naming.has(v.lemma) && an.quotedIn(st, c.end, len(st.units))) && j > 0 && k-j < 16; j-- {
			if t := an.at(st, j); t == nowhere || t.is(cAux|cRelative|cSub|cPronoun) && !t.is(cPrep|cDet) && !owners.has(t.word) {
				break
			} else if causes.has(t.word) {
				src := an.phrase(st, j+1, k)
				if an.anyWord(st, k-1, k, ",") {
					src = an.sourceRight(st, j+1) // prompted her lawyer, Roe, to say
				}
				if src.kind == aName || src.kind == aDescriber && an.humanPhrase(st, src.from, src.to) {
					c.src = src // which prompted Roe to say
				}
				break
			}
		}
		return c, true
	}
	// “…,” said X / , reported officials,
	if k < 0 || st.quoted(k) || prev != nowhere && prev.word == "," && (k == 0 || st.quoted(k-1) || !an.opensAside(st, k) || v.strong && v.form == past && an.lastTag(st, c.end) && !an.quotedFirst(st, k)) || prev != nowhere && strings.Contains("”\"»’'", prev.word) {
		if k == i-1 || v.strong && !an.auxBetween(st, k+1, i) {
			if src := an.sourceRight(st, c.end); src.kind != noSource && !naming.has(v.lemma) && !judges.has(v.lemma) && v.lemma != "tell" && ((v.strong || v.lemma == "read" && an.anyMedium(st, src)) && st.quotedBefore(k, an) || an.endsInverted(st, src)) && (v.strong || src.kind != aDescriber || an.humanPhrase(st, src.from, src.to) || an.anyMedium(st, src) || ordinals.has(an.at(st, src.to-1).word)) && (v.form == past || v.form == third || v.form == base && v.strong && src.kind == aName && src.first > 0) && !an.hasVerb(st, src) && !(st.quoted(src.to) && !st.quoted(k)) && !(src.kind == aPronoun && !an.endsClause(st, src.to)) && !(v.obj && !an.endsClause(st, src.to) && !an.trailsOff(st, src) && !(v.lemma == "ask" && k == i-1 && an.isQuestion(st, k))) {
				c.src, c.inverted = src, true
				return c, true
			}
		}
	}
	c.src = an.sourceLeft(st, k+1)
	if c.src.kind == aDescriber && (v.form != past && !v.strong || modal) && !an.headSpeaks(st, c.src) {
		return c, false
	}
	if c.src.kind == aDescriber && v.form == past && naming.has(v.lemma) && !an.anyWord(st, c.src.from-1, c.src.from, "what") {
		first := an.at(st, c.src.from)
		if n := an.at(st, i+1); !an.humanPhrase(st, c.src.from, c.src.to) && !(many(an.at(st, c.src.to-1)) && n != nowhere && !st.quoted(i+2)) && (n == nowhere || n.is(cDet)) || (first.word == "a" || first.word == "an") && !an.judgesThing(st, i+1) && (n == nowhere || n.is(cDet) && !an.inOfficeHead(st, c.src) || n.name >= 0 && !(an.inOfficeHead(st, c.src) && an.judgesName(st, i+1))) {
			return c, false // "a group called the “…”"
		}
	}
	if first := an.at(st, c.src.from); c.src.kind == aDescriber && v.weak && c.src.to-c.src.from == 1 && first.is(cDet) {
		return c, false // many offered “furry” toys
	}
	if first := an.at(st, c.src.from); c.src.kind == aDescriber && v.form == third && nounForms.has(word.word) && c.src.to-c.src.from == 1 && !first.caps && !first.poss && !first.is(cDet) && !strings.HasSuffix(first.word, "s") {
		return c, false // all victim reports must
	}
	if first := an.at(st, c.src.from); c.src.kind == aDescriber && v.weak && !first.is(cDet) && (v.form == third || v.form == base && c.src.to-c.src.from == 1 && !first.is(cGroup) && !strings.HasSuffix(first.word, "s")) {
		return c, false // "bank credits", "air support"
	}
	if c.src.kind == noSource || v.weak && c.src.kind == aDescriber && !an.humanPhrase(st, c.src.from, c.src.to) && !(v.lemma == "talk" && an.anyMedium(st, c.src)) {
		return c, false
	}
	if v.form == base && !modal && c.src.kind == aDescriber && an.singular(st, c.src) {
		return c, false // the spokesman of the police command
	}
	if v.form == base && (c.src.kind == aName || c.src.kind == aDescriber && !an.headSpeaks(st, c.src)) {
		return c, modal || an.plural(st, c.src) || sayings.has(v.lemma) && an.asMany(st, &c)
	}
	return c, true
}

package quote

import (
	"slices"
	"strings"
)

// An idiom is an answer that takes more words than a verb: "pushed back
// against", "threw her weight behind".
type idiom struct {
	kind  ReactionKind
	lemma string
	rest  []string // what follows the verb: alternatives parted by "|"; "*" are up to four words of any
	alone bool     // it needs no object: "hit back"
	base  bool     // this form of the verb is its base
}

// idioms has them by each form of their verb, "be" aside.
var idioms = buildIdioms()

func buildIdioms() map[string][]idiom {
	m := map[string][]idiom{}
	list := strings.NewReplacer("UNDONE", strings.Join(undone, "|"), "UNDO", strings.Join(undo, "|"))
	add := func(kind ReactionKind, alone bool, all string) {
		for one := range strings.SplitSeq(all, ";") {
			words := strings.Fields(list.Replace(one))
			lemma, past, _ := strings.Cut(words[0], "/")
			if past == "" {
				past = regularPast(lemma)
			}
			forms := []string{regularThird(lemma), regularIng(lemma), lemma}
			for p := range strings.SplitSeq(past, "/") {
				if !slices.Contains(forms, p) {
					forms = append(forms, p)
				}
			}
			for _, f := range forms {
				m[f] = append(m[f], idiom{kind: kind, lemma: lemma, rest: words[1:], alone: alone, base: f == lemma && past != lemma})
			}
		}
	}
	add(Disputes, true, "speak/spoke/spoken against; speak/spoke/spoken out against; come/came against; come/came out against; hit/hit back; hit/hit out at|against; strike/struck back; fire back; shoot/shot back; lash out; "+
		"take/took/taken issue|exception; give/gave a different account|version; offer a different account|version; tell/told a different account|version; beg/begged to differ; shout at; yell at; scream at; distance * from; "+
		"demand * apology|resignation|retraction; summon * ambassador|envoy; resign in protest; quit/quit in protest; walk out in protest; walk out of * talks|meeting|session|chamber|hearing|negotiations; cry foul; doubt that|whether|if; refuse to concede|accept|recognise|recognize; see/saw it|things differently; "+
		"file * appeal; lodge * appeal|complaint|protest; take/took/taken * to court; threaten to sue; threaten legal action")
	add(Disputes, false, "push back; tear/tore into; lay/laid into; rip/ripped into; lace into; rail against|at; rage against|at; pour scorn on; pour cold water; throw/threw cold water; heap scorn on; cast/cast doubt|doubts; "+
		"take/took/taken aim|umbrage at; raise * concern|concerns|objection|objections|question|questions|doubts|alarm|alarms about|over|with|to|at; sound the alarm; have/had harsh|tough|sharp|strong|stern|choice|angry words for; "+
		"launch * petition|campaign|lawsuit against; start * petition|campaign against; file * challenge; file * lawsuit|suit|complaint against|over|challenging; lodge * challenge; "+
		"threaten * sue|action|veto|strike|quit|resign; scoff at; sneer at; bristle at; balk at; protest against; make/made fun of; find/found fault with; warn against; part ways with; march/marched against; rally/rallied against; demonstrate against; stage * against|over; sue/sued * over; sign * petition|letter against|opposing|urging|calling|condemning; veto/vetoed *")
	for one := range strings.SplitSeq("ask urge press beg/begged implore petition call plead appeal", " ") {
		add(Disputes, false, one+" * to|not UNDO|to;"+one+" * to think again")
	}
	for one := range strings.SplitSeq("ask urge press beg/begged implore call encourage", " ") {
		add(Supports, false, one+" * to back|support|endorse|approve")
	}
	for one := range strings.SplitSeq("pledge promise vow", " ") {
		add(Disputes, false, one+" to UNDO|reopen|fight|oppose|undo|challenge")
	}
	add(Disputes, false, "call for * UNDONE; demand * UNDONE")
	add(Supports, false, "throw/threw/thrown * behind; put/put * behind; lend/lent * support|backing|weight|voice; give/gave/given * backing|blessing|support; side with; stand/stood by|with|behind; stick/stuck by; rally behind|around|to|round; "+
		"come/came to * defence|defense|aid; speak/spoke in favour|favor; come/came out in|for favour|favor|support|defence|defense; take/took * side; stick/stuck up for; rejoice at|in|over; rise/rose to * defence|defense; "+
		"echo *; heap praise on; lavish praise on; sing/sang * praises; throw/threw support behind")
	add(Responds, true, "pay/paid tribute|tributes|homage|respects; lead/led tributes; lead/led the|with tributes; give/gave * condolences|sympathies")
	return m
}

// undo and undone are what one asks for who is against an act: "called on her
// to reconsider", "for its withdrawal".
var (
	undo   = strings.Fields("resign reconsider rethink withdraw drop scrap reverse repeal overturn quash abandon remove retract apologise apologize impeach rescind revoke cancel stop halt block veto back-pedal step")
	undone = strings.Fields("resign resignation withdraw withdrawal withdrawn dropped scrap scrapped reverse reversed reversal repeal repealed overturned quashed abandoned removal removed retraction apology impeachment impeached rescinded revoked cancelled canceled stopped reconsider aside")
)

// idiomAt reads an idiom whose verb stands at unit i; found nil: none.
// end is the unit after it.
func (an *analysis) idiomAt(st *statement, i int) (found *idiom, end int) {
	all := idioms[an.at(st, i).word]
	for k := range all {
		if end := an.pastWords(st, i+1, all[k].rest); end > 0 {
			return &all[k], end
		}
	}
	return nil, 0
}

// pastWords returns the unit after the words of an idiom that stand from unit i on; 0: they do not.
func (an *analysis) pastWords(st *statement, i int, rest []string) int {
	if len(rest) == 0 {
		return i
	}
	if rest[0] != "*" {
		if t := an.at(st, i); t == nowhere || !isOne(t.word, rest[0]) {
			return 0
		}
		return an.pastWords(st, i+1, rest[1:])
	}
	for k := i; k < i+6; k++ {
		t := an.at(st, k)
		if t == nowhere || t.punct() && t.word != "’" && t.word != "'" {
			return 0
		}
		if len(rest) == 1 {
			return k
		}
		if isOne(t.word, rest[1]) {
			if end := an.pastWords(st, k+1, rest[2:]); end > 0 {
				return end
			}
		}
	}
	return 0
}

// isOne reports whether a word is one of those that "|" parts.
func isOne(word, of string) bool {
	for one := range strings.SplitSeq(of, "|") {
		if one == word {
			return true
		}
	}
	return false
}

// actingVerb returns the unit of the verb whose subject does what the verb at unit i
// tells: "took to Twitter to condemn", "was quick to condemn", "is among those
// who condemned"; i itself where no such words stand before it.
func (an *analysis) actingVerb(st *statement, i int) int {
	p := an.at(st, i-1)
	switch {
	case p.word == "who" && an.anyWord(st, i-2, i-1, "those", "people", "few", "first"):
		for k := i - 3; k > i-8; k-- {
			if an.anyWord(st, k, k+1, "among", "of") && an.isPassive(st, k) || an.anyWord(st, k, k+1, "one") && an.isPassive(st, k) {
				return k
			}
		}
	case p.word == "to" || p.word == "in" && strings.HasSuffix(an.at(st, i).word, "ing"):
		for k := i - 2; k > i-9 && k > 0; k-- {
			t := an.at(st, k)
			switch {
			case t == nowhere || t.punct():
				return i
			case eager.has(t.word) && an.at(st, k+1).word == p.word:
				for k > 0 && an.at(st, k-1).is(cDet) {
					k--
				}
				if an.isPassive(st, k) || an.anyWord(st, k-3, k, "among") {
					return k
				}
			case t.word == "not" || t.word == "never":
				return i
			case using.has(t.word) && t.name < 0 && !(strings.HasPrefix(t.word, "turn") && an.at(st, k+1).word != "to"):
				return k
			}
		}
	case strings.HasSuffix(an.at(st, i).word, "ing") && p.is(cWords|cMedium):
		for k := i - 2; k > i-7 && k > 0; k-- {
			if t := an.at(st, k); t == nowhere || t.punct() {
				return i
			} else if using.has(t.word) {
				return k
			}
		}
	}
	return i
}

var (
	eager = wordSet("quick swift first fast keen eager")
	using = wordSet("took takes turned turns used uses went joined joins issued issues released releases posted posts sent sends wrote writes published made signed refused refuses declined declines interrupted led paused gathered marched rallied assembled flocked")
)

// moods are how somebody is said to be about an act: "was furious at the ruling".
var moods = kindsOf(map[ReactionKind]string{
	Disputes: "furious angry angered critical outraged appalled disappointed dismayed unhappy alarmed sceptical skeptical opposed horrified incensed enraged aghast disgusted unconvinced unimpressed dissatisfied livid upset frustrated scathing dismissive against",
	Supports: "delighted pleased happy glad thrilled relieved grateful supportive overjoyed ecstatic satisfied encouraged thankful jubilant elated favour favor",
	Responds: "saddened heartbroken devastated shocked stunned surprised shaken",
})

// inMood reports whether unit i is a mood that the act is told to have caused.
func (an *analysis) inMood(st *statement, p *party, i int) bool {
	word := an.at(st, i).word
	if _, ok := moods[word]; !ok {
		return false
	}
	be := i
	if strings.HasPrefix(word, "favo") {
		if be--; !an.anyWord(st, be, i, "in") {
			return false
		}
	}
	if !an.isPassive(st, be) || an.negated(st, be) {
		return false
	}
	if word == "against" {
		return an.concerns(st, p, i+1, i+9)
	}
	for k := i + 1; k < i+4; k++ {
		if an.anyWord(st, k, k+1, "at", "by", "with", "of", "over", "about", "that") || word == "opposed" && an.anyWord(st, k, k+1, "to") {
			return an.concerns(st, p, k+1, k+9) || p.kind == died && an.anyWord(st, k+1, k+9, "death", "passing", "loss")
		}
	}
	return false
}

// receptions are what an act meets with: "drew criticism from Roe".
var receptions = kindsOf(map[ReactionKind]string{
	Disputes: "criticism condemnation anger outrage fury backlash rebuke rebukes ire scorn mockery ridicule complaints protest protests opposition objections boos jeers derision scepticism skepticism concern alarm",
	Supports: "praise applause plaudits acclaim cheers congratulations support backing blessing",
	Responds: "tribute tributes condolences shock sadness",
})

var endorsing = wordSet("support backing blessing")

// messages are what somebody's support or sympathy is sent in: messages of support.
var messages = wordSet("expressions messages words statements letters offers outpouring message")

var drawing = wordSet("drew drawn draws drawing won wins earned earns sparked sparks prompted prompts provoked provokes attracted attracts received receives faced faces brought brings met greeted came come poured pour flowed followed")

// received reads at unit i what an act meets with and from whom: "drew
// criticism from the mayor", "Praise came from Roe". ok: it stands there.
func (an *analysis) received(st *statement, p *party, i int) (kind ReactionKind, by source, ok bool) {
	kind, ok = receptions[an.at(st, i).word]
	if !ok {
		return
	}
	if of := an.at(st, i+1).word; endorsing.has(an.at(st, i).word) && !(an.anyWord(st, i-1, i, "of") && messages.has(an.at(st, i-2).word)) {
		// The plan has the backing of Roe
		if by = an.sourceRight(st, i+2); (of == "of" || of == "from") && an.anyWord(st, i-4, i, "has", "have", "had", "enjoys", "enjoyed", "won", "with") && an.concerns(st, p, 0, i-1) {
			return Supports, by, by.kind != noSource && !an.at(st, by.to-1).poss
		}
		return kind, by, false
	}
	verb, from := -1, -1
	for k := i - 1; k >= 0 && k > i-5; k-- {
		if drawing.has(an.at(st, k).word) && an.at(st, k).name < 0 {
			verb = k
			break
		}
	}
	if verb < 0 && an.anyWord(st, i-3, i, "was", "were", "is") && an.anyWord(st, i-4, i-1, "there") {
		verb = i // There was criticism from Roe
	}
	for k := i + 1; k < i+12; k++ {
		t := an.at(st, k)
		if t == nowhere || t.punct() {
			break
		}
		if verb < 0 && (drawing.has(t.word) || t.word == "paid" && an.isPassive(st, k)) {
			verb = k
		}
		if verb >= 0 && (t.word == "from" || t.word == "by" || t.word == "among") {
			from = k
			break
		}
	}
	if from < 0 {
		return kind, by, false
	}
	if verb < i && !an.concerns(st, p, 0, i) && !an.namesParty(st, p, 0, verb) {
		return kind, by, false
	}
	if by = an.sourceRight(st, from+1); by.kind == noSource {
		for k := from + 2; k < from+6; k++ {
			if an.pastSuchAs(st, k) > 0 {
				by = source{kind: aDescriber, from: from + 1, to: k}
				break
			}
		}
	}
	return kind, by, by.kind != noSource && !an.at(st, by.to-1).poss
}

// examples are those whom "including", "such as" or "like" names behind the source of an
// answer, as sources of their own: "several mayors, including Roe and Doe,"; nil: none.
func (an *analysis) examples(st *statement, src source) (out []source) {
	if src.kind != aDescriber {
		return nil
	}
	i := src.from
	for i < src.to && an.pastSuchAs(st, i) == 0 {
		i++
	}
	if i == src.to && an.anyWord(st, i, i+1, ",") {
		i++
	}
	if i = an.pastSuchAs(st, i); i == 0 {
		return nil
	}
	for i < len(st.units) {
		t := an.at(st, i)
		if m := an.mentionAt(st, i); m != nil {
			if m.entity >= 0 && (an.entities[m.entity].person || an.entities[m.entity].body) && !an.ofWhat(st, i) && !an.tok(m.to-1).poss {
				out = append(out, source{kind: aName, from: i, to: i + m.to - m.from, mention: int(t.name)})
			}
			i += m.to - m.from
			continue
		}
		if t == nowhere || t.is(cAux) || t.punct() && t.word != "," || t.is(cSub|cRelative) && !t.is(cPrep|cDet) {
			break
		}
		i++
	}
	return out
}

// ofWhat reports whether "of" or the like leads in the name at unit i, whatever article stands between.
func (an *analysis) ofWhat(st *statement, i int) bool {
	if an.at(st, i-1).is(cDet) {
		i--
	}
	return an.anyWord(st, i-1, i, "of", "from", "in", "at", "for")
}

// pastSuchAs returns the unit after "including", "like" or "such as" at unit i; 0: none stands there.
func (an *analysis) pastSuchAs(st *statement, i int) int {
	switch an.at(st, i).word {
	case "including", "like":
		return i + 1
	case "such":
		if an.anyWord(st, i+1, i+2, "as") {
			return i + 2
		}
	}
	return 0
}

// manyLeft reads the noun phrase before the examples that end before unit i:
// "critics such as Roe and Doe"; noSource where none end there.
func (an *analysis) manyLeft(st *statement, i int) source {
	for k := i - 1; k > 0 && i-k < 16; k-- {
		t := an.at(st, k)
		if to := an.pastSuchAs(st, k); to > 0 {
			if an.anyWord(st, k-1, k, ",") {
				k--
			}
			return an.phraseLeft(st, k)
		}
		if t == nowhere || t.punct() && t.word != "," || t.name < 0 && t.is(cAux|cSpeech|cPronoun) && !t.is(cDet|cPrep) {
			break
		}
	}
	return source{}
}

// amongThose reads who is named behind what they did: "Among those paying
// tribute was Roe"; noSource where unit i is no such verb.
func (an *analysis) amongThose(st *statement, i int) source {
	if !an.anyWord(st, i-1, i, "those", "people") && !(an.anyWord(st, i-1, i, "who") && an.anyWord(st, i-2, i-1, "those")) || !an.anyWord(st, 0, 1, "among") {
		return source{}
	}
	for k := i + 1; k < i+12; k++ {
		if an.anyWord(st, k, k+1, "was", "were", "is", "are") {
			return an.sourceRight(st, k+1)
		}
	}
	return source{}
}

package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// deeds are words for what somebody can react to.
var deeds = wordSet("decision decisions ruling move plan plans announcement announcements proposal proposals bill law legislation policy policies verdict vote deal agreement measure measures order speech interview attack attacks strike strikes judgment judgement report findings finding idea change changes reform reforms cut cuts ban tariffs sanctions resignation appointment nomination election victory win defeat death news result results figures method design study wall scheme project budget contract sentence conviction acquittal outcome suspension closure allegation allegations accusation accusations charge charges claim claims complaint offer referendum motion amendment initiative launch merger takeover fine penalty letter recommendation recommendations step increase expulsion expulsions sacking dismissal sale acquisition eviction evictions detention dating diagnosis technique experiment lawsuit lawsuits suit petition arrest arrests release delay postponement u-turn reversal invasion bombing bombings shelling annexation apology rejection departure treaty withdrawal defection rise pause lifting freeze removal renaming recall inquiry probe investigation investigations hearings extension relaxation crackdown abolition veto pullout deployment shutdown layoffs truce ceasefire compensation curfew boycott levy deportation deportations rollout bailout demolition")

// An answering is a verb that tells an answer by itself.
type answering struct {
	kind  ReactionKind
	lemma string
	past  bool
	base  bool
	alone bool // needs no object: protested, booed
}

// answers has every form of the verbs that tell an answer.
var answers = buildAnswers()

func buildAnswers() map[string]answering {
	m := map[string]answering{}
	add := func(kind ReactionKind, alone bool, list string) {
		for e := range strings.FieldsSeq(list) {
			lemma, p, _ := strings.Cut(e, "/")
			if p == "" {
				p = regularPast(lemma)
			}
			for _, f := range []string{regularThird(lemma), regularIng(lemma), lemma} {
				m[f] = answering{kind: kind, lemma: lemma, alone: alone, base: f == lemma}
			}
			m[p] = answering{kind: kind, lemma: lemma, alone: alone, past: true, base: p == lemma}
		}
	}
	add(Disputes, false, "rubbish dispute reject criticize criticise condemn denounce slam/slammed blast attack dismiss decry/decried ridicule mock challenge question rebut/rebutted refute rebuke lambast lambaste assail deride oppose accuse contradict deplore berate scold object disagree fault deny/denied resist disavow savage censure boycott")
	add(Disputes, true, "protest boo jeer heckle appeal")
	add(Supports, false, "welcome praise hail applaud back support endorse defend laud commend congratulate thank celebrate salute agree acclaim cheer co-sponsor")
	add(Responds, false, "accept respect mourn regret urge blame")
	add(Responds, true, "respond reply/replied react answer counter retort")
	add(Refers, false, "refer/referred point direct")
	return m
}

// feelings are nouns that say how an answer is meant: "expressed disappointment".
var feelings = kindsOf(map[ReactionKind]string{
	Disputes: "disappointment concern concerns outrage anger fury dismay opposition frustration displeasure doubt doubts skepticism scepticism objection objections alarm unease criticism scorn derision contempt",
	Responds: "condolence condolences sadness grief sorrow shock sympathy sympathies regret regrets surprise disbelief caution",
	Supports: "support solidarity relief delight gratitude satisfaction confidence thanks joy backing approval congratulations enthusiasm",
})

// kindsOf is the kind of each word of the lists.
func kindsOf(lists map[ReactionKind]string) map[string]ReactionKind {
	m := map[string]ReactionKind{}
	for kind, words := range lists {
		for w := range strings.FieldsSeq(words) {
			m[w] = kind
		}
	}
	return m
}

// voicing are verbs whose object may be a feeling.
var voicing = wordSet("tweeted expressed expresses expressing voiced voices voicing extended extends offered offers sent sends conveyed conveys shared shares signalled signaled reacted responded met greeted")

var (
	opposing = wordSet("wrong illegal unlawful unconstitutional disappointed disappointing disappointment unacceptable shame shameful disgrace disgraceful outrageous outrage outraged absurd ridiculous nonsense irresponsible reckless misleading false untrue inaccurate lie lies lying liar mistake mistaken aggression betrayal betrayed betrays oppose opposes opposed condemn condemns condemned unfair unjust unjustified insult insulting undemocratic anti-democratic hypocrisy hypocritical hypocrite cynical undermine undermines undermining unfounded baseless worse worst infanticide " +
		"disaster disastrous catastrophe catastrophic terrible awful horrible appalling appalled cruel unwise unnecessary chaotic flawed hollow inadequate insufficient meaningless naive pathetic premature provocation provocative sexist racist stunt stupid foolish troubling unhelpful useless bizarre bigoted textbook dangerous short-sighted shortsighted ill-timed ill-judged wicked capitulation bribe theft robbery vandalism ruin ruins destroy destroys destroying nightmare devastating furious fury anger dismayed dismay alarmed alarming murderers injustice blow setback unworkable unrealistic deceitful dishonest distort distorted distraction divert violates violation coup dictatorship tyranny overreach overreaction weaken weakens pretext propaganda retrograde lousy regrettable misguided fault reject rejects inappropriate unwelcome conflicts ignores ignoring ignored hostage contempt broken failed failing failure fails harm harms harmful hurt hurts hurting ashamed lied reconsider threatens threatened flouts flouting scandal scandalous mockery sham farce incompetent incompetence neglect neglected betray punish punishes punishing incorrect backwards divisive distortion silly ludicrous unwarranted cowardly coward cowards bully bullying dreadful laughable damaging senseless pointless heartless callous brutal draconian ill-advised ill-conceived half-baked hasty clumsy botched worrying disturbing sickening disgusting offensive abhorrent repugnant despicable deplorable insane nonsensical incomprehensible baffling backward counterproductive inflammatory spiteful arrogant whitewash smokescreen gimmick insensitive thoughtless tone-deaf heavy-handed")
	backing = wordSet("vindicates vindicated vindication restores welcome welcomes welcomed welcoming relieved relief glad delighted pleased thrilled happy proud congratulate congratulations congratulated applaud applauds praise praised vindicated vindication grateful thank thanks thankful overdue swift decisive brave excellent courageous sensible wise breakthrough fantastic triumph encouraging encouraged promising impressive remarkable milestone landmark admire admirable deserved deserves wonderful justified exciting excited heartening reassuring essential necessary overjoyed ecstatic hero heroes bravo brilliant superb marvellous marvelous terrific groundbreaking momentous prudent commendable laudable outstanding thrilling")
	praise  = wordSet("good great best finest strong impressive historic important beautiful")
	praying = wordSet("prayers pray prays praying prayed thoughts")
	feeling = wordSet("relieved saddened sad heartbroken shocked surprised disappointed pleased delighted glad happy proud angry furious worried concerned grateful confident hopeful humbled sorry impressed satisfied dismayed appalled stunned devastated")
)

func negates(w string) bool {
	return w == "not" || w == "never" || w == "no" || w == "nor" || w == "without" || w == "cannot" || w == "hardly" || strings.HasSuffix(w, "n't")
}

// badDays are what a sad or black day is said to be: against, though "sad" alone is not.
var badDays = wordSet("sad dark black bad")

var (
	refused    = wordSet("recognise recognize accept tolerate obey")
	supporting = wordSet("support supports supported agree agrees agreed back backs backed endorse endorses welcome")
	siding     = wordSet("i we fully strongly wholeheartedly totally completely")
	selves     = wordSet("he she they it")
	anybody    = wordSet("everybody everyone anybody anyone all you they we people visitors")
	isBe       = wordSet("is was are were 's am be been it's that's she's he's they're")
	approved   = wordSet("one idea thing move step decision plan deal choice day result outcome")
	deniable   = wordSet("warranted legal lawful true fair acceptable reasonable justified right good ok okay")
	unneeded   = wordSet("problem problems objection objections quarrel")
)

// harmed are what an act may cost or save.
var harmed = wordSet("jobs lives livelihoods millions billions homes")

// leaning says how word i of a stretch that ends at end leans: below zero against, above it for; at is
// the token that says it, settled that no "not" before it turns it round.
func (an *analysis) leaning(i, end int) (v float64, at int, settled bool) {
	word := func(k int) string {
		if t := an.tok(k); t != nowhere && (k <= i || t.Start < end) {
			return t.word
		}
		return ""
	}
	t, prev, next := &an.toks[i], word(i-1), word(i+1)
	switch w := t.word; {
	case badDays.has(w) && next == "day", opposing.has(w):
		return -1, i, false
	case w == "appeal" && (prev == "would" || prev == "will" || prev == "to"), w == "legal" && next == "action":
		return -1, i, false
	case (w == "should" || w == "must") && (next == "not" || next == "resign" || next == "apologise" || next == "apologize"), w == "enough" && (negates(prev) || prev == "far" && (negates(word(i-2)) || negates(word(i-3)))):
		return -1, min(i+1, len(an.toks)-1), true
	case w == "fight" && (next == "this" || next == "it" || next == "the" || next == "that") && (prev == "will" || prev == "would" || prev == "to"):
		return -1, i, false
	case w == "against" && (deeds.has(word(i+2)) || deeds.has(word(i+1)) || takingSides.has(prev) || isBe.has(prev) || siding.has(prev) || negates(prev)):
		return -1, i, false
	case w == "war" && prev == "of" && word(i-2) == "act":
		return -1, i, false
	case w == "preferred" && prev == "have" && word(i-2) == "would", (w == "positive" || w == "good") && next == "to" && (prev == "nothing" || word(i-2) == "nothing" || word(i-2) == "not"):
		return -1, i, true
	case w == "court" && prev == "in" && (word(i-3) == "see" || word(i-4) == "see"), w == "voted" && prev == "we" && word(i-2) == "what" && negates(word(i-3)),
		(w == "consulted" || w == "asked" || w == "listened") && (negates(prev) || negates(word(i-2))) && t.frag >= 0, w == "end" && prev == "the" && next == "of" && t.frag >= 0 && (word(i+2) == "us" || word(i+2) == "our" || word(i+2) == "my"):
		return -1, i, true
	case (w == "cost" || w == "costs") && (harmed.has(next) || harmed.has(word(i+2)) || harmed.has(word(i+3))), strings.HasPrefix(w, "kill") && t.frag >= 0 && (next == "our" || next == "us" || next == "my" || next == "the"):
		return -1, i, false
	case (w == "save" || w == "saves" || w == "protect" || w == "protects") && harmed.has(next):
		return 1, i, false
	case w == "all" && next == "for" && isBe.has(prev):
		return 1, i, false
	case w == "nowhere" && next == "near":
		return -1, i, false
	case w == "agree" && next == "more" && negates(prev):
		return 1, i, true
	case w == "welcome" && (isBe.has(prev) || prev == "always") && (next == "to" || next == "at" || next == "here" || next == "in" || anybody.has(word(i-2))):
		return 0, i, false // anybody is welcome at the station
	case refused.has(w) && negates(prev) && (word(i-2) == "would" || word(i-2) == "will" || word(i-2) == "did" || word(i-2) == "does" || word(i-2) == "do") && prev == "not":
		return -1, i, true // would not recognise it
	case supporting.has(w):
		k, not := i-1, false
		for k > 0 && an.toks[k].is(cAux|cAdverb) && !siding.has(word(k)) {
			not = not || negates(word(k))
			k--
		}
		if s := word(k); !siding.has(s) && (t.frag >= 0 || !selves.has(s) && !((w == "support" || w == "back") && (prev == "would" || prev == "will"))) && !backing.has(w) {
			return 0, i, false
		}
		if not {
			return -1, i, true
		}
		return 1, i, true
	case (w == "essential" || w == "necessary") && !isBe.has(prev) && !an.tok(i-1).is(cDet):
		return 0, i, false // something essential
	case backing.has(w):
		return 1, i, false
	case w == "right" && (next == "decision" || next == "thing" || next == "call" || next == "step" || next == "choice" || isBe.has(prev) && (next == "" || next == "to" || next == "about" || an.tok(i+1).punct())):
		return 1, i, false
	case deniable.has(w) && (negates(prev) || negates(word(i-2))):
		return 1, i, false
	case w == "sense" && (strings.HasPrefix(prev, "ma") || prev == "no" && strings.HasPrefix(word(i-2), "ma")), (w == "good" || w == "great") && (approved.has(next) || next == "news" && t.frag >= 0 || next == "for" && an.tok(i+2).is(cPronoun)):
		return 1, i, false
	case w == "about" && next == "time" && (isBe.has(prev) || prev == "" || i > 0 && an.tok(i-1).punct()):
		return 1, i, false
	case unneeded.has(w) && prev == "no" && (next == "with" || next == "to"):
		return -1, i, false
	case w == "too" && next != "" && !an.tok(i+1).punct() && !an.tok(i+1).is(cPrep):
		return -0.7, i, false
	}
	if n := an.tok(i); n.word == "support" && (owning.has(prev) || owning.has(word(i-2))) {
		return 1, i, false
	}
	return 0, i, false
}

// takingSides are words before "against" that say whose side somebody is on.
var takingSides = wordSet("vote voted voting stand stood fight fighting campaign campaigned argue argued argues decide decided protest protested rule ruled speak spoke spoken out goes went go")

var owning = wordSet("our my")

// stance weighs the words of a stretch that is somebody's answer: below zero
// it speaks against what was done, above zero for it; words that tell the act
// itself say nothing. word is the one that says it best.
func (an *analysis) stance(s text.Span, told map[string]bool) (sum float64, word text.Span) {
	best := 0.0
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		t := &an.toks[i]
		if t.name >= 0 || told[stem(t.word)] && !supporting.has(t.word) {
			continue
		}
		v, at, settled := an.leaning(i, s.End)
		if v == 0 {
			continue
		}
		t = an.tok(at)
		for k := i - 1; k >= 0 && i-k <= 3 && !settled; k-- {
			if an.toks[k].punct() {
				break
			}
			if n := an.tok(k + 1).word; negates(an.toks[k].word) && n != "just" && n != "only" && n != "merely" && n != "simply" {
				v = -v * 0.7
				break
			}
		}
		sum += v
		if v < 0 && v < best || v > 0 && v > best || word.Empty() {
			best, word = v, t.Span
		}
	}
	return sum, word
}

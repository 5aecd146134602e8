package quote

import (
	"strings"

	"newsdigest/digest/text"
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(lower(words)) {
		m[w] = true
	}
	return m
}

// deeds are words for what somebody can react to.
var deeds = wordSet("decision decisions ruling move plan plans announcement announcements proposal proposals bill law legislation policy policies verdict vote deal agreement measure measures order speech interview attack attacks strike strikes judgment judgement report findings finding idea change changes reform reforms cut cuts ban tariffs sanctions resignation appointment nomination election victory win defeat death news result results figures method design study wall scheme project budget contract sentence conviction acquittal outcome suspension closure allegation allegations accusation accusations charge charges claim claims complaint offer referendum motion amendment initiative launch merger takeover fine penalty letter recommendation recommendations step increase")

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
	add(Disputes, false, "rubbish dispute reject criticize criticise condemn denounce slam/slammed blast attack dismiss decry/decried ridicule mock challenge question rebut/rebutted refute rebuke lambast lambaste assail deride oppose accuse contradict deplore berate scold object disagree fault deny/denied resist disavow savage censure")
	add(Disputes, true, "protest boo jeer heckle appeal")
	add(Supports, false, "welcome praise hail applaud back support endorse defend laud commend congratulate thank celebrate salute agree acclaim cheer co-sponsor")
	add(Responds, false, "accept respect mourn regret urge blame")
	add(Responds, true, "respond reply/replied react answer counter retort")
	add(Refers, false, "refer/referred point direct")
	return m
}

// feelings are nouns that say how an answer is meant: "expressed disappointment".
var feelings = func() map[string]ReactionKind {
	m := map[string]ReactionKind{}
	for kind, words := range map[ReactionKind]string{
		Disputes: "disappointment concern concerns outrage anger fury dismay opposition frustration displeasure doubt doubts skepticism scepticism objection objections alarm unease criticism scorn derision contempt",
		Responds: "condolence condolences sadness grief sorrow shock sympathy sympathies regret regrets surprise disbelief caution",
		Supports: "support solidarity relief delight gratitude satisfaction confidence thanks joy backing approval congratulations enthusiasm",
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = kind
		}
	}
	return m
}()

// voicing are verbs whose object may be a feeling.
var voicing = wordSet("tweeted expressed expresses expressing voiced voices voicing extended extends offered offers sent sends conveyed conveys shared shares signalled signaled reacted responded met greeted")

var (
	opposing = wordSet("against wrong illegal unlawful unconstitutional disappointed disappointing disappointment unacceptable shame shameful disgrace disgraceful outrageous outrage outraged absurd ridiculous nonsense irresponsible reckless misleading false untrue inaccurate lie lies lying liar mistake mistaken aggression betrayal betrayed betrays oppose opposes opposed condemn condemns condemned unfair unjust unjustified insult insulting undemocratic anti-democratic hypocrisy hypocritical hypocrite cynical undermine undermines undermining unfounded baseless worse worst infanticide " +
		"disaster disastrous catastrophe catastrophic terrible awful horrible appalling appalled cruel unwise unnecessary chaotic flawed hollow inadequate insufficient meaningless naive pathetic premature provocation provocative sexist racist stunt stupid foolish troubling unhelpful useless bizarre bigoted textbook dangerous short-sighted shortsighted ill-timed ill-judged wicked capitulation bribe theft robbery vandalism ruin ruins destroy destroys destroying nightmare devastating furious fury anger dismayed dismay alarmed alarming murderers injustice blow setback unworkable unrealistic deceitful dishonest distort distorted distraction divert violates violation coup dictatorship tyranny overreach overreaction weaken weakens pretext propaganda retrograde lousy regrettable misguided fault reject rejects inappropriate unwelcome conflicts ignores ignoring ignored hostage contempt broken failed failing failure fails harm harms harmful hurt hurts hurting ashamed lied reconsider threatens threatened flouts flouting scandal scandalous mockery sham farce incompetent incompetence neglect neglected betray punish punishes punishing cowardly coward cowards bully bullying")
	backing = wordSet("welcome welcomes welcomed welcoming relieved relief glad delighted pleased thrilled happy proud congratulate congratulations congratulated applaud applauds praise praised vindicated vindication grateful thank thanks thankful overdue swift decisive brave excellent courageous sensible wise breakthrough fantastic triumph encouraging encouraged promising impressive remarkable milestone landmark admire admirable deserved deserves wonderful justified exciting excited heartening reassuring essential necessary overjoyed ecstatic hero heroes bravo")
	praise  = wordSet("good great best finest strong impressive historic important beautiful")
	praying = wordSet("prayers pray prays praying prayed thoughts")
	feeling = wordSet("relieved saddened sad heartbroken shocked surprised disappointed pleased delighted glad happy proud angry furious worried concerned grateful confident hopeful humbled sorry impressed satisfied dismayed appalled stunned devastated")
)

func negates(w string) bool {
	return w == "not" || w == "never" || w == "no" || w == "nor" || w == "without" || w == "cannot" || w == "hardly" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
}

// badDays are what a sad or black day is said to be: against, though "sad" alone is not.
var badDays = wordSet("sad dark black bad")

var (
	supporting = wordSet("supports supported agree agrees agreed back backs backed")
	siding     = wordSet("i we fully strongly wholeheartedly totally completely")
	selves     = wordSet("he she they it")
	approved   = wordSet("one idea thing move step decision plan deal choice day result outcome")
	isBe       = wordSet("is was are were 's ’s am be been")
)

// stance weighs the words of a stretch that is somebody's answer: below zero
// it speaks against what was done, above zero for it; words that tell the act
// itself say nothing. word is the one that says it best.
func (an *analysis) stance(s text.Span, told map[string]bool) (sum float64, word text.Span) {
	best := 0.0
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		t := &an.toks[i]
		v := 0.0
		switch w := t.word; {
		case t.name >= 0 || told[stem(w)]:
			continue
		case badDays[w] && i+1 < len(an.toks) && an.tok(i+1).word == "day":
			v = -1
		case opposing[w]:
			v = -1
		case w == "appeal" && i > 0 && (an.tok(i-1).word == "would" || an.tok(i-1).word == "will" || an.tok(i-1).word == "to"), w == "legal" && i+1 < len(an.toks) && an.tok(i+1).word == "action":
			v = -1
		case backing[w], w == "right" && i+1 < len(an.toks) && (an.tok(i+1).word == "decision" || an.tok(i+1).word == "thing" || an.tok(i+1).word == "call" || an.tok(i+1).word == "step"):
			v = 1
		case (w == "should" || w == "must") && i+1 < len(an.toks) && an.tok(i+1).word == "not", w == "enough" && i > 0 && negates(an.tok(i-1).word):
			v, t = -1, an.tok(i+1)
		case (supporting[w] || w == "support") && i > 0 && (siding[an.tok(i-1).word] || t.frag < 0 && (selves[an.tok(i-1).word] || (w == "support" || w == "back") && (an.tok(i-1).word == "would" || an.tok(i-1).word == "will"))), w == "right" && i > 0 && isBe[an.tok(i-1).word] && (i+1 == len(an.toks) || an.tok(i+1).Start >= s.End || an.tok(i+1).punct() || an.tok(i+1).word == "to" || an.tok(i+1).word == "about"):
			v = 1
		case w == "choice" && i > 0 && an.tok(i-1).word == "right":
			v = 1
		case w == "sense" && i > 1 && an.tok(i-1).word == "no" && strings.HasPrefix(an.tok(i-2).word, "ma"), (w == "good" || w == "great") && i+1 < len(an.toks) && approved[an.tok(i+1).word]:
			v = 1 // what follows turns "no sense" round
		case w == "nowhere" && i+1 < len(an.toks) && an.tok(i+1).word == "near":
			v = -1
		case w == "too" && i+1 < len(an.toks) && !an.tok(i+1).punct() && an.tok(i+1).Start < s.End && !an.tok(i+1).is(cPrep):
			v = -0.7
		default:
			continue
		}
		for k := i - 1; k >= 0 && i-k <= 3; k-- {
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

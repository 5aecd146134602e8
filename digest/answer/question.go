package answer

import (
	"regexp"
	"strings"
	"unicode"

	"newsdigest/digest/text"
)

// A kind is what sort of words a question wants.
type kind int

const (
	anything kind = iota
	who
	where
	when
	howMany
	howMuch // money
	howOld
	howLong
	share // percent
	why
	howso
	say      // what somebody said
	yesNo    // did, is, will …
	whatIs   // what is Article 5
	whoIs    // who is Mark Rutte
	whichOne // which company, what group: a name
)

// Limits of what is read of a question.
const (
	maxQuestionBytes = 2000
	maxQuestionTerms = 48
)

// A word is a word of a question.
type word struct {
	raw, lower, term string
	stop, capital    bool
}

// A wanted is a term that a good passage holds.
type wanted struct {
	term   string
	rarity float64
	weight float64 // 1 for the question's own words, less for those of earlier turns
	name   bool
	number bool
	kin    []string // terms of the article that may stand for it; they count less
	absent bool     // the article holds neither it nor kin
}

// A question is what is known of a question from its words alone.
type question struct {
	words   []word
	kind    kind
	terms   []wanted
	names   [][]string // runs of terms that name somebody or something
	negated bool
	future  bool
	bare    bool     // no word of its own: "Why?"
	stands  []string // the name that its pronoun stands for; nil: no pronoun
	speech  speech   // what is asked about somebody's words; zero: nothing
}

var (
	reHowMany = regexp.MustCompile(`\bhow many\b|\b(what|which) (is |was |are |were )?(the |its |their |his |her )?(\w+ )?(number|amount|score|total|rank|toll|magnitude|population)\b`)
	reHowMuch = regexp.MustCompile(`\bhow much (\w+ ){0,6}(pay|paid|cost|costs|spend|spends|spent|earn|earned|worth|money|donate|donated|fine|fined|owe|owed|bail|debt|invest|invested)\b|\b(what|which) (is|was|were|are|did|does)?.{0,24}\b(price|cost|salary|fine|worth|bail|budget|value|fee|reward|income|revenue|profit)\b`)
	reHowOld  = regexp.MustCompile(`\bhow old\b|\b(what|which)( is| was)?( \S+){0,3} age\b|\bat what age\b`)
	reHowLong = regexp.MustCompile(`\bhow long\b|\bhow many (seconds|minutes|hours|days|weeks|months|years|decades)\b|\bwhat (length|duration)\b`)
	reShare   = regexp.MustCompile(`\b(what|which) (percent|percentage|proportion|share|fraction)\b|\bhow many percent\b`)
	reSize    = regexp.MustCompile(`\bhow (much|far|fast|tall|big|large|high|deep|often|heavy|wide|close|few)\b`)
	reWhen    = regexp.MustCompile(`\bwhen\b|\b(what|which) (\w+ )?(day|date|month|year|time|century|decade|season)s?\b|\bsince when\b`)
	reWhere   = regexp.MustCompile(`\bwhere\b|\b(what|which) (\w+ )?(city|cities|country|countries|state|states|town|province|region|place|nation|nations|location|area|village|island|continent|county|airport|venue|stadium|street|nationality)\b`)
	reWho     = regexp.MustCompile(`\b(who|whom|whose|who's)\b|\b(what|which)( is| was|'s)? .*\bnames?\b|\b(what|which) (person|man|woman|people|actor|actress|player|president|minister|politician|singer|celebrity|director|author|leader|official|judge|senator|champion)\b`)
	reWhich   = regexp.MustCompile(`\b(what|which) (\w+ )?(group|company|team|organization|organisation|party|airline|newspaper|magazine|bank|agency|court|club|network|band|school|university|hospital|ship|movie|film|show|book|song|album|act|law|movement|army|church|language|award|title|festival|event|tournament|league|brand|website|site|channel|store|river|mountain|religion|war|treaty|empire|dynasty)s?\b`)
	reWhy     = regexp.MustCompile(`\bwhy\b|\b(what|which) (is |was |are |were |the )*(reason|cause|motive|purpose)s?\b|\bwhat (causes|caused|led|prompted|sparked|triggered)\b|\bfor what reason\b|\bhow come\b`)
	reSay     = regexp.MustCompile(`\bwhat (did|does|do|has|have|had|was|is|were|are)?\b.*\b(say|says|said|saying|tell|told|claim|claims|claimed|state|stated|think|thinks|thought|believe|believes|believed|call|calls|called|comment|respond|reply|announce|announced|argue|argues|argued|add|added|warn|warned|promise|promised|deny|denies|denied|describe|suggest|suggested|want|wants|report|reported)\b|\bwhat (was|is|were|are) .*\b(response|reaction|reply|answer|opinion|view|comment|comments|position|stance|statement|message|remarks)\b|\bhow (did|does|do|has|have) .*\b(respond|react|reply|answer|describe|feel|justify|explain|comment|characterize|characterise)\b`)
	reWhoIs   = regexp.MustCompile(`^(so |and |but |ok |okay )*(who|who's|whos)( is| are| was| were|'s) (?:(?:the|a|an) )?[^?]+\??$`)
	reAux     = regexp.MustCompile(`^(so |and |but |then |ok |okay )*(did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|shall|may|might|isn't|aren't|didn't|doesn't|wasn't|won't|hasn't)\b`)
	reFuture  = regexp.MustCompile(`^(so |and |but |then |ok |okay )*(will|won't|shall|is .* going to)\b|\b(what|when|where|who|how|why|which)\b[^?]* will\b|\bgoing to\b`)
	reNegated = regexp.MustCompile(`\b(not|never|n't|cannot)\b|n't\b|\bnon-?\w|\bno longer\b|\bwithout\b`)
)

func kindOf(q string) kind {
	q = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(q)), "’", "'")
	switch {
	case reHowOld.MatchString(q):
		return howOld
	case reShare.MatchString(q):
		return share
	case reHowLong.MatchString(q):
		return howLong
	case reHowMuch.MatchString(q):
		return howMuch
	case reHowMany.MatchString(q) || reSize.MatchString(q):
		return howMany
	case reWhy.MatchString(q):
		return why
	case reWhen.MatchString(q) && !strings.Contains(q, "when was that before"):
		return when
	case reSay.MatchString(q):
		return say
	case reWhoIs.MatchString(q) && !strings.Contains(q, " who ") && len(strings.Fields(q)) <= 6:
		return whoIs
	case reWho.MatchString(q):
		return who
	case reWhere.MatchString(q):
		return where
	case reWhich.MatchString(q):
		return whichOne
	case reAux.MatchString(q):
		return yesNo
	case strings.HasPrefix(q, "what is ") || strings.HasPrefix(q, "what are ") || strings.HasPrefix(q, "what was ") || strings.HasPrefix(q, "what's "):
		if len(strings.Fields(q)) <= 6 {
			return whatIs
		}
	case strings.HasPrefix(q, "how"):
		return howso
	}
	return anything
}

// parse reads a question, the part of it within the limits.
func (ix *index) parse(q string) *question {
	if len(q) > maxQuestionBytes {
		q = strings.ToValidUTF8(q[:maxQuestionBytes], "")
	}
	out := &question{kind: kindOf(q)}
	lower := strings.ToLower(strings.TrimSpace(q))
	out.future = reFuture.MatchString(lower)
	out.negated = reNegated.MatchString(strings.ReplaceAll(lower, "’", "'"))
	capitals := 0
	spans := text.Words(q)
	for _, s := range spans {
		raw := s.Of(q)
		w := word{raw: raw, lower: strings.ToLower(raw), stop: isStop(raw), capital: capitalised(raw)}
		if !w.stop {
			w.term = termOf(raw)
		}
		if w.capital {
			capitals++
		}
		out.words = append(out.words, w)
	}
	shouted := len(out.words) > 2 && capitals*10 > len(out.words)*7
	for i := range out.words {
		w := &out.words[i]
		if i+1 < len(out.words) {
			if twin, ok := joined[[2]string{w.lower, plain(out.words[i+1].raw)}]; ok && ix.has(twin) {
				w.term, w.stop = twin, false
				out.words[i+1].stop = true
			}
		}
	}
	seen := make(map[string]bool, len(out.words))
	named := false // the word before belongs to a name
	for i, w := range out.words {
		if w.stop {
			named = false
			continue
		}
		t := wanted{term: w.term, rarity: rarity(w.term), weight: 1}
		t.number = unicode.IsDigit([]rune(w.raw)[0])
		first := i == 0 && newsCount[w.term] > 0 // a first word's capital tells little
		t.name = !t.number && len(w.lower) > 1 && !(calendar[w.lower] && ix.has(w.term)) && w.lower != "may" &&
			(w.capital && !first && !shouted || placeNames[w.term] || newsNames[w.term] && !calendar[w.lower] || ix.isName(w.term))
		if i > 0 && t.name {
			t.name = !titleWords[w.lower]
		}
		ix.relate(&t)
		if t.absent && narrators[w.lower] {
			named = false
			continue // the author is whoever speaks in the article
		}
		if t.name {
			if near := i > 0 && spans[i].Start-spans[i-1].End <= 1; named && near {
				out.names[len(out.names)-1] = append(out.names[len(out.names)-1], w.term)
			} else {
				out.names = append(out.names, []string{w.term})
			}
		}
		named = t.name
		if seen[w.term] || len(out.terms) >= maxQuestionTerms {
			continue
		}
		seen[w.term] = true
		out.terms = append(out.terms, t)
	}
	out.speech = takeApart(out.words)
	return out
}

var narrators = wordSet("author author's authors narrator narrator's writer writer's speaker blogger")

var titleWords = wordSet(`mr mrs ms dr sir madam lord lady capt captain gen general sgt lt col rep sen gov prof president minister secretary
	ii iii jr`)

var calendar = wordSet(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
	september october november december i`)

package quote

import "strings"

var (
	shares    = wordSet("hundreds thousands dozens scores half third thirds quarter quarters fifth fifths two-thirds three-quarters three-fourths one-third one-quarter one-fifth two-fifths majority majorities percent % plurality")
	hedges    = wordSet("about nearly more than some just at least roughly only over under fewer less almost a an large vast overwhelming slim clear solid another fully the around up to")
	numerals  = wordSet("one two three four five six seven eight nine ten")
	decades   = strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
	asPlanned = wordSet("plan custom law tradition size age need schedule script rules form type taste")
)

func (t *token) numeral() bool {
	if t.is(cNumber) || numerals.has(t.word) {
		return true
	}
	for _, d := range decades {
		if strings.HasPrefix(t.word, d) {
			return true
		}
	}
	return false
}

// shareLeft returns the unit where a share of those who were asked begins that ends
// with unit k: "nearly half of the voters", "six in 10", "forty percent"; -1: none ends there.
func (an *analysis) shareLeft(st *statement, k int) int {
	for j := k; j >= 0 && k-j < 14; j-- {
		t := an.at(st, j)
		if t == nowhere || t.punct() && t.word != "%" || t.is(cAux|cRelative|cSub) && !t.is(cPrep|cDet) || t.name < 0 && (t.is(cSpeech) && !t.is(cRole|cGroup) || t.is(cPrep) && t.word != "of" && t.word != "in" || pasts.has(t.word) || t.class == 0 && strings.HasSuffix(t.word, "ed")) {
			return -1
		}
		from := j
		switch p := an.at(st, j-1); {
		case t.word == "percent" || t.word == "%":
			if from--; !p.numeral() {
				return -1
			}
		case t.numeral() && an.anyWord(st, j-1, j, "than") && j < k && (an.humanPhrase(st, j+1, k+1) || an.anyWord(st, k, k+1, "people")):
			from -= 2 // more than 2,000 people
			return max(from, 0)
		case shares.has(t.word):
		case t.word == "in" && p.numeral() && an.at(st, j+1).numeral():
			from--
		default:
			continue
		}
		if j < k && !an.anyWord(st, j+1, j+2, "of", "in") && t.word != "in" {
			return -1 // the majority leader
		}
		if an.at(st, from-1).name >= 0 {
			return -1 // the Brix majority
		}
		for from > 0 && (hedges.has(an.at(st, from-1).word) || an.at(st, from-1).numeral()) {
			from--
		}
		return from
	}
	return -1
}

var (
	somePeople = wordSet("people those others friends many some most several everyone anyone man woman men women relatives")
	asThose    = wordSet("close closest familiar near present involved")
)

// thoseWho reads the people whom a sentence begins with and whom the clause before the verb at
// unit i tells apart: "people who have fought fires say", "those surveyed say"; noSource: none.
func (an *analysis) thoseWho(st *statement, i int) source {
	b := 0
	if lead := an.leadClause(st); lead > 0 && lead+3 < i {
		b = lead + 1
	}
	for an.at(st, b).is(cConj) && !an.at(st, b).is(cPrep) || an.at(st, b).word == "yet" {
		b++
	}
	if p := an.at(st, an.pastAdverbs(st, i)-1); i-b > 40 || an.at(st, b).is(cPrep) && !an.at(st, b).is(cDet) || p.is(cConj|cPrep|cRelative) || p.word == "who" || p.word == "," && !an.anyWord(st, b, b+1, "some", "many", "people", "those") {
		return source{}
	}
	if k := an.pastAdverbs(st, i) - 1; an.at(st, k).name >= 0 || an.at(st, k).is(cPronoun) {
		for k--; k > b && (an.at(st, k).name >= 0 || an.at(st, k).is(cRole|cHonor|cDet)); {
			k--
		}
		if an.anyWord(st, k, k+1, ",") {
			return source{} // The man who fell was hurt, Roe said
		}
	}
	for w := b + 1; w < b+10 && w < i-1; w++ {
		t, p := an.at(st, w), an.at(st, w-1)
		if t == nowhere || t.punct() && t.word != "'" && t.word != "’" || t.is(cAux|cSpeech) && t.name < 0 && !t.is(cRole|cGroup|cWords) {
			return source{}
		}
		switch {
		case t.word == "who" || t.word == "i" && p.name < 0:
			if head, _ := an.headOf(an.spanOf(st, b, w)); !an.humanPhrase(st, b, w) && !somePeople.has(head.word) || an.anyName(st, b, w) && !strings.HasSuffix(an.at(st, b).word, "s") {
				return source{}
			}
			for k := w + 1; k < i; k++ {
				if t := an.at(st, k); st.quoted(k) || t.word == ";" || t.is(cSpeech) && t.name < 0 && verbs[t.word].strong && !t.is(cWords|cRole) {
					return source{}
				}
			}
			return source{kind: aDescriber, from: b, to: w}
		case w == b+1 && p.word == "those" && (asThose.has(t.word) || strings.HasSuffix(t.word, "ed") && t.name < 0):
			for k := w + 1; k < i; k++ {
				if t := an.at(st, k); t == nowhere || t.punct() || t.is(cAux|cSpeech|cRelative) && t.name < 0 {
					return source{}
				}
			}
			return source{kind: aDescriber, from: b, to: w}
		}
	}
	return source{}
}

func (an *analysis) anyName(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if an.at(st, i).name >= 0 {
			return true
		}
	}
	return false
}

// sourceOrThing reads whom or what words are said to be according to, from unit i on:
// people, bodies and papers as sourceRight does, else the noun phrase up to the next mark: "early results of the poll".
func (an *analysis) sourceOrThing(st *statement, i int) source {
	if src := an.sourceRight(st, i); src.kind != noSource {
		for k := src.from + 2; k < src.to && src.kind == aDescriber; k++ {
			if t := an.at(st, k); t.class == 0 && t.name < 0 && strings.HasSuffix(t.word, "ed") && (k+1 == src.to || an.at(st, k+1).is(cPrep|cDay)) {
				src.to = k // a report completed in May
			}
		}
		return src
	}
	end := i
	for end < len(st.units) && end-i < 16 {
		t := an.at(st, end)
		if st.quoted(end) && an.title(&an.frags[st.units[end].frag]) {
			end++ // her “bread first” plan
			continue
		}
		if t == nowhere || t.punct() && t.word != "'" && t.word != "’" && t.word != "-" && t.word != "&" || t.is(cAux|cRelative) && !t.is(cDet) {
			break
		}
		end++
	}
	if t := an.at(st, end); end == i || t != nowhere && !t.punct() || end == i+1 && asPlanned.has(an.at(st, i).word) || an.at(st, i).is(cPronoun|cPrep) && !an.at(st, i).is(cDet) {
		return source{}
	}
	for k := i + 1; k < end; k++ {
		if t := an.at(st, k); t.class == 0 && strings.HasSuffix(t.word, "ed") && an.at(st, k+1).is(cPrep|cDay) {
			end = k // the poll conducted by Roe
			break
		}
	}
	for end > i+1 && (an.at(st, end-1).is(cTime|cDay) || an.anyWord(st, end-1, end, "last", "this", "on")) {
		end-- // a poll last week
	}
	return source{kind: aDescriber, from: i, to: end}
}

package quote

import "strings"

var (
	shares    = wordSet("half third thirds quarter quarters fifth fifths two-thirds three-quarters three-fourths one-third one-quarter one-fifth two-fifths majority majorities percent % plurality")
	hedges    = wordSet("about nearly more than some just at least roughly only over under fewer less almost a an large vast overwhelming slim clear solid another fully the around up to")
	numerals  = wordSet("one two three four five six seven eight nine ten")
	decades   = strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
	asPlanned = wordSet("plan custom law tradition size age need schedule script rules form type taste")
)

func (t *token) numeral() bool {
	if t.is(cNumber) || numerals[t.word] {
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
		if t == nowhere || t.punct() && t.word != "%" || t.is(cAux|cRelative|cSub) && !t.is(cPrep|cDet) || t.is(cSpeech) && t.name < 0 && !t.is(cRole|cGroup) {
			return -1
		}
		from := j
		switch p := an.at(st, j-1); {
		case t.word == "percent" || t.word == "%":
			if from--; !p.numeral() {
				return -1
			}
		case shares[t.word]:
		case t.word == "in" && p.numeral() && an.at(st, j+1).numeral():
			from--
		default:
			continue
		}
		if j < k && !an.anyWord(st, j+1, j+2, "of", "in") && t.word != "in" {
			return -1 // the majority leader
		}
		for from > 0 && (hedges[an.at(st, from-1).word] || an.at(st, from-1).numeral()) {
			from--
		}
		return from
	}
	return -1
}

// sourceOrThing reads whom or what words are said to be according to, from unit i on:
// people, bodies and papers as sourceRight does, else the noun phrase up to the next mark: "early results of the poll".
func (an *analysis) sourceOrThing(st *statement, i int) source {
	if src := an.sourceRight(st, i); src.kind != noSource {
		return src
	}
	end := i
	for end < len(st.units) && end-i < 16 {
		t := an.at(st, end)
		if t == nowhere || t.punct() && t.word != "'" && t.word != "’" && t.word != "-" && t.word != "&" || t.is(cAux|cRelative) && !t.is(cDet) {
			break
		}
		end++
	}
	if t := an.at(st, end); end == i || t != nowhere && !t.punct() || end == i+1 && asPlanned[an.at(st, i).word] || an.at(st, i).is(cPronoun|cPrep) && !an.at(st, i).is(cDet) {
		return source{}
	}
	for k := i + 1; k < end; k++ {
		if t := an.at(st, k); t.class == 0 && strings.HasSuffix(t.word, "ed") && an.at(st, k+1).is(cPrep|cDay) {
			end = k // the poll conducted by Roe
			break
		}
	}
	for end > i+1 && (an.at(st, end-1).is(cTime|cDay) || an.anyWord(st, end-1, end, "last", "this")) {
		end-- // a poll last week
	}
	return source{kind: aDescriber, from: i, to: end}
}

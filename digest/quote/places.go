package quote

import "strings"

// place reports whether a mention without a given name is where something is
// or was: "South Africa"; "At the Marina Hotel, members …".
func (an *analysis) place(m *mention) bool {
	if m.person || an.given(m.from) {
		return false
	}
	first, last := &an.toks[m.from], an.tok(m.to-1)
	if last.is(cPlace) && (m.to-m.from == 1 || first.is(cPlace|cDemonym) || partsOfPlaces.has(first.word)) || saints.has(first.word) && m.to-m.from == 2 || last.word == "nations" || last.word == "states" || last.word == "republic" && first.is(cDemonym) {
		return true
	}
	if m.to-m.from == 1 && strings.HasSuffix(last.word, "shire") && len(last.word) > 7 {
		return true
	}
	if m.to < len(an.toks) && buildings.has(an.tok(m.to).word) && an.tok(m.to).frag == an.toks[m.from].frag {
		return true // Al-Aqsa mosque
	}
	i := m.from - 1
	for i >= 0 && m.from-i <= 3 && !whereWords.has(an.toks[i].word) && !an.toks[i].punct() && !an.newLine(i+1) && !(an.toks[i].is(cSpeech) && verbs[an.toks[i].word].form == past) {
		i--
	}
	return i >= 0 && m.from-i <= 3 && whereWords.has(an.toks[i].word) && !an.newLine(i+1)
}

var partsOfPlaces = wordSet("north south east west northern southern eastern western central new united great san santa saint st. el los las upper lower hong sri costa puerto saudi")

var buildings = wordSet("nightclub mosque cathedral basilica temple stadium airport airfield prison jail square bridge")

var saints = wordSet("los san las el santa fort port mount")

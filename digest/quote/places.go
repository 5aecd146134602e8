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

// ofPlace turns a source that is only where somebody is from into that person: "with Roe of Ohio telling"; and one that is
// an office, with its place, into whom it stands before: "U.S. Attorney for the District of Ostra Jane Roe".
func (an *analysis) ofPlace(st *statement, src source) source {
	if src.kind == aDescriber && an.at(st, src.from).caps && !an.at(st, src.from).is(cDet|cSpokes|cKin) && an.officeIn(st, src) {
		for k := src.to - 1; k < src.to+5 && (k < src.to || an.at(st, k).caps || an.at(st, k).word == "of"); k++ {
			m := an.mentionAt(st, k)
			if m == nil || m.to-m.from < 2 || !an.given(m.from) || !an.person(m) || an.tok(m.to-1).poss || st.units[k].tok != m.from && k >= src.to {
				continue
			}
			if from := an.nameStart(st, k); from > src.from && an.at(st, from-1).caps && !an.at(st, from-1).is(cRole|cPreRole|cHonor) && !an.anyWord(st, src.from, from, "and", ",") && !an.personBetween(st, src.from, from) {
				return source{kind: aName, from: src.from, to: from + m.to - m.from, mention: int(an.toks[m.from].name)}
			}
		}
		return src
	}
	if src.kind != aName || src.first > 0 || !an.anyWord(st, src.from-1, src.from, "of") || an.person(&an.mentions[src.mention]) {
		return src
	}
	if m := an.mentionAt(st, src.from-2); an.person(m) && !an.tok(m.to-1).poss && m.to-m.from > 1 {
		return source{kind: aName, from: src.from - 1 - (m.to - m.from), to: src.from - 1, mention: int(an.toks[m.from].name)}
	}
	return src
}

// officeIn reports whether a noun phrase has a word of office in capitals.
func (an *analysis) officeIn(st *statement, src source) bool {
	for i := src.from; i < src.to; i++ {
		if t := an.at(st, i); t.caps && t.is(cRole) && t.name < 0 {
			return true
		}
	}
	return false
}

package quote

import "strings"

// place reports whether a mention without a given name is where something is
// or was: "South Africa"; "At the Marina Hotel, members …".
func (an *analysis) place(m *mention) bool {
	if m.person || an.given(m.from) && !an.stateAfter(m) {
		return false
	}
	first, last := &an.toks[m.from], an.tok(m.to-1)
	if last.is(cPlace) && (m.to-m.from == 1 || first.is(cPlace|cDemonym) || partsOfPlaces.has(first.word)) || saints.has(first.word) && m.to-m.from == 2 || last.word == "mall" && m.to-m.from > 1 || last.word == "nations" || last.word == "states" || last.word == "republic" && first.is(cDemonym) {
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
	if src.kind != aName || src.first > 0 || an.person(&an.mentions[src.mention]) {
		return src
	}
	if s := an.beyondAside(st, src); s.kind != noSource {
		return s
	}
	if !an.anyWord(st, src.from-1, src.from, "of") {
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

// beyondAside reads whom an aside is about that ends in a body or a place: "Jane Roe, the head of Brix Aid,", "the mayor of Brix, Ostra,".
// None where the name stands in no such aside.
func (an *analysis) beyondAside(st *statement, src source) source {
	at := src.from - 1
	for an.at(st, at).caps && an.at(st, at).name < 0 {
		at-- // Families Belong Together
	}
	if state := an.at(st, src.from); an.anyWord(st, at, at+1, ",") && an.at(st, at-1).caps && (an.place(&an.mentions[src.mention]) || state.allUp && len(state.word) == 2) && an.anyWord(st, src.to, src.to+1, ",") {
		at-- // Brix, Ostra,
	} else if !an.at(st, at).is(cPrep) {
		return source{}
	}
	for j := at; j > 1 && at-j < 14; j-- {
		t := an.at(st, j)
		if t == nowhere || t.punct() && t.word != "," || t.is(cAux|cSpeech) && t.name < 0 {
			return source{}
		}
		if t.word != "," {
			continue
		}
		head := an.sourceRight(st, j+1)
		if head.kind != aDescriber && head.kind != aName || !an.roleIn(st, j+1, at) {
			return source{}
		}
		if m := an.mentionAt(st, j-1); an.person(m) && !an.tok(m.to-1).poss {
			return source{kind: aName, from: j - (m.to - m.from), to: j, mention: int(an.toks[m.from].name)}
		}
		if head.kind == aDescriber && an.humanPhrase(st, head.from, head.to) {
			return head // the mayor of Brix, Ostra, said
		}
		return source{}
	}
	return source{}
}

// roleIn reports whether a word of office stands in units [from,to), outside names.
func (an *analysis) roleIn(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if t := an.at(st, i); t.is(cRole|cSpokes) && t.name < 0 {
			return true
		}
	}
	return false
}

// placeEnds end the names of places and networks that begin as a person's may: Florissant Valley, Christian Broadcasting Network.
var placeEnds = wordSet("network valley heights springs township mall")

// stateAfter reports whether a mention is the state that tells where a town is, though a given name too: in Dover, Virginia,
func (an *analysis) stateAfter(m *mention) bool {
	if m.from < 3 || m.to-m.from != 1 || !an.toks[m.from].is(cPlace) || an.tok(m.from-1).word != "," || an.tok(m.from-2).name < 0 || an.tok(m.to).word != "," {
		return false
	}
	town := &an.mentions[an.tok(m.from-2).name]
	return town.from > 0 && (whereWords.has(an.tok(town.from-1).word) || an.tok(town.from-1).word == "of" || an.tok(town.from-1).word == "from")
}

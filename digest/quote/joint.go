package quote

import "newsdigest/digest/text"

// joint returns the mention, plus one, that begins a subject of two or more
// names, "Roe and Doe", in units [from,to); 0 where it is of one.
func (an *analysis) joint(st *statement, from, to int) int {
	first, office := 0, false
	for i := to - 1; i > from; i-- {
		t := an.at(st, i)
		if t == nowhere || t.poss {
			break // Ernst and Young's Jane Roe
		}
		p := an.at(st, i-1)
		if t.word == "," && first > 0 && an.mentions[first-1].from == st.units[min(i+1, to-1)].tok && p.name >= 0 && an.person(&an.mentions[p.name]) {
			first = int(p.name) + 1 // Roe, Doe, and Poe
		}
		if t.name >= 0 || t.word == "," || t.word == "the" && first == 0 && (office || p.word == "and" && an.namedBody(st, i+1)) {
			continue
		}
		if t.word == "and" && p.word == "," && i-2 >= from {
			p = an.at(st, i-2) // Roe, Doe, and Poe
		}
		if t.word != "and" && first == 0 && t.is(cHonor|cRole|cPreRole|cGroup|cDemonym|cOrg) && !t.is(cPrep) {
			office = true // the office of the last one
			continue
		}
		if t.word != "and" || p == nowhere || p.name < 0 || p.poss {
			break
		}
		if m := &an.mentions[p.name]; m.from >= an.firstToken(st, from) && !(office && (!an.person(m) || an.broadcaster(voice{entity: m.entity}))) {
			first = int(p.name) + 1
		}
	}
	return first
}

// namedBody reports whether the name at unit i is a body's: the Brix Rail Board.
func (an *analysis) namedBody(st *statement, i int) bool {
	m := an.mentionAt(st, i)
	return m != nil && m.entity >= 0 && an.entities[m.entity].body && st.units[i].tok == m.from
}

// withOthers widens a source that is the last name of several to the first of
// them: "Till, Roe, and Doe", "Roe of Ohio and Doe", "Roe, a Democrat, and Doe".
func (an *analysis) withOthers(st *statement, src source) source {
	at, first := src.from, src.first-1
	if first < 0 {
		first = src.mention
	}
	for at < src.to && st.units[at].tok != an.mentions[first].from {
		at++
	}
	for link := "and"; ; link = "," {
		k := at
		for k > 0 && an.at(st, k-1).name < 0 && an.at(st, k-1).is(cHonor|cRole|cPreRole|cDet) {
			k--
		}
		if src.first == 0 && link == "and" || link == "," {
			if !an.anyWord(st, k-1, k, link) {
				return src
			}
			k--
		}
		if src.first > 0 && link == "and" {
			continue
		}
		m, start := an.nameBefore(st, k, link == "and")
		if m == nil {
			return src
		}
		at, src.from, src.first = start, start, int(an.toks[m.from].name)+1
	}
}

// withPlaces widens a source to the last of several who are each told to be of
// somewhere, in the phrase that ends at unit to: "Roe of Ohio and Doe of Iowa".
func (an *analysis) withPlaces(st *statement, src source, to int) source {
	first := src.mention
	for k := src.to; k+3 < to && an.anyWord(st, k, k+1, "of"); {
		place := an.mentionAt(st, k+1)
		if place == nil || an.person(place) {
			return src
		}
		link := k + 1 + place.to - place.from
		next := link + 1
		for an.at(st, next).name < 0 && an.at(st, next).is(cHonor|cRole|cPreRole) {
			next++
		}
		m := an.mentionAt(st, next)
		if !an.anyWord(st, link, link+1, "and", ",") || !an.person(m) || an.tok(m.to-1).poss || next >= to {
			return src
		}
		if k = next + m.to - m.from; an.anyWord(st, link, link+1, "and") {
			src.to, src.mention, src.first = k, int(an.toks[m.from].name), first+1
		}
	}
	return src
}

// nameBefore returns the person, and the unit where the name begins, who stands before unit k, a comma, a
// place or an aside between: "Roe," "Roe of Ohio", "Roe, a Democrat,". Nil: none, or one that is no subject.
func (an *analysis) nameBefore(st *statement, k int, aside bool) (*mention, int) {
	end := an.beforeBrackets(st, k)
	if an.anyWord(st, k-1, k, ",") {
		if end--; aside && an.mentionAt(st, end-1) == nil || aside && an.tok(an.mentionAt(st, end-1).from-1).word == "," {
			for j := end - 1; j > 0 && end-j < 9; j-- {
				t := an.at(st, j)
				if t == nowhere || t.name < 0 && (t.is(cAux|cSpeech) && !t.is(cRole|cDet) || t.punct() && t.word != "," && t.word != "-" && t.word != ".") {
					break
				}
				if t.word == "," && an.person(an.mentionAt(st, j-1)) {
					end = j
					break
				}
			}
		}
	}
	m := an.mentionAt(st, end-1)
	if m != nil && !an.person(m) {
		if of := end - 1 - (m.to - m.from); an.anyWord(st, of, of+1, "of") {
			end, m = of, an.mentionAt(st, of-1)
		}
	}
	if !an.person(m) || an.tok(m.to-1).poss {
		return nil, 0
	}
	start := an.nameStart(st, end-1)
	b := start
	for b > 0 && an.at(st, b-1).name < 0 && an.at(st, b-1).is(cHonor|cRole|cPreRole|cGroup|cDemonym) {
		b--
	}
	if p := an.at(st, b-1); b > 0 && p != nowhere && p.word != "," && !(p.word == "by" && an.at(st, b-3).is(cMedium) && !an.anyWord(st, b-5, b-3, "in")) && p.word != "both" && !an.dash(p) && !(p.is(cConj) && !p.is(cPrep)) {
		return nil, 0
	}
	return m, start
}

// besideKin tells what the phrase from unit from on makes of the kin before the comma at unit j whose name
// follows: with is the mention, plus one, who speaks too, "Roe and her husband, Ben Doe"; apart tells that
// somebody else speaks, "a lawyer for her husband, Ben Doe".
func (an *analysis) besideKin(st *statement, from, j int) (with int, apart bool) {
	k := j - 1
	if !an.at(st, k).is(cKin) {
		return 0, false
	}
	for k--; k > from && an.at(st, k).is(cPreRole|cNumber); k-- {
	}
	own := an.at(st, k)
	if an.anyWord(st, k, k+1, "her", "his", "their") && an.anyWord(st, k-1, k, "and") && an.person(an.mentionAt(st, k-2)) {
		start := an.nameStart(st, k-2)
		for start > from && an.at(st, start-1).is(cHonor|cRole|cPreRole|cDet) && !an.at(st, start-1).is(cPronoun) {
			start--
		}
		if start == from && !an.at(st, k-2).poss {
			return int(an.at(st, k-2).name) + 1, false
		}
	}
	for ; k > from && (own.poss || own.is(cPronoun)); k-- {
		if t := an.at(st, k); t.name < 0 && (t.is(cPrep) || t.word == "who") {
			return 0, true
		}
	}
	return 0, false
}

// bothInFull is where the article names the two of a joint subject in full, one right behind the other; empty: nowhere.
func (an *analysis) bothInFull(a, b int) text.Span {
	if a < 0 || b < 0 {
		return text.Span{}
	}
	for _, mi := range an.entities[a].mentions[:min(len(an.entities[a].mentions), 8)] {
		m := &an.mentions[mi]
		if m.to-m.from < 2 || mi+1 >= len(an.mentions) || m.to >= len(an.toks) || an.tok(m.to).word != "and" {
			continue
		}
		if n := &an.mentions[mi+1]; n.entity == b && n.from == m.to+1 && n.to-n.from > 1 && an.toks[n.from].para == an.toks[m.from].para {
			return text.Span{Start: an.nameSpan(m).Start, End: an.nameSpan(n).End}
		}
	}
	return text.Span{}
}

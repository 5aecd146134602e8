package quote

// askedOf returns the person whom somebody asks something in statement si; nil: nobody.
func (an *analysis) askedOf(si int) *mention {
	if si < 0 {
		return nil
	}
	st := &an.statements[si]
	for ci := range st.cues {
		if c := &st.cues[ci]; c.verb.lemma == "ask" && !c.inverted {
			if m := an.mentionAt(st, c.end); an.person(m) && !an.tok(m.to-1).poss && !an.anyWord(st, c.end+m.to-m.from, c.end+m.to-m.from+1, "to") {
				return m // but not: asked Roe to move it
			}
		}
	}
	return nil
}

// askedWhether returns the person who asks another something in statement si, in no words of theirs; -1: nobody.
func (an *analysis) askedWhether(si int) int {
	if si < 0 {
		return -1
	}
	st := &an.statements[si]
	for ci := range st.cues {
		c, v := &st.cues[ci], st.voices[ci]
		if c.verb.lemma != "ask" || c.unsaid || c.inverted || v.entity < 0 || !an.entities[v.entity].person || st.quoted(c.end) || st.quoted(c.end+1) {
			continue
		}
		for k := c.end; k < c.end+4; k++ {
			if m := an.mentionAt(st, k); m != nil && m.entity >= 0 && m.entity != v.entity && an.entities[m.entity].person {
				if an.anyWord(st, k+m.to-m.from, k+m.to-m.from+1, "to") {
					return -1
				}
				return v.entity
			}
		}
	}
	return -1
}

// askedIf reports whether the words at unit ui are in what somebody was asked: "asked if the plan was “late”".
func (an *analysis) askedIf(st *statement, ui int) bool {
	if an.directLike(&an.frags[st.units[ui].frag]) && an.opensUpper(&an.frags[st.units[ui].frag]) {
		return false
	}
	for k := ui - 1; k >= 0 && ui-k < 14; k-- {
		if t := an.at(st, k); t == nowhere || t.punct() {
			return false
		} else if asking.has(t.word) && an.anyWord(st, k+1, k+2, "if", "whether", "why", "how") {
			return k == 0 || an.anyWord(st, k-1, k, ",", "when")
		}
	}
	return false
}

// askedBy says who asks what stands right behind "Asked by one of the aides,"; ok: it stands so.
func (an *analysis) askedBy(si, ui int) (voice, bool) {
	st := &an.statements[si]
	if !an.anyWord(st, 0, 1, "asked", "pressed", "questioned") || !an.anyWord(st, 1, 2, "by") || !an.anyWord(st, ui-1, ui, ",") || !an.opensUpper(&an.frags[st.units[ui].frag]) {
		return nobody, false
	}
	for k := 2; k < ui-1; k++ {
		if t := an.at(st, k); t == nowhere || t.punct() || t.is(cAux|cRelative) && !t.is(cDet) {
			return nobody, false
		}
	}
	src := an.phraseLeft(st, ui-1)
	if m := an.mentionOf(src); m != nil && m.entity >= 0 && src.from == an.pastOffice(st, 2) {
		return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.85 * an.sureness(m), rule: "asked by/name"}, true
	}
	span := an.spanOf(st, 2, ui-1)
	return voice{entity: -1, words: span, mention: span, score: 0.8, rule: "asked by/describer"}, true
}

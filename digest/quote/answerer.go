package quote

// subject says whose the verb at unit i is: the cue's that stands there, else
// the noun phrase before it.
func (an *analysis) subject(si, i int) (voice, *cue) {
	st := &an.statements[si]
	for ci := range st.cues {
		if c := &st.cues[ci]; c.unit == i {
			v := st.voices[ci]
			if c.unsaid && v.score == 0 {
				v = an.resolveHere(si, cue{unit: c.unit, end: c.end, src: c.src})
			}
			if v.somebody() || c.src.kind != noSource {
				return an.itself(st, c.src, v), c
			}
		}
	}
	if c, v := an.saidOfSelf(si, i); c != nil {
		return v, c
	}
	k := an.pastAdverbs(st, i)
	src := an.sourceLeft(st, k)
	if src.kind == noSource {
		src = an.manyLeft(st, k)
	}
	for from := k - 1; src.kind == noSource && from > 0 && k-from < 4; from-- {
		if an.at(st, from).is(cPrep) && an.anyWord(st, from-1, from, "and", "but") {
			src = source{kind: sameSubject, from: from - 1, to: from - 1} // and on Twitter called it
		}
	}
	if src.kind == noSource {
		return nobody, nil
	}
	c := cue{unit: i, end: i + 1, src: src}
	return an.itself(st, src, an.resolveHere(si, c)), &c
}

// saidOfSelf says whose the verb at unit i is where its subject is the pronoun for who says so: "Roe said she welcomed
// it", "the Guild said it stood with her"; c nil: it is not.
func (an *analysis) saidOfSelf(si, i int) (c *cue, v voice) {
	st := &an.statements[si]
	k := an.pastAdverbs(st, i) - 1
	for k > 0 && an.at(st, k).is(cAux) {
		k--
	}
	if t := an.at(st, k); !t.is(cPronoun) || t.is(cDet|cRelative) || t.word == "you" || t.word == "i" {
		return nil, nobody
	}
	for ci := range st.cues {
		o := &st.cues[ci]
		if gap := k - o.end; o.verb.strong && !o.inverted && !o.noun && !o.unsaid && (gap == 0 || gap == 1 && an.anyWord(st, o.end, k, "that")) && st.voices[ci].somebody() && (st.voices[ci].entity < 0 || an.fits(st.voices[ci].entity, an.at(st, k).word) || an.at(st, k).word == "it") {
			return &cue{unit: i, end: i + 1, src: o.src}, st.voices[ci]
		}
	}
	return nil, nobody
}

// resolveHere says whose words c would give if it stood among its statement's cues.
func (an *analysis) resolveHere(si int, c cue) voice {
	st := &an.statements[si]
	held, ci := st.cues, 0
	for ci < len(held) && held[ci].unit < c.unit {
		ci++
	}
	if ci == len(held) {
		st.cues = append(held, c)
	} else {
		before := held[ci]
		defer func() { held[ci] = before }()
		held[ci] = c
	}
	v := an.resolve(si, ci, st.voices[:min(ci, len(st.voices))], speaking{voice: nobody, st: -1})
	st.cues = st.cues[:len(held)]
	return v
}

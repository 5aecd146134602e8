package quote

import "newsdigest/digest/text"

var (
	resisting   = wordSet("oppose appeal challenge fight contest block overturn sue")
	intents     = wordSet("intended plan plans planned intent intention intends intend vowed vows pledged promised threatened expected set")
	remembering = wordSet("remembered remembers honoured honored eulogised eulogized memorialised memorialized")
	mournings   = wordSet("mourning silence half-mast half-staff half")
)

// deedAt adds the reaction that is told as a deed at unit i: "appealed the
// ruling", "announced plans to oppose it", "declared three days of mourning".
func (an *analysis) deedAt(f *Found, p *party, topics map[int]bool, si, i int, t *token) {
	st := &an.statements[si]
	if st.Start < p.act.End {
		return
	}
	r := Reaction{To: f.Actor.Name, At: text.Span{Start: st.Start, End: st.End}}
	var v voice
	switch {
	case (t.word == "appealed" && !an.isPassive(st, i) || t.word == "appealing" && an.isPassive(st, i)) && !an.anyWord(st, i+1, i+2, "to", "for") && p.kind == decided && an.concerns(st, p, i+1, i+6):
		v, r.Kind = an.doer(si, i), Disputes
	case p.kind == decided && resisting.has(t.word) && an.intended(st, i):
		if t.word != "appeal" && !an.concerns(st, p, i+1, i+6) {
			return
		}
		v, r.Kind = an.doer(si, i), Disputes
	case p.kind != died && (t.word == "sue" || t.word == "challenge") && (an.intended(st, i) || an.anyWord(st, i-1, i, "will", "would")) && an.concerns(st, p, i+1, i+8):
		v, r.Kind = an.doer(si, i), Disputes
	case p.kind == decided && t.word == "protest" && an.anyWord(st, i-1, i, "in") && (i+1 == len(st.units) || an.at(st, i+1).punct() || an.concerns(st, p, i+2, i+8)) && an.followsActor(p, si):
		v, r.Kind = an.doer(si, i), Disputes
	case p.kind == died && mournings.has(t.word) && an.anyWord(st, max(0, i-7), i, "days", "minute", "moment", "period", "flags", "flag", "to"):
		v, r.Kind = an.doer(si, i), Responds
	case p.kind == died && remembering.has(t.word) && !an.isPassive(st, i) && an.concerns(st, p, i+1, i+4):
		v, r.Kind = an.doer(si, i), Responds
	default:
		return
	}
	if !v.somebody() || v.score < an.line || an.trial(st) {
		return
	}
	sp := an.speaker(v)
	if an.itsOwn(p, v.entity, sp.Name, sp.Role) || an.outlet(sp.Name, v) || an.nonPerson(v) {
		return
	}
	r.By, r.Rule = *sp, "deed “"+t.Of(an.doc.Text)+"”"
	an.attach(f, &r, topics, si)
	f.Reactions = append(f.Reactions, r)
}

// intended reports whether the verb at unit i is what somebody means to do:
// "plans to oppose", "vowed to appeal".
func (an *analysis) intended(st *statement, i int) bool {
	if to := an.at(st, i-1); to == nowhere || to.word != "to" {
		return false
	}
	for k := i - 2; k >= 0 && i-k < 5; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() {
			return false
		}
		if intents.has(t.word) {
			return !an.negated(st, k)
		}
	}
	return false
}

// doer is whose deed the statement tells at unit i: the subject of its last
// verb of speech before that, else its first noun phrase.
func (an *analysis) doer(si, i int) voice {
	st := &an.statements[si]
	for ci := len(st.cues) - 1; ci >= 0; ci-- {
		if c := &st.cues[ci]; c.unit < i && !c.inverted && !c.according && st.voices[ci].somebody() {
			return st.voices[ci]
		}
	}
	switch src := an.firstPhrase(st, i); src.kind {
	case aName, aDescriber:
		c := cue{unit: i, end: i + 1, src: src}
		return an.resolveHere(si, c)
	}
	return nobody
}

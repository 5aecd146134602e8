package quote

var (
	kills   = wordSet("killed murdered assassinated slain")
	ofDeath = wordSet("death killing murder assassination funeral execution slaying body")
)

// dead reports whether a mention is of whom somebody killed, or of somebody's death: "the raid that killed Roe", "Roe was dead".
func (an *analysis) dead(m *mention) bool {
	t := an.beforeMention(m)
	if of := an.tokenFrom(t.Start); kills.has(t.word) || t.word == "of" && ofDeath.has(an.tok(of-1).word) {
		return true
	}
	if an.tok(m.to-1).poss && ofDeath.has(an.tok(m.to).word) {
		return true // Roe's murder
	}
	i := m.to
	for an.tok(i).is(cAux | cAdverb) {
		i++
	}
	w := an.tok(i).word
	return w == "died" || i > m.to && (w == "dead" || kills.has(w))
}

// died reports whether the last thing that a statement tells of anybody is a death.
func (an *analysis) died(st *statement) bool {
	for k := len(st.units) - 1; k > 1 && len(st.units)-k < 12; k-- {
		m := an.mentionAt(st, k)
		if m != nil && m.entity == st.topic {
			return an.dead(m)
		}
	}
	return false
}

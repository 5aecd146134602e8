package quote

import "math"

// fits reports whether he or she may mean the entity.
func (an *analysis) fits(e int, word string) bool {
	ent := &an.entities[e]
	if ent.body && !ent.person {
		return false
	}
	switch word {
	case "he", "him", "his":
		return ent.gender != female
	case "she", "her":
		return ent.gender != male
	}
	return true
}

// reach bounds how far back a pronoun looks, in mentions and in statements.
const (
	reachMentions   = 60
	reachStatements = 14
)

// pronoun says whom he or she at a unit means, and how sure that is. Each
// person named before is weighed by nearness, by being what its sentence is
// about, and by sex.
func (an *analysis) pronoun(si, ui int, t *token) (int, float64) {
	st := &an.statements[si]
	pos := t.Start
	lo, hi := 0, len(an.mentions)
	for lo < hi {
		if mid := (lo + hi) / 2; an.toks[an.mentions[mid].from].Start < pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	best, second := 0.0, 0.0
	who := -1
	var seen [reachMentions]struct {
		e int
		w float64
	}
	n := 0
	s := si
	for k := lo - 1; k >= 0 && lo-k <= reachMentions; k-- {
		m := &an.mentions[k]
		at := an.toks[m.from].Start
		for s >= 0 && si-s <= reachStatements && an.statements[s].Start > at {
			s--
		}
		if s < 0 || si-s > reachStatements {
			break
		}
		if m.entity < 0 || !an.fits(m.entity, t.word) {
			continue
		}
		ent := &an.entities[m.entity]
		if !ent.person {
			continue
		}
		near := &an.statements[s]
		w := 1.0
		switch {
		case an.toks[m.from].frag >= 0:
			w = 0.15
		case an.toks[m.to-1].poss:
			w = 0.5
			if n := m.to; n < len(an.toks) && an.toks[n].is(cWords|cMedium) {
				w = 2 // Roe's statement
			}
		}
		if s == si && an.leads(st, m) || s < si && near.topic == m.entity {
			w += 3
		}
		if ent.mentions[0] == k && si-s <= 3 && st.para-near.para <= 1 && m.to-m.from > 1 && w > 1 {
			w += 8 // introduced just now, to be heard
		}
		if s < si && near.speaker == m.entity {
			w += 5
		}
		w *= math.Pow(0.55, float64(si-s)) * math.Pow(0.8, float64(st.para-near.para))
		if ent.gender != unknownGender {
			w *= 1.5
		} else if !ent.proven {
			w *= 0.5
		}
		i := 0
		for i < n && seen[i].e != m.entity {
			i++
		}
		if i == n {
			seen[n].e, seen[n].w = m.entity, 0
			n++
		}
		seen[i].w += w
	}
	for i := range n {
		switch w := seen[i].w; {
		case w > best:
			best, second, who = w, best, seen[i].e
		case w > second:
			second = w
		}
	}
	if who < 0 {
		return -1, 0
	}
	return who, 0.55 + 0.4*(best-second)/(best+second+0.01)
}

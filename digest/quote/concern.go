package quote

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// namesIn reports whether the entity, or by its surname alone, is named in the stretch.
func (an *analysis) namesIn(s text.Span, e int) bool {
	for mi := an.mentionFrom(s.Start); mi < len(an.mentions) && an.tok(an.mentions[mi].from).Start < s.End; mi++ {
		if an.mentions[mi].entity == e {
			return true
		}
	}
	return false
}

// concerns reports whether units [from,to) are about the actor or what was said or done.
func (an *analysis) concerns(st *statement, p *party, from, to int) bool {
	for i := from; i < to && i-from < 12; i++ {
		t := an.at(st, i)
		if t == nowhere {
			continue
		}
		if m := an.mentionAt(st, i); m != nil {
			if p.entity >= 0 && m.entity == p.entity {
				return true
			}
			continue
		}
		if i-from < 2 && (t.word == "it" || t.word == "this" || t.word == "them" || (t.word == "him" || t.word == "her") && an.means(st, i, p)) {
			return true
		}
		if an.anothers(st, i, p) {
			continue
		}
		if p.event[stem(t.word)] && len(t.word) > 3 && !t.is(cSpeech|cRole) || (t.is(cWords) || deeds.has(t.word) && !(t.is(cSpeech) && i == from)) && an.definite(st, i) {
			return true
		}
		if p.entity < 0 && p.names[strings.TrimSuffix(t.word, "s")] && t.is(cRole|cGroup|cOrg) {
			return true
		}
		if prev := an.at(st, i-1); p.entity >= 0 && t.is(cRole|cOrg) && prev != nowhere && prev.word == "the" && (an.holdsOffice(an.entities[p.entity].role, officeOf(t.word)) || slices.Contains(an.entities[p.entity].words, t.word)) {
			return true
		}
	}
	return false
}

// followsActor reports whether the statement before is the actor's or names the actor, or the act.
func (an *analysis) followsActor(p *party, si int) bool {
	if si == 0 {
		return false
	}
	before := &an.statements[si-1]
	return p.entity >= 0 && (before.speaker == p.entity || before.topic == p.entity) || an.aboutActor(p, before.Span) || an.aboutEvent(p, before.Span) > 1
}

// means reports whether him or her at unit i is the actor.
func (an *analysis) means(st *statement, i int, p *party) bool {
	if p.entity < 0 || !an.entities[p.entity].person {
		return false
	}
	but := -1 // whose verb it is
	for k := i - 1; k >= 0 && but < 0; k-- {
		if m := an.mentionAt(st, k); an.person(m) {
			but = m.entity
		}
	}
	e, _ := an.pronoun(an.statementAt(st.Start), i, an.at(st, i), but)
	return e == p.entity || but == p.entity
}

// anothers reports whether the noun at unit i is told to be of somebody who is not
// the actor: "Roe's decision", "comments by Roe".
func (an *analysis) anothers(st *statement, i int, p *party) bool {
	other := func(m *mention) bool {
		return m != nil && m.entity >= 0 && m.entity != p.entity && !p.with[m.entity] && an.entities[m.entity].person
	}
	for k := i - 1; k > i-4; k-- {
		if t := an.at(st, k); t.poss && t.name >= 0 {
			return other(&an.mentions[t.name])
		} else if t.poss && t.is(cOrg|cGroup|cSpokes|cRole) && an.mentionAt(st, k-1) != nil {
			return other(an.mentionAt(st, k-1)) // the Roe campaign's claims
		} else if t == nowhere || t.punct() || t.is(cPrep|cAux) && !t.is(cDet) {
			break
		}
	}
	if !an.anyWord(st, i+1, i+2, "by") {
		return false
	}
	k := i + 2
	for an.at(st, k).name < 0 && an.at(st, k).is(cDet|cRole|cHonor|cPreRole) {
		k++
	}
	return other(an.mentionAt(st, k))
}

// definite reports whether the noun at unit i is told to be one spoken of before: "the decision", "his earlier plan".
func (an *analysis) definite(st *statement, i int) bool {
	for k := i - 1; k > i-4; k-- {
		switch t := an.at(st, k); {
		case t == nowhere:
			return k < 0
		case t.word == "the" || t.word == "this" || t.word == "that" || t.word == "these" || t.word == "those" || t.poss || owners.has(t.word):
			return true
		case t.word == "a" || t.word == "an" || t.punct() || t.is(cPrep|cAux|cConj|cSpeech):
			return false
		}
	}
	return false
}

// namesParty reports whether units [from,to) hold the actor's name or office.
func (an *analysis) namesParty(st *statement, p *party, from, to int) bool {
	to = min(to, len(st.units))
	for from < to && st.quoted(from) {
		from++
	}
	for from < to && st.quoted(to-1) {
		to--
	}
	return from < to && an.aboutActor(p, an.spanOf(st, from, to))
}

// isCalled reports whether words that name nobody, "the former Ohio governor", are the office that
// somebody holds, by their last word and with no name that their office lacks.
func (an *analysis) isCalled(e int, words string) bool {
	fields := strings.Fields(words)
	role := an.entities[e].role
	last := lower(fields[len(fields)-1])
	if classes[last]&cRole == 0 || !an.holdsOffice(role, officeOf(last)) {
		return false
	}
	have := lower(role.Of(an.doc.Text))
	for i, w := range fields[:len(fields)-1] {
		if r, _ := utf8.DecodeRuneInString(w); i > 0 && unicode.IsUpper(r) && !strings.Contains(have, lower(w)) {
			return false
		}
	}
	first := lower(fields[0])
	return first == "the" || len(fields) == 1 || strings.Contains(have, first)
}

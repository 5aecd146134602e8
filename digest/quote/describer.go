package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// describer says whom a noun phrase without a name means: who wrote it,
// somebody whose role it repeats, a body, or just what it says.
func (an *analysis) describer(si int, c *cue) voice {
	st := &an.statements[si]
	span := an.spanOf(st, c.src.from, c.src.to)
	v := voice{entity: -1, words: span, mention: span, score: 0.9, rule: "describer"}
	if c.src.who > 0 {
		v.mention = an.at(st, c.src.who).Span
	}
	if m := an.author(st, c.src); m != nil {
		return voice{entity: m.entity, mention: span, score: 0.85, rule: "author"}
	}
	first := an.at(st, c.src.from)
	head, named, owner := c.src.from, -1, -1
	for i := c.src.from; i < c.src.to; i++ {
		t := an.at(st, i)
		if t.is(cPrep) && i > c.src.from && t.name < 0 {
			break
		}
		if t.poss {
			owner = i
		}
		if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && i > c.src.from-1 {
			named = m.entity
		}
		head = i
	}
	h := an.at(st, head)
	if h.is(cMedium) && !h.poss && h.name < 0 {
		switch {
		case owner >= 0 && named >= 0 && an.at(st, owner).name >= 0:
			// the ministry's statement said: the ministry
			v.entity, v.score, v.rule = named, 0.8, "owner"
		case owner >= 0 && !an.at(st, owner).is(cDet):
			o := an.at(st, owner)
			if e := an.body(si, c.src.from, o.word); e >= 0 && first.word == "the" {
				v.entity, v.score, v.rule = e, 0.75, "owner"
			} else if e := an.byRole(si, o.word); e >= 0 && first.word == "the" {
				v.entity, v.score, v.rule = e, 0.75, "owner"
			}
		case named >= 0 && an.entities[named].body:
			v.entity, v.score, v.rule = named, 0.8, "owner" // "an AEW press release"
		}
		return v
	}
	if first.word != "the" && first.word != "this" && first.word != "that" || c.src.to-head > 1 || named >= 0 {
		return v
	}
	if h.is(cOrg) || bodies[h.word] {
		if e := an.body(si, c.src.from, h.word); e >= 0 {
			v.entity, v.score, v.rule = e, 0.7, "body"
		}
		return v
	}
	if e := an.kin(si, h); e >= 0 {
		v.entity, v.score, v.rule = e, 0.7, "role"
		return v
	}
	if plural := strings.HasSuffix(h.word, "s") && !strings.HasSuffix(h.word, "ss"); !plural && h.is(cRole|cGroup|cKin) {
		if e := an.byRole(si, h.word); e >= 0 {
			v.entity, v.score, v.rule = e, 0.75, "role"
		} else if h.word == "person" || h.word == "official" || h.word == "source" || h.word == "adviser" || h.word == "aide" || h.word == "spokesman" || h.word == "spokeswoman" {
			v.score = 0.8
		}
	}
	return v
}

// body returns the body that "the company", "the court" stands for at a unit:
// one named before whose name holds the word, else for a word of business the
// body named last; -1 where there is none.
func (an *analysis) body(si, ui int, word string) int {
	for s, k := si, 0; s >= 0 && k < 12; s, k = s-1, k+1 {
		st := &an.statements[s]
		for i := len(st.units) - 1; i >= 0; i-- {
			if s == si && i >= ui {
				continue
			}
			m := an.mentionAt(st, i)
			if m == nil || m.entity < 0 || an.entities[m.entity].person {
				continue
			}
			for _, w := range an.entities[m.entity].words {
				if w == word {
					return m.entity
				}
			}
		}
	}
	if bodies[word] {
		return an.bodyBefore(si, ui)
	}
	return -1
}

// kin returns the person whom "the mother", "the husband" means where the text
// so far names only one person of that sex; -1 else.
func (an *analysis) kin(si int, head *token) int {
	if !head.is(cKin) || !head.is(cMale|cFemale) {
		return -1
	}
	want := male
	if head.is(cFemale) {
		want = female
	}
	who := -1
	for e := range an.entities {
		ent := &an.entities[e]
		if !ent.person || ent.gender != want || len(ent.mentions) == 0 || an.toks[an.mentions[ent.mentions[0]].from].Start > head.Start {
			continue
		}
		if who >= 0 {
			return -1
		}
		who = e
	}
	return who
}

// onePerson reports whether a noun phrase means a single person: "a senior official".
func (an *analysis) onePerson(s text.Span) bool {
	i := an.tokenFrom(s.Start)
	head := -1
	for k := i; k < len(an.toks) && an.toks[k].Start < s.End; k++ {
		t := &an.toks[k]
		if t.is(cPrep) && k > i {
			break
		}
		head = k
	}
	if head < 0 {
		return false
	}
	h, f := &an.toks[head], &an.toks[i]
	if !h.is(cRole|cGroup|cKin|cSpokes) || strings.HasSuffix(h.word, "s") || h.word == "police" || h.word == "people" || h.word == "men" || h.word == "women" {
		return false
	}
	return f.word == "a" || f.word == "an" || f.word == "one" || f.word == "another" || f.word == "the" || f.poss || f.word == "his" || f.word == "her"
}

func (an *analysis) bodyBefore(si, ui int) int {
	for s := si; s >= 0 && si-s <= 2; s-- {
		st := &an.statements[s]
		for i := range st.units {
			if s == si && i >= ui {
				break
			}
			if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && an.entities[m.entity].body {
				return m.entity
			}
		}
	}
	return -1
}

// author returns the person or body who speaks in a statement, letter or
// study: "an email sent out by Roe". Nil where the phrase names none.
func (an *analysis) author(st *statement, s source) *mention {
	medium := false
	for i := s.from; i < s.to; i++ {
		t := an.at(st, i)
		if t.name < 0 && t.is(cMedium) && !t.poss {
			medium = true
		}
		if !medium || t.word != "by" && t.word != "from" {
			continue
		}
		for k := i + 1; k < s.to; k++ {
			if m := an.mentionAt(st, k); m != nil && m.entity >= 0 && !an.toks[m.to-1].poss && (an.entities[m.entity].person || an.entities[m.entity].body) {
				return m
			}
		}
	}
	return nil
}

// byRole returns the person last named before whose role holds the word.
func (an *analysis) byRole(si int, word string) int {
	st := &an.statements[si]
	for s, k := si, 0; s >= 0 && k < 8; s, k = s-1, k+1 {
		units := an.statements[s].units
		for i := len(units) - 1; i >= 0; i-- {
			m := an.mentionAt(&an.statements[s], i)
			if m == nil || m.entity < 0 || an.toks[m.from].Start >= st.End {
				continue
			}
			if e := &an.entities[m.entity]; e.person && holdsWord(e.role.Of(an.doc.Text), word) {
				return m.entity
			}
		}
	}
	return -1
}

func holdsWord(s, w string) bool {
	for f := range strings.FieldsSeq(strings.ToLower(s)) {
		if strings.Trim(f, ",.'’") == w {
			return true
		}
	}
	return false
}

// bodies are words that stand for a body named before: "the company".
var bodies = map[string]bool{"company": true, "club": true, "firm": true, "ministry": true, "party": true, "university": true, "agency": true, "council": true, "union": true, "charity": true, "bank": true, "airline": true, "carmaker": true, "retailer": true, "newspaper": true, "group": true, "organization": true, "organisation": true, "team": true, "department": true, "commission": true}

package quote

import (
	"slices"
	"strings"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// spokenFor has the roles that speak for an actor of a kind, where the role
// names no other body: a judge for a court, a coach for a club.
var spokenFor = []struct{ of, roles *wordset }{
	{wordSet("court tribunal judge jury justice"), wordSet("judge justice justices magistrate")},
	{wordSet("police constabulary officer detective"), wordSet("inspector officer constable superintendent chief commander detective sergeant commissioner captain")},
	{wordSet("united city rovers club athletic team wanderers university university"), wordSet("coach manager captain skipper")},
	{wordSet("army military navy force forces"), wordSet("colonel general major admiral commander spokesman")},
	{wordSet("researcher scientist team study institute university astronomer"), wordSet("author co-author researcher scientist lead-author co-developer")},
	{wordSet("bank fed"), wordSet("governor")},
	{wordSet("driver nurse teacher doctor worker miner pilot guard cleaner docker striker employee"), wordSet("union federation")},
	{wordSet("council councillor"), wordSet("council mayor")},
}

// companyRoles speak for the company that a story is about where they name no other.
var companyRoles = wordSet("chief executive ceo cfo coo cto chairman chairwoman managing director founder co-founder financial operating officer its senior vice president spokesman spokeswoman spokesperson team project leader selection committee panel jury member board")

// joined are those named with the actor as the subject of a statement: "Roe and Doe sued".
func (an *analysis) joined(st *statement, actor int) map[int]bool {
	with := map[int]bool{}
	among, and := []int{}, false
	for i := range st.units {
		t, m := an.at(st, i), an.mentionAt(st, i)
		switch {
		case m != nil && m.entity >= 0:
			if len(among) == 0 || among[len(among)-1] != m.entity {
				among = append(among, m.entity)
			}
		case t.word == "and" || t.word == "," || t.is(cDet|cRole|cPreRole|cDemonym) || t.word == "of":
			and = and || t.word == "and"
		default:
			if and && actor >= 0 && slices.Contains(among, actor) {
				for _, e := range among {
					with[e] = an.entities[e].person || an.entities[e].body
				}
				return with
			}
			among, and = among[:0], false
		}
	}
	return with
}

// itsOwn reports whether who is spoken of by that name and role speaks for the actor.
func (an *analysis) itsOwn(p *party, entity int, name, role string) bool {
	if p.entity >= 0 && entity == p.entity || entity >= 0 && (p.with[entity] || an.ofActor(p, entity)) {
		return true
	}
	words, capped, before := map[string]bool{}, map[string]bool{}, ""
	for f := range strings.FieldsSeq(role) {
		r, _ := utf8.DecodeRuneInString(f)
		f = strings.Trim(lower(f), ",.()“”\"")
		f = strings.TrimSuffix(strings.TrimSuffix(f, "'s"), "’s")
		if classes[f]&cPlace != 0 && sentTo.has(before) {
			continue // the Ostran ambassador to Brix is none of Brix's
		}
		before = f
		words[f], capped[f] = true, isUpper(r)
	}
	called := lower(name)
	person := p.entity >= 0 && an.entities[p.entity].person
	if !person {
		for n := range p.names {
			if p.entity >= 0 && !capped[n] && n != an.entities[p.entity].words[len(an.entities[p.entity].words)-1] {
				continue // the film's director, of the Film Festival
			}
			if p.entity < 0 && officials.has(n) {
				continue // one minister, of several ministers
			}
			if words[n] && !slices.ContainsFunc(outsiders, func(w string) bool { return words[w] }) {
				return true
			}
		}
	}
	if p.entity >= 0 {
		own := lower(an.entities[p.entity].name.Of(an.doc.Text))
		if called == own || strings.HasSuffix(own, " "+called) || strings.HasSuffix(called, " for "+own) || !person && strings.HasSuffix(called, " from "+own) {
			return true
		}
		for one := range strings.SplitSeq(called, " and ") {
			if entity < 0 && len(one) < len(called) && (one == own || strings.HasSuffix(own, " "+one)) {
				return true // Jane Roe and her party
			}
		}
		if entity < 0 && person && (an.isCalled(p.entity, name) || strings.HasPrefix(called, "the ") && strings.HasSuffix(called, "-year-old")) {
			return true // the governor, of Governor Roe
		}
		if e := &an.entities[p.entity]; !person && len(e.words) == 1 && classes[e.words[0]]&cPlace != 0 && len(own) > 3 {
			for w := range words {
				if classes[w]&cDemonym != 0 && strings.HasPrefix(w, own[:4]) {
					return true // the Iranian president, of Iran
				}
			}
		}
		if rest, ok := strings.CutPrefix(called, own); ok && (!person || an.hasOrg(rest)) {
			return true // "a Ford spokeswoman", "United States government"
		}
	} else if own := lower(p.words.Of(an.doc.Text)); called == own || strings.HasPrefix(own, called+" ") {
		return true
	}
	if person && strings.HasPrefix(called, an.entities[p.entity].words[len(an.entities[p.entity].words)-1]+" ") {
		return true // "the Trump administration"
	}
	if person && words[an.entities[p.entity].words[len(an.entities[p.entity].words)-1]] && !words["former"] {
		for w := range words {
			if agents.has(w) {
				return true // spokesman for House Speaker Roe
			}
		}
	}
	if entity >= 0 && an.belongs(p, entity) {
		return true
	}
	if f := strings.Fields(lower(role)); !person && p.entity >= 0 && len(f) > 3 && f[len(f)-3] == "of" && f[len(f)-2] == "the" && classes[f[len(f)-1]]&cOrg != 0 && slices.Contains(an.entities[p.entity].words, f[len(f)-1]) {
		return true // the Speaker of the House, of the House of Representatives
	}
	if !person {
		bare, first, led := role != "", true, an.hasChief(p)
		for f := range strings.FieldsSeq(lower(role)) {
			if first && p.entity >= 0 && classes[f]&cOrg != 0 && slices.Contains(an.entities[p.entity].words, f) {
				return true // Foundation President, of the Vellore Foundation
			}
			bare, first = bare && companyRoles.has(f) && (led || classes[f]&cSpokes != 0), false
		}
		if bare && role != "leader" && role != "member" && role != "President" && role != "Vice President" && !an.ofAnother(p, entity) {
			return true
		}
	}
	if person || strings.Contains(role, " of ") || strings.Contains(role, " at ") || strings.Contains(role, " for ") {
		return false
	}
	for _, o := range spokenFor {
		for w := range o.of.words {
			if !p.names[w] && !(p.entity >= 0 && slices.Contains(an.entities[p.entity].words, w)) {
				continue
			}
			for r := range o.roles.words {
				if words[r] {
					return true
				}
			}
		}
	}
	return false
}

// courtly reports whether an actor is a court or a judge.
func (an *analysis) courtly(p *party) bool {
	if p.entity < 0 {
		return p.names["court"] || p.names["judge"] || p.names["tribunal"] || p.names["jury"]
	}
	e := &an.entities[p.entity]
	return slices.ContainsFunc(e.words, courts.has) || an.speaksOf(e.role, courts)
}

// hasChief reports whether an actor is a body that a chief executive may lead, rather than people, a union or a court.
func (an *analysis) hasChief(p *party) bool {
	if p.entity < 0 {
		for n := range p.names {
			if classes[n]&(cRole|cGroup) != 0 || classes[n+"s"]&cGroup != 0 {
				return false
			}
		}
		return true
	}
	return !slices.ContainsFunc(an.entities[p.entity].words, unledByOne.has)
}

var unledByOne = wordSet("union federation guild party court tribunal council parliament house senate congress assembly ministry department government police army navy board committee commission")

// sentTo stand in an office before the place to which somebody is sent, and of which they are not.
var sentTo = wordSet("to for on")

// ofActor reports whether somebody's first name in the text stands with the
// actor's, as its own: "the Bakers Union's Jane Roe", "Jane Roe, Fry's lawyer".
func (an *analysis) ofActor(p *party, entity int) bool {
	m := &an.mentions[an.entities[entity].mentions[0]]
	owns := func(i int) bool {
		t := an.tok(i)
		if t.name < 0 || !t.poss {
			return false
		}
		e := an.mentions[t.name].entity
		return e >= 0 && e != entity && (e == p.entity || p.with[e])
	}
	if o := an.tok(m.from - 1); owns(m.from-1) && an.entities[an.mentions[o.name].entity].body {
		return true
	}
	agent := false
	for i := m.from - 1; i > m.from-6; i-- {
		if t := an.tok(i); owns(i) && agent {
			return true // Fry's lawyer, Jane Roe
		} else if t.punct() && (i < m.from-1 || t.word != ",") || t.name >= 0 {
			break
		} else {
			agent = agent || agents.has(t.word)
		}
	}
	for i := m.from - 1; i > m.from-6 && p.entity >= 0 && an.entities[p.entity].person; i-- {
		t := an.tok(i)
		if t.word == "his" || t.word == "her" {
			return an.speaksOf(text.Span{Start: t.End, End: an.toks[m.from].Start}, agents) && an.entities[p.entity].gender != unknownGender && an.fits(p.entity, t.word) && !an.anyPersonBetween(i, p.entity)
		} else if t.punct() && (i < m.from-1 || t.word != ",") || t.name >= 0 {
			break
		}
	}
	if an.tok(m.to).word != "," {
		return false
	}
	for i := m.to + 1; i < m.to+9 && !an.tok(i).punct(); i++ {
		if owns(i) {
			return agents.has(an.tok(i+1).word) || agents.has(an.tok(i+2).word) || agents.has(an.tok(i+3).word) && !an.tok(i+2).punct()
		}
	}
	return false
}

// anyPersonBetween reports whether the sentence of token i, or the one before, names a person other than e before i.
func (an *analysis) anyPersonBetween(i, e int) bool {
	si := an.statementAt(an.tok(i).Start)
	for mi := an.mentionFrom(an.statements[max(si-1, 0)].Start); mi < len(an.mentions) && an.mentions[mi].from < i; mi++ {
		if m := &an.mentions[mi]; m.entity >= 0 && m.entity != e && an.entities[m.entity].person {
			return true
		}
	}
	return false
}

// ofAnother reports whether "its" leads in somebody's office and means another body than the actor, the last
// that was named: "the Bakers Guild said so. Its director, Jane Roe".
func (an *analysis) ofAnother(p *party, entity int) bool {
	if entity < 0 {
		return false
	}
	first := an.entities[entity].mentions[0]
	its := false
	for i := an.mentions[first].from - 1; i > an.mentions[first].from-6; i-- {
		its = its || an.tok(i).word == "its"
	}
	for k := first - 1; its && k >= 0 && first-k < 6; k-- {
		if e := an.mentions[k].entity; e >= 0 && an.entities[e].body {
			return e != p.entity
		}
	}
	return false
}

// agents speak for whom they work for.
var agents = wordSet("communications press lawyer lawyers attorney attorneys solicitor barrister counsel legal defence defense spokesman spokeswoman spokesperson publicist agent manager campaign aide adviser advisor representative")

// outsiders are words of a role that names the actor and does not speak for it.
var outsiders = []string{"opposition", "former", "ex", "formerly", "rival", "critic", "competitor", "opponent", "customer", "client", "victim"}

func (an *analysis) hasOrg(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if classes[w]&cOrg != 0 {
			return true
		}
	}
	return false
}

// belongs reports whether somebody is told at their first name to be of the
// actor's own: "Ada Roe, the director of the WHO", "who drafted the bill".
func (an *analysis) belongs(p *party, entity int) bool {
	for n, mi := range an.entities[entity].mentions {
		if n == 2 {
			break
		}
		m := &an.mentions[mi]
		if k := m.from - 1; k > 0 && an.toks[k].word == "by" && authored.has(an.tok(k-1).word) {
			return true // the bill was drafted by Roe
		}
		role, comma := false, false
		for i := m.to; i < len(an.toks) && i < m.to+14 && an.toks[i].frag < 0; i++ {
			t := &an.toks[i]
			if t.word == "." || t.word == ";" || t.word == "," && (i > m.to || comma) {
				break
			}
			comma = comma || t.word == ","
			if i == m.to+1 && !comma && t.name < 0 && an.tok(m.to).word != "who" {
				break
			}
			role = role || t.is(cRole|cPreRole|cSpokes) || strings.Contains(t.word, "-general")
			if authored.has(t.word) && !an.ruled && (an.tok(m.to).word == "who" || comma) {
				for k := i + 1; k < len(an.toks) && k < i+5; k++ {
					if w := an.toks[k].word; w == "bill" || w == "law" || w == "motion" || w == "report" || w == "study" || w == "letter" || w == "it" || w == "plan" || w == "amendment" {
						return true
					}
				}
			}
			if role && t.name >= 0 && p.entity >= 0 && an.mentions[t.name].entity == p.entity && !an.entities[p.entity].person {
				return !(t.is(cPlace) && sentTo.has(an.tok(i-1).word))
			}
			if role && t.allUp && p.names[t.word] {
				return true
			}
		}
	}
	return false
}

var authored = wordSet("sponsored co-sponsored drafted introduced proposed authored co-authored wrote tabled moved")

// campOf returns whose camp or agent the statement begins with, -1: nobody's.
func (an *analysis) campOf(st *statement) int {
	for i := 0; i < 4 && i < len(st.units); i++ {
		if m := an.mentionAt(st, i); m != nil {
			if k := i + m.to - m.from; m.entity >= 0 && an.tok(m.to-1).poss && (an.anyWord(st, k, k+1, "camp", "representatives", "agent", "agents") || an.anyWord(st, k+1, k+2, "agent", "representative")) {
				return m.entity
			}
			break
		}
	}
	return -1
}

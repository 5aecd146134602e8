package quote

import (
	"slices"
	"sort"
	"strings"

	"newsdigest/digest/text"
)

// describer says whom a noun phrase without a name means: who wrote it,
// somebody whose role it repeats, a body, or just what it says.
func (an *analysis) describer(si int, c *cue) voice {
	if c.src.kind == noSource {
		return nobody
	}
	st := &an.statements[si]
	span := an.spanOf(st, c.src.from, c.src.to)
	v := voice{entity: -1, words: span, mention: span, score: 0.9, rule: "describer"}
	if c.src.who > 0 {
		v.mention = an.at(st, c.src.who).Span
	}
	whole := c.src
	if by := an.sourceRight(st, whole.to+1); c.inverted && an.anyWord(st, whole.to, whole.to+1, "by") && by.kind == aName {
		whole.to = by.to // “…,” says the dissent by Judge Jane Roe
	}
	if e, several := an.author(si, whole); e >= 0 && several.Empty() {
		return voice{entity: e, mention: span, score: 0.85, rule: "author"}
	} else if e >= 0 || !several.Empty() {
		return voice{entity: -1, words: several, mention: several, score: 0.85, rule: "author"}
	}
	first := an.at(st, c.src.from)
	if strings.HasSuffix(first.word, "ed") && first.class == 0 && !first.caps && an.at(st, c.src.from+1).is(cDet) {
		v.score = 0.45 // “…” dominated the news
	}
	if first.word == "no" && !an.at(st, c.src.from+1).is(cNumber) || first.word == "none" || first.word == "nobody" || first.word == "neither" {
		v.score = 0.4 // no one called it
	}
	if first.word == "the" && an.anyWord(st, c.src.from+1, c.src.from+2, "same") && an.anyWord(st, c.src.from+2, c.src.from+3, "man", "woman", "person") {
		v.score = 0.45 // by the same man who said
	}
	if first.word == "those" && c.src.to-c.src.from == 1 {
		v.score = 0.45 // those who call it late
	}
	if first.word == "using" || first.name < 0 && first.class == 0 && strings.HasSuffix(first.word, "ing") && len(first.word) > 5 && !first.caps && an.at(st, c.src.from+1) != nowhere && c.src.to-c.src.from > 1 && first.word != "nothing" {
		v.score = 0.45 // soon after taking office now worry
	}
	head, named, owner := c.src.from, -1, -1
	for i := c.src.from; i < c.src.to; i++ {
		t := an.at(st, i)
		if t.is(cPrep) && i > c.src.from && t.name < 0 {
			break
		}
		if t.poss {
			owner = i
		}
		if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && (owner < 0 || owner == i || an.at(st, owner).is(cPlace)) {
			named = m.entity
		}
		head = i
	}
	h := an.at(st, head)
	if nobodies.has(h.word) || h.class == 0 && h.name < 0 && !h.caps && !an.humanPhrase(st, c.src.from, c.src.to) && !an.anyMedium(st, c.src) && first.word != "those" && !many(h) && !ordinals.has(h.word) && !shares.has(h.word) {
		v.score = 0.45 // the decision said
	}
	if h.is(cMedium) && (first.word == "their" || first.word == "its") && si > 0 {
		if before := &an.statements[si-1]; len(before.voices) > 0 {
			if said := before.voices[len(before.voices)-1]; said.somebody() && !(first.word == "its" && said.entity < 0 && an.severalPeople(said.words)) {
				said.score, said.rule, said.mention = 0.8, "owner", first.Span
				return said
			}
		}
	}
	if h.is(cMedium) && !h.is(cOrg) && (first.word == "his" || first.word == "her") && c.src.to == head+1 {
		if e, sure := an.pronoun(si, c.src.from, first, -1); e >= 0 {
			own := voice{entity: e, mention: first.Span, score: 0.9 * sure, rule: "owner"} // his statement said
			if c.src.who > 0 {
				own.mention = v.mention
			}
			return own
		}
	}
	if papers.has(h.word) && first.word == "the" && !an.anyWord(st, head-1, head, "white", "green", "research", "position", "working") && owner < 0 && named < 0 && c.src.to == head+1 {
		if e := an.paper(si, c.src.from); e >= 0 && !(h.word == "board" && an.otherBoard(si)) {
			v.entity, v.score, v.rule = e, 0.7, "body"
			return v
		}
	}
	if (h.is(cMedium) || accounts.has(h.word)) && !h.poss && h.name < 0 {
		switch {
		case owner >= 0 && named >= 0 && (papers.has(h.word) && head > owner+1 || h.word == "newspaper"):
			// the party's flagship paper said: the paper
		case owner >= 0 && named >= 0 && an.at(st, owner).name >= 0:
			// the ministry's statement said: the ministry
			v.entity, v.score, v.rule = named, 0.8, "owner"
		case owner >= 0 && !an.at(st, owner).is(cDet):
			o := an.at(st, owner)
			if e := an.body(si, c.src.from, o.word); e >= 0 && first.word == "the" {
				v.entity, v.score, v.rule = e, 0.75, "owner"
			} else if e, sure := an.byRole(si, c.src.from, owner); e >= 0 && first.word == "the" {
				v.entity, v.score, v.rule = e, sure, "owner"
			} else if e, sure := an.epithet(si, source{from: c.src.from, to: owner + 1}, owner, -1); e >= 0 {
				v.entity, v.score, v.rule = e, sure-0.05, "owner" // the lawyer's statement
			}
		case named >= 0 && an.entities[named].body && !an.commonNoun(named):
			v.entity, v.score, v.rule = named, 0.8, "owner" // "an AEW press release"
		case first.word == "the" && c.src.to-c.src.from == 2 && (letters.has(h.word) || papersBy.has(h.word)):
			if by := an.issuedBefore(si, h.word); by.somebody() {
				v.entity, v.score, v.rule = by.entity, 0.75, "owner"
				if by.entity < 0 {
					v.words = by.words
				}
			}
		}
		return v
	}
	if of, the, what := an.at(st, head+1), an.at(st, head+2), an.at(st, head+3); records.has(h.word) && head+4 == c.src.to && of.word == "of" && the.word == "the" && what.is(cOrg) {
		if e := an.body(si, c.src.from, what.word); e >= 0 {
			v.entity, v.score, v.rule = e, 0.8, "owner" // the opinion of the court
			return v
		}
	}
	if named >= 0 && an.entities[named].person && owner < 0 && backers.has(h.word) {
		return v // the Roe ally
	}
	for i := c.src.from; i < head; i++ {
		if w := an.at(st, i).word; w == "other" || w == "second" || w == "third" || w == "fellow" || w == "unnamed" || w == "unidentified" {
			return v // the other officer
		}
	}
	if e := an.byWholeRole(si, c.src); e >= 0 {
		v.entity, v.score, v.rule = e, 0.8, "role"
		return v
	}
	if owner >= 0 && h.is(cKin) && owner < head && c.src.to == head+1 {
		if of := an.holders[h.word]; len(of) == 1 && (named < 0 || of[0] != named) && !an.entities[of[0]].role.Empty() {
			v.entity, v.score, v.rule = of[0], 0.75, "role" // Roe's husband
			return v
		}
	}
	if e, sure := an.epithet(si, c.src, head, owner); e >= 0 && !(answerVerbs.has(c.verb.lemma) && si > 0 && an.statements[si-1].speaker == e) {
		v.entity, v.score, v.rule = e, sure, "epithet"
		return v
	}
	if native(h) && !natives.has(h.word) && !partisans.has(h.word) && first.word == "the" && c.src.to-c.src.from == 2 {
		return nobody // the Japanese: whoever they are
	}
	if named >= 0 && first.word == "the" && c.src.to == head+1 && owner < 0 && !an.entities[named].person && h.is(cRole) && !strings.HasSuffix(h.word, "s") {
		if e, sure := an.byRole(si, c.src.from, head); e >= 0 && !an.introducedSince(h, e) {
			v.entity, v.score, v.rule = e, min(sure, 0.7), "role" // the CBS host
			return v
		}
	}
	if first.word != "the" && first.word != "this" && first.word != "that" || c.src.to-head > 1 || named >= 0 {
		return v
	}
	if h.is(cOrg) || bodies.has(h.word) {
		if e := an.body(si, c.src.from, h.word); e >= 0 && !(head > c.src.from+1 && kinds.has(h.word) && an.at(st, head-1).class&^(cRole|cHonor) == 0 && !an.at(st, head-1).caps && !strings.Contains(an.at(st, head-1).word, "-") && !slices.Contains(an.entities[e].words, an.at(st, head-1).word)) { // the ethics committee is not the House Judiciary Committee
			v.entity, v.score, v.rule = e, 0.7, "body"
		}
		return v
	}
	if strings.HasSuffix(h.word, "-year-old") && si > 0 {
		if e := an.statements[si-1].topic; e >= 0 {
			v.entity, v.score, v.rule = e, 0.75, "age" // the 29-year-old
			return v
		}
	}
	if e := an.kin(si, h); e >= 0 && owner < 0 {
		v.entity, v.score, v.rule = e, 0.7, "role"
		return v
	}
	if plural := strings.HasSuffix(h.word, "s") && !strings.HasSuffix(h.word, "ss"); !plural && h.is(cRole|cGroup|cKin) {
		if e, sure := an.byRole(si, c.src.from, head); e >= 0 && !an.introducedSince(h, e) {
			v.entity, v.score, v.rule = e, sure, "role"
		} else if s := an.sameUnnamed(si, h); !s.Empty() {
			v.words, v.score = s, 0.85 // the person, who was an adviser to Roe
		} else if h.word == "person" || h.word == "official" || h.word == "source" || h.word == "adviser" || h.word == "aide" || h.word == "spokesman" || h.word == "spokeswoman" {
			v.score = 0.8
		}
	}
	return v
}

// sameUnnamed is the noun phrase of the only one without a name who spoke in the last statements, where "the" one of that
// word may mean them: "the person" of "a longtime aide to Roe", "the official" of "a senior official". Empty: none, or two.
func (an *analysis) sameUnnamed(si int, h *token) (who text.Span) {
	word := h.word
	for s := si - 1; s >= 0 && si-s <= 5; s-- {
		for ci, v := range an.statements[s].voices {
			if v.entity >= 0 || v.words.Empty() || an.statements[s].cues[ci].unsaid || !an.onePerson(v.words) {
				continue
			}
			head := ""
			for i := an.tokenFrom(v.words.Start); i < len(an.toks) && an.toks[i].Start < v.words.End && !(an.toks[i].is(cPrep) && head != ""); i++ {
				head = an.toks[i].word
			}
			if first := an.tok(an.tokenFrom(v.words.Start)).word; first != "a" && first != "an" && first != "one" && first != "another" || head != word && !anyones.has(word) {
				continue
			}
			if !who.Empty() && who.Of(an.doc.Text) != v.words.Of(an.doc.Text) {
				return text.Span{}
			}
			who = v.words
		}
	}
	if who.Empty() {
		return who
	}
	for i := an.tokenFrom(h.Start) - 1; i > 0 && an.toks[i].Start >= who.End; i-- {
		if an.toks[i].word != word {
			continue
		}
		for k := i - 1; k > 0 && i-k < 5 && !an.toks[k].punct(); k-- {
			if w := an.toks[k].word; w == "a" || w == "an" || w == "one" || w == "another" {
				return text.Span{} // another one, who did not speak
			}
		}
	}
	return who
}

// anyones are words for anybody who was called something else before.
var anyones = wordSet("person source individual")

var backers = wordSet("ally allies supporter supporters backer backers aide aides adviser advisers advisor advisors confidant confidante critic critics opponent opponents staffer staffers donor donors loyalist loyalists insider insiders")

var ordinals = wordSet("second third fourth fifth")

// agent reports whether a noun that is in no list of ours ends like who does something: the baker.
func agent(w string) bool {
	w = strings.TrimSuffix(w, "s")
	if nobodies.has(w) {
		return false
	}
	for _, end := range [9]string{"er", "or", "ist", "ian", "man", "woman", "eer", "ee", "ant"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// nobodies end like words for who does something, and are none.
var nobodies = wordSet("murder slaughter manslaughter number matter disorder weather offer answer river tower border corner water error terror horror motor factor colour color flavour danger fever cancer disaster manner dinner computer transfer chapter quarter shelter surrender anger hunger wonder cover layer counter trailer container helicopter freezer shower barrier career door floor indicator mirror visor tremor rumor rumour armor armour favor favour behavior behaviour honour harbor harbour encounter degree fee coffee guarantee trophy")

// commonNoun reports whether an entity's name is one word for any body: "Court
// documents say".
func (an *analysis) commonNoun(e int) bool {
	w := an.entities[e].words
	return len(w) == 1 && classes[w[0]]&cOrg != 0
}

// issuedBefore returns who issued the statement, letter or warning that "the"
// one of that word means: "Roe released a statement", "the warning by Roe",
// "a statement from the ministry"; of a statement else whom the text is about. Nobody where it tells none.
func (an *analysis) issuedBefore(si int, word string) voice {
	for s := si - 1; s >= 0 && si-s <= 4; s-- {
		st := &an.statements[s]
		for k := range st.units {
			t := an.at(st, k)
			if t == nowhere || t.word != word || t.poss {
				continue
			}
			src := an.issuer(st, source{kind: aDescriber, from: k, to: k + 1})
			if n := an.at(st, k+1); n != nowhere && n.word == "from" && letters.has(word) {
				if by := an.sourceRight(st, k+2); by.kind == aName && !an.place(&an.mentions[by.mention]) || by.kind == aDescriber && an.humanPhrase(st, by.from, by.to) {
					src = by
				}
			}
			if b := an.mentionAt(st, k-1); b != nil && b.entity >= 0 && !an.entities[b.entity].person && !an.tok(b.to-1).poss {
				return voice{entity: b.entity} // the AEW statement was posted by a paper
			}
			if src.to == k+1 && !letters.has(word) {
				continue // whoever issues a report need not be its author
			}
			if src.to == k+1 {
				src = an.medium(st, k)
			}
			if src.to == k+1 && an.anyWord(st, k-3, k, "in", "via") {
				for ci := len(st.cues) - 1; ci >= 0; ci-- {
					if v := st.voices[ci]; st.cues[ci].unit < k && v.somebody() {
						return v // officials said in a written statement
					}
				}
				if st.topic >= 0 {
					return voice{entity: st.topic} // Roe defended it in a statement
				}
			}
			switch {
			case src.kind == aName && src.first > 0:
				return voice{entity: -1, words: text.Span{Start: an.tok(an.mentions[src.first-1].from).Start, End: an.nameSpan(&an.mentions[src.mention]).End}}
			case src.kind == aName:
				return voice{entity: an.mentions[src.mention].entity}
			case src.kind == aDescriber && src.to != k+1 && an.humanPhrase(st, src.from, src.to) && an.at(st, src.from).is(cDet):
				tmp := cue{unit: src.to, src: src}
				return an.describer(s, &tmp)
			}
		}
		if s == si-1 && word == "statement" && len(st.voices) > 0 && st.cues[0].verb.strong && !st.cues[0].unsaid && st.para < an.statements[si].para {
			if v := st.voices[0]; v.entity >= 0 && an.entities[v.entity].body {
				return v // The embassy said so. ¶ “…,” the statement said
			}
		}
	}
	if word != "statement" || si == 0 {
		return nobody
	}
	e := an.statements[si-1].topic
	if e < 0 {
		e = an.beginning(si - 1)
	}
	if e >= 0 && an.entities[e].person {
		e = -1
	}
	return voice{entity: e}
}

// papersBy are what only a "by" tells the author of.
var papersBy = wordSet("report study survey analysis review paper audit poll")

var letters = wordSet("statement letter warning notice decree memo email e-mail tweet post alert advisory")

// opinions are what a judge writes.
var opinions = wordSet("opinion dissent concurrence ruling")

var records = wordSet("opinion summary decision ruling judgment judgement verdict finding statement report")

// kin returns the person whom "the mother", "the husband" means where the text
// so far names only one person of that sex; -1 else.
func (an *analysis) kin(si int, head *token) int {
	if !head.is(cKin) || !head.is(cMale|cFemale) || len(an.entities) > mostKin {
		return -1
	}
	want := male
	if head.is(cFemale) {
		want = female
	}
	who := -1
	for e := range an.entities {
		ent := &an.entities[e]
		if !ent.person || ent.gender != want || an.inOffice(ent) || len(ent.mentions) == 0 || an.tok(an.mentions[ent.mentions[0]].from).Start > head.Start {
			continue
		}
		if who >= 0 {
			return -1
		}
		who = e
	}
	return who
}

// mostKin bounds the people among whom "the mother" is looked for.
const mostKin = 500

// inOffice reports whether the text names an office of the person, so that
// "the father" hardly means that one.
func (an *analysis) inOffice(e *entity) bool {
	for i := an.tokenFrom(e.role.Start); i < len(an.toks) && an.toks[i].Start < e.role.End; i++ {
		if an.toks[i].is(cRole) && !an.toks[i].is(cKin) {
			return true
		}
	}
	return false
}

// headOf returns the noun of a noun phrase, the word before its first preposition, and whether an owner stands before it. nowhere: none.
func (an *analysis) headOf(s text.Span) (head *token, owned bool) {
	i := an.tokenFrom(s.Start)
	head = nowhere
	for k := i; k < len(an.toks) && an.toks[k].Start < s.End; k++ {
		t := &an.toks[k]
		if (t.is(cPrep) || nearTo.has(t.word)) && k > i {
			break
		}
		head, owned = t, owned || t.poss
	}
	return head, owned
}

// onePerson reports whether a noun phrase means a single person: "a senior official".
func (an *analysis) onePerson(s text.Span) bool {
	h, owned := an.headOf(s)
	if !h.is(cRole|cGroup|cKin|cSpokes) || strings.HasSuffix(h.word, "s") || h.word == "police" || h.word == "people" || h.word == "men" || h.word == "women" || collectives.has(h.word) {
		return false
	}
	f := an.tok(an.tokenFrom(s.Start))
	return f.word == "a" || f.word == "an" || f.word == "one" || f.word == "another" || f.word == "the" || owned || f.word == "his" || f.word == "her"
}

// severalPeople reports whether a noun phrase means several people and no body: not whom "its" means.
func (an *analysis) severalPeople(s text.Span) bool {
	h, _ := an.headOf(s)
	return h.is(cGroup) && (strings.HasSuffix(h.word, "s") || strings.HasSuffix(h.word, "men") || h.word == "people")
}

// collectives are one word for several people.
var collectives = wordSet("family couple group team crowd audience public jury panel majority party board staff crew duo pair trio")

// accounts are what somebody tells, in their own words.
var accounts = wordSet("account telling version recollection reckoning")

// institutions are other words for many who speak as one.
var institutions = wordSet("squad delegation household watchdog nonprofit non-profit regime junta startup chain store clinic diocese outlet channel studio militia military inspectorate secretariat legislature tribe bloc prosecution tank band mission shop supermarket hotel restaurant gallery zoo movement lobby collective cooperative co-operative guild side franchise choir parish mosque synagogue temple congregation constabulary brigade coastguard palace estate conglomerate utility port airport brewery distillery consortium syndicate endowment faction presidency directorate registry archive cinema festival consultancy borough region republic nation country body taskforce hotline helpline forum synod curia inquest inquiry brokerage start-up platform giant crown tsar business crews tribes clans banks chiefs bakery winery farm mill bookshop pub orchestra academy brand veterans media opposition think-tank")

// many reports whether a word is for several who speak as one, or ends like one for who does something: the retailer.
func many(t *token) bool {
	return t.class&^cSpeech == 0 && agent(t.word) || bodies.has(t.word) || collectives.has(t.word) || institutions.has(t.word) || governed.has(t.word)
}

// author returns the person or body who speaks in a statement, letter or
// study: "an email sent out by Roe", "the decree signed by the Pope". -1 where
// the phrase tells none. several are the words for two or more of them, "by Roe
// and Doe", or for who has no name.
func (an *analysis) author(si int, s source) (who int, several text.Span) {
	st := &an.statements[si]
	medium := false
	for i := s.from; i < s.to; i++ {
		t := an.at(st, i)
		if t.name < 0 && (t.is(cMedium) || opinions.has(t.word)) && !t.poss {
			medium = true
		}
		if !medium || t.word != "by" && t.word != "from" {
			continue
		}
		if owner := an.ownerIn(st, s.from, i); owner >= 0 && printing.has(an.at(st, i-1).word) {
			return owner, several // Roe's letter published by the Brix Council
		}
		end := i + 2
		for end < s.to && !(an.at(st, end).is(cPrep) && an.at(st, end).name < 0 && an.at(st, end).word != "of") {
			end++ // a letter from the union to Roe
		}
		for k := i + 1; k < end; k++ {
			if m := an.mentionAt(st, k); m != nil && m.entity >= 0 && !an.tok(m.to-1).poss && (an.entities[m.entity].person || an.entities[m.entity].body) {
				if next := k + m.to - m.from; !an.entities[m.entity].person && an.at(st, next).is(cSpokes) && an.person(an.mentionAt(st, next+1)) {
					return an.mentionAt(st, next+1).entity, several // a statement from Brixon spokesman Otto Roe
				}
				if an.joint(st, k, s.to) == int(an.at(st, k).name)+1 {
					several = text.Span{Start: an.tok(m.from).Start, End: an.at(st, s.to-1).End}
				}
				return m.entity, several
			}
		}
		if the, office := an.at(st, i+1), an.at(st, i+2); i+3 == end && the.word == "the" && office.is(cRole) {
			if who, _ := an.byRole(si, i+1, i+2); who >= 0 || end == s.to {
				return who, several
			}
		}
		if end < s.to && (an.humanPhrase(st, i+1, end) || many(an.at(st, end-1))) {
			return -1, an.spanOf(st, i+1, end)
		}
	}
	return -1, several
}

// printing are participles before who only prints what somebody else wrote.
var printing = wordSet("published posted released printed shared leaked carried seen obtained reviewed viewed")

// ownerIn is the person or body whose name with an owner's ending stands in units [from,to); -1: none.
func (an *analysis) ownerIn(st *statement, from, to int) int {
	for i := from; i < to; i++ {
		if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && an.tok(m.to-1).poss && !an.place(m) {
			return m.entity
		}
	}
	return -1
}

// byRole returns the person whom a noun phrase with units [from,to) and that
// head means by an office: the only one who holds it, the one whose words of
// office hold its other words too ("the Florida senator"), else the last named.
// sure is lower where others hold the office. -1: nobody holds it.
func (an *analysis) byRole(si, from, head int) (who int, sure float64) {
	st := &an.statements[si]
	office := officeOf(an.at(st, head).word)
	end := an.at(st, head).Start
	who, others, best, nearest := -1, 0, 0, 0
	holders := an.holders[office]
	for _, e := range holders[:min(len(holders), mostBearers)] {
		ent := &an.entities[e]
		last := sort.Search(len(ent.mentions), func(i int) bool { return an.tok(an.mentions[ent.mentions[i]].from).Start >= end }) - 1
		if last < 0 {
			continue
		}
		fit := 0
		if office == "attorney" && an.holdsOffice(ent.role, "general") {
			fit -= 9 // the attorney general is no attorney
		}
		for i := from; i < head; i++ {
			switch t := an.at(st, i); {
			case t == nowhere || t.is(cDet):
			case an.holdsOffice(ent.role, officeOf(t.word)):
				fit++
			case t.word == "prime" && office == "minister":
				fit -= 9
			case an.otherPortfolio(ent.role, t, office):
				fit -= 9 // the Iranian foreign minister is not the Israeli Prime Minister
			case t.caps && !t.is(cPreRole) && an.ofElsewhere(ent.role):
				fit -= 9 // the Norfolk police chief is not the Metropolitan one
			case t.caps && !t.is(cPreRole):
				fit -= 2 // the Texas senator is not "Senator from Ohio"
			}
		}
		if an.onlyDeputy(ent.role, st, from, head) || an.wantsDeputy(ent.role, st, from, head) {
			fit -= 9
		}
		others++
		at := ent.mentions[last]
		for s := si; s >= 0 && si-s <= 3; s-- {
			if an.statements[s].topic == e {
				at += len(an.mentions) * (4 + s - si) // the text is about this one
				break
			}
		}
		if who < 0 || fit > best || fit == best && at > nearest {
			who, best, nearest = e, fit, at
		}
	}
	only := office == "president" && who >= 0 && others == 1 && len(holders) == 1 && head == from+1 && !an.ofElsewhere(an.entities[who].role)
	if who >= 0 && best <= 0 && (an.outOfSight(si, who) && !only || office != "king" && office != "queen" && office != "pope" && an.mayHold(si, who)) {
		return -1, 0
	}
	switch {
	case who < 0 || best < 0 && others > 1 || best < -4:
		return -1, 0
	case best > 0 || best == 0 && others == 1:
		return who, 0.8
	case an.besideAnother(si, holders[:min(len(holders), mostBearers)], who):
		return who, 0.45 // Minister Roe and Minister Doe came; the minister said
	}
	return who, 0.6
}

// ofElsewhere reports whether words of office name where or of what they are.
func (an *analysis) ofElsewhere(role text.Span) bool {
	for i, n := an.tokenFrom(role.Start), 0; i < len(an.toks) && an.toks[i].Start < role.End && n < mostOffices; i, n = i+1, n+1 {
		if t := &an.toks[i]; t.caps && !(t.first && an.lower[t.word]) && !t.punct() && !t.is(cRole|cPreRole|cHonor|cDemonym|cOrg) {
			return true
		}
	}
	return false
}

// onlyDeputy reports whether words of office are of somebody below whom units [from,head] mean:
// the deputy prime minister, shadow chancellor or vice president is not the one.
func (an *analysis) onlyDeputy(role text.Span, st *statement, from, head int) bool {
	office := officeOf(an.at(st, head).word)
	if !stateOffices.has(office) && (!posts.has(office) || head-from < 2) {
		return false
	}
	for _, w := range [3]string{"deputy", "vice", "shadow"} {
		if an.holdsOffice(role, w) && !an.anyWord(st, from, head, w) {
			return true
		}
	}
	return false
}

// wantsDeputy reports whether units [from,head] mean somebody below who holds an office: the vice
// president is not the president.
func (an *analysis) wantsDeputy(role text.Span, st *statement, from, head int) bool {
	for _, w := range [3]string{"deputy", "vice", "shadow"} {
		if an.anyWord(st, from, head, w) && !an.holdsOffice(role, w) {
			return true
		}
	}
	return false
}

// otherPortfolio reports whether words of office say that their holder has not the one that the
// word tells: of another country, another ministry, or no more.
func (an *analysis) otherPortfolio(role text.Span, t *token, office string) bool {
	if t.word == "former" || office == "minister" && (t.word == "local" || t.word == "regional" || t.word == "provincial") {
		return !an.holdsOffice(role, t.word)
	}
	country := t.is(cDemonym) && t.caps
	if !country && (office != "minister" || !portfolios.has(t.word)) {
		return false
	}
	for i, n := an.tokenFrom(role.Start), 0; i < len(an.toks) && an.toks[i].Start < role.End && n < mostOffices; i, n = i+1, n+1 {
		if o := &an.toks[i]; country && o.is(cDemonym) && o.caps || !country && portfolios.has(o.word) {
			return true
		}
	}
	return false
}

var portfolios = wordSet("prime foreign finance health defense defence interior home justice education agriculture trade transport energy environment labor labour culture tourism housing immigration aviation railway railways roads rural water sports sport science technology information economy commerce communications industry mines mining oil petroleum power steel social welfare women children veterans police security climate fisheries forests planning development infrastructure shipping ports law treasury cabinet civil")

// besideAnother reports whether the statement before si names two of the holders of
// an office, the entity among them.
func (an *analysis) besideAnother(si int, holders []int, who int) bool {
	if si == 0 {
		return false
	}
	here, other := false, false
	for i := range an.statements[si-1].units {
		if m := an.mentionAt(&an.statements[si-1], i); m != nil && m.entity >= 0 {
			here = here || m.entity == who
			other = other || m.entity != who && slices.Contains(holders, m.entity)
		}
	}
	return here && other
}

// byWholeRole returns the person whose words of office hold an office of the
// noun phrase and what it is of: "the former secretary of state". -1: nobody.
func (an *analysis) byWholeRole(si int, s source) int {
	st := &an.statements[si]
	if an.at(st, s.from).word != "the" {
		return -1
	}
	for i := s.from + 1; i+2 < s.to; i++ {
		t, of, what := an.at(st, i), an.at(st, i+1), an.at(st, i+2)
		if of.word != "of" || !t.is(cRole) || what.is(cDet) {
			continue
		}
		who := -1
		holders := an.holders[officeOf(t.word)]
		for _, e := range holders[:min(len(holders), mostBearers)] {
			if an.holdsOffice(an.entities[e].role, officeOf(what.word)) && an.tok(an.mentions[an.entities[e].mentions[0]].from).Start < t.Start {
				if who >= 0 {
					return -1
				}
				who = e
			}
		}
		if who >= 0 {
			return who
		}
	}
	return -1
}

// mayHold reports whether the statement before, in the same paragraph, is about
// somebody else whose office the text does not give, and who may be meant as well.
func (an *analysis) mayHold(si, who int) bool {
	if si == 0 || an.statements[si-1].para != an.statements[si].para {
		return false
	}
	e := an.statements[si-1].topic
	return e >= 0 && e != who && an.entities[e].role.Empty()
}

// outOfSight reports whether the statements before si are about somebody else
// and do not name the entity.
func (an *analysis) outOfSight(si, e int) bool {
	st := &an.statements[si]
	all := an.entities[e].mentions
	last := sort.Search(len(all), func(i int) bool { return an.tok(an.mentions[all[i]].from).Start >= st.End }) - 1
	other := false
	for s := si; s >= 0 && si-s <= 6; s-- {
		near := &an.statements[s]
		if near.topic == e || near.speaker == e || last >= 0 && an.tok(an.mentions[all[last]].from).Start >= near.Start {
			return false
		}
		other = other || near.topic >= 0 && s < si
	}
	return other
}

// findHolders fills an.holders: who holds each office.
func (an *analysis) findHolders() {
	an.holders = map[string][]int{}
	for e := range an.entities {
		ent := &an.entities[e]
		if !ent.person || ent.role.Empty() {
			continue
		}
		for i, n := an.tokenFrom(ent.role.Start), 0; i < len(an.toks) && an.toks[i].Start < ent.role.End && n < mostOffices; i, n = i+1, n+1 {
			if t := &an.toks[i]; t.is(cRole | cKin | cGroup) {
				o := officeOf(t.word)
				if h := an.holders[o]; len(h) == 0 || h[len(h)-1] != e {
					an.holders[o] = append(h, e)
				}
			}
		}
	}
}

// mostOffices bounds the words of office that are looked through.
const mostOffices = 12

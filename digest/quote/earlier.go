package quote

import (
	"strings"

	"newsdigest/digest/text"
)

// earlierWords adds what somebody had said before the act: "said earlier on
// Thursday", and of the act itself "had warned".
func (an *analysis) earlierWords(f *Found, p *party, topics map[int]bool) {
	for si := range an.statements {
		st := &an.statements[si]
		for ci := range st.cues {
			c, v := &st.cues[ci], st.voices[ci]
			if !c.verb.strong && c.verb.lemma != "call" && c.verb.lemma != "describe" || !v.somebody() || v.score < an.line || c.noun || c.passive || c.unsaid || si <= an.lead {
				continue
			}
			when := an.when(st, c)
			switch sp := an.speaker(v); {
			case an.anyWord(st, c.src.from-2, c.src.from, "what"): // what the WHO had declared a pandemic
			case !an.earlier(st, c, when), an.itsOwn(p, v.entity, sp.Name, sp.Role), an.outlet(sp.Name, v), an.nonPerson(v):
			case v.entity < 0 && sameDay(when.Of(an.doc.Text)) && !an.aboutActor(p, st.Span): // what unnamed people did besides
			case v.entity >= 0 && sameDay(when.Of(an.doc.Text)),
				p.kind == decided && !an.trial(st) && (an.aboutActor(p, st.Span) || an.aboutEvent(p, st.Span) > 0):
				r := Reaction{By: *sp, To: f.Actor.Name, Kind: Earlier, At: an.clauseSpan(st, c), When: when, Rule: "said before", told: true}
				an.attach(f, &r, topics, si)
				f.Reactions = append(f.Reactions, r)
			}
		}
	}
}

// sameDay reports whether words of time say "earlier" of the day that the text tells of.
func sameDay(when string) bool { return strings.HasPrefix(lower(when), "earlier") }

// earlier reports whether a cue's words were spoken before the act: "earlier on
// Thursday", "had warned", "Last year he said".
func (an *analysis) earlier(st *statement, c *cue, when text.Span) bool {
	if strings.HasPrefix(lower(when.Of(an.doc.Text)), "earlier") {
		return true
	}
	for k := c.unit - 1; k >= 0 && c.unit-k < 4; k-- {
		t := an.at(st, k)
		if t == nowhere || !t.is(cAux|cAdverb) && t.word != "long" {
			break
		}
		if t.word == "had" || t.word == "previously" || t.word == "earlier" {
			return true
		}
	}
	return an.longAgo(st) || an.dayBefore(st, when) || an.pleading(st) || an.backThen(st, c)
}

// backThen reports whether the words beside a cue put it before a court's ruling or into another time: "told the
// court" of whom a court then ruled against, "said then", "wrote at the time", "told a meeting last year".
func (an *analysis) backThen(st *statement, c *cue) bool {
	from := c.end
	if c.inverted {
		from = c.src.to
	}
	if an.ruled && c.verb.lemma == "tell" && an.anyWord(st, c.end, c.end+1, "the", "a") && an.anyWord(st, c.end+1, c.end+3, "court", "judge", "judges", "jury", "tribunal", "hearing") {
		return true
	}
	for i := from; i < from+longestTime && !st.quoted(i); i++ {
		switch t := an.at(st, i); {
		case t == nowhere || t.punct() || t.word == "that" || t.is(cAux):
			return false
		case t.word == "then" && i == from, t.word == "time" && an.anyWord(st, i-2, i, "at") && an.anyWord(st, i-1, i, "the"):
			return true
		case (t.word == "year" || t.word == "month") && an.anyWord(st, i-1, i, "last"), t.word == "earlier" && an.at(st, i-1).is(cTime):
			return true
		}
	}
	return false
}

// longestTime bounds how far behind a verb the words of its time stand, in units.
const longestTime = 9

// dated reports whether a statement begins with the day of a month: "On July 2, Roe said", of an act on Wednesday.
func (an *analysis) dated(st *statement) bool {
	for i := 1; i < 8; i++ {
		if m := an.at(st, i); m.is(cMonth) && m.caps && an.at(st, i+1).is(cNumber) && an.anyWord(st, i-1, i, "on") {
			return true
		}
	}
	return false
}

// pleading reports whether a statement follows one of its paragraph that tells of a hearing, before what a court then
// decided: "The court heard both sides for three days."
func (an *analysis) pleading(st *statement) bool {
	at := an.statementAt(st.Start)
	for si := at - 1; si > max(an.lead, at-longestPleading) && an.statements[si].para == st.para; si-- {
		s := beside(an.statements[si].Span, text.Span{Start: an.statements[si].Start})
		if an.speaksOf(s, courts) && an.speaksOf(s, heard) {
			return true
		}
	}
	return false
}

// longestPleading bounds how many statements may follow of what was heard.
const longestPleading = 6

var (
	courts = wordSet("court courts judge judges justice justices jury tribunal")
	heard  = wordSet("heard hearing hearings arguments")
)

var weekdays = map[string]int{"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7}

// weekdayIn is the first weekday that a stretch of the reporter's own words names, Monday 1 to Sunday 7; 0: none.
func (an *analysis) weekdayIn(s text.Span) int {
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		if t := &an.toks[i]; t.frag < 0 && t.caps && weekdays[t.word] > 0 {
			return weekdays[t.word]
		}
	}
	return 0
}

// farthestBack is how many days before the act a weekday may lie that an article without a date names, since the
// same name is that of a day after it.
const farthestBack = 2

// dayBefore reports whether words were said on a weekday before that of the act, by when the article tells beside
// them or where their statement begins: "On Monday Roe said", of a ruling on Wednesday.
func (an *analysis) dayBefore(st *statement, when text.Span) bool {
	day := an.weekdayIn(when)
	if end := an.leadClause(st); day == 0 && end > 0 && end < 5 {
		day = an.weekdayIn(an.spanOf(st, 0, end))
	} else if day == 0 && an.anyWord(st, 0, 1, "on") && len(st.units) > 1 {
		day = an.weekdayIn(an.spanOf(st, 0, 2))
	}
	if day == 0 || an.actDay == 0 || day == an.actDay {
		return false
	}
	if an.today > 0 {
		return (an.today-day+7)%7 > (an.today-an.actDay+7)%7
	}
	return (an.actDay-day+7)%7 <= farthestBack
}

// longAgo reports whether a statement begins with a time before the story's.
func (an *analysis) longAgo(st *statement) bool {
	first, second := an.at(st, 0), an.at(st, 1)
	if first == nowhere || second == nowhere {
		return false
	}
	for i := 1; an.leadsIn(st) && i < an.leadClause(st); i++ { // When she first ran in 2015,
		if y := an.at(st, i); an.anyWord(st, i-1, i, "in") && y.is(cNumber) && len(y.word) == 4 && (y.word[:2] == "19" || y.word[:2] == "20") {
			return true
		}
	}
	if an.anyWord(st, 1, 2, "before") && countedTime.has(first.word) || an.anyWord(st, 2, 3, "before") && countedTime.has(second.word) {
		return an.leadClause(st) > 2 && an.anyDeed(st, 2, an.leadClause(st)) // Hours before the ruling,
	}
	switch first.word {
	case "last":
		return second.word == "year" || second.word == "month" || second.word == "week" || second.is(cMonth)
	case "in":
		return second.is(cMonth) || second.is(cNumber) && len(second.word) == 4
	case "back":
		return second.word == "in"
	case "the":
		n := an.at(st, 2)
		return second.word == "previous" && n != nowhere && n.is(cDay|cTime)
	case "previously", "earlier":
		return !(second.is(cPrep) && an.at(st, 2) != nowhere && an.at(st, 2).word == "the")
	}
	return false
}

var countedTime = wordSet("minute minutes moments hours hour days day weeks week months month years year shortly just")

func (an *analysis) anyDeed(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if deeds.has(an.at(st, i).word) {
			return true
		}
	}
	return false
}

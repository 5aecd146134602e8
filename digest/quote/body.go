package quote

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// body returns the body that "the company", "the court" stands for at a unit:
// one named before whose name holds the word, else for a word of business the
// body named last; -1 where there is none.
func (an *analysis) body(si, ui int, word string) int {
	for s := si - 1; s >= 0 && si-s <= 2; s-- {
		st := &an.statements[s]
		for i, v := range st.voices {
			if c := &st.cues[i]; v.rule == "body" && c.src.from == 0 && an.anyWord(st, 1, 2, word) && st.para >= an.statements[si].para-1 {
				return v.entity // The group said so. The group also said
			}
		}
	}
	who := -1
	for s, k := si, 0; s >= 0 && k < 12; s, k = s-1, k+1 {
		st := &an.statements[s]
		for i := len(st.units) - 1; i >= 0; i-- {
			if s == si && i >= ui {
				continue
			}
			m := an.mentionAt(st, i)
			if m == nil || m.entity < 0 || m.entity == who || an.entities[m.entity].person {
				continue
			}
			if e := &an.entities[m.entity]; slices.Contains(e.words, word) && (who < 0 || len(e.mentions) > len(an.entities[who].mentions)) {
				who = m.entity
			}
		}
	}
	if who >= 0 {
		return who
	}
	if bodies.has(word) {
		e, near := an.bodyBefore(si, ui)
		if si > 0 && near < si-1 {
			if t := an.beginning(si - 1); t >= 0 && !an.entities[t].person && an.ofKind(t, word) {
				return t
			}
		}
		if e >= 0 && an.ofKind(e, word) {
			return e
		}
		if e := an.thingBefore(si); e >= 0 && an.ofKind(e, word) {
			return e
		}
	}
	return -1
}

// ofKind reports whether an entity's name lets it be a body of that word: no league is "the club".
func (an *analysis) ofKind(e int, word string) bool {
	if w := an.entities[e].words; outlets.has(w[len(w)-1]) && word != "newspaper" {
		return false // (CNN)
	}
	if w := an.entities[e].words; classes[w[len(w)-1]]&cPlace != 0 || w[len(w)-1] == "republic" || w[len(w)-1] == "states" || w[len(w)-1] == "kingdom" {
		return word == "government"
	}
	for _, w := range an.entities[e].words {
		if w == word {
			return true
		}
		if (w == "states" || w == "kingdom" || w == "u.s" || w == "federal") && word != "agency" && word != "department" && word != "commission" && word != "government" {
			return false
		}
		if companyNames.has(w) && (kinds.has(word) && word != "bank" && word != "airline" || word == "agency" || word == "charity") {
			return false // no motor works is the union
		}
		if kinds.has(w) && !slices.Contains(wider[word], w) {
			return false
		}
	}
	return true
}

// kinds are nouns in names that tell what kind of body it is.
var kinds = wordSet("league cup championship party university college ministry department council union commission bank airline court police government congress parliament senate association federation museum church hospital school committee house pentagon kremlin")

// companyNames end the names of companies.
var companyNames = wordSet("motors motor company inc corp corporation ltd plc llc gmbh holdings industries technologies pharmaceuticals foods stores airlines airways steel petroleum energy coal gold mining resources minerals oil gas telecom entertainment")

// wider has for words that stand for several kinds of body what may be in the names.
var wider = map[string][]string{
	"group": {"association", "federation", "council", "committee", "union", "commission", "church"}, "organization": {"association", "federation", "council", "committee", "union", "league", "church"},
	"organisation": {"association", "federation", "council", "committee", "union", "league", "church"}, "agency": {"department", "ministry", "commission", "council", "bank"},
	"company": {"bank", "airline", "house"}, "firm": {"bank"}, "charity": {"association", "federation", "council", "committee", "league"}, "union": {"association", "federation"}, "team": {"university", "college", "police"},
	"commission": {"committee"}, "department": {"police"},
}

// otherBoard reports whether the last statements up to si tell of a board that is no newspaper's.
func (an *analysis) otherBoard(si int) bool {
	for s := si; s >= 0 && si-s < 12; s-- {
		st := &an.statements[s]
		for i := 1; i < len(st.units); i++ {
			if p := an.at(st, i-1); an.anyWord(st, i, i+1, "board") && p.word != "editorial" && p.word != "the" && p.word != "on" {
				return true
			}
		}
	}
	return false
}

// papers are what a newspaper is called, or who writes in its name.
var papers = wordSet("paper newspaper daily tabloid broadsheet weekly magazine board")

// paper returns the newspaper that the statements before unit ui name last; -1: none.
func (an *analysis) paper(si, ui int) int {
	for s, k := si, 0; s >= 0 && k < 12; s, k = s-1, k+1 {
		st := &an.statements[s]
		for i := len(st.units) - 1; i >= 0; i-- {
			m := an.mentionAt(st, i)
			if s == si && i >= ui || m == nil || m.entity < 0 || an.entities[m.entity].person {
				continue
			}
			w := an.entities[m.entity].words
			last := w[len(w)-1]
			if printed.has(last[strings.LastIndexByte(last, '-')+1:]) && !an.place(m) && last != "republic" {
				return m.entity // Star-Ledger
			}
		}
	}
	return -1
}

// printed end the names of newspapers.
var printed = wordSet("beast daily images times post journal tribune herald gazette magazine register star sun globe chronicle mail express mirror inquirer observer examiner dispatch ledger sentinel standard telegram bulletin courier guardian telegraph independent monitor republic haaretz bild welt figaro monde newsweek")

// thingBefore returns what one of the statements before si begins with, where
// that is a name and neither a person's nor a place's: "Nordkorn opened a mill."
func (an *analysis) thingBefore(si int) int {
	for s := si - 1; s >= 0 && si-s <= 4; s-- {
		if e := an.beginning(s); e >= 0 && !an.entities[e].person {
			return e
		}
	}
	return -1
}

// beginning returns whom or what statement s begins with by name, but for a place; -1: nothing.
func (an *analysis) beginning(s int) int {
	m := an.mentionAt(&an.statements[s], 0)
	if m == nil || m.entity < 0 || an.tok(m.to-1).poss || an.anyIs(m.from, m.to, cPlace|cDemonym|cDay|cMonth) || an.modified(&an.statements[s], m.to-m.from) {
		return -1
	}
	return m.entity
}

// bodyBefore returns the body that the statement names first before unit ui, else
// one of the two statements before, and in which: whom "it" means. -1: none.
func (an *analysis) bodyBefore(si, ui int) (entity, statement int) {
	for s := si; s >= 0 && si-s <= 2; s-- {
		st := &an.statements[s]
		for i := range st.units {
			if s == si && i >= ui {
				break
			}
			if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && an.entities[m.entity].body && an.tok(m.from-min(m.from, 1)).word != "(" {
				return m.entity, s // but no (CNN)
			}
		}
	}
	return -1, -1
}

// maybeBody reports whether an entity may be no person: only ever called by one word, which tells neither sex nor office.
func (an *analysis) maybeBody(e int) bool {
	ent := &an.entities[e]
	return !ent.person || len(ent.words) == 1 && ent.gender == unknownGender && ent.role.Empty()
}

// bodies are words that stand for a body named before: "the company".
var bodies = wordSet("company club firm ministry party university agency council union charity bank airline carmaker retailer newspaper group organization organisation team department commission")

// bodyEnds end the names of bodies, and hardly a surname.
var bodyEnds = wordSet("energy petroleum pharma pharmaceutical pharmaceuticals foods beverages ventures capital technology software networks records pictures productions media communications wireless telecom insurance financial securities investments properties realty resorts hotels brewing brands labs laboratories robotics dynamics aerospace mining minerals resources logistics shipping consulting consultancy advisors analytics research strategies international worldwide collective united rovers albion wanderers athletic hotspur symphony philharmonic orchestra opera ballet gallery clinic infirmary pharmacy railways airport aviation shipyard shipyards refinery brewery distillery winery bakery supermarkets stores cosmetics fitness wellness sciences genetics biotech biosciences therapeutics diagnostics electronics semiconductors computing computers security defense defence")

// members are people after whom a body is named: the Veterans of Foreign Wars, Students for Fair Admissions.
var members = wordSet("nation veterans daughters sons friends doctors reporters students mothers fathers parents americans physicians moms women men citizens teachers workers lawyers nurses scientists artists catholics christians jews muslims evangelicals conservatives republicans democrats librarians engineers architects knights brothers sisters voices youth neighbors neighbours patients transport fridays action homes justice")

// seated are who sit in a House that is called by that word alone.
var seated = wordSet("representatives commons lords delegates")

// firms are what stands behind "and" in a firm's name.
var firms = wordSet("sons daughters co associates company bros brothers partners")

// benches end what stands before "for the" in a name.
var benches = wordSet("office bureau department ministry directorate appeals endowment institute foundation center centre society fund association council committee commission campaign league union federation alliance coalition trust agency tribunal conference network organization organisation forum partnership")

// missions are what a body may be founded to do: the Center to Prevent Gun Violence.
var missions = wordSet("prevent protect stop end elect save reduce defend promote combat fight restore advance abolish improve support reelect re-elect free")

// urges begin the name of a body that calls for something: Save the Children.
var urges = wordSet("bend rock feed meet face beat join hope heal teach")

// versus reports whether the name [from,to) is of one of two in court: "Roe v. Doe".
func (an *analysis) versus(from, to int) bool {
	n, p := to, from-1
	if v := an.tok(n).word; v == "v" || v == "vs" || v == "v." || v == "vs." {
		if n++; an.tok(n).word == "." {
			n++
		}
		return an.tok(n).caps
	}
	if p > 1 && an.tok(p).word == "." {
		p--
	}
	v := an.tok(max(p, 0)).word
	return p > 0 && (v == "v" || v == "vs" || v == "v." || v == "vs.") && an.tok(p-1).caps
}

// onlyPapers reports whether a statement names no body.
func (an *analysis) onlyPapers(st *statement) bool {
	for i := range st.units {
		if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && an.entities[m.entity].body {
			return false
		}
	}
	return true
}

// withLetters returns the end of a name that goes on over a small word and is
// spelled out by the letters in brackets behind it: "Brix Gas and Electric
// Company (BG&E)"; end where none are.
func (an *analysis) withLetters(from, end int) int {
	if t := an.tok(end); t.word != "and" && t.word != "&" && !t.is(cPrep|cNumber) {
		return end
	}
	letters := ""
	for i := from; i < from+longestName; i++ {
		t := an.tok(i)
		switch {
		case t.frag != an.tok(from).frag || t.poss:
			return end
		case t.caps && i > from && t.first || i > from && an.newLine(i):
			return end
		case t.caps:
			r, _ := utf8.DecodeRuneInString(t.word)
			letters += string(r)
		case t.word == "(" && i > end:
			short := ""
			for k := i + 1; k < i+6 && an.tok(k).word != ")"; k++ {
				if !an.tok(k).allUp && len(an.tok(k).word) > 1 {
					return end
				}
				short += strings.ReplaceAll(an.tok(k).word, "&", "")
			}
			if len(short) > 1 && (short == letters || short == letters[:len(letters)-1]) {
				return i
			}
			return end
		case t.word != "and" && t.word != "&" && !t.is(cPrep|cDet|cNumber):
			return end
		}
	}
	return end
}

// aids begin the name of a body before "for": Aid for All.
var aids = wordSet("aid help hope care relief solidarity partners people residents families farmers businesses communities kids tenants drivers cyclists survivors")

// bodily reports whether a noun may lead in the name of a body, behind a comma or at once: "its owner, the Tarn Group".
func bodily(w string) bool { return calledBodies.has(w) || landlords.has(w) }

var landlords = wordSet("owner owners landlord landlords employer developer developers contractor contractors organiser organisers organizer organizers body regulator watchdog label school college hospital museum theatre theater sponsor sponsors parent council producer distributor builder builders party agent venue festival hotel restaurant factory mill mine shipyard brewery studio promoter promoters importer exporter landowner buyer seller bidder consultancy think-tank tank")

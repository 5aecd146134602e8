package quote

import (
	"slices"
	"strings"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// UsualLine is how sure a speaker must be to be named, 0 to 1, where Options.Line is 0.
const UsualLine = 0.5

// quotes makes f's quotes and people.
func (an *analysis) quotes(f *Found, said []spoken) {
	for i := 0; i < len(said); i++ {
		s := &said[i]
		if s.none {
			continue
		}
		fr := &an.frags[s.frag]
		q := Quote{Parts: []text.Span{fr.Span}, Within: -1, Kind: Partial}
		if an.directLike(fr) {
			q.Kind = Direct
		}
		lead := s
		for i+1 < len(said) && an.sameQuote(&said[i], &said[i+1], q.Kind) {
			i++
			n := &said[i]
			q.Parts = append(q.Parts, an.frags[n.frag].Span)
			q.Kind = Split
			if lead.cue == nil {
				lead.cue, lead.voice, lead.st = n.cue, n.voice, n.st
			}
		}
		an.describe(&q, lead)
		f.Quotes = append(f.Quotes, q)
	}
	an.indirect(f)
	slices.SortStableFunc(f.Quotes, func(a, b Quote) int { return a.Parts[0].Start - b.Parts[0].Start })
	for i := range f.Quotes {
		if f.Quotes[i].Kind != Partial {
			continue
		}
		for j := i - 1; j >= 0 && i-j < 4; j-- {
			if o := &f.Quotes[j]; o.Kind == Indirect && o.Span().Contains(f.Quotes[i].Span()) {
				f.Quotes[i].Within = j
				break
			}
		}
	}
	for i := range an.entities {
		e := &an.entities[i]
		if !e.person {
			continue
		}
		f.People = append(f.People, an.personOf(e))
	}
}

// sameQuote reports whether fragment b goes on with the quotation of a.
func (an *analysis) sameQuote(a, b *spoken, kind Kind) bool {
	if b.none || !a.voice.somebody() || a.voice.entity != b.voice.entity || a.voice.words != b.voice.words {
		return false
	}
	fa, fb := &an.frags[a.frag], &an.frags[b.frag]
	if fa.continues && b.frag == a.frag+1 {
		return true
	}
	if fa.para != fb.para || kind == Partial || !an.directLike(fb) && fb.Len() < 12 {
		return false
	}
	switch {
	case a.st == b.st:
		// “…,” he said, “…”; not “…,” he said, and spoke of “…”
		st, ui := &an.statements[b.st], 0
		for ui < len(st.units) && st.units[ui].frag != b.frag {
			ui++
		}
		if an.anyWord(st, ui-1, ui, "and", "but", "or") {
			ui--
		}
		return a.cue != nil && a.cue == b.cue && (st.quoted(ui-1) || an.at(st, ui-1).punct() || ui-a.cue.end < 2)
	case b.st == a.st+1:
		return b.float && a.cue != nil && len(an.statements[b.st].units) <= 2
	}
	return false
}

// describe fills in who says q and how.
func (an *analysis) describe(q *Quote, s *spoken) {
	q.Rule, q.Confidence = s.voice.rule, min(s.voice.score, 1)
	if s.cue != nil {
		st := &an.statements[s.st]
		q.Verb = an.spanOf(st, s.cue.unit, s.cue.unit+1)
		q.When = an.when(st, s.cue)
	}
	if s.voice.somebody() && s.voice.score >= an.line {
		q.Speaker = an.speaker(s.voice)
	}
}

func (an *analysis) speaker(v voice) *Speaker {
	sp := &Speaker{Mention: v.mention, Named: true}
	if v.entity >= 0 {
		e := &an.entities[v.entity]
		sp.Name, sp.Role = an.nameAndRole(e)
		return sp
	}
	sp.Name, sp.Named = an.bodyName(v.words)
	return sp
}

// bodyName is how a noun phrase is shown: a body's name without its article,
// an unnamed source as the article words it. named: it is a name.
func (an *analysis) bodyName(s text.Span) (name string, named bool) {
	first, last := an.tokenFrom(s.Start), an.tokenFrom(s.End)-1
	for first < last && an.dash(an.tok(first)) {
		first++
		s.Start = an.tok(first).Start
	}
	whole := s.Of(an.doc.Text)
	anyOne := an.tok(first).name < 0 && someOf.has(an.tok(first).word) || generations.has(an.tok(first+1).word)
	switch an.tok(first).word {
	case "a", "an", "the":
		if rest := (text.Span{Start: an.tok(first + 1).Start, End: s.End}); first < last && strings.IndexFunc(rest.Of(an.doc.Text), isUpper) >= 0 {
			s = rest
		}
	}
	w := s.Of(an.doc.Text)
	if an.tok(last).poss {
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s") // a supporter's call to
	}
	// Whom the phrase is about is its last word before a preposition: "wife" in "the wife of Mayor Brix".
	head := -1
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		if t := &an.toks[i]; t.is(cPrep) && t.name < 0 && head >= 0 {
			break
		}
		head = i
	}
	if head < 0 || !an.tok(head).caps || anyOne {
		return w, false
	}
	h := an.tok(head)
	common := h.first && h.name < 0 && h.is(cGroup|cKin|cSpokes|cDet|cNumber) // Critics of Roe; Both
	if partisans.has(h.word) || h.word == "lady" || h.is(cRole) && !h.is(cOrg|cMedium) && h.name < 0 && h.word != "leader" && h.word != "advocate" {
		return whole, false // the Ohio Democrat, the First Lady, the Press Secretary
	}
	return w, !common && !(h.allUp && h.is(cRole)) && !natives.has(h.word)
}

// someOf begin a phrase for somebody, whatever name ends it: another top Democrat.
var someOf = wordSet("a an another one some several many")

func isUpper(r rune) bool {
	return r >= 'A' && r <= 'Z' || r > 127 && strings.ToUpper(string(r)) == string(r) && strings.ToLower(string(r)) != string(r)
}

// opensUpper reports whether a fragment begins with a capital.
func (an *analysis) opensUpper(fr *fragment) bool {
	r, _ := utf8.DecodeRuneInString(fr.Of(an.doc.Text))
	return isUpper(r)
}

func (an *analysis) nameAndRole(e *entity) (name, role string) {
	name, role = e.name.Of(an.doc.Text), e.role.Of(an.doc.Text)
	if strings.HasPrefix(name, role+" ") {
		role = "" // Queen Ann
	}
	return name, role
}

func (an *analysis) personOf(e *entity) Person {
	var p Person
	p.Name, p.Role = an.nameAndRole(e)
	seen := map[string]bool{p.Name: true}
	for _, mi := range e.mentions {
		s := an.nameSpan(&an.mentions[mi])
		p.Mentions = append(p.Mentions, s)
		if a := s.Of(an.doc.Text); !seen[a] {
			seen[a] = true
			p.Aliases = append(p.Aliases, a)
		}
	}
	return p
}

// when returns the words that say when a cue's words were said: the words of
// time that stand right after it, before the next mark or clause.
func (an *analysis) when(st *statement, c *cue) text.Span {
	if t := an.at(st, 0); t != nowhere && t.word == "earlier" && c.unit > 1 {
		if s := an.timeFrom(st, 0); !s.Empty() {
			return s
		}
	}
	from := c.end
	if c.inverted {
		from = c.src.to
	}
	return an.timeFrom(st, from)
}

func (an *analysis) timeFrom(st *statement, from int) text.Span {
	start := -1
	for i := from; i < len(st.units) && i-from < 14; i++ {
		t := an.at(st, i)
		if t == nowhere || t.punct() && t.word != "," || t.is(cSub) && !t.is(cPrep) || t.word == "by" || t.is(cAux) {
			break // said a decision by the mayor earlier this month
		}
		if t.word == "," && start < 0 {
			break
		}
		if t.word == "earlier" || t.word == "later" {
			start = i
			continue
		}
		if start < 0 && (t.word == "on" || t.word == "last" || t.word == "this") {
			if n := an.at(st, i+1); n != nowhere && (n.is(cDay) || n.is(cTime) || n.is(cMonth)) {
				start = i
			}
			continue
		}
		if t.is(cDay) || t.word == "yesterday" || t.is(cTime) && start >= 0 && start < i {
			if start < 0 {
				start = i
			}
			return an.spanOf(st, start, i+1)
		}
		if start >= 0 && !t.is(cPrep|cDet) && t.word != "last" && t.word != "this" {
			start = -1
		}
	}
	return text.Span{}
}

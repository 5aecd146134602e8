package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// A token is a word or a mark. Hyphenated words and abbreviations with their
// full stops are one token; a possessive is one token with its base in word.
type token struct {
	text.Span
	word  string // lower case, without possessive ending; a mark as it stands
	class class
	para  int32 // index of its paragraph
	frag  int32 // index of the fragment it stands in, its marks included; -1: outside
	name  int32 // index of the mention it is part of; -1: none
	caps  bool  // begins with a capital
	allUp bool  // is all capitals, two letters or more
	poss  bool  // "Trump's"
	first bool  // first word of its sentence or fragment
}

// nowhere stands for the token before the first and after the last: no word, of
// no class and no name. Nothing writes to it.
var nowhere = &token{frag: -1, name: -1}

func (t *token) is(c class) bool { return t.class&c != 0 }

func (t *token) punct() bool { return t.class&cPunct != 0 }

// A fragment is what stands between an opening and a closing quotation mark.
type fragment struct {
	text.Span             // inside the marks
	outer       text.Span // marks included
	para        int       // index of its paragraph
	labelled    bool      // a transcript's: its speaker stands before a colon
	continues   bool      // goes on in the next fragment: a quotation over paragraphs
	first, last int       // its tokens, marks included: [first,last)
}

// gluedTitle returns where the full stop is between a title and a name, or a name and the next sentence, without a space: "Sen.Chris",
// "Jane Roe.In". 0: nowhere.
func gluedTitle(s string) int {
	i := strings.IndexByte(s, '.')
	if i > 2 && s[0] >= 'A' && s[0] <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z' && i+1 < len(s) && s[i+1] >= 'A' && s[i+1] <= 'Z' && classes[lower(s[i+1:])]&(cPrep|cDet|cPronoun|cConj|cSub) != 0 {
		return i
	}
	if i < 2 || i > 4 || i+2 >= len(s) || s[i+1] < 'A' || s[i+1] > 'Z' || s[i+2] < 'a' || s[0] < 'A' || s[0] > 'Z' {
		return 0
	}
	if classes[lower(s[:i])]&(cHonor|cRole) == 0 {
		return 0
	}
	return i
}

// tokenize makes the tokens of doc. Fragments must be in order.
func tokenize(doc *text.Doc, frags []fragment) []token {
	t := doc.Text
	toks := spareTokens.get(len(doc.Words)*5/4 + 8)
	pos, f, sent, para := 0, 0, 0, 0
	for wi := 0; wi < len(doc.Words); wi++ {
		w := doc.Words[wi]
		if w.End == w.Start+1 && t[w.Start] == 't' {
			w.Start -= markOfT(t[pos:w.Start])
		}
		toks = appendMarks(toks, t, pos, w.Start)
		// Post-war, mother-in-law.
		for wi+1 < len(doc.Words) {
			n := doc.Words[wi+1]
			if gap := t[w.End:n.Start]; gap != "-" && gap != "\u2010" && gap != "\u2011" {
				break
			}
			w.End = n.End
			wi++
		}
		if i := gluedTitle(w.Of(t)); i > 0 {
			doc.Words[wi].Start, doc.Words[wi].End = w.Start+i+1, w.End
			w.End = w.Start + i
			wi--
		}
		next := len(t)
		if wi+1 < len(doc.Words) {
			next = doc.Words[wi+1].Start
		}
		tok := word(t, w)
		if w.End < next && t[w.End] == '.' && abbreviation(&tok, t) {
			if tok.End++; tok.caps && tok.End-tok.Start == 2 {
				tok.class = 0 // the initial in "A. J. Roe" is no article
			} else if tok.caps && tok.word == "del" {
				tok.class = cHonor // Del. Roe, but del Toro
			}
			if n := genitive(t[tok.End:]); n > 0 && wi+1 < len(doc.Words) && doc.Words[wi+1].End == tok.End+n {
				tok.poss, tok.End = true, tok.End+n // the U.N.'s
				wi++
			}
		}
		if tok.caps && tok.word == "star" {
			tok.class = 0 // the Brix Star, Star Wars, but a pop star
		}
		if pos = tok.End; tok.End-tok.Start > longestWord {
			tok = token{Span: tok.Span, word: "~", class: cPunct}
		}
		toks = append(toks, tok)
	}
	toks = appendMarks(toks, t, pos, len(t))
	for i := range toks {
		tok := &toks[i]
		tok.frag, tok.name = -1, -1
		for para < len(doc.Paragraphs)-1 && tok.Start >= doc.Paragraphs[para].End {
			para++
		}
		tok.para = int32(para)
		for f < len(frags) && tok.Start >= frags[f].outer.End {
			frags[f].last = i
			f++
		}
		if f < len(frags) && tok.Start >= frags[f].outer.Start {
			if frags[f].last == 0 {
				frags[f].first = i
				frags[f].last = -1
			}
			tok.frag = int32(f)
		}
		if tok.punct() {
			continue
		}
		for sent < len(doc.Sentences) && doc.Sentences[sent].End <= tok.Start {
			sent++
		}
		if sent < len(doc.Sentences) {
			p := i - 1
			for p >= 0 && toks[p].punct() && toks[p].Start >= doc.Sentences[sent].Start && toks[p].word != ":" && toks[p].word != "—" {
				p--
			}
			tok.first = p < 0 || toks[p].Start < doc.Sentences[sent].Start || toks[p].word == ":" || toks[p].word == "—" || tok.caps && pastDateline(toks[:i], doc.Sentences[sent].Start)
		}
	}
	for ; f < len(frags); f++ {
		frags[f].last = len(toks)
	}
	namesInS(toks, t)
	surnamesInLy(toks)
	surnamesLikeTitles(toks, t)
	givenLikeMonths(toks)
	partsOfOffices(toks)
	return toks
}

// pastDateline reports whether the tokens of a sentence, which begins at start, that come last in toks say
// where and when a report was written, "BRIX, July 3 -", "OSTRA (AP) –", and makes the first of them a place.
func pastDateline(toks []token, start int) bool {
	i := len(toks) - 1
	if i < 0 || toks[i].word != "-" && toks[i].word != "–" {
		return false
	}
	for i > 0 && toks[i-1].Start >= start && len(toks)-i < 12 && (toks[i-1].caps || toks[i-1].is(cNumber) || toks[i-1].punct()) {
		i--
	}
	t := &toks[i]
	if i == len(toks)-1 || i > 0 && toks[i-1].Start >= start || !t.allUp || t.End-t.Start < 3 {
		return false
	}
	for ; i < len(toks)-1 && toks[i].allUp; i++ {
		toks[i].class |= cPlace
	}
	return true
}

// namesInS makes names of those that end like an owner's and own nothing, since a verb of speech or an
// auxiliary follows, or a mark behind "according to", and the text never has them without the ending: "Macy's said".
func namesInS(toks []token, t string) {
	var own map[string]bool
	for i := range toks {
		if o := &toks[i]; o.caps && o.poss && o.frag < 0 && apostrophe(o.Of(t)) > 0 && ownsNothing(toks, i) {
			if own == nil {
				own = map[string]bool{}
			}
			own[o.word] = true
		}
	}
	if own == nil {
		return
	}
	for i := range toks {
		if o := &toks[i]; o.caps && !o.poss {
			delete(own, o.word)
		}
	}
	for i := range toks {
		if o := &toks[i]; o.poss && o.caps && own[o.word] && apostrophe(o.Of(t)) > 0 {
			o.poss, o.word, o.class = false, o.word+"'s", 0
		}
	}
}

// ownsNothing reports whether the owner at token i is none by what follows.
func ownsNothing(toks []token, i int) bool {
	o := &toks[i]
	if o.is(cPronoun|cRole|cKin|cDay|cMonth|cDet) || i+1 >= len(toks) || i > 0 && toks[i-1].word == "of" {
		return false // a friend of Roe's said
	}
	n := &toks[i+1]
	if n.frag == o.frag && n.para == o.para && !n.caps {
		if v := verbs[n.word]; v.form == past && tells(n.word) || n.word == "says" || n.word == "has" || n.word == "had" || n.word == "was" || n.word == "were" {
			return true
		}
	}
	for k := 0; k < longestName && i > 0 && (toks[i-1].caps && !toks[i-1].first || toks[i-1].word == "&"); k++ {
		i-- // Ben & Jerry's
	}
	return i > 1 && (n.word == "," || n.word == ".") && (toks[i-1].word == "to" && toks[i-2].word == "according" || toks[i-1].word == "for" && toks[i-2].is(cSpokes))
}

// surnamesInLy takes the adverb from words that end like one and stand with a
// capital within a sentence, as no adverb does: "told Byerly".
func surnamesInLy(toks []token) {
	names := map[string]bool{}
	for i := range toks {
		if t := &toks[i]; t.class == cAdverb && t.caps && !t.allUp && !t.first && strings.HasSuffix(t.word, "ly") && classes[t.word] == 0 {
			names[t.word] = true
		}
	}
	for i := range toks {
		if t := &toks[i]; t.caps && names[t.word] {
			t.class = 0
		}
	}
}

// surnamesLikeTitles takes the title from words that end a full name, as no title does: "Meena Kumari said", then "Kumari said".
func surnamesLikeTitles(toks []token, t string) {
	const alone, last, surname = 1, 2, 3 // Kumari said; Meena Kumari left
	var seen map[string]int
	for i := 0; i+1 < len(toks); i++ {
		o, p, n := &toks[i], nowhere, &toks[i+1]
		if !o.caps || o.allUp || !o.is(cHonor) || onlyTitles.has(o.word) || t[o.End-1] == '.' || n.caps || n.frag != o.frag {
			continue
		}
		if i > 0 {
			p = &toks[i-1]
		}
		if seen == nil {
			seen = map[string]int{}
		}
		switch {
		case p.is(cDet) || i > 1 && toks[i-2].is(cDet): // the Right Reverend
		case !p.caps:
			if tells(n.word) {
				seen[o.word] |= alone
			}
		case p.poss || p.frag != o.frag || p.para != o.para || p.class&^(cMale|cFemale) != 0:
		case tells(n.word) || firstNameSex(p.word) != unknownGender:
			seen[o.word] = surname
		default:
			seen[o.word] |= last
		}
	}
	for i := range toks {
		if o := &toks[i]; o.caps && seen[o.word] == surname && (i+1 == len(toks) || !toks[i+1].caps) && (i == 0 || !toks[i-1].is(cDet)) {
			o.class = 0
		}
	}
}

// onlyTitles are in no name.
var onlyTitles = wordSet("mr mrs ms miss mx sir messrs dr madam mme madame excellency honourable honorable reverend")

// givenLikeMonths takes the month, or the office, from words that stand for a given name: "April Powers, 54", "Dean Roe said".
func givenLikeMonths(toks []token) {
	for i := range toks {
		t := &toks[i]
		sex, is := calledLikeMonths[t.word]
		if !is || !t.caps || t.allUp || t.poss || i+2 >= len(toks) {
			continue
		}
		n, after := &toks[i+1], &toks[i+2]
		if !n.caps || n.first || n.frag != t.frag || n.para != t.para || n.class&^(cSpeech|cMale|cFemale|cAdverb) != 0 || after.caps && !after.first {
			continue
		}
		if i > 0 && toks[i-1].para == t.para && !t.first {
			if p := &toks[i-1]; p.caps || p.is(cPrep|cDet|cDay|cTime|cNumber|cRole) || !p.is(cSpeech|cConj) && p.word != "," {
				continue
			}
		} else if v := verbs[after.word]; after.word != "," && !(v.lemma != "" && (v.form == past || v.form == third)) && !after.is(cAux) {
			continue
		} else if t.word == "may" && after.is(cAux) {
			continue
		}
		t.class = sex
	}
}

var calledLikeMonths = map[string]class{"april": cFemale, "may": cFemale, "august": cMale, "dean": cMale}

func word(t string, w text.Span) token {
	s := w.Of(t)
	tok := token{Span: w}
	if i := apostrophe(s); i > 0 {
		switch strings.TrimLeft(s[i:], "'’‘") {
		case "s", "S":
			tok.poss = true
			s = s[:i]
		}
	} else if rest := t[w.End:]; strings.HasSuffix(s, "s") && (strings.HasPrefix(rest, "' ") || strings.HasPrefix(rest, "’ ")) {
		tok.poss = true
	}
	r, size := utf8.DecodeRuneInString(s)
	tok.caps = unicode.IsUpper(r)
	if i := strings.IndexByte(s, '-'); i == 2 && i+1 < len(s) && (s[:2] == "al" || s[:2] == "el" || s[:2] == "ul") {
		n, _ := utf8.DecodeRuneInString(s[i+1:])
		tok.caps = unicode.IsUpper(n) // el-Sisi
	}
	if i := strings.IndexFunc(s, unicode.IsUpper); (i == 2 || i == 3) && len(s) > i+2 && particles.has(s[:i]) {
		tok.caps = true // desJardins
	} else if i > 0 && i < 5 && len(s) > i+2 && strings.IndexFunc(s[i+1:], isNoLower) < 0 && strings.IndexFunc(s[:i], isNoLower) < 0 {
		tok.caps = true // eBay, easyJet
	}
	if tok.caps {
		tok.allUp = size < len(s) && strings.IndexFunc(s, unicode.IsLower) < 0
	}
	tok.word = lower(s)
	if tok.class = classes[tok.word]; tok.word == "tweeted" {
		tok.caps = false // he Tweeted
	}
	switch {
	case tok.allUp && tok.word == "who":
		tok.class = cOrg // the World Health Organization
	case tok.allUp && tok.word == "us":
		tok.class = cDemonym | cPlace
	case !tok.caps && lowParticles.has(tok.word):
		tok.class = cParticle
	case tok.allUp && tok.word == "cr":
		tok.class = 0 // CR Patil is no councillor
	}
	if r >= '0' && r <= '9' {
		tok.class |= cNumber
	}
	if strings.HasSuffix(tok.word, "-year-old") {
		tok.class = cGroup
	}
	if i := strings.LastIndexByte(tok.word, '-'); i > 0 && tok.class == 0 && !doubleName(s, i) {
		tok.class = classes[tok.word[i+1:]] & (cRole | cGroup | cSpokes | cKin) // director-general, co-owner
	}
	if office, ok := strings.CutSuffix(tok.word, "-elect"); ok {
		tok.class = classes[office] & cRole // president-elect
	}
	if strings.Contains(tok.word, "-") && tok.class == 0 && peoples(tok.word) {
		tok.class = cDemonym // Iranian-Polish-American
	}
	if tok.class == 0 && (strings.HasSuffix(tok.word, "ologist") || strings.HasSuffix(tok.word, "ologists")) {
		tok.class |= cRole
	}
	if tok.class == 0 && strings.HasSuffix(tok.word, "ly") && len(tok.word) > 4 {
		tok.class |= cAdverb
	}
	return tok
}

// doubleName reports whether a word with a hyphen at i is of two surnames rather than an office: Qureshi-Dean, no
// Director-General.
func doubleName(s string, i int) bool {
	if i+1 >= len(s) || !isNoLower(rune(s[i+1])) || !isNoLower(rune(s[0])) {
		return false
	}
	left := lower(s[:i])
	return classes[left]&^(cMale|cFemale) == 0 && !prefixes.has(left)
}

var prefixes = wordSet("co ex sub non under arch half great vice pro semi")

func isNoLower(r rune) bool { return !unicode.IsLower(r) }

// partsOfOffices makes "under" in Under Secretary and "fire" in fire chief words of office.
func partsOfOffices(toks []token) {
	for i := range max(0, len(toks)-1) {
		switch t, n := &toks[i], toks[i+1].word; {
		case t.word == "under" && n == "secretary", t.word == "fire" && (n == "chief" || n == "marshal" || n == "commissioner" || n == "captain"):
			t.class = cPreRole
		}
	}
}

func peoples(w string) bool {
	for part := range strings.SplitSeq(w, "-") {
		if classes[part]&cDemonym == 0 {
			return false
		}
	}
	return true
}

// apostrophe is where the first apostrophe stands in s, straight or curly, or -1.
func apostrophe(s string) int {
	for i := range len(s) {
		if s[i] == '\'' || s[i] == 0xE2 && (strings.HasPrefix(s[i:], "’") || strings.HasPrefix(s[i:], "‘")) {
			return i
		}
	}
	return -1
}

// abbreviation reports whether the full stop after tok belongs to it.
func abbreviation(tok *token, t string) bool {
	if tok.is(cDotted) || strings.Contains(tok.word, ".") {
		return true
	}
	return tok.caps && utf8.RuneCountInString(tok.word) == 1 && tok.word != "i"
}

// genitive is the length of the "'s" that s begins with; 0: none.
func genitive(s string) int {
	for _, g := range [...]string{"'s", "’s"} {
		if strings.HasPrefix(s, g) {
			return len(g)
		}
	}
	return 0
}

func appendMarks(toks []token, t string, from, to int) []token {
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(t[i:])
		if !unicode.IsSpace(r) {
			toks = append(toks, token{Span: text.Span{Start: i, End: i + size}, word: t[i : i+size], class: cPunct})
		}
		i += size
	}
	return toks
}

// longestWord bounds what is read as a word, in bytes; longer ones are marks, and so in no name.
const longestWord = 150

// lowParticles stand inside a name in small letters only: van 't Hoff, but Des Roe.
var lowParticles = wordSet("des das dei degli dal lo vom zum zur abu ap ul ur uz bin binti wa ould op av 't")

// markOfT returns the length in bytes of the mark that the Dutch 't has at the end of what stands before its letter: van 't Hoff; 0: none.
func markOfT(before string) int {
	for _, m := range []string{"'", "’"} {
		if strings.HasSuffix(before, " "+m) {
			return len(m)
		}
	}
	return 0
}

// particles begin a surname in one word with its capital inside: desJardins, diGenova.
var particles = wordSet("de des di du da del la le van von")

func (an *analysis) hasWord(from, to int, w string) bool {
	for i := from; i < to; i++ {
		if an.toks[i].word == w {
			return true
		}
	}
	return false
}

func (an *analysis) anyIs(from, to int, c class) bool {
	for i := from; i < to; i++ {
		if an.toks[i].is(c) {
			return true
		}
	}
	return false
}

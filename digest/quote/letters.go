package quote

import (
	"slices"
	"strings"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// lettersOf reports whether three letters or more that a text gives beside a body's
// name of as many words are its initials in another order, as of another language.
func lettersOf(short string, words []string) bool {
	if len(short) < 3 || len(short) > 6 || len(words) < 3 {
		return false
	}
	left := initials(words, cPrep|cConj|cDet)
	for i := range len(short) {
		k := strings.IndexByte(left, short[i])
		if k < 0 {
			return false
		}
		left = left[:k] + left[k+1:]
	}
	return true
}

// lettersAndMore is the body of the mention before mi where mi stands in brackets behind it and has its letters: "Brix
// Gas and Electric Company (BG&E)"; -1: none.
func (an *analysis) lettersAndMore(mi int, words []string) int {
	m := &an.mentions[mi]
	if mi == 0 || an.tok(m.from-1).word != "(" || an.mentions[mi-1].to != m.from-1 || an.mentions[mi-1].entity < 0 || m.to-m.from < 3 || an.tok(m.to-2).word != "&" {
		return -1
	}
	e := an.mentions[mi-1].entity
	if !strings.HasPrefix(acronym(an.entities[e].words), strings.ReplaceAll(strings.Join(words, ""), "&", "")) {
		return -1
	}
	return e
}

// shortNames are the letters, in lower case, that a body's name may be given by, each once: "ael" of the Anti-Erosion
// League, "hhs" of the Department of Health and Human Services, "gm" of General Motors. Nil: none.
func shortNames(words []string) []string {
	var all []string
	add := func(s string) {
		if len(s) > 2 && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	name := strings.Join(words, " ")
	if strings.HasSuffix(name, "federal reserve") {
		add("fed")
	}
	if s := words[0][:1] + words[len(words)-1][:1]; len(words) == 2 && classes[s]&^(cOrg|cMedium) == 0 {
		all = append(all, s) // GM, but US
	}
	add(acronym(words))
	if len(words) > 3 && dropped.has(words[0]) {
		add(acronym(words[1:]))
	}
	if len(words) > 3 && (words[0] == "u.s" || words[0] == "us") {
		add("us" + acronym(words[1:])) // USAID
	}
	if strings.Contains(name, "-") {
		add(acronym(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })))
	}
	if k := slices.Index(words, "and"); k > 0 {
		add(acronym(words[:k])) // CDC
	}
	return all
}

// dropped are first words that the letters of a name may do without.
var dropped = wordSet("department ministry us u.s uk u.k bureau office national federal american british")

// ampersand is the body whose name the letters around an "&" of a mention begin, "B&B" of Bradwell & Binley; -1: none.
func (an *analysis) ampersand(m *mention) int {
	joined := func(m *mention) bool { return m.to-m.from == 3 && an.tok(m.from+1).word == "&" }
	first, last := an.tok(m.from).word, an.tok(m.to-1).word
	if !joined(m) || len(first) != 1 || len(last) != 1 {
		return -1
	}
	for e := range an.entities[:min(len(an.entities), mostSpelled)] {
		if w := an.entities[e].words; len(w) == 2 && len(w[0]) > 1 && w[0][0] == first[0] && w[1][0] == last[0] && joined(&an.mentions[an.entities[e].mentions[0]]) {
			return e
		}
	}
	return -1
}

// mostLetters and mostSpelled bound how many letters without a name are looked up, and among how many names.
const (
	mostLetters = 64
	mostSpelled = 2048
)

// unletter is the body whose words, some of another name beside it, begin with the letters of short, in lower case: "fda" of
// the Food and Drug Administration. It then bears the whole name. -1: none.
func (an *analysis) unletter(short string) int {
	if len(short) < 3 || len(short) > 6 {
		return -1
	}
	for mi := range an.mentions[:min(len(an.mentions), mostSpelled)] {
		m := &an.mentions[mi]
		if m.entity < 0 || m.person || an.entities[m.entity].person || an.toks[m.from].frag >= 0 || an.soundsPersonal(&an.entities[m.entity]) {
			continue
		}
		start := an.spelled(m.to-1, short)
		if start < 0 || start >= m.from || !an.toks[start].caps {
			continue
		}
		e := m.entity
		if k := an.toks[start].name; k >= 0 && !an.entities[e].body && an.mentions[k].entity >= 0 && an.entities[an.mentions[k].entity].body {
			e = an.mentions[k].entity // OSCE: … and Cooperation in Europe
		}
		if !an.entities[e].body {
			continue
		}
		if start > 1 && an.toks[start-2].para == an.toks[start].para && an.tok(start-1).word == "of" && an.tok(start-2).caps && dropped.has(an.tok(start-2).word) {
			start -= 2 // HHS, of the Department of Health and Human Services
		}
		an.entities[e].name = text.Span{Start: an.tok(start).Start, End: an.nameSpan(m).End}
		return e
	}
	return -1
}

// acronym is the first letters of a name of three words or more, in lower
// case, without its small words; empty for a shorter one.
func acronym(words []string) string { return initials(words, cPrep|cConj|cDet) }

// initials is the first letters of a name's words but those of a class; empty
// for fewer than three.
func initials(words []string, but class) string {
	var b strings.Builder
	n := 0
	for _, w := range words {
		if classes[w]&but != 0 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
		n++
	}
	if n < 3 {
		return ""
	}
	return b.String()
}

// hyphenedAfter reports whether a name's second word is of two parts, as where the family's name comes first: Park Geun-hye.
func (an *analysis) hyphenedAfter(e int) bool {
	w := an.entities[e].words
	return len(w) == 2 && strings.Contains(w[1], "-")
}

// initialled reports whether a word is the first letters of given names: "j.k."
func initialled(w string) bool {
	for i := 0; i < len(w); i += 2 {
		if w[i] < 'a' || w[i] > 'z' || i+1 < len(w) && w[i+1] != '.' {
			return false
		}
	}
	return len(w) > 2 && len(w) < 9
}

// camel reports whether a word has a capital inside, as brands have and no surname: PolitiFact, but McRoe, O'Roe, DeRoe.
func camel(w string) bool {
	small := 0
	for _, r := range w {
		switch {
		case r >= 'a' && r <= 'z':
			small++
		case r >= 'A' && r <= 'Z':
			if small > 2 && !strings.HasPrefix(w, "Fitz") {
				return true
			}
		default:
			small = 0
		}
	}
	return false
}

package quote

import (
	"strings"
	"unicode/utf8"
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

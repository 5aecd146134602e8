package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// titles never end a sentence: a name follows them.
var titles = set("mr mrs ms dr prof sen sens rep reps gov gen col lt sgt capt cmdr adm maj brig supt insp rev hon st fr sr messrs mme mlle pvt cpl det supt amb atty pres")

// short never ends a sentence before a digit or a lower-case word, and seldom before a name.
var short = set("jan feb mar apr jun jul aug sep sept oct nov dec vs etc inc ltd co corp bros dept est approx fig vol jr sr u.s u.k u.n e.u d.c a.m p.m e.g i.e ph.d b.c a.d cf al ave blvd rd mt ft univ assn gov't ill calif fla tex mass mich minn wash ariz ark colo conn ga ind kan ky md mo neb nev okla ore pa tenn va vt wis wyo ala del la")

// openers are words that begin a sentence much more often than they go on
// after an abbreviation with a capital letter.
var openers = set("the a an he she it they we you i this that these those there here but and or so yet if when while as after before since because although though however meanwhile in on at by for from with to of no not now then what who why how where his her its their our my your earlier later last next some many most all both each one another other such last under over during until despite according also still even more")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

func isClose(r rune) bool {
	return strings.ContainsRune("\"'”’»)]}›“", r)
}

func isQuoteClose(r rune) bool { return strings.ContainsRune("\"'”’»›", r) }

func isOpen(r rune) bool { return strings.ContainsRune("\"'“‘«‹„‚([", r) }

// opensOnly reports a mark that opens and never closes.
func opensOnly(r rune) bool { return strings.ContainsRune("「『（〈《【“«„", r) }

// borderAfter reports whether a sentence ends after a, where the Unicode rules
// propose a border between a and b.
func borderAfter(t string, a, b Span) bool {
	head := a.Of(t)
	core := strings.TrimRightFunc(head, isClose)
	closed := head[len(core):]
	next := strings.TrimLeftFunc(b.Of(t), isOpen)
	nr, _ := utf8.DecodeRuneInString(next)
	last, _ := utf8.DecodeLastRuneInString(core)

	// “Why?” he asked. / “It is late …” she said.
	if closed != "" && strings.ContainsFunc(closed, isQuoteClose) && unicode.IsLower(nr) {
		return false
	}
	// A closing mark alone belongs to what it closes.
	if next == "" {
		return false
	}
	if (last == '…' || strings.HasSuffix(core, "..")) && unicode.IsLower(nr) {
		return false
	}
	if last != '.' || closed != "" {
		return true
	}
	word := strings.ToLower(lastWord(core[:len(core)-1]))
	letters := utf8.RuneCountInString(word)
	lr, _ := utf8.DecodeRuneInString(lastWord(core[:len(core)-1]))
	switch {
	case titles[word] && b.Start > a.End:
		return false
	case letters == 1 && unicode.IsUpper(lr) && unicode.IsLetter(lr):
		return openers[firstWord(next)] && !initialOfName(core) // George W. Bush; plan B. The
	case word == "no" || word == "nos":
		return !unicode.IsDigit(nr)
	case short[word] || initials(word):
		return openers[firstWord(next)] && isUpperFirst(next)
	}
	return true
}

// initialOfName reports whether the initial that ends s follows a capitalised
// word, as in "George W.".
func initialOfName(s string) bool {
	s = strings.TrimRight(strings.TrimSuffix(s, "."), "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	s = strings.TrimRight(s, " ")
	r, _ := utf8.DecodeRuneInString(lastWord(s))
	return unicode.IsUpper(r) && s != ""
}

// initials reports whether w is letters each parted by a full stop: u.s, j.k.
func initials(w string) bool {
	if len(w) < 3 || !strings.Contains(w, ".") {
		return false
	}
	for p := range strings.SplitSeq(w, ".") {
		if utf8.RuneCountInString(p) != 1 {
			return false
		}
	}
	return true
}

func isUpperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// longestAbbreviation bounds how far back lastWord looks, in bytes: what is longer is no abbreviation.
const longestAbbreviation = 24

func lastWord(s string) string {
	if len(s) > longestAbbreviation {
		s = s[len(s)-longestAbbreviation:]
	}
	i := strings.LastIndexFunc(s, func(r rune) bool {
		return r != '.' && r != '\'' && r != '’' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if i < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	return strings.ToLower(s[:end])
}

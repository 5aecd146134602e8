package eval

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var pronouns = set("i we he she they it you who one me us him her them himself herself")

// titles are words that tell two names not apart.
var titles = set(`mr mrs ms miss dr sir dame lord lady sen senator senators rep representative reps gov governor president
vice ex former prof professor judge justice secretary minister prime chancellor mayor the a an of and his her
their its my our said s jr sr republican democratic democrat candidate nominee presidential chairman
chairwoman spokesman spokeswoman spokesperson director chief executive ceo attorney general analyst for in on at to
from with who which`)

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

// nameWords are the words of a name that count: without titles, articles,
// possessives and punctuation, in lower case. A name of titles alone keeps them.
func nameWords(name string) map[string]bool {
	name = strings.ReplaceAll(dropPossessive(strings.ToLower(oneUSA(name))), ".", "")
	all, kept := map[string]bool{}, map[string]bool{}
	for _, w := range splitWords(name) {
		all[w] = true
		if !titles[w] {
			kept[w] = true
		}
	}
	if len(kept) > 0 {
		return kept
	}
	return all
}

// splitWords cuts s into runs of letters and numbers; a hyphen or an
// apostrophe between two such stays.
func splitWords(s string) []string {
	letter := func(r rune) bool { return r != '_' && wordRune(r) }
	rs := []rune(s)
	var out []string
	for i := 0; i < len(rs); i++ {
		if !letter(rs[i]) {
			continue
		}
		k := i
		for k < len(rs) && (letter(rs[k]) || strings.ContainsRune("-'’", rs[k]) && k+1 < len(rs) && letter(rs[k+1]) && letter(rs[k-1])) {
			k++
		}
		out = append(out, string(rs[i:k]))
		i = k
	}
	return out
}

// dropPossessive takes 's from the ends of words.
func dropPossessive(s string) string {
	var b strings.Builder
	rs := []rune(s)
	for i := 0; i < len(rs); i++ {
		if (rs[i] == '\'' || rs[i] == '’') && i+1 < len(rs) && rs[i+1] == 's' && (i+2 == len(rs) || !wordRune(rs[i+2])) {
			i++
			continue
		}
		b.WriteRune(rs[i])
	}
	return b.String()
}

// oneUSA writes U.S., US, U.S.A. and USA as one word.
func oneUSA(s string) string {
	var b strings.Builder
	last := ' '
	for i := 0; i < len(s); {
		if s[i] == 'U' && !wordRune(last) {
			if n := usa(s[i:]); n > 0 {
				b.WriteString("usa")
				last = 'a'
				i += n
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[i : i+n])
		last = r
		i += n
	}
	return b.String()
}

// usa is how long the name of the country is that s begins with, the longest
// that no letter follows; 0: none.
func usa(s string) int {
	for _, form := range []string{"U.S.A.", "U.S.A", "U.S.", "U.S", "U.SA.", "U.SA", "US.A.", "US.A", "US.", "USA.", "USA", "US"} {
		if strings.HasPrefix(s, form) {
			if r, _ := utf8.DecodeRuneInString(s[len(form):]); len(s) == len(form) || !wordRune(r) {
				return len(form)
			}
		}
	}
	return 0
}

func subset(a, b map[string]bool) bool {
	for w := range a {
		if !b[w] {
			return false
		}
	}
	return true
}

// agree reports whether two names may be one person's: the words of one are all
// among those of the other, the prediction having six more at most. A pronoun
// agrees with nothing.
func agree(predicted, marked string) bool {
	if predicted == "" || marked == "" {
		return false
	}
	x, y := nameWords(predicted), nameWords(marked)
	if len(x) == 0 || len(y) == 0 || subset(x, pronouns) || subset(y, pronouns) {
		return false
	}
	return subset(x, y) || subset(y, x) && len(x) <= len(y)+6
}

// holdsName reports whether a predicted name has every word of the full one.
func holdsName(full, predicted string) bool { return subset(nameWords(full), nameWords(predicted)) }

// roleAgrees reports whether half of the marked role's words are in the predicted one.
func roleAgrees(marked, predicted string) bool {
	want, have := roleWords(marked), roleWords(predicted)
	n := 0
	for w := range maps.Keys(want) {
		if have[w] {
			n++
		}
	}
	return 2*n >= len(want)
}

// roleWords are the words of two letters and more.
func roleWords(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !wordRune(r) }) {
		if utf8.RuneCountInString(w) > 1 {
			m[w] = true
		}
	}
	return m
}

// speakerRight says of a marked quote and the predicted one it was matched
// with: whether the mentions are the same, whether the names agree, and
// whether that can be told at all.
func speakerRight(g, p *Quote) (mention, right, known bool) {
	gs, ps := g.Speaker, p.name()
	if gs == "" {
		none := ps == "" && p.Mention == nil
		return none, none, true
	}
	over := g.Mention != nil && p.Mention != nil && min(g.Mention[1], p.Mention[1]) > max(g.Mention[0], p.Mention[0])
	if p.Mention != nil {
		mention = over
	} else {
		mention = agree(ps, gs) || agree(ps, g.Ref)
	}
	if g.Ref != "" {
		return mention, agree(ps, g.Ref), true
	}
	isPronoun := func(s string) bool { return pronouns[strings.ToLower(strings.TrimSpace(s))] }
	if isPronoun(gs) && p.Mention == nil && ps != "" && !isPronoun(ps) {
		return false, false, false // the marks have a pronoun alone, the prediction a name alone
	}
	same := ps != "" && strings.EqualFold(strings.TrimSpace(ps), strings.TrimSpace(gs))
	return mention, over || agree(ps, gs) || same, true
}

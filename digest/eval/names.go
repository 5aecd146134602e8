package eval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

const (
	openMarks     = "“‟«"
	closeMarks    = "”»"
	straightMarks = "\"″"
	edge          = " \t\n\u00a0.,;:!?“‟«”»\"″'‘’`"
)

// doubleMarks returns the stretches between double quotation marks, paragraph
// by paragraph; one left open runs to its paragraph's end.
func doubleMarks(text []rune) [][2]int {
	var out [][2]int
	add := func(a, b int) {
		if slices.ContainsFunc(text[a:b], wordRune) {
			out = append(out, [2]int{a, b})
		}
	}
	open := -1
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] == '\n' {
			if open >= 0 {
				add(open, i)
			}
			open = -1
			continue
		}
		switch c := text[i]; {
		case strings.ContainsRune(openMarks, c):
			if open >= 0 {
				add(open, i)
			}
			open = i + 1
		case strings.ContainsRune(closeMarks, c):
			if open >= 0 {
				add(open, i)
			}
			open = -1
		case strings.ContainsRune(straightMarks, c):
			if open < 0 {
				open = i + 1
			} else {
				add(open, i)
				open = -1
			}
		}
	}
	return out
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' }

func trim(text []rune, a, b int) (int, int) {
	for a < b && strings.ContainsRune(edge, text[a]) {
		a++
	}
	for b > a && strings.ContainsRune(edge, text[b-1]) {
		b--
	}
	return a, b
}

func goldUnits(m *Marked) []unit {
	var out []unit
	for i := range m.Quotes {
		q := &m.Quotes[i]
		if q.Start < q.End {
			out = append(out, unit{q.Start, q.End, q, nil, q.Speech == nil || *q.Speech})
		}
	}
	return ordered(out)
}

func predUnits(preds []Prediction) []unit {
	var out []unit
	for i := range preds {
		for _, p := range preds[i].Parts {
			if p[0] < p[1] {
				out = append(out, unit{p[0], p[1], nil, &preds[i], true})
			}
		}
	}
	return ordered(out)
}

func ordered(us []unit) []unit {
	slices.SortStableFunc(us, func(a, b unit) int {
		if a.s != b.s {
			return a.s - b.s
		}
		return a.e - b.e
	})
	return us
}

// trimmed are the units without blanks and marks at their edges.
func trimmed(text []rune, us []unit) []unit {
	var out []unit
	for _, u := range us {
		if u.s, u.e = trim(text, u.s, u.e); u.s < u.e {
			out = append(out, u)
		}
	}
	return out
}

// markUnits cuts the units to the marked words that they cover, each once: of
// two units over the same words the first that names somebody counts.
func markUnits(text []rune, between [][2]int, us []unit) []unit {
	at := map[[3]int]int{}
	var out []unit
	for _, u := range us {
		from, _ := slices.BinarySearchFunc(between, u.s, func(m [2]int, s int) int { return m[1] - s })
		for _, m := range between[from:] {
			if m[0] >= u.e {
				break
			}
			s, e := trim(text, max(m[0], u.s), max(max(m[0], u.s), min(m[1], u.e)))
			if s >= e || !slices.ContainsFunc(text[s:e], wordRune) {
				continue
			}
			cut := u
			cut.s, cut.e, cut.care = s, e, true
			key := [3]int{m[0], s, e}
			if i, ok := at[key]; !ok {
				at[key] = len(out)
				out = append(out, cut)
			} else if !out[i].named() && u.named() {
				out[i] = cut
			}
		}
	}
	return ordered(out)
}

// rightSpeaker reports whether f names whom g was marked with. known is false
// where nobody could say: g is a pronoun that people left open.
func rightSpeaker(g *Mark, f *Prediction) (ok, known bool) {
	if g.Speaker == nil {
		return f.Speaker == "" && f.Mention == [2]int{}, true
	}
	if g.Ref != "" {
		return agree(f.Speaker, g.Ref), true
	}
	place := f.Mention != [2]int{}
	said := strings.ToLower(strings.TrimSpace(*g.Speaker))
	if pronouns[said] && !place && f.Speaker != "" && !pronouns[strings.ToLower(f.Speaker)] {
		return false, false
	}
	over := place && g.SpeakerStart != nil && g.SpeakerEnd != nil && min(*g.SpeakerEnd, f.Mention[1]) > max(*g.SpeakerStart, f.Mention[0])
	return over || agree(f.Speaker, *g.Speaker) || f.Speaker != "" && strings.EqualFold(strings.TrimSpace(f.Speaker), said), true
}

// mostMore is how many words a name may have beyond the one it is held against.
const mostMore = 6

// agree reports whether the words of one name, without titles, are all among
// those of the other.
func agree(pred, gold string) bool {
	if pred == "" || gold == "" {
		return false
	}
	x, y := nameWords(pred), nameWords(gold)
	if len(x) == 0 || len(y) == 0 || onlyPronouns(x) || onlyPronouns(y) {
		return false
	}
	return subset(x, y) || subset(y, x) && len(x) <= len(y)+mostMore
}

func onlyPronouns(x map[string]bool) bool {
	for w := range x {
		if !pronouns[w] {
			return false
		}
	}
	return true
}

func subset(a, b map[string]bool) bool {
	for w := range a {
		if !b[w] {
			return false
		}
	}
	return true
}

func halfOf(want, have map[string]bool) bool {
	n := 0
	for w := range want {
		if have[w] {
			n++
		}
	}
	return 2*n >= len(want)
}

var (
	unitedStates = regexp.MustCompile(`\bU\.?S\.?(?:A\.?)?(\P{L}|$)`)
	possessives  = regexp.MustCompile(`['’]s\b`)
	nameWord     = regexp.MustCompile(`[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*`)
	longWord     = regexp.MustCompile(`[\p{L}\p{N}_]{2,}`)
)

// nameWords are the words of a name in lower case without titles; all of them
// where nothing else stands in it.
func nameWords(s string) map[string]bool {
	s = possessives.ReplaceAllString(strings.ToLower(unitedStates.ReplaceAllString(s, "usa$1")), "")
	all, kept := map[string]bool{}, map[string]bool{}
	for _, w := range nameWord.FindAllString(strings.ReplaceAll(s, ".", ""), -1) {
		all[w] = true
		if !titles[w] {
			kept[w] = true
		}
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

func roleWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range longWord.FindAllString(strings.ToLower(s), -1) {
		out[w] = true
	}
	return out
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	pronouns = set("i we he she they it you who one me us him her them himself herself")
	titles   = set("mr mrs ms miss dr sir dame lord lady sen senator senators rep representative reps gov governor president vice ex former prof professor judge justice secretary minister prime chancellor mayor the a an of and his her their its my our said s jr sr republican democratic democrat candidate nominee presidential chairman chairwoman spokesman spokeswoman spokesperson director chief executive ceo attorney general analyst for in on at to from with who which")
)

package render

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// An excerpt is one quote and the sentences of it that may be shown. It grows
// by whole units, best first, from nothing to the whole quote.
type excerpt struct {
	sents []sentence
	order [][2]int // units: half-open runs of sents that are shown together or not at all; best first
	level int      // how many units of order are shown
}

// A sentence of a quote, cut to the marks it stands between.
type sentence struct {
	span  text.Span
	piece int // index in Quote.Parts
	words int
}

// newExcerpt parts q into units. One that would be more than MaxPassageWords
// words between two marks is left out for good: the limit is a reader's, and a
// sentence may not be cut. So is one that would be a second passage between
// the same marks: a quote in shreds.
func newExcerpt(f *quote.Found, q quote.Quote) *excerpt {
	e := &excerpt{}
	for piece, part := range q.Parts {
		for _, s := range text.Sentences(part.Of(f.Article.Text)) {
			s = text.Span{Start: s.Start + part.Start, End: s.End + part.Start}
			e.sents = append(e.sents, sentence{s, piece, len(f.Doc.WordsIn(s))})
		}
	}
	t := f.Article.Text
	var units [][2]int
	for i := 0; i < min(len(e.sents), mostSentences); {
		end := i + 1
		for end < len(e.sents) && bound(t, e.sents[end-1], e.sents[end]) {
			end++
		}
		units = append(units, [2]int{i, end})
		i = end
	}
	slices.SortStableFunc(units, func(a, b [2]int) int { return cmp.Compare(e.worth(t, b), e.worth(t, a)) })
	// Best first; one that has no place yet may have it once its neighbour is in.
	for more := true; more; {
		more = false
		for i, unit := range units {
			if grown := append(e.order[:len(e.order):len(e.order)], unit); e.readable(grown) {
				e.order, units, more = grown, slices.Delete(units, i, i+1), true
				break
			}
		}
	}
	return e
}

// mostSentences bounds how many of a quote's sentences are looked at: who
// speaks for longer has said the point before.
const mostSentences = 40

// turns begin a sentence that takes back or narrows what was said before it.
var turns = []string{"but", "however", "yet", "except", "unless", "although", "though", "only", "still", "otherwise"}

// leaning words begin a sentence that adds to another; alone it is worth less.
var leaning = []string{"and", "or", "also", "because", "which", "that's"}

// bound reports whether b may not be left out, nor shown, without a: b turns
// against a, answers a's question, or is the rest of a's sentence behind the
// reporter's "he said,".
func bound(t string, a, b sentence) bool {
	if a.piece != b.piece {
		between := strings.TrimRightFunc(t[a.span.End:b.span.Start], func(r rune) bool {
			return unicode.IsSpace(r) || marks[r] != 0
		})
		return !ended(between)
	}
	return strings.HasSuffix(a.span.Of(t), "?") || slices.Contains(turns, opening(b.span.Of(t)))
}

// ended reports whether s stops where a sentence does.
func ended(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".?!…。？！", r)
}

func opening(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return strings.ToLower(strings.TrimRight(word, ",…."))
}

// Of about so many words a sentence says enough and is read at a glance; a
// longer one takes the room of another voice.
const goodLength = 20

// worth says how much a reader gets from the unit alone, in words.
func (e *excerpt) worth(t string, unit [2]int) float64 {
	total := 0.0
	for _, s := range e.sents[unit[0]:unit[1]] {
		words := s.span.Of(t)
		total += float64(s.words)
		if strings.HasSuffix(words, "?") {
			total -= 4 // an aside more often than a statement
		} else if !ended(words) {
			total -= 2
		}
		if s.words < 5 {
			total -= 4
		}
	}
	if total > goodLength {
		total = goodLength - (total-goodLength)/2
	}
	if unit[0] == 0 {
		total += 2 // who quotes puts the point first
	}
	if slices.Contains(leaning, opening(e.sents[unit[0]].span.Of(t))) {
		total -= 6
	}
	return total
}

// runs are the stretches of sents that the units show, each between two marks
// and with no sentence left out inside.
func (e *excerpt) runs(units [][2]int) [][2]int {
	units = slices.Clone(units)
	slices.SortFunc(units, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	var runs [][2]int
	for _, u := range units {
		for i := u[0]; i < u[1]; i++ {
			if n := len(runs); n > 0 && runs[n-1][1] == i && e.sents[i-1].piece == e.sents[i].piece {
				runs[n-1][1]++
			} else {
				runs = append(runs, [2]int{i, i + 1})
			}
		}
	}
	return runs
}

// readable reports whether the units are one passage a piece, none too long.
func (e *excerpt) readable(units [][2]int) bool {
	last := -1
	for _, r := range e.runs(units) {
		words := 0
		for _, s := range e.sents[r[0]:r[1]] {
			words += s.words
		}
		piece := e.sents[r[0]].piece
		if words > MaxPassageWords || piece == last {
			return false
		}
		last = piece
	}
	return true
}

// passages are what is shown of the quote at its level. A cut is said where
// sentences between the same marks are left out, or between two passages.
func (e *excerpt) passages(f *quote.Found, index int) []Passage {
	t := f.Article.Text
	parts := f.Quotes[index].Parts
	var out []Passage
	runs := e.runs(e.order[:e.level])
	for k, r := range runs {
		first, last := e.sents[r[0]], e.sents[r[1]-1]
		span := text.Span{Start: first.span.Start, End: last.span.End}
		p := Passage{Text: span.Of(t), Span: span, Quote: index}
		p.Open, p.Close = marksAround(t, parts[first.piece])
		p.CutBefore = k == 0 && r[0] > 0 && e.sents[r[0]-1].piece == first.piece
		if k+1 < len(runs) {
			p.CutAfter = runs[k+1][0] != r[1]
		} else {
			p.CutAfter = r[1] < len(e.sents) && e.sents[r[1]].piece == last.piece
		}
		out = append(out, p)
	}
	return out
}

// marks pairs the quotation marks that open with those that close.
var marks = map[rune]rune{
	'“': '”', '"': '"', '‘': '’', '«': '»', '‹': '›', '„': '“', '‚': '‘', '「': '」', '『': '』', '《': '》', '〈': '〉', '＂': '＂', '”': '”', '»': '«', '\'': '\'',
}

// marksAround returns the marks that the article has around part, or the usual
// ones where it has none that pair.
func marksAround(t string, part text.Span) (open, closing string) {
	before, _ := utf8.DecodeLastRuneInString(t[:part.Start])
	after, _ := utf8.DecodeRuneInString(t[part.End:])
	pair, known := marks[before]
	switch {
	case !known:
		return "“", "”"
	case before == '„' && after == '”':
		pair = after // Polish and Hungarian close so
	}
	return string(before), string(pair)
}

package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// A Doc is a text with its parts. Paragraphs hold sentences, sentences hold
// words; each list is in order and its spans do not overlap.
type Doc struct {
	Text       string
	Paragraphs []Span
	Sentences  []Span
	Words      []Span // runs of letters and digits: no blanks, no punctuation
}

// Parse finds the parts of t. An empty text has none.
func Parse(t string) *Doc {
	d := &Doc{Text: t, Paragraphs: Paragraphs(t)}
	d.Sentences = sentencesOf(t, d.Paragraphs)
	d.Words = Words(t)
	return d
}

// SentenceAt returns the sentence that holds the byte offset, or an empty Span.
func (d *Doc) SentenceAt(offset int) Span { return spanAt(d.Sentences, offset) }

// ParagraphAt returns the paragraph that holds the byte offset, or an empty Span.
func (d *Doc) ParagraphAt(offset int) Span { return spanAt(d.Paragraphs, offset) }

// WordsIn returns the words that lie inside s.
func (d *Doc) WordsIn(s Span) []Span {
	from, to := Within(d.Words, s)
	return d.Words[from:to]
}

func spanAt(spans []Span, offset int) Span {
	if i := At(spans, offset); i >= 0 {
		return spans[i]
	}
	return Span{}
}

// Paragraphs returns the blocks of t, without the white space around them. A
// line is a paragraph of its own, unless the text is hard-wrapped: then blank
// lines part the paragraphs.
func Paragraphs(t string) []Span {
	var lines []Span
	for start := 0; start < len(t); {
		end, next := lineEnd(t, start)
		lines = append(lines, trim(t, Span{start, end}))
		start = next
	}
	if wrapped(t, lines) {
		lines = joinWrapped(lines)
	}
	out := lines[:0]
	for _, l := range lines {
		if !l.Empty() {
			out = append(out, l)
		}
	}
	return out
}

// lineEnd returns the end of the line that starts at start, and where the next one starts.
func lineEnd(t string, start int) (end, next int) {
	i := lineBreak(t[start:])
	if i < 0 {
		return len(t), len(t)
	}
	end = start + i
	_, size := utf8.DecodeRuneInString(t[end:])
	if strings.HasPrefix(t[end:], "\r\n") {
		size = 2
	}
	return end, end + size
}

// lineBreak is where the first of the runes that end a line stands in s, in
// bytes, or -1: \n \v \f \r, U+0085, U+2028, U+2029.
func lineBreak(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '\n' && c <= '\r',
			c == 0xC2 && strings.HasPrefix(s[i:], "\u0085"),
			c == 0xE2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return i
		}
	}
	return -1
}

// A hard-wrapped text has lines of an e-mail's width, most of which stop
// without the end of a sentence while the next line goes on.
const (
	wrapShortest = 40
	wrapLongest  = 100
)

func wrapped(t string, lines []Span) bool {
	goesOn, inner, blank := 0, 0, false
	for i, l := range lines {
		if l.Empty() {
			blank = true
			continue
		}
		if l.Len() > wrapLongest {
			return false
		}
		if i+1 == len(lines) || lines[i+1].Empty() {
			continue // the last line of a block may be short
		}
		inner++
		if l.Len() >= wrapShortest && !endsSentence(t, l) {
			goesOn++
		}
	}
	return (blank || inner >= 3) && inner > 0 && goesOn*2 > inner
}

func endsSentence(t string, s Span) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s.Of(t), isClose))
	return strings.ContainsRune(".?!…:。？！", r)
}

func joinWrapped(lines []Span) []Span {
	var out []Span
	open := false
	for _, l := range lines {
		switch {
		case l.Empty():
			open = false
		case open:
			out[len(out)-1].End = l.End
		default:
			out = append(out, l)
			open = true
		}
	}
	return out
}

func trim(t string, s Span) Span {
	body := strings.TrimRightFunc(s.Of(t), unicode.IsSpace)
	s.End = s.Start + len(body)
	s.Start = s.End - len(strings.TrimLeftFunc(body, unicode.IsSpace))
	return s
}

// Words returns the words of t by the Unicode word rules (UAX #29): letters,
// digits, and the marks inside them ("don't", "3.5"). Hyphens part words.
func Words(t string) []Span {
	out := make([]Span, 0, len(t)/6)
	for it := words.FromString(t); it.Next(); {
		r, _ := utf8.DecodeRuneInString(it.Value())
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			out = append(out, Span{it.Start(), it.End()})
		}
	}
	return out
}

// Sentences returns the sentences of t, without the white space between them.
// Paragraphs end sentences. The Unicode rules (UAX #29) propose the borders;
// those after an abbreviation, an initial, or a quotation that its sentence
// goes on after (“Why?” he asked.) are taken back.
func Sentences(t string) []Span { return sentencesOf(t, Paragraphs(t)) }

func sentencesOf(t string, paragraphs []Span) []Span {
	out := make([]Span, 0, len(t)/100+1)
	for _, p := range paragraphs {
		body := p.Of(t)
		if lineBreak(body) >= 0 {
			body = oneLine(body)
		}
		first := len(out)
		for it := sentences.FromString(body); it.Next(); {
			s := trim(t, Span{p.Start + it.Start(), p.Start + it.End()})
			if s.Empty() {
				continue
			}
			if n := len(out); n > first && !borderAfter(t, out[n-1], s) {
				out[n-1].End = s.End
				continue
			} else if n > first && s.Start == out[n-1].End {
				// No blank parts them, as in Japanese: what opens stands with what it opens.
				before := strings.TrimRightFunc(out[n-1].Of(t), opensOnly)
				if before != "" {
					out[n-1].End = out[n-1].Start + len(before)
					s.Start = out[n-1].End
				}
			}
			out = append(out, s)
		}
	}
	return out
}

// oneLine blanks the line ends of a hard-wrapped paragraph, byte for byte.
func oneLine(s string) string {
	b := []byte(s)
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) && r != utf8.RuneError {
			for k := range size {
				b[i+k] = ' '
			}
		}
		i += size
	}
	return string(b)
}

package render

import (
	"sort"
	"strings"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// A size is what a reader has to read.
type size struct{ words, chars, passages int }

// fits reports whether the post, as it is now, keeps the limits.
func (a *arranger) fits() bool {
	s := a.measure(a.post())
	return s.words <= MaxWords-controlWords && s.chars <= MaxChars-controlChars && s.passages <= MaxPassages
}

// measure counts p as Text shows it.
func (a *arranger) measure(p Post) size {
	var total size
	for _, l := range textLines(p) {
		n, known := a.sizes[l]
		if !known {
			n = size{words: len(text.Words(l)), chars: utf8.RuneCountInString(l) + 1}
			a.sizes[l] = n
		}
		total.words += n.words
		total.chars += n.chars
	}
	total.passages = strings.Count(p.Headline, "“")
	for _, q := range p.passages() {
		if q.Quoted() {
			total.passages++
		} else {
			total.passages += len(a.markedIn(q.Span))
		}
	}
	return total
}

// markedIn returns the quotations between marks that overlap span.
func (a *arranger) markedIn(span text.Span) []text.Span {
	from := sort.Search(len(a.marked), func(i int) bool { return a.marked[i].End > span.Start })
	to := sort.Search(len(a.marked), func(i int) bool { return a.marked[i].Start >= span.End })
	return a.marked[from:max(from, to)]
}

// marked reports whether a quotation mark stands before part.
func marked(t string, part text.Span) bool {
	r, _ := utf8.DecodeLastRuneInString(t[:part.Start])
	return marks[r] != 0
}

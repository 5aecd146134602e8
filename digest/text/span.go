// Package text finds the paragraphs, sentences and words of a plain text.
//
// Everything it returns is a [Span]: byte offsets into the text that was
// given, half-open. The text is never trimmed, normalised or copied, so that
// whatever is shown later can be cut from the source itself. Any bytes may
// come in, valid UTF-8 or not; spans always lie inside the text, in order, and
// do not overlap.
//
//	doc := text.Parse("Mr. Bean left. “Why?” he asked.")
//	for _, s := range doc.Sentences {
//		fmt.Println(s.Of(doc.Text))
//	}
package text

// A Span is a place in a text: byte offsets, end exclusive. The zero Span is
// empty and stands for "nowhere" in optional fields.
type Span struct{ Start, End int }

// Of cuts the span's words from t, the text that the span was made for.
func (s Span) Of(t string) string { return t[s.Start:s.End] }

// Len is the span's length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte or more.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Within returns the run of spans that lie wholly inside outer, as a half-open
// range of indexes. Spans must be in order and must not overlap.
func Within(spans []Span, outer Span) (from, to int) {
	from = search(spans, func(s Span) bool { return s.Start >= outer.Start })
	to = search(spans, func(s Span) bool { return s.End > outer.End })
	return from, max(from, to)
}

// At returns the index of the span that holds the byte offset, or -1. Spans
// must be in order and must not overlap.
func At(spans []Span, offset int) int {
	i := search(spans, func(s Span) bool { return s.End > offset })
	if i < len(spans) && spans[i].Start <= offset {
		return i
	}
	return -1
}

func search(spans []Span, after func(Span) bool) int {
	lo, hi := 0, len(spans)
	for lo < hi {
		if mid := (lo + hi) / 2; after(spans[mid]) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

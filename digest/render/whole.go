package render

import "newsdigest/digest/quote"

// Whole is the quote with that index in f.Quotes, uncut, a passage a piece. An
// indirect one stands between no marks.
func Whole(f *quote.Found, index int) []Passage {
	q := f.Quotes[index]
	out := make([]Passage, 0, len(q.Parts))
	for _, part := range q.Parts {
		p := Passage{Text: part.Of(f.Article.Text), Span: part, Quote: index}
		if q.Kind != quote.Indirect {
			p.Open, p.Close = marksAround(f.Article.Text, part)
		}
		out = append(out, p)
	}
	return out
}

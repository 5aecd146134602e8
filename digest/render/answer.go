package render

import "newsdigest/digest"

// An Answer is a digest.Answer arranged for reading.
type Answer struct {
	Said    bool      `json:"said"` // false: the article does not say
	Short   string    `json:"short,omitempty"`
	Cited   []Passage `json:"cited,omitempty"`   // best first
	Nearest *Passage  `json:"nearest,omitempty"` // where the article does not say
}

// ArrangeAnswer arranges what d's article answers.
func ArrangeAnswer(d *digest.Digest, a digest.Answer) Answer {
	out := Answer{Said: a.Answered(), Short: a.Short.Of(d.Article.Text)}
	for _, c := range a.Citations {
		out.Cited = append(out.Cited, Passage{Text: c.Of(d.Article.Text), Span: c})
	}
	if !out.Said && !a.Nearest.Empty() {
		out.Nearest = &Passage{Text: a.Nearest.Of(d.Article.Text), Span: a.Nearest}
	}
	return out
}

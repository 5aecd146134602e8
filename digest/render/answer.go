package render

import "newsdigest/digest"

// NotSaid is shown where an article does not answer a question.
const NotSaid = "The article does not say."

// NearestLabel stands above the passage that is nearest to a question the
// article does not answer.
const NearestLabel = "The nearest passage:"

// An Answer is a digest.Answer arranged for reading.
type Answer struct {
	Said    bool      `json:"said"` // false: the article does not say
	Short   string    `json:"short,omitempty"`
	URL     string    `json:"url,omitempty"`     // the article; empty: none
	Cited   []Passage `json:"cited,omitempty"`   // best first
	Nearest *Passage  `json:"nearest,omitempty"` // where the article does not say
}

// ArrangeAnswer arranges what d's article answers: the citations that the
// answer rests on. The next best places would only distract a reader.
func ArrangeAnswer(d *digest.Digest, a digest.Answer) Answer {
	t := d.Article.Text
	out := Answer{Said: a.Answered(), Short: a.Short.Of(t), URL: webURL(d.Article.URL)}
	for _, c := range a.Rest() {
		out.Cited = append(out.Cited, Passage{Text: c.Of(t), Span: c, Quote: -1})
	}
	if !out.Said && !a.Nearest.Empty() {
		out.Nearest = &Passage{Text: a.Nearest.Of(t), Span: a.Nearest, Quote: -1}
	}
	return out
}

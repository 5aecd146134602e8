// Package answer answers questions about one article with its own words, or
// says that the article does not say.
//
//	asker := answer.New(found)
//	first := asker.Ask("What did Macron say?", nil)
//	then := asker.Ask("And Rutte?", []answer.Turn{{Question: "What did Macron say?", Answer: first}})
package answer

import (
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// Limits of what an answer cites, in words.
const (
	MaxCitationWords = 60
	MaxAnswerWords   = 90 // all citations of an answer together
)

// An Answer cites the words it rests on. All spans index Article.Text in bytes.
type Answer struct {
	Question  string
	Citations []text.Span // best first; empty: the article does not say
	Nearest   text.Span   // where it does not say: the nearest passage; empty where no passage is near
	Short     text.Span   // the few words that answer, inside a citation; empty: none surer than the citation
	Score     float64     // how sure, 0 to 1
}

// Answered reports whether the article says.
func (a Answer) Answered() bool { return len(a.Citations) > 0 }

// A Turn is an earlier question of the same conversation and what was answered.
type Turn struct {
	Question string
	Answer   Answer
}

// An Asker answers questions about one article. It may be used by many goroutines.
type Asker struct{ found *quote.Found }

// New prepares an article for questions.
func New(f *quote.Found) *Asker { return &Asker{found: f} }

// Ask answers one question; earlier holds the conversation's turns before it, oldest first.
func (a *Asker) Ask(question string, earlier []Turn) Answer { return Answer{Question: question} }

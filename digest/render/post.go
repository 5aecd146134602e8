// Package render shows a Digest to a reader: as text, Markdown, HTML and the
// JSON of the contract. The rules on how words are shown live here, once, in
// [Arrange]; a chat service's adapter draws the [Post] that it makes and
// decides nothing about words.
package render

import (
	"time"

	"newsdigest/digest"
	"newsdigest/digest/text"
)

// Limits of a story's post, as the design sets them.
const (
	MaxWords        = 220  // of a post, labels included
	MaxChars        = 1500 // code points to read
	MaxPassages     = 6    // quoted passages
	MaxPassageWords = 45   // of one quoted passage
)

// A Passage is words of the article as they stand there: an unbroken string
// that a reader's search finds.
type Passage struct {
	Text     string    `json:"text"`
	Span     text.Span `json:"span"`                // bytes of Article.Text
	Quoted   bool      `json:"quoted,omitempty"`    // shown between quotation marks of its own
	CutAfter bool      `json:"cut_after,omitempty"` // whole sentences were left out here: "[…]" outside the marks
}

// A Speech is what one speaker is quoted with.
type Speech struct {
	Who      string    `json:"who,omitempty"` // empty: the article names nobody surely enough
	Role     string    `json:"role,omitempty"`
	On       string    `json:"on,omitempty"`   // the topic, where the speaker is quoted on several: "Japan"
	When     string    `json:"when,omitempty"` // the article's words
	Passages []Passage `json:"passages"`
}

// A Reaction is a line on what somebody does about the main actor's words.
type Reaction struct {
	Who      string    `json:"who,omitempty"` // empty: Words is a clause that names who itself
	Role     string    `json:"role,omitempty"`
	On       string    `json:"on,omitempty"`
	When     string    `json:"when,omitempty"`
	Words    *Passage  `json:"words,omitempty"` // the reporter's words that tell it; nil: the quotation is enough
	Passages []Passage `json:"passages,omitempty"`
}

// A Source is where the story is from.
type Source struct {
	Outlet    string    `json:"outlet,omitempty"`
	URL       string    `json:"url,omitempty"`
	Published time.Time `json:"published,omitzero"` // zero: shown as undated
}

// A Post is a Digest arranged for reading, within the limits above.
type Post struct {
	Headline  string     `json:"headline"` // never reworded, never cut inside
	URL       string     `json:"url,omitempty"`
	Summary   []Passage  `json:"summary,omitempty"`
	Quotes    []Speech   `json:"quotes,omitempty"`
	Reactions []Reaction `json:"reactions,omitempty"` // answers to the main actor
	Earlier   []Reaction `json:"earlier,omitempty"`   // what had been said before; each with When
	Sources   []Source   `json:"sources"`
	Shown     int        `json:"shown"` // quotes shown
	All       int        `json:"all"`   // quotes the article holds, indirect ones left out
}

// Arrange makes the Post of d.
func Arrange(d *digest.Digest) Post {
	return Post{
		Headline: d.HeadlineText(),
		URL:      d.Article.URL,
		Sources:  []Source{{Outlet: d.Article.Outlet, URL: d.Article.URL, Published: d.Article.Published}},
	}
}

// Package render shows a Digest to a reader: as text, Markdown, HTML and the
// JSON of the contract.
//
// The rules on how words are shown live here, once, in [Arrange]; a chat
// service's adapter draws the [Post] that it makes and decides nothing about
// words. What a Post holds is the article's words as they stand there, hostile
// ones included: [Text], [Markdown] and [HTML] escape them, each for its own
// surface, and an adapter escapes them for its service.
//
//	p := render.Arrange(d)
//	fmt.Print(render.Text(p))
package render

import (
	"time"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// Limits of a story's post, as the design sets them.
const (
	MaxWords        = 220  // of a post, labels included
	MaxChars        = 1500 // code points to read
	MaxPassages     = 6    // quoted passages
	MaxPassageWords = 45   // of one quoted passage
)

// Cut shows that whole sentences were left out. It stands outside quotation marks.
const Cut = "[…]"

// A Passage is words of the article as they stand there: an unbroken string
// that a reader's search finds.
type Passage struct {
	Text      string    `json:"text"`
	Span      text.Span `json:"span"`                 // bytes of Article.Text
	Open      string    `json:"open,omitempty"`       // the quotation marks around the words, as the article
	Close     string    `json:"close,omitempty"`      // has them; empty: not shown between marks
	Quote     int       `json:"quote"`                // index in Found.Quotes of the quote it is a piece of; -1: of none
	CutBefore bool      `json:"cut_before,omitempty"` // sentences between the same marks were left out before it
	CutAfter  bool      `json:"cut_after,omitempty"`  // sentences were left out after it
}

// Quoted reports whether the passage is shown between quotation marks of its own.
func (p Passage) Quoted() bool { return p.Open != "" }

// Shown is the passage with its marks and cuts, not escaped: “We are loyal.” […]
func (p Passage) Shown() string {
	s := p.Open + p.Text + p.Close
	if p.CutBefore {
		s = Cut + " " + s
	}
	if p.CutAfter {
		s += " " + Cut
	}
	return s
}

// Lines parts passages into those that are read as one: the pieces of one quote.
func Lines(passages []Passage) [][]Passage {
	var lines [][]Passage
	for i, p := range passages {
		if i > 0 && p.Quote >= 0 && p.Quote == passages[i-1].Quote {
			lines[len(lines)-1] = append(lines[len(lines)-1], p)
			continue
		}
		lines = append(lines, []Passage{p})
	}
	return lines
}

// A Speech is what one speaker is quoted with. Those of one speaker stand
// together in Post.Quotes; who is speaking is shown above the first.
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
	Headline  string     `json:"headline"` // never reworded, never cut inside; see Title
	URL       string     `json:"url,omitempty"`
	Language  string     `json:"language,omitempty"` // BCP 47; empty: not known
	Summary   []Passage  `json:"summary,omitempty"`
	Quotes    []Speech   `json:"quotes,omitempty"`
	Reactions []Reaction `json:"reactions,omitempty"` // answers to the main actor
	Earlier   []Reaction `json:"earlier,omitempty"`   // what had been said before; in runs of one When
	Sources   []Source   `json:"sources"`
	Shown     int        `json:"shown"` // quotes shown
	All       int        `json:"all"`   // quotes the article holds, indirect ones left out
	More      int        `json:"more"`  // reactions the article holds that are not shown
}

// Untitled stands where an article has no words that can head it.
const Untitled = "Untitled"

// Title is the headline, or Untitled where there is none.
func (p Post) Title() string {
	if p.Headline == "" {
		return Untitled
	}
	return p.Headline
}

// ReactionsHeading stands above the answers to the main actor.
const ReactionsHeading = "Reactions"

// Unclear stands in the place of a speaker whom the article does not name surely enough.
const Unclear = "Speaker unclear"

// NewSpeaker reports whether list[i] is somebody else's than the one before
// it, so that who speaks is to be shown above it.
func NewSpeaker(list []Speech, i int) bool {
	return i == 0 || list[i].Who != list[i-1].Who || list[i].Role != list[i-1].Role
}

// NewWhen reports whether list[i] is of another time than the one before it,
// so that EarlierHeading is to be shown above it.
func NewWhen(list []Reaction, i int) bool {
	return i == 0 || EarlierHeading(list[i].When) != EarlierHeading(list[i-1].When)
}

// EarlierHeading is what stands above earlier reactions: the article's words
// for the time with their first letter upper-cased, "Earlier on Thursday".
func EarlierHeading(when string) string {
	if when == "" {
		return "Earlier"
	}
	return upperFirst(when)
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if !unicode.IsLower(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

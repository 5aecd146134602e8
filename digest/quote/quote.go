// Package quote finds who said what in an article, and who answers whom.
//
// A [Quote] is spans of the article: its words are cut out, never copied, so
// they cannot differ from the source. A [Speaker] is somebody the article
// names near the words, or nil: a missing name is a smaller fault than a wrong
// one. A [Reaction] says what somebody does about the main actor's words.
//
//	f := quote.Find(a, quote.Options{})
//	for _, q := range f.Quotes {
//		fmt.Println(q.Words(a), q.Speaker)
//	}
//
// All spans are byte offsets into Article.Text.
package quote

import (
	"strings"

	"newsdigest/digest/article"
	"newsdigest/digest/text"
)

// A Kind says how the article gives the words.
type Kind int

const (
	Direct   Kind = iota // between marks, at least a clause
	Split                // direct, in several pieces with the reporter's words between them
	Partial              // between marks, a fragment inside the reporter's sentence
	Indirect             // reported without marks
)

var kindNames = [...]string{"direct", "split", "partial", "indirect"}

func (k Kind) String() string { return kindNames[k] }

// MarshalText writes the word of the JSON contract.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Quote is words that the article gives as somebody's.
type Quote struct {
	Parts      []text.Span // inside the quotation marks; in order; at least one
	Kind       Kind
	Within     int       // index in Found.Quotes of the Indirect quote whose clause a Partial stands in; -1: none
	Speaker    *Speaker  // nil: the article names nobody, or not surely enough
	Verb       text.Span // the cue, "said"; empty: none
	When       text.Span // "earlier on Thursday"; empty: not said
	Topic      text.Span // the name that tells what these words are about, where their speaker speaks of several things ("Japan"); empty: none needed
	Key        bool      // one of the few that a digest shows
	Confidence float64   // that the speaker is right, 0 to 1; given also where Speaker is nil, as the best guess's
	Rule       string    // which rule decided about the speaker, for --explain
}

// Span is the whole stretch from the first part to the last.
func (q Quote) Span() text.Span {
	return text.Span{Start: q.Parts[0].Start, End: q.Parts[len(q.Parts)-1].End}
}

// Words are the quote's own words, its parts joined by a blank.
func (q Quote) Words(a article.Article) string {
	if len(q.Parts) == 1 {
		return q.Parts[0].Of(a.Text)
	}
	parts := make([]string, len(q.Parts))
	for i, p := range q.Parts {
		parts[i] = p.Of(a.Text)
	}
	return strings.Join(parts, " ")
}

// A Speaker is whose words a quote holds. Name and Role stand in the article
// word for word.
type Speaker struct {
	Name    string    // the fullest name the article gives; for an unnamed source its words
	Named   bool      // false: "a senior official"
	Role    string    // "NATO Secretary General"; empty: not said
	Mention text.Span // the words near the quote that say who speaks: "he", "Rutte"
}

// A Person is somebody, or a body, that the article names.
type Person struct {
	Name     string
	Role     string
	Aliases  []string    // other names the article uses: "Rutte"
	Mentions []text.Span // by name or alias, in order
}

// A ReactionKind says what somebody does about the main actor's words.
type ReactionKind int

const (
	Responds ReactionKind = iota
	Disputes
	Supports
	Declines   // to comment
	NoResponse // asked, and had not answered
	Refers     // points to others' words
	Earlier    // had spoken before the main actor did
)

var reactionNames = [...]string{"responds", "disputes", "supports", "declines", "no_response", "refers", "earlier"}

func (k ReactionKind) String() string { return reactionNames[k] }

// MarshalText writes the word of the JSON contract.
func (k ReactionKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Reaction is what a person or body does about the main actor's words.
type Reaction struct {
	By     Speaker
	To     string    // the main actor's name; "" where the article has none
	About  text.Span // the statement it answers; empty: not told apart
	Topic  text.Span // as Quote.Topic, of that statement
	When   text.Span // empty: not said
	Kind   ReactionKind
	At     text.Span // the words that show it
	Quotes []int     // indexes in Found.Quotes of what was said in it; may be nil
	Rule   string    // which words decided, for --explain
	told   bool      // the article itself says that they answer, or do not
}

// Options steer what is found. The zero value is the usual one.
type Options struct {
	People []string // names whose quotes are always key
	Line   float64  // how sure a speaker must be to be named, 0 to 1; 0: the usual 0.5
}

// Found is what an article holds. Quotes are in the order of their first words.
type Found struct {
	Article   article.Article
	Doc       *text.Doc
	Quotes    []Quote
	Reactions []Reaction
	People    []Person
	Actor     *Speaker  // whose words or act the article is about; nil: nobody's
	Act       text.Span // the sentence that first tells it; empty where Actor is nil
	Heading   text.Span // the first line, where it heads a text whose title is not given apart; else empty
}

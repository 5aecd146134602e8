package discord

import (
	"encoding/json"
	"strconv"
	"strings"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// Types of components: https://docs.discord.com/developers/components/reference
const (
	rowOf     = 1
	aButton   = 2
	aSelect   = 3
	textInput = 4
	labelled  = 18
)

// Looks of buttons, and of fields for text.
const (
	mainButton  = 1
	quietButton = 2
	oneLine     = 1
	paragraph   = 2
)

// Limits of components, in characters.
const (
	maxCustom      = 100
	maxOption      = 100 // of an option's label and value
	maxOptions     = 25
	maxPlaceholder = 100 // of a field; a select's may be longer
)

// maxWrongly is how long may be said what is wrong with a quote: ours.
const maxWrongly = 1000

// A part is a component of a message or a form, as it is sent and as it comes back.
type part struct {
	Type        int      `json:"type"`
	Custom      string   `json:"custom_id,omitempty"`
	Style       int      `json:"style,omitempty"`
	Label       string   `json:"label,omitempty"`
	Description string   `json:"description,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
	Options     []choice `json:"options,omitempty"`
	Required    *bool    `json:"required,omitempty"`
	MaxLength   int      `json:"max_length,omitempty"`
	Component   *part    `json:"component,omitempty"`
	Components  []part   `json:"components,omitempty"`

	// As it comes back:
	Value  string   `json:"value,omitempty"`
	Values []string `json:"values,omitempty"`
}

// A choice is one of a select's options.
type choice struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// A form is asked to be filled in.
type form struct {
	Custom     string `json:"custom_id"`
	Title      string `json:"title"`
	Components []part `json:"components"`
}

// filled are the values of a form's fields, by their names, wherever they stand.
func filled(list []part) map[string]string {
	out := map[string]string{}
	for _, p := range list {
		if p.Component != nil {
			p.Components = append(p.Components, *p.Component)
		}
		for name, v := range filled(p.Components) {
			out[name] = v
		}
		if p.Custom != "" {
			out[p.Custom] = p.Value
			if len(p.Values) > 0 {
				out[p.Custom] = p.Values[0]
			}
		}
	}
	return out
}

// UnmarshalJSON reads a component, and leaves out what is not known of it: a
// later Discord may give a field another type.
func (p *part) UnmarshalJSON(b []byte) error {
	type plainPart part
	_ = json.Unmarshal(b, (*plainPart)(p)) // an error leaves the fields it got to
	return nil
}

// What our buttons, selects and forms do, before the colons of their names.
const (
	doAsk    = "ask"    // a button: a story; a form: where it stands, and a story
	doQuotes = "quotes" // a story
	doWrong  = "wrong"  // a story
	doPage   = "page"   // of all quotes: the first that is shown, and a story
	doShow   = "show"   // one of a list
	doPost   = "post"   // a story; none: all of a list
	doAnswer = "answer" // posts an answer: where the story stands, and the story
)

// Names of our forms' fields.
const (
	fieldWords = "words"
	fieldQuote = "quote"
)

// custom is a component's name; empty: it would be too long.
func custom(words ...string) string {
	if s := strings.Join(words, ":"); len(s) <= maxCustom {
		return s
	}
	return ""
}

// row is a row of components; those without a name are left out.
func row(list ...part) []part {
	var kept []part
	for _, p := range list {
		if p.Custom != "" {
			kept = append(kept, p)
		}
	}
	if kept == nil {
		return nil
	}
	return []part{{Type: rowOf, Components: kept}}
}

func button(label string, words ...string) part {
	return part{Type: aButton, Style: quietButton, Label: label, Custom: custom(words...)}
}

// storyButtons stand under a story's message.
func storyButtons(id bot.StoryID) []part {
	return row(button("Ask", doAsk, string(id)), button("All quotes", doQuotes, string(id)), button("Wrong quote?", doWrong, string(id)))
}

func field(label, about string, p part) part {
	return part{Type: labelled, Label: label, Description: about, Component: &p}
}

func askForm(root string, id bot.StoryID) form {
	return form{Custom: custom(doAsk, root, string(id)), Title: "Ask about the story", Components: []part{
		field("Your question", "It is answered with the article's own words.",
			part{Type: textInput, Custom: fieldWords, Style: oneLine, Placeholder: "Who responded, and how?", Required: new(true), MaxLength: maxQuestion}),
	}}
}

// wrongForm lets a person say which quote is wrong, and why. Without a list it
// is said in words.
func wrongForm(id bot.StoryID, l *bot.QuoteList) form {
	f := form{Custom: custom(doWrong, string(id)), Title: "Wrong quote?"}
	if l != nil {
		var options []choice
		for i, q := range l.Quotes {
			if len(options) == maxOptions-1 {
				break
			}
			options = append(options, choice{label(q.Header() + ": " + shownWords(q)), strconv.Itoa(i)})
		}
		options = append(options, choice{"Something else", "-1"})
		f.Components = append(f.Components, field("Which quote?", "Those who run newsdigest are told, with your name.",
			part{Type: aSelect, Custom: fieldQuote, Placeholder: "Choose a quote", Options: options, Required: new(true)}))
	}
	about := ""
	if l == nil {
		about = "Those who run newsdigest are told, with your name."
	}
	f.Components = append(f.Components, field("What is wrong?", about,
		part{Type: textInput, Custom: fieldWords, Style: paragraph, Placeholder: "Somebody else said it", Required: new(l == nil), MaxLength: maxWrongly}))
	return f
}

// label is words as an option's.
func label(words string) string {
	if s := fit(strings.Join(strings.Fields(plain(words)), " "), maxOption); s != "" {
		return s
	}
	return render.Untitled
}

func shownWords(q render.Speech) string {
	var out []string
	for _, p := range q.Passages {
		out = append(out, p.Shown())
	}
	return strings.Join(out, " ")
}

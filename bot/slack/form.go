package slack

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// Limits of forms and their parts, in characters.
// https://docs.slack.dev/reference/views/modal-views and
// https://docs.slack.dev/reference/block-kit
const (
	maxOption   = 75 // an option's text
	maxOptions  = 100
	maxValue    = 2000 // a button's
	maxAsked    = 500  // of a question in a form: ours
	maxWrongly  = 1000 // of what is wrong with a quote: ours
	maxA11y     = 75   // a button's accessibility label
	maxSection  = 3000
	maxViewSize = maxTotal // of a form's blocks, as JSON: as of a message's
)

// A formNote is what a form remembers of where it was opened.
type formNote struct {
	Channel  string `json:"c"`           // id
	Root     string `json:"r"`           // the story's message, or what stands in its place
	Story    string `json:"s"`           //
	Question string `json:"q,omitempty"` // on a button that posts an answer
}

func (n formNote) encode() string {
	b, err := json.Marshal(n)
	if err != nil {
		panic(err) // unreachable: it holds strings
	}
	return string(b)
}

// Names of the parts of our forms.
const (
	blockWords = "words"
	fieldWords = "words"
	blockQuote = "quote"
	fieldQuote = "quote"
)

// label is words as plain text of at most n characters.
func label(words string, n int) *slackapi.TextBlockObject {
	no := false
	return &slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: short(words, n), Emoji: &no}
}

// short is words in at most n characters, cut behind a word where it can be.
func short(words string, n int) string {
	// What stands further back is not shown: it need not be looked at.
	if reach := 16 * (n + 1); len(words) > reach {
		words = strings.ToValidUTF8(words[:reach], "") + strings.Repeat(" …", n)
	}
	words = strings.Join(strings.Fields(render.Plain(words)), " ")
	if utf8.RuneCountInString(words) <= n {
		return words
	}
	cut := string([]rune(words)[:n-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimSpace(cut) + "…"
}

func askForm(n formNote) slackapi.ModalViewRequest {
	input := slackapi.NewPlainTextInputBlockElement(label("Who responded, and how?", 150), fieldWords)
	input.MaxLength = maxAsked
	block := slackapi.NewInputBlock(blockWords, label("Your question", maxSection), label("The answer is posted in the story's thread, for everybody, with the article's own words.", maxSection), input)
	return slackapi.ModalViewRequest{
		Type: slackapi.VTModal, CallbackID: formAsk, PrivateMetadata: n.encode(),
		Title: label("Ask about the story", 24), Submit: label("Ask", 24), Close: label("Cancel", 24),
		Blocks: slackapi.Blocks{BlockSet: []slackapi.Block{block}},
	}
}

// wrongForm lets a person say which quote is wrong, and why.
func wrongForm(n formNote, l bot.QuoteList) slackapi.ModalViewRequest {
	var options []*slackapi.OptionBlockObject
	for i, q := range l.Quotes {
		if len(options) == maxOptions-1 {
			break
		}
		options = append(options, slackapi.NewOptionBlockObject(strconv.Itoa(i), label(q.Header()+": "+shownWords(q), maxOption), nil))
	}
	options = append(options, slackapi.NewOptionBlockObject("-1", label("Something else", maxOption), nil))
	choose := slackapi.NewOptionsSelectBlockElement(slackapi.OptTypeStatic, label("Choose a quote", 150), fieldQuote, options...)
	why := slackapi.NewPlainTextInputBlockElement(label("Somebody else said it", 150), fieldWords)
	why.Multiline, why.MaxLength = true, maxWrongly
	said := slackapi.NewInputBlock(blockWords, label("What is wrong?", maxSection), nil, why)
	said.Optional = true
	return slackapi.ModalViewRequest{
		Type: slackapi.VTModal, CallbackID: formWrong, PrivateMetadata: n.encode(),
		Title: label("Wrong quote?", 24), Submit: label("Report", 24), Close: label("Cancel", 24),
		Blocks: slackapi.Blocks{BlockSet: []slackapi.Block{
			slackapi.NewInputBlock(blockQuote, label("Which quote?", maxSection), label("Those who run newsdigest are told, with your name.", maxSection), choose),
			said,
		}},
	}
}

func shownWords(q render.Speech) string {
	var out []string
	for _, p := range q.Passages {
		out = append(out, p.Shown())
	}
	return strings.Join(out, " ")
}

// quotesView lists all quotes from that one on, as many as fit, with buttons
// to the others.
func quotesView(l bot.QuoteList, from int) slackapi.ModalViewRequest {
	if from >= len(l.Quotes) {
		from = 0
	}
	blocks := func(to int) []slackapi.Block {
		s := sketch{links: true, page: l.URL}
		s.section(lead(render.FragmentURL(l.URL, ""), render.Post{Headline: l.Headline}.Title(), bold))
		for i := from; i < to; i++ {
			q := l.Quotes[i]
			if i == from || render.NewSpeaker(l.Quotes, i) {
				s.part()
				s.section(headed(q.Who, q.Header())...)
			}
			if words := q.Label(); words != "" {
				s.section(word(words))
			}
			s.lines(q.Passages, s.quote)
		}
		if len(l.Quotes) == 0 {
			s.section(word("The article quotes nobody."))
		}
		var turn []slackapi.BlockElement
		if from > 0 {
			turn = append(turn, button(actionPage, string(l.Story)+":0", "From the first", ""))
		}
		if to < len(l.Quotes) {
			turn = append(turn, button(actionPage, fmt.Sprintf("%s:%d", l.Story, to), "Further quotes", ""))
		}
		if from > 0 || to < len(l.Quotes) {
			s.note(fmt.Sprintf("Quotes %d to %d of %d", from+1, to, len(l.Quotes)))
			s.actions(turn...)
		}
		return s.blocks
	}
	to := from + most(len(l.Quotes)-from, func(n int) bool { b := blocks(from + n); return len(b) <= maxBlocks && size(b) <= maxViewSize })
	if to == from && len(l.Quotes) > from {
		to++ // unreachable while a quote's words are cut to fit
	}
	return slackapi.ModalViewRequest{
		Type: slackapi.VTModal, CallbackID: formQuotes, Title: label("All quotes", 24), Close: label("Close", 24),
		Blocks: slackapi.Blocks{BlockSet: blocks(to)},
	}
}

// button is one of ours. about says in words what it is about, for those who
// do not see what stands around it.
func button(action, value, words, about string) *slackapi.ButtonBlockElement {
	b := slackapi.NewButtonBlockElement(action, value, label(words, maxOption))
	if about != "" {
		b.AccessibilityLabel = short(words+": "+about, maxA11y)
	}
	return b
}

// actions adds a row of buttons.
func (s *sketch) actions(buttons ...slackapi.BlockElement) {
	if len(buttons) > 0 {
		s.part()
		s.blocks = append(s.blocks, slackapi.NewActionBlock("", buttons...))
	}
}

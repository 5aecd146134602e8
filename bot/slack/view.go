package slack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
	"newsdigest/digest/render"
	"newsdigest/digest/text"
)

// What a message may hold.
const (
	// maxText is of a message's text in code points, escapes included. Slack
	// recommends at most 4,000: https://docs.slack.dev/reference/methods/chat.postMessage
	maxText = 3900
	// maxBlocks is of a message: https://docs.slack.dev/reference/block-kit/blocks
	maxBlocks = 50
	// maxTotal is of a message's blocks together, as JSON, in bytes. Slack
	// documents no such limit and answers msg_blocks_too_long somewhere above
	// 13,000 characters.
	maxTotal = 12000
	// maxURL is of a link, in bytes: what Slack allows a button's address.
	// https://docs.slack.dev/reference/block-kit/block-elements/button-element
	maxURL = 3000
	// maxPiece is of one text element in code points; of a context block's it
	// is 2,000: https://docs.slack.dev/reference/block-kit/blocks/context-block
	maxPiece = 1900
)

// What is said where words are left out.
const (
	cutPassage = render.Cut + " This passage is too long for a message; it stands in the article."
	cutRest    = render.Cut + " The rest is too long for a message; it stands in the article."
)

// A message is what a post becomes.
type message struct {
	blocks []slackapi.Block
	text   string // for notifications and screen readers; not escaped
}

func draw(post bot.Post) message {
	m := post.Mark
	switch {
	case m != nil && m.Withdrawn:
		return drawLines([]bot.Line{{Text: m.Words()}}, nil)
	case m != nil:
		post.Mark = nil
		return marked(m.Words(), draw(post))
	case post.Edition != nil:
		return drawEdition(*post.Edition)
	case post.Story != nil:
		return drawStory(*post.Story)
	case post.Answer != nil:
		return drawAnswer(*post.Answer)
	default:
		return drawLines(post.Notice.Lines, nil)
	}
}

// drawLines draws a paragraph a line. at gives a message's address. What does
// not fit is counted.
func drawLines(lines []bot.Line, at func(bot.MessageID) string) message {
	var plain []string
	for _, l := range lines {
		plain = append(plain, l.Text)
	}
	drawn := func(shown int) []slackapi.Block {
		s := sketch{}
		for _, l := range lines[:shown] {
			address := render.FragmentURL(l.URL, "")
			if l.Message != "" && at != nil {
				address = at(l.Message)
			}
			s.section(lead(address, l.Text, nil))
		}
		if rest := len(lines) - shown; rest > 0 {
			s.note(fmt.Sprintf("and %d more", rest))
		}
		return s.blocks
	}
	shown := most(len(lines), func(n int) bool { return fits(drawn(n)) })
	return message{blocks: drawn(shown), text: brief(strings.Join(plain, "\n"))}
}

// marked puts a mark above what is shown.
func marked(words string, m message) message {
	s := sketch{}
	s.section(strong(words))
	blocks := append(s.blocks, m.blocks...)
	for !fits(blocks) && len(blocks) > 1 {
		blocks = blocks[:len(blocks)-1]
	}
	return message{text: brief(words + "\n" + m.text), blocks: blocks}
}

// fits reports whether Slack takes the blocks.
func fits(blocks []slackapi.Block) bool {
	return len(blocks) <= maxBlocks && size(blocks) <= maxTotal
}

// size is that of the blocks as JSON, in bytes.
func size(blocks []slackapi.Block) int {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(blocks); err != nil {
		panic(fmt.Sprintf("blocks do not encode: %v", err)) // unreachable unless an element of ours has no JSON form
	}
	return b.Len()
}

// A sketch is a message that is being drawn.
type sketch struct {
	links  bool // passages lead to their place in the article
	page   string
	blocks []slackapi.Block
	open   *slackapi.RichTextBlock // the last of blocks, where it is rich text that goes on
}

// part begins a new block, which Slack sets apart from the one before it.
func (s *sketch) part() { s.open = nil }

func (s *sketch) add(e slackapi.RichTextElement) {
	if s.open == nil {
		s.open = slackapi.NewRichTextBlock("")
		s.blocks = append(s.blocks, s.open)
	}
	s.open.Elements = append(s.open.Elements, e)
}

type element = slackapi.RichTextSectionElement

func (s *sketch) section(elements ...element) {
	if elements = whole(elements); len(elements) > 0 {
		s.add(slackapi.NewRichTextSection(elements...))
	}
}

func (s *sketch) quote(elements ...element) {
	if elements = whole(elements); len(elements) > 0 {
		s.add(&slackapi.RichTextQuote{Type: slackapi.RTEQuote, Elements: elements})
	}
}

// item adds to a bulleted list, to the one that was added last where nothing
// came between.
func (s *sketch) item(elements ...element) {
	if elements = whole(elements); len(elements) == 0 {
		return
	}
	section := slackapi.NewRichTextSection(elements...)
	if s.open != nil {
		if list, ok := s.open.Elements[len(s.open.Elements)-1].(*slackapi.RichTextList); ok {
			list.Elements = append(list.Elements, section)
			return
		}
	}
	s.add(slackapi.NewRichTextList(slackapi.RTEListBullet, 0, section))
}

// note adds a line in small letters.
func (s *sketch) note(words string) {
	if words = piece(words); words != "" {
		s.part()
		no := false
		s.blocks = append(s.blocks, slackapi.NewContextBlock("", &slackapi.TextBlockObject{Type: slackapi.PlainTextType, Text: words, Emoji: &no}))
	}
}

// whole leaves out what would be an empty element, which Slack refuses.
func whole(elements []element) []element {
	var out []element
	for _, e := range elements {
		if t, ok := e.(*slackapi.RichTextSectionTextElement); ok && t.Text == "" {
			continue
		}
		out = append(out, e)
	}
	return out
}

var bold = &slackapi.RichTextSectionTextStyle{Bold: true}

func word(s string) element { return slackapi.NewRichTextSectionTextElement(piece(s), nil) }

func strong(s string) element { return slackapi.NewRichTextSectionTextElement(piece(s), bold) }

// lead is words that lead to an address, or words alone where there is none
// that Slack would take.
func lead(address, words string, style *slackapi.RichTextSectionTextStyle) element {
	words = piece(words)
	if address == "" || len(address) > maxURL || words == "" {
		return slackapi.NewRichTextSectionTextElement(words, style)
	}
	return &slackapi.RichTextSectionLinkElement{Type: slackapi.RTSELink, URL: address, Text: words, Style: style}
}

// piece is s as an element's text: what steers a screen is left out, and what
// is too long is cut behind a sentence, or where there is none inside.
func piece(s string) string {
	s = strings.TrimSpace(render.Plain(s))
	if utf8.RuneCountInString(s) <= maxPiece {
		return s
	}
	short, _ := shorten(s)
	if short == "" {
		short = string([]rune(s)[:maxPiece-100])
		if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
			short = short[:i]
		}
	}
	return short + " " + render.Cut
}

// shorten keeps as many whole sentences from the start of s as fit an element;
// none: the first alone is too long.
func shorten(s string) (kept string, cut bool) {
	const room = maxPiece - 100 // for marks and cuts around it
	if utf8.RuneCountInString(s) <= room {
		return s, false
	}
	reach := 0 // where one code point more than there is room for ends
	for range room + 1 {
		_, size := utf8.DecodeRuneInString(s[reach:])
		reach += size
	}
	end := 0
	for _, sentence := range text.Sentences(s[:reach]) {
		if sentence.End < reach { // the last one may go on
			end = sentence.End
		}
	}
	return s[:end], true
}

// lines adds the passages, each line to put: the pieces of one quote stand in one.
func (s *sketch) lines(passages []render.Passage, put func(...element)) {
	for _, line := range render.Lines(passages) {
		var out []element
		for _, p := range line {
			if len(out) > 0 {
				out = append(out, space)
			}
			out = append(out, s.passage(p)...)
		}
		put(out...)
	}
}

var space element = slackapi.NewRichTextSectionTextElement(" ", nil)

// passage shows p with its marks, and its cuts outside of them. Its words lead
// to their place in the article.
func (s *sketch) passage(p render.Passage) []element {
	kept, cut := shorten(strings.TrimSpace(render.Plain(p.Text)))
	if kept == "" {
		return []element{word(cutPassage)}
	}
	var out []element
	if p.CutBefore {
		out = append(out, slackapi.NewRichTextSectionTextElement(render.Cut+" ", nil))
	}
	address := ""
	if s.links {
		address = render.FragmentURL(s.page, p.Text)
	}
	out = append(out, lead(address, p.Open+kept+p.Close, nil))
	if p.CutAfter || cut {
		out = append(out, slackapi.NewRichTextSectionTextElement(" "+render.Cut, nil))
	}
	return out
}

// headed is a header with the name it begins with in bold.
func headed(who, header string) []element {
	who, header = strings.TrimSpace(render.Plain(who)), strings.TrimSpace(render.Plain(header))
	rest, ok := strings.CutPrefix(header, who)
	if who == "" || !ok || utf8.RuneCountInString(header) > maxPiece {
		return []element{strong(header)}
	}
	return []element{strong(who), slackapi.NewRichTextSectionTextElement(rest, nil)}
}

// groupForm is how Slack's ids of user groups look. No other mention is made.
var groupForm = regexp.MustCompile(`^S[A-Z0-9]{2,}$`)

func mention(id string) []element {
	if !groupForm.MatchString(id) {
		return nil
	}
	return []element{&slackapi.RichTextSectionUserGroupElement{Type: slackapi.RTSEUserGroup, UsergroupID: id}, space}
}

// drawStory draws a story's digest. What does not fit goes in this order: the
// passages' own links, then the last reactions, then the last quotes.
func drawStory(post bot.StoryPost) message {
	title := post.Digest.Title()
	return drawStoryWith(post, []slackapi.BlockElement{
		button(actionAsk, string(post.ID), "Ask", title),
		button(actionQuotes, string(post.ID), "All quotes", title),
		button(actionWrong, string(post.ID), "Wrong quote?", title),
	}, nil)
}

// drawStoryWith draws a story below what stands before it, with those buttons.
func drawStoryWith(post bot.StoryPost, buttons []slackapi.BlockElement, before []slackapi.Block) message {
	p := post.Digest
	m := message{text: brief(render.Text(withoutURL(p)))}
	cut := false
	for links := true; ; {
		s := sketch{links: links, page: p.URL, blocks: append([]slackapi.Block(nil), before...)}
		s.story(p, post.Mention, cut)
		s.actions(buttons...)
		m.blocks = s.blocks
		switch {
		case fits(s.blocks):
			return m
		case links:
			links = false
		case len(p.Earlier) > 0:
			p.Earlier, cut = p.Earlier[:len(p.Earlier)-1], true
		case len(p.Reactions) > 0:
			p.Reactions, cut = p.Reactions[:len(p.Reactions)-1], true
		case len(p.Quotes) > 0:
			p.Quotes, cut = p.Quotes[:len(p.Quotes)-1], true
		case len(p.Summary) > 0:
			p.Summary, cut = p.Summary[:len(p.Summary)-1], true
		default:
			return m // headline, source and note are three pieces: they fit
		}
	}
}

func withoutURL(p render.Post) render.Post {
	p.URL = ""
	return p
}

func (s *sketch) story(p render.Post, group string, cut bool) {
	s.section(append(mention(group), lead(render.FragmentURL(p.URL, ""), p.Title(), bold))...)
	if len(p.Summary) > 0 {
		s.part()
		var out []element
		for i, passage := range p.Summary {
			if i > 0 {
				out = append(out, space)
			}
			out = append(out, word(passage.Shown()))
		}
		s.section(out...)
	}
	for i, q := range p.Quotes {
		if render.NewSpeaker(p.Quotes, i) {
			s.part()
			s.section(headed(q.Who, q.Header())...)
		}
		if l := q.Label(); l != "" {
			s.section(word(l))
		}
		s.lines(q.Passages, s.quote)
	}
	if len(p.Reactions) > 0 {
		s.part()
		s.section(strong(render.ReactionsHeading))
	}
	for _, r := range p.Reactions {
		s.reaction(r)
	}
	for i, r := range p.Earlier {
		if render.NewWhen(p.Earlier, i) {
			s.part()
			s.section(strong(render.EarlierHeading(r.When)))
		}
		r.When = ""
		s.reaction(r)
	}
	if cut {
		s.note(cutRest)
	}
	s.note(render.SourceLine(p))
}

func (s *sketch) reaction(r render.Reaction) {
	var out []element
	if h := r.Header(); h != "" {
		out = headed(r.Who, h)
	}
	if r.Words != nil {
		if len(out) > 0 {
			out = append(out, slackapi.NewRichTextSectionTextElement("\n", nil))
		}
		if strings.ContainsAny(r.Words.Text, "“”\"«»„") {
			out = append(out, s.passage(*r.Words)...)
		} else {
			out = append(out, word(r.Words.Shown()))
		}
	}
	s.item(out...)
	s.lines(r.Passages, s.quote)
}

// drawEdition lists the headlines. What does not fit goes in this order: the
// last links, then the last headlines, which are counted.
func drawEdition(e bot.EditionPost) message {
	title := "News of " + e.Due.Format("Monday, 2 January 2006")
	plain := []string{title}
	titles := make([]string, len(e.Stories))
	for i, h := range e.Stories {
		titles[i] = piece(titleOf(h))
		plain = append(plain, "· "+titles[i])
	}
	drawn := func(shown, linked int) []slackapi.Block {
		s := sketch{}
		s.section(append(mention(e.Mention), strong(title))...)
		for i, h := range e.Stories[:shown] {
			address := render.FragmentURL(h.URL, "")
			if i >= linked {
				address = ""
			}
			s.item(lead(address, titles[i], nil))
		}
		if rest := len(e.Stories) - shown; rest > 0 {
			s.note(fmt.Sprintf("and %d more, below", rest))
		}
		return s.blocks
	}
	all := len(e.Stories)
	linked := most(all, func(n int) bool { return fits(drawn(all, n)) })
	shown := all
	if linked == 0 {
		shown = most(all, func(n int) bool { return fits(drawn(n, 0)) })
	}
	return message{blocks: drawn(shown, linked), text: brief(strings.Join(plain, "\n"))}
}

// most is the largest number up to top that is ok, where all below one that is
// ok are ok too; 0 is.
func most(top int, ok func(int) bool) int {
	if ok(top) {
		return top
	}
	return max(sort.Search(top, func(n int) bool { return !ok(n) })-1, 0)
}

func titleOf(h bot.Headline) string {
	return render.Post{Headline: strings.TrimSpace(render.Plain(h.Text))}.Title()
}

// drawAnswer draws the answer to a question with the words it rests on.
func drawAnswer(post bot.AnswerPost) message {
	a := post.Answer
	m := message{text: brief(answerText(post))}
	cut := false
	for links := true; ; {
		s := sketch{links: links, page: a.URL}
		s.aboutLine(post)
		switch {
		case !a.Said:
			s.section(word(render.NotSaid))
			if a.Nearest != nil {
				s.section(word(render.NearestLabel))
				s.lines([]render.Passage{*a.Nearest}, s.quote)
			}
		default:
			if a.Short != "" {
				s.section(strong(a.Short))
			}
			s.lines(a.Cited, s.quote)
		}
		if cut {
			s.note(cutRest)
		}
		m.blocks = s.blocks
		switch {
		case fits(s.blocks):
			return m
		case links:
			links = false
		case len(a.Cited) > 0:
			a.Cited, cut = a.Cited[:len(a.Cited)-1], true
		default:
			return m // two or three pieces: they fit
		}
	}
}

// answerText is an answer in words, with what it is about where that is not to be seen.
func answerText(post bot.AnswerPost) string {
	var lines []string
	if post.Unseen && post.Asked != "" {
		lines = append(lines, "Asked: "+quoted(post.Asked))
	}
	if post.About != nil {
		lines = append(lines, "About: "+titleOf(*post.About))
	}
	return strings.Join(append(lines, render.AnswerText(post.Answer)), "\n")
}

// escapes are what a message's text grows by: "&amp;", "&lt;", "&gt;".
var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// brief is s as a message's text, cut behind a line where it is too long. It
// is not escaped.
func brief(s string) string {
	s = strings.TrimSpace(s)
	var kept []string
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		if line != "" {
			line = piece(line)
		}
		n += utf8.RuneCountInString(escapes.Replace(line)) + 1
		if n > maxText-len(render.Cut) {
			kept = append(kept, render.Cut)
			break
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

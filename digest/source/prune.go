package source

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What an extractor leaves in beside the prose: captions, boxes that lead to
// other articles, invitations to subscribe, the bar above the headline. The
// rules below take it out; their numbers were chosen on real pages, where each
// rule alone made the text better.
const (
	linkyBlockWords = 40   // a longer block is prose, however many links it has
	linkyBlock      = 0.75 // share of words inside links
	linkyList       = 0.60
	noteWords       = 45   // a longer block that begins like a note is prose
	labelWords      = 12   // a longer block that begins like a label is prose
	leadWords       = 12   // above the first prose a longer line is a standfirst
	tailLines       = 12   // a list of other articles under the text is no longer
	tailWords       = 30   // nor are its lines
	signWords       = 3    // a longer last line is no agency's name or button
	noteBytes       = 1000 // for the texts that put no blanks between words
)

// besideTags are never the article's own prose.
var besideTags = tags(atom.Figure, atom.Figcaption, atom.Aside, atom.Form, atom.Button, atom.Time, atom.Footer, atom.Nav)

// noteStart is how blocks begin that speak about the article, the page or the outlet.
var noteStart = regexp.MustCompile(`(?i)^\W*(?:` + strings.Join([]string{
	`(?:photo(?:graph)?|image|picture|illustration|video)s?(?: by| credit|:)`, `©`, `copyright (?:©|\(c\)|\d{4})`,
	`read (?:more|also|next|this next|the full (?:story|article)|our)\b`, `(?:also read|see also|watch)\W*:`, `watch (?:now|live|the video)\b`,
	`sign up\b`, `subscribe(?:\b|subscribe)`, `join (?:our|the conversation)\b`, `download (?:our|the app)\b`, `get (?:our|the latest|breaking)\b`,
	`follow (?:us|me|him|her|@|our|(?:\S+ ){1,5}on (?:twitter|facebook|instagram|x|threads|bluesky|linkedin|tiktok|youtube)\b|\S+ (?:\S+ )?coverage)`,
	`story continues`, `continue reading`, `click here`, `share (?:this|on|via)\b`, `support (?:our|us)\b`, `all rights reserved`,
	`(?:additional |further )?(?:reporting|writing|editing)(?: and \w+)? by\b`, `about the authors?\b`, `disclaimer:`, `disclosure:`,
	`(?:contact|reach|email|write to) (?:\S+ ){1,6}(?:at|on|via) \S*(?:@|twitter|https?:)`,
	`this (?:article|story|post) (?:(?:was|has been) )?(?:originally |first )?(?:appeared|published|updated|may contain)\b`,
	`(?:do you )?(?:have|got) a (?:news )?tip\b`, `lesen sie (?:auch|mehr)`, `lire aussi`, `à lire`, `lea también`, `leer más`, `leia (?:também|mais)`,
	`leggi anche`, `lees ook`, `läs (?:också|mer)`, `читайте также`, `(?:foto|bild|imagem|imagen|фото|写真|图片)\s?[:：]`, `関連記事`, `相关(?:阅读|新闻)`,
}, "|") + `)`)

// labelStart is the like of noteStart for words that may well begin a sentence, too.
var labelStart = regexp.MustCompile(`(?i)^\W*(?:` + strings.Join([]string{
	`related\b`, `recommended\b`, `more (?:from|on|about|great|stories|news)\b`, `(?:most )?popular\b`, `trending\b`, `(?:the )?latest (?:news|stories)\b`,
	`(?:breaking|top) (?:news|stories)\b`, `recent (?:articles|posts|news)\b`, `you (?:may|might) (?:also )?like\b`, `don['’]t miss\b`,
	`advert(?:isement)?\b`, `sponsored\b`, `newsletters?\b`, `(?:post |leave |view |show )?(?:a )?comments?\b`, `\d+ comments?\b`, `tell us\b`,
	`(?:first |last |originally )?(?:published|updated|posted|filed)(?: on| at| under|:|$)`, `by(?:$| \p{Lu})`, `image \d+ of\b`, `caption$`, `close$`,
	`(?:sign|log) in$`, `print(?: article)?$`, `share$`, `text size$`, `order reprints$`, `skip to\b`, `learn more$`, `show (?:more|less)$`,
}, "|") + `)`)

// creditEnd is how captions end that stand outside a figure.
var creditEnd = regexp.MustCompile(`(?i)\((?:(?:photo|image|picture|video|credit|©)[^()]*|[^()]*(?:getty|ap photo|reuters/|afp/|shutterstock|via ap)[^()]*)\)\W*$`)

// dateBar is a line above the text that says who wrote it and when.
var dateBar = regexp.MustCompile(`(?i)^\W*(?:by|posted|published|updated|(?:first|last) (?:published|updated))\b.{0,150}\b(?:19|20)\d\d\b.{0,60}$`)

// aboutAuthor is how the note on the author begins at an article's end.
var aboutAuthor = regexp.MustCompile(`^\p{Lu}\S+(?: \p{Lu}\S+){1,3}(?:,? \S+)? (?:is (?:an?|the|\S+['’]s)(?: [\w'’-]+){0,4} (?i:editor|writer|reporter|author|journalist|columnist|correspondent|blogger|contributor|critic)\b|contributed to this (?:report|story|article))`)

// prune takes from n, an extractor's result, the blocks that are not the article's prose.
func prune(n *html.Node) { pruneIn(n, false) }

func pruneIn(n *html.Node, inLink bool) {
	inLink = inLink || n.DataAtom == atom.A
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			if besideTags[c.DataAtom] {
				n.RemoveChild(c)
			} else {
				pruneIn(c, inLink)
				if isFurniture(c, inLink) {
					n.RemoveChild(c)
				}
			}
		}
		c = next
	}
}

// isFurniture judges one block after its parts were judged.
func isFurniture(n *html.Node, inLink bool) bool {
	isList := n.DataAtom == atom.Ul || n.DataAtom == atom.Ol
	if !isList && (!blockTags[n.DataAtom] || hasBlock(n)) {
		return false
	}
	words, linked := countWords(n, inLink)
	switch {
	case words == 0:
		return false
	case isList:
		return float64(linked) >= linkyList*float64(words)
	case words <= linkyBlockWords && float64(linked) >= linkyBlock*float64(words):
		return true
	}
	return isNote(textOf(n), words)
}

// isNote reports whether a block of that text speaks about the article instead of telling it.
func isNote(s string, words int) bool {
	switch {
	case words > noteWords || len(s) > noteBytes:
		return false
	case isLabel(s):
		return true
	}
	return noteStart.MatchString(s) || creditEnd.MatchString(s)
}

func isLabel(s string) bool {
	return len(s) <= noteBytes && !endsSentence(s) && len(strings.Fields(s)) <= labelWords && labelStart.MatchString(s)
}

// trim takes from lines the notes, what stands above the first prose (the
// article's title and its bar of names and dates), and what follows the last.
func trim(lines []line, title string) []line {
	lines = slices.DeleteFunc(lines, func(l line) bool {
		words := len(strings.Fields(l.text))
		return words <= noteWords && len(l.text) <= noteBytes && (creditEnd.MatchString(l.text) || noteStart.MatchString(l.text))
	})
	first := slices.IndexFunc(lines, func(l line) bool { return isProse(l.text) && !isDateBar(l.text) })
	if first < 0 {
		return lines
	}
	return append(trimHead(lines[:first:first], title), trimTail(lines[first:])...)
}

func trimHead(lines []line, title string) []line {
	for i, l := range slices.Backward(lines) {
		if sameWords(l.text, title) {
			lines = lines[i+1:] // what stands above the title is not the article's
			break
		}
	}
	return slices.DeleteFunc(lines, func(l line) bool {
		return isDateBar(l.text) || !endsSentence(l.text) && !isLong(l.text)
	})
}

func trimTail(lines []line) []line {
	for i := max(1, len(lines)-tailLines); i < len(lines); i++ {
		rest := lines[i:]
		if isLabel(rest[0].text) && !slices.ContainsFunc(rest, func(l line) bool { return len(strings.Fields(l.text)) > tailWords }) {
			lines = lines[:i]
			break
		}
	}
	short := 0
	for len(lines) > 1 {
		l := lines[len(lines)-1]
		words := len(strings.Fields(l.text))
		switch {
		case l.heading: // with nothing under it
		case words <= noteWords && len(l.text) <= noteBytes && aboutAuthor.MatchString(l.text):
		case words <= signWords && !endsSentence(l.text) && !isLong(l.text) && short < 2:
			short++
		default:
			return lines
		}
		lines = lines[:len(lines)-1]
	}
	return lines
}

// isProse reports a whole sentence of some length.
func isProse(s string) bool {
	return endsSentence(s) && isLong(s)
}

func isDateBar(s string) bool { return len(s) <= noteBytes && dateBar.MatchString(s) }

// isLong counts characters too, for the scripts that put no blanks between words.
func isLong(s string) bool {
	return len(strings.Fields(s)) > leadWords || utf8.RuneCountInString(s) > 8*leadWords
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]›“ ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".?!…:;。？！।؟", r)
}

// sameWords compares without case, punctuation and white space.
func sameWords(a, b string) bool {
	a, b = bareWords(a), bareWords(b)
	return a == b && a != ""
}

func hasBlock(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (blockTags[c.DataAtom] || hasBlock(c)) {
			return true
		}
	}
	return false
}

// countWords counts the words under n, and those of them inside links.
func countWords(n *html.Node, inLink bool) (words, linked int) {
	if n.Type == html.TextNode {
		words = len(strings.Fields(n.Data))
		if inLink {
			linked = words
		}
		return words, linked
	}
	inLink = inLink || n.DataAtom == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w, l := countWords(c, inLink)
		words, linked = words+w, linked+l
	}
	return words, linked
}

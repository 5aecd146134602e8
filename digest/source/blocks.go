package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockTags part paragraphs; every other element stands inside one.
var blockTags = tags(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details,
	atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1,
	atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Li, atom.Main, atom.Menu, atom.Nav,
	atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul)

var headingTags = tags(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)

// unreadTags hold nothing that a reader sees as text.
var unreadTags = tags(atom.Audio, atom.Canvas, atom.Embed, atom.Head, atom.Iframe, atom.Math, atom.Noscript, atom.Object,
	atom.Script, atom.Select, atom.Style, atom.Svg, atom.Template, atom.Textarea, atom.Title, atom.Video)

func tags(list ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(list))
	for _, a := range list {
		m[a] = true
	}
	return m
}

// A line is one paragraph, heading, list item or table row, or a piece of one
// that <br> ends. It is not empty, and neither begins nor ends with a blank.
type line struct {
	text    string
	heading bool
}

// linesOf is what a reader sees of n, white space as a browser shows it.
func linesOf(n *html.Node) []line {
	var w lineWriter
	w.node(n, false, false)
	w.end()
	return w.lines
}

// textOf is linesOf on one line.
func textOf(n *html.Node) string { return joinLines(linesOf(n), " ") }

func joinLines(lines []line, by string) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteString(by)
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// clean is s as linesOf would write it, on one line.
func clean(s string) string {
	var w lineWriter
	w.text(s, false)
	w.end()
	return joinLines(w.lines, " ")
}

// A lineWriter builds lines word by word.
type lineWriter struct {
	lines   []line
	b       strings.Builder // the line that is being written
	blank   bool            // a blank is due before the next word
	heading bool            // the line stands in a heading
}

func (w *lineWriter) node(n *html.Node, pre, heading bool) {
	switch n.Type {
	case html.TextNode:
		w.heading = heading
		w.text(n.Data, pre)
		return
	case html.ElementNode:
		if unreadTags[n.DataAtom] {
			return
		}
		if n.DataAtom == atom.Br {
			w.end()
			return
		}
	case html.DocumentNode:
	default:
		return // comments
	}
	block := blockTags[n.DataAtom]
	if block {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, pre || n.DataAtom == atom.Pre, heading || headingTags[n.DataAtom])
	}
	switch {
	case block:
		w.end()
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		w.blank = true
	}
}

func (w *lineWriter) text(s string, pre bool) {
	for _, r := range s {
		switch {
		case r == '\n' && pre:
			w.end()
		case isBlank(r):
			w.blank = true
		case unseen(r):
		default:
			if w.blank && w.b.Len() > 0 {
				w.b.WriteByte(' ')
			}
			w.blank = false
			w.b.WriteRune(r)
		}
	}
}

// end ends the line, if it has words.
func (w *lineWriter) end() {
	if w.b.Len() > 0 {
		w.lines = append(w.lines, line{w.b.String(), w.heading})
		w.b.Reset()
	}
	w.blank = false
}

// isBlank reports white space and the control characters, which a browser does not show either.
func isBlank(r rune) bool {
	switch {
	case r <= ' ', r >= 0x7f && r <= 0xa0:
		return true
	case r >= 0x2000 && r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000, r == 0x1680:
		return true
	}
	return false
}

// unseen reports the characters that only say where a line may be broken: they
// would part the words that a reader searches for.
func unseen(r rune) bool { return r == 0xad || r == 0x200b || r == 0x2060 || r == 0xfeff }

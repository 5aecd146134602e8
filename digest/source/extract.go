package source

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What is read of one page. No library here can be called back once it has
// begun, so that what would keep it busy for long is refused before. It looks
// at each element and each text once for every element around it, so that
// these are counted as often as they lie deep.
const (
	MaxElements = 20_000   // elements of a page; a long news page has 2,000
	maxAttrs    = 500      // attributes of one of them; 30 are many
	maxNesting  = 600_000  // elements times their depth; 50,000 on such a page
	maxText     = 2 << 20  // bytes of text between the tags
	maxDeepText = 20 << 20 // bytes of text times its depth
)

// parseHTML is html.Parse for a page of a size that can be extracted in little time.
func parseHTML(page string) (*html.Node, error) {
	if err := checkTags(page); err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, tooDeep
	}
	var c census
	c.count(doc, 0)
	return doc, c.refuse()
}

var tooDeep = trouble(TooLarge, errors.New("its elements lie too deep inside each other"))

// A census is the size of a page.
type census struct{ elements, nesting, text, deepText int }

// count adds n. It throws away the titles and the like that are too long to be
// any, since each heading of a page is compared with them.
func (c *census) count(n *html.Node, depth int) {
	switch n.Type {
	case html.ElementNode:
		c.elements++
		c.nesting += depth
		switch n.DataAtom {
		case atom.Script, atom.Style:
			return
		case atom.Title:
			if n.FirstChild != nil && len(n.FirstChild.Data) > longestFact {
				n.FirstChild.Data = ""
			}
		}
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return len(a.Val) > longestFact && a.Key != "href" })
	case html.TextNode:
		c.text += len(n.Data)
		c.deepText += len(n.Data) * depth
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.count(child, depth+1)
	}
}

// refuse is nil for a page that can be read.
func (c *census) refuse() error {
	switch {
	case c.elements > MaxElements:
		return trouble(TooLarge, fmt.Errorf("it has more than %d elements", MaxElements))
	case c.text > maxText:
		return trouble(TooLarge, fmt.Errorf("it holds more than %d MB of text", maxText>>20))
	case c.nesting > maxNesting, c.deepText > maxDeepText:
		return tooDeep
	}
	return nil
}

// checkTags refuses a page with too many tags before a tree is built of it.
// Each tag may also make the parser open again every formatting element that
// was left open, so that these count for each tag that follows them.
func checkTags(page string) error {
	z := html.NewTokenizer(strings.NewReader(page))
	c := census{}
	open := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil // the end, or what html.Parse will say
		case html.StartTagToken, html.SelfClosingTagToken:
			c.elements++
			name, more := z.TagName()
			if formatting[atom.Lookup(name)] {
				open++
			}
			for n := 1; more; n++ {
				if _, _, more = z.TagAttr(); n > maxAttrs {
					return trouble(TooLarge, fmt.Errorf("an element has more than %d attributes", maxAttrs))
				}
			}
			if open > maxOpen {
				c.elements += open - maxOpen
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); formatting[atom.Lookup(name)] && open > 0 {
				open--
			}
		}
		if c.elements > 2*MaxElements {
			return c.refuse()
		}
	}
}

// maxOpen is how many formatting elements may be left open without counting as an attack.
const maxOpen = 50

// formatting elements are opened again by the parser where a block ended too early for them (HTML, section 13.2.4.3).
var formatting = tags(atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U)

// extract returns the article's text on the page doc, which it takes to
// pieces, and the byline that stands in it.
func extract(doc *html.Node, at *url.URL, title string) (text, byline string, err error) {
	keepQuotes(doc)
	a, err := readable(doc, at)
	if err != nil {
		return "", "", err
	}
	if a.Node == nil {
		return "", a.Byline(), nil
	}
	prune(a.Node)
	if title == "" {
		title = a.Title()
	}
	return joinLines(trim(linesOf(a.Node), title), "\n"), a.Byline(), nil
}

// readable calls the extractor. It is not ours, and a page that breaks it must
// cost that page alone.
func readable(doc *html.Node, at *url.URL) (a readability.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = trouble(Malformed, fmt.Errorf("the page broke the extractor, please report its address: %v", r))
		}
	}()
	p := readability.NewParser()
	p.DisableJSONLD = true
	a, err = p.ParseAndMutate(doc, at)
	if err != nil {
		err = trouble(Empty, err)
	}
	return a, err
}

// keepQuotes takes quotations out of the boxes that hold nothing else, as those
// of posts elsewhere do: the extractor throws such boxes away.
func keepQuotes(doc *html.Node) {
	for _, quote := range slices.Collect(doc.Descendants()) {
		if quote.DataAtom != atom.Blockquote {
			continue
		}
		box := quote
		for p := box.Parent; p != nil && p.DataAtom == atom.Div && onlyChild(p); p = p.Parent {
			box = p
		}
		if box != quote {
			quote.Parent.RemoveChild(quote)
			box.Parent.InsertBefore(quote, box)
			box.Parent.RemoveChild(box)
		}
	}
}

// onlyChild reports whether n has one part that a reader sees.
func onlyChild(n *html.Node) bool {
	parts := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && !unreadTags[c.DataAtom], c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			parts++
		}
	}
	return parts == 1
}

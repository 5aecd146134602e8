package config

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/scanner"
	"github.com/goccy/go-yaml/token"
)

// maxDepth is how deep values may be nested. The parser keeps a path of every
// value, whose length grows with the square of the depth.
const maxDepth = 64

// maxVisits is how many values are read at most, those that aliases repeat included.
const maxVisits = 100_000

// A form is what a value looks like.
type form int

const (
	nothing form = iota // null, or nothing at all
	unread              // could not be read, which was said already
	words               // a string
	number              // digits, as an id has them
	other               // true, false, a fraction: a scalar that YAML does not take for text
	list
	mapping
)

// A node is a value of the file with its place. Where an alias names it, it
// stands in the tree more than once.
type node struct {
	line, col int // from 1, in characters
	width     int // on that line
	extra     int // how many more lines it runs over, where it is a scalar
	form      form
	text      string // a scalar's, as YAML gives it
	items     []*node
	pairs     []pair
}

type pair struct{ key, value *node }

// decode is data as text without a byte order mark; else the line, from 1, that is none.
func decode(data []byte) (src string, line int, ok bool) {
	src = strings.TrimPrefix(string(data), "\uFEFF")
	if utf8.ValidString(src) {
		return src, 0, true
	}
	valid := strings.ToValidUTF8(src, "\x00\x00")
	i := 0
	for i < len(src) && src[i] == valid[i] {
		i++
	}
	return "", 1 + strings.Count(src[:i], "\n"), false
}

// grow reads src as YAML. What it can read over is added to r's troubles; stop
// is what it cannot. An empty file is a node of nothing.
func grow(src string, r *reader) (doc *node, stop *trouble) {
	tokens, stop := split(src)
	if stop != nil {
		return nil, stop
	}
	f, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntax(src, err)
	}
	g := &grower{reader: r, anchors: map[string]*node{}}
	doc = &node{line: 1, col: 1, width: 1}
	found := false
	for _, d := range f.Docs {
		if d.Body == nil {
			continue
		}
		if _, ok := d.Body.(*ast.DirectiveNode); ok {
			continue
		}
		n := g.node(d.Body, doc)
		if found {
			r.fail(n, "a second document begins here", "A config is one document: remove the line with --- before it, and what follows.")
			break
		}
		doc, found = n, true
	}
	return doc, nil
}

// split is src in tokens, up to nesting that the parser must not see.
func split(src string) (tokens token.Tokens, stop *trouble) {
	var s scanner.Scanner
	s.Init(src)
	flow, run, line := 0, 0, 0
	for {
		next, err := s.Scan()
		if err == io.EOF { // any other error is said by a token too
			return tokens, nil
		}
		for _, t := range next {
			if t.Position.Line != line {
				line, run = t.Position.Line, 0
			}
			block := false // nests by where it stands
			switch t.Type {
			case token.SequenceStartType, token.MappingStartType:
				flow++
			case token.SequenceEndType, token.MappingEndType:
				flow = max(0, flow-1)
			case token.SequenceEntryType, token.MappingKeyType:
				block = true
				run++
			case token.AnchorType, token.TagType:
				run++
			case token.InvalidType:
				// The scanner goes on behind an error, the parser does not.
				tokens.Add(next...)
				return tokens, nil
			}
			if flow > maxDepth || run > maxDepth && flow == 0 || block && t.Position.Column > 8*maxDepth {
				return nil, &trouble{line: t.Position.Line, col: t.Position.Column, width: 1,
					problem: fmt.Sprintf("values are nested deeper than %d here", maxDepth), fix: "A config needs no more than four."}
			}
		}
		tokens.Add(next...)
	}
}

// A grower turns the parser's tree into nodes.
type grower struct {
	*reader
	anchors map[string]*node
}

// node is n as a node. parent gives the place of what has none of its own.
func (g *grower) node(n ast.Node, parent *node) *node {
	switch n := n.(type) {
	case nil:
		return &node{line: parent.line, col: parent.col, width: parent.width}
	case *ast.MappingNode:
		return g.mapping(n.Values, n.Start, n.IsFlowStyle, parent)
	case *ast.MappingValueNode:
		return g.mapping([]*ast.MappingValueNode{n}, n.Start, false, parent)
	case *ast.SequenceNode:
		out := place(n.Start, parent)
		out.form = list
		for _, v := range n.Values {
			out.items = append(out.items, g.node(v, out))
		}
		return out
	case *ast.AnchorNode:
		name := place(n.Name.GetToken(), parent)
		out := g.node(n.Value, name)
		g.anchors[name.text] = out
		return out
	case *ast.AliasNode:
		name := place(n.Value.GetToken(), parent)
		out, ok := g.anchors[name.text]
		if !ok {
			g.fail(name, fmt.Sprintf("no anchor &%s stands above this line", quoted(name.text)), "A text that begins with * needs quotation marks.")
			name.form = unread
			return name
		}
		return out
	case *ast.TagNode:
		tag := place(n.Start, parent)
		g.fail(tag, "tags such as "+quoted(n.Start.Value)+" are not read", "For text, put the value between quotation marks instead.")
		return g.node(n.Value, tag)
	case *ast.LiteralNode:
		out := place(n.Start, parent)
		out.form, out.text = words, n.Value.Value
		out.extra = 1 + strings.Count(strings.TrimRight(n.Value.GetToken().Origin, " \r\n"), "\n")
		return out
	case *ast.StringNode:
		out := place(n.Token, parent)
		out.form = words
		return out
	case *ast.NullNode:
		out := place(n.Token, parent)
		if n.Token.Type == token.ImplicitNullType {
			out.line, out.col, out.width = parent.line, parent.col, parent.width
		}
		return out
	case *ast.IntegerNode:
		out := place(n.Token, parent)
		out.form = number
		return out
	default:
		out := place(n.GetToken(), parent)
		out.form = other
		return out
	}
}

// mapping is the pairs as a node, what << merges in behind its own.
func (g *grower) mapping(values []*ast.MappingValueNode, start *token.Token, flow bool, parent *node) *node {
	out := place(start, parent)
	if len(values) > 0 && !flow {
		out = place(values[0].Key.GetToken(), parent)
	}
	out.form = mapping
	has := map[string]bool{}
	var merges []*node
	for _, v := range values {
		key := place(v.Key.GetToken(), out)
		switch v.Key.(type) {
		case *ast.MergeKeyNode:
			merges = append(merges, g.node(v.Value, key))
			continue
		case *ast.MappingKeyNode:
			g.fail(key, "a key that begins with ? is not read", "Write the key, a colon and the value.")
			continue
		case *ast.StringNode, *ast.IntegerNode, *ast.BoolNode, *ast.NullNode, *ast.FloatNode:
		default:
			g.fail(key, "this cannot be a key", "Write a name, a colon and the value.")
			continue
		}
		has[key.text] = true
		out.pairs = append(out.pairs, pair{key, g.node(v.Value, key)})
	}
	for _, m := range merges {
		g.merge(out, m, has)
	}
	return out
}

// merge adds to out the pairs of m, one mapping or a list of them, whose keys it has not.
func (g *grower) merge(out, m *node, has map[string]bool) {
	from := []*node{m}
	if m.form == list {
		from = m.items
	}
	for _, m := range from {
		if m.form != mapping {
			g.fail(m, "<< wants an alias of a mapping", "Write it as in <<: *name.")
			continue
		}
		for _, p := range m.pairs {
			if !g.spend(p.key) {
				return
			}
			if !has[p.key.text] {
				has[p.key.text] = true
				out.pairs = append(out.pairs, p)
			}
		}
	}
}

// place is a node at the token, with the token's text; parent's place where
// there is no token.
func place(t *token.Token, parent *node) *node {
	if t == nil || t.Position == nil || t.Position.Line < 1 {
		return &node{line: parent.line, col: parent.col, width: parent.width}
	}
	origin := strings.TrimSpace(t.Origin)
	first, rest, _ := strings.Cut(origin, "\n")
	width := max(1, utf8.RuneCountInString(strings.TrimRight(first, " \t\r")))
	n := &node{line: t.Position.Line, col: max(1, t.Position.Column), width: width, text: t.Value}
	if rest != "" {
		n.extra = 1 + strings.Count(rest, "\n")
	}
	return n
}

// syntax says where src stops being YAML, and what is likely meant.
func syntax(src string, err error) *trouble {
	out := &trouble{line: 1, col: 1, width: 1, problem: "this is not YAML"}
	e, ok := err.(interface {
		GetToken() *token.Token
		GetMessage() string
	})
	if !ok {
		return out
	}
	out.problem += ": " + plain(e.GetMessage())
	if t := e.GetToken(); t != nil && t.Position != nil {
		out.line, out.col = max(1, t.Position.Line), max(1, t.Position.Column)
	}
	lines := strings.Split(src, "\n")
	out.line = min(out.line, len(lines))
	line := strings.TrimSpace(lines[out.line-1])
	before, value, _ := strings.Cut(lines[out.line-1], ":")
	blank := len(value) - len(strings.TrimLeft(value, " "))
	value = strings.TrimSpace(value)
	switch {
	case strings.HasPrefix(lines[out.line-1], "\t") || strings.Contains(e.GetMessage(), "'\t'"):
		out.fix = "Indent with spaces: YAML takes no tabs."
	case bareName(line):
		out.fix = `Between { and }, ${NAME} needs quotation marks: "${NAME}".`
	case strings.HasPrefix(value, "*") || strings.HasPrefix(value, "@") || strings.HasPrefix(value, "%") || strings.HasPrefix(value, "`"):
		out.problem = fmt.Sprintf("a value cannot begin with %c", value[0])
		out.fix = "Put it between quotation marks, as in " + example(value)
		out.col, out.width = utf8.RuneCountInString(before)+blank+2, utf8.RuneCountInString(value)
	case strings.Count(line, `"`)%2 == 1:
		out.fix = `A " without its partner?`
	case strings.HasPrefix(e.GetMessage(), "mapping value"):
		out.fix = "A value that holds a colon and a space needs quotation marks."
	case strings.Count(line, "[") != strings.Count(line, "]"), strings.Count(line, "{") != strings.Count(line, "}"):
		out.fix = "A bracket without its partner, on this line or the one before?"
	default:
		out.fix = "Keys of one mapping stand in one column; values stand right of their keys."
	}
	return out
}

// example is a schedule in its quotation marks, or a word for any other value.
func example(value string) string {
	if value[0] == '*' {
		return `schedule: "*/30 * * * *"`
	}
	if value[0] == '@' {
		return `schedule: "@daily"`
	}
	return `"…"`
}

// bareName reports whether a ${ stands in braces and outside quotation marks.
func bareName(line string) bool {
	var quote rune
	braces := 0
	for i, r := range line {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '{' && braces > 0 && i > 0 && line[i-1] == '$':
			return true
		case r == '{':
			braces++
		}
	}
	return false
}

// plain is the parser's message in words that a reader of the file knows.
func plain(message string) string {
	for old, new := range map[string]string{
		"could not find end character of double-quoted text": `the closing " is missing`,
		"could not find end character of single-quoted text": "the closing ' is missing",
		"mapping value is not allowed in this context":       "a second colon stands here",
		"found character '\t' that cannot start any token":   "a tab stands here",
		"undefined alias name":                               "an * stands here without a name",
		"value is not allowed in this context":               "this does not belong to what stands above it",
		"',' or '}' must be specified":                       "a , or } is missing",
		"',' or ']' must be specified":                       "a , or ] is missing",
	} {
		if strings.HasPrefix(message, old) {
			return new
		}
	}
	return coverShapes(strings.Map(visible, strings.ReplaceAll(strings.ReplaceAll(message, "\n", " "), "\t", `\t`)))
}

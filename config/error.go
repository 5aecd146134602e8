package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Error is one thing wrong with a file.
type Error struct {
	File    string // as it was given
	Line    int    // from 1; 0: it is about no place in the file, and Column is 0 and Text empty
	Column  int    // from 1, in characters (code points) of the line as it is in the file
	Text    string // the line, shortened around the place, secrets covered, control characters replaced
	Problem string // what is wrong
	Fix     string // what to write instead; may be empty

	caret, width int // where in Text the place is, in characters from 0, and how long
	err          error
}

// Error shows place, problem, line and remedy, on several lines.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	fmt.Fprintf(&b, ": %s", e.Problem)
	if e.Line > 0 && strings.TrimSpace(e.Text) != "" {
		gutter := fmt.Sprintf("%4d", e.Line)
		fmt.Fprintf(&b, "\n%s | %s\n", gutter, e.Text)
		fmt.Fprintf(&b, "%s | %s%s", strings.Repeat(" ", len(gutter)), blanks(e.Text, e.caret), strings.Repeat("^", max(1, e.width)))
	}
	if e.Fix != "" {
		fmt.Fprintf(&b, "\n     %s", e.Fix)
	}
	return b.String()
}

// Unwrap is the operating system's error, where there was one.
func (e *Error) Unwrap() error { return e.err }

// blanks covers the first n characters of text, tabs by tabs.
func blanks(text string, n int) string {
	var b strings.Builder
	for _, r := range text {
		if n--; n < 0 {
			break
		}
		if r != '\t' {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Errors is everything wrong with a file, in the order of its lines; never empty.
type Errors []*Error

// maxShown is how many errors are worth reading at once.
const maxShown = 40

// Error shows each error, with an empty line between two.
func (es Errors) Error() string {
	if len(es) == 1 {
		return es[0].Error()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d problems in %s", len(es), es[0].File)
	for _, e := range es[:min(len(es), maxShown)] {
		b.WriteString("\n\n" + e.Error())
	}
	if more := len(es) - maxShown; more > 0 {
		fmt.Fprintf(&b, "\n\nand %d more", more)
	}
	return b.String()
}

// Unwrap is each error alone.
func (es Errors) Unwrap() []error {
	out := make([]error, len(es))
	for i, e := range es {
		out[i] = e
	}
	return out
}

// A trouble is an Error before its line is looked up.
type trouble struct {
	line, col, width int // line 0: no place
	problem, fix     string
}

// errors shows what was collected. broken: src could not be read as YAML, so
// that secrets are only known by how they look.
func (r *reader) errors(name, src string, broken bool) Errors {
	lines := strings.Split(src, "\n")
	cover := coverUp(lines, r.secrets, broken)
	slices.SortStableFunc(r.troubles, func(a, b trouble) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col))
	})
	var out Errors
	seen := map[trouble]bool{}
	for _, t := range r.troubles {
		if seen[t] { // an alias repeats what is wrong with its anchor
			continue
		}
		seen[t] = true
		e := &Error{File: name, Problem: t.problem, Fix: t.fix}
		if t.line > 0 {
			e.Line = min(t.line, len(lines))
			line := strings.TrimSuffix(lines[e.Line-1], "\r")
			e.Column = min(max(1, t.col), utf8.RuneCountInString(line)+1)
			e.show(line, cover[e.Line], t.width)
		}
		out = append(out, e)
	}
	return out
}

// maxText is how much of a line is shown, in characters.
const maxText = 100

// show fills Text and the caret from the line, in which the spans are covered.
func (e *Error) show(line string, spans []stretch, width int) {
	const cover = '•'
	var text []rune
	at := e.Column - 1
	caret, end := -1, -1
	i := 0
	for _, r := range line {
		if i == at {
			caret = len(text)
		}
		if i == at+width {
			end = len(text)
		}
		switch {
		case !within(spans, i):
			text = append(text, visible(r))
		case i == 0 || !within(spans, i-1):
			text = append(text, cover, cover, cover)
		}
		i++
	}
	if caret < 0 {
		caret = len(text)
	}
	if end < 0 {
		end = len(text)
	}
	if within(spans, at) { // the place is in what is covered: point at the cover
		for caret > 0 && (caret >= len(text) || text[caret] != cover) {
			caret--
		}
		for caret > 0 && text[caret-1] == cover {
			caret--
		}
		end = max(end, caret+3)
	}
	from := 0
	if len(text) > maxText {
		from = max(0, min(caret-maxText/2, len(text)-maxText))
		to := from + maxText
		cut := slices.Clone(text[from:to])
		if from > 0 {
			cut[0] = '…'
		}
		if to < len(text) {
			cut[len(cut)-1] = '…'
		}
		text = cut
	}
	e.Text = strings.TrimRightFunc(string(text), unicode.IsSpace)
	e.caret = caret - from
	e.width = max(1, min(end-from, len(text))-e.caret)
}

// visible replaces what would move a terminal's cursor or turn its text round.
func visible(r rune) rune {
	if r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029') {
		return '\uFFFD'
	}
	return r
}

package eval

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// marksLine parts an article from its marks in a file that people write.
const marksLine = "== marks"

// ReadText reads one article with its marks as people write them: the title
// as the first line, the paragraphs, the line "== marks", and a line a mark.
//
//	Ann Roe | she | the words
//	- | a senior official | the words
//	react: Ann Roe | disputes
//
// The first field is the full name, "-" where the article gives none; the
// second the words near the quote that say who. Words stand in the article
// exactly; the title is part of the text. An error names its line.
func ReadText(id, file string) (Marked, error) {
	text, marks, ok := strings.Cut(file, "\n"+marksLine+"\n")
	if !ok {
		return Marked{}, fmt.Errorf("has no line %q", marksLine)
	}
	m := Marked{ID: id, Text: text, Reacts: true}
	before := strings.Count(text, "\n") + 2 // lines up to the first mark
	for n, line := range strings.Split(strings.TrimRight(marks, "\n"), "\n") {
		if line == "" {
			continue
		}
		if err := m.mark(line); err != nil {
			return Marked{}, fmt.Errorf("line %d: %w", before+n+1, err)
		}
	}
	return m, nil
}

func (m *Marked) mark(line string) error {
	if rest, ok := strings.CutPrefix(line, "react: "); ok {
		name, kind, ok := strings.Cut(rest, " | ")
		if !ok {
			return errors.New("a reaction is a name and a kind: react: Ann Roe | disputes")
		}
		r := ReactionMark{Kind: kind}
		r.Who.Name = name
		m.Reactions = append(m.Reactions, r)
		return nil
	}
	f := strings.SplitN(line, " | ", 3)
	if len(f) != 3 {
		return errors.New("a mark is a name, a mention and the words: Ann Roe | she | the words")
	}
	at := strings.Index(m.Text, f[2])
	if at < 0 || f[2] == "" {
		return fmt.Errorf("%q is not in the article", f[2])
	}
	mention := nearest(m.Text, f[1], at)
	if mention < 0 {
		return fmt.Errorf("%q is not in the article", f[1])
	}
	points := func(end int) int { return utf8.RuneCountInString(m.Text[:end]) }
	from, to := points(mention), points(mention+len(f[1]))
	q := Mark{Start: points(at), End: points(at + len(f[2])), Speaker: &f[1], SpeakerStart: &from, SpeakerEnd: &to}
	if f[0] != "-" {
		q.Ref = f[0]
	}
	m.Quotes = append(m.Quotes, q)
	return nil
}

// nearest is where the word or words stand closest to the byte offset; -1: nowhere.
func nearest(text, words string, at int) int {
	best := -1
	for from := 0; words != ""; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		i += from
		from = i + len(words)
		if letterAt(text, i-1) || letterAt(text, from) {
			continue // "he" in "the"
		}
		if best < 0 || abs(i-at) < abs(best-at) {
			best = i
		}
	}
	return best
}

func letterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= utf8.RuneSelf)
}

func abs(n int) int { return max(n, -n) }

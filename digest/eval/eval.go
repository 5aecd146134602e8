// Package eval measures what package quote finds against articles that people
// have marked: whose name stands under whose words, above all.
//
//	marked, err := eval.Read(file)
//	report := eval.Quotes(marked)
//	fmt.Println(report.Marks.Wrong, report.Marks.Joint)
//
// A data folder holds lines of JSON, an article each, with its quotes by code
// points, whom they are given to, and its reactions. What counts as found and
// as right is told at [Quotes].
package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// A Marked is an article with what people marked in it.
type Marked struct {
	ID        string
	Title     string
	Text      string
	Quotes    []Mark
	Reactions []ReactionMark
	Reacts    bool `json:"-"` // whether reactions were marked at all
}

// A Mark is a stretch of an article that somebody is quoted with.
type Mark struct {
	Start, End   int // in code points, end exclusive
	Speaker      *string
	SpeakerStart *int   `json:"speaker_start"` // of the words that say who; nil: nobody
	SpeakerEnd   *int   `json:"speaker_end"`
	Ref          string `json:"speaker_ref"`  // the full name; empty: not known
	Role         string `json:"speaker_role"` // empty: says nothing
	Speech       *bool  // false: thought or wished; nil: speech
}

// A ReactionMark is somebody's answer to the main actor.
type ReactionMark struct {
	Who  struct{ Name string }
	Kind string
}

// longestLine bounds a line of a data file, in bytes.
const longestLine = 64 << 20

// Read reads articles, a JSON object a line; blank lines are skipped. An error
// names its line.
func Read(r io.Reader) ([]Marked, error) {
	var out []Marked
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), longestLine)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var m Marked
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		var has struct{ Reactions *json.RawMessage }
		if err := json.Unmarshal(lines.Bytes(), &has); err == nil {
			m.Reacts = has.Reactions != nil
		}
		length := len([]rune(m.Text))
		for _, q := range m.Quotes {
			if q.Start < 0 || q.End < q.Start || q.End > length {
				return nil, fmt.Errorf("line %d: a quote from %d to %d lies outside the text of %d code points", n, q.Start, q.End, length)
			}
		}
		out = append(out, m)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, errors.New("holds no article")
	}
	return out, nil
}

// A Prediction is a quote that was found, by code points.
type Prediction struct {
	Parts      [][2]int
	Speaker    string // empty: nobody
	Role       string
	Mention    [2]int // of the words that say who; [0 0]: nobody
	Confidence float64
	Key        bool
}

// unsure is a line below which nothing is named: an article is read once, and
// where the line stands is decided afterwards.
const unsure = 0.001

// predict reads m and returns what is found, its speakers named however unsure.
func predict(m *Marked) ([]Prediction, *quote.Found) {
	a := article.Article{Title: m.Title, Text: m.Text}
	usual := quote.Find(a, quote.Options{})
	all := quote.Find(a, quote.Options{Line: unsure})
	points := codePoints(m.Text)
	var out []Prediction
	for i, q := range all.Quotes {
		if q.Within >= 0 {
			continue // its clause stands for it
		}
		p := Prediction{Confidence: q.Confidence}
		for _, s := range q.Parts {
			p.Parts = append(p.Parts, [2]int{points[s.Start], points[s.End]})
		}
		if s := q.Speaker; s != nil {
			p.Speaker, p.Role = s.Name, s.Role
			p.Mention = [2]int{points[s.Mention.Start], points[s.Mention.End]}
		}
		if i < len(usual.Quotes) {
			p.Key = usual.Quotes[i].Key
		}
		out = append(out, p)
	}
	return out, usual
}

// codePoints maps each byte offset of s to the code points before it.
func codePoints(s string) []int {
	out := make([]int, len(s)+1)
	n := 0
	for i := range s {
		out[i] = n
		n++
	}
	out[len(s)] = n
	return out
}

package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Load reads a folder of marked articles: pairs of NAME.txt and NAME.marks, or
// a file dev.jsonl with an article a line. A path to a .jsonl file is read as one.
func Load(path string) ([]Article, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return loadLines(path)
	}
	marked, err := filepath.Glob(filepath.Join(path, "*.marks"))
	if err != nil {
		return nil, err
	}
	if len(marked) > 0 {
		return loadMarked(marked)
	}
	lines, err := filepath.Glob(filepath.Join(path, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	dev := filepath.Join(path, "dev.jsonl")
	switch {
	case slices.Contains(lines, dev):
		return loadLines(dev)
	case len(lines) == 1:
		return loadLines(lines[0])
	}
	return nil, fmt.Errorf("%s holds neither dev.jsonl nor pairs of .txt and .marks", path)
}

func loadMarked(files []string) ([]Article, error) {
	var out []Article
	var errs []error
	for _, name := range files {
		marks, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		stem := strings.TrimSuffix(name, ".marks")
		words, err := os.ReadFile(stem + ".txt")
		if err != nil {
			return nil, fmt.Errorf("%s has no text beside it: %w", name, err)
		}
		a, err := parseMarks(filepath.Base(stem), strings.TrimSuffix(string(words), "\n"), string(marks))
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
		out = append(out, a)
	}
	return out, errors.Join(errs...)
}

// line is an article of dev.jsonl.
type line struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
	Quotes    []struct {
		Start        int      `json:"start"`
		End          int      `json:"end"`
		Segments     [][2]int `json:"segments"`
		Type         string   `json:"type"`
		Verb         string   `json:"verb"`
		Speech       *bool    `json:"speech"`
		Speaker      string   `json:"speaker"`
		SpeakerStart *int     `json:"speaker_start"`
		SpeakerEnd   *int     `json:"speaker_end"`
		SpeakerRef   string   `json:"speaker_ref"`
		SpeakerRole  string   `json:"speaker_role"`
	} `json:"quotes"`
	Reactions *[]struct {
		Who struct {
			Name string `json:"name"`
		} `json:"who"`
		Kind string `json:"kind"`
	} `json:"reactions"`
	Key []string `json:"key"`
}

func loadLines(name string) ([]Article, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	const longest = 64 << 20 // bytes of a line
	r := bufio.NewScanner(f)
	r.Buffer(nil, longest)
	var out []Article
	for number := 1; r.Scan(); number++ {
		if len(bytes.TrimSpace(r.Bytes())) == 0 {
			continue
		}
		var l line
		if err := json.Unmarshal(r.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", name, number, err)
		}
		length := utf8.RuneCountInString(l.Text)
		a := Article{ID: l.ID, Title: l.Title, Text: l.Text, Scored: l.Text, Key: l.Key, Reacting: l.Reactions != nil}
		if day, _, _ := strings.Cut(l.Published, "T"); day != "" {
			if a.Published, err = time.Parse(time.DateOnly, day); err != nil {
				return nil, fmt.Errorf("%s: line %d: published: %w", name, number, err)
			}
		}
		for _, q := range l.Quotes {
			if q.Start < 0 || q.End < q.Start || q.End > length {
				return nil, fmt.Errorf("%s: line %d: a quote from %d to %d lies outside the text of %d code points", name, number, q.Start, q.End, length)
			}
			m := Quote{Start: q.Start, End: q.End, Segments: q.Segments, Type: q.Type, Verb: q.Verb, Speaker: q.Speaker, Ref: q.SpeakerRef, Role: q.SpeakerRole,
				Thought: q.Speech != nil && !*q.Speech}
			if q.SpeakerStart != nil && q.SpeakerEnd != nil {
				m.Mention = &[2]int{*q.SpeakerStart, *q.SpeakerEnd}
			}
			a.Quotes = append(a.Quotes, m)
		}
		if l.Reactions != nil {
			for _, x := range *l.Reactions {
				a.Reactions = append(a.Reactions, Reaction{x.Who.Name, x.Kind})
			}
		}
		out = append(out, a)
	}
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no article", name)
	}
	return out, nil
}

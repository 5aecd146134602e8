package eval

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// given reads predictions as another program would write them.
func given(t *testing.T, name string) []Prediction {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []Prediction
	r := bufio.NewScanner(f)
	r.Buffer(nil, 1<<20)
	for r.Scan() {
		var l struct {
			PredictedLine
			Quotes []struct {
				QuoteLine
				Role string `json:"role"`
			} `json:"quotes"`
		}
		if err := json.Unmarshal(r.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		p := Prediction{ID: l.ID}
		for _, q := range l.Quotes {
			x := Quote{Start: q.Start, End: q.End, Segments: q.Segments, Role: q.Role}
			if q.Speaker != nil {
				x.Speaker = *q.Speaker
			}
			if q.SpeakerStart != nil && q.SpeakerEnd != nil {
				x.Mention = &[2]int{*q.SpeakerStart, *q.SpeakerEnd}
			}
			p.Quotes = append(p.Quotes, x)
		}
		out = append(out, p)
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestKnownFigures scores predictions that were spoilt in many ways. The
// figures are those of the public sets' own scorer on the same two files.
func TestKnownFigures(t *testing.T) {
	marked, err := Load("testdata/marked.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/figures.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]View
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	got := Measure(marked, given(t, "testdata/given.jsonl")).Views
	for _, v := range got {
		for rule, f := range v.Rules { // the counts are ours alone
			f.Wrong, f.Named, f.Counted, f.Matched, f.Speakers = 0, 0, 0, 0, 0
			v.Rules[rule] = f
		}
	}
	if len(want) != len(Views) {
		t.Fatalf("%d views are known", len(want))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("figures (-known +ours):\n%s", d)
	}
}

// TestPerfect scores the marks as their own prediction.
func TestPerfect(t *testing.T) {
	marked, err := Load("../../testdata/quotes")
	if err != nil {
		t.Fatal(err)
	}
	var ps []Prediction
	for _, a := range marked {
		ps = append(ps, Prediction{ID: a.ID, Quotes: a.Quotes, Reactions: a.Reactions})
	}
	r := Measure(marked, ps)
	for _, v := range Views {
		for _, rule := range Rules {
			if f := r.Views[v].Rules[rule]; f.Joint.F1 != 1 || f.Misattributed != 0 {
				t.Errorf("%s %s: joint %v, wrong %v", v, rule, f.Joint, f.Misattributed)
			}
		}
	}
	if r.Reactions.F1 != 1 {
		t.Errorf("reactions %+v", r.Reactions)
	}
}

func TestAgree(t *testing.T) {
	for _, c := range []struct {
		predicted, marked string
		want              bool
	}{
		{"Mr. Trump", "Donald Trump", true},
		{"Bill Clinton", "Hillary Clinton", false},
		{"U.S. Army", "US Army", true},
		{"USAID", "US", false},
		{"U.S.A.", "the US", true},
		{"he", "He", false},
		{"Ann Roe's", "Ann Roe", true},
		{"O’Shane", "Darcy O’Shane", true},
		{"the president", "The President", true},
		{"one two three four five six seven eight", "one", false},
		{"", "Ann Roe", false},
	} {
		if got := agree(c.predicted, c.marked); got != c.want {
			t.Errorf("%q for %q: %v", c.predicted, c.marked, got)
		}
	}
}

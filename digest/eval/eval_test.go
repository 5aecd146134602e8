package eval_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"newsdigest/digest/eval"
)

// marked makes one line of a data file: each quote is given by its words.
func marked(t *testing.T, text string, quotes ...map[string]any) string {
	t.Helper()
	place := func(words string) (int, int) {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		start := len([]rune(text[:i]))
		return start, start + len([]rune(words))
	}
	for _, q := range quotes {
		q["start"], q["end"] = place(q["quote"].(string))
		if s, ok := q["speaker"].(string); ok {
			q["speaker_start"], q["speaker_end"] = place(s)
		}
	}
	b, err := json.Marshal(map[string]any{
		"id": "one", "text": text, "quotes": quotes,
		"reactions": []map[string]any{{"who": map[string]string{"name": "Ben Doe"}, "kind": "disputes"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

const article = "“The bridge é is safe now,” Mayor Ann Roe told reporters on Monday.\n" +
	"“It will open in the spring,” she said.\n" +
	"Ben Doe, an engineer, called Roe’s claim “false.”"

// read returns the report on one article marked so.
func read(t *testing.T, lines ...string) eval.Report {
	t.Helper()
	m, err := eval.Read(strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return eval.Quotes(m)
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.001 }

func TestQuotes(t *testing.T) {
	right := []map[string]any{
		{"quote": "The bridge é is safe now", "speaker": "Mayor Ann Roe", "speaker_ref": "Ann Roe"},
		{"quote": "It will open in the spring", "speaker": "she", "speaker_ref": "Ann Roe"},
		{"quote": "false", "speaker": "Ben Doe", "speaker_ref": "Ben Doe"},
	}
	r := read(t, marked(t, article, right...))
	if r.Marks.Gold != 3 || r.Marks.Found != 3 || r.Marks.Wrong != 0 || !near(r.Marks.Joint, 1) || !near(r.Marks.Full, 1) || r.KeyWrong != 0 || r.Keys == 0 {
		t.Errorf("all right: %+v", r)
	}
	if r.Reactions.F1 != 1 || len(r.Worst) != 0 {
		t.Errorf("reactions %+v, worst %v", r.Reactions, r.Worst)
	}

	wrong := []map[string]any{
		{"quote": "The bridge é is safe now", "speaker": "Mayor Ann Roe", "speaker_ref": "Ann Roe"},
		{"quote": "It will open in the spring", "speaker": "she", "speaker_ref": "Carla Poe"},
		{"quote": "false", "speaker": nil},
	}
	r = read(t, marked(t, article, wrong...))
	if !near(r.Marks.Wrong, 2.0/3) || !near(r.Marks.Joint, 1.0/3) || !near(r.Marks.Full, 0.5) || len(r.Worst) != 1 || r.Worst[0].Wrong != 2 {
		t.Errorf("two of three wrong: %+v", r)
	}

	r = read(t, marked(t, article, right[0]))
	if r.Marks.Gold != 1 || !near(r.Marks.Precision, 1.0/3) || !near(r.Marks.Recall, 1) || !near(r.Marks.Joint, 0.5) {
		t.Errorf("two marked by nobody: %+v", r.Marks)
	}
}

// A title, a surname and a pronoun's place name the same person; another's surname does not.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		ref   string
		wrong bool
	}{
		{"Ann Roe", false}, {"Mayor Roe", false}, {"Ann Beth Roe", false}, {"Anna Roe", true}, {"Ben Roe", true}, {"Roe", false},
	} {
		r := read(t, marked(t, article, map[string]any{"quote": "The bridge é is safe now", "speaker": "Mayor Ann Roe", "speaker_ref": c.ref}))
		if got := r.Marks.Wrong > 0; got != c.wrong {
			t.Errorf("Ann Roe for %q: wrong is %v", c.ref, got)
		}
	}
}

// The curve counts fewer names the higher the line stands, and holds the line itself.
func TestCurve(t *testing.T) {
	r := read(t, marked(t, article, map[string]any{"quote": "It will open in the spring", "speaker": "she", "speaker_ref": "Ann Roe"}))
	named, at := r.Curve[0].Named, false
	for _, p := range r.Curve {
		if p.Named > named {
			t.Errorf("%d names at %.2f after %d", p.Named, p.Line, named)
		}
		named = p.Named
		at = at || p.Line == r.Line
	}
	if !at {
		t.Errorf("the line %.2f is no point of the curve", r.Line)
	}
}

func TestRead(t *testing.T) {
	for in, want := range map[string]string{
		"":             "holds no article",
		"{}\nnot json": "line 2",
		`{"text":"ab","quotes":[{"start":1,"end":9}]}`: "line 1: a quote from 1 to 9",
	} {
		if _, err := eval.Read(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

package eval_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsdigest/digest/eval"
)

// What our own articles must reach: a little less than they do.
const (
	mostWrong  = 0.02
	leastJoint = 0.93
	leastFull  = 0.95
)

// TestOwnArticles measures the articles of testdata/quotes, marked by hand:
// courts, sport, business, science, wires of several countries, a live blog.
func TestOwnArticles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "quotes", "*.txt"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	var all []eval.Marked
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := eval.ReadText(strings.TrimSuffix(filepath.Base(name), ".txt"), string(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, m)
	}
	r := eval.Quotes(all)
	t.Logf("wrong %.3f, joint %.3f, full %.3f, key wrong %.3f of %d, reactions %.2f", r.Marks.Wrong, r.Marks.Joint, r.Marks.Full, r.KeyWrong, r.Keys, r.Reactions.F1)
	if r.Marks.Wrong > mostWrong || r.Marks.Joint < leastJoint || r.Marks.Full < leastFull {
		t.Errorf("wrong %.3f over %.2f, or joint %.3f under %.2f, or full %.3f under %.2f; worst: %v",
			r.Marks.Wrong, mostWrong, r.Marks.Joint, leastJoint, r.Marks.Full, leastFull, r.Worst)
	}
}

func TestReadText(t *testing.T) {
	m, err := eval.ReadText("x", "The café\nThen she said no.\n== marks\nAnn Roe | she | no\nreact: Ben | disputes\n")
	if err != nil {
		t.Fatal(err)
	}
	if q := m.Quotes[0]; q.Start != 23 || q.End != 25 || *q.SpeakerStart != 14 || q.Ref != "Ann Roe" || m.Reactions[0].Kind != "disputes" {
		t.Errorf("%+v %+v", q, m.Reactions)
	}
	for in, want := range map[string]string{
		"no marks":                          "has no line",
		"A\n== marks\nwhat":                 "line 3: a mark is",
		"A\n== marks\nAnn | A | gone":       "line 3: \"gone\" is not in the article",
		"A\n== marks\nAnn | she | A":        "line 3: \"she\" is not in the article",
		"A\nb\n\n== marks\n\nreact: nobody": "line 6: a reaction is",
	} {
		if _, err := eval.ReadText("x", in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

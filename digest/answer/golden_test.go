package answer_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"newsdigest/digest/answer"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata")

// TestConversations reads each case of testdata: the file "article", where it
// is missing the founding article, and the file "asked", conversations parted
// by blank lines. A line "? …" asks; below it stand the words that answer in
// brackets and the first citation, or "not said" and the nearest passage.
func TestConversations(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a := founding(t)
			asked := -1
			for i, f := range ar.Files {
				switch f.Name {
				case "article":
					a = article.Article{Text: string(f.Data)}
				case "asked":
					asked = i
				}
			}
			if asked < 0 {
				t.Fatal(`no file "asked"`)
			}
			want := string(ar.Files[asked].Data)
			got := converse(t, a, want)
			if *update {
				ar.Files[asked].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("what is answered (-want +got):\n%s", diff)
			}
		})
	}
}

// converse asks the questions of s and writes them with their answers.
func converse(t *testing.T, a article.Article, s string) string {
	t.Helper()
	asker := answer.New(quote.Find(a, quote.Options{}))
	var out strings.Builder
	var turns []answer.Turn
	for line := range strings.Lines(s) {
		q, ok := strings.CutPrefix(strings.TrimSpace(line), "? ")
		if strings.TrimSpace(line) == "" {
			turns = nil
			out.WriteByte('\n')
		}
		if !ok {
			continue
		}
		got := asker.Ask(q, turns)
		check(t, a.Text, got)
		turns = append(turns, answer.Turn{Question: q, Answer: got})
		fmt.Fprintf(&out, "? %s\n", q)
		switch {
		case got.Answered():
			fmt.Fprintf(&out, "[%s] %s\n", got.Short.Of(a.Text), got.Citations[0].Of(a.Text))
		default:
			fmt.Fprintln(&out, strings.TrimSpace("not said: "+got.Nearest.Of(a.Text)))
		}
	}
	return out.String()
}

// BenchmarkAsk answers one question of each kind about the founding article,
// and about a text that grows.
func BenchmarkAsk(b *testing.B) {
	a := founding(b)
	for _, q := range []string{"How many NATO troops were sent to Afghanistan?", "What did Macron say?", "Who disagreed?", "What did the German chancellor say?"} {
		asker := answer.New(quote.Find(a, quote.Options{}))
		b.Run(strings.Fields(q)[0]+strings.Fields(q)[1], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				asker.Ask(q, nil)
			}
		})
	}
	for _, n := range []int{1, 10, 100} {
		long := article.Article{Text: strings.Repeat(a.Text+"\n", n)}
		found := quote.Find(long, quote.Options{})
		b.Run(fmt.Sprintf("New%dkB", len(long.Text)/1000), func(b *testing.B) {
			b.SetBytes(int64(len(long.Text)))
			b.ReportAllocs()
			for b.Loop() {
				answer.New(found)
			}
		})
	}
}

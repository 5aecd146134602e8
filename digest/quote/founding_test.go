package quote_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// expectation is what a careful editor takes from the founding article; offsets
// are code points.
type expectation struct {
	Quotes []struct {
		Kind    string
		Speaker struct{ Name, Role string }
		Spans   []struct {
			Text       string
			Start, End int
		}
		Verb       *string
		When       string
		SpeakerAny []string `json:"speaker_any"`
		NeverKey   bool     `json:"never_key"`
	}
	Indirect  []indirect
	Optional  []indirect `json:"indirect_optional"`
	Reactions []struct {
		Who struct {
			Name string
			Role *string
		}
		To         struct{ Name string }
		Kind       string
		Quotes     []int
		About      *string
		When       *string
		Text       string
		Start, End int
	}
}

type indirect struct {
	Text       string
	Start, End int
	Speaker    struct{ Name string }
}

func founding(t testing.TB) (article.Article, expectation) {
	t.Helper()
	b, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	j, err := os.ReadFile("../../testdata/founding.expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var e expectation
	if err := json.Unmarshal(j, &e); err != nil {
		t.Fatal(err)
	}
	return article.Article{Text: string(b)}, e
}

func points(s string, sp text.Span) (int, int) {
	return utf8.RuneCountInString(s[:sp.Start]), utf8.RuneCountInString(s[:sp.End])
}

func TestFoundingQuotes(t *testing.T) {
	a, want := founding(t)
	f := quote.Find(a, quote.Options{})
	var got []quote.Quote
	for _, q := range f.Quotes {
		if q.Kind != quote.Indirect {
			got = append(got, q)
		}
	}
	if len(got) != len(want.Quotes) {
		t.Fatalf("%d quotes between marks, want %d", len(got), len(want.Quotes))
	}
	for i, w := range want.Quotes {
		q := got[i]
		if q.Kind.String() != w.Kind || len(q.Parts) != len(w.Spans) {
			t.Errorf("quote %d: %v in %d parts, want %s in %d", i, q.Kind, len(q.Parts), w.Kind, len(w.Spans))
			continue
		}
		for k, p := range q.Parts {
			start, end := points(a.Text, p)
			if p.Of(a.Text) != w.Spans[k].Text || start != w.Spans[k].Start || end != w.Spans[k].End {
				t.Errorf("quote %d part %d: %q at %d-%d, want %q at %d-%d", i, k, p.Of(a.Text), start, end, w.Spans[k].Text, w.Spans[k].Start, w.Spans[k].End)
			}
		}
		if q.Speaker == nil || q.Speaker.Name != w.Speaker.Name || q.Speaker.Role != w.Speaker.Role || !q.Speaker.Named {
			t.Errorf("quote %d: speaker %+v, want %+v", i, q.Speaker, w.Speaker)
		}
		verb := ""
		if w.Verb != nil {
			verb = *w.Verb
		}
		if q.Verb.Of(a.Text) != verb {
			t.Errorf("quote %d: verb %q, want %q", i, q.Verb.Of(a.Text), verb)
		}
		if q.When.Of(a.Text) != w.When {
			t.Errorf("quote %d: when %q, want %q", i, q.When.Of(a.Text), w.When)
		}
		if w.NeverKey && q.Key {
			t.Errorf("quote %d: %q is key", i, q.Words(a))
		}
	}
}

func TestFoundingIndirect(t *testing.T) {
	a, want := founding(t)
	f := quote.Find(a, quote.Options{})
	overlaps := func(q quote.Quote, w indirect) bool {
		for _, p := range q.Parts {
			if start, end := points(a.Text, p); start < w.End && w.Start < end {
				return true
			}
		}
		return false
	}
	for _, w := range want.Indirect {
		found := false
		for _, q := range f.Quotes {
			found = found || q.Kind == quote.Indirect && overlaps(q, w) && q.Speaker != nil && q.Speaker.Name == w.Speaker.Name
		}
		if !found {
			t.Errorf("not found: %s: %s", w.Speaker.Name, w.Text)
		}
	}
	for _, q := range f.Quotes {
		if q.Kind != quote.Indirect {
			continue
		}
		known := false
		for _, w := range append(want.Indirect, want.Optional...) {
			known = known || overlaps(q, w) && q.Speaker != nil && strings.HasSuffix(q.Speaker.Name, w.Speaker.Name)
		}
		// The clause that the partial quote on Japan stands in is the editor's to give or not.
		known = known || strings.Contains(q.Words(a), "to grow stronger than ever")
		if !known {
			t.Errorf("nobody's words given as speech: %q by %+v", q.Words(a), q.Speaker)
		}
	}
}

func TestFoundingKey(t *testing.T) {
	a, _ := founding(t)
	f := quote.Find(a, quote.Options{})
	n, who := 0, map[string]bool{}
	for _, q := range f.Quotes {
		if q.Key {
			n++
			who[q.Speaker.Name] = true
		}
	}
	if n < 3 || n > 6 {
		t.Errorf("%d key quotes, want 3 to 6", n)
	}
	for _, w := range []string{"Mark Rutte", "Emmanuel Macron", "Nicholas Szechenyi"} {
		if !who[w] {
			t.Errorf("no key quote of %s", w)
		}
	}
}

func TestFoundingReactions(t *testing.T) {
	a, want := founding(t)
	f := quote.Find(a, quote.Options{})
	marked := map[int]int{} // index among the quotes between marks
	for i, q := range f.Quotes {
		if q.Kind != quote.Indirect {
			marked[i] = len(marked)
		}
	}
	seen := map[string]bool{}
	for _, w := range want.Reactions {
		var r *quote.Reaction
		for i := range f.Reactions {
			if f.Reactions[i].By.Name == w.Who.Name && f.Reactions[i].Kind.String() == w.Kind {
				r = &f.Reactions[i]
			}
		}
		if r == nil {
			t.Errorf("%s %s: not found", w.Who.Name, w.Kind)
			continue
		}
		seen[w.Who.Name] = true
		if w.Who.Role != nil && r.By.Role != *w.Who.Role || r.To != w.To.Name {
			t.Errorf("%s: role %q to %q", w.Who.Name, r.By.Role, r.To)
		}
		if start, end := points(a.Text, r.At); start != w.Start || end != w.End {
			t.Errorf("%s: shown by %q, want %q", w.Who.Name, r.At.Of(a.Text), w.Text)
		}
		when := ""
		if w.When != nil {
			when = *w.When
		}
		if r.When.Of(a.Text) != when {
			t.Errorf("%s: when %q, want %q", w.Who.Name, r.When.Of(a.Text), when)
		}
		var quotes []int
		for _, q := range r.Quotes {
			quotes = append(quotes, marked[q])
		}
		if len(quotes) != len(w.Quotes) || len(quotes) > 0 && quotes[0] != w.Quotes[0] {
			t.Errorf("%s: quotes %v, want %v", w.Who.Name, quotes, w.Quotes)
		}
		// About is the statement answered: it is told by what its own sentence speaks of.
		about := ""
		if !r.About.Empty() {
			about = f.Doc.SentenceAt(r.About.Start).Of(a.Text)
		}
		switch {
		case w.About == nil && about != "":
			t.Errorf("%s: answers %q, want nothing", w.Who.Name, about)
		case w.About != nil && !strings.Contains(about, *w.About):
			t.Errorf("%s: answers %q, want what was said on %s", w.Who.Name, about, *w.About)
		}
		if on := r.Topic.Of(a.Text); (w.About != nil && *w.About == "Japan") != (on == "Japan") {
			t.Errorf("%s: topic %q", w.Who.Name, on)
		}
	}
	for _, r := range f.Reactions {
		if !seen[r.By.Name] {
			t.Errorf("reaction of nobody: %s %v", r.By.Name, r.Kind)
		}
	}
}

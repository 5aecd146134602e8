package summary_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/summary"
)

func TestFounding(t *testing.T) {
	b, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	in := string(b)
	f := quote.Find(article.Article{Text: in}, quote.Options{})
	if got, want := summary.Headline(f).Of(in), in[:strings.IndexByte(in, '\n')]; got != want {
		t.Errorf("headline %q, want %q", got, want)
	}
	var all []string
	for _, s := range summary.Sentences(f) {
		all = append(all, s.Of(in))
	}
	got := strings.Join(all, " ")
	for _, want := range []string{"Trump told reporters in the Oval Office", "as recently as last week"} {
		if !strings.Contains(got, want) {
			t.Errorf("the summary lacks %q: %s", want, got)
		}
	}
	if strings.Contains(got, "could now trigger alarm bells") {
		t.Error("the outlet's own opinion is stated as fact")
	}
	if strings.Contains(got, "“") {
		t.Errorf("a quotation stands in the summary: %s", got)
	}
}

func TestHeadlineKeepsQuotationsWhole(t *testing.T) {
	for _, want := range []string{
		"The minister resigned on Monday, saying he was “tired. Very tired,” and left.",
		"“I am here. I am not leaving,” the mayor of Brix told reporters.",
	} {
		f := quote.Find(article.Article{Text: want + " Nobody applauded."}, quote.Options{})
		if got := summary.Headline(f).Of(f.Article.Text); got != want {
			t.Errorf("headline %q, want %q", got, want)
		}
	}
}

func TestHeadlineWithoutDateline(t *testing.T) {
	in := "TOLLEN, May 4 (ABC) - The harbour was shut on Monday after a crane fell on the quay.\nNobody was hurt."
	f := quote.Find(article.Article{Text: in}, quote.Options{})
	if got, want := summary.Headline(f).Of(in), "The harbour was shut on Monday after a crane fell on the quay."; got != want {
		t.Errorf("headline %q, want %q", got, want)
	}
}

// What a page says of itself and of its pictures is no news.
func TestFurniture(t *testing.T) {
	for _, in := range []string{
		"Our website is undergoing essential maintenance this weekend and may be slow for readers.",
		"Last updated at 9:14 AM on 3rd May 2031 by the desk in Tollen.",
		"Relief: Harbour master Ilse Brandt, pictured on the quay with her crew last spring.",
		"Ilse Brandt (left) looks at the fallen crane with two men from the harbour office.",
		"In this photo taken on Monday the crane lies across the quay of the old harbour.",
		"Harbour master Ilse Brandt looks at the fallen crane on the quay of Tollen on Friday, March 11, 2016.",
		"Media playback is unsupported on your device Media caption The crane comes down on the quay.",
		"Watch how the crane came down on the quay in front of a full ferry from Skelby.",
		"Please enable JavaScript and cookies in your browser to read all of this page today.",
		"This story is being updated as the harbour office gives us more of the details.",
	} {
		news := "The harbour of Tollen was shut on Monday after a crane fell on the quay, its master said."
		whole := in + "\n\n" + news + "\n\nNobody was hurt when it fell, and the ferry to Skelby sails again on Tuesday morning."
		f := quote.Find(article.Article{Text: whole}, quote.Options{})
		if got := summary.Headline(f).Of(whole); got != news {
			t.Errorf("%q: headline %q", in, got)
		}
		for _, s := range summary.Sentences(f) {
			if strings.Contains(s.Of(whole), in[:20]) {
				t.Errorf("the summary holds %q", s.Of(whole))
			}
		}
	}
}

// check holds what is promised of any text: whole spans inside it, in order.
func check(t *testing.T, in string) {
	t.Helper()
	f := quote.Find(article.Article{Text: in}, quote.Options{})
	if h := summary.Headline(f); h.Start < 0 || h.End < h.Start || h.End > len(in) {
		t.Fatalf("headline %v of %d bytes", h, len(in))
	}
	last := 0
	for _, s := range summary.Sentences(f) {
		if s.Start < last || s.End > len(in) || s.Empty() {
			t.Fatalf("sentence %v after %d, of %d bytes", s, last, len(in))
		}
		last = s.End
	}
}

func TestLong(t *testing.T) {
	var b strings.Builder
	for i := 0; b.Len() < 1_000_000; i++ {
		fmt.Fprintf(&b, "Sentence %d tells of town %d and its %d bridges over the river.\n", i, i%97, i%13)
	}
	check(t, b.String())
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"", "A.", "(CNN) -- It rained. It stopped.", "\xff. \x80", "“All quote.”", "By Ann Lee\nIt rained."} {
		f.Add(s)
	}
	f.Fuzz(check)
}

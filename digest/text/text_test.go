package text_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"newsdigest/digest/text"
)

func words(t string, spans []text.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Of(t))
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"country", "The U.S. President left the U.S. He flew.", "The U.S. President left the U.S.|He flew."},
		{"title", "Mr. Bean met Sen. Roe and Dr. No. They spoke.", "Mr. Bean met Sen. Roe and Dr. No.|They spoke."},
		{"initials", "George W. Bush met J. K. Doe. It rained.", "George W. Bush met J. K. Doe.|It rained."},
		{"month", "On Jan. 5 it opened. On Feb. 7 it shut.", "On Jan. 5 it opened.|On Feb. 7 it shut."},
		{"decimal", "It rose 3.5 percent to 1.2 million. No. 4 fell.", "It rose 3.5 percent to 1.2 million.|No. 4 fell."},
		{"time", "It began at 8 p.m. on Friday. It ended at 9 p.m. The hall emptied.", "It began at 8 p.m. on Friday.|It ended at 9 p.m.|The hall emptied."},
		{"asked inside", "“Why?” he asked. “I wonder.”", "“Why?” he asked.|“I wonder.”"},
		{"quote ends it", "She said: “It is late.” He agreed.", "She said: “It is late.”|He agreed."},
		{"dots go on", "“It is … well … late,” she said.", "“It is … well … late,” she said."},
		{"straight", `"Stop!" she cried. "Now."`, `"Stop!" she cried.|"Now."`},
		{"brackets", "It failed (again). It stopped.", "It failed (again).|It stopped."},
		{"heading", "Japan treaty\nTrump mused.", "Japan treaty|Trump mused."},
		{"company", "Acme Inc. said no. Acme Corp. Chief Roe agreed.", "Acme Inc. said no.|Acme Corp. Chief Roe agreed."},
		{"japanese", "東京で会議が開かれた。首相は出席した。", "東京で会議が開かれた。|首相は出席した。"},
		{"blank", " \n\t\n ", ""},
		{"empty", "", ""},
	} {
		if got := strings.Join(words(c.in, text.Sentences(c.in)), "|"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	wrapped := "The harbour at Tollen was shut on Monday after a crane\nfell on the quay, the port said. Nobody was hurt, it\nadded, and ships were sent to Westhaven.\n\nThe crane had been inspected in March, according to the\nharbour master."
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"lines", "One.\nTwo.\r\nThree.", []string{"One.", "Two.", "Three."}},
		{"blank lines", "One.\n\n\n  Two. \n", []string{"One.", "Two."}},
		{"separators", "One.\u2029Two.\u0085Three.", []string{"One.", "Two.", "Three."}},
		{"wrapped", wrapped, strings.Split(wrapped, "\n\n")},
	} {
		if diff := cmp.Diff(c.want, words(c.in, text.Paragraphs(c.in))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	if got := text.Sentences(wrapped); len(got) != 3 {
		t.Errorf("wrapped text has %d sentences, want 3: %q", len(got), words(wrapped, got))
	}
}

func TestWords(t *testing.T) {
	in := "Don't pay 3.5% — post-war U.S. “naïve” ​x."
	want := []string{"Don't", "pay", "3.5", "post", "war", "U.S", "naïve", "x"}
	if diff := cmp.Diff(want, words(in, text.Words(in))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFoundingSentences(t *testing.T) {
	b, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got := len(text.Sentences(string(b))); got != 40 {
		t.Errorf("%d sentences, want 40", got)
	}
}

func TestAtAndWithin(t *testing.T) {
	spans := []text.Span{{Start: 2, End: 4}, {Start: 6, End: 9}}
	for offset, want := range map[int]int{0: -1, 2: 0, 3: 0, 4: -1, 6: 1, 8: 1, 9: -1, 99: -1} {
		if got := text.At(spans, offset); got != want {
			t.Errorf("At(%d) = %d, want %d", offset, got, want)
		}
	}
	if from, to := text.Within(spans, text.Span{Start: 3, End: 9}); from != 1 || to != 2 {
		t.Errorf("Within = %d, %d, want 1, 2", from, to)
	}
}

// check reports spans that do not lie in t in order.
func check(t *testing.T, in, what string, spans []text.Span) {
	t.Helper()
	last := 0
	for _, s := range spans {
		if s.Start < last || s.End > len(in) || s.Empty() {
			t.Fatalf("%s of %q: %v after %d", what, in, s, last)
		}
		if utf8.ValidString(in) && !utf8.ValidString(s.Of(in)) {
			t.Fatalf("%s of %q: %v cuts a character", what, in, s)
		}
		last = s.End
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "“Why?” he asked. U.S. \r\n Mr. X…", "\xff\xfe\n\x80 a. B", "日本語。\u2028x", "a.\u0085\n\n\n b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		d := text.Parse(in)
		check(t, in, "paragraphs", d.Paragraphs)
		check(t, in, "sentences", d.Sentences)
		check(t, in, "words", d.Words)
		for _, s := range d.Sentences {
			if d.ParagraphAt(s.Start) != d.ParagraphAt(s.End-1) {
				t.Fatalf("%q: sentence %v crosses a paragraph's border", in, s)
			}
		}
		// Nothing but white space lies between sentences.
		pos := 0
		for _, s := range append(d.Sentences, text.Span{Start: len(in), End: len(in)}) {
			if gap := in[pos:s.Start]; strings.TrimSpace(gap) != "" {
				t.Fatalf("%q: %q is in no sentence", in, gap)
			}
			pos = s.End
		}
	})
}

// A quotation that opens behind a sentence without a blank is not torn from its mark.
func TestSentencesWithoutBlanks(t *testing.T) {
	in := "橋は月曜日に開いた。「とても良い日だ」と知事は語った。"
	var got []string
	for _, s := range text.Sentences(in) {
		got = append(got, s.Of(in))
	}
	if want := []string{"橋は月曜日に開いた。", "「とても良い日だ」と知事は語った。"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkParse(b *testing.B) {
	in, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		b.Fatal(err)
	}
	t := string(in)
	b.SetBytes(int64(len(t)))
	b.ReportAllocs()
	for b.Loop() {
		text.Parse(t)
	}
}

package digest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"newsdigest/digest"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

func founding(t testing.TB) digest.Article {
	t.Helper()
	b, err := os.ReadFile("../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	return digest.Article{Text: string(b)}
}

func TestFoundingHeadline(t *testing.T) {
	d := digest.New(founding(t), digest.Options{})
	want := "U.S. President Donald Trump has said Washington will not stand by NATO member countries that pay too little for their own defense."
	if got := d.HeadlineText(); got != want {
		t.Errorf("headline %q, want %q", got, want)
	}
	if d.Headline.Empty() {
		t.Error("the headline has no place in the text")
	}
}

func TestTitleIsTheHeadline(t *testing.T) {
	a := founding(t)
	a.Title = "A title of its own"
	d := digest.New(a, digest.Options{})
	if d.HeadlineText() != a.Title || !d.Headline.Empty() {
		t.Errorf("headline %q at %v, want the title, at no place in the text", d.HeadlineText(), d.Headline)
	}
}

func TestPeopleAreAlwaysKey(t *testing.T) {
	in := strings.Repeat("Ann Lee said: “We have to wait for the report, and then we will decide.” ", 1) +
		"“The bridge will open in May, whatever it costs the county,” said Carl Moss, the county's engineer.\n" +
		"Dora Finch called the plan “too late.”\n"
	for _, people := range [][]string{{"Dora Finch"}, {"Finch"}, {"dora finch"}} {
		key := map[string]bool{}
		for _, q := range digest.New(digest.Article{Text: in}, digest.Options{People: people}).Quotes {
			if q.Key {
				key[q.Speaker.Name] = true
			}
		}
		if !key["Dora Finch"] {
			t.Errorf("people %v: key quotes of %v", people, key)
		}
	}
}

// TestModest digests what is hardly an article: the digest is smaller, never made up.
func TestModest(t *testing.T) {
	for name, in := range map[string]string{
		"empty":       "",
		"blank":       " \n \n",
		"one word":    "Word",
		"no quote":    "The road was closed on Monday. It opened again on Tuesday.",
		"all quote":   "“It is what it is, and it was what it was, and nobody can say what it will be.”",
		"nested":      "“She said ‘no “never” ever’ and left,” the boy said.",
		"unbalanced":  "“We never said so. The mayor left.\n“And again",
		"japanese":    "東京で会議が開かれた。首相は「結果に満足している」と述べた。",
		"not text":    "\x00\x01\xff\xfe\"\x80 said\"",
		"marks":       "\"\"\"\" “” «» „“",
		"right left":  "قال الوزير: «لن ننسحب».",
		"capitals":    "THE MAYOR SAID “WE WILL NOT GO” ON MONDAY.",
		"single word": "She called it “wrong.”",
	} {
		t.Run(name, func(t *testing.T) {
			d := digest.New(digest.Article{Text: in}, digest.Options{})
			for _, q := range d.Quotes {
				if q.Speaker != nil && !strings.Contains(in, q.Speaker.Name) {
					t.Errorf("speaker %q is not in the text", q.Speaker.Name)
				}
				for _, p := range q.Parts {
					if p.Start < 0 || p.End > len(in) || p.Empty() {
						t.Errorf("part %v of a text of %d bytes", p, len(in))
					}
				}
			}
			d.Ask("Who said what?", nil)
		})
	}
	d := digest.New(digest.Article{Text: "“It is what it is, and it was what it was.”"}, digest.Options{})
	for _, q := range d.Quotes {
		if q.Speaker != nil {
			t.Errorf("words of nobody are given to %q", q.Speaker.Name)
		}
	}
}

func TestAskManyAtOnce(t *testing.T) {
	d := digest.New(founding(t), digest.Options{})
	done := make(chan string)
	for range 4 {
		go func() { done <- fmt.Sprint(d.Ask("When was NATO formed?", nil).Citations) }()
	}
	first := <-done
	for range 3 {
		if got := <-done; got != first {
			t.Errorf("%s beside %s", got, first)
		}
	}
}

func Example() {
	d := digest.New(digest.Article{Text: "“We will rebuild the pier,” said Ada Holm, the mayor of Tollen."}, digest.Options{})
	q := d.Quotes[0]
	fmt.Printf("%s, %s: %s\n", q.Speaker.Name, q.Speaker.Role, q.Words(d.Article))
	// Output: Ada Holm, the mayor of Tollen: We will rebuild the pier,
}

// BenchmarkFounding sets the founding article's digest beside the floor: what
// finding its words by the Unicode rules alone takes.
func BenchmarkFounding(b *testing.B) {
	a := founding(b)
	run := func(name string, do func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(a.Text)))
			b.ReportAllocs()
			for b.Loop() {
				do()
			}
		})
	}
	run("words", func() { text.Words(a.Text) })
	run("quotes", func() { quote.Find(a, quote.Options{}) })
	run("digest", func() { digest.New(a, digest.Options{}) })
}

func BenchmarkGrowth(b *testing.B) {
	a := founding(b)
	for _, kB := range []int{1, 10, 100, 1000, 10_000} {
		in := digest.Article{Text: strings.Repeat(a.Text+"\n", kB*1000/len(a.Text)+1)[:kB*1000]}
		b.Run(fmt.Sprintf("%dkB", kB), func(b *testing.B) {
			b.SetBytes(int64(len(in.Text)))
			b.ReportAllocs()
			for b.Loop() {
				digest.New(in, digest.Options{})
			}
		})
	}
}

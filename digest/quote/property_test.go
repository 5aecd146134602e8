package quote_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// inParagraph reports whether words stand within a paragraph: the lines of a
// hard-wrapped one may part them.
func inParagraph(f *quote.Found, words string) bool {
	return !strings.Contains(words, "\n") || slices.ContainsFunc(f.Doc.Paragraphs, func(p text.Span) bool {
		return strings.Contains(p.Of(f.Article.Text), words)
	})
}

// check holds what every Found promises, whatever the text.
func check(t *testing.T, in string, f *quote.Found) {
	t.Helper()
	valid := utf8.ValidString(in)
	inside := func(what string, s text.Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(in) {
			t.Fatalf("%s %v lies outside the text of %d bytes", what, s, len(in))
		}
		if valid && !utf8.ValidString(s.Of(in)) {
			t.Fatalf("%s %v cuts a character", what, s)
		}
	}
	last := 0
	for i, q := range f.Quotes {
		if len(q.Parts) == 0 || q.Parts[0].Start < last {
			t.Fatalf("quote %d: parts %v after %d", i, q.Parts, last)
		}
		last = q.Parts[0].Start
		end := 0
		for _, p := range q.Parts {
			inside("part", p)
			if p.Empty() || p.Start < end {
				t.Fatalf("quote %d: parts %v", i, q.Parts)
			}
			end = p.End
		}
		inside("verb", q.Verb)
		inside("when", q.When)
		inside("topic", q.Topic)
		if s := q.Speaker; s != nil {
			inside("mention", s.Mention)
			if s.Name == "" || i < 300 && (!strings.Contains(in, s.Name) || !strings.Contains(in, s.Role)) {
				t.Fatalf("quote %d: speaker %q, role %q: not the article's words", i, s.Name, s.Role)
			}
			if !inParagraph(f, s.Name) || !inParagraph(f, s.Role) {
				t.Fatalf("quote %d: speaker %q, role %q: of two paragraphs", i, s.Name, s.Role)
			}
		}
		if q.Within >= len(f.Quotes) || q.Within >= 0 && f.Quotes[q.Within].Kind != quote.Indirect {
			t.Fatalf("quote %d stands within %d", i, q.Within)
		}
		if q.Confidence < 0 || q.Confidence > 1 {
			t.Fatalf("quote %d: confidence %v", i, q.Confidence)
		}
	}
	for i, r := range f.Reactions {
		inside("reaction", r.At)
		inside("about", r.About)
		inside("topic", r.Topic)
		inside("when", r.When)
		if r.At.Empty() || i < 300 && !strings.Contains(in, r.By.Name) {
			t.Fatalf("reaction of %q at %v", r.By.Name, r.At)
		}
		for _, q := range r.Quotes {
			if q < 0 || q >= len(f.Quotes) {
				t.Fatalf("reaction with quote %d of %d", q, len(f.Quotes))
			}
		}
	}
	for i, p := range f.People {
		if i < 300 && !strings.Contains(in, p.Name) {
			t.Fatalf("person %q is not in the text", p.Name)
		}
		for _, m := range p.Mentions {
			inside("mention", m)
		}
	}
}

func FuzzFind(f *testing.F) {
	a, _ := founding(f)
	f.Add(a.Text)
	for _, s := range []string{
		"", "“”", "\"a\" said B. \"", "“One,\n“Two,” said Jane Roe.", "«A» „B“ ”C” ‹D›", "'It is', she said.",
		"\xff\"\xfe said Bob\"", "According to Ann Lee, it rained. She did not respond.", "A “b “c” d” e",
		"東京で「はい」と首相は言った。", "“We won” — Jane Roe", "Mr. Roe, a baker, said he’d go. Mrs. Roe called it “wrong.”",
		"The Port of Brix will shut on Monday, Jane Roe, said no.", "The Port of Brix is, of course, Jane Roe, said no.", "The Port of Brix shut, and, Jane Roe, said no.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		check(t, in, quote.Find(article.Article{Text: in}, quote.Options{People: []string{"Jane Roe", ""}}))
	})
}

// inLetters numbers with small letters: a, b … z, ba, bb.
func inLetters(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return inLetters(n/26) + inLetters(n%26)
}

// hostile are texts that are made to be slow; each is about n bytes.
var hostile = map[string]func(n int) string{
	"marks":      func(n int) string { return strings.Repeat("\"", n) },
	"curly":      func(n int) string { return strings.Repeat("“a”", n/7) },
	"open":       func(n int) string { return strings.Repeat("“", n/3) },
	"open lines": func(n int) string { return strings.Repeat("“a\n", n/5) },
	"quotes":     func(n int) string { return strings.Repeat("“I will,” he said. ", n/23) },
	"to say":     func(n int) string { return strings.Repeat("to say ", n/7) },
	"first names": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "N%s Roe, ", inLetters(i))
		}
		return b.String()
	},
	"ampersands": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "A & B left. N%[1]s X%[1]sn left. ", inLetters(i))
		}
		return "Incumbent A & B said no. " + b.String()
	},
	"names": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "Name%d Sur%d said so. ", i, i%997)
		}
		return b.String()
	},
	"one surname": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "Ann%d Roe said no. Roe left. ", i)
		}
		return b.String()
	},
	"long sentence": func(n int) string { return strings.Repeat("and said that the minister, a friend, ", n/38) },
	"commas":        func(n int) string { return strings.Repeat(", Roe, said", n/11) },
	"capitals":      func(n int) string { return strings.Repeat("Of The Bank of ", n/15) },
	"said":          func(n int) string { return strings.Repeat("said ", n/5) },
	"who":           func(n int) string { return strings.Repeat("Roe who said who ", n/17) },
	"brackets":      func(n int) string { return strings.Repeat("(x) said ", n/9) },
	"did not":       func(n int) string { return "Bob Roe " + strings.Repeat("did not respond ", n/16) },
	"bearers": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "Nam%d Roe said no. Roe left. ", i)
		}
		return b.String()
	},
	"far pronoun": func(n int) string {
		return "Ann Fry met Joe Till. " + strings.Repeat("“No way it is,” he said. ", n/28)
	},
	"said that": func(n int) string { return strings.Repeat("He said that ", n/13) },
	"initials":  func(n int) string { return strings.Repeat("A.", n/2) },
	"hyphens":   func(n int) string { return strings.Repeat("a-", n/2) },
	"reactions": func(n int) string {
		var b strings.Builder
		b.WriteString("Jane Roe announced the decision. ")
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "Nam%d Sur%d condemned the decision. “We will appeal,” said Ann%d Fry%d. ", i, i, i, i)
		}
		return b.String()
	},
	"the mayor": func(n int) string { return strings.Repeat("The mayor said no. ", n/19) },
	"Mr. Roe":   func(n int) string { return "Jane Roe came. John Roe came. " + strings.Repeat("Mr. Roe said. ", n/14) },
	"closing":   func(n int) string { return "Q: a\n\nA: b\n\nROE: a" + strings.Repeat("»", n/2) },
	"another's name": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "Jane Ba%d Roe. ", i)
		}
		return b.String()
	},
	"condemned": func(n int) string { return "Jane Roe announced it. " + strings.Repeat("Roe condemned it and ", n/21) },
	"long words": func(n int) string {
		return strings.Repeat("Roe said “"+strings.Repeat("no ", 2000)+"” and ", n/6020)
	},
	"vast surname": func(n int) string {
		return "Bob Fry resigned. Jane R" + strings.Repeat("o", n/2) + " condemned it. " + strings.Repeat("“No,” she said. ", n/40)
	},
	"vast office": func(n int) string {
		return "Bob Fry resigned. Jane Roe, a b" + strings.Repeat("o", n/2) + " lawyer, condemned it. " + strings.Repeat("“No,” she said. ", n/40)
	},
	"vast heading": func(n int) string {
		return "Roe wins the " + strings.Repeat("roe", n/6) + " prize now\n\nJane Roe and Ann Doe said on Monday they were here now. " + strings.Repeat("“No,” Jane Roe said. ", n/46)
	},
	"names in the actor's words": func(n int) string {
		var names, b strings.Builder
		for i := 0; names.Len() < 19_000; i++ {
			fmt.Fprintf(&names, "Al%x, ", i)
		}
		b.WriteString("Bob Fry announced his resignation on Monday. " + strings.Repeat("“I met "+names.String()+"today,” Fry said. ", n/40_000))
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "Nam%d Sur%d did not respond. ", i, i)
		}
		return b.String()
	},
	"saying":    func(n int) string { return strings.Repeat("saying ", n/7) },
	"wants and": func(n int) string { return strings.Repeat("wants and ", n/10) },
	"owners":    func(n int) string { return "a " + strings.Repeat("Roe's ", n/6) },
	"far kin": func(n int) string {
		return strings.Repeat("Roe.\n\n", n/12) + strings.Repeat("a ", n/4) + "his father, Otto Roe."
	},
	"which he": func(n int) string { return strings.Repeat("Roe broke his law, which he called “late” and ", n/50) },
}

// TestHostile reads texts that are made to be slow. A cost that grew with the
// square of the length would run into the test's own time limit.
func TestHostile(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			in := text(400_000)
			check(t, in, quote.Find(article.Article{Text: in}, quote.Options{}))
		})
	}
}

func BenchmarkFind(b *testing.B) {
	a, _ := founding(b)
	for _, n := range []int{1_000, 10_000, 100_000, 1_000_000, 10_000_000} {
		in := strings.Repeat(a.Text+"\n", n/len(a.Text)+1)[:n]
		b.Run(fmt.Sprintf("%dkB", n/1000), func(b *testing.B) {
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				quote.Find(article.Article{Text: in}, quote.Options{})
			}
		})
	}
}

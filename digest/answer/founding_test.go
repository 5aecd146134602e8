package answer_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"newsdigest/digest/answer"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

func founding(t testing.TB) article.Article {
	t.Helper()
	b, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	return article.Article{Text: string(b)}
}

// TestFoundingConversation asks the twelve questions in order, as one conversation.
func TestFoundingConversation(t *testing.T) {
	a := founding(t)
	b, err := os.ReadFile("../../testdata/founding.expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Questions []struct {
			Q            string
			Short        string
			Unanswerable bool
			Evidence     struct{ Start, End int }
		}
	}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if len(want.Questions) != 12 {
		t.Fatalf("%d questions, want 12", len(want.Questions))
	}
	asker := answer.New(quote.Find(a, quote.Options{}))
	var turns []answer.Turn
	for _, w := range want.Questions {
		got := asker.Ask(w.Q, turns)
		turns = append(turns, answer.Turn{Question: w.Q, Answer: got})
		check(t, a.Text, got)
		if got.Answered() == w.Unanswerable {
			t.Errorf("%s: answered %v", w.Q, got.Answered())
			continue
		}
		if w.Unanswerable {
			if got.Nearest.Empty() {
				t.Errorf("%s: no nearest passage", w.Q)
			}
			continue
		}
		best := got.Citations[0]
		start, end := utf8.RuneCountInString(a.Text[:best.Start]), utf8.RuneCountInString(a.Text[:best.End])
		if start > w.Evidence.Start || end < w.Evidence.End {
			t.Errorf("%s: the first citation is %q", w.Q, best.Of(a.Text))
		}
		if w.Short != "" && got.Short.Of(a.Text) != w.Short {
			t.Errorf("%s: short %q, want %q", w.Q, got.Short.Of(a.Text), w.Short)
		}
	}
}

// TestFollowUps holds what a person would type next.
func TestFollowUps(t *testing.T) {
	a := founding(t)
	asker := answer.New(quote.Find(a, quote.Options{}))
	for _, c := range []struct {
		turns []string
		want  string // in the first citation; empty: the article does not say
		short string
	}{
		{[]string{"How many NATO troops were sent to Afghanistan?", "And Szechenyi?"}, "technically inaccurate", ""},
		{[]string{"What did Macron say?", "And Szechenyi?"}, "technically inaccurate", ""},
		{[]string{"What did Rutte say?", "When did he say that?"}, "earlier on Thursday", ""},
		{[]string{"Who is Mark Rutte?"}, "NATO Secretary General Mark Rutte", "NATO Secretary General"},
		{[]string{"Who disagreed?"}, "technically inaccurate", "Nicholas Szechenyi"},
		{[]string{"Who called the remarks inaccurate?", "Did Japan respond?"}, "did not immediately respond", ""},
		{[]string{"What did the German chancellor say?"}, "", ""},
		{[]string{"thanks"}, "", ""},
		{[]string{""}, "", ""},
		{[]string{"東京では何がありましたか"}, "", ""},
	} {
		var turns []answer.Turn
		var got answer.Answer
		for _, q := range c.turns {
			got = asker.Ask(q, turns)
			turns = append(turns, answer.Turn{Question: q, Answer: got})
		}
		check(t, a.Text, got)
		switch {
		case c.want == "" && got.Answered():
			t.Errorf("%q: answered with %q", c.turns, got.Citations[0].Of(a.Text))
		case c.want != "" && !got.Answered():
			t.Errorf("%q: not answered", c.turns)
		case c.want != "" && !strings.Contains(got.Citations[0].Of(a.Text), c.want):
			t.Errorf("%q: %q", c.turns, got.Citations[0].Of(a.Text))
		case c.short != "" && got.Short.Of(a.Text) != c.short:
			t.Errorf("%q: short %q, want %q", c.turns, got.Short.Of(a.Text), c.short)
		case strings.HasPrefix(c.turns[len(c.turns)-1], "Did Japan") && !got.Short.Empty():
			t.Errorf("%q: short %q", c.turns, got.Short.Of(a.Text))
		}
	}
}

// TestDatesCountNothing: the digits of "9/11" answer no question of number.
func TestDatesCountNothing(t *testing.T) {
	a := founding(t)
	got := answer.New(quote.Find(a, quote.Options{})).Ask("how many troops did France send", nil)
	if s := got.Short.Of(a.Text); s == "9" || s == "11" {
		t.Errorf("short %q", s)
	}
}

// check holds what every answer promises.
func check(t *testing.T, in string, a answer.Answer) {
	t.Helper()
	words := 0
	for _, c := range a.Citations {
		if c.Start < 0 || c.End > len(in) || c.Empty() {
			t.Fatalf("%q: citation %v of a text of %d bytes", a.Question, c, len(in))
		}
		n := len(strings.Fields(c.Of(in)))
		if n > answer.MaxCitationWords {
			t.Errorf("%q: a citation of %d words", a.Question, n)
		}
		words += n
	}
	if words > answer.MaxAnswerWords {
		t.Errorf("%q: citations of %d words", a.Question, words)
	}
	for _, s := range []text.Span{a.Short, a.Nearest} {
		if s.Start < 0 || s.End < s.Start || s.End > len(in) {
			t.Fatalf("%q: %v of a text of %d bytes", a.Question, s, len(in))
		}
	}
	if !a.Short.Empty() && (len(a.Citations) == 0 || !a.Citations[0].Contains(a.Short)) {
		inside := false
		for _, c := range a.Citations {
			inside = inside || c.Contains(a.Short)
		}
		if !inside {
			t.Errorf("%q: the short answer %q is in no citation", a.Question, a.Short.Of(in))
		}
	}
	if n := len(a.Rest()); n < min(1, len(a.Citations)) || n > len(a.Citations) {
		t.Errorf("%q: rests on %d of %d citations", a.Question, n, len(a.Citations))
	}
	if a.Answered() && !a.Nearest.Empty() {
		t.Errorf("%q: answered, with a nearest passage too", a.Question)
	}
}

func FuzzAsk(f *testing.F) {
	a := founding(f)
	f.Add(a.Text, "What did Macron say?", "And Rutte?")
	f.Add("", "", "")
	f.Add("“A,” said B. B left.", "who is b", "why?")
	f.Add("\xff\xfe. \x80", "\xff?", "he?")
	f.Fuzz(func(t *testing.T, in, first, then string) {
		asker := answer.New(quote.Find(article.Article{Text: in}, quote.Options{}))
		got := asker.Ask(first, nil)
		check(t, in, got)
		check(t, in, asker.Ask(then, []answer.Turn{{Question: first, Answer: got}}))
	})
}

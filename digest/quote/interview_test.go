package quote_test

import (
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// interview is one that three styles set: without labels, with Q and A, with names.
const interview = `Ada Lund rowed around Ostra in forty days. She spoke to Ben Fry at the harbour.

Fry> Why did you row in winter?

Lund> I had no time in summer. My boss, Otto Till, said "go when you like".

Fry> Were you ever afraid of the sea?

Lund> I was afraid of the ferries. They do not look.

Fry> Would you do it again next year?

Lund> We sold the boat on Monday, so no.`

// TestInterviews gives each answer to who was asked, and shows no question as news.
func TestInterviews(t *testing.T) {
	for style, labels := range map[string][2]string{"no labels": {"", ""}, "Q and A": {"Q: ", "A: "}, "names": {"Ben Fry: ", "Ada Lund: "}, "initials": {"BF: ", "AL: "}, "a lost colon": {"Q", "A: "}} {
		in := strings.NewReplacer("Fry> ", labels[0], "Lund> ", labels[1]).Replace(interview)
		f := quote.Find(article.Article{Text: in}, quote.Options{})
		answers := 0
		for _, q := range f.Quotes {
			words := q.Words(f.Article)
			if strings.HasSuffix(words, "?") {
				if q.Key || q.Speaker != nil && q.Speaker.Name != "Ben Fry" {
					t.Errorf("%s: %q: key %v, %+v", style, words, q.Key, q.Speaker)
				}
				continue
			}
			if q.Speaker == nil || q.Speaker.Name != "Ada Lund" {
				t.Errorf("%s: %q by %+v", style, words, q.Speaker)
			}
			if strings.Contains(words, "Otto") && !strings.HasSuffix(words, `"go when you like".`) {
				t.Errorf("%s: %q has lost a mark", style, words)
			}
			answers++
		}
		if answers != 3 {
			t.Errorf("%s: %d answers", style, answers)
		}
		for _, r := range f.Reactions {
			t.Errorf("%s: reaction of %q", style, r.By.Name)
		}
	}
	// A column asks, too, and a report may have questions in it.
	column := "Ada Lund wants to row again next year.\n\nWhy would she?\n\nI do not know, and we pay for it.\n\nWho asked us?\n\nNobody asked me.\n\nIs it fair?\n\nI doubt it."
	for _, q := range quote.Find(article.Article{Text: column}, quote.Options{}).Quotes {
		if q.Rule == "interview" {
			t.Errorf("%q of a column is given to %+v", q.Span().Of(column), q.Speaker)
		}
	}
	letter := "Ada Lund bought two tickets, and they had the wrong name.\n\nQ: I spelled my name to the agent. What can I do?\n\nA: The agent should have asked. We will write to him."
	for _, q := range quote.Find(article.Article{Text: letter}, quote.Options{}).Quotes {
		if q.Speaker != nil {
			t.Errorf("%q of a letter and its answer is given to %+v", q.Span().Of(letter), q.Speaker)
		}
	}
	in := "Ada Lund came home.\n\nWho paid?\n\nI paid, she told us.\n\nWho rowed?\n\n“I did,” said Ben Fry, and I believe him.\n\nWho won?\n\nI do not know."
	for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
		if q.Rule == "interview" {
			t.Errorf("%q is an answer of an interview", q.Span().Of(in))
		}
	}
}

// TestHeading takes a first line for the title where none is given apart.
func TestHeading(t *testing.T) {
	const news = "A baker who sold old bread was jailed on Monday after a jury at Brix Crown Court found him guilty. His barrister, Colm Reed, declined to comment."
	for line, heads := range map[string]bool{
		"Baker jailed for selling old bread, court says": true,
		"By Jane Roe of the Brix Times desk":             false,
		"World News | Brix and Ostra today":              false,
		"Brix Times":                                     false,
		"A baker was jailed for selling old bread.":      false,
	} {
		in := line + "\n\n" + news
		f := quote.Find(article.Article{Text: in}, quote.Options{})
		if got := !f.Heading.Empty(); got != heads {
			t.Errorf("%q heads the text: %v", line, got)
		}
		if !heads {
			continue
		}
		if f.Actor == nil || f.Actor.Name != "Brix Crown Court" || len(f.Reactions) != 1 {
			t.Errorf("%q: actor %+v, reactions %+v", line, f.Actor, f.Reactions)
		}
		for _, q := range f.Quotes {
			if q.Span().Start < f.Heading.End {
				t.Errorf("%q is a quote", q.Span().Of(in))
			}
		}
		if f := quote.Find(article.Article{Title: line, Text: in}, quote.Options{}); !f.Heading.Empty() {
			t.Errorf("%q heads a text that has a title", line)
		}
	}
}

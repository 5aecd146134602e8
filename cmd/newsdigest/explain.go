package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"newsdigest/digest"
	"newsdigest/digest/quote"
	"newsdigest/digest/render"
)

// An attribution is why a quote is given to whom: the fields of --explain in JSON.
type attribution struct {
	Quote      string  `json:"quote"`
	Start      int     `json:"start"` // in code points, as everywhere in JSON
	End        int     `json:"end"`
	Speaker    *string `json:"speaker"`   // null: named by nobody
	Candidate  *string `json:"candidate"` // whom the best guess would name; null: nobody
	Mention    string  `json:"mention"`   // the words that say who; empty: none
	MentionAt  *[2]int `json:"mention_at"`
	Cue        string  `json:"cue"`
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
	Line       float64 `json:"line"`
}

// attributions tells of each quote of d which rule decided and how surely.
func attributions(d *digest.Digest) []attribution {
	text := d.Article.Text
	points := func(s digest.Span) (int, int) {
		start := utf8.RuneCountInString(text[:s.Start])
		return start, start + utf8.RuneCountInString(s.Of(text))
	}
	guessed := quote.Find(d.Article, quote.Options{People: d.Options.People, Line: 0.001})
	out := make([]attribution, 0, len(d.Quotes))
	for i, q := range d.Quotes {
		a := attribution{Quote: q.Words(d.Article), Cue: q.Verb.Of(text), Rule: q.Rule, Confidence: q.Confidence, Line: quote.UsualLine}
		a.Start, a.End = points(q.Span())
		if q.Speaker != nil {
			a.Speaker = &q.Speaker.Name
		}
		if i < len(guessed.Quotes) {
			if s := guessed.Quotes[i].Speaker; s != nil {
				a.Candidate, a.Mention = &s.Name, s.Mention.Of(text)
				from, to := points(s.Mention)
				a.MentionAt = &[2]int{from, to}
			}
		}
		out = append(out, a)
	}
	return out
}

// An answering is why somebody is said to react: the fields of --explain in JSON.
type answering struct {
	Who   string `json:"who"`
	Kind  string `json:"kind"`
	Words string `json:"words"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Rule  string `json:"rule"`
}

func answerings(d *digest.Digest) []answering {
	text := d.Article.Text
	out := make([]answering, 0, len(d.Reactions))
	for _, r := range d.Reactions {
		start := utf8.RuneCountInString(text[:r.At.Start])
		words := r.At.Of(text)
		out = append(out, answering{r.By.Name, r.Kind.String(), words, start, start + utf8.RuneCountInString(words), r.Rule})
	}
	return out
}

// explained adds to the JSON object of d why its quotes and reactions are whose they are.
func explained(object []byte, d *digest.Digest) ([]byte, error) {
	why, err := json.Marshal(attributions(d))
	if err != nil {
		return nil, err
	}
	answers, err := json.Marshal(answerings(d))
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(object[:len(object)-1:len(object)-1], `,"explain":%s,"explain_reactions":%s}`, why, answers), nil
}

// longestExplained bounds the words of a quote that a line of --explain shows, in runes.
const longestExplained = 70

// explanation is for people what attributions is for programs.
func explanation(d *digest.Digest) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nWho said it, and why (a name is shown from %.2f on):\n", quote.UsualLine)
	for _, a := range attributions(d) {
		cut := cutWords(a.Quote)
		who := "nobody"
		switch {
		case a.Speaker != nil:
			who = *a.Speaker
		case a.Candidate != nil:
			who = "nobody (perhaps " + *a.Candidate + ")"
		}
		fmt.Fprintf(&b, "· %d-%d “%s”\n  %s, %.2f by %s", a.Start, a.End, cut, render.Plain(who), a.Confidence, orNone(a.Rule))
		if a.Cue != "" {
			fmt.Fprintf(&b, "; cue “%s”", render.Plain(a.Cue))
		}
		if a.MentionAt != nil {
			fmt.Fprintf(&b, "; named by “%s” at %d-%d", render.Plain(a.Mention), a.MentionAt[0], a.MentionAt[1])
		}
		b.WriteByte('\n')
	}
	switch {
	case len(d.Reactions) == 0:
	case d.Actor == nil:
		b.WriteString("\nWho does not answer, and why:\n")
	default:
		fmt.Fprintf(&b, "\nWho answers %s, and why:\n", render.Plain(d.Actor.Name))
	}
	for _, a := range answerings(d) {
		fmt.Fprintf(&b, "· %d-%d “%s”\n  %s %s, by %s\n", a.Start, a.End, cutWords(a.Words), render.Plain(a.Who), a.Kind, render.Plain(a.Rule))
	}
	return b.String()
}

func cutWords(s string) string {
	words := []rune(render.Plain(s))
	if len(words) > longestExplained {
		return string(words[:longestExplained]) + " …"
	}
	return string(words)
}

func orNone(rule string) string {
	if rule == "" {
		return "no rule"
	}
	return rule
}

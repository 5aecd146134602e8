package quote_test

import (
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// TestWhose holds whose words are whose where a reader is easily misled. An
// empty speaker: nobody may be named.
func TestWhose(t *testing.T) {
	for _, c := range []struct{ name, in, words, speaker string }{
		{"after", "Ann Fry spoke. “We have to wait for the report,” Fry said.", "We have to wait for the report,", "Ann Fry"},
		{"inverted", "“We have to wait for the report,” said Ann Fry, the mayor.", "We have to wait for the report,", "Ann Fry"},
		{"called out", "“Where is the report?” Ann Fry asked. “I want it.”", "Where is the report?", "Ann Fry"},
		{"aside", "The town's mayor, Ann Fry, said: “It is late.”", "It is late.", "Ann Fry"},
		{"pronoun", "Ann Fry met Joe Till on Monday. She told him: “The plan is dead.”", "The plan is dead.", "Ann Fry"},
		{"not said", "Ann Fry met reporters. Fry did not say “the people will have to pay.”", "the people will have to pay.", ""},
		{"refused to", "Joe Till refused to say “I was wrong and I am sorry.”", "I was wrong and I am sorry.", ""},
		{"neither", "Neither Al Ott nor Clara Ives said “sorry for the trouble.”", "sorry for the trouble.", ""},
		{"no evidence", "There was no evidence that Ann Fry said “hide it all.”", "hide it all.", ""},
		{"denied", "Karl Voss denied that Nina Roth said “we lost the vote.”", "we lost the vote.", ""},
		{"falsely", "Joe Till falsely claimed Ann Fry had said “I hate dogs.”", "I hate dogs.", ""},
		{"wanted", "Ann Fry wanted Joe Till to say “I will pay.”", "I will pay.", ""},
		{"if", "If President Stone says “no deal,” markets will fall.", "no deal,", ""},
		{"accused", "Boris Kent accused Lisa Park of saying “all voters are stupid.”", "all voters are stupid.", ""},
		{"heard", "Laura Wing heard Bill Tong say “the bridge is a death trap.”", "the bridge is a death trap.", "Bill Tong"},
		{"recalled", "Laura Wing recalled Bill Tong saying “nobody should walk there.”", "nobody should walk there.", "Bill Tong"},
		{"went on", "Ann Fry opened the meeting and went on to say: “We will rebuild it.”", "We will rebuild it.", "Ann Fry"},
		{"quoted by", "Lisa Park was quoted by the Daily Star as saying “I quit this job.”", "I quit this job.", "Lisa Park"},
		{"quoted as", "The Daily Star quoted Lisa Park as saying “I quit this job.”", "I quit this job.", "Lisa Park"},
		{"nested", "Anna Bell said her predecessor, Carl Dunn, once told her: “Never trust a bridge.”", "Never trust a bridge.", "Carl Dunn"},
		{"reply to a post", "Carla Nunn wrote a reply to Oscar Webb’s post: “Taxes are theft and always were.”", "Taxes are theft and always were.", "Oscar Webb"},
		{"two in one", "When Joe Till shouted “shame on all of you,” Ann Fry replied: “Sit down now.”", "shame on all of you,", "Joe Till"},
		{"what she calls", "What Ann Fry calls “progress,” Joe Till said, is ruin.", "progress,", "Ann Fry"},
		{"crowd", "Eva Moss walked on stage.\n“Go home, you are not wanted here!”\nMoss waved.", "Go home, you are not wanted here!", ""},
		{"one surname", "Clara Ott, a painter, died on Monday. Her brother Ben Ott, a baker, found her. “She loved trains,” Ott said.", "She loved trains,", ""},
		{"one surname, titles", "Peter Hall and Jane Hall live nearby. Mrs. Hall said: “I sleep well here.”", "I sleep well here.", "Jane Hall"},
		{"signed", "“It was a fine day for all of us.” — Jane Roe", "It was a fine day for all of us.", "Jane Roe"},
		{"over paragraphs", "“We won the vote,” said Ann Fry.\n“And we will win the next,\n“because we are right.”", "And we will win the next,", "Ann Fry"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := article.Article{Text: c.in}
			for _, q := range quote.Find(a, quote.Options{}).Quotes {
				if q.Kind == quote.Indirect || q.Parts[0].Of(a.Text) != c.words {
					continue
				}
				got := ""
				if q.Speaker != nil {
					got = q.Speaker.Name
				}
				if got != c.speaker {
					t.Errorf("%q is given to %q by %s, want %q", c.words, got, q.Rule, c.speaker)
				}
				return
			}
			if c.speaker != "" {
				t.Errorf("%q is not found", c.words)
			}
		})
	}
}

// TestNamed holds who counts as named: a body is, somebody's lawyer is not.
func TestNamed(t *testing.T) {
	for in, want := range map[string]bool{
		"The wife of Mayor Hans Brix said: “He is at home.”":               false,
		"A spokesperson for Prime Minister Jane Hart said: “We will see.”": false,
		"A senior official said: “We will see.”":                           false,
		"The White House said: “We will see.”":                             true,
		"Ann Fry said: “We will see.”":                                     true,
	} {
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			if q.Kind == quote.Indirect {
				continue
			}
			if q.Speaker == nil || q.Speaker.Named != want {
				t.Errorf("%s: %+v, want named %v", in, q.Speaker, want)
			}
		}
	}
}

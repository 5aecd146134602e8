package quote_test

import (
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// TestClauses reads one sentence whose words stand without marks: which of them are told, and by whom.
func TestClauses(t *testing.T) {
	for said, want := range map[string]string{
		"Doe said on Twitter that Roe should be ashamed.":                                                                               "Ben Doe: Roe should be ashamed",
		"Doe said on Twitter that the bus is late.":                                                                                     "Ben Doe: the bus is late",
		"Doe said in an interview that the bus is late.":                                                                                "Ben Doe: the bus is late",
		"Doe said at a rally that the bus is late.":                                                                                     "Ben Doe: the bus is late",
		"Doe wrote on Facebook that the bus is late.":                                                                                   "Ben Doe: the bus is late",
		"Doe said in a statement that the bus is late.":                                                                                 "Ben Doe: the bus is late",
		"Doe said during a debate that the bus is late.":                                                                                "Ben Doe: the bus is late",
		"Doe wrote in a letter to the council that the bus is late.":                                                                    "Ben Doe: the bus is late",
		"Doe said by email that the bus is late.":                                                                                       "Ben Doe: the bus is late",
		"Doe said through a spokesman that the bus is late.":                                                                            "Ben Doe: the bus is late",
		"Doe said by phone from Wexley that the bus is late.":                                                                           "Ben Doe: the bus is late",
		"The bus, Doe said, is late.":                                                                                                   "Ben Doe: The bus … is late",
		"Doe acknowledged to reporters that the bus is late.":                                                                           "Ben Doe: the bus is late",
		"Doe posted on Facebook that the bus is late.":                                                                                  "Ben Doe: the bus is late",
		"Doe said to reporters that the bus is late.":                                                                                   "Ben Doe: the bus is late",
		"Doe argued in court papers that the bus is late.":                                                                              "Ben Doe: the bus is late",
		"Doe said on CNN’s “New Day” that the bus is late.":                                                                             "Ben Doe: the bus is late",
		"Doe said on “Meet the Press” that the bus is late.":                                                                            "Ben Doe: the bus is late",
		"Doe said on his radio show that the bus is late.":                                                                              "Ben Doe: the bus is late",
		"The bus is late, Doe wrote on Twitter.":                                                                                        "Ben Doe: The bus is late",
		"Twenty-four percent said they were more likely to vote for him because of it.":                                                 "Twenty-four percent: they were more likely to vote for him because of it",
		"Nearly half said they prefer someone who has experience in politics.":                                                          "Nearly half: they prefer someone who has experience in politics",
		"Three-quarters of the voters said they were very worried about the economy.":                                                   "Three-quarters of the voters: they were very worried about the economy",
		"More than 4 in 10 said the mayor would be best at handling the economy.":                                                       "More than 4 in 10: the mayor would be best at handling the economy",
		"Six in 10 Democratic voters said Roe is honest.":                                                                               "Six in 10 Democratic voters: Roe is honest",
		"In Vermont, about half of Democratic primary voters said they want the next president to change.":                              "about half of Democratic primary voters: they want the next president to change",
		"In any case, Doe said, the golf industry was vastly over-supplied with courses.":                                               "Ben Doe: the golf industry was vastly over-supplied with courses",
		"At times last year, people close to the mayor said, the mere mention of her name could make him fume.":                         "people close to the mayor: the mere mention of her name could make him fume",
		"But to prevent problems, he said, local officials should be vigilant.":                                                         "Ben Doe: But to prevent problems … local officials should be vigilant",
		"But, Doe said, it is a risky strategy.":                                                                                        "Ben Doe: But … it is a risky strategy",
		"Otherwise, Doe said, countries may steal growth from one another.":                                                             "Ben Doe: Otherwise … countries may steal growth from one another",
		"Too often, Doe said, the debate is infected with malice.":                                                                      "Ben Doe: Too often … the debate is infected with malice",
		"It was impossible, Doe said, so the leaders decided to divide the labor.":                                                      "Ben Doe: It was impossible … so the leaders decided to divide the labor",
		"He is leaning toward Roe, Doe said, because he prizes honesty.":                                                                "Ben Doe: He is leaning toward Roe … because he prizes honesty",
		"The museum, Doe said, celebrated several of his heroes.":                                                                       "Ben Doe: The museum … celebrated several of his heroes",
		"The editorial, Doe said, nailed the narrative of the campaign.":                                                                "Ben Doe: The editorial … nailed the narrative of the campaign",
		"The plan, an inside source said, is to have volunteers pass out papers.":                                                       "an inside source: The plan … is to have volunteers pass out papers",
		"The bus is late, Doe said, but Roe disagreed.":                                                                                 "Ben Doe: The bus is late",
		"According to exit polls, Roe had a ten-point lead over Doe.":                                                                   "-: Roe had a ten-point lead over Doe",
		"According to the book and the movie, the guards jumped into vehicles.":                                                         "the book: the guards jumped into vehicles",
		"But the next day, according to Doe, Roe made further demands.":                                                                 "Ben Doe: But the next day … Roe made further demands",
		"About 9.9 million live in the state, according to federal statistics.":                                                         "-: About 9.9 million live in the state",
		"Roe demeaned women, according to show insiders.":                                                                               "show insiders: Roe demeaned women",
		"Some 59 percent view her unfavorably, according to a Wexley Times poll last week.":                                             "Wexley Times: Some 59 percent view her unfavorably",
		"On Tuesday she lost the primary, according to complete but unofficial returns.":                                                "-: On Tuesday she lost the primary",
		"Doe said the same technology could be applied to bread.":                                                                       "Ben Doe: the same technology could be applied to bread",
		"Doe said — on Twitter, as it happens — that Roe raised money that day.":                                                        "Ben Doe: Roe raised money that day",
		"Doe said in a telephone interview that he stands by the book.":                                                                 "Ben Doe: he stands by the book",
		"Rather than seeing the tax rise, said Ann Poe, a vice president at Brix, the firm wants the gap narrowed.":                     "Ann Poe: Rather than seeing the tax rise … the firm wants the gap narrowed",
		"Bread, said Doe, who remains friendly with his former boss, doesn't forgive or forget.":                                        "Ben Doe: Bread … doesn't forgive or forget",
		"Any fair reading of the words, said Cora Poe, an expert on bread, would see an admission.":                                     "Cora Poe: Any fair reading of the words … would see an admission",
		"The winters here, they said, could be made warmer by a stove.":                                                                 "-: The winters here … could be made warmer by a stove",
		"According to her “bread first” plan, firms must repay the aid.":                                                                "Ann Roe: bread first / Ann Roe: firms must repay the aid",
		"Doe said on MSNBC that for one, there was no will.":                                                                            "Ben Doe: for one, there was no will",
		"People who have battled fires say it could be doing more.":                                                                     "People: it could be doing more",
		"Friends of the mayor who have seen him on the trail recently say that he is tired.":                                            "Friends of the mayor: he is tired",
		"Some voters who have listened to the speeches over the decades, on television or at small events, said he had less magnetism.": "Some voters: he had less magnetism",
		"Another man who prayed there and who didn’t want to be named said he heard Roe shout.":                                         "Another man: he heard Roe shout",
		"All the experts I interviewed said her plans were more detailed.":                                                              "All the experts: her plans were more detailed",
		"Those close to her say that she would run.":                                                                                    "-: she would run",
		"Doe told CNN’s “New Day” that the bus is late.":                                                                                "Ben Doe: the bus is late",
		"Doe told POLITICO he’ll work to help voters rebel.":                                                                            "Ben Doe: he’ll work to help voters rebel",
		"Doe says they’re late.":                                                                                                        "Ben Doe: they’re late",
		"What Doe said is that the bus is late.":                                                                                        "Ben Doe: the bus is late",
		"When Doe said the bus is late, Roe left.":                                                                                      "Ben Doe: the bus is late",
		"After Doe said the bus is late, Roe left.":                                                                                     "Ben Doe: the bus is late",
		"Doe, who said the bus is late, left.":                                                                                          "Ben Doe: the bus is late",
		"Saying the bus is late, Doe left.":                                                                                             "Ben Doe: the bus is late",
		"Doe asked whether the bus is late.":                                                                                            "Ben Doe: whether the bus is late",
		"Doe asked if the bus is late.":                                                                                                 "Ben Doe: if the bus is late",
		"Doe promised to buy a new bus.":                                                                                                "Ben Doe: to buy a new bus",
		"The old line would close in May, Jane Koe said.":                                                                               "Jane Koe: The old line would close in May",
		"The line, Jane Koe noted, would close soon.":                                                                                   "Jane Koe: The line … would close soon",
	} {
		in := "Ann Roe is the mayor of Wexley. Ben Doe leads the council.\n\n" + said
		var got []string
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			var parts []string
			for _, p := range q.Parts {
				parts = append(parts, p.Of(in))
			}
			name := "-"
			if q.Speaker != nil {
				name = q.Speaker.Name
			}
			got = append(got, name+": "+strings.Join(parts, " … "))
		}
		if g := strings.Join(got, " / "); g != want {
			t.Errorf("%s\ngot  %q\nwant %q", said, g, want)
		}
	}
}

package quote_test

import (
	"fmt"
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// TestAnswers reads one sentence more behind the news of a plan, a ruling and a death: who answers, and how.
func TestAnswers(t *testing.T) {
	for _, story := range []struct {
		title, text string
		answers     map[string]string
	}{
		{
			"Mayor to close the Wexley library",
			"Ann Roe, the mayor of Wexley, said on Monday that the city would close its oldest library in March. “We cannot pay for it any longer,” she told reporters at City Hall.\nThe library was built in 1911 and holds some 40,000 books.\n",
			map[string]string{
				"Councillor Ben Doe was critical of the decision.":                                                   "Ben Doe disputes",
				"Councillor Ben Doe was quick to condemn the plan.":                                                  "Ben Doe disputes",
				"Councillor Ben Doe was among those who criticised the decision.":                                    "Ben Doe disputes",
				"The decision drew criticism from councillor Ben Doe.":                                               "Ben Doe disputes",
				"Criticism of the plan came from councillor Ben Doe, who said it would hurt the poor.":               "Ben Doe disputes",
				"Councillor Ben Doe fired back at the mayor on Tuesday.":                                             "Ben Doe disputes",
				"Councillor Ben Doe pushed back against the plan.":                                                   "Ben Doe disputes",
				"Councillor Ben Doe tore into the plan.":                                                             "Ben Doe disputes",
				"Councillor Ben Doe poured scorn on the plan.":                                                       "Ben Doe disputes",
				"Councillor Ben Doe had harsh words for the mayor.":                                                  "Ben Doe disputes",
				"Councillor Ben Doe raised concerns about the closure.":                                              "Ben Doe disputes",
				"Councillor Ben Doe urged the mayor to reconsider.":                                                  "Ben Doe disputes",
				"Councillor Ben Doe asked Roe to reconsider the closure.":                                            "Ben Doe disputes",
				"Councillor Ben Doe demanded that the mayor withdraw the plan.":                                      "Ben Doe disputes",
				"Councillor Ben Doe resigned in protest at the decision.":                                            "Ben Doe disputes",
				"Councillor Ben Doe rejected the mayor’s claim that the city could not pay.":                         "Ben Doe disputes",
				"Councillor Ben Doe disagreed.":                                                                      "Ben Doe disputes",
				"Councillor Ben Doe reacted angrily.":                                                                "Ben Doe disputes",
				"Councillor Ben Doe was furious at the decision.":                                                    "Ben Doe disputes",
				"Councillor Ben Doe has launched a petition against the closure.":                                    "Ben Doe disputes",
				"Several councillors, including Ben Doe and Cora Poe, condemned the plan.":                           "Ben Doe disputes, Cora Poe disputes",
				"Councillor Ben Doe gave the plan his backing.":                                                      "Ben Doe supports",
				"Councillor Ben Doe threw his weight behind the plan.":                                               "Ben Doe supports",
				"Councillor Ben Doe sided with the mayor.":                                                           "Ben Doe supports",
				"Councillor Ben Doe came to the mayor’s defence.":                                                    "Ben Doe supports",
				"Councillor Ben Doe stood by the mayor.":                                                             "Ben Doe supports",
				"Councillor Ben Doe said he was in favour of the closure.":                                           "Ben Doe supports",
				"The decision won praise from councillor Ben Doe.":                                                   "Ben Doe supports",
				"Councillor Ben Doe echoed the mayor’s words.":                                                       "Ben Doe supports",
				"In response, councillor Ben Doe said that he would read the plan with care.":                        "Ben Doe responds",
				"Asked about the closure, councillor Ben Doe said he had not read the plan.":                         "Ben Doe responds",
				"Councillor Ben Doe said the closure had surprised him.":                                             "Ben Doe responds",
				"Councillor Ben Doe said the council would vote on the plan in May.":                                 "Ben Doe responds",
				"Councillor Ben Doe had no comment.":                                                                 "Ben Doe declines",
				"A request for comment from councillor Ben Doe went unanswered.":                                     "Ben Doe no_response",
				"Calls to councillor Ben Doe were not returned.":                                                     "Ben Doe no_response",
				"There was no immediate comment from councillor Ben Doe.":                                            "Ben Doe no_response",
				"Councillor Ben Doe had asked the mayor in January not to close the library.":                        "Ben Doe earlier",
				"Councillor Ben Doe issued a statement condemning the plan.":                                         "Ben Doe disputes",
				"Councillor Ben Doe took to Twitter to condemn the plan.":                                            "Ben Doe disputes",
				"Councillor Ben Doe joined others in condemning the plan.":                                           "Ben Doe disputes",
				"Councillor Ben Doe said he hoped the mayor would reconsider.":                                       "Ben Doe disputes",
				"Councillor Ben Doe begged to differ.":                                                               "Ben Doe disputes",
				"Councillor Ben Doe, who opposes the plan, said it would hurt the poor.":                             "Ben Doe disputes",
				"Councillor Ben Doe warned that the closure would hurt the poor.":                                    "Ben Doe disputes",
				"Councillor Ben Doe argued that the closure made no sense.":                                          "Ben Doe disputes",
				"Councillor Ben Doe complained that the mayor had not asked the council.":                            "Ben Doe disputes",
				"Councillor Ben Doe said on Twitter that Roe should be ashamed.":                                     "Ben Doe disputes",
				"Councillor Ben Doe suggested that the mayor had lied.":                                              "Ben Doe disputes",
				"Councillor Ben Doe blamed the mayor for the closure.":                                               "Ben Doe disputes",
				"Councillor Ben Doe refused to support the plan.":                                                    "Ben Doe disputes",
				"Councillor Ben Doe does not support the plan.":                                                      "Ben Doe disputes",
				"Teachers marched against the closure on Tuesday.":                                                   "Teachers disputes",
				"Protesters gathered outside City Hall on Tuesday to denounce the plan.":                             "Protesters disputes",
				"Critics say the plan will hurt the poor.":                                                           "Critics disputes",
				"Councillor Ben Doe said he would support the plan.":                                                 "Ben Doe supports",
				"Councillor Ben Doe said the plan was a good one.":                                                   "Ben Doe supports",
				"Councillor Ben Doe said the mayor had made the right choice.":                                       "Ben Doe supports",
				"Councillor Ben Doe told reporters that the mayor was right.":                                        "Ben Doe supports",
				"“She is right,” councillor Ben Doe said of the mayor.":                                              "Ben Doe supports",
				"“I support the mayor,” councillor Ben Doe said.":                                                    "Ben Doe supports",
				"“I agree with her,” councillor Ben Doe said.":                                                       "Ben Doe supports",
				"Councillor Ben Doe issued a statement praising the decision.":                                       "Ben Doe supports",
				"Councillor Ben Doe declined an interview request.":                                                  "Ben Doe declines",
				"Councillor Ben Doe declined requests for comment.":                                                  "Ben Doe declines",
				"Councillor Ben Doe said he had no comment.":                                                         "Ben Doe declines",
				"“No comment,” councillor Ben Doe said.":                                                             "Ben Doe declines",
				"Neither Ben Doe nor Cora Poe responded to requests for comment.":                                    "Ben Doe no_response, Cora Poe no_response",
				"Efforts to reach councillor Ben Doe were unsuccessful.":                                             "Ben Doe no_response",
				"Attempts to reach councillor Ben Doe failed.":                                                       "Ben Doe no_response",
				"Councillor Ben Doe couldn’t be reached for comment.":                                                "Ben Doe no_response",
				"Councillor Ben Doe was unavailable for comment.":                                                    "Ben Doe no_response",
				"Councillor Ben Doe has remained silent.":                                                            "Ben Doe no_response",
				"Councillor Ben Doe didn’t respond to messages.":                                                     "Ben Doe no_response",
				"A spokesman for the council referred reporters to the mayor’s office.":                              "A spokesman for the council refers",
				"A spokesman for the council directed questions to the mayor’s office.":                              "A spokesman for the council refers",
				"Critics, such as Republican Sen. Ben Doe of Florida, already have described the plan as a failure.": "Ben Doe disputes",
				"Critics, such as Sen. Ben Doe, described the plan as a failure.":                                    "Ben Doe disputes",
				"Critics, including Ben Doe, condemned the plan.":                                                    "Ben Doe disputes",
				"Critics such as Ben Doe condemned the plan.":                                                        "Ben Doe disputes",
				"Critics, such as councillors Ben Doe and Cora Poe, condemned the plan.":                             "Ben Doe disputes, Cora Poe disputes",
				"Councillor Ben Doe hasn’t responded to messages.":                                                   "Ben Doe no_response",
				"Councillor Ben Doe wouldn’t comment.":                                                               "Ben Doe declines",
				"She was accused of lying by councillor Ben Doe.":                                                    "Ben Doe disputes",
				"Councillor Ben Doe said it was a stunt.":                                                            "Ben Doe disputes",
				"Councillor Ben Doe said that he would fight the plan.":                                              "Ben Doe disputes",
				"Councillor Ben Doe said he would not support the plan.":                                             "Ben Doe disputes",
				"Councillor Ben Doe said he could not support the plan.":                                             "Ben Doe disputes",
				"“The mayor should resign,” councillor Ben Doe said.":                                                "Ben Doe disputes",
				"“We will fight this,” councillor Ben Doe said.":                                                     "Ben Doe disputes",
				"“I don’t agree with it,” councillor Ben Doe said.":                                                  "Ben Doe disputes",
				"“I do not support this plan,” councillor Ben Doe said.":                                             "Ben Doe disputes",
				"“That is simply not true,” councillor Ben Doe said.":                                                "Ben Doe disputes",
				"“It’s not fair,” councillor Ben Doe said.":                                                          "Ben Doe disputes",
				"“It makes no sense,” councillor Ben Doe said.":                                                      "Ben Doe disputes",
				"“This will hurt children,” councillor Ben Doe said.":                                                "Ben Doe disputes",
				"Hundreds of residents signed a petition against the closure.":                                       "Hundreds of residents disputes",
				"More than 2,000 people have signed a petition against the closure.":                                 "More than 2,000 people disputes",
				"“Good for her,” councillor Ben Doe said.":                                                           "Ben Doe supports",
				"“This is great news,” councillor Ben Doe said.":                                                     "Ben Doe supports",
				"“I fully back the mayor,” councillor Ben Doe said.":                                                 "Ben Doe supports",
				"“I couldn’t agree more,” councillor Ben Doe said.":                                                  "Ben Doe supports",
				"“I have no problem with it,” councillor Ben Doe said.":                                              "Ben Doe supports",
				"“She was right to do it,” councillor Ben Doe said.":                                                 "Ben Doe supports",
				"Councillor Ben Doe said the plan made sense.":                                                       "Ben Doe supports",
				"Councillor Ben Doe said he had no objection to the plan.":                                           "Ben Doe supports",
				"Councillor Ben Doe spoke in favour of the plan.":                                                    "Ben Doe supports",
				"The plan has the backing of councillor Ben Doe.":                                                    "Ben Doe supports",
				"The plan has the support of councillor Ben Doe.":                                                    "Ben Doe supports",
				"Hundreds of residents condemned the closure.":                                                       "Hundreds of residents disputes",
				"Dozens of teachers protested against the closure.":                                                  "Dozens of teachers disputes",
				"More than 2,000 people condemned the closure.":                                                      "More than 2,000 people disputes",
				"The opposition condemned the closure.":                                                              "The opposition disputes",
				"Labour condemned the closure.":                                                                      "Labour disputes",
				"Beijing condemned the closure.":                                                                     "Beijing disputes",
				"Many on social media condemned the closure.":                                                        "Many on social media disputes",
				"Users on Twitter condemned the closure.":                                                            "Users on Twitter disputes",
			},
		},
		{
			"Court strikes down the ban on night fishing",
			"The High Court of Lorvia struck down the government’s ban on night fishing on Monday. The ban “has no footing in law,” the court wrote in a ruling of 40 pages.\nThe ban has stood since 2019, and some 300 boats are laid up by it.\n",
			map[string]string{
				"Ben Doe, the fisheries minister, filed an appeal on Tuesday.":       "Ben Doe disputes",
				"The government is appealing the decision.":                          "The government disputes",
				"The government has asked the Supreme Court to overturn the ruling.": "The government disputes",
				"Ben Doe, a fisherman, was delighted with the ruling.":               "Ben Doe supports",
				"Fishermen rejoiced at the ruling.":                                  "Fishermen supports",
			},
		},
		{
			"Painter Ann Roe dies at 81",
			"The painter Ann Roe died on Monday at her home in Wexley. She was 81.\nRoe was born in Port Sallow and painted ships for most of her life.\n",
			map[string]string{
				"Ben Doe, the president of Lorvia, paid tribute to Roe.":                "Ben Doe responds",
				"Ben Doe, the president of Lorvia, led the tributes.":                   "Ben Doe responds",
				"Tributes came from Ben Doe, the president of Lorvia.":                  "Ben Doe responds",
				"Tributes poured in from painters such as Ben Doe and Cora Poe.":        "Ben Doe responds, Cora Poe responds",
				"Many painters, such as Ben Doe and Cora Poe, paid tribute to her.":     "Ben Doe responds, Cora Poe responds",
				"Ben Doe, the president of Lorvia, remembered her as a friend.":         "Ben Doe responds",
				"Ben Doe, the president of Lorvia, sent his condolences to the family.": "Ben Doe responds",
				"Ben Doe, the president of Lorvia, was saddened by her death.":          "Ben Doe responds",
				"Ben Doe, the president of Lorvia, tweeted his condolences.":            "Ben Doe responds",
				"Ben Doe, the president of Lorvia, honoured her with a wreath.":         "Ben Doe responds",
			},
		},
	} {
		for said, want := range story.answers {
			var got []string
			for _, r := range quote.Find(article.Article{Title: story.title, Text: story.text + said}, quote.Options{}).Reactions {
				got = append(got, fmt.Sprint(r.By.Name, " ", r.Kind))
			}
			if g := strings.Join(got, ", "); g != want {
				t.Errorf("%s\ngot  %q\nwant %q", said, g, want)
			}
		}
	}
}

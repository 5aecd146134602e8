package quote_test

import (
	"fmt"
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// TestReactions reads what follows a decision by a minister, Ada Roe.
func TestReactions(t *testing.T) {
	const lead = "Transport Minister Ada Roe announced on Monday that the night ferry would stop. Roe said it cost too much. "
	for said, want := range map[string]string{
		"Opposition leader Ben Fry condemned the decision.":                                                                                                 "Ben Fry disputes",
		"The plan was welcomed by the union's secretary, Cora Till.":                                                                                        "Cora Till supports",
		"The ferry company did not immediately respond to a request for comment.":                                                                           "The ferry company no_response",
		"The harbour master, Otto Lund, declined to comment.":                                                                                               "Otto Lund declines",
		"Mayor Dan Moss expressed disappointment at the decision.":                                                                                          "Dan Moss disputes",
		"Last year Mayor Dan Moss had called the plan “a folly”.":                                                                                           "Dan Moss earlier",
		"“I am relieved that she has listened,” said Mayor Dan Moss.":                                                                                       "Dan Moss supports",
		"A spokeswoman for the mayor said the city does not comment on plans.":                                                                              "A spokeswoman for the mayor declines",
		"Opposition leader Ben Fry referred to the decision as “a folly”.":                                                                                  "Ben Fry disputes",
		"The ferry company is yet to respond to questions.":                                                                                                 "The ferry company no_response",
		"Union secretary Cora Till called for the decision to be reversed.":                                                                                 "Cora Till disputes",
		"The ministry spoke of what the Ferry Guild declared an emergency earlier this week.":                                                               "",
		"The plan drew an angry reply from the traders. “This will close shops,” said their president, Otto Reiss.":                                         "Otto Reiss disputes",
		"Opposition councillor Peter Lind disputed the figures.":                                                                                            "Peter Lind disputes",
		"Trade unions condemned the plan and called a strike.":                                                                                              "Trade unions disputes",
		"The harbour board distanced itself from the plan.":                                                                                                 "The harbour board disputes",
		"Union leader Otto Hale demanded an apology.":                                                                                                       "Otto Hale disputes",
		"Ann Quint, who was not involved, said it was a matter of taste to wait.":                                                                           "Ann Quint responds",
		"Lucy Pell of the Harbour Times said, “The decision saves a tenth of the budget.”":                                                                  "",
		"Spokesman Kurt Vale of the transport ministry said 40 people used it each night.":                                                                  "",
		"Union leader Otto Hale threatened to sue.":                                                                                                         "Otto Hale disputes",
		"Union leader Otto Hale urged her to think again.":                                                                                                  "Otto Hale disputes",
		"“This is a dreadful decision,” said Otto Hale, who rides the ferry each day.":                                                                      "Otto Hale disputes",
		"“This is a brilliant decision,” said Otto Hale, who rides the ferry each day.":                                                                     "Otto Hale supports",
		"“Everybody is welcome at the station,” said Dan Moss, who runs it.":                                                                                "Dan Moss responds",
		"“The decision is welcome,” said Dan Moss, who runs the station.":                                                                                   "Dan Moss supports",
		"Asked about the decision, mayor Dan Moss refused to be drawn.":                                                                                     "Dan Moss declines",
		"Both the harbour board and the Ferry Guild condemned the plan.":                                                                                    "the harbour board disputes, Ferry Guild disputes",
		"Politicians of all parties condemned the plan. “This is a disgrace,” said Otto Hale.":                                                              "Otto Hale disputes",
		"On Sunday mayor Dan Moss called the plan “a folly”.":                                                                                               "Dan Moss earlier",
		"On Tuesday mayor Dan Moss called the plan “a folly”.":                                                                                              "Dan Moss disputes",
		"Otto Reiss was later accused of theft, which he denied.":                                                                                           "",
		"Otto Hale slept. Ann Quint condemned the Hale campaign's claims.":                                                                                  "",
		"Cora Till repeatedly called the plan a “raid,” and on X referred to it as “The Hoax”.":                                                             "Cora Till disputes",
		"Cora Till, who was not one of the study's authors, said it was a matter of taste.":                                                                 "Cora Till responds",
		"A few days later, on July 2, mayor Dan Moss said he would drop the plan.":                                                                          "",
		"“The plan is wrong, all wrong,” said mayor Dan Moss; “They asked us what we thought of the plan before it came out,” said union leader Otto Hale.": "Dan Moss disputes, Otto Hale responds",
		"Mayor Dan Moss has been approached for comment.":                                                                                                   "Dan Moss no_response",
		"The ferry company directed our correspondent to the ministry.":                                                                                     "The ferry company refers",
		"Asked about the plan, spokeswoman Lea Till said that was a question for the harbour board.":                                                        "Lea Till refers",
		"The harbour board said it did not comment on individual cases.":                                                                                    "The harbour board declines",
		"The Ferry Guild has written to the Harbour Committee, which did not immediately respond to a request for comment.":                                 "Harbour Committee no_response",
		"Kestrel, which runs the ferry, declined to comment.":                                                                                               "Kestrel declines",
		"The Ferry Guild said it did not wish to comment.":                                                                                                  "Ferry Guild declines",
		"Mayor Dan Moss said he had “nothing to add”.":                                                                                                      "Dan Moss declines",
		"Mayor Dan Moss declined to repeat the remark.":                                                                                                     "Dan Moss declines",
		"Calls to the ferry company went unanswered.":                                                                                                       "the ferry company no_response",
		"Party leader Otto Hale came out in defence of the minister.":                                                                                       "Otto Hale supports",
		"The Sailors Union took the minister's side.":                                                                                                       "Sailors Union supports",
		"Passengers First, which speaks for riders, said it stood with the minister.":                                                                       "Passengers First supports",
		"Otto Hale of the Sailors Union said he disagreed with the decision.":                                                                               "Otto Hale disputes",
		"The Sailors Union announced a two-day strike in protest.":                                                                                          "Sailors Union disputes",
		"Coach Pia Wahl saw it differently.":                                                                                                                "Pia Wahl disputes",
		"“About time,” said Otto Hale of the Sailors Union.":                                                                                                "Otto Hale supports",
		"Otto Hale of the Sailors Union said the plan did not go far enough.":                                                                               "Otto Hale disputes",
		"The speaker of parliament, Lea Till, said she would not recognise the decision.":                                                                   "Lea Till disputes",
		"Mayor Dan Moss said then that the plan was “a folly”.":                                                                                             "Dan Moss earlier",
		"Mayor Dan Moss told a meeting last year the plan was “a folly”.":                                                                                   "Dan Moss earlier",
		"Doctors call the plan “the polite illness”.":                                                                                                       "",
		"Union leader Otto Hale refused to accept the decision.":                                                                                            "Otto Hale disputes",
		"Union leader Otto Hale said he intended to sue over the decision.":                                                                                 "Otto Hale disputes",
		"Union leader Otto Hale said he would challenge the decision in court.":                                                                             "Otto Hale disputes",
		"The Harbour Times sent an email to Otto Hale on Monday but received no response.":                                                                  "Otto Hale no_response",
		"The Harbour Times asked Otto Hale for comment but had received no reply by Friday.":                                                                "Otto Hale no_response",
		"The Harbour Times is awaiting responses from both Otto Hale and the Sailors Union.":                                                                "Otto Hale no_response, Sailors Union no_response",
		"Otto Hale said he would refrain from making any comments until Friday.":                                                                            "Otto Hale declines",
		"Messages of support have come from Otto Hale and the Sailors Union.":                                                                               "Otto Hale supports, Sailors Union supports",
		"There was criticism from Otto Hale and the Sailors Union.":                                                                                         "Otto Hale disputes, Sailors Union disputes",
		"Otto Hale has come to the minister's defence.":                                                                                                     "Otto Hale supports",
		"Otto Hale has thrown his weight behind the decision.":                                                                                              "Otto Hale supports",
		"Otto Hale urged the council to back the decision.":                                                                                                 "Otto Hale supports",
		"My parents accepted the decision.":                                                                                                                 "",
		"“We were not consulted,” said Otto Hale of the Sailors Union.":                                                                                     "Otto Hale disputes",
		"“We will see her in court,” said Otto Hale of the Sailors Union.":                                                                                  "Otto Hale disputes",
		"Otto Hale of the Sailors Union said he would have preferred that the minister had waited.":                                                         "Otto Hale disputes",
		"A spokesman for the Sailors Union said the decision was “wrong”.":                                                                                  "spokesman for the Sailors Union disputes",
		"The Harbour Times reported that fares had doubled.":                                                                                                "",
	} {
		in := lead + said
		var got []string
		for _, r := range quote.Find(article.Article{Text: in}, quote.Options{}).Reactions {
			got = append(got, fmt.Sprint(r.By.Name, " ", r.Kind))
			if r.Rule == "" {
				t.Errorf("%s: no rule", said)
			}
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%s\ngot  %q\nwant %q", said, g, want)
		}
	}
}

// TestEarlierOfRulings reads what was said before a court's ruling or a resignation.
func TestEarlierOfRulings(t *testing.T) {
	for text, want := range map[string]string{
		"The Supreme Court of Ostra ruled on Wednesday that the closure was unlawful. The court said so in a paper.\nThe court heard both sides for two days. Mayor Dan Moss accused the minister of misleading the country about the closure.": "Dan Moss earlier",
		"The Supreme Court of Ostra ruled on Wednesday in a lawsuit that the closure was unlawful.\nSenate president Otto Hale filed the lawsuit against Ostra. Hale condemned the ruling.":                                                     "Otto Hale disputes",
		"Ada Roe, the governor of Ostra, announced her resignation on Monday. Roe said it was time. Protesters called for Roe's resignation over her letters.":                                                                                  "Protesters earlier",
		"The Supreme Court of Ostra ruled on Wednesday that the closure was unlawful. Minister Dan Moss told the court the closure was “a need”. Senate president Otto Hale condemned the ruling.":                                              "Dan Moss earlier, Otto Hale disputes",
		"Judge Ada Roe ordered the release of tax records on Monday. Otto Hale had sued. Hale owes taxes. Hale said he owed none. Hale appealed against the order. Hale called it “a sad day”.":                                                 "Otto Hale disputes",
	} {
		var got []string
		title := "Judge orders release of Hale's tax records"
		if !strings.Contains(text, "Judge") {
			title = ""
		}
		for _, r := range quote.Find(article.Article{Title: title, Text: text}, quote.Options{}).Reactions {
			got = append(got, fmt.Sprint(r.By.Name, " ", r.Kind))
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%s\ngot  %q\nwant %q", text, g, want)
		}
	}
}

// TestDeedNouns reads answers to what was done by another word than it was told by.
func TestDeedNouns(t *testing.T) {
	for did, deed := range map[string]string{
		"expelled two diplomats": "expulsions", "sacked the coach": "dismissal", "sold the port": "sale", "freed the prisoner": "release",
		"shelved the plan": "reversal", "abolished the fee": "abolition", "raised fares": "rise", "shut the plant": "shutdown", "signed the treaty": "treaty",
	} {
		in := "Transport Minister Ada Roe " + did + " on Monday. Roe said it was time.\n\nThe Coastal Alliance backed the " + deed + "."
		got := quote.Find(article.Article{Text: in}, quote.Options{}).Reactions
		if len(got) != 1 || got[0].By.Name != "Coastal Alliance" || got[0].Kind != quote.Supports {
			t.Errorf("%s\ngot %+v", in, got)
		}
	}
}

// TestOwnSide reads articles whose main actor is no single person: who belongs to it does not answer it.
func TestOwnSide(t *testing.T) {
	for text, want := range map[string]string{
		"The Solvang Film Festival has withdrawn its opening film. Festival director Ann Falk announced the decision on Tuesday. The film's director, Reza Tavak, reacted angrily.":                                                                                                                  "Reza Tavak disputes",
		"The Brix Bakers Union and the Ostra Rights Fund sued Brix on Monday over its bread law. The Ostra Rights Fund's Cora Till said, “The bread law is unjust.” Mayor Dan Moss said, “It is a shame that they sued.”":                                                                            "Dan Moss disputes",
		"The Bakers Rights Union of Ohio sued the state on Monday over its bread law. Ohio Governor Dan Moss said, “It is a shame that they sued.”":                                                                                                                                                  "Dan Moss disputes",
		"Brix Gas and Electric Company (BGEC) cut the power on Monday. Senior vice president Cora Till said, “It is wise to cut the power in a storm.” Mayor Dan Moss said, “It is a shame that they cut the power.”":                                                                                "Dan Moss disputes",
		"On Monday, 28-year-old Usmar Pell robbed a bank in Brix. Pell fled over the bridge. Police held Pell on the far side. “I am in awe of the bank's staff,” tweeted Mayor of London Sadiq Pell (no relation). Pell had robbed the bank once before.":                                           "Sadiq Pell responds",
		"Kitchen maker Brannel is recalling its kettles. Brannel said six were hurt. “Please stop using this kettle today,” chief executive Max Thorne said. “We got this wrong.” Consumer group SafeHearth said it came late. “It is a shame that it took so long,” said its director, Ann Grieve.": "Ann Grieve disputes",
		"The ice on Lake Torv now breaks up earlier, according to a study of diaries. “We trust them,” said lead author Elin Mark. Henrik Dahl, a geologist, disputed the method.":                                                                                                                   "Henrik Dahl disputes",
		"More than 3,000 bus drivers walked out in Brix on Monday after talks with Metrolane broke down. “They ask for time to eat,” said Ann Kell, the drivers' union's secretary. The mayor, Dan Moss, condemned the strike.":                                                                      "Dan Moss disputes",
		"Miriam Castell, whose novels made her loved, died on Sunday at her home. Critics called it “a small masterpiece” in 1979. The critic Harold Finch once dismissed her books as misery. Poet Ann Fry called her “the conscience of our coast”.":                                               "Ann Fry responds",
		"Council to raise the bus fare again this spring\n\nThe council of Brix voted on Monday to raise the bus fare. Mayor Dan Moss said it was dear to him. Union leader Cora Till condemned the vote.":                                                                                           "Cora Till disputes",
		"The council of Brix kept the parks open on Thursday. Otto Roe said a decision by Mayor Fry earlier this month to waive the fees was meant to help visitors. Cora Till condemned the council.":                                                                                               "Cora Till disputes",
		"Jane Roe is running for mayor of Brix. Jane Roe and her surrogates are responding to Otto Fry, painting him as a thief. Otto Fry denounced Roe.":                                                                                                                                            "Otto Fry disputes",
		"Mayor Ann Roe said on Monday that the library would close. “This is a toe in the water,” said Dan Koe, Roe's chief policy adviser. Cora Till condemned the plan.":                                                                                                                           "Cora Till disputes",
		"Mayor Ann Roe said on Monday that the library would close. Cora Till criticized Governor Dan Koe's decision to sell a park. Otto Fry disputed comments by Governor Koe.":                                                                                                                    "",
		"Mayor Ann Roe said on Monday that the library would close. Governor Dan Koe defended his own plan. Cora Till called Koe Friday to hear of it.":                                                                                                                                              "",
		"Mayor Ann Roe said on Monday that the library would close. Neither Cora Till nor Otto Fry responded to a request for comment.":                                                                                                                                                              "Cora Till no_response, Otto Fry no_response",
		"Mayor Ann Roe said on Monday that the library would close. Cora Till and Otto Fry accused each other of theft. A man accused of a theft spoke. The mayor also lashed out at the paper.":                                                                                                     "",
		"Mayor Ann Roe said on Monday that the library would close. It should be condemned by all bakers, said Otto Fry.":                                                                                                                                                                            "",
		"Mayor Ann Roe said on Monday that the library would close. Cora Till criticized a proposal to sell a park. Otto Fry criticized the proposal.":                                                                                                                                               "Otto Fry disputes",
		"Mayor Ann Roe said on Monday that the library would close. A trial began in May. The company denied the accusations in court. Brix denied Roe's claim.":                                                                                                                                     "Brix disputes",
		"Mayor Ann Roe said on Monday that the library would close. “It is a good plan,” said Dan Koe, a spokesman for Mayor Roe. Cora Till condemned the plan.":                                                                                                                                     "Cora Till disputes",
		"LISTEN TO ARTICLE 5:09 SHARE THIS ARTICLE Share Tweet Post\n\nMayor Ann Roe said on Monday that the library would close. Cora Till condemned the plan.":                                                                                                                                     "Cora Till disputes",
		"Sophie Poe Special for the Mail PORT SALLOW, Ostra — Mayor Ann Roe said on Monday that the library would close. Cora Till condemned the plan.":                                                                                                                                              "Cora Till disputes",
		"On Monday, Brix public utility Tarn Gas and Electric Company (TG&E) cut the power. Sumi Singh, a vice president at TG&E, said, “We know what the cut does to you.” Mayor Dan Moss condemned the cut.":                                                                                       "Dan Moss disputes",
		"A Nordish rescue charity Sea-Ear on Monday renamed its ship. Sea-Ear spokesperson Carla Webb said, “The name is no disgrace.” Mayor Dan Moss condemned Sea-Ear.":                                                                                                                            "Dan Moss disputes",
		"Iran issued a warrant on Monday for a general. Brian Hook, the US envoy to Iran, called the warrant “a stunt, a disgrace”.":                                                                                                                                                                 "Brian Hook disputes",
		"The Tarn Project announced on Monday that it had found a wreck. Team leader Tim Hale said, “It was wonderful.” Cora Till condemned the find as theft. “It is a theft,” Till said of the announcement.":                                                                                      "Cora Till disputes",
		"The Ostra House of Representatives voted on Thursday for an investigation of President Otto Trent. Trent called the vote “a hoax”. Ada Roe, the Speaker of the House, called the vote “a sad need”.":                                                                                        "Otto Trent disputes",
		"Several foreign ministers condemned the treaty on Monday. Prime minister Dan Moss called their statement on the treaty “void”.":                                                                                                                                                             "Dan Moss disputes",
		"Tram drivers in Brix walked out on Monday over pay. “They ask for time,” said Ann Kell, the drivers' union's secretary. Its chief executive, Bryn Tull, called the strike “spiteful”.":                                                                                                      "Bryn Tull disputes",
		"Senator Dan Moss conceded defeat on Monday. “We did all we could,” said his campaign manager, Ann Kell. Cora Till condemned the senator.":                                                                                                                                                   "Cora Till disputes",
		"Archaeologists announced on Monday that a wreck was older than thought. Henrik Dahl, a geologist, disputed the dating.":                                                                                                                                                                     "Henrik Dahl disputes",
		"Joe Till was arrested on Monday over a brawl in Brix. The charge was denied by Cora Till, Joe Till's lawyer.":                                                                                                                                                                               "",
	} {
		var got []string
		for _, r := range quote.Find(article.Article{Text: text}, quote.Options{}).Reactions {
			got = append(got, fmt.Sprint(r.By.Name, " ", r.Kind))
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%s\ngot  %q\nwant %q", text, g, want)
		}
	}
}

// TestNoActor reads articles whose main actor is a storm or only who is named most: nobody answers those.
func TestNoActor(t *testing.T) {
	for _, text := range []string{
		"Typhoon Ostra made landfall on Monday, killing at least ten. Mayor Dan Moss said, “My heart goes out to them all.” Typhoon Ostra then turned north. “We lost the pier,” said Cora Till.",
		"Four Bangladeshi soldiers were killed on Monday when gunmen shot at a convoy near Ndara. The head of the mission, Valentín Ruiz, condemned the attack “in the strongest terms”.",
		"Governor Ann Roe vetoed a bill. “It would drink our glass,” she said. Roe's communications director, Teo Lind, fired back on X: “She was raised on a ranch.”",
		"Actor Ranvir Khurana lashed out at users who mocked his daughter. “Leave a child alone,” Khurana said.",
		"HARROW, July 3 - Flash floods killed nine people in Harrow on Monday, officials said. Governor Dan Moss said the state would help. “We will rebuild,” he said.",
		"Poland's Kacper Zając was banned for 18 months on Friday. The 24-year-old denied knowing about it.",
		"The following is a monthly series on the race. Many had stood by May. Ada Roe spoke in Brix. Ada Roe then spoke in Ostra. Mayor Dan Moss criticized Roe as “no good at all.” Roe went home. Roe rested. Roe slept.",
	} {
		if got := quote.Find(article.Article{Text: text}, quote.Options{}).Reactions; len(got) > 0 {
			t.Errorf("%s\n%s %s of nobody's act", text, got[0].By.Name, got[0].Kind)
		}
	}
}

// TestSilenceAlone holds that who does not answer is told where the article has no main actor too.
func TestSilenceAlone(t *testing.T) {
	const in = "A helicopter came down near Brix on Monday. Three people died. The aviation board did not respond to questions."
	f := quote.Find(article.Article{Text: in}, quote.Options{})
	if f.Actor != nil || len(f.Reactions) != 1 || f.Reactions[0].By.Name != "The aviation board" || f.Reactions[0].Kind != quote.NoResponse || f.Reactions[0].To != "" {
		t.Errorf("actor %+v, reactions %+v", f.Actor, f.Reactions)
	}
}

// TestLongStory reads a remark on something else, which only in a short story is taken for an answer.
func TestLongStory(t *testing.T) {
	const lead = "Mayor Ann Roe said on Monday that the library would close. "
	const remark = "“Bread has never been this dear,” said union leader Cora Till. "
	for n, want := range map[int]int{3: 1, 60: 0} {
		in := lead + strings.Repeat("The street has old trees. ", n) + remark
		if got := len(quote.Find(article.Article{Text: in}, quote.Options{}).Reactions); got != want {
			t.Errorf("%d sentences: %d answers, want %d", n, got, want)
		}
	}
}

// TestTitle reads whose act a story tells where its title names somebody else first.
func TestTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Roe's lawyer says the trial is unfair": "Carl Doe",
		"The trial is unfair, says her lawyer":  "Carl Doe",
	} {
		in := "Lawyer Carl Doe said on Monday that the trial of Ann Roe was unfair to Roe. Prosecutor Ben Poe rejected Doe's claim."
		f := quote.Find(article.Article{Title: title, Text: in}, quote.Options{})
		if len(f.Reactions) != 1 || f.Reactions[0].To != want {
			t.Errorf("%s: %+v, want an answer to %s", title, f.Reactions, want)
		}
	}
}

package quote_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// TestWhose holds whose words are whose where a reader is easily misled. An
// empty speaker: nobody may be named.
func TestWhose(t *testing.T) {
	for _, c := range slices.Concat(whose, whoseMore) {
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

// TestAnyBody holds that whatever several people are called who speak as one, it is they who do.
func TestAnyBody(t *testing.T) {
	for who := range strings.FieldsSeq("retailer insurer shop hotel zoo guild parish choir brewery consortium airport inquest surgeons priests families tribes jury watchdog festival") {
		for in, words := range map[string]string{"The %s said it was “odd”.": "odd", "The %s called the plan “odd”.": "odd", "“It is odd,” the %s said.": "It is odd,"} {
			a := article.Article{Text: fmt.Sprintf(in, who)}
			found := false
			for _, q := range quote.Find(a, quote.Options{}).Quotes {
				found = found || q.Parts[0].Of(a.Text) == words && q.Speaker != nil && strings.EqualFold(q.Speaker.Name, "the "+who)
			}
			if !found {
				t.Errorf("nobody speaks: %s", a.Text)
			}
		}
	}
}

// TestBodyNames holds that a body is shown by its whole name wherever that stands.
func TestBodyNames(t *testing.T) {
	for _, full := range []string{
		"the Guild of Small Millers", "the Forum for Rural Schools", "the European Observers’ Mission", "the Bakers' Retirement Fund",
		"the Brix Inspectorate of Prisons", "the Police Federation", "the Police Service of Northern Brix", "Great Western Railway",
		"Just Stop Oil", "Fridays for Future", "the Men's Health Forum", "the Alzheimer's Society", "St Brede's Hospital", "Macy's",
		"Tarn & Till's", "eBrix", "the Heart of the Shire Fund", "the National Union of Workers of Brix", "the Police Federation of England and Wales",
	} {
		name, the := strings.CutPrefix(full, "the ")
		begun := full
		if the {
			begun = "The " + name
		}
		for _, in := range []string{begun + " said: “It is odd.”", "“It is odd,” " + full + " said.", "According to " + full + ", “it is odd.”", begun + " called the plan “it is odd.”"} {
			a := article.Article{Text: "Brix shut a bridge on Monday.\n" + in}
			for _, q := range quote.Find(a, quote.Options{}).Quotes {
				if strings.Contains(q.Span().Of(a.Text), "is odd") && (q.Speaker == nil || q.Speaker.Name != name) {
					t.Errorf("%s\nwords of %+v", a.Text, q.Speaker)
				}
			}
		}
	}
}

// TestCallings holds that who is named with what they do is meant by it next.
func TestCallings(t *testing.T) {
	for does := range strings.FieldsSeq("barista scaffolder trawlerman angler cleaner verger apprentice undergraduate stonemason caddie") {
		in := strings.ToUpper(does[:1]) + does[1:] + " Imogen Tarrant came home. “We will go,” the " + does + " said."
		q := quote.Find(article.Article{Text: in}, quote.Options{}).Quotes[0]
		if q.Speaker == nil || q.Speaker.Name != "Imogen Tarrant" {
			t.Errorf("%s\nwords of %+v", in, q.Speaker)
		}
	}
}

// TestRole holds what somebody is said to be.
func TestRole(t *testing.T) {
	for in, want := range map[string]string{
		"Governor Joe Till and his wife, Ann Fry, spoke. “We will see,” Ann Fry said.":     "wife",
		"His neighbour, Ann Fry, learnt of it from a driver. “We will see,” Ann Fry said.": "",
		"The mayor told police Fry was late. “We will see,” Ann Fry said.":                 "",
		"“We will see,” said Ann Fry, the mayor of Brix.":                                  "the mayor of Brix",
		"“We will see,” said Ann Fry, 66, a retired teacher.":                              "a retired teacher",
		"“We will see,” said Ann Fry, the founder of a group called Bread for Brix.":       "the founder of a group",
		"“We will see,” said Ann Fry, a senior fellow at the Bread Institute.":             "a senior fellow at the Bread Institute",
		"“We will see,” said Baker Party leader and Prime Minister Ann Fry.":               "Baker Party leader and Prime Minister",
		"“We will see,” said party chairman and Brix MP Sir Joe Fry.":                      "party chairman and Brix MP",
		"The union leader and Prime Minister Ann Fry met. “We will see,” Ann Fry said.":    "Prime Minister",
		"Ann Fry, along with her crew, had left. “We will see,” Ann Fry said.":             "",
		"Ann Fry, also wrote to the bakers. “We will see,” Ann Fry said.":                  "",
		"“We will see,” said council leader Dame Ann Fry.":                                 "council leader",
		"Tax specialist Dr Ann Fry said: “We will see.”":                                   "Tax specialist",
		"Lt. Gen. Ann Fry said: “We will see.”":                                            "Lt. Gen.",
		"Pentagon spokesman Rear Adm. Ann Fry said: “We will see.”":                        "Pentagon spokesman",
		"“We will see,” said Brix co-founder and CEO Ann Fry.":                             "Brix co-founder and CEO",
	} {
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			if q.Kind != quote.Indirect && (q.Speaker == nil || q.Speaker.Role != want) {
				t.Errorf("%s: %+v, want the role %q", in, q.Speaker, want)
			}
		}
	}
}

// TestUnlisted holds the name and role of somebody whose given name is in no list of ours.
func TestUnlisted(t *testing.T) {
	for in, role := range map[string]string{
		"President of Estonia Zadok Mulvane said “we will not go.”":                                                                 "President of Estonia",
		"“We will not go,” said First Minister of Scotland Zadok Mulvane.":                                                          "First Minister of Scotland",
		"President of the European Council Zadok Mulvane said “we will not go.”":                                                    "President of the European Council",
		"Governor of Kaduna State Zadok Mulvane said “we will not go.”":                                                             "Governor of Kaduna State",
		"Mayor of Brix Zadok Mulvane said “we will not go.” Nobody heard Mulvane.":                                                  "Mayor of Brix",
		"Minister for Culture Zadok Mulvane said “we will not go.”":                                                                 "Minister for Culture",
		"A spokesman for the mayor, Zadok Mulvane, left. Mulvane said “we will not go.”":                                            "mayor",
		"“We will not go,” said the union’s president, Zadok Mulvane.":                                                              "union’s president",
		"Fans of Zadok Mulvane left and a Mulvane rally ended. Mulvane said “we will not go.”":                                      "",
		"Mayor of Koszalin Zadok Mulvane said “we will not go.”":                                                                    "Mayor of Koszalin",
		"Senator from Vermont Zadok Mulvane said “we will not go.”":                                                                 "Senator from Vermont",
		"Chief Executive of Hong Kong Zadok Mulvane said “we will not go.”":                                                         "Chief Executive of Hong Kong",
		"Speaker of the parliament Zadok Mulvane said “we will not go.”":                                                            "Speaker of the parliament",
		"Confidence in Zadok Mulvane fell. He said “we will not go.”":                                                               "",
		"Zadok Mulvane and Speaker Ezren Doe met in Brix. A Mulvane supporter clapped. On the way out, he said, Mulvane “was far.”": "",
		"Zadok Mulvane was here. Mulvane said “we will not go.” His brother was Bohdan Mulvane, and Bohdan was a pilot.":            "",
	} {
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			if q.Kind != quote.Indirect && strings.Contains(q.Words(article.Article{Text: in}), "go") && (q.Speaker == nil || q.Speaker.Name != "Zadok Mulvane" || q.Speaker.Role != role) {
				t.Errorf("%s: %+v, want the role %q", in, q.Speaker, role)
			}
		}
	}
	for in, want := range map[string]string{
		"James O’Roe was there. “We will not go,” said O'Roe.": "James O’Roe",
		"The ministry of works had said for a long time that the bridge would be\nopened in May. On Monday it said that it would not, and “we will not go,” a\nChinese official said as the last of the workers went home that evening in\nthe rain.\n\nThe bridge is an old one and has been closed for longer than most people\nof the town have been alive.": "Chinese official",
		"Zadok Mulvane eased her tone. Mulvane lost her seat. Mulvane met Thilo Doe, the mayor. Doe raised his hand. Doe left with his dog. “We will not go,” she said.":                                                                                                                                                                                        "Zadok Mulvane",
		"Zadok Vázquez Mulvane came. “We will not go,” Vázquez said.":                                                                     "Zadok Vázquez Mulvane",
		"Secretary of Justice Zadok Vázquez Mulvane said “we will not go.”":                                                               "Zadok Vázquez Mulvane",
		"Jane Roe, sales head for IHS Life Sciences, said “we will not go.”":                                                              "Jane Roe",
		"Mayor of Cabo San Lucas said “we will not go.”":                                                                                  "Mayor of Cabo San Lucas",
		"Xi Peng arrived on Monday. “We will not go,” Mr Xi said.":                                                                        "Xi Peng",
		"Park Geun-hye arrived on Monday. “We will not go,” Ms Park said.":                                                                "Park Geun-hye",
		"John Roe met Ann Fry in Brix. Roe left. “We will not go,” Mr John said.":                                                         "John",
		"Aung San Suu Kyi arrived on Monday. “We will not go,” Suu Kyi said.":                                                             "Aung San Suu Kyi",
		"Abdel Fattah el-Sisi arrived on Monday. “We will not go,” Sisi said.":                                                            "Abdel Fattah el-Sisi",
		"Luiz Inácio Lula da Silva arrived on Monday. “We will not go,” Lula said.":                                                       "Luiz Inácio Lula da Silva",
		"A.P.J. Abdul Kalam arrived on Monday. “We will not go,” Kalam said.":                                                             "A.P.J. Abdul Kalam",
		"Pope Francis came. “We will not go,” the pope said.":                                                                             "Pope Francis",
		"Zenvia (ZVA) said: “We will not go.”":                                                                                            "Zenvia",
		"Zenvia and Ostra Rail said: “We will not go.”":                                                                                   "Zenvia and Ostra Rail",
		"The Zenvia Trust and the Ostra Rail Board said: “We will not go.”":                                                               "Zenvia Trust and the Ostra Rail Board",
		"They met Secretary of State Zadok Scott. Scott said “we will not go.”":                                                           "Zadok Scott",
		"They met Zadok Roe, the dean of law. “We will not go,” Ms. Roe said.":                                                            "Zadok Roe",
		"They met Zadok Scott Mulvane. “We will not go,” Ms. Mulvane said.":                                                               "Zadok Scott Mulvane",
		"Estonian President Zadok Prince said “we will not go.”":                                                                          "Zadok Prince",
		"U.S. Secretary of State Zadok King said “we will not go.”":                                                                       "Zadok King",
		"Professor Jane Bishop of the University of Brix said “we will not go.”":                                                          "Jane Bishop",
		"Will Roe, 34, said “we will not go.”":                                                                                            "Will Roe",
		"Zadok May said “we will not go.”":                                                                                                "Zadok May",
		"The National Tram Drivers' Union said: “We will not go.”":                                                                        "National Tram Drivers' Union",
		"The Tram Drivers’ Union's leader, Jane Roe, said: “We will not go.”":                                                             "Jane Roe",
		"King's College London said: “We will not go.”":                                                                                   "King's College London",
		"The High Court in Brix said: “We will not go.”":                                                                                  "High Court",
		"Governor of New South Wales said “we will not go.”":                                                                              "Governor of New South Wales",
		"She sold it to a hotel company, Skerrow Stays. “We will not go,” she said.":                                                      "",
		"Zadok Roe came. Mr. Roe had met his brother, Bohdan Roe, a pilot. Bohdan drank and Bohdan left. “We will not go,” Mr. Roe said.": "Zadok Roe",
	} {
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			if got := q.Speaker; q.Kind != quote.Indirect && (got == nil && want != "" || got != nil && got.Name != want) {
				t.Errorf("%s: %+v, want %q", in, got, want)
			}
		}
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
		"Lawyers for Hans Brix said: “We will see.”":                       false,
		"Both said: “We will see.”":                                        false,
		"“We played and we lost,” the Spaniard said.":                      false,
		"“We will see about that,” the CEO said.":                          false,
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

// TestKeyWords: a few words are key only where an article has no three others.
func TestKeyWords(t *testing.T) {
	const short = "“Enough is enough,” said Jane Roe in Ostra."
	const long = " “We have waited ten years for this day,” said Ben Fry, the mayor. “Nobody told the harbour of the new rules,” said Cora Till. “The ferry is older than most who sail on it,” said Otto Lund."
	for text, want := range map[string]bool{short: true, short + long: false} {
		if f := quote.Find(article.Article{Text: text}, quote.Options{}); f.Quotes[0].Key != want {
			t.Errorf("%s: key %v", text, f.Quotes[0].Key)
		}
	}
}

// TestNoClause: what follows a verb of speech here is nobody's reported words.
func TestNoClause(t *testing.T) {
	for _, in := range []string{
		"Ann Fry, who wrote the software, was more careful.",
		"“I am late,” she says, pulling on her coat.",
		"Members had asked for help for years.",
		"A senior official, who asked not to be named, shrugged.",
		"A chorus of bakers has said the same thing, including Ann Fry.",
		"When somebody shouted, “Bread,” Ann Fry joked, in an old accent.",
		"“You winning?” she said, but all of the bakers were asleep.",
	} {
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			if q.Kind == quote.Indirect {
				t.Errorf("%s\ngiven as speech: %q by %s", in, q.Span().Of(in), q.Rule)
			}
		}
	}
}

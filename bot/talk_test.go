package bot

import (
	"strings"
	"testing"
)

func TestIsQuestion(t *testing.T) {
	for s, want := range map[string]bool{
		"How many troops were sent?":             true,
		"And Szechenyi?":                         true,
		"why?":                                   true,
		"Macron responded how, exactly? Thanks!": true,
		"what did he say about japan":            true,
		"who responded to trump":                 true,
		"Did anyone respond?":                    true,
		"Was sagte Macron?":                      true,
		"マクロンは何と言いましたか？":                         true,
		"ماذا قال ماكرون؟":                       true,
		"Was it “technically inaccurate?”":       true,
		"What about *Japan*?*":                   true,
		"":                                       false,
		"nice work":                              false,
		"really?":                                false,
		"Wait, what?!":                           false,
		"??":                                     false,
		"what a day!":                            false,
		"What a day that was":                    false,
		"when I was there it rained":             false,
		"Can you check this?":                    false,
		"should we run this one?":                false,
		"Am I right?":                            false,
		"see https://news.example/?a=1":          false,
		"see https://news.example/?":             false,
		"> How many troops?\nno idea":            false,
		"who did that!":                          false,
		strings.Repeat("talk ", 120) + "who said it?":                                                  false,
		strings.Repeat("x", 10000) + "?":                                                               false,
		strings.Repeat("The gate was shut. ", 40) + "Who opened it, and when?":                         true,
		"Who opened it, and when? " + strings.Repeat("The gate was shut. ", 40):                        true,
		"How many ships were " + strings.Repeat("seen off the coast and ", 30) + "counted?":            true,
		strings.Repeat("The gate was shut. ", 20) + "Who did it? " + strings.Repeat("It rained. ", 20): false,
		strings.Repeat("I was there. ", 50) + "Who opened it, and when?":                               false,
		strings.Repeat("The gate was shut. ", 120) + "Who opened it, and when?":                        false,
		"I think he's wrong. Who else said so?":                                                        false,
		"It is odd that nobody asked. Who else disputed it?":                                           true,
	} {
		if got := IsQuestion(s); got != want {
			t.Errorf("IsQuestion(%.60q) = %v, want %v", s, got, want)
		}
	}
}

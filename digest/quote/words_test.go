package quote_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// vocabulary holds the words that steer the rules, and the marks around them.
var vocabulary = strings.Fields(`Roe Doe Ann Mr. President Obama Ministry Health WHO Clinton Sen. (D-Md.) the a an of in on at by for to
	said says told called claiming described as according to view put it made the point asked whether that which who whose while when after before until
	, , , . . : ; - — ( ) “ ” “ ” " ' ’ ’s he she they it his her himself both and but not never denied refuse criticized statement report letter
	author of group officials mother actress company court spokesman earlier Thursday yesterday respond respond comment decline declined reached
	long has had been was is would with from including critics lawyer 46-year-old issued a statement calling remarks comments “Gomorrah,” “Yes,” Q: A:
	he thought leader prime minister deputy Lord King Prince Charles QC MP Lib Dem Labour Tories Kenyan adding saying asked called branded rejected calls accused
	shows poster seen Latin for “Dirty” “should” “only” "A. "B." Downing Street week Ohio shire from to quoted paper producers executive where ? ! Jr.
	spokeswoman insisted with marching hope message advice his father brother Republic told by warned fined offered wants pointed out sporting which whom ally prompting forcing including followed ads events viewers desBrix (Dutch) C. D. NEW Senate Majority heard saw director host`)

// randomText strings vocabulary together, with paragraphs now and then.
func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range 4 + r.IntN(60) {
		w := vocabulary[r.IntN(len(vocabulary))]
		if b.Len() > 0 && !strings.Contains(",.:;)”’’s", w) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		if r.IntN(25) == 0 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// TestRandomWords feeds the rules every odd order of the words they look for:
// none may break them, and every span must stand in the text.
func TestRandomWords(t *testing.T) {
	n := 6_000
	if testing.Short() {
		n = 600
	}
	for seed := range n {
		text := randomText(rand.New(rand.NewPCG(uint64(seed), 7)))
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Fatalf("seed %d: %v in %q", seed, p, text)
				}
			}()
			f := quote.Find(article.Article{Text: text}, quote.Options{Line: 0.01})
			check(t, text, f)
		}()
	}
}

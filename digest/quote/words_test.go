package quote_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

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
	Fellowship (LCF) Lawyers' Cristian Association (B&B) star younger shows poster seen Latin for “Dirty” “should” “only” "A. "B." Downing Street week Ohio shire from to quoted paper producers executive where ? ! Jr.
	spokeswoman insisted with marching hope message advice his father brother Republic told by warned fined offered wants pointed out sporting which whom ally prompting forcing including followed ads events viewers desBrix (Dutch) C. D. NEW Senate Majority heard saw director host`)

// ownWords returns the words that stand in the rules' own string literals, and
// the sentences that the tests of the rules read.
func ownWords(t *testing.T) (words, sentences []string) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			switch {
			case err != nil:
				t.Fatal(err)
			case strings.HasSuffix(file, "_test.go"):
				if strings.Count(s, " ") > 4 {
					sentences = append(sentences, s)
				}
			default:
				for w := range strings.FieldsSeq(s) {
					if !known[w] {
						known[w] = true
						words = append(words, w)
					}
				}
			}
			return true
		})
	}
	return words, sentences
}

// oddities are what separates words where an editor's hand slipped.
var oddities = []string{" ", " ", " ", " ", " ", " ", " ", " ", "", ", ", ". ", "\n\n", "\u00a0", "\t", "  ", "\u200b"}

// randomText strings words together, with paragraphs now and then.
func randomText(r *rand.Rand, pools ...[]string) string {
	var b strings.Builder
	for range 4 + r.IntN(60) {
		pool := pools[r.IntN(len(pools))]
		w := pool[r.IntN(len(pool))]
		if r.IntN(12) == 0 {
			c, n := utf8.DecodeRuneInString(w)
			w = string(unicode.ToUpper(c)) + w[n:]
		}
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

// mangled takes a few sentences and cuts, swaps, drops and replaces their words.
func mangled(r *rand.Rand, sentences []string, pools ...[]string) string {
	var words []string
	for range 1 + r.IntN(4) {
		words = append(words, strings.Split(sentences[r.IntN(len(sentences))], " ")...)
	}
	for range r.IntN(8) {
		i, j := r.IntN(len(words)), r.IntN(len(words))
		switch r.IntN(5) {
		case 0:
			words[i], words[j] = words[j], words[i]
		case 1:
			words[i] = strings.Trim(words[i], ".,:;?!“”\"'")
		case 2:
			words = words[:i+1]
		case 3:
			words = words[i:]
		default:
			pool := pools[r.IntN(len(pools))]
			words[i] = pool[r.IntN(len(pool))]
		}
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(oddities[r.IntN(len(oddities))])
		}
		b.WriteString(w)
	}
	in := b.String()
	return in[r.IntN(len(in)+1)/4*r.IntN(2):]
}

// TestRandomWords feeds the rules every odd order of the words they look for,
// and true sentences mangled: none may break them, and every span must stand in
// the text.
func TestRandomWords(t *testing.T) {
	words, sentences := ownWords(t)
	n := 12_000
	if testing.Short() {
		n = 600
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		var in string
		switch seed % 4 {
		case 0:
			in = randomText(r, vocabulary)
		case 1:
			in = randomText(r, vocabulary, words)
		case 2:
			in = mangled(r, sentences, vocabulary, words)
		default: // over the border at which a long sentence is cut
			in = strings.Repeat([]string{"a ", "word ", "Roe "}[r.IntN(3)], 300+r.IntN(100)) + mangled(r, sentences, vocabulary, words)
		}
		unbroken(t, in)
	}
}

// TestOddTexts holds texts that once broke a rule.
func TestOddTexts(t *testing.T) {
	for _, in := range []string{
		"The “magic” word was “please”.",
		"Jane Roe announced it. Ann Doe said it is not enough",
		"“\u00a0: a",
		"“Yes,” said Ann Fry. There was no immediate comment",
		"Who can say how many I, lost?” Jane Roe asks as a guide walks party front ofher, saying, he's\n\n“here to fix",
		"It went to the 7th\n\nCircuit said “no way it is.”",
		"“We will see,” said Brix co-founder\n\nand CEO Ann Fry.",
		strings.Repeat("a ", 399) + "Jane Roe of Ohio, who said no.",
		strings.Repeat("a ", 399) + "Ann Roe, the mayor, and Ben Doe, a governor, called.",
		"told called claiming, described as according to view  to\n\tsaid it made the\n\npoint asked whether that which  who whose whilewhenafter before until\n\t,  ,  ,..",
		"Had lawyer “Yes” mother respond\n\n “should” Ann\n\n “ Kenyan Comments \"A. shows President\n\n would, Ministry of Republic executive asked been ' ads” events",
		strings.Repeat("Roe ", 300) + "The. leaderof the rail, union (Union of Rail\u00a0Workers),Ann Fry,\tsaid:  “No\n\ntrain. will  run.”sens, ann roe\u200bof ohio\u00a0and  Neither Ben\u00a0Doe\tnor Cora Poe, responded. to, requests\u00a0for\n\ncomment. a rare name beforea\u00a0particle",
	} {
		unbroken(t, in)
	}
}

func unbroken(t *testing.T, in string) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("%v in %q\n%s", p, in, debug.Stack())
		}
	}()
	check(t, in, quote.Find(article.Article{Text: in}, quote.Options{Line: 0.01}))
}

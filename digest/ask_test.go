package digest_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

// asking are words that steer how a question is read.
var asking = strings.Fields("who what why when where which how many much did does was is said say about of the he she they it and not first more percent deny respond before after quote ? ? .")

// odd separate words where an editor's hand slipped.
var odd = []string{" ", " ", " ", " ", " ", "", ", ", ". ", "\n\n", "\u00a0", "\t", "\u200b", " — ", "“", "”", "(", ":", "*", "<", "`", "\u202e", "é", " 5 "}

// mangled takes sentences and cuts, swaps, drops and joins their words.
func mangled(r *rand.Rand, sentences []string) string {
	var words []string
	for range 1 + r.IntN(4) {
		words = append(words, strings.Fields(sentences[r.IntN(len(sentences))])...)
	}
	for range r.IntN(10) {
		i, j := r.IntN(len(words)), r.IntN(len(words))
		switch r.IntN(4) {
		case 0:
			words[i], words[j] = words[j], words[i]
		case 1:
			words = words[:i+1]
		case 2:
			words = words[i:]
		default:
			words[i] += odd[r.IntN(len(odd))]
		}
	}
	return strings.Join(words, " ")
}

// TestMangled digests articles that no editor let pass, asks about them, and
// prints all of it in each form: none may break anything, and every sentence of
// the summary must stand in the text.
func TestMangled(t *testing.T) {
	files, err := filepath.Glob("../testdata/quotes/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no articles:", err)
	}
	var sentences []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sentences = append(sentences, strings.FieldsFunc(string(b), func(r rune) bool { return r == '\n' })...)
	}
	n := 5_000
	if testing.Short() {
		n = 250
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 11))
		in := mangled(r, sentences)
		words := strings.Fields(in)
		var question strings.Builder
		for range 1 + r.IntN(8) {
			if i := r.IntN(len(words)); r.IntN(2) == 0 {
				question.WriteString(strings.Join(words[i:min(len(words), i+1+r.IntN(3))], " "))
			} else {
				question.WriteString(asking[r.IntN(len(asking))])
			}
			question.WriteByte(' ')
		}
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Fatalf("%v in %q, asked %q\n%s", p, in, question.String(), debug.Stack())
				}
			}()
			d := digest.New(article.Article{Text: in}, digest.Options{})
			for _, s := range d.Summary {
				if s.Start < 0 || s.Empty() || s.End > len(in) {
					t.Fatalf("summary %v of %d bytes: %q", s, len(in), in)
				}
			}
			p := render.Arrange(d)
			render.Text(p)
			render.Markdown(p)
			render.HTML(p)
			render.JSON(d)
			a := d.Ask(question.String(), nil)
			again := d.Ask("And why?", []digest.Turn{{Question: question.String(), Answer: a}})
			for _, a := range []digest.Answer{a, again} {
				render.AnswerText(render.ArrangeAnswer(d, a))
				render.AnswerJSON(d, a)
			}
		}()
	}
}

// TestNumberAtTheEnd asks after a number of something else than the one that the article ends with.
func TestNumberAtTheEnd(t *testing.T) {
	d := digest.New(article.Article{Text: "Boris Kent accused Lisa Park of lying. The cinema opened in 1931."}, digest.Options{})
	if a := d.Ask("How many seats has the cinema of Kent?", nil); a.Answered() {
		t.Errorf("%+v", a)
	}
}

// TestOfficeOfAnother asks who leads a body whose leader the article does not name.
func TestOfficeOfAnother(t *testing.T) {
	d := digest.New(article.Article{Text: "Norrow Timber said on Thursday that it would close its mill in Brix next spring, blaming the price of power.\n\nShares in the company rose to 88 crowns.\n\n“This is the hardest decision I have taken in eleven years,” chief executive Karin Stahl told reporters. “But a mill that loses money is a charity.” According to Stahl, half of the staff will be offered work in Ostra.\n\nUnion leader Per Lind said the offer was worthless. “There is no bus,” he said. “My members would have to get up at three.”\n\nEconomy minister Lena Fager said she had learned of it from the radio. The government would not step in with money, she said. The town would have to look for help by itself.\n\nAnalyst Hugo Brand praised the move. A rival, Svea Wood, would not say whether it was interested in the site."}, digest.Options{})
	if a := d.Ask("Who is the chief executive of Svea Wood?", nil); a.Answered() {
		t.Errorf("%q", a.Citations[0].Of(d.Article.Text))
	}
	if a := d.Ask("Who is the chief executive of Norrow Timber?", nil); !a.Answered() {
		t.Error("the chief executive of the company that the article is about: not answered")
	}
}

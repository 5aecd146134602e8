package quote_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// surnames are none that the program knows and no words.
var surnames = strings.Fields("Halvorsen Bramwell Kowalczyk Okonjo Delacroix Whitcombe Marchetti Sorensen Abernathy Lindqvist Castellano Pemberton Thackeray Villanueva Dressler Ibarra Jorgensen Munro Nakagawa Ostrander Petrakis Quigley Rosenthal Szabo Trevelyan Ullman Vandermeer Wexler Yarborough Zielinski")

// TestOtherSurnames gives the people of our articles other surnames: whose each
// quote is must not change, for nothing may hang on who is known.
func TestOtherSurnames(t *testing.T) {
	for _, dir := range []string{"quotes", "reactions"} {
		files, err := filepath.Glob("../../testdata/" + dir + "/*.txt")
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				b, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				was := quote.Find(article.Article{Text: string(b)}, quote.Options{})
				rename := renamer(was)
				is := quote.Find(article.Article{Text: rename(string(b))}, quote.Options{})
				a, z := told(was), told(is)
				for i := range a {
					a[i] = rename(a[i])
				}
				for _, s := range a {
					if !slices.Contains(z, s) {
						t.Errorf("lost: %s", s)
					}
				}
				for _, s := range z {
					if !slices.Contains(a, s) {
						t.Errorf("new: %s", s)
					}
				}
			})
		}
	}
}

// told is a line for each quote and reaction.
func told(f *quote.Found) (lines []string) {
	who := func(s *quote.Speaker) string {
		if s == nil {
			return "nobody"
		}
		return s.Name + " (" + s.Role + ")"
	}
	for _, q := range f.Quotes {
		lines = append(lines, who(q.Speaker)+", "+q.Kind.String()+": "+q.Words(f.Article))
	}
	for _, r := range f.Reactions {
		lines = append(lines, who(&r.By)+" "+r.Kind.String()+" "+r.To+": "+r.At.Of(f.Article.Text))
	}
	return lines
}

// renamer gives each last word of a full name in f another surname, wherever it stands with its capital or in capitals.
func renamer(f *quote.Found) func(string) string {
	other := map[string]string{}
	for _, p := range f.People {
		words := strings.Fields(p.Name)
		if last := words[len(words)-1]; len(words) > 1 && regexp.MustCompile(`^[A-Z][a-z]{2,}$`).MatchString(last) && !strings.Contains(p.Name, " of ") && len(other) < 2*len(surnames) {
			if _, ok := other[last]; !ok {
				n := surnames[len(other)/2]
				other[last], other[strings.ToUpper(last)] = n, strings.ToUpper(n)
			}
		}
	}
	word := regexp.MustCompile(`\b[A-Z][A-Za-z]+\b`)
	return func(s string) string {
		return word.ReplaceAllStringFunc(s, func(w string) string {
			if n, ok := other[w]; ok {
				return n
			}
			return w
		})
	}
}

package eval

import (
	"math"
	"strings"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// A Sample is a speaker of a marked article: the signs, and whether an editor
// marked a reaction of theirs.
type Sample struct {
	Signs   []bool
	Answers bool
	Article int // the index of the article
}

// Samples are the speakers of the articles whose reactions are marked.
func Samples(all []Article) []Sample {
	var out []Sample
	for i := range all {
		a := &all[i]
		if !a.Reacting {
			continue
		}
		marked := map[string]bool{}
		for _, r := range a.Reactions {
			marked[lastWord(r.Who)] = true
		}
		for _, r := range quote.Remarks(article.Article{Title: a.Title, Published: a.Published, Text: a.Text}) {
			out = append(out, Sample{r.Signs, marked[lastWord(r.Speaker)], i})
		}
	}
	return out
}

func lastWord(name string) string {
	f := strings.Fields(strings.ToLower(name))
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// Fit returns a constant and a weight for each sign, by logistic regression
// with a penalty on large weights; the constant comes first. Nil without samples.
func Fit(samples []Sample, penalty float64) []float64 {
	if len(samples) == 0 {
		return nil
	}
	w := make([]float64, 1+len(samples[0].Signs))
	const rounds, rate = 3000, 0.5
	for range rounds {
		g := make([]float64, len(w))
		for _, s := range samples {
			miss := -1 / (1 + math.Exp(-Points(w, s)))
			if s.Answers {
				miss++
			}
			g[0] += miss
			for i, h := range s.Signs {
				if h {
					g[i+1] += miss
				}
			}
		}
		for i := range w {
			if i > 0 {
				g[i] -= penalty * w[i]
			}
			w[i] += rate * g[i] / float64(len(samples))
		}
	}
	return w
}

// Points is what the weights say of a sample: above zero, an answer is likelier than not.
func Points(w []float64, s Sample) float64 {
	sum := w[0]
	for i, h := range s.Signs {
		if h {
			sum += w[i+1]
		}
	}
	return sum
}

// Judge fits weights on all articles but a tenth, ten times, and tells how the
// other tenth's answers are found where enough points are asked for.
func Judge(samples []Sample, penalty, enough float64) PRF {
	right, found, marked := 0, 0, 0
	for tenth := range 10 {
		var train []Sample
		for _, s := range samples {
			if s.Article%10 != tenth {
				train = append(train, s)
			}
		}
		w := Fit(train, penalty)
		for _, s := range samples {
			if s.Article%10 != tenth {
				continue
			}
			says := Points(w, s) > enough
			if says {
				found++
			}
			if s.Answers {
				marked++
			}
			if says && s.Answers {
				right++
			}
		}
	}
	return prf(right, found, marked)
}

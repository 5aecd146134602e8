package eval

import (
	"testing"

	"newsdigest/digest/quote"
)

// TestFit holds that the fitted weights find the sign that tells.
func TestFit(t *testing.T) {
	var samples []Sample
	for i := range 200 {
		// The first sign tells, the second is noise.
		samples = append(samples, Sample{Signs: []bool{i%2 == 0, i%3 == 0}, Answers: i%2 == 0, Article: i})
	}
	w := Fit(samples, 1)
	if len(w) != 3 || w[1] < 2 || w[1] < 4*max(w[2], -w[2]) {
		t.Errorf("weights %.2f: the first sign must weigh most", w)
	}
	if j := Judge(samples, 1, 0); j.F1 < 0.99 {
		t.Errorf("unseen tenths: %+v", j)
	}
	if Fit(nil, 1) != nil {
		t.Error("weights without samples")
	}
}

// TestSamples reads our own articles for what speaks for a reaction: some
// remarks are answers, some are none, and each bears the same signs.
func TestSamples(t *testing.T) {
	all, err := Load("../../testdata/reactions")
	if err != nil {
		t.Fatal(err)
	}
	answers, n := 0, 0
	for _, s := range Samples(all) {
		if n++; s.Answers {
			answers++
		}
		if len(s.Signs) != len(quote.SignNames()) {
			t.Fatal("signs differ in number")
		}
	}
	if answers == 0 || answers == n {
		t.Errorf("%d of %d remarks are answers", answers, n)
	}
}

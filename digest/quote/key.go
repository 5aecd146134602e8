package quote

import (
	"slices"
	"strings"
)

// How many quotes are key, where the article has them.
const (
	minKey = 3
	maxKey = 6
)

// fewestWords is how long a quote must be to be key beside minKey others.
const fewestWords = 5

// choose marks the key quotes: those of the named people and of reactions
// first, whole sentences before fragments, one a speaker before two, no near-doubles.
func (an *analysis) chooseKey(f *Found, people []string) {
	reacting := map[int]bool{}
	for _, r := range f.Reactions {
		for _, q := range r.Quotes {
			reacting[q] = true
		}
	}
	type candidate struct {
		q     int
		score float64
		brief bool // of a few words, which say little and are often a term
	}
	var all []candidate
	asking := f.interviewers()
	for i := range f.Quotes {
		q := &f.Quotes[i]
		if q.Speaker == nil || q.Kind == Indirect || asking[q.Speaker.Name] && q.Rule == "label" {
			continue
		}
		wanted := q.Speaker.Named && named(people, q.Speaker.Name)
		if q.Kind == Partial && !reacting[i] && !wanted {
			continue
		}
		if q.Confidence < keyLine && !wanted {
			continue
		}
		s := an.newsValue(f, q) + 2*q.Confidence
		if reacting[i] {
			s += 3
		}
		if wanted {
			s += wantedScore
		}
		brief := q.Kind == Direct && !reacting[i] && !wanted && len(strings.Fields(q.Span().Of(f.Article.Text))) < fewestWords
		all = append(all, candidate{i, s, brief})
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.q - b.q
	})
	spoken := map[string]int{}
	topics := map[string]bool{}
	var chosen []int
	said := map[int]map[string]bool{} // by index: the longer words of the chosen
	take := func(limit func(c candidate) bool) {
		for _, c := range all {
			if len(chosen) >= maxKey || slices.Contains(chosen, c.q) || !limit(c) {
				continue
			}
			words := an.quoteWords(&f.Quotes[c.q])
			if doubles(said, words) {
				continue
			}
			said[c.q] = words
			q := &f.Quotes[c.q]
			chosen = append(chosen, c.q)
			spoken[q.Speaker.Name]++
			topics[q.Speaker.Name+"\x00"+q.Topic.Of(f.Article.Text)] = true
		}
	}
	wanted := func(c candidate) bool { return c.score >= wantedScore }
	first := func(c candidate) bool { return spoken[f.Quotes[c.q].Speaker.Name] == 0 }
	few := func(c candidate) bool { return len(chosen) < minKey }
	// surest: the article names the speaker beside the words.
	surest := func(c candidate) bool {
		q := &f.Quotes[c.q]
		line := surely
		if reacting[c.q] {
			line = surelyReacting
		}
		return wanted(c) || q.Confidence >= line && an.answersForIt(q) && (byName(q.Rule) || q.Confidence >= surelyHim)
	}
	sure := func(c candidate) bool { return an.answersForIt(&f.Quotes[c.q]) }
	take(func(c candidate) bool { return surest(c) && first(c) && !c.brief })
	take(func(c candidate) bool { // the same speaker on something else
		q := &f.Quotes[c.q]
		return surest(c) && !c.brief && !topics[q.Speaker.Name+"\x00"+q.Topic.Of(f.Article.Text)]
	})
	take(func(c candidate) bool { return few(c) && surest(c) })
	take(func(c candidate) bool { return few(c) && sure(c) && f.Quotes[c.q].Confidence >= surely && first(c) })
	take(func(c candidate) bool { return few(c) && sure(c) && f.Quotes[c.q].Confidence >= surely })
	take(func(c candidate) bool { return few(c) && sure(c) && first(c) })
	take(func(c candidate) bool { return few(c) && sure(c) })
	take(func(c candidate) bool { return len(chosen) == 0 })
	for _, i := range chosen {
		f.Quotes[i].Key = true
	}
}

// keyLine is how sure a speaker must be for the quote to be key: a wrong name
// is worst where most people read it.
const keyLine = 0.8

// surelyReacting is how sure whoever answers the main actor must be, so that the
// answer's own words are shown with it.
const surelyReacting = 0.86

// surely is how sure a speaker must be while there are enough who are.
const surely = 0.9

// surelyHim is how sure it must be whom "he" means, for that to be as good as a name.
const surelyHim = 0.93

// wantedScore lifts the quotes of the people who are always shown over all others.
const wantedScore = 20

// byName reports whether a rule is one that reads a name beside the words.
func byName(rule string) bool {
	last := rule[strings.LastIndexByte(rule, '/')+1:]
	return last == "name" || last == "signed" || last == "label"
}

// answersForIt reports whether a quote's speaker can be held to be the one
// whose words these are: somebody with a name, who is no newspaper that reports
// another's, and not only who spoke in the paragraph before.
func (an *analysis) answersForIt(q *Quote) bool {
	return q.Speaker.Named && !strings.HasPrefix(q.Rule, "next paragraph") && !an.outlet(q.Speaker.Name, nobody)
}

func named(people []string, name string) bool {
	for _, p := range people {
		if strings.EqualFold(p, name) {
			return true
		}
		a, b := strings.Fields(lower(p)), strings.Fields(lower(name))
		if len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] && (len(a) == 1 || len(b) == 1 || a[0] == b[0]) {
			return true
		}
	}
	return false
}

// newsValue weighs a quote's words: whole sentences of a readable length, near
// the top, that name somebody or something.
func (an *analysis) newsValue(f *Found, q *Quote) float64 {
	words, names := 0, 0
	for _, p := range q.Parts {
		for i := an.tokenFrom(p.Start); i < len(an.toks) && an.toks[i].Start < p.End; i++ {
			if an.toks[i].punct() {
				continue
			}
			words++
			if an.toks[i].name >= 0 {
				names++
			}
		}
	}
	s := 0.0
	switch {
	case words < 5:
	case words < 9:
		s += 1
	default:
		s += 2
	}
	s += min(1, float64(names)*0.3)
	if q.Kind == Partial {
		s -= 1.5
	}
	s += 1.5 * (1 - float64(q.Span().Start)/float64(len(f.Article.Text)+1))
	if f.Actor != nil && q.Speaker.Name == f.Actor.Name {
		s += 1
	}
	return s
}

// doubles reports whether most of a quote's longer words stand in one already chosen.
func doubles(said map[int]map[string]bool, words map[string]bool) bool {
	if len(words) == 0 {
		return false
	}
	for _, other := range said {
		same := 0
		for w := range words {
			if other[w] {
				same++
			}
		}
		if same*10 > len(words)*7 {
			return true
		}
	}
	return false
}

func (an *analysis) quoteWords(q *Quote) map[string]bool {
	m := map[string]bool{}
	for _, p := range q.Parts {
		for i := an.tokenFrom(p.Start); i < len(an.toks) && an.toks[i].Start < p.End; i++ {
			if t := &an.toks[i]; !t.punct() && len(t.word) > 3 {
				m[t.word] = true
			}
		}
	}
	return m
}

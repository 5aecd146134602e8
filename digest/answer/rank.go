package answer

import (
	"math"
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// A hit is a sentence and how well it answers.
type hit struct {
	sentence int
	score    float64
	base     float64 // BM25 alone
	fit      float64 // of its best candidate
	best     candidate
}

// The weights of a passage's features, in the unit of BM25. The first four are
// those of the measured hybrid ranking; BM25's k and b are the usual ones.
type weights struct {
	k, b      float64
	early     float64
	earlyFall float64
	fit       float64
	neighbour float64
	name      float64
	kin       float64
	pair      float64
	close     float64
	local     float64
	pronoun   float64
}

var tuned = weights{k: 0.6, b: 0.25, early: 5, earlyFall: 3, fit: 5, neighbour: 0.1, name: 0.8, kin: 0.4, pair: 0.5, close: 1, local: 0.9, pronoun: 0.4}

// Bounds of what one question looks at.
const (
	mostRanked = 300 // sentences whose words are looked at
	earlyOnes  = 12  // sentences from the top that always are
)

// rank orders the sentences by how well they answer q, best first.
func (ix *index) rank(q *question) []hit {
	n := len(ix.doc.Sentences)
	if n == 0 {
		return nil
	}
	base := make([]float64, n)
	for _, t := range q.terms {
		w := ix.weight(t)
		if t.name {
			w *= tuned.name
			ix.spread(base, t.term, w*tuned.pronoun)
		}
		ix.add(base, t.term, w)
		for _, k := range t.kin {
			ix.add(base, k, w*tuned.kin)
		}
	}
	pool := make([]int, 0, n)
	for i := range n {
		if base[i] > 0 || i < earlyOnes || (i > 0 && base[i-1] > 0) || (i+1 < n && base[i+1] > 0) {
			pool = append(pool, i)
		}
	}
	if len(pool) > mostRanked {
		slices.SortStableFunc(pool, func(a, b int) int { return cmpDown(base[a], base[b]) })
		pool = pool[:mostRanked]
	}
	hits := make([]hit, 0, len(pool))
	for _, i := range pool {
		h := hit{sentence: i, base: base[i]}
		near := 0.0
		if i > 0 {
			near = base[i-1]
		}
		if i+1 < n {
			near = max(near, base[i+1])
		}
		for _, c := range ix.candidates(q, i) {
			if v := c.fit + tuned.close*ix.closeness(q, i, c); v > h.fit {
				h.fit, h.best = v, c
			}
		}
		h.score = base[i] + tuned.early*math.Exp(-float64(i)/tuned.earlyFall) + tuned.fit*h.fit + tuned.neighbour*near + tuned.pair*float64(ix.pairs(q, i))
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		if c := cmpDown(a.score, b.score); c != 0 {
			return c
		}
		return a.sentence - b.sentence
	})
	return hits
}

func cmpDown(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

// add gives each sentence that holds the term its BM25 share of w.
func (ix *index) add(base []float64, t string, w float64) {
	id, ok := ix.ids[t]
	if !ok {
		return
	}
	for _, p := range ix.terms[id].in {
		tf := float64(p.count)
		long := 1 - tuned.b + tuned.b*float64(ix.weights[p.sentence])/ix.mean
		base[p.sentence] += w * tf * (tuned.k + 1) / (tf + tuned.k*long)
	}
}

// weight is how much t tells apart, from ordinary news and from this article.
func (ix *index) weight(t wanted) float64 {
	w := t.rarity
	if id, ok := ix.ids[t.term]; ok {
		n, df := float64(len(ix.doc.Sentences)), float64(len(ix.terms[id].in))
		w *= 1 - tuned.local + tuned.local*math.Log(1+(n-df+0.5)/(df+0.5))/math.Log(1+(n-0.5)/1.5)
	}
	return w * t.weight
}

// spread gives w to the sentences that follow one with the name t and speak on of "he" or "it".
func (ix *index) spread(base []float64, t string, w float64) {
	id, ok := ix.ids[t]
	if !ok {
		return
	}
	for _, p := range ix.terms[id].in {
		for k := int(p.sentence) + 1; k < len(base) && k <= int(p.sentence)+2; k++ {
			if !ix.pronoun[k] || ix.count(int(id), k) > 0 {
				break
			}
			base[k] += w
		}
	}
}

// relate finds what may stand for t in the article: kindred words and, where
// it does not hold t itself, an abbreviated, longer or misspelt form.
func (ix *index) relate(t *wanted) {
	for _, k := range kindred[t.term] {
		if ix.has(k) {
			t.kin = append(t.kin, k)
		}
	}
	if ix.has(t.term) {
		return
	}
	if long, ok := ix.acronyms[t.term]; ok {
		t.kin = append(t.kin, long...)
	}
	if len(t.kin) == 0 {
		t.kin = ix.misspelt(t.term)
	}
	t.absent = len(t.kin) == 0
}

// misspelt returns terms of the article that differ from t by a letter or two,
// or that begin with it: "Pacquiano" finds "Pacquiao".
func (ix *index) misspelt(t string) []string {
	if len(t) < 5 || len(t) > longestStemmed || placeNames[t] || isDigits(t) {
		return nil
	}
	allowed := 1
	if len(t) >= 8 {
		allowed = 2
	}
	var out []string
	for _, id := range ix.initial[t[0]] {
		o := ix.terms[id].text
		if d := len(o) - len(t); d < -allowed || d > 6 || placeNames[o] || len(o) < 4 {
			continue
		}
		if strings.HasPrefix(o, t) || (len(o) >= 5 && editDistance(t, o, allowed) <= allowed && newsCount[t] == 0) {
			out = append(out, o)
		}
		if len(out) == 4 {
			break
		}
	}
	return out
}

// editDistance counts the letters that are changed, left out, put in or
// swapped with their neighbour between a and b; limit+1 where there are more.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][longestStemmed + 8]int
	if len(b)+1 > len(rows[0]) {
		return limit + 1
	}
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		now, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			now[j] = min(now[j-1]+1, last[j]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
			least = min(least, now[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return rows[len(a)%3][len(b)]
}

// pairs counts the neighbouring words of the question that are neighbours in the sentence too.
func (ix *index) pairs(q *question, sentence int) int {
	in := ix.looked(sentence)
	n := 0
	last := ""
	for k := in.Start; k < in.End; k++ {
		t := ix.termAt(k)
		if t == "" {
			continue
		}
		if last != "" {
			for j := 1; j < len(q.terms); j++ {
				if q.terms[j-1].term == last && q.terms[j].term == t {
					n++
				}
			}
		}
		last = t
	}
	return n
}

// nearby bounds, in words, how far from a candidate the question's words count.
const nearby = 30

// closeness is how near a candidate stands to the question's words, 0 to 1.
func (ix *index) closeness(q *question, sentence int, c candidate) float64 {
	in := ix.words[sentence]
	from, _ := text.Within(ix.doc.Words[in.Start:in.End], text.Span{Start: c.span.Start, End: ix.doc.Sentences[sentence].End})
	from += in.Start
	to := from
	for to < in.End && ix.doc.Words[to].End <= c.span.End {
		to++
	}
	if to-from > nearby {
		return 0 // a stretch, not a few words
	}
	sum, total := 0.0, 0.0
	for _, t := range q.terms {
		w := t.rarity * t.weight
		total += w
		id, ok := ix.ids[t.term]
		if !ok {
			continue
		}
		for d := 1; d <= nearby; d++ {
			left, right := from-d, to+d-1
			if left >= in.Start && ix.ofWord[left] == int32(id) || right < in.End && ix.ofWord[right] == int32(id) {
				sum += w / (1 + float64(d)/4)
				break
			}
		}
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

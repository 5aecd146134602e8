package summary

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// mostCompared bounds how many sentences from the top take part: each pair is compared.
const mostCompared = 100

// mostTerms bounds the words of a sentence that are compared.
const mostTerms = 80

// Weights of a sentence's features. Place and centrality rule; the others were
// set by hand, in the order of size that published fits of such scores give.
type weights struct {
	early, earlyFall float64 // falls by e each earlyFall sentences
	central          float64 // LexRank, the largest being 1
	frequent         float64 // mean logarithm of its terms' counts, the largest being 1
	digits           float64
	length           float64 // near usual words long
	quoted           float64 // holds quoted words
	joins            float64 // opens with "but"
	reverses         float64 // tells that the actor had said or done otherwise
	reacts           float64 // tells a reaction, which is shown as one
	alike            float64 // likest to what is chosen already
}

var tuned = weights{
	early: 1.4, earlyFall: 6, central: 0.7, frequent: 0.9, digits: 0.2, length: 0.1, quoted: -0.1,
	joins: -0.1, reverses: 1, reacts: -0.4, alike: -0.65,
}

// sameAs is the likeness from which a sentence says nothing new.
const sameAs = 0.8

// usualWords is the length of a sentence that tells one thing well.
const usualWords = 22

type candidate struct {
	span  text.Span
	has   signs
	words int
	value float64
	bag   []share // its terms in order; their weights have the length 1
	fit   bool    // may be chosen
}

// A share is the weight of a term, or of another sentence, in a sentence.
type share struct {
	of     int
	weight float64
}

func choose(f *quote.Found, head text.Span) []text.Span {
	d := f.Doc
	n := min(len(d.Sentences), mostCompared)
	cs := make([]candidate, 0, n)
	known := newVocabulary(min(len(d.Words), 20*n) / 2)
	terms := make([][]int, 0, n)
	for i := range n {
		s := undated(d.Text, d.Sentences[i])
		ws := d.WordsIn(s)
		ws = ws[:min(len(ws), mostTerms)]
		has := signsIn(d.Text, ws)
		if isFurniture(d, i, s, has) {
			continue
		}
		c := candidate{span: s, has: has}
		for range strings.FieldsSeq(clip(s.Of(d.Text))) {
			c.words++
		}
		c.fit = fit(f, c, ws)
		cs = append(cs, c)
		terms = append(terms, known.terms(d.Text, ws))
	}
	if len(cs) == 0 {
		return nil
	}
	counts := weigh(cs, terms, known.size)
	rank := lexrank(cs)
	topRank, topFrequent := slices.Max(rank), 0.0
	frequent := make([]float64, len(cs))
	for i, ts := range terms {
		for _, t := range ts {
			frequent[i] += math.Log(float64(counts[t]))
		}
		frequent[i] /= float64(max(4, len(ts)))
		topFrequent = max(topFrequent, frequent[i])
	}
	for i := range cs {
		cs[i].value = tuned.early*math.Exp(-float64(i)/tuned.earlyFall) + tuned.central*rank[i]/topRank + features(f, cs[i])
		if topFrequent > 0 {
			cs[i].value += tuned.frequent * frequent[i] / topFrequent
		}
	}
	return pick(cs, head)
}

// fit reports whether a sentence can stand alone in a summary.
func fit(f *quote.Found, c candidate, ws []text.Span) bool {
	t := clip(c.span.Of(f.Doc.Text))
	return len(t) == c.span.Len() && len(ws) >= 6 && c.words <= maxSentence && ends(t) && !asks(f.Doc.Text, c.span) &&
		c.has&(mayBe|saysWho) != mayBe && // the outlet says itself what may be
		!opensBack(f.Doc.Text, ws) && !onlyQuoted(f, c.span) && !ofOneself(f, c.span)
}

// ofOneself reports whether somebody speaks in the first person in a sentence,
// outside any marks, or a transcript's label leads it in: in a summary it would
// be the bot that speaks.
func ofOneself(f *quote.Found, s text.Span) bool {
	for _, w := range f.Doc.WordsIn(s) {
		switch strings.ReplaceAll(w.Of(f.Doc.Text), "’", "'") {
		case "I", "I'm", "I've", "I'd", "I'll", "my", "My":
			if !quoted(f, w) {
				return true
			}
		}
	}
	for _, q := range quotesAt(f, s) {
		if (q.Rule == "label" || q.Rule == "interview") && q.Span().Overlaps(s) {
			return true
		}
	}
	return false
}

// quoted reports whether s lies in words between marks.
func quoted(f *quote.Found, s text.Span) bool {
	for _, q := range quotesAt(f, s) {
		for _, p := range q.Parts {
			if q.Kind != quote.Indirect && p.Overlaps(s) {
				return true
			}
		}
	}
	return false
}

// clip is the first bytes of s: what is longer is no sentence for a summary.
func clip(s string) string { return s[:min(len(s), 600)] }

func features(f *quote.Found, c candidate) float64 {
	t := clip(c.span.Of(f.Doc.Text))
	ws := f.Doc.WordsIn(c.span)
	ws = ws[:min(len(ws), mostTerms)]
	v, digit := 0.0, false
	for _, w := range ws {
		r, _ := utf8.DecodeRuneInString(w.Of(f.Doc.Text))
		digit = digit || unicode.IsDigit(r)
	}
	if digit {
		v += tuned.digits
	}
	v += tuned.length * math.Exp(-math.Pow(float64(c.words-usualWords)/12, 2))
	if marked(t) > 0 {
		v += tuned.quoted
	}
	if len(ws) > 0 && joining[strings.ToLower(ws[0].Of(f.Doc.Text))] {
		v += tuned.joins
	}
	if f.Actor != nil && c.has&reverses != 0 && names(t, f) && reReversal.MatchString(t) {
		v += tuned.reverses
	}
	for _, r := range f.Reactions[:min(len(f.Reactions), 200)] {
		if r.At.Overlaps(c.span) {
			v += tuned.reacts
			break
		}
	}
	return v
}

// names reports whether t names the main actor.
func names(t string, f *quote.Found) bool {
	if strings.Contains(t, f.Actor.Name) {
		return true
	}
	for _, p := range f.People {
		if p.Name == f.Actor.Name {
			return slices.ContainsFunc(p.Aliases, func(a string) bool { return a != "" && strings.Contains(t, a) })
		}
	}
	return false
}

// pick takes the best sentences that fit, each unlike those taken before it. The
// headline's sentence may be among them.
func pick(cs []candidate, head text.Span) []text.Span {
	var taken []int
	total := 0
	for len(taken) < maxSentences {
		best, value := -1, math.Inf(-1)
		for i, c := range cs {
			if !c.fit && !c.span.Overlaps(head) || slices.Contains(taken, i) || total+c.words > maxWords {
				continue
			}
			alike := 0.0
			for _, k := range taken {
				alike = max(alike, cosine(c.bag, cs[k].bag))
			}
			if v := c.value + tuned.alike*alike; v > value && alike < sameAs {
				best, value = i, v
			}
		}
		if best < 0 {
			break
		}
		taken = append(taken, best)
		total += cs[best].words
	}
	slices.Sort(taken)
	var out []text.Span
	for _, i := range taken {
		out = append(out, cs[i].span)
	}
	return out
}

var grammar = words(`the a an of in on at to for from by with and or but is are was were be been being do does did has have had what who
	whom which when where why how that this these those it its he she they his her their him them i you we s t as about there any some
	other not no will would can could said say says also than then into over after before more most up out`)

// A vocabulary numbers terms: words with one stem have one number. Only a word
// whose first letters another has too is stemmed, which is what takes time.
type vocabulary struct {
	size  int
	words map[string]int
	stems map[string]int
	heads map[string]head
}

type head struct {
	word    string // the first that began so
	stemmed bool   // there are others
}

// newVocabulary has room for about n words.
func newVocabulary(n int) *vocabulary {
	return &vocabulary{words: make(map[string]int, n), stems: make(map[string]int, n/2), heads: make(map[string]head, n)}
}

// headLetters is how many letters, at the least, words with one stem begin with alike.
const headLetters = 3

// terms are the numbers of the words ws of t, grammar left out.
func (v *vocabulary) terms(t string, ws []text.Span) []int {
	out := make([]int, 0, len(ws))
	for _, w := range ws {
		s := strings.ToLower(w.Of(t))
		s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
		if grammar[s] || s == "" {
			continue
		}
		id, ok := v.words[s]
		if !ok {
			id = v.add(s)
		}
		out = append(out, id)
	}
	return out
}

func (v *vocabulary) add(word string) int {
	start := word[:min(len(word), headLetters)]
	h, shared := v.heads[start]
	id, known := v.size, false
	if shared {
		if !h.stemmed {
			v.stems[stem(h.word)] = v.words[h.word]
		}
		s := stem(word)
		if id, known = v.stems[s]; !known {
			id = v.size
			v.stems[s] = id
		}
		h.stemmed = true
	} else {
		h.word = word
	}
	if !known {
		v.size++
	}
	v.heads[start], v.words[word] = h, id
	return id
}

func stem(s string) string {
	if len(s) > 32 {
		return s
	}
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return s
		}
	}
	env := snowballstem.NewEnv(s)
	english.Stem(env)
	return env.Current()
}

// weigh gives each candidate its bag of terms and returns each term's count.
func weigh(cs []candidate, terms [][]int, n int) []int {
	counts, in := make([]int, n), make([]int, n)
	var sorted []int
	for i, ts := range terms {
		sorted = append(sorted[:0], ts...)
		slices.Sort(sorted)
		bag := make([]share, 0, len(ts))
		for _, t := range sorted {
			counts[t]++
			if k := len(bag); k > 0 && bag[k-1].of == t {
				bag[k-1].weight++
				continue
			}
			in[t]++
			bag = append(bag, share{t, 1})
		}
		cs[i].bag = bag
	}
	for i := range cs {
		sum := 0.0
		for k, s := range cs[i].bag {
			w := s.weight * math.Log(1+float64(len(cs))/float64(in[s.of]))
			cs[i].bag[k].weight = w
			sum += w * w
		}
		length := math.Sqrt(sum)
		for k := range cs[i].bag {
			cs[i].bag[k].weight /= length
		}
	}
	return counts
}

func cosine(a, b []share) float64 {
	v := 0.0
	for len(a) > 0 && len(b) > 0 {
		switch d := a[0].of - b[0].of; {
		case d == 0:
			v += a[0].weight * b[0].weight
			a, b = a[1:], b[1:]
		case d < 0:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return v
}

// LexRank's damping, the least likeness that counts, and how often it is iterated.
const (
	damping   = 0.85
	leastLike = 0.1
	rounds    = 30
	settled   = 1e-3 // a change of this part of the mean weight is none
)

// largest is the largest difference of two weights in one place.
func largest(a, b []float64) float64 {
	most := 0.0
	for i := range a {
		most = max(most, math.Abs(a[i]-b[i]))
	}
	return most
}

// lexrank is how central each candidate is: the stationary weight of a walk
// from sentence to like sentence.
func lexrank(cs []candidate) []float64 {
	n := len(cs)
	like := make([][]share, n) // by sentence
	sum := make([]float64, n)
	for i := range n {
		for j := range i {
			if v := cosine(cs[i].bag, cs[j].bag); v >= leastLike {
				like[i] = append(like[i], share{j, v})
				like[j] = append(like[j], share{i, v})
				sum[i] += v
				sum[j] += v
			}
		}
	}
	p, next := make([]float64, n), make([]float64, n)
	for i := range p {
		p[i] = 1 / float64(n)
	}
	for range rounds {
		for i := range next {
			next[i] = (1 - damping) / float64(n)
		}
		for i := range n {
			if sum[i] == 0 {
				continue
			}
			out := damping * p[i] / sum[i]
			for _, l := range like[i] {
				next[l.of] += out * l.weight
			}
		}
		p, next = next, p
		if change := largest(p, next); change < settled/float64(n) {
			break
		}
	}
	return p
}

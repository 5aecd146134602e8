package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// An index holds an article's sentences by their terms. Building it takes time
// and space in proportion to the text.
type index struct {
	doc       *text.Doc
	ids       map[string]int // term → its place in terms
	terms     []term
	ofWord    []int32             // a term for each of doc.Words; -1: a stop word
	words     []text.Span         // for each sentence the range of its words in doc.Words
	weights   []int               // for each sentence how many of its words are no stop words
	mean      float64             // of weights
	initial   [256][]int          // the terms by their first byte
	pronoun   []bool              // for each sentence whether it speaks of he, she, they
	mentioned []text.Span         // of people, in order
	acronyms  map[string][]string // "nato" → the terms of its long form in the text
}

type term struct {
	text    string
	rarity  float64
	in      []posting
	total   int // occurrences
	capital int // of which capitalised inside a sentence
	inner   int // occurrences that do not begin a sentence
}

type posting struct {
	sentence int32
	count    int32
}

// mostAcronyms bounds how many long forms are remembered of one text.
const mostAcronyms = 4096

func newIndex(doc *text.Doc) *index {
	ix := &index{
		doc:      doc,
		ids:      map[string]int{},
		ofWord:   make([]int32, len(doc.Words)),
		words:    make([]text.Span, len(doc.Sentences)),
		weights:  make([]int, len(doc.Sentences)),
		acronyms: map[string][]string{},
		pronoun:  make([]bool, len(doc.Sentences)),
	}
	seen := map[string]int32{} // a word as written → its term
	w, sum := 0, 0
	for i, s := range doc.Sentences {
		for w < len(doc.Words) && doc.Words[w].Start < s.Start {
			ix.ofWord[w] = -1
			w++
		}
		first := w
		for ; w < len(doc.Words) && doc.Words[w].End <= s.End; w++ {
			raw := doc.Words[w].Of(doc.Text)
			id, ok := seen[raw]
			if !ok {
				id = -1
				if !isStop(raw) {
					id = int32(ix.id(termOf(raw)))
				}
				seen[raw] = id
			}
			ix.pronoun[i] = ix.pronoun[i] || len(raw) <= 5 && pronouns[strings.ToLower(raw)]
			ix.ofWord[w] = id
			if id < 0 {
				continue
			}
			ix.weights[i]++
			ix.terms[id].total++
			if w > first {
				ix.terms[id].inner++
				if capitalised(raw) {
					ix.terms[id].capital++
				}
			}
			ix.post(int(id), i)
		}
		ix.words[i] = text.Span{Start: first, End: w}
		ix.join(i)
		ix.shorten(i)
		sum += ix.weights[i]
	}
	for ; w < len(doc.Words); w++ {
		ix.ofWord[w] = -1
	}
	ix.mean = max(1, float64(sum)/float64(max(1, len(doc.Sentences))))
	return ix
}

func (ix *index) id(t string) int {
	id, ok := ix.ids[t]
	if !ok {
		id = len(ix.terms)
		ix.ids[t] = id
		ix.terms = append(ix.terms, term{text: t, rarity: rarity(t)})
		if t != "" {
			ix.initial[t[0]] = append(ix.initial[t[0]], id)
		}
	}
	return id
}

func (ix *index) post(id, sentence int) {
	in := ix.terms[id].in
	if n := len(in); n > 0 && int(in[n-1].sentence) == sentence {
		in[n-1].count++
		return
	}
	ix.terms[id].in = append(in, posting{int32(sentence), 1})
}

// join posts the one-word twins of names of two words: "United Nations" as "un".
func (ix *index) join(sentence int) {
	words := ix.doc.Words[ix.words[sentence].Start:ix.words[sentence].End]
	for k := 1; k < len(words); k++ {
		a := words[k-1].Of(ix.doc.Text)
		if len(a) > 8 {
			continue
		}
		if twin, ok := joined[[2]string{strings.ToLower(a), plain(words[k].Of(ix.doc.Text))}]; ok {
			ix.post(ix.id(twin), sentence)
		}
	}
}

// shorten remembers the initials of the capitalised runs of a sentence.
func (ix *index) shorten(sentence int) {
	words := ix.doc.Words[ix.words[sentence].Start:ix.words[sentence].End]
	var initials []byte
	var terms []string
	flush := func() {
		if len(terms) >= 2 && len(terms) <= 6 && len(ix.acronyms) < mostAcronyms {
			key := string(initials)
			if _, ok := ix.acronyms[key]; !ok {
				ix.acronyms[key] = terms
			}
		}
		initials, terms = nil, nil
	}
	for k, w := range words {
		raw := w.Of(ix.doc.Text)
		near := k > 0 && w.Start-words[k-1].End <= 1
		switch {
		case !near && len(terms) > 0:
			flush()
			fallthrough
		case len(terms) == 0 || (raw != "of" && raw != "for" && raw != "the" && raw != "and"):
			if capitalised(raw) && raw[0] < utf8.RuneSelf && !isStop(raw) {
				initials = append(initials, raw[0]|0x20)
				terms = append(terms, termOf(raw))
				continue
			}
			flush()
		}
	}
	flush()
}

// has reports whether the article holds the term.
func (ix *index) has(t string) bool {
	id, ok := ix.ids[t]
	return ok && len(ix.terms[id].in) > 0
}

// isName reports whether the article writes the term with a capital letter
// more often than not where a sentence does not begin with it.
func (ix *index) isName(t string) bool {
	id, ok := ix.ids[t]
	return ok && ix.terms[id].inner > 0 && ix.terms[id].capital*2 > ix.terms[id].inner
}

// count is how often a sentence holds the term.
func (ix *index) count(id, sentence int) int {
	in := ix.terms[id].in
	lo, hi := 0, len(in)
	for lo < hi {
		if mid := (lo + hi) / 2; int(in[mid].sentence) < sentence {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(in) && int(in[lo].sentence) == sentence {
		return int(in[lo].count)
	}
	return 0
}

// holds reports whether a sentence holds the term.
func (ix *index) holds(t string, sentence int) bool {
	id, ok := ix.ids[t]
	return ok && ix.count(id, sentence) > 0
}

func capitalised(raw string) bool {
	r, _ := utf8.DecodeRuneInString(raw)
	return unicode.IsUpper(r)
}

var pronouns = wordSet("he she they his her their him them it its")

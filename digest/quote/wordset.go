package quote

import (
	"iter"
	"strings"
)

// A wordset is a list of words in lower case that never changes. Most words
// asked for are in none, so that a look at the length and the two ends, which
// takes a tenth of a map's, says so nearly always.
type wordset struct {
	words map[string]bool
	ends  [maxLength + 1]uint64 // by length: a bit for each pair of first and last byte
}

const maxLength = 15 // longer words share a place

func wordSet(words string) *wordset { return setOf(strings.FieldsSeq(lower(words))) }

func setOf(lists ...iter.Seq[string]) *wordset {
	s := &wordset{words: map[string]bool{}}
	for _, list := range lists {
		for w := range list {
			s.words[w] = true
			s.ends[min(len(w), maxLength)] |= 1 << ends(w)
		}
	}
	return s
}

// ends is one of 64 numbers, by the first and last byte of a word.
func ends(w string) uint { return (uint(w[0])*5 + uint(w[len(w)-1])) % 64 }

func (s *wordset) has(w string) bool {
	return w != "" && s.ends[min(len(w), maxLength)]&(1<<ends(w)) != 0 && s.words[w]
}

package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// maxCitationBytes bounds a citation whose words are not parted by blanks.
const maxCitationBytes = 1200

// maxCitations is how many an answer holds at most.
const maxCitations = 3

// wordsOf counts a citation's words as a reader does: by the blanks between them.
func wordsOf(s string) int { return len(strings.Fields(s)) }

func fits(s string) bool { return len(s) <= maxCitationBytes && wordsOf(s) <= MaxCitationWords }

// cite is the sentence if it is short enough, else the clauses of it around focus.
func (ix *index) cite(sentence int, focus text.Span) text.Span {
	s := ix.doc.Sentences[sentence]
	if s.Len() <= maxCitationBytes && fits(s.Of(ix.doc.Text)) {
		return s
	}
	if focus.Empty() || !s.Contains(focus) {
		focus = text.Span{Start: s.Start, End: s.Start}
	}
	return clause(ix.doc.Text, s, focus)
}

// clause cuts the stretch of s around focus that is within the limits; it
// begins and ends at a clause's border where there is one.
func clause(t string, s, focus text.Span) text.Span {
	start := clauseStart(t, s, focus.Start)
	out := text.Span{Start: start, End: start}
	words := 0
	end := start // after the last whole word
	for i := start; i < s.End && i-start < maxCitationBytes; {
		for i < s.End {
			r, n := utf8.DecodeRuneInString(t[i:])
			if !unicode.IsSpace(r) {
				break
			}
			i += n
		}
		from := i
		for i < s.End {
			r, n := utf8.DecodeRuneInString(t[i:])
			if unicode.IsSpace(r) {
				break
			}
			i += n
			if i-start >= maxCitationBytes {
				break
			}
		}
		if i == from || words == MaxCitationWords || i-start > maxCitationBytes {
			break
		}
		words++
		end = i
		if last, _ := utf8.DecodeLastRuneInString(t[from:i]); strings.ContainsRune(",;:–—", last) && i > focus.End {
			out.End = i - utf8.RuneLen(last)
		}
	}
	if out.End <= focus.Start || end == s.End || out.Len()*2 < end-start {
		out.End = end
	}
	return out
}

// clauseStart looks back from at for the border of a clause, half of a citation's words at most.
func clauseStart(t string, s text.Span, at int) int {
	best, words := -1, 0
	i := at
	for i > s.Start && words < MaxCitationWords/2 && at-i < maxCitationBytes/2 {
		r, n := utf8.DecodeLastRuneInString(t[s.Start:i])
		if unicode.IsSpace(r) {
			words++
			if p, _ := utf8.DecodeLastRuneInString(t[s.Start : i-n]); strings.ContainsRune(",;:–—", p) {
				best = i
				break
			}
		}
		i -= n
	}
	switch {
	case i <= s.Start:
		return s.Start
	case best >= 0:
		return best
	}
	// No border: begin at the word.
	for at > s.Start {
		r, n := utf8.DecodeLastRuneInString(t[s.Start:at])
		if unicode.IsSpace(r) {
			break
		}
		if at -= n; i-at > maxCitationBytes/2 {
			break
		}
	}
	return at
}

// rooted puts the sentence before in front of one that opens with a pronoun,
// if both together are short enough, so that a reader sees who is spoken of.
func (ix *index) rooted(sentence int, c text.Span) text.Span {
	s := ix.doc.Sentences[sentence]
	in := ix.words[sentence]
	if sentence == 0 || c != s || in.Len() == 0 || !opensBack[strings.ToLower(ix.raw(in.Start, in))] {
		return c
	}
	if joint := (text.Span{Start: ix.doc.Sentences[sentence-1].Start, End: s.End}); joint.Len() <= maxCitationBytes && fits(joint.Of(ix.doc.Text)) {
		return joint
	}
	return c
}

var opensBack = wordSet("he she they it his her their its him them this that these those")

// A sheaf gathers an answer's citations within the limits.
type sheaf struct {
	t     string
	spans []text.Span
	words int
}

// add takes s if there is room and it says something new; it reports whether s is in.
func (c *sheaf) add(s text.Span) bool {
	if s.Empty() || len(c.spans) == maxCitations {
		return false
	}
	for _, o := range c.spans {
		if o.Contains(s) {
			return true
		}
		if o.Overlaps(s) {
			return false
		}
	}
	n := wordsOf(s.Of(c.t))
	if n > MaxCitationWords || s.Len() > maxCitationBytes || c.words+n > MaxAnswerWords {
		return false
	}
	c.spans = append(c.spans, s)
	c.words += n
	return true
}

// runs covers the sentences from the one that holds from.Start to the one that
// holds from.End with as few citations as the limits allow.
func (ix *index) runs(from text.Span) []text.Span {
	var out []text.Span
	first, last := text.At(ix.doc.Sentences, from.Start), text.At(ix.doc.Sentences, max(from.Start, from.End-1))
	if first < 0 {
		return nil
	}
	for i := first; i <= max(first, last) && len(out) < maxCitations; i++ {
		s := ix.cite(i, from)
		if n := len(out); n > 0 && i > first && out[n-1].End == ix.doc.Sentences[i-1].End && s.Start == ix.doc.Sentences[i].Start {
			if joint := (text.Span{Start: out[n-1].Start, End: s.End}); joint.Len() <= maxCitationBytes && fits(joint.Of(ix.doc.Text)) {
				out[n-1] = joint
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

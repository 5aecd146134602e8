package render

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// line is reaction r as it is shown; not ok: nothing of it is left to show.
func (a *arranger) line(r int) (out Reaction, ok bool) {
	reaction := a.d.Reactions[r]
	t := a.d.Article.Text
	for _, q := range reaction.Quotes {
		if a.in[q] != r || a.carried(a.d.Quotes[q]) || a.excerpts[q] == nil {
			continue
		}
		out.Passages = append(out.Passages, a.passages(q)...)
	}
	out.Who, out.Role, out.On = reaction.By.Name, reaction.By.Role, reaction.Topic.Of(t)
	words := a.reporterWords(r, len(out.Passages) > 0)
	if a.inProse(words) {
		words = text.Span{}
	}
	if reaction.Kind == quote.Earlier {
		words = behindTime(t, words, reaction.When)
	}
	if !words.Empty() {
		out.Words = &Passage{Text: words.Of(t), Span: words, Quote: -1}
		if len(out.Passages) == 0 && tellsWho(t, words, reaction.By) {
			out.Who, out.Role = "", ""
			if holdsWord(out.Words.Text, out.On) {
				out.On = ""
			}
		}
	}
	when := reaction.When.Of(t)
	if reaction.Kind == quote.Earlier || when != "" && !a.saidInProse(when) && (out.Words == nil || !holdsWord(out.Words.Text, when)) {
		out.When = when
	}
	return out, out.Words != nil || len(out.Passages) > 0
}

// reporterWords are the article's words that tell reaction r. Beside a quote
// only the short clause that says what is answered; without one they are whole.
func (a *arranger) reporterWords(r int, quoted bool) text.Span {
	reaction := a.d.Reactions[r]
	at := balanced(a.d.Article.Text, reaction.At)
	if !quoted {
		for _, q := range reaction.Quotes {
			if a.in[q] == r && a.inClause(q) && !at.Contains(a.d.Quotes[q].Span()) {
				at = a.clauses[q] // the fragment would stand alone, or be lost
			}
		}
		if reaction.Kind == quote.Earlier && slices.ContainsFunc(reaction.Quotes, func(q int) bool { return a.excerpts[q] != nil }) {
			return text.Span{} // "Rutte said earlier" says nothing without the words
		}
		return at
	}
	for _, q := range reaction.Quotes {
		if a.inClause(q) && a.in[q] == r && at.Contains(a.d.Quotes[q].Span()) {
			return at
		}
	}
	if reaction.Kind == quote.Earlier || !a.withWords[r] {
		return text.Span{} // the heading says it
	}
	return answering(a.d.Article.Text, at, reaction.By)
}

// behindTime is words without the time that they begin with and the heading
// above says: "Earlier on Thursday, ".
func behindTime(t string, words, when text.Span) text.Span {
	if when.Empty() || when.Start != words.Start || when.End >= words.End {
		return words
	}
	rest, ok := strings.CutPrefix(t[when.End:words.End], ", ")
	if !ok {
		return words
	}
	return text.Span{Start: words.End - len(rest), End: words.End}
}

// tellsWho reports whether words say by themselves who reacts, with the fullest
// name and the role that the article gives.
func tellsWho(t string, words text.Span, by quote.Speaker) bool {
	s := words.Of(t)
	if !by.Named {
		return !by.Mention.Empty() && words.Contains(by.Mention) || strings.Contains(strings.ToLower(s), strings.ToLower(by.Name))
	}
	return strings.Contains(s, by.Name) && strings.Contains(s, by.Role)
}

// beginsContent are the words behind which a reporter tells what was said; what
// stands before them tells what was answered.
var beginsContent = []string{" by saying ", " by telling ", " by calling ", ", saying ", " saying ", ", telling "}

// longestClause is how many words are still "responded to Trump's comments".
const longestClause = 12

// answering is the clause of at that follows the name and says what is
// answered: "responded to Trump's comments". It is cut at no other place than
// before the words that begin what was said; empty where there is none such.
func answering(t string, at text.Span, by quote.Speaker) text.Span {
	s := at.Of(t)
	end := len(s)
	found := false
	for _, b := range beginsContent {
		if i := strings.Index(s, b); i >= 0 && i < end {
			end, found = i, true
		}
	}
	if !found {
		return text.Span{}
	}
	start := 0
	if i := strings.LastIndex(s[:end], by.Name); i >= 0 {
		start = i + len(by.Name)
	} else if at.Contains(by.Mention) && by.Mention.End-at.Start < end {
		start = by.Mention.End - at.Start
	}
	if tail, ok := strings.CutPrefix(s[start:end], ", "+by.Role+","); ok && by.Role != "" {
		start = end - len(tail)
	}
	clause := strings.TrimLeft(s[start:end], " ")
	start = end - len(clause)
	r, _ := utf8.DecodeRuneInString(clause)
	words := len(text.Words(clause))
	hasMark := strings.ContainsFunc(clause, func(r rune) bool { return r != '\'' && r != '’' && (marks[r] != 0) })
	if !unicode.IsLower(r) || words < 2 || words > longestClause || hasMark {
		return text.Span{}
	}
	return text.Span{Start: at.Start + start, End: at.Start + end}
}

// balanced takes in the closing mark that stands right behind at, where at
// opens one that it does not close.
func balanced(t string, at text.Span) text.Span {
	closing, size := utf8.DecodeRuneInString(t[at.End:])
	for open, pair := range marks {
		// One sign for both, or for the apostrophe, tells nothing.
		if pair != closing || open == closing || open == '‘' || open == '‚' {
			continue
		}
		s := at.Of(t)
		if strings.Count(s, string(open)) > strings.Count(s, string(closing)) {
			at.End += size
			break
		}
	}
	return at
}

// holdsWord reports whether words stand in s as whole words, in any case.
func holdsWord(s, words string) bool {
	s, words = strings.ToLower(s), strings.ToLower(words)
	if words == "" {
		return false
	}
	for from := 0; ; from++ {
		i := strings.Index(s[from:], words)
		if i < 0 {
			return false
		}
		from += i
		before, _ := utf8.DecodeLastRuneInString(s[:from])
		after, _ := utf8.DecodeRuneInString(s[from+len(words):])
		if !goesOn(before) && !goesOn(after) {
			return true
		}
	}
}

// goesOn reports whether r beside a word would make it another word; scripts
// that write no blanks between words have no such sign.
func goesOn(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

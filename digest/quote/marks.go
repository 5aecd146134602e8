package quote

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// Quotation marks by what they can do. A straight mark, and the high mark
// where an article uses it at both ends, are told apart by their neighbours.
const (
	openers      = "“„«‟"
	closers      = "”»"
	straight     = "\"″＂"
	openSingles  = "‘‚‹"
	closeSingles = "’›"
)

// longestFragment bounds a quotation without a closing mark in sight, in
// bytes: beyond it the opening mark is taken for a stray one.
const longestFragment = 20_000

// fragments pairs the quotation marks of doc, paragraph by paragraph. A mark
// without its partner quotes nothing, unless the next paragraph opens again:
// then the quotation runs over paragraphs.
func fragments(doc *text.Doc) []fragment {
	begin := labels(doc)
	double, marked := pair(doc, false, begin)
	single, singly := pair(doc, true, begin) // British style: single marks outside
	if singly && (!marked || within(double, single)) {
		return single
	}
	return slices.DeleteFunc(double, func(f fragment) bool { return nickname(doc.Text, &f) })
}

// nickname reports whether a fragment stands inside a name: Dave “Mudcat” Saunders. A given name
// stands before it, on one line, and a name after it.
func nickname(t string, f *fragment) bool {
	if w := f.Of(t); f.labelled || len(w) > 24 || strings.Count(w, " ") > 1 || strings.ContainsAny(w[len(w)-1:], ".,!?") {
		return false
	}
	for w := range strings.FieldsSeq(f.Of(t)) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	before, after := t[max(0, f.outer.Start-24):f.outer.Start], t[f.outer.End:]
	given := before[strings.LastIndexAny(strings.TrimSuffix(before, " "), " \n\t(,")+1:]
	if !strings.HasSuffix(given, " ") || !strings.HasPrefix(after, " ") || len(given) < 4 {
		return false
	}
	g, _ := utf8.DecodeRuneInString(given)
	s, _ := utf8.DecodeRuneInString(after[1:])
	given = lower(strings.TrimSpace(given))
	if w := lower(f.Of(t)); firstNameSex(w) != unknownGender && unicode.IsUpper(s) && strings.HasSuffix(given, ")") {
		return true // Xiangyao (or Yaojun) “Larry” Liu
	}
	return unicode.IsUpper(g) && unicode.IsUpper(s) && (classes[given] == 0 || classes[given]&(cMale|cFemale) != 0) && firstNameSex(given) != unknownGender
}

// within reports whether each fragment between double marks is one inside single
// marks, and some of those hold none: ‘He said “no” to me,’ she said.
func within(double, single []fragment) bool {
	i := 0
	for _, d := range double {
		if d.labelled {
			continue
		}
		for i < len(single) && single[i].End < d.End {
			i++
		}
		if i == len(single) || single[i].labelled || single[i].Start >= d.outer.Start || single[i].End < d.outer.End {
			return false
		}
	}
	return len(single) > len(double)
}

// withoutClosing leaves out a closing mark at the end of s that nothing in s opens.
func withoutClosing(s string) string {
	extra := map[rune]int{
		'"': strings.Count(s, "\"") % 2,
		'”': strings.Count(s, "”") - strings.Count(s, "“"),
		'»': strings.Count(s, "»") - strings.Count(s, "«"),
	}
	for {
		s = strings.TrimRight(s, " ")
		last, size := utf8.DecodeLastRuneInString(s)
		if extra[last] <= 0 {
			return s
		}
		extra[last]--
		s = s[:len(s)-size]
	}
}

// pair returns the fragments between double or single marks, with those of the
// paragraphs that a transcript's label begins; marked: some have marks.
func pair(doc *text.Doc, single bool, begin []int) (frags []fragment, marked bool) {
	var out []fragment
	t := doc.Text
	reversed := !single && strings.Contains(t, "»") && strings.Index(t, "»") < firstIndex(t, "«")
	curly := !single && strings.Count(t, "“") > strings.Count(t, "\"")
	for pi, p := range doc.Paragraphs {
		if begin[pi] > 0 || announcedBlock(doc, pi) {
			from := max(begin[pi], p.Start)
			body := withoutClosing(t[from:p.End])
			if in := (text.Span{Start: from, End: from + len(body)}); !in.Empty() {
				out = append(out, fragment{Span: in, outer: text.Span{Start: from, End: p.End}, para: pi, labelled: begin[pi] > 0})
			}
			continue
		}
		n := len(out)
		open := -1 // byte offset of the opening mark
		var closer rune
		for i := p.Start; i < p.End; {
			if c := t[i]; c < utf8.RuneSelf && c != '"' && c != '\'' {
				if open >= 0 && i-open > longestFragment {
					open = -1
				}
				i++
				continue
			}
			r, size := utf8.DecodeRuneInString(t[i:])
			if !single && strings.HasPrefix(t[i:p.End], "''") {
				r, size = '"', 2 // two single marks for a double one
			}
			what := role(t, p, i, r, size, single, reversed, open >= 0, closer)
			if curly && i == p.Start && r == '"' && setsOff(p.Of(t)) && !(pi > 0 && strings.HasSuffix(doc.Paragraphs[pi-1].Of(t), ":")) {
				what = neither
			}
			switch what {
			case opens:
				if open >= 0 && !single && reopens(t, open, i, i+size) {
					end := open + len(strings.TrimRightFunc(t[open:i], unicode.IsSpace))
					k := len(out)
					if out = appendFragment(out, t, open, end, end, pi); len(out) > k {
						out[k].continues = true
					}
				}
				open, closer = i, partner(r, reversed)
			case closes:
				out = appendFragment(out, t, open, i, i+size, pi)
				open = -1
			}
			if open >= 0 && i-open > longestFragment {
				open = -1
			}
			i += size
		}
		if open >= 0 && pi+1 < len(doc.Paragraphs) && startsOpen(t, doc.Paragraphs[pi+1], single) {
			out = appendFragment(out, t, open, p.End, p.End, pi)
			if n := len(out); n > 0 && out[n-1].outer.End == p.End {
				out[n-1].continues = true
			}
		}
		marked = marked || len(out) > n
	}
	return out, marked
}

// setsOff reports whether the straight mark that begins a paragraph of an article with curly marks only sets it off as
// another's text: nothing closes it, and marked words stand behind it.
func setsOff(p string) bool {
	return strings.Count(p, "\"") == 1 && strings.Contains(p, "“") && strings.Contains(p, "”")
}

// reopens reports whether a quotation opened at open goes on at the mark [i,end),
// as over paragraphs that were joined: said: “We go. “We stay.” A sentence ends
// before the mark, another begins after it, and nobody is named between.
func reopens(t string, open, i, end int) bool {
	body := strings.TrimRightFunc(t[open:i], unicode.IsSpace)
	next, _ := utf8.DecodeRuneInString(t[end:])
	return len(body) < i-open && strings.ContainsAny(body[len(body)-1:], ".!?") && unicode.IsUpper(next) && !tagged.MatchString(body)
}

// tagged finds who speaks behind a mark that was forgotten: We go, he said.
var tagged = regexp.MustCompile(`,[”"]? ([\p{L}.’'-]+ ){0,6}(said|says|told|added|adds|asked|wrote|explained|replied|insisted|argued|claimed|recalled|continued|noted|warned|concluded)\b`)

func firstIndex(t, sub string) int {
	if i := strings.Index(t, sub); i >= 0 {
		return i
	}
	return len(t)
}

type markRole int

const (
	neither markRole = iota
	opens
	closes
)

func role(t string, p text.Span, i int, r rune, size int, single, reversed, open bool, closer rune) markRole {
	if single {
		return singleRole(t, p, i, r, size, open)
	}
	switch {
	case strings.ContainsRune(straight, r):
		if !open {
			if !before(t, p, i) && after(t, p, i+size) {
				return neither // looks like the end of something: 5'10", or a stray mark
			}
			return opens
		}
		if before(t, p, i) && !after(t, p, i+size) {
			return opens // the earlier one was never closed
		}
		return closes
	case open && r == closer:
		return closes
	case reversed && r == '»':
		return opens
	case reversed && r == '«':
		if open {
			return closes
		}
		return neither
	case strings.ContainsRune(openers, r):
		if open && closer == '”' && r == '“' && !before(t, p, i) && after(t, p, i+size) {
			return closes // a typist's slip: “words“
		}
		if open && closer != '”' {
			return neither // nested: «he said “no”»
		}
		return opens
	case strings.ContainsRune(closers, r):
		if open && r == '”' && closer == '"' {
			return closes
		}
		if !open && r == '”' && before(t, p, i) && !after(t, p, i+size) {
			return opens // Swedish style: ”words”
		}
	}
	return neither
}

func partner(open rune, reversed bool) rune {
	switch open {
	case '„':
		return '“'
	case '«':
		return '»'
	case '»':
		return '«'
	case '"', '″', '＂':
		return '"'
	case '‚':
		return '‘'
	case '‹':
		return '›'
	}
	return '”'
}

func singleRole(t string, p text.Span, i int, r rune, size int, open bool) markRole {
	switch {
	case strings.ContainsRune(openSingles, r) && !open:
		return opens
	case r == '\'' && !open:
		if before(t, p, i) && letterAfter(t, p, i+size) {
			return opens
		}
	case (strings.ContainsRune(closeSingles, r) || r == '\'') && open:
		// An apostrophe stands inside a word; a closing mark after its end. "the voters' choice" stays ambiguous: a
		// mark after a bare s closes only where a stop or comma stands beside it.
		if !after(t, p, i+size) {
			return neither
		}
		pr, _ := utf8.DecodeLastRuneInString(t[p.Start:i])
		nr, _ := utf8.DecodeRuneInString(t[i+size : p.End])
		if pr == 's' && !strings.ContainsRune(".,;:!?", nr) && i+size < p.End {
			return neither
		}
		return closes
	}
	return neither
}

// before reports whether a mark at i can open: it stands at the paragraph's
// start, after a blank, an opening bracket or a dash.
func before(t string, p text.Span, i int) bool {
	if i <= p.Start {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(t[p.Start:i])
	return unicode.IsSpace(r) || strings.ContainsRune("([{—–-/‘'", r)
}

// after reports whether a mark that ends at i can close: it stands at the
// paragraph's end, before a blank or a mark.
func after(t string, p text.Span, i int) bool {
	if i >= p.End {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t[i:p.End])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("$£€(", r)
}

func letterAfter(t string, p text.Span, i int) bool {
	r, _ := utf8.DecodeRuneInString(t[i:p.End])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func startsOpen(t string, p text.Span, single bool) bool {
	r, _ := utf8.DecodeRuneInString(p.Of(t))
	if single {
		return strings.ContainsRune(openSingles, r) || r == '\''
	}
	return strings.ContainsRune(openers, r) || strings.ContainsRune(straight, r)
}

func appendFragment(out []fragment, t string, open, end, outerEnd, para int) []fragment {
	_, size := utf8.DecodeRuneInString(t[open:])
	if strings.HasPrefix(t[open:end], "''") {
		size = 2
	}
	body := t[open+size : end]
	in := text.Span{Start: open + size, End: end}
	in.Start += len(body) - len(strings.TrimLeftFunc(body, unicode.IsSpace))
	in.End = in.Start + len(strings.TrimSpace(body))
	if in.Empty() || strings.IndexFunc(in.Of(t), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0 {
		return out
	}
	return append(out, fragment{Span: in, outer: text.Span{Start: open, End: outerEnd}, para: para})
}

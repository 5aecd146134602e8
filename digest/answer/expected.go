package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// A candidate is words of a sentence that are of the kind a question expects.
type candidate struct {
	span text.Span
	fit  float64 // 0 to 1
}

var (
	numberWords   = wordSet("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half once twice")
	vagueNumbers  = wordSet("several many few no none both some scores")
	scales        = wordSet("hundred thousand million billion trillion crore lakh dozen")
	bounds        = wordSet("over about around nearly almost approximately roughly some under only")
	currencies    = wordSet("dollar dollars pound pounds euro euros rupee rupees yen yuan cents pence peso pesos ruble rubles won crore lakh francs shillings crowns krona kronor kroner dinars dirhams rand naira")
	units         = wordSet("second seconds minute minutes hour hours day days week weeks month months year years decade decades century centuries")
	weekdays      = wordSet("monday tuesday wednesday thursday friday saturday sunday")
	months        = wordSet("january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec")
	timeWords     = wordSet("yesterday today tomorrow tonight overnight ago noon midnight christmas easter midday recently earlier")
	timeUnits     = wordSet("week month year night morning afternoon evening weekend summer winter spring autumn season decade century day hours time")
	timeLeads     = wordSet("last next this earlier late early mid previous following same every each past")
	placePreps    = wordSet("in at near from to outside across through into around off of toward towards throughout inside")
	placeCommon   = wordSet("city town village state country province region district county airport hospital school university court hotel home prison station border island stadium museum church building park river sea ocean coast office street road base camp house")
	reasons       = wordSet("because since due owing thanks reason reasons cause caused causes so therefore following amid over result blamed")
	purposes      = wordSet("to for after by as")
	unnamedPeople = wordSet("police officials authorities prosecutors investigators scientists researchers experts man woman men women boy girl people government military troops soldiers rebels protesters residents workers passengers students lawmakers spokesman spokeswoman teenager couple family brother sister mother father husband wife doctors officer officers driver pilot judge jury team company")
	noName        = wordSet("the a an it he she they we i you this that these those his her its their our my but and or so if in on at by for from as when while after before since because although though however there here what who why how no not yes also with all some many most one two three")
	saying        = wordSet("say says said saying tell tells told state states stated add adds added claim claims claimed warn warns warned argue argues argued announce announced describe described deny denied insist insisted explain explained note noted write wrote writes tweeted call called calls dismiss dismissed believe believes think thinks thought accuse accused according suggested reported respond responded replied confirmed acknowledged admitted testified promised vowed urged demanded criticized condemned praised asked predicted remarked joked conceded referred")
)

// candidates finds the words of a sentence that a question of kind k expects.
func (ix *index) candidates(q *question, sentence int) []candidate {
	switch q.kind {
	case howMany, howMuch, howOld, howLong, share:
		return ix.numbers(q, sentence)
	case when:
		return ix.times(sentence)
	case where:
		return ix.places(q, sentence)
	case who:
		return ix.people(q, sentence)
	case whichOne:
		c := ix.people(q, sentence)
		for i := range c {
			c[i].fit = min(1, c[i].fit+0.2)
		}
		return c
	case why:
		return ix.reasons(sentence)
	case say:
		return ix.sayings(sentence)
	case whatIs, whoIs:
		return ix.definitions(q, sentence)
	}
	return nil
}

// mostLooked bounds the words of one sentence that are looked at for candidates.
const mostLooked = 400

// looked is the range of a sentence's words that are looked at.
func (ix *index) looked(sentence int) text.Span {
	in := ix.words[sentence]
	in.End = min(in.End, in.Start+mostLooked)
	return in
}

// raw is the k-th word of the text as written; "" outside the sentence's words.
func (ix *index) raw(k int, in text.Span) string {
	if k < in.Start || k >= in.End {
		return ""
	}
	return ix.doc.Words[k].Of(ix.doc.Text)
}

// gap is what stands between word k and the next.
func (ix *index) gap(k int) string {
	if k < 0 || k+1 >= len(ix.doc.Words) {
		return ""
	}
	return ix.doc.Text[ix.doc.Words[k].End:ix.doc.Words[k+1].Start]
}

func (ix *index) before(k int, mark string) bool {
	return strings.HasSuffix(ix.doc.Text[:ix.doc.Words[k].Start], mark)
}

func isDigits(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

func (ix *index) numbers(q *question, sentence int) []candidate {
	k := q.kind
	in := ix.looked(sentence)
	var out []candidate
	for i := in.Start; i < in.End; i++ {
		raw := ix.raw(i, in)
		low := strings.ToLower(raw)
		digits := isDigits(raw)
		if !digits && !numberWords[low] && !vagueNumbers[low] {
			continue
		}
		if digits && (strings.HasPrefix(ix.gap(i), "/") || ix.before(i, "/")) {
			continue // 9/11 counts nothing
		}
		end := i
		for end+1 < in.End && (scales[strings.ToLower(ix.raw(end+1, in))] || numberWords[strings.ToLower(ix.raw(end+1, in))]) && len(ix.gap(end)) <= 1 {
			end++
		}
		next := strings.ToLower(ix.raw(end+1, in))
		after := strings.ToLower(ix.raw(end+2, in))
		prev := strings.ToLower(ix.raw(i-1, in))
		span := text.Span{Start: ix.doc.Words[i].Start, End: ix.doc.Words[end].End}
		isYear := digits && len(raw) == 4 && (raw[0] == '1' || raw[0] == '2') && !scales[next]
		money := ix.before(i, "$") || ix.before(i, "£") || ix.before(i, "€") || ix.before(i, "₹") || prev == "rs" || currencies[next] || currencies[after]
		percent := next == "percent" || strings.HasPrefix(ix.gap(end), "%") || (end+1 == len(ix.doc.Words) && strings.HasPrefix(ix.doc.Text[span.End:], "%")) || (next == "per" && after == "cent")
		yearOld := next == "year" && after == "old"
		age := yearOld || (next == "years" && after == "old") || prev == "aged" || prev == "age" ||
			(prev == "of" && strings.ToLower(ix.raw(i-2, in)) == "age") ||
			(digits && len(raw) <= 3 && ix.before(i, ", ") && strings.HasPrefix(ix.gap(end), ","))
		fit := 0.0
		switch k {
		case howMany:
			fit = 1
			switch {
			case i > in.Start && capitalised(ix.raw(i-1, in)) && digits && !noName[prev] && !bounds[prev] && ix.gap(i-1) == " ":
				fit = 0.3 // Article 5, Group C 2
			case q.often() && (low == "once" || low == "twice" || next == "times"):
			case isYear || age && !strings.HasPrefix(next, "year"):
				fit = 0.3
			case money && q.much():
			case months[prev] || money || percent || q.much():
				fit = 0.5
			case vagueNumbers[low] || low == "one" || low == "once" || low == "half":
				fit = 0.4
			}
		case howMuch:
			if money {
				fit = 1
			} else if digits && !isYear && (scales[next] || percent) {
				fit = 0.5
			}
		case howOld:
			if age {
				fit = 1
			}
			if yearOld && !ix.somebody(end+3, in) {
				fit = 0 // a 75-year-old alliance
			}
		case howLong:
			if units[next] || (units[after] && !isYear) {
				fit = 1
			}
		case share:
			if percent {
				fit = 1
			} else if low == "half" || scales[next] {
				fit = 0.4
			}
		}
		if fit == 0 {
			i = end
			continue
		}
		if money && span.Start > 0 {
			for _, m := range []string{"$", "£", "€", "₹"} {
				if ix.before(i, m) {
					span.Start -= len(m)
				}
			}
		}
		switch {
		case percent && strings.HasPrefix(ix.gap(end), "%"):
			span.End++
		case percent && next == "percent", currencies[next], k == howLong && units[next]:
			span.End = ix.doc.Words[end+1].End
		}
		if bounds[prev] && i > in.Start {
			span.Start = ix.doc.Words[i-1].Start
		} else if p2 := strings.ToLower(ix.raw(i-2, in)); (prev == "than" && (p2 == "more" || p2 == "less" || p2 == "fewer")) || (prev == "least" || prev == "most") && p2 == "at" || prev == "to" && p2 == "up" {
			span.Start = ix.doc.Words[i-2].Start
		}
		out = append(out, candidate{span, fit})
		i = end
	}
	return out
}

// somebody reports whether a person follows "75-year-old" at word k.
func (ix *index) somebody(k int, in text.Span) bool {
	if strings.HasPrefix(ix.gap(k-1), ",") || ix.raw(k, in) == "" {
		return true // the 54-year-old, who
	}
	for i := k; i < k+4; i++ {
		raw := ix.raw(i, in)
		if unnamedPeople[strings.ToLower(raw)] || capitalised(raw) || auxiliaries[raw] || saying[raw] {
			return true
		}
		if len(ix.gap(i)) > 1 {
			break
		}
	}
	return false
}

// much reports whether q asks how much, of money or of anything else.
func (q *question) much() bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return w.lower == "much" })
}

// often reports whether q asks how many times.
func (q *question) often() bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return w.lower == "often" || w.lower == "times" })
}

func (ix *index) times(sentence int) []candidate {
	in := ix.looked(sentence)
	var out []candidate
	for i := in.Start; i < in.End; i++ {
		raw := ix.raw(i, in)
		low := strings.ToLower(raw)
		next := strings.ToLower(ix.raw(i+1, in))
		prev := strings.ToLower(ix.raw(i-1, in))
		from, to, fit := i, i, 0.0
		switch {
		case weekdays[low]:
			fit = 1
			if prev == "earlier" || prev == "last" || prev == "late" || prev == "early" || prev == "next" {
				from--
			} else if prev == "on" && strings.ToLower(ix.raw(i-2, in)) == "earlier" {
				from -= 2
			}
		case months[low] && capitalised(raw) && (low != "may" && low != "march" || isDigits(next) || isDigits(prev) || prev == "in" || prev == "last" || prev == "next" || prev == "since"):
			fit = 1
			if isDigits(prev) && len(prev) <= 4 || prev == "late" || prev == "early" || prev == "last" {
				from--
			}
			for to+1 < in.End && isDigits(ix.raw(to+1, in)) && to < i+2 {
				to++
			}
		case isDigits(raw) && len(raw) >= 4 && len(raw) <= 5 && (raw[0] == '1' || raw[0] == '2') && (len(raw) == 4 || raw[4] == 's') && !ix.before(i, "$"):
			fit = 1
		case isDigits(raw) && (next == "a.m" || next == "p.m" || next == "am" || next == "pm"):
			fit, to = 1, i+1
		case timeWords[low]:
			fit = 0.8
			if low == "ago" && i-2 >= in.Start {
				from, fit = i-2, 1
			}
			if low == "earlier" || low == "recently" {
				fit = 0.5
			}
		case timeUnits[low] && timeLeads[prev]:
			fit, from = 0.8, i-1
		case (low == "after" || low == "before" || low == "during" || low == "until" || low == "when" || low == "while") && i+1 < in.End:
			fit = 0.3
		}
		if fit > 0 {
			out = append(out, candidate{text.Span{Start: ix.doc.Words[from].Start, End: ix.doc.Words[to].End}, fit})
			i = max(i, to)
		}
	}
	return out
}

// run is the end (exclusive) of the capitalised words that begin at word i.
func (ix *index) run(i int, in text.Span) int {
	end := i + 1
	for end < in.End {
		raw, gap := ix.raw(end, in), ix.gap(end-1)
		if gap != " " && gap != "-" && gap != ". " && gap != " (" {
			break
		}
		if gap == ". " && len(ix.raw(end-1, in)) > 4 {
			break
		}
		if capitalised(raw) {
			end++
			continue
		}
		if (raw == "of" || raw == "de" || raw == "al" || raw == "bin" || raw == "von" || raw == "van" || raw == "for" || raw == "and") && end+1 < in.End && capitalised(ix.raw(end+1, in)) && ix.gap(end) == " " && raw != "and" {
			end += 2
			continue
		}
		break
	}
	return end
}

func (ix *index) places(q *question, sentence int) []candidate {
	in := ix.looked(sentence)
	var out []candidate
	for i := in.Start; i < in.End; i++ {
		raw := ix.raw(i, in)
		if !capitalised(raw) {
			prev := strings.ToLower(ix.raw(i-1, in))
			p2 := strings.ToLower(ix.raw(i-2, in))
			if placeCommon[strings.ToLower(raw)] && (placePreps[prev] || placePreps[p2]) && prev != "of" && p2 != "of" {
				out = append(out, candidate{ix.doc.Words[i], 0.5})
			}
			continue
		}
		end := ix.run(i, in)
		prev := strings.ToLower(ix.raw(i-1, in))
		if prev == "the" {
			prev = strings.ToLower(ix.raw(i-2, in))
		}
		low := strings.ToLower(raw)
		fit := 0.0
		switch {
		case weekdays[low] || months[low]:
		case placePreps[prev]:
			fit = 1
			if prev == "of" || prev == "to" {
				fit = 0.7
			}
		case placeNames[ix.termAt(i)]:
			fit = 0.7
		case i == in.Start && strings.Contains(ix.gap(end-1), "("): // LONDON (AP)
			fit = 0.6
		}
		if fit > 0 && !ix.asked(q, i, end) && (inPlaces[prev] || !ix.isPerson(ix.doc.Words[i])) {
			out = append(out, candidate{text.Span{Start: ix.doc.Words[i].Start, End: ix.doc.Words[end-1].End}, fit})
		}
		i = end - 1
	}
	return out
}

// isPerson reports whether the word s is in a mention of somebody whose name is no place's.
func (ix *index) isPerson(s text.Span) bool {
	return text.At(ix.mentioned, s.Start) >= 0 && !placeNames[termOf(s.Of(ix.doc.Text))]
}

var placeNames = placesOf()

func placesOf() map[string]bool {
	m := map[string]bool{}
	for _, p := range placeOf {
		m[p] = true
	}
	return m
}

// termAt is the term of word k, "" for a stop word and outside the text.
func (ix *index) termAt(k int) string {
	if k < 0 || k >= len(ix.ofWord) || ix.ofWord[k] < 0 {
		return ""
	}
	return ix.terms[ix.ofWord[k]].text
}

// asked reports whether all of the words from i to end stand in the question.
func (ix *index) asked(q *question, i, end int) bool {
	for k := i; k < end; k++ {
		if t := ix.termAt(k); t != "" && !q.has(t) {
			return false
		}
	}
	return true
}

func (q *question) has(term string) bool {
	for _, t := range q.terms {
		if t.term == term {
			return true
		}
	}
	return false
}

func (ix *index) people(q *question, sentence int) []candidate {
	in := ix.looked(sentence)
	var out []candidate
	for i := in.Start; i < in.End; i++ {
		raw := ix.raw(i, in)
		low := strings.ToLower(raw)
		if !capitalised(raw) || (i == in.Start && noName[low]) || raw == "I" {
			if unnamedPeople[low] && !q.has(termOf(raw)) {
				out = append(out, candidate{ix.doc.Words[i], 0.35})
			}
			continue
		}
		end := ix.run(i, in)
		fit := 0.7
		if end-i >= 2 {
			fit = 1
		}
		switch {
		case weekdays[low] || months[low] || low == "cnn":
			fit = 0
		case end-i == 1 && placeNames[ix.termAt(i)]:
			fit = 0.4
		case i == in.Start && end-i == 1 && !ix.isName(ix.termAt(i)):
			fit = 0
		}
		if fit > 0 && !ix.asked(q, i, end) {
			out = append(out, candidate{text.Span{Start: ix.doc.Words[i].Start, End: ix.doc.Words[end-1].End}, fit})
		}
		i = end - 1
	}
	return out
}

func (ix *index) reasons(sentence int) []candidate {
	in := ix.looked(sentence)
	var out []candidate
	end := ix.doc.Sentences[sentence].End
	for i := in.Start; i < in.End; i++ {
		low := strings.ToLower(ix.raw(i, in))
		fit := 0.0
		if reasons[low] {
			fit = 0.8
			if low == "because" || low == "reason" || low == "due" || low == "caused" || low == "cause" {
				fit = 1
			}
		} else if purposes[low] && i > in.Start+1 {
			fit = 0.4
		}
		if fit > 0 {
			out = append(out, candidate{text.Span{Start: ix.doc.Words[i].Start, End: end}, fit})
		}
	}
	return out
}

func (ix *index) sayings(sentence int) []candidate {
	s := ix.doc.Sentences[sentence]
	in := ix.looked(sentence)
	fit := 0.0
	for i := in.Start; i < in.End; i++ {
		if saying[strings.ToLower(ix.raw(i, in))] {
			fit = 0.8
			break
		}
	}
	if strings.ContainsAny(s.Of(ix.doc.Text), "\"“”") {
		fit += 0.4
	}
	if fit == 0 {
		return nil
	}
	return []candidate{{s, min(1, fit)}}
}

var (
	defines = wordSet("is was are were which who a an the known called named also means refers stipulates")
	dubbed  = wordSet("as called named dubbed")
)

// definitions are the words with which a sentence says what the question's
// name or thing is: "known as Article 5, which …", "Dana Ruiz, the mayor,".
func (ix *index) definitions(q *question, sentence int) []candidate {
	in := ix.looked(sentence)
	var out []candidate
	for i := in.Start; i < in.End; i++ {
		if t := ix.termAt(i); t == "" || !q.has(t) {
			continue
		}
		end := i + 1
		for end < in.End && ix.termAt(end) != "" && q.has(ix.termAt(end)) {
			end++
		}
		fit := 0.0
		next, gap := strings.ToLower(ix.raw(end, in)), ix.gap(end-1)
		prev := strings.ToLower(ix.raw(i-1, in))
		switch {
		case strings.HasPrefix(gap, ",") && defines[next], gap == " " && (next == "is" || next == "was" || next == "are" || next == "were"):
			fit = 1
		case dubbed[prev]:
			fit = 0.8
		case i > in.Start && capitalised(ix.raw(i-1, in)) && !noName[prev] || placeCommon[prev]:
			fit = 0.5 // a title before the name
		}
		if fit > 0 {
			out = append(out, candidate{text.Span{Start: ix.doc.Words[i].Start, End: ix.doc.Words[end-1].End}, fit})
		}
		i = end - 1
	}
	return out
}

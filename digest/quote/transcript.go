package quote

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// labels finds the paragraphs that name their speaker as a transcript does:
// "MERKEL: We have to …", "Q: …". For each paragraph it returns the byte offset
// at which the spoken words begin, 0 where it is none. An article has labels
// only where at least two of them occur, one of them twice or both Q and A.
func labels(doc *text.Doc) []int {
	out := make([]int, len(doc.Paragraphs))
	count := map[string]int{}
	for i, p := range doc.Paragraphs {
		name, at := label(p.Of(doc.Text))
		if at == 0 {
			continue
		}
		count[name]++
		out[i] = p.Start + at
	}
	most := 0
	for name, n := range count {
		if name != "Q" && name != "A" {
			most = max(most, n)
		}
	}
	if len(count) < 2 || most < 2 && !(count["Q"] > 0 && count["A"] > 0) {
		return answered(doc)
	}
	return out
}

// fewestTurns is how many questions an interview without labels must have.
const fewestTurns = 3

// answered finds the answers of an interview that is set without labels: a
// paragraph that asks, and below it what the other says in the first person.
// For each paragraph it returns the byte offset at which it begins, 0 where it
// is no answer; none are where anybody is told to speak between them.
func answered(doc *text.Doc) []int {
	out := make([]int, len(doc.Paragraphs))
	asks := func(i int) bool {
		p := strings.TrimSpace(doc.Paragraphs[i].Of(doc.Text))
		if len(p) > 1 && p[0] == 'Q' && (p[1] == ':' || isUpper(rune(p[1]))) {
			return true // "Q: …", or a Q that the page's text has lost its colon
		}
		return strings.HasSuffix(p, "?") && len(p) < 600 && !strings.ContainsAny(p[:1], "\"'“‘«(")
	}
	turns, own, you, first := 0, 0, 0, -1
	for i := range doc.Paragraphs {
		switch p := doc.Paragraphs[i].Of(doc.Text); {
		case asks(i):
			if first < 0 {
				first = i
			}
		case first < 0 || i == 0:
		case asks(i - 1):
			turns++
			if addressed.MatchString(doc.Paragraphs[i-1].Of(doc.Text)) {
				you++
			}
			out[i] = doc.Paragraphs[i].Start
			if strings.HasPrefix(p, "A: ") {
				out[i] += len("A: ")
			}
			if selfTold(p) {
				own++
			}
		case out[i-1] > 0 && selfTold(p):
			out[i] = doc.Paragraphs[i].Start
		}
	}
	if turns < fewestTurns || own*2 < turns || you*2 < turns || first == 0 || !interviewed.MatchString(doc.Text[:doc.Paragraphs[first].Start]) {
		return make([]int, len(out))
	}
	for i := first; i < len(out); i++ {
		if said.MatchString(doc.Paragraphs[i].Of(doc.Text)) {
			return make([]int, len(out))
		}
	}
	return out
}

// interviewed is how what stands above the first question says that somebody is
// asked: a column, too, asks and answers in the first person.
var interviewed = regexp.MustCompile(`(?i)\b(interview(s|ed|er)?|Q&A|(spoke|speaks|talk(s|ed)?|sat down|sits down|chat(s|ted)?|met|meets|caught up|catches up) (to|with|up with)|conversation|asked|asks|answers?|answered|questions)\b`)

// addressed is how one asks somebody, and not one's readers about others.
var addressed = regexp.MustCompile(`(?i)\byou(r|rs|rself)?\b`)

// said is how a reporter tells whose words were between marks.
var said = regexp.MustCompile(`[,?!]["”’] (?:said|says|he|she|they|[A-Z][a-z]+ (?:said|says))\b`)

// selfTold reports whether somebody speaks of himself in s, outside any marks.
func selfTold(s string) bool {
	inside := false
	for w := range strings.FieldsSeq(s) {
		own, _, _ := strings.Cut(strings.ReplaceAll(strings.Trim(w, ".,;:!?—()\"“”"), "’", "'"), "'")
		if !inside && own != "US" && firstPerson.has(lower(own)) {
			return true
		}
		if strings.Count(w, "\"")%2 == 1 || strings.Contains(w, "“") != strings.Contains(w, "”") {
			inside = !inside
		}
	}
	return false
}

// longestLabel bounds the name before the colon, in bytes.
const longestLabel = 40

// label reads the name before a colon at the start of a paragraph and returns
// it with the offset behind the colon, 0 where there is none.
func label(p string) (name string, at int) {
	skip := len(p) - len(strings.TrimLeft(p, "\"“„« "))
	head := p[skip:min(len(p), skip+longestLabel)]
	c := strings.IndexByte(head, ':')
	if c <= 0 || skip+c+1 >= len(p) || p[skip+c+1] != ' ' {
		return "", 0
	}
	name = head[:c]
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 4 || notLabels.has(lower(words[0])) {
		return "", 0
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return "", 0
		}
	}
	rest := strings.TrimLeft(p[skip+c+1:], " ")
	if words[0] == "The" || len(words) > 1 && strings.HasPrefix(rest, name) {
		return "", 0 // The Bubble: a column's headline; Jane Roe: Jane Roe leads poll
	}
	if rest == "" || strings.Contains("\"“„«", rest[:1]) {
		return "", 0 // Roe: “…” has its marks
	}
	if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("\"“„«", r) {
		return "", 0
	}
	return name, skip + c + 1 + len(p[skip+c+1:]) - len(rest)
}

// interviewers are those, by name, who mostly ask in a transcript.
func (f *Found) interviewers() map[string]bool {
	asked, turns := map[string]int{}, map[string]int{}
	for i := range f.Quotes {
		if q := &f.Quotes[i]; q.Rule == "label" && q.Speaker != nil {
			turns[q.Speaker.Name]++
			if strings.HasSuffix(q.Words(f.Article), "?") {
				asked[q.Speaker.Name]++
			}
		}
	}
	out := map[string]bool{}
	for name, n := range turns {
		if n > 1 && 2*asked[name] >= n {
			out[name] = true
		}
	}
	return out
}

// notLabels begin lines that have a colon and no speaker.
var notLabels = wordSet("update updated note photo photos video image picture caption source sources read related correction breaking editor's by from date time where when what who why how location copyright credit contact tags topics share more see also")

// announcedBlock reports whether paragraph pi is words that the paragraph
// before gives without marks: it ends in a colon after a cue, and these are
// in the first person.
func announcedBlock(doc *text.Doc, pi int) bool {
	if pi == 0 {
		return false
	}
	before := strings.TrimSpace(doc.Paragraphs[pi-1].Of(doc.Text))
	if isFurniture(before) || !strings.HasSuffix(before, ":") {
		return false
	}
	p := doc.Paragraphs[pi].Of(doc.Text)
	if strings.ContainsAny(p, "\"“”„«»") || !strings.ContainsAny(p[max(0, len(p)-4):], ".!?") {
		return false
	}
	lead := strings.Fields(lower(strings.TrimSuffix(before, ":")))
	said := false
	for _, w := range lead[max(0, len(lead)-14):] {
		v, ok := verbs[w]
		said = said || ok && !v.weak || classes[w]&cMedium != 0
	}
	if !said {
		return false
	}
	return selfTold(p) && len(strings.Fields(p)) >= 6
}

// labelled says who speaks the paragraph of a transcript: the name before its
// colon; for "A" the person whom the text before the first question is about.
func (an *analysis) labelled(st *statement, ui int) spoken {
	for i := ui - 1; i >= 0; i-- {
		if m := an.mentionAt(st, i); m != nil && m.entity >= 0 {
			v := voice{entity: m.entity, mention: an.nameSpan(m), score: 0.9, rule: "label"}
			if e := an.initialled(m); e >= 0 {
				v.entity = e
			}
			return spoken{voice: v}
		}
	}
	fr := &an.frags[st.units[ui].frag]
	if head := strings.TrimSpace(an.doc.Text[an.doc.Paragraphs[fr.para].Start:fr.Start]); head == "A:" || head == "" {
		if e := an.interviewee(); e >= 0 && an.turns() >= fewestTurns && !an.namedInAnswers(e, head == "") {
			return spoken{voice: voice{entity: e, mention: an.entities[e].name, score: 0.86, rule: "interview"}}
		}
	}
	return spoken{voice: nobody}
}

// turns counts the paragraphs of a transcript, up to fewestTurns: a letter and its answer are no interview.
func (an *analysis) turns() int {
	n := 0
	for i := range an.frags {
		if an.frags[i].labelled {
			if n++; n == fewestTurns {
				break
			}
		}
	}
	return n
}

// namedInAnswers reports whether the answers of an interview without labels speak of somebody, or a letter that asks
// is signed by them: then it is not they who answer, and the text is a column.
func (an *analysis) namedInAnswers(e int, unlabelled bool) bool {
	for _, mi := range an.entities[e].mentions[:min(len(an.entities[e].mentions), 100)] {
		m := &an.mentions[mi]
		f := an.tok(m.from).frag
		if f < 0 || !an.frags[f].labelled {
			continue
		}
		if signed := m.to >= an.frags[f].last-1 && an.tok(m.from-1).punct(); unlabelled || signed {
			return true
		}
	}
	return false
}

// initialled returns the only person whose initials a mention is: JR of an
// interview with Jane Roe; -1: none.
func (an *analysis) initialled(m *mention) int {
	w := an.toks[m.from].word
	if m.to-m.from > 1 || !an.toks[m.from].allUp || len(w) < 2 || len(w) > 4 {
		return -1
	}
	who := -1
	for e := range an.entities[:min(len(an.entities), mostKin)] {
		words := an.entities[e].words
		if !an.entities[e].person || len(words) != len(w) {
			continue
		}
		for i := range words {
			if words[i][0] != w[i] {
				break
			}
			if i == len(w)-1 {
				if who >= 0 {
					return -1
				}
				who = e
			}
		}
	}
	return who
}

// interviewee is the person whom the statements before the first label are
// about, else the first of a full name there; -1: none.
func (an *analysis) interviewee() int {
	who := -1
	for si := range an.statements {
		st := &an.statements[si]
		for ui := range st.units {
			if st.quoted(ui) && an.frags[st.units[ui].frag].labelled {
				return who
			}
			if m := an.mentionAt(st, ui); who < 0 && m != nil && m.entity >= 0 && m.to-m.from > 1 && an.entities[m.entity].person {
				who = m.entity
			}
		}
		if st.topic >= 0 {
			return st.topic
		}
	}
	return who
}

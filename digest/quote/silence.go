package quote

import "strings"

var wordsOfAnswer = wordSet("comment say answer respond discuss elaborate speak give provide confirm reply be repeat name identify reveal disclose explain clarify")

// silenceAt adds who did not answer, or declined to, where unit i tells it.
func (an *analysis) silenceAt(f *Found, p *party, topics map[int]bool, si, i int, t *token) {
	st := &an.statements[si]
	next := func(k int) string {
		if n := an.at(st, i+k); n != nowhere {
			return n.word
		}
		return ""
	}
	kind, end := NoResponse, i+1
	var neither []source
	switch t.word {
	case "responded", "replied", "returned", "answered", "commented", "comment":
		neither = an.paired(st, i, "neither", "nor")
	}
	var given source // who is silent, where they are not the subject
	switch t.word {
	case "respond", "responded", "reply", "replied":
		if !an.unanswered(st, i) && neither == nil || next(1) != "" && next(1) != "to" && next(1) != "by" && next(1) != "immediately" && next(1) != "," && next(1) != "." && !an.at(st, i+1).is(cTime|cDay|cPrep) {
			return
		}
	case "return", "returned", "answer", "answered":
		if an.isPassive(st, i) {
			given = an.sentTo(st, i)
		}
		if given.kind == noSource && (!an.unanswered(st, i) && neither == nil || !an.anyWord(st, i+1, i+7, "call", "calls", "message", "messages", "question", "questions", "request", "requests", "email", "emails", "e-mail", "e-mails", "inquiries", "enquiries", "phone", "telephone", "letter")) {
			return
		}
	case "approached", "contacted", "asked":
		if !an.isPassive(st, i) || !an.anyWord(st, i-2, i, "been") || next(1) != "for" && next(1) != "to" || !an.anyWord(st, i+2, i+5, "comment", "response", "statement", "reply", "respond") {
			return
		}
	case "nothing":
		if !an.anyWord(st, i-1, i, "had", "has", "have") || next(1) != "to" || next(2) != "say" && next(2) != "add" {
			return
		}
		kind, end = Declines, i+3
		i--
	case "comment", "commented":
		switch {
		case next(-1) == "to" && an.anyWord(st, i-2, i-1, "wish", "want", "care") && an.negated(st, i-2):
			kind = Declines // did not wish to comment
			i -= 2
		case an.unanswered(st, i), neither != nil && !an.anyWord(st, i-1, i, "would"):
		case an.negated(st, i):
			kind = Declines // would not comment, does not comment
		default:
			return
		}
	case "refrain", "refrained", "refrains":
		if !an.anyWord(st, i+1, i+2, "from") || !an.anyWord(st, i+2, i+16, "comment", "comments", "commenting", "speaking", "statement", "statements") {
			return
		}
		kind = Declines
	case "awaiting", "awaits":
		from := i + 1
		for from < i+6 && !an.anyWord(st, from, from+1, "from") {
			from++
		}
		if !answerNouns.has(strings.TrimSuffix(an.at(st, from-1).word, "s")) {
			return
		}
		if from++; an.anyWord(st, from, from+1, "both") {
			from++
		}
		if given, neither = an.sourceRight(st, from), an.listRight(st, from); given.kind == noSource {
			return // awaiting responses from Roe and Doe
		}
		i = max(i-1, 0)
	case "discuss", "say", "confirm":
		if prev := an.at(st, i-1); prev == nowhere || prev.word != "not" && !strings.HasSuffix(prev.word, "n't") || an.at(st, i-2) == nowhere || an.at(st, i-2).word != "would" {
			return
		}
		kind = Declines
	case "drawn":
		if !an.negatedNear(st, i) {
			return
		}
		kind = Declines
	case "no":
		verb := an.at(st, i-1).word
		n := i + 1
		for n < i+4 && !answerNouns.has(an.at(st, n).word) {
			n++
		}
		if !answerNouns.has(an.at(st, n).word) {
			return
		}
		if next(n-i) == "comment" && !an.anyWord(st, i+1, n, "immediate") {
			kind = Declines
		}
		switch {
		case an.isPassive(st, i) && an.anyWord(st, i-3, i-1, "there"):
			for n++; n < i+9 && !an.anyWord(st, n, n+1, "from", "by"); n++ {
			}
			kind, given = NoResponse, an.sourceRight(st, n+1)
		case verb == "received" || verb == "got" || verb == "had":
			if given = an.askedInVain(st, i); given.kind == noSource && verb != "had" {
				return
			}
		case !noting.has(verb):
			return
		}
		i, end = i-1, min(n+1, len(st.units))
	case "unanswered", "acknowledged":
		if given = an.sentTo(st, i); given.kind == noSource {
			return
		}
	case "declined", "refused", "declines", "refuses":
		if n := next(1); (n == "requests" || n == "request") && an.anyWord(st, i+2, i+3, "for", "to") || n == "interview" || (n == "a" || n == "an" || n == "multiple" || n == "several") && an.anyWord(st, i+2, i+4, "request", "requests", "interview") && an.anyWord(st, i+2, i+7, "comment", "interview", "interviewed") {
			kind = Declines
			break
		}
		if next(1) != "comment" && next(1) != "to" || next(1) == "to" && (!wordsOfAnswer.has(next(2)) || next(2) == "be" && next(3) != "interviewed" && next(3) != "drawn") {
			return
		}
		kind = Declines
	case "silent", "quiet", "mum":
		if !an.anyWord(st, i-1, i, "remained", "stayed", "kept", "remains") {
			return
		}
		i--
	case "unavailable":
		if !an.isPassive(st, i) || next(1) != "for" && next(1) != "to" {
			return
		}
	case "unsuccessful", "failed":
		if given = an.soughtBefore(st, i); given.kind == noSource {
			return
		}
	case "reached", "available":
		if an.at(st, i-1) == nowhere || !an.negatedNear(st, i) || t.word == "reached" && !an.isPassive(st, i) || t.word == "available" && next(1) != "for" && next(1) != "to" {
			return
		}
	default:
		return
	}
	k := i
	if an.anyWord(st, k-2, k-1, "yet") {
		k -= 2
	}
	for k > 0 && an.at(st, k-1) != nowhere && an.at(st, k-1).is(cAux|cAdverb) {
		k--
	}
	if t.word == "reached" || t.word == "drawn" {
		for k > 0 && an.at(st, k-1) != nowhere && (an.at(st, k-1).is(cAux | cAdverb)) {
			k--
		}
	}
	src := given
	if neither != nil {
		src = neither[0]
	} else if given.kind == noSource {
		src = an.sourceLeft(st, k)
	}
	if src.kind == noSource {
		if src = an.silentOne(st, k); src.kind == noSource {
			return
		}
	}
	if src.kind == sameSubject {
		first := an.firstPhrase(st, k)
		if first.kind != aName && first.kind != aDescriber && first.kind != aPronoun {
			return
		}
		src.from = first.from
		if first.kind != aPronoun {
			src = first
		}
	}
	v := an.itself(st, src, an.resolveHere(si, cue{unit: i, end: i + 1, src: src}))
	if given.kind == noSource && (src.kind == aDescriber || src.kind == aPronoun) {
		for ci := range st.cues {
			// A spokeswoman said the company does not comment: she declines.
			if o := &st.cues[ci]; o.verb.strong && !o.inverted && !o.noun && o.end <= src.from && src.from-o.end < 3 && st.voices[ci].somebody() && o.src.kind != sameSubject {
				v, src.from = st.voices[ci], o.src.from
				if on := an.at(st, i+2); t.word == "comment" && an.anyWord(st, i+1, i+2, "on") && !on.is(cDay|cTime|cMonth) {
					kind = Declines // said it did not comment on cases
				}
			}
		}
	}
	if !v.somebody() || v.entity >= 0 && v.entity == p.entity {
		return
	}
	for end < len(st.units) {
		n := an.at(st, end)
		if n == nowhere || n.punct() && n.word != "'" && n.word != "’" && n.word != "-" {
			break
		}
		end++
	}
	if end == len(st.units)-1 && an.at(st, end).word == "." {
		end++ // a whole sentence ends as one
	}
	from := src.from
	if given.kind != noSource {
		from = 0
	}
	if m := an.mentionAt(st, from); src.kind == aName && m != nil && an.anyWord(st, from-1, from, ",") && an.anyWord(st, from+m.to-m.from, from+m.to-m.from+1, ",") {
		if p := an.phraseLeft(st, from-1); p.kind == aDescriber {
			from = p.from // The company, Roe Minerals, declined to comment
		}
	}
	by := []voice{v}
	for k, src := range neither {
		by = append(by[:k], an.resolveHere(si, cue{unit: i, end: i + 1, src: src}))
	}
	for _, v := range by {
		r := Reaction{By: *an.speaker(v), Kind: kind, At: an.spanOf(st, from, end), told: true}
		if f.Actor != nil {
			r.To = f.Actor.Name
		}
		r.Rule = "silence “" + t.Of(an.doc.Text) + "”"
		an.attach(f, &r, topics, si)
		f.Reactions = append(f.Reactions, r)
	}
}

// paired reads the two of "Neither Roe nor Doe responded", for the verb at unit i and the words before each; nil: none.
func (an *analysis) paired(st *statement, i int, one, other string) []source {
	for k := i - 1; k >= 0 && i-k < 20; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() && t.word != "," {
			return nil
		}
		if t.word != one {
			continue
		}
		for nor := k + 2; nor < i; nor++ {
			if an.anyWord(st, nor, nor+1, other) {
				a, b := an.phraseLeft(st, nor), an.sourceLeft(st, an.pastAdverbs(st, i))
				a.from, b.from = max(a.from, k+1), max(b.from, nor+1)
				if an.namedWithin(st, a) && an.namedWithin(st, b) {
					return []source{a, b}
				}
			}
		}
		return nil
	}
	return nil
}

// namedWithin reports whether a source is one, and its names, where it has any, stand in its units.
func (an *analysis) namedWithin(st *statement, s source) bool {
	if s.kind != aName || s.from >= s.to {
		return s.kind != noSource && s.from < s.to
	}
	first := &an.mentions[s.mention]
	if s.first > 0 {
		first = &an.mentions[s.first-1]
	}
	return s.from < len(st.units) && first.from >= st.units[s.from].tok && first.from <= an.mentions[s.mention].from
}

var (
	answerNouns = wordSet("comment response reply answer reaction word statement")
	noting      = wordSet("had has have made makes offered offers gave gives issued")
	requests    = wordSet("request requests call calls email emails e-mail e-mails message messages question questions letter letters inquiry inquiries enquiry enquiries text texts voicemail")
)

// sentTo reads whom a request had been sent to that the verb at unit i says got
// no answer: "calls to Roe were not returned"; noSource: none.
func (an *analysis) sentTo(st *statement, i int) source {
	if an.at(st, i).word == "unanswered" {
		if !an.anyWord(st, i-1, i, "went", "gone", "go") && !an.isPassive(st, i) {
			return source{}
		}
	} else if !an.negated(st, i) {
		return source{}
	}
	for k := i - 1; k > 0 && i-k < 20; k-- {
		t := an.at(st, k)
		if t == nowhere || t.punct() && t.word != "," {
			break
		}
		if t.word != "to" && t.word != "from" && t.word != "with" && t.word != "for" && t.word != "at" {
			continue
		}
		for r := k - 1; r >= 0 && k-r < 8; r-- {
			if requests.has(an.at(st, r).word) {
				if src := an.sourceRight(st, k+1); src.kind == aName || src.kind == aDescriber && an.humanPhrase(st, src.from, src.to) {
					return src
				}
				if an.anyWord(st, i-1, i, "went") && an.at(st, k+1).is(cDet) && i-k < 8 && an.humanPhrase(st, k+1, i-1) {
					return source{kind: aDescriber, from: k + 1, to: i - 1} // calls to the ferry company went unanswered
				}
				break
			}
		}
	}
	return source{}
}

// askedInVain reads to whom the statement tells before unit i that a request was sent, or who was asked: "emailed Roe but
// received no response".
func (an *analysis) askedInVain(st *statement, i int) source {
	for k := i - 2; k > 0 && i-k < 24; k-- {
		t, to := an.at(st, k), k+1
		if t == nowhere {
			return source{}
		}
		if t.word == "to" && (requests.has(an.at(st, k-1).word) || requests.has(an.at(st, k-2).word)) || t.word == "asked" || t.word == "emailed" || t.word == "e-mailed" || t.word == "contacted" || t.word == "approached" {
			if src := an.sourceRight(st, to); src.kind == aName && an.anyWord(st, src.to, i, "but", "and", ";") {
				return src
			}
		}
	}
	return source{}
}

// listRight reads each name of a list that begins at unit i, two at least: "Roe and Doe". Nil: none.
func (an *analysis) listRight(st *statement, i int) (out []source) {
	for i < len(st.units) {
		m := an.mentionAt(st, i)
		switch t := an.at(st, i); {
		case m != nil && m.entity >= 0:
			out = append(out, source{kind: aName, from: i, to: i + m.to - m.from, mention: int(t.name)})
			i += m.to - m.from
			continue
		case t == nowhere || t.word != "," && t.word != "and" && !t.is(cDet|cHonor|cRole|cPreRole):
			i = len(st.units)
		}
		i++
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// soughtBefore reads whom nobody could reach: "efforts to reach Roe were unsuccessful".
func (an *analysis) soughtBefore(st *statement, i int) source {
	for k := i - 1; k >= 2 && i-k < 12; k-- {
		if an.anyWord(st, k, k+1, "reach", "contact") && an.anyWord(st, k-1, k, "to") && an.anyWord(st, k-4, k-1, "efforts", "attempts", "effort", "attempt") {
			return an.sourceRight(st, k+1)
		}
	}
	return source{}
}

// silentOne reads the subject before unit k where it is no word for somebody
// who speaks: "The supplier, Roe Ltd,", "Representatives for Roe".
func (an *analysis) silentOne(st *statement, k int) source {
	last := k - 1
	if t := an.at(st, last); t != nowhere && t.word == "," {
		last--
		if m := an.mentionAt(st, last); m != nil && !an.tok(m.to-1).poss {
			from := last - (m.to - m.from) + 1
			if t := an.at(st, from-1); from > 0 && t != nowhere && t.word == "," {
				return source{kind: aName, from: from, to: last + 1, mention: int(an.at(st, last).name)}
			}
		}
		return source{}
	}
	from := last
	for from > 0 && last-from < 8 {
		t := an.at(st, from-1)
		if t == nowhere || t.punct() && t.word != "'" && t.word != "’" && t.word != "-" || t.is(cAux|cConj|cSub) && !t.is(cPrep) || verbs[t.word].strong {
			break
		}
		from--
	}
	first := an.at(st, from)
	if from > last || first == nowhere || !first.caps && !first.is(cDet) || an.at(st, last) == nowhere || an.at(st, last).is(cPrep|cAdverb|cPronoun) {
		return source{}
	}
	return source{kind: aDescriber, from: from, to: last + 1}
}

// unanswered reports whether the verb at unit i is one that was not done: "did
// not", "has not yet"; "would not" is a refusal.
func (an *analysis) unanswered(st *statement, i int) bool {
	if an.anyWord(st, i-1, i, "to") && an.anyWord(st, i-2, i-1, "yet") && an.at(st, i-3).is(cAux) {
		return true // is yet to respond
	}
	if !an.negated(st, i) {
		return false
	}
	for k := i - 1; k >= 0 && i-k < 5; k-- {
		t := an.at(st, k)
		if t == nowhere || !t.is(cAux|cAdverb) {
			return false
		}
		switch strings.TrimSuffix(t.word, "n't") {
		case "did", "had", "has", "have":
			return true
		}
	}
	return false
}

func (an *analysis) negatedNear(st *statement, i int) bool {
	for k := i - 1; k >= 0 && i-k < 6; k-- {
		if t := an.at(st, k); t == nowhere || t.punct() {
			return false
		} else if t.word == "not" || strings.HasSuffix(t.word, "n't") {
			return true
		}
	}
	return false
}

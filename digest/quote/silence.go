package quote

import "strings"

var wordsOfAnswer = wordSet("comment say answer respond discuss elaborate speak give provide confirm reply be")

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
	switch t.word {
	case "respond", "responded", "reply", "replied":
		if !an.unanswered(st, i) || next(1) != "" && next(1) != "to" && next(1) != "by" && next(1) != "immediately" && next(1) != "," && next(1) != "." && !an.at(st, i+1).is(cTime|cDay|cPrep) {
			return
		}
	case "return", "returned", "answer", "answered":
		if !an.unanswered(st, i) || !an.anyWord(st, i+1, i+7, "call", "calls", "message", "messages", "question", "questions", "request", "requests", "email", "emails", "e-mail", "e-mails", "inquiries", "enquiries", "phone", "telephone", "letter") {
			return
		}
	case "comment", "commented":
		switch {
		case an.unanswered(st, i):
		case an.negated(st, i):
			kind = Declines // would not comment, does not comment
		default:
			return
		}
	case "discuss", "say":
		if prev := an.at(st, i-1); prev == nowhere || prev.word != "not" && !strings.HasSuffix(prev.word, "n't") && !strings.HasSuffix(prev.word, "n’t") || an.at(st, i-2) == nowhere || an.at(st, i-2).word != "would" {
			return
		}
		kind = Declines
	case "drawn":
		if !an.negatedNear(st, i) {
			return
		}
		kind = Declines
	case "declined", "refused", "declines", "refuses":
		if next(1) != "comment" && next(1) != "to" || next(1) == "to" && (!wordsOfAnswer[next(2)] || next(2) == "be" && next(3) != "interviewed") {
			return
		}
		kind = Declines
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
	src := an.sourceLeft(st, k)
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
	if src.kind == aDescriber || src.kind == aPronoun {
		for ci := range st.cues {
			// A spokeswoman said the company does not comment: she declines.
			if o := &st.cues[ci]; o.verb.strong && !o.inverted && !o.noun && o.end <= src.from && src.from-o.end < 3 && st.voices[ci].somebody() && o.src.kind != sameSubject {
				v, src.from = st.voices[ci], o.src.from
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
	if m := an.mentionAt(st, from); src.kind == aName && m != nil && an.anyWord(st, from-1, from, ",") && an.anyWord(st, from+m.to-m.from, from+m.to-m.from+1, ",") {
		if p := an.phraseLeft(st, from-1); p.kind == aDescriber {
			from = p.from // The company, Roe Minerals, declined to comment
		}
	}
	r := Reaction{By: *an.speaker(v), To: f.Actor.Name, Kind: kind, At: an.spanOf(st, from, end), told: true}
	r.Rule = "silence “" + t.Of(an.doc.Text) + "”"
	an.attach(f, &r, topics, si)
	f.Reactions = append(f.Reactions, r)
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
		switch strings.TrimSuffix(strings.TrimSuffix(t.word, "n't"), "n’t") {
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
		} else if t.word == "not" || strings.HasSuffix(t.word, "n't") || strings.HasSuffix(t.word, "n’t") {
			return true
		}
	}
	return false
}

package quote

import (
	"slices"

	"newsdigest/digest/text"
)

// topics finds the names that an article turns to after its lead and stays
// with: what else its actor speaks of. The result is indexed by entity.
func (an *analysis) topics() map[int]bool {
	out := map[int]bool{}
	lead := len(an.doc.Paragraphs) / 3
	for e := range an.entities {
		ent := &an.entities[e]
		if ent.person || len(ent.mentions) < 4 {
			continue
		}
		first := an.tok(an.mentions[ent.mentions[0]].from).Start
		if p := an.para(first); p > lead && p > 1 {
			out[e] = true
		}
	}
	return out
}

// topicIn returns the first mention in span of an entity among topics.
func (an *analysis) topicIn(topics map[int]bool, span text.Span) (int, text.Span) {
	for mi := an.mentionFrom(span.Start); mi < len(an.mentions); mi++ {
		m := &an.mentions[mi]
		if an.toks[m.from].Start >= span.End {
			break
		}
		if topics[m.entity] {
			return m.entity, an.nameSpan(m)
		}
	}
	return -1, text.Span{}
}

func (an *analysis) mentionFrom(offset int) int {
	i, _ := slices.BinarySearchFunc(an.mentions, offset, func(m mention, o int) int { return an.toks[m.from].Start - o })
	return i
}

// quoteTopics fills Quote.Topic.
func (an *analysis) quoteTopics(f *Found, topics map[int]bool) {
	if len(topics) == 0 {
		return
	}
	for i := range f.Quotes {
		q := &f.Quotes[i]
		span := q.Span()
		if _, t := an.topicIn(topics, an.statementsOver(span)); !t.Empty() {
			q.Topic = t
		} else if i > 0 && q.Speaker != nil && f.Quotes[i-1].Speaker != nil && f.Quotes[i-1].Speaker.Name == q.Speaker.Name && q.Verb.Empty() {
			q.Topic = f.Quotes[i-1].Topic
		}
	}
}

// statementsOver is the stretch of the statements that span lies in.
func (an *analysis) statementsOver(span text.Span) text.Span {
	out := span
	for i := an.statementAt(span.Start); i < len(an.statements) && an.statements[i].Start < span.End; i++ {
		if an.statements[i].Start < out.Start {
			out.Start = an.statements[i].Start
		}
		out.End = max(out.End, an.statements[i].End)
	}
	return out
}

func (an *analysis) statementAt(offset int) int {
	i, ok := slices.BinarySearchFunc(an.statements, offset, func(s statement, o int) int { return s.Start - o })
	if !ok && i > 0 {
		i--
	}
	return i
}

// mostAnswerable bounds how many of the actor's statements a reaction is held against.
const mostAnswerable = 50

func quoteFrom(f *Found, offset int) int {
	i, _ := slices.BinarySearchFunc(f.Quotes, offset, func(q Quote, o int) int { return q.Parts[0].Start - o })
	return i
}

// attach fills in what r says, and which of the actor's statements it answers.
func (an *analysis) attach(f *Found, r *Reaction, topics map[int]bool, si int) {
	st := &an.statements[si]
	next := text.Span{}
	if si+1 < len(an.statements) {
		next = an.statements[si+1].Span
	}
	for qi := quoteFrom(f, st.Start-longestFragment); qi < len(f.Quotes); qi++ {
		q := &f.Quotes[qi]
		if q.Parts[0].Start >= max(st.End, next.End) {
			break
		}
		if q.Kind == Indirect || q.Speaker == nil || q.Speaker.Name != r.By.Name {
			continue
		}
		if q.Span().Overlaps(st.Span) || q.Span().Overlaps(next) {
			r.Quotes = append(r.Quotes, qi)
		}
	}
	if r.Kind == Earlier {
		return
	}
	where := r.At
	if where.Start > st.Start && !topicsHere(an, topics, r.At) {
		where = text.Span{Start: st.Start, End: st.End}
	}
	topic, place := an.topicIn(topics, where)
	bodies, best := an.bodiesIn(where), -1.0
	for k, qi := range an.answerable {
		q := &f.Quotes[qi]
		w := shared(an.answerNames[k], bodies)
		if topic >= 0 {
			if an.answerTopic[k] == topic {
				w += 10
			}
		} else if !q.Topic.Empty() {
			w -= 5
		}
		if q.Span().Start > r.At.Start {
			w--
		}
		if q.Kind != Indirect {
			w += 0.5
		}
		if w > best {
			best, r.About = w, q.Span()
		}
	}
	if topic >= 0 && !r.About.Empty() {
		r.Topic = place
	}
}

func topicsHere(an *analysis, topics map[int]bool, s text.Span) bool {
	e, _ := an.topicIn(topics, s)
	return e >= 0
}

// bodiesIn returns the bodies and places whose names stand in a stretch, each once.
func (an *analysis) bodiesIn(s text.Span) []int {
	var in []int
	for mi := an.mentionFrom(s.Start); mi < len(an.mentions) && an.tok(an.mentions[mi].from).Start < s.End && len(in) < mostBodies; mi++ {
		if e := an.mentions[mi].entity; e >= 0 && !an.entities[e].person && !slices.Contains(in, e) {
			in = append(in, e)
		}
	}
	return in
}

// mostBodies bounds how many names are looked for in each of the actor's quotes.
const mostBodies = 32

// shared counts what is in both.
func shared(a, b []int) (n float64) {
	for _, e := range a {
		if slices.Contains(b, e) {
			n++
		}
	}
	return n
}

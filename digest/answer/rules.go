package answer

import (
	"slices"
	"strings"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// A ruling is what a rule about people's words makes of a question.
type ruling struct {
	cited   []text.Span // best first; before the limits
	rests   int         // how many of them the answer rests on; 0: all
	short   text.Span
	score   float64
	denied  bool      // the article does not say
	nearest text.Span // where denied; empty: the ranking's
}

// rule answers what is asked about somebody's words; nil: the question is of
// another kind, or the rule does not know.
func (a *Asker) rule(q *question, t *thread, hits []hit) *ruling {
	s := q.speech
	if s.silent {
		return a.unsaid(q)
	}
	switch s.form {
	case saidWhat:
		return a.whatSaid(q, hits)
	case saidWho:
		return a.whoSaid(q, hits)
	case reacted:
		return a.howReacted(q, hits)
	case reactWho:
		return a.whoReacted(q)
	case spokeWhen, inOrder:
		return a.whenSpoke(q, t)
	case spokeWhere:
		return a.whereSpoke(q)
	case roleOf:
		return a.roleOf(q, hits)
	}
	return a.maker(q, hits)
}

// unsaid denies: what somebody did not say no article can hold whole. What is
// nearest is what they did say.
func (a *Asker) unsaid(q *question) *ruling {
	r := ruling{denied: true}
	for _, vi := range a.meant(q.speech.subject, q) {
		if said := a.voices[vi].quotes; len(said) > 0 {
			value := func(i int) float64 {
				return a.worth(i) + aboutWeight*a.about(q.speech.about, q, a.found.Quotes[i].Span())
			}
			i := slices.MaxFunc(said, func(x, y int) int { return cmpDown(value(y), value(x)) })
			r.nearest = first(a.ix.runs(a.found.Quotes[i].Span()))
			break
		}
	}
	return &r
}

// worth is the order in which a speaker's words are cited.
func (a *Asker) worth(i int) float64 {
	q := a.found.Quotes[i]
	v := 0.0
	switch q.Kind {
	case quote.Direct, quote.Split:
		v = 1
	case quote.Indirect:
		v = 0.6
	case quote.Partial:
		v = 0.3
	}
	if q.Key {
		v += 1
	}
	return v
}

// What being quoted, and being on the topic, add to the ranking's score.
var (
	worthWeight = 0.5
	aboutWeight = 10.0
)

// leastAbout is how much of "about Y" a quote and what stands beside it must hold.
const (
	leastAbout   = 0.35
	leastThought = 0.8 // of a question on what somebody thinks
)

func (a *Asker) whatSaid(q *question, hits []hit) *ruling {
	meant := a.meant(q.speech.subject, q)
	if avowals[q.speech.verb] && len(meant) > 0 && !a.avows(q.speech.verb, a.voices[meant[0]], q) {
		return a.unsaid(q)
	}
	var r ruling
	type scored struct {
		at    []text.Span
		value float64
	}
	var all []scored
	var any text.Span
	for rank, vi := range meant[:min(len(meant), 3)] {
		v := a.voices[vi]
		for _, i := range v.quotes {
			span := a.found.Quotes[i].Span()
			if any.Empty() {
				any = span
			}
			on := a.about(q.speech.about, q, span)
			if on < leastAbout || q.inner() && on < leastThought {
				continue
			}
			value := worthWeight*a.worth(i) + a.best(span, hits) - float64(rank)*20
			if len(q.speech.about) > 0 {
				value += aboutWeight * on
			}
			all = append(all, scored{a.ix.runs(span), value})
		}
		for _, i := range v.reactions {
			if re := a.found.Reactions[i]; len(re.Quotes) == 0 && len(q.speech.about) == 0 {
				all = append(all, scored{a.ix.runs(re.At), worthWeight/2 + a.best(re.At, hits) - float64(rank)*20})
			}
		}
	}
	if len(all) == 0 {
		switch {
		case len(meant) == 0 && isOffice(q.speech.subject) && !a.together(q.speech.subject, q):
			return &ruling{denied: true}
		case len(meant) == 0:
			return nil
		case !any.Empty() && len(q.speech.about) > 0:
			return &ruling{denied: true, nearest: first(a.ix.runs(any))}
		case any.Empty() && !a.maySpeak(a.voices[meant[0]]):
			return &ruling{denied: true}
		}
		return nil
	}
	slices.SortStableFunc(all, func(x, y scored) int { return cmpDown(x.value, y.value) })
	for _, s := range all {
		r.cited = append(r.cited, s.at...)
	}
	r.score = 0.9
	return &r
}

// avowals are verbs that tell more than that somebody spoke.
var avowals = termSet("deny admit promise pledge vow threaten confess")

// avows reports whether a sentence of v's words, or beside it, holds the verb or a kindred one.
func (a *Asker) avows(verb string, v voice, q *question) bool {
	w := q.wanted(verb)
	at := func(s text.Span) bool {
		i := text.At(a.ix.doc.Sentences, s.Start)
		return i >= 0 && (a.ix.stands(w, i) > 0 || i > 0 && a.ix.stands(w, i-1) > 0 || i+1 < len(a.ix.words) && a.ix.stands(w, i+1) > 0)
	}
	if v.person >= 0 && slices.ContainsFunc(a.found.People[v.person].Mentions, at) {
		return true
	}
	return slices.ContainsFunc(v.quotes, func(i int) bool { return at(a.found.Quotes[i].Span()) })
}

// isOffice reports whether the terms of who are an office of a country.
func isOffice(who []string) bool {
	places := 0
	for _, t := range who {
		switch {
		case placeNames[t]:
			places++
		case !offices[t]:
			return false
		}
	}
	return places > 0 && places < len(who)
}

var offices = termSet("pm prime minister president chancellor king queen ambassador embassy government parliament foreign defense defence finance interior secretary")

// together reports whether the terms of who stand together anywhere: where
// "Japan" and "minister" never do, nothing is told of Japan's minister.
func (a *Asker) together(who []string, q *question) bool {
	ix := a.ix
	for i := range ix.words {
		if !slices.ContainsFunc(who, func(t string) bool {
			w := q.wanted(t)
			return ix.stands(w, i) == 0 && (i == 0 || ix.stands(w, i-1) == 0)
		}) {
			return true
		}
	}
	return len(ix.words) > mostRanked
}

// maySpeak reports whether a verb of speech follows a mention of v closely,
// though no words were found for it.
func (a *Asker) maySpeak(v voice) bool {
	if v.person < 0 {
		return false
	}
	ix := a.ix
	for _, m := range a.found.People[v.person].Mentions {
		from, _ := text.Within(ix.doc.Words, text.Span{Start: m.End, End: len(ix.doc.Text)})
		for k := from; k < min(from+6, len(ix.doc.Words)); k++ {
			if saying[strings.ToLower(ix.doc.Words[k].Of(ix.doc.Text))] {
				return true
			}
		}
	}
	return false
}

// best is the ranking's score of the best sentence of a stretch.
func (a *Asker) best(s text.Span, hits []hit) float64 {
	v := 0.0
	for _, h := range hits {
		if a.ix.doc.Sentences[h.sentence].Overlaps(s) {
			v = max(v, h.score)
		}
	}
	return v
}

func first(s []text.Span) text.Span {
	if len(s) == 0 {
		return text.Span{}
	}
	return s[0]
}

// leastTold is how much of what was said a quote and its sentence must hold.
const leastTold = 0.75

// denials tell what somebody did not say, or holds to be untrue.
var denials = wordSet("denied denies deny denying rejected rejects disputed disputes refuted")

func (a *Asker) whoSaid(q *question, hits []hit) *ruling {
	best, value := -1, 0.0
	for i, qu := range a.found.Quotes {
		if qu.Speaker == nil || denials[strings.ToLower(qu.Verb.Of(a.ix.doc.Text))] {
			continue
		}
		v := a.told(q.speech.about, q, qu)
		if q.speech.verb != "" && termOf(qu.Verb.Of(a.ix.doc.Text)) != q.speech.verb {
			v *= 0.7
		}
		if v < leastTold {
			continue
		}
		v = v*v + a.best(qu.Span(), hits)/max(1, hits[0].score)
		if v > value+0.01 {
			best, value = i, v
		}
	}
	if best < 0 {
		return nil
	}
	return a.speakerOf(best, min(1, value/2))
}

// told is how much of the terms a quote and its own sentence hold.
func (a *Asker) told(terms []string, q *question, qu quote.Quote) float64 {
	if len(terms) == 0 {
		return 0
	}
	span := qu.Span()
	from, to := text.At(a.ix.doc.Sentences, span.Start), text.At(a.ix.doc.Sentences, span.End-1)
	if from < 0 {
		return 0
	}
	inside := a.ix.doc.WordsIn(text.Span{Start: span.Start, End: min(span.End, span.Start+maxCitationBytes)})
	got, total := 0.0, 0.0
	for _, t := range terms {
		w := rarity(t)
		total += w
		v := 0.0
		for i := from; i <= min(to, from+20); i++ {
			v = max(v, 0.7*a.ix.stands(q.wanted(t), i))
		}
		for _, x := range inside {
			if x := termOf(x.Of(a.ix.doc.Text)); x == t || slices.Contains(contraries(x), t) && strings.HasSuffix(x, t) {
				v = 1
			}
		}
		got += w * v
	}
	return got / total
}

// speakerOf answers with who said quote i.
func (a *Asker) speakerOf(i int, score float64) *ruling {
	qu := a.found.Quotes[i]
	var v voice
	for _, x := range a.voices {
		if slices.Contains(x.quotes, i) {
			v = x
		}
	}
	r := ruling{cited: a.ix.runs(qu.Span()), score: score}
	for k, c := range r.cited {
		if r.short = a.nameIn(v, c, qu.Speaker.Mention); !r.short.Empty() {
			r.cited[0], r.cited[k] = r.cited[k], r.cited[0]
			return &r
		}
	}
	// The words themselves do not name the speaker: add the sentence that does.
	if v.person >= 0 {
		ms := a.found.People[v.person].Mentions
		at := len(ms)
		for at > 0 && ms[at-1].Start > qu.Span().Start {
			at--
		}
		if at > 0 {
			s := text.At(a.ix.doc.Sentences, ms[at-1].Start)
			if s >= 0 {
				c := a.ix.cite(s, ms[at-1])
				r.short = a.nameIn(v, c, ms[at-1])
				r.cited = slices.Insert(r.cited, min(1, len(r.cited)), c)
			}
		}
	}
	return &r
}

func (a *Asker) howReacted(q *question, hits []hit) *ruling {
	subject := slices.DeleteFunc(slices.Clone(q.speech.subject), func(t string) bool {
		return t == "anybodi" || t == "anyon" || t == "someon" || t == "everyon" || t == "person" || t == "other" || t == "world"
	})
	if len(subject) == 0 {
		return a.whoReacted(q)
	}
	meant := a.meant(subject, q)
	var r ruling
	for _, vi := range meant[:min(len(meant), 3)] {
		for _, i := range a.voices[vi].reactions {
			re := a.found.Reactions[i]
			r.cited = append(r.cited, a.reaction(re)...)
		}
		if len(r.cited) > 0 {
			r.score = 0.9
			return &r
		}
	}
	if len(meant) > 0 && len(a.found.Reactions) > 0 {
		if kindOfYes := q.kind == yesNo; kindOfYes && len(a.voices[meant[0]].quotes) == 0 {
			return &ruling{denied: true}
		}
		return a.whatSaid(q, hits)
	}
	return nil
}

// reaction is where a reaction and the words in it stand.
func (a *Asker) reaction(re quote.Reaction) []text.Span {
	out := a.ix.runs(re.At)
	for _, i := range re.Quotes {
		out = append(out, a.ix.runs(a.found.Quotes[i].Span())...)
	}
	return out
}

func (a *Asker) whoReacted(q *question) *ruling {
	want := map[string][]quote.ReactionKind{
		"disputes": {quote.Disputes}, "supports": {quote.Supports}, "declines": {quote.Declines}, "silent": {quote.NoResponse, quote.Declines},
	}[q.speech.kinds]
	if want == nil {
		want = []quote.ReactionKind{quote.Responds, quote.Disputes, quote.Supports, quote.Refers, quote.Declines, quote.NoResponse}
	}
	var r ruling
	for _, k := range want {
		for _, re := range a.found.Reactions {
			if re.Kind != k || len(q.speech.about) > 0 && a.about(q.speech.about, q, re.At) < leastAbout && !slices.Equal(q.speech.about, termsOfText(re.To)) {
				continue
			}
			at := a.ix.runs(re.At)
			if r.short.Empty() && len(r.cited) == 0 {
				for _, c := range at {
					if r.short = a.nameIn(a.voiceOf(re), c, re.By.Mention); !r.short.Empty() {
						break
					}
				}
			}
			r.cited = append(r.cited, at...)
		}
	}
	if len(r.cited) == 0 {
		return nil
	}
	r.score = 0.9
	return &r
}

func (a *Asker) voiceOf(re quote.Reaction) voice {
	for _, v := range a.voices {
		if v.full == re.By.Name {
			return v
		}
	}
	return voice{full: re.By.Name, person: -1}
}

func (a *Asker) whenSpoke(q *question, t *thread) *ruling {
	subject := q.speech.subject
	if q.speech.form == inOrder && q.points() && len(t.names) > 0 {
		subject = t.names[0]
	}
	for _, vi := range a.meant(subject, q) {
		v := a.voices[vi]
		for _, i := range v.reactions {
			if re := a.found.Reactions[i]; !re.When.Empty() {
				return a.atTime(re.When)
			}
		}
		said := slices.Clone(v.quotes)
		slices.SortStableFunc(said, func(x, y int) int { return cmpDown(a.worth(x), a.worth(y)) })
		for _, i := range said {
			if qu := a.found.Quotes[i]; !qu.When.Empty() && a.about(q.speech.about, q, qu.Span()) >= leastAbout {
				return a.atTime(qu.When)
			}
		}
	}
	if q.bare {
		return a.unplaced(q)
	}
	return nil
}

// surelyPlace is from when on a candidate is where somebody spoke: behind "in" or "at".
const surelyPlace = 0.9

// whereSpoke looks for a place in what the reporter says of somebody's words;
// a place inside the words is what they are about.
func (a *Asker) whereSpoke(q *question) *ruling {
	var best candidate
	at := -1
	for _, vi := range a.meant(q.speech.subject, q) {
		v := a.voices[vi]
		var tells []text.Span
		for _, i := range v.reactions {
			tells = append(tells, a.found.Reactions[i].At)
		}
		for _, i := range v.quotes {
			if a.about(q.speech.about, q, a.found.Quotes[i].Span()) >= leastAbout {
				tells = append(tells, a.found.Quotes[i].Speaker.Mention)
			}
		}
		for _, s := range tells[:min(len(tells), 200)] {
			i := text.At(a.ix.doc.Sentences, s.Start)
			if i < 0 {
				continue
			}
			for _, c := range a.ix.places(q, i) {
				if c.fit > best.fit && c.fit >= surelyPlace && !a.quoted(c.span, v) {
					best, at = c, i
				}
			}
		}
	}
	if at < 0 && q.bare {
		return a.unplaced(q)
	}
	if at < 0 {
		return nil
	}
	return &ruling{cited: []text.Span{a.ix.cite(at, best.span)}, short: best.span, score: 0.8}
}

// unplaced denies that the article says where or when the thread's person
// spoke; their words are the nearest.
func (a *Asker) unplaced(q *question) *ruling {
	r := a.unsaid(q)
	if r.nearest.Empty() {
		return nil
	}
	return r
}

// quoted reports whether s stands inside the words of v.
func (a *Asker) quoted(s text.Span, v voice) bool {
	for _, i := range v.quotes {
		for _, p := range a.found.Quotes[i].Parts {
			if p.Overlaps(s) {
				return true
			}
		}
	}
	return false
}

// points reports whether q speaks of what was said before it: "was that before".
func (q *question) points() bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return pointing[w.lower] || personal[w.lower] })
}

func (a *Asker) atTime(when text.Span) *ruling {
	i := text.At(a.ix.doc.Sentences, when.Start)
	if i < 0 {
		return nil
	}
	return &ruling{cited: []text.Span{a.ix.cite(i, when)}, short: when, score: 0.9}
}

func (a *Asker) roleOf(q *question, hits []hit) *ruling {
	t := a.ix.doc.Text
	for _, vi := range a.meant(q.speech.subject, q) {
		v := a.voices[vi]
		if v.person < 0 || a.found.People[v.person].Role == "" {
			continue
		}
		p := a.found.People[v.person]
		for _, h := range hits {
			c := a.ix.cite(h.sentence, h.best.span)
			m := a.nameIn(v, c, text.Span{})
			k := strings.Index(c.Of(t), p.Role)
			if m.Empty() || k < 0 {
				continue
			}
			role := text.Span{Start: c.Start + k, End: c.Start + k + len(p.Role)}
			if !beside(t, role, m) {
				continue
			}
			// Asked by the role, the name answers.
			if !slices.ContainsFunc(q.speech.subject, func(t string) bool { return slices.Contains(v.name, t) }) {
				role = m
			}
			return &ruling{cited: []text.Span{c}, short: role, score: 0.9}
		}
	}
	return nil
}

// beside reports whether two stretches follow each other, a comma between them at most.
func beside(t string, a, b text.Span) bool {
	if a.Start > b.Start {
		a, b = b, a
	}
	return a.End <= b.Start && strings.Trim(t[a.End:b.Start], " ,") == ""
}

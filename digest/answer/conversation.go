package answer

import (
	"slices"
	"strings"

	"newsdigest/digest/text"
)

// rememberedTurns bounds how far back a conversation is read.
const rememberedTurns = 8

// What a word that points back weighs beside a word of the question itself.
const (
	pointedBack = 0.4 // the name a pronoun stands for
	goneBefore  = 0.4 // the words of the question before, where "that" points to it
)

var (
	personal = wordSet("he she him her his hers himself herself they them their theirs it its itself")
	ofPerson = wordSet("he she him his her hers himself herself")
	pointing = wordSet("that this those these so")
	leadIns  = wordSet("and what about how but or also ok okay so then well hm hmm is was the a an from by of for to with did does do say said says think respond react")
	askers   = wordSet("why when where who whom how what which many much long not else exactly often old far since so and but")
)

// A thread is what a conversation has been about so far.
type thread struct {
	last  *question  // resolved; nil: nothing was asked
	names [][]string // newest first
}

// follow reads the earlier turns, then q in their light.
func (a *Asker) follow(q string, earlier []Turn) (*question, *thread) {
	ix := a.ix
	var t thread
	for _, turn := range earlier[max(0, len(earlier)-rememberedTurns):] {
		past := ix.parse(turn.Question)
		t.resolve(a, past)
		t.remember(a, past, turn.Answer)
	}
	now := ix.parse(q)
	if name := t.newVoice(a, now); name != "" {
		now = ix.parse("What did " + name + " say?")
	}
	t.resolve(a, now)
	return now, &t
}

// newVoice is the full name of who is asked for by name alone ("And Rutte?")
// after a question that was nobody's words: then the words are what is meant.
// Empty: something else is.
func (t *thread) newVoice(a *Asker, q *question) string {
	if t.last == nil || t.last.speech.form != noSpeech || !q.elliptic() {
		return ""
	}
	speaks := func(name []string) string {
		for _, v := range a.voices {
			if v.person >= 0 && len(v.quotes)+len(v.reactions) > 0 && !slices.ContainsFunc(name, func(x string) bool { return !slices.Contains(v.name, x) }) {
				return v.full
			}
		}
		return ""
	}
	for _, n := range t.last.names {
		if speaks(n) != "" {
			return "" // one name for another
		}
	}
	return speaks(q.names[0])
}

// remember takes a turn into the thread.
func (t *thread) remember(asker *Asker, q *question, a Answer) {
	ix := asker.ix
	if len(q.terms) == 0 {
		return // "thanks" changes no subject
	}
	t.last = q
	for _, n := range slices.Backward(q.names) {
		t.note(n)
	}
	if len(q.names) == 0 { // "the expert": from here on "he"
		if meant := asker.meant(q.speech.subject, q); len(meant) > 0 {
			t.note(asker.voices[meant[0]].name)
		}
	}
	if (q.kind == who || q.kind == whoIs || q.kind == whichOne) && !a.Short.Empty() && a.Short.End <= len(ix.doc.Text) {
		var terms []string
		for _, w := range text.Words(a.Short.Of(ix.doc.Text)) {
			if raw := a.Short.Of(ix.doc.Text)[w.Start:w.End]; !isStop(raw) {
				terms = append(terms, termOf(raw))
			}
		}
		if len(terms) > 0 {
			t.note(terms)
		}
	}
}

func (t *thread) note(name []string) {
	t.names = slices.DeleteFunc(t.names, func(o []string) bool { return slices.Equal(o, name) })
	t.names = slices.Insert(t.names, 0, name)
}

// resolve completes q with what it leaves to the turns before.
func (t *thread) resolve(a *Asker, q *question) {
	if t.last == nil {
		return
	}
	if q.elliptic() {
		q.kind = t.last.kind
		q.speech = t.last.speech
		q.speech.subject = slices.Concat(q.names...)
		for _, w := range t.last.terms {
			if !w.name && !q.has(w.term) {
				q.terms = append(q.terms, w)
			}
		}
		q.future, q.negated = t.last.future, t.last.negated
		return
	}
	if q.asks() {
		t.place(q)
		q.terms = slices.Clone(t.last.terms)
		q.names = t.last.names
		if q.kind == anything {
			q.kind = t.last.kind
		}
		q.bare = true
		return
	}
	for i, w := range q.words {
		switch {
		case personal[w.lower] && len(t.names) > 0 && !q.expletive(i):
			q.stands = t.meant(a, w.lower)
			if len(q.speech.subject) == 0 {
				q.speech.subject = q.stands
			}
			for _, n := range q.stands {
				if !q.has(n) {
					q.terms = append(q.terms, wanted{term: n, rarity: rarity(n), weight: pointedBack, name: true})
				}
			}
			return
		case pointing[w.lower] && (i+1 == len(q.words) || q.words[i+1].stop):
			for _, o := range t.last.terms {
				if !q.has(o.term) {
					o.weight *= goneBefore
					q.terms = append(q.terms, o)
				}
			}
			if len(t.names) > 0 {
				q.stands = t.names[0]
			}
			return
		}
	}
}

// place reads a bare "Where?" or "When?" after somebody's words as asking where
// or when that person spoke.
func (t *thread) place(q *question) {
	said := t.last.speech
	subject := said.subject
	if len(subject) == 0 && len(t.names) > 0 {
		subject = t.names[0] // "Who said …": the answer's name
	}
	switch said.form {
	case saidWhat, saidWho, reacted, spokeWhen, spokeWhere:
		switch q.kind {
		case where:
			q.speech = speech{form: spokeWhere, subject: subject, about: said.about}
		case when:
			q.speech = speech{form: spokeWhen, subject: subject, about: said.about}
		}
	}
}

// meant is the newest name that a pronoun can stand for: he and she stand for a
// person, where the article is known to name the thread's.
func (t *thread) meant(a *Asker, pronoun string) []string {
	if ofPerson[pronoun] {
		for _, n := range t.names {
			holds := func(v voice) bool {
				return v.person >= 0 && !slices.ContainsFunc(n, func(x string) bool { return !slices.Contains(v.name, x) })
			}
			if slices.ContainsFunc(a.voices, holds) {
				return n
			}
		}
	}
	return t.names[0]
}

// elliptic reports whether q is no more than a name put in another's place: "And Rutte?"
func (q *question) elliptic() bool {
	if len(q.names) == 0 || len(q.words) > 8 || q.speech.form != noSpeech {
		return false
	}
	lead := len(q.words) > 0 && (q.words[0].lower == "and" || q.words[0].lower == "but" || q.words[0].lower == "or" || len(q.words) > 1 && (q.words[0].lower == "what" || q.words[0].lower == "how") && q.words[1].lower == "about")
	for _, w := range q.words {
		if w.stop || leadIns[w.lower] {
			if !leadIns[w.lower] && !lead {
				return false
			}
			continue
		}
		if !q.named(w.term) && !lead {
			return false
		}
	}
	return lead || len(q.words) <= 4 && !slices.ContainsFunc(q.words, func(w word) bool { return askers[w.lower] })
}

func (q *question) named(term string) bool {
	for _, n := range q.names {
		if slices.Contains(n, term) {
			return true
		}
	}
	return false
}

// asks reports whether q asks without a word of its own: "Why?", "For how long?", not "Thanks".
func (q *question) asks() bool {
	own := func(w word) bool { return !w.stop && !askers[w.lower] }
	return len(q.words) > 0 && len(q.words) <= 6 && !slices.ContainsFunc(q.words, own) &&
		slices.ContainsFunc(q.words, func(w word) bool { return askers[w.lower] })
}

// expletive reports whether the pronoun at i stands for nothing: "is it true that".
func (q *question) expletive(i int) bool {
	return q.words[i].lower == "it" && i+1 < len(q.words) && strings.Contains(" true possible likely raining clear known ", " "+q.words[i+1].lower+" ")
}

package answer

import (
	"slices"
	"strings"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// A voice is somebody whose words or reaction the article gives.
type voice struct {
	name, role []string // terms
	full       string
	quotes     []int // indexes in Found.Quotes
	reactions  []int // indexes in Found.Reactions
	person     int   // index in Found.People; -1: none
}

// voices gathers who speaks or reacts in the article, and who is named in it.
func voices(f *quote.Found) []voice {
	var out []voice
	at := map[string]int{}
	get := func(name, role string) *voice {
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, voice{full: name, name: termsOfText(name), person: -1})
		}
		if len(out[i].role) == 0 {
			out[i].role = termsOfText(role)
		}
		return &out[i]
	}
	for i, p := range f.People {
		v := get(p.Name, p.Role)
		v.person = i
		for _, a := range p.Aliases {
			for _, t := range termsOfText(a) {
				if !slices.Contains(v.name, t) {
					v.name = append(v.name, t)
				}
			}
		}
	}
	for i, q := range f.Quotes {
		if q.Speaker != nil {
			v := get(q.Speaker.Name, q.Speaker.Role)
			v.quotes = append(v.quotes, i)
		}
	}
	for i, r := range f.Reactions {
		v := get(r.By.Name, r.By.Role)
		v.reactions = append(v.reactions, i)
	}
	return out
}

// mostNameWords bounds what is read of a name or role.
const mostNameWords = 40

func termsOfText(s string) []string {
	var out []string
	for _, w := range text.Words(s[:min(len(s), 400)]) {
		raw := w.Of(s)
		if !isStop(raw) && len(out) < mostNameWords {
			out = append(out, termOf(raw))
		}
	}
	for k := 1; k < len(out); k++ {
		if twin, ok := joined[[2]string{out[k-1], out[k]}]; ok {
			out = append(out, twin)
		}
	}
	return out
}

// meant returns the voices that the terms of who speak of, best first: those
// whose name holds all of them before those whose name and role do.
func (a *Asker) meant(who []string, q *question) []int {
	if len(who) == 0 {
		return nil
	}
	matches := func(t string, in []string) bool {
		if slices.Contains(in, t) {
			return true
		}
		for _, w := range q.terms {
			if w.term == t && w.kin != nil && !a.ix.has(t) {
				return slices.ContainsFunc(w.kin, func(k string) bool { return slices.Contains(in, k) })
			}
		}
		return slices.ContainsFunc(kindred[t], func(k string) bool { return slices.Contains(in, k) && !placeNames[k] })
	}
	var byName, byRole []int
	for i, v := range a.voices {
		names, roles := 0, 0
		for _, t := range who {
			switch {
			case matches(t, v.name):
				names++
			case matches(t, v.role):
				roles++
			}
		}
		switch {
		case names == len(who):
			byName = append(byName, i)
		case names+roles == len(who):
			byRole = append(byRole, i)
		}
	}
	heard := func(i int) int { return len(a.voices[i].quotes) + len(a.voices[i].reactions) }
	slices.SortStableFunc(byName, func(x, y int) int { return heard(y) - heard(x) })
	slices.SortStableFunc(byRole, func(x, y int) int { return heard(y) - heard(x) })
	return append(byName, byRole...)
}

// about is how much of the terms stands in or beside a stretch of the article, 0 to 1.
func (a *Asker) about(terms []string, q *question, s text.Span) float64 {
	if len(terms) == 0 {
		return 1
	}
	first, last := text.At(a.ix.doc.Sentences, s.Start), text.At(a.ix.doc.Sentences, max(s.Start, s.End-1))
	if first < 0 {
		return 0
	}
	last = min(max(first, last), first+20)
	got, total := 0.0, 0.0
	for _, t := range terms {
		w := rarity(t)
		total += w
		best := 0.0
		for i := max(0, first-1); i <= min(last+1, len(a.ix.words)-1); i++ {
			v := a.ix.stands(q.wanted(t), i)
			if i < first || i > last {
				v *= 0.4
			}
			best = max(best, v)
		}
		got += w * best
	}
	return got / total
}

func (q *question) wanted(t string) wanted {
	for _, w := range q.terms {
		if w.term == t {
			return w
		}
	}
	return wanted{term: t}
}

// nameIn finds the fullest mention of a voice inside s.
func (a *Asker) nameIn(v voice, s text.Span, mention text.Span) text.Span {
	t := a.ix.doc.Text
	if i := strings.Index(s.Of(t), v.full); i >= 0 && v.full != "" {
		return text.Span{Start: s.Start + i, End: s.Start + i + len(v.full)}
	}
	if s.Contains(mention) && !mention.Empty() && !pronouns[strings.ToLower(mention.Of(t))] {
		return mention
	}
	if v.person >= 0 {
		ms := a.found.People[v.person].Mentions
		if from, to := text.Within(ms, s); from < to {
			return ms[from]
		}
	}
	return text.Span{}
}

package answer

import (
	"slices"
	"strings"
)

// A form is what a question asks about somebody's words.
type form int

const (
	noSpeech   form = iota
	saidWhat        // what did X say about Y
	saidWho         // who said Y
	reacted         // how did X respond; did X respond
	reactWho        // who disagreed
	spokeWhen       // when did X speak
	spokeWhere      // where did X speak
	inOrder         // was that before or after …
	roleOf          // who is X
)

// A speech is a question about somebody's words, taken apart.
type speech struct {
	form    form
	subject []string // the terms of who; nil: left to the turns before, or to nobody
	about   []string // the terms of what
	silent  bool     // what X did not say
	verb    string   // for saidWho the term of a verb that says more than "said", else empty; for saidWhat of the verb
	kinds   string   // for reactWho which reactions: "disputes", "supports", "declines", "silent", "all"
}

var (
	sayVerbs    = wordSet("say says said saying tell tells told claim claims claimed state states stated comment comments commented announce announced argue argues argued add adds added warn warns warned promise promised deny denies denied think thinks thought believe believes feel feels felt call calls called describe describes described suggest suggested explain explains explained mention mentioned write wrote tweet tweeted insist insists insisted vow vowed pledge pledged demand demanded admit admitted")
	answerVerbs = wordSet("respond responds responded reply replies replied react reacts reacted answer answers answered")
	whoVerbs    = wordSet("said says say called calls call told claimed claims argued argues warned warns stated describes described dismissed accused suggested insisted added mentioned denied denies announced wrote tweeted pledged vowed promised")
	speakVerbs  = wordSet("speak speaks spoke speaking talk talked say said comment commented respond responded")
	responses   = wordSet("response reaction reply answer statement comment comments remarks words opinion view position stance responses reactions")
	aboutWords  = wordSet("about on of regarding concerning over to toward towards against as")
	auxiliaries = wordSet("did does do has have had was is were are will would can")
	deniedAux   = map[string]string{"didn't": "did", "didn’t": "did", "doesn't": "does", "doesn’t": "does", "hasn't": "has", "hasn’t": "has", "don't": "do", "don’t": "do"}
	pointers    = wordSet("it that this them him her those these he she they there so else exactly yesterday today then issue matter subject")
	whoReacts   = map[string]string{
		"disagreed": "disputes", "disagrees": "disputes", "disagree": "disputes", "disputed": "disputes", "disputes": "disputes", "objected": "disputes", "objects": "disputes", "opposed": "disputes", "opposes": "disputes", "criticized": "disputes", "criticised": "disputes", "criticizes": "disputes", "condemned": "disputes", "contradicted": "disputes", "contradicts": "disputes", "rejected": "disputes", "challenged": "disputes", "dismissed": "disputes",
		"agreed": "supports", "agrees": "supports", "supported": "supports", "supports": "supports", "backed": "supports", "backs": "supports", "praised": "supports", "welcomed": "supports", "defended": "supports", "defends": "supports",
		"declined": "declines", "refused": "declines", "responded": "all", "reacted": "all", "replied": "all", "answered": "all", "responds": "all", "reacts": "all", "commented": "all",
	}
)

// takeApart reads what q asks about somebody's words.
func takeApart(words []word) speech {
	var w []string
	for _, x := range words {
		w = append(w, strings.TrimSuffix(strings.TrimSuffix(x.lower, "'s"), "’s"))
	}
	for len(w) > 0 && (w[0] == "and" || w[0] == "so" || w[0] == "but" || w[0] == "then" || w[0] == "ok" || w[0] == "okay") {
		w, words = w[1:], words[1:]
	}
	if len(w) == 0 {
		return speech{}
	}
	has := func(s string) bool { return slices.Contains(w, s) }
	silent := false
	if len(w) > 1 && deniedAux[w[1]] != "" {
		w[1], silent = deniedAux[w[1]], true
	}
	aux := len(w) > 1 && auxiliaries[w[1]]
	switch {
	case (has("before") && has("after") || has("earlier") && has("later") || has("first") && has("or")) && auxiliaries[w[0]]:
		return speech{form: inOrder, subject: termsIn(words[1:], map[string]bool{"before": true, "after": true, "earlier": true, "later": true}, nil)}
	case (w[0] == "what" || w[0] == "how") && aux:
		if at := slices.IndexFunc(w[2:], func(s string) bool { return sayVerbs[s] || answerVerbs[s] }); at >= 0 {
			at += 2
			f := saidWhat
			if answerVerbs[w[at]] {
				f = reacted
			}
			if f == saidWhat && w[0] == "how" && w[at] != "describe" && w[at] != "explain" {
				return speech{}
			}
			silent = silent || slices.ContainsFunc(w[2:at], func(s string) bool { return s == "not" || s == "never" })
			return speech{form: f, subject: termsIn(words[2:at], nil, nil), about: aboutIn(words[at+1:], f), verb: termOf(w[at]), silent: silent}
		}
		if at := slices.IndexFunc(w[2:], func(s string) bool { return responses[s] }); at >= 0 && w[0] == "what" && (w[1] == "was" || w[1] == "is" || w[1] == "were" || w[1] == "are") {
			at += 2
			if at+1 == len(w) || aboutWords[w[at+1]] {
				return speech{form: saidWhat, subject: termsIn(words[2:at], nil, responses), about: aboutIn(words[at+1:], saidWhat)}
			}
		}
	case w[0] == "who" && len(w) > 1:
		at := 1
		for at < len(w)-1 && (auxiliaries[w[at]] || w[at] == "else" || w[at] == "also" || w[at] == "didn't" || w[at] == "not") {
			at++
		}
		if has("comment") && (has("declined") || has("refused")) {
			return speech{form: reactWho, kinds: "declines"}
		}
		if (has("not") || has("didn't") || has("hasn't")) && (has("respond") || has("reply") || has("answer") || has("comment")) {
			return speech{form: reactWho, kinds: "silent"}
		}
		if k, ok := whoReacts[w[at]]; ok {
			return speech{form: reactWho, kinds: k, about: termsIn(words[at+1:], pointers, nil)}
		}
		if whoVerbs[w[at]] && at+1 < len(w) {
			said := speech{form: saidWho, about: termsIn(words[at+1:], pointers, nil)}
			if !sayVerbs[w[at]] {
				said.verb = termOf(w[at])
			}
			return said
		}
		if at > 1 && (w[1] == "is" || w[1] == "was") || w[1] == "are" {
			return speech{form: roleOf, subject: termsIn(words[2:], nil, nil)}
		}
	case auxiliaries[w[0]] || w[0] == "didn't" || w[0] == "hasn't":
		if at := slices.IndexFunc(w, func(s string) bool { return answerVerbs[s] || s == "comment" || s == "commented" }); at > 0 {
			return speech{form: reacted, subject: termsIn(words[1:at], nil, nil), about: aboutIn(words[at+1:], reacted)}
		}
	case (w[0] == "when" || w[0] == "where") && aux:
		if in := words[2:]; w[0] == "where" && (w[1] == "was" || w[1] == "is") && len(in) > 0 && len(in) <= 3 && !slices.ContainsFunc(in, func(x word) bool { return !x.capital || placeNames[x.term] }) {
			return speech{form: spokeWhere, subject: termsIn(in, nil, nil)} // where is Dana Ruiz: where she is told of
		}
		if at := slices.IndexFunc(w, func(s string) bool { return speakVerbs[s] }); at > 2 && at >= len(w)-3 {
			f := spokeWhen
			if w[0] == "where" {
				f = spokeWhere
			}
			return speech{form: f, subject: termsIn(words[2:at], nil, nil), about: termsIn(words[at+1:], pointers, nil)}
		}
	}
	if has("reactions") || has("reaction") || has("responses") {
		if at := slices.IndexFunc(w, func(s string) bool { return responses[s] }); len(termsIn(words[:at], pointers, responses)) == 0 {
			return speech{form: reactWho, kinds: "all"}
		}
	}
	return speech{}
}

// termsIn are the terms of the words that are neither grammar nor left out.
func termsIn(words []word, out, also map[string]bool) []string {
	var terms []string
	for _, w := range words {
		if w.stop || w.term == "" || out[w.lower] || also[w.lower] {
			continue
		}
		terms = append(terms, w.term)
	}
	return terms
}

// aboutIn are the terms after "say about"; whom one responds to is left out.
func aboutIn(words []word, f form) []string {
	if f == reacted {
		return nil
	}
	return termsIn(words, pointers, nil)
}

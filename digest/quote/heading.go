package quote

import (
	"slices"
	"strings"
)

// isHeading reports whether paragraph p, whose first token is i, is set as a
// heading: nearly each longer word with a capital.
func (an *analysis) isHeading(i, p int) bool {
	end := an.doc.Paragraphs[p].End
	if an.signs(i, p) {
		return false
	}
	words, caps, label := 0, 0, an.tok(i+1).word == ":"
	leads := strings.HasSuffix(strings.TrimRight(an.doc.Paragraphs[p].Of(an.doc.Text), " "), ":")
	for ; i < len(an.toks) && an.toks[i].Start < end; i++ {
		t := &an.toks[i]
		if t.punct() || t.is(cPrep|cDet|cConj|cNumber) && !t.caps {
			continue
		}
		words++
		if t.caps {
			caps++
		}
		if v := verbs[t.word]; words > 25 || leads && !t.caps && t.name < 0 && (v.strong && v.form != ing || v.form == past && !v.weak) {
			return false // On Facebook, Jane Roe said:
		}
	}
	whole := strings.TrimRight(an.doc.Paragraphs[p].Of(an.doc.Text), " ")
	if !label { // a transcript's short answer ends in words between marks that may be another's
		whole = strings.TrimRight(whole, "\"”’") // said on “The Town Room.”
	}
	if strings.HasSuffix(whole, ".") && caps < words {
		return false // Roe thanked Doe in English and Spanish.
	}
	return words >= 4 && caps*10 >= words*8
}

// signs reports whether paragraph p, whose first token is i, signs the quoted words of the one above: "Jane Roe, Brix Review".
func (an *analysis) signs(i, p int) bool {
	if p == 0 {
		return false
	}
	above := strings.TrimRight(an.doc.Paragraphs[p-1].Of(an.doc.Text), " ")
	end := an.doc.Paragraphs[p].End
	return (strings.HasSuffix(above, "”") || strings.HasSuffix(above, `"`)) && an.given(i) && i+3 < len(an.toks) && an.tok(i+1).caps && an.tok(i+2).word == "," && an.tok(i+3).caps && an.tok(i+3).Start < end
}

// marked reports whether a paragraph is a few words between single marks, as some papers set their headings: ‘Deadly Strikes’
func marked(p string) bool {
	in, ok := strings.CutPrefix(p, "‘")
	in, end := strings.CutSuffix(in, "’")
	return ok && end && !strings.ContainsAny(in, "‘’,.?!") && strings.Count(in, " ") < 5
}

// furniture begins the paragraphs that are the page's own, in lower case.
var furniture = []string{"story continued below", "article continues", "advertisement", "read more", "related:", "see also", "also on ", "more:", "watch:", "click here", "media playback is", "media caption", "image copyright", "image caption", "enlarge this image", "hide caption", "file - ", "related coverage", "just watched", "must watch", "replay more videos", "toggle caption", "facebook twitter", "share this article", "listen to article", "get all the latest", "get breaking news", "sign up for", "sign up here", "subscribe to"}

// isFurniture reports whether a paragraph is the page's own: a link to another story, a caption's credit, a call to read on.
func isFurniture(p string) bool {
	if strings.HasPrefix(p, "(") && strings.HasSuffix(p, ")") {
		label, _, ok := strings.Cut(p, ":")
		return ok && strings.Count(label, " ") < 5 && !strings.ContainsAny(label, "“\"")
	}
	if (strings.HasPrefix(p, "Image ") || strings.HasPrefix(p, "Photo ")) && strings.Contains(p, " Credit ") {
		return true
	}
	if len(p) < 5 || !furnitureBegins[strings.ToLower(p[:4])] {
		return false
	}
	head := lower(p[:min(len(p), 24)])
	return slices.ContainsFunc(furniture, func(f string) bool { return strings.HasPrefix(head, f) })
}

// furnitureBegins are the first four bytes of each.
var furnitureBegins = func() map[string]bool {
	m := map[string]bool{}
	for _, f := range furniture {
		m[f[:4]] = true
	}
	return m
}()

// inHeadline reports whether token i stands in marked words that are all capitals, as a headline or a slogan: “Roe Bakes Again.”
func (an *analysis) inHeadline(i int) bool {
	f := an.toks[i].frag
	if f < 0 {
		return false
	}
	fr := &an.frags[f]
	return fr.last-fr.first > 5 && an.title(fr) && !(an.given(i) && fr.last-i < 6)
}

// titled is the person or body that the title names first, by its last word and not as an owner, "Roe's plan",
// and how many words stand before it; -1: none.
func (an *analysis) titled(title string) (who, before int) {
	title = lower(title)
	first := len(title)
	who = -1
	for e := range an.entities {
		ent := &an.entities[e]
		if !ent.person && !ent.body || len(ent.mentions) < 2 {
			continue
		}
		if at := strings.Index(title, ent.words[len(ent.words)-1]); at >= 0 && at < first && len(ent.words[len(ent.words)-1]) > 2 {
			if rest := title[at+len(ent.words[len(ent.words)-1]):]; strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ") || strings.HasPrefix(rest, "-") || at > 0 && title[at-1] == '-' {
				continue // Roe's plan, the Roe-Doe debate
			}
			who, first = e, at
		}
	}
	if who < 0 {
		return -1, 0
	}
	words := strings.Fields(title[:first])
	if len(words) > farthestInTitle {
		return -1, 0 // "Agency announces plan after Roe loses"
	}
	for _, w := range words {
		if !slices.Contains(an.entities[who].words, strings.Trim(w, ",.:")) && !strings.HasSuffix(w, ":") && classes[w]&(cRole|cHonor|cDet) == 0 {
			before++
		}
	}
	return who, before
}

// farthestInTitle is how many words may stand before the name of whom a title is about.
const farthestInTitle = 4

func (an *analysis) inTitle(title string, e int) bool {
	return e >= 0 && strings.Contains(lower(title), an.entities[e].words[len(an.entities[e].words)-1])
}

// officeInTitle reports whether a title has a word of the office that somebody holds: "Judge orders release", of Judge Roe.
func (an *analysis) officeInTitle(title string, e int) bool {
	role := strings.Fields(lower(an.entities[e].role.Of(an.doc.Text)))
	for w := range strings.FieldsSeq(lower(title)) {
		if classes[w]&cRole != 0 && slices.Contains(role, w) {
			return true
		}
	}
	return false
}

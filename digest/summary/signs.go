package summary

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

var (
	reFurniture = regexp.MustCompile(`(?i)^(editor'?s?’?s? note|advertisement|read more|related:|see also|share this|click here|follow us|sign up|subscribe|photo:|image:|video:|watch:|listen:|copyright|all rights reserved|story highlights|updated?:|published:|by [A-Z][\p{L}.'’-]+( [A-Z][\p{L}.'’-]+){0,3}$)`)
	// Captions: "(left)", "Smiles: … pictured in May", "hide caption", "File photo".
	reCaption = regexp.MustCompile(`(?i)\((left|right|centre|center|above|below|top|bottom|pictured)\b[^()]{0,40}\)|^\p{Lu}[\p{L}'’ -]{2,30}: .*\bpictured\b|^(pictured|caught on camera|this (file )?(photo|picture|image)|(a|the) (file|handout) (photo|picture|image))\b|\bin this (file |handout |undated )?(photo|picture|image)\b|\b(hide caption|toggle caption|enlarge this image|file photo|getty images|photograph by|courtesy of the artist)\b`)
	// What a site says of itself: maintenance, scripts, cookies.
	reBanner = regexp.MustCompile(`(?i)^((please )?(enable|turn on|accept|allow) (javascript|cookies)|we use cookies|(this|our|the) (site|website|page|service|app)s? (is|are|will be|may be|was|has been) (currently |temporarily |briefly )?(down|unavailable|being|under|undergoing|closed for|slow|offline)|(scheduled|planned|essential) maintenance|we('re| are) (currently )?(experiencing|carrying out|working on|updating)|last (updated|modified)|first published|scroll (down|over)|watch (how|as|the|more|why|what|a)\b|see (the|more|all|how)\b.*\b(below|video|videos|gallery|photos|here)\b|this (is a developing|story (is|was|has been|will be)|article (is|was|has been|will be)) |download (the|our) .*\bapp\b|get (the|our) .*newsletter)`)
	reByline = regexp.MustCompile(`^(?i:by|from|written by|reporting by)\s+\p{Lu}`)
	// LEEDS, England (ABC) -- | (ABC) — | PORT LOUIS, Jan 5 (Agency) -
	reDateline = regexp.MustCompile(`^(?:\p{Lu}[\p{L}.'’ ,/-]{0,60}?(?:\d{1,2}[ ,]{1,2})?)?\((?:\p{Lu}[\p{L}\d.&'’ -]{1,30})\)\s*(?:--|[–—:-])?\s*`)
	// KOLKATA — | LAGOS, Nigeria – | PUNE: capitals, then a long dash or a colon.
	reCapsLine = regexp.MustCompile(`^\p{Lu}{3}[\p{Lu}.'’ -]{0,40}:\s+|^\p{Lu}{2}[\p{Lu}.'’ -]{0,40}(?:, ?\p{Lu}[\p{L}. ]{1,30})?(?:, ?\p{Lu}\p{L}{2,8}\.? \d{1,2})?\s+(?:--|[–—])\s+`)
)

// An expression is slow to fail, so it is asked only where a sentence opens with
// one of its first words, or one of its words stands anywhere.
var (
	furnitureFirst = words(`editor advertisement read related see share click follow sign subscribe photo image video watch listen copyright all story update updated published by`)
	bannerFirst    = words(`please enable turn accept allow we this our the scheduled planned essential last first scroll watch see download get`)
	furnitureWords = []string{"contributed to this report", "contributed to this story", "contributed to this article", "e-mail to a friend", "all rights reserved", "click here"}
	captionWords   = []string{"(", "pictur", "photo", "image", "caption", "courtesy", "camera"}
	reversalWords  = []string{"had", "as recently as", "previously", "revers", "until", "contrary to", "in contrast", "u-turn", "backtrack", "only"}
)

// opensAs reports whether lower, in lower case, opens with one of the words.
func opensAs(lower string, words map[string]bool) bool {
	end := strings.IndexFunc(lower, func(r rune) bool { return r < 'a' || r > 'z' })
	if end < 0 {
		end = len(lower)
	}
	return words[lower[:end]]
}

// holdsAny reports whether one of the words, in lower case, stands in lower.
func holdsAny(lower string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(lower, w) })
}

// undated is s without the dateline in front of it, if a whole sentence is left.
func undated(t string, s text.Span) text.Span {
	body := s.Of(t)
	head := body[:min(len(body), 160)]
	var m []int
	if strings.Contains(head, "(") {
		m = reDateline.FindStringIndex(head)
	}
	if _, first := utf8.DecodeRuneInString(head); m == nil && isUpperOrDigit(head) && isUpperOrDigit(head[first:]) {
		m = reCapsLine.FindStringIndex(head)
	}
	if m == nil || m[1] >= len(body) {
		return s
	}
	first := strings.TrimLeft(body[m[1]:], "\"'“‘«")
	if first == "" || !isUpperOrDigit(first) {
		return s
	}
	return text.Span{Start: s.Start + m[1], End: s.End}
}

func isUpperOrDigit(s string) bool {
	for _, r := range s {
		return r >= '0' && r <= '9' || strings.ToLower(string(r)) != string(r) || r > 0x2E80
	}
	return false
}

// onlyQuoted reports whether s is little more than somebody's words, or a piece of them.
func onlyQuoted(f *quote.Found, s text.Span) bool {
	t := s.Of(f.Doc.Text)
	if strings.Count(t, "“") != strings.Count(t, "”") || strings.Count(t, "\"")%2 != 0 {
		return true // it begins or ends inside a quotation
	}
	inside := 0
	at := search(f.Quotes, s.Start)
	for _, q := range f.Quotes[at:min(len(f.Quotes), at+20)] {
		if q.Kind == quote.Indirect {
			continue
		}
		for _, p := range q.Parts {
			if p.Overlaps(s) {
				inside += min(p.End, s.End) - max(p.Start, s.Start)
			}
		}
	}
	if inside == 0 {
		inside = marked(t)
	}
	return inside*2 > s.Len()
}

// search is the first quote that may reach to at.
func search(quotes []quote.Quote, at int) int {
	lo, hi := 0, len(quotes)
	for lo < hi {
		if mid := (lo + hi) / 2; quotes[mid].Parts[0].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return max(0, lo-4)
}

// marked is how many bytes of t stand between double quotation marks.
func marked(t string) int {
	n, open := 0, -1
	for i, r := range t {
		switch {
		case r == '“' || r == '"' && open < 0:
			open = i
		case (r == '”' || r == '"') && open >= 0:
			n += i - open
			open = -1
		}
	}
	return n
}

var backward = words(`he she it they his her hers its their theirs him them this that these those such i we my our you your
	there here another others one both neither either so then thus also`)

// joining words lean on the sentence before, less than a pronoun does.
var joining = words(`but and or yet however still meanwhile instead nor because although though while besides moreover furthermore
	indeed additionally`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// opensBack reports whether a sentence opens with a word that stands for something before it.
func opensBack(t string, ws []text.Span) bool {
	if len(ws) == 0 {
		return true
	}
	first := strings.ToLower(ws[0].Of(t))
	if joining[first] && len(ws) > 1 {
		first = strings.ToLower(ws[1].Of(t))
	}
	if i := strings.IndexAny(first, "'’"); i > 0 {
		first = first[:i] // it's, they're
	}
	return backward[first]
}

// Phrases are found word by word: for a phrase's first word, what follows it
// in the phrase; empty where the word is the whole of one.
type phrases map[string][]string

func phrasesOf(list ...string) phrases {
	p := phrases{}
	for _, s := range list {
		first, rest, _ := strings.Cut(s, " ")
		p[first] = append(p[first], rest)
	}
	return p
}

// at reports whether a phrase begins with word, which rest, in lower case, follows.
func (p phrases) at(word, rest string) bool {
	for _, want := range p[word] {
		if want == "" {
			return true
		}
		after, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), want)
		if r, _ := utf8.DecodeRuneInString(after); ok && !unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

var (
	modal = phrasesOf(append(strings.Fields(`could might likely perhaps seem seems appear appears arguably clearly surely`),
		"alarm bells", "remains to be seen", "time will tell", "no doubt", "is set to", "are set to", "threatens to",
		"raise questions", "raise fresh questions", "raise new questions", "raise serious questions",
		"raises questions", "raises fresh questions", "raises new questions", "raises serious questions",
		"raise concerns", "raise fresh concerns", "raise new concerns", "raise serious concerns",
		"raises concerns", "raises fresh concerns", "raises new concerns", "raises serious concerns",
		"raise fears", "raise fresh fears", "raises fears", "raises fresh fears", "raise doubts", "raise fresh doubts", "raises doubts", "raises fresh doubts")...)
	attributes = phrasesOf(append(strings.Fields(`said says saying told tells announce announced announces warned warns added adds argue argued argues
		claimed claims reported reports stated states testified ruled wrote writes tweeted confirmed alleged alleges allegedly accuse accused
		called calls denied denies promised pledged vowed affirmed suggested suggests estimate estimated estimates predicted predicts voted agreed`),
		"according to")...)
	reReversal = regexp.MustCompile(`(?i)\b(had (previously|earlier|long|once|already|just|also |recently )?\w+ed|as recently as|previously|reversed?|reversal|until (now|recently|last)|contrary to|in contrast|u-turn|backtrack\w*|only (last|days|weeks|months))\b`)
)

// outletsView reports whether a sentence, its text in lower case and its words,
// says what may be or should be without saying who says so.
func outletsView(lower string, at int, ws []text.Span) bool {
	view := false
	for _, w := range ws {
		from, to := w.Start-at, w.End-at
		if to > len(lower) {
			break
		}
		word, rest := lower[from:to], lower[to:]
		if attributes.at(word, rest) {
			return false
		}
		view = view || modal.at(word, rest)
	}
	return view
}

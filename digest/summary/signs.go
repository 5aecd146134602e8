package summary

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

var (
	reFurniture = regexp.MustCompile(`(?i)^(editor'?s?’?s? note|advertisement|read more|related:|see also|share this|click here|follow us|sign up|subscribe|photo:|image:|video:|watch:|listen:|copyright|media playback is|media caption|related coverage|all rights reserved|story highlights|updated?:|published:|by [A-Z][\p{L}.'’-]+( [A-Z][\p{L}.'’-]+){0,3}$)`)
	// Captions: "(left)", "Smiles: … pictured in May", "hide caption", "File photo".
	reCaption = regexp.MustCompile(`(?i)\((left|right|centre|center|above|below|top|bottom|pictured)\b[^()]{0,40}\)|^\p{Lu}[\p{L}'’ -]{2,30}: .*\bpictured\b|^(pictured|caught on camera|this (file )?(photo|picture|image)|(a|the) (file|handout) (photo|picture|image))\b|\bin this (file |handout |undated )?(photo|picture|image)\b|\b(hide caption|toggle caption|enlarge this image|file photo|getty images|photograph by|courtesy of the artist)\b`)
	// A picture's caption tells in the present what was on a day, which it gives with its year: "Roe greets voters in Brix, May 3, 2016."
	reDayAtEnd = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,6}\.? \d{1,2}, (19|20)\d\d(, (in|at|near|outside) \p{Lu}[^.]{1,40})?$`)
	reTold     = regexp.MustCompile(`(?i)\b(is|are|be|was|were|had|said|told|has|have|will|would|hit|came|began|won|lost|died|made|got|left|\p{L}{3,}ed)\b`)
	// What a site says of itself: maintenance, scripts, cookies.
	reBanner = regexp.MustCompile(`(?i)^((please )?(enable|turn on|accept|allow) (javascript|cookies)|we use cookies|(this|our|the) (site|website|page|service|app)s? (is|are|will be|may be|was|has been) (currently |temporarily |briefly )?(down|unavailable|being|under|undergoing|closed for|slow|offline)|(scheduled|planned|essential) maintenance|we('re| are) (currently )?(experiencing|carrying out|working on|updating)|last (updated|modified)|first published|scroll (down|over)|watch (how|as|the|more|why|what|a)\b|see (the|more|all|how)\b.*\b(below|video|videos|gallery|photos|here)\b|this (is a developing|story (is|was|has been|will be)|article (is|was|has been|will be)) |download (the|our) .*\bapp\b|get (the|our) .*newsletter)`)
	reByline = regexp.MustCompile(`^(?i:by|from|written by|reporting by)\s+\p{Lu}`)
	// LEEDS, England (ABC) -- | (ABC) — | PORT LOUIS, Jan 5 (Agency) -
	reDateline = regexp.MustCompile(`^(?:\p{Lu}[\p{L}.'’ ,/-]{0,60}?(?:\d{1,2}[ ,]{1,2})?)?\((?:\p{Lu}[\p{L}\d.&'’ -]{1,30})\)\s*(?:--|[–—:-])?\s*`)
	// KOLKATA — | LAGOS, Nigeria – | PUNE: capitals, then a long dash or a colon.
	reCapsLine = regexp.MustCompile(`^\p{Lu}{3}[\p{Lu}.'’ -]{0,40}:\s+|^\p{Lu}{2}[\p{Lu}.'’ -]{0,40}(?:, ?\p{Lu}[\p{L}. ]{1,30})?(?:, ?\p{Lu}\p{L}{2,8}\.? \d{1,2})?\s+(?:--|[–—])\s+`)
)

// An expression is slow to fail, so it is asked only where a sentence opens with
// one of its first words, or bears its sign.
var (
	furnitureFirst = words(`editor advertisement read related media see share click follow sign subscribe photo image video watch listen copyright all story update updated published by`)
	bannerFirst    = words(`please enable turn accept allow we this our the scheduled planned essential last first scroll watch see download get`)
)

// opensAs reports whether s opens with one of the words, which are in lower case.
func opensAs(s string, words map[string]bool) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	return words[strings.ToLower(s[:end])]
}

// Signs say what words a sentence holds.
type signs uint8

const (
	mayBe    signs = 1 << iota // the writer's guess: could, is likely
	saysWho                    // a word of speech: said, according to
	ofPage                     // what is part of the page: all rights reserved
	ofPhoto                    // may be a caption
	reverses                   // may tell that somebody had said or done otherwise
)

// A phrase is a sign's words after the first one; none where it has just one.
type phrase struct {
	rest string
	sign signs
}

// phrases holds each phrase by its first word.
var phrases = func() map[string][]phrase {
	m := map[string][]phrase{}
	add := func(sign signs, words string, longer ...string) {
		for _, s := range append(strings.Fields(words), longer...) {
			first, rest, _ := strings.Cut(s, " ")
			m[first] = append(m[first], phrase{rest, sign})
		}
	}
	add(mayBe, `could might likely perhaps seem seems appear appears arguably clearly surely`,
		"alarm bells", "remains to be seen", "time will tell", "no doubt", "is set to", "are set to", "threatens to")
	for _, raise := range []string{"raise ", "raises "} {
		for _, how := range []string{"", "fresh ", "new ", "serious "} {
			add(mayBe, "", raise+how+"questions", raise+how+"concerns", raise+how+"fears", raise+how+"doubts")
		}
	}
	add(saysWho, `said says saying told tells announce announced announces warned warns added adds argue argued argues
		claimed claims reported reports stated states testified ruled wrote writes tweeted confirmed alleged alleges allegedly accuse accused
		called calls denied denies promised pledged vowed affirmed suggested suggests estimate estimated estimates predicted predicts voted agreed`,
		"according to")
	add(ofPage, "", "contributed to this report", "contributed to this story", "contributed to this article", "mail to a friend",
		"all rights reserved", "click here")
	add(ofPhoto, "left right centre center above below top bottom pictured photo photograph picture image images caption courtesy camera")
	add(reverses, "had previously reverse reversed reverses reversal until contrary u backtrack backtracks backtracked backtracking only",
		"as recently as", "in contrast")
	return m
}()

// signsIn are the signs of the words ws of t.
func signsIn(t string, ws []text.Span) signs {
	var found signs
	for _, w := range ws {
		for _, p := range phrases[strings.ToLower(w.Of(t))] {
			if p.rest == "" || follows(t[w.End:], p.rest) {
				found |= p.sign
			}
		}
	}
	return found
}

// follows reports whether t goes on with a blank and the words, in any case.
func follows(t, words string) bool {
	if len(t) <= len(words) || t[0] != ' ' || !strings.EqualFold(t[1:1+len(words)], words) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t[1+len(words):])
	return !unicode.IsLetter(r)
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
	for _, q := range quotesAt(f, s) {
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

// quotesAt are the quotes that may reach into s, a bounded number.
func quotesAt(f *quote.Found, s text.Span) []quote.Quote {
	at := search(f.Quotes, s.Start)
	return f.Quotes[at:min(len(f.Quotes), at+20)]
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

var reReversal = regexp.MustCompile(`(?i)\b(had (previously|earlier|long|once|already|just|also |recently )?\w+ed|as recently as|previously|reversed?|reversal|until (now|recently|last)|contrary to|in contrast|u-turn|backtrack\w*|only (last|days|weeks|months))\b`)

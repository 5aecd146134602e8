package render

import (
	"strings"
	"unicode/utf8"
)

// Markdown is p in CommonMark with its headings from level 2. The article's
// words are escaped so that they are words in GitHub's dialect too: no link,
// no heading, no HTML, nobody pinged. It ends with a line end.
func Markdown(p Post) string {
	var b strings.Builder
	block := func(parts ...string) {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for _, s := range parts {
			b.WriteString(s)
		}
		b.WriteByte('\n')
	}
	passages := func(indent string, list []Passage) {
		for _, l := range Lines(list) {
			block(indent, "> ", joined(l, markdownLine))
		}
	}
	if url := webURL(p.URL); url != "" {
		block("## [", EscapeMarkdown(plain(p.Title())), "](<", markdownURL.Replace(url), ">)")
	} else {
		block("## ", EscapeMarkdown(plain(p.Title())))
	}
	if len(p.Summary) > 0 {
		block(joined(p.Summary, markdownLine))
	}
	for i, s := range p.Quotes {
		if NewSpeaker(p.Quotes, i) {
			block(markdownHeader(s.Who, s.Header()))
		}
		if l := s.Label(); l != "" {
			block(markdownLine(l))
		}
		passages("", s.Passages)
	}
	reaction := func(r Reaction) {
		bullet := "- "
		if h := r.Header(); h != "" {
			block(bullet, markdownHeader(r.Who, h))
			bullet = "  "
		}
		if r.Words != nil {
			block(bullet, markdownLine(r.Words.Shown()))
		}
		passages("  ", r.Passages)
	}
	if len(p.Reactions) > 0 {
		block("### ", ReactionsHeading)
	}
	for _, r := range p.Reactions {
		reaction(r)
	}
	for i, r := range p.Earlier {
		if NewWhen(p.Earlier, i) {
			block("### ", EscapeMarkdown(plain(EarlierHeading(r.When))))
		}
		r.When = ""
		reaction(r)
	}
	block(markdownLine(SourceLine(p)))
	return b.String()
}

// AnswerMarkdown is a as Markdown shows a post.
func AnswerMarkdown(a Answer) string {
	var blocks []string
	switch {
	case !a.Said:
		blocks = append(blocks, NotSaid)
		if a.Nearest != nil {
			blocks = append(blocks, NearestLabel, "> "+markdownLine(a.Nearest.Shown()))
		}
	default:
		if a.Short != "" {
			blocks = append(blocks, "**"+EscapeMarkdown(plain(a.Short))+"**")
		}
		for _, c := range a.Cited {
			blocks = append(blocks, "> "+markdownLine(c.Shown()))
		}
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

// markdownHeader shows header with the name that it begins with in bold.
func markdownHeader(who, header string) string {
	who, header = plain(who), plain(header)
	rest, ok := strings.CutPrefix(header, who)
	if who == "" || !ok {
		return markdownLine(header)
	}
	return "**" + EscapeMarkdown(who) + "**" + EscapeMarkdown(rest)
}

// markdownURL keeps an address inside its pointed brackets; webURL has
// escaped blanks and control characters.
var markdownURL = strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C", "\n", "%0A")

// markdownLine escapes s for the start of a line, where a number, a dash or a
// plus would begin a list, and a colon the meaning of a term.
func markdownLine(s string) string {
	s = plain(s)
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case digits > 0 && digits < len(s) && s[digits] == '.':
		return s[:digits] + `\` + s[digits:digits+1] + EscapeMarkdown(s[digits+1:]) // ")" is escaped everywhere
	case s != "" && strings.ContainsRune("-+=:", rune(s[0])):
		return `\` + s[:1] + EscapeMarkdown(s[1:])
	}
	return EscapeMarkdown(s)
}

// wordJoiner is seen by nobody and parts an "@" from the name behind it. A
// backslash does not do: services look for names in the text that Markdown leaves.
const wordJoiner = "\u2060"

// EscapeMarkdown escapes words for the inside of a line of Markdown: nothing in
// them is markup, an address or a mention. It expects what Plain returns.
func EscapeMarkdown(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for i, r := range s {
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '\\', '`', '*', '_', '[', ']', '(', ')', '#', '~', '|', '!', '{', '}', '$', '^':
			b.WriteByte('\\')
			b.WriteRune(r)
		case ':':
			if next, _ := utf8.DecodeRuneInString(s[i+1:]); next != ' ' && next != utf8.RuneError {
				b.WriteByte('\\') // https:// and mailto:
			}
			b.WriteByte(':')
		case '.':
			if i >= 3 && strings.EqualFold(s[i-3:i], "www") {
				b.WriteByte('\\')
			}
			b.WriteByte('.')
		case '@':
			b.WriteByte('@')
			b.WriteString(wordJoiner)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

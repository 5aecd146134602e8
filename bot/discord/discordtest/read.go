package discordtest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Reading is what a client makes of Discord's Markdown.
type Reading struct {
	Text     string   // as it is shown
	Bold     []string // stretches in bold
	Links    []Link   // masked ones
	Bare     []string // addresses that become links by themselves
	Mentions []string // of users, roles, channels and everybody
	Other    []string // code, spoilers, emoji, timestamps, headings, italics, strikes, lists
}

// A Link shows Text and leads to URL.
type Link struct{ Text, URL string }

var (
	lineQuote   = regexp.MustCompile(`^>{1} `)
	lineSmall   = regexp.MustCompile(`^-# `)
	lineHead    = regexp.MustCompile(`^#{1,3} `)
	lineList    = regexp.MustCompile(`^\s*(?:[-*+]|\d+\.) `)
	special     = regexp.MustCompile(`^<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^>]+:\d+|id:\w+)>`)
	pingAll     = regexp.MustCompile(`^@(?:everyone|here)\b`)
	bareLink    = regexp.MustCompile(`^(?:https?://|discord://|mailto:|tel:|sms:)[^\s<]+`)
	maskedLink  = regexp.MustCompile(`^\[((?:\\.|[^\]\\])*)\]\(<?([^\s<>()]+)>?(?: "[^"]*")?\)`)
	emojiName   = regexp.MustCompile(`^:\w+:`)
	fence       = "```"
	plainEscape = func(r rune) bool {
		return r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r)
	}
)

// Read reads s as a client shows it: after what Discord documents
// (https://support.discord.com/hc/en-us/articles/210298617) and how its client
// treats what that leaves open, always taking what might be markup as markup.
func Read(s string) Reading {
	var r Reading
	var out []string
	if strings.Contains(unescaped(s), fence) {
		r.Other = append(r.Other, fence)
	}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.HasPrefix(line, ">>> ") {
			r.Other = append(r.Other, ">>>")
		}
		line = lineQuote.ReplaceAllString(line, "")
		line = lineSmall.ReplaceAllString(line, "")
		if h := lineHead.FindString(line); h != "" {
			r.Other = append(r.Other, h)
		}
		if l := lineList.FindString(line); l != "" {
			r.Other = append(r.Other, l)
			line = line[len(l):]
		}
		out = append(out, r.inline(line))
	}
	r.Text = strings.Join(out, "\n")
	return r
}

// unescaped is s without each escaped character.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && plainEscape(rune(s[i+1])) {
			i++
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// begins is what of s matches at its start, where its first letter is one of
// those with which that can begin.
func begins(first rune, letters string, what *regexp.Regexp, s string) string {
	if !strings.ContainsRune(letters, first) {
		return ""
	}
	return what.FindString(s)
}

// inline reads one line.
func (r *Reading) inline(s string) string {
	var b strings.Builder
	bold := -1
	for i := 0; i < len(s); {
		rest := s[i:]
		c, size := utf8.DecodeRuneInString(rest)
		if c == '\\' && i+1 < len(s) && plainEscape(rune(s[i+1])) {
			b.WriteByte(s[i+1])
			i += 2
			continue
		}
		if m := begins(c, "<", special, rest); m != "" {
			r.Mentions = append(r.Mentions, m)
			b.WriteString(m)
			i += len(m)
			continue
		}
		if m := begins(c, "@", pingAll, rest); m != "" {
			r.Mentions = append(r.Mentions, m)
			b.WriteString(m)
			i += len(m)
			continue
		}
		if begins(c, "[", maskedLink, rest) != "" {
			m := maskedLink.FindStringSubmatch(rest)
			text := r.inline(m[1])
			r.Links = append(r.Links, Link{Text: text, URL: m[2]})
			b.WriteString(text)
			i += len(m[0])
			continue
		}
		if m := begins(c, "hdmts", bareLink, rest); m != "" {
			r.Bare = append(r.Bare, m)
			b.WriteString(m)
			i += len(m)
			continue
		}
		if m := begins(c, ":", emojiName, rest); m != "" {
			r.Other = append(r.Other, m)
		}
		if strings.HasPrefix(rest, "**") {
			if bold >= 0 {
				r.Bold = append(r.Bold, b.String()[bold:])
				bold = -1
			} else {
				bold = b.Len()
			}
			i += 2
			continue
		}
		switch c {
		case '*', '_', '~', '|', '`':
			r.Other = append(r.Other, string(c))
		}
		b.WriteString(rest[:size])
		i += size
	}
	if bold >= 0 {
		r.Other = append(r.Other, "**")
	}
	return b.String()
}

package discord

import (
	"net/url"
	"strings"
	"unicode"

	"newsdigest/digest/render"
)

// maxMarks is how many combining marks a letter keeps. No script needs so
// many; more of them cover the lines around.
const maxMarks = 8

// plain is s without what steers a screen, in one line.
func plain(s string) string { return strings.TrimSpace(unpiled(render.Plain(s))) }

// unpiled is s without combining marks beyond maxMarks on one letter.
func unpiled(s string) string {
	n, over := 0, false
	for _, r := range s {
		if n = marks(n, r); n > maxMarks {
			over = true
			break
		}
	}
	if !over {
		return s
	}
	var b strings.Builder
	n = 0
	for _, r := range s {
		if n = marks(n, r); n <= maxMarks {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func marks(n int, r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return n + 1
	}
	return 0
}

// escape makes s words and nothing else in Discord's Markdown, in the middle
// of a line: a backslash before a character that is neither letter, digit nor
// blank takes its meaning and is not shown.
func escape(s string) string {
	s = plain(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for i, r := range s {
		switch r {
		case '\\', '`', '*', '_', '~', '|', '[', ']', '(', ')', '<', '>', '#', '@':
			b.WriteByte('\\')
		case ':': // an emoji's name, or an address
			if !strings.HasPrefix(s[i+1:], " ") {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

// escapeLine is escape for the start of a line, where a dash, a plus or a
// number would begin a list.
func escapeLine(s string) string {
	s = escape(s)
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case s == "":
	case s[0] == '-' || s[0] == '+':
		return `\` + s
	case digits > 0 && digits < len(s) && s[digits] == '.':
		return s[:digits] + `\` + s[digits:]
	}
	return s
}

// linkURL is address where a reader may be sent to it and it fits into n
// units, written so that it cannot end a masked link; else empty. A host that
// Discord takes for none, which would cost the whole message, gives no link.
func linkURL(address string, n int) string {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Scheme != "http" && u.Scheme != "https" || !plainHost(u.Host) {
		return ""
	}
	const hex, safe = "0123456789ABCDEF", "-._~:/?#@!$&'*+,;=%"
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(safe, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	if b.Len() > n {
		return ""
	}
	return b.String()
}

// plainHost reports whether host is a name with a dot, in ASCII, with or without a port.
func plainHost(host string) bool {
	name, port, _ := strings.Cut(host, ":")
	if !strings.Contains(strings.Trim(name, "."), ".") || strings.Trim(port, "0123456789") != "" {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-')
	})
}

// units is how long Discord may hold s to be: UTF-16 code units, of which no
// string has fewer than it has letters.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// cutTail is what shows that words of ours, or a name, were cut.
const cutTail = "…"

// fit is s in at most n units, cut at a word's end where there is one in its
// last two thirds, else between letters.
func fit(s string, n int) string {
	if units(s) <= n {
		return s
	}
	room := n - units(cutTail)
	end, word, used := 0, 0, 0
	for i, r := range s {
		size := 1
		if r > 0xffff {
			size = 2
		}
		if joins(r) || i > 0 && strings.HasSuffix(s[:i], "\u200d") {
			// the letter before it is not left without it
		} else {
			end = i
			if unicode.IsSpace(r) && used > room/3 {
				word = i
			}
		}
		if used+size > room {
			break
		}
		used += size
	}
	if word > 0 {
		end = word
	}
	return strings.TrimRightFunc(s[:end], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:-–—", r) }) + cutTail
}

// joins reports whether r belongs to the letter before it.
func joins(r rune) bool {
	return unicode.In(r, unicode.M) || r == '\u200d' || r >= 0xfe00 && r <= 0xfe0f || r >= 0x1f3fb && r <= 0x1f3ff
}

// fitted is s escaped, in at most n units.
func fitted(s string, n int, escape func(string) string) string {
	s = plain(s)
	for room := n; room > 0; {
		e := escape(fit(s, room))
		over := units(e) - n
		if over <= 0 {
			return e
		}
		room -= max(over/2, 1)
	}
	return ""
}

package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain returns the words of s without what steers a screen instead of being
// read: terminal escape sequences, control characters, bidirectional overrides
// and invisible tags. Line ends and tabs become blanks, bytes that are no UTF-8
// U+FFFD. All else stays as it is, so that words are never broken.
func Plain(s string) string {
	if !strings.ContainsFunc(s, steers) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\x1b' || r == '\u009b':
			i += escapeLen(s[i:])
			continue
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			// the line end is the blank
		case isLineEnd(r) || r == '\t':
			b.WriteByte(' ')
		case r == utf8.RuneError && size == 1:
			b.WriteRune(utf8.RuneError)
		case !steers(r):
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

func isLineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

func steers(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // bidirectional embeddings, overrides, isolates
		return true
	case r >= 0xe0000 && r <= 0xe007f: // tags: text that nobody sees
		return true
	}
	return false
}

// escapeLen is the length of the terminal escape sequence that s begins with,
// after ECMA-48: CSI with its parameters and final byte, or ESC with
// intermediate bytes and a final one. Of a string sequence (OSC and the like)
// only the opener counts: its end may be missing, and then words would go.
func escapeLen(s string) int {
	i := 0
	csi := strings.HasPrefix(s, "\u009b")
	if csi {
		i = len("\u009b")
	} else {
		i = 1
		if i < len(s) && s[i] == '[' {
			csi = true
			i++
		}
	}
	if csi {
		for i < len(s) && s[i] >= 0x20 && s[i] <= 0x3f {
			i++
		}
		if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7e {
			i++
		}
		return i
	}
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
		i++
	}
	if i < len(s) && s[i] >= 0x30 && s[i] <= 0x7e {
		i++
	}
	return i
}

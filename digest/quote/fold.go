package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lower returns s as names and words are compared: in lower case, letters
// without their diacritics and apostrophes straight, since an article may write
// Erdoğan and Erdogan, O’Roe and O'Roe.
func lower(s string) string {
	s = strings.ToLower(s)
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	if i == len(s) {
		return s
	}
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(undecomposed.Replace(s))))
}

// undecomposed are the letters whose strokes Unicode takes for part of them, and the apostrophe.
var undecomposed = strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ð", "d", "’", "'")

package source

import (
	"strings"
	"unicode"
)

// bareWords is s in lower case, its letters and digits alone, a blank between words.
func bareWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

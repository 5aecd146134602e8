package source

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var marks = []struct {
	mark  string
	coded encoding.Encoding // nil: UTF-8
}{
	{"\xef\xbb\xbf", nil},
	{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

// byMark decodes what begins with a byte order mark, or is UTF-16 or UTF-32
// without one, as the place of its zero bytes tells.
func byMark(b []byte) (string, bool) {
	for _, m := range marks {
		rest, ok := bytes.CutPrefix(b, []byte(m.mark))
		switch {
		case !ok:
		case m.coded != nil:
			return decode(m.coded, rest), true
		case utf8.Valid(rest):
			return string(rest), true
		}
	}
	if coded := zeroPlaces(b); coded != nil {
		return decode(coded, b), true
	}
	return "", false
}

// zeroPlaces recognises text of ASCII letters in units of two or four bytes.
func zeroPlaces(b []byte) encoding.Encoding {
	b = b[:min(len(b), 1024)&^3]
	var zero [4]int
	for i, c := range b {
		if c == 0 {
			zero[i%4]++
		}
	}
	n := len(b) / 4
	most, few := (n*8+9)/10, n/10
	is := func(pattern string) bool {
		for i, p := range pattern {
			if p == '0' && zero[i] < most || p == 'x' && zero[i] > few {
				return false
			}
		}
		return n > 0
	}
	switch {
	case is("x000"):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case is("000x"):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case is("x0x0"):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case is("0x0x"):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// decode never fails: what cannot be decoded becomes U+FFFD.
func decode(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}

// mostlyUTF8 reports UTF-8 with a few broken places, as a cut-off or a wrongly
// pasted passage leaves.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		b = b[size:]
	}
	return good > 10*bad
}

// utf8Page is a page in UTF-8, whatever it was in.
func utf8Page(b []byte, contentType string) string {
	if s, ok := byMark(b); ok {
		return s
	}
	if utf8.Valid(b) {
		return string(b)
	}
	if mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	coded, _, _ := charset.DetermineEncoding(b[:min(len(b), 4096)], contentType)
	return decode(coded, b)
}

var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*\?>`)
var xmlEncoding = regexp.MustCompile(`encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// utf8Feed is a feed in UTF-8, without its XML declaration, which would say
// otherwise, and without the characters that XML forbids.
func utf8Feed(b []byte, contentType string) string {
	s, ok := byMark(b)
	switch {
	case ok:
	case utf8.Valid(b):
		s = string(b)
	case mostlyUTF8(b):
		s = strings.ToValidUTF8(string(b), "\ufffd")
	default:
		declared := xmlDeclaration.Find(b[:min(len(b), 1024)])
		if name := xmlEncoding.FindSubmatch(declared); name != nil {
			if coded, _ := charset.Lookup(string(name[1])); coded != nil {
				s = decode(coded, b)
				break
			}
		}
		coded, _, _ := charset.DetermineEncoding(b[:min(len(b), 1024)], contentType)
		s = decode(coded, b)
	}
	s = strings.TrimSpace(s)
	s = s[len(xmlDeclaration.FindString(s)):]
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

// utf8Text is a plain text in UTF-8; what is in UTF-8 is not touched. ok is
// false where its letters cannot be told.
func utf8Text(b []byte) (text string, ok bool) {
	if s, ok := byMark(b); ok {
		return s, true
	}
	if utf8.Valid(b) {
		return string(b), true
	}
	if mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\ufffd"), true
	}
	high := 0
	for _, c := range b {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	// In western languages few letters have accents. More of them means another alphabet, of which nothing tells which.
	coded, _ := charset.Lookup("windows-1252")
	return decode(coded, b), high*5 <= len(b)
}

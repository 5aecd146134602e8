package render

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// webURL is address where it is one that a reader may be sent to: absolute,
// http or https, without a user name that could pass for the host. Else it is empty.
func webURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.String()
}

// A fragment of more words than this names its first and last few only: a long
// address breaks in mails, and a changed word in the middle of the page loses nothing.
const (
	fragmentWords = 12
	fragmentEdge  = 5
)

// FragmentURL is the address that opens page at words and marks them there, as
// the WICG's Scroll To Text Fragment draft defines it:
// https://wicg.github.io/scroll-to-text-fragment/. It is empty where page is
// no web address, and page itself where words holds no words.
func FragmentURL(page, words string) string {
	page = webURL(page)
	if page == "" {
		return ""
	}
	words = strings.Join(strings.Fields(strings.ToValidUTF8(words, " ")), " ")
	spans := text.Words(words)
	if len(spans) == 0 {
		return page
	}
	directive := encodeFragment(words)
	if len(spans) > fragmentWords {
		head := words[:spans[fragmentEdge-1].End]
		tail := words[spans[len(spans)-fragmentEdge].Start:]
		directive = encodeFragment(head) + "," + encodeFragment(tail)
	}
	join := ":~:text="
	if !strings.Contains(page, "#") {
		join = "#" + join
	} else if strings.Contains(page, ":~:") {
		join = "&text="
	}
	return page + join + directive
}

// encodeFragment escapes all but letters, digits and the marks that mean
// nothing in a text directive; "-", "," and "&" do mean something there.
func encodeFragment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c < utf8.RuneSelf && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '~') {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

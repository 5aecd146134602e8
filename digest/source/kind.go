package source

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
)

// looksLike names what b is where it is no text, in words: "a PDF". "" means
// that it may be text.
func looksLike(b []byte) string {
	head := b[:min(len(b), 512)]
	switch {
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return "a rich-text document"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if bytes.Contains(head, []byte("[Content_Types]")) || bytes.Contains(head, []byte("word/")) {
			return "a Word document"
		}
		if bytes.Contains(head, []byte("mimetypeapplication/epub")) {
			return "an e-book"
		}
		return "a ZIP archive or an office document"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "an old office document"
	case bytes.HasPrefix(head, []byte("\x7fELF")), bytes.HasPrefix(head, []byte("MZ\x90")):
		return "a program"
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch major, minor, _ := strings.Cut(kind, "/"); {
	case minor == "pdf":
		return "a PDF"
	case major == "image":
		return "an image"
	case major == "audio":
		return "a sound"
	case major == "video":
		return "a video"
	case major == "font":
		return "a font"
	case minor == "x-gzip", minor == "x-rar-compressed", minor == "zip":
		return "an archive"
	}
	if _, ok := byMark(b); ok {
		return ""
	}
	controls := 0
	for _, c := range b {
		if c == 0 {
			return "binary data"
		}
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1b {
			controls++
		}
	}
	if controls*50 > len(b) {
		return "binary data"
	}
	return ""
}

// feedStart is how XML begins that is a feed, behind comments and the like.
var feedStart = regexp.MustCompile(`(?is)^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<(?:rss|feed|rdf:rdf|(?:\w+:)?feed)[\s>]`)

// isFeed reports whether s, in UTF-8, is a feed.
func isFeed(s, contentType string) bool {
	head := s[:min(len(s), 4096)]
	if feedStart.MatchString(head) {
		return true
	}
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json":
		return true
	}
	return strings.HasPrefix(strings.TrimSpace(head), "{") && strings.Contains(head, "jsonfeed.org/version")
}

var htmlStart = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*\?>\s*|<!--(?s:.*?)-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]`)

// isHTML reports whether s begins like a page.
func isHTML(s string) bool { return htmlStart.MatchString(s[:min(len(s), 4096)]) }

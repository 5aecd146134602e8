package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"newsdigest/digest/article"
)

const headerLine = "---"

var headerKeys = []string{"title", "outlet", "url", "published", "byline", "language"}

// keyLine is how the second line looks of a text that begins with a header, and not with a ruled line.
var keyLine = regexp.MustCompile(`^([A-Za-z][A-Za-z_ -]{0,30}):(?:\s|$)`)

// parseHeader cuts the header block from text and reads it; without one, all
// of text is the article's. The text behind the block is not touched.
func parseHeader(name, text string) (article.Article, error) {
	first, rest := cutLine(text)
	second, _ := cutLine(rest)
	if first != headerLine || !keyLine.MatchString(second) {
		return article.Article{Text: text}, nil
	}
	var a article.Article
	var seen []string
	wrong := func(line int, format string, args ...any) (article.Article, error) {
		return article.Article{}, &Error{Subject: fmt.Sprintf("%s:%d", name, line), Reason: Malformed, Err: fmt.Errorf(format, args...)}
	}
	for n := 2; ; n++ {
		if rest == "" {
			return wrong(1, "the header that begins here has no end: write a line of three hyphens under it")
		}
		var line string
		line, rest = cutLine(rest)
		switch {
		case line == headerLine:
			a.Text = rest
			return a, nil
		case strings.TrimSpace(line) == "":
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		key, value = strings.TrimSpace(key), unquote(clean(value))
		switch {
		case !ok:
			return wrong(n, "not a line of a header: write a key, a colon and its value, or end the header by a line of three hyphens")
		case !slices.Contains(headerKeys, key):
			return wrong(n, "the header has an unknown key %q: there are %s", key, strings.Join(headerKeys, ", "))
		case slices.Contains(seen, key):
			return wrong(n, "the header has %q twice", key)
		}
		seen = append(seen, key)
		if err := setHeader(&a, key, value); err != nil {
			return wrong(n, "%w", err)
		}
	}
}

func setHeader(a *article.Article, key, value string) error {
	if value == "" {
		return nil
	}
	switch key {
	case "title":
		a.Title = value
	case "outlet":
		a.Outlet = value
	case "url":
		if _, err := parseAddress(value); err != nil {
			return fmt.Errorf("url: %w", err)
		}
		a.URL = value
	case "published":
		a.Published = parseTime(value)
		if a.Published.IsZero() {
			return fmt.Errorf("published: %q is no time: write it like %s or %s", value, "2026-11-24T21:40:00Z", "2026-11-24")
		}
	case "byline":
		for name := range strings.SplitSeq(value, ",") {
			if name = strings.TrimSpace(name); name != "" {
				a.Byline = append(a.Byline, name)
			}
		}
	case "language":
		a.Language = language(value)
		if a.Language == "" {
			return fmt.Errorf("language: %q is no language: write it like en or en-GB", value)
		}
	}
	return nil
}

// cutLine returns the first line of s without its end, and what follows.
func cutLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return strings.TrimRight(line, "\r \t"), rest
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$`)

// language is a BCP 47 tag as it is usually written; "" where s is none.
func language(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	s, _, _ = strings.Cut(s, ".") // en_US.UTF-8
	if !languageTag.MatchString(s) || len(s) > 35 {
		return ""
	}
	parts := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '-' || r == '_' })
	for i, p := range parts[1:] {
		switch len(p) {
		case 2:
			parts[i+1] = strings.ToUpper(p)
		case 4:
			parts[i+1] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "-")
}

var timeLayouts = []string{
	time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", time.RFC822Z, time.RFC850, time.UnixDate, time.ANSIC,
	"2006/01/02 15:04:05", "2006/01/02", "20060102", "20060102T150405Z0700", "January 2, 2006 3:04 PM", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
}

// parseTime reads the ways in which pages write a time; one without a zone is
// taken as UTC. Zero: s is no time, or one of no article.
func parseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			if y := t.UTC().Year(); y < 1500 || y > 2200 {
				return time.Time{}
			}
			return t.UTC()
		}
	}
	return time.Time{}
}

package config

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A stretch is part of a line, in characters from 0, half-open.
type stretch struct{ start, end int }

func within(spans []stretch, i int) bool {
	for _, s := range spans {
		if s.start <= i && i < s.end {
			return true
		}
	}
	return false
}

// toEnd is the end of a stretch that runs to the end of its line.
const toEnd = maxSize

var (
	// shapes are secrets known by their look, wherever they stand: Slack's
	// tokens, Discord's, and the user's part of an address.
	shapes = regexp.MustCompile(`xox[a-z]-[\w.-]*|xapp-[\w.-]*|\b[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}|postgres(?:ql)?://([^\s"']*)|://([^/\s"']*)@`)
	// telling are keys whose value is a secret; the group is where it begins.
	telling = regexp.MustCompile(`(?i)[\w-]*(?:token|secret|passw|credential|api[_-]?key)[\w-]*["']?\s*:\s*(\S)`)
	// pairs are any keys of a service's part but the one that may be shown.
	pairs = regexp.MustCompile(`[\w-]+["']?\s*:\s*([^\s{])`)
	// services begins a part that holds tokens.
	services = regexp.MustCompile(`^\s*["']?(?:slack|discord)["']?\s*:\s*(\{.*)?(#.*)?$`)
	apiURL   = regexp.MustCompile(`^\W*api_url["']?\s*:`)
	// named is a value that is nothing but names in the environment.
	named     = regexp.MustCompile(`^["']?(?:\$\{[A-Za-z_]\w*\})+["']?(?:[\s,}\]]|$)`)
	onlyNamed = regexp.MustCompile(`^["']?(?:\$\{[A-Za-z_]\w*\})+["']?$`)
)

// coverUp says what of which line, counted from 1, may not be shown. known are
// secrets whose place is certain. broken: the file could not be read as YAML,
// and then what stands in the parts of Slack and Discord is taken for secret.
func coverUp(lines []string, known map[int][]stretch, broken bool) map[int][]stretch {
	out := map[int][]stretch{}
	add := func(line int, text string, start, end int) {
		out[line] = append(out[line], stretch{utf8.RuneCountInString(text[:start]), utf8.RuneCountInString(text[:end])})
	}
	for line, s := range known {
		out[line] = append(out[line], s...)
	}
	depth := -1 // the indentation of the service's key that the line is under; -1: under none
	hanging := -1
	for i, text := range lines {
		n := i + 1
		for _, m := range shapes.FindAllStringSubmatchIndex(text, -1) {
			switch {
			case m[2] >= 0:
				add(n, text, m[2], m[3])
			case m[4] >= 0:
				add(n, text, m[4], m[5])
			default:
				add(n, text, m[0], m[1])
			}
		}
		coverValues(telling, text, func(start, end int) { add(n, text, start, end) })
		if !broken {
			continue
		}
		blank := strings.TrimSpace(text) == ""
		indent := len(text) - len(strings.TrimLeft(text, " \t"))
		if !blank && indent <= hanging {
			hanging = -1
		}
		if !blank && indent <= depth && !strings.HasPrefix(strings.TrimSpace(text), "}") {
			depth = -1
		}
		switch {
		case hanging >= 0:
			add(n, text, indent, len(text))
		case services.MatchString(text):
			depth = indent
			coverValues(pairs, text, func(start, end int) { add(n, text, start, end) })
		case depth >= 0 && !apiURL.MatchString(text):
			found := false
			coverValues(pairs, text, func(start, end int) { add(n, text, start, end); found = true })
			if !found && !strings.Contains(text, "${") && strings.ContainsFunc(text, isWord) && !strings.HasSuffix(strings.TrimSpace(text), ":") {
				add(n, text, indent, len(text))
			}
		}
		if hanging < 0 && opens.MatchString(text) {
			hanging = indent
		}
	}
	return out
}

// opens is a telling key whose value stands on the lines below it.
var opens = regexp.MustCompile(`(?i)(?:token|secret|passw|credential|api[_-]?key)[\w-]*["']?\s*:\s*[|>]?[-+]?\s*$`)

func isWord(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// coverValues calls add with the bytes of each value that the key's pattern finds.
func coverValues(key *regexp.Regexp, text string, add func(start, end int)) {
	for from := 0; from < len(text); {
		m := key.FindStringSubmatchIndex(text[from:])
		if m == nil {
			return
		}
		start := from + m[2]
		rest := text[start:]
		inBraces := strings.Contains(text[:start], "{")
		if inBraces && named.MatchString(rest) || onlyNamed.MatchString(strings.TrimSpace(rest)) {
			from = start + 1
			continue
		}
		end := len(text)
		if q := rest[0]; q == '"' || q == '\'' {
			if i := strings.IndexByte(rest[1:], q); i >= 0 {
				end = start + i + 2
			}
		} else if i := strings.IndexAny(rest, ",}"); i > 0 && inBraces {
			end = start + i
		}
		add(start, end)
		from = end
	}
}

// coverShapes covers in s what looks like a secret.
func coverShapes(s string) string {
	return shapes.ReplaceAllStringFunc(s, func(m string) string {
		if i := strings.Index(m, "://"); i >= 0 && strings.HasSuffix(m, "@") {
			return m[:i] + "://•••@"
		}
		return "•••"
	})
}

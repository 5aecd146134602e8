package render

import "strings"

// Text is p for a terminal or a mail: UTF-8, no escape sequences, lines of any
// length so that no passage is broken. It ends with a line end.
func Text(p Post) string {
	lines := textLines(p)
	if url := webURL(p.URL); url != "" {
		lines = append(lines, url)
	}
	return strings.Join(lines, "\n") + "\n"
}

// textLines are the lines that there are to read; the address is not read.
func textLines(p Post) []string {
	out := []string{plain(p.Title())}
	line := func(parts ...string) { out = append(out, strings.Join(parts, "")) }
	passages := func(indent string, list []Passage) {
		for _, l := range Lines(list) {
			line(indent, "| ", joined(l, plain))
		}
	}
	if len(p.Summary) > 0 {
		line()
		line(joined(p.Summary, plain))
	}
	for i, s := range p.Quotes {
		if NewSpeaker(p.Quotes, i) {
			line()
			line(plain(s.Header()))
		}
		if l := s.Label(); l != "" {
			line(plain(l))
		}
		passages("", s.Passages)
	}
	reaction := func(r Reaction) {
		bullet := "· "
		if h := r.Header(); h != "" {
			line(bullet, plain(h))
			bullet = "  "
		}
		if r.Words != nil {
			line(bullet, plain(r.Words.Shown()))
		}
		passages("  ", r.Passages)
	}
	if len(p.Reactions) > 0 {
		line()
		line(ReactionsHeading)
	}
	for _, r := range p.Reactions {
		reaction(r)
	}
	for i, r := range p.Earlier {
		if NewWhen(p.Earlier, i) {
			line()
			line(plain(EarlierHeading(r.When)))
		}
		r.When = ""
		reaction(r)
	}
	line()
	line(plain(SourceLine(p)))
	return out
}

// AnswerText is a as Text shows a post.
func AnswerText(a Answer) string {
	var b strings.Builder
	if !a.Said {
		b.WriteString(NotSaid + "\n")
		if a.Nearest != nil {
			b.WriteString(NearestLabel + "\n| " + plain(a.Nearest.Shown()) + "\n")
		}
		return b.String()
	}
	if a.Short != "" {
		b.WriteString(plain(a.Short) + "\n")
	}
	for _, c := range a.Cited {
		b.WriteString("| " + plain(c.Shown()) + "\n")
	}
	return b.String()
}

// plain is Plain without white space around it.
func plain(s string) string { return strings.TrimSpace(Plain(s)) }

// joined shows each of list, escaped, with a blank between them.
func joined(list []Passage, escape func(string) string) string {
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = escape(p.Shown())
	}
	return strings.Join(parts, " ")
}

// Header says who speaks: "Donald Trump, U.S. President". It is not escaped.
func (s Speech) Header() string {
	if s.Who == "" {
		return Unclear
	}
	return commas(s.Who, s.Role)
}

// Label says on what and when it was said, where that is to be shown: "On
// Japan, last month". It stands below the Header, and is not escaped.
func (s Speech) Label() string {
	on := s.On
	if on != "" {
		on = "on " + on
	}
	return upperFirst(commas(on, s.When))
}

// Header says who reacts, and to what: "Ada Ruiz, a Japan expert, on Japan".
// It is not escaped, and empty where Words say all of it.
func (r Reaction) Header() string {
	on := r.On
	switch {
	case on != "" && r.Who == "":
		on = "On " + on
	case on != "":
		on = "on " + on
	}
	return commas(r.Who, r.Role, on, r.When)
}

func commas(parts ...string) string {
	var said []string
	for _, s := range parts {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, ", ")
}

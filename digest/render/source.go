package render

import (
	"fmt"
	"strings"
	"time"
)

// dateLayout is how a date is shown.
const dateLayout = "2 January 2006"

// SourceLine says where the story is from, when it was published, and how many
// of its quotes are shown: "1 source, undated · 6 of 13 quotes". It is not escaped.
func SourceLine(p Post) string {
	var parts []string
	if len(p.Sources) > 0 {
		parts = append(parts, sources(p.Sources)...)
	}
	parts = append(parts, counted(p.Shown, p.All))
	if p.More == 1 {
		parts = append(parts, "1 more reaction")
	} else if p.More > 1 {
		parts = append(parts, fmt.Sprintf("%d more reactions", p.More))
	}
	return strings.Join(parts, " · ")
}

func sources(list []Source) []string {
	var names []string
	var first, last time.Time
	for _, s := range list {
		if s.Outlet != "" {
			names = append(names, s.Outlet)
		}
		if s.Published.IsZero() {
			continue
		}
		day := s.Published.UTC()
		if first.IsZero() || day.Before(first) {
			first = day
		}
		if day.After(last) {
			last = day
		}
	}
	who := strings.Join(names, ", ")
	if rest := len(list) - len(names); rest > 0 {
		count := fmt.Sprintf("%d sources", rest)
		if rest == 1 {
			count = "1 source"
		}
		if who == "" {
			who = count
		} else {
			who += " and " + count
		}
	}
	from, to := first.Format(dateLayout), last.Format(dateLayout)
	switch {
	case first.IsZero() && len(names) == 0:
		return []string{who + ", undated"}
	case first.IsZero():
		return []string{who, "undated"}
	case from == to:
		return []string{who, from}
	}
	return []string{who, from + " to " + to}
}

func counted(shown, all int) string {
	switch {
	case all == 0:
		return "no quotes"
	case all == 1 && shown == 1:
		return "1 quote"
	case all == 2 && shown == 2:
		return "both quotes"
	case shown == all:
		return fmt.Sprintf("all %d quotes", all)
	case all == 1:
		return "0 of 1 quote"
	}
	return fmt.Sprintf("%d of %d quotes", shown, all)
}

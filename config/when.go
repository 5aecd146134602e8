package config

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// A field is one of a schedule's five.
type field struct {
	name  string
	parse cron.ParseOption
	rules string
}

var fields = []field{
	{"minute", cron.Minute, "Minutes go from 0 to 59."},
	{"hour", cron.Hour, "Hours go from 0 to 23."},
	{"day of the month", cron.Dom, "Days of the month go from 1 to 31."},
	{"month", cron.Month, "Months go from 1 to 12, or jan to dec."},
	{"day of the week", cron.Dow, "Days of the week go from 0, Sunday, to 6, Saturday, or sun to sat."},
}

var descriptors = []string{"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}

const scheduleExample = `Minute, hour, day of the month, month, day of the week: "0 8 * * 1-5" is at 8:00 from Monday to Friday.`

// schedule checks five cron fields or a descriptor.
func (r *reader) schedule(v value) (string, bool) {
	problem, fix := wrongSchedule(v.text)
	if problem == "" {
		return v.text, true
	}
	if v.foreign { // what is wrong with it would tell what it is
		problem, fix = fmt.Sprintf("schedule: what %s stands for is no schedule", v.shown()), scheduleExample
	}
	r.fail(v.at, problem, fix)
	return "", false
}

// wrongSchedule says what is wrong with s; empty: nothing.
func wrongSchedule(s string) (problem, fix string) {
	parts := strings.Fields(s)
	clock, clockErr := time.Parse("15:04", s)
	switch {
	case strings.HasPrefix(s, "TZ=") || strings.HasPrefix(s, "CRON_TZ="):
		return "schedule has a time zone in it", "It has a key of its own, as in timezone: Europe/Brussels"
	case strings.HasPrefix(s, "@every"):
		d, err := time.ParseDuration(strings.TrimPrefix(s, "@every "))
		if err != nil || d <= 0 {
			return "schedule: @every wants a length of time", `As in schedule: "@every 1h30m"`
		}
	case strings.HasPrefix(s, "@"):
		if _, err := cron.ParseStandard(s); err != nil {
			fix = "There are " + strings.Join(descriptors, ", ") + " and @every 1h30m."
			if near := nearest(s, descriptors); near != "" {
				fix = fmt.Sprintf("Did you mean %q?", near)
			}
			return "schedule: there is no " + quoted(s), fix
		}
	case clockErr == nil:
		return "schedule is a time of day and not a schedule", fmt.Sprintf(`Write schedule: "%d %d * * *" for each day at %s.`, clock.Minute(), clock.Hour(), clock.Format("15:04"))
	case len(parts) == 6:
		return "schedule has six fields where five are wanted; seconds are not among them", fmt.Sprintf("Write schedule: %s", quoted(strings.Join(parts[1:], " ")))
	case len(parts) != len(fields):
		return fmt.Sprintf("schedule has %d %s where five are wanted", len(parts), plural("field", len(parts))), scheduleExample
	}
	if !strings.HasPrefix(s, "@") {
		for i, f := range fields {
			_, err := cron.NewParser(f.parse).Parse(parts[i])
			if err != nil || strings.HasPrefix(parts[i], ",") || strings.HasSuffix(parts[i], ",") || strings.Contains(parts[i], ",,") {
				fix := f.rules + " " + `* is each, 1,3 is both, 1-5 is from 1 to 5, */2 is every other.`
				if f.parse == cron.Dow && strings.Contains(parts[i], "7") {
					fix = "Sunday is 0 here, not 7."
				}
				return fmt.Sprintf("schedule: %s is no %s", quoted(parts[i]), f.name), fix
			}
		}
	}
	c, err := cron.ParseStandard(s)
	if err != nil {
		return "schedule cannot be read", scheduleExample
	}
	if c.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return "schedule names a day that never comes", scheduleExample
	}
	return "", ""
}

func plural(word string, n int) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// zones is every name of the IANA time zone database, one a line.
//
//go:embed zones.txt
var zones string

// short is where a well-known abbreviation is most used.
var short = map[string]string{
	"PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "EDT": "America/New_York",
	"CDT": "America/Chicago", "MDT": "America/Denver", "BST": "Europe/London", "CEST": "Europe/Berlin",
	"JST": "Asia/Tokyo", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
}

// timezone checks an IANA name.
func (r *reader) timezone(v value) (string, bool) {
	if _, err := time.LoadLocation(v.text); err == nil && v.text != "Local" {
		return v.text, true
	}
	fix := "As in timezone: Europe/Brussels. Names are of a continent and a city."
	near := nearZone(v.text)
	switch {
	case v.foreign:
	case v.text == "Local":
		fix = "Name it: the machine's own may change under it. As in timezone: Europe/Brussels"
	case near != "":
		fix = "Did you mean " + near + "?"
	case strings.ContainsAny(v.text, "+0123456789"):
		fix = "Name a city in it, as in timezone: Europe/Brussels: its clocks know of summer time."
	}
	r.fail(v.at, "there is no time zone "+v.shown(), fix)
	return "", false
}

// nearZone is the zone most likely meant by s; empty: none.
func nearZone(s string) string {
	if z := short[strings.ToUpper(s)]; z != "" {
		return z
	}
	s = strings.ToLower(strings.Join(strings.Fields(s), "_"))
	if s == "" || strings.ContainsAny(s, "+0123456789") {
		return ""
	}
	names := strings.Fields(zones)
	cities := make([]string, len(names))
	for i, n := range names {
		if strings.ToLower(n) == s {
			return n
		}
		cities[i] = n[strings.LastIndexByte(n, '/')+1:]
	}
	for i, c := range cities {
		if strings.ToLower(c) == s[strings.LastIndexByte(s, '/')+1:] {
			return names[i]
		}
	}
	if near := nearest(s, names); near != "" {
		return near
	}
	if near := nearest(s, cities); near != "" {
		for i, c := range cities {
			if c == near {
				return names[i]
			}
		}
	}
	return ""
}

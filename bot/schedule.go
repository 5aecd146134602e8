package bot

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// A Schedule is when a channel's editions are due: a cron expression of five
// fields, or a descriptor as "@daily", read on the clocks of an IANA time zone.
//
// Where the expression fixes the hours, each local date and time it names is
// due once, whatever the clocks do: a time that a clock change leaves out is
// due right after the gap, one that comes twice is due the first time. A date
// that a zone left out whole has none. "*/30" and "@every" follow the clock.
type Schedule struct {
	Expr string
	Zone string // empty: UTC
}

// A Slot names one due time of a schedule for good: "2026-03-08T08:00" on the
// schedule's own clocks where the hours are fixed, else the time in UTC.
type Slot string

// A Due is a slot and when it comes.
type Due struct {
	Slot Slot
	At   time.Time // in the schedule's zone
}

// ErrNever: a schedule names no time that ever comes, as 30 February.
var ErrNever = errors.New("no such time ever comes")

const (
	wallLayout  = "2006-01-02T15:04"
	clockLayout = time.RFC3339
)

// Next returns the first due time after the given one.
func (s Schedule) Next(after time.Time) (time.Time, error) {
	d, err := s.First(after)
	return d.At, err
}

// First is the first due after that time.
func (s Schedule) First(after time.Time) (Due, error) {
	c, err := s.compile()
	if err != nil {
		return Due{}, err
	}
	return c.first(after)
}

func (c compiled) first(after time.Time) (Due, error) {
	if c.wall == nil {
		return c.follow(after)
	}
	// A slot inside a gap comes later than its name says, by a day at most.
	for wall := asWall(after.In(c.loc)).Add(-24 * time.Hour); ; {
		d, next, err := c.afterWall(wall)
		if err != nil || d.At.After(after) {
			return d, err
		}
		wall = next
	}
}

// After is the due that follows the one with that slot.
func (s Schedule) After(slot Slot) (Due, error) {
	c, err := s.compile()
	if err != nil {
		return Due{}, err
	}
	return c.after(slot)
}

func (c compiled) after(slot Slot) (Due, error) {
	if c.wall == nil {
		at, err := time.Parse(clockLayout, string(slot))
		if err != nil {
			return Due{}, fmt.Errorf("slot %q: %w", slot, err)
		}
		return c.follow(at)
	}
	wall, err := time.Parse(wallLayout, string(slot))
	if err != nil {
		return Due{}, fmt.Errorf("slot %q: %w", slot, err)
	}
	d, _, err := c.afterWall(wall)
	return d, err
}

// compiled is a schedule that was read. wall is set where the hours are fixed:
// it counts on clocks that never change, which are those of UTC.
type compiled struct {
	clock cron.Schedule
	wall  cron.Schedule
	loc   *time.Location
}

func (s Schedule) compile() (compiled, error) {
	zone := s.Zone
	if zone == "" {
		zone = "UTC"
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return compiled{}, fmt.Errorf("time zone %q: %w", zone, err)
	}
	if strings.Contains(s.Expr, "TZ=") {
		return compiled{}, errors.New("the time zone has a place of its own")
	}
	clock, err := cron.ParseStandard(s.Expr)
	if err != nil {
		return compiled{}, fmt.Errorf("in %s: %w", zone, err)
	}
	c := compiled{clock: clock, loc: loc}
	spec, ok := clock.(*cron.SpecSchedule)
	if !ok {
		return c, nil // "@every", which knows no zone
	}
	spec.Location = loc
	// The parser marks a field that is "*" by its highest bit.
	const star = 1 << 63
	if spec.Hour&star == 0 {
		wall := *spec
		wall.Location = time.UTC
		c.wall = &wall
	}
	return c, nil
}

func (c compiled) follow(after time.Time) (Due, error) {
	at := c.clock.Next(after.In(c.loc))
	if at.IsZero() {
		return Due{}, ErrNever
	}
	return Due{Slot: Slot(at.UTC().Format(clockLayout)), At: at}, nil
}

func (c compiled) afterWall(wall time.Time) (Due, time.Time, error) {
	for {
		wall = c.wall.Next(wall)
		if wall.IsZero() {
			return Due{}, wall, ErrNever
		}
		if date := wall.Truncate(24 * time.Hour); instant(date, c.loc).Equal(instant(date.Add(24*time.Hour), c.loc)) {
			continue
		}
		return Due{Slot: Slot(wall.Format(wallLayout)), At: instant(wall, c.loc)}, wall, nil
	}
}

// asWall is what t's clock shows, as a time of UTC.
func asWall(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// instant is when loc's clocks show wall: the first time where they show it
// twice, the end of the gap where they never do.
func instant(wall time.Time, loc *time.Location) time.Time {
	guess := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, loc)
	start, end := guess.ZoneBounds()
	first := time.Time{}
	for _, near := range []time.Time{start.Add(-time.Nanosecond), guess, end} {
		_, offset := near.In(loc).Zone()
		t := wall.Add(-time.Duration(offset) * time.Second).In(loc)
		if asWall(t).Equal(wall) && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	switch {
	case !first.IsZero():
		return first
	case asWall(guess).After(wall):
		return start.In(loc)
	default:
		return end.In(loc)
	}
}

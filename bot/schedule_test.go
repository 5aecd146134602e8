package bot

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func at(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func compile(t *testing.T, s Schedule) compiled {
	t.Helper()
	c, err := s.compile()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestScheduleAroundClockChanges(t *testing.T) {
	for _, c := range []struct {
		name, expr, zone, after string
		want                    []string // slot and, in UTC, time
	}{
		{"no change", "0 8 * * 1-5", "Europe/Brussels", "2026-11-20T12:00:00Z",
			[]string{"2026-11-23T08:00 2026-11-23T07:00:00Z", "2026-11-24T08:00 2026-11-24T07:00:00Z"}},
		{"a time that does not exist comes right after the gap", "30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T02:30 2026-03-08T07:00:00Z", "2026-03-09T02:30 2026-03-09T06:30:00Z"}},
		{"a time that comes twice comes once", "30 1 * * *", "America/New_York", "2026-10-31T12:00:00Z",
			[]string{"2026-11-01T01:30 2026-11-01T05:30:00Z", "2026-11-02T01:30 2026-11-02T06:30:00Z"}},
		{"two slots in one gap stay two", "0,30 2 * * *", "America/New_York", "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T02:00 2026-03-08T07:00:00Z", "2026-03-08T02:30 2026-03-08T07:00:00Z", "2026-03-09T02:00 2026-03-09T06:00:00Z"}},
		{"a gap at midnight", "@daily", "Africa/Cairo", "2026-04-23T12:00:00Z",
			[]string{"2026-04-24T00:00 2026-04-23T22:00:00Z", "2026-04-25T00:00 2026-04-24T21:00:00Z"}},
		{"half an hour of change", "15 2 * * *", "Australia/Lord_Howe", "2026-10-02T20:00:00Z",
			[]string{"2026-10-04T02:15 2026-10-03T15:30:00Z", "2026-10-05T02:15 2026-10-04T15:15:00Z"}},
		{"a date that the zone left out", "0 8 * * *", "Pacific/Apia", "2011-12-28T20:00:00Z",
			[]string{"2011-12-29T08:00 2011-12-29T18:00:00Z", "2011-12-31T08:00 2011-12-30T18:00:00Z"}},
		{"the clock is followed through a gap", "*/30 * * * *", "America/New_York", "2026-03-08T06:15:00Z",
			[]string{"2026-03-08T06:30:00Z 2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z 2026-03-08T07:00:00Z"}},
		{"the clock is followed through the hour that comes twice", "0 * * * *", "America/New_York", "2026-11-01T04:30:00Z",
			[]string{"2026-11-01T05:00:00Z 2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z 2026-11-01T06:00:00Z", "2026-11-01T07:00:00Z 2026-11-01T07:00:00Z"}},
		{"every", "@every 90m", "Asia/Kathmandu", "2026-01-01T00:00:00Z",
			[]string{"2026-01-01T01:30:00Z 2026-01-01T01:30:00Z", "2026-01-01T03:00:00Z 2026-01-01T03:00:00Z"}},
		{"no zone is UTC", "0 8 29 2 *", "", "2026-01-01T00:00:00Z",
			[]string{"2028-02-29T08:00 2028-02-29T08:00:00Z"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Schedule{Expr: c.expr, Zone: c.zone}
			d, err := s.First(at(t, c.after))
			var got []string
			for i := 0; err == nil && i < len(c.want); i++ {
				got = append(got, fmt.Sprintf("%s %s", d.Slot, d.At.UTC().Format(time.RFC3339)))
				d, err = s.After(d.Slot)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%q in %s after %s (-want +got, then %v):\n%s", c.expr, c.zone, c.after, err, diff)
			}
		})
	}
}

func TestScheduleErrors(t *testing.T) {
	for _, s := range []Schedule{{"every day", "UTC"}, {"0 8 * * *", "Mars/Olympus"}, {"61 8 * * *", "UTC"}, {"TZ=UTC 0 8 * * *", "UTC"}} {
		if d, err := s.First(time.Unix(0, 0)); err == nil {
			t.Errorf("%+v is first due at %v, want an error", s, d)
		}
	}
	if _, err := (Schedule{"0 8 30 2 *", "UTC"}).First(time.Unix(0, 0)); !errors.Is(err, ErrNever) {
		t.Errorf("30 February: %v, want %v", err, ErrNever)
	}
}

// zones have the odder clock changes of the last years.
var zones = []string{
	"UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia",
	"Africa/Cairo", "America/Nuuk", "Asia/Beirut", "Pacific/Chatham", "Asia/Gaza", "America/Santiago", "Europe/Brussels", "America/Havana",
}

// In a year of ticks that come a little irregularly, each local date has one
// edition for each of the schedule's times, and none is late or missed.
func TestYearHasOneEditionForEachDateAndTime(t *testing.T) {
	for year, zones := range map[int][]string{2026: zones, 2011: {"Pacific/Apia", "Africa/Cairo"}} {
		for _, zone := range zones {
			loc, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			c := Channel{ID: "test:c", Schedule: Schedule{Expr: "0,30 0,2,8,23 * * *", Zone: zone}}
			now := time.Date(year, 1, 1, 12, 0, 0, 0, loc)
			schedule := compile(t, c.Schedule)
			a, err := begin(c, schedule, true, now)
			if err != nil {
				t.Fatal(err)
			}
			want := map[Slot]bool{}
			end := time.Date(year+1, 1, 1, 12, 0, 0, 0, loc)
			for t := now; t.Before(end); t = t.Add(6 * time.Hour) {
				for _, hhmm := range []string{"00:00", "00:30", "02:00", "02:30", "08:00", "08:30", "23:00", "23:30"} {
					want[Slot(t.In(loc).Format("2006-01-02")+"T"+hhmm)] = true
				}
			}
			got := map[Slot]int{}
			missed := 0
			cursor := a.cursor
			for i := 0; now.Before(end); i++ {
				a, err := due(c, schedule, cursor, 6*time.Hour, now)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range a.editions {
					got[e.Slot]++
					if late := now.Sub(e.Due); late > 15*time.Minute || late < 0 {
						t.Errorf("%s: %s is due at %v and came at %v", zone, e.Slot, e.Due, now)
					}
					if e.State == EditionMissed {
						missed++
					}
				}
				cursor = a.cursor
				now = now.Add(time.Duration(7+i%7) * time.Minute)
			}
			for s, n := range got {
				if n != 1 || !want[s] {
					t.Errorf("%s: %d editions of %s, of a real date: %v", zone, n, s, want[s])
				}
				delete(want, s)
			}
			for s := range want {
				date, first, last := string(s)[:10], fmt.Sprintf("%d-01-01", year), fmt.Sprintf("%d-01-01", year+1)
				if date != first && date != last {
					t.Errorf("%s: no edition of %s", zone, s)
				}
			}
			// Two slots in one gap are due together: the second makes up for the first.
			if missed > 2 {
				t.Errorf("%s in %d: %d missed", zone, year, missed)
			}
		}
	}
}

func TestDueAfterTimeOff(t *testing.T) {
	c := Channel{ID: "test:c", Schedule: Schedule{Expr: "0 */4 * * *", Zone: "UTC"}}
	first, err := c.Schedule.After("2026-03-01T00:00")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, now string
		want      []string
		next      Slot
	}{
		{"not yet", "2026-03-01T03:59:59Z", nil, "2026-03-01T04:00"},
		{"due", "2026-03-01T04:00:00Z", []string{"2026-03-01T04:00 due"}, "2026-03-01T08:00"},
		{"late", "2026-03-01T07:00:00Z", []string{"2026-03-01T04:00 due"}, "2026-03-01T08:00"},
		{"one catch-up", "2026-03-01T16:30:00Z",
			[]string{"2026-03-01T04:00 missed", "2026-03-01T08:00 missed", "2026-03-01T12:00 missed", "2026-03-01T16:00 due"}, "2026-03-01T20:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a, err := due(c, compile(t, c.Schedule), Cursor{c.Schedule, first}, 6*time.Hour, at(t, tc.now))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range a.editions {
				got = append(got, fmt.Sprint(e.Slot, " ", e.State))
				if (e.State == EditionMissed) != (e.Reason != "") {
					t.Errorf("%s is %s with the reason %q", e.Slot, e.State, e.Reason)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || a.cursor.Next.Slot != tc.next {
				t.Errorf("at %s, next %s, want %s; editions (-want +got):\n%s", tc.now, a.cursor.Next.Slot, tc.next, diff)
			}
		})
	}

	t.Run("beyond grace", func(t *testing.T) {
		daily := Channel{ID: "test:c", Schedule: Schedule{Expr: "0 8 * * *", Zone: "UTC"}}
		first, err := daily.Schedule.After("2025-01-01T08:00")
		if err != nil {
			t.Fatal(err)
		}
		a, err := due(daily, compile(t, daily.Schedule), Cursor{daily.Schedule, first}, 6*time.Hour, at(t, "2026-03-01T14:00:01Z"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range a.editions {
			if e.State != EditionMissed {
				t.Errorf("%s is %s", e.Slot, e.State)
			}
		}
		if len(a.editions) > maxMissed+1 || a.unkept+len(a.editions) != 424 {
			t.Errorf("%d kept and %d not, want 424 together", len(a.editions), a.unkept)
		}
	})
}

func TestBegin(t *testing.T) {
	now := at(t, "2026-03-01T09:00:00Z")
	for _, tc := range []struct {
		atOnce, fresh bool
		want          int
	}{{true, true, 1}, {true, false, 0}, {false, true, 0}} {
		c := Channel{ID: "test:c", Schedule: Schedule{Expr: "0 8 * * *"}, AtOnce: tc.atOnce}
		a, err := begin(c, compile(t, c.Schedule), tc.fresh, now)
		if err != nil || len(a.editions) != tc.want || a.cursor.Next.Slot != "2026-03-02T08:00" {
			t.Errorf("begin(at once %v, fresh %v) = %+v, %v; want %d editions", tc.atOnce, tc.fresh, a, err, tc.want)
		}
	}
}

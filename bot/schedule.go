package bot

import (
	"fmt"
	"time"

	"github.com/robfig/cron/v3"
)

// A Schedule is when a channel's editions are due: a cron expression of five
// fields, or a descriptor as "@daily", read on the clocks of an IANA time zone.
type Schedule struct {
	Expr string
	Zone string
}

// Next returns the first due time after the given one.
func (s Schedule) Next(after time.Time) (time.Time, error) {
	spec, err := cron.ParseStandard("CRON_TZ=" + s.Zone + " " + s.Expr)
	if err != nil {
		return time.Time{}, fmt.Errorf("schedule %q in %s: %w", s.Expr, s.Zone, err)
	}
	return spec.Next(after), nil
}

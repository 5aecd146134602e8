package slack

import "time"

// SetApart sets what is between the openings of two links.
func SetApart(p *Platform, d time.Duration) { p.apart = d }

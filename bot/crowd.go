package bot

import (
	"sync"
	"time"
)

const (
	usualPerMinute = 10
	maxCrowd       = 10000 // people who are remembered
)

// A crowd counts what each person asked in the last minute, in this process.
type crowd struct {
	limit  int // zero: usualPerMinute
	mu     sync.Mutex
	people map[string][]request // oldest first
}

type request struct {
	name string
	at   time.Time
}

// admit counts one request. The same one, by its name, counts once. A person
// without a name is not counted.
func (c *crowd) admit(platform, person, name string, now time.Time) error {
	if person == "" {
		return nil
	}
	limit := c.limit
	if limit <= 0 {
		limit = usualPerMinute
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	who := platform + ":" + person
	old := now.Add(-time.Minute)
	var last []request
	for _, r := range c.people[who] {
		if r.name == name && name != "" {
			return nil
		}
		if r.at.After(old) {
			last = append(last, r)
		}
	}
	if len(last) >= limit {
		c.people[who] = last
		return &BusyError{Limit: limit, Wait: last[len(last)-limit].at.Sub(old)}
	}
	if c.people == nil {
		c.people = map[string][]request{}
	}
	if len(c.people) >= maxCrowd {
		for p, list := range c.people {
			if !list[len(list)-1].at.After(old) {
				delete(c.people, p)
			}
		}
	}
	if len(c.people) >= maxCrowd {
		return &BusyError{Limit: limit, Wait: time.Minute} // so many at once are no people
	}
	c.people[who] = append(last, request{name, now})
	return nil
}

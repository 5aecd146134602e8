package bot

import (
	"slices"
	"sync"
	"time"
)

const (
	usualPerMinute = 10
	questionTime   = 10 * time.Minute // in which Rules.Questions may be asked
	maxCrowd       = 10000            // people who are remembered
)

// A crowd counts what each person asked lately, in this process.
type crowd struct {
	limit     int            // of everything in a minute; zero: usualPerMinute
	questions map[string]int // as Rules.Questions
	mu        sync.Mutex
	people    map[string][]request // oldest first
}

type request struct {
	name     string
	at       time.Time
	question bool
}

// admit counts one request, a question or anything else. The same one, by its
// name, counts once. A person without a name is not counted.
func (c *crowd) admit(platform, person, name string, question bool, now time.Time) error {
	if person == "" {
		return nil
	}
	limit := c.limit
	if limit <= 0 {
		limit = usualPerMinute
	}
	old := now.Add(-time.Minute)
	most := c.questions[platform]
	kept := old
	if most > 0 {
		kept = now.Add(-questionTime)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	who := platform + ":" + person
	if name != "" && slices.ContainsFunc(c.people[who], func(r request) bool { return r.name == name && r.at.After(kept) }) {
		return nil
	}
	var all, last, asked []request
	for _, r := range c.people[who] {
		recent := r.at.After(old)
		if recent {
			last = append(last, r)
		}
		if r.question && r.at.After(kept) {
			asked = append(asked, r)
		}
		if recent || r.question && r.at.After(kept) {
			all = append(all, r)
		}
	}
	switch {
	case len(last) >= limit:
		c.people[who] = all
		return &BusyError{Limit: limit, Per: time.Minute, Wait: last[len(last)-limit].at.Sub(old)}
	case question && most > 0 && len(asked) >= most:
		c.people[who] = all
		return &BusyError{Limit: most, Per: questionTime, Wait: asked[len(asked)-most].at.Sub(kept)}
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
		return &BusyError{Limit: limit, Per: time.Minute, Wait: time.Minute} // so many at once are no people
	}
	c.people[who] = append(all, request{name, now, question})
	return nil
}

package bot

import (
	"context"
	"slices"
	"time"
)

const (
	usualPerMinute = 10
	questionTime   = 10 * time.Minute // in which Rules.Questions may be asked
)

// A Request is one thing that a person asked: a question, or anything else.
type Request struct {
	Person   string // the platform, a colon, and its name for them
	Name     string // of the question; empty: it has none
	Question bool
	At       time.Time
}

// admit counts a request of a person, over all replicas, and keeps q where that
// is not nil. The same question counts once. A person without a name is not
// counted. A *BusyError: they ask too much.
func (b *Bot) admit(ctx context.Context, platform, person string, question bool, q *Question) error {
	if person == "" && q == nil {
		return nil
	}
	if person == "" {
		return b.store.AddQuestion(ctx, *q)
	}
	r := Request{Person: platform + ":" + person, Question: question, At: b.now()}
	if q != nil {
		r.Name = string(q.ID)
	}
	return b.store.Admit(ctx, r, r.At.Add(-questionTime), q, func(earlier []Request) (bool, error) {
		return b.rules.admits(earlier, r, b.rules.Questions[platform])
	})
}

// admits decides about a request after the earlier ones of the same person,
// oldest first. most is how many questions they may ask in ten minutes; zero:
// as many as PerMinute lets. keep: it counts from now on.
func (r Rules) admits(earlier []Request, now Request, most int) (keep bool, busy error) {
	limit := r.PerMinute
	if limit <= 0 {
		limit = usualPerMinute
	}
	if now.Name != "" && slices.ContainsFunc(earlier, func(e Request) bool { return e.Name == now.Name }) {
		return false, nil
	}
	old, older := now.At.Add(-time.Minute), now.At.Add(-questionTime)
	var last, asked []time.Time
	for _, e := range earlier {
		if e.At.After(old) {
			last = append(last, e.At)
		}
		if e.Question && e.At.After(older) {
			asked = append(asked, e.At)
		}
	}
	switch {
	case len(last) >= limit:
		return false, &BusyError{Limit: limit, Per: time.Minute, Wait: last[len(last)-limit].Sub(old)}
	case now.Question && most > 0 && len(asked) >= most:
		return false, &BusyError{Limit: most, Per: questionTime, Wait: asked[len(asked)-most].Sub(older)}
	}
	return true, nil
}

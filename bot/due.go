package bot

import (
	"fmt"
	"time"
)

// maxMissed is how many missed editions are kept of one time off: enough to
// see what happened, whatever the schedule.
const maxMissed = 100

// An advance is what a channel's schedule asks for at some time.
type advance struct {
	cursor   Cursor
	editions []Edition // at most one is due; the others are missed
	unkept   int       // missed ones beyond maxMissed, the oldest
}

// begin is the advance of a channel that has no cursor yet, or one of another
// schedule; s is the channel's, compiled.
func begin(c Channel, s compiled, fresh bool, now time.Time) (advance, error) {
	next, err := s.first(now)
	if err != nil {
		return advance{}, err
	}
	a := advance{cursor: Cursor{Schedule: c.Schedule, Next: next}}
	if fresh && c.AtOnce {
		a.editions = []Edition{newEdition(c.ID, Due{Slot: "first", At: now})}
	}
	return a, nil
}

// due is what the cursor asks for: nothing while its next due time is to come,
// else one edition, the last that came due, if that is not longer ago than
// grace. Those before it were missed, so that time off ends in one catch-up
// edition and never in a flood.
func due(c Channel, s compiled, at Cursor, grace time.Duration, now time.Time) (advance, error) {
	a := advance{cursor: at}
	var passed []Due
	for !a.cursor.Next.At.After(now) {
		passed = append(passed, a.cursor.Next)
		if len(passed) > maxMissed+1 {
			passed = passed[1:]
			a.unkept++
		}
		next, err := s.after(a.cursor.Next.Slot)
		if err != nil {
			return advance{}, err
		}
		a.cursor.Next = next
	}
	for i, d := range passed {
		e := newEdition(c.ID, d)
		switch {
		case now.Sub(d.At) > grace:
			e.State = EditionMissed
			e.Reason = fmt.Sprintf("newsdigest did not run, or could not use its store, when it was due and within %v after", grace)
		case i < len(passed)-1:
			e.State = EditionMissed
			e.Reason = fmt.Sprintf("newsdigest did not run, or could not use its store, when it was due; the edition of %s made up for it",
				passed[len(passed)-1].At.Format("2006-01-02 15:04 MST"))
		}
		a.editions = append(a.editions, e)
	}
	return a, nil
}

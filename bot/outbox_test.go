package bot

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

var (
	noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	lim  = limits{backoff: time.Second, pause: 10 * time.Second, grace: time.Hour, sends: 3, lookups: 2}
)

func TestNextStep(t *testing.T) {
	for _, c := range []struct {
		name  string
		d     Delivery
		finds bool
		want  step
	}{
		{"new", Delivery{State: Planned, Made: noon}, true, send},
		{"asked to wait", Delivery{State: Planned, Made: noon, NotUntil: noon.Add(1)}, true, hold},
		{"waited", Delivery{State: Planned, Made: noon.Add(-time.Minute), NotUntil: noon}, true, send},
		{"too old", Delivery{State: Planned, Made: noon.Add(-time.Hour - 1)}, true, giveUp},
		{"its sender died", Delivery{State: Sending}, true, doubt},
		{"lost, at rest", Delivery{State: Unsure, NotUntil: noon.Add(1)}, true, hold},
		{"lost, rested", Delivery{State: Unsure, NotUntil: noon}, true, lookup},
		{"lost, and never found out", Delivery{State: Unsure, Lookups: 2}, true, giveUp},
		{"lost, old, but to be looked up", Delivery{State: Unsure, Made: noon.Add(-48 * time.Hour)}, true, lookup},
		{"lost, cannot be looked up", Delivery{State: Unsure, NotUntil: noon.Add(1)}, false, giveUp},
		{"sent", Delivery{State: Sent}, true, none},
		{"failed", Delivery{State: Failed}, true, none},
		{"uncertain", Delivery{State: Uncertain}, true, none},
	} {
		if got := c.d.next(noon, c.finds, lim); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAfterSend(t *testing.T) {
	sending := Delivery{State: Sending, Attempts: 2, Started: noon, Made: noon}
	for _, c := range []struct {
		name string
		id   MessageID
		err  error
		want Delivery
	}{
		{"there", "m1", nil, Delivery{State: Sent, Message: "m1"}},
		{"refused", "", &SendError{Outcome: Refused, Reason: "no permission"}, Delivery{State: Failed, Reason: "no permission"}},
		{"told to wait", "", &SendError{Outcome: Delayed, RetryAfter: time.Minute, Reason: "slow"},
			Delivery{State: Planned, Reason: "slow", NotUntil: noon.Add(time.Minute)}},
		{"waits by itself", "", &SendError{Outcome: Delayed, Reason: "down"}, Delivery{State: Planned, Reason: "down", NotUntil: noon.Add(2 * time.Second)}},
		{"lost", "", &SendError{Reason: "cut", Err: errors.New("EOF")}, Delivery{State: Unsure, Reason: "cut: EOF", NotUntil: noon.Add(5 * time.Second)}},
		{"any other error is lost too", "", errors.New("?"), Delivery{State: Unsure, Reason: "?", NotUntil: noon.Add(5 * time.Second)}},
	} {
		c.want.Attempts, c.want.Started, c.want.Made = 2, noon, noon
		if diff := cmp.Diff(c.want, sending.answered(c.id, c.err, noon, 5*time.Second, lim)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestAfterLookup(t *testing.T) {
	for _, c := range []struct {
		name     string
		attempts int
		there    bool
		err      error
		want     Delivery
		then     step // a moment after what was waited for
	}{
		{"there", 1, true, nil, Delivery{State: Sent, Message: "m"}, none},
		{"surely not there", 1, false, nil, Delivery{State: Planned, Reason: "cut"}, send},
		{"not there again", 2, false, nil, Delivery{State: Planned, Reason: "cut", NotUntil: noon.Add(time.Second)}, send},
		{"not there too often", 3, false, nil, Delivery{State: Failed, Reason: "sent 3 times, and it is not there: cut"}, none},
		{"no word", 1, false, errors.New("500"), Delivery{State: Unsure, Lookups: 1, Reason: "look it up: 500", NotUntil: noon.Add(time.Second)}, lookup},
		{"may not look", 1, false, &SendError{Outcome: Refused, Reason: "no right"},
			Delivery{State: Unsure, Lookups: 2, Reason: "look it up: no right", NotUntil: noon}, giveUp},
		{"asked to wait", 1, false, &SendError{Outcome: Delayed, RetryAfter: time.Minute, Reason: "slow"},
			Delivery{State: Unsure, Reason: "look it up: slow", NotUntil: noon.Add(time.Minute)}, lookup},
	} {
		unsure := Delivery{State: Unsure, Attempts: c.attempts, Started: noon, Made: noon, Reason: "cut"}
		c.want.Attempts, c.want.Started, c.want.Made = c.attempts, noon, noon
		got := unsure.found("m", c.there, c.err, noon, lim)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if then := got.next(noon.Add(2*time.Minute), true, lim); then != c.then {
			t.Errorf("%s: then %v, want %v", c.name, then, c.then)
		}
	}
}

func TestGivenUpSaysWhy(t *testing.T) {
	for _, c := range []struct {
		d     Delivery
		finds bool
		state State
	}{
		{Delivery{State: Planned, Reason: "down"}, true, Failed},
		{Delivery{State: Unsure, Reason: "down"}, true, Uncertain},
		{Delivery{State: Unsure, Reason: "down"}, false, Uncertain},
	} {
		got := c.d.givenUp(c.finds, lim)
		if got.State != c.state || got.Reason == "" || got.Reason == c.d.Reason {
			t.Errorf("%v given up is %v, %q; want %v with a reason of its own", c.d.State, got.State, got.Reason, c.state)
		}
	}
}

func TestWaitGrowsToItsLimit(t *testing.T) {
	for n, want := range map[int]time.Duration{0: 1, 1: 1, 2: 2, 3: 4, 4: 8, 5: 10, 1000: 10} {
		if got := lim.wait(n); got != want*time.Second {
			t.Errorf("wait(%d) = %v, want %v", n, got, want*time.Second)
		}
	}
}

// stuck is a service that answers nothing.
type stuck struct{}

func (stuck) Name() string { return "stuck" }

func (stuck) Send(ctx context.Context, _ Post) (MessageID, error) {
	<-ctx.Done()
	return "", ctx.Err()
}

// A request that hangs may be carried out long after it was given up: it rests
// longer than one whose answer was cut off, unless that was set.
func TestHungRequestRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct{ platform, set, want time.Duration }{{10 * time.Second, 0, hungRest}, {time.Minute, 0, time.Minute}, {time.Second, time.Second, time.Second}} {
			b := &Bot{clock: time.Now, limits: usual, rest: c.set}
			d, _ := b.send(t.Context(), stuck{}, Delivery{State: Sending}, c.platform)
			if rests := d.NotUntil.Sub(b.now()); d.State != Unsure || rests != c.want {
				t.Errorf("a rest of %v, set %v: it is %v for %v, want %v", c.platform, c.set, d.State, rests, c.want)
			}
		}
	})
}

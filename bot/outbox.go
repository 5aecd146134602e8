package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Delivery goes through its states by the functions of this file alone.
// They decide from a delivery and a time what is next, and do nothing.

// limits bound how long a delivery is tried.
type limits struct {
	backoff time.Duration // after the first vain try; doubled after each further
	pause   time.Duration // the longest backoff
	grace   time.Duration // a post that could not be sent so long is not sent any more
	sends   int           // a post whose answer was lost so often is not sent any more
	lookups int           // a post that could not be looked up so often is uncertain
}

var usual = limits{backoff: time.Second, pause: 5 * time.Minute, grace: 6 * time.Hour, sends: 20, lookups: 8}

// A step is what is to be done next with the delivery that heads its lane.
type step int

const (
	none   step = iota // it is settled
	hold               // nothing, until Delivery.NotUntil
	send               // make it begun, then send it
	doubt              // its sender is gone: make it doubted
	lookup             // ask the service whether it is there
	giveUp             // make it given up
)

var stepNames = [...]string{"none", "hold", "send", "doubt", "lookup", "give up"}

// changes reports whether d is a change to what was sent before. Unlike a
// post, a change can be made twice.
func (d Delivery) changes() bool { return d.Message != "" && !d.State.Settled() }

func (s step) String() string { return stepNames[s] }

// next decides. finds: the platform can look posts up. It is asked by the
// lane's only worker, who is sending nothing.
func (d Delivery) next(now time.Time, finds bool, l limits) step {
	switch d.State {
	case Planned:
		switch {
		case now.Sub(d.Made) > l.grace:
			return giveUp
		case d.NotUntil.After(now):
			return hold
		}
		return send
	case Sending:
		return doubt
	case Unsure:
		switch {
		case !finds:
			return giveUp
		case d.NotUntil.After(now):
			return hold
		case d.Lookups >= l.lookups:
			return giveUp
		}
		return lookup
	case Sent, Failed, Uncertain, Removed:
	}
	return none
}

// begun is d with its request about to leave.
func (d Delivery) begun(now time.Time) Delivery {
	d.State, d.Started, d.NotUntil, d.Lookups = Sending, now, time.Time{}, 0
	d.Attempts++
	return d
}

// sent is d at the service.
func (d Delivery) sent(id MessageID) Delivery {
	d.State, d.Message, d.Reason, d.NotUntil = Sent, id, "", time.Time{}
	return d
}

// dropped is d that is not to be sent after all.
func (d Delivery) dropped(reason string) Delivery {
	d.State, d.Reason, d.NotUntil = Removed, reason, time.Time{}
	return d
}

// doubted is d with its answer lost.
func (d Delivery) doubted(now time.Time, rest time.Duration, reason string) Delivery {
	if d.changes() {
		d.State, d.NotUntil, d.Reason = Planned, now, reason
		return d
	}
	d.State, d.NotUntil, d.Reason = Unsure, now.Add(rest), reason
	return d
}

// givenUp is d with nothing more done.
func (d Delivery) givenUp(finds bool, l limits) Delivery {
	d.NotUntil = time.Time{}
	last := d.Reason
	if last == "" {
		last = "nothing was tried"
	}
	switch {
	case d.changes():
		d.State, d.Reason = Sent, "it could not be changed; the last reason: "+last
	case d.State == Planned:
		d.State, d.Reason = Failed, fmt.Sprintf("not sent within %v; the last reason: %s", l.grace, last)
	case !finds:
		d.State, d.Reason = Uncertain, fmt.Sprintf("its answer was lost, and the service cannot be asked whether it is there; look there before you send it again (%s)", last)
	default:
		d.State, d.Reason = Uncertain, fmt.Sprintf("its answer was lost, and the service did not say whether it is there; look there before you send it again (%s)", last)
	}
	return d
}

// answered is d after Send returned.
func (d Delivery) answered(id MessageID, err error, now time.Time, rest time.Duration, l limits) Delivery {
	if err == nil && d.Post.Removed {
		return d.dropped("")
	}
	if err == nil {
		return d.sent(id)
	}
	se := &SendError{Reason: err.Error()}
	if e, ok := errors.AsType[*SendError](err); ok {
		se = e
	}
	outcome := se.Outcome
	if d.changes() && outcome == Unknown {
		outcome = Delayed
	}
	switch outcome {
	case Refused:
		d.State, d.Reason = Failed, se.Error()
		if d.Message != "" {
			d.State, d.Reason = Sent, "it could not be changed: "+se.Error()
		}
	case Delayed, Barred:
		wait := se.RetryAfter
		if wait <= 0 {
			wait = l.wait(d.Attempts)
		}
		d.State, d.Reason, d.NotUntil = Planned, se.Error(), now.Add(wait)
	case Unknown:
		return d.doubted(now, rest, se.Error())
	}
	return d
}

// barred is why nothing can be posted to the place any more; empty: nothing is
// known to be in the way.
func barred(err error) string {
	if se, ok := errors.AsType[*SendError](err); ok && se.Outcome == Barred {
		return se.Error()
	}
	return ""
}

// found is d after Find returned.
func (d Delivery) found(id MessageID, there bool, err error, now time.Time, l limits) Delivery {
	if there && err == nil {
		return d.sent(id)
	}
	if err == nil {
		if d.Attempts >= l.sends {
			d.State, d.Reason = Failed, fmt.Sprintf("sent %d times, and it is not there: %s", d.Attempts, d.Reason)
			return d
		}
		d.State, d.NotUntil = Planned, time.Time{}
		if d.Attempts > 1 {
			d.NotUntil = now.Add(l.wait(d.Attempts - 1))
		}
		return d
	}
	d.Lookups++
	d.Reason = "look it up: " + err.Error()
	wait := l.wait(d.Lookups)
	if se, ok := errors.AsType[*SendError](err); ok {
		switch se.Outcome {
		case Refused:
			d.Lookups = l.lookups
			wait = 0
		case Delayed:
			d.Lookups-- // the service will say later; it has not declined to
			wait = max(se.RetryAfter, l.backoff)
		case Barred:
			d.Lookups-- // it will say when the place is given back
			wait = l.pause
		case Unknown:
		}
	}
	d.NotUntil = now.Add(wait)
	return d
}

// wait is how long to hold after the n-th vain try, from 1.
func (l limits) wait(n int) time.Duration {
	w := l.backoff
	for ; n > 1 && w < l.pause; n-- {
		w *= 2
	}
	return min(w, l.pause)
}

// sendTimeout bounds one call of a platform. A replica that takes over an
// unfinished delivery relies on it.
const sendTimeout = 15 * time.Second

// drainTime bounds one call of Deliver, so that a long lane lets others work.
const drainTime = 30 * time.Second

// shortHold is waited out where the queue would come back later than asked.
const shortHold = 2 * time.Second

// Deliver sends what is planned in the lane, in order.
func (w *worker) Deliver(ctx context.Context, c ChannelID, l Lane) (time.Duration, error) {
	b := w.bot
	p, ok := b.platforms[c.Platform()]
	if !ok {
		p = absent{}
	}
	finder, finds := p.(Finder)
	rest := b.rest
	if r, ok := p.(Rester); ok && rest == 0 {
		rest = r.Rest()
	}
	// Nobody else bars the lane while it is worked on.
	bars, err := b.store.Bars(ctx)
	if err != nil {
		return 0, err
	}
	isBarred := slices.ContainsFunc(bars, func(bar Bar) bool { return bar.Channel == c })
	var pace pace
	for end := b.clock().Add(drainTime); ; {
		if wait := pace.wait(b.now()); wait > 0 && !w.nap(ctx, wait) {
			return wait, nil
		}
		d, any, err := b.store.Head(ctx, c, l)
		if err != nil {
			return 0, err
		}
		if !any {
			if more, err := b.linkLast(ctx, p, c, l); !more {
				return 0, err
			}
			continue
		}
		now := b.now()
		if w.stopping() || now.After(end) {
			return time.Millisecond, nil
		}
		next := d
		var failed error // why the service did not do it
		switch d.next(now, finds, b.limits) {
		case none:
			return 0, fmt.Errorf("delivery %s: settled, but at the head of its lane", d.Post.Key)
		case hold:
			if wait := d.NotUntil.Sub(now); wait > shortHold || !w.nap(ctx, wait) {
				return wait, nil
			}
			continue
		case doubt:
			next = d.doubted(now, rest, "newsdigest ended while it was sent")
		case giveUp:
			next = d.givenUp(finds, b.limits)
		case lookup:
			next, failed = b.find(ctx, finder, d)
		case send:
			next = d.begun(now)
			if err := b.store.Move(ctx, d, next); err != nil {
				return 0, ignoreStale(err)
			}
			d = next
			next, failed = b.send(ctx, p, d, rest)
			pace.heed(next, b.now())
		}
		if ctx.Err() != nil && next.State == Unsure && d.State == Unsure {
			return 0, ctx.Err() // the lookup was cut short by our own end: it says nothing
		}
		if next.State.Settled() && next.Post.Story != nil {
			// Before it is settled: nobody sees an edition settled that is still to be linked.
			if _, err := b.link(ctx, p, c, next.Edition, next); err != nil {
				b.log.Error("an edition's headlines lead to the articles", "channel", c, "edition", next.Edition, "error", err)
			}
		}
		if err := b.settle(ctx, d, next); err != nil {
			return 0, ignoreStale(err)
		}
		if isBarred, err = b.said(ctx, next, failed, isBarred); err != nil {
			return 0, err
		}
	}
}

// A pace is how far apart the service takes a lane's posts, as it has shown.
// It is asked again before it says yes only where nothing is known of it.
type pace struct {
	last time.Time     // when it took one
	gap  time.Duration // until it would take the next; 0: not known
}

// heed learns from what became of a send.
func (p *pace) heed(d Delivery, now time.Time) {
	switch gap := d.NotUntil.Sub(p.last); {
	case d.State == Sent:
		p.last = now
	case d.State == Planned && !p.last.IsZero() && gap <= shortHold:
		p.gap = gap
	}
}

// wait is never longer than the gap, though the clock may have been set back.
func (p pace) wait(now time.Time) time.Duration { return min(p.last.Add(p.gap).Sub(now), p.gap) }

func ignoreStale(err error) error {
	if errors.Is(err, ErrStale) {
		return nil
	}
	return err
}

func (b *Bot) send(ctx context.Context, p Platform, d Delivery, rest time.Duration) (Delivery, error) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	id, err := d.Message, error(nil)
	editor, edits := p.(Editor)
	laid, headless, err := lay(ctx, p, d.Post)
	switch {
	case err != nil:
	case headless && !d.changes():
		return d.dropped("in this channel an edition has no list"), nil
	case !d.changes():
		id, err = p.Send(ctx, laid)
	case !edits:
		err = &SendError{Outcome: Refused, Reason: fmt.Sprintf("what was posted on %s cannot be changed", p.Name())}
	case d.Post.Removed:
		err = editor.Remove(ctx, id, d.Post)
	default:
		err = editor.Edit(ctx, id, laid)
	}
	if ctx.Err() == context.DeadlineExceeded && b.rest == 0 && rest > 0 {
		rest = max(rest, hungRest)
	}
	return d.answered(id, err, b.now(), rest, b.limits), err
}

// lay makes of a post what it is in its channel, where the layout could not be
// told before. headless: it heads an edition that has no head there.
func lay(ctx context.Context, p Platform, post Post) (laid Post, headless bool, err error) {
	s, ok := p.(Shelver)
	if !ok || post.Edition == nil && (post.Story == nil || post.Story.Leads == "") {
		return post, false, nil
	}
	shelf, err := s.Shelves(ctx, post.Channel)
	if err != nil || !shelf {
		return post, false, err
	}
	if post.Story != nil {
		leading := *post.Story
		leading.Mention, post.Story = leading.Leads, &leading
	}
	return post, post.Edition != nil, nil
}

// hungRest is the rest of a request that was not answered at all: its service
// may be stuck with it, and carry it out well after we have left.
const hungRest = 20 * time.Second

// lookBack is how long before a post's start it is looked for too: our clock may
// have been an hour ahead of the service's then, and been set since. A post
// that is not found is sent again.
const lookBack = 65 * time.Minute

func (b *Bot) find(ctx context.Context, f Finder, d Delivery) (Delivery, error) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	id, there, err := f.Find(ctx, d.Post, d.Started.Add(-lookBack))
	return d.found(id, there, err, b.now(), b.limits), err
}

// settleTimeout bounds what is still written when the program ends.
const settleTimeout = 5 * time.Second

// settle keeps what is known now, even while the program ends: a request that
// was answered need not be asked about.
func (b *Bot) settle(ctx context.Context, was, now Delivery) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	if err := b.store.Move(ctx, was, now); err != nil {
		return err
	}
	log := b.log.With("channel", now.Post.Channel, "post", now.Post.Key, "state", now.State)
	switch now.State {
	case Planned, Sending, Unsure:
		log.Info("a post has to wait", "reason", now.Reason, "until", now.NotUntil)
	case Sent:
		log.Info("posted", "message", now.Message, "reason", now.Reason)
	case Removed:
		log.Info("taken away", "message", now.Message, "reason", now.Reason)
	case Failed:
		log.Warn("a post was not posted", "reason", now.Reason)
	case Uncertain:
		log.Error("a post may or may not have been posted; it is not sent again by itself", "reason", now.Reason)
	}
	b.changed()
	return nil
}

// absent stands for a platform that is not set up: its posts wait.
type absent struct{}

func (absent) Name() string { return "" }

func (absent) Send(_ context.Context, p Post) (MessageID, error) {
	return "", &SendError{Outcome: Delayed, RetryAfter: time.Minute,
		Reason: fmt.Sprintf("channel %s: %q is not set up; add it to the configuration", p.Channel, p.Channel.Platform())}
}

func (absent) Edit(_ context.Context, _ MessageID, p Post) error {
	_, err := absent{}.Send(context.Background(), p)
	return err
}

func (absent) Remove(_ context.Context, _ MessageID, p Post) error {
	_, err := absent{}.Send(context.Background(), p)
	return err
}

func (absent) Find(_ context.Context, p Post, _ time.Time) (MessageID, bool, error) {
	return "", false, &SendError{Outcome: Delayed, RetryAfter: time.Minute,
		Reason: fmt.Sprintf("channel %s: %q is not set up; add it to the configuration", p.Channel, p.Channel.Platform())}
}

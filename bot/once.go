package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Report says what became of one edition of every channel.
type Report struct {
	Editions   []Edition
	Deliveries []Delivery // theirs, and those that the channels still had open before
}

// Trouble is what was not posted, each in words for a person; empty: all was
// sent, or nothing was new.
func (r Report) Trouble() []string {
	var out []string
	for _, e := range r.Editions {
		switch e.State {
		case EditionDue:
			out = append(out, fmt.Sprintf("channel %s: its edition could not be made in time", e.Channel))
		case EditionMissed:
			out = append(out, fmt.Sprintf("channel %s: %s", e.Channel, e.Reason))
		case EditionSettled:
		}
	}
	for _, d := range r.Deliveries {
		if d.State == Sent || d.State == Removed {
			continue
		}
		out = append(out, fmt.Sprintf("channel %s: %s is %s: %s", d.Post.Channel, d.Post.Title(), d.State, cmp.Or(d.Reason, "there was no time left for it; the next run goes on with it")))
	}
	return out
}

// Once makes one edition of every channel now, whatever its schedule, and
// waits until each of their deliveries is settled, or ctx or Options.OnceLimit
// ends: what is not settled then goes on with the next Run or Once.
func (b *Bot) Once(ctx context.Context) (Report, error) {
	now := b.now()
	var editions []Edition
	var keys []Key
	for _, c := range b.channels {
		// Whoever runs this may have mended what kept posts from the channel.
		if _, err := b.store.Unbar(ctx, c.ID); err != nil {
			return Report{}, err
		}
		editions = append(editions, newEdition(c.ID, Due{Slot: Slot("once " + now.Format(time.RFC3339Nano)), At: now}))
		open, err := b.store.Unsettled(ctx, c.ID)
		if err != nil {
			return Report{}, err
		}
		for _, d := range open {
			keys = append(keys, d.Post.Key)
		}
	}
	if err := b.store.AddEditions(ctx, editions...); err != nil {
		return Report{}, err
	}
	if err := b.store.Sweep(ctx); err != nil {
		return Report{}, err
	}

	working, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- b.store.Work(working, &worker{bot: b, once: true, quit: working.Done()}) }()
	waited := b.await(ctx, editions, done)
	stop()
	if err := errors.Join(waited, <-done); err != nil {
		return Report{}, err
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	return b.report(ctx, editions, keys)
}

// await returns when nothing of the editions and their channels is open, or
// the time is up, or the queue has ended.
func (b *Bot) await(ctx context.Context, editions []Edition, done chan error) error {
	limit := time.NewTimer(b.onceLimit)
	defer limit.Stop()
	// Another replica may have done the work, and then nothing is said here.
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for {
		open, err := b.open(ctx, editions)
		if err != nil || !open {
			return err
		}
		select {
		case <-b.news:
		case <-look.C:
		case <-limit.C:
			return nil
		case <-ctx.Done():
			return nil
		case err := <-done:
			done <- nil
			return err
		}
	}
}

func (b *Bot) open(ctx context.Context, editions []Edition) (bool, error) {
	bars, err := b.store.Bars(ctx)
	if err != nil {
		return true, ignoreEnd(ctx, err)
	}
	for _, e := range editions {
		now, err := b.store.Edition(ctx, e.ID)
		if err != nil || now.State == EditionDue {
			return true, ignoreEnd(ctx, err)
		}
		if slices.ContainsFunc(bars, func(b Bar) bool { return b.Channel == e.Channel }) {
			continue // it waits for a person
		}
		left, err := b.store.Unsettled(ctx, e.Channel)
		if err != nil || slices.ContainsFunc(left, waitedFor) {
			return true, ignoreEnd(ctx, err)
		}
	}
	return false, nil
}

// waitedFor reports whether Once waits for the delivery: for all but answers.
func waitedFor(d Delivery) bool {
	return d.Post.Lane() == Editions || d.Post.Notice != nil || d.Post.Mark != nil
}

func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (b *Bot) report(ctx context.Context, editions []Edition, keys []Key) (Report, error) {
	var r Report
	for _, e := range editions {
		now, err := b.store.Edition(ctx, e.ID)
		if err != nil {
			return r, err
		}
		r.Editions = append(r.Editions, now)
		ds, err := b.store.DeliveriesOf(ctx, e.ID)
		if err != nil {
			return r, err
		}
		r.Deliveries = append(r.Deliveries, ds...)
	}
	for _, k := range keys {
		d, err := b.store.Delivery(ctx, k)
		if err != nil {
			return r, err
		}
		if !slices.ContainsFunc(r.Deliveries, func(o Delivery) bool { return o.Post.Key == k }) {
			r.Deliveries = append(r.Deliveries, d)
		}
	}
	return r, nil
}

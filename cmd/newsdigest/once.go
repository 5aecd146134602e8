package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store"
)

// once makes one edition of every channel and says what came of it.
func once(ctx context.Context, b *bot.Bot, kept bot.Store, channels []bot.Channel, std stdio) error {
	var wg sync.WaitGroup
	waiting, done := context.WithCancel(ctx)
	wg.Go(func() { sayWaiting(waiting, kept, channels, std.Err) })
	report, err := b.Once(ctx)
	done()
	wg.Wait()
	if ctx.Err() != nil {
		if e, ok := errors.AsType[*store.Error](context.Cause(ctx)); ok {
			return e
		}
		return errors.New("stopped before everything was posted; the next run goes on with what is left")
	}
	if err != nil {
		return err
	}
	sent := 0
	for _, d := range report.Deliveries {
		if d.State == bot.Sent {
			sent++
		}
	}
	trouble := report.Trouble()
	switch {
	case sent == 0 && len(trouble) == 0:
		fmt.Fprintln(std.Out, "nothing new")
	default:
		fmt.Fprintf(std.Out, "%d sent\n", sent)
	}
	for _, t := range append(complaints(report), trouble...) {
		fmt.Fprintf(std.Err, "newsdigest: %s\n", shown(strings.ReplaceAll(t, "; source ", "\n  source ")))
	}
	if len(trouble) > 0 {
		return exitCode(1)
	}
	return nil
}

// complaints are of editions that were made, though not of all their sources.
func complaints(r bot.Report) []string {
	var out []string
	for _, e := range r.Editions {
		if e.State == bot.EditionSettled && e.Reason != "" {
			out = append(out, fmt.Sprintf("channel %s: %s", e.Channel, e.Reason))
		}
	}
	return out
}

// lookEvery is how often what is not posted yet is looked at.
const lookEvery = 2 * time.Second

// sayWaiting says why posts have to wait, each reason once a channel, until ctx ends.
func sayWaiting(ctx context.Context, kept bot.Store, channels []bot.Channel, out io.Writer) {
	said := map[string]bool{}
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		for _, c := range channels {
			open, err := kept.Unsettled(ctx, c.ID)
			if err != nil {
				continue // the run itself says what is wrong with the store
			}
			for _, d := range open {
				line := fmt.Sprintf("channel %s: not posted yet, and tried again: %s", c.ID, d.Reason)
				if d.Reason != "" && !said[line] {
					said[line] = true
					fmt.Fprintf(out, "newsdigest: %s\n", shown(line))
				}
			}
		}
	}
}

// onceLog ends a single run where the store cannot be used: nobody would wait
// for it to be well again, and the run's own error says why.
type onceLog struct {
	slog.Handler
	stop context.CancelCauseFunc
}

func (h onceLog) WithAttrs(a []slog.Attr) slog.Handler {
	return onceLog{h.Handler.WithAttrs(a), h.stop}
}

func (h onceLog) WithGroup(name string) slog.Handler {
	return onceLog{h.Handler.WithGroup(name), h.stop}
}

func (h onceLog) Handle(ctx context.Context, r slog.Record) error {
	var trouble *store.Error
	r.Attrs(func(a slog.Attr) bool {
		if err, ok := a.Value.Any().(error); ok {
			trouble, _ = errors.AsType[*store.Error](err)
		}
		return trouble == nil
	})
	if trouble != nil {
		h.stop(trouble)
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store"
)

type deliveriesCmd struct {
	List  deliveriesListCmd  `cmd:"" default:"withargs" help:"List the last ones, newest first, and the channels that nothing can be posted to."`
	Show  deliveriesShowCmd  `cmd:"" help:"Say all that is known of one."`
	Retry deliveriesRetryCmd `cmd:"" help:"Send one that failed or is uncertain again."`
	Sent  deliveriesSentCmd  `cmd:"" help:"Mark one that failed or is uncertain as being there."`
}

type deliveriesListCmd struct {
	desk
	State   []string `enum:"planned,sending,unsure,sent,failed,uncertain,removed" placeholder:"STATE" help:"Only of these states: planned, sending, unsure, sent, failed, uncertain, removed."`
	Channel string   `placeholder:"NAME" help:"Only of this channel, as slack:#news."`
	Limit   int      `default:"50" help:"At most so many."`
}

const deliveryTime = "2006-01-02 15:04"

// Run lists deliveries, a line each.
func (c *deliveriesListCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) error {
		f := bot.Filter{Channel: bot.ChannelID(c.Channel), Limit: c.Limit}
		for _, name := range c.State {
			var s bot.State
			if err := s.UnmarshalText([]byte(name)); err != nil {
				return err
			}
			f.States = append(f.States, s)
		}
		bars, err := kept.Bars(ctx)
		if err != nil {
			return err
		}
		for _, b := range bars {
			fmt.Fprintf(std.Out, "%s  paused     %s: %s; it goes on by itself when that is mended\n", b.Since.Format(deliveryTime), b.Channel, shown(b.Reason))
		}
		ds, err := kept.Deliveries(ctx, f)
		if err != nil {
			return err
		}
		for _, d := range ds {
			fmt.Fprintf(std.Out, "%s  %-9s  %s  %s  %s%s\n", d.Made.Format(deliveryTime), d.State, d.Post.Key, d.Post.Channel, shown(d.Post.Title()), reason(d))
		}
		if len(ds)+len(bars) == 0 {
			fmt.Fprintln(std.Out, "There are none.")
		}
		return nil
	})
}

func reason(d bot.Delivery) string {
	if d.Reason == "" {
		return ""
	}
	return ": " + shown(d.Reason)
}

type deliveriesShowCmd struct {
	desk
	Key string `arg:"" help:"Its key, as the list has it."`
}

// Run says all that is known of a delivery.
func (c *deliveriesShowCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) error {
		d, err := kept.Delivery(ctx, bot.Key(c.Key))
		if err != nil {
			return noDelivery(c.Key, err)
		}
		say := func(what, value string) {
			if value != "" {
				fmt.Fprintf(std.Out, "%-9s %s\n", what, shown(value))
			}
		}
		say("key", string(d.Post.Key))
		say("channel", string(d.Post.Channel))
		say("post", d.Post.Title())
		say("story", string(d.Post.About()))
		say("state", d.State.String())
		say("reason", d.Reason)
		say("planned", timeText(d.Made))
		say("sent", timeText(d.Started))
		say("waits", timeText(d.NotUntil))
		say("attempts", fmt.Sprint(d.Attempts))
		say("message", string(d.Message))
		if m := d.Post.Mark; m != nil {
			say("mark", m.Words())
		}
		if d.State == bot.Uncertain || d.State == bot.Failed {
			fmt.Fprintf(std.Out, "\nIf it is there: newsdigest deliveries sent %s\nIf it is not:   newsdigest deliveries retry %s\n", c.Key, c.Key)
		}
		return nil
	})
}

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

type deliveriesRetryCmd struct {
	desk
	Key string `arg:"" help:"Its key, as the list has it."`
}

// Run plans a delivery anew.
func (c *deliveriesRetryCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) error {
		if err := kept.Retry(ctx, bot.Key(c.Key), time.Now()); err != nil {
			return noDelivery(c.Key, err)
		}
		return planned(std.Out, "It is planned again.")
	})
}

type deliveriesSentCmd struct {
	desk
	Key     string `arg:"" help:"Its key, as the list has it."`
	Message string `placeholder:"ID" help:"What the service calls the message; with it, questions under it are answered and it can be corrected."`
}

// Run settles a delivery as being there.
func (c *deliveriesSentCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) error {
		if err := bot.MarkSent(ctx, kept, bot.Key(c.Key), bot.MessageID(c.Message)); err != nil {
			return noDelivery(c.Key, err)
		}
		_, err := fmt.Fprintln(std.Out, "It is marked as sent.")
		return err
	})
}

func noDelivery(key string, err error) error {
	switch {
	case errors.Is(err, bot.ErrNotFound):
		return fmt.Errorf("there is no delivery %s; newsdigest deliveries lists them", key)
	case errors.Is(err, bot.ErrStale):
		return fmt.Errorf("only what failed or is uncertain can be settled by hand: %w", err)
	}
	return err
}

// planned says that the rest is done by the process that posts.
func planned(w io.Writer, what string) error {
	_, err := fmt.Fprintln(w, what+" The running newsdigest does it now; if none is running, the next one does.")
	return err
}

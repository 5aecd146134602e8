package main

import (
	"context"
	"errors"
	"log/slog"

	"newsdigest/bot"
	"newsdigest/bot/store"
	"newsdigest/bot/web"
)

// A desk is what a command works with beside a running newsdigest: the
// config's setup and its store.
type desk struct {
	Config string `placeholder:"FILE" help:"The config; without one ./newsdigest.yaml, and without that the built-in example."`
}

func (d desk) open(ctx context.Context) (setup, *store.Store, error) {
	s, err := (&runCmd{Config: d.Config}).setup(slog.New(slog.DiscardHandler))
	if err != nil {
		return setup{}, nil, err
	}
	kept, err := store.Beside(ctx, s.store, nil)
	if err != nil {
		s.close()
		return setup{}, nil, err
	}
	return s, kept, nil
}

// with calls do with the store.
func (d desk) with(ctx context.Context, do func(s setup, kept *store.Store) error) error {
	s, kept, err := d.open(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	return errors.Join(do(s, kept), kept.Close())
}

// bot is one that plans, but does not run.
func (s setup) bot(kept *store.Store) (*bot.Bot, error) {
	log := slog.New(slog.DiscardHandler)
	page := web.New(web.Options{Log: kept, Channels: s.shown(), People: s.people, Logger: log})
	return bot.New(kept, s, append(s.platforms, page), s.channels, s.options(log))
}

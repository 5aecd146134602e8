package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"newsdigest/bot/store"
	"newsdigest/digest/render"
)

// dryRun prints what would be posted now. It posts and keeps nothing.
func dryRun(ctx context.Context, s setup, log *slog.Logger, std stdio) (err error) {
	kept, done, err := readable(ctx, s.store, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	b, err := s.bot(kept)
	if err != nil {
		return err
	}
	all, err := b.Preview(ctx)
	if err != nil {
		return err
	}
	troubled := false
	for _, p := range all {
		fmt.Fprintf(std.Out, "== %s: %s would be posted\n", p.Channel, count(len(p.Posts), "post"))
		for _, post := range p.Posts {
			switch {
			case post.Edition != nil:
				fmt.Fprintf(std.Out, "\n%s\n", shown(post.Title()))
				for _, h := range post.Edition.Stories {
					fmt.Fprintf(std.Out, "  %s\n", shown(h.Text))
				}
			case post.Story != nil:
				fmt.Fprintf(std.Out, "\n%s\n", render.Text(post.Story.Digest))
			}
		}
		fmt.Fprintln(std.Out)
		for _, t := range p.Trouble {
			troubled = true
			fmt.Fprintf(std.Err, "newsdigest: channel %s: %s\n", p.Channel, shown(t))
		}
	}
	if troubled {
		return exitCode(1)
	}
	return nil
}

// readable opens the store beside who works on it, or, where nobody has yet, an
// empty one that is thrown away.
func readable(ctx context.Context, address string, log *slog.Logger) (*store.Store, func() error, error) {
	kept, err := store.Beside(ctx, address, log)
	if err == nil {
		return kept, kept.Close, nil
	}
	if !errors.Is(err, store.ErrNew) {
		return nil, nil, err
	}
	dir, err := os.MkdirTemp("", "newsdigest-dry-run-*")
	if err != nil {
		return nil, nil, err
	}
	kept, err = store.Open(ctx, filepath.Join(dir, "empty.db"), log)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	return kept, func() error { return errors.Join(kept.Close(), os.RemoveAll(dir)) }, nil
}

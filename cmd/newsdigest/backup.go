package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"newsdigest/bot/store"
)

type backupCmd struct {
	desk
	File string `arg:"" help:"Where to write it, as backup.gz; a new file."`
}

// Run writes a backup, whole or not at all.
func (c *backupCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) (err error) {
		if _, err := os.Lstat(c.File); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already, and was left as it is: name another file", c.File)
		}
		f, err := os.CreateTemp(filepath.Dir(c.File), ".newsdigest-backup-*")
		if err != nil {
			return err
		}
		err = kept.Backup(ctx, f, time.Now())
		if err == nil {
			err = f.Sync()
		}
		if err = errors.Join(err, f.Close()); err == nil {
			err = os.Rename(f.Name(), c.File)
		}
		if err != nil {
			return errors.Join(err, os.Remove(f.Name()))
		}
		info, err := os.Stat(c.File)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(std.Out, "Wrote %s, %d bytes\n", c.File, info.Size())
		return err
	})
}

type restoreCmd struct {
	desk
	File string `arg:"" help:"A backup."`
}

// Run reads a backup into the config's store, which must be empty.
func (c *restoreCmd) Run(ctx context.Context, std stdio) (err error) {
	s, err := (&runCmd{Config: c.Config}).setup(slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer s.close()
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	kept, err := store.Open(ctx, s.store, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	if err := kept.Restore(ctx, f, time.Now()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.Out, "Restored into %s. For two weeks each post is looked up before it is sent, since it may have been posted after the backup was made.\n", store.Redact(s.store))
	return err
}

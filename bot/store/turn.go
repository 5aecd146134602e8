package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// A turn is who waits to write. What takes the time is the disk: those who come
// while one commit waits for it share the next one.
type turn[W any] struct {
	mu      sync.Mutex
	waiting []waiter[W]
	busy    bool // somebody is committing
	ending  sync.WaitGroup
}

type waiter[W any] struct {
	wish *W
	done chan struct{}
}

// take returns once commit was called with w among others, or with an error
// where ctx ended before.
func (t *turn[W]) take(ctx context.Context, w *W, commit func([]*W)) error {
	in := waiter[W]{w, make(chan struct{})}
	t.mu.Lock()
	t.waiting = append(t.waiting, in)
	if !t.busy {
		t.busy = true
		t.ending.Go(func() { t.run(commit) })
	}
	t.mu.Unlock()
	select {
	case <-in.done:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	i := slices.Index(t.waiting, in)
	if i >= 0 {
		t.waiting = slices.Delete(t.waiting, i, i+1)
	}
	t.mu.Unlock()
	if i >= 0 {
		return ctx.Err()
	}
	<-in.done
	return nil
}

// run commits what waits until nothing does.
func (t *turn[W]) run(commit func([]*W)) {
	for {
		t.mu.Lock()
		all := t.waiting
		t.waiting = nil
		t.busy = len(all) > 0
		t.mu.Unlock()
		if len(all) == 0 {
			return
		}
		wishes := make([]*W, len(all))
		for i, w := range all {
			wishes[i] = w.wish
		}
		commit(wishes)
		for _, w := range all {
			close(w.done)
		}
	}
}

// A wish is one transaction on a SQLite file. It is done in a savepoint of its
// own: that one is done after the other is so anyway.
type wish struct {
	do  func(*sql.Tx) error
	err error
}

func (f *file) tx(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	// One's end must not interrupt a statement: SQLite would roll back all.
	whole := context.WithoutCancel(ctx)
	w := &wish{do: func(tx *sql.Tx) error { return do(whole, tx) }}
	if err := f.turn.take(ctx, w, f.commit); err != nil {
		return err
	}
	return w.err
}

func (f *file) commit(all []*wish) {
	if err := f.commitAll(all); err != nil {
		for _, w := range all {
			if w.err == nil {
				w.err = err
			}
		}
	}
}

// commitAll returns what went wrong for those that have no error of their own.
func (f *file) commitAll(all []*wish) error {
	if err := f.there(); err != nil {
		return err
	}
	ctx := context.Background()
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	for _, w := range all {
		if _, err := tx.ExecContext(ctx, "SAVEPOINT wish"); err != nil {
			return err
		}
		if w.err = w.fulfil(tx); w.err != nil {
			if _, err := tx.ExecContext(ctx, "ROLLBACK TO wish"); err != nil {
				return errors.Join(w.err, err) // all was rolled back: the disk is full
			}
		}
		if _, err := tx.ExecContext(ctx, "RELEASE wish"); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	f.jobs.commit()
	return nil
}

// fulfil keeps a panic from those who only share the commit.
func (w *wish) fulfil(tx *sql.Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return w.do(tx)
}

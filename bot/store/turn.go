package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// A rank is who goes first.
type rank int

const (
	later rank = iota // editions and their posts
	first             // what a person waits for
	heard             // what a service gets its receipt for once it is kept
)

// A turn is who waits to write. What takes the time is the disk: those who come
// while one commit waits for it share the next one.
type turn[W any] struct {
	mu      sync.Mutex
	waiting []waiter[W] // those of the highest rank first
	busy    bool        // somebody is committing
	ending  sync.WaitGroup
}

type waiter[W any] struct {
	wish *W
	rank rank
	done chan struct{}
}

// take returns once commit has done w among others, or with an error where ctx
// ended before. commit does as many as it sees fit, from the first on, and
// returns how many.
func (t *turn[W]) take(ctx context.Context, r rank, w *W, commit func([]*W) int) error {
	in := waiter[W]{w, r, make(chan struct{})}
	t.mu.Lock()
	at := len(t.waiting)
	if i := slices.IndexFunc(t.waiting, func(o waiter[W]) bool { return o.rank < r }); i >= 0 {
		at = i
	}
	t.waiting = slices.Insert(t.waiting, at, in)
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
func (t *turn[W]) run(commit func([]*W) int) {
	alone := false // whether the last commit left others waiting
	for {
		t.mu.Lock()
		all := t.waiting
		t.waiting = nil
		t.busy = len(all) > 0
		// Whom a person waits for need not wait for the rest of a commit, but
		// the rest must come to it too.
		if urgent := slices.IndexFunc(all, func(w waiter[W]) bool { return w.rank == later }); urgent > 0 && !alone {
			all, t.waiting, alone = all[:urgent:urgent], all[urgent:], true
		} else {
			alone = false
		}
		t.mu.Unlock()
		if len(all) == 0 {
			return
		}
		wishes := make([]*W, len(all))
		for i, w := range all {
			wishes[i] = w.wish
		}
		n := commit(wishes)
		for _, w := range all[:n] {
			close(w.done)
		}
		t.mu.Lock()
		t.waiting = append(all[n:], t.waiting...)
		slices.SortStableFunc(t.waiting, func(a, b waiter[W]) int { return int(b.rank - a.rank) })
		t.mu.Unlock()
	}
}

// A wish is one transaction on a SQLite file. It is done in a savepoint of its
// own: that one is done after the other is so anyway.
type wish struct {
	do  func(*sql.Tx) error
	err error
}

// longestShare is after how long no more join a commit: who comes first next
// must not wait for all of them.
const longestShare = 30 * time.Millisecond

func (f *file) tx(ctx context.Context, r rank, do func(context.Context, *sql.Tx) error) error {
	// One's end must not interrupt a statement: SQLite would roll back all.
	whole := context.WithoutCancel(ctx)
	w := &wish{do: func(tx *sql.Tx) error { return do(whole, tx) }}
	if err := f.turn.take(ctx, r, w, f.commit); err != nil {
		return err
	}
	return w.err
}

func (f *file) commit(all []*wish) (done int) {
	done, err := f.share(all)
	for _, w := range all[:done] {
		if w.err == nil {
			w.err = err
		}
	}
	return done
}

// share returns how many it did, and what went wrong for those of them that
// have no error of their own.
func (f *file) share(all []*wish) (done int, err error) {
	if err := f.there(); err != nil {
		return len(all), err
	}
	ctx := context.Background()
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return len(all), err
	}
	defer tx.Rollback() // does nothing after Commit
	began := time.Now()
	for _, w := range all {
		done++
		if _, err := tx.ExecContext(ctx, "SAVEPOINT wish"); err != nil {
			return done, err
		}
		if w.err = w.fulfil(tx); w.err != nil {
			if _, err := tx.ExecContext(ctx, "ROLLBACK TO wish"); err != nil {
				return done, errors.Join(w.err, err) // all was rolled back: the disk is full
			}
		}
		if _, err := tx.ExecContext(ctx, "RELEASE wish"); err != nil {
			return done, err
		}
		if time.Since(began) > longestShare {
			break
		}
	}
	if err := tx.Commit(); err != nil {
		return done, err
	}
	f.jobs.commit()
	return done, nil
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

package store

import (
	"context"
	"database/sql"
	"errors"
)

// A lock says that one process works on a store. It is a SQLite transaction
// on an empty file beside it, since that is the one lock that works the same
// on every system and ends with the process, however that ends.
type lock struct {
	db   *sql.DB
	conn *sql.Conn
}

func acquire(ctx context.Context, path string) (_ *lock, err error) {
	l := &lock{}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.release())
		}
	}()
	if l.db, err = sql.Open("sqlite", dsn(path+".lock", "_pragma=busy_timeout(0)", "_pragma=journal_mode(MEMORY)")); err != nil {
		return nil, err
	}
	if l.conn, err = l.db.Conn(ctx); err != nil {
		return nil, held(path, err)
	}
	if _, err = l.conn.ExecContext(ctx, "BEGIN EXCLUSIVE"); err != nil {
		return nil, held(path, err)
	}
	return l, nil
}

func held(path string, err error) error {
	if code(err) != codeBusy {
		return err
	}
	return &Error{Path: path, Hint: "another newsdigest is running on it; stop that one first, or name another file; several can share a Postgres database, as store: postgres://…"}
}

func (l *lock) release() error {
	var errs []error
	if l.conn != nil {
		errs = append(errs, l.conn.Close())
	}
	if l.db != nil {
		errs = append(errs, l.db.Close())
	}
	return errors.Join(errs...)
}

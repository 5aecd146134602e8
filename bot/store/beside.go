package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/pressly/goose/v3"
)

// Beside opens a store that is there, while another process may be working on
// it: it takes no lock, changes no tables, and must not be given to Work. What
// it queues is done by the process that works. A nil logger logs nothing. An
// error is an *Error.
func Beside(ctx context.Context, address string, log *slog.Logger) (_ *Store, err error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Store{log: log}
	defer func() {
		if err != nil {
			err = errors.Join(s.explain(err), s.Close())
		}
	}()
	dialect := goose.DialectPostgres
	if IsPostgres(address) {
		p, err := openPostgres(ctx, address, log)
		if err != nil {
			return nil, err
		}
		s.name, s.db, s.read, s.engine = p.name, p.db, p.db, p
	} else {
		f, err := besideFile(address)
		if err != nil {
			return nil, err
		}
		dialect = goose.DialectSQLite3
		s.name, s.db, s.read, s.engine = f.path, f.db, f.read, f
	}
	s.q = queries(s.db, s.read)
	s.lanes = make(chan struct{}, 1)
	if err := s.sameTables(ctx, dialect); err != nil {
		return nil, err
	}
	return s, s.prepareJobs()
}

func besideFile(path string) (*file, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Path: path, Hint: noFile}
	}
	if err != nil {
		return nil, &Error{Path: path, Hint: "it cannot be read; name a file that you may read and write", Err: bare(err)}
	}
	if path, err = prepare(path); err != nil {
		return nil, err
	}
	f := &file{path: path, made: info}
	f.dial()
	return f, nil
}

// sameTables refuses tables that are not this version's.
func (s *Store) sameTables(ctx context.Context, d goose.Dialect) error {
	var have, want int64
	if err := s.db.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version").Scan(&have); err != nil {
		if s.engine.hint(err) != "" {
			return err
		}
		return &Error{Path: s.name, Hint: noTables}
	}
	folder := "migrations/sqlite"
	if d == goose.DialectPostgres {
		folder = "migrations/postgres"
	}
	names, err := fs.ReadDir(migrations, folder)
	if err != nil {
		return err
	}
	for _, n := range names {
		if v, err := goose.NumericComponent(n.Name()); err == nil {
			want = max(want, v)
		}
	}
	if have != want {
		return &Error{Path: s.name, Hint: fmt.Sprintf("its tables are those of another newsdigest (%d, this one knows %d); start newsdigest run of this version first, or use the other one", have, want)}
	}
	return nil
}

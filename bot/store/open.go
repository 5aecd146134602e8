package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

//go:embed migrations
var migrations embed.FS

// appID marks a SQLite file as ours: "ndig".
const appID = 0x6e646967

// conns is how many connections the pool has. Writers wait for each other
// (busy_timeout) and never start as readers (txlock=immediate).
const conns = 4

// A Store is one SQLite file, held by this process alone.
type Store struct {
	path   string
	db     *sql.DB
	lock   *lock
	driver *embedded
	jobs   *river.Client[*sql.Tx] // inserts only
	q      *query.Queries
	log    *slog.Logger
}

var (
	_ bot.Store   = (*Store)(nil)
	_ bot.ChatLog = (*Store)(nil)
)

// Open opens the store in the file at path; it makes the file, for its owner
// alone, and its folder where they are missing, and brings its tables up to
// date. A nil logger logs nothing. An error says in one line what to do; it
// is an *Error.
func Open(ctx context.Context, path string, log *slog.Logger) (_ *Store, err error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	path, err = prepare(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, log: log}
	defer func() {
		if err != nil {
			err = errors.Join(s.explain(err), s.Close())
		}
	}()
	if s.lock, err = acquire(ctx, path); err != nil {
		return nil, err
	}
	// Made here, so that it is nobody else's to read from its first byte on.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	s.db, err = sql.Open("sqlite", dsn(path, "_txlock=immediate",
		"_pragma=busy_timeout(5000)", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)", "_pragma=foreign_keys(1)"))
	if err != nil {
		return nil, err
	}
	s.db.SetMaxOpenConns(conns)
	s.q = query.New(s.db)
	s.driver = &embedded{Driver: riversqlite.New(s.db), committed: make(chan struct{}, 1)}
	if err := s.migrate(ctx); err != nil {
		return nil, err
	}
	if err := s.resume(ctx); err != nil {
		return nil, err
	}
	// The queue tells its readers of a new job at most once in this time: a
	// second job within it would wait for their next look, a second later.
	s.jobs, err = river.NewClient[*sql.Tx](s.driver, &river.Config{FetchCooldown: river.FetchCooldownMin, Logger: s.riverLog()})
	return s, err
}

// Close ends the store. Work must have returned.
func (s *Store) Close() error {
	var errs []error
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release())
	}
	return errors.Join(errs...)
}

// prepare makes the folder and returns the path that two processes agree on.
func prepare(path string) (string, error) {
	if path == "" {
		return "", &Error{Path: path, Hint: "name a file"}
	}
	if strings.Contains(path, "://") {
		return "", &Error{Path: redact(path), Hint: "this version keeps its data in a file; name one, as newsdigest.db"}
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return "", &Error{Path: path, Hint: "give the file's whole path", Err: err}
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return "", &Error{Path: path, Hint: "its folder cannot be made; name a file in a folder that you may write to", Err: bare(err)}
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		full = real
	}
	switch info, err := os.Stat(full); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", &Error{Path: path, Hint: "it cannot be read; name a file that you may read and write", Err: bare(err)}
	case info.IsDir():
		return "", &Error{Path: path, Hint: fmt.Sprintf("it is a folder; name a file in it, as %s", filepath.Join(path, "newsdigest.db"))}
	case !info.Mode().IsRegular():
		return "", &Error{Path: path, Hint: "it is not a file; name a file"}
	}
	return full, nil
}

// redact leaves a password out of an address.
func redact(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	scheme, _, _ := strings.Cut(address, "://")
	return scheme + "://…"
}

func dsn(path string, params ...string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: strings.Join(params, "&")}).String()
}

func (s *Store) migrate(ctx context.Context) error {
	var id, tables int
	if err := s.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if err := s.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if id != appID && (tables > 0 || id != 0) {
		return &Error{Path: s.path, Hint: "it is another program's database; name another file"}
	}
	if id != appID {
		if _, err := s.db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", appID)); err != nil {
			return err
		}
	}
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db, dir, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("read the tables' versions: %w", err)
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the tables' version: %w", err)
	}
	all := p.ListSources()
	if newest := all[len(all)-1].Version; have > newest {
		return &Error{Path: s.path, Hint: fmt.Sprintf("it was written by a newer newsdigest (tables %d, this one knows %d); use that one", have, newest)}
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bring the tables up to date: %w", err)
	}
	m, err := rivermigrate.New[*sql.Tx](s.driver, &rivermigrate.Config{Logger: s.riverLog()})
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("bring the queue's tables up to date: %w", err)
	}
	return nil
}

// resume frees what a process that is gone was doing. The queue would find out
// by itself, but only after minutes. The lock says that nobody is doing it.
func (s *Store) resume(ctx context.Context) error {
	return s.tx(ctx, func(tx *sql.Tx, _ *query.Queries) error {
		if _, err := tx.ExecContext(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running'"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM river_leader")
		return err
	})
}

// tx does all of do, or nothing of it.
func (s *Store) tx(ctx context.Context, do func(tx *sql.Tx, q *query.Queries) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := do(tx, s.q.WithTx(tx)); err != nil {
		return s.explain(err)
	}
	if err := tx.Commit(); err != nil {
		return s.explain(err)
	}
	s.driver.commit()
	return nil
}

// millis keeps a time; the zero time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

//go:embed migrations
var migrations embed.FS

// A Store is one SQLite file, held by this process alone, or one Postgres
// database that any number of replicas share.
type Store struct {
	name   string  // the file's path, or the address without its password
	db     *sql.DB // writes; on SQLite its transactions wait in line
	read   *sql.DB // may be the same
	engine engine
	jobs   *river.Client[*sql.Tx] // inserts only
	q      *query.Queries
	log    *slog.Logger
	plaint plaint
	lanes  chan struct{} // holds one for each lane of editions that looks for its next post
}

var (
	_ bot.Store   = (*Store)(nil)
	_ bot.ChatLog = (*Store)(nil)
)

// Open opens the store at an address: a postgres:// one, or a file's path. It
// makes the file, for its owner alone, and its folder where they are missing,
// and brings the tables up to date. A nil logger logs nothing. An error says
// in one line what to do; it is an *Error.
func Open(ctx context.Context, address string, log *slog.Logger) (_ *Store, err error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Store{log: log}
	defer func() {
		if err != nil {
			err = errors.Join(s.explain(err), s.Close())
		}
	}()
	if IsPostgres(address) {
		p, err := openPostgres(ctx, address, log)
		if err != nil {
			return nil, err
		}
		s.name, s.db, s.read, s.engine = p.name, p.db, p.db, p
	} else {
		f, err := openFile(ctx, address)
		if err != nil {
			return nil, err
		}
		s.name, s.db, s.read, s.engine = f.path, f.db, f.read, f
	}
	s.q = queries(s.db, s.read)
	_, lanes := s.engine.width()
	s.lanes = make(chan struct{}, lanes)
	if err := s.engine.migrate(ctx); err != nil {
		return nil, err
	}
	return s, s.prepareJobs()
}

// IsPostgres reports whether the address is a Postgres database's, not a file's path.
func IsPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

func (s *Store) prepareJobs() (err error) {
	// The queue tells its readers of a new job at most once in this time: a
	// second job within it would wait for their next look, a second later.
	s.jobs, err = river.NewClient[*sql.Tx](s.engine.adder(), &river.Config{FetchCooldown: river.FetchCooldownMin, Logger: s.riverLog()})
	return err
}

// Close ends the store. Work must have returned.
func (s *Store) Close() error {
	if s.engine == nil {
		return nil
	}
	return s.engine.close()
}

// raise brings our own tables up to date.
func raise(ctx context.Context, d goose.Dialect, db *sql.DB, name string) error {
	folder := "migrations/sqlite"
	if d == goose.DialectPostgres {
		folder = "migrations/postgres"
	}
	dir, err := fs.Sub(migrations, folder)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(d, db, dir, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("read the tables' versions: %w", err)
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the tables' version: %w", err)
	}
	all := p.ListSources()
	if newest := all[len(all)-1].Version; have > newest {
		return &Error{Path: name, Hint: fmt.Sprintf("it was written by a newer newsdigest (tables %d, this one knows %d); use that one", have, newest)}
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bring the tables up to date: %w", err)
	}
	return nil
}

// raiseJobs brings the queue's tables up to date.
func raiseJobs(ctx context.Context, d riverdriver.Driver[*sql.Tx]) error {
	m, err := rivermigrate.New(d, &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("bring the queue's tables up to date: %w", err)
	}
	return nil
}

// tx does all of do, or nothing of it.
func (s *Store) tx(ctx context.Context, r rank, do func(ctx context.Context, tx *sql.Tx, q *query.Queries) error) error {
	return s.explain(s.engine.tx(ctx, r, func(ctx context.Context, tx *sql.Tx) error { return do(ctx, tx, queries(tx, tx)) }))
}

func rankOf(l bot.Lane) rank {
	if l == bot.Threads {
		return first
	}
	return later
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

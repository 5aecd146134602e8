package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"net/url"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

// appID marks a SQLite file as ours: "ndig".
const appID = 0x6e646967

// readers is how many connections read, beside the one that writes. SQLite has
// one writer at a time, and makes others sleep and look again, up to 100 ms
// each time; in line for one connection nobody sleeps.
const readers = 5

// A file is the engine of a SQLite file that this process alone works on.
type file struct {
	path string
	made os.FileInfo // the file that was opened
	db   *sql.DB     // writes
	read *sql.DB
	lock *lock
	jobs *embedded
	turn turn[wish]
}

var _ engine = (*file)(nil)

// openFile opens the file; it makes it, for its owner alone, and its folder
// where they are missing.
func openFile(ctx context.Context, path string) (_ *file, err error) {
	if path, err = prepare(path); err != nil {
		return nil, err
	}
	f := &file{path: path}
	defer func() {
		if err != nil {
			err = errors.Join(explain(f.path, f.hint, err), f.close())
		}
	}()
	if f.lock, err = acquire(ctx, path); err != nil {
		return nil, err
	}
	// Made here, so that it is nobody else's to read from its first byte on.
	made, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if f.made, err = made.Stat(); err == nil {
		err = made.Close()
	}
	if err != nil {
		return nil, err
	}
	f.dial()
	return f, nil
}

func (f *file) dial() {
	// Another process may write too, beside this one (busy_timeout); what writes
	// does not begin as a reader (txlock=immediate).
	f.db = sql.OpenDB(dialer(dsn(f.path, "_txlock=immediate",
		"_pragma=busy_timeout(5000)", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)", "_pragma=foreign_keys(1)",
		"_pragma=temp_store(MEMORY)"))) // a savepoint's journal too: the image has no folder for temporary files
	f.db.SetMaxOpenConns(1)
	f.read = sql.OpenDB(dialer(dsn(f.path, "_pragma=busy_timeout(5000)", "_pragma=query_only(1)", "_pragma=temp_store(MEMORY)")))
	f.read.SetMaxOpenConns(readers)
	f.jobs = &embedded{Driver: riversqlite.New(f.db), committed: make(chan struct{}, 1)}
}

// prepare makes the folder and returns the path that two processes agree on.
func prepare(path string) (string, error) {
	if path == "" {
		return "", &Error{Path: path, Hint: "name a file"}
	}
	if strings.Contains(path, "://") {
		return "", &Error{Path: Redact(path), Hint: "it is neither a file nor a postgres:// address; name a file, as newsdigest.db"}
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

func dsn(path string, params ...string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: strings.Join(params, "&")}).String()
}

func (f *file) driver() riverdriver.Driver[*sql.Tx] { return f.jobs }

func (f *file) adder() riverdriver.Driver[*sql.Tx] { return f.jobs }

// added has nothing to do: each commit is a sign.
func (f *file) added(*sql.Tx, string) {}

func (f *file) migrate(ctx context.Context) error {
	var id, tables int
	if err := f.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if err := f.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if id != appID && (tables > 0 || id != 0) {
		return &Error{Path: f.path, Hint: "it is another program's database; name another file"}
	}
	if id != appID {
		if _, err := f.db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", appID)); err != nil {
			return err
		}
	}
	if err := raise(ctx, goose.DialectSQLite3, f.db, f.path); err != nil {
		return err
	}
	if err := raiseJobs(ctx, f.jobs); err != nil {
		return err
	}
	// What a process that is gone was doing is free. The queue would find out
	// by itself, but only after minutes. The lock says that nobody is doing it.
	_, err := f.db.ExecContext(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running'; DELETE FROM river_leader")
	return err
}

// attend has no other replicas to think of.
func (f *file) attend(ctx context.Context, work func(ctx context.Context, name string) error) error {
	return work(ctx, "")
}

// Who makes an edition waits to write most of the time, and then shares a commit.
func (f *file) width() (makers, lanes int) { return 40, readers - 2 }

func (f *file) lead() bool { return true }

func (f *file) hold(context.Context, string) (func(), bool, error) { return func() {}, true, nil }

// order has nothing to do: writers wait for each other.
func (f *file) order(context.Context, *sql.Tx, bot.ChannelID) error { return nil }

func (f *file) move(ctx context.Context, r rank, to query.MoveDeliveryParams) (n int64, err error) {
	err = f.tx(ctx, r, func(ctx context.Context, tx *sql.Tx) (err error) {
		n, err = queries(tx, tx).MoveDelivery(ctx, to)
		return err
	})
	return n, err
}

// there: a file that was removed while it is open takes what is written with it.
func (f *file) there() error {
	if now, err := os.Stat(f.path); err == nil && os.SameFile(now, f.made) {
		return nil
	}
	return &Error{Path: f.path, Hint: "the file was removed or replaced while newsdigest is running; put it back, or start newsdigest again"}
}

func (f *file) close() error {
	f.turn.ending.Wait()
	var errs []error
	for _, db := range []*sql.DB{f.read, f.db} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if f.lock != nil {
		errs = append(errs, f.lock.release())
	}
	return errors.Join(errs...)
}

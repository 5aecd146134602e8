package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"

	"newsdigest/bot"
)

// pgConns is how many connections one replica has at most, beside the two that
// listen and attend. Postgres allows 100 where nobody has set another number.
const pgConns = 16

// A postgres is the engine of a database that replicas share.
type postgres struct {
	name   string
	config *pgx.ConnConfig
	db     *sql.DB
	listen *pgxpool.Pool
	jobs   *riverdatabasesql.Driver
	log    *slog.Logger
	turn   turn[shift]
	bell   bell

	mu   sync.Mutex
	here *presence // nil: not attending
}

var _ engine = (*postgres)(nil)

func openPostgres(ctx context.Context, address string, log *slog.Logger) (_ *postgres, err error) {
	p := &postgres{name: Redact(address), log: log}
	defer func() {
		if err != nil {
			err = errors.Join(explain(p.name, p.hint, err), p.close())
		}
	}()
	pool, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, &Error{Path: p.name, Hint: "it is no address that can be read; write it as postgres://user:password@host:5432/database"}
	}
	pool.MinConns, pool.MaxConns = 0, 1
	p.config = pool.ConnConfig
	p.config.RuntimeParams["application_name"] = "newsdigest"
	// What is stored as sending must survive the loss of power.
	p.config.RuntimeParams["synchronous_commit"] = "on"
	// Else each connection plans each statement five times over before it keeps a plan.
	p.config.RuntimeParams["plan_cache_mode"] = "force_generic_plan"
	if p.config.ConnectTimeout == 0 {
		p.config.ConnectTimeout = 10 * time.Second
	}
	p.db = stdlib.OpenDB(*p.config)
	p.bell.db = p.db
	p.db.SetMaxOpenConns(pgConns)
	p.db.SetMaxIdleConns(pgConns)
	p.db.SetConnMaxIdleTime(time.Minute)
	if p.listen, err = pgxpool.NewWithConfig(ctx, pool); err != nil {
		return nil, err
	}
	p.jobs = riverdatabasesql.NewWithPgxListener(p.db, p.listen)
	return p, p.db.PingContext(ctx)
}

// Ping asks whether a Postgres database can be used, and changes nothing there.
// An error is an *Error.
func Ping(ctx context.Context, address string) error {
	p, err := openPostgres(ctx, address, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	return p.close()
}

// Redact leaves a password out of an address; a file's path stays as it is.
func Redact(address string) string {
	if !strings.Contains(address, "://") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		scheme, _, _ := strings.Cut(address, "://")
		return scheme + "://…"
	}
	if q := u.Query(); q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}

func (p *postgres) driver() riverdriver.Driver[*sql.Tx] { return p.jobs }

func (p *postgres) adder() riverdriver.Driver[*sql.Tx] { return silent{p.jobs} }

func (p *postgres) added(tx *sql.Tx, queue string) { p.bell.add(tx, queue) }

// key is the advisory lock of that name. Locks are the database's, so that two
// schemas of one database do not wait for each other.
func (p *postgres) key(words ...string) int64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "newsdigest %s %q", p.config.RuntimeParams["search_path"], words)
	return int64(h.Sum64())
}

func (p *postgres) migrate(ctx context.Context) error {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// Replicas start together, and making tables twice at a time fails.
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", p.key("migrate")); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", p.key("migrate")) // it ends with the connection too
	var versions, deliveries, others bool
	err = conn.QueryRowContext(ctx, `SELECT to_regclass('goose_db_version') IS NOT NULL, to_regclass('delivery') IS NOT NULL,
		to_regclass('delivery') IS NOT NULL OR to_regclass('message') IS NOT NULL OR to_regclass('article') IS NOT NULL
		OR to_regclass('schedule') IS NOT NULL OR to_regclass('question') IS NOT NULL`).Scan(&versions, &deliveries, &others)
	if err != nil {
		return err
	}
	version := 0 // where the first start was killed, the table of versions may stand alone
	if versions {
		if err := conn.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version").Scan(&version); err != nil {
			return err
		}
	}
	if others && (!versions || !deliveries) || version > 0 && !deliveries {
		return &Error{Path: p.name, Hint: "it holds another program's tables; name a database of its own"}
	}
	if err := raise(ctx, goose.DialectPostgres, p.db, p.name); err != nil {
		return err
	}
	return raiseJobs(ctx, p.jobs)
}

func (p *postgres) order(ctx context.Context, tx *sql.Tx, c bot.ChannelID) error {
	_, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", p.key("order", string(c)))
	return err
}

func (p *postgres) tx(ctx context.Context, _ rank, do func(context.Context, *sql.Tx) error) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if err = do(ctx, tx); err == nil {
		err = tx.Commit()
	}
	p.bell.ended(tx, err == nil)
	return err
}

func (p *postgres) width() (makers, lanes int) { return 8, 4 }

func (p *postgres) close() error {
	p.turn.ending.Wait()
	p.bell.ending.Wait()
	if p.listen != nil {
		p.listen.Close()
	}
	if p.db != nil {
		return p.db.Close()
	}
	return nil
}

// Postgres's error codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
var pgHints = map[string]string{
	"28P01": "it refuses the user or the password; check both in the address",
	"28000": "it refuses the user; check the address, and the server's pg_hba.conf",
	"3D000": "there is no such database; make it with createdb, or check the name in the address",
	"42501": "the user may not do that there; make it the database's owner",
	"25006": "it can be read only; name the primary server, not a standby",
	"53100": "the server's disk is full; free some space there",
	"53200": "the server has no memory left",
	"58030": "the server's disk does not read or write; look at it there",
	"53300": "the server has no connection left; raise its max_connections, or end other programs",
	"57P01": "the server ended the connection; look whether it is being restarted",
	"57P02": "the server crashed, and is starting again; look at its log",
	"57P03": "the server is starting or stopping; try again in a moment",
}

func (p *postgres) hint(err error) string {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return pgHints[pg.Code]
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return "it cannot be reached; check the address, and whether the server runs"
	}
	return ""
}

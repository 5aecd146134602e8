package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/riverqueue/river/riverdriver"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

// An engine is what differs between the two databases. The queries do not.
type engine interface {
	driver() riverdriver.Driver[*sql.Tx]
	// adder is the driver of those who only add jobs.
	adder() riverdriver.Driver[*sql.Tx]
	// added notes that tx has put a job into that queue.
	added(tx *sql.Tx, queue string)
	// migrate brings the tables up to date, one process at a time.
	migrate(ctx context.Context) error
	// attend calls work until ctx ends, with a context that also ends, with the
	// cause errAway, once other replicas may take over what this one does; then
	// again under another name as soon as that can be.
	attend(ctx context.Context, work func(ctx context.Context, name string) error) error
	// lead reports whether this process is the one that looks at the schedules.
	lead() bool
	// hold makes this process the only one that works on the lane, until
	// release; false: another one does.
	hold(ctx context.Context, lane string) (release func(), ok bool, err error)
	// order makes other transactions that add to the channel wait for this one.
	order(ctx context.Context, tx *sql.Tx, c bot.ChannelID) error
	// tx commits what do does, or, where that is an error, nothing of it. do
	// uses the context that it is given.
	tx(ctx context.Context, r rank, do func(context.Context, *sql.Tx) error) error
	// move is the MoveDelivery of the queries, durable.
	move(ctx context.Context, r rank, to query.MoveDeliveryParams) (rows int64, err error)
	// width is how many editions are made at a time, and how many lanes of
	// editions look for their next post, so that a question finds a connection free.
	width() (makers, lanes int)
	// hint says what to do about an error of the database's; "": nothing is known.
	hint(err error) string
	close() error
}

// queries are those of the queries.sql: what changes rows on one database or
// transaction, what reads them on another one or the same.
func queries(write, read query.DBTX) *query.Queries { return query.New(clean{write, read}) }

// clean writes only texts that both databases keep: Postgres takes neither a
// NUL nor what is not UTF-8, and both may stand in an article.
type clean struct {
	query.DBTX
	read query.DBTX
}

func (c clean) ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error) {
	return c.DBTX.ExecContext(ctx, q, cleanArgs(args)...)
}

func (c clean) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	return c.read.QueryContext(ctx, q, cleanArgs(args)...)
}

func (c clean) QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row {
	return c.read.QueryRowContext(ctx, q, cleanArgs(args)...)
}

func cleanArgs(args []any) []any {
	for i, a := range args {
		switch v := a.(type) {
		case string:
			args[i] = cleanText(v)
		case sql.NullString:
			v.String = cleanText(v.String)
			args[i] = v
		}
	}
	return args
}

// cleanText is s with U+FFFD in the place of each NUL and of what is not UTF-8.
func cleanText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

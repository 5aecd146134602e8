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
	// there is asked before each transaction: an error where what would be written is lost.
	there() error
	// committed is called after each transaction.
	committed()
	// hint says what to do about an error of the database's; "": nothing is known.
	hint(err error) string
	close() error
}

// queries are those of the queries.sql, on a database or in a transaction.
func queries(db query.DBTX) *query.Queries { return query.New(clean{db}) }

// clean writes only texts that both databases keep: Postgres takes neither a
// NUL nor what is not UTF-8, and both may stand in an article.
type clean struct{ query.DBTX }

func (c clean) ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error) {
	return c.DBTX.ExecContext(ctx, q, cleanArgs(args)...)
}

func (c clean) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	return c.DBTX.QueryContext(ctx, q, cleanArgs(args)...)
}

func (c clean) QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row {
	return c.DBTX.QueryRowContext(ctx, q, cleanArgs(args)...)
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

package store

import (
	"context"
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
)

// A dialer opens connections to a SQLite file that keep what they compiled: to
// compile a statement costs several times what it costs to run. The queue
// prepares none of its own.
type dialer string // the data source

func (d dialer) Driver() driver.Driver { return &sqlite.Driver{} }

func (d dialer) Connect(context.Context) (driver.Conn, error) {
	c, err := d.Driver().Open(string(d))
	if err != nil {
		return nil, err
	}
	return &conn{whole: c.(whole), kept: map[string]*kept{}}, nil
}

// A whole connection is what the library's are.
type whole interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// A conn is used by one goroutine at a time.
type conn struct {
	whole
	kept map[string]*kept
}

// mostKept is how many statements a connection keeps: more than there are,
// unless somebody writes values into them.
const mostKept = 300

type kept struct {
	driver.Stmt
	read bool // its rows are being read
}

// statement is nil where q is not, or cannot be, kept.
func (c *conn) statement(ctx context.Context, q string) *kept {
	k, ok := c.kept[q]
	if !ok && len(c.kept) < mostKept {
		s, err := c.PrepareContext(ctx, q)
		if err != nil {
			return nil // whoever runs it unprepared is told so
		}
		k = &kept{Stmt: s}
		c.kept[q] = k
	}
	if k == nil || k.read {
		return nil
	}
	return k
}

func (c *conn) ExecContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Result, error) {
	if k := c.statement(ctx, q); k != nil {
		return k.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
	}
	return c.whole.ExecContext(ctx, q, args)
}

func (c *conn) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	k := c.statement(ctx, q)
	if k == nil {
		return c.whole.QueryContext(ctx, q, args)
	}
	rows, err := k.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	k.read = true
	return &keptRows{rows, k}, nil
}

type keptRows struct {
	driver.Rows
	of *kept
}

func (r *keptRows) Close() error {
	r.of.read = false
	return r.Rows.Close()
}

func (c *conn) Close() error {
	var errs []error
	for _, k := range c.kept {
		errs = append(errs, k.Close())
	}
	return errors.Join(append(errs, c.whole.Close())...)
}

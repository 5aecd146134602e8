package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A backup is the same for both databases: gzip over one JSON object a line.
// The first is a backupHead; each other one is a row. The queue is left out:
// what is to be done follows from the rest.
type backupHead struct {
	Newsdigest int   `json:"newsdigest"` // the form: 1
	Tables     int64 `json:"tables"`     // the version of the tables
	At         int64 `json:"at"`         // when it was made, in milliseconds since 1970
}

type backupRow struct {
	Table string         `json:"t"`
	Row   map[string]any `json:"r"`
}

// A backedUp is a table, with the order in which its rows are kept. Rows that
// others refer to come first.
type backedUp struct{ name, order, skip string }

var backedUpTables = []backedUp{
	{"schedule", "channel", ""}, {"edition", "id", ""}, {"story", "id", ""}, {"article", "id", ""},
	{"delivery", "channel, seq", ""}, {"question", "channel, thread, seq", ""},
	{"message", "seq", "seq"}, // the database numbers them anew
	{"pause", "channel", ""}, {"source", "name", ""}, {"bar", "channel", ""}, {"correction", "id", ""}, {"restored", "since_at", ""},
	{"complaint", "id", ""}, // of asked nothing: it matters for minutes
}

// restoreTime is how long after a restore new posts are looked up before they
// are sent: what was posted after the backup may be among them.
const restoreTime = 14 * 24 * time.Hour

// Backup writes all that the store keeps, as it is at one moment, while others
// may be working on it.
func (s *Store) Backup(ctx context.Context, w io.Writer, now time.Time) (err error) {
	conn, err := s.read.Conn(ctx)
	if err != nil {
		return s.explain(err)
	}
	defer conn.Close()
	begin := "BEGIN"
	if _, ok := s.engine.(*postgres); ok {
		begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
	}
	if _, err := conn.ExecContext(ctx, begin); err != nil {
		return s.explain(err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // nothing was written
	z := gzip.NewWriter(w)
	out := json.NewEncoder(z)
	head := backupHead{Newsdigest: 1, At: millis(now)}
	if err := conn.QueryRowContext(ctx, "SELECT MAX(version_id) FROM goose_db_version").Scan(&head.Tables); err != nil {
		return s.explain(err)
	}
	if err := out.Encode(head); err != nil {
		return err
	}
	for _, t := range backedUpTables {
		if err := t.dump(ctx, conn, out); err != nil {
			return s.explain(err)
		}
	}
	return z.Close()
}

func (t backedUp) dump(ctx context.Context, conn *sql.Conn, out *json.Encoder) error {
	rows, err := conn.QueryContext(ctx, "SELECT * FROM "+t.name+" ORDER BY "+t.order)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := map[string]any{}
		for i, c := range columns {
			if b, ok := values[i].([]byte); ok {
				values[i] = string(b)
			}
			if c != t.skip {
				row[c] = values[i]
			}
		}
		if err := out.Encode(backupRow{t.name, row}); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Restore reads what Backup wrote into a store that is empty. What was planned
// or being sent then, and what is planned in the next two weeks, is looked up
// before it is sent, since it may have been posted after the backup was made.
func (s *Store) Restore(ctx context.Context, r io.Reader, now time.Time) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("this is no backup of newsdigest's: %w", err)
	}
	in := json.NewDecoder(bufio.NewReader(z))
	in.UseNumber()
	var head backupHead
	if err := in.Decode(&head); err != nil || head.Newsdigest == 0 {
		return errors.Join(errors.New("this is no backup of newsdigest's"), err)
	}
	var have int64
	if err := s.db.QueryRowContext(ctx, "SELECT MAX(version_id) FROM goose_db_version").Scan(&have); err != nil {
		return s.explain(err)
	}
	if head.Newsdigest != 1 || head.Tables > have {
		return fmt.Errorf("the backup was written by a newer newsdigest (tables %d, this one knows %d); use that one", head.Tables, have)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := s.restore(ctx, tx, in, head, now); err != nil {
		return s.explain(err)
	}
	return s.explain(tx.Commit())
}

func (s *Store) restore(ctx context.Context, tx *sql.Tx, in *json.Decoder, head backupHead, now time.Time) error {
	for _, t := range backedUpTables {
		var has bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+t.name+")").Scan(&has); err != nil {
			return err
		}
		if has {
			return &Error{Path: s.name, Hint: "it is not empty; name a new file or database in the config's store"}
		}
	}
	for {
		var r backupRow
		err := in.Decode(&r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("the backup breaks off: %w", err)
		}
		if err := insert(ctx, tx, r); err != nil {
			return err
		}
	}
	for _, q := range []string{
		"UPDATE delivery SET state = 'unsure', not_until = 0, lookups = 0, started_at = CASE WHEN started_at > 0 THEN started_at ELSE $1 END WHERE state IN ('planned', 'sending', 'unsure') AND message = ''",
		"INSERT INTO restored (since_at, until_at) VALUES ($1, " + strconv.FormatInt(millis(now.Add(restoreTime)), 10) + ")",
	} {
		if _, err := tx.ExecContext(ctx, q, head.At); err != nil {
			return err
		}
	}
	return nil
}

// insert adds one row. Its columns' names are checked, since they become SQL.
func insert(ctx context.Context, tx *sql.Tx, r backupRow) error {
	if !slices.ContainsFunc(backedUpTables, func(t backedUp) bool { return t.name == r.Table }) {
		return fmt.Errorf("the backup has a table %q, which is not known", r.Table)
	}
	var columns, places []string
	var values []any
	for c, v := range r.Row {
		if strings.Trim(c, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return fmt.Errorf("the backup has a column %q, which is not known", c)
		}
		if n, ok := v.(json.Number); ok {
			i, err := n.Int64()
			if err != nil {
				return fmt.Errorf("the backup's %s.%s: %w", r.Table, c, err)
			}
			v = i
		}
		columns, values = append(columns, c), append(values, v)
		places = append(places, "$"+strconv.Itoa(len(values)))
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+r.Table+" ("+strings.Join(columns, ", ")+") VALUES ("+strings.Join(places, ", ")+")", values...)
	if err != nil {
		return fmt.Errorf("restore a row of %s: %w", r.Table, err)
	}
	return nil
}

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"newsdigest/bot/store/internal/query"
)

// pipeLimit bounds one commit of moves.
const pipeLimit = 5 * time.Second

// A pipe notes statements, to send them all before any is answered.
type pipe struct {
	query.DBTX
	pgx.Batch
}

func (p *pipe) ExecContext(_ context.Context, q string, args ...any) (sql.Result, error) {
	p.Queue(q, args...)
	return driver.RowsAffected(0), nil // not known yet
}

// A shift is a delivery that moves on Postgres. Many do at a time, and each
// alone would cost three exchanges with the server.
type shift struct {
	to  query.MoveDeliveryParams
	n   int64 // rows changed
	err error
}

func (p *postgres) move(ctx context.Context, r rank, to query.MoveDeliveryParams) (int64, error) {
	s := &shift{to: to}
	if err := p.turn.take(ctx, r, s, p.shift); err != nil {
		return 0, err
	}
	return s.n, s.err
}

func (p *postgres) shift(all []*shift) int {
	err := p.send(all)
	for _, s := range all {
		s.err = err
		if err != nil && len(all) > 1 { // one's trouble is not the others'
			s.err = p.send([]*shift{s})
		}
	}
	return len(all)
}

func (p *postgres) send(all []*shift) error {
	ctx, cancel := context.WithTimeout(context.Background(), pipeLimit)
	defer cancel()
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var sent pipe
	q := queries(&sent, nil)
	for _, s := range all {
		if _, err := q.MoveDelivery(ctx, s.to); err != nil {
			return err
		}
	}
	return conn.Raw(func(c any) error {
		answers := c.(*stdlib.Conn).Conn().SendBatch(ctx, &sent.Batch) // one transaction
		for _, s := range all {
			tag, err := answers.Exec()
			if err != nil {
				answers.Close()
				return err
			}
			s.n = tag.RowsAffected()
		}
		return answers.Close()
	})
}

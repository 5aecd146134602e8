package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// errAway is the cause with which a replica's work ends once others may take
// it over.
var errAway = errors.New("the connection that says that this replica is there was lost")

// How replicas learn that one of them is gone. A replica notices that its own
// connection is lost within pulse and pulseLimit, and drops its work; it is
// taken over only after absence, which is longer.
const (
	pulse      = time.Second
	pulseLimit = 2 * time.Second
	absence    = 5 * time.Second
	returning  = time.Second // between two tries to connect again
)

// A presence is a replica's connection on which its advisory locks are: one
// that says that it is there, one for each lane it works on, and that of the
// leader. They end with the connection, however the process ends.
type presence struct {
	engine *postgres
	name   string

	mu     sync.Mutex // guards conn
	conn   *pgx.Conn
	leader bool // guarded by engine.mu
}

func (p *postgres) arrive(ctx context.Context) (*presence, error) {
	config := p.config.Copy()
	// A machine that is cut off is not waited for longer than this.
	config.RuntimeParams["tcp_keepalives_idle"] = "5"
	config.RuntimeParams["tcp_keepalives_interval"] = "2"
	config.RuntimeParams["tcp_keepalives_count"] = "3"
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	a := &presence{engine: p, name: strings.ToLower(rand.Text()), conn: conn}
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", p.key("replica", a.name)); err != nil {
		return nil, errors.Join(err, conn.Close(context.WithoutCancel(ctx)))
	}
	return a, nil
}

func (p *postgres) attend(ctx context.Context, work func(ctx context.Context, name string) error) error {
	for first := true; ; first = false {
		a, err := p.arrive(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			if first {
				return explain(p.name, p.hint, err)
			}
			wait(ctx, returning)
			continue
		}
		if !first {
			p.log.Warn("the database is back; work goes on", "store", p.name)
		}
		here, away := context.WithCancelCause(ctx)
		p.present(a)
		var watching sync.WaitGroup
		watching.Go(func() { a.watch(here, away) })
		err = work(here, a.name)
		away(nil)
		watching.Wait()
		lost := context.Cause(here) == errAway
		p.present(nil)
		a.conn.Close(context.WithoutCancel(ctx)) // its locks end with it
		if ctx.Err() != nil || !lost && (first || err == nil) {
			return err
		}
		p.log.Error("the database is away; what was being done is dropped, and looked at again when it is back", "store", p.name)
		wait(ctx, returning)
	}
}

func wait(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

func (p *postgres) present(a *presence) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.here = a
}

func (p *postgres) lead() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.here != nil && p.here.leader
}

// watch looks each second whether the connection is there, and, where this
// replica leads or can, whether the others are.
func (a *presence) watch(ctx context.Context, away context.CancelCauseFunc) {
	for ctx.Err() == nil {
		asking, cancel := context.WithTimeout(ctx, pulseLimit)
		err := a.beat(asking)
		cancel()
		if err != nil && ctx.Err() == nil {
			away(errAway)
			return
		}
		wait(ctx, pulse)
	}
}

func (a *presence) beat(ctx context.Context) error {
	a.engine.mu.Lock()
	leads := a.leader
	a.engine.mu.Unlock()
	if leads {
		if err := a.ping(ctx); err != nil {
			return err
		}
		return a.takeOver(ctx)
	}
	leads, err := a.try(ctx, a.engine.key("leader"))
	a.engine.mu.Lock()
	a.leader = leads
	a.engine.mu.Unlock()
	return err
}

func (a *presence) ping(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.conn.Ping(ctx)
}

// by is which replica works on a job.
const by = "attempted_by[array_upper(attempted_by, 1)]"

// takeOver frees the jobs of replicas that are gone. Since when they are is
// kept in the database: whoever knew may be gone too. The pool's trouble is not
// the presence's: it is tried again.
func (a *presence) takeOver(ctx context.Context) error {
	names, err := a.others(ctx)
	if err != nil {
		return nil
	}
	for _, name := range names {
		key := a.engine.key("replica", name)
		gone, err := a.try(ctx, key)
		if err != nil {
			return err
		}
		if !gone {
			continue
		}
		if err := a.unlock(ctx, key); err != nil {
			return err
		}
		if err := a.free(ctx, name); err != nil {
			return nil
		}
	}
	return nil
}

// others are the replicas beside this one that have jobs.
func (a *presence) others(ctx context.Context) ([]string, error) {
	rows, err := a.engine.db.QueryContext(ctx, "SELECT DISTINCT "+by+" FROM river_job WHERE state = 'running' AND "+by+" <> $1", a.name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// free frees the jobs of a replica that has been gone long enough.
func (a *presence) free(ctx context.Context, name string) error {
	db := a.engine.db
	if _, err := db.ExecContext(ctx, "INSERT INTO replica (name, gone_at) VALUES ($1, clock_timestamp()) ON CONFLICT DO NOTHING", name); err != nil {
		return err
	}
	var long bool
	err := db.QueryRowContext(ctx, "SELECT gone_at <= clock_timestamp() - $2 * interval '1 second' FROM replica WHERE name = $1", name, absence.Seconds()).Scan(&long)
	if err != nil || !long {
		return err
	}
	r, err := db.ExecContext(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running' AND "+by+" = $1", name)
	if err != nil {
		return err
	}
	n, _ := r.RowsAffected()
	a.engine.log.Warn("a replica is gone; its work is taken over", "replica", name, "jobs", n)
	_, err = db.ExecContext(ctx, "DELETE FROM replica WHERE gone_at < clock_timestamp() - interval '1 hour'")
	return err
}

// try takes an advisory lock; false: another connection holds it.
func (a *presence) try(ctx context.Context, key int64) (ok bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	err = a.conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", key).Scan(&ok)
	return ok, err
}

func (a *presence) unlock(ctx context.Context, key int64) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, err := a.conn.Exec(ctx, "SELECT pg_advisory_unlock($1)", key)
	return err
}

func (p *postgres) hold(ctx context.Context, lane string) (release func(), ok bool, err error) {
	p.mu.Lock()
	a := p.here
	p.mu.Unlock()
	if a == nil {
		return nil, false, errAway
	}
	key := p.key("lane", lane)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pulseLimit)
	defer cancel()
	ok, err = a.try(ctx, key)
	if err != nil || !ok {
		return nil, false, err
	}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pulseLimit)
		defer cancel()
		if err := a.unlock(ctx, key); err != nil {
			p.log.Info("a lane is free only when the connection ends", "error", fmt.Errorf("unlock: %w", err))
		}
	}, true, nil
}

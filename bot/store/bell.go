package store

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
)

// A silent driver adds jobs and tells nobody. Postgres holds one lock of the
// whole server's from the moment when a transaction that tells something
// begins to commit until that is on the disk, so that those would be committed
// one by one, over all replicas.
type silent struct{ *riverdatabasesql.Driver }

// SupportsListenNotify is asked by who would tell.
func (silent) SupportsListenNotify() bool { return false }

// A bell tells the replicas' queues of new jobs, once these are committed: in a
// transaction of its own, that writes nothing, for all who committed meanwhile.
// What is not told, since the process ends or the connection is lost, the
// queues find within a second or, editions, five.
type bell struct {
	db *sql.DB

	mu      sync.Mutex
	added   map[*sql.Tx][]string // queues, by what is not committed yet
	waiting map[string]bool      // queues that are to be told of
	ringing bool
	ending  sync.WaitGroup
}

// What the library listens for: https://riverqueue.com/docs/inserting-jobs
const (
	ring      = "SELECT pg_notify(current_schema() || '.river_insert', json_build_object('queue', q)::text) FROM unnest($1::text[]) q"
	ringLimit = 5 * time.Second
	ringApart = 5 * time.Millisecond // the queues look no more often than fetchCooldown
)

// add notes that tx has put a job into the queue.
func (b *bell) add(tx *sql.Tx, queue string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.added == nil {
		b.added = map[*sql.Tx][]string{}
	}
	b.added[tx] = append(b.added[tx], queue)
}

// ended rings for what tx has put into queues, where it is committed.
func (b *bell) ended(tx *sql.Tx, committed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	queues := b.added[tx]
	delete(b.added, tx)
	if !committed || len(queues) == 0 {
		return
	}
	if b.waiting == nil {
		b.waiting = map[string]bool{}
	}
	for _, q := range queues {
		b.waiting[q] = true
	}
	if !b.ringing {
		b.ringing = true
		b.ending.Go(b.run)
	}
}

func (b *bell) run() {
	for {
		b.mu.Lock()
		var queues []string
		for q := range b.waiting {
			queues = append(queues, q)
		}
		clear(b.waiting)
		b.ringing = len(queues) > 0
		b.mu.Unlock()
		if len(queues) == 0 {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), ringLimit)
		_, _ = b.db.ExecContext(ctx, ring, queues) // what is not told is found
		cancel()
		time.Sleep(ringApart)
	}
}

var _ riverdriver.Driver[*sql.Tx] = silent{}

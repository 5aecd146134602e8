package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store/internal/query"
)

func replica(t *testing.T, address string) *Store {
	t.Helper()
	s, err := Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Replicas start together on an empty database.
func TestReplicasMigrateTogether(t *testing.T) {
	address := bottest.Postgres(t)
	var wg sync.WaitGroup
	errs := make([]error, 6)
	for i := range errs {
		wg.Go(func() {
			s, err := Open(t.Context(), address, nil)
			if err == nil {
				err = s.Close()
			}
			errs[i] = err
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
}

// The queues are told of a job once it is committed, and only then.
func TestQueuesAreTold(t *testing.T) {
	s := replica(t, bottest.Postgres(t))
	conn, err := pgx.ConnectConfig(t.Context(), s.engine.(*postgres).config.Copy())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), `LISTEN "public.river_insert"`); err != nil {
		t.Fatal(err)
	}
	undone := errors.New("undone")
	add := func(id string, end error) {
		t.Helper()
		err := s.tx(t.Context(), later, func(ctx context.Context, tx *sql.Tx, _ *query.Queries) error {
			return errors.Join(s.enqueue(ctx, tx, answerArgs{Channel: "test:c", Question: id}), end)
		})
		if !errors.Is(err, end) {
			t.Fatal(err)
		}
	}
	add("undone", undone)
	add("done", nil)
	n, err := conn.WaitForNotification(t.Context())
	if err != nil || n.Payload != `{"queue" : "questions"}` {
		t.Fatalf("told: %+v, %v", n, err)
	}
	s.engine.(*postgres).bell.ending.Wait()
	if _, err := conn.Exec(t.Context(), "UNLISTEN *"); err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if n, err := conn.WaitForNotification(gone); err == nil {
		t.Errorf("told too: %+v", n)
	}
}

// attending runs s's queue until the test, or the function it returns, ends it.
func attending(t *testing.T, s *Store, w bot.Worker) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := s.Work(ctx, w); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	})
	stop = func() { cancel(); wg.Wait() }
	t.Cleanup(stop)
	return stop
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	limit := time.After(30 * time.Second)
	for !ok() {
		select {
		case <-look.C:
		case <-limit:
			t.Fatalf("not within 30 s: %s", what)
		}
	}
}

// One replica leads; when it goes, another does.
func TestOneReplicaLeads(t *testing.T) {
	address := bottest.Postgres(t)
	one, two := replica(t, address), replica(t, address)
	idle := &maker{made: make(chan bot.EditionID, 10)}
	stop := attending(t, one, idle)
	until(t, "the first leads", one.Lead)
	attending(t, two, idle)
	if two.Lead() {
		t.Error("two replicas lead")
	}
	stop()
	if one.Lead() {
		t.Error("a replica leads that does not work")
	}
	until(t, "the second leads", two.Lead)
}

// A stuck worker is in the middle of a delivery until its context ends.
type stuck struct {
	maker
	begun chan struct{}
	ended chan struct{}
}

func (w *stuck) Deliver(ctx context.Context, _ bot.ChannelID, _ bot.Lane) (time.Duration, error) {
	w.begun <- struct{}{}
	<-ctx.Done()
	w.ended <- struct{}{}
	return 0, ctx.Err()
}

type deliverer struct {
	maker
	did chan struct{}
}

func (w *deliverer) Deliver(context.Context, bot.ChannelID, bot.Lane) (time.Duration, error) {
	select {
	case w.did <- struct{}{}:
	default:
	}
	return time.Hour, nil
}

// A replica whose connection is cut drops what it does before another one
// takes it over, and comes back by itself.
func TestReplicaThatIsCutOff(t *testing.T) {
	address := bottest.Postgres(t)
	one, two := replica(t, address), replica(t, address)
	e := bot.Edition{ID: "e", Channel: "test:c", Slot: "1", Due: time.UnixMilli(1)}
	if err := one.AddEditions(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	e.State = bot.EditionSettled
	w := &stuck{begun: make(chan struct{}, 10), ended: make(chan struct{}, 10)}
	w.made = make(chan bot.EditionID, 10)
	attending(t, one, w)
	if err := one.SettleEdition(t.Context(), e, nil, []bot.Post{bottest.StoryPost("test:c", "k", "s")}, time.UnixMilli(2)); err != nil {
		t.Fatal(err)
	}
	<-w.begun
	next := &deliverer{did: make(chan struct{}, 10)}
	next.made = make(chan bot.EditionID, 10)
	attending(t, two, next)
	name := one.engine.(*postgres).here.name
	if _, err := two.db.Exec("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND (classid::bigint << 32 | objid::bigint) = $1",
		one.engine.(*postgres).key("replica", name)); err != nil {
		t.Fatal(err)
	}
	<-w.ended
	select {
	case <-next.did:
	case <-w.begun: // it was quicker to come back
	case <-time.After(30 * time.Second):
		t.Fatal("nobody goes on with the delivery")
	}
	until(t, "the first is back", func() bool {
		p := one.engine.(*postgres)
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.here != nil && p.here.name != name
	})
}

func TestPostgresSaysWhatToDo(t *testing.T) {
	address := bottest.Postgres(t)
	base := address[:strings.LastIndex(address, "/")]
	for _, c := range []struct{ name, address, want string }{
		{"no such database", base + "/nowhere", "there is no such database"},
		{"no such server", "postgres://me:secret@127.0.0.1:1/x", "it cannot be reached"},
		{"no address", "postgres://me:secret@127.0.0.1:port/x", "it is no address"},
	} {
		s, err := Open(t.Context(), c.address, nil)
		if err == nil {
			s.Close()
			t.Fatalf("%s: it opens", c.name)
		}
		if text := err.Error(); !strings.Contains(text, c.want) || strings.Contains(text, "secret") || strings.Contains(text, "\n") {
			t.Errorf("%s: %v; want one line with %q", c.name, err, c.want)
		}
	}
	// A first start that was killed leaves the versions' table alone.
	begun := bottest.Postgres(t)
	db, err := sql.Open("pgx", begun)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, version_id BIGINT NOT NULL, is_applied BOOLEAN NOT NULL, tstamp TIMESTAMP NOT NULL DEFAULT now()); INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, TRUE)"); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), begun, nil); err != nil {
		t.Errorf("after a first start that was killed: %v", err)
	} else {
		s.Close()
	}
	s := replica(t, address)
	if _, err := s.db.Exec("DROP TABLE goose_db_version"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), address, nil); err == nil || !strings.Contains(err.Error(), "another program's tables") {
		t.Errorf("on another program's tables: %v", err)
	}
}

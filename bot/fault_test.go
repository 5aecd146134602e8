package bot_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
)

// A keeper is a service with a clock of its own that keeps each post.
type keeper struct {
	now func() time.Time

	after func(n int) error // its answer is lost where this is an error

	mu   sync.Mutex
	at   map[bot.Key]time.Time
	kept []bot.Key
	all  chan struct{} // a post was kept
}

func newKeeper() *keeper {
	return &keeper{now: time.Now, at: map[bot.Key]time.Time{}, all: make(chan struct{}, 100)}
}

func (*keeper) Name() string { return "test" }

func (k *keeper) Send(_ context.Context, p bot.Post) (bot.MessageID, error) {
	k.mu.Lock()
	k.kept = append(k.kept, p.Key)
	k.at[p.Key] = k.now()
	n := len(k.kept)
	k.mu.Unlock()
	k.all <- struct{}{}
	if k.after != nil {
		if err := k.after(n); err != nil {
			return "", err
		}
	}
	return bot.MessageID(p.Key), nil
}

func (k *keeper) Find(_ context.Context, p bot.Post, since time.Time) (bot.MessageID, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	at, ok := k.at[p.Key]
	return bot.MessageID(p.Key), ok && at.After(since), nil
}

func (k *keeper) posts() []bot.Key {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]bot.Key(nil), k.kept...)
}

// onceEach checks that n posts were kept, none twice.
func (k *keeper) onceEach(t *testing.T, n int) {
	t.Helper()
	seen := map[bot.Key]bool{}
	for _, key := range k.posts() {
		if seen[key] {
			t.Errorf("%s was posted twice", key)
		}
		seen[key] = true
	}
	if len(seen) != n {
		t.Errorf("%d posts, want %d", len(seen), n)
	}
}

var errLost = errors.New("the answer was lost")

// The clock was an hour ahead, and is set back between a post whose answer was
// lost and the look whether it is there.
func TestClockIsSetBack(t *testing.T) {
	var mu sync.Mutex
	ahead := time.Hour
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return time.Now().Add(ahead)
	}
	k := newKeeper()
	k.after = func(n int) error {
		if n != 2 {
			return nil
		}
		mu.Lock()
		ahead = 0
		mu.Unlock()
		return errLost
	}
	c := channel("c", 5, "news")
	c.AtOnce = true
	s := openStore(t)
	b := newBot(t, s, bottest.Collector{"news": articles(bottest.Articles(5)...)}, []bot.Platform{k}, []bot.Channel{c},
		bot.Options{Clock: clock, Logger: slog.New(slog.NewTextHandler(t.Output(), nil))})
	running(t, b)
	allSent(t, s, c.ID, 6)
	k.onceEach(t, 6)
	// The slots that were posted before come once more by the clock, and are known.
	if _, err := b.Tick(t.Context()); err != nil {
		t.Error(err)
	}
	k.onceEach(t, 6)
}

// allSent returns when so many posts of the channel are sent.
func allSent(t *testing.T, s *store.Store, c bot.ChannelID, posts int) {
	t.Helper()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	limit := time.After(2 * time.Minute)
	for {
		ds, err := s.Deliveries(t.Context(), bot.Filter{Channel: c, States: []bot.State{bot.Sent}})
		if err == nil && len(ds) == posts {
			return
		}
		select {
		case <-look.C:
		case <-limit:
			t.Fatalf("%d of %d posts are sent, %v", len(ds), posts, err)
		}
	}
}

// A wire leads to a server, and can be cut.
type wire struct {
	to string

	mu    sync.Mutex
	cut   bool
	conns []net.Conn
}

func newWire(t *testing.T, address string) (w *wire, through string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w = &wire{to: u.Host}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { w.lead(c) })
		}
	})
	t.Cleanup(func() {
		ln.Close()
		w.set(true)
		wg.Wait()
	})
	u.Host = ln.Addr().String()
	return w, u.String()
}

func (w *wire) lead(c net.Conn) {
	defer c.Close()
	s, err := net.Dial("tcp", w.to)
	if err != nil {
		return
	}
	defer s.Close()
	w.mu.Lock()
	if w.cut {
		w.mu.Unlock()
		return
	}
	w.conns = append(w.conns, c, s)
	w.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { io.Copy(s, c); s.Close() })
	both.Go(func() { io.Copy(c, s); c.Close() })
	both.Wait()
}

func (w *wire) set(cut bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = cut
	if cut {
		for _, c := range w.conns {
			c.Close()
		}
		w.conns = nil
	}
}

// An openLog is a log that is read while it is written.
type openLog struct {
	t  *testing.T
	mu sync.Mutex
	b  strings.Builder
}

func (h *openLog) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.t.Output().Write(p)
	return h.b.Write(p)
}

func (h *openLog) count(words string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Count(h.b.String(), words)
}

// The database goes away while a post is at the service, or takes no writes or
// no connections, and comes back: nothing is lost or posted twice, it is said
// once what to do, and the work goes on by itself.
func TestDatabaseIsGone(t *testing.T) {
	for _, c := range []struct {
		name, said string
		back       string
		away       func(exec func(statements ...string), database string, w *wire) (back func())
	}{
		{"away", "the database is away", "the database is back", func(_ func(...string), _ string, w *wire) func() {
			w.set(true)
			return func() { w.set(false) }
		}},
		{"read-only", "it can be read only", "", func(exec func(...string), database string, w *wire) func() {
			exec("ALTER DATABASE " + database + " SET default_transaction_read_only = on")
			drop := func() { w.set(true); w.set(false) } // connections made before know nothing of it
			drop()
			return func() {
				exec("SET default_transaction_read_only = off", "ALTER DATABASE "+database+" RESET default_transaction_read_only")
				drop()
			}
		}},
		{"full", "the server's disk is full; free some space there", "", func(exec func(...string), _ string, _ *wire) func() {
			// As the server answers whatever writes where its disk is full.
			exec(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`,
				`DO $$ DECLARE t text; BEGIN
				FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
					EXECUTE format('CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON %I EXECUTE FUNCTION full_disk()', t);
				END LOOP; END $$`)
			return func() { exec("DROP FUNCTION full_disk CASCADE") }
		}},
		{"ended by the administrator", "the database is away", "the database is back", func(exec func(...string), _ string, _ *wire) func() {
			exec(dropOthers)
			return func() {}
		}},
		{"too many connections", "the server has no connection left", "the database is back", func(exec func(...string), database string, _ *wire) func() {
			exec("ALTER DATABASE "+database+" CONNECTION LIMIT 0", dropOthers)
			return func() { exec("ALTER DATABASE " + database + " CONNECTION LIMIT -1") }
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			address := bottest.Postgres(t)
			w, through := newWire(t, asUser(t, address))
			log := &openLog{t: t}
			s, err := store.Open(t.Context(), through, slog.New(slog.NewTextHandler(log, nil)))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			k := newKeeper()
			reached, goOn := make(chan struct{}), make(chan struct{})
			k.after = func(n int) error {
				if n == 3 {
					close(reached)
					<-goOn
				}
				return nil
			}
			ch := channel("c", 5, "news")
			ch.AtOnce = true
			b := newBot(t, s, bottest.Collector{"news": articles(bottest.Articles(5)...)}, []bot.Platform{k}, []bot.Channel{ch},
				bot.Options{Logger: slog.New(slog.NewTextHandler(log, nil))})
			running(t, b)
			<-reached
			back := c.away(func(statements ...string) { bottest.Exec(t, address, statements...) }, bottest.Name(address), w)
			close(goOn)
			until(t, "it is said", func() bool { return log.count(c.said) > 0 })
			back()
			allSent(t, s, ch.ID, 6)
			k.onceEach(t, 6)
			if n := log.count("level=ERROR"); n > 6 {
				t.Errorf("%d lines say it", n)
			}
			if c.back != "" {
				until(t, "it is said that it is back", func() bool { return log.count(c.back) > 0 })
			}
		})
	}
}

const dropOthers = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

// asUser is the address for a user of its own, whom the server's limits hold:
// not a superuser.
func asUser(t *testing.T, address string) string {
	t.Helper()
	name := "newsdigest_" + strings.ToLower(rand.Text())
	bottest.Exec(t, address, "CREATE ROLE "+name+" LOGIN PASSWORD 'secret'", "GRANT ALL ON SCHEMA public TO "+name)
	t.Cleanup(func() { bottest.Exec(t, address, "DROP OWNED BY "+name+" CASCADE", "DROP ROLE "+name) })
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(name, "secret")
	return u.String()
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	limit := time.After(2 * time.Minute)
	for !ok() {
		select {
		case <-look.C:
		case <-limit:
			t.Fatalf("not within 2 minutes: %s", what)
		}
	}
}

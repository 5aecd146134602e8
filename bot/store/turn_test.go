package store

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"newsdigest/bot"
)

// Those who share a commit share nothing else: neither an error, nor a panic,
// nor another's end.
func TestSharedCommit(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "news.db"))
	f := s.engine.(*file)
	add := func(c string, then func() error) *wish {
		return &wish{do: func(tx *sql.Tx) error {
			if _, err := tx.Exec("INSERT INTO bar (channel, since_at, reason) VALUES ($1, 1, 'x')", c); err != nil {
				return err
			}
			return then()
		}}
	}
	errMine := errors.New("mine")
	all := []*wish{
		add("test:a", func() error { return nil }),
		add("test:b", func() error { return errMine }),
		add("test:c", func() error { panic("hostile") }),
		add("test:d", func() error { return nil }),
	}
	f.commit(all)
	if all[0].err != nil || all[3].err != nil || !errors.Is(all[1].err, errMine) || all[2].err == nil {
		t.Errorf("errors: %v, %v, %v, %v", all[0].err, all[1].err, all[2].err, all[3].err)
	}
	bars, err := s.Bars(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, b := range bars {
		have = append(have, string(b.Channel))
	}
	if got := strings.Join(have, " "); got != "test:a test:d" {
		t.Errorf("committed %q, want those without an error", got)
	}

	// Who waits in vain is not done; what has begun is not cut short.
	begun, goOn := make(chan struct{}), make(chan struct{})
	ended := make(chan error, 2)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		ended <- s.engine.tx(ctx, later, func(ctx context.Context, tx *sql.Tx) error {
			close(begun)
			<-goOn
			_, err := tx.ExecContext(ctx, "INSERT INTO bar (channel, since_at, reason) VALUES ('test:e', 1, 'x')")
			return err
		})
	}()
	<-begun
	late := make(chan error, 1)
	go func() {
		late <- s.engine.tx(ctx, later, func(context.Context, *sql.Tx) error { t.Error("it is done"); return nil })
	}()
	for {
		f.turn.mu.Lock()
		n := len(f.turn.waiting)
		f.turn.mu.Unlock()
		if n == 1 {
			break
		}
	}
	cancel()
	if err := <-late; !errors.Is(err, context.Canceled) {
		t.Errorf("who waited: %v", err)
	}
	close(goOn)
	if err := <-ended; err != nil {
		t.Errorf("who had begun: %v", err)
	}
	if ended, err := s.Unbar(t.Context(), "test:e"); !ended || err != nil {
		t.Errorf("what had begun is kept: %v, %v", ended, err)
	}
}

// Whom a person waits for is committed without the rest, and the rest next,
// though more of the former have come.
func TestUrgentFirst(t *testing.T) {
	var turn turn[string]
	var commits []string
	more := []string{"c"}
	commit := func(all []*string) int {
		var names []string
		for _, w := range all {
			names = append(names, *w)
		}
		commits = append(commits, strings.Join(names, ""))
		for _, w := range more {
			turn.waiting = append([]waiter[string]{{&w, first, make(chan struct{})}}, turn.waiting...)
		}
		more = nil
		return len(all)
	}
	for _, w := range []struct {
		name string
		rank rank
	}{{"a", first}, {"b", first}, {"x", later}, {"y", later}} {
		turn.waiting = append(turn.waiting, waiter[string]{&w.name, w.rank, make(chan struct{})})
	}
	turn.run(commit)
	if got := strings.Join(commits, " "); got != "ab cxy" {
		t.Errorf("commits: %s, want ab cxy", got)
	}
}

// A statement whose rows are being read can be asked again meanwhile.
func TestKeptStatements(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "news.db"))
	for _, c := range []bot.ChannelID{"test:a", "test:b"} {
		if _, err := s.Bar(t.Context(), bot.Bar{Channel: c, Reason: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	tx, err := s.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	var got []string
	const all = "SELECT channel FROM bar ORDER BY channel"
	for range 2 { // the second time each is kept
		outer, err := tx.Query(all)
		if err != nil {
			t.Fatal(err)
		}
		for outer.Next() {
			var a, b string
			if err := outer.Scan(&a); err != nil {
				t.Fatal(err)
			}
			if err := tx.QueryRow(all).Scan(&b); err != nil {
				t.Fatal(err)
			}
			got = append(got, a+b)
		}
		if err := errors.Join(outer.Err(), outer.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if want := "test:atest:a test:btest:a test:atest:a test:btest:a"; strings.Join(got, " ") != want {
		t.Errorf("read %q, want %q", got, want)
	}
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
)

func openAt(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestOpenMakesTheFileForItsOwner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new folder", "a?b#c %20.db")
	s := openAt(t, path)
	for _, name := range []string{path, path + "-wal"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, want 0600", name, info.Mode())
		}
	}
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "temp_store": "2"} {
		var got string
		if err := s.db.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", pragma, got, err, want)
		}
	}
}

func TestOpenAgainKeepsWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s := openAt(t, path)
	if _, _, err := s.AddMessage(t.Context(), bot.Message{ID: "m", Channel: "web:c", Posted: time.UnixMilli(1), User: "ann", Text: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := openAt(t, path).Message(t.Context(), "m"); err != nil {
		t.Error(err)
	}
}

func TestOpenSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	foreign := filepath.Join(dir, "foreign.db")
	db, err := sql.Open("sqlite", dsn(foreign))
	if err == nil {
		_, err = db.Exec("CREATE TABLE t (x); PRAGMA application_id = 7")
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	s := openAt(t, newer)
	if _, err := s.db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	running := filepath.Join(dir, "running.db")
	openAt(t, running)
	linked := filepath.Join(dir, "link.db")
	if err := os.Symlink(running, linked); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(dir, "damaged.db")
	openAt(t, damaged).Close()
	f, err := os.OpenFile(damaged, os.O_RDWR, 0)
	if err == nil {
		_, err = f.WriteAt([]byte(strings.Repeat("garbage!", 4096)), 100)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}

	for _, c := range []struct{ name, path, want string }{
		{"a folder", dir, "it is a folder; name a file in it, as " + filepath.Join(dir, "newsdigest.db")},
		{"no name", "", "name a file"},
		{"below a file", filepath.Join(write("plain", "x"), "news.db"), "its folder cannot be made"},
		{"a text", write("notes.txt", strings.Repeat("These are my notes.\n", 400)), "it is not a database"},
		{"another program's", foreign, "it is another program's database"},
		{"a newer version's", newer, "it was written by a newer newsdigest"},
		{"running", running, "another newsdigest is running on it"},
		{"running, by another name", linked, "another newsdigest is running on it"},
		{"damaged", damaged, "it is damaged"},
		{"a device", os.DevNull, "it is not a file"},
		{"an address with a password", "mysql://me:secret@db/news", "neither a file nor a postgres"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Open(t.Context(), c.path, nil)
			if err == nil {
				s.Close()
				t.Fatal("it opens")
			}
			e, ok := errors.AsType[*Error](err)
			if text := err.Error(); !ok || !strings.Contains(text, c.want) || strings.ContainsAny(text, "\n") || strings.Contains(text, "secret") {
				t.Errorf("%v (%v); want one line with %q", err, e, c.want)
			}
		})
	}
}

func TestFullDisk(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "news.db"))
	var pages int
	if err := s.db.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	s.db.SetMaxOpenConns(1) // the limit is the connection's
	limit := func(n int) {
		if _, err := s.db.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
			t.Fatal(err)
		}
	}
	add := func(id bot.MessageID) error {
		_, _, err := s.AddMessage(t.Context(), bot.Message{ID: id, Channel: "web:c", Posted: time.UnixMilli(1), User: "ann", Text: strings.Repeat("x", 1<<20)})
		return err
	}
	limit(pages + 3)
	err := add("m")
	if _, ok := errors.AsType[*Error](err); !ok || !strings.Contains(err.Error(), "the disk is full; free some space") || strings.Contains(err.Error(), "\n") {
		t.Errorf("on a full disk: %v", err)
	}
	limit(pages + 10000)
	if err := add("m"); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// A file that cannot be written for a while is used again afterwards.
func TestReadOnly(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "news.db"))
	only := func(on int) {
		if _, err := s.db.Exec(fmt.Sprintf("PRAGMA query_only = %d", on)); err != nil {
			t.Fatal(err)
		}
	}
	only(1)
	_, err := s.Bar(t.Context(), bot.Bar{Channel: "web:c"})
	if _, ok := errors.AsType[*Error](err); !ok || !strings.Contains(err.Error(), "it cannot be written; make the file and its folder writable") || strings.Contains(err.Error(), "\n") {
		t.Errorf("where it is read-only: %v", err)
	}
	if err := s.AddEditions(t.Context(), bot.Edition{ID: "e", Channel: "web:c", Slot: "1", Due: time.UnixMilli(1)}); err == nil {
		t.Error("an edition is kept where nothing can be written")
	}
	only(0)
	if added, err := s.Bar(t.Context(), bot.Bar{Channel: "web:c"}); !added || err != nil {
		t.Errorf("when it can be written again: %v, %v", added, err)
	}
}

// A store that cannot be used is said once and in our words, whatever the
// queue's parts run into, and the work goes on when there is room again.
func TestFullDiskWhileWorking(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	book := &lines{said: make(chan string, 100)}
	s, err := Open(t.Context(), path, slog.New(slog.NewTextHandler(book, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.db.SetMaxOpenConns(1) // the limit is the connection's
	var pages int
	if err := s.db.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		t.Helper()
		if _, err := s.db.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
			t.Error(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	w := &filler{s: s, limit: func() { limit(pages) }, tried: make(chan error, 100)}
	if err := s.AddEditions(ctx, bot.Edition{ID: "e", Channel: "web:c", Slot: "1", Due: time.UnixMilli(1)}); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := s.Work(ctx, w); err != nil {
			t.Error(err)
		}
	})
	select {
	case said := <-book.said:
		if !strings.Contains(said, "the store cannot be used; it is tried again") || !strings.Contains(said, "the disk is full; free some space") {
			t.Errorf("said: %s", said)
		}
	case <-ctx.Done():
		t.Error("nothing is said")
	}
	for range 2 {
		select {
		case <-w.tried:
		case <-ctx.Done():
			t.Error("it is not tried again")
		}
	}
	limit(pages + 10000)
	cancel()
	wg.Wait()
	for len(book.said) > 0 {
		t.Errorf("said too: %s", <-book.said)
	}
}

// lines is a log of which each line is heard.
type lines struct{ said chan string }

func (l *lines) Write(b []byte) (int, error) {
	l.said <- string(b)
	return len(b), nil
}

// filler finds the disk full whenever it works.
type filler struct {
	maker
	s     *Store
	limit func()
	tried chan error
}

func (f *filler) MakeEdition(ctx context.Context, _ bot.EditionID, _ bool) error {
	f.limit()
	_, _, err := f.s.AddMessage(ctx, bot.Message{ID: "m", Channel: "web:c", Posted: time.UnixMilli(1), User: "ann", Text: strings.Repeat("x", 1<<20)})
	f.tried <- err
	return err
}

// A file that is taken away while it is open is missed at the next writing.
func TestRemovedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s := openAt(t, path)
	add := func(id bot.MessageID) error {
		_, _, err := s.AddMessage(t.Context(), bot.Message{ID: id, Channel: "web:c", Posted: time.UnixMilli(1), User: "ann", Text: "x"})
		return err
	}
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	if err := add("m"); err == nil || !strings.Contains(err.Error(), "put it back, or start newsdigest again") {
		t.Errorf("with the file away: %v", err)
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	if err := add("m"); err != nil {
		t.Errorf("with the file back: %v", err)
	}
}

// What a process that was killed had begun is begun again as soon as the next
// one opens the store.
func TestOpenResumesWhatWasRunning(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s := openAt(t, path)
	if err := s.AddEditions(t.Context(), bot.Edition{ID: "e", Channel: "web:c", Slot: "1", Due: time.UnixMilli(1)}); err != nil {
		t.Fatal(err)
	}
	// As a killed process leaves it, an hour before the queue would free it.
	for _, q := range []string{
		"UPDATE river_job SET state = 'running', attempt = 1, attempted_at = datetime('now')",
		"INSERT INTO river_leader (elected_at, expires_at, leader_id) VALUES (datetime('now'), datetime('now', '+1 hour'), 'gone')",
	} {
		if _, err := s.db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()

	s = openAt(t, path)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var wg sync.WaitGroup
	w := &maker{made: make(chan bot.EditionID, 1)}
	wg.Go(func() {
		if err := s.Work(ctx, w); err != nil {
			t.Error(err)
		}
	})
	select {
	case id := <-w.made:
		if id != "e" {
			t.Errorf("made %q", id)
		}
	case <-ctx.Done():
		t.Error("the edition is not made again")
	}
	cancel()
	wg.Wait()
}

type maker struct{ made chan bot.EditionID }

func (m *maker) MakeEdition(_ context.Context, id bot.EditionID, _ bool) error {
	m.made <- id
	return nil
}

func (m *maker) Answer(context.Context, bot.ChannelID, bot.QuestionID, bool) (time.Duration, error) {
	return 0, nil
}

func (m *maker) Deliver(context.Context, bot.ChannelID, bot.Lane) (time.Duration, error) {
	return 0, nil
}

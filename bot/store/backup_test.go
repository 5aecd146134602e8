package store_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
)

// A backup of either database is restored to either.
func TestBackupAndRestore(t *testing.T) {
	engines := map[string]func(t *testing.T) string{
		"SQLite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "news.db") },
		"Postgres": func(t *testing.T) string { return bottest.Postgres(t) },
	}
	for from, address := range engines {
		for to, other := range engines {
			t.Run(from+" to "+to, func(t *testing.T) { testBackup(t, address(t), other(t)) })
		}
	}
}

func testBackup(t *testing.T, from, to string) {
	ctx := t.Context()
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	s := open(t, from)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c := bot.ChannelID("test:c")
	a := bottest.Articles(1)[0]
	a.Text += "\n“Ça va,” says Ada, 100% \\ sure.\x00"
	story := bot.Story{ID: bot.StoryID(a.ID), Article: a}
	cursor := bot.Cursor{Schedule: bot.Schedule{Expr: "0 8 * * *"}, Next: bot.Due{Slot: "2026-03-03T08:00", At: now.Add(24 * time.Hour)}}
	e := bot.Edition{ID: "e", Channel: c, Slot: "2026-03-02T08:00", Due: now}
	must(s.Advance(ctx, c, nil, cursor, []bot.Edition{e}))
	e.State = bot.EditionSettled
	sent, open1 := bottest.StoryPost(c, "sent", story.ID), bottest.StoryPost(c, "open", story.ID)
	must(s.SettleEdition(ctx, e, []bot.Story{story}, []bot.Post{sent, open1}, now))
	d, _, err := s.Head(ctx, c, bot.Editions)
	must(err)
	done := d
	done.State, done.Message = bot.Sent, "m1"
	must(s.Move(ctx, d, done))
	must(s.AddQuestion(ctx, bot.Question{ID: "q", Thread: bot.Thread{Channel: c, Root: "m1"}, User: "ann", Text: "Who?", Asked: now}))
	for range 3 {
		_, _, err = s.AddMessage(ctx, bot.Message{Channel: "web:c", Posted: now, User: "ann", Text: "x"})
		must(err)
	}
	_, err = s.Bar(ctx, bot.Bar{Channel: c, Since: now, Reason: "gone"})
	must(err)

	beside, err := store.Beside(ctx, from, nil)
	must(err)
	var backup bytes.Buffer
	must(beside.Backup(ctx, &backup, now.Add(time.Minute)))
	must(beside.Close())

	r := open(t, to)
	must(r.Restore(ctx, bytes.NewReader(backup.Bytes()), now.Add(time.Hour)))
	if err := r.Restore(ctx, bytes.NewReader(backup.Bytes()), now); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("restored twice: %v", err)
	}
	same := func(what string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	wantCursors, err := s.Cursors(ctx)
	must(err)
	gotCursors, err := r.Cursors(ctx)
	must(err)
	same("cursors", wantCursors, gotCursors)
	wantStory, err := s.Story(ctx, story.ID)
	must(err)
	gotStory, err := r.Story(ctx, story.ID)
	must(err)
	same("story", wantStory, gotStory)
	got, err := r.Delivery(ctx, "sent")
	must(err)
	same("what was sent", done, got)
	if q, isOpen, err := r.Question(ctx, c, "q"); err != nil || !isOpen || q.User != "ann" {
		t.Errorf("question: %+v, %v, %v", q, isOpen, err)
	}
	if ms, err := r.Messages(ctx, "web:c", bot.Page{}); err != nil || len(ms) != 3 {
		t.Errorf("%d messages, %v; want 3", len(ms), err)
	}
	if _, added, err := r.AddMessage(ctx, bot.Message{Channel: "web:c", Posted: now, User: "ann", Text: "y"}); err != nil || !added {
		t.Errorf("a message after the restore: %v, %v", added, err)
	}

	// What may have been posted after the backup is looked up first.
	for _, k := range []bot.Key{"open", "new"} {
		if k == "new" {
			must(r.Plan(ctx, []bot.Post{bottest.StoryPost(c, k, "s2")}, now.Add(2*time.Hour)))
		}
		d, err := r.Delivery(ctx, k)
		must(err)
		if d.State != bot.Unsure || !d.Started.Equal(now.Add(time.Minute)) {
			t.Errorf("%s is %v since %v; want it unsure since the backup", k, d.State, d.Started)
		}
	}
	must(r.Plan(ctx, []bot.Post{bottest.StoryPost(c, "later", "s3")}, now.Add(15*24*time.Hour)))
	if d, err := r.Delivery(ctx, "later"); err != nil || d.State != bot.Planned {
		t.Errorf("two weeks later a post is %v, %v; want planned", d.State, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "news.db"))
	if err := s.Restore(t.Context(), strings.NewReader("hello"), time.Now()); err == nil || !strings.Contains(err.Error(), "no backup") {
		t.Errorf("a text: %v", err)
	}
	var b bytes.Buffer
	if err := s.Backup(t.Context(), &b, time.Now()); err != nil {
		t.Fatal(err)
	}
	other := open(t, filepath.Join(t.TempDir(), "news.db"))
	if err := other.Restore(t.Context(), bytes.NewReader(b.Bytes()[:b.Len()-12]), time.Now()); err == nil {
		t.Error("a backup that breaks off is restored")
	}
}

func TestBesideSaysWhatToDo(t *testing.T) {
	if _, err := store.Beside(t.Context(), filepath.Join(t.TempDir(), "none.db"), nil); err == nil || !strings.Contains(err.Error(), "newsdigest run makes it") {
		t.Errorf("no file: %v", err)
	}
	if _, err := store.Beside(t.Context(), bottest.Postgres(t), nil); err == nil || !strings.Contains(err.Error(), "newsdigest run makes its tables") {
		t.Errorf("an empty database: %v", err)
	}
}

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
)

// A single run whose service cannot be reached says so while it waits, and,
// stopped by a person, that nothing is lost.
func TestOnceSaysWhatItWaitsFor(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := ln.Addr().String()
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, s string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	article := write("a.txt", "The bridge at Varn opened on Monday. “It is a good day,” said Ann Bell, the mayor.\n")
	cfg := write("c.yaml", `sources:
  here: {file: "`+article+`"}
channels:
  - {slack: "#desk", sources: [here], schedule: "@daily"}
slack: {bot_token: "xoxb-1-a", app_token: "xapp-1-a", api_url: "http://`+nobody+`/api/"}
store: "`+filepath.Join(dir, "news.db")+`"
`)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	said, end := io.Pipe()
	code := make(chan int, 1)
	go func() {
		c := run(ctx, []string{"run", "--once", "--config", cfg}, stdio{strings.NewReader(""), io.Discard, end})
		_ = end.Close() // a pipe's never fails
		code <- c
	}()
	lines := bufio.NewScanner(said)
	var all []string
	for lines.Scan() {
		if all = append(all, lines.Text()); len(all) == 1 {
			cancel() // as Ctrl-C does
		}
	}
	if got := <-code; got != 1 {
		t.Errorf("exit code %d", got)
	}
	if len(all) != 2 || !strings.Contains(all[0], "channel slack:#desk: not posted yet, and tried again: ") ||
		!strings.Contains(all[1], "stopped before everything was posted; the next run goes on with what is left") {
		t.Errorf("said:\n%s", strings.Join(all, "\n"))
	}
}

// What would be posted is shown before anything runs on the database, and
// leaves nothing there.
func TestDryRunOnNewPostgres(t *testing.T) {
	address := bottest.Postgres(t)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt":           "---\ntitle: Bridge opens\n---\nThe bridge opened on Monday.\n",
		"newsdigest.yaml": fmt.Sprintf("sources: {a: {file: a.txt}}\nstore: %q\nchannels: [{web: demo, sources: [a]}]\n", address),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, line := start(t, dir, "run", "--dry-run"); line != "== web:demo: 1 post would be posted" {
		t.Errorf("the first line is %q", line)
	}
	if _, err := store.Beside(t.Context(), address, nil); !errors.Is(err, store.ErrNew) {
		t.Errorf("the database then: %v", err)
	}
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsdigest/bot/discord/discordtest"
)

func TestDiscordInvite(t *testing.T) {
	s := discordtest.New(t)
	file := filepath.Join(t.TempDir(), "newsdigest.yaml")
	config := `sources:
  a: {file: "*.txt"}
channels:
  - {discord: "112233445566778899", sources: [a]}
discord: {token: "` + discordtest.Token + `", api_url: "` + s.URL + `"}
`
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	link := "https://discord.com/oauth2/authorize?client_id=" + discordtest.App + "&scope=bot%20applications.commands&permissions=309237730304\n"
	for _, c := range []struct {
		args     []string
		code     int
		out, err string
	}{
		{[]string{"discord", "invite", "--config", file}, 0, link, ""},
		{[]string{"discord", "invite", discordtest.App}, 0, link, ""},
		{[]string{"discord", "invite", "newsdigest"}, 1, "", "Application ID"},
		{[]string{"discord", "invite", "--config", file + ".gone"}, 1, "", file + ".gone"},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), c.args, stdio{strings.NewReader(""), &out, &errs})
		if code != c.code || out.String() != c.out || !strings.Contains(errs.String(), c.err) || strings.Contains(errs.String(), discordtest.Token) {
			t.Errorf("%q: %d\nout %s\nerr %s", c.args, code, out.String(), errs.String())
		}
	}
}

// The channel that is told of trouble is looked at like the others.
func TestDiscordCheckLooksAtAdmin(t *testing.T) {
	s := discordtest.New(t)
	news := s.Channel("news")
	check := func(admin string) (int, string) {
		dir := t.TempDir()
		file := filepath.Join(dir, "newsdigest.yaml")
		config := `sources:
  a: {file: "*.txt"}
channels:
  - {discord: "` + news + `", sources: [a]}
admin: {discord: "` + admin + `"}
discord: {token: "` + discordtest.Token + `", api_url: "` + s.URL + `"}
store: "` + filepath.Join(dir, "news.db") + `"
`
		if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		code := run(t.Context(), []string{"check", "--config", file}, stdio{strings.NewReader(""), &out, &errs})
		return code, out.String()
	}
	if code, out := check(s.Channel("ops")); code != 0 || strings.Count(out, "admin discord:") != 1 {
		t.Errorf("%d\n%s", code, out)
	}
	if code, out := check("123456789012345678"); code != 1 || !strings.Contains(out, "wrong  admin discord:123456789012345678: ") || !strings.Contains(out, "no such channel") {
		t.Errorf("%d\n%s", code, out)
	}
	if code, out := check(news); code != 0 || strings.Contains(out, "admin") {
		t.Errorf("%d\n%s", code, out)
	}
}

// A bot that Discord shuts out ends and says what to do, where it has no other
// service; else the others go on, and the health address says so.
func TestDiscordShutOut(t *testing.T) {
	for code, want := range map[int]string{4004: "developer portal", 4013: "newer newsdigest"} {
		s := discordtest.New(t)
		s.Refuse = code
		write := func(more string) string {
			file := filepath.Join(t.TempDir(), "newsdigest.yaml")
			config := `sources:
  a: {file: "none.txt"}
channels:
  - {discord: "` + s.Channel("news") + `", sources: [a]}
` + more + `discord: {token: "` + discordtest.Token + `", api_url: "` + s.URL + `"}
web: {listen: "127.0.0.1:0"}
`
			if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
				t.Fatal(err)
			}
			return file
		}
		var out, errs bytes.Buffer
		if got := run(t.Context(), []string{"run", "--config", write("")}, stdio{strings.NewReader(""), &out, &errs}); got != 1 || !strings.Contains(errs.String(), want) {
			t.Errorf("%d: ends with %d:\n%s", code, got, errs.String())
		}

		ctx, cancel := context.WithCancel(t.Context())
		read, printed := io.Pipe()
		ended := make(chan int, 1)
		var log bytes.Buffer
		go func() {
			ended <- run(ctx, []string{"run", "--config", write("  - {web: demo, sources: [a]}\n")}, stdio{strings.NewReader(""), printed, &log})
			printed.Close()
		}()
		address, err := bufio.NewReader(read).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		health := healthCmd{URL: strings.TrimSpace(address) + "healthz"}
		tick := time.NewTicker(10 * time.Millisecond)
		for err = health.Run(t.Context()); err == nil; err = health.Run(t.Context()) {
			<-tick.C
		}
		tick.Stop()
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%d: the health: %v", code, err)
		}
		select {
		case got := <-ended:
			t.Errorf("%d: the page's channel ended too, with %d", code, got)
		default:
		}
		cancel()
		if got := <-ended; got != 0 || strings.Count(log.String(), want) != 1 {
			t.Errorf("%d: ends with %d; said, once is wanted:\n%s", code, got, log.String())
		}
	}
}

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsdigest/bot/bottest"
	"newsdigest/bot/slack/slacktest"
)

// A scene is one channel at a workspace, and the programs that post there.
type scene struct {
	t     *testing.T
	dir   string
	slack *slacktest.Server
	hung  chan struct{} // a post was kept and left without an answer
}

// newScene makes one whose posts are of an edition each five seconds; the
// workspace leaves the hang-th post without an answer; 0: none.
func newScene(t *testing.T, store string, hang int) *scene {
	s := &scene{t: t, dir: t.TempDir(), hung: make(chan struct{}, 1)}
	s.slack = slacktest.New(slacktest.Channel{ID: "C0TAKE01", Name: "desk", Member: true})
	t.Cleanup(s.slack.Close)
	s.slack.Hung = func() { s.hung <- struct{}{} }
	s.slack.Fault = func(method string, n int) slacktest.Fault {
		if method == "chat.postMessage" && n == hang {
			return slacktest.HangAfter
		}
		return slacktest.None
	}
	if err := os.Mkdir(filepath.Join(s.dir, "inbox"), 0o755); err != nil {
		t.Fatal(err)
	}
	cfg := fmt.Sprintf("sources: {inbox: {file: \"inbox/*.txt\"}}\nstore: %q\nweb: {listen: \"127.0.0.1:0\"}\n"+
		"channels: [{slack: C0TAKE01, sources: [inbox], schedule: \"@every 5s\"}]\n"+
		"slack: {bot_token: %s, app_token: %s, api_url: %q}\n", store, slacktest.BotToken, slacktest.AppToken, s.slack.APIURL())
	if err := os.WriteFile(filepath.Join(s.dir, "newsdigest.yaml"), []byte(cfg), 0o644); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *scene) article(n int) {
	s.t.Helper()
	text := fmt.Sprintf("---\ntitle: Bridge %04d opens\n---\nBridge %04d opened on Monday after a year of works on the river.\n“It was worth the wait,” said Ada Holm, the mayor.\n", n, n)
	if err := os.WriteFile(filepath.Join(s.dir, "inbox", fmt.Sprintf("%04d.txt", n)), []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// run starts the program; its log comes line by line.
func (s *scene) run() (kill func(), log <-chan string) {
	s.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.Command(exe, "run", "--verbose")
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	said := make(chan string, 1000)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for in := bufio.NewScanner(stderr); in.Scan(); {
			said <- in.Text()
		}
		_ = cmd.Wait()
	}()
	kill = func() {
		_ = cmd.Process.Kill()
		<-ended
	}
	s.t.Cleanup(kill)
	return kill, said
}

// hear returns when the log says all of the words in one line.
func (s *scene) hear(log <-chan string, words ...string) time.Time {
	s.t.Helper()
	limit := time.After(2 * time.Minute)
line:
	for {
		select {
		case line := <-log:
			for _, w := range words {
				if !strings.Contains(line, w) {
					continue line
				}
			}
			return time.Now()
		case <-limit:
			s.t.Fatalf("the log does not say %q", words)
		}
	}
}

// once checks that each article was posted once.
func (s *scene) once(articles int) {
	s.t.Helper()
	seen := map[string]int{}
	for _, m := range s.slack.Messages("C0TAKE01") {
		for _, title := range killTitle.FindAllString(firstLine(m.Text), -1) {
			seen[title]++
		}
	}
	for n := range articles {
		if title := fmt.Sprintf("Bridge %04d opens", n); seen[title] != 1 {
			s.t.Errorf("%q was posted %d times", title, seen[title])
		}
	}
}

const interrupted = "newsdigest ended while it was sent"

// From a kill -9 in the middle of a post to the moment at which somebody looks
// at that post, and to that at which it is known to be there.
func TestInterruptedPostIsSettled(t *testing.T) {
	for _, c := range []struct {
		name            string
		store           func(t *testing.T) string
		beside          bool // another replica is running
		looked, settled time.Duration
	}{
		{"SQLite", func(*testing.T) string { return "newsdigest.db" }, false, 2 * time.Second, 30 * time.Second},
		{"Postgres", func(t *testing.T) string { return bottest.Postgres(t) }, true, 30 * time.Second, 60 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t, c.store(t), 1)
			s.article(0)
			kill, log := s.run()
			s.hear(log, "an edition is made")
			<-s.hung
			var other <-chan string
			if c.beside {
				_, other = s.run()
				s.hear(other, "linked to Slack")
			}
			began := time.Now()
			kill()
			if !c.beside {
				_, other = s.run()
			}
			looked := s.hear(other, interrupted).Sub(began)
			settled := s.hear(other, "msg=posted").Sub(began)
			t.Logf("looked at after %.1f s, settled after %.1f s", looked.Seconds(), settled.Seconds())
			if looked > c.looked || settled > c.settled {
				t.Errorf("want %v and %v at most", c.looked, c.settled)
			}
			s.once(1)
		})
	}
}

// The replica that leads the schedules is killed while one is about to be due.
func TestLeaderIsKilled(t *testing.T) {
	s := newScene(t, bottest.Postgres(t), 0)
	s.article(0)
	kill, log := s.run()
	s.hear(log, "msg=posted")
	_, other := s.run()
	s.hear(other, "linked to Slack")
	s.article(1)
	began := time.Now()
	kill()
	late := s.hear(other, "msg=posted").Sub(began)
	t.Logf("posted %.1f s after the kill, on a schedule of every 5 s", late.Seconds())
	if late > 35*time.Second {
		t.Error("want 30 s after it was due at most")
	}
	s.once(2)
}

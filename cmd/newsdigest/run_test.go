package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asProgram in its environment makes the test binary the program itself.
const asProgram = "NEWSDIGEST_TEST_AS_PROGRAM"

// start runs the program with a store in dir, and returns it with its page's
// address; an empty address: it ended before it printed one.
func start(t *testing.T, dir string, args ...string) (*exec.Cmd, string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1", "XDG_DATA_HOME="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = testWriter{t}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, _ := bufio.NewReader(out).ReadString('\n')
	return cmd, strings.TrimSpace(line)
}

type testWriter struct{ t *testing.T }

func (w testWriter) Write(b []byte) (int, error) {
	w.t.Logf("%s", b)
	return len(b), nil
}

func page(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, resp.Status, err)
	}
	return string(b)
}

var storyTitle = regexp.MustCompile(`data-title="([^"]*)"`)

func titles(html string) map[string]int {
	n := map[string]int{}
	for _, m := range storyTitle.FindAllStringSubmatch(html, -1) {
		n[m[1]]++
	}
	return n
}

// TestExample starts the program as a stranger does, asks in the founding
// article's thread, stops it, and starts it again.
func TestExample(t *testing.T) {
	dir := t.TempDir()
	cmd, address := start(t, dir, "run", "--listen", "127.0.0.1:0")
	html := page(t, address)
	for _, quote := range []string{
		"If they don&#39;t pay, I&#39;m not going to defend them.",
		"remain the bedrock of our Alliance.",
		"We are loyal and faithful allies.",
		"technically inaccurate.",
	} {
		if !strings.Contains(html, quote) && !strings.Contains(html, strings.ReplaceAll(quote, "&#39;", "'")) {
			t.Errorf("the page does not hold %q unbroken", quote)
		}
	}
	first := titles(html)
	if len(first) != 5 {
		t.Errorf("stories %v, want 5", first)
	}
	thread := threadOf(t, html, "Washington will not stand by NATO")
	for _, c := range []struct{ q, want string }{
		{"How many NATO troops were sent to Afghanistan?", "over 130,000"},
		{"And Szechenyi?", "technically inaccurate."},
		{"What did the German chancellor say?", "The article does not say"},
	} {
		ask(t, address, thread, c.q)
		reply := answerTo(t, address, thread, c.q)
		if !strings.Contains(reply, c.want) {
			t.Errorf("%s: %q does not hold %q", c.q, reply, c.want)
		}
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v, want exit code 0", err)
	}
	_, address = start(t, dir, "run", "--listen", "127.0.0.1:0")
	for title, n := range titles(page(t, address)) {
		if n != 1 || first[title] != 1 {
			t.Errorf("%q is there %d times after a second start", title, n)
		}
	}
}

var messageID = regexp.MustCompile(`data-id="([^"]+)"[^>]*data-title="([^"]*)"`)

// threadOf is the path of the thread under the story with that in its title.
func threadOf(t *testing.T, html, title string) string {
	t.Helper()
	for _, m := range messageID.FindAllStringSubmatch(html, -1) {
		if strings.Contains(m[2], title) {
			return "c/demo/t/" + m[1]
		}
	}
	t.Fatalf("no story %q on the page", title)
	return ""
}

func ask(t *testing.T, address, thread, q string) {
	t.Helper()
	resp, err := http.PostForm(address+thread+"/ask", url.Values{"question": {q}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("ask %q: %s", q, resp.Status)
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// answerTo waits for the answer to the thread's last question: it looks at the
// thread at each event of the page's stream.
func answerTo(t *testing.T, address, thread, q string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	channel, root, _ := strings.Cut(thread, "/t/")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address+channel+"/events?thread="+root, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	for events := bufio.NewScanner(resp.Body); events.Scan(); {
		text := tag.ReplaceAllString(page(t, address+thread), " ")
		i := strings.LastIndex(text, q)
		if i < 0 {
			continue
		}
		if after := text[i+len(q):]; strings.Contains(after, "article does not say") || strings.Contains(after, "In the article, paragraph") {
			return after
		}
	}
	t.Fatalf("no answer to %q", q)
	return ""
}

// TestKilled kills the real program at moments of its start and of its first
// edition, again and again; in the end each story is there once.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	inbox := filepath.Join(dir, "inbox")
	if err := os.Mkdir(inbox, 0o755); err != nil {
		t.Fatal(err)
	}
	const stories = 12
	for i := range stories {
		text := fmt.Sprintf("---\ntitle: Bridge %d opens\n---\nBridge %d opened on Monday after a year of works on the river.\n“It was worth the wait,” said Ada Holm, the mayor of town %d.\n", i, i, i)
		if err := os.WriteFile(filepath.Join(inbox, fmt.Sprintf("%02d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cfg := "sources: {inbox: {file: \"inbox/*.txt\"}}\nchannels: [{web: desk, sources: [inbox], stories: 12}]\n"
	if err := os.WriteFile(filepath.Join(dir, "newsdigest.yaml"), []byte(cfg), 0o644); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(7, 11))
	for range 10 {
		cmd := exec.Command(os.Args[0], "run", "--listen", "127.0.0.1:0")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), asProgram+"=1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(rng.IntN(350))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		timer.Stop()
	}
	cmd := exec.Command(os.Args[0], "run", "--once")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("run --once: %v\n%s", err, out)
	}
	_, address := start(t, dir, "run", "--listen", "127.0.0.1:0")
	got := titles(page(t, address))
	for title, n := range got {
		if n != 1 {
			t.Errorf("%q was posted %d times", title, n)
		}
	}
	if len(got) != stories {
		t.Errorf("%d stories, want %d", len(got), stories)
	}
}

package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/bot/slack/slacktest"
)

// The real program, with the real client libraries, is killed again and again
// while it posts to servers that outlive it and go wrong: they keep a post and
// then cut the line, hang, or answer 500; or answer 500 or 429 without keeping
// it. In the end each story must be there once, in order. .ci/kill runs it at
// length.
var (
	killKills    = flag.Int("kill.kills", 12, "how often the program is killed at least")
	killChannels = flag.Int("kill.channels", 2, "channels on each of the two services")
	killStories  = flag.Int("kill.stories", 20, "stories of each channel")
	killSeed     = flag.Uint64("kill.seed", 1, "what decides when it is killed and what goes wrong")
)

const killEdition = 5 // stories of an edition

// A field is where the test takes place.
type field struct {
	t       *testing.T
	dir     string
	slack   *slacktest.Server
	discord *discordtest.Server
	rooms   []string // Discord's channels
	began   time.Time

	mu      sync.Mutex // guards what follows
	random  *rand.Rand
	running []*exec.Cmd
	kills   int
	hung    int
}

func slackID(i int) string { return fmt.Sprintf("C0KILL%02d", i) }

// newField writes the articles and the config and starts the servers.
func newField(t *testing.T, store string) *field {
	f := &field{t: t, dir: t.TempDir(), random: rand.New(rand.NewPCG(*killSeed, 3)), began: time.Now()}
	var channels []slacktest.Channel
	for i := range *killChannels {
		channels = append(channels, slacktest.Channel{ID: slackID(i), Name: fmt.Sprint("desk-", i), Member: true})
	}
	f.slack = slacktest.New(channels...)
	t.Cleanup(f.slack.Close)
	f.discord = discordtest.New(t)
	for i := range *killChannels {
		f.rooms = append(f.rooms, f.discord.Channel(fmt.Sprint("desk-", i)))
	}
	inbox := filepath.Join(f.dir, "inbox")
	if err := os.Mkdir(inbox, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range *killStories {
		text := fmt.Sprintf("---\ntitle: Bridge %04d opens\n---\nBridge %04d opened on Monday after a year of works on the river.\n“It was worth the wait,” said Ada Holm, the mayor of town %d.\n", i, i, i)
		if err := os.WriteFile(filepath.Join(inbox, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// Before its address is known: a workspace starts with it.
	f.slack.Hung = func() { f.kill(-1) }
	f.slack.Fault = func(method string, _ int) slacktest.Fault {
		if method != "chat.postMessage" || !f.wrong() {
			return slacktest.None
		}
		return pick(f, slacktest.CutAfter, slacktest.ErrorAfter, slacktest.CutBefore, slacktest.ErrorBefore, slacktest.Garbled, slacktest.Limited, slacktest.HangAfter)
	}
	var cfg strings.Builder
	fmt.Fprintf(&cfg, "sources: {inbox: {file: \"inbox/*.txt\"}}\nstore: %q\nweb: {listen: \"127.0.0.1:0\"}\ndelivery: {rest: 200ms}\nchannels:\n", store)
	for i := range *killChannels {
		fmt.Fprintf(&cfg, "  - {slack: %s, sources: [inbox], stories: %d, schedule: \"@every 1s\"}\n", slackID(i), killEdition)
		fmt.Fprintf(&cfg, "  - {discord: %q, sources: [inbox], stories: %d, schedule: \"@every 1s\"}\n", f.rooms[i], killEdition)
	}
	fmt.Fprintf(&cfg, "slack: {bot_token: %s, app_token: %s, api_url: %q}\n", slacktest.BotToken, slacktest.AppToken, f.slack.APIURL())
	fmt.Fprintf(&cfg, "discord: {token: %q, api_url: %q}\n", discordtest.Token, f.discord.URL)
	if err := os.WriteFile(filepath.Join(f.dir, "newsdigest.yaml"), []byte(cfg.String()), 0o644); err != nil {
		t.Fatal(err)
	}

	f.discord.Set(func() {
		f.discord.NonceFor = 2 * time.Second // so that its end is tried too
		f.discord.Fault = func(request string, _ int) discordtest.Fault {
			if !strings.HasPrefix(request, "POST channels/") || !f.wrong() {
				return discordtest.None
			}
			return pick(f, discordtest.CutAfter, discordtest.ErrorAfter, discordtest.GatewayAfter, discordtest.CutBefore, discordtest.ErrorBefore, discordtest.Limited, discordtest.HangAfter)
		}
	})
	return f
}

// wrong reports whether a request is to go wrong: one in five, until there
// were kills enough.
func (f *field) wrong() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.kills < *killKills && f.random.IntN(5) == 0
}

func pick[T any](f *field, from ...T) T {
	f.mu.Lock()
	defer f.mu.Unlock()
	return from[f.random.IntN(len(from))]
}

// kill kills one of the replicas; -1: any.
func (f *field) kill(i int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.running) == 0 {
		return
	}
	if i < 0 {
		f.hung++
		i = f.random.IntN(len(f.running))
	}
	if c := f.running[i]; c != nil && c.Process.Kill() == nil {
		f.kills++
		f.running[i] = nil
	}
}

// replica runs the program again and again until stop is closed. Each is
// killed at a random moment, until there were kills enough.
func (f *field) replica(i int, as string, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		exe, err := os.Executable()
		if err != nil {
			f.t.Error(err)
			return
		}
		cmd := exec.Command(exe, "run")
		cmd.Dir = f.dir
		cmd.Env = append(os.Environ(), asProgram+"="+as, "GOMAXPROCS=2")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		f.mu.Lock()
		after := time.Duration(100+f.random.IntN(1400)) * time.Millisecond
		if f.random.IntN(5) == 0 {
			after *= 5
		}
		err = cmd.Start()
		if err == nil {
			f.running[i] = cmd
		}
		enough := f.kills >= *killKills
		f.mu.Unlock()
		if err != nil {
			f.t.Error(err)
			return
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		var timer *time.Timer
		if !enough {
			timer = time.AfterFunc(after, func() { f.kill(i) })
		}
		var end error
		select {
		case end = <-ended:
		case <-stop:
			_ = cmd.Process.Kill()
			<-ended
			return
		}
		if timer != nil {
			timer.Stop()
		}
		if cmd.ProcessState.Exited() {
			f.t.Errorf("the program ended by itself with %v:\n%s", end, stderr.String())
			return
		}
	}
}

var (
	killTitle = regexp.MustCompile(`Bridge (\d{4}) opens`)
	refOf     = regexp.MustCompile(`ref ([0-9a-z]{12})`)
)

// seen is a channel's messages in order: the post's key and its story's
// number; -1: an edition's head.
type seen struct {
	key   string
	story int
}

// posts are what stands in the i-th channel of each service.
func (f *field) posts(i int) [2][]seen {
	var out [2][]seen
	number := func(text string) int {
		if all := killTitle.FindAllStringSubmatch(text, -1); len(all) == 1 {
			n, _ := strconv.Atoi(all[0][1])
			return n
		}
		return -1
	}
	for _, m := range f.slack.Messages(slackID(i)) {
		var meta struct {
			Payload struct {
				Key string `json:"key"`
			} `json:"event_payload"`
		}
		if err := json.Unmarshal(m.Metadata, &meta); err != nil || meta.Payload.Key == "" {
			f.t.Errorf("a message without a key: %s", m.Metadata)
		}
		out[0] = append(out[0], seen{meta.Payload.Key, number(firstLine(m.Text))})
	}
	for _, m := range f.discord.Posted(f.rooms[i]) {
		ref := refOf.FindStringSubmatch(m.Shown())
		if ref == nil || len(m.Embeds) == 0 {
			f.t.Errorf("a message without a reference: %s", m.Shown())
			continue
		}
		out[1] = append(out[1], seen{ref[1], number(m.Embeds[0].Title)})
	}
	return out
}

func firstLine(s string) string { line, _, _ := strings.Cut(s, "\n"); return line }

// A tally is what came of it all.
type tally struct{ posts, lost, twice, disorder int }

func (f *field) tally() tally {
	var y tally
	for i := range *killChannels {
		for _, list := range f.posts(i) {
			keys, stories := map[string]int{}, map[int]int{}
			last := -1
			for _, p := range list {
				y.posts++
				keys[p.key]++
				if keys[p.key] > 1 {
					y.twice++
					continue
				}
				if p.story < 0 {
					continue
				}
				if stories[p.story]++; stories[p.story] > 1 {
					y.twice++
				} else if p.story < last {
					y.disorder++
				}
				last = max(last, p.story)
			}
			y.lost += *killStories - len(stories)
		}
	}
	return y
}

// whole reports whether every story is there.
func (f *field) whole() bool { return f.tally().lost == 0 }

// rage lets replicas run and be killed until all is posted.
func (f *field) rage(replicas int, as string) tally {
	f.running = make([]*exec.Cmd, replicas)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for i := range replicas {
		wg.Go(func() { f.replica(i, as, stop) })
	}
	limit := time.Duration(60+2**killKills+*killStories) * time.Second
	enough := func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.kills >= *killKills
	}
	look := time.NewTicker(200 * time.Millisecond)
	for end := time.After(limit); !enough() || !f.whole(); {
		select {
		case <-look.C:
			continue
		case <-end:
			f.t.Errorf("not all was posted within %v", limit)
		}
		break
	}
	look.Stop()
	close(stop)
	wg.Wait()
	if as != asPlain {
		// Whoever would post something twice does so when it looks again.
		f.settle()
	}
	y := f.tally()
	f.t.Logf("%d kills (%d while the service hung), %d posts: %d lost, %d twice, %d out of order; %v",
		f.kills, f.hung, y.posts, y.lost, y.twice, y.disorder, time.Since(f.began).Round(time.Second))
	for _, p := range f.slack.Problems() {
		f.t.Errorf("a request broke Slack's contract: %s", p)
	}
	return y
}

// settle has the program look at all that is open once more; nothing may be
// left, nor be new.
func (f *field) settle() {
	exe, err := os.Executable()
	if err != nil {
		f.t.Fatal(err)
	}
	cmd := exec.Command(exe, "run", "--once")
	cmd.Dir = f.dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		f.t.Errorf("run --once at the end: %v\n%s", err, out)
	}
}

func TestKill(t *testing.T) {
	for _, c := range []struct {
		name     string
		store    func(t *testing.T) string
		replicas int
	}{
		{"SQLite", func(*testing.T) string { return "newsdigest.db" }, 1},
		{"Postgres", func(t *testing.T) string { return bottest.Postgres(t) }, 1},
		{"PostgresWith3Replicas", func(t *testing.T) string { return bottest.Postgres(t) }, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := newField(t, c.store(t)).rage(c.replicas, "1")
			if y.lost != 0 || y.twice != 0 || y.disorder != 0 {
				t.Errorf("%d lost, %d twice, %d out of order; want none", y.lost, y.twice, y.disorder)
			}
		})
	}
}

// A program that does what many do, and sends again on an error, must fail the
// same test, or the test shows nothing.
func TestKillCatchesPlainRetry(t *testing.T) {
	y := newField(t, "unused.db").rage(1, asPlain)
	if y.twice == 0 {
		t.Error("plain retry posted nothing twice")
	}
}

package config_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/config"
)

const whole = `
people: [Mark Rutte, "Emmanuel Macron"]
sources:
  nato:   {feed: "https://example.org/nato.rss"}
  trump:  {page: "https://example.org/2025/trump-nato.html", allow_private: true}
  drafts: {file: "inbox/*.txt"}
  abs:    {file: "/srv/${WHERE}/a.txt"}
channels:
  - {slack: "#nato-desk", sources: [nato, trump], schedule: "0 8 * * 1-5", timezone: Europe/Brussels, stories: 7}
  - {discord: 112233445566778899, sources: [nato], schedule: "@daily", mention: "998877665544332211"}
  - {web: demo, sources: [drafts]}
slack:   {bot_token: "${BOT}", app_token: "xapp-${APP}", api_url: "http://127.0.0.1:9/api/"}
discord: {token: "${TOKEN}", api_url: "http://127.0.0.1:9/api/v10/"}
admin:   {slack: C0123}
store:   state/news.db
web:     {listen: "127.0.0.1:0"}
delivery: {grace: 90m, rest: 250ms}
keep:     {articles: 7d, questions: 48h}
heartbeat: "https://beat.example/${TOKEN2}"
`

func TestParse(t *testing.T) {
	env := map[string]string{"BOT": "b0t\n", "APP": "1-2", "TOKEN": "any shape", "TOKEN2": "k3y", "WHERE": "here"}
	got, err := config.Parse("etc/newsdigest.yaml", []byte(whole), lookup(env))
	if err != nil {
		t.Fatal(err)
	}
	want := &config.Config{
		People: []string{"Mark Rutte", "Emmanuel Macron"},
		Sources: []config.Source{
			{Name: "nato", Kind: config.Feed, Address: "https://example.org/nato.rss"},
			{Name: "trump", Kind: config.Page, Address: "https://example.org/2025/trump-nato.html", AllowPrivate: true},
			{Name: "drafts", Kind: config.File, Address: filepath.FromSlash("etc/inbox/*.txt")},
			{Name: "abs", Kind: config.File, Address: "/srv/here/a.txt"},
		},
		Channels: []config.Channel{
			{Place: config.Place{Platform: config.OnSlack, Name: "#nato-desk"}, Sources: []string{"nato", "trump"}, Schedule: "0 8 * * 1-5", Timezone: "Europe/Brussels", Stories: 7},
			{Place: config.Place{Platform: config.OnDiscord, Name: "112233445566778899"}, Sources: []string{"nato"}, Schedule: "@daily", Timezone: "UTC", Stories: 5, Mention: "998877665544332211"},
			{Place: config.Place{Platform: config.OnWeb, Name: "demo"}, Sources: []string{"drafts"}, Schedule: "0 8 * * *", Timezone: "UTC", Stories: 5},
		},
		Slack:   config.Slack{BotToken: config.NewSecret("b0t"), AppToken: config.NewSecret("xapp-1-2"), APIURL: "http://127.0.0.1:9/api/"},
		Discord: config.Discord{Token: config.NewSecret("any shape"), APIURL: "http://127.0.0.1:9/api/v10/"},
		Admin:   config.Place{Platform: config.OnSlack, Name: "C0123"},
		Store:   config.Store{File: filepath.FromSlash("etc/state/news.db")},
		Web:     config.Web{Listen: "127.0.0.1:0"},

		Delivery:  config.Delivery{Grace: 90 * time.Minute, Rest: 250 * time.Millisecond},
		Keep:      config.Keep{Articles: 7 * 24 * time.Hour, Questions: 48 * time.Hour},
		Heartbeat: config.NewSecret("https://beat.example/k3y"),
		Commands:  config.Commands{Limit: config.DefaultLimit},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const small = "sources: {a: {file: a.txt}}\nchannels: [{web: a, sources: [a]}]\n"

func TestDefaults(t *testing.T) {
	for _, src := range []string{small, "\uFEFF" + small, strings.ReplaceAll(small, "\n", "\r\n"), "---\n" + small + "...\n", "# first\n" + small} {
		got, err := config.Parse("newsdigest.yaml", []byte(src), lookup(nil))
		if err != nil {
			t.Errorf("%q: %v", src, err)
			continue
		}
		want := &config.Config{
			Sources:  []config.Source{{Name: "a", Kind: config.File, Address: "a.txt"}},
			Channels: []config.Channel{{Place: config.Place{Platform: config.OnWeb, Name: "a"}, Sources: []string{"a"}, Schedule: "0 8 * * *", Timezone: "UTC", Stories: 5}},
			Store:    config.Store{File: "newsdigest.db"},
			Web:      config.Web{Listen: "127.0.0.1:8080"},
			Delivery: config.Delivery{Grace: 6 * time.Hour},
			Keep:     config.Keep{Articles: 14 * 24 * time.Hour, Questions: 30 * 24 * time.Hour},
			Commands: config.Commands{Limit: config.DefaultLimit},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", src, diff)
		}
	}
}

// What a config may say in several ways, each with the part that it gives.
func TestValues(t *testing.T) {
	env := map[string]string{"N": "9", "YES": "true", "URL": "postgres://bot:pw@db/x", "ID": "42", "HASH": "#news"}
	channel := func(c *config.Config) any { return c.Channels[0] }
	for _, tt := range []struct {
		add  string
		part func(*config.Config) any
		want string
	}{
		{"channels: [{web: a, sources: [a], stories: \"${N}\"}]", func(c *config.Config) any { return c.Channels[0].Stories }, "9"},
		{"channels: [{web: 2025, sources: [a]}]", func(c *config.Config) any { return c.Channels[0].Place }, "web:2025"},
		{"channels: [{discord: \"${ID}\", sources: [a]}]\ndiscord: {token: x}", func(c *config.Config) any { return c.Channels[0].Place }, "discord:42"},
		{"channels: [{slack: \"${HASH}\", sources: [a]}]\nslack: {bot_token: x, app_token: y}", func(c *config.Config) any { return c.Channels[0].Place }, "slack:#news"},
		{"channels:\n  - &c {web: a, sources: [a], stories: 3}\n  - {<<: *c, web: b}", func(c *config.Config) any { return c.Channels[1].Stories }, "3"},
		{"channels:\n  - {web: a, sources: &s [a]}\n  - {web: b, sources: *s}", func(c *config.Config) any { return c.Channels[1].Sources }, "[a]"},
		{"channels: [{web: a, sources: [a], schedule: \"@every 90s\"}]", func(c *config.Config) any { return c.Channels[0].Schedule }, "@every 90s"},
		{"channels: [{web: a, sources: [a], schedule: \"0 0 29 2 *\"}]", func(c *config.Config) any { return c.Channels[0].Schedule }, "0 0 29 2 *"},
		{"channels: [{web: a, sources: [a], mention: S0123}]", func(c *config.Config) any { return c.Channels[0].Mention }, "S0123"},
		{"channels: [{slack: C0123, sources: [a], mention: S0123}]\nslack: {bot_token: x, app_token: y}", func(c *config.Config) any { return c.Channels[0].Mention }, "S0123"},
		{"channels: [{discord: 42, sources: [a], threads: question}]\ndiscord: {token: x}", func(c *config.Config) any { return c.Channels[0].LateThreads }, "true"},
		{"channels: [{discord: 42, sources: [a], threads: always}]\ndiscord: {token: x, shard: 1/2}", func(c *config.Config) any { return []any{c.Channels[0].LateThreads, c.Discord.Shard} }, "[false {1 2}]"},
		{"channels: [{web: a, sources: [a]}]\nstore: \"${URL}\"", func(c *config.Config) any { return c.Store.Postgres.Reveal() }, "postgres://bot:pw@db/x"},
		{"channels: [{web: a, sources: [a]}]\nstore: \"a$${N}$$5\"", func(c *config.Config) any { return c.Store.File }, "a${N}$$5"},
		{"channels: [{web: a, sources: [a]}]\nweb: {listen: \":0\"}", func(c *config.Config) any { return c.Web.Listen }, ":0"},
		{"channels: [{web: a, sources: [a]}]\nslack: {bot_token: x}", func(c *config.Config) any { return c.Slack.AppToken.IsSet() }, "false"},
	} {
		c, err := config.Parse("newsdigest.yaml", []byte("sources: {a: {file: a.txt}}\n"+tt.add+"\n"), lookup(env))
		if err != nil {
			t.Errorf("%s\n%v", tt.add, err)
			continue
		}
		if got := sprint(tt.part(c)); got != tt.want {
			t.Errorf("%s\ngave %s, want %s; all of it: %v", tt.add, got, tt.want, channel(c))
		}
	}
}

func TestLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a[1]*")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "newsdigest.yaml")

	_, err := config.Load(path, os.LookupEnv)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "newsdigest init") {
		t.Errorf("no file: %v", err)
	}
	_, err = config.Load(dir, os.LookupEnv)
	if err == nil || !strings.Contains(err.Error(), "cannot be read: is a directory") {
		t.Errorf("a folder: %v", err)
	}

	// The folder's own characters are no pattern.
	for _, name := range []string{path, filepath.Join(dir, "a.txt")} {
		if err := os.WriteFile(name, []byte(small), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := config.Load(path, os.LookupEnv)
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(c.Sources[0].Address)
	if err != nil || len(found) != 1 || found[0] != filepath.Join(dir, "a.txt") {
		t.Errorf("%s matches %q, %v", c.Sources[0].Address, found, err)
	}
	if want := filepath.Join(dir, "newsdigest.db"); c.Store.File != want {
		t.Errorf("store %q, want %q", c.Store.File, want)
	}
}

// A file that would cost too much is refused, and soon.
func TestLimits(t *testing.T) {
	list := "&l [" + strings.Repeat("a, ", 2000) + "]"
	for name, tt := range map[string]struct{ src, want string }{
		"size":      {strings.Repeat("#", 1<<20+1), "larger than 1024 KiB"},
		"flow":      {strings.Repeat("[", 1<<20), "nested deeper"},
		"mappings":  {strings.Repeat("{a: ", 1<<16), "nested deeper"},
		"dashes":    {strings.Repeat("- ", 1<<16), "nested deeper"},
		"questions": {strings.Repeat("? ", 1<<16), "nested deeper"},
		"anchors":   {"a: " + strings.Repeat("&a ", 1<<16), "nested deeper"},
		"tags":      {strings.Repeat("!a ", 1<<16), "nested deeper"},
		"aliases": {"sources: {a: {file: a}}\npeople: " + list + "\nchannels:\n" +
			strings.Repeat("  - {web: a, sources: *l}\n", 3000), "more than a config may hold"},
		"merges": {"sources: &m \n" + indented(manyKeys(2000)) + "channels:\n" +
			strings.Repeat("  - {<<: *m}\n", 3000), "more than a config may hold"},
		"self":  {"people: &a [*a]\n", "no anchor"},
		"bytes": {"people: []\nstore: \xff\n", "newsdigest.yaml:2:1: this line is not UTF-8"},
		"nul":   {"people: [\"a\x00b\"]\n", "newsdigest.yaml:1:"},
		"many":  {manyKeys(500), "and 4"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := config.Parse("newsdigest.yaml", []byte(tt.src), lookup(nil))
			if err == nil {
				t.Fatal("no error")
			}
			text := err.Error()
			if !strings.Contains(text, tt.want) {
				t.Errorf("got %.2000s\nwant %q in it", text, tt.want)
			}
			if len(text) > 40_000 {
				t.Errorf("%d bytes to read", len(text))
			}
			t.Logf("%d bytes, %v", len(tt.src), time.Since(start))
		})
	}
}

func TestFirst(t *testing.T) {
	c, err := config.Parse("newsdigest.yaml", []byte(config.First()), lookup(nil))
	if err != nil {
		t.Fatal(err)
	}
	if c.Channels[0].Platform != config.OnWeb || c.Sources[0].Kind != config.File {
		t.Errorf("the first file needs an account: %+v", c)
	}

	// What it has in comments must work too.
	example := regexp.MustCompile(`(?m)^( *)# ( *(?:- )?[a-z_]+: |[a-z]+:$)`)
	var all strings.Builder
	for line := range strings.Lines(config.First()) {
		all.WriteString(example.ReplaceAllString(line, "$1$2"))
	}
	c, err = config.Parse("newsdigest.yaml", []byte(all.String()), func(name string) (string, bool) { return "https://value.example/" + name, true })
	if err != nil {
		t.Fatalf("%v\nof\n%s", err, &all)
	}
	if len(c.Sources) != 4 || len(c.Channels) != 3 || c.Admin.IsZero() || len(c.Commands.Allow) != 1 || !c.Discord.Token.IsSet() || !c.Slack.AppToken.IsSet() || c.Channels[2].Mention == "" {
		t.Errorf("not all comments were read: %+v\nof\n%s", c, &all)
	}
}

func sprint(v any) string { return strings.TrimSpace(fmt.Sprintln(v)) }

// manyKeys is a mapping of n pairs.
func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	return b.String()
}

func indented(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n  ") + "\n"
}

func TestSlackPingsGroupsAlone(t *testing.T) {
	for _, who := range []string{"U0123456789", `"998877665544332211"`} {
		in := "sources: {a: {file: a.txt}}\nchannels: [{slack: C0123, sources: [a], mention: " + who + "}]\nslack: {bot_token: x, app_token: y}\n"
		if _, err := config.Parse("newsdigest.yaml", []byte(in), lookup(nil)); err == nil || !strings.Contains(err.Error(), "mention is the id of a user group") {
			t.Errorf("mention: %s: %v", who, err)
		}
	}
}

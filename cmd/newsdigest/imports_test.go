package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// order lists our packages from the bottom up: each may import those above it
// in the list that its rule allows, and outside the standard library only the
// modules that its rule names. docs/ARCHITECTURE.md tells the reasons.
var order = []struct {
	dir     string
	ours    string // of our packages: those that may be imported
	modules string // beside the standard library; "*": any
}{
	{"digest/text", "", "github.com/clipperhouse/uax29"},
	{"digest/article", "digest/text", ""},
	{"digest/quote", "digest/text digest/article", "golang.org/x/text"},
	{"digest/eval", "digest/text digest/article digest/quote", ""},
	{"digest/summary", "digest/text digest/article digest/quote", "github.com/blevesearch/snowballstem"},
	{"digest/answer", "digest/text digest/article digest/quote", "github.com/blevesearch/snowballstem"},
	{"digest", "digest/text digest/article digest/quote digest/summary digest/answer", ""},
	{"digest/render", "digest/text digest/article digest/quote digest/summary digest/answer digest", ""},
	{"digest/source", "digest/text digest/article", "github.com/mmcdole/gofeed codeberg.org/readeck/go-readability code.dny.dev/ssrf golang.org/x/net golang.org/x/text"},
	{"bot", "digest/text digest/article digest/quote digest/summary digest/answer digest digest/render", "github.com/robfig/cron"},
	{"bot/store", "bot digest/article digest/render digest/text", "github.com/riverqueue/river github.com/jackc/pgx modernc.org/sqlite github.com/pressly/goose golang.org/x/sys"},
	{"bot/web", "bot digest/text digest/article digest/quote digest digest/render", ""},
	{"bot/slack", "bot digest/render digest/text", "github.com/slack-go/slack"},
	{"bot/discord", "bot digest/render digest/text", "github.com/bwmarrin/discordgo github.com/gorilla/websocket"},
	{"config", "", "github.com/goccy/go-yaml github.com/robfig/cron github.com/invopop/jsonschema"},
	{"cmd/newsdigest", "*", "*"},
}

// forbidden are packages of the standard library that a layer must not reach
// for: what a digest says depends on its article alone.
var forbidden = map[string]string{
	"digest/text": "net os time", "digest/quote": "net os time", "digest/summary": "net os time",
	"digest/answer": "net os time", "digest": "net os time", "bot": "net/http database/sql html/template",
}

func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	rules := map[string]int{}
	for i, r := range order {
		rules[r.dir] = i
	}
	seen := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if rel != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		dir := path.Dir(rel)
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		i, ok := ruleOf(rules, dir)
		if !ok {
			if !testOnly(dir) {
				t.Errorf("%s: the folder is in no rule of this test", rel)
			}
			return nil
		}
		seen++
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, s := range f.Imports {
			imported, _ := strconv.Unquote(s.Path.Value)
			if why := refuse(i, dir, imported); why != "" {
				t.Errorf("%s imports %s: %s", rel, imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("only %d files were read", seen)
	}
}

// ruleOf finds the rule of a folder: its own, or that of the package whose
// internal part it is.
func ruleOf(rules map[string]int, dir string) (int, bool) {
	for d := dir; d != "."; d = path.Dir(d) {
		if i, ok := rules[d]; ok && (d == dir || strings.HasPrefix(dir, d+"/internal") || d == "bot/store") {
			return i, true
		}
	}
	return 0, false
}

// testOnly reports whether a folder serves tests alone.
func testOnly(dir string) bool { return strings.HasSuffix(path.Base(dir), "test") }

func refuse(rule int, dir, imported string) string {
	r := order[rule]
	if own, ok := strings.CutPrefix(imported, "newsdigest/"); ok {
		switch {
		case r.ours == "*" || own == r.dir || strings.HasPrefix(own, r.dir+"/internal/") || r.dir == "bot/store" && strings.HasPrefix(own, "bot/store/"):
			return ""
		case testOnly(own):
			return "that package serves tests alone"
		case !has(r.ours, own, false):
			return r.dir + " may import of ours only: " + r.ours
		}
		return ""
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") {
		if has(forbidden[r.dir], imported, true) {
			return r.dir + " must not reach for it"
		}
		return ""
	}
	if r.modules != "*" && !has(r.modules, imported, true) {
		return r.dir + " may use only: " + r.modules
	}
	return ""
}

func has(list, name string, below bool) bool {
	for w := range strings.FieldsSeq(list) {
		if w == name || below && strings.HasPrefix(name, w+"/") {
			return true
		}
	}
	return false
}

func TestRefuse(t *testing.T) {
	rules := map[string]int{}
	for i, r := range order {
		rules[r.dir] = i
	}
	for _, c := range []struct {
		dir, imported string
		refused       bool
	}{
		{"digest/quote", "newsdigest/digest/text", false},
		{"digest/quote", "newsdigest/digest/summary", true},
		{"digest/text", "newsdigest/digest/article", true},
		{"bot", "newsdigest/bot/slack", true},
		{"bot", "net/http", true},
		{"bot/slack", "newsdigest/bot/discord", true},
		{"bot/slack", "github.com/slack-go/slack/socketmode", false},
		{"bot", "github.com/slack-go/slack", true},
		{"digest", "net/url", true},
		{"digest/render", "newsdigest/bot", true},
		{"config", "newsdigest/bot", true},
		{"cmd/newsdigest", "newsdigest/bot/bottest", false},
	} {
		if got := refuse(rules[c.dir], c.dir, c.imported) != ""; got != c.refused {
			t.Errorf("%s importing %s: refused %v, want %v", c.dir, c.imported, got, c.refused)
		}
	}
}

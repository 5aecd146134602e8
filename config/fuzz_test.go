package config_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"newsdigest/config"
)

// FuzzParse holds for any bytes that Parse ends, that a Config it gives is
// whole, and that each error has a place in the file, a line to show and no secret.
func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(small))
	f.Add([]byte(config.First()))
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range cases {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(part(ar, "newsdigest.yaml"))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		env := func(name string) (string, bool) { return "EnvS3cret", len(name)%2 == 0 }
		c, err := config.Parse("newsdigest.yaml", src, env)
		if err == nil {
			whole := len(c.Sources) > 0 && len(c.Channels) > 0 && c.Web.Listen != "" && (c.Store.File == "") == c.Store.Postgres.IsSet()
			for _, ch := range c.Channels {
				whole = whole && ch.Platform != "" && ch.Name != "" && len(ch.Sources) > 0 && ch.Schedule != "" && ch.Timezone != "" && ch.Stories > 0 && ch.Stories <= config.MaxStories
			}
			for _, s := range c.Sources {
				whole = whole && s.Name != "" && s.Kind != "" && s.Address != ""
			}
			if !whole {
				t.Fatalf("a config in pieces: %+v\nof %q", c, src)
			}
			return
		}
		errs, ok := errors.AsType[config.Errors](err)
		if !ok || len(errs) == 0 {
			t.Fatalf("not Errors: %v", err)
		}
		lines := strings.Split(strings.TrimPrefix(string(src), "\uFEFF"), "\n")
		for _, e := range errs {
			switch {
			case e.Problem == "":
				t.Errorf("nothing said: %+v", e)
			case e.Line == 0 && (e.Column != 0 || e.Text != ""):
				t.Errorf("half a place: %+v", e)
			case e.Line < 0 || e.Line > len(lines):
				t.Errorf("line %d of %d: %v", e.Line, len(lines), e)
			case e.Line > 0 && (e.Column < 1 || e.Column > utf8.RuneCountInString(lines[e.Line-1])+1):
				t.Errorf("column %d of %q: %v", e.Column, lines[e.Line-1], e)
			}
			if strings.Contains(e.Error(), "EnvS3cret") && !strings.Contains(string(src), "EnvS3cret") {
				t.Errorf("the environment is shown: %v", e)
			}
			if strings.ContainsAny(e.Error(), "\x00\x1b\r\u202e") {
				t.Errorf("a control character is shown: %q", e.Error())
			}
		}
	})
}

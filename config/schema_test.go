package config_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"newsdigest/config"
)

func TestSchemaIsTheOneInDocs(t *testing.T) {
	const path = "../docs/config.schema.json"
	if *update {
		if err := os.WriteFile(path, config.Schema(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(config.Schema())); diff != "" {
		t.Errorf("go test ./config -update writes it anew (-docs +generated):\n%s", diff)
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(config.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("config.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// validate is what an editor would say of the file.
func validate(t *testing.T, s *jsonschema.Schema, src string) error {
	t.Helper()
	j, err := yaml.YAMLToJSON([]byte(src))
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(j))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

func TestSchemaTakesWhatParseTakes(t *testing.T) {
	s := compiled(t)
	for name, src := range map[string]string{"whole": whole, "small": small, "first": config.First()} {
		if err := validate(t, s, src); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Each is wrong for Parse; an editor can see it as well.
func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	with := func(channel string) string {
		return "sources: {a: {file: a.txt}}\nchannels: [" + channel + "]\n"
	}
	for _, src := range []string{
		"",
		"people: []",
		"sources: {}\nchannels: [{web: a, sources: [a]}]",
		"sources: {a: {}}\nchannels: [{web: a, sources: [a]}]",
		"sources: {a: {file: a.txt, page: \"https://example.org/\"}}\nchannels: [{web: a, sources: [a]}]",
		"sources: {a: {feed: example.org}}\nchannels: [{web: a, sources: [a]}]",
		"sources: {a: {feed: \"https://me:pw@example.org/\"}}\nchannels: [{web: a, sources: [a]}]",
		"sources: {a: {file: a.txt, allow_private: 1}}\nchannels: [{web: a, sources: [a]}]",
		"sources: {a: {file: a.txt}}\nchannels: []",
		with("{web: a}"),
		with("{sources: [a]}"),
		with("{web: a, slack: \"#a\", sources: [a]}"),
		with("{web: a, sources: []}"),
		with("{web: a, sources: [a, a]}"),
		with("{web: a, sources: a}"),
		with("{web: a, sources: [a], stories: 0}"),
		with("{web: a, sources: [a], stories: 51}"),
		with("{web: a, sources: [a], stories: many}"),
		with("{web: a, sources: [a], schedule: 8}"),
		with("{web: a, sources: [a], schedule: \"0 8 * *\"}"),
		with("{web: a, sources: [a], timezone: 1}"),
		with("{web: a, sources: [a], mention: \"@here\"}"),
		with("{web: a b, sources: [a]}"),
		with("{slack: news, sources: [a]}"),
		with("{discord: \"#news\", sources: [a]}"),
		with("{web: a, sources: [a], colour: red}"),
		small + "slack: {bot_token: 5}",
		small + "slack: {bot_token: \"\"}",
		small + "slack: {token: a}",
		small + "discord: {api_url: \"http://127.0.0.1/api\"}",
		small + "admin: {web: a, slack: \"#a\"}",
		small + "admin: {}",
		small + "web: {listen: \"localhost\"}",
		small + "store: 5",
		small + "colour: red",
	} {
		if err := validate(t, s, src); err == nil {
			t.Errorf("the schema takes\n%s", src)
		}
		_, err := config.Parse("newsdigest.yaml", []byte(src), lookup(nil))
		numeric := strings.Contains(src, "token: 5") || strings.Contains(src, "store: 5") // read as text: harmless
		if err == nil && !numeric && !strings.Contains(src, "admin: {}") {
			t.Errorf("Parse takes\n%s", src)
		}
	}
}

// Whatever the cases of wrong configs name, the schema and Parse know the same keys.
func TestSchemaKnowsTheKeysOfParse(t *testing.T) {
	var doc struct {
		Properties map[string]any
		Defs       map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(config.Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	ar, err := txtar.ParseFile(filepath.Join("testdata", "key-lists.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	want := string(part(ar, "want"))
	lists := map[string]map[string]any{"config": doc.Properties}
	for name, def := range doc.Defs {
		if def.Properties != nil {
			lists[name] = def.Properties
		}
	}
	found := 0
	for line := range strings.Lines(want) {
		list, ok := strings.CutPrefix(strings.TrimSpace(line), "Its keys are: ")
		if !ok {
			continue
		}
		found++
		names := strings.Split(strings.TrimSuffix(list, "."), ", ")
		if !anyHas(lists, names) {
			t.Errorf("no part of the schema has just the keys %v", names)
		}
	}
	if found != len(lists) {
		t.Errorf("%d parts have their keys listed, the schema has %d", found, len(lists))
	}
}

func anyHas(lists map[string]map[string]any, names []string) bool {
	for _, props := range lists {
		same := len(props) == len(names)
		for _, n := range names {
			_, ok := props[n]
			same = same && ok
		}
		if same {
			return true
		}
	}
	return false
}

package config_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"newsdigest/config"
)

func TestSecretNeverPrints(t *testing.T) {
	const word = "hunter2"
	s := config.NewSecret(word)
	type inside struct {
		Token  config.Secret
		hidden config.Secret
		Ptr    *config.Secret
		any    any
	}
	holder := inside{s, s, &s, s}
	c := &config.Config{Slack: config.Slack{BotToken: s, AppToken: s}, Store: config.Store{Postgres: s}}

	var out bytes.Buffer
	for _, v := range []any{s, &s, holder, &holder, []config.Secret{s}, map[string]config.Secret{"a": s}, c, *c, fmt.Errorf("with %w", errors.New(fmt.Sprint(s)))} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%10.3s", "%t", "%c", "%U"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		fmt.Fprintln(&out, v)
		j, _ := json.Marshal(v)
		x, _ := xml.Marshal(v)
		y, _ := yaml.Marshal(v)
		for _, b := range [][]byte{j, x, y} {
			out.Write(b)
		}
		_ = gob.NewEncoder(&out).Encode(v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("m", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "v", v)
		func() {
			defer func() { fmt.Fprint(&out, recover()) }()
			panic(v)
		}()
	}
	out.WriteString(cmp.Diff(holder.Token, config.NewSecret("other")))
	for _, form := range []string{word, fmt.Sprintf("%x", word), fmt.Sprintf("%X", word), "unter"} {
		if i := strings.Index(out.String(), form); i >= 0 {
			t.Errorf("shown: %q", out.String()[max(0, i-80):i+20])
		}
	}
	if !strings.Contains(out.String(), "[secret]") {
		t.Error("nothing stands where the secret is")
	}
	if s.Reveal() != word || !s.IsSet() {
		t.Errorf("Reveal gives %q", s.Reveal())
	}
	if zero := (config.Secret{}); zero.IsSet() || zero.Reveal() != "" || config.NewSecret("").IsSet() || zero.Equal(s) {
		t.Error("an empty secret is set")
	}
}

package slack_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"newsdigest/bot/slack"
)

func TestManifest(t *testing.T) {
	var m struct {
		Display struct {
			Name        string `json:"name"`
			Description string `json:"description"`
			Long        string `json:"long_description"`
		} `json:"display_information"`
		Features map[string]json.RawMessage `json:"features"`
		OAuth    struct {
			Scopes struct{ Bot, User []string }
		} `json:"oauth_config"`
		Settings struct {
			Events struct {
				Bot []string `json:"bot_events"`
			} `json:"event_subscriptions"`
			SocketMode bool `json:"socket_mode_enabled"`
		} `json:"settings"`
	}
	if err := json.Unmarshal(slack.Manifest(), &m); err != nil {
		t.Fatal(err)
	}
	// Lengths: https://docs.slack.dev/reference/app-manifest
	if n := utf8.RuneCountInString(m.Display.Long); m.Display.Name == "" || len(m.Display.Name) > 35 || len(m.Display.Description) > 140 || n < 174 || n > 4000 {
		t.Errorf("display %+v", m.Display)
	}
	if !m.Settings.SocketMode || len(m.OAuth.Scopes.User) > 0 || m.Features["slash_commands"] != nil || m.Features["shortcuts"] != nil {
		t.Errorf("settings %+v, features %v", m.Settings, m.Features)
	}
	// Each event needs a scope, and each scope is for an event or a method we call.
	needs := map[string]string{"app_mention": "app_mentions:read", "message.channels": "channels:history",
		"message.groups": "groups:history", "message.im": "im:history"}
	want := []string{"chat:write", "channels:read", "groups:read"}
	for _, e := range m.Settings.Events.Bot {
		if needs[e] == "" {
			t.Errorf("event %s: no scope is known for it", e)
		}
		want = append(want, needs[e])
	}
	got := slices.Sorted(slices.Values(m.OAuth.Scopes.Bot))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("scopes %s, want %s", strings.Join(got, " "), strings.Join(want, " "))
	}
}

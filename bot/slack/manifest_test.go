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
		Features struct {
			Home struct {
				Home     bool  `json:"home_tab_enabled"`
				Messages bool  `json:"messages_tab_enabled"`
				ReadOnly *bool `json:"messages_tab_read_only_enabled"`
			} `json:"app_home"`
			Commands []struct {
				Command, Description, URL string
				Hint                      string `json:"usage_hint"`
			} `json:"slash_commands"`
			Shortcuts []struct {
				Name, Description, Type string
				ID                      string `json:"callback_id"`
			}
		} `json:"features"`
		OAuth struct {
			Scopes struct{ Bot, User []string }
		} `json:"oauth_config"`
		Settings struct {
			Events struct {
				Bot []string `json:"bot_events"`
			} `json:"event_subscriptions"`
			SocketMode    bool `json:"socket_mode_enabled"`
			Interactivity struct {
				Enabled bool `json:"is_enabled"`
			}
		} `json:"settings"`
	}
	if err := json.Unmarshal(slack.Manifest(), &m); err != nil {
		t.Fatal(err)
	}
	// Lengths: https://docs.slack.dev/reference/app-manifest
	if n := utf8.RuneCountInString(m.Display.Long); m.Display.Name == "" || len(m.Display.Name) > 35 || len(m.Display.Description) > 140 || n < 174 || n > 4000 {
		t.Errorf("display %+v", m.Display)
	}
	if !m.Settings.SocketMode || len(m.OAuth.Scopes.User) > 0 || !m.Settings.Interactivity.Enabled {
		t.Errorf("settings %+v", m.Settings)
	}
	if h := m.Features.Home; !h.Home || !h.Messages || h.ReadOnly == nil || *h.ReadOnly {
		t.Errorf("people could not write to the app: %+v", h)
	}
	for _, c := range m.Features.Commands {
		if !strings.HasPrefix(c.Command, "/") || len(c.Command) > 32 || c.Description == "" || len(c.Description) > 2000 || utf8.RuneCountInString(c.Hint) > 1000 || c.URL != "" {
			t.Errorf("command %+v", c)
		}
	}
	for _, c := range m.Features.Shortcuts {
		if c.Name == "" || len(c.Name) > 24 || c.Type != "message" || c.ID != "digest_links" || len(c.Description) > 150 {
			t.Errorf("shortcut %+v", c)
		}
	}
	if len(m.Features.Commands) != 2 || len(m.Features.Shortcuts) != 1 || !m.Features.Home.Home || !m.Features.Home.Messages {
		t.Errorf("features %+v", m.Features)
	}
	// Each event needs a scope, and each scope is for an event or a method we call.
	needs := map[string]string{"app_mention": "app_mentions:read", "message.channels": "channels:history",
		"message.groups": "groups:history", "message.im": "im:history", "app_home_opened": ""}
	want := []string{"chat:write", "channels:read", "groups:read", "commands"}
	for _, e := range m.Settings.Events.Bot {
		scope, known := needs[e]
		if !known {
			t.Errorf("event %s: no scope is known for it", e)
		}
		if scope != "" {
			want = append(want, scope)
		}
	}
	got := slices.Sorted(slices.Values(m.OAuth.Scopes.Bot))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("scopes %s, want %s", strings.Join(got, " "), strings.Join(want, " "))
	}
}

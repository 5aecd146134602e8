package web

import (
	"html"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
)

var markupTag = regexp.MustCompile(`<[^>]*>`)

// TestPlatform holds the page to what every platform must do, over a real store.
func TestPlatform(t *testing.T) {
	bottest.Platform(t, func(t *testing.T) bottest.PlatformUnderTest {
		s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "chat.db"), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		c := bot.Channel{ID: bot.NewChannelID(Name, "desk"), Schedule: bot.Schedule{Expr: "@daily", Zone: "UTC"}}
		p := New(Options{Log: s, Channels: []bot.Channel{c}})
		return bottest.PlatformUnderTest{
			Platform: p,
			Channel:  c.ID,
			Nowhere:  bot.NewChannelID(Name, "nowhere"),
			Shown: func(t *testing.T, id bot.MessageID) string {
				m, err := s.Message(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				var shown strings.Builder
				if m.Thread == "" {
					for _, i := range p.items(c, []bot.Message{m}, "") {
						shown.WriteString(markup("item", i))
					}
				} else {
					replies, err := p.replies(t.Context(), c, []bot.Message{m}, 0)
					if err != nil {
						t.Fatal(err)
					}
					for _, r := range replies {
						shown.WriteString(markup("reply", r))
					}
				}
				return html.UnescapeString(markupTag.ReplaceAllString(shown.String(), ""))
			},
		}
	})
}

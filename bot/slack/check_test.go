package slack_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"newsdigest/bot"
	"newsdigest/bot/slack"
)

func TestCheck(t *testing.T) {
	s := workspace(t)
	p := platform(t, s, nil)
	if err := p.Check(t.Context(), desk); err != nil {
		t.Errorf("%s: %v", desk, err)
	}
	for channel, says := range map[bot.ChannelID]string{
		"slack:#outside":  "/invite @newsdigest",
		"slack:#nowhere":  "no channel #nowhere",
		"slack:#old-desk": "archived",
	} {
		if err := p.Check(t.Context(), channel); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", channel, err, says)
		}
	}
	if n := s.Openings(); n != 1 {
		t.Errorf("%d links were opened to check four channels", n)
	}
}

func TestCheckNamesTheScopes(t *testing.T) {
	var m struct {
		OAuth struct {
			Scopes struct{ Bot []string }
		} `json:"oauth_config"`
	}
	if err := json.Unmarshal(slack.Manifest(), &m); err != nil {
		t.Fatal(err)
	}
	all := m.OAuth.Scopes.Bot
	s := workspace(t)
	s.Scopes = all
	if err := platform(t, s, nil).Check(t.Context(), desk); err != nil {
		t.Errorf("with every scope: %v", err)
	}
	for _, lacks := range all {
		s := workspace(t)
		s.Scopes = slices.DeleteFunc(slices.Clone(all), func(o string) bool { return o == lacks })
		if err := platform(t, s, nil).Check(t.Context(), desk); err == nil || !strings.Contains(err.Error(), "lacks the scopes "+lacks+";") {
			t.Errorf("without %s: %v", lacks, err)
		}
	}
}

package slack_test

import (
	"strings"
	"testing"

	"newsdigest/bot"
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
}

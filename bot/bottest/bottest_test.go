package bottest_test

import (
	"net/http/httptest"
	"testing"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
)

// The suite's own client passes its own suite.
func TestPlatform(t *testing.T) {
	bottest.Platform(t, func(t *testing.T) bottest.PlatformUnderTest {
		srv := httptest.NewServer(&bottest.Service{})
		t.Cleanup(srv.Close)
		return bottest.PlatformUnderTest{Platform: &bottest.Client{URL: srv.URL}, Channel: bot.NewChannelID("test", "c")}
	})
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsdigest/bot/discord/discordtest"
)

func TestDiscordInvite(t *testing.T) {
	s := discordtest.New(t)
	file := filepath.Join(t.TempDir(), "newsdigest.yaml")
	config := `sources:
  a: {file: "*.txt"}
channels:
  - {discord: "112233445566778899", sources: [a]}
discord: {token: "` + discordtest.Token + `", api_url: "` + s.URL + `"}
`
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	link := "https://discord.com/oauth2/authorize?client_id=" + discordtest.App + "&scope=bot%20applications.commands&permissions=309237730304\n"
	for _, c := range []struct {
		args     []string
		code     int
		out, err string
	}{
		{[]string{"discord", "invite", "--config", file}, 0, link, ""},
		{[]string{"discord", "invite", discordtest.App}, 0, link, ""},
		{[]string{"discord", "invite", "newsdigest"}, 1, "", "Application ID"},
		{[]string{"discord", "invite", "--config", file + ".gone"}, 1, "", file + ".gone"},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), c.args, stdio{strings.NewReader(""), &out, &errs})
		if code != c.code || out.String() != c.out || !strings.Contains(errs.String(), c.err) || strings.Contains(errs.String(), discordtest.Token) {
			t.Errorf("%q: %d\nout %s\nerr %s", c.args, code, out.String(), errs.String())
		}
	}
}

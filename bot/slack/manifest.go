package slack

import (
	"encoding/json"
	"fmt"

	slackapi "github.com/slack-go/slack"
)

// scopes are all that the app may do, and what for.
// https://docs.slack.dev/reference/scopes
var scopes = []string{
	"chat:write",        // post digests and answers
	"channels:read",     // find a public channel by its name
	"groups:read",       // find a private one that the app is in
	"channels:history",  // hear questions; look up a post whose answer was lost
	"groups:history",    // the same in private channels
	"im:history",        // hear questions that are written to the app directly
	"app_mentions:read", // hear questions that name the app
	"commands",          // /digest, /ask and the message shortcut
}

// events are all that the app is told. https://docs.slack.dev/reference/events
var events = []string{"app_mention", "message.channels", "message.groups", "message.im", "app_home_opened"}

// Manifest is the description, in JSON, from which Slack makes the app: over
// Socket Mode, with the fewest scopes, and no address of ours.
func Manifest() []byte {
	m := slackapi.Manifest{
		Display: slackapi.Display{
			Name:            "newsdigest",
			Description:     "Digests of the news, and answers about them",
			LongDescription: "Posts a short digest of each story to the channels that asked for it: what happened, who said what in their own words, and who reacted. Ask in the thread under a story, and the answer shows the words of the article that it rests on.",
			BackgroundColor: "#1f3a5f",
		},
		Features: slackapi.Features{
			AppHome: slackapi.AppHome{HomeTabEnabled: true, MessagesTabEnabled: true},
			BotUser: slackapi.BotUser{DisplayName: "newsdigest", AlwaysOnline: true},
			SlashCommands: []slackapi.ManifestSlashCommand{
				{Command: commandDigest, Description: "Digest a page, or see what is new here; for you alone", UsageHint: "[https://… | next | sources | why https://… | pause | resume | help]"},
				{Command: commandAsk, Description: "Ask about this channel's last stories; for you alone", UsageHint: "[question]"},
			},
			Shortcuts: []slackapi.Shortcut{
				{Name: "Digest the links", CallbackID: shortcutLinks, Description: "Digests the pages that this message links to", Type: slackapi.MessageShortcut},
			},
		},
		OAuthConfig: slackapi.OAuthConfig{Scopes: slackapi.OAuthScopes{Bot: scopes}},
		Settings: slackapi.Settings{
			EventSubscriptions: &slackapi.EventSubscriptions{BotEvents: events},
			Interactivity:      &slackapi.Interactivity{IsEnabled: true},
			SocketModeEnabled:  true,
		},
	}
	b, err := json.MarshalIndent(manifest{m, features{m.Features, home{m.Features.AppHome, false}}}, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("the manifest does not encode: %v", err)) // unreachable: it holds strings and booleans
	}
	return append(b, '\n')
}

// A manifest says, as the client's does not, that people may write to the app
// in its home: unsaid, Slack may take it that they may not.
type manifest struct {
	slackapi.Manifest
	Features features `json:"features"`
}

type features struct {
	slackapi.Features
	AppHome home `json:"app_home"`
}

type home struct {
	slackapi.AppHome
	ReadOnly bool `json:"messages_tab_read_only_enabled"`
}

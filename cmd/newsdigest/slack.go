package main

import "newsdigest/bot/slack"

type slackCmd struct {
	Manifest slackManifestCmd `cmd:"" help:"Print the description from which Slack makes the app."`
}

type slackManifestCmd struct{}

// Run prints the app's manifest.
func (*slackManifestCmd) Run(std stdio) error {
	_, err := std.Out.Write(slack.Manifest())
	return err
}

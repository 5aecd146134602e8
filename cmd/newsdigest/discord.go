package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"newsdigest/bot/discord"
	"newsdigest/config"
)

type discordCmd struct {
	Invite discordInviteCmd `cmd:"" help:"Print the link that brings the bot to a server, with just the permissions it uses."`
}

type discordInviteCmd struct {
	Config      string `placeholder:"FILE" help:"The config whose token says which application it is; without one ./newsdigest.yaml."`
	Application string `arg:"" optional:"" help:"The application's id, from the developer portal; then no config is read and nothing is asked."`
}

// Run prints the link.
func (c discordInviteCmd) Run(ctx context.Context, std stdio) error {
	id := c.Application
	if id == "" {
		var err error
		if id, err = c.ask(ctx); err != nil {
			return err
		}
	}
	link, err := discord.InviteURL(id)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(std.Out, link)
	return err
}

// ask has Discord say which application the config's token is of.
func (c discordInviteCmd) ask(ctx context.Context) (string, error) {
	name := c.Config
	if name == "" {
		name = defaultConfig
	}
	cfg, err := config.Load(name, os.LookupEnv)
	if err != nil {
		return "", err
	}
	if !cfg.Discord.Token.IsSet() {
		return "", errors.New("the config has no discord.token; write it there, or name the application: newsdigest discord invite ID")
	}
	p, err := discord.New(discord.Options{Token: cfg.Discord.Token.Reveal(), APIURL: cfg.Discord.APIURL})
	if err != nil {
		return "", err
	}
	defer p.Close()
	return p.Application(ctx)
}

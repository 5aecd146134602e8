package main

import (
	"log/slog"
	"slices"

	"newsdigest/bot"
	"newsdigest/bot/discord"
	"newsdigest/bot/slack"
	"newsdigest/config"
)

// platformsOf sets up the chat services that the config's channels are on,
// beside the page. Nothing is asked of them yet.
func platformsOf(cfg *config.Config, channels []bot.Channel, log *slog.Logger) ([]bot.Platform, error) {
	var out []bot.Platform
	uses := func(p config.Platform) bool {
		return cfg.Admin.Platform == p || slices.ContainsFunc(cfg.Channels, func(c config.Channel) bool { return c.Platform == p })
	}
	if uses(config.OnSlack) {
		var ids []bot.ChannelID
		for _, c := range channels {
			ids = append(ids, c.ID)
		}
		out = append(out, slack.New(slack.Options{
			BotToken: cfg.Slack.BotToken.Reveal(),
			AppToken: cfg.Slack.AppToken.Reveal(),
			APIURL:   cfg.Slack.APIURL,
			Channels: ids,
			Logger:   log,
		}))
	}
	if uses(config.OnDiscord) {
		p, err := discord.New(discord.Options{
			Token:    cfg.Discord.Token.Reveal(),
			APIURL:   cfg.Discord.APIURL,
			Channels: channels,
			Logger:   log,
			Shard:    discord.Shard(cfg.Discord.Shard),
		})
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// rulesOf are the rules for what people ask in chat.
func rulesOf(c config.Commands) bot.Rules {
	r := bot.Rules{Hosts: c.Allow, Pausers: c.Pause, Askers: c.Ask, PerMinute: c.Limit}
	r.Questions = map[string]int{discord.Name: config.DefaultQuestions}
	if c.Questions > 0 {
		r.Questions = map[string]int{discord.Name: c.Questions, slack.Name: c.Questions}
	}
	return r
}

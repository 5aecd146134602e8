package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
)

// notText is said of a voice channel, a category and the like.
const notText = "it is no text channel; name one, an announcement channel or a forum"

// Flags of an application that may read messages, in few servers and in many:
// https://docs.discord.com/developers/resources/application#application-object-application-flags
const readsContent = 1<<18 | 1<<19

// Check implements bot.Checker.
func (p *Platform) Check(ctx context.Context, id bot.ChannelID) error {
	name, err := place(bot.Post{Channel: id})
	if err != nil {
		return err
	}
	c, err := p.channel(ctx, name)
	if err != nil {
		return p.sendError(ctx, "look into", name, err, toFind)
	}
	forum := c.Type == discordgo.ChannelTypeGuildForum || c.Type == discordgo.ChannelTypeGuildMedia
	if !forum && c.Type != discordgo.ChannelTypeGuildText && c.Type != discordgo.ChannelTypeGuildNews {
		return fmt.Errorf("discord channel %s: %s", name, notText)
	}
	has, err := p.permissionsIn(ctx, c)
	if err != nil {
		return p.sendError(ctx, "ask what the bot may do", name, err, nil)
	}
	var lacks []string
	for _, n := range all {
		if has&n.bit == 0 && !(forum && n == threads) {
			lacks = append(lacks, n.name)
		}
	}
	var errs []error
	if len(lacks) > 0 {
		errs = append(errs, fmt.Errorf("discord channel %s: give the bot these permissions there: %s", name, strings.Join(lacks, ", ")))
	}
	app, err := p.application(ctx)
	switch {
	case err != nil:
		errs = append(errs, p.sendError(ctx, "ask what the bot may hear", name, err, nil))
	case app.Flags&readsContent == 0:
		errs = append(errs, errors.New(contentRefused))
	}
	return errors.Join(errs...)
}

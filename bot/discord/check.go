package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
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
	where := fmt.Sprintf("discord channel %s (#%s)", name, plain(c.Name))
	if c.ID != name {
		return fmt.Errorf("discord channel %s: it is a thread; name the channel that it is in, %s (#%s)", name, c.ID, plain(c.Name))
	}
	forum := c.Type == discordgo.ChannelTypeGuildForum || c.Type == discordgo.ChannelTypeGuildMedia
	if !forum && c.Type != discordgo.ChannelTypeGuildText && c.Type != discordgo.ChannelTypeGuildNews {
		return fmt.Errorf("%s: %s", where, notText)
	}
	has, err := p.permissionsIn(ctx, c)
	if err != nil {
		return p.sendError(ctx, "ask what the bot may do", name, err, nil)
	}
	need, heard := all, p.serves(name)
	if !heard { // it is only told of trouble
		need = toTell
	}
	var lacks []string
	for _, n := range need {
		if has&n.bit == 0 && !(forum && n == threads) {
			lacks = append(lacks, n.name)
		}
	}
	var errs []error
	if len(lacks) > 0 {
		errs = append(errs, fmt.Errorf("%s: give the bot these permissions there: %s", where, strings.Join(lacks, ", ")))
	}
	if role := p.mention[name]; role != "" {
		if err := p.checkRole(ctx, c.GuildID, role, has); err != nil {
			errs = append(errs, fmt.Errorf("%s: mention: %w", where, err))
		}
	}
	if !heard {
		return errors.Join(errs...)
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

// checkRole says why a mention of the role would notify nobody.
func (p *Platform) checkRole(ctx context.Context, guild, role string, has int64) error {
	var roles []discordgo.Role
	if err := p.rest.do(ctx, http.MethodGet, "guilds/"+guild+"/roles", nil, &roles); err != nil {
		return err
	}
	i := slices.IndexFunc(roles, func(r discordgo.Role) bool { return r.ID == role })
	switch {
	case i < 0:
		return fmt.Errorf("the server has no role %s; copy its id in the server's settings (Roles, right click, Copy Role ID)", role)
	case !roles[i].Mentionable && has&discordgo.PermissionMentionEveryone == 0:
		return fmt.Errorf("the role %s notifies nobody: let it be one that anyone may mention (the server's settings, Roles), or give the bot the permission Mention @everyone, @here, and All Roles", role)
	}
	return nil
}

package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
)

// A permission is one that a server's owner gives the bot, by its name there.
type permission struct {
	bit  int64
	name string
}

// The permissions that the bot uses, and for what.
var (
	view    = permission{discordgo.PermissionViewChannel, "View Channel"}
	send    = permission{discordgo.PermissionSendMessages, "Send Messages"}
	embed   = permission{discordgo.PermissionEmbedLinks, "Embed Links"}
	threads = permission{discordgo.PermissionCreatePublicThreads, "Create Public Threads"}
	reply   = permission{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"}
	history = permission{discordgo.PermissionReadMessageHistory, "Read Message History"}

	toPost   = []permission{view, send, embed}
	toOpen   = []permission{view, threads}
	toAnswer = []permission{view, reply, embed}
	toFind   = []permission{view, history}
	toTell   = []permission{view, send, embed, history}

	all = []permission{view, send, embed, threads, reply, history}
)

// InviteURL is the address under which a server's owner adds the bot with
// exactly the permissions that it uses. application is its id, which stands in
// the developer portal; an error says so.
func InviteURL(application string) (string, error) {
	if !isID(application) {
		return "", fmt.Errorf("%q is no application's id: copy it from the developer portal (General Information, Application ID)", application)
	}
	var bits int64
	for _, p := range all {
		bits |= p.bit
	}
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot%%20applications.commands&permissions=%d", application, bits), nil
}

// An application is what is asked of it.
type application struct {
	ID    string `json:"id"`
	Flags int    `json:"flags"`
}

func (p *Platform) application(ctx context.Context) (application, error) {
	var app application
	err := p.rest.do(ctx, http.MethodGet, "applications/@me", nil, &app)
	return app, err
}

// Application is the id of the application that the token is of, for InviteURL.
func (p *Platform) Application(ctx context.Context) (string, error) {
	app, err := p.application(ctx)
	if err != nil {
		return "", fmt.Errorf("ask Discord for the application's id: %w", err)
	}
	return app.ID, nil
}

const closedThread = "the thread is closed; a moderator can open it again"

// sendError tells a person what went wrong with a channel, and what to do.
func (p *Platform) sendError(ctx context.Context, what, channel string, err error, need []permission) *bot.SendError {
	out := &bot.SendError{Reason: fmt.Sprintf("discord channel %s: %s", channel, what), Err: err}
	f, ok := errors.AsType[*failure](err)
	if !ok {
		return out
	}
	out.Outcome, out.RetryAfter = f.outcome, f.after
	hint := ""
	switch f.code {
	case unknownChannel, missingAccess, missingPermission:
		out.Outcome = bot.Barred
	}
	if f.status == http.StatusUnauthorized {
		out.Outcome = bot.Barred
	}
	switch f.code {
	case unknownChannel:
		hint = "there is no such channel; it was deleted, or its id is wrong"
	case missingAccess:
		hint = "the bot cannot see the channel: invite it to the server (newsdigest discord invite), and give it the permission View Channel there"
	case missingPermission:
		hint = "the bot lacks " + p.lacks(ctx, channel, need)
	case noText:
		hint = notText
	case archivedThread, lockedThread:
		hint = closedThread
	case threadLimit:
		hint = "the server has as many open threads as Discord allows; archive some"
	case unknownMessage:
		hint = "the message is not there any more"
	}
	if hint != "" {
		out.Reason += ": " + hint
	}
	return out
}

// findError is sendError of a look-up. That the bot may not read keeps it from
// looking, not from posting.
func (p *Platform) findError(ctx context.Context, what, channel string, err error) *bot.SendError {
	out := p.sendError(ctx, what, channel, err, toFind)
	if codeOf(err) == missingPermission {
		out.Outcome = bot.Refused
	}
	return out
}

// lacks names the permissions among need that the bot has not got in the
// channel, or all of them where that cannot be learnt.
func (p *Platform) lacks(ctx context.Context, channel string, need []permission) string {
	var names []string
	has, err := p.permissions(ctx, channel)
	for _, n := range need {
		if err != nil || has&n.bit == 0 {
			names = append(names, n.name)
		}
	}
	switch {
	case err == nil && len(names) == 0:
		return "a permission there that cannot be told: look at the channel's settings, and whether the server asks its moderators for two-factor login"
	case err != nil:
		return "one of these permissions there: " + strings.Join(names, ", ")
	case len(names) == 1:
		return "the permission " + names[0] + " there"
	}
	return "the permissions " + strings.Join(names, ", ") + " there"
}

// channel asks for a channel; of a thread for the one that it is in.
func (p *Platform) channel(ctx context.Context, id string) (*discordgo.Channel, error) {
	var c discordgo.Channel
	if err := p.rest.do(ctx, http.MethodGet, "channels/"+id, nil, &c); err != nil {
		return nil, err
	}
	if c.IsThread() {
		return p.channel(ctx, c.ParentID)
	}
	return &c, nil
}

func (p *Platform) permissions(ctx context.Context, channel string) (int64, error) {
	c, err := p.channel(ctx, channel)
	if err != nil {
		return 0, err
	}
	return p.permissionsIn(ctx, c)
}

// permissionsIn are what the bot may do in the channel, after
// https://docs.discord.com/developers/topics/permissions#permission-overwrites
func (p *Platform) permissionsIn(ctx context.Context, c *discordgo.Channel) (int64, error) {
	me, err := p.self(ctx)
	if err != nil {
		return 0, err
	}
	get := func(path string, out any) error {
		return p.rest.do(ctx, http.MethodGet, path, nil, out)
	}
	var member struct {
		Roles []string `json:"roles"`
	}
	var roles []discordgo.Role
	if err := errors.Join(get("guilds/"+c.GuildID+"/members/"+me, &member), get("guilds/"+c.GuildID+"/roles", &roles)); err != nil {
		return 0, err
	}
	mine := map[string]bool{c.GuildID: true} // @everyone's id is the server's
	for _, r := range member.Roles {
		mine[r] = true
	}
	var has int64
	for _, r := range roles {
		if mine[r.ID] {
			has |= r.Permissions
		}
	}
	if has&discordgo.PermissionAdministrator != 0 {
		return -1, nil
	}
	var deny, allow int64
	for _, o := range c.PermissionOverwrites {
		switch {
		case o.Type == discordgo.PermissionOverwriteTypeRole && o.ID == c.GuildID:
			has = has&^o.Deny | o.Allow
		case o.Type == discordgo.PermissionOverwriteTypeRole && mine[o.ID]:
			deny, allow = deny|o.Deny, allow|o.Allow
		}
	}
	has = has&^deny | allow
	for _, o := range c.PermissionOverwrites {
		if o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == me {
			has = has&^o.Deny | o.Allow
		}
	}
	return has, nil
}

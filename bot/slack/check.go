package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

var _ bot.Checker = (*Platform)(nil)

// Check implements bot.Checker: it asks for both tokens, for the scopes and
// for the channel.
func (p *Platform) Check(ctx context.Context, c bot.ChannelID) error {
	if err := p.checkTokens(ctx); err != nil {
		return err
	}
	id, err := p.resolve(ctx, c)
	if err != nil {
		return err
	}
	info, err := p.api.GetConversationInfoContext(ctx, &slackapi.GetConversationInfoInput{ChannelID: id})
	if err != nil {
		return p.beforeSend(c, err)
	}
	if err := p.barred(ctx, id, info); err != nil {
		return p.beforeSend(c, err)
	}
	return nil
}

// checkTokens asks for both tokens, until they were found good: Slack lets a
// link be opened only so often, and there may be many channels.
func (p *Platform) checkTokens(ctx context.Context) error {
	p.checking.Lock()
	defer p.checking.Unlock()
	if p.checked {
		return nil
	}
	if err := p.checkScopes(ctx); err != nil {
		return err
	}
	// Questions come over a link that the app-level token opens.
	if _, _, err := p.api.StartSocketModeContext(ctx); err != nil {
		return p.linkError(err)
	}
	p.checked = true
	return nil
}

// barred is what Slack would answer a post to the channel, as far as is known
// of it; nil: nothing is in the way. Who may read its messages is a member:
// not every answer says so.
func (p *Platform) barred(ctx context.Context, id string, info *slackapi.Channel) error {
	switch {
	case info.IsArchived:
		return slackapi.SlackErrorResponse{Err: "is_archived"}
	case info.IsMember || info.IsIM:
		return nil
	}
	_, err := p.read(ctx, reading{channel: id, limit: 1})
	return err
}

// checkScopes compares what the bot token may do with what the manifest asks
// for. A service that does not say is taken at its word.
func (p *Platform) checkScopes(ctx context.Context) error {
	r, err := p.api.AuthTestContext(ctx)
	if err != nil {
		return p.beforeSend("", err)
	}
	said := r.Header.Get("X-OAuth-Scopes")
	if strings.TrimSpace(said) == "" {
		return nil
	}
	var granted, lacks []string
	for s := range strings.SplitSeq(said, ",") {
		granted = append(granted, strings.TrimSpace(s))
	}
	for _, s := range scopes {
		if !slices.Contains(granted, s) {
			lacks = append(lacks, s)
		}
	}
	if len(lacks) == 0 {
		return nil
	}
	return &bot.SendError{Outcome: bot.Refused,
		Reason: fmt.Sprintf("the app lacks the scopes %s; add them under OAuth & Permissions on the app's page, then install the app again", strings.Join(lacks, ", "))}
}

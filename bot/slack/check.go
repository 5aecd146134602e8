package slack

import (
	"context"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

var _ bot.Checker = (*Platform)(nil)

// Check implements bot.Checker: it asks for both tokens and for the channel.
func (p *Platform) Check(ctx context.Context, c bot.ChannelID) error {
	id, err := p.resolve(ctx, c)
	if err != nil {
		return err
	}
	info, err := p.api.GetConversationInfoContext(ctx, &slackapi.GetConversationInfoInput{ChannelID: id})
	if err != nil {
		return p.beforeSend(c, err)
	}
	refused := ""
	switch {
	case info.IsArchived:
		refused = "is_archived"
	case !info.IsMember:
		refused = "not_in_channel"
	}
	if refused != "" {
		return p.beforeSend(c, slackapi.SlackErrorResponse{Err: refused})
	}
	// Questions come over a link that the app-level token opens.
	if _, _, err := p.api.StartSocketModeContext(ctx); err != nil {
		return p.linkError(err)
	}
	return nil
}

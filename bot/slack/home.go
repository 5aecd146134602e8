package slack

import (
	"context"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

// home shows a person the app's home, as it is when they open it.
func (p *Platform) home(ctx context.Context, inbox bot.Inbox, user string) {
	o, err := inbox.Overview(ctx, Name)
	if err != nil {
		p.log.Error("the home could not be made", "error", err)
		return
	}
	_, err = p.api.PublishViewContext(ctx, slackapi.PublishViewContextRequest{UserID: user, View: slackapi.HomeTabViewRequest{
		Type: slackapi.VTHomeTab, Blocks: slackapi.Blocks{BlockSet: drawHome(o, p.handle())},
	}})
	if err != nil {
		p.log.Warn("the home could not be shown", "error", p.cover(err))
	}
}

package main

import (
	"context"
	"fmt"

	"newsdigest/bot"
	"newsdigest/bot/store"
)

type forgetCmd struct {
	desk
	User string `required:"" placeholder:"ID" help:"Who, as the service names them: U0123ABCD on Slack, a long number on Discord."`
}

// Run deletes what one person asked, and the answers.
func (c *forgetCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) error {
		n, err := bot.ForgetUser(ctx, kept, c.User)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(std.Out, "Deleted %s and their answers here. What stands in the chat service is the service's: delete it there.\n", count(n, "question"))
		return err
	})
}

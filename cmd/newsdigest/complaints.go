package main

import (
	"context"
	"encoding/json"
	"fmt"

	"newsdigest/bot/store"
)

type complaintsCmd struct {
	desk
	Limit  int    `default:"50" help:"At most so many."`
	Format string `enum:"text,json" default:"text" help:"text or json."`
}

// Run lists what people hold to be wrong with quotes, newest first, and what
// became of the story since.
func (c *complaintsCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) error {
		all, err := kept.Complaints(ctx, c.Limit)
		if err != nil {
			return err
		}
		out := json.NewEncoder(std.Out)
		for _, k := range all {
			since := ""
			marks, err := kept.Corrections(ctx, k.Story)
			if err != nil {
				return err
			}
			for _, m := range marks {
				if m.Mark.At.After(k.At) {
					since = m.Mark.Words()
				}
			}
			if c.Format == "json" {
				err := out.Encode(struct {
					At      string `json:"at"`
					Channel string `json:"channel"`
					By      string `json:"by"`
					User    string `json:"user"`
					Story   string `json:"story"`
					Title   string `json:"title"`
					URL     string `json:"url,omitempty"`
					Quote   string `json:"quote,omitempty"`
					Says    string `json:"says,omitempty"`
					Since   string `json:"since,omitempty"`
				}{timeText(k.At), string(k.Channel), k.Name, k.User, string(k.Story), k.Title, k.URL, k.Quote, k.Says, since})
				if err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(std.Out, "%s  %s in %s, story %s: %s\n", k.At.UTC().Format(deliveryTime), shown(k.Name), k.Channel, k.Story, shown(k.Title))
			for _, line := range [][2]string{{"quote", k.Quote}, {"says", k.Says}, {"since", since}} {
				if line[1] != "" {
					fmt.Fprintf(std.Out, "  %-6s %s\n", line[0], shown(line[1]))
				}
			}
		}
		if len(all) == 0 && c.Format == "text" {
			fmt.Fprintln(std.Out, "There are none.")
		}
		return nil
	})
}

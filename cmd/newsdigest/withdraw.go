package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"newsdigest/bot"
	"newsdigest/bot/store"
)

type withdrawCmd struct {
	desk
	Story  string `arg:"" help:"The story's id, or its article's address."`
	Reason string `required:"" help:"Why, in a sentence that readers are shown."`
}

// Run takes a story back in every channel.
func (c *withdrawCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(s setup, kept *store.Store) error {
		id, err := storyNamed(ctx, kept, c.Story)
		if err != nil {
			return err
		}
		b, err := s.bot(kept)
		if err != nil {
			return err
		}
		n, err := b.Withdraw(ctx, id, c.Reason)
		if err != nil {
			return err
		}
		return planned(std.Out, fmt.Sprintf("Withdrawn: %s to change.", count(n, "post")))
	})
}

type correctCmd struct {
	desk
	Story  string `arg:"" help:"The story's id, or its article's address."`
	Source string `arg:"" optional:"" help:"The corrected article: a file, an address, or - for stdin; without one the article's own address is read again."`
	Reason string `required:"" help:"What was wrong, in a sentence that readers are shown."`
}

// Run replaces a story's article in every channel.
func (c *correctCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(s setup, kept *store.Store) error {
		id, err := storyNamed(ctx, kept, c.Story)
		if err != nil {
			return err
		}
		was, err := kept.Story(ctx, id)
		if err != nil {
			return err
		}
		from := c.Source
		if from == "" {
			from = was.Article.URL
		}
		if from == "" {
			return errors.New("the article has no address; name a file that holds the corrected one")
		}
		a, err := oneArticle(ctx, std.In, from)
		if err != nil {
			return err
		}
		if a.URL == "" || c.Source != "" && was.Article.URL != "" {
			a.URL = was.Article.URL
		}
		b, err := s.bot(kept)
		if err != nil {
			return err
		}
		n, err := b.Correct(ctx, id, a, c.Reason)
		if err != nil {
			return err
		}
		return planned(std.Out, fmt.Sprintf("Corrected: %s to change.", count(n, "post")))
	})
}

// storyNamed finds the story of an id or an address.
func storyNamed(ctx context.Context, kept *store.Store, name string) (bot.StoryID, error) {
	if _, err := kept.Story(ctx, bot.StoryID(name)); err == nil {
		return bot.StoryID(name), nil
	} else if !errors.Is(err, bot.ErrNotFound) {
		return "", err
	}
	ids, err := kept.StoriesAt(ctx, name)
	switch {
	case err != nil:
		return "", err
	case len(ids) == 0:
		return "", fmt.Errorf("there is no story %s; newsdigest deliveries show KEY gives the story of a post", name)
	case len(ids) > 1:
		var all []string
		for _, id := range ids {
			all = append(all, string(id))
		}
		return "", fmt.Errorf("several stories have that address; name one: %s", strings.Join(all, ", "))
	}
	return ids[0], nil
}

type correctionsCmd struct {
	desk
	Format string `enum:"markdown,json" default:"markdown" help:"markdown or json."`
}

// Run prints the log of corrections.
func (c *correctionsCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(_ setup, kept *store.Store) error {
		all, err := kept.Corrections(ctx, "")
		if err != nil {
			return err
		}
		if c.Format == "json" {
			out := json.NewEncoder(std.Out)
			for _, k := range all {
				kind := "corrected"
				if k.Mark.Withdrawn {
					kind = "withdrawn"
				}
				err := out.Encode(struct {
					At     string `json:"at"`
					Kind   string `json:"kind"`
					Title  string `json:"title"`
					URL    string `json:"url,omitempty"`
					Story  string `json:"story"`
					Reason string `json:"reason"`
				}{timeText(k.Mark.At), kind, k.Title, k.URL, string(k.Story), k.Mark.Reason})
				if err != nil {
					return err
				}
			}
			return nil
		}
		fmt.Fprint(std.Out, "# Corrections\n")
		for _, k := range all {
			fmt.Fprintf(std.Out, "\n- **%s** %s\n", inline(k.Title), inline(k.Mark.Words()))
			if k.URL != "" {
				fmt.Fprintf(std.Out, "  <%s>\n", strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "").Replace(k.URL))
			}
		}
		if len(all) == 0 {
			fmt.Fprint(std.Out, "\nThere are none.\n")
		}
		return nil
	})
}

// inline is s as words of one Markdown line.
func inline(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(shown(s)), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

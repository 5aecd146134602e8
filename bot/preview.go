package bot

import (
	"context"
	"slices"
	"time"
)

// A Preview is what a channel's edition would be now.
type Preview struct {
	Channel ChannelID
	Posts   []Post
	Trouble []string // sources that could not be read, stories that could not be digested
}

// Preview is what one edition of every channel would be now. It keeps and
// posts nothing.
func (b *Bot) Preview(ctx context.Context) ([]Preview, error) {
	now := b.now()
	var all []Preview
	for _, c := range b.channels {
		found, _, failed := b.gather(ctx, c.Sources, now)
		articles := slices.Concat(found...)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		posted, err := b.store.Posted(ctx, c.ID, storyIDs(articles))
		if err != nil {
			return nil, err
		}
		e := newEdition(c.ID, Due{Slot: Slot("preview " + now.Format(time.RFC3339Nano)), At: now})
		_, posts, broken := b.compose(e, c, pick(articles, posted, now), b.layout(ctx, c.ID))
		p := Preview{Channel: c.ID, Posts: posts}
		for _, err := range append(present(failed), broken...) {
			p.Trouble = append(p.Trouble, err.Error())
		}
		all = append(all, p)
	}
	return all, nil
}

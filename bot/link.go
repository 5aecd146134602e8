package bot

import (
	"context"
	"errors"
	"slices"
)

// linkLast is link for the channel's last edition, whose stories may have been
// sent by a newsdigest that ended then.
func (b *Bot) linkLast(ctx context.Context, p Platform, c ChannelID, l Lane) (more bool, err error) {
	if l != Editions {
		return false, nil
	}
	e, err := b.store.LastEdition(ctx, c, b.now())
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return b.link(ctx, p, c, e.ID)
}

// link lets the headlines of an edition lead to its stories' messages, once
// nothing of it is still to be sent. Those of its deliveries that are about to
// be kept are now. more: it planned that.
func (b *Bot) link(ctx context.Context, p Platform, c ChannelID, e EditionID, now ...Delivery) (more bool, err error) {
	a, ok := p.(Addresser)
	if !ok || e == "" {
		return false, nil
	}
	all, err := b.store.DeliveriesOf(ctx, e)
	for i, d := range all {
		if j := slices.IndexFunc(now, func(n Delivery) bool { return n.Post.Key == d.Post.Key }); j >= 0 {
			all[i] = now[j]
		}
	}
	if err != nil || slices.ContainsFunc(all, func(d Delivery) bool { return !d.State.Settled() }) {
		return false, err
	}
	for _, d := range all {
		if d.Post.Edition == nil || d.State != Sent || d.Message == "" {
			continue
		}
		head, changed := linked(*d.Post.Edition, func(id StoryID) string {
			i := slices.IndexFunc(all, func(d Delivery) bool { return d.Post.Story != nil && d.Post.Story.ID == id })
			if i < 0 || all[i].Message == "" {
				return ""
			}
			return a.Address(ctx, c, all[i].Message)
		})
		if !changed {
			return false, nil
		}
		post := d.Post
		post.Edition = &head
		err := b.store.Change(ctx, d, post, b.now())
		return err == nil, ignoreStale(err)
	}
	return false, nil
}

// linked is e with its headlines leading to at, where that is known.
func linked(e EditionPost, at func(StoryID) string) (out EditionPost, changed bool) {
	e.Stories = slices.Clone(e.Stories)
	for i, h := range e.Stories {
		if address := at(h.Story); address != "" && address != h.URL {
			e.Stories[i].URL, changed = address, true
		}
	}
	return e, changed
}

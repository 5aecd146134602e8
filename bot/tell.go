package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"newsdigest/digest/render"
)

// What goes wrong for good is said in the log and, once, in the admin channel.

// tell says it in the admin channel, once for those words, which name it.
func (b *Bot) tell(ctx context.Context, text string, words ...string) {
	if b.admin == "" {
		return
	}
	post := Post{Key: noticeKey(b.admin, words...), Channel: b.admin, Notice: &NoticePost{Lines: []Line{{Text: text}}}}
	if err := b.store.Plan(ctx, []Post{post}, b.now()); err != nil {
		b.log.Error("trouble could not be said in the admin channel", "channel", b.admin, "trouble", text, "error", err)
	}
}

// called is what a channel is called on a platform, where that is to be read.
func (b *Bot) called(ctx context.Context, c ChannelID, on string) string {
	here := c.Platform() == on
	name := c.Name()
	if n, ok := b.platforms[c.Platform()].(Namer); ok {
		name = cmp.Or(n.Called(ctx, c, here), name)
	}
	if here {
		return name
	}
	return name + " on " + upper(c.Platform())
}

// told is what a channel is called in the admin channel.
func (b *Bot) told(ctx context.Context, c ChannelID) string {
	return b.called(ctx, c, b.admin.Platform())
}

// unnamed is a reason without the id of the channel that it begins with, for
// where the channel is named.
func unnamed(c ChannelID, reason string) string {
	return strings.TrimPrefix(reason, c.Platform()+" channel "+c.Name()+": ")
}

// said looks at a delivery that has moved: whether its channel is lost or
// given back, and whether somebody has to be told. It returns whether the
// channel is barred now, as was says of before.
func (b *Bot) said(ctx context.Context, d Delivery, failed error, was bool) (isBarred bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTimeout)
	defer cancel()
	c := d.Post.Channel
	if why := barred(failed); why != "" {
		added, err := b.store.Bar(ctx, Bar{Channel: c, Since: b.now(), Reason: why})
		if err != nil || !added {
			return true, err
		}
		b.log.Error("a channel is paused: nothing can be posted there; it goes on by itself when that is mended", "channel", c, "reason", why)
		if c != b.admin {
			b.tell(ctx, fmt.Sprintf("Paused %s: %s. It goes on by itself when that is mended.", b.told(ctx, c), unnamed(c, why)), "pause", string(c), b.now().Format(time.RFC3339Nano))
		}
		return true, nil
	}
	if d.State == Sent && failed == nil && was {
		resumed, err := b.store.Unbar(ctx, c)
		if err != nil || !resumed {
			return false, err
		}
		b.log.Warn("a channel goes on", "channel", c)
		if c != b.admin {
			b.tell(ctx, fmt.Sprintf("%s goes on.", b.told(ctx, c)), "resume", string(d.Post.Key))
		}
		return false, nil
	}
	b.tellOf(ctx, d)
	return was, nil
}

// tellOf tells of a delivery that ended badly.
func (b *Bot) tellOf(ctx context.Context, d Delivery) {
	c := d.Post.Channel
	if c == b.admin && d.Post.Notice != nil {
		return // it would be told of without end
	}
	switch d.State {
	case Uncertain:
		b.tell(ctx, fmt.Sprintf("Uncertain: %s in %s may or may not be there. %s. Then: newsdigest deliveries sent %s, or newsdigest deliveries retry %s.",
			d.Post.Title(), b.told(ctx, c), upper(unnamed(c, d.Reason)), d.Post.Key, d.Post.Key), "uncertain", string(d.Post.Key))
	case Failed:
		b.tell(ctx, fmt.Sprintf("Not posted: %s in %s. %s.", d.Post.Title(), b.told(ctx, c), upper(unnamed(c, d.Reason))), "failed", string(d.Post.Key))
	case Planned, Sending, Unsure, Sent, Removed:
	}
}

// toldWithin is how long ago what ended badly may be, to be told of where a
// crash came between.
const toldWithin = time.Hour

func (b *Bot) tellAll(ctx context.Context) error {
	if b.admin == "" {
		return nil
	}
	ds, err := b.store.Deliveries(ctx, Filter{States: []State{Uncertain, Failed}, Since: b.now().Add(-toldWithin)})
	for _, d := range ds {
		b.tellOf(ctx, d)
	}
	return err
}

// Title names the post to a person, in one line.
func (p Post) Title() string {
	switch {
	case p.Story != nil:
		return fmt.Sprintf("%q", render.Plain(p.Story.Digest.Title()))
	case p.Edition != nil:
		return "the edition of " + p.Edition.Due.Format("2006-01-02 15:04 MST")
	case p.Answer != nil:
		return fmt.Sprintf("the answer to %q", render.Plain(p.Answer.Asked))
	case p.Notice != nil && len(p.Notice.Lines) > 0:
		return fmt.Sprintf("the notice %q", render.Plain(p.Notice.Lines[0].Text))
	}
	return "a post"
}

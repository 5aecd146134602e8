package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// words say why a channel gets no editions: "paused by Ann on …: too loud".
func (p Pause) words() string {
	s := "paused"
	if p.By != "" {
		s += " by " + p.By
	}
	s += " on " + p.Since.UTC().Format(atLayout)
	if p.Reason != "" {
		s += ": " + p.Reason
	}
	return s
}

// Words say why a channel gets no editions, as a sentence.
func (p Pause) Words() string { return upper(p.words()) + "." }

// mayPause reports whether a person may pause and resume.
func (r Rules) mayPause(c Command) bool {
	if len(r.Pausers) == 0 {
		return c.Standing != Member
	}
	return named(r.Pausers, c.User, c.Roles)
}

// mayAsk reports whether a person may ask questions.
func (r Rules) mayAsk(user string, roles []string) bool {
	return len(r.Askers) == 0 || user == "" || named(r.Askers, user, roles)
}

// named reports whether a list of ids names the person or one of their roles.
func named(list []string, user string, roles []string) bool {
	return slices.Contains(list, user) || slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(list, role) })
}

// pause stops a channel's editions, or lets them come again.
func (b *Bot) pause(ctx context.Context, c Command) (Reply, error) {
	ch, ok := b.channel(c.Channel)
	if !ok {
		return b.noEditions(ctx, c), nil
	}
	if !b.rules.mayPause(c) {
		if len(b.rules.Pausers) == 0 {
			return say("You may not pause or resume editions: only those may who can manage this channel. Whoever runs newsdigest can name others under commands: {pause: […]}."), nil
		}
		return say("You may not pause or resume editions. Whoever runs newsdigest can let you under commands: {pause: […]}."), nil
	}
	pauses, err := b.store.Pauses(ctx)
	if err != nil {
		return Reply{}, err
	}
	p, paused := pauses[ch.ID]
	switch {
	case c.Verb == PauseHere && paused:
		return say("It is " + p.words() + " already."), nil
	case c.Verb == ResumeHere && !paused:
		return say("Editions are not paused here."), nil
	case c.Verb == PauseHere:
		by := c.Name
		if by == "" {
			by = c.User
		}
		reason := asText(c.Text)
		if r := []rune(reason); len(r) > 200 {
			reason = string(r[:200])
		}
		if err := b.store.SetPause(ctx, ch.ID, &Pause{By: by, Since: b.now(), Reason: reason}); err != nil {
			return Reply{}, err
		}
		b.log.Info("editions are paused", "channel", ch.ID, "user", c.User)
		return say(fmt.Sprintf("No more editions for %s until somebody resumes them.", b.called(ctx, ch.ID, ch.ID.Platform()))), nil
	}
	if err := b.store.SetPause(ctx, ch.ID, nil); err != nil {
		return Reply{}, err
	}
	b.log.Info("editions are resumed", "channel", ch.ID, "user", c.User)
	return b.nextUp(ctx, c)
}

// bars are why nothing can be posted, by channel.
func (b *Bot) bars(ctx context.Context) (map[ChannelID]Bar, error) {
	list, err := b.store.Bars(ctx)
	out := make(map[ChannelID]Bar, len(list))
	for _, bar := range list {
		out[bar.Channel] = bar
	}
	return out, err
}

// Overview is described at Inbox.
func (b *Bot) Overview(ctx context.Context, platform string) (Overview, error) {
	pauses, err := b.store.Pauses(ctx)
	if err != nil {
		return Overview{}, err
	}
	notes, err := b.store.SourceNotes(ctx)
	if err != nil {
		return Overview{}, err
	}
	bars, err := b.bars(ctx)
	if err != nil {
		return Overview{}, err
	}
	var o Overview
	used := map[string]bool{}
	for _, c := range b.channels {
		if c.ID.Platform() != platform {
			continue
		}
		v := ChannelView{Channel: c}
		if d, err := b.schedules[c.ID].first(b.now()); err == nil {
			v.Next = d.At
		}
		if p, ok := pauses[c.ID]; ok {
			v.Pause = &p
		}
		v.Bar = bars[c.ID].Reason
		o.Channels = append(o.Channels, v)
		for _, s := range c.Sources {
			used[s] = true
		}
	}
	for _, n := range notes {
		if used[n.Source] {
			o.Sources = append(o.Sources, n)
		}
	}
	return o, nil
}

// why says why an article was, or was not, posted in the channel.
func (b *Bot) why(ctx context.Context, c Command) (Reply, error) {
	if len(c.Addresses) == 0 {
		return say("Which article? Give its address."), nil
	}
	address := c.Addresses[0]
	ids := map[StoryID]bool{}
	for _, a := range spellings(address) {
		found, err := b.store.StoriesAt(ctx, a)
		if err != nil {
			return Reply{}, err
		}
		for _, id := range found {
			ids[id] = true
		}
	}
	for id := range ids {
		d, err := b.store.Delivery(ctx, storyKey(c.Channel, id))
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return Reply{}, err
		}
		return b.whyDelivered(ctx, d)
	}
	ch, ok := b.channel(c.Channel)
	if !ok {
		return b.noEditions(ctx, c), nil
	}
	return b.whyMissing(ctx, ch, address, ids)
}

// whyDelivered tells of a story's post.
func (b *Bot) whyDelivered(ctx context.Context, d Delivery) (Reply, error) {
	from := "Somebody posted it by command"
	if d.Edition != "" {
		e, err := b.store.Edition(ctx, d.Edition)
		if err != nil {
			return Reply{}, err
		}
		zone := e.Due.UTC()
		if ch, ok := b.channel(e.Channel); ok {
			zone = e.Due.In(b.schedules[ch.ID].loc)
		}
		from = "It is part of the edition of " + zone.Format(atLayout)
	}
	switch d.State {
	case Sent:
		return Reply{Lines: []Line{{Text: from + ", and was posted.", Message: d.Message}}}, nil
	case Planned, Sending, Unsure:
		s := from + ", and waits to be posted."
		if d.Reason != "" {
			s += " The last reason: " + d.Reason
		}
		return say(s), nil
	case Failed, Uncertain, Removed:
	}
	return say(fmt.Sprintf("%s. Its post is %s: %s", from, d.State, d.Reason)), nil
}

// whyMissing looks whether the channel's sources have the article.
func (b *Bot) whyMissing(ctx context.Context, ch Channel, address string, ids map[StoryID]bool) (Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	leave, err := b.enter(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer leave()
	pauses, err := b.store.Pauses(ctx)
	if err != nil {
		return Reply{}, err
	}
	articles, failed := b.collect(ctx, ch.Sources, b.now())
	if err := ctx.Err(); err != nil {
		return Reply{}, err
	}
	posted, err := b.store.Posted(ctx, ch.ID, storyIDs(articles))
	if err != nil {
		return Reply{}, err
	}
	wanted := spellings(address)
	var r Reply
	for i, s := range pick(articles, posted, b.now()) {
		if !ids[s.ID] && !slices.Contains(wanted, s.Article.URL) {
			continue
		}
		p, paused := pauses[ch.ID]
		switch {
		case paused:
			return say("A source has it, but editions are " + p.words() + "."), nil
		case i >= ch.Stories:
			return say(fmt.Sprintf("A source has it, but %s newer or listed before it, and an edition here takes %s.", counted(i, "story is", "stories are"), counted(ch.Stories, "story", "stories"))), nil
		}
		d, err := b.schedules[ch.ID].first(b.now())
		if err != nil {
			return Reply{}, err
		}
		return say("A source has it, and it is among the newest: it comes with the next edition, on " + d.At.Format(atLayout) + ", unless others push it out."), nil
	}
	r.Lines = append(r.Lines, Line{Text: fmt.Sprintf("None of this channel's sources (%s) has an article at that address now, and none was posted from it.", strings.Join(ch.Sources, ", "))})
	for _, err := range failed {
		r.Lines = append(r.Lines, Line{Text: "Not read: " + clip(err)})
	}
	return r, nil
}

// spellings are the forms of an address that mean the same article: without
// its fragment, with and without the slash at its end.
func spellings(address string) []string {
	u, err := url.Parse(address)
	if err != nil {
		return []string{address}
	}
	out := []string{address}
	u.Fragment = ""
	bare := strings.TrimSuffix(u.String(), "/")
	for _, s := range []string{bare, bare + "/"} {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

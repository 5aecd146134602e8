package slack

import (
	"context"
	"sync"
	"time"

	"newsdigest/bot"
)

// editionLinks remember the last edition's message of each channel, so that
// its headlines can lead to the stories' messages once those are there. After
// a restart they are forgotten: the headlines then lead to the articles.
type editionLinks struct {
	mu   sync.Mutex
	last map[string]*sentEdition // by the channel's id
}

type sentEdition struct {
	post bot.Post
	ts   bot.MessageID
	at   map[bot.StoryID]string
}

// linkTime bounds the one request that links an edition's headlines.
const linkTime = 5 * time.Second

// linkEdition notes that post was sent. With the edition's last story it links
// the headlines; where that fails they lead to the articles, as before.
func (p *Platform) linkEdition(ctx context.Context, channel string, post bot.Post, id bot.MessageID) {
	e := p.editions.note(channel, post, id, func() string {
		self, _ := p.self.get()
		if self.url == "" {
			return ""
		}
		return permalink(self.url, channel, id)
	})
	if e == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, linkTime)
	defer cancel()
	m := drawEdition(*e.post.Edition, e.at)
	if _, _, _, err := p.api.UpdateMessageContext(ctx, channel, string(e.ts), m.options(e.post.Key)...); err != nil {
		p.log.Info("the edition's headlines lead to the articles, not to the messages", "channel", e.post.Channel, "error", p.cover(err))
	}
}

// note keeps what was sent; it returns the edition that is complete with it, or nil.
func (l *editionLinks) note(channel string, post bot.Post, id bot.MessageID, address func() string) *sentEdition {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case post.Edition != nil:
		if l.last == nil {
			l.last = map[string]*sentEdition{}
		}
		l.last[channel] = &sentEdition{post: post, ts: id, at: map[bot.StoryID]string{}}
	case post.Story != nil:
		e := l.last[channel]
		if e == nil {
			return nil
		}
		last := len(e.post.Edition.Stories) - 1
		for i, h := range e.post.Edition.Stories {
			if h.Story != post.Story.ID {
				continue
			}
			if a := address(); a != "" {
				e.at[h.Story] = a
			}
			if i == last {
				delete(l.last, channel)
				return e
			}
		}
	}
	return nil
}

// permalink is a message's address in the workspace at base:
// https://docs.slack.dev/reference/methods/chat.getPermalink
func permalink(base, channel string, id bot.MessageID) string {
	ts := make([]byte, 0, len(id))
	for i := range len(id) {
		if id[i] != '.' {
			ts = append(ts, id[i])
		}
	}
	return base + "archives/" + channel + "/p" + string(ts)
}

package store

import (
	"encoding/json"
	"fmt"
	"time"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// Stored forms are types of their own, so that a field that is renamed in bot
// does not change what older files mean. Version 1 is the first.
const storedVersion = 1

type storedPost struct {
	Version int            `json:"v"`
	Key     string         `json:"key"`
	Channel string         `json:"channel"`
	Edition *storedEdition `json:"edition,omitempty"`
	Story   *storedStory   `json:"story,omitempty"`
	Answer  *storedAnswer  `json:"answer,omitempty"`
	Notice  []storedLine   `json:"notice,omitempty"`
	Removed bool           `json:"removed,omitempty"`
	Thread  string         `json:"thread,omitempty"` // a notice's
	Mark    *storedMark    `json:"mark,omitempty"`
}

type storedMark struct {
	Withdrawn bool   `json:"withdrawn,omitempty"`
	At        int64  `json:"at"`
	Reason    string `json:"reason"`
}

type storedLine struct {
	Text    string `json:"text"`
	URL     string `json:"url,omitempty"`
	Message string `json:"message,omitempty"`
}

type storedEdition struct {
	ID      string           `json:"id"`
	Due     int64            `json:"due"`
	Zone    string           `json:"zone"`
	Stories []storedHeadline `json:"stories"`
	Mention string           `json:"mention,omitempty"`
}

type storedHeadline struct {
	Story string `json:"story"`
	Text  string `json:"text"`
	URL   string `json:"url,omitempty"`
}

type storedStory struct {
	ID      string      `json:"id"`
	Digest  render.Post `json:"digest"`
	Mention string      `json:"mention,omitempty"`
	Leads   string      `json:"leads,omitempty"`
}

type storedAnswer struct {
	Story    string        `json:"story"`
	Channel  string        `json:"channel"`
	Thread   string        `json:"thread"`
	Question string        `json:"question"`
	Asked    string        `json:"asked"`
	Answer   render.Answer `json:"answer"`

	Unseen bool            `json:"unseen,omitempty"`
	About  *storedHeadline `json:"about,omitempty"`
}

func encodePost(p bot.Post) (string, error) {
	out := storedPost{Version: storedVersion, Key: string(p.Key), Channel: string(p.Channel), Removed: p.Removed}
	if e := p.Edition; e != nil {
		out.Edition = &storedEdition{ID: string(e.ID), Due: millis(e.Due), Zone: e.Due.Location().String(), Mention: e.Mention}
		for _, h := range e.Stories {
			out.Edition.Stories = append(out.Edition.Stories, storedHeadline{Story: string(h.Story), Text: h.Text, URL: h.URL})
		}
	}
	if s := p.Story; s != nil {
		out.Story = &storedStory{ID: string(s.ID), Digest: s.Digest, Mention: s.Mention, Leads: s.Leads}
	}
	if a := p.Answer; a != nil {
		out.Answer = &storedAnswer{
			Story: string(a.Story), Channel: string(a.Thread.Channel), Thread: string(a.Thread.Root),
			Question: string(a.Question), Asked: a.Asked, Answer: a.Answer, Unseen: a.Unseen,
		}
		if h := a.About; h != nil {
			out.Answer.About = &storedHeadline{Story: string(h.Story), Text: h.Text, URL: h.URL}
		}
	}
	if n := p.Notice; n != nil {
		out.Notice = []storedLine{}
		out.Thread = string(n.Thread.Root)
		for _, l := range n.Lines {
			out.Notice = append(out.Notice, storedLine{Text: l.Text, URL: l.URL, Message: string(l.Message)})
		}
	}
	if m := p.Mark; m != nil {
		out.Mark = &storedMark{Withdrawn: m.Withdrawn, At: millis(m.At), Reason: m.Reason}
	}
	b, err := json.Marshal(out)
	if err != nil {
		return "", fmt.Errorf("post %s: %w", p.Key, err)
	}
	return string(b), nil
}

func decodePost(s string) (bot.Post, error) {
	var in storedPost
	if err := json.Unmarshal([]byte(s), &in); err != nil {
		return bot.Post{}, fmt.Errorf("stored post: %w", err)
	}
	if in.Version != storedVersion {
		return bot.Post{}, fmt.Errorf("stored post %s: its form %d is not known; use the newsdigest that wrote it", in.Key, in.Version)
	}
	p := bot.Post{Key: bot.Key(in.Key), Channel: bot.ChannelID(in.Channel), Removed: in.Removed}
	if e := in.Edition; e != nil {
		zone, err := time.LoadLocation(e.Zone)
		if err != nil {
			zone = time.UTC // a zone that this system does not know any more
		}
		p.Edition = &bot.EditionPost{ID: bot.EditionID(e.ID), Due: instant(e.Due).In(zone), Mention: e.Mention}
		for _, h := range e.Stories {
			p.Edition.Stories = append(p.Edition.Stories, bot.Headline{Story: bot.StoryID(h.Story), Text: h.Text, URL: h.URL})
		}
	}
	if s := in.Story; s != nil {
		p.Story = &bot.StoryPost{ID: bot.StoryID(s.ID), Digest: s.Digest, Mention: s.Mention, Leads: s.Leads}
	}
	if a := in.Answer; a != nil {
		p.Answer = &bot.AnswerPost{
			Story: bot.StoryID(a.Story), Thread: bot.Thread{Channel: bot.ChannelID(a.Channel), Root: bot.MessageID(a.Thread)},
			Question: bot.QuestionID(a.Question), Asked: a.Asked, Answer: a.Answer, Unseen: a.Unseen,
		}
		if h := a.About; h != nil {
			p.Answer.About = &bot.Headline{Story: bot.StoryID(h.Story), Text: h.Text, URL: h.URL}
		}
	}
	if in.Notice != nil {
		p.Notice = &bot.NoticePost{}
		if in.Thread != "" {
			p.Notice.Thread = bot.Thread{Channel: p.Channel, Root: bot.MessageID(in.Thread)}
		}
		for _, l := range in.Notice {
			p.Notice.Lines = append(p.Notice.Lines, bot.Line{Text: l.Text, URL: l.URL, Message: bot.MessageID(l.Message)})
		}
	}
	if m := in.Mark; m != nil {
		p.Mark = &bot.Mark{Withdrawn: m.Withdrawn, At: instant(m.At), Reason: m.Reason}
	}
	return p, nil
}

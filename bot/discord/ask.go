package discord

import (
	"context"
	"encoding/json"
	"strings"

	"newsdigest/bot"
)

// A message is what is read of one.
type message struct {
	ID      string  `json:"id"`
	Channel string  `json:"channel_id"`
	Guild   string  `json:"guild_id"` // the gateway says it, the history does not
	Type    int     `json:"type"`
	Flags   int     `json:"flags"`
	Webhook string  `json:"webhook_id"`
	Author  author  `json:"author"`
	Member  *member `json:"member"` // the gateway says it, the history does not
	Content string  `json:"content"`
	Edited  string  `json:"edited_timestamp"`

	Mentions []author `json:"mentions"`
	Roles    []string `json:"mention_roles"`
	Everyone bool     `json:"mention_everyone"`

	Reference struct {
		Message string `json:"message_id"`
	} `json:"message_reference"`
	Replied replied `json:"referenced_message"`

	Embeds []shown `json:"embeds"`
}

// A member is what is read of a person in a server.
type member struct {
	Roles []string `json:"roles"`
}

// A shown is what is read of an embed.
type shown struct {
	Title  string `json:"title"`
	Footer struct {
		Text string `json:"text"`
	} `json:"footer"`
}

// replied is the message that one replies to.
type replied struct {
	*message      // nil: it was deleted, or is not told
	told     bool // there is word of it
}

// UnmarshalJSON reads a message, or null: it was deleted.
func (r *replied) UnmarshalJSON(b []byte) error {
	r.told = true
	return json.Unmarshal(b, &r.message)
}

type author struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// Types of messages: https://docs.discord.com/developers/resources/message#message-object-message-types
const (
	plainMessage = 0
	replyMessage = 19
)

// written reports whether a person wrote the message.
func (m message) written(me string) bool {
	return isID(m.ID) && m.Author.ID != "" && !m.Author.Bot && m.Author.ID != me && m.Webhook == "" &&
		(m.Type == plainMessage || m.Type == replyMessage)
}

// answersNothing reports whether it is an answer of ours to what was deleted.
func (m message) answersNothing(me string) bool {
	return m.Author.ID == me && m.Type == replyMessage && m.Reference.Message != "" && m.Replied.told && m.Replied.message == nil
}

func (p *Platform) user() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.me
}

// A guildRole is what is read of a server's role.
type guildRole struct {
	ID   string `json:"id"`
	Tags struct {
		Bot string `json:"bot_id"` // that it is managed for
	} `json:"tags"`
}

// UnmarshalJSON leaves out what is not known of it: it is not to cost the event.
func (r *guildRole) UnmarshalJSON(b []byte) error {
	type plainRole guildRole
	_ = json.Unmarshal(b, (*plainRole)(r))
	return nil
}

func (p *Platform) learnRole(r guildRole) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.Tags.Bot != "" && r.Tags.Bot == p.me {
		p.ours[r.ID] = true
	}
}

// isOurs reports whether a role is managed for us: it has the bot's name, and
// people mention the one for the other.
func (p *Platform) isOurs(role string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ours[role]
}

// serves reports whether questions are heard in the threads of that channel.
func (p *Platform) serves(channel string) bool { return p.channels == nil || p.channels[channel] }

// channelOf is the channel that a thread is in, or the channel itself; empty:
// it cannot be told.
func (p *Platform) channelOf(ctx context.Context, id string) string {
	var r room
	known := false
	if r, known = p.known(id); !known {
		asked := p.asking()
		if err := p.read(ctx, "channels/"+id, &r); err != nil {
			return ""
		}
		p.answered(r, asked)
	}
	if r.isThread() {
		return r.Parent
	}
	return id
}

// What is said to us need not look like a question, where it is more than "thanks".
const fewWords = 3

// question is the question that m asks; false: it asks us none.
func (p *Platform) question(ctx context.Context, m message) (bot.Question, bool) {
	me := p.user()
	if !m.written(me) {
		return bot.Question{}, false
	}
	us := []string{"<@" + me + ">", "", "<@!" + me + ">", ""}
	// Whom it is said to: us, others, or nobody in particular.
	toUs, toOthers := false, m.Everyone
	for _, id := range m.Roles {
		ours := p.isOurs(id)
		toUs, toOthers = toUs || ours, toOthers || !ours
		if ours {
			us = append(us, "<@&"+id+">", "")
		}
	}
	words := strings.TrimSpace(strings.NewReplacer(us...).Replace(m.Content))
	if words == "" {
		return bot.Question{}, false
	}
	for _, u := range m.Mentions {
		toUs, toOthers = toUs || u.ID == me, toOthers || u.ID != me
	}
	root := ""
	if r := m.Replied.message; r != nil {
		ours := r.Author.ID == me
		toUs, toOthers = toUs || ours, toOthers || !ours
		if ours {
			root = r.ID
		}
	}
	switch {
	case toUs && len(strings.Fields(words)) < fewWords && !bot.IsRequest(words), !toUs && (toOthers || !bot.IsQuestion(words)):
		return bot.Question{}, false
	}
	channel := p.channelOf(ctx, m.Channel)
	q := bot.Question{ID: bot.QuestionID(m.ID), User: m.Author.ID, Text: words, Asked: timeOf(m.ID)}
	switch {
	case channel == "" || !p.serves(channel):
		return bot.Question{}, false
	case channel != m.Channel:
		root = m.Channel // a thread has the id of the message that it hangs under
	case root != "":
		q.Unseen = true // a reply to the story in the channel itself: the answer stands in the thread
	case toUs:
		root = m.ID // the answer opens a thread
	default:
		return bot.Question{}, false
	}
	if m.Member != nil {
		q.Roles = m.Member.Roles
	}
	q.Thread = bot.Thread{Channel: bot.NewChannelID(Name, channel), Root: bot.MessageID(root)}
	if toUs {
		q.Among = []bot.ChannelID{q.Thread.Channel}
	}
	return q, true
}

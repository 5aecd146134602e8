package discord

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"newsdigest/bot"
)

// onPress does what a button or a select is for.
func (d *desk) onPress(ctx context.Context, s *sitting) {
	i := s.i
	what, rest, _ := strings.Cut(i.Data.Custom, ":")
	first, second, _ := strings.Cut(rest, ":")
	switch what {
	case doAsk:
		root := i.Message.ID // a story's message heads its thread
		if root == "" {
			root = d.near(i).thread
		}
		s.first(ctx, withForm, askForm(root, bot.StoryID(rest)))
	case doQuotes:
		if s.later(ctx, false) {
			s.answer(ctx, i.command(bot.AllQuotes, d.near(i), bot.StoryID(rest)))
		}
	case doPage:
		if s.later(ctx, true) {
			s.from, _ = strconv.Atoi(first)
			s.answer(ctx, i.command(bot.AllQuotes, d.near(i), bot.StoryID(second)))
		}
	case doWrong:
		d.onWrong(ctx, s, d.near(i), bot.StoryID(rest))
	case doShow:
		if !s.later(ctx, false) {
			return
		}
		shown := ""
		if len(i.Data.Values) > 0 {
			shown = i.Data.Values[0]
		}
		s.answer(ctx, i.command(bot.ShowStory, d.place(ctx, i), bot.StoryID(shown)))
	case doPost:
		stories := []bot.StoryID{bot.StoryID(rest)}
		if rest == "" {
			stories = listed(i.Message.Components)
		}
		if s.later(ctx, true) {
			d.post(ctx, s, d.place(ctx, i), stories)
		}
	case doAnswer:
		if s.later(ctx, true) {
			d.postAnswer(ctx, s, d.place(ctx, i), first, bot.StoryID(second))
		}
	default:
		s.say(ctx, "This button is from another newsdigest, or an older one: it does nothing any more.")
	}
}

// listed are the stories of a list, which its select names.
func listed(parts []part) []bot.StoryID {
	var out []bot.StoryID
	for _, p := range parts {
		out = append(out, listed(p.Components)...)
		if p.Custom == doShow {
			for _, o := range p.Options {
				out = append(out, bot.StoryID(o.Value))
			}
		}
	}
	return out
}

// post puts stories into the channel, where who pressed may write there too.
func (d *desk) post(ctx context.Context, s *sitting, at spot, stories []bot.StoryID) {
	switch lacks := s.i.lacks(toPost); {
	case len(stories) == 0:
		s.fail(ctx, "Which stories these were is not known any more. Give the command again.")
	case !s.i.may(send.bit):
		s.fail(ctx, "You may not write in this channel, so you cannot post here.")
	case lacks != "":
		s.fail(ctx, "newsdigest cannot post here: it lacks "+lacks+". Whoever manages this channel can give it that.")
	default:
		s.answer(ctx, s.i.command(bot.PostHere, at, stories...))
	}
}

// postAnswer asks for everybody what one person was answered.
func (d *desk) postAnswer(ctx context.Context, s *sitting, at spot, root string, story bot.StoryID) {
	asked := ""
	for _, e := range s.i.Message.Embeds {
		if q, ok := strings.CutPrefix(e.Author.Name, askedPrefix); ok {
			asked = q
		}
	}
	switch lacks := s.i.lacks(toAnswer); {
	case asked == "" || strings.HasSuffix(asked, cutTail):
		s.fail(ctx, "The question is not known any more. Ask again.")
	case !s.i.may(reply.bit):
		s.fail(ctx, "You may not write in threads here, so you cannot post the answer.")
	case lacks != "":
		s.fail(ctx, "newsdigest cannot answer in threads here: it lacks "+lacks+". Whoever manages this channel can give it that.")
	case d.p.shut(root) != "":
		s.fail(ctx, "Nothing can be posted there: "+d.p.shut(root)+".")
	default:
		user, _ := s.i.who()
		d.ask(ctx, s, at, root, story, bot.UnseenID(at.channel, root, user, asked), asked)
	}
}

// ask asks for everybody what no message of the thread shows.
func (d *desk) ask(ctx context.Context, s *sitting, at spot, root string, story bot.StoryID, id bot.QuestionID, words string) {
	c := s.i.command(bot.AskAbout, at)
	q := bot.Question{
		ID: id, Thread: bot.Thread{Channel: c.Channel, Root: bot.MessageID(root)}, User: c.User, Roles: c.Roles,
		Text: words, Asked: time.Now().UTC(), Unseen: true, Story: story,
	}
	life, cancel := context.WithTimeout(ctx, showTime)
	defer cancel()
	err := d.p.keep(life, func() error { return d.inbox.Ask(life, q) })
	switch why := bot.Refusal(err); {
	case err == nil:
		s.say(ctx, "The answer comes in the thread under the story.")
	case why != "":
		s.fail(ctx, "Not asked: "+why+".")
	case errors.Is(err, bot.ErrNoStory):
		s.fail(ctx, "This story is not kept any more, so nothing can be asked about it.")
	default:
		d.p.log.Error("a question could not be kept", "platform", Name, "error", err)
		s.fail(ctx, "Something went wrong here, and the question was not taken. Whoever runs newsdigest finds the reason in its log.")
	}
}

// wrongTime is how long the form to report a quote waits for their list.
const wrongTime = time.Second

// A quoting is a story's quotes, as they were listed last.
type quoting struct {
	once sync.Once
	at   time.Time
	r    bot.Reply
}

const (
	quotingTime = 30 * time.Second
	maxQuotings = 100
)

// quotes lists a story's quotes, once for many who press at a time.
func (d *desk) quotes(ctx context.Context, c bot.Command, story bot.StoryID) bot.Reply {
	now := d.p.now()
	d.mu.Lock()
	q, ok := d.quoted[story]
	if !ok || now.Sub(q.at) > quotingTime {
		if len(d.quoted) >= maxQuotings {
			clear(d.quoted)
		}
		q = &quoting{at: now}
		d.quoted[story] = q
	}
	d.mu.Unlock()
	mine := false
	q.once.Do(func() { mine, q.r = true, d.inbox.Do(ctx, c) })
	if q.r.Quotes == nil && !mine { // what the first was refused need not be what this one is
		return d.inbox.Do(ctx, c)
	}
	return q.r
}

// onWrong opens the form to report a wrong quote.
func (d *desk) onWrong(ctx context.Context, s *sitting, at spot, story bot.StoryID) {
	in, cancel := context.WithTimeout(ctx, wrongTime)
	defer cancel()
	r := d.quotes(in, s.i.command(bot.AllQuotes, at, story), story)
	if r.Quotes == nil && in.Err() == nil {
		s.end(ctx, s.draw(bot.Command{}, r))
		return
	}
	s.first(ctx, withForm, wrongForm(story, r.Quotes))
}

// onForm takes what was filled in.
func (d *desk) onForm(ctx context.Context, s *sitting) {
	if !s.later(ctx, false) {
		return
	}
	what, rest, _ := strings.Cut(s.i.Data.Custom, ":")
	in := filled(s.i.Data.Components)
	words := in[fieldWords]
	at := d.place(ctx, s.i)
	switch what {
	case doAsk:
		root, story, _ := strings.Cut(rest, ":")
		if strings.TrimSpace(words) == "" {
			s.say(ctx, "Ask something about the story.")
			return
		}
		// Whoever may write in the story's thread is answered there, for everybody.
		if s.i.may(reply.bit) && s.i.lacks(toAnswer) == "" && !at.locked && !s.i.Message.Thread.Metadata.Locked && d.p.shut(root) == "" {
			d.ask(ctx, s, at, root, bot.StoryID(story), bot.QuestionID("form "+s.i.ID), words)
			return
		}
		c := s.i.command(bot.AskAbout, at, bot.StoryID(story))
		c.Text = words
		s.answer(ctx, c)
	case doWrong:
		c := s.i.command(bot.WrongQuote, at, bot.StoryID(rest))
		c.Text, c.Quote = words, -1
		if n, err := strconv.Atoi(in[fieldQuote]); err == nil {
			c.Quote = n
		}
		if c.Quote < 0 && strings.TrimSpace(words) == "" {
			s.say(ctx, "Choose a quote, or say what is wrong.")
			return
		}
		s.answer(ctx, c)
	default:
		s.say(ctx, "This form is from another newsdigest, or an older one.")
	}
}

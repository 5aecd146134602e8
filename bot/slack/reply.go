package slack

import (
	"fmt"
	"strings"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// drawReply draws what a command comes to, for who asked alone.
func (p *Platform) drawReply(channel string, c bot.Command, r bot.Reply) message {
	at := func(id bot.MessageID) string { return p.permalink(channel, id) }
	switch {
	case r.Story != nil:
		return drawStoryFor(*r.Story, r, at)
	case r.Answer != nil:
		return drawAnswerFor(channel, *r.Answer)
	case len(r.Stories) > 0:
		return drawList(r, at)
	}
	return drawLines(r.Lines, at)
}

// drawStoryFor draws a digest that one person sees, with what was to be said before.
func drawStoryFor(post bot.StoryPost, r bot.Reply, at func(bot.MessageID) string) message {
	said := drawLines(r.Lines, at)
	title := post.Digest.Title()
	buttons := []slackapi.BlockElement{button(actionQuotes, string(post.ID), "All quotes", title)}
	if len(r.Post) > 0 {
		buttons = append([]slackapi.BlockElement{button(actionPost, joinIDs(r.Post), "Post", title)}, buttons...)
	}
	m := drawStoryWith(post, buttons, said.blocks)
	if said.text != "" {
		m.text = brief(said.text + "\n" + m.text)
	}
	return m
}

// drawAnswerFor draws an answer that one person sees. Where the story's message
// is known, it can be posted under it.
func drawAnswerFor(channel string, post bot.AnswerPost) message {
	m := drawAnswer(post)
	n := formNote{Root: string(post.Thread.Root), Story: string(post.Story), Question: post.Asked}
	if value := n.encode(); n.Root != "" && len(value) <= maxValue {
		s := sketch{blocks: m.blocks}
		s.actions(button(actionAnswer, value, "Post in the story's thread", post.Asked))
		if fits(s.blocks) {
			m.blocks = s.blocks
		}
	}
	return m
}

// drawList draws several stories, of which each can be shown, and all posted.
func drawList(r bot.Reply, at func(bot.MessageID) string) message {
	said := drawLines(r.Lines, at)
	plain := []string{}
	if said.text != "" {
		plain = append(plain, said.text)
	}
	for _, h := range r.Stories {
		plain = append(plain, "· "+piece(titleOf(h)))
	}
	drawn := func(shown int) []slackapi.Block {
		s := sketch{blocks: append([]slackapi.Block(nil), said.blocks...)}
		for _, h := range r.Stories[:shown] {
			title := titleOf(h)
			s.part()
			s.blocks = append(s.blocks, slackapi.NewSectionBlock(label(title, maxTitle), nil,
				slackapi.NewAccessory(button(actionShow, string(h.Story), "Show", title))))
		}
		if rest := len(r.Stories) - shown; rest > 0 {
			s.note(fmt.Sprintf("and %d more", rest))
		}
		if len(r.Post) > 0 {
			s.actions(button(actionPost, joinIDs(r.Post), fmt.Sprintf("Post all %d", len(r.Post)), ""))
		}
		return s.blocks
	}
	shown := most(len(r.Stories), func(n int) bool { return fits(drawn(n)) })
	return message{blocks: drawn(shown), text: brief(strings.Join(plain, "\n"))}
}

// maxTitle is of a headline in a list, in characters.
const maxTitle = 600

// usage says what can be asked for.
var usage = [][2]string{
	{"/digest https://…", "digests the pages, for you alone; you may post them then"},
	{"/digest", "what is new for this channel, for you alone"},
	{"/digest next", "when the next edition comes"},
	{"/digest sources", "this channel's sources, and how they do"},
	{"/digest why https://…", "why an article was, or was not, posted here"},
	{"/digest pause", "no more editions here; a reason may follow"},
	{"/digest resume", "editions again"},
	{"/ask …", "a question about the stories that this channel had last"},
}

// drawHelp says what can be asked for. unknown is a word that was no command.
func drawHelp(unknown string) message {
	var plain []string
	s := sketch{}
	if unknown != "" {
		words := fmt.Sprintf("“%s” is neither an address nor a command.", short(unknown, 60))
		plain = append(plain, words)
		s.section(word(words))
	}
	for _, u := range usage {
		plain = append(plain, u[0]+": "+u[1])
		s.item(strong(u[0]), slackapi.NewRichTextSectionTextElement(" "+u[1], nil))
	}
	const thread = "In the thread under a story, just ask. The digest's buttons and the message menu's “Digest the links” do the rest."
	plain = append(plain, thread)
	s.section(word(thread))
	return message{blocks: s.blocks, text: brief(strings.Join(plain, "\n"))}
}

// drawHome draws the app's home.
func drawHome(o bot.Overview, handle string) []slackapi.Block {
	drawn := func(shown int) []slackapi.Block {
		s := sketch{}
		s.section(strong("Subscriptions"))
		if len(o.Channels) == 0 {
			s.section(word("No channel here gets editions yet. Whoever runs newsdigest names them in its configuration."))
		}
		for _, v := range o.Channels[:shown] {
			s.item(strong(v.Channel.ID.Name()), slackapi.NewRichTextSectionTextElement(": "+piece(viewWords(v)), nil))
		}
		if rest := len(o.Channels) - shown; rest > 0 {
			s.note(fmt.Sprintf("and %d more channels", rest))
		}
		var trouble []bot.SourceNote
		for _, n := range o.Sources {
			if n.Trouble != "" {
				trouble = append(trouble, n)
			}
		}
		s.part()
		s.section(strong("Sources"))
		switch {
		case len(o.Sources) == 0:
			s.section(word("None was read yet."))
		case len(trouble) == 0:
			s.section(word("All could be read when they were last asked."))
		}
		for i, n := range trouble {
			if i == maxTrouble {
				s.note(fmt.Sprintf("and %d more in trouble", len(trouble)-i))
				break
			}
			s.item(word(short(n.Words(), 300)))
		}
		s.part()
		s.section(strong("What you can ask for"))
		for _, u := range usage {
			s.item(strong(u[0]), slackapi.NewRichTextSectionTextElement(" "+u[1], nil))
		}
		s.note("Ask in the thread under a story, mention @" + handle + " anywhere, or write to it here under Messages.")
		return s.blocks
	}
	return drawn(most(len(o.Channels), func(n int) bool { return fits(drawn(n)) }))
}

// maxTrouble is how many sources in trouble the home lists.
const maxTrouble = 10

// viewWords say how a channel does.
func viewWords(v bot.ChannelView) string {
	from := "from " + strings.Join(v.Channel.Sources, ", ")
	switch {
	case v.Pause != nil:
		return v.Pause.Words() + " Otherwise " + from + "."
	case v.Bar != "":
		return "nothing can be posted: " + v.Bar + "; " + from
	case v.Next.IsZero():
		return "no edition comes any more; " + from
	}
	return "next edition on " + v.Next.Format("Monday, 2 January 2006, 15:04 MST") + ", " + from
}

// aboutLine shows which story an answer is about, and what was asked.
func (s *sketch) aboutLine(post bot.AnswerPost) {
	if post.Unseen && post.Asked != "" {
		s.section(word("Asked: " + quoted(post.Asked)))
	}
	if h := post.About; h != nil {
		s.section(word("About: "), space, lead(render.FragmentURL(h.URL, ""), titleOf(*h), nil))
	}
}

func quoted(words string) string { return "“" + short(words, maxAsked) + "”" }

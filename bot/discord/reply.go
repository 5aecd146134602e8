package discord

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// askedPrefix stands before a question that is shown with its answer.
const askedPrefix = "Asked: "

// maxAuthor is of an embed's author, in characters: plain words, without Markdown.
const maxAuthor = 256

// draw draws what a command comes to, for who asked alone.
func (s *sitting) draw(c bot.Command, r bot.Reply) whisper {
	switch {
	case r.Story != nil:
		m := drawLines("", r.Lines)
		e := story(r.Story.Digest)
		e.Color, e.Footer.Text = colour, fit(e.Footer.Text, footerUnits)
		if e.Footer.Text == "" {
			e.Footer = nil
		}
		m.Embeds = append(m.Embeds, e)
		post := part{}
		if len(r.Post) == 1 {
			post = button("Post", doPost, string(r.Post[0]))
			post.Style = mainButton
		}
		m.Components = row(post, button("All quotes", doQuotes, string(r.Story.ID)))
		return m
	case r.Answer != nil:
		e := answer(*r.Answer)
		e.Color = colour
		m := whisper{Embeds: []*discordgo.MessageEmbed{e}}
		if root := string(r.Answer.Thread.Root); isID(root) && e.Author != nil && !strings.HasSuffix(e.Author.Name, cutTail) {
			m.Components = row(button("Post in the story's thread", doAnswer, root, string(r.Answer.Story)))
		}
		return m
	case r.Quotes != nil:
		return drawQuotes(*r.Quotes, s.from)
	case len(r.Stories) > 0:
		return drawList(r)
	}
	return drawLines(s.messages(c), r.Lines)
}

// messages is the address below which the messages of a command's channel are.
func (s *sitting) messages(c bot.Command) string {
	if !isID(s.i.Guild) || !isID(c.Channel.Name()) {
		return ""
	}
	return "https://discord.com/channels/" + s.i.Guild + "/" + c.Channel.Name() + "/"
}

// drawLines draws words. messages is where a message's link begins; empty: nowhere.
func drawLines(messages string, lines []bot.Line) whisper {
	linked := false
	s := sheet{limit: maxContent}
	for _, l := range lines {
		u := linkURL(l.URL, linkUnits)
		if isID(string(l.Message)) && messages != "" {
			u = messages + string(l.Message)
		}
		words := fitted(l.Text, maxContent/2, escapeLine)
		if words == "" {
			continue
		}
		if u != "" {
			linked = true
			words = "[" + words + "](" + u + ")"
		}
		if !s.put(words) {
			s.left++
		}
	}
	if s.left > 0 {
		s.last = fmt.Sprintf("and %d more", s.left)
		s.left = 0
	}
	words := s.String()
	switch {
	case words == "":
		return whisper{}
	case linked: // in an embed its address gets no preview
		return whisper{Embeds: []*discordgo.MessageEmbed{{Description: words, Color: colour}}}
	}
	return whisper{Content: words}
}

// drawList draws several stories, of which each can be shown, and all posted.
func drawList(r bot.Reply) whisper {
	m := drawLines("", r.Lines)
	e := edition(bot.EditionPost{Stories: r.Stories})
	e.Color = colour
	m.Embeds = append(m.Embeds, e)
	pick := part{Type: aSelect, Custom: doShow, Placeholder: "Show a digest"}
	for _, h := range r.Stories {
		if len(pick.Options) < maxOptions && h.Story != "" && len(h.Story) <= maxOption {
			pick.Options = append(pick.Options, choice{label(titleOf(h)), string(h.Story)})
		}
	}
	if len(pick.Options) == 0 {
		return m
	}
	m.Components = row(pick)
	if len(r.Post) > 0 {
		post := button(fmt.Sprintf("Post all %d", len(r.Post)), doPost)
		post.Style = mainButton
		m.Components = append(m.Components, row(post)...)
	}
	return m
}

// drawQuotes lists all quotes from that one on, as many as fit, with buttons
// to the others.
func drawQuotes(l bot.QuoteList, from int) whisper {
	if from < 0 || from >= len(l.Quotes) {
		from = 0
	}
	drawn := func(to int) (*discordgo.MessageEmbed, bool) {
		s := sheet{limit: maxDescription}
		for i := from; i < to; i++ {
			q := l.Quotes[i]
			if i == from || render.NewSpeaker(l.Quotes, i) {
				s.gap()
				s.put(header(q.Who, q.Header()))
			}
			if words := q.Label(); words != "" {
				s.put(fitted(words, headerUnits, escapeLine))
			}
			s.quotes(q.Passages)
		}
		if len(l.Quotes) == 0 {
			s.put("The article quotes nobody.")
		}
		whole := s.left == 0
		if from > 0 || to < len(l.Quotes) {
			if s.left == 0 {
				s.note(fmt.Sprintf("Quotes %d to %d of %d", from+1, to, len(l.Quotes)))
			}
		}
		title := plain(render.Post{Headline: l.Headline}.Title())
		if title == "" {
			title = render.Untitled
		}
		return &discordgo.MessageEmbed{Title: fitted(title, maxTitle, escapeLine), URL: linkURL(l.URL, maxURL), Description: s.String(), Color: colour}, whole
	}
	to := min(from+1, len(l.Quotes)) // one that alone is too long is shortened
	for to < len(l.Quotes) {
		if _, whole := drawn(to + 1); !whole {
			break
		}
		to++
	}
	e, _ := drawn(to)
	var back, on part
	if from > 0 {
		back = button("From the first", doPage, "0", string(l.Story))
	}
	if to < len(l.Quotes) {
		on = button("Further quotes", doPage, strconv.Itoa(to), string(l.Story))
	}
	return whisper{Embeds: []*discordgo.MessageEmbed{e}, Components: row(back, on)}
}

// usage says what can be asked for.
var usage = [][2]string{
	{"/digest url", "digests a page, for you alone; you may post it then"},
	{"/digest new", "what is new for this channel, for you alone"},
	{"/digest next", "when the next edition comes"},
	{"/digest sources", "this channel's sources, and how they do"},
	{"/digest why", "why an article was, or was not, posted here"},
	{"/digest pause", "no more editions here; a reason may follow"},
	{"/digest resume", "editions again"},
	{"/ask", "a question about the stories that this channel had last"},
}

// drawHelp says what can be asked for.
func drawHelp() whisper {
	var lines []string
	for _, u := range usage {
		lines = append(lines, "**"+u[0]+"** "+u[1])
	}
	lines = append(lines, "In the thread under a story, just ask. The buttons under a digest, and “"+commandLinks+"” under Apps in a message's menu, do the rest.")
	return whisper{Content: strings.Join(lines, "\n")}
}

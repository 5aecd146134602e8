package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"newsdigest/bot"
	"newsdigest/digest/render"
	"newsdigest/digest/text"
)

// Discord's limits, in characters:
// https://docs.discord.com/developers/resources/message#embed-object-embed-limits
// and https://docs.discord.com/developers/resources/channel#channel-object
const (
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 2048
	maxEmbeds      = 6000 // all texts of all embeds of a message
	maxContent     = 2000
	maxName        = 100  // of a thread
	maxURL         = 2048 // of an embed's title
	maxNonce       = 25
)

// Limits of our own, so that one part cannot crowd out the others.
const (
	footerUnits = 400
	headerUnits = 300 // who speaks, in what role
	linkUnits   = 600 // an address inside a text
	noteUnits   = 80  // what was left out
)

// Flags of messages: https://docs.discord.com/developers/resources/message#message-object-message-flags
const silent = 1 << 12

// A create is the body of Create Message. The library's type has no nonce.
type create struct {
	Content         string                    `json:"content,omitempty"`
	Embeds          []*discordgo.MessageEmbed `json:"embeds"`
	Components      []part                    `json:"components,omitempty"`
	AllowedMentions mentions                  `json:"allowed_mentions"`
	Reference       *reference                `json:"message_reference,omitempty"`
	Flags           int                       `json:"flags,omitempty"`
	Nonce           string                    `json:"nonce,omitempty"`
	EnforceNonce    bool                      `json:"enforce_nonce,omitempty"`
}

// mentions say who is pinged. Left out, everybody named in the text would be.
type mentions struct {
	Parse       []string `json:"parse"`
	Roles       []string `json:"roles,omitempty"`
	RepliedUser bool     `json:"replied_user"`
}

type reference struct {
	Message string `json:"message_id"`
	MustBe  bool   `json:"fail_if_not_exists"`
}

// An edit is the body of Edit Message.
type edit struct {
	Content         string                    `json:"content"`
	Embeds          []*discordgo.MessageEmbed `json:"embeds"`
	Components      []part                    `json:"components"` // empty: they go
	AllowedMentions mentions                  `json:"allowed_mentions"`
}

// draw makes p a message: one embed, and before an edition's a line of our own.
//
// Embeds, not Components V2: their limits are documented and refused with 400,
// where a text display of too many bytes is answered with 500, which looks as
// if it might have worked; nothing in an embed pings, and none of its links
// gets a preview.
func draw(p bot.Post) create {
	m := create{AllowedMentions: mentions{Parse: []string{}}, Nonce: nonce(p.Key), EnforceNonce: true}
	var e *discordgo.MessageEmbed
	switch {
	case p.Mark != nil && p.Mark.Withdrawn:
		e = notice(bot.NoticePost{Lines: []bot.Line{{Text: p.Mark.Words()}}})
	case p.Edition != nil:
		e = edition(*p.Edition)
		m.Content = editionTitle(*p.Edition)
		m.ping(p.Edition.Mention)
	case p.Story != nil:
		e = story(p.Story.Digest)
		m.Components = storyButtons(p.Story.ID)
		if p.Story.Mention == "" {
			m.Flags = silent // only the edition notifies
		}
		m.ping(p.Story.Mention)
	case p.Answer != nil:
		e = answer(*p.Answer)
		// One that was asked in the channel itself is not in the thread.
		if a := p.Answer; isID(string(a.Question)) && !a.Unseen && string(a.Question) != string(a.Thread.Root) {
			m.Reference = &reference{Message: string(p.Answer.Question)}
		}
	default:
		e = notice(*p.Notice)
	}
	if p.Mark != nil && !p.Mark.Withdrawn {
		e.Description = fit("**"+fitted(p.Mark.Words(), maxDescription/2, escapeLine)+"**\n\n"+e.Description, maxDescription)
	}
	e.Color = colour
	e.Footer = &discordgo.MessageEmbedFooter{Text: marked(e.Footer, p.Key)}
	m.Embeds = []*discordgo.MessageEmbed{e}
	return m
}

// notice shows its lines as words; what does not fit is counted.
func notice(n bot.NoticePost) *discordgo.MessageEmbed {
	room := maxDescription - noteUnits
	var shown []string
	for i, l := range n.Lines {
		words := fitted(l.Text, min(room, maxDescription/2), escapeLine)
		if words == "" {
			continue
		}
		if room -= units(words) + 1; room < 0 {
			shown = append(shown, fmt.Sprintf("and %d more lines", len(n.Lines)-i))
			break
		}
		shown = append(shown, words)
	}
	return &discordgo.MessageEmbed{Description: strings.Join(shown, "\n")}
}

// colour is of the line beside an embed.
const colour = 0x4a5568

// ping names the one role that is pinged.
func (m *create) ping(role string) {
	if !isID(role) {
		return
	}
	m.AllowedMentions.Roles = []string{role}
	m.Content = strings.TrimSpace("<@&" + role + "> " + m.Content)
}

// nonce is under what Discord keeps a message once, for some minutes.
func nonce(k bot.Key) string { return clipTail(string(k), maxNonce) }

// A reference number is how long a key's end has to be to tell a channel's
// messages apart: 48 bits.
const refLen = 12

// ref marks a message of ours so that it can be found again, by us and by
// whoever asks what became of it. It stands at the end of the embed's footer:
// a nonce is not promised to be in a channel's history, and a component's
// custom_id needs a button on every message, one that does something.
func ref(k bot.Key) string { return "ref " + clipTail(string(k), refLen) }

func clipTail(s string, n int) string { return s[max(0, len(s)-n):] }

func marked(f *discordgo.MessageEmbedFooter, k bot.Key) string {
	if f == nil || f.Text == "" {
		return ref(k)
	}
	return fit(f.Text, footerUnits) + " · " + ref(k)
}

func editionTitle(e bot.EditionPost) string {
	return "Digest for " + e.Due.Format("Monday 2 January 2006, 15:04 MST")
}

func edition(e bot.EditionPost) *discordgo.MessageEmbed {
	s := sheet{limit: maxDescription}
	for i, h := range e.Stories {
		title := h.Text
		if plain(title) == "" {
			title = render.Untitled
		}
		line := "- " + fitted(title, headerUnits, escape)
		if u := linkURL(h.URL, linkUnits); u != "" {
			line = "- [" + fitted(title, headerUnits, escape) + "](" + u + ")"
		}
		if !s.put(line) {
			s.note(fmt.Sprintf("and %d more", len(e.Stories)-i))
			break
		}
	}
	return &discordgo.MessageEmbed{Description: s.String()}
}

func story(p render.Post) *discordgo.MessageEmbed {
	e := &discordgo.MessageEmbed{URL: linkURL(p.URL, maxURL), Footer: &discordgo.MessageEmbedFooter{Text: plain(render.SourceLine(p))}}
	s := sheet{limit: maxDescription}
	title := plain(p.Title())
	if title == "" {
		title = render.Untitled
	}
	e.Title = fitted(title, maxTitle, escapeLine)
	if units(escapeLine(title)) > maxTitle { // a headline is not cut: the whole of it heads the text
		s.words("**", title, "**")
		s.gap()
	}
	if len(p.Summary) > 0 {
		s.quote("", p.Summary)
	}
	for i, q := range p.Quotes {
		if render.NewSpeaker(p.Quotes, i) {
			s.gap()
			s.put(header(q.Who, q.Header()))
		}
		if l := q.Label(); l != "" {
			s.put(fitted(l, headerUnits, escapeLine))
		}
		s.quotes(q.Passages)
	}
	if len(p.Reactions) > 0 {
		s.gap()
		s.put("**" + render.ReactionsHeading + "**")
	}
	for _, r := range p.Reactions {
		s.reaction(r)
	}
	for i, r := range p.Earlier {
		if render.NewWhen(p.Earlier, i) {
			s.gap()
			s.put("**" + fitted(render.EarlierHeading(r.When), headerUnits, escape) + "**")
		}
		r.When = ""
		s.reaction(r)
	}
	e.Description = s.String()
	return e
}

func answer(p bot.AnswerPost) *discordgo.MessageEmbed {
	e, a := &discordgo.MessageEmbed{}, p.Answer
	s := sheet{limit: maxDescription}
	if asked := strings.Join(strings.Fields(plain(p.Asked)), " "); p.Unseen && asked != "" {
		e.Author = &discordgo.MessageEmbedAuthor{Name: fit(askedPrefix+asked, maxAuthor)}
	}
	if h := p.About; h != nil {
		title := fitted(titleOf(*h), headerUnits, escape)
		if u := linkURL(h.URL, linkUnits); u != "" {
			title = "[" + title + "](" + u + ")"
		}
		s.put("About: " + title)
		s.gap()
	}
	cited := a.Cited
	if !a.Said {
		s.put(render.NotSaid)
		cited = nil
		if a.Nearest != nil {
			s.put(render.NearestLabel)
			cited = []render.Passage{*a.Nearest}
		}
	} else if a.Short != "" {
		s.words("**", a.Short, "**")
	}
	for _, c := range cited {
		s.quote("> ", []render.Passage{c})
		if u := linkURL(render.FragmentURL(a.URL, c.Text), linkUnits); u != "" {
			s.put("-# [in the article](" + u + ")")
		}
	}
	e.Description = s.String()
	return e
}

// header shows header with the name that it begins with in bold.
func header(who, header string) string {
	who, header = plain(who), plain(header)
	rest, ok := strings.CutPrefix(header, who)
	if who == "" || !ok || units(escape(header)) > headerUnits {
		return fitted(header, headerUnits, escapeLine)
	}
	return "**" + escape(who) + "**" + escape(rest)
}

// name is a thread's: the headline, cut at a word's end. It is shown as it
// stands, without Markdown.
func name(headline string) string {
	n := fit(strings.Join(strings.Fields(plain(headline)), " "), maxName)
	if n == "" {
		return render.Untitled
	}
	return n
}

// A sheet is a text of lines within a limit. What does not fit is shortened by
// whole sentences, or left out and counted; a last line says how much it was.
type sheet struct {
	limit int // in units
	b     strings.Builder
	used  int
	blank bool // a line is to be left free before the next
	left  int  // passages that were left out
	last  string
}

// room is how long another line may be.
func (s *sheet) room() int {
	sep := 0
	if s.used > 0 {
		sep = 1
		if s.blank {
			sep = 2
		}
	}
	return s.limit - noteUnits - s.used - sep
}

// put adds a line that is escaped already; false: it does not fit.
func (s *sheet) put(line string) bool {
	n := units(line)
	if n > s.room() {
		return false
	}
	if s.used > 0 {
		s.b.WriteByte('\n')
		s.used++
		if s.blank {
			s.b.WriteByte('\n')
			s.used++
		}
	}
	s.blank = false
	s.b.WriteString(line)
	s.used += n
	return true
}

// gap leaves a line free before the next.
func (s *sheet) gap() { s.blank = true }

// note is the line that says what was left out.
func (s *sheet) note(words string) { s.last = words }

// words adds words that are no quotation, cut at a word's end where they do not fit.
func (s *sheet) words(before, words, after string) {
	n := s.room() - units(before) - units(after)
	if n < headerUnits {
		s.left++
		return
	}
	s.put(before + fitted(words, n, escapeLine) + after)
}

func (s *sheet) quotes(list []render.Passage) {
	for _, line := range render.Lines(list) {
		s.quote("> ", line)
	}
}

func (s *sheet) reaction(r render.Reaction) {
	s.gap()
	if h := r.Header(); h != "" {
		s.put(header(r.Who, h))
	}
	if r.Words != nil {
		s.quote("", []render.Passage{*r.Words})
	}
	s.quotes(r.Passages)
}

// quote adds passages as one line.
func (s *sheet) quote(prefix string, list []render.Passage) {
	whole := func(list []render.Passage) string {
		parts := make([]string, len(list))
		for i, p := range list {
			parts[i] = escapeLine(p.Shown())
		}
		return prefix + strings.Join(parts, " ")
	}
	if s.put(whole(list)) {
		return
	}
	// As many whole passages as fit, then as many whole sentences of the next.
	var kept []render.Passage
	for i, p := range list {
		if units(whole(append(kept, p))) <= s.room() {
			kept = append(kept, p)
			continue
		}
		ends := text.Sentences(p.Text)
		var begun *render.Passage
		for _, end := range ends[:max(len(ends)-1, 0)] {
			short := p
			short.Text, short.CutAfter = p.Text[:end.End], true
			if units(whole(append(kept, short))) > s.room() {
				break
			}
			begun = &short
		}
		if begun != nil {
			kept = append(kept, *begun)
			i++
		}
		s.left += len(list) - i
		break
	}
	if len(kept) > 0 {
		s.put(whole(kept))
	}
}

// String is the text with its last line.
func (s *sheet) String() string {
	last := s.last
	switch {
	case s.left == 1:
		last = "1 passage is left out: too long for Discord"
	case s.left > 1:
		last = fmt.Sprintf("%d passages are left out: too long for Discord", s.left)
	}
	if last == "" {
		return s.b.String()
	}
	if s.used > 0 {
		return s.b.String() + "\n-# " + last
	}
	return "-# " + last
}

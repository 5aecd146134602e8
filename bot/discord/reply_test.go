package discord

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"newsdigest/bot"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

const someGuild, someChannel, someRoot = "100000000000000001", "100000000000000099", "100000000000000098"

// replies are what commands about a story may come to.
func replies(story bot.StoryPost, asked bot.AnswerPost, quotes bot.QuoteList, words string) []bot.Reply {
	lines := []bot.Line{{Text: "Not read: " + words}, {Text: words, URL: words}, {Text: words, Message: someRoot}}
	list := bot.Reply{Lines: lines[:1]}
	for i := range 10 {
		list.Stories = append(list.Stories, bot.Headline{Story: bot.StoryID(fmt.Sprint(i)), Text: words, URL: words})
		list.Post = append(list.Post, bot.StoryID(fmt.Sprint(i)))
	}
	return []bot.Reply{
		{Lines: lines[:1], Story: &story, Post: []bot.StoryID{story.ID}}, {Answer: &asked}, {Quotes: &quotes}, list,
		{Lines: lines[:1]}, {Lines: lines}, {Lines: slices.Repeat(lines, 30)}, {},
	}
}

// whispered is what Discord would refuse of a reply, or show as other than words.
func whispered(m whisper) (wrong []string) {
	if m.Content == "" && len(m.Embeds) == 0 {
		return nil // nothing to be said
	}
	m.AllowedMentions = mentions{Parse: []string{}}
	body, err := json.Marshal(m)
	if err != nil {
		return []string{err.Error()}
	}
	if why := discordtest.CheckWhisper(body); why != "" {
		wrong = append(wrong, why)
	}
	texts := []string{m.Content}
	for _, e := range m.Embeds {
		texts = append(texts, e.Title, e.Description)
	}
	return append(wrong, live(texts)...)
}

// live is what of the texts is not words, nor a link of ours.
func live(texts []string) (out []string) {
	for _, md := range texts {
		r := discordtest.Read(md)
		out = append(out, r.Mentions...)
		out = append(out, r.Bare...)
		for _, o := range r.Other {
			if o != "- " {
				out = append(out, o+" in "+md)
			}
		}
	}
	return out
}

func formed(f form) []string {
	body, err := json.Marshal(f)
	if err != nil {
		return []string{err.Error()}
	}
	if why := discordtest.CheckForm(body); why != "" {
		return []string{why}
	}
	return nil
}

// spoken is what is wrong with everything that may be shown to one person.
func spoken(story bot.StoryPost, asked bot.AnswerPost, quotes bot.QuoteList, words string) (wrong []string) {
	s := &sitting{i: &interaction{Guild: someGuild}}
	c := bot.Command{Channel: bot.NewChannelID(Name, someChannel)}
	for _, r := range replies(story, asked, quotes, words) {
		wrong = append(wrong, whispered(s.draw(c, r))...)
	}
	wrong = append(wrong, whispered(drawHelp())...)
	for from := 0; from < len(quotes.Quotes); {
		m := drawQuotes(quotes, from)
		wrong = append(wrong, whispered(m)...)
		next := len(quotes.Quotes)
		for _, r := range m.Components {
			for _, b := range r.Components {
				if b.Label == "Further quotes" {
					fmt.Sscanf(b.Custom, "page:%d:", &next)
				}
			}
		}
		if next <= from {
			return append(wrong, fmt.Sprintf("page %d leads to %d", from, next))
		}
		from = next
	}
	wrong = append(wrong, formed(askForm(someRoot, story.ID))...)
	wrong = append(wrong, formed(wrongForm(story.ID, nil))...)
	return append(wrong, formed(wrongForm(story.ID, &quotes))...)
}

// spokenOf is what is wrong with all that may be shown of a digest to one person.
func spokenOf(d *digest.Digest, a article.Article, story bot.StoryPost, asked bot.AnswerPost) []string {
	asked.Story, asked.Thread.Root = story.ID, someRoot
	list := bot.QuoteList{Story: story.ID, Headline: a.Title, URL: a.URL}
	for i, q := range d.Quotes {
		s := render.Speech{When: q.When.Of(a.Text), Passages: render.Whole(d.Found, i)}
		if q.Speaker != nil {
			s.Who, s.Role = q.Speaker.Name, q.Speaker.Role
		}
		list.Quotes = append(list.Quotes, s)
	}
	return spoken(story, asked, list, a.Title)
}

func TestHostileReplies(t *testing.T) {
	words := slices.Clone(hostile)
	for _, w := range []string{"x", "*", "国", "The harbour opened. ", "港が開いた。", "👩‍👩‍👧‍👦", "https://evil.example/ ", "[a](b) ", "```", "||", "Z\u0351\u036b\u0343"} {
		words = append(words, strings.Repeat(w, 10_000/len(w)))
	}
	for _, w := range words {
		posts := everywhere(w)
		asked := posts[3].Answer
		asked.Thread.Root = someRoot
		list := bot.QuoteList{Story: "75601ed81eae0da0", Headline: w, URL: w, Quotes: slices.Repeat(posts[0].Story.Digest.Quotes, 12)}
		if wrong := spoken(*posts[0].Story, *asked, list, w); len(wrong) > 0 {
			t.Errorf("words %.60q: %.400q", w, wrong)
		}
	}
}

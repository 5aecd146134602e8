package discord

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/digest/render"
	"newsdigest/digest/text"
)

// hostile are words that would do something, were they not shown as words.
var hostile = []string{
	"@everyone", "@here", "<@&998877665544332211>", "<@100000000000000011>", "<@!100000000000000011>", "<#100000000000000011>",
	"<:smile:100000000000000011>", "<a:wave:100000000000000011>", "<t:1700000000:R>", "</ask:100000000000000011>", "<id:customize>",
	"[nato.int](https://evil.example)", "[nato.int](<https://evil.example>)", `[nato.int](https://evil.example "nato.int")`,
	"](https://evil.example)", "https://evil.example/a_b_c", "http://evil.example", "discord://evil", "<https://evil.example>", "mailto:a@b.example",
	"```rm -rf```", "``a`b``", "`code`", "||spoiler||", "**bold**", "__under__", "*it*", "_it_", "~~gone~~", "***all***",
	"# heading", "## heading", "### heading", "-# small", "> quote", ">>> quote", "- list", "* list", "+ list", "1. list", "12. list",
	":smile:", ":100:", `\@everyone`, `\\@everyone`, `\\\[x](https://evil.example)`, `\`, "a\n# b", "a\r\n> b", "a\u2028- b",
	"*", "**", "_", "|", "||", "`", "~", "[", "](", ")", "<", ">", "<@", "@", "#", ":", "://",
	"Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dalgo",
	"\u202egnp.exe", "\u2066x\u2069", "\x1b[31mred", "zero\u200bwidth", "\U000e0041tag", "\xff\xfe", "", " ", "\n\n",
}

// everywhere puts the words into each part of each kind of post.
func everywhere(words string) []bot.Post {
	const channel = "discord:100000000000000099"
	p := func(open, end string) render.Passage {
		return render.Passage{Text: words, Span: text.Span{Start: 0, End: len(words)}, Open: open, Close: end, Quote: 0}
	}
	d := render.Post{
		Headline: words, URL: words, Language: words,
		Summary:   []render.Passage{p("", "")},
		Quotes:    []render.Speech{{Who: words, Role: words, On: words, When: words, Passages: []render.Passage{p("“", "”"), p("", "")}}},
		Reactions: []render.Reaction{{Who: words, Role: words, On: words, When: words, Words: new(p("", "")), Passages: []render.Passage{p("“", "”")}}},
		Earlier:   []render.Reaction{{When: words, Words: new(p("", ""))}},
		Sources:   []render.Source{{Outlet: words, URL: words}},
		Shown:     1, All: 1,
	}
	linked := d
	linked.URL = "https://news.example/" + words
	edition := bottest.EditionPost(channel, key)
	edition.Edition.Mention = "r" + words
	edition.Edition.Stories = []bot.Headline{{Story: "s", Text: words, URL: words}, {Story: "s", Text: words, URL: "https://news.example/?q=" + words}}
	thread := bot.Thread{Channel: channel, Root: "100000000000000098"}
	said, not := bottest.AnswerPost(thread, key, "s"), bottest.AnswerPost(thread, key, "s")
	said.Answer.Asked, said.Answer.Question = words, bot.QuestionID(words)
	said.Answer.Answer = render.Answer{Said: true, Short: words, URL: "https://news.example/" + words, Cited: []render.Passage{p("", ""), p("“", "”")}}
	said.Answer.Unseen = true
	said.Answer.About = &bot.Headline{Text: words, URL: words}
	near := p("", "")
	not.Answer.Answer = render.Answer{URL: words, Nearest: &near}
	return []bot.Post{
		{Key: key, Channel: channel, Story: &bot.StoryPost{ID: "s", Digest: d}},
		{Key: key, Channel: channel, Story: &bot.StoryPost{ID: "s", Digest: linked, Mention: "r" + words}},
		edition, said, not,
	}
}

// harmless holds a post against what no words may do, and within Discord's limits.
func harmless(t *testing.T, post bot.Post, words string) {
	t.Helper()
	m := draw(post)
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if why := discordtest.CheckMessage(body); why != "" {
		t.Errorf("words %q: %s\n%s", words, why, body)
	}
	if who := discordtest.PingsOf(body); len(who) > 0 {
		t.Errorf("words %q ping %q", words, who)
	}
	e := m.Embeds[0]
	lists := 0
	for _, md := range []string{m.Content, e.Title, e.Description} {
		r := discordtest.Read(md)
		lists += len(r.Other)
		for _, o := range r.Other {
			if post.Edition == nil || o != "- " {
				t.Errorf("words %q are markup %q in\n%s", words, o, md)
			}
		}
		if len(r.Bare)+len(r.Mentions) > 0 {
			t.Errorf("words %q are %q and %q in\n%s", words, r.Bare, r.Mentions, md)
		}
		for _, l := range r.Links {
			// A story's own address may be anything; its words may not choose another.
			own := linkURL(words, linkUnits)
			if !strings.HasPrefix(l.URL, "https://news.example/") && (own == "" || l.URL != own && !strings.HasPrefix(l.URL, own+"#:~:text=")) {
				t.Errorf("words %q link to %q in\n%s", words, l.URL, md)
			}
		}
	}
	if post.Edition != nil && lists != len(post.Edition.Stories) && !strings.Contains(e.Description, "-# and ") {
		t.Errorf("words %q: %d entries of %d stories in\n%s", words, lists, len(post.Edition.Stories), e.Description)
	}
	if n := name(words); units(n) < 1 || units(n) > maxName || !utf8.ValidString(n) {
		t.Errorf("words %q name a thread %q", words, n)
	}
	if !strings.HasSuffix(e.Footer.Text, ref(key)) {
		t.Errorf("words %q: footer %q", words, e.Footer.Text)
	}
}

func TestHostileWords(t *testing.T) {
	for _, w := range hostile {
		for _, words := range []string{w, "x " + w + " y", w + w, "a" + w, w + "b"} {
			for _, post := range everywhere(words) {
				harmless(t, post, words)
			}
		}
	}
}

// What is shown is what stands there, but for what steers a screen.
func TestWordsStayTheyAre(t *testing.T) {
	for _, w := range hostile {
		shownAs(t, w)
	}
}

func shownAs(t *testing.T, words string) {
	t.Helper()
	want := plain(words)
	if got := discordtest.Read(escapeLine(words)).Text; got != want {
		t.Errorf("%q at a line's start is shown as %q, want %q", words, got, want)
	}
	if got := discordtest.Read("x" + escape(words) + "y").Text; got != "x"+want+"y" {
		t.Errorf("%q inside a line is shown as %q, want %q", words, got, "x"+want+"y")
	}
}

func TestZalgoIsCombed(t *testing.T) {
	got := plain("Z" + strings.Repeat("\u0351", 40) + "algo")
	if want := "Z" + strings.Repeat("\u0351", maxMarks) + "algo"; got != want {
		t.Errorf("%q", got)
	}
	for _, words := range []string{"क्षत्रिय", "ที่นี่", "Việt Nam", "שָׁלוֹם"} {
		if got := plain(words); got != words {
			t.Errorf("%q became %q", words, got)
		}
	}
}

func TestLimits(t *testing.T) {
	long := map[string]string{
		"no blank":    strings.Repeat("x", 10_000),
		"escapes":     strings.Repeat("*", 10_000),
		"CJK":         strings.Repeat("国", 10_000),
		"sentences":   strings.Repeat("The harbour opened. ", 1000),
		"CJK lines":   strings.Repeat("港が開いた。", 2000),
		"emoji":       strings.Repeat("👩‍👩‍👧‍👦", 3000),
		"addresses":   strings.Repeat("https://evil.example/ ", 1000),
		"brackets":    strings.Repeat("[a](b) ", 3000),
		"title limit": strings.Repeat("国", maxTitle),
		"title over":  strings.Repeat("国", maxTitle+1),
		"name limit":  strings.Repeat("👍", maxName/2),
		"name over":   strings.Repeat("👍", maxName/2+1),
	}
	for name, words := range long {
		t.Run(name, func(t *testing.T) {
			for _, post := range everywhere(words) {
				harmless(t, post, words)
			}
		})
	}
	many := bottest.EditionPost("discord:1", key)
	for range 100 {
		many.Edition.Stories = append(many.Edition.Stories, bot.Headline{Text: strings.Repeat("国", 200), URL: "https://news.example/" + strings.Repeat("a", 300)})
	}
	harmless(t, many, "many stories")
	if d := draw(many).Embeds[0].Description; !strings.Contains(d, "\n-# and ") {
		t.Errorf("stories are left out without a word:\n%s", d[len(d)-200:])
	}
}

// A passage that is too long loses whole sentences, and says so; what cannot
// be shortened so is left out, and that is said.
func TestShortening(t *testing.T) {
	post := bottest.StoryPost("discord:1", key, "s")
	d := &post.Story.Digest
	d.Summary[0].Text = strings.TrimSpace(strings.Repeat("The harbour of Ostwick opened on Monday. ", 200))
	d.Quotes[0].Passages[0].Text = strings.Repeat("x", 5000)
	got := draw(post).Embeds[0].Description
	first, rest, _ := strings.Cut(discordtest.Read(got).Text, "\n")
	if !strings.HasSuffix(first, "on Monday. […]") {
		t.Errorf("the summary ends with %q", first[max(0, len(first)-40):])
	}
	if strings.Contains(rest, "xxx") || !strings.Contains(rest, "passages are left out: too long for Discord") {
		t.Errorf("after it stands:\n%s", rest)
	}
	if n := units(got); n > maxDescription || n < maxDescription/2 {
		t.Errorf("%d units", n)
	}
}

func TestStoryReads(t *testing.T) {
	m := draw(bottest.StoryPost("discord:1", key, "s"))
	e := m.Embeds[0]
	const want = `The harbour of Ostwick opened on Monday.

**Ada Brandt**, the harbour master
On the gate, on Monday
> “We waited ten years for this, and \*now\* it is here \<b\>at last\</b\>”
> “thank you \@everyone”

**Reactions**

**Tom Reed**, a fisherman
Tom Reed, a fisherman, disagreed.
> “Nobody asked us”

**Last week**

**Ida Voss**
> “It will open”`
	if e.Description != want {
		t.Errorf("it reads\n%s\nwant\n%s", e.Description, want)
	}
	if e.Title != "Ostwick opens its harbour, master says" || e.URL != "https://news.example/harbour?a=1&b=2" {
		t.Errorf("headline %q to %q", e.Title, e.URL)
	}
	if want := "The Ostwick Bell, Fen Courier · 2 March 2026 · 4 of 7 quotes · ref cdef01234567"; e.Footer.Text != want {
		t.Errorf("footer %q, want %q", e.Footer.Text, want)
	}
}

func TestAnswerReads(t *testing.T) {
	thread := bot.Thread{Channel: "discord:1", Root: "5"}
	post := bottest.AnswerPost(thread, key, "s")
	post.Answer.Question = "77"
	post.Answer.Answer.URL = "https://news.example/harbour"
	post.Answer.Answer.Cited[0].Text = "We waited ten years for this"
	m := draw(post)
	const want = "**ten years**\n> We waited ten years for this\n-# [in the article](https://news.example/harbour#:~:text=We%20waited%20ten%20years%20for%20this)"
	if got := m.Embeds[0].Description; got != want {
		t.Errorf("it reads\n%s\nwant\n%s", got, want)
	}
	if m.Reference == nil || m.Reference.Message != "77" {
		t.Errorf("it replies to %+v", m.Reference)
	}
	post.Answer.Answer = render.Answer{Nearest: &render.Passage{Text: "The gate was closed.", Quote: -1}}
	if got, want := draw(post).Embeds[0].Description, render.NotSaid+"\n"+render.NearestLabel+"\n> The gate was closed."; got != want {
		t.Errorf("it reads\n%s\nwant\n%s", got, want)
	}
}

func TestLinkURL(t *testing.T) {
	for address, want := range map[string]string{
		"https://news.example/a?b=1&c=2#d":                  "https://news.example/a?b=1&c=2#d",
		"https://news.example/a)b(c":                        "https://news.example/a%29b%28c",
		"https://news.example/ü?q=国 x":                      "https://news.example/%C3%BC?q=%E5%9B%BD%20x",
		"https://news.example/%29":                          "https://news.example/%29",
		"javascript:alert(1)":                               "",
		"https://nato.int@evil.example/":                    "",
		"https://localhost/":                                "",
		"https://evil.example)[x](y/":                       "",
		"//news.example/a":                                  "",
		"https://news.example:8443/a":                       "https://news.example:8443/a",
		"https://пример.example/":                           "",
		"https://news.example/" + strings.Repeat("a", 3000): "",
	} {
		if got := linkURL(address, maxURL); got != want {
			t.Errorf("linkURL(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two…"},
		{"one two, three", 12, "one two…"},
		{"onetwothree", 6, "onetw…"},
		{"👍👍👍", 5, "👍👍…"},
		{"👍👍👍", 4, "👍…"},
		{"ae\u0301e\u0301", 4, "ae\u0301…"},
		{"x👩‍👧y", 5, "x…"},
	} {
		if got := fit(c.s, c.n); got != c.want || units(got) > c.n {
			t.Errorf("fit(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

func FuzzHarmless(f *testing.F) {
	for _, w := range hostile {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, words string) {
		for _, post := range everywhere(words) {
			harmless(t, post, words)
		}
		shownAs(t, words)
		if got := fit(words, 50); units(got) > 50 || !strings.HasPrefix(words, strings.TrimSuffix(got, cutTail)) {
			t.Errorf("fit(%q) = %q", words, got)
		}
	})
}

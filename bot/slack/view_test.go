package slack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"newsdigest/bot"
	"newsdigest/bot/slack/slacktest"
	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

// posted is m as a workspace would keep it.
func posted(t testing.TB, m message) (out slacktest.Message, broken []string) {
	t.Helper()
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(m.blocks); err != nil {
		t.Fatal(err)
	}
	text := escapes.Replace(m.text)
	return slacktest.Message{Blocks: b.Bytes(), Text: text}, slacktest.Check(b.Bytes(), text)
}

var attacks = []string{
	"<!channel>", "<!here|all>", "<@U0ANN>", "<#C0DESK|x>", "<!subteam^S0X|@all>", "@here @channel @everyone",
	"<https://evil.example|nato.int>", "[nato.int](https://evil.example)", "```\ncode\n```", "`tick` *bold* _it_ ~no~",
	"> quoted\n&gt; quoted", ":smile: :skull:", "\u202eevil\u202c \u200f\u200eמילים\u200f", "&lt;!channel&gt; &amp;",
	"\x1b[31mred\x1b[0m", "\U000e0041\U000e0042tags", strings.Repeat("x", 10000), strings.Repeat("漢", 10000),
	strings.Repeat("<", 10000), strings.Repeat("A long sentence of many words it is. ", 400), "", " ", "\xff\xfe",
}

// hostile posts hold an attack in every place that holds words.
func hostile(a string) []bot.Post {
	said := func() []render.Passage {
		return []render.Passage{{Text: a, Open: "“", Close: "”", Quote: 0, CutBefore: true, CutAfter: true}, {Text: a + ".", Quote: 0}}
	}
	words := render.Passage{Text: "called it “" + a + "”", Quote: -1}
	story := bot.StoryPost{ID: "s1", Mention: a, Digest: render.Post{
		Headline: a, URL: "https://news.example/" + a, Summary: said(),
		Quotes:    []render.Speech{{Who: a, Role: a, On: a, When: a, Passages: said()}, {Who: a + "b", Passages: said()}},
		Reactions: []render.Reaction{{Who: a, Role: a, Words: &words, Passages: said()}, {Words: &words}},
		Earlier:   []render.Reaction{{Who: a, When: a, Passages: said()}},
		Sources:   []render.Source{{Outlet: a}, {Outlet: a, URL: "javascript:" + a, Published: time.Unix(0, 0)}},
	}}
	edition := bot.EditionPost{ID: "e", Due: time.Unix(0, 0).UTC(), Mention: a}
	for i := range 50 {
		edition.Stories = append(edition.Stories, bot.Headline{Story: bot.StoryID(fmt.Sprint(i)), Text: a, URL: "https://news.example/" + a})
	}
	answer := bot.AnswerPost{Asked: a, Answer: render.Answer{Said: true, Short: a, URL: "https://news.example/" + a, Cited: append(said(), said()...)}}
	not := bot.AnswerPost{Asked: a, Answer: render.Answer{Nearest: &render.Passage{Text: a, Quote: -1}}}
	return []bot.Post{{Story: &story}, {Edition: &edition}, {Answer: &answer}, {Answer: &not}}
}

func TestAttacksStayWords(t *testing.T) {
	for _, a := range attacks {
		for i, post := range hostile(a) {
			check(t, fmt.Sprintf("post %d of %.30q", i, a), draw(post))
		}
	}
}

// check holds what must be true of every message.
func check(t testing.TB, name string, m message) {
	t.Helper()
	kept, broken := posted(t, m)
	if len(broken) > 0 {
		t.Errorf("%s: Slack refuses it: %.500q", name, broken)
	}
	if live := kept.Live(); len(live) > 0 {
		t.Errorf("%s: live: %.500q", name, live)
	}
	shown := kept.Shown()
	for _, r := range []rune{'\u202e', '\u2066', '\x1b', '\U000e0041'} {
		if strings.ContainsRune(shown, r) || strings.ContainsRune(m.text, r) {
			t.Errorf("%s: shows %U", name, r)
		}
	}
	for _, l := range kept.Links() {
		if !strings.HasPrefix(l, "https://news.example") {
			t.Errorf("%s: leads to %.100q", name, l)
		}
	}
	if !utf8.ValidString(shown) {
		t.Errorf("%s: no UTF-8", name)
	}
}

func TestNothingIsLeftOutSilently(t *testing.T) {
	long := strings.Repeat("x", 10000)
	for i, post := range hostile(long) {
		kept, _ := posted(t, draw(post))
		if !strings.Contains(kept.Shown(), render.Cut) {
			t.Errorf("post %d shows no cut: %.300q", i, kept.Shown())
		}
	}
	// Whole sentences stay whole, and what stands between marks is never cut inside.
	sentence := "The gate of Ostwick was opened by the harbour master. "
	quote := strings.TrimSpace(strings.Repeat(sentence, 100))
	kept, _ := posted(t, drawAnswer(bot.AnswerPost{Answer: render.Answer{Said: true, Cited: []render.Passage{{Text: quote, Open: "“", Close: "”", Quote: 1}}}}))
	shown := strings.TrimSpace(kept.Shown())
	if !strings.HasPrefix(shown, "“The gate") || !strings.HasSuffix(shown, "master.” "+render.Cut) {
		t.Errorf("a long quote is shown as %.60q … %q", shown, shown[max(0, len(shown)-60):])
	}
	// Fifty headlines are all there, or counted.
	e := bot.EditionPost{Due: time.Unix(0, 0)}
	for range 50 {
		e.Stories = append(e.Stories, bot.Headline{Text: strings.Repeat("Ostwick ", 60), URL: "https://news.example/" + strings.Repeat("a", 200)})
	}
	kept, broken := posted(t, drawEdition(e))
	n := strings.Count(kept.Shown(), "Ostwick Ostwick Ostwick") / 20
	if len(broken) > 0 || !strings.Contains(kept.Shown(), fmt.Sprintf("and %d more, below", 50-n)) {
		t.Errorf("of 50 headlines %d are shown, and: %q; %q", n, kept.Shown()[len(kept.Shown())-60:], broken)
	}
}

func TestStoryIsShownWhole(t *testing.T) {
	quote := render.Passage{Text: "We waited ten years, and *now* it is <here>.", Open: "“", Close: "”", Quote: 0, CutAfter: true}
	m := drawStory(bot.StoryPost{Digest: render.Post{
		Headline: "Ostwick opens its harbour", URL: "https://news.example/a",
		Summary: []render.Passage{{Text: "It opened on Monday.", Quote: -1}, {Text: "It rained.", Quote: -1, CutBefore: true}},
		Quotes:  []render.Speech{{Who: "Ada Brandt", Role: "harbour master", On: "the gate", Passages: []render.Passage{quote}}},
		Reactions: []render.Reaction{
			{Who: "Tom Reed", Role: "a fisherman", Words: &render.Passage{Text: "called it “late.”", Quote: -1}},
			{Words: &render.Passage{Text: "The mayor did not respond", Quote: -1}},
		},
		Earlier: []render.Reaction{{Who: "Ida Voss", When: "last week", Passages: []render.Passage{{Text: "It will open", Open: "“", Close: "”", Quote: 1}}}},
		Sources: []render.Source{{Outlet: "The Ostwick Bell"}}, Shown: 3, All: 7,
	}})
	kept, broken := posted(t, m)
	want := `
Ostwick opens its harbour
It opened on Monday. […] It rained.
Ada Brandt, harbour master
On the gate
“We waited ten years, and *now* it is <here>.” […]
Reactions
Tom Reed, a fisherman
called it “late.”
The mayor did not respond
Last week
Ida Voss
“It will open”
The Ostwick Bell · undated · 3 of 7 quotes
Ask
All quotes
Wrong quote?`
	if got := kept.Shown(); got != want || len(broken) > 0 {
		t.Errorf("shown:\n%s\nwant:\n%s\nbroken: %q", got, want, broken)
	}
	links := strings.Join(kept.Links(), "\n")
	if len(kept.Links()) != 4 || !strings.Contains(links, "#:~:text=It%20will%20open") || !strings.Contains(links, "#:~:text=We%20waited") {
		t.Errorf("links:\n%s", links)
	}
	for _, words := range []string{"Ostwick opens its harbour", "It will open", "undated", "&lt;here&gt;"} {
		if !strings.Contains(kept.Text, words) {
			t.Errorf("the text lacks %q:\n%s", words, kept.Text)
		}
	}
}

// FuzzArticle posts the digest of any article: nothing in it is markup, and
// every limit holds.
func FuzzArticle(f *testing.F) {
	for _, a := range attacks {
		f.Add("Ostwick: "+a, "“"+a+" it is,” said Ada Brandt, the mayor of "+a+". The gate opened. "+a, "https://news.example/a")
	}
	f.Fuzz(func(t *testing.T, title, words, address string) {
		if len(title)+len(words)+len(address) > 1<<16 {
			return
		}
		d := digest.New(article.Article{Title: title, Text: words, URL: address, Outlet: title}, digest.Options{})
		p := render.Arrange(d)
		posts := []bot.Post{{Story: &bot.StoryPost{Digest: p}},
			{Edition: &bot.EditionPost{Stories: []bot.Headline{{Text: p.Headline, URL: p.URL}, {Text: title, URL: address}}}},
			{Answer: &bot.AnswerPost{Answer: render.ArrangeAnswer(d, d.Ask("Who said "+title+"?", nil))}}}
		for i, post := range posts {
			kept, broken := posted(t, draw(post))
			if live := kept.Live(); len(live) > 0 || len(broken) > 0 {
				t.Errorf("post %d: live %q, broken %q", i, live, broken)
			}
		}
	})
}

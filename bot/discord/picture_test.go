package discord

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/render"
)

// go test ./bot/discord -run TestPictures -screenshot DIR
var pictures = flag.String("screenshot", "", "folder to put pictures of the messages into")

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("Chromium is not installed: the messages were not looked at")
	}
	t.Skip("Chromium is not installed, so the messages are not looked at in a browser; install the package chromium to do so")
	return ""
}

// look opens a page in Chromium, as wide as that, and returns what it became.
func look(t *testing.T, browser, page string, width, height int, picture string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	args := []string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--no-first-run", "--user-data-dir=" + t.TempDir(), fmt.Sprintf("--window-size=%d,%d", width, height)}
	if picture != "" {
		if out, err := exec.CommandContext(ctx, browser, append(args, "--screenshot="+picture, "file://"+page)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	out, err := exec.CommandContext(ctx, browser, append(args, "--dump-dom", "file://"+page)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestPictures looks at the founding article's messages, wide and as on a
// phone: all of it is to be seen, and nothing stands over the edge.
func TestPictures(t *testing.T) {
	browser := chromium(t)
	words, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := digest.New(article.Article{Text: string(words)}, digest.Options{})
	shown := func(body any, in string, flags int) (m discordtest.Message) {
		b, err := json.Marshal(body)
		if err == nil {
			err = json.Unmarshal(b, &m)
		}
		if err != nil {
			t.Fatal(err)
		}
		m.Author.ID, m.Flags = discordtest.Bot, flags
		if in != "" {
			m.Reference = &discordtest.Reference{Message: in}
		}
		return m
	}
	person := func(words string) discordtest.Message {
		return discordtest.Message{Author: discordtest.User{ID: discordtest.Ada, Name: "Ann"}, Content: words, Reference: &discordtest.Reference{Message: "1"}}
	}
	answer := func(question string) discordtest.Message {
		p := bot.Post{Key: key, Answer: &bot.AnswerPost{Asked: question, Answer: render.ArrangeAnswer(d, d.Ask(question, nil))}}
		return shown(draw(p), "1", 0)
	}
	story := bot.StoryPost{ID: "75601ed81eae0da0", Digest: render.Arrange(d)}
	asked := bot.AnswerPost{Story: story.ID, Asked: "Who disputed it?", Unseen: true, Thread: bot.Thread{Root: someRoot},
		About: &bot.Headline{Text: story.Digest.Headline}, Answer: render.ArrangeAnswer(d, d.Ask("Who disputed it?", nil))}
	list := bot.Reply{Post: []bot.StoryID{"1", "2"}, Stories: []bot.Headline{{Story: "1", Text: story.Digest.Headline}, {Story: "2", Text: "Ostwick opens its harbour", URL: "https://news.example/harbour"}},
		Lines: []bot.Line{{Text: "Not read: http://router/: private address"}}}
	var quotes bot.QuoteList
	quotes.Story, quotes.Headline = story.ID, story.Digest.Headline
	for i := range d.Quotes {
		q := d.Quotes[i]
		if q.Kind == quote.Indirect {
			continue
		}
		s := render.Speech{Passages: render.Whole(d.Found, i)}
		if q.Speaker != nil {
			s.Who, s.Role = q.Speaker.Name, q.Speaker.Role
		}
		quotes.Quotes = append(quotes.Quotes, s)
	}
	w := &sitting{i: &interaction{}}
	whispers := func(r bot.Reply) discordtest.Message { return shown(w.draw(bot.Command{}, r), "", ephemeral) }
	for name, messages := range map[string][]discordtest.Message{
		"discord": {
			shown(draw(bot.Post{Key: key, Story: &story}), "", 0),
			person("How did Macron respond?"), answer("How did Macron respond?"),
		},
		"discord-more": {
			shown(draw(bot.Post{Key: key, Edition: &bot.EditionPost{Due: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Stories: list.Stories}}), "", 0),
			person("What does China say?"), answer("What does China say?"),
			whispers(bot.Reply{Answer: &asked}), whispers(list), whispers(bot.Reply{Quotes: &quotes}), shown(drawHelp(), "", ephemeral),
			shown(draw(bot.Post{Key: key, Story: &story, Mark: &bot.Mark{Withdrawn: true, At: time.Unix(0, 0), Reason: "The outlet took it back."}}), "", 0),
		},
	} {
		page := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(page, []byte(discordtest.HTML(messages...)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, size := range []struct {
			name          string
			width, height int
		}{{"", 680, 1180}, {"-phone", 390, 1610}} {
			picture := ""
			if *pictures != "" {
				picture = filepath.Join(*pictures, name+size.name+".png")
			}
			dom := look(t, browser, page, size.width, size.height, picture)
			if !strings.Contains(dom, `data-overflow="0"`) {
				t.Errorf("%s at %d pixels stands over the edge", name, size.width)
			}
			for _, m := range messages {
				for _, r := range m.Parts {
					for _, b := range r.Components {
						if b.Label != "" && !strings.Contains(dom, ">"+b.Label+"</button>") {
							t.Errorf("%s shows no button %q", name, b.Label)
						}
					}
				}
			}
		}
	}
}

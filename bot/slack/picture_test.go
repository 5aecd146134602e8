package slack

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/slack/slacktest"
	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

// go test ./bot/slack -run TestPictures -screenshot DIR
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
	p := render.Arrange(d)
	shown := func(m message, in string) slacktest.Message {
		kept, wrong := posted(t, m)
		if len(wrong) > 0 {
			t.Errorf("Slack refuses it: %q", wrong)
		}
		kept.ThreadTS = in
		return kept
	}
	answer := func(question string) slacktest.Message {
		return shown(draw(bot.Post{Answer: &bot.AnswerPost{Asked: question, Answer: render.ArrangeAnswer(d, d.Ask(question, nil))}}), "1")
	}
	story := bot.StoryPost{ID: "75601ed81eae0da0", Digest: p}
	list := bot.Reply{Post: []bot.StoryID{"1", "2"}, Stories: []bot.Headline{{Story: "1", Text: p.Headline}, {Story: "2", Text: "Ostwick opens its harbour"}},
		Lines: []bot.Line{{Text: "Not read: http://router/: private address"}}}
	w := &Platform{}
	for name, messages := range map[string][]slacktest.Message{
		"slack": {
			shown(draw(bot.Post{Story: &story}), ""),
			{User: "Ann", Text: "How did Macron respond?", ThreadTS: "1"}, answer("How did Macron respond?"),
		},
		"slack-more": {
			shown(draw(bot.Post{Edition: &bot.EditionPost{Due: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Stories: list.Stories}}), ""),
			{User: "Ann", Text: "What does China say?", ThreadTS: "1"}, answer("What does China say?"),
			shown(w.drawReply("C1", bot.Command{}, list), ""), shown(drawHelp("dance"), ""),
			shown(draw(bot.Post{Story: &story, Mark: &bot.Mark{Withdrawn: true, At: time.Unix(0, 0), Reason: "The outlet took it back."}}), ""),
		},
	} {
		page := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(page, []byte(slacktest.HTML(messages...)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, size := range []struct {
			name          string
			width, height int
		}{{"", 780, 1010}, {"-phone", 390, 1400}} {
			picture := ""
			if *pictures != "" {
				picture = filepath.Join(*pictures, name+size.name+".png")
			}
			dom := look(t, browser, page, size.width, size.height, picture)
			if !strings.Contains(dom, `data-overflow="0"`) {
				t.Errorf("%s at %d pixels stands over the edge", name, size.width)
			}
			for _, m := range messages {
				for _, b := range m.Buttons() {
					if !strings.Contains(dom, ">"+b.Text+"</button>") {
						t.Errorf("%s shows no button %q", name, b.Text)
					}
				}
			}
		}
	}
}

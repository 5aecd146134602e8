package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
	"newsdigest/bot/slack/slacktest"
	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

var articles = flag.Int("articles", 200, "how many random articles TestManyArticles makes; the issue's figure is of 100000")

// broken is what Slack would refuse of m, or show as other than words.
func broken(t testing.TB, m message) []string {
	kept, wrong := posted(t, m)
	return append(wrong, kept.Live()...)
}

func brokenView(t testing.TB, home bool, view any) []string {
	t.Helper()
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(view); err != nil {
		t.Fatal(err)
	}
	wrong := slacktest.CheckView(home, b.Bytes())
	var v slacktest.View
	if err := json.Unmarshal(b.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	return append(wrong, v.Live()...)
}

// everything draws all that can be made of a story, and says what is wrong with it.
// The home holds no article's words but names of sources and what went wrong
// with them: it is drawn where home is true.
func everything(t testing.TB, d *digest.Digest, a article.Article, home bool) (wrong []string) {
	p := render.Arrange(d)
	story := bot.StoryPost{ID: "75601ed81eae0da0", Digest: p}
	asked := bot.AnswerPost{Asked: a.Title, Unseen: true, About: &bot.Headline{Text: a.Title, URL: a.URL}, Thread: bot.Thread{Root: "1.2"},
		Answer: render.ArrangeAnswer(d, d.Ask("Who said "+a.Title+"?", nil))}
	quotes := bot.QuoteList{Story: story.ID, Headline: a.Title, URL: a.URL}
	for i, q := range d.Quotes {
		s := render.Speech{When: q.When.Of(a.Text), Passages: render.Whole(d.Found, i)}
		if q.Speaker != nil {
			s.Who, s.Role = q.Speaker.Name, q.Speaker.Role
		}
		quotes.Quotes = append(quotes.Quotes, s)
	}
	lines := []bot.Line{{Text: "Not read: " + a.Title, URL: a.URL}, {Text: a.Text, Message: "1.2"}}
	list := bot.Reply{Lines: lines}
	var channels []bot.ChannelView
	var notes []bot.SourceNote
	for i := range 10 {
		list.Stories = append(list.Stories, bot.Headline{Story: bot.StoryID(fmt.Sprint(i)), Text: a.Title})
		list.Post = append(list.Post, bot.StoryID(fmt.Sprint(i)))
		channels = append(channels, bot.ChannelView{Channel: bot.Channel{ID: "slack:#x", Sources: []string{a.Title, a.Outlet}}, Pause: &bot.Pause{By: a.Title, Reason: a.Text}})
		notes = append(notes, bot.SourceNote{Source: a.Title, Trouble: a.Text})
	}
	edition := bot.EditionPost{Due: time.Unix(0, 0).UTC()}
	for range 12 {
		edition.Stories = append(edition.Stories, bot.Headline{Text: p.Headline, URL: p.URL})
	}
	w := &Platform{}
	one := bot.Reply{Lines: lines, Story: &story, Post: []bot.StoryID{story.ID}}
	for _, m := range []message{
		draw(bot.Post{Story: &story}), draw(bot.Post{Edition: &edition}), draw(bot.Post{Answer: &asked}),
		draw(bot.Post{Story: &story, Mark: &bot.Mark{Reason: a.Title}}), draw(bot.Post{Notice: &bot.NoticePost{Lines: lines}}),
		w.drawReply("C1", bot.Command{}, one), w.drawReply("C1", bot.Command{}, bot.Reply{Answer: &asked}),
		w.drawReply("C1", bot.Command{}, list), w.drawReply("C1", bot.Command{}, bot.Reply{Lines: lines}), drawHelp(a.Title),
	} {
		wrong = append(wrong, broken(t, m)...)
	}
	note := formNote{Channel: "C0123456789", Root: "1700000000.000100", Story: string(story.ID)}
	wrong = append(wrong, brokenView(t, false, wrongForm(note, quotes))...)
	wrong = append(wrong, brokenView(t, false, askForm(note))...)
	for from := 0; ; {
		v := quotesView(quotes, from)
		wrong = append(wrong, brokenView(t, false, v)...)
		next := nextPage(v)
		if next <= from {
			break
		}
		from = next
	}
	if !home {
		return wrong
	}
	shown := slackapi.HomeTabViewRequest{Type: slackapi.VTHomeTab, Blocks: slackapi.Blocks{BlockSet: drawHome(bot.Overview{Channels: channels, Sources: notes}, "newsdigest")}}
	return append(wrong, brokenView(t, true, shown)...)
}

// nextPage is where the button "Further quotes" leads; 0: there is none.
func nextPage(v slackapi.ModalViewRequest) (at int) {
	for _, b := range v.Blocks.BlockSet {
		if row, ok := b.(*slackapi.ActionBlock); ok {
			for _, e := range row.Elements.ElementSet {
				if b := e.(*slackapi.ButtonBlockElement); b.Text.Text == "Further quotes" {
					fmt.Sscanf(b.Value[strings.IndexByte(b.Value, ':'):], ":%d", &at)
				}
			}
		}
	}
	return at
}

// TestManyArticles makes articles of what is hostile, long or odd, draws all
// that Slack would be sent of each, and sends its story through the client to a
// workspace in trouble, with what is logged kept. An article follows from its
// number alone. With -articles=100000 it is the long run.
func TestManyArticles(t *testing.T) {
	shards := runtime.GOMAXPROCS(0)
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			var sending *sender
			for i, n := 0, shard; n < *articles; i, n = i+1, n+shards {
				a := oddArticle(n)
				d := digest.New(a, digest.Options{})
				wrong := everything(t, d, a, n%20 == 0)
				if i%500 == 0 { // a workspace keeps what it is sent
					sending = newSender(t)
				}
				wrong = append(wrong, sending.send(t, n, d)...)
				if len(wrong) > 0 {
					t.Fatalf("article %d: %.400q\nof %.2000q", n, wrong, a)
				}
			}
		})
	}
}

func oddArticle(n int) article.Article {
	r := rand.New(rand.NewPCG(5, uint64(n)))
	names := []string{"Ada Brandt", "Tom <@U0ANN> Reed", "Ida *Voss*", "<!channel> Lund", "王小明", "Renée d’Arc", "O`Hara"}
	verbs := []string{"said", "told reporters", "disputed", "replied to", "<!here> said"}
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	fragment := func() string {
		switch r.IntN(6) {
		case 0:
			return pick(attacks)
		case 1:
			return strings.Repeat(pick([]string{"word ", "x", "漢", "<", "&", "“", "é́ ", "\u202e"}), r.IntN(700))
		case 2:
			return "We waited ten years for this and now it is here"
		default:
			return strings.Repeat("The harbour of Ostwick opened on Monday, and "+pick(names)+" came. ", 1+r.IntN(4))
		}
	}
	var b strings.Builder
	for range r.IntN(14) {
		switch r.IntN(4) {
		case 0:
			fmt.Fprintf(&b, "%s\n\n", fragment())
		case 1:
			fmt.Fprintf(&b, "“%s,” %s %s, the mayor of %s. ", fragment(), pick(names), pick(verbs), pick(attacks[:14]))
		case 2:
			fmt.Fprintf(&b, "%s %s that %s. ", pick(names), pick(verbs), fragment())
		default:
			fmt.Fprintf(&b, "%s called it “%s.” ", pick(names), fragment())
		}
	}
	a := article.Article{Title: fragment(), Outlet: pick(names), Text: b.String(), URL: "https://news.example/" + pick(attacks[:14])}
	if r.IntN(4) == 0 {
		a.Title = ""
	}
	return a
}

// A sender sends through the real client to a workspace where things go wrong.
type sender struct {
	server *slacktest.Server
	p      *Platform
	log    bytes.Buffer
}

func newSender(t *testing.T) *sender {
	s := &sender{server: slacktest.New(slacktest.Channel{ID: "C0DESK", Name: "desk", Member: true})}
	t.Cleanup(s.server.Close)
	faults := []slacktest.Fault{slacktest.None, slacktest.Limited, slacktest.ErrorAfter, slacktest.None, slacktest.CutAfter, slacktest.Garbled}
	s.server.Fault = func(method string, n int) slacktest.Fault {
		if method != "chat.postMessage" {
			return slacktest.None
		}
		return faults[n%len(faults)]
	}
	s.server.Refuse = func(method string) string {
		if method == "chat.postMessage" && s.server.Calls(method)%7 == 3 {
			return "no such thing: " + slacktest.BotToken // a service that says what it was told
		}
		return ""
	}
	s.p = New(Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: s.server.APIURL(),
		Logger: slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	return s
}

// send posts the article's story; what is wrong with the request, or said of a
// token where people read, is returned.
func (s *sender) send(t *testing.T, n int, d *digest.Digest) (wrong []string) {
	post := bot.Post{Key: bot.Key(fmt.Sprintf("%024d", n)), Channel: "slack:C0DESK", Story: &bot.StoryPost{ID: "s", Digest: render.Arrange(d)}}
	_, err := s.p.Send(t.Context(), post)
	if err != nil {
		s.p.log.Error("a post was not sent", "error", err)
	}
	if said := s.log.String(); strings.Contains(said, "xoxb-") || strings.Contains(said, "xapp-") {
		wrong = append(wrong, "a token is logged: "+said)
	}
	s.log.Reset()
	return append(wrong, s.server.Problems()...)
}

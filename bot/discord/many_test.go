package discord

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

	"newsdigest/bot"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

var articles = flag.Int("articles", 200, "how many random articles TestManyArticles makes; the figure is of 100000")

// wrongWith is what Discord would refuse of m, whom it would ping, and what of
// it would be shown as other than words and links to where we link.
func wrongWith(t testing.TB, m create) (wrong []string) {
	t.Helper()
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if why := discordtest.CheckMessage(body); why != "" {
		wrong = append(wrong, why)
	}
	wrong = append(wrong, discordtest.PingsOf(body)...)
	for _, md := range []string{m.Content, m.Embeds[0].Title, m.Embeds[0].Description} {
		r := discordtest.Read(md)
		wrong = append(append(wrong, r.Bare...), r.Mentions...)
		for _, o := range r.Other {
			if o != "- " { // of the list of headlines
				wrong = append(wrong, o)
			}
		}
		for _, l := range r.Links {
			if !strings.HasPrefix(l.URL, "https://news.example/") {
				wrong = append(wrong, l.URL)
			}
		}
	}
	return wrong
}

// everything draws all that can be posted of a story, and says what is wrong with it.
func everything(t testing.TB, d *digest.Digest, a article.Article) (wrong []string) {
	p := render.Arrange(d)
	story := &bot.StoryPost{ID: "75601ed81eae0da0", Digest: p}
	asked := &bot.AnswerPost{Asked: a.Title, Unseen: true, Question: "77", About: &bot.Headline{Text: a.Title, URL: a.URL}, Thread: bot.Thread{Root: "12"},
		Answer: render.ArrangeAnswer(d, d.Ask("Who said "+a.Title+"?", nil))}
	lines := []bot.Line{{Text: "Not read: " + a.Title, URL: a.URL}, {Text: a.Text, Message: "12"}}
	edition := &bot.EditionPost{Due: time.Unix(0, 0).UTC()}
	for range 12 {
		edition.Stories = append(edition.Stories, bot.Headline{Text: p.Headline, URL: p.URL})
	}
	mark := &bot.Mark{Reason: a.Title}
	for _, post := range []bot.Post{
		{Story: story}, {Story: story, Mark: mark}, {Story: story, Mark: &bot.Mark{Reason: a.Text, Withdrawn: true}},
		{Edition: edition}, {Answer: asked}, {Answer: asked, Mark: mark}, {Notice: &bot.NoticePost{Lines: lines}},
	} {
		post.Key = key
		wrong = append(wrong, wrongWith(t, draw(post))...)
		if n := name(headline(post)); units(n) < 1 || units(n) > maxName || strings.TrimSpace(n) != n || strings.Contains(n, "\n") {
			wrong = append(wrong, fmt.Sprintf("a thread named %q", n))
		}
	}
	return append(wrong, spokenOf(d, a, *story, *asked)...)
}

// TestManyArticles makes articles of what is hostile, long or odd, draws all
// that Discord would be sent of each, and sends its story through the client to
// a server in trouble, into a channel and a forum, with what is logged kept. An
// article follows from its number alone. With -articles=100000 it is the long run.
func TestManyArticles(t *testing.T) {
	parts := runtime.GOMAXPROCS(0)
	for part := range parts {
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			t.Parallel()
			var sending *sender
			for i, n := 0, part; n < *articles; i, n = i+1, n+parts {
				a := oddArticle(n)
				d := digest.New(a, digest.Options{})
				wrong := everything(t, d, a)
				if i%500 == 0 { // a server keeps what it is sent
					sending = newSender(t)
				}
				if wrong = append(wrong, sending.send(t, n, d)...); len(wrong) > 0 {
					t.Fatalf("article %d: %.600q\nof %.2000q", n, wrong, a)
				}
				if (i+1)%5000 == 0 {
					t.Logf("%d articles: none refused, no ping, no token in the log", i+1)
				}
			}
		})
	}
}

func oddArticle(n int) article.Article {
	r := rand.New(rand.NewPCG(6, uint64(n)))
	names := []string{"Ada Brandt", "Tom <@100000000000000011> Reed", "Ida *Voss*", "@everyone Lund", "王小明", "Renée d’Arc", "O`Hara", "||Ann||"}
	verbs := []string{"said", "told reporters", "disputed", "replied to", "@here said"}
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	fragment := func() string {
		switch r.IntN(6) {
		case 0:
			return pick(hostile)
		case 1:
			return strings.Repeat(pick([]string{"word ", "x", "漢", "<", "*", "“", "é́ ", "\u202e", "👩‍👩‍👧‍👦", "Z\u0351\u036b\u0343", "- a\n", "1. "}), r.IntN(1500))
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
			fmt.Fprintf(&b, "“%s,” %s %s, the mayor of %s. ", fragment(), pick(names), pick(verbs), pick(hostile))
		case 2:
			fmt.Fprintf(&b, "%s %s that %s. ", pick(names), pick(verbs), fragment())
		default:
			fmt.Fprintf(&b, "%s called it “%s.” ", pick(names), fragment())
		}
	}
	a := article.Article{Title: fragment(), Outlet: pick(names), Text: b.String(), URL: "https://news.example/" + pick(hostile)}
	if r.IntN(4) == 0 {
		a.Title = ""
	}
	return a
}

// A sender sends through the real client to a server where things go wrong.
type sender struct {
	server   *discordtest.Server
	p        *Platform
	channels []bot.ChannelID
	log      bytes.Buffer
}

func newSender(t *testing.T) *sender {
	s := &sender{server: discordtest.New(t)}
	forum := s.server.Forum("forum")
	s.server.Tags(forum, true, discordtest.Tag{ID: "501", Name: "harbour"}, discordtest.Tag{ID: "502", Name: "everyone"})
	s.channels = []bot.ChannelID{channelID(s.server.Channel("news")), channelID(forum)}
	faults := []discordtest.Fault{discordtest.None, discordtest.Parrot, discordtest.ErrorAfter, discordtest.None, discordtest.CutAfter, discordtest.GatewayAfter}
	s.server.Fault = func(request string, n int) discordtest.Fault {
		if !strings.HasPrefix(request, "POST ") {
			return discordtest.None
		}
		return faults[n%len(faults)]
	}
	p, err := New(Options{Token: discordtest.Token, APIURL: s.server.URL, Logger: slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	if err != nil {
		t.Fatal(err)
	}
	s.p = p
	clock := time.Now()
	p.now = func() time.Time { // fast enough for Discord's limit of requests a second to be no matter
		clock = clock.Add(time.Second)
		return clock
	}
	t.Cleanup(p.Close)
	return s
}

// send posts the article's story; what is wrong with the request, whom it
// pinged, or that a token is said where people read, is returned.
func (s *sender) send(t *testing.T, n int, d *digest.Digest) (wrong []string) {
	for i, c := range s.channels {
		post := bot.Post{Key: bot.Key(fmt.Sprintf("%023d%d", n, i)), Channel: c, Story: &bot.StoryPost{ID: "s", Digest: render.Arrange(d)}}
		if _, err := s.p.Send(t.Context(), post); err != nil {
			s.p.log.Error("a post was not sent", "error", err)
		}
	}
	if said := s.log.String(); strings.Contains(said, discordtest.Token) {
		wrong = append(wrong, "a token is logged: "+said)
	}
	s.log.Reset()
	return append(append(wrong, s.server.Broken()...), s.server.Pings()...)
}

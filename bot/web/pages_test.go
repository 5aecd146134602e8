package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// The address that is printed serves the edition at once, and each key quote
// in it is one string that a search finds.
func TestStartPage(t *testing.T) {
	c := newChat(t, setup{articles: example(t), quiet: true})
	resp, page := c.do("GET", "/", "")
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("GET /: %s, %s", resp.Status, resp.Header.Get("Content-Type"))
	}
	holdsAll(t, "the page", page,
		"U.S. President Donald Trump has said Washington will not stand by NATO member countries that pay too little for their own defense.",
		"Donald Trump", "Emmanuel Macron", "undated",
		"Calder Vale sack manager Tom Ashgrove after ninth defeat in a row", "Touchline Weekly",
		"Thursday 26 November 2026", "The 08:00 edition: 5 stories", "Friday 27 November 2026, 08:00 UTC")
	list, err := c.store.Messages(t.Context(), "web:demo", bot.Page{})
	if err != nil {
		t.Fatal(err)
	}
	quotes := 0
	for _, m := range list {
		if m.Post.Story == nil {
			continue
		}
		for _, speech := range m.Post.Story.Digest.Quotes {
			for _, passage := range speech.Passages {
				quotes++
				if !strings.Contains(page, passage.Text) {
					t.Errorf("the page does not hold %q as one string", passage.Text)
				}
			}
		}
	}
	if quotes < 8 {
		t.Errorf("the edition shows %d quotes, want more", quotes)
	}
	if own := c.get("/c/demo"); own != page {
		t.Error("the channel's own address shows another page")
	}
}

// A page with its style, script and icon is small without what it shows.
func TestWeight(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	total := 0
	page := c.get("/c/empty")
	total += len(page)
	for _, m := range regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		resp, body := c.do("GET", m[1], "")
		if resp.StatusCode != http.StatusOK || !strings.Contains(resp.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("GET %s: %s, %s", m[1], resp.Status, resp.Header.Get("Cache-Control"))
		}
		total += len(body)
	}
	t.Logf("%d bytes", total)
	if total > 60_000 || total < 10_000 {
		t.Errorf("the page weighs %d bytes, want at most 60000 and some", total)
	}
}

func TestNothingYet(t *testing.T) {
	due := time.Date(2026, 12, 1, 6, 30, 0, 0, time.FixedZone("CET", 3600))
	c := newChat(t, setup{quiet: true, options: func(o *Options) {
		o.Next = func(id bot.ChannelID) time.Time {
			if id == "web:demo" {
				return due
			}
			return time.Time{}
		}
	}})
	holdsAll(t, "a channel that waits", c.get("/c/demo"), "Nothing here yet", `<time datetime="2026-12-01T06:30:00&#43;01:00">Tuesday 1 December 2026 at 06:30 CET</time>`)
	holdsAll(t, "a channel without a schedule", c.get("/c/empty"), "No edition is scheduled for this channel.")
}

func TestOlderPages(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	const many = pageSize + 7
	for i := range many {
		if _, err := c.p.Send(t.Context(), storyPost(fmt.Sprintf("k%d", i), fmt.Sprintf("Story number %d.", i))); err != nil {
			t.Fatal(err)
		}
	}
	newest := c.get("/")
	holdsAll(t, "the newest page", newest, "Story number 56.", "Story number 7.", "Earlier messages", "data-events")
	if strings.Contains(newest, "Story number 6.") {
		t.Error("the newest page holds more than a page")
	}
	_, rest, _ := strings.Cut(newest, `<p class="more"><a href="`)
	at, _, _ := strings.Cut(rest, `"`)
	older := c.get(at)
	holdsAll(t, "the older page", older, "Story number 6.", "Story number 0.", "To the newest messages")
	for _, no := range []string{"Story number 7.", "Earlier messages", "data-events"} {
		if strings.Contains(older, no) {
			t.Errorf("the older page holds %q", no)
		}
	}
}

func TestThreadWithoutScript(t *testing.T) {
	c := newChat(t, setup{articles: example(t), quiet: true})
	l := c.links("Donald Trump")
	page := c.get(l.Thread)
	holdsAll(t, "the thread", page, `<form class="askbox" id="ask" method="post" action="`+l.Ask+`"`, "autofocus", `<li class="message story open"`, "Calder Vale sack manager")
	words := c.root("Donald Trump").Post.Story.Digest.Quotes[0].Passages[0].Text
	if n := strings.Count(page, words); n != 2 {
		t.Errorf("%q stands %d times in the page, want in the channel and in the thread", words, n)
	}
}

func TestArticlePage(t *testing.T) {
	c := newChat(t, setup{articles: example(t), quiet: true})
	l := c.links("Donald Trump")
	article := example(t)[0].Text
	words := "over 130,000 NATO troops"
	start := strings.Index(article, words)
	at := citeURL(l, []text.Span{{Start: start, End: start + len(words)}})
	page := c.get(strings.TrimSuffix(at, "#cited"))
	holdsAll(t, "the article", page, `<mark id="cited" tabindex="-1">over 130,000 NATO troops</mark>`, "undated")
	for _, m := range regexp.MustCompile(`aria-describedby="(p\d+-\d+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `<li id="`+m[1]+`">`) {
			t.Errorf("a quote is described by %s, which is not there", m[1])
		}
	}
	// The words of the page are the words of the article.
	var shown []string
	for _, m := range regexp.MustCompile(`(?s)<div class="para" id="p\d+"><p dir="auto">(.*?)</p>`).FindAllStringSubmatch(page, -1) {
		plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[1], "")
		shown = append(shown, strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&").Replace(plain))
	}
	if got, want := strings.Join(shown, "\n"), strings.TrimSpace(article); got != want {
		t.Errorf("the page shows\n%s\nwant\n%s", got, want)
	}
	_, rutte, _ := strings.Cut(page, "<aside")
	_, rutte, _ = strings.Cut(rutte, "I know some may have concerns")
	rutte, _, _ = strings.Cut(rutte, "</ul>")
	holdsAll(t, "the paragraph's note", rutte, "<strong>Mark Rutte</strong>, NATO Secretary General", "direct quote")
}

func TestCites(t *testing.T) {
	const s = "Äpfel und Birnen"
	for param, want := range map[string][]text.Span{
		"":                         nil,
		"0-6":                      {{Start: 0, End: 6}},
		"7-10,0-6":                 {{Start: 0, End: 6}, {Start: 7, End: 10}},
		"0-6,3-10":                 {{Start: 0, End: 10}},
		"1-6":                      nil, // inside a character
		"0-1":                      nil,
		"0-99,6-2,-1-3,a-b,7":      nil,
		"5-5":                      nil,
		"0-17":                     {{Start: 0, End: 17}},
		"0-18":                     nil,
		strings.Repeat("0-6,", 99): {{Start: 0, End: 6}},
	} {
		if got := fmt.Sprint(cites(s, param)); got != fmt.Sprint(want) {
			t.Errorf("cites(%q) = %v, want %v", param, got, want)
		}
	}
}

// Words between marks inside a reported clause are the quote's, the rest the clause's.
func TestQuoteInsideClause(t *testing.T) {
	clause := quote.Quote{Parts: []text.Span{{Start: 0, End: 20}}, Kind: quote.Indirect}
	inner := quote.Quote{Parts: []text.Span{{Start: 5, End: 9}}, Kind: quote.Partial}
	for _, quotes := range [][]quote.Quote{{clause, inner}, {inner, clause}} {
		for span, want := range map[text.Span]quote.Kind{{Start: 0, End: 5}: quote.Indirect, {Start: 5, End: 9}: quote.Partial} {
			if i := quoteAt(quotes, span); i < 0 || quotes[i].Kind != want {
				t.Errorf("%v of %v is of quote %d, want the %s one", span, quotes, i, want)
			}
		}
		if i := quoteAt(quotes, text.Span{Start: 21, End: 25}); i >= 0 {
			t.Errorf("the reporter's words are of quote %d", i)
		}
	}
}

func TestAllQuotes(t *testing.T) {
	c := newChat(t, setup{articles: example(t), quiet: true})
	page := c.get(c.links("Donald Trump").Quotes)
	holdsAll(t, "all quotes", page,
		"“even now, it&#39;s not enough.”", "partial quote",
		"Mark Rutte</cite>, <span class=\"role\">NATO Secretary General", "said, earlier on Thursday",
		"“technically inaccurate.”", "reported")
	for kind := quote.Direct; kind <= quote.Indirect; kind++ {
		if kindLabels[kind] == "" {
			t.Errorf("a %s quote has no words for a reader", kind)
		}
	}
}

func TestMissingPages(t *testing.T) {
	c := newChat(t, setup{articles: example(t)[:2], quiet: true})
	edition, err := c.store.Messages(t.Context(), "web:demo", bot.Page{})
	if err != nil || edition[0].Post.Edition == nil {
		t.Fatalf("the first message is %+v (%v), want the edition", edition, err)
	}
	for path, says := range map[string]string{
		"/nowhere":                           "There is no such page.",
		"/c/other":                           "There is no channel of that name.",
		"/c/demo/t/unknown":                  "There is no such story in this channel.",
		"/c/demo/t/unknown/article":          "There is no such story in this channel.",
		"/c/demo/t/" + string(edition[0].ID): "There is no such story in this channel.",
		"/c/empty/t/" + string(c.root("Donald Trump").ID): "There is no such story in this channel.",
	} {
		resp, page := c.do("GET", path, "")
		if resp.StatusCode != http.StatusNotFound || !strings.Contains(page, says) {
			t.Errorf("GET %s: %s, want 404 and %q", path, resp.Status, says)
		}
	}
	if resp, _ := c.do("POST", "/c/demo", "a=b"); resp.StatusCode/100 != 4 {
		t.Errorf("POST to a page that only shows: %s", resp.Status)
	}
}

func TestNoChannel(t *testing.T) {
	c := newChat(t, setup{quiet: true, options: func(o *Options) { o.Channels = []bot.Channel{{ID: "slack:#desk"}} }, platform: func(p *Platform) {
		if len(p.channels) != 0 {
			t.Errorf("the page lists %d channels of others", len(p.channels))
		}
	}})
	holdsAll(t, "the page", c.get("/"), "No channel is set up for this page.")
}

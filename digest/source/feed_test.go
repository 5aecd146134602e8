package source

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/digest/article"
)

const ferryRSS = `<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Tollan &amp;amp; Skelby Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
<item><title>Ferry &lt;b&gt;stops&lt;/b&gt; &amp;amp; stays, 5 &lt; 6</title><link>/news/ferry?utm_source=rss&amp;id=7</link><pubDate>Fri, 20 Nov 2026 08:30:00 +0100</pubDate>
 <dc:creator>Ada Ruiz and Ben Okafor</dc:creator><description>&lt;p&gt;The ferry stops for the winter, its owner said on Friday.&lt;/p&gt;&lt;p&gt;&lt;a href="/x"&gt;Read more&lt;/a&gt;&lt;/p&gt;</description></item>
<item><title>By its guid</title><guid>https://gazette.example/news/guid</guid></item>
<item><title>No link</title><guid isPermaLink="false">17</guid><description>Only words, and these stand here.</description></item>
<item><title>A trap</title><link>javascript:alert(1)</link><description>The link is not shown.</description></item>
<item><title>Nothing at all</title></item>
</channel></rss>`

func TestParseFeed(t *testing.T) {
	got, err := ParseFeed([]byte(ferryRSS), "application/rss+xml", "https://gazette.example/feeds/all.rss")
	if err == nil || !strings.Contains(err.Error(), "entry 5: it has neither") {
		t.Errorf("the entry without anything: got %v", err)
	}
	entry := func(url, title, text string) Entry {
		return Entry{Article: article.Article{ID: article.NewID(url, text), URL: url, Title: title, Outlet: "Tollan & Skelby Gazette", Language: "en-GB", Text: text}}
	}
	want := []Entry{
		entry("https://gazette.example/news/ferry?id=7", "Ferry stops & stays, 5 < 6", "The ferry stops for the winter, its owner said on Friday."),
		entry("https://gazette.example/news/guid", "By its guid", ""),
		entry("", "No link", "Only words, and these stand here."),
		entry("", "A trap", "The link is not shown."),
	}
	want[0].Article.Byline = []string{"Ada Ruiz", "Ben Okafor"}
	want[0].Article.Published = time.Date(2026, 11, 20, 7, 30, 0, 0, time.UTC)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestParseAtomAndJSON(t *testing.T) {
	long := strings.Repeat("The sea rose and fell again. ", fullWords/6+1)
	want := Entry{Whole: true, Article: article.Article{
		ID: article.NewID("https://gazette.example/1", ""), URL: "https://gazette.example/1", Title: "High water", Outlet: "Gazette",
		Published: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC), Modified: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC),
		Text: strings.TrimSpace(long) + "\nSecond paragraph, and the last one of it all, is here.",
	}}
	for name, feed := range map[string]string{
		"Atom": `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/"><title>Gazette</title><entry><title type="html">High &lt;i&gt;water&lt;/i&gt;</title>
<link rel="alternate" href="1"/><id>urn:1</id><published>2026-11-20T08:00:00Z</published><updated>2026-11-20T09:00:00Z</updated>
<content type="html">&lt;p&gt;` + long + `&lt;/p&gt;&lt;p&gt;Second paragraph, and the last one of it all, is here.&lt;/p&gt;</content><summary>A teaser.</summary></entry></feed>`,
		"JSON": `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","items":[{"id":"1","url":"https://gazette.example/1","title":"High water",
"content_text":"` + long + `\n\nSecond paragraph, and the last one of it all, is here.","date_published":"2026-11-20T08:00:00Z","date_modified":"2026-11-20T09:00:00Z"}]}`,
	} {
		got, err := ParseFeed([]byte(feed), "", "https://elsewhere.example/feed")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff([]Entry{want}, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestFeedCharsets(t *testing.T) {
	const title = "Fähre fällt aus"
	feed := func(declared string) string {
		return `<?xml version="1.0"` + declared + `?><rss version="2.0"><channel><title>x</title><item><title>` + title + `</title><link>https://gazette.example/1</link></item></channel></rss>`
	}
	units := func(s string, size int, big bool) []byte {
		var b []byte
		for _, r := range s {
			unit := make([]byte, size)
			for i := range min(size, 2) {
				unit[i] = byte(r >> (8 * i))
			}
			if big {
				slices.Reverse(unit)
			}
			b = append(b, unit...)
		}
		return b
	}
	for name, test := range map[string]struct {
		feed        []byte
		contentType string
	}{
		"UTF-8":               {[]byte(feed("")), ""},
		"a mark":              {[]byte("\xef\xbb\xbf" + feed("")), ""},
		"UTF-8 that lies":     {[]byte(feed(` encoding="iso-8859-1"`)), "text/xml; charset=iso-8859-1"},
		"declared":            {units(feed(` encoding="ISO-8859-1"`), 1, false), ""},
		"by the server":       {units(feed(""), 1, false), "text/xml; charset=windows-1252"},
		"UTF-16":              {append([]byte{0xff, 0xfe}, units(feed(` encoding="utf-16"`), 2, false)...), ""},
		"UTF-16, no mark":     {units(feed(` encoding="utf-16"`), 2, false), ""},
		"UTF-16 big, no mark": {units(feed(` encoding="utf-16"`), 2, true), ""},
		"UTF-32":              {append([]byte{0xff, 0xfe, 0, 0}, units(feed(""), 4, false)...), ""},
		"UTF-32 big, no mark": {units(feed(` encoding="utf-32"`), 4, true), ""},
		"a control character": {[]byte(strings.Replace(feed(""), "fällt", "fä\x01llt", 1)), ""},
	} {
		got, err := ParseFeed(test.feed, test.contentType, "https://gazette.example/feed")
		if err != nil || len(got) != 1 || got[0].Article.Title != title {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestFeedsThatAreNone(t *testing.T) {
	for name, test := range map[string]struct {
		feed, words string
		want        Reason
	}{
		"empty":        {"", "empty", Empty},
		"a page":       {`<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/all.rss?key=secret"></head></html>`, "the page names https://gazette.example/all.rss?…", WrongKind},
		"another page": {`<html><body>Hello</body></html>`, "configure it as a page", WrongKind},
		"text":         {"Hello", "no feed", WrongKind},
		"cut off":      {ferryRSS[:700], "cannot be understood", Malformed},
		"deep":         {"<rss><channel>" + strings.Repeat("<x:x>", 500_000), "too deep", Malformed},
		"deep, lying":  {`<rss><?xml version="1.0" encoding="x"?><channel>` + strings.Repeat("<x:x>", 500_000), "too deep", Malformed},
		"deep JSON":    {`{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 500_000), "cannot be understood", Malformed},
		"null author":  {`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"a","authors":[null]}]}`, "broke the parser", Malformed},
		"large":        {strings.Repeat(" ", MaxBytes+1), "5 MB", TooLarge},
	} {
		got, err := ParseFeed([]byte(test.feed), "", "https://gazette.example/feed")
		if e := reasonOf(t, err, test.want); !strings.Contains(e.Error(), test.words) || len(got) != 0 {
			t.Errorf("%s: got %d entries and %q, want %q", name, len(got), e, test.words)
		}
	}
}

// A newsroom is a feed and its pages; it counts what it is asked for.
type newsroom struct {
	mu    sync.Mutex
	asked []string
	feed  string
	pages map[string]http.HandlerFunc
}

func (n *newsroom) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	n.asked = append(n.asked, r.URL.Path)
	n.mu.Unlock()
	if r.URL.Path == "/feed" {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>The Newsroom</title>%s</channel></rss>`, n.feed)
		return
	}
	if h := n.pages[r.URL.Path]; h != nil {
		h(w, r)
		return
	}
	http.NotFound(w, r)
}

func (n *newsroom) pagesAsked() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(n.asked), func(p string) bool { return p == "/feed" })
}

func item(path string, day int, content string) string {
	return fmt.Sprintf(`<item><title>Story %s</title><link>%s</link><pubDate>%02d Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[%s]]></description></item>`, path, path, day, content)
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func story(w http.ResponseWriter, r *http.Request) {
	w.Write(page("", "<p>This is the page of "+r.URL.Path+", which holds the whole story and more than the teaser.</p>"))
}

func TestFeedFetch(t *testing.T) {
	whole := strings.Repeat("The feed holds all of this story. ", fullWords/7+1)
	enough := strings.Repeat("The feed holds much of this story. ", enoughWords/7+1) + "…"
	n := &newsroom{
		feed: item("/old", 1, "Teaser.") + item("/known", 9, "Teaser.") + item("/a", 8, "Teaser.") + item("/gone", 7, "Teaser.") +
			item("/whole", 6, whole) + item("/paywall", 5, enough) + item("/b", 4, "Teaser.") + item("/a", 8, "Teaser.") + item("/nofollow", 3, "Teaser."),
		pages: map[string]http.HandlerFunc{"/a": story, "/b": story, "/old": story, "/known": story, "/whole": story, "/nofollow": story, "/gone": status(410), "/paywall": status(403)},
	}
	address := serve(t, n.ServeHTTP)
	got, err := Feed{
		URL: address + "/feed", Client: newClient(t, Options{AllowPrivate: true}), Limit: 5,
		Known: func(url string) bool { return strings.HasSuffix(url, "/known") },
	}.Fetch(t.Context())

	if e := reasonOf(t, err, Gone); !strings.Contains(err.Error(), `"Story /gone"`) || e.Subject != address+"/gone" {
		t.Errorf("the entry that is gone: got %q", err)
	}
	var titles []string
	for _, a := range got {
		titles = append(titles, a.Title)
		if want := address + strings.TrimPrefix(a.Title, "Story "); a.URL != want || a.ID != article.NewID(want, "") {
			t.Errorf("%s: its address is %s", a.Title, a.URL)
		}
	}
	// Of the five newest that are not known, one cannot be had; the sixth waits for the next time.
	if want := []string{"Story /a", "Story /whole", "Story /paywall", "Story /b"}; !slices.Equal(titles, want) {
		t.Fatalf("got %q, want %q", titles, want)
	}
	if want := []string{"/a", "/gone", "/paywall", "/b"}; !slices.Equal(n.pagesAsked(), want) {
		t.Errorf("asked for %q, want %q", n.pagesAsked(), want)
	}
	if a := got[0]; !strings.Contains(a.Text, "This is the page of /a") || a.Outlet != "The Newsroom" || a.Published.Day() != 8 {
		t.Errorf("an entry and its page: got %+v", a)
	}
	if want := strings.TrimSpace(whole); got[1].Text != want {
		t.Errorf("a whole entry: got %q", got[1].Text)
	}
	if got[2].Text != enough {
		t.Errorf("the entry whose page cannot be had: got %q", got[2].Text)
	}
}

func TestFeedStopsWhenAskedTooOften(t *testing.T) {
	n := &newsroom{
		feed:  item("/a", 9, "Teaser.") + item("/b", 8, "Teaser.") + item("/c", 7, "Teaser."),
		pages: map[string]http.HandlerFunc{"/a": story, "/b": status(429), "/c": story},
	}
	address := serve(t, n.ServeHTTP)
	got, err := Feed{URL: address + "/feed", Client: newClient(t, Options{AllowPrivate: true})}.Fetch(t.Context())
	reasonOf(t, err, RateLimited)
	if want := []string{"/a", "/b"}; len(got) != 1 || !slices.Equal(n.pagesAsked(), want) {
		t.Errorf("got %d articles after asking for %q, want 1 and %q", len(got), n.pagesAsked(), want)
	}
	for _, title := range []string{`"Story /b"`, `"Story /c"`} {
		if !strings.Contains(err.Error(), title) {
			t.Errorf("the error does not name %s: %v", title, err)
		}
	}
}

// An entry must not lead the bot into a private network, even where its feed is public.
func TestFeedEntryOnPrivateNetwork(t *testing.T) {
	entries, err := ParseFeed([]byte(`<rss version="2.0"><channel><title>x</title><item><title>Trap</title><link>http://169.254.169.254/latest</link></item></channel></rss>`), "", "https://gazette.example/feed")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Feed{Client: newClient(t, Options{})}.complete(t.Context(), entries[0], map[string]error{})
	reasonOf(t, err, Private)
}

// What is too short to be an article is left out, with the reason: a page that
// shows a label, a text of a word.
func TestFeedStubs(t *testing.T) {
	n := &newsroom{
		feed: item("/button", 3, "Teaser.") + item("/a", 2, "Teaser.") + "<item><title>Alone</title><description>Pictures.</description></item>",
		pages: map[string]http.HandlerFunc{"/a": story, "/button": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<html><body><article><p>Pictures of the storm.</p></article></body></html>")
		}},
	}
	address := serve(t, n.ServeHTTP)
	got, err := Feed{URL: address + "/feed", Client: newClient(t, Options{AllowPrivate: true})}.Fetch(t.Context())
	if len(got) != 1 || got[0].Title != "Story /a" {
		t.Errorf("got %v", got)
	}
	for _, want := range []string{`"Story /button": its page holds fewer than 6 words of it`, `"Alone": the feed holds fewer than 6 words of it`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said: %v", want, err)
		}
	}
}

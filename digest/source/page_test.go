package source

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/digest/article"
)

// storyPage is a page as outlets write them, with all that stands around an article.
const storyPage = `<!doctype html>
<html lang="en_gb"><head><meta charset="utf-8">
<title>Ferry to Skelby stops for the winter | The Tollan Gazette</title>
<link rel="canonical" href="/news/ferry?utm_source=x#top">
<meta property="og:title" content="Ferry to Skelby stops for the winter | The Tollan Gazette">
<meta property="og:site_name" content="The Tollan Gazette">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Gazette"},
{"@type":"NewsArticle","headline":"Skelby ferry: no boats","datePublished":"2026-11-20T08:30:00+01:00","dateModified":"2026-11-20T12:00:00+01:00",
"author":[{"@type":"Person","name":"Ada Ruiz"},{"@type":"Person","name":"Ben Ok&aacute;for"}],"publisher":{"@type":"Organization","name":"Tollan Media"}}]}</script>
</head><body>
<header><a href="/">The Tollan Gazette</a><nav><ul><li><a href="/a">Home</a><li><a href="/b">Sport</a></ul></nav></header>
<main><article><h1>Ferry to Skelby stops for the winter</h1>
<p class="byline">By Ada Ruiz and Ben Okafor</p><time datetime="2026-11-20">20 November</time>
<figure><img src="x.jpg"><figcaption>The ferry in June. Photo: Staff</figcaption></figure>
<p>The ferry to Skelby will not sail again before <b>April</b>, its owner said on Fri&shy;day, and 212 islanders will have to&nbsp;fly.</p>
<p>“We can&#39;t pay for a boat that nobody takes,” said the owner,
   Carla Menz. “I am sorry for those who do.”</p>
<p>Read more: <a href="/c">The bridge that was never built</a></p>
<h2>What the island says</h2>
<blockquote><p>We were not asked, and we will not forget it when the council is elected.</p></blockquote>
<p>Mayor Jonas Brandt listed what the island needs:</p>
<ul><li>a boat on Mondays for the school</li><li>a doctor who stays, and a nurse who does too</li></ul>
<p>He read out a poem:<br>The sea is wide,<br>the purse is not.</p>
<p>The council meets on Tuesday, and both sides will be heard, its speaker told this paper.</p>
<p>Sign up for our morning letter and never miss a boat.</p>
</article>
<aside><h2>Related</h2><ul><li><a href="/d">A winter in Skelby</a></li></ul></aside></main>
<footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>`

const storyText = `The ferry to Skelby will not sail again before April, its owner said on Friday, and 212 islanders will have to fly.
“We can't pay for a boat that nobody takes,” said the owner, Carla Menz. “I am sorry for those who do.”
What the island says
We were not asked, and we will not forget it when the council is elected.
Mayor Jonas Brandt listed what the island needs:
a boat on Mondays for the school
a doctor who stays, and a nurse who does too
He read out a poem:
The sea is wide,
the purse is not.
The council meets on Tuesday, and both sides will be heard, its speaker told this paper.`

func storyArticle(address string) article.Article {
	return article.Article{
		ID: article.NewID(address, storyText), URL: address,
		Title: "Ferry to Skelby stops for the winter", Outlet: "The Tollan Gazette", Byline: []string{"Ada Ruiz", "Ben Okáfor"},
		Published: time.Date(2026, 11, 20, 7, 30, 0, 0, time.UTC), Modified: time.Date(2026, 11, 20, 11, 0, 0, 0, time.UTC),
		Language: "en-GB", Text: storyText,
	}
}

func TestParsePage(t *testing.T) {
	got, err := ParsePage([]byte(storyPage), "text/html; charset=utf-8", "https://m.gazette.example/amp/ferry")
	if err != nil {
		t.Fatal(err)
	}
	// The canonical address is relative: it is of the host that was asked.
	if diff := cmp.Diff(storyArticle("https://m.gazette.example/news/ferry"), got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// page wraps a head and a body that is long enough to be an article.
func page(head, body string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html><head>%s</head><body><article>%s
<p>The harbour of Tollan froze on Monday for the first time in forty years, and the boats stayed where they were.</p>
<p>Fishermen walked to the lighthouse and back, and children, who had no school, skated between the ships.</p></article></body></html>`, head, body)
}

func TestPageFacts(t *testing.T) {
	type facts struct {
		Title, Outlet, Language string
		Byline                  []string
		Published               string
	}
	for name, test := range map[string]struct {
		head, body string
		want       facts
	}{
		"nothing said": {``, ``, facts{Outlet: "gazette.example"}},
		"title alone": {
			`<title>Harbour froze over | The Tollan Gazette</title>`, ``,
			facts{Title: "Harbour froze over", Outlet: "gazette.example"},
		},
		"the heading names the outlet": {
			`<title>Harbour froze over, boats stay | Gazette</title><meta property="og:title" content="Harbour froze over, boats stay">`, `<h1>Gazette</h1>`,
			facts{Title: "Harbour froze over, boats stay", Outlet: "Gazette"},
		},
		"the outlet behind the heading's words": {
			`<title>Harbour froze over - Tollan Gazette</title>`, `<h1>Harbour froze over</h1>`,
			facts{Title: "Harbour froze over", Outlet: "Tollan Gazette"},
		},
		"a dash of its own": {
			`<title>Harbour - frozen</title><meta property="og:title" content="Harbour - frozen">`, ``,
			facts{Title: "Harbour - frozen", Outlet: "gazette.example"},
		},
		"meta tags": {
			`<meta name="author" content="By Ada Ruiz, ADA RUIZ and Ben Okafor"><meta property="article:published_time" content="2026-11-20T08:30Z"><meta property="og:locale" content="de_DE">`, ``,
			facts{Outlet: "gazette.example", Byline: []string{"Ada Ruiz", "Ben Okafor"}, Published: "2026-11-20T08:30:00Z", Language: "de-DE"},
		},
		"an address is no author": {
			`<meta property="article:author" content="https://social.example/ada">`, ``,
			facts{Outlet: "gazette.example"},
		},
		"a date without a time": {
			`<meta name="date" content="2026-11-20">`, ``,
			facts{Outlet: "gazette.example", Published: "2026-11-20T00:00:00Z"},
		},
		"broken JSON-LD": {
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":</script><meta name="date" content="2026-11-20">`, ``,
			facts{Outlet: "gazette.example", Published: "2026-11-20T00:00:00Z"},
		},
		"JSON-LD with a line end in a text": {
			"<script type=\"application/ld+json\">[{\"@type\":[\"Thing\",\"ReportageNewsArticle\"],\"headline\":\"Harbour\n froze\",\"author\":\"Ada Ruiz\",\"inLanguage\":{\"name\":\"en\"}}];</script>", ``,
			facts{Title: "Harbour froze", Outlet: "gazette.example", Byline: []string{"Ada Ruiz"}, Language: "en"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := ParsePage(page(test.head, test.body), "", "https://www.gazette.example/harbour")
			if err != nil {
				t.Fatal(err)
			}
			got := facts{Title: a.Title, Outlet: a.Outlet, Language: a.Language, Byline: a.Byline}
			if !a.Published.IsZero() {
				got.Published = a.Published.Format(time.RFC3339)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestCanonicalAddress(t *testing.T) {
	const at = "https://www.gazette.example/harbour?page=1#photo"
	for head, want := range map[string]string{
		``: "https://www.gazette.example/harbour?page=1",
		`<link rel="canonical" href="https://gazette.example/harbour">`:          "https://gazette.example/harbour",
		`<meta property="og:url" content="https://www.gazette.example/h/1">`:     "https://www.gazette.example/h/1",
		`<link rel="canonical" href="https://evil.example/harbour">`:             "https://www.gazette.example/harbour?page=1",
		`<link rel="canonical" href="https://gazette.example.evil.example/h">`:   "https://www.gazette.example/harbour?page=1",
		`<link rel="canonical" href="https://a:b@gazette.example/harbour">`:      "https://www.gazette.example/harbour?page=1",
		`<link rel="canonical" href="https://gazette.example:8443/harbour">`:     "https://www.gazette.example/harbour?page=1",
		`<link rel="canonical" href="javascript:alert(1)">`:                      "https://www.gazette.example/harbour?page=1",
		`<link rel="canonical" href="https://www.gazette.example/">`:             "https://www.gazette.example/harbour?page=1",
		`<link rel="alternate canonical" href="//gazette.example/harbour/last">`: "https://gazette.example/harbour/last",
	} {
		a, err := ParsePage(page(head, ""), "", at)
		if err != nil || a.URL != want {
			t.Errorf("%s\ngot  %s, %v\nwant %s", head, a.URL, err, want)
		}
	}
}

func TestPageCharsets(t *testing.T) {
	text := "Der Bürgermeister von Söderhamn sagte am Freitag, die Fähre werde nicht mehr fahren, und die Möwen schwiegen."
	body := "<html><head>%s</head><body><article><p>" + text + "</p><p>" + text + "</p></article></body></html>"
	latin := func(s string) []byte {
		var b []byte
		for _, r := range s {
			b = append(b, byte(r))
		}
		return b
	}
	utf16 := func(s string) []byte {
		b := []byte{0xff, 0xfe}
		for _, r := range s {
			b = append(b, byte(r), byte(r>>8))
		}
		return b
	}
	for name, test := range map[string]struct {
		page        []byte
		contentType string
	}{
		"UTF-8":                     {fmt.Appendf(nil, body, ""), ""},
		"UTF-8 that lies":           {fmt.Appendf(nil, body, `<meta charset="iso-8859-1">`), "text/html; charset=iso-8859-1"},
		"a mark":                    {fmt.Appendf([]byte("\xef\xbb\xbf"), body, ""), ""},
		"latin, said by the server": {latin(fmt.Sprintf(body, "")), "text/html; charset=iso-8859-1"},
		"latin, said by the page":   {latin(fmt.Sprintf(body, `<meta charset="windows-1252">`)), "text/html"},
		"latin, not said":           {latin(fmt.Sprintf(body, "")), ""},
		"UTF-16":                    {utf16(fmt.Sprintf(body, "")), ""},
		"UTF-16 without a mark":     {utf16(fmt.Sprintf(body, ""))[2:], ""},
	} {
		a, err := ParsePage(test.page, test.contentType, "https://gazette.example/x")
		if want := text + "\n" + text; err != nil || a.Text != want {
			t.Errorf("%s: got %q, %v", name, a.Text, err)
		}
	}
}

func TestPagesThatAreNone(t *testing.T) {
	for name, test := range map[string]struct {
		page, contentType string
		want              Reason
		words             string
	}{
		"empty":         {"", "text/html", Empty, "empty"},
		"blank":         {" \n ", "text/html", Empty, "empty"},
		"no article":    {"<html><body><nav><a href=/>Home</a></nav><script>draw()</script></body></html>", "text/html", Empty, "browser or a login"},
		"a PDF":         {"%PDF-1.7\n%\xe2\xe3", "application/pdf", WrongKind, "a PDF"},
		"a hidden PDF":  {"%PDF-1.7\n%\xe2\xe3", "text/html", WrongKind, "a PDF"},
		"an image":      {"\x89PNG\r\n\x1a\n\x00", "image/png", WrongKind, "an image"},
		"a feed":        {`<?xml version="1.0"?><!-- x --><rss version="2.0"><channel/></rss>`, "text/xml", WrongKind, "configure it as a feed"},
		"data":          {`{"a":1}`, "application/json", WrongKind, "data for programs"},
		"too large":     {strings.Repeat("a", MaxBytes+1), "text/html", TooLarge, "5 MB"},
		"many elements": {strings.Repeat("<a href=x>word</a> ", MaxElements), "text/html", TooLarge, "20000 elements"},
		"much text":     {"<p>" + strings.Repeat("word, ", maxText/5), "text/html", TooLarge, "2 MB of text"},
		"deep text":     {strings.Repeat("<div>", 200) + strings.Repeat("word, ", 50_000), "text/html", TooLarge, "too deep"},
		"deep elements": {strings.Repeat(strings.Repeat("<div>", 200)+"a"+strings.Repeat("</div>", 200), 90), "text/html", TooLarge, "too deep"},
		"deeper":        {strings.Repeat("<div>", 600), "text/html", TooLarge, "too deep"},
		"attributes":    {manyAttributes(), "text/html", TooLarge, "attributes"},
		"reopened":      {formattingAttack(), "text/html", TooLarge, "elements"},
	} {
		_, err := ParsePage([]byte(test.page), test.contentType, "https://gazette.example/x?key=secret")
		e := reasonOf(t, err, test.want)
		if !strings.Contains(e.Error(), test.words) || !strings.HasPrefix(e.Error(), "https://gazette.example/x?…: ") {
			t.Errorf("%s: got %q, want %q", name, e, test.words)
		}
	}
}

func manyAttributes() string {
	var b strings.Builder
	for i := range maxAttrs + 1 {
		fmt.Fprintf(&b, " a%d=b", i)
	}
	return "<p" + b.String() + ">word"
}

// formattingAttack is a small page of which a parser makes millions of elements.
func formattingAttack() string {
	var b strings.Builder
	for i := range 400 {
		fmt.Fprintf(&b, "<b a%d>", i)
	}
	return b.String() + "<object>" + strings.Repeat("</b>", 400) + "</object>" + strings.Repeat("<p>x", 15_000)
}

// What would be compared with every heading, or read again for every level, must not count.
func TestHostilePagesAreRead(t *testing.T) {
	long := strings.Repeat("a ", 1_000_000)
	for name, p := range map[string][]byte{
		"title":       page("<title>"+long+"</title>", strings.Repeat("<h2>a b c</h2>", 5000)),
		"description": page(`<meta property="og:title" content="`+long+`"><meta property="og:site_name" content="`+long+`">`, strings.Repeat("<h1>a b c</h1>", 5000)),
		"class":       page("", `<p class="`+strings.Repeat("comment ", 400_000)+`">x</p>`),
		"JSON-LD":     page(`<script type="application/ld+json">`+strings.Repeat(`{"@graph":[`, 5000)+"</script>", ""),
		"graphs":      page(strings.Repeat(`<script type="application/ld+json">{"@type":"Article","author":[`+strings.Repeat(`"a",`, 500)+`"b"]}</script>`, 1000), ""),
		"one word":    page("", "<p>"+strings.Repeat("(photo", 200_000)+"</p>"),
	} {
		a, err := ParsePage(p, "text/html", "https://gazette.example/x")
		if err != nil || !strings.Contains(a.Text, "froze on Monday") {
			t.Errorf("%s: got a text of %d bytes, %v", name, len(a.Text), err)
		}
	}
}

func TestPageFetch(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/news/ferry", http.StatusMovedPermanently)
		case "/news/ferry":
			w.Write([]byte(storyPage))
		case "/plain":
			w.Header().Set("Content-Type", "text/plain")
			w.Write([]byte(" A text.\n"))
		case "/feed":
			w.Write([]byte(`<rss version="2.0"><channel><title>T</title><item><title>A</title><description>A text of more than a label.</description></item></channel></rss>`))
		}
	})
	c := newClient(t, Options{AllowPrivate: true})
	got, err := Page{URL: address + "/old", Client: c}.Fetch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]article.Article{storyArticle(address + "/news/ferry")}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	got, err = Page{URL: address + "/plain", Client: c}.Fetch(t.Context())
	if err != nil || got[0].Text != " A text.\n" {
		t.Errorf("a plain text: got %q, %v", got, err)
	}
	_, err = Page{URL: address + "/feed", Client: c}.Fetch(t.Context())
	reasonOf(t, err, WrongKind)
	got, err = Address{URL: address + "/feed", Client: c}.Fetch(t.Context())
	if err != nil || len(got) != 1 || got[0].Text != "A text of more than a label." {
		t.Errorf("a feed by its address: got %v, %v", got, err)
	}
	got, err = Address{URL: address + "/news/ferry", Client: c}.Fetch(t.Context())
	if err != nil || len(got) != 1 || got[0].Text != storyText {
		t.Errorf("a page by its address: got %v, %v", got, err)
	}
}

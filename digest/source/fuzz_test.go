package source

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"newsdigest/digest/article"
)

// checkArticle holds what every article keeps, whatever it was read from.
func checkArticle(t *testing.T, a article.Article) {
	t.Helper()
	for _, s := range append([]string{a.URL, a.Title, a.Outlet, a.Language, a.Text}, a.Byline...) {
		if !utf8.ValidString(s) {
			t.Errorf("not UTF-8: %q", s)
		}
	}
	for _, s := range append([]string{a.Title, a.Outlet}, a.Byline...) {
		if strings.ContainsAny(s, "\n\r\x00") {
			t.Errorf("more than a line: %q", s)
		}
	}
	if a.URL != "" {
		u, err := url.Parse(a.URL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			t.Errorf("an address that is none: %q, %v", a.URL, err)
		}
	}
	if a.ID == "" {
		t.Error("no ID")
	}
}

// checkExtracted holds what a text keeps that was put together from HTML.
func checkExtracted(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsAny(text, "\r\t\u00a0\u00ad\u200b") || strings.Contains(text, "\n\n") || strings.Contains(text, "  ") || strings.TrimSpace(text) != text {
		t.Errorf("white space in %q", text)
	}
}

func FuzzParsePage(f *testing.F) {
	for _, p := range []string{
		storyPage, string(page("", "")), "<p>text", "<table><tr><td>a<td>b</table>", "<pre>a\n b</pre>", "<a><b><p></a></b>", "\xff\xfe<\x00p\x00>\x00",
		`<script type="application/ld+json">{"@type":"Article","author":{"name":["a",{"@value":"b"}]}}</script>`, `<base href="//x"><link rel=canonical href="?">`,
		"<blockquote><div><blockquote>a</blockquote></div></blockquote>", "<svg><title>a</title></svg><math><mi>b", "<template><p>a</template>", "<ul><li><a href=x>a b c</a></ul>",
	} {
		f.Add([]byte(p), "text/html", "https://gazette.example/x")
	}
	f.Add([]byte("plain"), "text/plain; charset=latin1", "")
	f.Fuzz(func(t *testing.T, p []byte, contentType, address string) {
		a, err := ParsePage(p, contentType, address)
		if err != nil {
			if e, ok := errors.AsType[*Error](err); !ok || e.Reason == Malformed && strings.Contains(e.Error(), "broke the extractor") {
				t.Errorf("%v", err)
			}
			return
		}
		checkArticle(t, a)
		if !strings.HasPrefix(strings.ToLower(contentType), "text/plain") {
			checkExtracted(t, a.Text)
		}
		if strings.TrimSpace(a.Text) == "" {
			t.Error("no text and no error")
		}
	})
}

func FuzzParseFeed(f *testing.F) {
	for _, s := range []string{
		ferryRSS, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_text":"a\nb","authors":[null,{"name":"x"}]}]}`,
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><title>a</title><link>//b/c</link></item></rdf:RDF>`,
		"\xff\xfe<\x00r\x00s\x00s\x00>\x00", "<?xml version='1.0' encoding='koi8-r'?><rss><channel><item><title>\xc1</title><guid>http://a/b</guid></item></channel></rss>",
	} {
		f.Add([]byte(s), "application/xml")
	}
	f.Fuzz(func(t *testing.T, feed []byte, contentType string) {
		entries, _ := ParseFeed(feed, contentType, "https://gazette.example/feeds/all")
		for _, e := range entries {
			checkArticle(t, e.Article)
			checkExtracted(t, e.Article.Text)
			if e.Article.URL == "" && e.Article.Text == "" {
				t.Error("an entry with nothing in it")
			}
		}
	})
}

func FuzzParseFile(f *testing.F) {
	for _, s := range []string{"A text.", "---\ntitle: A\nbyline: B, C\n---\ntext", "---\r\n\r\n", "\xef\xbb\xbf\xff", "\xff\xfea\x00", "\xe4\xf6", "---\nurl: http://a/\n---\n\x00", storyPage} {
		f.Add("a.txt", []byte(s))
		f.Add("a.html", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		a, err := ParseFile(name, data)
		if err != nil {
			if _, ok := errors.AsType[*Error](err); !ok {
				t.Errorf("an error of another kind: %v", err)
			}
			return
		}
		checkArticle(t, a)
		switch strings.ToLower(filepath.Ext(name)) {
		case ".html", ".htm", ".xhtml":
			return
		}
		if utf8.Valid(data) && !strings.HasSuffix(string(data), a.Text) && zeroPlaces(data) == nil {
			t.Errorf("the text %q is not as the file %q has it", a.Text, data)
		}
	})
}

func BenchmarkParsePage(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 4000} {
		p := page("", strings.Repeat("<p>The <a href=/x>sea</a> rose and fell again, and nobody counted.</p>", n))
		b.Run(fmt.Sprintf("paragraphs=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(p)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParsePage(p, "text/html", "https://gazette.example/x"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

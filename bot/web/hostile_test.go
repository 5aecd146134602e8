package web

import (
	"strings"
	"testing"

	"newsdigest/digest/article"
)

const hostileTitle = "A title that would rather be markup"

// hostile is an article that tries what an article may try.
func hostile() article.Article {
	s := `<script>alert("text")</script> said the mayor of Nether Ashby, and "</textarea></script><img src=x onerror=alert(1)> is all I have to say," said Mayor Ann Other on Monday.` +
		"\n\nThe word was " + strings.Repeat("unbroken", 1250) + ".\n\n“\u202Eevil si sihT\u202C,” said Bo Thers. \x00\x1b[31mRed\x1b[0m \U000E0041\U000E0042\n\n" +
		"A link: javascript:alert(2) and {{.Title}} and ${1} and <!-- and ]]> and \xff\xfe.\n"
	return article.Article{
		ID:       article.NewID("", s),
		Title:    hostileTitle + ` <script>alert("title")</script>"'><b>`,
		Outlet:   `<img src="https://tracker.example/x.png">`,
		Byline:   []string{"<b>Bold</b>"},
		URL:      "javascript:alert(3)",
		Language: `en"><script>`,
		Text:     s,
	}
}

func TestHostileArticle(t *testing.T) {
	c := newChat(t, setup{articles: shelf{hostile()}})
	l := c.links(hostileTitle)
	for _, path := range []string{"/", l.Thread, l.Article, l.Article + "?cite=0-30,40-60", l.Quotes, l.Report} {
		page := c.get(path)
		for _, bad := range []string{"<script>alert", "<img src=x", "</textarea></script>", "<b>", "javascript:alert(3)", "tracker.example/x.png\">", "\u202e", "\x1b", "\x00", "\U000E0041"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
		for _, attribute := range []string{" onerror=alert(1)", " style="} {
			if i := strings.Index(page, attribute); i >= 0 && inTag(page, i) {
				t.Errorf("%s holds the attribute %q", path, attribute)
			}
		}
	}
}

// inTag reports whether the byte lies between "<" and ">".
func inTag(page string, i int) bool {
	return strings.LastIndexByte(page[:i], '<') > strings.LastIndexByte(page[:i], '>')
}

package render

import "newsdigest/digest"

// Arrange makes the Post of d.
func Arrange(d *digest.Digest) Post {
	return Post{
		Headline: d.HeadlineText(),
		URL:      webURL(d.Article.URL),
		Language: d.Article.Language,
		Sources:  []Source{{Outlet: d.Article.Outlet, URL: webURL(d.Article.URL), Published: d.Article.Published}},
	}
}

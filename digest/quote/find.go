package quote

import (
	"newsdigest/digest/article"
	"newsdigest/digest/text"
)

// Find returns the quotes, reactions and people of a. It takes any text.
func Find(a article.Article, o Options) *Found {
	return &Found{Article: a, Doc: text.Parse(a.Text)}
}

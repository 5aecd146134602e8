package bottest

import (
	"context"
	"fmt"
	"time"

	"newsdigest/digest/article"
)

// Articles are n short invented articles, newest first, an hour apart.
func Articles(n int) []article.Article {
	newest := time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)
	out := make([]article.Article, n)
	for i := range out {
		address := fmt.Sprintf("https://news.example/%04d", i)
		text := fmt.Sprintf("The harbour of Ostwick opened its gate number %d on Monday. "+
			"“We waited %d years for this,” said Ada Brandt, the harbour master.\n", i, i+2)
		out[i] = article.Article{
			ID: article.NewID(address, text), URL: address, Title: fmt.Sprintf("Ostwick opens gate %04d", i),
			Outlet: "The Ostwick Bell", Byline: []string{"Tom Reed"}, Published: newest.Add(-time.Duration(i) * time.Hour), Text: text,
		}
	}
	return out
}

// Collector is a bot.Collector of what is given for each source.
type Collector map[string]func() ([]article.Article, error)

// Collect gives the source's articles.
func (c Collector) Collect(_ context.Context, source string) ([]article.Article, error) {
	f, ok := c[source]
	if !ok {
		return nil, fmt.Errorf("no source %q", source)
	}
	return f()
}

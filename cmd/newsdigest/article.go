package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"newsdigest/digest/article"
	"newsdigest/digest/render"
	"newsdigest/digest/source"
)

// articlesOf reads what an argument names: a file, an address, or "-" for
// stdin. With an error it returns the articles that could be read all the same.
func articlesOf(ctx context.Context, stdin io.Reader, client *source.Client, name string) ([]article.Article, error) {
	from, err := source.Open(name, client, stdin)
	if err != nil {
		return nil, err
	}
	return from.Fetch(ctx)
}

// oneArticle is articlesOf for what must be a single one.
func oneArticle(ctx context.Context, stdin io.Reader, name string) (article.Article, error) {
	client := source.NewClient(source.Options{})
	defer client.Close()
	found, err := articlesOf(ctx, stdin, client, name)
	switch {
	case err != nil:
		return article.Article{}, err
	case len(found) != 1:
		return article.Article{}, fmt.Errorf("%s holds %d articles: name one", name, len(found))
	}
	return found[0], nil
}

// complain says err on a line for each of the errors that it joins.
func complain(w io.Writer, err error) {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(w, "newsdigest: %s\n", render.Plain(line))
	}
}

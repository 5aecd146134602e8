package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"newsdigest/digest/article"
)

// largestFile bounds an article's file, in bytes.
const largestFile = 64 << 20

// readArticle reads the article that the command line names: "-" for
// standard input, else a file.
func readArticle(ctx context.Context, stdin io.Reader, name string) (article.Article, error) {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return article.Article{}, err
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, largestFile+1))
	switch {
	case err != nil:
		return article.Article{}, fmt.Errorf("read %s: %w", name, err)
	case len(raw) > largestFile:
		return article.Article{}, fmt.Errorf("read %s: it is larger than %d MB, too large for an article", name, largestFile>>20)
	case len(bytes.TrimSpace(raw)) == 0:
		return article.Article{}, fmt.Errorf("read %s: it is empty", name)
	case bytes.IndexByte(raw, 0) >= 0:
		return article.Article{}, fmt.Errorf("read %s: %w", name, errors.New("it holds bytes that no text has: give a file of plain text"))
	}
	return article.Article{ID: article.NewID("", string(raw)), Text: string(raw)}, nil
}

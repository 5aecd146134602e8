package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"newsdigest/digest/render"
	"newsdigest/digest/source"
)

type fetchCmd struct {
	Batch bool `help:"Read one JSON object a line from standard input and print one a line, in order; nothing is fetched."`

	Source []string `arg:"" optional:"" help:"Files, addresses, or - for standard input."`
}

// Help is what --help adds.
func (fetchCmd) Help() string {
	return `Prints each article as one JSON object a line. With --batch each line is {"id", "url", "file"}, where file holds the page's HTML, plain or as .gz, and is answered with {"id", "article"} or {"id", "error"}.`
}

// Validate tells a wrong command line from an article that could not be had.
func (c fetchCmd) Validate() error {
	switch {
	case c.Batch && len(c.Source) > 0:
		return errors.New("--batch reads standard input: name no source beside it")
	case !c.Batch && len(c.Source) == 0:
		return errors.New("name a source: a file, an address, or - for standard input")
	}
	return nil
}

func (c fetchCmd) Run(ctx context.Context, std stdio) error {
	if c.Batch {
		return batch(ctx, std.In, std.Out, "article", savedPage)
	}
	client := source.NewClient(source.Options{})
	defer client.Close()
	failed := false
	for _, name := range c.Source {
		articles, err := articlesOf(ctx, std.In, client, name)
		for _, a := range articles {
			if _, err := fmt.Fprintf(std.Out, "%s\n", render.ArticleJSON(a)); err != nil {
				return err
			}
		}
		if err != nil {
			complain(std.Err, err)
			failed = true
		}
		if ctx.Err() != nil {
			break
		}
	}
	if failed {
		return exitCode(1)
	}
	return nil
}

// savedPage answers one line of a batch: the article of a page that was saved.
func savedPage(r request) (json.RawMessage, error) {
	address, errURL := r.str("url")
	file, errFile := r.needStr("file")
	if err := errors.Join(errURL, errFile); err != nil {
		return nil, oneLine(err)
	}
	page, err := readPage(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	a, err := source.ParsePage(page, "", address)
	if err != nil {
		return nil, err
	}
	return render.ArticleJSON(a), nil
}

// readPage reads a file that may be packed. Of a larger one it reads just so
// much that it can be seen to be too large.
func readPage(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		if e, ok := errors.AsType[*os.PathError](err); ok {
			err = e.Err
		}
		return nil, err
	}
	defer f.Close()
	page, err := io.ReadAll(io.LimitReader(f, source.MaxBytes+1))
	if err != nil || !bytes.HasPrefix(page, []byte("\x1f\x8b")) {
		return page, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("unpack it: %w", err)
	}
	page, err = io.ReadAll(io.LimitReader(unpacked, source.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("unpack it: %w", err)
	}
	return page, nil
}

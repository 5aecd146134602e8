package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"newsdigest/digest"
	"newsdigest/digest/render"
	"newsdigest/digest/source"
)

type digestCmd struct {
	Format  string   `enum:"text,markdown,json,html" default:"text" help:"How to print: ${enum}. json is one object a line, as docs/JSON.md says."`
	People  []string `placeholder:"NAME" sep:"none" help:"Always show this person's words and reactions. May be given several times."`
	Explain bool     `help:"Say of each quote which rule decided whose it is, and how surely, and of each reaction which words did; in text and json."`
	Batch   bool     `help:"Read one JSON object a line from standard input and print one a line, in order."`

	Source []string `arg:"" optional:"" help:"Files, addresses, or - for standard input."`
}

// Help is what --help adds.
func (digestCmd) Help() string {
	return `With --batch each line is {"id", "text", "title"?, "published"?} and is answered with {"id", "digest"} or {"id", "error"}.`
}

// Validate tells a wrong command line from a digest that could not be made.
func (c digestCmd) Validate() error {
	switch {
	case c.Batch && len(c.Source) > 0:
		return errors.New("--batch reads standard input: name no source beside it")
	case !c.Batch && len(c.Source) == 0:
		return errors.New("name a source: a file, an address, or - for standard input")
	case c.Explain && c.Format != "text" && c.Format != "json":
		return errors.New("--explain goes with --format text or json")
	}
	return nil
}

func (c digestCmd) Run(ctx context.Context, std stdio) error {
	options := digest.Options{People: c.People}
	if c.Batch {
		return batch(ctx, std.In, std.Out, "digest", func(r request) (json.RawMessage, error) {
			a, err := r.article()
			if err != nil {
				return nil, err
			}
			d := digest.New(a, options)
			if c.Explain {
				return explained(render.JSON(d), d)
			}
			return render.JSON(d), nil
		})
	}
	client := source.NewClient(source.Options{})
	defer client.Close()
	printed, failed := 0, false
	for _, name := range c.Source {
		articles, err := articlesOf(ctx, std.In, client, name)
		for _, a := range articles {
			if err := c.printDigest(std.Out, digest.New(a, options), printed); err != nil {
				return err
			}
			printed++
		}
		if err != nil {
			complain(std.Err, err)
			failed = true
		}
		if ctx.Err() != nil {
			break
		}
	}
	if c.Format == "html" && printed > 0 {
		if _, err := io.WriteString(std.Out, pageEnd); err != nil {
			return err
		}
	}
	if failed {
		return exitCode(1)
	}
	return nil
}

// printDigest prints d as the next of several; before says how many were printed.
func (c digestCmd) printDigest(out io.Writer, d *digest.Digest, before int) error {
	var s string
	switch c.Format {
	case "json":
		object := render.JSON(d)
		if c.Explain {
			var err error
			if object, err = explained(object, d); err != nil {
				return err
			}
		}
		s = string(object) + "\n"
	case "html":
		p := render.Arrange(d)
		if s = string(render.HTML(p)); before == 0 {
			s = strings.Replace(pageStart, "TITLE", string(render.EscapeHTML(p.Title())), 1) + s
		}
	case "markdown":
		if s = render.Markdown(render.Arrange(d)); before > 0 {
			s = "\n---\n\n" + s
		}
	case "text":
		if s = render.Text(render.Arrange(d)); before > 0 {
			s = "\n* * *\n\n" + s
		}
		if c.Explain {
			s += explanation(d)
		}
	}
	_, err := io.WriteString(out, s)
	return err
}

// The page around the digests of --format html: readable by itself, light and dark.
const (
	pageStart = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>TITLE</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
.digest + .digest { margin-top: 3rem; border-top: 1px solid; padding-top: 1rem; }
h2 { line-height: 1.25; }
h3, h4 { font-size: 1rem; font-weight: normal; margin: 1rem 0 0; }
.who { font-style: normal; font-weight: bold; }
blockquote { margin: .5rem 0; padding-left: .8rem; border-left: 3px solid; }
blockquote p, .reaction p { margin: 0; }
.reactions h3, .earlier h3 { font-weight: bold; }
.source, .origin, .cut { opacity: .7; }
</style>
</head>
<body>
`
	pageEnd = "</body>\n</html>\n"
)

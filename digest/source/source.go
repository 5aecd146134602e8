// Package source makes Articles of feeds, pages and files.
//
// [Feed], [Page], [Address], [File] and [Reader] are what a person can name; each
// is a [Source], whose Fetch reaches out. [ParseFeed], [ParsePage] and
// [ParseFile] do not: they read bytes, of which none is trusted.
//
//	client := source.NewClient(source.Options{})
//	defer client.Close()
//	s, err := source.Open("https://example.org/story.html", client, os.Stdin)
//	articles, err := s.Fetch(ctx)
//
// # What is kept of a text
//
// A plain text is its file, byte for byte: only a byte order mark and a header
// block are cut off, and what is not UTF-8 is turned into it. A page's text is
// its article's paragraphs, headings, list items and table rows, a line each,
// without captions, links to other articles and the like.
//
// # A header block
//
// A plain text says nothing of its title or date. It may begin with a block
// that does, between two lines of three hyphens; every key may be left out:
//
//	---
//	title: Council backs flood wall
//	outlet: The Harrowmere Courier
//	url: https://courier.example/flood-wall
//	published: 2026-11-24T21:40:00Z
//	byline: Imogen Tarrant, Declan Moorcroft
//	language: en-GB
//	---
//	Councillors voted 12 to 11 on Tuesday …
//
// # What is refused
//
// A Client asks no address on a private network unless it is told that it may,
// wherever a name or a redirect leads; the check is made on the address that
// is dialled. It asks only by http and https, on ports 80 and 443, follows at
// most [MaxRedirects] redirects, reads at most [MaxBytes] and waits no longer
// than [Options] say. A page that would keep the program busy for long is refused.
//
// # Errors
//
// Every error is an [*Error], or several joined: one article that cannot be had
// never costs the others. Its Reason is for programs, its text for people.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"

	"newsdigest/digest/article"
)

// MaxBytes is the most that is read of a file, or of a page or feed after it
// was unpacked.
const MaxBytes = 5 << 20

// A Source is where articles come from.
type Source interface {
	// Fetch reads the source. With an error it returns the articles that
	// could be read all the same.
	Fetch(ctx context.Context) ([]article.Article, error)
}

var _ = []Source{Feed{}, Page{}, Address{}, File{}, Reader{}}

// Open is the source that an argument on a command line names: "-" for stdin,
// an http or https address, or a file's path or pattern. Nothing is read yet.
func Open(arg string, client *Client, stdin io.Reader) (Source, error) {
	scheme, _, isAddress := strings.Cut(arg, "://")
	switch {
	case arg == "":
		return nil, &Error{Reason: NotFound, Err: errors.New("an empty name: name a file, an address, or - for standard input")}
	case arg == "-":
		return Reader{Name: "standard input", From: stdin}, nil
	case !isAddress:
		return File{Pattern: arg, MustMatch: true}, nil
	}
	if _, err := parseAddress(arg); err != nil {
		return nil, about(shownScheme(scheme), err)
	}
	return Address{URL: arg, Client: client}, nil
}

func shownScheme(s string) string { return strings.ToLower(s) + "://…" }

// parseAddress reads an address that may be asked: http or https, with a host, without a name and password.
func parseAddress(address string) (*url.URL, error) {
	if !utf8.ValidString(address) {
		return nil, trouble(Malformed, errors.New("not an address: it is not in UTF-8"))
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err // without the address, which may hold a secret
		}
		return nil, trouble(Malformed, fmt.Errorf("not an address: %w", err))
	}
	return u, checkAddress(u)
}

func checkAddress(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return trouble(Refused, fmt.Errorf("only http and https addresses are read, not %q", u.Scheme))
	case u.Hostname() == "":
		return trouble(Malformed, errors.New("the address names no host"))
	case u.User != nil:
		return trouble(Refused, errors.New("an address with a name or password in it is not asked: leave out what stands before the @"))
	}
	return nil
}

// shown is u as an error or a log may hold it: without its query, which may be a key.
func shown(u *url.URL) string {
	s := u.Scheme + "://" + u.Host + u.EscapedPath()
	if u.RawQuery != "" {
		s += "?…"
	}
	return s
}

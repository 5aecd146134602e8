package source

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"newsdigest/digest/article"
)

// A Page is one article's address.
type Page struct {
	URL    string
	Client *Client
}

// Fetch reads the page.
func (p Page) Fetch(ctx context.Context) ([]article.Article, error) {
	r, err := p.Client.get(ctx, p.URL)
	if err != nil {
		return nil, err
	}
	a, err := ParsePage(r.body, r.contentType, r.url.String())
	if err != nil {
		return nil, err
	}
	return []article.Article{a}, nil
}

// An Address is a page or a feed: what it answers with tells.
type Address struct {
	URL    string
	Client *Client
}

// Fetch reads the address.
func (a Address) Fetch(ctx context.Context) ([]article.Article, error) {
	r, err := a.Client.get(ctx, a.URL)
	if err != nil {
		return nil, err
	}
	if isFeed(utf8Feed(r.body, r.contentType), r.contentType) {
		return Feed{URL: a.URL, Client: a.Client}.read(ctx, r)
	}
	page, err := ParsePage(r.body, r.contentType, r.url.String())
	if err != nil {
		return nil, err
	}
	return []article.Article{page}, nil
}

// ParsePage makes an Article of a page's bytes, as they came from address with
// that Content-Type. Both may be empty. Its text is valid UTF-8, and its
// address one of the same site, or where address is empty the one that the
// page calls its own.
func ParsePage(page []byte, contentType, address string) (article.Article, error) {
	at := &url.URL{}
	if address != "" {
		var err error
		if at, err = parseAddress(address); err != nil {
			return article.Article{}, about("the address", err)
		}
	}
	p, err := readPage(page, contentType, at)
	if err != nil {
		if address != "" {
			err = about(shown(at), err)
		}
		return article.Article{}, err
	}
	a := p.Article
	if a.Outlet == "" && a.URL != "" {
		a.Outlet = p.host
	}
	a.ID = article.NewID(a.URL, a.Text)
	return a, nil
}

// A readArticle is what a page says, before anything is put in the place of what it does not say.
type readArticle struct {
	article.Article
	host string // of the address, without "www."
}

func readPage(page []byte, contentType string, at *url.URL) (readArticle, error) {
	none := readArticle{}
	if len(page) > MaxBytes {
		return none, tooLarge(int64(len(page)))
	}
	if what := looksLike(page); what != "" {
		return none, trouble(WrongKind, fmt.Errorf("it is %s, not a page: save the article as text or HTML", what))
	}
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	kind = strings.TrimSpace(kind)
	text := utf8Page(page, contentType)
	switch {
	case isFeed(text, contentType):
		return none, trouble(WrongKind, errors.New("it is a feed, not a page: configure it as a feed"))
	case kind == "text/plain":
		return readPlain(page, at)
	case kind == "application/json", strings.HasSuffix(kind, "+json"):
		return none, trouble(WrongKind, errors.New("it is data for programs, not a page"))
	case strings.TrimSpace(text) == "":
		return none, trouble(Empty, errors.New("the page is empty"))
	}
	doc, err := parseHTML(text)
	if err != nil {
		return none, err
	}
	f := readFacts(doc)
	a := article.Article{
		URL:       f.address(at),
		Title:     f.headline(),
		Byline:    f.byline(),
		Published: f.published(),
		Language:  f.language(),
	}
	a.Outlet = f.outlet(a.Title)
	a.Title = withoutOutlet(a.Title, a.Outlet)
	a.Modified = f.modified(a.Published)
	var byline string
	if a.Text, byline, err = extract(doc, at, a.Title); err != nil {
		return none, err
	}
	if a.Text == "" {
		return none, trouble(Empty, errors.New("no article was found on the page: it may need a browser or a login; use the outlet's feed, or save the article as a file"))
	}
	if a.Byline == nil {
		a.Byline = names(byline)
	}
	return readArticle{a, site(at.Hostname())}, nil
}

// readPlain is a page that is no HTML but the text itself.
func readPlain(page []byte, at *url.URL) (readArticle, error) {
	text, ok := utf8Text(page)
	if !ok || strings.TrimSpace(text) == "" {
		return readArticle{}, trouble(Empty, errors.New("the page holds no text"))
	}
	return readArticle{article.Article{URL: bare(at), Text: text}, site(at.Hostname())}, nil
}

// bare is an article's address without its fragment, and without what only
// says how a reader came there.
func bare(u *url.URL) string {
	c := *u
	c.Fragment, c.RawFragment = "", ""
	dropTracking(&c)
	return c.String()
}

// site is a host's name without what one outlet puts before it for other devices.
func site(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for _, p := range []string{"www.", "m.", "mobile.", "amp."} {
		if rest, ok := strings.CutPrefix(host, p); ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"newsdigest/digest/article"
	"newsdigest/digest/text"
)

// DefaultLimit is how many new articles one Fetch of a feed reads.
const DefaultLimit = 20

const (
	fullWords   = 250 // an entry's own text of so many words needs no page
	enoughWords = 80  // and of so many stands for a page that cannot be had
	mostEntries = 2000
	feedDepth   = 200 // elements inside each other
	fewestWords = 6   // a text of fewer is a label or a button, not an article
)

// A Feed is the address of an RSS, Atom or JSON feed.
type Feed struct {
	URL    string
	Client *Client
	Known  func(url string) bool // reports an article that is not wanted again; nil: all are wanted
	Limit  int                   // at most so many new articles a Fetch, the newest; 0: DefaultLimit
}

// Fetch reads the feed, and the page of each new entry that does not hold the
// whole text itself, one after another. Article.URL is the entry's link, so
// that Known recognises it. The newest article comes first.
func (f Feed) Fetch(ctx context.Context) ([]article.Article, error) {
	r, err := f.Client.get(ctx, f.URL)
	if err != nil {
		return nil, err
	}
	return f.read(ctx, r)
}

func (f Feed) read(ctx context.Context, r *response) ([]article.Article, error) {
	entries, err := ParseFeed(r.body, r.contentType, r.url.String())
	if err != nil && entries == nil {
		return nil, err
	}
	errs := []error{err}
	entries = newest(entries, f.Known, cmp.Or(f.Limit, DefaultLimit))
	var out []article.Article
	stopped := map[string]error{} // hosts that want to be left alone
	for _, e := range entries {
		a, err := f.complete(ctx, e, stopped)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		out = append(out, a)
	}
	return out, errors.Join(errs...)
}

// newest are the limit newest entries that are not known. Those without a date
// come last, in the feed's order.
func newest(entries []Entry, known func(string) bool, limit int) []Entry {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int { return b.Article.Published.Compare(a.Article.Published) })
	seen := map[article.ID]bool{}
	entries = slices.DeleteFunc(entries, func(e Entry) bool {
		again := seen[e.Article.ID]
		seen[e.Article.ID] = true
		return again || known != nil && e.Article.URL != "" && known(e.Article.URL)
	})
	return entries[:min(len(entries), limit)]
}

// complete reads the entry's page, if that is needed.
func (f Feed) complete(ctx context.Context, e Entry, stopped map[string]error) (article.Article, error) {
	own := len(strings.Fields(e.Article.Text))
	switch {
	case e.Whole:
		return e.Article, nil
	case e.Article.URL == "" && isStub(e.Article.Text):
		return article.Article{}, fmt.Errorf("%q: %w", e.Article.Title, stub("the feed"))
	case e.Article.URL == "":
		return e.Article, nil
	}
	at, err := url.Parse(e.Article.URL)
	if err != nil {
		return article.Article{}, about("an entry of the feed", trouble(Malformed, errors.New("its link is no address")))
	}
	var page readArticle
	err = stopped[at.Host]
	if err == nil {
		page, err = f.page(ctx, e.Article.URL)
	}
	if e, ok := errors.AsType[*Error](err); ok && (e.Reason == RateLimited || e.Reason == Blocked) {
		stopped[at.Host] = err
	}
	whole := e.with(page, own)
	switch {
	case err == nil && isStub(whole.Text):
		err = stub("its page")
	case err == nil:
		return whole, nil
	case own >= enoughWords && ctx.Err() == nil:
		return e.Article, nil
	}
	return article.Article{}, fmt.Errorf("%q: %w", e.Article.Title, err)
}

// isStub reports whether a text is too short to be an article's.
func isStub(s string) bool {
	return len(s) < 40*fewestWords && len(text.Words(s)) < fewestWords
}

func stub(where string) error {
	return trouble(Empty, fmt.Errorf("%s holds fewer than %d words of it", where, fewestWords))
}

func (f Feed) page(ctx context.Context, address string) (readArticle, error) {
	r, err := f.Client.get(ctx, address)
	if err != nil {
		return readArticle{}, err
	}
	p, err := readPage(r.body, r.contentType, r.url)
	return p, about(shown(r.url), err)
}

// with is the entry with what its page adds. The feed's word on title and time
// is kept: it is what the outlet tells those who follow it.
func (e Entry) with(page readArticle, own int) article.Article {
	a := e.Article
	if len(strings.Fields(page.Text)) > own {
		a.Text = page.Text
	}
	a.Title = cmp.Or(a.Title, page.Title)
	a.Outlet = cmp.Or(page.Outlet, a.Outlet, page.host)
	a.Language = cmp.Or(page.Language, a.Language)
	if len(page.Byline) > 0 {
		a.Byline = page.Byline
	}
	if a.Published.IsZero() {
		a.Published = page.Published
	}
	if page.Modified.After(a.Modified) {
		a.Modified = page.Modified
	}
	return a
}

// An Entry is an article as a feed gives it.
type Entry struct {
	Article article.Article // Text is what the feed holds of it: all, a teaser or nothing
	Whole   bool            // Text is long enough to be all, and does not break off
}

// ParseFeed reads a feed's bytes, as they came from address with that
// Content-Type; links are resolved against address. Entries stand in the
// feed's order. With an error it returns the entries that can be used.
func ParseFeed(feed []byte, contentType, address string) ([]Entry, error) {
	at, err := parseAddress(address)
	if err != nil {
		return nil, about("the address", err)
	}
	entries, err := parseFeed(feed, contentType, at)
	return entries, about(shown(at), err)
}

func parseFeed(feed []byte, contentType string, at *url.URL) ([]Entry, error) {
	if len(feed) > MaxBytes {
		return nil, tooLarge(int64(len(feed)))
	}
	body := utf8Feed(feed, contentType)
	switch {
	case body == "":
		return nil, trouble(Empty, errors.New("the feed is empty"))
	case isHTML(body):
		return nil, trouble(WrongKind, notFeed(body, at))
	case body[0] != '{' && deepXML(body):
		return nil, trouble(Malformed, errors.New("the feed's elements lie too deep inside each other"))
	}
	parsed, err := parsedFeed(body)
	if err != nil {
		return nil, err
	}
	if len(parsed.Items) > mostEntries {
		parsed.Items = parsed.Items[:mostEntries]
	}
	var out []Entry
	var errs []error
	for i, item := range parsed.Items {
		e, err := newEntry(parsed, item, at)
		if err != nil {
			errs = append(errs, fmt.Errorf("entry %d: %w", i+1, err))
			continue
		}
		out = append(out, e)
	}
	if out == nil {
		out = []Entry{} // a feed that was read
	}
	return out, errors.Join(errs...)
}

// parsedFeed calls the feed parser. It is not ours, and a feed that breaks it
// (one with a null among its authors does) must cost that feed alone.
func parsedFeed(text string) (feed *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = trouble(Malformed, fmt.Errorf("the feed broke the parser: %v", r))
		}
	}()
	p := gofeed.NewParser()
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	feed, err = p.ParseString(text)
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		err = trouble(WrongKind, errors.New("it is no feed: give the address of an RSS, Atom or JSON feed"))
	case err != nil:
		err = trouble(Malformed, fmt.Errorf("the feed cannot be understood: %w", err))
	}
	return feed, err
}

func newEntry(feed *gofeed.Feed, item *gofeed.Item, at *url.URL) (Entry, error) {
	a := article.Article{
		URL:      link(item, at),
		Title:    plainTitle(item.Title),
		Outlet:   plainTitle(feed.Title),
		Language: language(feed.Language),
	}
	a.Text = longer(entryText(item.Content, a.Title), entryText(item.Description, a.Title))
	if a.URL == "" && a.Text == "" {
		return Entry{}, errors.New("it has neither a link to a page nor a text")
	}
	for _, p := range item.Authors {
		if p != nil {
			a.Byline = append(a.Byline, names(plainTitle(p.Name))...)
		}
	}
	for _, t := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if t != nil && a.Published.IsZero() && t.Year() >= 1500 {
			a.Published = t.UTC()
		}
	}
	if t := item.UpdatedParsed; t != nil && t.After(a.Published) {
		a.Modified = t.UTC()
	}
	a.ID = article.NewID(a.URL, a.Text)
	return Entry{Article: a, Whole: len(strings.Fields(a.Text)) >= fullWords && !breaksOff.MatchString(a.Text)}, nil
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// link is the entry's page: its link, or its guid where that is one.
func link(item *gofeed.Item, at *url.URL) string {
	for i, s := range append([]string{item.Link}, append(slices.Clone(item.Links), item.GUID)...) {
		s = strings.TrimSpace(s)
		if s == "" || i == len(item.Links)+1 && !strings.HasPrefix(s, "http") {
			continue
		}
		u, err := at.Parse(s)
		if err != nil || checkAddress(u) != nil {
			continue
		}
		dropTracking(u)
		return u.String()
	}
	return ""
}

// dropTracking takes from an address what only says by which feed a reader
// came, so that two feeds of an outlet name an article alike.
func dropTracking(u *url.URL) {
	if !strings.Contains(u.RawQuery, "utm_") {
		return
	}
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		if !strings.HasPrefix(part, "utm_") {
			kept = append(kept, part)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
}

var (
	markup = regexp.MustCompile(`</?[a-zA-Z][^<>]*>|<!--|<!\[CDATA\[`)
	// breaksOff is how a teaser ends.
	breaksOff = regexp.MustCompile(`(?i)(?:\.\.\.|…|\[(?:\.\.\.|…|&hellip;)\]|read more|continue reading|read the full (?:story|article))\W*$`)
)

// plainTitle is a title without markup, on one line.
func plainTitle(s string) string {
	if markup.MatchString(s) {
		if doc, err := parseHTML(s); err == nil {
			return textOf(doc)
		}
	}
	return clean(html.UnescapeString(s))
}

// entryText is the text of an entry's HTML, or of its plain text. What is too
// large to be read is left to the entry's page.
func entryText(s, title string) string {
	var lines []line
	if !markup.MatchString(s) {
		for l := range strings.SplitSeq(html.UnescapeString(s), "\n") {
			if l = clean(l); l != "" {
				lines = append(lines, line{text: l})
			}
		}
		return joinLines(trim(lines, title), "\n")
	}
	doc, err := parseHTML(s)
	if err != nil {
		return ""
	}
	prune(doc)
	return joinLines(trim(linesOf(doc), title), "\n")
}

// notFeed says which feeds a page names, for who gave the page's address instead.
func notFeed(page string, at *url.URL) error {
	const words = "it is a page, not a feed"
	doc, err := parseHTML(page)
	if err != nil {
		return errors.New(words)
	}
	var found []string
	for n := range doc.Descendants() {
		kind := strings.ToLower(attr(n, "type"))
		if n.Data != "link" || !hasWord(attr(n, "rel"), "alternate") || !strings.Contains(kind, "rss") && !strings.Contains(kind, "atom") && !strings.Contains(kind, "feed+json") {
			continue
		}
		if u, err := at.Parse(attr(n, "href")); err == nil && checkAddress(u) == nil && len(found) < 3 {
			found = append(found, shown(u))
		}
	}
	if found == nil {
		return errors.New(words + ": configure it as a page, or look for the outlet's feed")
	}
	return fmt.Errorf("%s: the page names %s", words, strings.Join(found, ", "))
}

package source

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts are what a page says about its article, as it says it.
type facts struct {
	meta      map[string][]string // contents by name, property or itemprop in lower case
	ld        []ldArticle
	h1        []string
	title     string
	canonical string
	lang      string
	times     []string
}

func readFacts(doc *html.Node) facts {
	f := facts{meta: map[string][]string{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			f.lang = attr(n, "lang")
		case atom.Meta:
			f.readMeta(n)
		case atom.Link:
			if f.canonical == "" && hasWord(attr(n, "rel"), "canonical") {
				f.canonical = attr(n, "href")
			}
		case atom.Title:
			if f.title == "" && n.FirstChild != nil && len(n.FirstChild.Data) <= longestFact {
				f.title = clean(n.FirstChild.Data)
			}
		case atom.H1:
			if t := textOf(n); t != "" && len(t) <= longestFact && len(f.h1) < mostFacts {
				f.h1 = append(f.h1, t)
			}
		case atom.Time:
			if t := attr(n, "datetime"); t != "" && len(f.times) < mostFacts {
				f.add(attr(n, "itemprop"), t)
				f.times = append(f.times, t)
			}
		case atom.Script:
			if kind, _, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";"); strings.TrimSpace(kind) == "application/ld+json" && n.FirstChild != nil && len(f.ld) < mostFacts {
				f.ld = append(f.ld, parseLD(n.FirstChild.Data)...)
			}
		}
		if hasWord(attr(n, "rel"), "author") && n.DataAtom == atom.A {
			f.add("rel author", textOf(n))
		}
	}
	return f
}

func (f *facts) readMeta(n *html.Node) {
	content := attr(n, "content")
	if len(content) > longestFact {
		return
	}
	content = clean(content)
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		f.add(attr(n, key), content)
	}
}

func (f *facts) add(keys, value string) {
	for key := range strings.FieldsSeq(strings.ToLower(keys)) {
		if value != "" && len(value) <= longestFact && len(f.meta[key]) < mostFacts {
			f.meta[key] = append(f.meta[key], value)
		}
	}
}

func (f *facts) first(keys ...string) string {
	for _, k := range keys {
		if list := f.meta[k]; len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// fromLD is the first that of gives for the page's articles.
func (f *facts) fromLD(of func(ldArticle) string) string {
	for _, a := range f.ld {
		if s := of(a); s != "" {
			return s
		}
	}
	return ""
}

// headline is the title as a reader sees it on the page: the h1 that the
// page's other titles agree with, else the best of these.
func (f *facts) headline() string {
	titles := []string{f.first("og:title", "twitter:title"), f.fromLD(func(a ldArticle) string { return a.Headline.one() }), f.title}
	outlet := f.first("og:site_name", "application-name")
	for _, t := range titles {
		for _, h := range f.h1 {
			if !sameWords(h, outlet) && sharesWords(h, t) && 3*len(h) > len(t) {
				return h // a much shorter one is the outlet's name
			}
		}
	}
	for _, t := range titles {
		if t != "" {
			return t
		}
	}
	if len(f.h1) == 1 {
		return f.h1[0]
	}
	return ""
}

// sharesWords reports whether most words of a stand in b, too.
func sharesWords(a, b string) bool {
	words := strings.Fields(bareWords(a))
	in := map[string]bool{}
	for w := range strings.FieldsSeq(bareWords(b)) {
		in[w] = true
	}
	n := 0
	for _, w := range words {
		if in[w] {
			n++
		}
	}
	return n*10 >= len(words)*7 && n > 0
}

// titleEnd parts a title from the outlet's name behind it.
var titleEnd = regexp.MustCompile(`\s+[|–—·:»•-]\s+`)

// outlet is what the page calls its outlet, or what <title> has behind the article's title.
func (f *facts) outlet(title string) string {
	if s := f.first("og:site_name", "application-name"); s != "" && len(s) <= longestName {
		return s
	}
	if s := f.fromLD(func(a ldArticle) string { return a.Publisher.one() }); s != "" && len(s) <= longestName {
		return s
	}
	for _, cut := range titleEnd.FindAllStringIndex(f.title, -1) {
		behind := f.title[cut[1]:]
		if sameWords(f.title[:cut[0]], title) && !titleEnd.MatchString(behind) && len(strings.Fields(behind)) <= 6 {
			return behind
		}
	}
	return ""
}

// withoutOutlet cuts the outlet's name from the end of a title.
func withoutOutlet(title, outlet string) string {
	cuts := titleEnd.FindAllStringIndex(title, -1)
	if len(cuts) == 0 {
		return title
	}
	last := cuts[len(cuts)-1]
	head, tail := title[:last[0]], title[last[1]:]
	bar := strings.Contains(title[last[0]:last[1]], "|")
	if sameWords(tail, outlet) || bar && len(strings.Fields(tail)) <= 4 && len(strings.Fields(head)) >= 3 {
		return head
	}
	return title
}

func (f *facts) byline() []string {
	for _, a := range f.ld {
		if list := nameList(a.Author); list != nil {
			return list
		}
	}
	for _, key := range []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"} {
		if list := nameList(f.meta[key]); list != nil {
			return list
		}
	}
	return nil
}

func (f *facts) published() time.Time {
	if t := f.timeLD(func(a ldArticle) string { return a.DatePublished.one() }); !t.IsZero() {
		return t
	}
	for _, key := range []string{
		"article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date_published", "parsely-pub-date", "sailthru.date",
		"dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "publish-date", "publish_date", "publication_date", "pubdate", "article.published", "date",
	} {
		if t := parseTime(f.first(key)); !t.IsZero() {
			return t
		}
	}
	for _, s := range f.times {
		if t := parseTime(s); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// modified is zero where the page says nothing later than published.
func (f *facts) modified(published time.Time) time.Time {
	t := f.timeLD(func(a ldArticle) string { return a.DateModified.one() })
	for _, key := range []string{"article:modified_time", "og:updated_time", "datemodified", "date_modified", "article.updated", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod"} {
		if t.IsZero() {
			t = parseTime(f.first(key))
		}
	}
	if t.Before(published) {
		return time.Time{}
	}
	return t
}

func (f *facts) timeLD(of func(ldArticle) string) time.Time { return parseTime(f.fromLD(of)) }

func (f *facts) language() string {
	for _, s := range []string{f.lang, f.fromLD(func(a ldArticle) string { return a.InLanguage.one() }), f.first("og:locale", "content-language", "language", "dc.language")} {
		if tag := language(s); tag != "" {
			return tag
		}
	}
	return ""
}

// address is the page's own name for itself, where it is of the same site as
// at; else at. A page may not send readers elsewhere.
func (f *facts) address(at *url.URL) string {
	for _, s := range []string{f.canonical, f.first("og:url")} {
		u, err := at.Parse(strings.TrimSpace(s))
		if s == "" || err != nil || checkAddress(u) != nil {
			continue
		}
		toFront := strings.Trim(u.Path, "/") == "" && u.RawQuery == "" // many pages of one site name its front page
		if at.Host == "" && !toFront || site(u.Hostname()) == site(at.Hostname()) && u.Port() == at.Port() && (!toFront || strings.Trim(at.Path, "/") == "") {
			return bare(u)
		}
	}
	return bare(at)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

const (
	longestFact = 2000 // bytes; what is longer is no title, name or time
	mostFacts   = 20   // of a kind
	longestName = 100  // bytes
	mostNames   = 12
)

var (
	byStart   = regexp.MustCompile(`(?i)^\W*(?:by|von|par|por|di|door|av)\s+|^\W*(?:written|reported|story) by:?\s+`)
	nameBreak = regexp.MustCompile(`\s*(?:[,;|&•·]|\b(?:and|AND|und|et|y)\b)\s*`)
	noName    = regexp.MustCompile(`(?i)https?:|www\.|[@<>{}/\\]|\d{2}|^(?:admin|editor|staff|author|unknown|updated|published|posted)$`)
)

// names are the people in one byline: "By Ada Ruiz and Ben Okafor, AP".
func names(s string) []string {
	s = byStart.ReplaceAllString(clean(s), "")
	var out []string
	for _, n := range nameBreak.Split(s, -1) {
		n = strings.Trim(n, " .:-–—")
		if n != "" && len(n) <= longestName && !noName.MatchString(n) && len(strings.Fields(n)) <= 6 && len(out) < mostNames {
			out = append(out, n)
		}
	}
	return out
}

// nameList is names for a list, which may name one person twice.
func nameList(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		for _, n := range names(s) {
			if key := bareWords(n); !seen[key] && len(out) < mostNames {
				seen[key] = true
				out = append(out, n)
			}
		}
	}
	return out
}

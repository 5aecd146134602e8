package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"newsdigest/bot"
	"newsdigest/digest"
	"newsdigest/digest/quote"
	"newsdigest/digest/render"
	"newsdigest/digest/text"
)

// maxCites is how many stretches an address may ask to have marked.
const maxCites = 16

// citeURL is where the article shows the spans marked.
func citeURL(l links, spans []text.Span) string {
	var b strings.Builder
	b.WriteString(l.Article + "?cite=")
	for i, s := range spans {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End))
	}
	b.WriteString("#cited")
	return b.String()
}

// cites reads what citeURL wrote: spans of t, whole characters, in order and
// apart. What does not fit is left out: an address may be typed.
func cites(t, param string) []text.Span {
	var out []text.Span
	for i, part := range strings.SplitN(param, ",", maxCites+1) {
		from, to, ok := strings.Cut(part, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if i == maxCites || !ok || err1 != nil || err2 != nil || start < 0 || end > len(t) || start >= end {
			continue
		}
		if !utf8.RuneStart(t[start]) || end < len(t) && !utf8.RuneStart(t[end]) {
			continue
		}
		out = append(out, text.Span{Start: start, End: end})
	}
	slices.SortFunc(out, func(a, b text.Span) int { return a.Start - b.Start })
	joined := out[:0]
	for _, s := range out {
		if n := len(joined); n > 0 && s.Start <= joined[n-1].End {
			joined[n-1].End = max(joined[n-1].End, s.End)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// An articleView is the article with who said what beside it.
type articleView struct {
	Title      string
	Outlet     string
	Byline     string
	Published  when // ISO empty: undated
	URL        string
	Language   string
	Cited      bool // words are marked
	Paragraphs []paragraphView
}

type paragraphView struct {
	ID    string
	Runs  []run
	Notes []noteView
}

// A noteView says whose words are in a paragraph.
type noteView struct {
	ID    string
	Who   string // empty: the article names nobody surely enough
	Role  string
	Kinds string // "direct quote, reported"
}

// digestOf is the digest of a message's story.
func (p *Platform) digestOf(w http.ResponseWriter, r *http.Request, root bot.Message) (*digest.Digest, bool) {
	story, err := p.log.Story(r.Context(), root.Post.Story.ID)
	switch {
	case errors.Is(err, bot.ErrNotFound):
		p.fail(w, r, http.StatusNotFound, "The article of this story is no longer kept.")
		return nil, false
	case err != nil:
		p.failLog(w, r, err)
		return nil, false
	}
	return p.kept.digest(story, digest.Options{People: p.people}), true
}

func (p *Platform) showArticle(w http.ResponseWriter, r *http.Request) {
	pg, _, root, ok := p.open(w, r, "article")
	if !ok {
		return
	}
	d, ok := p.digestOf(w, r, root)
	if !ok {
		return
	}
	pg.Panel.Article = viewArticle(d, cites(d.Article.Text, r.URL.Query().Get("cite")))
	p.write(w, http.StatusOK, pg)
}

func viewArticle(d *digest.Digest, cited []text.Span) articleView {
	a := d.Article
	v := articleView{
		Title:     a.Title,
		Outlet:    a.Outlet,
		Byline:    strings.Join(a.Byline, ", "),
		Published: whenOf(a.Published),
		URL:       render.Arrange(d).URL,
		Language:  a.Language,
		Cited:     len(cited) > 0,
	}
	roles, first := make(map[string]bool), true
	for i, para := range text.Paragraphs(a.Text) {
		pv := paragraphView{ID: "p" + strconv.Itoa(i+1)}
		whose := pv.notes(d, para, roles)
		pv.Runs = runs(a.Text, borders(d, para, cited), func(s text.Span) run {
			out := run{Cited: holds(cited, s)}
			if out.Cited && first {
				out.ID, first = "cited", false
			}
			if q := quoteAt(d.Quotes, s); q >= 0 {
				out.Kind, out.Note = d.Quotes[q].Kind.String(), whose[q]
			}
			return out
		})
		v.Paragraphs = append(v.Paragraphs, pv)
	}
	return v
}

// notes says once for each speaker that the paragraph has words of theirs, and
// returns the note's id by the quote's index. A role is said the first time only.
func (pv *paragraphView) notes(d *digest.Digest, para text.Span, roles map[string]bool) map[int]string {
	whose := make(map[int]string)
	at := make(map[string]int)
	for i, q := range d.Quotes {
		if !slices.ContainsFunc(q.Parts, para.Overlaps) {
			continue
		}
		n := noteView{Kinds: kindLabels[q.Kind]}
		if q.Speaker != nil {
			n.Who = q.Speaker.Name
			if !roles[n.Who] {
				n.Role = q.Speaker.Role
			}
			roles[n.Who] = true
		}
		k, known := at[n.Who]
		if !known {
			k = len(pv.Notes)
			at[n.Who] = k
			n.ID = pv.ID + "-" + strconv.Itoa(k+1)
			pv.Notes = append(pv.Notes, n)
		} else if !strings.Contains(pv.Notes[k].Kinds, n.Kinds) {
			pv.Notes[k].Kinds += ", " + n.Kinds
		}
		whose[i] = pv.Notes[k].ID
	}
	return whose
}

// kindLabels are the words for a reader.
var kindLabels = map[quote.Kind]string{
	quote.Direct:   "direct quote",
	quote.Split:    "direct quote",
	quote.Partial:  "partial quote",
	quote.Indirect: "reported",
}

// borders are the offsets in para at which quotes and cited words begin and end.
func borders(d *digest.Digest, para text.Span, cited []text.Span) []int {
	cuts := []int{para.Start, para.End}
	add := func(s text.Span) {
		for _, at := range []int{s.Start, s.End} {
			if para.Start < at && at < para.End {
				cuts = append(cuts, at)
			}
		}
	}
	for _, q := range d.Quotes {
		for _, part := range q.Parts {
			add(part)
		}
	}
	for _, c := range cited {
		add(c)
	}
	return cuts
}

func holds(spans []text.Span, s text.Span) bool {
	return slices.ContainsFunc(spans, func(o text.Span) bool { return o.Contains(s) })
}

// quoteAt is the index of the quote that s is words of: one between marks
// before the reported clause that it stands in. -1: none.
func quoteAt(quotes []quote.Quote, s text.Span) int {
	found := -1
	for i, q := range quotes {
		if holds(q.Parts, s) && (found < 0 || quotes[found].Kind == quote.Indirect) {
			found = i
		}
	}
	return found
}

// A quoteView is one line of "All quotes".
type quoteView struct {
	Index  int
	Who    string
	Role   string
	NewWho bool // another speaker's than the one before
	Kind   string
	Said   string // "said, earlier on Thursday"
	Pieces []string
	Marked bool // between quotation marks
	Chosen bool // the one that a report is about
	URL    string
	Report string
}

func (p *Platform) showQuotes(w http.ResponseWriter, r *http.Request) {
	pg, _, root, ok := p.open(w, r, "quotes")
	if !ok {
		return
	}
	d, ok := p.digestOf(w, r, root)
	if !ok {
		return
	}
	pg.Panel.Quotes = viewQuotes(d, pg.Panel.Links)
	p.write(w, http.StatusOK, pg)
}

func viewQuotes(d *digest.Digest, l links) []quoteView {
	out := make([]quoteView, 0, len(d.Quotes))
	for i, q := range d.Quotes {
		v := quoteView{
			Index:  i,
			Kind:   kindLabels[q.Kind],
			Marked: q.Kind != quote.Indirect,
			URL:    citeURL(l, q.Parts),
			Report: l.Report + "?quote=" + strconv.Itoa(i),
		}
		if q.Speaker != nil {
			v.Who, v.Role = q.Speaker.Name, q.Speaker.Role
		}
		v.NewWho = i == 0 || v.Who != out[i-1].Who
		v.Said = q.Verb.Of(d.Article.Text)
		if when := q.When.Of(d.Article.Text); when != "" {
			v.Said = strings.TrimPrefix(v.Said+", "+when, ", ")
		}
		for _, piece := range render.Whole(d.Found, i) {
			v.Pieces = append(v.Pieces, piece.Shown())
		}
		out = append(out, v)
	}
	return out
}

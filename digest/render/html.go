package render

import (
	_ "embed"
	"html/template"
	"strings"
)

//go:embed post.html
var htmlSource string

var htmlTemplates = template.Must(template.New("post.html").Funcs(template.FuncMap{
	"words":    EscapeHTML,
	"lines":    Lines,
	"passages": func(o htmlOrigin, list []Passage) htmlPassages { return htmlPassages{o, list} },
	"line":     func(o htmlOrigin, r Reaction) htmlReaction { return htmlReaction{o, r} },
	"below":    func(r Reaction) Reaction { r.When = ""; return r }, // the heading above has said when
	"newWho":   NewSpeaker,
	"newWhen":  NewWhen,
	"heading":  EarlierHeading,
	"source":   SourceLine,
	"notSaid":  func() string { return NotSaid },
	"nearest":  func() string { return NearestLabel },
	"unclear":  func() string { return Unclear },
}).Parse(htmlSource))

// EscapeHTML escapes article words for the text between two tags. Apostrophes
// and quotation marks mean nothing there and stay, so that each passage is an
// unbroken string in the page's source too; inside an attribute html/template
// escapes the result again.
func EscapeHTML(s string) template.HTML {
	return template.HTML(htmlEscaper.Replace(Plain(s)))
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// HTML is p as one <article> element, without style or script. Headings begin
// at h2. Classes: digest, headline, summary, quotes, who, role, on, when,
// reactions, reaction, words, earlier, cut, origin, source.
func HTML(p Post) template.HTML { return HTMLWithin(p, nil) }

// AnswerHTML is a as one <div class="answer"> element.
func AnswerHTML(a Answer) template.HTML {
	return execute("answer", htmlAnswer{htmlOrigin{URL: webURL(a.URL)}, a})
}

// HTMLWithin is HTML on a site that shows the article itself: shown gives the
// site's address that shows a line of passages there; empty: none does. Where
// shown is nil the article's own address is linked.
func HTMLWithin(p Post, shown func(line []Passage) string) template.HTML {
	return execute("post", htmlPost{htmlOrigin{webURL(p.URL), shown}, p})
}

// An htmlOrigin knows where a passage's words can be read in the article.
type htmlOrigin struct {
	URL   string // the article's; empty: none
	shown func([]Passage) string
}

// Of is the address that shows line; empty: none does.
func (o htmlOrigin) Of(line []Passage) string {
	if o.shown != nil {
		return o.shown(line)
	}
	return FragmentURL(o.URL, line[0].Text)
}

// Away reports whether that address is on another site.
func (o htmlOrigin) Away() bool { return o.shown == nil }

// What the templates are called with.
type (
	htmlPost struct {
		Origin htmlOrigin
		Post   Post
	}
	htmlAnswer struct {
		Origin htmlOrigin
		Answer Answer
	}
	htmlPassages struct {
		Origin   htmlOrigin
		Passages []Passage
	}
	htmlReaction struct {
		Origin   htmlOrigin
		Reaction Reaction
	}
)

func execute(name string, data any) template.HTML {
	var b strings.Builder
	if err := htmlTemplates.ExecuteTemplate(&b, name, data); err != nil {
		panic(err) // unreachable unless the template does not fit its types
	}
	return template.HTML(b.String())
}

package render

import (
	_ "embed"
	"html/template"
	"strings"
)

//go:embed post.html
var htmlSource string

var htmlTemplates = template.Must(template.New("post.html").Funcs(template.FuncMap{
	"words":    htmlWords,
	"lines":    Lines,
	"passages": func(url string, list []Passage) htmlPassages { return htmlPassages{url, list} },
	"line":     func(url string, r Reaction, earlier bool) htmlReaction { return htmlReaction{url, r, earlier} },
	"newWho":   NewSpeaker,
	"newWhen":  NewWhen,
	"heading":  EarlierHeading,
	"source":   SourceLine,
	"fragment": FragmentURL,
	"first":    func(line []Passage) Passage { return line[0] },
	"link":     webURL,
	"notSaid":  func() string { return NotSaid },
	"nearest":  func() string { return NearestLabel },
	"unclear":  func() string { return Unclear },
}).Parse(htmlSource))

// htmlWords escapes article words for the text between two tags. Apostrophes
// and quotation marks mean nothing there and stay, so that each passage is an
// unbroken string in the page's source too; inside an attribute html/template
// escapes the result again.
func htmlWords(s string) template.HTML {
	return template.HTML(htmlEscaper.Replace(Plain(s)))
}

var htmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// HTML is p as one <article> element, without style or script. Headings begin
// at h2. Classes: digest, headline, summary, quotes, who, role, on, when,
// reactions, reaction, words, earlier, cut, origin, source.
func HTML(p Post) template.HTML { return execute("post", p) }

// AnswerHTML is a as one <div class="answer"> element.
func AnswerHTML(a Answer) template.HTML { return execute("answer", a) }

// What the inner templates are called with; URL is the article's, empty: none.
type (
	htmlPassages struct {
		URL      string
		Passages []Passage
	}
	htmlReaction struct {
		URL      string
		Reaction Reaction
		Earlier  bool // the heading above has said when
	}
)

func execute(name string, data any) template.HTML {
	var b strings.Builder
	if err := htmlTemplates.ExecuteTemplate(&b, name, data); err != nil {
		panic(err) // unreachable unless the template does not fit its types
	}
	return template.HTML(b.String())
}

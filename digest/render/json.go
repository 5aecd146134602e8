package render

import (
	"bytes"
	"encoding/json"
	"time"
	"unicode/utf8"

	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// SchemaVersion is the version of the JSON that JSON and AnswerJSON write. A
// new member does not change it; a member that goes, or changes its meaning, does.
//
//	1: the first
const SchemaVersion = 1

// A point is an offset in Unicode code points, as JSON's readers count. It is
// made here alone; everywhere else in the program an offset is in bytes.
type point int

// points turns byte offsets of a text into code points. A byte that is no
// UTF-8 counts as one, as it does in the text that encoding/json writes.
type points struct {
	text  string
	marks []mark // one for each stride of bytes; nil: the text is ASCII
}

type mark struct{ at, point int } // the first code point that begins in a stride

const stride = 64 // bytes

func newPoints(t string) *points {
	p := &points{text: t}
	ascii := true
	for i := range len(t) {
		if t[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return p
	}
	p.marks = make([]mark, 0, len(t)/stride+1)
	n := 0
	for i := range t {
		if i >= len(p.marks)*stride {
			p.marks = append(p.marks, mark{i, n})
		}
		n++
	}
	return p
}

// of returns how many code points begin before the byte offset.
func (p *points) of(offset int) point {
	if p.marks == nil {
		return point(offset)
	}
	m := p.marks[min(offset/stride, len(p.marks)-1)]
	if m.at > offset {
		return point(m.point)
	}
	return point(m.point + utf8.RuneCountInString(p.text[m.at:offset]))
}

// The JSON of the contract. Members stand in the order of docs/JSON.md.
type (
	jsonDigest struct {
		Schema    int            `json:"schema"`
		Article   jsonArticle    `json:"article"`
		Headline  jsonHeadline   `json:"headline"`
		Summary   []jsonSpan     `json:"summary"`
		Quotes    []jsonQuote    `json:"quotes"`
		Reactions []jsonReaction `json:"reactions"`
		People    []jsonPerson   `json:"people"`
	}
	jsonArticle struct {
		ID        article.ID `json:"id"`
		URL       string     `json:"url"`
		Title     string     `json:"title"`
		Byline    []string   `json:"byline"`
		Published *time.Time `json:"published"`
		Language  string     `json:"language"`
		Text      string     `json:"text"`
	}
	jsonHeadline struct {
		Text  string `json:"text"`
		Start *point `json:"start"`
		End   *point `json:"end"`
	}
	jsonSpan struct {
		Text  string `json:"text"`
		Start point  `json:"start"`
		End   point  `json:"end"`
	}
	jsonQuote struct {
		Text    string       `json:"text"`
		Spans   []jsonSpan   `json:"spans"`
		Kind    quote.Kind   `json:"kind"`
		Within  *int         `json:"within"`
		Speaker *jsonSpeaker `json:"speaker"`
		Verb    *string      `json:"verb"`
		When    *string      `json:"when"`
		Key     bool         `json:"key"`
	}
	jsonSpeaker struct {
		Name       string  `json:"name"`
		Named      bool    `json:"named"`
		Role       *string `json:"role"`
		Mention    string  `json:"mention"`
		Start      point   `json:"start"`
		End        point   `json:"end"`
		Confidence float64 `json:"confidence"`
	}
	jsonReaction struct {
		Who    jsonWho            `json:"who"`
		To     jsonTo             `json:"to"`
		About  *jsonSpan          `json:"about"`
		When   *string            `json:"when"`
		Kind   quote.ReactionKind `json:"kind"`
		Text   string             `json:"text"`
		Start  point              `json:"start"`
		End    point              `json:"end"`
		Quotes []int              `json:"quotes"`
	}
	jsonWho struct {
		Name string  `json:"name"`
		Role *string `json:"role"`
	}
	jsonTo struct {
		Name string `json:"name"`
	}
	jsonPerson struct {
		Name     string   `json:"name"`
		Role     *string  `json:"role"`
		Aliases  []string `json:"aliases"`
		Mentions int      `json:"mentions"`
	}
	jsonAnswer struct {
		Question  string     `json:"question"`
		Answered  bool       `json:"answered"`
		Text      string     `json:"text"`
		Short     string     `json:"short"`
		Citations []jsonSpan `json:"citations"`
		Shown     int        `json:"shown"`
		Score     float64    `json:"score"`
	}
)

// JSON is d as the contract's object, without a line end.
func JSON(d *digest.Digest) []byte {
	t := d.Article.Text
	at := newPoints(t)
	out := jsonDigest{
		Schema:    SchemaVersion,
		Article:   articleJSON(d.Article),
		Headline:  jsonHeadline{Text: d.HeadlineText()},
		Summary:   make([]jsonSpan, 0, len(d.Summary)),
		Quotes:    make([]jsonQuote, 0, len(d.Quotes)),
		Reactions: make([]jsonReaction, 0, len(d.Reactions)),
		People:    make([]jsonPerson, 0, len(d.People)),
	}
	if d.Article.Title == "" && !d.Headline.Empty() {
		start, end := at.of(d.Headline.Start), at.of(d.Headline.End)
		out.Headline.Start, out.Headline.End = &start, &end
	}
	for _, s := range d.Summary {
		out.Summary = append(out.Summary, at.span(s))
	}
	for _, q := range d.Quotes {
		j := jsonQuote{Text: q.Words(d.Article), Kind: q.Kind, Key: q.Key, Verb: orNull(q.Verb.Of(t)), When: orNull(q.When.Of(t))}
		for _, p := range q.Parts {
			j.Spans = append(j.Spans, at.span(p))
		}
		if q.Within >= 0 {
			j.Within = &q.Within
		}
		if s := q.Speaker; s != nil {
			j.Speaker = &jsonSpeaker{Name: s.Name, Named: s.Named, Role: orNull(s.Role), Mention: s.Mention.Of(t),
				Start: at.of(s.Mention.Start), End: at.of(s.Mention.End), Confidence: q.Confidence}
		}
		out.Quotes = append(out.Quotes, j)
	}
	for _, r := range d.Reactions {
		s := at.span(r.At)
		j := jsonReaction{Who: jsonWho{r.By.Name, orNull(r.By.Role)}, To: jsonTo{r.To}, When: orNull(r.When.Of(t)),
			Kind: r.Kind, Text: s.Text, Start: s.Start, End: s.End, Quotes: append([]int{}, r.Quotes...)}
		if !r.About.Empty() {
			about := at.span(r.About)
			j.About = &about
		}
		out.Reactions = append(out.Reactions, j)
	}
	for _, p := range d.People {
		out.People = append(out.People, jsonPerson{p.Name, orNull(p.Role), append([]string{}, p.Aliases...), len(p.Mentions)})
	}
	return encode(out)
}

// AnswerJSON is a, an answer about d's article, as the contract's object,
// without a line end. Where the article does not say, its citations hold the
// nearest passage.
func AnswerJSON(d *digest.Digest, a digest.Answer) []byte {
	return AnswersJSON(d, []digest.Answer{a})[0]
}

// AnswersJSON is AnswerJSON of each of several answers about one article.
func AnswersJSON(d *digest.Digest, answers []digest.Answer) []json.RawMessage {
	t := d.Article.Text
	at := newPoints(t)
	out := make([]json.RawMessage, 0, len(answers))
	for _, a := range answers {
		j := jsonAnswer{Question: a.Question, Answered: a.Answered(), Text: NotSaid, Short: a.Short.Of(t), Citations: []jsonSpan{}, Shown: len(a.Rest()), Score: a.Score}
		for _, c := range a.Citations {
			j.Citations = append(j.Citations, at.span(c))
		}
		if a.Answered() {
			j.Text = joined(ArrangeAnswer(d, a).Cited, func(s string) string { return s })
		} else if !a.Nearest.Empty() {
			j.Citations, j.Shown = append(j.Citations, at.span(a.Nearest)), 1
		}
		out = append(out, encode(j))
	}
	return out
}

// ArticleJSON is a as the contract's "article" object, without a line end.
func ArticleJSON(a article.Article) []byte { return encode(articleJSON(a)) }

func articleJSON(a article.Article) jsonArticle {
	j := jsonArticle{ID: a.ID, URL: a.URL, Title: a.Title, Byline: append([]string{}, a.Byline...), Language: a.Language, Text: a.Text}
	if day := a.Published.UTC(); !day.IsZero() && day.Year() >= 0 && day.Year() <= 9999 { // RFC 3339 has no other years
		j.Published = &day
	}
	return j
}

func (p *points) span(s text.Span) jsonSpan {
	return jsonSpan{Text: s.Of(p.text), Start: p.of(s.Start), End: p.of(s.End)}
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// encode leaves <, > and & as they are: the object is read by programs, not
// set into a page.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // unreachable: no cycles, no channels, and scores are finite
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

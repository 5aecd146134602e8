package quote

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/article"
	"newsdigest/digest/text"
)

// An analysis is the working state of one Find.
type analysis struct {
	doc         *text.Doc
	frags       []fragment
	toks        []token
	lower       map[string]bool // words that stand in lower case somewhere
	seenInside  map[string]bool // words that stand with a capital inside a sentence
	seenAlone   map[string]bool // words that stand with a capital between words without one
	mentions    []mention
	entities    []entity
	surnames    map[string]int   // how many people bear it
	knownBy     map[string]bool  // well-known surnames that stand with the office or title of the one who is known by it
	fullLast    map[string]bool  // last words of full names so far
	works       map[string]bool  // what films, songs and books are called
	acronyms    map[string]int   // entity by the first letters of its name
	holders     map[string][]int // people by a word of their office
	leans       map[int]gender   // sex that a single pronoun tells, by entity
	dominant    int              // the person whom the whole text is about; -1: nobody
	statements  []statement
	units       []unit         // of all statements
	lead        int            // the first statement below the text's heading
	repeated    map[string]int // how often the text sets words between marks of their own, short ones in lower case
	answerable  []int          // the actor's own quotes, which a reaction may answer
	answerTopic []int          // the topic of each of these, -1: none
	answerNames [][]int        // the bodies and places that each of these names
	actDay      int            // the weekday of the main actor's act, Monday 1 to Sunday 7; 0: not said
	ruled       bool           // whether a court or a judge is the main actor
	actUndated  bool           // whether the article tells that act without the day of a month
	today       int            // the weekday on which the article was published; 0: not known
	line        float64        // how sure a speaker must be to be shown
}

// Find returns the quotes, reactions and people of a. It takes any text.
func Find(a article.Article, o Options) *Found {
	f, an := find(a, o)
	spareTokens.put(an.toks)
	spareUnits.put(an.units)
	return f
}

// What was made for one text serves the next: new memory of this size costs a tenth of a Find.
var (
	spareTokens spare[token]
	spareUnits  spare[unit]
)

type spare[T any] struct{ pool sync.Pool }

// get returns an empty slice that holds n without growing.
func (s *spare[T]) get(n int) []T {
	if p, ok := s.pool.Get().(*[]T); ok && cap(*p) >= n {
		return (*p)[:0]
	}
	return make([]T, 0, n)
}

// put takes a slice to which nothing refers any more.
func (s *spare[T]) put(used []T) {
	clear(used)
	s.pool.Put(&used)
}

func find(a article.Article, o Options) (*Found, *analysis) {
	an := &analysis{doc: text.Parse(a.Text), line: o.Line}
	if an.line == 0 {
		an.line = UsualLine
	}
	an.frags = fragments(an.doc)
	an.toks = tokenize(an.doc, an.frags)
	an.lower, an.seenInside, an.seenAlone = make(map[string]bool, min(len(an.toks)/3, 2048)), map[string]bool{}, map[string]bool{}
	for i := range an.toks {
		switch t := &an.toks[i]; {
		case t.punct():
		case !t.caps:
			an.lower[t.word] = true
		default:
			if !t.first {
				an.seenInside[t.word] = true
			}
			if !an.tok(i-min(i, 1)).caps && !an.tok(min(i+1, len(an.toks)-1)).caps {
				an.seenAlone[t.word] = true
			}
		}
	}
	an.findNames()
	an.findStatements()
	f := &Found{Article: a, Doc: an.doc}
	above := heading(an.doc)
	switch {
	case a.Title == "":
		f.Heading = above
	case len(an.doc.Paragraphs) > 1 && strings.TrimSpace(an.doc.Paragraphs[0].Of(a.Text)) == strings.TrimSpace(a.Title):
		above = an.doc.Paragraphs[0] // the title once more
	default:
		above = text.Span{}
	}
	for an.lead+1 < len(an.statements) && an.statements[an.lead].Start < above.End {
		an.lead++
	}
	an.attribute(f)
	an.reactions(f)
	an.chooseKey(f, o.People)
	return f, an
}

// heading is the first line of a text where it is a title: a few words without
// an end mark above a whole sentence. Empty: none.
func heading(doc *text.Doc) text.Span {
	if len(doc.Paragraphs) < 2 {
		return text.Span{}
	}
	p, below := doc.Paragraphs[0], ""
	for _, b := range doc.Paragraphs[1:min(len(doc.Paragraphs), 4)] { // a byline or a time may stand between
		if below = strings.TrimRight(b.Of(doc.Text), "\"'”’)] "); len(strings.Fields(below)) > 7 {
			break
		}
	}
	line := p.Of(doc.Text)
	words := strings.Fields(line)
	if len(words) < 4 || len(words) > 20 || strings.ContainsAny(line, "|©\n\"“”") || strings.ContainsAny(line[len(line)-1:], ".:;,!?)") || notLabels.has(strings.Trim(lower(words[0]), ":")) {
		return text.Span{}
	}
	if first, _ := utf8.DecodeRuneInString(line); !unicode.IsUpper(first) || !strings.HasSuffix(below, ".") || len(strings.Fields(below)) < 8 {
		return text.Span{}
	}
	plain := 0
	for _, w := range words {
		if len(w) > 3 && strings.ToLower(w) == w {
			plain++
		}
	}
	if plain < 2 {
		return text.Span{} // the name of a section, a place and a day
	}
	return p
}

// title is what heads the article, given apart or in its text, its first longestTitle bytes.
func (f *Found) title() string {
	t := f.Article.Title
	if t == "" {
		t = f.Heading.Of(f.Article.Text)
	}
	return t[:min(len(t), longestTitle)]
}

const longestTitle = 1000

// para returns the index of the paragraph that holds the byte offset, or -1.
func (an *analysis) para(offset int) int { return text.At(an.doc.Paragraphs, offset) }

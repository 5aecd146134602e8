package eval

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"newsdigest/digest/quote"
)

// A .marks file has a mark a line, its fields parted by " | "; testdata/quotes/README.md
// is its manual:
//
//	about FIELD AND STYLE
//	title TITLE
//	marks single                          the article has 'single' quotation marks
//	who X | FULL NAME | ROLE              somebody with a name, called X below
//	unnamed X | WORDS | ROLE              somebody without
//	actor X                               whose words or act it is about
//	direct X | WORDS | MENTION | VERB     partial, indirect; +direct: the same quote goes on
//	none | WORDS                          marked words that nobody is quoted with
//	key | FIRST WORDS                     a quote that an editor would show, best first
//	reaction KIND X to Y | WORDS
//
// WORDS may be given as their first and last, with " ~ " between. "-" is nothing.
type parser struct {
	a     Article
	who   map[string]source
	from  int // where the last quote begins, in bytes: the next begins no earlier
	spots [][2]int
}

type source struct {
	name, role string
	named      bool
}

func parseMarks(id, words, marks string) (Article, error) {
	p := parser{a: Article{ID: id, Text: words, Scored: words, Reacting: true}, who: map[string]source{}}
	single := false
	var errs []error
	n := 0
	for l := range strings.Lines(marks) {
		n++
		l = strings.TrimSpace(l)
		key, rest, _ := strings.Cut(l, " ")
		var err error
		switch key {
		case "", "#":
		case "about":
			p.a.About = rest
		case "title":
			p.a.Title = rest
		case "marks":
			if single = rest == "single"; !single {
				err = fmt.Errorf("marks are single or not said, not %q", rest)
			}
		default:
			err = p.line(key, fields(rest))
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w", n, err))
		}
	}
	p.cutNested()
	if single {
		p.a.Scored = doubled(words, p.spots)
	}
	for _, k := range p.a.Key {
		if !strings.Contains(words, k) {
			errs = append(errs, fmt.Errorf("key %q is not in the text", k))
		}
	}
	return p.a, errors.Join(errs...)
}

func fields(s string) []string {
	out := strings.Split(strings.TrimPrefix(s, "| "), " | ")
	for i := range out {
		if out[i] = strings.TrimSpace(out[i]); out[i] == "-" {
			out[i] = ""
		}
	}
	return out
}

func (p *parser) line(key string, f []string) error {
	need := func(n int) error {
		if len(f) != n {
			return fmt.Errorf("%s needs %d fields, not %d", key, n, len(f))
		}
		return nil
	}
	switch key {
	case "who", "unnamed":
		if err := need(3); err != nil {
			return err
		}
		if !strings.Contains(p.a.Text, strings.TrimPrefix(f[1], "Lord ")) && key == "who" && !strings.Contains(f[1], " and ") {
			return fmt.Errorf("the article does not name %q", f[1])
		}
		p.who[f[0]] = source{f[1], f[2], key == "who"}
		return nil
	case "actor":
		_, err := p.source(f[0])
		return err
	case "none", "key":
		if err := need(1); err != nil {
			return err
		}
		if key == "key" {
			p.a.Key = append(p.a.Key, f[0])
			return nil
		}
		s, err := p.find(f[0], 0)
		p.spots = append(p.spots, s)
		return err
	case "reaction":
		return p.reaction(f)
	case "direct", "partial", "indirect", "+direct", "+partial", "+indirect":
		if err := need(4); err != nil {
			return err
		}
		return p.quote(strings.TrimPrefix(key, "+"), f)
	}
	return fmt.Errorf("%q is no kind of mark", key)
}

func (p *parser) source(x string) (source, error) {
	s, ok := p.who[x]
	if !ok && x != "" {
		return s, fmt.Errorf("who is %s?", x)
	}
	return s, nil
}

// find returns the bytes of words, the first at or after from.
func (p *parser) find(words string, from int) ([2]int, error) {
	first, last, cut := strings.Cut(words, " ~ ")
	i := strings.Index(p.a.Text[from:], first)
	if i < 0 {
		return [2]int{}, fmt.Errorf("%q is not in the text from here on", first)
	}
	start := from + i
	end := start + len(first)
	if cut {
		k := strings.Index(p.a.Text[end:], last)
		if k < 0 {
			return [2]int{}, fmt.Errorf("%q does not follow", last)
		}
		end += k + len(last)
	}
	return [2]int{start, end}, nil
}

func (p *parser) quote(kind string, f []string) error {
	s, err := p.source(f[0])
	if err != nil {
		return err
	}
	spot, err := p.find(f[1], p.from)
	if err != nil {
		return err
	}
	if p.from = spot[0]; kind != "indirect" {
		p.spots = append(p.spots, spot)
	}
	q := Quote{Type: kind, Verb: f[3], Role: s.role, Speaker: f[2]}
	if kind == "partial" {
		q.Type = "mixed"
	}
	if s.named {
		q.Ref = s.name
		if f[2] == "" {
			q.Speaker = s.name
		}
	}
	q.Start, q.End = p.points(spot)
	if f[2] != "" {
		m, err := p.nearest(f[2], spot)
		if err != nil {
			return err
		}
		a, b := p.points(m)
		q.Mention = &[2]int{a, b}
	}
	if q.Verb != "" && !strings.Contains(p.a.Text, q.Verb) {
		return fmt.Errorf("the verb %q is not in the text", q.Verb)
	}
	p.a.Quotes = append(p.a.Quotes, q)
	return nil
}

// cutNested takes from each quote the words between marks in it that are
// somebody else's: they count as theirs.
func (p *parser) cutNested() {
	for i := range p.a.Quotes {
		q := &p.a.Quotes[i]
		from := q.Start
		for _, in := range p.a.Quotes[i+1:] {
			if in.Type == "indirect" || in.Start < from || in.End > q.End || in.name() == q.name() || in.Start == q.Start && in.End == q.End {
				continue
			}
			q.Segments = append(q.Segments, [2]int{from, in.Start})
			from = in.End
		}
		if q.Segments != nil {
			q.Segments = append(q.Segments, [2]int{from, q.End})
		}
	}
}

// nearest returns the place of a mention that is nearest to a quote, outside of
// it, and is no part of a longer word.
func (p *parser) nearest(mention string, spot [2]int) ([2]int, error) {
	best, away := [2]int{}, -1
	t := p.a.Text
	for from := 0; ; {
		i := strings.Index(t[from:], mention)
		if i < 0 {
			break
		}
		at := [2]int{from + i, from + i + len(mention)}
		from = at[0] + 1
		before, _ := utf8.DecodeLastRuneInString(t[:at[0]])
		after, _ := utf8.DecodeRuneInString(t[at[1]:])
		if at[0] > 0 && wordRune(before) || at[1] < len(t) && wordRune(after) {
			continue
		}
		d := max(spot[0]-at[1], at[0]-spot[1])
		if d >= 0 && (away < 0 || d < away) {
			best, away = at, d
		}
	}
	if away < 0 {
		return best, fmt.Errorf("the mention %q stands nowhere outside the quote", mention)
	}
	return best, nil
}

func (p *parser) reaction(f []string) error {
	head := strings.Fields(f[0])
	if len(f) != 2 || len(head) != 4 || head[2] != "to" {
		return errors.New("write: reaction KIND X to Y | WORDS")
	}
	var known bool
	for k := quote.Responds; k <= quote.Earlier; k++ {
		known = known || k.String() == head[0]
	}
	if !known {
		return fmt.Errorf("%q is no kind of reaction", head[0])
	}
	s, err := p.source(head[1])
	if err != nil {
		return err
	}
	if _, err := p.source(head[3]); err != nil {
		return err
	}
	p.a.Reactions = append(p.a.Reactions, Reaction{s.name, head[0]})
	_, err = p.find(f[1], 0)
	return err
}

func (p *parser) points(s [2]int) (int, int) {
	start := utf8.RuneCountInString(p.a.Text[:s[0]])
	return start, start + utf8.RuneCountInString(p.a.Text[s[0]:s[1]])
}

// doubled writes the marks around the spots, which are bytes of t, as double
// ones and every other double mark as a single one, so that the words between
// marks are counted as they are elsewhere.
func doubled(t string, spots [][2]int) string {
	at := map[int]rune{}
	for _, s := range spots {
		if _, n := utf8.DecodeLastRuneInString(t[:s[0]]); s[0] > 0 {
			at[s[0]-n] = '“'
		}
		if s[1] < len(t) {
			at[s[1]] = '”'
		}
	}
	var b strings.Builder
	for i, r := range t {
		switch m, ok := at[i]; {
		case ok && slices.Contains([]rune("'‘’"), r):
			b.WriteRune(m)
		case strings.ContainsRune(opening+closing+straight, r):
			b.WriteRune('\'')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

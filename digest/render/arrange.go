package render

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// Room that is kept for what a platform puts under each post: a few buttons.
const (
	controlWords = 5
	controlChars = 40
)

// longestOutlet is how many code points of an outlet's name are a name; a
// longer one is not shown.
const longestOutlet = 80

// Arrange makes the Post of d, within the limits of this package.
//
// The headline and the source line are always there; the rest is taken in by
// whole sentences and whole lines while there is room, in this order:
//
//  1. whom the reader asked for by name;
//  2. what happened, in one sentence, and the main actor's first words;
//  3. who answers: first those who take a stand, then what had been said
//     before, then those who declined or did not respond; and the main actor's
//     words on the other topics that they answer;
//  4. a second sentence; other voices, one quote each; the clause beside a
//     reaction's quote; what others had done before;
//  5. the summary's rest and the quotes' left-out sentences, a sentence each in turn.
//
// So what goes first when room is short is the second sentence of a quote, not
// a voice. What is left out is counted: Post.Shown of Post.All, Post.More.
//
// Of a quote only whole sentences are left out, and the cut is shown. A
// sentence that turns against the one before it ("But …"), answers its
// question, or goes on behind "he said," stays with it. A single sentence of
// more than MaxPassageWords words cannot be shown without breaking one rule or
// the other, and is left out. A partial quote is shown in its reporter's whole
// sentence, or in the clause that the reaction stands in. Words whose speaker
// the article does not name surely are shown, marked as that, only where there
// is no other quote to show.
func Arrange(d *digest.Digest) Post {
	a := newArranger(d)
	for _, step := range a.steps() {
		if !a.take(step) {
			continue
		}
		if !a.fits() {
			a.giveBack(step)
		}
	}
	p := a.post()
	for _, q := range d.Quotes {
		if q.Kind != quote.Indirect && shows(p, d.Headline, q) {
			p.Shown++
		}
	}
	return p
}

// shows reports whether words of q stand in p.
func shows(p Post, headline text.Span, q quote.Quote) bool {
	within := func(span text.Span) bool {
		return slices.ContainsFunc(q.Parts, func(part text.Span) bool { return part.Overlaps(span) })
	}
	if p.Headline != "" && within(headline) {
		return true
	}
	return slices.ContainsFunc(p.passages(), func(shown Passage) bool { return within(shown.Span) })
}

// passages are all that p shows of the article, the headline left out.
func (p Post) passages() []Passage {
	all := slices.Clone(p.Summary)
	for _, s := range p.Quotes {
		all = append(all, s.Passages...)
	}
	for _, r := range slices.Concat(p.Reactions, p.Earlier) {
		if r.Words != nil {
			all = append(all, *r.Words)
		}
		all = append(all, r.Passages...)
	}
	return all
}

// An arranger holds what has been taken in so far.
type arranger struct {
	d         *digest.Digest
	headline  Passage
	summary   []bool
	reactions []bool
	withWords []bool           // of reactions: takeClause
	excerpts  map[int]*excerpt // direct and split quotes that may be shown
	clauses   map[int]text.Span
	partials  map[int]bool // partial quotes shown in their clause
	in        map[int]int  // the reaction that a quote is shown in
	topics    map[int]string
	lines     []int       // the reactions that may be shown
	quotes    []int       // the quotes that may be shown, in order
	marked    []text.Span // all parts of quotes that stand between marks, in order
	all       int         // quotes the article holds, indirect ones left out
	sizes     map[string]size
}

// How many reactions of one rank, and how many quotes outside reactions, are
// looked at: a post holds far fewer, and the time to arrange a long text must
// not grow by their square.
const (
	mostLines  = 50
	mostQuotes = 100
)

func newArranger(d *digest.Digest) *arranger {
	a := &arranger{
		d:         d,
		summary:   make([]bool, len(d.Summary)),
		reactions: make([]bool, len(d.Reactions)),
		withWords: make([]bool, len(d.Reactions)),
		excerpts:  map[int]*excerpt{},
		clauses:   map[int]text.Span{},
		partials:  map[int]bool{},
		in:        map[int]int{},
		topics:    map[int]string{},
		sizes:     map[string]size{},
	}
	a.headline = Passage{Text: strings.TrimSpace(d.HeadlineText()), Span: d.Headline, Quote: -1}
	ranks := map[rank]int{}
	for r, reaction := range d.Reactions {
		k := a.rank(reaction)
		if ranks[k]++; ranks[k] > mostLines {
			continue
		}
		a.lines = append(a.lines, r)
		for _, q := range reaction.Quotes {
			if _, taken := a.in[q]; !taken && d.Quotes[q].Kind != quote.Indirect {
				a.in[q] = r
			}
		}
	}
	alone := 0
	anyNamed := slices.ContainsFunc(d.Quotes, func(q quote.Quote) bool { return q.Key && q.Speaker != nil })
	for i, q := range d.Quotes {
		if q.Kind == quote.Indirect {
			continue
		}
		a.all++
		for _, p := range q.Parts {
			if marked(d.Article.Text, p) {
				a.marked = append(a.marked, p)
			}
		}
		_, reacts := a.in[i]
		if !q.Key && !reacts || q.Speaker == nil && anyNamed {
			continue
		}
		if !reacts && !(q.Speaker != nil && a.asked(q.Speaker)) {
			if alone++; alone > mostQuotes {
				continue
			}
		}
		a.quotes = append(a.quotes, i)
		if c := a.clauseOf(q); !c.Empty() && (q.Kind == quote.Partial || startsInside(d.Article.Text, q)) {
			a.clauses[i] = c
		} else if q.Kind != quote.Partial {
			a.excerpts[i] = newExcerpt(d.Found, q)
		}
		if !reacts && a.isActor(q.Speaker) {
			a.topics[i] = a.topicOf(q)
		}
	}
	slices.SortFunc(a.marked, func(x, y text.Span) int { return cmp.Compare(x.Start, y.Start) })
	if !a.fits() {
		a.headline = Passage{Quote: -1} // no headline: a text without a sentence's end
	}
	return a
}

// clauseOf is the reporter's sentence that carries a partial quote; empty
// where it is too long to be shown.
func (a *arranger) clauseOf(q quote.Quote) text.Span {
	s := a.d.Doc.SentenceAt(q.Parts[0].Start)
	if s.Empty() || !s.Contains(q.Span()) || len(a.d.Doc.WordsIn(s)) > MaxPassageWords {
		return text.Span{}
	}
	return s
}

// startsInside reports whether a quote of one piece begins inside the reporter's sentence, so
// that it says little without it: thanked him for “those words of comfort, and …”.
func startsInside(t string, q quote.Quote) bool {
	if len(q.Parts) > 1 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(t[q.Parts[0].Start:])
	before := strings.TrimRightFunc(t[:q.Parts[0].Start], func(r rune) bool { return marks[r] != 0 || unicode.IsSpace(r) })
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsLower(first) && unicode.IsLetter(last)
}

// inClause reports whether a quote is shown in the reporter's sentence.
func (a *arranger) inClause(q int) bool {
	_, ok := a.clauses[q]
	return ok
}

func (a *arranger) isActor(s *quote.Speaker) bool {
	return s != nil && a.d.Actor != nil && s.Name == a.d.Actor.Name
}

// topicOf is the topic of a statement that reactions tell apart from the
// actor's others, or "".
func (a *arranger) topicOf(q quote.Quote) string {
	art := a.d.Article
	for _, i := range a.lines {
		r := a.d.Reactions[i]
		if r.Topic.Empty() {
			continue
		}
		topic := r.Topic.Of(art.Text)
		if r.About.Overlaps(q.Span()) || holdsWord(q.Words(art), topic) {
			return topic
		}
	}
	return ""
}

// longQuoteIn reports whether span holds a quotation too long to be shown.
func (a *arranger) longQuoteIn(span text.Span) bool {
	return slices.ContainsFunc(a.markedIn(span), func(p text.Span) bool {
		return len(a.d.Doc.WordsIn(p)) > MaxPassageWords
	})
}

// carried reports whether all of q stands in the headline or the summary as it is now.
func (a *arranger) carried(q quote.Quote) bool {
	for _, p := range q.Parts {
		if !a.inProse(p) {
			return false
		}
	}
	return true
}

// inProse reports whether span stands in the headline or the summary as it is now.
func (a *arranger) inProse(span text.Span) bool {
	if a.headline.Span.Contains(span) {
		return true
	}
	for i, shown := range a.summary {
		if shown && a.d.Summary[i].Contains(span) {
			return true
		}
	}
	return false
}

// saidInProse reports whether the headline or the summary holds words, as "on Thursday".
func (a *arranger) saidInProse(words string) bool {
	if holdsWord(a.headline.Text, words) {
		return true
	}
	for i, shown := range a.summary {
		if shown && holdsWord(a.d.Summary[i].Of(a.d.Article.Text), words) {
			return true
		}
	}
	return false
}

// post is what has been taken in, in the order of reading.
func (a *arranger) post() Post {
	d := a.d
	art := d.Article
	outlet := strings.TrimSpace(art.Outlet)
	if utf8.RuneCountInString(outlet) > longestOutlet {
		outlet = ""
	}
	p := Post{
		Headline: a.headline.Text,
		URL:      webURL(art.URL),
		Language: art.Language,
		Sources:  []Source{{Outlet: outlet, URL: webURL(art.URL), Published: art.Published}},
	}
	for i, shown := range a.summary {
		if shown {
			p.Summary = append(p.Summary, Passage{Text: d.Summary[i].Of(art.Text), Span: d.Summary[i], Quote: -1})
		}
	}
	p.All = a.all
	p.Quotes = a.speeches()
	p.More = len(d.Reactions)
	var told []text.Span
	for _, r := range a.lines {
		if !a.reactions[r] {
			continue
		}
		line, ok := a.line(r)
		if ok {
			spans := make([]text.Span, 0, 1+len(line.Passages))
			if line.Words != nil {
				spans = append(spans, line.Words.Span)
			}
			for _, q := range line.Passages {
				spans = append(spans, q.Span)
			}
			again := !slices.ContainsFunc(spans, func(s text.Span) bool {
				return !slices.ContainsFunc(told, func(o text.Span) bool { return o.Contains(s) })
			})
			if told = append(told, spans...); again {
				p.More--
				continue // one sentence tells of both
			}
		}
		switch {
		case !ok && a.inProse(d.Reactions[r].At):
			p.More--
		case !ok:
		case d.Reactions[r].Kind == quote.Earlier:
			p.Earlier = append(p.Earlier, line)
			p.More--
		default:
			p.Reactions = append(p.Reactions, line)
			p.More--
		}
	}
	// Runs of one time, in the order in which each time first comes; in a run
	// those with their own words first.
	times := map[string]int{}
	for _, r := range p.Earlier {
		if heading := EarlierHeading(r.When); times[heading] == 0 {
			times[heading] = len(times) + 1
		}
	}
	slices.SortStableFunc(p.Earlier, func(x, y Reaction) int {
		silent := func(r Reaction) int { return 1 - min(len(r.Passages), 1) }
		return cmp.Or(cmp.Compare(times[EarlierHeading(x.When)], times[EarlierHeading(y.When)]), cmp.Compare(silent(x), silent(y)))
	})
	return p
}

// speeches are the key quotes outside reactions, grouped by who speaks, the
// main actor first; within a speaker by topic and time.
func (a *arranger) speeches() []Speech {
	type voice struct{ who, role, on, when string }
	var order []voice
	said := map[voice][]Passage{}
	clauses := map[text.Span]bool{}
	for _, i := range a.quotes {
		q := a.d.Quotes[i]
		if _, reacts := a.in[i]; reacts || a.carried(q) {
			continue
		}
		passages := a.passages(i)
		if len(passages) == 0 || clauses[passages[0].Span] {
			continue
		}
		if a.inClause(i) {
			clauses[passages[0].Span] = true // which may carry another fragment too
		}
		v := voice{on: a.topics[i], when: a.when(q.When)}
		if s := q.Speaker; s != nil {
			v.who, v.role = s.Name, s.Role
		}
		if said[v] == nil {
			order = append(order, v)
		}
		said[v] = append(said[v], passages...)
	}
	// The quotes' order decides, but for the actor, and for what one voice says on no topic.
	rank := map[string]int{}
	topics := map[string]map[string]bool{}
	for i, v := range order {
		if _, ok := rank[v.who]; !ok {
			rank[v.who] = i + 1
			topics[v.who] = map[string]bool{}
			if a.d.Actor != nil && v.who == a.d.Actor.Name {
				rank[v.who] = 0
			}
		}
		topics[v.who][v.on] = true
	}
	slices.SortStableFunc(order, func(x, y voice) int {
		none := func(v voice) int { return min(len(v.on), 1) }
		return cmp.Or(cmp.Compare(rank[x.who], rank[y.who]), cmp.Compare(none(x), none(y)))
	})
	var out []Speech
	for _, v := range order {
		s := Speech{Who: v.who, Role: v.role, When: v.when, Passages: said[v]}
		if len(topics[v.who]) > 1 {
			s.On = v.on
		}
		out = append(out, s)
	}
	return out
}

// passages are what is shown of a quote by itself; nil: nothing.
func (a *arranger) passages(i int) []Passage {
	if e := a.excerpts[i]; e != nil {
		return e.passages(a.d.Found, i)
	}
	if a.partials[i] {
		c := a.clauses[i]
		return []Passage{{Text: c.Of(a.d.Article.Text), Span: c, Quote: i}}
	}
	return nil
}

// when is the article's time for a quote, or "" where the headline or the
// summary has said it.
func (a *arranger) when(span text.Span) string {
	words := span.Of(a.d.Article.Text)
	if words == "" || a.saidInProse(words) {
		return ""
	}
	return words
}

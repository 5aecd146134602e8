package render

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

var update = flag.Bool("update", false, "rewrite the golden files: read the difference")

// golden compares got with the section of testdata/name.txtar.
func golden(t *testing.T, name, section, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txtar")
	ar, err := txtar.ParseFile(path)
	if err != nil {
		if !*update {
			t.Fatal(err)
		}
		ar = &txtar.Archive{}
	}
	i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == section })
	if *update {
		if i < 0 {
			ar.Files = append(ar.Files, txtar.File{Name: section})
			i = len(ar.Files) - 1
		}
		ar.Files[i].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 {
		t.Fatalf("%s has no section %s", path, section)
	}
	if diff := cmp.Diff(string(ar.Files[i].Data), got); diff != "" {
		t.Errorf("%s %s (-want +got)\n%s", path, section, diff)
	}
}

func TestFoundingPost(t *testing.T) {
	d := foundingDigest(t)
	p := Arrange(d)
	golden(t, "founding", "text", Text(p))
	golden(t, "founding", "markdown", Markdown(p))
	golden(t, "founding", "html", string(HTML(p)))
	checkPost(t, d, p)
}

// checkPost holds a post to the rules, read from what a reader sees.
func checkPost(t *testing.T, d *digest.Digest, p Post) {
	t.Helper()
	art := d.Article
	lines := textLines(p)
	shown := strings.Join(lines, "\n")
	if n := len(text.Words(shown)); n > MaxWords {
		t.Errorf("%d words, at most %d\n%s", n, MaxWords, shown)
	}
	if n := utf8.RuneCountInString(shown); n > MaxChars {
		t.Errorf("%d code points, at most %d\n%s", n, MaxChars, shown)
	}
	if p.Headline != "" && p.Headline != strings.TrimSpace(d.HeadlineText()) {
		t.Errorf("the headline is %q, want %q", p.Headline, d.HeadlineText())
	}
	if p.Shown > p.All || p.More < 0 || p.More > len(d.Reactions) {
		t.Errorf("%d of %d quotes, %d more reactions of %d", p.Shown, p.All, p.More, len(d.Reactions))
	}
	quoted := 0
	for _, q := range p.passages() {
		if got := q.Span.Of(art.Text); got != q.Text {
			t.Errorf("the passage %q is shown of %q", q.Text, got)
		}
		if !q.Quoted() {
			continue
		}
		quoted++
		if n := len(text.Words(q.Text)); n > MaxPassageWords {
			t.Errorf("a passage of %d words: %q", n, q.Text)
		}
		whole := d.Quotes[q.Quote]
		if whole.Kind == quote.Partial || whole.Kind == quote.Indirect {
			t.Errorf("a %v quote is shown alone: %q", whole.Kind, q.Text)
		}
		i := slices.IndexFunc(whole.Parts, func(part text.Span) bool { return part.Contains(q.Span) })
		if i < 0 {
			t.Errorf("%q does not stand between one pair of marks", q.Text)
			continue
		}
		part := whole.Parts[i]
		before, after := art.Text[part.Start:q.Span.Start], art.Text[q.Span.End:part.End]
		if strings.TrimSpace(after) != "" && !q.CutAfter {
			t.Errorf("%q was left out after %q without a word", after, q.Text)
		}
		for _, s := range text.Sentences(part.Of(art.Text)) {
			s.Start, s.End = s.Start+part.Start, s.End+part.Start
			if s.Overlaps(q.Span) && !q.Span.Contains(s) {
				t.Errorf("the sentence %q is cut inside", s.Of(art.Text))
			}
		}
		if strings.TrimSpace(before) != "" && !q.CutBefore {
			// Then another passage of the quote stands before it and says the cut.
			if !slices.ContainsFunc(p.passages(), func(o Passage) bool { return o.Quote == q.Quote && o.Span.End <= q.Span.Start }) {
				t.Errorf("%q was left out before %q without a word", before, q.Text)
			}
		}
	}
	if quoted > MaxPassages {
		t.Errorf("%d quoted passages, at most %d", quoted, MaxPassages)
	}
}

// A builder makes a Digest by hand from words of a text.
type builder struct {
	t testing.TB
	d *digest.Digest
}

func newBuilder(t testing.TB, s string) *builder {
	f := &quote.Found{Article: article.Article{Text: s}, Doc: text.Parse(s)}
	d := &digest.Digest{Found: f}
	if len(f.Doc.Sentences) > 0 {
		d.Headline = f.Doc.Sentences[0]
	}
	return &builder{t, d}
}

func (b *builder) span(words string) text.Span { return spanOf(b.t, b.d.Article.Text, words, 0) }

// quote adds a key quote of the given parts and returns its index.
func (b *builder) quote(who string, kind quote.Kind, parts ...string) int {
	q := quote.Quote{Kind: kind, Within: -1, Key: true}
	for _, p := range parts {
		q.Parts = append(q.Parts, b.span(p))
	}
	if who != "" {
		name, role, _ := strings.Cut(who, ", ")
		q.Speaker = &quote.Speaker{Name: name, Role: role, Named: true}
	}
	b.d.Quotes = append(b.d.Quotes, q)
	return len(b.d.Quotes) - 1
}

func (b *builder) reaction(who string, kind quote.ReactionKind, at string, quotes ...int) *quote.Reaction {
	name, role, _ := strings.Cut(who, ", ")
	b.d.Reactions = append(b.d.Reactions, quote.Reaction{By: quote.Speaker{Name: name, Role: role, Named: true},
		Kind: kind, At: b.span(at), Quotes: quotes})
	return &b.d.Reactions[len(b.d.Reactions)-1]
}

// text is the post without its headline and source line.
func (b *builder) text() string {
	b.t.Helper()
	p := Arrange(b.d)
	if t, ok := b.t.(*testing.T); ok {
		checkPost(t, b.d, p)
	}
	lines := textLines(p)
	return strings.TrimSpace(strings.Join(lines[1:len(lines)-1], "\n"))
}

const bridge = "The bridge at Varn opened on Monday. "

func TestArrange(t *testing.T) {
	long := strings.TrimSuffix(strings.Repeat("very ", 50), " ")
	for name, tc := range map[string]struct {
		build func(t *testing.T) *builder
		want  string
	}{
		"a cut keeps its place outside the marks": {func(t *testing.T) *builder {
			filler := strings.Repeat("It went on like this for a long while and nobody stopped it at all. ", 5)
			b := newBuilder(t, bridge+"“It is open to all of the people who live in the town now. "+filler+"And so it ends.” he said.")
			b.quote("Ilse Brandt, mayor of Varn", quote.Direct, "It is open to all of the people who live in the town now. "+filler+"And so it ends.")
			return b
		}, "Ilse Brandt, mayor of Varn\n| “It is open to all of the people who live in the town now. It went on like this for a long while and nobody stopped it at all. It went on like this for a long while and nobody stopped it at all.” […]"},
		"a sentence too long to show is left out": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"“It is "+long+" late. We are glad that it is over now.” he said.")
			b.quote("Ilse Brandt", quote.Direct, "It is "+long+" late. We are glad that it is over now.")
			return b
		}, "Ilse Brandt\n| […] “We are glad that it is over now.”"},
		"and so is what turns against it": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"“It is "+long+" late. But we are glad that it is over now.” he said.")
			b.quote("Ilse Brandt", quote.Direct, "It is "+long+" late. But we are glad that it is over now.")
			return b
		}, ""},
		"a piece that goes on behind the reporter stays with its beginning": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"“I will,” Brandt said, “never pay for it.”")
			b.quote("Ilse Brandt", quote.Split, "I will,", "never pay for it.")
			return b
		}, "Ilse Brandt\n| “I will,” “never pay for it.”"},
		"a partial quote stays in its sentence": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"Brandt called the builders “slow and dear” and “late” in March. She left.")
			b.quote("Ilse Brandt", quote.Partial, "slow and dear")
			b.quote("Ilse Brandt", quote.Partial, "late")
			return b
		}, "Ilse Brandt\n| Brandt called the builders “slow and dear” and “late” in March."},
		"a partial quote that reacts stays in its clause": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"The harbour office was silent, but Ana Cruz, an engineer, called the claim “simply wrong.”")
			q := b.quote("Ana Cruz, an engineer", quote.Partial, "simply wrong.")
			b.reaction("Ana Cruz, an engineer", quote.Disputes, "called the claim “simply wrong.", q)
			return b
		}, "Reactions\n· Ana Cruz, an engineer\n  called the claim “simply wrong.”"},
		"so does a long one that begins inside it": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"Ana Cruz thanked the builders for “those nine years of work and for building what nobody else would build.” She left.")
			b.quote("Ana Cruz", quote.Direct, "those nine years of work and for building what nobody else would build.")
			return b
		}, "Ana Cruz\n| Ana Cruz thanked the builders for “those nine years of work and for building what nobody else would build.”"},
		"but what a colon leads in stands alone": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"Ana Cruz wrote: “we have waited for it for nine long years.” She left.")
			b.quote("Ana Cruz", quote.Direct, "we have waited for it for nine long years.")
			return b
		}, "Ana Cruz\n| “we have waited for it for nine long years.”"},
		"words in the headline are not shown twice": {func(t *testing.T) *builder {
			b := newBuilder(t, "Brandt called the builders “slow.” “We will pay nothing more to them,” she said.")
			b.quote("Ilse Brandt", quote.Partial, "slow.")
			b.quote("Ilse Brandt", quote.Direct, "We will pay nothing more to them,")
			return b
		}, "Ilse Brandt\n| “We will pay nothing more to them,”"},
		"a speaker who is not sure is said to be so, where nothing else is there": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"“We will pay nothing more to them.”")
			b.quote("", quote.Direct, "We will pay nothing more to them.")
			return b
		}, "Speaker unclear\n| “We will pay nothing more to them.”"},
		"and left out where there is": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"“We will pay nothing more to them.” “I am glad that it is open,” Brandt said.")
			b.quote("", quote.Direct, "We will pay nothing more to them.")
			b.quote("Ilse Brandt", quote.Direct, "I am glad that it is open,")
			return b
		}, "Ilse Brandt\n| “I am glad that it is open,”"},
		"the main actor first, each topic apart, the article's own marks": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"«The bridge was cheap,» Cruz said. «The harbour will be dear,» Brandt said last month. «And the town is glad,» she said. The harbour office disagreed.")
			b.quote("Ana Cruz", quote.Direct, "The bridge was cheap,")
			harbour := b.quote("Ilse Brandt, mayor of Varn", quote.Direct, "The harbour will be dear,")
			b.d.Quotes[harbour].When = b.span("last month")
			b.quote("Ilse Brandt, mayor of Varn", quote.Direct, "And the town is glad,")
			b.d.Actor = &quote.Speaker{Name: "Ilse Brandt", Named: true}
			r := b.reaction("The harbour office", quote.Disputes, "The harbour office disagreed.")
			r.Topic = b.span("harbour")
			return b
		}, "Ilse Brandt, mayor of Varn\n| «And the town is glad,»\nOn harbour, last month\n| «The harbour will be dear,»\n\nAna Cruz\n| «The bridge was cheap,»\n\nReactions\n· The harbour office disagreed."},
		"what had been said before stands under the article's words for the time": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"“The town can pay for all of it,” Cruz had said earlier that day.")
			q := b.quote("Ana Cruz, an engineer", quote.Direct, "The town can pay for all of it,")
			b.reaction("Ana Cruz, an engineer", quote.Earlier, "Cruz had said earlier that day", q).When = b.span("earlier that day")
			return b
		}, "Earlier that day\n· Ana Cruz, an engineer\n  | “The town can pay for all of it,”"},
		"one sentence that tells of two is shown once": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"The builders and the harbour office declined to comment.")
			b.reaction("The builders", quote.Declines, "The builders and the harbour office declined to comment.")
			b.reaction("the harbour office", quote.Declines, "The builders and the harbour office declined to comment.")
			return b
		}, "Reactions\n· The builders and the harbour office declined to comment."},
		"a quote that a reaction's sentence holds is not shown again": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"“The town can pay,” Cruz said.")
			q := b.quote("Ana Cruz", quote.Direct, "The town can pay,")
			b.reaction("Ana Cruz", quote.Responds, "“The town can pay,” Cruz said.")
			b.reaction("Ana Cruz", quote.Earlier, "“The town can pay,” Cruz said.", q)
			return b
		}, "Reactions\n· Ana Cruz\n  “The town can pay,” Cruz said."},
		"a sentence of the summary that is a reaction stands with the reactions": {func(t *testing.T) *builder {
			b := newBuilder(t, bridge+"It took nine years to build. The harbour office declined to comment.")
			b.reaction("The harbour office", quote.Declines, "The harbour office declined to comment.")
			b.d.Summary = []text.Span{b.span("It took nine years to build."), b.span("The harbour office declined to comment.")}
			return b
		}, "It took nine years to build.\n\nReactions\n· The harbour office declined to comment."},
		"no spaces between words": {func(t *testing.T) *builder {
			b := newBuilder(t, "市長は月曜日、橋が開通したと述べた。「九年かかりました。とても長かった」と市長は語った。")
			b.quote("市長", quote.Direct, "九年かかりました。とても長かった")
			return b
		}, "市長\n| 「九年かかりました。とても長かった」"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, tc.build(t).text()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestWhomTheReaderAskedForIsTakenInFirst(t *testing.T) {
	var s strings.Builder
	s.WriteString(bridge)
	for i := range 20 {
		fmt.Fprintf(&s, "“Number %d is what we will build next in the town of Varn, whatever it costs,” Person %c said. ", i, 'A'+i)
	}
	b := newBuilder(t, s.String())
	for i := range 20 {
		b.quote(fmt.Sprintf("Person %c", 'A'+i), quote.Direct, fmt.Sprintf("Number %d is what we will build next in the town of Varn, whatever it costs,", i))
	}
	if got := b.text(); strings.Contains(got, "Number 17") {
		t.Fatalf("shown without being asked for:\n%s", got)
	}
	b.d.Options.People = []string{"person r"}
	got := b.text()
	if !strings.Contains(got, "Person R\n| “Number 17") || !strings.Contains(got, "Person A") {
		t.Errorf("Person R was asked for:\n%s", got)
	}
	if line := SourceLine(Arrange(b.d)); line != "1 source, undated · 6 of 20 quotes" {
		t.Errorf("the source line is %q", line)
	}
}

func TestReactionsLeftOutAreCounted(t *testing.T) {
	var s strings.Builder
	s.WriteString(bridge)
	for i := range 60 {
		fmt.Fprintf(&s, "Office number %d of the harbour declined to comment. ", i)
	}
	b := newBuilder(t, s.String())
	for i := range 60 {
		b.reaction(fmt.Sprintf("Office number %d", i), quote.Declines, fmt.Sprintf("Office number %d of the harbour declined to comment.", i))
	}
	b.text()
	p := Arrange(b.d)
	if len(p.Reactions)+p.More != 60 || p.More < 30 {
		t.Errorf("%d shown and %d more, of 60", len(p.Reactions), p.More)
	}
	if line := SourceLine(p); !strings.HasSuffix(line, fmt.Sprintf(" · %d more reactions", p.More)) {
		t.Errorf("the source line is %q", line)
	}
}

func TestArticlesOfEverySort(t *testing.T) {
	for name, s := range texts {
		t.Run(name, func(t *testing.T) {
			d := digest.New(article.Article{Text: s}, digest.Options{})
			checkPost(t, d, Arrange(d))
			d = digest.New(article.Article{Text: s, Title: strings.Repeat("T", 2000), Outlet: strings.Repeat("O", 2000)}, digest.Options{})
			p := Arrange(d)
			checkPost(t, d, p)
			if p.Title() != Untitled || p.Sources[0].Outlet != "" {
				t.Errorf("a title of 2000 letters is shown as %q, an outlet of as many as %q", p.Title(), p.Sources[0].Outlet)
			}
		})
	}
}

// Whatever an engine finds, the post keeps the rules.
func FuzzArrange(f *testing.F) {
	for _, s := range texts {
		f.Add(s, uint64(1))
		f.Add(bridge+s+s, uint64(7))
	}
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		d := randomDigest(s, seed)
		checkPost(t, d, Arrange(d))
	})
}

// randomDigest finds quotes and reactions anywhere in s, at code points, the
// quotes in order and apart from each other.
func randomDigest(s string, seed uint64) *digest.Digest {
	rnd := rand.New(rand.NewPCG(seed, 0))
	f := &quote.Found{Article: article.Article{Text: s}, Doc: text.Parse(s)}
	var starts []int
	for i := range s {
		starts = append(starts, i)
	}
	next := 0
	take := func(longest int) (text.Span, bool) {
		from := next + rnd.IntN(40)
		to := from + 1 + rnd.IntN(longest)
		if to >= len(starts) {
			return text.Span{}, false
		}
		next = to + 1
		return text.Span{Start: starts[from], End: starts[to]}, true
	}
	who := func() *quote.Speaker {
		if rnd.IntN(4) == 0 {
			return nil
		}
		return &quote.Speaker{Name: fmt.Sprint("Person ", rnd.IntN(3)), Role: strings.Repeat("of Varn ", rnd.IntN(4)), Named: rnd.IntN(3) > 0}
	}
	for {
		part, ok := take(400)
		if !ok {
			break
		}
		q := quote.Quote{Parts: []text.Span{part}, Kind: quote.Kind(rnd.IntN(4)), Within: -1, Speaker: who(), Key: rnd.IntN(2) == 0}
		for rnd.IntN(3) == 0 {
			if part, ok := take(200); ok {
				q.Parts = append(q.Parts, part)
			}
		}
		q.When = text.Span{Start: part.Start, End: part.Start + rnd.IntN(2)*part.Len()}
		f.Quotes = append(f.Quotes, q)
	}
	for i, q := range f.Quotes {
		if by := who(); by != nil && rnd.IntN(2) == 0 {
			r := quote.Reaction{By: *by, Kind: quote.ReactionKind(rnd.IntN(7)), At: q.Span(), To: "Person 0"}
			for range rnd.IntN(3) {
				r.Quotes = append(r.Quotes, rnd.IntN(len(f.Quotes)))
			}
			r.Topic = text.Span{Start: q.Parts[0].Start, End: q.Parts[0].Start + rnd.IntN(2)*q.Parts[0].Len()}
			r.About = f.Quotes[rnd.IntN(i+1)].Parts[0]
			f.Reactions = append(f.Reactions, r)
		}
	}
	if rnd.IntN(2) == 0 {
		f.Actor = &quote.Speaker{Name: "Person 0", Named: true}
	}
	d := &digest.Digest{Found: f}
	if n := len(f.Doc.Sentences); n > 0 {
		d.Headline = f.Doc.Sentences[0]
		for range rnd.IntN(4) {
			d.Summary = append(d.Summary, f.Doc.Sentences[rnd.IntN(n)])
		}
	}
	return d
}

func BenchmarkArrange(b *testing.B) {
	d := foundingDigest(b)
	b.Run("founding", func(b *testing.B) {
		for b.Loop() {
			Arrange(d)
		}
	})
	for _, n := range []int{1, 10, 100} {
		d := randomDigest(strings.Repeat("“It is open,” Ilse Brandt said on Monday. “We will pay for it.” ", 1600*n), 3)
		b.Run(fmt.Sprintf("%d kB", 100*n), func(b *testing.B) {
			for b.Loop() {
				Arrange(d)
			}
		})
	}
}

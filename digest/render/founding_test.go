package render

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// The founding article as a careful editor reads it: what the post is to be
// made of, whatever the engines find.
type editorsReading struct {
	Quotes []struct {
		Kind     string
		Speaker  struct{ Name, Role string }
		Spans    []pointSpan
		Verb     string
		When     string
		NeverKey bool `json:"never_key"`
	}
	Indirect  []editorsIndirect
	Reactions []struct {
		Who    struct{ Name, Role string }
		To     struct{ Name string }
		Kind   string
		Quotes []int
		About  string
		When   string
		pointSpan
	}
}

type editorsIndirect struct {
	pointSpan
	Speaker struct{ Name string }
}

type pointSpan struct{ Start, End int }

// key are the quotes that the editor's own post shows.
var key = map[int]bool{0: true, 3: true, 8: true, 10: true, 12: true}

func foundingDigest(t testing.TB) *digest.Digest {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	expected, err := os.ReadFile("../../testdata/founding.expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var e editorsReading
	if err := json.Unmarshal(expected, &e); err != nil {
		t.Fatal(err)
	}
	a := article.Article{Text: string(raw)}
	f := &quote.Found{Article: a, Doc: text.Parse(a.Text)}
	span := func(s pointSpan) text.Span {
		return text.Span{Start: byteAt(a.Text, s.Start), End: byteAt(a.Text, s.End)}
	}
	after := func(from text.Span, words string) text.Span {
		if words == "" {
			return text.Span{}
		}
		return spanOf(t, a.Text, words, from.Start)
	}
	kinds := map[string]quote.Kind{"direct": quote.Direct, "split": quote.Split, "partial": quote.Partial}
	for i, q := range e.Quotes {
		out := quote.Quote{Kind: kinds[q.Kind], Within: -1, Key: key[i], Confidence: 1,
			Speaker: &quote.Speaker{Name: q.Speaker.Name, Role: q.Speaker.Role, Named: true}}
		for _, s := range q.Spans {
			out.Parts = append(out.Parts, span(s))
		}
		out.When = after(f.Doc.ParagraphAt(out.Parts[0].Start), q.When)
		f.Quotes = append(f.Quotes, out)
	}
	reactions := map[string]quote.ReactionKind{"responds": quote.Responds, "disputes": quote.Disputes,
		"earlier": quote.Earlier, "refers": quote.Refers, "no_response": quote.NoResponse}
	japan := f.Quotes[10].Span()
	for _, r := range e.Reactions {
		out := quote.Reaction{To: r.To.Name, Kind: reactions[r.Kind], At: span(r.pointSpan), Quotes: r.Quotes,
			By: quote.Speaker{Name: r.Who.Name, Role: r.Who.Role, Named: r.Kind != "refers"}}
		if r.About == "Japan" {
			out.About, out.Topic = japan, spanOf(t, a.Text, "Japan", japan.Start)
		}
		out.When = after(f.Doc.ParagraphAt(out.At.Start), r.When)
		f.Reactions = append(f.Reactions, out)
	}
	f.Actor = &quote.Speaker{Name: "Donald Trump", Role: "U.S. President", Named: true}
	f.Act = f.Doc.Sentences[0]
	f.People = []quote.Person{{Name: "Donald Trump", Role: "U.S. President", Aliases: []string{"Trump"}}}
	for _, m := range []string{"Donald Trump", "Trump told"} {
		f.People[0].Mentions = append(f.People[0].Mentions, spanOf(t, a.Text, m, 0))
	}
	return &digest.Digest{Found: f, Headline: f.Doc.Sentences[0], Summary: []text.Span{
		f.Doc.Sentences[1], f.Doc.SentenceAt(spanOf(t, a.Text, "Trump had affirmed", 0).Start)}}
}

// byteAt is the byte offset of a code point, the slow and obvious way.
func byteAt(s string, point int) int {
	i := 0
	for ; point > 0; point-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return i
}

func spanOf(t testing.TB, s, words string, from int) text.Span {
	t.Helper()
	for i := from; i+len(words) <= len(s); i++ {
		if s[i:i+len(words)] == words {
			return text.Span{Start: i, End: i + len(words)}
		}
	}
	t.Fatalf("%q does not stand behind byte %d", words, from)
	return text.Span{}
}

func answered(t string, cited text.Span, short string) digest.Answer {
	i := strings.Index(cited.Of(t), short)
	return digest.Answer{Citations: []text.Span{cited}, Short: text.Span{Start: cited.Start + i, End: cited.Start + i + len(short)}}
}

func notSaid(nearest text.Span) digest.Answer { return digest.Answer{Nearest: nearest} }

// The engines' digest of the founding article, as a reader sees it.
func TestFoundingByTheEngines(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/founding.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := digest.New(article.Article{Text: string(raw)}, digest.Options{})
	p := Arrange(d)
	checkPost(t, d, p)
	validate(t, schemaOf(t, "digest.schema.json"), JSON(d))
	got := Text(p)
	for _, want := range []string{
		"U.S. President Donald Trump has said Washington will not stand by NATO member countries that pay too little for their own defense.\n",
		"\nDonald Trump, U.S. President\n| “",
		"\n· Emmanuel Macron, French President\n  responded to Trump's comments\n",
		"“Not only the French, but the Europeans were there when we were called for Afghanistan.” […] “We are loyal and faithful allies.”",
		"\n· Nicholas Szechenyi, a Japan expert at Washington's Center for Strategic and International Studies, on Japan\n  called Trump's remarks “technically inaccurate.”\n",
		"\n· A NATO spokesperson referred to Rutte's earlier remarks.\n",
		"\n· Japan's embassy did not immediately respond to a request for comment\n",
		"\nEarlier on Thursday\n· Mark Rutte, NATO Secretary General\n",
		"the Transatlantic relationship and the Transatlantic partnership remain the bedrock of our Alliance.”",
		"\n1 source, undated · ",
		" of 13 quotes",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if n := strings.Count(strings.ToLower(got), "earlier on thursday"); n != 1 {
		t.Errorf("the time is said %d times in\n%s", n, got)
	}
	for _, never := range []string{"couple of others", "to grow stronger", "alarm bells", "today", "Speaker unclear"} {
		if strings.Contains(got, never) {
			t.Errorf("%q is in\n%s", never, got)
		}
	}
}

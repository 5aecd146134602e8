package render

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/text"
)

func schemaOf(t testing.TB, file string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile("../../docs/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t testing.TB, s *jsonschema.Schema, raw []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%v\n%s", err, raw)
	}
}

// texts are articles of every sort that a digest must hold up under.
var texts = map[string]string{
	"empty":        "",
	"blank":        " \n\t\n",
	"no quotes":    "The bridge at Varn opened on Monday. It took nine years to build.",
	"quotes":       "Mayor Ilse Brandt said the bridge was late.\n“It is open. But it is not paid for,” Brandt said. “We will pay.”\nA spokesperson for the builders declined to comment.",
	"not ASCII":    "Søren Åkesson, äldre än bron, sade: ”Den är öppen.” 🙂 “Naïve,” said Zoë Ó Briain.",
	"Japanese":     "市長は月曜日、橋が開通したと述べた。「九年かかりました。とても長かった」と市長は語った。",
	"not UTF-8":    "Ilse \xff\xfe Brandt said: “The \xe2\x82 bridge \xc3 is open.”\xf0\x9f",
	"unbalanced":   "“““ He said ” it “ was” ‘open\n\"”. \"He left\" “and",
	"one quote":    "“" + strings.Repeat("It is open and it will stay open for all of us. ", 40) + "”",
	"one sentence": strings.Repeat("and so on ", 400),
	"hostile":      "[x](http://evil.example) @everyone <script>alert(1)</script> said: “**bold** `code` <@U123> <!channel> ](http://e.example) \x1b[31mred\x1b]0;t\x07 \u202egnp.exe”",
}

func TestJSONFitsItsSchema(t *testing.T) {
	digests, answers := schemaOf(t, "digest.schema.json"), schemaOf(t, "answer.schema.json")
	check := func(t *testing.T, d *digest.Digest) {
		raw := JSON(d)
		validate(t, digests, raw)
		checkOffsets(t, d, raw)
	}
	t.Run("founding, by hand", func(t *testing.T) { check(t, foundingDigest(t)) })
	for name, s := range texts {
		t.Run(name, func(t *testing.T) {
			d := digest.New(article.Article{ID: article.NewID("", s), Text: s}, digest.Options{})
			check(t, d)
			d = digest.New(article.Article{Text: s, Title: "A title", Byline: []string{"Ana Cruz"}, Published: time.Now()}, digest.Options{})
			check(t, d)
			for _, q := range []string{"Who said so?", "", "Why?"} {
				validate(t, answers, AnswerJSON(d, d.Ask(q, nil)))
			}
		})
	}
}

// checkOffsets reads the object as another program would: every text beside
// offsets is what stands there in the article's text, counted in code points.
func checkOffsets(t *testing.T, d *digest.Digest, raw []byte) {
	t.Helper()
	var v struct{ Article struct{ Text string } }
	var all any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	given := []rune(v.Article.Text)
	if got, want := len(given), utf8.RuneCountInString(d.Article.Text); got != want {
		t.Fatalf("the text has %d code points once read, want %d", got, want)
	}
	n := 0
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			start, ok1 := v["start"].(float64)
			end, ok2 := v["end"].(float64)
			words, ok3 := v["text"].(string)
			if !ok3 {
				words, ok3 = v["mention"].(string)
			}
			if ok1 && ok2 && ok3 {
				n++
				if got := string(given[int(start):int(end)]); got != words {
					t.Errorf("at %v to %v stands %q, want %q", start, end, got, words)
				}
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(all)
	if n == 0 && (len(d.Quotes) > 0 || !d.Headline.Empty()) {
		t.Error("no span at all in the object")
	}
}

func TestJSONHoldsTheContract(t *testing.T) {
	d := foundingDigest(t)
	var got struct {
		Schema   int
		Article  map[string]any
		Headline struct {
			Text       string
			Start, End *int
		}
		Quotes []struct {
			Text    string
			Kind    string
			Within  *int
			Speaker *struct {
				Name, Role string
				Named      bool
			}
			When *string
			Key  bool
		}
		Reactions []struct {
			Who    struct{ Name, Role string }
			Kind   string
			When   *string
			Quotes []int
			Start  int
		}
		People []struct {
			Name     string
			Aliases  []string
			Mentions int
		}
	}
	if err := json.Unmarshal(JSON(d), &got); err != nil {
		t.Fatal(err)
	}
	if got.Headline.Start == nil || *got.Headline.End != 130 || got.Article["published"] != nil {
		t.Errorf("headline %+v, published %v", got.Headline, got.Article["published"])
	}
	macron := got.Quotes[8]
	if macron.Kind != "split" || macron.Speaker.Role != "French President" || !macron.Key || macron.When != nil || macron.Within != nil {
		t.Errorf("Macron's quote is %+v", macron)
	}
	if !strings.HasSuffix(macron.Text, "(the U.S. left Afghanistan), We are loyal and faithful allies.") {
		t.Errorf("a split quote's text is %q", macron.Text)
	}
	rutte := got.Reactions[2]
	if rutte.Kind != "earlier" || *rutte.When != "earlier on Thursday" || rutte.Start != 1685 {
		t.Errorf("Rutte's reaction is %+v", rutte)
	}
	if p := got.People[0]; p.Mentions != 2 || p.Aliases[0] != "Trump" {
		t.Errorf("people are %+v", got.People)
	}

	d.Article.Title, d.Headline = "A title", text.Span{}
	if err := json.Unmarshal(JSON(d), &got); err != nil {
		t.Fatal(err)
	}
	if got.Headline.Text != "A title" || got.Headline.Start != nil || got.Headline.End != nil {
		t.Errorf("a given title is %+v, want null offsets", got.Headline)
	}
}

func TestAnswerJSON(t *testing.T) {
	d := foundingDigest(t)
	cited := spanOf(t, d.Article.Text, "over 130,000 NATO troops were deployed to Afghanistan", 0)
	short := text.Span{Start: cited.Start, End: cited.Start + len("over 130,000")}
	for name, tc := range map[string]struct {
		answer digest.Answer
		want   string
	}{
		"answered": {digest.Answer{Question: "How many?", Citations: []text.Span{cited, d.Doc.Sentences[0]}, Further: 1, Short: short, Score: 0.9},
			`{"question":"How many?","answered":true,"text":"over 130,000 NATO troops were deployed to Afghanistan","short":"over 130,000","citations":[{"text":"over 130,000 NATO troops were deployed to Afghanistan","start":1102,"end":1155},{"text":"U.S. President Donald Trump has said Washington will not stand by NATO member countries that pay too little for their own defense.","start":0,"end":130}],"shown":1,"score":0.9}`},
		"not said": {digest.Answer{Question: "<b>?", Nearest: cited, Score: 0.1},
			`{"question":"<b>?","answered":false,"text":"The article does not say.","short":"","citations":[{"text":"over 130,000 NATO troops were deployed to Afghanistan","start":1102,"end":1155}],"shown":1,"score":0.1}`},
		"nothing near": {digest.Answer{Question: "?"},
			`{"question":"?","answered":false,"text":"The article does not say.","short":"","citations":[],"shown":0,"score":0}`},
	} {
		t.Run(name, func(t *testing.T) {
			got := AnswerJSON(d, tc.answer)
			if diff := cmp.Diff(tc.want, string(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			validate(t, schemaOf(t, "answer.schema.json"), got)
		})
	}
}

func TestArticleJSONSurvivesOddDates(t *testing.T) {
	odd := time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)
	for published, want := range map[time.Time]string{
		{}:  "null",
		odd: "null",
		time.Date(2026, 11, 24, 9, 0, 0, 0, time.FixedZone("", 3600)): `"2026-11-24T08:00:00Z"`,
	} {
		if got := string(ArticleJSON(article.Article{Published: published})); !strings.Contains(got, `"published":`+want) {
			t.Errorf("published %v gives %s", published, got)
		}
	}
}

func FuzzPoints(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := newPoints(s)
		n := 0
		for i := range s { // each code point's first byte
			if got := p.of(i); got != point(n) {
				t.Fatalf("byte %d of %q is code point %d, want %d", i, s, got, n)
			}
			if back := byteAt(s, n); back != i {
				t.Fatalf("code point %d of %q is byte %d, want %d", n, s, back, i)
			}
			if n++; n > 300 {
				return // byteAt walks from the start each time
			}
		}
		if got := p.of(len(s)); got != point(utf8.RuneCountInString(s)) {
			t.Fatalf("the end of %q is code point %d", s, got)
		}
	})
}

func BenchmarkJSON(b *testing.B) {
	d := foundingDigest(b)
	b.SetBytes(int64(len(d.Article.Text)))
	for b.Loop() {
		JSON(d)
	}
}

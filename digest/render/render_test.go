package render

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"

	markdowntext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"newsdigest/digest/text"
)

// postOf puts s everywhere where a post holds words that are not ours.
func postOf(s string) Post {
	quoted := []Passage{{Text: s, Open: "“", Close: "”", CutAfter: true}, {Text: s, Open: "“", Close: "”"}}
	words := Passage{Text: s, Quote: -1}
	return Post{
		Headline: s, Language: s, Summary: []Passage{words, words},
		Quotes: []Speech{{Who: s, Role: s, Passages: quoted}, {Who: s, Role: s, On: s, When: s, Passages: quoted}, {Passages: quoted}},
		Reactions: []Reaction{
			{Who: s, Role: s, On: s, When: s, Words: &words, Passages: quoted},
			{Words: &words}, {On: s, Words: &words},
		},
		Earlier: []Reaction{{Who: s, When: s, Passages: quoted}, {Who: s, When: s + "!", Passages: quoted}},
		Sources: []Source{{Outlet: s, URL: s}}, URL: s, Shown: 1, All: 2, More: 1,
	}
}

func answersOf(s string) []Answer {
	words := Passage{Text: s, Quote: -1}
	return []Answer{{Said: true, Short: s, Cited: []Passage{words, words}}, {Nearest: &words}}
}

// shape is all of a page but its words.
func shape(t *testing.T, page string) (tags []string, words string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			b.WriteString(n.Data)
		case html.ElementNode:
			tag := n.Data
			for _, a := range n.Attr {
				if a.Key != "lang" {
					tag += " " + a.Key + "=" + a.Val
				}
			}
			tags = append(tags, tag)
		case html.CommentNode:
			tags = append(tags, "<!--")
		}
	}
	return tags, b.String()
}

var markdownReader = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)).Parser()

// markdownShape is the kinds of nodes that a reader of GitHub's dialect sees,
// blocks that no word opens and the words themselves left out.
func markdownShape(source string) (kinds []string, words string) {
	raw := []byte(source)
	root := markdownReader.Parse(markdowntext.NewReader(raw))
	var b strings.Builder
	ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Type() == ast.TypeBlock {
				b.WriteByte('\n')
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescaped(n.Segment.Value(raw)))
		case *ast.String:
			b.Write(n.Value)
		case *ast.TextBlock, *ast.Document, *ast.Paragraph:
		default:
			kinds = append(kinds, n.Kind().String())
		}
		return ast.WalkContinue, nil
	})
	return kinds, b.String()
}

// unescaped undoes what a Markdown reader undoes when it writes a text.
func unescaped(b []byte) []byte {
	s := backslashed.ReplaceAllString(string(b), "$1")
	return []byte(strings.ReplaceAll(html.UnescapeString(s), wordJoiner, ""))
}

var backslashed = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)

var hostile = []string{
	"[x](http://evil.example)", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "@everyone @here <@U123> <!channel> <#C1>",
	"http://evil.example", "HTTPS://evil.example/x?y=z", "www.evil.example", "mailto:a@evil.example", "a@evil.example", "ftp://evil.example",
	"**bold** _it_ `code` ~~gone~~ ||spoiler||", "# heading", "- item", "+ item", "1. item", "12) item", "> quoted", "    code", "\tcode", "```\ncode\n```",
	"| a | b |\n|---|---|\n| c | d |", "a\n===\nb\n---", "***", "---", "===", "[^1]: note [^1]", "[x]: http://evil.example", "![i](http://evil.example/i.png)",
	"&lt;b&gt; &#60;b&#62; &amp;", "<!-- gone -->", "</blockquote></article>", "\x1b[31mred\x1b[0m", "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
	"\u202egnp.exe\u202c", "\x00\x07\x08", "javascript:alert(1)", "\" onmouseover=\"alert(1)", "- [ ] task", "term\n: definition", "xmpp:a@evil.example",
	"\\", "\\\\[x](y)", "a\\", "$x$", "{{.}}", "line one\r\nline two\u2028three", "https\\://evil.example", "foo.bar@evil-example.com.", "1986\\. A year", "1", "1.", "", " ",
	"http\u2060://evil.example", "\u2060@everyone", "_http://evil.example_",
}

// checkSurfaces renders s everywhere and compares with harmless words.
func checkSurfaces(t *testing.T, s string) {
	t.Helper()
	if s = strings.TrimSpace(Plain(s)); s == "" {
		return // labels of empty words are left out
	}
	// The same post of plain words. A post of s has the same tags and nodes.
	p, calm := postOf(s), postOf("calm")
	p.URL, calm.URL, p.Sources[0].URL, calm.Sources[0].URL = "", "", "", ""

	gotTags, gotWords := shape(t, string(HTML(p)))
	wantTags, _ := shape(t, string(HTML(calm)))
	if diff := cmp.Diff(wantTags, gotTags); diff != "" {
		t.Errorf("HTML of %q has other tags (-want +got)\n%s", s, diff)
	}
	// An HTML reader turns what it may not show into U+FFFD.
	if n, want := strings.Count(gotWords, s), len(p.passages()); n < want {
		t.Errorf("HTML of %q shows the words %d times, want %d", s, n, want)
	}

	md := Markdown(p)
	gotKinds, gotText := markdownShape(md)
	wantKinds, _ := markdownShape(Markdown(calm))
	if diff := cmp.Diff(wantKinds, gotKinds); diff != "" {
		t.Errorf("Markdown of %q has other nodes (-want +got)\n%s\n%s", s, diff, md)
	}
	if !strings.Contains(squeeze(gotText), squeeze(strings.ReplaceAll(s, wordJoiner, ""))) {
		t.Errorf("Markdown of %q does not show the words:\n%s", s, gotText)
	}
	if m := pings.FindString(md); m != "" {
		t.Errorf("Markdown of %q holds %q", s, m)
	}
	for i, a := range answersOf(s) {
		calm := answersOf("calm")[i]
		got, _ := shape(t, string(AnswerHTML(a)))
		want, _ := shape(t, string(AnswerHTML(calm)))
		gotKinds, _ := markdownShape(AnswerMarkdown(a))
		wantKinds, _ := markdownShape(AnswerMarkdown(calm))
		if diff := cmp.Diff(append(want, wantKinds...), append(got, gotKinds...)); diff != "" {
			t.Errorf("the answer %q looks other (-want +got)\n%s", s, diff)
		}
	}
	for _, out := range []string{Text(p), AnswerText(answersOf(s)[0]), AnswerText(answersOf(s)[1])} {
		if !strings.Contains(out, s) {
			t.Errorf("text of %q does not show the words:\n%s", s, out)
		}
		if i := strings.IndexFunc(out, func(r rune) bool { return r != '\n' && steers(r) }); i >= 0 {
			t.Errorf("text of %q holds %q", s, out[i:min(i+4, len(out))])
		}
	}
}

// squeeze leaves the blanks out, which a Markdown reader may trim at line ends.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

var pings = regexp.MustCompile(`@\w|<[@!#]`)

func TestHostileWordsAreWords(t *testing.T) {
	for _, s := range hostile {
		checkSurfaces(t, s)
		checkSurfaces(t, "He said "+s+" and left")
	}
}

func FuzzSurfaces(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSurfaces(t, s) })
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"“Naïve,” said Zoë 👩‍🚀":    "“Naïve,” said Zoë 👩‍🚀",
		"a\x1b[1;31mred\x1b[0mb":   "aredb",
		"a\u009b31mred":            "ared",
		"\x1b]0;title\x07b":        "0;titleb",
		"one\ntwo\r\nthree\tfour":  "one two three four",
		"x\u202egnp.exe\u202cy":    "xgnp.exey",
		"bad \xff byte":            "bad � byte",
		"hid\U000e0041\U000e0042n": "hidn",
		"عربي \u200fنص":            "عربي \u200fنص",
		"\x1b":                     "", "\x1b[": "", "\x1b[31": "", "\x1b(": "", "a\x1b": "a",
	} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) is %q, want %q", in, got, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Plain(s)
		if strings.ContainsFunc(got, steers) {
			t.Errorf("Plain(%q) is %q", s, got)
		}
		if again := Plain(got); again != got {
			t.Errorf("Plain(%q) is %q, and of that %q", s, got, again)
		}
	})
}

func TestQuotesAreUnbrokenInHTML(t *testing.T) {
	page := string(HTML(Arrange(foundingDigest(t))))
	for _, words := range []string{
		"“If they don't pay, I'm not going to defend them.",
		"but they don't have to protect us.”",
		"called Trump's remarks “technically inaccurate.”",
		"remain the bedrock of our Alliance.”",
	} {
		if !strings.Contains(page, words) {
			t.Errorf("%q does not stand in the page as it is:\n%s", words, page)
		}
	}
}

// A reader is told the same on every surface, in the same order.
func TestSurfacesSayTheSame(t *testing.T) {
	for name, p := range map[string]Post{"founding": Arrange(foundingDigest(t)), "all there can be": postOf("some words")} {
		p.URL = "" // its address is a line of the text
		_, page := shape(t, string(HTML(p)))
		_, md := markdownShape(Markdown(p))
		bare := strings.NewReplacer("· ", "", "| ", "")
		want := squeeze(bare.Replace(Text(p)))
		for surface, got := range map[string]string{"HTML": page, "Markdown": md} {
			if diff := cmp.Diff(want, squeeze(bare.Replace(got))); diff != "" {
				t.Errorf("%s, %s (-text +it)\n%s", name, surface, diff)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	p := postOf("words")
	for address, want := range map[string]bool{
		"https://news.example/a?b=c&d=e#f": true, "http://news.example": true,
		"javascript:alert(1)": false, "data:text/html,x": false, "//evil.example": false, "https://bank.example@evil.example/": false,
		"": false, "/relative": false, "ftp://news.example": false, "https://": false, "http://[::1": false, "https://e.example/)>x](y": true,
	} {
		p.URL = address
		for surface, out := range map[string]string{"html": string(HTML(p)), "markdown": Markdown(p), "text": Text(p)} {
			if got := strings.Contains(out, "://"); got != want {
				t.Errorf("%s of a post at %q: a link is %v, want %v\n%s", surface, address, got, want, out)
			}
		}
		if _, words := markdownShape(Markdown(p)); strings.Contains(words, "](") {
			t.Errorf("the address %q leaks into the words:\n%s", address, words)
		}
	}
}

func TestFragmentURL(t *testing.T) {
	const page = "https://news.example/a"
	for _, tc := range [][3]string{
		{page, "We are loyal", page + "#:~:text=We%20are%20loyal"},
		{page, "one-two, three & four's “five”\nsix", page + "#:~:text=one%2Dtwo%2C%20three%20%26%20four%27s%20%E2%80%9Cfive%E2%80%9D%20six"},
		{page + "#part", "We are loyal", page + "#part:~:text=We%20are%20loyal"},
		{page + "#:~:text=x", "We are", page + "#:~:text=x&text=We%20are"},
		{page, strings.Repeat("a b ", 20) + "the end.", page + "#:~:text=a%20b%20a%20b%20a,b%20a%20b%20the%20end."},
		{page, "…", page},
		{"javascript:alert(1)", "We are loyal", ""},
	} {
		if got := FragmentURL(tc[0], tc[1]); got != tc[2] {
			t.Errorf("FragmentURL(%q, %q)\n got %s\nwant %s", tc[0], tc[1], got, tc[2])
		}
	}
}

func FuzzFragmentURL(f *testing.F) {
	f.Add("one-two, three & four, five six seven eight nine ten eleven twelve thirteen")
	f.Add("\xff\x00日本")
	f.Fuzz(func(t *testing.T, words string) {
		got := FragmentURL("https://news.example/a", words)
		_, directive, ok := strings.Cut(got, "#:~:text=")
		if !ok {
			if len(text.Words(strings.ToValidUTF8(words, " "))) > 0 {
				t.Fatalf("no directive for %q", words)
			}
			return
		}
		if strings.ContainsAny(directive, "-&#\"'<> \n") || strings.Count(directive, ",") > 1 {
			t.Fatalf("%q has signs that mean something else", directive)
		}
		given := strings.Join(strings.Fields(strings.ToValidUTF8(words, " ")), " ")
		for end := range strings.SplitSeq(directive, ",") {
			back, err := url.PathUnescape(end)
			if err != nil || !strings.Contains(given, back) {
				t.Fatalf("%q is not part of %q (%v)", back, given, err)
			}
		}
	})
}

func TestSourceLine(t *testing.T) {
	day := time.Date(2026, 11, 24, 23, 0, 0, 0, time.FixedZone("", -3600))
	for want, p := range map[string]Post{
		"1 source, undated · 6 of 13 quotes":                      {Sources: []Source{{}}, Shown: 6, All: 13},
		"The Varn Post · 25 November 2026 · all 3 quotes":         {Sources: []Source{{Outlet: "The Varn Post", Published: day}}, Shown: 3, All: 3},
		"The Varn Post · undated · no quotes":                     {Sources: []Source{{Outlet: "The Varn Post"}}},
		"1 source · 25 November 2026 · 1 quote · 1 more reaction": {Sources: []Source{{Published: day}}, Shown: 1, All: 1, More: 1},
		"A, B and 1 source · 24 November 2026 to 25 November 2026 · 0 of 1 quote": {
			Sources: []Source{{Outlet: "A", Published: day}, {Outlet: "B", Published: day.AddDate(0, 0, -1)}, {}}, All: 1},
		"1 source, undated · both quotes":                       {Sources: []Source{{}}, Shown: 2, All: 2},
		"2 sources, undated · 1 of 2 quotes · 2 more reactions": {Sources: []Source{{}, {}}, Shown: 1, All: 2, More: 2},
	} {
		if got := SourceLine(p); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestAnswerSurfaces(t *testing.T) {
	d := foundingDigest(t)
	cited := spanOf(t, d.Article.Text, "Following the 9/11 terrorist attack against the U.S., over 130,000 NATO troops were deployed to Afghanistan", 0)
	d.Article.URL = "https://news.example/a"
	said := ArrangeAnswer(d, answered(d.Article.Text, cited, "over 130,000"))
	var b bytes.Buffer
	for _, s := range []string{AnswerText(said), AnswerMarkdown(said), string(AnswerHTML(said))} {
		b.WriteString(s + "\n")
	}
	not := ArrangeAnswer(d, notSaid(cited))
	for _, s := range []string{AnswerText(not), AnswerMarkdown(not), string(AnswerHTML(not))} {
		b.WriteString(s + "\n")
	}
	golden(t, "answers", "all", b.String())
}

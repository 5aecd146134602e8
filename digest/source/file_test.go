package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"newsdigest/digest/article"
)

func TestParseFile(t *testing.T) {
	for name, test := range map[string]struct {
		data string
		want article.Article
	}{
		"as it is":         {" A text,\r\n\tuntouched. \u00ad\u200b \n\n", article.Article{Text: " A text,\r\n\tuntouched. \u00ad\u200b \n\n"}},
		"a mark":           {"\xef\xbb\xbfA text.", article.Article{Text: "A text."}},
		"Japanese":         {"村長は「船はもう来ない」と述べた。", article.Article{Text: "村長は「船はもう来ない」と述べた。"}},
		"a ruled line":     {"---\nA text.\n---\n", article.Article{Text: "---\nA text.\n---\n"}},
		"latin":            {"Die F\xe4hre f\xe4llt aus, sagte der B\xfcrgermeister am Freitag in Tollan.", article.Article{Text: "Die Fähre fällt aus, sagte der Bürgermeister am Freitag in Tollan."}},
		"a broken letter":  {"Die Fähre fällt aus, sagte der Bürgermeister über Söderhamn, die Möwen schwiegen, die Gäste ärgerte das; \xff schön, größer, früher.", article.Article{Text: "Die Fähre fällt aus, sagte der Bürgermeister über Söderhamn, die Möwen schwiegen, die Gäste ärgerte das; \ufffd schön, größer, früher."}},
		"UTF-16":           {"\xff\xfeA\x00 \x00\xe4\x00.\x00", article.Article{Text: "A ä."}},
		"UTF-16, no mark":  {"A\x00 \x00t\x00e\x00x\x00t\x00.\x00!\x00", article.Article{Text: "A text.!"}},
		"one key":          {"---\ntitle: A title\n---\nA text.\n", article.Article{Title: "A title", Text: "A text.\n"}},
		"windows line end": {"---\r\ntitle: A title\r\n---\r\nA text.\r\n", article.Article{Title: "A title", Text: "A text.\r\n"}},
		"all keys": {
			"---\ntitle: \"Wall: a vote\"\noutlet: The Courier\nurl: https://courier.example/wall\n\npublished: 2026-11-24T21:40:00+01:00\nbyline: Ada Ruiz, Ben Okafor\nlanguage: en-gb\n---\n\nA text.",
			article.Article{
				URL: "https://courier.example/wall", Title: "Wall: a vote", Outlet: "The Courier", Byline: []string{"Ada Ruiz", "Ben Okafor"},
				Published: time.Date(2026, 11, 24, 20, 40, 0, 0, time.UTC), Language: "en-GB", Text: "\nA text.",
			},
		},
		"a day":      {"---\npublished: 2026-11-24\n---\nA text.", article.Article{Published: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), Text: "A text."}},
		"empty keys": {"---\ntitle:\nbyline:\n---\nA text.", article.Article{Text: "A text."}},
	} {
		got, err := ParseFile("inbox/a.txt", []byte(test.data))
		test.want.ID = article.NewID(test.want.URL, test.want.Text)
		if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n-want +got\n%s", name, err, diff)
		}
	}
}

func TestFilesThatAreNoArticles(t *testing.T) {
	for data, want := range map[string]string{
		"":                                  "inbox/a.txt: the file is empty: save the article's text in it",
		" \n\t\n":                           "inbox/a.txt: the file is empty: save the article's text in it",
		"---\ntitle: A\n---\n":              "inbox/a.txt: the file is empty: save the article's text in it",
		"%PDF-1.7\n":                        "inbox/a.txt: it looks like a PDF: save the article as text or HTML",
		"\x89PNG\r\n\x1a\n\x00\x00":         "inbox/a.txt: it looks like an image: save the article as text or HTML",
		"\xff\xd8\xff\xe0\x00\x10JFIF":      "inbox/a.txt: it looks like an image: save the article as text or HTML",
		"PK\x03\x04..[Content_Types].xml":   "inbox/a.txt: it looks like a Word document: save the article as text or HTML",
		"{\\rtf1 text}":                     "inbox/a.txt: it looks like a rich-text document: save the article as text or HTML",
		"\x7fELF\x02\x01":                   "inbox/a.txt: it looks like a program: save the article as text or HTML",
		"\x1f\x8b\x08\x00":                  "inbox/a.txt: it looks like an archive: save the article as text or HTML",
		"text\x00text":                      "inbox/a.txt: it looks like binary data: save the article as text or HTML",
		"\x01\x02\x03\x04":                  "inbox/a.txt: it looks like binary data: save the article as text or HTML",
		"<?xml version='1.0'?><rss></rss>":  "inbox/a.txt: it is a feed: name its address instead, or save one article as text or HTML",
		"\xcf\xf0\xe8\xe2\xe5\xf2":          "inbox/a.txt: its letters cannot be told: save the file as UTF-8",
		"---\ntitle: A\nautor: B\n---\nA":   `inbox/a.txt:3: the header has an unknown key "autor": there are title, outlet, url, published, byline, language`,
		"---\ntitle: A\n\ntitle: B\n---\nA": `inbox/a.txt:4: the header has "title" twice`,
		"---\ntitle: A\nwords\n---\nA":      "inbox/a.txt:3: not a line of a header: write a key, a colon and its value, or end the header by a line of three hyphens",
		"---\ntitle: A\n":                   "inbox/a.txt:1: the header that begins here has no end: write a line of three hyphens under it",
		"---\npublished: today\n---\nA":     `inbox/a.txt:2: published: "today" is no time: write it like 2026-11-24T21:40:00Z or 2026-11-24`,
		"---\nlanguage: English!\n---\nA":   `inbox/a.txt:2: language: "English!" is no language: write it like en or en-GB`,
		"---\nurl: ftp://a.example\n---\nA": `inbox/a.txt:2: url: only http and https addresses are read, not "ftp"`,
	} {
		_, err := ParseFile("inbox/a.txt", []byte(data))
		if err == nil || err.Error() != want {
			t.Errorf("%q\ngot  %v\nwant %s", data, err, want)
		}
	}
}

// folder makes the files in a new folder, whose name is a pattern's.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "in[b]ox*")
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFileFetch(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.txt": "The second.", "a.txt": "The first.", "c.md": "# Another", "empty.txt": "", "story.html": storyPage, "x.txt/y.txt": "Deeper.", "odd[1].txt": "Odd.",
	})
	for _, test := range []struct {
		file  File
		texts []string
		words []string // of the errors
	}{
		{File{Pattern: "*.txt", Dir: dir}, []string{"The first.", "The second.", "Odd."}, []string{"empty.txt: the file is empty"}},
		{File{Pattern: "a.txt", Dir: dir}, []string{"The first."}, nil},
		{File{Pattern: filepath.Join(dir, "b.txt")}, []string{"The second."}, nil},
		{File{Pattern: "odd[1].txt", Dir: dir}, []string{"Odd."}, nil},
		{File{Pattern: "*.htm*", Dir: dir}, []string{storyText}, nil},
		{File{Pattern: "*/y.txt", Dir: dir}, []string{"Deeper."}, nil},
		{File{Pattern: "*.none", Dir: dir}, nil, nil},
		{File{Pattern: "*.none", Dir: dir, MustMatch: true}, nil, []string{"*.none: no file has such a name"}},
		{File{Pattern: "gone/*.txt", Dir: dir}, nil, []string{"gone/*.txt: there is no folder"}},
		{File{Pattern: "gone.txt", Dir: dir}, nil, []string{"gone.txt: there is no such file"}},
		{File{Pattern: "x.txt", Dir: dir}, nil, []string{"it is a folder: write "}},
		{File{Pattern: "[", Dir: dir}, nil, []string{"not a pattern"}},
	} {
		got, err := test.file.Fetch(t.Context())
		var texts []string
		for _, a := range got {
			texts = append(texts, a.Text)
		}
		if diff := cmp.Diff(test.texts, texts); diff != "" {
			t.Errorf("%s: -want +got\n%s", test.file.Pattern, diff)
		}
		if (err == nil) != (test.words == nil) {
			t.Errorf("%s: got %v, want %q", test.file.Pattern, err, test.words)
		}
		for _, w := range test.words {
			if err != nil && !strings.Contains(err.Error(), w) {
				t.Errorf("%s: got %v, want %q", test.file.Pattern, err, w)
			}
		}
	}
}

func TestLargeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.txt")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(50 << 20); err != nil {
		t.Fatal(err)
	}
	_, err = File{Pattern: path}.Fetch(t.Context())
	if e := reasonOf(t, err, TooLarge); !strings.HasSuffix(e.Error(), "it has 50.0 MB; at most 5 MB are read at once") {
		t.Errorf("got %v", err)
	}
	_, err = File{Pattern: "/dev/zero"}.Fetch(t.Context()) // says no size, and has no end
	reasonOf(t, err, TooLarge)
}

func TestOpen(t *testing.T) {
	c := newClient(t, Options{})
	for arg, want := range map[string]string{
		"-":                     "source.Reader",
		"story.txt":             "source.File",
		"inbox/*.txt":           "source.File",
		"https://news.example/": "source.Address",
		"HTTP://news.example/":  "source.Address",
	} {
		s, err := Open(arg, c, strings.NewReader(""))
		if got := fmt.Sprintf("%T", s); got != want || err != nil {
			t.Errorf("%s: got %s, %v, want %s", arg, got, err, want)
		}
	}
	for arg, words := range map[string]string{"": "empty name", "ftp://news.example/": "only http and https", "http://a:secret@news.example/": "leave out"} {
		s, err := Open(arg, c, strings.NewReader(""))
		if s != nil || err == nil || !strings.Contains(err.Error(), words) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, %v, want %q", arg, s, err, words)
		}
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("the pipe broke") }

func TestReaderFetch(t *testing.T) {
	got, err := Reader{Name: "standard input", From: strings.NewReader("A text.\n")}.Fetch(t.Context())
	if err != nil || got[0].Text != "A text.\n" {
		t.Errorf("a text: got %v, %v", got, err)
	}
	got, err = Reader{Name: "standard input", From: strings.NewReader(storyPage)}.Fetch(t.Context())
	if err != nil || got[0].Text != storyText {
		t.Errorf("a page: got %v, %v", got, err)
	}
	for r, want := range map[Reader]string{
		{"standard input", strings.NewReader("")}: "standard input: the file is empty: save the article's text in it",
		{"standard input", brokenReader{}}:        "standard input: the pipe broke",
	} {
		if _, err := r.Fetch(t.Context()); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

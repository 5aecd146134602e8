package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"newsdigest/digest/article"
)

// A File is a file of one article, or all files that a pattern names. Files
// that end in .html or .htm are read as pages, every other as plain text.
type File struct {
	Pattern   string // a path, or a pattern as path/filepath.Match reads it: "inbox/*.txt"
	Dir       string // where a relative Pattern starts; empty: the working directory
	MustMatch bool   // a pattern that names no file is an error; else it gives no articles
}

// Fetch reads the files in the order of their names.
func (f File) Fetch(ctx context.Context) ([]article.Article, error) {
	paths, err := f.paths()
	if err != nil {
		return nil, err
	}
	var out []article.Article
	var errs []error
	for _, p := range paths {
		if ctx.Err() != nil {
			errs = append(errs, about(p, trouble(TimedOut, fmt.Errorf("not read: %w", context.Cause(ctx)))))
			break
		}
		a, err := readFile(p)
		if err != nil {
			errs = append(errs, about(p, err))
			continue
		}
		out = append(out, a)
	}
	return out, errors.Join(errs...)
}

// paths are the files that f names. A path that is there is itself, whatever
// signs it holds.
func (f File) paths() ([]string, error) {
	pattern := f.Pattern
	if f.Dir != "" && !filepath.IsAbs(pattern) {
		pattern = filepath.Join(f.Dir, pattern)
	}
	isPattern := strings.ContainsAny(f.Pattern, "*?[")
	if _, err := os.Stat(pattern); !isPattern || err == nil {
		return []string{pattern}, nil
	}
	if f.Dir != "" && !filepath.IsAbs(f.Pattern) {
		pattern = filepath.Join(literal.Replace(f.Dir), f.Pattern)
	}
	found, err := filepath.Glob(pattern)
	if err != nil {
		return nil, &Error{Subject: f.Pattern, Reason: Malformed, Err: errors.New("not a pattern: a [ needs its ]")}
	}
	found = slices.DeleteFunc(found, func(p string) bool {
		info, err := os.Stat(p)
		return err == nil && info.IsDir()
	})
	if len(found) > 0 {
		return found, nil
	}
	folder := filepath.Dir(f.Pattern)
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(f.Dir, folder)
	}
	if !strings.ContainsAny(filepath.Dir(f.Pattern), "*?[") {
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
			return nil, &Error{Subject: f.Pattern, Reason: NotFound, Err: fmt.Errorf("there is no folder %s", folder)}
		}
	}
	if f.MustMatch {
		return nil, &Error{Subject: f.Pattern, Reason: NotFound, Err: errors.New("no file has such a name")}
	}
	return nil, nil
}

// literal takes the meaning from the signs of a pattern.
var literal = strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`)

func readFile(path string) (article.Article, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return article.Article{}, trouble(NotFound, errors.New("there is no such file (an address begins with https://)"))
	case errors.Is(err, fs.ErrPermission):
		return article.Article{}, trouble(Login, errors.New("this user may not read the file"))
	case err != nil:
		return article.Article{}, trouble(Unreachable, withoutPath(err))
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return article.Article{}, trouble(Unreachable, withoutPath(err))
	case info.IsDir():
		return article.Article{}, trouble(WrongKind, fmt.Errorf("it is a folder: write %s for the texts in it", filepath.Join(path, "*.txt")))
	case info.Mode().IsRegular() && info.Size() > MaxBytes:
		return article.Article{}, tooLarge(info.Size())
	}
	data, err := readSome(f)
	if err != nil {
		return article.Article{}, err
	}
	return ParseFile(path, data)
}

// readSome reads at most MaxBytes.
func readSome(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return nil, trouble(Unreachable, withoutPath(err))
	case len(data) > MaxBytes:
		return nil, tooLarge(0)
	}
	return data, nil
}

// withoutPath spares a path that stands before the error anyway.
func withoutPath(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("the file cannot be read: %w", e.Err)
	}
	return err
}

// A Reader is one article that comes as a stream, such as standard input. It
// can be fetched once. What begins like a page is read as one.
type Reader struct {
	Name string // for errors
	From io.Reader
}

// Fetch reads to the end of the stream; ctx cannot stop a read that waits.
func (r Reader) Fetch(context.Context) ([]article.Article, error) {
	data, err := readSome(r.From)
	if err != nil {
		return nil, about(r.Name, err)
	}
	name := r.Name
	if text, ok := utf8Text(data); ok && isHTML(text) {
		name += ".html"
	}
	a, err := ParseFile(name, data)
	if err != nil {
		return nil, about(r.Name, err)
	}
	return []article.Article{a}, nil
}

// ParseFile makes an Article of a file's bytes; by its ending, name tells a
// page from a plain text. A plain text in UTF-8 is taken as it is.
func ParseFile(name string, data []byte) (article.Article, error) {
	if what := looksLike(data); what != "" {
		return article.Article{}, about(name, trouble(WrongKind, fmt.Errorf("it looks like %s: save the article as text or HTML", what)))
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		a, err := ParsePage(data, "", "")
		return a, about(name, err)
	}
	text, ok := utf8Text(data)
	if !ok {
		return article.Article{}, about(name, trouble(Malformed, errors.New("its letters cannot be told: save the file as UTF-8")))
	}
	if feedStart.MatchString(text[:min(len(text), 4096)]) {
		return article.Article{}, about(name, trouble(WrongKind, errors.New("it is a feed: name its address instead, or save one article as text or HTML")))
	}
	a, err := parseHeader(name, text)
	if err != nil {
		return article.Article{}, err
	}
	if strings.TrimSpace(a.Text) == "" {
		return article.Article{}, about(name, trouble(Empty, errors.New("the file is empty: save the article's text in it")))
	}
	a.ID = article.NewID(a.URL, a.Text)
	return a, nil
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"newsdigest/digest/eval"
)

type evalCmd struct {
	Quotes evalQuotesCmd `cmd:"" help:"Measure quotes, speakers and reactions against articles that people marked."`
}

type evalQuotesCmd struct {
	JSON  bool `name:"json" help:"Print the whole report as JSON."`
	Worst int  `default:"5" placeholder:"N" help:"How many of the articles with the most wrong names to list."`
	Curve bool `help:"Print how many names are wrong wherever the line stands."`

	Dir string `arg:"" help:"A folder of .jsonl files or of .txt files with marks, or one such file."`
}

// Help is what --help adds.
func (evalQuotesCmd) Help() string {
	return `Each line of a file is an article: {"id", "text", "quotes": [{"start", "end", "speaker", "speaker_start", "speaker_end", "speaker_ref"?, "speaker_role"?, "speech"?}], "reactions"?: [{"who": {"name"}, "kind"}]}, offsets in code points. A .txt file is an article, a line "== marks", and a line a mark: "Ann Roe | she | the words".`
}

func (c evalQuotesCmd) Run(ctx context.Context, std stdio) error {
	marked, err := readMarked(c.Dir)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r := eval.Quotes(marked)
	if c.JSON {
		b, err := json.Marshal(r)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(std.Out, "%s\n", b)
		return err
	}
	return c.print(std.Out, r)
}

func (c evalQuotesCmd) print(out io.Writer, r eval.Report) error {
	p := func(format string, args ...any) { fmt.Fprintf(out, format, args...) }
	p("%d articles, %d marked words, %d shown\n\n", r.Articles, r.Marks.Gold, r.Marks.Found)
	p("shown with a wrong name       %.3f\n", r.Marks.Wrong)
	p("key quotes with a wrong name  %.3f of %d\n", r.KeyWrong, r.Keys)
	p("words and speaker right, F1   %.3f\n", r.Marks.Joint)
	p("words found, F1               %.3f\n", r.Marks.F1)
	p("full name given               %.3f\n", r.Marks.Full)
	if r.Marks.Role > 0 {
		p("role given                    %.3f\n", r.Marks.Role)
	}
	p("all speech, F1                %.3f over 0.3 covered, %.3f at overlap 0.5\n", r.Overlap.F1, r.Speech.F1)
	p("all speech, speaker right     %.3f at overlap 0.5\n", r.Speech.Joint)
	if r.Reactions.Gold > 0 {
		p("reactions                     precision %.2f, recall %.2f, F1 %.2f of %d\n", r.Reactions.Precision, r.Reactions.Recall, r.Reactions.F1, r.Reactions.Gold)
	}
	if c.Curve {
		p("\nline  named  wrong  right\n")
		for _, x := range r.Curve {
			here := ""
			if x.Line == r.Line {
				here = "  <- the line"
			}
			p("%.2f  %5d  %.3f  %.3f%s\n", x.Line, x.Named, x.Wrong, x.Joint, here)
		}
	}
	if n := min(c.Worst, len(r.Worst)); n > 0 {
		p("\nmost wrong names:\n")
		for _, w := range r.Worst[:n] {
			p("%3d of %-3d  %s\n", w.Wrong, w.Shown, shown(w.ID))
		}
	}
	return nil
}

// readMarked reads the marked articles of a file, or of a folder's .jsonl files by name.
func readMarked(dir string) ([]eval.Marked, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, noFile(dir, err)
	}
	files := []string{dir}
	if info.IsDir() {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		files = nil
		for _, e := range entries {
			if ext := filepath.Ext(e.Name()); !e.IsDir() && (ext == ".jsonl" || ext == ".txt") {
				files = append(files, filepath.Join(dir, e.Name()))
			}
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s holds no .jsonl or .txt file of marked articles", dir)
		}
	}
	var out []eval.Marked
	for _, name := range files {
		marked, err := readMarkedFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, marked...)
	}
	return out, nil
}

func readMarkedFile(name string) ([]eval.Marked, error) {
	if filepath.Ext(name) == ".txt" {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		m, err := eval.ReadText(strings.TrimSuffix(filepath.Base(name), ".txt"), string(b))
		return []eval.Marked{m}, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return eval.Read(f)
}

func noFile(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no such file or folder", name)
	}
	return err
}

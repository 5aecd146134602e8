package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"newsdigest/digest/eval"
	"newsdigest/digest/quote"
	"newsdigest/digest/render"
)

type evalCmd struct {
	Quotes evalQuotesCmd `cmd:"" help:"Who said what, against a folder of articles that people have marked."`
	Fit    evalFitCmd    `cmd:"" help:"Fit the weights by which a remark is taken for a reaction, for who works on the program."`
}

type evalQuotesCmd struct {
	JSON        bool   `name:"json" help:"Print everything as one JSON object."`
	Worst       int    `placeholder:"N" help:"List the errors in the N worst articles, wrong names first."`
	Curve       bool   `help:"Print how many names are shown and how many are wrong, by where the line stands."`
	Predictions string `placeholder:"FILE" help:"Write the marks and what the program gives, for another scorer: FILE.gold.jsonl and FILE.jsonl."`

	Dir string `arg:"" help:"A folder with dev.jsonl, or with pairs of .txt and .marks as in testdata/quotes; or a .jsonl file."`
}

// Help is what --help adds.
func (evalQuotesCmd) Help() string { return "What the figures mean is in docs/QUALITY.md." }

func (c evalQuotesCmd) Run(_ context.Context, std stdio) error {
	all, err := eval.Load(c.Dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: there is no such file or folder", c.Dir)
		}
		return err
	}
	predictions := eval.PredictAll(all, quote.Options{})
	report := eval.Measure(all, predictions)
	if c.Curve {
		report.Curve = eval.Curve(all, eval.Lines)
	}
	if c.Predictions != "" {
		if err := writePredictions(c.Predictions, all, predictions); err != nil {
			return err
		}
	}
	worst := report.Worst(c.Worst)
	if c.JSON {
		e := json.NewEncoder(std.Out)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(struct {
			*eval.Report
			Worst []eval.ArticleErrors `json:"worst,omitempty"`
		}{report, worst})
	}
	return printReport(std.Out, report, worst)
}

// writePredictions writes both sides as JSON lines, the text as it is scored.
func writePredictions(name string, all []eval.Article, predictions []eval.Prediction) (err error) {
	gold, err := os.Create(name + ".gold.jsonl")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, gold.Close()) }()
	given, err := os.Create(name + ".jsonl")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, given.Close()) }()
	g, p := json.NewEncoder(gold), json.NewEncoder(given)
	for i := range all {
		if err := errors.Join(g.Encode(all[i].Gold()), p.Encode(predictions[i].Lines())); err != nil {
			return err
		}
	}
	return nil
}

func printReport(out io.Writer, r *eval.Report, worst []eval.ArticleErrors) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	h, m := r.Headline, r.Views["marks"].Rules["iou_0.8"]
	percent := func(x *float64) string {
		if x == nil {
			return "not marked"
		}
		return fmt.Sprintf("%.4f", *x)
	}
	fmt.Fprintf(w, "%d articles, %d marked fragments\n\n", r.Articles, r.Views["marks"].Gold)
	line := func(what string, figure any, note string, args ...any) {
		if f, ok := figure.(float64); ok {
			figure = fmt.Sprintf("%.4f", f)
		}
		fmt.Fprintf(w, "%s\t%v\t%s\n", what, figure, fmt.Sprintf(note, args...))
	}
	line("shown with a wrong name", h.Misattributed, "%d of %d fragments between marks", m.Wrong, m.Counted-m.Unscored)
	line("key quotes with a wrong name", r.Key.WrongShare, "%d of %d, %.2f an article; %d more are nobody's words by the marks", r.Key.Wrong, r.Key.Shown, r.Key.PerArticle, r.Key.Nobodys)
	line("words and speaker right, F1", h.JointF1, "")
	line("words found, F1", h.QuoteF1, "precision %.4f, recall %.4f", h.QuoteP, h.QuoteR)
	line("speaker right", h.SpeakerAcc, "of the words found")
	line("full name given", percent(h.FullnameAcc), "where it is marked")
	line("role given", percent(h.RoleAcc), "where it is marked")
	line("all speech, F1", h.SpeechGGT, "over .3 of the marked covered; %.4f where overlap over union is .5", h.SpeechIoU)
	line("all speech, speaker right, F1", h.SpeechJoint, "where overlap over union is .5")
	if c := r.Reactions; c != nil {
		line("reactions, F1", c.F1, "precision %.2f, recall %.2f: %d right, %d of nobody, %d missing", c.P, c.R, c.Right, c.Nobodys, c.Missing)
	}
	if r.Key.Marked > 0 {
		line("an editor's quotes that are key", r.Key.MarkedHit, "of %d", r.Key.Marked)
	}
	line("not in the source", r.NotVerbatim, "spans")
	line("invented", r.Invented, "speakers that the article does not name")
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nview\trule\tprecision\trecall\tF1\tspeaker\tfull name\trole\tjoint P\tjoint R\tjoint F1\twrong name\t")
	for _, view := range eval.Views {
		for _, rule := range eval.Rules {
			f := r.Views[view].Rules[rule]
			fmt.Fprintf(w, "%s\t%s\t%.4f\t%.4f\t%.4f\t%.4f\t%s\t%s\t%.4f\t%.4f\t%.4f\t%.4f\t\n", view, rule, f.P, f.R, f.F1, f.SpeakerAcc,
				percent(f.FullnameAcc), percent(f.RoleAcc), f.Joint.P, f.Joint.R, f.Joint.F1, f.Misattributed)
		}
	}
	if len(r.Curve) > 0 {
		fmt.Fprintln(w, "\nline\tnames shown\twrong\twrong of the named\tjoint F1\t")
		for _, p := range r.Curve {
			here := ""
			if p.Line == quote.UsualLine {
				here = "the line"
			}
			fmt.Fprintf(w, "%.2f\t%.4f\t%.4f\t%.4f\t%.4f\t%s\n", p.Line, p.Named, p.Wrong, p.WrongN, p.Joint, here)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, a := range worst {
		fmt.Fprintf(w, "\n%s: %d errors, %d wrong names\n", render.Plain(a.ID), len(a.Errors), a.Wrong)
		for _, e := range a.Errors {
			fmt.Fprintf(w, "  %s%s\t%s\t%s\n", e.What, map[bool]string{true: " (key)"}[e.Key], render.Plain(short(e.Words)), render.Plain(whose(e)))
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// whose says what was given and what is marked.
func whose(e eval.Error) string {
	var parts []string
	if e.Given != "" {
		parts = append(parts, "given: "+e.Given)
	}
	if e.Rule != "" {
		parts = append(parts, fmt.Sprintf("by %s at %.2f", e.Rule, e.Confidence))
	}
	if e.Marked != "" {
		parts = append(parts, "marked: "+e.Marked)
	}
	return strings.Join(parts, ", ")
}

// short is the beginning of s, for a table.
func short(s string) string {
	const most = 60 // code points
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

type evalFitCmd struct {
	Penalty float64 `default:"2" help:"How much large weights cost."`
	Enough  float64 `default:"-0.7" help:"The points above which a remark is an answer, for the figures."`

	Dirs []string `arg:"" help:"Folders as eval quotes takes, whose licence allows that weights be learned from them."`
}

// Help is what --help adds.
func (evalFitCmd) Help() string {
	return "The weights stand in digest/quote/comment.go, rounded; what they were fitted to is in docs/QUALITY.md."
}

func (c evalFitCmd) Run(_ context.Context, std stdio) error {
	var all []eval.Article
	for _, dir := range c.Dirs {
		some, err := eval.Load(dir)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s: there is no such file or folder", dir)
			}
			return err
		}
		all = append(all, some...)
	}
	samples := eval.Samples(all)
	if len(samples) == 0 {
		return fmt.Errorf("%s: no article in which reactions are marked", strings.Join(c.Dirs, ", "))
	}
	j := eval.Judge(samples, c.Penalty, c.Enough)
	fmt.Fprintf(std.Out, "%d remarks in %d articles\nten times a tenth, unseen: precision %.2f, recall %.2f, F1 %.2f\n\n", len(samples), len(all), j.P, j.R, j.F1)
	w := eval.Fit(samples, c.Penalty)
	t := tabwriter.NewWriter(std.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "constant\t%.2f\t\n", w[0])
	for i, name := range quote.SignNames() {
		held, answers := 0, 0
		for _, s := range samples {
			if s.Signs[i] {
				held++
				if s.Answers {
					answers++
				}
			}
		}
		fmt.Fprintf(t, "%s\t%.2f\t%d of %d\n", name, w[i+1], answers, held)
	}
	return t.Flush()
}

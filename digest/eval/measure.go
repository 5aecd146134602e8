package eval

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"newsdigest/digest/quote"
)

// A Report is what Measure finds.
type Report struct {
	Articles    int             `json:"articles"`
	NotVerbatim int             `json:"not_verbatim"` // spans that do not lie in their text
	Invented    int             `json:"invented"`     // speakers whose name their text does not hold
	Headline    Headline        `json:"headline"`
	Key         KeyFigures      `json:"key"`
	Reactions   *ReactionCount  `json:"reactions"` // nil: none were marked
	Views       map[string]View `json:"views"`
	Curve       []CurvePoint    `json:"curve,omitempty"`
	sheets      []*sheet
}

// Headline is the report in a few figures. Where not said otherwise they are
// of the words between quotation marks, by rule iou_0.8.
type Headline struct {
	Misattributed float64  `json:"misattributed"` // predicted units with a wrong name
	JointF1       float64  `json:"joint_f1"`      // words and speaker right
	FullnameAcc   *float64 `json:"fullname_acc"`  // of the matched whose full name is marked: all of it given
	RoleAcc       *float64 `json:"role_acc"`
	SpeakerAcc    float64  `json:"speaker_acc"` // of the matched
	QuoteP        float64  `json:"quote_p"`     // the words alone
	QuoteR        float64  `json:"quote_r"`
	QuoteF1       float64  `json:"quote_f1"`
	SpeechGGT     float64  `json:"speech_f1_ggt_0.3"` // with indirect speech
	SpeechIoU     float64  `json:"speech_f1_iou_0.5"`
	SpeechJoint   float64  `json:"speech_joint_f1_iou_0.5"`
}

// KeyFigures are of the quotes that a digest shows.
type KeyFigures struct {
	Shown      int     `json:"shown"`
	PerArticle float64 `json:"per_article"`
	Wrong      int     `json:"wrong"` // with a wrong name
	WrongShare float64 `json:"wrong_share"`
	Nobodys    int     `json:"nobodys"` // words that are marked as nobody's speech, or not at all
	Marked     int     `json:"marked"`  // quotes that an editor would show, where somebody marked these
	MarkedHit  int     `json:"marked_hit"`
}

// ReactionCount compares reactions by who, by the last word of the name, and kind.
type ReactionCount struct {
	PRF
	Right   int `json:"right"`
	Nobodys int `json:"of_nobody"`
	Missing int `json:"missing"`
}

// A CurvePoint is what a reader would see if names stood only where the engine
// is at least that sure.
type CurvePoint struct {
	Line   float64 `json:"line"`
	Named  float64 `json:"named"`   // of the predicted units
	Wrong  float64 `json:"wrong"`   // of the predicted units: the headline's misattributed
	WrongN float64 `json:"wrong_n"` // of the named units
	Joint  float64 `json:"joint_f1"`
}

// PredictAll runs the engine over all articles, on all cores.
func PredictAll(all []Article, o quote.Options) []Prediction {
	out := make([]Prediction, len(all))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				out[i] = Predict(all[i], o)
			}
		})
	}
	for i := range all {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

// Measure compares predictions with marks; both are in the same order.
func Measure(all []Article, predictions []Prediction) *Report {
	r := &Report{Articles: len(all), Views: map[string]View{}}
	for i := range all {
		r.sheets = append(r.sheets, newSheet(&all[i], &predictions[i]))
		r.NotVerbatim += predictions[i].NotVerbatim
		r.Invented += predictions[i].Invented
	}
	for _, view := range Views {
		v := View{Rules: map[string]Figures{}, Chars: chars(r.sheets, view)}
		for _, s := range r.sheets {
			v.Pred += len(s.pred[view])
			for _, u := range s.gold[view] {
				if u.care {
					v.Gold++
				}
			}
		}
		for _, rule := range Rules {
			v.Rules[rule] = figures(r.sheets, view, rule)
		}
		r.Views[view] = v
	}
	m, speech := r.Views["marks"].Rules["iou_0.8"], r.Views["speech"].Rules
	r.Headline = Headline{
		Misattributed: m.Misattributed, JointF1: m.Joint.F1, FullnameAcc: m.FullnameAcc, RoleAcc: m.RoleAcc, SpeakerAcc: m.SpeakerAcc,
		QuoteP: m.P, QuoteR: m.R, QuoteF1: m.F1,
		SpeechGGT: speech["ggt_0.3"].F1, SpeechIoU: speech["iou_0.5"].F1, SpeechJoint: speech["iou_0.5"].Joint.F1,
	}
	r.Key = keyFigures(r.sheets)
	r.Reactions = reactions(r.sheets)
	return r
}

// A verdict is how one predicted quote fares against the marks.
type verdict int

const (
	unmatched verdict = iota // nobody's words by the marks
	right
	wrongName
	noName
)

// verdicts judges each of an article's predicted quotes: by its words between
// marks where it has any, else as speech.
func (s *sheet) verdicts() map[*Quote]verdict {
	out := map[*Quote]verdict{}
	judge := func(view, rule string) {
		gs, ps := s.gold[view], s.pred[view]
		seen := map[*Quote]bool{}
		for q := range out {
			seen[q] = true
		}
		for _, p := range ps {
			if !seen[p.q] {
				out[p.q] = unmatched
			}
		}
		for i, j := range match(rule, gs, ps) {
			if j < 0 || seen[ps[j].q] || !gs[i].care {
				continue
			}
			v := right
			if _, ok, known := speakerRight(gs[i].q, ps[j].q); known && !ok {
				v = wrongName
				if ps[j].q.name() == "" {
					v = noName
				}
			}
			out[ps[j].q] = max(out[ps[j].q], v)
			if out[ps[j].q] == noName && v == wrongName {
				out[ps[j].q] = wrongName
			}
		}
	}
	judge("marks", "iou_0.8")
	judge("speech", "iou_0.5")
	return out
}

func keyFigures(sheets []*sheet) KeyFigures {
	var k KeyFigures
	for _, s := range sheets {
		verdicts := s.verdicts()
		shown := map[int]bool{}
		for i := range s.p.Quotes {
			q := &s.p.Quotes[i]
			if !q.Key {
				continue
			}
			k.Shown++
			switch verdicts[q] {
			case wrongName:
				k.Wrong++
			case unmatched:
				k.Nobodys++
			}
			for n, words := range s.a.Key {
				shown[n] = shown[n] || strings.Contains(string([]rune(s.a.Text)[q.Start:q.End]), strings.TrimRight(words, " "))
			}
		}
		k.Marked += len(s.a.Key)
		for _, hit := range shown {
			if hit {
				k.MarkedHit++
			}
		}
	}
	k.WrongShare = share(k.Wrong, k.Shown)
	if len(sheets) > 0 {
		k.PerArticle = round(float64(k.Shown) / float64(len(sheets)))
	}
	return k
}

func reactionSet(rs []Reaction) map[string]bool {
	m := map[string]bool{}
	for _, r := range rs {
		last := ""
		if f := strings.Fields(r.Who); len(f) > 0 {
			last = strings.ToLower(f[len(f)-1])
		}
		m[last+" "+r.Kind] = true
	}
	return m
}

func reactions(sheets []*sheet) *ReactionCount {
	var c ReactionCount
	marked := false
	for _, s := range sheets {
		marked = marked || s.a.Reacting
		g, p := reactionSet(s.a.Reactions), reactionSet(s.p.Reactions)
		for r := range p {
			if g[r] {
				c.Right++
			} else {
				c.Nobodys++
			}
		}
		for r := range g {
			if !p[r] {
				c.Missing++
			}
		}
	}
	if !marked {
		return nil
	}
	c.PRF = prf(c.Right, c.Right+c.Nobodys, c.Right+c.Missing)
	return &c
}

// Lines are where Curve looks.
var Lines = []float64{0, .3, .4, .5, .6, .7, .75, .8, .85, .9, .93, .95, .97}

// Curve says for each of lines what would be shown: the engine gives every
// guess that it has, and names below the line are struck out.
func Curve(all []Article, lines []float64) []CurvePoint {
	guesses := PredictAll(all, quote.Options{Line: math.SmallestNonzeroFloat64})
	var out []CurvePoint
	for _, line := range lines {
		var sheets []*sheet
		for i, g := range guesses {
			g.Quotes = slices.Clone(g.Quotes)
			for k := range g.Quotes {
				if q := &g.Quotes[k]; q.Confidence < line {
					q.Speaker, q.Role, q.Mention = "", "", nil
				}
			}
			sheets = append(sheets, newSheet(&all[i], &g))
		}
		f := figures(sheets, "marks", "iou_0.8")
		out = append(out, CurvePoint{line, share(f.Named, f.Counted), f.Misattributed, share(f.Wrong, f.Named), f.Joint.F1})
	}
	return out
}

// An Error is a thing that the engine has wrong in an article.
type Error struct {
	What       string  `json:"what"` // wrong name, no name, missed, of nobody; the same for speech without marks; reactions
	Words      string  `json:"words,omitempty"`
	Given      string  `json:"given,omitempty"`  // the engine's name
	Marked     string  `json:"marked,omitempty"` // the marks' name
	Rule       string  `json:"rule,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
	Key        bool    `json:"key,omitempty"`
}

// An ArticleErrors is all that the engine has wrong in an article.
type ArticleErrors struct {
	ID     string  `json:"id"`
	About  string  `json:"about,omitempty"`
	Wrong  int     `json:"wrong"` // wrong names under words between marks
	Errors []Error `json:"errors"`
}

// Worst are the n articles with the most errors, those with wrong names first.
func (r *Report) Worst(n int) []ArticleErrors {
	var out []ArticleErrors
	for _, s := range r.sheets {
		if e := s.errors(); len(e.Errors) > 0 {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b ArticleErrors) int {
		if a.Wrong != b.Wrong {
			return b.Wrong - a.Wrong
		}
		return len(b.Errors) - len(a.Errors)
	})
	return out[:min(n, len(out))]
}

func (s *sheet) errors() ArticleErrors {
	out := ArticleErrors{ID: s.a.ID, About: s.a.About}
	marked := []rune(s.a.Text)
	add := func(what string, u unit, given, mark *Quote) {
		e := Error{What: what, Words: string(marked[u.start:u.end])}
		if mark != nil {
			e.Marked = mark.name()
		}
		if given != nil {
			e.Given, e.Rule, e.Confidence, e.Key = given.name(), given.Rule, given.Confidence, given.Key
		}
		if what == "wrong name" {
			out.Wrong++
		}
		out.Errors = append(out.Errors, e)
	}
	for _, by := range []struct{ view, rule, suffix string }{{"marks", "iou_0.8", ""}, {"speech", "iou_0.5", ", no marks"}} {
		gs, ps := s.gold[by.view], s.pred[by.view]
		skip := func(u unit) bool { // seen among the words between marks
			return by.view == "speech" && slices.ContainsFunc(s.mk, func(m [2]int) bool { return m[0] < u.end && u.start < m[1] })
		}
		taken := make([]bool, len(ps))
		for i, j := range match(by.rule, gs, ps) {
			if j >= 0 {
				taken[j] = true
			}
			switch g := gs[i]; {
			case !g.care || skip(g):
			case j < 0:
				add("missed"+by.suffix, g, nil, g.q)
			default:
				if _, ok, known := speakerRight(g.q, ps[j].q); !ok && known {
					what := "wrong name"
					if ps[j].q.name() == "" {
						what = "no name"
					}
					add(what+by.suffix, g, ps[j].q, g.q)
				}
			}
		}
		for j, p := range ps {
			spared := slices.ContainsFunc(gs, func(g unit) bool { return !g.care && 2*g.overlap(p) > p.end-p.start })
			if !taken[j] && !skip(p) && !spared {
				add("of nobody"+by.suffix, p, p.q, nil)
			}
		}
	}
	if s.a.Reacting {
		g, p := reactionSet(s.a.Reactions), reactionSet(s.p.Reactions)
		for _, x := range s.a.Reactions {
			for k := range reactionSet([]Reaction{x}) {
				if !p[k] {
					out.Errors = append(out.Errors, Error{What: "reaction missing", Marked: fmt.Sprint(x.Who, " ", x.Kind)})
				}
			}
		}
		for _, x := range s.p.Reactions {
			for k := range reactionSet([]Reaction{x}) {
				if !g[k] {
					out.Errors = append(out.Errors, Error{What: "reaction of nobody", Given: fmt.Sprint(x.Who, " ", x.Kind)})
				}
			}
		}
	}
	return out
}

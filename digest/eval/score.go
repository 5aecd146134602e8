package eval

import (
	"slices"
	"sort"
	"strings"

	"newsdigest/digest/quote"
)

// A Score is how well quotes of one kind were found and given to whom.
type Score struct {
	Gold, Found int
	Precision   float64
	Recall      float64
	F1          float64
	Joint       float64 // F1 where a quote counts only with its speaker right
	Wrong       float64 // shown with a wrong name / all shown: a reader would take it for a lie
	Full        float64 // of the found whose full name is known: given in full
	Role        float64 // of the found whose role is marked: given by half of its words or more
}

// A Point of the curve: with the line there, the share shown with a wrong name
// and the share of all marked words whose speaker is right.
type Point struct {
	Line, Wrong, Joint float64
	Named              int
}

// A Worst article: how many of its marked words carry a wrong name.
type Worst struct {
	ID           string
	Wrong, Shown int
}

// A Report is what [Quotes] measured.
type Report struct {
	Articles  int
	Marks     Score   // words between double marks
	Speech    Score   // all speech, by overlap over union of a half
	Overlap   Score   // all speech, found where over 0.3 of it is covered
	Keys      int     // key quotes whose speaker is marked
	KeyWrong  float64 // of these: shown with a wrong name
	Reactions Score   // by who and kind; zero where none are marked
	Curve     []Point
	Line      float64 // where the line stands
	Worst     []Worst // most wrong names first; those without any are left out
}

type unit struct {
	s, e int
	gold *Mark
	pred *Prediction
	care bool
}

func (u unit) named() bool {
	if u.gold != nil {
		return u.gold.Speaker != nil || u.gold.Ref != ""
	}
	return u.pred.Speaker != ""
}

// Quotes reads each article with the usual engine and scores what it finds.
//
// Marked words are found where overlap over union is 0.8 or more; quotes of
// any kind at 0.5, and by the Gender Gap Tracker's looser rule (Asr et al.
// 2021) where more than 0.3 of the marked stretch is covered. One stretch is
// matched with one. A speaker is right who is named as the full name says,
// word by word and without titles; where no full name is known, by the words
// or the place of the mention. Thoughts and wishes are neither asked for nor
// held against what was found.
func Quotes(articles []Marked) Report {
	r := Report{Articles: len(articles), Line: quote.UsualLine}
	var marks, speech, overlap tally
	var keys, keyWrong, right, extra, missing int
	var all []guess
	for i := range articles {
		m := &articles[i]
		text := []rune(m.Text)
		preds, usual := predict(m)
		shown := slices.Clone(preds)
		for k := range shown {
			if shown[k].Confidence < r.Line {
				shown[k].Speaker, shown[k].Mention, shown[k].Role = "", [2]int{}, ""
			}
		}
		between := doubleMarks(text)
		goldMarks, predMarks := markUnits(text, between, goldUnits(m)), markUnits(text, between, predUnits(shown))
		before := marks.wrong
		marks.add(goldMarks, predMarks, atLeast(0.8))
		if n := marks.wrong - before; n > 0 {
			r.Worst = append(r.Worst, Worst{m.ID, n, len(predMarks)})
		}
		gold, pred := trimmed(text, goldUnits(m)), trimmed(text, predUnits(shown))
		speech.add(gold, pred, atLeast(0.5))
		overlap.add(gold, pred, covers(0.3))
		all = append(all, guesses(goldMarks, markUnits(text, between, predUnits(preds)))...)
		k, w := keyNames(text, between, gold, goldMarks, shown)
		keys, keyWrong = keys+k, keyWrong+w
		if m.Reacts {
			a, b := reactionsOf(m, usual)
			for x := range a {
				if b[x] {
					right++
				} else {
					missing++
				}
			}
			for x := range b {
				if !a[x] {
					extra++
				}
			}
		}
	}
	r.Marks, r.Speech, r.Overlap = marks.score(), speech.score(), overlap.score()
	r.Keys, r.KeyWrong = keys, share(keyWrong, keys)
	r.Reactions = prf(right, right+extra, right+missing)
	r.Curve = curve(all, r.Marks.Gold, r.Marks.Found)
	sort.SliceStable(r.Worst, func(i, j int) bool { return r.Worst[i].Wrong > r.Worst[j].Wrong })
	return r
}

type tally struct {
	gold, pred, ignored, found, right, wrong int
	ref, full, roles, role, unknown          int
}

func (t *tally) add(gold, pred []unit, rule func(a, b unit) float64) {
	pairs, free := match(gold, pred, rule)
	for _, g := range gold {
		if g.care {
			t.gold++
		}
	}
	t.pred += len(pred)
	for _, p := range pairs {
		if !p[0].care {
			t.ignored++
			continue
		}
		t.found++
		g, f := p[0].gold, p[1].pred
		ok, known := rightSpeaker(g, f)
		if !known {
			t.unknown++
			continue
		}
		if ok {
			t.right++
		} else if f.Speaker != "" {
			t.wrong++
		}
		if g.Ref != "" {
			t.ref++
			if subset(nameWords(g.Ref), nameWords(f.Speaker)) {
				t.full++
			}
		}
		if g.Role != "" {
			t.roles++
			if halfOf(roleWords(g.Role), roleWords(f.Role)) {
				t.role++
			}
		}
	}
	for _, u := range free {
		if slices.ContainsFunc(gold, func(g unit) bool { return !g.care && float64(inter(g, u)) > 0.5*float64(u.e-u.s) }) {
			t.ignored++
		}
	}
}

func (t *tally) score() Score {
	pred := t.pred - t.ignored
	s := prf(t.found, pred, t.gold)
	s.Joint = prf(t.right, pred-t.unknown, t.gold-t.unknown).F1
	s.Wrong = share(t.wrong, pred-t.unknown)
	s.Full, s.Role = share(t.full, t.ref), share(t.role, t.roles)
	return s
}

func prf(right, found, gold int) Score {
	s := Score{Gold: gold, Found: found, Precision: share(right, found), Recall: share(right, gold)}
	if s.Precision+s.Recall > 0 {
		s.F1 = 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
	}
	return s
}

func share(n, of int) float64 {
	if of <= 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// match pairs each gold unit, in order and those that count first, with the
// best free one.
func match(gold, pred []unit, rule func(a, b unit) float64) (pairs [][2]unit, free []unit) {
	used := make([]bool, len(pred))
	for _, care := range []bool{true, false} {
		for _, g := range gold {
			if g.care != care {
				continue
			}
			best, at := 0.0, -1
			for j, p := range pred {
				if used[j] {
					continue
				}
				if v := rule(g, p); v > best {
					best, at = v, j
				}
			}
			if at >= 0 {
				used[at] = true
				pairs = append(pairs, [2]unit{g, pred[at]})
			}
		}
	}
	for j, p := range pred {
		if !used[j] {
			free = append(free, p)
		}
	}
	return pairs, free
}

func inter(a, b unit) int { return max(0, min(a.e, b.e)-max(a.s, b.s)) }

func atLeast(least float64) func(a, b unit) float64 {
	return func(a, b unit) float64 {
		i := inter(a, b)
		if i == 0 {
			return 0
		}
		if v := float64(i) / float64(a.e-a.s+b.e-b.s-i); v >= least {
			return v
		}
		return 0
	}
}

func covers(more float64) func(a, b unit) float64 {
	return func(a, b unit) float64 {
		if v := float64(inter(a, b)) / float64(max(1, a.e-a.s)); v > more {
			return v
		}
		return 0
	}
}

// keyNames counts the key quotes that lie on marked ones, and those of them
// that carry a wrong name.
func keyNames(text []rune, between [][2]int, gold, goldMarks []unit, shown []Prediction) (keys, wrong int) {
	for i := range shown {
		if !shown[i].Key || shown[i].Speaker == "" {
			continue
		}
		us := markUnits(text, between, predUnits(shown[i:i+1]))
		if len(us) == 0 {
			us = trimmed(text, predUnits(shown[i:i+1]))
		}
		if len(us) == 0 {
			continue
		}
		best, at := 0.0, unit{}
		for _, g := range slices.Concat(goldMarks, gold) {
			if v := atLeast(0.3)(g, us[0]); v > best {
				best, at = v, g
			}
		}
		if best == 0 {
			continue
		}
		keys++
		if ok, known := rightSpeaker(at.gold, &shown[i]); known && !ok {
			wrong++
		}
	}
	return keys, wrong
}

// A guess is a matched pair of marked words before a line is drawn.
type guess struct {
	confidence    float64
	right, nobody bool // nobody: people gave the words to nobody
}

func guesses(gold, pred []unit) []guess {
	pairs, _ := match(gold, pred, atLeast(0.8))
	var out []guess
	for _, p := range pairs {
		ok, known := rightSpeaker(p[0].gold, p[1].pred)
		if known && p[1].pred.Speaker != "" {
			out = append(out, guess{p[1].pred.Confidence, ok, !p[0].named()})
		} else if known && ok {
			out = append(out, guess{0, true, true})
		}
	}
	return out
}

func curve(all []guess, gold, pred int) []Point {
	var out []Point
	for line := 30; line <= 95; line += 5 {
		p := Point{Line: float64(line) / 100}
		right, wrong := 0, 0
		for _, g := range all {
			switch shown := g.confidence >= p.Line; {
			case shown && g.right || !shown && g.nobody:
				right++
			case shown:
				wrong++
			}
			if g.confidence >= p.Line {
				p.Named++
			}
		}
		p.Wrong, p.Joint = share(wrong, pred), prf(right, pred, gold).F1
		out = append(out, p)
	}
	return out
}

type reaction struct{ who, kind string }

func reactionsOf(m *Marked, f *quote.Found) (gold, found map[reaction]bool) {
	gold, found = map[reaction]bool{}, map[reaction]bool{}
	for _, x := range m.Reactions {
		gold[reaction{lastWord(x.Who.Name), x.Kind}] = true
	}
	for _, x := range f.Reactions {
		found[reaction{lastWord(x.By.Name), x.Kind.String()}] = true
	}
	return gold, found
}

func lastWord(s string) string {
	w := strings.Fields(strings.ToLower(s))
	if len(w) == 0 {
		return ""
	}
	return w[len(w)-1]
}

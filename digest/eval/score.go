package eval

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Views and Rules are named as they are printed; the headline is View "marks"
// by rule "iou_0.8".
var (
	Views = []string{"marks", "quoted", "speech", "all"}
	Rules = []string{"exact", "iou_0.8", "iou_0.5", "ggt_0.8", "ggt_0.3"}
)

// PRF is precision, recall and their harmonic mean, 0 to 1.
type PRF struct {
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"`
}

// Figures are what one rule finds in one view. Nil: nothing to measure by.
type Figures struct {
	PRF
	SpeakerAcc    float64            `json:"speaker_acc"` // of the matched
	MentionAcc    float64            `json:"mention_acc"`
	Unscored      int                `json:"speaker_unscored"`
	ResolvedAcc   *float64           `json:"resolved_acc"`
	FullnameAcc   *float64           `json:"fullname_acc"`
	RoleAcc       *float64           `json:"role_acc"`
	Joint         PRF                `json:"joint"`
	Misattributed float64            `json:"misattributed"`
	RecallByType  map[string]float64 `json:"recall_by_type,omitempty"`
	Wrong         int                `json:"wrong"`    // units with a wrong name
	Named         int                `json:"named"`    // predicted units with a name
	Counted       int                `json:"counted"`  // predicted units that count
	Matched       int                `json:"matched"`  // marked units that were found
	Speakers      int                `json:"speakers"` // ... with the right speaker
}

// A View is one way to count, with each rule's figures.
type View struct {
	Gold  int                `json:"gold"`
	Pred  int                `json:"pred"`
	Rules map[string]Figures `json:"rules"`
	Chars PRF                `json:"chars"`
}

// A unit is what counts as one: a stretch of code points and the quote it is of.
type unit struct {
	start, end int
	q          *Quote
	care       bool // false: neither asked for nor held against a prediction
}

func (u unit) overlap(o unit) int { return max(0, min(u.end, o.end)-max(u.start, o.start)) }

const (
	opening  = "“‟«"
	closing  = "”»"
	straight = "\"″"
	edge     = " \t\n\u00a0.,;:!?" + opening + closing + straight + "'‘’`"
)

func hasWord(rs []rune) bool { return slices.ContainsFunc(rs, wordRune) }

// between returns the stretches between double quotation marks; one that is
// left open runs to the end of its paragraph.
func between(rs []rune) [][2]int {
	var out [][2]int
	for a := 0; a < len(rs); {
		b := a
		for b < len(rs) && rs[b] != '\n' {
			b++
		}
		open := -1
		for i := a; i < b; i++ {
			switch c := rs[i]; {
			case strings.ContainsRune(opening, c):
				if open >= 0 {
					out = append(out, [2]int{open, i})
				}
				open = i + 1
			case strings.ContainsRune(closing, c), strings.ContainsRune(straight, c) && open >= 0:
				if open >= 0 {
					out = append(out, [2]int{open, i})
					open = -1
				}
			case strings.ContainsRune(straight, c):
				open = i + 1
			}
		}
		if open >= 0 {
			out = append(out, [2]int{open, b})
		}
		a = b + 1
	}
	return slices.DeleteFunc(out, func(s [2]int) bool { return !hasWord(rs[s[0]:s[1]]) })
}

func trim(rs []rune, a, b int) (int, int) {
	for a < b && strings.ContainsRune(edge, rs[a]) {
		a++
	}
	for b > a && strings.ContainsRune(edge, rs[b-1]) {
		b--
	}
	return a, b
}

// A sheet is one article, ready to be counted: its marks cut into units and
// the prediction's, by view.
type sheet struct {
	a    *Article
	p    *Prediction
	rs   []rune
	mk   [][2]int
	gold map[string][]unit
	pred map[string][]unit
}

func newSheet(a *Article, p *Prediction) *sheet {
	s := &sheet{a: a, p: p, rs: []rune(a.Scored), gold: map[string][]unit{}, pred: map[string][]unit{}}
	s.mk = between(s.rs)
	for _, v := range Views {
		s.gold[v] = s.units(v, a.Quotes, true)
		s.pred[v] = s.units(v, p.Quotes, false)
	}
	return s
}

func (s *sheet) units(view string, quotes []Quote, gold bool) []unit {
	var all []unit
	for i := range quotes {
		q := &quotes[i]
		segments := q.Segments
		if len(segments) == 0 {
			segments = [][2]int{{q.Start, q.End}}
		}
		for _, g := range segments {
			if 0 <= g[0] && g[0] < g[1] && g[1] <= len(s.rs) {
				all = append(all, unit{g[0], g[1], q, true})
			}
		}
	}
	byPlace := func(a, b unit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) }
	slices.SortStableFunc(all, byPlace)
	var out []unit
	if view == "marks" {
		at := map[[3]int]int{}
		for _, u := range all {
			for _, m := range s.mk {
				a, b := max(m[0], u.start), min(m[1], u.end)
				if a >= b {
					continue
				}
				if a, b = trim(s.rs, a, b); a >= b || !hasWord(s.rs[a:b]) {
					continue
				}
				k := [3]int{m[0], a, b}
				if i, ok := at[k]; !ok {
					at[k] = len(out)
					out = append(out, unit{a, b, u.q, true})
				} else if out[i].q.name() == "" && u.q.name() != "" {
					out[i].q = u.q
				}
			}
		}
		slices.SortStableFunc(out, byPlace)
		return out
	}
	for _, u := range all {
		if view == "quoted" && !slices.ContainsFunc(s.mk, func(m [2]int) bool {
			a, b := max(m[0], u.start), min(m[1], u.end)
			return a < b && hasWord(s.rs[a:b])
		}) {
			continue
		}
		a, b := trim(s.rs, u.start, u.end)
		if a >= b {
			continue
		}
		out = append(out, unit{a, b, u.q, !(gold && view == "speech" && u.q.Thought)})
	}
	return out
}

// close is how well a predicted unit p is the marked g by a rule; 0: it isn't.
func closeBy(rule string, g, p unit) float64 {
	if rule == "exact" {
		if g.start == p.start && g.end == p.end {
			return 1
		}
		return 0
	}
	i := g.overlap(p)
	if i == 0 {
		return 0
	}
	if kind, limit, _ := strings.Cut(rule, "_"); kind == "ggt" {
		v := float64(i) / float64(max(1, g.end-g.start))
		if v > limits[limit] {
			return v
		}
	} else {
		v := float64(i) / float64(g.end-g.start+p.end-p.start-i)
		if v >= limits[limit] {
			return v
		}
	}
	return 0
}

var limits = map[string]float64{"0.3": .3, "0.5": .5, "0.8": .8}

// match pairs marked units with predicted ones, one to one: each marked unit,
// in the order of the text, takes the best that is free; those that do not
// count come last. It returns the index in ps for each of gs, or -1.
func match(rule string, gs, ps []unit) []int {
	pairs := make([]int, len(gs))
	taken := make([]bool, len(ps))
	for _, care := range []bool{true, false} {
		for i, g := range gs {
			if g.care != care {
				continue
			}
			pairs[i] = -1
			best := 0.0
			for j, p := range ps {
				if v := closeBy(rule, g, p); !taken[j] && v > best {
					best, pairs[i] = v, j
				}
			}
			if pairs[i] >= 0 {
				taken[pairs[i]] = true
			}
		}
	}
	return pairs
}

// round is to four places, as they are printed.
func round(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	if err != nil {
		panic(err) // unreachable: it was written as a number
	}
	return r
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return round(float64(n) / float64(of))
}

func shareOrNil(n, of int) *float64 {
	if of == 0 {
		return nil
	}
	v := share(n, of)
	return &v
}

func prf(right, predicted, marked int) PRF {
	var p, r, f float64
	if predicted != 0 {
		p = float64(right) / float64(predicted)
	}
	if marked != 0 {
		r = float64(right) / float64(marked)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return PRF{round(p), round(r), round(f)}
}

// figures counts one view by one rule.
func figures(sheets []*sheet, view, rule string) Figures {
	var f Figures
	var marked, ignored, mentions, refs, refsRight, full, roles, rolesRight int
	byType, typeTotal := map[string]int{}, map[string]int{}
	for _, s := range sheets {
		gs, ps := s.gold[view], s.pred[view]
		pairs := match(rule, gs, ps)
		taken := make([]bool, len(ps))
		for i, g := range gs {
			kind := cmp.Or(g.q.Type, "?")
			if g.care {
				marked++
				typeTotal[kind]++
			}
			if pairs[i] < 0 {
				continue
			}
			taken[pairs[i]] = true
			if !g.care {
				ignored++
				continue
			}
			f.Matched++
			byType[kind]++
			p := ps[pairs[i]].q
			mention, right, known := speakerRight(g.q, p)
			if !known {
				f.Unscored++
				continue
			}
			count := func(n *int, b bool) {
				if b {
					*n++
				}
			}
			count(&mentions, mention)
			count(&f.Speakers, right)
			if g.q.Ref != "" {
				refs++
				count(&refsRight, right)
				count(&full, holdsName(g.q.Ref, p.name()))
			}
			if g.q.Role != "" {
				roles++
				count(&rolesRight, roleAgrees(g.q.Role, p.Role))
			}
			count(&f.Wrong, !right && p.name() != "")
		}
		f.Counted += len(ps)
		for j, p := range ps {
			if !taken[j] && slices.ContainsFunc(gs, func(g unit) bool { return !g.care && 2*g.overlap(p) > p.end-p.start }) {
				ignored++
			}
			if p.q.name() != "" {
				f.Named++
			}
		}
	}
	f.Counted -= ignored
	known := f.Matched - f.Unscored
	f.PRF = prf(f.Matched, f.Counted, marked)
	f.SpeakerAcc, f.MentionAcc = share(f.Speakers, known), share(mentions, known)
	f.ResolvedAcc, f.FullnameAcc, f.RoleAcc = shareOrNil(refsRight, refs), shareOrNil(full, refs), shareOrNil(rolesRight, roles)
	f.Joint = prf(f.Speakers, f.Counted-f.Unscored, marked-f.Unscored)
	if f.Counted > f.Unscored {
		f.Misattributed = share(f.Wrong, f.Counted-f.Unscored)
	}
	if rule == "iou_0.8" {
		f.RecallByType = map[string]float64{}
		for k, n := range typeTotal {
			f.RecallByType[k] = share(byType[k], n)
		}
	}
	return f
}

// chars is precision and recall over code points, without matching.
func chars(sheets []*sheet, view string) PRF {
	var both, predicted, marked int
	for _, s := range sheets {
		const asked, spared, given = 1, 2, 4
		what := make([]byte, len(s.rs))
		paint := func(us []unit, care bool, bit byte) {
			for _, u := range us {
				for i := u.start; u.care == care && i < u.end; i++ {
					what[i] |= bit
				}
			}
		}
		paint(s.gold[view], true, asked)
		paint(s.gold[view], false, spared)
		paint(s.pred[view], true, given)
		for _, w := range what {
			if w&asked != 0 {
				marked++
			}
			if w&given != 0 && w&(asked|spared) != spared {
				predicted++
				if w&asked != 0 {
					both++
				}
			}
		}
	}
	return prf(both, predicted, marked)
}

package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A reader turns nodes into a Config and collects what is wrong with them.
type reader struct {
	dir      string // the file's folder
	env      func(string) (string, bool)
	troubles []trouble
	secrets  map[int][]stretch // by line, from 1
	budget   int               // how many values may still be read
	over     *trouble          // set where they were too many
	used     map[Platform]*node
}

func (r *reader) fail(n *node, problem, fix string) {
	r.troubles = append(r.troubles, trouble{n.line, n.col, n.width, problem, fix})
}

// spend counts a value that is read; false: it is one too many.
func (r *reader) spend(n *node) bool {
	if r.budget == 0 {
		r.over = &trouble{n.line, n.col, n.width, "this is more than a config may hold", fmt.Sprintf("Up to %d values, those that aliases repeat included.", maxVisits)}
	}
	r.budget--
	return r.budget >= 0
}

// A key is one that a mapping may have.
type key struct {
	name   string
	read   func(*node) // not called with nothing
	secret bool        // no value of it is ever shown
}

// object reads n as a mapping of the keys. what says what stands here, with
// its article: "a source".
func (r *reader) object(n *node, what string, keys ...key) {
	if n.form != mapping {
		r.wrong(n, what+" is written as keys with values", "Its keys are: "+keyNames(keys)+".")
		return
	}
	pairs, repeated := r.once(n, "key", "Keep one of them.")
	for _, p := range repeated { // never read, and so never known for a token
		r.hide(p.value)
	}
	for _, p := range pairs {
		if !r.spend(p.key) {
			return
		}
		i := slices.IndexFunc(keys, func(k key) bool { return k.name == p.key.text })
		if i < 0 {
			r.unknown(p, what, keys)
			continue
		}
		if keys[i].secret {
			r.hide(p.value)
		}
		if r.missing(p, keys[i].name) {
			continue
		}
		keys[i].read(p.value)
	}
}

func keyNames(keys []key) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return strings.Join(names, ", ")
}

// once is n's pairs without those whose key came before, which are troubles.
func (r *reader) once(n *node, what, fix string) (out, repeated []pair) {
	first := map[string]*node{}
	for _, p := range n.pairs {
		if f, ok := first[p.key.text]; ok {
			repeated = append(repeated, p)
			r.fail(p.key, fmt.Sprintf("the %s %s is there twice, first on line %d", what, quoted(p.key.text), f.line), fix)
			continue
		}
		first[p.key.text] = p.key
		out = append(out, p)
	}
	return out, repeated
}

// unknown says that the pair's key is none of the keys.
func (r *reader) unknown(p pair, what string, keys []key) {
	service := slices.ContainsFunc(keys, func(k key) bool { return k.secret })
	if service || nearest(p.key.text, []string{"bot_token", "app_token", "token", "secret", "password"}) != "" {
		r.hide(p.value)
	} else if p.value.form == mapping {
		for _, q := range p.value.pairs { // a service's part under a wrong name
			r.hide(q.value)
		}
	}
	names := keyNames(keys)
	fix := "Its keys are: " + names + "."
	if near := nearest(p.key.text, strings.Split(names, ", ")); near != "" {
		fix = "Did you mean " + near + "?"
	}
	r.fail(p.key, fmt.Sprintf("%s has no key %s", what, quoted(p.key.text)), fix)
}

// missing reports whether the key stands there without a value, which is a trouble.
func (r *reader) missing(p pair, name string) bool {
	if p.value.form != nothing {
		return p.value.form == unread
	}
	fix := "Write one, or take the line out."
	if name == string(OnSlack) {
		fix = `A # begins a comment, unless it is between quotation marks: slack: "#news"`
	}
	r.fail(p.key, fmt.Sprintf("%s has no value", name), fix)
	return true
}

// wrong says that another form stands at n than is wanted.
func (r *reader) wrong(n *node, wanted, fix string) {
	if n.form == unread {
		return
	}
	is := map[form]string{nothing: "nothing", words: "text", number: "a number", other: quoted(n.text), list: "a list", mapping: "a mapping"}[n.form]
	r.fail(n, fmt.Sprintf("%s; here is %s", wanted, is), fix)
}

// hide keeps all scalars at and below n from being shown, but for those that
// are nothing but names in the environment.
func (r *reader) hide(n *node) {
	if r.secrets == nil {
		r.secrets = map[int][]stretch{}
	}
	seen := map[*node]bool{}
	var walk func(*node)
	walk = func(n *node) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, i := range n.items {
			walk(i)
		}
		for _, p := range n.pairs {
			walk(p.value)
		}
		if n.form == list || n.form == mapping || n.form == nothing || onlyNamed.MatchString(n.text) {
			return
		}
		r.secrets[n.line] = append(r.secrets[n.line], stretch{n.col - 1, n.col - 1 + n.width})
		for i := range n.extra {
			r.secrets[n.line+1+i] = append(r.secrets[n.line+1+i], stretch{0, toEnd})
		}
	}
	walk(n)
}

// A value is a scalar's text after its ${NAME}s were replaced.
type value struct {
	text    string
	at      *node
	foreign bool // some of it is the environment's: not to be shown
}

// shown is the value as it is written in the file.
func (v value) shown() string { return quoted(v.at.text) }

// scalar reads n as one line of text. name is the key's, example what could
// stand there; false: it is a trouble.
func (r *reader) scalar(n *node, name, example string) (value, bool) {
	if !r.spend(n) {
		return value{}, false
	}
	switch n.form {
	case words, number:
	case other:
		r.fail(n, fmt.Sprintf("%s wants text", name), fmt.Sprintf("Put it between quotation marks, if it is meant: %s: %q", name, n.text))
		return value{}, false
	default:
		r.wrong(n, name+" wants one text", fmt.Sprintf("As in %s: %s", name, example))
		return value{}, false
	}
	v, ok := r.expand(n, name)
	if !ok {
		return value{}, false
	}
	v.text = strings.TrimSpace(v.text)
	switch {
	case v.text == "" && v.foreign:
		r.fail(n, fmt.Sprintf("%s is empty: %s has no value in the environment", name, quoted(n.text)), "Set it before the start.")
		return value{}, false
	case v.text == "":
		r.fail(n, name+" is empty", fmt.Sprintf("As in %s: %s", name, example))
		return value{}, false
	case strings.ContainsFunc(v.text, unicode.IsControl):
		r.fail(n, name+" has a line break or another control character in it", fmt.Sprintf("One line, as in %s: %s", name, example))
		return value{}, false
	}
	return v, true
}

// expand replaces n's ${NAME}s.
func (r *reader) expand(n *node, name string) (value, bool) {
	v := value{at: n}
	ok := true
	var b strings.Builder
	rest := n.text
	for {
		i := strings.Index(rest, "${")
		if i < 0 {
			b.WriteString(rest)
			v.text = b.String()
			return v, ok
		}
		if strings.HasSuffix(rest[:i], "$") { // $${
			b.WriteString(rest[:i-1] + "${")
			rest = rest[i+2:]
			continue
		}
		b.WriteString(rest[:i])
		word, after, closed := strings.Cut(rest[i+2:], "}")
		if !closed || !isName(word) {
			r.fail(n, fmt.Sprintf("%s: ${ wants the name of an environment variable and a }", name), "As in ${SLACK_BOT_TOKEN}: letters, digits and _ alone. For the characters themselves write $${.")
			return v, false
		}
		rest = after
		v.foreign = true
		got, set := r.env(word)
		if !set {
			r.fail(n, fmt.Sprintf("the environment variable %s is not set", word), "Set it before the start (export "+word+"=…), or write the value here.")
			ok = false
		}
		b.WriteString(got)
	}
}

func isName(s string) bool {
	return s != "" && (s[0] < '0' || s[0] > '9') && !strings.ContainsFunc(s, func(c rune) bool { return !isWord(c) })
}

// text is the key that reads a text into *to.
func (r *reader) text(name, example string, check func(value) (string, bool), to *string) key {
	return key{name: name, read: func(n *node) {
		v, ok := r.scalar(n, name, example)
		if !ok {
			return
		}
		if s, ok := check(v); ok {
			*to = s
		}
	}}
}

// secret is the key that reads a token into *to.
func (r *reader) secret(name, example string, to *Secret) key {
	return key{name: name, secret: true, read: func(n *node) {
		if n.form == other { // its text is not to be shown
			r.fail(n, name+" wants text", "Put it between quotation marks.")
		} else if v, ok := r.scalar(n, name, example); ok {
			*to = NewSecret(v.text)
		}
	}}
}

// texts reads n as a list of texts, of which none comes twice.
func (r *reader) texts(n *node, name, example string) []value {
	if n.form != list {
		fix := "As in " + name + ": " + example
		if n.form == words && !strings.ContainsAny(n.text, "${") && coverShapes(n.text) == n.text {
			fix = fmt.Sprintf("Put it in brackets: %s: [%s]", name, clip(n.text))
		}
		r.wrong(n, name+" is a list", fix)
		return nil
	}
	var out []value
	first := map[string]*node{}
	for _, i := range n.items {
		if i.form == nothing {
			r.fail(i, name+" has an item without a value", "Write one, or take it out.")
			continue
		}
		v, ok := r.scalar(i, name, example)
		if !ok {
			continue
		}
		if f, twice := first[v.text]; twice {
			r.fail(i, fmt.Sprintf("%s names %s twice, first on line %d", name, v.shown(), f.line), "Keep one of them.")
			continue
		}
		first[v.text] = i
		out = append(out, v)
	}
	return out
}

// whole reads n as a whole number.
func (r *reader) whole(n *node, name string, low, high int) (int, bool) {
	fix := fmt.Sprintf("From %d to %d, without quotation marks, as in %s: %d", low, high, name, DefaultStories)
	v, ok := value{}, false
	if n.form == number || n.form == words && strings.Contains(n.text, "${") {
		v, ok = r.scalar(n, name, fix)
		if !ok {
			return 0, false
		}
	}
	i, err := strconv.Atoi(v.text)
	switch {
	case !ok:
		r.wrong(n, name+" wants a whole number", fix)
	case err != nil && v.foreign:
		r.fail(n, fmt.Sprintf("%s wants a whole number, and what %s stands for is none", name, v.shown()), fix)
	case err != nil, i < low, i > high:
		r.fail(n, fmt.Sprintf("%s is out of range", name), fix)
	default:
		return i, true
	}
	return 0, false
}

// yes reads n as true or false.
func (r *reader) yes(n *node, name string) bool {
	v := value{text: n.text}
	if n.form == words && strings.Contains(n.text, "${") {
		var ok bool
		if v, ok = r.scalar(n, name, "true"); !ok {
			return false
		}
	} else if n.form != other {
		v.text = ""
	}
	switch v.text {
	case "true", "false":
		return v.text == "true"
	}
	if v.foreign {
		r.fail(n, fmt.Sprintf("%s is true or false, and what %s stands for is neither", name, v.shown()), "")
	} else if n.form != unread {
		r.fail(n, name+" is true or false", "Without quotation marks, as in "+name+": true")
	}
	return false
}

// quoted is s between quotation marks, shortened, without secrets or control characters.
func quoted(s string) string { return `"` + clip(s) + `"` }

// clip is s, shortened, without secrets or control characters.
func clip(s string) string {
	const most = 60
	out := []rune(strings.Map(visible, strings.ReplaceAll(coverShapes(s), "\t", " ")))
	if len(out) > most {
		out = append(out[:most-1], '…')
	}
	return string(out)
}

// nearest is the name most like s; empty: none is like it.
func nearest(s string, names []string) string {
	s = strings.ToLower(s)
	best, most := "", 1+min(2, len(s)/3)
	for _, n := range names {
		if d := distance(s, strings.ToLower(n), most); d < most {
			best, most = n, d
		}
	}
	return best
}

// distance is how many characters must be put in, taken out, replaced or
// swapped with their neighbour to make b of a; most or more where it is that far.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= most || len(y)-len(x) >= most {
		return most
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// sorted is the names of m in their order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

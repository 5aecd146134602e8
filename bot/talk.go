package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsdigest/digest/text"
)

// A message of more code points is talk that may hold a question, and is one to
// us only where it begins or ends with it.
const maxPlain = 500

// IsQuestion decides whether a message in a story's thread, which names nobody,
// asks about the story: it holds a question mark at a word's end, or begins as
// English questions do; and it does not speak to people ("do you…", "should
// we…") nor only wonder ("really?"). Who is left out by it can mention the app.
func IsQuestion(s string) bool {
	var own []string // lines that the person quotes are not theirs
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(strings.TrimSpace(line), ">") {
			own = append(own, strings.TrimSpace(line))
		}
	}
	s = strings.Join(own, " ")
	n := utf8.RuneCountInString(s)
	if n > maxQuestion || slices.ContainsFunc(strings.Fields(s), func(f string) bool { return people[word(f)] }) {
		return false
	}
	if n <= maxPlain {
		return asks(s)
	}
	list := text.Sentences(s)
	if len(list) > 2 {
		list = []text.Span{list[0], list[len(list)-1]}
	}
	return slices.ContainsFunc(list, func(at text.Span) bool {
		one := at.Of(s)
		return asks(one) && (utf8.RuneCountInString(one) <= maxPlain || opens(strings.Fields(one)))
	})
}

// essence is what of a person's words asks: of a long text the sentences that
// do, if any.
func essence(s string) string {
	if utf8.RuneCountInString(s) <= maxPlain {
		return s
	}
	var asked []string
	for _, at := range text.Sentences(s) {
		if one := at.Of(s); asks(one) {
			asked = append(asked, one)
		}
	}
	if asked == nil {
		return s
	}
	return strings.Join(asked, " ")
}

// asks decides by the form of a short text.
func asks(s string) bool {
	var words []string
	marked, wonder := false, true
	for f := range strings.FieldsSeq(s) {
		bare := strings.TrimRightFunc(f, closes)
		if strings.ContainsRune("?？؟;՞⸮", lastRune(bare)) && !strings.Contains(bare, "://") {
			marked = true
		}
		if w := word(f); w != "" {
			words = append(words, w)
			wonder = wonder && fillers[w]
		}
	}
	if wonder {
		return false
	}
	return marked || opens(words) && !strings.HasSuffix(s, "!")
}

// opens reports whether words begin as English questions do.
func opens(words []string) bool {
	return len(words) >= 3 && openers[word(words[0])] && seconds[word(words[1])]
}

// word is what of a piece of text is one, in small letters.
func word(s string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimFunc(s, notLetter)), "’", "'")
}

// IsRequest decides whether words that are spoken to us ask something: they hold a
// question mark, or begin as English questions do.
func IsRequest(s string) bool {
	if strings.ContainsAny(s, "?？؟;՞⸮") {
		return true
	}
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	return openers[first] || seconds[first] || tells[first]
}

// closes reports what may stand behind a question mark.
func closes(r rune) bool { return strings.ContainsRune(`"'”’»)]!*_~.…`+"`", r) || r == '\uFE0F' }

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func lastRune(s string) rune {
	r, size := utf8.DecodeLastRuneInString(s)
	if size == 0 {
		return ' '
	}
	return r
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	people  = set("you your yours you're you've you'll u ur we we're we've our ours i i'm i've my me let's lets shall")
	fillers = set("really seriously what huh ok okay right no yes yeah yep nope sure wait wtf omg lol ha haha eh hm hmm hmmm oh ah wow and so then but way is it isn't ain't this that not true correct the a sorry pardon thoughts anyone")
	tells   = set("tell say explain summarize summarise describe list quote give show")
	openers = set("who what when where why how which whose whom")
	seconds = set("is are was were did does do has have had can could will would should must said says say many much long often far old big else did didn't doesn't isn't wasn't happened responded replied reacted spoke country countries people")
)

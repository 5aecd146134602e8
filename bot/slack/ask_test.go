package slack

import (
	"strings"
	"testing"
	"time"
)

func TestIsQuestion(t *testing.T) {
	for s, want := range map[string]bool{
		"How many troops were sent?":             true,
		"And Szechenyi?":                         true,
		"why?":                                   true,
		"Macron responded how, exactly? Thanks!": true,
		"what did he say about japan":            true,
		"who responded to trump":                 true,
		"Did anyone respond?":                    true,
		"Was sagte Macron?":                      true,
		"マクロンは何と言いましたか？":                         true,
		"ماذا قال ماكرون؟":                       true,
		"Was it “technically inaccurate?”":       true,
		"What about *Japan*?*":                   true,
		"":                                       false,
		"nice work":                              false,
		"really?":                                false,
		"Wait, what?!":                           false,
		"??":                                     false,
		"what a day!":                            false,
		"What a day that was":                    false,
		"when I was there it rained":             false,
		"Can you check this?":                    false,
		"should we run this one?":                false,
		"Am I right?":                            false,
		"see https://news.example/?a=1":          false,
		"see https://news.example/?":             false,
		"> How many troops?\nno idea":            false,
		"who did that!":                          false,
		strings.Repeat("talk ", 120) + "who said it?":        false,
		strings.Repeat("x", 10000) + "?":                     false,
		"I think he's wrong. Who else said so?":              false,
		"It is odd that nobody asked. Who else disputed it?": true,
	} {
		if got := isQuestion(s); got != want {
			t.Errorf("isQuestion(%.60q) = %v, want %v", s, got, want)
		}
	}
}

func TestSaid(t *testing.T) {
	for _, c := range []struct {
		markup, words string
		to            addressed
	}{
		{"Who &lt;said&gt; it &amp; why?", "Who <said> it & why?", addressed{}},
		{"<@U0BOT> who?", "who?", addressed{us: true}},
		{"<@U0BOT|newsdigest>: who?", "who?", addressed{us: true}},
		{"<@U0ANN> who?", "who?", addressed{others: true}},
		{"<!here> who?", "who?", addressed{others: true}},
		{"<!subteam^S0X|@desk> who?", "@desk who?", addressed{others: true}},
		{"in <#C0DESK|nato-desk>, <https://a.example/?x=1|a.example> or <https://b.example>?", "in #nato-desk, a.example or https://b.example?", addressed{}},
		{"&amp;lt;!channel&amp;gt;", "&lt;!channel&gt;", addressed{}},
		{"<!date^1^{date}|1970> x", "1970 x", addressed{}},
		{"< <<>", "< <", addressed{}},
	} {
		words, to := said(c.markup, "U0BOT")
		if words != c.words || to != c.to {
			t.Errorf("said(%q) = %q, %+v; want %q, %+v", c.markup, words, to, c.words, c.to)
		}
	}
}

func TestInstant(t *testing.T) {
	want := time.Date(2020, 7, 28, 12, 57, 10, 9600*1000, time.UTC)
	if got := instant("1595940000.009600"); !got.Equal(time.Unix(1595940000, 9600*1000)) {
		t.Errorf("instant = %v", got)
	}
	if got := instant(timestamp(want)); !got.Equal(want) {
		t.Errorf("there and back: %v, want %v", got, want)
	}
	for _, bad := range []string{"", "x", "12x.5", strings.Repeat("9", 50)} {
		if got := instant(bad); !got.IsZero() {
			t.Errorf("instant(%q) = %v", bad, got)
		}
	}
}

func TestRecentForgetsTheOldest(t *testing.T) {
	var r recent
	if !r.first("a") || r.first("a") {
		t.Error("a message is taken once")
	}
	for range maxRecent {
		r.first(strings.Repeat("b", len(r.order)+1))
	}
	if !r.first("a") || len(r.taken) != maxRecent {
		t.Errorf("%d are remembered", len(r.taken))
	}
}

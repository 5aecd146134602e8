package slack

import (
	"strings"
	"testing"
	"time"
)

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
	r.forget("a")
	if !r.first("a") || len(r.order) != 1 {
		t.Error("one that could not be kept is taken again")
	}
	for range maxRecent {
		r.first(strings.Repeat("b", len(r.order)+1))
	}
	if !r.first("a") || len(r.taken) != maxRecent {
		t.Errorf("%d are remembered", len(r.taken))
	}
}

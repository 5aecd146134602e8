package slack_test

import (
	"fmt"
	"strings"
	"testing"

	"newsdigest/bot/bottest"
	"newsdigest/bot/slack/slacktest"
)

// TestReplicas has three newsdigests on one database and one workspace, each
// with a link of its own: Slack tells each event to one of them, some again to
// another, and what one person asks is counted over all.
func TestReplicas(t *testing.T) {
	s := workspace(t)
	s.Twice = true // over another link
	path := bottest.Postgres(t)
	var stops []func()
	for i := range 3 {
		stops = append(stops, run(t, path, s))
		await(t, s, "the link", func() bool { return s.Links() == i+1 })
	}
	await(t, s, "the edition", func() bool { c, _ := posts(s); return len(c) == 4 && leads(c) })
	channel, _ := posts(s)
	answered := map[string]int{}
	asked := func(from, to int, user string) {
		for i := from; i < to; i++ {
			s.Say(user, "C0DESK", channel[1+i%3].TS, fmt.Sprintf("<@%s> who opened gate %d?", slacktest.BotUser, i))
		}
	}
	answers := func(n int) func() bool {
		return func() bool { _, a := posts(s); return len(a) >= n }
	}
	asked(0, 30, "U0ANN")
	await(t, s, "30 answers", answers(30))
	stops[0]() // its links are gone: the others hear, and go on with what it had begun
	asked(30, 40, "U0ANN")
	await(t, s, "40 answers", answers(40))

	// Of one person no more than the limit is taken, however many newsdigests there are.
	asked(40, 40+perMinute+20, "U0BOB")
	refused := func() (n int) {
		for _, w := range s.Whispers() {
			if strings.Contains(w.Text, fmt.Sprintf("more than %d questions", perMinute)) {
				n++
			}
		}
		return n
	}
	await(t, s, "the refusals", func() bool { return refused() >= 20 && len(s.Unacked()) == 0 && answers(40+perMinute)() })
	channel, threads := posts(s)
	for _, a := range threads {
		answered[string(a.Metadata)]++
	}
	if len(channel) != 4 || len(threads) != 40+perMinute || len(answered) != len(threads) {
		t.Errorf("%d posts, %d answers, %d different; want 4 and %d", len(channel), len(threads), len(answered), 40+perMinute)
	}
}

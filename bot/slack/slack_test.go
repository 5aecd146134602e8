package slack_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/slack"
	"newsdigest/bot/slack/slacktest"
	"newsdigest/digest/render"
)

const desk = bot.ChannelID("slack:#nato-desk")

func workspace(t *testing.T) *slacktest.Server {
	t.Helper()
	var channels []slacktest.Channel
	for i := range 230 { // so that the desk is on a second page
		channels = append(channels, slacktest.Channel{ID: fmt.Sprintf("C9%03d", i), Name: fmt.Sprintf("room-%d", i)})
	}
	channels = append(channels,
		slacktest.Channel{ID: "C0DESK", Name: "nato-desk", Member: true},
		slacktest.Channel{ID: "C0PRIV", Name: "secret-desk", Private: true, Member: true},
		slacktest.Channel{ID: "C0GONE", Name: "old-desk", Archived: true, Member: true},
		slacktest.Channel{ID: "C0OUT", Name: "outside"},
		slacktest.Channel{ID: "C0OPS", Name: "ops", Member: true},
		slacktest.Channel{ID: "D0ANN", Member: true},
		slacktest.Channel{ID: "C0HID", Name: "hidden", Private: true},
	)
	s := slacktest.New(channels...)
	t.Cleanup(func() {
		s.Close()
		for _, p := range s.Problems() {
			t.Errorf("a request broke the contract: %s", p)
		}
	})
	return s
}

func platform(t *testing.T, s *slacktest.Server, log *slog.Logger) *slack.Platform {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return slack.New(slack.Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: s.APIURL(),
		Channels: []bot.ChannelID{desk, "slack:#secret-desk", "web:demo"}, Rest: time.Millisecond, Logger: log,
		HTTPClient: &http.Client{Transport: transport, Timeout: 20 * time.Second}})
}

func message(t *testing.T, s *slacktest.Server, id bot.MessageID) slacktest.Message {
	t.Helper()
	for _, m := range s.Messages("C0DESK") {
		if m.TS == string(id) {
			return m
		}
	}
	t.Fatalf("no message %s", id)
	return slacktest.Message{}
}

func TestPlatform(t *testing.T) {
	bottest.Platform(t, func(t *testing.T) bottest.PlatformUnderTest {
		s := workspace(t)
		return bottest.PlatformUnderTest{
			Platform: platform(t, s, nil),
			Channel:  desk,
			Nowhere:  "slack:#nowhere",
			Shown:    func(t *testing.T, id bot.MessageID) string { return message(t, s, id).Shown() },
			Ask: func(_ *testing.T, in bot.Thread, question string) {
				s.Ask("U0ANN", "C0DESK", string(in.Root), question)
			},
		}
	})
}

func TestSendSaysWhatIsKnown(t *testing.T) {
	long := strings.Repeat("b", 24)
	for _, c := range []struct {
		name    string
		channel bot.ChannelID
		fault   slacktest.Fault
		refuse  string // by chat.postMessage
		outcome bot.Outcome
		wait    time.Duration
		says    string
		kept    int
	}{
		{name: "unknown channel", channel: "slack:#nowhere", outcome: bot.Barred, says: "/invite @newsdigest"},
		{name: "hidden channel", channel: "slack:#hidden", outcome: bot.Barred, says: "/invite @newsdigest"},
		{name: "unknown id", channel: "slack:C0NONE", outcome: bot.Barred, says: "no channel C0NONE"},
		{name: "not a member", channel: "slack:#outside", outcome: bot.Barred, says: "not a member of #outside; type /invite @newsdigest"},
		{name: "archived", channel: "slack:#old-desk", outcome: bot.Barred, says: "#old-desk is archived"},
		{name: "archived, by id", channel: "slack:C0GONE", outcome: bot.Barred, says: "archived"},
		{name: "scope", channel: desk, refuse: "missing_scope", outcome: bot.Barred, says: "lacks the scope chat:write.test"},
		{name: "token", channel: desk, refuse: "token_revoked", outcome: bot.Barred, says: "does not accept the bot token (token_revoked); copy the one that begins with xoxb-"},
		{name: "other refusal", channel: desk, refuse: "invalid_blocks", outcome: bot.Refused, says: "invalid_blocks"},
		{name: "in trouble", channel: desk, refuse: "internal_error", outcome: bot.Unknown, says: "internal_error"},
		{name: "in trouble, badly", channel: desk, refuse: "fatal_error", outcome: bot.Unknown, says: "fatal_error"},
		{name: "busy", channel: desk, refuse: "ratelimited", outcome: bot.Delayed, wait: 30 * time.Second, says: "ratelimited"},
		{name: "limited", channel: desk, fault: slacktest.Limited, outcome: bot.Delayed, wait: time.Second, says: "asks to wait"},
		{name: "limited, bare", channel: desk, fault: slacktest.LimitedBare, outcome: bot.Delayed, wait: 30 * time.Second, says: "asks to wait"},
		{name: "503", channel: desk, fault: slacktest.ErrorBefore, outcome: bot.Unknown, says: "503"},
		{name: "500 after", channel: desk, fault: slacktest.ErrorAfter, outcome: bot.Unknown, says: "500", kept: 1},
		{name: "cut before", channel: desk, fault: slacktest.CutBefore, outcome: bot.Unknown, says: "answer was lost"},
		{name: "cut after", channel: desk, fault: slacktest.CutAfter, outcome: bot.Unknown, says: "answer was lost", kept: 1},
		{name: "garbled", channel: desk, fault: slacktest.Garbled, outcome: bot.Unknown, says: "answer was lost", kept: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := workspace(t)
			s.Needs = "chat:write.test"
			s.Fault = func(method string, _ int) slacktest.Fault {
				if method == "chat.postMessage" {
					return c.fault
				}
				return slacktest.None
			}
			s.Refuse = func(method string) string {
				if method == "chat.postMessage" {
					return c.refuse
				}
				return ""
			}
			_, err := platform(t, s, nil).Send(t.Context(), bottest.StoryPost(c.channel, bot.Key(long), "s1"))
			se, ok := errors.AsType[*bot.SendError](err)
			if !ok || se.Outcome != c.outcome || se.RetryAfter != c.wait || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Send: %#v (%v); want outcome %v, wait %v and %q", se, err, c.outcome, c.wait, c.says)
			}
			if n := s.Calls("chat.postMessage"); n > 1 {
				t.Errorf("posted %d times; want no retry", n)
			}
			if n := len(s.Messages("C0DESK")); n != c.kept {
				t.Errorf("%d messages, want %d", n, c.kept)
			}
			if err != nil && (strings.Contains(err.Error(), slacktest.BotToken) || strings.Contains(err.Error(), slacktest.AppToken)) {
				t.Errorf("a token is in %v", err)
			}
		})
	}
}

func TestUnreachableIsDelayed(t *testing.T) {
	s := workspace(t)
	// A connection kept from before could take the request and then be cut.
	p := slack.New(slack.Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: s.APIURL(),
		HTTPClient: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}})
	if _, err := p.Send(t.Context(), bottest.StoryPost(desk, "k1", "s1")); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err := p.Send(t.Context(), bottest.StoryPost(desk, "k2", "s1"))
	if se, ok := errors.AsType[*bot.SendError](err); !ok || se.Outcome != bot.Delayed {
		t.Errorf("Send to nobody: %v; want Delayed", err)
	}
}

func TestTokensAreNeverSaid(t *testing.T) {
	var log bytes.Buffer
	s := workspace(t)
	s.Refuse = func(method string) string {
		if method == "auth.test" {
			return "odd " + slacktest.BotToken
		}
		return ""
	}
	p := platform(t, s, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	_, err := p.Send(t.Context(), bottest.StoryPost(desk, "k1", "s1"))
	listen := p.Listen(t.Context(), nil)
	said := fmt.Sprint(err, listen, log.String())
	if err == nil || listen == nil || strings.Contains(said, "xoxb-") || strings.Contains(said, "xapp-") {
		t.Errorf("said: %s", said)
	}
}

func TestFindNeedsToBeLetIn(t *testing.T) {
	s := workspace(t)
	s.Needs = "channels:history"
	s.Refuse = func(method string) string {
		if method == "conversations.history" {
			return "missing_scope"
		}
		return ""
	}
	_, found, err := platform(t, s, nil).Find(t.Context(), bottest.StoryPost(desk, "k1", "s1"), time.Now())
	se, ok := errors.AsType[*bot.SendError](err)
	if found || !ok || se.Outcome != bot.Refused || !strings.Contains(se.Reason, "channels:history") {
		t.Errorf("Find: %v, %v; want a refusal that names the scope", found, err)
	}
}

func TestFindReadsBehindTheFirstPage(t *testing.T) {
	s := workspace(t)
	p := platform(t, s, nil)
	began := time.Now()
	post := bottest.StoryPost(desk, "k1", "s1")
	id, err := p.Send(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 450 {
		s.Say("U0ANN", "C0DESK", "", fmt.Sprint("line ", i))
	}
	if got, found, err := p.Find(t.Context(), post, began); err != nil || !found || got != id {
		t.Errorf("Find = %q, %v, %v; want %q", got, found, err, id)
	}
	if n := s.Calls("conversations.history"); n != 3 {
		t.Errorf("%d pages were read, want 3", n)
	}
}

func TestAnswerToADeletedStoryIsTakenBack(t *testing.T) {
	s := workspace(t)
	p := platform(t, s, nil)
	root, err := p.Send(t.Context(), bottest.StoryPost(desk, "k1", "s1"))
	if err != nil {
		t.Fatal(err)
	}
	s.Delete("C0DESK", string(root))
	_, err = p.Send(t.Context(), bottest.AnswerPost(bot.Thread{Channel: desk, Root: root}, "k2", "s1"))
	if se, ok := errors.AsType[*bot.SendError](err); !ok || se.Outcome != bot.Refused || !strings.Contains(se.Reason, "deleted") {
		t.Errorf("Send: %v; want Refused", err)
	}
	if left := s.Messages("C0DESK"); len(left) != 0 {
		t.Errorf("left in the channel: %v", left)
	}
}

func TestOnlyAGroupIsMentioned(t *testing.T) {
	s := workspace(t)
	p := platform(t, s, nil)
	for id, want := range map[string]int{"S0EDITORS": 1, "": 0, "U0ANN": 0, "!channel": 0, "S0x|<!here>": 0} {
		post := bottest.EditionPost(desk, bot.Key("k"+id))
		post.Edition.Mention = id
		m, err := p.Send(t.Context(), post)
		if err != nil {
			t.Fatal(err)
		}
		if live := message(t, s, m).Live(); len(live) != want {
			t.Errorf("mention %q: live %q", id, live)
		}
	}
}

func TestAnswerThatIsNotSaid(t *testing.T) {
	s := workspace(t)
	p := platform(t, s, nil)
	root, err := p.Send(t.Context(), bottest.StoryPost(desk, "k1", "s1"))
	if err != nil {
		t.Fatal(err)
	}
	post := bottest.AnswerPost(bot.Thread{Channel: desk, Root: root}, "k2", "s1")
	post.Answer.Answer = render.Answer{URL: "https://news.example/a", Nearest: &render.Passage{Text: "The gate opened.", Quote: -1}}
	id, err := p.Send(context.WithoutCancel(t.Context()), post)
	if err != nil {
		t.Fatal(err)
	}
	m := message(t, s, id)
	for _, words := range []string{render.NotSaid, render.NearestLabel, "The gate opened."} {
		if !strings.Contains(m.Shown(), words) || !strings.Contains(m.Text, words) {
			t.Errorf("%q is not shown in %q or said in %q", words, m.Shown(), m.Text)
		}
	}
	if m.ThreadTS != string(root) || len(m.Links()) != 1 || !strings.HasPrefix(m.Links()[0], "https://news.example/a#:~:text=") {
		t.Errorf("thread %q, links %q", m.ThreadTS, m.Links())
	}
}

// TestManyChannelsAreReadInSeveralGoes has Slack ask to wait in the middle of
// the list: the next look goes on from there.
func TestManyChannelsAreReadInSeveralGoes(t *testing.T) {
	s := workspace(t) // the desk is on the second page
	s.Fault = func(method string, n int) slacktest.Fault {
		if method == "conversations.list" && n == 2 {
			return slacktest.Limited
		}
		return slacktest.None
	}
	p := platform(t, s, nil)
	_, err := p.Send(t.Context(), bottest.StoryPost(desk, "k1", "s1"))
	if se, ok := errors.AsType[*bot.SendError](err); !ok || se.Outcome != bot.Delayed || se.RetryAfter != time.Second {
		t.Errorf("Send: %v; want to wait as long as Slack asks", err)
	}
	for _, c := range []bot.ChannelID{desk, "slack:#ops", "slack:#ROOM-3"} {
		if err := p.Check(t.Context(), c); err != nil && c != "slack:#ROOM-3" {
			t.Errorf("%s: %v", c, err)
		}
	}
	if n := s.Calls("conversations.list"); n != 3 {
		t.Errorf("the list was read in %d requests, want 3", n)
	}
}

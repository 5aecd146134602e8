package discord

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
	"newsdigest/digest/article"
)

// A box keeps the questions that are put into it.
type box struct {
	bot.Inbox
	heard  chan bot.Question
	edited chan bot.Question
	gone   chan bot.QuestionID
}

func newBox() box {
	return box{heard: make(chan bot.Question, 1000), edited: make(chan bot.Question, 1000), gone: make(chan bot.QuestionID, 1000)}
}

func (b box) Revise(_ context.Context, q bot.Question) error {
	b.edited <- q
	return nil
}

func (b box) Retract(_ context.Context, _ bot.ChannelID, id bot.QuestionID) error {
	b.gone <- id
	return nil
}

func (b box) Ask(_ context.Context, q bot.Question) error {
	b.heard <- q
	return nil
}

// A chat is a story's thread with the platform listening to it.
type chat struct {
	*discordtest.Server
	t      *testing.T
	p      *Platform
	log    *logBook
	thread bot.Thread
	box    box
	stop   func()
}

func listen(t *testing.T, change func(*discordtest.Server), options ...func(*Options)) *chat {
	t.Helper()
	s := discordtest.New(t)
	if change != nil {
		change(s)
	}
	c := &chat{Server: s, t: t, box: newBox()}
	channel := channelID(s.Channel("news"))
	c.p, c.log = open(t, s, options...)
	root, err := c.p.Send(t.Context(), bottest.StoryPost(channel, key, "s1"))
	if err != nil {
		t.Fatal(err)
	}
	c.thread = bot.Thread{Channel: channel, Root: root}
	c.start()
	return c
}

func (c *chat) start() {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := c.p.Listen(ctx, c.box); err != nil {
			c.t.Errorf("Listen: %v", err)
		}
	})
	c.stop = sync.OnceFunc(func() {
		cancel()
		wg.Wait()
	})
	c.t.Cleanup(c.stop)
	c.Until("the bot listens", func() bool { return c.Connected() > 0 })
}

// expect reads the next question.
func (c *chat) expect(words string) bot.Question {
	c.t.Helper()
	select {
	case q := <-c.box.heard:
		if q.Text != words || q.Thread != c.thread {
			c.t.Fatalf("heard %q in %+v; want %q in %+v", q.Text, q.Thread, words, c.thread)
		}
		return q
	case <-time.After(20 * time.Second):
		c.t.Fatalf("%q was not heard; the log:\n%s", words, c.log)
		panic("unreachable")
	}
}

// What is no question, or is said to others, is followed by one that is: only
// that is heard.
func TestTalkIsLeftAlone(t *testing.T) {
	c := listen(t, nil)
	in := string(c.thread.Root)
	mine := c.Say(in, discordtest.Ada, "I was there, it rained.", "")
	c.Say(in, discordtest.Tom, "Really?", "")
	c.Say(in, discordtest.Tom, "how nice", "")
	c.Say(in, discordtest.Tom, "Did you see the ships?", mine)
	c.Say(in, discordtest.Tom, "<@"+discordtest.Ada+"> did you see the ships?", "")
	c.Say(in, discordtest.Bot, "Who opened the harbour?", "")
	c.Say(in, discordtest.Tom, "https://news.example/?a=who", "")
	c.Say(c.thread.Channel.Name(), discordtest.Tom, "Who is on call today?", "")
	c.Say(in, discordtest.Tom, "<@"+discordtest.Bot+">", "")
	id := c.Say(in, discordtest.Tom, "Who opened the harbour?", "")
	if q := c.expect("Who opened the harbour?"); string(q.ID) != id || q.User != discordtest.Tom || time.Since(q.Asked) > time.Minute {
		t.Errorf("heard %+v, want %s", q, id)
	}
}

func TestDirectedWordsAreHeard(t *testing.T) {
	c := listen(t, nil)
	in := string(c.thread.Root)
	c.Say(in, discordtest.Ada, "<@"+discordtest.Bot+"> tell me more", "")
	c.expect("tell me more")
	answer, err := c.p.Send(t.Context(), bottest.AnswerPost(c.thread, "fffffffffffffffffffffff1", "s1"))
	if err != nil {
		t.Fatal(err)
	}
	c.Say(in, discordtest.Ada, "and the gate", string(answer))
	c.expect("and the gate")
	c.Say(c.thread.Channel.Name(), discordtest.Ada, "Who opened it?", in) // a reply to the story itself
	c.expect("Who opened it?")
	c.Say(in, discordtest.Ada, "who is <@"+discordtest.Bot+">?", "")
	c.expect("who is ?")
	c.Say(in, discordtest.Ada, "<@&1> who came?", "")
	c.Say(in, discordtest.Ada, "<@&"+discordtest.Role+"> tell us who came", "") // the bot's own role, which people choose by its name
	c.expect("tell us who came")
}

func TestOtherChannelsAreLeftOut(t *testing.T) {
	c := listen(t, nil, func(o *Options) { o.Channels = []bot.Channel{{ID: "discord:1"}, {ID: "web:demo"}} })
	c.Say(string(c.thread.Root), discordtest.Ada, "Who opened the harbour?", "")
	c.stop()
	if len(c.box.heard) > 0 {
		t.Errorf("heard %+v", <-c.box.heard)
	}
}

// Whatever happens to the connection, each question is heard.
func TestConnectionIsKeptUp(t *testing.T) {
	c := listen(t, nil)
	in := string(c.thread.Root)
	c.Say(in, discordtest.Ada, "Who was first?", "")
	c.expect("Who was first?")
	cuts := []struct {
		name    string
		do      func()
		resumed bool
	}{
		{"cut", c.CutGateway, true},
		{"op 7", c.AskToReconnect, true},
		{"op 9, resumable", func() { c.Invalidate(true) }, true},
		{"op 9, not resumable", func() { c.Invalidate(false) }, false},
		{"forgotten", c.ForgetSessions, false},
		{"4000", func() { c.CloseGateway(4000) }, true},
		{"4007", func() { c.CloseGateway(4007) }, false},
		{"4009", func() { c.CloseGateway(4009) }, false},
		{"cut again", c.CutGateway, true},
	}
	wantBegun, wantResumed := 1, 0
	for i, cut := range cuts {
		began, resumed := c.Sessions()
		cut.do()
		words := fmt.Sprintf("Who was number %d?", i)
		c.Say(in, discordtest.Ada, words, "")
		c.Until(cut.name+": connected again", func() bool {
			b, r := c.Sessions()
			if cut.resumed {
				return r > resumed && c.Connected() == 1
			}
			return b > began && c.Connected() == 1
		})
		c.expect(words)
		if cut.resumed {
			wantResumed++
		} else {
			wantBegun++
		}
	}
	if b, r := c.Sessions(); b != wantBegun || r != wantResumed {
		t.Errorf("%d sessions begun, %d resumed; want %d and %d", b, r, wantBegun, wantResumed)
	}
}

// A gateway that does not answer heartbeats is left, and the session resumed.
func TestUnansweredHeartbeats(t *testing.T) {
	c := listen(t, func(s *discordtest.Server) { s.Heartbeat = 100 * time.Millisecond })
	c.Until("a heartbeat is answered", func() bool { return c.Beats() > 2 })
	c.Set(func() { c.Deaf = true })
	c.Until("resumed elsewhere", func() bool { _, r := c.Sessions(); return r > 0 })
	c.Set(func() { c.Deaf = false })
	c.Say(string(c.thread.Root), discordtest.Ada, "Who was first?", "")
	c.expect("Who was first?")
}

func TestHeartbeatOnDemand(t *testing.T) {
	c := listen(t, nil)
	c.AskForHeartbeat()
	c.Until("a heartbeat", func() bool { return c.Beats() == 1 })
}

// What will not change by asking again ends the listening for good, with what to do.
func TestGatewayRefuses(t *testing.T) {
	for code, want := range map[int]string{
		4004: "developer portal", 4010: "discord.shard", 4011: "more connections", 4012: "newer newsdigest", 4013: "newer newsdigest", 4014: "newer newsdigest",
	} {
		s := discordtest.New(t)
		s.Refuse = code
		p, _ := open(t, s)
		err := p.Listen(t.Context(), newBox())
		if shut, ok := errors.AsType[*bot.ShutError](err); !ok || !strings.Contains(shut.Reason, want) {
			t.Errorf("%d: %v; want a *bot.ShutError with %q", code, err, want)
		}
		if n := s.Count("GET gateway/bot"); n > 4 {
			t.Errorf("%d: asked %d times", code, n)
		}
	}
}

func TestShards(t *testing.T) {
	c := listen(t, func(s *discordtest.Server) { s.Shards = 3 })
	c.Until("three connections", func() bool { return c.Connected() == 3 })
	c.Say(string(c.thread.Root), discordtest.Ada, "Who was first?", "")
	c.expect("Who was first?")
	c.stop()
	if len(c.box.heard) > 0 {
		t.Errorf("heard %+v too", <-c.box.heard)
	}
	// One shard a replica: only that of the guild hears.
	for number := range 2 {
		one := listen(t, func(s *discordtest.Server) { s.Shards = 2 }, func(o *Options) { o.Shard = Shard{Number: number, Count: 2} })
		one.Say(string(one.thread.Root), discordtest.Ada, "Who was first?", "")
		one.CutGateway()
		one.Until("resumed", func() bool { _, r := one.Sessions(); return r == 1 && one.Connected() == 1 })
		if number == 0 { // (100000000000000001 >> 22) % 2
			one.expect("Who was first?")
		}
		one.stop()
		if b, _ := one.Sessions(); b != 1 || len(one.box.heard) > 0 {
			t.Errorf("shard %d: %d sessions, heard %d questions", number, b, len(one.box.heard))
		}
	}
}

// Edits and deletions are followed, those made while nobody listened too.
func TestQuestionsAreFollowed(t *testing.T) {
	c := listen(t, nil)
	in := string(c.thread.Root)
	id := c.Say(in, discordtest.Ada, "Who was first?", "")
	c.expect("Who was first?")
	c.Rewrite(id, "Who was last?")
	if q := <-c.box.edited; string(q.ID) != id || q.Text != "Who was last?" || q.Thread != c.thread {
		t.Errorf("edited: %+v", q)
	}
	c.Rewrite(id, "never mind")
	if got := <-c.box.gone; string(got) != id {
		t.Errorf("%s is taken back, want %s", got, id)
	}
	other := c.Say(in, discordtest.Ada, "Who came after?", "")
	c.expect("Who came after?")
	answer := bottest.AnswerPost(c.thread, "fffffffffffffffffffffff1", "s1")
	answer.Answer.Question = bot.QuestionID(other)
	if _, err := c.p.Send(t.Context(), answer); err != nil {
		t.Fatal(err)
	}
	again := c.Say(in, discordtest.Ada, "Who was that?", "")
	c.expect("Who was that?")
	c.stop()
	c.Delete(other)
	c.Rewrite(again, "Who was this?")
	c.start()
	for got := range c.box.gone {
		if string(got) == other {
			break
		}
	}
	for q := range c.box.edited {
		if string(q.ID) == again && q.Text == "Who was this?" {
			break
		}
	}
}

// A server that removes the bot is paused, and said.
func TestRemovedFromServer(t *testing.T) {
	c := listen(t, nil)
	c.RemoveBot(discordtest.Guild)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !strings.Contains(c.log.String(), "removed from a server") {
		<-tick.C
	}
	_, err := c.p.Send(t.Context(), bottest.StoryPost(c.thread.Channel, "fffffffffffffffffffffff1", "s2"))
	refusedAs(t, err, bot.Barred, "invite it to the server")
}

// A server that removes the bot pauses its own channels and no others, and they
// go on when it is invited again.
func TestOneServerOfManyRemovesTheBot(t *testing.T) {
	s := discordtest.New(t)
	other := s.AddGuild()
	channels := []bot.Channel{newsChannel(s.Channel("news")), newsChannel(s.ChannelIn(other, "news")), newsChannel(s.ChannelIn(s.AddGuild(), "news"))}
	ops := bot.Channel{ID: channelID(s.Channel("ops"))}
	p, log := open(t, s, func(o *Options) { o.Channels = append(slices.Clone(channels), ops) })
	n := 2
	news := bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(n), nil }}
	kept := openStore(t, filepath.Join(t.TempDir(), "news.db"))
	b, err := bot.New(kept, news, []bot.Platform{p}, channels, bot.Options{Backoff: time.Millisecond, Pause: time.Second, Admin: ops.ID})
	if err != nil {
		t.Fatal(err)
	}
	settled(t, b)
	lost := channels[1].ID
	stories := func() (list []int) {
		for _, c := range channels {
			list = append(list, len(s.Posted(c.ID.Name())))
		}
		return list
	}
	if got := stories(); !slices.Equal(got, []int{3, 3, 3}) {
		t.Fatalf("posted %v", got)
	}
	run := func() (stop func()) {
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := b.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		return func() { cancel(); wg.Wait() }
	}
	stop := run()
	s.Until("the bot listens", func() bool { return s.Connected() == 1 })
	s.RemoveBot(other)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !strings.Contains(log.String(), "removed from a server") {
		<-tick.C
	}
	root := s.Posted(channels[2].ID.Name())[1].ID
	s.Say(root, discordtest.Ada, "How long did they wait?", "")
	s.Until("the answer in another server", func() bool { return len(s.Posted(root)) == 1 })
	stop()

	n = 3
	r, err := b.Once(t.Context())
	if trouble := r.Trouble(); err != nil || len(trouble) != 1 || !strings.Contains(trouble[0], string(lost)) {
		t.Errorf("trouble %q, %v; want only that of %s", trouble, err, lost)
	}
	bars, err := kept.Bars(t.Context())
	if err != nil || len(bars) != 1 || bars[0].Channel != lost || !strings.Contains(bars[0].Reason, "invite it to the server") {
		t.Errorf("paused %+v, %v", bars, err)
	}
	if got := stories(); !slices.Equal(got, []int{4, 3, 4}) {
		t.Errorf("posted %v; want one more everywhere else", got)
	}
	// In another server a link to the channel shows nothing.
	stop = run()
	s.Until("the notice", func() bool { return len(s.Posted(ops.ID.Name())) == 1 })
	stop()
	if told := s.Posted(ops.ID.Name()); len(told) != 1 || !strings.HasPrefix(told[0].Shown(), "Paused #news (test): look into: the bot cannot see the channel") {
		t.Errorf("told %+v", told)
	}
	s.InviteBot(other)
	settled(t, b)
	if got := stories(); !slices.Equal(got, []int{4, 4, 4}) {
		t.Errorf("posted %v; want one more there", got)
	}
}

// What was asked while nobody listened is read back.
func TestQuestionsAreReadBack(t *testing.T) {
	c := listen(t, nil)
	c.stop()
	in := string(c.thread.Root)
	var want []string
	for i := range 120 { // more than one page
		words := fmt.Sprintf("Who was number %d?", i)
		c.Say(in, discordtest.Ada, words, "")
		want = append(want, words)
	}
	c.start()
	for _, words := range want {
		c.expect(words)
	}
}

// A thread that was archived meanwhile is read back too, however many others were.
func TestArchivedThreadsAreReadBack(t *testing.T) {
	c := listen(t, func(s *discordtest.Server) { s.ArchivePage = 2 }, func(o *Options) { o.Channels = []bot.Channel{} })
	c.stop()
	c.p.channels[c.thread.Channel.Name()] = true
	in := string(c.thread.Root)
	c.Say(in, discordtest.Ada, "Who was first?", "")
	c.Archive(in)
	var last string
	for i := range 4 {
		other, err := c.p.Send(t.Context(), bottest.StoryPost(c.thread.Channel, bot.Key(fmt.Sprintf("fffffffffffffffffffffff%d", i)), "s2"))
		if err != nil {
			t.Fatal(err)
		}
		last = string(other)
		c.Archive(last)
	}
	c.Lock(last)
	c.start()
	c.expect("Who was first?")
	c.Say(in, discordtest.Ada, "Who was last?", "")
	c.expect("Who was last?")
	c.stop()
	if n := len(c.box.heard); n != 0 {
		t.Errorf("%d questions were heard twice", n)
	}
	if c.p.shut(last) != closedThread {
		t.Error("a thread that was locked meanwhile counts as open")
	}
}

func TestContentIntentRefused(t *testing.T) {
	c := listen(t, func(s *discordtest.Server) { s.NoContent = true })
	in := string(c.thread.Root)
	c.Say(in, discordtest.Ada, "Who opened the harbour?", "") // not readable
	c.Say(in, discordtest.Ada, "<@"+discordtest.Bot+"> who opened the harbour?", "")
	c.expect("who opened the harbour?")
	c.CutGateway()
	c.Until("connected again", func() bool { _, r := c.Sessions(); return r == 1 && c.Connected() == 1 })
	if n := strings.Count(c.log.String(), "Message Content Intent"); n != 1 {
		t.Errorf("said %d times, want once:\n%s", n, c.log)
	}
}

// Many shards are refused the intent at a time: each goes on without, and it is
// said once.
func TestContentIntentRefusedToShards(t *testing.T) {
	c := listen(t, func(s *discordtest.Server) { s.NoContent, s.Shards, s.AtATime = true, 16, 16 })
	c.Until("all are connected", func() bool { return c.Connected() == 16 })
	if n := strings.Count(c.log.String(), "Message Content Intent"); n != 1 {
		t.Errorf("said %d times, want once:\n%s", n, c.log)
	}
}

// A gateway that goes silent is left.
func TestSilentGatewayIsLeft(t *testing.T) {
	s := discordtest.New(t)
	s.Silent = true
	p, log := open(t, s)
	p.reach.hello = 50 * time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- p.Listen(ctx, box{}) }()
	limit := time.After(20 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for strings.Count(log.String(), "was cut") < 3 {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("it waits on; the log:\n%s", log)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

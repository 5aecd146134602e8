package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
)

func TestMain(m *testing.M) {
	if os.Getenv(childAPI) != "" {
		os.Exit(child())
	}
	goleak.VerifyTestMain(m)
}

// brisk waits for a service on loopback, not across the world.
var brisk = reach{
	rest: time.Millisecond, hello: 10 * time.Second, wait: time.Millisecond, most: 20 * time.Millisecond, apart: time.Millisecond, back: time.Hour,
}

// A logBook keeps what is logged.
type logBook struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func open(t testing.TB, s *discordtest.Server, change ...func(*Options)) (*Platform, *logBook) {
	t.Helper()
	log := &logBook{}
	o := Options{Token: discordtest.Token, APIURL: s.URL, Logger: slog.New(slog.NewTextHandler(log, nil))}
	for _, c := range change {
		c(&o)
	}
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	p.reach = brisk
	t.Cleanup(func() {
		p.Close()
		if strings.Contains(log.String(), discordtest.Token) {
			t.Errorf("the log holds the token:\n%s", log)
		}
	})
	return p, log
}

func channelID(id string) bot.ChannelID { return bot.NewChannelID(Name, id) }

func TestPlatform(t *testing.T) {
	bottest.Platform(t, func(t *testing.T) bottest.PlatformUnderTest {
		s := discordtest.New(t)
		p, _ := open(t, s)
		return bottest.PlatformUnderTest{
			Platform: p,
			Channel:  channelID(s.Channel("news")),
			Nowhere:  channelID("123456789012345678"),
			Shown: func(t *testing.T, id bot.MessageID) string {
				m, ok := s.Message(string(id))
				if !ok {
					t.Fatalf("no message %s", id)
				}
				return m.Shown()
			},
			Ask: func(t *testing.T, in bot.Thread, question string) {
				s.Until("the bot listens", func() bool { return s.Connected() > 0 })
				s.Say(string(in.Root), discordtest.Ada, question, "")
			},
		}
	})
}

const key = bot.Key("0123456789abcdef01234567")

// refusedAs is err's SendError, with the outcome that it must have and a reason
// that names all of the words.
func refusedAs(t *testing.T, err error, want bot.Outcome, words ...string) *bot.SendError {
	t.Helper()
	se, ok := errors.AsType[*bot.SendError](err)
	if !ok || se.Outcome != want {
		t.Fatalf("error %v; want a *bot.SendError of outcome %d", err, want)
	}
	for _, w := range words {
		if !strings.Contains(se.Error(), w) {
			t.Errorf("%q does not say %q", se.Error(), w)
		}
	}
	if strings.Contains(fmt.Sprintf("%v %+v %#v", err, se, se.Err), discordtest.Token) {
		t.Errorf("the error holds the token: %v", err)
	}
	return se
}

func TestSendSaysWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		name string
		deny int64
		want []string
	}{
		{"view", discordtest.ViewChannel, []string{"cannot see the channel", "View Channel", "invite"}},
		{"send", discordtest.SendMessages, []string{"lacks the permission Send Messages there"}},
		{"send and embed", discordtest.SendMessages | discordtest.EmbedLinks, []string{"Send Messages, Embed Links"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := discordtest.New(t)
			p, _ := open(t, s)
			id := s.Channel("news")
			s.Deny(id, c.deny)
			_, err := p.Send(t.Context(), bottest.StoryPost(channelID(id), key, "s1"))
			refusedAs(t, err, bot.Barred, append(c.want, id)...)
		})
	}
}

func TestStoryWithoutThreadIsSaid(t *testing.T) {
	s := discordtest.New(t)
	p, log := open(t, s)
	id := s.Channel("news")
	s.Deny(id, discordtest.CreateThreads|discordtest.EmbedLinks)
	root, err := p.Send(t.Context(), bottest.StoryPost(channelID(id), key, "s1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Create Public Threads", "Embed Links", id} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %q:\n%s", want, log)
		}
	}
	// Later it may: then the first answer opens the thread.
	s.Deny(id, 0)
	thread := bot.Thread{Channel: channelID(id), Root: root}
	if _, err := p.Send(t.Context(), bottest.AnswerPost(thread, "fffffffffffffffffffffff1", "s1")); err != nil {
		t.Fatal(err)
	}
	if name, ok := s.Thread(string(root)); !ok || name == "" {
		t.Errorf("thread %q, %v", name, ok)
	}
	if got := s.Posted(string(root)); len(got) != 1 {
		t.Errorf("%d answers in the thread", len(got))
	}
}

// Where the bot may post stories, but not answer, its editions are not said to
// be paused, and answers in other threads do not wait.
func TestAnswerThatMayNotBeGivenBarsNothing(t *testing.T) {
	for deny, want := range map[int64]string{
		discordtest.CreateThreads: "lacks the permission Create Public Threads there",
		discordtest.SendInThreads: "lacks the permission Send Messages in Threads there",
	} {
		s := discordtest.New(t)
		p, _ := open(t, s)
		id := s.Channel("news")
		s.Deny(id, deny)
		root, err := p.Send(t.Context(), bottest.StoryPost(channelID(id), key, "s1"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Send(t.Context(), bottest.AnswerPost(bot.Thread{Channel: channelID(id), Root: root}, "fffffffffffffffffffffff1", "s1"))
		refusedAs(t, err, bot.Refused, want)
	}
}

func TestThreadTakesItsNameFromTheHeadline(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	post := bottest.StoryPost(channelID(s.Channel("news")), key, "s1")
	post.Story.Digest.Headline = "The council of Ostwick opens its harbour to every ship that comes over the sea, and <closes> the gate at Low Fen"
	root, err := p.Send(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	want := "The council of Ostwick opens its harbour to every ship that comes over the sea, and <closes> the…"
	if name, _ := s.Thread(string(root)); name != want {
		t.Errorf("thread %q\nwant   %q", name, want)
	}
}

func TestLockedThreadIsRespected(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	id := channelID(s.Channel("news"))
	root, err := p.Send(t.Context(), bottest.StoryPost(id, key, "s1"))
	if err != nil {
		t.Fatal(err)
	}
	s.Lock(string(root))
	_, err = p.Send(t.Context(), bottest.AnswerPost(bot.Thread{Channel: id, Root: root}, "fffffffffffffffffffffff1", "s1"))
	refusedAs(t, err, bot.Refused, "the thread is closed")
}

// A post whose answer is lost is there once in the end, whatever went wrong.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault discordtest.Fault
		want  bot.Outcome
		kept  bool
		after time.Duration
	}{
		{"cut before", discordtest.CutBefore, bot.Unknown, false, 0},
		{"cut after", discordtest.CutAfter, bot.Unknown, true, 0},
		{"500 before", discordtest.ErrorBefore, bot.Unknown, false, 0},
		{"500 after", discordtest.ErrorAfter, bot.Unknown, true, 0},
		{"502 after", discordtest.GatewayAfter, bot.Unknown, true, 0},
		{"no answer", discordtest.HangAfter, bot.Unknown, true, 0},
		{"429", discordtest.Limited, bot.Delayed, false, 20 * time.Millisecond},
		{"429 for all", discordtest.LimitedAll, bot.Delayed, false, 20 * time.Millisecond},
		{"429 in HTML", discordtest.LimitedHTML, bot.Delayed, false, banRest},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := discordtest.New(t)
			id := s.Channel("news")
			request := "POST channels/" + id + "/messages"
			s.Fault = func(r string, n int) discordtest.Fault {
				if r == request && n == 1 {
					return c.fault
				}
				return discordtest.None
			}
			p, _ := open(t, s)
			skew := time.Duration(0)
			p.now = func() time.Time { return time.Now().Add(skew) }
			began := time.Now()
			post := bottest.StoryPost(channelID(id), key, "s1")
			ctx := t.Context()
			if c.fault == discordtest.HangAfter {
				var cancel context.CancelFunc
				ctx, cancel = context.WithCancel(ctx)
				s.Kept = func(discordtest.Message) { cancel() } // as its deadline would
			}
			_, err := p.Send(ctx, post)
			if se := refusedAs(t, err, c.want); se.RetryAfter < c.after {
				t.Errorf("to be sent again after %v, want %v", se.RetryAfter, c.after)
			}
			if n := s.Count(request); n != 1 {
				t.Fatalf("sent %d times", n)
			}
			if c.want == bot.Delayed {
				// Until then nothing is asked.
				_, err := p.Send(t.Context(), post)
				refusedAs(t, err, bot.Delayed)
				if n := s.Count(request); n != 1 {
					t.Fatalf("asked again before it is time")
				}
				skew = c.after + time.Second
			}
			root, found, err := p.Find(t.Context(), post, began)
			if err != nil || found != c.kept {
				t.Fatalf("Find: %q, %v, %v; want %v", root, found, err, c.kept)
			}
			if !found {
				if root, err = p.Send(t.Context(), post); err != nil {
					t.Fatal(err)
				}
			}
			if got := s.Posted(id); len(got) != 1 || got[0].ID != string(root) {
				t.Errorf("%d messages, want one", len(got))
			}
			if _, ok := s.Thread(string(root)); !ok {
				t.Error("the story has no thread")
			}
		})
	}
}

// Sent again before anything is looked up, the nonce keeps it once.
func TestNonceKeepsItOnce(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	id := s.Channel("news")
	post := bottest.StoryPost(channelID(id), key, "s1")
	one, err1 := p.Send(t.Context(), post)
	two, err2 := p.Send(t.Context(), post)
	if err := errors.Join(err1, err2); err != nil || one != two || len(s.Posted(id)) != 1 {
		t.Errorf("%q and %q (%v), %d messages; want one", one, two, err, len(s.Posted(id)))
	}
}

func TestFindReadsFar(t *testing.T) {
	s := discordtest.New(t)
	s.NonceFor = 0
	p, _ := open(t, s)
	id := s.Channel("news")
	post := bottest.StoryPost(channelID(id), key, "s1")
	began := time.Now().Add(-time.Minute)
	for range 150 {
		s.Say(id, discordtest.Ada, "ref "+string(key[12:]), "")
	}
	root, err := p.Send(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	for range 150 {
		s.Say(id, discordtest.Tom, "and so on", "")
	}
	if got, found, err := p.Find(t.Context(), post, began); err != nil || !found || got != root {
		t.Errorf("found %q, %v, %v; want %q", got, found, err, root)
	}
	if _, found, err := p.Find(t.Context(), bottest.StoryPost(channelID(id), "fffffffffffffffffffffff1", "s2"), began); err != nil || found {
		t.Errorf("found what was never sent: %v, %v", found, err)
	}
}

// A history that cannot be read says nothing about what is in it.
func TestFindIsSureOrSaysSo(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	id := s.Channel("news")
	post := bottest.StoryPost(channelID(id), key, "s1")
	began := time.Now().Add(-time.Minute)
	s.Deny(id, discordtest.ReadHistory)
	if _, found, err := p.Find(t.Context(), post, began); err != nil || found {
		t.Errorf("an empty channel: %v, %v", found, err)
	}
	if _, err := p.Send(t.Context(), post); err != nil {
		t.Fatal(err)
	}
	_, _, err := p.Find(t.Context(), post, began)
	refusedAs(t, err, bot.Unknown, "Read Message History", id)
	s.Deny(id, discordtest.ViewChannel)
	_, _, err = p.Find(t.Context(), post, began)
	refusedAs(t, err, bot.Barred, "View Channel", id)
}

// Another's message that carries the mark is not ours.
func TestFindIsNotFooled(t *testing.T) {
	m := message{ID: "5", Embeds: make([]shown, 1)}
	for footer, want := range map[string]bool{
		ref(key):                          true,
		"1 source, undated · " + ref(key): true,
		ref(key) + " · no":                false,
		"x" + ref(key):                    false,
		"":                                false,
	} {
		m.Embeds[0].Footer.Text = footer
		if got := m.carries(key); got != want {
			t.Errorf("footer %q: %v", footer, got)
		}
	}
}

func TestRefusedTokenIsNotAskedAgain(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s, func(o *Options) { o.Token = "another.token.altogether" })
	post := bottest.StoryPost(channelID(s.Channel("news")), key, "s1")
	for range 5 {
		_, err := p.Send(t.Context(), post)
		refusedAs(t, err, bot.Barred, "token", "developer portal")
	}
	err := p.Listen(t.Context(), box{})
	if shut, ok := errors.AsType[*bot.ShutError](err); !ok || !strings.Contains(shut.Reason, "developer portal") {
		t.Errorf("Listen: %v", err)
	}
	if n := s.Denied(); n != 1 {
		t.Errorf("%d requests were denied, want 1", n)
	}
}

func TestUnreachableIsDelayed(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s, func(o *Options) { o.APIURL = "http://127.0.0.1:1/api/v10/" })
	_, err := p.Send(t.Context(), bottest.StoryPost(channelID(s.Channel("news")), key, "s1"))
	refusedAs(t, err, bot.Delayed, "cannot be reached")
}

func TestOnlyTheEditionPings(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	id := channelID(s.Channel("news"))
	edition := bottest.EditionPost(id, "fffffffffffffffffffffff1")
	edition.Edition.Mention = role
	story := bottest.StoryPost(id, "fffffffffffffffffffffff2", "s1")
	alone := bottest.StoryPost(id, "fffffffffffffffffffffff3", "s2")
	alone.Story.Mention = role
	wrong := bottest.EditionPost(id, "fffffffffffffffffffffff4")
	wrong.Edition.Mention = "@everyone"
	for _, post := range []bot.Post{edition, story, alone, wrong} {
		if _, err := p.Send(t.Context(), post); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.Pings(); len(got) != 2 || got[0] != role || got[1] != role {
		t.Errorf("pinged %q", got)
	}
	for i, m := range s.Posted(id.Name()) {
		if isSilent := m.Flags&silent != 0; isSilent != (i == 1) {
			t.Errorf("message %d: silent %v", i, isSilent)
		}
		if m.Flags&(1<<2) != 0 {
			t.Errorf("message %d hides its own embed", i)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for name, o := range map[string]Options{
		"no token":    {},
		"two lines":   {Token: "abc\ndef"},
		"bad address": {Token: "abc", APIURL: "discord"},
	} {
		if _, err := New(o); err == nil || strings.Contains(err.Error(), "abc") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if p, err := New(Options{Token: "Bot abc"}); err != nil || strings.Contains(fmt.Sprintf("%+v %#v %+v", p, p, p.rest), "abc") {
		t.Errorf("%v; or the token is printed", err)
	}
}

func TestSendToWhatIsNoChannel(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	for _, id := range []string{"#news", "", "0", "../users/@me", "12a", "99999999999999999999999"} {
		_, err := p.Send(t.Context(), bottest.StoryPost(channelID(id), key, "s1"))
		refusedAs(t, err, bot.Refused, "channel's id")
	}
}

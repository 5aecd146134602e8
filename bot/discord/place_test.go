package discord

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/discord/discordtest"
)

const role = "998877665544332211"

// In a forum an edition is a post a story; the first one notifies.
func TestForum(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"calm": discordtest.None, "cut after": discordtest.CutAfter, "500 after": discordtest.ErrorAfter, "429": discordtest.Limited, "cut before": discordtest.CutBefore,
	} {
		t.Run(name, func(t *testing.T) {
			s := discordtest.New(t)
			id := s.Forum("news")
			s.Fault = func(request string, n int) discordtest.Fault {
				if strings.HasPrefix(request, "POST ") && n%2 == 1 {
					return fault
				}
				return discordtest.None
			}
			p, _ := open(t, s, func(o *Options) { o.Channels = []bot.Channel{newsChannel(id)} })
			b := newBot(t, openStore(t, filepath.Join(t.TempDir(), "news.db")), p, id, 3)
			settled(t, b)
			settled(t, b)
			topics := s.Topics(id)
			if len(topics) != 3 {
				t.Fatalf("%d posts, want three", len(topics))
			}
			for i, topic := range topics {
				name, _ := s.Thread(topic)
				posted := s.Posted(topic)
				if want := "Ostwick opens gate 000" + string(rune('0'+i)); len(posted) != 1 || posted[0].ID != topic || name != want {
					t.Fatalf("post %q with %d messages, want %q with one", name, len(posted), want)
				}
				if isSilent := posted[0].Flags&silent != 0; isSilent != (i > 0) {
					t.Errorf("post %d: silent %v", i, isSilent)
				}
			}
			if got := s.Pings(); !slices.Equal(got, []string{role}) {
				t.Errorf("pinged %q, want the one role once", got)
			}
			ctx, cancel := context.WithCancel(t.Context())
			var wg sync.WaitGroup
			wg.Go(func() {
				if err := b.Run(ctx); err != nil {
					t.Error(err)
				}
			})
			s.Until("the bot listens", func() bool { return s.Connected() > 0 })
			s.Say(topics[1], discordtest.Ada, "How many years did they wait?", "")
			s.Until("the answer", func() bool { return len(s.Posted(topics[1])) == 2 })
			cancel()
			wg.Wait()
		})
	}
}

// What kind of channel it is may not be known while the edition is made: its
// list then waits until that is known, and falls away in a forum.
func TestForumThatCannotBeLookedAt(t *testing.T) {
	s := discordtest.New(t)
	id := s.Forum("news")
	s.Fault = func(request string, n int) discordtest.Fault {
		if request == "GET channels/"+id && n < 4 {
			return discordtest.ErrorBefore
		}
		return discordtest.None
	}
	p, _ := open(t, s, func(o *Options) { o.Channels = []bot.Channel{newsChannel(id)} })
	settled(t, newBot(t, openStore(t, filepath.Join(t.TempDir(), "news.db")), p, id, 3))
	topics := s.Topics(id)
	if len(topics) != 3 {
		t.Fatalf("%d posts, want three", len(topics))
	}
	for i, topic := range topics {
		posted := s.Posted(topic)
		if name, _ := s.Thread(topic); !strings.HasPrefix(name, "Ostwick opens gate") || len(posted) != 1 || (posted[0].Flags&silent != 0) != (i > 0) {
			t.Errorf("post %d is called %q: %+v", i, name, posted)
		}
	}
	if got := s.Pings(); !slices.Equal(got, []string{role}) {
		t.Errorf("pinged %q, want the one role once", got)
	}
}

func TestForumTags(t *testing.T) {
	harbour, mayor, staff := discordtest.Tag{ID: "501", Name: "Harbour"}, discordtest.Tag{ID: "502", Name: "Low Fen"}, discordtest.Tag{ID: "503", Name: "master", Moderated: true}
	brandt := discordtest.Tag{ID: "504", Name: "🚢 Ada Brandt"}
	for _, c := range []struct {
		name     string
		required bool
		tags     []discordtest.Tag
		want     []string
	}{
		{"none", false, nil, nil},
		{"those that fit", true, []discordtest.Tag{mayor, harbour, staff, brandt}, []string{"501", "504"}},
		{"none fits", false, []discordtest.Tag{mayor}, nil},
		{"none fits, one is wanted", true, []discordtest.Tag{staff, mayor}, []string{"502"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := discordtest.New(t)
			id := s.Forum("news")
			s.Tags(id, c.required, c.tags...)
			p, _ := open(t, s)
			topic, err := p.Send(t.Context(), bottest.StoryPost(channelID(id), key, "s1"))
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Applied(string(topic)); !slices.Equal(got, c.want) {
				t.Errorf("tags %q, want %q", got, c.want)
			}
		})
	}
	s := discordtest.New(t)
	id := s.Forum("news")
	s.Tags(id, true, staff)
	p, _ := open(t, s)
	post := bottest.StoryPost(channelID(id), key, "s1")
	_, err := p.Send(t.Context(), post)
	refusedAs(t, err, bot.Barred, "wants a tag", id)
	// It is mended while the bot does not listen: the first try finds the tags changed.
	p.forget(id)
	s.Tags(id, true, harbour)
	if _, err := p.Send(t.Context(), post); err != nil {
		t.Fatal(err)
	}
	s.Tags(id, true, brandt)
	post.Key = "fffffffffffffffffffffff1"
	_, err = p.Send(t.Context(), post)
	refusedAs(t, err, bot.Delayed, id)
	if _, err := p.Send(t.Context(), post); err != nil {
		t.Fatal(err)
	}
}

// A forum is a place like others: edits, notes and look-ups find their way.
func TestPlatformInForum(t *testing.T) {
	bottest.Platform(t, func(t *testing.T) bottest.PlatformUnderTest {
		s := discordtest.New(t)
		p, _ := open(t, s)
		return bottest.PlatformUnderTest{
			Platform: p,
			Channel:  channelID(s.Forum("news")),
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

// A thread that only a question opens has the story's name, not the question's.
func TestLateThread(t *testing.T) {
	s := discordtest.New(t)
	id := s.Channel("news")
	late := newsChannel(id)
	late.LateThreads = true
	p, _ := open(t, s, func(o *Options) { o.Channels = []bot.Channel{late} })
	post := bottest.StoryPost(channelID(id), key, "s1")
	post.Story.Digest.Headline = `Ostwick [opens] its "harbour"`
	root, err := p.Send(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Thread(string(root)); ok {
		t.Fatal("a thread was opened before anybody asked")
	}
	if _, _, err := p.Find(t.Context(), post, timeOf(string(root))); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Thread(string(root)); ok {
		t.Fatal("a look-up opened a thread")
	}
	thread := bot.Thread{Channel: channelID(id), Root: root}
	if _, err := p.Send(t.Context(), bottest.AnswerPost(thread, "fffffffffffffffffffffff1", "s1")); err != nil {
		t.Fatal(err)
	}
	if name, ok := s.Thread(string(root)); !ok || name != post.Story.Digest.Headline {
		t.Errorf("thread %q, %v", name, ok)
	}
}

// What is archived is woken, for answers, edits and deletions; what a moderator
// locked or deleted stays so.
func TestThreadsAsTheyAreLeft(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	id := s.Channel("news")
	root, err := p.Send(t.Context(), bottest.StoryPost(channelID(id), key, "s1"))
	if err != nil {
		t.Fatal(err)
	}
	thread := string(root)
	answer := bottest.AnswerPost(bot.Thread{Channel: channelID(id), Root: root}, "fffffffffffffffffffffff1", "s1")
	s.Archive(thread)
	first, err := p.Send(t.Context(), answer)
	if err != nil || s.Archived(thread) {
		t.Fatalf("%v; archived %v", err, s.Archived(thread))
	}
	s.Archive(thread)
	if err := p.Edit(t.Context(), first, answer); err != nil || s.Archived(thread) {
		t.Fatalf("%v; archived %v", err, s.Archived(thread))
	}
	s.Archive(thread)
	if err := p.Remove(t.Context(), first, answer); err != nil || len(s.Posted(thread)) != 0 {
		t.Fatalf("%v; %d messages", err, len(s.Posted(thread)))
	}
	s.Lock(thread)
	answer.Key = "fffffffffffffffffffffff2"
	_, err = p.Send(t.Context(), answer)
	refusedAs(t, err, bot.Refused, "the thread is closed")
	if !s.Archived(thread) {
		t.Error("a locked thread was opened")
	}
	s.DeleteThread(thread)
	_, err = p.Send(t.Context(), answer)
	refusedAs(t, err, bot.Refused, "deleted there")
	if _, ok := s.Thread(thread); ok {
		t.Error("a thread that a moderator deleted was opened again")
	}
}

// What the gateway tells while a list of threads is on its way is not undone by the list.
func TestWhatIsToldIsNewerThanWhatWasAsked(t *testing.T) {
	p, _ := open(t, discordtest.New(t))
	var was, is room
	was.ID, is.ID = "100000000000000001", "100000000000000001"
	is.Metadata.Locked = true
	asked := p.asking()
	p.learn(is)
	if p.answered(was, asked); p.shut(is.ID) == "" {
		t.Error("a thread that was locked counts as open")
	}
	if p.answered(was, p.asking()); p.shut(is.ID) != "" {
		t.Error("asked for since, it still counts as locked")
	}
	asked = p.asking()
	p.deleted.first(is.ID)
	p.forget(is.ID)
	p.answered(was, asked)
	if _, known := p.known(is.ID); known || p.shut(is.ID) == "" {
		t.Error("a thread that was deleted counts as open")
	}
}

// A post that a moderator deletes at once is not posted again.
func TestDeletedStaysDeleted(t *testing.T) {
	s := discordtest.New(t)
	p, _ := open(t, s)
	id := s.Channel("news")
	post := bottest.StoryPost(channelID(id), key, "s1")
	root, err := p.Send(t.Context(), post)
	if err != nil {
		t.Fatal(err)
	}
	s.Delete(string(root))
	_, err = p.Send(t.Context(), post)
	refusedAs(t, err, bot.Refused, "then deleted there")
	if len(s.Posted(id)) != 0 {
		t.Error("it was posted again")
	}
	if err := p.Edit(t.Context(), root, post); err == nil {
		t.Error("what is gone was edited")
	}
}

package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// An event as a browser reads it.
type event struct{ Name, ID, Data string }

// A reader is an open stream.
type reader struct {
	t     testing.TB
	lines *bufio.Scanner
	body  io.Closer
	last  string // id
}

// stream opens the channel's events at that place, or after the last event's id.
func (c *chat) stream(at place, last string) *reader {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	c.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", c.url+"c/demo/events?"+at.String(), nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	resp, err := client.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || got != "text/event-stream" {
		c.t.Fatalf("open the stream: %s, %s", resp.Status, got)
	}
	c.t.Cleanup(func() { resp.Body.Close() })
	s := bufio.NewScanner(resp.Body)
	s.Buffer(nil, 1<<20)
	return &reader{t: c.t, lines: s, body: resp.Body, last: last}
}

// next is the next event of one of these names; comments have the name ":".
func (r *reader) next(names ...string) event {
	r.t.Helper()
	e, ok := r.read(names...)
	if !ok {
		r.t.Fatalf("the stream ended before any of %q: %v", names, r.lines.Err())
	}
	return e
}

func (r *reader) read(names ...string) (event, bool) {
	var e event
	for r.lines.Scan() {
		field, value, _ := strings.Cut(r.lines.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch field {
		case "event":
			e.Name = value
		case "id":
			e.ID = value
		case "data":
			e.Data += value + "\n"
		case "":
			if r.lines.Text() != "" {
				e.Name = ":"
			}
			if e.ID != "" {
				r.last = e.ID
			}
			for _, name := range names {
				if e.Name == name {
					return e, true
				}
			}
			e = event{}
		}
	}
	return event{}, false
}

func (c *chat) send(key, title string) bot.MessageID {
	c.t.Helper()
	id, err := c.p.Send(c.t.Context(), storyPost(key, title))
	if err != nil {
		c.t.Fatal(err)
	}
	return id
}

func (c *chat) reply(root bot.MessageID, words string) bot.MessageID {
	c.t.Helper()
	id, added, err := c.store.AddMessage(c.t.Context(), bot.Message{
		ID: bot.MessageID(newID(questionPrefix)), Channel: "web:demo", Thread: root, Posted: morning, User: asker, Text: words,
	})
	if err != nil || !added {
		c.t.Fatalf("reply: added %v, %v", added, err)
	}
	c.p.hub.wake("web:demo")
	return id
}

// Whatever a reader is cut off from, it gets on its return, in order and once.
func TestResume(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	root := c.send("k0", "Story 0")
	r := c.stream(place{After: root, Thread: root}, "")
	var titles, replies []string
	gather := func(e event) {
		switch e.Name {
		case "message":
			_, title, _ := strings.Cut(e.Data, `data-title="`)
			title, _, _ = strings.Cut(title, `"`)
			titles = append(titles, title)
		case "reply":
			_, said, _ := strings.Cut(e.Data, `<p dir="auto">`)
			said, _, _ = strings.Cut(said, "<")
			replies = append(replies, said)
		}
	}
	var wantTitles, wantReplies []string
	for i := 1; i <= 9; i++ {
		c.send(fmt.Sprintf("k%d", i), fmt.Sprintf("Story %d", i))
		c.reply(root, fmt.Sprintf("Question %d", i))
		wantTitles = append(wantTitles, fmt.Sprintf("Story %d", i))
		wantReplies = append(wantReplies, fmt.Sprintf("Question %d", i))
		switch i {
		case 3, 6: // cut off after one event of two, and more comes meanwhile
			gather(r.next("message", "reply"))
			r.body.Close()
		case 5, 8:
			r = c.stream(place{After: root, Thread: root}, r.last)
		}
	}
	for len(titles) < 9 || len(replies) < 9 {
		gather(r.next("message", "reply"))
	}
	if got := fmt.Sprint(titles); got != fmt.Sprint(wantTitles) {
		t.Errorf("stories came as %s", got)
	}
	if got := fmt.Sprint(replies); got != fmt.Sprint(wantReplies) {
		t.Errorf("replies came as %s", got)
	}
	// There is nothing more: the next that comes is what is posted now.
	c.send("k10", "The last")
	if e := r.next("message", "reply"); !strings.Contains(e.Data, "The last") {
		t.Errorf("after the last came %s %s", e.Name, e.Data)
	}
}

func TestMoreThanAPageBehind(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	first := c.send("k", "The first")
	const many = 2*pageSize + 3
	for i := range many {
		c.send(fmt.Sprintf("k%d", i), fmt.Sprintf("Story %d.", i))
	}
	r := c.stream(place{After: first}, "")
	for i := range many {
		if e := r.next("message"); !strings.Contains(e.Data, fmt.Sprintf("Story %d.", i)) {
			t.Fatalf("event %d is %s", i, e.Data)
		}
	}
}

// A channel that held nothing shows its first edition by itself.
func TestFromNothing(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	r := c.stream(place{}, "")
	c.send("k0", "The first")
	e := r.next("message")
	if !strings.Contains(e.Data, "The first") || !strings.Contains(e.Data, `class="day"`) {
		t.Errorf("got %s, want the story under its day", e.Data)
	}
	c.send("k1", "The second")
	if e := r.next("message"); strings.Contains(e.Data, `class="day"`) {
		t.Errorf("got %s, want no second line for the same day", e.Data)
	}
}

func TestCounts(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	one, two := c.send("k1", "One"), c.send("k2", "Two")
	r := c.stream(place{After: two}, "")
	counts := func() map[string]int {
		var m map[string]int
		if err := json.Unmarshal([]byte(r.next("counts").Data), &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := counts(); len(m) != 2 || m[string(one)] != 0 {
		t.Errorf("at first: %v, want both at 0", m)
	}
	c.reply(one, "Why?")
	if m := counts(); len(m) != 1 || m[string(one)] != 1 {
		t.Errorf("then: %v, want 1 for %s alone", m, one)
	}
}

// The answer in an open thread comes by itself, and takes the place of what waits for it.
func TestLiveAnswer(t *testing.T) {
	c := newChat(t, setup{articles: example(t)[:1]})
	root := c.root("Donald Trump").ID
	l := linksTo(c.channels[0], root)
	r := c.stream(place{After: root, Thread: root}, "")
	r.next("counts") // the stream is there
	id := newID(questionPrefix)
	if resp, _ := c.ask(l, url.Values{"id": {id}, "question": {"How many NATO troops were sent to Afghanistan?"}}, "X-Newsdigest", "script"); resp.StatusCode != http.StatusNoContent {
		t.Fatalf("asked: %s", resp.Status)
	}
	if e := r.next("reply"); !strings.Contains(e.Data, `data-question="`+id+`"`) || !strings.Contains(e.Data, "How many NATO troops") {
		t.Errorf("first came %s, want the question", e.Data)
	}
	e := r.next("reply")
	holdsAll(t, "the answer", e.Data, `data-question="`+id+`"`, `class="answer"`, "130,000", "/article?cite=")
}

// A place that the log does not know is answered with a new start.
func TestLost(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	id := c.send("k", "A story")
	for _, at := range []place{{After: "gone"}, {After: id, Thread: "gone"}, {After: id, Thread: id, Reply: "gone"}} {
		r := c.stream(at, "")
		r.next("reload")
		if e, more := r.read("message", "reply", "counts"); more {
			t.Errorf("at %s: after reload came %s", at, e.Name)
		}
	}
}

func TestHeartbeat(t *testing.T) {
	c := newChat(t, setup{quiet: true, platform: func(p *Platform) { p.beat = time.Millisecond }})
	id := c.send("k", "A story")
	r := c.stream(place{After: id}, "")
	r.next(":")
	r.next(":")
	// What another process wrote is seen without being told.
	post := storyPost("k2", "From elsewhere")
	if _, _, err := c.store.AddMessage(t.Context(), bot.Message{Channel: "web:demo", Posted: morning, Post: &post}); err != nil {
		t.Fatal(err)
	}
	if e := r.next("message"); !strings.Contains(e.Data, "From elsewhere") {
		t.Errorf("got %s", e.Data)
	}
}

// open is how many streams there are.
func (h *hub) open() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.streams)
}

// Streams end at once when the page stops.
func TestStopEndsStreams(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	id := c.send("k", "A story")
	one, two := c.stream(place{After: id}, ""), c.stream(place{After: id}, "")
	one.next("counts")
	two.next("counts")
	if n := c.p.hub.open(); n != 2 {
		t.Fatalf("%d streams are open, want 2", n)
	}
	began := time.Now()
	c.stop()
	if took := time.Since(began); took >= stopWithin {
		t.Errorf("the stop took %v", took)
	}
	for _, r := range []*reader{one, two} {
		if _, more := r.read("message"); more {
			t.Error("a stream went on")
		}
	}
	if n := c.p.hub.open(); n != 0 {
		t.Errorf("%d streams are left", n)
	}
}

// The stream of a reader that left ends, though nothing happens in the channel.
func TestReaderLeaves(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	ctx, cancel := context.WithCancel(t.Context())
	r := httptest.NewRequest("GET", "/c/demo/events", nil).WithContext(ctx)
	r.Host = "localhost"
	ended := make(chan struct{})
	w := &arrival{ResponseRecorder: httptest.NewRecorder(), first: make(chan struct{})}
	go func() {
		defer close(ended)
		c.p.Handler().ServeHTTP(w, r)
	}()
	<-w.first
	if n := c.p.hub.open(); n != 1 {
		t.Errorf("%d streams are open, want 1", n)
	}
	cancel()
	<-ended
	if n := c.p.hub.open(); n != 0 {
		t.Errorf("%d streams are left", n)
	}
}

// arrival says when something was first written.
type arrival struct {
	*httptest.ResponseRecorder
	first chan struct{}
	once  sync.Once
}

func (a *arrival) Write(b []byte) (int, error) {
	a.once.Do(func() { close(a.first) })
	return a.ResponseRecorder.Write(b)
}

func TestTooManyStreams(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	for range maxStreams {
		if _, ok := c.p.hub.join("web:demo"); !ok {
			t.Fatal("refused too early")
		}
	}
	resp, _ := c.do("GET", "/c/demo/events", "")
	if resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("one more: %s", resp.Status)
	}
}

// A stream that does not read holds one wake-up, however much comes.
func TestWakeUpsAreBounded(t *testing.T) {
	h := newHub()
	wake, _ := h.join("web:demo")
	other, _ := h.join("web:empty")
	for range 1000 {
		h.wake("web:demo")
	}
	if len(wake) != 1 || len(other) != 0 {
		t.Errorf("%d and %d wake-ups wait, want 1 and 0", len(wake), len(other))
	}
}

// Foreign words cannot break out of an event.
func TestEventLines(t *testing.T) {
	c := newChat(t, setup{quiet: true})
	id := c.send("k", "A story")
	r := c.stream(place{After: id}, "")
	post := storyPost("k2", "One\r\rid: forged\n\nevent: reload\rdata: x")
	post.Story.Digest.Summary = []render.Passage{{Text: "a\r\n\r\nevent: reload\r\n\r\n"}}
	if _, err := c.p.Send(t.Context(), post); err != nil {
		t.Fatal(err)
	}
	c.send("k3", "The next")
	if e := r.next("message", "reload"); e.Name != "message" || strings.Contains(e.ID, "forged") {
		t.Errorf("got %+v", e)
	}
	if e := r.next("message", "reload"); !strings.Contains(e.Data, "The next") {
		t.Errorf("got %+v", e)
	}
}

package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"newsdigest/bot"
)

// maxStreams is how many pages may be open at a time.
const maxStreams = 256

// writeWithin is how long a reader may take to accept what is written to it.
const writeWithin = 10 * time.Second

// A hub tells open streams that there is something to read. It passes no
// messages on: a stream that was told reads the log from where it stands, so
// that telling it twice, late or once for many is the same.
type hub struct {
	mu      sync.Mutex
	streams map[chan struct{}]bot.ChannelID
	closed  chan struct{}
}

func newHub() *hub {
	return &hub{streams: make(map[chan struct{}]bot.ChannelID), closed: make(chan struct{})}
}

// join returns a channel that holds at most one wake-up; false: too many are there.
func (h *hub) join(c bot.ChannelID) (chan struct{}, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.streams) >= maxStreams {
		return nil, false
	}
	wake := make(chan struct{}, 1)
	h.streams[wake] = c
	return wake, true
}

func (h *hub) leave(wake chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, wake)
}

func (h *hub) wake(c bot.ChannelID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for wake, of := range h.streams {
		if of != c {
			continue
		}
		select {
		case wake <- struct{}{}:
		default: // it has one waiting
		}
	}
}

// close ends all streams, those to come as well.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	select {
	case <-h.closed:
	default:
		close(h.closed)
	}
}

// A place is how far a reader has read: the channel's last message and, where
// a thread is open, that thread's last. It is what an event's id holds.
type place struct {
	After  bot.MessageID // empty: nothing of the channel
	Thread bot.MessageID // the open thread's root; empty: none is open
	Reply  bot.MessageID // empty: nothing of the thread
}

func (l place) String() string {
	v := url.Values{"after": {string(l.After)}}
	if l.Thread != "" {
		v.Set("thread", string(l.Thread))
		v.Set("reply", string(l.Reply))
	}
	return v.Encode()
}

// placeOf reads where the reader stands: what the browser says of the last
// event it saw, or at first what the page was made with.
func placeOf(r *http.Request) place {
	v := r.URL.Query()
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		if seen, err := url.ParseQuery(id); err == nil {
			v = seen
		}
	}
	return place{After: bot.MessageID(v.Get("after")), Thread: bot.MessageID(v.Get("thread")), Reply: bot.MessageID(v.Get("reply"))}
}

// errLost: what the reader has seen is not in the log, so that it cannot be
// said what is new.
var errLost = errors.New("the page is older than the chat")

// events is the stream of one open page. It sends message and reply (HTML to
// append), counts (how many replies each thread has) and reload.
func (p *Platform) events(w http.ResponseWriter, r *http.Request) {
	c, ok := p.channel(r.PathValue("channel"))
	if !ok {
		http.Error(w, "There is no such channel.", http.StatusNotFound)
		return
	}
	wake, ok := p.hub.join(c.ID)
	if !ok {
		w.Header().Set("Retry-After", "30")
		http.Error(w, "Too many pages are open.", http.StatusServiceUnavailable)
		return
	}
	defer p.hub.leave(wake)

	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	s := &stream{p: p, channel: c, at: placeOf(r), w: w, control: http.NewResponseController(w)}
	if err := s.control.SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return
	}
	s.buf.WriteString("retry: 2000\n\n")
	beat := time.NewTicker(p.beat)
	defer beat.Stop()
	for {
		err := s.catchUp(r.Context())
		if err != nil {
			if errors.Is(err, errLost) {
				s.event("reload", "", "{}")
			} else if r.Context().Err() == nil {
				p.logger.Error("the page could not read the chat", "channel", string(c.ID), "error", err)
			}
			_ = s.flush() // the stream ends either way
			return
		}
		if s.flush() != nil {
			return // the reader is gone
		}
		select {
		case <-r.Context().Done():
			return
		case <-p.hub.closed:
			return
		case <-wake:
		case <-beat.C:
			s.buf.WriteString(": still here\n\n")
		}
	}
}

type stream struct {
	p       *Platform
	channel bot.Channel
	at      place
	known   bool           // that the place is in the log
	day     string         // of the channel's last message
	counts  map[string]int // replies by root, as they were last sent
	w       http.ResponseWriter
	control *http.ResponseController
	buf     strings.Builder
}

func (s *stream) event(name, id, data string) {
	fmt.Fprintf(&s.buf, "event: %s\n", name)
	if id != "" {
		fmt.Fprintf(&s.buf, "id: %s\n", id)
	}
	// A carriage return ends a line of the stream as a line feed does.
	data = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(data)
	for line := range strings.SplitSeq(data, "\n") {
		fmt.Fprintf(&s.buf, "data: %s\n", line)
	}
	s.buf.WriteByte('\n')
}

func (s *stream) flush() error {
	if s.buf.Len() == 0 {
		return nil
	}
	if err := s.control.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	if _, err := s.w.Write([]byte(s.buf.String())); err != nil {
		return err
	}
	s.buf.Reset()
	return s.control.Flush()
}

// catchUp writes what has come since the reader's place, and moves it there.
func (s *stream) catchUp(ctx context.Context) error {
	if err := s.start(ctx); err != nil {
		return err
	}
	for {
		list, err := s.p.log.Messages(ctx, s.channel.ID, bot.Page{After: s.at.After, Limit: pageSize})
		if err != nil {
			return err
		}
		for _, it := range s.p.items(s.channel, list, s.day) {
			s.at.After, s.day = bot.MessageID(it.ID), it.Date
			s.event("message", s.at.String(), markup("item", it))
		}
		if len(list) < pageSize {
			break
		}
	}
	if err := s.replies(ctx); err != nil {
		return err
	}
	return s.count(ctx)
}

// start finds the reader's place in the log, once.
func (s *stream) start(ctx context.Context) error {
	if s.known {
		return nil
	}
	if s.at.After != "" {
		m, err := s.p.log.Message(ctx, s.at.After)
		if errors.Is(err, bot.ErrNotFound) || err == nil && m.Channel != s.channel.ID {
			return errLost
		}
		if err != nil {
			return err
		}
		s.day = s.p.date(m)
	}
	if s.at.Thread != "" {
		m, err := s.p.log.Message(ctx, s.at.Thread)
		if errors.Is(err, bot.ErrNotFound) || err == nil && m.Channel != s.channel.ID {
			return errLost
		}
		if err != nil {
			return err
		}
	}
	s.known = true
	return nil
}

func (s *stream) replies(ctx context.Context) error {
	if s.at.Thread == "" {
		return nil
	}
	thread := bot.Thread{Channel: s.channel.ID, Root: s.at.Thread}
	list, err := s.p.log.Replies(ctx, thread)
	if err != nil {
		return err
	}
	fresh, ok := since(list, s.at.Reply)
	if !ok {
		return errLost
	}
	if len(fresh) == 0 {
		return nil
	}
	views, err := s.p.replies(ctx, s.channel, list, len(list)-len(fresh))
	if err != nil {
		return err
	}
	for _, v := range views {
		s.at.Reply = bot.MessageID(v.ID)
		s.event("reply", s.at.String(), markup("reply", v))
	}
	return nil
}

// since is what follows the message with that id; false: it is not there.
func since(list []bot.Message, id bot.MessageID) ([]bot.Message, bool) {
	if id == "" {
		return list, true
	}
	for i := range list {
		if list[i].ID == id {
			return list[i+1:], true
		}
	}
	return nil, false
}

// count tells how many replies the channel's threads have, where that changed.
func (s *stream) count(ctx context.Context) error {
	list, err := s.p.log.Messages(ctx, s.channel.ID, bot.Page{Limit: pageSize})
	if err != nil {
		return err
	}
	now, changed := make(map[string]int), make(map[string]int)
	for _, m := range list {
		now[string(m.ID)] = m.Replies
		if s.counts == nil || s.counts[string(m.ID)] != m.Replies {
			changed[string(m.ID)] = m.Replies
		}
	}
	s.counts = now
	if len(changed) == 0 {
		return nil
	}
	data, err := json.Marshal(changed)
	if err != nil {
		return err
	}
	s.event("counts", "", string(data))
	return nil
}

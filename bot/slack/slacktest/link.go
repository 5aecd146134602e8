package slacktest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// pingEvery is between two signs of life on a link.
const pingEvery = 5 * time.Second

type link struct {
	conn *websocket.Conn
	mu   sync.Mutex // one writer at a time
}

func (l *link) send(v any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	// An error shows as a link that has ended: what is not acknowledged is sent again.
	_ = l.conn.WriteJSON(v)
}

// An envelope is what was sent over a link and awaits its receipt.
type envelope struct {
	id      string
	kind    string
	payload any
	retries int
	over    *link // the link it was sent over last; nil: none was open
}

// told is e as it is sent.
func (e envelope) told() object {
	reason := ""
	if e.retries > 0 {
		reason = "timeout"
	}
	return object{"envelope_id": e.id, "type": e.kind, "payload": e.payload, "accepts_response_payload": false,
		"retry_attempt": e.retries, "retry_reason": reason}
}

func (s *Server) ticket() object {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.openings++
	t := fmt.Sprintf("ticket-%d", s.openings)
	s.tickets[t] = true
	return object{"ok": true, "url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/link?ticket=" + t}
}

func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	valid := s.tickets[r.URL.Query().Get("ticket")]
	delete(s.tickets, r.URL.Query().Get("ticket"))
	s.mu.Unlock()
	if !valid {
		http.Error(w, "the ticket is used up", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := &link{conn: conn}
	l.send(object{"type": "hello", "num_connections": 1, "connection_info": object{"app_id": "A111"},
		"debug_info": object{"host": "loopback", "build_number": 1, "approximate_connection_time": 18060}})
	s.mu.Lock()
	s.links = append(s.links, l)
	var again []object
	for _, e := range s.pending {
		e.retries++
		e.over = l
		again = append(again, e.told())
	}
	s.change()
	s.mu.Unlock()
	for _, e := range again {
		l.send(e)
	}
	ended := make(chan struct{})
	var alive sync.WaitGroup
	alive.Go(func() {
		tick := time.NewTicker(pingEvery)
		defer tick.Stop()
		for {
			_ = conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))
			select {
			case <-tick.C:
			case <-ended:
				return
			}
		}
	})
	for {
		var receipt struct {
			EnvelopeID string `json:"envelope_id"`
		}
		if err := conn.ReadJSON(&receipt); err != nil {
			break
		}
		s.mu.Lock()
		s.acked[receipt.EnvelopeID]++
		if at, ok := s.sentAt[receipt.EnvelopeID]; ok && s.acked[receipt.EnvelopeID] == 1 {
			s.ackedIn = append(s.ackedIn, time.Since(at))
		}
		s.pending = slices.DeleteFunc(s.pending, func(e *envelope) bool { return e.id == receipt.EnvelopeID })
		s.change()
		s.mu.Unlock()
	}
	close(ended)
	alive.Wait()
	conn.Close()
	s.mu.Lock()
	s.links = slices.DeleteFunc(s.links, func(o *link) bool { return o == l })
	var next *link
	var lost []object // what the link took with it
	if len(s.links) > 0 {
		next = s.links[0]
		for _, e := range s.pending {
			if e.over == l {
				e.retries++
				e.over = next
				lost = append(lost, e.told())
			}
		}
	}
	s.change()
	s.mu.Unlock()
	for _, e := range lost {
		next.send(e)
	}
}

// Links is how many links are open.
func (s *Server) Links() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.links)
}

// Openings is how many links were asked for.
func (s *Server) Openings() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.openings
}

// Refresh asks the app to open its link anew, for that reason: "warning",
// "refresh_requested". The old link ends.
func (s *Server) Refresh(reason string) {
	s.mu.Lock()
	links := slices.Clone(s.links)
	s.mu.Unlock()
	for _, l := range links {
		l.send(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "loopback"}})
	}
}

// Deliver sends a payload over one of the links, in an envelope of that kind
// ("events_api", "interactive", …), and returns the envelope's id. Where no
// link is open it is sent with the next.
func (s *Server) Deliver(kind string, payload any) string {
	s.mu.Lock()
	s.envelopes++
	e := &envelope{id: fmt.Sprintf("envelope-%d", s.envelopes), kind: kind, payload: payload}
	s.pending = append(s.pending, e)
	var l *link
	if len(s.links) > 0 {
		l = s.links[s.envelopes%len(s.links)]
		e.over = l
	}
	body := e.told()
	s.sentAt[e.id] = time.Now()
	s.mu.Unlock()
	if l != nil {
		l.send(body)
	}
	return e.id
}

// DeliverRaw sends a frame as it is.
func (s *Server) DeliverRaw(frame []byte) {
	s.mu.Lock()
	links := slices.Clone(s.links)
	s.mu.Unlock()
	if len(links) == 0 {
		return
	}
	links[0].mu.Lock()
	defer links[0].mu.Unlock()
	_ = links[0].conn.WriteMessage(websocket.TextMessage, frame)
}

// AckedIn is how long each receipt took, in the order they came.
func (s *Server) AckedIn() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ackedIn)
}

// Acked is how often an envelope was acknowledged.
func (s *Server) Acked(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.acked[id]
}

// Unacked are the envelopes that await their receipt.
func (s *Server) Unacked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, e := range s.pending {
		ids = append(ids, e.id)
	}
	return ids
}

var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// Ask has a person write those words, which Slack escapes, in a thread.
func (s *Server) Ask(user, channel, root, words string) (ts string) {
	return s.Say(user, channel, root, markup.Replace(words))
}

// Say has a person write text, in Slack's own markup, in a thread or, where
// root is empty, in the channel; the app is told as Slack does it.
func (s *Server) Say(user, channel, root, text string) (ts string) {
	s.mu.Lock()
	m := Message{Channel: channel, TS: s.next(), ThreadTS: root, User: user, Text: text, Type: "message"}
	s.messages = append(s.messages, m)
	s.change()
	s.mu.Unlock()
	event := object{"type": "message", "user": user, "text": text, "ts": m.TS, "channel": channel, "team": "T111",
		"event_ts": m.TS, "channel_type": "channel", "client_msg_id": "9cbd4c5b-7ddf-4ede-b479-" + m.TS}
	if strings.HasPrefix(channel, "D") {
		event["channel_type"] = "im"
	}
	if root != "" {
		event["thread_ts"] = root
	}
	kinds := []string{"message"}
	if strings.Contains(text, "<@"+BotUser) && event["channel_type"] != "im" {
		kinds = append(kinds, "app_mention")
	}
	for _, kind := range kinds {
		for n := range 2 {
			if n > 0 && !s.Twice {
				break
			}
			e := object{}
			for k, v := range event {
				e[k] = v
			}
			e["type"] = kind
			s.Deliver("events_api", Event(e, "Ev"+kind+m.TS))
		}
	}
	return m.TS
}

// Event wraps an event as Slack does.
func Event(event any, id string) any {
	return object{"token": "verification-token", "team_id": "T111", "api_app_id": "A111", "event": event,
		"type": "event_callback", "event_id": id, "event_time": 1610241741}
}

// Payload is a recorded payload of that name, as JSON.
func Payload(name string) json.RawMessage {
	b, ok := Payloads()[name]
	if !ok {
		panic("no recorded payload " + name) // unreachable unless a test misspells it
	}
	return b
}

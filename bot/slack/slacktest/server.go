// Package slacktest is a Slack workspace for tests, on loopback: the methods of
// the Web API that newsdigest calls, and Socket Mode.
//
// It checks each request against Slack's published description of the Web API
// and against the limits that Slack documents, and can be told to go wrong in
// the ways the real one does. What a request broke is in [Server.Problems].
package slacktest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Who and what the workspace knows.
const (
	BotToken = "xoxb-000000000000-test-bot-token"
	AppToken = "xapp-1-A111-test-app-token"
	BotUser  = "U0BOT"
	BotID    = "B0BOT"
	BotName  = "newsdigest"
)

// A Channel is one of the workspace's.
type Channel struct {
	ID       string
	Name     string
	Private  bool
	Archived bool
	Member   bool // the app is in it
}

// A Message is one that the workspace keeps.
type Message struct {
	Channel  string          `json:"-"`
	TS       string          `json:"ts"`
	ThreadTS string          `json:"thread_ts,omitempty"`
	User     string          `json:"user,omitempty"`
	BotID    string          `json:"bot_id,omitempty"`
	Text     string          `json:"text"` // as Slack keeps it, escaped
	Blocks   json.RawMessage `json:"blocks,omitempty"`
	Metadata json.RawMessage `json:"metadata,omitempty"`
	Type     string          `json:"type"`
	Replaced bool            `json:"-"` // by response_url, in place of what was there
}

// A Fault is what the workspace does wrong with one request.
type Fault int

const (
	None        Fault = iota
	Limited           // 429 with Retry-After 1, nothing done
	LimitedBare       // 429 without it, nothing done
	ErrorBefore       // 503, nothing done
	ErrorAfter        // done, then 500
	CutBefore         // the connection is cut, nothing done
	CutAfter          // done, then the connection is cut
	HangAfter         // done, then no answer while the client waits
	Garbled           // done, answered with what is no JSON
)

// A Server is a workspace. Its fields are set before the first call of APIURL.
type Server struct {
	// Fault decides about the n-th request of a method, from 1; nil: no faults.
	Fault func(method string, n int) Fault
	// Refuse gives the error code that a method answers with; "": none. May be nil.
	Refuse func(method string) string
	// Needs is the scope that a missing_scope answer names.
	Needs string
	// Delay is how long each method takes.
	Delay time.Duration
	// Scopes are what the bot token may do, as auth.test tells; nil: it does not tell.
	Scopes []string
	// Hung is called when a request was carried out and is left without an answer. May be nil.
	Hung func()
	// Twice delivers each event two times.
	Twice bool

	http  *httptest.Server
	start sync.Once

	mu        sync.Mutex
	clock     int64
	calls     map[string]int
	channels  []Channel
	messages  []Message
	whispers  []Message
	problems  []string
	changed   chan struct{} // closed, and made anew, with each change
	links     []*link
	tickets   map[string]bool
	envelopes int
	pending   []*envelope
	acked     map[string]int
	sentAt    map[string]time.Time
	ackedIn   []time.Duration
	openings  int
	hooks     map[string]*hook
	triggers  map[string]trigger
	clicks    int
	views     []View
	homes     map[string]View
}

// New is a workspace of those channels. It starts with the first call of
// APIURL; the caller closes it.
func New(channels ...Channel) *Server {
	s := &Server{
		calls: map[string]int{}, channels: channels, changed: make(chan struct{}),
		tickets: map[string]bool{}, acked: map[string]int{}, sentAt: map[string]time.Time{}, clock: time.Now().UnixMicro(),
		hooks: map[string]*hook{}, triggers: map[string]trigger{}, homes: map[string]View{},
	}
	s.http = httptest.NewUnstartedServer(s)
	return s
}

// Close ends the links and the server.
func (s *Server) Close() {
	s.start.Do(s.http.Start)
	s.mu.Lock()
	links := slices.Clone(s.links)
	s.mu.Unlock()
	for _, l := range links {
		l.conn.Close()
	}
	s.http.CloseClientConnections()
	s.http.Close()
}

// APIURL is the methods' prefix.
func (s *Server) APIURL() string {
	s.start.Do(s.http.Start)
	return s.http.URL + "/api/"
}

// Problems are what requests broke: of the published description, or of a limit.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.problems)
}

// Messages are those of a channel, threads included, in order of time.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, m := range s.messages {
		if m.Channel == channel {
			out = append(out, m)
		}
	}
	return out
}

// Whispers are the messages that only one person saw: that is their User.
func (s *Server) Whispers() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.whispers)
}

// Calls is how often a method was called.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// Delete removes a message, as a moderator does.
func (s *Server) Delete(channel, ts string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = slices.DeleteFunc(s.messages, func(m Message) bool { return m.Channel == channel && m.TS == ts })
	s.change()
}

// Until waits until ok, which it asks again after each change; false: not within limit.
func (s *Server) Until(limit time.Duration, ok func() bool) bool {
	end := time.NewTimer(limit)
	defer end.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return true
		}
		select {
		case <-changed:
		case <-end.C:
			return ok()
		}
	}
}

// change is called with mu held.
func (s *Server) change() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// next is a message's time, unlike every other's. It is called with mu held.
func (s *Server) next() string {
	s.clock = max(s.clock+1, time.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", s.clock/1e6, s.clock%1e6)
}

func (s *Server) problem(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = append(s.problems, fmt.Sprintf(format, args...))
}

type object = map[string]any

func refused(code string) object { return object{"ok": false, "error": code} }

// ServeHTTP answers a method, or opens a link.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/link" {
		s.open(w, r)
		return
	}
	if id, ok := strings.CutPrefix(r.URL.Path, "/hook/"); ok {
		s.hook(w, r, id)
		return
	}
	method, ok := strings.CutPrefix(r.URL.Path, "/api/")
	if !ok {
		http.NotFound(w, r)
		return
	}
	if err := readArguments(r); err != nil {
		s.problem("%s: %v", method, err)
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.calls[method]++
	n := s.calls[method]
	s.mu.Unlock()
	fault := None
	if s.Fault != nil {
		fault = s.Fault(method, n)
	}
	if s.Delay > 0 {
		select {
		case <-time.After(s.Delay):
		case <-r.Context().Done():
			return
		}
	}
	switch fault {
	case Limited, LimitedBare:
		if fault == Limited {
			w.Header().Set("Retry-After", "1")
		}
		http.Error(w, "slow down", http.StatusTooManyRequests)
		return
	case ErrorBefore:
		http.Error(w, "<html>unavailable</html>", http.StatusServiceUnavailable)
		return
	case CutBefore:
		panic(http.ErrAbortHandler)
	case None, ErrorAfter, CutAfter, HangAfter, Garbled:
	}
	answer := s.answer(method, r)
	switch fault {
	case ErrorAfter:
		http.Error(w, "<html>error</html>", http.StatusInternalServerError)
		return
	case CutAfter:
		panic(http.ErrAbortHandler)
	case HangAfter:
		if s.Hung != nil {
			s.Hung()
		}
		<-r.Context().Done()
		return
	case Garbled:
		fmt.Fprint(w, `{"ok":tr`)
		return
	case None, Limited, LimitedBare, ErrorBefore, CutBefore:
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if len(s.Scopes) > 0 {
		w.Header().Set("X-OAuth-Scopes", strings.Join(s.Scopes, ","))
	}
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		s.problem("%s: answer: %v", method, err)
	}
}

// readArguments reads a form, or JSON, whose parts then stand in r.Form as JSON.
func readArguments(r *http.Request) error {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return r.ParseForm()
	}
	var in map[string]json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil && !errors.Is(err, io.EOF) {
		return err // a method without arguments has an empty body
	}
	r.Form = url.Values{}
	for name, v := range in {
		words := ""
		if json.Unmarshal(v, &words) != nil {
			words = string(v)
		}
		r.Form.Set(name, words)
	}
	return nil
}

func (s *Server) answer(method string, r *http.Request) object {
	token := cmp.Or(r.Form.Get("token"), strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	want := BotToken
	if method == "apps.connections.open" {
		want = AppToken
	}
	if r.URL.Query().Has("token") {
		s.problem("%s: the token is in the address", method)
	}
	if token != want {
		return refused("invalid_auth")
	}
	if s.Refuse != nil {
		if code := s.Refuse(method); code != "" {
			a := refused(code)
			if code == "missing_scope" {
				a["needed"], a["provided"] = s.Needs, "chat:write"
			}
			return a
		}
	}
	for _, p := range checkArguments(method, r.Form) {
		s.problem("%s: %s", method, p)
	}
	switch method {
	case "auth.test":
		return object{"ok": true, "url": "https://ostwick.slack.example/", "team": "Ostwick", "user": BotName,
			"team_id": "T111", "user_id": BotUser, "bot_id": BotID}
	case "apps.connections.open":
		return s.ticket()
	case "chat.postMessage", "chat.postEphemeral", "chat.update":
		return s.post(method, r.Form)
	case "chat.delete":
		return s.remove(r.Form)
	case "conversations.list":
		return s.list(r.Form)
	case "conversations.info":
		return s.info(r.Form)
	case "conversations.history", "conversations.replies":
		return s.read(method, r.Form)
	case "views.open", "views.update", "views.publish":
		return s.view(method, r.Form)
	}
	s.problem("%s is not called by newsdigest", method)
	return refused("unknown_method")
}

// channel is called with mu held.
func (s *Server) channel(id string) (Channel, string) {
	i := slices.IndexFunc(s.channels, func(c Channel) bool { return c.ID == id })
	switch {
	case i < 0 || s.channels[i].Private && !s.channels[i].Member:
		return Channel{}, "channel_not_found"
	case !s.channels[i].Member:
		return s.channels[i], "not_in_channel"
	}
	return s.channels[i], ""
}

func (s *Server) post(method string, f url.Values) object {
	problems := checkMessage(f)
	if method == "chat.postMessage" && (f.Get("unfurl_links") != "false" || f.Get("unfurl_media") != "false") {
		problems = append(problems, "the links are unfurled")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, code := s.channel(f.Get("channel"))
	if code == "" && c.Archived {
		code = "is_archived"
	}
	if code != "" {
		return refused(code)
	}
	if len(problems) > 0 {
		for _, p := range problems {
			s.problems = append(s.problems, method+": "+p)
		}
		a := refused("invalid_blocks")
		a["response_metadata"] = object{"messages": problems}
		return a
	}
	m := Message{Channel: c.ID, User: BotUser, BotID: BotID, Text: f.Get("text"), Type: "message",
		Blocks: raw(f.Get("blocks")), Metadata: raw(f.Get("metadata"))}
	if method == "chat.update" {
		i := slices.IndexFunc(s.messages, func(m Message) bool { return m.Channel == c.ID && m.TS == f.Get("ts") })
		if i < 0 {
			return refused("message_not_found")
		}
		m.TS, m.ThreadTS = s.messages[i].TS, s.messages[i].ThreadTS
		if m.Metadata == nil {
			m.Metadata = s.messages[i].Metadata
		}
		s.messages[i] = m
		s.change()
		return object{"ok": true, "channel": c.ID, "ts": m.TS, "text": m.Text, "message": m}
	}
	m.TS = s.next()
	if root := f.Get("thread_ts"); root != "" {
		// Where the root is gone, the real one posts into the channel.
		i := slices.IndexFunc(s.messages, func(m Message) bool { return m.Channel == c.ID && m.TS == root })
		if i >= 0 {
			m.ThreadTS = root
			if s.messages[i].ThreadTS != "" && s.messages[i].ThreadTS != root {
				s.problems = append(s.problems, method+": thread_ts is a reply's, not its root's")
			}
		}
	}
	if method == "chat.postEphemeral" {
		m.User = f.Get("user")
		s.whispers = append(s.whispers, m)
		s.change()
		return object{"ok": true, "message_ts": m.TS}
	}
	s.messages = append(s.messages, m)
	s.change()
	return object{"ok": true, "channel": c.ID, "ts": m.TS, "message": m}
}

func (s *Server) remove(f url.Values) object {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := len(s.messages)
	s.messages = slices.DeleteFunc(s.messages, func(m Message) bool {
		return m.Channel == f.Get("channel") && m.TS == f.Get("ts") && m.BotID == BotID
	})
	if len(s.messages) == before {
		return refused("message_not_found")
	}
	s.change()
	return object{"ok": true, "channel": f.Get("channel"), "ts": f.Get("ts")}
}

func raw(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}

func shown(c Channel) object {
	return object{"id": c.ID, "name": c.Name, "is_channel": !c.Private, "is_private": c.Private, "is_archived": c.Archived, "is_member": c.Member}
}

// page cuts a list as the request asks, and gives the cursor for the rest.
func page[T any](list []T, f url.Values) ([]T, string) {
	from, _ := strconv.Atoi(strings.TrimPrefix(f.Get("cursor"), "c"))
	limit, _ := strconv.Atoi(f.Get("limit"))
	from = min(max(from, 0), len(list))
	to := min(from+cmp.Or(max(limit, 0), 100), len(list))
	next := ""
	if to < len(list) {
		next = "c" + strconv.Itoa(to)
	}
	return list[from:to], next
}

func (s *Server) list(f url.Values) object {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := []object{}
	for _, c := range s.channels {
		asked := !c.Private || c.Member && strings.Contains(f.Get("types"), "private_channel")
		if asked && !strings.HasPrefix(c.ID, "D") {
			all = append(all, shown(c))
		}
	}
	all, next := page(all, f)
	return object{"ok": true, "channels": all, "response_metadata": object{"next_cursor": next}}
}

func (s *Server) info(f url.Values) object {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, code := s.channel(f.Get("channel"))
	if code == "channel_not_found" {
		return refused(code)
	}
	return object{"ok": true, "channel": shown(c)}
}

func (s *Server) read(method string, f url.Values) object {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, code := s.channel(f.Get("channel"))
	if code != "" {
		return refused(code)
	}
	root := f.Get("ts")
	found := []Message{}
	rooted := false
	for _, m := range s.messages {
		isRoot := m.TS == root
		switch {
		case m.Channel != c.ID, method == "conversations.history" && m.ThreadTS != "" && m.ThreadTS != m.TS:
			continue
		case method == "conversations.replies" && !isRoot && m.ThreadTS != root:
			continue
		case m.TS <= f.Get("oldest") && !isRoot:
			continue
		}
		rooted = rooted || isRoot
		if on := f.Get("include_all_metadata"); on != "1" && on != "true" {
			m.Metadata = nil
		}
		found = append(found, m)
	}
	if method == "conversations.replies" && !rooted {
		return refused("thread_not_found")
	}
	if method == "conversations.history" {
		slices.Reverse(found)
	}
	list, next := page(found, f)
	return object{"ok": true, "messages": list, "has_more": next != "", "response_metadata": object{"next_cursor": next}}
}

// Package discordtest is Discord for tests: the REST API and the gateway on
// loopback, with the documented limits, permissions and ways to go wrong.
//
// A [Server] has one bot, and the guild [Guild] beside those that are added. Each request is held against Discord's
// own description of its API (testdata/openapi.json.gz, which is Discord's,
// under the licence beside it) and against the limits of its documentation,
// which are narrower; what breaks them is refused, and kept in Broken.
package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The guild and its people.
const (
	Guild = "100000000000000001"
	Bot   = "100000000000000002"
	App   = "100000000000000003"
	Ada   = "100000000000000011"
	Tom   = "100000000000000012"
	Role  = "100000000000000004" // the bot's own, in every guild
	Token = "MTAwMDAwMDAwMDAwMDAwMDAy.discordtest.not-a-secret"
)

// Types of channels and messages, by their numbers in the API.
const (
	textChannel   = 0
	voice         = 2
	forum         = 15
	publicThread  = 11
	plainMessage  = 0
	replyMessage  = 19
	threadStarted = 21
)

// Permissions, by their bits.
const (
	ViewChannel    int64 = 1 << 10
	SendMessages   int64 = 1 << 11
	EmbedLinks     int64 = 1 << 14
	ReadHistory    int64 = 1 << 16
	CreateThreads  int64 = 1 << 35
	SendInThreads  int64 = 1 << 38
	allPermissions       = ViewChannel | SendMessages | EmbedLinks | ReadHistory | CreateThreads | SendInThreads
)

// A Fault is what goes wrong with one request.
type Fault int

const (
	None         Fault = iota
	CutBefore          // the connection is cut, nothing done
	CutAfter           // it is done, then the connection cut
	ErrorBefore        // 500, nothing done
	ErrorAfter         // done, then 500
	GatewayAfter       // done, then 502 in HTML
	Limited            // 429 for the route
	LimitedAll         // 429 for all routes
	LimitedHTML        // 429 from the wall before Discord, no JSON
	Parrot             // 400, with the request's own headers in its words
	HangAfter          // done, then no answer while the client waits
	Forbidden          // 403 for the lack of a permission, nothing done
)

// A Message is one that the server keeps.
type Message struct {
	ID        string          `json:"id"`
	Channel   string          `json:"channel_id"`
	Guild     string          `json:"guild_id,omitempty"`
	Author    User            `json:"author"`
	Member    *Member         `json:"member,omitempty"`
	Content   string          `json:"content"`
	Embeds    []Embed         `json:"embeds"`
	Parts     []Component     `json:"components"`
	Mentions  []User          `json:"mentions"`
	Roles     []string        `json:"mention_roles"`
	Everyone  bool            `json:"mention_everyone"`
	Type      int             `json:"type"`
	Flags     int             `json:"flags"`
	Timestamp time.Time       `json:"timestamp"`
	Reference *Reference      `json:"message_reference,omitempty"`
	Replied   json.RawMessage `json:"referenced_message,omitempty"`
	Edited    *time.Time      `json:"edited_timestamp"`

	nonce string
	pings []string
}

// A Member is what a person is in the server.
type Member struct {
	Roles []string `json:"roles"`
}

// A User is a person or the bot.
type User struct {
	ID   string `json:"id"`
	Name string `json:"username"`
	Bot  bool   `json:"bot"`
}

// An Embed is what a client shows of one.
type Embed struct {
	Title       string `json:"title,omitempty"`
	URL         string `json:"url,omitempty"`
	Description string `json:"description,omitempty"`
	Color       int    `json:"color,omitempty"`
	Footer      *struct {
		Text string `json:"text"`
	} `json:"footer,omitempty"`
	Author *struct {
		Name string `json:"name"`
	} `json:"author,omitempty"`
}

// A Reference is what a message replies to.
type Reference struct {
	Message string `json:"message_id"`
	Channel string `json:"channel_id,omitempty"`
}

// A channel is a text channel or a thread.
type channel struct {
	ID       string `json:"id"`
	Type     int    `json:"type"`
	Guild    string `json:"guild_id"`
	Parent   string `json:"parent_id,omitempty"`
	Owner    string `json:"owner_id,omitempty"`
	Name     string `json:"name"`
	Last     string `json:"last_message_id,omitempty"`
	messages []*Message
	denied   int64
	locked   bool
	archived bool
	closed   time.Time // when it was archived last
	flags    int
	tags     []Tag
	applied  []string
	gone     []*Message // deleted ones, whose nonces are remembered
}

// A Tag is one of a forum's.
type Tag struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Moderated bool   `json:"moderated"`
}

// A Server is Discord.
type Server struct {
	URL string // the versioned base, with its final slash

	// Fault decides about each request, by its method and path ("POST
	// channels/1/messages") and how many of that kind there were, from 1. nil:
	// no faults.
	Fault func(request string, n int) Fault
	// Kept is called with each message of the bot's that is kept, before its request is answered. May be nil.
	Kept func(Message)
	// RetryAfter is what a 429 asks for.
	RetryAfter time.Duration
	// NonceFor is how long a nonce is remembered.
	NonceFor time.Duration
	// Delay is how long each answer takes.
	Delay time.Duration
	// NoContent refuses the message-content intent.
	NoContent bool
	// Silent has the gateway say nothing after its hello.
	Silent bool
	// Deaf leaves heartbeats unanswered.
	Deaf bool
	// Refuse closes every connection that begins or resumes a session with that code; 0: none.
	Refuse int
	// Shards is how many are advised, and needed. 0: 1.
	Shards int
	// AtATime is how many sessions may begin at a time. 0: 1.
	AtATime int
	// ArchivePage is how many archived threads are told at a time, whatever is asked. 0: as many as asked.
	ArchivePage int
	// Heartbeat is what hello asks for.
	Heartbeat time.Duration

	t    testing.TB
	http *httptest.Server

	mu       sync.Mutex
	desk     desk
	changed  chan struct{} // closed at each change
	channels map[string]*channel
	counts   map[string]int
	lastID   uint64
	broken   []string
	denied   int // answers 401 and 403
	sessions []*session
	resumed  int
	said     int // sessions that were identified
	beats    int
	guilds   []string        // their ids
	mention  map[string]bool // roles of all guilds, and whether anybody may mention them
	removed  map[string]bool // guilds that the bot is not in any more
}

// base is where the API begins.
const base = "/api/v10/"

// New starts a server that ends with the test, which fails if a request broke a rule.
func New(t testing.TB) *Server {
	s := &Server{
		RetryAfter: 20 * time.Millisecond, NonceFor: 3 * time.Minute, Heartbeat: 40 * time.Second,
		t: t, changed: make(chan struct{}), channels: map[string]*channel{}, counts: map[string]int{},
		guilds: []string{Guild}, removed: map[string]bool{},
	}
	s.mu.Lock()
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.http.URL + base
	s.mu.Unlock()
	t.Cleanup(func() {
		s.CutGateway()
		s.http.CloseClientConnections()
		s.http.Close()
		for _, b := range s.Broken() {
			t.Errorf("a request broke a rule: %s", b)
		}
	})
	return s
}

// Set changes the fields above while another process may be asking.
func (s *Server) Set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// Channel adds a text channel and returns its id.
func (s *Server) Channel(name string) string { return s.add(Guild, name, textChannel) }

// ChannelIn adds a text channel to a guild and returns its id.
func (s *Server) ChannelIn(guild, name string) string { return s.add(guild, name, textChannel) }

// AddGuild adds a guild and returns its id.
func (s *Server) AddGuild() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.nextID()
	s.guilds = append(s.guilds, id)
	return id
}

// Forum adds a forum and returns its id.
func (s *Server) Forum(name string) string { return s.add(Guild, name, forum) }

// Voice adds a voice channel without a chat and returns its id.
func (s *Server) Voice(name string) string { return s.add(Guild, name, voice) }

func (s *Server) add(guild, name string, kind int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.nextID()
	s.channels[id] = &channel{ID: id, Type: kind, Guild: guild, Name: name}
	return id
}

// AddRole adds a role to the guilds; open: anybody may mention it.
func (s *Server) AddRole(id string, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mention == nil {
		s.mention = map[string]bool{}
	}
	s.mention[id] = open
}

// Deny takes permissions from the bot in a channel and its threads.
func (s *Server) Deny(id string, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[id].denied = permissions
}

// Lock closes a thread for good, as a moderator does.
func (s *Server) Lock(thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[thread].locked = true
	s.close(s.channels[thread])
}

// close archives a thread. s.mu is held.
func (s *Server) close(c *channel) {
	c.archived, c.closed = true, time.Now().UTC()
	s.dispatch(c.Guild, "THREAD_UPDATE", s.shape(c))
}

// Archive closes a thread as time does.
func (s *Server) Archive(thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.close(s.channels[thread])
}

// Archived reports whether a thread is closed.
func (s *Server) Archived(thread string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.channels[thread].archived
}

// Tags gives a forum its tags; required: a post needs one.
func (s *Server) Tags(forum string, required bool, tags ...Tag) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[forum]
	c.tags, c.flags = tags, 0
	if required {
		c.flags = 1 << 4
	}
	s.dispatch(c.Guild, "CHANNEL_UPDATE", s.shape(c))
}

// Applied are the tags of a forum's post.
func (s *Server) Applied(thread string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.channels[thread].applied
}

// Topics are the threads of a channel or forum, in order.
func (s *Server) Topics(in string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for id, c := range s.channels {
		if c.Parent == in {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// Delete removes a message, as a moderator or its writer does.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(id)
}

func (s *Server) drop(id string) {
	for _, c := range s.channels {
		if i := slices.IndexFunc(c.messages, func(m *Message) bool { return m.ID == id }); i >= 0 {
			c.gone = append(c.gone, c.messages[i])
			c.messages = slices.Delete(c.messages, i, i+1)
			s.dispatch(c.Guild, "MESSAGE_DELETE", map[string]any{"id": id, "channel_id": c.ID, "guild_id": c.Guild})
		}
	}
	s.change()
}

// DeleteThread removes a thread, as a moderator does.
func (s *Server) DeleteThread(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[id]
	delete(s.channels, id)
	s.dispatch(c.Guild, "THREAD_DELETE", map[string]any{"id": id, "guild_id": c.Guild, "parent_id": c.Parent, "type": c.Type})
}

// Rewrite has a person edit their message.
func (s *Server) Rewrite(id, words string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.message(id)
	now := time.Now().UTC()
	m.Content, m.Edited = words, &now
	m.name()
	s.dispatch(m.Guild, "MESSAGE_UPDATE", m)
	s.change()
}

// name reads whom the words name.
func (m *Message) name() {
	m.Mentions = []User{}
	for _, id := range userMention.FindAllStringSubmatch(m.Content, -1) {
		m.Mentions = append(m.Mentions, User{ID: id[1]})
	}
	m.Roles = []string{}
	for _, id := range roleMention.FindAllStringSubmatch(m.Content, -1) {
		m.Roles = append(m.Roles, id[1])
	}
}

var userMention = regexp.MustCompile(`<@!?(\d+)>`)

// Say has a person write to a channel or thread; replyTo may be empty.
func (s *Server) Say(where, user, words, replyTo string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[where]
	if c == nil {
		s.t.Fatalf("there is no channel or thread %s to write to", where)
	}
	m := &Message{Author: User{ID: user, Name: "user-" + user, Bot: user == Bot}, Content: words}
	if user != Bot {
		m.Member = &Member{Roles: append([]string{}, s.desk.people[user].roles...)}
	}
	m.name()
	if replyTo != "" {
		m.Type = replyMessage
		m.Reference = &Reference{Message: replyTo, Channel: where}
		if to := s.message(replyTo); to != nil {
			m.Replied, _ = json.Marshal(to)
			m.Mentions = append(m.Mentions, to.Author)
		}
	}
	s.keep(c, m)
	return m.ID
}

// keep stores m and tells the gateway's clients.
func (s *Server) keep(c *channel, m *Message) {
	if m.ID == "" { // a forum's post has its thread's
		m.ID = s.nextID()
	}
	m.Channel, m.Guild, m.Timestamp = c.ID, c.Guild, time.Now().UTC()
	if m.Embeds == nil {
		m.Embeds = []Embed{}
	}
	if m.Parts == nil {
		m.Parts = []Component{}
	}
	if m.Mentions == nil {
		m.Mentions = []User{}
	}
	if m.Roles == nil {
		m.Roles = []string{}
	}
	c.messages = append(c.messages, m)
	c.Last = m.ID
	if c.archived {
		c.archived = false
		s.dispatch(c.Guild, "THREAD_UPDATE", s.shape(c))
	}
	s.dispatch(m.Guild, "MESSAGE_CREATE", m)
	s.change()
}

func (s *Server) message(id string) *Message {
	for _, c := range s.channels {
		for _, m := range c.messages {
			if m.ID == id {
				return m
			}
		}
	}
	return nil
}

const epoch = 1420070400000

func (s *Server) nextID() string {
	s.lastID = max(s.lastID+1, uint64(time.Now().UnixMilli()-epoch)<<22)
	return strconv.FormatUint(s.lastID, 10)
}

// change wakes who waits in Until. s.mu is held.
func (s *Server) change() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Until waits until cond holds; it is asked after each change.
func (s *Server) Until(what string, cond func() bool) {
	s.t.Helper()
	limit := time.After(30 * time.Second)
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if cond() {
			return
		}
		select {
		case <-changed:
		case <-limit:
			s.t.Fatalf("not within 30 s: %s", what)
		}
	}
}

// Posted are the bot's messages in a channel or thread, in order.
func (s *Server) Posted(where string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	if c := s.channels[where]; c != nil {
		for _, m := range c.messages {
			if m.Author.ID == Bot && m.Type != threadStarted {
				out = append(out, *m)
			}
		}
	}
	return out
}

// Pings is everybody whom messages of the bot's have pinged, in order: "@everyone",
// a role's or a user's id.
func (s *Server) Pings() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, c := range s.channels {
		for _, m := range c.messages {
			out = append(out, m.pings...)
		}
	}
	return out
}

// Thread is a thread's name; false: there is none under that message.
func (s *Server) Thread(message string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[message]
	if c == nil || c.Type != publicThread {
		return "", false
	}
	return c.Name, true
}

// Message is one that is kept.
func (s *Server) Message(id string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.message(id)
	if m == nil {
		return Message{}, false
	}
	return *m, true
}

// Count is how many requests of that kind came: "POST channels/1/messages".
func (s *Server) Count(request string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[request]
}

// Denied is how many requests were answered 401 or 403.
func (s *Server) Denied() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.denied
}

// Broken is what requests did that they must not.
func (s *Server) Broken() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.broken)
}

// Forgive empties Broken, for a test that breaks a rule on purpose.
func (s *Server) Forgive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = nil
}

func (s *Server) breaks(format string, a ...any) {
	s.broken = append(s.broken, fmt.Sprintf(format, a...))
}

// Shown is what a person reads of a message.
func (m Message) Shown() string {
	parts := []string{Read(m.Content).Text}
	for _, e := range m.Embeds {
		if e.Author != nil {
			parts = append(parts, e.Author.Name)
		}
		parts = append(parts, Read(e.Title).Text, Read(e.Description).Text)
		if e.Footer != nil {
			parts = append(parts, e.Footer.Text)
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

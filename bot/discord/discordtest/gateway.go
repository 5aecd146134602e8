package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/gorilla/websocket"
)

// Operations of the gateway, by their numbers.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

const messageContent = 1 << 15

// A frame is what goes over the gateway.
type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s,omitempty"`
	Type string          `json:"t,omitempty"`
}

// A session outlives its connections.
type session struct {
	id     string
	events []frame // from the first on
	zlib   bool
	intent int
	shard  [2]int
	wire   *wire // nil: not connected
}

// A wire is one connection.
type wire struct {
	ws *websocket.Conn
	mu sync.Mutex
}

func (w *wire) send(f frame, packed bool) {
	b, err := json.Marshal(f)
	if err != nil {
		panic(err) // unreachable: a frame can be written
	}
	kind := websocket.TextMessage
	if packed {
		var z bytes.Buffer
		zw := zlib.NewWriter(&z)
		_, _ = zw.Write(b) // to memory
		_ = zw.Close()
		b, kind = z.Bytes(), websocket.BinaryMessage
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.ws.WriteMessage(kind, b) // a client that went away gets it when it resumes
}

func data(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // unreachable: only our own types
	}
	return b
}

var upgrader = websocket.Upgrader{}

// gateway serves one connection.
func (s *Server) gateway(rw http.ResponseWriter, r *http.Request) {
	ws, err := upgrader.Upgrade(rw, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	defer ws.Close()
	w := &wire{ws: ws}
	if v := r.FormValue("encoding"); v != "json" || r.FormValue("v") != "10" {
		s.mu.Lock()
		s.breaks("gateway: %s", r.URL.RawQuery)
		s.mu.Unlock()
	}
	w.send(frame{Op: opHello, Data: data(map[string]any{"heartbeat_interval": s.Heartbeat.Milliseconds()})}, false)
	var mine *session
	for {
		var f frame
		if err := ws.ReadJSON(&f); err != nil {
			s.hungUp(mine, w, err)
			return
		}
		switch f.Op {
		case opHeartbeat:
			s.mu.Lock()
			s.beats++
			deaf, sent := s.Deaf, 0
			if mine != nil {
				sent = len(mine.events)
			}
			var seq *int
			if err := json.Unmarshal(f.Data, &seq); err != nil || seq != nil && *seq > sent {
				s.breaks("a heartbeat of %s, where %d events were told", f.Data, sent)
			}
			s.change()
			s.mu.Unlock()
			if !deaf {
				w.send(frame{Op: opAck}, false)
			}
		case opIdentify, opResume:
			if s.Silent {
				continue
			}
			next, code := s.enter(f, w, r.URL.Path)
			if code != 0 {
				_ = ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, "refused"))
				return
			}
			if next != nil {
				mine = next
			}
		}
	}
}

// enter begins or resumes a session; code: how the connection is closed instead.
func (s *Server) enter(f frame, w *wire, path string) (mine *session, code int) {
	var in struct {
		Token    string `json:"token"`
		Shard    *[2]int
		Props    map[string]string `json:"properties"`
		Intents  int               `json:"intents"`
		Compress bool              `json:"compress"`
		Session  string            `json:"session_id"`
		Seq      int               `json:"seq"`
	}
	if err := json.Unmarshal(f.Data, &in); err != nil {
		return nil, 4002
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if in.Token != "Bot "+Token {
		return nil, 4004
	}
	defer s.change()
	if s.Refuse != 0 {
		return nil, s.Refuse
	}
	if f.Op == opResume {
		if path != resumePath {
			s.breaks("resumed at %s, not at the address that READY named", path)
		}
		i := slices.IndexFunc(s.sessions, func(o *session) bool { return o.id == in.Session })
		if i < 0 {
			w.send(frame{Op: opInvalid, Data: data(false)}, false)
			return nil, 0
		}
		mine = s.sessions[i]
		mine.wire = w
		for _, e := range mine.events {
			if *e.Seq > in.Seq {
				w.send(e, mine.zlib)
			}
		}
		s.resumed++
		s.tell(mine, "RESUMED", map[string]any{})
		return mine, 0
	}
	if in.Intents&messageContent != 0 && s.NoContent {
		return nil, 4014
	}
	if in.Props["os"] == "" || in.Props["browser"] == "" || in.Props["device"] == "" || path == resumePath {
		s.breaks("identified at %s with %s", path, f.Data)
	}
	shard := [2]int{0, 1}
	if in.Shard != nil {
		shard = *in.Shard
	}
	if shard[0] < 0 || shard[0] >= shard[1] {
		return nil, 4010
	}
	if shard[1] < s.Shards {
		return nil, 4011
	}
	s.said++
	mine = &session{id: "session-" + s.nextID(), zlib: in.Compress, intent: in.Intents, shard: shard, wire: w}
	s.sessions = append(s.sessions, mine)
	guilds := []map[string]any{}
	for _, g := range s.guilds {
		if mine.has(g) && !s.removed[g] {
			guilds = append(guilds, map[string]any{"id": g, "unavailable": true})
		}
	}
	s.tell(mine, "READY", map[string]any{
		"v": 10, "user": User{ID: Bot, Name: "newsdigest", Bot: true}, "session_id": mine.id, "shard": shard,
		"resume_gateway_url": "ws" + strings.TrimPrefix(s.http.URL, "http") + resumePath,
		"guilds":             guilds, "application": map[string]any{"id": App},
	})
	for _, g := range guilds {
		s.tell(mine, "GUILD_CREATE", s.guild(g["id"].(string)))
	}
	return mine, 0
}

// guild is one as a new session is told of it. s.mu is held.
func (s *Server) guild(id string) map[string]any {
	channels := []map[string]any{}
	for _, c := range s.channels {
		if c.Type != publicThread && c.Guild == id {
			channels = append(channels, s.shape(c))
		}
	}
	return map[string]any{"id": id, "name": "test", "roles": s.roles(id), "channels": channels, "threads": s.threads(id)}
}

// resumePath is where sessions are resumed.
const resumePath = "/resume"

// has reports whether a guild is in the session's shard.
func (o *session) has(guild string) bool {
	n, err := strconv.ParseUint(guild, 10, 64)
	if err != nil {
		panic(err) // unreachable: it is a number
	}
	return int((n>>22)%uint64(o.shard[1])) == o.shard[0]
}

// tell adds an event to a session. s.mu is held.
func (s *Server) tell(to *session, kind string, v any) {
	n := len(to.events) + 1
	e := frame{Op: opDispatch, Data: data(v), Seq: &n, Type: kind}
	to.events = append(to.events, e)
	if to.wire != nil {
		to.wire.send(e, to.zlib)
	}
}

// dispatch tells the sessions that have the guild, unless the bot was removed
// from it. s.mu is held.
func (s *Server) dispatch(guild, kind string, v any) {
	for _, to := range s.sessions {
		if !to.has(guild) || s.removed[guild] {
			continue
		}
		if m, ok := v.(*Message); ok {
			s.tell(to, kind, s.readable(m, to.intent&messageContent != 0))
			continue
		}
		s.tell(to, kind, v)
	}
}

// hungUp ends a connection. A close frame of 1000 or 1001 ends its session too.
func (s *Server) hungUp(mine *session, w *wire, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if mine == nil || mine.wire != w {
		return
	}
	mine.wire = nil
	if c, ok := errors.AsType[*websocket.CloseError](err); ok && (c.Code == 1000 || c.Code == 1001) {
		s.sessions = slices.DeleteFunc(s.sessions, func(o *session) bool { return o == mine })
	}
	s.change()
}

// Invalidate sends op 9 to everybody. Where it is not resumable the sessions end.
func (s *Server) Invalidate(resumable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.sessions {
		if o.wire != nil {
			o.wire.send(frame{Op: opInvalid, Data: data(resumable)}, false)
		}
	}
	if !resumable {
		s.sessions = nil
	}
}

// AskForHeartbeat sends op 1 to everybody.
func (s *Server) AskForHeartbeat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.sessions {
		if o.wire != nil {
			o.wire.send(frame{Op: opHeartbeat}, false)
		}
	}
}

// CloseGateway closes all connections with that code.
func (s *Server) CloseGateway(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.sessions {
		if o.wire != nil {
			o.wire.mu.Lock()
			_ = o.wire.ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
			o.wire.mu.Unlock()
		}
	}
}

// RemoveBot takes the bot out of a guild.
func (s *Server) RemoveBot(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dispatch(guild, "GUILD_DELETE", map[string]any{"id": guild})
	s.removed[guild] = true
}

// InviteBot takes it back in.
func (s *Server) InviteBot(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.removed, guild)
	s.dispatch(guild, "GUILD_CREATE", s.guild(guild))
}

// Beats is how many heartbeats came.
func (s *Server) Beats() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.beats
}

// Connected is how many sessions hold a connection.
func (s *Server) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, o := range s.sessions {
		if o.wire != nil {
			n++
		}
	}
	return n
}

// Sessions is how many sessions were begun, and how many resumed.
func (s *Server) Sessions() (begun, resumed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said, s.resumed
}

// CutGateway cuts all connections without a word.
func (s *Server) CutGateway() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.sessions {
		if o.wire != nil {
			_ = o.wire.ws.Close()
			o.wire = nil
		}
	}
	s.change()
}

// ForgetSessions cuts all connections, and none of them can be resumed.
func (s *Server) ForgetSessions() {
	s.CutGateway()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions = nil
}

// AskToReconnect sends op 7 to everybody.
func (s *Server) AskToReconnect() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.sessions {
		if o.wire != nil {
			o.wire.send(frame{Op: opReconnect}, false)
		}
	}
}

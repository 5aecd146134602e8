package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// serve answers one request.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/gateway" || r.URL.Path == resumePath {
		s.gateway(w, r)
		return
	}
	path, ok := strings.CutPrefix(r.URL.Path, base)
	if !ok {
		s.mu.Lock()
		s.breaks("%s %s: not below %s", r.Method, r.URL.Path, base)
		s.mu.Unlock()
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the client went away
	}
	kind := r.Method + " " + path
	s.mu.Lock()
	s.counts[kind]++
	n, faults, delay := s.counts[kind], s.Fault, s.Delay
	s.mu.Unlock()
	if delay > 0 {
		select {
		case <-time.After(delay):
		case <-r.Context().Done():
			return
		}
	}
	fault := None
	if faults != nil {
		fault = faults(kind, n)
	}
	switch fault {
	case CutBefore:
		panic(http.ErrAbortHandler)
	case ErrorBefore:
		reply(w, 500, map[string]any{"message": "500: Internal Server Error", "code": 0})
		return
	case Parrot:
		reply(w, 400, map[string]any{"message": "no such thing: " + r.Header.Get("Authorization"), "code": 0})
		return
	case Forbidden:
		reply(w, 403, apiError{Message: "Missing Permissions", Code: 50013})
		return
	case Limited, LimitedAll:
		w.Header().Set("Retry-After", strconv.FormatFloat(s.RetryAfter.Seconds(), 'f', 3, 64))
		if fault == LimitedAll {
			w.Header().Set("X-RateLimit-Global", "true")
		}
		reply(w, 429, map[string]any{"message": "You are being rate limited.", "retry_after": s.RetryAfter.Seconds(), "global": fault == LimitedAll})
		return
	case LimitedHTML:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(429)
		fmt.Fprint(w, "<html>error code: 1015</html>")
		return
	case None, CutAfter, ErrorAfter, GatewayAfter, HangAfter: // done first
	}

	status, answer := s.answer(r, path, body)

	switch fault {
	case CutAfter:
		panic(http.ErrAbortHandler)
	case ErrorAfter:
		reply(w, 500, map[string]any{"message": "500: Internal Server Error", "code": 0})
	case GatewayAfter:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(502)
		fmt.Fprint(w, "<html>502 Bad Gateway</html>")
	case HangAfter:
		<-r.Context().Done()
	default:
		reply(w, status, answer)
	}
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // a client that went away reads nothing
}

type apiError struct {
	Message string         `json:"message"`
	Code    int            `json:"code"`
	Errors  map[string]any `json:"errors,omitempty"`
}

var (
	idPath    = regexp.MustCompile(`\d+`)
	userAgent = regexp.MustCompile(`^DiscordBot \(https?://[^ ,)]+, [^)]+\)`) // https://docs.discord.com/developers/reference#user-agent
)

// answer does what is asked and says what came of it.
func (s *Server) answer(r *http.Request, path string, body []byte) (int, any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Header.Get("Authorization") != "Bot "+Token {
		s.denied++
		return 401, apiError{Message: "401: Unauthorized"}
	}
	if !userAgent.MatchString(r.UserAgent()) {
		s.breaks("%s %s: user agent %q", r.Method, path, r.UserAgent())
	}
	if status, answer, ok := s.interactions(r, path, body); ok {
		return status, answer
	}
	if r.Method == http.MethodPost || r.Method == http.MethodPatch {
		if why := check(idPath.ReplaceAllString(path, "*"), body); why != "" {
			s.breaks("%s %s: %s\n%s", r.Method, path, why, body)
			return 400, apiError{Message: "Invalid Form Body", Code: 50035, Errors: map[string]any{"_errors": why}}
		}
	}
	ids := idPath.FindAllString(path, -1)
	switch r.Method + " " + idPath.ReplaceAllString(path, "*") {
	case "GET gateway/bot":
		return 200, map[string]any{"url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/gateway", "shards": max(s.Shards, 1),
			"session_start_limit": map[string]any{"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": max(s.AtATime, 1)}}
	case "GET users/@me":
		return 200, User{ID: Bot, Name: "newsdigest", Bot: true}
	case "GET applications/@me":
		flags := 1 << 19 // the message-content intent, of an app in few servers
		if s.NoContent {
			flags = 0
		}
		return 200, map[string]any{"id": App, "name": "newsdigest", "flags": flags}
	case "GET guilds/*/roles":
		return 200, s.roles(ids[0])
	case "GET guilds/*/members/*":
		return 200, map[string]any{"user": User{ID: ids[1], Bot: ids[1] == Bot}, "roles": s.rolesOf(ids[1])}
	case "GET guilds/*/threads/active":
		if s.removed[ids[0]] {
			s.denied++
			return 403, apiError{Message: "Missing Access", Code: 50001}
		}
		return 200, map[string]any{"threads": s.threads(ids[0]), "members": []any{}}
	case "GET channels/*":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return 200, s.shape(c)
	case "PATCH channels/*":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return s.wake(c, body)
	case "POST channels/*/threads":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return s.startTopic(c, body)
	case "GET channels/*/threads/archived/public":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		if s.lacks(c, ReadHistory) {
			return s.forbid()
		}
		return s.archive(c, r)
	case "GET channels/*/messages/*":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		m := s.message(ids[1])
		switch {
		case s.lacks(c, ReadHistory):
			return s.forbid()
		case m == nil || m.Channel != c.ID:
			return 404, apiError{Message: "Unknown Message", Code: 10008}
		}
		return 200, s.readable(m, !s.NoContent)
	case "GET channels/*/messages":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return s.history(c, r)
	case "POST channels/*/messages":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return s.create(c, body)
	case "DELETE channels/*/messages/*":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return s.remove(c, ids[1])
	case "PATCH channels/*/messages/*":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return s.edit(c, ids[1], body)
	case "POST channels/*/messages/*/threads":
		c, status, err := s.visible(ids[0])
		if c == nil {
			return status, err
		}
		return s.startThread(c, ids[1], body)
	}
	s.breaks("%s %s: this server knows no such request", r.Method, path)
	return 404, apiError{Message: "404: Not Found"}
}

// visible is the channel, or what is answered where the bot cannot see it.
func (s *Server) visible(id string) (*channel, int, any) {
	c := s.channels[id]
	if c == nil {
		return nil, 404, apiError{Message: "Unknown Channel", Code: 10003}
	}
	if s.removed[c.Guild] {
		s.denied++
		return nil, 403, apiError{Message: "Missing Access", Code: 50001}
	}
	if s.lacks(c, ViewChannel) {
		s.denied++
		return nil, 403, apiError{Message: "Missing Access", Code: 50001}
	}
	return c, 0, nil
}

func (s *Server) lacks(c *channel, permission int64) bool {
	if c.Type == publicThread {
		c = s.channels[c.Parent]
	}
	return c.denied&permission != 0
}

func (s *Server) forbid() (int, any) {
	s.denied++
	return 403, apiError{Message: "Missing Permissions", Code: 50013}
}

// shape is a channel as the API gives it.
func (s *Server) shape(c *channel) map[string]any {
	out := map[string]any{"id": c.ID, "type": c.Type, "guild_id": c.Guild, "name": c.Name, "last_message_id": nil}
	if c.Last != "" {
		out["last_message_id"] = c.Last
	}
	if c.Type == publicThread {
		out["parent_id"], out["owner_id"] = c.Parent, c.Owner
		out["thread_metadata"] = map[string]any{"archived": c.archived, "locked": c.locked, "auto_archive_duration": 4320, "archive_timestamp": c.closed}
		return out
	}
	if c.Type == forum {
		out["available_tags"], out["flags"] = c.tags, c.flags
	}
	out["permission_overwrites"] = []map[string]any{{"id": c.Guild, "type": 0, "allow": "0", "deny": strconv.FormatInt(c.denied, 10)}}
	return out
}

// roles are a guild's: that of everybody, the bot's own, and what was added.
func (s *Server) roles(guild string) []map[string]any {
	list := []map[string]any{
		{"id": guild, "name": "@everyone", "permissions": strconv.FormatInt(allPermissions, 10)},
		{"id": Role, "name": "newsdigest", "managed": true, "tags": map[string]any{"bot_id": Bot}, "permissions": "0"},
	}
	for id, open := range s.mention {
		list = append(list, map[string]any{"id": id, "name": "role-" + id, "mentionable": open, "permissions": "0"})
	}
	return list
}

func (s *Server) rolesOf(user string) []string {
	if user == Bot {
		return []string{Role}
	}
	return append([]string{}, s.desk.people[user].roles...)
}

// threads are a guild's that are not archived.
func (s *Server) threads(guild string) []map[string]any {
	out := []map[string]any{}
	for _, c := range s.channels {
		if c.Type == publicThread && c.Guild == guild && !c.archived && !s.lacks(c, ViewChannel) {
			out = append(out, s.shape(c))
		}
	}
	return out
}

// archive is a channel's archived threads, the last one first.
func (s *Server) archive(c *channel, r *http.Request) (int, any) {
	limit := 50
	if v := r.FormValue("limit"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 2 || n > 100 {
			s.breaks("limit=%q of archived threads", v)
		}
		limit = n
	}
	if s.ArchivePage > 0 {
		limit = min(limit, s.ArchivePage)
	}
	before := time.Now().Add(time.Hour)
	if v := r.FormValue("before"); v != "" {
		at, err := time.Parse(time.RFC3339, v)
		if err != nil {
			s.breaks("before=%q of archived threads", v)
		}
		before = at
	}
	var list []*channel
	for _, t := range s.channels {
		if t.Type == publicThread && t.archived && t.Parent == c.ID && t.closed.Before(before) {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b *channel) int { return b.closed.Compare(a.closed) })
	more := len(list) > limit
	threads := []map[string]any{}
	for _, t := range list[:min(limit, len(list))] {
		threads = append(threads, s.shape(t))
	}
	return 200, map[string]any{"threads": threads, "members": []any{}, "has_more": more}
}

func (s *Server) history(c *channel, r *http.Request) (int, any) {
	if s.lacks(c, ReadHistory) {
		return 200, []Message{} // as documented: no error
	}
	limit := 50
	if v := r.FormValue("limit"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 100 {
			s.breaks("limit=%q", v)
		}
		limit = n
	}
	after, err := strconv.ParseUint(r.FormValue("after"), 10, 64)
	if err != nil && r.FormValue("after") != "" {
		s.breaks("after=%q", r.FormValue("after"))
	}
	out := []*Message{}
	for _, m := range c.messages {
		if n, _ := strconv.ParseUint(m.ID, 10, 64); n > after {
			if m.Reference != nil {
				m.Replied = json.RawMessage("null") // it was deleted
				if to := s.message(m.Reference.Message); to != nil {
					m.Replied = data(to)
				}
			}
			told := *s.readable(m, !s.NoContent)
			told.Member = nil // the gateway alone tells it
			out = append(out, &told)
		}
	}
	if r.FormValue("after") != "" {
		out = out[:min(len(out), limit)]
	} else {
		out = out[max(0, len(out)-limit):]
	}
	slices.Reverse(out) // newest first
	return 200, out
}

// wake opens an archived thread.
func (s *Server) wake(c *channel, body []byte) (int, any) {
	var in struct {
		Archived *bool `json:"archived"`
	}
	if err := strict(body, &in); err != nil || c.Type != publicThread || in.Archived == nil || *in.Archived {
		s.breaks("a change of channel %s: %s", c.ID, body)
		return 400, apiError{Message: "Invalid Form Body", Code: 50035}
	}
	if c.locked {
		return s.forbid()
	}
	c.archived = false
	s.dispatch(c.Guild, "THREAD_UPDATE", s.shape(c))
	return 200, s.shape(c)
}

// startTopic keeps a post in a forum.
func (s *Server) startTopic(c *channel, body []byte) (int, any) {
	var in struct {
		Name    string     `json:"name"`
		Tags    []string   `json:"applied_tags"`
		Message newMessage `json:"message"`
	}
	if err := json.Unmarshal(body, &in); err != nil || c.Type != forum {
		s.breaks("a post in channel %s, of type %d: %v", c.ID, c.Type, err)
		return 400, apiError{Message: "Invalid Form Body", Code: 50035}
	}
	if s.lacks(c, SendMessages) {
		return s.forbid()
	}
	if c.flags&(1<<4) != 0 && len(in.Tags) == 0 {
		return 400, apiError{Message: "A tag is required to create a forum post in this channel", Code: 40067}
	}
	for _, id := range in.Tags {
		i := slices.IndexFunc(c.tags, func(t Tag) bool { return t.ID == id })
		switch {
		case i < 0:
			return 404, apiError{Message: "Unknown tag", Code: 10087}
		case c.tags[i].Moderated:
			return s.forbid()
		}
	}
	t := &channel{Type: publicThread, Guild: c.Guild, Parent: c.ID, Owner: Bot, Name: in.Name, applied: in.Tags}
	m := &Message{Author: User{ID: Bot, Name: "newsdigest", Bot: true}, Content: in.Message.Content, Embeds: in.Message.Embeds,
		Flags: in.Message.Flags, Parts: in.Message.Parts, pings: pings(in.Message)}
	if s.lacks(c, EmbedLinks) {
		m.Embeds = nil
	}
	t.ID = s.nextID()
	s.channels[t.ID] = t
	s.dispatch(t.Guild, "THREAD_CREATE", s.shape(t))
	m.ID = t.ID
	s.keep(t, m)
	out := s.shape(t)
	out["message"] = m
	return 201, out
}

// readable is m as the bot gets it: without the message-content intent only
// its own words and those said to it.
func (s *Server) readable(m *Message, intent bool) *Message {
	if intent || m.Author.ID == Bot || slices.ContainsFunc(m.Mentions, func(u User) bool { return u.ID == Bot }) {
		return m
	}
	blank := *m
	blank.Content = ""
	return &blank
}

// newMessage is what is read of Create Message's body.
type newMessage struct {
	Content  string      `json:"content"`
	Embeds   []Embed     `json:"embeds"`
	Parts    []Component `json:"components"`
	Flags    int         `json:"flags"`
	Nonce    string      `json:"nonce"`
	Enforce  bool        `json:"enforce_nonce"`
	Mentions *struct {
		Parse []string `json:"parse"`
		Roles []string `json:"roles"`
		Users []string `json:"users"`
	} `json:"allowed_mentions"`
	Reference *struct {
		Message string `json:"message_id"`
		MustBe  *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

func (s *Server) create(c *channel, body []byte) (int, any) {
	var in newMessage
	if err := json.Unmarshal(body, &in); err != nil {
		s.breaks("create: %v", err)
		return 400, apiError{Message: "Invalid Form Body", Code: 50035}
	}
	switch {
	case c.Type == forum, c.Type == voice:
		return 400, apiError{Message: "Cannot send messages in a non-text channel", Code: 50008}
	case c.Type == publicThread && s.lacks(c, SendInThreads), c.Type == textChannel && s.lacks(c, SendMessages):
		return s.forbid()
	case c.locked:
		return 400, apiError{Message: "Thread is archived", Code: 50083}
	}
	if in.Enforce && in.Nonce != "" {
		for _, m := range c.messages {
			if m.nonce == in.Nonce && time.Since(m.Timestamp) < s.NonceFor {
				return 200, m
			}
		}
		for _, m := range c.gone {
			if m.nonce == in.Nonce && time.Since(m.Timestamp) < s.NonceFor {
				return 404, apiError{Message: "Unknown Message", Code: 10008}
			}
		}
	}
	m := &Message{
		Author: User{ID: Bot, Name: "newsdigest", Bot: true}, Content: in.Content, Embeds: in.Embeds, Parts: in.Parts, Flags: in.Flags, nonce: in.Nonce,
	}
	if s.lacks(c, EmbedLinks) {
		m.Embeds = nil
	}
	if in.Reference != nil {
		to := s.message(in.Reference.Message)
		switch {
		case to != nil && to.Channel == c.ID:
			m.Type = replyMessage
			m.Reference = &Reference{Message: to.ID, Channel: c.ID}
		case to != nil:
			s.breaks("a message in %s replies to one in %s", c.ID, to.Channel)
			return 400, apiError{Message: "Invalid Form Body", Code: 50035, Errors: map[string]any{"message_reference": "of another channel"}}
		case in.Reference.MustBe == nil || *in.Reference.MustBe:
			return 400, apiError{Message: "Invalid Form Body", Code: 50035, Errors: map[string]any{"message_reference": "unknown message"}}
		}
	}
	m.pings = pings(in)
	s.keep(c, m)
	if s.Kept != nil {
		kept := *m
		s.mu.Unlock()
		s.Kept(kept)
		s.mu.Lock()
	}
	return 200, m
}

func (s *Server) remove(c *channel, id string) (int, any) {
	i := slices.IndexFunc(c.messages, func(m *Message) bool { return m.ID == id })
	switch {
	case i < 0:
		return 404, apiError{Message: "Unknown Message", Code: 10008}
	case c.messages[i].Author.ID != Bot:
		return s.forbid()
	}
	if c.archived {
		return 400, apiError{Message: "Thread is archived", Code: 50083}
	}
	s.drop(id)
	return 204, nil
}

func (s *Server) edit(c *channel, id string, body []byte) (int, any) {
	var in newMessage
	if err := json.Unmarshal(body, &in); err != nil {
		return 400, apiError{Message: "Invalid Form Body", Code: 50035}
	}
	m := s.message(id)
	switch {
	case m == nil || m.Channel != c.ID:
		return 404, apiError{Message: "Unknown Message", Code: 10008}
	case m.Author.ID != Bot:
		return s.forbid()
	}
	if c.archived {
		return 400, apiError{Message: "Thread is archived", Code: 50083}
	}
	m.Content, m.Embeds, m.Parts = in.Content, in.Embeds, in.Parts
	s.change()
	return 200, m
}

// hasThread is the flag of a message that a thread was started from.
const hasThread = 1 << 5

var (
	roleMention = regexp.MustCompile(`<@&(\d+)>`)
	everyone    = regexp.MustCompile(`@(?:everyone|here)`)
)

// pings is whom a message notifies: what its content names, escaped or not, as
// far as allowed_mentions lets it. Embeds notify nobody.
func pings(in newMessage) []string {
	var out []string
	may := func(kind, id string, ids []string) bool {
		return in.Mentions == nil || slices.Contains(in.Mentions.Parse, kind) || slices.Contains(ids, id)
	}
	var roles, users []string
	if in.Mentions != nil {
		roles, users = in.Mentions.Roles, in.Mentions.Users
	}
	if everyone.MatchString(in.Content) && may("everyone", "", nil) {
		out = append(out, "@everyone")
	}
	for _, m := range roleMention.FindAllStringSubmatch(in.Content, -1) {
		if may("roles", m[1], roles) {
			out = append(out, m[1])
		}
	}
	for _, m := range userMention.FindAllStringSubmatch(in.Content, -1) {
		if may("users", m[1], users) {
			out = append(out, m[1])
		}
	}
	return out
}

func (s *Server) startThread(c *channel, id string, body []byte) (int, any) {
	var in struct {
		Name string `json:"name"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return 400, apiError{Message: "Invalid Form Body", Code: 50035}
	}
	root := s.message(id)
	switch {
	case s.lacks(c, CreateThreads):
		return s.forbid()
	case root == nil || root.Channel != c.ID:
		return 404, apiError{Message: "Unknown Message", Code: 10008}
	case s.channels[id] != nil:
		return 400, apiError{Message: "A thread has already been created for this message", Code: 160004}
	}
	t := &channel{ID: id, Type: publicThread, Guild: c.Guild, Parent: c.ID, Owner: Bot, Name: in.Name}
	s.channels[id] = t
	root.Flags |= hasThread
	s.dispatch(t.Guild, "THREAD_CREATE", s.shape(t))
	s.change()
	return 201, s.shape(t)
}

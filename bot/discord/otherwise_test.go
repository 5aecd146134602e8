package discord

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/digest/article"
)

// An austere service keeps to what Discord publishes as well as discordtest
// does, and does otherwise all that is left open: it says no more than what must
// be said, leaves out what it may, tells what nobody knows, counts out its limits
// one by one, and has its gateway elsewhere. It shares no code with discordtest.
type austere struct {
	t    *testing.T
	http *httptest.Server
	gate *httptest.Server

	mu       sync.Mutex
	cond     chan struct{} // closed, and made anew, with each change
	last     int64
	posts    []map[string]any            // in the channel and in threads
	threads  map[string]string           // names, by ids
	calls    map[string]int              // by method and path
	replies  map[string][]map[string]any // by an interaction's token
	commands []map[string]any
	conn     *websocket.Conn
	packed   bool
	seq      int
	begun    int
	resumed  int
	beats    int
	bad      []string
}

const (
	farGuild   = "881207147868336129"
	farChannel = "881207147868336130"
	farBot     = "700000000000000007"
	farApp     = "700000000000000008"
	farToken   = "a.b.c"
	farAda     = "300000000000000001"
)

func newAustere(t *testing.T) *austere {
	a := &austere{t: t, cond: make(chan struct{}), last: (time.Now().UnixMilli() - epoch) << 22, threads: map[string]string{}, calls: map[string]int{}, replies: map[string][]map[string]any{}}
	a.http = httptest.NewServer(http.HandlerFunc(a.rest))
	a.gate = httptest.NewServer(http.HandlerFunc(a.gateway))
	t.Cleanup(func() {
		a.cut()
		a.http.Close()
		a.gate.Close()
		a.mu.Lock()
		defer a.mu.Unlock()
		for _, b := range a.bad {
			t.Error(b)
		}
	})
	return a
}

func (a *austere) cut() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.conn != nil {
		a.conn.Close()
	}
	a.http.CloseClientConnections()
	a.gate.CloseClientConnections()
}

func (a *austere) await(what string, ok func() bool) {
	a.t.Helper()
	end := time.NewTimer(20 * time.Second)
	defer end.Stop()
	for {
		a.mu.Lock()
		done, changed := ok(), a.cond
		a.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-end.C:
			a.mu.Lock()
			defer a.mu.Unlock()
			b, _ := json.MarshalIndent(a.posts, "", " ")
			a.t.Fatalf("%s: not within 20 s; calls %v; posts %s", what, a.calls, b)
		}
	}
}

// change is called with mu held, as are next, wrong, tell and post.
func (a *austere) change() {
	close(a.cond)
	a.cond = make(chan struct{})
}

func (a *austere) next() string {
	a.last++
	return strconv.FormatInt(a.last, 10)
}

func (a *austere) wrong(format string, v ...any) { a.bad = append(a.bad, fmt.Sprintf(format, v...)) }

// rest answers a request, ids as *.
func (a *austere) rest(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var in map[string]any
	if len(body) > 0 && body[0] == '{' {
		_ = json.Unmarshal(body, &in)
	}
	path := strings.TrimPrefix(r.URL.Path, "/discord/api/v10")
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, p := range parts {
		if isID(p) {
			parts[i] = "*"
		}
	}
	ids := slices.DeleteFunc(strings.Split(path, "/"), func(s string) bool { return !isID(s) })
	call := r.Method + " " + strings.Join(parts, "/")
	a.mu.Lock()
	defer a.mu.Unlock()
	defer a.change()
	a.calls[call]++
	answer := func(status int, v any) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(v)
	}
	hook := parts[0] == "interactions" || parts[0] == "webhooks"
	if !hook && r.Header.Get("Authorization") != "Bot "+farToken {
		answer(401, map[string]any{"message": "401: Unauthorized", "code": 0})
		return
	}
	if !hook {
		w.Header().Set("X-RateLimit-Bucket", "b-"+call)
		w.Header().Set("X-RateLimit-Limit", "1")
		w.Header().Set("X-RateLimit-Remaining", "0")
		w.Header().Set("X-RateLimit-Reset-After", "0.02")
	}
	switch call {
	case "GET gateway/bot":
		answer(200, map[string]any{"url": "ws" + strings.TrimPrefix(a.gate.URL, "http"), "shards": 1,
			"session_start_limit": map[string]any{"total": 1000, "remaining": 12, "reset_after": 14400000, "max_concurrency": 1}})
	case "GET users/@me":
		answer(200, map[string]any{"id": farBot, "username": "far", "discriminator": "0", "avatar": nil, "global_name": nil})
	case "GET applications/*/commands":
		answer(200, append([]map[string]any{}, a.commands...))
	case "PUT applications/*/commands":
		_ = json.Unmarshal(body, &a.commands)
		answer(200, a.commands)
	case "GET channels/*":
		switch name, ok := a.threads[ids[0]]; {
		case ids[0] == farChannel:
			answer(200, map[string]any{"id": farChannel, "type": 0, "guild_id": farGuild, "name": "news"})
		case ok:
			answer(200, map[string]any{"id": ids[0], "type": 11, "guild_id": farGuild, "parent_id": farChannel, "name": name})
		default:
			answer(404, map[string]any{"message": "Unknown Channel", "code": 10003})
		}
	case "POST channels/*/messages":
		if _, ok := a.threads[ids[0]]; !ok && ids[0] != farChannel {
			answer(404, map[string]any{"message": "Unknown Channel", "code": 10003})
			return
		}
		a.post(ids[0], in, answer)
	case "PATCH channels/*/messages/*":
		i := slices.IndexFunc(a.posts, func(p map[string]any) bool { return p["id"] == ids[1] })
		if i < 0 {
			answer(404, map[string]any{"message": "Unknown Message", "code": 10008})
			return
		}
		a.posts[i]["embeds"], a.posts[i]["content"] = in["embeds"], in["content"]
		answer(200, a.posts[i])
	case "POST channels/*/messages/*/threads":
		if name, _ := in["name"].(string); name == "" || len(name) > 100 {
			a.wrong("a thread named %q", name)
		}
		if _, ok := a.threads[ids[1]]; ok {
			answer(400, map[string]any{"message": "A thread has already been created for this message", "code": 160004})
			return
		}
		a.threads[ids[1]] = in["name"].(string)
		answer(201, map[string]any{"id": ids[1], "type": 11, "name": in["name"], "parent_id": farChannel})
	case "GET channels/*/messages/*":
		if i := slices.IndexFunc(a.posts, func(p map[string]any) bool { return p["id"] == ids[1] }); i >= 0 {
			answer(200, a.posts[i])
			return
		}
		answer(404, map[string]any{"message": "Unknown Message", "code": 10008})
	case "GET channels/*/messages":
		after, _ := strconv.ParseUint(r.URL.Query().Get("after"), 10, 64)
		list := []map[string]any{}
		for _, p := range slices.Backward(a.posts) {
			if p["channel_id"] == ids[0] && number(p["id"].(string)) > after {
				list = append(list, p)
			}
		}
		answer(200, list)
	case "GET guilds/*/threads/active":
		list := []map[string]any{}
		for id, name := range a.threads {
			list = append(list, map[string]any{"id": id, "type": 11, "guild_id": farGuild, "parent_id": farChannel, "name": name, "owner_id": farBot})
		}
		answer(200, map[string]any{"threads": list, "members": []any{}})
	case "GET channels/*/threads/archived/public":
		answer(200, map[string]any{"threads": []any{}, "members": []any{}, "has_more": false})
	default:
		if hook {
			a.hook(r.Method, path, in, answer)
			return
		}
		a.wrong("%s: not published, or not needed", call)
		answer(404, map[string]any{"message": "404: Not Found", "code": 0})
	}
}

// post keeps a message. The first is put off, the second kept and its answer lost.
func (a *austere) post(channel string, in map[string]any, answer func(int, any)) {
	n := a.calls["POST channels/*/messages"]
	if n == 1 {
		answer(429, map[string]any{"message": "You are being rate limited.", "retry_after": 0.05, "global": false})
		return
	}
	nonce, _ := in["nonce"].(string)
	if m, _ := in["allowed_mentions"].(map[string]any); m == nil || fmt.Sprint(m["parse"]) != "[]" || len(nonce) > 25 || in["enforce_nonce"] != true {
		a.wrong("a message with %v and the nonce %q", m, nonce)
	}
	for _, p := range a.posts {
		if nonce != "" && p["nonce"] == nonce {
			answer(200, p)
			return
		}
	}
	p := map[string]any{"id": a.next(), "channel_id": channel, "author": map[string]any{"id": farBot, "username": "far", "bot": true}, "type": 0,
		"content": in["content"], "embeds": in["embeds"], "components": in["components"], "flags": in["flags"], "nonce": nonce,
		"timestamp": time.Now().UTC().Format("2006-01-02T15:04:05.000000+00:00"), "edited_timestamp": nil, "mentions": []any{}, "attachments": []any{}}
	a.posts = append(a.posts, p)
	if n == 2 {
		answer(500, map[string]any{"message": "500: Internal Server Error", "code": 0})
		return
	}
	answer(200, p)
}

// hook keeps what an interaction is answered.
func (a *austere) hook(method, path string, in map[string]any, answer func(int, any)) {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	token, first := parts[2], parts[0] == "interactions"
	switch list := a.replies[token]; {
	case first && len(list) > 0:
		answer(400, map[string]any{"message": "Interaction has already been acknowledged.", "code": 40060})
		return
	case !first && (len(list) == 0 || parts[1] != farApp):
		answer(404, map[string]any{"message": "Unknown Webhook", "code": 10015})
		return
	}
	a.replies[token] = append(a.replies[token], map[string]any{"call": method + " " + parts[0], "in": in})
	if first {
		answer(204, nil)
		return
	}
	answer(200, map[string]any{"id": a.next(), "channel_id": farChannel})
}

// gateway serves one connection; a packed session's frames come in binary.
func (a *austere) gateway(w http.ResponseWriter, r *http.Request) {
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	a.mu.Lock()
	if q := r.URL.Query(); q.Get("v") != "10" || q.Get("encoding") != "json" {
		a.wrong("the gateway is asked for %s", r.URL)
	}
	_ = ws.WriteMessage(websocket.TextMessage, []byte(`{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":1000,"_trace":["[\"gateway\"]"]}}`))
	a.mu.Unlock()
	for {
		var f struct {
			Op int `json:"op"`
			D  json.RawMessage
		}
		if ws.ReadJSON(&f) != nil {
			return
		}
		a.mu.Lock()
		switch f.Op {
		case 1:
			a.beats++
			a.write(ws, `{"t":null,"s":null,"op":11,"d":null}`)
		case 2, 6:
			var in struct {
				Token   string `json:"token"`
				Session string `json:"session_id"`
				Seq     int    `json:"seq"`
				Packed  bool   `json:"compress"`
			}
			_ = json.Unmarshal(f.D, &in)
			if strings.TrimPrefix(in.Token, "Bot ") != farToken {
				_ = ws.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(4004, "Authentication failed."))
				break
			}
			a.conn = ws
			if f.Op == 6 {
				if in.Session != "s1" || in.Seq != a.seq || r.URL.Path != "/again" {
					a.wrong("resumed at %s with %s", r.URL.Path, f.D)
				}
				a.resumed++
				a.tell("RESUMED", `{"_trace":[]}`)
				break
			}
			a.begun++
			a.packed, a.seq = in.Packed, 0
			a.tell("READY", fmt.Sprintf(`{"v":10,"user":{"id":%q,"username":"far","bot":true},"guilds":[{"id":%q,"unavailable":true}],"session_id":"s1","resume_gateway_url":%q,"application":{"id":%q,"flags":0}}`,
				farBot, farGuild, "ws"+strings.TrimPrefix(a.gate.URL, "http")+"/again", farApp))
			a.tell("GUILD_CREATE", fmt.Sprintf(`{"id":%q,"name":"Fen","channels":[{"id":%q,"type":0,"name":"news"},{"id":"5","type":4}],"roles":[7,{"id":"9","tags":{"bot_id":5}}]}`, farGuild, farChannel))
			a.tell("SOMETHING_NEW", `[1,{"x":null}]`)
		}
		a.change()
		a.mu.Unlock()
	}
}

func (a *austere) write(ws *websocket.Conn, words string) {
	if !a.packed {
		_ = ws.WriteMessage(websocket.TextMessage, []byte(words))
		return
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(words)[:len(words)/2])
	_ = z.Flush()
	_, _ = z.Write([]byte(words)[len(words)/2:])
	_ = z.Close()
	_ = ws.WriteMessage(websocket.BinaryMessage, b.Bytes())
}

func (a *austere) tell(kind, data string) {
	a.seq++
	if a.conn != nil {
		a.write(a.conn, fmt.Sprintf(`{"t":%q,"s":%d,"op":0,"d":%s}`, kind, a.seq, data))
	}
}

// say has a person write; unheard: nobody is told, as while there is no connection.
func (a *austere) say(where, words string, unheard bool) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	id := a.next()
	m := map[string]any{"id": id, "channel_id": where, "content": words, "type": 0, "author": map[string]any{"id": farAda, "username": "ada"}, "mentions": []any{}, "embeds": []any{}}
	a.posts = append(a.posts, m)
	if !unheard {
		b, _ := json.Marshal(m)
		a.tell("MESSAGE_CREATE", strings.TrimSuffix(string(b), "}")+`,"guild_id":"`+farGuild+`","member":{"roles":[]}}`)
	}
	return id
}

// interact has a person do something, and waits until the replies show these words.
func (a *austere) interact(kind int, data string, more string, words string) []map[string]any {
	a.t.Helper()
	a.mu.Lock()
	id := a.next()
	token := "aW50-" + id
	a.tell("INTERACTION_CREATE", fmt.Sprintf(`{"id":%q,"application_id":%q,"type":%d,"token":%q,"version":1,"guild_id":%q,"channel_id":%q,"channel":{"id":%q,"type":0},"member":{"user":{"id":%q,"username":"ada"},"roles":[],"permissions":"2251799813685247"},"data":%s%s}`,
		id, farApp, kind, token, farGuild, farChannel, farChannel, farAda, data, more))
	a.mu.Unlock()
	a.await("the answers to "+data, func() bool { return strings.Contains(asJSON(a.replies[token]), words) })
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.replies[token]
}

// asJSON is all that a message or a reply shows, as JSON.
func asJSON(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func TestAustereService(t *testing.T) {
	a := newAustere(t)
	log := &logBook{}
	channel := bot.Channel{ID: channelID(farChannel), Sources: []string{"news"}, Schedule: bot.Schedule{Expr: "0 8 * * *"}, Stories: 3}
	p, err := New(Options{Token: farToken, APIURL: a.http.URL + "/discord/api/v10/", Channels: []bot.Channel{channel}, Logger: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	p.reach = brisk
	t.Cleanup(p.Close)
	news := bottest.Collector{"news": func() ([]article.Article, error) { return bottest.Articles(2), nil }}
	read := func(context.Context, string) ([]article.Article, error) { return nil, errors.New("private address") }
	b, err := bot.New(openStore(t, filepath.Join(t.TempDir(), "news.db")), news, []bot.Platform{p}, []bot.Channel{channel}, bot.Options{Backoff: time.Millisecond, Read: read, Logger: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	settled(t, b)
	if len(a.posts) != 3 || len(a.threads) != 2 {
		t.Fatalf("%d posts and %d threads, want a list, two stories and their threads: %s", len(a.posts), len(a.threads), asJSON(a.posts))
	}
	root := a.posts[1]["id"].(string)

	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	answers := func(n int) func() bool {
		return func() bool {
			found := 0
			for _, m := range a.posts {
				if m["channel_id"] == root && m["author"].(map[string]any)["id"] == farBot {
					found++
				}
			}
			return found == n
		}
	}
	a.await("the commands", func() bool { return len(a.commands) == 3 })
	a.say(root, "How many years did they wait?", false)
	a.await("the answer", answers(1))

	// Asked to connect again, it resumes where it was told to.
	a.mu.Lock()
	a.write(a.conn, `{"op":7,"d":null,"s":null,"t":null}`)
	a.mu.Unlock()
	a.await("resumed", func() bool { return a.resumed == 1 })
	a.say(root, "Who is the harbour master?", false)
	a.await("the second answer", answers(2))

	// What is asked between two sessions is read back.
	a.say(root, "What did Ada Brandt say?", true)
	a.mu.Lock()
	a.write(a.conn, `{"op":9,"d":false,"s":null,"t":null}`)
	a.mu.Unlock()
	a.await("begun anew", func() bool { return a.begun == 2 })
	a.await("the third answer", answers(3))
	a.await("heartbeats", func() bool { return a.beats > 3 })

	list := a.interact(2, `{"id":"9","name":"digest","type":1,"options":[{"name":"url","type":1,"options":[{"name":"url","type":3,"value":"http://10.0.0.1/"}]}]}`, "", "private address")
	if said := asJSON(list); !strings.Contains(said, `"type":5`) || !strings.Contains(said, `"flags":64`) || !strings.Contains(said, "private address") {
		t.Errorf("a private address: %s", said)
	}
	list = a.interact(4, `{"id":"9","name":"ask","type":1,"options":[{"name":"story","type":3,"value":"gate","focused":true}]}`, "", "Ostwick")
	if said := asJSON(list); !strings.Contains(said, `"type":8`) || strings.Count(said, "Ostwick opens gate") != 2 {
		t.Errorf("completed: %s", said)
	}
	story := func() string { // the id that its buttons carry
		a.mu.Lock()
		defer a.mu.Unlock()
		_, id, _ := strings.Cut(asJSON(a.posts[1]["components"]), `"ask:`)
		id, _, _ = strings.Cut(id, `"`)
		return id
	}()
	message := fmt.Sprintf(`,"message":{"id":%q,"channel_id":%q,"flags":32}`, root, farChannel)
	list = a.interact(3, `{"custom_id":"ask:`+story+`","component_type":2,"id":2}`, message, "custom_id")
	form := list[0]["in"].(map[string]any)
	if fmt.Sprint(form["type"]) != "9" {
		t.Fatalf("the form: %s", asJSON(list))
	}
	name := form["data"].(map[string]any)["custom_id"].(string)
	a.interact(5, `{"custom_id":"`+name+`","components":[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"words","value":"How long did they wait?"}}]}`, message, `"type":5`)
	a.await("the fourth answer", answers(4))

	// A thread that was deleted is not opened again, though its message does not say that it had one.
	a.mu.Lock()
	delete(a.threads, root)
	a.tell("THREAD_DELETE", fmt.Sprintf(`{"id":%q,"guild_id":%q,"parent_id":%q,"type":11}`, root, farGuild, farChannel))
	a.mu.Unlock()
	a.interact(5, `{"custom_id":"`+name+`","components":[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"words","value":"How long did they wait?"}}]}`, message, "We waited 2 years")
	for answer := bottest.AnswerPost(bot.Thread{Channel: channel.ID, Root: bot.MessageID(root)}, "fffffffffffffffffffffff1", "s1"); ; {
		_, err = p.Send(t.Context(), answer)
		if se, ok := errors.AsType[*bot.SendError](err); !ok || se.Outcome != bot.Delayed || !nap(t.Context(), se.RetryAfter) {
			break
		}
	}
	refusedAs(t, err, bot.Refused, "it was deleted there")
	a.mu.Lock()
	_, again := a.threads[root]
	a.mu.Unlock()
	if again {
		t.Error("a deleted thread was opened again")
	}
	cancel()
	wg.Wait()
	if n := strings.Count(asJSON(a.posts), "We waited 2 years"); n < 3 { // the story and two of the answers
		t.Errorf("shown %d times: %s", n, asJSON(a.posts))
	}
	if strings.Contains(log.String(), farToken) || strings.Contains(log.String(), "aW50-") {
		t.Errorf("a token is logged:\n%s", log)
	}
}

package slack_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"newsdigest/bot/slack/slacktest"
)

// An austere service keeps to what Slack publishes as well as slacktest does,
// and does otherwise all that is left open: it reads the token in the header
// alone, says no more than what must be said, counts out its lists one by one,
// gives no signs of life on its links, reuses ids that are not promised to be
// unlike, and tells things in another order. It shares no code with slacktest.
type austere struct {
	t    *testing.T
	http *httptest.Server
	mu   sync.Mutex
	cond chan struct{} // closed, and made anew, with each change

	posts    []map[string]string // by the names of chat.postMessage's arguments, with "ts"
	calls    map[string]int
	links    []*websocket.Conn
	acked    map[string]int
	opened   int
	disabled bool
	hooked   []string // what came by response_url
	whispers int
}

func newAustere(t *testing.T) *austere {
	a := &austere{t: t, cond: make(chan struct{}), calls: map[string]int{}, acked: map[string]int{}}
	a.http = httptest.NewServer(a)
	t.Cleanup(func() {
		a.mu.Lock()
		for _, l := range a.links {
			l.Close()
		}
		a.mu.Unlock()
		a.http.CloseClientConnections()
		a.http.Close()
	})
	return a
}

func (a *austere) await(what string, ok func() bool) {
	a.t.Helper()
	end := time.NewTimer(patience)
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
			a.t.Fatalf("%s: not within %v; %d posts, calls %v", what, patience, len(a.posts), a.calls)
		}
	}
}

// change is called with mu held.
func (a *austere) change() {
	close(a.cond)
	a.cond = make(chan struct{})
}

func (a *austere) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch method := strings.TrimPrefix(r.URL.Path, "/v2/api/"); {
	case r.URL.Path == "/socket/primary":
		a.link(w, r)
	case strings.HasPrefix(r.URL.Path, "/respond/"):
		b, _ := io.ReadAll(r.Body)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.hooked = append(a.hooked, r.URL.Path+" "+string(b))
		a.change()
		fmt.Fprint(w, "ok")
	case method == r.URL.Path:
		http.NotFound(w, r)
	default:
		a.method(w, r, method)
	}
}

func (a *austere) method(w http.ResponseWriter, r *http.Request, method string) {
	token := slacktest.BotToken
	if method == "apps.connections.open" {
		token = slacktest.AppToken
	}
	_ = r.ParseForm()
	if r.Header.Get("Authorization") != "Bearer "+token {
		fmt.Fprint(w, `{"ok":false,"error":"not_authed"}`)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls[method]++
	n := a.calls[method]
	defer a.change()
	f := r.Form
	switch method {
	case "auth.test":
		fmt.Fprint(w, `{"ok":true,"url":"https://fen.slack.example","team":"Fen","user":"digest_app","team_id":"TFEN","user_id":"W7BOT9Q"}`)
	case "conversations.list":
		list := []string{"random", "nato-desk", "ops"}
		at, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(f.Get("cursor"), "dGVhbTpD"), "=="))
		next := ""
		if at+1 < len(list) {
			next = fmt.Sprintf("dGVhbTpD%d==", at+1)
		}
		fmt.Fprintf(w, `{"ok":true,"channels":[{"id":"C%d","name":%q,"is_channel":true,"previous_names":null}],"response_metadata":{"next_cursor":%q}}`, at+1, list[at], next)
	case "conversations.info":
		fmt.Fprintf(w, `{"ok":true,"channel":{"id":%q,"name":"nato-desk"}}`, f.Get("channel"))
	case "chat.postMessage":
		switch n {
		case 1:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, `{"ok":false,"error":"ratelimited"}`)
			return
		case 2: // kept, then 500
			a.keep(f)
			w.WriteHeader(http.StatusInternalServerError)
			return
		case 4: // kept, then cut
			a.keep(f)
			panic(http.ErrAbortHandler)
		}
		fmt.Fprintf(w, `{"ok":true,"channel":%q,"ts":%q}`, f.Get("channel"), a.keep(f))
	case "chat.update":
		for _, p := range a.posts {
			if p["ts"] == f.Get("ts") {
				p["blocks"], p["text"] = f.Get("blocks"), f.Get("text")
			}
		}
		fmt.Fprintf(w, `{"ok":true,"channel":%q,"ts":%q,"text":""}`, f.Get("channel"), f.Get("ts"))
	case "chat.delete":
		a.posts = slices.DeleteFunc(a.posts, func(p map[string]string) bool { return p["ts"] == f.Get("ts") })
		fmt.Fprintf(w, `{"ok":true,"channel":%q,"ts":%q}`, f.Get("channel"), f.Get("ts"))
	case "chat.postEphemeral":
		a.whispers++
		fmt.Fprint(w, `{"ok":true,"message_ts":"1.1"}`)
	case "conversations.history", "conversations.replies":
		a.history(w, f)
	case "apps.connections.open":
		if a.disabled {
			fmt.Fprint(w, `{"ok":false,"error":"internal_error"}`)
			return
		}
		fmt.Fprintf(w, `{"ok":true,"url":"ws%s/socket/primary?ticket=%d&app_id=AFEN"}`, strings.TrimPrefix(a.http.URL, "http"), n)
	default:
		fmt.Fprint(w, `{"ok":false,"error":"unknown_method"}`)
	}
}

// keep is called with mu held.
func (a *austere) keep(f url.Values) (ts string) {
	p := map[string]string{"ts": fmt.Sprintf("%d.%06d", time.Now().Unix(), len(a.posts)+1)}
	for k := range f {
		p[k] = f.Get(k)
	}
	a.posts = append(a.posts, p)
	return p["ts"]
}

// history gives one message a page, between such of others as only they can read.
func (a *austere) history(w http.ResponseWriter, f url.Values) {
	list := []string{`{"type":"message","ts":"1.1","user":"U1","files":"none","blocks":[{"type":"video","alt":{}}],"attachments":[{"ts":"x"}],"reactions":{}}`}
	root := f.Get("ts")
	for _, p := range a.posts {
		if p["thread_ts"] == root || p["ts"] == root {
			list = append(list, fmt.Sprintf(`{"type":"message","ts":%q,"text":"","metadata":%s}`, p["ts"], p["metadata"]))
		}
	}
	at, _ := strconv.Atoi(f.Get("cursor"))
	next := ""
	if at+1 < len(list) {
		next = strconv.Itoa(at + 1)
	}
	fmt.Fprintf(w, `{"ok":true,"messages":[%s],"response_metadata":{"next_cursor":%q}}`, list[at], next)
}

func (a *austere) link(w http.ResponseWriter, r *http.Request) {
	conn, err := (&websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	a.mu.Lock()
	a.links = append(a.links, conn)
	a.opened++
	a.change()
	a.mu.Unlock()
	for {
		var receipt struct {
			ID string `json:"envelope_id"`
		}
		if conn.ReadJSON(&receipt) != nil {
			break
		}
		a.mu.Lock()
		a.acked[receipt.ID]++
		a.change()
		a.mu.Unlock()
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.links = slices.DeleteFunc(a.links, func(c *websocket.Conn) bool { return c == conn })
	a.change()
	conn.Close()
}

// tell sends frames as they are, over the newest link.
func (a *austere) tell(frames ...string) {
	a.t.Helper()
	a.await("a link", func() bool { return len(a.links) > 0 })
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, f := range frames {
		if err := a.links[len(a.links)-1].WriteMessage(websocket.TextMessage, []byte(f)); err != nil {
			a.t.Fatal(err)
		}
	}
}

func (a *austere) receipt(ids ...string) {
	a.t.Helper()
	for _, id := range ids {
		a.await("the receipt of "+id, func() bool { return a.acked[id] > 0 })
	}
}

func event(envelope, id string, retry int, e string) string {
	return fmt.Sprintf(`{"accepts_response_payload":false,"payload":{"type":"event_callback","event_id":%q,"event":%s,"authorizations":[{}]},"envelope_id":%q,"type":"events_api","retry_attempt":%d,"retry_reason":"timeout","later":{"x":1}}`, id, e, envelope, retry)
}

func (a *austere) kept(root string) (list []map[string]string) {
	for _, p := range a.posts {
		if p["thread_ts"] == root {
			list = append(list, p)
		}
	}
	return list
}

func TestAustereService(t *testing.T) {
	a := newAustere(t)
	b, kept, err := open(t.Context(), filepath.Join(t.TempDir(), "news.db"), a.http.URL+"/v2/api")
	if err != nil {
		t.Fatal(err)
	}
	runBot(t, b, kept)
	var root string
	a.await("the edition, once, and its links", func() bool {
		list := a.kept("")
		if len(list) != 4 {
			return false
		}
		root = list[1]["ts"]
		return strings.Contains(list[0]["blocks"], "https://fen.slack.example/archives/C2/p"+strings.ReplaceAll(list[3]["ts"], ".", ""))
	})

	// What is told twice, by two names, over links that end, in any order, is answered once.
	question := func(kind, ts, text string) string {
		b, _ := json.Marshal(map[string]string{"type": kind, "channel": "C2", "user": "U1", "ts": ts, "thread_ts": root, "text": text})
		return string(b)
	}
	first := question("message", "1700000001.000100", "How long did they wait?")
	a.tell(`{"type":`, `"text"`, `[]`, `{"type":"hello"}`,
		event("e1", "Ev1", 0, first), event("e2", "Ev1", 1, first),
		`{"envelope_id":"e3","type":"of_tomorrow","payload":{}}`, `{"envelope_id":"e4","type":"events_api","payload":"?"}`,
		`{"envelope_id":"e5","type":"interactive","payload":{"type":"block_suggestion","user":[]}}`, `{"payload":{"command":7},"envelope_id":"e6","type":"slash_commands"}`)
	a.receipt("e1", "e2", "e3", "e4", "e5", "e6")
	a.await("the answer", func() bool { return len(a.kept(root)) == 1 })
	for i, reason := range []string{"warning", "refresh_requested", "too_many_websockets", "link_disabled"} {
		opened := 0
		a.await("a look", func() bool { opened = a.opened; return true })
		a.tell(fmt.Sprintf(`{"type":"disconnect","reason":%q}`, reason))
		a.await("another link after "+reason, func() bool { return a.opened > opened && len(a.links) == 1 })
		id, text := fmt.Sprint("r", i), fmt.Sprintf("<@W7BOT9Q> how long did they wait, for the %dth time?", i)
		ts := fmt.Sprintf("17000000%d.000100", 10+i)
		a.tell(event(id, "EvSame", 2, question("app_mention", ts, text)), event(id+"m", "EvSame2", 0, question("message", ts, text)))
		a.receipt(id, id+"m")
		a.await("the answer after "+reason, func() bool { return len(a.kept(root)) == 2+i })
	}

	// Commands whose trigger says nothing are two; one that is told again is one.
	command := func(envelope, hook, text string, retry int) string {
		return fmt.Sprintf(`{"envelope_id":%q,"retry_attempt":%d,"type":"slash_commands","accepts_response_payload":true,"payload":{"command":"/digest","text":%q,"user_id":"U1","channel_id":"C2","trigger_id":"1.2.3","response_url":%q,"is_enterprise_install":"false"}}`,
			envelope, retry, text, a.http.URL+"/respond/"+hook)
	}
	a.tell(command("c1", "one", "next", 0), command("c2", "one", "next", 0), command("c3", "three", "next", 0), command("c4", "three", "next", 1),
		command("c5", "five", "sources", 0), command("c5", "five", "sources", 0))
	a.receipt("c1", "c2", "c3", "c4", "c5")
	a.await("the replies", func() bool { return len(a.hooked) == 4 })

	// A message that is edited or taken back before it is told of.
	a.tell(event("d1", "EvD1", 0, `{"type":"message","subtype":"message_changed","channel":"C2","ts":"1700000050.1","message":{"user":"U1","ts":"1700000040.000100","thread_ts":"`+root+`","text":"Who opened the gate?"}}`),
		event("d2", "EvD2", 0, question("message", "1700000040.000100", "Who closed the gate?")))
	a.receipt("d1", "d2")
	a.await("the answer to the edited", func() bool { return len(a.kept(root)) == 6 })
	a.await("a look", func() bool {
		if got := a.kept(root)[5]["text"]; strings.Contains(got, "closed") {
			t.Errorf("answered: %s", got)
		}
		return true
	})
	a.tell(event("d3", "EvD3", 0, `{"type":"message","subtype":"message_deleted","channel":"C2","ts":"1700000061.1","deleted_ts":"1700000060.000100","previous_message":{"ts":"1700000060.000100","thread_ts":"`+root+`"}}`),
		event("d4", "EvD4", 0, question("message", "1700000060.000100", "Who opened the gate?")),
		event("d5", "EvD5", 0, question("message", "1700000070.000100", "How long did they wait?")))
	a.receipt("d3", "d4", "d5")
	a.await("the last answer", func() bool { return len(a.kept(root)) == 7 })
	a.await("a look", func() bool {
		if n := len(a.kept("")); n != 4 || a.calls["chat.delete"] > 0 {
			t.Errorf("%d posts, %d taken away", n, a.calls["chat.delete"])
		}
		return true
	})
}

package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync"
	"time"

	"newsdigest/bot"
)

// defaultAPI is Discord's own address, of the version whose description the
// tests hold requests against.
const defaultAPI = "https://discord.com/api/v10/"

// maxAnswer is how much of an answer is read, in bytes.
const maxAnswer = 8 << 20

// banRest is how long to leave the service alone where it does not say.
const banRest = time.Minute

// Codes of Discord's errors that are decided on:
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
const (
	unknownChannel    = 10003
	unknownMessage    = 10008
	missingAccess     = 50001
	noText            = 50008
	missingPermission = 50013
	archivedThread    = 50083
	threadLimit       = 160006
	threadExists      = 160004
)

// A failure is why a request brought nothing. It holds neither the request nor
// its headers, so that no log can show the token.
type failure struct {
	outcome bot.Outcome
	after   time.Duration // with Delayed
	status  int           // 0: no answer came
	code    int           // Discord's; 0: none
	words   string        // Discord's or ours
	err     error         // may be nil
}

func (f *failure) Error() string {
	var b strings.Builder
	b.WriteString(f.words)
	if f.code != 0 {
		fmt.Fprintf(&b, " (%d)", f.code)
	}
	if f.err != nil {
		fmt.Fprintf(&b, ": %v", f.err)
	}
	return b.String()
}

func (f *failure) Unwrap() error { return f.err }

// codeOf is Discord's code for err; 0: it has none.
func codeOf(err error) int {
	if f, ok := errors.AsType[*failure](err); ok {
		return f.code
	}
	return 0
}

// A rest is the one path on which requests reach Discord. It sends each once.
// The library's own requests are not used: they repeat a POST by themselves,
// sleep through limits whatever the context says, and know no nonce.
type rest struct {
	base   string // with its final slash
	client *http.Client
	auth   func() string
	now    func() time.Time

	mu     sync.Mutex
	until  map[string]time.Time // a route's limit is reached until then
	all    time.Time            // every route's
	denied bool                 // the token was refused: nothing is asked any more
}

// tokenRefused is what a person does about it.
const tokenRefused = "Discord refuses the bot's token; copy it anew from the developer portal (Bot, Reset Token) into discord.token, and start newsdigest again"

// do asks Discord once. route is what a limit holds for: the method and the
// path up to the last id that is a channel's or guild's. in and out may be nil.
// Errors are *failure.
func (r *rest) do(ctx context.Context, method, path, route string, in, out any) error {
	if err := r.allowed(route); err != nil {
		return err
	}
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return &failure{outcome: bot.Refused, words: "the request cannot be written", err: err}
		}
		body = bytes.NewReader(b)
	}
	connected := false
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected = true }})
	req, err := http.NewRequestWithContext(traced, method, r.base+path, body)
	if err != nil {
		return &failure{outcome: bot.Refused, words: "Discord's address cannot be used", err: err}
	}
	req.Header.Set("Authorization", r.auth())
	req.Header.Set("User-Agent", "DiscordBot (newsdigest, 1)")
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := r.client.Do(req)
	if err != nil {
		if !connected && ctx.Err() == nil {
			return &failure{outcome: bot.Delayed, words: "Discord cannot be reached", err: err}
		}
		return &failure{words: "Discord did not answer", err: err}
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return &failure{status: resp.StatusCode, words: "Discord's answer broke off", err: err}
	}
	r.learn(route, resp.Header)
	if resp.StatusCode/100 != 2 {
		return r.refused(route, resp, answer)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return &failure{status: resp.StatusCode, words: "Discord's answer cannot be read", err: err}
	}
	return nil
}

// allowed says whether the route may be asked now.
func (r *rest) allowed(route string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.denied {
		return &failure{outcome: bot.Refused, status: http.StatusUnauthorized, words: tokenRefused}
	}
	until := r.until[route]
	if r.all.After(until) {
		until = r.all
	}
	if wait := until.Sub(r.now()); wait > 0 {
		return &failure{outcome: bot.Delayed, after: wait, status: http.StatusTooManyRequests, words: "Discord's rate limit is reached"}
	}
	delete(r.until, route)
	return nil
}

// learn keeps what the answer says of the route's limit.
func (r *rest) learn(route string, h http.Header) {
	if h.Get("X-RateLimit-Remaining") == "0" {
		r.hold(route, seconds(h.Get("X-RateLimit-Reset-After")), false)
	}
}

func (r *rest) hold(route string, wait time.Duration, all bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	until := r.now().Add(wait)
	switch {
	case all && until.After(r.all):
		r.all = until
	case !all && until.After(r.until[route]):
		r.until[route] = until
	}
}

// seconds reads a number of seconds with a fraction, rounded up to the
// millisecond; zero where there is none.
func seconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f <= 0 || f > 1e6 {
		return 0
	}
	return time.Duration(math.Ceil(f*1000)) * time.Millisecond
}

// refused reads an answer that is no success.
func (r *rest) refused(route string, resp *http.Response, body []byte) error {
	var said struct {
		Message    string          `json:"message"`
		Code       int             `json:"code"`
		Errors     json.RawMessage `json:"errors"`
		RetryAfter float64         `json:"retry_after"`
		Global     bool            `json:"global"`
	}
	isJSON := json.Unmarshal(body, &said) == nil
	f := &failure{status: resp.StatusCode, code: said.Code, words: said.Message}
	if f.words == "" {
		f.words = "Discord answered " + resp.Status
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		f.outcome = bot.Delayed
		f.after = max(seconds(resp.Header.Get("Retry-After")), seconds(strconv.FormatFloat(said.RetryAfter, 'f', -1, 64)))
		if f.after == 0 {
			f.after = banRest
		}
		// What is no JSON comes from the wall before Discord, and means everything.
		all := !isJSON || said.Global || resp.Header.Get("X-RateLimit-Global") != "" || resp.Header.Get("X-RateLimit-Scope") == "global"
		r.hold(route, f.after, all)
		f.words = "Discord asks to wait"
	case resp.StatusCode == http.StatusUnauthorized:
		f.outcome, f.words = bot.Refused, tokenRefused
		r.deny()
	case resp.StatusCode == http.StatusRequestTimeout || resp.StatusCode >= 500:
		// Unknown: it may have been done before it went wrong.
	default:
		f.outcome = bot.Refused
		if len(said.Errors) > 0 {
			f.err = errors.New(clip(string(said.Errors), 300)) // which field, and why
		}
	}
	return f
}

// deny ends all asking: a refused token stays refused, and asking on gets the
// machine's address banned.
func (r *rest) deny() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.denied = true
}

// clip is s with at most n bytes, cut between letters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"net/http"
	"net/http/httptrace"
	"net/url"
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
	tagRequired       = 40067
	archivedThread    = 50083
	unknownTag        = 10087
	threadExists      = 160004
	lockedThread      = 160005
	threadLimit       = 160006
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

	mu      sync.Mutex
	buckets map[string]string // by route: which of them share a limit
	limits  map[string]limit  // by bucket, and what it is kept apart by
	all     time.Time         // nothing is asked before
	last    []time.Time       // when was asked last, oldest first
	vain    int               // answers that count towards a ban, since since
	since   time.Time
	banned  time.Time // as all, for interactions too
	denied  bool      // the token was refused: nothing is asked any more
}

// A limit is how much may be asked until it is lifted.
type limit struct {
	left  int
	until time.Time
}

// Discord's limits for all requests together:
// https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
// and, of those answered 401, 403 or 429 within ten minutes, #invalid-request-limit-aka-cloudflare-bans,
// of which we stop well before.
const (
	perSecond = 50
	maxVain   = 5000
	vainTime  = 10 * time.Minute
)

// tokenRefused is what a person does about it.
const tokenRefused = "Discord refuses the bot's token; copy it anew from the developer portal (Bot, Reset Token) into discord.token, and start newsdigest again"

// do asks Discord once, of the path and query below its base. in and out may be
// nil. Where a limit is reached it asks nothing. Errors are *failure.
func (r *rest) do(ctx context.Context, method, path string, in, out any) error {
	route, apart := routeOf(method, path)
	if err := r.take(ctx, route, apart); err != nil {
		return err
	}
	resp, answer, err := r.send(ctx, method, path, in)
	if err != nil {
		return err
	}
	r.learn(route, apart, resp.Header)
	if resp.StatusCode/100 != 2 {
		return r.refused(route, apart, resp, answer)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return &failure{status: resp.StatusCode, words: "Discord's answer cannot be read", err: err}
	}
	return nil
}

// reply asks once in an interaction's name. Its token stands in the path; the
// bot's limits do not hold for it, but for the one before a ban; nor does what
// becomes of it say anything of the bot's own token. Errors are *failure.
func (r *rest) reply(ctx context.Context, method, path string, in any) error {
	if wait := r.ban(); wait > 0 {
		return &failure{outcome: bot.Delayed, after: wait, words: limitReached}
	}
	resp, answer, err := r.send(ctx, method, path, in)
	if err == nil && resp.StatusCode/100 != 2 {
		r.blame(resp)
		f, _ := failureOf(resp, answer)
		return f
	}
	return err
}

const limitReached = "Discord's rate limit is reached"

// ban is how long nothing may be asked, lest Discord shut us out.
func (r *rest) ban() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.banned.Sub(r.now())
}

// send sends a request and reads its answer, whatever it is. Errors are
// *failure, and do not name the path, which may hold an interaction's token.
func (r *rest) send(ctx context.Context, method, path string, in any) (*http.Response, []byte, error) {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return nil, nil, &failure{outcome: bot.Refused, words: "the request cannot be written", err: err}
		}
		body = bytes.NewReader(b)
	}
	connected := false
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected = true }})
	req, err := http.NewRequestWithContext(traced, method, r.base+path, body)
	if err != nil {
		return nil, nil, &failure{outcome: bot.Refused, words: "Discord's address cannot be used"}
	}
	req.Header.Set("Authorization", r.auth())
	req.Header.Set("User-Agent", "DiscordBot (https://newsdigest.example, 1.0)")
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := r.client.Do(req)
	if err != nil {
		if u, ok := errors.AsType[*url.Error](err); ok {
			err = u.Err
		}
		if !connected && ctx.Err() == nil {
			return nil, nil, &failure{outcome: bot.Delayed, words: "Discord cannot be reached", err: err}
		}
		return nil, nil, &failure{words: "Discord did not answer", err: err}
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, nil, &failure{status: resp.StatusCode, words: "Discord's answer broke off", err: err}
	}
	if resp.StatusCode/100 != 2 { // its words are shown and kept
		answer = bytes.ReplaceAll(answer, []byte(strings.TrimPrefix(r.auth(), "Bot ")), []byte("[token]"))
	}
	return resp, answer, nil
}

// patiently is do that waits for limits to be lifted, as long as ctx lets it. It
// serves what has to follow something that was done already.
func (r *rest) patiently(ctx context.Context, method, path string, in, out any) error {
	for {
		err := r.do(ctx, method, path, in, out)
		f, ok := errors.AsType[*failure](err)
		if !ok || f.outcome != bot.Delayed || f.after <= 0 {
			return err
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) < f.after+requestMargin || !nap(ctx, f.after) {
			return err
		}
	}
}

// requestMargin is what a request needs at least.
const requestMargin = time.Second

// routeOf is what a limit holds for: the method and the path without ids; and
// the id that it is kept apart by, a channel's, a server's or a webhook's.
func routeOf(method, path string) (route, apart string) {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	for i, s := range parts {
		switch hook := parts[0] == "webhooks" || parts[0] == "interactions"; {
		case i == 1 && (hook || parts[0] == "channels" || parts[0] == "guilds"), i == 2 && hook:
			apart += "/" + s
			parts[i] = "*"
		case isID(s):
			parts[i] = "*"
		}
	}
	return method + " " + strings.Join(parts, "/"), apart
}

// take says whether the route may be asked now, and counts that it is.
func (r *rest) take(ctx context.Context, route, apart string) error {
	for {
		wait, err := r.allowed(route, apart)
		if err != nil || wait <= 0 {
			return err
		}
		if !nap(ctx, wait) {
			return &failure{outcome: bot.Delayed, words: "Discord was not asked", err: ctx.Err()}
		}
	}
}

// allowed counts a request, or says how long to wait until there is room for
// it in this second.
func (r *rest) allowed(route, apart string) (time.Duration, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.denied {
		return 0, &failure{outcome: bot.Refused, status: http.StatusUnauthorized, words: tokenRefused}
	}
	now := r.now()
	until := r.all
	if r.banned.After(until) {
		until = r.banned
	}
	key := r.key(route, apart)
	l, limited := r.limits[key]
	if limited && !l.until.After(now) {
		delete(r.limits, key)
		limited = false
	}
	if limited && l.left <= 0 && l.until.After(until) {
		until = l.until
	}
	if wait := until.Sub(now); wait > 0 {
		return 0, &failure{outcome: bot.Delayed, after: wait, status: http.StatusTooManyRequests, words: limitReached}
	}
	if !strings.Contains(route, " interactions/") { // they are outside of it
		if len(r.last) >= perSecond {
			if wait := time.Second - now.Sub(r.last[0]); wait > 0 {
				return wait, nil
			}
			r.last = r.last[1:]
		}
		r.last = append(r.last, now)
	}
	if limited {
		l.left--
		r.limits[key] = l
	}
	return 0, nil
}

// key names a limit. r.mu is held.
func (r *rest) key(route, apart string) string {
	if b, ok := r.buckets[route]; ok {
		route = b
	}
	return route + apart
}

// maxLimits bounds the limits that are remembered; those that were lifted go first.
const maxLimits = 5000

// learn keeps what the answer says of the route's limit.
func (r *rest) learn(route, apart string, h http.Header) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if b := h.Get("X-RateLimit-Bucket"); b != "" {
		r.buckets[route] = b
	}
	left, err := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	wait := seconds(h.Get("X-RateLimit-Reset-After"))
	if err != nil || wait == 0 {
		return
	}
	now := r.now()
	l := limit{left, now.Add(wait)}
	key := r.key(route, apart)
	if was, ok := r.limits[key]; ok && was.until.After(now) {
		l.left = min(l.left, was.left) // answers overtake each other
	}
	r.keep(key, l)
}

// keep remembers a limit. r.mu is held.
func (r *rest) keep(key string, l limit) {
	if len(r.limits) >= maxLimits {
		now := r.now()
		maps.DeleteFunc(r.limits, func(_ string, l limit) bool { return !l.until.After(now) })
	}
	if len(r.limits) < maxLimits {
		r.limits[key] = l
	}
}

// hold asks nothing of the route, or of any, for that time.
func (r *rest) hold(route, apart string, wait time.Duration, all bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	until := r.now().Add(wait)
	key := r.key(route, apart)
	switch {
	case all && until.After(r.all):
		r.all = until
	case !all && until.After(r.limits[key].until):
		r.keep(key, limit{0, until})
	}
}

// blame counts an answer that brings a ban nearer.
func (r *rest) blame(resp *http.Response) {
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
	default:
		return
	}
	if resp.Header.Get("X-RateLimit-Scope") == "shared" {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if now.Sub(r.since) > vainTime {
		r.vain, r.since = 0, now
	}
	if r.vain++; r.vain >= maxVain {
		r.banned = r.since.Add(vainTime)
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

// refused reads an answer that is no success, and keeps to what it asks.
func (r *rest) refused(route, apart string, resp *http.Response, body []byte) error {
	f, all := failureOf(resp, body)
	r.blame(resp)
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		r.hold(route, apart, f.after, all)
	case http.StatusUnauthorized:
		f.words = tokenRefused
		r.deny()
	}
	return f
}

// failureOf reads an answer that is no success. all: what it asks to wait for
// holds for every route.
func failureOf(resp *http.Response, body []byte) (f *failure, all bool) {
	var said struct {
		Message    string          `json:"message"`
		Code       int             `json:"code"`
		Errors     json.RawMessage `json:"errors"`
		RetryAfter float64         `json:"retry_after"`
		Global     bool            `json:"global"`
	}
	isJSON := json.Unmarshal(body, &said) == nil
	f = &failure{status: resp.StatusCode, code: said.Code, words: said.Message}
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
		all = !isJSON || said.Global || resp.Header.Get("X-RateLimit-Global") != "" || resp.Header.Get("X-RateLimit-Scope") == "global"
		f.words = "Discord asks to wait"
	case resp.StatusCode == http.StatusRequestTimeout || resp.StatusCode >= 500:
		// Unknown: it may have been done before it went wrong.
	default:
		f.outcome = bot.Refused
		if len(said.Errors) > 0 {
			f.err = errors.New(clip(string(said.Errors), 300)) // which field, and why
		}
	}
	return f, all
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

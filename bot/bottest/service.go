package bottest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"newsdigest/bot"
)

// A Fault is what a Service does wrong with one post.
type Fault int

const (
	None        Fault = iota
	CutBefore         // the connection is cut, the post not kept
	CutAfter          // the post is kept, then the connection cut
	ErrorBefore       // 500, not kept
	ErrorAfter        // kept, then 500
	Limited           // 429, not kept
	Forbidden         // 403, not kept
	HangAfter         // kept, then no answer while the client waits
	Lost              // 410: the channel is gone, or the right to post there
)

// A Posted is what a Service keeps of a post.
type Posted struct {
	ID      bot.MessageID
	Key     bot.Key
	Channel bot.ChannelID
	Kind    string // edition, story, answer or notice
	Text    string // the headline, what was asked, or a notice's lines
}

// A Service is a chat service for tests, on HTTP, that outlives its clients
// and can answer wrongly. It keeps a post as often as it is sent.
type Service struct {
	// Fault decides about the n-th post, from 1; nil: no faults.
	Fault func(n int) Fault
	// In decides in its place, by channel. May be nil.
	In func(bot.ChannelID) Fault
	// Kept is called with each post that is kept, before it is answered. May be nil.
	Kept func(Posted)
	// Hung is called when a post is kept and its client left without an answer. May be nil.
	Hung func()

	mu     sync.Mutex
	n      int
	posted []Posted
}

// Posted is what was kept, in the order it came.
func (s *Service) Posted() []Posted {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Posted(nil), s.posted...)
}

func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		s.find(w, r)
		return
	}
	var p Posted
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.n++
	kept := true
	fault := None
	if s.Fault != nil {
		fault = s.Fault(s.n)
	}
	if s.In != nil {
		fault = s.In(p.Channel)
	}
	switch fault {
	case None, CutAfter, ErrorAfter, HangAfter:
		switch r.Method {
		case http.MethodPut, http.MethodDelete:
			i := slices.IndexFunc(s.posted, func(o Posted) bool { return o.ID == p.ID })
			if i < 0 && r.Method == http.MethodDelete {
				kept = false
				break
			}
			if i < 0 {
				fault, kept = Forbidden, false
				break
			}
			s.posted[i] = p
			if r.Method == http.MethodDelete {
				s.posted = slices.Delete(s.posted, i, i+1)
			}
		default:
			p.ID = bot.MessageID(strconv.Itoa(s.n))
			s.posted = append(s.posted, p)
		}
	case CutBefore, ErrorBefore, Limited, Forbidden, Lost:
		kept = false
	}
	s.mu.Unlock()
	if kept && s.Kept != nil {
		s.Kept(p)
	}

	switch fault {
	case None:
		fmt.Fprint(w, p.ID)
	case CutBefore, CutAfter:
		panic(http.ErrAbortHandler)
	case ErrorBefore, ErrorAfter:
		http.Error(w, "out of order", http.StatusInternalServerError)
	case Limited:
		w.Header().Set("Retry-After", "0.002")
		http.Error(w, "too many", http.StatusTooManyRequests)
	case Forbidden:
		http.Error(w, "not in channel", http.StatusForbidden)
	case Lost:
		http.Error(w, "the app is not a member", http.StatusGone)
	case HangAfter:
		if s.Hung != nil {
			s.Hung()
		}
		<-r.Context().Done()
	}
}

func (s *Service) find(w http.ResponseWriter, r *http.Request) {
	key := bot.Key(r.FormValue("key"))
	for _, p := range s.Posted() {
		if p.Key == key {
			fmt.Fprint(w, p.ID)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// A Client is the platform "test" on a Service's address.
type Client struct {
	URL string
	// Blind makes it forget what is there: every lost answer then looks like a
	// lost post, as it does to a program that just tries again.
	Blind bool
}

var (
	_ bot.Platform = (*Client)(nil)
	_ bot.Finder   = (*Client)(nil)
	_ bot.Editor   = (*Client)(nil)
)

// Name is "test".
func (c *Client) Name() string { return "test" }

// Send posts p.
func (c *Client) Send(ctx context.Context, p bot.Post) (bot.MessageID, error) {
	return c.write(ctx, http.MethodPost, "", p)
}

// Edit changes p where it is.
func (c *Client) Edit(ctx context.Context, id bot.MessageID, p bot.Post) error {
	_, err := c.write(ctx, http.MethodPut, id, p)
	return err
}

// Remove takes p away.
func (c *Client) Remove(ctx context.Context, id bot.MessageID, p bot.Post) error {
	_, err := c.write(ctx, http.MethodDelete, id, p)
	return err
}

func (c *Client) write(ctx context.Context, verb string, id bot.MessageID, p bot.Post) (bot.MessageID, error) {
	out := Posted{ID: id, Key: p.Key, Channel: p.Channel}
	switch {
	case p.Edition != nil:
		out.Kind = "edition"
	case p.Story != nil:
		out.Kind, out.Text = "story", p.Story.Digest.Headline
	case p.Answer != nil:
		out.Kind, out.Text = "answer", p.Answer.Asked
	case p.Notice != nil:
		out.Kind = "notice"
		for _, l := range p.Notice.Lines {
			out.Text += l.Text + "\n"
		}
	}
	body, err := json.Marshal(out)
	if err != nil {
		return "", err
	}
	status, answer, wait, err := c.do(ctx, verb, c.URL, body)
	switch {
	case err != nil:
		if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
			return "", &bot.SendError{Outcome: bot.Delayed, Reason: "the service cannot be reached", Err: err}
		}
		return "", err
	case status == http.StatusOK:
		return bot.MessageID(answer), nil
	case status == http.StatusTooManyRequests:
		return "", &bot.SendError{Outcome: bot.Delayed, RetryAfter: wait, Reason: "the service asks to wait"}
	case status == http.StatusGone:
		return "", &bot.SendError{Outcome: bot.Barred, Reason: "the app is not a member"}
	case status >= 500:
		return "", &bot.SendError{Outcome: bot.Unknown, Reason: "the service answered " + strconv.Itoa(status)}
	default:
		return "", &bot.SendError{Outcome: bot.Refused, Reason: "the service refused: " + answer}
	}
}

// Find looks p up.
func (c *Client) Find(ctx context.Context, p bot.Post, _ time.Time) (bot.MessageID, bool, error) {
	if c.Blind {
		return "", false, nil
	}
	status, answer, _, err := c.do(ctx, http.MethodGet, c.URL+"?"+url.Values{"key": {string(p.Key)}}.Encode(), nil)
	switch {
	case err != nil:
		return "", false, err
	case status == http.StatusOK:
		return bot.MessageID(answer), true, nil
	case status == http.StatusNoContent:
		return "", false, nil
	default:
		return "", false, fmt.Errorf("status %d", status)
	}
}

func (c *Client) do(ctx context.Context, method, address string, body []byte) (status int, answer string, wait time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return 0, "", 0, err
	}
	// A connection of its own: on one that is used again, net/http may send twice.
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", 0, err
	}
	defer resp.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(resp.Body); err != nil {
		return 0, "", 0, err
	}
	wait, _ = time.ParseDuration(resp.Header.Get("Retry-After") + "s")
	return resp.StatusCode, b.String(), wait, nil
}

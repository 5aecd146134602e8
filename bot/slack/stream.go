package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"newsdigest/bot"
)

const (
	// maxFrame is of what Slack sends over the link, in bytes; what is larger ends it.
	maxFrame = 4 << 20
	// maxWaiting is how many messages may wait to be looked at.
	maxWaiting = 512
	// lastCalls is how long what was heard before the end may take.
	lastCalls = 5 * time.Second
)

// Listen implements bot.Listener over Socket Mode. A link that Slack refreshes
// or that is lost is opened again; an error means that Slack does not let us in.
func (p *Platform) Listen(ctx context.Context, inbox bot.Inbox) error {
	self, err := p.whoami(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	client := socketmode.New(p.api,
		socketmode.OptionLog(log.New(io.Discard, "", 0)),
		socketmode.OptionReadLimit(maxFrame))
	linked, cancel := context.WithCancel(ctx)
	defer cancel()
	heard := make(chan note, maxWaiting)
	var ended error
	var linking, taking sync.WaitGroup
	linking.Go(func() {
		defer cancel()
		ended = client.RunContext(linked)
	})
	calls, stop := lasting(ctx, lastCalls)
	defer stop()
	taking.Go(func() {
		for n := range heard {
			p.take(calls, inbox, self, n)
		}
	})
	for linked.Err() == nil {
		select {
		case e := <-client.Events:
			p.receive(linked, client, e, heard)
		case <-linked.Done():
		}
	}
	close(heard)
	linking.Wait()
	taking.Wait()
	if ctx.Err() != nil || ended == nil {
		return nil
	}
	return p.linkError(ended)
}

// lasting is a context that ends a while after ctx: what Slack has our receipt
// for it will not tell again.
func lasting(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	longer, stop := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() {
		nap(longer, grace)
		stop()
	})
	return longer, stop
}

// linkError says in words why Slack does not let us in.
func (p *Platform) linkError(err error) error {
	covered := p.cover(err)
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok && status.Code == http.StatusNotFound {
		return fmt.Errorf("open the link to Slack: %w; is slack.api_url right?", covered)
	}
	return fmt.Errorf("open the link to Slack: %w; take the app-level token, which begins with xapp- and has the scope connections:write", covered)
}

// status says what becomes of the link.
func (p *Platform) status(e socketmode.Event) {
	switch data := e.Data.(type) {
	case *slackapi.ConnectionErrorEvent:
		p.log.Warn("questions are not heard: no link to Slack", "error", p.cover(data.ErrorObj), "again_in", data.Backoff)
	case *socketmode.ConnectedEvent:
		p.log.Info("questions are heard: linked to Slack", "links_before", data.ConnectionCount)
	}
}

// receive acknowledges what came over the link and passes on what was said.
// What it does not know, or cannot read, is acknowledged too: Slack would send
// it again, and in the end nothing more.
func (p *Platform) receive(ctx context.Context, client *socketmode.Client, e socketmode.Event, heard chan<- note) {
	var envelope struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	switch data := e.Data.(type) {
	case *socketmode.ErrorBadMessage:
		// The library reads strictly. An error here leaves the fields it got to.
		_ = json.Unmarshal(data.Message, &envelope)
		p.log.Info("Slack sent what is not known", "error", p.cover(data.Cause))
	default:
		if e.Request != nil {
			envelope.EnvelopeID, envelope.Payload = e.Request.EnvelopeID, e.Request.Payload
		}
		p.status(e)
	}
	if envelope.EnvelopeID == "" {
		return
	}
	var payload struct {
		Event note `json:"event"`
	}
	if err := json.Unmarshal(envelope.Payload, &payload); err == nil && payload.Event.TS != "" {
		select {
		case heard <- payload.Event:
		case <-ctx.Done():
			return // without a receipt: Slack tells it again
		}
	}
	if err := client.AckCtx(ctx, envelope.EnvelopeID, nil); err != nil && ctx.Err() == nil {
		p.log.Warn("Slack got no receipt", "error", p.cover(err))
	}
}

// Slack allows few openings of a link a minute, and the client opens one anew
// whenever one ends, at once.
// https://docs.slack.dev/reference/methods/apps.connections.open
const (
	openings    = 6 // at most, within openingTime
	openingTime = 2 * time.Minute
)

// paced answers in Slack's stead, and as Slack would, that a link is asked for
// too often.
type paced struct {
	next http.RoundTripper // nil: the default
	mu   sync.Mutex
	last []time.Time // of the openings, oldest first
}

func (t *paced) RoundTrip(r *http.Request) (*http.Response, error) {
	next := t.next
	if next == nil {
		next = http.DefaultTransport
	}
	if !strings.HasSuffix(r.URL.Path, "/apps.connections.open") {
		return next.RoundTrip(r)
	}
	wait := t.wait(time.Now())
	if wait == 0 {
		return next.RoundTrip(r)
	}
	if r.Body != nil {
		r.Body.Close()
	}
	return &http.Response{
		Status: "429 Too Many Requests", StatusCode: http.StatusTooManyRequests,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:  http.Header{"Retry-After": {strconv.Itoa(int(wait/time.Second) + 1)}},
		Body:    http.NoBody,
		Request: r,
	}, nil
}

// wait is how long no link may be opened; zero: one is being opened now.
func (t *paced) wait(now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.last) == openings {
		if free := t.last[0].Add(openingTime); free.After(now) {
			return free.Sub(now)
		}
		t.last = t.last[1:]
	}
	t.last = append(t.last, now)
	return 0
}

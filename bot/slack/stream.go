package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"newsdigest/bot"
)

const (
	// maxFrame is of what Slack sends over the link, in bytes; what is larger ends it.
	maxFrame = 4 << 20
	// usualLinks is how many links are held. Slack allows ten an app:
	// https://docs.slack.dev/apis/events-api/using-socket-mode
	usualLinks = 2
	// usualApart is between the openings of two links, so that Slack does not
	// refresh both at a time.
	usualApart = 30 * time.Second
	// maxSilence is how long a link may give no sign of life before it is opened
	// anew. Slack gives one every few seconds; a service that gives none keeps
	// its two links up by turns.
	maxSilence = time.Minute
	// lastCalls is how long what was heard before the end may take.
	lastCalls = 5 * time.Second
)

// Listen implements bot.Listener over Socket Mode. A link that Slack refreshes
// or that is lost is opened again; an error means that Slack does not let us in.
// Several links are held, so that while one is opened again another hears.
func (p *Platform) Listen(ctx context.Context, inbox bot.Inbox) error {
	self, err := p.whoami(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	linked, cancel := context.WithCancel(ctx)
	defer cancel()
	calls, stop := lasting(ctx, lastCalls)
	defer stop()
	e := newEar(p, inbox, self)
	finish := e.work(calls)
	ended := make([]error, p.links)
	var linking sync.WaitGroup
	for i := range p.links {
		linking.Go(func() {
			defer cancel()
			if i > 0 && !nap(linked, time.Duration(i)*p.apart) {
				return
			}
			ended[i] = p.link(linked, e)
		})
	}
	linking.Wait()
	finish()
	if ctx.Err() != nil {
		return nil
	}
	for _, err := range ended {
		if err != nil {
			return p.linkError(err)
		}
	}
	return nil
}

// link holds one link until ctx ends or Slack does not let us in.
func (p *Platform) link(ctx context.Context, e *ear) error {
	client := socketmode.New(p.api,
		socketmode.OptionLog(log.New(io.Discard, "", 0)),
		socketmode.OptionReadLimit(maxFrame),
		socketmode.OptionPingInterval(maxSilence))
	linked, cancel := context.WithCancel(ctx)
	defer cancel()
	var ended error
	var running sync.WaitGroup
	running.Go(func() {
		defer cancel()
		ended = client.RunContext(linked)
	})
	for linked.Err() == nil {
		select {
		case event := <-client.Events:
			p.receive(linked, client, event, e)
		case <-linked.Done():
		}
	}
	running.Wait()
	return ended
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

// An envelope is what comes over a link and awaits its receipt.
type envelope struct {
	ID      string          `json:"envelope_id"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
	Retry   int             `json:"retry_attempt"`
}

// receive passes on what was said over the link, and acknowledges it. What it
// does not know, or cannot read, is acknowledged too: Slack would send it again,
// and in the end nothing more.
func (p *Platform) receive(ctx context.Context, client *socketmode.Client, e socketmode.Event, to *ear) {
	var got envelope
	switch data := e.Data.(type) {
	case *socketmode.ErrorBadMessage:
		// The library reads strictly. An error here leaves the fields it got to.
		_ = json.Unmarshal(data.Message, &got)
		p.log.Info("Slack sent what is not known", "error", p.cover(data.Cause))
	default:
		if e.Request != nil {
			got = envelope{e.Request.EnvelopeID, e.Request.Type, e.Request.Payload, e.Request.RetryAttempt}
		}
		p.status(e)
	}
	if got.ID == "" {
		return
	}
	to.hear(ctx, got, func() {
		if err := client.AckCtx(ctx, got.ID, nil); err != nil && ctx.Err() == nil {
			p.log.Warn("Slack got no receipt", "error", p.cover(err))
		}
	})
}

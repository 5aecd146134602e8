package slack

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"sync"

	"newsdigest/bot"
)

// A work is what is to be done about something that was heard.
type work func(ctx context.Context)

const (
	// lanes is how many messages are looked at at a time; what is told of one
	// message is looked at in its order. They wait for the store, and those who
	// wait at a time share its commits.
	lanes = 64
	// maxLane is how much may wait in each.
	maxLane = 32
	// A form must be opened within three seconds: those who ask for one do not
	// wait behind those whose pages are being read.
	quickWorkers = 8
	slowWorkers  = 8
	// maxWaiting is how much may wait for those of a kind.
	maxWaiting = 256
)

// An ear takes what comes over the links to those who do it.
type ear struct {
	p     *Platform
	inbox bot.Inbox
	self  identity

	messages [lanes]chan work
	quick    chan work
	slow     chan work
}

func newEar(p *Platform, inbox bot.Inbox, self identity) *ear {
	e := &ear{p: p, inbox: inbox, self: self, quick: make(chan work, maxWaiting), slow: make(chan work, maxWaiting)}
	for i := range e.messages {
		e.messages[i] = make(chan work, maxLane)
	}
	return e
}

// work does what is heard. finish returns when all of it is done; nothing may
// be heard any more then.
func (e *ear) work(ctx context.Context) (finish func()) {
	var wg sync.WaitGroup
	do := func(from chan work, workers int) {
		for range workers {
			wg.Go(func() {
				for w := range from {
					e.do(ctx, w)
				}
			})
		}
	}
	for _, lane := range e.messages {
		do(lane, 1)
	}
	do(e.quick, quickWorkers)
	do(e.slow, slowWorkers)
	return func() {
		for _, lane := range e.messages {
			close(lane)
		}
		close(e.quick)
		close(e.slow)
		wg.Wait()
	}
}

// do does w; what goes wrong in it costs that one.
func (e *ear) do(ctx context.Context, w work) {
	defer func() {
		if r := recover(); r != nil {
			e.p.log.Error("what was heard could not be done", "panic", r)
		}
	}()
	w(ctx)
}

// put hands w over; false: ctx has ended before there was room.
func put(ctx context.Context, to chan work, w work) bool {
	select {
	case to <- w:
		return true
	case <-ctx.Done():
		return false
	}
}

// lane is where what is told of a message is looked at.
func (e *ear) lane(channel, message string) chan work {
	h := fnv.New32a()
	h.Write([]byte(channel + ":" + message))
	return e.messages[h.Sum32()%lanes]
}

// hear takes an envelope and has receipt called once nothing of it can be lost
// any more: for a question, that is when it is kept. What never comes so far
// Slack tells again. What is not known is receipted, and nothing done about it.
func (e *ear) hear(ctx context.Context, in envelope, receipt func()) {
	switch payload := in.Payload; in.Type {
	case "slash_commands":
		var c typed
		_ = json.Unmarshal(payload, &c) // an error leaves the fields it got to
		if c.Command == "" || e.hearCommand(ctx, c, e.once(in)) {
			receipt()
		}
		return
	case "interactive":
		var c click
		_ = json.Unmarshal(payload, &c)
		if e.hearClick(ctx, c, e.once(in)) {
			receipt()
		}
		return
	}
	var event struct {
		ID    string `json:"event_id"`
		Event note   `json:"event"`
	}
	// An error leaves the fields it got to.
	if err := json.Unmarshal(in.Payload, &event); err != nil && event.Event.TS == "" {
		receipt()
		return
	}
	e.hearEvent(ctx, event.Event, receipt)
}

// once reports, when it is called, whether the envelope is told for the first
// time: Slack tells again, word for word, what it holds to be lost.
func (e *ear) once(in envelope) func() bool {
	return func() bool {
		envelope := e.p.heard.first("envelope " + in.ID)
		words := e.p.heard.first(fmt.Sprintf("told %x", sha256.Sum256(in.Payload)))
		return envelope && (words || in.Retry == 0)
	}
}

func (e *ear) hearEvent(ctx context.Context, n note, receipt func()) {
	switch {
	case n.Type == "app_home_opened" && n.Tab != "messages" && n.User != "":
		if put(ctx, e.quick, func(ctx context.Context) { e.p.home(ctx, e.inbox, n.User) }) {
			receipt()
		}
		return
	case n.Type != "message" && n.Type != "app_mention" || n.Channel == "" || n.TS == "":
		receipt()
		return
	}
	message := n.TS
	if n.Message != nil {
		message = n.Message.TS
	} else if n.Previous != nil {
		message = n.Previous.TS
	} else if n.Deleted != "" {
		message = n.Deleted
	}
	put(ctx, e.lane(n.Channel, message), func(ctx context.Context) {
		if e.p.take(ctx, e.inbox, e.self, n) {
			receipt()
		}
	})
}

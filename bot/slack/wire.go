package slack

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The client opens a link anew whenever one ends, at once; Slack allows few
// openings a minute, but many after a quiet time.
// https://docs.slack.dev/reference/methods/apps.connections.open
const (
	openings    = 20               // at once
	openingTime = 10 * time.Second // until there may be one more
)

// A wire carries requests to Slack's methods. It puts the token where Slack
// would rather have it, too, and some other services only look: in a header.
// And it answers in Slack's stead, and as Slack would, that a link is asked for
// too often.
type wire struct {
	next  http.RoundTripper // nil: the default
	token string

	mu    sync.Mutex
	used  int // of the openings
	since time.Time
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	next := w.next
	if next == nil {
		next = http.DefaultTransport
	}
	if r.Header.Get("Authorization") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+w.token)
	}
	if !strings.HasSuffix(r.URL.Path, "/apps.connections.open") {
		return next.RoundTrip(r)
	}
	wait := w.wait(time.Now())
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
func (w *wire) wait(now time.Time) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	free := int(now.Sub(w.since) / openingTime)
	if free >= w.used {
		w.used, w.since = 0, now
	} else {
		w.used -= free
		w.since = w.since.Add(time.Duration(free) * openingTime)
	}
	if w.used == openings {
		return w.since.Add(openingTime).Sub(now)
	}
	w.used++
	return 0
}

package bot

import (
	"context"
	"sync"
	"time"

	"newsdigest/digest/article"
)

// How long what was read of a source serves other channels' editions that were
// due before it was read, and how much of it all is kept.
const (
	keepReading  = 2 * time.Minute
	keepFailure  = 5 * time.Second
	maxReadBytes = 16 << 20
)

// A reading is what a source gave once.
type reading struct {
	began    time.Time
	done     chan struct{} // closed: the rest is set
	articles []article.Article
	err      error
	cut      bool // its reader was stopped: it says nothing
	size     int  // bytes, while it is kept
}

// readings are the last of each source. Many channels that share a source are
// due at the same moment, and its outlet is asked once.
type readings struct {
	mu   sync.Mutex
	last map[string]*reading
	size int
}

// read gives a source's articles as they were after then. mine: fetch was
// called for them now.
func (rs *readings) read(ctx context.Context, source string, then, now time.Time, fetch func() ([]article.Article, error)) (articles []article.Article, mine bool, err error) {
	for {
		r, mine := rs.join(source, then, now)
		if mine {
			r.articles, r.err = fetch()
			r.cut = ctx.Err() != nil
			rs.keep(source, r)
			close(r.done)
			return r.articles, true, r.err
		}
		select {
		case <-r.done:
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
		if !r.cut {
			return r.articles, false, r.err
		}
	}
}

// join is the reading that was begun after then, or a new one.
func (rs *readings) join(source string, then, now time.Time) (r *reading, mine bool) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if r := rs.last[source]; r != nil && r.began.After(then) {
		return r, false
	}
	if rs.last == nil {
		rs.last = map[string]*reading{}
	}
	rs.drop(source, rs.last[source])
	r = &reading{began: now, done: make(chan struct{})}
	rs.last[source] = r
	return r, true
}

// keep keeps what was read for a while, where there is room for it.
func (rs *readings) keep(source string, r *reading) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for _, a := range r.articles {
		r.size += len(a.Text)
	}
	wait := keepReading
	if len(r.articles) == 0 && r.err != nil {
		wait = keepFailure
	}
	rs.size += r.size
	if rs.last[source] != r || r.cut || rs.size > maxReadBytes {
		rs.size -= r.size
		r.size = 0
		rs.drop(source, r)
		return
	}
	time.AfterFunc(wait, func() {
		rs.mu.Lock()
		defer rs.mu.Unlock()
		rs.drop(source, r)
	})
}

// drop keeps r no more. rs.mu is held.
func (rs *readings) drop(source string, r *reading) {
	if r == nil || rs.last[source] != r {
		return
	}
	delete(rs.last, source)
	rs.size -= r.size
	r.size = 0
}

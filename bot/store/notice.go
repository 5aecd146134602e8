package store

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
)

// An embedded driver is River's for SQLite in the one process that works on a
// file. The library's own looks for new jobs' notices twenty times a second,
// which costs more than all else at rest; this one looks when this process has
// committed something. What another process adds is found by the queue's
// slower polling.
type embedded struct {
	*riversqlite.Driver
	committed chan struct{} // holds one where a commit was not looked at yet
}

// commit says that there may be notices.
func (d *embedded) commit() {
	select {
	case d.committed <- struct{}{}:
	default:
	}
}

// GetListener is the library's, which looks less often.
func (d *embedded) GetListener(p *riverdriver.GetListenenerParams) riverdriver.Listener {
	return &listener{Listener: d.Driver.GetListener(p), committed: d.committed}
}

type listener struct {
	riverdriver.Listener
	committed <-chan struct{}
}

// How long the library's listener, which looks every 50 ms, is left to look:
// several times, so that one slow look loses nothing. Every five seconds it is
// asked anew, without a commit.
const (
	glance = 200 * time.Millisecond
	stare  = time.Second // after a commit
)

func (l *listener) WaitForNotification(ctx context.Context) (*riverdriver.Notification, error) {
	for look := glance; ; look = stare {
		looking, cancel := context.WithTimeout(ctx, look)
		n, err := l.Listener.WaitForNotification(looking)
		cancel()
		if err == nil {
			return n, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			return nil, err
		}
		select {
		case <-l.committed:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

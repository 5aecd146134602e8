package store

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// sayAgain is after how long the same trouble with the store is said again.
const sayAgain = time.Minute

// A plaint says that the store cannot be used, once for what many say in
// words of their own: the queue's parts look many times a second.
type plaint struct {
	mu   sync.Mutex
	said map[string]time.Time // by hint
}

// complain reports whether err tells that the store itself cannot be used, and
// says so, unless it was said within sayAgain.
func (s *Store) complain(ctx context.Context, err error) bool {
	e, ok := errors.AsType[*Error](s.explain(err))
	if !ok && cutOff(err) {
		e, ok = &Error{Path: s.name, Hint: "the connection was cut; look whether the server runs", Err: err}, true
	}
	if !ok {
		return false
	}
	s.plaint.mu.Lock()
	last, before := s.plaint.said[e.Hint]
	now := time.Now()
	again := before && now.Sub(last) < sayAgain
	if !again {
		if s.plaint.said == nil {
			s.plaint.said = map[string]time.Time{}
		}
		s.plaint.said[e.Hint] = now
	}
	s.plaint.mu.Unlock()
	if !again {
		s.log.ErrorContext(ctx, "the store cannot be used; it is tried again", "error", e)
	}
	return true
}

// jobErrors says what went wrong with a job. It is tried again.
type jobErrors struct{ s *Store }

func (j jobErrors) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	if !j.s.complain(ctx, err) {
		j.s.log.WarnContext(ctx, "a job went wrong; it is tried again", "job", job.Kind, "args", string(job.EncodedArgs), "attempt", job.Attempt, "error", err)
	}
	return nil
}

func (j jobErrors) HandlePanic(ctx context.Context, job *rivertype.JobRow, p any, trace string) *river.ErrorHandlerResult {
	j.s.log.ErrorContext(ctx, "a job panicked; it is tried again", "job", job.Kind, "args", string(job.EncodedArgs), "attempt", job.Attempt, "panic", p, "trace", trace)
	return nil
}

// riverLog lets the queue's own errors through, those about the store in our
// words; of jobs jobErrors speaks.
func (s *Store) riverLog() *slog.Logger { return slog.New(queueLog{s.log.Handler(), s}) }

type queueLog struct {
	slog.Handler
	s *Store
}

func (h queueLog) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelError && h.Handler.Enabled(ctx, l)
}

func (h queueLog) WithAttrs(a []slog.Attr) slog.Handler {
	return queueLog{h.Handler.WithAttrs(a), h.s}
}

func (h queueLog) WithGroup(name string) slog.Handler {
	return queueLog{h.Handler.WithGroup(name), h.s}
}

func (h queueLog) Handle(ctx context.Context, r slog.Record) error {
	var cause error
	r.Attrs(func(a slog.Attr) bool {
		switch v := a.Value.Any().(type) {
		case error:
			cause = v
		case string:
			if a.Key == "err" || a.Key == "error" {
				cause = spoken(v)
			}
		}
		return cause == nil
	})
	if cause != nil && h.s.complain(ctx, cause) {
		return nil
	}
	// What the queue gave up because of it says no more.
	if h.s.troubled() {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// troubled reports whether the store could not be used a moment ago.
func (s *Store) troubled() bool {
	s.plaint.mu.Lock()
	defer s.plaint.mu.Unlock()
	for _, at := range s.plaint.said {
		if time.Since(at) < sayAgain {
			return true
		}
	}
	return false
}

// cutOff reports whether the server went away in the middle of an exchange.
func cutOff(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || strings.HasSuffix(err.Error(), "unexpected EOF") || strings.HasSuffix(err.Error(), "conn closed")
}

// How the drivers of SQLite and Postgres end an error's text.
var (
	resultCode = regexp.MustCompile(`\((\d+)\)$`)
	sqlState   = regexp.MustCompile(`\(SQLSTATE (\w{5})\)$`)
)

// spoken is an error of the database's that was made a text on the way; nil:
// the text is of no such error.
func spoken(s string) error {
	if m := sqlState.FindStringSubmatch(s); m != nil && pgHints[m[1]] != "" {
		severity, message, _ := strings.Cut(strings.TrimSuffix(s, " "+m[0]), ": ")
		return &pgconn.PgError{Severity: severity, Code: m[1], Message: message}
	}
	if err := errors.New(s); cutOff(err) {
		return err
	}
	m := resultCode.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || hints[n&0xff] == "" {
		return nil
	}
	return sqliteText{s, n & 0xff}
}

type sqliteText struct {
	text string
	code int
}

func (e sqliteText) Error() string { return e.text }

package source

import (
	"errors"
	"fmt"
	"time"
)

// A Reason says why a source could not be read.
type Reason int

const (
	Unreachable   Reason = iota // no such host, refused, broken off
	Private                     // on a private network
	Refused                     // a kind of address that is never asked
	NotFound                    // the page or file is not there
	Gone                        // it was there, and will not come back
	Login                       // it needs a login or a subscription
	RateLimited                 // asked too often
	Blocked                     // the site lets only people in
	ServerTrouble               // the site is out of order
	Insecure                    // its certificate is not good
	TimedOut                    // it took too long
	TooLarge                    // more than is read of one source
	WrongKind                   // a PDF, a picture, a feed where a page was meant
	Empty                       // no article in it
	Malformed                   // it cannot be understood
)

var reasonNames = [...]string{
	"unreachable", "private", "refused", "not found", "gone", "login", "rate limited", "blocked", "server trouble",
	"insecure", "timed out", "too large", "wrong kind", "empty", "malformed",
}

func (r Reason) String() string { return reasonNames[r] }

// ErrPrivate is in every error about an address on a private network.
var ErrPrivate = errors.New("private address")

// An Error is why one source, or one article of it, could not be read. Its
// text names the subject and says what to do about it.
type Error struct {
	Subject    string // the address without its query, or the file
	Reason     Reason
	Status     int           // the HTTP status; 0: none came
	RetryAfter time.Duration // with RateLimited and ServerTrouble, as the site says; 0: it does not say
	Err        error         // in words, with what to do
}

func (e *Error) Error() string {
	if e.Subject == "" {
		return e.Err.Error()
	}
	return fmt.Sprintf("%s: %v", e.Subject, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// trouble is an Error whose subject a caller adds by about.
func trouble(r Reason, err error) *Error { return &Error{Reason: r, Err: err} }

// about says of what err is. An Error that has a subject keeps it.
func about(subject string, err error) error {
	if err == nil {
		return nil
	}
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return &Error{Subject: subject, Reason: Malformed, Err: err}
	}
	if e.Subject != "" {
		return err
	}
	named := *e
	named.Subject = subject
	return &named
}

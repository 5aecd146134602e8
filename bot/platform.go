package bot

import (
	"context"
	"fmt"
	"time"
)

// A Platform is a chat service.
type Platform interface {
	// Name is the part of a ChannelID before the colon.
	Name() string
	// Send shows p once and returns the service's name for it. It is called
	// with the delivery stored as Sending. It must not retry, and must return
	// by ctx's deadline. Errors are a *SendError; any other error counts as
	// one whose Outcome is Unknown.
	Send(ctx context.Context, p Post) (MessageID, error)
}

// A Finder is a Platform that can look up whether a post is there. Without it
// a lost answer leaves the delivery Uncertain.
type Finder interface {
	// Find looks for p among what was posted since then. found is false only
	// where p is surely not there; an error means that it cannot be told.
	Find(ctx context.Context, p Post, since time.Time) (id MessageID, found bool, err error)
}

// A Rester is a Finder whose service may still carry out a request after its
// answer was lost. Find is called only after that time. Others need no rest.
type Rester interface{ Rest() time.Duration }

// A Listener is a Platform that hears questions.
type Listener interface {
	// Listen hands each question to inbox until ctx ends, then returns nil. A
	// *ShutError: it is not to be tried again; after other errors it is.
	Listen(ctx context.Context, inbox Inbox) error
}

// A ShutError is why a service does not let the bot in, nor will before a person
// changes what Reason names.
type ShutError struct{ Reason string }

func (e *ShutError) Error() string { return e.Reason }

// A Checker is a Platform that can say beforehand whether it may post.
type Checker interface {
	// Check returns what would keep posts from the channel, in words for a
	// person: which token, which scope or permission, which membership. It
	// posts nothing. nil: nothing is known to.
	Check(ctx context.Context, c ChannelID) error
}

// An Editor is a Platform that can change what it posted. Without it an answer
// stays as it is whatever becomes of its question.
type Editor interface {
	// Edit makes the message show p in place of what it showed. It may be
	// called again after a lost answer. Errors are as those of Send; a message
	// that is gone is Refused.
	Edit(ctx context.Context, id MessageID, p Post) error
	// Remove takes the message away. One that is gone is no error.
	Remove(ctx context.Context, id MessageID, p Post) error
}

// An Addresser is an Editor whose messages have addresses of their own. Once
// an edition's stories are posted, its headlines lead there.
type Addresser interface {
	Editor
	// Address is where people find the message; empty: that is not known.
	Address(ctx context.Context, c ChannelID, id MessageID) string
}

// A Namer is a Platform whose channels have names beside their ids.
type Namer interface {
	// Called is what people call the channel, in plain words, as in "#news";
	// empty: that is not known. here: it is said on the service itself, where it
	// may also be what Send makes a link of.
	Called(ctx context.Context, c ChannelID, here bool) string
}

// A Shelver is a Platform some of whose channels hold posts under titles of
// their own, as a forum does. An edition has no head there: its first story
// carries the mention.
type Shelver interface {
	// Shelves reports whether the channel is one. Errors are as those of Send,
	// which is not called with an EditionPost for such a channel.
	Shelves(ctx context.Context, c ChannelID) (bool, error)
}

// An Inbox takes from a Platform what people ask. *Bot is one.
type Inbox interface {
	// Ask stores the question and returns; the answer comes later as a Post.
	// A question with an ID that is known is ignored. ErrNoStory: no story is
	// known in that thread, nor among the stories of Question.Among.
	// A *BusyError: this person asks too much; ErrMayNotAsk: they may not ask;
	// ErrTooLong: it is more than is read; nothing was stored.
	Ask(ctx context.Context, q Question) error
	// Revise gives a question other words; its answer is changed in place. An
	// unknown question is ErrNotFound. The same words change nothing. ErrTooLong:
	// it is taken back.
	Revise(ctx context.Context, q Question) error
	// Retract takes a question back, and its answer with it. An unknown
	// question is ErrNotFound.
	Retract(ctx context.Context, c ChannelID, id QuestionID) error
	// Do does what a person commands, and says what came of it; what went
	// wrong is said in the reply's words. It may take as long as pages take to read.
	Do(ctx context.Context, c Command) Reply
	// Recent are the channel's last stories that can be asked about, newest first.
	Recent(ctx context.Context, c ChannelID) ([]Headline, error)
	// Overview is how the platform's channels do.
	Overview(ctx context.Context, platform string) (Overview, error)
}

// A BusyError refuses what somebody asks who asks too much.
type BusyError struct {
	Limit int           // how much they may ask
	Per   time.Duration // in that time: a minute of everything, longer of questions
	Wait  time.Duration // until they may ask again
}

func (e *BusyError) Error() string {
	what, wait := "questions and commands in a minute", fmt.Sprintf("%d seconds", int(e.Wait.Seconds())+1)
	if e.Per > time.Minute {
		what = fmt.Sprintf("questions in %d minutes", int(e.Per.Minutes()))
	}
	if e.Wait >= 2*time.Minute {
		wait = fmt.Sprintf("%d minutes", int(e.Wait.Minutes())+1)
	}
	return fmt.Sprintf("that is more than %d %s; ask again in %s", e.Limit, what, wait)
}

// An Outcome says what is known of a send that did not succeed.
type Outcome int

const (
	Unknown Outcome = iota // it may be there
	Refused                // it is not there, and sending it again would be refused too
	Delayed                // it is not there; it may be sent again after RetryAfter
	Barred                 // it is not there, and nothing can be posted there until a person gives back a place or a permission
)

// A SendError is why a post was not, or may not have been, shown.
type SendError struct {
	Outcome    Outcome
	RetryAfter time.Duration // with Delayed; zero: the caller chooses
	Reason     string        // in words for a person: which channel, which permission
	Err        error         // may be nil
}

func (e *SendError) Error() string {
	if e.Err == nil {
		return e.Reason
	}
	return fmt.Sprintf("%s: %v", e.Reason, e.Err)
}

func (e *SendError) Unwrap() error { return e.Err }

package bot

import (
	"context"
	"errors"
)

// Errors that a caller decides on.
var (
	// ErrNotFound: what was asked for by its name is not there.
	ErrNotFound = errors.New("not found")
	// ErrNoStory: no story is known in that thread.
	ErrNoStory = errors.New("no story is known in this thread")
	// ErrMayNotAsk: the rules name others who may ask. Its words are for who asked.
	ErrMayNotAsk = errors.New("you may not ask questions here; whoever runs newsdigest can let you under commands: {ask: […]}")
	// ErrTooLong: it is longer than what is read of a question. Its words are for who asked.
	ErrTooLong = errors.New("a question may have at most 2,000 characters; ask in fewer")
)

// Refusal is why a question was not taken that need not be tried again, in words
// for who asked; empty: err is nil, or something else.
func Refusal(err error) string {
	if busy, ok := errors.AsType[*BusyError](err); ok {
		return busy.Error()
	}
	for _, e := range []error{ErrMayNotAsk, ErrTooLong} {
		if errors.Is(err, e) {
			return e.Error()
		}
	}
	return ""
}

// A ChatLog keeps a chat of our own. *store.Store is one; a platform that
// shows such a chat asks for the methods it needs.
type ChatLog interface {
	// AddMessage keeps m once: one of ours by its channel and Post.Key, a
	// person's by its ID. added is false where it was there already; id is
	// then that of the one kept. A message without an ID is given one. A
	// Thread that names no message of the same channel is ErrNotFound.
	AddMessage(ctx context.Context, m Message) (id MessageID, added bool, err error)
	// ChangeMessage makes one of our messages show p. ErrNotFound: it is not there.
	ChangeMessage(ctx context.Context, id MessageID, p Post) error
	// RemoveMessage takes one of ours away; that it is gone is no error.
	RemoveMessage(ctx context.Context, id MessageID) error
	// Messages are those that stand in the channel itself, oldest first, each
	// with the number of its Replies; none is no error.
	Messages(ctx context.Context, channel ChannelID, p Page) ([]Message, error)
	// Message is one message of any channel, or ErrNotFound.
	Message(ctx context.Context, id MessageID) (Message, error)
	// MessageByKey is our post with that key; false: it is not there.
	MessageByKey(ctx context.Context, channel ChannelID, key Key) (Message, bool, error)
	// Replies are the thread's messages without its root, oldest first.
	Replies(ctx context.Context, thread Thread) ([]Message, error)
	// Story is what a thread is about, or ErrNotFound.
	Story(ctx context.Context, id StoryID) (Story, error)
}

// A Page is a stretch of a channel's messages. With After it is the first
// Limit ones after that message; else the last Limit ones, of those before
// Before where it is given. After or before an
// unknown message there is nothing.
type Page struct {
	Before MessageID // empty: up to the newest
	After  MessageID // empty: see above; not together with Before
	Limit  int       // at most so many; 0 or less: 50
}

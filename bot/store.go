package bot

import (
	"context"
	"errors"
	"time"

	"newsdigest/digest/article"
)

// ErrStale: what was to be changed is not any more as it was read. Read again.
var ErrStale = errors.New("changed meanwhile")

// A Store is what must survive a crash. *store.Store is one. Each call is one
// transaction: all of it is kept, or none. Times are kept to the millisecond.
type Store interface {
	Schedules
	EditionLog
	Outbox
	BarLog
	Operations
	QuestionLog
	DeskLog
	Queue
}

// A Cursor is how far a channel's schedule has come.
type Cursor struct {
	Schedule Schedule
	Next     Due
}

// Schedules keep a cursor for each channel.
type Schedules interface {
	Cursors(ctx context.Context) (map[ChannelID]Cursor, error)
	// Advance sets the channel's cursor and keeps the editions; those that are
	// due are queued. It does so only while the cursor is still was (nil: the
	// channel has none), else it is ErrStale. An edition that is known stays as it is.
	Advance(ctx context.Context, c ChannelID, was *Cursor, now Cursor, editions []Edition) error
}

// An EditionLog keeps editions and what they were made of.
type EditionLog interface {
	// AddEditions keeps those that are not known and queues those that are due.
	AddEditions(ctx context.Context, editions ...Edition) error
	// Edition is ErrNotFound where there is none.
	Edition(ctx context.Context, id EditionID) (Edition, error)
	// Posted are those of the stories that the channel has, or will have: each
	// has a delivery there that has not failed.
	Posted(ctx context.Context, c ChannelID, stories []StoryID) (map[StoryID]bool, error)
	// SettleEdition keeps the edition's state and reason, its stories, and its
	// posts as planned deliveries in that order, which it queues. A post that
	// failed before is planned again. ErrStale: the edition is not due any
	// more, or one of the posts is there already.
	SettleEdition(ctx context.Context, e Edition, stories []Story, posts []Post, now time.Time) error
	// Story is ErrNotFound where there is none.
	Story(ctx context.Context, id StoryID) (Story, error)
}

// An Outbox keeps deliveries.
type Outbox interface {
	// Head is the delivery that comes next in the lane: one that is Sending or
	// Unsure, else the first that is Planned. false: all are settled.
	Head(ctx context.Context, c ChannelID, l Lane) (Delivery, bool, error)
	// Move makes was, which has the same key, become now; their Posts are not
	// looked at. ErrStale: it is not any more in was's state since was's start,
	// or was planned anew. Once it returns, a crash or the loss of power does not undo it.
	Move(ctx context.Context, was, now Delivery) error
	// Change plans and queues that what was Sent is to show p, which has the same
	// key. ErrStale: it is not any more as was says.
	Change(ctx context.Context, was Delivery, p Post, now time.Time) error
	// Unsettled are the channel's deliveries that something still happens to,
	// in order.
	Unsettled(ctx context.Context, c ChannelID) ([]Delivery, error)
	// Delivery is ErrNotFound where there is none.
	Delivery(ctx context.Context, k Key) (Delivery, error)
	// DeliveriesOf are the edition's, in order.
	DeliveriesOf(ctx context.Context, e EditionID) ([]Delivery, error)
	// Deliveries are the last that the filter lets through, newest first.
	Deliveries(ctx context.Context, f Filter) ([]Delivery, error)
}

// A Filter chooses deliveries. Its zero value lets all through.
type Filter struct {
	States  []State // any of these; empty: any
	Channel ChannelID
	Story   StoryID   // those that tell it or answer on it
	Since   time.Time // planned then or later
	Limit   int       // at most so many; 0: 100
}

// BarLog keeps the channels that cannot be posted to for now.
type BarLog interface {
	// Bar keeps b; added is false where the channel is barred already.
	Bar(ctx context.Context, b Bar) (added bool, err error)
	// Unbar ends the channel's bar; false: there is none.
	Unbar(ctx context.Context, c ChannelID) (bool, error)
	// Bars are all, by their channels.
	Bars(ctx context.Context) ([]Bar, error)
}

// A QuestionLog keeps what people ask.
type QuestionLog interface {
	// AddQuestion keeps and queues a question, or ignores one whose channel and
	// ID are known. ErrNoStory: it names none, its thread's root is no story's
	// post, nor can be: no post of the channel awaits its answer; nothing in its
	// thread was answered about a story, and the channels of Among had none.
	AddQuestion(ctx context.Context, q Question) error
	// ReviseQuestion gives a question other words and queues it again; empty
	// ones take it back. The same words change nothing. ErrNotFound: it is not known.
	ReviseQuestion(ctx context.Context, c ChannelID, id QuestionID, text string) error
	// Question is ErrNotFound where there is none. open: it awaits its answer.
	Question(ctx context.Context, c ChannelID, id QuestionID) (q Question, open bool, err error)
	// Earlier are the questions asked in q's thread before it, oldest first.
	Earlier(ctx context.Context, q Question) ([]Question, error)
	// StoryIn is the story of the thread: of its root, or else the one that was
	// answered about last. ErrNoStory: there is none; may: it may yet turn out
	// to be one, since a post awaits its answer.
	StoryIn(ctx context.Context, t Thread) (id StoryID, may bool, err error)
	// SettleQuestion keeps q's Story, and plans and queues the answer; without
	// one, or with one that is Removed, it drops the question for that reason.
	// An answer that was posted before is changed. A question that is settled,
	// or has other words than q, stays as it is. ErrStale: the answer is being sent.
	SettleQuestion(ctx context.Context, q Question, answer *Post, reason string, now time.Time) error
}

// A Complaint is what a person holds to be wrong with a quote.
type Complaint struct {
	ID      string // unlike every other's
	Story   StoryID
	Title   string // the story's
	URL     string // the article; empty: none
	Quote   string // who is shown as having said what; empty: none in particular
	Says    string // the person's words
	Channel ChannelID
	User    string // who, as the service names them
	Name    string // how people know who
	At      time.Time
}

// A DeskLog keeps what commands need.
type DeskLog interface {
	// Admit hands what the person asked since then, oldest first, to keep, and
	// keeps r where that says so; over all replicas one at a time. Where keep
	// has no error and q is not nil, it does AddQuestion of q; its ErrNoStory
	// leaves r kept.
	Admit(ctx context.Context, r Request, since time.Time, q *Question, keep func(earlier []Request) (bool, error)) error
	// AddComplaint keeps c, or ignores one whose ID is known.
	AddComplaint(ctx context.Context, c Complaint) error
	// Complaints are the last ones, newest first.
	Complaints(ctx context.Context, limit int) ([]Complaint, error)
	// Pauses are the channels that get no editions.
	Pauses(ctx context.Context) (map[ChannelID]Pause, error)
	// SetPause pauses the channel; nil: not any more.
	SetPause(ctx context.Context, c ChannelID, p *Pause) error
	// KeepStory keeps a story that nobody posted.
	KeepStory(ctx context.Context, s Story, now time.Time) error
	// Plan plans and queues posts that belong to no edition. Those that are
	// there already, and have not failed, stay as they are.
	Plan(ctx context.Context, posts []Post, now time.Time) error
	// StoriesAt are those whose article has that address; none is no error.
	StoriesAt(ctx context.Context, address string) ([]StoryID, error)
	// Recent are the channels' last stories that were sent, newest first, each once.
	Recent(ctx context.Context, channels []ChannelID, limit int) ([]Delivery, error)
	// NoteSources keeps how sources did. A note with trouble leaves Worked and
	// Articles as they were.
	NoteSources(ctx context.Context, notes []SourceNote) error
	// SourceNotes are those of every source that was ever read, by name.
	SourceNotes(ctx context.Context) ([]SourceNote, error)
}

// A Queue does what was queued, at least once, until it is done.
type Queue interface {
	// Work hands what is queued to w until ctx ends; then it lets w finish what
	// it is at, within a limit, and returns nil.
	Work(ctx context.Context, w Worker) error
	// Lead reports whether this replica is the one that looks at the schedules
	// and sweeps. It is so of one at a time, while that one is in Work.
	Lead() bool
	// Sweep queues again what is to be done and is not queued.
	Sweep(ctx context.Context) error
}

// A Worker does what a Queue hands it. An error: try again later; last says
// that this was the last time. A wait that is not zero: there is more to do,
// after that time. Deliver is called by one goroutine at a time for each
// channel and lane, over all replicas.
type Worker interface {
	MakeEdition(ctx context.Context, id EditionID, last bool) error
	Answer(ctx context.Context, c ChannelID, id QuestionID, last bool) (wait time.Duration, err error)
	Deliver(ctx context.Context, c ChannelID, l Lane) (wait time.Duration, err error)
}

// A Collector gives the articles of a source, by the name it has in
// Channel.Sources. With an error it may give those it could read all the same.
type Collector interface {
	Collect(ctx context.Context, source string) ([]article.Article, error)
}

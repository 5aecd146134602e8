// Package bot decides what to post, when, where, and once; and answers
// questions in the threads under what was posted.
//
// An [Edition] is one due time of one channel's schedule. Its digests, and the
// answers to questions, leave through deliveries: a [Delivery] is one post to
// one channel, with a key under which it exists once and a [State] that is
// stored before anything is sent. A chat service stands behind [Platform];
// this package holds no HTML, no Block Kit and no embeds.
//
//	schedule due ─▶ collect ─▶ group ─▶ digest ─▶ deliver ─▶ thread: question ─▶ answer
package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"newsdigest/digest/article"
	"newsdigest/digest/render"
)

// A ChannelID names a place to post: the platform, a colon, and what the
// platform calls it: "web:demo", "slack:#nato-desk". Only the platform's
// adapter looks behind the colon.
type ChannelID string

// NewChannelID joins a platform's name and its own name for the channel.
func NewChannelID(platform, name string) ChannelID { return ChannelID(platform + ":" + name) }

// Platform is the part before the colon.
func (c ChannelID) Platform() string { p, _, _ := strings.Cut(string(c), ":"); return p }

// Name is the part after the colon.
func (c ChannelID) Name() string { _, n, _ := strings.Cut(string(c), ":"); return n }

// Opaque names, each its own type so that they cannot be mixed up.
type (
	MessageID  string // what the chat service calls a message
	StoryID    string // one event
	EditionID  string // one channel's due time
	QuestionID string // one person's message in a thread, as its service names it
	Key        string // under which a delivery exists once: 24 letters and digits, so that every service's marker holds it
)

// hash names what the words name, in 24 hexadecimal digits.
func hash(words ...string) string {
	h := sha256.New()
	for _, w := range words {
		fmt.Fprintf(h, "%d:%s", len(w), w)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

func editionKey(e Edition) Key            { return Key(hash("post", string(e.ID))) }
func storyKey(c ChannelID, s StoryID) Key { return Key(hash("story", string(c), string(s))) }
func noticeKey(c ChannelID, about ...string) Key {
	return Key(hash(append([]string{"notice", string(c)}, about...)...))
}
func answerKey(c ChannelID, q QuestionID) Key { return Key(hash("answer", string(c), string(q))) }

// UnseenID is the id of a question that is no message of the service's: that
// of the same words is the same. It does not show them: an id is logged, and
// kept where the question is not.
func UnseenID(words ...string) QuestionID {
	return QuestionID("unseen " + hash(words...))
}

// A Thread is the conversation under a posted story.
type Thread struct {
	Channel ChannelID
	Root    MessageID // the story's message
}

// A Channel is a place that asked for digests.
type Channel struct {
	ID       ChannelID
	Sources  []string // names of the sources whose articles it gets
	Schedule Schedule
	Stories  int    // at most so many an edition
	Mention  string // the one role that an edition pings, as its service names it; empty: nobody
	// LateThreads has a story's thread opened only when somebody asks, where
	// the service has threads that are opened.
	LateThreads bool
	AtOnce      bool // a channel that never had an edition gets its first at once, not at its next due time
}

// An EditionState says what became of an edition.
type EditionState int

const (
	EditionDue     EditionState = iota // to be made
	EditionSettled                     // made: its posts are planned, or nothing was new
	EditionMissed                      // never to be made: Reason says why
)

var editionStateNames = [...]string{"due", "settled", "missed"}

func (s EditionState) String() string { return editionStateNames[s] }

// MarshalText writes the state's name.
func (s EditionState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *EditionState) UnmarshalText(b []byte) error {
	for i, n := range editionStateNames {
		if n == string(b) {
			*s = EditionState(i)
			return nil
		}
	}
	return fmt.Errorf("unknown edition state %q", b)
}

// An Edition is what one channel gets at one due time. A channel has one for
// each [Slot] of its schedule.
type Edition struct {
	ID      EditionID
	Channel ChannelID
	Slot    Slot
	Due     time.Time
	State   EditionState
	Reason  string // why it was missed, or what its sources had to complain of; empty: nothing
}

// newEdition is the one edition of that channel and slot.
func newEdition(c ChannelID, d Due) Edition {
	return Edition{ID: EditionID(hash("edition", string(c), string(d.Slot))), Channel: c, Slot: d.Slot, Due: d.At}
}

// A Story is one event. Its articles are what its digest is made of; today
// each story has one.
type Story struct {
	ID      StoryID
	Article article.Article
}

// A State says how far a delivery has come.
type State int

const (
	Planned   State = iota // not sent yet
	Sending                // stored before the request leaves
	Unsure                 // the answer was lost: the service is asked before anything is sent again
	Sent                   // the service has it, once
	Failed                 // the service refused it
	Uncertain              // cannot be looked up: never sent again by itself, and said aloud
	Removed                // taken away again, as what it answered was
)

var stateNames = [...]string{"planned", "sending", "unsure", "sent", "failed", "uncertain", "removed"}

func (s State) String() string { return stateNames[s] }

// MarshalText writes the state's name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *State) UnmarshalText(b []byte) error {
	for i, n := range stateNames {
		if n == string(b) {
			*s = State(i)
			return nil
		}
	}
	return fmt.Errorf("unknown delivery state %q", b)
}

// Settled reports whether nothing more happens to the delivery by itself.
func (s State) Settled() bool { return s == Sent || s == Failed || s == Uncertain || s == Removed }

// A Delivery is one post to one channel. Its times are whole milliseconds. One
// that has a Message and is not settled is a change to that message: its Post
// is what it is to show.
type Delivery struct {
	Post     Post
	Edition  EditionID // which it is a part of; empty: an answer
	State    State
	Made     time.Time // when it was planned
	Attempts int       // how often it was sent
	Lookups  int       // how often the service was asked in vain whether it is there, since it was last sent
	Started  time.Time // when it was last sent; zero: never
	NotUntil time.Time // nothing is done before; zero: no wait
	Message  MessageID // where it is; empty: it was never sent
	Reason   string    // in words, where it is not Sent
}

// A Lane is a channel's deliveries that wait for each other. Each lane is
// delivered in order, by one worker at a time; an answer does not wait for an edition.
type Lane int

const (
	Editions Lane = iota
	Threads
)

var laneNames = [...]string{"editions", "threads"}

func (l Lane) String() string { return laneNames[l] }

// MarshalText writes the lane's name.
func (l Lane) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (l *Lane) UnmarshalText(b []byte) error {
	for i, n := range laneNames {
		if n == string(b) {
			*l = Lane(i)
			return nil
		}
	}
	return fmt.Errorf("unknown lane %q", b)
}

// A Post is what a Platform shows, in no service's own language. Exactly one
// of Edition, Story, Answer and Notice is set.
type Post struct {
	Key     Key
	Channel ChannelID
	Edition *EditionPost
	Story   *StoryPost
	Answer  *AnswerPost
	Notice  *NoticePost
	Removed bool  // the message is to be taken away: Editor.Remove
	Mark    *Mark // it was taken back, or corrected; nil: neither
}

// Lane is where the post waits for its turn.
func (p Post) Lane() Lane {
	if p.Answer != nil || p.Notice != nil {
		return Threads
	}
	return Editions
}

// About is the story that the post tells or answers on; empty: an edition's several.
func (p Post) About() StoryID {
	switch {
	case p.Story != nil:
		return p.Story.ID
	case p.Answer != nil:
		return p.Answer.Story
	default:
		return ""
	}
}

// An EditionPost heads an edition of several stories.
type EditionPost struct {
	ID      EditionID
	Due     time.Time // in the schedule's zone
	Stories []Headline
	Mention string // as Channel.Mention
}

// A Headline is one story in an edition's list.
type Headline struct {
	Story StoryID
	Text  string
	URL   string // the article; empty: none
}

// A StoryPost is a story's digest: the root of its thread.
type StoryPost struct {
	ID      StoryID
	Digest  render.Post
	Mention string // as Channel.Mention, where it is the first post of its edition; else empty
	Leads   string // as Mention, for where its edition turns out to have no head; else empty
}

// An AnswerPost answers a question in its thread.
type AnswerPost struct {
	Story    StoryID
	Thread   Thread
	Question QuestionID
	Asked    string    // the question's words
	Unseen   bool      // the question is no message that the thread shows: its words are shown with the answer
	About    *Headline // the story, where its message does not head the thread; else nil
	Answer   render.Answer
}

// A NoticePost tells those who run the bot of something, or says under a story
// that it was corrected. It pings nobody.
type NoticePost struct {
	Lines  []Line // paragraphs; words, never markup
	Thread Thread // where it stands; zero: in the channel itself
}

// A Mark says that a post was taken back or corrected after it was posted.
type Mark struct {
	Withdrawn bool // nothing of the post but the mark is shown any more; else it was corrected
	At        time.Time
	Reason    string // the editor's words
}

// Words are the mark as it is shown, the same on every service.
func (m Mark) Words() string {
	what := "Corrected"
	if m.Withdrawn {
		what = "Withdrawn"
	}
	return fmt.Sprintf("%s on %s: %s", what, m.At.UTC().Format("2 January 2006 at 15:04 UTC"), m.Reason)
}

// A Bar is why nothing can be posted to a channel until a person changes
// something there.
type Bar struct {
	Channel ChannelID
	Since   time.Time
	Reason  string // in words: what is missing
}

// A Question is what a person asks in a story's thread.
type Question struct {
	ID     QuestionID
	Thread Thread
	User   string   // who asks, as the service names them; empty: people are not told apart
	Roles  []string // as Command.Roles; read when it is asked, and not kept
	Text   string
	Asked  time.Time
	Unseen bool // it is no message that the thread shows

	// Story is what it is about, where that is not its thread's; empty: the thread's.
	Story StoryID
	// Among are the channels among whose last stories one is looked for where
	// Story is empty and none is known in the thread.
	Among []ChannelID
}

// A Message is one entry of a chat that we keep ourselves, as the web platform does.
type Message struct {
	ID      MessageID // unlike every other message's, in any channel
	Channel ChannelID
	Thread  MessageID // the root it answers; empty: it stands in the channel
	Posted  time.Time
	Post    *Post  // ours; nil: a person's
	User    string // whose, where it is a person's
	Text    string // a person's words
	Replies int    // how many stand in its thread; counted where a channel is listed, else 0
}

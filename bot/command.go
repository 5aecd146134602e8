package bot

import (
	"time"

	"newsdigest/digest/render"
)

// A Verb says what a person commands.
type Verb int

const (
	Help        Verb = iota
	DigestURLs       // digest the pages at Command.Addresses, for who asks alone
	WhatIsNew        // what the channel's sources have that it did not get yet
	NextUp           // when the next edition comes, and of what
	ListSources      // the channel's sources and how they do
	WhyNot           // why the article at Command.Addresses[0] was, or was not, posted
	PauseHere        // no editions any more
	ResumeHere       // editions again
	AskAbout         // answer Command.Text from the stories that the channel had last
	ShowStory        // the digest of Command.Stories[0], for who asks alone
	AllQuotes        // every quote of Command.Stories[0]
	PostHere         // put Command.Stories into the channel, for everybody
	WrongQuote       // Command.Quote of Command.Stories[0] is wrong: Command.Text says why
)

var verbNames = [...]string{"help", "digest", "new", "next", "sources", "why", "pause", "resume", "ask", "show", "quotes", "post", "wrong quote"}

func (v Verb) String() string { return verbNames[v] }

// A Command is what a person asks of the bot beside the threads. What of the
// fields is read depends on Verb.
type Command struct {
	Verb      Verb
	Channel   ChannelID   // where it was said; it need not be in the configuration
	User      string      // who, as the service names them
	Name      string      // how people know who; empty: by User
	Roles     []string    // what else the service calls them by: roles' ids
	Standing  Standing    // what the service lets them do in the channel
	Thread    MessageID   // the root of the thread it was said in; empty: none
	Near      []ChannelID // those that who gave it may know of; nil: all of the service
	Addresses []string    // as they were typed
	Text      string      // a question; what is wrong with a quote
	Stories   []StoryID   // with AskAbout the one that is asked about; empty: that of Thread, or the one that answers best
	Quote     int         // index in AllQuotes' list; negative: none in particular
}

// A Standing is what a service lets a person do in a channel.
type Standing int

const (
	AnyStanding Standing = iota // the service does not say
	Member                      // they may not manage the channel
	Manager                     // they may
)

// A Reply is what came of a command, for who asks alone. Everything in it is
// words, never markup. What of the fields is set is shown in their order.
type Reply struct {
	Lines   []Line
	Story   *StoryPost  // a digest, whole
	Answer  *AnswerPost // Thread is where its story stands, if anywhere
	Quotes  *QuoteList
	Stories []Headline // several digests, of which each can be shown
	Post    []StoryID  // what may be put into the channel for everybody
	Failed  bool       // nothing of what was asked was done; Lines say why
}

// A Line is a paragraph of a reply.
type Line struct {
	Text    string
	URL     string    // where the whole line leads; empty: nowhere
	Message MessageID // the message of the command's channel it leads to; empty: none
}

// A QuoteList is every quote of a story, indirect ones left out, uncut.
type QuoteList struct {
	Story    StoryID
	Headline string
	URL      string // the article; empty: none
	Quotes   []render.Speech
}

// A Pause is why a channel gets no editions for now.
type Pause struct {
	By     string // who paused it, in words
	Since  time.Time
	Reason string // in words
}

// A SourceNote is how a source did when it was read last.
type SourceNote struct {
	Source   string
	Tried    time.Time
	Worked   time.Time // when it could last be read; zero: never
	Articles int       // when it last could
	Trouble  string    // in words; empty: none
}

// An Overview is how a platform's channels do.
type Overview struct {
	Channels []ChannelView
	Sources  []SourceNote // those of its channels, by name; those never read are left out
}

// A ChannelView is one channel's part of an Overview.
type ChannelView struct {
	Channel Channel
	Next    time.Time // in the schedule's zone; zero: never
	Pause   *Pause    // nil: it is not paused
	Bar     string    // why nothing can be posted there until a person mends it; empty: nothing is known to be in the way
}

// Rules are who may command what.
type Rules struct {
	// Hosts are those that addresses typed in chat may be on, or below. Empty: any public one.
	Hosts []string
	// Pausers are the ids of users and roles who may pause and resume. Empty:
	// whoever may manage the channel, where the service says who does; else everybody.
	Pausers []string
	// Askers are the ids of users and roles who may ask questions. Empty: everybody.
	Askers []string
	// PerMinute is how much one person may ask in a minute. Zero: 10.
	PerMinute int
	// Questions are how many questions one person may ask in ten minutes, by the
	// platform's name. Zero: as many as PerMinute lets.
	Questions map[string]int
}

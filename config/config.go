// Package config reads the file a person writes: where articles come from,
// who gets them and when.
//
//	sources:
//	  nato: {feed: "https://example.org/nato.rss"}
//	channels:
//	  - {slack: "#nato-desk", sources: [nato], schedule: "0 8 * * 1-5", timezone: Europe/Brussels}
//	slack: {bot_token: "${SLACK_BOT_TOKEN}", app_token: "${SLACK_APP_TOKEN}"}
//
// # Values from the environment
//
// ${NAME} anywhere in a value is replaced by the environment's value of that
// name; a name that is not set is an error. $${ stands for ${ itself; a $
// before anything else is a $. Keys and names of sources are taken as written.
// What came from the environment is never part of an error.
//
// # Errors
//
// [Load] and [Parse] report everything that is wrong at once, as [Errors]: each
// with its place, the line as it is written there and what to write instead.
// Tokens and passwords are covered in the lines shown.
//
// # Limits
//
// A file is at most 1 MiB of UTF-8 and one YAML document. Anchors, aliases and
// merge keys are read, tags are not. What aliases repeat is read at most
// 100,000 times, and nothing is nested deeper than 64.
package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// What stands where the file says nothing.
const (
	DefaultSchedule = "0 8 * * *"
	DefaultTimezone = "UTC"
	DefaultStories  = 5
	DefaultStore    = "newsdigest.db"
	DefaultListen   = "127.0.0.1:8080"

	DefaultLimit         = 10
	DefaultQuestions     = 5
	DefaultGrace         = 6 * time.Hour
	DefaultKeepArticles  = 14 * 24 * time.Hour
	DefaultKeepQuestions = 30 * 24 * time.Hour
)

// MaxStories is the most that a channel may ask for an edition.
const MaxStories = 50

// MaxLimit is the most that commands.limit and commands.questions may be.
const MaxLimit = 1000

// maxSize is the size of the largest file that is read, in bytes.
const maxSize = 1 << 20

// A Config is a file that was read and found right. Sources and Channels stand
// in the file's order; neither is empty.
type Config struct {
	People   []string // always shown when they speak or react; may be empty
	Sources  []Source
	Channels []Channel
	Slack    Slack
	Discord  Discord
	Commands Commands
	Admin    Place // where trouble is said; zero: nowhere
	Store    Store
	Web      Web
	Delivery Delivery
	Keep     Keep
	// Heartbeat is the http(s) address that is called each minute while
	// editions come in time; not set: none. It may hold a key.
	Heartbeat Secret
}

// A Kind says what a source is.
type Kind string

// The kinds of sources, as the file's keys name them.
const (
	Feed Kind = "feed"
	Page Kind = "page"
	File Kind = "file"
)

// A Source is where articles come from.
type Source struct {
	Name         string // unlike every other source's
	Kind         Kind
	Address      string // a feed's or page's http(s) URL; a file's path or pattern as [filepath.Glob] reads it, from the working directory
	AllowPrivate bool   // may be on a private network
}

// A Platform is a chat service's name.
type Platform string

// The platforms, as the file's keys name them.
const (
	OnSlack   Platform = "slack"
	OnDiscord Platform = "discord"
	OnWeb     Platform = "web"
)

// A Place is somewhere to post: "#nato-desk" on Slack, a channel's id on
// Discord, a channel's name on the web.
type Place struct {
	Platform Platform
	Name     string // as the platform calls it; on Slack a name with its "#", or an id
}

// IsZero reports whether no place was named.
func (p Place) IsZero() bool { return p == Place{} }

// String is platform, colon, name; empty where no place was named.
func (p Place) String() string {
	if p.IsZero() {
		return ""
	}
	return string(p.Platform) + ":" + p.Name
}

// A Channel is a place that asked for digests. No two have the same place.
type Channel struct {
	Place
	Sources  []string // names of Sources; at least one, none twice
	Schedule string   // five cron fields, or a descriptor as "@daily"
	Timezone string   // an IANA name
	Stories  int      // at most so many an edition; 1 to MaxStories
	Mention  string   // the id of the one role that an edition pings; empty: nobody

	LateThreads bool // on Discord a story's thread is opened only when somebody asks
}

// Slack is how to reach Slack. Both tokens are set where a channel or Admin is on Slack.
type Slack struct {
	BotToken Secret
	AppToken Secret
	APIURL   string // the methods' prefix with its final slash; empty: Slack's own
}

// Discord is how to reach Discord. The token is set where a channel or Admin is on Discord.
type Discord struct {
	Token  Secret
	APIURL string // the versioned base with its final slash; empty: Discord's own
	Shard  Shard  // the one that this replica hears; zero: as many as Discord advises
}

// A Shard is one of the parts into which Discord divides a bot's servers:
// Number, from 0, of Count.
type Shard struct{ Number, Count int }

// Commands are the rules for what people ask in chat.
type Commands struct {
	Allow []string // hosts that addresses typed in chat may be on, or below; empty: any public one
	Pause []string // ids of the users and roles who may pause and resume; empty: on Discord whoever may manage the channel, elsewhere everybody
	Ask   []string // ids of the users and roles who may ask questions; empty: everybody
	Limit int      // how much one person may ask in a minute

	// Questions are how many questions one person may ask in ten minutes, on
	// every service. Zero: DefaultQuestions on Discord, elsewhere as many as Limit lets.
	Questions int
}

// A Store is the database: exactly one of its fields is set.
type Store struct {
	File     string // SQLite's, from the working directory
	Postgres Secret // the connection's URL, which may hold a password
}

// Delivery is how long things may take.
type Delivery struct {
	Grace time.Duration // how late an edition or a post may still come
	Rest  time.Duration // how long an unanswered request rests before it is looked up; 0: as each service needs
}

// Keep is how long people's words and others' texts are kept.
type Keep struct {
	Articles  time.Duration // the articles' text
	Questions time.Duration // what people asked, and who
}

// Web is the local chat page.
type Web struct {
	Listen string // host:port; port 0: a free one
}

// Load reads the file at path. env looks a name up in the environment, as
// [os.LookupEnv] does. Paths in the file start at the file's folder. An error
// is [Errors]; of a file that is not there it is [fs.ErrNotExist] too.
func Load(path string, env func(string) (string, bool)) (*Config, error) {
	data, err := readFile(path)
	if err != nil {
		e := &Error{File: path, Problem: "cannot be read: " + reason(err), err: err}
		if errors.Is(err, fs.ErrNotExist) {
			e.Problem = "there is no such file"
			e.Fix = "Write a first one: newsdigest init " + path
		}
		return nil, Errors{e}
	}
	return Parse(path, data, env)
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSize+1))
}

// reason is err without the path, which is said already.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// Parse reads data as the file of that name, which is opened nowhere: errors
// name it, and relative paths start at its folder. env is as for [Load].
func Parse(name string, data []byte, env func(string) (string, bool)) (*Config, error) {
	src, errs := source(name, data)
	if len(errs) > 0 {
		return nil, errs
	}
	r := &reader{dir: filepath.Dir(name), env: env, budget: maxVisits, used: map[Platform]*node{}}
	doc, stop := grow(src, r)
	if stop != nil {
		r.troubles = append(r.troubles, *stop)
		return nil, r.errors(name, src, true)
	}
	c := r.file(doc)
	if r.over != nil { // the rest is about half a file
		r.troubles = []trouble{*r.over}
	}
	if len(r.troubles) > 0 {
		return nil, r.errors(name, src, false)
	}
	return c, nil
}

// source is data as text, or what keeps it from being any.
func source(name string, data []byte) (string, Errors) {
	if len(data) > maxSize {
		return "", Errors{{File: name, Problem: fmt.Sprintf("is larger than %d KiB", maxSize>>10), Fix: "Is it the right file? Lists of sources that long are better split over several bots."}}
	}
	src, line, ok := decode(data)
	if !ok {
		return "", Errors{{File: name, Line: line, Column: 1, Problem: "this line is not UTF-8 text", Fix: "Save the file as UTF-8."}}
	}
	return src, nil
}

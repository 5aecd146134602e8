package config

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// address reads v as an http or https URL without a user in it.
func (r *reader) address(v value, name string, article bool) (*url.URL, bool) {
	fix := fmt.Sprintf(`As in %s: "https://example.org/news"`, name)
	u, err := url.Parse(v.text)
	switch {
	case strings.ContainsFunc(v.text, unicode.IsSpace):
		r.fail(v.at, name+" has a blank in its address", "Write %20 for it, or take it out.")
	case err != nil:
		r.fail(v.at, name+" is no address that can be read", fix)
	case u.User != nil:
		r.hide(v.at)
		r.fail(v.at, name+" has a user name or password in its address", "Take out what stands before the @: such addresses are not fetched.")
	case u.Scheme == "" && !v.foreign && !article:
		r.fail(v.at, name+" does not begin with http:// or https://", fix)
	case u.Scheme == "" && !v.foreign && looksLikeHost(v.text):
		r.fail(v.at, name+" does not begin with https://", fmt.Sprintf(`Write %s: "https://%s"`, name, clip(v.at.text)))
	case (u.Scheme == "" || u.Scheme == "file") && article:
		r.fail(v.at, name+" does not begin with https://", `For a file on this machine write file in its place, as in file: "inbox/*.txt"`)
	case u.Scheme != "http" && u.Scheme != "https":
		r.fail(v.at, name+" does not begin with http:// or https://", fix)
	case u.Hostname() == "":
		r.fail(v.at, name+" has no host in its address", fix)
	case !portOK(u.Port()):
		r.fail(v.at, name+" has a port that there is not", "Ports go up to 65535.")
	default:
		return u, true
	}
	return nil, false
}

func looksLikeHost(s string) bool {
	host, _, _ := strings.Cut(s, "/")
	return !strings.HasPrefix(host, ".") && strings.Contains(host, ".") && !strings.Contains(host, "*")
}

func portOK(p string) bool {
	n, err := strconv.Atoi(p)
	return p == "" || err == nil && n >= 0 && n <= 65535
}

// listen checks host:port.
func (r *reader) listen(v value) (string, bool) {
	fix := fmt.Sprintf("As in listen: %q; port 0 picks a free one", DefaultListen)
	host, port, err := net.SplitHostPort(v.text)
	switch {
	case strings.Contains(v.text, "://"):
		r.fail(v.at, "listen is host and port, without http://", fix)
	case isDigits(v.text):
		r.fail(v.at, "listen wants a host before the port", fix)
	case err != nil:
		r.fail(v.at, "listen wants a host, a colon and a port", fix)
	case !isDigits(port) || !portOK(port):
		r.fail(v.at, "listen wants a port from 0 to 65535", fix)
	case strings.ContainsFunc(host, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("/@?#", c) }):
		r.fail(v.at, "listen has no host that can be one", fix)
	default:
		return v.text, true
	}
	return "", false
}

func isDigits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool { return c < '0' || c > '9' })
}

var (
	// slackGroup is how Slack's ids of user groups look: nobody else is pinged.
	slackGroup = regexp.MustCompile(`^S[A-Z0-9]{2,}$`)
	slackID    = regexp.MustCompile(`^[A-Z][A-Z0-9_]+$`)
	slackName  = regexp.MustCompile(`^#[^\s,#@"<>]{1,80}$`) // Slack's names are up to 80 characters: https://api.slack.com/methods/conversations.create
	webName    = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]{0,63}$`)
)

func (r *reader) slackChannel(v value) (string, bool) {
	switch {
	case slackID.MatchString(v.text), slackName.MatchString(v.text):
		return v.text, true
	case !v.foreign && slackName.MatchString("#"+v.text):
		r.fail(v.at, "a channel on Slack is its name with a #, or its id", fmt.Sprintf(`Write slack: "#%s"`, clip(v.text)))
	default:
		r.fail(v.at, "a channel on Slack is its name with a #, or its id", `As in slack: "#news" or slack: C0123456789`)
	}
	return "", false
}

// isSnowflake reports whether s could be one of Discord's ids: 64 bits in decimal.
func isSnowflake(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil && isDigits(s) && s[0] != '0'
}

const copyID = "On Discord: user settings, Advanced, Developer Mode; then right-click it and copy its id."

func (r *reader) discordChannel(v value) (string, bool) {
	if isSnowflake(v.text) {
		return v.text, true
	}
	r.fail(v.at, "a channel on Discord is its id, a long number", `As in discord: "112233445566778899". `+copyID)
	return "", false
}

func (r *reader) webChannel(v value) (string, bool) {
	if webName.MatchString(v.text) {
		return v.text, true
	}
	r.fail(v.at, "a channel on the web is a name of letters, digits, - and _", "As in web: news")
	return "", false
}

// When a story's thread is opened: with the story, or when somebody asks.
const (
	threadsAlways   = "always"
	threadsQuestion = "question"
)

func (r *reader) threads(v value) (late bool) {
	if v.text != threadsAlways && v.text != threadsQuestion {
		r.fail(v.at, "threads is always or question", "As in threads: question, which opens a story's thread only when somebody asks.")
	}
	return v.text == threadsQuestion
}

// maxShards is more than Discord advises the largest bots.
const maxShards = 10_000

// shard reads which of how many.
func (r *reader) shard(v value) (s Shard) {
	number, count, ok := strings.Cut(v.text, "/")
	if ok && isDigits(number) && isDigits(count) && len(count) < 6 && len(number) < 6 {
		s.Number, _ = strconv.Atoi(number)
		s.Count, _ = strconv.Atoi(count)
	}
	if s.Count < 1 || s.Count > maxShards || s.Number >= s.Count {
		r.fail(v.at, "shard is one of how many, counted from 0", `As in shard: "0/2" for the first of two, and "1/2" for the second.`)
		return Shard{}
	}
	return s
}

// mention checks the one role that may be pinged. on is empty where that is not known.
func (r *reader) mention(v value, on Platform) (string, bool) {
	const nobody = "Everybody at once cannot be pinged; one role can, by its id."
	word := strings.ToLower(strings.Trim(v.text, "@<!>"))
	isAll := word == "everyone" || word == "here" || word == "channel"
	switch {
	case isAll && !v.foreign:
		r.fail(v.at, "mention is one role by its id", nobody)
	case on == OnDiscord && !isSnowflake(v.text):
		r.fail(v.at, "mention on Discord is a role's id, a long number", `As in mention: "998877665544332211". `+copyID)
	case on == OnSlack && !slackGroup.MatchString(v.text), on != OnDiscord && on != "" && !slackID.MatchString(v.text) && !isSnowflake(v.text):
		r.fail(v.at, "mention is the id of a user group", "As in mention: S0123456789. On Slack: People, User groups, the group, the three dots, copy its id.")
	default:
		return v.text, true
	}
	return "", false
}

// duration reads a length of time: days beside what Go knows.
func (r *reader) duration(name, example string, least time.Duration, to *time.Duration) key {
	return key{name: name, read: func(n *node) {
		v, ok := r.scalar(n, name, example)
		if !ok {
			return
		}
		d, err := time.ParseDuration(v.text)
		if days, isDays := strings.CutSuffix(v.text, "d"); isDays && isDigits(days) {
			var i int
			i, err = strconv.Atoi(days)
			d = time.Duration(min(i, longest)) * 24 * time.Hour
		}
		switch {
		case err != nil:
			r.fail(v.at, name+" is no length of time", fmt.Sprintf("As in %s: %s, with s, m, h or d behind the number", name, example))
		case d < least:
			r.fail(v.at, fmt.Sprintf("%s is too short", name), fmt.Sprintf("At least %v, as in %s: %s", least, name, example))
		default:
			*to = d
		}
	}}
}

// longest is the most days that are counted.
const longest = 100 * 365

// secretAddress reads an http or https URL that may hold a key.
func (r *reader) secretAddress(name, example string, to *Secret) key {
	return key{name: name, read: func(n *node) {
		v, ok := r.scalar(n, name, example)
		if !ok {
			return
		}
		r.hide(v.at)
		u, err := url.Parse(v.text)
		if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
			r.fail(v.at, name+" is no http or https address", "As in "+name+": "+example)
			return
		}
		*to = NewSecret(v.text)
	}}
}

package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"
)

// A reading is what is asked of a channel, or of one of its threads.
type reading struct {
	channel   string
	root      string // of the thread; empty: the channel itself
	oldest    string
	inclusive bool
	limit     int
	cursor    string
}

// A stretch is one page of messages. Of each only what is needed is read: the
// client reads all, and fails the whole page for one odd part of a message of
// somebody else's, after which nobody could say whether ours is there.
// https://docs.slack.dev/reference/methods/conversations.history
type stretch struct {
	OK       bool    `json:"ok"`
	Error    string  `json:"error"`
	Needed   string  `json:"needed"`
	Messages []found `json:"messages"`
	HasMore  bool    `json:"has_more"`
	Next     struct {
		Cursor string `json:"next_cursor"`
	} `json:"response_metadata"`
}

func (s stretch) more() bool { return s.HasMore || s.Next.Cursor != "" }

type found struct {
	TS       string `json:"ts"`
	BotID    string `json:"bot_id"`
	Metadata struct {
		EventType    string                     `json:"event_type"`
		EventPayload map[string]json.RawMessage `json:"event_payload"`
	} `json:"metadata"`
}

// by reports whether we may have written it: people cannot add metadata, so
// where no app is named it is not another's.
func (f found) by(self identity) bool {
	return f.BotID == "" || self.bot == "" || f.BotID == self.bot
}

func (f found) key() (key string) {
	_ = json.Unmarshal(f.Metadata.EventPayload[metadataKey], &key) // empty where it is none of ours
	return key
}

// maxPage is of a page of messages, in bytes.
const maxPage = 32 << 20

// read reads a page. Its errors are as those of the client.
func (p *Platform) read(ctx context.Context, r reading) (stretch, error) {
	method, form := "conversations.history", url.Values{
		"token": {p.secrets[0]}, "channel": {r.channel}, "limit": {strconv.Itoa(r.limit)},
		"include_all_metadata": {"true"}, "inclusive": {strconv.FormatBool(r.inclusive)},
	}
	if r.oldest != "" {
		form.Set("oldest", r.oldest)
	}
	if r.root != "" {
		method = "conversations.replies"
		form.Set("ts", r.root)
	}
	if r.cursor != "" {
		form.Set("cursor", r.cursor)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.prefix+method, strings.NewReader(form.Encode()))
	if err != nil {
		return stretch{}, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := p.client.Do(req)
	if err != nil {
		return stretch{}, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // 0: it does not say
		return stretch{}, &slackapi.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	case resp.StatusCode != http.StatusOK:
		return stretch{}, slackapi.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
	}
	var out stretch
	if err := json.NewDecoder(http.MaxBytesReader(nil, resp.Body, maxPage)).Decode(&out); err != nil {
		return stretch{}, fmt.Errorf("%s: %w", method, err)
	}
	if !out.OK {
		return stretch{}, slackapi.SlackErrorResponse{Err: cmp.Or(out.Error, "no reason given"), Needed: out.Needed}
	}
	return out, nil
}

package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"
)

// hosts are those that a response_url may be on.
type hosts struct {
	other *url.URL // of slack.api_url; nil: Slack's own alone
}

func hostsOf(apiURL string) hosts {
	u, err := url.Parse(apiURL)
	if err != nil || u.Host == "" {
		return hosts{}
	}
	return hosts{other: u}
}

// has reports whether address is one that may be answered at: what comes over
// the link says where, and must not lead us elsewhere.
func (h hosts) has(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	if h.other != nil {
		return u.Scheme == h.other.Scheme && u.Host == h.other.Host
	}
	return u.Scheme == "https" && (u.Host == "slack.com" || strings.HasSuffix(u.Host, ".slack.com"))
}

// A desk is where one person is answered, so that nobody else sees it.
type desk struct {
	p       *Platform
	url     string // a response_url; empty: by message
	channel string // id
	user    string
	thread  string // root; empty: none
	shown   bool   // something was shown by the url, and is to be replaced
}

// replyTime bounds one answer.
const replyTime = 10 * time.Second

// reply shows m in place of what was shown before.
func (d *desk) reply(ctx context.Context, m message) {
	ctx, cancel := context.WithTimeout(ctx, replyTime)
	defer cancel()
	if d.url != "" {
		err := d.p.respond(ctx, d.url, m, d.shown)
		if err == nil {
			d.shown = true
			return
		}
		d.p.log.Info("a reply by response_url failed; it is sent as a message", "error", d.p.cover(err))
	}
	if d.channel == "" || d.user == "" {
		return // nobody to tell
	}
	options := []slackapi.MsgOption{slackapi.MsgOptionText(m.text, true), slackapi.MsgOptionBlocks(m.blocks...)}
	if d.thread != "" {
		options = append(options, slackapi.MsgOptionTS(d.thread))
	}
	if _, err := d.p.api.PostEphemeralContext(ctx, d.channel, d.user, options...); err != nil {
		d.p.log.Warn("a person was not answered", "channel", d.channel, "error", d.p.cover(err))
	}
}

// respond posts m to a response_url, for who asked alone.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
func (p *Platform) respond(ctx context.Context, address string, m message, replace bool) error {
	if !p.hooks.has(address) {
		return fmt.Errorf("the response_url is not on Slack's host, nor on that of slack.api_url")
	}
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		Type    string           `json:"response_type"`
		Replace bool             `json:"replace_original"`
		Text    string           `json:"text"`
		Blocks  []slackapi.Block `json:"blocks,omitempty"`
		Unfurl  bool             `json:"unfurl_links"`
		Media   bool             `json:"unfurl_media"`
	}{"ephemeral", replace, escapes.Replace(m.text), m.blocks, false, false})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, &body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := p.plain.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, maxSaid))
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d: %s", resp.StatusCode, said)
	}
	return nil
}

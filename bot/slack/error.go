package slack

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"newsdigest/bot"
)

// busyWait is how long to wait where Slack does not say how long.
const busyWait = 30 * time.Second

// awayWait is how long to wait until a service that could not be reached is
// asked again where a post is.
const awayWait = 5 * time.Second

// Slack's error codes that leave open whether something was done:
// https://docs.slack.dev/reference/methods/chat.postMessage#errors
var unsure = map[string]bool{
	"fatal_error": true, "internal_error": true, "service_unavailable": true,
	"duplicate_message_not_found": true, "duplicate_channel_not_found": true,
}

// Codes that pass by themselves; nothing was done.
var passing = map[string]bool{
	"ratelimited": true, "rate_limited": true, "message_limit_exceeded": true, "request_timeout": true,
	"team_added_to_org": true, "accesslimited": true,
}

// Codes that say that the place, or the right to post there, is lost.
var barring = map[string]bool{
	"not_in_channel": true, "channel_not_found": true, "is_archived": true, "missing_scope": true,
	"invalid_auth": true, "not_authed": true, "token_revoked": true, "token_expired": true, "account_inactive": true,
	"not_allowed_token_type": true, "restricted_action": true, "restricted_action_read_only_channel": true,
	"restricted_action_thread_only_channel": true, "restricted_action_non_threadable_channel": true,
	"no_permission": true, "access_denied": true, "ekm_access_denied": true, "team_access_not_granted": true,
	"enterprise_is_restricted": true, "two_factor_setup_required": true,
}

// sendError says what is known of a post whose request was answered with err.
func (p *Platform) sendError(c bot.ChannelID, err error) error {
	return p.judge(c, err, true)
}

// beforeSend is sendError for a request that shows nothing: whatever became of
// it, the post is not there.
func (p *Platform) beforeSend(c bot.ChannelID, err error) error {
	return p.judge(c, err, false)
}

// findError is err of a look-up. A refusal is for good, all else passes. That
// the app may not read keeps it from looking, not from posting.
func (p *Platform) findError(c bot.ChannelID, err error) error {
	e := p.judge(c, err, false)
	if isDial(err) { // it has not declined to say
		return &bot.SendError{Outcome: bot.Delayed, RetryAfter: awayWait, Reason: "Slack cannot be reached", Err: p.cover(err)}
	}
	if r, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok && r.Err == "missing_scope" {
		return &bot.SendError{Outcome: bot.Refused, Reason: p.words(c, r)}
	}
	if se, ok := errors.AsType[*bot.SendError](e); ok && se.Outcome == bot.Delayed && se.RetryAfter == 0 {
		se.Outcome = bot.Unknown
	}
	return e
}

// judge turns err into a SendError. shows: the request was one that shows something.
func (p *Platform) judge(c bot.ChannelID, err error, shows bool) error {
	if se, ok := errors.AsType[*bot.SendError](err); ok {
		return se
	}
	lost := bot.Delayed
	if shows {
		lost = bot.Unknown
	}
	if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
		return &bot.SendError{Outcome: bot.Delayed, RetryAfter: cmp.Or(max(limited.RetryAfter, 0), busyWait), Reason: "Slack asks to wait"}
	}
	if status, ok := errors.AsType[slackapi.StatusCodeError](err); ok {
		switch {
		case status.Code == http.StatusTooManyRequests:
			return &bot.SendError{Outcome: bot.Delayed, RetryAfter: busyWait, Reason: "Slack asks to wait"}
		case status.Code >= 500 || status.Code == http.StatusRequestTimeout:
			return &bot.SendError{Outcome: lost, Reason: fmt.Sprintf("Slack answered with status %d", status.Code)}
		}
		return &bot.SendError{Outcome: bot.Refused, Reason: fmt.Sprintf("Slack answered with status %d; is slack.api_url right?", status.Code)}
	}
	if r, ok := errors.AsType[slackapi.SlackErrorResponse](err); ok {
		switch {
		case passing[r.Err]:
			return &bot.SendError{Outcome: bot.Delayed, RetryAfter: busyWait, Reason: "Slack cannot take it now: " + r.Err}
		case barring[r.Err]:
			return &bot.SendError{Outcome: bot.Barred, Reason: p.words(c, r)}
		case unsure[r.Err]:
			return &bot.SendError{Outcome: lost, Reason: "Slack is in trouble: " + r.Err}
		}
		return &bot.SendError{Outcome: bot.Refused, Reason: p.words(c, r)}
	}
	if isDial(err) {
		return &bot.SendError{Outcome: bot.Delayed, Reason: "Slack cannot be reached", Err: p.cover(err)}
	}
	return &bot.SendError{Outcome: lost, Reason: "Slack's answer was lost", Err: p.cover(err)}
}

// isDial reports whether no connection came about.
func isDial(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// words say to a person what Slack has refused, and what to do about it.
func (p *Platform) words(c bot.ChannelID, r slackapi.SlackErrorResponse) string {
	where := c.Name()
	switch r.Err {
	case "not_in_channel":
		return fmt.Sprintf("the app is not a member of %s; type /invite @%s there", where, p.handle())
	case "channel_not_found":
		return fmt.Sprintf("there is no channel %s that the app can see; check its name, and if it is private type /invite @%s there", where, p.handle())
	case "is_archived":
		return fmt.Sprintf("the channel %s is archived; take it out of the configuration, or unarchive it", where)
	case "missing_scope":
		need := cmp.Or(p.cut(r.Needed), "that Slack does not name")
		return fmt.Sprintf("the app lacks the scope %s; add it under OAuth & Permissions on the app's page, then install the app again", need)
	case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive":
		return fmt.Sprintf("Slack does not accept the bot token (%s); copy the one that begins with xoxb- again from the app's page into slack.bot_token", r.Err)
	case "not_allowed_token_type":
		return "the bot token is of another kind; take the Bot User OAuth Token, which begins with xoxb-"
	case "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
		"restricted_action_non_threadable_channel", "restricted_action_thread_locked":
		return fmt.Sprintf("the workspace's settings do not let the app post in %s (%s); ask an administrator", where, r.Err)
	case "thread_not_found", "message_not_found":
		return "the story's message was deleted, and its thread with it"
	}
	said := p.cut(strings.Join(append([]string{r.Err}, r.ResponseMetadata.Messages...), "; "))
	if where == "" {
		return "Slack refused: " + said
	}
	return fmt.Sprintf("Slack refused the post to %s: %s", where, said)
}

// handle is the name by which people invite the app.
func (p *Platform) handle() string {
	if self, ok := p.self.get(); ok && self.name != "" {
		return self.name
	}
	return "newsdigest"
}

// maxSaid bounds what is kept of a service's own words, in bytes.
const maxSaid = 500

func (p *Platform) cut(s string) string {
	s = p.redact(s)
	if len(s) > maxSaid {
		s = strings.ToValidUTF8(s[:maxSaid], "") + "…"
	}
	return s
}

// cover is err without addresses, which may hold a ticket, and without tokens.
func (p *Platform) cover(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return covered{p.cut(err.Error()), err}
}

type covered struct {
	words string
	err   error
}

func (c covered) Error() string { return c.words }

// Is lets a caller ask for context.Canceled and the like; the error itself is
// not handed out, since it may hold what was covered.
func (c covered) Is(target error) bool { return errors.Is(c.err, target) }

func (p *Platform) redact(s string) string {
	for _, secret := range p.secrets {
		if secret != "" {
			s = strings.ReplaceAll(s, secret, "[token]")
		}
	}
	return s
}

package slacktest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// What a person does in Slack, and what Slack then tells the app.

const (
	hookUses    = 5                // https://docs.slack.dev/interactivity/handling-user-interaction
	hookTime    = 30 * time.Minute // likewise
	triggerTime = 3 * time.Second  // likewise
)

// A hook is a response_url.
type hook struct {
	user, channel string
	made          time.Time
	uses          int
	shown         []Message // what the person saw, the last one last
}

// A View is a form or a home that a person sees.
type View struct {
	ID       string
	User     string
	Type     string          `json:"type"`
	Callback string          `json:"callback_id"`
	Private  string          `json:"private_metadata"`
	Blocks   json.RawMessage `json:"blocks"`
	Title    map[string]any  `json:"title"`
	Submit   map[string]any  `json:"submit"`
}

// message lets a view be read as one.
func (v View) message() Message { return Message{Blocks: v.Blocks} }

// Shown is what a person reads of it.
func (v View) Shown() string { return v.message().Shown() }

// Links are where it leads.
func (v View) Links() []string { return v.message().Links() }

// Live is as of a Message.
func (v View) Live() []string { return v.message().Live() }

// Buttons are those of the view, in order.
func (v View) Buttons() []Button { return v.message().Buttons() }

// A Button is one that a person can press.
type Button struct {
	Action, Value, Text, Label string
}

// Buttons are those of the message, in order.
func (m Message) Buttons() (out []Button) {
	m.walk(func(e node) {
		if e["type"] != "button" {
			return
		}
		text, _ := e["text"].(node)
		words, _ := text["text"].(string)
		action, _ := e["action_id"].(string)
		value, _ := e["value"].(string)
		label, _ := e["accessibility_label"].(string)
		out = append(out, Button{action, value, words, label})
	})
	return out
}

func (s *Server) makeHook(user, channel string) (address string, h *hook) {
	h = &hook{user: user, channel: channel, made: time.Now()}
	id := fmt.Sprint(len(s.hooks) + 1)
	s.hooks[id] = h
	return s.http.URL + "/hook/" + id, h
}

// A trigger lets the app open a form for who did something, for a while.
type trigger struct {
	user string
	at   time.Time
}

func (s *Server) trigger(user string) string {
	s.clicks++
	t := fmt.Sprintf("111.222.%d", s.clicks)
	s.triggers[t] = trigger{user, time.Now()}
	return t
}

// hook takes what is posted to a response_url.
func (s *Server) hook(w http.ResponseWriter, r *http.Request, id string) {
	body, err := io.ReadAll(r.Body)
	var in struct {
		Type    string          `json:"response_type"`
		Replace bool            `json:"replace_original"`
		Text    string          `json:"text"`
		Blocks  json.RawMessage `json:"blocks"`
	}
	if err == nil {
		err = json.Unmarshal(body, &in)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.hooks[id]
	switch {
	case err != nil:
		s.problems = append(s.problems, fmt.Sprintf("response_url: %v", err))
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	case h == nil, time.Since(h.made) > hookTime, h.uses == hookUses:
		s.problems = append(s.problems, "response_url: used up")
		http.Error(w, "used_url", http.StatusNotFound)
		return
	case in.Type != "ephemeral":
		s.problems = append(s.problems, "response_url: not for one person alone: "+in.Type)
	}
	h.uses++
	f := url.Values{"text": {in.Text}}
	if len(in.Blocks) > 0 {
		f.Set("blocks", string(in.Blocks))
	}
	if problems := checkMessage(f); len(problems) > 0 {
		for _, p := range problems {
			s.problems = append(s.problems, "response_url: "+p)
		}
		http.Error(w, "invalid_blocks", http.StatusBadRequest)
		return
	}
	m := Message{Channel: h.channel, User: h.user, Text: in.Text, Blocks: in.Blocks, TS: s.next()}
	if in.Replace && len(h.shown) > 0 {
		h.shown[len(h.shown)-1] = m
	} else {
		h.shown = append(h.shown, m)
	}
	h.shown[len(h.shown)-1].Replaced = in.Replace
	s.change()
	fmt.Fprint(w, "ok")
}

// A Talk is what one person is answered in private.
type Talk struct {
	s *Server
	h *hook
	// Envelope is that which told the app.
	Envelope string
}

// Shown is what the person sees now, in order.
func (t Talk) Shown() []Message {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	return slices.Clone(t.h.shown)
}

// Uses is how often the response_url was used.
func (t Talk) Uses() int {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	return t.h.uses
}

// Slash has a person type a command.
func (s *Server) Slash(user, channel, command, text string) Talk {
	s.mu.Lock()
	address, h := s.makeHook(user, channel)
	payload := object{"token": "verification-token", "team_id": "T111", "team_domain": "ostwick", "channel_id": channel,
		"channel_name": "here", "user_id": user, "user_name": strings.ToLower(user), "command": command, "text": text,
		"api_app_id": "A111", "is_enterprise_install": "false", "response_url": address, "trigger_id": s.trigger(user)}
	s.mu.Unlock()
	return Talk{s, h, s.Deliver("slash_commands", payload)}
}

func (s *Server) person(user string) object {
	return object{"id": user, "username": strings.ToLower(user), "name": strings.ToLower(user), "team_id": "T111"}
}

// Press has a person press a button of a message. private: only they see it.
func (s *Server) Press(user string, m Message, b Button, private bool) Talk {
	s.mu.Lock()
	address, h := s.makeHook(user, m.Channel)
	if private {
		h.shown = append(h.shown, m)
	}
	container := object{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "is_ephemeral": private}
	if m.ThreadTS != "" {
		container["thread_ts"] = m.ThreadTS
	}
	payload := object{"type": "block_actions", "user": s.person(user), "api_app_id": "A111", "token": "verification-token",
		"container": container, "trigger_id": s.trigger(user), "team": object{"id": "T111", "domain": "ostwick"},
		"channel": object{"id": m.Channel, "name": "here"}, "response_url": address,
		"actions": []object{{"action_id": b.Action, "block_id": "b1", "value": b.Value, "type": "button", "action_ts": m.TS,
			"text": object{"type": "plain_text", "text": b.Text}}}}
	s.mu.Unlock()
	return Talk{s, h, s.Deliver("interactive", payload)}
}

// PressIn has a person press a button of a form.
func (s *Server) PressIn(v View, b Button) string {
	s.mu.Lock()
	payload := object{"type": "block_actions", "user": s.person(v.User), "api_app_id": "A111", "token": "verification-token",
		"container": object{"type": "view", "view_id": v.ID}, "trigger_id": s.trigger(v.User), "team": object{"id": "T111", "domain": "ostwick"},
		"view":    object{"id": v.ID, "hash": "h", "callback_id": v.Callback, "private_metadata": v.Private, "type": "modal"},
		"actions": []object{{"action_id": b.Action, "block_id": "b1", "value": b.Value, "type": "button", "action_ts": "1.2"}}}
	s.mu.Unlock()
	return s.Deliver("interactive", payload)
}

// Submit has a person send a form, filled with what is given for each block: a
// text, or an option's value.
func (s *Server) Submit(v View, filled map[string]string) string {
	values := object{}
	v.message().walk(func(e node) {
		if e["type"] != "input" {
			return
		}
		block, _ := e["block_id"].(string)
		element, _ := e["element"].(node)
		id, _ := element["action_id"].(string)
		field := object{"type": element["type"]}
		switch given, ok := filled[block]; {
		case element["type"] == "static_select" && ok:
			field["selected_option"] = object{"value": given, "text": object{"type": "plain_text", "text": given}}
		case element["type"] == "static_select":
			field["selected_option"] = nil
		case ok:
			field["value"] = given
		default:
			field["value"] = nil
		}
		values[block] = object{id: field}
	})
	payload := object{"type": "view_submission", "team": object{"id": "T111"}, "user": s.person(v.User), "api_app_id": "A111",
		"token": "verification-token", "trigger_id": "", "view": object{"id": v.ID, "type": "modal", "callback_id": v.Callback,
			"private_metadata": v.Private, "state": object{"values": values}, "hash": "h"}, "response_urls": []any{}}
	return s.Deliver("interactive", payload)
}

// Shortcut has a person choose a shortcut from a message's menu.
func (s *Server) Shortcut(user, callback string, m Message) Talk {
	s.mu.Lock()
	address, h := s.makeHook(user, m.Channel)
	payload := object{"type": "message_action", "token": "verification-token", "action_ts": m.TS, "team": object{"id": "T111"},
		"user": object{"id": user, "name": strings.ToLower(user)}, "channel": object{"id": m.Channel, "name": "here"},
		"callback_id": callback, "trigger_id": s.trigger(user), "message_ts": m.TS, "message": m, "response_url": address}
	s.mu.Unlock()
	return Talk{s, h, s.Deliver("interactive", payload)}
}

// OpenHome has a person open the app's home.
func (s *Server) OpenHome(user string) string {
	return s.Deliver("events_api", Event(object{"type": "app_home_opened", "user": user, "channel": "D" + user, "tab": "home", "event_ts": "1606810927.510671"}, "Evhome"+user))
}

// Home is what a person's home shows; false: nothing yet.
func (s *Server) Home(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.homes[user]
	return v, ok
}

// Views are the forms that were opened, in order, each as it is now.
func (s *Server) Views() []View {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.views)
}

// Edit has a person change the words, in Slack's own markup, of what they wrote.
func (s *Server) Edit(channel, ts, text string) {
	s.mu.Lock()
	i := slices.IndexFunc(s.messages, func(m Message) bool { return m.Channel == channel && m.TS == ts })
	was := s.messages[i]
	s.messages[i].Text = text
	now := s.messages[i]
	at := s.next()
	s.change()
	s.mu.Unlock()
	edited := asObject(now)
	edited["edited"] = object{"user": now.User, "ts": at}
	s.Deliver("events_api", Event(object{"type": "message", "subtype": "message_changed", "message": edited, "previous_message": was,
		"channel": channel, "hidden": true, "ts": at, "event_ts": at, "channel_type": kindOf(channel)}, "Evedit"+at))
}

// Unsay has a person delete what they wrote. Where it has replies Slack leaves
// a stone in its place.
func (s *Server) Unsay(channel, ts string) {
	s.mu.Lock()
	i := slices.IndexFunc(s.messages, func(m Message) bool { return m.Channel == channel && m.TS == ts })
	was := s.messages[i]
	at := s.next()
	event := object{"type": "message", "subtype": "message_deleted", "previous_message": was, "channel": channel, "hidden": true,
		"deleted_ts": ts, "ts": at, "event_ts": at, "channel_type": kindOf(channel)}
	if slices.ContainsFunc(s.messages, func(m Message) bool { return m.Channel == channel && m.ThreadTS == ts && m.TS != ts }) {
		s.messages[i].User, s.messages[i].Text = "USLACKBOT", "This message was deleted."
		stone := asObject(s.messages[i])
		stone["subtype"], stone["hidden"], stone["thread_ts"] = "tombstone", true, ts
		event["subtype"], event["message"] = "message_changed", stone
		delete(event, "deleted_ts")
	} else {
		s.messages = slices.Delete(s.messages, i, i+1)
	}
	s.change()
	s.mu.Unlock()
	s.Deliver("events_api", Event(event, "Evdelete"+at))
}

func asObject(m Message) object {
	b, err := json.Marshal(m)
	out := object{}
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		panic(err) // unreachable: a message is strings and JSON
	}
	return out
}

func kindOf(channel string) string {
	if strings.HasPrefix(channel, "D") {
		return "im"
	}
	return "channel"
}

// view opens, changes or publishes a view.
func (s *Server) view(method string, f url.Values) object {
	var v View
	problems := checkView(method, f.Get("view"))
	if err := json.Unmarshal([]byte(f.Get("view")), &v); err != nil {
		problems = append(problems, err.Error())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(problems) > 0 {
		for _, p := range problems {
			s.problems = append(s.problems, method+": "+p)
		}
		a := refused("invalid_arguments")
		a["response_metadata"] = object{"messages": problems}
		return a
	}
	switch method {
	case "views.publish":
		v.User = f.Get("user_id")
		s.homes[v.User] = v
	case "views.update":
		i := slices.IndexFunc(s.views, func(o View) bool { return o.ID == f.Get("view_id") })
		if i < 0 {
			return refused("not_found")
		}
		v.ID, v.User = s.views[i].ID, s.views[i].User
		s.views[i] = v
	default:
		t, ok := s.triggers[f.Get("trigger_id")]
		if !ok || time.Since(t.at) > triggerTime {
			return refused("expired_trigger_id")
		}
		delete(s.triggers, f.Get("trigger_id"))
		v.ID, v.User = fmt.Sprintf("V%d", len(s.views)+1), t.user
		s.views = append(s.views, v)
	}
	s.change()
	return object{"ok": true, "view": object{"id": v.ID, "type": v.Type, "hash": "h"}}
}

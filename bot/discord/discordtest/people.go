package discordtest

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// More permissions, by their bits.
const (
	Administrator  int64 = 1 << 3
	ManageChannels int64 = 1 << 4
)

// rights are what a person may do, everywhere.
type rights struct {
	permissions int64
	roles       []string
}

// Allow says what a person may do; without it they may write, and manage nothing.
func (s *Server) Allow(user string, permissions int64, roles ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.desk.people == nil {
		s.desk.people = map[string]rights{}
	}
	s.desk.people[user] = rights{permissions, roles}
}

// A Talk is an interaction, as who asked sees it.
type Talk struct {
	s *Server
	t *talk
}

// Commands are those that the server keeps, and how often they were overwritten.
func (s *Server) Commands() (list []Command, changes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := json.Marshal(s.desk.commands)
	if err != nil {
		panic(err) // unreachable: it was read from JSON
	}
	_ = json.Unmarshal(b, &list) // as above
	return list, s.desk.changes
}

// HoldCommands makes commands those that the server keeps.
func (s *Server) HoldCommands(commands ...map[string]any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.desk.commands = commands
}

// Slash has a person give a command, with options by name and value. A
// subcommand stands behind a blank. It must be one that the bot has registered.
func (s *Server) Slash(user, where, command string, options ...string) Talk {
	s.t.Helper()
	name, sub, _ := strings.Cut(command, " ")
	known := s.registered(1, name)
	data := map[string]any{"id": s.newID(), "name": name, "type": 1}
	given := []map[string]any{}
	for i := 0; i+1 < len(options); i += 2 {
		given = append(given, map[string]any{"type": 3, "name": options[i], "value": options[i+1]})
	}
	want := known.Options
	if sub != "" {
		i := slices.IndexFunc(want, func(c Command) bool { return c.Name == sub && c.Type == 1 })
		if i < 0 {
			s.t.Fatalf("/%s has no subcommand %s", name, sub)
		}
		want = want[i].Options
		data["options"] = []map[string]any{{"type": 1, "name": sub, "options": given}}
	} else {
		data["options"] = given
	}
	for _, o := range want {
		if o.Required && !slices.Contains(options, o.Name) {
			s.t.Fatalf("/%s lacks its option %s", command, o.Name)
		}
	}
	for i := 0; i < len(options); i += 2 {
		if !slices.ContainsFunc(want, func(c Command) bool { return c.Name == options[i] }) {
			s.t.Fatalf("/%s has no option %s", command, options[i])
		}
	}
	return s.interact(commandGiven, user, where, data, nil)
}

// Type has a person type into an option that is completed.
func (s *Server) Type(user, where, command, option, words string) Talk {
	s.t.Helper()
	known := s.registered(1, command)
	if !slices.ContainsFunc(known.Options, func(c Command) bool { return c.Name == option && c.Autocomplete }) {
		s.t.Fatalf("/%s completes no option %s", command, option)
	}
	return s.interact(typing, user, where, map[string]any{"id": s.newID(), "name": command, "type": 1,
		"options": []map[string]any{{"type": 3, "name": option, "value": words, "focused": true}}}, nil)
}

// Menu has a person choose a command of a message's menu.
func (s *Server) Menu(user, command, message string) Talk {
	s.t.Helper()
	s.registered(3, command)
	m, ok := s.Message(message)
	if !ok {
		s.t.Fatalf("no message %s", message)
	}
	return s.interact(commandGiven, user, m.Channel, map[string]any{"id": s.newID(), "name": command, "type": 3,
		"target_id": message, "resolved": map[string]any{"messages": map[string]any{message: m}}}, nil)
}

// Press has a person press a message's button, by its label, or choose of a
// select, by its custom_id.
func (s *Server) Press(user string, m Message, label string, values ...string) Talk {
	s.t.Helper()
	c, ok := find(m.Parts, label)
	if !ok {
		s.t.Fatalf("no button %q under\n%s\n%+v", label, m.Shown(), m.Parts)
	}
	return s.PressOf(user, m, c.Type, c.Custom, values...)
}

// PressOf is Press of a component that need not be there.
func (s *Server) PressOf(user string, m Message, kind int, custom string, values ...string) Talk {
	data := map[string]any{"custom_id": custom, "component_type": kind}
	if kind == aSelect {
		data["values"] = values
	}
	return s.interact(pressed, user, m.Channel, data, &m)
}

// Submit has a person fill in the form that they were shown, by its fields' names.
func (s *Server) Submit(t Talk, values map[string]string) Talk {
	s.t.Helper()
	f, ok := t.Form()
	if !ok {
		s.t.Fatal("there is no form to fill in")
	}
	var filled []map[string]any
	left := maps.Clone(values)
	for _, c := range f.Components {
		in := map[string]any{"type": c.Component.Type, "custom_id": c.Component.Custom, "id": 2}
		v, given := values[c.Component.Custom]
		delete(left, c.Component.Custom)
		if c.Component.Type == aSelect {
			in["values"] = []string{}
			if given {
				in["values"] = []string{v}
			}
		} else {
			in["value"] = v
		}
		if c.Component.Required != nil && *c.Component.Required && v == "" {
			s.t.Fatalf("the field %s must be filled in", c.Component.Custom)
		}
		filled = append(filled, map[string]any{"type": labelled, "id": 1, "component": in})
	}
	if len(left) > 0 {
		s.t.Fatalf("the form has no fields %v", left)
	}
	return s.interact(formSent, t.t.user, t.t.channel, map[string]any{"custom_id": f.Custom, "components": filled}, t.t.source)
}

func (s *Server) registered(kind int, name string) Command {
	s.t.Helper()
	s.Until("the command "+name, func() bool {
		list, _ := s.Commands()
		return slices.ContainsFunc(list, func(c Command) bool { return c.Type == kind && c.Name == name })
	})
	list, _ := s.Commands()
	return list[slices.IndexFunc(list, func(c Command) bool { return c.Type == kind && c.Name == name })]
}

func (s *Server) newID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.nextID()
}

// interact tells the gateway's clients what a person does.
func (s *Server) interact(kind int, user, where string, data map[string]any, source *Message) Talk {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.nextID()
	t := &talk{id: id, token: tokenOf(id), kind: kind, user: user, channel: where, source: source, began: time.Now()}
	if s.desk.talks == nil {
		s.desk.talks = map[string]*talk{}
	}
	s.desk.talks[t.token] = t
	s.dispatch(s.guildOf(where), "INTERACTION_CREATE", s.told(t, data))
	return Talk{s, t}
}

func (s *Server) guildOf(channel string) string {
	if c := s.channels[channel]; c != nil {
		return c.Guild
	}
	return Guild
}

// Again delivers an interaction once more, as after a resume.
func (t Talk) Again() {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	for _, o := range t.s.sessions {
		for _, e := range o.events {
			if e.Type == "INTERACTION_CREATE" && strings.Contains(string(e.Data), t.t.token) {
				t.s.tell(o, e.Type, e.Data)
				return
			}
		}
	}
}

// told is an interaction as the gateway tells it.
func (s *Server) told(t *talk, data map[string]any) map[string]any {
	may, ok := s.desk.people[t.user]
	if !ok {
		may.permissions = allPermissions
	}
	if may.roles == nil {
		may.roles = []string{}
	}
	out := map[string]any{
		"id": t.id, "application_id": App, "type": t.kind, "token": t.token, "version": 1, "context": 0,
		"guild_id": s.guildOf(t.channel), "channel_id": t.channel, "locale": "en-GB", "guild_locale": "en-US", "entitlements": []any{},
		"authorizing_integration_owners": map[string]string{"0": s.guildOf(t.channel)}, "data": data,
		"member": map[string]any{"user": map[string]any{"id": t.user, "username": "user-" + t.user, "global_name": nil}, "nick": nil,
			"roles": may.roles, "permissions": strconv.FormatInt(may.permissions, 10)},
	}
	if c := s.channels[t.channel]; c != nil {
		out["channel"] = s.shape(c)
		parent := c
		if c.Parent != "" {
			parent = s.channels[c.Parent]
		}
		out["app_permissions"] = strconv.FormatInt(allPermissions&^parent.denied, 10)
	}
	if t.source != nil {
		out["message"] = t.source
	}
	return out
}

// Shown is what who asked sees now; false: nothing yet.
func (t Talk) Shown() (Message, bool) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	if t.t.shown == nil {
		return Message{}, false
	}
	return *t.t.shown, true
}

// Asides are what who asked sees beside it.
func (t Talk) Asides() (list []Message) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	for _, m := range t.t.asides {
		list = append(list, *m)
	}
	return list
}

// Form is the form that who asked sees; false: none.
func (t Talk) Form() (Form, bool) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	if t.t.form == nil {
		return Form{}, false
	}
	return *t.t.form, true
}

// Choices are what is offered to complete what is typed; false: nothing yet.
func (t Talk) Choices() ([]Choice, bool) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	return t.t.choices, t.t.choices != nil
}

// Took is how long the first answer took; false: there is none yet.
func (t Talk) Took() (time.Duration, bool) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	return t.t.took, t.t.answered != 0
}

// Changes is how often what is shown was changed.
func (t Talk) Changes() int {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	return t.t.changes
}

// Secret is the interaction's token.
func (t Talk) Secret() string { return t.t.token }

// Older makes the interaction so much older.
func (t Talk) Older(by time.Duration) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	t.t.began = t.t.began.Add(-by)
}

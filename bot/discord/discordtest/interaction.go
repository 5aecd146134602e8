package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Types of interactions and of their first answers.
const (
	commandGiven = 2
	pressed      = 3
	typing       = 4
	formSent     = 5

	withMessage    = 4
	laterMessage   = 5
	laterChange    = 6
	withChange     = 7
	withCompletion = 8
	withForm       = 9

	ephemeral = 1 << 6
)

// How long Discord waits for a first answer, and takes others:
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
const (
	firstTime = 3 * time.Second
	lifeTime  = 15 * time.Minute
)

// A desk is the interactions of a server, and the commands that it keeps.
type desk struct {
	commands []map[string]any
	changes  int // how often they were overwritten
	people   map[string]rights
	talks    map[string]*talk // by their tokens
}

// A talk is an interaction and what became of it.
type talk struct {
	id, token string
	kind      int
	user      string
	channel   string
	source    *Message // that the button is on
	began     time.Time
	took      time.Duration // to the first answer
	answered  int           // with what, first; 0: not yet
	shown     *Message      // to who asked alone
	changes   int           // of what is shown
	asides    []*Message    // shown beside it, to who asked alone
	form      *Form
	choices   []Choice
}

// A Form is asked to be filled in.
type Form struct {
	Custom     string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// A Choice completes what is typed.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

var (
	commandsPath = regexp.MustCompile(`^applications/(\d+)/commands$`)
	callbackPath = regexp.MustCompile(`^interactions/(\d+)/([^/]+)/callback$`)
	asidePath    = regexp.MustCompile(`^webhooks/(\d+)/([^/]+)$`)
	originalPath = regexp.MustCompile(`^webhooks/(\d+)/([^/]+)/messages/@original$`)
)

// interactions answers what belongs to interactions; false: it does not.
func (s *Server) interactions(r *http.Request, path string, body []byte) (int, any, bool) {
	if m := commandsPath.FindStringSubmatch(path); m != nil && m[1] == App {
		switch r.Method {
		case http.MethodGet:
			s.change()
			return 200, slices.Clone(s.desk.commands), true
		case http.MethodPut:
			status, answer := s.overwrite(body)
			return status, answer, true
		}
	}
	if m := callbackPath.FindStringSubmatch(path); m != nil && r.Method == http.MethodPost {
		status, answer := s.callback(m[1], m[2], body)
		return status, answer, true
	}
	if m := originalPath.FindStringSubmatch(path); m != nil && r.Method == http.MethodPatch {
		status, answer := s.retell(m[1], m[2], body)
		return status, answer, true
	}
	if m := asidePath.FindStringSubmatch(path); m != nil && r.Method == http.MethodPost {
		status, answer := s.aside(m[1], m[2], body)
		return status, answer, true
	}
	return 0, nil, false
}

func (s *Server) invalid(what, why string, body []byte) (int, any) {
	s.breaks("%s: %s\n%s", what, why, body)
	return 400, apiError{Message: "Invalid Form Body", Code: 50035, Errors: map[string]any{"_errors": why}}
}

// callback takes an interaction's first answer.
func (s *Server) callback(id, token string, body []byte) (int, any) {
	t := s.desk.talks[token]
	switch {
	case t == nil || t.id != id || t.answered == 0 && time.Since(t.began) > firstTime:
		return 404, apiError{Message: "Unknown interaction", Code: 10062}
	case t.answered != 0:
		return 400, apiError{Message: "Interaction has already been acknowledged.", Code: 40060}
	}
	var in struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if err := strict(body, &in); err != nil {
		return s.invalid("an interaction's answer", err.Error(), body)
	}
	kind := map[int]string{withMessage: "message", laterMessage: "message", laterChange: "change", withChange: "change", withCompletion: "choices", withForm: "form"}[in.Type]
	if kind == "" {
		return s.invalid("an interaction's answer", fmt.Sprintf("of type %d", in.Type), body)
	}
	why := matches(kind, body)
	switch {
	case why != "":
	case (in.Type == withCompletion) != (t.kind == typing), kind == "change" && t.source == nil, in.Type == withForm && t.kind == formSent:
		why = fmt.Sprintf("type %d to an interaction of type %d", in.Type, t.kind)
	case in.Type == withMessage:
		var m whispered
		if m, why = checkWhisper(in.Data); why == "" && m.Flags&ephemeral == 0 {
			why = "an answer that everybody sees"
		}
		if why == "" {
			t.shown = &Message{ID: s.nextID(), Channel: t.channel, Author: User{ID: Bot, Bot: true}, Content: m.Content, Embeds: m.Embeds, Parts: m.Components, Flags: m.Flags}
		}
	case in.Type == laterMessage:
		var d struct {
			Flags int `json:"flags"`
		}
		if err := strict(in.Data, &d); err != nil || d.Flags != ephemeral {
			why = "an answer that everybody sees"
		}
	case in.Type == withCompletion:
		why = t.complete(in.Data)
	case in.Type == withForm:
		why = t.ask(in.Data)
	}
	if why != "" {
		return s.invalid("an interaction's answer", why, body)
	}
	t.answered, t.took = in.Type, time.Since(t.began)
	s.change()
	return 204, nil
}

func (t *talk) complete(data []byte) string {
	var in struct {
		Choices []Choice `json:"choices"`
	}
	if err := strict(data, &in); err != nil {
		return err.Error()
	}
	for _, c := range in.Choices {
		if n := length(c.Name); n < 1 || n > 100 || length(c.Value) > 100 {
			return fmt.Sprintf("a choice %q with the value %q", c.Name, c.Value)
		}
	}
	t.choices = in.Choices
	if t.choices == nil {
		t.choices = []Choice{}
	}
	return ""
}

// ask takes a form: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
func (t *talk) ask(data []byte) string {
	var f Form
	if err := strict(data, &f); err != nil {
		return err.Error()
	}
	why := checkParts(f.Components)
	if n := length(f.Title); n < 1 || n > 45 || length(f.Custom) > 100 || len(f.Components) < 1 || len(f.Components) > 5 {
		why = append(why, fmt.Sprintf("a form %q of %d components", f.Title, len(f.Components)))
	}
	for _, c := range f.Components {
		switch {
		case c.Type != labelled || c.Component == nil:
			why = append(why, "a field without a label around it, as is deprecated")
		case length(c.Label) > 45 || length(c.Description) > 100 || c.Component.Type == textInput && c.Component.Label != "":
			why = append(why, fmt.Sprintf("a field %q", c.Label))
		case c.Component.Type == textInput && (length(c.Component.Placeholder) > 100 || c.Component.MaxLength > 4000):
			why = append(why, "a field's placeholder, or length")
		}
	}
	t.form = &f
	return strings.Join(why, "; ")
}

// A whispered is a message that one person sees.
type whispered struct {
	Content    string      `json:"content"`
	Embeds     []Embed     `json:"embeds"`
	Components []Component `json:"components"`
	Flags      int         `json:"flags"`
	Mentions   *struct {
		Parse []string `json:"parse"`
		Users []string `json:"users"`
		Roles []string `json:"roles"`
		Reply bool     `json:"replied_user"`
	} `json:"allowed_mentions"`
}

// CheckWhisper says what is wrong with the body of a reply that one person
// sees; empty: nothing.
func CheckWhisper(body []byte) string {
	why := matches("whisper", body)
	if why == "" {
		_, why = checkWhisper(body)
	}
	return why
}

// CheckForm says what is wrong with a form; empty: nothing.
func CheckForm(data []byte) string {
	body, err := json.Marshal(map[string]any{"type": withForm, "data": json.RawMessage(data)})
	if err != nil {
		return err.Error()
	}
	why := matches("form", body)
	if why == "" {
		why = (&talk{}).ask(data)
	}
	return why
}

// checkWhisper holds one against the documentation.
func checkWhisper(body []byte) (m whispered, why string) {
	if err := strict(body, &m); err != nil {
		return m, err.Error()
	}
	list := checkRows(m.Components)
	total := 0
	for _, e := range m.Embeds {
		if length(e.Title) > 256 || length(e.Description) > 4096 || len(e.URL) > 2048 {
			list = append(list, "an embed over its limits")
		}
		total += length(e.Title) + length(e.Description)
		if e.Footer != nil {
			total += length(e.Footer.Text)
		}
		if e.Author != nil {
			if length(e.Author.Name) > 256 {
				list = append(list, "an embed's author over 256 characters")
			}
			total += length(e.Author.Name)
		}
	}
	if total > 6000 || length(m.Content) > 2000 {
		list = append(list, fmt.Sprintf("%d characters in embeds, %d of content", total, length(m.Content)))
	}
	if m.Content == "" && len(m.Embeds) == 0 {
		list = append(list, "an empty message")
	}
	if m.Mentions == nil || m.Mentions.Parse == nil || len(m.Mentions.Parse)+len(m.Mentions.Users)+len(m.Mentions.Roles) > 0 {
		list = append(list, "allowed_mentions lets somebody be pinged")
	}
	if m.Flags&^(1<<2|ephemeral) != 0 {
		list = append(list, fmt.Sprintf("flags %b", m.Flags))
	}
	return m, strings.Join(list, "; ")
}

// hook is the interaction of a token with which messages are sent; nil: status and answer say why.
func (s *Server) hook(app, token string) (t *talk, status int, answer any) {
	t = s.desk.talks[token]
	switch {
	case t == nil || app != App || t.answered == 0:
		return nil, 404, apiError{Message: "Unknown Webhook", Code: 10015}
	case time.Since(t.began) > lifeTime:
		return nil, 401, apiError{Message: "Invalid Webhook Token", Code: 50027}
	}
	return t, 0, nil
}

// aside keeps a message beside what an interaction was answered with.
func (s *Server) aside(app, token string, body []byte) (int, any) {
	t, status, answer := s.hook(app, token)
	if t == nil {
		return status, answer
	}
	why := matches("aside", body)
	var m whispered
	if why == "" {
		m, why = checkWhisper(body)
	}
	if why == "" && m.Flags&ephemeral == 0 {
		why = "a message that everybody sees"
	}
	if why != "" {
		return s.invalid("a message beside a reply", why, body)
	}
	told := &Message{ID: s.nextID(), Channel: t.channel, Author: User{ID: Bot, Bot: true}, Content: m.Content, Embeds: m.Embeds, Parts: m.Components, Flags: m.Flags}
	t.asides = append(t.asides, told)
	s.change()
	return 200, told
}

// retell changes what an interaction was answered with.
func (s *Server) retell(app, token string, body []byte) (int, any) {
	t, status, answer := s.hook(app, token)
	switch {
	case t == nil:
		return status, answer
	case t.answered == withForm || t.answered == withCompletion:
		return 404, apiError{Message: "Unknown Message", Code: 10008}
	}
	why := matches("whisper", body)
	var m whispered
	if why == "" {
		m, why = checkWhisper(body)
	}
	if why != "" {
		return s.invalid("a reply", why, body)
	}
	if t.shown == nil {
		id := s.nextID()
		if t.source != nil && t.answered == laterChange {
			id = t.source.ID
		}
		t.shown = &Message{ID: id, Channel: t.channel, Author: User{ID: Bot, Bot: true}, Flags: ephemeral}
	}
	t.shown.Content, t.shown.Embeds, t.shown.Parts = m.Content, m.Embeds, m.Components
	t.changes++
	s.change()
	return 200, t.shown
}

// overwrite takes all commands.
func (s *Server) overwrite(body []byte) (int, any) {
	var in []json.RawMessage
	if err := json.Unmarshal(body, &in); err != nil || len(in) > 130 {
		return s.invalid("the commands", fmt.Sprintf("%d, %v", len(in), err), body)
	}
	var made []map[string]any
	seen := map[string]bool{}
	for _, one := range in {
		why := matches("command", one)
		var c Command
		if err := json.Unmarshal(one, &c); err != nil {
			why = err.Error()
		}
		if why == "" {
			why = c.check()
		}
		if name := fmt.Sprint(c.Type, c.Name); seen[name] {
			why = "twice " + c.Name
		} else {
			seen[name] = true
		}
		if why != "" {
			return s.invalid("a command", why, one)
		}
		// As Discord keeps it: with an id, and with all that was left out.
		kept := map[string]any{"description": "", "default_member_permissions": nil, "nsfw": false, "dm_permission": false, "name_localizations": nil}
		_ = json.Unmarshal(one, &kept) // it was read before
		kept["id"], kept["application_id"], kept["version"] = s.nextID(), App, s.nextID()
		made = append(made, kept)
	}
	s.desk.commands = made
	s.desk.changes++
	s.change()
	return 200, made
}

// A Command is one that the server keeps.
type Command struct {
	Type         int       `json:"type"`
	Name         string    `json:"name"`
	Description  string    `json:"description"`
	Options      []Command `json:"options"`
	Required     bool      `json:"required"`
	Autocomplete bool      `json:"autocomplete"`
}

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// check holds a command against the documentation:
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
func (c Command) check() string {
	total := 0
	var walk func(list []Command, deep int) string
	walk = func(list []Command, deep int) string {
		if len(list) > 25 || deep > 3 {
			return fmt.Sprintf("%d options, %d deep", len(list), deep)
		}
		optional := false
		for _, o := range list {
			total += length(o.Name) + length(o.Description)
			switch {
			case !commandName.MatchString(o.Name) || strings.ToLower(o.Name) != o.Name:
				return fmt.Sprintf("an option's name %q", o.Name)
			case length(o.Description) < 1 || length(o.Description) > 100:
				return fmt.Sprintf("the description of %q", o.Name)
			case o.Required && optional:
				return "a required option behind one that is not"
			}
			optional = optional || !o.Required
			if why := walk(o.Options, deep+1); why != "" {
				return why
			}
		}
		return ""
	}
	total += length(c.Name) + length(c.Description)
	switch {
	case c.Type == 1 && (!commandName.MatchString(c.Name) || strings.ToLower(c.Name) != c.Name || c.Description == ""):
		return fmt.Sprintf("a slash command %q", c.Name)
	case (c.Type == 2 || c.Type == 3) && (c.Description != "" || len(c.Options) > 0):
		return "a menu's command with a description or options"
	}
	if why := walk(c.Options, 1); why != "" {
		return why
	}
	if total > 8000 {
		return fmt.Sprintf("%d characters", total)
	}
	return ""
}

// tokenOf makes an interaction's token, which must not be seen anywhere.
func tokenOf(id string) string { return "aW50ZXJhY3Rpb24" + id + "-not-a-secret" }

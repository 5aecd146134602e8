package discordtest

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed testdata/openapi.json.gz
var packed []byte

// described are the schemas of the requests' bodies, in Discord's description.
var described = map[string]string{
	"channels/*/messages":           "MessageCreateRequest",
	"channels/*/messages/*/threads": "CreateTextThreadWithMessageRequest",
	"channels/*/messages/*":         "MessageEditRequestPartial",
	"channels/*/threads":            "CreateForumThreadRequest",
	"channels/*":                    "UpdateThreadRequestPartial",

	// Of interactions, by what they are answered with: interaction.go.
	"message": "CreateMessageInteractionCallbackRequest",
	"change":  "UpdateMessageInteractionCallbackRequest",
	"choices": "ApplicationCommandAutocompleteCallbackRequest",
	"form":    "ModalInteractionCallbackRequest",
	"whisper": "IncomingWebhookUpdateRequestPartial",
	"aside":   "IncomingWebhookRequestPartial",
	"command": "ApplicationCommandUpdateRequest",
}

var schemas = sync.OnceValues(func() (map[string]*jsonschema.Schema, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(z)
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("discord.json", doc); err != nil {
		return nil, err
	}
	out := map[string]*jsonschema.Schema{}
	for path, name := range described {
		if out[path], err = c.Compile("discord.json#/components/schemas/" + name); err != nil {
			return nil, err
		}
	}
	return out, nil
})

// matches says what of a body is not as Discord's description has it; empty: nothing.
func matches(path string, body []byte) string {
	all, err := schemas()
	if err != nil {
		return "Discord's description cannot be read: " + err.Error()
	}
	schema := all[path]
	if schema == nil {
		return "no such request is described here"
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err.Error()
	}
	if err := schema.Validate(v); err != nil {
		return err.Error()
	}
	return ""
}

// check says what is wrong with a body; empty: nothing.
func check(path string, body []byte) string {
	if why := matches(path, body); why != "" {
		return why
	}
	switch path {
	case "channels/*/messages":
		return checkMessage(body)
	case "channels/*/messages/*":
		return checkEdit(body)
	case "channels/*/threads":
		return checkTopic(body)
	case "channels/*":
		return ""
	}
	return checkThread(body)
}

// checkThread holds a thread's start against the documentation.
func checkThread(body []byte) string {
	var in struct {
		Name    string `json:"name"`
		Archive *int   `json:"auto_archive_duration"`
	}
	if err := strict(body, &in); err != nil {
		return err.Error()
	}
	if n := length(in.Name); n < 1 || n > 100 || strings.TrimSpace(in.Name) == "" {
		return fmt.Sprintf("name of %d characters", n)
	}
	if strings.ContainsFunc(in.Name, unicode.IsControl) {
		return "name with control characters"
	}
	return ""
}

// checkTopic holds a forum's post against the rules for threads and messages.
func checkTopic(body []byte) string {
	var in struct {
		Name    string         `json:"name"`
		Archive *int           `json:"auto_archive_duration"`
		Tags    []string       `json:"applied_tags"`
		Message map[string]any `json:"message"`
	}
	if err := strict(body, &in); err != nil {
		return err.Error()
	}
	if len(in.Tags) > 5 {
		return fmt.Sprintf("%d tags", len(in.Tags))
	}
	if in.Message["nonce"] != nil {
		return "a forum's post with a nonce, which is not promised to work there"
	}
	in.Message["nonce"], in.Message["enforce_nonce"] = "n", true
	thread, err1 := json.Marshal(map[string]any{"name": in.Name, "auto_archive_duration": in.Archive})
	message, err2 := json.Marshal(in.Message)
	if err := errors.Join(err1, err2); err != nil {
		return err.Error()
	}
	if why := checkThread(thread); why != "" {
		return why
	}
	return checkMessage(message)
}

// checkEdit holds a change against the rules for new messages, which a nonce is
// not a part of.
func checkEdit(body []byte) string {
	var in map[string]any
	if err := strict(body, &in); err != nil {
		return err.Error()
	}
	if in["nonce"] != nil {
		return "a nonce"
	}
	in["nonce"], in["enforce_nonce"] = "n", true
	whole, err := json.Marshal(in)
	if err != nil {
		return err.Error()
	}
	return checkMessage(whole)
}

// checkMessage holds a message against the limits of the documentation, which
// are narrower than those of the description, and against our own rules.
func checkMessage(body []byte) string {
	var in struct {
		Content string `json:"content"`
		Embeds  []struct {
			Title       string `json:"title"`
			URL         string `json:"url"`
			Type        string `json:"type"`
			Description string `json:"description"`
			Color       int    `json:"color"`
			Footer      *struct {
				Text string `json:"text"`
			} `json:"footer"`
			Author *struct {
				Name string `json:"name"`
			} `json:"author"`
		} `json:"embeds"`
		AllowedMentions *struct {
			Parse       []string `json:"parse"`
			Roles       []string `json:"roles"`
			RepliedUser bool     `json:"replied_user"`
		} `json:"allowed_mentions"`
		Reference *struct {
			Message string `json:"message_id"`
			MustBe  *bool  `json:"fail_if_not_exists"`
		} `json:"message_reference"`
		Components []Component `json:"components"`
		Flags      int         `json:"flags"`
		Nonce      string      `json:"nonce"`
		Enforce    bool        `json:"enforce_nonce"`
	}
	if err := strict(body, &in); err != nil {
		return err.Error()
	}
	var why []string
	bound := func(what, s string, most int) int {
		n := length(s)
		if n > most {
			why = append(why, fmt.Sprintf("%s of %d characters, at most %d", what, n, most))
		}
		return n
	}
	bound("content", in.Content, 2000)
	total := 0
	for _, e := range in.Embeds {
		total += bound("title", e.Title, 256) + bound("description", e.Description, 4096)
		bound("url", e.URL, 2048)
		if e.Footer != nil {
			total += bound("footer", e.Footer.Text, 2048)
		}
		if e.Author != nil {
			total += bound("author", e.Author.Name, 256)
		}
	}
	if total > 6000 {
		why = append(why, fmt.Sprintf("embeds of %d characters together, at most 6000", total))
	}
	if in.Content == "" && len(in.Embeds) == 0 {
		why = append(why, "an empty message")
	}
	switch {
	case in.AllowedMentions == nil || in.AllowedMentions.Parse == nil:
		why = append(why, "without allowed_mentions everybody named is pinged")
	case len(in.AllowedMentions.Parse) > 0 || len(in.AllowedMentions.Roles) > 1 || in.AllowedMentions.RepliedUser:
		why = append(why, "allowed_mentions may hold one role and no more")
	}
	if in.Nonce == "" || !in.Enforce {
		why = append(why, "a message without an enforced nonce")
	}
	why = append(why, checkRows(in.Components)...)
	if in.Flags&^(1<<2|1<<12) != 0 {
		why = append(why, fmt.Sprintf("flags %b", in.Flags))
	}
	return strings.Join(why, "; ")
}

func strict(body []byte, out any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	return d.Decode(out)
}

// length counts as the strictest reader of the documentation would.
func length(s string) int { return len(utf16.Encode([]rune(s))) }

// CheckMessage says what is wrong with the body of Create Message; empty: nothing.
func CheckMessage(body []byte) string { return check("channels/*/messages", body) }

// PingsOf is whom a message with that body would notify.
func PingsOf(body []byte) []string {
	var in newMessage
	if err := json.Unmarshal(body, &in); err != nil {
		return []string{"a body that cannot be read: " + err.Error()}
	}
	return pings(in)
}

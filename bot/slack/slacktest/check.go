package slacktest

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed testdata
var testdata embed.FS

func unzip(name string) []byte {
	b, err := testdata.ReadFile(name)
	if err == nil && strings.HasSuffix(name, ".gz") {
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(b)); err == nil {
			b, err = io.ReadAll(z)
		}
	}
	if err != nil {
		panic(err) // unreachable unless the file in the tree is damaged
	}
	return b
}

// Payloads are what Slack recorded, by file name without its endings.
var Payloads = sync.OnceValue(func() map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	files, err := testdata.ReadDir("testdata/payloads")
	if err != nil {
		panic(err) // unreachable: it is embedded
	}
	for _, f := range files {
		name, _, _ := strings.Cut(f.Name(), ".")
		out[name] = unzip(path.Join("testdata/payloads", f.Name()))
	}
	return out
})

type argument struct {
	Name     string
	Type     string
	Required bool
}

// methods are the arguments of each method, as Slack has published them.
var methods = sync.OnceValue(func() map[string][]argument {
	var d struct {
		Paths map[string]map[string]struct{ Parameters []argument }
	}
	if err := json.Unmarshal(unzip("testdata/web_api_openapi_v2.trimmed.json.gz"), &d); err != nil {
		panic(err) // unreachable unless the file in the tree is damaged
	}
	out := map[string][]argument{}
	for p, verbs := range d.Paths {
		for _, v := range verbs {
			out[strings.TrimPrefix(p, "/")] = append(v.Parameters, later[strings.TrimPrefix(p, "/")]...)
		}
	}
	out["apps.connections.open"] = []argument{{"token", "string", false}}
	return out
})

// later are arguments that Slack documents and the description is too old for:
// https://docs.slack.dev/messaging/message-metadata
var later = map[string][]argument{
	"chat.postMessage":      {{"metadata", "string", false}},
	"chat.update":           {{"metadata", "string", false}},
	"conversations.history": {{"include_all_metadata", "boolean", false}},
	"conversations.replies": {{"include_all_metadata", "boolean", false}},
}

func checkArguments(method string, f url.Values) (problems []string) {
	known, ok := methods()[method]
	if !ok {
		return []string{"the published description has no such method"}
	}
	for name, values := range f {
		i := slices.IndexFunc(known, func(a argument) bool { return a.Name == name })
		switch {
		case i < 0:
			problems = append(problems, "unknown argument "+name)
			continue
		case len(values) != 1:
			problems = append(problems, "argument "+name+" comes twice")
		}
		v := values[0]
		switch known[i].Type {
		case "boolean":
			if !slices.Contains([]string{"true", "false", "1", "0"}, v) {
				problems = append(problems, fmt.Sprintf("%s=%q is no boolean", name, v))
			}
		case "integer":
			if _, err := strconv.Atoi(v); err != nil {
				problems = append(problems, fmt.Sprintf("%s=%q is no integer", name, v))
			}
		case "number":
			if _, err := strconv.ParseFloat(v, 64); err != nil {
				problems = append(problems, fmt.Sprintf("%s=%q is no number", name, v))
			}
		}
	}
	for _, a := range known {
		if a.Required && a.Name != "token" && f.Get(a.Name) == "" {
			problems = append(problems, "lacks "+a.Name)
		}
	}
	if l := f.Get("limit"); l != "" {
		if n, _ := strconv.Atoi(l); n < 1 || n > 999 {
			problems = append(problems, "limit is not between 1 and 999")
		}
	}
	return problems
}

// Limits that Slack documents, under https://docs.slack.dev/reference, but for
// the total, above which it was seen to refuse a message.
const (
	maxText     = 4000 // chat.postMessage: recommended
	maxBlocks   = 50
	maxTotal    = 13200 // msg_blocks_too_long
	maxContext  = 10
	maxPlain    = 2000 // of a context block's text
	maxBlockID  = 255
	maxLink     = 3000
	maxMetadata = 8000
	maxSection  = 3000
	maxActions  = 25
	maxButton   = 75 // of a button's text and of its accessibility label
	maxValue    = 2000
	maxActionID = 255
	maxOptions  = 100
	maxOption   = 75 // of an option's text, and of its value
	maxHint     = 150
	maxTitle    = 24   // of a view, and of its buttons
	maxPrivate  = 3000 // of a view
	maxInView   = 100
)

type node = map[string]any

// checkMessage says what Slack would refuse of a message, or show otherwise than meant.
func checkMessage(f url.Values) (problems []string) {
	add := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	text := f.Get("text")
	if n := utf8.RuneCountInString(text); n == 0 || n > maxText {
		add("text has %d characters", n)
	}
	if m := f.Get("metadata"); m != "" {
		var md struct {
			EventType string         `json:"event_type"`
			Payload   map[string]any `json:"event_payload"`
		}
		if err := json.Unmarshal([]byte(m), &md); err != nil || md.EventType == "" || md.Payload == nil || len(m) > maxMetadata {
			add("metadata %.100q", m)
		}
	}
	b := f.Get("blocks")
	if b == "" {
		return problems
	}
	var blocks []node
	if err := json.Unmarshal([]byte(b), &blocks); err != nil {
		add("blocks: %v", err)
		return problems
	}
	if len(blocks) == 0 || len(blocks) > maxBlocks {
		add("%d blocks", len(blocks))
	}
	plain, _ := json.Marshal(blocks)
	unescaped := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(plain))
	if n := utf8.RuneCountInString(unescaped); n > maxTotal {
		add("msg_blocks_too_long: %d characters", n)
	}
	checkBlocks(blocks, false, add)
	return problems
}

// checkBlocks looks into blocks of a message, or of a view.
func checkBlocks(blocks []node, view bool, add func(string, ...any)) {
	for _, block := range blocks {
		if id, _ := block["block_id"].(string); len(id) > maxBlockID {
			add("block_id of %d", len(id))
		}
		switch kind := block["type"]; kind {
		case "section":
			checkPlain("a section", block["text"], maxSection, add)
			if a, ok := block["accessory"].(node); ok {
				checkElement(a, add)
			}
		case "actions":
			elements := nodes(block["elements"], add)
			if len(elements) > maxActions {
				add("%d buttons in a row", len(elements))
			}
			for _, e := range elements {
				checkElement(e, add)
			}
		case "input":
			checkPlain("a label", block["label"], 2000, add)
			if block["hint"] != nil {
				checkPlain("a hint", block["hint"], 2000, add)
			}
			e, _ := block["element"].(node)
			checkElement(e, add)
			if !view {
				add("an input in a message")
			}
		case "rich_text":
			for _, e := range nodes(block["elements"], add) {
				checkRich(e, true, add)
			}
		case "context":
			elements := nodes(block["elements"], add)
			if len(elements) > maxContext {
				add("a context of %d", len(elements))
			}
			for _, e := range elements {
				s, _ := e["text"].(string)
				if n := utf8.RuneCountInString(s); e["type"] != "plain_text" || n == 0 || n > maxPlain {
					add("context: %v of %d characters", e["type"], n)
				}
			}
		default:
			add("block of type %v", kind)
		}
	}
}

// checkPlain looks into a text that must be plain.
func checkPlain(what string, v any, most int, add func(string, ...any)) {
	o, _ := v.(node)
	s, _ := o["text"].(string)
	if n := utf8.RuneCountInString(s); o["type"] != "plain_text" || n == 0 || n > most {
		add("%s: %v of %d characters", what, o["type"], n)
	}
}

// checkElement looks into what can be pressed or filled in.
func checkElement(e node, add func(string, ...any)) {
	id, _ := e["action_id"].(string)
	if id == "" || len(id) > maxActionID {
		add("%v: action_id %q", e["type"], id)
	}
	if e["placeholder"] != nil {
		checkPlain("a placeholder", e["placeholder"], maxHint, add)
	}
	switch e["type"] {
	case "button":
		checkPlain("a button", e["text"], maxButton, add)
		if v, _ := e["value"].(string); utf8.RuneCountInString(v) > maxValue {
			add("a button's value of %d", len(v))
		}
		if l, _ := e["accessibility_label"].(string); utf8.RuneCountInString(l) > maxButton {
			add("a button's label of %d", utf8.RuneCountInString(l))
		}
		if e["style"] != nil {
			add("a button that means something by its colour")
		}
	case "static_select":
		options := nodes(e["options"], add)
		if len(options) > maxOptions {
			add("%d options", len(options))
		}
		for _, o := range options {
			checkPlain("an option", o["text"], maxOption, add)
			if v, _ := o["value"].(string); v == "" || utf8.RuneCountInString(v) > maxOption {
				add("an option's value %q", v)
			}
		}
	case "plain_text_input":
		if n, ok := e["max_length"].(float64); ok && (n < 1 || n > 3000) {
			add("an input of at most %v", n)
		}
	default:
		add("element of type %v", e["type"])
	}
}

// checkView says what Slack would refuse of a view.
func checkView(method, view string) (problems []string) {
	add := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	var v struct {
		Type    string `json:"type"`
		Title   any    `json:"title"`
		Submit  any    `json:"submit"`
		Close   any    `json:"close"`
		Private string `json:"private_metadata"`
		Blocks  []node `json:"blocks"`
	}
	if err := json.Unmarshal([]byte(view), &v); err != nil {
		return []string{err.Error()}
	}
	if len(v.Blocks) == 0 || len(v.Blocks) > maxInView || len(v.Private) > maxPrivate {
		add("%d blocks, %d bytes of metadata", len(v.Blocks), len(v.Private))
	}
	inputs := false
	for _, b := range v.Blocks {
		inputs = inputs || b["type"] == "input"
	}
	switch {
	case method == "views.publish":
		if v.Type != "home" || inputs {
			add("a home of type %s", v.Type)
		}
	case v.Type != "modal":
		add("a form of type %s", v.Type)
	default:
		for what, text := range map[string]any{"title": v.Title, "submit": v.Submit, "close": v.Close} {
			if text != nil || what == "title" {
				checkPlain(what, text, maxTitle, add)
			}
		}
		if inputs && v.Submit == nil {
			add("a form to fill in cannot be sent")
		}
	}
	checkBlocks(v.Blocks, true, add)
	return problems
}

// CheckView is what Slack would refuse of a form, or of a home.
func CheckView(home bool, view []byte) []string {
	if home {
		return checkView("views.publish", string(view))
	}
	return checkView("views.open", string(view))
}

func nodes(v any, add func(string, ...any)) (out []node) {
	list, _ := v.([]any)
	if len(list) == 0 {
		add("no elements")
	}
	for _, e := range list {
		n, ok := e.(node)
		if !ok {
			add("element %v", e)
			continue
		}
		out = append(out, n)
	}
	return out
}

func checkRich(e node, lists bool, add func(string, ...any)) {
	switch e["type"] {
	case "rich_text_section", "rich_text_quote":
		for _, inner := range nodes(e["elements"], add) {
			checkInline(inner, add)
		}
	case "rich_text_list":
		if e["style"] != "bullet" && e["style"] != "ordered" || !lists {
			add("a list of style %v", e["style"])
		}
		for _, inner := range nodes(e["elements"], add) {
			if inner["type"] != "rich_text_section" {
				add("a list holds %v", inner["type"])
				continue
			}
			checkRich(inner, false, add)
		}
	default:
		add("rich text of type %v", e["type"])
	}
}

func checkInline(e node, add func(string, ...any)) {
	text, _ := e["text"].(string)
	switch e["type"] {
	case "text":
		if text == "" {
			add("a text element is empty")
		}
	case "link":
		address, _ := e["url"].(string)
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(address) > maxLink || text == "" {
			add("link %.100q of %d bytes named %.50q", address, len(address), text)
		}
	case "usergroup":
		if id, _ := e["usergroup_id"].(string); !strings.HasPrefix(id, "S") {
			add("usergroup %q", id)
		}
	default:
		add("element of type %v", e["type"])
	}
}

// Shown is what a person reads of the message's blocks, or of its text where
// it has none.
func (m Message) Shown() string {
	var b strings.Builder
	m.walk(func(e node) {
		switch e["type"] {
		case "text", "link", "plain_text":
			s, _ := e["text"].(string)
			b.WriteString(s)
		case "rich_text_section", "rich_text_quote", "context", "section", "button", "input":
			b.WriteByte('\n')
		}
	})
	if m.Blocks == nil {
		return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(m.Text)
	}
	return b.String()
}

// Links are where the message leads, in order.
func (m Message) Links() (addresses []string) {
	m.walk(func(e node) {
		if e["type"] == "link" {
			s, _ := e["url"].(string)
			addresses = append(addresses, s)
		}
	})
	return addresses
}

// Live is what in the message would ping somebody, or be shown as other than
// its words: mentions, and markup in its text.
func (m Message) Live() (live []string) {
	m.walk(func(e node) {
		switch e["type"] {
		case "user", "usergroup", "broadcast", "channel", "team", "emoji", "mrkdwn", "color", "date":
			live = append(live, fmt.Sprint(e["type"], " ", e["usergroup_id"]))
		}
	})
	if strings.ContainsAny(m.Text, "<>") {
		live = append(live, "text "+m.Text)
	}
	return live
}

func (m Message) walk(visit func(node)) {
	var blocks any
	if m.Blocks == nil || json.Unmarshal(m.Blocks, &blocks) != nil {
		return
	}
	var down func(any)
	down = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				down(e)
			}
		case node:
			visit(v)
			for _, part := range []string{"text", "label", "hint", "elements", "element", "accessory", "placeholder", "options"} {
				switch v[part].(type) {
				case []any, node:
					down(v[part])
				}
			}
		}
	}
	down(blocks)
}

// Check is what Slack would refuse of a message with those blocks and that text, which is escaped.
func Check(blocks []byte, text string) []string {
	return checkMessage(url.Values{"blocks": {string(blocks)}, "text": {text}})
}

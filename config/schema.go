package config

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"
)

// Schema is the JSON Schema (2020-12) of the file, for editors. It says what
// can be said of the form; what only [Parse] can know, as whether a channel's
// source is there, it leaves out.
func Schema() []byte {
	r := &jsonschema.Reflector{
		Anonymous:                  true,
		ExpandedStruct:             true,
		RequiredFromJSONSchemaTags: true,
		FieldNameTag:               "yaml",
		Namer: func(t reflect.Type) string {
			return strings.TrimSuffix(strings.TrimSuffix(t.Name(), "Form"), "Text")
		},
	}
	s := r.Reflect(fileForm{})
	s.Title = "newsdigest.yaml"
	s.Description = "Where newsdigest finds articles, who gets them and when. ${NAME} in a value takes it from the environment."
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // unreachable unless the types below are malformed
	}
	return append(b, '\n')
}

// The types below are the file as it is written; Config is what it means.

type fileForm struct {
	People    []oneLine             `yaml:"people" jsonschema:"uniqueItems=true" jsonschema_description:"People who are always shown when they speak or react, by their full names."`
	Sources   map[string]sourceForm `yaml:"sources" jsonschema:"required" jsonschema_description:"Where articles come from: a name of your choice for each."`
	Channels  []channelForm         `yaml:"channels" jsonschema:"required,minItems=1" jsonschema_description:"Who gets which sources' news, and when."`
	Slack     *slackForm            `yaml:"slack" jsonschema_description:"The Slack app's tokens. Needed where a channel is on Slack."`
	Discord   *discordForm          `yaml:"discord" jsonschema_description:"The Discord bot's token. Needed where a channel is on Discord."`
	Commands  *commandsForm         `yaml:"commands" jsonschema_description:"Rules for what people ask in chat."`
	Admin     *placeForm            `yaml:"admin" jsonschema_description:"The channel where trouble is said."`
	Store     storeText             `yaml:"store" jsonschema_description:"The database: a file's path, or a postgres:// address."`
	Web       *webForm              `yaml:"web" jsonschema_description:"The local chat page."`
	Delivery  *deliveryForm         `yaml:"delivery" jsonschema_description:"How late things may come, and how long a lost answer rests."`
	Keep      *keepForm             `yaml:"keep" jsonschema_description:"How long articles' texts and people's questions are kept."`
	Heartbeat secretText            `yaml:"heartbeat" jsonschema_description:"An address that is called each minute while editions come in time."`
}

// JSONSchemaExtend wants a source.
func (fileForm) JSONSchemaExtend(s *jsonschema.Schema) {
	s.Properties.Value("sources").MinProperties = new(uint64(1))
}

type sourceForm struct {
	Feed         addressText `yaml:"feed" jsonschema_description:"The address of an RSS, Atom or JSON feed."`
	Page         addressText `yaml:"page" jsonschema_description:"The address of one article's page."`
	File         oneLine     `yaml:"file" jsonschema_description:"A file, or several by a pattern such as inbox/*.txt, from this file's folder."`
	AllowPrivate truth       `yaml:"allow_private" jsonschema_description:"Whether this source may be on a private network."`
}

// JSONSchemaExtend says that a source is of one kind.
func (sourceForm) JSONSchemaExtend(s *jsonschema.Schema) { exactlyOne(s, "feed", "page", "file") }

type placeForm struct {
	Slack   slackPlace   `yaml:"slack" jsonschema_description:"A channel on Slack: its name with a #, or its id."`
	Discord discordPlace `yaml:"discord" jsonschema_description:"A channel on Discord: its id."`
	Web     webPlace     `yaml:"web" jsonschema_description:"A channel on the local chat page: a name of your choice."`
}

// JSONSchemaExtend says that a place is on one platform.
func (placeForm) JSONSchemaExtend(s *jsonschema.Schema) { exactlyOne(s, "slack", "discord", "web") }

type channelForm struct {
	placeForm
	Sources  []oneLine    `yaml:"sources" jsonschema:"required,minItems=1,uniqueItems=true" jsonschema_description:"Names of sources."`
	Schedule scheduleText `yaml:"schedule" jsonschema_description:"When editions are due: minute, hour, day of the month, month, day of the week; or @daily and the like."`
	Timezone zoneText     `yaml:"timezone" jsonschema_description:"On whose clocks: an IANA time zone."`
	Stories  count        `yaml:"stories" jsonschema_description:"At most so many stories an edition."`
	Mention  idText       `yaml:"mention" jsonschema_description:"The id of one role or user group that each edition pings, once. Nothing else ever pings."`
	Threads  threadsText  `yaml:"threads" jsonschema_description:"On Discord, when a story's thread is opened: always, or with the first question."`
}

// JSONSchemaExtend says that a channel is on one platform.
func (channelForm) JSONSchemaExtend(s *jsonschema.Schema) { exactlyOne(s, "slack", "discord", "web") }

type slackForm struct {
	BotToken secretText `yaml:"bot_token" jsonschema_description:"The bot's token, which begins with xoxb-."`
	AppToken secretText `yaml:"app_token" jsonschema_description:"The app's token for Socket Mode, which begins with xapp-."`
	APIURL   prefixText `yaml:"api_url" jsonschema_description:"Another address of the service's methods, with its final slash."`
}

type discordForm struct {
	Token  secretText `yaml:"token" jsonschema_description:"The bot's token."`
	APIURL prefixText `yaml:"api_url" jsonschema_description:"Another address of the service's API, with its version and final slash."`
	Shard  shardText  `yaml:"shard" jsonschema_description:"Which part of the bot's servers this replica hears, of how many: 0/2 and 1/2. Left out: all."`
}

type commandsForm struct {
	Allow []hostText `yaml:"allow" jsonschema:"uniqueItems=true" jsonschema_description:"Hosts that addresses typed in chat may be on, or below. Left out: any public one."`
	Pause []idText   `yaml:"pause" jsonschema:"uniqueItems=true" jsonschema_description:"Ids of the users and roles who may pause and resume. Left out: on Discord whoever may manage the channel, elsewhere everybody."`
	Ask   []idText   `yaml:"ask" jsonschema:"uniqueItems=true" jsonschema_description:"Ids of the users and roles who may ask questions. Left out: everybody."`
	Limit limit      `yaml:"limit" jsonschema_description:"How much one person may ask in a minute."`

	Questions questions `yaml:"questions" jsonschema_description:"How many questions one person may ask in ten minutes. Left out: on Discord 5, elsewhere as many as limit lets."`
}

type webForm struct {
	Listen listenText `yaml:"listen" jsonschema_description:"Host and port that the page is served at. Port 0 picks a free one."`
}

type deliveryForm struct {
	Grace durationText `yaml:"grace" jsonschema_description:"How late an edition or a post may still come. Default: 6h."`
	Rest  durationText `yaml:"rest" jsonschema_description:"How long a request without an answer rests before it is looked up. Default: what each service needs."`
}

type keepForm struct {
	Articles  durationText `yaml:"articles" jsonschema_description:"The articles' texts. Default: 14d."`
	Questions durationText `yaml:"questions" jsonschema_description:"What people asked, and who. Default: 30d."`
}

// Texts of a form, each with what an editor can check of it.
type (
	oneLine      string
	addressText  string
	slackPlace   string
	discordPlace string
	webPlace     string
	scheduleText string
	zoneText     string
	idText       string
	secretText   string
	prefixText   string
	storeText    string
	listenText   string
	durationText string
	threadsText  string
	shardText    string
	hostText     string
	count        int
	limit        int
	questions    int
	truth        bool
)

// byName lets a value that names the environment stand for any other.
const byName = `\$\{[A-Za-z_][A-Za-z0-9_]*\}`

// textSchema is a text of that pattern, or one that names the environment.
func textSchema(pattern string, examples ...any) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: pattern + "|" + byName, Examples: examples}
}

// orNumber lets digits stand without quotation marks, as the file does.
func orNumber(s *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, {Type: "integer"}}}
}

// JSONSchema and those that follow say what an editor can check of a value.
func (oneLine) JSONSchema() *jsonschema.Schema { return orNumber(textSchema(`\S`)) }

// JSONSchema is an http or https address without a user.
func (addressText) JSONSchema() *jsonschema.Schema {
	return textSchema(`^[Hh][Tt][Tt][Pp][Ss]?://[^\s/@?#]+([/?#]\S*)?$`, "https://example.org/news.rss")
}

// JSONSchema is a name with a #, or an id.
func (slackPlace) JSONSchema() *jsonschema.Schema {
	return textSchema(slackName.String()+"|"+slackID.String(), "#news")
}

// JSONSchema is an id.
func (discordPlace) JSONSchema() *jsonschema.Schema {
	return orNumber(textSchema(`^[1-9][0-9]*$`, "112233445566778899"))
}

// JSONSchema is a name.
func (webPlace) JSONSchema() *jsonschema.Schema {
	return orNumber(textSchema(`^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$`, "news"))
}

// JSONSchema is five fields, or a descriptor.
func (scheduleText) JSONSchema() *jsonschema.Schema {
	s := textSchema(`^\s*(@[a-z]+( \S+)?|\S+(\s+\S+){4})\s*$`, DefaultSchedule, "30 7 * * 1-5", "@daily")
	s.Default = DefaultSchedule
	return s
}

// JSONSchema is an IANA name.
func (zoneText) JSONSchema() *jsonschema.Schema {
	s := textSchema(`^[A-Z][A-Za-z0-9_+/-]*$`, DefaultTimezone, "Europe/Brussels", "America/New_York")
	s.Default = DefaultTimezone
	return s
}

// JSONSchema is an id of any platform.
func (idText) JSONSchema() *jsonschema.Schema {
	return orNumber(textSchema(`^[A-Z0-9_]+$`, "998877665544332211", "S0123456789"))
}

// JSONSchema is any text.
func (secretText) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", MinLength: new(uint64(1)), Examples: []any{"${TOKEN}"}}
}

// JSONSchema is an http or https address with a final slash.
func (prefixText) JSONSchema() *jsonschema.Schema {
	return textSchema(`^[Hh][Tt][Tt][Pp][Ss]?://[^\s/@?#]+(/[^\s?#]*)?/$`, "http://127.0.0.1:9000/api/")
}

// JSONSchema is a path or a postgres address.
func (storeText) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", MinLength: new(uint64(1)), Default: DefaultStore, Examples: []any{"${DATABASE_URL}"}}
}

// JSONSchema is host and port.
func (listenText) JSONSchema() *jsonschema.Schema {
	s := textSchema(`^[^\s/]*:[0-9]{1,5}$`, DefaultListen)
	s.Default = DefaultListen
	return s
}

// JSONSchema is a number with its unit.
func (durationText) JSONSchema() *jsonschema.Schema {
	return textSchema(`^([0-9]+d|([0-9]+(\.[0-9]+)?(ms|s|m|h))+)$`, "6h", "14d")
}

// JSONSchema is one of two words.
func (threadsText) JSONSchema() *jsonschema.Schema {
	s := textSchema("^("+threadsAlways+"|"+threadsQuestion+")$", threadsQuestion)
	s.Default = threadsAlways
	return s
}

// JSONSchema is a number, a slash and how many there are.
func (shardText) JSONSchema() *jsonschema.Schema { return textSchema(`^[0-9]{1,5}/[0-9]{1,5}$`, "0/2") }

// JSONSchema is a number in range, or a name in the environment.
func (count) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{
		AnyOf: []*jsonschema.Schema{
			{Type: "integer", Minimum: "1", Maximum: json.Number(fmt.Sprint(MaxStories))},
			{Type: "string", Pattern: byName},
		},
		Default: DefaultStories,
	}
}

// JSONSchema is a number in range, or a name in the environment.
func (limit) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{
		AnyOf: []*jsonschema.Schema{
			{Type: "integer", Minimum: "1", Maximum: json.Number(fmt.Sprint(MaxLimit))},
			{Type: "string", Pattern: byName},
		},
		Default: DefaultLimit,
	}
}

// JSONSchema is a number in range, or a name in the environment.
func (questions) JSONSchema() *jsonschema.Schema {
	s := limit.JSONSchema(0)
	s.Default = nil
	return s
}

// JSONSchema is a host's name.
func (hostText) JSONSchema() *jsonschema.Schema {
	return textSchema(hostForm.String(), "nato.int")
}

// JSONSchema is true, false or a name in the environment.
func (truth) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{
		AnyOf:   []*jsonschema.Schema{{Type: "boolean"}, {Type: "string", Pattern: byName}},
		Default: false,
	}
}

// exactlyOne wants one of the keys and no two.
func exactlyOne(s *jsonschema.Schema, keys ...string) {
	for _, k := range keys {
		s.OneOf = append(s.OneOf, &jsonschema.Schema{Required: []string{k}})
	}
}

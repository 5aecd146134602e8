package config

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// file reads the whole document.
func (r *reader) file(doc *node) *Config {
	c := &Config{
		Web: Web{Listen: DefaultListen}, Store: Store{File: filepath.Join(r.dir, DefaultStore)},
		Commands: Commands{Limit: DefaultLimit}, Delivery: Delivery{Grace: DefaultGrace}, Keep: Keep{Articles: DefaultKeepArticles, Questions: DefaultKeepQuestions},
	}
	if doc.form == nothing {
		r.troubles = append(r.troubles, trouble{problem: "the file is empty", fix: "Write a first one elsewhere to copy from: newsdigest init first.yaml"})
		return c
	}
	var channels, slack, discord *node
	sources := map[string]*node{}
	listed := false // the sources could be read
	r.object(doc, "the config",
		key{name: "people", read: func(n *node) {
			for _, v := range r.texts(n, "people", "[Mark Rutte, Emmanuel Macron]") {
				c.People = append(c.People, v.text)
			}
		}},
		key{name: "sources", read: func(n *node) { listed = n.form == mapping; c.Sources = r.sources(n, sources) }},
		// Read at the end, for what they name may stand below them.
		key{name: "channels", read: func(n *node) { channels = n }},
		key{name: "slack", read: func(n *node) { slack = n; c.Slack = r.slack(n) }},
		key{name: "discord", read: func(n *node) { discord = n; c.Discord = r.discord(n) }},
		key{name: "commands", read: func(n *node) { r.commands(n, &c.Commands) }},
		key{name: "admin", read: func(n *node) { c.Admin = r.admin(n) }},
		key{name: "store", read: func(n *node) { r.store(n, &c.Store) }},
		key{name: "web", read: func(n *node) {
			r.object(n, "web", r.text("listen", `"`+DefaultListen+`"`, r.listen, &c.Web.Listen))
		}},
		key{name: "delivery", read: func(n *node) {
			r.object(n, "delivery", r.duration("grace", "6h", time.Minute, &c.Delivery.Grace), r.duration("rest", "5s", time.Millisecond, &c.Delivery.Rest))
		}},
		key{name: "keep", read: func(n *node) {
			r.object(n, "keep", r.duration("articles", "14d", time.Hour, &c.Keep.Articles), r.duration("questions", "30d", time.Hour, &c.Keep.Questions))
		}},
		r.secretAddress("heartbeat", `"${HEARTBEAT_URL}"`, &c.Heartbeat),
	)
	absent := func(name, example string) {
		meant := func(p pair) bool { return p.key.text == name || nearest(p.key.text, []string{name}) != "" }
		if !slices.ContainsFunc(doc.pairs, meant) {
			r.troubles = append(r.troubles, trouble{problem: "there are no " + name, fix: "As in " + example})
		}
	}
	if doc.form == mapping {
		absent("sources", `sources: {news: {feed: "https://example.org/news.rss"}}`)
		absent("channels", `channels: [{web: news, sources: [news]}]`)
	}
	if channels != nil {
		c.Channels = r.channels(channels, sources, listed)
	}
	r.tokens(OnSlack, slack, "slack", `slack: {bot_token: "${SLACK_BOT_TOKEN}", app_token: "${SLACK_APP_TOKEN}"}`, map[string]bool{"bot_token": c.Slack.BotToken.IsSet(), "app_token": c.Slack.AppToken.IsSet()})
	r.tokens(OnDiscord, discord, "discord", `discord: {token: "${DISCORD_TOKEN}"}`, map[string]bool{"token": c.Discord.Token.IsSet()})
	return c
}

// hasKey reports whether the mapping has that key, whatever its value.
func hasKey(n *node, name string) bool {
	for _, p := range n.pairs {
		if p.key.text == name {
			return true
		}
	}
	return false
}

// tokens says where a platform is used whose tokens are not there. What is
// written and wrong was said already.
func (r *reader) tokens(p Platform, part *node, name, example string, set map[string]bool) {
	use, used := r.used[p]
	if !used {
		return
	}
	for _, token := range sorted(set) {
		switch {
		case set[token]:
		case part == nil:
			r.fail(use, fmt.Sprintf("%s needs its tokens, and there is no %s part", title(p), name), "As in "+example)
			return
		case part.form == mapping && !hasKey(part, token):
			r.fail(part, fmt.Sprintf("%s has no %s, and line %d needs it", name, token, use.line), "As in "+example)
		}
	}
}

func title(p Platform) string { return strings.ToUpper(string(p[:1])) + string(p[1:]) }

func (r *reader) slack(n *node) (s Slack) {
	r.object(n, "slack",
		r.secret("bot_token", `"${SLACK_BOT_TOKEN}"`, &s.BotToken),
		r.secret("app_token", `"${SLACK_APP_TOKEN}"`, &s.AppToken),
		r.text("api_url", `"http://127.0.0.1:9000/api/"`, r.prefix, &s.APIURL))
	return s
}

func (r *reader) discord(n *node) (d Discord) {
	r.object(n, "discord",
		r.secret("token", `"${DISCORD_TOKEN}"`, &d.Token),
		r.text("api_url", `"http://127.0.0.1:9000/api/v10/"`, r.prefix, &d.APIURL),
		key{name: "shard", read: func(n *node) {
			if v, ok := r.scalar(n, "shard", `"0/2"`); ok {
				d.Shard = r.shard(v)
			}
		}})
	return d
}

func (r *reader) commands(n *node, to *Commands) {
	r.object(n, "commands",
		key{name: "allow", read: func(n *node) {
			for _, v := range r.texts(n, "allow", "[nato.int, example.org]") {
				if host, ok := r.host(v); ok {
					to.Allow = append(to.Allow, host)
				}
			}
		}},
		r.people("pause", &to.Pause),
		r.people("ask", &to.Ask),
		key{name: "limit", read: func(n *node) {
			if i, ok := r.whole(n, "limit", 1, MaxLimit); ok {
				to.Limit = i
			}
		}},
		key{name: "questions", read: func(n *node) {
			if i, ok := r.whole(n, "questions", 1, MaxLimit); ok {
				to.Questions = i
			}
		}})
}

// people reads ids of users and roles.
func (r *reader) people(name string, to *[]string) key {
	return key{name: name, read: func(n *node) {
		for _, v := range r.texts(n, name, "[U0123456789]") {
			if !slackID.MatchString(v.text) && !isSnowflake(v.text) {
				r.fail(v.at, name+" wants ids of people or roles", "As in "+name+": [U0123456789]. On Slack: the person's profile, the three dots, Copy member ID. "+copyID)
				continue
			}
			*to = append(*to, v.text)
		}
	}}
}

// hostForm is how names of hosts look.
var hostForm = regexp.MustCompile(`^(\*\.)?([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]+$`)

// host checks the name of a host, which stands for those below it too.
func (r *reader) host(v value) (string, bool) {
	if !hostForm.MatchString(v.text) {
		r.fail(v.at, "allow wants names of hosts", "Without https:// and without a path, as in allow: [nato.int]; those below it are meant too.")
		return "", false
	}
	return strings.ToLower(strings.TrimPrefix(v.text, "*.")), true
}

// prefix checks an address that others are made of.
func (r *reader) prefix(v value) (string, bool) {
	if u, ok := r.address(v, "api_url", false); ok && (u.RawQuery != "" || u.Fragment != "") {
		r.fail(v.at, "api_url ends with its path: no ? and no #", `As in "http://127.0.0.1:9000/api/"`)
	} else if ok && !strings.HasSuffix(v.text, "/") {
		r.fail(v.at, "api_url wants a / at its end", "Without it the last part of its path would be lost.")
	} else if ok {
		return v.text, true
	}
	return "", false
}

func (r *reader) sources(n *node, known map[string]*node) (out []Source) {
	if n.form != mapping {
		r.wrong(n, "sources is names, each with what it is", `As in sources: {news: {feed: "https://example.org/news.rss"}}`)
		return nil
	}
	if len(n.pairs) == 0 {
		r.fail(n, "there are no sources", `As in sources: {news: {feed: "https://example.org/news.rss"}}`)
	}
	pairs, _ := r.once(n, "source", "Give one of them another name.")
	for _, p := range pairs {
		known[p.key.text] = p.key
		if r.missing(p, "the source "+quoted(p.key.text)) || !r.spend(p.key) {
			continue
		}
		if t := p.key.text; t == "" || t != clip(t) || t != strings.TrimSpace(t) {
			r.fail(p.key, "this is no name for a source", "A name is one line of up to 60 characters without blanks around it.")
		}
		out = append(out, r.source(p))
	}
	return out
}

func (r *reader) source(p pair) Source {
	s := Source{Name: p.key.text}
	var kinds []string
	read := func(kind Kind, example string, check func(value) (string, bool)) key {
		k := r.text(string(kind), example, check, &s.Address)
		return key{name: k.name, read: func(n *node) { s.Kind = kind; k.read(n) }}
	}
	web := func(kind Kind) func(value) (string, bool) {
		return func(v value) (string, bool) { _, ok := r.address(v, string(kind), true); return v.text, ok }
	}
	if v := p.value; v.form == words && strings.Contains(v.text, "://") && !strings.Contains(v.text, "@") {
		r.wrong(v, "a source is written as keys with values", fmt.Sprintf("For a feed write %s: {feed: %q}, for one article {page: …}", s.Name, v.text))
		return s
	}
	r.object(p.value, "a source",
		read(Feed, `"https://example.org/news.rss"`, web(Feed)),
		read(Page, `"https://example.org/2025/story.html"`, web(Page)),
		read(File, `"inbox/*.txt"`, r.pattern),
		key{name: "allow_private", read: func(n *node) { s.AllowPrivate = r.yes(n, "allow_private") }})
	if p.value.form != mapping {
		return s
	}
	for _, k := range []Kind{Feed, Page, File} {
		if hasKey(p.value, string(k)) {
			kinds = append(kinds, string(k))
		}
	}
	switch {
	case len(kinds) > 1:
		r.fail(p.key, fmt.Sprintf("the source %s has %s: a source is one of them", quoted(s.Name), strings.Join(kinds, " and ")), "Make a source of each, with a name of its own.")
	case len(kinds) == 0:
		r.fail(p.key, fmt.Sprintf("the source %s says nothing of where it is", quoted(s.Name)), `One of feed, page and file, as in {feed: "https://example.org/news.rss"}`)
	}
	return s
}

// placeKeys are the keys that say where to post, read into *to.
func (r *reader) placeKeys(to *Place) []key {
	at := func(p Platform, example string, check func(value) (string, bool)) key {
		return key{name: string(p), read: func(n *node) {
			if _, ok := r.used[p]; !ok {
				r.used[p] = n
			}
			v, ok := r.scalar(n, string(p), example)
			if !ok {
				return
			}
			if name, ok := check(v); ok {
				*to = Place{p, name}
			}
		}}
	}
	return []key{at(OnSlack, `"#news"`, r.slackChannel), at(OnDiscord, `"112233445566778899"`, r.discordChannel), at(OnWeb, "news", r.webChannel)}
}

// onePlace says where n has not exactly one platform's key. Else it is that key's node.
func (r *reader) onePlace(n *node, what, fix string) *node {
	if n.form != mapping {
		return nil
	}
	var at []*node
	var names []string
	for _, p := range n.pairs {
		switch Platform(p.key.text) {
		case OnSlack, OnDiscord, OnWeb:
			if !slices.Contains(names, p.key.text) {
				at = append(at, p.value)
				names = append(names, p.key.text)
			}
		}
	}
	switch {
	case len(at) == 0:
		r.fail(n, what+" says nothing of where it is", `One of slack, discord and web, as in slack: "#news"`)
	case len(at) > 1:
		r.fail(n, fmt.Sprintf("%s has %s: it is one of them", what, strings.Join(names, " and ")), fix)
	default:
		return at[0]
	}
	return nil
}

func (r *reader) admin(n *node) (p Place) {
	r.object(n, "admin", r.placeKeys(&p)...)
	r.onePlace(n, "admin", "Keep one of them.")
	return p
}

func (r *reader) channels(n *node, sources map[string]*node, known bool) (out []Channel) {
	if n.form != list {
		r.wrong(n, "channels is a list", `Each begins with a dash, as in - {slack: "#news", sources: [news]}`)
		return nil
	}
	if len(n.items) == 0 {
		r.fail(n, "there are no channels", "As in - {web: news, sources: [news]}")
	}
	first := map[Place]*node{}
	for _, item := range n.items {
		if !r.spend(item) {
			return out
		}
		c := r.channel(item, sources, known)
		at := r.onePlace(item, "the channel", "Make a channel of each.")
		if at == nil || c.Place.IsZero() {
			continue
		}
		same := c.Place
		same.Name = strings.ToLower(same.Name)
		if f, ok := first[same]; ok {
			r.fail(at, fmt.Sprintf("this channel is there twice, first on line %d", f.line), "Make one of the two, with the sources of both.")
			continue
		}
		first[same] = at
		out = append(out, c)
	}
	return out
}

func (r *reader) channel(n *node, sources map[string]*node, known bool) Channel {
	c := Channel{Schedule: DefaultSchedule, Timezone: DefaultTimezone, Stories: DefaultStories}
	keys := append(r.placeKeys(&c.Place),
		key{name: "sources", read: func(n *node) {
			if n.form == list && len(n.items) == 0 {
				r.fail(n, "the channel has no sources", "Name at least one: sources: ["+strings.Join(sorted(sources), ", ")+"]")
			}
			for _, v := range r.texts(n, "sources", "[news]") {
				if _, ok := sources[v.text]; !ok && known {
					r.noSource(v, sorted(sources))
					continue
				}
				c.Sources = append(c.Sources, v.text)
			}
		}},
		r.text("schedule", `"`+DefaultSchedule+`"`, r.schedule, &c.Schedule),
		r.text("timezone", "Europe/Brussels", r.timezone, &c.Timezone),
		key{name: "stories", read: func(n *node) {
			if i, ok := r.whole(n, "stories", 1, MaxStories); ok {
				c.Stories = i
			}
		}},
		key{name: "threads", read: func(n *node) {
			if v, ok := r.scalar(n, "threads", threadsQuestion); ok {
				c.LateThreads = r.threads(v)
			}
		}},
		// Which ids there are depends on the platform: checked below.
		key{name: "mention", read: func(*node) {}})
	r.object(n, "a channel", keys...)
	if n.form != mapping {
		return c
	}
	if !hasKey(n, "sources") {
		r.fail(n, "the channel has no sources", "Name at least one: sources: ["+clip(strings.Join(sorted(sources), ", "))+"]")
	}
	for _, p := range n.pairs {
		if p.key.text == "mention" && p.value.form > unread {
			if v, ok := r.scalar(p.value, "mention", `"998877665544332211"`); ok {
				c.Mention, _ = r.mention(v, c.Platform)
			}
			break
		}
	}
	return c
}

// noSource says that no source has that name.
func (r *reader) noSource(v value, names []string) {
	fix := "The sources are: " + clip(strings.Join(names, ", "))
	if near := nearest(v.text, names); near != "" && !v.foreign {
		fix = "Did you mean " + near + "?"
	} else if len(names) == 0 {
		fix = "Add it to sources."
	}
	r.fail(v.at, "there is no source "+v.shown(), fix)
}

// pattern checks a file's path or pattern and lets it start at the file's folder.
func (r *reader) pattern(v value) (string, bool) {
	if _, err := filepath.Match(v.text, ""); err != nil {
		r.fail(v.at, "file is a pattern that cannot be read", `* is any characters, ? is one, [ab] is one of these; as in "inbox/*.txt"`)
		return "", false
	}
	if strings.Contains(v.text, "://") {
		r.fail(v.at, "file is a path on this machine", `For an address write page or feed in its place, as in page: "https://example.org/story.html"`)
		return "", false
	}
	if !r.path(v, "file") {
		return "", false
	}
	if filepath.IsAbs(v.text) {
		return v.text, true
	}
	return filepath.Join(literal(r.dir), v.text), true
}

// literal is the folder as a pattern that matches it alone.
func literal(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// path refuses ~, which would be taken for a folder of that name.
func (r *reader) path(v value, name string) bool {
	if v.text == "~" || strings.HasPrefix(v.text, "~/") {
		r.fail(v.at, name+" begins with ~, which only a shell knows", "Write ${HOME} for it.")
		return false
	}
	return true
}

// store reads a database's path or URL into *to.
func (r *reader) store(n *node, to *Store) {
	v, ok := r.scalar(n, "store", DefaultStore)
	if !ok {
		return
	}
	scheme, _, isURL := strings.Cut(v.text, "://")
	switch {
	case isURL && (scheme == "postgres" || scheme == "postgresql"):
		r.hide(v.at)
		*to = Store{Postgres: NewSecret(v.text)}
	case isURL, strings.HasPrefix(v.text, "file:"), strings.HasPrefix(v.text, ":"):
		r.hide(v.at)
		r.fail(v.at, "store is a file's path or a postgres:// address", `As in store: newsdigest.db, or store: "${DATABASE_URL}"`)
	case !r.path(v, "store"):
	case filepath.IsAbs(v.text):
		*to = Store{File: v.text}
	default:
		*to = Store{File: filepath.Join(r.dir, v.text)}
	}
}

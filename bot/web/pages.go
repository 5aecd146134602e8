package web

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// pageSize is how many messages of a channel a page shows.
const pageSize = 50

//go:embed assets/*.html
var templateFiles embed.FS

//go:embed assets/app.css assets/app.js assets/icon.svg
var assetFiles embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"asset":   assetURL,
	"plain":   render.Plain,
	"notSaid": func() string { return render.NotSaid },
	"nearest": func() string { return render.NearestLabel },
	"unclear": func() string { return render.Unclear },
}).ParseFS(templateFiles, "assets/*.html"))

// assets are the files beside the pages, by name, with a digest of each that
// its address carries, so that a browser may keep it for good.
var assets, versions = loadAssets()

func loadAssets() (map[string][]byte, map[string]string) {
	files, sums := make(map[string][]byte), make(map[string]string)
	names, err := fs.Glob(assetFiles, "assets/*")
	if err != nil {
		panic(err) // unreachable: the pattern is well-formed
	}
	for _, name := range names {
		b, err := assetFiles.ReadFile(name)
		if err != nil {
			panic(err) // unreachable: the file is embedded
		}
		sum := sha256.Sum256(b)
		files[path.Base(name)], sums[path.Base(name)] = b, hex.EncodeToString(sum[:6])
	}
	return files, sums
}

func assetURL(name string) string { return "/static/" + name + "?v=" + versions[name] }

var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// Handler answers the page's requests. It is for a server of the caller's own;
// Serve brings one.
func (p *Platform) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.start)
	mux.HandleFunc("GET /c/{channel}", p.showChannel)
	mux.HandleFunc("GET /c/{channel}/events", p.events)
	mux.HandleFunc("GET /c/{channel}/t/{message}", p.showThread)
	mux.HandleFunc("GET /c/{channel}/t/{message}/article", p.showArticle)
	mux.HandleFunc("GET /c/{channel}/t/{message}/quotes", p.showQuotes)
	mux.HandleFunc("GET /c/{channel}/t/{message}/report", p.showReport)
	mux.HandleFunc("POST /c/{channel}/t/{message}/ask", p.ask)
	mux.HandleFunc("POST /c/{channel}/t/{message}/report", p.report)
	mux.HandleFunc("GET /static/{file}", serveAsset)
	if p.outbox != nil {
		mux.HandleFunc("GET /deliveries", p.showDeliveries)
		mux.HandleFunc("GET /deliveries/{key}", p.showDelivery)
		mux.HandleFunc("POST /deliveries/{key}", p.settleDelivery)
		mux.HandleFunc("GET /metrics", p.metrics)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		p.fail(w, r, http.StatusNotFound, "There is no such page.")
	})
	guarded := p.guard(mux)
	// The guard stands before the routes, which answer an unclean path by themselves.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/healthz" || r.Method != http.MethodGet && r.Method != http.MethodHead {
			guarded.ServeHTTP(w, r)
			return
		}
		// A health check may ask under any name: it learns nothing of the chat.
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		if p.health != nil {
			if err := p.health(); err != nil {
				w.WriteHeader(http.StatusServiceUnavailable)
				_, _ = fmt.Fprintln(w, err) // as below
				return
			}
		}
		_, _ = w.Write([]byte("ok\n")) // a lost answer is the asker's to notice
	})
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	b, ok := assets[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", assetTypes[path.Ext(name)])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(b) // a lost answer is the asker's to notice
}

// A page is all that the layout shows.
type page struct {
	Title    string
	Channels []channelLink
	Channel  channelView
	Panel    *panel // beside the channel; nil: none is open
	Waiting  bool   // a question is being looked up: without script the page asks again by itself
	Trouble  string // shown in place of the channel; empty: none
	Ledger   bool   // there is a page of deliveries
}

type channelLink struct {
	Name    string
	URL     string
	Current bool
	Due     when
}

type channelView struct {
	Name   string
	URL    string
	Events string // the stream's address; empty: an older page, which does not grow
	Due    when
	Older  string // the address of what came before; empty: nothing did
	Newest string // on an older page, the address of the newest
	Items  []item
}

// A panel is what is open beside the channel, or in its place where there is
// no room for both.
type panel struct {
	View    string // thread, article, quotes, report
	Root    string // the story's message
	Title   string // its headline
	Links   links
	Story   storyView
	Replies []reply
	Ask     askForm
	Article articleView
	Quotes  []quoteView
	Report  reportForm
}

type askForm struct {
	ID      string // of the question to come
	Text    string
	Trouble string
	Max     int
}

func (p *Platform) start(w http.ResponseWriter, r *http.Request) {
	if len(p.channels) == 0 {
		p.fail(w, r, http.StatusOK, "No channel is set up for this page. Add one to the config: {web: demo, sources: […]}.")
		return
	}
	p.channelPage(w, r, p.channels[0])
}

func (p *Platform) showChannel(w http.ResponseWriter, r *http.Request) {
	if c, ok := p.find(w, r); ok {
		p.channelPage(w, r, c)
	}
}

func (p *Platform) find(w http.ResponseWriter, r *http.Request) (bot.Channel, bool) {
	c, ok := p.channel(r.PathValue("channel"))
	if !ok {
		p.fail(w, r, http.StatusNotFound, "There is no channel of that name.")
	}
	return c, ok
}

func (p *Platform) channelPage(w http.ResponseWriter, r *http.Request, c bot.Channel) {
	pg, err := p.layout(r, c)
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	p.write(w, http.StatusOK, pg)
}

// layout fills in the channel.
func (p *Platform) layout(r *http.Request, c bot.Channel) (*page, error) {
	before := bot.MessageID(r.URL.Query().Get("before"))
	list, err := p.log.Messages(r.Context(), c.ID, bot.Page{Before: before, Limit: pageSize + 1})
	if err != nil {
		return nil, err
	}
	pg := &page{Title: "#" + c.ID.Name(), Channel: channelView{Name: c.ID.Name(), URL: channelURL(c), Due: p.dueView(c)}}
	if len(list) > pageSize {
		list = list[1:]
		pg.Channel.Older = channelURL(c) + "?" + url.Values{"before": {string(list[0].ID)}}.Encode()
	}
	if before == "" {
		pg.Channel.Events = channelURL(c) + "/events"
	} else {
		pg.Channel.Newest = channelURL(c)
	}
	pg.Channel.Items = p.items(c, list, "")
	if at := newest(pg.Channel.Items); at >= 0 {
		pg.Channel.Items[at].Newest = true
	}
	for _, other := range p.channels {
		pg.Channels = append(pg.Channels, channelLink{
			Name:    other.ID.Name(),
			URL:     channelURL(other),
			Current: other.ID == c.ID,
			Due:     p.dueView(other),
		})
	}
	return pg, nil
}

// open is the page of a story's message, with the panel begun.
func (p *Platform) open(w http.ResponseWriter, r *http.Request, view string) (*page, bot.Channel, bot.Message, bool) {
	c, root, ok := p.root(w, r)
	if !ok {
		return nil, c, root, false
	}
	pg, err := p.layout(r, c)
	if err != nil {
		p.failLog(w, r, err)
		return nil, c, root, false
	}
	for i := range pg.Channel.Items {
		pg.Channel.Items[i].Open = pg.Channel.Items[i].ID == string(root.ID)
	}
	title := root.Post.Story.Digest.Title()
	if mark := root.Post.Mark; mark != nil && mark.Withdrawn {
		title = "Withdrawn"
		if view != "thread" {
			p.fail(w, r, http.StatusGone, mark.Words())
			return nil, c, root, false
		}
	}
	pg.Title = title + " · #" + c.ID.Name()
	pg.Panel = &panel{View: view, Root: string(root.ID), Title: title, Links: linksTo(c, root.ID)}
	return pg, c, root, true
}

// root is the story's message that the address names.
func (p *Platform) root(w http.ResponseWriter, r *http.Request) (bot.Channel, bot.Message, bool) {
	c, ok := p.find(w, r)
	if !ok {
		return c, bot.Message{}, false
	}
	m, err := p.log.Message(r.Context(), bot.MessageID(r.PathValue("message")))
	switch {
	case err == nil && m.Channel == c.ID && m.Post != nil && m.Post.Story != nil:
		return c, m, true
	case err == nil || errors.Is(err, bot.ErrNotFound):
		p.fail(w, r, http.StatusNotFound, "There is no such story in this channel.")
	default:
		p.failLog(w, r, err)
	}
	return c, m, false
}

func (p *Platform) showThread(w http.ResponseWriter, r *http.Request) {
	p.threadPage(w, r, http.StatusOK, askForm{ID: newID(questionPrefix)})
}

func (p *Platform) threadPage(w http.ResponseWriter, r *http.Request, status int, form askForm) {
	pg, c, root, ok := p.open(w, r, "thread")
	if !ok {
		return
	}
	list, err := p.log.Replies(r.Context(), bot.Thread{Channel: c.ID, Root: root.ID})
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	pg.Panel.Story = p.story(c, root)
	pg.Panel.Replies, err = p.replies(r.Context(), c, list, 0)
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	for _, v := range pg.Panel.Replies {
		pg.Waiting = pg.Waiting || v.Pending
	}
	form.Max = MaxQuestion
	pg.Panel.Ask = form
	p.write(w, status, pg)
}

// write sends the page. It is made whole first, so that a fault in it is not
// half a page.
func (p *Platform) write(w http.ResponseWriter, status int, pg *page) {
	pg.Ledger = p.outbox != nil
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "page.html", pg); err != nil {
		panic(err) // unreachable unless the template does not fit its types
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a lost answer is the asker's to notice
}

// markup is one part of the page alone, as the stream sends it.
func markup(name string, data any) string {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic(err) // unreachable unless the template does not fit its types
	}
	return b.String()
}

// fail says what is wrong: in words to a script, else as a page.
func (p *Platform) fail(w http.ResponseWriter, r *http.Request, status int, words string) {
	if fromScript(r) {
		http.Error(w, words, status)
		return
	}
	pg := &page{Title: "newsdigest", Trouble: words}
	for _, c := range p.channels {
		pg.Channels = append(pg.Channels, channelLink{Name: c.ID.Name(), URL: channelURL(c), Due: p.dueView(c)})
	}
	p.write(w, status, pg)
}

// failLog says that the chat could not be read or written, and logs why.
func (p *Platform) failLog(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody is left to tell
	}
	p.logger.Error("the page could not use the chat", "path", r.URL.Path, "error", err)
	p.fail(w, r, http.StatusInternalServerError, "The chat could not be read or written. The program's log says why; try again in a moment.")
}

// fromScript reports whether the page's script asks, which shows words where they belong.
func fromScript(r *http.Request) bool { return r.Header.Get("X-Newsdigest") == "script" }

func channelURL(c bot.Channel) string { return "/c/" + url.PathEscape(c.ID.Name()) }

// links are the addresses about one story.
type links struct{ Channel, Thread, Article, Quotes, Report, Ask string }

func linksTo(c bot.Channel, root bot.MessageID) links {
	thread := channelURL(c) + "/t/" + url.PathEscape(string(root))
	return links{
		Channel: channelURL(c),
		Thread:  thread,
		Article: thread + "/article",
		Quotes:  thread + "/quotes",
		Report:  thread + "/report",
		Ask:     thread + "/ask",
	}
}

// What a person's messages are called begins with what they are.
const (
	questionPrefix = "q-"
	reportPrefix   = "r-"
)

// newID names a person's message that is to come.
func newID(prefix string) string { return prefix + strings.ToLower(rand.Text()) }

// isID reports whether id is one that newID makes.
func isID(prefix, id string) bool {
	rest, ok := strings.CutPrefix(id, prefix)
	return ok && len(rest) == 26 && strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

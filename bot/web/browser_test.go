package web

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// go test ./bot/web -run TestInBrowser -screenshot DIR
var pictures = flag.String("screenshot", "", "folder to put pictures of the page into")

// browser starts Chromium with nothing of its own on the network.
func browser(t *testing.T, w *watch) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("Chromium is not installed: the page was not tried in a browser")
		}
		t.Skip("Chromium is not installed, so the page is not tried in a browser; install the package chromium to do so")
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path),
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.NoSandbox,
		chromedp.Headless,
		chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("hide-scrollbars", true),
	)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(w.listen))
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("close the browser: %v", err)
		}
		cancel()
	})
	// The browser lives as long as the context of the first call.
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	media(t, ctx, "light")
	return ctx
}

// A watch keeps what the browser complains of and what it asks for.
type watch struct {
	mu       sync.Mutex
	troubles []string
	requests []string
}

func (w *watch) listen(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		w.troubles = append(w.troubles, e.ExceptionDetails.Text+" "+e.ExceptionDetails.URL)
	case *runtime.EventConsoleAPICalled:
		w.troubles = append(w.troubles, fmt.Sprintf("console.%s: %v", e.Type, e.Args))
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelInfo && e.Entry.Level != log.EntryLevelVerbose {
			w.troubles = append(w.troubles, fmt.Sprintf("%s: %s (%s)", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		w.requests = append(w.requests, e.Request.URL)
	}
}

func (w *watch) check(t *testing.T, url string) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, trouble := range w.troubles {
		t.Errorf("the browser complains: %s", trouble)
	}
	for _, r := range w.requests {
		if !strings.HasPrefix(r, url) {
			t.Errorf("the page asked for %s, which is not on %s", r, url)
		}
	}
	if len(w.requests) == 0 {
		t.Error("no request was seen: nothing was watched")
	}
}

// do runs the actions; what says what they are to show where they do not.
func do(t *testing.T, ctx context.Context, what string, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	get(t, ctx, what, chromedp.Steps(actions...))
}

// get runs the action and returns what it finds.
func get[T any](t *testing.T, ctx context.Context, what string, action chromedp.Action[T]) T {
	t.Helper()
	step, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	got, err := chromedp.Run(step, action)
	if err != nil {
		if page, err := chromedp.Run(ctx, chromedp.OuterHTML(chromedp.CSS("#panel"), chromedp.RetryInterval(time.Millisecond), chromedp.AtLeast(0))); err == nil {
			t.Logf("the panel: %s", page)
		}
		t.Fatalf("%s: %v", what, err)
	}
	return got
}

func words(t *testing.T, ctx context.Context, selector string) string {
	t.Helper()
	return get(t, ctx, "read "+selector, chromedp.Text(chromedp.CSS(selector)))
}

func holdsAll(t *testing.T, what, got string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(got, w) {
			t.Errorf("%s holds no %q:\n%s", what, w, got)
		}
	}
}

// truth waits until the script's condition holds.
func truth(condition string) chromedp.Action[chromedp.Void] {
	return chromedp.Poll[chromedp.Void](condition)
}

// onlyPanesScroll holds that the page's bars stand where they belong, with
// nothing above or below what is seen.
func onlyPanesScroll(t *testing.T, ctx context.Context) {
	t.Helper()
	moved := get(t, ctx, "try to scroll the page", chromedp.Evaluate[int](`(() => {
		document.documentElement.scrollTop += 100;
		const bars = [...document.querySelectorAll(".bar")].map((bar) => Math.abs(bar.getBoundingClientRect().top));
		return document.documentElement.scrollTop + document.body.scrollTop + Math.max(...bars);
	})()`))
	if moved != 0 {
		t.Errorf("the page beside its panes moves by %d pixels", moved)
	}
}

// script runs s.
func script(s string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Evaluate[bool]("("+s+", true)")(ctx, target)
		return chromedp.Void{}, err
	}
}

// A reader opens the page, opens a thread from the keyboard, asks, sees the
// answer come by itself, and follows its citation to the marked words.
func TestInBrowser(t *testing.T) {
	c := newChat(t, setup{articles: example(t), alone: true})
	w := &watch{}
	ctx := browser(t, w)
	do(t, ctx, "open the page",
		chromedp.EmulateViewport(1440, 900),
		chromedp.Navigate(c.url),
		chromedp.WaitVisible(chromedp.CSS(".card")),
	)
	holdsAll(t, "the channel", words(t, ctx, "#feed"),
		c.root("Donald Trump").Post.Story.Digest.Quotes[0].Passages[0].Text, "Calder Vale sack manager")
	picture(t, ctx, "channel")

	do(t, ctx, "go to the first story and open its thread",
		chromedp.KeyEvent("j"),
		truth(`document.activeElement.classList.contains("story")`),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(chromedp.CSS("#question")),
		truth(`document.activeElement.id === "question"`),
	)
	at := get(t, ctx, "read the address", chromedp.Location())
	if want := strings.TrimSuffix(c.url, "/") + c.links("Donald Trump").Thread; at != want {
		t.Errorf("the address is %s, want %s", at, want)
	}

	do(t, ctx, "ask, in two lines",
		chromedp.KeyEvent("How many NATO troops were sent"),
		chromedp.KeyEvent("\r", chromedp.KeyModifiers(chromedp.ModifierShift)), // with Shift
		chromedp.KeyEvent("to Afghanistan?"),
		truth(`document.querySelector("#question").value.includes("\n")`),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(chromedp.CSS("#replies .answer")),
		truth(`!document.querySelector("[data-pending]") && document.querySelector("#question").value === ""`),
	)
	holdsAll(t, "the thread", words(t, ctx, "#replies"), "How many NATO troops were sent", "over 130,000 NATO troops were deployed to Afghanistan")
	do(t, ctx, "see the count at the story",
		truth(`document.querySelector(".message.open .actions .replies").textContent === "2 replies"`))
	do(t, ctx, "ask what the article does not say",
		chromedp.KeyEvent("What did the German chancellor say?"+kb.Enter),
		chromedp.WaitVisible(chromedp.CSS("#replies .reply:nth-child(4) .answer")),
	)
	picture(t, ctx, "thread")

	do(t, ctx, "go to another story's place, which leaves the thread as it is",
		script(`window.before = document.querySelector(".panel")`),
		chromedp.Click(chromedp.CSS(".headlines li:nth-child(4) a")),
		truth(`location.hash.startsWith("#story-") && document.querySelector(".panel") === window.before`),
		chromedp.NavigateBack(),
		truth(`location.hash === "" && document.querySelector(".panel") === window.before`),
	)
	do(t, ctx, "follow the first citation",
		chromedp.Click(chromedp.CSS("#replies .answer .where a")),
		chromedp.WaitVisible(chromedp.CSS("#cited")),
	)
	holdsAll(t, "the mark", words(t, ctx, "mark#cited"), "over 130,000 NATO troops were deployed to Afghanistan")
	do(t, ctx, "see the marked words",
		truth(`(() => { const r = document.querySelector("#cited").getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight; })()`))
	picture(t, ctx, "article")
	do(t, ctx, "open the same address anew",
		chromedp.Reload(),
		chromedp.WaitVisible(chromedp.CSS("#cited")))
	onlyPanesScroll(t, ctx)

	do(t, ctx, "see all quotes",
		chromedp.Click(chromedp.CSS(`.tabs a[href$="/quotes"]`)),
		chromedp.WaitVisible(chromedp.CSS(".all-quotes")))
	holdsAll(t, "all quotes", words(t, ctx, ".all-quotes"), "Nicholas Szechenyi", "“technically inaccurate.”", "earlier on Thursday")
	picture(t, ctx, "quotes")
	do(t, ctx, "see the form for a wrong quote",
		chromedp.Click(chromedp.CSS(`.tabs a[href$="/report"]`)),
		chromedp.WaitVisible(chromedp.CSS("#report")))
	picture(t, ctx, "report")

	do(t, ctx, "go back and close",
		chromedp.NavigateBack(),
		chromedp.WaitVisible(chromedp.CSS(".all-quotes")),
		chromedp.KeyEvent(kb.Escape),
		chromedp.WaitNotPresent(chromedp.CSS(".panel")),
		truth(`document.activeElement.classList.contains("story")`),
	)
	w.check(t, c.url)
}

// On a phone the thread stands alone, and nothing is wider than the screen.
func TestOnPhone(t *testing.T) {
	c := newChat(t, setup{articles: append(example(t), hostile())})
	w := &watch{}
	ctx := browser(t, w)
	do(t, ctx, "be a phone", chromedp.EmulateViewport(360, 740, chromedp.EmulateScale(2), chromedp.EmulateMobile, chromedp.EmulateTouch))
	l, bad := c.links("Donald Trump"), c.links(hostileTitle)
	for _, path := range []string{"/", l.Thread, l.Article + "?cite=1066-1217#cited", l.Quotes, l.Report, bad.Thread, bad.Article, bad.Quotes, bad.Report, "/c/empty", "/nowhere"} {
		do(t, ctx, "open "+path,
			chromedp.Navigate(strings.TrimSuffix(c.url, "/")+path),
			chromedp.WaitReady(chromedp.CSS("#live")))
		width := get(t, ctx, "measure "+path, chromedp.Evaluate[int]("document.documentElement.scrollWidth"))
		screen := get(t, ctx, "measure the screen", chromedp.Evaluate[int]("innerWidth"))
		if width > screen || screen != 360 {
			t.Errorf("%s is %d pixels wide on a screen of %d, wanted 360", path, width, screen)
		}
		if !strings.Contains(path, bad.Thread) {
			name := "phone" + strings.ReplaceAll(strings.NewReplacer(l.Thread, "-thread", "?cite=1066-1217#cited", "").Replace(path), "/", "-")
			picture(t, ctx, strings.TrimSuffix(name, "-"))
		}
	}
	do(t, ctx, "open a channel without anything",
		chromedp.Navigate(c.url+"c/empty"),
		chromedp.WaitVisible(chromedp.CSS(".nothing")))
	holdsAll(t, "the empty channel", words(t, ctx, ".nothing"), "Friday 27 November 2026 at 08:00 UTC")
	// The page that is nowhere is an entry of the console; nothing else is.
	w.mu.Lock()
	if len(w.troubles) != 1 || !strings.Contains(w.troubles[0], "404") {
		t.Errorf("the browser complains: %q", w.troubles)
	}
	w.troubles = nil
	w.mu.Unlock()
	w.check(t, c.url)
}

// media sets the colour scheme; nothing moves, so that a click finds its place.
func media(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	features := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		t.Fatal(err)
	}
}

// picture takes one in light and one in dark, where pictures are wanted.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if *pictures == "" {
		return
	}
	for _, scheme := range []string{"light", "dark"} {
		media(t, ctx, scheme)
		png := get(t, ctx, "take a picture", chromedp.CaptureScreenshot())
		if err := os.WriteFile(filepath.Join(*pictures, name+"-"+scheme+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

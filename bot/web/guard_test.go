package web

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestHost(t *testing.T) {
	c := newChat(t, setup{quiet: true, options: func(o *Options) { o.Hosts = []string{"News.Example:8080", "", ":8080"} }})
	for host, ok := range map[string]bool{
		"localhost":                 true,
		"LOCALHOST:1234":            true,
		"localhost.":                true,
		"127.0.0.1:8080":            true,
		"127.9.9.9":                 true,
		"[::1]:8080":                true,
		"news.example":              true,
		"news.example:443":          true,
		"evil.example":              false,
		"localhost.evil.example":    false,
		"127.0.0.1.evil.example":    false,
		"evil.example:8080":         false,
		"0.0.0.0":                   false,
		"192.168.1.2":               false, // came in through the loopback
		"[::ffff:127.0.0.1]":        true,
		"[::ffff:192.168.1.2]:8080": false,
	} {
		for _, path := range []string{"/", "/c/demo/events", "/static/app.js", "//x/..", "/healthz/../"} {
			if path == "/c/demo/events" && ok {
				continue // it would not end
			}
			resp, body := c.do("GET", path, "", "Host", host)
			if allowed := resp.StatusCode != http.StatusMisdirectedRequest; allowed != ok {
				t.Errorf("GET %s as %q: %s", path, host, resp.Status)
			}
			if !ok && !strings.Contains(body, "at the address that the program printed") {
				t.Errorf("as %q it says %q, which does not help", host, body)
			}
		}
		if resp, body := c.do("GET", "/healthz", "", "Host", host); resp.StatusCode != http.StatusOK || body != "ok\n" {
			t.Errorf("the health check as %q: %s", host, resp.Status)
		}
	}
}

// From outside, as in a container, any address in figures is the machine's own.
func TestHostFromOutside(t *testing.T) {
	p := New(Options{})
	for host, want := range map[string]bool{"192.168.1.2:8080": true, "[fe80::1]": true, "localhost:9": true, "evil.example": false} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(172, 17, 0, 2), Port: 8080}))
		if got := p.mayAsk(r); got != want {
			t.Errorf("as %q: %v, want %v", host, got, want)
		}
	}
}

func TestForeignForm(t *testing.T) {
	c := newChat(t, setup{articles: example(t)[:1], quiet: true})
	inbox := &asked{}
	c.p.setInbox(inbox)
	l := c.links("Donald Trump")
	form := url.Values{"question": {"Who?"}, "quote": {"0"}, "reason": {"words"}}.Encode()
	for _, header := range [][]string{
		{"Sec-Fetch-Site", "cross-site"},
		{"Sec-Fetch-Site", "same-site"},
		{"Origin", "http://evil.example"},
		{"Origin", "null"},
		{"Origin", "http://localhost:1"},
	} {
		for _, path := range []string{l.Ask, l.Report} {
			resp, page := c.do("POST", path, form, header...)
			if resp.StatusCode != http.StatusForbidden || !strings.Contains(page, "sent from another site") {
				t.Errorf("POST %s with %v: %s, want 403", path, header, resp.Status)
			}
		}
	}
	if len(inbox.questions) > 0 {
		t.Errorf("a foreign page asked %+v", inbox.questions)
	}
	own := strings.TrimSuffix(c.url, "/")
	for _, header := range [][]string{{"Sec-Fetch-Site", "same-origin"}, {"Origin", own}, nil} {
		if resp, _ := c.do("POST", l.Ask, form, header...); resp.StatusCode != http.StatusSeeOther {
			t.Errorf("POST with %v: %s, want 303", header, resp.Status)
		}
	}
}

func TestHeaders(t *testing.T) {
	c := newChat(t, setup{articles: example(t)[:1], quiet: true})
	l := c.links("Donald Trump")
	for _, path := range []string{"/", l.Thread, l.Article, l.Quotes, l.Report, "/nowhere", "/static/app.js"} {
		resp, page := c.do("GET", path, "")
		for name, want := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("GET %s: %s is %q, want %q", path, name, got, want)
			}
		}
		if strings.HasPrefix(path, "/static/") {
			continue
		}
		for _, bad := range []string{"<style", " style=", " onclick=", " onload=", "javascript:", "<base", "<iframe"} {
			if strings.Contains(page, bad) {
				t.Errorf("GET %s holds %q, which the policy forbids", path, bad)
			}
		}
		for _, m := range regexp.MustCompile(`<script[^>]*>`).FindAllString(page, -1) {
			if !strings.Contains(m, `src="/static/`) {
				t.Errorf("GET %s holds the script %s", path, m)
			}
		}
		for _, m := range regexp.MustCompile(`(?:src|href|action)="((?:https?:)?//[^"]*)"[^>]*>`).FindAllString(page, -1) {
			if !strings.Contains(m, `rel="noopener noreferrer"`) || strings.HasPrefix(m, "src") {
				t.Errorf("GET %s leads out by %s", path, m)
			}
		}
	}
}

// The outlet's page is a link that tells it nothing.
func TestLinkToOutlet(t *testing.T) {
	a := example(t)[1]
	a.URL = "https://news.example/wall?a=1&b=2"
	c := newChat(t, setup{articles: shelf{a}, quiet: true})
	l := c.links("flood wall")
	for _, path := range []string{"/", l.Article} {
		holdsAll(t, path, c.get(path), `href="https://news.example/wall?a=1&amp;b=2" rel="noopener noreferrer" target="_blank"`)
	}
}

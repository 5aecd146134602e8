package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy lets a page load its own style, script and icon and nothing else; an
// article's text can neither run nor reach out, even where escaping failed.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// guard wraps the page's routes. Three things are refused: a browser that was
// led here under a foreign name, a form that a foreign page sends, and a body
// too large to be a question.
func (p *Platform) guard(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.fail(w, r, http.StatusForbidden, "This form was sent from another site. Ask on the page itself.")
	}))
	checked := cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if !p.mayAsk(r) {
			http.Error(w, "This page is not served under the name "+printable(r.Host)+". Open it at the address that the program printed.", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		checked.ServeHTTP(w, r)
	})
}

// mayAsk reports whether the name in r is one that a foreign page cannot have:
// localhost, a name that was configured, or an address in figures. Through the
// loopback only a loopback address counts.
func (p *Platform) mayAsk(r *http.Request) bool {
	name := hostName(r.Host)
	if name == "localhost" || p.hosts[name] {
		return true
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	if ip.Unmap().IsLoopback() {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	at, err := netip.ParseAddrPort(local.String())
	return err == nil && !at.Addr().Unmap().IsLoopback()
}

// hostName is the host of a Host header in lower case, without port, brackets and final dot.
func hostName(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// printable is s cut to a length and to characters that a line of text can hold.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
	return s[:min(len(s), 100)]
}

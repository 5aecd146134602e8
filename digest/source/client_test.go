package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// serve starts a server on loopback and returns its address.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func newClient(t *testing.T, o Options) *Client {
	t.Helper()
	c := NewClient(o)
	t.Cleanup(c.Close)
	return c
}

// reasonOf fails the test unless err is an *Error with that reason.
func reasonOf(t *testing.T, err error, want Reason) *Error {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Reason != want {
		t.Fatalf("got the error %v, want one with the reason %v", err, want)
	}
	return e
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	c := newClient(t, Options{})
	for _, host := range []string{
		"127.0.0.1", "127.0.0.1:8080", "127.8.9.1", "localhost", "LOCALHOST.", "a.localhost", "[::1]", "[::ffff:7f00:2]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
		"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::]", "255.255.255.255", "224.0.0.1",
		"192.0.0.1", "192.0.2.7", "198.18.0.1", "198.51.100.1", "203.0.113.1", "240.0.0.1",
		"[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[2001:db8::1]", "[fc00::1]", "[fd12::1]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[3fff::1]", "[5f00::1]",
		"2130706433", "0x7f000001", "127.1", "0177.0.0.1",
	} {
		_, err := c.get(t.Context(), "http://"+host+"/")
		if !errors.Is(err, ErrPrivate) || !strings.Contains(err.Error(), "private address") {
			t.Errorf("http://%s/: got %v, want a refusal that says private address", host, err)
		}
	}
}

// The guard alone decides about what is dialled; the check of the name before it only words the error.
func TestGuard(t *testing.T) {
	for _, test := range []struct {
		private bool
		address string
		want    Reason // -1: let through
	}{
		{false, "93.184.216.34:443", -1},
		{false, "93.184.216.34:80", -1},
		{false, "[2606:4700::1111]:443", -1},
		{false, "93.184.216.34:8080", Refused},
		{false, "127.0.0.1:80", Private},
		{false, "127.0.0.1:8080", Private},
		{false, "[::ffff:7f00:2]:80", Private},
		{false, "100.64.3.4:443", Private},
		{false, "[64:ff9b::7f00:1]:443", Private},
		{true, "127.0.0.1:8080", -1},
		{true, "10.1.2.3:80", -1},
		{true, "[fd00::1]:80", -1},
		{true, "93.184.216.34:8080", -1},
		{true, "169.254.169.254:80", Private},
		{true, "[fe80::1]:80", Private},
		{true, "0.0.0.0:80", Private},
	} {
		network := "tcp4"
		if strings.HasPrefix(test.address, "[") {
			network = "tcp6"
		}
		err := guard(test.private)(network, test.address, nil)
		if test.want < 0 {
			if err != nil {
				t.Errorf("allow private %v: %s: %v", test.private, test.address, err)
			}
			continue
		}
		if e, ok := errors.AsType[*Error](err); !ok || e.Reason != test.want {
			t.Errorf("allow private %v: %s: got %v, want the reason %v", test.private, test.address, err, test.want)
		}
	}
}

// nameServer answers every question for an IPv4 address with ip.
func nameServer(t *testing.T, ip [4]byte) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { conn.Close(); <-done })
	go func() {
		defer close(done)
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			reply := dnsmessage.Message{Header: dnsmessage.Header{ID: m.ID, Response: true, RecursionAvailable: true}, Questions: m.Questions}
			if q.Type == dnsmessage.TypeA {
				reply.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
					Body:   &dnsmessage.AResource{A: ip},
				}}
			}
			if b, err := reply.Pack(); err == nil {
				conn.WriteTo(b, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp4", conn.LocalAddr().String())
	}}
}

func TestNameThatLeadsToPrivateAddress(t *testing.T) {
	var hits atomic.Int32
	address := serve(t, func(http.ResponseWriter, *http.Request) { hits.Add(1) })
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(address, "http://"))
	resolver := nameServer(t, [4]byte{127, 0, 0, 1})
	for _, a := range []string{"http://news.example/", "https://news.example/", "http://news.example:" + port + "/"} {
		_, err := newClient(t, Options{Resolver: resolver}).get(t.Context(), a)
		if !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: got %v, want a refusal", a, err)
		}
	}
	if n := hits.Load(); n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
	// The same name is reached where that is allowed: the refusal was the guard's.
	if _, err := newClient(t, Options{Resolver: resolver, AllowPrivate: true}).get(t.Context(), "http://news.example:"+port+"/"); err != nil || hits.Load() != 1 {
		t.Errorf("with AllowPrivate: %v after %d requests", err, hits.Load())
	}
}

func TestRedirects(t *testing.T) {
	var last atomic.Value
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		last.Store(r.URL.Path + " " + r.Referer())
		to := map[string]string{
			"/metadata": "http://169.254.169.254/latest", "/file": "file:///etc/hosts", "/login": "http://a:b@news.example/",
			"/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/5": "/end", "/0": "/1", "/loop": "/loop",
		}[r.URL.Path]
		if to == "" {
			w.Write([]byte("the end"))
			return
		}
		http.Redirect(w, r, to, http.StatusFound)
	})
	c := newClient(t, Options{AllowPrivate: true})
	for path, want := range map[string]Reason{"/metadata": Private, "/file": Refused, "/login": Refused, "/loop": ServerTrouble, "/0": ServerTrouble} {
		_, err := c.get(t.Context(), address+path)
		e := reasonOf(t, err, want)
		if want == Private && !errors.Is(e, ErrPrivate) {
			t.Errorf("%s: %v is not ErrPrivate", path, e)
		}
	}
	r, err := c.get(t.Context(), address+"/1?key=secret")
	if err != nil || string(r.body) != "the end" || r.url.Path != "/end" {
		t.Errorf("five redirects: got %v, %v", r, err)
	}
	if got := last.Load(); got != "/end " {
		t.Errorf("the last request was %q, with the address before it in Referer", got)
	}
}

// A public address must not lead to a private one. No public server can be had
// in a test: the first address is let through as the guard's own exception is.
func TestRedirectToPrivateIsNotDialled(t *testing.T) {
	var hits atomic.Int32
	inside := serve(t, func(http.ResponseWriter, *http.Request) { hits.Add(1) })
	outside := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside, http.StatusFound) })
	c := newClient(t, Options{})
	public := &net.Dialer{}
	guarded := &net.Dialer{Control: guard(false)}
	c.http.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if "http://"+address == outside {
			return public.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
	u, err := url.Parse(outside)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.read(t.Context(), u)
	if !errors.Is(err, ErrPrivate) || hits.Load() != 0 {
		t.Errorf("got %v after %d requests inside, want a refusal and none", err, hits.Load())
	}
}

func TestStatusInWords(t *testing.T) {
	for _, test := range []struct {
		status int
		header http.Header
		want   Reason
		words  string
	}{
		{404, nil, NotFound, "no such page"},
		{410, nil, Gone, "taken down"},
		{401, nil, Login, "login or a subscription"},
		{402, nil, Login, "login or a subscription"},
		{403, nil, Login, "login or a subscription"},
		{403, http.Header{"Cf-Mitigated": {"challenge"}}, Blocked, "a person"},
		{429, http.Header{"Retry-After": {"120"}}, RateLimited, "too often"},
		{451, nil, Blocked, "legal"},
		{500, nil, ServerTrouble, "out of order"},
		{503, http.Header{"Retry-After": {"120"}}, ServerTrouble, "later"},
		{204, nil, Empty, "without a page"},
		{400, nil, ServerTrouble, "refused"},
	} {
		address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			for k, v := range test.header {
				w.Header()[k] = v
			}
			w.WriteHeader(test.status)
		})
		_, err := newClient(t, Options{AllowPrivate: true}).get(t.Context(), address+"/story?token=secret")
		e := reasonOf(t, err, test.want)
		if e.Status != test.status || !strings.Contains(err.Error(), test.words) || !strings.HasPrefix(err.Error(), address+"/story?…: ") {
			t.Errorf("status %d: got %q with the status %d, want the address and %q", test.status, err, e.Status, test.words)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("status %d: the error holds the query: %q", test.status, err)
		}
		if test.header.Get("Retry-After") != "" && e.RetryAfter != 2*time.Minute {
			t.Errorf("status %d: retry after %v, want 2m", test.status, e.RetryAfter)
		}
	}
}

func TestTroubleInWords(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	secure := httptest.NewUnstartedServer(nil)
	secure.Config.ErrorLog = nil
	secure.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	secure.StartTLS()
	t.Cleanup(secure.Close)
	hangs := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	drips := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("<p>a"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	quick := newClient(t, Options{AllowPrivate: true, Timeout: 50 * time.Millisecond})
	c := newClient(t, Options{AllowPrivate: true})
	for _, test := range []struct {
		client  *Client
		address string
		want    Reason
		words   string
	}{
		{c, closed.URL, Unreachable, "cannot be reached"},
		{c, secure.URL, Insecure, "signed by nobody"},
		{c, strings.Replace(hangs, "http://", "https://", 1), Insecure, "does not speak https"},
		{quick, hangs, TimedOut, "too long"},
		{quick, drips, TimedOut, "too long"},
		{c, "ftp://news.example/", Refused, "only http and https"},
		{c, "http://me:secret@news.example/", Refused, "leave out"},
		{c, "http:///path", Malformed, "no host"},
		{c, "http://[::1", Malformed, "not an address"},
		{c, "", Refused, "only http"},
	} {
		_, err := test.client.get(t.Context(), test.address)
		if e := reasonOf(t, err, test.want); !strings.Contains(e.Error(), test.words) || strings.Contains(e.Error(), "secret") {
			t.Errorf("%s: got %q, want %q", test.address, e, test.words)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.get(ctx, hangs)
	if reasonOf(t, err, TimedOut); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled request: got %v", err)
	}
}

func TestBodyLimit(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	z.Write(bytes.Repeat([]byte("a"), 8<<20))
	z.Close()
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb.Bytes())
		case "/said":
			w.Header().Set("Content-Length", "6291456")
			w.Write([]byte("a"))
		case "/most":
			w.Write(bytes.Repeat([]byte("a"), MaxBytes))
		case "/more":
			w.Write(bytes.Repeat([]byte("a"), MaxBytes+1))
		}
	})
	c := newClient(t, Options{AllowPrivate: true})
	for path, words := range map[string]string{"/bomb": "larger than 5 MB", "/said": "it has 6.0 MB", "/more": "larger than 5 MB"} {
		_, err := c.get(t.Context(), address+path)
		if e := reasonOf(t, err, TooLarge); !strings.Contains(e.Error(), words) {
			t.Errorf("%s: got %q, want %q", path, e, words)
		}
	}
	if r, err := c.get(t.Context(), address+"/most"); err != nil || len(r.body) != MaxBytes {
		t.Errorf("a body of the largest size: %v", err)
	}
}

func TestUserAgent(t *testing.T) {
	got := make(chan string, 2)
	address := serve(t, func(_ http.ResponseWriter, r *http.Request) { got <- r.UserAgent() })
	for _, o := range []Options{{AllowPrivate: true}, {AllowPrivate: true, UserAgent: "desk-bot/2 (desk@news.example)"}} {
		if _, err := newClient(t, o).get(t.Context(), address); err != nil {
			t.Fatal(err)
		}
	}
	if a, b := <-got, <-got; a != UserAgent || b != "desk-bot/2 (desk@news.example)" {
		t.Errorf("asked as %q and %q", a, b)
	}
}

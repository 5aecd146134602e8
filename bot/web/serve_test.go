package web

import (
	"net"
	"strings"
	"testing"
)

func TestListenOnDefault(t *testing.T) {
	first, err := Listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Listen("")
	if err != nil {
		t.Fatalf("while the default port is busy: %v", err)
	}
	defer second.Close()
	if first.Addr().String() == second.Addr().String() {
		t.Errorf("both listen on %s", first.Addr())
	}
	for _, ln := range []net.Listener{first, second} {
		if !ln.Addr().(*net.TCPAddr).IP.IsLoopback() {
			t.Errorf("%s is open to others", ln.Addr())
		}
	}
}

func TestListenWhereAsked(t *testing.T) {
	free, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	busy := free.Addr().String()
	for addr, says := range map[string]string{
		busy:             "another program has that port",
		"192.0.2.1:8080": "no such address",
		"8080":           "write host:port, as 127.0.0.1:8080",
		"":               "",
	} {
		if addr == "" {
			continue
		}
		ln, err := Listen(addr)
		if err == nil {
			ln.Close()
			t.Errorf("Listen(%q) gives %s, want an error", addr, ln.Addr())
		} else if !strings.Contains(err.Error(), says) {
			t.Errorf("Listen(%q): %v, want %q", addr, err, says)
		}
	}
	ln, err := Listen(":0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	if !ln.Addr().(*net.TCPAddr).IP.IsLoopback() {
		t.Errorf("without a host it listens on %s", ln.Addr())
	}
}

func TestURL(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080/",
		"0.0.0.0:8080":   "http://localhost:8080/",
		"[::]:80":        "http://localhost:80/",
		"[::1]:9":        "http://[::1]:9/",
	} {
		at, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := URL(at); got != want {
			t.Errorf("URL(%s) = %s, want %s", addr, got, want)
		}
	}
}

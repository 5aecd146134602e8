package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"
)

// DefaultAddress is where the page is unless the person says otherwise.
const DefaultAddress = "127.0.0.1:8080"

// Listen opens addr, "host:port". An empty addr is DefaultAddress, or, where
// another program has that port, a free one beside it. An address that was
// asked for is never swapped for another. Port 0 picks a free one; a missing
// host is the loopback, so that only "0.0.0.0:8080" opens the page to others.
func Listen(addr string) (net.Listener, error) {
	wanted := addr
	if addr == "" {
		wanted = DefaultAddress
	}
	host, port, err := net.SplitHostPort(wanted)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: %w; write host:port, as %s", addr, err, DefaultAddress)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	ln, err := net.Listen("tcp", net.JoinHostPort(host, port))
	switch {
	case err == nil:
		return ln, nil
	case errors.Is(err, syscall.EADDRINUSE) && addr == "":
		ln, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			return nil, fmt.Errorf("listen on a free port of %s: %w", host, err)
		}
		return ln, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("listen on %s: another program has that port; stop it, or choose another port (0 picks a free one)", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("listen on %s: this user may not open that port; choose one above 1023", addr)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("listen on %s: this machine has no such address; 127.0.0.1 is always there", addr)
	default:
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
}

// URL is the address to open in a browser for what listens on addr.
func URL(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://" + addr.String() + "/"
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// stopWithin is how long requests that are being answered may take once the
// page is to stop; open streams end at once.
const stopWithin = 5 * time.Second

// Serve answers requests on ln until ctx ends, and closes ln. It returns nil
// after a stop that was asked for. It is called once.
func (p *Platform) Serve(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler:           p.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      30 * time.Second, // a stream sets its own, write by write
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
	}
	srv.RegisterOnShutdown(p.hub.close)
	stopped := make(chan error, 1)
	go func() { stopped <- srv.Serve(ln) }()
	select {
	case err := <-stopped:
		p.hub.close()
		return fmt.Errorf("serve the page on %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	err := srv.Shutdown(end)
	if err != nil {
		err = srv.Close()
	}
	<-stopped
	if err != nil {
		return fmt.Errorf("stop the page on %s: %w", ln.Addr(), err)
	}
	return nil
}

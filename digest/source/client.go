package source

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

const (
	// UserAgent is how a Client names itself unless Options say otherwise.
	UserAgent = "newsdigest/1.0 (reads news for a chat channel)"
	// MaxRedirects is how many redirects are followed; each is checked like a first address.
	MaxRedirects = 5
	// DefaultTimeout is how long one request may take, with its redirects and its body.
	DefaultTimeout = 30 * time.Second

	dialTimeout   = 10 * time.Second
	headerTimeout = 15 * time.Second
	maxHeader     = 256 << 10 // bytes
)

// Options are a Client's. The zero value is what is right for the open web.
type Options struct {
	AllowPrivate bool          // also ask private networks, this machine, and any port
	UserAgent    string        // empty: UserAgent
	Timeout      time.Duration // for one request; 0: DefaultTimeout
	Resolver     *net.Resolver // nil: the machine's
}

// A Client asks the web, and nothing that is not the web. It may be used by
// many goroutines.
type Client struct {
	http    *http.Client
	agent   string
	private bool
}

// NewClient makes a Client. Close it after use.
func NewClient(o Options) *Client {
	agent, timeout := o.UserAgent, o.Timeout
	if agent == "" {
		agent = UserAgent
	}
	if timeout == 0 {
		timeout = DefaultTimeout
	}
	dialer := &net.Dialer{Timeout: dialTimeout, Control: guard(o.AllowPrivate), Resolver: o.Resolver}
	return &Client{
		agent:   agent,
		private: o.AllowPrivate,
		http: &http.Client{
			Timeout:       timeout,
			CheckRedirect: checkRedirect,
			Transport: &http.Transport{
				Proxy:                  nil, // a proxy would dial for us, past the guard
				DialContext:            dialer.DialContext,
				ForceAttemptHTTP2:      true,
				TLSHandshakeTimeout:    dialTimeout,
				ResponseHeaderTimeout:  headerTimeout,
				MaxResponseHeaderBytes: maxHeader,
				MaxIdleConnsPerHost:    2,
				IdleConnTimeout:        30 * time.Second,
			},
		},
	}
}

// Close ends the connections that are kept for further requests.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// private are the networks that AllowPrivate opens. Link-local addresses are
// not among them: clouds give out their keys there.
var (
	privateV4 = prefixes("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
	privateV6 = prefixes("::1/128", "fc00::/7")
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// guard checks each address that is about to be dialled. It stands behind the
// resolver, so that a name that changes its address cannot pass it.
func guard(allowPrivate bool) func(network, address string, _ syscall.RawConn) error {
	options := []ssrf.Option{ssrf.WithAnyPort()}
	if allowPrivate {
		options = append(options, ssrf.WithAllowedV4Prefixes(privateV4...), ssrf.WithAllowedV6Prefixes(privateV6...))
	}
	g := ssrf.New(options...)
	return func(network, address string, conn syscall.RawConn) error {
		if err := g.Safe(network, address, conn); err != nil {
			return errIsPrivate
		}
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return err // unreachable: Safe has read it
		}
		if p := to.Port(); !allowPrivate && p != 80 && p != 443 {
			return trouble(Refused, fmt.Errorf("port %d is not asked: only 80 and 443 are, but for a source with allow_private: true", p))
		}
		return nil
	}
}

// errIsPrivate says what ErrPrivate means for who named the address.
var errIsPrivate = trouble(Private, fmt.Errorf("%w: it leads to this machine or a private network, which is asked only for a source with allow_private: true", ErrPrivate))

// checkHost refuses before anything is looked up what needs no looking up. It
// spares a lookup and words the error; the guard would refuse the rest.
func (c *Client) checkHost(u *url.URL) error {
	if c.private {
		return nil
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return errIsPrivate
	}
	ip, err := netip.ParseAddr(host)
	switch {
	case err == nil && ssrf.New().SafeAddr(ip) != nil:
		return errIsPrivate
	case err != nil && oldNumber.MatchString(host):
		return errIsPrivate
	}
	return nil
}

// oldNumber is a host that some programs read as an IPv4 address (2130706433,
// 0x7f.1), of which no honest link makes use.
var oldNumber = regexp.MustCompile(`^(?:[0-9]+|0x[0-9a-f]*)(?:\.(?:[0-9]+|0x[0-9a-f]*))*$`)

func checkRedirect(r *http.Request, before []*http.Request) error {
	if len(before) > MaxRedirects {
		return trouble(ServerTrouble, fmt.Errorf("it redirects more than %d times", MaxRedirects))
	}
	r.Header.Del("Referer") // the address before may hold a key
	return checkAddress(r.URL)
}

// A response is what an address gave, unpacked.
type response struct {
	url         *url.URL // after redirects
	contentType string
	body        []byte
}

// get reads address. Its errors are *Error about that address.
func (c *Client) get(ctx context.Context, address string) (*response, error) {
	u, err := parseAddress(address)
	if u == nil {
		return nil, about("the address", err)
	}
	if private := c.checkHost(u); private != nil {
		err = private
	}
	if err != nil {
		return nil, about(shown(u), err)
	}
	r, err := c.read(ctx, u)
	if err != nil {
		return nil, about(shown(u), inWords(ctx, err))
	}
	return r, nil
}

func (c *Client) read(ctx context.Context, u *url.URL) (*response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, trouble(Malformed, errors.New("not an address that can be asked"))
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1")
	res, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if err := checkStatus(res); err != nil {
		return nil, err
	}
	if res.ContentLength > MaxBytes {
		return nil, tooLarge(res.ContentLength)
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, res.Body, MaxBytes))
	if err != nil {
		return nil, err
	}
	return &response{url: res.Request.URL, contentType: res.Header.Get("Content-Type"), body: body}, nil
}

// tooLarge names the limit, and the size where it is known (more than 0).
func tooLarge(size int64) error {
	if size <= 0 {
		return trouble(TooLarge, fmt.Errorf("it is larger than %d MB, the most that is read at once", MaxBytes>>20))
	}
	return trouble(TooLarge, fmt.Errorf("it has %.1f MB; at most %d MB are read at once", float64(size)/(1<<20), MaxBytes>>20))
}

// checkStatus says in words what a status means for somebody who wants to read the page.
func checkStatus(res *http.Response) error {
	said := func(r Reason, words string) error {
		e := trouble(r, fmt.Errorf("%s (%d)", words, res.StatusCode))
		e.Status, e.RetryAfter = res.StatusCode, retryAfter(res.Header)
		return e
	}
	if res.Header.Get("Cf-Mitigated") == "challenge" {
		return said(Blocked, "the site asks for proof that a person reads it, which a program cannot give: use the outlet's feed, or save the article as a file")
	}
	switch s := res.StatusCode; {
	case s == http.StatusOK, s == http.StatusNonAuthoritativeInfo:
		return nil
	case s == http.StatusNotFound:
		return said(NotFound, "there is no such page: check the address")
	case s == http.StatusGone:
		return said(Gone, "the page was taken down: remove it from the sources")
	case s == http.StatusUnauthorized, s == http.StatusPaymentRequired, s == http.StatusForbidden, s == http.StatusProxyAuthRequired:
		return said(Login, "the page needs a login or a subscription, or keeps programs out: use the outlet's feed, or save the article as a file")
	case s == http.StatusUnavailableForLegalReasons:
		return said(Blocked, "the page is not shown here for legal reasons")
	case s == http.StatusTooManyRequests:
		return said(RateLimited, "the site was asked too often: it is tried again later")
	case s >= 500:
		return said(ServerTrouble, "the site is out of order: it is tried again later")
	case s >= 200 && s < 300:
		return said(Empty, "the site answered without a page")
	}
	return said(ServerTrouble, "the site refused the request")
}

// retryAfter reads seconds; a date is left to who keeps the time.
func retryAfter(h http.Header) time.Duration {
	n, err := strconv.Atoi(strings.TrimSpace(h.Get("Retry-After")))
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, 7*24*3600)) * time.Second
}

// inWords makes an *Error of what net/http returned. The address that a
// *url.Error holds is left out: it may hold a key.
func inWords(ctx context.Context, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return tooLarge(0)
	}
	if ctx.Err() != nil {
		return trouble(TimedOut, fmt.Errorf("stopped before the answer came: %w", context.Cause(ctx)))
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() {
		return trouble(TimedOut, errors.New("the site took too long to answer: it is tried again later"))
	}
	if e, ok := errors.AsType[*net.DNSError](err); ok {
		return trouble(Unreachable, fmt.Errorf("the name %q cannot be found: check the address", e.Name))
	}
	if why := tlsTrouble(err); why != "" {
		return trouble(Insecure, errors.New(why))
	}
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return trouble(Unreachable, fmt.Errorf("the site cannot be reached: %w", err))
}

// plainAnswer is net/http's word, which has no type, for an answer in http to a request in https.
const plainAnswer = "server gave HTTP response to HTTPS client"

// tlsTrouble says what is wrong with a site's certificate; "" where err is about something else.
func tlsTrouble(err error) string {
	if e, ok := errors.AsType[x509.HostnameError](err); ok {
		return fmt.Sprintf("the site's certificate is for another name than %q: check the address", e.Host)
	}
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok && e.Reason == x509.Expired {
		return "the site's certificate has expired, or this machine's clock is wrong"
	}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return "the site's certificate is signed by nobody whom this machine trusts"
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || strings.Contains(err.Error(), plainAnswer) {
		return "the site does not speak https there: try http://"
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return "the site's certificate is not good"
	}
	if _, ok := errors.AsType[tls.AlertError](err); ok {
		return "the site refused a secure connection"
	}
	return ""
}

// Package fetch asks the public web for pages: politely, within limits, and nothing else.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

const (
	// UserAgent names the project to those who are asked. Its first word is the name that robots.txt knows.
	UserAgent = "tollbook/0.1 (+https://github.com/tollbook/tollbook)"
	robotName = "tollbook"

	maxRedirects   = 5
	defaultMaxSize = 16_000_000
)

// Options say how politely and how patiently is asked.
type Options struct {
	// Robots asks a host's robots.txt first, and keeps to it. It is for programs that ask by themselves; a person who names one page asks for it.
	Robots bool
	// Interval is the least time between two requests to a host. 0 means none.
	Interval time.Duration
	// Tries is how often a host is asked that has no time (429) or an error of its own (5xx). 0 means once.
	Tries int
	// Patience is the longest that a host is waited for; where it asks for more, the request fails. 0 means a minute.
	Patience time.Duration
	// Timeout is for one request from its first to its last byte. 0 means half a minute.
	Timeout time.Duration
	// Allow are addresses that are asked though they are not of the public internet: those that a person named. Others stay refused.
	Allow []netip.Prefix
}

// A Fetcher reads pages of the web, and of nothing else: it refuses the addresses of this machine, of local networks and of cloud metadata, whatever
// name or redirect leads to them. It uses no proxy, for a proxy would look up names by itself. It may be used by many goroutines.
type Fetcher struct {
	Options
	client *http.Client
	hosts  hosts
	guard
	// pause is how long the first back-off lasts; only tests change it.
	pause time.Duration
}

// New gives a fetcher.
func New(opt Options) *Fetcher {
	if opt.Tries < 1 {
		opt.Tries = 1
	}
	if opt.Patience <= 0 {
		opt.Patience = time.Minute
	}
	if opt.Timeout <= 0 {
		opt.Timeout = 30 * time.Second
	}
	f := &Fetcher{Options: opt, guard: guard{refuse: except(opt.Allow, refusedAddress)}, pause: 2 * time.Second}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: f.control}
	f.client = &http.Client{
		Timeout: opt.Timeout,
		Transport: &http.Transport{
			Proxy: nil,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				if err := f.checkHost(ctx, address); err != nil {
					return nil, err
				}
				return dialer.DialContext(ctx, network, address)
			},
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  20 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        30 * time.Second,
			ForceAttemptHTTP2:      true,
		},
		// Each step is a request of its own, to be checked like the first.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return f
}

// ForTest gives a fetcher that may also ask 127.0.0.1, where servers of tests are, and backs off for milliseconds. Outside of a test it panics.
func ForTest(opt Options) *Fetcher {
	if !testing.Testing() {
		panic("fetch.ForTest outside of a test")
	}
	f := New(opt)
	f.refuse = except(opt.Allow, exceptLoopback)
	f.pause = time.Millisecond
	return f
}

// A Request asks for one address.
type Request struct {
	URL string
	// ETag and LastModified are those of the answer that is known; the page is sent only if it is another now.
	ETag, LastModified string
	Accept             string // what is understood; empty for pages
	MaxSize            int    // of the body in bytes, after decompression; 0 means 16 MB
}

// A Page is what was answered.
type Page struct {
	URL         string // the address in the end, after redirects, without a fragment
	Status      int
	Header      http.Header
	Body        []byte
	Fetched     time.Time
	NotModified bool // it is still what is known: there is no body
}

const acceptPages = "text/html, application/xhtml+xml, text/plain;q=0.9, application/json;q=0.8, application/pdf;q=0.7"

// Get asks for an address. It gives a page of status 200, or one that is not modified; all else is an error.
func (f *Fetcher) Get(ctx context.Context, req Request) (*Page, error) {
	if req.MaxSize <= 0 {
		req.MaxSize = defaultMaxSize
	}
	if req.Accept == "" {
		req.Accept = acceptPages
	}
	u, err := url.Parse(req.URL)
	if err != nil {
		return nil, failFor("is no address of the web", "")
	}
	return f.follow(ctx, u, req, f.Robots)
}

// follow goes from an address to the page that it leads to in the end.
func (f *Fetcher) follow(ctx context.Context, u *url.URL, req Request, robots bool) (*Page, error) {
	for range maxRedirects + 1 {
		if err := f.checkURL(u); err != nil {
			return nil, err
		}
		if robots {
			if err := f.askRobots(ctx, u); err != nil {
				return nil, err
			}
		}
		page, next, err := f.insist(ctx, u, req)
		if err != nil || next == nil {
			return page, err
		}
		u = next
	}
	return nil, failFor(fmt.Sprintf("more than %d redirects", maxRedirects), "")
}

// insist asks for one address, again where the host is busy, and gives the page there or the address that it leads to.
func (f *Fetcher) insist(ctx context.Context, u *url.URL, req Request) (*Page, *url.URL, error) {
	for try := 1; ; try++ {
		if err := f.wait(ctx, u.Host); err != nil {
			return nil, nil, err
		}
		page, next, err := f.once(ctx, u, req)
		busy, is := errors.AsType[*busyError](err)
		if !is {
			return page, next, err
		}
		said := busy.said
		said.Until = f.backOff(u.Host, try, busy.after)
		if try >= f.Tries || time.Until(said.Until) > f.Patience {
			return nil, nil, &said
		}
	}
}

// A busyError is 429 or 5xx; after is what the server asks for, 0 if it does not say.
type busyError struct {
	said  Error
	after time.Duration
}

func (b *busyError) Error() string { return b.said.Reason }

// once sends one request.
func (f *Fetcher) once(ctx context.Context, u *url.URL, req Request) (*Page, *url.URL, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, failFor("is no address of the web", "")
	}
	r.Header.Set("User-Agent", UserAgent)
	r.Header.Set("Accept", req.Accept)
	for name, value := range map[string]string{"If-None-Match": req.ETag, "If-Modified-Since": req.LastModified} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	resp, err := f.client.Do(r)
	if err != nil {
		return nil, nil, plain(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if next, err := redirect(resp, u); next != nil || err != nil {
		return nil, next, err
	}
	if err := statusError(resp); err != nil {
		return nil, nil, err
	}
	return f.read(resp, u, req)
}

// redirect gives the address that an answer leads to, nil for none.
func redirect(resp *http.Response, u *url.URL) (*url.URL, error) {
	switch resp.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	next, err := u.Parse(resp.Header.Get("Location"))
	if err != nil || resp.Header.Get("Location") == "" {
		return nil, fail("the server redirects to nowhere", "")
	}
	return next, nil
}

// statusError says what is wrong with a status; nil for 200, and for 304, which is only answered where it was asked for.
func statusError(resp *http.Response) error {
	status := resp.StatusCode
	conditional := resp.Request.Header.Get("If-None-Match") != "" || resp.Request.Header.Get("If-Modified-Since") != ""
	if status == http.StatusOK || status == http.StatusNotModified && conditional {
		return nil
	}
	said := Error{Reason: "the server answers " + resp.Status, Status: status}
	if status == http.StatusTooManyRequests || status >= 500 {
		return &busyError{said, retryAfter(resp.Header.Get("Retry-After"), time.Now())}
	}
	return &said
}

func (f *Fetcher) read(resp *http.Response, u *url.URL, req Request) (*Page, *url.URL, error) {
	final := *u
	final.Fragment = ""
	page := &Page{URL: final.String(), Status: resp.StatusCode, Header: resp.Header, Fetched: time.Now().UTC(), NotModified: resp.StatusCode == http.StatusNotModified}
	if page.NotModified {
		return page, nil, nil
	}
	// gzip is unpacked by the client, which then takes the header away; nothing else was asked for.
	if packed := resp.Header.Get("Content-Encoding"); packed != "" && !strings.EqualFold(packed, "identity") {
		return nil, nil, failFor(fmt.Sprintf("the page is packed as %.20q, which was not asked for", packed), "")
	}
	// The limit is on what comes out of decompression, so that a bomb stays small.
	data, err := io.ReadAll(io.LimitReader(resp.Body, int64(req.MaxSize)+1))
	if err != nil {
		return nil, nil, plain(err)
	}
	if len(data) > req.MaxSize {
		return nil, nil, failFor(fmt.Sprintf("the page is larger than %d MB", req.MaxSize/1_000_000), "")
	}
	page.Body = data
	return page, nil, nil
}

// IsURL says that an argument is an address rather than a file. Those that are not of the web are refused when they are read.
func IsURL(s string) bool {
	scheme, _, found := strings.Cut(s, "://")
	return found && scheme != "" && !strings.ContainsAny(scheme, "/\\.")
}

package report

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
	"syscall"
	"time"
)

const (
	fetchTimeout = 30 * time.Second
	maxRedirects = 5
	userAgent    = "tollbook/0.1 (+https://github.com/tollbook/tollbook)"
)

// A Fetcher reads pages of the web, and of nothing else: it refuses the
// addresses of this machine, of local networks and of cloud metadata, whatever
// name or redirect leads to them. It uses no proxy, for a proxy would look up names by itself.
type Fetcher struct {
	client *http.Client
	// refuse says why an address may not be asked, empty if it may. Only tests change it.
	refuse func(netip.Addr) string
}

// NewFetcher gives a fetcher that may be used by many goroutines.
func NewFetcher() *Fetcher {
	f := &Fetcher{refuse: refusedAddress}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: f.control}
	f.client = &http.Client{
		Timeout: fetchTimeout,
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
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return fail(fmt.Sprintf("more than %d redirects", maxRedirects), "")
			}
			return f.checkURL(req.URL)
		},
	}
	return f
}

// control sees the address that is about to be connected to, after every look-up:
// a name that resolves differently the second time gains nothing by it.
func (f *Fetcher) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("cannot read address %q", address)
	}
	return f.checkAddress(to.Addr())
}

// checkHost refuses a name if any address of it is refused.
func (f *Fetcher) checkHost(ctx context.Context, address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return err
	}
	for _, ip := range found {
		if err := f.checkAddress(ip); err != nil {
			return err
		}
	}
	return nil
}

func (f *Fetcher) checkAddress(ip netip.Addr) error {
	if reason := f.refuse(ip); reason != "" {
		return fail(fmt.Sprintf("leads to %s, %s, which is not fetched", ip.Unmap(), reason),
			"only pages of the public web are fetched; save this one and read the file")
	}
	return nil
}

func (f *Fetcher) checkURL(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fail(fmt.Sprintf("leads to a %q address", u.Scheme), "only http and https are fetched")
	case u.Hostname() == "":
		return fail("is an address without a host", "")
	case u.User != nil:
		return fail("holds a user name or password, which would be kept in the record", "")
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return f.checkAddress(ip)
	}
	return nil
}

// IsURL says that an argument is an address rather than a file. Those that are
// not of the web are refused when they are read.
func IsURL(s string) bool {
	scheme, _, found := strings.Cut(s, "://")
	return found && scheme != "" && !strings.ContainsAny(scheme, "/\\.")
}

// Read fetches an address and reads the one report there.
func (f *Fetcher) Read(ctx context.Context, address string, opt Options) (*Report, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fail("is no address of the web", "")
	}
	if err := f.checkURL(u); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fail("is no address of the web", "")
	}
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, application/json;q=0.8")
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, fetchError(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fail("the server answers "+resp.Status, "")
	}
	// The limit is on what comes out of decompression, so that a bomb stays small.
	data, err := io.ReadAll(io.LimitReader(resp.Body, int64(opt.MaxInput())+1))
	if err != nil {
		return nil, fetchError(err)
	}
	if len(data) > opt.MaxInput() {
		return nil, fail("the page is larger than "+megabytes(opt.MaxInput()), "")
	}
	final := *resp.Request.URL
	final.Fragment = ""
	src := Source{Name: final.Path, ContentType: resp.Header.Get("Content-Type"), URL: final.String()}
	rep, err := Parse(data, src, opt)
	if err == nil && rep.URL == "" {
		rep.URL = src.URL
	}
	return rep, err
}

// fetchError gives the reason of a failed fetch without the method and the address, which the caller names.
func fetchError(err error) error {
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return fail("the server does not answer in time", "")
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return fail("the name "+dns.Name+" is not found", "check the spelling, and that this machine is online")
	}
	if outer, ok := errors.AsType[*url.Error](err); ok {
		return outer.Err
	}
	return err
}

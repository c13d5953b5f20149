package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// A Post is something to be sent to one address.
type Post struct {
	URL    string
	Header http.Header
	Body   []byte
}

// mostAnswer is how much of an answer to a post is read; it only lets the connection be used again.
const mostAnswer = 64 << 10

// Post sends something to an address, again where the host is busy or does not answer. It takes any status of 200 to 299 for good, and follows no redirect:
// what is sent is meant for one receiver.
func (f *Fetcher) Post(ctx context.Context, p Post) error {
	u, err := url.Parse(p.URL)
	if err != nil {
		return fail("is no address of the web", "")
	}
	if err := f.checkURL(u); err != nil {
		return err
	}
	for try := 1; ; try++ {
		if err := f.wait(ctx, u.Host); err != nil {
			return err
		}
		err := f.postOnce(ctx, u, p)
		if err == nil || ctx.Err() != nil {
			return err
		}
		said, after := err, time.Duration(0)
		if busy, is := errors.AsType[*busyError](err); is {
			said, after = &busy.said, busy.after
		} else if own, is := errors.AsType[*Error](err); is && (own.Status != 0 || own.Final) {
			return err // it would be answered so again
		}
		until := f.backOff(u.Host, try, after)
		if try >= f.Tries || time.Until(until) > f.Patience {
			return said
		}
	}
}

func (f *Fetcher) postOnce(ctx context.Context, u *url.URL, p Post) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(p.Body))
	if err != nil {
		return fail("is no address of the web", "")
	}
	for name, values := range p.Header {
		r.Header[http.CanonicalHeaderKey(name)] = values
	}
	r.Header.Set("User-Agent", UserAgent)
	resp, err := f.client.Do(r)
	if err != nil {
		return plain(err)
	}
	defer func() { _ = resp.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, mostAnswer))
	switch status := resp.StatusCode; {
	case status >= 200 && status < 300:
		return nil
	case status >= 300 && status < 400:
		return &Error{Reason: "the server answers " + resp.Status + ", and what is sent follows no redirect", Hint: "give the address that it leads to", Status: status}
	}
	return statusError(resp)
}

// except lets pass what somebody named, and else what another guard lets pass.
func except(allowed []netip.Prefix, refuse func(netip.Addr) string) func(netip.Addr) string {
	if len(allowed) == 0 {
		return refuse
	}
	return func(ip netip.Addr) string {
		plain := ip.WithZone("").Unmap()
		for _, p := range allowed {
			if p.Contains(plain) {
				return ""
			}
		}
		return refuse(ip)
	}
}

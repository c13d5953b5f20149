package fetch

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// hosts keeps what is known of each host while the program runs.
type hosts struct {
	mu    sync.Mutex
	known map[string]*host
}

type host struct {
	next time.Time // when its next turn is
	busy time.Time // until when it wants to be left alone

	asking sync.Mutex // one asks for robots.txt, the others wait
	robots *robotstxt.RobotsData
	failed error         // why robots.txt cannot be had
	until  time.Time     // robots or failed is good so long
	delay  time.Duration // that robots.txt asks for between requests
}

const (
	robotsGood    = 24 * time.Hour // RFC 9309, 2.4
	robotsBad     = 10 * time.Minute
	maxRobots     = 500 << 10 // RFC 9309, 2.5
	maxCrawlDelay = 30 * time.Second
	maxBackOff    = 10 * time.Minute
)

func (h *hosts) of(name string) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	name = strings.ToLower(name)
	if h.known == nil {
		h.known = map[string]*host{}
	}
	if h.known[name] == nil {
		h.known[name] = &host{}
	}
	return h.known[name]
}

// wait waits for the host's turn, and takes it. Where the host wants to be left alone for too long, it fails.
func (f *Fetcher) wait(ctx context.Context, name string) error {
	h := f.hosts.of(name)
	f.hosts.mu.Lock()
	now := time.Now()
	if h.busy.Sub(now) > f.Patience {
		f.hosts.mu.Unlock()
		return &Error{Reason: "the server wants to be left alone until " + h.busy.UTC().Format(time.TimeOnly) + " UTC", Until: h.busy}
	}
	turn := now
	for _, t := range []time.Time{h.next, h.busy} {
		if t.After(turn) {
			turn = t
		}
	}
	h.next = turn.Add(max(f.Interval, h.delay))
	f.hosts.mu.Unlock()
	timer := time.NewTimer(turn.Sub(now))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// backOff leaves a host alone: as long as it asked for, else twice as long at every try, with some chance in it so that many do not come back at once.
func (f *Fetcher) backOff(name string, try int, asked time.Duration) (until time.Time) {
	wait := asked
	if wait <= 0 {
		wait = min(f.pause<<min(try-1, 20), maxBackOff)
		wait = wait/2 + rand.N(wait)
	}
	h := f.hosts.of(name)
	f.hosts.mu.Lock()
	defer f.hosts.mu.Unlock()
	if until = time.Now().Add(wait); until.After(h.busy) {
		h.busy = until
	}
	return h.busy
}

// retryAfter reads the header: seconds, or a time. It is never believed beyond a day.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 {
		return min(time.Duration(min(seconds, 1e6))*time.Second, 24*time.Hour)
	}
	if at, err := http.ParseTime(value); err == nil && at.After(now) {
		return min(at.Sub(now), 24*time.Hour)
	}
	return 0
}

// askRobots fails where the host's robots.txt asks programs to keep out of an address.
func (f *Fetcher) askRobots(ctx context.Context, u *url.URL) error {
	h := f.hosts.of(u.Scheme + "://" + u.Host)
	h.asking.Lock()
	defer h.asking.Unlock()
	if !time.Now().Before(h.until) {
		h.robots, h.failed = f.readRobots(ctx, u)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		h.until = time.Now().Add(robotsGood)
		if h.failed != nil {
			h.until = time.Now().Add(robotsBad)
		}
	}
	if h.failed != nil {
		return h.failed
	}
	if !h.robots.TestAgent(u.RequestURI(), robotName) {
		return &Error{Reason: "robots.txt of " + u.Host + " asks programs not to fetch it", Hint: "ask the publisher, or take it out of the sources", Forbidden: true}
	}
	return nil
}

// readRobots reads a robots.txt: one that is not there allows all, one that cannot be had nothing (RFC 9309, 2.3.1).
func (f *Fetcher) readRobots(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	address := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	page, err := f.follow(ctx, address, Request{Accept: "text/plain", MaxSize: maxRobots}, false)
	own, is := errors.AsType[*Error](err)
	switch {
	case err == nil:
	case is && own.Status >= 400 && own.Status < 500 && own.Status != http.StatusTooManyRequests:
		page = &Page{}
	case is:
		return nil, &Error{Reason: "robots.txt of " + u.Host + " cannot be had: " + own.Reason, Hint: own.Hint, Status: own.Status, Until: own.Until}
	default:
		return nil, fmt.Errorf("robots.txt of %s cannot be had: %w", u.Host, err)
	}
	robots, err := robotstxt.FromBytes(page.Body)
	if err != nil { // what cannot be understood forbids nothing
		robots, err = robotstxt.FromBytes(nil)
	}
	if err != nil {
		return nil, err
	}
	if group := robots.FindGroup(robotName); group != nil {
		h := f.hosts.of(u.Host)
		f.hosts.mu.Lock()
		h.delay = min(group.CrawlDelay, maxCrawlDelay)
		f.hosts.mu.Unlock()
	}
	return robots, nil
}

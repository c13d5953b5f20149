package watch

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/report"
)

// A Watcher follows sources.
type Watcher struct {
	Ledger  *ledger.Ledger
	Fetcher *fetch.Fetcher
	Coder   string // the version that reads, as the ledger names it
	Options report.Options
	// Tell is called for each thing that happened, one at a time.
	Tell func(Event)
	// Looked, where it is set, is called when the sources that were due have been looked at.
	Looked func(context.Context) error
	// Stepped, where it is set, is called after each look, fetch, reading and filing. It is called by many at once.
	Stepped func(name string, took time.Duration, err error)
	// Put, where it is given, takes new articles, to be read and filed by others; and PublishedOn tells of such ones too when they were published.
	Put         func(context.Context, ledger.Visit, ledger.Fetched, *report.Report) error
	PublishedOn func(ctx context.Context, key string) (string, error)

	telling sync.Mutex
	reading chan struct{}
	mu      sync.Mutex
	claimed map[string]bool // articles that somebody looks at in this round
	now     func() time.Time
}

// What happened.
type What string

// The things that happen.
const (
	New     What = "new"     // an article was filed
	Changed What = "changed" // a new version of one
	Unread  What = "unread"  // an article was filed that is in another language
	Same    What = "same"    // nothing new at this address
	Known   What = "known"   // the article was filed before
	Failed  What = "failed"
	Done    What = "done" // with a source
)

// An Event is something that happened to a source or to an article of it.
type Event struct {
	What   What
	Source Source
	URL    string // of the article; empty where it is about the source
	Report string // key of what was filed
	Err    error
	Count  map[What]int // of a source that is done
}

const (
	sourcesAtOnce = 8
	maxSitemaps   = 5 // of an index, the newest
	maxFailures   = 6
	// Articles are looked at again after as long as they are known, within these bounds, and no more once they are old.
	soonestAgain = time.Hour
	latestAgain  = 7 * 24 * time.Hour
	oldArticle   = 30 * 24 * time.Hour
)

func (w *Watcher) prepare() {
	if w.now == nil {
		w.now = time.Now
	}
	if w.reading == nil {
		w.reading = make(chan struct{}, runtime.GOMAXPROCS(0))
	}
}

// Once looks at all sources once, at some of them at the same time. It gives what happened how often; it fails only where the ledger does, or when ctx is done.
func (w *Watcher) Once(ctx context.Context, sources []Source) (map[What]int, error) {
	w.prepare()
	w.mu.Lock()
	w.claimed = map[string]bool{}
	w.mu.Unlock()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	total := map[What]int{}
	room := make(chan struct{}, sourcesAtOnce)
	var all sync.WaitGroup
	for _, s := range sources {
		room <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		all.Go(func() {
			defer func() { <-room }()
			v := &look{Watcher: w, source: s, count: map[What]int{}}
			if err := v.run(ctx); err != nil && ctx.Err() == nil {
				cancel(err)
			}
			w.tell(Event{What: Done, Source: s, Count: v.count})
			w.mu.Lock()
			defer w.mu.Unlock()
			for what, n := range v.count {
				total[what] += n
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil || w.Looked == nil {
		return total, err
	}
	return total, w.Looked(ctx)
}

// Watch looks at sources at their intervals until ctx is done.
func (w *Watcher) Watch(ctx context.Context, sources []Source) error {
	next := make([]time.Time, len(sources))
	for {
		var due []Source
		soonest := time.Now().Add(24 * time.Hour)
		for i, s := range sources {
			if !next[i].After(time.Now()) {
				due = append(due, s)
				next[i] = time.Now().Add(s.Every)
			}
			if next[i].Before(soonest) {
				soonest = next[i]
			}
		}
		if _, err := w.Once(ctx, due); err != nil {
			return err
		}
		timer := time.NewTimer(time.Until(soonest))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

func (w *Watcher) tell(e Event) {
	w.telling.Lock()
	defer w.telling.Unlock()
	if w.Tell != nil {
		w.Tell(e)
	}
}

// claim says that nobody else looks at an article in this round.
func (w *Watcher) claim(address string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.claimed[address] {
		return false
	}
	w.claimed[address] = true
	return true
}

// A look is one look at a source.
type look struct {
	*Watcher
	source Source
	count  map[What]int
	failed error // the last failure
}

func (v *look) event(e Event) {
	e.Source = v.source
	if e.What == Failed {
		v.failed = e.Err
	}
	v.count[e.What]++
	v.tell(e)
}

// A task is an article to be asked for.
type task struct {
	item
	visit   ledger.Visit
	changed string // when, as the list says; empty where it says nothing new
}

// run looks at the source. It fails only where the ledger does, or when ctx is done.
func (v *look) run(ctx context.Context) (err error) {
	ctx, end := v.step(ctx, "look", v.source.URL)
	defer func() { end(err) }()
	if v.source.Kind == Page {
		return v.runPage(ctx)
	}
	known, err := v.Ledger.Visits(ctx, []string{v.source.URL})
	if err != nil {
		return err
	}
	self, there := known[v.source.URL]
	if !there {
		self = ledger.Visit{URL: v.source.URL, First: v.stamp(v.now())}
	}
	listed, page, failed := v.list(ctx, self)
	if err := ctx.Err(); err != nil {
		return err
	}
	self.Checked, self.Note = v.stamp(v.now()), ""
	if failed != nil {
		self.Failures, self.Note = self.Failures+1, failed.Error()
		v.event(Event{What: Failed, Err: failed})
	}
	tasks, left, err := v.tasks(ctx, listed)
	if err != nil {
		return err
	}
	stopped, err := v.work(ctx, tasks)
	if err != nil {
		return err
	}
	switch {
	case page == nil:
	case left || stopped: // the list is wanted again though it does not change
		self.ETag, self.LastModified, self.Failures = "", "", 0
	default:
		self.ETag, self.LastModified, self.Failures = page.Header.Get("ETag"), page.Header.Get("Last-Modified"), 0
	}
	return v.Ledger.PutVisit(context.WithoutCancel(ctx), self)
}

// runPage looks at a source that is one article.
func (v *look) runPage(ctx context.Context) error {
	known, err := v.Ledger.Visits(ctx, []string{v.source.URL})
	if err != nil {
		return err
	}
	t := task{item: item{url: v.source.URL}, visit: known[v.source.URL]}
	if t.visit.URL == "" {
		t.visit = ledger.Visit{URL: v.source.URL, First: v.stamp(v.now())}
	}
	_, err = v.work(ctx, []task{t})
	return err
}

const (
	acceptFeeds    = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8"
	acceptSitemaps = "application/xml, text/xml, application/gzip;q=0.9"
)

// list asks for the source. page is nil where it is what it was.
func (v *look) list(ctx context.Context, self ledger.Visit) (items []item, page *fetch.Page, err error) {
	accept := acceptFeeds
	if v.source.Kind == Sitemap {
		accept = acceptSitemaps
	}
	page, err = v.get(ctx, fetch.Request{URL: self.URL, ETag: self.ETag, LastModified: self.LastModified, Accept: accept, MaxSize: maxList})
	if err != nil || page.NotModified {
		return nil, nil, err
	}
	l, err := parseList(v.source.Kind, page.Body, page.URL)
	if err != nil {
		return nil, nil, err
	}
	slices.SortStableFunc(l.sitemaps, func(a, b item) int { return strings.Compare(b.listed, a.listed) })
	for _, s := range l.sitemaps[:min(len(l.sitemaps), maxSitemaps)] {
		part, err := v.get(ctx, fetch.Request{URL: s.url, Accept: accept, MaxSize: maxList})
		if err == nil {
			var more list
			more, err = parseList(Sitemap, part.Body, part.URL)
			l.items = append(l.items, more.items...)
		}
		if err != nil {
			v.event(Event{What: Failed, URL: s.url, Err: err})
		}
	}
	return l.items, page, nil
}

// tasks gives the articles to be asked for: those that are new, that the list says were changed, and that are due. left says that there are more.
func (v *look) tasks(ctx context.Context, listed []item) (out []task, left bool, err error) {
	var names []string
	for _, i := range listed {
		names = append(names, i.url)
	}
	known, err := v.Ledger.Visits(ctx, names)
	if err != nil {
		return nil, false, err
	}
	asked := map[string]bool{}
	for _, i := range listed {
		visit, there := known[i.url]
		if asked[i.url] || !strings.Contains(i.url, v.source.Match) || there && !(v.source.Updates && visit.Next != "" && visit.Failures == 0 && later(i.listed, visit.Listed)) {
			continue
		}
		if !there {
			visit = ledger.Visit{URL: i.url, Source: v.source.URL, First: v.stamp(v.now())}
		}
		asked[i.url] = true
		out = append(out, task{item: i, visit: visit})
	}
	if len(out) > v.source.Most {
		return out[:v.source.Most], true, nil
	}
	due, err := v.Ledger.DueVisits(ctx, v.source.URL, v.stamp(v.now()), v.source.Most)
	if err != nil {
		return nil, false, err
	}
	for _, visit := range due {
		if !asked[visit.URL] && (v.source.Updates || visit.Report == "") && len(out) < v.source.Most {
			out = append(out, task{item: item{url: visit.URL, listed: visit.Listed}, visit: visit})
		}
	}
	return out, false, nil
}

// later says that a list gives an article a later time than before.
func later(now, before string) bool {
	a, errA := parseTime(now)
	b, errB := parseTime(before)
	return errA == nil && errB == nil && a.After(b)
}

func parseTime(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, errors.New("no time")
}

package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tollbook/tollbook/archive"
	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// work asks for articles one by one. It stops where a host wants to be left alone.
func (v *look) work(ctx context.Context, tasks []task) (stopped bool, err error) {
	for _, t := range tasks {
		if err := ctx.Err(); err != nil {
			return true, err
		}
		if !v.claim(t.url) {
			continue
		}
		page, failed := v.get(ctx, fetch.Request{URL: t.url, ETag: t.visit.ETag, LastModified: t.visit.LastModified, MaxSize: v.Options.MaxInput()})
		if err := ctx.Err(); err != nil {
			return true, err
		}
		if own, is := errors.AsType[*fetch.Error](failed); is && !own.Until.IsZero() {
			v.event(Event{What: Failed, URL: t.url, Err: failed})
			if t.visit.Checked != "" {
				t.visit.Next = v.stamp(own.Until)
				return true, v.Ledger.PutVisit(context.WithoutCancel(ctx), t.visit)
			}
			return true, nil
		}
		if err := v.take(context.WithoutCancel(ctx), t, page, failed); err != nil {
			return true, err
		}
	}
	return false, nil
}

// Take files the article of a page that somebody else has fetched, as that of a source of one page. It fails where there is none in it, or where the ledger does.
func (w *Watcher) Take(ctx context.Context, address string, page *fetch.Page) error {
	w.prepare()
	known, err := w.Ledger.Visits(ctx, []string{address})
	if err != nil {
		return err
	}
	v := &look{Watcher: w, source: Source{Kind: Page, URL: address, Every: latestAgain, Updates: true}, count: map[What]int{}}
	t := task{item: item{url: address}, visit: known[address]}
	if t.visit.URL == "" {
		t.visit = ledger.Visit{URL: address, First: v.stamp(v.now())}
	}
	if err := v.take(ctx, t, page, nil); err != nil {
		return err
	}
	return v.failed
}

// take files what came of a task. It is not broken off.
func (v *look) take(ctx context.Context, t task, page *fetch.Page, failed error) error {
	t.visit.Checked = v.stamp(v.now())
	if later(t.listed, t.visit.Listed) {
		t.changed = t.listed
	}
	t.visit.Listed = t.listed
	if failed == nil && page.NotModified {
		v.event(Event{What: Same, URL: t.url})
		t.visit.Failures, t.visit.Next = 0, v.again(t.visit)
		return v.Ledger.PutVisit(ctx, t.visit)
	}
	var rep *report.Report
	if failed == nil {
		rep, failed = v.reportOf(t, page)
	}
	if failed != nil {
		v.event(Event{What: Failed, URL: t.url, Err: failed})
		t.visit.Failures, t.visit.Note = t.visit.Failures+1, failed.Error()
		t.visit.Next = v.retry(t.visit.Failures, failed)
		return v.Ledger.PutVisit(ctx, t.visit)
	}
	t.visit.Failures, t.visit.Note = 0, ""
	t.visit.ETag, t.visit.LastModified = page.Header.Get("ETag"), page.Header.Get("Last-Modified")
	if rep.SHA256() == t.visit.SHA256 {
		t.visit.Next = v.again(t.visit)
		v.event(Event{What: Same, URL: t.url})
		return v.Ledger.PutVisit(ctx, t.visit)
	}
	return v.file(ctx, t, page, rep)
}

// reportOf gives the article of a page, with what the source knows of it.
func (v *look) reportOf(t task, page *fetch.Page) (rep *report.Report, err error) {
	defer recovered(&err)
	rep, err = archive.FromPage(page.Body, page.Header.Get("Content-Type"), page.URL, v.Options)
	if err != nil {
		return nil, err
	}
	if v.source.Publisher != "" {
		rep.Publisher = v.source.Publisher
	}
	if rep.Published == "" && report.ValidPublished(t.published) {
		rep.Published = t.published
	}
	if rep.Language == "" {
		rep.Language = v.source.Language
	}
	return rep, nil
}

// file files a new article, or a new version of one, which names the version before.
func (v *look) file(ctx context.Context, t task, page *fetch.Page, rep *report.Report) error {
	what := New
	if t.visit.Report != "" {
		what = Changed
		if rep.Extra == nil {
			rep.Extra = map[string]json.RawMessage{}
		}
		rep.Extra["replaces"], _ = json.Marshal(t.visit.Report) // a string cannot fail
		publishedOn := v.Ledger.PublishedOn
		if v.PublishedOn != nil {
			publishedOn = v.PublishedOn
		}
		before, err := publishedOn(ctx, t.visit.Report)
		if err != nil {
			return err
		}
		rep.Published = after(before, rep.Published, t.changed, v.now())
	}
	key := ledger.Key(rep)
	there, err := v.Ledger.Has(ctx, key, v.Coder)
	if err != nil {
		return err
	}
	var filings []ledger.Filing
	if !there && v.Put == nil {
		var rec ledger.Filing
		_, end := v.step(ctx, "read", t.url)
		rec, err = v.read(rep)
		end(err)
		if err != nil {
			v.event(Event{What: Failed, URL: t.url, Err: err})
			t.visit.Failures, t.visit.Note, t.visit.Next = t.visit.Failures+1, err.Error(), ""
			return v.Ledger.PutVisit(ctx, t.visit)
		}
		filings = append(filings, rec)
	}
	t.visit.Report, t.visit.SHA256 = key, rep.SHA256()
	t.visit.Next = v.again(t.visit)
	filing, end := v.step(ctx, "file", t.url)
	fetched := ledger.Fetched{URL: t.url, Address: page.URL, At: v.now().UTC().Format(fetchedAt), Status: page.Status, Header: page.Header, Body: page.Body, Report: key}
	if !there && v.Put != nil {
		err = v.Put(filing, t.visit, fetched, rep)
	} else {
		err = v.Ledger.AddFetched(filing, t.visit, fetched, filings...)
	}
	end(err)
	if err != nil {
		return fmt.Errorf("%s: %w", v.Ledger.Name(), err)
	}
	switch {
	case there:
		what = Known
	case !rep.English():
		what = Unread
	}
	v.event(Event{What: what, URL: t.url, Report: key})
	return nil
}

// after gives the time of publication of a new version: what its page says, else what the list says, else now, whichever is the first that is
// later than that of the version before. Most pages keep their first date, and a correction would stand beside what it corrects.
func after(before, page, listed string, now time.Time) string {
	if page > before {
		return page
	}
	zone := time.UTC
	if t, err := time.Parse(time.RFC3339, before); err == nil {
		zone = t.Location() // times of one zone are in order as text
	}
	if t, err := time.Parse(time.RFC3339, listed); err == nil && !t.After(now) && t.In(zone).Format(time.RFC3339) > before {
		return t.In(zone).Format(time.RFC3339)
	}
	if stamp := now.In(zone).Format(time.RFC3339); stamp > before {
		return stamp
	}
	return page
}

// read reads a report; so many are read at once as there are processors.
func (v *look) read(rep *report.Report) (f ledger.Filing, err error) {
	v.reading <- struct{}{}
	defer func() { <-v.reading }()
	defer recovered(&err)
	return ledger.Filing{Report: rep, Record: read.Read(rep, read.Options{})}, nil
}

// recovered turns a fault of the program into an error, so that one page does not cost the others.
func recovered(err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("the reader failed on this page, which is a fault of the program: %v", fault)
	}
}

// again says when to look at an article again: after as long as it is known, for it changes most when it is new.
func (v *look) again(visit ledger.Visit) string {
	if v.source.Kind == Page {
		return v.stamp(v.now().Add(v.source.Every))
	}
	first, err := time.Parse(time.RFC3339, visit.First)
	age := v.now().Sub(first)
	if err != nil || age > oldArticle {
		return ""
	}
	return v.stamp(v.now().Add(min(max(age, soonestAgain), latestAgain)))
}

// retry says when to ask for an article again that could not be had: later each time, and in the end never.
func (v *look) retry(failures int, err error) string {
	own, is := errors.AsType[*fetch.Error](err)
	switch {
	case !is || failures >= maxFailures: // there is no article in the page; or enough is enough
		return ""
	case own.Status == 404 || own.Status == 410 || own.Final:
		return ""
	case own.Forbidden:
		return v.stamp(v.now().Add(latestAgain))
	}
	return v.stamp(v.now().Add(soonestAgain << (failures - 1)))
}

// fetchedAt tells two versions of a page apart that come one right after the other, and is in order as text.
const fetchedAt = "2006-01-02T15:04:05.000Z"

func (v *look) stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

package work

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/watch"
)

// hostLease is how long a host is one worker's after it was last asked. It is longer than any delay between two requests that is kept to.
const hostLease = time.Minute

// fetch asks for a page. Of all workers one at a time asks a host, so that they are as polite together as one alone.
func (w *worker) fetch(ctx context.Context, job *rivertype.JobRow, a args) error {
	u, err := url.Parse(a.Key)
	if err != nil || w.Fetcher == nil {
		return &hopelessError{errors.New("is no address of the web")}
	}
	if err := w.lease(ctx, strings.ToLower(u.Host), hostLease); err != nil {
		return err
	}
	// What is asked for when the worker is to stop is given back.
	asking, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.stopping, cancel)()
	known, err := w.ledger.Visits(ctx, []string{a.Key})
	if err != nil {
		return err
	}
	asking, end := w.step(asking, "fetch", a.Key)
	page, err := w.Fetcher.Get(asking, fetch.Request{URL: a.Key, ETag: known[a.Key].ETag, LastModified: known[a.Key].LastModified, MaxSize: w.Report.MaxInput()})
	end(err)
	if err != nil {
		return w.unfetched(ctx, u, err)
	}
	w.counts.fetched.Add(1)
	if page.NotModified {
		return w.conclude(ctx, job, a.Key, nil)
	}
	body, err := packPage(page)
	if err != nil {
		return err
	}
	return w.conclude(ctx, job, "", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, w.db.Rewrite("UPDATE work_parcel SET page = ? WHERE key = ?"), body, a.Key)
		if err == nil {
			_, err = w.client.InsertManyFastTx(ctx, tx, []river.InsertManyParams{enter(stageExtract, a, job.Priority)})
		}
		return err
	})
}

// unfetched says what becomes of a page that could not be had.
func (w *worker) unfetched(ctx context.Context, u *url.URL, err error) error {
	own, is := errors.AsType[*fetch.Error](err)
	switch {
	case is && !own.Until.IsZero():
		if err := w.lease(ctx, strings.ToLower(u.Host), max(hostLease, time.Until(own.Until))); err != nil {
			return err
		}
		return own
	case is && (own.Final || own.Forbidden || own.Status == 404 || own.Status == 410):
		return &hopelessError{err}
	case !is && passing(err):
		return errors.New(err.Error()) // of the page's server, and not of the database
	}
	return err
}

// lease takes a host for this worker alone for some time, unless another one has it.
func (w *worker) lease(ctx context.Context, host string, long time.Duration) error {
	now := time.Now()
	done, err := w.db.SQL.ExecContext(ctx, w.db.Rewrite(`INSERT INTO work_host (host, owner, until) VALUES (?, ?, ?)
		ON CONFLICT (host) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE work_host.owner = excluded.owner OR work_host.until <= ?`),
		host, w.id, now.Add(long).UnixMilli(), now.UnixMilli())
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return river.JobSnooze(backOff{hostLease}.after(0))
	}
	return nil
}

// conclude finishes a job, drops its parcel if one is named, and does what else is to be done, in one transaction.
func (w *worker) conclude(ctx context.Context, job *rivertype.JobRow, parcel string, more func(*sql.Tx) error) error {
	return patiently(w.stopping, func() error {
		return w.update(ctx, func(tx *sql.Tx) error { return w.concludeIn(ctx, tx, job, parcel, more) })
	})
}

func (w *worker) concludeIn(ctx context.Context, tx *sql.Tx, job *rivertype.JobRow, parcel string, more func(*sql.Tx) error) error {
	ours, err := w.finish(ctx, tx, []*rivertype.JobRow{job})
	if err == nil && !ours[job.ID] {
		err = errNotOurs
	}
	if err == nil && parcel != "" {
		err = w.dropParcels(ctx, tx, []string{parcel})
	}
	if err == nil && more != nil {
		err = more(tx)
	}
	return err
}

// extract takes the article out of a page, as watching does: a new version of one names the version before, and what is known is left.
func (w *worker) extract(ctx context.Context, job *rivertype.JobRow, a args) error {
	p, err := w.parcel(ctx, a.Key)
	if err != nil {
		return err
	}
	if p == nil || p.page == nil {
		return w.conclude(ctx, job, "", nil)
	}
	page, err := unpackPage(p.page)
	if err != nil {
		return &hopelessError{err}
	}
	put := false
	watcher := &watch.Watcher{Ledger: w.ledger, Coder: w.Coder, Options: w.Report, Stepped: w.Stepped, PublishedOn: w.PublishedOn,
		Put: func(ctx context.Context, v ledger.Visit, fetched ledger.Fetched, rep *report.Report) error {
			put = true
			return w.putFetched(ctx, v, fetched, rep, job.Priority, func(tx *sql.Tx) error { return w.concludeIn(ctx, tx, job, a.Key, nil) })
		}}
	if err := w.slots.take(w.stopping, job.Priority); err != nil {
		return errStopping
	}
	ctx, end := w.step(ctx, "extract", a.Key)
	err = watcher.Take(ctx, a.Key, page)
	end(err)
	w.slots.give()
	if _, is := errors.AsType[*report.Error](err); is {
		return &hopelessError{err}
	}
	if err == nil && !put {
		err = w.conclude(ctx, job, a.Key, nil)
	}
	if err == nil {
		w.counts.extracted.Add(1)
	}
	return err
}

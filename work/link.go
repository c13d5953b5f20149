package work

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/tollbook/tollbook/ledger"
)

// Filing and linking is done by one worker at a time, since incidents hang together over all reports. Each does it for all that are there, in one transaction
// with few statements, and while nothing else keeps its processor, so that the others need not wait long.

// link files a record, together with those that are there at the same time.
func (w *worker) link(ctx context.Context, job *rivertype.JobRow, _ args) error {
	return w.linking.do(ctx, job)
}

// commitLinks files records. If one of them cannot be filed, the others are.
func (w *worker) commitLinks(ctx context.Context, jobs []*rivertype.JobRow) []error {
	out, err := w.fileAll(ctx, jobs)
	switch {
	case err == nil:
		return out
	case passing(err) || errors.Is(err, errStopping) || len(jobs) == 1:
		return same(len(jobs), err)
	}
	out = out[:0]
	for i := range jobs {
		one, err := w.fileAll(ctx, jobs[i:i+1])
		if err != nil {
			one = same(1, err)
		}
		out = append(out, one...)
	}
	return out
}

// fileAll files records, all or nothing. The errors that it gives are those of single jobs that are not this worker's any more.
func (w *worker) fileAll(ctx context.Context, jobs []*rivertype.JobRow) ([]error, error) {
	var done *filing
	err := patiently(w.stopping, func() error {
		// Others are waited for without a processor, and before anything is made ready.
		if err := w.turn(ctx); err != nil {
			return err
		}
		if err := w.slots.take(ctx, rankLink); err != nil {
			return errStopping
		}
		defer w.slots.give()
		var err error
		if done, err = w.filingOf(ctx, jobs); err != nil {
			return err
		}
		ctx, end := w.step(ctx, "file", fmt.Sprintf("%d reports", len(done.filings)))
		err = w.ledger.AddBeside(ctx, done.filings, done.beside, done.wanted)
		end(err)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]error, len(jobs))
	for i, job := range jobs {
		if !done.ours[job.ID] {
			out[i] = errNotOurs
		}
	}
	filed := 0
	for _, job := range done.of {
		if done.ours[job.ID] {
			filed++
		}
	}
	w.counts.filed.Add(int64(filed))
	if w.Filed != nil && filed > 0 {
		w.Filed(filed)
	}
	return out, nil
}

// turn fails with errBusy while somebody else files. It may be otherwise a moment later.
func (w *worker) turn(ctx context.Context) error { return tryLock(ctx, w.db.TryLock, w.db.SQL) }

// tryLock takes the ledger's lock until the end of the transaction, if nobody else has it. Without a transaction it only looks.
func tryLock(ctx context.Context, query string, a asker) error {
	locked := true
	if query != "" {
		if err := a.QueryRowContext(ctx, query).Scan(&locked); err != nil {
			return err
		}
	}
	if !locked {
		return errBusy
	}
	return nil
}

// A filing is what one transaction files.
type filing struct {
	*worker
	jobs    []*rivertype.JobRow
	filings []ledger.Filing
	of      []*rivertype.JobRow // the job of each of these
	keys    map[int64]string    // of the parcels of these
	again   []river.InsertManyParams
	againOf []int64 // the job of each of these
	ours    map[int64]bool
}

// filingOf makes ready what a filing needs, before the ledger is locked.
func (w *worker) filingOf(ctx context.Context, jobs []*rivertype.JobRow) (*filing, error) {
	f := &filing{worker: w, jobs: jobs, keys: map[int64]string{}}
	all := make([]args, len(jobs))
	keys := make([]string, len(jobs))
	for i, job := range jobs {
		all[i] = argsOf(job)
		keys[i] = all[i].Key
	}
	parcels, err := w.parcels(ctx, keys)
	if err != nil {
		return nil, err
	}
	for i, job := range jobs {
		p := parcels[keys[i]]
		switch {
		case p == nil: // it is filed
			continue
		case p.record == nil || p.coder != w.Coder: // another version has read it, before this one took over
			f.again = append(f.again, enter(stageRead, all[i], job.Priority))
			f.againOf = append(f.againOf, job.ID)
			continue
		}
		rep, err := unpackReport(p.report)
		if err != nil {
			return nil, &hopelessError{err}
		}
		rec, err := unpackRecord(p.record)
		if err != nil {
			return nil, &hopelessError{err}
		}
		f.filings = append(f.filings, ledger.Filing{Report: rep, Record: rec})
		f.of = append(f.of, job)
		f.keys[job.ID] = p.key
	}
	return f, nil
}

// wanted says whether a record is to be filed: its job is still this worker's.
func (f *filing) wanted(i int) bool { return f.ours[f.of[i].ID] }

// beside marks the jobs as done and takes away what was kept for them.
func (f *filing) beside(ctx context.Context, tx *sql.Tx) error {
	if err := tryLock(ctx, f.db.TryLock, tx); err != nil {
		return err
	}
	err := f.checkCoder(ctx, tx)
	if err == nil {
		f.ours, err = f.finish(ctx, tx, f.jobs)
	}
	if err != nil {
		return err
	}
	var keys []string
	for _, job := range f.of {
		if f.ours[job.ID] {
			keys = append(keys, f.keys[job.ID])
		}
	}
	if err := f.dropParcels(ctx, tx, keys); err != nil {
		return err
	}
	var again []river.InsertManyParams
	for i, id := range f.againOf {
		if f.ours[id] {
			again = append(again, f.again[i])
		}
	}
	if len(again) > 0 {
		_, err = f.client.InsertManyFastTx(ctx, tx, again)
	}
	return err
}

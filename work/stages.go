package work

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"github.com/tollbook/tollbook/ledger"
)

// finish marks jobs as done in a transaction, and says which of them were this worker's to finish.
func (w *worker) finish(ctx context.Context, tx *sql.Tx, jobs []*rivertype.JobRow) (ours map[int64]bool, err error) {
	if ours, err = w.ours(ctx, tx, jobs); err != nil || len(ours) == 0 {
		return ours, err
	}
	now := time.Now().UTC()
	params := &riverdriver.JobSetStateIfRunningManyParams{}
	for _, job := range jobs {
		if !ours[job.ID] {
			continue
		}
		one := riverdriver.JobSetStateCompleted(job.ID, now, nil)
		params.ID = append(params.ID, one.ID)
		params.Attempt = append(params.Attempt, one.Attempt)
		params.ErrData = append(params.ErrData, one.ErrData)
		params.FinalizedAt = append(params.FinalizedAt, one.FinalizedAt)
		params.MetadataDoMerge = append(params.MetadataDoMerge, one.MetadataDoMerge)
		params.MetadataUpdates = append(params.MetadataUpdates, one.MetadataUpdates)
		params.ScheduledAt = append(params.ScheduledAt, one.ScheduledAt)
		params.State = append(params.State, one.State)
	}
	_, err = w.driver.UnwrapExecutor(tx).JobSetStateIfRunningMany(ctx, params)
	return ours, err
}

// ours gives the jobs that this worker has in hand, as the database sees it, and holds them.
func (w *worker) ours(ctx context.Context, tx *sql.Tx, jobs []*rivertype.JobRow) (map[int64]bool, error) {
	statement := "SELECT id FROM river_job WHERE id IN (" + places(len(jobs)) + ") AND state = 'running' AND "
	if w.db.Numbered {
		statement += "attempted_by[array_upper(attempted_by, 1)] = ? FOR UPDATE"
	} else {
		statement += "attempted_by ->> '$[#-1]' = ?"
	}
	values := make([]any, 0, len(jobs)+1)
	for _, job := range jobs {
		values = append(values, job.ID)
	}
	rows, err := tx.QueryContext(ctx, w.db.Rewrite(statement), append(values, w.id)...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := map[int64]bool{}
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, rows.Err()
}

// A readJob is a report that is read.
type readJob struct {
	job    *rivertype.JobRow
	args   args
	record []byte
}

// read reads a report.
func (w *worker) read(ctx context.Context, job *rivertype.JobRow, a args) error {
	w.loading <- struct{}{}
	p, err := w.parcel(ctx, a.Key)
	<-w.loading
	if err != nil {
		return err
	}
	done := readJob{job: job, args: a}
	switch {
	case p == nil: // it is filed
	case p.record != nil && p.coder == w.Coder:
		done.record = p.record
	default:
		if done.record, err = w.readOne(ctx, p, a, job.Priority); err != nil {
			return err
		}
	}
	return w.reading.do(ctx, done)
}

// readOne reads a report once a processor is free.
func (w *worker) readOne(ctx context.Context, p *parcel, a args, priority int) ([]byte, error) {
	if err := w.slots.take(w.stopping, priority); err != nil || w.stopping.Err() != nil {
		if err == nil {
			w.slots.give()
		}
		return nil, errStopping
	}
	defer w.slots.give()
	rep, err := unpackReport(p.report)
	if err != nil {
		return nil, &hopelessError{err}
	}
	_, end := w.step(ctx, "read", a.Name)
	rec := w.Read(rep)
	end(nil)
	if coder := ledger.CoderOf(rec); coder != w.Coder {
		return nil, fmt.Errorf("a record is by %q, and this worker is %q", coder, w.Coder)
	}
	return packRecord(rec)
}

// commitRead keeps what was read, and puts in the jobs to file it.
func (w *worker) commitRead(ctx context.Context, batch []readJob) []error {
	jobs := make([]*rivertype.JobRow, len(batch))
	for i := range batch {
		jobs[i] = batch[i].job
	}
	var ours map[int64]bool
	err := patiently(w.stopping, func() error {
		return w.update(ctx, func(tx *sql.Tx) error {
			err := w.checkCoder(ctx, tx)
			if err == nil {
				ours, err = w.finish(ctx, tx, jobs)
			}
			if err != nil || len(ours) == 0 {
				return err
			}
			return w.keepRecords(ctx, tx, batch, ours)
		})
	})
	out := same(len(batch), err)
	for i := range batch {
		switch {
		case err != nil:
		case !ours[batch[i].job.ID]:
			out[i] = errNotOurs
		default:
			w.counts.read.Add(1)
		}
	}
	return out
}

// keepRecords writes records into their parcels, with the jobs that come next.
func (w *worker) keepRecords(ctx context.Context, tx *sql.Tx, batch []readJob, ours map[int64]bool) error {
	keep, err := tx.PrepareContext(ctx, w.db.Rewrite("UPDATE work_parcel SET record = ?, coder = ? WHERE key = ?"))
	if err != nil {
		return err
	}
	defer func() { _ = keep.Close() }()
	var next []river.InsertManyParams
	for _, b := range batch {
		if !ours[b.job.ID] || b.record == nil {
			continue
		}
		if _, err := keep.ExecContext(ctx, b.record, w.Coder, b.args.Key); err != nil {
			return err
		}
		next = append(next, enter(stageLink, b.args, b.job.Priority))
	}
	if len(next) > 0 {
		_, err = w.client.InsertManyFastTx(ctx, tx, next)
	}
	return err
}

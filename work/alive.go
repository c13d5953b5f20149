package work

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"github.com/tollbook/tollbook/ledger"
)

// A worker that is alive counts on in its row, every so often. The others watch that: one whose number stands still for a time of their own clocks, during
// which they could ask the database, is dead, and its jobs are for others. So it matters neither what time any machine has, nor that the database was away.

// A sight is what was seen last, and since when.
type sight struct {
	what  string
	since time.Time
}

// sights are those of workers and of jobs that nobody has in hand.
type sights map[string]sight

// since notes what is seen of a thing, and says since when that has been so.
func (s sights) noted(name, what string, now time.Time) time.Time {
	if before, ok := s[name]; !ok || before.what != what {
		s[name] = sight{what, now}
	}
	return s[name].since
}

// keep forgets all but some.
func (s sights) keep(named map[string]bool) {
	for name := range s {
		if !named[name] {
			delete(s, name)
		}
	}
}

// asker asks a database: it, or a transaction.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// coder gives the version that reads for the ledger.
func (q *Queue) coder(ctx context.Context, a asker) (coder string, err error) {
	err = a.QueryRowContext(ctx, "SELECT value FROM work_setting WHERE name = 'coder'").Scan(&coder)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return coder, err
}

// checkCoder fails where another version reads for the ledger than this worker.
func (w *worker) checkCoder(ctx context.Context, tx *sql.Tx) error {
	coder, err := w.coder(ctx, tx)
	if err == nil && coder != w.Coder {
		err = &ledger.Error{Err: fmt.Errorf("this ledger is read by version %q, and this is %q: two would mix in it", coder, w.Coder), Hint: otherVersion}
	}
	return err
}

const otherVersion = "use the same tollbook on all machines; to go over to this one, end the other workers and give --upgrade once, and then run tollbook reread"

// enrol writes the worker's row. The first worker of a ledger decides by which version it is read; one of another version is refused, unless it is to take over
// and no other worker is alive.
func (w *worker) enrol(ctx context.Context) error {
	others, err := w.alive(ctx)
	if err != nil {
		return err
	}
	return w.update(ctx, func(tx *sql.Tx) error {
		if w.db.Lock != "" {
			if _, err := tx.ExecContext(ctx, w.db.Lock); err != nil {
				return err
			}
		}
		coder, err := w.coder(ctx, tx)
		if err != nil {
			return err
		}
		switch {
		case coder == "" || w.Upgrade && len(others) == 0:
			err = w.set(ctx, tx, "coder", w.Coder)
		case w.Upgrade && coder != w.Coder:
			err = &ledger.Error{Err: fmt.Errorf("%d workers of version %q are at work", len(others), coder), Hint: "end them first"}
		default:
			err = w.checkCoder(ctx, tx)
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, w.db.Rewrite("INSERT INTO work_worker (id, coder, concurrency, started, beat) VALUES (?, ?, ?, ?, 0)"),
			w.id, w.Coder, w.Concurrency, time.Now().UTC().Format(time.RFC3339))
		return err
	})
}

// alive gives the other workers that count on. Where there are rows of any, it takes as long as one beat and more to tell.
func (w *worker) alive(ctx context.Context) (ids []string, err error) {
	if !w.Upgrade {
		return nil, nil
	}
	before, err := w.beats(ctx)
	if err != nil || len(before) == 0 {
		return nil, err
	}
	timer := time.NewTimer(2*w.beat + time.Second)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	after, err := w.beats(ctx)
	for id, n := range after {
		if was, ok := before[id]; !ok || was != n {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// beats gives the number of each worker.
func (q *Queue) beats(ctx context.Context) (map[string]int64, error) {
	rows, err := q.db.SQL.QueryContext(ctx, "SELECT id, beat FROM work_worker")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := map[string]int64{}
	for rows.Next() {
		var id string
		var beat int64
		if err := rows.Scan(&id, &beat); err != nil {
			return nil, err
		}
		out[id] = beat
	}
	return out, rows.Err()
}

// live counts on, and looks after the jobs of dead workers, until ctx is done.
func (w *worker) live(ctx context.Context) {
	seen := sights{}
	ticker := time.NewTicker(w.beat)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		if err := w.countOn(ctx); err != nil || w.audit(ctx, seen) != nil {
			clear(seen) // what was seen before the database was away tells nothing
		}
	}
}

// countOn raises the worker's number. A row that is gone, since others took the worker for dead, is written again.
func (w *worker) countOn(ctx context.Context) error {
	_, err := w.db.SQL.ExecContext(ctx, w.db.Rewrite(`INSERT INTO work_worker (id, coder, concurrency, started, beat) VALUES (?, ?, ?, ?, 0)
		ON CONFLICT (id) DO UPDATE SET beat = work_worker.beat + 1`), w.id, w.Coder, w.Concurrency, time.Now().UTC().Format(time.RFC3339))
	return err
}

// audit gives back the jobs of workers that are dead, and those that this one is said to do and does not.
func (w *worker) audit(ctx context.Context, seen sights) error {
	beats, err := w.beats(ctx)
	if err != nil {
		return err
	}
	running, err := w.client.JobList(ctx, river.NewJobListParams().States(rivertype.JobStateRunning).First(mostRunning))
	if err != nil {
		return err
	}
	now := time.Now()
	named := map[string]bool{}
	dead := func(name, what string) bool {
		named[name] = true
		return now.Sub(seen.noted(name, what, now)) >= w.Silence
	}
	lost := map[string]bool{}
	for id, beat := range beats {
		lost[id] = id != w.id && dead(id, fmt.Sprint(beat))
	}
	for _, job := range running.Jobs {
		owner := ownerOf(job)
		given := false
		if _, there := beats[owner]; there && owner != w.id {
			given = lost[owner]
		} else if owner != w.id || !w.hand.holds(job.ID) {
			// Its worker is gone, or it is this one, which could not write that it has failed.
			given = dead(fmt.Sprint("job ", job.ID), job.AttemptedAt.String())
		}
		if given {
			if err := w.rescue(ctx, job, owner); err != nil {
				return err
			}
		}
	}
	for id := range lost {
		if lost[id] {
			if _, err := w.db.SQL.ExecContext(ctx, w.db.Rewrite("DELETE FROM work_worker WHERE id = ? AND beat = ?"), id, beats[id]); err != nil {
				return err
			}
		}
	}
	seen.keep(named)
	return nil
}

// mostRunning is how many jobs in hand are looked at; no more can be than all workers together hold.
const mostRunning = 10_000

// ownerOf gives the worker that has a job in hand.
func ownerOf(job *rivertype.JobRow) string {
	if n := len(job.AttemptedBy); n > 0 {
		return job.AttemptedBy[n-1]
	}
	return ""
}

// mostLosses is how often a job may be in the hand of a worker that dies before it is dead itself. It is more than the failures that it may have: most jobs
// that a worker has in hand only wait there, and have not made it die.
const mostLosses = 2 * maxAttempts

// unheard ends what is kept of a loss.
const unheard = " was not heard of any more"

// losses counts how often a worker died that had a job in hand.
func losses(job *rivertype.JobRow) (n int) {
	for _, e := range job.Errors {
		if strings.HasSuffix(e.Error, unheard) {
			n++
		}
	}
	return n
}

// rescue puts a job back that a dead worker had in hand, to be tried again after some time: a report that kills its workers meets others each time, and
// is dead itself in the end. A loss is not counted among the failures.
func (w *worker) rescue(ctx context.Context, job *rivertype.JobRow, owner string) error {
	now := time.Now().UTC()
	failed, err := json.Marshal(rivertype.AttemptError{At: now, Attempt: job.Attempt, Error: "its worker " + owner + unheard})
	if err != nil {
		return err
	}
	state, finalized, next := rivertype.JobStateAvailable, (*time.Time)(nil), now.Add(backOff{w.RetryAfter}.after(len(job.Errors)))
	dead := losses(job)+1 >= mostLosses
	if dead {
		state, finalized, next = rivertype.JobStateDiscarded, &now, job.ScheduledAt
	}
	return w.update(ctx, func(tx *sql.Tx) error {
		if !dead {
			_, err := tx.ExecContext(ctx, w.db.Rewrite("UPDATE river_job SET max_attempts = max_attempts + 1 WHERE id = ? AND state = 'running' AND attempt = ?"), job.ID, job.Attempt)
			if err != nil {
				return err
			}
		}
		// The horizon spares the job if somebody has it in hand again by now.
		_, err = w.driver.UnwrapExecutor(tx).JobRescueMany(ctx, &riverdriver.JobRescueManyParams{ID: []int64{job.ID}, Error: [][]byte{failed},
			FinalizedAt: []*time.Time{finalized}, ScheduledAt: []time.Time{next}, State: []string{string(state)}, StuckHorizon: job.AttemptedAt.Add(time.Millisecond)})
		return err
	})
}

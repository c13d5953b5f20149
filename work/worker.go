package work

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/monitor"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// Options say how a worker works.
type Options struct {
	Concurrency int                                 // how many reports are read at once
	Coder       string                              // the version that reads, as the ledger names it
	Read        func(*report.Report) *record.Record // reads a report
	Report      report.Options
	Fetcher     *fetch.Fetcher
	Upgrade     bool          // this version is to read for the ledger from now on
	Once        bool          // end when there is nothing more to do
	Silence     time.Duration // a worker that was not heard of for so long is dead; 0 means half a minute
	RetryAfter  time.Duration // the first wait after a failure; 0 means ten seconds
	Tell        func(Event)   // is called for what people should know, one at a time; may be nil
	Filed       func(n int)   // is called when so many reports were filed; may be nil
	// Stepped is called when a step of work is over: "fetch", "extract", "read" or "file". It may be nil.
	Stepped func(step string, took time.Duration, err error)
}

// An Event is a job that has failed.
type Event struct {
	Job Job
	// Dead says that it is not tried again.
	Dead bool
}

// Done counts what a worker has done.
type Done struct{ Fetched, Extracted, Read, Filed, Failed, Dead int64 }

// A worker is one process at work.
type worker struct {
	*Queue
	Options
	id       string
	beat     time.Duration
	slots    slots
	loading  chan struct{} // of reports to be read, few at a time, for which few connections do
	hand     hand
	reading  *batcher[readJob]
	linking  *batcher[*rivertype.JobRow]
	stopping context.Context // done once nothing new is to be begun
	stop     context.CancelCauseFunc
	counts   struct{ fetched, extracted, read, filed, failed, dead atomic.Int64 }
}

const (
	beatEvery       = 5 * time.Second
	defaultSilence  = 30 * time.Second
	defaultRetry    = 10 * time.Second
	fetchesAtOnce   = 8
	loadsAtOnce     = 2
	readAhead       = 46  // reports that wait within a worker, so that it need not wait for them, to be read or, read, to be written together
	mostFiledAtOnce = 256 // of what is there; nobody waits for so many
	filingWait      = 20 * time.Millisecond
	readingWait     = 300 * time.Millisecond // few transactions leave the processors to the readers; what is lost with a worker is so much work
	pollEvery       = 500 * time.Millisecond
	fetchCooldown   = 50 * time.Millisecond
	idleConnections = 16
	soon            = time.Minute // what is tried again so soon is waited for
)

// Work does jobs until ctx is done, or with Once until there are none. What is in hand then is finished, or given back. It fails where the ledger is read by
// another version, or the database is not there at the start.
func (q *Queue) Work(ctx context.Context, opt Options) (Done, error) {
	w := &worker{Queue: q, Options: opt, id: workerID(), loading: make(chan struct{}, loadsAtOnce)}
	if w.Silence <= 0 {
		w.Silence = defaultSilence
	}
	if w.RetryAfter <= 0 {
		w.RetryAfter = defaultRetry
	}
	w.beat = min(beatEvery, w.Silence/4)
	w.slots.free = max(1, w.Concurrency)
	// A connection to a server is dear to make, and remembers the statements that it was given.
	if w.db.Numbered {
		w.db.SQL.SetMaxIdleConns(idleConnections)
		w.db.SQL.SetConnMaxIdleTime(soon)
	}
	w.reading = newBatcher(mostFiledAtOnce, readingWait, w.commitRead)
	w.linking = newBatcher(mostFiledAtOnce, filingWait, w.commitLinks)
	if err := w.enrol(ctx); err != nil {
		return Done{}, fmt.Errorf("%s: %w", q.ledger.Name(), err)
	}
	w.stopping, w.stop = context.WithCancelCause(ctx)
	defer w.stop(nil)
	err := w.run(ctx)
	c := &w.counts
	return Done{c.fetched.Load(), c.extracted.Load(), c.read.Load(), c.filed.Load(), c.failed.Load(), c.dead.Load()}, err
}

// step begins a step of work, in a trace. What it gives ends it.
func (w *worker) step(ctx context.Context, name, about string) (context.Context, func(error)) {
	ctx, end := monitor.Step(ctx, name, about)
	return ctx, func(err error) {
		took := end(err)
		if w.Stepped != nil {
			w.Stepped(name, took, err)
		}
	}
}

func workerID() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	var random [4]byte
	_, _ = rand.Read(random[:]) // never fails
	return fmt.Sprintf("%.60s:%d:%s", host, os.Getpid(), hex.EncodeToString(random[:]))
}

// run does jobs between enrolment and leaving.
func (w *worker) run(ctx context.Context) error {
	doer, err := river.NewClient(w.driver, w.config())
	if err != nil {
		return err
	}
	events, unsubscribe := doer.Subscribe(river.EventKindJobFailed, river.EventKindJobCancelled)
	// All this goes on while the worker stops, until the last job in hand is done.
	inner, end := context.WithCancel(context.WithoutCancel(ctx))
	var all sync.WaitGroup
	all.Go(func() { w.live(inner) })
	all.Go(func() { w.reading.run(inner) })
	all.Go(func() { w.linking.run(inner) })
	all.Go(func() { w.tell(events) })
	if err = doer.Start(inner); err == nil {
		w.wait()
		err = errors.Join(failure(context.Cause(w.stopping), ctx), doer.Stop(inner))
	}
	end()
	unsubscribe()
	all.Wait()
	w.leave(context.WithoutCancel(ctx))
	return err
}

// failure gives why a worker stopped by itself; nil where it was asked to, or had nothing more to do.
func failure(cause error, ctx context.Context) error {
	if ctx.Err() != nil || errors.Is(cause, errIdle) {
		return nil
	}
	return cause
}

var errIdle = errors.New("there is nothing more to do")

// wait waits until the worker is to stop.
func (w *worker) wait() {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	for {
		select {
		case <-w.stopping.Done():
			return
		case <-ticker.C:
		}
		if w.Once && w.hand.empty() {
			if idle, err := w.idle(w.stopping); err == nil && idle {
				w.stop(errIdle)
			}
		}
	}
}

// idle says that there is nothing to do, and nothing that will be tried again soon.
func (w *worker) idle(ctx context.Context) (bool, error) {
	next, err := w.client.JobList(ctx, river.NewJobListParams().States(rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
		rivertype.JobStateRetryable, rivertype.JobStateScheduled).OrderBy(river.JobListOrderByScheduledAt, river.SortOrderAsc).First(1))
	if err != nil {
		return false, err
	}
	return len(next.Jobs) == 0 || next.Jobs[0].ScheduledAt.After(time.Now().Add(soon)), nil
}

// leave takes the worker's row away.
func (w *worker) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	// If this fails, the others find out.
	_, _ = w.db.SQL.ExecContext(ctx, w.db.Rewrite("DELETE FROM work_worker WHERE id = ?"), w.id)
}

// config says how River is to do the jobs.
func (w *worker) config() *river.Config {
	workers := river.NewWorkers()
	river.AddWorker(workers, doing[fetchArgs](w, w.fetch))
	river.AddWorker(workers, doing[extractArgs](w, w.extract))
	river.AddWorker(workers, doing[readArgs](w, w.read))
	river.AddWorker(workers, doing[linkArgs](w, w.link))
	n := max(1, w.Concurrency)
	return &river.Config{
		ID: w.id, Logger: quiet, Workers: workers, RetryPolicy: retries{backOff{w.RetryAfter}}, MaxAttempts: maxAttempts,
		Queues: map[string]river.QueueConfig{
			stageFetch:   {MaxWorkers: fetchesAtOnce, FetchPollInterval: 4 * pollEvery},
			stageExtract: {MaxWorkers: 2 * n, FetchPollInterval: 2 * pollEvery},
			stageRead:    {MaxWorkers: 2*n + readAhead},
			stageLink:    {MaxWorkers: mostFiledAtOnce, FetchPollInterval: 2 * pollEvery}, // the more are there, the fewer transactions
		},
		// A reading cannot be broken off, and workers that are dead are found by their silence.
		JobTimeout: -1, RescueStuckJobsAfter: 365 * 24 * time.Hour,
		// Dead jobs stay until somebody decides about them.
		DiscardedJobRetentionPeriod: -1, CancelledJobRetentionPeriod: -1,
		FetchCooldown: fetchCooldown, FetchPollInterval: pollEvery,
		// New jobs are asked for and not listened to, which goes on by itself when the database was away.
		PollOnly: true,
	}
}

// retries is a back-off as River wants it.
type retries struct{ backOff }

// NextRetry says when a job that has failed is tried again.
func (r retries) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().UTC().Add(r.after(len(job.Errors)))
}

// tell tells of jobs that have failed.
func (w *worker) tell(events <-chan *river.Event) {
	for e := range events {
		job := jobOf(e.Job)
		w.counts.failed.Add(1)
		if job.Dead() {
			w.counts.dead.Add(1)
		}
		if w.Tell != nil {
			w.Tell(Event{Job: job, Dead: job.Dead()})
		}
	}
}

// A hand is the jobs that a worker has.
type hand struct {
	mu   sync.Mutex
	jobs map[int64]bool
}

func (h *hand) take(id int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.jobs == nil {
		h.jobs = map[int64]bool{}
	}
	h.jobs[id] = true
}

func (h *hand) give(id int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.jobs, id)
}

func (h *hand) holds(id int64) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.jobs[id]
}

func (h *hand) empty() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.jobs) == 0
}

// doing makes of a stage what River wants: what it returns says what becomes of the job.
func doing[T interface {
	river.JobArgs
	common() args
}](w *worker, do func(context.Context, *rivertype.JobRow, args) error) river.Worker[T] {
	return river.WorkFunc(func(ctx context.Context, job *river.Job[T]) error {
		w.hand.take(job.ID)
		defer w.hand.give(job.ID)
		return w.outcome(w.attempt(ctx, job.JobRow, job.Args.common(), do))
	})
}

// attempt does a job. A fault of the program is an error, so that one report does not cost the others.
func (w *worker) attempt(ctx context.Context, job *rivertype.JobRow, a args, do func(context.Context, *rivertype.JobRow, args) error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the program failed on this report, which is a fault of the program: %v", fault)
		}
	}()
	if w.stopping.Err() != nil {
		return errStopping
	}
	return do(ctx, job, a)
}

// outcome turns an error into what River is to do. A job that was given back, or is another's by now, is not counted as tried.
func (w *worker) outcome(err error) error {
	var failed *ledger.Error
	var hopeless *hopelessError
	var asked *fetch.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errStopping), errors.Is(err, context.Canceled):
		return river.JobSnooze(0)
	case errors.Is(err, errNotOurs):
		// To River this must not look like a job that is done: another worker may have it in hand.
		return river.JobSnooze(backOff{w.RetryAfter}.after(0))
	case errors.As(err, &failed) && failed.Hint == otherVersion:
		w.stop(err)
		return river.JobSnooze(0)
	case passing(err):
		return river.JobSnooze(backOff{w.RetryAfter}.after(0))
	case errors.As(err, &asked) && time.Until(asked.Until) > 0:
		return river.JobSnooze(time.Until(asked.Until) + backOff{w.RetryAfter}.after(0))
	case errors.As(err, &hopeless):
		return river.JobCancel(hopeless.error)
	}
	return err
}

// A hopelessError is one that another try does not help.
type hopelessError struct{ error }

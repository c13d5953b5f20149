package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/monitor"
	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/work"
)

type workCommand struct {
	Run   workRunCommand   `cmd:"" default:"withargs" help:"Read what waits, and file it."`
	Add   workAddCommand   `cmd:"" help:"Put reports, or addresses of pages, in the queue."`
	List  workListCommand  `cmd:"" help:"Tell how much waits, who works, and on what."`
	Dead  workDeadCommand  `cmd:"" help:"List the jobs that failed for good, and why."`
	Retry workRetryCommand `cmd:"" help:"Have dead jobs tried again."`
	Drop  workDropCommand  `cmd:"" help:"Give dead jobs up."`
}

// openQueue opens the queue of a ledger.
func openQueue(ctx context.Context, l *ledger.Ledger, err error) (*ledger.Ledger, *work.Queue, error) {
	if err != nil {
		return nil, nil, err
	}
	q, err := work.Open(ctx, l)
	if err != nil {
		_ = l.Close()
	}
	return l, q, err
}

type workRunCommand struct {
	address
	Concurrency int           `placeholder:"N" help:"Reports read at once, and processors used (default: all of this machine)."`
	Once        bool          `help:"End when nothing waits any more, but for what is tried again in more than a minute."`
	Upgrade     bool          `help:"Let this version read for the ledger from now on. No other may be at work."`
	RetryAfter  time.Duration `placeholder:"TIME" default:"10s" help:"Wait after a first failure; it doubles with each further one, up to an hour (default 10s)."`
	Silence     time.Duration `placeholder:"TIME" default:"30s" help:"A worker not heard of for so long is taken for dead, and others do its jobs (default 30s)."`
	MaxText     size          `placeholder:"SIZE" default:"2MB" help:"Most text in one report (default 2MB)."`
	watching
}

// Help teaches by example.
func (workRunCommand) Help() string {
	return `A ledger has a queue of reports that wait to be read. Workers fetch, extract, read, file and link them: one on this machine, or, with a ledger on
PostgreSQL, as many as there are machines. They need nothing but this program and the address of the ledger.

Examples:

  tollbook work add archive/ --db postgres://user@host/news     put reports in the queue
  tollbook work --db postgres://user@host/news                  work on it until Ctrl-C: on any number of machines
  tollbook work --concurrency 1                                 with one processor
  tollbook work --once                                          until nothing waits, as from cron
  tollbook work --log json --metrics 127.0.0.1:9090             with logs, and numbers for Prometheus
  tollbook watch sources.txt --queue                            put news in the queue as it comes
  tollbook work list                                            how much waits, and who works
  tollbook work dead                                            what failed for good, and why
  tollbook work retry 1234                                      try it again

Fresh news, from watch, goes before what was put in by hand. A job that fails is tried again, up to ten times, later each time. A worker may be killed at any
moment: its jobs go to others, and each report is filed once. All workers of a ledger are of one version; another one is refused.

Exit status: 0 if all was done, 1 if a job failed for good, 2 for a wrong command line, 130 when broken off: what was in hand is finished or given back.`
}

// Run works until it is told to stop.
func (c *workRunCommand) Run(ctx context.Context, out *output) error {
	switch {
	case c.Concurrency < 0 || c.Concurrency > 1024:
		return &usageError{"--concurrency must lie between 1 and 1024", ""}
	case c.RetryAfter < time.Millisecond || c.RetryAfter > time.Hour:
		return &usageError{"--retry-after must lie between 1ms and 1h", ""}
	case c.Silence < time.Second || c.Silence > time.Hour:
		return &usageError{"--silence must lie between 1s and 1h", ""}
	}
	n := cmp.Or(c.Concurrency, runtime.GOMAXPROCS(0))
	runtime.GOMAXPROCS(n) // so that workers do not take processors from each other
	l, err := c.open(ctx)
	l, q, err := openQueue(ctx, l, err)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	m, stop, err := c.begin(ctx, l)
	if err != nil {
		return err
	}
	defer stop()
	m.Gauges(func(ctx context.Context) ([]monitor.Gauge, error) { return queueGauges(ctx, q) })
	tell, filed := out.worked, func(int) {}
	if log := c.logger(out); log != nil {
		log.Info("working", "ledger", l.Name(), "concurrency", n, "reader", coder())
		tell = func(e work.Event) { out.workLogged(log, e) }
		filed = func(n int) { log.Info("filed", "reports", n) }
	}
	done, err := q.Work(ctx, work.Options{Concurrency: n, Coder: coder(), Once: c.Once, Upgrade: c.Upgrade, RetryAfter: c.RetryAfter, Silence: c.Silence,
		Read:    func(rep *report.Report) *record.Record { return read.Read(rep, read.Options{}) },
		Report:  report.Options{MaxText: int(c.MaxText)},
		Fetcher: newFetcher(fetch.Options{Robots: true, Interval: 2 * time.Second, Tries: 3}), Tell: tell, Filed: filed, Stepped: m.Step})
	if err == nil {
		_, err = fmt.Fprintf(out.stdout, "%d read, %d filed, %d tries failed, %d jobs dead\n", done.Read, done.Filed, done.Failed, done.Dead)
	}
	return err
}

// worked tells of a job that has failed.
func (o *output) worked(e work.Event) {
	what := fmt.Sprintf("job %d (%s %s)", e.Job.ID, e.Job.Stage, e.Job.Name)
	if e.Dead {
		o.failed++
		o.complain(what, e.Job.Error, fmt.Sprintf("tollbook work retry %d tries it again, tollbook work drop %d gives it up", e.Job.ID, e.Job.ID))
		return
	}
	o.warn(what, fmt.Sprintf("%s; it is tried again in %s", e.Job.Error, max(0, time.Until(e.Job.Next)).Round(time.Second)), "")
}

// workLogged logs a job that has failed.
func (o *output) workLogged(log *slog.Logger, e work.Event) {
	args := []any{"job", e.Job.ID, "stage", e.Job.Stage, "report", e.Job.Name, "tries", e.Job.Tries, "error", e.Job.Error}
	if e.Dead {
		o.failed++
		log.Error("dead", args...)
		return
	}
	log.Warn("failed", append(args, "next", e.Job.Next)...)
}

// queueGauges counts the jobs of each stage, and the workers.
func queueGauges(ctx context.Context, q *work.Queue) (out []monitor.Gauge, err error) {
	counts, err := q.Counts(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range counts {
		for _, s := range []struct {
			state string
			n     int
		}{{"waiting", x.Waits}, {"in_hand", x.Hand}, {"failed", x.Again}, {"dead", x.Dead}} {
			out = append(out, monitor.Gauge{Name: fmt.Sprintf("tollbook_queue_jobs{stage=%q,state=%q}", x.Stage, s.state), Value: s.n})
		}
	}
	workers, err := q.Workers(ctx)
	return append(out, monitor.Gauge{Name: "tollbook_workers", Value: len(workers)}), err
}

type workAddCommand struct {
	addCommand
	Fresh bool `help:"News of today, to be read before what waits already."`
}

// Help teaches by example.
func (workAddCommand) Help() string {
	return `Puts reports in the queue of a ledger, for tollbook work to read and file. What was filed before, or waits already, is skipped. Addresses of pages are
fetched by the workers, one host by one worker at a time, as robots.txt allows.

Examples:

  tollbook work add archive/ crawl.warc.gz reports.jsonl
  tollbook work add - < reports.jsonl
  tollbook work add https://wire.example/news/1234 --fresh

Exit status: 0 if all was put in, 1 if something could not be read, 2 for a wrong command line.`
}

// Run puts reports in.
func (c *workAddCommand) Run(ctx context.Context, out *output) error {
	if err := c.check(); err != nil {
		return err
	}
	var addresses, inputs []string
	for _, input := range c.Inputs {
		if strings.HasPrefix(input, "http://") || strings.HasPrefix(input, "https://") {
			addresses = append(addresses, input)
		} else {
			inputs = append(inputs, input)
		}
	}
	c.Inputs = inputs
	files, total := c.files(out)
	l, err := c.open(ctx)
	l, q, err := openQueue(ctx, l, err)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	reader, err := q.Reader(ctx)
	if err != nil {
		return err
	}
	priority := work.Backfill
	if c.Fresh {
		priority = work.Fresh
	}
	a := &adding{addCommand: &c.addCommand, ledger: l, out: out, coder: cmp.Or(reader, coder())}
	a.put = func(ctx context.Context, reports []*report.Report) ([]bool, error) {
		return q.Put(ctx, reports, priority)
	}
	out.progress(total, true)
	if err := a.run(ctx, files); err != nil {
		return err
	}
	fresh, err := q.PutAddresses(ctx, addresses, priority)
	if err != nil {
		return err
	}
	a.filer.count(fresh)
	_, err = fmt.Fprintf(out.stdout, "%d put in the queue, %d known before, %d could not be read%s\n", a.filer.fresh, a.known+a.filer.known, a.bad, a.passed())
	return err
}

type workListCommand struct {
	address
	Jobs   bool   `help:"List the jobs too, also with --format json."`
	Format string `enum:"text,json" default:"text" help:"text for a person to read; json for one stage, worker or job a line."`
}

// Help says what the columns mean.
func (workListCommand) Help() string {
	return `Tells of each stage how many jobs wait, are in hand, have failed and are tried again later, are dead, and were done within the last day; and of each worker
its machine and process, its version, and how many reports it reads at once.`
}

// Run lists the queue.
func (c *workListCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	l, q, err := openQueue(ctx, l, err)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	counts, err := q.Counts(ctx)
	if err != nil {
		return err
	}
	workers, err := q.Workers(ctx)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out.stdout)
	if c.Format == "json" {
		err = errors.Join(encodeAll(w, counts), encodeAll(w, workers))
		lines := jsonLines(w)
		if c.Jobs && err == nil {
			err = q.Jobs(ctx, func(j work.Job) error { return lines.Encode(j) })
		}
		return errors.Join(err, w.Flush())
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "STAGE\tWAIT\tIN HAND\tFAILED\tDEAD\tDONE")
	for _, x := range counts {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\n", x.Stage, x.Waits, x.Hand, x.Again, x.Dead, x.Done)
	}
	_ = table.Flush()
	fmt.Fprintf(w, "%d workers\n", len(workers))
	for _, x := range workers {
		fmt.Fprintf(w, "  %s  %s  %d at once, since %s\n", printable(x.ID), printable(x.Coder), x.Concurrency, x.Started)
	}
	if c.Jobs {
		err = listJobs(w, func(yield func(work.Job) error) error { return q.Jobs(ctx, yield) })
	}
	return errors.Join(err, w.Flush())
}

// listJobs writes jobs for a person to read.
func listJobs(w *bufio.Writer, jobs func(func(work.Job) error) error) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tSTAGE\tREPORT\tSTATE\tTRIES\tWHY")
	err := jobs(func(j work.Job) error {
		_, err := fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%d\t%s\n", j.ID, j.Stage, printable(j.Name), j.State, j.Tries, printable(strings.ReplaceAll(j.Error, "\t", " ")))
		return err
	})
	return errors.Join(err, table.Flush())
}

type workDeadCommand struct {
	address
	Format string `enum:"text,json" default:"text" help:"text for a person to read; json for one job a line."`
}

// Run lists the dead jobs.
func (c *workDeadCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	l, q, err := openQueue(ctx, l, err)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := bufio.NewWriter(out.stdout)
	if c.Format == "json" {
		lines := jsonLines(w)
		err = q.Dead(ctx, func(j work.Job) error { return lines.Encode(j) })
	} else {
		err = listJobs(w, func(yield func(work.Job) error) error { return q.Dead(ctx, yield) })
	}
	return errors.Join(err, w.Flush())
}

// deadJobs are those that a command is about.
type deadJobs struct {
	address
	IDs []int64 `arg:"" optional:"" name:"id" help:"Numbers of dead jobs, as tollbook work dead lists them."`
	All bool    `help:"All that are dead."`
}

// decide does something with each of the jobs.
func (c *deadJobs) decide(ctx context.Context, out *output, done string, what func(*work.Queue, int64) (work.Job, error)) error {
	if len(c.IDs) == 0 && !c.All {
		return &usageError{"which job?", "tollbook work dead lists them; --all means all of them"}
	}
	l, err := c.openThere(ctx)
	l, q, err := openQueue(ctx, l, err)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	ids := c.IDs
	if c.All {
		ids = nil
		if err := q.Dead(ctx, func(j work.Job) error { ids = append(ids, j.ID); return nil }); err != nil {
			return err
		}
	}
	for _, id := range ids {
		job, err := what(q, id)
		if err == nil {
			_, err = fmt.Fprintf(out.stdout, "%d  %s %s  %s\n", id, job.Stage, printable(job.Name), done)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type workRetryCommand struct{ deadJobs }

// Run has dead jobs tried again.
func (c *workRetryCommand) Run(ctx context.Context, out *output) error {
	return c.decide(ctx, out, "waits again", func(q *work.Queue, id int64) (work.Job, error) { return q.Retry(ctx, id) })
}

type workDropCommand struct{ deadJobs }

// Run gives dead jobs up.
func (c *workDropCommand) Run(ctx context.Context, out *output) error {
	return c.decide(ctx, out, "given up", func(q *work.Queue, id int64) (work.Job, error) { return q.Drop(ctx, id) })
}

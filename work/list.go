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
	"github.com/riverqueue/river/rivertype"

	"github.com/tollbook/tollbook/ledger"
)

// A Job is one of the queue.
type Job struct {
	ID       int64     `json:"id"`
	Stage    string    `json:"stage"`
	Name     string    `json:"name"` // address or id of the report
	State    string    `json:"state"`
	Priority int       `json:"priority"`
	Tries    int       `json:"tries"`
	Worker   string    `json:"worker,omitempty"` // that has it in hand, or had it last
	Next     time.Time `json:"next"`             // when it is tried, or was put in
	Error    string    `json:"error,omitempty"`  // the last one
}

// Dead says that the job is not tried again by itself.
func (j *Job) Dead() bool {
	return j.State == string(rivertype.JobStateDiscarded) || j.State == string(rivertype.JobStateCancelled)
}

func argsOf(job *rivertype.JobRow) (a args) {
	_ = json.Unmarshal(job.EncodedArgs, &a) // it was written here
	return a
}

func jobOf(row *rivertype.JobRow) Job {
	j := Job{ID: row.ID, Stage: row.Kind, Name: argsOf(row).Name, State: string(row.State), Priority: row.Priority, Tries: row.Attempt,
		Worker: ownerOf(row), Next: row.ScheduledAt}
	if n := len(row.Errors); n > 0 {
		// River tells of a job that is cancelled that it was.
		j.Error = strings.TrimPrefix(row.Errors[n-1].Error, "JobCancelError: ")
	}
	return j
}

// Dead calls yield for the dead jobs, the first that died first.
func (q *Queue) Dead(ctx context.Context, yield func(Job) error) error {
	return q.jobs(ctx, yield, rivertype.JobStateDiscarded, rivertype.JobStateCancelled)
}

// Jobs calls yield for all jobs that are not done.
func (q *Queue) Jobs(ctx context.Context, yield func(Job) error) error {
	return q.jobs(ctx, yield, rivertype.JobStateRunning, rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateScheduled, rivertype.JobStateDiscarded, rivertype.JobStateCancelled)
}

func (q *Queue) jobs(ctx context.Context, yield func(Job) error, states ...rivertype.JobState) error {
	params := river.NewJobListParams().States(states...).OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(1000)
	for {
		page, err := q.client.JobList(ctx, params)
		if err != nil {
			return err
		}
		for _, row := range page.Jobs {
			if err := yield(jobOf(row)); err != nil {
				return err
			}
		}
		if page.LastCursor == nil || len(page.Jobs) < 1000 {
			return nil
		}
		params = params.After(page.LastCursor)
	}
}

// A Count is how many jobs of a stage there are.
type Count struct {
	Stage string `json:"stage"`
	Waits int    `json:"waits"`
	Hand  int    `json:"in_hand"`
	Again int    `json:"again"` // failed, and tried again later
	Dead  int    `json:"dead"`
	Done  int    `json:"done"` // within the last day
}

// Counts gives the jobs of each stage, in the order of the stages.
func (q *Queue) Counts(ctx context.Context) ([]Count, error) {
	out := make([]Count, len(Stages))
	at := map[string]*Count{}
	for i, stage := range Stages {
		out[i].Stage = stage
		at[stage] = &out[i]
	}
	rows, err := q.db.SQL.QueryContext(ctx, "SELECT kind, state, attempt > 0, count(*) FROM river_job GROUP BY 1, 2, 3")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var stage, state string
		var tried bool
		var n int
		if err := rows.Scan(&stage, &state, &tried, &n); err != nil {
			return nil, err
		}
		c := at[stage]
		if c == nil {
			continue
		}
		switch rivertype.JobState(state) {
		case rivertype.JobStateRunning:
			c.Hand += n
		case rivertype.JobStateCompleted:
			c.Done += n
		case rivertype.JobStateDiscarded, rivertype.JobStateCancelled:
			c.Dead += n
		default:
			if tried {
				c.Again += n
			} else {
				c.Waits += n
			}
		}
	}
	return out, rows.Err()
}

// A Worker is one that is at work, or has died and was not missed yet.
type Worker struct {
	ID          string `json:"id"` // machine, process, and a word of chance
	Coder       string `json:"coder"`
	Concurrency int    `json:"concurrency"`
	Started     string `json:"started"`
}

// Workers gives the workers of all machines.
func (q *Queue) Workers(ctx context.Context) (out []Worker, err error) {
	rows, err := q.db.SQL.QueryContext(ctx, "SELECT id, coder, concurrency, started FROM work_worker ORDER BY started, id")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var w Worker
		if err := rows.Scan(&w.ID, &w.Coder, &w.Concurrency, &w.Started); err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	return out, rows.Err()
}

// ErrNoJob says that there is no such job, or that it is not dead.
var ErrNoJob = errors.New("no dead job has this number")

// Retry has a dead job tried again.
func (q *Queue) Retry(ctx context.Context, id int64) (Job, error) {
	return q.decide(ctx, id, func(tx *sql.Tx, job *rivertype.JobRow) error {
		_, err := q.client.JobRetryTx(ctx, tx, id)
		return err
	})
}

// Drop gives a dead job up, with what was kept for it.
func (q *Queue) Drop(ctx context.Context, id int64) (Job, error) {
	return q.decide(ctx, id, func(tx *sql.Tx, job *rivertype.JobRow) error {
		if _, err := q.client.JobDeleteTx(ctx, tx, id); err != nil {
			return err
		}
		return q.dropParcels(ctx, tx, []string{argsOf(job).Key})
	})
}

func (q *Queue) decide(ctx context.Context, id int64, what func(*sql.Tx, *rivertype.JobRow) error) (out Job, err error) {
	err = q.update(ctx, func(tx *sql.Tx) error {
		row, err := q.client.JobGetTx(ctx, tx, id)
		if errors.Is(err, rivertype.ErrNotFound) {
			return noJob(id)
		}
		if err != nil {
			return err
		}
		if out = jobOf(row); !out.Dead() {
			return noJob(id)
		}
		return what(tx, row)
	})
	return out, err
}

func noJob(id int64) error {
	return &ledger.Error{Err: fmt.Errorf("%d: %w", id, ErrNoJob), Hint: "tollbook work dead lists them"}
}

// Package work is a queue of reports that wait to be read, kept beside a ledger in the same database, and the workers that read them: one on a
// machine with SQLite, or many on many machines with PostgreSQL.
//
// Jobs are River's. A report goes through up to four: its page is fetched, the article is extracted, the report is read, the record is filed and linked.
// Each job is marked as done in the very transaction that writes what came of it and puts in the next one. So a job that is done twice, since a worker was
// taken for dead or a connection broke, has its effect once: whoever comes second finds that the job is not his any more, and writes nothing.
package work

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/database"
	"github.com/tollbook/tollbook/report"
)

//go:embed schema.sql
var schema string

const schemaVersion = "1"

// A Queue is that of a ledger.
type Queue struct {
	ledger *ledger.Ledger
	db     *database.Database
	driver riverdriver.Driver[*sql.Tx]
	client *river.Client[*sql.Tx] // puts jobs in and looks at them, and does none
}

// quiet takes River's log. What people need to know is told as events.
var quiet = slog.New(slog.DiscardHandler)

// Open opens the queue of a ledger, and makes its tables if they are not there.
func Open(ctx context.Context, l *ledger.Ledger) (*Queue, error) {
	q := &Queue{ledger: l, db: l.Database()}
	if q.db.Numbered {
		q.driver = riverdatabasesql.New(q.db.SQL)
	} else {
		q.driver = riversqlite.New(q.db.SQL)
	}
	if err := q.migrate(ctx); err != nil {
		return nil, fmt.Errorf("%s: the queue: %w", l.Name(), err)
	}
	var err error
	q.client, err = river.NewClient(q.driver, &river.Config{Logger: quiet})
	return q, err
}

// Look gives the queue of a ledger to look at; nil where there is none. It makes no tables.
func Look(ctx context.Context, l *ledger.Ledger) (*Queue, error) {
	var version string
	// On PostgreSQL and SQLite alike a table that is not there is an error, of which each has its own.
	if l.Database().SQL.QueryRowContext(ctx, "SELECT value FROM work_setting WHERE name = 'schema'").Scan(&version) != nil || version != schemaVersion {
		return nil, ctx.Err()
	}
	return Open(ctx, l)
}

// migrate makes the tables, River's and our own, or brings them up to date.
func (q *Queue) migrate(ctx context.Context) error {
	migrator, err := rivermigrate.New(q.driver, &rivermigrate.Config{Logger: quiet})
	if err != nil {
		return err
	}
	var version string
	if q.db.SQL.QueryRowContext(ctx, "SELECT value FROM work_setting WHERE name = 'schema'").Scan(&version) == nil && version == schemaVersion {
		done, err := migrator.Validate(ctx, nil)
		if err == nil && done.OK {
			return nil
		}
	}
	// Several may come first at the same time.
	return q.update(ctx, func(tx *sql.Tx) error {
		own := schema
		if q.db.Numbered {
			own = strings.ReplaceAll(own, " BLOB", " BYTEA")
			if _, err := tx.ExecContext(ctx, q.db.Lock); err != nil {
				return err
			}
			// PostgreSQL wants a transaction for each of River's steps.
			_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
		} else {
			// SQLite can do all of River's steps in one transaction, and has but one that writes.
			_, err = migrator.MigrateTx(ctx, tx, rivermigrate.DirectionUp, nil) //nolint:staticcheck
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, own)
		}
		if err != nil {
			return err
		}
		return q.set(ctx, tx, "schema", schemaVersion)
	})
}

// update runs work as one transaction. Unlike one of the ledger, it does not wait for others that write on PostgreSQL.
func (q *Queue) update(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := q.db.SQL.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (q *Queue) set(ctx context.Context, tx *sql.Tx, name, value string) error {
	_, err := tx.ExecContext(ctx, q.db.Rewrite("INSERT INTO work_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"), name, value)
	return err
}

// Priorities of River: the lower goes first.
const (
	Fresh    = 1 // news of today
	Backfill = 3
)

// Stages of a report's way, each a kind of job and a queue of River.
const (
	stageFetch   = "fetch"
	stageExtract = "extract"
	stageRead    = "read"
	stageLink    = "link"
)

// Stages in their order.
var Stages = []string{stageFetch, stageExtract, stageRead, stageLink}

// maxAttempts is how often a job is tried before it is dead.
const maxAttempts = 10

// args are those of every job: which parcel, and what people call it.
type args struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

func (a args) common() args { return a }

type fetchArgs struct{ args }

func (fetchArgs) Kind() string { return stageFetch }

type extractArgs struct{ args }

func (extractArgs) Kind() string { return stageExtract }

type readArgs struct{ args }

func (readArgs) Kind() string { return stageRead }

type linkArgs struct{ args }

func (linkArgs) Kind() string { return stageLink }

// jobArgs gives the arguments for a stage.
func jobArgs(stage string, a args) river.JobArgs {
	switch stage {
	case stageFetch:
		return fetchArgs{a}
	case stageExtract:
		return extractArgs{a}
	case stageRead:
		return readArgs{a}
	}
	return linkArgs{a}
}

// enter puts a job for a stage in.
func enter(stage string, a args, priority int) river.InsertManyParams {
	return river.InsertManyParams{Args: jobArgs(stage, a), InsertOpts: &river.InsertOpts{Queue: stage, Priority: priority, MaxAttempts: maxAttempts}}
}

// Put puts reports in, to be read and filed. It says of each whether it is new: one that waits already, or is dead, is not put in twice.
func (q *Queue) Put(ctx context.Context, reports []*report.Report, priority int) (fresh []bool, err error) {
	entries := make([]entry, len(reports))
	for i, rep := range reports {
		body, err := packReport(rep)
		if err != nil {
			return nil, err
		}
		entries[i] = entry{key: ledger.Key(rep), name: nameOf(rep), stage: stageRead, report: body}
	}
	err = q.update(ctx, func(tx *sql.Tx) error {
		fresh, err = q.put(ctx, tx, entries, priority)
		return err
	})
	return fresh, err
}

// PutAddresses puts pages of the web in, to be fetched, read and filed.
func (q *Queue) PutAddresses(ctx context.Context, addresses []string, priority int) (fresh []bool, err error) {
	entries := make([]entry, len(addresses))
	for i, address := range addresses {
		entries[i] = entry{key: address, name: address, stage: stageFetch}
	}
	err = q.update(ctx, func(tx *sql.Tx) error {
		fresh, err = q.put(ctx, tx, entries, priority)
		return err
	})
	return fresh, err
}

// PutFetched puts in the article of a page that was fetched, together with the page and how watching stands with it.
func (q *Queue) PutFetched(ctx context.Context, v ledger.Visit, page ledger.Fetched, rep *report.Report, priority int) error {
	return q.putFetched(ctx, v, page, rep, priority, func(*sql.Tx) error { return nil })
}

// putFetched does so, with something more written in the same transaction.
func (q *Queue) putFetched(ctx context.Context, v ledger.Visit, page ledger.Fetched, rep *report.Report, priority int, more func(*sql.Tx) error) error {
	body, err := packReport(rep)
	if err != nil {
		return err
	}
	e := entry{key: ledger.Key(rep), name: nameOf(rep), stage: stageRead, report: body}
	return q.ledger.PutFetched(ctx, v, page, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := q.put(ctx, tx, []entry{e}, priority); err != nil {
			return err
		}
		return more(tx)
	})
}

// nameOf gives what people call a report, as text that any database takes.
func nameOf(rep *report.Report) string {
	name := []rune(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, cmp.Or(rep.URL, rep.ID, rep.SHA256()[:16])))
	return string(name[:min(len(name), longestName)])
}

const longestName = 300 // code points

// An entry is a parcel with its first job.
type entry struct {
	key, name, stage string
	report           []byte
}

// put writes parcels that are not there, with their jobs.
func (q *Queue) put(ctx context.Context, tx *sql.Tx, entries []entry, priority int) (fresh []bool, err error) {
	fresh = make([]bool, len(entries))
	var jobs []river.InsertManyParams
	insert, err := tx.PrepareContext(ctx, q.db.Rewrite("INSERT INTO work_parcel (key, report) VALUES (?, ?) ON CONFLICT (key) DO NOTHING"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = insert.Close() }()
	for i, e := range entries {
		done, err := insert.ExecContext(ctx, e.key, e.report)
		if err != nil {
			return nil, err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return nil, err
		}
		if fresh[i] = n == 1; fresh[i] {
			jobs = append(jobs, enter(e.stage, args{e.key, e.name}, priority))
		}
	}
	if len(jobs) > 0 {
		_, err = q.client.InsertManyFastTx(ctx, tx, jobs)
	}
	return fresh, err
}

// PublishedOn gives the day or time of publication of a report, filed or waiting; empty where it has none.
func (q *Queue) PublishedOn(ctx context.Context, key string) (string, error) {
	published, err := q.ledger.PublishedOn(ctx, key)
	if err != nil || published != "" {
		return published, err
	}
	p, err := q.parcel(ctx, key)
	if err != nil || p == nil || p.report == nil {
		return "", err
	}
	rep, err := unpackReport(p.report)
	if err != nil {
		return "", err
	}
	return rep.Published, nil
}

// Reader gives the version that reads for this ledger; empty where none has yet.
func (q *Queue) Reader(ctx context.Context) (string, error) { return q.coder(ctx, q.db.SQL) }

// A backOff says when a job that failed is tried again: after a time that doubles with each failure, up to an hour, of which chance takes up to half
// away, so that jobs that failed together do not come back together.
type backOff struct{ first time.Duration }

const longestBackOff = time.Hour

func (b backOff) after(failures int) time.Duration {
	full := longestBackOff
	if failures < 20 {
		full = min(b.first<<failures, longestBackOff)
	}
	return full/2 + rand.N(full/2+1)
}

package work

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// both runs a test on a new ledger of each kind.
func both(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "ledger.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, postgresAddress(t)) })
}

// postgresAddress gives the address of a new schema on the tests' server.
func postgresAddress(t *testing.T) string {
	t.Helper()
	address := os.Getenv("TOLLBOOK_TEST_POSTGRES")
	if address == "" {
		t.Skip("TOLLBOOK_TEST_POSTGRES names no server")
	}
	schema := fmt.Sprintf("work_%d_%d", os.Getpid(), time.Now().UnixNano())
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	t.Cleanup(func() {
		db, err := sql.Open("pgx", address)
		if err != nil {
			return
		}
		defer func() { _ = db.Close() }()
		_, _ = db.ExecContext(context.Background(), "DROP SCHEMA IF EXISTS "+schema+" CASCADE")
	})
	return address + separator + "search_path=" + schema
}

func opened(t *testing.T, address string) (*Queue, *ledger.Ledger) {
	t.Helper()
	l, err := ledger.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	q, err := Open(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	return q, l
}

// A reader gives ready-made records, and counts how often each report is read.
type reader struct {
	filings []ledger.Filing
	byKey   map[string]*record.Record
	coder   string
	mu      sync.Mutex
	times   map[string]int
}

func newReader(n int) *reader {
	r := &reader{byKey: map[string]*record.Record{}, times: map[string]int{}}
	m := scale.New(7)
	for range n {
		made := m.Next()
		r.filings = append(r.filings, ledger.Filing{Report: made.Report, Record: made.Record})
		r.byKey[ledger.Key(made.Report)] = made.Record
		r.coder = ledger.CoderOf(made.Record)
	}
	return r
}

func (r *reader) reports() []*report.Report {
	out := make([]*report.Report, len(r.filings))
	for i := range out {
		out[i] = r.filings[i].Report
	}
	return out
}

func (r *reader) read(rep *report.Report) *record.Record {
	key := ledger.Key(rep)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.times[key]++
	return r.byKey[key]
}

func (r *reader) options() Options {
	return Options{Concurrency: 2, Coder: r.coder, Read: r.read, Once: true, RetryAfter: 100 * time.Millisecond}
}

// put puts all reports in.
func put(t *testing.T, q *Queue, reports []*report.Report) {
	t.Helper()
	if _, err := q.Put(t.Context(), reports, Backfill); err != nil {
		t.Fatal(err)
	}
}

func worked(t *testing.T, q *Queue, opt Options) Done {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	done, err := q.Work(ctx, opt)
	if err != nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		var all strings.Builder
		_ = q.Jobs(context.Background(), func(j Job) error { fmt.Fprintf(&all, "%+v\n", j); return nil })
		t.Fatalf("not done in time; there are left\n%.2000s", all.String())
	}
	return done
}

func dump(t *testing.T, l *ledger.Ledger) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Dump(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// undisturbed gives what one process makes of the reports without a queue.
func (r *reader) undisturbed(t *testing.T) string {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "undisturbed.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if _, err := l.Add(t.Context(), newReader(len(r.filings)).filings); err != nil {
		t.Fatal(err)
	}
	return dump(t, l)
}

func asUndisturbed(t *testing.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("not the ledger of one process without a queue: row %d is\n%.300s\nand should be\n%.300s", i, a[i], b[i])
		}
	}
	t.Fatalf("not the ledger of one process without a queue: %d rows, and not %d", len(a), len(b))
}

// nothingLeft looks whether the queue is empty, also of what was kept.
func nothingLeft(t *testing.T, q *Queue) {
	t.Helper()
	counts, err := q.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		if c.Waits+c.Hand+c.Again+c.Dead > 0 {
			t.Errorf("%+v", c)
		}
	}
	var parcels int
	if err := q.db.SQL.QueryRowContext(t.Context(), "SELECT count(*) FROM work_parcel").Scan(&parcels); err != nil || parcels > 0 {
		t.Errorf("%d parcels are left, %v", parcels, err)
	}
}

// A worker files what a process without a queue files, each report read once; what waits already is not put in again.
func TestOneWorker(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, l := opened(t, address)
		r := newReader(150)
		put(t, q, r.reports())
		fresh, err := q.Put(t.Context(), r.reports(), Fresh)
		if err != nil {
			t.Fatal(err)
		}
		for _, yes := range fresh {
			if yes {
				t.Fatal("a report was put in twice")
			}
		}
		if done := worked(t, q, r.options()); done.Read != 150 || done.Filed != 150 || done.Failed != 0 {
			t.Errorf("%+v", done)
		}
		for key, n := range r.times {
			if n != 1 {
				t.Errorf("%s was read %d times", key, n)
			}
		}
		asUndisturbed(t, dump(t, l), r.undisturbed(t))
		nothingLeft(t, q)
	})
}

// Several workers share a queue.
func TestManyWorkers(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		_, l := opened(t, address)
		r := newReader(300)
		var all sync.WaitGroup
		var filed atomic.Int64
		for i := range 4 {
			q, _ := opened(t, address)
			if i == 0 {
				put(t, q, r.reports())
			}
			all.Go(func() {
				done, err := q.Work(t.Context(), r.options())
				if err != nil {
					t.Error(err)
				}
				filed.Add(done.Filed)
			})
		}
		all.Wait()
		if filed.Load() != 300 {
			t.Errorf("%d were filed", filed.Load())
		}
		for key, n := range r.times {
			if n != 1 {
				t.Errorf("%s was read %d times", key, n)
			}
		}
		asUndisturbed(t, dump(t, l), r.undisturbed(t))
	})
}

// A job that fails is tried again, and in the end it is dead, with its reason, until somebody has it tried again or gives it up.
func TestDeadJobs(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, l := opened(t, address)
		r := newReader(20)
		put(t, q, r.reports())
		bad := map[string]bool{ledger.Key(r.filings[3].Report): true, ledger.Key(r.filings[7].Report): true}
		var tries atomic.Int64
		opt := r.options()
		opt.RetryAfter = time.Millisecond
		opt.Read = func(rep *report.Report) *record.Record {
			if bad[ledger.Key(rep)] {
				tries.Add(1)
				panic("no sense in this")
			}
			return r.read(rep)
		}
		var told atomic.Int64
		opt.Tell = func(e Event) {
			if e.Dead {
				told.Add(1)
			}
		}
		done := worked(t, q, opt)
		if done.Filed != 18 || done.Dead != 2 || told.Load() != 2 || tries.Load() != 2*maxAttempts {
			t.Errorf("%+v after %d tries, told of %d", done, tries.Load(), told.Load())
		}
		var dead []Job
		if err := q.Dead(t.Context(), func(j Job) error { dead = append(dead, j); return nil }); err != nil {
			t.Fatal(err)
		}
		if len(dead) != 2 || !strings.Contains(dead[0].Error, "no sense in this") || dead[0].Stage != stageRead || dead[0].Name == "" {
			t.Fatalf("%+v", dead)
		}
		if _, err := q.Retry(t.Context(), dead[0].ID); err != nil {
			t.Fatal(err)
		}
		if _, err := q.Retry(t.Context(), dead[0].ID); !errors.Is(err, ErrNoJob) {
			t.Errorf("a job that is not dead is tried again: %v", err)
		}
		if _, err := q.Drop(t.Context(), dead[1].ID); err != nil {
			t.Fatal(err)
		}
		if _, err := q.Drop(t.Context(), 999_999); !errors.Is(err, ErrNoJob) {
			t.Error(err)
		}
		if done := worked(t, q, r.options()); done.Filed != 1 {
			t.Errorf("%+v", done)
		}
		if s, err := l.Stats(t.Context()); err != nil || s.Reports != 19 {
			t.Errorf("%+v, %v", s, err)
		}
		nothingLeft(t, q)
	})
}

// A worker of another version is refused, until it is to take over; and what the older one has read and not filed is read again.
func TestVersions(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, l := opened(t, address)
		r := newReader(10)
		put(t, q, r.reports()[:5])
		worked(t, q, r.options())
		put(t, q, r.reports()[5:])
		newer := r.options()
		newer.Coder = "9.0.0 other other"
		newer.Read = func(rep *report.Report) *record.Record {
			rec := *r.read(rep)
			rec.Coder = record.Coder{Version: "9.0.0", Codebook: "other", Model: "other"}
			return &rec
		}
		_, err := q.Work(t.Context(), newer)
		failed, ok := errors.AsType[*ledger.Error](err)
		if !ok || failed.Hint != otherVersion || !strings.Contains(err.Error(), "9.0.0") {
			t.Fatalf("another version works: %v", err)
		}
		// A record of the older one lies there.
		body, err := packRecord(r.filings[6].Record)
		if err == nil {
			_, err = q.db.SQL.ExecContext(t.Context(), q.db.Rewrite("UPDATE work_parcel SET record = ?, coder = ? WHERE key = ?"), body, r.coder, ledger.Key(r.filings[6].Report))
		}
		if err != nil {
			t.Fatal(err)
		}
		newer.Upgrade = true
		if done := worked(t, q, newer); done.Filed != 5 {
			t.Errorf("%+v", done)
		}
		for i, f := range r.filings {
			coder := r.coder
			if i >= 5 {
				coder = newer.Coder
			}
			if has, err := l.Has(t.Context(), ledger.Key(f.Report), coder); err != nil || !has {
				t.Errorf("report %d is not by %q, %v", i, coder, err)
			}
		}
		if _, err := q.Work(t.Context(), r.options()); err == nil {
			t.Error("the older version works again")
		}
	})
}

// While a worker is alive, another version cannot take over; and one that has been overtaken all the same writes nothing more.
func TestOvertaken(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, l := opened(t, address)
		r := newReader(5)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		ended := make(chan error, 1)
		older := r.options()
		older.Once = false
		go func() {
			_, err := q.Work(ctx, older)
			ended <- err
		}()
		eventually(t, func() bool { workers, err := q.Workers(t.Context()); return err == nil && len(workers) == 1 })
		newer := older
		newer.Coder, newer.Upgrade = "9.0.0 other other", true
		if _, err := q.Work(t.Context(), newer); err == nil || !strings.Contains(err.Error(), "are at work") {
			t.Fatalf("it takes over: %v", err)
		}
		if err := q.update(t.Context(), func(tx *sql.Tx) error { return q.set(t.Context(), tx, "coder", newer.Coder) }); err != nil {
			t.Fatal(err)
		}
		put(t, q, r.reports())
		select {
		case err := <-ended:
			if failed, ok := errors.AsType[*ledger.Error](err); !ok || failed.Hint != otherVersion {
				t.Errorf("it ended with %v", err)
			}
		case <-time.After(time.Minute):
			t.Fatal("the older version goes on")
		}
		if s, err := l.Stats(t.Context()); err != nil || s.Reports != 0 {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

func eventually(t *testing.T, yes func() bool) {
	t.Helper()
	for range 600 {
		if yes() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it does not happen")
}

// Fresh news goes before backfill that was put in earlier.
func TestPriorities(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, _ := opened(t, address)
		r := newReader(60)
		put(t, q, r.reports()[:50])
		if _, err := q.Put(t.Context(), r.reports()[50:], Fresh); err != nil {
			t.Fatal(err)
		}
		var order []string
		opt := r.options()
		opt.Concurrency = 1
		opt.Read = func(rep *report.Report) *record.Record {
			time.Sleep(20 * time.Millisecond)
			order = append(order, rep.ID) // one is read at a time
			return r.read(rep)
		}
		worked(t, q, opt)
		fresh := map[string]bool{}
		for _, f := range r.filings[50:] {
			fresh[f.Report.ID] = true
		}
		// A few of the others may have been at hand when there was nothing else.
		const earlier = 3
		for _, id := range order[:len(fresh)+earlier] {
			delete(fresh, id)
		}
		if len(fresh) > 0 {
			t.Errorf("%d fresh reports were read late: %v", len(fresh), order)
		}
	})
}

// A worker that is told to stop finishes what it reads, gives the rest back, and nothing counts as tried.
func TestStop(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, l := opened(t, address)
		r := newReader(40)
		put(t, q, r.reports())
		ctx, stop := context.WithCancel(t.Context())
		opt := r.options()
		opt.Once, opt.Concurrency = false, 1
		opt.Read = func(rep *report.Report) *record.Record {
			stop()
			return r.read(rep)
		}
		if done, err := q.Work(ctx, opt); err != nil || done.Read != 1 {
			t.Fatalf("%+v, %v", done, err)
		}
		err := q.Jobs(t.Context(), func(j Job) error {
			if j.State == "running" || j.Tries > 0 {
				t.Errorf("%+v", j)
			}
			return nil
		})
		if workers, e := q.Workers(t.Context()); err != nil || e != nil || len(workers) != 0 {
			t.Errorf("%+v, %v, %v", workers, err, e)
		}
		if done := worked(t, q, r.options()); done.Read != 39 || done.Filed != 40 {
			t.Errorf("%+v", done)
		}
		asUndisturbed(t, dump(t, l), r.undisturbed(t))
	})
}

// A worker that was taken for dead while it reads writes nothing for a job that is not its own any more.
func TestStolenJobs(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, l := opened(t, address)
		r := newReader(30)
		put(t, q, r.reports())
		var stolen atomic.Bool
		opt := r.options()
		opt.Read = func(rep *report.Report) *record.Record {
			if !stolen.Swap(true) {
				if _, err := q.db.SQL.ExecContext(t.Context(), "UPDATE river_job SET state = 'available' WHERE state = 'running' AND kind = 'read'"); err != nil {
					t.Error(err)
				}
			}
			return r.read(rep)
		}
		if done := worked(t, q, opt); done.Read != 30 || done.Filed != 30 || done.Failed != 0 {
			t.Errorf("%+v", done)
		}
		asUndisturbed(t, dump(t, l), r.undisturbed(t))
		nothingLeft(t, q)
	})
}

// The jobs of a worker that was killed go to others, which takes a try; a job that has had all its tries is dead.
func TestDeadWorker(t *testing.T) {
	both(t, func(t *testing.T, address string) {
		q, _ := opened(t, address)
		r := newReader(6)
		put(t, q, r.reports())
		last := "attempt = 1"
		own := "attempted_by = ARRAY['ghost']"
		loss := `{"at":"2026-03-06T10:00:00Z","attempt":1,"error":"its worker ghost was not heard of any more","trace":""}`
		lost := fmt.Sprintf("errors = array_fill('%s'::jsonb, ARRAY[%d])", loss, mostLosses-1)
		if !q.db.Numbered {
			own = `attempted_by = jsonb('["ghost"]')`
			lost = "errors = jsonb('[" + strings.Repeat(loss+",", mostLosses-2) + loss + "]')"
		}
		for _, statement := range []string{
			"UPDATE river_job SET state = 'running', " + last + ", attempted_at = CURRENT_TIMESTAMP, " + own,
			"UPDATE river_job SET " + lost + " WHERE id = (SELECT min(id) FROM river_job)",
			// Its failures alone would not allow another try, and a loss is none.
			"UPDATE river_job SET attempt = max_attempts WHERE id = (SELECT max(id) FROM river_job)",
			"INSERT INTO work_worker (id, coder, concurrency, started, beat) VALUES ('ghost', '', 1, '', 5)",
		} {
			if _, err := q.db.SQL.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
		opt := r.options()
		opt.Silence = 2 * time.Second
		if done := worked(t, q, opt); done.Read != 5 || done.Filed != 5 {
			t.Errorf("%+v", done)
		}
		var dead []Job
		if err := q.Dead(t.Context(), func(j Job) error { dead = append(dead, j); return nil }); err != nil {
			t.Fatal(err)
		}
		if len(dead) != 1 || !strings.Contains(dead[0].Error, "ghost was not heard of") {
			t.Errorf("%+v", dead)
		}
		if workers, err := q.Workers(t.Context()); err != nil || len(workers) != 0 {
			t.Errorf("%+v, %v", workers, err)
		}
	})
}

// Reports come out of a parcel as they went in.
func TestParcels(t *testing.T) {
	for _, rep := range []*report.Report{
		{Text: "Two men were hurt."},
		{ID: "a", URL: "https://post.example/a?b=<c>", Title: "A \"title\"", Text: "Tab\t, NUL \x00 and <b>", Published: "2026-03-06", FromJSON: true,
			Extra: map[string]json.RawMessage{"k": json.RawMessage(`{ "a" : "<" }`)}, Warnings: []string{"one"}},
		{Text: "Nothing more.", Extra: map[string]json.RawMessage{}},
	} {
		body, err := packReport(rep)
		if err != nil {
			t.Fatal(err)
		}
		got, err := unpackReport(body)
		if err != nil || !reflect.DeepEqual(got, rep) || ledger.Key(got) != ledger.Key(rep) {
			t.Errorf("%+v is %+v, %v", rep, got, err)
		}
	}
	if _, err := unpackReport([]byte("nonsense")); err == nil {
		t.Error("nonsense is a report")
	}
}

// Who waits for a slot gets it by rank, and then in the order of asking; one that goes away holds up nobody.
func TestSlots(t *testing.T) {
	s := &slots{free: 1}
	if err := s.take(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	var got []int
	var all sync.WaitGroup
	gone, leave := context.WithCancel(t.Context())
	for i, rank := range []int{3, 3, 1, rankLink} {
		ctx := t.Context()
		if i == 1 {
			ctx = gone
		}
		all.Go(func() {
			if err := s.take(ctx, rank); err == nil {
				got = append(got, 10*rank+i) // one has the slot
				s.give()
			}
		})
		eventually(t, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return len(s.waiting) == i+1 })
	}
	leave()
	eventually(t, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return len(s.waiting) == 3 })
	s.give()
	all.Wait()
	if want := []int{3, 12, 30}; !slices.Equal(got, want) {
		t.Errorf("%v, and not %v", got, want)
	}
}

func TestBackOff(t *testing.T) {
	b := backOff{10 * time.Second}
	for failures, most := range map[int]time.Duration{0: 10 * time.Second, 1: 20 * time.Second, 5: 320 * time.Second, 9: time.Hour, 70: time.Hour} {
		different := map[time.Duration]bool{}
		for range 50 {
			d := b.after(failures)
			different[d] = true
			if d < most/2 || d > most+1 {
				t.Errorf("after %d failures %v", failures, d)
			}
		}
		if len(different) < 2 {
			t.Errorf("there is no chance in %v", different)
		}
	}
}

func TestPassing(t *testing.T) {
	for err, want := range map[error]bool{
		driver.ErrBadConn: true, fmt.Errorf("writing: %w", &pgconn.PgError{Code: "57P01"}): true, &pgconn.PgError{Code: "40001"}: true,
		&pgconn.PgError{Code: "22021"}: false, errors.New("database is locked (5) (SQLITE_BUSY)"): true, errors.New("no such table"): false, errBusy: true,
		errNotOurs: false,
	} {
		if passing(err) != want {
			t.Errorf("%v: %v", err, !want)
		}
	}
}

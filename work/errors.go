package work

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

var (
	// errStopping says that the worker stops, and gives back what it has not begun.
	errStopping = errors.New("the worker stops")
	// errBusy says that another one is filing.
	errBusy = errors.New("another worker is filing")
	// errNotOurs says that a job is not this worker's any more: it was taken for dead, and another has the job or has done it.
	errNotOurs = errors.New("the job is another worker's by now")
)

// passing says that a failure is one of the database or of the way to it, which tells nothing of what was to be written and is over some time.
func passing(err error) bool {
	if err == nil {
		return false
	}
	if answer, ok := errors.AsType[*pgconn.PgError](err); ok {
		for _, class := range []string{"08", "40", "53", "55", "57"} { // connection, conflict, resources, locks, the operator
			if strings.HasPrefix(answer.Code, class) {
				return true
			}
		}
		return false
	}
	for _, known := range []error{errBusy, driver.ErrBadConn, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return true
		}
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	text := err.Error()
	for _, part := range []string{"database is locked", "SQLITE_BUSY", "conn closed", "broken pipe", "connection reset", "connection refused", "disk is full"} {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// The times between attempts to write while the database is away, and how long is tried before the job is given back.
const (
	soonestTry  = 100 * time.Millisecond
	longestTry  = 5 * time.Second
	patientTill = 2 * time.Minute
)

// patiently runs work until its failure is not a passing one, or it has failed for too long.
func patiently(ctx context.Context, work func() error) error {
	until := time.Now().Add(patientTill)
	pause := soonestTry
	for {
		err := work()
		if !passing(err) || time.Now().After(until) {
			return err
		}
		if errors.Is(err, errBusy) {
			pause = soonestTry / 2
			until = time.Now().Add(patientTill)
		}
		timer := time.NewTimer(backOff{pause}.after(0))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return err
		}
		pause = min(2*pause, longestTry)
	}
}

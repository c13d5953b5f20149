package ledger

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tollbook/tollbook/ledger/database"
)

// An Error is a failure of the database, with what may be done about it.
type Error struct {
	Err  error
	Hint string
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

const (
	runAgain    = "nothing of this batch was filed; run the same command again: what was filed before is skipped"
	notWritable = "the file, its folder or the server's database cannot be written; nothing was changed"
	writeServer = "write postgres://USER:PASSWORD@HOST:5432/DATABASE"
)

// hints are for the failures that people meet, by what the databases say or, of PostgreSQL, by its code.
var hints = []struct{ part, hint string }{
	{"disk is full", "free some space; " + runAgain},
	{"No space left on device", "free some space where the server keeps its data; " + runAgain},
	{"SQLSTATE 53100", "free some space where the server keeps its data; " + runAgain},
	{"disk I/O error", "the disk fails, or a limit on the size of files was met; " + runAgain},
	{"readonly database", notWritable},
	{"SQLSTATE 25006", notWritable},
	{"SQLSTATE 42501", "the user may not do this on the server; nothing was changed"},
	{"database is locked", "another program is writing to this ledger; try again when it is done"},
	{"file is not a database", "this is no ledger of tollbook"},
	{"malformed", "the file is damaged: take a copy of it from before, or see what the program sqlite3 saves with .recover"},
	{"connection refused", "no server answers there: is it running, and is the port right?"},
	{"no such host", "the name of the server is not known"},
	{"i/o timeout", "the server does not answer"},
	{"SQLSTATE 3D000", "createdb makes a database on the server"},
	{"SQLSTATE 28", "user or password is not right for this server"},
	{"SQLSTATE 57", "the server ended the connection; " + runAgain},
	{"connection reset", "the connection to the server was lost; " + runAgain},
	{"broken pipe", "the connection to the server was lost; " + runAgain},
	{"unexpected EOF", "the connection to the server was lost; " + runAgain},
	{"conn closed", "the connection to the server was lost; " + runAgain},
	{"bad connection", "the connection to the server was lost; " + runAgain},
	{"is not understood", writeServer},
}

// explain adds a hint to the failures that people meet.
func explain(err error) error {
	var known *Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, database.ErrNewer):
		return &Error{err, "use the newer tollbook, or another ledger"}
	case errors.Is(err, database.ErrForeign):
		return &Error{err, "this is no ledger of tollbook; give another file or, of a server, another database or schema"}
	}
	text := err.Error()
	for _, known := range hints {
		if strings.Contains(text, known.part) {
			return &Error{err, known.hint}
		}
	}
	return err
}

// explainOpening adds a hint to what goes wrong when a ledger is opened.
func explainOpening(address string, err error) error {
	if !strings.Contains(err.Error(), "unable to open database file") {
		return explain(err)
	}
	if info, failed := os.Stat(address); failed == nil && info.IsDir() {
		return &Error{err, "this is a folder; a ledger is a file, such as " + filepath.Join(address, "tollbook.db")}
	}
	if _, failed := os.Stat(filepath.Dir(address)); errors.Is(failed, fs.ErrNotExist) {
		return &Error{err, "there is no folder " + filepath.Dir(address)}
	}
	return &Error{err, notWritable}
}

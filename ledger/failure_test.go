package ledger

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// failsWith looks whether an error says something, with a hint.
func failsWith(t *testing.T, err error, message, hint string) {
	t.Helper()
	failed, ok := errors.AsType[*Error](err)
	if !ok || !strings.Contains(err.Error(), message) || !strings.Contains(failed.Hint, hint) {
		t.Errorf("error %v, hint %q: want %q with the hint %q", err, hintOf(err), message, hint)
	}
}

func hintOf(err error) string {
	if failed, ok := errors.AsType[*Error](err); ok {
		return failed.Hint
	}
	return ""
}

// What cannot be a ledger is refused with a hint.
func TestOpeningWhatIsNoLedger(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	altered := func(name, statement string) string {
		path := filepath.Join(folder, name)
		l := opened(t, path)
		if _, err := l.db.SQL.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
		_ = l.Close()
		return path
	}
	for _, c := range []struct{ address, message, hint string }{
		{folder, "unable to open", "a ledger is a file"},
		{filepath.Join(folder, "none", "a.db"), "unable to open", "there is no folder"},
		{write("report.txt", strings.Repeat("Four people were hurt. ", 50)), "not a database", "no ledger"},
		{altered("newer.db", "UPDATE meta SET value = '99'"), "newer version", "newer tollbook"},
		{altered("other.db", "DELETE FROM meta"), "tables of something else", "another file"},
		{"postgres://user:secret@127.0.0.1:1/ledger", "connection refused", "is it running"},
		{"postgres://user@%zz/ledger", "not understood", "postgres://USER"},
	} {
		l, err := Open(t.Context(), c.address)
		if err == nil {
			_ = l.Close()
		}
		failsWith(t, err, c.message, c.hint)
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is told: %v", err)
		}
	}
}

// A file that lost its end is told of, at the latest when it is checked, and nothing hangs or panics.
func TestDamagedFile(t *testing.T) {
	l := newSQLite(t)
	add(t, l, madeUp(100), 50)
	path := l.Name()
	_ = l.Close()
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, data[:len(data)/2], 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if l, err = Open(t.Context(), path); err == nil {
		defer func() { _ = l.Close() }()
		_, err = l.Check(t.Context(), 5, func(int) {})
	}
	failsWith(t, err, "malformed", "damaged")
}

// A full disk leaves the ledger as it was before the batch; with more space the same command goes on.
func TestFullDisk(t *testing.T) {
	l := newSQLite(t)
	l.db.SQL.SetMaxOpenConns(1) // the limit is the connection's
	fillUp(t, l, func(more bool) {
		pages := "200"
		if more {
			pages = "100000"
		}
		if _, err := l.db.Writes.ExecContext(t.Context(), "PRAGMA max_page_count = "+pages); err != nil {
			t.Fatal(err)
		}
	})
}

// The same on a file system that is full, where the tests may mount one.
func TestFullFileSystem(t *testing.T) {
	folder := mounted(t, "size=1500k")
	l := opened(t, filepath.Join(folder, "ledger.db"))
	fillUp(t, l, func(more bool) {
		if more {
			remount(t, folder, "size=50m")
		}
	})
}

// fillUp files reports until the disk is full, makes space, and files again.
func fillUp(t *testing.T, l *Ledger, limit func(more bool)) {
	t.Helper()
	filings := madeUp(600)
	limit(false)
	filed := 0
	var err error
	for some := range slices.Chunk(filings, 20) {
		if _, err = l.Add(t.Context(), some); err != nil {
			break
		}
		filed += len(some)
	}
	failsWith(t, err, "full", "free some space")
	s, err := l.Stats(t.Context())
	if err != nil || s.Reports != filed || filed == 0 {
		t.Errorf("%d reports are there, %d were filed (%v)", s.Reports, filed, err)
	}
	limit(true)
	add(t, l, filings, 20)
	undisturbed := newSQLite(t)
	add(t, undisturbed, filings, 20)
	if got, want := dump(t, l), dump(t, undisturbed); got != want {
		t.Errorf("not as if the disk had never been full: %s", firstDifference(got, want))
	}
}

// A ledger that cannot be written is told of.
func TestReadOnly(t *testing.T) {
	folder := mounted(t, "size=20m")
	path := filepath.Join(folder, "ledger.db")
	l := opened(t, path)
	add(t, l, madeUp(20), 20)
	_ = l.Close()
	remount(t, folder, "ro")
	l, err := Open(t.Context(), path)
	if err == nil {
		defer func() { _ = l.Close() }()
		_, err = l.Add(t.Context(), madeUp(40))
	}
	if hintOf(err) != notWritable {
		t.Errorf("error %v, hint %q", err, hintOf(err))
	}
}

// mounted gives a folder that is a small file system of its own.
func mounted(t *testing.T, options string) string {
	t.Helper()
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("only root may mount")
	}
	folder := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", options, "none", folder).CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %s", out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", folder).CombinedOutput(); err != nil {
			t.Errorf("umount: %s", out)
		}
	})
	return folder
}

func remount(t *testing.T, folder, options string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), "mount", "-o", "remount,"+options, folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// A server that ends the connection in the middle leaves nothing half done, and the next batch goes through.
func TestServerGoesAway(t *testing.T) {
	l := newPostgres(t)
	add(t, l, madeUp(30), 10)
	before := dump(t, l)
	ready, err := prepare(madeUp(60))
	if err != nil {
		t.Fatal(err)
	}
	err = l.update(t.Context(), func(tx *transaction) error {
		touched := newTouched()
		if _, err := tx.file(ready, touched); err != nil {
			return err
		}
		var backend int
		if err := tx.QueryRowContext(t.Context(), "SELECT pg_backend_pid()").Scan(&backend); err != nil {
			return err
		}
		if _, err := l.db.SQL.ExecContext(t.Context(), "SELECT pg_terminate_backend($1, 5000)", backend); err != nil {
			return err
		}
		return tx.relink(touched)
	})
	if hint := hintOf(err); !strings.Contains(hint, runAgain) {
		t.Errorf("error %v, hint %q", err, hint)
	}
	if got := dump(t, l); got != before {
		t.Errorf("half of a batch was filed: %s", firstDifference(got, before))
	}
	add(t, l, madeUp(60), 10)
	if faults, err := l.Check(t.Context(), 5, func(int) {}); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

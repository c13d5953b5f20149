package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// served starts a command that serves, and gives where.
func served(t *testing.T, args ...string) (address string, stop func() int) {
	t.Helper()
	cmd := command(t, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(line)
	if err != nil || address == "" {
		t.Fatalf("it says %q, %v", line, err)
	}
	return address, func() int {
		_ = cmd.Process.Signal(syscall.SIGINT)
		_ = cmd.Wait()
		kill.Stop()
		return cmd.ProcessState.ExitCode()
	}
}

func body(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address) //nolint:noctx // the command has a time of its own
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, resp.Status, err)
	}
	return string(data)
}

// In the place of an empty ledger a sample is shown, and the ledger stays empty; an interrupt stops it cleanly.
func TestServe(t *testing.T) {
	db := filepath.Join(t.TempDir(), "x.db")
	address, stop := served(t, "serve", "--db", db, "--listen", "127.0.0.1:0")
	if page := body(t, address); !strings.Contains(page, "is empty. This is a sample") || !strings.Contains(page, "Ansongo") {
		t.Errorf("the first page: %.300s", page)
	}
	if code := stop(); code != exitInterrupted {
		t.Errorf("exit status %d", code)
	}
	if out, err := command(t, "db", "check", "--db", db).CombinedOutput(); err != nil || !strings.Contains(string(out), " 0 reports") {
		t.Errorf("%s %v", out, err)
	}
	if out, err := command(t, "add", "--db", db, "../../examples/ledger/march.jsonl").CombinedOutput(); err != nil {
		t.Fatalf("%s %v", out, err)
	}
	address, stop = served(t, "serve", "--db", db, "--listen", "127.0.0.1:0")
	defer stop()
	if page := body(t, address); strings.Contains(page, "sample") || strings.Contains(page, "Quetta") || !strings.Contains(page, "Ansongo") {
		t.Errorf("with reports: %.300s", page)
	}
}

// An empty ledger stays empty where no sample is wanted.
func TestServeWithoutSample(t *testing.T) {
	address, stop := served(t, "serve", "--db", filepath.Join(t.TempDir(), "x.db"), "--listen", "127.0.0.1:0", "--no-sample")
	defer stop()
	if page := body(t, address+"/incidents"); !strings.Contains(page, "No incident is like that") {
		t.Errorf("%.500s", page)
	}
}

// A demonstration leaves nothing behind.
func TestDemo(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	address, stop := served(t, "demo", "--listen", "127.0.0.1:0")
	if page := body(t, address); !strings.Contains(page, "This is a sample") || !strings.Contains(page, "Ansongo") {
		t.Errorf("%.500s", page)
	}
	stop()
	if left, _ := filepath.Glob(filepath.Join(folder, "tollbook-demo*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// The example of a backfill gives what one process gives, in the same order, and does not read anew what is done.
func TestBackfill(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash")
	}
	var reports []byte
	for _, name := range []string{"march.jsonl", "april.jsonl"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "examples", "ledger", name))
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, data...)
	}
	reports = append(reports, "no report\n"...)
	folder := t.TempDir()
	input := filepath.Join(folder, "reports.jsonl")
	if err := os.WriteFile(input, reports, 0o600); err != nil {
		t.Fatal(err)
	}
	one := command(t, "read", "--jsonl")
	one.Stdin = bytes.NewReader(reports)
	want, _ := one.Output() // which ends with status 1, for the line that is none
	if bytes.Count(want, []byte("\n")) < 10 {
		t.Fatalf("%s", want)
	}
	backfill := func(tollbook string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), filepath.Join("..", "..", "examples", "backfill", "backfill.sh"), input, filepath.Join(folder, "out"), "2")
		cmd.Env = append(os.Environ(), "TOLLBOOK="+tollbook, "LINES_A_PART=4")
		out, err := cmd.CombinedOutput()
		if err != nil {
			return err.Error() + "\n" + string(out)
		}
		return string(out)
	}
	if out := backfill("/nowhere/tollbook"); !strings.Contains(out, "exit status") {
		t.Errorf("without a program: %s", out)
	}
	for _, program := range []string{one.Path, "/nowhere/tollbook"} { // the second time there is nothing to read
		if out := backfill(program); !strings.Contains(out, "records in") {
			t.Fatalf("%s", out)
		}
		// The error in place of a line names its number, which is that within the part.
		got, err := os.ReadFile(filepath.Join(folder, "out", "records.jsonl"))
		if err != nil || stripLast(got) != stripLast(want) || !strings.Contains(string(got), `{"error":`) {
			t.Fatalf("%v: the records differ:\n%s\n%s", err, got, want)
		}
	}
}

func stripLast(data []byte) string {
	s := strings.TrimRight(string(data), "\n")
	return s[:strings.LastIndexByte(s, '\n')+1]
}

// A Parquet file of reports is read and filed as lines of JSON are.
func TestParquetIn(t *testing.T) {
	type row struct {
		ID        string `parquet:"id"`
		Published string `parquet:"published"`
		Text      string `parquet:"text"`
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "part-0.parquet")
	rows := []row{{"one", "2026-03-06", "Gunmen killed three farmers in Gao in Mali on Thursday, the police said."}, {"two", "2026-03-07", "A bomb wounded two soldiers near Kidal in Mali on Friday, the army said."}}
	if err := parquet.WriteFile(path, rows); err != nil {
		t.Fatal(err)
	}
	out, err := command(t, "read", "--format", "json", path).CombinedOutput()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if err != nil || len(lines) != 2 || !strings.Contains(lines[0], `"id":"one"`) || !strings.Contains(lines[1], `"published":"2026-03-07"`) {
		t.Errorf("%v: %s", err, out)
	}
	out, err = command(t, "add", path, "--db", filepath.Join(folder, "x.db")).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "2 filed, 0 known before") {
		t.Errorf("%v: %s", err, out)
	}
}

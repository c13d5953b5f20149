package ledger

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/link"
)

func TestRecent(t *testing.T) {
	var r recent[int, int]
	const most = 10
	for i := range 1000 {
		r.put(i, -i, most)
		if n, known := r.get(0, most); !known || n != 0 {
			t.Fatalf("after %d others what is asked for again and again is forgotten", i)
		}
	}
	if len(r.new)+len(r.older) > 2*most {
		t.Errorf("%d are remembered", len(r.new)+len(r.older))
	}
	if _, known := r.get(5, most); known {
		t.Error("what nobody asks for is not forgotten")
	}
}

// What is remembered of mentions holds only while nobody else writes.
func TestTwoWhoFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ledger.db")
	ledgers := []*Ledger{opened(t, file), opened(t, file)}
	for i, some := range slices.Collect(slices.Chunk(madeUp(120), 20)) {
		add(t, ledgers[i%2], some, 7)
	}
	if faults, err := ledgers[0].Check(t.Context(), 5, func(int) {}); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// mostResident is how much memory filing may take, in kB: what a writer remembers and SQLite's cache, with room for Go's own.
const mostResident = 450_000

// Filing takes no more memory than it may, however much it files.
func TestFilingStaysSmall(t *testing.T) {
	const child = "TOLLBOOK_TEST_FILING"
	if file := os.Getenv(child); file != "" {
		fileMany(t, file)
		return
	}
	if testing.Short() {
		t.Skip("it files thousands of reports")
	}
	if runtime.GOOS != "linux" {
		t.Skip("the memory of a program is not known here")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFilingStaysSmall$", "-test.v")
	cmd.Env = append(os.Environ(), child+"="+t.TempDir()+"/ledger.db")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, after, _ := strings.Cut(string(out), "VmHWM:")
	most, err := strconv.Atoi(strings.Fields(after)[0])
	if t.Logf("%d kB", most); err != nil || most > mostResident {
		t.Errorf("%d kB were resident (%v), more than %d", most, err, mostResident)
	}
}

func fileMany(t *testing.T, file string) {
	l, err := Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	maker := scale.New(1)
	for range 16 {
		var batch []Filing
		for range 256 {
			r := maker.Next()
			batch = append(batch, Filing{r.Report, r.Record})
		}
		if _, err := l.Add(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM:") {
			t.Log(line)
		}
	}
}

// What mentions are linked with is found again from those of which it is still known.
func TestTieAllFromSome(t *testing.T) {
	fresh := func() (out []*held) {
		for i, f := range madeUp(600) {
			for _, m := range link.Mentions(strconv.Itoa(i), f.Record, f.Report.Title, f.Report.Text) {
				out = append(out, &held{number: int64(len(out) + 1), mention: &m})
			}
		}
		return out
	}
	pairs := func(component []*held) (out []string) {
		for _, l := range linksOf(component) {
			out = append(out, fmt.Sprint(l))
		}
		slices.Sort(out)
		return out
	}
	component := fresh()
	tieAll(component)
	want := pairs(component)
	if len(want) < 50 {
		t.Fatalf("only %d pairs are linked", len(want))
	}
	for i := range component {
		if i%3 == 0 { // as a memory that forgot it, and fetched it anew
			component[i] = &held{number: component[i].number, mention: component[i].mention}
		}
	}
	tieAll(component)
	if got := pairs(component); !slices.Equal(got, want) {
		t.Errorf("%d pairs are linked, %d were", len(got), len(want))
	}
}

package language

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cases gives the texts of the cases of the testkit.
func cases(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../testkit/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var texts []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut(string(data), "\n---\n")
		texts = append(texts, text)
	}
	return texts
}

// What every Doc promises holds for the cases, in capitals and without stops too, where sentences get long.
func TestReaderPromises(t *testing.T) {
	all := strings.Join(cases(t), "\n\n")
	for _, text := range append(cases(t), all, strings.ToUpper(all), strings.NewReplacer(".", "", "\n", " ").Replace(all)) {
		d := Parse("A title", text)
		check(t, d)
		checkReading(t, d)
	}
}

func checkReading(t *testing.T, d *Doc) {
	t.Helper()
	in := func(r Range) bool { return r.Start >= 0 && !r.Empty() && r.End <= len(d.Tokens) }
	for k := range d.Sentences {
		sum := float32(0)
		for _, p := range d.Sentences[k].Kinds {
			sum += p
		}
		if sum < 0.999 || sum > 1.001 {
			t.Fatalf("the types of sentence %d sum to %f", k, sum)
		}
	}
	for _, a := range d.Attributions {
		for _, r := range append(append([]Range{a.Cue}, a.Sources...), a.Contents...) {
			if !in(r) {
				t.Fatalf("attribution %v", a)
			}
		}
	}
	for k, tr := range d.Triggers {
		if k > 0 && tr.Token <= d.Triggers[k-1].Token || tr.P <= 0 || tr.P > 1 || tr.Type == "" {
			t.Fatalf("trigger %v", tr)
		}
		for _, a := range tr.Arguments {
			if !in(a.Range) || a.Role == "" || a.P <= 0.5 {
				t.Fatalf("argument %v of %v", a, tr)
			}
		}
	}
	for _, r := range d.Roles {
		if !in(r.Range) || r.Role == "" {
			t.Fatalf("role %v", r)
		}
	}
	for _, e := range d.Terms {
		if !in(e.Range) {
			t.Fatalf("term %v", e)
		}
	}
}

// A Doc is the same however often and by how many at a time it is read.
func TestReaderIsSteady(t *testing.T) {
	texts := cases(t)
	want := make([]*Doc, len(texts))
	for i, text := range texts {
		want[i] = Parse("", text)
	}
	for i, text := range texts {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want[i], Parse("", text), cmp.AllowUnexported(Doc{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The plain kernel gives the very same Doc as the one chosen for the processor. The test runs itself with the kernel forced to be plain.
func TestReaderPlainKernel(t *testing.T) {
	const child = "TOLLBOOK_TEST_CHILD"
	text := cases(t)[0]
	said := fmt.Sprintf("%+v\n", *Parse("A title", text))
	if os.Getenv(child) != "" {
		fmt.Print(said)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestReaderPlainKernel$")
	cmd.Env = append(os.Environ(), child+"=1", "TOLLBOOK_KERNEL=plain")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out, []byte(said)) {
		t.Error("the plain kernel gives another Doc")
	}
}

func BenchmarkReaderCases(b *testing.B) {
	texts := cases(b)
	words := 0
	for _, text := range texts {
		words += len(Split("", text).Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			Parse("", text)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

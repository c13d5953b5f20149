package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// updateVariable makes the test of the documents write what the commands print into them.
const updateVariable = "TOLLBOOK_UPDATE_DOCS"

// What the how-to of the ledger shows is what its commands print, one after the other. Ids of judgements and times are not looked at.
func TestLedgerDocument(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "ledger.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "examples"), os.DirFS(filepath.Join("..", "..", "examples"))); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Dir(command(t).Path)
	printed := func(line string) string {
		cmd := exec.CommandContext(t.Context(), "sh", "-c", line)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "PATH="+binary+string(os.PathListSeparator)+os.Getenv("PATH"), "TOLLBOOK_DB=tollbook.db")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
		return string(out)
	}
	// Everything between ```console and ``` is commands after "$ ", each with what it prints.
	block := regexp.MustCompile("(?s)```console\n.*?```\n")
	now := block.ReplaceAllStringFunc(string(data), func(b string) string {
		var out strings.Builder
		out.WriteString("```console\n")
		for line := range strings.SplitSeq(b, "\n") {
			if run, is := strings.CutPrefix(line, "$ "); is {
				out.WriteString(line + "\n" + trimEnds(printed(run)))
			}
		}
		return out.String() + "```\n"
	})
	if os.Getenv(updateVariable) != "" {
		if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	changing := regexp.MustCompile(`\bj[0-9a-f]{16}\b|\d{4}-\d\d-\d\dT[\d:.]+Z`)
	got, want := strings.Split(changing.ReplaceAllString(now, "…"), "\n"), strings.Split(changing.ReplaceAllString(string(data), "…"), "\n")
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("docs/ledger.md, line %d: the commands print something else; %s=1 go test -run TestLedgerDocument writes it anew\n got %s\nwant %s",
				i+1, updateVariable, at(got, i), at(want, i))
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}

// trimEnds drops spaces at the ends of lines.
func trimEnds(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

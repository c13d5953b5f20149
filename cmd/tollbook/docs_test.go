package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// updateVariable makes the tests of the documents write what the commands print into them.
const updateVariable = "TOLLBOOK_UPDATE_DOCS"

// What the walks through the program show is what their commands print, one after the other. Ids of judgements and times are not looked at.
func TestWalks(t *testing.T) {
	for _, name := range []string{"ledger.md", "tutorial.md", "howto-backup.md"} {
		t.Run(name, func(t *testing.T) { walk(t, name) })
	}
}

// walk runs the commands of a document in an empty folder that has the examples, and compares.
func walk(t *testing.T, name string) {
	path := filepath.Join("..", "..", "docs", name)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "examples"), os.DirFS(filepath.Join("..", "..", "examples"))); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Dir(command(t).Path)
	printed := func(line, input string) string {
		cmd := exec.CommandContext(t.Context(), "sh", "-c", line)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "PATH="+binary+string(os.PathListSeparator)+os.Getenv("PATH"), "TOLLBOOK_DB=tollbook.db")
		cmd.Stdin = strings.NewReader(input)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
		return string(out)
	}
	now := rewrite(string(data), printed)
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
			t.Fatalf("docs/%s, line %d: the commands print something else; %s=1 go test -run TestWalks writes it anew\n got %s\nwant %s",
				name, i+1, updateVariable, at(got, i), at(want, i))
		}
	}
}

// rewrite puts what commands print into a document. Between ```console and ``` stand commands after "$ ", each with what it prints. Lines after ">"
// are what is typed into a command that reads them, to its end.
func rewrite(doc string, printed func(line, input string) string) string {
	block := regexp.MustCompile("(?s)```console\n.*?```\n")
	return block.ReplaceAllStringFunc(doc, func(b string) string {
		var out strings.Builder
		out.WriteString("```console\n")
		lines := strings.Split(b, "\n")
		for i := 0; i < len(lines); i++ {
			run, is := strings.CutPrefix(lines[i], "$ ")
			if !is {
				continue
			}
			out.WriteString(lines[i] + "\n")
			input := ""
			for ; i+1 < len(lines) && strings.HasPrefix(lines[i+1], ">"); i++ {
				out.WriteString(lines[i+1] + "\n")
				input += strings.TrimPrefix(lines[i+1][1:], " ") + "\n"
			}
			out.WriteString(trimEnds(printed(run, input)))
		}
		return out.String() + "```\n"
	})
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

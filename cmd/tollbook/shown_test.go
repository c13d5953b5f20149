package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the folder of the repository.
var root = filepath.Join("..", "..")

// documents gives the pages that people read, by their paths from the root.
func documents(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, pattern := range []string{"*.md", "docs/*.md", "testkit/*.md"} {
		paths, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(root, path)
			pages[filepath.ToSlash(name)] = string(data)
		}
	}
	if len(pages) < 20 {
		t.Fatalf("only %d pages found", len(pages))
	}
	return pages
}

var (
	fence  = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")
	begins = regexp.MustCompile(`(?:^|[(|;&] *)(?:\./)?tollbook `)
	spaces = regexp.MustCompile(`  .*`)
	inline = regexp.MustCompile("`(tollbook [^`\n]+)`")
	lacks  = regexp.MustCompile(`^expected |missing flags|missing positional|expected string value`)
)

// shownCommands gives the command lines in a page's blocks: in fences of sh and console (there after "$ "), in fences without a name, and in lines set in by
// four spaces. In these last two an explanation may follow after two spaces.
func shownCommands(page string) (lines []string) {
	for _, m := range fence.FindAllStringSubmatch(page, -1) {
		for line := range strings.SplitSeq(m[2], "\n") {
			line = strings.TrimLeft(line, " ")
			typed := m[1] == "" && strings.HasPrefix(line, "tollbook ")
			switch m[1] {
			case "console":
				line, typed = strings.CutPrefix(line, "$ ")
			case "sh":
				typed = true
			}
			if typed && m[1] == "" {
				line = spaces.ReplaceAllString(line, "")
			}
			if typed {
				lines = append(lines, line)
			}
		}
	}
	for line := range strings.SplitSeq(fence.ReplaceAllString(page, ""), "\n") {
		if strings.HasPrefix(line, "    ") {
			lines = append(lines, spaces.ReplaceAllString(strings.TrimSpace(line), ""))
		}
	}
	return lines
}

// tollbooks gives the calls of the program in a line of shell, each as its arguments.
func tollbooks(line string) (calls [][]string) {
	for _, at := range begins.FindAllStringIndex(line, -1) {
		calls = append(calls, arguments(line[at[1]:]))
	}
	return calls
}

// arguments splits the rest of a command at spaces outside of quotes, up to the end of the command or a comment. What another command would print is one word.
func arguments(rest string) (args []string) {
	var word strings.Builder
	quote, begun := rune(0), false
	within := 0 // of $( and )
	end := func() {
		if begun {
			args = append(args, word.String())
		}
		word.Reset()
		begun = false
	}
	for i, r := range rest {
		switch {
		case r == '(' && strings.HasSuffix(rest[:i], "$"):
			within++
		case within > 0 && r == ')':
			within--
		case within > 0:
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, begun = r, true
		case strings.ContainsRune("|<>;&)", r) || r == '#' && !begun:
			end()
			return args
		case r == ' ':
			end()
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	end()
	return args
}

// parsed tells what the program says to a command line, without doing anything. A parser is for one line alone.
func parsed(args []string) error {
	helped := false
	parser := newParser(context.Background(), newOutput(os.Stdout, os.Stderr), func() { helped = true })
	parser.Stdout, parser.Stderr = io.Discard, io.Discard
	if _, err := parser.Parse(args); err != nil && !helped {
		return err
	}
	return nil
}

// Every command that a page shows is one that the program takes. Those of walks are run by TestWalks.
func TestShownCommands(t *testing.T) {
	seen := 0
	for name, page := range documents(t) {
		for _, line := range shownCommands(page) {
			for _, args := range tollbooks(line) {
				seen++
				if err := parsed(args); err != nil {
					t.Errorf("%s shows %q, which is no command: %v", name, line, err)
				}
			}
		}
		// In running text a command may be named without what it needs.
		for _, m := range inline.FindAllStringSubmatch(page, -1) {
			args := arguments(strings.TrimPrefix(m[1], "tollbook "))
			if strings.ToUpper(args[0]) == args[0] {
				continue // a placeholder
			}
			if err := parsed(args); err != nil && !lacks.MatchString(err.Error()) {
				t.Errorf("%s names `%s`, which is no command: %v", name, m[1], err)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d commands found", seen)
	}
}

// Every link between pages leads to a file that is there, and to a heading in it.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s#]*)(?:#([^)\s]*))?\)`)
	pages := documents(t)
	for name, page := range pages {
		for _, m := range link.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			target := filepath.ToSlash(filepath.Join(filepath.Dir(name), m[1]))
			if m[1] == "" {
				target = name
			}
			if _, err := os.Stat(filepath.Join(root, target)); err != nil {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			} else if m[2] != "" && !slices.Contains(anchors(pages[target]), m[2]) {
				t.Errorf("%s links to %s#%s, and there is no such heading", name, m[1], m[2])
			}
		}
	}
}

// anchors gives the names that headings of a page have in links.
func anchors(page string) (names []string) {
	heading := regexp.MustCompile(`(?m)^#+ (.+)$`)
	drop := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	for _, m := range heading.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
		names = append(names, strings.ReplaceAll(drop.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return names
}

// Every page of docs is in its list, and every target of make that a page names is in the Makefile.
func TestIndexAndTargets(t *testing.T) {
	pages := documents(t)
	for name := range pages {
		if file, in := strings.CutPrefix(name, "docs/"); in && file != "README.md" && !strings.Contains(pages["docs/README.md"], "("+file+")") {
			t.Errorf("docs/README.md does not list %s", file)
		}
	}
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	target := regexp.MustCompile("(?m)(?:`|^    )make ([a-z-]+)")
	for name, page := range pages {
		for _, m := range target.FindAllStringSubmatch(page, -1) {
			if !regexp.MustCompile(`(?m)^` + m[1] + `:`).Match(makefile) {
				t.Errorf("%s names make %s, which is not in the Makefile", name, m[1])
			}
		}
	}
}

// docs/commands.md is what the program says of itself.
func TestCommandsDocument(t *testing.T) {
	path := filepath.Join(root, "docs", "commands.md")
	now := markdownManual(newParser(t.Context(), newOutput(os.Stdout, os.Stderr), func() {}).Model.Node)
	if os.Getenv(updateVariable) != "" {
		if err := os.WriteFile(path, now, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if was, err := os.ReadFile(path); err != nil || string(was) != string(now) {
		t.Errorf("docs/commands.md tells of other commands: %s=1 go test ./cmd/tollbook -run TestCommandsDocument writes it anew (%v)", updateVariable, err)
	}
}

// A test that a page names is there: "access: TestAccounts, FuzzX; api: …".
func TestNamedTests(t *testing.T) {
	named := regexp.MustCompile(`\b([a-z]+(?:/[a-z]+)*): ((?:(?:Test|Fuzz)[A-Za-z]+(?:, )?)+)`)
	pages, seen := documents(t), 0
	for _, name := range []string{"docs/threat-model.md", "docs/reliability.md"} {
		for _, m := range named.FindAllStringSubmatch(pages[name], -1) {
			for test := range strings.SplitSeq(strings.TrimSuffix(m[2], ", "), ", ") {
				seen++
				if !declared(t, m[1], test) {
					t.Errorf("%s names %s of %s, which is not there", name, test, m[1])
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d tests found", seen)
	}
}

// declared says whether a package has a test of that name.
func declared(t *testing.T, folder, test string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(folder), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "func "+test+"(") {
			return true
		}
	}
	return false
}

package page

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tollbook/tollbook/codebook"
)

func render(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// docs/codebook.md is what the program prints.
func TestDocIsCurrent(t *testing.T) {
	doc, err := os.ReadFile("../../docs/codebook.md")
	if err != nil {
		t.Fatal(err)
	}
	if render(t, func(b *bytes.Buffer) error { return Markdown(b, codebook.Default()) }) != string(doc) {
		t.Error("docs/codebook.md is out of date: go run ./cmd/tollbook codebook render --format markdown > docs/codebook.md")
	}
}

// The page is one file without scripts, and what the codebook says cannot break out of it.
func TestHTML(t *testing.T) {
	book, err := codebook.Load("mine", fstest.MapFS{
		"codebook.txt":     {Data: []byte("name: mine\nversion: 3\n")},
		"a/definition.txt": {Data: []byte("type: LOSS\nquad: 4\nmeans: <script>alert(1)</script> & more\nnot: what is found\nboundary: rule one\nmode ship (210): A ship.\ncameo: 21\ncameo 210 (-4.5): Loss.\n")},
		"a/patterns.txt":   {Data: []byte("[verb; mode ship]\nlose .. ship; to at\nsink\n[verb]\nmislay\n")},
		"a/examples.txt":   {Data: []byte("example: The navy lost a ship.\nevent: mode ship; actors navy, none\nnear miss: It lost.\nwhy: no ship\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := render(t, func(b *bytes.Buffer) error { return HTML(b, book) })
	for _, want := range []string{"&lt;script&gt;alert(1)", "rule one", "-4.5", "lose .. ship", "to at", "mode ship; actors navy, none", "no ship", "mislay",
		"light-dark(", "Codebook mine 3", codebook.Rule} {
		if !strings.Contains(got, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	for _, not := range []string{"<script", "http://", "https://", "src="} {
		if strings.Contains(got, not) {
			t.Errorf("the page has %q", not)
		}
	}
	if again := render(t, func(b *bytes.Buffer) error { return HTML(b, book) }); again != got {
		t.Error("the same codebook gives another page")
	}
	if md := render(t, func(b *bytes.Buffer) error { return Markdown(b, book) }); !strings.Contains(md, "| ship | 210 | A ship. | lose .. ship, sink |") {
		t.Errorf("no row for the mode in\n%s", md)
	}
}

// README.txt, which people have beside the files, tells the rules in the words that explain uses.
func TestReadmeTellsTheRules(t *testing.T) {
	readme, err := os.ReadFile("../plover/README.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), codebook.Rule) {
		t.Errorf("README.txt does not say: %s", codebook.Rule)
	}
	for _, r := range codebook.Rules {
		if !strings.Contains(string(readme), r.Text) {
			t.Errorf("README.txt does not say: %s", r.Text)
		}
	}
}

func TestText(t *testing.T) {
	book := codebook.Default()
	if got := render(t, func(b *bytes.Buffer) error { return List(b, book, 60) }); !strings.Contains(got, "4 material conflict\n  ASSAULT") || widest(got) > 60 {
		t.Errorf("the list of types, %d wide:\n%s", widest(got), got)
	}
	assault := book.Type("ASSAULT")
	if got := render(t, func(b *bytes.Buffer) error { return Type(b, book, assault, 80) }); !strings.Contains(got, "means ") || !strings.Contains(got, "shooting") {
		t.Errorf("ASSAULT:\n%s", got)
	}
	if got := render(t, func(b *bytes.Buffer) error { return ModeText(b, book, assault, assault.Mode("shooting"), 80) }); !strings.Contains(got, "plover/assault/patterns.txt:") {
		t.Errorf("ASSAULT/shooting:\n%s", got)
	}
}

func widest(s string) int {
	most := 0
	for _, line := range strings.Split(s, "\n") {
		most = max(most, len([]rune(line)))
	}
	return most
}

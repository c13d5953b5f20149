package api

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// updateVariable makes the test write the table of operations into the document, as the tests of other documents do.
const updateVariable = "TOLLBOOK_UPDATE_DOCS"

const beginning, end = "<!-- operations: written by the test of this page -->\n", "<!-- end of operations -->"

// docs/api.md lists all operations with their parameters.
func TestOperationsAreDocumented(t *testing.T) {
	path := filepath.Join("..", "docs", "api.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(data), beginning)
	_, after, found := strings.Cut(rest, end)
	if !found {
		t.Fatal("the document has no place for operations")
	}
	now := before + beginning + operationsTable() + end + after
	if os.Getenv(updateVariable) != "" {
		if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if now != string(data) {
		t.Errorf("docs/api.md tells other operations: %s=1 go test ./api -run Documented writes it anew", updateVariable)
	}
}

func operationsTable() string {
	var out strings.Builder
	out.WriteString("| | | takes |\n|---|---|---|\n")
	for _, c := range chapters(newServer(nil, Options{}).register(http.NewServeMux())) {
		for _, o := range c.Operations {
			var takes []string
			for _, p := range o.Parameters {
				if p.In == "query" {
					takes = append(takes, "`"+p.Name+"`")
				}
			}
			if o.Body != nil {
				takes = append(takes, "a body")
			}
			fmt.Fprintf(&out, "| `%s %s` | %s | %s |\n", o.Method, strings.TrimPrefix(o.Path, Prefix), o.Summary, strings.Join(takes, " "))
		}
	}
	return out.String()
}

// Every operation and every parameter is explained.
func TestEverythingIsExplained(t *testing.T) {
	for _, c := range chapters(newServer(nil, Options{}).register(http.NewServeMux())) {
		if c.Description == "" || len(c.Operations) == 0 {
			t.Errorf("chapter %s is empty", c.Name)
		}
		for _, o := range c.Operations {
			if o.Summary == "" || o.Description == "" {
				t.Errorf("%s is not explained", o.ID)
			}
			for _, p := range o.Parameters {
				if p.Description == "" {
					t.Errorf("%s of %s is not explained", p.Name, o.ID)
				}
			}
		}
	}
}

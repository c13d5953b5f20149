// Command articles measures how well articles are taken out of pages, on the comparison set of go-trafilatura: pages of news, blogs and shops in several
// languages, of each some words that belong to its text, some that do not, and of most the day. The set comes out of the module's own archive, which the go
// command keeps; nothing of it is part of this repository. The measure is theirs.
//
//	go run ./bench/articles
//	go run ./bench/articles -half even
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/report"
)

const module = "github.com/markusmobius/go-trafilatura@v1.12.2"

// A page is one of the set.
type page struct {
	url, file, date string
	with, without   []string
}

func main() {
	var opt options
	flag.BoolVar(&opt.days, "days", false, "tell of each page whose day is not found, or another")
	flag.BoolVar(&opt.words, "words", false, "tell of the words that are missing, or should not be there")
	flag.StringVar(&opt.half, "half", "", "score the first of each two pages (odd), at which one may look, or the second (even)")
	flag.Parse()
	if err := run(opt); err != nil {
		fmt.Fprintln(os.Stderr, "articles: error:", err)
		os.Exit(1)
	}
}

type options struct {
	days, words bool
	half        string
}

func run(opt options) error {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return fmt.Errorf("go mod download %s: %w", module, err)
	}
	var at struct{ Dir string }
	if err := json.Unmarshal(out, &at); err != nil {
		return err
	}
	pages, err := pagesOf(filepath.Join(at.Dir, "scripts", "comparison", "data.go"))
	if err != nil {
		return err
	}
	var all, english score
	for i, p := range pages {
		if opt.half == "odd" && i%2 == 1 || opt.half == "even" && i%2 == 0 {
			continue
		}
		data, err := open(at.Dir, p.file)
		if err != nil {
			all.missing++
			continue
		}
		rep, err := report.Parse(data, report.Source{Name: p.file, ContentType: "text/html", URL: p.url}, report.Options{})
		if err != nil {
			rep = &report.Report{}
		}
		if opt.words {
			p.tell(rep.Text)
		}
		if opt.days && p.date != "" && !strings.HasPrefix(rep.Published, p.date) {
			fmt.Printf("%s\t%s\t%s\n", p.file, p.date, rep.Published)
		}
		all.add(p, rep)
		if rep.English() && rep.Text != "" {
			english.add(p, rep)
		}
	}
	fmt.Println("| pages | precision | recall | accuracy | F1 | no article | with a day | day found | of these right |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|")
	fmt.Println(all.row("all"))
	fmt.Println(english.row("in English, as detected"))
	if all.missing > 0 {
		fmt.Printf("\n%d pages are not in the archive\n", all.missing)
	}
	return nil
}

// tell shows which words are not where they belong.
func (p page) tell(text string) {
	for _, words := range p.with {
		if !strings.Contains(text, words) {
			fmt.Printf("%s\tmissing\t%s\n", p.file, words)
		}
	}
	for _, words := range p.without {
		if strings.Contains(text, words) {
			fmt.Printf("%s\tunwanted\t%s\n", p.file, words)
		}
	}
}

// open reads a page, which lies in one of two folders.
func open(dir, file string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, "test-files", "comparison", filepath.Base(file)))
	if errors.Is(err, os.ErrNotExist) {
		data, err = os.ReadFile(filepath.Join(dir, "test-files", "mock", filepath.Base(file)))
	}
	return data, err
}

// A score counts words that are, and are not, where they belong.
type score struct {
	pages, none, missing   int
	hit, missed, bad, kept int
	dated, found, right    int
}

func (s *score) add(p page, rep *report.Report) {
	s.pages++
	if rep.Text == "" {
		s.none++
	}
	for _, words := range p.with {
		if strings.Contains(rep.Text, words) {
			s.hit++
		} else {
			s.missed++
		}
	}
	for _, words := range p.without {
		if strings.Contains(rep.Text, words) {
			s.bad++
		} else {
			s.kept++
		}
	}
	if p.date == "" {
		return
	}
	s.dated++
	if rep.Published != "" {
		s.found++
	}
	if strings.HasPrefix(rep.Published, p.date) {
		s.right++
	}
}

func (s *score) row(name string) string {
	share := func(a, b int) string {
		if b == 0 {
			return "–"
		}
		return strconv.FormatFloat(float64(a)/float64(b), 'f', 3, 64)
	}
	return fmt.Sprintf("| %d %s | %s | %s | %s | %s | %d | %d | %s | %s |", s.pages, name, share(s.hit, s.hit+s.bad), share(s.hit, s.hit+s.missed),
		share(s.hit+s.kept, s.hit+s.missed+s.bad+s.kept), share(2*s.hit, 2*s.hit+s.missed+s.bad), s.none, s.dated, share(s.found, s.dated), share(s.right, s.found))
}

// pagesOf reads the set, which is a map written in Go, in order of addresses.
func pagesOf(path string) (pages []page, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return nil, err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		entry, is := n.(*ast.KeyValueExpr)
		if !is {
			return true
		}
		url, named := stringOf(entry.Key)
		fields, isStruct := entry.Value.(*ast.CompositeLit)
		if !named || !isStruct {
			return true
		}
		p := page{url: url}
		for _, e := range fields.Elts {
			p.set(e)
		}
		pages = append(pages, p)
		return false
	})
	slices.SortFunc(pages, func(a, b page) int { return strings.Compare(a.url, b.url) })
	if len(pages) == 0 {
		return nil, fmt.Errorf("%s holds no pages", path)
	}
	return pages, nil
}

func (p *page) set(e ast.Expr) {
	field, is := e.(*ast.KeyValueExpr)
	if !is {
		return
	}
	name, _ := field.Key.(*ast.Ident)
	if name == nil {
		return
	}
	text, _ := stringOf(field.Value)
	switch name.Name {
	case "File":
		p.file = text
	case "Date":
		p.date = text
	case "With":
		p.with = stringsOf(field.Value)
	case "Without":
		p.without = stringsOf(field.Value)
	}
}

func stringOf(e ast.Expr) (string, bool) {
	literal, is := e.(*ast.BasicLit)
	if !is || literal.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(literal.Value)
	return s, err == nil
}

func stringsOf(e ast.Expr) (out []string) {
	list, is := e.(*ast.CompositeLit)
	if !is {
		return nil
	}
	for _, x := range list.Elts {
		if s, is := stringOf(x); is {
			out = append(out, s)
		}
	}
	return out
}

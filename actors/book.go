package actors

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/tollbook/tollbook/calendar"
)

// A Book is all that is known of actors before a report is read: who is known by name, and which words name people and bodies.
type Book struct {
	registry *registry
	lexicon  *lexicon
	sum      string
}

// Default gives the Book that is part of the program.
var Default = sync.OnceValue(func() *Book {
	b, err := newBook(newRegistry())
	if err != nil {
		panic(err) // the files are part of the program; a test reads them
	}
	return b
})

// newBook adds what is part of the program to a registry, and indexes it.
func newBook(r *registry) (*Book, error) {
	if err := r.addBuiltIn(); err != nil {
		return nil, err
	}
	lex, err := readLexicon(r.entries)
	if err != nil {
		return nil, err
	}
	return &Book{registry: r, lexicon: lex}, nil
}

// SHA256 is the sum of the files that With added; empty for Default.
func (b *Book) SHA256() string { return b.sum }

// With gives the Book with the files of a folder added: groups.txt, bodies.txt and officials.txt, or some of them, each in the form of
// the program's own. They win: an entry with an id that the program knows takes its place, and of two with one name theirs counts.
func With(dir string) (*Book, error) {
	r := newRegistry()
	sum := sha256.New()
	names, err := addedFiles(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range registryFiles {
		if !names[f.name] {
			continue
		}
		path := filepath.Join(dir, f.name)
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(sum, "%s %d\n", f.name, len(text))
		sum.Write(text)
		if !utf8.Valid(text) {
			return nil, fmt.Errorf("%s:%d: the text is not UTF-8", path, 1+strings.Count(string(text[:validPart(text)]), "\n"))
		}
		lines, err := dataLines(f.name, strings.TrimPrefix(string(text), "\ufeff"), f.fields)
		if err == nil {
			err = r.addFile(f.name, lines)
		}
		if err != nil {
			return nil, fmt.Errorf("%s%c%w", filepath.Clean(dir), filepath.Separator, err)
		}
	}
	for _, e := range r.entries {
		e.added = true
	}
	for _, o := range r.officials {
		o.added = true
	}
	b, err := newBook(r)
	if err != nil {
		return nil, err
	}
	b.sum = hex.EncodeToString(sum.Sum(nil))
	return b, nil
}

// validPart is how many bytes of a text are valid UTF-8.
func validPart(text []byte) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRune(text[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

// addedFiles gives the files of a folder by name. A .txt file that is none of the registry's is an error: its name is misspelt.
func addedFiles(dir string) (map[string]bool, error) {
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, f := range list {
		switch name := f.Name(); {
		case name == "groups.txt", name == "bodies.txt", name == "officials.txt":
			out[name] = true
		case strings.HasSuffix(name, ".txt"):
			return nil, fmt.Errorf("%s: a file of actors is called groups.txt, bodies.txt or officials.txt", filepath.Join(dir, name))
		}
	}
	if len(out) == 0 {
		return nil, errors.New(filepath.Clean(dir) + ": holds none of groups.txt, bodies.txt and officials.txt")
	}
	return out, nil
}

// dayOf gives a day as a number such as 20251009; 0 for none.
func dayOf(d calendar.Day) int {
	if d.IsZero() {
		return 0
	}
	return d.Year*10000 + int(d.Month)*100 + d.Day
}

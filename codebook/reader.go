package codebook

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Fault is one thing that is wrong with a codebook.
type Fault struct {
	File   string
	Line   int    // 0 for the file as a whole
	Part   string // the words that are wrong
	Reason string
	Hint   string // what may be done about it; may be empty
}

// Where names the place: "mine/blockade/patterns.txt:4".
func (f *Fault) Where() string {
	if f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d", f.File, f.Line)
}

// What says what is wrong there.
func (f *Fault) What() string {
	if f.Part == "" {
		return f.Reason
	}
	return fmt.Sprintf("%q: %s", f.Part, f.Reason)
}

// Faults are all things that are wrong with a codebook.
type Faults []Fault

func (f Faults) Error() string {
	var lines []string
	for i := range f {
		lines = append(lines, f[i].Where()+": "+f[i].What())
	}
	return strings.Join(lines, "\n")
}

// A reader reads one file line by line and collects what is wrong with it.
type reader struct {
	file   string
	lines  []string
	line   int  // of the line last given, from 1
	own    bool // of a codebook that extends another
	book   *Codebook
	faults Faults
}

// next gives the next line without comment and surrounding blanks, skipping empty ones.
func (r *reader) next() (string, bool) {
	for r.line < len(r.lines) {
		s, _, _ := strings.Cut(r.lines[r.line], "#")
		r.line++
		if s = strings.TrimSpace(s); s != "" {
			return s, true
		}
	}
	return "", false
}

// prose gives the next line that is no comment as a whole: a sentence may hold a "#".
func (r *reader) prose() (key, value string, ok bool) {
	for r.line < len(r.lines) {
		s := strings.TrimSpace(r.lines[r.line])
		r.line++
		if s == "" || s[0] == '#' {
			continue
		}
		key, value, ok = strings.Cut(s, ":")
		if !ok {
			r.fault(s, "no colon in this line", `write "key: value", and begin a comment with "#"`)
			continue
		}
		return strings.TrimSpace(key), strings.TrimSpace(value), true
	}
	return "", "", false
}

func (r *reader) fault(part, reason, hint string) {
	r.faults = append(r.faults, Fault{r.file, r.line, part, reason, hint})
}

// head reads codebook.txt.
func (r *reader) head() {
	for key, value, ok := r.prose(); ok; key, value, ok = r.prose() {
		switch key {
		case "name":
			r.book.Name = value
		case "version":
			r.book.Version = value
		case "extends":
			if r.book.Extends = value; value != "plover" {
				r.fault("extends: "+value, "the only codebook that can be extended is plover", "leave the line out for a codebook that stands alone")
			}
		default:
			r.fault(key, "no such line in codebook.txt", "it has name:, version: and extends:")
		}
	}
}

// classes reads "name: word, word, ..." lines; a name may come again and adds to its class.
func (r *reader) classes() {
	for s, ok := r.next(); ok; s, ok = r.next() {
		name, words, found := strings.Cut(s, ":")
		if !found || strings.ContainsAny(name, " ,") {
			r.fault(s, `a class is written "name: word, word"`, "the name is one word, which patterns write with @ before it")
			continue
		}
		c := r.book.classes[name]
		if c == nil {
			c = &class{words: map[string]bool{}, file: r.file, line: r.line, own: r.own}
			r.book.classes[name] = c
		}
		for _, w := range list(words) {
			c.words[w] = true
		}
	}
}

// lexicon reads "kind: phrase, phrase, ..." lines; kinds are those there may be, nil for whatever.
func (r *reader) lexicon(x *Lexicon, kinds []string) {
	for s, ok := r.next(); ok; s, ok = r.next() {
		kind, phrases, found := strings.Cut(s, ":")
		if !found {
			r.fault(s, `phrases are written "kind: phrase, phrase"`, "")
			continue
		}
		if kind = strings.TrimSpace(kind); kinds != nil && !slices.Contains(kinds, kind) {
			r.fault(kind+":", "there is no such kind here", orNearest(kind, kinds, "kinds are "+strings.Join(kinds, ", ")))
		}
		for _, p := range list(phrases) {
			x.add(strings.Fields(p), kind)
			if strings.Contains(p, "-") { // tokens may be split at hyphens
				x.add(strings.Fields(strings.ReplaceAll(p, "-", " - ")), kind)
			}
		}
	}
}

// classNames lists the classes there are.
func (b *Codebook) classNames() []string { return slices.Sorted(maps.Keys(b.classes)) }

// list splits at commas and trims.
func list(s string) []string { return split(s, ",") }

func split(s, sep string) []string {
	var out []string
	for _, x := range strings.Split(s, sep) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

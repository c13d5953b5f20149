package codebook

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// Load reads a codebook. Every error names its file and line; all of them are reported.
func Load(files fs.FS) (*Codebook, error) {
	paths, err := paths(files)
	if err != nil {
		return nil, err
	}
	b := &Codebook{classes: map[string]map[string]bool{}, first: map[string][]int{}}
	if b.sum, err = digest(files, paths); err != nil {
		return nil, err
	}
	var faults []error
	read := func(path string, parse func(*reader)) {
		r := &reader{file: path, book: b}
		data, err := fs.ReadFile(files, path)
		if err != nil {
			faults = append(faults, err)
			return
		}
		r.lines = strings.Split(string(data), "\n")
		parse(r)
		faults = append(faults, r.faults...)
	}
	read("classes.txt", (*reader).classes)
	lexicon := func(path string) *Lexicon {
		x := &Lexicon{first: map[string][]int{}}
		read(path, func(r *reader) { r.lexicon(x) })
		return x
	}
	b.Weapons, b.Targets = lexicon("weapons.txt"), lexicon("targets.txt")
	b.Realis, b.Loaded = lexicon("realis.txt"), lexicon("loaded.txt")
	for _, path := range paths {
		if strings.HasPrefix(path, "types/") {
			read(path, (*reader).types)
		}
	}
	b.index()
	return b, errors.Join(faults...)
}

// paths gives all files in alphabetical order.
func paths(files fs.FS) ([]string, error) {
	var out []string
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	})
	slices.Sort(out)
	return out, err
}

// index files each trigger under every word that it can begin with.
func (b *Codebook) index() {
	for i := range b.Triggers {
		t := &b.Triggers[i]
		words := slices.Clone(t.Pattern[0].Words)
		for _, class := range t.Pattern[0].Classes {
			words = slices.AppendSeq(words, maps.Keys(b.classes[class]))
		}
		for _, w := range words {
			b.first[w] = append(b.first[w], i)
			if cut := strings.LastIndex(w, "-"); cut >= 0 {
				t.hyphened = true
				b.first[w[cut+1:]] = append(b.first[w[cut+1:]], i)
			}
		}
	}
}

// A reader reads one file line by line and collects what is wrong with it.
type reader struct {
	file   string
	lines  []string
	line   int // of the line last given, from 1
	book   *Codebook
	faults []error
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

func (r *reader) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...)))
}

// classes reads "name: word, word, ..." lines; a name may come again and adds to its class.
func (r *reader) classes() {
	for s, ok := r.next(); ok; s, ok = r.next() {
		name, words, found := strings.Cut(s, ":")
		if !found {
			r.fault("a class is written \"name: words\"")
			continue
		}
		class := r.book.classes[name]
		if class == nil {
			class = map[string]bool{}
			r.book.classes[name] = class
		}
		for _, w := range list(words) {
			class[w] = true
		}
	}
}

// lexicon reads "kind: phrase, phrase, ..." lines.
func (r *reader) lexicon(x *Lexicon) {
	for s, ok := r.next(); ok; s, ok = r.next() {
		kind, phrases, found := strings.Cut(s, ":")
		if !found {
			r.fault("phrases are written \"kind: phrase, phrase\"")
			continue
		}
		for _, p := range list(phrases) {
			x.add(strings.Fields(p), strings.TrimSpace(kind))
			if strings.Contains(p, "-") { // tokens may be split at hyphens
				x.add(strings.Fields(strings.ReplaceAll(p, "-", " - ")), strings.TrimSpace(kind))
			}
		}
	}
}

// types reads the file of one type: its heading lines, then groups of triggers.
func (r *reader) types() {
	t := Type{}
	s, ok := r.next()
	for ; ok && !strings.HasPrefix(s, "["); s, ok = r.next() {
		key, value, _ := strings.Cut(s, ":")
		value = strings.TrimSpace(value)
		switch key {
		case "type":
			if t.Name = record.Type(value); !slices.Contains(record.Types, t.Name) {
				r.fault("%q is no PLOVER type", value)
			}
		case "means":
			t.Means = value
		case "not":
			t.Not = value
		case "modes":
			t.Modes = strings.Fields(value)
		case "cameo":
			t.CAMEO = strings.Fields(value)
		default:
			r.fault("unknown heading %q", key)
		}
	}
	if t.Name == "" {
		r.fault("the heading names no type")
	}
	r.book.Types = append(r.book.Types, t)
	group := Trigger{Type: t.Name, File: r.file}
	for ; ok; s, ok = r.next() {
		if strings.HasPrefix(s, "[") {
			group = Trigger{Type: t.Name, File: r.file}
			r.options(&group, &t, list2(strings.Trim(s, "[]"), ";"))
			continue
		}
		r.row(group, &t, s)
	}
}

// row reads "pattern, pattern; option; option" into triggers of the group.
func (r *reader) row(group Trigger, t *Type, s string) {
	parts := list2(s, ";")
	group.Line = r.line
	r.options(&group, t, parts[1:])
	for _, p := range list(parts[0]) {
		trigger := group
		trigger.Pattern = r.pattern(p)
		if len(trigger.Pattern) == 0 {
			continue
		}
		r.book.Triggers = append(r.book.Triggers, trigger)
	}
}

// options reads what is said of a group or of a row.
func (r *reader) options(g *Trigger, t *Type, options []string) {
	for _, o := range options {
		key, value, _ := strings.Cut(o, " ")
		value = strings.TrimSpace(value)
		switch key {
		case "verb", "noun", "adjective":
			g.Part = map[string]Part{"verb": Verb, "noun": Noun, "adjective": Adjective}[key]
		case "mode":
			if g.Mode = value; !slices.Contains(t.Modes, value) {
				r.fault("%s has no mode %q", t.Name, value)
			}
		case "cameo":
			if g.CAMEO = value; !covered(t.CAMEO, value) {
				r.fault("CAMEO %s is not of %s", value, t.Name)
			}
		case "subject":
			roles, ok := map[string]Roles{"acts": Doer, "receives": Undergoer, "mutual": Mutual, "device": Device, "receives-from": Receiver}[value]
			if !ok {
				r.fault("a subject acts, receives, receives-from, or is mutual or a device, not %q", value)
			}
			g.Roles = roles
		case "to":
			g.To = strings.Fields(value)
		case "needs":
			g.Needs = r.words(value)
		case "unless":
			g.Unless = r.words(value)
		case "object":
			g.Object = r.words(value)
		case "not-object":
			g.NotObject = r.words(value)
		case "by":
			g.By = r.words(value)
		case "weak":
			g.Weak = true
		case "aside":
			g.Weak, g.Aside = true, true
		case "strong":
			g.Weak = false
		default:
			r.fault("unknown option %q", o)
		}
	}
}

// pattern reads "launch .. attack/@strike": words apart by blanks, ".." a gap, "/" alternatives.
func (r *reader) pattern(s string) []Element {
	var out []Element
	gap := false
	for _, w := range strings.Fields(s) {
		if w == ".." {
			gap = true
			continue
		}
		e := r.element(w)
		e.Gap, gap = gap, false
		out = append(out, e)
	}
	switch {
	case len(out) == 0:
		r.fault("a pattern without words")
	case gap:
		r.fault("a pattern ends with a gap")
	case out[0].Gap:
		r.fault("a pattern begins with a gap")
	}
	return out
}

// words reads elements apart by blanks.
func (r *reader) words(s string) []Element {
	var out []Element
	for _, w := range strings.Fields(s) {
		out = append(out, r.element(w))
	}
	return out
}

func (r *reader) element(w string) Element {
	var e Element
	for _, a := range strings.Split(w, "/") {
		if class, ok := strings.CutPrefix(a, "@"); ok {
			if e.Classes = append(e.Classes, class); r.book.classes[class] == nil && !slices.Contains(builtin, class) {
				r.fault("no class %q in classes.txt", class)
			}
			continue
		}
		if a == "" {
			r.fault("an empty alternative in %q", w)
			continue
		}
		e.Words = append(e.Words, a)
	}
	return e
}

// builtin are the classes that the reader fills: words of weapons and of targets.
var builtin = []string{"weapon", "target"}

// covered says whether one of the codes is the beginning of code.
func covered(codes []string, code string) bool {
	return slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(code, c) })
}

// list splits at commas and trims.
func list(s string) []string { return list2(s, ",") }

func list2(s, sep string) []string {
	var out []string
	for _, x := range strings.Split(s, sep) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

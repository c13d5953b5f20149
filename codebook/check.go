package codebook

import (
	"fmt"
	"slices"
	"strings"
)

// The fewest examples and near misses that a type should have.
const (
	fewestExamples   = 8
	fewestNearMisses = 3
)

// readerClasses are the classes that the program asks for by name.
var readerClasses = []string{"aftermath", "blame", "claim", "claimed", "elsewhere", "enter", "grouping", "lightverb", "local", "memory", "notused", "objectcontrol", "other",
	"placeword", "settlement", "speech", "toll", "townsman", "victim"}

// Warnings gives what is sound in a codebook but hardly meant. Of one that extends another, only its own files are looked at.
func (b *Codebook) Warnings() Faults {
	all := b.Extends == ""
	out := slices.Clone(b.strays)
	for i := range b.Types {
		if t := &b.Types[i]; b.Own(t) {
			out = append(out, b.warnType(t)...)
		}
	}
	for i := range b.Triggers {
		t := &b.Triggers[i]
		if u := b.hides(i); u != nil && (all || t.Own) {
			out = append(out, Fault{t.File, t.Line, t.Text, fmt.Sprintf("is never used: %q at %s:%d matches all that it does", u.Text, u.File, u.Line), "take one of them out"})
		}
	}
	for _, name := range b.classNames() {
		if c := b.classes[name]; !c.used && (all || c.own) && !slices.Contains(readerClasses, name) {
			out = append(out, Fault{c.file, c.line, name + ":", "no pattern uses this class", "patterns write a class with @ before its name"})
		}
	}
	return out
}

// warnType gives what a type lacks.
func (b *Codebook) warnType(t *Type) Faults {
	var out Faults
	warn := func(part, reason, hint string) {
		out = append(out, Fault{File: t.File, Part: part, Reason: reason, Hint: hint})
	}
	if t.Means == "" {
		warn("", string(t.Name)+" has no definition", "add a line means:")
	}
	if t.Not == "" {
		warn("", string(t.Name)+" does not say what it is taken for", "add a line not:")
	}
	used := map[string]bool{}
	patterns := 0
	for i := range b.Triggers {
		if b.Triggers[i].Type == t.Name {
			patterns++
			used[b.Triggers[i].Mode] = true
		}
	}
	if patterns == 0 {
		warn("", string(t.Name)+" has no patterns", "words that tell of it stand in its patterns.txt")
	}
	for _, m := range t.Modes {
		if m.Means == "" {
			warn("mode "+m.Name, "has no meaning", "write it after the colon")
		}
		if !used[m.Name] && m.Name != "other" && patterns > 0 {
			warn("mode "+m.Name, "no pattern has this mode", "")
		}
	}
	for _, c := range t.Codes {
		if c.Means == "" {
			warn("cameo "+c.Code, "has no meaning", "write it after the colon")
		}
	}
	near := 0
	for _, e := range t.Examples {
		if e.NearMiss {
			near++
		}
	}
	if n := len(t.Examples) - near; n < fewestExamples || near < fewestNearMisses {
		warn("", fmt.Sprintf("%s has %s and %s", t.Name, count(n, "example"), count(near, "near miss")),
			fmt.Sprintf("%d and %d make a type clear; they stand in its examples.txt", fewestExamples, fewestNearMisses))
	}
	return out
}

// count writes "1 example", "3 near misses".
func count(n int, what string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(what, "s"):
		what += "es"
	default:
		what += "s"
	}
	return fmt.Sprint(n, " ", what)
}

// hides gives the trigger that is always taken before trigger i, nil when there is none.
func (b *Codebook) hides(i int) *Trigger {
	t := &b.Triggers[i]
	for k := range b.Triggers {
		u := &b.Triggers[k]
		if k == i || u.Type != t.Type || u.Part != t.Part || u.Specificity() < t.Specificity() || k > i && u.Specificity() == t.Specificity() {
			continue
		}
		if u.covers(t) {
			return u
		}
	}
	return nil
}

// covers says whether a trigger matches wherever another does.
func (t *Trigger) covers(other *Trigger) bool {
	same := func(x, y []Element) bool { return len(x) == 0 || slices.EqualFunc(x, y, equal) }
	return slices.EqualFunc(other.Pattern, t.Pattern, within) && same(t.Needs, other.Needs) && same(t.Unless, other.Unless) &&
		same(t.Object, other.Object) && same(t.NotObject, other.NotObject) && same(t.By, other.By) &&
		(len(t.Conditions) == 0 || slices.EqualFunc(t.Conditions, other.Conditions, func(x, y Condition) bool { return x.Text == y.Text }))
}

func equal(x, y Element) bool {
	return x.Gap == y.Gap && slices.Equal(x.Words, y.Words) && slices.Equal(x.Classes, y.Classes)
}

// within says whether y matches all that x does.
func within(x, y Element) bool {
	has := func(list []string) func(string) bool { return func(s string) bool { return !slices.Contains(list, s) } }
	return (y.Gap || !x.Gap) && !slices.ContainsFunc(x.Words, has(y.Words)) && !slices.ContainsFunc(x.Classes, has(y.Classes))
}

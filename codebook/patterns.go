package codebook

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// patterns reads groups of triggers: a heading in brackets, and rows below it.
func (r *reader) patterns(t *Type) {
	heading := Trigger{Type: t.Name, File: r.file, Own: r.own}
	group := heading
	for s, ok := r.next(); ok; s, ok = r.next() {
		if strings.HasPrefix(s, "[") {
			if !strings.HasSuffix(s, "]") {
				r.fault(s, "a heading ends with ]", "")
			}
			group = heading
			group.Group = strings.Trim(s, "[]")
			r.options(&group, t, split(group.Group, ";"))
			continue
		}
		r.row(group, t, s)
	}
}

// row reads "pattern, pattern; option; option" into triggers of the group.
func (r *reader) row(group Trigger, t *Type, s string) {
	patterns, options, _ := strings.Cut(s, ";")
	group.Line, group.Options = r.line, strings.TrimSpace(options)
	group.Conditions, group.Realis, group.Arguments = slices.Clone(group.Conditions), slices.Clone(group.Realis), maps.Clone(group.Arguments)
	r.options(&group, t, split(options, ";"))
	if m := t.Mode(group.Mode); group.CAMEO == "" && m != nil {
		group.CAMEO = m.CAMEO
	}
	if len(list(patterns)) == 0 {
		r.fault(s, "a row without a pattern", "")
	}
	for _, p := range list(patterns) {
		trigger := group
		trigger.Text = strings.Join(strings.Fields(p), " ")
		trigger.Pattern = r.pattern(p)
		if len(trigger.Pattern) == 0 {
			continue
		}
		r.book.Triggers = append(r.book.Triggers, trigger)
	}
}

// optionNames are what can be said of a pattern.
var optionNames = []string{"verb", "noun", "adjective", "mode", "cameo", "subject", "to", "object", "not-object", "needs", "unless", "by", "actor", "recipient",
	"target", "weapon", "with", "without", "realis", "weak", "aside", "strong", "sure"}

// options reads what is said of a group or of a row.
func (r *reader) options(g *Trigger, t *Type, options []string) {
	for _, o := range options {
		key, value, _ := strings.Cut(o, " ")
		value = strings.TrimSpace(value)
		switch key = strings.TrimSuffix(key, ":"); key {
		case "verb", "noun", "adjective":
			g.Part = map[string]Part{"verb": Verb, "noun": Noun, "adjective": Adjective}[key]
		case "mode":
			if g.Mode = value; t.Mode(value) == nil {
				r.fault(o, fmt.Sprintf("%s has no mode %q", t.Name, value), t.modeHint(value))
			}
		case "cameo":
			if g.CAMEO = value; !covered(t.CAMEO, value) {
				r.fault(o, fmt.Sprintf("CAMEO %s is not of %s", value, t.Name), "its codes begin with one of: "+strings.Join(t.CAMEO, " "))
			}
		case "subject":
			roles, ok := map[string]Roles{"acts": Doer, "receives": Undergoer, "mutual": Mutual, "device": Device, "receives-from": Receiver}[value]
			if !ok {
				r.fault(o, "no such way for a subject", "a subject acts, receives, receives-from, or is mutual or a device")
			}
			g.Roles = roles
		case "to":
			g.To = strings.Fields(value)
		case "needs", "unless", "object", "not-object", "by":
			*map[string]*[]Element{"needs": &g.Needs, "unless": &g.Unless, "object": &g.Object, "not-object": &g.NotObject, "by": &g.By}[key] = r.words(o, value)
		case "actor", "recipient", "target", "weapon", "with", "without", "realis":
			r.treeOption(g, key, o, value)
		case "weak":
			g.Weak = true
		case "aside":
			g.Weak, g.Aside = true, true
		case "strong":
			g.Weak = false
		case "sure":
			g.Sure = true
		default:
			r.fault(o, "unknown option", orNearest(key, optionNames, "options are "+strings.Join(optionNames, ", ")))
		}
	}
}

// treeOption reads an option that goes by paths over the tree.
func (r *reader) treeOption(g *Trigger, key, option, value string) {
	switch key {
	case "realis":
		r.realis(g, option, value)
	case "with", "without":
		if c := r.condition(option, value); c != nil {
			c.Not = key == "without"
			g.Conditions = append(g.Conditions, *c)
		}
	default:
		if paths := r.paths(option, value); len(paths) > 0 {
			if g.Arguments == nil {
				g.Arguments = map[string]Paths{}
			}
			g.Arguments[key] = paths
		}
	}
}

const pathHint = `a path is written "obj > nmod:of | obl:against": relations of Universal Dependencies, > down the tree, < up, | or`

// paths reads the paths of an option.
func (r *reader) paths(option, s string) Paths {
	paths, reason := parsePaths(s)
	if reason != "" {
		r.fault(option, reason, pathHint)
	}
	return paths
}

// condition reads "PATH" or "PATH = words".
func (r *reader) condition(option, s string) *Condition {
	path, words, found := strings.Cut(s, "=")
	c := &Condition{Paths: r.paths(option, path), Text: option}
	if found {
		c.Words = r.words(option, words)
	}
	if len(c.Paths) == 0 {
		return nil
	}
	return c
}

// realis reads "denied", which holds always, or "denied PATH = words".
func (r *reader) realis(g *Trigger, option, s string) {
	name, rest, _ := strings.Cut(s, " ")
	if !slices.Contains(realisNames, name) {
		r.fault(option, "there is no such realis", orNearest(name, realisNames, "it is one of "+strings.Join(realisNames, ", ")))
		return
	}
	rule := RealisRule{Realis: name}
	if rest != "" {
		if rule.If = r.condition(option, rest); rule.If == nil {
			return
		}
	}
	g.Realis = append(g.Realis, rule)
}

var realisNames = []string{"actual", "planned", "threatened", "demanded", "denied", "hypothetical"}

// pattern reads "launch .. attack/@strike": words apart by blanks, ".." a gap, "/" alternatives.
func (r *reader) pattern(s string) []Element {
	const hint = `".." stands between two words and lets others stand there`
	var out []Element
	gap := false
	for _, w := range strings.Fields(s) {
		if w == ".." {
			gap = true
			continue
		}
		e := r.element(s, w)
		e.Gap, gap = gap, false
		out = append(out, e)
	}
	switch {
	case len(out) == 0:
		r.fault(s, "a pattern without words", hint)
	case gap:
		r.fault(s, "a pattern ends with a gap", hint)
	case out[0].Gap:
		r.fault(s, "a pattern begins with a gap", hint)
	}
	return out
}

// words reads elements apart by blanks; part is what they stand in, for errors.
func (r *reader) words(part, s string) []Element {
	var out []Element
	for _, w := range strings.Fields(s) {
		out = append(out, r.element(part, w))
	}
	if len(out) == 0 {
		r.fault(part, "names no words", "")
	}
	return out
}

func (r *reader) element(part, w string) Element {
	var e Element
	for _, a := range strings.Split(w, "/") {
		if name, ok := strings.CutPrefix(a, "@"); ok {
			e.Classes = append(e.Classes, name)
			if c := r.book.classes[name]; c != nil {
				c.used = true
			} else if !slices.Contains(builtin, name) {
				r.fault(part, fmt.Sprintf("there is no class %q", name), orNearest(name, r.book.classNames(), "classes are in classes.txt: "+strings.Join(r.book.classNames(), ", ")))
			}
			continue
		}
		if a == "" {
			r.fault(part, "an empty alternative", `words apart by "/", with no blanks`)
			continue
		}
		e.Words = append(e.Words, a)
	}
	return e
}

// builtin are the classes that the reader fills: words of weapons and of targets.
var builtin = []string{"name", "weapon", "target"}

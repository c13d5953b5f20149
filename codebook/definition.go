package codebook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// definition reads what a type means: "key: value" lines, and of modes and codes "mode NAME (CODE): meaning", "cameo CODE (GOLDSTEIN): meaning".
func (r *reader) definition(t *Type) {
	for key, value, ok := r.prose(); ok; key, value, ok = r.prose() {
		word, rest, _ := strings.Cut(key, " ")
		name, bracket := bracketed(rest)
		switch {
		case word == "mode" && name != "":
			r.mode(t, name, bracket, value)
		case word == "cameo" && name != "":
			r.code(t, name, bracket, value)
		case rest != "":
			r.fault(key, "no such line in a definition", definitionHint)
		default:
			r.heading(t, key, value)
		}
	}
	if t.Name == "" {
		r.fault("", "the definition names no type", `begin it with "type: NAME"`)
		return
	}
	if t.Quad == 0 {
		if t.Quad = record.Quad(t.Name); t.Quad == 0 {
			r.fault("", string(t.Name)+" has no quad", quadHint)
			t.Quad = 4
		}
	}
	if want := record.Quad(t.Name); want != 0 && t.Quad != want {
		r.fault(fmt.Sprint("quad: ", t.Quad), fmt.Sprintf("PLOVER's quad class of %s is %d", t.Name, want), "give a type of your own a name of its own")
	}
	for _, m := range t.Modes {
		if m.CAMEO != "" && !covered(t.CAMEO, m.CAMEO) {
			r.fault("mode "+m.Name, fmt.Sprintf("CAMEO %s is not of %s", m.CAMEO, t.Name), "its codes begin with one of those after cameo:")
		}
	}
}

const (
	definitionHint = `lines are type:, means:, not:, boundary:, quad:, goldstein:, cameo:, "mode NAME (CAMEO): meaning" and "cameo CODE (GOLDSTEIN): meaning"`
	quadHint       = "write quad: 1 verbal or 2 material cooperation, 3 verbal or 4 material conflict"
)

// bracketed splits "name (value)".
func bracketed(s string) (name, value string) {
	name, value, _ = strings.Cut(s, "(")
	return strings.TrimSpace(name), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), ")"))
}

// heading reads a line about the type as a whole.
func (r *reader) heading(t *Type, key, value string) {
	switch key {
	case "type":
		t.Name = record.Type(value)
		if !isTypeName(value) {
			r.fault(value, "is no name for a type", "write it in capitals, as BLOCKADE")
			t.Name = ""
		} else if other := r.book.Type(t.Name); other != nil {
			r.fault(value, "is defined in "+other.File+" too", "each type has one folder")
		}
	case "means":
		t.Means = value
	case "not":
		t.Not = value
	case "boundary":
		t.Boundaries = append(t.Boundaries, value)
	case "quad":
		if t.Quad = slices.Index([]string{"1", "2", "3", "4"}, value) + 1; t.Quad == 0 {
			r.fault("quad: "+value, "is no quad class", quadHint)
		}
	case "goldstein":
		t.goldstein = r.goldstein(value)
	case "cameo":
		t.CAMEO = strings.Fields(value)
	default:
		r.fault(key, "no such line in a definition", definitionHint)
	}
}

// isTypeName says whether a name is one to twenty-four capitals, digits and hyphens, a capital first.
func isTypeName(s string) bool {
	for i, c := range s {
		if (c < 'A' || c > 'Z') && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != "" && len(s) <= 24
}

func (r *reader) mode(t *Type, name, cameo, means string) {
	switch {
	case t.Mode(name) != nil:
		r.fault("mode "+name, "stands here twice", "")
	case strings.Contains(name, " "):
		r.fault("mode "+name, "the name of a mode is one word", `join words with a hyphen; a code is written "mode NAME (CODE): meaning"`)
	default:
		t.Modes = append(t.Modes, Mode{name, cameo, means})
	}
}

func (r *reader) code(t *Type, code, goldstein, means string) {
	if !covered(t.CAMEO, code) {
		r.fault("cameo "+code, "is not of "+string(t.Name), "its codes begin with one of those after cameo:, which stands before")
	}
	c := Code{Code: code, Means: means}
	if goldstein != "" {
		c.Goldstein = r.goldstein(goldstein)
	}
	t.Codes = append(t.Codes, c)
}

func (r *reader) goldstein(s string) *float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !(x >= -10 && x <= 10) {
		r.fault(s, "is no value on Goldstein's scale", "it runs from -10.0 to 10.0")
		return nil
	}
	return &x
}

// covered says whether one of the codes is the beginning of code.
func covered(codes []string, code string) bool {
	return slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(code, c) })
}

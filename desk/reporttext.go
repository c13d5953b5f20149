package desk

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A Segment is a piece of a text over which the same fields have their evidence.
type Segment struct {
	Text   string
	ID     string // of the element; empty where nothing refers to it
	Fields string // the ids of the fields, the one with the shortest evidence first
	Kinds  string // classes by which it is set off: of harm, acts, speech, places and times
	Href   string // the entry that a click leads to
}

// segmentsOf parts title and text where evidence begins or ends, and tells each field where its first words are.
func segmentsOf(title, text string, groups []EntryGroup) (heading []Segment, body [][]Segment) {
	cuts := cutter{title: []rune(title), text: []rune(text)}
	for g := range groups {
		for e := range groups[g].Entries {
			for f := range groups[g].Entries[e].Fields {
				cuts.add(&groups[g].Entries[e].Fields[f], groups[g].Kind, groups[g].Entries[e].ID)
			}
		}
	}
	heading = cuts.cut(cuts.title, "title", 0, len(cuts.title))
	for from := 0; from < len(cuts.text); {
		to := from
		for to < len(cuts.text) && cuts.text[to] != '\n' {
			to++
		}
		if strings.TrimSpace(string(cuts.text[from:to])) != "" {
			body = append(body, cuts.cut(cuts.text, "", from, to))
		}
		from = to + 1
	}
	return heading, body
}

// A cutter gathers evidence.
type cutter struct {
	title, text []rune
	pieces      []evidence
}

type evidence struct {
	record.Mention
	field *Field
	kind  string
	entry string
}

func (c *cutter) add(f *Field, kind, entry string) {
	for _, m := range f.Spans {
		whole := c.text
		if m.In != "" {
			whole = c.title
		}
		if m.Start < 0 || m.Start >= m.End || m.End > len(whole) {
			continue // a record that does not go with its text must not break the page
		}
		c.pieces = append(c.pieces, evidence{m, f, kind, entry})
		if f.Words == "" {
			f.Words = string(whole[m.Start:m.End])
			f.Href = "#" + segmentID(m.In, m.Start)
			if f.Quoted {
				f.Value = "“" + shorten(f.Words) + "”"
			}
		}
	}
}

// quotedMost is how much of some words a field quotes.
const quotedMost = 90

// shorten cuts words after so many code points, at a space.
func shorten(words string) string {
	runes := []rune(words)
	if len(runes) <= quotedMost {
		return words
	}
	cut := string(runes[:quotedMost])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " …"
}

func segmentID(in string, start int) string {
	if in != "" {
		return "h" + plainInt(start)
	}
	return "w" + plainInt(start)
}

// cut parts the text between two places.
func (c *cutter) cut(whole []rune, in string, from, to int) (out []Segment) {
	ends := []int{from, to}
	var inside []evidence
	for _, p := range c.pieces {
		if p.In == in && p.Start < to && p.End > from {
			inside = append(inside, p)
			ends = append(ends, max(p.Start, from), min(p.End, to))
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	slices.SortStableFunc(inside, func(a, b evidence) int { return (a.End - a.Start) - (b.End - b.Start) })
	for i := 1; i < len(ends); i++ {
		s := Segment{Text: string(whole[ends[i-1]:ends[i]])}
		var fields, kinds []string
		for _, p := range inside {
			if p.Start < ends[i] && p.End > ends[i-1] {
				fields = append(fields, p.field.ID)
				if p.field.Core {
					kinds = append(kinds, "k-"+p.kind)
				}
				if s.Href == "" {
					s.Href = "#" + p.field.ID
				}
			}
		}
		if len(fields) > 0 {
			slices.Sort(kinds)
			s.ID, s.Fields, s.Kinds = segmentID(in, ends[i-1]), strings.Join(fields, " "), strings.Join(slices.Compact(kinds), " ")
		}
		out = append(out, s)
	}
	return out
}

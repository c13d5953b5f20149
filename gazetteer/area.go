package gazetteer

import "strings"

// partWords are words between a direction and "of": "the southern parts of".
const partWords = " part parts region regions area areas province provinces district districts tip edge corner reaches end side half sector fringe flank "

// surroundings reads the words around a mention that make it a part of the place ("northwestern
// Pakistan") or a point by it ("near Basra", "20 km south of Basra").
func (f *finder) surroundings(m *Mention, c *candidate) {
	first := f.doc.SentenceOf(c.Start).Start
	i := c.Start - 1
	if i >= first && f.doc.Tokens[i].Lower == "the" {
		i--
	}
	if i < first {
		f.areaAfter(m, c)
		return
	}
	if start := f.directionBefore(i, first); start <= i {
		m.Area = f.area(start, i+1)
		return
	}
	lower := f.doc.Tokens[i].Lower
	switch {
	case f.is(lower, nearWord):
		m.Near = true
	case lower == "to" && i > first && f.doc.Tokens[i-1].Lower == "close":
		m.Near = true
	case lower == "of" && i > first:
		f.beforeOf(m, i-1, first)
	}
	if m.Area == "" && !m.Near {
		f.areaAfter(m, c)
	}
}

// beforeOf reads "the northern part of", "the north of", "12 miles south of", "on the outskirts of".
func (f *finder) beforeOf(m *Mention, i, first int) {
	lower := f.doc.Tokens[i].Lower
	if lower == "outskirts" || lower == "vicinity" || lower == "outside" {
		m.Near = true
		return
	}
	part := strings.Contains(partWords, " "+lower+" ")
	if part {
		i--
	}
	start := f.directionBefore(i, first)
	if i < first || start > i {
		return
	}
	the := start > first && (f.doc.Tokens[start-1].Lower == "the" || f.doc.Tokens[start-1].Lower == "in")
	if part || the {
		m.Area = f.area(start, i+1)
		return
	}
	m.Near = true
}

// areaAfter reads "Ukraine's east", "Mali's northern region".
func (f *finder) areaAfter(m *Mention, c *candidate) {
	end := f.doc.SentenceOf(c.Start).End
	if c.End+1 >= end || !isPossessive(f.doc.Tokens[c.End].Lower) {
		return
	}
	i := c.End + 1
	for i < end && (f.is(f.doc.Tokens[i].Lower, directionWord) || f.doc.Tokens[i].Lower == "-" && i > c.End+1) {
		i++
	}
	if i == c.End+1 {
		return
	}
	if last := f.doc.Tokens[i-1].Lower; strings.HasSuffix(last, "ern") || last == "central" || last == "upper" || last == "lower" {
		if i >= end || !strings.Contains(partWords, " "+f.doc.Tokens[i].Lower+" ") {
			return // "Syria's northern neighbour"
		}
	}
	m.Area = f.area(c.End+1, i)
}

func isPossessive(word string) bool {
	return word == "'s" || word == "’s" || word == "'" || word == "’"
}

// directionBefore gives where the words of direction that end with token i begin; i+1 where there are none.
// It takes "north-western" in one token or three, and "eastern and southern".
func (f *finder) directionBefore(i, first int) int {
	start := i + 1
	for j := i; j >= first && f.is(f.doc.Tokens[j].Lower, directionWord); {
		start = j
		if j-2 < first {
			break
		}
		if join := f.doc.Tokens[j-1].Lower; join != "-" && join != "and" && join != "–" {
			break
		}
		j -= 2
	}
	return start
}

// area gives the words of direction with "part".
func (f *finder) area(start, end int) string {
	s := f.doc.Text[f.doc.Tokens[start].Start:f.doc.Tokens[end-1].End]
	return strings.ToLower(strings.Join(strings.Fields(s), " ")) + " part"
}

package calendar

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordTable string

// A class is what a word can be in a time expression; a word may be in several.
type class uint8

const (
	month class = iota
	weekday
	season
	unit
	part
	number
	ordinal
	decade
	repeated
	zone
	future
	vague
	opener
	counting
	yearBefore
	paper
	named
	programme
	classCount
)

var classNames = map[string]class{"month": month, "weekday": weekday, "season": season, "unit": unit, "part": part,
	"number": number, "ordinal": ordinal, "decade": decade, "set": repeated, "zone": zone, "future": future, "vague": vague,
	"opener": opener, "counting": counting, "year": yearBefore, "paper": paper, "named": named, "programme": programme}

// A meaning is what a word stands for in each of its classes, plus one; 0 is not in the class.
type meaning struct {
	number [classCount]int16
	short  bool // an abbreviation, which needs its capital letter
	starts bool // an expression may begin with it
}

var words = sync.OnceValue(func() map[string]*meaning {
	table := map[string]*meaning{}
	for line := range strings.Lines(wordTable) {
		fields := strings.SplitN(strings.TrimSpace(line), "\t", 3)
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		n, err := strconv.Atoi(fields[1])
		if err != nil {
			panic("calendar/words.tsv: " + line)
		}
		short := false
		for _, w := range strings.Fields(fields[2]) {
			if w == "|" {
				short = true
				continue
			}
			m := table[w]
			if m == nil {
				m = &meaning{}
				table[w] = m
			}
			c := classNames[fields[0]]
			m.number[c] = int16(n + 1)
			m.starts = m.starts || c <= vague && c != zone && c != future || c == opener || c == named
			m.short = m.short || short
		}
	}
	return table
})

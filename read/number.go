package read

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// A figure is a quantity as the text words it, with what it may mean.
type figure struct {
	words           language.Range // with "about", "at least"
	core            language.Range // the number's own words
	low, best, high int            // -1 when not known
	bound           record.Bound
}

// number gives the figure's leading number, 0 when it has none.
func (f figure) number() int {
	switch {
	case f.best >= 0:
		return f.best
	case f.low >= 0:
		return f.low
	}
	return max(f.high, 0)
}

// maxFigure is the largest figure of people that is read; what lies above it is no count of people.
const maxFigure = 8_000_000_000

//go:embed data/counts_numbers.tsv
var numberData string

type numberWords struct {
	unit, scale, noun map[string]int
	// phrases by their first word, the longest first
	vague, pair, before, after map[string][]numberPhrase
}

type numberPhrase struct {
	words []string
	value int
	bound record.Bound
}

var numbers = sync.OnceValue(loadNumbers)

func loadNumbers() *numberWords {
	w := &numberWords{map[string]int{}, map[string]int{}, map[string]int{}, map[string][]numberPhrase{},
		map[string][]numberPhrase{}, map[string][]numberPhrase{}, map[string][]numberPhrase{}}
	for line := range strings.Lines(numberData) {
		part := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || len(part) != 3 {
			continue
		}
		value, err := strconv.Atoi(part[2])
		if err != nil {
			value = -1
		}
		phrase := numberPhrase{strings.Fields(part[1]), value, ""}
		switch class := part[0]; class {
		case "unit":
			w.unit[part[1]] = value
		case "scale":
			w.scale[part[1]] = value
		case "noun":
			w.noun[part[1]] = value
		case "vague":
			addPhrase(w.vague, phrase)
		case "pair":
			addPhrase(w.pair, phrase)
		default:
			bound, after := strings.CutPrefix(class, "after_")
			phrase.bound = record.Bound(bound)
			if after {
				addPhrase(w.after, phrase)
			} else {
				addPhrase(w.before, phrase)
			}
		}
	}
	return w
}

func addPhrase(to map[string][]numberPhrase, p numberPhrase) {
	list := to[p.words[0]]
	at := len(list)
	for at > 0 && len(list[at-1].words) < len(p.words) {
		at--
	}
	list = append(list, numberPhrase{})
	copy(list[at+1:], list[at:])
	list[at] = p
	to[p.words[0]] = list
}

// phraseAt gives the longest phrase of the table that starts at token i.
func phraseAt(table map[string][]numberPhrase, toks []language.Token, i, end int) (numberPhrase, bool) {
	if i >= end {
		return numberPhrase{}, false
	}
next:
	for _, p := range table[toks[i].Lower] {
		if i+len(p.words) > end {
			continue
		}
		for k, word := range p.words {
			if toks[i+k].Lower != word {
				continue next
			}
		}
		return p, true
	}
	return numberPhrase{}, false
}

// figureAt reads the figure whose first word is token i; it does not look at or beyond token end.
// Ordinals, decimals without a scale, and "a" before a noun are none.
func figureAt(toks []language.Token, i, end int) (figure, bool) {
	w := numbers()
	if i >= end {
		return figure{}, false
	}
	start, bound := i, record.Exact
	for {
		p, ok := phraseAt(w.before, toks, i, end)
		if !ok {
			break
		}
		if bound == record.Exact {
			bound = p.bound
		}
		i += len(p.words)
		for i < end && isMore(toks[i].Lower) {
			i++ // "at least another 12"
		}
	}
	if f, ok := betweenAt(toks, i, end); ok && bound != record.AtLeast {
		f.words.Start = start
		return f, true
	}
	value, next, ok := cardinalAt(toks, i, end)
	if !ok {
		if f, ok := vagueAt(toks, start, i, end); ok {
			return f, true
		}
		if start != i { // the hedge may be a vague word itself: "some"
			return vagueAt(toks, start, start, end)
		}
		return figure{}, false
	}
	f := exactly(value, language.Range{Start: start, End: next})
	f.core.Start = i
	rises := start > 0 && toks[start-1].Lower == "from" // "from nine to 12" is no range
	if high, after, ok := rangeEnd(toks, i, next, end, value); ok && !rises {
		f.words.End, f.core.End = after, after
		f.low, f.best, f.high, f.bound = value, -1, high, record.Between
		if bound == record.UpTo {
			f.low, f.best, f.high, f.bound = -1, high, high, record.UpTo
		}
		return f, true
	}
	if p, ok := phraseAt(w.after, toks, next, end); ok && bound == record.Exact {
		bound = p.bound
		f.words.End = next + len(p.words)
	}
	return f.bounded(value, bound), true
}

func isMore(word string) bool { return word == "another" || word == "further" || word == "additional" }

func exactly(value int, words language.Range) figure {
	return figure{words, words, value, value, value, record.Exact}
}

// bounded gives low, best and high of a hedged number as the contract has them.
func (f figure) bounded(value int, bound record.Bound) figure {
	f.low, f.best, f.high, f.bound = value, value, value, bound
	switch bound {
	case record.AtLeast:
		f.high = -1
	case record.UpTo:
		f.low = -1
	case record.About:
		f.low, f.high = -1, -1
	}
	return f
}

// vagueAt reads "several", "a number of", "dozens", "tens of thousands", "several hundred", "both".
func vagueAt(toks []language.Token, start, i, end int) (figure, bool) {
	w := numbers()
	if p, ok := phraseAt(w.pair, toks, i, end); ok {
		return exactly(p.value, language.Range{Start: start, End: i + len(p.words)}), true
	}
	low, next := 0, i
	if p, ok := phraseAt(w.vague, toks, i, end); ok && (i == 0 || toks[i-1].Lower != "how") { // "how many" asks for a number
		low, next = p.value, i+len(p.words)
		if next < end {
			if scale, ok := w.scale[toks[next].Lower]; ok && low > 0 { // "several hundred", "a few dozen"
				low, next = low*scale, next+1
				if next < end && w.scale[toks[next].Lower] > scale { // "a few hundred thousand"
					low, next = low*w.scale[toks[next].Lower], next+1
				}
			}
		}
	} else if i < end {
		value, ok := w.noun[toks[i].Lower]
		if !ok {
			return figure{}, false
		}
		low, next = value, i+1
		if next+1 < end && toks[next].Lower == "of" { // "hundreds of thousands"
			if times, ok := w.noun[toks[next+1].Lower]; ok {
				low, next = low*times/2, next+2
			}
		}
	}
	if next == i || low > maxFigure {
		return figure{}, false
	}
	f := figure{low: low, best: -1, high: -1, bound: record.Vague}
	f.words = language.Range{Start: start, End: next}
	f.core = language.Range{Start: i, End: next}
	return f, true
}

// betweenAt reads "between 10 and 15".
func betweenAt(toks []language.Token, i, end int) (figure, bool) {
	if i+3 >= end || toks[i].Lower != "between" {
		return figure{}, false
	}
	low, next, ok := cardinalAt(toks, i+1, end)
	if !ok || next >= end || toks[next].Lower != "and" {
		return figure{}, false
	}
	high, next, ok := cardinalAt(toks, next+1, end)
	if !ok || high <= low {
		return figure{}, false
	}
	words := language.Range{Start: i, End: next}
	return figure{words, words, low, -1, high, record.Between}, true
}

// rangeEnd reads the second half of "5 to 7", "5-7", "two or three" after the number in [i, next).
func rangeEnd(toks []language.Token, i, next, end, low int) (high, after int, ok bool) {
	if _, second, isOne := hyphenated(toks[i].Lower); isOne && next == i+1 {
		return second, next, true
	}
	if next+1 >= end {
		return 0, 0, false
	}
	switch toks[next].Lower {
	case "to", "or", "-", "–", "—":
		if high, after, ok = cardinalAt(toks, next+1, end); ok && high > low {
			return high, after, true
		}
	}
	return 0, 0, false
}

// Package withhold keeps the names of victims from those who need not know them. A policy of a server may ask for it; pages and API go the
// same way through here.
//
// Withheld are the names of persons to whom violence or coercion was done and who are, as far as a report shows, neither officials nor fighters, and
// are not known by name to the registry of actors. Wherever a report, its record or a quotation from it has such a name, or a part of it, stands
// Description instead.
package withhold

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/record"
)

// Description stands where a name was.
const Description = "[a civilian]"

// Names are those that are withheld. The zero value withholds nothing.
type Names struct {
	words []string // whole names and their parts, the longest first
}

// None says that nothing is withheld.
func (n Names) None() bool { return len(n.words) == 0 }

// official are PLOVER's sectors of persons who act for a state or an armed group, and of those who are in public by their office.
var official = []string{"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "REB", "PAR", "UAF", "CRM", "OPP", "PTY", "IGO", "ELI"}

// Of gives the names that a record of a report shows to be those of victims.
func Of(rec *record.Record, title, text string) Names {
	texts := texts{[]rune(title), []rune(text)}
	places := map[string]bool{}
	for _, p := range rec.Places {
		places[p.Name] = true
		places[texts.at(p.Span)] = true
	}
	var n Names
	for i := range rec.Actors {
		a := &rec.Actors[i]
		if !isVictim(rec, a) {
			continue
		}
		n.add(a.Name, places)
		for _, m := range a.Mentions {
			n.add(texts.at(record.Span(m)), places)
		}
	}
	n.sort()
	return n
}

// isVictim says that violence or coercion was done to a person who is a civilian as far as is known.
func isVictim(rec *record.Record, a *record.Actor) bool {
	if a.Kind != record.Person || a.Ref != "" || slices.Contains(official, string(a.Sector)) {
		return false
	}
	// A reader that errs should not tell a name: one sign of a victim is enough, whatever else a person is taken for.
	victim, fighter := false, false
	for i := range rec.Events {
		if e := &rec.Events[i]; e.Type == "ASSAULT" || e.Type == "COERCE" {
			victim = victim || slices.Contains(e.Recipients, a.ID)
		}
	}
	for i := range rec.Counts {
		c := &rec.Counts[i]
		if !tellsOf(c, a) {
			continue
		}
		if c.Category == record.Civilian {
			return true
		}
		fighter = fighter || c.Category == record.Security || c.Category == record.Militant
		victim = true
	}
	return victim && !fighter
}

// tellsOf says that a count is of a person: that one of his mentions lies in its clause's words for who was harmed.
func tellsOf(c *record.Count, a *record.Actor) bool {
	for _, field := range []string{"who", "quantity"} {
		for _, w := range c.Evidence[field] {
			for _, m := range a.Mentions {
				if w.In == m.In && w.Start < m.End && m.Start < w.End {
					return true
				}
			}
		}
	}
	return false
}

// noName are words that stand in a mention and tell nobody's name.
var noName = map[string]bool{"he": true, "she": true, "him": true, "her": true, "his": true, "hers": true, "they": true, "them": true, "their": true, "who": true, "the": true,
	"and": true, "bin": true, "ibn": true, "abu": true, "van": true, "von": true, "der": true, "del": true, "mrs": true, "miss": true, "one": true, "two": true}

// shortestPart is how many letters a part of a name has that is withheld by itself.
const shortestPart = 3

// add takes a name as it stands in a report, and its parts that are written with a capital.
func (n *Names) add(name string, places map[string]bool) {
	parts := strings.FieldsFunc(name, func(r rune) bool { return !isLetter(r) && r != '-' })
	kept := 0
	for _, p := range parts {
		first, _ := utf8.DecodeRuneInString(p)
		if unicode.IsUpper(first) && utf8.RuneCountInString(p) >= shortestPart && !noName[strings.ToLower(p)] && !places[p] {
			kept++
			n.words = append(n.words, p)
		}
	}
	if kept > 0 && len(parts) > 1 {
		n.words = append(n.words, strings.TrimSpace(name))
	}
}

// sort puts the longest first, each once.
func (n *Names) sort() {
	slices.SortFunc(n.words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	n.words = slices.Compact(n.words)
}

// Join gives the names of several reports together.
func Join(all ...Names) Names {
	var n Names
	for _, one := range all {
		n.words = append(n.words, one.words...)
	}
	n.sort()
	return n
}

func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\'' || r == '’'
}

// An edit says which code points of a text were taken out; what is put in is Description.
type edit struct{ start, end int }

// find gives the places where names stand, in order and apart.
func (n Names) find(text []rune) (out []edit) {
	letter := func(i int) bool {
		return i >= 0 && i < len(text) && (unicode.IsLetter(text[i]) || unicode.IsDigit(text[i]))
	}
	for i := 0; i < len(text); i++ {
		if letter(i - 1) {
			continue
		}
		for _, w := range n.words {
			name := []rune(w)
			if end := i + len(name); sameRunes(text, i, name) && !letter(end) {
				// A name of several parts is one description.
				if last := len(out) - 1; last >= 0 && strings.TrimSpace(string(text[out[last].end:i])) == "" && i-out[last].end <= 2 && i > out[last].end {
					out[last].end = end
				} else {
					out = append(out, edit{i, end})
				}
				i = end - 1
				break
			}
		}
	}
	return out
}

// sameRunes says that a name stands at a place of a text, as it is or all in upper case.
func sameRunes(text []rune, at int, name []rune) bool {
	if at+len(name) > len(text) {
		return false
	}
	same, upper := true, true
	for i, r := range name {
		got := text[at+i]
		same = same && got == r
		upper = upper && got == unicode.ToUpper(r)
	}
	return same || upper
}

// Text gives a text without the names.
func (n Names) Text(s string) string {
	if n.None() || s == "" {
		return s
	}
	text := []rune(s)
	edits := n.find(text)
	if edits == nil {
		return s
	}
	return string(replaced(text, edits))
}

func replaced(text []rune, edits []edit) (out []rune) {
	last := 0
	for _, e := range edits {
		out = append(append(out, text[last:e.start]...), []rune(Description)...)
		last = e.end
	}
	return append(out, text[last:]...)
}

// Address gives the address of a report, and none where the address itself tells a name.
func (n Names) Address(url string) string {
	lower := strings.ToLower(url)
	for _, w := range n.words {
		if strings.Contains(lower, strings.ToLower(w)) {
			return ""
		}
	}
	return url
}

// In takes the names out of all texts in what a pointer leads to.
func (n Names) In(pointer any) {
	if !n.None() {
		n.walk(reflect.ValueOf(pointer), nil)
	}
}

// Record takes the names out of a record, which it changes, and gives the title and the text of its report without them. All spans of the record are those in
// the new texts. Its digest stays that of the text as it was published.
func (n Names) Record(rec *record.Record, title, text string) (newTitle, newText string) {
	rec.Report.Extra = nil // whatever it holds
	if n.None() {
		return title, text
	}
	old := texts{[]rune(title), []rune(text)}
	moves := &moves{n.find(old.title), n.find(old.body)}
	rec.Report.URL = record.Nullable(n.Address(string(rec.Report.URL)))
	n.walk(reflect.ValueOf(rec), moves)
	return string(replaced(old.title, moves.title)), string(replaced(old.body, moves.body))
}

// texts are those of a report, in code points.
type texts struct{ title, body []rune }

func (t texts) at(s record.Span) string {
	text := t.body
	if s.In != "" {
		text = t.title
	}
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return string(text[s.Start:s.End])
}

// moves say what was taken out of the texts of a report.
type moves struct{ title, body []edit }

// span gives where a span lies now. One that begins or ends inside of a name has all of what stands there now.
func (m *moves) span(s record.Span) record.Span {
	edits := m.body
	if s.In != "" {
		edits = m.title
	}
	long := utf8.RuneCountInString(Description)
	shiftStart, shiftEnd := 0, 0
	start, end := s.Start, s.End
	for _, e := range edits {
		gained := long - (e.end - e.start)
		switch {
		case e.end <= s.Start:
			shiftStart += gained
		case e.start < s.Start:
			start = e.start
		}
		switch {
		case e.end <= s.End:
			shiftEnd += gained
		case e.start < s.End:
			end = e.end
			shiftEnd += gained
		}
	}
	return record.Span{Start: start + shiftStart, End: end + shiftEnd, In: s.In}
}

var (
	spanType    = reflect.TypeFor[record.Span]()
	mentionType = reflect.TypeFor[record.Mention]()
)

// walk changes all texts and, with moves, all spans in a value. It looks at the kinds of values because a name may stand in any field, also in one that is added
// later.
func (n Names) walk(v reflect.Value, m *moves) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			n.walk(v.Elem(), m)
		}
	case reflect.String:
		if v.CanSet() {
			v.SetString(n.Text(v.String()))
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				n.walk(v.Index(i), m)
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			copied := reflect.New(v.Type().Elem()).Elem()
			copied.Set(v.MapIndex(key))
			n.walk(copied, m)
			v.SetMapIndex(key, copied)
		}
	case reflect.Struct:
		if t := v.Type(); m != nil && (t == spanType || t == mentionType) {
			moved := m.span(v.Convert(spanType).Interface().(record.Span))
			v.Set(reflect.ValueOf(moved).Convert(t))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				n.walk(v.Field(i), m)
			}
		}
	}
}

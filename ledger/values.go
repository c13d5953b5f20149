package ledger

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/record"
)

// vocabularies are the words that a field of counts or of events may have.
var vocabularies = map[string][]string{
	"count kind":  {"killed", "injured", "killed_or_injured", "missing", "abducted", "detained", "surrendered", "displaced"},
	"count bound": {"exact", "at_least", "up_to", "about", "range", "vague"}, "count category": {"civilian", "security", "militant", "mixed", "unknown"},
	"count scope": {"incident", "tally"}, "count realis": {"actual", "denied", "hypothetical", "feared"},
	"event realis":  {"actual", "planned", "threatened", "demanded", "denied", "hypothetical"},
	"event weapons": strings.Fields("firearm explosive bomb grenade mine rocket missile artillery aircraft drone chemical incendiary blade vehicle blunt other"),
	"event targets": strings.Fields(`building home vehicle convoy checkpoint base police-station school hospital worship market government embassy infrastructure
		energy transport media business refugee-camp other`),
}

// readValue reads a value as people write it, and gives it in the form that put takes. It fails with a *QueryError.
func (it item) readValue(field string, value json.RawMessage) (json.RawMessage, error) {
	of := "count"
	if it.event != nil {
		of = "event"
	}
	if !slices.Contains(it.fields(), field) {
		hint := "fields of " + of + "s are " + list(it.fields())
		if near := codebook.Nearest(field, it.fields()); near != "" {
			hint = fmt.Sprintf("did you mean %s? ", near) + hint
		}
		return nil, &QueryError{fmt.Sprintf("there is no field %q that could be edited", field), hint}
	}
	value, err := tidy(field, value)
	if err != nil {
		return nil, err
	}
	if _, ok := it.plain()[field]; ok {
		return it.readPlain(of, field, value)
	}
	if _, ok := it.one()[field]; ok {
		return it.readReference(field, value)
	}
	if field == "blamed_by" {
		return it.readBlame(value)
	}
	words, err := readWords(field, value)
	if err != nil {
		return nil, err
	}
	if _, ok := it.things()[field]; ok {
		for _, w := range words {
			if !slices.Contains(vocabularies[of+" "+field], w) {
				return nil, wrongWord(field, w, vocabularies[of+" "+field])
			}
		}
		return encoded(words), nil
	}
	held := []heldActor{}
	for _, w := range words {
		held = append(held, it.readActor(w))
	}
	return encoded(held), nil
}

// longestValue is the most bytes that a value may have.
const longestValue = 10_000

// tidy gives a value as JSON is written, in valid UTF-8 and without control characters.
func tidy(field string, value json.RawMessage) (json.RawMessage, error) {
	var v any
	switch err := json.Unmarshal(value, &v); {
	case len(value) > longestValue:
		return nil, &QueryError{fmt.Sprintf("%s cannot have %d letters", field, len(value)), fmt.Sprintf("at most %d", longestValue)}
	case err != nil:
		return nil, &QueryError{field + " needs a value", "write a number as 18, a word as shelling, nothing as null"}
	}
	out := encoded(v)
	if controls.Match(out) {
		return nil, &QueryError{field + " cannot hold control characters", ""}
	}
	return out, nil
}

var controls = regexp.MustCompile(`\\u00[01]|\\u007f|\\[bfnrt]`)

func wrongWord(field, word string, words []string) error {
	hint := field + " is one of " + strings.Join(words, ", ")
	if near := codebook.Nearest(word, words); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return &QueryError{fmt.Sprintf("%s cannot be %q", field, word), hint}
}

// readPlain reads a number, a truth, a day, or a word of a vocabulary.
func (it item) readPlain(of, field string, value json.RawMessage) (json.RawMessage, error) {
	cannot := func(hint string) error {
		return &QueryError{fmt.Sprintf("%s cannot be %s", field, value), hint}
	}
	var word string
	isWord := json.Unmarshal(value, &word) == nil && string(value) != "null"
	switch field {
	case "low", "best", "high", "number", "precision":
		return it.readNumber(field, value)
	case "main", "background":
		if json.Unmarshal(value, new(bool)) != nil || string(value) == "null" {
			return nil, cannot("write true or false")
		}
	case "from", "to":
		if string(value) == "null" {
			break
		}
		if _, err := time.Parse(time.DateOnly, word); err != nil {
			return nil, cannot("write a day as 2025-10-09, or null where it is not known")
		}
		from, to := it.days()
		if field == "from" && to != "" && word > to || field == "to" && from != "" && word < from {
			return nil, &QueryError{fmt.Sprintf("%s cannot be %s: it would end before it begins", field, word), fmt.Sprintf("it runs from %s to %s; edit the other end first", or(from, "null"), or(to, "null"))}
		}
	case "type":
		if typeNamed(record.Type(word)) == nil && record.Quad(record.Type(word)) == 0 {
			return nil, wrongWord(field, word, typeNames())
		}
	case "mode":
		if string(value) == "null" {
			break
		}
		if modes := modesOf(it.event.Type); !slices.Contains(modes, word) {
			return nil, wrongWord("mode of "+string(it.event.Type), word, modes)
		}
	case "who", "cameo":
		if !isWord && string(value) != "null" {
			return nil, cannot("write words, or null for nothing")
		}
	case "quantity":
		if !isWord || word == "" {
			return nil, cannot("write the figure in the report's own words")
		}
	default:
		if words := vocabularies[of+" "+field]; !isWord || !slices.Contains(words, word) {
			return nil, wrongWord(field, strings.Trim(string(value), `"`), words)
		}
	}
	return value, nil
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func (it item) days() (from, to string) {
	if it.count != nil {
		return string(it.count.From), string(it.count.To)
	}
	return string(it.event.From), string(it.event.To)
}

// mostPeople is more than any figure of people harmed.
const mostPeople = 100_000_000

func (it item) readNumber(field string, value json.RawMessage) (json.RawMessage, error) {
	n, err := strconv.Atoi(string(value))
	null := string(value) == "null"
	switch {
	case field == "number" && (err != nil || n < 1 || n > 1000):
		return nil, &QueryError{fmt.Sprintf("number cannot be %s", value), "it is 1, or for an umbrella how many events there are"}
	case field == "precision" && !null && (err != nil || n < 1 || n > 5):
		return nil, &QueryError{fmt.Sprintf("precision cannot be %s", value), "it is UCDP's for days: 1 for the day, to 5 for the year; or null"}
	case !null && (err != nil || n < 0 || n > mostPeople):
		return nil, &QueryError{fmt.Sprintf("%s cannot be %s", field, value), "write a number as 18, or null where it is not known"}
	case it.count == nil:
		return value, nil
	}
	c := it.count
	ends := map[string]*int{"low": c.Low, "best": c.Best, "high": c.High}
	ends[field] = nil
	if null && ends["low"] == nil && ends["best"] == nil && ends["high"] == nil && c.Bound != record.Vague {
		return nil, &QueryError{field + " is the only figure", "reject the count if there is none"}
	}
	return value, nil
}

func typeNames() (out []string) {
	for _, t := range record.Types {
		out = append(out, string(t))
	}
	return out
}

func modesOf(name record.Type) (out []string) {
	if t := typeNamed(name); t != nil {
		for _, m := range t.Modes {
			out = append(out, m.Name)
		}
	}
	return out
}

// readWords reads a list of words: in JSON, or with commas between them.
func readWords(field string, value json.RawMessage) ([]string, error) {
	words, single := []string{}, ""
	switch {
	case string(value) == "null":
	case json.Unmarshal(value, &single) == nil:
		for w := range strings.SplitSeq(single, ",") {
			if w = strings.TrimSpace(w); w != "" {
				words = append(words, w)
			}
		}
	case json.Unmarshal(value, &words) != nil || slices.ContainsFunc(words, func(w string) bool { return strings.TrimSpace(w) == "" }):
		return nil, &QueryError{fmt.Sprintf("%s cannot be %s", field, value), `write names as "army, police", or null for nobody`}
	}
	return words, nil
}

var idForm = regexp.MustCompile(`^[apce][1-9][0-9]*$`)

// readActor reads an actor: one of the record by its id or name, one of the registry by its id, or any other name.
func (it item) readActor(word string) heldActor {
	for i := range it.rec.Actors {
		if a := &it.rec.Actors[i]; a.ID == word || strings.EqualFold(a.Name, word) || a.Ref != "" && string(a.Ref) == word {
			return holdActor(a)
		}
	}
	if e := actors.ByID(word); e != nil {
		return heldActor{Name: e.Name, Ref: e.ID, Sector: e.Sector}
	}
	return heldActor{Name: word}
}

func (it item) readBlame(value json.RawMessage) (json.RawMessage, error) {
	var pairs [][2]string
	if string(value) != "null" && json.Unmarshal(value, &pairs) != nil {
		return nil, &QueryError{fmt.Sprintf("blamed_by cannot be %s", value), `write who blames and who is blamed as [["governor", "army"]]`}
	}
	held := [][2]heldActor{}
	for _, p := range pairs {
		if strings.TrimSpace(p[0]) == "" || strings.TrimSpace(p[1]) == "" {
			return nil, &QueryError{"blamed_by has a name that is empty", `write who blames and who is blamed as [["governor", "army"]]`}
		}
		held = append(held, [2]heldActor{it.readActor(p[0]), it.readActor(p[1])})
	}
	return encoded(held), nil
}

// readReference reads a place, an actor, or the id of a count or an event.
func (it item) readReference(field string, value json.RawMessage) (json.RawMessage, error) {
	word := strings.TrimSpace(strings.Trim(string(value), `"`))
	_ = json.Unmarshal(value, &word) // a word in JSON; a number stays
	switch {
	case string(value) == "null":
		return value, nil
	case word == "" || value[0] == '{' || value[0] == '[':
		return nil, &QueryError{fmt.Sprintf("%s cannot be %s", field, value), "write a name, or null for none"}
	case field == "place":
		return it.readPlace(word)
	case field == "source" || field == "perpetrator":
		return encoded(it.readActor(word)), nil
	}
	letter, own := "c", ""
	if field == "event" || it.event != nil {
		letter = "e"
	}
	if it.count != nil {
		own = it.count.ID
	} else {
		own = it.event.ID
	}
	a := standsAt(it.rec, word)
	if a == nil || word[:1] != letter || word == own {
		return nil, &QueryError{fmt.Sprintf("%s cannot be %s", field, word), "it is the id of another part of the same record, such as " + letter + "1, or null"}
	}
	return encoded(a), nil
}

// readPlace reads a place: one of the record by its id, a GeoNames id, "Gao" or "Gao, MLI".
func (it item) readPlace(word string) (json.RawMessage, error) {
	if idForm.MatchString(word) {
		if p := placeOf(it.rec, record.Nullable(word)); p != nil {
			return encoded(holdPlace(p)), nil
		}
	}
	if n, err := strconv.Atoi(word); err == nil {
		if p, ok := gazetteer.ByID(n); ok {
			return encoded(heldOf(&p)), nil
		}
		return nil, &QueryError{fmt.Sprintf("there is no place %d in the gazetteer", n), "give a GeoNames id, or a name as 'Gao, MLI'"}
	}
	name, country, _ := strings.Cut(word, ",")
	country = strings.ToUpper(strings.TrimSpace(country))
	found := gazetteer.Named(strings.TrimSpace(name), country)
	if country == "" { // that of the place before, of several
		if id := it.one()["place"]; id != nil {
			if p := placeOf(it.rec, *id); p != nil && p.Country != "" {
				if near := gazetteer.Named(strings.TrimSpace(name), string(p.Country)); len(near) > 0 {
					found = near
				}
			}
		}
	}
	towns := slices.DeleteFunc(slices.Clone(found), func(p gazetteer.Place) bool { return !strings.HasPrefix(p.Feature, "PPL") })
	if len(towns) > 0 {
		found = towns
	}
	switch {
	case len(found) == 0:
		return nil, &QueryError{fmt.Sprintf("there is no place %q in the gazetteer", word), "give a GeoNames id, or a name as 'Gao, MLI'"}
	case len(found) > 1:
		var some []string
		for _, p := range found[:min(len(found), 5)] {
			some = append(some, fmt.Sprintf("%d (%s, %s%s)", p.GeonameID, p.Name, ofAdmin(&p), p.Country))
		}
		return nil, &QueryError{fmt.Sprintf("%d places are called %q", len(found), word), "give one by its GeoNames id: " + strings.Join(some, ", ")}
	}
	return encoded(heldOf(&found[0])), nil
}

func ofAdmin(p *gazetteer.Place) string {
	if p.Admin1 == "" {
		return ""
	}
	return p.Admin1 + ", "
}

func heldOf(p *gazetteer.Place) *heldPlace {
	precision := 1
	switch {
	case strings.HasPrefix(p.Feature, "PCL"):
		precision = 6
	case p.Feature == "ADM1":
		precision = 4
	case p.Feature == "ADM2":
		precision = 3
	}
	h := &heldPlace{Name: p.Name, Lat: &p.Lat, Lon: &p.Lon, Country: record.Nullable(p.Country), Admin1: record.Nullable(p.Admin1),
		Admin1Code: record.Nullable(p.Admin1Code), Admin2: record.Nullable(p.Admin2), Admin2Code: record.Nullable(p.Admin2Code), Feature: record.Nullable(p.Feature),
		Precision: &precision}
	if p.GeonameID != 0 {
		h.GeonameID = &p.GeonameID
	}
	return h
}

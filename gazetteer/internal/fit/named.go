package main

import (
	"encoding/json"
	"math"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

// readNamed reads the sets that name the place of an event: rand (a city), muc4
// (places; all in capitals) and evloc (spans; but for the sentences that may teach nothing).
func readNamed(from string, leave int) ([]example, error) {
	var out []example
	for _, set := range []struct {
		file   string
		every  int // use one report in so many
		weight float64
	}{{"rand.jsonl.gz", 4, 0.25}, {"muc4.jsonl.gz", 3, 0.25}, {"evloc.jsonl.gz", 3, 0.3}} {
		n := 0
		err := eachReport(filepath.Join(from, set.file), leave, func(rep *report) {
			gold := rep.named()
			if n++; n%set.every == 0 && len(gold) > 0 && !rep.LDC {
				out = append(out, examples(rep, gold, unchanged, set.weight, false)...)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// named gives the spans of the places that the report's gold names.
func (rep *report) named() []language.Span {
	var out []language.Span
	for _, l := range rep.Gold.Locations {
		out = append(out, language.Span{Start: l[0], End: l[1]})
	}
	var city string
	if json.Unmarshal(rep.Gold.City, &city) == nil {
		out = rep.find(out, city)
	}
	for _, incident := range rep.Gold.Incidents {
		for _, place := range incident.Places {
			out = rep.find(out, place)
		}
	}
	return out
}

// find appends each place in the text where the name stands as words of its own.
func (rep *report) find(out []language.Span, name string) []language.Span {
	if len(name) < 3 {
		return out
	}
	for at := 0; ; {
		i := strings.Index(rep.Text[at:], name)
		if i < 0 {
			return out
		}
		start, end := at+i, at+i+len(name)
		if !letterAt(rep.Text, start-1) && !letterAt(rep.Text, end) {
			from := utf8.RuneCountInString(rep.Text[:start])
			out = append(out, language.Span{Start: from, End: from + utf8.RuneCountInString(name)})
		}
		at = end
	}
}

func letterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= utf8.RuneSelf)
}

// guess gives each spot that is not known the chance that the weights see for it.
func guess(examples []example, w map[gazetteer.Feature]float64) {
	for i := range examples {
		e := &examples[i]
		if e.known {
			continue
		}
		sum := 0.0
		for _, f := range e.features {
			sum += w[f]
		}
		e.place = 1 / (1 + math.Exp(-sum))
		e.weight *= 0.5
	}
}

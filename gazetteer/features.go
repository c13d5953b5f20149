package gazetteer

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/language"
)

//go:embed weights.tsv
var weightTable string

// A Feature is one thing seen of a candidate: {"before", "", "in"}, or {"before", "town", "in"} for candidates of one kind.
type Feature struct{ Group, Kind, Value string }

// weights are those of a logistic regression: their sum over a candidate's
// features is the log of the odds that it is a place. See internal/fit.
type weights map[Feature]float64

func (t *tables) readWeights() error {
	t.weights = weights{}
	for line := range dataLines(weightTable) {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return fmt.Errorf("weights.tsv: %d columns in %q, want 4", len(f), line)
		}
		w, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			return fmt.Errorf("weights.tsv: bad number in %q", line)
		}
		t.weights[Feature{f[0], f[1], f[2]}] = w
	}
	return nil
}

var sizes = [...]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

func size(n int) string { return sizes[min(n, len(sizes)-1)] }

// features appends what is seen of candidate n.
func (f *finder) features(out []Feature, n int) []Feature {
	c := &f.candidates[n]
	name := kindNames[c.kind]
	out = append(out, Feature{"kind", "", name}, Feature{"case", "", f.letterCase(c)}, Feature{"length", "", size(c.End - c.Start)})
	out = f.nameFeatures(out, c)
	out = f.runFeatures(out, c)
	out = f.contextFeatures(out, c)
	out = f.tagFeatures(out, c)
	if c.holder >= 0 {
		out = append(out, Feature{"holder", "", kindNames[f.candidates[c.holder].kind]})
	}
	if c.holding {
		out = append(out, Feature{"holding", "", name})
	}
	return out
}

func (f *finder) letterCase(c *candidate) string {
	switch {
	case f.doc.Upper:
		return "upper"
	case f.doc.Lower:
		return "lower"
	case f.headline[f.doc.Tokens[c.Start].Sentence]:
		return "headline"
	case c.End-c.Start == 1 && c.End-c.Start > 0 && isUpper(f.doc.Word(c.Start)) && len(f.doc.Word(c.Start)) > 1:
		if len(f.doc.Word(c.Start)) <= 4 {
			return "short capitals"
		}
		return "capitals"
	}
	return "mixed"
}

// nameFeatures are those of the name itself.
func (f *finder) nameFeatures(out []Feature, c *candidate) []Feature {
	single := c.End-c.Start == 1
	lower := f.doc.Tokens[c.Start].Lower
	caseless := f.doc.Upper || f.doc.Lower
	if c.kind == facility {
		out = append(out, Feature{"noun", "", f.doc.Tokens[c.noun].Lower})
	} else {
		out = append(out, f.sizeFeature(c))
		if hasCapital(c) {
			out = append(out, Feature{"capital", "", kindNames[c.kind]})
		}
	}
	if level := f.common[c.key]; single && level > 0 {
		group := "common"
		if caseless {
			group = "common caseless"
		}
		out = append(out, Feature{group, "", size(level)}, Feature{"common word", kindNames[c.kind], size(level)})
		if i := c.Start; i == f.doc.SentenceOf(i).Start {
			out = append(out, Feature{"common first", "", size(level)})
		}
	}
	if single && f.small[lower] {
		out = append(out, Feature{"written small", "", kindNames[c.kind]})
	}
	if f.firstNames[lower] {
		out = append(out, Feature{"given name", "", kindNames[c.kind]})
	}
	if single && f.persons[lower] {
		out = append(out, Feature{"person's", "", kindNames[c.kind]})
	}
	if f.is(lower, rankWord|speechWord|monthWord|directionWord) {
		out = append(out, Feature{"first word", "", "rank or direction"})
	}
	return out
}

// sizeFeature tells how large the largest place of the name is, and whether it is its main name.
func (f *finder) sizeFeature(c *candidate) Feature {
	if c.kind == unknown {
		return Feature{"size", "", "unknown"}
	}
	if c.kind != town && c.kind != division {
		return Feature{"size", "", "country or region"}
	}
	largest, main, loose := 0, 0, true
	for _, o := range c.options {
		largest = max(largest, o.Population)
		if !o.alternate {
			main = max(main, o.Population)
		}
		loose = loose && o.loose
	}
	group := "size"
	switch {
	case loose:
		group = "size loose"
	case main*5 < largest || main == 0:
		group = "size alternate"
	}
	return Feature{group, "", size(digits(largest))}
}

// hasCapital says whether the capital of a state has this name.
func hasCapital(c *candidate) bool {
	for i := range c.options {
		if o := &c.options[i]; o.Feature == "PPLC" && !o.loose {
			return true
		}
	}
	return false
}

func digits(n int) int {
	d := 0
	for ; n > 0; n /= 10 {
		d++
	}
	return d
}

// runFeatures are those of the other capitalised words around.
func (f *finder) runFeatures(out []Feature, c *candidate) []Feature {
	if c.kind == facility {
		if c.inside >= 0 {
			return append(out, Feature{"facility has", "", kindNames[f.candidates[c.inside].kind]})
		}
		return append(out, Feature{"facility has", "", "no name"})
	}
	name := kindNames[c.kind]
	if f.headline[f.doc.Tokens[c.Start].Sentence] {
		return out
	}
	if c.Start > c.run.Start {
		class := f.wordIs(c.Start - 1)
		out = append(out, Feature{"run before", "", class}, Feature{"run before", name, class})
	}
	if c.End < c.run.End {
		class := f.wordIs(c.End)
		out = append(out, Feature{"run after", "", class}, Feature{"run after", name, class})
		if last := f.doc.Tokens[c.run.End-1].Lower; f.is(last, bodyWord) && c.End < c.run.End-1 {
			out = append(out, Feature{"run ends in body", "", name})
		}
	}
	return out
}

// wordIs gives the class of a word of a run.
func (f *finder) wordIs(i int) string {
	lower := f.doc.Tokens[i].Lower
	switch {
	case f.is(lower, rankWord) && !f.is(lower, bodyWord):
		return "rank"
	case f.is(lower, bodyWord):
		return "body"
	case f.is(lower, divisionWord):
		return "division"
	case f.is(lower, settlementWord):
		return "settlement"
	case f.is(lower, facilityWord):
		return "facility"
	case f.is(lower, directionWord):
		return "direction"
	case f.is(lower, monthWord):
		return "month"
	case lower == "of":
		return "of"
	case lower == "-":
		return "hyphen"
	case lower == "and":
		return "and"
	case f.firstNames[lower]:
		return "given name"
	case f.marks[i]&nameWord == 0:
		return "particle"
	}
	return "other"
}

// contextFeatures are those of the words before and after.
func (f *finder) contextFeatures(out []Feature, c *candidate) []Feature {
	name := kindNames[c.kind]
	before, after := f.neighbour(c.Start-1, c), f.neighbour(c.End, c)
	out = append(out, Feature{"before", "", before}, Feature{"before", name, before}, Feature{"after", "", after}, Feature{"after", name, after})
	if before == "the" || before == "," || before == "of" || before == "and" {
		out = append(out, Feature{"second before", "", f.neighbour(c.Start-2, c)})
	}
	if caseless := f.doc.Upper || f.doc.Lower; caseless {
		out = append(out, Feature{"caseless before", "", before}, Feature{"caseless kind", "", name})
	}
	return out
}

// neighbour gives the word at i where the weights know it, its class, or what it looks like.
func (f *finder) neighbour(i int, c *candidate) string {
	sent := f.doc.SentenceOf(c.Start)
	switch {
	case i < sent.Start:
		return "start"
	case i >= sent.End:
		return "end"
	}
	lower := f.doc.Tokens[i].Lower
	switch {
	case f.is(lower, cueWord):
		return lower
	case lower == "'s" || lower == "’s":
		return "'s"
	case f.is(lower, speechWord):
		return "speech"
	case f.is(lower, reachWord):
		return "reach"
	case f.is(lower, rankWord):
		return "rank"
	case f.is(lower, bodyWord):
		return "body"
	case f.is(lower, divisionWord|settlementWord):
		return "division"
	case f.is(lower, facilityWord):
		return "facility"
	case f.is(lower, directionWord):
		return "direction"
	case f.marks[i]&nameWord != 0:
		return "capital"
	case lower[0] >= '0' && lower[0] <= '9':
		return "figure"
	case lower[0] < 'a' || lower[0] > 'z':
		return "mark"
	}
	return "word"
}

// tagFeatures are those of the tagger and the entities, where they have spoken.
func (f *finder) tagFeatures(out []Feature, c *candidate) []Feature {
	name := kindNames[c.kind]
	if tag := f.doc.Tokens[c.End-1].Tag; tag != language.X {
		out = append(out, Feature{"tag", "", tag.String()}, Feature{"tag", name, tag.String()})
	}
	if len(f.doc.Entities) == 0 {
		return out
	}
	return append(out, Feature{"entity", "", f.entity(c)}, Feature{"entity", name, f.entity(c)})
}

var entityNames = [...]string{"other", "person", "body", "place"}

func (f *finder) entity(c *candidate) string {
	for _, e := range f.doc.Entities {
		if !e.Overlaps(c.Range) {
			continue
		}
		if e.Range == c.Range || c.Contains(e.Range) {
			return entityNames[e.Type]
		}
		return "in " + entityNames[e.Type]
	}
	return "none"
}

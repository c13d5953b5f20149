package read

import (
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/language"
)

// A nounRun is the nouns and their modifiers that stand together: "suspected Maoist rebel fighters".
type nounRun struct {
	nouns language.Range
	state int // a word of harm among the modifiers; -1
	harm  int // a word of harm as the last noun: "deaths"; -1
	owner int // a possessor in front: "Karzai" in "Karzai's brother"; -1
}

// nounRun reads the run that starts at token i.
func (c *counter) nounRun(i, end int) (nounRun, bool) {
	run := nounRun{nouns: language.Range{Start: i, End: i}, state: -1, harm: -1, owner: -1}
	person := false // a noun for people was read
	j := i
	for j < end && j < i+14 {
		step, stop := c.runStep(&run, i, j, end, person)
		if stop {
			break
		}
		if step == 1 && c.isPeople(j) {
			person = true
		}
		if step == 1 && c.low(j) != "-" && (c.low(j) == "'s" || c.low(j) == "’s") {
			person = false
		}
		j += step
	}
	for j > run.nouns.Start && (c.low(j-1) == "-" || c.toks[j-1].Tag == language.ADV || c.low(j-1) == "\"") {
		j--
	}
	for j > run.nouns.Start && (c.low(j-1) == "'s" || c.low(j-1) == "’s" || c.low(j-1) == "'" || c.low(j-1) == "’") {
		j--
	}
	run.nouns.End = j
	return run, !run.nouns.Empty()
}

// runStep says how many tokens of the run token j makes, or that the run stops before it.
func (c *counter) runStep(run *nounRun, start, j, end int, person bool) (step int, stop bool) {
	word := c.low(j)
	tok := c.toks[j]
	next := j + 1
	if n := c.yearsOld(j, end); n > 0 {
		return n, false
	}
	switch {
	case word == "improvised" && c.low(next) == "explosive" && j+3 < end && c.isWord(j+3) && c.stops[c.low(j+3)] == "":
		return 2 + btoi(c.low(j+2) == "device" || c.low(j+2) == "devices"), false // "an improvised explosive device maker"
	case (word == "fatally" || word == "mortally") && c.words.harm[c.low(next)].class == noClass:
		return 0, true // "two men were shot, one fatally"
	case word == "-" || word == "/":
		return 1, j == start || next >= end || !c.isWord(next) || c.toks[j-1].End != tok.Start
	case word == "'s" || word == "’s" || (word == "'" || word == "’") && j > start && c.toks[j-1].End == tok.Start && next < end && c.isWord(next):
		if j == start || next >= end || !c.isWord(next) || c.stops[c.low(next)] != "" {
			return 0, true
		}
		run.owner = j - 1
		return 1, false
	case word == "\"" || word == "“" || word == "”":
		return 1, j == start || next >= end || !c.isWord(next) || person
	case !c.isWord(j):
		return 0, true
	}
	if h, ok := c.words.harm[word]; ok && !(c.isPeople(j) && h.class != stateHarm && c.toks[j].Tag == language.NOUN) {
		return c.harmStep(run, h, j, end, person)
	}
	if c.inTime[j] && !c.isPeople(j) {
		return 0, true
	}
	if c.low(next) == "-" && next+1 < end && c.isWord(next+1) && !person && c.stops[word] == "preposition" {
		return 1, false // "off-duty policeman"
	}
	if c.stops[word] != "" || word == "and" {
		if word == "and" && j > start && (!person || c.toks[j-1].Tag == language.ADJ && !c.isPlural(j-1)) && c.joinsModifiers(j, end) {
			return 1, false
		}
		return 0, true
	}
	if _, ok := figureAt(c.toks, j, end); ok && word != "second" {
		return 0, true
	}
	if c.isPeople(j) {
		return 1, person && tok.Tag == language.VERB
	}
	switch tok.Tag {
	case language.VERB:
		if person || tok.Fine != "VBN" && tok.Fine != "VBG" && tok.Fine != "VBD" || next >= end || !c.leadsToPeople(next, end) {
			return 0, true
		}
	case language.ADV:
		return 1, person || next >= end || c.low(next) != "-" && !c.leadsToPeople(next, end) // "six heavily-armed men"
	case language.ADP, language.AUX, language.CCONJ, language.SCONJ, language.DET, language.PRON, language.PART, language.INTJ:
		return 0, true
	case language.ADJ:
		return 1, person && !c.leadsToPeople(j, end)
	}
	return 1, false
}

// harmStep reads a word of harm in a run: "wounded" in "three wounded soldiers", "deaths" in "12 civilian deaths".
func (c *counter) harmStep(run *nounRun, h harmWord, j, end int, person bool) (int, bool) {
	next := j + 1
	if noun, ok := c.words.harmNoun[c.low(j)]; ok && h.class != nounHarm && c.toks[j].Tag == language.NOUN {
		h = noun
	}
	switch {
	case (h.class == nounHarm || h.class == bodyHarm) && !person:
		if next < end && c.toks[next].Tag == language.NOUN && c.stops[c.low(next)] == "" && c.low(next) != "toll" {
			return 1, false // "death squad members"
		}
		run.harm = j
		return 1, false
	case h.class == nounHarm || h.class == bodyHarm:
		run.harm = j
		return 1, false
	case h.form == pastForm && j > run.nouns.Start && c.doc.Child(j, language.Nsubj) >= run.nouns.Start:
		return 0, true // "a coalition strike killed Haqqani leader Ato Lem" has a subject and an object
	case !person && (h.class == stateHarm || h.form == pastForm || h.form == participle) && next < end && c.leadsToPeople(next, end) && c.toks[next].Tag != language.DET:
		run.state = j
		return 1, false
	}
	return 0, true
}

// leadsToPeople says whether a noun for people comes within four words, with only modifiers before it.
func (c *counter) leadsToPeople(j, end int) bool {
	for k := j; k < end && k < j+5; k++ {
		if c.isPeople(k) {
			h := c.words.harm[c.low(k)]
			return h.class != stateHarm && h.form != pastForm // "pronounced dead"
		}
		if _, ok := figureAt(c.toks, k, end); ok {
			return false
		}
		if c.low(k) == "-" && k > j {
			continue
		}
		if !c.isWord(k) || c.stops[c.low(k)] != "" || c.low(k) == "and" {
			return false
		}
		if _, harm := c.words.harm[c.low(k)]; harm {
			return false
		}
	}
	return false
}

// joinsModifiers says whether "and" at j joins two modifiers of one noun: "U.S. and Iraqi soldiers".
func (c *counter) joinsModifiers(j, end int) bool {
	if j+2 >= end || c.isPeople(j-1) && c.isPlural(j-1) || c.stops[c.low(j+1)] != "" {
		return false
	}
	if _, ok := figureAt(c.toks, j+1, end); ok {
		return false
	}
	return !c.isPlural(j+1) && c.leadsToPeople(j+2, end)
}

// yearsOld gives how many tokens "17-year-old" at j has, 0 for none.
func (c *counter) yearsOld(j, end int) int {
	if c.low(j) == "" {
		return 0
	}
	_, next, ok := cardinalAt(c.toks, j, end)
	if !ok {
		return 0
	}
	for _, tail := range [][]string{{"-", "year", "-", "old"}, {"-", "month", "-", "old"}, {"year", "-", "old"}, {"year", "old"}, {"-", "year", "old"}, {"-", "day", "-", "old"},
		{"-", "year", "-", "olds"}, {"-", "month", "old"}, {"month", "-", "old"}, {"month", "old"}, {"months", "old"}, {"-", "week", "-", "old"}, {"week", "-", "old"}, {"y/o"}, {"y", "/", "o"}, {"yo"}} {
		if next+len(tail) > end {
			continue
		}
		match := true
		for k, word := range tail {
			match = match && c.low(next+k) == word
		}
		if match {
			return next + len(tail) - j
		}
	}
	return 0
}

// setHead takes a run of nouns into the group and settles what its noun is.
func (c *counter) setHead(g *group, run nounRun) {
	g.words.End = run.nouns.End
	g.nouns = run.nouns
	g.state = run.state
	if run.harm == run.nouns.End-1 && run.harm >= 0 {
		g.harmNoun, g.head = run.harm, run.harm
		return
	}
	last := run.nouns.End - 1
	g.head = last
	word := c.low(last)
	if h, ok := c.words.harm[word]; ok && (g.form == counted || g.more && g.form == single) && (h.form == pastForm || h.class == stateHarm) { // "the four wounded"
		g.state, g.head, g.nouns = last, -1, language.Range{}
		return
	}
	switch {
	case word == "head" && c.isBodyPart(last) || word != "head" && c.words.parts[word]:
		g.thing = true
	case c.isPeople(last), c.endsInAge(run.nouns):
	case c.words.times[word] || c.words.things[word]:
		g.thing = true
	case c.isName(last):
		for k := last - 1; k >= run.nouns.Start && k > run.owner; k-- {
			if c.isPeople(k) {
				g.head = k // "police chief Ahmed Khan"
				break
			}
		}
		g.unknown = !c.isPerson(last)
	default:
		g.unknown = true
		if c.toks[last].Tag == language.ADJ && !c.isWord(last+1) {
			break
		}
	}
	if end := g.words.End; c.low(end) == "'s" || c.low(end) == "’s" || (c.low(end) == "'" || c.low(end) == "’") && c.toks[end].Start == c.toks[end-1].End {
		g.possessive = true
	}
}

// isBodyPart says whether the "head" at token i is what somebody was hit in: "shot in the head", "a wound to the head".
func (c *counter) isBodyPart(i int) bool {
	if c.low(i+1) == "of" || c.low(i-1) != "the" && !isPossessive(c.low(i-1)) {
		return false
	}
	switch c.low(i - 2) {
	case "in", "to", "of":
		return true
	}
	return false
}

// endsInAge says whether the last of the nouns is an age that stands for somebody: "a 17-year-old".
func (c *counter) endsInAge(nouns language.Range) bool {
	for i := nouns.Start; i < nouns.End; i++ {
		if n := c.yearsOld(i, nouns.End); n > 0 && i+n == nouns.End {
			return true
		}
	}
	return false
}

func (c *counter) isWord(i int) bool {
	if i < 0 || i >= len(c.toks) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.toks[i].Lower)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isPlural says whether the noun at i names several people.
func (c *counter) isPlural(i int) bool {
	word := c.low(i)
	if c.words.plural[word] {
		return true
	}
	if c.isPeople(i) {
		return false
	}
	return c.toks[i].Fine == "NNS" || c.toks[i].Fine == "NNPS"
}

// isName says whether token i is (a part of) a name.
func (c *counter) isName(i int) bool {
	if !c.isWord(i) {
		return false
	}
	if c.names[i] > 0 || c.toks[i].Tag == language.PROPN {
		return true
	}
	if c.toks[i].Tag != language.X || c.doc.Upper || c.doc.Lower {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.doc.Word(i))
	return unicode.IsUpper(r) && i > c.doc.SentenceOf(i).Start
}

// isPerson says whether the name at i is known to be a person's.
func (c *counter) isPerson(i int) bool {
	if c.names[i] > 0 && c.doc.Entities[c.names[i]-1].Type == language.PersonName {
		return true
	}
	a := c.actorAt(language.Range{Start: i, End: i + 1})
	return a >= 0 && c.draft.actors[a].Kind == actors.Person
}

func (c *counter) isModifier(i int) bool {
	switch c.toks[i].Tag {
	case language.ADJ, language.NOUN, language.PROPN, language.VERB:
		return c.leadsToPeople(i, len(c.toks))
	case language.X:
		return c.stops[c.low(i)] == "" && c.leadsToPeople(i, len(c.toks)) && c.words.harm[c.low(i)].class == noClass
	}
	return false
}

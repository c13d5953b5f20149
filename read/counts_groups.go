package read

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

//go:embed data/counts_stops.txt
var stopData string

// A groupForm says how a phrase for people names them.
type groupForm uint8

const (
	counted  groupForm = iota // with a figure: "three soldiers", "seven others", "dozens"
	single                    // "a soldier", "another man"
	definite                  // "the mayor", "his driver": one, known
	named                     // a person's name
	pronoun                   // "him", "himself"
	plural                    // people without a figure: "soldiers", "the villagers"
)

// A group is a phrase for people in the text, or a bare figure that may stand for people.
type group struct {
	words      language.Range
	form       groupForm
	figure     figure
	head       int    // the noun, or the last token of a name; -1 for a bare figure
	more       bool   // "another", "other", "more": besides those told already
	bare       bool   // one, without an article: "Policeman killed"
	the        bool   // opened by "the", "all", "these": known already
	owned      bool   // opened by "his", "their"
	ofThem     bool   // "three of them"
	whole      figure // "eight of 27 miners": the 27
	of         bool   // a part of some whole: "three of them", "two of the dead"
	unknown    bool   // its noun is in no list: people only where the word of harm says so
	thing      bool   // its noun is a thing
	possessive bool   // followed by 's
	harmNoun   int    // "12 deaths": the noun itself; -1
	state      int    // "three wounded soldiers": the word of harm inside; -1
	nouns      language.Range
}

var stopWords = sync.OnceValue(func() map[string]string {
	stops := map[string]string{}
	eachEntry(stopData, func(key, value string) {
		for _, word := range strings.Fields(value) {
			if stops[word] == "" {
				stops[word] = key
			}
		}
	})
	return stops
})

// A counter finds the counts of one draft.
type counter struct {
	*draft
	words   *countWords
	stops   map[string]string
	toks    []language.Token
	heads   []headOf
	inTime  []bool    // lies in a time expression
	inPlace []bool    // lies in the name of a place
	names   []int     // for each token: 1 + the entity it is in, 0 for none
	found   []finding // beside the counts
}

func (c *counter) low(i int) string {
	if i < 0 || i >= len(c.toks) {
		return ""
	}
	return c.toks[i].Lower
}

// groups gives the phrases for people in a sentence, in order, not overlapping.
func (c *counter) groups(s language.Range) []group {
	var out []group
	for i := s.Start; i < s.End; {
		if end := c.bracketed(i, s.End); end > 0 {
			i = end
			continue
		}
		g, ok := c.groupAt(i, s.End)
		if !ok {
			i++
			continue
		}
		out = append(out, g)
		i = max(g.words.End, i+1)
	}
	return out
}

// bracketed gives the end of brackets at token i that tell who somebody is, beginning with the age: "(32, resident of Karak)"; 0 for none.
func (c *counter) bracketed(i, end int) int {
	if c.low(i) != "(" || !c.isAge(i+1, end) {
		return 0
	}
	for k := i + 2; k < min(end, i+14); k++ {
		switch c.low(k) {
		case ")":
			return k + 1
		case "(", ";":
			return 0
		}
	}
	return 0
}

func (c *counter) groupAt(i, end int) (group, bool) {
	g := group{head: -1, harmNoun: -1, state: -1}
	start := i
	word := c.low(i)
	if c.isReference(i) {
		return g, false
	}
	if c.isNext(i, i+1) {
		g.words, g.form, g.more = language.Range{Start: i, End: i + 2}, single, true
		g.figure = exactly(1, g.words)
		return g, true
	}
	if c.isAge(i, end) && c.yearsOld(i, end) == 0 || word == "between" && c.isAge(i+1, end) || word == "both" && c.isAge(i+1, end) || word == "one" && (c.low(i-1) == "no" || c.low(i-1) == "not") || word == "no" && c.low(i+2) != "than" {
		return g, false
	}
	switch {
	case word == "the" || word == "all" || word == "these" || word == "those":
		g.the = true
		i++
		if c.low(i) == "the" || c.low(i) == "of" && c.low(i+1) == "the" {
			i += 1 + btoi(c.low(i) == "of")
		}
	case isPossessive(word) && (word != "her" || c.owns(i+1, end)):
		g.owned = true
		i++
	}
	for isMore(c.low(i)) || c.low(i) == "other" || (c.low(i) == "an" || c.low(i) == "a") && (isMore(c.low(i+1)) || c.low(i+1) == "total" && c.low(i+2) == "of") {
		g.more = g.more || isMore(c.low(i)) || isMore(c.low(i+1)) || c.low(i) == "other"
		if c.low(i+1) == "total" {
			i += 2
		}
		i++
	}
	if f, ok := figureAt(c.toks, i, end); ok && c.yearsOld(i, end) == 0 && !c.isSurname(i) {
		if c.looksLikeYear(f) && c.inTime[i] {
			return g, false
		}
		return c.countedGroup(g, f, start, end)
	}
	switch {
	case i > start && g.more && !g.the:
		g.form, g.figure = single, exactly(1, language.Range{Start: start, End: i})
	case g.the || g.owned:
		g.form = definite
	case word == "a" || word == "an":
		g.form = single
		i++
	case pronouns[word]:
		g.form, g.words, g.head = pronoun, language.Range{Start: i, End: i + 1}, i
		g.figure = exactly(1, g.words)
		return g, true
	default:
		return c.bareGroup(g, i, end)
	}
	return c.describedGroup(g, start, i, end)
}

// owns says whether a noun that "her" goes with begins at token i; the one of "shot her dead" has none.
func (c *counter) owns(i, end int) bool {
	for ; i < end && (c.isWord(i) || c.low(i) == "-") && c.stops[c.low(i)] == ""; i++ {
		switch c.toks[i].Tag {
		case language.NOUN, language.PROPN:
			return true
		case language.ADJ, language.NUM, language.ADV, language.VERB, language.X, language.PUNCT:
		default:
			return false
		}
	}
	return false
}

var pronouns = map[string]bool{"him": true, "himself": true, "herself": true, "he": true, "she": true, "her": true}

func isPossessive(word string) bool {
	switch word {
	case "his", "her", "its", "their", "our", "my":
		return true
	}
	return false
}

// isAge says whether the number at i is an age: ", 34,", "(34)", "aged 34", "17-year-old".
func (c *counter) isAge(i, end int) bool {
	value, next, ok := cardinalAt(c.toks, i, end)
	if !ok || value > 120 {
		return false
	}
	before, after := c.low(i-1), c.low(next)
	switch {
	case next == i+1 && c.inAges(i):
		return true
	case before == "aged" || before == "age" || before == "ages" || before == "and" && c.isAgeListed(i-2):
		return true
	case c.isAgeRange(i, next, end):
		return true
	case next == i+1 && before == "," && (after == "," || after == "." || after == ";") && i >= 2 && isNumeral(c.low(i)) && (c.isName(i-2) || c.isCapital(i-2)):
		return true
	case next == i+1 && before == "(" && (after == ")" || after == "," && value > 4 && i >= 2 && (c.isName(i-2) || c.isCapital(i-2))):
		return true
	case next == i+1 && before == "," && value > 0 && isNumeral(c.low(i)) && (after == "," || after == "." || after == ";") && i >= 2 && c.isPeople(i-2) && !c.isPlural(i-2):
		return true // "another Orlin man, 76;"
	case next == i+1 && isNumeral(c.low(i)) && c.isToldAge(i, end):
		return true
	case before == "both" && next == i+1 && i >= 2 && c.low(i-2) == "," && (after == "," || after == "."):
		return true
	case (after == "-" || after == "year" || after == "years") && (c.low(next+1) == "year" || c.low(next+1) == "-" || c.low(next+1) == "old" || c.low(next+1) == "years"):
		return true
	}
	return false
}

// isToldAge says whether the number at i is an age without the marks of one: "Ato Lem Jr. 26, were", "Ira Lem, 29 and pregnant, was", "believed
// to be 30 and 60", "shooting of a girl, 5" at the end of a line.
func (c *counter) isToldAge(i, end int) bool {
	before, after := c.low(i-1), c.low(i+1)
	switch {
	case isNameEnd(before):
		return after != "of" && !c.isPeople(i+1)
	case before == "be":
		return c.low(i-2) == "to" && c.isBelief(c.low(i-3)) && (after == "," || after == "and" || after == "." || after == "or")
	case before == "and" || before == "or":
		return isNumeral(c.low(i-2)) && c.isToldAge(i-2, end) && !c.isPeople(i+1)
	case before != ",":
		return false
	}
	if i+1 >= end {
		return i >= 2 && (c.isPerson(i-2) || c.isPeople(i-2) && !c.isPlural(i-2))
	}
	switch after {
	case "and", "who", "was", "is", "has", "had", "from", "died":
		return i >= 2 && c.isPerson(i-2) && !c.isPeople(i+2)
	}
	return false
}

// isSurname says whether token i is the last part of a person's name that has others before it: "Ato Few".
func (c *counter) isSurname(i int) bool {
	return i > 0 && c.isCapital(i) && c.isCapital(i-1) && !c.doc.Upper && !c.doc.InTitle(i) && c.names[i] > 0 && c.names[i] == c.names[i-1] && c.isPerson(i)
}

// isNameEnd says whether a word stands behind a name and is part of it.
func isNameEnd(word string) bool {
	switch word {
	case "jr.", "sr.", "jr", "sr", "iii":
		return true
	}
	return false
}

func (c *counter) isBelief(word string) bool {
	switch word {
	case "believed", "thought", "said", "appeared", "estimated", "appear", "appears":
		return true
	}
	return false
}

// isCaption says whether the number at i counts the pictures of a page: "Image 4 of 11", "Photo 2 / 3", "1 / 44".
func (c *counter) isCaption(i int) bool {
	if !allDigits(c.low(i)) {
		return false
	}
	if isPicture(c.low(i - 1)) {
		return allDigits(c.low(i+2)) && (c.low(i+1) == "of" || c.low(i+1) == "/")
	}
	return (c.low(i-1) == "of" || c.low(i-1) == "/") && allDigits(c.low(i-2)) && (isPicture(c.low(i-3)) || c.low(i-1) == "/" && c.toks[i-1].Start > c.toks[i-2].End)
}

func isPicture(word string) bool {
	switch word {
	case "image", "photo", "picture", "slide", "caption", "page", "video":
		return true
	}
	return false
}

// isReference says whether the number at i stands in brackets, or is the end of a name, or of a picture: "[6]", "AK-47", "Image 4 of 11".
func (c *counter) isReference(i int) bool {
	if word := c.low(i); word == "" || word[0] < '0' || word[0] > '9' || i == 0 {
		return false
	}
	if c.isCaption(i) {
		return true
	}
	if c.low(i-1) == "[" && c.low(i+1) == "]" {
		return true
	}
	return i > 1 && c.low(i-1) == "-" && c.toks[i-1].End == c.toks[i].Start && c.toks[i-2].End == c.toks[i-1].Start && c.isCapital(i-2)
}

func (c *counter) isCapital(i int) bool {
	word := c.doc.Word(i)
	return word != "" && word[0] >= 'A' && word[0] <= 'Z'
}

// isAgeListed says whether token i is the first of two ages: "ages 25 and 26".
func (c *counter) isAgeListed(i int) bool {
	return i > 0 && isNumeral(c.low(i)) && (c.low(i-1) == "ages" || c.low(i-1) == "aged")
}

// isAgeRange says whether the numbers from i on are years: "between 15 and 20 years old", "ages 4 to 9".
func (c *counter) isAgeRange(i, next, end int) bool {
	switch c.low(next) {
	case "and", "to", "-", "or":
	default:
		return false
	}
	_, after, ok := cardinalAt(c.toks, next+1, end)
	return ok && (c.low(after) == "years" || c.low(after) == "year") && c.low(after+1) == "old"
}

// inAges says whether the number at i is in a list of ages: ", 8 and 15,", "ages 25, 26, and 33", "between the ages of 11 and 25".
func (c *counter) inAges(i int) bool {
	start, end := i, i+1
	for n := c.ageBefore(start); n >= 0; n = c.ageBefore(start) {
		start = n
	}
	for n := c.ageAfter(end); n >= 0; n = c.ageAfter(end) {
		end = n + 1
	}
	before := c.low(start - 1)
	if before == "ages" || before == "aged" || before == "of" && c.low(start-2) == "ages" {
		return true
	}
	if end == start+1 || before != "," || !c.isPeople(start-2) && !c.isName(start-2) {
		return false
	}
	after := c.low(end)
	return after == "," || after == "." || after == "who"
}

// ageBefore gives the number that comma or "and" joins to the one at i on its left, -1 for none.
func (c *counter) ageBefore(i int) int {
	n := i - 1
	if word := c.low(n); word != "and" && word != "," && word != "or" {
		return -1
	}
	if c.low(n-1) == "," {
		n--
	}
	if !isNumeral(c.low(n - 1)) {
		return -1
	}
	return n - 1
}

// ageAfter gives the number that comma or "and" at i joins to the one before it, -1 for none.
func (c *counter) ageAfter(i int) int {
	if word := c.low(i); word != "and" && word != "," && word != "or" {
		return -1
	}
	if c.low(i) == "," && c.low(i+1) == "and" {
		i++
	}
	if !isNumeral(c.low(i + 1)) {
		return -1
	}
	return i + 1
}

func isNumeral(word string) bool { return allDigits(word) && len(word) <= 2 }

func (c *counter) countedGroup(g group, f figure, start, end int) (group, bool) {
	g.form, g.figure = counted, f
	g.figure.words.Start = start
	if g.the { // "the three": the article is no part of the figure
		g.figure.words.Start = f.words.Start
	}
	i := f.words.End
	g.words = language.Range{Start: start, End: i}
	if c.low(i) == "-" || c.low(i) == "%" || c.isMoney(f, i) || c.isNumberOf(f, i) {
		g.thing = true
		return g, true
	}
	for c.low(i) == "other" || c.low(i) == "others" || c.low(i) == "more" || c.low(i) == "additional" || c.low(i) == "further" {
		g.more = true
		g.words.End = i + 1
		if c.low(i) == "others" {
			g.head = i
			return g, true
		}
		i++
	}
	if c.low(i) == "of" && i+1 < end {
		return c.partGroup(g, i+1, end)
	}
	run, ok := c.nounRun(i, end)
	switch {
	case ok:
		c.setHead(&g, run)
		c.joinBare(&g, end)
	case i < end && c.inTime[i] && c.words.times[c.low(i)]:
		g.thing = true // "ten days after they were abducted"
	}
	c.takeOf(&g, end)
	if c.low(f.core.Start) == "multiple" && (g.head < 0 || g.unknown) {
		g.thing = true // "died of multiple gunshot wounds"
	}
	if c.looksLikeYear(f) && (g.head < 0 || g.harmNoun >= 0 || g.unknown) {
		g.thing = true
	}
	return g, true
}

// joinBare takes in people without a figure of their own that "and" joins to the noun: "40 journalists and activists".
func (c *counter) joinBare(g *group, end int) {
	if g.head < 0 || g.thing || g.harmNoun >= 0 || g.state >= 0 || g.figure.number() < 2 || c.low(g.words.End) != "and" || g.words.End != g.head+1 {
		return
	}
	run, ok := c.nounRun(g.words.End+1, end)
	if !ok || run.nouns.Start != g.words.End+1 {
		return
	}
	head := run.nouns.End - 1
	if !c.isPeople(head) || !c.isPlural(head) || c.toks[head].Rel != language.Conj || c.toks[head].Head != g.head {
		return
	}
	if _, harm := c.words.harm[c.low(head)]; harm {
		return
	}
	if next := c.low(head + 1); head+1 < end && c.toks[head+1].Tag == language.VERB && c.words.harm[next].class == noClass {
		return // "killed 12 soldiers and villagers fled"
	}
	g.words.End, g.nouns.End, g.head = head+1, head+1, head
}

// isMoney says whether the figure is one of money or a clock: "$12", "12 a.m.", "12:30".
func (c *counter) isMoney(f figure, i int) bool {
	switch c.low(f.core.Start - 1) {
	case "$", "£", "€", "us$", "rs", "rs.", "no.", "number", "nr", "article", "chapter", "page", "route", "highway", "flight", "resolution", "section":
		return true
	}
	switch c.low(i) {
	case "a.m.", "p.m.", "am", "pm", "a.m", "p.m", "percent", "mm", "caliber", "calibre", "gauge", "th", "st", "nd", "rd", "%", "hours":
		return true
	case ":":
		return allDigits(c.low(i + 1)) // "12:30", but "put the toll at 12: eight soldiers"
	}
	return false
}

// isNumberOf says whether the figure belongs to a date: "12 January", "January 12".
func (c *counter) isNumberOf(f figure, i int) bool {
	return f.core.End-f.core.Start == 1 && f.number() <= 31 && (isMonth(c.low(i)) || isMonth(c.low(f.core.Start-1)) && !c.isPeople(i))
}

func (c *counter) isPeople(i int) bool {
	_, ok := c.words.people[c.low(i)]
	return ok
}

func isMonth(word string) bool {
	switch strings.TrimSuffix(word, ".") {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec":
		return true
	}
	return false
}

func (c *counter) looksLikeYear(f figure) bool {
	n := f.number()
	word := c.low(f.core.Start)
	return f.bound == record.Exact && n >= 1900 && n < 2100 && len(word) == 4
}

// partGroup reads what follows "three of": "them", "the dead", "his brothers"; "dozens of people".
func (c *counter) partGroup(g group, i, end int) (group, bool) {
	word := c.low(i)
	switch {
	case word == "them" || word == "whom" || word == "those" || word == "these":
		g.of, g.ofThem = true, word == "them" || word == "whom"
		g.words.End = i + 1
		if word == "those" || word == "these" {
			if run, ok := c.nounRun(i+1, end); ok {
				c.setHead(&g, run)
			}
		} else if run, ok := c.nounRun(i+1, end); ok && c.isPeople(run.nouns.End-1) { // "three of them children"
			c.setHead(&g, run)
		}
		return g, true
	case word == "the" || isPossessive(word) || word == "its":
		g.of = true
		i++
		if _, ok := deadKinds[c.low(i)]; ok && c.words.harm[c.low(i)].class != noClass {
			return c.ofTheDead(g, i, end)
		}
		if f, ok := figureAt(c.toks, i, end); ok { // "two of the three men"
			i = f.words.End
		}
	default:
		if f, ok := figureAt(c.toks, i, end); ok { // "one of two men"
			g.of, g.whole = true, f
			i = f.words.End
		}
	}
	run, ok := c.nounRun(i, end)
	if !ok {
		return g, true
	}
	c.setHead(&g, run)
	return g, true
}

// ofTheDead reads "two of the dead", and who they were.
func (c *counter) ofTheDead(g group, i, end int) (group, bool) {
	g.state, g.words.End = i, i+1
	if next := c.low(i + 1); next == "were" || next == "was" || next == "are" {
		if run, ok := c.nounRun(i+2, end); ok && c.isPeople(run.nouns.End-1) {
			g.nouns, g.head = run.nouns, run.nouns.End-1
		}
	}
	return g, true
}

// isNext says whether "a third" or the like stands for one more person: "killing two officers and wounding a third".
func (c *counter) isNext(start, i int) bool {
	switch c.low(i) {
	case "second", "third", "fourth", "fifth", "sixth":
		next := c.low(i + 1)
		return i == start+1 && c.low(start) == "a" && next != "of" && (i+1 >= len(c.toks) || c.toks[i+1].Tag != language.NOUN && c.toks[i+1].Tag != language.ADJ && c.toks[i+1].Tag != language.PROPN)
	}
	return false
}

// describedGroup reads the noun of "a soldier", "the mayor", "his driver".
func (c *counter) describedGroup(g group, start, i, end int) (group, bool) {
	run, ok := c.nounRun(i, end)
	if !ok {
		if g.form == single && g.more && c.low(start) == "another" && c.low(start-1) != "one" { // "wounding another"
			g.words = language.Range{Start: start, End: i}
			return g, true
		}
		return g, false
	}
	g.words.Start = start
	c.setHead(&g, run)
	if g.harmNoun >= 0 { // "the bodies", "a killing"; but "a body was found"
		g.figure = exactly(1, g.words)
		return g, (g.form == single || g.owned) && c.isFoundBody(&g, end)
	}
	c.extendOf(&g, end)
	if g.form == single && g.figure.words.Empty() {
		g.figure = exactly(1, g.words)
	}
	if g.head >= 0 && c.low(g.head+1) == "of" { // "a family of five", "a group of 12 miners"
		if f, ok := figureAt(c.toks, g.head+2, end); ok && collective[c.low(g.head)] {
			whole, _ := c.countedGroup(group{head: -1, harmNoun: -1, state: -1}, f, f.words.Start, end)
			whole.words.Start = start
			if whole.head < 0 {
				whole.head, whole.nouns = g.head, g.nouns
			}
			return whole, true
		}
	}
	switch {
	case g.head >= 0 && c.low(g.head) == "couple" && g.form == single:
		g.form, g.figure = counted, exactly(2, g.words)
	case g.head >= 0 && c.isPlural(g.head) && g.form == definite && c.agesOf(&g, end):
	case g.head >= 0 && c.isPlural(g.head) && (g.form != single || c.low(g.head) == "people" || c.low(g.head) == "personnel" || c.low(g.head) == "troops"):
		g.form = plural
	default:
		g.figure = exactly(1, g.words)
	}
	c.takeOf(&g, end)
	return g, true
}

// agesOf takes the number of the ages told after the people as their figure: "his sons, ages 3 and 4,".
func (c *counter) agesOf(g *group, end int) bool {
	i := g.words.End
	if c.low(i) == "," {
		i++
	}
	if c.low(i) != "ages" && c.low(i) != "aged" || !isNumeral(c.low(i+1)) {
		return false
	}
	count, last := 1, i+1
	for n := c.ageAfter(last + 1); n >= 0 && n < end; n = c.ageAfter(last + 1) {
		count, last = count+1, n
	}
	if count < 2 {
		return false
	}
	g.form, g.figure, g.words.End = counted, exactly(count, language.Range{Start: i, End: last + 1}), last+1
	return true
}

// takeOf takes in what follows the people with "of": "the head of the district", "the wife of a judge".
func (c *counter) takeOf(g *group, end int) {
	for c.low(g.words.End) == "of" && g.head >= 0 && !g.thing && !g.unknown && g.harmNoun < 0 && !g.possessive {
		i := g.words.End + 1
		if word := c.low(i); isArticle(word) || isPossessive(word) {
			i++
		}
		run, ok := c.nounRun(i, end)
		if !ok || run.harm >= 0 {
			return
		}
		if f, ok := figureAt(c.toks, i, end); ok && !f.words.Empty() {
			return
		}
		g.words.End = run.nouns.End
	}
}

// extendOf reads on where the person follows a body's name: "a Ministry of Defence worker".
func (c *counter) extendOf(g *group, end int) {
	if c.isPeople(g.head) || c.low(g.words.End) != "of" || g.words.End+1 >= end || !c.isName(g.head) {
		return
	}
	run, ok := c.nounRun(g.words.End+1, end)
	if last := run.nouns.End - 1; ok && c.isPeople(last) && !c.isPlural(last) && !c.isName(last) && run.harm < 0 {
		g.words.End, g.nouns.End, g.head, g.unknown, g.thing = last+1, last+1, last, false, false
	}
}

// isFoundBody says whether the words tell of a body that was found.
func (c *counter) isFoundBody(g *group, end int) bool {
	if h := c.words.harm[c.low(g.harmNoun)]; h.class != bodyHarm || h.form != nounSingular || c.low(g.words.End) == "of" {
		return false
	}
	for i := max(g.words.Start-3, 0); i < min(g.words.End+8, end); i++ {
		switch c.low(i) {
		case "found", "recovered", "discovered", "dumped", "retrieved", "located", "pulled", "washed", "exhumed", "find", "found:":
			return true
		}
	}
	return false
}

var collective = map[string]bool{"family": true, "group": true, "crew": true, "gang": true, "party": true, "team": true}

// bareGroup reads people without article or figure: "soldiers", "Col. Wisam Hussein".
func (c *counter) bareGroup(g group, i, end int) (group, bool) {
	if !c.isPeople(i) && !c.isName(i) && c.words.sides[c.low(i)] == "" && !c.isModifier(i) && c.yearsOld(i, end) == 0 {
		return g, false
	}
	if isNameEnd(c.low(i)) {
		return g, false // "Ira Doe, Jr., was wounded"
	}
	run, ok := c.nounRun(i, end)
	if !ok {
		return g, false
	}
	if h := c.words.harm[c.low(run.nouns.End-1)]; h.class == stateHarm || h.form == pastForm || h.form == participle {
		return g, false // "pronounced dead"
	}
	g.words.Start = i
	c.setHead(&g, run)
	switch {
	case g.head < 0 || g.thing || g.harmNoun >= 0:
		return g, false
	case c.isName(g.head) && !c.isPeople(g.head):
		g.form = named
		if c.inTime[g.head] || c.inPlace[g.head] && !c.isPerson(g.head) {
			return g, false
		}
	case c.isPlural(g.head):
		g.form = plural
	case c.isName(run.nouns.End - 1):
		g.form = named
	default:
		g.form, g.bare = definite, true
	}
	if g.form == plural && g.unknown {
		return g, false
	}
	g.figure = exactly(1, g.words)
	return g, true
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

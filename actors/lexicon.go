package actors

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/countries"
)

// gender is what a word tells of a person's gender.
type gender uint8

const (
	anyGender gender = iota
	male
	female
)

// A noun is a word or phrase for people, an office or a body.
type noun struct {
	kind   Kind // Person, People, Organisation or ArmedGroup; Person becomes People in the plural
	sector string
	gender gender
	office bool // may stand as a title before a name
	plural bool
	loose  bool // takes its sector from what stands before or after
}

// A stateBody is a body that every state has.
type stateBody struct {
	slug, sector string
}

// A style is a form of address or short title.
type style struct {
	gender         gender
	sector, office string
}

// A named is a phrase of the registry.
type named struct {
	entry   *Entry
	acronym bool
	// lowerEnd: the registry writes its last word small ("UN human rights office"), so the text may too.
	lowerEnd bool
}

// A lexicon is all that the data files tell, indexed.
type lexicon struct {
	nouns     phraseIndex[noun]
	bodies    phraseIndex[stateBody]
	styles    phraseIndex[style]
	modifiers phraseIndex[string]
	documents phraseIndex[bool]
	named     phraseIndex[named]
	genders   map[string]gender // forenames
	gendered  map[string]gender // nouns
	capitals  map[string]string // lower-case name → alpha-3
	verbs     map[string]bool   // acts of governments
	not       map[string]bool   // words in capitals that are no acronyms in upper-case text
	ranks     map[string]bool   // words of bare ranks
	arms      phraseIndex[bool] // weapons, craft and attacks
	cameo     map[string]string // id in the registry → code
}

func readLexicon(entries []*Entry) (*lexicon, error) {
	x := &lexicon{genders: map[string]gender{}, gendered: map[string]gender{}, capitals: map[string]string{}, verbs: map[string]bool{}, not: map[string]bool{}, ranks: map[string]bool{},
		cameo: map[string]string{}}
	if err := readGenders("gendered.txt", x.gendered); err != nil {
		return nil, err
	}
	if err := readGenders("forenames.txt", x.genders); err != nil {
		return nil, err
	}
	for _, read := range []func() error{x.readPeople, x.readOffices, x.readMinistries, x.readCollectives, x.readBodies, x.readStyles, x.readModifiers,
		x.readWordLists, x.readCodes} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	for _, e := range entries {
		x.addEntry(e)
	}
	for _, c := range countries.All() {
		if c.Capital != "" {
			x.capitals[strings.Join(keyWords(c.Capital), " ")] = c.Alpha3
		}
	}
	x.capitals["washington"] = "USA"
	return x, nil
}

func (x *lexicon) addEntry(e *Entry) {
	add := func(name string, acronym bool) {
		words := keyWords(name)
		if len(words) > 1 && words[0] == "the" {
			words = words[1:]
		}
		last := name[strings.LastIndexByte(name, ' ')+1:]
		x.named.add(words, named{e, acronym, e.Sector == "IGO" && len(words) > 1 && strings.ToLower(last) == last})
	}
	add(e.Name, slices.Contains(e.Acronyms, e.Name))
	for _, a := range e.Aliases {
		add(a, false)
	}
	for _, a := range e.Acronyms {
		add(a, true)
	}
}

func sectorOf(file string, l dataLine, field int) (string, error) {
	s := l.fields[field]
	if s == "-" || s == "~" || slices.Contains(Sectors(), s) {
		return strings.Trim(s, "-~"), nil
	}
	return "", fmt.Errorf("%s:%d: sector %q is not known", file, l.number, s)
}

func (x *lexicon) readOffices() error {
	lines, err := readData("offices.txt", 2)
	for _, l := range lines {
		sector, err := sectorOf("offices.txt", l, 0)
		if err != nil {
			return err
		}
		for _, w := range listOf(l.fields[1]) {
			n := noun{kind: Person, sector: sector, gender: x.genderOfNoun(w), office: true, loose: sector == ""}
			x.addOffice(keyWords(w), n)
			n.kind, n.plural = People, true
			x.addOffice(keyWords(plural(w)), n)
		}
	}
	return err
}

// readMinistries adds the offices of each field of government: "minister of defence", "deputy defence minister".
func (x *lexicon) readMinistries() error {
	lines, err := readData("ministries.txt", 1)
	for _, l := range lines {
		for _, field := range listOf(l.fields[0]) {
			forms := []string{"minister of " + field, "deputy minister of " + field, "secretary of " + field, "minister for " + field}
			if !strings.HasPrefix(field, "the ") {
				forms = append(forms, field+" minister", "deputy "+field+" minister", field+" secretary")
			}
			for _, w := range forms {
				n := noun{kind: Person, sector: "GOV", office: true}
				x.addOffice(keyWords(w), n)
				n.kind, n.plural = People, true
				x.addOffice(keyWords(plural(w)), n)
			}
		}
	}
	return err
}

// addOffice adds an office; a noun for people that is there already keeps its sector and may now be a title.
func (x *lexicon) addOffice(words []string, n noun) {
	if p := x.nouns.exact(words); p != nil {
		p.office = true
		if p.loose {
			p.sector, p.loose = n.sector, n.loose
		}
		return
	}
	x.nouns.add(words, n)
}

func (x *lexicon) readPeople() error {
	lines, err := readData("people.txt", 2)
	for _, l := range lines {
		sector, err := sectorOf("people.txt", l, 0)
		if err != nil {
			return err
		}
		for _, w := range listOf(l.fields[1]) {
			one, many, found := strings.Cut(w, "/")
			if !found {
				many = plural(one)
			}
			n := noun{kind: Person, sector: sector, gender: x.genderOfNoun(one), loose: sector == ""}
			x.nouns.add(keyWords(one), n)
			n.kind, n.plural = People, true
			x.nouns.add(keyWords(many), n)
		}
	}
	return err
}

func (x *lexicon) readCollectives() error {
	kinds := map[string]Kind{"organisation": Organisation, "armed_group": ArmedGroup, "people": People}
	lines, err := readData("collectives.txt", 3)
	for _, l := range lines {
		sector, err := sectorOf("collectives.txt", l, 1)
		if err != nil {
			return err
		}
		kind, ok := kinds[l.fields[0]]
		if !ok {
			return fmt.Errorf("collectives.txt:%d: kind %q is not known", l.number, l.fields[0])
		}
		for _, w := range listOf(l.fields[2]) {
			n := noun{kind: kind, sector: sector, loose: sector == ""}
			x.nouns.add(keyWords(w), n)
			n.plural = true
			x.nouns.add(keyWords(plural(w)), n)
		}
	}
	return err
}

func (x *lexicon) readBodies() error {
	lines, err := readData("statebodies.txt", 3)
	for _, l := range lines {
		sector, err := sectorOf("statebodies.txt", l, 1)
		if err != nil {
			return err
		}
		for _, w := range listOf(l.fields[2]) {
			x.bodies.add(keyWords(w), stateBody{l.fields[0], sector})
			x.nouns.add(keyWords(w), noun{kind: Organisation, sector: sector, plural: isPluralBody(w)})
		}
	}
	return err
}

func (x *lexicon) readStyles() error {
	lines, err := readData("styles.txt", 4)
	for _, l := range lines {
		sector, err := sectorOf("styles.txt", l, 2)
		if err != nil {
			return err
		}
		s := style{gender: parseGender(l.fields[1]), sector: sector, office: strings.Trim(l.fields[3], "-")}
		for _, w := range listOf(l.fields[0]) {
			x.styles.add(keyWords(w), s)
			if !strings.HasSuffix(w, ".") {
				x.styles.add(keyWords(strings.ReplaceAll(w, ". ", " ")+"."), s)
				x.styles.add(keyWords(w+"."), s)
			}
		}
	}
	return err
}

func (x *lexicon) readModifiers() error {
	lines, err := readData("modifiers.txt", 2)
	for _, l := range lines {
		sector, err := sectorOf("modifiers.txt", l, 0)
		if err != nil {
			return err
		}
		for _, w := range listOf(l.fields[1]) {
			x.modifiers.add(keyWords(w), sector)
		}
	}
	return err
}

func (x *lexicon) readWordLists() error {
	for file, index := range map[string]*phraseIndex[bool]{"documents.txt": &x.documents, "arms.txt": &x.arms} {
		lines, err := readData(file, 1)
		if err != nil {
			return err
		}
		for _, l := range lines {
			for _, w := range listOf(l.fields[0]) {
				index.add(keyWords(w), true)
			}
		}
	}
	for file, set := range map[string]map[string]bool{"stateverbs.txt": x.verbs, "notacronyms.txt": x.not, "ranks.txt": x.ranks} {
		lines, err := readData(file, 1)
		if err != nil {
			return err
		}
		for _, l := range lines {
			for _, w := range listOf(l.fields[0]) {
				set[w] = true
			}
		}
	}
	return nil
}

// readCodes reads the codes of groups and bodies.
func (x *lexicon) readCodes() error {
	lines, err := readData("cameo.txt", 2)
	for _, l := range lines {
		if l.fields[0] == "" || l.fields[1] == "" {
			return fmt.Errorf("cameo.txt:%d: no id or no code", l.number)
		}
		x.cameo[l.fields[0]] = l.fields[1]
	}
	return err
}

// readGenders reads a list of words by gender.
func readGenders(file string, to map[string]gender) error {
	lines, err := readData(file, 2)
	for _, l := range lines {
		g := parseGender(l.fields[0])
		if g == anyGender {
			return fmt.Errorf("%s:%d: gender %q is not known", file, l.number, l.fields[0])
		}
		for _, name := range listOf(l.fields[1]) {
			to[strings.Join(keyWords(name), " ")] = g
		}
	}
	return err
}

func parseGender(s string) gender {
	switch s {
	case "m":
		return male
	case "f":
		return female
	}
	return anyGender
}

// plural makes the plural of a noun phrase: that of the word before "of", "in" or "to", else of the last.
func plural(w string) string {
	words := strings.Fields(w)
	at := len(words) - 1
	for i, x := range words {
		if i > 0 && (x == "of" || x == "for" || x == "in" || x == "to" || x == "at") {
			at = i - 1
			break
		}
	}
	words[at] = pluralWord(words[at])
	return strings.Join(words, " ")
}

func pluralWord(w string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "man") && !strings.HasSuffix(w, "human") && w != "german" && w != "shaman":
		return w[:n-2] + "en"
	case strings.HasSuffix(w, "y") && n > 1 && !strings.ContainsRune("aeiou", rune(w[n-2])):
		return w[:n-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "child"):
		return w + "ren"
	case strings.HasSuffix(w, "wife"), strings.HasSuffix(w, "midwife"):
		return w[:n-2] + "ves"
	case strings.HasSuffix(w, "thief"):
		return w[:n-1] + "ves"
	}
	return w + "s"
}

// genderOfNoun tells by form and by the words of family and office in gendered.txt.
func (x *lexicon) genderOfNoun(w string) gender {
	last := w[strings.LastIndexByte(w, ' ')+1:]
	if g, ok := x.gendered[last]; ok {
		return g
	}
	switch {
	case strings.HasSuffix(last, "woman"):
		return female
	case strings.HasSuffix(last, "man") && last != "human":
		return male
	}
	return anyGender
}

// isPluralBody says whether "they" is the pronoun for a body: police, forces, authorities.
func isPluralBody(w string) bool {
	return strings.HasSuffix(w, "police") || strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

package read

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/record"
)

//go:embed data/counts_people.txt
var peopleData string

//go:embed data/counts_things.txt
var thingData string

//go:embed data/counts_harm.txt
var harmData string

//go:embed data/counts_phrases.txt
var harmPhraseData string

// A harmClass says where the people stand to a word of harm.
type harmClass uint8

const (
	noClass      harmClass = iota
	objectHarm             // harms its object, whatever it is: "killed three herders"
	peopleHarm             // harms its object if it is people: "captured 12 fighters", not "captured the town"
	subjectHarm            // its subject is harmed: "12 people died"
	stateHarm              // a state of people: "12 dead"
	nounHarm               // after a figure, or before "of" and people: "12 deaths", "the murder of two priests"
	bodyHarm               // remains of people
	livesHarm              // "claimed the lives of" people
	possibleHarm           // an injury unless something else in the report says more: "was shot"
)

// A wordForm says which form of a verb a word of harm is.
type wordForm uint8

const (
	baseForm   wordForm = iota // kill, kills
	pastForm                   // killed: past or participle
	onlyPast                   // slew: past, never a participle
	participle                 // slain: participle, never past
	ingForm
	nounSingular
	nounPlural
	fixedForm // of a state
)

// A harmWord is one form of a word of harm.
type harmWord struct {
	kind  record.Harm
	class harmClass
	form  wordForm
}

// countWords are the lexicons of counts.
type countWords struct {
	people   map[string]record.Category // by singular and plural form
	plural   map[string]bool            // the forms among people that are plural or collective
	generic  map[string]bool            // may name anybody already spoken of
	doers    map[string]bool            // name those who attack
	sides    map[string]record.Category // modifiers that tell the side
	things   map[string]bool            // nouns of things, singular and plural
	arms     map[string]bool            // those among the things that are weapons or vehicles
	parts    map[string]bool            // those that are parts of the body
	times    map[string]bool            // nouns of time and measure
	harm     map[string]harmWord
	harmNoun map[string]harmWord     // those that a verb of the same form hides: "murder"
	phrases  map[string][]harmPhrase // by first word, longest first
}

type harmPhrase struct {
	words []string
	harmWord
}

var countLexicon = sync.OnceValue(loadCountWords)

func loadCountWords() *countWords {
	w := &countWords{people: map[string]record.Category{}, plural: map[string]bool{}, generic: map[string]bool{}, doers: map[string]bool{},
		sides: map[string]record.Category{}, things: map[string]bool{}, arms: map[string]bool{}, parts: map[string]bool{}, times: map[string]bool{},
		harm: map[string]harmWord{}, harmNoun: map[string]harmWord{}, phrases: map[string][]harmPhrase{}}
	eachEntry(peopleData, w.addPeople)
	eachEntry(thingData, w.addThings)
	eachEntry(harmData, w.addHarm)
	eachEntry(harmPhraseData, w.addPhrases)
	return w
}

// eachEntry calls add with the key and the value of each "key: value" line.
func eachEntry(data string, add func(key, value string)) {
	for line := range strings.Lines(data) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && !strings.HasPrefix(key, "#") {
			add(key, strings.TrimSpace(value))
		}
	}
}

func (w *countWords) addPeople(key, value string) {
	for _, word := range strings.Fields(value) {
		if side, ok := strings.CutPrefix(key, "side-"); ok {
			w.sides[word] = record.Category(side)
			continue
		}
		if key == "doers" {
			w.doers[word] = true
			continue
		}
		if key == "generic" {
			w.generic[word] = true
			continue
		}
		single, plural, irregular := strings.Cut(word, "/")
		collective := strings.HasSuffix(single, "*")
		single = strings.TrimSuffix(single, "*")
		if !irregular {
			plural = pluralOf(single)
		}
		plural = strings.TrimSuffix(plural, "*")
		if collective {
			plural = single
		}
		w.addPerson(single, plural, record.Category(key))
	}
}

func (w *countWords) addPerson(single, plural string, category record.Category) {
	if _, known := w.people[single]; !known {
		w.people[single] = category
	}
	if _, known := w.people[plural]; !known {
		w.people[plural] = category
	}
	w.plural[plural] = true
}

func (w *countWords) addThings(key, value string) {
	for _, word := range strings.Fields(value) {
		list := w.things
		if key != "thing" && key != "arms" && key != "part" {
			list = w.times
		}
		list[word], list[pluralOf(word)] = true, true
		switch key {
		case "arms":
			w.arms[word], w.arms[pluralOf(word)] = true, true
		case "part":
			w.parts[word], w.parts[pluralOf(word)] = true, true
		}
	}
}

func (w *countWords) addHarm(key, value string) {
	kind, class := splitHarmKey(key)
	for _, word := range strings.Fields(value) {
		forms := strings.Split(word, "/")
		base := forms[0]
		switch class {
		case nounHarm, bodyHarm:
			w.setHarm(base, harmWord{kind, class, nounSingular})
			w.setHarm(pluralOf(base), harmWord{kind, class, nounPlural})
			continue
		case stateHarm:
			w.setHarm(base, harmWord{kind, class, fixedForm})
			continue
		}
		past, part, ing := verbForms(base)
		if len(forms) > 3 {
			past, part, ing = forms[1], forms[2], forms[3]
		}
		if past != base { // "hurt" is read as its participle
			w.setHarm(base, harmWord{kind, class, baseForm})
		}
		w.setHarm(pluralOf(base), harmWord{kind, class, baseForm})
		w.setHarm(ing, harmWord{kind, class, ingForm})
		if past == part {
			w.setHarm(past, harmWord{kind, class, pastForm})
		} else {
			w.setHarm(past, harmWord{kind, class, onlyPast})
			w.setHarm(part, harmWord{kind, class, participle})
		}
	}
}

// setHarm keeps the first entry of a form: the file has verbs before nouns.
func (w *countWords) setHarm(form string, word harmWord) {
	if word.class == nounHarm {
		w.harmNoun[form] = word
	}
	if _, known := w.harm[form]; !known {
		w.harm[form] = word
	}
}

func (w *countWords) addPhrases(key, value string) {
	kind, class := splitHarmKey(key)
	for text := range strings.SplitSeq(value, ";") {
		words := strings.Fields(text)
		p := harmPhrase{words, harmWord{kind, class, phraseForm(words)}}
		list := w.phrases[words[0]]
		at := len(list)
		for at > 0 && len(list[at-1].words) < len(words) {
			at--
		}
		list = append(list, harmPhrase{})
		copy(list[at+1:], list[at:])
		list[at] = p
		w.phrases[words[0]] = list
	}
}

// phraseForm gives the form of a phrase of harm by its words.
func phraseForm(words []string) wordForm {
	for _, word := range words {
		switch {
		case strings.HasSuffix(word, "ing"):
			return ingForm
		case strings.HasSuffix(word, "ed") || pastWords[word]:
			return pastForm
		}
	}
	return baseForm
}

// pastWords are the participles in phrases of harm that do not end in "ed".
var pastWords = map[string]bool{"shot": true, "put": true, "sent": true, "cut": true, "mown": true, "beaten": true, "burnt": true,
	"taken": true, "held": true}

func splitHarmKey(key string) (record.Harm, harmClass) {
	kind, class, _ := strings.Cut(key, " ")
	classes := map[string]harmClass{"object": objectHarm, "people": peopleHarm, "subject": subjectHarm, "state": stateHarm,
		"noun": nounHarm, "body": bodyHarm, "lives": livesHarm, "possible": possibleHarm}
	return record.Harm(kind), classes[class]
}

// pluralOf makes the regular plural of a noun, which is also the third person of a verb.
func pluralOf(word string) string {
	n := len(word)
	switch {
	case n < 2:
		return word + "s"
	case word[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(word[n-2])):
		return word[:n-1] + "ies"
	case word[n-1] == 's' || word[n-1] == 'x' || word[n-1] == 'z' || strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "sh"):
		return word + "es"
	}
	return word + "s"
}

// verbForms makes the past, participle and -ing form of a regular verb.
func verbForms(base string) (past, part, ing string) {
	n := len(base)
	switch {
	case strings.HasSuffix(base, "e"):
		return base + "d", base + "d", base[:n-1] + "ing"
	case doubled[base]:
		return base + base[n-1:] + "ed", base + base[n-1:] + "ed", base + base[n-1:] + "ing"
	}
	return base + "ed", base + "ed", base + "ing"
}

// doubled are the verbs of the lexicon that double their last consonant.
var doubled = map[string]bool{"kidnap": true, "nab": true}

// harmPhraseAt gives the longest phrase of harm that starts with the words of lower from i on.
func (w *countWords) harmPhraseAt(lower func(int) string, i, end int) (harmPhrase, bool) {
next:
	for _, p := range w.phrases[lower(i)] {
		if i+len(p.words) > end {
			continue
		}
		for k, word := range p.words {
			if lower(i+k) != word {
				continue next
			}
		}
		return p, true
	}
	return harmPhrase{}, false
}

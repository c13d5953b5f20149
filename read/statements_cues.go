package read

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/record"
)

//go:embed data/statements_cues.tsv
var statementCueData string

//go:embed data/statements_words.txt
var statementWordData string

//go:embed data/statements_acts.txt
var statementActData string

// A cueFrame says what may follow a word that reports speech; frames are bits.
type cueFrame uint16

// The frames, as the data file explains them.
const (
	clauseFrame   cueFrame = 1 << iota // a clause with or without "that"
	thatFrame                          // a clause with "that" or a question word only
	quoteFrame                         // words in quotation marks
	toFrame                            // the subject's own infinitive
	whomFrame                          // the person spoken to
	objectFrame                        // a thing
	aboutFrame                         // a person or thing that is judged
	documentFrame                      // a thing, where a document speaks
	nameFrame                          // what its object is called
	nounFrame                          // the word is a noun
)

var cueFrameNames = map[string]cueFrame{"clause": clauseFrame, "that": thatFrame, "quote": quoteFrame, "to": toFrame,
	"whom": whomFrame, "object": objectFrame, "about": aboutFrame,
	"document": documentFrame, "name": nameFrame, "noun": nounFrame}

// A cueWord is a word that reports speech, with what may follow it and what saying so does.
type cueWord struct {
	frames       cueFrame
	prepositions []string // whose phrases are the content
	act          record.Act
}

func (w *cueWord) has(f cueFrame) bool { return w.frames&f != 0 }

// statementWords are the lexicons for statements.
type statementWords struct {
	verbs, nouns map[string]*cueWord        // by lemma; verbs of two words with a space between
	forms        map[string]string          // form of a verb → its lemma
	kinds        map[string]map[string]bool // use → words
	acts         []actPattern
}

// An actPattern is a pattern over a statement's words that tells its act.
type actPattern struct {
	act   record.Act
	words [][]string // in order, each with its alternatives
	first bool       // begins with the first person
}

var statementLexicon = sync.OnceValue(loadStatementWords)

func loadStatementWords() *statementWords {
	w := &statementWords{verbs: map[string]*cueWord{}, nouns: map[string]*cueWord{}, forms: map[string]string{}, kinds: map[string]map[string]bool{}}
	for line := range strings.Lines(statementCueData) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) == 3 && line[0] != '#' {
			w.addCue(fields[0], fields[1], record.Act(fields[2]))
		}
	}
	eachStatementEntry(statementWordData, func(key, value string) {
		set := map[string]bool{}
		for _, word := range strings.Split(value, ",") {
			set[strings.TrimSpace(word)] = true
		}
		w.kinds[key] = set
	})
	eachStatementEntry(statementActData, func(key, value string) {
		for _, pattern := range strings.Split(value, ",") {
			w.acts = append(w.acts, newActPattern(record.Act(key), strings.Fields(pattern)))
		}
	})
	return w
}

func (w *statementWords) addCue(lemma, frames string, act record.Act) {
	cue := &cueWord{act: act}
	for _, f := range strings.Fields(frames) {
		if bit, ok := cueFrameNames[f]; ok {
			cue.frames |= bit
			continue
		}
		cue.prepositions = append(cue.prepositions, strings.TrimSuffix(f, "-noun"))
	}
	if cue.has(nounFrame) {
		w.nouns[lemma] = cue
		return
	}
	w.verbs[lemma] = cue
	w.forms[regularPast(lemma)] = lemma
}

// regularPast gives the regular form in "-ed" of a verb.
func regularPast(lemma string) string {
	n := len(lemma)
	switch {
	case strings.HasSuffix(lemma, "e"):
		return lemma + "d"
	case strings.HasSuffix(lemma, "y") && n > 2 && !strings.ContainsRune("aeo", rune(lemma[n-2])):
		return lemma[:n-1] + "ied"
	case strings.HasSuffix(lemma, "mit") || lemma == "refer" || lemma == "beg" || lemma == "slam":
		return lemma + lemma[n-1:] + "ed"
	}
	return lemma + "ed"
}

func newActPattern(act record.Act, words []string) actPattern {
	p := actPattern{act: act}
	for i, word := range words {
		if i == 0 && word == "we" {
			p.first = true
			continue
		}
		p.words = append(p.words, strings.Split(word, "|"))
	}
	return p
}

// is says whether a word is listed for a use ("venue", "document", "press").
func (w *statementWords) is(use, word string) bool { return w.kinds[use][word] }

// eachStatementEntry calls add with the key and the value of each "key: value" line.
func eachStatementEntry(data string, add func(key, value string)) {
	for line := range strings.Lines(data) {
		if key, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && !strings.HasPrefix(key, "#") {
			add(key, value)
		}
	}
}

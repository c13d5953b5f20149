package language

import (
	_ "embed" // the irregular forms
	"strings"
	"sync"
)

//go:embed irregular.txt
var irregularText string

// irregular holds the sections of irregular.txt.
type irregular struct {
	verbs, nouns, words            map[string]string // by form
	takesE, takesNone, double, one map[string]bool   // by written stem
}

var irregularForms = sync.OnceValue(func() *irregular {
	out := &irregular{map[string]string{}, map[string]string{}, map[string]string{},
		map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	forms := map[string]map[string]string{"[verb]": out.verbs, "[noun]": out.nouns, "[word]": out.words}
	stems := map[string]map[string]bool{"[+e]": out.takesE, "[-e]": out.takesNone, "[double]": out.double, "[single]": out.one}
	section := ""
	for _, line := range dataLines(irregularText) {
		if line[0] == '[' {
			section = line
			continue
		}
		if set := stems[section]; set != nil {
			for _, w := range strings.Fields(line) {
				set[w] = true
			}
			continue
		}
		lemma, list, _ := strings.Cut(line, "\t")
		for _, form := range strings.Fields(list) {
			if _, ok := forms[section][form]; !ok {
				forms[section][form] = lemma
			}
		}
	}
	return out
})

// lemmaOf gives the dictionary form of a word from its lower-case form and its tags.
func lemmaOf(lower string, tag Tag, fine string) string {
	if len(lower) == 0 {
		return lower
	}
	forms := irregularForms()
	switch tag {
	case VERB, AUX:
		return verbLemma(lower, fine, forms)
	case NOUN, PROPN:
		if fine == "NNS" || fine == "NNPS" && tag == NOUN {
			return nounLemma(lower, forms)
		}
	case ADJ, ADV:
		if fine == "JJR" || fine == "JJS" || fine == "RBR" || fine == "RBS" {
			return degreeLemma(lower, forms)
		}
	case PRON, DET, PART:
		if fine == "PRP$" || fine == "POS" {
			return lower
		}
		if l, ok := forms.words[lower]; ok {
			return l
		}
	}
	return lower
}

// isPastOnly says whether a word is a verb's irregular past, and not its dictionary form as well.
func isPastOnly(lower string) bool {
	lemma, ok := irregularForms().verbs[lower]
	return ok && lemma != lower
}

func verbLemma(lower, fine string, forms *irregular) string {
	if fine == "MD" {
		switch lower {
		case "'ll", "wo":
			return "will"
		case "ca":
			return "can"
		case "'d":
			return "would"
		}
		return lower
	}
	switch fine {
	case "VB", "VBP":
		switch lower {
		case "'ve", "'re", "'m", "are", "am", "were", "ai":
			return forms.verbs[lower]
		}
		return lower
	case "VBD":
		if lower == "'d" {
			return "have"
		}
	}
	if l, ok := forms.verbs[lower]; ok {
		return l
	}
	switch {
	case fine == "VBZ" && strings.HasSuffix(lower, "s"):
		return singular(lower)
	case (fine == "VBD" || fine == "VBN") && strings.HasSuffix(lower, "eed") && len(lower) > 4:
		return lower[:len(lower)-1]
	case (fine == "VBD" || fine == "VBN") && strings.HasSuffix(lower, "ed") && len(lower) > 3:
		return stemToVerb(lower[:len(lower)-2], forms)
	case fine == "VBG" && strings.HasSuffix(lower, "ing") && len(lower) > 4:
		return stemToVerb(lower[:len(lower)-3], forms)
	}
	return lower
}

func nounLemma(lower string, forms *irregular) string {
	if l, ok := forms.nouns[lower]; ok {
		return l
	}
	if strings.HasSuffix(lower, "men") && len(lower) > 4 {
		return lower[:len(lower)-2] + "an"
	}
	for _, tail := range []string{"children", "feet", "lives", "wives", "knives", "wolves", "selves"} {
		if strings.HasSuffix(lower, tail) {
			return lower[:len(lower)-len(tail)] + forms.nouns[tail]
		}
	}
	return singular(lower)
}

// singular takes the ending of a plural noun or of a verb's third person off.
func singular(lower string) string {
	n := len(lower)
	switch {
	case n < 3 || lower[n-1] != 's' || lower[n-2] == 's' || strings.HasSuffix(lower, "us") || strings.HasSuffix(lower, "is"):
		return lower
	case strings.HasSuffix(lower, "'s"):
		return lower[:n-2]
	case strings.HasSuffix(lower, "ies") && n > 4:
		return lower[:n-3] + "y"
	case strings.HasSuffix(lower, "sses"), strings.HasSuffix(lower, "shes"), strings.HasSuffix(lower, "ches"),
		strings.HasSuffix(lower, "xes"), strings.HasSuffix(lower, "zzes"), strings.HasSuffix(lower, "goes"),
		strings.HasSuffix(lower, "does"), strings.HasSuffix(lower, "choes"), strings.HasSuffix(lower, "toes") && n > 5:
		return lower[:n-2]
	}
	return lower[:n-1]
}

func degreeLemma(lower string, forms *irregular) string {
	if l, ok := forms.words[lower]; ok {
		return l
	}
	stem, ok := strings.CutSuffix(lower, "est")
	if !ok {
		stem, ok = strings.CutSuffix(lower, "er")
	}
	if !ok || len(stem) < 3 {
		return lower
	}
	if s, ok := strings.CutSuffix(stem, "i"); ok {
		return s + "y"
	}
	if s, ok := undouble(stem, forms); ok {
		return s
	}
	return stem
}

// stemToVerb gives the verb of a stem before "ed" or "ing".
func stemToVerb(stem string, forms *irregular) string {
	if s, ok := strings.CutSuffix(stem, "i"); ok {
		return s + "y"
	}
	if s, ok := undouble(stem, forms); ok {
		return s
	}
	if takesE(stem, forms) {
		return stem + "e"
	}
	return stem
}

// undouble takes off a doubled last letter: "kidnapp", "controll", but not "kill", "boycott" or "press".
func undouble(stem string, forms *irregular) (string, bool) {
	n := len(stem)
	if n < 3 || stem[n-1] != stem[n-2] || forms.double[stem] {
		return stem, false
	}
	if forms.one[stem] || strings.IndexByte("bdgmnprtv", stem[n-1]) >= 0 {
		return stem[:n-1], true
	}
	return stem, false
}

// takesE says whether the stem of a verb lacks the e of its dictionary form.
func takesE(stem string, forms *irregular) bool {
	n := len(stem)
	if forms.takesNone[stem] || n < 2 {
		return false
	}
	if forms.takesE[stem] {
		return true
	}
	last, before := stem[n-1], stem[n-2]
	vowel := strings.IndexByte("aeiou", before) >= 0
	two := n > 2 && vowel && strings.IndexByte("aeou", stem[n-3]) >= 0 // "raid", "treat", "claim"
	if two && n > 3 && stem[n-3] == 'u' && stem[n-4] == 'q' {
		two = false // "requir"
	}
	switch last {
	case 'v', 'c', 'u':
		return true
	case 'z':
		return before != 'z'
	case 's':
		return before != 's'
	case 'g':
		return before == 'd' || before == 'r' || vowel && before != 'o'
	case 'l':
		return before == 'i' && !two || before == 'u' && !two || !vowel && strings.IndexByte("lrwy", before) < 0
	case 'r':
		return before == 'i' && !two || before == 'a' && !two || before == 'u' && !two
	case 't':
		return before == 'a' && (!two || stem[n-3] == 'u') || before == 'u' && !two
	case 'd':
		return (before == 'i' || before == 'a' || before == 'o' || before == 'u') && !two
	case 'n':
		return (before == 'i' || before == 'u') && !two
	case 'm':
		return (before == 'a' || before == 'i' || before == 'u') && !two
	case 'k', 'p', 'b':
		return vowel && before != 'e' && !two && stem != "" || stem == "typ"
	}
	return false
}

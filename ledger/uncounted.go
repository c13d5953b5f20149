package ledger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tollbook/tollbook/record"
)

// countWords are words before people that only say how many they are.
var countWords = words(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
	seventy eighty ninety hundred thousand dozen dozens hundreds thousands scores several some many few all both a an the these those other another others more at least most about
	around nearly almost over than up to of only as any no`)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}

// uncounted gives the name of an actor without how many they are, so that "four soldiers" and "at least 12 soldiers" are soldiers. A name in the registry, and
// one in capitals, stays as it is.
func uncounted(a *record.Actor) string {
	if a.Ref != "" {
		return a.Name
	}
	rest := strings.Fields(a.Name)
	for len(rest) > 1 && isCount(rest[0]) {
		rest = rest[1:]
	}
	first, _ := utf8.DecodeRuneInString(strings.Join(rest, " "))
	if len(rest) == len(strings.Fields(a.Name)) || unicode.IsUpper(first) && a.Kind != record.People {
		return a.Name
	}
	return strings.Join(rest, " ")
}

func isCount(word string) bool {
	for part := range strings.SplitSeq(strings.ToLower(word), "-") {
		if !countWords[part] && strings.Trim(part, "0123456789,.") != "" {
			return false
		}
	}
	return word != ""
}

package ledger

import "strings"

// SplitQuery splits a search as people write it in one line into the parts that ParseQuery takes, as a shell does: place:"al bab" and place:'al bab' are one filter, and a
// "phrase" keeps its marks, so that one with a colon is no filter. A mark that is never closed holds to the end.
func SplitQuery(search string) (parts []string) {
	var part strings.Builder
	var open rune
	flush := func() {
		if part.Len() > 0 {
			parts = append(parts, part.String())
		}
		part.Reset()
	}
	before := ' ' // what stands before a mark
	phrase := false
	for _, r := range strings.NewReplacer("\u201c", `"`, "\u201d", `"`, "\u00a0", " ", "\t", " ", "\r", " ", "\n", " ").Replace(search) {
		switch {
		case open != 0 && r == open:
			open = 0
			if phrase {
				part.WriteRune('"')
				flush()
			}
		case open != 0:
			part.WriteRune(r)
		case r == '"' && before == ' ':
			open, phrase = r, true
			part.WriteRune(r)
		case (r == '"' || r == '\'') && before == ':':
			open, phrase = r, false
		case r == ' ':
			flush()
		default:
			part.WriteRune(r)
		}
		before = r
	}
	if open != 0 && phrase {
		part.WriteRune('"')
	}
	flush()
	return parts
}

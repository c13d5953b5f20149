package desk

import (
	"net/http"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// queryOf reads the search that an address holds in q.
func queryOf(r *http.Request) (ledger.Query, error) {
	return ledger.ParseQuery(queryParts(r.URL.Query().Get("q")))
}

// queryParts splits what is in a search box into words, "phrases" and filters, as a command line would: filters may hold quotation marks (place:"deir ez-zor").
func queryParts(search string) (parts []string) {
	var b strings.Builder
	quoted, phrase := false, false
	flush := func() {
		if phrase {
			b.WriteByte('"')
		}
		if b.Len() > 0 {
			parts = append(parts, b.String())
		}
		b.Reset()
		quoted, phrase = false, false
	}
	for _, r := range strings.NewReplacer("\u201c", `"`, "\u201d", `"`).Replace(search) {
		switch {
		case r == '"' && b.Len() == 0:
			// The mark stays, so that a phrase with a colon is no filter.
			quoted, phrase = true, true
			b.WriteRune(r)
		case r == '"' && quoted && phrase:
			flush()
		case r == '"':
			quoted = !quoted
		case !quoted && strings.ContainsRune(" \t\r\n\u00a0", r):
			flush()
		default:
			b.WriteRune(r)
		}
	}
	flush()
	return parts
}

// joinQuery is the way back.
func joinQuery(parts []string) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		key, value, filter := strings.Cut(p, ":")
		switch {
		case strings.HasPrefix(p, `"`):
			out[i] = p
		case filter && strings.ContainsAny(value, " \t"):
			out[i] = key + `:"` + value + `"`
		case strings.ContainsAny(p, " \t"):
			out[i] = `"` + p + `"`
		default:
			out[i] = p
		}
	}
	return strings.Join(out, " ")
}

// withFilter gives a search with one filter set; an empty value takes it away.
func withFilter(search, key, value string) string {
	var out []string
	for _, p := range queryParts(search) {
		if !strings.HasPrefix(p, key+":") {
			out = append(out, p)
		}
	}
	if value != "" {
		out = append(out, key+":"+value)
	}
	return joinQuery(out)
}

// filterIn gives the value of a filter of a search; empty for none.
func filterIn(search, key string) string {
	for _, p := range queryParts(search) {
		if value, ok := strings.CutPrefix(p, key+":"); ok {
			return value
		}
	}
	return ""
}

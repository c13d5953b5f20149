package desk

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// A question is what an address asks of the ledger: ?q=SEARCH&policy=NAME.
type question struct {
	Search string        `json:"query"` // as it is written on a command line
	Policy policy.Policy `json:"policy"`
	query  ledger.Query
}

// filterParameters may be given beside a search, as forms do. They end up in the search, so that one search has one address.
var filterParameters = []string{"from", "to", "country", "type", "place", "publisher", "grade"}

// ask reads what an address asks. It leads on to the short form of an address where that is another.
func ask(r *http.Request) (question, error) {
	values := r.URL.Query()
	for _, list := range values {
		if len(list) > 0 && (!utf8.ValidString(list[0]) || strings.ContainsRune(list[0], 0)) {
			return question{}, unclear("the address is no text", "write it in letters, marks and spaces")
		}
	}
	q := question{Search: strings.TrimSpace(values.Get("q")), Policy: policy.ACLED}
	short := false
	for _, key := range filterParameters {
		if values.Has(key) {
			q.Search = withFilter(q.Search, key, strings.TrimSpace(values.Get(key)))
			values.Del(key)
			short = true
		}
	}
	for key, list := range values {
		if len(list) == 0 || list[0] == "" {
			values.Del(key)
			short = true
		}
	}
	if short && formatOf(r) == asHTML {
		values.Del("q")
		if q.Search != "" {
			values.Set("q", q.Search)
		}
		u := *r.URL
		u.RawQuery = values.Encode()
		return q, elsewhere(u.RequestURI())
	}
	var err error
	if name := values.Get("policy"); name != "" {
		if q.Policy, err = policy.Parse(name); err != nil {
			return q, unclear(err.Error(), "policies are acled, ucdp, airwars and all")
		}
	}
	q.query, err = ledger.ParseSearch(q.Search)
	return q, err
}

// elsewhere is an address on this desk that has what was asked for.
type elsewhere string

func (e elsewhere) Error() string { return "it is at " + string(e) }

// joinSearch writes filters and words on one line.
func joinSearch(parts []string) string {
	out := make([]string, len(parts))
	for i, p := range parts {
		key, value, filter := strings.Cut(p, ":")
		switch {
		case !strings.ContainsAny(p, " \t"):
			out[i] = p
		case filter && !strings.Contains(key, " "):
			out[i] = key + `:"` + value + `"`
		default:
			out[i] = `"` + p + `"`
		}
	}
	return strings.Join(out, " ")
}

// withFilter gives a search with one filter set in the place of its other values; an empty value takes it away.
func withFilter(search, key, value string) string {
	var out []string
	for _, p := range ledger.SplitSearch(search) {
		if !strings.HasPrefix(p, key+":") {
			out = append(out, p)
		}
	}
	if value != "" {
		out = append(out, key+":"+strings.ReplaceAll(value, `"`, ""))
	}
	return joinSearch(out)
}

// filterIn gives the value of a filter of a search; empty for none.
func filterIn(search, key string) string {
	for _, p := range ledger.SplitSearch(search) {
		if value, ok := strings.CutPrefix(p, key+":"); ok {
			return value
		}
	}
	return ""
}

package ledger

import (
	"errors"
	"strings"
	"testing"
)

// Whatever is searched for, a ledger answers or says what it does not understand.
func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{"country:MLI killed:>=10", `"market bombing" from:2024-01-01`, "near:34.5,69.2,50", "near:1e9,x,", "a OR b* (c) -d", "colour:red", "actor:%_!", `""" ^`, "id:'"} {
		f.Add(seed)
	}
	l := newSQLite(f)
	add(f, l, corpus(), 24)
	f.Fuzz(func(t *testing.T, search string) {
		q, err := ParseQuery(strings.Fields(search))
		var unclear *QueryError
		if errors.As(err, &unclear) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Incidents(t.Context(), q, 5, func(Summary) error { return nil }); err != nil {
			t.Fatalf("%q: %v", search, err)
		}
	})
}

package ledger

import (
	"errors"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
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

// Whatever somebody writes as a value is refused with words, or can be put into a record, which gives it back and stays sound.
func FuzzEdit(f *testing.F) {
	f.Add(true, "best", []byte("18"))
	f.Add(false, "actors", []byte(`"army, police"`))
	f.Add(false, "blamed_by", []byte(`[["army","police"]]`))
	f.Add(false, "place", []byte(`"Gao, MLI"`))
	f.Add(true, "event", []byte(`"e1"`))
	f.Add(true, "from", []byte(`"2024-02-30"`))
	f.Add(false, "mode", []byte("\"\\u0000\xff\""))
	text := "Gunmen killed four guards near Gao."
	f.Fuzz(func(t *testing.T, ofCount bool, field string, value []byte) {
		rec := &record.Record{Report: record.Report{SHA256: "x"}}
		c, e := Anchor{SHA256: "x", Start: 7, End: 25, Of: "count"}, Anchor{SHA256: "x", Start: 7, End: 13, Of: "event"}
		itemAt(rec, "event", addItem(rec, e)).hold(Fields{"type": []byte(`"ASSAULT"`)})
		itemAt(rec, "count", addItem(rec, c)).hold(Fields{"kind": []byte(`"killed"`), "best": []byte("4"), "low": []byte("4"), "high": []byte("4")})
		it := itemAt(rec, "event", 0)
		if ofCount {
			it = itemAt(rec, "count", 0)
		}
		kept, err := it.readValue(field, value)
		if err != nil {
			if _, ok := errors.AsType[*QueryError](err); !ok {
				t.Fatal(err)
			}
			return
		}
		it.edit(field, kept)
		if err := rec.Validate("", text); err != nil {
			t.Fatalf("%s %s: %v", field, kept, err)
		}
		before := it.values()
		it.hold(before)
		for _, name := range keys(before) {
			if string(it.get(name)) != string(before[name]) {
				t.Fatalf("%s was %s and is %s", name, before[name], it.get(name))
			}
		}
	})
}

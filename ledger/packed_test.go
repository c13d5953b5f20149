package ledger

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/link"
)

// What is unpacked is what was packed: every field, whether its lists are empty or none.
func TestPacked(t *testing.T) {
	same := func(m *link.Mention) {
		t.Helper()
		if got := pack(m).unpack(); !reflect.DeepEqual(got, m) {
			t.Errorf("%+v, want %+v", got, m)
		}
	}
	full := link.Mention{}
	v := reflect.ValueOf(&full).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString(fmt.Sprint("déjà ", i))
		case reflect.Int:
			f.SetInt(int64(1000 * i))
		case reflect.Float64:
			f.SetFloat(-0.1 * float64(i))
		case reflect.Bool:
			f.SetBool(true)
		}
	}
	full.Parties, full.Persons, full.Places, full.Targets, full.Weapons = []string{"a", ""}, []string{"b c"}, []string{"d"}, []string{}, []string{"e"}
	full.Days, full.Terms = []int{-5, link.Unknown}, link.Terms{{Word: 1 << 31, Weight: 0.3}}
	same(&full)
	same(&link.Mention{})
	same(&link.Mention{From: link.Unknown, Days: []int{}, Persons: []string{}, Terms: link.Terms{}})
	maker := scale.New(5)
	for range 50 {
		made := maker.Next()
		for _, m := range link.Mentions("key", made.Record, "", made.Report.Text) {
			body, err := json.Marshal(&m)
			if err != nil {
				t.Fatal(err)
			}
			read := new(link.Mention)
			if err := json.Unmarshal(body, read); err != nil {
				t.Fatal(err)
			}
			same(read)
		}
	}
}

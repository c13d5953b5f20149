package actors

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

// The terms of one office do not overlap by more than the months between election and oath, where sources differ.
func TestOfficialsSucceedEachOther(t *testing.T) {
	type term struct {
		who *Official
		Term
	}
	single := []string{"president", "prime minister", "chancellor", "secretary of state", "supreme leader", "defence secretary", "army chief"}
	disputed := []string{"CIV president", "RUS president"} // two of 2010-11, and those of the Union and of Russia
	held := map[string][]term{}
	for _, o := range Officials() {
		for _, r := range o.Roles {
			if o.Country == "" || !slices.Contains(single, r.Office) {
				continue
			}
			key := o.Country + " " + r.Office
			if slices.Contains(disputed, key) {
				continue
			}
			for _, x := range r.Terms {
				if x.Until == 0 {
					x.Until = 99999999
				}
				for _, y := range held[key] {
					if y.who != o && x.From+200 < y.Until && y.From+200 < x.Until {
						t.Errorf("%s: %s %v and %s %v", key, o.ID, x, y.who.ID, y.Term)
					}
				}
				held[key] = append(held[key], term{o, x})
			}
		}
	}
}

func TestOfficialErrors(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"a | A | | PAK | GOV | president | 2001/", "7 fields"},
		{"a | A | | ZZZ | GOV | president | 2001/ | -", "ZZZ"},
		{"a | A | | PAK | FOO | president | 2001/ | -", "FOO"},
		{"a | A | | PAK | GOV | | 2001/ | -", "no office"},
		{"a | A | | PAK | GOV | president | 2001 | -", "FROM/UNTIL"},
		{"a | A | | PAK | GOV | president | 2001-13/ | -", "2001-13"},
		{"a | A | | PAK | GOV | president | 2005/2001 | -", "backwards"},
		{"a | A | | PAK | GOV | president | | -", "no term"},
		{"A b | A | | PAK | GOV | president | 2001/ | -", "A b"},
	} {
		lines, err := dataLines("officials.txt", "# comment\n"+test.line, 8)
		if err == nil {
			err = newRegistry().addOfficials("officials.txt", lines)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "officials.txt:2:") {
			t.Errorf("%q: error %v, want one with %q and the line", test.line, err, test.want)
		}
	}
}

const ownOfficials = `avren-kotal | Avren Kotal | Avren Besh Kotal | PER | GOV | defence minister | 2019-03/2021-06 | -
avren-kotal | Avren Kotal | | PER | GOV | president | 2021-07/ | -
other-kotal | Dilan Kotal | | BOL | GOV | president | 2015/2018 | -
`

// own writes files into a folder and reads them.
func own(t *testing.T, files map[string]string) (*Book, error) {
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return With(dir)
}

func TestOfficialsByDate(t *testing.T) {
	book, err := own(t, map[string]string{"officials.txt": ownOfficials})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ text, day, name, want string }{
		{"Defense Minister Avren Kotal spoke to reporters in Peru.", "2020-05-01", "Avren Kotal", "avren-kotal"},
		{"Minister of Defence Avren Besh Kotal spoke to reporters.", "2020-05-01", "Avren Besh Kotal", "avren-kotal"},
		{"Defense Minister Avren Kotal spoke to reporters in Peru.", "2010-05-01", "Avren Kotal", ""},
		{"Defense Minister Avren Kotal spoke to reporters in Peru.", "2023-05-01", "Avren Kotal", ""},
		{"Former Defense Minister Avren Kotal spoke to reporters in Peru.", "2023-05-01", "Avren Kotal", "avren-kotal"},
		{"President Kotal spoke to reporters in Peru.", "2023-05-01", "Kotal", "avren-kotal"},
		{"President Kotal spoke to reporters in Bolivia.", "2023-05-01", "Kotal", ""},
		{"President Kotal spoke to reporters in Bolivia.", "2017-05-01", "Kotal", "other-kotal"},
		{"Vice President Kotal spoke to reporters in Peru.", "2023-05-01", "Kotal", ""},
		{"Avren Kotal spoke to reporters in Peru.", "2023-05-01", "Avren Kotal", "avren-kotal"},
		{"Avren Kotal spoke to reporters in Lyon.", "2023-05-01", "Avren Kotal", ""},
		{"Footballer Avren Kotal spoke to reporters in Peru.", "2010-05-01", "Avren Kotal", ""},
		{"Defense Minister Avren Kotal spoke to reporters.", "", "Avren Kotal", "avren-kotal"},
	} {
		doc := language.Parse("", test.text)
		got := "not found"
		for _, a := range book.Find(doc, gazetteer.Find(doc), calendar.ParseDay(test.day)) {
			if a.Name == test.name {
				got = a.Ref
			}
		}
		if got != test.want {
			t.Errorf("%s %q: ref %q, want %q", test.day, test.text, got, test.want)
		}
	}
}

func TestOwnActorsWin(t *testing.T) {
	book, err := own(t, map[string]string{
		"groups.txt": "taliban | Talibs of the Valley | | Taliban | PER | UAF | 2000-\nvalley-guard | Valley Guard | TTP | | PER | UAF | 2000-\n",
		"notes.md":   "not read",
	})
	if err != nil {
		t.Fatal(err)
	}
	doc := language.Parse("", "The Taliban and the TTP attacked the army in Pakistan.")
	refs := map[string]string{}
	for _, a := range book.Find(doc, gazetteer.Find(doc), calendar.Day{}) {
		refs[a.Name] = a.Ref + " " + a.Country + " " + a.Sector
	}
	if refs["Taliban"] != "taliban PER UAF" || refs["TTP"] != "valley-guard PER UAF" {
		t.Errorf("%v", refs)
	}
	if len(book.SHA256()) != 64 || Default().SHA256() != "" {
		t.Errorf("sums %q and %q", book.SHA256(), Default().SHA256())
	}
}

func TestOwnActorsErrors(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"groups.txt", "# mine\nx | X | | | ZZZ | REB | 1990-\n", "groups.txt:2: country \"ZZZ\" is not known"},
		{"groups.txt", "x | X\n", "groups.txt:1: 2 fields, want 7"},
		{"group.txt", "", "group.txt: a file of actors is called"},
		{"officials.txt", "x | X | | PAK | GOV | president | 2001 | -\n", "officials.txt:1: term"},
		{"bodies.txt", "# one\n# \xff\n", "bodies.txt:2: the text is not UTF-8"},
		{"README", "", "holds none of"},
	} {
		if _, err := own(t, map[string]string{test.name: test.text}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s %q: error %v, want %q", test.name, test.text, err, test.want)
		}
	}
	if _, err := With(filepath.Join(t.TempDir(), "nowhere")); err == nil {
		t.Error("a folder that is not there gave no error")
	}
}

func TestCAMEO(t *testing.T) {
	for _, test := range []struct {
		actor Actor
		want  string
	}{
		{Actor{Kind: State, Country: "PAK", Ref: "pak", Sector: "GOV"}, "PAK"},
		{Actor{Kind: State, Country: "PAK", Ref: "pak-government", Sector: "GOV"}, "PAKGOV"},
		{Actor{Kind: Organisation, Country: "PAK", Ref: "pak-defence-ministry", Sector: "MIL"}, "PAKGOVMIL"},
		{Actor{Kind: Organisation, Country: "PAK", Ref: "pak-army", Sector: "MIL"}, "PAKMIL"},
		{Actor{Kind: Person, Country: "PAK", Sector: "GOV", Title: "Minister of Defense"}, "PAKGOVMIL"},
		{Actor{Kind: Person, Country: "PAK", Sector: "GOV", Title: "Prime Minister"}, "PAKGOV"},
		{Actor{Kind: ArmedGroup, Ref: "taliban", Country: "AFG", Sector: "REB"}, "AFGREBTAL"},
		{Actor{Kind: ArmedGroup, Country: "MLI", Sector: "UAF"}, "MLIUAF"},
		{Actor{Kind: People, Sector: "UAF"}, "UAF"},
		{Actor{Kind: People, Country: "PER", Sector: "IMG"}, "PERCVL"},
		{Actor{Kind: Organisation, Ref: "unicef", Sector: "IGO"}, "IGOUNO"},
		{Actor{Kind: Organisation, Ref: "ecowas", Sector: "IGO"}, "IGO"},
		{Actor{Kind: Person}, ""},
	} {
		if got := Default().CAMEO(&test.actor); got != test.want {
			t.Errorf("%+v: %q, want %q", test.actor, got, test.want)
		}
	}
	for id := range Default().lexicon.cameo {
		if ByID(id) == nil {
			t.Errorf("cameo.txt: %q is not in the registry", id)
		}
	}
}

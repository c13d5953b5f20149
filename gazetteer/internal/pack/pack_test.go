package pack

import (
	"bytes"
	"strings"
	"testing"
)

func TestKey(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"Al-Raqqa", "al raqqa"}, {"Ar Raqqah", "ar raqqah"}, {"Côte-d’Or", "cote dor"}, {"St. Louis", "saint louis"},
		{"Mt Isa", "mount isa"}, {"Łódź", "lodz"}, {"İzmir", "izmir"}, {"  N'Djamena ", "ndjamena"}, {"Đắk Lắk", "dak lak"}, {"", ""},
	} {
		if got := Key(test.name); got != test.want {
			t.Errorf("Key(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestLooseSpellingsMeet(t *testing.T) {
	for _, names := range [][]string{
		{"Al-Raqqa", "Raqqa", "ar-Raqqah", "Ar Raqqah"},
		{"Qunduz", "Kunduz"},
		{"Helmand", "Hilmand"},
	} {
		want := Loose(Key(names[0]))
		for _, name := range names[1:] {
			if got := Loose(Key(name)); got != want {
				t.Errorf("Loose of %q is %q, of %q %q", name, got, names[0], want)
			}
		}
	}
}

func TestWriteAndFind(t *testing.T) {
	places := []Named{
		{Place: Place{Name: "Northmark Province", Code: "01", Lat: 10, Lon: 20, Country: "AAA", Feature: "ADM1", Admin1: 0, Admin2: -1}, Names: []string{"Northmark"}},
		{Place: Place{ID: 7, Name: "Øldale", Lat: 10.12345, Lon: -20.5, Population: 900, Country: "AAA", Feature: "PPL", Admin1: 0, Admin2: -1}, Names: []string{"Old Dale"}, Loose: true},
		{Place: Place{ID: 8, Name: "Oldale", Lat: -1, Lon: 2, Population: 5000, Country: "BBB", Feature: "PPLA", Admin1: -1, Admin2: -1}},
	}
	data, err := Write(places, []string{"hash  file"})
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Write(places, []string{"hash  file"})
	if !bytes.Equal(data, again) {
		t.Error("the same places gave other bytes")
	}
	f, err := Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	hits := f.Find(nil, []byte("oldale"))
	if len(hits) != 2 || hits[0].Place != 2 || hits[1].Place != 1 {
		t.Errorf("oldale: %v, want the larger place 2, then 1", hits)
	}
	if hits := f.Find(nil, []byte("old dale")); len(hits) != 1 || !hits[0].Alternate {
		t.Errorf("old dale: %v, want an alternate name", hits)
	}
	if hits := f.Find(nil, []byte("nowhere")); len(hits) != 0 {
		t.Errorf("nowhere: %v", hits)
	}
	if p := f.Place(1); p != places[1].Place {
		t.Errorf("got %+v, want %+v", p, places[1].Place)
	}
	if p := f.Place(0); p.Code != "01" || p.ID != 0 {
		t.Errorf("division: %+v", p)
	}
}

func FuzzOpen(f *testing.F) {
	data, _ := Write([]Named{{Place: Place{Name: "A Town", Lat: 1, Lon: 1, Country: "AAA", Feature: "PPL", Admin1: -1, Admin2: -1}}}, []string{"x"})
	f.Add(string(data[:200]))
	f.Add(magic)
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		if file, err := Open(s); err == nil && file.Len() < 0 {
			t.Fatal("negative length")
		}
	})
}

func FuzzKey(f *testing.F) {
	f.Add("St. Al-Ra'qah Łódź")
	f.Fuzz(func(t *testing.T, name string) {
		key := Key(name)
		if strings.ContainsAny(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-'") || strings.Contains(key, "  ") || strings.HasPrefix(key, " ") {
			t.Errorf("Key(%q) = %q", name, key)
		}
		Loose(key)
	})
}

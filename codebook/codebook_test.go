package codebook

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tollbook/tollbook/record"
)

func TestDefaultHasEveryType(t *testing.T) {
	b := Default()
	if len(b.Types) != len(record.Types) {
		t.Errorf("%d files of types, want %d", len(b.Types), len(record.Types))
	}
	for _, name := range record.Types {
		typ := b.Type(name)
		if typ == nil {
			t.Errorf("no file for %s", name)
			continue
		}
		if typ.Means == "" || typ.Not == "" || len(typ.Modes) == 0 || len(typ.CAMEO) == 0 {
			t.Errorf("the heading of %s is not complete: %+v", name, typ)
		}
	}
}

// The outside contract fixes these vocabularies.
func TestVocabularies(t *testing.T) {
	modes := map[record.Type]string{
		"ASSAULT": "attack bombing suicide-bombing ied mine shelling airstrike drone shooting ambush clash assassination killing massacre arson chemical torture sexual beating stabbing vehicle hostage property other",
		"COERCE":  "arrest abduction restriction curfew raid expulsion seizure censorship other",
		"PROTEST": "demonstration rally riot strike hunger-strike boycott obstruction",
		"CONSULT": "visit meeting phone mediation third-party",
	}
	for name, want := range modes {
		if got := strings.Join(Default().Type(name).Modes, " "); got != want {
			t.Errorf("modes of %s: %s, want %s", name, got, want)
		}
	}
	kinds := func(x *Lexicon) map[string]bool {
		out := map[string]bool{}
		for _, p := range x.phrases {
			out[p.kind] = true
		}
		return out
	}
	check := func(name string, x *Lexicon, want string) {
		allowed := strings.Fields(want)
		for kind := range kinds(x) {
			if !slices.Contains(allowed, kind) {
				t.Errorf("%s has the unknown kind %q", name, kind)
			}
		}
		for _, kind := range allowed {
			if !kinds(x)[kind] {
				t.Errorf("%s has no phrase of kind %q", name, kind)
			}
		}
	}
	check("weapons", Default().Weapons, "firearm explosive bomb grenade mine rocket missile artillery aircraft drone chemical incendiary blade vehicle blunt other")
	check("targets", Default().Targets, "building home vehicle convoy checkpoint base police-station school hospital worship market government embassy infrastructure energy transport media business refugee-camp other")
	check("realis", Default().Realis, "planned threatened demanded denied hypothetical")
}

func TestLoadNamesFileAndLine(t *testing.T) {
	good := fstest.MapFS{"classes.txt": {Data: []byte("talks: talk\n")}, "weapons.txt": {}, "targets.txt": {}, "realis.txt": {}, "loaded.txt": {}}
	tests := []struct{ file, text, want string }{
		{"types/a.txt", "type: NOTHING\n", "types/a.txt:1: \"NOTHING\" is no PLOVER type"},
		{"types/a.txt", "type: AID\nmodes: food\ncameo: 07\n[verb; mode drink]\n", "types/a.txt:4: AID has no mode \"drink\""},
		{"types/a.txt", "type: AID\ncameo: 07\n\n[verb; cameo 19]\n", "types/a.txt:4: CAMEO 19 is not of AID"},
		{"types/a.txt", "type: AID\n[verb]\nhold .. @walks\n", "types/a.txt:3: no class \"walks\""},
		{"types/a.txt", "type: AID\n[verb]\nhold ..\n", "types/a.txt:3: a pattern ends with a gap"},
		{"types/a.txt", "type: AID\n[verb]\n.. hold\n", "types/a.txt:3: a pattern begins with a gap"},
		{"types/a.txt", "type: AID\n[verb; subject sleeps]\n", "types/a.txt:2: a subject acts"},
		{"types/a.txt", "type: AID\n[verb; colour red]\n", "types/a.txt:2: unknown option \"colour red\""},
		{"types/a.txt", "type: AID\n[verb]\ngive/ help\n", "types/a.txt:3: an empty alternative"},
		{"types/a.txt", "type: AID\nshape: round\n", "types/a.txt:2: unknown heading \"shape\""},
		{"classes.txt", "# a comment\ntalk, meeting\n", "classes.txt:2: a class is written"},
		{"weapons.txt", "gun\n", "weapons.txt:1: phrases are written"},
	}
	for _, test := range tests {
		files := fstest.MapFS{}
		for name, f := range good {
			files[name] = f
		}
		files[test.file] = &fstest.MapFile{Data: []byte(test.text)}
		_, err := Load(files)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %q", test.text, err, test.want)
		}
	}
	if _, err := Load(good); err != nil {
		t.Errorf("a good codebook: %v", err)
	}
}

func TestSHA256(t *testing.T) {
	if s := SHA256(); len(s) != 64 {
		t.Errorf("SHA256() = %q", s)
	}
	a := fstest.MapFS{"classes.txt": {}, "weapons.txt": {}, "targets.txt": {}, "realis.txt": {}, "loaded.txt": {}}
	x, err := Load(a)
	if err != nil {
		t.Fatal(err)
	}
	a["classes.txt"] = &fstest.MapFile{Data: []byte("x: y\n")}
	y, err := Load(a)
	if err != nil {
		t.Fatal(err)
	}
	if x.SHA256() == y.SHA256() {
		t.Error("a changed file does not change the digest")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("type: AID\nmodes: a\ncameo: 07\n[verb; mode a; cameo 070; to to]\ngive .. food/@talks, help; weak\n")
	f.Add("[;;")
	f.Fuzz(func(t *testing.T, text string) {
		files := fstest.MapFS{"classes.txt": {Data: []byte("talks: talk\n")}, "weapons.txt": {Data: []byte(text)},
			"targets.txt": {}, "realis.txt": {}, "loaded.txt": {}, "types/a.txt": {Data: []byte(text)}}
		_, _ = Load(files)
	})
}

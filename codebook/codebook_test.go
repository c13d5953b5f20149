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
		var names []string
		for _, m := range Default().Type(name).Modes {
			names = append(names, m.Name)
		}
		if got := strings.Join(names, " "); got != want {
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
	good := fstest.MapFS{"classes.txt": {Data: []byte("talks: talk\n")}, "aid/definition.txt": {Data: []byte(aid)}}
	tests := []struct{ file, text, want string }{
		{"codebook.txt", "name: mine\nextends: cameo\n", `mine/codebook.txt:2: "extends: cameo": the only codebook`},
		{"codebook.txt", "colour: red\n", `mine/codebook.txt:1: "colour": no such line`},
		{"classes.txt", "# a comment\ntalk, meeting\n", `mine/classes.txt:2: "talk, meeting": a class is written`},
		{"weapons.txt", "gun\n", `mine/weapons.txt:1: "gun": phrases are written`},
		{"realis.txt", "planed: plan\n", `mine/realis.txt:1: "planed:": there is no such kind here`},
		{"aid/definition.txt", "type: Help\n", `mine/aid/definition.txt:1: "Help": is no name for a type`},
		{"aid/definition.txt", "means: help\n", "mine/aid/definition.txt:2: the definition names no type"},
		{"aid/definition.txt", "type: HELP\n", "HELP has no quad"},
		{"aid/definition.txt", "type: AID\nquad: 4\n", `"quad: 4": PLOVER's quad class of AID is 2`},
		{"aid/definition.txt", "type: HELP\nquad: 5\n", `definition.txt:2: "quad: 5": is no quad class`},
		{"aid/definition.txt", "type: AID\nshape: round\n", `definition.txt:2: "shape": no such line in a definition`},
		{"aid/definition.txt", "type: AID\nshape\n", `definition.txt:2: "shape": no colon in this line`},
		{"aid/definition.txt", "type: AID\nmode food: x\nmode food: y\n", `definition.txt:3: "mode food": stands here twice`},
		{"aid/definition.txt", "type: AID\ncameo: 07\nmode food (19): x\n", `"mode food": CAMEO 19 is not of AID`},
		{"aid/definition.txt", "type: AID\ncameo: 07\ncameo 19: x\n", `definition.txt:3: "cameo 19": is not of AID`},
		{"aid/definition.txt", "type: AID\ngoldstein: 11\n", `definition.txt:2: "11": is no value on Goldstein's scale`},
		{"help/definition.txt", "type: AID\n", `mine/help/definition.txt:1: "AID": is defined in mine/aid/definition.txt too`},
		{"aid/patterns.txt", "[verb; mode drink]\n", `mine/aid/patterns.txt:1: "mode drink": AID has no mode "drink"`},
		{"aid/patterns.txt", "\n[verb; cameo 19]\n", `mine/aid/patterns.txt:2: "cameo 19": CAMEO 19 is not of AID`},
		{"aid/patterns.txt", "[verb]\nhold .. @walks\n", `mine/aid/patterns.txt:2: "hold .. @walks": there is no class "walks"`},
		{"aid/patterns.txt", "[verb]\nhold; needs @walks\n", `mine/aid/patterns.txt:2: "needs @walks": there is no class "walks"`},
		{"aid/patterns.txt", "[verb]\nhold ..\n", `"hold ..": a pattern ends with a gap`},
		{"aid/patterns.txt", "[verb]\n.. hold\n", `".. hold": a pattern begins with a gap`},
		{"aid/patterns.txt", "[verb; subject sleeps]\n", `"subject sleeps": no such way for a subject`},
		{"aid/patterns.txt", "[verb; colour red]\n", `"colour red": unknown option`},
		{"aid/patterns.txt", "[verb\n", `"[verb": a heading ends with ]`},
		{"aid/patterns.txt", "[verb]\ngive/ help\n", `"give/ help": an empty alternative`},
		{"aid/patterns.txt", "[verb]\n; weak\n", `"; weak": a row without a pattern`},
		{"aid/examples.txt", "example: They gave food.\n", `mine/aid/examples.txt:1: "example: They gave food.": says of no event`},
		{"aid/examples.txt", "near miss: They ate.\n", `"near miss: They ate.": does not say why`},
		{"aid/examples.txt", "event: mode food\n", `"event": no such line here`},
		{"aid/examples.txt", "example: They gave food.\nevent: mode drink\n", `examples.txt:2: "mode drink": AID has no mode "drink"`},
		{"aid/examples.txt", "example: They gave food.\nevent: colour red\n", `examples.txt:2: "colour red": an event has no such field`},
		{"aid/examples.txt", "example: They gave food.\nevent: actors\n", `examples.txt:2: "actors": says nothing of actors`},
	}
	for _, test := range tests {
		files := fstest.MapFS{}
		for name, f := range good {
			files[name] = f
		}
		files[test.file] = &fstest.MapFile{Data: []byte(test.text)}
		_, err := Load("mine", files)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %q", test.text, err, test.want)
		}
	}
	if _, err := Load("mine", good); err != nil {
		t.Errorf("a good codebook: %v", err)
	}
}

func TestSHA256(t *testing.T) {
	if s := SHA256(); len(s) != 64 {
		t.Errorf("SHA256() = %q", s)
	}
	a := fstest.MapFS{"aid/definition.txt": {Data: []byte(aid)}}
	x, err := Load("mine", a)
	if err != nil {
		t.Fatal(err)
	}
	a["classes.txt"] = &fstest.MapFile{Data: []byte("x: y\n")}
	y, err := Load("mine", a)
	if err != nil {
		t.Fatal(err)
	}
	if x.SHA256() == y.SHA256() {
		t.Error("a changed file does not change the digest")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("type: AID\nmode a (070): x\ncameo: 07\ncameo 070 (3.4): y\n", "[verb; mode a; cameo 070; to to]\ngive .. food/@talks, help; weak\n",
		"example: A.\nevent: mode a; actors B, C\nnear miss: D.\nwhy: e\n", "talks: talk\n")
	f.Add("[;;", "[;;", "near miss:", ":")
	f.Fuzz(func(t *testing.T, definition, patterns, examples, top string) {
		files := fstest.MapFS{}
		for name, text := range map[string]string{"aid/definition.txt": definition, "aid/patterns.txt": patterns, "aid/examples.txt": examples,
			"classes.txt": top, "weapons.txt": top, "codebook.txt": top} {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		_, _ = Load("mine", files)
	})
}

const aid = "type: AID\nmeans: help\ncameo: 07\nmode food (073): food\n"

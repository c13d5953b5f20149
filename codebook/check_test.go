package codebook

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWarnings(t *testing.T) {
	files := fstest.MapFS{
		"codebook.txt":        {Data: []byte("name: mine\nextends: plover\n")},
		"classes.txt":         {Data: []byte("roads: road, street\nrivers: river\n")},
		"loss/definition.txt": {Data: []byte("type: LOSS\nquad: 4\nmode ship: A ship is lost.\nmode plane:\n")},
		"loss/patterns.txt":   {Data: []byte("[verb; mode ship]\nlose .. ship/boat\nmislay .. @roads\nlose .. boat, sink\nsink; needs ship\n")},
		"realy.txt":           {Data: []byte("planned: plan\n")},
		"loss/pattern.txt":    {Data: []byte("[verb]\nlose\n")},
		"gain/patterns.txt":   {Data: []byte("[verb]\ngain\n")},
		"loss/examples.txt":   {Data: []byte("example: The navy lost a ship.\nevent:\n")},
	}
	book, err := Load("mine", files)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`mine/gain: is no type, for it has no definition.txt`,
		`mine/loss/pattern.txt: nothing reads this file`,
		`mine/realy.txt: nothing reads this file`,
		`mine/loss/definition.txt: LOSS has no definition`,
		`mine/loss/definition.txt: LOSS does not say what it is taken for`,
		`mine/loss/definition.txt: "mode plane": has no meaning`,
		`mine/loss/definition.txt: "mode plane": no pattern has this mode`,
		`mine/loss/definition.txt: LOSS has 1 example and 0 near misses`,
		`mine/loss/patterns.txt:4: "lose .. boat": is never used: "lose .. ship/boat" at mine/loss/patterns.txt:2 matches all that it does`,
		`mine/classes.txt:2: "rivers:": no pattern uses this class`,
	}
	if got := book.Warnings().Error(); got != strings.Join(want, "\n") {
		t.Errorf("warnings:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

func TestNearest(t *testing.T) {
	names := []string{"ASSAULT", "AID", "shooting", "roads"}
	for in, want := range map[string]string{"ASALT": "ASSAULT", "shoting": "shooting", "road": "roads", "BLOCKADE": "", "x": "", "AIDS": "AID"} {
		if got := Nearest(in, names); got != want {
			t.Errorf("nearest to %q is %q, want %q", in, got, want)
		}
	}
}

// A codebook that extends another adds to it, and its folders take the place of those of the same name.
func TestExtends(t *testing.T) {
	book, err := Load("mine", fstest.MapFS{
		"codebook.txt":        {Data: []byte("name: mine\nversion: 2\nextends: plover\n")},
		"classes.txt":         {Data: []byte("talks: palaver\n")},
		"loss/definition.txt": {Data: []byte("type: LOSS\nquad: 4\ngoldstein: -3\ncameo: 21\ncameo 210 (-4.5): A ship is lost.\n")},
		"aid/definition.txt":  {Data: []byte(aid)},
	})
	if err != nil {
		t.Fatal(err)
	}
	plover := Default()
	if len(book.Types) != len(plover.Types)+1 || book.Type("LOSS") == nil || book.Title() != "mine 2" {
		t.Errorf("%s has %d types", book.Title(), len(book.Types))
	}
	if book.Type("AID").Means != "help" || !book.In("talks", "palaver") || !book.In("talks", "meeting") || plover.In("talks", "palaver") {
		t.Error("the folder or the class is not what it should be")
	}
	for cameo, want := range map[string]float64{"210": -4.5, "2101": -4.5, "211": -3, "": -3} {
		if got := book.Type("LOSS").Goldstein(cameo); got == nil || *got != want {
			t.Errorf("Goldstein of %q is %v, want %v", cameo, got, want)
		}
	}
	if book.SHA256() == plover.SHA256() {
		t.Error("the digest is that of the built-in one")
	}
}

// The classes that the program asks for by name are there, and are not told of as unused.
func TestReaderClasses(t *testing.T) {
	files, err := filepath.Glob("../read/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no code", err)
	}
	asked := regexp.MustCompile(`book\.In\("([a-z]+)"`)
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllStringSubmatch(string(code), -1) {
			if c := Default().classes[m[1]]; c == nil {
				t.Errorf("%s asks for the class %q, which is not there", file, m[1])
			} else if !c.used && !slices.Contains(readerClasses, m[1]) {
				t.Errorf("readerClasses lacks %q, which %s asks for", m[1], file)
			}
		}
	}
}

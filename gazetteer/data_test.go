package gazetteer

import (
	_ "embed"
	"strings"
	"testing"
	"time"
)

//go:embed README.md
var readme string

// The packed file must be that of the sources which the README tells.
func TestPackedFileHasItsSources(t *testing.T) {
	f := load().file
	if len(f.Sources) != 3 {
		t.Fatalf("%d sources, want 3", len(f.Sources))
	}
	for _, line := range f.Sources {
		if !strings.Contains(readme, line) {
			t.Errorf("README.md does not tell %q", line)
		}
	}
	if f.Len() != 251076 {
		t.Errorf("%d places, want 251076", f.Len())
	}
	if len(packed) >= 15<<20 {
		t.Errorf("packed file has %d bytes, want under 15 MB", len(packed))
	}
}

func TestRegions(t *testing.T) {
	data := load()
	for key, list := range data.regions {
		for _, p := range list {
			if p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Name == "" || p.Feature == "" {
				t.Errorf("%s: incomplete or no such point: %+v", key, p)
			}
			if p.Country != "" && data.countries[p.Country] == nil {
				t.Errorf("%s: no country %q", p.Name, p.Country)
			}
		}
	}
}

func TestStartIsQuick(t *testing.T) {
	start := time.Now()
	data := &tables{regions: map[string][]*Place{}, peoples: map[string]*Place{}, countries: map[string]*Place{}, common: map[string]int{}, firstNames: map[string]bool{}}
	data.file = load().file
	for _, step := range []func() error{data.readRegions, data.readPeoples, data.readCommon, data.readWords, data.readWeights} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took > 500*time.Millisecond { // some 5 ms on a quiet machine
		t.Errorf("reading the tables took %v", took)
	}
}

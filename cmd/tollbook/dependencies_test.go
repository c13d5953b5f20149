package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// licences are those that a dependency may have, by words that only they have.
var licences = []struct{ name, words string }{
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining"},
	{"ISC", "Permission to use, copy, modify, and"},
	{"Apache-2.0", "Apache License"},
	{"MPL-2.0", "Mozilla Public License"},
	{"BSD", "Redistribution and use in source and binary forms"},
}

// licencesOf gives the licences that stand in a module's folder, of those that are allowed.
func licencesOf(t *testing.T, folder string) (found []string) {
	t.Helper()
	var text strings.Builder
	for _, pattern := range []string{"LICEN*", "Licen*", "licen*", "COPYING*", "NOTICE*"} {
		paths, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, path := range paths {
			if info, err := os.Stat(path); err != nil || info.IsDir() {
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(data)
			text.WriteByte('\n')
		}
	}
	all := strings.Join(strings.Fields(text.String()), " ")
	for _, l := range licences {
		if strings.Contains(all, l.words) {
			found = append(found, l.name)
		}
	}
	return found
}

// docs/dependencies.md lists every module of go.mod with its licence, which is one that allows any use, and is the one that lies in the module.
func TestDependencies(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var modules []string
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) v`).FindAllStringSubmatch(string(mod), -1) {
		modules = append(modules, m[1])
	}
	if len(modules) < 20 {
		t.Fatalf("%d modules in go.mod", len(modules))
	}
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-m", "-f", "{{.Path}} {{.Dir}}"}, modules...)...)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("go list: %v", err)
	}
	told := map[string]string{} // licences by what stands in the first column
	for line := range strings.SplitSeq(string(page), "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 3 {
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[1], -1) {
				told[m[1]] = cells[2]
			}
		}
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
		module, folder, _ := strings.Cut(line, " ")
		licence, listed := told[module]
		for name, l := range told {
			if strings.HasPrefix(name, module+"/") {
				licence, listed = l, true
			}
		}
		if !listed {
			t.Errorf("docs/dependencies.md does not list %s", module)
			continue
		}
		if folder == "" {
			t.Logf("%s is not on this machine: its licence is not looked at", module)
			continue
		}
		found := licencesOf(t, folder)
		if len(found) == 0 {
			t.Errorf("%s has no licence that is allowed; look at %s", module, folder)
		}
		right := false
		for _, name := range found {
			right = right || strings.Contains(licence, name)
		}
		if len(found) > 0 && !right {
			t.Errorf("docs/dependencies.md says%sof %s, and there lies %v", licence, module, found)
		}
	}
}

package codebook

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// A source is a folder of files, and the name that errors give it.
type source struct {
	label string
	files fs.FS
	own   bool // it extends another
}

// topFiles are the files that stand beside the types' folders.
var topFiles = []string{"classes.txt", "weapons.txt", "targets.txt", "realis.txt", "loaded.txt", "contexts.txt"}

// maxFile is the most bytes that a file of a codebook may have.
const maxFile = 4 << 20

// LoadDir reads a codebook from a folder. An error is Faults: every fault with its file and line.
func LoadDir(dir string) (*Codebook, error) {
	if info, err := os.Stat(dir); err != nil {
		return nil, Faults{{File: dir, Reason: reason(err), Hint: "name a folder that holds a codebook"}}
	} else if !info.IsDir() {
		return nil, Faults{{File: dir, Reason: "is a file, not a folder", Hint: "name the folder that holds codebook.txt and the types' folders"}}
	}
	return Load(path.Clean(strings.ReplaceAll(dir, `\`, "/")), os.DirFS(dir))
}

// Load reads a codebook from files; label stands before their names in errors. Where its codebook.txt says "extends: plover", its folders
// and the lines of its top files are added to those built in, and a folder of the same name takes the place of that one. Where it does
// not, a top file that it lacks is the one built in.
func Load(label string, files fs.FS) (*Codebook, error) {
	own := source{label: label, files: files}
	head := &Codebook{}
	if faults := parse(own, "codebook.txt", head, (*reader).head); len(faults) > 0 {
		return nil, faults
	}
	if own.own = head.Extends != ""; own.own {
		return load([]source{plover(), own})
	}
	return load([]source{own})
}

// load reads the files of all sources, the later ones over the earlier ones.
func load(sources []source) (*Codebook, error) {
	b := &Codebook{Name: sources[len(sources)-1].label, classes: map[string]*class{}, first: map[string][]int{}}
	var faults Faults
	folders := map[string]source{}
	for _, s := range sources {
		found, err := typeFolders(s.files)
		if err != nil {
			return nil, Faults{{File: s.label, Reason: reason(err)}}
		}
		for _, folder := range found {
			folders[folder] = s
		}
		faults = append(faults, parse(s, "codebook.txt", b, (*reader).head)...)
		b.strays = append(b.strays, strays(s)...)
	}
	if len(folders) == 0 {
		faults = append(faults, Fault{File: sources[len(sources)-1].label, Reason: "holds no type: no folder with a definition.txt",
			Hint: "a type is a folder with definition.txt, patterns.txt and examples.txt"})
	}
	faults = append(faults, b.readTop(sources)...)
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		faults = append(faults, b.readType(folders[folder], folder)...)
	}
	var err error
	if b.sum, err = digest(sources); err != nil {
		faults = append(faults, Fault{File: sources[0].label, Reason: reason(err)})
	}
	faults = append(faults, b.unknownTypes()...)
	b.index()
	if len(faults) > 0 {
		return b, faults
	}
	return b, nil
}

// unknownTypes gives the near misses that want a type which the codebook does not have.
func (b *Codebook) unknownTypes() Faults {
	var names []string
	for _, t := range b.Types {
		names = append(names, string(t.Name))
	}
	var faults Faults
	for _, t := range b.Types {
		for _, e := range t.Examples {
			if e.Instead != "" && b.Type(e.Instead) == nil {
				faults = append(faults, Fault{e.File, e.Line, "instead: " + string(e.Instead), "there is no such type",
					orNearest(string(e.Instead), names, "types are "+strings.Join(names, ", "))})
			}
		}
	}
	return faults
}

// kindsOf are the kinds that a file may have, where they are given.
var kindsOf = map[string][]string{"realis.txt": realisNames}

// readTop reads the files beside the folders: of every source that has them, else those built in.
func (b *Codebook) readTop(sources []source) Faults {
	lexicons := []**Lexicon{&b.Weapons, &b.Targets, &b.Realis, &b.Loaded, &b.Contexts}
	var faults Faults
	for i, name := range topFiles {
		from := slices.DeleteFunc(slices.Clone(sources), func(s source) bool { return !exists(s.files, name) })
		if len(from) == 0 {
			from = []source{plover()}
		}
		lexicon := &Lexicon{first: map[string][]int{}}
		if i > 0 {
			*lexicons[i-1] = lexicon
		}
		for _, s := range from {
			faults = append(faults, parse(s, name, b, func(r *reader) {
				if i == 0 {
					r.classes()
				} else {
					r.lexicon(lexicon, kindsOf[name])
				}
			})...)
		}
	}
	return faults
}

// readType reads the three files of a type.
func (b *Codebook) readType(s source, folder string) Faults {
	t := Type{Folder: folder, File: path.Join(s.label, folder, "definition.txt"), own: s.own}
	faults := parse(s, folder+"/definition.txt", b, func(r *reader) { r.definition(&t) })
	if t.Name == "" {
		return faults
	}
	faults = append(faults, parse(s, folder+"/patterns.txt", b, func(r *reader) { r.patterns(&t) })...)
	faults = append(faults, parse(s, folder+"/examples.txt", b, func(r *reader) { r.examples(&t) })...)
	b.Types = append(b.Types, t)
	return faults
}

// parse reads a file, if it is there, and gives what is wrong with it.
func parse(s source, name string, b *Codebook, read func(*reader)) Faults {
	r := &reader{file: path.Join(s.label, name), own: s.own, book: b}
	data, err := readFile(s.files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Faults{{File: r.file, Reason: reason(err)}}
	}
	r.lines = strings.Split(strings.TrimPrefix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\uFEFF"), "\n")
	read(r)
	return r.faults
}

func readFile(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	if err == nil && info.Size() > maxFile {
		return nil, errors.New("is larger than any file of a codebook need be")
	}
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(files, name)
}

func exists(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}

// typeFolders gives the folders with a definition.txt.
func typeFolders(files fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(files, ".")
	var out []string
	for _, e := range entries {
		if exists(files, e.Name()+"/definition.txt") {
			out = append(out, e.Name())
		}
	}
	return out, err
}

// typeFiles are the files of a type.
var typeFiles = []string{"definition.txt", "patterns.txt", "examples.txt"}

// strays gives the text files that are none of a codebook's: most likely a name is misspelt.
func strays(s source) Faults {
	var out Faults
	add := func(name string, known []string) {
		base := path.Base(name)
		if strings.HasSuffix(base, ".txt") && !slices.Contains(known, base) && base != "README.txt" {
			out = append(out, Fault{File: path.Join(s.label, name), Reason: "nothing reads this file", Hint: orNearest(base, known, "files here are "+strings.Join(known, ", "))})
		}
	}
	entries, _ := fs.ReadDir(s.files, ".") // an error has been told of by typeFolders
	for _, e := range entries {
		if !e.IsDir() {
			add(e.Name(), append([]string{"codebook.txt"}, topFiles...))
			continue
		}
		inside, _ := fs.ReadDir(s.files, e.Name())
		hasText := false
		for _, f := range inside {
			add(path.Join(e.Name(), f.Name()), typeFiles)
			hasText = hasText || slices.Contains(typeFiles, f.Name())
		}
		if hasText && !exists(s.files, e.Name()+"/definition.txt") {
			out = append(out, Fault{File: path.Join(s.label, e.Name()), Reason: "is no type, for it has no definition.txt", Hint: `begin one with "type: NAME"`})
		}
	}
	return out
}

// digest hashes the path and the content of each file that a codebook is read from, in order of the sources and the paths.
func digest(sources []source) (string, error) {
	h := sha256.New()
	for _, s := range sources {
		folders, err := typeFolders(s.files)
		if err != nil {
			return "", err
		}
		names := append([]string{"codebook.txt"}, topFiles...)
		for _, f := range folders {
			for _, name := range typeFiles {
				names = append(names, f+"/"+name)
			}
		}
		slices.Sort(names)
		for _, name := range names {
			data, err := readFile(s.files, name)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			} else if err != nil {
				return "", err
			}
			fmt.Fprintf(h, "%s %d\n", name, len(data))
			h.Write(data)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// reason gives what a file error says beside the name of the file.
func reason(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}

// index files each trigger under every word that it can begin with.
func (b *Codebook) index() {
	for i := range b.Triggers {
		t := &b.Triggers[i]
		words := slices.Clone(t.Pattern[0].Words)
		for _, name := range t.Pattern[0].Classes {
			if c := b.classes[name]; c != nil {
				words = append(words, slices.Sorted(maps.Keys(c.words))...)
			}
		}
		for _, w := range words {
			b.first[w] = append(b.first[w], i)
			if cut := strings.LastIndex(w, "-"); cut >= 0 {
				t.hyphened = true
				b.first[w[cut+1:]] = append(b.first[w[cut+1:]], i)
			}
		}
	}
}

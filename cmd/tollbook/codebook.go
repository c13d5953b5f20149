package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/codebook/examples"
)

type codebookCommand struct {
	Show    showCommand          `cmd:"" help:"Print a type, or list the types."`
	Check   codebookCheckCommand `cmd:"" help:"Say what is wrong with a codebook."`
	Test    codebookTestCommand  `cmd:"" help:"Read the examples of a codebook, and say which are not read as they should be."`
	Explain explainCommand       `cmd:"" help:"Say why the events of a sentence are what they are."`
	Render  renderCommand        `cmd:"" help:"Print the whole codebook as a page."`
	Copy    copyCommand          `cmd:"" help:"Write the files of the built-in codebook into a folder, to be changed."`
}

// Help teaches by example.
func (codebookCommand) Help() string {
	return `A codebook says what counts as which event. It is a folder of text files: for each type one folder with definition.txt, patterns.txt and
examples.txt. The one built in has PLOVER's sixteen types. To add a type of your own, write its three files, and beside its folder a codebook.txt:

  mine/codebook.txt               name: mine
                                  extends: plover
  mine/blockade/definition.txt    type: BLOCKADE
                                  means: A road or a port is closed to put somebody under pressure.
                                  quad: 4
                                  mode road: A road is closed.
  mine/blockade/patterns.txt      [verb; mode road]
                                  block .. road/highway, blockade
  mine/blockade/examples.txt      example: Farmers blocked the road to Daru on Monday.
                                  event: mode road; actors Farmers

  tollbook codebook check mine
  tollbook codebook test mine
  tollbook read --codebook mine report.txt

A folder with the name of one that is built in, such as mine/assault, takes its place. Without "extends: plover" there are no types but yours.
tollbook codebook copy DIR writes the files that are built in; its README.txt tells the form.`
}

// A bookFlag lets the user bring a codebook.
type bookFlag struct {
	Codebook string `placeholder:"DIR" help:"Folder of a codebook of your own (default: the one built in)."`
	book     *codebook.Codebook
}

func (c *bookFlag) load() (err error) {
	c.book, err = loadBook(c.Codebook)
	return err
}

// loadBook reads the codebook of a folder; without one it is that which is built in.
func loadBook(dir string) (*codebook.Codebook, error) {
	if dir == "" {
		return codebook.Default(), nil
	}
	return codebook.LoadDir(dir)
}

type codebookCheckCommand struct {
	Dir string `arg:"" optional:"" help:"Folder of a codebook (default: the one built in)."`
}

// Help says what is checked.
func (codebookCheckCommand) Help() string {
	return `Errors are what cannot be read: a word class that does not exist, a mode that is not defined, a line that is not understood. Each names its file
and line; all are told at once. Warnings are what can be read but is hardly meant: a pattern that another one hides, a class that nothing uses, a mode
that no pattern has, a type with fewer than 8 examples or 3 near misses. Of a codebook that extends another, only its own files are warned of.

Exit status: 0 without errors, 1 with some.`
}

// Run loads a codebook and tells of its faults.
func (c *codebookCheckCommand) Run(_ context.Context, out *output) error {
	book, err := loadBook(c.Dir)
	if err != nil {
		return err
	}
	warnings := book.Warnings()
	for i := range warnings {
		out.warn(warnings[i].Where(), warnings[i].What(), warnings[i].Hint)
	}
	modes, tried := 0, 0
	for _, t := range book.Types {
		modes, tried = modes+len(t.Modes), tried+len(t.Examples)
	}
	_, err = fmt.Fprintf(out.stdout, "%s: %d types, %d modes, %d patterns, %d examples; no errors, %d warnings\n", printable(book.Title()), len(book.Types), modes,
		len(book.Triggers), tried, len(warnings))
	return err
}

type copyCommand struct {
	Dir string `arg:"" help:"A folder that does not exist yet."`
}

// Help says what to do with the copy.
func (copyCommand) Help() string {
	return `The copy is a codebook that stands alone. Change what you like; give it a name of its own in codebook.txt; then:

  tollbook codebook check DIR
  tollbook codebook test DIR
  tollbook read --codebook DIR report.txt

To change only a few types, keep their folders alone and add "extends: plover" to codebook.txt.`
}

// Run writes the files.
func (c *copyCommand) Run(_ context.Context, out *output) error {
	if _, err := os.Stat(c.Dir); err == nil {
		return &usageError{c.Dir + " is there already", "name a folder that does not exist yet"}
	}
	if err := os.CopyFS(c.Dir, codebook.Files()); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out.stdout, "%s: how to write it stands in %s\n", printable(c.Dir), printable(filepath.Join(c.Dir, "README.txt")))
	return err
}

type codebookTestCommand struct {
	Dir string `arg:"" optional:"" help:"Folder of a codebook (default: the one built in)."`
	All bool   `help:"Try the examples of the codebook that it extends too: does a type of yours take what is another's?"`
}

// Help says what is tried.
func (codebookTestCommand) Help() string {
	return `Each sentence of the examples.txt files is read as a report published on Thursday, 16 May 2024. An example fails when an event that stands below it is not
found, a near miss when one of its type is. One with a line "known: why" is known to fail, and must: when it no longer does, take the line out. With each failure stands what was found; tollbook codebook explain "SENTENCE" tells why.

Exit status: 0 if all are read as they should be, 1 if one is not.`
}

// Run reads the examples and prints those that fail.
func (c *codebookTestCommand) Run(_ context.Context, out *output) error {
	book, err := loadBook(c.Dir)
	if err != nil {
		return err
	}
	tried, known, failures := examples.Try(book, c.All)
	for _, f := range failures {
		fmt.Fprintf(out.stdout, "%s:%d: %s\n", f.File, f.Line, printable(f.Sentence))
		for _, w := range f.Wrong {
			fmt.Fprintf(out.stdout, "    wrong  %s\n", printable(w))
		}
		for _, w := range f.Found {
			fmt.Fprintf(out.stdout, "    found  %s\n", printable(w))
		}
		if len(f.Found) == 0 && f.Known == "" {
			fmt.Fprintln(out.stdout, "    found  nothing")
		}
	}
	out.failed += len(failures)
	_, err = fmt.Fprintf(out.stdout, "%s: %d examples, %d not read as they should be, %d known not to be\n", printable(book.Title()), tried, len(failures), known)
	return err
}

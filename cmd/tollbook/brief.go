package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/brief"
	"github.com/tollbook/tollbook/policy"
)

type briefCommand struct {
	Write     briefWriteCommand     `cmd:"" default:"withargs" help:"Write a brief."`
	Templates briefTemplatesCommand `cmd:"" help:"Write the built-in templates into a folder, to make one's own of them."`
}

type briefWriteCommand struct {
	address
	Query     []string `arg:"" optional:"" name:"search" help:"Words, and filters such as country:MLI, admin1:04, type:ASSAULT."`
	From      string   `required:"" placeholder:"DAY" help:"First day of the period, as 2026-03-01."`
	To        string   `required:"" placeholder:"DAY" help:"Last day of the period."`
	Place     string   `placeholder:"NAME" help:"Only what happened in a place: a name, or a country's code of three letters."`
	Policy    string   `placeholder:"NAME" default:"acled" help:"Count as acled, ucdp, airwars or all do (default acled)."`
	AsOf      string   `placeholder:"DAY" help:"The day that the brief bears. Nothing is left out by it."`
	Title     string   `placeholder:"TEXT" help:"A title of your own."`
	Desk      string   `placeholder:"URL" help:"Link to a desk too, as http://127.0.0.1:8080."`
	Templates string   `placeholder:"DIR" help:"Write with templates of your own."`
	Format    string   `placeholder:"NAME" help:"html, md, pdf or docx (default: as the file is called, else html)."`
	Output    string   `short:"o" placeholder:"FILE" help:"Where to (default: standard output)."`
}

// Help teaches by example.
func (briefWriteCommand) Help() string {
	return `Writes a situation brief: what the ledger documents of a period, beside the period of equal length before it, with tables, a map, the
incidents in order, what was said, what is claimed and what is disputed. Every number leads to the words of reports that it comes
from. Where numbers do not add up the brief is not written, and it says which. The same ledger gives the same bytes.

Examples:

  tollbook brief --from 2026-03-01 --to 2026-03-31 -o brief.html
  tollbook brief country:MLI --from 2026-03-01 --to 2026-03-31 --policy ucdp -o mali.md
  tollbook brief --place MLI --from 2026-03-01 --to 2026-03-31 --as-of 2026-04-02 -o mali.pdf
  tollbook brief templates ours && tollbook brief --templates ours --from 2026-03-01 --to 2026-03-31 -o ours.html`
}

var countryCode = regexp.MustCompile(`^[A-Z]{3}$`)

var briefFormats = []string{"html", "md", "pdf", "docx"}

// Run writes the brief.
func (c *briefWriteCommand) Run(ctx context.Context, out *output) error {
	p, err := policy.Parse(c.Policy)
	if err != nil {
		return &usageError{err.Error(), ""}
	}
	format := cmp.Or(c.Format, strings.TrimPrefix(filepath.Ext(c.Output), "."), "html")
	if !slices.Contains(briefFormats, format) {
		return &usageError{fmt.Sprintf("there is no format %q", format), "formats are " + strings.Join(briefFormats, ", ")}
	}
	// A brief is made once, and then the program ends: memory is given for time.
	debug.SetGCPercent(400)
	templates, err := brief.Load(c.Templates)
	if err != nil {
		return err
	}
	search := slices.Clone(c.Query)
	if c.Place != "" && countryCode.MatchString(c.Place) {
		search = append(search, "country:"+c.Place)
	} else if c.Place != "" {
		search = append(search, "place:"+c.Place)
	}
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	b, err := brief.Make(ctx, l, brief.Options{From: c.From, To: c.To, Search: search, Policy: p, AsOf: c.AsOf, Desk: c.Desk, Title: c.Title})
	if err != nil {
		return asUsage(err)
	}
	var data bytes.Buffer
	switch format {
	case "md":
		err = b.Markdown(&data, templates)
	case "pdf":
		err = b.PDF(ctx, &data, templates)
	case "docx":
		err = b.DOCX(&data, templates)
	default:
		err = b.HTML(&data, templates)
	}
	if err != nil {
		return err
	}
	if c.Output == "" || c.Output == "-" {
		_, err = out.stdout.Write(data.Bytes())
		return err
	}
	return writeWhole(c.Output, func(w io.Writer) error {
		_, err := data.WriteTo(w)
		return err
	})
}

type briefTemplatesCommand struct {
	Folder string `arg:"" name:"dir" help:"Where to; what is there already stays."`
}

// Run writes the templates.
func (c *briefTemplatesCommand) Run(_ context.Context, out *output) error {
	written, err := brief.Save(c.Folder)
	if errors.Is(err, fs.ErrExist) {
		return &usageError{err.Error(), "name a folder that has no templates yet"}
	}
	for _, name := range written {
		fmt.Fprintln(out.stdout, filepath.Join(c.Folder, name))
	}
	return err
}

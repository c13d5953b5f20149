// Package export writes the incidents of a ledger in the forms that others read: tables, maps, and the formats of those who record conflict.
//
// Every format streams: some hundred incidents are in memory at a time. The same ledger gives the same bytes. What a format cannot hold, and
// how many incidents or reports it could not take, is told beside it; nothing is filled in.
package export

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/withhold"
)

// Options say what is exported, and how.
type Options struct {
	Query    ledger.Query
	Policy   policy.Policy // whose numbers; empty for those that the format is made for
	Withhold bool          // names of victims
}

// A Format is a form in which incidents are written.
type Format struct {
	Name      string
	Extension string // of its files
	Means     string
	Binary    bool          // not for a terminal
	Policy    policy.Policy // whose numbers it has unless others are asked for
	Loses     []string      // what of a ledger it cannot hold; none for those that are made for it

	tellings bool // it needs reports
	open     func(w io.Writer, e *exporting) (sink, error)
}

// A sink takes incidents one after the other.
type sink interface {
	write(x *incident) error
	close() error
}

// Formats are all of them.
func Formats() []*Format { return formats }

var formats = []*Format{csvFormat, jsonlFormat, geojsonFormat, acledFormat, ucdpFormat, gtdFormat, ploverFormat, gdeltFormat, mentionsFormat,
	polecatFormat, phoenixFormat, hxlFormat, annotationsFormat, parquetFormat, xlsxFormat}

// ByName gives a format, nil if there is none of that name.
func ByName(name string) *Format {
	i := slices.IndexFunc(formats, func(f *Format) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return formats[i]
}

// Left says why something was not written, and how often.
type Left struct {
	Why string
	N   int
}

// A Result says what was written.
type Result struct {
	Policy    policy.Policy
	Incidents int    // that were asked for
	Left      []Left // of these, or of their reports, what the format does not take
}

// exporting is an export under way.
type exporting struct {
	Options
	result Result
}

// leave notes that something is not written.
func (e *exporting) leave(why string) {
	i := slices.IndexFunc(e.result.Left, func(l Left) bool { return l.Why == why })
	if i < 0 {
		i = len(e.result.Left)
		e.result.Left = append(e.result.Left, Left{Why: why})
	}
	e.result.Left[i].N++
}

// Write writes what a ledger holds in a format.
func Write(ctx context.Context, l *ledger.Ledger, f *Format, opt Options, w io.Writer) (*Result, error) {
	opt.Policy = cmp.Or(opt.Policy, f.Policy, policy.ACLED)
	e := &exporting{Options: opt, result: Result{Policy: opt.Policy}}
	out, err := f.open(w, e)
	if err != nil {
		return nil, err
	}
	veil := withhold.NewVeil(l, opt.Withhold)
	// Whether a party's name is a victim's is told by his record, not by the list.
	err = l.Export(ctx, opt.Query, opt.Policy, f.tellings, func(x *ledger.Exported) error {
		e.result.Incidents++
		return out.write(newIncident(ctx, x, veil))
	})
	if closed := out.close(); err == nil {
		err = closed
	}
	return &e.result, err
}

// WriteLoss writes what a format could not hold, for the file beside the one that was written.
func WriteLoss(w io.Writer, f *Format, r *Result) error {
	if _, err := fmt.Fprintf(w, "What the file in the form of %s leaves out of the ledger\n\nNumbers: as %s counts.\nIncidents asked for: %d\n", f.Name, r.Policy, r.Incidents); err != nil {
		return err
	}
	for _, l := range r.Left {
		if _, err := fmt.Fprintf(w, "Not written: %d, %s\n", l.N, l.Why); err != nil {
			return err
		}
	}
	for i, loss := range f.Loses {
		if i == 0 {
			loss = "\n- " + loss
		} else {
			loss = "- " + loss
		}
		if _, err := fmt.Fprintln(w, loss); err != nil {
			return err
		}
	}
	return nil
}

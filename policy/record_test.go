package policy

import (
	"slices"
	"testing"

	"github.com/tollbook/tollbook/record"
)

// A record of two incidents, a tally and a figure without an event.
func TestOfRecord(t *testing.T) {
	count := func(id string, n int, event record.Nullable) record.Count {
		return record.Count{ID: id, Kind: record.Killed, Low: num(n), Best: num(n), High: num(n), Bound: record.Exact, Quantity: id, Who: "people",
			Category: record.UnknownCategory, Scope: record.Incident, Realis: record.Actual, Event: event}
	}
	tally := count("c4", 200, "")
	tally.Scope, tally.From, tally.To = record.Tally, "2024-01-01", "2024-06-30"
	part := count("c2", 4, "e1")
	part.PartOf, part.Category = "c1", record.Civilian
	rec := &record.Record{
		Counts: []record.Count{count("c1", 9, "e1"), part, count("c3", 2, ""), tally},
		Events: []record.Event{
			{ID: "e1", Type: "ASSAULT", Mode: "shooting", Realis: record.Actual},
			{ID: "e2", Type: "ASSAULT", Mode: "shelling", Realis: record.Actual},
			{ID: "e3", Type: "CONSULT", Mode: "meeting", Realis: record.Actual},
		},
	}
	var got []string
	for _, total := range OfRecord(ACLED, rec, "", "") {
		got = append(got, string(total.Event)+" "+short(total))
	}
	want := []string{"e1 killed all 9/9/9", "e1 killed civilian 4/4/4", "e1 killed unknown 5/5/5", "e2 killed all 0/0/0", " killed all 2/2/2", " killed unknown 2/2/2",
		" killed all -/-/-"}
	if !slices.Equal(got, want) {
		t.Errorf("totals\n%q, want\n%q", got, want)
	}
}

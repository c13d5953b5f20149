package link

import (
	"testing"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// When the main event of a report was, where its record may give it no day.
func TestDaysOfTheMainEvent(t *testing.T) {
	tests := []struct{ title, text, published, from, to string }{
		{"A year after the blast", "Families of the two porters killed by a bomb in Gao, Mali, are still waiting for answers.", "2025-05-10", "2024-05-06", "2024-05-14"},
		{"", "A bombing in Gao, Mali, has left four people dead, the army said on Sunday.", "2024-05-13", "2024-05-11", "2024-05-12"},
		{"", "The governor spoke on Sunday of the bombing in Gao in which four people died.", "2024-05-13", "", ""},
		{"", "Police on Monday arrested two men in Gao, Mali.", "2024-05-14", "", ""},
	}
	for _, test := range tests {
		rep := &report.Report{ID: "r", Title: test.title, Text: test.text, Published: test.published}
		m := Mentions("r", read.Read(rep, read.Options{}), test.title, test.text)[0]
		if m.From != Days(test.from) || m.To != Days(test.to) {
			t.Errorf("%q: from %d to %d, want %d to %d (%s to %s)", test.title+" "+test.text, m.From, m.To, Days(test.from), Days(test.to), test.from, test.to)
		}
	}
}

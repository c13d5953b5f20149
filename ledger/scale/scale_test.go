package scale

import (
	"reflect"
	"testing"
)

// Records fit their texts, a seed gives the same reports, and about a third tell again of an incident.
func TestMadeUp(t *testing.T) {
	const n = 2000
	m, again := New(1), New(1)
	incidents := map[int]bool{}
	texts := map[string]bool{}
	for range n {
		r := m.Next()
		if err := r.Record.Validate("", r.Report.Text); err != nil {
			t.Fatalf("%s: %v", r.Report.Text, err)
		}
		if same := again.Next(); !reflect.DeepEqual(r, same) {
			t.Fatal("the same seed gives other reports")
		}
		incidents[r.Incident] = true
		texts[r.Report.Text] = true
	}
	if len(incidents) < n*60/100 || len(incidents) > n*72/100 {
		t.Errorf("%d reports tell of %d incidents", n, len(incidents))
	}
	if len(texts) > n*90/100 {
		t.Errorf("only %d of %d are copies", n-len(texts), n)
	}
	if New(1).Next().Report.Text == New(2).Next().Report.Text {
		t.Error("another seed gives the same reports")
	}
}

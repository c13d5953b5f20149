package ledger

import (
	"testing"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

// The status of a ledger tells what it holds, and how each source that is watched stands.
func TestStatus(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		ctx := t.Context()
		rep := &report.Report{Title: "Attack", Text: "Gunmen killed three farmers in Gao in Mali on Friday, police said.", Published: "2026-03-07"}
		rec := read.Read(rep, read.Options{})
		if _, err := l.Add(ctx, []Filing{{rep, rec}}); err != nil {
			t.Fatal(err)
		}
		for _, v := range []Visit{
			{URL: "https://post.example/rss", Checked: "2026-03-07T10:00:00Z", Failures: 3, Note: "the server answers 500"},
			{URL: "https://post.example/1", Source: "https://post.example/rss", Checked: "2026-03-07T11:00:00Z", Report: Key(rep)},
			{URL: "https://post.example/2", Source: "https://post.example/rss", Checked: "2026-03-07T10:30:00Z", Failures: 1, Note: "gone"},
			{URL: "https://wire.example/rss", Checked: "2026-03-07T12:00:00Z"},
		} {
			if err := l.PutVisit(ctx, v); err != nil {
				t.Fatal(err)
			}
		}
		s, err := l.Status(ctx)
		if err != nil || len(s.Sources) != 2 || len(s.Readers) != 1 {
			t.Fatalf("%+v, %v", s, err)
		}
		want := SourceStatus{"https://post.example/rss", "2026-03-07T10:00:00Z", 3, "the server answers 500", 2, 1, "2026-03-07T11:00:00Z"}
		if s.Sources[0] != want || s.Readers[0] != (ReaderStatus{CoderOf(rec), 1}) || s.Reports != 1 || s.Incidents != 1 || s.Published != "2026-03-07" || s.LastFiled == "" || s.Bytes < 1000 || s.Schema < 7 {
			t.Errorf("%+v", s)
		}
	})
}

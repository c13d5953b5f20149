package ledger

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/read"
	"github.com/tollbook/tollbook/report"
)

func TestVisits(t *testing.T) {
	both(t, func(t *testing.T, l *Ledger) {
		ctx := t.Context()
		v := Visit{URL: "https://post.example/one", Source: "https://post.example/rss", First: "2026-03-06T10:00:00Z", Checked: "2026-03-06T10:00:00Z", Next: "2026-03-06T11:00:00Z", ETag: `"1"`}
		var last string
		for i, text := range []string{"Gunmen killed three farmers in Gao in Mali on Friday, police said.", "Gunmen killed five farmers in Gao in Mali on Friday, police said."} {
			rep := &report.Report{URL: v.URL, Title: "Farmers killed", Text: text, Published: "2026-03-06"}
			v.Report, v.SHA256 = Key(rep), rep.SHA256()
			page := Fetched{URL: v.URL, Address: v.URL, At: "2026-03-06T10:00:0" + string(rune('0'+i)) + ".000Z", Status: 200, Header: http.Header{"Etag": {`"1"`}},
				Body: []byte("<p>" + text + "\x00\xff"), Report: v.Report}
			if err := l.AddFetched(ctx, v, page, Filing{rep, read.Read(rep, read.Options{})}); err != nil {
				t.Fatal(err)
			}
			last = v.Report
		}
		look := func(l *Ledger) {
			t.Helper()
			got, err := l.Visits(ctx, []string{v.URL, "https://post.example/two"})
			if err != nil || len(got) != 1 || got[v.URL] != v {
				t.Errorf("%+v, %v", got, err)
			}
			versions, err := l.Versions(ctx, v.URL)
			if err != nil || len(versions) != 2 || versions[0].Changes != "" || !strings.Contains(versions[1].Changes, "+Gunmen killed five") {
				t.Errorf("%+v, %v", versions, err)
			}
			page, err := l.FetchedPage(ctx, last)
			if err != nil || page == nil || !strings.HasSuffix(string(page.Body), "\x00\xff") || page.Header.Get("ETag") != `"1"` {
				t.Errorf("%+v, %v", page, err)
			}
		}
		look(l)
		for now, want := range map[string]int{"2026-03-06T10:59:59Z": 0, "2026-03-06T11:00:00Z": 1} {
			if due, err := l.DueVisits(ctx, v.Source, now, 10); err != nil || len(due) != want {
				t.Errorf("%s: %+v, %v", now, due, err)
			}
		}
		other := newSQLite(t)
		if err := l.Copy(ctx, other, func(int) {}); err != nil {
			t.Fatal(err)
		}
		look(other)
		before, _ := l.Generation(ctx)
		v.Next = ""
		if err := l.PutVisit(ctx, v); err != nil {
			t.Fatal(err)
		}
		if due, err := l.DueVisits(ctx, v.Source, "2027-01-01T00:00:00Z", 10); err != nil || len(due) != 0 {
			t.Errorf("%+v, %v", due, err)
		}
		if after, _ := l.Generation(ctx); after != before {
			t.Error("a visit is taken for a change")
		}
	})
}

package read

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

func recordOf(t *testing.T, rep *report.Report) (*record.Record, []byte) {
	t.Helper()
	rec := Read(rep, Options{})
	data, err := rec.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return rec, data
}

// caseReports gives the reports of the testkit's cases, without their headers.
func caseReports(t *testing.T) map[string]*report.Report {
	t.Helper()
	files, err := filepath.Glob("../testkit/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	out := map[string]*report.Report{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, text, _ := strings.Cut(string(data), "\n---\n")
		rep := &report.Report{ID: filepath.Base(file), Text: text, FromJSON: true}
		for _, line := range strings.Split(head, "\n") {
			if day, ok := strings.CutPrefix(line, "published: "); ok {
				rep.Published = day
			}
		}
		out[rep.ID] = rep
	}
	return out
}

func TestRecordsAreSound(t *testing.T) {
	for name, rep := range caseReports(t) {
		rec, _ := recordOf(t, rep)
		if err := rec.Validate(rep.Title, rep.Text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for name, rep := range caseReports(t) {
		_, first := recordOf(t, rep)
		for range 3 {
			if _, again := recordOf(t, rep); !bytes.Equal(first, again) {
				t.Fatalf("%s: two readings differ:\n%s\n%s", name, first, again)
			}
		}
	}
}

func TestOtherLanguagesAreNotRead(t *testing.T) {
	rec, data := recordOf(t, &report.Report{Text: "لاہور میں دھماکا، پانچ افراد ہلاک", Language: "ur"})
	if len(rec.Warnings) != 1 || rec.Warnings[0] != "language: ur is not read" {
		t.Errorf("warnings %q", rec.Warnings)
	}
	if !strings.Contains(string(data), `"counts":[]`) {
		t.Errorf("claims from a language that is not read: %s", data)
	}
}

func TestTitleIsReadInItsOwnOffsets(t *testing.T) {
	rep := &report.Report{Title: "Five killed in Kabul blast", Text: "A bomb killed five people in Kabul on Monday.", Published: "2024-05-07"}
	rec, _ := recordOf(t, rep)
	if err := rec.Validate(rep.Title, rep.Text); err != nil {
		t.Fatal(err)
	}
	var inTitle, inText int
	for _, p := range rec.Places {
		if p.In == "title" {
			inTitle++
		} else {
			inText++
		}
	}
	if inTitle != 1 || inText != 1 {
		t.Errorf("%d places in the title and %d in the text, want one each", inTitle, inText)
	}
}

func TestLineEndsAndMarksCountAsCharacters(t *testing.T) {
	plain := &report.Report{Text: "A bomb killed five people in Kabul."}
	odd := &report.Report{Text: "\ufeffA bomb killed\r\nfive people in Kabul."}
	a, _ := recordOf(t, plain)
	b, _ := recordOf(t, odd)
	if len(a.Places) != 1 || len(b.Places) != 1 {
		t.Fatalf("%d and %d places, want one each", len(a.Places), len(b.Places))
	}
	if got := b.Places[0].Start - a.Places[0].Start; got != 2 {
		t.Errorf("the byte order mark and the carriage return moved the place by %d characters, want 2", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Title", "Two men were killed near Gao on 3 May, “police said”.", "2024-05-04")
	f.Add("", "SAN JOSE, 4 JAN 90 -- [TEXT] A BOMB WENT OFF.", "")
	f.Fuzz(func(t *testing.T, title, text, published string) {
		rep := &report.Report{Title: strings.ToValidUTF8(title, "?"), Text: strings.ToValidUTF8(text, "?"), Published: published}
		if strings.Contains(rep.Title, "\n") {
			return
		}
		rec := Read(rep, Options{Tokens: true})
		if err := rec.Validate(rep.Title, rep.Text); err != nil {
			t.Fatal(err)
		}
		data, err := rec.JSON()
		if err != nil || !json.Valid(data) {
			t.Fatal(err)
		}
	})
}

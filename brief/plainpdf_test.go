package brief

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
)

// Without a browser a PDF has the numbers, the tables and the notes with their words too, and the same bytes each time.
func TestPlainPDF(t *testing.T) {
	b := made(t, newLedger(t), march)
	var one, two bytes.Buffer
	templates, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.plainPDF(&one, templates); err != nil {
		t.Fatal(err)
	}
	if err := b.plainPDF(&two, templates); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("other bytes the second time")
	}
	if path := os.Getenv("TOLLBOOK_KEEP_PDF"); path != "" {
		if err := os.WriteFile(path, one.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := pdf.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for i := range r.NumPage() {
		text, err := r.Page(i + 1).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(text)
	}
	bare := func(s string) string {
		return strings.Join(strings.Fields(strings.ReplaceAll(drawable(s), "\u00a0", " ")), "")
	}
	text := bare(all.String())
	want := []string{b.Title, "By province", "Side not told", b.Headlines[0].Now.Best(), b.Headlines[1].Now.Best()}
	for _, n := range b.Notes {
		want = append(want, n.Publisher, n.Title)
		for _, w := range n.Words {
			want = append(want, strings.Fields(w.Text)...) // lines end between them
		}
	}
	for _, w := range want {
		if !strings.Contains(text, bare(w)) {
			t.Errorf("it lacks %q", w)
		}
	}
	if len(b.Notes) == 0 || !bytes.Contains(one.Bytes(), []byte("/Annots")) {
		t.Error("no notes, or no links")
	}
}

package brief

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tollbook/tollbook/desk/sample"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/scale"
	"github.com/tollbook/tollbook/policy"
	"golang.org/x/net/html"
)

// sampleFile gives the file of a ledger with the sample reports, read once.
var sampleFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "brief")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "sample.db")
	l, err := ledger.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	_, err = sample.Fill(context.Background(), l)
	if err := errors.Join(err, l.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func newLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	data, err := sampleFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sample.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return opened(t, path)
}

func opened(t testing.TB, path string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

var march = Options{From: "2026-03-01", To: "2026-03-31", Policy: policy.ACLED}

func made(t testing.TB, l *ledger.Ledger, o Options) *Brief {
	t.Helper()
	b, err := Make(t.Context(), l, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func written(t testing.TB, b *Brief, write func(*Brief, *bytes.Buffer, *Templates) error) string {
	t.Helper()
	templates, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := write(b, &out, templates); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func asHTML(b *Brief, w *bytes.Buffer, t *Templates) error     { return b.HTML(w, t) }
func asMarkdown(b *Brief, w *bytes.Buffer, t *Templates) error { return b.Markdown(w, t) }
func asDOCX(b *Brief, w *bytes.Buffer, t *Templates) error     { return b.DOCX(w, t) }

// A page is a written brief, as somebody finds his way in it.
type page struct {
	*testing.T
	root *html.Node
	byID map[string]*html.Node
}

func parsed(t *testing.T, text string) *page {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	p := &page{t, root, map[string]*html.Node{}}
	for n := range root.Descendants() {
		if id := attr(n, "id"); id != "" {
			if p.byID[id] != nil {
				t.Errorf("two places are called %s", id)
			}
			p.byID[id] = n
		}
	}
	return p
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var out strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			out.WriteString(c.Data)
		}
	}
	return out.String()
}

func (p *page) bounds(n *html.Node) (r Range) {
	for name, to := range map[string]*int{"data-low": &r.Low, "data-best": &r.Best, "data-high": &r.High} {
		v, err := strconv.Atoi(attr(n, name))
		if err != nil {
			p.Errorf("%s: %v", textOf(n), err)
		}
		*to = v
	}
	return r
}

// Every number on the page leads to a sum over incidents, every incident's number to its reports, and these to words that stand in the reports. What the policy
// makes of what the reports claim is what the page says.
func TestEveryNumberIsTraced(t *testing.T) {
	l := newLedger(t)
	for _, p := range policy.Policies {
		t.Run(string(p), func(t *testing.T) {
			o := march
			o.From, o.Policy = "2026-01-01", p
			traceAll(t, l, o)
		})
	}
}

func traceAll(t *testing.T, l *ledger.Ledger, o Options) {
	p := parsed(t, written(t, made(t, l, o), asHTML))
	sums, own := 0, 0
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if href := attr(n, "href"); strings.HasPrefix(href, "#") && p.byID[href[1:]] == nil {
			t.Errorf("%q leads to %s, which is not there", textOf(n), href)
		}
		if attr(n, "class") != "num" || !has(n, "data-best") {
			continue
		}
		if !strings.HasPrefix(textOf(n), number(p.bounds(n).Best)) {
			t.Errorf("%q is said to be %d", textOf(n), p.bounds(n).Best)
		}
		if attr(n, "data-incident") != "" {
			own++
			p.traceIncident(l, n, o.Policy)
		} else if attr(n, "data-kind") != "reports" {
			sums++
			p.traceSum(l, n, o.Policy)
		}
	}
	if sums < 50 || own < 10 {
		t.Errorf("only %d sums and %d numbers of incidents were found", sums, own)
	}
	p.noOtherNumbers(p.root)
}

// traceSum adds up what a sum is made of.
func (p *page) traceSum(l *ledger.Ledger, n *html.Node, by policy.Policy) {
	want := p.bounds(n)
	evidence := p.byID[attr(n, "data-evidence")]
	if attr(evidence, "id") == "e0" {
		if want != (Range{}) {
			p.Errorf("%v has no evidence", want)
		}
		return
	}
	var sum Range
	for part := range evidence.Descendants() {
		if part.Data != "a" {
			continue
		}
		r := p.bounds(part)
		sum.Low, sum.Best, sum.High = sum.Low+r.Low, sum.Best+r.Best, sum.High+r.High
		incident := p.byID[attr(part, "href")[1:]]
		if incident == nil || incident.Data != "article" {
			p.Errorf("%s is no incident on the page", attr(part, "href"))
			continue
		}
		if attr(n, "data-kind") == incidentsKind && r != (Range{1, 1, 1}) {
			p.Errorf("an incident counts as %v", r)
		}
	}
	if sum != want {
		p.Errorf("%s, %s: the page says %v, and its parts add up to %v", attr(n, "data-kind"), textOf(evidence), want, sum)
	}
}

// traceIncident leads the number of an incident back to the words of its reports.
func (p *page) traceIncident(l *ledger.Ledger, n *html.Node, by policy.Policy) {
	id, kind := attr(n, "data-incident"), attr(n, "data-kind")
	x, err := l.Incident(p.Context(), id)
	if err != nil {
		p.Fatal(err)
	}
	found := false
	for _, total := range x.Totals {
		if total.Policy == by && string(total.Kind) == kind && total.Category == policy.Everybody {
			f := bounds(&total)
			found = found || f.Range() == p.bounds(n)
		}
	}
	if !found {
		p.Errorf("%s: its reports do not make %s %v", id, kind, p.bounds(n))
	}
	notes := 0
	for _, note := range p.byID {
		if attr(note, "data-incident") != id || attr(note, "data-report") == "" {
			continue
		}
		notes++
		report, err := l.Report(p.Context(), attr(note, "data-report"), by)
		if err != nil {
			p.Fatal(err)
		}
		for w := range note.Descendants() {
			if w.Data == "data" && !strings.Contains(report.Title+"\n"+report.Text, textOf(w)) {
				p.Errorf("report %s does not say %q", report.Report, textOf(w))
			}
		}
	}
	if notes == 0 {
		p.Errorf("%s has no notes", id)
	}
	// Words are found where the number leads, unless nobody gives a figure in words.
	if note := p.byID[attr(n, "data-evidence")]; note == nil || attr(note, "data-incident") != id {
		p.Errorf("%s: %s leads elsewhere", id, textOf(n))
	}
}

var digits = regexp.MustCompile(`[0-9]`)

// noOtherNumbers looks whether all text with digits is a link to evidence, a date, a name or the words of a report.
func (p *page) noOtherNumbers(n *html.Node) {
	if n.Type == html.ElementNode {
		class := attr(n, "class")
		if has(n, "data-plain") || class == "num" || class == "cite" || class == "evidence" || class == "change" || n.Data == "svg" || n.Data == "style" || n.Data == "title" {
			return
		}
	}
	if n.Type == html.TextNode && digits.MatchString(n.Data) && !regexp.MustCompile(`period of equal length before|were killed in them|^(In|From|On) `).MatchString(strings.TrimSpace(n.Data)) {
		p.Errorf("%q leads nowhere", strings.TrimSpace(n.Data))
	}
	for c := range n.ChildNodes() {
		p.noOtherNumbers(c)
	}
}

func TestSameBytes(t *testing.T) {
	l, other := newLedger(t), newLedger(t)
	for name, write := range map[string]func(*Brief, *bytes.Buffer, *Templates) error{"html": asHTML, "markdown": asMarkdown, "docx": asDOCX} {
		if written(t, made(t, l, march), write) != written(t, made(t, other, march), write) {
			t.Errorf("%s differs from one time to the next", name)
		}
	}
}

// A number that does not add up is told, and nothing is written.
func TestBrokenSums(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*Brief)
		want  string
	}{
		{"a cell", func(b *Brief) { b.Tables[0].Rows[0].Cells[1].best++ }, `table "By province", killed`},
		{"an end of a cell", func(b *Brief) { b.Tables[2].Rows[0].Cells[1].high++ }, `table "By kind of attack", killed`},
		{"a side", func(b *Brief) { b.Tables[1].Rows[0].Cells[0].best-- }, `table "By side of those harmed", killed`},
		{"evidence", func(b *Brief) { b.Evidence[0].Best++ }, "Incidents of violence"},
		{"an incident", func(b *Brief) { b.Incidents[0].Totals = nil }, "incident " + "i"},
		{"a bar", func(b *Brief) { b.Timeline.Bars[10].Killed.best++ }, "timeline"},
	}
	l := newLedger(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := made(t, l, march)
			test.spoil(b)
			err := b.check()
			if broken, ok := errors.AsType[*SumError](err); !ok || !strings.Contains(broken.Error(), test.want) {
				t.Errorf("got %v, want an error that names %q", err, test.want)
			}
		})
	}
}

// The built-in words take no side.
func TestNeutralWords(t *testing.T) {
	templates, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	loaded := regexp.MustCompile(`(?i)\b(terroris\w*|martyr\w*|massacre\w*|slaughter\w*|regime|atrocit\w*|barbaric|brutal\w*|heroic\w*|liberat\w*|neutrali[sz]ed|cowardly|extremis\w*|jihad\w*|butcher\w*|admitted|refuse[ds]|insisted)\b`)
	for name, text := range templates.files {
		if name == styleFile {
			continue // it names a face
		}
		if w := loaded.FindString(text); w != "" {
			t.Errorf("%s says %q", name, w)
		}
	}
	for _, words := range []map[string]string{modeWords, typeWords, gradeWords, disputeWords, actWords} {
		for key, text := range words {
			if w := loaded.FindString(text); w != "" {
				t.Errorf("%s says %q", key, w)
			}
		}
	}
}

// What reports say stays text.
func TestStrangeWords(t *testing.T) {
	b := made(t, newLedger(t), march)
	b.Title = "<script>alert(1)</script> [x](javascript:y) |"
	if page := written(t, b, asHTML); strings.Contains(page, "<script") {
		t.Error("a title becomes a script")
	}
	if text := written(t, b, asMarkdown); !strings.Contains(text, `\<script\>alert(1)\</script\> \[x\](javascript:y) \|`) {
		t.Error("a title becomes a mark")
	}
}

func TestPeriods(t *testing.T) {
	l := newLedger(t)
	for _, o := range []Options{{From: "March", To: "2026-03-31"}, {From: "2026-03-31", To: "2026-03-01"}, {From: "1900-01-01", To: "2026-03-01"}, {From: "2026-03-01"}} {
		o.Policy = policy.ACLED
		if _, err := Make(t.Context(), l, o); err == nil {
			t.Errorf("%s to %s is taken", o.From, o.To)
		}
	}
	b := made(t, l, Options{From: "1990-01-01", To: "1990-01-02", Policy: policy.UCDP})
	if len(b.Incidents) != 0 || b.Before != (Period{"1989-12-30", "1989-12-31"}) {
		t.Errorf("%d incidents, before %v", len(b.Incidents), b.Before)
	}
	written(t, b, asHTML)
	written(t, b, asMarkdown)
}

func TestOwnTemplates(t *testing.T) {
	folder := t.TempDir()
	if files, err := Save(folder); err != nil || len(files) != 4 {
		t.Fatal(files, err)
	}
	if _, err := Save(folder); err == nil {
		t.Error("templates were written over others")
	}
	if err := os.WriteFile(filepath.Join(folder, markdownFile), []byte("Killed: {{num (headline \"killed\").Now}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	own, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := made(t, newLedger(t), march).Markdown(&out, own); err != nil || !strings.HasPrefix(out.String(), "Killed: [26 (26–39)](#e") {
		t.Error(out.String(), err)
	}
}

func TestPDF(t *testing.T) {
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("no Chromium here: nothing is printed")
	}
	templates, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	o := march
	o.AsOf = "2026-04-02"
	if err := made(t, newLedger(t), o).PDF(t.Context(), &out, templates); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(out.Bytes(), []byte("%PDF-")) || !bytes.Contains(out.Bytes(), []byte("/CreationDate (D:20260402000000")) {
		t.Error("no PDF of the day that the brief bears")
	}
}

// BenchmarkBrief makes a brief of some ten thousand incidents; the ledger is kept where the variable names a file.
func BenchmarkBrief(b *testing.B) {
	path := os.Getenv("TOLLBOOK_BENCH_LEDGER")
	if path == "" {
		path = filepath.Join(b.TempDir(), "ledger.db")
	}
	l := opened(b, path)
	if s, err := l.Stats(b.Context()); err != nil || s.Reports == 0 {
		fill(b, l)
	}
	for b.Loop() {
		start := time.Now()
		x := made(b, l, Options{From: "2015-01-01", To: "2030-12-31", Policy: policy.ACLED})
		size := len(written(b, x, asHTML))
		fmt.Fprintf(os.Stderr, "%d incidents, %d of the period before, %d notes, %d bytes, %v\n", len(x.Incidents), len(x.Earlier), len(x.Notes), size, time.Since(start))
	}
}

func fill(b *testing.B, l *ledger.Ledger) {
	most := 10_000
	if n, err := strconv.Atoi(os.Getenv("TOLLBOOK_BENCH_REPORTS")); err == nil {
		most = n
	}
	maker := scale.New(1)
	var filings []ledger.Filing
	for n := range most {
		r := maker.Next()
		filings = append(filings, ledger.Filing{Report: r.Report, Record: r.Record})
		if len(filings) == 200 || n == most-1 {
			if _, err := l.Add(b.Context(), filings); err != nil {
				b.Fatal(err)
			}
			filings = nil
		}
	}
}

// A document for word processors is sound XML, its inner links lead somewhere, and it has the numbers of the page.
func TestDOCX(t *testing.T) {
	data := written(t, made(t, newLedger(t), march), asDOCX)
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	names, links, text := map[string]bool{}, map[string]bool{}, ""
	for _, f := range z.File {
		part, err := z.Open(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(part); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch x := token.(type) {
			case xml.CharData:
				text += string(x)
			case xml.StartElement:
				for _, a := range x.Attr {
					if x.Name.Local == "bookmarkStart" && a.Name.Local == "name" {
						names[a.Value] = true
					}
					if a.Name.Local == "anchor" {
						links[a.Value] = true
					}
				}
			}
		}
	}
	for link := range links {
		if !names[link] {
			t.Errorf("%s is not in the document", link)
		}
	}
	if len(links) < 20 || !strings.Contains(text, "26 (26–39)") {
		t.Errorf("%d links, and of those killed it says nothing", len(links))
	}
}

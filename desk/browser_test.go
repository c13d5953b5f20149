package desk

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/tollbook/tollbook/desk/sample"
	"github.com/tollbook/tollbook/ledger"
)

var screenshots = flag.String("screenshots", "", "folder to write a screenshot of every page to")

//go:embed testdata/axe.min.js
var axe string

// newLedger gives a ledger with the sample, that the test may change.
func newLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	data, err := sampleFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sample.db")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := ledger.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// sampleFile gives the file of a ledger with the sample, read once.
var sampleFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "desk")
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

// newServer serves the desk of a ledger.
func newServer(t testing.TB, l *ledger.Ledger) *httptest.Server {
	t.Helper()
	h, err := New(l, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// newBrowser starts a browser without a window, and skips the test where there is none.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium here: pages are not looked at in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("font-render-hinting", "none"))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A look is how a page is looked at.
type look struct {
	theme         string
	width, height int64
}

var (
	light = look{"light", 1440, 900}
	dark  = look{"dark", 1440, 900}
	phone = look{"light", 390, 844}
	night = look{"dark", 390, 844}
)

func (k look) String() string { return fmt.Sprintf("%s-%d", k.theme, k.width) }

// A tab is one of the browser's, that remembers what goes wrong in it.
type tab struct {
	context.Context
	mu     sync.Mutex
	host   string
	faults []string
}

// newTab opens a tab for the pages of a server. The test fails at its end if a page complained or asked another host for something.
func newTab(t *testing.T, browser context.Context, server string) *tab {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	tb := &tab{host: u.Host}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithListener(tb.watch))
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancel)
	tb.Context = ctx
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	for _, enable := range []cdp.Command[cdp.Empty, cdp.Empty]{log.Enable, runtime.Enable} {
		if _, err := chromedp.Call(ctx, enable, cdp.Empty{}); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		for _, f := range tb.take() {
			t.Error(f)
		}
	})
	return tb
}

func (b *tab) watch(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = fmt.Sprintf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			fault = fmt.Sprintf("console: %s", e.Args[0].Value)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			fault = "log: " + e.Entry.Text + " " + e.Entry.URL
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err != nil || u.Host != b.host && u.Scheme != "data" && u.Scheme != "blob" {
			fault = "asks elsewhere: " + e.Request.URL
		}
	}
	if fault != "" {
		b.mu.Lock()
		b.faults = append(b.faults, fault)
		b.mu.Unlock()
	}
}

// take gives what went wrong so far, and forgets it.
func (b *tab) take() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	faults := b.faults
	b.faults = nil
	return faults
}

// visit looks at a page.
func (b *tab) visit(t *testing.T, address string, k look) {
	t.Helper()
	_, err := chromedp.Call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: k.width, Height: k.height, DeviceScaleFactor: 1, Mobile: k.width < 500})
	if err == nil {
		_, err = chromedp.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: k.theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	}
	if err == nil {
		err = chromedp.Do(b, chromedp.Navigate(address), chromedp.WaitReady("main"))
	}
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// eval asks the page something.
func eval[T any](t *testing.T, b *tab, script string) T {
	t.Helper()
	answer, err := chromedp.Run(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.80s: %v", script, err)
	}
	return answer
}

// accessible looks for what keeps people out, with axe-core.
func (b *tab) accessible(t *testing.T) {
	t.Helper()
	type violation struct {
		ID     string `json:"id"`
		Impact string `json:"impact"`
		Help   string `json:"help"`
		Nodes  []any  `json:"nodes"`
	}
	eval[int](t, b, axe+";0")
	found := eval[[]violation](t, b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.map(v => ({id: v.id, impact: v.impact, help: v.help,
		nodes: v.nodes.slice(0, 3).map(n => ({html: n.html.slice(0, 200), summary: n.failureSummary}))})))`)
	for _, v := range found {
		if v.Impact == "serious" || v.Impact == "critical" || v.Impact == "moderate" {
			data, _ := json.Marshal(v.Nodes)
			t.Errorf("%s (%s): %s: %s", v.ID, v.Impact, v.Help, data)
		}
	}
}

// weight gives how many bytes were loaded for a page, as they were sent.
func (b *tab) weight(t *testing.T) int {
	t.Helper()
	return eval[int](t, b, `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, x) => sum + x.encodedBodySize, 0)`)
}

// shoot writes a picture of the page, where that is asked for.
func (b *tab) shoot(t *testing.T, name string) {
	t.Helper()
	if *screenshots == "" {
		return
	}
	png, err := chromedp.Run(b, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*screenshots, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

// addresses gives an address of every page, by the name of its picture.
func addresses(t *testing.T, l *ledger.Ledger) (list [][2]string) {
	t.Helper()
	id := find(t, l, "place:ansongo")
	return [][2]string{
		{"overview", "/"},
		{"incidents", "/incidents"},
		{"incident", "/incidents/" + id},
		{"report", "/reports/ambush-claim"},
		{"statements", "/statements"},
		{"thread", "/statements/" + find(t, l, "place:tera")},
		{"speakers", "/speakers"},
		{"actors", "/actors"},
		{"actor", "/actors/ner-army"},
		{"checks", "/checks"},
		{"codebook", "/codebook?word=ambush"},
		{"codebook-type", "/codebook/assault"},
		{"sources", "/sources"},
		{"search", "/search?q=soldiers"},
		{"search-empty", "/search"},
		{"keys", "/keys"},
	}
}

// find gives the name of the first incident that a search finds.
func find(t *testing.T, l *ledger.Ledger, search ...string) (id string) {
	t.Helper()
	q, err := ledger.ParseQuery(search)
	if err == nil {
		err = l.Incidents(t.Context(), q, 1, func(s ledger.Summary) error { id = s.ID; return nil })
	}
	if err != nil || id == "" {
		t.Fatalf("no incident for %s: %v", strings.Join(search, " "), err)
	}
	return id
}

// Every page renders without a complaint, asks nobody else for anything, shuts nobody out, and fits the width of its window.
func TestPagesInABrowser(t *testing.T) {
	l := newLedger(t)
	s := newServer(t, l)
	b := newTab(t, newBrowser(t), s.URL)
	for _, page := range addresses(t, l) {
		for _, k := range []look{light, dark, phone, night} {
			t.Run(page[0]+"-"+k.String(), func(t *testing.T) {
				b.visit(t, s.URL+page[1], k)
				b.shoot(t, page[0]+"-"+k.String())
				if k != night { // on it are the colours of dark in the places of phone
					b.accessible(t)
				}
				if wide := eval[int64](t, b, `document.documentElement.scrollWidth`); wide > k.width {
					t.Errorf("the page is %d wide in a window of %d", wide, k.width)
				}
				if n := b.weight(t); n < 10_000 || n > 400_000 {
					t.Errorf("%d bytes were loaded for it", n)
				}
				for _, f := range b.take() {
					t.Error(f)
				}
			})
		}
	}
}

package brief

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// browsers are the names by which a browser that can print goes.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "chrome", "headless-shell", "msedge"}

// printTime is how long printing may take.
const printTime = 2 * time.Minute

// PDF prints the page by Chromium, without a window and without the network; where there is none on the machine, it writes a plainer one without pictures.
func (b *Brief) PDF(ctx context.Context, w io.Writer, t *Templates) error {
	browser := ""
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil && browser == "" {
			browser = path
		}
	}
	if browser == "" {
		return b.plainPDF(w, t)
	}
	folder, err := os.MkdirTemp("", "tollbook-brief-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	var page bytes.Buffer
	if err := b.HTML(&page, t); err != nil {
		return err
	}
	in, out := filepath.Join(folder, "brief.html"), filepath.Join(folder, "brief.pdf")
	if err := os.WriteFile(in, page.Bytes(), 0o600); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, printTime)
	defer cancel()
	// The page is our own and has no script; the sandbox needs rights that a container does not give.
	c := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", //nolint:gosec // a browser, and our files
		"--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir="+filepath.Join(folder, "profile"), "--no-pdf-header-footer",
		"--print-to-pdf="+out, "file://"+in)
	c.WaitDelay = 5 * time.Second
	said, err := c.CombinedOutput()
	if err != nil {
		return &printError{err, string(said)}
	}
	data, err := os.ReadFile(out)
	if err != nil {
		return &printError{err, string(said)}
	}
	_, err = w.Write(undated(data, b.AsOf))
	return err
}

// A printError says why a browser did not print.
type printError struct {
	err  error
	said string
}

func (e *printError) Error() string {
	return "Chromium did not print: " + e.err.Error() + ": " + cut(e.said, 300)
}

func (e *printError) Unwrap() error { return e.err }

var printed = regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}`)

// undated puts the day of a brief, else a fixed one, in the place of the time at which it was printed. Nothing in the file moves.
func undated(data []byte, asOf string) []byte {
	day := "20000101"
	if _, ok := dateOf(asOf); ok {
		day = strings.ReplaceAll(asOf, "-", "")
	}
	return printed.ReplaceAllFunc(data, func(m []byte) []byte {
		return append(m[:len(m)-14:len(m)-14], day+"000000"...)
	})
}

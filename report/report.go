// Package report reads reports from text, HTML, JSON and the web, as they were published.
package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// A Report is one published text with what is known of its publication.
type Report struct {
	ID        string
	URL       string
	Publisher string
	Author    string
	Title     string
	Published string // a date or an RFC 3339 time, as it came; empty when not known
	Language  string // ISO 639-1; empty when not known
	Text      string
	// Extra holds the keys of a JSON report that are not among the above.
	Extra map[string]json.RawMessage
	// FromJSON says that the text came as JSON, so that its reader has it already.
	FromJSON bool
	// Warnings say what of the input was not used; they belong in the record.
	Warnings []string
}

// SHA256 gives the hex digest of title, newline, text, by which a report is known.
func (r *Report) SHA256() string {
	h := sha256.New()
	h.Write([]byte(r.Title))
	h.Write([]byte{'\n'})
	h.Write([]byte(r.Text))
	return hex.EncodeToString(h.Sum(nil))
}

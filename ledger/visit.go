package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"github.com/rogpeppe/go-internal/diff"
)

// A Visit tells how watching stands with one address: a source, or an article that a source lists. Times are RFC 3339 in UTC.
type Visit struct {
	URL          string
	Source       string // address of the source that lists it; empty for a source itself
	First        string
	Checked      string
	Next         string // when to ask again; empty for never
	Listed       string // when it was last changed, as the source says
	ETag         string
	LastModified string
	Failures     int    // one after the other
	Note         string // why nothing came of it
	Report       string // key of its last version; empty for none
	SHA256       string // of that version's title and text
}

const visitColumns = "url, source, first, checked, next, listed, etag, last_modified, failures, note, report, sha256"

// A Fetched is a page as it came.
type Fetched struct {
	URL     string // as it was asked for
	Address string // where it was in the end
	At      string
	Status  int
	Header  http.Header
	Body    []byte
	Report  string // key of what was read in it
}

func scanVisit(scan func(...any) error) (v Visit, err error) {
	err = scan(&v.URL, &v.Source, &v.First, &v.Checked, &v.Next, &v.Listed, &v.ETag, &v.LastModified, &v.Failures, &v.Note, &v.Report, &v.SHA256)
	return v, err
}

// Visits gives what is known of addresses; unknown ones are left out.
func (l *Ledger) Visits(ctx context.Context, urls []string) (map[string]Visit, error) {
	out := map[string]Visit{}
	return out, l.inChunks(ctx, urls, "SELECT "+visitColumns+" FROM visit WHERE url IN (", func(scan func(...any) error) error {
		v, err := scanVisit(scan)
		out[v.URL] = v
		return err
	})
}

// DueVisits gives the articles of a source that are to be asked for again, the longest waiting first.
func (l *Ledger) DueVisits(ctx context.Context, source, now string, most int) (out []Visit, err error) {
	err = l.each(ctx, func(scan func(...any) error) error {
		v, err := scanVisit(scan)
		out = append(out, v)
		return err
	}, "SELECT "+visitColumns+" FROM visit WHERE source = ? AND next <> '' AND next <= ? ORDER BY "+l.db.Bytewise("next, url")+" LIMIT ?", source, now, most)
	return out, err
}

// PutVisit keeps how watching stands with an address.
func (l *Ledger) PutVisit(ctx context.Context, v Visit) error {
	return l.update(ctx, func(tx *transaction) error {
		err := tx.putVisit(v)
		tx.wrote = false // nothing that anybody shows
		return err
	})
}

func (tx *transaction) putVisit(v Visit) error {
	return tx.insert(noRow, "INSERT INTO visit ("+visitColumns+`) VALUES ? ON CONFLICT (url) DO UPDATE SET checked = excluded.checked, next = excluded.next,
		listed = excluded.listed, etag = excluded.etag, last_modified = excluded.last_modified, failures = excluded.failures, note = excluded.note,
		report = excluded.report, sha256 = excluded.sha256`,
		[][]any{{v.URL, v.Source, v.First, v.Checked, v.Next, v.Listed, v.ETag, v.LastModified, v.Failures, v.Note, v.Report, v.SHA256}})
}

// AddFetched files a page with what was read in it and how watching stands with it, all or nothing. filings is empty where the report was filed before.
func (l *Ledger) AddFetched(ctx context.Context, v Visit, page Fetched, filings ...Filing) error {
	return l.addFetched(ctx, v, page, filings, nil)
}

func (l *Ledger) addFetched(ctx context.Context, v Visit, page Fetched, filings []Filing, beside Beside) error {
	ready, err := prepare(filings)
	if err != nil {
		return err
	}
	headers, err := json.Marshal(page.Header)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(page.Body)
	row := []any{page.URL, page.At, page.Address, page.Status, hex.EncodeToString(sum[:]), page.Header.Get("ETag"), page.Header.Get("Last-Modified"),
		string(headers), packer.EncodeAll(page.Body, nil), page.Report}
	return l.updateBeside(ctx, beside, func(tx *transaction) error {
		touched := newTouched()
		if _, err := tx.file(ready, touched); err != nil {
			return err
		}
		if err := tx.insert(noRow, `INSERT INTO page (url, fetched, address, status, sha256, etag, last_modified, headers, body, report)
			VALUES ? ON CONFLICT (url, fetched) DO NOTHING`, [][]any{row}); err != nil {
			return err
		}
		if err := tx.putVisit(v); err != nil {
			return err
		}
		return tx.relink(touched)
	})
}

// A Version is an article as it stood at one time.
type Version struct {
	Fetched   string `json:"fetched"`
	Report    string `json:"report"` // key
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Changes   string `json:"changes"` // from the version before, as diff -u writes it; empty for the first
}

// Versions gives the versions of the article at an address, the first first.
func (l *Ledger) Versions(ctx context.Context, url string) ([]Version, error) {
	out := []Version{}
	err := l.each(ctx, func(scan func(...any) error) error {
		var v Version
		if err := scan(&v.Fetched, &v.Report, &v.Published, &v.Title, &v.Text); err != nil {
			return err
		}
		if n := len(out); n > 0 {
			v.Changes = string(diff.Diff(out[n-1].Fetched, lines(&out[n-1]), v.Fetched, lines(&v)))
		}
		out = append(out, v)
		return nil
	}, `SELECT p.fetched, p.report, r.published, t.title, t.body FROM page p JOIN report r ON r.key = p.report JOIN text t ON t.sha256 = r.sha256
		WHERE p.url = ? OR r.url = ? ORDER BY `+l.db.Bytewise("p.fetched, p.url"), url, url)
	return out, err
}

func lines(v *Version) []byte { return []byte(v.Title + "\n" + v.Text + "\n") }

// FetchedPage gives the page of a report as it was fetched; nil where it was not.
func (l *Ledger) FetchedPage(ctx context.Context, report string) (page *Fetched, err error) {
	err = l.each(ctx, func(scan func(...any) error) error {
		p := Fetched{Report: report}
		var headers string
		var body []byte
		if err := scan(&p.URL, &p.Address, &p.At, &p.Status, &headers, &body); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(headers), &p.Header); err != nil {
			return err
		}
		page = &p
		p.Body, err = unpacker.DecodeAll(body, nil)
		return err
	}, "SELECT url, address, fetched, status, headers, body FROM page WHERE report = ? ORDER BY "+l.db.Bytewise("fetched, url")+" LIMIT 1", report)
	return page, err
}

// PublishedOn gives the day or time of publication of a report, by its key; empty where it has none.
func (l *Ledger) PublishedOn(ctx context.Context, key string) (published string, err error) {
	err = l.each(ctx, func(scan func(...any) error) error { return scan(&published) }, "SELECT published FROM report WHERE key = ?", key)
	return published, err
}

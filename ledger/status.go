package ledger

import (
	"context"
	"strconv"
)

// A Status tells how a ledger stands, for those who look after it. Times are RFC 3339, empty for never.
type Status struct {
	Ledger     string         `json:"ledger"`
	Bytes      int64          `json:"bytes"` // on the disk
	Schema     int            `json:"schema"`
	Reports    int            `json:"reports"`
	Records    int            `json:"records"` // also those that are no longer in force
	Incidents  int            `json:"incidents"`
	Judgements int            `json:"judgements"`
	LastFiled  string         `json:"last_filed"`     // when the last report was filed
	Published  string         `json:"last_published"` // the day or time of publication of the latest
	Readers    []ReaderStatus `json:"readers"`        // those whose records are in force
	Sources    []SourceStatus `json:"sources"`        // that are watched
}

// A ReaderStatus is a version of the reader: version, codebook and model.
type ReaderStatus struct {
	Reader  string `json:"reader"`
	Reports int    `json:"reports"`
}

// A SourceStatus tells how watching stands with a source.
type SourceStatus struct {
	URL            string `json:"url"`
	Checked        string `json:"checked"`  // when it was last asked for
	Failures       int    `json:"failures"` // one after the other
	Note           string `json:"note"`     // why nothing came of it
	Articles       int    `json:"articles"` // known of it
	Failing        int    `json:"failing"`  // articles that could not be had at the last look
	ArticleChecked string `json:"article_checked"`
}

// Status tells how the ledger stands.
func (l *Ledger) Status(ctx context.Context) (*Status, error) {
	s := &Status{Ledger: l.Name(), Readers: []ReaderStatus{}, Sources: []SourceStatus{}}
	size := "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
	if l.db.Numbered {
		size = "SELECT pg_database_size(current_database())"
	}
	schema := ""
	for _, x := range []struct {
		to    any
		query string
	}{
		{&s.Bytes, size}, {&schema, "SELECT value FROM meta WHERE name = 'schema'"}, {&s.Reports, "SELECT count(*) FROM report"}, {&s.Records, "SELECT count(*) FROM record"},
		{&s.Incidents, "SELECT count(*) FROM incident"}, {&s.Judgements, "SELECT count(*) FROM judgement"},
		{&s.LastFiled, "SELECT coalesce(max(added), '') FROM report"}, {&s.Published, "SELECT coalesce(max(published), '') FROM report"},
	} {
		if err := l.db.SQL.QueryRowContext(ctx, x.query).Scan(x.to); err != nil {
			return nil, explain(err)
		}
	}
	s.Schema, _ = strconv.Atoi(schema)
	err := l.each(ctx, func(scan func(...any) error) error {
		var r ReaderStatus
		err := scan(&r.Reader, &r.Reports)
		s.Readers = append(s.Readers, r)
		return err
	}, "SELECT coder, count(*) FROM reading GROUP BY coder ORDER BY "+l.db.Bytewise("coder"))
	if err != nil {
		return nil, err
	}
	return s, l.watched(ctx, s)
}

// watched adds the sources.
func (l *Ledger) watched(ctx context.Context, s *Status) error {
	at := map[string]int{}
	err := l.each(ctx, func(scan func(...any) error) error {
		var x SourceStatus
		err := scan(&x.URL, &x.Checked, &x.Failures, &x.Note)
		at[x.URL] = len(s.Sources)
		s.Sources = append(s.Sources, x)
		return err
	}, "SELECT url, checked, failures, note FROM visit WHERE source = '' ORDER BY "+l.db.Bytewise("url"))
	if err != nil {
		return err
	}
	return l.each(ctx, func(scan func(...any) error) error {
		var x SourceStatus
		err := scan(&x.URL, &x.Articles, &x.Failing, &x.ArticleChecked)
		if i, known := at[x.URL]; known {
			s.Sources[i].Articles, s.Sources[i].Failing, s.Sources[i].ArticleChecked = x.Articles, x.Failing, x.ArticleChecked
		}
		return err
	}, "SELECT source, count(*), sum(CASE WHEN failures > 0 THEN 1 ELSE 0 END), max(checked) FROM visit WHERE source <> '' GROUP BY source")
}

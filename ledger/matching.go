package ledger

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// A numberSet holds numbers, a bit for each.
type numberSet []uint64

func (s numberSet) has(n int64) bool { return n >= 0 && n>>6 < int64(len(s)) && s[n>>6]>>(n&63)&1 == 1 }

func (s *numberSet) add(n int64) {
	if n < 0 {
		return
	}
	for n>>6 >= int64(len(*s)) {
		*s = append(*s, make(numberSet, len(*s)+64)...)
	}
	(*s)[n>>6] |= 1 << (n & 63)
}

// matching gives the numbers of the texts that hold words. The database joins them to one text, since reading a row for each takes several times as long.
func (l *Ledger) matching(ctx context.Context, words []string) (numberSet, error) {
	query := "SELECT coalesce(group_concat(rowid), '') FROM words WHERE words MATCH ?"
	if l.db.Numbered {
		query = "SELECT coalesce(string_agg(text.number::text, ','), '') FROM text WHERE " + l.db.Match
	}
	var out numberSet
	err := l.each(ctx, func(scan func(...any) error) error {
		var list []byte
		if err := scan(&list); err != nil {
			return err
		}
		for n := range strings.SplitSeq(string(list), ",") {
			if n == "" {
				continue
			}
			number, err := strconv.ParseInt(n, 10, 64)
			if err != nil {
				return err
			}
			out.add(number)
		}
		return nil
	}, query, l.db.Query(words))
	return out, err
}

// A reporting is a report on an incident, as far as searches ask of it in memory.
type reporting struct {
	text      int64  // number of its text
	report    int32  // number of its key, in shelving.reports
	publisher string // in lower case
}

func (s *shelving) readReporting(out map[string]*entry, scan func(...any) error) error {
	var id, key, publisher string
	var t reporting
	err := scan(&id, &t.text, &key, &publisher)
	e := out[id]
	if e == nil || err != nil {
		return err
	}
	t.publisher = s.of(strings.ToLower(publisher))
	n, known := s.reports[key]
	if !known {
		n = int32(len(s.reports))
		s.reports[key] = n
	}
	t.report = n
	if !slices.Contains(e.reporting, t) { // a report may tell of an incident twice
		e.reporting = append(e.reporting, t)
	}
	return nil
}

// ofEachReport parts a query for reports alone into what each report on a shelf can be asked; false where only the database can tell.
func (l *Ledger) ofEachReport(ctx context.Context, s *shelf, q *Query) (tests []func(*reporting) bool, can bool, err error) {
	for _, c := range q.conditions {
		if c.of&ofReport == 0 || c.key == "id" {
			return nil, false, nil
		}
	}
	ask := func(question, query string, args ...any) error {
		reports, err := lately(l, s, question, func() (numberSet, error) { return l.reportsNumbered(context.WithoutCancel(ctx), query, args) })
		tests = append(tests, func(t *reporting) bool { return reports.has(int64(t.report)) })
		return err
	}
	for _, c := range q.conditions {
		switch c.key {
		case "publisher":
			part := c.part
			tests = append(tests, func(t *reporting) bool { return strings.Contains(t.publisher, part) })
		case "actor":
			if err := ask("actor\x00"+c.part, "SELECT DISTINCT report FROM "+c.count, c.args...); err != nil {
				return nil, true, err
			}
		}
	}
	if said, args := q.said(false); len(said) > 0 {
		asked := Query{written: []string{strings.Join(said, " ")}}
		for _, a := range args {
			asked.written = append(asked.written, a.(string))
		}
		if err := ask(asked.question("said"), "SELECT DISTINCT report FROM statement"+conjunction(said), args...); err != nil {
			return nil, true, err
		}
	}
	if len(q.words) > 0 {
		words := Query{written: q.words}
		texts, err := lately(l, s, words.question("matching"), func() (numberSet, error) { return l.matching(context.WithoutCancel(ctx), q.words) })
		if err != nil {
			return nil, true, err
		}
		tests = append(tests, func(t *reporting) bool { return texts.has(t.text) })
	}
	return tests, true, nil
}

// reportsNumbered gives the numbers of the reports that a query names by their keys.
func (l *Ledger) reportsNumbered(ctx context.Context, query string, args []any) (numberSet, error) {
	var keys []string
	err := l.each(ctx, func(scan func(...any) error) error {
		var key string
		err := scan(&key)
		keys = append(keys, key)
		return err
	}, query, args...)
	l.shelving.Lock()
	defer l.shelving.Unlock()
	var out numberSet
	for _, key := range keys {
		if n, known := l.shelving.reports[key]; known {
			out.add(int64(n))
		}
	}
	return out, err
}

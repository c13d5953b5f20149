package ledger

import (
	"slices"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// A text is one that others may share words with.
type text struct {
	sum, title, body string
	shingles         report.Shingles
	bands            []uint64
}

func newText(sum, title, body string) text {
	t := text{sum: sum, title: title, body: body}
	var telling report.Shingles
	t.shingles, telling = report.TellingShinglesOf(title+"\n"+body, link.Rare)
	t.bands = telling.Bands()
	return t
}

// addTexts derives what texts share with each other and with those that are there. A text for which this was done is skipped.
func (tx *transaction) addTexts(texts []text) error {
	under, err := tx.underBands(texts)
	if err != nil {
		return err
	}
	texts = slices.DeleteFunc(slices.Clone(texts), func(t text) bool {
		return len(t.bands) > 0 && slices.Contains(under[t.bands[0]], t.sum)
	})
	if !tx.db.Numbered {
		sums := make([]string, len(texts))
		for i := range texts {
			sums[i] = texts[i].sum
		}
		err := among(tx, noRow, "INSERT INTO words (rowid, title, body) SELECT number, title, body FROM text WHERE sha256 IN (?)", sums)
		if err != nil {
			return err
		}
	}
	var rows [][]any
	near := make([][]string, len(texts)) // to each text, those that it meets, each once
	for i := range texts {
		for _, band := range texts[i].bands {
			near[i] = append(near[i], under[band]...)
			under[band] = append(under[band], texts[i].sum)
			rows = append(rows, []any{int64(band), texts[i].sum})
		}
		slices.Sort(near[i])
		near[i] = slices.Compact(near[i])
	}
	if err := tx.insert(noRow, "INSERT INTO band (hash, sha256) VALUES ? ON CONFLICT DO NOTHING", rows); err != nil {
		return err
	}
	return tx.addCopies(texts, near)
}

// underBands gives the texts that are there under the bands of others.
func (tx *transaction) underBands(texts []text) (map[uint64][]string, error) {
	var hashes []int64
	for i := range texts {
		for _, band := range texts[i].bands {
			hashes = append(hashes, int64(band))
		}
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	under := make(map[uint64][]string, len(hashes))
	err := among(tx, func(scan func(...any) error) error {
		var hash int64
		var sum string
		err := scan(&hash, &sum)
		under[uint64(hash)] = append(under[uint64(hash)], sum)
		return err
	}, "SELECT hash, sha256 FROM band WHERE hash IN (?)", hashes)
	return under, err
}

// addCopies compares each text with those near it and keeps how they hang together.
func (tx *transaction) addCopies(texts []text, near [][]string) error {
	shingles := map[string]report.Shingles{}
	for i := range texts {
		shingles[texts[i].sum] = texts[i].shingles
	}
	var missing []string
	for _, others := range near {
		for _, other := range others {
			if shingles[other] == nil && !slices.Contains(missing, other) {
				missing = append(missing, other)
			}
		}
	}
	err := among(tx, func(scan func(...any) error) error {
		var sum, title, body string
		err := scan(&sum, &title, &body)
		shingles[sum] = report.ShinglesOf(title + "\n" + body)
		return err
	}, "SELECT sha256, title, body FROM text WHERE sha256 IN (?)", missing)
	if err != nil {
		return err
	}
	var rows [][]any
	for i := range texts {
		sum := texts[i].sum
		for _, other := range near[i] {
			if kind, share := texts[i].shingles.Compare(shingles[other]); other != sum && kind != report.Apart {
				rows = append(rows, []any{min(sum, other), max(sum, other), string(kind), share})
			}
		}
	}
	return tx.insert(noRow, "INSERT INTO copy (a, b, kind, share) VALUES ? ON CONFLICT DO NOTHING", rows)
}

// touched is what a transaction must link anew.
type touched struct {
	fresh      []link.Mention  // not written yet
	components map[string]bool // that met something fresh, or lost a mention
	lost       map[string]bool // incidents that are gone, since they lost a mention
}

func newTouched() *touched {
	return &touched{components: map[string]bool{}, lost: map[string]bool{}}
}

// A reading is a record that is to be in force for its report.
type reading struct {
	key, coder, sha256 string
	title, text        string
	record             *record.Record
}

// putReadings puts records in force for their reports, in the place of older ones. Their mentions are written by relink.
func (tx *transaction) putReadings(list []reading, touched *touched) error {
	last := map[string]int{} // of two for one report, the later one
	keys := make([]string, len(list))
	for i, r := range list {
		last[r.key], keys[i] = i, r.key
	}
	if err := tx.removeMentions(keys, touched); err != nil {
		return err
	}
	judgements, err := tx.inForce()
	if err != nil {
		return err
	}
	var rows [][]any
	var listed listing
	for i, r := range list {
		if last[r.key] != i {
			continue
		}
		apply(r.record, judgements[r.sha256])
		rows = append(rows, []any{r.key, r.coder})
		mentions := link.Mentions(r.key, r.record, r.title, r.text)
		touched.fresh = append(touched.fresh, mentions...)
		if err := listed.add(&r, mentions); err != nil {
			return err
		}
	}
	if err := tx.putListed(&listed); err != nil {
		return err
	}
	return tx.insert(noRow, "INSERT INTO reading (report, coder) VALUES ? ON CONFLICT (report) DO UPDATE SET coder = excluded.coder", rows)
}

// removeMentions takes reports out of their incidents, with all else that was derived of their records.
func (tx *transaction) removeMentions(keys []string, touched *touched) error {
	touched.fresh = slices.DeleteFunc(touched.fresh, func(m link.Mention) bool { return slices.Contains(keys, m.Report) })
	var reports, incidents []string
	err := among(tx, func(scan func(...any) error) error {
		var report, component, incident string
		err := scan(&report, &component, &incident)
		touched.components[component], touched.lost[incident] = true, true
		reports, incidents = append(reports, report), append(incidents, incident)
		return err
	}, "SELECT report, component, incident FROM mention WHERE report IN (?)", keys)
	if err != nil || len(reports) == 0 {
		return err
	}
	// An incident of which other mentions are left is made anew with its component.
	if err := among(tx, noRow, "DELETE FROM incident WHERE id IN (?)", incidents); err != nil {
		return err
	}
	if err := among(tx, noRow, "DELETE FROM block WHERE report IN (?)", reports); err != nil {
		return err
	}
	for _, table := range []string{"tally", "actor", "statement", "telling", "mention"} {
		if err := among(tx, noRow, "DELETE FROM "+table+" WHERE report IN (?)", reports); err != nil {
			return err
		}
	}
	return nil
}

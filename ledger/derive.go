package ledger

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// A text is one that others may share words with.
type text struct {
	number           int64
	sum, title, body string
	shingles         report.Shingles
	bands            []uint64
}

func newText(number int64, sum, title, body string) text {
	t := text{number: number, sum: sum, title: title, body: body}
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
		return len(t.bands) > 0 && slices.Contains(under[t.bands[0]], t.number)
	})
	if !tx.db.Numbered {
		numbers := make([]int64, len(texts))
		for i := range texts {
			numbers[i] = texts[i].number
		}
		err := among(tx, noRow, "INSERT INTO words (rowid, title, body) SELECT number, title, body FROM text WHERE number IN (?)", numbers)
		if err != nil {
			return err
		}
	}
	var rows [][]any
	near := make([][]int64, len(texts)) // to each text, those that it meets, each once
	for i := range texts {
		for _, band := range texts[i].bands {
			near[i] = append(near[i], under[band]...)
			under[band] = append(under[band], texts[i].number)
			rows = append(rows, []any{int64(band), texts[i].number})
		}
		slices.Sort(near[i])
		near[i] = slices.Compact(near[i])
	}
	slices.SortFunc(rows, func(a, b []any) int { return cmp.Compare(a[0].(int64), b[0].(int64)) }) // as they lie in the database
	if err := tx.insert(noRow, "INSERT INTO band (hash, text) VALUES ? ON CONFLICT DO NOTHING", rows); err != nil {
		return err
	}
	return tx.addCopies(texts, near)
}

// underBands gives the texts, by their numbers, that are there under the bands of others.
func (tx *transaction) underBands(texts []text) (map[uint64][]int64, error) {
	var hashes []int64
	for i := range texts {
		for _, band := range texts[i].bands {
			hashes = append(hashes, int64(band))
		}
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	under := make(map[uint64][]int64, len(hashes))
	err := among(tx, func(scan func(...any) error) error {
		var hash, number int64
		err := scan(&hash, &number)
		under[uint64(hash)] = append(under[uint64(hash)], number)
		return err
	}, "SELECT hash, text FROM band WHERE hash IN (?)", hashes)
	return under, err
}

// addCopies compares each text with those near it and keeps how they hang together.
func (tx *transaction) addCopies(texts []text, near [][]int64) error {
	known := map[int64]*text{}
	for i := range texts {
		known[texts[i].number] = &texts[i]
		tx.sketches.put(texts[i].number, sketchOf(texts[i].shingles), sketchesKept)
	}
	missing := map[int64]bool{}
	for i := range near {
		near[i] = slices.DeleteFunc(near[i], func(other int64) bool {
			k, sketched := tx.sketches.get(other, sketchesKept)
			return sketched && !k.mayHang(texts[i].shingles)
		})
		for _, other := range near[i] {
			if known[other] == nil {
				missing[other] = true
			}
		}
	}
	err := among(tx, func(scan func(...any) error) error {
		var x text
		err := scan(&x.number, &x.sum, &x.title, &x.body)
		x.shingles = report.ShinglesOf(x.title + "\n" + x.body)
		known[x.number] = &x
		tx.sketches.put(x.number, sketchOf(x.shingles), sketchesKept)
		return err
	}, "SELECT number, sha256, title, body FROM text WHERE number IN (?)", slices.Sorted(maps.Keys(missing)))
	if err != nil {
		return err
	}
	var rows [][]any
	for i := range texts {
		sum := texts[i].sum
		for _, n := range near[i] {
			other := known[n]
			if kind, share := texts[i].shingles.Compare(other.shingles); other.sum != sum && kind != report.Apart {
				rows = append(rows, []any{min(sum, other.sum), max(sum, other.sum), string(kind), share})
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
	published          string // where it was read from the database
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
	var gone []*held
	err := among(tx, func(scan func(...any) error) error {
		h := &held{mention: new(link.Mention)}
		var component, incident string
		var body []byte
		if err := scan(&h.number, &component, &incident, &body); err != nil {
			return err
		}
		touched.components[component], touched.lost[incident] = true, true
		gone = append(gone, h)
		incidents = append(incidents, incident)
		err := json.Unmarshal(body, h.mention)
		reports = append(reports, h.mention.Report)
		return err
	}, "SELECT number, component, incident, body FROM mention WHERE report IN (?)", keys)
	if err != nil || len(reports) == 0 {
		return err
	}
	tx.forget() // others are linked with them
	// An incident of which other mentions are left is made anew with its component.
	if err := among(tx, noRow, "DELETE FROM incident WHERE id IN (?)", incidents); err != nil {
		return err
	}
	for _, h := range gone {
		if err := tx.removeBlocks(h); err != nil {
			return err
		}
	}
	for _, table := range []string{"tally", "statement", "telling", "mention"} {
		if err := among(tx, noRow, "DELETE FROM "+table+" WHERE report IN (?)", reports); err != nil {
			return err
		}
	}
	return tx.removeActors(reports)
}

// removeActors takes away who appears in reports, and the names that no other report has.
func (tx *transaction) removeActors(reports []string) error {
	var names []string
	err := among(tx, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	}, "DELETE FROM actor WHERE report IN (?) RETURNING name", reports)
	if err != nil {
		return err
	}
	slices.Sort(names)
	return among(tx, noRow, "DELETE FROM named WHERE name IN (?) AND NOT EXISTS (SELECT 1 FROM actor WHERE actor.key = named.key AND actor.name = named.name)", slices.Compact(names))
}

// removeBlocks takes a mention out of where others meet it.
func (tx *transaction) removeBlocks(h *held) error {
	own, _ := h.mention.Blocks()
	hashes := make([]int64, len(own))
	for i, b := range own {
		hashes[i] = int64(b.Key)
	}
	return among(tx, noRow, "DELETE FROM block WHERE mention = "+strconv.FormatInt(h.number, 10)+" AND hash IN (?)", hashes)
}

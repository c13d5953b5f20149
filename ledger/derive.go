package ledger

import (
	"encoding/json"
	"fmt"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// addText derives what a new text shares with those that are there.
func (tx *transaction) addText(sum string, rep *report.Report) error {
	if !tx.db.Numbered {
		err := tx.exec("INSERT INTO words (rowid, title, body) SELECT number, title, body FROM text WHERE sha256 = ?", sum)
		if err != nil {
			return err
		}
	}
	shingles := report.ShinglesOf(rep.Title + "\n" + rep.Text)
	near := map[string]bool{}
	for _, hash := range shingles.Bands() {
		err := tx.each(func(scan func(...any) error) error {
			var other string
			err := scan(&other)
			near[other] = true
			return err
		}, "SELECT sha256 FROM band WHERE hash = ?", int64(hash))
		if err != nil {
			return err
		}
		if err := tx.exec("INSERT INTO band (hash, sha256) VALUES (?, ?) ON CONFLICT DO NOTHING", int64(hash), sum); err != nil {
			return err
		}
	}
	for other := range near {
		if err := tx.addCopy(sum, other, shingles); err != nil {
			return err
		}
	}
	return nil
}

// addCopy compares a text with another and keeps how they hang together.
func (tx *transaction) addCopy(sum, other string, shingles report.Shingles) error {
	if sum == other {
		return nil
	}
	var title, body string
	err := tx.each(func(scan func(...any) error) error { return scan(&title, &body) }, "SELECT title, body FROM text WHERE sha256 = ?", other)
	if err != nil {
		return err
	}
	kind, share := shingles.Compare(report.ShinglesOf(title + "\n" + body))
	if kind == report.Apart {
		return nil
	}
	return tx.exec("INSERT INTO copy (a, b, kind, share) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", min(sum, other), max(sum, other), string(kind), share)
}

// touched is what a transaction must link anew.
type touched struct {
	fresh      []link.Mention  // put there by this transaction
	components map[string]bool // that lost a mention
}

func newTouched() *touched { return &touched{components: map[string]bool{}} }

// putReading puts a record in force for its report, in the place of an older one.
func (tx *transaction) putReading(key, coder, sha256 string, rec *record.Record, title, text string, touched *touched) error {
	if err := tx.removeMentions(key, touched); err != nil {
		return err
	}
	judgements, err := tx.inForce()
	if err != nil {
		return err
	}
	apply(rec, judgements[sha256])
	err = tx.exec("INSERT INTO reading (report, coder) VALUES (?, ?) ON CONFLICT (report) DO UPDATE SET coder = excluded.coder", key, coder)
	if err != nil {
		return err
	}
	for _, m := range link.Mentions(key, rec, title, text) {
		body, err := json.Marshal(m)
		if err != nil {
			return err
		}
		err = tx.exec("INSERT INTO mention (report, event, main, component, incident, body) VALUES (?, ?, ?, '', '', ?)", m.Report, m.Event, number(m.Main), string(body))
		if err != nil {
			return fmt.Errorf("report %s, event %s: %w", m.Report, m.Event, err)
		}
		own, _ := m.Blocks()
		for _, b := range own {
			if err := tx.exec("INSERT INTO block (hash, report, event, points) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", int64(b.Key), m.Report, m.Event, b.Points); err != nil {
				return err
			}
		}
		touched.fresh = append(touched.fresh, m)
	}
	if err := tx.putTallies(key, rec); err != nil {
		return err
	}
	return tx.putActors(key, rec)
}

// removeMentions takes a report out of its incidents, with all else that was derived of its record.
func (tx *transaction) removeMentions(key string, touched *touched) error {
	err := tx.each(func(scan func(...any) error) error {
		var component string
		err := scan(&component)
		touched.components[component] = true
		return err
	}, "SELECT component FROM mention WHERE report = ?", key)
	if err != nil {
		return err
	}
	// An incident of which other mentions are left is made anew with its component.
	if err := tx.exec("DELETE FROM incident WHERE id IN (SELECT incident FROM mention WHERE report = ?)", key); err != nil {
		return err
	}
	if err := tx.exec("DELETE FROM block WHERE report = ? AND event IN (SELECT event FROM mention WHERE report = ?)", key, key); err != nil {
		return err
	}
	for _, statement := range []string{"DELETE FROM tally WHERE report = ?", "DELETE FROM actor WHERE report = ?", "DELETE FROM mention WHERE report = ?"} {
		if err := tx.exec(statement, key); err != nil {
			return err
		}
	}
	return nil
}

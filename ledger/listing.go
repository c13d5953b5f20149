package ledger

import (
	"slices"
	"strings"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
)

// A listing is the rows that follow from records alone.
type listing struct{ tallies, actors, statements, tellings [][]any }

// add appends what follows from one record. mentions are those of its events.
func (l *listing) add(r *reading, mentions []link.Mention) error {
	l.tallies = append(l.tallies, tallyRows(r.key, r.record)...)
	l.actors = append(l.actors, actorRows(r.key, r.record)...)
	l.statements = append(l.statements, statementRows(r.key, r.record)...)
	told, err := tellingRows(r.key, r.record, r.title, r.text, mentions)
	l.tellings = append(l.tellings, told...)
	return err
}

// putListed writes a listing. Rows that are there stay.
func (tx *transaction) putListed(l *listing) error {
	for _, x := range []struct {
		into string
		rows [][]any
	}{
		{"tally (report, figure, first_day, last_day, country, admin1, place, kind, category)", l.tallies},
		{"actor (report, name, ref, key, shown, kind, country, spoke, did, suffered)", l.actors},
		{"named (name, key)", l.named()},
		{"statement (report, id, day, act, speaker, speaker_name, country, addressee, addressee_name, about, about_name, event, first, past, title, direct)", l.statements},
		{"telling (report, event, body)", l.tellings},
	} {
		if err := tx.insert(noRow, "INSERT INTO "+x.into+" VALUES ? ON CONFLICT DO NOTHING", x.rows); err != nil {
			return err
		}
	}
	return nil
}

// named gives each name among the actors once, in the order in which they are kept.
func (l *listing) named() (rows [][]any) {
	const name, key = 1, 3
	seen := map[[2]any]bool{}
	for _, a := range l.actors {
		if pair := [2]any{a[name], a[key]}; !seen[pair] {
			seen[pair] = true
			rows = append(rows, pair[:])
		}
	}
	slices.SortFunc(rows, func(a, b []any) int { return strings.Compare(a[0].(string), b[0].(string)) })
	return rows
}

// actorRows gives those who appear in a record as rows, each name once.
func actorRows(key string, rec *record.Record) (rows [][]any) {
	const spoke, did, suffered = 7, 8, 9
	at := map[string]int{} // by name
	of := map[string]int{} // by id
	for i := range rec.Actors {
		a := &rec.Actors[i]
		name := strings.ToLower(a.Name)
		n, seen := at[name]
		if !seen {
			n = len(rows)
			at[name] = n
			rows = append(rows, []any{key, name, string(a.Ref), ActorKey(a), a.Name, string(a.Kind), string(a.Country), 0, 0, 0})
		}
		of[a.ID] = n
	}
	count := func(id string, column int) {
		if n, known := of[id]; known && id != "" {
			rows[n][column] = rows[n][column].(int) + 1
		}
	}
	for i := range rec.Statements {
		count(string(rec.Statements[i].Speaker), spoke)
	}
	for i := range rec.Events {
		for _, id := range rec.Events[i].Actors {
			count(id, did)
		}
		for _, id := range rec.Events[i].Recipients {
			count(id, suffered)
		}
	}
	return rows
}

// statementRows gives the statements of a record as rows.
func statementRows(key string, rec *record.Record) (rows [][]any) {
	for i := range rec.Statements {
		s := &rec.Statements[i]
		day := string(s.From)
		if published := string(rec.Report.Published); day == "" && len(published) >= 10 {
			day = published[:10]
		}
		row := []any{key, s.ID, day, string(s.Act)}
		country := ""
		if a := actorOf(rec, s.Speaker); a != nil {
			country = string(a.Country)
		}
		for k, id := range []record.Nullable{s.Speaker, s.Addressee, s.About} {
			if a := actorOf(rec, id); a != nil {
				row = append(row, ActorKey(a), a.Name)
			} else {
				row = append(row, "", "")
			}
			if k == 0 {
				row = append(row, country)
			}
		}
		rows = append(rows, append(row, string(s.Event), s.Start, s.End, number(s.In == "title"), number(s.Direct)))
	}
	return rows
}

package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/tollbook/tollbook/recorder"
)

// recordedColumns are those of what other recorders document.
const recordedColumns = "recorder, id, first_day, last_day, type, class, country, country_name, admin1, admin2, place, lat, lon, accuracy, side_a, side_b, low, best, high, injured, " +
	"sources, notes, cells, file, sum"

// Recorded counts what came of rows of another recorder.
type Recorded struct{ New, Changed, Known int }

// Record keeps incidents that another recorder documents, all of one recorder, in one transaction. One that is there is left as it is or, where the recorder
// has changed it, takes the place of the older one. The ledger's own incidents are not touched.
func (l *Ledger) Record(ctx context.Context, file string, incidents []*recorder.Incident) (Recorded, error) {
	var n Recorded
	if len(incidents) == 0 {
		return n, nil
	}
	of := recorder.ByName(incidents[0].Recorder)
	at := map[string]int{} // the last row of an id holds
	var ids []string
	var rows [][]any
	for _, x := range incidents {
		row, err := recordedRow(file, x)
		if err != nil {
			return n, err
		}
		if i, twice := at[x.ID]; twice {
			rows[i] = row
			continue
		}
		at[x.ID] = len(rows)
		ids, rows = append(ids, x.ID), append(rows, row)
	}
	err := l.update(ctx, func(tx *transaction) error {
		kept := map[string]string{}
		err := among(tx, func(scan func(...any) error) error {
			var id, sum string
			err := scan(&id, &sum)
			kept[id] = sum
			return err
		}, "SELECT id, sum FROM recorded WHERE recorder = '"+of.Name+"' AND id IN (?)", ids)
		if err != nil {
			return err
		}
		var fresh [][]any
		for i, id := range ids {
			switch sum := kept[id]; sum {
			case rows[i][len(rows[i])-1]:
				n.Known++
				continue
			case "":
				n.New++
			default:
				n.Changed++
			}
			fresh = append(fresh, rows[i])
		}
		return tx.insert(noRow, "INSERT INTO recorded ("+recordedColumns+") VALUES ? ON CONFLICT (recorder, id) DO UPDATE SET "+takeOver(recordedColumns), fresh)
	})
	return n, err
}

// takeOver sets all columns to those of the row that was to be put in.
func takeOver(columns string) string {
	var out []string
	for c := range strings.SplitSeq(columns, ", ") {
		out = append(out, c+" = excluded."+c)
	}
	return strings.Join(out, ", ")
}

// recordedRow gives an incident as a row. Its sum leaves out the file: the same row of another file is the same.
func recordedRow(file string, x *recorder.Incident) ([]any, error) {
	cells, err := json.Marshal(x.Row)
	if err != nil {
		return nil, err
	}
	a, err := json.Marshal(orEmpty(x.SideA))
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(orEmpty(x.SideB))
	if err != nil {
		return nil, err
	}
	row := []any{x.Recorder, x.ID, x.From, x.To, x.Type, string(x.Class), x.Country, x.CountryName, x.Admin1, x.Admin2, x.Place, orNull(x.Lat), orNull(x.Lon), x.Precision,
		string(a), string(b), orNull(x.Low), orNull(x.Best), orNull(x.High), orNull(x.Injured), x.Sources, x.Notes, string(cells)}
	whole, err := json.Marshal(row)
	sum := sha256.Sum256(whole)
	return append(row, file, hex.EncodeToString(sum[:16])), err
}

// orNull gives a value as the databases take it.
func orNull[T any](x *T) any {
	if x == nil {
		return nil
	}
	return *x
}

// Recorded calls yield for what a recorder documents that may have been between two days, in order of time. With a country, only what is there or in no known country.
func (l *Ledger) Recorded(ctx context.Context, of, from, to, country string, yield func(*recorder.Incident) error) error {
	where, args := "recorder = ? AND first_day <= ? AND last_day >= ?", []any{of, to, from}
	if country != "" {
		where, args = where+" AND country IN (?, '')", append(args, country)
	}
	return l.each(ctx, func(scan func(...any) error) error {
		x := &recorder.Incident{Recorder: of}
		var class, a, b string
		err := scan(&x.ID, &x.From, &x.To, &x.Type, &class, &x.Country, &x.CountryName, &x.Admin1, &x.Admin2, &x.Place, &x.Lat, &x.Lon, &x.Precision, &a, &b,
			&x.Low, &x.Best, &x.High, &x.Injured, &x.Sources, &x.Notes)
		x.Class = recorder.Class(class)
		if err == nil {
			err = json.Unmarshal([]byte(a), &x.SideA)
		}
		if err == nil {
			err = json.Unmarshal([]byte(b), &x.SideB)
		}
		if err != nil {
			return err
		}
		return yield(x)
	}, `SELECT id, first_day, last_day, type, class, country, country_name, admin1, admin2, place, lat, lon, accuracy, side_a, side_b, low, best, high, injured, sources, notes
		FROM recorded WHERE `+where+" ORDER BY "+l.db.Bytewise("first_day, id"), args...)
}

// RecordedBy counts what a recorder documents in the ledger, and gives the first and the last of its days.
func (l *Ledger) RecordedBy(ctx context.Context, of string) (n int, from, to string, err error) {
	err = l.db.SQL.QueryRowContext(ctx, l.db.Rewrite("SELECT count(*), coalesce(min(first_day), ''), coalesce(max(last_day), '') FROM recorded WHERE recorder = ?"), of).Scan(&n, &from, &to)
	return n, from, to, explain(err)
}

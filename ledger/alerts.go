package ledger

import (
	"context"
	"time"
)

// An Alerting is a saved search and one who is told what it finds.
type Alerting struct {
	Search   string // its name
	Receiver string
}

const alertColumns = "search, receiver, incident, claimed, told"

// claimLasts is how long somebody may be telling an incident, until others may.
const claimLasts = 10 * time.Minute

// Told gives the incidents that were told, by the names by which they go today: one that reports have since joined with another was told with it.
func (l *Ledger) Told(ctx context.Context, a Alerting) (map[string]bool, error) {
	out := map[string]bool{}
	return out, l.each(ctx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		out[id] = true
		return err
	}, `SELECT DISTINCT m.incident FROM alert a JOIN reference r ON r.incident = a.incident JOIN mention m ON m.report = r.report AND m.event = r.event
		WHERE a.search = ? AND a.receiver = ? AND a.told <> ''`, a.Search, a.Receiver)
}

// ClaimAlerts takes incidents to be told, and gives those that nobody else has told or is telling. Each is then to be confirmed or released; one that is
// neither, as the program was killed, is free again after some minutes.
func (l *Ledger) ClaimAlerts(ctx context.Context, a Alerting, incidents []string, now time.Time) (claimed []string, err error) {
	err = l.update(ctx, func(tx *transaction) error {
		claimed = nil
		if err := tx.exec("DELETE FROM alert WHERE search = ? AND receiver = ? AND told = '' AND claimed < ?", a.Search, a.Receiver, stamp(now.Add(-claimLasts))); err != nil {
			return err
		}
		rows := make([][]any, len(incidents))
		for i, id := range incidents {
			rows[i] = []any{a.Search, a.Receiver, id, stamp(now), ""}
		}
		mine := map[string]bool{}
		err := tx.insert(func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			mine[id] = true
			return err
		}, "INSERT INTO alert ("+alertColumns+") VALUES ? ON CONFLICT (search, receiver, incident) DO NOTHING RETURNING incident", rows)
		for _, id := range incidents {
			if mine[id] {
				claimed = append(claimed, id)
			}
		}
		tx.wrote = false // nothing that anybody shows
		return err
	})
	return claimed, err
}

// unsaid stands for the time of an incident that counts as told, though nobody was told.
const unsaid = "-"

// ConfirmAlerts remembers that incidents which were claimed have been told. At the zero time nobody was told of them, and nobody will be.
func (l *Ledger) ConfirmAlerts(ctx context.Context, a Alerting, incidents []string, now time.Time) error {
	told := unsaid
	if !now.IsZero() {
		told = stamp(now)
	}
	return l.eachAlert(ctx, incidents, "UPDATE alert SET told = ? WHERE search = ? AND receiver = ? AND incident = ?", told, a.Search, a.Receiver)
}

// ReleaseAlerts gives up incidents which were claimed.
func (l *Ledger) ReleaseAlerts(ctx context.Context, a Alerting, incidents []string) error {
	return l.eachAlert(ctx, incidents, "DELETE FROM alert WHERE told = '' AND search = ? AND receiver = ? AND incident = ?", a.Search, a.Receiver)
}

func (l *Ledger) eachAlert(ctx context.Context, incidents []string, statement string, args ...any) error {
	return l.update(ctx, func(tx *transaction) error {
		for _, id := range incidents {
			if err := tx.exec(statement, append(args[:len(args):len(args)], id)...); err != nil {
				return err
			}
		}
		tx.wrote = false // nothing that anybody shows
		return nil
	})
}

// An Alerted is an incident that was told.
type Alerted struct {
	Incident string // as it goes today
	Name     string // under which it was told
	At       string // RFC 3339
}

// LatestTold gives the incidents that were told last, the latest first; of those told at one time, by their names.
func (l *Ledger) LatestTold(ctx context.Context, a Alerting, most int) (out []Alerted, err error) {
	err = l.each(ctx, func(scan func(...any) error) error {
		var x Alerted
		err := scan(&x.Incident, &x.Name, &x.At)
		out = append(out, x)
		return err
	}, `SELECT m.incident, min(a.incident), min(a.told) AS at FROM alert a JOIN reference r ON r.incident = a.incident JOIN mention m ON m.report = r.report AND m.event = r.event
		WHERE a.search = ? AND a.receiver = ? AND a.told NOT IN ('', '-') GROUP BY m.incident ORDER BY at DESC, m.incident LIMIT ?`, a.Search, a.Receiver, most)
	return out, err
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

package ledger

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A testimony is what a report tells of an incident, with what is known of the report.
type testimony struct {
	telling
	report, event, sha256, publisher, published string
}

// An account is all that is told of an incident, in order of publication.
type account struct {
	id, mode string
	of       []testimony
}

// tell derives what the reports of incidents claim together: tolls, grade, parties. written are the incidents that were written by the transaction, gone
// those that are no more.
func (tx *transaction) tell(written, gone []string) error {
	accounts, err := tx.accounts(written)
	if err != nil {
		return err
	}
	made, err := tx.madeFrom(textsOfAccounts(accounts))
	if err != nil {
		return err
	}
	again, err := tx.joinedTexts(made, accounts)
	if err != nil {
		return err
	}
	if len(again) > 0 {
		for _, table := range []string{"toll", "party"} {
			if err := among(tx, noRow, "DELETE FROM "+table+" WHERE incident IN (?)", again); err != nil {
				return err
			}
		}
		more, err := tx.accounts(again)
		if err != nil {
			return err
		}
		others, err := tx.madeFrom(textsOfAccounts(more))
		if err != nil {
			return err
		}
		maps.Copy(made, others)
		accounts = append(accounts, more...)
	}
	if err := tx.writeAccounts(accounts, made); err != nil {
		return err
	}
	return tx.changed(unique(slices.Concat(written, again, gone)))
}

// accounts gives what is told of incidents, in the order of their names.
func (tx *transaction) accounts(ids []string) ([]account, error) {
	byID := map[string]*account{}
	err := among(tx, func(scan func(...any) error) error {
		var id, mode, body string
		var t testimony
		if err := scan(&id, &mode, &t.report, &t.event, &body, &t.sha256, &t.publisher, &t.published); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(body), &t.telling); err != nil {
			return err
		}
		a := byID[id]
		if a == nil {
			a = &account{id: id, mode: mode}
			byID[id] = a
		}
		a.of = append(a.of, t)
		return nil
	}, `SELECT i.id, i.mode, m.report, m.event, t.body, r.sha256, r.publisher, r.published FROM incident i JOIN mention m ON m.incident = i.id
		JOIN telling t ON t.report = m.report AND t.event = m.event JOIN report r ON r.key = m.report WHERE i.id IN (?)`, ids)
	var out []account
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		a := byID[id]
		slices.SortFunc(a.of, func(x, y testimony) int {
			return cmp.Or(cmp.Compare(x.published, y.published), cmp.Compare(x.report, y.report), cmp.Compare(x.event, y.event))
		})
		// The last values of a list asked for are given again.
		a.of = slices.CompactFunc(a.of, func(x, y testimony) bool { return x.report == y.report && x.event == y.event })
		out = append(out, *a)
	}
	return out, err
}

func textsOfAccounts(accounts []account) []string {
	var texts []string
	for _, a := range accounts {
		for _, t := range a.of {
			texts = append(texts, t.sha256)
		}
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// madeFrom is as that of a ledger.
func (tx *transaction) madeFrom(texts []string) (map[string][]string, error) {
	made := map[string][]string{}
	seen := map[string]bool{}
	for _, text := range texts {
		seen[text] = true
	}
	for todo := texts; len(todo) > 0; {
		var next []string
		row := func(scan func(...any) error) error {
			var text, other string
			err := scan(&text, &other)
			made[text] = append(made[text], other)
			if !seen[other] {
				seen[other] = true
				next = append(next, other)
			}
			return err
		}
		for _, query := range []string{"SELECT a, b FROM copy WHERE kind <> 'rewrite' AND a IN (?)", "SELECT b, a FROM copy WHERE kind <> 'rewrite' AND b IN (?)"} {
			if err := among(tx, row, query, todo); err != nil {
				return nil, err
			}
		}
		todo = next
	}
	return made, nil
}

// joinedTexts gives other incidents that have several of the texts that were made from each other: a new text may be what makes them one family.
func (tx *transaction) joinedTexts(made map[string][]string, accounts []account) ([]string, error) {
	own := map[string]bool{}
	written := map[string]bool{}
	for _, a := range accounts {
		written[a.id] = true
		for _, t := range a.of {
			own[t.sha256] = true
		}
	}
	texts := slices.Sorted(maps.Keys(made))
	family := familiesOf(texts, made)
	others := map[int]int{}
	joined := map[int]bool{}
	for _, text := range texts {
		others[family[text]]++
		joined[family[text]] = joined[family[text]] || own[text]
	}
	texts = slices.DeleteFunc(texts, func(text string) bool { return others[family[text]] < 3 || !joined[family[text]] })
	has := map[string]string{} // one of the texts of an incident
	several := map[string]bool{}
	err := among(tx, func(scan func(...any) error) error {
		var incident, text string
		err := scan(&incident, &text)
		if first, known := has[incident]; known && first != text && family[first] == family[text] {
			several[incident] = true
		} else if !known {
			has[incident] = text
		}
		return err
	}, "SELECT m.incident, r.sha256 FROM report r JOIN mention m ON m.report = r.key WHERE r.sha256 IN (?)", texts)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(several)), func(id string) bool { return written[id] }), err
}

// writeAccounts writes what follows from accounts.
func (tx *transaction) writeAccounts(accounts []account, made map[string][]string) error {
	var rows, tolls, parties [][]any
	for i := range accounts {
		a := &accounts[i]
		texts := make([]string, len(a.of))
		for n := range a.of {
			texts[n] = a.of[n].sha256
		}
		family := familiesOf(texts, made)
		x := a.graded(family)
		coverage, err := json.Marshal(a.coverage(family))
		if err != nil {
			return err
		}
		precision := 0
		for _, t := range a.of {
			if t.Precision > 0 && (precision == 0 || t.Precision < precision) {
				precision = t.Precision
			}
		}
		rows = append(rows, []any{a.id, x.Grading.Grade, strconv.Itoa(x.Independent), strconv.Itoa(precision), a.of[0].published, a.of[len(a.of)-1].published, string(coverage)})
		tolls = append(tolls, a.tollRows(a.whole(family))...)
		parties = append(parties, a.partyRows()...)
	}
	err := tx.insert(noRow, `UPDATE incident SET grade = new.column2, sources = CAST(new.column3 AS INTEGER), accuracy = CAST(new.column4 AS INTEGER),
		published = new.column5, updated = new.column6, coverage = new.column7 FROM (VALUES ?) AS new WHERE incident.id = new.column1`, rows)
	if err != nil {
		return err
	}
	if err := tx.insert(noRow, "INSERT INTO toll ("+tollColumns+") VALUES ?", tolls); err != nil {
		return err
	}
	return tx.insert(noRow, "INSERT INTO party (incident, role, key, name, kind, country, reports) VALUES ?", parties)
}

// graded gives as much of the incident as its grade needs.
func (a *account) graded(family map[string]int) *Incident {
	x := &Incident{}
	for _, t := range a.of {
		for _, p := range t.Parties {
			switch p.Role {
			case Claimed:
				x.Claimed = append(x.Claimed, p.Name)
				x.said = append(x.said, attribution{claimedIt, t.published, p.Name})
			case Denied:
				x.Denied = append(x.Denied, p.Name)
				x.said = append(x.said, attribution{deniedIt, t.published, p.Name})
			}
		}
		for _, b := range t.Blames {
			x.Blamed = append(x.Blamed, Blame{t.Parties[b[0]].Name, t.Parties[b[1]].Name, t.report})
			x.said = append(x.said, attribution{wasBlamed, t.published, t.Parties[b[1]].Name})
		}
	}
	x.Independent = len(slices.Compact(slices.Sorted(maps.Values(family))))
	sortNames(&x.Claimed)
	sortNames(&x.Denied)
	x.discounted = policy.Discounted(a.whole(family))
	x.grade()
	return x
}

// coverage gives of each report its day, its publisher, its family of texts, and whether it corrects an earlier toll: by itself, or by another figure
// than the publisher's last.
func (a *account) coverage(family map[string]int) []covered {
	var out []covered
	last := map[string]int{}
	for i := range a.of {
		t := &a.of[i]
		corrects := t.Corrects
		if n := t.killed(); n >= 0 {
			before, known := last[t.publisher]
			corrects = corrects || known && before != n
			last[t.publisher] = n
		}
		out = append(out, covered{t.published[:min(len(t.published), 10)], t.publisher, family[t.sha256], corrects})
	}
	return out
}

// killed gives the highest figure of people killed that still stands; -1 for none.
func (t *telling) killed() int {
	most := -1
	for _, c := range t.Claims {
		if c.Kind == record.Killed && c.Best != nil && c.PartOf == "" && c.SupersededBy == "" {
			most = max(most, *c.Best)
		}
	}
	return most
}

const tollColumns = "incident, kind, category, acled_low, acled_best, acled_high, ucdp_low, ucdp_best, ucdp_high, airwars_low, airwars_best, airwars_high, " +
	"all_low, all_best, all_high"

// whole joins what is claimed, for the policies to count.
func (a *account) whole(family map[string]int) policy.Incident {
	whole := policy.Incident{Event: a.id, Mode: a.mode}
	for _, t := range a.of {
		of := policy.Incident{Large: t.Large, Silent: t.Silent, Parts: t.Parts}
		for _, c := range t.Claims {
			of.Claims = append(of.Claims, policy.Claim(c))
		}
		join(&whole, of, t.report, t.publisher, t.published, family[t.sha256])
	}
	return whole
}

// tollRows gives what each policy makes of the claims.
func (a *account) tollRows(whole policy.Incident) (rows [][]any) {
	at := map[[2]string]int{}
	for i, p := range policy.Policies {
		for _, t := range policy.Totals(p, whole) {
			key := [2]string{string(t.Kind), string(t.Category)}
			n, known := at[key]
			if !known {
				n = len(rows)
				at[key] = n
				rows = append(rows, append([]any{a.id, key[0], key[1]}, make([]any, 3*len(policy.Policies))...))
			}
			for k, v := range []*int{t.Low, t.Best, t.High} {
				if v != nil {
					rows[n][3+3*i+k] = *v
				}
			}
		}
	}
	return rows
}

// partyRows gives who had a part in the incident. Of several names of one actor the one that most reports use is kept.
func (a *account) partyRows() (rows [][]any) {
	type id struct {
		role Role
		key  string
	}
	said := map[id][]part{}
	for _, t := range a.of {
		for _, p := range t.Parties {
			if p.Role != "" {
				said[id{p.Role, p.Key}] = append(said[id{p.Role, p.Key}], p)
			}
		}
	}
	ids := slices.SortedFunc(maps.Keys(said), func(x, y id) int { return cmp.Or(cmp.Compare(x.role, y.role), cmp.Compare(x.key, y.key)) })
	for _, x := range ids {
		list := said[x]
		often := func(of func(p *part) string) string { return mostOf(list, of) }
		rows = append(rows, []any{a.id, string(x.role), x.key, often(func(p *part) string { return p.Name }), often(func(p *part) string { return p.Kind }),
			often(func(p *part) string { return p.Country }), len(list)})
	}
	return rows
}

// mostOf gives the value that most have, of those that are not empty; of equals the first in order.
func mostOf[T any](list []T, of func(*T) string) string {
	count := map[string]int{}
	best := ""
	for i := range list {
		v := of(&list[i])
		if v == "" {
			continue
		}
		count[v]++
		if best == "" || count[v] > count[best] || count[v] == count[best] && v < best {
			best = v
		}
	}
	return best
}

package ledger

import (
	"cmp"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/tollbook/tollbook/link"
)

// Mentions hang together in components: two are in one if a chain of pairs that score at least link.Edge joins them. An incident never reaches
// beyond its component, so a new mention changes the components that it joins and nothing else; and since components and the incidents in them
// depend only on the mentions there are, the order in which reports came does not matter.

// relink brings components and incidents up to date after a transaction's changes, and writes what is fresh.
func (tx *transaction) relink(t *touched) error {
	if err := tx.touchLinked(t); err != nil {
		return err
	}
	if err := tx.touchJudged(t); err != nil {
		return err
	}
	w, err := tx.neighbourhood(t)
	if err != nil || len(w.mentions) == 0 {
		return err
	}
	slices.SortFunc(w.mentions, link.Order)
	pairs, err := tx.judgedPairs(w.mentions)
	if err != nil {
		return err
	}
	for _, part := range link.Components(w.mentions, pairs.Same) {
		members := make([]link.Mention, len(part))
		for i, at := range part {
			members[i] = w.mentions[at]
		}
		w.putComponent(members, within(pairs, part))
	}
	if err := w.write(tx, t); err != nil {
		return err
	}
	return tx.writeReview(w.incidents)
}

// A place is where a mention is: its component and its incident.
type place struct{ component, incident string }

// A weave is the mentions that a transaction links anew, as they were and as they will be.
type weave struct {
	mentions  []link.Mention
	before    map[[2]string]place // of mentions that were there
	size      map[string]int      // how many mentions an incident had
	after     map[[2]string]place
	incidents []incident // whose members changed
	kept      map[string]bool
	lost      map[string]bool // incidents whose row is gone
}

// An incident is a group of mentions under its name.
type incident struct {
	id      string
	name    *link.Mention
	members []link.Mention
}

func keyOf(m *link.Mention) [2]string { return [2]string{m.Report, m.Event} }

// neighbourhood gives the fresh mentions and all of the components that they, or mentions that are gone, touch.
func (tx *transaction) neighbourhood(t *touched) (*weave, error) {
	w := &weave{mentions: slices.Clone(t.fresh), before: map[[2]string]place{}, size: map[string]int{}, after: map[[2]string]place{}, kept: map[string]bool{}, lost: t.lost}
	err := among(tx, func(scan func(...any) error) error {
		var p place
		var body sql.RawBytes
		if err := scan(&p.component, &p.incident, &body); err != nil {
			return err
		}
		m, err := tx.decode(body)
		if err != nil {
			return err
		}
		w.before[keyOf(m)] = p
		w.size[p.incident]++
		w.mentions = append(w.mentions, *m)
		return nil
	}, "SELECT component, incident, body FROM mention WHERE component IN (?)", slices.Sorted(maps.Keys(t.components)))
	return w, err
}

// within gives the pairs of a part's members, by their places in the part.
func within(all link.Judged, part []int) (out link.Judged) {
	place := map[int]int{}
	for i, at := range part {
		place[at] = i
	}
	keep := func(pairs []link.Pair) (kept []link.Pair) {
		for _, p := range pairs {
			a, okA := place[p[0]]
			b, okB := place[p[1]]
			if okA && okB {
				kept = append(kept, link.Pair{a, b})
			}
		}
		return kept
	}
	return link.Judged{Same: keep(all.Same), Different: keep(all.Different)}
}

// touchLinked adds the components of the older mentions that fresh ones are linked with.
func (tx *transaction) touchLinked(t *touched) error {
	meets, err := tx.meets(t.fresh)
	if err != nil {
		return err
	}
	others := map[[2]string]*candidate{}
	var reports []string
	for _, keys := range meets {
		for _, key := range keys {
			if others[key] == nil {
				others[key] = &candidate{}
				reports = append(reports, key[0])
			}
		}
	}
	slices.Sort(reports)
	err = among(tx, func(scan func(...any) error) error {
		var key [2]string
		var c candidate
		err := scan(&key[0], &key[1], &c.component, &c.body)
		if others[key] != nil {
			others[key] = &c
		}
		return err
	}, "SELECT report, event, component, body FROM mention WHERE report IN (?)", slices.Compact(reports))
	if err != nil {
		return err
	}
	for i, keys := range meets {
		for _, key := range keys {
			other := others[key]
			if t.components[other.component] {
				continue
			}
			m, err := tx.decode(other.body)
			if err != nil {
				return err
			}
			if link.Linked(&t.fresh[i], m) {
				t.components[other.component] = true
			}
		}
	}
	return nil
}

// A candidate is a mention that may be linked with a fresh one. Most need not be decoded, since their component is touched already.
type candidate struct {
	component string
	body      []byte
}

// decode gives the mention of a row. It must not be changed.
func (tx *transaction) decode(body []byte) (*link.Mention, error) {
	if m := tx.recall(body); m != nil {
		return m, nil
	}
	m := new(link.Mention)
	if err := json.Unmarshal(body, m); err != nil {
		return nil, err
	}
	tx.remember(body, m)
	return m, nil
}

// meets gives for each of some mentions the older ones that it meets.
func (tx *transaction) meets(fresh []link.Mention) ([][][2]string, error) {
	under := map[uint64][][2]string{}
	asked := make([][]link.Block, len(fresh))
	for i := range fresh {
		_, asked[i] = fresh[i].Blocks()
		for _, b := range asked[i] {
			under[b.Key] = nil
		}
	}
	hashes := make([]int64, 0, len(under))
	for hash := range under {
		hashes = append(hashes, int64(hash))
	}
	slices.Sort(hashes) // as they lie in the database
	err := among(tx, func(scan func(...any) error) error {
		var hash int64
		var key [2]string
		err := scan(&hash, &key[0], &key[1])
		under[uint64(hash)] = append(under[uint64(hash)], key)
		return err
	}, "SELECT hash, report, event FROM block WHERE hash IN (?)", hashes)
	if err != nil {
		return nil, err
	}
	out := make([][][2]string, len(fresh))
	signs := map[[2]string]link.Signs{}
	for i := range fresh {
		clear(signs)
		for _, b := range asked[i] {
			for _, key := range under[b.Key] {
				before := signs[key]
				signs[key] = before | b.Signs
				if !before.Meet() && signs[key].Meet() && key[0] != fresh[i].Report {
					out[i] = append(out[i], key)
				}
			}
		}
	}
	return out, nil
}

// putComponent parts a component into incidents. members are in order.
func (w *weave) putComponent(members []link.Mention, judged link.Judged) {
	component := members[0].Report + " " + members[0].Event
	for _, group := range link.Cluster(members, judged) {
		in := make([]link.Mention, len(group))
		for i, at := range group {
			in[i] = members[at]
		}
		name := namesake(in)
		id := incidentID(name)
		same := w.size[id] == len(in) && !w.lost[id]
		for i := range in {
			key := keyOf(&in[i])
			w.after[key] = place{component, id}
			same = same && w.before[key].incident == id
		}
		if same {
			w.kept[id] = true
		} else {
			w.incidents = append(w.incidents, incident{id, name, in})
		}
	}
}

// write brings the rows of mentions and incidents to what they will be.
func (w *weave) write(tx *transaction, t *touched) error {
	gone := slices.DeleteFunc(slices.Sorted(maps.Keys(w.size)), func(id string) bool { return w.kept[id] })
	if err := among(tx, noRow, "DELETE FROM incident WHERE id IN (?)", gone); err != nil {
		return err
	}
	if err := w.writeMentions(tx, t); err != nil {
		return err
	}
	var rows, references [][]any
	for _, in := range w.incidents {
		x := summarise(in.members)
		rows = append(rows, []any{in.id, x.FirstDay, x.LastDay, x.Type, x.Mode, x.Country, x.Admin1, x.Place, x.Lat, x.Lon, x.Reports, x.Killed, x.Injured})
		references = append(references, []any{in.id, in.name.Report, in.name.Event})
	}
	err := tx.insert(noRow, "INSERT INTO reference (incident, report, event) VALUES ? ON CONFLICT (incident) DO NOTHING", references)
	if err != nil {
		return err
	}
	err = tx.insert(noRow, "INSERT INTO incident (id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured) VALUES ?", rows)
	if err != nil {
		return err
	}
	written := make([]string, len(w.incidents))
	for i, in := range w.incidents {
		written[i] = in.id
	}
	return tx.tell(written, slices.Concat(gone, slices.Sorted(maps.Keys(t.lost))))
}

func (w *weave) writeMentions(tx *transaction, t *touched) error {
	var mentions, blocks, moved [][]any
	for i := range t.fresh {
		m := &t.fresh[i]
		body, err := json.Marshal(m)
		if err != nil {
			return err
		}
		tx.remember(body, m)
		p := w.after[keyOf(m)]
		mentions = append(mentions, []any{m.Report, m.Event, number(m.Main), p.component, p.incident, string(body)})
		own, _ := m.Blocks()
		for _, b := range own {
			blocks = append(blocks, []any{int64(b.Key), m.Report, m.Event, b.Signs.Count()})
		}
	}
	for i := range w.mentions {
		key := keyOf(&w.mentions[i])
		if before, there := w.before[key]; there && before != w.after[key] {
			moved = append(moved, []any{key[0], key[1], w.after[key].component, w.after[key].incident})
		}
	}
	if err := tx.insert(noRow, "INSERT INTO mention (report, event, main, component, incident, body) VALUES ?", mentions); err != nil {
		return err
	}
	if err := tx.insert(noRow, "INSERT INTO block (hash, report, event, points) VALUES ? ON CONFLICT DO NOTHING", blocks); err != nil {
		return err
	}
	return tx.insert(noRow, `UPDATE mention SET component = new.column3, incident = new.column4 FROM (VALUES ?) AS new
		WHERE mention.report = new.column1 AND mention.event = new.column2`, moved)
}

// namesake gives the mention that an incident is named after: the one of the report that was published first.
func namesake(members []link.Mention) *link.Mention {
	first := &members[0]
	for i := range members[1:] {
		m := &members[i+1]
		if cmp.Or(cmp.Compare(known(m.Published), known(first.Published)), link.Order(*m, *first)) < 0 {
			first = m
		}
	}
	return first
}

// known puts an unknown day after all others.
func known(day int) int {
	if day == link.Unknown {
		return -link.Unknown
	}
	return day
}

func incidentID(m *link.Mention) string {
	sum := sha256.Sum256([]byte(m.Report + " " + m.Event))
	return "i" + hex.EncodeToString(sum[:6])
}

// A Summary is what the list of incidents tells of one. Its figures are the highest of any report: the counting policies say what to make of them.
type Summary struct {
	ID       string   `json:"id"`
	FirstDay string   `json:"from"` // a date; empty when no report says
	LastDay  string   `json:"to"`
	Type     string   `json:"type"`
	Mode     string   `json:"mode"`
	Country  string   `json:"country"` // ISO 3166 alpha-3
	Admin1   string   `json:"admin1_code"`
	Place    string   `json:"place"`
	Lat      *float64 `json:"lat"`
	Lon      *float64 `json:"lon"`
	Reports  int      `json:"reports"`
	Killed   *int     `json:"killed"`
	Injured  *int     `json:"injured"`
}

// summarise takes each field from where most members agree, of equals the value that comes first in order.
func summarise(members []link.Mention) Summary {
	var x Summary
	best := mostPrecise(members)
	x.Country, x.Admin1, x.Place = best.Country, best.Admin1, best.Place
	if best.HasPoint {
		x.Lat, x.Lon = &best.Lat, &best.Lon
	}
	x.Type = most(members, func(m *link.Mention) string { return string(m.Type) })
	x.Mode = most(members, func(m *link.Mention) string {
		if string(m.Type) != x.Type {
			return ""
		}
		return m.Mode
	})
	reports := map[string]bool{}
	days := most(members, func(m *link.Mention) string {
		if m.From == link.Unknown {
			return ""
		}
		return date(m.From) + " " + date(m.To)
	})
	if days != "" {
		x.FirstDay, x.LastDay = days[:10], days[11:]
	}
	for i := range members {
		m := &members[i]
		reports[m.Report] = true
		x.Killed, x.Injured = higher(x.Killed, m.Killed), higher(x.Injured, m.Injured)
	}
	x.Reports = len(reports)
	return x
}

func date(day int) string { return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly) }

func higher(best *int, n int) *int {
	if n == link.Unknown || best != nil && *best >= n {
		return best
	}
	return &n
}

// most gives the value that most members have, of those that are not empty.
func most(members []link.Mention, of func(*link.Mention) string) string {
	count := map[string]int{}
	for i := range members {
		if v := of(&members[i]); v != "" {
			count[v]++
		}
	}
	best := ""
	for _, v := range slices.Sorted(maps.Keys(count)) {
		if best == "" || count[v] > count[best] {
			best = v
		}
	}
	return best
}

// mostPrecise gives the member whose place is known best: the place that most have, of those with the best precision.
func mostPrecise(members []link.Mention) *link.Mention {
	rank := func(m *link.Mention) int {
		switch {
		case m.Place == "":
			return 9
		case m.Precision == 0:
			return 8
		}
		return m.Precision
	}
	least := 9
	for i := range members {
		least = min(least, rank(&members[i]))
	}
	place := most(members, func(m *link.Mention) string {
		if rank(m) != least {
			return ""
		}
		return m.Place
	})
	for i := range members {
		if rank(&members[i]) == least && members[i].Place == place {
			return &members[i]
		}
	}
	return &members[0]
}

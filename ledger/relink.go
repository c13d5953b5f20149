package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/tollbook/tollbook/link"
)

// Mentions hang together in components: two are in one if a chain of pairs that score at least link.Edge joins them. An incident never reaches
// beyond its component, so a new mention changes the components that it joins and nothing else; and since components and the incidents in them
// depend only on the mentions there are, the order in which reports came does not matter.

// relink brings components and incidents up to date after a transaction's changes, and writes what is fresh.
func (tx *transaction) relink(t *touched) error {
	if err := tx.trust(); err != nil {
		return err
	}
	w, err := tx.newWeave(t)
	if err != nil {
		return err
	}
	if err := tx.touchLinked(t, w); err != nil {
		return err
	}
	if err := tx.touchJudged(t); err != nil {
		return err
	}
	if err := tx.neighbourhood(t, w); err != nil || len(w.mentions) == 0 {
		return err
	}
	mentions := make([]link.Mention, len(w.mentions))
	for i, h := range w.mentions {
		mentions[i] = *h.mention
	}
	judged, err := tx.judgedPairs(mentions)
	if err != nil {
		return err
	}
	parts := link.Parts(mentions, linksOf(w.mentions), judged)
	for i := range parts {
		w.putComponent(tx, &parts[i])
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
	fresh       []*held
	own, others [][]link.Block  // of the fresh
	ties        []tied          // of the fresh, with older ones and with each other
	mentions    []*held         // all, in order
	before      map[int64]place // of mentions that were there
	size        map[string]int  // how many mentions an incident had
	after       map[int64]place
	incidents   []incident // whose members changed
	kept        map[string]bool
	lost        map[string]bool // incidents whose row is gone
}

// A tied is two mentions that are linked.
type tied struct {
	a, b  int64
	score float64
}

// An incident is a group of mentions under its name.
type incident struct {
	id      string
	name    *link.Mention
	members []link.Mention
}

// newWeave gives fresh mentions their numbers, after those that are there.
func (tx *transaction) newWeave(t *touched) (*weave, error) {
	w := &weave{before: map[int64]place{}, size: map[string]int{}, after: map[int64]place{}, kept: map[string]bool{}, lost: t.lost}
	var last int64
	if err := tx.each(func(scan func(...any) error) error { return scan(&last) }, "SELECT coalesce(max(number), 0) FROM mention"); err != nil {
		return nil, err
	}
	for i := range t.fresh {
		w.fresh = append(w.fresh, &held{number: last + 1 + int64(i), mention: &t.fresh[i], tied: true})
		own, others := t.fresh[i].Blocks()
		w.own, w.others = append(w.own, own), append(w.others, others)
	}
	return w, nil
}

// touchLinked finds what fresh mentions are linked with, and touches the components of the older ones among these.
func (tx *transaction) touchLinked(t *touched, w *weave) error {
	meets, err := tx.meets(w)
	if err != nil {
		return err
	}
	fresh := map[int64]*held{}
	for _, h := range w.fresh {
		fresh[h.number] = h
	}
	var older []int64
	for _, n := range slices.Concat(meets...) {
		if fresh[n] == nil {
			older = append(older, n)
		}
	}
	slices.Sort(older)
	others, err := tx.hold(slices.Compact(older))
	if err != nil {
		return err
	}
	linked := map[int64]bool{}
	for i, numbers := range meets {
		a := w.fresh[i]
		for _, n := range numbers {
			b := cmp.Or(fresh[n], others[n])
			if b == nil {
				continue // of a ledger that somebody has damaged
			}
			if score, yes := link.Linked(a.mention, b.mention); yes {
				w.ties = append(w.ties, tied{a.number, n, score})
				if fresh[n] == nil {
					linked[n] = true
				}
			}
		}
	}
	return among(tx, func(scan func(...any) error) error {
		var component string
		err := scan(&component)
		t.components[component] = true
		return err
	}, "SELECT component FROM mention WHERE number IN (?)", slices.Sorted(maps.Keys(linked)))
}

// meets gives for each of the fresh mentions those that it meets, of the older ones and of the fresh ones before it.
func (tx *transaction) meets(w *weave) ([][]int64, error) {
	under := map[uint64][]int64{}
	for _, blocks := range w.others {
		for _, b := range blocks {
			under[b.Key] = nil
		}
	}
	hashes := make([]int64, 0, len(under))
	for hash := range under {
		hashes = append(hashes, int64(hash))
	}
	slices.Sort(hashes) // as they lie in the database
	err := among(tx, func(scan func(...any) error) error {
		var hash, number int64
		err := scan(&hash, &number)
		under[uint64(hash)] = append(under[uint64(hash)], number)
		return err
	}, "SELECT hash, mention FROM block WHERE hash IN (?)", hashes)
	if err != nil {
		return nil, err
	}
	out := make([][]int64, len(w.fresh))
	signs := map[int64]link.Signs{}
	for i, h := range w.fresh {
		clear(signs)
		for _, b := range w.others[i] {
			for _, n := range under[b.Key] {
				before := signs[n]
				signs[n] = before | b.Signs
				if !before.Meet() && signs[n].Meet() {
					out[i] = append(out[i], n)
				}
			}
		}
		for _, b := range w.own[i] {
			if met, asked := under[b.Key]; asked {
				under[b.Key] = append(met, h.number)
			}
		}
	}
	return out, nil
}

// neighbourhood gathers the fresh mentions and all of the components that they, or mentions that are gone, touch, with what they are linked with.
func (tx *transaction) neighbourhood(t *touched, w *weave) error {
	var numbers []int64
	of := map[string][]int64{}
	err := among(tx, func(scan func(...any) error) error {
		var n int64
		var p place
		err := scan(&n, &p.component, &p.incident)
		w.before[n] = p
		w.size[p.incident]++
		numbers, of[p.component] = append(numbers, n), append(of[p.component], n)
		return err
	}, "SELECT number, component, incident FROM mention WHERE component IN (?)", slices.Sorted(maps.Keys(t.components)))
	if err != nil {
		return err
	}
	byNumber, err := tx.hold(numbers)
	if err != nil {
		return err
	}
	for _, component := range slices.Sorted(maps.Keys(of)) {
		members := make([]*held, len(of[component]))
		for i, n := range of[component] {
			members[i] = byNumber[n]
		}
		tieAll(members)
		w.mentions = append(w.mentions, members...)
	}
	for _, h := range w.fresh {
		byNumber[h.number] = h
		w.mentions = append(w.mentions, h)
	}
	for _, x := range w.ties {
		tieTwo(byNumber[x.a], byNumber[x.b], x.score)
	}
	slices.SortFunc(w.mentions, func(a, b *held) int { return link.Order(*a.mention, *b.mention) })
	return nil
}

// putComponent parts a component into incidents.
func (w *weave) putComponent(tx *transaction, part *link.Part) {
	members := part.Mentions
	numbered := func(i int) *held { return w.mentions[part.Places[i]] }
	component := members[0].Report + " " + members[0].Event
	score := func(i, j int) float64 { return tx.score(numbered(i), numbered(j)) }
	for _, group := range link.Cluster(members, part.Links, part.Judged, score) {
		in := make([]link.Mention, len(group))
		for i, at := range group {
			in[i] = members[at]
		}
		name := namesake(in)
		id := incidentID(name)
		same := w.size[id] == len(in) && !w.lost[id]
		for _, at := range group {
			number := numbered(at).number
			w.after[number] = place{component, id}
			same = same && w.before[number].incident == id
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
	if err := w.writeMentions(tx); err != nil {
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

func (w *weave) writeMentions(tx *transaction) error {
	var mentions, blocks, moved [][]any
	for i, h := range w.fresh {
		m := h.mention
		body, err := json.Marshal(m)
		if err != nil {
			return err
		}
		// What is remembered must not hold on to a whole report.
		h.mention = new(link.Mention)
		if err := json.Unmarshal(body, h.mention); err != nil {
			return err
		}
		tx.remember(h)
		p := w.after[h.number]
		mentions = append(mentions, []any{h.number, m.Report, m.Event, number(m.Main), p.component, p.incident, string(body)})
		for _, b := range w.own[i] {
			blocks = append(blocks, []any{int64(b.Key), h.number})
		}
	}
	for _, h := range w.mentions {
		if before, there := w.before[h.number]; there && before != w.after[h.number] {
			moved = append(moved, []any{strconv.FormatInt(h.number, 10), w.after[h.number].component, w.after[h.number].incident})
		}
	}
	slices.SortFunc(blocks, func(a, b []any) int { return cmp.Compare(a[0].(int64), b[0].(int64)) }) // as they lie in the database
	if err := tx.insert(noRow, "INSERT INTO mention (number, report, event, main, component, incident, body) VALUES ?", mentions); err != nil {
		return err
	}
	if err := tx.insert(noRow, "INSERT INTO block (hash, mention) VALUES ? ON CONFLICT DO NOTHING", blocks); err != nil {
		return err
	}
	return tx.insert(noRow, `UPDATE mention SET component = new.column2, incident = new.column3 FROM (VALUES ?) AS new
		WHERE mention.number = CAST(new.column1 AS BIGINT)`, moved)
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

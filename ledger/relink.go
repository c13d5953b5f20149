package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tollbook/tollbook/link"
)

// Mentions hang together in components: two are in one if a chain of pairs that score at least link.Edge joins them. An incident never reaches
// beyond its component, so a new mention changes the components that it joins and nothing else; and since components and the incidents in them
// depend only on the mentions there are, the order in which reports came does not matter.

// relink brings components and incidents up to date after a transaction's changes.
func (tx *transaction) relink(t *touched) error {
	mentions, err := tx.neighbourhood(t)
	if err != nil || len(mentions) == 0 {
		return err
	}
	slices.SortFunc(mentions, link.Order)
	pairs, err := tx.judgedPairs(mentions)
	if err != nil {
		return err
	}
	for _, part := range link.Components(mentions, pairs.Same) {
		members := make([]link.Mention, len(part))
		for i, at := range part {
			members[i] = mentions[at]
		}
		if err := tx.putComponent(members, within(pairs, part)); err != nil {
			return err
		}
	}
	return nil
}

// neighbourhood gives the new mentions and all of the components that they, or mentions that are gone, touch. Their incidents are taken away.
func (tx *transaction) neighbourhood(t *touched) ([]link.Mention, error) {
	mentions := slices.Clone(t.fresh)
	here := map[[2]string]bool{}
	for _, m := range mentions {
		here[[2]string{m.Report, m.Event}] = true
	}
	candidates := newCandidates(tx)
	for i := range t.fresh {
		if err := candidates.touch(&t.fresh[i], here, t.components); err != nil {
			return nil, err
		}
	}
	if err := tx.touchJudged(t); err != nil {
		return nil, err
	}
	for _, component := range slices.Sorted(maps.Keys(t.components)) {
		if component == "" {
			continue
		}
		incidents := map[string]bool{}
		err := tx.each(func(scan func(...any) error) error {
			var incident, body string
			if err := scan(&incident, &body); err != nil {
				return err
			}
			incidents[incident] = true
			var m link.Mention
			if err := json.Unmarshal([]byte(body), &m); err != nil {
				return err
			}
			if !here[[2]string{m.Report, m.Event}] {
				mentions = append(mentions, m)
			}
			return nil
		}, "SELECT incident, body FROM mention WHERE component = ?", component)
		if err != nil {
			return nil, err
		}
		for id := range incidents {
			if err := tx.exec("DELETE FROM incident WHERE id = ?", id); err != nil {
				return nil, err
			}
		}
	}
	return mentions, nil
}

// touchJudged adds the components of what people called the same as something new.
func (tx *transaction) touchJudged(t *touched) error {
	judgements, err := tx.inForce()
	if err != nil || len(judgements) == 0 {
		return err
	}
	for i := range t.fresh {
		for _, j := range judgements[t.fresh[i].Text] {
			if j.Kind != Same {
				continue
			}
			for _, a := range j.Target {
				err := tx.each(func(scan func(...any) error) error {
					var component string
					err := scan(&component)
					t.components[component] = true
					return err
				}, "SELECT m.component FROM mention m JOIN report r ON r.key = m.report WHERE r.sha256 = ?", a.SHA256)
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// judgedPairs gives what people said of the mentions, by their places.
func (tx *transaction) judgedPairs(mentions []link.Mention) (out link.Judged, err error) {
	judgements, err := tx.inForce()
	if err != nil || len(judgements) == 0 {
		return out, err
	}
	var texts []string
	for text := range judgements {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	for _, text := range texts {
		for _, j := range judgements[text] {
			if j.Kind != Same && j.Kind != Different || j.Target[0].SHA256 != text {
				continue
			}
			for _, a := range meant(mentions, j.Target[0]) {
				for _, b := range meant(mentions, j.Target[1]) {
					if j.Kind == Same {
						out.Same = append(out.Same, link.Pair{a, b})
					} else {
						out.Different = append(out.Different, link.Pair{a, b})
					}
				}
			}
		}
	}
	return out, nil
}

// meant gives the mentions, by their places, that an anchor stands for: one of each report with that text.
func meant(mentions []link.Mention, a Anchor) (out []int) {
	for i := range mentions {
		m := &mentions[i]
		if m.Text == a.SHA256 && m.In == a.In && min(m.End, a.End) > max(m.Start, a.Start) {
			out = append(out, i)
		}
	}
	return out
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

// candidates remembers, within a transaction, the mentions that new ones were compared with.
type candidates struct {
	tx   *transaction
	seen map[[2]string]candidate
}

type candidate struct {
	mention   link.Mention
	component string
}

func newCandidates(tx *transaction) *candidates {
	return &candidates{tx, map[[2]string]candidate{}}
}

// touch adds the components of the older mentions that a new one is linked with.
func (c *candidates) touch(m *link.Mention, here map[[2]string]bool, components map[string]bool) error {
	_, others := m.Blocks()
	if len(others) == 0 {
		return nil
	}
	args := make([]any, link.MostBlocks, link.MostBlocks+1)
	for i := range args {
		args[i] = int64(others[min(i, len(others)-1)].Key) // a block asked for twice counts once
	}
	var met [][2]string
	err := c.tx.each(func(scan func(...any) error) error {
		var key [2]string
		err := scan(&key[0], &key[1])
		met = append(met, key)
		return err
	}, "SELECT report, event FROM block WHERE hash IN (?"+strings.Repeat(", ?", link.MostBlocks-1)+") GROUP BY report, event HAVING sum(points) >= ?", append(args, link.MeetingPoints)...)
	if err != nil {
		return err
	}
	for _, key := range met {
		if here[key] {
			continue
		}
		other, err := c.load(key)
		if err != nil {
			return err
		}
		if !components[other.component] && link.Linked(m, &other.mention) {
			components[other.component] = true
		}
	}
	return nil
}

func (c *candidates) load(key [2]string) (candidate, error) {
	if x, ok := c.seen[key]; ok {
		return x, nil
	}
	var x candidate
	var body string
	err := c.tx.each(func(scan func(...any) error) error { return scan(&x.component, &body) },
		"SELECT component, body FROM mention WHERE report = ? AND event = ?", key[0], key[1])
	if err == nil {
		err = json.Unmarshal([]byte(body), &x.mention)
	}
	c.seen[key] = x
	return x, err
}

// putComponent writes a component and its incidents. members are in order.
func (tx *transaction) putComponent(members []link.Mention, judged link.Judged) error {
	component := members[0].Report + " " + members[0].Event
	for _, group := range link.Cluster(members, judged) {
		incident := make([]link.Mention, len(group))
		for i, at := range group {
			incident[i] = members[at]
		}
		if err := tx.putIncident(component, incident); err != nil {
			return err
		}
	}
	return nil
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

func (tx *transaction) putIncident(component string, members []link.Mention) error {
	name := namesake(members)
	id := incidentID(name)
	for i := range members {
		m := &members[i]
		if err := tx.exec("UPDATE mention SET component = ?, incident = ? WHERE report = ? AND event = ?", component, id, m.Report, m.Event); err != nil {
			return err
		}
	}
	err := tx.exec("INSERT INTO reference (incident, report, event) VALUES (?, ?, ?) ON CONFLICT (incident) DO NOTHING", id, name.Report, name.Event)
	if err != nil {
		return err
	}
	x := summarise(members)
	return tx.exec(`INSERT INTO incident (id, first_day, last_day, type, mode, country, admin1, place, lat, lon, reports, killed, injured)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, x.FirstDay, x.LastDay, x.Type, x.Mode, x.Country, x.Admin1, x.Place, x.Lat, x.Lon, x.Reports, x.Killed, x.Injured)
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

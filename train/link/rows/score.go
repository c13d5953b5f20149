package rows

import (
	"slices"

	"github.com/tollbook/tollbook/link"
)

// A Mention is one of a report's, with the incident that it is known to be of.
type Mention struct {
	*link.Mention
	Incident string
}

// Group gives the incidents into which link puts the mentions of reports.
func Group(reports []Report) [][]Mention {
	var all []link.Mention
	known := map[[2]string]string{}
	for i := range reports {
		r := &reports[i]
		for k, m := range r.Mentions {
			all = append(all, m)
			known[[2]string{m.Report, m.Event}] = r.Incidents[k]
		}
	}
	slices.SortFunc(all, link.Order)
	var out [][]Mention
	for _, part := range link.Parts(all, link.Links(all), link.Judged{}) {
		for _, group := range part.Cluster() {
			var incident []Mention
			for _, i := range group {
				m := &part.Mentions[i]
				incident = append(incident, Mention{m, known[[2]string{m.Report, m.Event}]})
			}
			out = append(out, incident)
		}
	}
	return out
}

// BCubed gives precision, recall and F of the groups over the mentions that count.
func BCubed(groups [][]Mention, counts func(*Mention) bool) (p, r, f float64) {
	total := map[string]int{}
	n := 0
	for _, g := range groups {
		for i := range g {
			if counts(&g[i]) {
				total[g[i].Incident]++
				n++
			}
		}
	}
	for _, g := range groups {
		here, size := map[string]int{}, 0
		for i := range g {
			if counts(&g[i]) {
				here[g[i].Incident]++
				size++
			}
		}
		for i := range g {
			if counts(&g[i]) {
				k := float64(here[g[i].Incident])
				p += k / float64(size)
				r += k / float64(total[g[i].Incident])
			}
		}
	}
	p, r = p/float64(n), r/float64(n)
	return p, r, 2 * p * r / (p + r)
}

// Besides counts the mentions of incidents that their report is not about, where another report is about them, and those of them that stand
// with a report about their incident and with none about another.
func Besides(groups [][]Mention) (right, all int) {
	about, of := map[string]bool{}, map[string]string{}
	for _, g := range groups {
		for _, m := range g {
			if m.Main {
				about[m.Incident], of[m.Report] = true, m.Incident
			}
		}
	}
	for _, g := range groups {
		same, other := false, false
		for _, m := range g {
			same = same || m.Main && of[m.Report] == g[0].Incident
			other = other || m.Main && of[m.Report] != g[0].Incident
		}
		for _, m := range g {
			if m.Main || m.Incident == of[m.Report] || !about[m.Incident] {
				continue
			}
			all++
			if same && !other && m.Incident == g[0].Incident {
				right++
			}
		}
	}
	return right, all
}

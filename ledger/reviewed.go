package ledger

import "context"

// A Review says who has looked at something, and when.
type Review struct {
	By        string `json:"by"`
	At        string `json:"at"`
	Kind      Kind   `json:"kind"`
	Judgement string `json:"judgement"`
	// Missing are the reports, of an incident that was accepted, which came or changed later and were not.
	Missing []string `json:"missing,omitempty"`
}

// A Remark is a note.
type Remark struct {
	Author string `json:"author"`
	At     string `json:"at"`
	On     string `json:"on"` // REPORT/c1 or REPORT/e1
	Text   string `json:"text"`
}

// addDecisions adds what people decided.
func (l *Ledger) addDecisions(ctx context.Context, x *Incident, members []member) error {
	d, err := l.decisions(ctx)
	if err != nil {
		return err
	}
	x.Decided = d.of(textsOfMembers(members), touchingMembers(members))
	x.Notes = []Remark{}
	covered := map[string]bool{} // reports whose event was accepted
	for _, d := range x.Decided {
		if !d.Holds {
			continue
		}
		switch d.Kind {
		case Note:
			x.Notes = append(x.Notes, Remark{d.Author, d.At, namedIn(members, d.Target), d.Reason})
		case Unsure:
			x.Unsure = true
		case Accept, Edit, Add:
			x.review(&d, members)
			fallthrough
		case Reject, Same, Different, Split:
			x.Unsure = false
		}
		if d.Kind != Accept {
			continue
		}
		for _, m := range members {
			if m.accepted(d.Target) {
				covered[m.Report] = true
				x.Reviewed = &Review{By: d.Author, At: d.At, Kind: Accept, Judgement: d.ID}
			}
		}
	}
	for _, m := range members {
		if x.Reviewed != nil && !covered[m.Report] {
			x.Reviewed.Missing = append(x.Reviewed.Missing, m.Report)
		}
	}
	return nil
}

// accepted says whether one of the anchors is the member's event, or its report.
func (m *member) accepted(target []Anchor) bool {
	for _, a := range target {
		if a.SHA256 != m.sha256 || a.Of == "count" {
			continue
		}
		if i := find(m.record, a); i >= 0 && m.record.Events[i].ID == m.Event || i < 0 && a.Of == "report" && m.Event == "" {
			return true
		}
	}
	return false
}

// review notes with the figures who has looked at them.
func (x *Incident) review(d *Decision, members []member) {
	for i := range x.Sources {
		s := &x.Sources[i]
		m := &members[i]
		for _, a := range d.Target {
			at := -1
			if a.SHA256 == m.sha256 && a.Of == "count" {
				at = find(m.record, a)
			}
			for k := range s.Figures {
				if at >= 0 && s.Figures[k].ID == m.record.Counts[at].ID {
					s.Figures[k].Reviewed = &Review{By: d.Author, At: d.At, Kind: d.Kind, Judgement: d.ID}
				}
			}
		}
	}
}

// namedIn gives what people call the thing that a note is about; of a note on many things, the first.
func namedIn(members []member, target []Anchor) string {
	for _, a := range target {
		for _, m := range members {
			if a.SHA256 != m.sha256 {
				continue
			}
			switch i := find(m.record, a); {
			case i < 0:
				return m.Report
			case a.Of == "count":
				return m.Report + "/" + m.record.Counts[i].ID
			default:
				return m.Report + "/" + m.record.Events[i].ID
			}
		}
	}
	return ""
}

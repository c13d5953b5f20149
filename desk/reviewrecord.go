package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// A ReviewEntry is an event or a count of the open report, or something said, as a person looks at it.
type ReviewEntry struct {
	ID, Kind string // e1, act
	Title    string
	Tags     []string
	P        *float64
	Said     string        // who says so
	Anchor   ledger.Anchor // what a decision about it is about; Of is empty for what cannot be judged
	Rows     []ReviewRow
}

// A ReviewRow is one field with its words, what set it, and what it can be made.
type ReviewRow struct {
	Field
	Set   string // what set the value: a rule, a policy, a person
	Edits []ReviewEdit
}

// A ReviewEdit is a field as judgements name it, with its value of now.
type ReviewEdit struct {
	Field, Label, Value string
	Options             []option // where the value is one of a list
	Hint                string
}

// Target writes the anchor in the form that forms carry.
func (e ReviewEntry) Target() string { return targetOf(e.Anchor) }

// reviewEntries sets out the events of the open report that are of the incident, their counts, and who said so.
func reviewEntries(it *ReviewItem, p policy.Policy) []ReviewEntry {
	rec := it.Report.Record
	m := reviewer{setter: newSetter(rec), report: it.Report, policy: p, claims: policy.ClaimsOf(rec, it.Report.Title, it.Report.Text)}
	mine := map[string]bool{}
	for _, s := range it.Sources {
		if s.Key == it.Report.Key {
			mine[s.Event] = true
		}
	}
	var out []ReviewEntry
	said := map[record.Nullable]bool{}
	for i := range rec.Events {
		if e := &rec.Events[i]; mine[e.ID] {
			out = append(out, m.event(e))
			said[e.Statement] = true
		}
	}
	for i := range rec.Counts {
		if c := &rec.Counts[i]; mine[string(c.Event)] || c.Event == "" {
			out = append(out, m.count(c))
			said[c.Statement] = true
		}
	}
	for i := range rec.Statements {
		if s := &rec.Statements[i]; said[record.Nullable(s.ID)] || mine[string(s.Event)] {
			e := m.statement(s)
			x := ReviewEntry{ID: e.ID, Kind: "said", Title: e.Title, Tags: e.Tags, P: e.P}
			for _, f := range e.Fields {
				f.Core = f.Name == "act" || f.Name == "speaker"
				x.Rows = append(x.Rows, ReviewRow{Field: f})
			}
			out = append(out, x)
		}
	}
	return out
}

// segments parts title and text at the words of the entries, and tells each row where its words are. Who says so is set off by itself.
func (it *ReviewItem) segments() {
	var groups []EntryGroup
	for _, e := range it.Entries {
		for _, r := range e.Rows {
			kind := e.Kind
			if strings.HasSuffix(r.ID, ".said") {
				kind = "said"
			}
			groups = append(groups, EntryGroup{Kind: kind, Entries: []Entry{{ID: e.ID, Fields: []Field{r.Field}}}})
		}
	}
	it.Title, it.Body = segmentsOf(it.Report.Title, it.Report.Text, groups)
	for i := range it.Entries {
		for k := range it.Entries[i].Rows {
			it.Entries[i].Rows[k].Field, groups = groups[0].Entries[0].Fields[0], groups[1:]
		}
	}
}

// A reviewer sets out one report.
type reviewer struct {
	setter
	report *ledger.ReportPage
	policy policy.Policy
	claims []policy.Claim
}

// row makes a row. What a person decided stands before what the reader says of it.
func (m *reviewer) row(e *ReviewEntry, key, name, value, note, set string, spans []record.Mention, edits ...ReviewEdit) {
	for _, j := range m.report.Judgements {
		for _, edit := range edits {
			if (j.Kind == ledger.Edit || j.Kind == ledger.Accept) && (j.Field == "" || j.Field == edit.Field) && onIt(&j, &e.Anchor) {
				set = map[ledger.Kind]string{ledger.Edit: "set by ", ledger.Accept: "accepted by "}[j.Kind] + j.Author
			}
		}
	}
	f := Field{ID: e.ID + "." + key, Name: name, Value: cmp.Or(value, "–"), Note: note, Spans: spans, Core: coreFields[key] || key == "figure" || key == "said"}
	e.Rows = append(e.Rows, ReviewRow{Field: f, Set: set, Edits: edits})
}

// onIt says whether a judgement is about an entry.
func onIt(j *ledger.Judgement, a *ledger.Anchor) bool {
	return slices.ContainsFunc(j.Target, func(t ledger.Anchor) bool {
		return t.SHA256 == a.SHA256 && t.Of == a.Of && t.In == a.In && min(t.End, a.End) > max(t.Start, a.Start)
	})
}

func (m *reviewer) event(x *record.Event) ReviewEntry {
	plain := m.setter.event(x)
	e := ReviewEntry{ID: x.ID, Kind: "act", Title: plain.Title, Tags: plain.Tags, P: x.P, Said: m.name(x.Source),
		Anchor: ledger.Anchor{SHA256: m.report.SHA256, Start: x.Trigger.Start, End: x.Trigger.End, In: x.Trigger.In, Of: "event"}}
	rule := ""
	if x.Rule != "" {
		rule = "rule " + x.Rule
	}
	kind := choice("event", "type", string(x.Type), "")
	m.row(&e, "what", "type", strings.ToLower(string(x.Type)), typeMeaning(x.Type), rule, x.Triggers, kind)
	m.row(&e, "mode", "mode", strings.ReplaceAll(string(x.Mode), "-", " "), modeMeaning(x.Type, string(x.Mode)), rule, nil, choice("event", "mode", string(x.Mode), x.Type))
	m.row(&e, "actors", "who did it", m.names(x.Actors), m.codes(x.Actors), "", x.Evidence["actors"], names("actors", m.names(x.Actors)))
	m.row(&e, "recipients", "to whom", m.names(x.Recipients), m.codes(x.Recipients), "", x.Evidence["recipients"], names("recipients", m.names(x.Recipients)))
	m.when(&e, x.From, x.To, datePrecision(x.Precision), x.Evidence["from"])
	m.where(&e, x.Place, x.Evidence["place"])
	m.row(&e, "weapons", "with", instruments(x.Weapons), "", "", spansOf(x.Weapons), ReviewEdit{Field: "weapons", Value: instruments(x.Weapons), Hint: listHint("weapons")})
	m.row(&e, "targets", "what was hit", instruments(x.Targets), "", "", spansOf(x.Targets), ReviewEdit{Field: "targets", Value: instruments(x.Targets), Hint: listHint("targets")})
	m.row(&e, "said", "according to", m.name(x.Source), "", "", x.Evidence["source"], ReviewEdit{Field: "source", Value: m.name(x.Source), Hint: "a name; empty for nobody"})
	m.row(&e, "claimed", "claimed by", m.names(x.ClaimedBy), "", "", x.Evidence["claimed_by"], names("claimed_by", m.names(x.ClaimedBy)))
	m.row(&e, "denied", "denied by", m.names(x.DeniedBy), "", "", x.Evidence["denied_by"], names("denied_by", m.names(x.DeniedBy)))
	m.row(&e, "realis", "it is", spaced(string(x.Realis)), realisWords[string(x.Realis)], "", nil, choice("event", "realis", string(x.Realis), ""))
	return e
}

func (m *reviewer) count(c *record.Count) ReviewEntry {
	plain := m.setter.count(c)
	e := ReviewEntry{ID: c.ID, Kind: "harm", Title: plain.Title, Tags: plain.Tags, P: c.P, Said: m.name(c.Source),
		Anchor: ledger.Anchor{SHA256: m.report.SHA256, Start: c.Start, End: c.End, In: c.In, Of: "count"}}
	if c.Event == "" {
		e.Tags = append(e.Tags, "of no event")
	}
	figures := []ReviewEdit{{Field: "best", Label: "best", Value: plainOr(c.Best)}, {Field: "low", Label: "low", Value: plainOr(c.Low)}, {Field: "high", Label: "high", Value: plainOr(c.High)}}
	m.row(&e, "figure", "figure", span(c.Low, cmp.Or(c.High, upper(c)))+bestOf(c), boundWords[c.Bound], m.counted(c), quantitySpans(c), figures...)
	m.row(&e, "kind", "harm", spaced(string(c.Kind)), "", "", nil, choice("count", "kind", string(c.Kind), ""))
	m.row(&e, "who", "who", string(c.Who), "", "", c.Evidence["who"], ReviewEdit{Field: "who", Value: string(c.Who), Hint: "in the report's words"})
	m.row(&e, "category", "side", side(c.Category), "", "", nil, choice("count", "category", string(c.Category), ""))
	m.when(&e, c.From, c.To, "", c.Evidence["from"])
	m.where(&e, c.Place, c.Evidence["place"])
	m.row(&e, "by", "done by", m.name(c.Perpetrator), "", "", c.Evidence["perpetrator"], ReviewEdit{Field: "perpetrator", Value: m.name(c.Perpetrator), Hint: "a name; empty for nobody"})
	m.row(&e, "said", "according to", m.name(c.Source), "", "", c.Evidence["source"], ReviewEdit{Field: "source", Value: m.name(c.Source), Hint: "a name; empty for nobody"})
	m.row(&e, "realis", "it is", spaced(string(c.Realis)), realisWords[string(c.Realis)], "", nil, choice("count", "realis", string(c.Realis), ""))
	m.row(&e, "scope", "counts", spaced(string(c.Scope)), map[record.Scope]string{record.Incident: "people of this incident", record.Tally: "a total over a period"}[c.Scope], "", nil,
		choice("count", "scope", string(c.Scope), ""))
	return e
}

func quantitySpans(c *record.Count) []record.Mention {
	if spans := c.Evidence["quantity"]; len(spans) > 0 {
		return spans
	}
	return []record.Mention{record.Mention(c.Span)}
}

// counted says what a policy makes of a figure by itself: "“dozens” → 12, ACLED".
func (m *reviewer) counted(c *record.Count) string {
	for _, claim := range m.claims {
		if claim.ID != c.ID {
			continue
		}
		claim.PartOf, claim.Repeats, claim.SupersededBy = "", "", "" // as it would stand alone
		for _, t := range policy.Totals(m.policy, policy.Incident{Claims: []policy.Claim{claim}}) {
			if t.Kind == c.Kind && t.Best != nil {
				return fmt.Sprintf("“%s” → %s, %s", c.Quantity, number(*t.Best), policyName(m.policy))
			}
		}
	}
	return fmt.Sprintf("“%s”", c.Quantity)
}

// bestOf adds the best figure where the span does not tell it.
func bestOf(c *record.Count) string {
	if c.Best == nil || c.Low != nil && c.High != nil && *c.Low == *c.High {
		return ""
	}
	return ", best " + number(*c.Best)
}

func (m *reviewer) when(e *ReviewEntry, from, to record.Nullable, note string, spans []record.Mention) {
	m.row(e, "when", "when", days(string(from), string(to)), note, "", spans,
		ReviewEdit{Field: "from", Label: "from", Value: string(from), Hint: "as 2026-03-11; empty where it is not known"}, ReviewEdit{Field: "to", Label: "to", Value: string(to)})
}

func (m *reviewer) where(e *ReviewEntry, place record.Nullable, spans []record.Mention) {
	value, note := m.at(place)
	now := ""
	if p := m.places[string(place)]; p != nil {
		now = p.Name
		if p.Country != "" {
			now += ", " + string(p.Country)
		}
	}
	m.row(e, "where", "where", value, note, "", spans, ReviewEdit{Field: "place", Value: now, Hint: "as Gao, MLI, or a GeoNames number; empty where it is not known"})
}

// codes gives the codes of actors that have one.
func (m *reviewer) codes(ids []string) string {
	var out []string
	for _, id := range ids {
		if a := m.actors[id]; a != nil && a.CAMEO != "" && !slices.Contains(out, string(a.CAMEO)) {
			out = append(out, string(a.CAMEO))
		}
	}
	return strings.Join(out, ", ")
}

// choice is an edit of a field that takes one of a list of words.
func choice(of, field, now string, kind record.Type) ReviewEdit {
	e := ReviewEdit{Field: field, Value: now}
	if field == "mode" {
		e.Options = append(e.Options, option{"", "none"})
	}
	for _, word := range ledger.Choices(of, field, kind) {
		label := spaced(word)
		switch field {
		case "category":
			label = side(record.Category(word))
		case "type":
			label = strings.ToLower(word)
		}
		e.Options = append(e.Options, option{word, label})
	}
	return e
}

func names(field, now string) ReviewEdit {
	return ReviewEdit{Field: field, Value: now, Hint: "names with commas between them; empty for nobody"}
}

func listHint(field string) string {
	return "one or more of " + strings.Join(ledger.Choices("event", field, ""), ", ")
}

func spansOf(list []record.Instrument) (out []record.Mention) {
	for _, i := range list {
		out = append(out, record.Mention(i.Span))
	}
	return out
}

func plainOr(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

var realisWords = map[string]string{"actual": "told as a fact", "denied": "said not to be so", "hypothetical": "only supposed", "feared": "feared, not known", "planned": "not done yet",
	"threatened": "not done yet", "demanded": "not done yet"}

// typeMeaning gives what a type means, without its examples.
func typeMeaning(name record.Type) string {
	if t := codebook.Default().Type(name); t != nil {
		means, _, _ := strings.Cut(t.Means, ":")
		return means
	}
	return ""
}

func modeMeaning(name record.Type, mode string) string {
	if t := codebook.Default().Type(name); t != nil {
		if m := t.Mode(mode); m != nil {
			return m.Means
		}
	}
	return ""
}

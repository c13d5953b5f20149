package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// An Incident is one in a brief.
type Incident struct {
	*ledger.Attested
	Violent bool
	Notes   []*Note
	brief   *Brief
}

// Anchor is where it stands in the document.
func (x *Incident) Anchor() string { return x.ID }

// Day gives its days.
func (x *Incident) Day() string {
	if x.FirstDay == "" {
		return "day not told"
	}
	return days(x.FirstDay, x.LastDay)
}

// What names its kind.
func (x *Incident) What() string { return what(x.Type, x.Mode) }

// Where says where it was.
func (x *Incident) Where() string {
	name, in := properName(x.Place), country(x.Country)
	if p := x.Attested.Province; p != "" && !same(name, p) && name != "" && !strings.EqualFold(name, in) {
		name += ", " + p
	}
	switch {
	case x.Country == "" && name == "":
		return "place not told"
	case name == "" || strings.EqualFold(name, in):
		return in
	case in == "":
		return name
	}
	return name + ", " + in
}

// ProvinceName names its province for a table.
func (x *Incident) ProvinceName() string {
	in := country(x.Country)
	name := x.Attested.Province
	switch {
	case x.Country == "":
		return "Place not told"
	case name == "":
		return in + ", province not told"
	}
	return name + ", " + in
}

// Actors names those in a role, without those whom only few of its reports put there.
func (x *Incident) Actors(role ledger.Role) (names []string) {
	most := 0
	for _, p := range x.Attested.Actors(role) {
		most = max(most, p.Reports)
	}
	for _, p := range x.Attested.Actors(role) {
		if !slices.Contains(names, p.Name) && p.Reports*2 > most {
			names = append(names, p.Name)
		}
	}
	return names
}

// Did names those who did it. Did, Suffered, Claimed, Blamed and Denied name those who had a part in it.
func (x *Incident) Did() string      { return list(x.Actors(ledger.Did)) }
func (x *Incident) Suffered() string { return list(x.Actors(ledger.Suffered)) }
func (x *Incident) Claimed() string  { return list(x.Actors(ledger.Claimed)) }
func (x *Incident) Blamed() string   { return list(x.Actors(ledger.Blamed)) }
func (x *Incident) Denied() string   { return list(x.Actors(ledger.Denied)) }

// FirstActor names the one whom most reports say did it.
func (x *Incident) FirstActor() string {
	if names := x.Actors(ledger.Did); len(names) > 0 {
		return sentence(strings.TrimPrefix(names[0], "the "))
	}
	return "Not told"
}

// Graded tells how well it is documented.
func (x *Incident) Graded() string { return gradeWords[x.Grade] }

// Tolls gives its figures.
func (x *Incident) Tolls() (out []*Figure) {
	for _, kind := range harms {
		if t := x.Toll(kind, policy.Everybody); t != nil {
			f := bounds(t)
			if f.high == 0 && f.Open == 0 {
				continue
			}
			f.Incident, f.Kind, f.Href, f.Evidence = x.ID, string(kind), "#"+x.firstNote(kind), x.firstNote(kind)
			out = append(out, &f)
		}
	}
	return out
}

// firstNote names the first note with a figure of a kind, else the first.
func (x *Incident) firstNote(kind record.Harm) string {
	for _, n := range x.Notes {
		if slices.ContainsFunc(n.Words, func(w Words) bool { return w.Kind == string(kind) }) {
			return n.ID()
		}
	}
	if len(x.Notes) > 0 {
		return x.Notes[0].ID()
	}
	return x.ID
}

// A Note is a report as evidence, at the foot of the document. Copies of one text share one.
type Note struct {
	Number    int
	Key       string // of the report
	Report    string
	Publisher string
	Published string
	Title     string
	URL       string
	Also      []string // who prints the same text
	Words     []Words
	Passage   string
	Incident  string
}

// ID is where it stands.
func (n *Note) ID() string { return fmt.Sprintf("n%d", n.Number) }

// Words are those of a figure.
type Words struct {
	Kind, Figure, Text, Said string
}

// notesOf makes the notes of an incident: one for each text. A report that tells of several events of it has one note.
func (b *Brief) notesOf(x *Incident) (out []*Note) {
	var told []*Note
	families := map[*Note]int{}
	byKey := map[string]*Note{}
	for _, s := range x.Sources {
		n := byKey[s.Key]
		if n == nil {
			n = &Note{Key: s.Key, Report: s.Report, Publisher: s.Publisher, Published: s.Published, Title: s.Title, URL: s.URL, Passage: s.Evidence, Incident: x.ID}
			byKey[s.Key], families[n] = n, s.Family
			told = append(told, n)
		}
		for _, w := range wordsOf(s.Figures) {
			if !slices.Contains(n.Words, w) {
				n.Words = append(n.Words, w)
			}
		}
		n.Passage = cmp.Or(n.Passage, s.Evidence)
	}
	for _, n := range told {
		// A copy has the same words; what differs stands by itself.
		at := slices.IndexFunc(out, func(o *Note) bool {
			return families[o] == families[n] && o.Title == n.Title && slices.Equal(o.Words, n.Words)
		})
		if at < 0 {
			out = append(out, b.note(x.ID+" "+n.Key, n))
			continue
		}
		first := out[at]
		if who := cmp.Or(n.Publisher, n.Report); who != first.Publisher && !slices.Contains(first.Also, who) {
			first.Also = append(first.Also, who)
		}
	}
	return out
}

// wordsOf gives the figures of a report, each once.
func wordsOf(figures []ledger.Quote) (out []Words) {
	for _, f := range figures {
		w := Words{string(f.Kind), span(f.Low, f.Best, f.High), f.Text, f.Said}
		if w.Text != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// note enters a note, once.
func (b *Brief) note(key string, n *Note) *Note {
	if known := b.seen[key]; known != nil {
		return known
	}
	n.Number = len(b.Notes) + 1
	b.Notes = append(b.Notes, n)
	b.seen[key] = n
	return n
}

// speaker writes the name of a source, which was kept in small letters, as reports do.
func (x *Incident) speaker(source string) string {
	for _, s := range x.Sources {
		for _, f := range s.Figures {
			if f.Said != "" && (strings.EqualFold(f.Said, source) || ledger.Speaker(f.Said) == source) {
				return f.Said
			}
		}
	}
	return source
}

// A Dispute is an incident on which its reports differ, in one thing or several.
type Dispute struct {
	*Incident
	Of []Differing
}

// A Differing is one thing on which reports differ.
type Differing struct {
	On     string
	Values []policy.Value
}

func (b *Brief) disputes() {
	for _, x := range b.Incidents {
		v := &Dispute{Incident: x}
		for _, d := range x.Attested.Disputes {
			of := Differing{disputeWords[d.On], slices.Clone(d.Values)}
			for i := range of.Values {
				of.Values[i].By = x.voices(of.Values[i].By)
				of.Values[i].Value = plainValue(d.On, of.Values[i].Value)
			}
			v.Of = append(v.Of, of)
		}
		if len(v.Of) > 0 {
			b.Disputes = append(b.Disputes, v)
		}
	}
}

// voices names sources as people write them: a text by who prints it.
func (x *Incident) voices(by []string) (out []string) {
	for _, source := range by {
		name := x.speaker(source)
		if family, ok := strings.CutPrefix(source, "text "); ok {
			var papers []string
			for _, s := range x.Sources {
				if fmt.Sprint(s.Family) == family && s.Publisher != "" && !slices.Contains(papers, s.Publisher) {
					papers = append(papers, s.Publisher)
				}
			}
			name = cmp.Or(list(papers), name)
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Link leads to the incident on a desk; empty without one.
func (x *Incident) Link() string {
	if x.brief.Desk == "" {
		return ""
	}
	return x.brief.Desk + "/incidents/" + x.ID
}

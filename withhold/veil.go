package withhold

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/tollbook/tollbook/access"
	"github.com/tollbook/tollbook/check"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/policy"
)

// A Veil keeps names of victims from those who ask a ledger, by what they may see.
type Veil struct {
	ledger *ledger.Ledger
	on     bool

	mu         sync.Mutex
	generation int64
	names      map[string]Names // by report, of this generation of the ledger
}

// mostKept is of how many reports the names are remembered.
const mostKept = 20_000

// NewVeil gives the veil over a ledger. One that is not on hides nothing.
func NewVeil(l *ledger.Ledger, on bool) *Veil {
	return &Veil{ledger: l, on: on, names: map[string]Names{}}
}

// Hides says that names are hidden from who asks.
func (v *Veil) Hides(ctx context.Context) bool { return v.on && !access.Who(ctx).SeesNames() }

// namesIn gives the names that reports have, by their keys or ids, which must be hidden from who asks.
func (v *Veil) namesIn(ctx context.Context, reports ...string) (Names, error) {
	n, err := v.ledger.Generation(ctx)
	if err != nil {
		return Names{}, err
	}
	var all []Names
	for _, key := range reports {
		one, known := v.recall(n, key)
		if !known {
			p, err := v.ledger.Report(ctx, key, policy.ACLED)
			if err != nil {
				return Names{}, err
			}
			one = Of(p.Record, p.Title, p.Text)
			v.remember(n, key, one)
		}
		all = append(all, one)
	}
	return Join(all...), nil
}

func (v *Veil) recall(generation int64, key string) (Names, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.generation != generation || len(v.names) > mostKept {
		v.generation = generation
		clear(v.names)
	}
	n, known := v.names[key]
	return n, known
}

func (v *Veil) remember(generation int64, key string, n Names) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.generation == generation {
		v.names[key] = n
	}
}

// Report hides names in a report with its record.
func (v *Veil) Report(ctx context.Context, p *ledger.ReportPage) error {
	if !v.Hides(ctx) {
		return nil
	}
	names := Of(p.Record, p.Title, p.Text)
	p.Title, p.Text = names.Record(p.Record, p.Title, p.Text)
	p.URL, p.Extra = names.Address(p.URL), nil
	names.In(&p.Family)
	p.Judgements = withoutWords(p.Judgements)
	for i := range p.Incidents {
		hideParties(&p.Incidents[i].Listed)
	}
	return nil
}

// withoutWords drops what people wrote into judgements, and the values that they set: either may be a name.
func withoutWords(list []ledger.Judgement) []ledger.Judgement {
	out := slices.Clone(list)
	for i := range out {
		hideWords(&out[i])
	}
	return out
}

func hideWords(j *ledger.Judgement) {
	j.Reason, j.Value, j.Old = "", nil, nil
}

// Judgement hides what people wrote into a judgement.
func (v *Veil) Judgement(ctx context.Context, j *ledger.Judgement) {
	if v.Hides(ctx) {
		hideWords(j)
	}
}

// Incident hides names in an incident.
func (v *Veil) Incident(ctx context.Context, x *ledger.Incident) error {
	if !v.Hides(ctx) {
		return nil
	}
	keys := make([]string, len(x.Sources))
	for i := range x.Sources {
		keys[i] = x.Sources[i].Key
	}
	names, err := v.namesIn(ctx, keys...)
	if err != nil {
		return err
	}
	for i := range x.Sources {
		x.Sources[i].URL = names.Address(x.Sources[i].URL)
	}
	names.In(x)
	x.Decided = slices.Clone(x.Decided)
	for i := range x.Decided {
		hideWords(&x.Decided[i].Judgement)
	}
	return nil
}

// Steps gives what somebody can take back, without the words of people.
func (v *Veil) Steps(ctx context.Context, s ledger.Steps) ledger.Steps {
	for _, j := range []**ledger.Judgement{&s.Undo, &s.Redo} {
		if *j != nil && v.Hides(ctx) {
			shown := **j
			hideWords(&shown)
			*j = &shown
		}
	}
	return s
}

// Found hides names in a report that a search has found.
func (v *Veil) Found(ctx context.Context, f *ledger.Found) error {
	if !v.Hides(ctx) {
		return nil
	}
	names, err := v.namesIn(ctx, f.Key)
	f.URL = names.Address(f.URL)
	names.In(f)
	return err
}

// Said hides names in a statement.
func (v *Veil) Said(ctx context.Context, s *ledger.Said) error {
	if !v.Hides(ctx) {
		return nil
	}
	names, err := v.namesIn(ctx, s.Report)
	s.URL = names.Address(s.URL)
	names.In(s)
	for _, p := range []*ledger.Person{&s.Speaker, &s.Addressee, &s.About} {
		if strings.Contains(p.Name, Description) {
			p.Key = "" // the name in lower case
		}
	}
	// The span is one of the text as it was published, which who may not see the names does not get.
	if !names.None() {
		s.Span.Start, s.Span.End = 0, 0
	}
	return err
}

// Findings gives findings as who asks may see them.
func (v *Veil) Findings(ctx context.Context, list []*check.Finding) ([]*check.Finding, error) {
	if !v.Hides(ctx) {
		return list, nil
	}
	out := make([]*check.Finding, len(list))
	for i, f := range list {
		data, err := json.Marshal(f) // a deep copy: who keeps findings keeps them for all
		if err == nil {
			err = json.Unmarshal(data, &out[i])
		}
		if err == nil {
			err = v.Finding(ctx, out[i])
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Finding hides names in a claim beside what is documented.
func (v *Veil) Finding(ctx context.Context, f *check.Finding) error {
	if !v.Hides(ctx) {
		return nil
	}
	names, err := v.namesIn(ctx, f.Claim.Report)
	if err != nil {
		return err
	}
	f.Claim.URL = names.Address(f.Claim.URL)
	names.In(f)
	// Who was harmed in the incidents beside it is told by reports that are not looked at here.
	lists := [][]check.Line{f.OutsideCategory, f.OutsideWindow}
	if f.Documented != nil {
		lists = append(lists, f.Documented.Incidents)
	}
	for _, list := range lists {
		for i := range list {
			list[i].Who = []string{}
		}
	}
	for i := range f.Claimant.Earlier {
		x := &f.Claimant.Earlier[i]
		if names, err = v.namesIn(ctx, x.Report); err != nil {
			return err
		}
		names.In(x)
	}
	return nil
}

// Listed hides names in an incident in a list.
func (v *Veil) Listed(ctx context.Context, x *ledger.Listed) {
	if v.Hides(ctx) {
		hideParties(x)
	}
}

// somebody stands for a person who, as far as was read, is no victim. The reading may err.
const somebody = "[a person]"

// hideParties takes the names from all persons who are not in the registry: a list does not show the reports that could tell who of them is a victim.
func hideParties(x *ledger.Listed) {
	x.Parties = slices.Clone(x.Parties)
	for i := range x.Parties {
		if p := &x.Parties[i]; private(p.Kind, p.Key, p.Name) {
			if p.Key = ""; p.Role == ledger.Suffered {
				p.Name = Description
			} else {
				p.Name = somebody
			}
		}
	}
}

// private says that an actor is a person who is not known to the registry: his key is his name.
func private(kind, key, name string) bool {
	return kind == "person" && key == strings.ToLower(name)
}

// HidesActor says that an actor is one whose name is hidden from who asks: a person who is not in the registry.
func (v *Veil) HidesActor(ctx context.Context, a *ledger.Acting) bool {
	return v.Hides(ctx) && private(a.Kind, a.Key, a.Name)
}

// Actor gives an actor's page as who asks may see it. It fails with ErrNoActor where he is hidden.
func (v *Veil) Actor(ctx context.Context, x *ledger.ActorPage) (*ledger.ActorPage, error) {
	if !v.Hides(ctx) {
		return x, nil
	}
	if v.HidesActor(ctx, &x.Acting) {
		return nil, ledger.ErrNoActor
	}
	out := *x // the ledger keeps pages
	for _, list := range []*[]ledger.Listed{&out.Did, &out.Suffered, &out.Blamed} {
		*list = slices.Clone(*list)
		for i := range *list {
			hideParties(&(*list)[i])
		}
	}
	for _, list := range []*[]ledger.Against{&out.Against, &out.By} {
		*list = slices.Clone(*list)
		for i := range *list {
			if a := &(*list)[i]; a.Key == strings.ToLower(a.Name) && a.Key != a.Name {
				a.Key, a.Name = "", Description
			}
		}
	}
	for _, list := range []*[]ledger.Said{&out.Said, &out.SpokenOf, &out.SpokenTo} {
		*list = slices.Clone(*list)
		for i := range *list {
			if err := v.Said(ctx, &(*list)[i]); err != nil {
				return nil, err
			}
		}
	}
	return &out, nil
}

// Graph gives a graph as who asks may see it.
func (v *Veil) Graph(ctx context.Context, g *ledger.ActorGraph) *ledger.ActorGraph {
	if !v.Hides(ctx) {
		return g
	}
	hidden := map[string]bool{}
	out := &ledger.ActorGraph{Nodes: []ledger.Acting{}, Edges: []ledger.Edge{}, Total: g.Total}
	for i := range g.Nodes {
		if a := &g.Nodes[i]; v.HidesActor(ctx, a) {
			hidden[a.Key] = true
		} else {
			out.Nodes = append(out.Nodes, *a)
		}
	}
	for _, e := range g.Edges {
		if !hidden[e.From] && !hidden[e.To] {
			out.Edges = append(out.Edges, e)
		}
	}
	return out
}

// Suggestions leaves out what could tell a name.
func (v *Veil) Suggestions(ctx context.Context, list []ledger.Suggestion) []ledger.Suggestion {
	if !v.Hides(ctx) {
		return list
	}
	out := []ledger.Suggestion{}
	for _, s := range list {
		if s.Kind != "actor" && s.Kind != "speaker" {
			out = append(out, s)
		}
	}
	return out
}

// Actors gives a list of actors without those who are hidden from who asks.
func (v *Veil) Actors(ctx context.Context, list []ledger.Acting) []ledger.Acting {
	if !v.Hides(ctx) {
		return list
	}
	out := []ledger.Acting{}
	for i := range list {
		if !v.HidesActor(ctx, &list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

// Speakers gives a list of speakers in which those who are not in the registry have no names: a victim may have spoken.
func (v *Veil) Speakers(ctx context.Context, list []ledger.Speaking) []ledger.Speaking {
	if !v.Hides(ctx) {
		return list
	}
	out := slices.Clone(list)
	for i := range out {
		if p := &out[i].Person; p.Key == strings.ToLower(p.Name) && p.Key != p.Name {
			p.Key, p.Name = "", Description
		}
	}
	return out
}

// List hides names in a list of incidents.
func (v *Veil) List(ctx context.Context, list []ledger.Listed) {
	for i := range list {
		v.Listed(ctx, &list[i])
	}
}

// Overview gives an overview as who asks may see it.
func (v *Veil) Overview(ctx context.Context, o *ledger.Overview) *ledger.Overview {
	if !v.Hides(ctx) {
		return o
	}
	out := *o // the ledger keeps overviews
	out.Latest = slices.Clone(o.Latest)
	v.List(ctx, out.Latest)
	return &out
}

package ledger

// A Range is a toll as a policy counts it. An end that is not known is null.
type Range struct {
	Low  *int `json:"low"`
	Best *int `json:"best"`
	High *int `json:"high"`
}

// Empty says that no number is known.
func (r *Range) Empty() bool { return r.Low == nil && r.Best == nil && r.High == nil }

// A Role is what part an actor had in an incident.
type Role string

// The roles.
const (
	Did      Role = "did"      // who acted
	Suffered Role = "suffered" // to whom it was done
	Claimed  Role = "claimed"  // says that he did it
	Blamed   Role = "blamed"   // is held responsible
	Denied   Role = "denied"   // says that he did not
)

// A Party is an actor with a part in an incident.
type Party struct {
	Role    Role   `json:"role"`
	Key     string `json:"key"`  // id in the registry, else the name in lower case: what an actor's page and the filter actor: take
	Name    string `json:"name"` // as most of the reports write it
	Kind    string `json:"kind"`
	Country string `json:"country"`
	Reports int    `json:"reports"` // that say so
}

// A Listed is an incident in a list. Parties are in the order of their roles, those that most reports name first.
type Listed struct {
	Summary
	Grade     string  `json:"grade"`
	Sources   int     `json:"sources"`   // independent texts
	Precision int     `json:"precision"` // of the place, as UCDP's where_prec; 0 where not known
	Published string  `json:"published"` // the first report
	Updated   string  `json:"updated"`   // the last report
	Parties   []Party `json:"parties"`
	// Tolls by the policy that was asked for; null where it enters no number.
	KilledToll  *Range `json:"killed_toll"`
	InjuredToll *Range `json:"injured_toll"`
}

// Actors gives the parties in a role.
func (x *Listed) Actors(role Role) (out []Party) {
	for _, p := range x.Parties {
		if p.Role == role {
			out = append(out, p)
		}
	}
	return out
}

// listed gives an entry with its tolls as a policy counts them.
func (e *entry) listed(p int) Listed {
	x := e.Listed
	x.KilledToll, x.InjuredToll = e.toll(p, killed, everybody).public(), e.toll(p, injured, everybody).public()
	return x
}

func (b *bounds) public() *Range {
	if b == nil {
		return nil
	}
	return &Range{b[0].pointer(), b[1].pointer(), b[2].pointer()}
}

// Package policy makes numbers of claims. A record keeps the words of a report; how many dead "dozens" are,
// which of two figures stands and who is a civilian is a matter of definition, and each organisation that
// records violence has its own. docs/counting.md tells the rules and where they are from.
package policy

import (
	"fmt"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A Policy is the counting rules of one organisation.
type Policy string

// The policies.
const (
	ACLED   Policy = "acled"
	UCDP    Policy = "ucdp"
	Airwars Policy = "airwars"
	All     Policy = "all" // nobody's rules: the widest range of what is claimed
)

// Policies are all of them, in the order in which they are told of.
var Policies = []Policy{ACLED, UCDP, Airwars, All}

// Parse reads the name of a policy.
func Parse(name string) (Policy, error) {
	for _, p := range Policies {
		if strings.EqualFold(name, string(p)) {
			return p, nil
		}
	}
	return "", fmt.Errorf("%q is no counting policy: there are acled, ucdp, airwars and all", name)
}

// label is how reasons name the policy.
func (p Policy) label() string {
	switch p {
	case Airwars:
		return "Airwars"
	case All:
		return "all"
	}
	return strings.ToUpper(string(p))
}

// A Claim is one figure of people harmed, as one report gives it. Every claim of a Report has an ID; PartOf, Repeats and SupersededBy are ids
// of claims of the same Report.
type Claim struct {
	Report, ID      string
	Kind            record.Harm
	Low, Best, High *int // as the record has them
	Bound           record.Bound
	Quantity        string // the figure in words
	Words           string // the clause it stands in, where it is known
	Who             string
	Category        record.Category
	Scope           record.Scope
	Realis          record.Realis
	From, To        string   // days
	Places          []string // more than one: a total over all of them
	PartOf          string
	Repeats         string
	SupersededBy    string

	Source    string // who said it: "police"
	Party     bool   // that source is a side in the fighting
	Wire      string // the agency whose text the report prints
	Publisher string
	Published string // day or time of publication
}

// An Incident is what the claims are about.
type Incident struct {
	Event  string // what a total is to call it
	Mode   string // of the event, as the contract has it
	Large  bool   // large-scale fighting: vague words may count more
	Parts  int    // of an umbrella over several incidents, how many of them are told of apart
	Silent bool   // an act of violence that really happened: where no death is told, ACLED enters 0
	Claims []Claim
}

// Everybody is the category of a total over all categories.
const Everybody record.Category = "all"

// A Total is what a policy makes of the claims of one incident, for one kind of harm and one category.
// An end that is not known is nil; all three are nil where the policy enters no number.
type Total struct {
	Event    record.Nullable `json:"event"`
	Policy   Policy          `json:"policy"`
	Kind     record.Harm     `json:"kind"`
	Category record.Category `json:"category"`
	Low      *int            `json:"low"`
	Best     *int            `json:"best"`
	High     *int            `json:"high"`
	Reasons  []string        `json:"reasons"`
}

// kinds are the kinds of harm in the order of the totals.
var kinds = []record.Harm{record.Killed, record.Injured, record.KilledOrInjured, record.Missing, record.Abducted,
	record.Detained, record.Surrendered, record.Displaced}

// categories are the categories of totals in their order; their sum is Everybody.
var categories = []record.Category{record.Civilian, record.Security, record.Militant, record.UnknownCategory}

// Totals counts an incident: for each kind of harm that is claimed one total over everybody, and one for each category
// that is told apart.
func Totals(p Policy, in Incident) []Total {
	claims := in.sorted(p)
	var out []Total
	for _, kind := range kinds {
		out = append(out, countKind(p, in, kind, claims)...)
	}
	return out
}

// countKind gives the totals of one kind.
func countKind(p Policy, in Incident, kind record.Harm, claims []sifted) []Total {
	var of []sifted
	var left reasons
	for _, c := range claims {
		if c.Kind != kind {
			continue
		}
		if c.out != "" {
			left.add(c.out)
			continue
		}
		of = append(of, c)
	}
	if in.Parts > 0 {
		left.add("an umbrella over incidents told of apart: not to be added to their totals")
	}
	refused := false
	of, refused = dropTallies(p, of, &left)
	accounts, rival := rivals(&in, accountsOf(p, of, in.large()))
	sum := resolve(p, accounts)
	sum.stretch(p, rival)
	if kind == record.Killed {
		if p == ACLED {
			sum.addBomber(in, claims)
		}
		sum.addSilence(p, in, claims)
	}
	if !sum.told && !refused {
		return nil
	}
	return sum.totals(p, in, kind, left)
}

// reasons are sentences, none of them twice.
type reasons []string

func (r *reasons) add(more ...string) {
	for _, s := range more {
		found := s == ""
		for _, old := range *r {
			found = found || old == s
		}
		if !found {
			*r = append(*r, s)
		}
	}
}

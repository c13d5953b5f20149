package policy

import (
	"testing"

	"github.com/tollbook/tollbook/record"
)

// Two stories of the same dead are not added; two kinds of dead are.
func TestRivals(t *testing.T) {
	civilians := func(n int, change ...func(*Claim)) Claim {
		return claim("civilians", n, append([]func(*Claim){by("residents"), paper("Post", "2024-05-01"), who("villagers", record.Civilian)}, change...)...)
	}
	militants := func(n int, change ...func(*Claim)) Claim {
		return claim("militants", n, append([]func(*Claim){by("army"), party, paper("Star", "2024-05-02"), who("militants", record.Militant)}, change...)...)
	}
	strike := func(c ...Claim) Incident { return Incident{Event: "e1", Mode: "airstrike", Claims: c} }
	const note = "another account of the same dead"
	check(t, []rule{
		{"ACLED: the army's militants are the residents' civilians", ACLED, strike(civilians(17), militants(20)),
			[]string{"killed all 17/17/20", "killed civilian 17/17/17", "killed militant 0/0/20"}, note},
		{"ACLED: also where the army's figure is lower", ACLED, strike(civilians(17), militants(12)), []string{"killed all 12/17/17", "killed militant 0/0/12"}, note},
		{"UCDP: doubt about who goes to high only", UCDP, strike(civilians(17), militants(20)), []string{"killed all 17/17/20", "killed militant 0/0/20"}, note},
		{"Airwars: what a side claims stands beside", Airwars, strike(civilians(17), militants(20)), []string{"killed all 17/17/17", "killed civilian 17/17/17"}, note},
		{"all: the widest range", All, strike(civilians(17), militants(20)), []string{"killed all 17/17/20"}, note},
		{"ACLED: later figures of civilians settle as ever", ACLED,
			strike(civilians(17), civilians(19, by("rights group"), paper("Wire", "2024-05-04")), militants(20)), []string{"killed all 17/17/20", "killed civilian 17/17/19"}, note},
		{"ACLED: in a clash both may have died", ACLED, Incident{Mode: "clash", Claims: []Claim{civilians(17), militants(20)}}, []string{"killed all 37/37/37"}, ""},
		{"ACLED: an account that knows of both is believed", ACLED, strike(civilians(17), militants(20), civilians(9, by("hospital"), paper("Wire", "2024-05-03")),
			claim("fighters", 4, by("hospital"), paper("Wire", "2024-05-03"), who("fighters", record.Militant))), []string{"killed militant 4/4/20"}, ""},
		{"ACLED: a side that tells of both kinds is believed", ACLED, strike(civilians(17), militants(20), militants(3, who("villagers", record.Civilian))), []string{"killed militant 20/20/20"}, ""},
		{"ACLED: somebody else calls them militants", ACLED, strike(civilians(17), militants(20, by("hospital"), func(c *Claim) { c.Party = false })), []string{"killed all 37/37/37"}, ""},
		{"ACLED: a hundred fighters are not three farmers", ACLED, strike(civilians(3), militants(100)), []string{"killed all 103/103/103"}, ""},
		{"ACLED: soldiers and militants are two sides", ACLED, strike(claim("soldiers", 17, by("hospital"), who("soldiers", record.Security)), militants(20)), []string{"killed all 37/37/37"}, ""},
		{"ACLED: a side alone", ACLED, strike(militants(20)), []string{"killed all 20/20/20", "killed militant 20/20/20"}, ""},
	})
}

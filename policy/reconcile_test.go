package policy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/tollbook/tollbook/record"
)

// pick gives one of the values.
func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

// anyClaim makes up a claim.
func anyClaim(r *rand.Rand, n int) Claim {
	c := claim(fmt.Sprint(n), 1+r.IntN(30), id(fmt.Sprint("c", n)), pick(r, by(""), by("police"), by("residents"), by("army"), by("rebels")),
		pick(r, paper("Post", "2024-05-01"), paper("Star", "2024-05-02"), paper("Post", "2024-05-03")),
		pick(r, who("people", record.UnknownCategory), who("", record.UnknownCategory), who("others", record.UnknownCategory), who("farmers", record.Civilian),
			who("soldiers", record.Security), who("militants", record.Militant), who("prisoners", record.Militant), who("governor", record.Civilian)),
		pick(r, func(*Claim) {}, func(*Claim) {}, atLeast, upTo, vague(24), many, between(40)))
	c.Party = c.Source == "army" || c.Source == "rebels"
	if before := fmt.Sprint("c", r.IntN(n+1)); before != c.ID {
		pick(r, func(*Claim) {}, func(*Claim) {}, partOf(before), repeats(before), replacedBy(before))(&c)
	}
	if r.IntN(9) == 0 {
		pick(r, realis(record.Feared), kind(record.Injured), tally("2024-05-01", "2024-05-03"), tally("2024-01-01", "2024-05-03"))(&c)
	}
	return c
}

// Whatever is claimed, the categories add up to everybody, and low, best and high are in order.
func TestTotalsReconcile(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5_000 {
		in := Incident{Mode: pick(r, "shooting", "suicide-bombing"), Silent: r.IntN(2) == 0}
		for n := range 1 + r.IntN(6) {
			in.Claims = append(in.Claims, anyClaim(r, n))
		}
		for _, p := range Policies {
			sums, everybody := map[record.Harm]int{}, map[record.Harm]int{}
			totals := Totals(p, in)
			for _, total := range totals {
				if total.Best == nil {
					continue
				}
				if *total.Low > *total.Best || *total.Low < 0 || total.High != nil && *total.High < *total.Best {
					t.Fatalf("%s: %s is out of order, of %+v", p, short(total), in.Claims)
				}
				if total.Category == Everybody {
					everybody[total.Kind] = *total.Best
				} else {
					sums[total.Kind] += *total.Best
				}
			}
			for kind, want := range everybody {
				if sums[kind] != want {
					var told []string
					for _, total := range totals {
						told = append(told, short(total))
					}
					t.Fatalf("%s: the categories of %q add up to %d, of %s", p, told, sums[kind], tell(in.Claims))
				}
			}
		}
	}
}

func tell(claims []Claim) string {
	s := ""
	for _, c := range claims {
		f := figureOf(All, c, false)
		s += fmt.Sprintf("\n%s %s %s %s %d %s by %s in %s; part of %q, repeats %q, replaced by %q", c.ID, c.Kind, c.Scope, c.Bound, f.high, c.Who, c.Source, c.Report, c.PartOf, c.Repeats,
			c.SupersededBy)
	}
	return s
}

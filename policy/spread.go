package policy

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tollbook/tollbook/record"
)

// mostDays is the longest period, in days, over which a total is spread. In a longer one nobody can say that
// every day saw fighting, and a total is not split on a guess.
const mostDays = 7

// Spread splits a total over so many days or places as evenly as it goes; what is left over goes to the first ones.
func Spread(total, over int) []int {
	if over <= 0 {
		return nil
	}
	out := make([]int, over)
	for i := range out {
		out[i] = total / over
		if i < total%over {
			out[i]++
		}
	}
	return out
}

// Days counts the days of a claim's period, both ends included; 0 where it has none.
func Days(c Claim) int {
	from, errFrom := time.Parse(time.DateOnly, c.From)
	to, errTo := time.Parse(time.DateOnly, c.To)
	if errFrom != nil || errTo != nil || to.Before(from) {
		return 0
	}
	return int(to.Sub(from).Hours()/24) + 1
}

// splits says whether a claim's total can be split over its days or its places. Only the days of a tally are days of
// violence; an incident with two is one whose day is not known.
func splits(c Claim) bool { return splitsDays(c) || len(c.Places) > 1 }

func splitsDays(c Claim) bool {
	return c.Scope == record.Tally && Days(c) > 1 && Days(c) <= mostDays
}

// splitReason tells how ACLED splits a claim's number.
func splitReason(p Policy, c Claim, n int) string {
	if p != ACLED || !splits(c) || n == 0 {
		return ""
	}
	over, what := Days(c), "days"
	if !splitsDays(c) {
		over, what = len(c.Places), "places"
	}
	var parts []string
	for _, share := range Spread(n, over) {
		parts = append(parts, strconv.Itoa(share))
	}
	return fmt.Sprintf("split over %d %s: %s (ACLED)", over, what, strings.Join(parts, ","))
}

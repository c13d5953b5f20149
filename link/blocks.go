package link

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
)

// Only mentions that meet are compared, so that a report is compared with its neighbours and not with the whole ledger. Two meet if they share
// two of the words that tell most of each, or a place, a type and a day.
const (
	MeetingPoints = 2 // that two mentions must share in their blocks
	tellingWords  = 16
	longestDays   = 3 // an event over more days is found by its words alone
)

// A Block is where mentions meet, with the points that it counts.
type Block struct {
	Key    uint64 // below 2⁶³: databases have signed numbers
	Points int
}

// Blocks gives the blocks under which a mention is found (own), and those in which it looks for others: the same, and the days before and after.
func (m *Mention) Blocks() (own, others []Block) {
	heavy := slices.Clone(m.Terms)
	slices.SortFunc(heavy, func(a, b Term) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Word, b.Word)) })
	for _, t := range heavy[:min(len(heavy), tellingWords)] {
		own = append(own, Block{uint64(t.Word), 1})
	}
	others = slices.Clone(own)
	if m.Place != "" && m.From != Unknown && m.To-m.From <= longestDays {
		for day := m.From - 1; day <= m.To+1; day++ {
			b := Block{dayKey(m.Place, string(m.Type), day), MeetingPoints}
			others = append(others, b)
			if day >= m.From && day <= m.To {
				own = append(own, b)
			}
		}
	}
	return own, others
}

func dayKey(place, kind string, day int) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\n%s\n%d", place, kind, day)
	return h.Sum64() >> 1
}

package link

import (
	"fmt"
	"hash/fnv"
	"slices"
)

// Only mentions that meet are compared, so that a report is compared with its neighbours and not with the whole ledger. Two meet if they share
// two of the words that tell most of each, or a place, a type and a day, or a town and about the month of their publication.
const (
	MeetingPoints = 2 // that two mentions must share in their blocks
	tellingWords  = 16
	longestDays   = 3 // an event over more days is found by its words alone

	mostTowns = 2 // of a mention that has no place of its own

	MostBlocks = tellingWords + 1 + longestDays + 2 + 3*mostTowns // in which a mention looks for others
)

// A Block is where mentions meet, with the points that it counts.
type Block struct {
	Key    uint64 // below 2⁶³: databases have signed numbers
	Points int
}

// Blocks gives the blocks under which a mention is found (own), and those in which it looks for others: the same, and the days before and after.
func (m *Mention) Blocks() (own, others []Block) {
	for _, t := range telling(m.Terms) {
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
	if m.Published != Unknown {
		month := m.Published / 30
		for _, town := range m.towns() {
			own = append(own, Block{dayKey(town, "published", month), MeetingPoints})
			for n := month - 1; n <= month+1; n++ {
				others = append(others, Block{dayKey(town, "published", n), MeetingPoints})
			}
		}
	}
	return own, others
}

// towns gives the town where an event was, or those of which its report speaks.
func (m *Mention) towns() []string {
	if m.atTown() {
		return []string{m.Place}
	}
	return m.Places[:min(len(m.Places), mostTowns)]
}

// telling gives the heaviest terms, the heaviest first; of equals the one with the lesser hash.
func telling(terms []Term) []Term {
	heavy := make([]Term, 0, tellingWords+1)
	for _, t := range terms { // in order of their hashes, so that an equal one comes after
		if len(heavy) == tellingWords && heavy[tellingWords-1].Weight >= t.Weight {
			continue
		}
		at := len(heavy)
		for at > 0 && heavy[at-1].Weight < t.Weight {
			at--
		}
		heavy = slices.Insert(heavy, at, t)[:min(len(heavy)+1, tellingWords)]
	}
	return heavy
}

func dayKey(place, kind string, day int) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\n%s\n%d", place, kind, day)
	return h.Sum64() >> 1
}

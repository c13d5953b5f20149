package link

import (
	"cmp"
	"hash/fnv"
	"io"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Only mentions that meet are compared, so that a report is compared with its neighbours and not with the whole ledger. Two meet if
//   - they are of one time and share one of the words that tell most of each, if it is rare, else two;
//   - they speak of one town and share such a word, whenever they were written: so a trial finds the attack;
//   - they name one person with a rare surname;
//   - they share a place, a type and a day, or a town and about the month of their publication, or its part of the year: so an anniversary does.
//
// The time of a mention is that of its event, of its publication, and of the days that its report speaks of. So most of what a mention meets was
// written within weeks of it, or of what it tells of, and how many these are does not grow with the years that a ledger holds.
const (
	enoughSigns  = 2 // that two mentions must share in their blocks
	tellingWords = 16
	rareWord     = 5 // rarity of a word, from which it is enough by itself

	period      = 9 // days; what lies in one or the next is of one time
	mostPeriods = 5 // of a mention

	townRare  = 3 // rarity of a word by which a mention is found in its towns
	townWords = 8 // so many of them, the most telling
	mostTowns = 3 // of a mention that has no place of its own

	rareName    = 7 // rarity of a surname, from which its bearer is no public figure
	mostPersons = 4

	longestDays = 3 // an event over more days is found by its words alone
	month       = 30
	partsOfYear = 73 // of five days, in which an anniversary meets what it is of

	// MostBlocks is in how many blocks a mention looks for others, at most.
	MostBlocks = tellingWords*3*mostPeriods + townWords*mostTowns + 1 + longestDays + 2 + 6*mostTowns + mostPersons
)

// A Block is where mentions meet. Its key begins with its time, so that what is written together lies together on a disk.
type Block struct {
	Key   uint64 // below 2⁶³: databases have signed numbers
	Signs Signs  // that it gives
}

// Signs are what two mentions have in common, one bit for each. What is enough by itself has two.
type Signs uint32

const enough Signs = 1<<tellingWords | 1<<(tellingWords+1)

// Count gives how many signs there are.
func (s Signs) Count() int { return bits.OnesCount32(uint32(s)) }

// Meet says whether they are enough to compare two mentions.
func (s Signs) Meet() bool { return s.Count() >= enoughSigns }

// Blocks gives the blocks under which a mention is found (own), and those in which it looks for others: the same, and those of the times before and
// after.
func (m *Mention) Blocks() (own, others []Block) {
	words := telling(m.Terms)
	own, others = m.timed(words)
	towns := m.towns()
	lasting := append(m.lasting(words, towns), m.people()...)
	own, others = append(own, lasting...), append(others, lasting...)
	if m.Place != "" && m.From != Unknown && m.To-m.From <= longestDays {
		for day := m.From - 1; day <= m.To+1; day++ {
			b := Block{blockKey(day, "day", m.Place, string(m.Type)), enough}
			others = append(others, b)
			if day >= m.From && day <= m.To {
				own = append(own, b)
			}
		}
	}
	if m.Published == Unknown {
		return own, others
	}
	at, ofYear := m.Published-floorMod(m.Published, month), partOfYear(m.Published)
	for _, town := range towns {
		own = append(own, Block{blockKey(at, "published", town), enough}, Block{townKey(town, "year", strconv.Itoa(ofYear)), enough})
		for n := -1; n <= 1; n++ {
			others = append(others, Block{blockKey(at+n*month, "published", town), enough},
				Block{townKey(town, "year", strconv.Itoa(floorMod(ofYear+n, partsOfYear))), enough})
		}
	}
	return own, others
}

// timed gives the blocks of words and times.
func (m *Mention) timed(words []Term) (own, others []Block) {
	at := m.periods()
	var near []int
	for _, p := range at {
		for _, n := range []int{p - period, p, p + period} {
			if !slices.Contains(near, n) {
				near = append(near, n)
			}
		}
	}
	for i, t := range words {
		signs := Signs(1) << i
		if rarity(t.Word) >= rareWord {
			signs |= enough
		}
		word := strconv.FormatUint(uint64(t.Word), 36)
		for _, p := range near {
			b := Block{blockKey(p, "word", word), signs}
			others = append(others, b)
			if slices.Contains(at, p) {
				own = append(own, b)
			}
		}
	}
	return own, others
}

// periods gives the first days of the periods that a mention is of. One without any day is of a period of its own kind.
func (m *Mention) periods() (out []int) {
	for _, day := range append([]int{m.From, m.Published}, m.Days...) {
		if day == Unknown || len(out) == mostPeriods {
			continue
		}
		if p := day - floorMod(day, period); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	if out == nil {
		out = []int{noTime}
	}
	return out
}

// lasting gives the blocks of words and towns, in which mentions of all times meet. The name of the town itself tells nothing there.
func (m *Mention) lasting(words []Term, towns []string) (out []Block) {
	names := map[uint32]bool{}
	Words(strings.Join(towns, " "), func(hash uint32, _ bool) { names[hash] = true })
	n := 0
	for _, t := range words {
		if names[t.Word] || rarity(t.Word) < townRare {
			continue
		}
		if n++; n > townWords {
			break
		}
		for _, town := range towns {
			out = append(out, Block{townKey(town, "word", strconv.FormatUint(uint64(t.Word), 36)), enough})
		}
	}
	return out
}

// people gives the blocks of persons whose names are rare, as those of victims are and those of statesmen are not.
func (m *Mention) people() (out []Block) {
	type person struct {
		name string
		rare float64
	}
	var list []person
	for _, name := range m.Persons {
		Words(name[strings.LastIndexByte(name, ' ')+1:], func(hash uint32, _ bool) {
			if r := rarity(hash); r >= rareName {
				list = append(list, person{name, r})
			}
		})
	}
	slices.SortStableFunc(list, func(a, b person) int { return cmp.Compare(b.rare, a.rare) })
	for _, p := range list[:min(len(list), mostPersons)] {
		out = append(out, Block{blockKey(noTime, "person", first(p.name), p.name[strings.LastIndexByte(p.name, ' ')+1:]), enough})
	}
	return out
}

// Meetings calls yield for the pairs of mentions that meet, by their places in the list, the later one first.
func Meetings(mentions []Mention, yield func(i, j int)) {
	under := map[uint64][]int{}
	signs := make([]Signs, len(mentions))
	var seen []int
	for i := range mentions {
		own, others := mentions[i].Blocks()
		for _, b := range others {
			for _, j := range under[b.Key] {
				if signs[j] == 0 {
					seen = append(seen, j)
				}
				signs[j] |= b.Signs
			}
		}
		for _, j := range seen {
			if signs[j].Meet() {
				yield(i, j)
			}
			signs[j] = 0
		}
		seen = seen[:0]
		for _, b := range own {
			under[b.Key] = append(under[b.Key], i)
		}
	}
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

// noTime is the day of what has none in keys of blocks; it is far before all others.
const noTime = -1 << 15

// blockKey gives the key of a block: sixteen bits for its day, from 1880 to 2059 each a different one, and below them the hash of the rest.
func blockKey(day int, parts ...string) uint64 {
	const hashBits = 47
	return uint64(uint16(day+1<<15))<<hashBits | hashOf(parts)>>(64-hashBits)
}

// townKey gives the key of a block without a day in a town: what is of one town lies together.
func townKey(town string, parts ...string) uint64 {
	const townBits, hashBits = 20, 27
	return blockKey(noTime)>>(townBits+hashBits)<<(townBits+hashBits) | hashOf([]string{town})>>(64-townBits)<<hashBits |
		hashOf(append(parts, town))>>(64-hashBits)
}

func hashOf(parts []string) uint64 {
	h := fnv.New64a()
	for _, part := range parts {
		_, _ = io.WriteString(h, part)
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}

// partOfYear gives in which part of a year a day lies, from 0.
func partOfYear(day int) int { return floorMod(4*day, 4*365+1) * partsOfYear / (4*365 + 1) }

func floorMod(a, b int) int { return (a%b + b) % b }

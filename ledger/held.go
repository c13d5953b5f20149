package ledger

import (
	"encoding/json"
	"slices"
	"sync"

	"github.com/tollbook/tollbook/link"
)

// A held mention is one that the ledger holds, or is about to, with what it is linked with.
type held struct {
	number  int64
	mention *link.Mention // not to be changed
	ties    []tie
	tied    bool // ties are all that there are
}

// A tie leads to a mention that another is linked with.
type tie struct {
	to    int64
	score float64
}

// A memory holds what those who write asked for of late, so that they need not fetch and compare it again; and judgements. What it holds of mentions is true
// of one generation of the ledger: when somebody else has written, or a transaction came to nothing, it is forgotten.
type memory struct {
	writing    sync.Mutex // one transaction of a process after the other
	generation int64
	mentions   recent[int64, *held]
	packed     recent[int64, packed]     // many more of them
	scores     recent[[2]int64, float64] // of pairs that are not linked, the lesser number first
	sketches   recent[int64, sketch]     // of texts, by their numbers: these hold whoever writes
	decided    decided
}

// How much each half of a memory holds: reports of one time are compared again and again.
const (
	mentionsKept = 12_000
	packedKept   = 60_000
	scoresKept   = 200_000
	sketchesKept = 60_000
)

// forgetAll forgets all that may not have come to be: the numbers that a transaction gave are given again when it comes to nothing.
func (m *memory) forgetAll() {
	m.forget()
	m.sketches = recent[int64, sketch]{}
}

// forget forgets all of mentions.
func (m *memory) forget() {
	m.generation = -1
	m.mentions, m.packed, m.scores = recent[int64, *held]{}, recent[int64, packed]{}, recent[[2]int64, float64]{}
}

// score gives the probability that two mentions are of one incident.
func (m *memory) score(a, b *held) float64 {
	pair := [2]int64{min(a.number, b.number), max(a.number, b.number)}
	score, known := m.scores.get(pair, scoresKept)
	if !known {
		score = link.Score(a.mention, b.mention)
		m.scores.put(pair, score, scoresKept)
	}
	return score
}

// A recent remembers what was asked for of late. When there is too much, what was not asked for since the last time is forgotten.
type recent[K comparable, V any] struct{ new, older map[K]V }

func (r *recent[K, V]) get(key K, most int) (V, bool) {
	if value, known := r.new[key]; known {
		return value, true
	}
	value, known := r.older[key]
	if known {
		r.put(key, value, most)
	}
	return value, known
}

func (r *recent[K, V]) put(key K, value V, most int) {
	if r.new == nil || len(r.new) >= most {
		r.older, r.new = r.new, make(map[K]V)
	}
	r.new[key] = value
}

// trust forgets what is remembered of mentions if somebody else has written since.
func (tx *transaction) trust() error {
	now := tx.number - 1 // it has counted itself already
	if tx.number == 0 {
		if err := tx.each(func(scan func(...any) error) error { return scan(&now) }, "SELECT n FROM generation"); err != nil {
			return err
		}
	}
	if tx.memory.generation != now {
		tx.forget()
		tx.memory.generation = now
	}
	return nil
}

// remember keeps a mention at hand.
func (m *memory) remember(h *held) {
	m.mentions.put(h.number, h, mentionsKept)
	m.packed.put(h.number, pack(h.mention), packedKept)
}

// hold gives mentions by their numbers.
func (tx *transaction) hold(numbers []int64) (map[int64]*held, error) {
	out := make(map[int64]*held, len(numbers))
	var missing []int64
	for _, n := range numbers {
		if h, known := tx.mentions.get(n, mentionsKept); known {
			out[n] = h
		} else if p, known := tx.packed.get(n, packedKept); known {
			out[n] = &held{number: n, mention: p.unpack()}
			tx.mentions.put(n, out[n], mentionsKept)
		} else {
			missing = append(missing, n)
		}
	}
	slices.Sort(missing)
	err := among(tx, func(scan func(...any) error) error {
		h := &held{mention: new(link.Mention)}
		var body []byte
		if err := scan(&h.number, &body); err != nil {
			return err
		}
		out[h.number] = h
		err := json.Unmarshal(body, h.mention)
		tx.remember(h)
		return err
	}, "SELECT number, body FROM mention WHERE number IN (?)", slices.Compact(missing))
	return out, err
}

// tieAll finds what the mentions of a component are linked with. Those of which that is known tell of the others, too, so that only pairs of which it is
// known of neither are compared: few components are large, but nearly every batch touches one that is.
func tieAll(component []*held) {
	untied := map[int64]*held{}
	for _, h := range component {
		if !h.tied {
			h.ties = nil
			untied[h.number] = h
		}
	}
	if len(untied) == 0 {
		return
	}
	var mentions []link.Mention
	var fresh []*held
	for _, h := range component {
		if !h.tied {
			mentions, fresh = append(mentions, *h.mention), append(fresh, h)
			continue
		}
		for _, t := range h.ties {
			if other := untied[t.to]; other != nil {
				other.ties = append(other.ties, tie{h.number, t.score})
			}
		}
	}
	for _, l := range link.Links(mentions) {
		tieTwo(fresh[l.Pair[0]], fresh[l.Pair[1]], l.Score)
	}
	for _, h := range fresh {
		h.tied = true
	}
}

func tieTwo(a, b *held, score float64) {
	a.ties, b.ties = append(a.ties, tie{b.number, score}), append(b.ties, tie{a.number, score})
}

// linksOf gives what hangs together directly among mentions, by their places.
func linksOf(mentions []*held) (out []link.Link) {
	at := make(map[int64]int, len(mentions))
	for i, h := range mentions {
		at[h.number] = i
	}
	for i, h := range mentions {
		for _, t := range h.ties {
			if k, there := at[t.to]; there && k < i {
				out = append(out, link.Link{Pair: link.Pair{i, k}, Score: t.score})
			}
		}
	}
	return out
}

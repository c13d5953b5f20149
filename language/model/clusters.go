package model

import (
	"encoding/binary"
	"slices"
)

// Clusters give for a word the number of a group of words that are used alike, a fine and a coarse one; 0 for a word that is
// rare or not known. The form: "TBC1"; the number of slots; the slots, six bytes each (hash of the form, fine, coarse).
type Clusters struct {
	slots uint64
	table string
}

const (
	clusterMagic = "TBC1"
	clusterSlot  = 6
)

// OpenClusters reads a file of clusters; nil, which knows no word, if there is none.
func OpenClusters(data string) *Clusters {
	if len(data) < 8 || data[:4] != clusterMagic {
		return nil
	}
	slots := int(number(data, 4))
	if slots == 0 || len(data) < 8+slots*clusterSlot {
		return nil
	}
	return &Clusters{uint64(slots), data[8:]}
}

// Of gives the clusters of a form.
func (c *Clusters) Of(form uint32) (fine, coarse uint8) {
	if c == nil {
		return 0, 0
	}
	for slot := uint64(form) * c.slots >> 32; ; {
		s := c.table[slot*clusterSlot : slot*clusterSlot+clusterSlot]
		if s[4] == 0 {
			return 0, 0
		}
		if uint32(s[0])|uint32(s[1])<<8|uint32(s[2])<<16|uint32(s[3])<<24 == form {
			return s[4], s[5]
		}
		if slot++; slot == c.slots {
			slot = 0
		}
	}
}

// A Member is a form and its clusters, which are above 0.
type Member struct {
	Form         uint32
	Fine, Coarse uint8
}

// PackClusters writes clusters in the form that OpenClusters reads. Of two members with one form the first counts.
func PackClusters(members []Member) []byte {
	members = slices.Clone(members)
	slices.SortStableFunc(members, func(a, b Member) int {
		switch {
		case a.Form < b.Form:
			return -1
		case a.Form > b.Form:
			return 1
		}
		return 0
	})
	slots := uint64(len(members)*3/2 + 8)
	table := make([]byte, slots*clusterSlot)
	for i, m := range members {
		if i > 0 && members[i-1].Form == m.Form {
			continue
		}
		slot := uint64(m.Form) * slots >> 32
		for table[slot*clusterSlot+4] != 0 {
			slot = (slot + 1) % slots
		}
		binary.LittleEndian.PutUint32(table[slot*clusterSlot:], m.Form)
		table[slot*clusterSlot+4], table[slot*clusterSlot+5] = m.Fine, m.Coarse
	}
	out := binary.LittleEndian.AppendUint32([]byte(clusterMagic), uint32(slots))
	return append(out, table...)
}

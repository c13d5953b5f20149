package ledger

import (
	"encoding/binary"
	"math"

	"github.com/tollbook/tollbook/link"
)

// A packed mention takes half of the memory that one at hand takes, in one piece, and is unpacked in a tenth of the time in which one is fetched: so all mentions of
// years are remembered that others meet by chance, now this one and now that.
type packed string

func pack(m *link.Mention) packed {
	b := make([]byte, 0, 1024)
	text := func(list ...string) {
		for _, s := range list {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
	}
	numbers := func(list ...int) {
		for _, n := range list {
			b = binary.AppendVarint(b, int64(n))
		}
	}
	texts := func(list []string) {
		numbers(lengthOf(list))
		text(list...)
	}
	text(m.Report, m.Event, m.Text, m.In, string(m.Type), m.Mode, m.Country, m.Admin1, m.Place)
	numbers(m.Start, m.End, m.Published, m.From, m.To, m.Number, m.Precision, m.Killed, m.Injured, number(m.Main), number(m.Background), number(m.HasPoint))
	for _, f := range []float64{m.Lat, m.Lon} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f))
	}
	for _, list := range [][]string{m.Parties, m.Persons, m.Places, m.Targets, m.Weapons} {
		texts(list)
	}
	numbers(lengthOf(m.Days))
	numbers(m.Days...)
	numbers(lengthOf(m.Terms))
	for _, t := range m.Terms {
		b = binary.LittleEndian.AppendUint32(b, t.Word)
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(t.Weight))
	}
	return packed(b)
}

// lengthOf gives the length of a list, -1 for none.
func lengthOf[T any](list []T) int {
	if list == nil {
		return -1
	}
	return len(list)
}

// Pieces are what is left of something packed. Texts are parts of it.
type pieces struct{ rest packed }

func (p packed) unpack() *link.Mention {
	u := &pieces{p}
	m := &link.Mention{}
	for _, s := range []*string{&m.Report, &m.Event, &m.Text, &m.In, (*string)(&m.Type), &m.Mode, &m.Country, &m.Admin1, &m.Place} {
		*s = u.text()
	}
	for _, n := range []*int{&m.Start, &m.End, &m.Published, &m.From, &m.To, &m.Number, &m.Precision, &m.Killed, &m.Injured} {
		*n = u.number()
	}
	for _, yes := range []*bool{&m.Main, &m.Background, &m.HasPoint} {
		*yes = u.number() == 1
	}
	for _, f := range []*float64{&m.Lat, &m.Lon} {
		*f = math.Float64frombits(binary.LittleEndian.Uint64(u.bytes(8)))
	}
	for _, list := range []*[]string{&m.Parties, &m.Persons, &m.Places, &m.Targets, &m.Weapons} {
		*list = listOf(u, u.text)
	}
	m.Days = listOf(u, u.number)
	m.Terms = listOf(u, func() link.Term {
		b := u.bytes(8)
		return link.Term{Word: binary.LittleEndian.Uint32(b), Weight: math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))}
	})
	return m
}

func listOf[T any](u *pieces, next func() T) []T {
	n := u.number()
	if n < 0 {
		return nil
	}
	list := make([]T, n)
	for i := range list {
		list[i] = next()
	}
	return list
}

func (u *pieces) text() string {
	n := int(u.unsigned())
	s := string(u.rest[:n])
	u.rest = u.rest[n:]
	return s
}

func (u *pieces) bytes(n int) []byte {
	b := []byte(u.rest[:n])
	u.rest = u.rest[n:]
	return b
}

func (u *pieces) unsigned() (n uint64) {
	for shift := 0; ; shift += 7 {
		b := u.rest[0]
		u.rest = u.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

// number reads what binary.AppendVarint has written.
func (u *pieces) number() int {
	n := u.unsigned()
	return int(int64(n>>1) ^ -int64(n&1))
}

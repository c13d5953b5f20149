package access

import (
	"context"
	"math"
)

// An Entry of the log says who did what.
type Entry struct {
	Number  int64  `json:"number"`
	At      string `json:"at"`
	Who     string `json:"who"`
	Via     string `json:"via"`     // session, token, local, command, or empty
	Address string `json:"address"` // of the network
	What    string `json:"what"`
	About   string `json:"about"`
}

// longestAbout bounds what strangers can write into the log by failing to log in.
const longestAbout = 200

// Log adds to the log. Its rows are never changed: the database refuses it.
func (s *Store) Log(ctx context.Context, e Entry) error {
	_, err := s.exec(ctx, "INSERT INTO audit (at, who, via, address, what, about) VALUES (?, ?, ?, ?, ?, ?)",
		s.stamp(0), clip(e.Who), e.Via, e.Address, e.What, clip(e.About))
	return err
}

// Entries gives so many entries, the latest first, before a number; from the end with 0.
func (s *Store) Entries(ctx context.Context, before int64, most int) (out []Entry, err error) {
	if before <= 0 {
		before = math.MaxInt64
	}
	err = s.each(ctx, func(scan func(...any) error) error {
		var e Entry
		err := scan(&e.Number, &e.At, &e.Who, &e.Via, &e.Address, &e.What, &e.About)
		out = append(out, e)
		return err
	}, "SELECT number, at, who, via, address, what, about FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?", before, most)
	return out, err
}

// clip keeps a text short, and free of what databases or terminals stumble over.
func clip(s string) string {
	var out []rune
	for _, r := range s {
		if len(out) == longestAbout {
			break
		}
		if r < ' ' || r == 0x7F {
			r = ' '
		}
		out = append(out, r)
	}
	return string(out)
}

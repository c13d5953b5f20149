package archive

import (
	"errors"
	"fmt"
	"io"
)

const (
	maxDepth  = 5             // archives in archives
	maxPieces = 100_000_000   // of one file
	maxSpool  = 1_000_000_000 // bytes of a ZIP within an archive
	// What unpacks to more than so many times its size is made to fill a machine; text packs to a tenth, seldom a fiftieth.
	maxRatio = 200
	// Small files may unpack to this, whatever the ratio.
	freely = 32_000_000
)

var errBomb = errors.New("unpacks to more than " + fmt.Sprint(maxRatio) + " times its size, as archives do that are made to do harm")

// A budget says how much may be unpacked of a file.
type budget struct {
	size   int64 // of the file
	spent  int64
	pieces int
}

func (b *budget) spend(n int) error {
	if b.spent += int64(n); b.spent > freely+maxRatio*b.size {
		return errBomb
	}
	return nil
}

// metered takes what is unpacked from the budget.
type metered struct {
	io.Reader
	budget *budget
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if bomb := m.budget.spend(n); bomb != nil {
		return 0, bomb
	}
	return n, err
}

// counting tells how much of the file was read.
type counting struct {
	io.Reader
	count func(n int)
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.count != nil {
		c.count(n)
	}
	return n, err
}

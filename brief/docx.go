package brief

import (
	"errors"
	"io"
)

// DOCX writes a brief for word processors.
func (b *Brief) DOCX(w io.Writer, t *Templates) error {
	return errors.New("DOCX cannot be written yet")
}

package export

import (
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/tollbook/tollbook/policy"
)

var parquetFormat = &Format{Name: "parquet", Extension: ".parquet", Means: "the table of csv with types, for programs that calculate", Binary: true, Policy: policy.ACLED,
	open: func(w io.Writer, e *exporting) (sink, error) {
		return &parquetTable{parquet.NewGenericWriter[line](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("tollbook", "", ""), parquet.MaxRowsPerRowGroup(rowGroup)), e}, nil
	}}

// rowGroup is how many rows are held in memory before they are written.
const rowGroup = 50_000

type parquetTable struct {
	out *parquet.GenericWriter[line]
	e   *exporting
}

func (p *parquetTable) write(x *incident) error {
	_, err := p.out.Write([]line{lineOf(p.e, x)})
	return err
}

func (p *parquetTable) close() error { return p.out.Close() }

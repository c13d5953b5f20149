package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// Parquet files hold reports as rows: columns named as the keys of a report in JSON, others kept as those are. Columns within columns, and lists, are
// passed over.

const (
	rowsAtOnce  = 64
	mostRows    = 10_000_000 // of one row group
	mostColumns = 1_000
)

// A column is one that is read.
type column struct {
	name string
	of   parquet.Type
}

// parquet gives the rows of a file, each as a report in JSON.
func (w *walker) parquet(name string, f *os.File, size int64) (more bool) {
	defer func() {
		if fault := recover(); fault != nil { // of the library, on outside input
			more = w.fail(name, fmt.Errorf("is damaged: %v", fault))
		}
	}()
	in, err := parquet.OpenFile(f, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return w.fail(name, fmt.Errorf("is damaged: %w", err))
	}
	columns, err := columnsOf(in.Schema())
	if err != nil {
		return w.fail(name, err)
	}
	said := budget{size: size}
	for _, group := range in.Metadata().RowGroups {
		if group.TotalByteSize < 0 || group.NumRows < 0 || group.NumRows > mostRows || said.spend(int(group.TotalByteSize)) != nil {
			return w.fail(name, errBomb)
		}
	}
	n := 0
	for _, group := range in.RowGroups() {
		if !w.rows(name, group, columns, &n) {
			return false
		}
	}
	if w.Count != nil {
		w.Count(int(size))
	}
	return true
}

// columnsOf gives the columns that are read, by their numbers.
func columnsOf(schema *parquet.Schema) (map[int]column, error) {
	if len(schema.Columns()) > mostColumns {
		return nil, fmt.Errorf("has more than %d columns", mostColumns)
	}
	out, text := map[int]column{}, false
	for _, field := range schema.Fields() {
		if !field.Leaf() || field.Repeated() {
			continue
		}
		leaf, found := schema.Lookup(field.Name())
		if !found {
			continue
		}
		out[leaf.ColumnIndex] = column{field.Name(), field.Type()}
		text = text || field.Name() == "text"
	}
	if !text {
		return nil, errors.New(`has no column "text"`)
	}
	return out, nil
}

// rows gives the rows of one group.
func (w *walker) rows(name string, group parquet.RowGroup, columns map[int]column, n *int) bool {
	rows := group.Rows()
	defer func() { _ = rows.Close() }()
	some := make([]parquet.Row, rowsAtOnce)
	for {
		got, err := rows.ReadRows(some)
		for _, row := range some[:got] {
			*n++
			p := Piece{Name: fmt.Sprintf("%s: row %d", name, *n), kind: lines}
			p.data, p.Err = w.jsonOf(row, columns)
			if errors.Is(p.Err, errBomb) {
				return w.fail(p.Name, p.Err)
			}
			if !w.give(p) {
				return false
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return w.fail(name, fmt.Errorf("is damaged: %w", err))
		case got == 0:
			return w.fail(name, errors.New("is damaged: it gives no rows"))
		}
	}
}

// jsonOf writes a row as a report in JSON.
func (w *walker) jsonOf(row parquet.Row, columns map[int]column) ([]byte, error) {
	fields := map[string]any{}
	size := 0
	for _, v := range row {
		c, wanted := columns[v.Column()]
		if !wanted || v.IsNull() {
			continue
		}
		if v.Kind() == parquet.ByteArray || v.Kind() == parquet.FixedLenByteArray {
			if size += len(v.ByteArray()); size > w.MaxPiece {
				return nil, errLong
			}
		}
		value, err := valueOf(v, c)
		if err != nil {
			return nil, fmt.Errorf("column %.100q: %w", c.name, err)
		}
		fields[c.name] = value
	}
	// A text that stands in the file once may be that of a million rows.
	if err := w.spend(size); err != nil {
		return nil, err
	}
	return json.Marshal(fields) // with its keys in order
}

// valueOf gives a value as it stands in JSON: days and times as text, all else as it is.
func valueOf(v parquet.Value, c column) (any, error) {
	switch v.Kind() {
	case parquet.Boolean:
		return v.Boolean(), nil
	case parquet.Int32:
		if isDay(c.of) {
			return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly), nil
		}
		return v.Int32(), nil
	case parquet.Int64:
		if unit := unitOf(c.of); unit > 0 {
			perSecond := int64(time.Second / unit)
			return stamp(time.Unix(v.Int64()/perSecond, v.Int64()%perSecond*int64(unit))), nil
		}
		return v.Int64(), nil
	case parquet.Int96: // in which Spark kept times for long: nanoseconds of the day, and its Julian number
		x := v.Int96()
		return stamp(time.Unix((int64(x[2])-2_440_588)*24*60*60, int64(uint64(x[1])<<32|uint64(x[0])))), nil
	case parquet.Float, parquet.Double:
		f := v.Double()
		if v.Kind() == parquet.Float {
			f = float64(v.Float())
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, nil
		}
		return f, nil
	}
	return textOf(v.ByteArray())
}

// isDay says that a column holds days since 1970.
func isDay(t parquet.Type) bool {
	if logical := t.LogicalType(); logical != nil {
		_, is := logical.Value.(*format.DateType)
		return is
	}
	old := t.ConvertedType()
	return old != nil && *old == deprecated.Date
}

// unitOf gives the unit of a column that holds times since 1970; 0 for others.
func unitOf(t parquet.Type) time.Duration {
	if logical := t.LogicalType(); logical != nil {
		times, is := logical.Value.(*format.TimestampType)
		if !is {
			return 0
		}
		switch times.Unit.Value.(type) {
		case *format.MilliSeconds:
			return time.Millisecond
		case *format.MicroSeconds:
			return time.Microsecond
		}
		return time.Nanosecond
	}
	switch old := t.ConvertedType(); {
	case old == nil:
		return 0
	case *old == deprecated.TimestampMillis:
		return time.Millisecond
	case *old == deprecated.TimestampMicros:
		return time.Microsecond
	}
	return 0
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func textOf(data []byte) (string, error) {
	if !utf8.Valid(data) {
		return "", errors.New("is no text in UTF-8")
	}
	return string(data), nil
}

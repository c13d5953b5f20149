package ledger

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/tollbook/tollbook/record"
)

// A FiledTable is one of those that make up a ledger: what was filed, and which record of a report is in force. All else follows from them.
type FiledTable struct {
	Name    string
	Columns []string
	Key     int // how many of the first columns tell rows apart
}

// FiledTables are all of them, in an order in which they can be read.
func FiledTables() (out []FiledTable) {
	keys := map[string]int{"record": 2, "page": 2}
	for _, t := range appended {
		out = append(out, FiledTable{t.table, strings.Split(t.columns, ", "), max(1, keys[t.table])})
	}
	return append(out, FiledTable{"reading", []string{"report", "coder"}, 1})
}

// WriteFiled writes a table's rows in the order of their keys, an object of JSON a line. A record is written as JSON, a page as base64.
func (l *Ledger) WriteFiled(ctx context.Context, t FiledTable, w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	order := l.db.Bytewise(strings.Join(t.Columns[:t.Key], ", "))
	err := l.each(ctx, func(scan func(...any) error) error {
		values, places := make([]any, len(t.Columns)), make([]any, len(t.Columns))
		for i := range places {
			places[i] = &values[i]
		}
		if err := scan(places...); err != nil {
			return err
		}
		line, err := t.line(values)
		if err == nil {
			_, err = out.Write(append(line, '\n'))
		}
		return err
	}, "SELECT "+strings.Join(t.Columns, ", ")+" FROM "+t.Name+" ORDER BY "+order)
	if err != nil {
		return err
	}
	return out.Flush()
}

// line writes a row as an object with its keys in the order of the columns.
func (t *FiledTable) line(values []any) ([]byte, error) {
	line := []byte{'{'}
	for i, name := range t.Columns {
		value := values[i]
		if body, is := value.([]byte); is && t.Name == "record" && name == "body" {
			raw, err := unpacker.DecodeAll(body, nil)
			if err != nil {
				return nil, fmt.Errorf("a record is damaged: %w", err)
			}
			value = json.RawMessage(raw)
		} else if is && name != "body" {
			value = string(body)
		}
		data, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			line = append(line, ',')
		}
		line = append(fmt.Appendf(line, "%q:", name), data...)
	}
	return append(line, '}'), nil
}

// mostFiledLine is the longest line that ReadFiled takes.
const mostFiledLine = 256 << 20

// ReadFiled puts rows that WriteFiled wrote into a table.
func (l *Ledger) ReadFiled(ctx context.Context, t FiledTable, r io.Reader) error {
	in := bufio.NewScanner(r)
	in.Buffer(nil, mostFiledLine)
	insert := "INSERT INTO " + t.Name + " (" + strings.Join(t.Columns, ", ") + ") VALUES ?"
	return l.update(ctx, func(tx *transaction) error {
		var rows [][]any
		for n := 1; in.Scan(); n++ {
			row, err := t.row(in.Bytes())
			if err != nil {
				return fmt.Errorf("%s, line %d: %w", t.Name, n, err)
			}
			if rows = append(rows, row); len(rows) == sizes[0] {
				if err := tx.insert(noRow, insert, rows); err != nil {
					return err
				}
				rows = rows[:0]
			}
		}
		if err := in.Err(); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		return tx.insert(noRow, insert, rows)
	})
}

// numberColumns are the columns of filed tables that hold numbers.
var numberColumns = map[string]bool{"report.json": true, "page.status": true, "visit.failures": true}

// row reads a line.
func (t *FiledTable) row(line []byte) ([]any, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(line, &object); err != nil {
		return nil, err
	}
	row := make([]any, len(t.Columns))
	for i, name := range t.Columns {
		raw, there := object[name]
		if !there {
			return nil, fmt.Errorf("%s is missing", name)
		}
		var err error
		switch {
		case t.Name == "record" && name == "body":
			rec := new(record.Record)
			if err = json.Unmarshal(raw, rec); err == nil {
				row[i] = packer.EncodeAll(raw, nil)
			}
		case name == "body" && t.Name == "page":
			var data []byte
			err = json.Unmarshal(raw, &data)
			row[i] = data
		case numberColumns[t.Name+"."+name]:
			var n int64
			err = json.Unmarshal(raw, &n)
			row[i] = n
		default:
			var s string
			err = json.Unmarshal(raw, &s)
			row[i] = s
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return row, nil
}

package read

import (
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

// assemble turns a draft into a record: tokens to code points, indexes to ids.
func assemble(rep *report.Report, d *draft, line dateline, opt Options) *record.Record {
	return &record.Record{}
}

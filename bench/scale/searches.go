package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// searches are asked of a full ledger: with every kind of filter, those that all incidents or reports pass and those that none passes among them.
var searches = []string{
	"", "condolences fishermen mosque", "killed", "wounded country:MLI", "killed type:ASSAULT", "killed publisher:wire", "killed from:2015-03-01 to:2015-03-10",
	"type:ASSAULT", "type:PROTEST", "mode:bombing", "reports:>=1", "reports:>=5", "killed:>=1", "killed:>=39", "injured:>=1", "sources:>1", "grade:weak", "grade:confirmed",
	"from:2010-01-01", "to:2035-01-01", "from:2015-03-01 to:2015-03-10", "month:2015-06", "country:MLI", "country:XYZ", "country:MLI killed:>=30", "admin1:MLI.Ka",
	"place:ka", "place:nowhere", "near:17,-3,100", "near:17,-3,1000", "near:10,20,20000", "kind:killed", "kind:detained", "category:civilian", "category:militant",
	"by:front", "by:nobody", "against:farmers", "against:nobody", "publisher:wire", "publisher:nobody", "publisher:wire country:MLI", "publisher:wire reports:>=5",
	"actor:amara", "actor:farmers", "actor:nobody", "actor:farmers country:MLI", "speaker:nobody", "act:inform", "about:army",
}

// searchTable prints how long each search takes: for incidents, for reports, and in the queue.
func searchTable(ctx context.Context, l *ledger.Ledger) error {
	fmt.Println("\n| search, the best 50 | incidents, ms | reports, ms | queue, ms |")
	fmt.Println("|---|---|---|---|")
	for _, line := range searches {
		q, err := ledger.ParseSearch(line)
		if err != nil {
			return err
		}
		var cells []string
		for _, ask := range []func() error{
			func() error { return l.Incidents(ctx, q, shown, func(ledger.Summary) error { return nil }) },
			func() error { return l.Reports(ctx, q, shown, func(ledger.Found) error { return nil }) },
			func() error { _, err := l.Queue(ctx, q, "", "", shown); return err },
		} {
			if strings.HasPrefix(line, "near:") && len(cells) == 2 {
				cells = append(cells, "–") // no filter of the queue
				continue
			}
			tries := 3
			if len(cells) == 2 {
				tries = 1 // the queue remembers its counts
			}
			took, err := quickest(tries, ask)
			if err != nil {
				return fmt.Errorf("%s: %w", line, err)
			}
			cells = append(cells, fmt.Sprintf("%.1f", took.Seconds()*1000))
		}
		fmt.Printf("| %s | %s |\n", line, strings.Join(cells, " | "))
	}
	return nil
}

// Command pairs writes how the reports of GVA compare, for train/link/fit.py.
//
//	go run ./train/link/pairs -gold gva.jsonl -records records.jsonl > pairs.tsv
//
// A line is: the two folds, the places of the reports in the file, 1 for one incident and 0 for two, and the features.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/record"
)

// Pairs that have little in common are left out: there are too many, and all are different.
const (
	window      = 45 // days between publications
	leastWithin = 0.06
	leastBeyond = 0.12
)

func main() {
	log.SetFlags(0)
	gold := flag.String("gold", "", "reports with their incidents")
	records := flag.String("records", "", "their records")
	flag.Parse()
	if err := run(*gold, *records); err != nil {
		log.Fatal(err)
	}
}

type report struct {
	ID, Title, Text string
	Fold            int
	Gold            struct{ Incident string }
	mention         link.Mention
}

func run(gold, records string) error {
	reports, err := load(gold, records)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for i := range reports {
		for j := range i {
			a, b := &reports[i], &reports[j]
			least := leastWithin
			if d := a.mention.Published - b.mention.Published; d > window || d < -window {
				least = leastBeyond
			}
			same := 0
			if a.Gold.Incident == b.Gold.Incident {
				same = 1
			}
			x := link.Compare(&a.mention, &b.mention)
			if same == 0 && x[1] < least {
				continue
			}
			fmt.Fprintf(out, "%d\t%d\t%d\t%d\t%d", a.Fold, b.Fold, i, j, same)
			for _, v := range x {
				fmt.Fprintf(out, "\t%.4g", v)
			}
			fmt.Fprintln(out)
		}
	}
	return nil
}

func load(gold, records string) ([]report, error) {
	g, err := os.Open(gold)
	if err != nil {
		return nil, err
	}
	defer g.Close()
	r, err := os.Open(records)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	goldLines, recordLines := bufio.NewScanner(g), bufio.NewScanner(r)
	goldLines.Buffer(nil, 16<<20)
	recordLines.Buffer(nil, 16<<20)
	var out []report
	for goldLines.Scan() && recordLines.Scan() {
		var rep report
		if err := json.Unmarshal(goldLines.Bytes(), &rep); err != nil {
			return nil, err
		}
		var rec record.Record
		if err := json.Unmarshal(recordLines.Bytes(), &rec); err != nil {
			return nil, err
		}
		rep.mention = link.Mentions(rep.ID, &rec, rep.Title, rep.Text)[0]
		out = append(out, rep)
	}
	return out, nil
}

// Command pairs writes how mentions of incidents compare, for train/link/fit.py.
//
//	go run ./train/link/pairs gva.jsonl=records.jsonl testkit/corpus/a.jsonl=a.records.jsonl > pairs.tsv
//
// The first line names the features. Each other line is a pair of one set: the set's place among the arguments, the two folds, the places of the
// mentions in the set, 1 for one incident and 0 for two, and the features.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/train/link/rows"
)

const window = 45 // days between publications

// least is how much of their words two mentions must share to be listed; pairs that share less are too many, and nearly all are different.
func least(a, b *link.Mention, large bool) float64 {
	d := a.Published - b.Published
	switch {
	case !large:
		return 0
	case d > window || d < -window:
		return 0.12
	}
	return 0.06
}

// largeSet is how many reports make a set large.
const largeSet = 1000

func main() {
	log.SetFlags(0)
	out := bufio.NewWriter(os.Stdout)
	defer func() { _ = out.Flush() }()
	fmt.Fprint(out, "set\tfold\tfold\tmention\tmention\tsame")
	for f := range len(link.Features{}) {
		fmt.Fprintf(out, "\t%s", link.Feature(f))
	}
	fmt.Fprintln(out)
	for set, arg := range os.Args[1:] {
		reports, records, _ := strings.Cut(arg, "=")
		if err := pairs(out, set, reports, records); err != nil {
			log.Fatal(err)
		}
	}
}

type mention struct {
	link.Mention
	fold     int
	incident string
}

func pairs(out *bufio.Writer, set int, reports, records string) error {
	list, err := rows.Load(reports, records)
	if err != nil {
		return err
	}
	var mentions []mention
	for i := range list {
		r := &list[i]
		for k, m := range r.Mentions {
			if r.Fold != rows.BlindFold && (k == 0 || r.Half != "") {
				mentions = append(mentions, mention{m, r.Fold, r.Incidents[k]})
			}
		}
	}
	for i := range mentions {
		for j := range i {
			a, b := &mentions[i], &mentions[j]
			if a.Report == b.Report {
				continue
			}
			same := 0
			if a.incident == b.incident {
				same = 1
			}
			x := link.Compare(&a.Mention, &b.Mention)
			if same == 0 && x[1] < least(&a.Mention, &b.Mention, len(list) > largeSet) {
				continue
			}
			fmt.Fprintf(out, "%d\t%d\t%d\t%d\t%d\t%d", set, a.fold, b.fold, i, j, same)
			for _, v := range x {
				fmt.Fprintf(out, "\t%.4g", v)
			}
			fmt.Fprintln(out)
		}
	}
	return nil
}

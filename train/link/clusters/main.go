// Command clusters writes the incidents of a set of reports whose records were read, for the scorers.
//
//	go run ./train/link/clusters gva.jsonl records.jsonl > clusters.jsonl
//
// A report stands in the incident of its main event. Standard error says how well the incidents agree with those of the set.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"

	"github.com/tollbook/tollbook/train/link/rows"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: clusters SET.jsonl RECORDS.jsonl")
	}
	reports, err := rows.Load(os.Args[1], os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	out := json.NewEncoder(os.Stdout)
	groups := rows.Group(reports)
	for n, group := range groups {
		cluster := struct {
			Incident string   `json:"incident"`
			Reports  []string `json:"reports"`
		}{Incident: fmt.Sprint(n)}
		for _, m := range group {
			if m.Main {
				cluster.Reports = append(cluster.Reports, m.Report)
			}
		}
		if cluster.Reports == nil { // all told besides
			continue
		}
		slices.Sort(cluster.Reports)
		if err := out.Encode(cluster); err != nil {
			log.Fatal(err)
		}
	}
	blind := map[string]bool{}
	for _, r := range reports {
		blind[r.ID] = r.Fold == rows.BlindFold
	}
	p, r, f := rows.BCubed(groups, func(m *rows.Mention) bool { return m.Main && !blind[m.Report] })
	fmt.Fprintf(os.Stderr, "b3 of reports: p %.3f r %.3f f %.3f\n", p, r, f)
	right, all := rows.Besides(groups)
	fmt.Fprintf(os.Stderr, "told besides: %d of %d with their incident\n", right, all)
}

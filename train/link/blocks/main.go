// Command blocks tells how many of the pairs of mentions that are of one incident meet, and how many mentions each is compared with.
//
//	go run ./train/link/blocks gva.jsonl records.jsonl
//
// Nothing is told of the blind fold.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/tollbook/tollbook/link"
	"github.com/tollbook/tollbook/train/link/rows"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: blocks SET.jsonl RECORDS.jsonl")
	}
	reports, err := rows.Load(os.Args[1], os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	var mentions []link.Mention
	var incidents []string
	for _, r := range reports {
		if r.Fold == rows.BlindFold {
			continue
		}
		mentions = append(mentions, r.Mentions...)
		incidents = append(incidents, r.Incidents...)
	}
	meet := make(map[link.Pair]bool)
	link.Meetings(mentions, func(i, j int) { meet[link.Pair{max(i, j), min(i, j)}] = true })
	// Of the pairs that are of one incident: all, those whose reports are both about it, and those that are also linked.
	var all, met [3]int
	for i := range mentions {
		for j := range i {
			a, b := &mentions[i], &mentions[j]
			if incidents[i] != incidents[j] || a.Report == b.Report {
				continue
			}
			_, linked := link.Linked(a, b)
			for kind, counts := range []bool{true, a.Main && b.Main, linked} {
				if counts {
					all[kind]++
					if meet[link.Pair{i, j}] {
						met[kind]++
					}
				}
			}
		}
	}
	for kind, name := range []string{"all pairs of one incident", "of them both main", "of them linked"} {
		fmt.Printf("%-26s %6d of %6d meet, %.2f %%\n", name, met[kind], all[kind], 100*float64(met[kind])/float64(max(all[kind], 1)))
	}
	fmt.Printf("%d mentions; each meets %.1f others\n", len(mentions), 2*float64(len(meet))/float64(max(len(mentions), 1)))
}

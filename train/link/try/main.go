package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/record"
	"github.com/tollbook/tollbook/report"
)

func main() {
	ctx := context.Background()
	l, err := ledger.Open(ctx, os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	g, _ := os.Open(os.Args[2])
	r, _ := os.Open(os.Args[3])
	gl, rl := bufio.NewScanner(g), bufio.NewScanner(r)
	gl.Buffer(nil, 16<<20)
	rl.Buffer(nil, 16<<20)
	var batch []ledger.Filing
	began := time.Now()
	n := 0
	for gl.Scan() && rl.Scan() {
		rep, err := report.FromJSON(gl.Bytes(), report.Options{MaxText: 2000000})
		if err != nil {
			log.Fatal(err)
		}
		rec := new(record.Record)
		if err := json.Unmarshal(rl.Bytes(), rec); err != nil {
			log.Fatal(err)
		}
		batch = append(batch, ledger.Filing{Report: rep, Record: rec})
		n++
		if len(batch) == 64 {
			if _, err := l.Add(ctx, batch); err != nil {
				log.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	if _, err := l.Add(ctx, batch); err != nil {
		log.Fatal(err)
	}
	s, err := l.Stats(ctx)
	fmt.Fprintln(os.Stderr, n, time.Since(began), s, err)
	enc := json.NewEncoder(os.Stdout)
	if err := l.Clusters(ctx, func(c ledger.Cluster) error { return enc.Encode(c) }); err != nil {
		log.Fatal(err)
	}
}

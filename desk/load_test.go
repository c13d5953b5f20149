package desk

import (
	"flag"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tollbook/tollbook/ledger"
)

var (
	loadLedger  = flag.String("load", "", "ledger to measure pages on, with many readers at once")
	loadReaders = flag.Int("readers", 50, "how many readers")
	loadTime    = flag.Duration("for", 20*time.Second, "how long for each page")
)

// Times of pages under many readers: go test ./desk -run Load -args -load LEDGER.
func TestLoad(t *testing.T) {
	if *loadLedger == "" {
		t.Skip("no ledger to measure on: -args -load LEDGER")
	}
	l, err := ledger.Open(t.Context(), *loadLedger)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	s := newServer(t, l)
	var incidents, reports []string
	err = l.Incidents(t.Context(), ledger.Query{}, 2000, func(x ledger.Summary) error { incidents = append(incidents, x.ID); return nil })
	if err == nil {
		err = l.Reports(t.Context(), ledger.Query{}, 2000, func(f ledger.Found) error { reports = append(reports, f.Key); return nil })
	}
	if err != nil || len(incidents) == 0 || len(reports) == 0 {
		t.Fatalf("%d incidents, %d reports, %v", len(incidents), len(reports), err)
	}
	words := []string{"ambush", "army", "killed soldiers", "village", "convoy", "hospital", "police station", "market", "border", "minister"}
	countries := []string{"MLI", "NGA", "PAK", "SDN", "BFA", "NER", "AFG", "SYR", "IRQ", "COL"}
	one := func(list []string) string { return list[rand.IntN(len(list))] }
	pages := []struct {
		name    string
		address func() string
	}{
		{"overview", func() string { return "/" }},
		{"overview of a country", func() string { return "/?q=country:" + one(countries) + "&step=week" }},
		{"incidents", func() string { return "/incidents?q=country:" + one(countries) + "&sort=killed" }},
		{"incident", func() string { return "/incidents/" + one(incidents) }},
		{"report", func() string { return "/reports/" + one(reports) }},
		{"search", func() string { return "/search?q=" + url.QueryEscape(one(words)+" country:"+one(countries)) }},
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: *loadReaders}}
	for _, p := range pages {
		first := time.Now()
		readOnce(t, client, s.URL+p.address())
		warm := time.Since(first)
		var mu sync.Mutex
		var times []time.Duration
		var wait sync.WaitGroup
		end := time.Now().Add(*loadTime)
		for range *loadReaders {
			wait.Go(func() {
				for time.Now().Before(end) {
					start := time.Now()
					readOnce(t, client, s.URL+p.address())
					mu.Lock()
					times = append(times, time.Since(start))
					mu.Unlock()
				}
			})
		}
		wait.Wait()
		slices.Sort(times)
		t.Logf("%-24s first %v, median %v, 99th of 100 %v, %d pages", p.name, warm.Round(time.Millisecond), times[len(times)/2].Round(time.Millisecond),
			times[len(times)*99/100].Round(time.Millisecond), len(times))
	}
}

func readOnce(t *testing.T, client *http.Client, address string) {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Error(err)
		return
	}
	resp, err := client.Do(r)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("%s: %s, %v", address, resp.Status, err)
	}
}

//go:build unix

package desk

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/tollbook/tollbook/ledger"
)

var (
	loadLedger  = flag.String("load", "", "ledger to measure pages on, with many readers at once")
	loadReaders = flag.Int("readers", 50, "how many readers")
	loadOnly    = flag.String("only", "", "the pages, with commas between them; all without")
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
	var incidents, reports, actors []string
	err = l.Incidents(t.Context(), ledger.Query{}, 2000, func(x ledger.Summary) error { incidents = append(incidents, x.ID); return nil })
	if err == nil {
		err = l.Reports(t.Context(), ledger.Query{}, 2000, func(f ledger.Found) error { reports = append(reports, f.Key); return nil })
	}
	if err == nil {
		var some *ledger.ActorsPage
		if some, err = l.Actors(t.Context(), ledger.Query{}, "", ledger.Page{Limit: 200}); err == nil {
			for _, a := range some.Actors {
				actors = append(actors, strings.TrimPrefix(actorLink(a.Key), "/actors/"))
			}
		}
	}
	if err != nil || len(incidents) == 0 || len(actors) == 0 || len(reports) == 0 {
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
		{"statements", func() string { return "/statements?q=country:" + one(countries) }},
		{"thread", func() string { return "/statements/" + one(incidents) }},
		{"speakers", func() string { return "/speakers?q=country:" + one(countries) }},
		{"actors", func() string { return "/actors?q=country:" + one(countries) }},
		{"actor", func() string { return "/actors/" + one(actors) }},
		{"checks", func() string { return "/checks?q=country:" + one(countries) }},
		{"review", func() string { return "/review?open=" + one(incidents) }},
		{"map", func() string { return "/map?q=country:" + one(countries) }},
		{"data of the map", func() string { return "/map/data.json" }},
		{"sources", func() string { return "/sources" }},
		{"codebook", func() string { return "/codebook" }},
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: *loadReaders, DisableCompression: true}}
	for _, p := range pages {
		if *loadOnly != "" && !slices.Contains(strings.Split(*loadOnly, ","), p.name) {
			continue
		}
		first := time.Now()
		readOnce(t, client, s.URL+p.address())
		warm := time.Since(first)
		var mu sync.Mutex
		var times []time.Duration
		size := 0
		var wait sync.WaitGroup
		before := processorTime()
		end := time.Now().Add(*loadTime)
		for range *loadReaders {
			wait.Go(func() {
				for time.Now().Before(end) {
					start := time.Now()
					n := readOnce(t, client, s.URL+p.address())
					mu.Lock()
					times, size = append(times, time.Since(start)), size+n
					mu.Unlock()
				}
			})
		}
		wait.Wait()
		slices.Sort(times)
		t.Logf("%-22s first %7v, median %7v, 99th of 100 %7v, %6d pages, %6.2f ms of processor each, %4d kB compressed, %s", p.name, warm.Round(time.Millisecond), times[len(times)/2].Round(time.Millisecond),
			times[len(times)*99/100].Round(time.Millisecond), len(times), (processorTime()-before).Seconds()*1000/float64(len(times)), size/len(times)/1000, memory())
	}
}

// memory tells what is in use, what the program holds and held at most, in MB.
func memory() string {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	out := fmt.Sprintf("%d MB in use", m.HeapAlloc>>20)
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for _, name := range []string{"VmRSS", "VmHWM"} {
			if found := regexp.MustCompile(`(?m)^` + name + `:\s*(\d+) kB`).FindSubmatch(status); found != nil {
				kB, _ := strconv.Atoi(string(found[1]))
				out += fmt.Sprintf(", %s %d", name, kB>>10)
			}
		}
	}
	return out
}

// processorTime is what the program, with its readers, has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// readOnce reads a page as a browser does, compressed, and gives how long it is.
func readOnce(t *testing.T, client *http.Client, address string) int {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Error(err)
		return 0
	}
	r.Header.Set("Accept-Encoding", "gzip")
	resp, err := client.Do(r)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer func() { _ = resp.Body.Close() }()
	n, err := io.Copy(io.Discard, resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("%s: %s, %v", address, resp.Status, err)
	}
	return int(n)
}

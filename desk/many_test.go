package desk

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// Fifty who look at once all get the same pages, compressed or not, and those who ask for what cannot be made are told so.
func TestManyReaders(t *testing.T) {
	s := newServer(t, newLedger(t))
	addresses := []string{"/", "/incidents?q=country:MLI", "/search?q=killed+country:MLI", "/statements", "/actors", "/checks", "/review", "/map", "/sources", "/incidents?q=nothing:x", "/incidents/i000000000000"}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 50, DisableCompression: true}}
	read := func(address string, zipped bool) (string, error) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+address, nil)
		if err != nil {
			return "", err
		}
		if zipped {
			r.Header.Set("Accept-Encoding", "gzip")
		}
		answer, err := client.Do(r)
		if err != nil {
			return "", err
		}
		defer func() { _ = answer.Body.Close() }()
		body := io.Reader(answer.Body)
		if answer.Header.Get("Content-Encoding") == "gzip" {
			if body, err = gzip.NewReader(body); err != nil {
				return "", err
			}
		}
		page, err := io.ReadAll(body)
		return answer.Status + "\n" + string(bytes.TrimSpace(page)), err
	}
	var lock sync.Mutex
	first := map[string]string{}
	var wait sync.WaitGroup
	for reader := range 50 {
		wait.Go(func() {
			for i := range addresses {
				address := addresses[(i+reader)%len(addresses)]
				page, err := read(address, reader%3 != 0)
				lock.Lock()
				switch before, known := first[address]; {
				case err != nil:
					t.Errorf("%s: %v", address, err)
				case !known:
					first[address] = page
				case before != page && address != "/" && address != "/checks": // totals may still be added up
					t.Errorf("%s differs:\n%.2000s\n\n%.2000s", address, before, page)
				}
				lock.Unlock()
			}
		})
	}
	wait.Wait()
	for address, page := range first {
		want := "200 OK"
		switch {
		case strings.Contains(address, "nothing:x"):
			want = "400 Bad Request"
		case strings.HasSuffix(address, "i000000000000"):
			want = "404 Not Found"
		}
		if !strings.HasPrefix(page, want) || !strings.HasSuffix(page, "</html>") {
			t.Errorf("%s: %.100s", address, page)
		}
	}
}

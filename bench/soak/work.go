package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/ledger/scale"
)

// A desk is the process that serves.
type desk struct {
	cmd     *exec.Cmd
	address string
}

// serve starts the desk on a free port of this machine.
func serve(ctx context.Context, program, db string) (*desk, error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--db", db, "--listen", "127.0.0.1:0")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	address := regexp.MustCompile(`http://[0-9.:]+`).FindString(line)
	if address == "" {
		_ = cmd.Process.Kill()
		return nil, fmt.Errorf("%s serve says %q", program, line)
	}
	return &desk{cmd, address}, nil
}

func (d *desk) stop() {
	_ = d.cmd.Process.Signal(os.Interrupt)
	_ = d.cmd.Wait()
}

// work is what is done at once.
type work struct {
	options
	ledger  *ledger.Ledger
	tallies *tallies
	desk    string
	maker   *scale.Maker
	filed   atomic.Int64
}

// start begins all of it; what files ends earlier than the rest. What it gives waits for the end.
func (w *work) start(ctx, filing context.Context) (wait func()) {
	var all sync.WaitGroup
	each := func(ctx context.Context, every time.Duration, what *tally, do func(context.Context, *rand.Rand) error) {
		seed := uint64(len(w.options.tollbook)) + uint64(time.Now().UnixNano())
		all.Go(func() {
			rng := rand.New(rand.NewPCG(seed, 1))
			tick := time.NewTicker(every)
			defer tick.Stop()
			for {
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
				}
				begun := time.Now()
				err := do(ctx, rng)
				if ctx.Err() != nil {
					return // broken off by the end
				}
				w.tallies.note(what, time.Since(begun), err)
			}
		})
	}
	each(filing, time.Minute*time.Duration(w.batch)/time.Duration(w.rate), &w.tallies.added, func(ctx context.Context, _ *rand.Rand) error { return w.file(ctx, w.batch) })
	each(filing, 5*time.Second, &w.tallies.read, w.read)
	each(ctx, time.Second, &w.tallies.judged, w.judge)
	for range w.browsers {
		each(ctx, time.Second, &w.tallies.pages, w.browse)
	}
	return all.Wait
}

// file files made-up reports with their records, as a program beside the desk does.
func (w *work) file(ctx context.Context, n int) error {
	if w.maker == nil {
		w.maker = scale.New(1)
	}
	var batch []ledger.Filing
	for range n {
		made := w.maker.Next()
		batch = append(batch, ledger.Filing{Report: made.Report, Record: made.Record})
	}
	if _, err := w.ledger.Add(ctx, batch); err != nil {
		return err
	}
	w.filed.Add(int64(n))
	return nil
}

// read sends a report to the interface, which reads and files it.
func (w *work) read(ctx context.Context, rng *rand.Rand) error {
	towns := []string{"Gao", "Quetta", "Mogadishu", "Maiduguri", "Kirkuk", "Cali"}
	text := fmt.Sprintf("A roadside bomb killed %d soldiers near %s on Monday, the army said. %d others were wounded when a second blast hit the convoy.",
		1+rng.IntN(20), towns[rng.IntN(len(towns))], 1+rng.IntN(30))
	return w.send(ctx, "/api/v1/reports", map[string]any{"text": text, "published": fmt.Sprintf("2026-%02d-%02d", 1+rng.IntN(9), 1+rng.IntN(28)), "publisher": "Soak Post"})
}

// one names a report that was filed.
func (w *work) one(rng *rand.Rand) string {
	return fmt.Sprintf("made-up-%06d", rng.Int64N(w.filed.Load()))
}

// judge decides about a figure, an event or two reports.
func (w *work) judge(ctx context.Context, rng *rand.Rand) error {
	id := w.one(rng)
	body := map[string]any{"author": "soak", "reason": "to see whether it holds"}
	switch rng.IntN(4) {
	case 0:
		body["kind"], body["about"], body["field"], body["value"] = "edit", []string{id + "/c1"}, "best", 1+rng.IntN(40)
	case 1:
		body["kind"], body["about"] = "accept", []string{id + "/e1"}
	case 2:
		body["kind"], body["about"] = "note", []string{id + "/e1"}
	default:
		other := w.one(rng)
		if other == id {
			return nil
		}
		body["kind"], body["about"] = []string{"same", "different"}[rng.IntN(2)], []string{id + "/e1", other + "/e1"}
	}
	return w.send(ctx, "/api/v1/judgements", body)
}

// pages are what people look at. A %s stands for a report.
var pages = []string{"/", "/incidents", "/incidents?q=killed:>=5", "/search?q=ambush", "/review", "/map", "/statements", "/actors", "/checks", "/sources", "/reports/%s",
	"/api/v1/incidents?limit=50", "/api/v1/overview", "/api/v1/queue", "/api/v1/search?q=convoy"}

func (w *work) browse(ctx context.Context, rng *rand.Rand) error {
	page := pages[rng.IntN(len(pages))]
	if strings.Contains(page, "%s") {
		page = fmt.Sprintf(page, w.one(rng))
	}
	return w.ask(ctx, http.MethodGet, page, nil)
}

func (w *work) send(ctx context.Context, path string, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return w.ask(ctx, http.MethodPost, path, data)
}

var client = &http.Client{Timeout: time.Minute}

// ask makes a request, reads the whole answer, and takes whatever is no success for an error.
func (w *work) ask(ctx context.Context, method, path string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, method, w.desk+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode >= 300 {
		err = errors.New(resp.Status + ": " + string(answer[:min(len(answer), 300)]))
	}
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	return nil
}

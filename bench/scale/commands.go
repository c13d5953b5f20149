package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/tollbook/tollbook/ledger/scale"
)

// parts is in how many turns the commands are measured, each first in one of them, so that what else the machine does meets both. Each part is some thousand reports: what an
// archive is, so that opening the ledger and filing the last batch, with nothing left to read, count no more than they do there.
const parts = 2

// leastRate is at which share of the rate of reading, in percent, reports must be added. Both commands really read the reports, each from its start, with
// nothing in memory: adding them opens the ledger, and closes it, as often.
const leastRate = 80

// A spent is what a command took.
type spent struct{ clock, processor time.Duration }

// compareCommands gives the same made-up reports, with the words alone, to "tollbook read --jsonl" and to "tollbook add", and prints how the rates compare.
func compareCommands(ctx context.Context, address string, maker *scale.Maker, n, filed int) error {
	folder, err := os.MkdirTemp("", "tollbook-scale-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	program, lines := filepath.Join(folder, "tollbook"), filepath.Join(folder, "reports.jsonl")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "github.com/tollbook/tollbook/cmd/tollbook").CombinedOutput(); err != nil {
		return fmt.Errorf("building tollbook: %w\n%s", err, out)
	}
	var reading, adding spent
	words := 0
	for part := range parts {
		var reports bytes.Buffer
		for range n*(part+1)/parts - n*part/parts {
			r := maker.Next()
			words += len(strings.Fields(r.Report.Text))
			reports.Write(append(r.JSON(), '\n'))
		}
		if err := os.WriteFile(lines, reports.Bytes(), 0o600); err != nil {
			return err
		}
		turns := []func() error{
			func() error { return reading.run(ctx, &reports, program, "read", "--jsonl") },
			func() error { return adding.run(ctx, nil, program, "add", "--db", address, lines) },
		}
		for turn := range turns {
			if err := turns[(turn+part)%len(turns)](); err != nil {
				return err
			}
		}
	}
	fmt.Printf("\n%d more reports of %d words, read and added to a ledger of %d by the commands, turn by turn:\n\n", n, words/n, filed)
	fmt.Println("| | clock time a report, ms | processor time a report, ms |")
	fmt.Println("|---|---|---|")
	per := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(n) }
	fmt.Printf("| tollbook read --jsonl | %.1f | %.1f |\n", per(reading.clock), per(reading.processor))
	fmt.Printf("| tollbook add | %.1f | %.1f |\n", per(adding.clock), per(adding.processor))
	rate := 100 * reading.clock.Seconds() / adding.clock.Seconds()
	fmt.Printf("| rate of adding to that of reading | %.0f %% | %.0f %% |\n", rate, 100*reading.processor.Seconds()/adding.processor.Seconds())
	if rate < leastRate {
		return fmt.Errorf("reports are added at %.0f %% of the rate at which they are read, less than %d %%", rate, leastRate)
	}
	return nil
}

// run runs a command and adds what it took.
func (s *spent) run(ctx context.Context, input *bytes.Buffer, program string, args ...string) error {
	cmd := exec.CommandContext(ctx, program, args...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	if input != nil {
		cmd.Stdin = input
	}
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("tollbook %s: %w\n%s", args[0], err, complaints.String())
	}
	s.clock += time.Since(start)
	s.processor += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return nil
}

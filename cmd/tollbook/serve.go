package main

import (
	"context"
	"fmt"
	"net"
	"net/http"

	"github.com/tollbook/tollbook/desk"
	"github.com/tollbook/tollbook/desk/sample"
	"github.com/tollbook/tollbook/ledger"
)

type serveCommand struct {
	address
	Listen string `placeholder:"ADDRESS" default:"127.0.0.1:8080" help:"Address and port to answer on (default 127.0.0.1:8080; port 0 for any that is free)."`
	Sample bool   `default:"true" negatable:"" help:"Fill a ledger that is empty with a sample (default; --no-sample leaves it empty)."`
}

// Help teaches by example.
func (serveCommand) Help() string {
	return `Serves the desk: pages in the browser on which to look through a ledger and decide about it. It answers to this machine alone. Ctrl-C stops it.

Examples:

  tollbook serve
  tollbook serve --db archive.db --listen 127.0.0.1:9000
  tollbook demo                                  the same, with a sample that is thrown away at the end`
}

// Run serves the desk.
func (c *serveCommand) Run(ctx context.Context, out *output) error {
	if err := c.checkListen(); err != nil {
		return err
	}
	l, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	s, err := l.Stats(ctx)
	if err != nil {
		return err
	}
	notice := ""
	if s.Reports == 0 && c.Sample {
		if _, err := sample.Fill(ctx, l); err != nil {
			return err
		}
		notice = sampleNotice
	}
	return serveDesk(ctx, out, l, c.Listen, notice)
}

// checkListen refuses addresses that others can reach.
func (c *serveCommand) checkListen() error {
	if !desk.Loopback(c.Listen) {
		return &usageError{c.Listen + " can be reached from other machines, and this desk has no users", "--listen 127.0.0.1:8080 answers to this machine alone"}
	}
	return nil
}

// sampleNotice stands over the pages of a ledger that was filled with the sample.
const sampleNotice = "This is a sample: its events, people, papers and armed groups are invented. File reports of your own with tollbook add."

// serveDesk answers until it is interrupted.
func serveDesk(ctx context.Context, out *output, l *ledger.Ledger, listen, notice string) error {
	pages, err := desk.New(l, desk.Options{Notice: notice})
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return &usageError{err.Error(), "--listen 127.0.0.1:0 takes any port that is free"}
	}
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	fmt.Fprintf(out.stdout, "%s is open at http://%s (Ctrl-C stops it)\n", l.Name(), listener.Addr())
	return desk.Serve(ctx, listener, desk.OnlyLocal(mux))
}

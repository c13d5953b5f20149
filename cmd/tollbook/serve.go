package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/tollbook/tollbook/desk"
	"github.com/tollbook/tollbook/desk/sample"
	"github.com/tollbook/tollbook/ledger"
)

type serveCommand struct {
	address
	Listen string `placeholder:"ADDRESS" default:"127.0.0.1:8080" help:"Address and port to answer on (default 127.0.0.1:8080; port 0 for any that is free)."`
	network
	As     string `placeholder:"NAME" env:"TOLLBOOK_AUTHOR" help:"Who decides, as judgements are signed, where nobody logs in (default: you, as this machine knows you). Each browser can say otherwise."`
	Sample bool   `default:"true" negatable:"" help:"Show a sample as long as the ledger is empty (default; --no-sample shows the empty ledger)."`
}

// Help teaches by example.
func (serveCommand) Help() string {
	return `Serves the desk: pages in the browser on which to look through a ledger and decide about it. It answers to this machine alone, unless --public says
how others reach it: then people log in (tollbook user add). Programs find an interface at /api/v1/docs. Ctrl-C stops it.
A ledger that is empty stays so: a sample is shown in its place, until reports are filed and the desk is started again.
Whether it is alive stands at /healthz and /readyz; numbers for Prometheus at /metrics, with --public only at the address of --metrics. Where
OTEL_EXPORTER_OTLP_ENDPOINT is set, traces are sent there.

Examples:

  tollbook serve
  tollbook serve --db archive.db --listen 127.0.0.1:9000
  tollbook serve --as ada
  tollbook serve --public https://desk.example.org --withhold-victims
  tollbook serve --log json --metrics 127.0.0.1:9090
  tollbook demo                                  a sample, whatever is filed`
}

// Run serves the desk.
func (c *serveCommand) Run(ctx context.Context, out *output) error {
	if err := c.check(c.Listen, 1); err != nil { // accounts are counted when the ledger is open
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
	if s.Reports == 0 && c.Sample && c.Public == "" {
		return serveSample(ctx, out, c.watching, c.Listen, userName(c.As), l.Name()+" is empty. "+sampleNotice+" File reports of your own with tollbook add, and start the desk again.")
	}
	return serveDesk(ctx, out, l, c.Listen, desk.Options{As: userName(c.As)}, &c.network)
}

// sampleNotice stands over the pages of the sample.
const sampleNotice = "This is a sample: its events, people, papers and armed groups are invented."

// serveSample serves a sample, and throws it away at the end.
func serveSample(ctx context.Context, out *output, w watching, listen, as, notice string) error {
	folder, err := os.MkdirTemp("", "tollbook-demo")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	l, err := ledger.Open(ctx, filepath.Join(folder, "sample.db"))
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	if _, err := sample.Fill(ctx, l); err != nil {
		return err
	}
	return serveDesk(ctx, out, l, listen, desk.Options{Notice: notice, As: as}, &network{watching: w})
}

// userName gives the name that somebody wants, or else the one by which this machine knows him; empty where it does not.
func userName(wanted string) string {
	if wanted = strings.TrimSpace(wanted); wanted != "" {
		return wanted
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username[strings.LastIndexByte(u.Username, '\\')+1:] // a domain stands before it on Windows
}

// serveDesk answers until it is interrupted.
func serveDesk(ctx context.Context, out *output, l *ledger.Ledger, listen string, opt desk.Options, n *network) error {
	opt.WithholdVictims = n.WithholdVictims
	pages, err := desk.New(l, opt)
	if err != nil {
		return err
	}
	h, err := n.handler(ctx, l, listen, pages)
	if err != nil {
		return err
	}
	m, stop, err := n.begin(ctx, l)
	if err != nil {
		return err
	}
	defer stop()
	h = n.watched(m, n.logger(out), h)
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return &usageError{err.Error(), "--listen 127.0.0.1:0 takes any port that is free"}
	}
	fmt.Fprintf(out.stdout, "The desk is open at http://%s (Ctrl-C closes it)\n", listener.Addr())
	return desk.Serve(ctx, listener, h)
}

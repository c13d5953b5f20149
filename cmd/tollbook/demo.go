package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/tollbook/tollbook/desk/sample"
	"github.com/tollbook/tollbook/ledger"
)

type demoCommand struct {
	Listen string `placeholder:"ADDRESS" default:"127.0.0.1:8080" help:"Address and port to answer on (default 127.0.0.1:8080; port 0 for any that is free)."`
}

// Help teaches by example.
func (demoCommand) Help() string {
	return `Serves the desk on a sample of made-up reports, to look at what Tollbook does. What is changed on it is gone when it stops.

Example:

  tollbook demo`
}

// Run serves a sample.
func (c *demoCommand) Run(ctx context.Context, out *output) error {
	serve := serveCommand{Listen: c.Listen}
	if err := serve.checkListen(); err != nil {
		return err
	}
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
	return serveDesk(ctx, out, l, c.Listen, sampleNotice)
}

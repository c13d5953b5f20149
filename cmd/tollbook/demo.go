package main

import "context"

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
	if err := new(network).check(c.Listen, 1); err != nil {
		return err
	}
	return serveSample(ctx, out, watching{}, c.Listen, userName(""), sampleNotice+" What you change on it is gone when the desk is closed.")
}

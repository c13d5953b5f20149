package main

import (
	"context"
	"errors"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tollbook/tollbook/api"
	"github.com/tollbook/tollbook/mcp"
)

type mcpCommand struct {
	address
	WithholdVictims bool `help:"Hide the names of victims."`
}

// Help teaches by example.
func (mcpCommand) Help() string {
	return `Gives a ledger to language models, by the Model Context Protocol on standard input and output. The tools read and never write: search_reports,
list_incidents, get_incident, check_tallies and read_report. Each answer comes with the report and the words that it rests on.

Programs that speak the protocol are told the command, such as

  {"mcpServers": {"tollbook": {"command": "tollbook", "args": ["mcp", "--db", "/home/ada/tollbook.db"]}}}`
}

// Run answers until the other side ends.
func (c *mcpCommand) Run(ctx context.Context) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	err = mcp.New(l, mcp.Options{WithholdVictims: c.WithholdVictims}).Run(ctx, &sdk.StdioTransport{})
	if errors.Is(err, io.EOF) || ctx.Err() != nil {
		return nil
	}
	return err
}

type apiCommand struct {
	OpenAPI apiOpenAPICommand `cmd:"" name:"openapi" help:"Print the OpenAPI document of the interface for programs."`
}

type apiOpenAPICommand struct{}

// Help teaches by example.
func (apiOpenAPICommand) Help() string {
	return `Prints the OpenAPI 3.1 document that tollbook serve has at /api/v1/openapi.json; docs/api.md tells how to use the interface.

Examples:

  tollbook api openapi > openapi.json`
}

// Run prints the document.
func (apiOpenAPICommand) Run(out *output) error {
	_, err := out.stdout.Write(api.Document())
	return err
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/tollbook/tollbook/access"
)

type tokenCommand struct {
	Add    tokenAddCommand    `cmd:"" help:"Make a token for a program, and show it once."`
	List   tokenListCommand   `cmd:"" help:"List the tokens, without their secrets."`
	Remove tokenRemoveCommand `cmd:"" help:"Make a token worthless."`
}

type tokenAddCommand struct {
	address
	User  string   `arg:"" help:"The account that the token acts for."`
	Scope []string `placeholder:"SCOPE" default:"read" help:"What for: read, file (reports) or judge; may be given several times (default read). It never allows more than the account's role does."`
	Label string   `placeholder:"TEXT" help:"What it is for, so that it is known in the list."`
	Days  int      `placeholder:"N" default:"90" help:"How many days it lasts (default 90; 0 for ever)."`
}

// Help teaches by example.
func (tokenAddCommand) Help() string {
	return `Makes a token with which a program uses the API of tollbook serve in the name of an account. The token is printed once and kept as a hash alone.

Examples:

  tollbook token add ada --label "nightly export"
  tollbook token add ada --scope read --scope file --days 365
  curl -H "Authorization: Bearer $TOKEN" https://desk.example.org/api/v1/incidents`
}

// Run makes the token.
func (c *tokenAddCommand) Run(ctx context.Context, out *output) error {
	scopes, err := access.ParseScopes(c.Scope)
	if err != nil {
		return &usageError{err.Error(), "--scope read --scope judge gives two"}
	}
	if c.Days < 0 || c.Days > 36500 {
		return &usageError{fmt.Sprintf("a token cannot last %d days", c.Days), "--days 90"}
	}
	return c.accounts(ctx, func(s *access.Store) error {
		_, secret, err := s.AddToken(ctx, c.User, c.Label, scopes, time.Duration(c.Days)*24*time.Hour)
		if err == nil {
			_, err = fmt.Fprintln(out.stdout, secret)
		}
		return err
	}, "token add", c.User+" "+strings.Join(c.Scope, " "))
}

type tokenListCommand struct {
	address
	Format string `enum:"text,json" default:"text" help:"text for a person to read; json for one token a line."`
}

// Run lists the tokens.
func (c *tokenListCommand) Run(ctx context.Context, out *output) error {
	return c.accounts(ctx, func(s *access.Store) error {
		list, err := s.Tokens(ctx)
		if err != nil {
			return err
		}
		if c.Format == "json" {
			return encodeAll(out.stdout, list)
		}
		table := tabwriter.NewWriter(out.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "ID\tUSER\tSCOPES\tEXPIRES\tLABEL")
		for _, t := range list {
			names := make([]string, len(t.Scopes))
			for i, s := range t.Scopes {
				names[i] = string(s)
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", t.ID, printable(t.Account), strings.Join(names, " "), cmp.Or(t.Expires, "never"), printable(t.Label))
		}
		return table.Flush()
	}, "", "")
}

type tokenRemoveCommand struct {
	address
	ID string `arg:"" help:"Which, as tollbook token list tells."`
}

// Run removes the token.
func (c *tokenRemoveCommand) Run(ctx context.Context) error {
	return c.accounts(ctx, func(s *access.Store) error { return s.RemoveToken(ctx, c.ID) }, "token remove", c.ID)
}

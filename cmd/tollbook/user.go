package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"github.com/tollbook/tollbook/access"
)

type userCommand struct {
	Add      userAddCommand      `cmd:"" help:"Make an account."`
	List     userListCommand     `cmd:"" help:"List the accounts."`
	Remove   userRemoveCommand   `cmd:"" help:"Remove an account with its sessions and tokens."`
	Password userPasswordCommand `cmd:"" help:"Give an account another password, and end its sessions."`
	Role     userRoleCommand     `cmd:"" help:"Give an account another role."`
	Log      userLogCommand      `cmd:"" help:"List who did what over the network, the latest first."`
}

// accounts opens the accounts of a ledger. What changes them is noted in the log once it is done.
func (a address) accounts(ctx context.Context, work func(*access.Store) error, what, about string) error {
	l, err := a.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	s := access.NewStore(l)
	if err := work(s); err != nil {
		return explainAccess(err)
	}
	if what == "" {
		return nil
	}
	return s.Log(ctx, access.Entry{Who: cmp.Or(os.Getenv("USER"), "unknown"), Via: "command", What: what, About: about})
}

// explainAccess makes an error of accounts one of the command line, with a hint.
func explainAccess(err error) error {
	for _, known := range []struct {
		err  error
		hint string
	}{
		{access.ErrNoAccount, "tollbook user list tells the names"}, {access.ErrTaken, "tollbook user role and tollbook user password change it"},
		{access.ErrPassword, "several words that do not belong together are easy to remember"}, {access.ErrName, "such as ada or ada@example.org"},
		{access.ErrNoToken, "tollbook token list tells the ids"},
	} {
		if errors.Is(err, known.err) {
			return &usageError{err.Error(), known.hint}
		}
	}
	return err
}

type userAddCommand struct {
	address
	Name       string `arg:"" help:"The name to log in with."`
	Role       string `enum:"reader,coder,editor" default:"reader" help:"reader reads; coder also files reports and judges; editor also undoes the judgements of others and reads the log."`
	NoPassword bool   `help:"No password: for an account of tokens, or of a provider, whose name is the address that the provider has verified."`
}

// Help teaches by example.
func (userAddCommand) Help() string {
	return `Makes an account for tollbook serve. The password is asked for, or read from standard input where that is not a terminal.

Examples:

  tollbook user add ada --role coder
  pass show desk/ada | tollbook user add ada --role coder
  tollbook user add ada@example.org --role editor --no-password`
}

// Run makes the account.
func (c *userAddCommand) Run(ctx context.Context) error {
	return c.accounts(ctx, func(s *access.Store) error {
		password := ""
		if !c.NoPassword {
			var err error
			if password, err = askPassword(os.Stdin, os.Stderr); err != nil {
				return err
			}
			if password == "" {
				return access.ErrPassword
			}
		}
		return s.AddAccount(ctx, c.Name, access.Role(c.Role), password)
	}, "user add", c.Name+" "+c.Role)
}

// askPassword reads a password, twice from a terminal, and from its first line from anything else.
func askPassword(in *os.File, prompt io.Writer) (string, error) {
	if !term.IsTerminal(int(in.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var both [2]string
	for i, words := range []string{"Password: ", "Again: "} {
		fmt.Fprint(prompt, words)
		data, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(prompt)
		if err != nil {
			return "", err
		}
		both[i] = string(data)
	}
	if both[0] != both[1] {
		return "", &usageError{"the two are not the same", ""}
	}
	return both[0], nil
}

type userListCommand struct {
	address
	Format string `enum:"text,json" default:"text" help:"text for a person to read; json for one account a line."`
}

// Run lists the accounts.
func (c *userListCommand) Run(ctx context.Context, out *output) error {
	return c.accounts(ctx, func(s *access.Store) error {
		list, err := s.Accounts(ctx)
		if err != nil {
			return err
		}
		if c.Format == "json" {
			return encodeAll(out.stdout, list)
		}
		table := tabwriter.NewWriter(out.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "NAME\tROLE\tLOGIN")
		for _, a := range list {
			login := "tokens"
			switch {
			case a.Password:
				login = "password"
			case a.Subject != "":
				login = "provider"
			}
			fmt.Fprintf(table, "%s\t%s\t%s\n", printable(a.Name), a.Role, login)
		}
		return table.Flush()
	}, "", "")
}

func encodeAll[T any](w io.Writer, list []T) error {
	lines := jsonLines(w)
	for _, x := range list {
		if err := lines.Encode(x); err != nil {
			return err
		}
	}
	return nil
}

type userRemoveCommand struct {
	address
	Name string `arg:"" help:"Whose account."`
}

// Run removes the account.
func (c *userRemoveCommand) Run(ctx context.Context) error {
	return c.accounts(ctx, func(s *access.Store) error { return s.RemoveAccount(ctx, c.Name) }, "user remove", c.Name)
}

type userPasswordCommand struct {
	address
	Name string `arg:"" help:"Whose account."`
}

// Run changes the password.
func (c *userPasswordCommand) Run(ctx context.Context) error {
	return c.accounts(ctx, func(s *access.Store) error {
		password, err := askPassword(os.Stdin, os.Stderr)
		if err != nil {
			return err
		}
		return s.SetPassword(ctx, c.Name, password)
	}, "user password", c.Name)
}

type userRoleCommand struct {
	address
	Name string `arg:"" help:"Whose account."`
	Role string `arg:"" enum:"reader,coder,editor" help:"reader, coder or editor."`
}

// Run changes the role.
func (c *userRoleCommand) Run(ctx context.Context) error {
	return c.accounts(ctx, func(s *access.Store) error { return s.SetRole(ctx, c.Name, access.Role(c.Role)) }, "user role", c.Name+" "+c.Role)
}

type userLogCommand struct {
	address
	Limit  int    `placeholder:"N" default:"50" help:"Most entries to list (default 50)."`
	Format string `enum:"text,json" default:"text" help:"text for a person to read; json for one entry a line."`
}

// Run lists the log.
func (c *userLogCommand) Run(ctx context.Context, out *output) error {
	return c.accounts(ctx, func(s *access.Store) error {
		list, err := s.Entries(ctx, 0, c.Limit)
		if err != nil {
			return err
		}
		if c.Format == "json" {
			return encodeAll(out.stdout, list)
		}
		table := tabwriter.NewWriter(out.stdout, 0, 0, 2, ' ', 0)
		for _, e := range list {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", e.At, printable(e.Who), e.Via, e.Address, e.What, printable(e.About))
		}
		return table.Flush()
	}, "", "")
}

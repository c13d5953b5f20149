// Command tollbook reads news reports of political violence and diplomacy into a sourced record.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/language/kernel"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/read"
)

// Exit statuses.
const (
	exitOK          = 0
	exitFailed      = 1 // some input could not be read; the others were
	exitUsage       = 2
	exitInterrupted = 130
)

type commands struct {
	Read       readCommand       `cmd:"" help:"Read reports, and print what they claim."`
	Add        addCommand        `cmd:"" help:"Read reports and file them in a ledger."`
	Incidents  incidentsCommand  `cmd:"" help:"List the incidents that the reports of a ledger speak of."`
	Search     searchCommand     `cmd:"" help:"Find reports by words, publisher, actor, place, day."`
	Incident   incidentCommand   `cmd:"" help:"Show one incident, source by source."`
	Queue      queueCommand      `cmd:"" help:"List the incidents that wait for a person to look at them, and why."`
	Judge      judgeCommand      `cmd:"" help:"File what a person decided about a value or an incident."`
	Judgements judgementsCommand `cmd:"" help:"List what people decided."`
	Reread     rereadCommand     `cmd:"" help:"Read the reports of a ledger again with this version, and tell what changes."`
	Watch      watchCommand      `cmd:"" help:"Follow feeds, sitemaps and pages, and file what they publish."`
	Alert      alertCommand      `cmd:"" help:"Tell people and programs of the incidents that saved searches find."`
	Work       workCommand       `cmd:"" help:"Read what waits in the queue of a ledger, on one machine or on many."`
	Check      checkCommand      `cmd:"" help:"Lay the totals that reports state beside what a ledger documents."`
	Brief      briefCommand      `cmd:"" help:"Write a situation brief on a period, with its evidence."`
	Plot       plotCommand       `cmd:"" help:"Draw a chart: people harmed over time, incidents by kind and province, a map."`
	Export     exportCommand     `cmd:"" help:"Write the incidents of a ledger for other programs: tables, maps, other recorders' formats."`
	Import     importCommand     `cmd:"" help:"Read a data package into a ledger, or put tables of other recorders beside its incidents."`
	Compare    compareCommand    `cmd:"" help:"Lay the incidents of a ledger beside those of another recorder."`
	Serve      serveCommand      `cmd:"" help:"Serve the desk: pages on which to look through a ledger and decide about it."`
	Demo       demoCommand       `cmd:"" help:"Serve the desk on a sample of made-up reports."`
	DB         dbCommand         `cmd:"" name:"db" help:"Look after a ledger."`
	User       userCommand       `cmd:"" help:"Look after the accounts of a server."`
	Token      tokenCommand      `cmd:"" help:"Look after the tokens with which programs use a server."`
	API        apiCommand        `cmd:"" name:"api" help:"Describe the interface of a server for programs."`
	MCP        mcpCommand        `cmd:"" name:"mcp" help:"Give a ledger to language models (Model Context Protocol)."`
	Codebook   codebookCommand   `cmd:"" help:"Look up, check and try what counts as which event."`
	Completion completionCommand `cmd:"" help:"Print a script with which a shell completes commands and flags."`
	Man        manCommand        `cmd:"" help:"Write the manual, as pages for man(1) or as Markdown."`
	Status     statusCommand     `cmd:"" help:"Tell how a ledger and what is watched for it stand."`
	Version    versionCommand    `cmd:"" help:"Print the version of the program, its codebook and its model."`
}

const description = `Tollbook reads news reports of political violence and diplomacy and keeps a book of what they claim: who did
what to whom, where, when, how many were harmed, and according to whom.

Start with: tollbook read report.txt`

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first interrupt stops cleanly, a second one at once.
	context.AfterFunc(ctx, stop)

	out := newOutput(os.Stdout, os.Stderr)
	helped := false
	parser := newParser(ctx, out, func() { helped = true })
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if helped {
		return exitOK
	}
	if wanted := kernel.Refused(); err == nil && wanted != "" {
		err = &usageError{kernel.Variable + "=" + wanted + ": this processor has no such kernel", "it has " + strings.Join(kernel.Names(), ", ")}
	}
	if err == nil {
		err = command.Run()
	}
	return out.status(ctx, err)
}

// newParser gives what reads the command line. helped is called when help was asked for and given.
func newParser(ctx context.Context, out *output, helped func()) *kong.Kong {
	parser, err := kong.New(new(commands), kong.Name("tollbook"), kong.Description(description), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(out),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 80}),
		kong.Exit(func(int) { helped() }))
	if err != nil {
		panic(err) // the commands are described wrongly: no input can do this
	}
	return parser
}

// A usageError says that the command line makes no sense.
type usageError struct{ reason, hint string }

func (e *usageError) Error() string { return e.reason }

// status tells the user what went wrong, and gives the exit status.
func (o *output) status(ctx context.Context, err error) int {
	var usage *usageError
	var faults codebook.Faults
	var parse *kong.ParseError
	var failed *ledger.Error
	switch {
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &usage):
		o.complain("", usage.reason, usage.hint)
		return exitUsage
	case errors.As(err, &faults):
		for i := range faults {
			o.complain(faults[i].Where(), faults[i].What(), faults[i].Hint)
		}
		return exitFailed
	case errors.As(err, &parse):
		o.complain("", parse.Error(), "tollbook "+commandName(parse)+"--help shows what there is")
		return exitUsage
	case errors.As(err, &failed):
		o.complain("", err.Error(), failed.Hint)
		return exitFailed
	case err != nil:
		o.complain("", err.Error(), "")
		return exitFailed
	case o.failed > 0:
		return exitFailed
	}
	return exitOK
}

// commandName gives the command that was being read, and a space; empty if none was.
func commandName(err *kong.ParseError) string {
	if err.Context == nil || err.Context.Selected() == nil {
		return ""
	}
	return err.Context.Selected().Path() + " "
}

type versionCommand struct{}

// Run prints the versions that a record's "coder" holds, and the kernel that the reader runs on here.
func (versionCommand) Run(_ context.Context, out *output) error {
	_, err := fmt.Fprintf(out.stdout, "tollbook %s\ncodebook %s\nmodel    %s\nkernel   %s\n",
		read.Version, short(codebook.SHA256()), short(language.Model()), kernel.Name())
	return err
}

func short(sum string) string { return sum[:min(len(sum), 16)] }

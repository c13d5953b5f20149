package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tollbook/tollbook/alert"
	"github.com/tollbook/tollbook/ledger"
)

type alertCommand struct {
	address
	File     string `arg:"" help:"File of alerts."`
	DryRun   bool   `help:"Print what would be told, tell nobody, and remember nothing."`
	Mark     bool   `help:"Remember all that is found now as told, and tell nobody: alerts begin with what comes after."`
	Withhold bool   `name:"withhold-victims" help:"Keep the names of victims out."`
}

// Help teaches by example.
func (alertCommand) Help() string {
	return `Tells people and programs of the incidents that saved searches find: by webhook, by mail, in an Atom feed; each incident once to each of them,
with the words of its reports. The ledger remembers who was told what, under the alert's name. A file of alerts has one setting a line; what follows # is a comment:

  desk     https://desk.example.org                 # where links lead; may be left out
  smtp     mail.example.org:587  from=desk@example.org user=desk password=$SMTP_PASSWORD

  alert    Five or more killed in Mali
  search   country:MLI killed:>=5
  webhook  https://hooks.example.org/tollbook  secret=$HOOK_SECRET
  mail     ada@example.org
  atom     mali.atom

$NAME is the value of that variable. A search is one of tollbook incidents. Of an alert, policy ucdp counts otherwise than acled. smtp takes
tls=implicit (port 465) or tls=none. A webhook is signed with its secret (docs/wire.md says how); one inside your own network is named in its line: allow=10.0.0.5.

Examples:

  tollbook alert alerts.txt --db news.db --dry-run     what would be told
  tollbook alert alerts.txt --db news.db --mark        begin with what comes after this
  tollbook alert alerts.txt --db news.db               as from cron
  tollbook watch sources.txt --db news.db --alerts alerts.txt

What could not be told is told the next time. At most 200 incidents are told to one of them at once.

Exit status: 0 if all was told, 1 if something could not be, 2 for a wrong command line or file, 130 when broken off.`
}

// Run tells what is new.
func (c *alertCommand) Run(ctx context.Context, out *output) error {
	if c.DryRun && c.Mark {
		return &usageError{"--dry-run remembers nothing, and --mark does nothing but that", "give one of them"}
	}
	file, err := readAlerts(out, c.File)
	if err != nil {
		return err
	}
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	s := newSender(l, c.File, c.Withhold)
	s.Mark = c.Mark
	if c.DryRun {
		s.Try = out.wouldTell
	}
	results, err := s.Once(ctx, file)
	out.told(results, !c.DryRun)
	return err
}

// readAlerts reads a file of alerts.
func readAlerts(out *output, path string) (*alert.File, error) {
	const hint = "tollbook alert --help shows what stands in a file of alerts"
	f, err := os.Open(path)
	if err != nil {
		return nil, &usageError{path + ": cannot be opened: " + cause(err).Error(), hint}
	}
	defer func() { _ = f.Close() }()
	file, faults, err := alert.Parse(f, os.Getenv)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for _, fault := range faults {
		out.complain(path, fault.Error(), "")
	}
	if len(faults) > 0 || len(file.Alerts) == 0 {
		return nil, &usageError{path + ": not all of it, or nothing, is an alert", hint}
	}
	return file, nil
}

func newSender(l *ledger.Ledger, path string, withhold bool) *alert.Sender {
	return &alert.Sender{Ledger: l, Fetcher: newFetcher, Withhold: withhold, Folder: filepath.Dir(path)}
}

// wouldTell prints a message that is not sent.
func (o *output) wouldTell(_ *alert.Alert, r *alert.Receiver, m *alert.Message) {
	fmt.Fprintf(o.stdout, "%s\nto %s\n\n%s\n", printable(m.Subject()), printable(r.String()), m.Text())
}

// told says what came of each receiver; where all is false, only of those to whom something was told or not told.
func (o *output) told(results []alert.Result, all bool) {
	for _, r := range results {
		name := r.Alert.Name + ", " + r.Receiver.String()
		if r.Err != nil {
			o.fail(name, r.Err)
			continue
		}
		if !all && r.Told == 0 && r.Waiting == 0 {
			continue
		}
		waiting := ""
		if r.Waiting > 0 {
			waiting = fmt.Sprintf(", %d wait for the next time", r.Waiting)
		}
		fmt.Fprintf(o.stdout, "%s: %d told%s\n", printable(name), r.Told, waiting)
	}
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/tollbook/tollbook/alert"
	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/report"
	"github.com/tollbook/tollbook/watch"
	"github.com/tollbook/tollbook/work"
)

type watchCommand struct {
	Run      watchRunCommand      `cmd:"" default:"withargs" help:"Follow the sources of a file, and file what they publish."`
	Import   watchImportCommand   `cmd:"" help:"Print the feeds of an OPML file as lines of sources."`
	Versions watchVersionsCommand `cmd:"" help:"Show how an article was changed."`
}

type watchRunCommand struct {
	address
	Sources string `arg:"" help:"File of sources, one a line."`
	Once    bool   `help:"Look once at every source, and end."`
	Queue   bool   `help:"Put articles in the queue, for tollbook work to read and file."`
	MaxText size   `placeholder:"SIZE" default:"2MB" help:"Most text in one report (default 2MB)."`
	Alerts  string `placeholder:"FILE" help:"Tell of new incidents by this file of alerts after each look (tollbook alert --help)."`
	watching
	Withhold bool `name:"withhold-victims" help:"Keep the names of victims out of alerts."`
}

// Help teaches by example.
func (watchRunCommand) Help() string {
	return `A file of sources has one a line: what it is, its address, its publisher, options. What follows # is a comment.

  feed     https://post.example/rss        Bend Post     every=10m
  sitemap  https://wire.example/news.xml   Example Wire  match=/world/ most=50
  page     https://ministry.example/toll   Ministry      every=6h

A feed may be RSS, Atom or JSON Feed. Options: every=15m between two looks, most=100 articles at one look, match= what an
article's address must hold, language= of articles where it cannot be told, updates=no to look at articles only once.

Examples:

  tollbook watch sources.txt --db news.db          until Ctrl-C
  tollbook watch sources.txt --once                once, as from cron
  tollbook watch sources.txt --alerts alerts.txt   and tell of what it finds
  tollbook watch sources.txt --log json --metrics 127.0.0.1:9090
  tollbook watch sources.txt --queue               what tollbook work then reads, here or elsewhere
  tollbook watch import subscriptions.opml > sources.txt
  tollbook watch versions https://post.example/news/1234

robots.txt is kept to, and no host is asked more than once in two seconds. Articles are looked at again while they are new;
changed ones are filed as further reports. Where OTEL_EXPORTER_OTLP_ENDPOINT is set, traces are sent there.

Exit status: 0 if all was had, 1 if something could not be, 2 for a wrong command line, 130 when broken off.`
}

// Run follows the sources.
func (c *watchRunCommand) Run(ctx context.Context, out *output) error {
	f, err := os.Open(c.Sources)
	if err != nil {
		return &usageError{c.Sources + ": cannot be opened: " + cause(err).Error(), "tollbook watch --help shows what stands in a file of sources"}
	}
	sources, faults, err := watch.ParseSources(f)
	_ = f.Close()
	if err != nil {
		return fmt.Errorf("%s: %w", c.Sources, err)
	}
	for _, fault := range faults {
		out.complain(c.Sources, fault.Error(), "")
	}
	if len(faults) > 0 || len(sources) == 0 {
		return &usageError{c.Sources + ": not all of it, or nothing, is a source", "tollbook watch --help shows what stands in a file of sources"}
	}
	var alerts *alert.File
	if c.Alerts != "" {
		if alerts, err = readAlerts(out, c.Alerts); err != nil {
			return err
		}
	}
	l, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	w := &watch.Watcher{Ledger: l, Coder: coder(), Options: report.Options{MaxText: int(c.MaxText)}, Tell: out.watched,
		Fetcher: newFetcher(fetch.Options{Robots: true, Interval: 2 * time.Second, Tries: 3})}
	log := c.logger(out)
	if log != nil {
		w.Tell = func(e watch.Event) { out.logged(log, e) }
	}
	m, stop, err := c.begin(ctx, l)
	if err != nil {
		return err
	}
	defer stop()
	w.Stepped = m.Step
	tell := w.Tell
	w.Tell = func(e watch.Event) {
		if e.What != watch.Done {
			m.Article(string(e.What))
		}
		tell(e)
	}
	if alerts != nil {
		sender := newSender(l, c.Alerts, c.Withhold)
		w.Looked = func(ctx context.Context) error {
			results, err := sender.Again(ctx, alerts)
			for _, r := range results {
				m.Alerts(string(r.Receiver.Kind), r.Told, r.Err)
			}
			out.told(results, false)
			return err
		}
	}
	if c.Queue {
		queue, err := work.Open(ctx, l)
		if err != nil {
			return err
		}
		w.PublishedOn = queue.PublishedOn
		w.Put = func(ctx context.Context, v ledger.Visit, page ledger.Fetched, rep *report.Report) error {
			return queue.PutFetched(ctx, v, page, rep, work.Fresh)
		}
	}
	if !c.Once {
		return w.Watch(ctx, sources)
	}
	total, err := w.Once(ctx, sources)
	if err == nil {
		_, err = fmt.Fprintln(out.stdout, counts(total))
	}
	return err
}

// watched tells of what happened: of changes and failures at once, of the rest in a line for each source.
func (o *output) watched(e watch.Event) {
	switch e.What {
	case watch.Failed:
		name := e.URL
		if name == "" {
			name = e.Source.URL
		}
		o.fail(name, e.Err)
	case watch.Changed:
		fmt.Fprintf(o.stdout, "changed  %s\n", printable(e.URL))
	case watch.Done:
		if len(e.Count) > 0 {
			fmt.Fprintf(o.stdout, "%s  %s\n", printable(e.Source.URL), counts(e.Count))
		}
	}
}

// counts writes what happened how often.
func counts(n map[watch.What]int) string {
	s := fmt.Sprintf("%d new, %d changed, %d failed", n[watch.New]+n[watch.Unread], n[watch.Changed], n[watch.Failed])
	if n[watch.Unread] > 0 {
		s += fmt.Sprintf(", %d of the new not in English and unread", n[watch.Unread])
	}
	return s
}

type watchImportCommand struct {
	File string `arg:"" help:"OPML file, as feed readers export it."`
}

// Run prints the feeds of the file.
func (c *watchImportCommand) Run(out *output) error {
	f, err := os.Open(c.File)
	if err != nil {
		return &usageError{c.File + ": cannot be opened: " + cause(err).Error(), ""}
	}
	defer func() { _ = f.Close() }()
	sources, err := watch.ImportOPML(f)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	for _, s := range sources {
		if _, err := fmt.Fprintln(out.stdout, printable(s.String())); err != nil {
			return err
		}
	}
	return nil
}

type watchVersionsCommand struct {
	address
	URL    string `arg:"" name:"url" help:"Address of the article."`
	Format string `enum:"text,json" default:"text" help:"text for a person to read, json for one object a version."`
}

// Run shows the versions.
func (c *watchVersionsCommand) Run(ctx context.Context, out *output) error {
	l, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	versions, err := l.Versions(ctx, c.URL)
	if err != nil {
		return err
	}
	if len(versions) == 0 {
		return &usageError{c.URL + ": no article of this address was fetched", "tollbook watch fetches articles; this is about what it filed"}
	}
	lines := json.NewEncoder(out.stdout)
	lines.SetEscapeHTML(false)
	for _, v := range versions {
		if c.Format == "json" {
			err = lines.Encode(v)
		} else {
			_, err = fmt.Fprintf(out.stdout, "%s  %s  %s\n%s", v.Fetched, v.Report, printable(v.Title), printableLines(v.Changes))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

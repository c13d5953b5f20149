package alert

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/tollbook/tollbook/fetch"
	"github.com/tollbook/tollbook/ledger"
	"github.com/tollbook/tollbook/withhold"
)

// A Sender tells what saved searches find.
type Sender struct {
	Ledger *ledger.Ledger
	// Fetcher makes what posts to a webhook.
	Fetcher func(fetch.Options) *fetch.Fetcher
	// Withhold keeps the names of victims out.
	Withhold bool
	// Folder is what paths of feeds start at; empty for where the program runs.
	Folder string
	// Try, where it is set, is given each message in place of its receiver, and nothing is remembered.
	Try func(*Alert, *Receiver, *Message)
	// Mark remembers what is found as told, and tells nobody.
	Mark bool

	veil  *withhold.Veil
	now   func() time.Time
	pause time.Duration // before a mail is tried again
	posts map[string]*fetch.Fetcher
	done  int64 // the generation of the ledger up to which all has been told
}

const (
	inMessage   = 25  // incidents
	atOnce      = 200 // incidents told to one receiver of a search at once; the others wait for the next time
	webhookTry  = 4
	mailTries   = 3
	sendTimeout = 30 * time.Second
)

// A Result is what came of a search and a receiver.
type Result struct {
	Alert    *Alert
	Receiver *Receiver
	Told     int
	Waiting  int // that are still to be told
	Err      error
}

// Once tells all that searches find and that was not told. It fails only where the ledger does, or when ctx is done; what a receiver refuses stands in the
// results, and is tried again the next time.
func (s *Sender) Once(ctx context.Context, f *File) ([]Result, error) {
	s.begin()
	generation, err := s.Ledger.Generation(ctx)
	if err != nil {
		return nil, err
	}
	var results []Result
	all := true
	for i := range f.Alerts {
		a := &f.Alerts[i]
		var found []string
		err := s.Ledger.Incidents(ctx, a.query, 0, func(x ledger.Summary) error { found = append(found, x.ID); return nil })
		if err != nil {
			return results, fmt.Errorf("alert %s: %w", a.Name, err)
		}
		for j := range a.Receivers {
			r := Result{Alert: a, Receiver: &a.Receivers[j]}
			if err := s.tell(ctx, f, &r, found); err != nil {
				return results, err
			}
			all = all && r.Err == nil && r.Waiting == 0
			results = append(results, r)
		}
	}
	if all {
		s.done = generation
	}
	return results, nil
}

// Again is Once, and does nothing where all was told and the ledger has not changed since.
func (s *Sender) Again(ctx context.Context, f *File) ([]Result, error) {
	if generation, err := s.Ledger.Generation(ctx); err != nil || generation == s.done {
		return nil, err
	}
	return s.Once(ctx, f)
}

func (s *Sender) begin() {
	if s.veil != nil {
		return
	}
	s.veil = withhold.NewVeil(s.Ledger, s.Withhold)
	if s.now == nil {
		s.now = time.Now
	}
	if s.pause == 0 {
		s.pause = 2 * time.Second
	}
	s.posts = map[string]*fetch.Fetcher{}
}

// tell tells a receiver what is new of what was found.
func (s *Sender) tell(ctx context.Context, f *File, r *Result, found []string) error {
	to := ledger.Alerting{Search: r.Alert.Name, Receiver: r.Receiver.Key()}
	known, err := s.Ledger.Told(ctx, to)
	if err != nil {
		return err
	}
	fresh := slices.DeleteFunc(slices.Clone(found), func(id string) bool { return known[id] })
	r.Waiting = len(fresh)
	if !s.Mark {
		fresh = fresh[:min(len(fresh), atOnce)]
	}
	for some := range slices.Chunk(fresh, inMessage) {
		n, err := s.tellSome(ctx, f, r, to, some)
		if err != nil {
			return err
		}
		if r.Err != nil {
			return nil
		}
		r.Told += n
		r.Waiting -= len(some)
	}
	if r.Receiver.Kind == Atom && s.Try == nil {
		r.Err = s.writeFeed(ctx, f, r, to)
	}
	return ctx.Err()
}

// tellSome tells some incidents in one message, and remembers it. It is not broken off while they are claimed.
func (s *Sender) tellSome(ctx context.Context, f *File, r *Result, to ledger.Alerting, ids []string) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if s.Try != nil {
		m, err := s.message(ctx, f, r.Alert, ids)
		if err == nil && len(m.ids) > 0 {
			s.Try(r.Alert, r.Receiver, m)
		}
		return len(ids), err
	}
	keep := context.WithoutCancel(ctx)
	claimed, err := s.Ledger.ClaimAlerts(keep, to, ids, s.now())
	if err != nil || len(claimed) == 0 {
		return 0, err
	}
	if s.Mark {
		return len(claimed), s.Ledger.ConfirmAlerts(keep, to, claimed, time.Time{})
	}
	m, err := s.message(keep, f, r.Alert, claimed)
	if err == nil && len(m.ids) > 0 {
		r.Err = s.send(ctx, f, r.Receiver, m)
	}
	if err != nil || r.Err != nil {
		if failed := s.Ledger.ReleaseAlerts(keep, to, claimed); failed != nil && err == nil {
			err = failed
		}
		return 0, err
	}
	return len(claimed), s.Ledger.ConfirmAlerts(keep, to, claimed, s.now())
}

func (s *Sender) send(ctx context.Context, f *File, r *Receiver, m *Message) error {
	switch r.Kind {
	case Webhook:
		return s.post(ctx, r, m)
	case Mail:
		return s.mail(ctx, f.Server, r, m)
	}
	return nil // a feed is written as a whole, of what the ledger remembers
}

// wait pauses before another try, longer each time and with some chance in it. It fails when ctx is done.
func (s *Sender) wait(ctx context.Context, try int) error {
	pause := s.pause << (try - 1)
	timer := time.NewTimer(pause/2 + rand.N(pause))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

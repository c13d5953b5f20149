package ledger

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tollbook/tollbook/record"
)

var partForm = regexp.MustCompile(`^[ce][1-9][0-9]*$`)

// Anchor gives the anchor of what people call REPORT/c1 or REPORT/e1: a count or an event in the record in force of a report, by the report's id or
// key, as people have judged it. It fails with a *QueryError.
func (l *Ledger) Anchor(ctx context.Context, name string) (Anchor, error) {
	rep, part := name, ""
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		rep, part = name[:at], name[at+1:]
	}
	if !partForm.MatchString(part) || rep == "" {
		return Anchor{}, &QueryError{fmt.Sprintf("%q names no count or event", name), "write REPORT/c1 or REPORT/e1"}
	}
	rec, _, err := l.recordOf(ctx, rep)
	if err != nil {
		return Anchor{}, err
	}
	if a := standsAt(rec, part); a != nil {
		a.SHA256 = rec.Report.SHA256
		return *a, nil
	}
	return Anchor{}, &QueryError{fmt.Sprintf("the record of %s has no %s", rep, part), "tollbook incident ID --format json tells the events of reports"}
}

// recordOf gives the record in force of a report, by its id or key, as people have judged it.
func (l *Ledger) recordOf(ctx context.Context, rep string) (rec *record.Record, text string, err error) {
	var sha256 string
	var body []byte
	n := 0
	err = l.each(ctx, func(scan func(...any) error) error {
		n++
		return scan(&sha256, &text, &body)
	}, `SELECT r.sha256, t.body, c.body FROM report r JOIN text t ON t.sha256 = r.sha256 JOIN reading g ON g.report = r.key
		JOIN record c ON c.report = r.key AND c.coder = g.coder WHERE r.id = ? OR r.key = ?`, rep, rep)
	switch {
	case err != nil:
		return nil, "", err
	case n == 0:
		return nil, "", &QueryError{"there is no report " + rep, "tollbook incident ID --format json tells the ids of reports"}
	case n > 1:
		return nil, "", &QueryError{fmt.Sprintf("%d reports have the id %s", n, rep), "use a report's key, which tollbook incident ID --format json tells"}
	}
	judgements, err := l.inForce(ctx)
	if err != nil {
		return nil, "", err
	}
	if rec, err = unpackRecord(body); err != nil {
		return nil, "", err
	}
	rec.Report.SHA256 = sha256
	apply(rec, judgements[sha256])
	return rec, text, nil
}

// Anchors gives the anchors of REPORT/c1, REPORT/e1, a REPORT (its main event), or an incident (all events of reports that it is made of). It fails
// with a *QueryError.
func (l *Ledger) Anchors(ctx context.Context, name string) ([]Anchor, error) {
	if isIncidentName(name) {
		members, err := l.mentionAnchors(ctx, name)
		if err == nil || !errors.Is(err, ErrNoIncident) {
			return anchorsOf(members), err
		}
	}
	if _, part, found := cutLast(name); found && partForm.MatchString(part) {
		a, err := l.Anchor(ctx, name)
		return []Anchor{a}, err
	}
	rec, _, err := l.recordOf(ctx, name)
	if err != nil {
		return nil, err
	}
	return []Anchor{{SHA256: rec.Report.SHA256, Of: "report"}}, nil
}

func cutLast(name string) (before, after string, found bool) {
	at := strings.LastIndexByte(name, '/')
	if at < 0 {
		return name, "", false
	}
	return name[:at], name[at+1:], true
}

func isIncidentName(name string) bool {
	return len(name) == 13 && name[0] == 'i' && strings.Trim(name[1:], "0123456789abcdef") == ""
}

// A placed is an event of a report as an incident has it, with its anchor.
type placed struct {
	key, id, event string
	anchor         Anchor
}

func anchorsOf(members []placed) (out []Anchor) {
	for _, m := range members {
		if !slices.Contains(out, m.anchor) {
			out = append(out, m.anchor)
		}
	}
	return out
}

// mentionAnchors gives the anchors of an incident's mentions, in order of their reports' keys.
func (l *Ledger) mentionAnchors(ctx context.Context, incident string) ([]placed, error) {
	today, err := l.today(ctx, incident)
	if err != nil {
		return nil, err
	}
	all, err := l.members(ctx, []string{today})
	if err != nil {
		return nil, err
	}
	var out []placed
	for _, m := range all[today] {
		p := placed{m.Key, m.Report, m.Event, Anchor{SHA256: m.sha256, Of: "report"}}
		if a := standsAt(m.record, m.Event); a != nil {
			a.SHA256 = m.sha256
			p.anchor = *a
		}
		out = append(out, p)
	}
	return out, nil
}

// Split fills a judgement with what parts an incident: each of parts names reports (or REPORT/e1) that are another incident; the rest stays. It
// fails with a *QueryError.
func (l *Ledger) Split(ctx context.Context, j *Judgement, incident string, parts [][]string) error {
	members, err := l.mentionAnchors(ctx, incident)
	if errors.Is(err, ErrNoIncident) {
		return &QueryError{fmt.Sprintf("there is no incident %s", incident), "tollbook incidents lists them"}
	}
	if err != nil {
		return err
	}
	goes := map[Anchor]int{}
	for n, names := range parts {
		for _, name := range names {
			found := false
			for _, m := range members {
				rep, event, _ := cutLast(name)
				if !(m.id == name || m.key == name) && !((m.id == rep || m.key == rep) && m.event == event) {
					continue
				}
				if before, ok := goes[m.anchor]; ok && before != n+1 {
					return &QueryError{name + " cannot go to two parts", "the same text, by whichever publisher, is of one incident"}
				}
				goes[m.anchor], found = n+1, true
			}
			if !found {
				return &QueryError{fmt.Sprintf("%s is not of the incident %s", name, incident), "name reports that tollbook incident " + incident + " shows"}
			}
		}
	}
	j.Kind, j.Target, j.Parts = Split, anchorsOf(members), nil
	for _, a := range j.Target {
		j.Parts = append(j.Parts, goes[a])
	}
	return nil
}

// Words gives the anchor of words in a report that stand for a count or an event which was not read. They must stand there once. It fails with a
// *QueryError.
func (l *Ledger) Words(ctx context.Context, rep, of, words string) (Anchor, error) {
	rec, text, err := l.recordOf(ctx, rep)
	if err != nil {
		return Anchor{}, err
	}
	at := strings.Index(text, words)
	in := ""
	if at < 0 {
		text, in = string(rec.Report.Title), "title"
		at = strings.Index(text, words)
	}
	switch {
	case words == "" || at < 0:
		return Anchor{}, &QueryError{fmt.Sprintf("the report has no words %q", words), "copy them as they stand there"}
	case strings.Contains(text[at+1:], words):
		return Anchor{}, &QueryError{fmt.Sprintf("%q stands there more than once", words), "give more words around it"}
	}
	start := utf8.RuneCountInString(text[:at])
	return Anchor{SHA256: rec.Report.SHA256, Start: start, End: start + utf8.RuneCountInString(words), In: in, Of: of}, nil
}

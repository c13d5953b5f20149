package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// ReviewAgain tells somebody whose decision was not filed why, and gives it back to him.
type ReviewAgain struct {
	Kind   string       `json:"kind"`
	Newer  []ReviewPast `json:"newer"` // what others decided in the meantime
	Reason string       `json:"error"` // why else it was not filed
	Hint   string       `json:"hint"`
	Fields []ReviewKept `json:"fields"` // of the form, to be filed again
	Back   string       `json:"back"`
}

// ReviewKept is a field of a form that was sent: those with a label can be changed.
type ReviewKept struct {
	Name, Value, Label string
}

// judge files what a person decided on the review page.
func (d *Desk) judge(_ http.ResponseWriter, r *http.Request) (string, error) {
	if err := parseForm(r); err != nil {
		return "", err
	}
	user := UserOf(r.Context())
	if !mayJudge(user) {
		return "", &problem{http.StatusForbidden, "you may read, but not decide", "an editor can make you a coder"}
	}
	form := r.PostForm
	j := &ledger.Judgement{Author: user.Name, Kind: ledger.Kind(form.Get("kind")), Reason: strings.TrimSpace(form.Get("reason"))}
	if form.Has("seen") {
		seen := form.Get("seen")
		j.Seen = &seen
	}
	err := d.mayUndo(r.Context(), user, j.Kind, form.Get("undoes"))
	if err != nil {
		return "", err
	}
	err = d.fillJudgement(r.Context(), j, form)
	if err == nil {
		err = d.ledger.Judge(r.Context(), j)
	}
	if err != nil {
		return "", d.notFiled(r.Context(), form, err)
	}
	if j.Kind == ledger.Undo {
		return d.undone(r.Context(), j, form)
	}
	return local(form.Get("next")), nil
}

// mayUndo fails if somebody takes back, or brings back, what another decided, and is no editor.
func (d *Desk) mayUndo(ctx context.Context, u User, kind ledger.Kind, undoes string) error {
	if kind != ledger.Undo && kind != ledger.Redo || u.Role == "editor" {
		return nil
	}
	author, err := d.ledger.Author(ctx, undoes)
	if err == nil && author != "" && author != u.Name {
		return &problem{http.StatusForbidden, "this was decided by another", "an editor can take it back"}
	}
	return err
}

// undone leads to what an undo or a redo was about.
func (d *Desk) undone(ctx context.Context, j *ledger.Judgement, form url.Values) (string, error) {
	next, err := url.Parse(local(form.Get("next")))
	if err != nil {
		return "/review", nil
	}
	incident, err := d.ledger.Judged(ctx, j.ID)
	if err != nil || incident == "" {
		return next.String(), err
	}
	q := next.Query()
	q.Del("report")
	q.Set("open", incident)
	next.RawQuery = q.Encode()
	return next.String(), nil
}

// fillJudgement reads what a judgement is about, and its value.
func (d *Desk) fillJudgement(ctx context.Context, j *ledger.Judgement, form url.Values) error {
	if !slices.Contains(ledger.Kinds, j.Kind) {
		return unclear(fmt.Sprintf("there is no decision %q", j.Kind), "")
	}
	if err := d.stillShown(ctx, form["shown"]); err != nil {
		return err
	}
	switch j.Kind {
	case ledger.Undo, ledger.Redo:
		j.Undoes = form.Get("undoes")
		return nil
	case ledger.Split:
		return d.ledger.Split(ctx, j, form.Get("about"), [][]string{form["part"]})
	case ledger.Add:
		a, err := d.ledger.Words(ctx, form.Get("about"), form.Get("of"), strings.TrimSpace(form.Get("words")))
		j.Target, j.Value = []ledger.Anchor{a}, addedValue(form)
		return err
	case ledger.Edit:
		j.Field, j.Value = form.Get("field"), valueOf(form.Get("field"), form.Get("value"))
	}
	for _, t := range form["target"] {
		a, err := parseTarget(t)
		if err != nil {
			return err
		}
		j.Target = append(j.Target, a)
	}
	return d.addAbout(ctx, j, form["about"])
}

// addAbout adds what names stand for to what a judgement is about.
func (d *Desk) addAbout(ctx context.Context, j *ledger.Judgement, names []string) error {
	n := 0
	for _, name := range names {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		anchors, err := d.ledger.Anchors(ctx, name)
		if err != nil {
			return err
		}
		j.Target = append(j.Target, anchors...)
		if j.Kind == ledger.Different { // each incident by itself
			j.Parts = append(j.Parts, slices.Repeat([]int{n}, len(anchors))...)
		}
		n++
	}
	if n < 2 && (j.Kind == ledger.Same || j.Kind == ledger.Different) {
		return &ledger.QueryError{Reason: "which other incident?", Hint: "choose one of the list, or write its id"}
	}
	return nil
}

// stillShown fails if an incident has other reports than those that somebody has seen of it: "ID:3".
func (d *Desk) stillShown(ctx context.Context, shown []string) error {
	for _, s := range shown {
		id, n, _ := strings.Cut(s, ":")
		x, err := d.ledger.Summary(ctx, id)
		if err != nil {
			return err
		}
		if shownAs(x.ID, x.Reports) != id+":"+n {
			return &problem{http.StatusConflict, "reports came to this incident, or left it, since you opened it", "go back and look at it again"}
		}
	}
	return nil
}

func shownAs(id string, reports int) string { return id + ":" + strconv.Itoa(reports) }

// valueOf gives what was written into a box the form of the record.
func valueOf(field, value string) json.RawMessage {
	value = strings.TrimSpace(value)
	number := slices.Contains([]string{"low", "best", "high", "number", "precision", "main", "background", "blamed_by"}, field)
	switch {
	case value == "" || value == "–":
		return json.RawMessage("null")
	case number && json.Valid([]byte(value)):
		return json.RawMessage(value)
	}
	word, _ := json.Marshal(value) // a string cannot fail
	return word
}

// addedValue gives the values of what was not read: those of a count, or of an event.
func addedValue(form url.Values) json.RawMessage {
	values := map[string]json.RawMessage{}
	fields := []string{"type"}
	if form.Get("of") == "count" {
		fields = []string{"harm", "best", "event"}
	}
	for _, f := range fields {
		if v := form.Get(f); v != "" {
			values[strings.ReplaceAll(f, "harm", "kind")] = valueOf(f, v)
		}
	}
	data, _ := json.Marshal(values) // raw values cannot fail
	return data
}

// targetOf writes an anchor for a form: "count 132 150 SHA256", and where it is in the title also that.
func targetOf(a ledger.Anchor) string {
	return strings.TrimSpace(fmt.Sprintf("%s %d %d %s %s", a.Of, a.Start, a.End, a.SHA256, a.In))
}

func parseTarget(s string) (a ledger.Anchor, err error) {
	n, err := fmt.Sscanf(s+" -", "%s %d %d %s %s", &a.Of, &a.Start, &a.End, &a.SHA256, &a.In)
	if n < 4 || err != nil {
		return a, unclear("the form does not say what it is about", "go back and open the page anew")
	}
	a.In = strings.Trim(a.In, "-")
	return a, nil
}

// notFiled makes a page of why a decision was not filed, from which it can be filed again or dropped. Nothing that was written is lost.
func (d *Desk) notFiled(ctx context.Context, form url.Values, err error) error {
	page := &ReviewAgain{Kind: form.Get("kind"), Back: local(form.Get("back"))}
	status := http.StatusBadRequest
	seen := form.Get("seen")
	if conflict, ok := errors.AsType[*ledger.ErrConflict](err); ok {
		status = http.StatusConflict
		seen = conflict.Newer[len(conflict.Newer)-1].ID
		for _, j := range conflict.Newer {
			page.Newer = append(page.Newer, past(&ledger.Decision{Judgement: j, Holds: true}, &ReviewItem{Incident: &ledger.Incident{}}))
		}
	} else if q, ok := errors.AsType[*ledger.QueryError](err); ok {
		page.Reason, page.Hint = q.Error(), q.Hint
	} else if p, ok := errors.AsType[*problem](err); ok && p.Status == http.StatusConflict {
		page.Reason, page.Hint = p.Reason, p.Hint
		return &again{p.Status, "reviewagain", &view{Title: "Not filed", Data: page}}
	} else {
		return err
	}
	for _, name := range []string{"kind", "target", "about", "shown", "part", "undoes", "field", "of", "harm", "type", "event", "next", "back", "value", "words", "best", "reason"} {
		label := map[string]string{"value": "Your value", "words": "The words", "best": "Figure", "reason": "Why"}[name]
		for _, v := range form[name] {
			page.Fields = append(page.Fields, ReviewKept{name, v, label})
		}
	}
	if form.Has("seen") {
		page.Fields = append(page.Fields, ReviewKept{"seen", seen, ""})
	}
	return &again{status, "reviewagain", &view{Title: "Not filed", Data: page}}
}

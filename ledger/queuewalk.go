package ledger

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A search of the queue finds either few incidents, which are listed, or many: then the queue is gone through from its head until the page is full. What waits
// in all is counted as far as some way into the queue, since counting all that a frequent word finds would take seconds.
var ( // only tests change them
	queueListed = 2_000 // incidents that are listed
	queueAsked  = 5_000 // where their reports are asked for more than words: to ask each takes longer
	queueWalked = 500   // of the queue, gone through to count
)

// A queueRow is a row of the queue that waits.
type queueRow struct {
	id      string
	weight  int
	reasons uint8 // a bit for each of Reasons
}

func (r *queueRow) mark() mark { return mark{r.weight, r.id} }

// A queueWalk goes through the queue for one query.
type queueWalk struct {
	l      *Ledger
	ctx    context.Context
	q      *Query
	plan   plan
	texts  numberSet // that hold the words; only where the database would go through all of them for each
	passed map[string]bool
	listed bool // the incidents among which are all that the query finds are known:
	rows   []queueRow
}

// searchedQueue is as Queue for a query that is not empty, from the database.
func (l *Ledger) searchedQueue(ctx context.Context, q *Query, reason Reason, after *mark, limit int) (*QueuePage, error) {
	p, err := l.planOf(ctx, q, ofIncident)
	if err != nil {
		return nil, err
	}
	w := &queueWalk{l: l, ctx: ctx, q: q, plan: p, passed: map[string]bool{}}
	ids, all, err := w.few()
	if err != nil {
		return nil, err
	}
	if ids != nil || all {
		if err := w.list(ids, all); err != nil {
			return nil, err
		}
	}
	page := newQueuePage()
	if err := w.count(page, all); err != nil {
		return nil, err
	}
	found, err := w.first(reason, after, limit+1)
	if err != nil {
		return nil, err
	}
	if len(found) > limit {
		found = found[:limit]
		page.Next = found[limit-1].mark().String()
	}
	page.Items, err = l.waitingOf(ctx, found)
	return page, err
}

func newQueuePage() *QueuePage {
	page := &QueuePage{Items: []Waiting{}, Counts: map[string]int{"all": 0}}
	for _, r := range Reasons {
		page.Counts[string(r)] = 0
	}
	return page
}

// few gives the incidents that the query finds where these are few. Where all is false it gives some more, among which are all that it finds, or nil.
func (w *queueWalk) few() (ids []string, all bool, err error) {
	ofReports, _ := w.q.planned(ofReport, w.l.db, w.plan)
	most := queueListed
	if slices.ContainsFunc(w.q.conditions, func(c condition) bool { return c.of&ofIncident == 0 }) {
		most = queueAsked
	}
	listed := func(where string, args []any) ([]string, error) {
		var ids []string
		err := w.l.each(w.ctx, func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			ids = append(ids, id)
			return err
		}, "SELECT id FROM incident"+where+" LIMIT "+strconv.Itoa(most), args...)
		return ids, err
	}
	if err := w.q.only(ofIncident|ofReport, "a search for incidents"); err != nil {
		return nil, false, err
	}
	if !w.plan.walk {
		where, args, err := w.q.ofIncidents(w.l.db, w.plan)
		if err != nil {
			return nil, false, err
		}
		if ids, err = listed(where, args); err != nil || len(ids) >= most {
			return nil, false, err
		}
		return ids, true, nil
	}
	if len(w.q.words) > 0 && !w.l.db.Numbered {
		if w.texts, err = w.l.matching(w.ctx, w.q.words); err != nil {
			return nil, false, err
		}
	}
	where, args := w.q.planned(ofIncident, w.l.db, w.plan)
	if len(where) == 0 {
		return nil, false, nil
	}
	few := some // each of them is asked for its reports
	if len(ofReports) == 0 {
		few = most
	}
	if ids, err = listed(conjunction(where), args); err != nil || len(ids) >= most {
		return nil, false, err
	}
	if len(ids) >= few {
		return ids, false, nil
	}
	ids, err = w.passing(ids)
	return ids, true, err
}

// passing gives those of some incidents that the query wants.
func (w *queueWalk) passing(ids []string) (out []string, err error) {
	p := w.plan
	p.broad, p.alone = map[int]bool{}, true
	for i, c := range w.q.conditions {
		p.broad[i] = c.each != "" && (c.key != "publisher" || !w.l.db.Numbered)
	}
	if where, args := w.q.planned(ofIncident, w.l.db, p); len(where) > 0 {
		if ids, err = w.ask("SELECT id, 0 FROM incident WHERE "+strings.Join(where, " AND ")+" AND id IN ", args, ids, nil); err != nil {
			return nil, err
		}
	}
	texts := w.texts
	q := *w.q
	if texts != nil {
		q.words = nil // asked in memory
	}
	where, args := q.planned(ofReport, w.l.db, p)
	if len(where) == 0 && texts == nil {
		return ids, nil
	}
	where = append(where, "m.incident IN ")
	return w.ask("SELECT m.incident, text.number FROM mention m JOIN report r ON r.key = m.report JOIN text ON text.sha256 = r.sha256 WHERE "+strings.Join(where, " AND "), args, ids, texts)
}

// ask gives those of some incidents that a query names, with a text of the set if there is one.
func (w *queueWalk) ask(query string, args []any, ids []string, texts numberSet) (out []string, err error) {
	for some := range slices.Chunk(ids, askedAtOnce) {
		found := map[string]bool{}
		list := slices.Clone(args)
		for _, id := range some {
			list = append(list, id)
		}
		err := w.l.each(w.ctx, func(scan func(...any) error) error {
			var id string
			var text int64
			err := scan(&id, &text)
			if texts == nil || texts.has(text) {
				found[id] = true
			}
			return err
		}, query+"(?"+strings.Repeat(", ?", len(some)-1)+")", list...)
		if err != nil {
			return nil, err
		}
		for _, id := range some {
			if found[id] {
				out = append(out, id)
			}
		}
	}
	return out, nil
}

// list goes through some incidents in the place of the whole queue. all says that the query wants all of them.
func (w *queueWalk) list(ids []string, all bool) error {
	w.listed = true
	err := w.l.inChunks(w.ctx, ids, "SELECT "+queueColumns+" FROM review WHERE weight > 0 AND incident IN (", func(scan func(...any) error) error {
		r, err := readQueueRow(scan)
		w.rows = append(w.rows, r)
		if all {
			w.passed[r.id] = true
		}
		return err
	})
	slices.SortFunc(w.rows, func(a, b queueRow) int {
		if a.mark().before(b.mark()) {
			return -1
		}
		return 1
	})
	return err
}

// count counts what waits among the first of the queue, or all, and says for which reasons more may.
func (w *queueWalk) count(page *QueuePage, all bool) error {
	walked, last := 0, 0
	ended, err := w.each("", nil, func(r *queueRow, passes bool) bool {
		walked, last = walked+1, r.weight
		if passes {
			page.countRow(r)
		}
		return all || walked < queueWalked
	})
	if err != nil || ended {
		return err
	}
	page.AtLeast = []string{"all"}
	for _, r := range Reasons {
		if last < leastWeight[r] {
			continue
		}
		left, err := w.l.atMost(w.ctx, 1, "FROM review WHERE "+reasonColumns[r]+" = 1 AND weight <= ?", last)
		if err != nil {
			return err
		}
		if left > 0 {
			page.AtLeast = append(page.AtLeast, string(r))
		}
	}
	return nil
}

// leastWeight is the least weight of what waits for a reason: what comes after a lesser one does not.
var leastWeight = map[Reason]int{IsNew: 1, IsUnsure: weightOf(IsUnsure), IsLow: weightOf(IsLow), IsDisputed: weightOf(IsDisputed), IsChanged: weightOf(IsChanged), InConflict: weightOf(InConflict)}

// first gives the first rows after a mark that wait for a reason and that the query wants.
func (w *queueWalk) first(reason Reason, after *mark, most int) (found []queueRow, err error) {
	_, err = w.each(reason, after, func(r *queueRow, passes bool) bool {
		if passes {
			found = append(found, *r)
		}
		return len(found) < most
	})
	return found, err
}

// each calls visit for the rows of the queue that wait for a reason, after a mark, and says whether the query wants them, until visit wants no more. It says
// whether the queue ended.
func (w *queueWalk) each(reason Reason, after *mark, visit func(r *queueRow, passes bool) bool) (ended bool, err error) {
	for at := 0; ; {
		var rows []queueRow
		if w.listed {
			for ; at < len(w.rows) && len(rows) < askedAtOnce; at++ {
				if r := w.rows[at]; r.waitsFor(reason) && (after == nil || after.before(r.mark())) {
					rows = append(rows, r)
				}
			}
		} else if rows, err = w.next(reason, after); err != nil {
			return false, err
		}
		if len(rows) == 0 {
			return true, nil
		}
		if err := w.know(rows); err != nil {
			return false, err
		}
		for i := range rows {
			if !visit(&rows[i], w.passed[rows[i].id]) {
				return false, nil
			}
		}
		last := rows[len(rows)-1].mark()
		after = &last
	}
}

// next reads some rows of the queue after a mark.
func (w *queueWalk) next(reason Reason, after *mark) (rows []queueRow, err error) {
	where, args := "weight > 0", []any{}
	if reason != "" {
		where = reasonColumns[reason] + " = 1"
	}
	if after != nil {
		where += " AND weight <= ? AND (weight < ? OR " + w.l.db.Bytewise("incident") + " > ?)"
		args = []any{after.weight, after.weight, after.id}
	}
	err = w.l.each(w.ctx, func(scan func(...any) error) error {
		r, err := readQueueRow(scan)
		rows = append(rows, r)
		return err
	}, "SELECT "+queueColumns+" FROM review WHERE "+where+" ORDER BY weight DESC, "+w.l.db.Bytewise("incident")+" LIMIT "+strconv.Itoa(askedAtOnce), args...)
	return rows, err
}

// know finds out which rows the query wants, unless that is known.
func (w *queueWalk) know(rows []queueRow) error {
	var ids []string
	for i := range rows {
		if _, known := w.passed[rows[i].id]; !known {
			ids = append(ids, rows[i].id)
			w.passed[rows[i].id] = false
		}
	}
	pass, err := w.passing(ids)
	for _, id := range pass {
		w.passed[id] = true
	}
	return err
}

// readQueueRow reads queueColumns.
func readQueueRow(scan func(...any) error) (r queueRow, err error) {
	var weakest int
	flags := make([]int, len(Reasons))
	to := []any{&r.id, &weakest, &r.weight}
	for i := range flags {
		to = append(to, &flags[i])
	}
	err = scan(to...)
	for i, n := range flags {
		r.reasons |= uint8(n) << i
	}
	return r, err
}

// waitsFor says whether a row waits for a reason, "" for any.
func (r *queueRow) waitsFor(reason Reason) bool {
	return reason == "" && r.weight > 0 || reason != "" && r.reasons>>slices.Index(Reasons, reason)&1 == 1
}

func (p *QueuePage) countRow(r *queueRow) {
	p.Counts["all"]++
	for i, reason := range Reasons {
		p.Counts[string(reason)] += int(r.reasons >> i & 1)
	}
}

// waitingOf gives rows of the queue with their incidents.
func (l *Ledger) waitingOf(ctx context.Context, rows []queueRow) ([]Waiting, error) {
	out := make([]Waiting, len(rows))
	at := map[string]int{}
	ids := make([]string, len(rows))
	for i := range rows {
		at[rows[i].id], ids[i] = i, rows[i].id
	}
	for some := range slices.Chunk(ids, askedAtOnce) {
		args := make([]any, 0, len(some)+1)
		for _, id := range some {
			args = append(args, id)
		}
		items, err := l.waitingItems(ctx, fmt.Sprintf(" WHERE review.incident IN (?%s)", strings.Repeat(", ?", len(some)-1)), append(args, len(some)))
		if err != nil {
			return nil, err
		}
		for _, x := range items {
			out[at[x.ID]] = x
		}
	}
	return out, nil
}

package show

import (
	"strconv"

	"github.com/tollbook/tollbook/policy"
	"github.com/tollbook/tollbook/record"
)

// totals tells what a counting policy makes of the counts.
func (p *page) totals(list []policy.Total) {
	if len(list) == 0 {
		return
	}
	numbers := map[string]int{}
	for i := range p.rec.Events {
		numbers[p.rec.Events[i].ID] = p.marks.events[i]
	}
	var rows [][]field
	width := 4
	var before policy.Total
	for i, t := range list {
		if alone := i > 0 && list[i-1].Category == policy.Everybody; alone && t.Category == record.UnknownCategory {
			continue // the same as everybody
		}
		row := []field{nil, nil, {{clean(string(t.Category)), plain}}}
		if i == 0 || t.Event != before.Event || t.Kind != before.Kind || t.Category == policy.Everybody {
			row[1] = field{{harm(t.Kind), bold}}
		}
		if n := numbers[string(t.Event)]; n > 0 && (i == 0 || t.Event != before.Event) {
			row[0] = field{{strconv.Itoa(n), eventNumber}}
		}
		for _, n := range []*int{t.Low, t.Best, t.High} {
			s := thousands(n)
			width = max(width, len([]rune(s)))
			row = append(row, field{{s, bold}})
		}
		var why field
		if t.Category == policy.Everybody {
			for _, reason := range t.Reasons {
				why = append(why, span{clean(reason), dim})
			}
		}
		rows = append(rows, append(row, why))
		before = t
	}
	p.table("Totals by "+string(list[0].Policy), []column{p.numberColumn(), {title: "harm", share: 12}, {title: "of", width: 8},
		{title: "low", width: width, right: true}, {title: "best", width: width, right: true}, {title: "high", width: width, right: true},
		{title: "because", share: 40}}, rows)
}

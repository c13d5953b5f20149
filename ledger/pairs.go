package ledger

import (
	"cmp"
	"slices"

	"github.com/tollbook/tollbook/link"
)

// touchJudged adds the components of what people called the same as something new.
func (tx *transaction) touchJudged(t *touched) error {
	judgements, err := tx.inForce()
	if err != nil || len(judgements) == 0 {
		return err
	}
	seen := map[string]bool{}
	for i := range t.fresh {
		for _, j := range judgements[t.fresh[i].Text] {
			if j.Kind != Same && j.Kind != Split {
				continue
			}
			for _, sha256 := range textsIn(j.Target) {
				if seen[sha256] {
					continue
				}
				seen[sha256] = true
				err := tx.each(func(scan func(...any) error) error {
					var component string
					err := scan(&component)
					t.components[component] = true
					return err
				}, "SELECT m.component FROM mention m JOIN report r ON r.key = m.report WHERE r.sha256 = ?", sha256)
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// judgedPairs gives what people said of the mentions, by their places. Of two judgements on one pair the later one holds.
func (tx *transaction) judgedPairs(mentions []link.Mention) (out link.Judged, err error) {
	judgements, err := tx.inForce()
	if err != nil || len(judgements) == 0 {
		return out, err
	}
	under := map[string][]int{} // mentions by their text
	for i := range mentions {
		under[mentions[i].Text] = append(under[mentions[i].Text], i)
	}
	var relevant []Judgement
	for text := range under {
		for _, j := range judgements[text] {
			if j.Kind == Same || j.Kind == Different || j.Kind == Split {
				relevant = append(relevant, j)
			}
		}
	}
	slices.SortFunc(relevant, func(a, b Judgement) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	relevant = slices.CompactFunc(relevant, func(a, b Judgement) bool { return a.ID == b.ID })
	same := map[link.Pair]bool{} // true for the same, false for different
	for _, j := range relevant {
		j.pairs(mentions, under, func(p link.Pair, isSame bool) { same[p] = isSame })
	}
	for p, isSame := range same {
		if isSame {
			out.Same = append(out.Same, p)
		} else {
			out.Different = append(out.Different, p)
		}
	}
	for _, pairs := range [][]link.Pair{out.Same, out.Different} {
		slices.SortFunc(pairs, func(p, q link.Pair) int { return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1])) })
	}
	return out, nil
}

// pairs calls say for the pairs that a judgement joins or parts. All of one part of a split are the same; what stays is left to itself.
func (j *Judgement) pairs(mentions []link.Mention, under map[string][]int, say func(p link.Pair, same bool)) {
	of := make([][]int, len(j.Target))
	for i, a := range j.Target {
		of[i] = meant(mentions, under[a.SHA256], a)
	}
	for i := range of {
		for k := range i {
			same, together := j.Kind == Same, j.Parts != nil && j.Parts[i] == j.Parts[k]
			if together && (j.Kind == Different || j.Parts[i] == 0) {
				continue
			}
			if j.Kind == Split {
				same = together
			}
			for _, a := range of[i] {
				for _, b := range of[k] {
					if a != b {
						say(link.Pair{min(a, b), max(a, b)}, same)
					}
				}
			}
		}
	}
}

// meant gives the mentions, by their places, that an anchor stands for, of those with its text: one of each report.
func meant(mentions []link.Mention, ofText []int, a Anchor) (out []int) {
	for _, i := range ofText {
		m := &mentions[i]
		if a.Of == "report" && m.Main || a.Of != "report" && m.In == a.In && min(m.End, a.End) > max(m.Start, a.Start) {
			out = append(out, i)
		}
	}
	return out
}

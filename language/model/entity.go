package model

import "strings"

// The classes of the entity tagger: 0 is outside; 1+2k begins and 2+2k continues a name of the k-th kind
// (persons, organisations, places).
const (
	Outside       = 0
	EntityClasses = 7
)

// EntityLegal says whether class may follow the class before.
func EntityLegal(before, class uint8) bool {
	if class == Outside || class%2 == 1 {
		return true
	}
	return before != NoTag && (before == class || before == class-1)
}

// A NameRun tells for a word which run of proper nouns it is in: the words from First to Last.
type NameRun struct{ First, Last int }

// NameRuns finds the runs of words that may be names. proper says of each tag class whether it is that of a proper noun.
func NameRuns(runs []NameRun, words []Word, proper []bool) []NameRun {
	runs = runs[:0]
	for i := range words {
		t := int(words[i].Tag)
		in := t < len(proper) && proper[t]
		switch {
		case in && i > 0 && runs[i-1].First >= 0:
			runs = append(runs, NameRun{runs[i-1].First, i})
			for j := runs[i].First; j < i; j++ {
				runs[j].Last = i
			}
		case in:
			runs = append(runs, NameRun{i, i})
		default:
			runs = append(runs, NameRun{-1, -1})
		}
	}
	return runs
}

// EntityFeatures appends the features by which word i is found to be in a name. It uses the entity classes before i.
func EntityFeatures(keys []uint64, words []Word, runs []NameRun, i int) []uint64 {
	w := &words[i]
	p1, p2, n1, n2 := wordAt(words, i-1), wordAt(words, i-2), wordAt(words, i+1), wordAt(words, i+2)
	form, shape, tag := uint64(w.Form), uint64(w.Shape), uint64(w.Tag)
	e1, e2 := uint64(p1.Entity), uint64(p2.Entity)
	keys = append(keys,
		key(201, form, 0, 0), key(202, form, shape, e1), key(203, form, tag, 0),
		key(204, uint64(w.Suffix2), shape, tag), key(205, uint64(w.Suffix3), shape, 0), key(206, uint64(w.Suffix4), shape, 0),
		key(207, uint64(w.Prefix), shape, 0), key(208, shape, tag, e1), key(209, e1, e2, tag), key(210, e1, form, 0),
		key(211, uint64(p1.Form), shape, 0), key(212, uint64(n1.Form), shape, 0), key(213, uint64(p1.Form), form, 0), key(214, form, uint64(n1.Form), 0),
		key(215, uint64(p2.Form), shape, e1), key(216, uint64(n2.Form), shape, e1),
		key(217, uint64(p1.Tag), tag, uint64(n1.Tag)), key(218, uint64(p1.Shape), shape, uint64(n1.Shape)),
		key(219, e1, uint64(p1.Form), shape), key(220, uint64(p2.Form), uint64(p1.Form), shape),
		key(221, uint64(n1.Form), uint64(n2.Form), shape), key(222, uint64(p1.Tag), uint64(p2.Tag), shape),
		key(223, tag, uint64(n1.Tag), uint64(n2.Tag)), key(224, shape, e1, uint64(n1.Shape)),
	)
	keys = append(keys,
		key(225, uint64(w.Fine), shape, e1), key(226, uint64(p1.Fine), uint64(w.Fine), 0), key(227, uint64(n1.Fine), uint64(w.Fine), 0),
		key(228, uint64(p1.Fine), shape, e1), key(229, uint64(n1.Fine), shape, tag), key(230, uint64(p1.Fine), uint64(p2.Fine), shape),
	)
	r := runs[i]
	if r.First < 0 {
		return keys
	}
	before, after, last := wordAt(words, r.First-1), wordAt(words, r.Last+1), &words[r.Last]
	before2, after2 := wordAt(words, r.First-2), wordAt(words, r.Last+2)
	length, at := uint64(min(r.Last-r.First, 4)), uint64(min(i-r.First, 3))
	return append(keys,
		key(231, uint64(before.Form), length, at), key(232, uint64(after.Form), length, at), key(233, uint64(last.Form), at, 0),
		key(234, uint64(last.Suffix3), length, at), key(235, uint64(words[r.First].Form), at, 0),
		key(236, uint64(before.Form), uint64(before2.Form), at), key(237, uint64(after.Form), uint64(after2.Form), at),
		key(238, uint64(before.Tag), uint64(after.Tag), length<<4|at), key(239, e1, length, at),
		key(240, uint64(before.Form), uint64(after.Form), 0), key(241, uint64(last.Form), e1, form),
		key(242, uint64(before.Fine), at, length), key(243, uint64(after.Fine), at, length), key(244, uint64(last.Fine), at, length),
		key(245, uint64(before.Fine), uint64(after.Fine), uint64(last.Fine)),
	)
}

// TagEntities sets the entity classes of a tagged sentence, from left to right.
func TagEntities(w *Weights, words []Word, proper []bool, space *Workspace) {
	space.runs = NameRuns(space.runs, words, proper)
	for i := range words {
		space.keys = EntityFeatures(space.keys[:0], words, space.runs, i)
		scores := space.zero(EntityClasses)
		w.Score(space.keys, scores)
		words[i].Entity = BestEntity(scores, words, i, 1<<EntityClasses-1)
	}
}

// BestEntity gives the class with the highest score among those allowed, a set of bits, that may stand at word i.
func BestEntity(scores []int32, words []Word, i int, allowed uint) uint8 {
	before := wordAt(words, i-1).Entity
	top := -1
	for c := range EntityClasses {
		if allowed>>c&1 == 1 && EntityLegal(before, uint8(c)) && (top < 0 || scores[c] > scores[top]) {
			top = c
		}
	}
	return uint8(max(top, 0))
}

// ProperTags says of each class of the tagger whether it is that of a proper noun.
func ProperTags(classes []string) []bool {
	out := make([]bool, len(classes))
	for i, c := range classes {
		out[i] = strings.HasPrefix(c, "NNP")
	}
	return out
}

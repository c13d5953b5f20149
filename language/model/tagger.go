package model

// NoTag stands for the tag of a place outside the sentence.
const NoTag = 255

// TagFeatures appends the keys of the features by which word i of the sentence is tagged. It uses the tags of the words before it.
func TagFeatures(keys []uint64, words []Word, i int) []uint64 {
	w := &words[i]
	p1, p2, n1, n2 := wordAt(words, i-1), wordAt(words, i-2), wordAt(words, i+1), wordAt(words, i+2)
	form, shape := uint64(w.Form), uint64(w.Shape)
	t1, t2 := uint64(p1.Tag), uint64(p2.Tag)
	start := uint64(0)
	if i == 0 {
		start = 1
	}
	if w.Hyphen {
		start |= 2
	}
	return append(keys,
		key(1, form, 0, 0),
		key(2, form, shape, start),
		key(3, uint64(w.Suffix2), shape, 0),
		key(4, uint64(w.Suffix3), 0, 0),
		key(5, uint64(w.Suffix4), shape, 0),
		key(6, uint64(w.Prefix), shape, 0),
		key(7, shape, start, 0),
		key(8, t1, shape, 0),
		key(9, t1, t2, 0),
		key(10, t1, form, 0),
		key(11, t1, uint64(w.Suffix3), 0),
		key(12, uint64(p1.Form), 0, 0),
		key(13, uint64(n1.Form), 0, 0),
		key(14, uint64(p1.Form), form, 0),
		key(15, form, uint64(n1.Form), 0),
		key(16, uint64(p2.Form), 0, 0),
		key(17, uint64(n2.Form), 0, 0),
		key(18, uint64(n1.Suffix3), uint64(n1.Shape), shape),
		key(19, uint64(p1.Suffix3), shape, 0),
		key(20, t1, t2, form),
		key(21, t1, uint64(n1.Form), 0),
		key(22, uint64(n1.Shape), shape, uint64(p1.Shape)),
		key(23, t1, uint64(n1.Suffix2), shape),
		key(24, uint64(p1.Form), uint64(n1.Form), 0),
		key(25, form, uint64(n1.Suffix2), uint64(n1.Shape)),
		key(26, form, t2, 0),
		key(27, uint64(n1.Suffix3), uint64(n2.Suffix2), t1),
		key(28, uint64(w.Fine), shape, t1),
		key(29, uint64(p1.Fine), uint64(w.Fine), 0),
		key(30, uint64(n1.Fine), shape, t1),
		key(31, uint64(n1.Fine), uint64(w.Fine), 0),
		key(32, uint64(n1.Fine), form, 0),
		key(33, uint64(n2.Fine), uint64(n1.Coarse), shape),
		key(34, uint64(p1.Fine), uint64(w.Suffix3), 0),
		key(35, uint64(n1.Fine), uint64(w.Suffix3), 0),
	)
}

var outside = Word{Form: 1, Tag: NoTag, Entity: NoTag}

func wordAt(words []Word, i int) *Word {
	if i < 0 || i >= len(words) {
		return &outside
	}
	return &words[i]
}

// A Workspace holds what the models need while they run, so that it can be used again. One goroutine at a time uses it.
type Workspace struct {
	keys   []uint64
	scores []int32
	state  State
	runs   []NameRun
}

func (s *Workspace) zero(classes int) []int32 {
	if cap(s.scores) < classes {
		s.scores = make([]int32, classes)
	}
	s.scores = s.scores[:classes]
	clear(s.scores)
	return s.scores
}

// TagWords sets the tags of a sentence, from left to right.
func TagWords(w *Weights, words []Word, space *Workspace) {
	for i := range words {
		space.keys = TagFeatures(space.keys[:0], words, i)
		scores := space.zero(len(w.Classes))
		w.Score(space.keys, scores)
		words[i].Tag = uint8(best(scores))
	}
}

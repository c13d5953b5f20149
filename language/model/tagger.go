package model

import "strings"

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
		words[i].Tag = uint8(BestTag(scores, w.open, w.row(KnownKey(words[i].Form))))
	}
}

// Kinds of words in the dictionary of the tagger.
const (
	KnownSome = 1 // the listed classes and every open one may be right
	KnownAll  = 2 // a frequent word: only the listed classes may be right
)

// KnownKey is the key under which the classes are stored that a form had in training: a row of classes with the kind of
// the word as their weight.
func KnownKey(form uint32) uint64 { return key(99, uint64(form), 0, 0) }

// BestTag gives the class with the highest score that a word may have, given its row of known classes. A word that was
// never seen as a pronoun, say, is none: only the open classes take new words.
func BestTag(scores []int32, open []bool, known string) int {
	top := -1
	if known == "" || known[1] == KnownSome {
		for c, s := range scores {
			if open[c] && (top < 0 || s > scores[top]) {
				top = c
			}
		}
	}
	for ; len(known) >= 2; known = known[2:] {
		if c := int(known[0]); top < 0 || scores[c] > scores[top] || scores[c] == scores[top] && c < top {
			top = c
		}
	}
	return max(top, 0)
}

// MayBe says whether BestTag can give a class.
func MayBe(class int, open []bool, known string) bool {
	if known == "" || known[1] == KnownSome {
		if open[class] {
			return true
		}
	}
	for ; len(known) >= 2; known = known[2:] {
		if int(known[0]) == class {
			return true
		}
	}
	return false
}

// OpenTags says of each class of the tagger whether new words can be of it.
func OpenTags(classes []string) []bool {
	out := make([]bool, len(classes))
	for i, class := range classes {
		fine, tag, _ := strings.Cut(class, " ")
		switch {
		case tag == "AUX":
		case strings.HasPrefix(fine, "NN"), strings.HasPrefix(fine, "JJ"), strings.HasPrefix(fine, "RB"), strings.HasPrefix(fine, "VB"):
			out[i] = true
		case fine == "CD" || fine == "FW" || fine == "UH" || fine == "SYM" || fine == "LS" || fine == "ADD" || fine == "GW" || fine == "NFP" || fine == "XX":
			out[i] = true
		}
	}
	return out
}

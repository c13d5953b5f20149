package model

// The moves of the arc-eager parser are numbered: 0 shifts, 1 reduces, then come the
// left and the right arcs, each in the order of the relations.
const (
	Shift  = 0
	Reduce = 1
)

// LeftArc is the move that makes the next word the head of the top of the stack.
func LeftArc(rel int) int { return 2 + 2*rel }

// RightArc is the move that makes the top of the stack the head of the next word.
func RightArc(rel int) int { return 3 + 2*rel }

// NoRel is the relation of a word that has no head yet.
const NoRel = 255

// A State is a configuration of the parser: a stack, the words not read yet, and the arcs so far. The root is a
// word after the last, at len(words).
type State struct {
	Words []Word
	Stack []int32
	Next  int     // first word that is not read
	Head  []int32 // -1 where there is none yet
	Rel   []uint8
	left  [][2]int32 // leftmost and second leftmost dependents
	right [][2]int32 // rightmost and second rightmost
	sets  [][2]uint64
	count [][2]uint8 // dependents on the left and on the right
}

// Reset starts a new sentence.
func (s *State) Reset(words []Word) {
	n := len(words) + 1
	s.Words, s.Stack, s.Next = words, s.Stack[:0], 0
	if cap(s.Head) < n {
		s.Head, s.Rel = make([]int32, n+n/2), make([]uint8, n+n/2)
		s.left, s.right = make([][2]int32, n+n/2), make([][2]int32, n+n/2)
		s.sets, s.count = make([][2]uint64, n+n/2), make([][2]uint8, n+n/2)
	}
	s.Head, s.Rel = s.Head[:n], s.Rel[:n]
	s.left, s.right, s.sets, s.count = s.left[:n], s.right[:n], s.sets[:n], s.count[:n]
	for i := range n {
		s.Head[i], s.Rel[i] = -1, NoRel
		s.left[i], s.right[i] = [2]int32{-1, -1}, [2]int32{-1, -1}
		s.sets[i], s.count[i] = [2]uint64{}, [2]uint8{}
	}
}

// Done says whether nothing is left to do.
func (s *State) Done() bool { return s.Next == len(s.Words) && len(s.Stack) == 0 }

// Top gives the top of the stack, -1 if it is empty.
func (s *State) Top() int32 { return s.at(0) }

func (s *State) at(depth int) int32 {
	if depth >= len(s.Stack) {
		return -1
	}
	return s.Stack[len(s.Stack)-1-depth]
}

// Legal says whether a move can be made: whether it shifts, reduces, or draws an arc to the left or to the right.
func (s *State) Legal() (shift, reduce, left, right bool) {
	words, filled := s.Next < len(s.Words), len(s.Stack) > 0
	if !filled {
		return words, false, false, false
	}
	headed := s.Head[s.Top()] >= 0
	return words, headed, !headed, words
}

// Apply makes a move.
func (s *State) Apply(move int) {
	switch {
	case move == Shift:
		s.Stack = append(s.Stack, int32(s.Next))
		s.Next++
	case move == Reduce:
		s.Stack = s.Stack[:len(s.Stack)-1]
	case move%2 == 0:
		s.arc(s.Next, int(s.Top()), (move-2)/2)
		s.Stack = s.Stack[:len(s.Stack)-1]
	default:
		s.arc(int(s.Top()), s.Next, (move-3)/2)
		s.Stack = append(s.Stack, int32(s.Next))
		s.Next++
	}
}

func (s *State) arc(head, child, rel int) {
	s.Head[child], s.Rel[child] = int32(head), uint8(rel)
	side, ends := 0, &s.left[head]
	if child > head {
		side, ends = 1, &s.right[head]
	}
	ends[1], ends[0] = ends[0], int32(child)
	s.sets[head][side] |= 1 << (rel & 63)
	if s.count[head][side] < 7 {
		s.count[head][side]++
	}
}

// ParseWords fills space's State with the tree of a tagged sentence. A word may still have the root, len(words), as head in common with others.
func ParseWords(w *Weights, words []Word, space *Workspace) *State {
	s := &space.state
	s.Reset(words)
	for !s.Done() {
		space.keys = s.Features(space.keys[:0])
		scores := space.zero(len(w.Classes))
		w.Score(space.keys, scores)
		s.Apply(s.Best(scores))
	}
	return s
}

// Best gives the legal move with the highest score.
func (s *State) Best(scores []int32) int {
	shift, reduce, left, right := s.Legal()
	move := -1
	if shift {
		move = Shift
	}
	if reduce && (move < 0 || scores[Reduce] > scores[move]) {
		move = Reduce
	}
	for m := 2; m+1 < len(scores); m += 2 {
		if left && (move < 0 || scores[m] > scores[move]) {
			move = m
		}
		if right && (move < 0 || scores[m+1] > scores[move]) {
			move = m + 1
		}
	}
	return move
}

package encoder

import "math"

// A treeSpace holds the tables of the search for trees.
type treeSpace struct {
	// Of the words i to j, the best score of: a tree with head i, a tree with head j, and the two with an arc between i and j
	// that is still open inside. Those with head j lie at [j][i], the others at [i][j].
	right, left, openRight, openLeft []float32
	// Where each of them was cut.
	rightCut, leftCut, openCut []uint8
	stack                      []treeItem
}

type treeItem struct {
	from, to int
	kind     uint8
}

const (
	itemRight uint8 = iota
	itemLeft
	itemOpenRight
	itemOpenLeft
)

func (t *treeSpace) grow(n int) {
	if n*n <= len(t.right) {
		return
	}
	t.right, t.left = make([]float32, n*n), make([]float32, n*n)
	t.openRight, t.openLeft = make([]float32, n*n), make([]float32, n*n)
	t.rightCut, t.leftCut, t.openCut = make([]uint8, n*n), make([]uint8, n*n), make([]uint8, n*n)
}

// bestTree sets heads, one a word, to the projective tree with one root that has the largest sum of scores. scores has a row for
// each word with the score of every word as its head, and at the end that of being the root, whose head is given as -1.
// Where the best head of every word taken by itself makes such a tree, that is it; otherwise it is found by Eisner's algorithm (1996).
func (t *treeSpace) bestTree(scores []float32, heads []int) {
	n := len(heads)
	for i := range heads {
		row := scores[i*(n+1) : (i+1)*(n+1)]
		best := n
		for j, s := range row[:n] {
			if j != i && s > row[best] {
				best = j
			}
		}
		if heads[i] = best; best == n {
			heads[i] = -1
		}
	}
	if !isTree(heads) {
		t.eisner(scores, heads)
	}
}

// isTree says whether heads make a projective tree with one root. Arcs that do not cross, that of the root coming from before
// the first word among them, can only fail to be one by a second root or a circle.
func isTree(heads []int) bool {
	roots := 0
	for i, h := range heads {
		if h < 0 {
			roots++
		}
		a, b := min(i, h), max(i, h)
		for j := a + 1; j < b; j++ {
			if heads[j] < a || heads[j] > b {
				return false
			}
		}
	}
	if roots != 1 {
		return false
	}
	for i := range heads {
		steps := 0
		for j := i; j >= 0; j = heads[j] {
			if steps++; steps > len(heads) {
				return false
			}
		}
	}
	return true
}

func (t *treeSpace) eisner(scores []float32, heads []int) {
	n := len(heads)
	t.grow(n)
	for i := range n {
		t.right[i*n+i], t.left[i*n+i] = 0, 0
	}
	for length := 1; length < n; length++ {
		for i := 0; i+length < n; i++ {
			t.join(scores, n, i, i+length)
		}
	}
	root, best := 0, float32(math.Inf(-1))
	for r := range n {
		if s := t.left[r*n] + t.right[r*n+n-1] + scores[r*(n+1)+n]; s > best {
			root, best = r, s
		}
	}
	heads[root] = -1
	t.stack = append(t.stack[:0], treeItem{0, root, itemLeft}, treeItem{root, n - 1, itemRight})
	t.unfold(heads)
}

// join fills the tables for the words i to j.
func (t *treeSpace) join(scores []float32, n, i, j int) {
	right, left := t.right[i*n:i*n+j+1], t.left[j*n:j*n+j+1]
	best, cut := float32(math.Inf(-1)), i
	for k := i; k < j; k++ {
		if s := right[k] + left[k+1]; s > best {
			best, cut = s, k
		}
	}
	t.openCut[i*n+j] = uint8(cut)
	t.openRight[i*n+j] = best + scores[j*(n+1)+i]
	t.openLeft[j*n+i] = best + scores[i*(n+1)+j]

	open := t.openRight[i*n : i*n+j+1]
	best, cut = float32(math.Inf(-1)), j
	for k := i + 1; k <= j; k++ {
		if s := open[k] + t.right[k*n+j]; s > best {
			best, cut = s, k
		}
	}
	right[j], t.rightCut[i*n+j] = best, uint8(cut)

	open = t.openLeft[j*n : j*n+j]
	best, cut = float32(math.Inf(-1)), i
	for k := i; k < j; k++ {
		if s := t.left[k*n+i] + open[k]; s > best {
			best, cut = s, k
		}
	}
	left[i], t.leftCut[i*n+j] = best, uint8(cut)
}

// unfold sets the heads that the items on the stack stand for.
func (t *treeSpace) unfold(heads []int) {
	n := len(heads)
	for len(t.stack) > 0 {
		it := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		i, j := it.from, it.to
		if i == j {
			continue
		}
		switch it.kind {
		case itemRight:
			k := int(t.rightCut[i*n+j])
			t.stack = append(t.stack, treeItem{i, k, itemOpenRight}, treeItem{k, j, itemRight})
		case itemLeft:
			k := int(t.leftCut[i*n+j])
			t.stack = append(t.stack, treeItem{i, k, itemLeft}, treeItem{k, j, itemOpenLeft})
		default:
			if it.kind == itemOpenRight {
				heads[j] = i
			} else {
				heads[i] = j
			}
			k := int(t.openCut[i*n+j])
			t.stack = append(t.stack, treeItem{i, k, itemRight}, treeItem{k + 1, j, itemLeft})
		}
	}
}

package link

import (
	"cmp"
	"container/heap"
	"slices"
)

// Threshold is the mean probability from which two groups of mentions are one incident, and a pair of mentions is linked at all. Fitted, with
// the weights, by train/link/fit.py.
const Threshold = 0.3

// A Pair is two mentions by their places in a list.
type Pair [2]int

// Judged is what people said of pairs: these are of one incident, these are not. What they said goes before any score; where both were said of
// a pair, by way of others, "different" wins.
type Judged struct{ Same, Different []Pair }

// Cluster puts mentions into incidents by average linkage: the two groups whose mentions agree best on average are joined, until none reach the
// threshold. Two events of one report are never one incident. The answer lists the places of each incident's mentions in order, the incidents by
// their first; it does not depend on the order of the mentions given, apart from naming them by place.
func Cluster(mentions []Mention, judged Judged) [][]int {
	c := newClustering(mentions, judged)
	for c.heap.Len() > 0 {
		j := heap.Pop(&c.heap).(join)
		if c.live[j.a] && c.live[j.b] && c.version[j.a] == j.versionA && c.version[j.b] == j.versionB {
			c.join(j.a, j.b)
		}
	}
	var out [][]int
	for g, live := range c.live {
		if live {
			slices.Sort(c.groups[g])
			out = append(out, c.groups[g])
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// forbidden is less than any sum of probabilities can make good.
const forbidden = -1e9

// A clustering joins groups. A group is known by its place in groups; sums holds the sum of the scores between two groups.
type clustering struct {
	mentions []Mention
	rank     []int // of the mentions in an order of their own, so that ties do not depend on the order given
	groups   [][]int
	live     []bool
	version  []int // how often a group has grown
	sums     [][]float64
	pairs    [][]int // of mentions between two groups that were compared: all but those of one report
	heap     joins
}

// A join is two groups that may be joined, as they were at some versions.
type join struct {
	mean               float64
	a, b               int
	rankA, rankB       int
	versionA, versionB int
}

func newClustering(mentions []Mention, judged Judged) *clustering {
	n := len(mentions)
	c := &clustering{mentions: mentions, rank: make([]int, n), groups: make([][]int, n), live: make([]bool, n), version: make([]int, n), sums: make([][]float64, n), pairs: make([][]int, n)}
	order := make([]int, n)
	for i := range n {
		order[i], c.groups[i], c.live[i], c.sums[i], c.pairs[i] = i, []int{i}, true, make([]float64, n), make([]int, n)
	}
	slices.SortFunc(order, func(i, j int) int { return Order(mentions[i], mentions[j]) })
	for place, i := range order {
		c.rank[i] = place
	}
	for i := range n {
		for j := range i {
			if mentions[i].Report == mentions[j].Report {
				continue
			}
			p := Score(&mentions[i], &mentions[j])
			c.sums[i][j], c.sums[j][i] = p, p
			c.pairs[i][j], c.pairs[j][i] = 1, 1
		}
	}
	for _, p := range judged.Different {
		c.sums[p[0]][p[1]], c.sums[p[1]][p[0]] = forbidden, forbidden
	}
	c.joinJudged(judged.Same)
	for i := range n {
		for j := range i {
			if c.live[i] && c.live[j] {
				c.offer(i, j)
			}
		}
	}
	return c
}

// Order orders mentions by report and event.
func Order(a, b Mention) int {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(len(a.Event), len(b.Event)), cmp.Compare(a.Event, b.Event))
}

// Edge is the probability from which a pair holds a component together.
const Edge = 0.3

// Linked says whether two mentions that meet hang together directly. Mentions of one report never do.
func Linked(a, b *Mention) bool { return a.Report != b.Report && Score(a, b) >= Edge }

// Components parts mentions so that no two of different parts meet and are linked. Pairs that
// people called the same are of one part. The answer lists places in order, the parts by their first.
func Components(mentions []Mention, same []Pair) [][]int {
	root := make([]int, len(mentions))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, p := range same {
		if a, b := find(p[0]), find(p[1]); a != b {
			root[max(a, b)] = min(a, b)
		}
	}
	Meetings(mentions, func(i, j int) {
		if a, b := find(i), find(j); a != b && Linked(&mentions[i], &mentions[j]) {
			root[max(a, b)] = min(a, b)
		}
	})
	at := map[int]int{}
	var out [][]int
	for i := range mentions {
		r := find(i)
		if _, ok := at[r]; !ok {
			at[r] = len(out)
			out = append(out, nil)
		}
		out[at[r]] = append(out[at[r]], i)
	}
	return out
}

// joinJudged joins what people called the same, unless that would join what they called different.
func (c *clustering) joinJudged(same []Pair) {
	same = slices.Clone(same)
	for i, p := range same {
		if c.rank[p[0]] > c.rank[p[1]] {
			same[i] = Pair{p[1], p[0]}
		}
	}
	slices.SortFunc(same, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(c.rank[p[0]], c.rank[q[0]]), cmp.Compare(c.rank[p[1]], c.rank[q[1]]))
	})
	at := func(i int) int {
		return slices.IndexFunc(c.groups, func(g []int) bool { return slices.Contains(g, i) })
	}
	for _, p := range same {
		a, b := at(p[0]), at(p[1])
		if a != b && c.sums[a][b] > forbidden/2 {
			c.join(a, b)
		}
	}
}

// offer puts the join of two groups on the heap if it reaches the threshold.
func (c *clustering) offer(a, b int) {
	mean := c.sums[a][b] / float64(c.pairs[a][b])
	if c.pairs[a][b] == 0 || mean < Threshold {
		return
	}
	j := join{mean: mean, a: a, b: b, rankA: c.first(a), rankB: c.first(b), versionA: c.version[a], versionB: c.version[b]}
	if j.rankA > j.rankB {
		j = join{mean: mean, a: b, b: a, rankA: j.rankB, rankB: j.rankA, versionA: j.versionB, versionB: j.versionA}
	}
	heap.Push(&c.heap, j)
}

// first gives the least rank in a group.
func (c *clustering) first(g int) int {
	least := len(c.rank)
	for _, i := range c.groups[g] {
		least = min(least, c.rank[i])
	}
	return least
}

// join puts b's mentions into a.
func (c *clustering) join(a, b int) {
	c.groups[a] = append(c.groups[a], c.groups[b]...)
	c.groups[b], c.live[b] = nil, false
	c.version[a]++
	for g, live := range c.live {
		if !live || g == a {
			continue
		}
		c.sums[a][g] += c.sums[b][g]
		c.pairs[a][g] += c.pairs[b][g]
		c.sums[g][a], c.pairs[g][a] = c.sums[a][g], c.pairs[a][g]
		c.offer(a, g)
	}
}

// joins is a heap with the best join on top; ties go to the lesser ranks.
type joins []join

func (h joins) Len() int { return len(h) }
func (h joins) Less(i, j int) bool {
	if h[i].mean != h[j].mean {
		return h[i].mean > h[j].mean
	}
	return h[i].rankA < h[j].rankA || h[i].rankA == h[j].rankA && h[i].rankB < h[j].rankB
}
func (h joins) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push adds a join; only container/heap calls it.
func (h *joins) Push(x any) { *h = append(*h, x.(join)) }

// Pop takes the last join; only container/heap calls it.
func (h *joins) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
